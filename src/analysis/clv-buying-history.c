/* clv-buying-history.c - what models want to know of each customer: how often, until when, since when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

typedef struct
{
  gint32 x;
  ClvDay first, last;
  ClvSum repeats, all, net; /* net: credit notes taken off */
} Reading;

/* The purchase days of one customer until the cut; as fill_customer() of clv-customers.c sees them. */
static void
read_customer (const ClvAnalysis *analysis,
               guint32            customer,
               ClvDay             cut,
               ClvSum            *log_gaps,
               Reading           *reading)
{
  const ClvFindings *findings = analysis->findings;
  const ClvDocument *documents = clv_book_get_documents (analysis->book);
  const guint32 *row_document = clv_book_get_row_documents (analysis->book);

  *reading = (Reading) { .x = -1, .first = CLV_DAY_NONE, .last = CLV_DAY_NONE };
  for (guint32 i = findings->customer_start[customer]; i < findings->customer_start[customer + 1]; i++)
    {
      const guint32 row = findings->row_order[i], document = row_document[row];
      const ClvDay day = analysis->rows->day[row];

      if (day > cut)
        break;
      clv_sum_add (&reading->net, analysis->sorted_amount[i]);
      if (document == CLV_NOBODY || documents[document].kind != CLV_DOCUMENT_ORDER)
        continue;
      if (reading->x < 0)
        reading->first = day;
      else if (day != reading->last)
        clv_sum_add (log_gaps, log ((day - reading->last) / CLV_DAYS_PER_WEEK));
      if (reading->x < 0 || day != reading->last)
        reading->x++;
      reading->last = day;
      clv_sum_add (&reading->all, analysis->sorted_amount[i]);
      if (day != reading->first)
        clv_sum_add (&reading->repeats, analysis->sorted_amount[i]);
    }
}

/**
 * clv_buying_history_init:
 * @self: (out caller-allocates): free with clv_buying_history_clear()
 * @cut: the last day that counts; customers whose first purchase comes later are not in it
 *
 * Source: purchase days as in METRICS.md, “Purchase day” and “Customer ids of metrics”.
 *
 * Returns: FALSE when cancelled; then there is nothing to clear
 */
gboolean
clv_buying_history_init (ClvBuyingHistory  *self,
                         const ClvAnalysis *analysis,
                         ClvDay             cut)
{
  const gsize room = (gsize) analysis->n_customers + 1;
  ClvSum log_gaps = { 0 }, all = { 0 }, net = { 0 };
  guint64 n_days = 0;
  guint32 n = 0;

  *self = (ClvBuyingHistory) { .cut = cut, .first_day = CLV_DAY_NONE, .mean_spend = NAN, .kept = 1 };
  self->customer = g_new (guint32, room);
  self->x = g_new (gint32, room);
  self->t_x = g_new (gint32, room);
  self->T = g_new (gint32, room);
  self->spend = g_new (double, room);
  for (guint32 c = 0; c < analysis->n_customers; c++)
    {
      Reading reading;

      if (c % 65536 == 0 && clv_work_is_cancelled (analysis->work))
        {
          clv_buying_history_clear (self);
          return FALSE;
        }
      read_customer (analysis, c, cut, &log_gaps, &reading);
      if (reading.x < 0)
        continue;
      self->customer[n] = c;
      self->x[n] = reading.x;
      self->t_x[n] = reading.last - reading.first;
      self->T[n] = cut - reading.first;
      self->spend[n] = reading.x > 0 ? clv_sum_get (&reading.repeats) / reading.x : NAN;
      if (self->first_day == CLV_DAY_NONE || reading.first < self->first_day)
        self->first_day = reading.first;
      clv_sum_add (&all, clv_sum_get (&reading.all));
      clv_sum_add (&net, clv_sum_get (&reading.net));
      n_days += (guint64) reading.x + 1;
      n++;
    }
  self->n = n;
  self->sum_of_log_gaps = clv_sum_get (&log_gaps);
  self->kept = clv_analysis_is_above_zero (clv_sum_get (&all)) ? CLAMP (clv_sum_get (&net) / clv_sum_get (&all), 0, 1) : 1;
  if (n_days > 0)
    self->mean_spend = clv_sum_get (&all) / (double) n_days;
  return TRUE;
}

/**
 * clv_buying_history_clear:
 *
 * Frees what the history holds.
 */
void
clv_buying_history_clear (ClvBuyingHistory *self)
{
  g_clear_pointer (&self->customer, g_free);
  g_clear_pointer (&self->x, g_free);
  g_clear_pointer (&self->t_x, g_free);
  g_clear_pointer (&self->T, g_free);
  g_clear_pointer (&self->spend, g_free);
  self->n = 0;
}

/**
 * clv_buying_history_find:
 * @customer: a row of the ledger
 * @position: (out): where the customer stands in the arrays
 *
 * Returns: FALSE when this customer had bought nothing
 */
gboolean
clv_buying_history_find (const ClvBuyingHistory *self,
                         guint32                 customer,
                         guint32                *position)
{
  guint32 low = 0, high = self->n;

  while (low < high)
    {
      const guint32 middle = low + (high - low) / 2;

      if (self->customer[middle] < customer)
        low = middle + 1;
      else
        high = middle;
    }
  *position = low;
  return low < self->n && self->customer[low] == customer;
}
