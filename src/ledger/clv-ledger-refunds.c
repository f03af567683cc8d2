/* clv-ledger-refunds.c - columns that say what was given back: how much, or yes and no
 *
 * Three ways of keeping such a column are told apart by all of its rows: the
 * amount is before refunds (the column is taken off), it is net already (nothing
 * is taken off twice), or a row is itself the refund of another one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-ledger-field.h"
#include "clv-synonyms.h"
#include "clv-words.h"

#define HALF_CENT 0.005

/* Headers of amounts that are net of refunds: English, German, French, Spanish, Portuguese, Chinese, Korean, Japanese.
 * Stems; see clv_words_has(). */
static const char net_words[] =
  "=net|netto|=nette|=nettes|=nets|=neto|=neta|=netos|=netas|liquid|净|純売上|純額|正味|순매출|순액|순금액|실매출";
/* Parts of normalised headers. */
static const char after_refund_words[] =
  "after refund|after return|less refund|less return|net of refund|net of return|minus refund|excl refund|excluding refund|"
  "nach erstattung|nach retour|nach gutschrift|abzuglich erstattung|abzuglich retour|abzgl erstattung|abzgl retour|"
  "apres remboursement|apres retour|deduction faite|moins remboursement|"
  "despues de reembolso|despues de devolucion|menos reembolso|menos devolucion|tras reembolso|tras devolucion|"
  "apos reembolso|apos devoluc|apos estorno|menos estorno|"
  "退款后|退货后|扣除退款|扣除退货|扣退款|환불후|환불 후|반품후|반품 후|환불제외|환불 제외|반품제외|返金後|返品後|返金控除|返品控除|返金差引|返品差引";
/* Headers by which a marked row is itself a return, not a purchase that was given back. */
static const char return_row_words[] = "=return|=returns|=retoure|=gutschrift|=retour|=devolucion|=devolucao|=estorno|退货|반품|返品|赤伝";

/* A column of nothing but 0 and 1 says yes and no; other numbers are money. */
static gboolean
is_mark (const ClvField *field)
{
  for (guint32 code = 1; code < clv_column_get_n_distinct (field->cells); code++)
    {
      ClvCell cell;
      double number;

      clv_column_get_cell (field->cells, code, &cell);
      if (clv_reading_number (field->column->reading, &cell, &number) && number != 0 && number != 1)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_part (const char *text,
          const char *parts)
{
  for (const char *p = parts; p != NULL; p = strchr (p, '|') != NULL ? strchr (p, '|') + 1 : NULL)
    if (memmem (text, strlen (text), p, strchrnul (p, '|') - p) != NULL)
      return TRUE;
  return FALSE;
}

typedef struct
{
  guint32 n;       /* rows with something given back */
  guint32 full;    /* … as much as the amount, which still stands there */
  guint32 nothing; /* … where the amount is 0, and no other row is the purchase */
  guint32 more;    /* … clearly more than the amount */
} RefundCounts;

/* “Net sales” and the like. “Net” beside a column of taxes is net of these. */
static gboolean
header_says_net (const ClvFact  *fact,
                 const ClvField *amount)
{
  const char *header = clv_column_get_header (amount->cells);
  g_autofree char *normalised = clv_synonyms_normalise (header);

  if (has_part (normalised, after_refund_words))
    return TRUE;
  return clv_words_has (header, net_words) && clv_table_mapping_find (fact->mapping, CLV_ROLE_TAX) < 0;
}

/* The column g with g - refund = amount on nearly all rows that were refunded, or with g - discount - refund = amount;
 * -1 without one. */
static int
find_gross_column (const ClvFact  *fact,
                   const ClvField *amount_field,
                   const double   *amount,
                   const double   *told,
                   guint32        *n_rows)
{
  ClvField discount;
  g_autofree double *discounts = NULL;

  if (clv_field_open (fact->mapping, NULL, CLV_ROLE_DISCOUNT, &discount))
    discounts = clv_field_numbers (&discount);
  for (guint i = 0; i < fact->mapping->n_columns; i++)
    {
      ClvField gross;
      g_autofree double *numbers = NULL;
      guint32 n = 0, fits = 0, discounted = 0;

      clv_field_open_column (fact->mapping, i, &gross);
      if (gross.cells == amount_field->cells || gross.column->role == CLV_ROLE_REFUND
          || gross.column->role == CLV_ROLE_DISCOUNT || gross.column->reading->type != CLV_TYPE_NUMBER)
        continue;
      numbers = clv_field_numbers (&gross);
      for (guint32 row = 0; row < fact->n_rows; row++)
        if (told[row] > 0)
          {
            const double left = numbers[gross.codes[row]] - told[row];

            n++;
            fits += fabs (left - amount[row]) < 2 * HALF_CENT;
            discounted += discounts != NULL && fabs (left - fabs (discounts[discount.codes[row]]) - amount[row]) < 2 * HALF_CENT;
          }
      fits = MAX (fits, discounted);
      if (fits > 0 && fits >= 0.98 * n)
        {
          *n_rows = n;
          return i;
        }
    }
  return -1;
}

typedef struct
{
  guint32 customer, order, product;
  double  amount; /* 0 where the order tells which purchase is meant */
} PurchaseKey;

static guint
hash_purchase (gconstpointer data)
{
  const PurchaseKey *key = data;

  return (key->customer * 0x9e3779b1u) ^ (key->order * 0x85ebca6bu) ^ (key->product * 0xc2b2ae35u) ^ g_double_hash (&key->amount);
}

static gboolean
equal_purchases (gconstpointer a,
                 gconstpointer b)
{
  const PurchaseKey *x = a, *y = b;

  return x->customer == y->customer && x->order == y->order && x->product == y->product && x->amount == y->amount;
}

/* By the order number when there is one, else by the customer and the exact amount. */
static PurchaseKey
purchase_key (const ClvLedgerBuilder *self,
              const ClvFact          *fact,
              const ClvField         *product,
              guint32                 row,
              double                  amount,
              gboolean                by_order)
{
  const ClvLedgerRows *rows = &self->ledger->rows;

  return (PurchaseKey) {
    rows->customer[fact->first_row + row],
    by_order ? rows->order[fact->first_row + row] : CLV_NOBODY,
    product != NULL ? product->codes[row] : 0,
    by_order ? 0 : amount,
  };
}

/* What is left to be given back of each purchase that one of the rows of @refund names; @is_refund tells which rows are no
 * purchases. (element-type PurchaseKey double) */
static GHashTable *
find_purchases (const ClvLedgerBuilder *self,
                const ClvFact          *fact,
                const ClvField         *product,
                const guint8           *is_refund,
                const double           *refund,
                gboolean                by_order)
{
  const double *amount = self->ledger->rows.amount + fact->first_row;
  GHashTable *left = g_hash_table_new_full (hash_purchase, equal_purchases, g_free, g_free);

  for (guint32 i = 0; i < fact->n_rows; i++)
    if (is_refund[i])
      {
        PurchaseKey key = purchase_key (self, fact, product, i, refund[i], by_order);

        if ((!by_order || key.order != CLV_NOBODY) && !g_hash_table_contains (left, &key))
          g_hash_table_insert (left, g_memdup2 (&key, sizeof key), g_new0 (double, 1));
      }
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (!is_refund[i] && amount[i] > 0)
      {
        PurchaseKey key = purchase_key (self, fact, product, i, amount[i], by_order);
        double *money = g_hash_table_lookup (left, &key);

        if (money != NULL)
          *money += amount[i];
      }
  return left;
}

/* Marks the rows of which the purchase stands in another row. FALSE when some have none. */
static gboolean
match_refunds (const ClvLedgerBuilder *self,
               const ClvFact          *fact,
               const guint8           *is_refund,
               const double           *refund,
               gboolean                by_order,
               guint8                 *matched)
{
  ClvField field;
  const ClvField *product = clv_field_open (fact->mapping, NULL, CLV_ROLE_PRODUCT, &field) ? &field : NULL;
  g_autoptr (GHashTable) left = find_purchases (self, fact, product, is_refund, refund, by_order);
  gboolean all = TRUE;

  for (guint32 i = 0; i < fact->n_rows; i++)
    if (is_refund[i])
      {
        PurchaseKey key = purchase_key (self, fact, product, i, refund[i], by_order);
        double *money = g_hash_table_lookup (left, &key);

        matched[i] = money != NULL && *money > refund[i] - HALF_CENT;
        if (matched[i])
          *money -= refund[i];
        all &= matched[i];
      }
  return all;
}

static RefundCounts
count_refunds (const ClvLedgerBuilder *self,
               const ClvFact          *fact,
               const double           *amount,
               const double           *told)
{
  g_autofree guint8 *is_refund = g_malloc0 ((gsize) fact->n_rows + 1);
  g_autofree guint8 *matched = g_malloc0 ((gsize) fact->n_rows + 1);
  RefundCounts counts = { 0 };
  gboolean any = FALSE, has_orders = FALSE;

  for (guint32 i = 0; i < fact->n_rows; i++)
    has_orders |= self->ledger->rows.order[fact->first_row + i] != CLV_NOBODY;
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (told[i] > 0)
      {
        counts.n++;
        counts.full += amount[i] > 0 && fabs (amount[i] - told[i]) < HALF_CENT;
        counts.more += amount[i] > 0 && told[i] > 1.5 * amount[i];
        any |= is_refund[i] = amount[i] == 0;
      }
  if (any)
    match_refunds (self, fact, is_refund, told, has_orders, matched);
  for (guint32 i = 0; i < fact->n_rows; i++)
    counts.nothing += is_refund[i] && !matched[i];
  return counts;
}

/* Why the amounts are net of refunds already; NULL when they are not. (transfer full) */
static char *
dup_net_evidence (const ClvLedgerBuilder *self,
                  const ClvFact          *fact,
                  const double           *amount,
                  const double           *told)
{
  ClvField field;
  RefundCounts counts;
  guint32 n_rows;
  int gross;

  /* Quantity × unit price is never net of refunds. */
  if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_AMOUNT, &field))
    return NULL;
  counts = count_refunds (self, fact, amount, told);
  if (counts.n == 0)
    return NULL;
  gross = find_gross_column (fact, &field, amount, told, &n_rows);
  if (gross >= 0)
    /* Translators: header of a column, header of the amounts, number of rows */
    return g_strdup_printf (ngettext ("“%s” less the refund is “%s” on %u row", "“%s” less the refund is “%s” on %u rows", n_rows),
                            clv_column_get_header (clv_table_get_column (fact->mapping->table, gross)),
                            clv_column_get_header (field.cells), n_rows);
  /* Where all was given back, a net amount is 0: many amounts as high as their refund are before refunds. */
  if (header_says_net (fact, &field) && counts.full * 2 < counts.n)
    /* Translators: header of the amounts */
    return g_strdup_printf (_("the header “%s” says so"), clv_column_get_header (field.cells));
  if (counts.full == 0 && counts.nothing > 0)
    /* Translators: number of rows */
    return g_strdup_printf (ngettext ("the amount is 0 on %u row where something was given back",
                                      "the amount is 0 on %u rows where something was given back", counts.nothing),
                            counts.nothing);
  if (counts.full == 0 && counts.more > 1 && counts.more * 5 >= counts.n)
    return g_strdup_printf (ngettext ("more was given back than the amount on %u row",
                                      "more was given back than the amount on %u rows", counts.more),
                            counts.more);
  return NULL;
}

static double *
ensure_column (ClvLedgerBuilder *self,
               const double    **column)
{
  if (*column == NULL)
    *column = g_new0 (double, self->n_rows + 1);
  return (double *) *column;
}

static void
tell_with_reason (ClvLedgerBuilder *self,
                  const ClvFact    *fact,
                  guint32           row,
                  const ClvField   *field,
                  const char       *reason)
{
  g_autofree char *cell = clv_column_dup_text (field->cells, clv_field_code (field, row));
  /* Translators: a cell, why it is understood so */
  g_autofree char *text = reason != NULL ? g_strdup_printf (_("%s (%s)"), cell, reason) : g_steal_pointer (&cell);

  clv_ledger_tell (self, fact->first_row + row, "refund-already-net", "ignored", text);
}

/* By row: what its order was given back stands in a row of its own, below 0. NULL when none does. (transfer full) */
static guint8 *
find_rows_of_refunds (const ClvLedgerBuilder *self,
                      const ClvFact          *fact,
                      const double           *amount,
                      const double           *told)
{
  const guint32 *order = self->ledger->rows.order + fact->first_row;
  const gsize n_orders = clv_pool_get_n (self->ledger->orders);
  g_autofree double *given = g_new0 (double, n_orders + 1);
  g_autofree double *said = g_new0 (double, n_orders + 1);
  guint8 *has_row = NULL;

  for (guint32 i = 0; i < fact->n_rows; i++)
    if (order[i] != CLV_NOBODY)
      {
        given[order[i]] += MAX (-amount[i], 0);
        said[order[i]] += amount[i] < 0 ? 0 : told[i];
      }
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (order[i] != CLV_NOBODY && told[i] > 0 && amount[i] > 0 && fabs (given[order[i]] - said[order[i]]) < HALF_CENT)
      {
        if (has_row == NULL)
          has_row = g_malloc0 ((gsize) fact->n_rows + 1);
        has_row[i] = TRUE;
      }
  return has_row;
}

/* What one piece came to, by row; NaN where nobody says. (transfer full) */
static double *
dup_unit_values (const ClvFact *fact,
                 const double  *amount)
{
  double *values = g_new (double, (gsize) fact->n_rows + 1);
  g_autofree double *quantities = NULL;
  ClvField quantity;
  gboolean has_quantity = clv_field_open (fact->mapping, NULL, CLV_ROLE_QUANTITY, &quantity);

  if (has_quantity)
    quantities = clv_field_numbers (&quantity);
  for (guint32 i = 0; i < fact->n_rows; i++)
    values[i] = has_quantity && quantities[quantity.codes[i]] > 0 && amount[i] > 0 ? amount[i] / quantities[quantity.codes[i]] : NAN;
  return values;
}

/* “Order refund” is no refund of a line. */
static gboolean
is_said_of_order (const ClvField *field)
{
  return clv_words_has (clv_column_get_header (field->cells), "order|invoice|bestell|auftrag|rechnung|commande|facture|pedido|fattura|ordine|"
                                                              "zamow|siparis|заказ|订单|주문|注文");
}

/* @units: (nullable): by row, what one is worth where the column counts pieces */
static void
apply_amounts (ClvLedgerBuilder *self,
               ClvFact          *fact,
               const ClvField   *field,
               const double     *units)
{
  double *amount = (double *) CLV_ROWS (self, amount) + fact->first_row;
  const guint16 *flags = self->ledger->rows.flags + fact->first_row;
  g_autofree double *numbers = clv_field_numbers (field);
  g_autofree char *net = NULL;
  g_autofree guint8 *has_row = NULL;
  double *told = ensure_column (self, &self->ledger->rows.told_refund) + fact->first_row;
  double *refund = NULL;
  g_autofree guint8 *is_share = units == NULL ? clv_field_read_shares (field, numbers) : NULL;

  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint32 code = clv_field_code (field, i);
      double number;

      /* It says nothing else. */
      if (flags[i] & CLV_ROW_CREDIT)
        continue;
      number = numbers[code] * (units != NULL ? units[i] : is_share != NULL && is_share[code] ? amount[i] : 1);

      if (isfinite (number) && number != 0)
        told[i] = fabs (number);
    }
  /* Where it is said of the order, each of its rows has its share. */
  if (field->rows != NULL)
    clv_fact_share_out (self, fact, field->rows, clv_table_get_n_rows (field->mapping->table), told);
  else if (units == NULL && clv_fact_is_of_order (self, fact, told, is_said_of_order (field) ? 1 : 3))
    clv_fact_share_out (self, fact, self->ledger->rows.order + fact->first_row, clv_pool_get_n (self->ledger->orders), told);
  has_row = find_rows_of_refunds (self, fact, amount, told);
  net = dup_net_evidence (self, fact, amount, told);
  if (net == NULL)
    refund = ensure_column (self, &self->ledger->rows.refund) + fact->first_row;
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      /* Nothing can be taken off what nobody knows. */
      if (flags[i] & CLV_ROW_NO_AMOUNT)
        told[i] = 0;
      if (told[i] == 0)
        continue;
      /* Shares are not exact, and an order that was refunded in full is 0 and never below. */
      if (fabs (amount[i] - told[i]) <= 1e-9 * told[i])
        told[i] = amount[i];
      if (amount[i] < 0 && fabs (amount[i] + told[i]) < HALF_CENT)
        {
          /* The row is the refund, and the column says so once more. */
          told[i] = 0;
          tell_with_reason (self, fact, i, field, _("the amount of the row is the refund"));
        }
      else if (has_row != NULL && has_row[i])
        {
          told[i] = 0;
          tell_with_reason (self, fact, i, field, _("it stands in a row of its own"));
        }
      else if (net != NULL)
        tell_with_reason (self, fact, i, field, net);
      else
        {
          refund[i] = told[i];
          amount[i] -= told[i];
          clv_fact_tell (self, fact, i, field, "refund-subtracted", "used");
        }
    }
}

/* Which texts of a refund column say yes; one that is neither yes nor no is told and changes nothing. Its rows are marked. */
static gboolean *
find_marks (ClvLedgerBuilder *self,
            const ClvFact    *fact,
            const ClvField   *field)
{
  guint32 n = clv_column_get_n_distinct (field->cells);
  gboolean *marked = g_new0 (gboolean, n + 1);
  g_autofree guint8 *is_unclear = g_malloc0 ((gsize) n + 1);
  gboolean any = FALSE;

  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (field->cells, code);

      marked[code] = clv_words_is_yes (text);
      if (marked[code] || clv_words_is_no (text))
        continue;
      any = is_unclear[code] = TRUE;
      clv_problem_list_add (self->ledger->problems, "unclear-refund", "ignored", clv_table_get_file (fact->mapping->table),
                            clv_table_get_sheet (fact->mapping->table), 0, text);
    }
  for (guint32 i = 0; any && i < fact->n_rows; i++)
    if (is_unclear[clv_field_code (field, i)])
      clv_ledger_mark (self, "unclear-refund", fact->first_row + i);
  return marked;
}

/* A marked row with a positive amount is either the refund of a purchase that stands in another row, or a purchase that
 * was given back: 0 then, and never less. */
static void
apply_marks (ClvLedgerBuilder *self,
             ClvFact          *fact,
             const ClvField   *field)
{
  double *amount = (double *) CLV_ROWS (self, amount) + fact->first_row;
  double *cost = self->ledger->rows.cost != NULL ? (double *) CLV_ROWS (self, cost) + fact->first_row : NULL;
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;
  g_autofree gboolean *marked = find_marks (self, fact, field);
  g_autofree guint8 *is_refund = g_malloc0 ((gsize) fact->n_rows + 1);
  g_autofree guint8 *matched = g_malloc0 ((gsize) fact->n_rows + 1);
  gboolean any = FALSE, has_orders = FALSE;

  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      has_orders |= self->ledger->rows.order[fact->first_row + i] != CLV_NOBODY;
      if (marked[clv_field_code (field, i)] && amount[i] > 0)
        any |= is_refund[i] = TRUE;
      else if (marked[clv_field_code (field, i)])
        flags[i] |= CLV_ROW_CREDIT;
    }
  if (!any)
    return;
  if (has_orders)
    match_refunds (self, fact, is_refund, amount, TRUE, matched);
  if (!has_orders || clv_words_has (clv_column_get_header (field->cells), return_row_words))
    {
      g_autofree guint8 *by_amount = g_malloc0 ((gsize) fact->n_rows + 1);

      /* Equal amounts happen: they prove something only when all refunds have theirs. */
      if (match_refunds (self, fact, is_refund, amount, FALSE, by_amount))
        memcpy (matched, by_amount, fact->n_rows);
    }
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (matched[i])
      {
        /* The row gives back what it says, and its goods come back. */
        amount[i] = -amount[i];
        if (cost != NULL)
          cost[i] = -cost[i];
        flags[i] |= CLV_ROW_CREDIT;
      }
    else if (is_refund[i])
      {
        (ensure_column (self, &self->ledger->rows.told_refund) + fact->first_row)[i] = amount[i];
        (ensure_column (self, &self->ledger->rows.refund) + fact->first_row)[i] = amount[i];
        amount[i] = 0;
        flags[i] |= CLV_ROW_GIVEN_BACK;
        clv_fact_tell (self, fact, i, field, "refund-subtracted", "used");
      }
}

/* Pieces that came back, in a column beside the quantity sold. */
static void
apply_returned_units (ClvLedgerBuilder *self,
                      ClvFact          *fact)
{
  const double *amount = self->ledger->rows.amount + fact->first_row;

  for (guint c = 0; c < fact->mapping->n_columns; c++)
    {
      g_autofree char *header = NULL;
      g_autofree double *values = NULL;
      g_autofree double *numbers = NULL;
      ClvField field;

      clv_field_open_column (fact->mapping, c, &field);
      if (field.column->role != CLV_ROLE_NONE || field.column->reading->type != CLV_TYPE_NUMBER)
        continue;
      header = clv_synonyms_normalise (clv_column_get_header (field.cells));
      if (!clv_synonyms_has_word (CLV_RETURNED_UNITS_HEADERS, header))
        continue;
      values = dup_unit_values (fact, amount);
      numbers = clv_field_numbers (&field);
      for (guint32 i = 0; i < fact->n_rows; i++)
        if (numbers[field.codes[i]] > 0 && isnan (values[i]) && amount[i] > 0)
          clv_fact_tell (self, fact, i, &field, "partly-refunded", "kept");
      apply_amounts (self, fact, &field, values);
      return;
    }
}

/**
 * clv_fact_read_given_back:
 *
 * Returns: (transfer full) (nullable): by code of @field, what a column of the table itself says was given back; NULL where
 *   none does, or where it says yes and no
 */
double *
clv_fact_read_given_back (const ClvFact *fact,
                          ClvField      *field)
{
  if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_REFUND, field) || field->column->reading->type != CLV_TYPE_NUMBER || is_mark (field))
    return NULL;
  return clv_field_numbers (field);
}

/**
 * clv_ledger_apply_refunds:
 *
 * Takes off what a refund column of @fact says was given back, unless the amounts are net of it already.
 */
void
clv_ledger_apply_refunds (ClvLedgerBuilder *self,
                          ClvFact          *fact)
{
  ClvField field;

  if (fact->n_rows == 0)
    return;
  if (!clv_field_open_anywhere (fact, CLV_ROLE_REFUND, &field))
    apply_returned_units (self, fact);
  else if (field.column->reading->type == CLV_TYPE_NUMBER && !is_mark (&field))
    apply_amounts (self, fact, &field, NULL);
  else
    apply_marks (self, fact, &field);
}
