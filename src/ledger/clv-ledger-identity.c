/* clv-ledger-identity.c - who is the same customer, over all tables
 *
 * The customer column decides, unless people say that the e-mail or the parent
 * account does. What would be decided otherwise is told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger-identity-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The first one stays. */
static void
set_code (GArray *codes,
          guint32 index,
          guint32 code)
{
  while (codes->len <= index)
    {
      const guint32 none = CLV_NOBODY;

      g_array_append_val (codes, none);
    }
  if (g_array_index (codes, guint32, index) == CLV_NOBODY)
    g_array_index (codes, guint32, index) = code;
}

static void
join_email (ClvIdentity *self,
            guint32      id,
            guint32      email)
{
  if (id == CLV_NOBODY || email == CLV_NOBODY)
    return;
  set_code (self->email_of_id, id, email);
  set_code (self->id_of_email, email, id);
}

/* E-mail of each code of the column. (transfer full) */
static guint32 *
intern_emails (ClvIdentity     *self,
               const ClvColumn *column)
{
  guint32 n = clv_column_get_n_distinct (column);
  guint32 *map = g_new (guint32, MAX (n, 1));

  map[CLV_CODE_EMPTY] = CLV_NOBODY;
  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);
      g_autofree char *email = clv_email_normalise (text);

      map[code] = email != NULL ? clv_pool_intern (self->emails, email, strlen (email)) : CLV_NOBODY;
    }
  return map;
}

/* Asked now and then in long loops; what is left half done is thrown away. */
static inline gboolean
is_stopped (const ClvIdentity *self,
            guint32            row)
{
  return (row & 0xffff) == 0 && clv_work_is_cancelled (self->builder->work);
}

static void
read_emails_of_rows (ClvIdentity *self)
{
  const ClvLedgerRows *rows = &self->builder->ledger->rows;

  for (guint i = 0; i < self->builder->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->builder->facts, ClvFact, i);
      g_autofree guint32 *map = NULL;
      ClvField field;

      if (!clv_field_open_anywhere (fact, CLV_ROLE_EMAIL, &field))
        continue;
      if (self->email_of_row == NULL)
        {
          self->email_of_row = g_new (guint32, rows->n + 1);
          memset (self->email_of_row, 0xff, sizeof *self->email_of_row * (rows->n + 1));
        }
      map = intern_emails (self, field.cells);
      for (guint32 row = 0; row < fact->n_rows && !is_stopped (self, row); row++)
        {
          guint32 email = map[clv_field_code (&field, row)];

          self->email_of_row[fact->first_row + row] = email;
          join_email (self, rows->customer[fact->first_row + row], email);
        }
    }
}

/* Where shops know nothing but the e-mail, it is the id. */
static void
read_emails_of_ids (ClvIdentity *self)
{
  for (guint32 i = 0; i < clv_pool_get_n (self->ids) && !is_stopped (self, i); i++)
    {
      g_autofree char *email = clv_identity_get_code (self->email_of_id, i) == CLV_NOBODY ? clv_email_normalise (clv_pool_get (self->ids, i)) : NULL;

      if (email != NULL)
        join_email (self, i, clv_pool_intern (self->emails, email, strlen (email)));
    }
}

static void
read_accounts (ClvIdentity     *self,
               const ClvColumn *column,
               const guint32   *codes, /* by row */
               const guint32   *ids,   /* by row */
               guint32          n)
{
  g_autofree guint32 *map = clv_pool_intern_column (self->accounts, column);

  for (guint32 row = 0; row < n; row++)
    if (ids[row] != CLV_NOBODY && map[codes[row]] != CLV_NOBODY)
      set_code (self->account_of_id, ids[row], map[codes[row]]);
}

static void
read_accounts_of_rows (ClvIdentity *self)
{
  for (guint i = 0; i < self->builder->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->builder->facts, ClvFact, i);
      g_autofree guint32 *codes = NULL;
      ClvField field;

      if (!clv_field_open_anywhere (fact, CLV_ROLE_ACCOUNT, &field))
        continue;
      codes = g_new (guint32, fact->n_rows + 1);
      for (guint32 row = 0; row < fact->n_rows; row++)
        codes[row] = clv_field_code (&field, row);
      read_accounts (self, field.cells, codes, self->builder->ledger->rows.customer + fact->first_row, fact->n_rows);
    }
}

static void
tell_forms (ClvIdentity           *self,
            const ClvTableMapping *mapping,
            const char            *text,
            guint32                id)
{
  /* Translators: the same id in two spellings, “00420” is “420” */
  g_autofree char *words = g_strdup_printf (_("“%s” is “%s”"), text, clv_pool_get (self->ids, id));

  clv_problem_list_add (self->builder->ledger->problems, "customer-id-merged", "used", clv_table_get_file (mapping->table),
                        clv_table_get_sheet (mapping->table), 0, words);
}

/* The id that is meant by each text of @texts, which a table beside the orders writes. (transfer full) */
static guint32 *
resolve_texts (ClvIdentity           *self,
               const ClvTableMapping *mapping,
               const ClvPool         *texts,
               guint32               *n_matched)
{
  guint32 n = clv_pool_get_n (texts);
  guint32 *found = g_new (guint32, n + 1);
  g_autofree guint8 *is_taken = g_malloc0 (self->n_order_ids + 1);

  *n_matched = 0;
  for (guint32 i = 0; i < n; i++)
    {
      found[i] = clv_pool_find (self->ids, clv_pool_get (texts, i));
      if (found[i] < self->n_order_ids)
        {
          is_taken[found[i]] = TRUE;
          (*n_matched)++;
        }
    }
  for (guint32 i = 0; i < n && self->n_order_ids > 0; i++)
    {
      const char *text = clv_pool_get (texts, i);
      g_autofree char *email = NULL;
      guint32 id;

      if (found[i] != CLV_NOBODY)
        continue;
      email = clv_email_normalise (text);
      if (email != NULL)
        {
          guint32 code = clv_pool_find (self->emails, email);

          found[i] = code != CLV_NOBODY ? clv_identity_get_code (self->id_of_email, code) : CLV_NOBODY;
          *n_matched += found[i] != CLV_NOBODY;
          continue;
        }
      if (self->forms == NULL)
        self->forms = clv_id_index_new (self->ids, self->n_order_ids);
      id = clv_id_index_find (self->forms, text);
      /* Only when nothing else here is that id. */
      if (id != CLV_NOBODY && !is_taken[id])
        {
          if (!self->builder->mapping->choices.keep_ids_apart)
            {
              found[i] = id;
              (*n_matched)++;
            }
          is_taken[id] = TRUE;
          tell_forms (self, mapping, text, id);
        }
    }
  return found;
}

/* Orders that name customers, and a list that numbers them: the names of the list are the ids of the orders. */
static void
match_names (ClvIdentity           *self,
             const ClvTableMapping *mapping,
             guint32               *ids)
{
  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    {
      g_autofree char *name = clv_table_mapping_dup_name (mapping, row);
      guint32 id = *name != '\0' ? clv_pool_find (self->ids, name) : CLV_NOBODY;

      if (id < self->n_order_ids)
        ids[row] = id;
    }
}

/* Id of each row of a table of customers, costs or contacts. (transfer full) */
static guint32 *
resolve_table (ClvIdentity           *self,
               const ClvTableMapping *mapping)
{
  guint32 n = clv_table_get_n_rows (mapping->table), n_matched = 0;
  guint32 *ids = g_new (guint32, n + 1);
  int index = clv_table_mapping_find (mapping, CLV_ROLE_CUSTOMER);
  int email_index = clv_table_mapping_find (mapping, CLV_ROLE_EMAIL);
  gboolean is_list = mapping->kind == CLV_KIND_CUSTOMERS || mapping->kind == CLV_KIND_CUSTOMER_VALUES;
  const ClvColumn *column;
  const guint32 *codes;
  g_autoptr (ClvPool) texts = NULL;
  g_autofree guint32 *map = NULL;
  g_autofree guint32 *found = NULL;
  gboolean by_name;

  memset (ids, 0xff, sizeof *ids * (n + 1));
  if (index < 0)
    index = email_index;
  if (index < 0)
    {
      /* Figures of customers whom nobody names: their row is their number, as the spreadsheet counts the data. */
      for (guint32 row = 0; row < n && mapping->kind == CLV_KIND_CUSTOMER_VALUES && self->builder->ledger->rows.n == 0; row++)
        {
          char text[16];

          g_snprintf (text, sizeof text, "%u", row + 1);
          ids[row] = clv_pool_intern (self->ids, text, strlen (text));
        }
      return ids;
    }
  column = clv_table_get_column (mapping->table, index);
  codes = clv_column_get_codes (column);
  if (self->n_order_ids == 0)
    {
      map = clv_pool_intern_column (self->ids, column);
      for (guint32 row = 0; row < n; row++)
        ids[row] = map[codes[row]];
    }
  else
    {
      texts = clv_pool_new ();
      map = clv_pool_intern_column (texts, column);
      found = resolve_texts (self, mapping, texts, &n_matched);
      by_name = is_list && n_matched == 0;
      if (by_name)
        match_names (self, mapping, ids);
      for (guint32 row = 0; row < n; row++)
        {
          guint32 text = map[codes[row]];

          if (text == CLV_NOBODY || ids[row] != CLV_NOBODY)
            continue;
          if (found[text] == CLV_NOBODY)
            found[text] = clv_pool_intern (self->ids, clv_pool_get (texts, text), strlen (clv_pool_get (texts, text)));
          ids[row] = found[text];
        }
    }
  return ids;
}

static void
read_list (ClvIdentity           *self,
           const ClvTableMapping *mapping,
           const guint32         *ids)
{
  int email = clv_table_mapping_find (mapping, CLV_ROLE_EMAIL), account = clv_table_mapping_find (mapping, CLV_ROLE_ACCOUNT);

  if (email >= 0)
    {
      const ClvColumn *column = clv_table_get_column (mapping->table, email);
      g_autofree guint32 *map = intern_emails (self, column);

      for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
        join_email (self, ids[row], map[clv_column_get_codes (column)[row]]);
    }
  if (account >= 0)
    {
      const ClvColumn *column = clv_table_get_column (mapping->table, account);

      read_accounts (self, column, clv_column_get_codes (column), ids, clv_table_get_n_rows (mapping->table));
    }
}

static void
resolve_tables (ClvIdentity *self)
{
  ClvLedgerBuilder *builder = self->builder;
  guint n_tables = clv_mapping_get_n_tables (builder->mapping);

  g_ptr_array_set_size (builder->customers_of_rows, n_tables);
  /* Lists of customers know e-mails by which the others may name them. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n_tables; i++)
      {
        const ClvTableMapping *mapping = clv_mapping_get_table (builder->mapping, i);
        gboolean is_list = mapping->kind == CLV_KIND_CUSTOMERS || mapping->kind == CLV_KIND_CUSTOMER_VALUES;

        if (pass == 0 ? !is_list : mapping->kind != CLV_KIND_COSTS && mapping->kind != CLV_KIND_CONTACTS)
          continue;
        builder->customers_of_rows->pdata[i] = resolve_table (self, mapping);
        if (is_list)
          read_list (self, mapping, builder->customers_of_rows->pdata[i]);
      }
}

/* A parent may be told by the name of a customer; by one that only one customer has. */
static guint32
find_name (ClvIdentity *self,
           const char  *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  if (self->id_of_name == NULL)
    {
      guint32 n = clv_pool_get_n (self->ids);
      g_autofree guint8 *is_wanted = g_malloc (n + 1);
      g_autoptr (GHashTable) names = NULL;
      GHashTableIter iter;
      gpointer id, text;

      memset (is_wanted, TRUE, n + 1);
      names = clv_identity_read_names (self, is_wanted);
      self->id_of_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_iter_init (&iter, names);
      while (g_hash_table_iter_next (&iter, &id, &text))
        {
          char *key = g_utf8_casefold (text, -1);
          gboolean is_known = g_hash_table_contains (self->id_of_name, key);

          g_hash_table_insert (self->id_of_name, key, is_known ? NULL : GUINT_TO_POINTER (GPOINTER_TO_UINT (id) + 1));
        }
    }
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->id_of_name, folded)) - 1;
}

/* The customer that is the parent of @id, @id itself where nobody is; @name (out): what the parent is called. */
static guint32
find_parent (ClvIdentity *self,
             guint32      id,
             const char **name)
{
  guint32 account = clv_identity_get_code (self->account_of_id, id);
  guint32 parent;

  if (account == CLV_NOBODY || strcmp (clv_pool_get (self->accounts, account), *name) == 0)
    return id;
  *name = clv_pool_get (self->accounts, account);
  parent = clv_pool_find (self->ids, *name);
  if (parent == CLV_NOBODY)
    {
      parent = find_name (self, *name);
      if (parent != CLV_NOBODY)
        *name = clv_pool_get (self->ids, parent);
    }
  return parent;
}

/* All members of a circle have the same one at the top: whose id comes first. */
static guint32
find_first_of_circle (ClvIdentity *self,
                      guint32      id)
{
  guint32 first = id;
  const char *text = clv_pool_get (self->ids, id);

  for (guint32 next = find_parent (self, id, &text); next != id; next = find_parent (self, next, &text))
    if (strcmp (text, clv_pool_get (self->ids, first)) < 0)
      first = next;
  return first;
}

/* The account at the top: a parent that is a customer may have a parent as well. What the ids on the way were found to be is
 * kept in @roots (by id, NULL: unknown), so that long chains are walked once; @seen_by tells circles. */
static const char *
find_root (ClvIdentity *self,
           guint32      start,
           const char **roots,
           guint32     *seen_by)
{
  const char *root = NULL;
  guint32 id = start;

  while (root == NULL)
    {
      const char *text = clv_pool_get (self->ids, id);
      guint32 parent;

      seen_by[id] = start + 1;
      parent = find_parent (self, id, &text);
      if (parent == CLV_NOBODY || parent == id)
        root = text;
      else if (roots[parent] != NULL)
        root = roots[parent];
      else if (seen_by[parent] == start + 1)
        root = clv_pool_get (self->ids, find_first_of_circle (self, parent));
      else
        id = parent;
    }
  for (id = start; id != CLV_NOBODY && roots[id] == NULL;)
    {
      const char *text = clv_pool_get (self->ids, id);

      roots[id] = root;
      id = find_parent (self, id, &text);
    }
  return root;
}

/* “A → B → A”. */
static void
tell_circle (ClvIdentity *self,
             guint32      id)
{
  enum { MAX_NAMED = 5 };
  guint32 first = find_first_of_circle (self, id), next = first;
  const char *text = clv_pool_get (self->ids, first);
  g_autoptr (GString) words = g_string_new (text);

  for (guint n = 1; n == 1 || next != first; n++)
    {
      next = find_parent (self, next, &text);
      if (n <= MAX_NAMED || next == first)
        g_string_append_printf (words, " → %s", text);
      else if (n == MAX_NAMED + 1)
        g_string_append (words, " → …");
    }
  clv_problem_list_add (self->builder->ledger->problems, "parent-cycle", "used", NULL, NULL, 0, words->str);
}

static void
tell_circles (ClvIdentity *self)
{
  guint32 n = self->account_of_id->len > 0 ? clv_pool_get_n (self->ids) : 0;
  g_autofree guint32 *seen_by = g_new0 (guint32, (gsize) n + 1);

  for (guint32 start = 0; start < n; start++)
    for (guint32 id = start, parent; seen_by[id] == 0; id = parent)
      {
        const char *text = clv_pool_get (self->ids, id);

        seen_by[id] = start + 1;
        parent = find_parent (self, id, &text);
        if (parent == CLV_NOBODY || parent == id)
          break;
        if (seen_by[parent] == start + 1)
          tell_circle (self, parent);
      }
}

static const char *
get_key (ClvIdentity *self,
         guint32      id)
{
  guint32 email = clv_identity_get_code (self->email_of_id, id);

  return email != CLV_NOBODY ? clv_pool_get (self->emails, email) : clv_pool_get (self->ids, id);
}

/* Codes of ids become codes of customers, everywhere. */
static void
take_keys (ClvIdentity *self)
{
  ClvLedgerBuilder *builder = self->builder;
  ClvPool *customers = clv_pool_new ();
  guint32 n_ids = clv_pool_get_n (self->ids);
  const gboolean is_by_account = builder->mapping->customer_key == CLV_CUSTOMER_KEY_ACCOUNT;
  g_autofree guint32 *customer_of_id = g_new (guint32, n_ids + 1);
  g_autofree const char **roots = g_new0 (const char *, (gsize) n_ids + 1);
  g_autofree guint32 *seen_by = g_new0 (guint32, (gsize) n_ids + 1);
  guint32 *customer = CLV_ROWS (builder, customer);

  for (guint32 id = 0; id < n_ids; id++)
    {
      const char *key = is_by_account ? (roots[id] != NULL ? roots[id] : find_root (self, id, roots, seen_by)) : get_key (self, id);

      customer_of_id[id] = clv_pool_intern (customers, key, strlen (key));
    }
  for (guint32 row = 0; row < builder->ledger->rows.n && !is_stopped (self, row); row++)
    {
      guint32 email = self->email_of_row != NULL && builder->mapping->customer_key == CLV_CUSTOMER_KEY_EMAIL ? self->email_of_row[row]
                                                                                                            : CLV_NOBODY;

      if (email != CLV_NOBODY)
        customer[row] = clv_pool_intern (customers, clv_pool_get (self->emails, email), strlen (clv_pool_get (self->emails, email)));
      else if (customer[row] != CLV_NOBODY)
        customer[row] = customer_of_id[customer[row]];
    }
  for (guint i = 0; i < builder->customers_of_rows->len; i++)
    {
      guint32 *ids = builder->customers_of_rows->pdata[i];

      for (guint32 row = 0; ids != NULL && row < clv_table_get_n_rows (clv_mapping_get_table (builder->mapping, i)->table); row++)
        if (ids[row] != CLV_NOBODY)
          ids[row] = customer_of_id[ids[row]];
    }
  clv_pool_free (builder->ledger->customers);
  builder->ledger->customers = customers;
}

static void
tell_missing (ClvIdentity *self)
{
  for (guint i = 0; i < self->builder->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->builder->facts, ClvFact, i);
      ClvField field;
      const gboolean has_field = clv_field_open_anywhere (fact, CLV_ROLE_CUSTOMER, &field);

      if (fact->is_orphan || fact->are_goods || (!has_field && fact->header != NULL))
        continue;
      for (guint32 row = 0; row < fact->n_rows && !is_stopped (self, row); row++)
        if (self->builder->ledger->rows.customer[fact->first_row + row] == CLV_NOBODY
            && (fact->is_whole || fact->header_row == NULL || fact->header_row[row] != CLV_NOBODY))
          clv_fact_tell (self->builder, fact, row, has_field && clv_field_code (&field, row) != CLV_CODE_EMPTY ? &field : NULL, "missing-customer", "kept");
    }
}

static void
read_emails_of_orders (ClvIdentity *self)
{
  if (self->n_order_ids > 0)
    read_emails_of_ids (self);
}

static void
take_other_keys (ClvIdentity *self)
{
  if (self->builder->mapping->customer_key != CLV_CUSTOMER_KEY_ID)
    take_keys (self);
}

/* Somebody who cancels waits for one of them at most. */
static void (*const steps[]) (ClvIdentity *self) = {
  clv_identity_drop_placeholders,
  read_emails_of_rows,
  read_accounts_of_rows,
  read_emails_of_orders,
  resolve_tables,
  read_emails_of_ids,
  clv_identity_tell_shared_emails,
  clv_identity_tell_accounts,
  tell_circles,
  clv_identity_tell_similar,
  take_other_keys,
  tell_missing,
};

/**
 * clv_ledger_identify:
 *
 * After the order rows: finds out whom the rows of all other tables mean, and makes customers of ids, e-mails or
 * accounts. Sets customers_of_rows of the builder.
 */
void
clv_ledger_identify (ClvLedgerBuilder *builder)
{
  ClvIdentity self = {
    .builder = builder,
    .ids = builder->ledger->customers,
    .n_order_ids = clv_pool_get_n (builder->ledger->customers),
    .emails = clv_pool_new (),
    .email_of_id = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .id_of_email = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .accounts = clv_pool_new (),
    .account_of_id = g_array_new (FALSE, FALSE, sizeof (guint32)),
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps) && !clv_work_is_cancelled (builder->work); i++)
    steps[i] (&self);

  clv_id_index_free (self.forms);
  g_clear_pointer (&self.id_of_name, g_hash_table_unref);
  clv_pool_free (self.emails);
  clv_pool_free (self.accounts);
  g_free (self.email_of_row);
  g_free (self.is_nobody);
  g_array_unref (self.email_of_id);
  g_array_unref (self.id_of_email);
  g_array_unref (self.account_of_id);
}
