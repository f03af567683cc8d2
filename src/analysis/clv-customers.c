/* clv-customers.c - from rows to one line a customer
 *
 * The used rows are sorted once by customer and day, with two counting sorts over
 * row indices. Everything that goes customer by customer (here, periods, cohorts)
 * then reads straight ahead.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include "clv-quantile.h"

#include <string.h>

/* Rows sorted by customer stand all over the columns: asking ahead shortens the wait. */
#define PREFETCH_DISTANCE 16u

static void
find_span (ClvAnalysis *self)
{
  const guint8 *left_out = clv_book_get_left_out (self->book);
  const ClvCostRow *costs = clv_book_get_costs (self->book);
  ClvDay min_day = self->as_of, max_day = self->as_of;
  guint32 n_used = 0;

  for (guint32 row = 0; row < self->rows->n; row++)
    if (left_out[row] == CLV_LEFT_OUT_NO)
      {
        min_day = MIN (min_day, self->rows->day[row]);
        max_day = MAX (max_day, self->rows->day[row]);
        n_used++;
      }
  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    if (costs[i].day != CLV_DAY_NONE && clv_book_is_cost_used (self->book, i))
      {
        min_day = MIN (min_day, costs[i].day);
        max_day = MAX (max_day, costs[i].day);
      }

  self->min_day = min_day;
  self->max_day = max_day;
  self->n_used = n_used;
}

static void
number_months (ClvAnalysis *self)
{
  const guint32 n_days = (guint32) (self->max_day - self->min_day) + 1;
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (ClvDay));
  ClvDay start = clv_day_period_start (self->min_day, CLV_PERIOD_MONTH, 1);
  guint32 month = 0;

  for (; start <= self->max_day; start = clv_day_period_next (start, CLV_PERIOD_MONTH))
    g_array_append_val (starts, start);
  self->n_months = starts->len;
  g_array_append_val (starts, start);
  self->month_start = (ClvDay *) g_array_free (g_steal_pointer (&starts), FALSE);

  self->month_of_day = g_new (guint32, n_days);
  for (guint32 i = 0; i < n_days; i++)
    {
      while (self->min_day + (ClvDay) i >= self->month_start[month + 1])
        month++;
      self->month_of_day[i] = month;
    }
}

/* Used rows by day. Order books mostly are in that order already. */
static guint32 *
rows_by_day (ClvAnalysis *self)
{
  const guint8 *left_out = clv_book_get_left_out (self->book);
  const ClvDay *day = self->rows->day;
  const guint32 n_days = (guint32) (self->max_day - self->min_day) + 1;
  guint32 *by_day = g_new (guint32, self->n_used + 1);
  gboolean sorted = TRUE;
  guint32 n = 0;

  for (guint32 row = 0; row < self->rows->n; row++)
    if (left_out[row] == CLV_LEFT_OUT_NO)
      {
        if (n > 0 && day[row] < day[by_day[n - 1]])
          sorted = FALSE;
        by_day[n++] = row;
      }

  if (!sorted)
    {
      g_autofree guint32 *position = g_new0 (guint32, n_days + 1);
      g_autofree guint32 *unsorted = by_day;

      for (guint32 i = 0; i < n; i++)
        position[day[unsorted[i]] - self->min_day + 1]++;
      for (guint32 i = 0; i < n_days; i++)
        position[i + 1] += position[i];
      by_day = g_new (guint32, n + 1);
      for (guint32 i = 0; i < n; i++)
        by_day[position[day[unsorted[i]] - self->min_day]++] = unsorted[i];
    }
  return by_day;
}

/* Rows without a customer go to a last group of their own. */
static inline guint32
group_of (const ClvAnalysis *self,
          guint32            row)
{
  const guint32 customer = self->rows->customer[row];

  return customer == CLV_NOBODY ? self->n_customers : customer;
}

gboolean
clv_analysis_sort_rows (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;
  g_autofree guint32 *by_day = NULL;
  g_autofree guint32 *position = NULL;

  find_span (self);
  number_months (self);
  by_day = rows_by_day (self);
  if (clv_work_is_cancelled (self->work))
    return FALSE;

  findings->customer_start = g_new0 (guint32, (gsize) self->n_customers + 2);
  for (guint32 i = 0; i < self->n_used; i++)
    findings->customer_start[group_of (self, by_day[i]) + 1]++;
  for (guint32 c = 0; c <= self->n_customers; c++)
    findings->customer_start[c + 1] += findings->customer_start[c];

  position = g_memdup2 (findings->customer_start, ((gsize) self->n_customers + 1) * sizeof *position);
  findings->row_order = g_new (guint32, self->n_used + 1);
  for (guint32 i = 0; i < self->n_used; i++)
    findings->row_order[position[group_of (self, by_day[i])]++] = by_day[i];

  self->sorted_amount = g_new (double, self->n_used + 1);
  self->sorted_goods = self->has_goods ? g_new (double, self->n_used + 1) : NULL;
  self->sorted_month = g_new (guint32, self->n_used + 1);
  for (guint32 i = 0; i < self->n_used; i++)
    {
      const guint32 row = findings->row_order[i];
      const guint32 ahead = findings->row_order[MIN (i + PREFETCH_DISTANCE, self->n_used - 1)];

      __builtin_prefetch (&self->amount[ahead]);
      __builtin_prefetch (&self->rows->day[ahead]);
      if (self->goods != NULL)
        __builtin_prefetch (&self->goods[ahead]);
      self->sorted_amount[i] = self->amount[row];
      self->sorted_month[i] = self->month_of_day[self->rows->day[row] - self->min_day];
      if (self->has_goods)
        self->sorted_goods[i] = clv_analysis_goods_of_row (self, row);
    }
  return !clv_work_is_cancelled (self->work);
}

static void
sum_totals (ClvAnalysis *self)
{
  const guint8 *left_out = clv_book_get_left_out (self->book);
  const ClvLedgerRows *rows = self->rows;
  ClvTotals *totals = &self->totals;

  for (guint32 row = 0; row < rows->n; row++)
    {
      const double amount = self->amount[row];
      const gboolean nobody = rows->customer[row] == CLV_NOBODY;

      if (left_out[row] != CLV_LEFT_OUT_NO)
        continue;
      clv_analysis_add_amount (self, row, amount, &totals->revenue_gross, &totals->refunds);
      clv_sum_add (nobody ? &totals->revenue_without_customer : &totals->revenue_of_customers, amount);
      if (self->has_goods)
        {
          const double goods = clv_analysis_goods_of_row (self, row);

          clv_sum_add (&totals->cost_by_type[CLV_COST_GOODS], goods);
          if (nobody)
            clv_sum_add (&totals->unallocated, goods);
          if (self->goods != NULL && isnan (self->goods[row]))
            {
              totals->unknown_cost_rows += !self->fill_from_margin;
              totals->estimated_cost_rows += self->fill_from_margin;
            }
        }
    }
}

static void
count_documents (ClvAnalysis *self)
{
  const ClvDocument *documents = clv_book_get_documents (self->book);
  ClvCustomerColumns *columns = &self->findings->columns;
  ClvTotals *totals = &self->totals;

  for (guint32 i = 0; i < clv_book_get_n_documents (self->book); i++)
    {
      const gboolean is_order = documents[i].kind == CLV_DOCUMENT_ORDER;
      const guint32 customer = documents[i].customer;

      if (is_order)
        totals->orders++;
      else
        totals->credit_notes++;
      if (customer == CLV_NOBODY)
        continue;
      if (is_order)
        columns->orders[customer]++;
      else
        columns->credit_notes[customer]++;
      totals->orders_of_customers += is_order;
    }
}

/* Mean and median of whole days from how often each occurs. */
static void
summarise_gaps (ClvTotals     *totals,
                const guint32 *count,
                guint32        n_days)
{
  guint64 sum = 0, seen = 0;
  const guint64 n = totals->gaps;
  guint32 lower = 0, upper = 0;

  totals->gap_mean = totals->gap_median = NAN;
  if (n == 0)
    return;
  for (guint32 days = 0; days < n_days; days++)
    {
      sum += (guint64) days * count[days];
      if (seen <= (n - 1) / 2 && (n - 1) / 2 < seen + count[days])
        lower = days;
      if (seen <= n / 2 && n / 2 < seen + count[days])
        upper = days;
      seen += count[days];
    }
  totals->gap_mean = (double) sum / (double) n;
  totals->gap_median = ((double) lower + (double) upper) / 2;
}

/* A run over one customer's rows in date order. */
static void
fill_customer (ClvAnalysis  *self,
               guint32       customer,
               const guint8 *row_is_order,
               guint32      *gap_count)
{
  ClvCustomerColumns *columns = &self->findings->columns;
  const guint32 *order = self->findings->row_order;
  const guint32 from = self->findings->customer_start[customer];
  const guint32 to = self->findings->customer_start[customer + 1];
  ClvSum gross = { 0 }, refunds = { 0 }, revenue = { 0 }, goods = { 0 }, later_days = { 0 };
  ClvDay first_purchase = CLV_DAY_NONE, last_purchase = CLV_DAY_NONE, last_positive = CLV_DAY_NONE;
  double day_total = 0;
  guint32 purchase_days = 0, first_gap = 0, last_gap = 0;

  for (guint32 i = from; i < to; i++)
    {
      const guint32 row = order[i];
      const double amount = self->sorted_amount[i];
      const ClvDay day = self->rows->day[row];

      clv_sum_add (&revenue, amount);
      clv_analysis_add_amount (self, row, amount, &gross, &refunds);
      if (self->has_goods)
        clv_sum_add (&goods, self->sorted_goods[i]);

      if (!row_is_order[row])
        continue;
      if (purchase_days == 0)
        first_purchase = day;
      if (purchase_days == 0 || day != last_purchase)
        {
          if (purchase_days > 0)
            {
              last_gap = (guint32) (day - last_purchase);
              if (purchase_days == 1)
                first_gap = last_gap;
              gap_count[last_gap]++;
              self->totals.gaps++;
              if (clv_analysis_is_above_zero (day_total))
                last_positive = last_purchase;
            }
          purchase_days++;
          last_purchase = day;
          day_total = 0;
        }
      day_total += amount;
      if (day != first_purchase)
        clv_sum_add (&later_days, amount);
    }
  if (purchase_days > 0 && clv_analysis_is_above_zero (day_total))
    last_positive = last_purchase;

  columns->revenue[customer] = clv_sum_get (&revenue);
  columns->revenue_gross[customer] = clv_sum_get (&gross);
  columns->refunds[customer] = clv_sum_get (&refunds);
  columns->cost_by_type[CLV_COST_GOODS][customer] = clv_sum_get (&goods);
  columns->counted[customer] = from < to;
  columns->first_day[customer] = from < to ? self->rows->day[order[from]] : CLV_DAY_NONE;
  columns->last_day[customer] = from < to ? self->rows->day[order[to - 1]] : CLV_DAY_NONE;
  columns->first_order_day[customer] = first_purchase;
  columns->last_order_day[customer] = last_purchase;
  columns->purchase_days[customer] = purchase_days;
  columns->first_gap[customer] = first_gap;
  columns->last_gap[customer] = last_gap;
  columns->monetary[customer] = NAN;
  columns->last_positive_day[customer] = last_positive;
  if (purchase_days > 0)
    {
      columns->frequency[customer] = purchase_days - 1;
      columns->recency[customer] = (guint32) (last_purchase - first_purchase);
      columns->age[customer] = (guint32) MAX (0, self->as_of - first_purchase);
      if (purchase_days > 1)
        columns->monetary[customer] = clv_sum_get (&later_days) / (purchase_days - 1);
    }
}

gboolean
clv_analysis_fill_customers (ClvAnalysis *self)
{
  const ClvDocument *documents = clv_book_get_documents (self->book);
  const guint32 *row_document = clv_book_get_row_documents (self->book);
  const guint32 n_days = (guint32) (self->max_day - self->min_day) + 1;
  g_autofree guint8 *row_is_order = g_new0 (guint8, (gsize) self->rows->n + 1);
  g_autofree guint32 *gap_count = g_new0 (guint32, n_days);

  for (guint32 row = 0; row < self->rows->n; row++)
    row_is_order[row] = row_document[row] != CLV_NOBODY && documents[row_document[row]].kind == CLV_DOCUMENT_ORDER;

  sum_totals (self);
  count_documents (self);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      if (c % 65536 == 0 && clv_work_is_cancelled (self->work))
        return FALSE;
      fill_customer (self, c, row_is_order, gap_count);
    }
  summarise_gaps (&self->totals, gap_count, n_days);
  return TRUE;
}

/* Counts buyers and their lives, and completes cost, profit and value. */
void
clv_analysis_finish_customers (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;
  ClvCustomerColumns *columns = &findings->columns;
  ClvTotals *totals = &self->totals;
  g_autofree double *orders = g_new (double, (gsize) self->n_customers + 1);

  totals->orders_median = NAN;
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      ClvSum cost = { 0 };

      for (guint type = 0; type < CLV_N_COST_TYPES; type++)
        clv_sum_add (&cost, columns->cost_by_type[type][c]);
      columns->cost[c] = findings->has_profit ? clv_sum_get (&cost) : NAN;
      columns->profit[c] = findings->has_profit ? columns->revenue[c] - columns->cost[c] : NAN;
      columns->value[c] = findings->has_profit ? columns->profit[c] : columns->revenue[c];
      if (!columns->counted[c])
        continue;

      totals->customers++;
      if (columns->orders[c] == 0)
        continue;
      orders[totals->buyers++] = columns->orders[c];
      totals->repeat_buyers += columns->orders[c] >= 2;
      if (columns->first_order_day[c] != CLV_DAY_NONE && columns->last_order_day[c] != CLV_DAY_NONE)
        {
          totals->exposure_days += MAX (1, self->as_of - columns->first_order_day[c]);
          totals->lifetime_days += columns->last_order_day[c] - columns->first_order_day[c];
        }
    }
  if (totals->buyers > 0)
    clv_median (totals->buyers, orders, &totals->orders_median);
}
