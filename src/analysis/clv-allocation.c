/* clv-allocation.c - who bears a cost
 *
 * A cost row that names a customer is that customer's. Of the others, acquisition cost
 * is split equally over the customers acquired in the period that the row covers (and in
 * its channel), retention and service cost equally over the orders of that period; the
 * rest is nobody's (METRICS.md, “Allocation of cost without a customer”).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include <stdlib.h>
#include <string.h>

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

/* Customers by the day they were acquired on: first[day - min_day] … */
typedef struct
{
  guint32 *first;
  guint32 *customer;
} Acquired;

static void
acquired_init (Acquired          *acquired,
               const ClvAnalysis *self)
{
  const guint32 n_days = (guint32) (self->max_day - self->min_day) + 1;
  g_autofree guint32 *position = NULL;

  acquired->first = g_new0 (guint32, (gsize) n_days + 1);
  acquired->customer = g_new (guint32, (gsize) self->totals.acquired + 1);
  for (guint32 c = 0; c < self->n_customers; c++)
    if (self->acquired_day[c] != CLV_DAY_NONE)
      acquired->first[self->acquired_day[c] - self->min_day + 1]++;
  for (guint32 i = 0; i < n_days; i++)
    acquired->first[i + 1] += acquired->first[i];
  position = g_memdup2 (acquired->first, (gsize) n_days * sizeof *position);
  for (guint32 c = 0; c < self->n_customers; c++)
    if (self->acquired_day[c] != CLV_DAY_NONE)
      acquired->customer[position[self->acquired_day[c] - self->min_day]++] = c;
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

/* Days of the period as positions from min_day, cut to the days the data span. */
static void
clip_period (const ClvAnalysis *self,
             ClvDay             start,
             ClvPeriodKind      kind,
             guint32           *from,
             guint32           *to)
{
  const ClvDay end = clv_day_period_next (start, kind);

  *from = (guint32) (MAX (start, self->min_day) - self->min_day);
  *to = (guint32) (MIN (end, self->max_day + 1) - self->min_day);
}

static void
share_acquisition (ClvAnalysis    *self,
                   const Acquired *acquired,
                   const guint32  *channel_of, /* (nullable) */
                   guint32         channel,
                   guint32         from,
                   guint32         to,
                   double          amount)
{
  double *cost = self->findings->columns.cost_by_type[CLV_COST_ACQUISITION];
  const guint32 first = acquired->first[from], end = acquired->first[to];
  const gboolean any_channel = channel_of == NULL || channel == CLV_NOBODY;
  guint32 n = any_channel ? end - first : 0;

  for (guint32 i = first; i < end && !any_channel; i++)
    n += channel_of[acquired->customer[i]] == channel;
  if (n == 0)
    {
      clv_sum_add (&self->totals.unallocated, amount);
      return;
    }
  for (guint32 i = first; i < end; i++)
    {
      const guint32 customer = acquired->customer[i];

      if (any_channel || channel_of[customer] == channel)
        {
          cost[customer] += amount / n;
          self->customer_acquisition[customer] += amount / n;
        }
    }
}

static void
share_by_order (ClvAnalysis   *self,
                ClvCostType    type,
                const guint32 *orders_before, /* by day, one more than there are days */
                guint32        from,
                guint32        to,
                double         amount)
{
  const guint32 n_days = (guint32) (self->max_day - self->min_day) + 1;
  const guint32 n = orders_before[to] - orders_before[from];

  if (n == 0)
    {
      clv_sum_add (&self->totals.unallocated, amount);
      return;
    }
  if (self->order_cost_of_day[type] == NULL)
    self->order_cost_of_day[type] = g_new0 (double, n_days);
  for (guint32 i = from; i < to; i++)
    self->order_cost_of_day[type][i] += amount / n;
}

/* What orders were given goes to their customers; orders of nobody leave it unallocated. */
static void
collect_from_orders (ClvAnalysis *self)
{
  const ClvDocument *documents = clv_book_get_documents (self->book);

  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    {
      const double *of_day = self->order_cost_of_day[type];

      if (of_day == NULL)
        continue;
      for (guint32 i = 0; i < clv_book_get_n_documents (self->book); i++)
        {
          const double amount = of_day[documents[i].day - self->min_day];

          if (documents[i].kind != CLV_DOCUMENT_ORDER)
            continue;
          if (documents[i].customer != CLV_NOBODY)
            self->findings->columns.cost_by_type[type][documents[i].customer] += amount;
          else
            clv_sum_add (&self->totals.unallocated, amount);
        }
    }
}

static void
share_group (ClvAnalysis    *self,
             const Acquired *acquired,
             const guint32  *channel_of,
             const guint32  *orders_before,
             const Shared   *shared,
             guint           n)
{
  const ClvPeriodKind kind = covered_period (self, shared, n);

  for (guint first = 0, next; first < n; first = next)
    {
      const ClvDay start = clv_day_period_start (shared[first].day, kind, self->assumptions->fiscal_year_start);
      const ClvDay end = clv_day_period_next (start, kind);
      ClvSum amount = { 0 };
      guint32 from, to;

      for (next = first; next < n && shared[next].day < end; next++)
        clv_sum_add (&amount, shared[next].amount);
      clip_period (self, start, kind, &from, &to);
      if (shared[first].type == CLV_COST_ACQUISITION)
        share_acquisition (self, acquired, channel_of, shared[first].channel, from, to, clv_sum_get (&amount));
      else
        share_by_order (self, shared[first].type, orders_before, from, to, clv_sum_get (&amount));
    }
}

static guint32 *
count_orders_before (const ClvAnalysis *self)
{
  const ClvDocument *documents = clv_book_get_documents (self->book);
  const guint32 n_days = (guint32) (self->max_day - self->min_day) + 1;
  guint32 *before = g_new0 (guint32, (gsize) n_days + 1);

  for (guint32 i = 0; i < clv_book_get_n_documents (self->book); i++)
    before[documents[i].day - self->min_day + 1] += documents[i].kind == CLV_DOCUMENT_ORDER;
  for (guint32 i = 0; i < n_days; i++)
    before[i + 1] += before[i];
  return before;
}

/* Sums cost rows by type and gives each customer its own; the others are returned. */
static GArray *
take_cost_rows (ClvAnalysis *self)
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
      else if (cost->day != CLV_DAY_NONE && cost->type != CLV_COST_GOODS && cost->type != CLV_COST_OTHER)
        {
          const Shared row = { cost->type, cost->channel, cost->day, cost->amount };

          g_array_append_val (shared, row);
        }
      else
        clv_sum_add (&self->totals.unallocated, cost->amount);
    }
  g_array_sort_with_data (self->named_costs, (GCompareDataFunc) compare_named, (gpointer) costs);
  return shared;
}

gboolean
clv_analysis_allocate_costs (ClvAnalysis *self)
{
  g_autoptr (GArray) rows = take_cost_rows (self);
  g_autofree guint32 *channel_of = NULL;
  g_autofree guint32 *orders_before = NULL;
  Shared *shared = (Shared *) (void *) rows->data;
  Acquired acquired = { NULL, NULL };

  self->customer_acquisition = g_new0 (double, (gsize) self->n_customers + 1);
  if (rows->len == 0)
    return TRUE;

  channel_of = channels_of_customers (self);
  orders_before = count_orders_before (self);
  acquired_init (&acquired, self);
  qsort (shared, rows->len, sizeof *shared, compare_shared);
  for (guint first = 0, next; first < rows->len; first = next)
    {
      for (next = first + 1; next < rows->len && shared[next].type == shared[first].type &&
                             shared[next].channel == shared[first].channel; next++)
        ;
      share_group (self, &acquired, channel_of, orders_before, shared + first, next - first);
      if (clv_work_is_cancelled (self->work))
        break;
    }
  collect_from_orders (self);
  g_free (acquired.first);
  g_free (acquired.customer);
  return !clv_work_is_cancelled (self->work);
}
