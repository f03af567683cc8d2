/* clv-account-reader.c - a customer's money in each month, from rows, own costs and shares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-accounts-private.h"

#include <stdlib.h>
#include <string.h>

void
clv_account_reader_init (ClvAccountReader  *self,
                         const ClvFindings *findings)
{
  const ClvAllocation *allocation = findings->allocation;

  *self = (ClvAccountReader) {
    .findings = findings,
    .pool_month = g_new (guint32, (gsize) allocation->pools->len + 1),
    .month = g_new0 (ClvAccountMonth, (gsize) allocation->n_months + 1),
    .touched = g_new (guint32, (gsize) allocation->n_months + 1),
    .is_touched = g_new0 (guint8, (gsize) allocation->n_months + 1),
  };
  clv_customer_months_init (&self->months, findings);
  clv_pool_weights_init (&self->weights, allocation);
  for (guint i = 0; i < allocation->pools->len; i++)
    {
      const ClvDay day = g_array_index (allocation->pools, ClvCostPool, i).day;

      self->pool_month[i] = day != CLV_DAY_NONE ? clv_allocation_month_of (allocation, day) : CLV_NOBODY;
    }
}

void
clv_account_reader_clear (ClvAccountReader *self)
{
  clv_customer_months_clear (&self->months);
  clv_pool_weights_clear (&self->weights);
  g_free (self->pool_month);
  g_free (self->month);
  g_free (self->touched);
  g_free (self->is_touched);
}

static ClvAccountMonth *
touch (ClvAccountReader *self,
       guint32           month)
{
  if (!self->is_touched[month])
    {
      self->is_touched[month] = TRUE;
      self->touched[self->n_touched++] = month;
    }
  return &self->month[month];
}

static void
bear (guint32  customer,
      guint    pool,
      guint32  month,
      double   amount,
      gpointer data)
{
  ClvAccountReader *self = data;
  const ClvCostType type = g_array_index (self->findings->allocation->pools, ClvCostPool, pool).type;

  touch (self, self->pool_month[pool])->cost_by_type[type] += amount;
}

/* First position of @customer among the named costs, which go by customer. */
static guint32
first_cost_of (const ClvAccountReader *self,
               guint32                 customer)
{
  const GArray *named = self->findings->allocation->named_costs;
  const ClvCostRow *costs = clv_book_get_costs (self->findings->book);
  guint32 from = 0, to = named->len;

  while (from < to)
    {
      const guint32 middle = from + (to - from) / 2;

      if (costs[g_array_index (named, guint32, middle)].customer < customer)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

static void
add_named_costs (ClvAccountReader *self,
                 guint32           customer)
{
  const GArray *named = self->findings->allocation->named_costs;
  const ClvCostRow *costs = clv_book_get_costs (self->findings->book);
  guint32 i = self->next_cost;

  if (i >= named->len || costs[g_array_index (named, guint32, i)].customer != customer)
    i = named->len > 0 ? first_cost_of (self, customer) : 0;
  for (; i < named->len; i++)
    {
      const ClvCostRow *cost = &costs[g_array_index (named, guint32, i)];
      ClvAccountMonth *month;

      if (cost->customer != customer)
        break;
      month = touch (self, clv_allocation_month_of (self->findings->allocation, cost->day));
      month->cost_by_type[cost->type] += cost->amount;
      month->active |= CLV_ACTIVE_COST;
    }
  self->next_cost = i;
}

/* First position of @customer among the refunded orders, which go by customer. */
static guint32
first_refunded_of (const GArray *refunded,
                   guint32       customer)
{
  guint32 from = 0, to = refunded->len;

  while (from < to)
    {
      const guint32 middle = from + (to - from) / 2;

      if (g_array_index (refunded, ClvRefundedOrder, middle).customer < customer)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

static void
add_refunded_orders (ClvAccountReader *self,
                     guint32           customer)
{
  const GArray *refunded = self->findings->refunded_orders;
  guint32 i = self->next_refunded;

  if (i >= refunded->len || g_array_index (refunded, ClvRefundedOrder, i).customer != customer)
    i = refunded->len > 0 ? first_refunded_of (refunded, customer) : 0;
  for (; i < refunded->len && g_array_index (refunded, ClvRefundedOrder, i).customer == customer; i++)
    {
      const ClvDay day = g_array_index (refunded, ClvRefundedOrder, i).day;

      touch (self, clv_allocation_month_of (self->findings->allocation, day))->refunded++;
    }
  self->next_refunded = i;
}

static int
compare_months (const void *a,
                const void *b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

/**
 * clv_account_reader_read:
 * @customer: each at most once; the number of customers for what belongs to nobody, without the costs that nobody bears
 *
 * Fills self->month; self->touched says which of them.
 */
void
clv_account_reader_read (ClvAccountReader *self,
                         guint32           customer)
{
  const ClvAllocation *allocation = self->findings->allocation;
  gboolean is_sorted = TRUE;

  for (guint32 i = 0; i < self->n_touched; i++)
    {
      self->month[self->touched[i]] = (ClvAccountMonth) { 0 };
      self->is_touched[self->touched[i]] = FALSE;
    }
  self->n_touched = 0;

  clv_customer_months_read (&self->months, customer);
  for (guint32 i = 0; i < self->months.n; i++)
    {
      const ClvCustomerMonth *from = &self->months.months[i];
      ClvAccountMonth *month = touch (self, from->month);

      month->revenue = from->revenue;
      month->cost_by_type[CLV_COST_GOODS] += from->goods;
      month->orders = from->orders;
      month->active |= CLV_ACTIVE_TRANSACTION;
    }
  if (customer < self->findings->customers.n)
    {
      add_named_costs (self, customer);
      add_refunded_orders (self, customer);
      if (allocation->pools->len > 0)
        clv_allocation_bear (allocation, self->findings, &self->weights, customer, &self->months, bear, self);
    }
  for (guint32 i = 1; i < self->n_touched && is_sorted; i++)
    is_sorted = self->touched[i - 1] < self->touched[i];
  if (!is_sorted)
    qsort (self->touched, self->n_touched, sizeof *self->touched, compare_months);
}

/**
 * clv_findings_dup_customer_periods:
 * @customer: of the ledger
 * @n: (out): length of the result
 *
 * One customer by period, from the first to the last one with any money.
 *
 * Returns: (transfer full) (array length=n): in order without gaps; NULL with @n 0 where there is nothing, or at customer level
 */
ClvCustomerPeriod *
clv_findings_dup_customer_periods (const ClvFindings *self,
                                   guint32            customer,
                                   ClvPeriodKind      kind,
                                   guint             *n)
{
  const int fiscal_year_start = self->assumptions.fiscal_year_start;
  g_autoptr (GArray) periods = g_array_new (FALSE, TRUE, sizeof (ClvCustomerPeriod));
  ClvAccountReader reader;

  *n = 0;
  if (self->allocation == NULL)
    return NULL;
  clv_account_reader_init (&reader, self);
  clv_account_reader_read (&reader, customer);
  for (guint32 i = 0; i < reader.n_touched; i++)
    {
      const ClvAccountMonth *month = &reader.month[reader.touched[i]];
      const ClvDay start = clv_day_period_start (self->allocation->month_start[reader.touched[i]], kind, fiscal_year_start);
      ClvCustomerPeriod *period;

      while (periods->len == 0 || g_array_index (periods, ClvCustomerPeriod, periods->len - 1).start < start)
        {
          const ClvCustomerPeriod next = {
            .start = periods->len == 0 ? start
                     : clv_day_period_next (g_array_index (periods, ClvCustomerPeriod, periods->len - 1).start, kind),
          };

          g_array_append_val (periods, next);
        }
      period = &g_array_index (periods, ClvCustomerPeriod, periods->len - 1);
      period->orders += month->orders;
      period->revenue += month->revenue;
      for (guint type = 0; type < CLV_N_COST_TYPES; type++)
        period->cost_by_type[type] += month->cost_by_type[type];
    }
  clv_account_reader_clear (&reader);
  *n = periods->len;
  return periods->len > 0 ? (ClvCustomerPeriod *) (void *) g_array_free (g_steal_pointer (&periods), FALSE) : NULL;
}
