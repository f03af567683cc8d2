/* clv-ledger-repeats.c - orders that stand more than once where a row is an order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger-field.h"

typedef struct
{
  guint32  n_rows, first, last; /* by day, then by place in the file */
  guint    fact;                /* of the row seen last */
  gboolean is_in_parts;         /* one table names it twice */
} Group;

/* A table with products or quantities has a row for each of them. */
static gboolean
is_row_an_order (const ClvFact *fact)
{
  static const ClvRole roles[] = { CLV_ROLE_PRODUCT, CLV_ROLE_CATEGORY, CLV_ROLE_QUANTITY, CLV_ROLE_UNIT_PRICE };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (clv_table_mapping_find (fact->mapping, roles[i]) >= 0)
      return FALSE;
  return fact->header == NULL && fact->product == NULL && clv_table_mapping_find (fact->mapping, CLV_ROLE_ORDER) >= 0;
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

/**
 * clv_ledger_flag_repeats:
 *
 * Flags rows whose order stands in another row too, for the same customer. When one table says more than a tenth of the
 * orders twice, its rows are taken for parts of orders, and nothing is flagged. Between two tables that proves nothing:
 * exports of two months overlap.
 */
void
clv_ledger_flag_repeats (ClvLedgerBuilder *self)
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
  if (n_repeated == 0 || n_in_parts > MAX (1, g_hash_table_size (groups) / 10))
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
              clv_ledger_tell (self, row, "repeated-order", "kept", clv_pool_get (self->ledger->orders, rows->order[row]));
            }
        }
    }
}
