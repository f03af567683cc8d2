/* clv-ledger-join.c - which tables hold the money, and which complete their rows
 *
 * Order lines often come without customer and date (these stand in a table of
 * orders), or without a price (that stands in a table of products).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-ledger-field.h"

static gboolean
has_role (const ClvTableMapping *mapping,
          ClvRole                role)
{
  return clv_table_mapping_find (mapping, role) >= 0;
}

static gboolean
is_orderly (const ClvTableMapping *mapping)
{
  return mapping->kind == CLV_KIND_ORDERS || mapping->kind == CLV_KIND_LINES;
}

static gboolean
has_money (const ClvTableMapping *mapping,
           gboolean               products_have_prices)
{
  return has_role (mapping, CLV_ROLE_AMOUNT)
         || (has_role (mapping, CLV_ROLE_QUANTITY)
             && (has_role (mapping, CLV_ROLE_UNIT_PRICE)
                 || (products_have_prices && has_role (mapping, CLV_ROLE_PRODUCT))));
}

void
clv_fact_clear (ClvFact *fact)
{
  g_free (fact->header_row);
  g_free (fact->product_row);
}

/* Row of @other that has the same text in its @role column as each row of @mapping has. */
static guint32 *
match_rows (const ClvTableMapping *mapping,
            const ClvTableMapping *other,
            ClvRole                role)
{
  g_autoptr (ClvPool) pool = clv_pool_new ();
  const ClvColumn *column = clv_table_get_column (mapping->table, clv_table_mapping_find (mapping, role));
  const ClvColumn *other_column = clv_table_get_column (other->table, clv_table_mapping_find (other, role));
  g_autofree guint32 *other_map = clv_pool_intern_column (pool, other_column);
  g_autofree guint32 *map = clv_pool_intern_column (pool, column);
  g_autofree guint32 *row_of = g_new (guint32, MAX (clv_pool_get_n (pool), 1));
  const guint32 *codes = clv_column_get_codes (column);
  const guint32 *other_codes = clv_column_get_codes (other_column);
  guint32 n = clv_table_get_n_rows (mapping->table);
  guint32 *rows = g_new (guint32, MAX (n, 1));

  memset (row_of, 0xff, sizeof (guint32) * MAX (clv_pool_get_n (pool), 1));
  /* The first row of a repeated id wins. */
  for (guint32 i = clv_table_get_n_rows (other->table); i-- > 0;)
    if (other_map[other_codes[i]] != G_MAXUINT32)
      row_of[other_map[other_codes[i]]] = i;
  for (guint32 i = 0; i < n; i++)
    rows[i] = map[codes[i]] == G_MAXUINT32 ? CLV_NOBODY : row_of[map[codes[i]]];
  return rows;
}

/* How many of the orders of @header have lines in @fact. */
static guint32
count_matched_orders (const ClvFact *fact)
{
  guint32 n = clv_table_get_n_rows (fact->header->table), n_matched = 0;
  g_autofree guint8 *matched = g_malloc0 (n + 1);

  for (guint32 i = 0; i < fact->n_rows; i++)
    if (fact->header_row[i] != CLV_NOBODY && !matched[fact->header_row[i]])
      {
        matched[fact->header_row[i]] = TRUE;
        n_matched++;
      }
  return n_matched;
}

/* Orders that no line belongs to: their amounts, if any, are not in the lines. */
static void
tell_orders_without_lines (ClvLedgerBuilder *self,
                           const ClvFact    *fact)
{
  guint32 n = clv_table_get_n_rows (fact->header->table);
  g_autofree guint8 *matched = g_malloc0 (n + 1);
  int order = clv_table_mapping_find (fact->header, CLV_ROLE_ORDER);
  const ClvColumn *column = clv_table_get_column (fact->header->table, order);

  for (guint32 i = 0; i < fact->n_rows; i++)
    if (fact->header_row[i] != CLV_NOBODY)
      matched[fact->header_row[i]] = TRUE;
  for (guint32 i = 0; i < n; i++)
    if (!matched[i])
      {
        g_autofree char *text = clv_column_dup_text (column, clv_column_get_codes (column)[i]);

        clv_problem_list_add (self->ledger->problems, "order-without-lines", "left-out",
                              clv_table_get_file (fact->header->table), clv_table_get_sheet (fact->header->table),
                              clv_table_get_source_row (fact->header->table, i), text);
      }
}

static void
join_lines_with_first (ClvLedgerBuilder *self,
                       ClvFact          *fact)
{
  const char *kind = clv_fact_find_first_rows (fact);

  for (guint32 i = 0; kind != NULL && i < fact->n_rows; i++)
    if (fact->header_row[i] != i)
      clv_fact_tell (self, fact, i, NULL, kind, "repaired");
}

static gboolean
matches_any (const guint32 *rows,
             guint32        n)
{
  for (guint32 i = 0; i < n; i++)
    if (rows[i] != CLV_NOBODY)
      return TRUE;
  return FALSE;
}

/**
 * clv_ledger_find_facts:
 *
 * Lists the tables whose rows are order rows, joined with what completes them, and reserves their ledger rows.
 * A table of orders that completes lines is not counted itself: its money stands in the lines.
 */
void
clv_ledger_find_facts (ClvLedgerBuilder *self)
{
  guint n_tables = clv_mapping_get_n_tables (self->mapping);
  g_autofree gboolean *is_header = g_new0 (gboolean, MAX (n_tables, 1));
  gboolean prices = FALSE;

  for (guint i = 0; i < n_tables; i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);

      prices |= mapping->kind == CLV_KIND_PRODUCTS && has_role (mapping, CLV_ROLE_UNIT_PRICE);
    }

  for (guint i = 0; i < n_tables; i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);
      ClvFact fact = { .mapping = mapping };
      gboolean is_partial = FALSE;

      if (!is_orderly (mapping) || !has_money (mapping, prices))
        continue;
      fact.n_rows = clv_table_get_n_rows (mapping->table);
      if (!has_role (mapping, CLV_ROLE_CUSTOMER) || !has_role (mapping, CLV_ROLE_DATE))
        {
          for (guint j = 0; j < n_tables && fact.header == NULL && has_role (mapping, CLV_ROLE_ORDER); j++)
            {
              const ClvTableMapping *other = clv_mapping_get_table (self->mapping, j);

              if (j == i || !is_orderly (other) || !has_role (other, CLV_ROLE_ORDER)
                  || !has_role (other, CLV_ROLE_CUSTOMER) || !has_role (other, CLV_ROLE_DATE))
                continue;
              fact.header_row = match_rows (mapping, other, CLV_ROLE_ORDER);
              if (matches_any (fact.header_row, fact.n_rows))
                {
                  fact.header = other;
                  /* Where the orders have amounts of their own and lines are given for a part of them only, the
                   * orders are the books, and the lines would count that part twice. */
                  if (has_money (other, prices) && count_matched_orders (&fact) * 2 < clv_table_get_n_rows (other->table))
                    {
                      clv_problem_list_add (self->ledger->problems, "ignored-table", "ignored",
                                            clv_table_get_file (mapping->table), clv_table_get_sheet (mapping->table), 0,
                                            _("lines of fewer than half of the orders"));
                      is_partial = TRUE;
                      break;
                    }
                  is_header[j] = TRUE;
                  tell_orders_without_lines (self, &fact);
                }
              else
                g_clear_pointer (&fact.header_row, g_free);
            }
          if (is_partial)
            {
              clv_fact_clear (&fact);
              continue;
            }
          fact.is_orphan = fact.header == NULL && !has_role (mapping, CLV_ROLE_DATE);
        }
      if (fact.header == NULL)
        join_lines_with_first (self, &fact);
      for (guint j = 0; j < n_tables && fact.product == NULL && has_role (mapping, CLV_ROLE_PRODUCT); j++)
        {
          const ClvTableMapping *other = clv_mapping_get_table (self->mapping, j);

          if (other->kind != CLV_KIND_PRODUCTS || !has_role (other, CLV_ROLE_PRODUCT))
            continue;
          fact.product_row = match_rows (mapping, other, CLV_ROLE_PRODUCT);
          if (matches_any (fact.product_row, fact.n_rows))
            fact.product = other;
          else
            g_clear_pointer (&fact.product_row, g_free);
        }
      g_array_append_val (self->facts, fact);
    }

  for (guint i = self->facts->len; i-- > 0;)
    for (guint j = 0; j < n_tables; j++)
      if (is_header[j] && g_array_index (self->facts, ClvFact, i).mapping == clv_mapping_get_table (self->mapping, j))
        {
          g_array_remove_index (self->facts, i);
          break;
        }

  for (guint i = 0; i < self->facts->len; i++)
    {
      ClvFact *fact = &g_array_index (self->facts, ClvFact, i);
      ClvLedgerPart part = { g_strdup (clv_table_get_file (fact->mapping->table)),
                             g_strdup (clv_table_get_sheet (fact->mapping->table)), fact->mapping->kind, fact->n_rows,
                             self->n_rows, clv_table_get_n_totals (fact->mapping->table),
                             clv_table_get_n_repeated_headers (fact->mapping->table) };

      fact->first_row = self->n_rows;
      fact->part = self->ledger->parts->len;
      g_array_append_val (self->ledger->parts, part);
      self->n_rows += fact->n_rows;
    }
}
