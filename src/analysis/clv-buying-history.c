/* clv-buying-history.c - what models want to know of each customer: how often, until when, since when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include "clv-share.h"

/* What is less is left as it is, of all customers and of one: nearly all shops have an order of nothing now and then. */
#define LEAST_EFFECT 0.01

typedef struct
{
  gint32 x;
  gint32 n_paid;            /* purchase days with an amount above 0 */
  ClvDay first, last;
  ClvSum day;               /* amount of the day that is being read */
  ClvSum repeats, all, net; /* net: credit notes taken off */
} Reading;

/* Of all customers, while they are read. */
typedef struct
{
  double *purchases; /* purchase days */
  double *paid;      /* share of them that cost something */
  double *returned;  /* share of what was ordered that was given back */
} Shares;

static void
end_day (Reading *reading)
{
  reading->n_paid += clv_analysis_is_above_zero (clv_sum_get (&reading->day));
  clv_sum_init (&reading->day);
}

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
        {
          clv_sum_add (log_gaps, log ((day - reading->last) / CLV_DAYS_PER_WEEK));
          end_day (reading);
        }
      if (reading->x < 0 || day != reading->last)
        reading->x++;
      reading->last = day;
      clv_sum_add (&reading->day, analysis->sorted_amount[i]);
      clv_sum_add (&reading->all, analysis->sorted_amount[i]);
      if (day != reading->first)
        clv_sum_add (&reading->repeats, analysis->sorted_amount[i]);
    }
  end_day (reading);
}

/* What each is expected to keep: as all do, the less the more purchases there are and the more customers differ. */
static void
fill_keeps (ClvBuyingHistory *self,
            const Shares     *shares)
{
  ClvShare crowd;

  if (self->kept >= 1)
    return;
  clv_share_init (&crowd, self->n, shares->purchases, shares->returned);
  if (isinf (crowd.weight))
    return;
  self->keeps = g_new (float, (gsize) self->n + 1);
  for (guint32 i = 0; i < self->n; i++)
    self->keeps[i] = (float) (1 - clv_share_of (&crowd, 1 - self->kept, shares->purchases[i], shares->returned[i]));
}

/* The spend model knows those whose repeat purchases brought something, free ones included. Whoever only has free ones,
 * or has not come back yet, is expected to spend what those do, as far as they are expected to pay. */
static void
fill_pays (ClvBuyingHistory *self,
           const Shares     *shares)
{
  ClvSum paid = { 0 }, all = { 0 };
  ClvShare crowd;
  double of_payers;

  for (guint32 i = 0; i < self->n; i++)
    if (self->x[i] > 0 && self->spend[i] > 0)
      {
        clv_sum_add (&paid, shares->paid[i] * shares->purchases[i]);
        clv_sum_add (&all, shares->purchases[i]);
      }
  clv_share_init (&crowd, self->n, shares->purchases, shares->paid);
  if (!(clv_sum_get (&paid) > 0) || crowd.mean > 1 - LEAST_EFFECT)
    return;
  of_payers = clv_sum_get (&paid) / clv_sum_get (&all);
  for (guint32 i = 0; i < self->n; i++)
    {
      const double pays = clv_share_of (&crowd, crowd.mean, shares->purchases[i], shares->paid[i]) / of_payers;

      if ((self->x[i] > 0 && self->spend[i] > 0) || pays > 1 - LEAST_EFFECT)
        continue;
      if (self->pays == NULL)
        {
          self->pays = g_new (float, (gsize) self->n + 1);
          for (guint32 k = 0; k < self->n; k++)
            self->pays[k] = 1;
        }
      self->pays[i] = (float) pays;
    }
}

/**
 * clv_buying_history_init:
 * @self: (out caller-allocates): free with clv_buying_history_clear()
 * @cut: the last day that counts; customers whose first purchase comes later are not in it
 *
 * Source: purchase days as in METRICS.md, “Purchase day” and “Customer ids of metrics”; what is kept and paid as shares of
 * the beta-binomial model (clv-share.h), customers by their purchases. Checked by /analysis/honesty.
 *
 * Returns: FALSE when cancelled; then there is nothing to clear
 */
gboolean
clv_buying_history_init (ClvBuyingHistory  *self,
                         const ClvAnalysis *analysis,
                         ClvDay             cut)
{
  const gsize room = (gsize) analysis->n_customers + 1;
  g_autofree double *purchases = g_new (double, room);
  g_autofree double *paid = g_new (double, room);
  g_autofree double *returned = g_new (double, room);
  const Shares shares = { purchases, paid, returned };
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
      double ordered;
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
      ordered = clv_sum_get (&reading.all);
      purchases[n] = reading.x + 1;
      paid[n] = (double) reading.n_paid / (reading.x + 1);
      returned[n] = clv_analysis_is_above_zero (ordered) ? CLAMP (1 - clv_sum_get (&reading.net) / ordered, 0, 1) : 0;
      if (self->first_day == CLV_DAY_NONE || reading.first < self->first_day)
        self->first_day = reading.first;
      clv_sum_add (&all, ordered);
      clv_sum_add (&net, clv_sum_get (&reading.net));
      n_days += (guint64) reading.x + 1;
      n++;
    }
  self->n = n;
  self->sum_of_log_gaps = clv_sum_get (&log_gaps);
  self->kept = clv_analysis_is_above_zero (clv_sum_get (&all)) ? CLAMP (clv_sum_get (&net) / clv_sum_get (&all), 0, 1) : 1;
  if (n_days > 0)
    self->mean_spend = clv_sum_get (&all) / (double) n_days;
  fill_keeps (self, &shares);
  fill_pays (self, &shares);
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
  g_clear_pointer (&self->keeps, g_free);
  g_clear_pointer (&self->pays, g_free);
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
