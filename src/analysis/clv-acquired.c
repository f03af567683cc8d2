/* clv-acquired.c - what credit notes give back, and on which order a customer was won
 *
 * A customer is acquired on the first order whose net amount after its own refunds
 * is above 0 (METRICS.md, “Acquired”). Files rarely say which order a credit note
 * is about: by the number of the order, if at all. Else it is taken off the latest
 * earlier order of the same amount, else off earlier orders from the latest
 * backwards. What no order is left for is an unmatched refund.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include <stdlib.h>
#include <string.h>

/* How far back an order of the same amount is looked for. */
#define MAX_LOOK_BACK 1000u

typedef struct
{
  guint32 customer;
  ClvDay  day;
  guint32 document;
  guint32 own;       /* the document that a credit note names; CLV_NOBODY for most */
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
  /* Of one day the largest first, so that the order of the rows in the file has no say. */
  if (fabs (x->left) != fabs (y->left))
    return fabs (x->left) > fabs (y->left) ? -1 : 1;
  return x->document < y->document ? -1 : x->document > y->document;
}

/* Among the @n entries of its customer, which is some other customer's if none is it. */
static void
apply_own_credit (Entry *entries,
                  guint  n,
                  guint  position)
{
  for (guint i = 0; i < n; i++)
    if (!entries[i].is_credit && entries[i].document == entries[position].own)
      {
        entries[i].left = MAX (entries[i].left + entries[position].left, 0);
        return;
      }
}

/* What is left of the credit note when all orders before it have been looked at. */
static double
apply_credit (Entry *entries,
              guint  position)
{
  double amount = -entries[position].left;
  const guint stop = position > MAX_LOOK_BACK ? position - MAX_LOOK_BACK : 0;

  if (!clv_analysis_is_above_zero (amount))
    return 0;
  for (guint i = position; i-- > stop;)
    if (!entries[i].is_credit && clv_analysis_is_same_money (entries[i].left, amount))
      {
        entries[i].left = 0;
        return 0;
      }
  for (guint i = position; i-- > stop && clv_analysis_is_above_zero (amount);)
    if (!entries[i].is_credit && entries[i].left > 0)
      {
        const double taken = MIN (amount, entries[i].left);

        entries[i].left -= taken;
        amount -= taken;
      }
  return amount;
}

/* Whether @document was written before the one that acquires its customer now. Of one day the smaller order id counts:
 * “9” before “10”. */
static gboolean
is_earlier (const ClvAnalysis *self,
            const guint32     *order_of,
            ClvDay             day,
            guint32            document,
            guint32            customer)
{
  const guint32 present = self->acquired_document[customer];
  const char *id, *present_id;
  gsize length, present_length;

  if (self->acquired_day[customer] == CLV_DAY_NONE || day < self->acquired_day[customer])
    return TRUE;
  if (day > self->acquired_day[customer] || order_of == NULL || order_of[document] == CLV_NOBODY ||
      order_of[present] == CLV_NOBODY)
    return FALSE;
  id = clv_ledger_get_order_id (self->ledger, order_of[document]);
  present_id = clv_ledger_get_order_id (self->ledger, order_of[present]);
  length = strlen (id);
  present_length = strlen (present_id);
  return length != present_length ? length < present_length : strcmp (id, present_id) < 0;
}

static void
acquire (ClvAnalysis   *self,
         const guint32 *order_of,
         guint32        customer,
         ClvDay         day,
         guint32        document)
{
  if (!is_earlier (self, order_of, day, document, customer))
    return;
  self->acquired_day[customer] = day;
  self->acquired_document[customer] = document;
}

/* @entries of one customer, by day and orders before credit notes. */
static void
acquire_after_refunds (ClvAnalysis   *self,
                       const guint32 *order_of,
                       Entry         *entries,
                       guint          n)
{
  const ClvDocument *documents = clv_book_get_documents (self->book);

  for (guint i = 0; i < n; i++)
    if (entries[i].is_credit && entries[i].own != CLV_NOBODY)
      apply_own_credit (entries, n, i);
  for (guint i = 0; i < n; i++)
    if (entries[i].is_credit && entries[i].own == CLV_NOBODY)
      self->is_unmatched[entries[i].document] = clv_analysis_is_above_zero (apply_credit (entries, i));
  for (guint i = 0; i < n; i++)
    if (!entries[i].is_credit && clv_analysis_is_above_zero (entries[i].left))
      acquire (self, order_of, entries[i].customer, entries[i].day, entries[i].document);
    else if (!entries[i].is_credit && clv_analysis_is_above_zero (documents[entries[i].document].amount))
      {
        const ClvRefundedOrder order = { entries[i].customer, entries[i].day };

        g_array_append_val (self->findings->refunded_orders, order);
      }
}

/* Code of the order id of each document; NULL where it makes no difference which order of a day is the first. */
static guint32 *
orders_of_documents (const ClvAnalysis *self)
{
  const guint32 *row_document = clv_book_get_row_documents (self->book);
  guint32 *order_of;

  if (self->rows->order == NULL || clv_ledger_get_n_cost_channels (self->ledger) == 0)
    return NULL;
  order_of = g_new (guint32, (gsize) clv_book_get_n_documents (self->book) + 1);
  for (guint32 row = 0; row < self->rows->n; row++)
    if (row_document[row] != CLV_NOBODY)
      order_of[row_document[row]] = self->rows->order[row];
  return order_of;
}

/* By document: for a credit note the other one that sold something under its order number; CLV_NOBODY without one.
 * NULL when no row has an order number. (transfer full) */
static guint32 *
find_own_documents (const ClvAnalysis *self)
{
  const guint32 n_orders = clv_ledger_get_n_orders (self->ledger), n_documents = clv_book_get_n_documents (self->book);
  const guint32 *row_document = clv_book_get_row_documents (self->book), *order = self->rows->order;
  const ClvDocument *documents = clv_book_get_documents (self->book);
  g_autofree guint32 *seller = NULL;
  guint32 *own;

  if (order == NULL)
    return NULL;
  seller = g_new (guint32, (gsize) n_orders + 1);
  memset (seller, 0xff, sizeof *seller * ((gsize) n_orders + 1));
  own = g_new (guint32, (gsize) n_documents + 1);
  memset (own, 0xff, sizeof *own * ((gsize) n_documents + 1));
  for (guint32 row = 0; row < self->rows->n; row++)
    if (row_document[row] != CLV_NOBODY && order[row] != CLV_NOBODY && seller[order[row]] == CLV_NOBODY
        && self->amount[row] > 0 && documents[row_document[row]].kind == CLV_DOCUMENT_ORDER)
      seller[order[row]] = row_document[row];
  for (guint32 row = 0; row < self->rows->n; row++)
    if (row_document[row] != CLV_NOBODY && order[row] != CLV_NOBODY
        && documents[row_document[row]].kind == CLV_DOCUMENT_CREDIT_NOTE)
      own[row_document[row]] = seller[order[row]];
  return own;
}

/**
 * clv_analysis_is_unmatched:
 *
 * Returns: TRUE when the row gives money back, and nothing was bought for it
 */
gboolean
clv_analysis_is_unmatched (const ClvAnalysis *self,
                           guint32            row)
{
  const guint32 document = clv_book_get_row_documents (self->book)[row];

  /* Goods of which nobody knows who gave them back are told by themselves; and money that left without a customer, such as what
   * the shop moved to its bank, gives no purchase back. */
  if (clv_ledger_get_part (self->ledger, self->rows->part[row])->are_returned_goods)
    return FALSE;
  return document != CLV_NOBODY && self->is_unmatched[document]
         && (clv_book_get_documents (self->book)[document].customer != CLV_NOBODY || !(self->rows->flags[row] & CLV_ROW_NON_CUSTOMER));
}

/**
 * clv_analysis_find_unmatched:
 *
 * Returns: (transfer full) (element-type ClvLeftRefund): all rows of the credit notes of which clv_analysis_fill_acquired()
 *   found no order
 */
GArray *
clv_analysis_find_unmatched (const ClvAnalysis *self)
{
  const ClvDocument *documents = clv_book_get_documents (self->book);
  const guint32 *row_document = clv_book_get_row_documents (self->book);
  GArray *refunds = g_array_new (FALSE, FALSE, sizeof (ClvLeftRefund));
  g_autofree guint32 *first = g_new (guint32, (gsize) clv_book_get_n_documents (self->book) + 1);

  memset (first, 0xff, sizeof *first * ((gsize) clv_book_get_n_documents (self->book) + 1));
  for (guint32 row = self->rows->n; row-- > 0;)
    if (clv_analysis_is_unmatched (self, row))
      first[row_document[row]] = row;
  for (guint32 row = 0; row < self->rows->n; row++)
    if (row_document[row] != CLV_NOBODY && first[row_document[row]] != CLV_NOBODY)
      {
        const ClvLeftRefund refund = { row, first[row_document[row]] == row, documents[row_document[row]].amount };

        g_array_append_val (refunds, refund);
      }
  return refunds;
}

/**
 * clv_analysis_fill_acquired:
 *
 * Matches credit notes with orders: fills the order that acquired each customer, and tells which credit notes have
 * none. Time O(rows + credit notes × orders of their customer, 1000 at most).
 */
gboolean
clv_analysis_fill_acquired (ClvAnalysis *self)
{
  const ClvDocument *documents = clv_book_get_documents (self->book);
  const guint32 n_documents = clv_book_get_n_documents (self->book);
  const guint32 *credit_notes = self->findings->columns.credit_notes;
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autofree guint32 *order_of = orders_of_documents (self);
  g_autofree guint32 *own = self->totals.credit_notes > 0 ? find_own_documents (self) : NULL;
  Entry *entry;

  self->acquired_day = self->findings->columns.acquired_day;
  self->acquired_document = g_new (guint32, (gsize) self->n_customers + 1);
  self->findings->refunded_orders = g_array_new (FALSE, FALSE, sizeof (ClvRefundedOrder));
  self->is_unmatched = g_malloc0 ((gsize) n_documents + 1);
  for (guint32 c = 0; c < self->n_customers; c++)
    self->acquired_document[c] = CLV_NOBODY;

  for (guint32 i = 0; i < n_documents; i++)
    {
      const ClvDocument *document = &documents[i];

      if (document->customer == CLV_NOBODY)
        {
          /* What nobody bought has nobody's earlier orders. */
          self->is_unmatched[i] = document->kind == CLV_DOCUMENT_CREDIT_NOTE && (own == NULL || own[i] == CLV_NOBODY)
                                  && clv_analysis_is_above_zero (-document->amount);
          continue;
        }
      if (credit_notes[document->customer] > 0)
        {
          const Entry new_entry = { document->customer, document->day, i, own != NULL ? own[i] : CLV_NOBODY,
                                    document->kind == CLV_DOCUMENT_CREDIT_NOTE, document->amount };

          g_array_append_val (entries, new_entry);
        }
      else if (clv_analysis_is_above_zero (document->amount))
        acquire (self, order_of, document->customer, document->day, i);
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
      acquire_after_refunds (self, order_of, entry + first, next - first);
    }

  for (guint32 c = 0; c < self->n_customers; c++)
    self->totals.acquired += self->acquired_day[c] != CLV_DAY_NONE;
  return TRUE;
}
