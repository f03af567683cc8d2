/* clv-valuation.c - margin, discount rate and horizon applied to what customers will do
 *
 * A value is the discounted number of purchases of the cell (equal histories) × the
 * expected spend × what of it is paid and kept × the margin; all but the first differ
 * by customer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include <string.h>

#include "clv-contract-value.h"

/* Customers a part. */
#define CUSTOMERS_A_PART 8192

typedef struct
{
  ClvValuation  public; /* first: callers have its address */
  ClvModelFits *fits;
  ClvOutlook   *outlook;
  ClvContracts *contracts; /* (nullable) in place of fits and outlook */
  double       *columns;
  double       *factor; /* by cell: what discounting leaves of a purchase */
  double       *own_margin; /* (nullable) copied */
} Valuation;

enum
{
  ALIVE,
  ORDERS,
  ORDERS_LOW,
  ORDERS_HIGH,
  SPEND,
  VALUE,
  VALUE_LOW,
  VALUE_HIGH,
  AT_RISK,
  N_COLUMNS,
};

typedef struct
{
  Valuation     *valuation;
  const ClvForecast *known;  /* who is there, and what they spend: any horizon */
  double        *column[N_COLUMNS];
  double        *discounted; /* by cell; of all purchases of one who is still there … */
  double        *plain;      /* … and without discount */
  const ClvWork *work;
} Run;

/* FALSE: cancelled, or without memory. */
static gboolean
fill_purchases (Run   *run,
                double rate_per_year)
{
  Valuation *valuation = run->valuation;
  const ClvOutlook *outlook = valuation->outlook;
  g_autofree double *weight = g_new (double, outlook->n_steps + 1);

  clv_steps_discount (outlook->n_steps, outlook->end_months, rate_per_year, weight);
  if (clv_cashflow_sum (outlook->flow->cashflow, outlook->n_steps, outlook->end_days, weight, clv_work_is_cancelled_cb,
                        (void *) run->work, run->discounted, run->plain) != CLV_OK)
    return FALSE;
  for (gsize cell = 0; cell < clv_model_fits_get_cells (outlook->fits, outlook->model)->n_cells; cell++)
    valuation->factor[cell] = run->plain[cell] > 0 ? run->discounted[cell] / run->plain[cell] : 1;
  return TRUE;
}

/* What a unit of the spend that is expected of a customer is worth: paid, kept, and left when it has cost what it costs. */
static inline double
worth_of (const Valuation *self,
          guint32          position)
{
  const ClvBuyingHistory *history = &self->fits->history;
  const double margin = self->own_margin != NULL ? self->own_margin[history->customer[position]] : self->public.margin;

  return margin * clv_buying_history_get_left (history, position);
}

static void
value_part (guint    part,
            gpointer data)
{
  Run *run = data;
  const ClvModelFits *fits = run->valuation->fits;
  const ClvBuyingHistory *history = &fits->history;
  const ClvBtydCells *cells = clv_model_fits_get_cells (fits, run->valuation->outlook->model);
  const guint32 from = part * CUSTOMERS_A_PART, to = MIN (from + CUSTOMERS_A_PART, history->n);
  /* What is known of another horizon says nothing about the chances of this one. */
  const gboolean has_chances = run->known == run->valuation->outlook->forecast;

  if (clv_work_is_cancelled (run->work))
    return;
  for (guint32 i = from; i < to; i++)
    {
      const guint32 customer = history->customer[i], cell = cells->cell_of[i];
      const double worth = worth_of (run->valuation, i), factor = worth * run->valuation->factor[cell];
      const double alive = clv_cashflow_get_alive (run->valuation->outlook->flow->cashflow, cell);
      ClvForecastCustomer forecast;
      double if_there, value, low, high;

      clv_forecast_customer (run->known, cell, history->spend[i], &forecast);
      if (!has_chances)
        forecast.purchases = alive * run->plain[cell];
      if_there = worth * forecast.spend * run->discounted[cell];
      value = alive * if_there;
      low = factor * forecast.value_low;
      high = factor * forecast.value_high;
      run->column[ALIVE][customer] = forecast.alive;
      run->column[ORDERS][customer] = forecast.purchases;
      run->column[ORDERS_LOW][customer] = has_chances ? forecast.purchases_low : NAN;
      run->column[ORDERS_HIGH][customer] = has_chances ? MAX (forecast.purchases_high, forecast.purchases) : NAN;
      run->column[SPEND][customer] = forecast.spend * clv_buying_history_get_pays (history, i);
      run->column[VALUE][customer] = value;
      /* A negative margin turns it round. The value is discounted month by month, its ends by the cell's mean: rounding. */
      run->column[VALUE_LOW][customer] = has_chances ? MIN (MIN (low, high), value) : NAN;
      run->column[VALUE_HIGH][customer] = has_chances ? MAX (MAX (low, high), value) : NAN;
      run->column[AT_RISK][customer] = (1 - alive) * if_there;
    }
}

/* Customers without a purchase have no figures. */
static void
mark_others (Run    *run,
             guint32 n_customers)
{
  const ClvBuyingHistory *history = &run->valuation->fits->history;
  guint32 next = 0;

  for (guint32 customer = 0; customer < n_customers; customer++)
    if (next < history->n && history->customer[next] == customer)
      next++;
    else
      for (guint column = 0; column < N_COLUMNS; column++)
        run->column[column][customer] = NAN;
}

static void
publish (Valuation *self,
         double   **column)
{
  self->public.p_alive = column[ALIVE];
  self->public.expected_orders = column[ORDERS];
  self->public.orders_low = column[ORDERS_LOW];
  self->public.orders_high = column[ORDERS_HIGH];
  self->public.spend = column[SPEND];
  self->public.clv = column[VALUE];
  self->public.clv_low = column[VALUE_LOW];
  self->public.clv_high = column[VALUE_HIGH];
  self->public.value_at_risk = column[AT_RISK];
}

static double
sum_column (const ClvBuyingHistory *history,
            const double           *column)
{
  ClvSum sum = { 0 };

  for (guint32 i = 0; i < history->n; i++)
    clv_sum_add (&sum, column[history->customer[i]]);
  return clv_sum_get (&sum);
}

static void
fill_totals (Valuation *self)
{
  const ClvBuyingHistory *history = &self->fits->history;
  ClvBand value, orders;

  self->public.total = sum_column (history, self->public.clv);
  self->public.orders_total = sum_column (history, self->public.expected_orders);
  self->public.total_low = self->public.total_high = NAN;
  self->public.orders_total_low = self->public.orders_total_high = NAN;
  if (self->outlook->forecast == NULL)
    return;
  clv_valuation_band (&self->public, history->n, history->customer, &value, &orders);
  self->public.total_low = value.low;
  self->public.total_high = value.high;
  self->public.orders_total_low = orders.low;
  self->public.orders_total_high = orders.high;
}

/* Takes @outlook. */
static ClvValuation *
value_outlook (ClvModelFits            *fits,
               ClvOutlook              *outlook,
               const ClvForecast       *known,
               const ClvValuationTerms *terms,
               guint32                  n_customers,
               const ClvWork           *work)
{
  const gsize n = (gsize) n_customers + 1, n_cells = clv_model_fits_get_cells (fits, outlook->model)->n_cells;
  g_autofree double *discounted = g_new (double, n_cells + 1);
  g_autofree double *plain = g_new (double, n_cells + 1);
  Valuation *self = g_new0 (Valuation, 1);
  gboolean has_failed = FALSE;
  Run run;

  self->fits = clv_model_fits_ref (fits);
  self->outlook = outlook;
  self->public.margin = terms->margin;
  self->public.kept = fits->history.kept;
  if (terms->own_margin != NULL)
    self->public.own_margin = self->own_margin = g_memdup2 (terms->own_margin, n_customers * sizeof (double));
  self->public.discount_per_year = terms->discount_per_year;
  self->public.horizon_days = terms->horizon_days;
  self->public.interval = terms->interval;
  self->public.n = n_customers;
  self->public.n_valued = fits->history.n;
  self->columns = g_new (double, N_COLUMNS * n);
  self->factor = g_new (double, n_cells + 1);
  run.valuation = self;
  run.known = known;
  run.work = work;
  run.plain = plain;
  for (guint column = 0; column < N_COLUMNS; column++)
    run.column[column] = self->columns + column * n;
  run.discounted = discounted;
  publish (self, run.column);
  mark_others (&run, n_customers);
  if (fill_purchases (&run, terms->discount_per_year))
    clv_work_run (work, value_part, (fits->history.n + CUSTOMERS_A_PART - 1) / CUSTOMERS_A_PART, &run);
  else
    has_failed = TRUE;
  if (has_failed || clv_work_is_cancelled (work))
    {
      clv_valuation_free (&self->public);
      return NULL;
    }
  fill_totals (self);
  return &self->public;
}

/**
 * clv_model_fits_value:
 * @model: CLV_BUYING_…, one that is fitted
 * @n_customers: of the ledger
 *
 * Source: METRICS.md section 3, variant I. Time O(customers), and that of clv_outlook_new() when horizon or level are
 * others than last time.
 *
 * Returns: (transfer full) (nullable): free with clv_valuation_free(); NULL when cancelled
 */
ClvValuation *
clv_model_fits_value (ClvModelFits            *fits,
                      guint                    model,
                      const ClvValuationTerms *terms,
                      guint32                  n_customers,
                      const ClvWork           *work)
{
  ClvOutlook *outlook = clv_outlook_new (fits, model, terms->horizon_days, terms->interval, work);

  return outlook != NULL ? value_outlook (fits, outlook, outlook->forecast, terms, n_customers, work) : NULL;
}

static void
fill_contracts (Valuation               *self,
                const ClvCustomerValues *values,
                double                 **column)
{
  g_autofree guint32 *customers = g_new (guint32, (gsize) self->public.n + 1);
  ClvBand value, payments;
  guint32 renewals;
  double chance;

  for (guint32 c = 0; c < self->public.n; c++)
    {
      clv_contracts_get_customer (self->contracts, c, &payments, &value);
      column[ALIVE][c] = isnan (payments.mean) ? NAN : !(values->churned[c] > 0);
      column[ORDERS][c] = payments.mean;
      column[ORDERS_LOW][c] = payments.low;
      column[ORDERS_HIGH][c] = payments.high;
      column[SPEND][c] = NAN;
      clv_contracts_get_next (self->contracts, c, &renewals, &chance, &column[SPEND][c]);
      column[VALUE][c] = value.mean;
      column[VALUE_LOW][c] = value.low;
      column[VALUE_HIGH][c] = value.high;
      column[AT_RISK][c] = NAN;
      if (!isnan (value.mean))
        customers[self->public.n_valued++] = c;
    }
  clv_contracts_sum (self->contracts, self->public.n_valued, customers, &payments, &value);
  self->public.total = value.mean;
  self->public.total_low = value.low;
  self->public.total_high = value.high;
  self->public.orders_total = payments.mean;
  self->public.orders_total_low = payments.low;
  self->public.orders_total_high = payments.high;
}

/* Of people under contract. */
static ClvValuation *
value_contracts (const ClvFindings       *findings,
                 const ClvValuationTerms *terms)
{
  const ClvCustomerValues *values = clv_ledger_get_values (findings->model_set->ledger);
  Valuation *self = g_new0 (Valuation, 1);
  const gsize n = (gsize) findings->customers.n + 1;
  double *column[N_COLUMNS];

  self->public.is_contracts = TRUE;
  self->public.margin = terms->margin;
  self->public.kept = 1;
  self->public.discount_per_year = terms->discount_per_year;
  self->public.horizon_days = terms->horizon_days;
  self->public.interval = terms->interval;
  self->public.n = findings->customers.n;
  self->contracts = clv_contracts_new (values, &findings->model_set->contracts, terms, self->public.n);
  self->columns = g_new (double, N_COLUMNS * n);
  for (guint i = 0; i < N_COLUMNS; i++)
    column[i] = self->columns + i * n;
  publish (self, column);
  fill_contracts (self, values, column);
  return &self->public;
}

const ClvContracts *
clv_valuation_get_contracts (const ClvValuation *valuation)
{
  return ((const Valuation *) valuation)->contracts;
}

/**
 * clv_valuation_free:
 *
 * Frees the valuation; NULL is nothing.
 */
void
clv_valuation_free (ClvValuation *self)
{
  Valuation *valuation = (Valuation *) self;

  if (valuation == NULL)
    return;
  g_clear_pointer (&valuation->outlook, clv_outlook_unref);
  g_clear_pointer (&valuation->fits, clv_model_fits_unref);
  g_clear_pointer (&valuation->contracts, clv_contracts_free);
  g_free (valuation->columns);
  g_free (valuation->factor);
  g_free (valuation->own_margin);
  g_strfreev (self->sentences);
  g_free (valuation);
}

static void
buying_band (const Valuation *self,
             guint32          n,
             const guint32   *customers,
             ClvBand         *value,
             ClvBand         *orders)
{
  const ClvBuyingHistory *history = &self->fits->history;
  const uint32_t *cell_of = clv_model_fits_get_cells (self->fits, self->outlook->model)->cell_of;
  g_autofree guint32 *which = g_new (guint32, (gsize) n + 1);
  g_autofree double *factor = g_new (double, (gsize) history->n + 1);
  ClvForecastSum values = { 0 }, purchases = { 0 };
  ClvSum value_sum = { 0 }, order_sum = { 0 };
  const gboolean is_all = customers == history->customer;
  gboolean has_gains = FALSE, has_losses = FALSE;
  double low, high;
  guint32 m = 0;

  for (guint32 i = 0; i < n; i++)
    {
      which[m] = i;
      if (is_all || clv_buying_history_find (history, customers[i], &which[m]))
        {
          factor[which[m]] = worth_of (self, which[m]) * self->factor[cell_of[which[m]]];
          m++;
        }
    }
  for (guint32 i = 0; i < m; i++)
    {
      const double one = self->public.clv[history->customer[which[i]]];

      has_gains |= one > 0;
      has_losses |= one < 0;
      clv_sum_add (&value_sum, one);
      clv_sum_add (&order_sum, self->public.expected_orders[history->customer[which[i]]]);
    }
  if (self->outlook->forecast == NULL)
    values = purchases = (ClvForecastSum) { NAN, NAN, NAN };
  else if (m > 0 && clv_forecast_sum (self->outlook->forecast, m, which, history->spend, factor, self->public.interval, &purchases,
                                 &values) != CLV_OK)
    values = purchases = (ClvForecastSum) { NAN, NAN, NAN };
  /* The customers' own figures, so that parts add up to the whole to the last digit. */
  values.expected = clv_sum_get (&value_sum);
  purchases.expected = clv_sum_get (&order_sum);
  low = MIN (values.low, values.high);
  high = MAX (values.low, values.high);
  /* The steps of a distribution around 0 reach over it: nobody loses who cannot, nothing comes of nothing. */
  if (!has_losses && low < 0)
    low = 0;
  if (!has_gains && high > 0)
    high = 0;
  *value = (ClvBand) { values.expected, low > values.expected ? values.expected : low, high < values.expected ? values.expected : high };
  if (orders != NULL)
    *orders = (ClvBand) { purchases.expected, purchases.low, purchases.high };
}

/**
 * clv_valuation_band:
 * @n: number of customers
 * @customers: (array length=n): rows of the ledger, each once; those without a purchase count nothing
 * @value: (out): expected value of all of them together, and its interval
 * @orders: (out) (optional): likewise for purchases
 *
 * The interval is that of the sum: what one customer does and another does not cancels out, what the model has wrong
 * about all of them does not.
 */
void
clv_valuation_band (const ClvValuation *valuation,
                    guint32             n,
                    const guint32      *customers,
                    ClvBand            *value,
                    ClvBand            *orders)
{
  const Valuation *self = (const Valuation *) valuation;
  ClvBand payments;

  if (self->contracts == NULL)
    buying_band (self, n, customers, value, orders);
  else
    clv_contracts_sum (self->contracts, n, customers, orders != NULL ? orders : &payments, value);
}

/**
 * clv_valuation_sum:
 * @valuation: of these findings
 * @n: number of customers
 * @customers: (array length=n): each once
 * @value: (out): expected value of all of them together, with the interval of the sum
 * @orders: (out) (optional): likewise for purchases
 *
 * The value of a segment, a channel, a selection.
 */
void
clv_valuation_sum (const ClvFindings  *self,
                   const ClvValuation *valuation,
                   guint32             n,
                   const guint32      *customers,
                   ClvBand            *value,
                   ClvBand            *orders)
{
  g_return_if_fail (self != NULL && valuation != NULL);
  clv_valuation_band (valuation, n, customers, value, orders);
}

/* The margin of the findings: entered, else observed; NaN where there is neither. */
static double
margin_of (const ClvFindings *self)
{
  return !isnan (self->assumptions.margin) ? self->assumptions.margin : self->metrics[CLV_M_MARGIN].value;
}

/* @is_quick: another horizon than that of the findings, means alone. */
static ClvValuation *
value (const ClvFindings *self,
       double             margin,
       double             discount_per_year,
       double             horizon_days,
       double             interval,
       gboolean           is_quick,
       const ClvWork     *work)
{
  const ClvModelSet *set = self->model_set;
  const double known = isnan (margin) ? margin_of (self) : margin;
  /* A margin that somebody entered is that of all. */
  const double *own_margin = isnan (margin) && isnan (self->assumptions.margin) ? self->own_margin : NULL;
  const ClvValuationTerms terms = { isnan (known) ? 1 : known, own_margin, discount_per_year, horizon_days, interval };
  ClvValuation *valuation;
  ClvOutlook *outlook;

  if (set->models.chosen < 0)
    return NULL;
  if (set->fits == NULL)
    valuation = value_contracts (self, &terms);
  else if (is_quick)
    {
      outlook = clv_outlook_new_of_means (set->fits, (guint) set->models.chosen, horizon_days, work);
      valuation = outlook == NULL ? NULL
                                  : value_outlook (set->fits, outlook, ((Valuation *) self->valuation)->outlook->forecast,
                                                   &terms, self->customers.n, work);
    }
  else
    valuation = clv_model_fits_value (set->fits, (guint) set->models.chosen, &terms, self->customers.n, work);
  if (valuation != NULL)
    valuation->is_revenue = isnan (known);
  return valuation;
}

/**
 * clv_findings_value:
 * @margin: share of revenue; NaN for that of the findings
 * @discount_per_year: 0.10 for 10 %
 * @horizon_days: above 0
 * @interval: level, between 0 and 1
 * @work: (nullable): asked whether to go on, and to run parts
 *
 * What customers are worth under other terms; nothing is fitted. A horizon or a level that is new costs some tenths of a
 * second once, for 100,000 customers; all else, and clv_findings_value_quickly(), some milliseconds.
 *
 * Returns: (transfer full) (nullable): free with clv_valuation_free(); NULL when there is no model, or cancelled
 */
ClvValuation *
clv_findings_value (const ClvFindings *self,
                    double             margin,
                    double             discount_per_year,
                    double             horizon_days,
                    double             interval,
                    const ClvWork     *work)
{
  return value (self, margin, discount_per_year, horizon_days, interval, FALSE, work);
}

/**
 * clv_findings_value_quickly:
 * @margin: share of revenue; NaN for that of the findings
 * @discount_per_year: 0.10 for 10 %
 * @horizon_days: above 0
 * @work: (nullable): asked whether to go on, and to run parts
 *
 * As clv_findings_value(), the expected figures alone: ends of intervals are NaN, and clv_valuation_sum() knows of none.
 * For a slider that is being moved; clv_findings_value() follows when it rests.
 *
 * Returns: (transfer full) (nullable): free with clv_valuation_free(); NULL when there is no model, or cancelled
 */
ClvValuation *
clv_findings_value_quickly (const ClvFindings *self,
                            double             margin,
                            double             discount_per_year,
                            double             horizon_days,
                            const ClvWork     *work)
{
  return value (self, margin, discount_per_year, horizon_days, self->assumptions.interval, TRUE, work);
}

/**
 * clv_analysis_value_customers:
 *
 * Values customers under the assumptions. Wants the models and the observed margin.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_value_customers (ClvAnalysis *self)
{
  const ClvAssumptions *assumptions = self->assumptions;
  ClvFindings *findings = self->findings;

  if (findings->model_set->models.chosen < 0)
    return TRUE;
  clv_work_progress (self->work, _("Predicting customers"), 0.82);
  if (findings->model_set->fits != NULL && !clv_analysis_fill_own_margins (self))
    return FALSE;
  findings->valuation = value (findings, NAN, assumptions->discount_per_year, assumptions->prediction_days,
                               assumptions->interval, FALSE, self->work);
  if (findings->valuation == NULL)
    return FALSE;
  if (findings->valuation->is_contracts)
    {
      clv_analysis_value_contracts (self);
      return !clv_work_is_cancelled (self->work);
    }
  findings->valuation->sentences = clv_findings_dup_value_sentences (findings, &findings->valuation->n_sentences);
  clv_outlook_keep (findings->model_set->fits, ((Valuation *) findings->valuation)->outlook);
  return !clv_work_is_cancelled (self->work);
}
