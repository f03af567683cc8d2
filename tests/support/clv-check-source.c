/* clv-check-source.c - whether what was read holds together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-check-source.h"

#include <string.h>

#include "clv-reading.h"

/* Reading decisions cost time for each column; what is wrong with one of these is wrong with all. */
#define MAX_DECIDED 40

static void
check_column (const ClvColumn *column,
              guint32          n_rows)
{
  const guint32 *codes = clv_column_get_codes (column);
  const guint32 *counts = clv_column_get_counts (column);
  guint32 n_distinct = clv_column_get_n_distinct (column);
  guint64 n = 0;

  g_assert_cmpuint (clv_column_get_n_rows (column), ==, n_rows);
  g_assert_true (g_utf8_validate (clv_column_get_header (column), -1, NULL));
  for (guint32 row = 0; row < n_rows; row++)
    g_assert_cmpuint (codes[row], <, n_distinct);
  for (guint32 code = 0; code < n_distinct; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      n += counts[code];
    }
  g_assert_cmpuint (n, ==, n_rows);
}

static void
check_reading (const ClvColumn *column)
{
  g_autoptr (ClvReading) reading = clv_reading_decide (column);

  g_assert_cmpuint (reading->n_readable, <=, reading->n_filled);
  g_assert_cmpuint (reading->n_filled, <=, clv_column_get_n_rows (column));
  if (reading->evidence != NULL)
    g_assert_true (g_utf8_validate (reading->evidence, -1, NULL));
  if (reading->type == CLV_TYPE_NUMBER)
    {
      g_autofree double *numbers = clv_reading_numbers (reading, column);

      g_assert_nonnull (numbers);
    }
  if (reading->type == CLV_TYPE_DATE)
    {
      g_autofree ClvDay *days = clv_reading_days (reading, column);

      g_assert_nonnull (days);
    }
}

void
clv_check_source (const ClvSource *source)
{
  g_assert_cmpuint (clv_source_get_n_tables (source), >, 0);
  for (guint t = 0; t < clv_source_get_n_tables (source); t++)
    {
      const ClvTable *table = clv_source_get_table (source, t);
      guint32 n_rows = clv_table_get_n_rows (table);

      g_assert_true (g_utf8_validate (clv_table_get_sheet (table), -1, NULL));
      /* A sheet may number two rows alike; both are kept under that number. */
      for (guint32 row = 1; row < n_rows; row++)
        g_assert_cmpuint (clv_table_get_source_row (table, row - 1), <=, clv_table_get_source_row (table, row));
      for (guint i = 0; i < clv_table_get_n_notes (table); i++)
        g_assert_true (g_utf8_validate (clv_table_get_note (table, i, NULL), -1, NULL));
      for (guint c = 0; c < clv_table_get_n_columns (table); c++)
        {
          check_column (clv_table_get_column (table, c), n_rows);
          if (c < MAX_DECIDED)
            check_reading (clv_table_get_column (table, c));
        }
    }
}

void
clv_check_path (const char           *path,
                const ClvReadOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = clv_source_read_with (path, options, NULL, &error);

  if (source == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  g_assert_no_error (error);
  clv_check_source (source);
}

static void
digest_text (GChecksum  *checksum,
             const char *text)
{
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

char *
clv_check_dup_digest (const ClvSource *source)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);

  for (guint t = 0; t < clv_source_get_n_tables (source); t++)
    {
      const ClvTable *table = clv_source_get_table (source, t);
      guint32 n_rows = clv_table_get_n_rows (table);

      digest_text (checksum, clv_table_get_sheet (table));
      digest_text (checksum, clv_table_is_hidden (table) ? "hidden" : "shown");
      for (guint i = 0; i < clv_table_get_n_notes (table); i++)
        digest_text (checksum, clv_table_get_note (table, i, NULL));
      for (guint c = 0; c < clv_table_get_n_columns (table); c++)
        {
          const ClvColumn *column = clv_table_get_column (table, c);

          digest_text (checksum, clv_column_get_header (column));
          for (guint32 row = 0; row < n_rows; row++)
            {
              guint32 code = clv_column_get_codes (column)[row];
              g_autofree char *text = clv_column_dup_text (column, code);
              guchar kind = (guchar) clv_column_get_kind (column, code);

              g_checksum_update (checksum, &kind, 1);
              digest_text (checksum, text);
            }
        }
    }
  return g_strdup (g_checksum_get_string (checksum));
}
