/* clv-ledger-identity-tell.c - who may be the same customer, and is not taken for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-ledger-identity-private.h"

/* The first order row with each e-mail, so that people can look at it. (transfer full) */
static guint32 *
find_first_rows (ClvIdentity *self)
{
  const ClvLedgerRows *rows = &self->builder->ledger->rows;
  guint32 n = clv_pool_get_n (self->emails);
  guint32 *first = g_new (guint32, n + 1);

  memset (first, 0xff, sizeof *first * (n + 1));
  for (guint32 row = rows->n; row-- > 0;)
    {
      guint32 email = self->email_of_row != NULL ? self->email_of_row[row] : CLV_NOBODY;

      if (email == CLV_NOBODY && rows->customer[row] != CLV_NOBODY)
        email = clv_identity_get_code (self->email_of_id, rows->customer[row]);
      if (email != CLV_NOBODY)
        first[email] = row;
    }
  return first;
}

static void
tell_row (ClvIdentity *self,
          guint32      row,
          const char  *kind,
          const char  *text)
{
  ClvLedger *ledger = self->builder->ledger;

  if (row != CLV_NOBODY)
    {
      const ClvLedgerPart *part = clv_ledger_get_part (ledger, ledger->rows.part[row]);

      clv_problem_list_add (ledger->problems, kind, "kept", part->file, part->sheet, ledger->rows.source_row[row], text);
    }
  else
    clv_problem_list_add (ledger->problems, kind, "kept", NULL, NULL, 0, text);
}

/**
 * clv_identity_read_names:
 *
 * Returns: (transfer full): the first name of each wanted id, by id
 */
GHashTable *
clv_identity_read_names (ClvIdentity  *self,
                         const guint8 *is_wanted) /* by id */
{
  const ClvLedgerBuilder *builder = self->builder;
  GHashTable *names = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < builder->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (builder->facts, ClvFact, i);
      gboolean is_own = clv_table_mapping_find (fact->mapping, CLV_ROLE_CUSTOMER_NAME) >= 0;

      if (!is_own && (fact->header == NULL || clv_table_mapping_find (fact->header, CLV_ROLE_CUSTOMER_NAME) < 0))
        continue;
      for (guint32 row = 0; row < fact->n_rows; row++)
        {
          guint32 id = builder->ledger->rows.customer[fact->first_row + row];
          guint32 at = is_own ? row : fact->header_row[row];

          if (id != CLV_NOBODY && is_wanted[id] && at != CLV_NOBODY && !g_hash_table_contains (names, GUINT_TO_POINTER (id)))
            g_hash_table_insert (names, GUINT_TO_POINTER (id),
                                 clv_table_mapping_dup_name (is_own ? fact->mapping : fact->header, at));
        }
    }
  for (guint i = 0; i < clv_mapping_get_n_tables (builder->mapping); i++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (builder->mapping, i);
      const guint32 *ids = builder->customers_of_rows->pdata[i];

      for (guint32 row = 0; ids != NULL && row < clv_table_get_n_rows (mapping->table); row++)
        if (ids[row] != CLV_NOBODY && is_wanted[ids[row]] && !g_hash_table_contains (names, GUINT_TO_POINTER (ids[row])))
          g_hash_table_insert (names, GUINT_TO_POINTER (ids[row]), clv_table_mapping_dup_name (mapping, row));
    }
  return names;
}

static gboolean
is_other_name (const char *a,
               const char *b)
{
  g_autofree char *x = g_utf8_casefold (a, -1);
  g_autofree char *y = g_utf8_casefold (b, -1);

  return *a != '\0' && *b != '\0' && strcmp (g_strstrip (x), g_strstrip (y)) != 0;
}

/* Nobody reads the thousands of guests of noreply@… */
#define MAX_NAMED 5

/**
 * clv_identity_tell_shared_emails:
 *
 * E-mails with several ids, or with rows that have none; and those of them whose names differ.
 */
void
clv_identity_tell_shared_emails (ClvIdentity *self)
{
  const ClvLedgerRows *rows = &self->builder->ledger->rows;
  guint32 n = clv_pool_get_n (self->emails), n_ids = clv_pool_get_n (self->ids);
  g_autofree guint32 *n_ids_of = g_new0 (guint32, n + 1);
  g_autofree guint8 *has_guest = g_malloc0 (n + 1);
  g_autofree guint8 *is_shared = g_malloc0 (n_ids + 1);
  g_autofree GString **texts = g_new0 (GString *, n + 1);
  g_autofree guint32 *first = NULL;
  g_autofree guint32 *known = g_new (guint32, n + 1);
  g_autofree guint8 *has_names = g_malloc0 (n + 1);
  g_autofree guint32 *n_named = g_new0 (guint32, (gsize) n + 1);
  g_autoptr (GHashTable) names = NULL;
  gboolean any = FALSE;

  for (guint32 id = 0; id < n_ids; id++)
    if (clv_identity_get_code (self->email_of_id, id) != CLV_NOBODY)
      n_ids_of[clv_identity_get_code (self->email_of_id, id)]++;
  for (guint32 row = 0; self->email_of_row != NULL && row < rows->n; row++)
    if (rows->customer[row] == CLV_NOBODY && self->email_of_row[row] != CLV_NOBODY)
      has_guest[self->email_of_row[row]] = TRUE;
  for (guint32 email = 0; email < n; email++)
    any |= n_ids_of[email] > 1 || has_guest[email];
  if (!any)
    return;

  first = find_first_rows (self);
  memset (known, 0xff, sizeof *known * (n + 1));
  for (guint32 id = 0; id < n_ids; id++)
    {
      guint32 email = clv_identity_get_code (self->email_of_id, id);

      is_shared[id] = email != CLV_NOBODY && n_ids_of[email] > 1;
    }
  names = clv_identity_read_names (self, is_shared);
  for (guint32 id = 0; id < n_ids; id++)
    {
      guint32 email = clv_identity_get_code (self->email_of_id, id);

      if (email == CLV_NOBODY || (n_ids_of[email] < 2 && !has_guest[email]))
        continue;
      if (texts[email] == NULL)
        {
          texts[email] = g_string_new (clv_pool_get (self->emails, email));
          g_string_append (texts[email], ": ");
          known[email] = id;
        }
      else
        {
          const char *a = g_hash_table_lookup (names, GUINT_TO_POINTER (known[email]));
          const char *b = g_hash_table_lookup (names, GUINT_TO_POINTER (id));

          has_names[email] |= a != NULL && b != NULL && is_other_name (a, b);
          if (n_named[email] < MAX_NAMED)
            g_string_append (texts[email], ", ");
        }
      if (n_named[email]++ < MAX_NAMED)
        g_string_append (texts[email], clv_pool_get (self->ids, id));
    }
  for (guint32 email = 0; email < n; email++)
    {
      if (n_ids_of[email] < 2 && !has_guest[email])
        continue;
      if (texts[email] == NULL)
        texts[email] = g_string_new (clv_pool_get (self->emails, email));
      if (n_named[email] > MAX_NAMED)
        /* Translators: after a list of ids; the first blank belongs to it */
        g_string_append_printf (texts[email], ngettext (" and %u more", " and %u more", n_named[email] - MAX_NAMED), n_named[email] - MAX_NAMED);
      tell_row (self, first[email], "guest-customers", texts[email]->str);
      if (has_names[email])
        tell_row (self, first[email], "email-of-several-names", texts[email]->str);
    }
  for (guint32 email = 0; email < n; email++)
    if (texts[email] != NULL)
      g_string_free (texts[email], TRUE);
}

/**
 * clv_identity_tell_accounts:
 *
 * Accounts that several customers belong to.
 */
void
clv_identity_tell_accounts (ClvIdentity *self)
{
  guint32 n = clv_pool_get_n (self->accounts);
  g_autofree guint32 *n_ids_of = g_new0 (guint32, n + 1);

  for (guint32 id = 0; id < clv_pool_get_n (self->ids); id++)
    if (clv_identity_get_code (self->account_of_id, id) != CLV_NOBODY)
      n_ids_of[clv_identity_get_code (self->account_of_id, id)]++;
  for (guint32 account = 0; account < n; account++)
    if (n_ids_of[account] > 1)
      {
        /* Translators: a company, and how many customers belong to it */
        g_autofree char *text = g_strdup_printf (ngettext ("%s: %u customer", "%s: %u customers", n_ids_of[account]),
                                                 clv_pool_get (self->accounts, account), n_ids_of[account]);

        clv_problem_list_add (self->builder->ledger->problems, "parent-accounts", "kept", NULL, NULL, 0, text);
      }
}

/* Whether some ids may be spellings of others: they have capitals and small letters, blanks, or leading zeros. */
static gboolean
may_be_similar (const ClvIdentity *self)
{
  gboolean has_upper = FALSE, has_lower = FALSE, has_zero = FALSE, has_other = FALSE;

  for (guint32 id = 0; id < self->n_order_ids; id++)
    {
      const char *text = clv_pool_get (self->ids, id);

      has_zero |= *text == '0' || g_str_has_suffix (text, ".0");
      for (const char *p = text; *p != '\0'; p++)
        {
          has_upper |= g_ascii_isupper (*p);
          has_lower |= g_ascii_islower (*p);
          has_other |= *p == ' ' || (*p & 0x80);
        }
    }
  return (has_upper && has_lower) || has_zero || has_other;
}

/* The rows of ids that are another one's spelling go to that. */
static void
merge_ids (ClvIdentity   *self,
           const guint32 *meant) /* by id of order rows */
{
  ClvLedgerBuilder *builder = self->builder;
  guint32 *customer = CLV_ROWS (builder, customer);

  for (guint32 row = 0; row < builder->ledger->rows.n; row++)
    if (customer[row] < self->n_order_ids)
      customer[row] = meant[customer[row]];
  for (guint i = 0; i < builder->customers_of_rows->len; i++)
    {
      guint32 *ids = builder->customers_of_rows->pdata[i];

      for (guint32 row = 0; ids != NULL && row < clv_table_get_n_rows (clv_mapping_get_table (builder->mapping, i)->table); row++)
        if (ids[row] < self->n_order_ids)
          ids[row] = meant[ids[row]];
    }
}

/**
 * clv_identity_tell_similar:
 *
 * Ids of order rows that differ by zeros, capitals or blanks only. They stay two customers unless people say that they are
 * one: which of them the business means nobody but the business knows.
 */
void
clv_identity_tell_similar (ClvIdentity *self)
{
  g_autoptr (GHashTable) ids = NULL; /* folded text: id + 1 */
  g_autofree guint32 *first = NULL;
  g_autofree guint32 *meant = NULL;
  const ClvLedgerRows *rows = &self->builder->ledger->rows;

  if (!may_be_similar (self))
    return;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint32 id = 0; id < self->n_order_ids; id++)
    {
      char *folded;
      gpointer found;
      g_autofree char *text = NULL;

      if (self->is_nobody != NULL && self->is_nobody[id])
        continue;
      folded = clv_id_fold (clv_pool_get (self->ids, id));
      found = g_hash_table_lookup (ids, folded);
      if (found == NULL)
        {
          g_hash_table_insert (ids, folded, GUINT_TO_POINTER (id + 1));
          continue;
        }
      g_free (folded);
      if (first == NULL)
        {
          meant = g_new (guint32, (gsize) self->n_order_ids + 1);
          for (guint32 i = 0; i < self->n_order_ids; i++)
            meant[i] = i;
          first = g_new (guint32, (gsize) self->n_order_ids + 1);
          memset (first, 0xff, sizeof *first * ((gsize) self->n_order_ids + 1));
          for (guint32 row = rows->n; row-- > 0;)
            if (rows->customer[row] < self->n_order_ids)
              first[rows->customer[row]] = row;
        }
      /* Translators: two ids, “00420” and “420” */
      text = g_strdup_printf (_("“%s” and “%s”"), clv_pool_get (self->ids, GPOINTER_TO_UINT (found) - 1), clv_pool_get (self->ids, id));
      tell_row (self, first[id], "customer-id-similar", text);
      meant[id] = GPOINTER_TO_UINT (found) - 1;
    }
  if (meant != NULL && self->builder->mapping->choices.merge_similar_ids)
    merge_ids (self, meant);
}
