/* clv-segment-figures.c - what the segments of a scheme amount to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-segment-figures.h"

#include <string.h>

#include "clv-formula.h"
#include "clv-payback.h"
#include "clv-prediction-private.h"
#include "clv-segment-health-private.h"

#define MONTHS_PER_YEAR 12.0

static const struct
{
  const char   *id;
  ClvMetricUnit unit;
  const char   *title;
} figures[CLV_N_SEGMENT_FIGURES] = {
#define X(NAME, id, unit, title) { id, CLV_METRIC_##unit, title },
  CLV_SEGMENT_FIGURES (X)
#undef X
};

/* What is summed up for one segment. */
typedef struct
{
  ClvSum  revenue, cost, acquisition, clv, before, last;
  double  exposure_days;
  guint32 customers, orders, buyers, repeat_buyers, valued, at_risk, could_be_at_risk, acquired;
  guint32 active_before, active_last, stayed;
} Group;

/* What is the same for all segments. */
typedef struct
{
  const ClvFindings *findings;
  ClvSum             revenue, profit;
  guint32            customers;
  double             retention_per_year; /* entered; NaN: that of each segment */
  ClvMetric          cac;                /* of all: entered, or why there is none */
  gboolean           is_customer_level;
} Whole;

const char *
clv_segment_figure_to_id (ClvSegmentFigure figure)
{
  return figure < CLV_N_SEGMENT_FIGURES ? figures[figure].id : "";
}

const char *
clv_segment_figure_get_title (ClvSegmentFigure figure)
{
  return figure < CLV_N_SEGMENT_FIGURES ? _(figures[figure].title) : "";
}

ClvMetricUnit
clv_segment_figure_get_unit (ClvSegmentFigure figure)
{
  return figure < CLV_N_SEGMENT_FIGURES ? figures[figure].unit : CLV_METRIC_NUMBER;
}

static void
add_customer (const Whole *whole,
              Group       *group,
              guint32      c)
{
  const ClvFindings *findings = whole->findings;
  const ClvCustomers *all = &findings->customers;
  const ClvValuation *valuation = findings->valuation;
  const ClvRecent *recent = &findings->recent;

  group->customers++;
  group->orders += all->orders[c];
  if (all->orders[c] > 0)
    {
      group->buyers++;
      group->repeat_buyers += all->orders[c] >= 2;
      if (all->first_order_day[c] != CLV_DAY_NONE)
        group->exposure_days += MAX (1, clv_book_get_as_of (findings->book) - all->first_order_day[c]);
    }
  if (!isnan (all->revenue[c]))
    clv_sum_add (&group->revenue, all->revenue[c]);
  if (!isnan (all->cost[c]))
    clv_sum_add (&group->cost, all->cost[c]);
  clv_sum_add (&group->acquisition, all->cost_by_type[CLV_COST_ACQUISITION][c]);
  group->acquired += whole->is_customer_level || all->acquired_day[c] != CLV_DAY_NONE;
  if (valuation != NULL && isfinite (valuation->clv[c]))
    {
      group->valued++;
      clv_sum_add (&group->clv, valuation->clv[c]);
      group->could_be_at_risk += all->purchase_days[c] >= 2;
      group->at_risk += valuation->p_alive[c] < 0.5 && all->purchase_days[c] >= 2;
    }
  if (recent->active != NULL)
    {
      group->active_before += (recent->active[c] & CLV_RECENT_BEFORE) != 0;
      group->active_last += (recent->active[c] & CLV_RECENT_LAST) != 0;
      group->stayed += recent->active[c] == (CLV_RECENT_BEFORE | CLV_RECENT_LAST);
      clv_sum_add (&group->before, recent->revenue_before[c]);
      clv_sum_add (&group->last, recent->revenue_last[c]);
    }
}

static void
set (ClvMetric       *row,
     ClvSegmentFigure figure,
     double           value)
{
  row[figure] = (ClvMetric) { value, NULL };
}

static void
set_undefined (ClvMetric       *row,
               ClvSegmentFigure figure,
               const char      *reason)
{
  row[figure] = (ClvMetric) { NAN, g_intern_string (reason) };
}

static void
set_ratio (ClvMetric       *row,
           ClvSegmentFigure figure,
           double           part,
           double           whole,
           gboolean         is_defined,
           const char      *reason)
{
  if (is_defined)
    set (row, figure, part / whole);
  else
    set_undefined (row, figure, reason);
}

static void
fill_money (ClvMetric   *row,
            const Whole *whole,
            const Group *group)
{
  const gboolean has_profit = whole->findings->has_profit;
  const double revenue = clv_sum_get (&group->revenue), cost = clv_sum_get (&group->cost), profit = revenue - cost;
  const double all_revenue = clv_sum_get (&whole->revenue), all_profit = clv_sum_get (&whole->profit);

  set (row, CLV_SF_CUSTOMERS, group->customers);
  set (row, CLV_SF_HOME_CUSTOMERS, group->customers);
  set_ratio (row, CLV_SF_SHARE_OF_CUSTOMERS, group->customers, whole->customers, whole->customers > 0, CLV_REASON_NO_CUSTOMERS);
  set (row, CLV_SF_ORDERS, group->orders);
  set (row, CLV_SF_REVENUE, revenue);
  set_ratio (row, CLV_SF_SHARE_OF_REVENUE, revenue, all_revenue, clv_analysis_is_above_zero (all_revenue), CLV_REASON_TOTAL_NOT_POSITIVE);
  set_ratio (row, CLV_SF_AOV, revenue, group->orders, group->orders > 0, CLV_REASON_NO_ORDERS);
  set_ratio (row, CLV_SF_REPEAT_RATE, group->repeat_buyers, group->buyers, group->buyers > 0, CLV_REASON_NO_ORDERS);
  if (has_profit)
    {
      set (row, CLV_SF_COST, cost);
      set (row, CLV_SF_PROFIT, profit);
      set_ratio (row, CLV_SF_SHARE_OF_PROFIT, profit, all_profit, clv_analysis_is_above_zero (all_profit), CLV_REASON_TOTAL_NOT_POSITIVE);
      set_ratio (row, CLV_SF_VALUE_PER_CUSTOMER, profit, group->customers, group->customers > 0, CLV_REASON_NO_CUSTOMERS);
      set_ratio (row, CLV_SF_MARGIN, profit, revenue, clv_analysis_is_above_zero (revenue), CLV_REASON_NO_REVENUE);
    }
  else
    {
      static const ClvSegmentFigure of_profit[] = { CLV_SF_COST, CLV_SF_PROFIT, CLV_SF_SHARE_OF_PROFIT, CLV_SF_VALUE_PER_CUSTOMER,
                                                    CLV_SF_MARGIN };

      for (guint i = 0; i < G_N_ELEMENTS (of_profit); i++)
        set_undefined (row, of_profit[i], CLV_REASON_NO_COSTS);
    }
}

static void
fill_recent (ClvMetric   *row,
             const Whole *whole,
             const Group *group)
{
  static const ClvSegmentFigure of_periods[] = { CLV_SF_CUSTOMERS_BEFORE, CLV_SF_CUSTOMERS_LAST, CLV_SF_CUSTOMER_GROWTH,
                                                 CLV_SF_RETENTION_RATE,   CLV_SF_REVENUE_BEFORE, CLV_SF_REVENUE_LAST,
                                                 CLV_SF_REVENUE_GROWTH };
  const double before = clv_sum_get (&group->before), last = clv_sum_get (&group->last);
  const double was_active = group->active_before;

  if (whole->findings->recent.active == NULL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (of_periods); i++)
        set_undefined (row, of_periods[i], whole->is_customer_level ? CLV_REASON_NO_DATES : CLV_REASON_TOO_SHORT);
      return;
    }
  set (row, CLV_SF_CUSTOMERS_BEFORE, group->active_before);
  set (row, CLV_SF_CUSTOMERS_LAST, group->active_last);
  set (row, CLV_SF_REVENUE_BEFORE, before);
  set (row, CLV_SF_REVENUE_LAST, last);
  set_ratio (row, CLV_SF_CUSTOMER_GROWTH, group->active_last - was_active, was_active, was_active > 0, CLV_REASON_NOBODY_ACTIVE_BEFORE);
  set_ratio (row, CLV_SF_RETENTION_RATE, group->stayed, was_active, was_active > 0, CLV_REASON_NOBODY_ACTIVE_BEFORE);
  set_ratio (row, CLV_SF_REVENUE_GROWTH, last - before, before, clv_analysis_is_above_zero (before), CLV_REASON_NO_REVENUE_BEFORE);
}

static void
fill_predicted (ClvMetric   *row,
                const Whole *whole,
                const Group *group)
{
  const char *reason = whole->findings->model_set != NULL && whole->findings->model_set->models.reason != NULL
                         ? whole->findings->model_set->models.reason
                         : CLV_REASON_NO_MODEL;

  set_undefined (row, CLV_SF_CLV_LOW, reason);
  set_undefined (row, CLV_SF_CLV_HIGH, reason);
  if (whole->findings->valuation == NULL)
    {
      set_undefined (row, CLV_SF_CLV, reason);
      set_undefined (row, CLV_SF_CLV_PER_CUSTOMER, reason);
      set_undefined (row, CLV_SF_CUSTOMERS_AT_RISK, reason);
      set_undefined (row, CLV_SF_SHARE_AT_RISK, reason);
      return;
    }
  if (group->valued > 0)
    set (row, CLV_SF_CLV, clv_sum_get (&group->clv));
  else
    set_undefined (row, CLV_SF_CLV, CLV_REASON_NO_ORDERS);
  set_ratio (row, CLV_SF_CLV_PER_CUSTOMER, clv_sum_get (&group->clv), group->valued, group->valued > 0, CLV_REASON_NO_ORDERS);
  if (whole->findings->valuation->is_contracts)
    {
      /* Who has left a contract is gone, who has not is there. */
      set_undefined (row, CLV_SF_CUSTOMERS_AT_RISK, CLV_REASON_NO_DATES);
      set_undefined (row, CLV_SF_SHARE_AT_RISK, CLV_REASON_NO_DATES);
      return;
    }
  set (row, CLV_SF_CUSTOMERS_AT_RISK, group->at_risk);
  set_ratio (row, CLV_SF_SHARE_AT_RISK, group->at_risk, group->could_be_at_risk, group->could_be_at_risk > 0,
             CLV_REASON_SINGLE_PURCHASE_DAY);
}

/* Of the segment, in a year: as that of all, a period is a month, a quarter or a year. */
static double
retention_per_year (const Whole     *whole,
                    const ClvMetric *row)
{
  static const double periods_per_year[CLV_N_PERIOD_KINDS] = { 12, 4, 1 };

  if (!isnan (whole->retention_per_year))
    return whole->retention_per_year;
  return pow (row[CLV_SF_RETENTION_RATE].value, periods_per_year[whole->findings->period_kind]);
}

/* Margin a year of a customer of the segment, before acquisition cost; NaN where unknown. */
static double
margin_per_year (const Whole *whole,
                 const Group *group)
{
  const double entered = whole->findings->assumptions.margin;
  const double revenue = clv_sum_get (&group->revenue);
  const double before_acquisition = revenue - (clv_sum_get (&group->cost) - clv_sum_get (&group->acquisition));

  if (!(group->exposure_days > 0) || !whole->findings->has_profit)
    return NAN;
  return (isnan (entered) ? before_acquisition : revenue * entered) / group->exposure_days * CLV_DAYS_PER_YEAR;
}

static void
fill_acquisition (ClvMetric   *row,
                  const Whole *whole,
                  const Group *group)
{
  const double m = margin_per_year (whole, group), r = retention_per_year (whole, row);
  double value = row[CLV_SF_CLV_PER_CUSTOMER].value, survival = NAN;
  ClvMetric cac = whole->cac;
  ClvPayback payback;

  set (row, CLV_SF_ACQUIRED, group->acquired);
  if (cac.reason == NULL && isnan (whole->findings->assumptions.cac))
    cac = group->acquired > 0 ? (ClvMetric) { clv_sum_get (&group->acquisition) / group->acquired, NULL }
                              : (ClvMetric) { NAN, g_intern_static_string (CLV_REASON_NOBODY_ACQUIRED) };
  row[CLV_SF_CAC] = cac;
  if (isnan (value) && !isnan (m) && !isnan (r))
    clv_formula_margin_multiple (m, r, whole->findings->assumptions.discount_per_year, &value);
  if (cac.reason != NULL)
    {
      set_undefined (row, CLV_SF_LTV_TO_CAC, cac.reason);
      set_undefined (row, CLV_SF_PAYBACK_MONTHS, cac.reason);
      return;
    }
  set_ratio (row, CLV_SF_LTV_TO_CAC, value, cac.value, cac.value > 0 && !isnan (value),
             cac.value > 0 ? row[CLV_SF_CLV_PER_CUSTOMER].reason : CLV_REASON_CAC_NOT_POSITIVE);
  if (isnan (m))
    set_undefined (row, CLV_SF_PAYBACK_MONTHS, group->orders > 0 ? CLV_REASON_NO_MARGIN : CLV_REASON_NO_ORDERS);
  else if (isnan (r) || clv_formula_retention_per_period (r, MONTHS_PER_YEAR, &survival) != CLV_OK)
    set_undefined (row, CLV_SF_PAYBACK_MONTHS, CLV_REASON_NO_RETENTION);
  else if (clv_payback (cac.value, m / MONTHS_PER_YEAR, survival, &payback) != CLV_OK)
    set_undefined (row, CLV_SF_PAYBACK_MONTHS, CLV_REASON_OUT_OF_RANGE);
  else if (!payback.recovered && cac.value > 0)
    set_undefined (row, CLV_SF_PAYBACK_MONTHS, CLV_REASON_NOT_RECOVERED);
  else
    set (row, CLV_SF_PAYBACK_MONTHS, payback.months);
}

static void
take_known (ClvMetric       *row,
            ClvSegmentFigure figure,
            double           value,
            const char      *reason)
{
  row[figure] = (ClvMetric) { value, isnan (value) ? g_intern_string (reason) : NULL };
}

/* What goes by row in a column of rows. */
static void
take_rows (ClvMetric        *row,
           const Whole      *whole,
           const ClvSegment *segment)
{
  const gboolean has_profit = whole->findings->has_profit;

  set (row, CLV_SF_CUSTOMERS, segment->customers);
  set (row, CLV_SF_ORDERS, segment->orders);
  set (row, CLV_SF_REVENUE, segment->revenue);
  take_known (row, CLV_SF_SHARE_OF_CUSTOMERS, segment->share_of_customers, CLV_REASON_NO_CUSTOMERS);
  take_known (row, CLV_SF_SHARE_OF_REVENUE, segment->share_of_revenue, CLV_REASON_TOTAL_NOT_POSITIVE);
  take_known (row, CLV_SF_AOV, segment->aov, CLV_REASON_NO_ORDERS);
  take_known (row, CLV_SF_REPEAT_RATE, segment->repeat_rate, CLV_REASON_NO_ORDERS);
  if (!has_profit)
    return;
  set (row, CLV_SF_COST, segment->cost);
  set (row, CLV_SF_PROFIT, segment->profit);
  take_known (row, CLV_SF_SHARE_OF_PROFIT, segment->share_of_profit, CLV_REASON_TOTAL_NOT_POSITIVE);
  take_known (row, CLV_SF_VALUE_PER_CUSTOMER, segment->value_per_customer, CLV_REASON_NO_CUSTOMERS);
  set_ratio (row, CLV_SF_MARGIN, segment->profit, segment->revenue, clv_analysis_is_above_zero (segment->revenue), CLV_REASON_NO_REVENUE);
}

/* Orders and revenue that customer-level tables do not give. */
static void
fill_unknown (ClvMetric   *row,
              const Whole *whole)
{
  const ClvCustomerValues *values = clv_ledger_get_values (whole->findings->ledger);
  static const ClvSegmentFigure of_orders[] = { CLV_SF_ORDERS, CLV_SF_AOV, CLV_SF_REPEAT_RATE };

  if (!whole->is_customer_level || values == NULL || values->orders != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (of_orders); i++)
    set_undefined (row, of_orders[i], CLV_REASON_NO_ORDERS);
}

/**
 * clv_segment_figures_new:
 * @scheme: of these findings
 *
 * Sums up the customers of each segment. Time O(customers + segments log segments).
 *
 * Returns: (transfer full): the figures
 */
ClvSegmentFigures *
clv_segment_figures_new (const ClvFindings *findings,
                         const ClvScheme   *scheme)
{
  ClvSegmentFigures *self = g_new0 (ClvSegmentFigures, 1);
  g_autofree Group *groups = g_new0 (Group, (gsize) scheme->n + 1);
  Whole whole = {
    .findings = findings,
    .retention_per_year = findings->assumptions.retention_per_year,
    .cac = findings->metrics[CLV_M_CAC],
    .is_customer_level = findings->customer_start == NULL,
  };

  for (guint32 c = 0; c < scheme->n_customers; c++)
    if (scheme->by_customer[c] < scheme->n)
      add_customer (&whole, &groups[scheme->by_customer[c]], c);
  for (guint s = 0; s < scheme->n; s++)
    {
      whole.customers += groups[s].customers;
      clv_sum_add (&whole.revenue, clv_sum_get (&groups[s].revenue));
      clv_sum_add (&whole.profit, clv_sum_get (&groups[s].revenue) - clv_sum_get (&groups[s].cost));
    }

  self->n = scheme->n;
  self->rest = scheme->rest;
  self->values = g_new0 (ClvMetric, (gsize) CLV_N_SEGMENT_FIGURES * (self->n + 1));
  self->parts = g_new (double, (gsize) CLV_N_HEALTH_PARTS * (self->n + 1));
  for (guint s = 0; s < self->n; s++)
    {
      ClvMetric *row = clv_segment_figures_row (self, s);

      fill_money (row, &whole, &groups[s]);
      fill_recent (row, &whole, &groups[s]);
      fill_predicted (row, &whole, &groups[s]);
      fill_acquisition (row, &whole, &groups[s]);
      fill_unknown (row, &whole);
      if (scheme->by_rows != NULL)
        take_rows (row, &whole, &scheme->by_rows->segments[s]);
    }
  clv_segment_figures_compare (self);
  clv_segment_figures_weigh (self, findings->assumptions.segments.health_weights);
  return self;
}

/**
 * clv_segment_figures_add_bands:
 * @work: (nullable): asked whether to go on
 *
 * Adds the interval of what the customers of each segment will bring together.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_segment_figures_add_bands (ClvSegmentFigures *self,
                               const ClvFindings *findings,
                               const ClvScheme   *scheme,
                               const ClvWork     *work)
{
  const ClvValuation *valuation = findings->valuation;
  g_autofree guint32 *end = g_new0 (guint32, (gsize) scheme->n + 2);
  g_autofree guint32 *members = NULL;
  guint32 start = 0;

  if (valuation == NULL)
    return TRUE;
  members = g_new (guint32, (gsize) valuation->n + 1);
  for (guint32 c = 0; c < valuation->n; c++)
    if (scheme->by_customer[c] < scheme->n && isfinite (valuation->clv[c]))
      end[scheme->by_customer[c] + 1]++;
  for (guint s = 0; s < scheme->n; s++)
    end[s + 1] += end[s];
  for (guint32 c = 0; c < valuation->n; c++)
    if (scheme->by_customer[c] < scheme->n && isfinite (valuation->clv[c]))
      members[end[scheme->by_customer[c]]++] = c;
  for (guint s = 0; s < scheme->n; s++)
    {
      ClvMetric *row = clv_segment_figures_row (self, s);
      ClvBand band = { NAN, NAN, NAN };

      if (clv_work_is_cancelled (work))
        return FALSE;
      if (end[s] > start)
        clv_valuation_sum (findings, valuation, end[s] - start, members + start, &band, NULL);
      start = end[s];
      if (isfinite (band.low) && isfinite (band.high))
        {
          set (row, CLV_SF_CLV_LOW, band.low);
          set (row, CLV_SF_CLV_HIGH, band.high);
        }
    }
  return TRUE;
}

void
clv_segment_figures_free (ClvSegmentFigures *self)
{
  if (self == NULL)
    return;
  g_free (self->values);
  g_free (self->parts);
  g_free (self);
}

guint
clv_segment_figures_get_n (const ClvSegmentFigures *self)
{
  return self->n;
}

ClvMetric
clv_segment_figures_get (const ClvSegmentFigures *self,
                         guint                    segment,
                         ClvSegmentFigure         figure)
{
  g_return_val_if_fail (segment < self->n && figure < CLV_N_SEGMENT_FIGURES, ((ClvMetric) { NAN, NULL }));
  return self->values[(gsize) segment * CLV_N_SEGMENT_FIGURES + figure];
}

double
clv_segment_figures_get_part (const ClvSegmentFigures *self,
                              guint                    segment,
                              ClvHealthPart            part)
{
  g_return_val_if_fail (segment < self->n && part < CLV_N_HEALTH_PARTS, NAN);
  return self->parts[(gsize) segment * CLV_N_HEALTH_PARTS + part];
}
