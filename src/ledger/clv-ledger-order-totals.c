/* clv-ledger-order-totals.c - orders whose own total is not what their lines add up to
 *
 * The lines count, unless the rules say that the total does, shared out over them by
 * their amounts. That is offered for orders of which the total can only be what was paid
 * for these lines: all of them can be read, in the order's currency, nothing was given
 * back, and what may leave one of them out leaves out all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-currency-names.h"
#include "clv-ledger-field.h"

#define CENT 0.01

/* What counts or is left out with all lines of an order, or the total is not theirs. */
#define ALIKE \
  (CLV_ROW_CANCELLED | CLV_ROW_NON_CUSTOMER | CLV_ROW_RETURNED | CLV_ROW_FUTURE | CLV_ROW_GIFT_CARD | CLV_ROW_REPEAT | CLV_ROW_REPEATED \
   | CLV_ROW_NOT_WON)
/* Nobody knows whether the total is before that. */
#define NEVER (CLV_ROW_UNREADABLE | CLV_ROW_CREDIT | CLV_ROW_REFUNDED | CLV_ROW_GIVEN_BACK)

/* A row of the header, and its lines. */
typedef struct
{
  double   sum;     /* of the amounts of all lines, as the files have them */
  double   shared;  /* of those that may take a share */
  guint32  n, n_marked;
  guint32  first;   /* of those that may take a share; CLV_NOBODY without any */
  guint32  key;     /* what all lines must have alike */
  gboolean is_unsuited;
} Order;

/* The currencies of the orders: what stands beside the totals, else what the column of currencies says. */
typedef struct
{
  guint8 *by_row;    /* CLV_NO_CURRENCY where nothing is said */
  gboolean *is_contradicted;
  gboolean are_several;
} Currencies;

static void
currencies_clear (Currencies *self)
{
  g_free (self->by_row);
  g_free (self->is_contradicted);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Currencies, currencies_clear)

/* “$” may be USD. */
static gboolean
is_one_currency (const ClvLedger *ledger,
                 guint8           a,
                 guint8           b)
{
  return a == b || clv_currency_fits (ledger->currencies->pdata[a], ledger->currencies->pdata[b])
         || clv_currency_fits (ledger->currencies->pdata[b], ledger->currencies->pdata[a]);
}

static guint8 *
dup_currencies (ClvLedger      *ledger,
                const ClvField *field)
{
  return clv_ledger_dup_currencies (ledger->currencies, field->column, field->cells);
}

static void
currencies_init (Currencies    *self,
                 ClvLedger     *ledger,
                 const ClvFact *fact)
{
  const guint32 n = clv_table_get_n_rows (fact->header->table);
  ClvField total, said;
  g_autofree guint8 *of_totals = clv_field_open (fact->header, NULL, CLV_ROLE_AMOUNT, &total) ? dup_currencies (ledger, &total) : NULL;
  g_autofree guint8 *of_cells = clv_field_open (fact->header, NULL, CLV_ROLE_CURRENCY, &said) ? dup_currencies (ledger, &said) : NULL;
  guint8 one = CLV_NO_CURRENCY;

  self->by_row = g_malloc ((gsize) n + 1);
  self->is_contradicted = g_new0 (gboolean, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      const guint8 sign = of_totals != NULL ? of_totals[total.codes[i]] : CLV_NO_CURRENCY;
      const guint8 cell = of_cells != NULL ? of_cells[said.codes[i]] : CLV_NO_CURRENCY;

      self->is_contradicted[i] = sign != CLV_NO_CURRENCY && cell != CLV_NO_CURRENCY && !is_one_currency (ledger, sign, cell);
      self->by_row[i] = cell != CLV_NO_CURRENCY ? cell : sign;
      if (self->by_row[i] == CLV_NO_CURRENCY)
        continue;
      if (one == CLV_NO_CURRENCY)
        one = self->by_row[i];
      self->are_several |= !is_one_currency (ledger, one, self->by_row[i]);
    }
}

static gboolean
is_in_currency (const ClvLedger  *ledger,
                const Currencies *currencies,
                guint32           order,
                guint32           row)
{
  const ClvLedgerRows *rows = &ledger->rows;
  const guint8 of_row = rows->currency != NULL ? rows->currency[row] : CLV_NO_CURRENCY, of_order = currencies->by_row[order];

  if (currencies->is_contradicted[order] || (rows->sign_currency != NULL && rows->sign_currency[row] != CLV_NO_CURRENCY))
    return FALSE;
  if (of_order == CLV_NO_CURRENCY)
    return TRUE;
  return of_row != CLV_NO_CURRENCY ? is_one_currency (ledger, of_row, of_order) : !currencies->are_several;
}

static double
read_amount (const ClvLedgerRows *rows,
             guint32              row)
{
  return rows->amount[row] + (rows->refund != NULL ? rows->refund[row] : 0);
}

static void
add_line (const ClvLedger  *ledger,
          const Currencies *currencies,
          Order            *orders,
          guint32           order,
          guint32           row)
{
  const ClvLedgerRows *rows = &ledger->rows;
  const guint16 flags = rows->flags[row];
  const gboolean has_extra = (rows->tax != NULL && rows->tax[row] != 0) || (rows->shipping != NULL && rows->shipping[row] != 0);
  const guint32 key = (flags & ALIKE) | (rows->customer[row] == CLV_NOBODY ? 1 << 16 : 0)
                      | (ledger->non_operational != NULL && ledger->non_operational[row] ? 1 << 17 : 0);
  Order *self = &orders[order];
  const double amount = read_amount (rows, row);

  if (self->n == 0)
    {
      self->first = CLV_NOBODY;
      self->key = key;
    }
  self->n++;
  self->sum += amount;
  self->is_unsuited |= key != self->key || (flags & NEVER) || amount < 0 || (rows->told_refund != NULL && rows->told_refund[row] != 0)
                       || ((flags & CLV_ROW_DUPLICATE) && has_extra) || !is_in_currency (ledger, currencies, order, row)
                       /* An order without a currency of its own is in that of its lines, if they have one. */
                       || (self->first != CLV_NOBODY && rows->currency != NULL && rows->currency[row] != rows->currency[self->first]);
  /* What stands once more takes nothing of the total, so that the order comes to the same with it and without. */
  if (flags & CLV_ROW_DUPLICATE)
    return;
  self->shared += amount;
  if (self->first == CLV_NOBODY)
    self->first = row;
}

/* Rows that people may leave out for what a problem says: all of an order, or the total is not theirs. */
static void
compare_marks (const ClvLedger *ledger,
               const guint32   *order_of_row,
               Order           *orders)
{
  for (guint mark = 0; mark < CLV_N_ORDER_MARKS; mark++)
    {
      guint32 n;
      const guint32 *marked = clv_ledger_get_marked (ledger, mark, &n);

      for (guint32 i = 0; i < n; i++)
        if (order_of_row[marked[i]] != CLV_NOBODY)
          orders[order_of_row[marked[i]]].n_marked++;
      for (guint32 i = 0; i < n; i++)
        if (order_of_row[marked[i]] != CLV_NOBODY)
          {
            Order *order = &orders[order_of_row[marked[i]]];

            order->is_unsuited |= order->n_marked != 0 && order->n_marked != order->n;
            order->n_marked = 0;
          }
    }
}

/* What each order of the header of @fact says it came to, less @role; NaN where it does not say. (transfer full) (nullable) */
static double *
read_totals (const ClvFact *fact,
             ClvRole        role)
{
  const guint32 n = clv_table_get_n_rows (fact->header->table);
  g_autofree double *totals = NULL;
  g_autofree double *numbers = NULL;
  double *rest;
  ClvField total, field;

  if (!clv_field_open (fact->header, NULL, CLV_ROLE_AMOUNT, &total)
      || (role != CLV_ROLE_NONE && !clv_field_open (fact->header, NULL, role, &field)))
    return NULL;
  totals = clv_field_numbers (&total);
  numbers = role != CLV_ROLE_NONE ? clv_field_numbers (&field) : NULL;
  rest = g_new (double, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      const double part = numbers != NULL ? numbers[field.codes[i]] : 0;

      rest[i] = totals[total.codes[i]] - (isfinite (part) ? part : 0);
    }
  return rest;
}

static void
tell_total (ClvLedgerBuilder      *self,
            const ClvTableMapping *member,
            guint32                row,
            const char            *treatment,
            double                 total,
            double                 sum)
{
  const ClvColumn *column = clv_table_get_column (member->table, clv_table_mapping_find (member, CLV_ROLE_ORDER));
  g_autofree char *order = clv_column_dup_text (column, clv_column_get_codes (column)[row]);
  char totals[G_ASCII_DTOSTR_BUF_SIZE], sums[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  g_ascii_formatd (totals, sizeof totals, "%.2f", total);
  g_ascii_formatd (sums, sizeof sums, "%.2f", sum);
  /* Translators: the number of an order, its total, and what its lines add up to */
  text = g_strdup_printf (_("%s: %s, lines %s"), order, totals, sums);
  clv_problem_list_add (self->ledger->problems, "total-differs-from-lines", treatment, clv_table_get_file (member->table),
                        clv_table_get_sheet (member->table), clv_table_get_source_row (member->table, row), text);
}

/* Tells of totals that differ. Those of the result are offered in place of the lines; NaN for all others. (transfer full) */
static double *
compare_totals (ClvLedgerBuilder *self,
                const ClvFact    *fact,
                const Order      *orders)
{
  /* Lines are often without shipping or tax. */
  static const ClvRole parts[] = { CLV_ROLE_NONE, CLV_ROLE_SHIPPING, CLV_ROLE_TAX };
  const guint32 n = clv_table_get_n_rows (fact->header->table);
  g_autofree guint8 *is_equal = g_malloc0 ((gsize) n + 1);
  double *totals = read_totals (fact, CLV_ROLE_NONE);
  guint32 at = 0;

  for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      g_autofree double *rest = read_totals (fact, parts[k]);

      for (guint32 i = 0; rest != NULL && i < n; i++)
        is_equal[i] |= !isfinite (rest[i]) || fabs (rest[i] - orders[i].sum) < CENT + 1e-9 * fabs (orders[i].sum);
    }
  for (guint k = 0; totals != NULL && k < fact->members->len; k++)
    {
      const ClvTableMapping *member = clv_mapping_get_table (self->mapping, g_array_index (fact->members, guint, k));

      for (guint32 row = 0; row < clv_table_get_n_rows (member->table); row++, at++)
        {
          const Order *order = &orders[at];
          /* Where all lines are for nothing, the first takes all. */
          const gboolean can_share = order->shared > 0 || (order->sum == 0 && order->first != CLV_NOBODY);
          const gboolean is_offered = !order->is_unsuited && can_share && totals[at] >= 0;

          if (order->n > 0 && !is_equal[at])
            tell_total (self, member, row, is_offered ? "used" : "kept", totals[at], order->sum);
          if (order->n == 0 || is_equal[at] || !is_offered)
            totals[at] = NAN;
        }
    }
  return totals;
}

/* Shares out the totals that are offered over their lines, by the amounts of these. */
static void
keep_totals (ClvLedgerBuilder *self,
             const guint32    *order_of_row,
             const Order      *orders,
             const double     *totals)
{
  ClvLedgerRows *rows = &self->ledger->rows;
  double *by_total = (double *) rows->by_total;

  for (guint32 row = 0; row < rows->n; row++)
    {
      const guint32 at = order_of_row[row];

      if (at == CLV_NOBODY || isnan (totals[at]))
        continue;
      if (by_total == NULL)
        {
          by_total = g_new (double, (gsize) self->n_rows + 1);
          for (guint32 i = 0; i < self->n_rows; i++)
            by_total[i] = NAN;
          rows->by_total = by_total;
        }
      if (rows->flags[row] & CLV_ROW_DUPLICATE)
        by_total[row] = 0;
      else if (orders[at].shared > 0)
        by_total[row] = totals[at] * (read_amount (rows, row) / orders[at].shared);
      else
        by_total[row] = row == orders[at].first ? totals[at] : 0;
    }
}

static void
compare_orders_of (ClvLedgerBuilder *self,
                   guint             index)
{
  const ClvFact *fact = &g_array_index (self->facts, ClvFact, index);
  g_autofree Order *orders = g_new0 (Order, (gsize) clv_table_get_n_rows (fact->header->table) + 1);
  g_autofree guint32 *order_of_row = g_new (guint32, (gsize) self->n_rows + 1);
  g_autofree double *totals = NULL;
  g_auto (Currencies) currencies = { 0 };

  for (guint32 i = 0; i < self->n_rows; i++)
    order_of_row[i] = CLV_NOBODY;
  currencies_init (&currencies, self->ledger, fact);
  for (guint i = index; i < self->facts->len; i++)
    {
      const ClvFact *other = &g_array_index (self->facts, ClvFact, i);

      if (i != index && !clv_fact_has_same_orders (fact, other))
        continue;
      for (guint32 row = 0; row < other->n_rows; row++)
        if (other->header_row[row] != CLV_NOBODY)
          {
            order_of_row[other->first_row + row] = other->header_row[row];
            add_line (self->ledger, &currencies, orders, other->header_row[row], other->first_row + row);
          }
    }
  compare_marks (self->ledger, order_of_row, orders);
  totals = compare_totals (self, fact, orders);
  if (totals != NULL)
    keep_totals (self, order_of_row, orders, totals);
}

/**
 * clv_ledger_compare_totals:
 *
 * Tells of orders whose own total is not what their lines, which count, add up to. All that is odd about the rows must be
 * known.
 */
void
clv_ledger_compare_totals (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);
      gboolean is_first = fact->members != NULL && fact->members->len > 0 && clv_table_mapping_find (fact->header, CLV_ROLE_AMOUNT) >= 0;

      for (guint j = 0; j < i && is_first; j++)
        is_first = !clv_fact_has_same_orders (fact, &g_array_index (self->facts, ClvFact, j));
      if (is_first)
        compare_orders_of (self, i);
    }
  clv_problem_list_set_choices_of (self->ledger->problems, "total-differs-from-lines", "kept", "");
}
