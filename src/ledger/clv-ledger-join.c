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
#include "clv-ledger-match.h"

/* Whether its rows say what they come to, by an amount or by quantity and price. */
gboolean
clv_table_mapping_has_money (const ClvTableMapping *mapping,
                             gboolean               products_have_prices)
{
  return clv_table_mapping_has (mapping, CLV_ROLE_AMOUNT)
         || (clv_table_mapping_has (mapping, CLV_ROLE_QUANTITY)
             && (clv_table_mapping_has (mapping, CLV_ROLE_UNIT_PRICE)
                 || (products_have_prices && clv_table_mapping_has (mapping, CLV_ROLE_PRODUCT))));
}

/**
 * clv_table_mapping_find_given_back:
 *
 * Returns: the column of a list of returns that says how much money was given back, -1 when none does
 */
int
clv_table_mapping_find_given_back (const ClvTableMapping *mapping)
{
  int column = clv_table_mapping_find (mapping, CLV_ROLE_AMOUNT);

  if (column < 0)
    column = clv_table_mapping_find (mapping, CLV_ROLE_REFUND);
  if (column < 0 || mapping->columns[column].reading->type != CLV_TYPE_NUMBER || !clv_table_mapping_has (mapping, CLV_ROLE_ORDER))
    return -1;
  return column;
}

void
clv_fact_clear (ClvFact *fact)
{
  g_free (fact->header_row);
  g_free (fact->product_row);
  g_free (fact->more_row);
  g_clear_pointer (&fact->members, g_array_unref);
  g_clear_pointer (&fact->filled_rows, g_ptr_array_unref);
}

/* The ids of a table that completes others, looked up once for all of these. */
typedef struct
{
  const ClvTableMapping *table;
  ClvRole                role;
  ClvPool               *pool;   /* its ids first, then those that others have besides */
  guint32                n;      /* of its ids */
  guint32               *row_of; /* by id of its own: the first row that has it */
  ClvIdIndex            *forms;  /* (nullable) made when somebody asks */
} JoinIds;

static void
join_ids_free (gpointer data)
{
  JoinIds *self = data;

  clv_pool_free (self->pool);
  clv_id_index_free (self->forms);
  g_free (self->row_of);
  g_free (self);
}

static JoinIds *
get_ids (ClvLedgerBuilder      *self,
         const ClvTableMapping *table,
         ClvRole                role)
{
  const ClvColumn *column = clv_table_get_column (table->table, clv_table_mapping_find (table, role));
  const guint32 *codes = clv_column_get_codes (column);
  g_autofree guint32 *map = NULL;
  JoinIds *ids;

  for (guint i = 0; i < self->join_ids->len; i++)
    {
      ids = self->join_ids->pdata[i];
      if (ids->table == table && ids->role == role)
        return ids;
    }
  ids = g_new0 (JoinIds, 1);
  ids->table = table;
  ids->role = role;
  ids->pool = clv_pool_new ();
  map = clv_pool_intern_column (ids->pool, column);
  ids->n = clv_pool_get_n (ids->pool);
  ids->row_of = g_new (guint32, MAX (ids->n, 1));
  /* The first row of a repeated id wins. */
  for (guint32 i = clv_table_get_n_rows (table->table); i-- > 0;)
    if (map[codes[i]] != G_MAXUINT32)
      ids->row_of[map[codes[i]]] = i;
  g_ptr_array_add (self->join_ids, ids);
  return ids;
}

/* “00420” and “420”, “85123a” and “85123A”: one when nothing else fits and nothing else is meant. */
static void
match_forms (ClvLedgerBuilder      *self,
             const ClvTableMapping *mapping,
             JoinIds               *ids,
             const guint32         *map,
             guint32                n_codes,
             guint32               *row_of_code)
{
  g_autofree guint8 *is_taken = NULL;
  gboolean is_open = FALSE;

  for (guint32 code = 0; code < n_codes; code++)
    is_open |= map[code] != G_MAXUINT32 && map[code] >= ids->n;
  if (!is_open)
    return;
  /* By id of either table. */
  is_taken = g_malloc0 ((gsize) clv_pool_get_n (ids->pool) + 1);
  for (guint32 code = 0; code < n_codes; code++)
    if (map[code] < ids->n)
      is_taken[map[code]] = TRUE;
  if (ids->forms == NULL)
    ids->forms = clv_id_index_new (ids->pool, ids->n);
  for (guint32 code = 0; code < n_codes; code++)
    {
      const char *text = map[code] != G_MAXUINT32 && map[code] >= ids->n ? clv_pool_get (ids->pool, map[code]) : NULL;
      guint32 id = text != NULL ? clv_id_index_find (ids->forms, text) : G_MAXUINT32;
      g_autofree char *words = NULL;

      /* One product may be written in both ways; one order is not two. */
      if (id == G_MAXUINT32 || (is_taken[id] && ids->role == CLV_ROLE_ORDER && !is_taken[map[code]]))
        continue;
      if (!self->mapping->choices.keep_ids_apart)
        row_of_code[code] = ids->row_of[id];
      if (is_taken[map[code]])
        continue;
      is_taken[id] = is_taken[map[code]] = TRUE;
      /* Translators: the same id in two spellings, “00420” is “420” */
      words = g_strdup_printf (_("“%s” is “%s”"), text, clv_pool_get (ids->pool, id));
      clv_problem_list_add (self->ledger->problems, ids->role == CLV_ROLE_CUSTOMER ? "customer-id-merged" : "id-merged", "used",
                            clv_table_get_file (mapping->table), clv_table_get_sheet (mapping->table), 0, words);
    }
}

/* Row of @other that has the same text in its @role column as each row of @mapping has; NULL when there is none at
 * all. (transfer full) */
static guint32 *
match_rows (ClvLedgerBuilder      *self,
            const ClvTableMapping *mapping,
            const ClvTableMapping *other,
            ClvRole                role,
            gboolean               by_form)
{
  JoinIds *ids = get_ids (self, other, role);
  const ClvColumn *column = clv_table_get_column (mapping->table, clv_table_mapping_find (mapping, role));
  guint32 n_codes = clv_column_get_n_distinct (column);
  g_autofree guint32 *map = clv_pool_intern_column (ids->pool, column);
  g_autofree guint32 *row_of_code = g_new (guint32, MAX (n_codes, 1));
  const guint32 *codes = clv_column_get_codes (column);
  guint32 n = clv_table_get_n_rows (mapping->table);
  guint32 *rows = g_new (guint32, MAX (n, 1));
  gboolean is_any = FALSE;

  for (guint32 code = 0; code < n_codes; code++)
    row_of_code[code] = map[code] < ids->n ? ids->row_of[map[code]] : CLV_NOBODY;
  if (by_form)
    match_forms (self, mapping, ids, map, n_codes, row_of_code);
  for (guint32 i = 0; i < n; i++)
    {
      rows[i] = row_of_code[codes[i]];
      is_any |= rows[i] != CLV_NOBODY;
    }
  if (!is_any)
    g_clear_pointer (&rows, g_free);
  return rows;
}

static gboolean
is_order_table (const ClvTableMapping *mapping)
{
  return clv_table_mapping_is_orderly (mapping) && clv_table_mapping_has (mapping, CLV_ROLE_ORDER)
         && clv_table_mapping_has (mapping, CLV_ROLE_CUSTOMER) && clv_table_mapping_has (mapping, CLV_ROLE_DATE);
}

/* Of two tables that both say who bought when and for how much, the one that looks more like lines. */
static guint
judge_lines (const ClvTableMapping *mapping)
{
  return (mapping->kind == CLV_KIND_LINES ? 4 : 0) + clv_table_mapping_has (mapping, CLV_ROLE_PRODUCT)
         + clv_table_mapping_has (mapping, CLV_ROLE_QUANTITY) + clv_table_mapping_has (mapping, CLV_ROLE_UNIT_PRICE);
}

static gboolean
is_product_table (const ClvTableMapping *mapping)
{
  return mapping->kind == CLV_KIND_PRODUCTS && clv_table_mapping_has (mapping, CLV_ROLE_PRODUCT);
}

/* Says of orders, one a row, what others say not: how they stand, where they came from. */
static gboolean
has_no_money (const ClvTableMapping *mapping)
{
  return !clv_table_mapping_has_money (mapping, FALSE) && !clv_table_mapping_has (mapping, CLV_ROLE_PRODUCT)
         && !clv_table_mapping_has (mapping, CLV_ROLE_QUANTITY);
}

/* Nothing but their amounts can say that one of them has the lines of the other: each row may be an order in both. */
static gboolean
are_alike (const ClvTableMapping *mapping,
           const ClvTableMapping *other)
{
  return !has_no_money (other) && mapping->kind != CLV_KIND_LINES
         && (!clv_table_mapping_has (mapping, CLV_ROLE_PRODUCT) || clv_table_mapping_has (other, CLV_ROLE_PRODUCT));
}

/* Whether @fact, which is whole, may be the lines of the orders of another table, or be completed by it. */
static gboolean
may_be_lines_of (ClvLedgerBuilder *self,
                 const ClvFact    *fact,
                 guint             index)
{
  const ClvTableMapping *other = clv_mapping_get_table (self->mapping, index);
  guint of_fact = judge_lines (fact->mapping), of_other = judge_lines (other);

  if (other->kind != CLV_KIND_ORDERS)
    return FALSE;
  return has_no_money (other)
         || (clv_table_mapping_has_money (other, FALSE) && (of_fact > of_other || (of_fact == of_other && fact->table < index)));
}

/* The first table that completes the rows of @fact, or all tables of its shape in one. @members (out): which tables. */
static const ClvTableMapping *
find_partner (ClvLedgerBuilder *self,
              const ClvFact    *fact,
              ClvRole           role,
              gboolean        (*is_partner) (const ClvTableMapping *mapping),
              guint32         **rows,
              GArray           *members)
{
  const ClvTableMapping *mapping = fact->mapping;
  gboolean is_told_twice = fact->is_whole && role == CLV_ROLE_ORDER;
  ClvTableMapping **unions = role == CLV_ROLE_ORDER ? self->united_orders : self->united_products;
  const guint *groups = self->groups;
  guint n_tables = clv_mapping_get_n_tables (self->mapping);
  g_autofree gboolean *is_seen = g_new0 (gboolean, n_tables + 1);

  for (guint i = 0; i < n_tables; i++)
    {
      const ClvTableMapping *other = clv_mapping_get_table (self->mapping, i);
      g_autoptr (GPtrArray) parts = NULL;

      if (i == fact->table || !is_partner (other) || is_seen[groups[i]] || groups[i] == groups[fact->table]
          || (is_told_twice && !may_be_lines_of (self, fact, i)))
        continue;
      is_seen[groups[i]] = TRUE;
      parts = g_ptr_array_new ();
      g_array_set_size (members, 0);
      for (guint j = i; j < n_tables; j++)
        if (j != fact->table && groups[j] == groups[i] && is_partner (clv_mapping_get_table (self->mapping, j)))
          {
            g_ptr_array_add (parts, (gpointer) clv_mapping_get_table (self->mapping, j));
            g_array_append_val (members, j);
          }
      if (parts->len > 1)
        {
          /* Many tables of lines may be joined with the same orders. */
          if (unions[i] == NULL && (unions[i] = clv_table_mapping_unite (parts)) != NULL)
            g_ptr_array_add (self->unions, unions[i]);
          if (unions[i] != NULL)
            other = unions[i];
          else
            g_array_set_size (members, 1);
        }
      *rows = match_rows (self, mapping, other, role, !is_told_twice);
      if (*rows != NULL && is_told_twice
          && !clv_fact_agrees_with (mapping, other, *rows, are_alike (mapping, other)))
        g_clear_pointer (rows, g_free);
      if (*rows != NULL)
        return other;
    }
  g_array_set_size (members, 0);
  return NULL;
}

static gboolean
is_order_table_with_money (const ClvTableMapping *mapping)
{
  return is_order_table (mapping) && clv_table_mapping_has_money (mapping, FALSE);
}

/* Orders that say what they came to go before lists of how they stand, whichever is read first. */
static const ClvTableMapping *
find_orders (ClvLedgerBuilder *self,
             const ClvFact    *fact,
             guint32         **rows,
             GArray           *members)
{
  const ClvTableMapping *orders = find_partner (self, fact, CLV_ROLE_ORDER, is_order_table_with_money, rows, members);

  return orders != NULL ? orders : find_partner (self, fact, CLV_ROLE_ORDER, is_order_table, rows, members);
}

static void
join_lines_with_first (ClvLedgerBuilder *self,
                       ClvFact          *fact)
{
  const char *kind = clv_fact_find_first_rows (fact);
  g_autofree guint32 *first = NULL;

  /* Not marked: without some of its lines, a part of what the order came to would be missing. */
  for (guint32 i = 0; kind != NULL && i < fact->n_rows; i++)
    if (fact->header_row[i] != i)
      clv_problem_list_add (self->ledger->problems, kind, "repaired", clv_table_get_file (fact->mapping->table),
                            clv_table_get_sheet (fact->mapping->table), clv_table_get_source_row (fact->mapping->table, i), NULL);
  if (!fact->is_repeated || !self->mapping->choices.keep_repeated_totals)
    return;
  first = g_steal_pointer (&fact->header_row);
  fact->header = NULL;
  g_clear_pointer (&fact->filled_rows, g_ptr_array_unref);
  fact->is_repeated = FALSE;
}

/* Lists of refunds belong to orders of other tables, and leave these as they are. */
static void
find_refunds (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);
      ClvFact fact = { .mapping = mapping, .table = i, .is_refund = TRUE };
      g_autoptr (GArray) members = NULL;

      if (mapping->kind != CLV_KIND_RETURNS || clv_table_mapping_find_given_back (mapping) < 0)
        continue;
      members = g_array_new (FALSE, FALSE, sizeof (guint));
      fact.n_rows = clv_table_get_n_rows (mapping->table);
      fact.header = find_orders (self, &fact, &fact.header_row, members);
      fact.is_orphan = fact.header == NULL && !clv_table_mapping_has (mapping, CLV_ROLE_DATE);
      g_array_append_val (self->facts, fact);
    }
}

static gboolean
is_price_list (const ClvTableMapping *mapping)
{
  return is_product_table (mapping) && clv_table_mapping_has (mapping, CLV_ROLE_UNIT_PRICE);
}

/* Goods that came back from nobody knows whom: where a list of products says what they cost, they can be taken off. */
static void
find_returned_goods (ClvLedgerBuilder *self)
{
  for (guint i = 0; self->facts->len > 0 && i < clv_mapping_get_n_tables (self->mapping); i++)
    {
      ClvTableMapping *mapping = clv_table_mapping_dup_returned_goods (clv_mapping_get_table (self->mapping, i));
      ClvFact fact = { .mapping = mapping, .table = i, .is_whole = TRUE, .are_goods = TRUE };
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autofree guint32 *rows = NULL;

      if (mapping == NULL)
        continue;
      g_ptr_array_add (self->unions, mapping);
      if (find_partner (self, &fact, CLV_ROLE_PRODUCT, is_price_list, &rows, members) == NULL)
        continue;
      self->has_returned_goods = TRUE;
      if (!self->mapping->choices.subtract_returned_goods)
        continue;
      fact.n_rows = clv_table_get_n_rows (mapping->table);
      g_array_append_val (self->facts, fact);
    }
}

/* Orders that say no money, and are not those of rows that do. */
static void
tell_unused_tables (ClvLedgerBuilder *self)
{
  g_autofree gboolean *is_used = g_new0 (gboolean, clv_mapping_get_n_tables (self->mapping) + 1);

  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      is_used[fact->table] = TRUE;
      for (guint k = 0; fact->members != NULL && k < fact->members->len; k++)
        is_used[g_array_index (fact->members, guint, k)] = TRUE;
    }
  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);

      if (clv_table_mapping_is_orderly (mapping) && !is_used[i] && clv_table_get_n_rows (mapping->table) > 0)
        clv_problem_list_add (self->ledger->problems, "ignored-table", "ignored", clv_table_get_file (mapping->table),
                              clv_table_get_sheet (mapping->table), 0,
                              _("orders without amounts, which are not those of another table"));
    }
}

/**
 * clv_ledger_find_facts:
 *
 * Lists the tables whose rows are order rows, joined with what completes them, and reserves their ledger rows.
 * A table of orders that stands beside their lines counts for the orders without lines only.
 */
void
clv_ledger_find_facts (ClvLedgerBuilder *self)
{
  guint n_tables = clv_mapping_get_n_tables (self->mapping);
  g_autofree guint *groups = clv_mapping_dup_groups (self->mapping);
  g_autofree ClvTableMapping **united_orders = g_new0 (ClvTableMapping *, n_tables + 1);
  g_autofree ClvTableMapping **united_products = g_new0 (ClvTableMapping *, n_tables + 1);
  g_autoptr (GPtrArray) join_ids = g_ptr_array_new_with_free_func (join_ids_free);
  gboolean prices = FALSE;

  self->groups = groups;
  self->join_ids = join_ids;
  self->united_orders = united_orders;
  self->united_products = united_products;

  for (guint i = 0; i < n_tables; i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);

      prices |= mapping->kind == CLV_KIND_PRODUCTS && clv_table_mapping_has (mapping, CLV_ROLE_UNIT_PRICE);
    }

  for (guint i = 0; i < n_tables; i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, i);
      ClvFact fact = { .mapping = mapping, .table = i };

      if (!clv_table_mapping_is_orderly (mapping) || !clv_table_mapping_has_money (mapping, prices))
        continue;
      fact.n_rows = clv_table_get_n_rows (mapping->table);
      fact.is_whole = clv_table_mapping_has (mapping, CLV_ROLE_CUSTOMER) && clv_table_mapping_has (mapping, CLV_ROLE_DATE);
      if (clv_table_mapping_has (mapping, CLV_ROLE_ORDER))
        {
          fact.members = g_array_new (FALSE, FALSE, sizeof (guint));
          fact.header = find_orders (self, &fact, &fact.header_row, fact.members);
          if (fact.header == NULL)
            g_clear_pointer (&fact.members, g_array_unref);
        }
      fact.is_orphan = fact.header == NULL && !clv_table_mapping_has (mapping, CLV_ROLE_DATE);
      g_array_append_val (self->facts, fact);
    }
  tell_unused_tables (self);
  clv_ledger_settle_orders (self, prices);
  find_refunds (self);
  find_returned_goods (self);

  for (guint i = 0; i < self->facts->len; i++)
    {
      ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      if (fact->header == NULL && !fact->is_refund)
        join_lines_with_first (self, fact);
      if (clv_table_mapping_has (fact->mapping, CLV_ROLE_PRODUCT))
        {
          g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));

          fact->product = find_partner (self, fact, CLV_ROLE_PRODUCT, fact->are_goods ? is_price_list : is_product_table, &fact->product_row, members);
        }
    }

  for (guint i = 0; i < self->facts->len; i++)
    {
      ClvFact *fact = &g_array_index (self->facts, ClvFact, i);
      const ClvTable *read = fact->mapping == clv_mapping_get_table (self->mapping, fact->table)
                               ? clv_mapping_get_table (self->as_read, fact->table)->table
                               : fact->mapping->table;
      ClvLedgerPart part = { g_strdup (clv_table_get_file (read)), g_strdup (clv_table_get_sheet (read)), fact->mapping->kind,
                             fact->n_rows, self->n_rows, clv_table_get_n_totals (read), clv_table_get_n_repeated_headers (read) };

      part.are_returned_goods = fact->are_goods;
      fact->first_row = self->n_rows;
      fact->part = self->ledger->parts->len;
      g_array_append_val (self->ledger->parts, part);
      self->n_rows += fact->n_rows;
    }
  self->groups = NULL;
  self->join_ids = NULL;
  self->united_orders = self->united_products = NULL;
}
