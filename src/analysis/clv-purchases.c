/* clv-purchases.c - the days on which each customer bought, and for how much
 *
 * A purchase is a day with at least one order row that is no credit note; an amount
 * of 0 counts. What models and rules of thumb learn from, and are compared with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-purchases-private.h"

#define PREFETCH_DISTANCE 16u

/**
 * clv_purchases_init:
 * @analysis: after clv_analysis_sort_rows()
 *
 * Walks over all used rows once. Release with clv_purchases_clear(), also after a failure.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_purchases_init (ClvPurchases      *self,
                    const ClvAnalysis *analysis)
{
  const ClvDocument *documents = clv_book_get_documents (analysis->book);
  const guint32 *row_document = clv_book_get_row_documents (analysis->book);
  const guint32 *order = analysis->findings->row_order, *start = analysis->findings->customer_start;
  const guint32 n_rows = start[analysis->n_customers];
  guint32 n = 0;

  *self = (ClvPurchases) {
    .n_customers = analysis->n_customers,
    .start = g_new (guint32, (gsize) analysis->n_customers + 1),
    .day = g_new (ClvDay, (gsize) n_rows + 1),
    .amount = g_new (double, (gsize) n_rows + 1),
    .net = g_new (double, (gsize) n_rows + 1),
  };
  for (guint32 c = 0; c < analysis->n_customers; c++)
    {
      if (c % 65536 == 0 && clv_work_is_cancelled (analysis->work))
        return FALSE;
      self->start[c] = n;
      for (guint32 i = start[c]; i < start[c + 1]; i++)
        {
          const guint32 row = order[i];
          const guint32 ahead = order[MIN (i + PREFETCH_DISTANCE, n_rows - 1)];

          __builtin_prefetch (&analysis->rows->day[ahead]);
          __builtin_prefetch (&row_document[ahead]);
          if (n == self->start[c] || self->day[n - 1] != analysis->rows->day[row])
            {
              self->day[n] = analysis->rows->day[row];
              self->amount[n] = NAN;
              self->net[n] = 0;
              n++;
            }
          self->net[n - 1] += analysis->sorted_amount[i];
          if (row_document[row] != CLV_NOBODY && documents[row_document[row]].kind == CLV_DOCUMENT_ORDER)
            self->amount[n - 1] = (isnan (self->amount[n - 1]) ? 0 : self->amount[n - 1]) + analysis->sorted_amount[i];
        }
    }
  self->start[analysis->n_customers] = n;
  return TRUE;
}

/**
 * clv_purchases_clear:
 *
 * Frees what clv_purchases_init() allocated.
 */
void
clv_purchases_clear (ClvPurchases *self)
{
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->day, g_free);
  g_clear_pointer (&self->amount, g_free);
  g_clear_pointer (&self->net, g_free);
}
