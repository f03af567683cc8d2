/* clv-metrics.c - the observed metrics of the whole
 *
 * Source of every definition: METRICS.md, “Exact definitions, so that two readers of one
 * file get one number”.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include "clv-recurring-private.h"

/* @reason when @value is NaN. */
static void
set_known (ClvAnalysis *self,
           ClvMetricId  metric,
           double       value,
           const char  *reason)
{
  if (isnan (value))
    clv_analysis_set_undefined (self, metric, reason);
  else
    clv_analysis_set_metric (self, metric, value);
}

static double
ratio (double part,
       double whole)
{
  return whole > 0 ? part / whole : NAN;
}

static void
fill_counts (ClvAnalysis *self)
{
  const ClvTotals *totals = &self->totals;
  const gboolean has_orders = !self->customer_level || self->level.has_orders;
  guint32 rows = clv_book_get_reconciliation (self->book)->rows_used;

  if (rows == 0 && self->customer_level)
    for (guint i = 0; i < clv_ledger_get_n_parts (self->ledger); i++)
      {
        const ClvLedgerPart *part = clv_ledger_get_part (self->ledger, i);

        if (part->kind == CLV_KIND_CUSTOMER_VALUES)
          rows += part->rows_read;
      }
  clv_analysis_set_metric (self, CLV_M_ROWS, rows);
  set_known (self, CLV_M_ORDERS, has_orders ? totals->orders : NAN, CLV_REASON_NO_ORDERS);
  set_known (self, CLV_M_CREDIT_NOTES, self->customer_level ? NAN : totals->credit_notes, CLV_REASON_NO_ORDERS);
  clv_analysis_set_metric (self, CLV_M_CUSTOMERS, totals->customers);
  set_known (self, CLV_M_CUSTOMERS_WITHOUT_PURCHASE, has_orders ? totals->customers - totals->buyers : NAN,
             CLV_REASON_NO_ORDERS);
}

static void
set_day (ClvAnalysis *self,
         ClvMetricId  metric,
         ClvDay       day)
{
  set_known (self, metric, day == CLV_DAY_NONE ? NAN : day, CLV_REASON_NO_DATES);
}

static void
fill_days (ClvAnalysis *self)
{
  const gboolean level = self->customer_level;

  set_day (self, CLV_M_FIRST_DATE, level ? self->min_day : clv_book_get_first_day (self->book));
  set_day (self, CLV_M_LAST_DATE, level ? self->max_day : clv_book_get_last_day (self->book));
  set_day (self, CLV_M_AS_OF_DATE, self->as_of);
}

/* What is made of money a customer; @profit is NaN without costs. */
static void
fill_means (ClvAnalysis *self,
            gboolean     has_revenue,
            double       profit)
{
  const ClvTotals *totals = &self->totals;
  const char *why_not = has_revenue ? CLV_REASON_NO_CUSTOMERS : CLV_REASON_NO_REVENUE;
  const double revenue = has_revenue ? clv_sum_get (&totals->revenue_of_customers) : NAN;

  set_known (self, CLV_M_REVENUE_PER_CUSTOMER, ratio (revenue, totals->customers), why_not);
  set_known (self, CLV_M_VALUE_PER_CUSTOMER, has_revenue ? ratio (profit, totals->customers) : NAN,
             self->findings->has_profit || !has_revenue ? why_not : CLV_REASON_NO_COSTS);
}

static void
fill_money (ClvAnalysis *self)
{
  static const ClvMetricId of_type[CLV_N_COST_TYPES] = {
    [CLV_COST_GOODS] = CLV_M_COST_GOODS,     [CLV_COST_ACQUISITION] = CLV_M_COST_ACQUISITION,
    [CLV_COST_RETENTION] = CLV_M_COST_RETENTION, [CLV_COST_SERVICE] = CLV_M_COST_SERVICE,
    [CLV_COST_OTHER] = CLV_M_COST_OTHER,
  };
  const ClvTotals *totals = &self->totals;
  const ClvCustomerColumns *columns = &self->findings->columns;
  const gboolean has_revenue = !self->customer_level || self->level.has_revenue;
  const double gross = clv_sum_get (&totals->revenue_gross), refunds = clv_sum_get (&totals->refunds);
  ClvSum revenue_sum = totals->revenue_gross, cost_sum = { 0 }, of_customers = { 0 };
  double revenue, cost, profit = NAN;

  clv_sum_add (&revenue_sum, -refunds);
  revenue = clv_sum_get (&revenue_sum);
  set_known (self, CLV_M_REVENUE, has_revenue ? revenue : NAN, CLV_REASON_NO_REVENUE);
  set_known (self, CLV_M_REVENUE_GROSS, has_revenue ? gross : NAN, CLV_REASON_NO_REVENUE);
  set_known (self, CLV_M_REFUNDS, has_revenue ? refunds : NAN, CLV_REASON_NO_REVENUE);
  set_known (self, CLV_M_REVENUE_WITHOUT_CUSTOMER,
             has_revenue ? clv_sum_get (&totals->revenue_without_customer) : NAN, CLV_REASON_NO_REVENUE);
  set_known (self, CLV_M_REVENUE_OF_CUSTOMERS, has_revenue ? clv_sum_get (&totals->revenue_of_customers) : NAN,
             CLV_REASON_NO_REVENUE);

  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    {
      set_known (self, of_type[type],
                 self->findings->has_profit ? clv_sum_get (&totals->cost_by_type[type]) : NAN, CLV_REASON_NO_COSTS);
      clv_sum_add (&cost_sum, totals->cost_by_type[type].sum);
      clv_sum_add (&cost_sum, totals->cost_by_type[type].carry);
    }
  cost = clv_sum_get (&cost_sum);
  if (!self->findings->has_profit)
    {
      static const ClvMetricId of_costs[] = { CLV_M_COST, CLV_M_COST_UNALLOCATED, CLV_M_PROFIT,
                                              CLV_M_PROFIT_OF_CUSTOMERS, CLV_M_MARGIN };

      for (guint i = 0; i < G_N_ELEMENTS (of_costs); i++)
        clv_analysis_set_undefined (self, of_costs[i], CLV_REASON_NO_COSTS);
    }
  else
    {
      const double before_acquisition = cost - clv_sum_get (&totals->cost_by_type[CLV_COST_ACQUISITION]);

      for (guint32 c = 0; c < self->n_customers; c++)
        if (columns->counted[c] && !isnan (columns->profit[c]))
          clv_sum_add (&of_customers, columns->profit[c]);
      profit = revenue - cost;
      clv_analysis_set_metric (self, CLV_M_COST, cost);
      clv_analysis_set_metric (self, CLV_M_COST_UNALLOCATED, clv_sum_get (&totals->unallocated));
      set_known (self, CLV_M_PROFIT, has_revenue ? profit : NAN, CLV_REASON_NO_REVENUE);
      set_known (self, CLV_M_PROFIT_OF_CUSTOMERS, totals->customers > 0 ? clv_sum_get (&of_customers) : NAN,
                 CLV_REASON_NO_CUSTOMERS);
      set_known (self, CLV_M_MARGIN, clv_analysis_is_above_zero (revenue) ? (revenue - before_acquisition) / revenue : NAN,
                 CLV_REASON_TOTAL_NOT_POSITIVE);
    }
  fill_means (self, has_revenue, profit);
}

static void
fill_behaviour (ClvAnalysis *self)
{
  const ClvTotals *totals = &self->totals;
  const ClvCustomerLevel *level = &self->level;
  const char *no_orders = totals->customers > 0 ? CLV_REASON_NO_ORDERS : CLV_REASON_NO_CUSTOMERS;
  double aov = ratio (clv_sum_get (&totals->revenue_of_customers), totals->orders_of_customers);
  double per_year = ratio (totals->orders_of_customers, totals->exposure_days) * CLV_DAYS_PER_YEAR;
  double years = ratio (totals->lifetime_days, totals->buyers) / CLV_DAYS_PER_YEAR;
  const char *no_years = no_orders;

  if (self->customer_level)
    {
      if (!level->has_revenue || level->revenue_estimated || totals->orders_of_customers == 0)
        aov = level->aov;
      if (!isnan (level->frequency_per_year))
        per_year = level->frequency_per_year;
      years = level->tenure_years;
      no_years = CLV_REASON_NO_DATES;
    }
  set_known (self, CLV_M_AOV, aov, no_orders);
  set_known (self, CLV_M_PURCHASE_FREQUENCY, ratio (totals->orders_of_customers, totals->buyers), no_orders);
  set_known (self, CLV_M_PURCHASE_FREQUENCY_PER_YEAR, per_year,
             self->customer_level && level->has_orders ? CLV_REASON_NO_DATES : no_orders);
  set_known (self, CLV_M_ORDERS_PER_CUSTOMER_MEDIAN, totals->orders_median, no_orders);
  set_known (self, CLV_M_REPEAT_RATE, ratio (totals->repeat_buyers, totals->buyers), no_orders);
  set_known (self, CLV_M_CUSTOMER_LIFETIME_YEARS_OBSERVED, years, no_years);
  if (self->customer_level)
    {
      clv_analysis_set_undefined (self, CLV_M_INTER_PURCHASE_DAYS_MEAN, CLV_REASON_NO_DATES);
      clv_analysis_set_undefined (self, CLV_M_INTER_PURCHASE_DAYS_MEDIAN, CLV_REASON_NO_DATES);
      return;
    }
  set_known (self, CLV_M_INTER_PURCHASE_DAYS_MEAN, totals->gap_mean,
             totals->buyers > 0 ? CLV_REASON_SINGLE_PURCHASE_DAY : no_orders);
  set_known (self, CLV_M_INTER_PURCHASE_DAYS_MEDIAN, totals->gap_median,
             totals->buyers > 0 ? CLV_REASON_SINGLE_PURCHASE_DAY : no_orders);
}

/* Of the last two complete periods. */
static ClvMetric
observed_retention (const ClvAnalysis *self)
{
  const ClvFindings *findings = self->findings;
  const ClvPeriod *periods = findings->periods[findings->period_kind];

  if (self->customer_level)
    {
      const double churn = self->level.churn_rate;
      const double retention = !isnan (churn) ? 1 - churn : self->level.retention_per_year;

      return (ClvMetric) { retention, isnan (retention) ? g_intern_static_string (CLV_REASON_NO_DATES) : NULL };
    }
  for (guint p = findings->n_periods[findings->period_kind]; p-- > 1;)
    if (periods[p].complete && periods[p - 1].complete)
      return (ClvMetric) { periods[p].retention_rate, isnan (periods[p].retention_rate)
                                                        ? g_intern_static_string (CLV_REASON_NOBODY_ACTIVE_BEFORE)
                                                        : NULL };
  return (ClvMetric) { NAN, g_intern_static_string (CLV_REASON_TOO_SHORT) };
}

static void
fill_retention (ClvAnalysis *self)
{
  const ClvMetric retention = observed_retention (self);

  self->findings->metrics[CLV_M_RETENTION_RATE] = retention;
  set_known (self, CLV_M_CHURN_RATE, 1 - retention.value, retention.reason);
}

/* An acquisition cost that somebody entered stands for the observed one. */
static void
fill_cac (ClvAnalysis *self)
{
  const ClvTotals *totals = &self->totals;

  if (!isnan (self->assumptions->cac))
    clv_analysis_set_metric (self, CLV_M_CAC, self->assumptions->cac);
  else if (!totals->has_acquisition_cost)
    clv_analysis_set_undefined (self, CLV_M_CAC, CLV_REASON_NO_ACQUISITION_COST);
  else
    set_known (self, CLV_M_CAC, ratio (clv_sum_get (&totals->cost_by_type[CLV_COST_ACQUISITION]), totals->acquired),
               CLV_REASON_NOBODY_ACQUIRED);
}

/* The last complete period of the kind that retention is about; of contracts, the longest kind of which there are two. */
static const ClvMrrPeriod *
last_complete (const ClvAnalysis  *self,
               const ClvRecurring *recurring)
{
  for (int kind = CLV_PERIOD_YEAR; kind >= CLV_PERIOD_MONTH; kind--)
    {
      if ((!self->customer_level || self->assumptions->period_given) && kind != (int) self->findings->period_kind)
        continue;
      for (guint p = recurring->n_periods[kind]; p-- > 1;)
        if (recurring->periods[kind][p].complete)
          return &recurring->periods[kind][p];
    }
  return NULL;
}

static void
fill_subscription (ClvAnalysis *self)
{
  const ClvRecurring *recurring = self->findings->recurring = clv_recurring_new (self->findings);
  const ClvMrrPeriod *period = NULL;
  /* Expansion and contraction need the fees of two dates. */
  const char *no_change = CLV_REASON_NO_SUBSCRIPTION;

  if (recurring != NULL)
    {
      period = recurring->has_dates ? last_complete (self, recurring) : NULL;
      no_change = !recurring->has_dates ? CLV_REASON_NO_DATES : period == NULL ? CLV_REASON_TOO_SHORT
                                                                               : CLV_REASON_NOBODY_ACTIVE_BEFORE;
    }
  set_known (self, CLV_M_MRR, recurring != NULL ? recurring->mrr : NAN, CLV_REASON_NO_SUBSCRIPTION);
  set_known (self, CLV_M_ARR, recurring != NULL ? 12 * recurring->mrr : NAN, CLV_REASON_NO_SUBSCRIPTION);
  set_known (self, CLV_M_NRR, period != NULL ? period->nrr : NAN, no_change);
  set_known (self, CLV_M_GRR, period != NULL ? period->grr : NAN, no_change);
}

/**
 * clv_analysis_fill_metrics:
 *
 * Sets every metric that is observed; those of concentration are set by clv_analysis_rank(), those of formulas by
 * clv_analysis_fill_formula_metrics().
 */
void
clv_analysis_fill_metrics (ClvAnalysis *self)
{
  fill_counts (self);
  fill_days (self);
  fill_money (self);
  fill_behaviour (self);
  fill_retention (self);
  fill_cac (self);
  fill_subscription (self);
}
