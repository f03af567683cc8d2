/* clv-acquired.c - on which order was a customer won
 *
 * A customer is acquired on the first order whose net amount after its own refunds
 * is above 0 (METRICS.md, “Acquired”). Files rarely say which order a credit note
 * is about. Hence it is taken off the latest earlier order of the same amount, else
 * off earlier orders from the latest backwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include <stdlib.h>

/* Below this, nothing is left of an order. */
#define TOLERANCE 1e-6

/* How far back an order of the same amount is looked for. */
#define MAX_LOOK_BACK 1000u

typedef struct
{
  guint32 customer;
  ClvDay  day;
  guint32 document;
  gint8   is_credit;
  double  left;
} Entry;

static int
compare_entries (const void *a,
                 const void *b)
{
  const Entry *x = a, *y = b;

  if (x->customer != y->customer)
    return x->customer < y->customer ? -1 : 1;
  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->is_credit != y->is_credit)
    return x->is_credit - y->is_credit;
  return x->document < y->document ? -1 : x->document > y->document;
}

static void
apply_credit (Entry *entries,
              guint  position)
{
  double amount = -entries[position].left;
  const guint stop = position > MAX_LOOK_BACK ? position - MAX_LOOK_BACK : 0;

  if (amount <= 0)
    return;
  for (guint i = position; i-- > stop;)
    if (!entries[i].is_credit && fabs (entries[i].left - amount) < TOLERANCE)
      {
        entries[i].left = 0;
        return;
      }
  for (guint i = position; i-- > stop && amount > TOLERANCE;)
    if (!entries[i].is_credit && entries[i].left > 0)
      {
        const double taken = MIN (amount, entries[i].left);

        entries[i].left -= taken;
        amount -= taken;
      }
}

static void
acquire (ClvAnalysis *self,
         guint32      customer,
         ClvDay       day,
         guint32      document)
{
  if (self->acquired_day[customer] != CLV_DAY_NONE && self->acquired_day[customer] <= day)
    return;
  self->acquired_day[customer] = day;
  self->acquired_document[customer] = document;
}

/* @entries of one customer, by day and orders before credit notes. */
static void
acquire_after_refunds (ClvAnalysis *self,
                       Entry       *entries,
                       guint        n)
{
  for (guint i = 0; i < n; i++)
    if (entries[i].is_credit)
      apply_credit (entries, i);
  for (guint i = 0; i < n; i++)
    if (!entries[i].is_credit && entries[i].left > TOLERANCE)
      {
        acquire (self, entries[i].customer, entries[i].day, entries[i].document);
        return;
      }
}

gboolean
clv_analysis_fill_acquired (ClvAnalysis *self)
{
  const ClvDocument *documents = clv_book_get_documents (self->book);
  const guint32 n_documents = clv_book_get_n_documents (self->book);
  const guint32 *credit_notes = self->findings->columns.credit_notes;
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  Entry *entry;

  self->acquired_day = g_new (ClvDay, (gsize) self->n_customers + 1);
  self->acquired_document = g_new (guint32, (gsize) self->n_customers + 1);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      self->acquired_day[c] = CLV_DAY_NONE;
      self->acquired_document[c] = CLV_NOBODY;
    }

  for (guint32 i = 0; i < n_documents; i++)
    {
      const ClvDocument *document = &documents[i];

      if (document->customer == CLV_NOBODY)
        continue;
      if (credit_notes[document->customer] > 0)
        {
          const Entry new_entry = { document->customer, document->day, i,
                                    document->kind == CLV_DOCUMENT_CREDIT_NOTE, document->amount };

          g_array_append_val (entries, new_entry);
        }
      else if (document->amount > 0)
        acquire (self, document->customer, document->day, i);
    }
  if (clv_work_is_cancelled (self->work))
    return FALSE;

  entry = (Entry *) (void *) entries->data;
  if (entries->len > 1)
    qsort (entry, entries->len, sizeof *entry, compare_entries);
  for (guint first = 0, next; first < entries->len; first = next)
    {
      for (next = first + 1; next < entries->len && entry[next].customer == entry[first].customer; next++)
        ;
      acquire_after_refunds (self, entry + first, next - first);
    }

  for (guint32 c = 0; c < self->n_customers; c++)
    self->totals.acquired += self->acquired_day[c] != CLV_DAY_NONE;
  return TRUE;
}
