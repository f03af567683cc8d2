/* clv-ledger-marks.c - which rows each kind of problem is about, where they can be treated in another way
 *
 * What is told of a row marks it, and so does what the reader found odd about it. A row
 * of orders is marked for its lines as well.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger-private.h"

#include <string.h>

static const char *const kinds[CLV_N_ROW_MARKS] = {
  [CLV_ROW_MARK_AMOUNT_FROM_PRICE] = "amount-from-price",
  [CLV_ROW_MARK_BROKEN_LETTER] = "broken-letter",
  [CLV_ROW_MARK_CONTINUED_ORDER] = "continued-order",
  [CLV_ROW_MARK_CREDIT_NOTE] = "credit-note",
  [CLV_ROW_MARK_CUSTOMER_NAMED_INCOME] = "customer-named-income",
  [CLV_ROW_MARK_GIFT_CARD_REDEEMED] = "gift-card-redeemed",
  [CLV_ROW_MARK_NEGATIVE_AMOUNT_OUTSIDE_CREDIT_NOTE] = "negative-amount-outside-credit-note",
  [CLV_ROW_MARK_NUL_BYTE] = "nul-byte",
  [CLV_ROW_MARK_ODD_DATE] = "odd-date",
  [CLV_ROW_MARK_ORDER_OF_SEVERAL_CUSTOMERS] = "order-of-several-customers",
  [CLV_ROW_MARK_ORDER_WITHOUT_LINES] = "order-without-lines",
  [CLV_ROW_MARK_PARTLY_REFUNDED] = "partly-refunded",
  [CLV_ROW_MARK_POSSIBLE_TOTAL] = "possible-total",
  [CLV_ROW_MARK_RAGGED_ROW] = "ragged-row",
  [CLV_ROW_MARK_REFUND_LIST] = "refund-list",
  [CLV_ROW_MARK_REFUND_UNMATCHED] = "refund-unmatched",
  [CLV_ROW_MARK_ROUNDED_ID] = "rounded-id",
  [CLV_ROW_MARK_SHIFTED_ROW_REPAIRED] = "shifted-row-repaired",
  [CLV_ROW_MARK_TOO_MANY_FIELDS] = "too-many-fields",
  [CLV_ROW_MARK_UNCLEAR_REFUND] = "unclear-refund",
  [CLV_ROW_MARK_UNCLOSED_QUOTE] = "unclosed-quote",
  [CLV_ROW_MARK_UNDERSIZED_AMOUNT] = "undersized-amount",
  [CLV_ROW_MARK_UNKNOWN_CUSTOMER] = "unknown-customer",
  [CLV_ROW_MARK_COST_OF_UNKNOWN_CUSTOMER] = "cost-of-unknown-customer",
  [CLV_ROW_MARK_ERROR_CELL] = "error-cell",
  [CLV_ROW_MARK_FORMULA_WITHOUT_VALUE] = "formula-without-value",
  [CLV_ROW_MARK_MISSING_AMOUNT] = "missing-amount",
  [CLV_ROW_MARK_UNKNOWN_PRODUCT] = "unknown-product",
  [CLV_ROW_MARK_UNREADABLE_AMOUNT] = "unreadable-amount",
};

G_STATIC_ASSERT (CLV_N_ROW_MARKS <= 64);

/**
 * clv_row_mark_get_kind:
 *
 * Returns: the kind of problem (clv-problem.h)
 */
const char *
clv_row_mark_get_kind (ClvRowMark mark)
{
  return kinds[mark];
}

/**
 * clv_row_mark_find:
 * @kind: of a problem
 *
 * Returns: its ClvRowMark; -1 when rows of that kind can be treated in one way only, or by a rule of their own
 */
int
clv_row_mark_find (const char *kind)
{
  for (int mark = 0; mark < CLV_N_ROW_MARKS; mark++)
    if (strcmp (kinds[mark], kind) == 0)
      return mark;
  return -1;
}

/**
 * clv_ledger_mark:
 * @kind: of a problem; nothing happens when clv_row_mark_find() does not know it
 * @row: of the ledger; of the costs where these are meant
 *
 * Says that the problem is about that row. A row may be marked more than once.
 */
void
clv_ledger_mark (ClvLedgerBuilder *self,
                 const char       *kind,
                 guint32           row)
{
  const int mark = clv_row_mark_find (kind);
  GArray **rows;

  if (mark < 0)
    return;
  rows = &self->ledger->marks[mark];
  if (*rows == NULL)
    *rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (*rows, row);
}

static int
compare_rows (const void *a,
              const void *b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static gboolean
has_row (const GArray *rows,
         guint32       row)
{
  return bsearch (&row, rows->data, rows->len, sizeof row, compare_rows) != NULL;
}

/* Which rows of the orders that complete @fact stand in @source_rows of @table. (transfer full) (nullable) */
static guint8 *
find_orders (const ClvLedgerBuilder *self,
             const ClvFact          *fact,
             guint                   table,
             const GArray           *source_rows)
{
  guint8 *is_marked = NULL;
  guint32 n = 0;

  for (guint i = 0; fact->members != NULL && i < fact->members->len; i++)
    n += clv_table_get_n_rows (clv_mapping_get_table (self->mapping, g_array_index (fact->members, guint, i))->table);
  for (guint i = 0, at = 0; fact->members != NULL && i < fact->members->len; i++)
    {
      const guint member = g_array_index (fact->members, guint, i);
      const ClvTable *orders = clv_mapping_get_table (self->mapping, member)->table;

      for (guint32 row = 0; member == table && row < clv_table_get_n_rows (orders); row++)
        if (has_row (source_rows, clv_table_get_source_row (orders, row)))
          {
            if (is_marked == NULL)
              is_marked = g_malloc0 ((gsize) n + 1);
            is_marked[at + row] = TRUE;
          }
      at += clv_table_get_n_rows (orders);
    }
  return is_marked;
}

/**
 * clv_ledger_mark_source_rows:
 * @kind: of a problem
 * @table: of the mapping
 * @source_rows: (element-type guint32): rows of the table as a spreadsheet program shows them, ascending
 *
 * Marks the rows of the ledger that stand there, and the lines of orders that do.
 */
void
clv_ledger_mark_source_rows (ClvLedgerBuilder *self,
                             const char       *kind,
                             guint             table,
                             const GArray     *source_rows)
{
  for (guint i = 0; clv_row_mark_find (kind) >= 0 && i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);
      g_autofree guint8 *of_orders = find_orders (self, fact, table, source_rows);

      if (fact->table != table && of_orders == NULL)
        continue;
      for (guint32 row = 0; row < fact->n_rows; row++)
        if ((fact->table == table && has_row (source_rows, self->ledger->rows.source_row[fact->first_row + row]))
            || (of_orders != NULL && fact->header_row[row] != CLV_NOBODY && of_orders[fact->header_row[row]]))
          clv_ledger_mark (self, kind, fact->first_row + row);
    }
}

/* Where there is an amount, or no day that it could count on, nothing would change. */
static gboolean
lacks_amount_only (const ClvLedgerBuilder *self,
                   guint32                 row)
{
  return (self->ledger->rows.flags[row] & (CLV_ROW_NO_AMOUNT | CLV_ROW_NO_DATE)) == CLV_ROW_NO_AMOUNT;
}

static void
settle (const ClvLedgerBuilder *self,
        ClvRowMark                 mark)
{
  GArray *rows = self->ledger->marks[mark];
  guint n = 0;

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const guint32 row = g_array_index (rows, guint32, i);

      if ((n == 0 || row != g_array_index (rows, guint32, n - 1)) && (!clv_row_mark_lacks_amount (mark) || lacks_amount_only (self, row)))
        g_array_index (rows, guint32, n++) = row;
    }
  g_array_set_size (rows, n);
}

/**
 * clv_ledger_settle_marks:
 *
 * Takes over what the readers marked. Afterwards the rows of each mark are ascending, and each stands there once.
 */
void
clv_ledger_settle_marks (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (self->as_read); i++)
    {
      const ClvTable *table = clv_mapping_get_table (self->as_read, i)->table;

      for (guint j = 0; j < clv_table_get_n_marks (table); j++)
        {
          const char *kind;
          const GArray *source_rows = clv_table_get_marks (table, j, &kind);

          clv_ledger_mark_source_rows (self, kind, i, source_rows);
        }
    }
  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      for (guint32 row = 0; fact->has_no_lines && row < fact->n_rows; row++)
        clv_ledger_mark (self, "order-without-lines", fact->first_row + row);
    }
  for (guint mark = 0; mark < CLV_N_ROW_MARKS; mark++)
    if (self->ledger->marks[mark] != NULL)
      settle (self, mark);
}

/**
 * clv_ledger_get_marked:
 * @mark: a kind of problem
 * @n: (out): how many
 *
 * Returns: (transfer none) (nullable) (array length=n): rows of the ledger, or positions among its costs, ascending
 */
const guint32 *
clv_ledger_get_marked (const ClvLedger *self,
                       ClvRowMark          mark,
                       guint32         *n)
{
  const GArray *rows = self->marks[mark];

  *n = rows != NULL ? rows->len : 0;
  return rows != NULL ? (const guint32 *) (const void *) rows->data : NULL;
}
