/* clv-ledger-match.c - one id in two spellings
 *
 * A spreadsheet program reads “00420” as 420, and a clerk writes “c17” for “C17”.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger-match.h"

#include <string.h>

#define SEVERAL GUINT_TO_POINTER (G_MAXUINT)

struct _ClvIdIndex
{
  GHashTable *codes; /* folded text: code + 1, or SEVERAL */
};

char *
clv_id_fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GString *result = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (result, g_utf8_get_char (p));
  if (result->len > 0 && strspn (result->str, "0123456789.") == result->len)
    {
      gsize n_zeros;

      if (g_str_has_suffix (result->str, ".0"))
        g_string_truncate (result, result->len - 2);
      n_zeros = strspn (result->str, "0");
      g_string_erase (result, 0, n_zeros < result->len ? n_zeros : n_zeros - 1);
    }
  return g_string_free (result, FALSE);
}

ClvIdIndex *
clv_id_index_new (const ClvPool *pool,
                  guint32        n)
{
  ClvIdIndex *self = g_new0 (ClvIdIndex, 1);

  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint32 i = 0; i < n; i++)
    {
      char *text = clv_id_fold (clv_pool_get (pool, i));

      if (g_hash_table_contains (self->codes, text))
        g_hash_table_insert (self->codes, text, SEVERAL);
      else
        g_hash_table_insert (self->codes, text, GUINT_TO_POINTER (i + 1));
    }
  return self;
}

void
clv_id_index_free (ClvIdIndex *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->codes);
  g_free (self);
}

guint32
clv_id_index_find (ClvIdIndex *self,
                   const char *text)
{
  g_autofree char *folded = clv_id_fold (text);
  gpointer found = g_hash_table_lookup (self->codes, folded);

  return found == NULL || found == SEVERAL ? G_MAXUINT32 : GPOINTER_TO_UINT (found) - 1;
}

char *
clv_email_normalise (const char *text)
{
  g_autofree char *lower = NULL;
  GString *result;
  const char *at = strchr (text, '@');

  if (at == NULL || at == text || strchr (at + 1, '.') == NULL || strchr (at + 1, '@') != NULL)
    return NULL;
  lower = g_utf8_strdown (text, -1);
  result = g_string_new (NULL);
  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (result, g_utf8_get_char (p));
  return g_string_free (result, FALSE);
}
