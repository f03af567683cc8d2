/* clv-book.c - the ledger under rules
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-book.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-book-private.h"

struct _ClvBook
{
  ClvLedger        *ledger;
  ClvRules          rules;
  ClvBookAmounts    amounts;
  ClvDay            as_of, first_day, last_day;
  guint8           *left_out;
  guint32          *row_documents;
  GArray           *documents; /* ClvDocument */
  ClvReconciliation reconciliation;
  GArray           *accounts; /* (nullable) ClvCurrencyAccount */
  const guint8     *non_operational; /* (nullable) by row, of the ledger */
  guint8           *marks;    /* (nullable) by row: 0, a ClvRowMark + 1 to leave it out, or COUNTS_AS_ZERO */
  guint8           *is_cost_left_out; /* (nullable) by cost */
};

#define COUNTS_AS_ZERO 0xff
G_STATIC_ASSERT (CLV_N_LEFT_OUT <= G_MAXUINT8 && CLV_N_ORDER_MARKS < COUNTS_AS_ZERO - 1);

static const struct
{
  const char *id;
  const char *title;
} reasons[CLV_N_LEFT_OUT] = {
  [CLV_LEFT_OUT_NO] = { "used", N_("Used") },
  [CLV_LEFT_OUT_UNREADABLE_DATE] = { "unreadable-date", N_("No readable date") },
  [CLV_LEFT_OUT_UNREADABLE_AMOUNT] = { "unreadable-amount", N_("No readable amount") },
  [CLV_LEFT_OUT_AFTER_AS_OF] = { "after-as-of", N_("After the as-of date") },
  [CLV_LEFT_OUT_DUPLICATE] = { "duplicate", N_("Exact duplicate") },
  [CLV_LEFT_OUT_CANCELLED] = { "cancelled", N_("Cancelled or test") },
  [CLV_LEFT_OUT_NON_CUSTOMER_LINE] = { "non-customer-line", N_("Postage, fees and the like") },
  [CLV_LEFT_OUT_RETURNED] = { "returned", N_("On the list of returned orders") },
  [CLV_LEFT_OUT_OTHER_CURRENCY] = { "other-currency", N_("In another currency") },
  [CLV_LEFT_OUT_NO_RATE] = { "no-rate", N_("Without an exchange rate") },
  [CLV_LEFT_OUT_NO_CURRENCY] = { "no-currency", N_("Without a currency") },
  [CLV_LEFT_OUT_REPEATED_ORDER] = { "repeated-order", N_("Order that stands more than once") },
  [CLV_LEFT_OUT_GIFT_CARD] = { "gift-card", N_("Sale of a gift card") },
  [CLV_LEFT_OUT_FUTURE_DATE] = { "future-date", N_("Date in the future") },
  [CLV_LEFT_OUT_OUTSIZED_AMOUNT] = { "outsized-amount", N_("Amount a hundred times too large") },
  [CLV_LEFT_OUT_CONTRADICTED_AMOUNT] = { "contradicted-amount", N_("Amount that its price contradicts") },
  [CLV_LEFT_OUT_NON_OPERATIONAL] = { "non-operational", N_("Interest, dividends and the like") },
  [CLV_LEFT_OUT_ZERO_AMOUNT] = { "zero-amount", N_("Amount of zero") },
  [CLV_LEFT_OUT_MISSING_CUSTOMER] = { "missing-customer", N_("No customer") },
  [CLV_LEFT_OUT_DEAL_NOT_WON] = { "deal-not-won", N_("Deal that was not won") },
  [CLV_LEFT_OUT_TOTALS_ROW] = { "totals-row", N_("Row of totals") },
  [CLV_LEFT_OUT_REPEATED_HEADER] = { "repeated-header", N_("Header among the data") },
  [CLV_LEFT_OUT_REFUNDS] = { "refunds", N_("Refunds taken off") },
  [CLV_LEFT_OUT_TURNED] = { "negated-refunds", N_("Refunds turned into money given back") },
  [CLV_LEFT_OUT_PRICES] = { "prices", N_("Change to quantity × unit price") },
  [CLV_LEFT_OUT_ORDER_TOTALS] = { "order-totals", N_("Change to the order’s total") },
  [CLV_LEFT_OUT_DISCOUNTS] = { "discounts", N_("Discounts taken off") },
  [CLV_LEFT_OUT_TAX] = { "tax", N_("Tax taken off or added") },
  [CLV_LEFT_OUT_SHIPPING] = { "shipping", N_("Shipping taken off or added") },
  [CLV_LEFT_OUT_RATES] = { "rates", N_("Change by converting currencies") },
};

/* Left out for what a problem says, and named by it. */
static gboolean
is_marked (ClvLeftOut reason)
{
  return reason >= CLV_LEFT_OUT_MARKED && reason < CLV_LEFT_OUT_MARKED + CLV_N_ORDER_MARKS;
}

/* What is wrong with the amount itself; nothing where the total of the order counts in its place. */
static ClvLeftOut
judge_amount (const ClvBook *self,
              guint32        row)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const ClvRules *rules = &self->rules;
  const gboolean is_by_total = clv_book_amounts_is_by_total (&self->amounts, row);

  if (!is_by_total && rules->drop_outsized_amounts && (rows->flags[row] & CLV_ROW_OUTSIZED))
    return CLV_LEFT_OUT_OUTSIZED_AMOUNT;
  if (!is_by_total && rules->contradicted_amounts == CLV_CONTRADICTED_DROP && clv_ledger_rows_is_contradicted (rows, row))
    return CLV_LEFT_OUT_CONTRADICTED_AMOUNT;
  if (rules->drop_zero_amounts && clv_ledger_rows_read_amount (rows, row) == 0 && !(is_by_total && rows->by_total[row] != 0))
    return CLV_LEFT_OUT_ZERO_AMOUNT;
  return CLV_LEFT_OUT_NO;
}

static ClvLeftOut
judge_row (const ClvBook *self,
           guint32        row)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const ClvRules *rules = &self->rules;
  guint16 flags = rows->flags[row];
  ClvLeftOut reason;

  if (flags & CLV_ROW_NO_DATE)
    return CLV_LEFT_OUT_UNREADABLE_DATE;
  if ((flags & CLV_ROW_NO_AMOUNT) && (self->marks == NULL || self->marks[row] != COUNTS_AS_ZERO))
    return CLV_LEFT_OUT_UNREADABLE_AMOUNT;
  reason = clv_book_amounts_judge (&self->amounts, row);
  if (reason != CLV_LEFT_OUT_NO)
    return reason;
  if (rules->as_of != CLV_DAY_NONE && rows->day[row] > rules->as_of)
    return CLV_LEFT_OUT_AFTER_AS_OF;
  if (rules->drop_duplicates && (flags & CLV_ROW_DUPLICATE))
    return CLV_LEFT_OUT_DUPLICATE;
  if (!rules->keep_non_operational && self->non_operational != NULL && self->non_operational[row])
    return CLV_LEFT_OUT_NON_OPERATIONAL;
  if ((rules->repeated_orders == CLV_REPEATED_FIRST && (flags & CLV_ROW_REPEAT))
      || (rules->repeated_orders == CLV_REPEATED_LAST && (flags & CLV_ROW_REPEATED)))
    return CLV_LEFT_OUT_REPEATED_ORDER;
  if (rules->drop_cancelled && (flags & CLV_ROW_CANCELLED))
    return CLV_LEFT_OUT_CANCELLED;
  if (!rules->keep_open_deals && (flags & CLV_ROW_NOT_WON))
    return CLV_LEFT_OUT_DEAL_NOT_WON;
  if (rules->drop_non_customer_lines && (flags & CLV_ROW_NON_CUSTOMER))
    return CLV_LEFT_OUT_NON_CUSTOMER_LINE;
  if (rules->remove_returns && (flags & CLV_ROW_RETURNED))
    return CLV_LEFT_OUT_RETURNED;
  if (rules->drop_gift_cards && (flags & CLV_ROW_GIFT_CARD))
    return CLV_LEFT_OUT_GIFT_CARD;
  if (rules->drop_future_dates && (flags & CLV_ROW_FUTURE))
    return CLV_LEFT_OUT_FUTURE_DATE;
  reason = judge_amount (self, row);
  if (reason != CLV_LEFT_OUT_NO)
    return reason;
  if (rules->drop_missing_customers && rows->customer[row] == CLV_NOBODY)
    return CLV_LEFT_OUT_MISSING_CUSTOMER;
  if (self->marks != NULL && self->marks[row] != 0 && self->marks[row] != COUNTS_AS_ZERO)
    return CLV_LEFT_OUT_MARKED + (self->marks[row] - 1);
  return CLV_LEFT_OUT_NO;
}

static void
set_marks (ClvBook       *self,
           const guint32 *rows,
           guint32        n,
           guint8         value)
{
  if (n > 0 && self->marks == NULL)
    self->marks = g_malloc0 ((gsize) clv_ledger_get_rows (self->ledger)->n + 1);
  for (guint32 i = 0; i < n; i++)
    self->marks[rows[i]] = value;
}

/* Rows of problems that are treated in another way than they are found. The first of several kinds names the reason. */
static void
take_marks (ClvBook       *self,
            const guint32 *unmatched,
            guint32        n_unmatched)
{
  const ClvRules *rules = &self->rules;

  for (int mark = CLV_N_ROW_MARKS - 1; (rules->leave_out | rules->count_as_zero) != 0 && mark >= 0; mark--)
    {
      guint32 n;
      const guint32 *rows = clv_ledger_get_marked (self->ledger, mark, &n);

      if (mark == CLV_ROW_MARK_REFUND_UNMATCHED)
        {
          rows = unmatched;
          n = n_unmatched;
        }
      if (!((clv_row_mark_lacks_amount (mark) ? rules->count_as_zero : rules->leave_out) & CLV_ROW_MARK_BIT (mark)))
        continue;
      if (mark < CLV_N_ORDER_MARKS)
        set_marks (self, rows, n, (guint8) (mark + 1));
      else if (clv_row_mark_lacks_amount (mark))
        set_marks (self, rows, n, COUNTS_AS_ZERO);
      else if (n > 0)
        {
          self->is_cost_left_out = g_malloc0 (clv_ledger_get_n_costs (self->ledger));
          for (guint32 i = 0; i < n; i++)
            self->is_cost_left_out[rows[i]] = TRUE;
        }
    }
}

/* Rows that the tables were read without. */
static void
count_rows_without_data (ClvBook *self)
{
  ClvReconciliation *account = &self->reconciliation;

  for (guint i = 0; i < clv_ledger_get_n_parts (self->ledger); i++)
    {
      const ClvLedgerPart *part = clv_ledger_get_part (self->ledger, i);

      account->rows_read += part->n_totals + part->n_repeated_headers;
      account->left_out[CLV_LEFT_OUT_TOTALS_ROW].rows += part->n_totals;
      account->left_out[CLV_LEFT_OUT_REPEATED_HEADER].rows += part->n_repeated_headers;
    }
}

static void
judge_rows (ClvBook       *self,
            const ClvWork *work)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  ClvBookSum read = { 0 }, left_out[CLV_N_LEFT_OUT] = { { 0 } };
  ClvDay last_order = CLV_DAY_NONE;

  for (guint32 i = 0; i < rows->n && !((i & 0xffff) == 0 && clv_work_is_cancelled (work)); i++)
    {
      ClvLeftOut reason = judge_row (self, i);
      const double amount = clv_ledger_rows_read_amount (rows, i);

      self->left_out[i] = reason;
      clv_book_sum_add (&read, amount);
      self->reconciliation.left_out[reason].rows++;
      if (G_UNLIKELY (reason != CLV_LEFT_OUT_NO))
        {
          clv_book_sum_add (&left_out[reason], amount);
          continue;
        }
      clv_book_sum_add (&left_out[CLV_LEFT_OUT_NO], self->amounts.amount[i]);
      if (G_UNLIKELY (amount != self->amounts.amount[i]))
        clv_book_amounts_explain (&self->amounts, i, left_out);
      if (self->first_day == CLV_DAY_NONE || rows->day[i] < self->first_day)
        self->first_day = rows->day[i];
      if (self->last_day == CLV_DAY_NONE || rows->day[i] > self->last_day)
        self->last_day = rows->day[i];
      /* Goods that came back from nobody knows whom are no orders. */
      if ((last_order == CLV_DAY_NONE || rows->day[i] > last_order)
          && !clv_ledger_get_part (self->ledger, rows->part[i])->are_returned_goods)
        last_order = rows->day[i];
    }
  self->reconciliation.rows_read = rows->n;
  self->reconciliation.amount_read = clv_book_sum_get (&read);
  for (guint i = 0; i < CLV_N_LEFT_OUT; i++)
    self->reconciliation.left_out[i].amount = clv_book_sum_get (&left_out[i]);
  self->reconciliation.rows_used = self->reconciliation.left_out[CLV_LEFT_OUT_NO].rows;
  self->reconciliation.amount_used = self->reconciliation.left_out[CLV_LEFT_OUT_NO].amount;
  self->reconciliation.left_out[CLV_LEFT_OUT_NO].rows = 0;
  self->reconciliation.left_out[CLV_LEFT_OUT_NO].amount = 0;
  count_rows_without_data (self);
  self->as_of = self->rules.as_of != CLV_DAY_NONE ? self->rules.as_of : last_order != CLV_DAY_NONE ? last_order : self->last_day;
}

static inline guint32
hash_key (guint64 key)
{
  key ^= key >> 31;
  key *= 0x9e3779b97f4a7c15ull;
  return (guint32) (key >> 32);
}

/* The key of a row's document. Rows with neither order id nor customer share one document a day, by the definition of an order. */
static guint64
document_key (const ClvBook *self,
              guint32        row)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  guint32 customer = rows->customer[row], order = rows->order[row];

  if (self->rules.order_key == CLV_ORDER_KEY_ID && order != CLV_NOBODY)
    return (guint64) customer << 32 | order;
  /* Days are far from the range of order codes: the top bit keeps the two kinds of keys apart. */
  return (guint64) customer << 32 | (0x80000000u + (guint32) (rows->day[row] + 0x20000000));
}

typedef struct
{
  guint8 has_positive, has_negative, all_credit;
} DocumentSigns;

static void
add_row (ClvDocument   *document,
         DocumentSigns *signs,
         ClvDay         day,
         double         amount,
         gboolean       credit)
{
  document->n_rows++;
  document->amount += amount;
  if (day < document->day)
    document->day = day;
  signs->has_positive |= amount > 0;
  signs->has_negative |= amount < 0;
  signs->all_credit &= credit;
}

static void
make_documents (ClvBook       *self,
                const ClvWork *work)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (DocumentSigns));
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64)); /* by document */
  g_autofree guint32 *slots = NULL;                                         /* document + 1 */
  guint32 n_slots = 1024;
  guint64 previous_key = G_MAXUINT64;
  guint32 previous = CLV_NOBODY;

  while (n_slots < rows->n * 2u && n_slots < 0x80000000u)
    n_slots *= 2;
  slots = g_new0 (guint32, n_slots);

  for (guint32 i = 0; i < rows->n && !((i & 0xffff) == 0 && clv_work_is_cancelled (work)); i++)
    {
      guint64 key;
      guint32 document = CLV_NOBODY;

      self->row_documents[i] = CLV_NOBODY;
      if (self->left_out[i] != CLV_LEFT_OUT_NO)
        continue;
      key = document_key (self, i);
      if (key == previous_key && previous != CLV_NOBODY)
        document = previous;
      else
        {
          guint32 at = hash_key (key) & (n_slots - 1);

          while (slots[at] != 0 && g_array_index (keys, guint64, slots[at] - 1) != key)
            at = (at + 1) & (n_slots - 1);
          if (slots[at] != 0)
            document = slots[at] - 1;
          else
            slots[at] = self->documents->len + 1;
        }
      if (document == CLV_NOBODY)
        {
          ClvDocument fresh = { .customer = rows->customer[i], .day = rows->day[i] };
          DocumentSigns none = { FALSE, FALSE, TRUE };

          document = self->documents->len;
          g_array_append_val (self->documents, fresh);
          g_array_append_val (signs, none);
          g_array_append_val (keys, key);
        }
      add_row (&g_array_index (self->documents, ClvDocument, document), &g_array_index (signs, DocumentSigns, document),
               rows->day[i], self->amounts.amount[i], (rows->flags[i] & CLV_ROW_CREDIT) != 0);
      self->row_documents[i] = document;
      previous_key = key;
      previous = document;
    }
  for (guint32 i = 0; i < self->documents->len; i++)
    {
      const DocumentSigns *sign = &g_array_index (signs, DocumentSigns, i);

      if (sign->all_credit || (!sign->has_positive && sign->has_negative))
        g_array_index (self->documents, ClvDocument, i).kind = CLV_DOCUMENT_CREDIT_NOTE;
    }
}

/* At customer level every row is used; the amounts are the customers' revenues. */
static void
reconcile_values (ClvBook *self)
{
  const ClvCustomerValues *values = clv_ledger_get_values (self->ledger);
  ClvBookSum sum = { 0 };

  for (guint i = 0; i < clv_ledger_get_n_parts (self->ledger); i++)
    self->reconciliation.rows_read += clv_ledger_get_part (self->ledger, i)->rows_read;
  self->reconciliation.rows_used = self->reconciliation.rows_read;
  count_rows_without_data (self);
  for (guint32 i = 0; values->revenue != NULL && i < clv_ledger_get_n_customers (self->ledger); i++)
    if (isfinite (values->revenue[i]))
      clv_book_sum_add (&sum, values->revenue[i]);
  self->reconciliation.amount_read = self->reconciliation.amount_used = clv_book_sum_get (&sum);
}

gboolean
clv_book_is_cancelled (const ClvWork *work,
                       GError       **error)
{
  if (!clv_work_is_cancelled (work))
    return FALSE;
  g_set_error_literal (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CANCELLED, _("Cancelled"));
  return TRUE;
}

/**
 * clv_book_new:
 * @ledger: is referenced
 *
 * Decides which rows count, forms the documents (orders and credit notes) and the reconciliation. Time O(rows).
 *
 * Returns: (transfer full): NULL with CLV_LEDGER_ERROR_NO_ROWS, _CURRENCIES or _CANCELLED
 */
ClvBook *
clv_book_new (ClvLedger      *ledger,
              const ClvRules *rules,
              const ClvWork  *work,
              GError        **error)
{
  return clv_book_new_without (ledger, rules, NULL, 0, work, error);
}

/**
 * clv_book_new_without:
 * @unmatched: (nullable) (array length=n_unmatched): rows of refunds without a purchase
 *
 * As clv_book_new(). Which refunds have no purchase shows only when the other rows are known to count: the rule
 * that leaves them out needs them told.
 *
 * Returns: (transfer full): NULL as with clv_book_new()
 */
ClvBook *
clv_book_new_without (ClvLedger      *ledger,
                      const ClvRules *rules,
                      const guint32  *unmatched,
                      guint32         n_unmatched,
                      const ClvWork  *work,
                      GError        **error)
{
  g_autoptr (ClvBook) self = g_new0 (ClvBook, 1);
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);

  self->ledger = clv_ledger_ref (ledger);
  self->rules = *rules;
  self->non_operational = clv_ledger_get_non_operational (ledger);
  self->as_of = self->first_day = self->last_day = CLV_DAY_NONE;
  self->left_out = g_malloc0 (rows->n + 1);
  self->row_documents = g_new (guint32, rows->n + 1);
  self->documents = g_array_new (FALSE, FALSE, sizeof (ClvDocument));
  take_marks (self, unmatched, n_unmatched);
  if (!clv_book_amounts_init (&self->amounts, self->ledger, &self->rules, work, error))
    return NULL;
  if (clv_ledger_is_customer_level (ledger))
    {
      reconcile_values (self);
      return g_steal_pointer (&self);
    }
  if (clv_book_is_cancelled (work, error))
    return NULL;
  judge_rows (self, work);
  if (clv_book_is_cancelled (work, error))
    return NULL;
  self->accounts = clv_book_sums_make (&self->amounts, self->left_out);
  if (self->reconciliation.rows_used == 0)
    {
      const ClvLedgerPart *part = clv_ledger_get_n_parts (ledger) > 0 ? clv_ledger_get_part (ledger, 0) : NULL;
      guint worst = CLV_LEFT_OUT_UNREADABLE_DATE;

      for (guint i = 1; i < CLV_N_LEFT_OUT; i++)
        if (self->reconciliation.left_out[i].rows > self->reconciliation.left_out[worst].rows)
          worst = i;
      if (rows->n == 0)
        g_set_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ROWS,
                     _("“%s” has headers but no rows below them. Open a file that has orders in it."),
                     part != NULL ? part->file : "");
      else
        g_set_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ROWS,
                     /* Translators: file, number of rows, the most frequent reason */
                     _("“%s”: none of its %u rows can be used. Most frequent reason: %s. Check what the columns mean and how "
                       "dates and amounts are written."),
                     part != NULL ? part->file : "", rows->n, clv_left_out_get_title (worst));
      return NULL;
    }
  if (clv_book_is_cancelled (work, error))
    return NULL;
  make_documents (self, work);
  if (clv_book_is_cancelled (work, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
clv_book_free (ClvBook *self)
{
  if (self == NULL)
    return;
  clv_book_amounts_clear (&self->amounts);
  clv_ledger_unref (self->ledger);
  g_free (self->left_out);
  g_free (self->row_documents);
  g_array_unref (self->documents);
  g_clear_pointer (&self->accounts, g_array_unref);
  g_free (self->marks);
  g_free (self->is_cost_left_out);
  g_free (self);
}

ClvDay
clv_book_get_as_of (const ClvBook *self)
{
  return self->as_of;
}

ClvDay
clv_book_get_first_day (const ClvBook *self)
{
  return self->first_day;
}

ClvDay
clv_book_get_last_day (const ClvBook *self)
{
  return self->last_day;
}

const double *
clv_book_get_amounts (const ClvBook *self)
{
  return self->amounts.amount;
}

const double *
clv_book_get_refunds (const ClvBook *self)
{
  return self->amounts.refund;
}

const double *
clv_book_get_goods_costs (const ClvBook *self)
{
  return self->amounts.goods_cost;
}

const ClvCostRow *
clv_book_get_costs (const ClvBook *self)
{
  return self->amounts.costs;
}

gboolean
clv_book_is_converted (const ClvBook *self)
{
  return self->amounts.is_converting;
}

const guint8 *
clv_book_get_left_out (const ClvBook *self)
{
  return self->left_out;
}

guint32
clv_book_get_n_documents (const ClvBook *self)
{
  return self->documents->len;
}

const ClvDocument *
clv_book_get_documents (const ClvBook *self)
{
  return (const ClvDocument *) self->documents->data;
}

const guint32 *
clv_book_get_row_documents (const ClvBook *self)
{
  return self->row_documents;
}

/**
 * clv_book_is_cost_used:
 *
 * Without an explicit as-of date every cost counts; with one, those dated later are left out. So are costs in another
 * currency than that of the orders which nothing converts.
 */
gboolean
clv_book_is_cost_used (const ClvBook *self,
                       guint32        cost)
{
  const ClvCostRow *row = &clv_ledger_get_costs (self->ledger)[cost];

  if (!clv_book_amounts_knows_cost (&self->amounts, cost) || (self->is_cost_left_out != NULL && self->is_cost_left_out[cost]))
    return FALSE;
  return self->rules.as_of == CLV_DAY_NONE || row->day == CLV_DAY_NONE || row->day <= self->rules.as_of;
}

const ClvReconciliation *
clv_book_get_reconciliation (const ClvBook *self)
{
  return &self->reconciliation;
}

const ClvCurrencyAccount *
clv_book_get_accounts (const ClvBook *self,
                       guint         *n)
{
  *n = self->accounts != NULL ? self->accounts->len : 0;
  return self->accounts != NULL ? (const ClvCurrencyAccount *) self->accounts->data : NULL;
}

const char *
clv_book_get_currency (const ClvBook *self)
{
  if (*self->rules.currency != '\0')
    return self->rules.currency;
  return clv_book_currencies_get_name (&self->amounts.currencies, self->amounts.currencies.target);
}

static void
tell_mixed (const ClvBook  *self,
            ClvProblemList *problems,
            gboolean        left_out)
{
  const ClvBookCurrencies *currencies = &self->amounts.currencies;
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const char *treatment = left_out ? "left-out" : "converted";

  for (guint32 i = 0; i < rows->n; i++)
    {
      const guint8 code = currencies->currency[i];
      const ClvLedgerPart *part;

      if (code == currencies->target || code == CLV_NO_CURRENCY
          || (left_out ? self->left_out[i] != CLV_LEFT_OUT_OTHER_CURRENCY && self->left_out[i] != CLV_LEFT_OUT_NO_RATE
                       : self->left_out[i] != CLV_LEFT_OUT_NO))
        continue;
      part = clv_ledger_get_part (self->ledger, rows->part[i]);
      clv_problem_list_add (problems, "mixed-currencies", treatment, part->file, part->sheet, rows->source_row[i],
                            clv_book_currencies_get_name (currencies, code));
    }
}

/* Each cost for itself: some may have a rate, and others none. */
static void
tell_mixed_costs (const ClvBook  *self,
                  ClvProblemList *problems)
{
  const ClvBookCurrencies *currencies = &self->amounts.currencies;
  const ClvCostRow *costs = clv_ledger_get_costs (self->ledger);

  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    {
      const ClvLedgerPart *table = costs[i].source_row > 0 ? clv_ledger_get_cost_table (self->ledger, costs[i].table) : NULL;
      const gboolean is_known = clv_book_amounts_knows_cost (&self->amounts, i);

      if (costs[i].currency == CLV_NO_CURRENCY || (is_known && (costs[i].currency == currencies->target || currencies->target == CLV_NO_CURRENCY)))
        continue;
      clv_problem_list_add (problems, "mixed-currencies", is_known ? "converted" : "left-out", table != NULL ? table->file : NULL,
                            table != NULL ? table->sheet : NULL, costs[i].source_row, clv_book_currencies_get_name (currencies, costs[i].currency));
    }
}

void
clv_book_tell_mixed (const ClvBook  *self,
                     ClvProblemList *problems)
{
  if (self->amounts.currencies.currency != NULL)
    {
      tell_mixed (self, problems, FALSE);
      tell_mixed (self, problems, TRUE);
    }
  tell_mixed_costs (self, problems);
}

gboolean
clv_book_takes_blanks (const ClvBook *self)
{
  return self->amounts.currencies.blank != CLV_NO_CURRENCY;
}

void
clv_book_tell_rates (const ClvBook  *self,
                     ClvProblemList *problems)
{
  clv_book_rates_tell (&self->amounts.rates, problems);
}

gboolean
clv_reconciliation_has (const ClvReconciliation *self,
                        ClvLeftOut               reason)
{
  return self->left_out[reason].rows > 0 || self->left_out[reason].amount != 0;
}

const char *
clv_left_out_to_id (ClvLeftOut reason)
{
  return is_marked (reason) ? clv_row_mark_get_kind (reason - CLV_LEFT_OUT_MARKED) : reasons[reason].id;
}

const char *
clv_left_out_get_title (ClvLeftOut reason)
{
  return is_marked (reason) ? clv_problem_kind_get_title (clv_row_mark_get_kind (reason - CLV_LEFT_OUT_MARKED))
                            : _(reasons[reason].title);
}
