/* clv-ledger-orders.c - a table of orders beside the table of their lines
 *
 * Both may say what was sold: the lines then count, and of the orders only those
 * that no line belongs to. Where lines are given for a small part of the orders
 * only, the orders count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-ledger-field.h"

#define CENT 0.01

/* The day of delivery, or the end of the month, is still the same order. */
#define MAX_DAYS_APART 31

/* What each row of @mapping comes to, NaN where it does not say; NULL when no column says so. (transfer full) */
static double *
read_amounts (const ClvTableMapping *mapping)
{
  ClvField amount, price;
  gboolean is_told = clv_field_open (mapping, NULL, CLV_ROLE_AMOUNT, &amount);
  guint32 n = clv_table_get_n_rows (mapping->table);
  g_autofree double *numbers = NULL;
  g_autofree double *prices = NULL;
  double *sums;

  if (!is_told && (!clv_field_open (mapping, NULL, CLV_ROLE_QUANTITY, &amount) || !clv_field_open (mapping, NULL, CLV_ROLE_UNIT_PRICE, &price)))
    return NULL;
  numbers = clv_field_numbers (&amount);
  prices = is_told ? NULL : clv_field_numbers (&price);
  sums = g_new (double, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    sums[i] = numbers[amount.codes[i]] * (is_told ? 1 : prices[price.codes[i]]);
  return sums;
}

/* Row after row the same person. */
static gboolean
are_customers_same (const ClvTableMapping *lines,
                    const ClvTableMapping *orders,
                    const guint32         *rows)
{
  g_autoptr (ClvPool) pool = clv_pool_new ();
  ClvField a, b;
  g_autofree guint32 *map_a = NULL;
  g_autofree guint32 *map_b = NULL;
  guint32 n = 0, n_same = 0;

  if (!clv_field_open (lines, NULL, CLV_ROLE_CUSTOMER, &a) || !clv_field_open (orders, NULL, CLV_ROLE_CUSTOMER, &b))
    return FALSE;
  map_a = clv_pool_intern_column (pool, a.cells);
  map_b = clv_pool_intern_column (pool, b.cells);
  for (guint32 i = 0; i < clv_table_get_n_rows (lines->table); i++)
    if (rows[i] != CLV_NOBODY && a.codes[i] != CLV_CODE_EMPTY)
      {
        n++;
        n_same += map_a[a.codes[i]] == map_b[b.codes[rows[i]]];
      }
  return n > 0 && n_same >= 0.9 * n;
}

static gboolean
are_days_near (const ClvTableMapping *lines,
               const ClvTableMapping *orders,
               const guint32         *rows)
{
  ClvField a, b;
  g_autofree ClvDay *days_a = NULL;
  g_autofree ClvDay *days_b = NULL;
  guint32 n = 0, n_near = 0;

  if (!clv_field_open (lines, NULL, CLV_ROLE_DATE, &a) || !clv_field_open (orders, NULL, CLV_ROLE_DATE, &b))
    return FALSE;
  days_a = clv_reading_days (a.column->reading, a.cells);
  days_b = clv_reading_days (b.column->reading, b.cells);
  for (guint32 i = 0; i < clv_table_get_n_rows (lines->table); i++)
    if (rows[i] != CLV_NOBODY && days_a[a.codes[i]] != CLV_DAY_NONE && days_b[b.codes[rows[i]]] != CLV_DAY_NONE)
      {
        n++;
        n_near += ABS (days_a[a.codes[i]] - days_b[b.codes[rows[i]]]) <= MAX_DAYS_APART;
      }
  return n > 0 && n_near >= 0.9 * n;
}

/* Neither money given back beside money taken, nor, for @are_equal, another sum: lines of an order, several for one of them at
 * least, come to what the order says. Where each order has one row in both tables, these are two lists of the same kind. */
static gboolean
are_amounts_same (const ClvTableMapping *lines,
                  const ClvTableMapping *orders,
                  const guint32         *rows,
                  gboolean               are_equal)
{
  g_autofree double *of_lines = read_amounts (lines);
  g_autofree double *of_orders = read_amounts (orders);
  g_autofree double *sums = NULL;
  g_autofree guint8 *n_lines = NULL; /* 2: several */
  guint32 n_orders = clv_table_get_n_rows (orders->table), n = 0, n_same = 0, n_several = 0, n_added = 0;

  if (of_lines == NULL || of_orders == NULL)
    return !are_equal;
  sums = g_new0 (double, (gsize) n_orders + 1);
  n_lines = g_malloc0 ((gsize) n_orders + 1);
  for (guint32 i = 0; i < clv_table_get_n_rows (lines->table); i++)
    if (rows[i] != CLV_NOBODY && isfinite (of_lines[i]))
      {
        sums[rows[i]] += of_lines[i];
        n_lines[rows[i]] += n_lines[rows[i]] < 2;
      }
  for (guint32 i = 0; i < n_orders; i++)
    if (n_lines[i] > 0 && isfinite (of_orders[i]))
      {
        const gboolean is_same = are_equal ? fabs (sums[i] - of_orders[i]) < CENT : sums[i] * of_orders[i] >= 0;

        n++;
        n_same += is_same;
        n_several += n_lines[i] > 1;
        n_added += is_same && n_lines[i] > 1;
      }
  if (are_equal && (n_several == 0 || n_added < 0.5 * n_several))
    return FALSE;
  return n > 0 && n_same >= (are_equal ? 0.5 : 0.9) * n;
}

/**
 * clv_fact_agrees_with:
 * @lines: names customers and days itself
 * @orders: so does this one, each order once
 * @rows: row of @orders by row of @lines
 * @are_alike: nothing else makes one of them the lines of the other
 *
 * Whether both tell of the same sales, one line by line: the same orders of the same customers at about the same time. Two shops
 * number their orders alike and sell to different people; a list of refunds names the same orders and has other amounts. Two
 * exports of orders under different headers are no join either: all of their rows are read, and what stands in both is
 * told by clv_ledger_flag_repeats().
 */
gboolean
clv_fact_agrees_with (const ClvTableMapping *lines,
                      const ClvTableMapping *orders,
                      const guint32         *rows,
                      gboolean               are_alike)
{
  return are_customers_same (lines, orders, rows) && are_days_near (lines, orders, rows)
         && are_amounts_same (lines, orders, rows, are_alike);
}

/**
 * clv_fact_has_same_orders:
 *
 * Whether the lines of both are joined with the same orders table: lines may come in several files.
 */
gboolean
clv_fact_has_same_orders (const ClvFact *a,
                          const ClvFact *b)
{
  return a->members != NULL && b->members != NULL && a->members->len > 0 && b->members->len > 0
         && g_array_index (a->members, guint, 0) == g_array_index (b->members, guint, 0);
}

/* Of a row of orders. */
enum
{
  WITHOUT_LINES,
  WITH_LINES,
  REPEATED, /* the order stands in another row, and has lines there */
};

/* Rows of orders of which another row has the lines, and says the same: who, when and how much. */
static void
find_repeated (const ClvTableMapping *orders,
               guint8                *is_matched,
               guint32               *n_matched)
{
  const ClvColumn *column = clv_table_get_column (orders->table, clv_table_mapping_find (orders, CLV_ROLE_ORDER));
  const guint32 *codes = clv_column_get_codes (column);
  const guint32 n = clv_table_get_n_rows (orders->table);
  g_autofree guint32 *with_lines = g_new (guint32, (gsize) clv_column_get_n_distinct (column) + 1);
  g_autofree double *amounts = NULL;
  g_autofree ClvDay *days = NULL;
  ClvField customer, date;

  if (!clv_field_open (orders, NULL, CLV_ROLE_CUSTOMER, &customer) || !clv_field_open (orders, NULL, CLV_ROLE_DATE, &date))
    return;
  for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
    with_lines[code] = CLV_NOBODY;
  for (guint32 i = n; i-- > 0;)
    if (is_matched[i] && codes[i] != CLV_CODE_EMPTY)
      with_lines[codes[i]] = i;
  amounts = read_amounts (orders);
  days = clv_reading_days (date.column->reading, date.cells);
  for (guint32 i = 0; i < n; i++)
    {
      const guint32 same = is_matched[i] ? CLV_NOBODY : with_lines[codes[i]];

      if (same == CLV_NOBODY || customer.codes[i] != customer.codes[same] || days[date.codes[i]] != days[date.codes[same]]
          || (amounts != NULL && !(fabs (amounts[i] - amounts[same]) < CENT)))
        continue;
      is_matched[i] = REPEATED;
      (*n_matched)++;
    }
}

/* Which orders have lines, over all tables of lines that @fact shares its orders with. (transfer full) */
static guint8 *
find_matched_orders (ClvLedgerBuilder *self,
                     const ClvFact    *fact,
                     guint32          *n_matched,
                     gboolean         *are_all_known)
{
  guint8 *is_matched = g_malloc0 ((gsize) clv_table_get_n_rows (fact->header->table) + 1);

  *n_matched = 0;
  *are_all_known = TRUE;
  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *other = &g_array_index (self->facts, ClvFact, i);

      if (other != fact && !clv_fact_has_same_orders (fact, other))
        continue;
      for (guint32 row = 0; row < other->n_rows; row++)
        if (other->header_row[row] == CLV_NOBODY)
          *are_all_known &= !other->is_whole;
        else if (!is_matched[other->header_row[row]])
          {
            is_matched[other->header_row[row]] = WITH_LINES;
            (*n_matched)++;
          }
    }
  find_repeated (fact->header, is_matched, n_matched);
  return is_matched;
}

static void
tell_order (ClvLedgerBuilder      *self,
            const ClvTableMapping *orders,
            guint32                row,
            const char            *kind,
            const char            *treatment)
{
  const ClvColumn *column = clv_table_get_column (orders->table, clv_table_mapping_find (orders, CLV_ROLE_ORDER));
  g_autofree char *text = clv_column_dup_text (column, clv_column_get_codes (column)[row]);

  clv_problem_list_add (self->ledger->problems, kind, treatment, clv_table_get_file (orders->table),
                        clv_table_get_sheet (orders->table), clv_table_get_source_row (orders->table, row), text);
}

/* A list without money that completes orders, which are @members in one, and its row by row of these. */
typedef struct
{
  const ClvTableMapping *table; /* (nullable) */
  guint32               *rows;
} List;

static void
find_list (ClvLedgerBuilder *self,
           const GArray     *members,
           List             *list)
{
  guint32 at = 0, n = 0;

  for (guint k = 0; k < members->len; k++)
    n += clv_table_get_n_rows (clv_mapping_get_table (self->mapping, g_array_index (members, guint, k))->table);
  list->table = NULL;
  list->rows = g_new (guint32, (gsize) n + 1);
  for (guint k = 0; k < members->len; k++)
    {
      const ClvTableMapping *member = clv_mapping_get_table (self->mapping, g_array_index (members, guint, k));
      const guint32 n_rows = clv_table_get_n_rows (member->table);
      const ClvFact *own = NULL;

      for (guint i = 0; i < self->facts->len && own == NULL; i++)
        if (g_array_index (self->facts, ClvFact, i).mapping == member)
          own = &g_array_index (self->facts, ClvFact, i);
      if (own != NULL && own->header != NULL && list->table == NULL)
        list->table = own->header;
      for (guint32 row = 0; row < n_rows; row++)
        list->rows[at + row] = own != NULL && own->header != NULL && own->header == list->table ? own->header_row[row] : CLV_NOBODY;
      at += n_rows;
    }
}

/* What completes the orders completes their lines. */
static void
hand_on (ClvLedgerBuilder *self,
         const GArray     *members,
         const List       *list)
{
  for (guint i = 0; i < self->facts->len && list->table != NULL; i++)
    {
      ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      if (fact->members == NULL || fact->members->len == 0 || g_array_index (fact->members, guint, 0) != g_array_index (members, guint, 0))
        continue;
      fact->more = list->table;
      g_free (fact->more_row);
      fact->more_row = g_new (guint32, (gsize) fact->n_rows + 1);
      for (guint32 row = 0; row < fact->n_rows; row++)
        fact->more_row[row] = fact->header_row[row] != CLV_NOBODY ? list->rows[fact->header_row[row]] : CLV_NOBODY;
    }
}

/* Orders that no line belongs to: those with an amount of their own become rows, the others are told. */
static void
keep_orders_without_lines (ClvLedgerBuilder *self,
                           const GArray     *members,
                           const guint8     *is_matched,
                           const List       *list,
                           gboolean          products_have_prices)
{
  guint32 at = 0;

  for (guint i = 0; i < members->len; i++)
    {
      const ClvTableMapping *member = clv_mapping_get_table (self->mapping, g_array_index (members, guint, i));
      guint32 n = clv_table_get_n_rows (member->table);
      g_autofree double *amounts = clv_table_mapping_has_money (member, products_have_prices) ? read_amounts (member) : NULL;
      g_autofree guint8 *left_out = g_malloc0 ((gsize) n + 1);
      ClvTableMapping *kept;

      for (guint32 row = 0; row < n; row++)
        left_out[row] = is_matched[at + row] || amounts == NULL || !isfinite (amounts[row]);
      kept = clv_table_mapping_keep_rows (member, left_out);
      for (guint32 row = 0; row < n; row++)
        if (is_matched[at + row] == WITHOUT_LINES)
          tell_order (self, member, row, "order-without-lines", kept != NULL && !left_out[row] ? "used" : "left-out");
        else if (is_matched[at + row] == REPEATED)
          tell_order (self, member, row, "repeated-order-row", "ignored");
      if (kept != NULL)
        {
          ClvFact fact = { .mapping = kept, .table = g_array_index (members, guint, i),
                           .n_rows = clv_table_get_n_rows (kept->table), .is_whole = TRUE, .has_no_lines = TRUE,
                           .more = list->table };

          if (list->table != NULL)
            {
              guint32 n_kept = 0;

              fact.more_row = g_new (guint32, (gsize) fact.n_rows + 1);
              for (guint32 row = 0; row < n; row++)
                if (!left_out[row])
                  fact.more_row[n_kept++] = list->rows[at + row];
            }
          g_ptr_array_add (self->unions, kept);
          g_array_append_val (self->facts, fact);
        }
      at += n;
    }
}

static void
ignore_lines (ClvLedgerBuilder *self,
              const ClvFact    *fact)
{
  clv_problem_list_add (self->ledger->problems, "ignored-table", "ignored", clv_table_get_file (fact->mapping->table),
                        clv_table_get_sheet (fact->mapping->table), 0, _("lines of fewer than half of the orders"));
}

static void
remove_facts_of (ClvLedgerBuilder *self,
                 const GArray     *members)
{
  for (guint i = self->facts->len; i-- > 0;)
    for (guint j = 0; j < members->len; j++)
      if (g_array_index (self->facts, ClvFact, i).mapping == clv_mapping_get_table (self->mapping, g_array_index (members, guint, j)))
        {
          g_array_remove_index (self->facts, i);
          break;
        }
}

static void
ignore_lines_of (ClvLedgerBuilder *self,
                 const GArray     *members)
{
  for (guint i = self->facts->len; i-- > 0;)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      if (fact->members == NULL || g_array_index (fact->members, guint, 0) != g_array_index (members, guint, 0))
        continue;
      ignore_lines (self, fact);
      g_array_remove_index (self->facts, i);
    }
}

/* The next table of orders that @has_money, or has none, and what it completes. FALSE when all are @is_settled. */
static gboolean
settle_next (ClvLedgerBuilder *self,
             gboolean         *is_settled,
             gboolean          has_money,
             gboolean          products_have_prices)
{
  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);
      g_autoptr (GArray) members = fact->members != NULL && fact->members->len > 0 ? g_array_ref (fact->members) : NULL;
      g_autofree guint8 *is_matched = NULL;
      guint32 n_matched;
      gboolean are_all_known;
      List list;

      if (members == NULL || is_settled[g_array_index (members, guint, 0)]
          || clv_table_mapping_has_money (fact->header, products_have_prices) != has_money)
        continue;
      is_settled[g_array_index (members, guint, 0)] = TRUE;
      is_matched = find_matched_orders (self, fact, &n_matched, &are_all_known);
      /* Where the orders have amounts of their own and lines are given for a part of them only, the orders are the
       * books, and the lines would count that part twice. */
      if (has_money && are_all_known && n_matched * 2 < clv_table_get_n_rows (fact->header->table))
        {
          ignore_lines_of (self, members);
          return TRUE;
        }
      find_list (self, members, &list);
      hand_on (self, members, &list);
      remove_facts_of (self, members);
      keep_orders_without_lines (self, members, is_matched, &list, products_have_prices);
      g_free (list.rows);
      return TRUE;
    }
  return FALSE;
}

/**
 * clv_ledger_settle_orders:
 *
 * Sees to it that what stands both in a table of orders and in that of their lines counts once. Lists of how orders stand
 * complete the orders before these are left for their lines.
 */
void
clv_ledger_settle_orders (ClvLedgerBuilder *self,
                          gboolean          products_have_prices)
{
  g_autofree gboolean *is_settled = g_new0 (gboolean, clv_mapping_get_n_tables (self->mapping) + 1);

  while (settle_next (self, is_settled, FALSE, products_have_prices))
    ;
  while (settle_next (self, is_settled, TRUE, products_have_prices))
    ;
}
