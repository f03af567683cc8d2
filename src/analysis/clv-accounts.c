/* clv-accounts.c - what each customer brought and cost in each month, ready for many questions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-accounts-private.h"

typedef struct
{
  double  revenue, cost;
  guint32 customer;
  guint32 orders : 28, active : 4;
} Cell;

typedef struct
{
  GArray *cells;       /* (nullable) Cell, by customer */
  ClvSum  revenue, revenue_of_nobody;
  ClvSum  cost[CLV_N_COST_TYPES], cost_of_nobody[CLV_N_COST_TYPES];
} Month;

/* Sums of one period. */
typedef struct
{
  ClvPeriodFigures figures;
  ClvSum           revenue, cost, revenue_of_new;
  guint32          customers[CLV_N_DENOMINATORS];
} Period;

struct _ClvAccounts
{
  gint              ref_count;
  ClvFindings      *findings;
  guint32           n_months;
  Month            *months;
  /* Whole business years, which are asked for most: their months @year_start[y] … @year_start[y + 1] - 1 added up. */
  guint32           n_years;
  GArray          **year_cells; /* (nullable) Cell, by customer */
  guint32          *year_start; /* (array length = n_years + 1) */
  ClvPeriodFigures *periods[CLV_N_PERIOD_KINDS];
  guint             n_periods[CLV_N_PERIOD_KINDS];
};

/**
 * clv_accounts_ref:
 *
 * Returns: (transfer full): the same accounts
 */
ClvAccounts *
clv_accounts_ref (ClvAccounts *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

/**
 * clv_accounts_unref:
 *
 * Drops a reference; the last one frees the accounts.
 */
void
clv_accounts_unref (ClvAccounts *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint32 m = 0; m < self->n_months; m++)
    g_clear_pointer (&self->months[m].cells, g_array_unref);
  g_free (self->months);
  for (guint32 y = 0; y < self->n_years; y++)
    g_clear_pointer (&self->year_cells[y], g_array_unref);
  g_free (self->year_cells);
  g_free (self->year_start);
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    g_free (self->periods[kind]);
  clv_findings_unref (self->findings);
  g_free (self);
}

static double
sum_costs (const ClvAccountMonth *month)
{
  double cost = 0;

  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    cost += month->cost_by_type[type];
  return cost;
}

static void
append_cell (GArray    **cells,
             const Cell *cell)
{
  if (*cells == NULL)
    *cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_append_vals (*cells, cell, 1);
}

/* @year: of the customer, as far as it was added up. */
static void
add_cell (Month                 *month,
          Cell                  *year,
          guint32                customer,
          const ClvAccountMonth *account)
{
  const Cell cell = { account->revenue, sum_costs (account), customer, account->orders, account->active };

  append_cell (&month->cells, &cell);
  year->revenue += cell.revenue;
  year->cost += cell.cost;
  year->orders += cell.orders;
  year->active |= cell.active;
  clv_sum_add (&month->revenue, account->revenue);
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    clv_sum_add (&month->cost[type], account->cost_by_type[type]);
}

/* The months of one customer, and the years they make. */
static void
add_cells (ClvAccounts            *self,
           const ClvAccountReader *reader,
           guint32                 customer,
           const guint32          *year_of_month)
{
  Cell year = { 0 };

  for (guint32 i = 0; i < reader->n_touched; i++)
    {
      const guint32 m = reader->touched[i];

      if (i == 0 || year_of_month[m] != year_of_month[reader->touched[i - 1]])
        year = (Cell) { 0, 0, customer, 0, 0 };
      add_cell (&self->months[m], &year, customer, &reader->month[m]);
      if (i + 1 == reader->n_touched || year_of_month[reader->touched[i + 1]] != year_of_month[m])
        append_cell (&self->year_cells[year_of_month[m]], &year);
    }
}

static void
count_customer (Period *period,
                guint   active,
                guint32 orders_kept,
                double  revenue)
{
  period->figures.orders_kept += orders_kept;
  period->figures.customers_with_kept_order += orders_kept > 0;
  period->customers[CLV_DENOMINATOR_ACTIVE] += active != 0;
  period->customers[CLV_DENOMINATOR_TRANSACTION] += (active & CLV_ACTIVE_TRANSACTION) != 0;
  period->customers[CLV_DENOMINATOR_POSITIVE] += clv_analysis_is_above_zero (revenue);
}

/* The months of one customer, as periods. */
static void
add_to_periods (const ClvAccountReader *reader,
                guint32                 customer,
                const guint32          *period_of_month,
                Period                 *periods)
{
  const ClvDay acquired = reader->findings->columns.acquired_day[customer];
  const guint32 acquired_in = acquired != CLV_DAY_NONE
                                ? period_of_month[clv_allocation_month_of (reader->findings->allocation, acquired)] : CLV_NOBODY;
  guint32 present = CLV_NOBODY, kept = 0;
  guint active = 0;
  double revenue = 0;

  for (guint32 i = 0; i < reader->n_touched; i++)
    {
      const ClvAccountMonth *month = &reader->month[reader->touched[i]];
      const guint32 period = period_of_month[reader->touched[i]];

      if (period != present && present != CLV_NOBODY)
        count_customer (&periods[present], active, kept, revenue);
      if (period != present)
        {
          active = 0;
          kept = 0;
          revenue = 0;
          present = period;
        }
      active |= month->active;
      kept += month->orders - MIN (month->refunded, month->orders);
      revenue += month->revenue;
      clv_sum_add (&periods[period].revenue, month->revenue);
      clv_sum_add (&periods[period].cost, sum_costs (month));
      if (period == acquired_in)
        clv_sum_add (&periods[period].revenue_of_new, month->revenue);
      periods[period].figures.orders_of_customers += month->orders;
    }
  if (present != CLV_NOBODY)
    count_customer (&periods[present], active, kept, revenue);
}

static void
add_nobody (ClvAccounts      *self,
            ClvAccountReader *reader)
{
  const ClvAllocation *allocation = self->findings->allocation;

  clv_account_reader_read (reader, self->findings->customers.n);
  for (guint32 i = 0; i < reader->n_touched; i++)
    {
      const ClvAccountMonth *account = &reader->month[reader->touched[i]];
      Month *month = &self->months[reader->touched[i]];

      clv_sum_add (&month->revenue_of_nobody, account->revenue);
      clv_sum_add (&month->cost_of_nobody[CLV_COST_GOODS], account->cost_by_type[CLV_COST_GOODS]);
    }
  for (guint i = 0; i < allocation->pools->len; i++)
    {
      const ClvCostPool *pool = &g_array_index (allocation->pools, ClvCostPool, i);

      if (reader->pool_month[i] != CLV_NOBODY)
        clv_sum_add (&self->months[reader->pool_month[i]].cost_of_nobody[pool->type], clv_cost_pool_get_unallocated (pool));
    }
}

static double
ratio (double part,
       double whole)
{
  return whole > 0 ? part / whole : NAN;
}

static void
fill_unit_costs (ClvPeriodFigures *figures)
{
  const double *cost = figures->period->cost_by_type;

  if (clv_analysis_is_above_zero (figures->revenue_of_new) && cost[CLV_COST_ACQUISITION] > 0)
    figures->acquisition_per_new_revenue = cost[CLV_COST_ACQUISITION] / figures->revenue_of_new;
  if (clv_analysis_is_above_zero (figures->revenue_of_existing) && cost[CLV_COST_RETENTION] + cost[CLV_COST_SERVICE] > 0)
    figures->care_per_existing_revenue = (cost[CLV_COST_RETENTION] + cost[CLV_COST_SERVICE]) / figures->revenue_of_existing;
}

/* @sum: of the months @from … @to - 1. */
static void
fill_figures (const ClvAccounts *self,
              const Period      *sum,
              const ClvPeriod   *period,
              guint32            from,
              guint32            to,
              ClvPeriodFigures  *figures)
{
  const gboolean has_profit = self->findings->has_profit;
  ClvSum of_nobody = { 0 }, unallocated[CLV_N_COST_TYPES] = { { 0 } }, all = { 0 };

  *figures = sum->figures;
  figures->period = period;
  for (guint32 m = from; m < to; m++)
    {
      clv_sum_add (&of_nobody, clv_sum_get (&self->months[m].revenue_of_nobody));
      for (guint type = 0; type < CLV_N_COST_TYPES; type++)
        clv_sum_add (&unallocated[type], clv_sum_get (&self->months[m].cost_of_nobody[type]));
    }
  figures->revenue_of_customers = clv_sum_get (&sum->revenue);
  figures->revenue_without_customer = clv_sum_get (&of_nobody);
  figures->cost_of_customers = has_profit ? clv_sum_get (&sum->cost) : NAN;
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    {
      figures->unallocated[type] = has_profit ? clv_sum_get (&unallocated[type]) : NAN;
      clv_sum_add (&all, clv_sum_get (&unallocated[type]));
    }
  figures->cost_unallocated = has_profit ? clv_sum_get (&all) : NAN;
  for (guint i = 0; i < CLV_N_DENOMINATORS; i++)
    {
      figures->customers[i] = sum->customers[i];
      figures->value_per_customer[i] = ratio (period->profit, sum->customers[i]);
      figures->revenue_per_customer[i] = ratio (figures->revenue_of_customers, sum->customers[i]);
    }
  figures->purchase_frequency = ratio (figures->orders_of_customers, sum->customers[CLV_DENOMINATOR_TRANSACTION]);
  figures->purchase_frequency_per_year = figures->purchase_frequency * CLV_DAYS_PER_YEAR / (period->end - period->start + 1);
  figures->aov_of_kept = ratio (figures->revenue_of_customers, figures->orders_kept);
  figures->purchase_frequency_of_kept = ratio (figures->orders_kept, figures->customers_with_kept_order);
  figures->churn_rate = 1 - period->retention_rate;
  figures->revenue_of_new = clv_sum_get (&sum->revenue_of_new);
  figures->revenue_of_existing = figures->revenue_of_customers - figures->revenue_of_new;
  figures->acquisition_per_new_revenue = figures->care_per_existing_revenue = NAN;
  if (has_profit)
    fill_unit_costs (figures);
}

/* Which period of findings each month is in. */
static guint32 *
periods_of_months (const ClvFindings *findings,
                   ClvPeriodKind      kind)
{
  const ClvAllocation *allocation = findings->allocation;
  guint32 *of_month = g_new (guint32, (gsize) allocation->n_months + 1);
  guint32 period = 0;

  for (guint32 m = 0; m < allocation->n_months; m++)
    {
      while (period + 1 < findings->n_periods[kind] && findings->periods[kind][period].end < allocation->month_start[m])
        period++;
      of_month[m] = period;
    }
  return of_month;
}

static void
finish_periods (ClvAccounts   *self,
                ClvPeriodKind  kind,
                const guint32 *of_month,
                const Period  *sums)
{
  const guint n = self->findings->n_periods[kind];
  guint32 from = 0;

  self->n_periods[kind] = n;
  self->periods[kind] = g_new0 (ClvPeriodFigures, (gsize) n + 1);
  for (guint p = 0; p < n; p++)
    {
      guint32 to = from;

      while (to < self->n_months && of_month[to] == p)
        to++;
      fill_figures (self, &sums[p], &self->findings->periods[kind][p], from, to, &self->periods[kind][p]);
      from = to;
    }
}

static void
number_years (ClvAccounts   *self,
              const guint32 *of_month)
{
  self->n_years = self->n_months > 0 ? of_month[self->n_months - 1] + 1 : 0;
  self->year_cells = g_new0 (GArray *, (gsize) self->n_years + 1);
  self->year_start = g_new0 (guint32, (gsize) self->n_years + 1);
  for (guint32 m = self->n_months; m-- > 0;)
    self->year_start[of_month[m]] = m;
  self->year_start[self->n_years] = self->n_months;
}

/* FALSE: cancelled. */
static gboolean
read_customers (ClvAccounts   *self,
                const ClvWork *work)
{
  const guint32 n = self->findings->customers.n;
  guint32 *of_month[CLV_N_PERIOD_KINDS];
  Period *sums[CLV_N_PERIOD_KINDS];
  ClvAccountReader reader;
  gboolean done = TRUE;

  clv_account_reader_init (&reader, self->findings);
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    {
      of_month[kind] = periods_of_months (self->findings, kind);
      sums[kind] = g_new0 (Period, (gsize) self->findings->n_periods[kind] + 1);
    }
  number_years (self, of_month[CLV_PERIOD_YEAR]);
  for (guint32 c = 0; c < n && done; c++)
    {
      clv_account_reader_read (&reader, c);
      add_cells (self, &reader, c, of_month[CLV_PERIOD_YEAR]);
      for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
        add_to_periods (&reader, c, of_month[kind], sums[kind]);
      if (c % 65536 == 0)
        {
          clv_work_progress (work, _("Adding up the months of customers"), (double) c / n);
          done = !clv_work_is_cancelled (work);
        }
    }
  if (done)
    add_nobody (self, &reader);
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    {
      if (done)
        finish_periods (self, kind, of_month[kind], sums[kind]);
      g_free (of_month[kind]);
      g_free (sums[kind]);
    }
  clv_account_reader_clear (&reader);
  return done;
}

/**
 * clv_accounts_new:
 * @work: (nullable): how to report progress, and whether to go on
 *
 * Adds up what each customer brought and cost in each month. Time O(rows); about 24 bytes for each customer and month,
 * and for each customer and year.
 *
 * Returns: (transfer full) (nullable): the accounts; NULL at customer level, and when cancelled
 */
ClvAccounts *
clv_accounts_new (const ClvFindings *findings,
                  const ClvWork     *work)
{
  g_autoptr (ClvAccounts) self = NULL;

  if (findings->allocation == NULL)
    return NULL;
  self = g_new0 (ClvAccounts, 1);
  self->ref_count = 1;
  self->findings = clv_findings_ref ((ClvFindings *) findings);
  self->n_months = findings->allocation->n_months;
  self->months = g_new0 (Month, (gsize) self->n_months + 1);
  return read_customers (self, work) ? g_steal_pointer (&self) : NULL;
}

/**
 * clv_accounts_get_findings:
 *
 * Returns: (transfer none): what the accounts are of
 */
const ClvFindings *
clv_accounts_get_findings (const ClvAccounts *self)
{
  return self->findings;
}

/**
 * clv_accounts_get_periods:
 * @n: (out): length of the result
 *
 * Returns: (transfer none) (array length=n): as clv_findings_get_periods() has them
 */
const ClvPeriodFigures *
clv_accounts_get_periods (const ClvAccounts *self,
                          ClvPeriodKind      kind,
                          guint             *n)
{
  *n = self->n_periods[kind];
  return self->periods[kind];
}

/* Months with a day between @start and @end: @from … @to - 1. */
static void
find_months (const ClvAccounts *self,
             ClvDay             start,
             ClvDay             end,
             guint32           *from,
             guint32           *to)
{
  const ClvAllocation *allocation = self->findings->allocation;

  *from = *to = 0;
  if (end < allocation->min_day || start > allocation->max_day || end < start)
    return;
  *from = clv_allocation_month_of (allocation, MAX (start, allocation->min_day));
  *to = clv_allocation_month_of (allocation, MIN (end, allocation->max_day)) + 1;
}

static void
add_up (const GArray   *cells, /* (nullable) */
        ClvCustomerSum *sums)
{
  for (guint i = 0; cells != NULL && i < cells->len; i++)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);
      ClvCustomerSum *sum = &sums[cell->customer];

      sum->revenue += cell->revenue;
      sum->cost += cell->cost;
      sum->orders += cell->orders;
      sum->active |= cell->active;
    }
}

/**
 * clv_accounts_dup_sums:
 * @start: first day of a month
 * @end: last day of a month
 *
 * Time O(customers + their months in the span).
 *
 * Returns: (transfer full): a sum a customer of the ledger
 */
ClvCustomerSum *
clv_accounts_dup_sums (const ClvAccounts *self,
                       ClvDay             start,
                       ClvDay             end)
{
  ClvCustomerSum *sums = g_new0 (ClvCustomerSum, (gsize) self->findings->customers.n + 1);
  guint32 from, to, year = 0;

  find_months (self, start, end, &from, &to);
  while (from < to)
    {
      while (year < self->n_years && self->year_start[year] < from)
        year++;
      if (year < self->n_years && self->year_start[year] == from && self->year_start[year + 1] <= to)
        {
          add_up (self->year_cells[year], sums);
          from = self->year_start[year + 1];
        }
      else
        add_up (self->months[from++].cells, sums);
    }
  return sums;
}

/**
 * clv_accounts_get_money:
 * @money: (out): what customers and nobody brought and cost from @start to @end, whole months
 */
void
clv_accounts_get_money (const ClvAccounts *self,
                        ClvDay             start,
                        ClvDay             end,
                        ClvSpanMoney      *money)
{
  Month sum = { 0 };
  guint32 from, to;

  find_months (self, start, end, &from, &to);
  for (guint32 m = from; m < to; m++)
    {
      clv_sum_add (&sum.revenue, clv_sum_get (&self->months[m].revenue));
      clv_sum_add (&sum.revenue_of_nobody, clv_sum_get (&self->months[m].revenue_of_nobody));
      for (guint type = 0; type < CLV_N_COST_TYPES; type++)
        {
          clv_sum_add (&sum.cost[type], clv_sum_get (&self->months[m].cost[type]));
          clv_sum_add (&sum.cost_of_nobody[type], clv_sum_get (&self->months[m].cost_of_nobody[type]));
        }
    }
  money->revenue_of_customers = clv_sum_get (&sum.revenue);
  money->revenue_without_customer = clv_sum_get (&sum.revenue_of_nobody);
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    {
      money->cost_of_customers[type] = self->findings->has_profit ? clv_sum_get (&sum.cost[type]) : NAN;
      money->cost_of_nobody[type] = self->findings->has_profit ? clv_sum_get (&sum.cost_of_nobody[type]) : NAN;
    }
}
