/* clv-allocation.c - who bears a cost
 *
 * A cost row that names a customer is that customer's. The others make pools by type and
 * month, each of which is shared by a rule. Unless somebody chooses otherwise, acquisition
 * cost is split equally over the customers acquired in the period that the row covers (and
 * in its channel), retention and service cost equally over the orders of that period; the
 * rest is nobody's (METRICS.md, “Allocation of cost without a customer”).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-allocation-private.h"

#include <stdlib.h>
#include <string.h>

G_STATIC_ASSERT (G_N_ELEMENTS (((ClvAssumptions *) NULL)->allocate) == CLV_N_COST_TYPES);

typedef struct
{
  ClvCostType type;
  guint32     channel;
  ClvDay      day;
  double      amount;
} Shared;

static int
compare_shared (const void *a,
                const void *b)
{
  const Shared *x = a, *y = b;

  if (x->type != y->type)
    return (int) x->type - (int) y->type;
  if (x->channel != y->channel)
    return x->channel < y->channel ? -1 : 1;
  return x->day < y->day ? -1 : x->day > y->day;
}

static int
compare_named (const void *a,
               const void *b,
               void       *data)
{
  const ClvCostRow *costs = data;
  const ClvCostRow *x = &costs[*(const guint32 *) a], *y = &costs[*(const guint32 *) b];

  if (x->customer != y->customer)
    return x->customer < y->customer ? -1 : 1;
  return x->day < y->day ? -1 : x->day > y->day;
}

static char *
fold (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return g_utf8_casefold (stripped, -1);
}

/* The channel each customer was acquired through, as a code of the cost rows; NULL when the data name none. */
static guint32 *
channels_of_customers (const ClvAnalysis *self)
{
  const ClvAttribute *attribute = clv_ledger_find_attribute (self->ledger, "channel");
  const guint32 *row_document = clv_book_get_row_documents (self->book);
  const guint n_channels = clv_ledger_get_n_cost_channels (self->ledger);
  g_autoptr (GHashTable) by_text = NULL;
  g_autofree guint32 *of_value = NULL;
  guint32 *channel;

  if (attribute == NULL || n_channels == 0)
    return NULL;

  by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* From the last to the first, so that the first spelling of a channel, which its costs carry, stays. */
  for (guint i = n_channels; i-- > 0;)
    g_hash_table_replace (by_text, fold (clv_ledger_get_cost_channel (self->ledger, i)), GUINT_TO_POINTER (i + 1));
  of_value = g_new (guint32, (gsize) attribute->n_values + 1);
  for (guint32 v = 0; v < attribute->n_values; v++)
    {
      g_autofree char *text = fold (attribute->values[v]);
      gpointer found = g_hash_table_lookup (by_text, text);

      of_value[v] = found != NULL ? GPOINTER_TO_UINT (found) - 1 : CLV_NOBODY;
    }

  channel = g_new (guint32, (gsize) self->n_customers + 1);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      const guint32 value = attribute->by_customer != NULL ? attribute->by_customer[c] : CLV_NOBODY;

      channel[c] = value != CLV_NOBODY ? of_value[value] : CLV_NOBODY;
    }
  if (attribute->by_customer == NULL && attribute->by_row != NULL)
    for (guint32 row = 0; row < self->rows->n; row++)
      {
        const guint32 customer = self->rows->customer[row];

        if (customer != CLV_NOBODY && row_document[row] != CLV_NOBODY && attribute->by_row[row] != CLV_NOBODY &&
            self->acquired_document[customer] == row_document[row] && channel[customer] == CLV_NOBODY)
          channel[customer] = of_value[attribute->by_row[row]];
      }
  return channel;
}

/* Rows of a type and channel, in date order, at most one a year cover the year, at most one a quarter the quarter. */
static ClvPeriodKind
covered_period (const ClvAnalysis *self,
                const Shared      *shared,
                guint              n)
{
  for (int kind = CLV_PERIOD_YEAR; kind > CLV_PERIOD_MONTH; kind--)
    {
      ClvDay before = CLV_DAY_NONE;
      gboolean at_most_one = TRUE;

      for (guint i = 0; i < n && at_most_one; i++)
        {
          const ClvDay start = clv_day_period_start (shared[i].day, (ClvPeriodKind) kind,
                                                     self->assumptions->fiscal_year_start);

          at_most_one = i == 0 || start != before;
          before = start;
        }
      if (at_most_one)
        return (ClvPeriodKind) kind;
    }
  return CLV_PERIOD_MONTH;
}

static ClvDay
add_months (ClvDay start,
            int    n)
{
  for (int i = 0; i < n; i++)
    start = clv_day_period_next (start, CLV_PERIOD_MONTH);
  return start;
}

/* Rows of a type and channel, in date order: those of a month make a pool. */
static void
add_pools (const ClvAnalysis *self,
           const Shared      *shared,
           guint              n,
           GArray            *pools)
{
  const ClvAllocationRule rule = (ClvAllocationRule) self->assumptions->allocate[shared[0].type];
  const ClvPeriodKind kind = covered_period (self, shared, n);
  const int lag = rule == CLV_ALLOCATE_ACQUIRED ? self->assumptions->cac_lag : 0;

  for (guint first = 0, next; first < n; first = next)
    {
      const ClvDay start = clv_day_period_start (shared[first].day, kind, self->assumptions->fiscal_year_start);
      const ClvDay month = clv_day_period_start (shared[first].day, CLV_PERIOD_MONTH, 1);
      ClvCostPool pool = { shared[first].type, rule, CLV_NOBODY, shared[first].day, CLV_DAY_NONE, CLV_DAY_NONE, 0, 0, 0 };
      ClvSum amount = { 0 };

      for (next = first; next < n && clv_day_period_start (shared[next].day, CLV_PERIOD_MONTH, 1) == month; next++)
        clv_sum_add (&amount, shared[next].amount);
      pool.amount = clv_sum_get (&amount);
      if (rule == CLV_ALLOCATE_ACQUIRED)
        pool.channel = shared[first].channel;
      if (rule != CLV_ALLOCATE_NONE)
        {
          pool.start = add_months (start, lag);
          pool.end = add_months (clv_day_period_next (start, kind), lag) - 1;
        }
      g_array_append_val (pools, pool);
    }
}

static int
compare_pools (const void *a,
               const void *b)
{
  const ClvCostPool *x = a, *y = b;

  if (x->type != y->type)
    return (int) x->type - (int) y->type;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  if (x->channel != y->channel)
    return x->channel < y->channel ? -1 : 1;
  return x->day < y->day ? -1 : x->day > y->day;
}

static gboolean
belong_together (const ClvCostPool *a,
                 const ClvCostPool *b)
{
  return a->type == b->type && a->start == b->start && a->end == b->end && a->channel == b->channel &&
         (a->day == b->day || (a->day != CLV_DAY_NONE && b->day != CLV_DAY_NONE &&
                               clv_day_period_start (a->day, CLV_PERIOD_MONTH, 1) ==
                                 clv_day_period_start (b->day, CLV_PERIOD_MONTH, 1)));
}

/* Pools of several channels that are shared alike become one. */
static void
merge_pools (GArray *pools)
{
  ClvCostPool *pool = (ClvCostPool *) (void *) pools->data;
  guint n = 0;

  if (pools->len > 1)
    qsort (pool, pools->len, sizeof *pool, compare_pools);
  for (guint first = 0, next; first < pools->len; first = next)
    {
      ClvSum amount = { 0 };

      for (next = first; next < pools->len && belong_together (&pool[first], &pool[next]); next++)
        clv_sum_add (&amount, pool[next].amount);
      pool[n] = pool[first];
      pool[n++].amount = clv_sum_get (&amount);
    }
  g_array_set_size (pools, n);
}

/* Which pools cover each month that the data span. */
static void
index_pools (ClvAllocation *self)
{
  self->covering_start = g_new0 (guint32, (gsize) self->n_months + 2);
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < self->pools->len; i++)
        {
          const ClvCostPool *pool = &g_array_index (self->pools, ClvCostPool, i);
          guint32 from, to;

          if (pool->start == CLV_DAY_NONE || pool->end < self->min_day || pool->start > self->max_day)
            continue;
          from = clv_allocation_month_of (self, MAX (pool->start, self->min_day));
          to = clv_allocation_month_of (self, MIN (pool->end, self->max_day));
          for (guint32 m = from; m <= to; m++)
            {
              if (round == 0)
                self->covering_start[m + 2]++;
              else
                self->covering[self->covering_start[m + 1]++] = i;
            }
        }
      if (round == 1)
        break;
      for (guint32 m = 2; m <= self->n_months + 1; m++)
        self->covering_start[m] += self->covering_start[m - 1];
      self->covering = g_new (guint32, (gsize) self->covering_start[self->n_months + 1] + 1);
    }
}

/* Sums cost rows by type and gives each customer its own; the others are returned, those without a day as pools. */
static GArray *
take_cost_rows (ClvAnalysis   *self,
                ClvAllocation *allocation)
{
  const ClvCostRow *costs = clv_book_get_costs (self->book);
  ClvCustomerColumns *columns = &self->findings->columns;
  GArray *shared = g_array_new (FALSE, FALSE, sizeof (Shared));

  self->named_costs = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    {
      const ClvCostRow *cost = &costs[i];

      if (!clv_book_is_cost_used (self->book, i))
        continue;
      clv_sum_add (&self->totals.cost_by_type[cost->type], cost->amount);
      if (cost->type == CLV_COST_ACQUISITION)
        self->totals.has_acquisition_cost = TRUE;
      if (cost->customer != CLV_NOBODY)
        {
          columns->cost_by_type[cost->type][cost->customer] += cost->amount;
          columns->counted[cost->customer] = TRUE;
          if (cost->day != CLV_DAY_NONE)
            g_array_append_val (self->named_costs, i);
        }
      else if (cost->day != CLV_DAY_NONE)
        {
          const Shared row = { cost->type, cost->channel, cost->day, cost->amount };

          g_array_append_val (shared, row);
        }
      else
        {
          const ClvCostPool pool = { cost->type, CLV_ALLOCATE_NONE, CLV_NOBODY, CLV_DAY_NONE, CLV_DAY_NONE, CLV_DAY_NONE,
                                     cost->amount, 0, 0 };

          g_array_append_val (allocation->pools, pool);
        }
    }
  g_array_sort_with_data (self->named_costs, (GCompareDataFunc) compare_named, (gpointer) costs);
  return shared;
}

static ClvAllocation *
new_allocation (const ClvAnalysis *self)
{
  ClvAllocation *allocation = g_new0 (ClvAllocation, 1);

  allocation->min_day = self->min_day;
  allocation->max_day = self->max_day;
  allocation->n_months = self->n_months;
  allocation->month_of_day = g_memdup2 (self->month_of_day,
                                        ((gsize) (self->max_day - self->min_day) + 1) * sizeof *self->month_of_day);
  allocation->month_start = g_memdup2 (self->month_start, ((gsize) self->n_months + 1) * sizeof *self->month_start);
  allocation->has_goods = self->has_goods;
  allocation->fill_from_margin = self->fill_from_margin;
  allocation->pools = g_array_new (FALSE, FALSE, sizeof (ClvCostPool));
  return allocation;
}

static void
bear_in_total (guint32  customer,
               guint    pool,
               guint32  month,
               double   amount,
               gpointer data)
{
  ClvFindings *findings = data;
  const ClvCostPool *of = &g_array_index (findings->allocation->pools, ClvCostPool, pool);

  findings->columns.cost_by_type[of->type][customer] += amount;
}

/**
 * clv_analysis_read_months:
 * @months: (out): a reader of what the analysis has sorted
 *
 * As clv_customer_months_init(), and quicker.
 */
void
clv_analysis_read_months (const ClvAnalysis *self,
                          ClvCustomerMonths *months)
{
  clv_customer_months_init (months, self->findings);
  months->sorted_amount = self->sorted_amount;
  months->sorted_goods = self->sorted_goods;
}

static gboolean
share (ClvAnalysis   *self,
       ClvAllocation *allocation)
{
  ClvCustomerMonths months = { NULL };
  ClvPoolWeights weights;

  if (allocation->needs_months)
    clv_analysis_read_months (self, &months);
  clv_allocation_count_units (allocation, self->findings, allocation->needs_months ? &months : NULL);
  clv_customer_months_clear (&months);
  for (guint i = 0; i < allocation->pools->len; i++)
    clv_sum_add (&self->totals.unallocated,
                 clv_cost_pool_get_unallocated (&g_array_index (allocation->pools, ClvCostPool, i)));

  if (allocation->needs_months)
    clv_analysis_read_months (self, &months);
  clv_pool_weights_init (&weights, allocation);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      if (c % 65536 == 0 && clv_work_is_cancelled (self->work))
        break;
      if (allocation->needs_months)
        clv_customer_months_read (&months, c);
      clv_allocation_bear (allocation, self->findings, &weights, c, &months, bear_in_total, self->findings);
    }
  clv_pool_weights_clear (&weights);
  if (allocation->needs_months)
    clv_customer_months_clear (&months);
  return !clv_work_is_cancelled (self->work);
}

/**
 * clv_analysis_allocate_costs:
 *
 * Gives each cost to the customer whom it names, or shares it; fills findings->allocation.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_allocate_costs (ClvAnalysis *self)
{
  ClvAllocation *allocation = new_allocation (self);
  g_autoptr (GArray) rows = NULL;
  Shared *shared;

  self->findings->allocation = allocation;
  rows = take_cost_rows (self, allocation);
  allocation->named_costs = g_array_ref (self->named_costs);
  shared = (Shared *) (void *) rows->data;
  if (rows->len > 0)
    {
      allocation->channel_of = channels_of_customers (self);
      qsort (shared, rows->len, sizeof *shared, compare_shared);
    }
  for (guint first = 0, next; first < rows->len; first = next)
    {
      for (next = first + 1; next < rows->len && shared[next].type == shared[first].type &&
                             shared[next].channel == shared[first].channel; next++)
        ;
      add_pools (self, shared + first, next - first, allocation->pools);
    }
  merge_pools (allocation->pools);
  index_pools (allocation);
  for (guint i = 0; i < allocation->pools->len; i++)
    {
      const ClvCostPool *pool = &g_array_index (allocation->pools, ClvCostPool, i);

      allocation->needs_months = allocation->needs_months || (pool->rule != CLV_ALLOCATE_ACQUIRED &&
                                                              pool->rule != CLV_ALLOCATE_NONE);
    }
  return allocation->pools->len == 0 || share (self, allocation);
}
