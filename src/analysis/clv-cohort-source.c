/* clv-cohort-source.c - what every customer did in every month, in the order in which they came
 *
 * Cohorts go by the first used order or credit row. Costs stand in the month of the cost
 * row, allocated ones in the month in which they are borne; none before the customer came
 * or after the data end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cohort-table.h"

#include "clv-allocation-private.h"
#include "clv-cohort-private.h"

/* A wrong date in the year 9999 must not fill the memory. */
#define MAX_MONTHS 1600u

typedef struct
{
  guint32  month;
  gboolean is_idle;
  guint32  orders;
  double   revenue, margin;
} Cell;

typedef struct
{
  ClvCohortSource     *source;
  const ClvFindings   *findings;
  const ClvCostPool   *pools;
  guint32              first_month; /* of the allocation's months */
  /* Costs that name customer c: cost[cost_start[c]] … ; NULL when none does. */
  guint32             *cost_start, *cost;
  /* of the customer that is being read */
  guint32              position;
  GArray              *cells;       /* Cell, ascending */
} Build;

static void
free_grouping (gpointer data)
{
  ClvCohortGrouping *grouping = data;

  g_free (grouping->id);
  g_free (grouping->title);
  g_strfreev (grouping->names);
  g_free (grouping->of_customer);
  g_free (grouping);
}

/* Costs by the customer they name, in the order of their rows. */
static void
sort_costs (Build *build)
{
  const ClvCostRow *costs = clv_book_get_costs (build->findings->book);
  const guint32 n = clv_ledger_get_n_costs (build->findings->ledger), n_customers = build->findings->customers.n;
  g_autofree guint32 *place = NULL;
  guint32 n_named = 0;

  for (guint32 i = 0; i < n; i++)
    n_named += costs[i].customer != CLV_NOBODY && clv_book_is_cost_used (build->findings->book, i);
  if (n_named == 0)
    return;
  build->cost_start = g_new0 (guint32, (gsize) n_customers + 2);
  build->cost = g_new (guint32, n_named);
  for (guint32 i = 0; i < n; i++)
    if (costs[i].customer != CLV_NOBODY && clv_book_is_cost_used (build->findings->book, i))
      build->cost_start[costs[i].customer + 1]++;
  for (guint32 c = 0; c < n_customers; c++)
    build->cost_start[c + 1] += build->cost_start[c];
  place = g_memdup2 (build->cost_start, ((gsize) n_customers + 1) * sizeof *place);
  for (guint32 i = 0; i < n; i++)
    if (costs[i].customer != CLV_NOBODY && clv_book_is_cost_used (build->findings->book, i))
      build->cost[place[costs[i].customer]++] = i;
}

/* The cell of @month, made if there is none. */
static Cell *
cell_of (const Build *build,
         guint32      month)
{
  GArray *cells = build->cells;
  const Cell made = { .month = month, .is_idle = TRUE };
  guint i = cells->len;

  while (i > 0 && g_array_index (cells, Cell, i - 1).month > month)
    i--;
  if (i > 0 && g_array_index (cells, Cell, i - 1).month == month)
    return &g_array_index (cells, Cell, i - 1);
  g_array_insert_val (cells, i, made);
  return &g_array_index (cells, Cell, i);
}

/* A cost of @type in @month: not before the customer came, not after the data end. */
static void
spend (const Build *build,
       ClvCostType  type,
       guint32      month,
       double       amount)
{
  const guint32 came = g_array_index (build->cells, Cell, 0).month;
  const guint32 within = CLAMP (month, came, build->source->n_months - 1);

  if (type == CLV_COST_ACQUISITION)
    {
      const ClvCohortSpent spent = { build->position, (guint16) within, amount };

      g_array_append_val (build->source->spent, spent);
    }
  else
    cell_of (build, within)->margin -= amount;
}

static void
bear_cb (guint32  customer,
         guint    pool,
         guint32  month,
         double   amount,
         gpointer data)
{
  const Build *build = data;

  spend (build, build->pools[pool].type, month > build->first_month ? month - build->first_month : 0, amount);
}

static void
spend_named (const Build *build,
             guint32      customer)
{
  const ClvAllocation *allocation = build->findings->allocation;
  const ClvCostRow *costs = clv_book_get_costs (build->findings->book);

  for (guint32 i = build->cost_start[customer]; i < build->cost_start[customer + 1]; i++)
    {
      const ClvCostRow *cost = &costs[build->cost[i]];
      const guint32 came = g_array_index (build->cells, Cell, 0).month;
      guint32 month = came;

      if (cost->day != CLV_DAY_NONE)
        {
          month = clv_allocation_month_of (allocation, cost->day);
          month = month > build->first_month ? month - build->first_month : 0;
          /* Who is served is there, even without an order. */
          if (month >= came && month < build->source->n_months)
            cell_of (build, month)->is_idle = FALSE;
        }
      spend (build, cost->type, month, cost->amount);
    }
}

static void
read_cells (const Build             *build,
            const ClvCustomerMonths *months)
{
  g_array_set_size (build->cells, 0);
  for (guint32 i = 0; i < months->n; i++)
    {
      const ClvCustomerMonth *month = &months->months[i];
      const Cell cell = {
        .month = month->month - build->first_month,
        .orders = month->orders,
        .revenue = month->revenue,
        .margin = month->revenue - month->goods,
      };

      g_array_append_val (build->cells, cell);
    }
}

static void
write_cells (const Build *build,
             guint32     *n_cells)
{
  ClvCohortSource *source = build->source;

  for (guint i = 0; i < build->cells->len; i++)
    {
      const Cell *cell = &g_array_index (build->cells, Cell, i);

      source->month[*n_cells] = (guint16) (cell->month | (cell->is_idle ? CLV_COHORT_IDLE : 0));
      source->orders[*n_cells] = cell->orders;
      source->revenue[*n_cells] = cell->revenue;
      if (source->margin != NULL)
        source->margin[*n_cells] = cell->margin;
      ++*n_cells;
    }
}

/* How many cells there can be: a row or a cost has its month, and what is allocated stands where the customer is. */
static gsize
most_cells (const Build *build)
{
  const ClvFindings *findings = build->findings;
  const guint32 n_customers = findings->customers.n;
  const gsize n_rows = findings->customer_start[n_customers] - findings->customer_start[0];

  return n_rows + clv_ledger_get_n_costs (findings->ledger) + n_customers + 1;
}

/* Customers by the month they came. (transfer full) (array length = n_customers) */
static guint32 *
sort_customers (const Build *build)
{
  ClvCohortSource *source = build->source;
  const ClvFindings *findings = build->findings;
  const guint32 *start = findings->customer_start;
  const ClvDay *first_day = findings->customers.first_day;
  g_autofree guint32 *place = NULL;
  guint32 *sorted;

  source->first = g_new0 (guint32, (gsize) source->n_months + 1);
  for (guint32 c = 0; c < findings->customers.n; c++)
    if (start[c] < start[c + 1])
      source->first[clv_allocation_month_of (findings->allocation, first_day[c]) - build->first_month + 1]++;
  for (guint32 m = 0; m < source->n_months; m++)
    source->first[m + 1] += source->first[m];
  source->n_customers = source->first[source->n_months];
  sorted = g_new (guint32, (gsize) source->n_customers + 1);
  place = g_memdup2 (source->first, (gsize) source->n_months * sizeof *place);
  for (guint32 c = 0; c < findings->customers.n; c++)
    if (start[c] < start[c + 1])
      sorted[place[clv_allocation_month_of (findings->allocation, first_day[c]) - build->first_month]++] = c;
  return sorted;
}

static void
sum_without (ClvCohortSource   *self,
             const ClvFindings *findings)
{
  const ClvCustomers *customers = &findings->customers;
  ClvSum profit = { 0 };

  for (guint32 c = 0; c < customers->n; c++)
    if (customers->counted[c] && findings->customer_start[c] == findings->customer_start[c + 1])
      {
        self->customers_without++;
        if (!isnan (customers->profit[c]))
          clv_sum_add (&profit, customers->profit[c]);
      }
  self->profit_without = self->has_profit ? clv_sum_get (&profit) : NAN;
}

static gboolean
read_customers (Build         *build,
                const guint32 *sorted,
                const ClvWork *work)
{
  ClvCohortSource *source = build->source;
  const ClvFindings *findings = build->findings;
  const gsize most = most_cells (build);
  ClvCustomerMonths months;
  ClvPoolWeights weights;
  guint32 n_cells = 0;

  source->cell = g_new (guint32, (gsize) source->n_customers + 1);
  source->month = g_new (guint16, most);
  source->orders = g_new (guint32, most);
  source->revenue = g_new (double, most);
  source->margin = source->has_profit ? g_new (double, most) : NULL;
  clv_customer_months_init (&months, findings);
  clv_pool_weights_init (&weights, findings->allocation);
  for (guint32 i = 0; i < source->n_customers; i++)
    {
      build->position = i;
      source->cell[i] = n_cells;
      clv_customer_months_read (&months, sorted[i]);
      read_cells (build, &months);
      if (build->cost_start != NULL)
        spend_named (build, sorted[i]);
      if (source->has_profit)
        clv_allocation_bear (findings->allocation, findings, &weights, sorted[i], &months, bear_cb, build);
      write_cells (build, &n_cells);
      if (i % 65536 == 0 && clv_work_is_cancelled (work))
        break;
    }
  source->cell[source->n_customers] = n_cells;
  clv_pool_weights_clear (&weights);
  clv_customer_months_clear (&months);
  source->month = g_renew (guint16, source->month, (gsize) n_cells + 1);
  source->orders = g_renew (guint32, source->orders, (gsize) n_cells + 1);
  source->revenue = g_renew (double, source->revenue, (gsize) n_cells + 1);
  if (source->margin != NULL)
    source->margin = g_renew (double, source->margin, (gsize) n_cells + 1);
  return !clv_work_is_cancelled (work);
}

/**
 * clv_cohort_source_new:
 * @findings: what the analysis found
 * @work: (nullable): whether to go on
 *
 * Reads what every customer did in every month. Time O(rows + costs).
 *
 * Returns: (transfer full) (nullable): the source; NULL where customers came with their figures, so that nobody knows when,
 *   where dates span more than a century, or when cancelled
 */
ClvCohortSource *
clv_cohort_source_new (const ClvFindings *findings,
                       const ClvWork     *work)
{
  const ClvAllocation *allocation = findings->allocation;
  const ClvDay first_day = clv_book_get_first_day (findings->book), as_of = clv_book_get_as_of (findings->book);
  g_autoptr (ClvCohortSource) self = NULL;
  g_autofree guint32 *sorted = NULL;
  Build build = { .findings = findings };
  guint n_pools;
  gboolean done;

  if (allocation == NULL || findings->row_order == NULL || first_day == CLV_DAY_NONE)
    return NULL;
  build.first_month = clv_allocation_month_of (allocation, first_day);
  self = g_new0 (ClvCohortSource, 1);
  self->spent = g_array_new (FALSE, FALSE, sizeof (ClvCohortSpent));
  self->groupings = g_ptr_array_new_with_free_func (free_grouping);
  self->n_months = clv_allocation_month_of (allocation, as_of) - build.first_month + 1;
  if (self->n_months > MAX_MONTHS)
    return NULL;
  self->month_start = g_memdup2 (allocation->month_start + build.first_month,
                                 ((gsize) self->n_months + 1) * sizeof *self->month_start);
  self->as_of = as_of;
  self->fiscal_year_start = findings->assumptions.fiscal_year_start;
  self->has_profit = findings->has_profit;
  build.source = self;
  build.pools = clv_findings_get_cost_pools (findings, &n_pools);
  build.cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  sort_costs (&build);
  sorted = sort_customers (&build);
  done = read_customers (&build, sorted, work);
  g_array_unref (build.cells);
  g_free (build.cost_start);
  g_free (build.cost);
  if (!done)
    return NULL;
  self->entered_cac = self->spent->len == 0 ? findings->assumptions.cac : NAN;
  sum_without (self, findings);
  clv_cohort_source_group (self, findings, sorted);
  self->customer = g_steal_pointer (&sorted);
  return g_steal_pointer (&self);
}

void
clv_cohort_source_free (ClvCohortSource *self)
{
  if (self == NULL)
    return;
  g_free (self->month_start);
  g_free (self->customer);
  g_free (self->first);
  g_free (self->cell);
  g_free (self->month);
  g_free (self->orders);
  g_free (self->revenue);
  g_free (self->margin);
  g_array_unref (self->spent);
  g_ptr_array_unref (self->groupings);
  g_free (self);
}

/**
 * clv_cohort_source_get_n_groupings:
 *
 * Returns: how many columns customers can be grouped by
 */
guint
clv_cohort_source_get_n_groupings (const ClvCohortSource *self)
{
  return self->groupings->len;
}

/**
 * clv_cohort_source_get_id:
 *
 * Returns: (transfer none): the id of the column, “channel” or “ship-mode”
 */
const char *
clv_cohort_source_get_id (const ClvCohortSource *self,
                          guint                  grouping)
{
  g_return_val_if_fail (grouping < self->groupings->len, NULL);
  return ((const ClvCohortGrouping *) self->groupings->pdata[grouping])->id;
}

/**
 * clv_cohort_source_get_title:
 *
 * Returns: (transfer none): how people call the grouping
 */
const char *
clv_cohort_source_get_title (const ClvCohortSource *self,
                             guint                  grouping)
{
  g_return_val_if_fail (grouping < self->groupings->len, NULL);
  return ((const ClvCohortGrouping *) self->groupings->pdata[grouping])->title;
}

/**
 * clv_cohort_source_get_unit:
 *
 * Returns: months up to two years of data, quarters up to six, else years
 */
ClvPeriodKind
clv_cohort_source_get_unit (const ClvCohortSource *self)
{
  return self->n_months <= 24 ? CLV_PERIOD_MONTH : self->n_months <= 72 ? CLV_PERIOD_QUARTER : CLV_PERIOD_YEAR;
}
