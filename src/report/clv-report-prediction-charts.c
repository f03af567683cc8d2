/* clv-report-prediction-charts.c - what customers will bring, and who may be gone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-charts-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-prediction-text.h"
#include "clv-prediction.h"
#include "clv-quantile.h"

/* More dots than this are a grey wall and slow vectors. */
#define MAX_DOTS 2000
#define MIN_PREDICTED 5
#define MAX_BINS 12

/* Customers with a prediction, in the order of the ledger. */
typedef struct
{
  guint32 *customer;
  double  *value;
  guint32  n;
  double   total, smallest, largest;
} Predicted;

static void
predicted_clear (Predicted *self)
{
  g_clear_pointer (&self->customer, g_free);
  g_clear_pointer (&self->value, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Predicted, predicted_clear)

static gboolean
find_predicted (const ClvFindings *findings,
                Predicted         *self)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);

  *self = (Predicted) { .smallest = INFINITY, .largest = -INFINITY };
  if (valuation == NULL)
    return FALSE;
  self->customer = g_new (guint32, (gsize) valuation->n + 1);
  self->value = g_new (double, (gsize) valuation->n + 1);
  /* Who has left brings nothing for sure: that is no prediction. */
  for (guint32 c = 0; c < valuation->n; c++)
    if (isfinite (valuation->clv[c]) && !(valuation->is_contracts && valuation->p_alive[c] == 0))
      {
        self->customer[self->n] = c;
        self->value[self->n++] = valuation->clv[c];
        self->total += valuation->clv[c];
        self->smallest = MIN (self->smallest, valuation->clv[c]);
        self->largest = MAX (self->largest, valuation->clv[c]);
      }
  return self->n >= MIN_PREDICTED;
}

/* The value with so many smaller ones. @values: (array length=n): their order changes */
static double
value_at (guint32  n,
          double  *values,
          guint32  n_smaller)
{
  double found = NAN;

  clv_quantile (n, values, n > 1 ? (double) n_smaller / (n - 1) : 0, &found);
  return found;
}

/* What the best @n_best bring together. */
static double
sum_of_best (const Predicted *self,
             guint32          n_best,
             double           least)
{
  double sum = 0;
  guint32 above = 0;

  for (guint32 i = 0; i < self->n; i++)
    if (self->value[i] > least)
      {
        sum += self->value[i];
        above++;
      }
  /* Some of those that are equal to the least of them. */
  return sum + ((double) n_best - above) * least;
}

/* Numbers in the order of their sizes: sign, exponent and the first digits of a double, most first. */
static guint
get_rough_size (double value)
{
  union { double value; guint64 bits; } as = { .value = value };
  const guint16 key = (guint16) ((as.bits >> 63 ? ~as.bits : as.bits | G_GUINT64_CONSTANT (1) << 63) >> 48);

  return G_MAXUINT16 - key;
}

/* Positions of all values, about from the most to the least: those within a sixteenth of each other stand as they are. Enough to
 * thin them out evenly, and linear in their number. (transfer full) (array length=n) */
static guint32 *
rank_roughly (const Predicted *self)
{
  g_autofree guint32 *start = g_new0 (guint32, G_MAXUINT16 + 2);
  guint32 *ranked = g_new (guint32, (gsize) self->n + 1);

  for (guint32 i = 0; i < self->n; i++)
    start[get_rough_size (self->value[i]) + 1]++;
  for (guint size = 0; size <= G_MAXUINT16; size++)
    start[size + 1] += start[size];
  for (guint32 i = 0; i < self->n; i++)
    ranked[start[get_rough_size (self->value[i])]++] = i;
  return ranked;
}

/* What is predicted, its horizon, and what it is made of. (transfer full) */
static char *
dup_value_subtitle (const ClvValuation *valuation,
                    const char         *unit)
{
  g_autofree char *span = clv_prediction_dup_span (valuation->horizon_days);

  /* Translators: what is drawn, “12 months”, “profit” or “revenue” */
  return g_strdup_printf (_("%s · the next %s · %s before acquisition cost"), unit, span,
                          valuation->is_revenue ? _("revenue") : _("profit"));
}

/* Ends of the bins: 1, 2, 5, 10 … times a power of ten, so that few are nearly empty. Returns their number. */
static guint
make_bins (double  smallest,
           double  largest,
           double *end)
{
  static const double factors[] = { 1, 2, 5 };
  guint n = 0;
  double power = pow (10, floor (log10 (MAX (largest, 1e-6))));
  int factor = 0;

  while (factor < 3 && factors[factor] * power < largest)
    factor++;
  if (factor == 3)
    {
      factor = 0;
      power *= 10;
    }
  /* From the top down, as far as there are values or bins. */
  for (; n < MAX_BINS - 2; n++)
    {
      end[n] = factors[factor] * power;
      if (end[n] <= smallest)
        break;
      if (--factor < 0)
        {
          factor = 2;
          power /= 10;
        }
    }
  for (guint i = 0; i < n / 2; i++)
    {
      const double swap = end[i];

      end[i] = end[n - 1 - i];
      end[n - 1 - i] = swap;
    }
  return n;
}

/* Puts the values into another order. “Half of all customers will bring less than €12; the best tenth will bring 47 % of it all”. */
static char *
histogram_title (const ClvFindings *findings,
                 Predicted         *predicted)
{
  const guint32 n = predicted->n, n_best = (n + 9) / 10;
  const double best = sum_of_best (predicted, n_best, value_at (n, predicted->value, n - n_best));
  g_autofree char *median = NULL, *share = NULL;

  if (!(predicted->total > 0) || !(best > 0))
    return g_strdup (_("What customers are expected to bring"));
  median = clv_report_chart_money (findings, value_at (n, predicted->value, n - 1 - n / 2));
  share = clv_format_percent (MIN (best / predicted->total, 9.99), 0);
  /* Translators: money, percentage */
  return g_strdup_printf (_("Half of the customers are expected to bring less than %s; the best tenth %s of the total"), median,
                          share);
}

/* Says how many are expected to cost more than they bring, if any. (transfer full) */
static char *
dup_histogram_subtitle (const ClvValuation *valuation,
                        guint32             n_below)
{
  g_autofree char *count = clv_format_count (n_below);
  g_autofree char *unit = NULL;

  if (n_below == 0)
    return dup_value_subtitle (valuation, _("Customers by expected value"));
  /* Translators: number of customers */
  unit = g_strdup_printf (ngettext ("Customers by expected value; %s will cost more than it brings",
                                    "Customers by expected value; %s will cost more than they bring", n_below), count);
  return dup_value_subtitle (valuation, unit);
}

ClvChart *
clv_report_make_clv_histogram (const ClvFindings *findings,
                               const char        *scheme)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  const char *currency = clv_findings_get_currency (findings);
  g_autofree char *title = NULL, *subtitle = NULL;
  g_autoptr (GPtrArray) names = NULL;
  double end[MAX_BINS + 1], count[MAX_BINS + 1] = { 0 }, smallest = INFINITY;
  guint8 flags[MAX_BINS + 1] = { 0 };
  g_auto (Predicted) predicted = { 0 };
  guint n_bins;
  gboolean below;
  ClvChart *chart;

  if (!find_predicted (findings, &predicted))
    return NULL;
  for (guint32 i = 0; i < predicted.n; i++)
    if (predicted.value[i] > 0)
      smallest = MIN (smallest, predicted.value[i]);
  if (!(predicted.largest > 0))
    return NULL;
  /* Those who are expected to cost more than they bring have a bin of their own, before the first of the others. */
  below = predicted.smallest < 0;
  n_bins = make_bins (smallest, predicted.largest, end + below) + below;
  if (below)
    {
      end[0] = 0;
      flags[0] = CLV_POINT_LOSS;
    }

  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_bins; i++)
    {
      g_autofree char *to = clv_format_money (end[i], currency, end[i] > 0 && end[i] < 1 ? 2 : 0);
      g_autofree char *from = i > 0 ? clv_format_money (end[i - 1], currency, end[i - 1] > 0 && end[i - 1] < 1 ? 2 : 0) : NULL;

      if (i == 0)
        /* Translators: %s is money; a group of customers */
        g_ptr_array_add (names, g_strdup_printf (below ? _("below %s") : _("up to %s"), to));
      else
        /* Translators: two amounts of money; a group of customers */
        g_ptr_array_add (names, g_strdup_printf (_("%s–%s"), from, to));
    }
  g_ptr_array_add (names, NULL);
  for (guint32 i = 0; i < predicted.n; i++)
    {
      const double value = predicted.value[i];
      guint bin = below && value >= 0;

      while (bin + 1 < n_bins && value > end[bin])
        bin++;
      count[value < 0 ? 0 : bin]++;
    }

  title = histogram_title (findings, &predicted);
  subtitle = dup_histogram_subtitle (valuation, below ? (guint32) count[0] : 0);
  chart = clv_chart_new ("clv-histogram", title, subtitle);
  clv_chart_set_x_categories (chart, (const char *const *) names->pdata);
  clv_chart_add_series (chart, _("Customers"), CLV_MARK_COLUMN, CLV_COLOUR_REVENUE, n_bins, NULL, count, flags);
  clv_report_chart_name_axis (&chart->x, _("expected value of a customer"), CLV_UNIT_NUMBER);
  chart->y.from_zero = TRUE;
  clv_report_chart_finish (chart, findings,
                           below ? _("Columns: numbers of customers; the first are those who are expected to cost more than they "
                                     "bring, then each is about twice as wide as the one before")
                                 : _("Columns: numbers of customers; each is about twice as wide as the one before"));
  return chart;
}

/* “€3,200 a year is with 48 customers who have probably left”, when there are such. */
static char *
alive_title (const ClvFindings *findings)
{
  guint32 n;
  const ClvAtRisk *at_risk = clv_findings_get_at_risk (findings, &n);
  g_autofree char *money = NULL, *count = NULL;
  double value = 0;

  for (guint32 i = 0; i < n; i++)
    value += at_risk[i].value_at_risk;
  if (n == 0 || !(value > 0))
    return g_strdup (_("How sure it is that customers are still there, and what they would bring"));
  money = clv_report_chart_money (findings, value);
  count = clv_format_count (n);
  /* Translators: money, number of customers */
  return g_strdup_printf (ngettext ("%s is at risk with %s customer who has probably left",
                                    "%s is at risk with %s customers who have probably left", n),
                          money, count);
}

ClvChart *
clv_report_make_alive_value (const ClvFindings *findings,
                             const char        *scheme)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  g_autofree char *title = NULL, *subtitle = NULL;
  g_autofree double *alive = NULL;
  g_autofree double *value = NULL;
  g_autofree guint32 *ranked = NULL;
  g_auto (Predicted) predicted = { 0 };
  guint32 every, n = 0;
  double border;
  ClvChart *chart;

  /* Who is under contract is there: no chance to be drawn. */
  if ((valuation != NULL && valuation->is_contracts) || !find_predicted (findings, &predicted))
    return NULL;
  ranked = rank_roughly (&predicted);
  every = (predicted.n + MAX_DOTS - 1) / MAX_DOTS;
  alive = g_new (double, MAX_DOTS + 1);
  value = g_new (double, MAX_DOTS + 1);
  /* Along the ranking, so that all sizes of customers are there. */
  for (guint32 i = 0; i < predicted.n; i += every)
    {
      const guint32 c = predicted.customer[ranked[i]];

      if (!(valuation->clv[c] > 0) || !(valuation->p_alive[c] > 0))
        continue;
      alive[n] = valuation->p_alive[c];
      value[n++] = valuation->clv[c] / valuation->p_alive[c];
    }
  if (n < MIN_PREDICTED)
    return NULL;

  title = alive_title (findings);
  subtitle = dup_value_subtitle (valuation, _("Each dot a customer"));
  chart = clv_chart_new ("alive-value", title, subtitle);
  clv_chart_add_series (chart, _("Customers"), CLV_MARK_POINTS, CLV_COLOUR_REVENUE, n, alive, value, NULL);
  clv_report_chart_name_axis (&chart->x, _("chance of being still a customer"), CLV_UNIT_PERCENT);
  chart->x.min = 0;
  chart->x.max = 1;
  clv_report_chart_name_axis (&chart->y, _("value if still there"), CLV_UNIT_MONEY);
  chart->y.logarithmic = TRUE;
  clv_chart_add_rule (chart, TRUE, 0.5, "");
  /* A fifth of the customers stands above the line. */
  if (clv_quantile (n, value, 0.8, &border) == CLV_OK)
    clv_chart_add_rule (chart, FALSE, border, "");
  clv_chart_set_corners (chart, _("worth winning back"), _("look after them"), _("let them go"),
                         _("keep in touch cheaply"));
  if (every > 1)
    {
      /* Translators: dots of a chart are thinned out; %u is 2 or more */
      g_autofree char *note = g_strdup_printf (_("one customer in %u is shown"), every);

      clv_report_chart_set_note (chart, note);
    }
  clv_report_chart_finish (chart, findings,
                           _("To the right: probably still a customer; up: worth more; each line up is a multiple"));
  return chart;
}

ClvChart *
clv_report_make_base_change (const ClvFindings *findings,
                             const char        *scheme)
{
  g_autofree char *title = clv_report_dup_base_title (findings);
  g_autofree char *note = clv_report_dup_base_note (findings);
  const char *names[CLV_BASE_STEPS + 1] = { NULL };
  ClvBaseStep steps[CLV_BASE_STEPS];
  double values[CLV_BASE_STEPS];
  guint8 flags[CLV_BASE_STEPS];
  ClvChart *chart;

  if (title == NULL || note == NULL || !clv_report_base_steps (findings, steps))
    return NULL;
  for (guint i = 0; i < CLV_BASE_STEPS; i++)
    {
      names[i] = steps[i].name;
      values[i] = steps[i].value;
      flags[i] = steps[i].is_step ? 0 : CLV_POINT_TOTAL;
    }
  chart = clv_chart_new ("base-change", title, note);
  clv_chart_set_x_categories (chart, names);
  clv_chart_add_series (chart, _("Value"), CLV_MARK_WATERFALL, CLV_COLOUR_PROFIT, CLV_BASE_STEPS, NULL, values, flags);
  clv_report_chart_name_axis (&chart->y, "", CLV_UNIT_MONEY);
  chart->y.from_zero = TRUE;
  clv_report_chart_finish (chart, findings,
                           _("Columns: the value then, what new customers, those who left, the others and the model changed, "
                             "and the value now"));
  clv_report_base_steps_clear (steps);
  return chart;
}
