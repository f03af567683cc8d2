/* clv-contract-value.c - what people under contract will still pay
 *
 * Each pays a monthly fee until they leave; how likely the next renewals are follows from
 * how many there were (shifted beta-geometric). Those who have left pay nothing more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include "clv-format.h"
#include "clv-normal.h"
#include "clv-prediction-text.h"

#define MONTHS_PER_YEAR 12
#define DAYS_PER_MONTH (CLV_DAYS_PER_YEAR / MONTHS_PER_YEAR)

/* The fitted model, and for each of the two things that are not known of it, one standard deviation either way. */
#define N_POINTS 5

/* Longer relationships renew like this one. */
#define MAX_MONTHS 1200

/* Of somebody with so many renewals, for a fee of 1. */
typedef struct
{
  gboolean is_known;
  double   payments, value[N_POINTS], variance, low, high;
} Outlook;

typedef struct
{
  ClvSbg model[N_POINTS];
  double months, discount_per_year, side;
} Terms;

static void
place_points (const ClvSbgFit *fit,
              Terms           *terms)
{
  const double a = sqrt (fit->covariance[0][0]);
  const double b = a > 0 ? fit->covariance[0][1] / a : 0, c = sqrt (MAX (fit->covariance[1][1] - b * b, 0));
  const double off[N_POINTS][2] = { { 0, 0 }, { a, b }, { -a, -b }, { 0, c }, { 0, -c } };

  for (guint i = 0; i < N_POINTS; i++)
    terms->model[i] = (ClvSbg) { fit->model.alpha * exp (off[i][0]), fit->model.beta * exp (off[i][1]) };
}

/* Month by month: the chance of still paying, and what the money is worth today. */
static void
look_ahead (const Terms *terms,
            guint        n_renewals,
            Outlook     *outlook)
{
  gboolean has_low = FALSE, has_high = FALSE;

  *outlook = (Outlook) { .is_known = TRUE };
  for (guint point = 0; point < N_POINTS; point++)
    {
      double stays = 1, paid = 0, second = 0;

      for (guint i = 1; i - 1 < terms->months; i++)
        {
          const double end = MIN (i, terms->months);
          const double worth = (end - (i - 1)) * pow (1 + terms->discount_per_year, -end / MONTHS_PER_YEAR);

          stays *= clv_sbg_retention (&terms->model[point], (int) (n_renewals + i));
          outlook->value[point] += stays * worth;
          if (point > 0)
            continue;
          /* No more than i - 1 payments with 1 - stays. */
          if (!has_low && 1 - stays >= terms->side)
            outlook->low = paid;
          if (!has_high && 1 - stays >= 1 - terms->side)
            outlook->high = paid;
          has_low = has_low || 1 - stays >= terms->side;
          has_high = has_high || 1 - stays >= 1 - terms->side;
          outlook->payments += stays * (end - (i - 1));
          second += stays * worth * (2 * paid + worth);
          paid += worth;
        }
      if (point > 0)
        continue;
      outlook->variance = MAX (second - outlook->value[0] * outlook->value[0], 0);
      outlook->low = MIN (has_low ? outlook->low : paid, outlook->value[0]);
      outlook->high = MAX (has_high ? outlook->high : paid, outlook->value[0]);
    }
}

/* The fee, else the mean of what was paid a month; NaN when nobody knows. */
static double
fee_of (const ClvCustomerValues *values,
        guint32                  customer)
{
  if (values->monthly_fee != NULL && !isnan (values->monthly_fee[customer]))
    return values->monthly_fee[customer];
  return values->revenue != NULL && values->tenure[customer] > 0 ? values->revenue[customer] / values->tenure[customer] : NAN;
}

static void
add_up (ClvContractValue *self,
        const Outlook    *outlooks,
        const double     *fee,
        const guint32    *renewals,
        const Terms      *terms)
{
  const double z = clv_normal_quantile (1 - terms->side);
  ClvSum total = { 0 }, payments = { 0 }, variance = { 0 }, by[2] = { { 0 } };
  double spread;

  for (guint32 c = 0; c < self->n; c++)
    if (!isnan (self->value[c]) && self->value[c] != 0)
      {
        const Outlook *outlook = &outlooks[renewals[c]];
        const double unit = fee[c] * self->margin;

        clv_sum_add (&total, self->value[c]);
        clv_sum_add (&payments, outlook->payments);
        clv_sum_add (&variance, unit * unit * outlook->variance);
        for (guint k = 0; k < 2; k++)
          clv_sum_add (&by[k], unit * (outlook->value[1 + 2 * k] - outlook->value[2 + 2 * k]) / 2);
      }
  spread = sqrt (clv_sum_get (&variance) + clv_sum_get (&by[0]) * clv_sum_get (&by[0]) +
                 clv_sum_get (&by[1]) * clv_sum_get (&by[1]));
  self->total = clv_sum_get (&total);
  self->payments = clv_sum_get (&payments);
  self->total_low = self->total > 0 ? MAX (self->total - z * spread, 0) : self->total - z * spread;
  self->total_high = self->total < 0 ? MIN (self->total + z * spread, 0) : self->total + z * spread;
}

static char *
dup_sentence (const ClvAnalysis      *self,
              const ClvContractValue *result)
{
  const char *currency = self->findings->currency;
  g_autofree char *count = clv_format_count (result->n_customers);
  g_autofree char *span = clv_prediction_dup_span (self->assumptions->prediction_days);
  g_autofree char *total = clv_format_metric (CLV_M_AOV, result->total, currency);
  g_autofree char *low = clv_format_metric (CLV_M_AOV, result->total_low, currency);
  g_autofree char *high = clv_format_metric (CLV_M_AOV, result->total_high, currency);
  g_autofree char *level = clv_format_percent (self->assumptions->interval, 0);

  if (result->is_revenue)
    /* Translators: number of customers, “12 months”, an amount of money, a percentage such as 80 %, two amounts */
    return g_strdup_printf (ngettext ("%1$s customer under contract is expected to pay fees worth %3$s today in the next %2$s, "
                                      "with %4$s certainty between %5$s and %6$s.",
                                      "%1$s customers under contract are expected to pay fees worth %3$s today in the next %2$s, "
                                      "with %4$s certainty between %5$s and %6$s.", result->n_customers),
                            count, span, total, level, low, high);
  /* Translators: number of customers, “12 months”, an amount of money, a percentage such as 80 %, two amounts */
  return g_strdup_printf (ngettext ("%1$s customer under contract is expected to bring %3$s in the next %2$s, at today’s margin, with "
                                    "%4$s certainty between %5$s and %6$s.",
                                    "%1$s customers under contract are expected to bring %3$s in the next %2$s, at today’s margin, "
                                    "with %4$s certainty between %5$s and %6$s.", result->n_customers),
                          count, span, total, level, low, high);
}

/**
 * clv_analysis_value_contracts:
 *
 * Wants the models and the observed margin. Nothing is valued where there are no contracts, or no fees.
 *
 * Source: Fader & Hardie (2007), J. of Interactive Marketing 21(1), 76-90, and (2010), Marketing Science 29(1), 85-93: expected
 * residual value by renewals so far, up to the horizon, discounted month by month; the sum's interval by the variances of
 * customers and what is not known of the parameters. Checked by /analysis/contracts.
 */
void
clv_analysis_value_contracts (ClvAnalysis *self)
{
  const ClvModelSet *set = self->findings->model_set;
  const ClvCustomerValues *values = clv_ledger_get_values (self->ledger);
  const double margin = !isnan (self->assumptions->margin) ? self->assumptions->margin
                                                            : self->findings->metrics[CLV_M_MARGIN].value;
  g_autofree Outlook *outlooks = NULL;
  g_autofree guint32 *renewals = NULL;
  g_autofree double *fee = NULL;
  ClvContractValue *result;
  Terms terms;

  if (!set->has_contracts)
    return;
  terms.months = self->assumptions->prediction_days / DAYS_PER_MONTH;
  terms.discount_per_year = self->assumptions->discount_per_year;
  terms.side = (1 - self->assumptions->interval) / 2;
  place_points (&set->contracts, &terms);
  outlooks = g_new0 (Outlook, MAX_MONTHS + 1);
  renewals = g_new0 (guint32, (gsize) self->n_customers + 1);
  fee = g_new0 (double, (gsize) self->n_customers + 1);
  result = self->findings->contract_value = g_new0 (ClvContractValue, 1);
  result->n = self->n_customers;
  result->margin = isnan (margin) ? 1 : margin;
  result->is_revenue = isnan (margin);
  result->value = g_new0 (double, (gsize) self->n_customers + 1);
  result->low = g_new0 (double, (gsize) self->n_customers + 1);
  result->high = g_new0 (double, (gsize) self->n_customers + 1);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      const double unit = (fee[c] = fee_of (values, c)) * result->margin;
      Outlook *outlook;

      if (isnan (unit) || isnan (values->tenure[c]) || values->tenure[c] < 0 || isnan (values->churned[c]))
        {
          result->value[c] = result->low[c] = result->high[c] = values->churned[c] > 0 ? 0 : NAN;
          result->n_unknown += isnan (result->value[c]);
          fee[c] = 0;
          continue;
        }
      if (values->churned[c] > 0)
        continue;
      renewals[c] = (guint32) MIN (floor (values->tenure[c]), MAX_MONTHS);
      outlook = &outlooks[renewals[c]];
      if (!outlook->is_known)
        look_ahead (&terms, renewals[c], outlook);
      result->n_customers++;
      result->value[c] = unit * outlook->value[0];
      result->low[c] = MIN (unit * outlook->low, unit * outlook->high);
      result->high[c] = MAX (unit * outlook->low, unit * outlook->high);
    }
  add_up (result, outlooks, fee, renewals, &terms);
  result->sentence = dup_sentence (self, result);
}

/**
 * clv_contract_value_free:
 *
 * Frees the values; NULL is nothing.
 */
void
clv_contract_value_free (ClvContractValue *self)
{
  if (self == NULL)
    return;
  g_free (self->value);
  g_free (self->low);
  g_free (self->high);
  g_free (self->sentence);
  g_free (self);
}
