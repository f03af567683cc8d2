/* clv-ledger-repeats.c - orders that stand more than once where a row is an order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-ledger-field.h"

typedef struct
{
  guint32  n_rows, first, last; /* by day, then by place in the file */
  guint    fact;                /* of the row seen last */
  gboolean is_in_parts;         /* one table names it twice */
} Group;

/* Hardly any order number stands twice. */
static gboolean
has_each_order_once (const ClvFact *fact)
{
  const ClvColumn *orders = clv_table_get_column (fact->mapping->table, clv_table_mapping_find (fact->mapping, CLV_ROLE_ORDER));
  const guint32 n_filled = fact->n_rows - clv_column_get_counts (orders)[CLV_CODE_EMPTY];

  return clv_column_get_n_distinct (orders) - 1 >= 0.9 * n_filled;
}

/* A table with products has a row for each of them, and so has one with quantities, unless they are those of whole orders. */
static gboolean
is_row_an_order (const ClvFact *fact)
{
  const ClvTableMapping *mapping = fact->mapping;

  if (clv_table_mapping_find (mapping, CLV_ROLE_PRODUCT) >= 0 || clv_table_mapping_find (mapping, CLV_ROLE_CATEGORY) >= 0)
    return FALSE;
  if (fact->header != NULL || fact->product != NULL || clv_table_mapping_find (mapping, CLV_ROLE_ORDER) < 0)
    return FALSE;
  return (clv_table_mapping_find (mapping, CLV_ROLE_QUANTITY) < 0 && clv_table_mapping_find (mapping, CLV_ROLE_UNIT_PRICE) < 0)
         || has_each_order_once (fact);
}

/* Refunds and equal rows are told by other names. */
static gboolean
is_counted (const ClvLedgerRows *rows,
            guint32              row)
{
  return rows->order[row] != CLV_NOBODY && rows->amount[row] > 0
         && !(rows->flags[row] & (CLV_ROW_UNREADABLE | CLV_ROW_DUPLICATE | CLV_ROW_CREDIT));
}

static GHashTable *
find_groups (const ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  GHashTable *groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint f = 0; f < self->facts->len; f++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, f);

      if (!is_row_an_order (fact))
        continue;
      for (guint32 row = fact->first_row; row < fact->first_row + fact->n_rows; row++)
        if (is_counted (rows, row))
          {
            gint64 key = (gint64) ((guint64) rows->customer[row] << 32 | rows->order[row]);
            Group *group = g_hash_table_lookup (groups, &key);

            if (group == NULL)
              {
                group = g_new (Group, 1);
                *group = (Group) { .first = row, .last = row };
                g_hash_table_insert (groups, g_memdup2 (&key, sizeof key), group);
              }
            else
              group->is_in_parts |= group->fact == f;
            group->fact = f;
            group->n_rows++;
            if (rows->day[row] < rows->day[group->first])
              group->first = row;
            if (rows->day[row] >= rows->day[group->last])
              group->last = row;
          }
    }
  return groups;
}

/* A table that says each order once, and only one table: nothing can stand twice. */
static gboolean
is_possible (const ClvLedgerBuilder *self)
{
  guint n = 0;

  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      if (is_row_an_order (fact))
        n += fact->mapping->kind == CLV_KIND_LINES ? 2 : 1;
    }
  return n > 1;
}

/* With the money that stands there once more. */
static void
tell (ClvLedgerBuilder *self,
      guint32           row)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  char amount[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  g_ascii_formatd (amount, sizeof amount, "%.2f", rows->amount[row]);
  text = g_strdup_printf ("%s · %s", clv_pool_get (self->ledger->orders, rows->order[row]), amount);
  clv_ledger_tell (self, row, "repeated-order", "kept", text);
  clv_ledger_add_money (self, row, "repeated-order");
}

/* Where each row of an order is a line of it. */
typedef struct
{
  guint    first_fact, last_fact;
  gboolean is_repeated; /* some line stands in two tables */
} Lines;

typedef struct
{
  guint64 order; /* of key_of() */
  ClvDay  day;
  double  amount;
} LineKey;

static guint64
key_of (const ClvLedgerRows *rows,
        guint32              row)
{
  return (guint64) rows->customer[row] << 32 | rows->order[row];
}

/* By the bits of the amount: g_double_hash() knows whole numbers only. */
static guint
hash_line (gconstpointer data)
{
  const LineKey *key = data;
  const guint64 odd = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 bits, hash;

  memcpy (&bits, &key->amount, sizeof bits);
  hash = (key->order ^ (guint32) key->day) * odd;
  hash = ((hash ^ hash >> 32) + bits) * odd;
  hash = (hash ^ hash >> 32) * odd;
  return (guint) (hash >> 32);
}

static gboolean
equal_lines (gconstpointer a,
             gconstpointer b)
{
  const LineKey *x = a, *y = b;

  return x->order == y->order && x->day == y->day && x->amount == y->amount;
}

static gboolean
has_lines (const ClvFact *fact)
{
  return !fact->is_refund && !fact->are_goods && !is_row_an_order (fact);
}

/* By order number: TRUE when several tables of lines have it. NULL when none does. (transfer full) */
static guint8 *
find_shared_numbers (const ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const gsize n = clv_pool_get_n (self->ledger->orders);
  g_autofree guint *facts = g_new0 (guint, n + 1); /* + 1 */
  g_autofree guint8 *shared = g_malloc0 (n + 1);
  gboolean any = FALSE;

  for (guint f = 0; f < self->facts->len; f++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, f);

      for (guint32 row = fact->first_row; has_lines (fact) && row < fact->first_row + fact->n_rows; row++)
        if (is_counted (rows, row))
          {
            guint *seen = &facts[rows->order[row]];

            if (*seen != 0 && *seen != f + 1)
              any = shared[rows->order[row]] = TRUE;
            *seen = f + 1;
          }
    }
  return any ? g_steal_pointer (&shared) : NULL;
}

/* Orders of these numbers. (element-type guint64 Lines) */
static GHashTable *
find_lines (const ClvLedgerBuilder *self,
            const guint8           *shared)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  GHashTable *orders = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint f = 0; f < self->facts->len; f++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, f);

      for (guint32 row = fact->first_row; has_lines (fact) && row < fact->first_row + fact->n_rows; row++)
        if (is_counted (rows, row) && shared[rows->order[row]])
          {
            guint64 key = key_of (rows, row);
            Lines *lines = g_hash_table_lookup (orders, &key);

            if (lines == NULL)
              {
                lines = g_new0 (Lines, 1);
                lines->first_fact = f;
                g_hash_table_insert (orders, g_memdup2 (&key, sizeof key), lines);
              }
            lines->last_fact = f;
          }
    }
  return orders;
}

/* A line that stands in two tables proves that the order does. */
static void
compare_lines (const ClvLedgerBuilder *self,
               GHashTable             *orders)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  g_autoptr (GHashTable) fact_of_line = g_hash_table_new_full (hash_line, equal_lines, g_free, NULL);

  for (guint f = 0; f < self->facts->len; f++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, f);

      for (guint32 row = fact->first_row; has_lines (fact) && row < fact->first_row + fact->n_rows; row++)
        {
          LineKey key = { key_of (rows, row), rows->day[row], rows->amount[row] };
          Lines *lines = is_counted (rows, row) ? g_hash_table_lookup (orders, &key.order) : NULL;
          gpointer seen;

          if (lines == NULL || lines->first_fact == lines->last_fact)
            continue;
          seen = g_hash_table_lookup (fact_of_line, &key);
          if (seen == NULL)
            g_hash_table_insert (fact_of_line, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (f + 1));
          else
            lines->is_repeated |= GPOINTER_TO_UINT (seen) != f + 1;
        }
    }
}

static void
flag_lines (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint16 *flags = CLV_ROWS (self, flags);
  g_autofree guint8 *shared = NULL;
  g_autoptr (GHashTable) orders = NULL;
  guint n = 0;

  for (guint f = 0; f < self->facts->len; f++)
    n += has_lines (&g_array_index (self->facts, ClvFact, f));
  if (n < 2)
    return;
  shared = find_shared_numbers (self);
  if (shared == NULL)
    return;
  orders = find_lines (self, shared);
  compare_lines (self, orders);
  for (guint f = 0; f < self->facts->len; f++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, f);

      for (guint32 row = fact->first_row; has_lines (fact) && row < fact->first_row + fact->n_rows; row++)
        {
          guint64 key = key_of (rows, row);
          const Lines *lines = is_counted (rows, row) ? g_hash_table_lookup (orders, &key) : NULL;

          if (lines == NULL || !lines->is_repeated)
            continue;
          if (f != lines->last_fact)
            flags[row] |= CLV_ROW_REPEATED;
          if (f != lines->first_fact)
            {
              flags[row] |= CLV_ROW_REPEAT;
              tell (self, row);
            }
        }
    }
}

static void
flag_orders (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint16 *flags = CLV_ROWS (self, flags);
  g_autoptr (GHashTable) groups = NULL;
  GHashTableIter iter;
  gpointer value;
  guint n_repeated = 0, n_in_parts = 0;

  if (!is_possible (self))
    return;
  groups = find_groups (self);
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Group *group = value;

      n_repeated += group->n_rows > 1;
      n_in_parts += group->is_in_parts;
    }
  if (n_repeated == 0)
    return;
  for (guint f = 0; f < self->facts->len; f++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, f);

      for (guint32 row = fact->first_row; is_row_an_order (fact) && row < fact->first_row + fact->n_rows; row++)
        {
          gint64 key = (gint64) ((guint64) rows->customer[row] << 32 | rows->order[row]);
          const Group *group = is_counted (rows, row) ? g_hash_table_lookup (groups, &key) : NULL;

          if (group == NULL || group->n_rows < 2)
            continue;
          if (row != group->last)
            flags[row] |= CLV_ROW_REPEATED;
          if (row != group->first)
            {
              flags[row] |= CLV_ROW_REPEAT;
              tell (self, row);
            }
        }
    }
  if (n_in_parts * 2 > g_hash_table_size (groups))
    clv_problem_list_set_mild (self->ledger->problems, "repeated-order");
}

/**
 * clv_ledger_flag_repeats:
 *
 * Flags rows whose order stands in another row too, for the same customer. When one table says most of the orders twice, its
 * rows are rather parts of orders, and that is told mildly. Lines of an order are repeated where the same lines stand in
 * another table: exports of two months overlap.
 */
void
clv_ledger_flag_repeats (ClvLedgerBuilder *self)
{
  flag_orders (self);
  flag_lines (self);
}
