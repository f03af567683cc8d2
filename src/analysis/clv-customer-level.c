/* clv-customer-level.c - tables that come with one row a customer
 *
 * There are no orders and mostly no dates; what such a table says of each customer is
 * taken as it is, and what it does not say is left undefined.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#define MONTHS_PER_YEAR 12.0

static inline double
at (const double *column,
    guint32       customer)
{
  return column != NULL ? column[customer] : NAN;
}

/* Years of the relationship: as given, else from the months of tenure. */
static double
years_of (const ClvCustomerValues *values,
          guint32                  customer)
{
  const double lifetime = at (values->lifetime, customer);

  return !isnan (lifetime) ? lifetime : at (values->tenure, customer) / MONTHS_PER_YEAR;
}

/* Revenue as given, else what order value, frequency and time make of it; NaN when nobody knows. */
static double
revenue_of (const ClvCustomerValues *values,
            guint32                  customer,
            gboolean                *estimated)
{
  const double given = at (values->revenue, customer);
  const double aov = at (values->aov, customer);
  double orders;

  *estimated = FALSE;
  if (!isnan (given))
    return given;
  orders = at (values->frequency, customer) * years_of (values, customer);
  if (isnan (orders))
    orders = at (values->orders, customer);
  *estimated = !isnan (aov * orders);
  return aov * orders;
}

static double
or_zero (double value)
{
  return isnan (value) ? 0 : value;
}

static void
fill_costs (ClvAnalysis             *self,
            const ClvCustomerValues *values,
            guint32                  customer)
{
  ClvCustomerColumns *columns = &self->findings->columns;
  const double revenue = columns->revenue[customer];
  const double profit = at (values->profit, customer);
  const double acquisition = or_zero (at (values->acquisition_cost, customer));
  const double service = or_zero (at (values->service_cost, customer));
  double goods = at (values->cost, customer);

  /* A profit that the file states is shown as it stands there. */
  if (!isnan (profit) && !isnan (revenue))
    goods = revenue - profit - acquisition - service;
  else if (isnan (goods) && self->fill_from_margin)
    goods = or_zero (revenue) * (1 - self->assumptions->margin);

  columns->cost_by_type[CLV_COST_GOODS][customer] = or_zero (goods);
  columns->cost_by_type[CLV_COST_ACQUISITION][customer] = acquisition;
  columns->cost_by_type[CLV_COST_SERVICE][customer] = service;
}

static void
take_cost_rows (ClvAnalysis *self)
{
  const ClvCostRow *costs = clv_book_get_costs (self->book);

  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    {
      if (!clv_book_is_cost_used (self->book, i))
        continue;
      clv_sum_add (&self->totals.cost_by_type[costs[i].type], costs[i].amount);
      if (costs[i].type == CLV_COST_ACQUISITION)
        self->totals.has_acquisition_cost = TRUE;
      if (costs[i].customer != CLV_NOBODY)
        self->findings->columns.cost_by_type[costs[i].type][costs[i].customer] += costs[i].amount;
      else
        clv_sum_add (&self->totals.unallocated, costs[i].amount);
    }
}

static void
fill_days (ClvAnalysis             *self,
           const ClvCustomerValues *values)
{
  ClvCustomerColumns *columns = &self->findings->columns;
  ClvDay last = CLV_DAY_NONE;

  for (guint32 c = 0; c < self->n_customers; c++)
    {
      columns->first_day[c] = values->first_day != NULL ? values->first_day[c] : CLV_DAY_NONE;
      columns->last_day[c] = values->last_day != NULL ? values->last_day[c] : columns->first_day[c];
      columns->first_order_day[c] = columns->first_day[c];
      columns->last_order_day[c] = columns->last_day[c];
      /* CLV_DAY_NONE is the smallest of all. */
      last = MAX (last, columns->last_day[c]);
    }
  self->max_day = last;
  if (self->as_of == CLV_DAY_NONE)
    self->as_of = last;
  for (guint32 c = 0; c < self->n_customers; c++)
    if (columns->first_day[c] != CLV_DAY_NONE)
      {
        columns->age[c] = (guint32) MAX (0, self->as_of - columns->first_day[c]);
        if (columns->last_day[c] >= columns->first_day[c])
          columns->recency[c] = (guint32) (columns->last_day[c] - columns->first_day[c]);
        if (self->min_day == CLV_DAY_NONE || columns->first_day[c] < self->min_day)
          self->min_day = columns->first_day[c];
      }
}

typedef struct
{
  ClvSum  sum, weight;
  guint32 n;
} Mean;

static void
mean_add (Mean  *mean,
          double value,
          double weight)
{
  if (isnan (value) || isnan (weight))
    return;
  clv_sum_add (&mean->sum, value * weight);
  clv_sum_add (&mean->weight, weight);
  mean->n++;
}

static double
mean_get (const Mean *mean)
{
  const double weight = clv_sum_get (&mean->weight);

  return mean->n > 0 && weight > 0 ? clv_sum_get (&mean->sum) / weight : NAN;
}

/* The order value of all is that of the mean order: weighted by how many orders a customer makes. */
static void
fill_order_value (ClvAnalysis             *self,
                  const ClvCustomerValues *values)
{
  ClvCustomerLevel *level = &self->level;
  const double *weights = values->orders != NULL ? values->orders : values->frequency;
  Mean weighted = { 0 }, plain = { 0 };

  for (guint32 c = 0; c < self->n_customers; c++)
    {
      mean_add (&weighted, at (values->aov, c), at (weights, c));
      mean_add (&plain, at (values->aov, c), 1);
    }
  level->aov = mean_get (&weighted);
  level->aov_basis = values->orders != NULL
                       ? _("The average order value is the customers’ order values weighted by their orders.")
                       : _("The average order value is the customers’ order values weighted by their orders a year.");
  if (isnan (level->aov))
    {
      level->aov = mean_get (&plain);
      level->aov_basis = _("The average order value is the plain mean of the customers’ order values.");
    }
}

static void
fill_means (ClvAnalysis             *self,
            const ClvCustomerValues *values)
{
  ClvCustomerLevel *level = &self->level;
  Mean frequency = { 0 }, retention = { 0 }, lifetime = { 0 }, tenure = { 0 }, churned = { 0 }, span = { 0 };
  ClvSum months = { 0 }, leavers = { 0 }, years = { 0 };

  for (guint32 c = 0; c < self->n_customers; c++)
    {
      const double left = at (values->churned, c);

      mean_add (&frequency, at (values->frequency, c), 1);
      mean_add (&retention, at (values->retention, c), 1);
      mean_add (&lifetime, at (values->lifetime, c), 1);
      mean_add (&tenure, at (values->tenure, c) / MONTHS_PER_YEAR, 1);
      mean_add (&churned, left, 1);
      if (values->first_day != NULL && values->last_day != NULL && values->first_day[c] != CLV_DAY_NONE &&
          (values->last_day[c] != CLV_DAY_NONE || values->monthly_fee != NULL))
        {
          /* A contract without an end goes on. */
          const ClvDay end = values->last_day[c] != CLV_DAY_NONE ? values->last_day[c] : self->as_of;

          mean_add (&span, MAX (0, end - values->first_day[c]) / CLV_DAYS_PER_YEAR, 1);
        }
      if (!isnan (left) && !isnan (at (values->tenure, c)))
        {
          clv_sum_add (&months, values->tenure[c]);
          clv_sum_add (&leavers, left);
        }
      if (level->has_orders)
        clv_sum_add (&years, or_zero (years_of (values, c)));
    }

  level->frequency_per_year = mean_get (&frequency);
  if (isnan (level->frequency_per_year) && clv_sum_get (&years) > 0)
    level->frequency_per_year = self->totals.orders_of_customers / clv_sum_get (&years);
  level->churn_rate = mean_get (&churned);
  level->tenure_years = mean_get (&tenure);
  if (isnan (level->tenure_years))
    level->tenure_years = mean_get (&span);
  level->lifetime_years = mean_get (&lifetime);

  level->retention_per_year = mean_get (&retention);
  if (isnan (level->retention_per_year) && clv_sum_get (&months) > 0)
    {
      /* Leavers per month lived through: what share of a month's customers leaves in it. */
      const double hazard = clv_sum_get (&leavers) / clv_sum_get (&months);

      if (hazard >= 0 && hazard <= 1)
        {
          level->retention_per_year = pow (1 - hazard, MONTHS_PER_YEAR);
          level->retention_from_hazard = TRUE;
        }
    }
  if (isnan (level->retention_per_year) && !isnan (level->churn_rate))
    {
      level->retention_per_year = 1 - level->churn_rate;
      level->retention_from_churn_share = TRUE;
    }
}

/**
 * clv_analysis_fill_level:
 *
 * Fills customers and totals from customer-level figures.
 */
void
clv_analysis_fill_level (ClvAnalysis *self)
{
  const ClvCustomerValues *values = clv_ledger_get_values (self->ledger);
  ClvCustomerColumns *columns = &self->findings->columns;
  ClvTotals *totals = &self->totals;
  ClvCustomerLevel *level = &self->level;

  level->has_orders = values->orders != NULL;
  if (values->acquisition_cost != NULL)
    totals->has_acquisition_cost = TRUE;
  fill_days (self, values);

  for (guint32 c = 0; c < self->n_customers; c++)
    {
      const double orders = at (values->orders, c);
      gboolean estimated;

      columns->counted[c] = TRUE;
      columns->monetary[c] = NAN;
      columns->revenue[c] = revenue_of (values, c, &estimated);
      level->revenue_estimated = level->revenue_estimated || estimated;
      if (isnan (columns->revenue[c]))
        level->n_unknown_value++;
      else
        {
          level->has_revenue = TRUE;
          columns->revenue_gross[c] = MAX (columns->revenue[c], 0);
          columns->refunds[c] = MAX (-columns->revenue[c], 0);
          clv_sum_add (&totals->revenue_of_customers, columns->revenue[c]);
          clv_sum_add (&totals->revenue_gross, columns->revenue_gross[c]);
          clv_sum_add (&totals->refunds, columns->refunds[c]);
        }
      columns->orders[c] = orders > 0 && orders < G_MAXUINT32 ? (guint32) rint (orders) : 0;
      totals->orders += columns->orders[c];

      fill_costs (self, values, c);
      for (guint type = 0; type < CLV_N_COST_TYPES; type++)
        clv_sum_add (&totals->cost_by_type[type], columns->cost_by_type[type][c]);
    }
  totals->orders_of_customers = totals->orders;
  totals->acquired = self->n_customers;
  take_cost_rows (self);
  fill_order_value (self, values);
  fill_means (self, values);
}
