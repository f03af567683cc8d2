/* clv-ledger-unmatched.c - rows that name what no other table has, on both sides
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-ledger-field.h"
#include "clv-synonyms.h"

enum
{
  IN_ORDERS = 1 << 0,
  IN_LIST   = 1 << 1,
};

static gboolean
is_list (const ClvTableMapping *mapping)
{
  return mapping->kind == CLV_KIND_CUSTOMERS || mapping->kind == CLV_KIND_CUSTOMER_VALUES;
}

/* Where each customer is named; by customer. (transfer full) */
static guint8 *
find_places (const ClvLedgerBuilder *self,
             gboolean               *has_list)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint8 *places = g_malloc0 (clv_pool_get_n (self->ledger->customers) + 1);

  for (guint32 row = 0; row < rows->n; row++)
    if (rows->customer[row] != CLV_NOBODY)
      places[rows->customer[row]] |= IN_ORDERS;
  *has_list = FALSE;
  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);
      const guint32 *customers = self->customers_of_rows->pdata[i];

      for (guint32 row = 0; is_list (mapping) && row < clv_table_get_n_rows (mapping->table); row++)
        if (customers[row] != CLV_NOBODY)
          {
            places[customers[row]] |= IN_LIST;
            *has_list = TRUE;
          }
    }
  return places;
}

/* A list that says how some customers live and not who they are, such as the households of a survey: nearly all of them
 * buy, and many buy who are not among them. */
static gboolean
is_list_a_sample (const ClvLedgerBuilder *self,
                  const guint8           *places)
{
  guint32 n_in_list = 0, n_in_orders = 0, n_in_both = 0;

  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);

      if (is_list (mapping)
          && (clv_table_mapping_find (mapping, CLV_ROLE_CUSTOMER_NAME) >= 0 || clv_table_mapping_find (mapping, CLV_ROLE_EMAIL) >= 0))
        return FALSE;
    }
  for (guint32 customer = 0; customer < clv_pool_get_n (self->ledger->customers); customer++)
    {
      n_in_list += (places[customer] & IN_LIST) != 0;
      n_in_orders += (places[customer] & IN_ORDERS) != 0;
      n_in_both += places[customer] == (IN_LIST | IN_ORDERS);
    }
  return n_in_both >= 0.9 * n_in_list && n_in_orders - n_in_both >= 0.2 * n_in_orders;
}

/* Once a customer, with the first row that names it; all rows are marked. */
static void
tell_orders_of_unknown (ClvLedgerBuilder *self,
                        const guint8     *places)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  g_autofree guint8 *told = g_malloc0 (clv_pool_get_n (self->ledger->customers) + 1);

  for (guint32 row = 0; row < rows->n; row++)
    {
      guint32 customer = rows->customer[row];

      if (customer == CLV_NOBODY || (places[customer] & IN_LIST))
        continue;
      clv_ledger_mark (self, "unknown-customer", row);
      if (told[customer])
        continue;
      told[customer] = TRUE;
      clv_ledger_tell (self, row, "unknown-customer", "kept", clv_pool_get (self->ledger->customers, customer));
    }
}

static void
tell_rows_of (ClvLedgerBuilder      *self,
              const ClvTableMapping *mapping,
              const guint32         *customers,
              const guint8          *places,
              guint8                 wanted,
              const char            *kind,
              const char            *treatment)
{
  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    if (customers[row] != CLV_NOBODY && !(places[customers[row]] & wanted))
      clv_problem_list_add (self->ledger->problems, kind, treatment, clv_table_get_file (mapping->table),
                            clv_table_get_sheet (mapping->table), clv_table_get_source_row (mapping->table, row),
                            clv_pool_get (self->ledger->customers, customers[row]));
}

static void
mark_costs_of_unknown (ClvLedgerBuilder *self,
                       const guint8     *places)
{
  for (guint32 i = 0; i < self->ledger->costs->len; i++)
    {
      const guint32 customer = g_array_index (self->ledger->costs, ClvCostRow, i).customer;

      if (customer != CLV_NOBODY && !(places[customer] & (IN_ORDERS | IN_LIST)))
        clv_ledger_mark (self, "cost-of-unknown-customer", i);
    }
}

static void
tell_returns_of_unknown (ClvLedgerBuilder      *self,
                         const ClvTableMapping *mapping)
{
  int order = clv_table_mapping_find (mapping, CLV_ROLE_ORDER);
  const ClvColumn *column;
  g_autoptr (ClvPool) texts = NULL;
  g_autofree guint32 *map = NULL;

  if (order < 0)
    return;
  column = clv_table_get_column (mapping->table, order);
  texts = clv_pool_new ();
  map = clv_pool_intern_column (texts, column);
  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    {
      guint32 text = map[clv_column_get_codes (column)[row]];

      if (text != G_MAXUINT32 && clv_pool_find (self->ledger->orders, clv_pool_get (texts, text)) == G_MAXUINT32)
        clv_problem_list_add (self->ledger->problems, "unknown-order", "left-out", clv_table_get_file (mapping->table),
                              clv_table_get_sheet (mapping->table), clv_table_get_source_row (mapping->table, row),
                              clv_pool_get (texts, text));
    }
}

/**
 * clv_ledger_tell_unmatched:
 *
 * Counts what each table names and no other one has. Nothing is changed by it.
 */
void
clv_ledger_tell_unmatched (ClvLedgerBuilder *self)
{
  gboolean has_list;
  g_autofree guint8 *places = NULL;

  if (self->ledger->rows.n == 0)
    return;
  places = find_places (self, &has_list);
  mark_costs_of_unknown (self, places);
  if (has_list)
    {
      tell_orders_of_unknown (self, places);
      if (is_list_a_sample (self, places))
        clv_problem_list_set_mild (self->ledger->problems, "unknown-customer");
    }
  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);
      const guint32 *customers = self->customers_of_rows->pdata[i];

      if (is_list (mapping))
        tell_rows_of (self, mapping, customers, places, IN_ORDERS, "customer-without-order", "kept");
      else if (mapping->kind == CLV_KIND_COSTS)
        tell_rows_of (self, mapping, customers, places, IN_ORDERS | IN_LIST, "cost-of-unknown-customer", "used");
      else if (mapping->kind == CLV_KIND_CONTACTS)
        tell_rows_of (self, mapping, customers, places, IN_ORDERS | IN_LIST, "contact-of-unknown-customer", "used");
      else if (mapping->kind == CLV_KIND_RETURNS && clv_table_mapping_find_given_back (mapping) < 0)
        tell_returns_of_unknown (self, mapping);
    }
}

/**
 * clv_ledger_tell_joined:
 *
 * Names the sheets and files whose rows are read as one table.
 */
void
clv_ledger_tell_joined (ClvLedgerBuilder *self)
{
  g_autofree guint *groups = clv_mapping_dup_groups (self->mapping);

  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);
      gboolean is_joined = FALSE;
      g_autofree char *text = NULL;

      for (guint j = 0; j < clv_mapping_get_n_tables (self->mapping); j++)
        is_joined |= i != j && groups[i] == groups[j] && clv_mapping_get_table (self->mapping, j)->kind == mapping->kind;
      if (!is_joined || mapping->kind == CLV_KIND_IGNORED)
        continue;
      text = g_strdup_printf (ngettext ("%u row", "%u rows", clv_table_get_n_rows (mapping->table)), clv_table_get_n_rows (mapping->table));
      clv_problem_list_add (self->ledger->problems, "tables-joined", "used", clv_table_get_file (mapping->table),
                            clv_table_get_sheet (mapping->table), 0, text);
    }
}

/* A cell that is no number, beside one that begins as numbers do. (transfer full) (nullable) */
static char *
dup_unread (const ClvColumn *column)
{
  g_autofree char *unread = NULL;
  gboolean has_number = FALSE;

  for (guint32 code = 1; code < clv_column_get_n_distinct (column); code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);

      if (g_ascii_isdigit (*text))
        has_number = TRUE;
      if (unread == NULL && (!g_ascii_isdigit (*text) || strpbrk (text, "abcdefghijklmnopqrstuvwxyz") != NULL))
        unread = g_steal_pointer (&text);
      if (has_number && unread != NULL)
        return g_steal_pointer (&unread);
    }
  return NULL;
}

/**
 * clv_ledger_tell_unread:
 *
 * Tells of columns beside orders that say they are costs or discounts, and are no numbers throughout.
 */
void
clv_ledger_tell_unread (ClvLedgerBuilder *self)
{
  static const ClvRole roles[] = { CLV_ROLE_COST, CLV_ROLE_DISCOUNT };

  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);

      for (guint c = 0; (mapping->kind == CLV_KIND_ORDERS || mapping->kind == CLV_KIND_LINES) && c < mapping->n_columns; c++)
        {
          g_autofree char *header = NULL, *unread = NULL, *text = NULL;
          gboolean is_wanted = FALSE;
          ClvField field;

          if (mapping->columns[c].role != CLV_ROLE_NONE || mapping->columns[c].reading->type != CLV_TYPE_TEXT)
            continue;
          clv_field_open_column (mapping, c, &field);
          header = clv_synonyms_normalise (clv_column_get_header (field.cells));
          for (guint k = 0; k < G_N_ELEMENTS (roles); k++)
            is_wanted |= clv_table_mapping_find (mapping, roles[k]) < 0 && clv_synonyms_score (header, roles[k], NULL) >= 1;
          unread = is_wanted ? dup_unread (field.cells) : NULL;
          if (unread == NULL)
            continue;
          /* Translators: the header of a column, and a text in one of its cells */
          text = g_strdup_printf (_("%s: “%s”"), clv_column_get_header (field.cells), unread);
          clv_problem_list_add (self->ledger->problems, "unread-column", "ignored", clv_table_get_file (mapping->table),
                                clv_table_get_sheet (mapping->table), 0, text);
        }
    }
}
