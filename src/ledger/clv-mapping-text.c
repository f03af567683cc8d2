/* clv-mapping-text.c - a mapping as text, remembered under the headers it was made for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "clv-header-scale.h"
#include "clv-mapping-private.h"

/**
 * clv_mapping_dup_signature:
 *
 * A hash over the headers of all tables, in their order: the same export next month has the same one.
 *
 * Returns: (transfer full): hex
 */
char *
clv_mapping_dup_signature (const ClvMapping *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];

      for (guint j = 0; j < mapping->n_columns; j++)
        {
          const char *header = clv_column_get_header (clv_table_get_column (mapping->table, j));

          g_checksum_update (sum, (const guchar *) header, strlen (header) + 1);
        }
      g_checksum_update (sum, (const guchar *) "\n", 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/**
 * clv_mapping_serialise:
 *
 * Kinds, roles and readings as a key file, for clv_mapping_restore(). Readings that nothing proves and nobody chose
 * are left open.
 *
 * Returns: (transfer full)
 */
char *
clv_mapping_serialise (const ClvMapping *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  for (guint i = 0; i < self->tables->len; i++)
    {
      const ClvTableMapping *mapping = self->tables->pdata[i];
      g_autofree char *group = g_strdup_printf ("table %u", i);

      g_key_file_set_string (file, group, "kind", clv_table_kind_to_id (mapping->kind));
      for (guint j = 0; j < mapping->n_columns; j++)
        {
          const ClvColumnMapping *column = &mapping->columns[j];
          g_autofree char *key = g_strdup_printf ("column-%u", j);
          /* A guess is no decision: the next file may prove something else, or has to be asked about again. */
          gboolean is_guess = column->reading->ambiguous;
          g_autofree char *value = g_strdup_printf ("%s %d %d %d", clv_role_to_id (column->role), column->reading->type,
                                                    is_guess ? CLV_DECIMAL_UNDECIDED : column->reading->decimal,
                                                    is_guess ? CLV_DATE_ORDER_UNDECIDED : column->reading->date_order);

          g_key_file_set_string (file, group, key, value);
        }
    }
  return g_key_file_to_data (file, NULL, NULL);
}

/**
 * clv_mapping_restore:
 * @serialised: of clv_mapping_serialise(), from tables with the same signature
 *
 * Returns: FALSE, with nothing changed, when @serialised does not fit these tables
 */
gboolean
clv_mapping_restore (ClvMapping *self,
                     const char *serialised)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, serialised, -1, G_KEY_FILE_NONE, NULL))
    return FALSE;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->tables->len; i++)
      {
        ClvTableMapping *mapping = self->tables->pdata[i];
        g_autofree char *group = g_strdup_printf ("table %u", i);
        g_autofree char *kind_id = g_key_file_get_string (file, group, "kind", NULL);
        ClvTableKind kind;

        if (kind_id == NULL || !clv_table_kind_from_id (kind_id, &kind))
          return FALSE;
        for (guint j = 0; j < mapping->n_columns; j++)
          {
            g_autofree char *key = g_strdup_printf ("column-%u", j);
            g_autofree char *value = g_key_file_get_string (file, group, key, NULL);
            g_auto (GStrv) words = value != NULL ? g_strsplit (value, " ", 4) : NULL;
            ClvColumnMapping *column = &mapping->columns[j];
            ClvRole role;

            if (words == NULL || g_strv_length (words) != 4 || !clv_role_from_id (words[0], &role))
              return FALSE;
            if (pass == 0)
              continue;
            column->role = role;
            column->by_user = TRUE;
            column->confidence = 1;
            g_free (column->evidence);
            column->evidence = g_strdup (_("as you chose for these columns before"));
            clv_table_mapping_tell_scale (mapping, j);
            /* What is in these rows proves more than what was decided for other ones. */
            if (column->reading->ambiguous || column->reading->type != (ClvColumnType) atoi (words[1]))
              clv_mapping_set_reading (self, i, j, atoi (words[1]), atoi (words[2]), atoi (words[3]));
          }
        if (pass == 1)
          {
            mapping->kind = kind;
            mapping->kind_by_user = TRUE;
          }
      }
  return TRUE;
}
