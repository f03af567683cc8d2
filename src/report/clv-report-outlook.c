/* clv-report-outlook.c - what the customers will bring, and how that changed in a year, in the figures that people are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-outlook.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-prediction-text.h"

/* From here on cents say nothing. */
#define CENTS_BELOW 1000.0

static char *
dup_money (const ClvFindings *findings,
           double             value)
{
  return clv_format_money (value, clv_findings_get_currency (findings), fabs (value) < CENTS_BELOW ? 2 : 0);
}

gboolean
clv_report_value_each (const ClvFindings *findings,
                       ClvBand           *each,
                       guint32           *n_customers)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  guint32 n = 0;

  if (valuation == NULL)
    return FALSE;
  for (guint32 c = 0; c < valuation->n; c++)
    n += isfinite (valuation->clv[c]);
  if (n == 0)
    return FALSE;
  *each = (ClvBand) { valuation->total / n, valuation->total_low / n, valuation->total_high / n };
  *n_customers = n;
  return TRUE;
}

/* Sure is nobody of a band that what really came lay outside of. */
char *
clv_report_dup_band (const ClvFindings *findings,
                     const char        *range)
{
  g_autofree char *level = clv_format_percent (clv_findings_get_valuation (findings)->interval, 0);
  g_autofree char *error = clv_findings_dup_test_error (findings);

  if (error == NULL)
    /* Translators: a percentage such as 80 %, an interval of money */
    return g_strdup_printf (_("%s sure: %s"), level, range);
  /* Translators: a percentage such as 80 %, an interval of money, “32 % too low in its test” */
  return g_strdup_printf (_("%s band: %s, but %s"), level, range, error);
}

char *
clv_report_dup_outlook (const ClvFindings *findings)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  const char *currency = clv_findings_get_currency (findings);
  g_autofree char *total = NULL, *range = NULL, *band = NULL, *span = NULL, *mean = NULL;
  ClvBand each;
  guint32 n;

  if (!clv_report_value_each (findings, &each, &n))
    return g_strdup ("");
  total = dup_money (findings, valuation->total);
  range = clv_prediction_dup_range (valuation->total_low, valuation->total_high, currency);
  band = clv_report_dup_band (findings, range);
  span = clv_prediction_dup_span (valuation->horizon_days);
  mean = dup_money (findings, each.mean);
  /* Translators: “12 months”, money, “80 % sure: €110–143”, money */
  return g_strdup_printf (valuation->is_revenue
                              ? _("In the next %s these customers are expected to bring a revenue of %s (%s), %s a customer.")
                              : _("In the next %s these customers are expected to bring %s (%s), %s a customer."),
                          span, total, band, mean);
}

char *
clv_report_dup_at_risk (const ClvFindings *findings)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  g_autofree char *count = NULL;
  g_autofree char *money = NULL;
  const ClvAtRisk *risks;
  double stake = 0;
  guint32 n;

  if (valuation == NULL || valuation->is_contracts)
    return NULL;
  risks = clv_findings_get_at_risk (findings, &n);
  if (n == 0)
    return g_strdup (isnan (clv_findings_get_test_error (findings))
                       ? _("Nobody who bought more than once has probably left")
                       : _("The model finds nobody who has probably left"));
  for (guint32 i = 0; i < n; i++)
    stake += risks[i].value_at_risk;
  count = clv_format_count (n);
  /* With a margin below nothing, those who leave cost nothing. */
  if (!(stake > 0))
    /* Translators: number of customers */
    return g_strdup_printf (ngettext ("%s customer has probably left, at no loss", "%s customers have probably left, at no loss", n),
                            count);
  money = dup_money (findings, stake);
  /* Translators: number of customers, money that would still come in if none of them had left */
  return g_strdup_printf (ngettext ("%s customer has probably left – %s less than if they had stayed and bought as before",
                                    "%s customers have probably left – %s less than if all had stayed and bought as before", n),
                          count, money);
}

ClvBand *
clv_report_scheme_values (const ClvFindings      *findings,
                          const ClvSegmentScheme *scheme,
                          guint                   n,
                          const ClvWork          *work)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  g_autofree guint32 *end = NULL;
  g_autofree guint32 *members = NULL;
  g_autofree ClvBand *values = NULL;
  guint32 start = 0;

  /* Of a customer in several groups nobody can say which part belongs to which. */
  g_return_val_if_fail (n <= scheme->n_segments, NULL);
  if (valuation == NULL || scheme->overlapping || scheme->by_customer == NULL)
    return NULL;
  end = g_new0 (guint32, (gsize) n + 2);
  members = g_new (guint32, (gsize) valuation->n + 1);
  values = g_new (ClvBand, (gsize) n + 1);
  /* Customers by group, in the order of the ledger: counted, then laid down where the groups before theirs end. */
  for (guint32 c = 0; c < valuation->n; c++)
    if (scheme->by_customer[c] < n && isfinite (valuation->clv[c]))
      end[scheme->by_customer[c] + 1]++;
  for (guint i = 0; i < n; i++)
    end[i + 1] += end[i];
  for (guint32 c = 0; c < valuation->n; c++)
    if (scheme->by_customer[c] < n && isfinite (valuation->clv[c]))
      members[end[scheme->by_customer[c]]++] = c;
  for (guint i = 0; i < n; i++)
    {
      if (clv_work_is_cancelled (work))
        return NULL;
      values[i] = (ClvBand) { NAN, NAN, NAN };
      if (end[i] > start)
        clv_valuation_sum (findings, valuation, end[i] - start, members + start, &values[i], NULL);
      start = end[i];
    }
  return g_steal_pointer (&values);
}

/* Whole units of money that add up from the shown value before to the shown value after: those whose rounding is the
 * worst give way by one. */
static void
round_steps (double       total,
             ClvBaseStep *steps,
             guint        n)
{
  double exact[CLV_BASE_STEPS], left = total;

  for (guint i = 0; i < n; i++)
    {
      exact[i] = steps[i].value;
      steps[i].value = round (steps[i].value);
      left -= steps[i].value;
    }
  for (guint turn = 0; turn < n && fabs (left) >= 0.5; turn++)
    {
      const double by = left > 0 ? 1 : -1;
      guint worst = 0;

      for (guint i = 1; i < n; i++)
        if ((exact[i] - steps[i].value) * by > (exact[worst] - steps[worst].value) * by)
          worst = i;
      steps[worst].value += by;
      left -= by;
    }
}

static void
set_step (ClvBaseStep *step,
          const char  *what,
          const char  *name,
          double       value)
{
  step->what = g_strdup (what);
  step->name = g_strdup (name);
  step->value = value;
}

gboolean
clv_report_base_steps (const ClvFindings *findings,
                       ClvBaseStep        steps[CLV_BASE_STEPS])
{
  const ClvBaseChange *change = clv_findings_get_base_change (findings);

  if (change == NULL)
    return FALSE;
  for (guint i = 0; i < CLV_BASE_STEPS; i++)
    steps[i] = (ClvBaseStep) { NULL, NULL, NAN, NAN, NAN, i > 0 && i + 1 < CLV_BASE_STEPS };
  steps[0].what = clv_format_day (change->from);
  steps[0].name = g_strdup (steps[0].what);
  steps[0].value = round (change->before);
  steps[0].low = change->before_low;
  steps[0].high = change->before_high;
  set_step (&steps[1], _("New customers"), _("New"), change->new_customers);
  set_step (&steps[2], _("Customers who have probably left"), _("Left"), change->lost);
  set_step (&steps[3], _("Others bought more or less than expected"), _("Others"), change->behaviour);
  set_step (&steps[4], _("The model learned from the new months"), _("Model"), change->model);
  steps[5].what = clv_format_day (change->to);
  steps[5].name = g_strdup (steps[5].what);
  steps[5].value = round (change->after);
  steps[5].low = change->after_low;
  steps[5].high = change->after_high;
  round_steps (steps[5].value - steps[0].value, steps + 1, CLV_BASE_STEPS - 2);
  return TRUE;
}

void
clv_report_base_steps_clear (ClvBaseStep steps[CLV_BASE_STEPS])
{
  for (guint i = 0; i < CLV_BASE_STEPS; i++)
    {
      g_clear_pointer (&steps[i].what, g_free);
      g_clear_pointer (&steps[i].name, g_free);
    }
}

char *
clv_report_dup_base_title (const ClvFindings *findings)
{
  const ClvBaseChange *change = clv_findings_get_base_change (findings);
  const char *currency = clv_findings_get_currency (findings);
  g_autofree char *before = NULL, *after = NULL;

  if (change == NULL)
    return NULL;
  before = clv_format_money (change->before, currency, 0);
  after = clv_format_money (change->after, currency, 0);
  if (g_str_equal (before, after))
    /* Translators: an amount of money */
    return g_strdup_printf (_("The customer base is worth as much as before: %s"), after);
  if (change->after < 0)
    /* Translators: two amounts of money, the first below nothing */
    return g_strdup_printf (change->after > change->before ? _("The customer base loses less than before: %s, after %s")
                            : change->before < 0 ? _("The customer base loses more than before: %s, after %s")
                                                 : _("The customer base has come to lose money: %s, after %s"),
                            after, before);
  /* Translators: two amounts of money */
  return g_strdup_printf (change->after > change->before ? _("The customer base has become worth more: %s, after %s")
                                                         : _("The customer base has become worth less: %s, after %s"),
                          after, before);
}

char *
clv_report_dup_base_note (const ClvFindings *findings)
{
  const ClvBaseChange *change = clv_findings_get_base_change (findings);
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  g_autofree char *from = NULL, *to = NULL, *span = NULL;

  if (change == NULL || valuation == NULL)
    return NULL;
  from = clv_format_day (change->from);
  to = clv_format_day (change->to);
  span = clv_prediction_dup_span (valuation->horizon_days);
  /* Translators: two dates, “12 months” */
  return g_strdup_printf (valuation->is_revenue
                              ? _("Revenue that customers were expected to bring on %s and on %s, in the %s that followed")
                              : _("What customers were expected to bring on %s and on %s, in the %s that followed, "
                                  "both at the margin of today"),
                          from, to, span);
}
