/* clv-io-test.c - files written down in a test, and what was read of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-io-test.h"

#include <zip.h>

char *
io_test_write (const char *name,
               const char *bytes,
               gssize      length)
{
  g_autofree char *folder = clv_test_dir ();
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return path;
}

ClvSource *
io_test_read (const char *name,
              const char *bytes,
              gssize      length)
{
  g_autofree char *path = io_test_write (name, bytes, length);
  g_autoptr (GError) error = NULL;
  ClvSource *source = clv_source_read (path, NULL, &error);

  g_assert_no_error (error);
  return source;
}

GError *
io_test_fail (const char *name,
              const char *bytes,
              gssize      length)
{
  g_autofree char *path = io_test_write (name, bytes, length);
  GError *error = NULL;

  g_assert_null (clv_source_read (path, NULL, &error));
  g_assert_nonnull (error);
  /* Every message names the file. */
  g_assert_nonnull (strstr (error->message, name));
  return error;
}

char *
io_test_zip (const char       *name,
             const IoTestPart *parts,
             guint             n_parts)
{
  g_autofree char *folder = clv_test_dir ();
  char *path = g_build_filename (folder, name, NULL);
  zip_t *zip = zip_open (path, ZIP_CREATE, NULL);

  g_assert_nonnull (zip);
  for (guint i = 0; i < n_parts; i++)
    {
      zip_source_t *source = zip_source_buffer (zip, parts[i].content, strlen (parts[i].content), 0);

      g_assert_cmpint (zip_file_add (zip, parts[i].name, source, 0), >=, 0);
    }
  g_assert_cmpint (zip_close (zip), ==, 0);
  return path;
}

char *
io_test_dup_text (const ClvTable *table,
                  guint32         row,
                  guint           column)
{
  const ClvColumn *cells = clv_table_get_column (table, column);

  g_assert_cmpuint (row, <, clv_table_get_n_rows (table));
  return clv_column_dup_text (cells, clv_column_get_codes (cells)[row]);
}

ClvCellKind
io_test_kind (const ClvTable *table,
              guint32         row,
              guint           column)
{
  const ClvColumn *cells = clv_table_get_column (table, column);

  return clv_column_get_kind (cells, clv_column_get_codes (cells)[row]);
}

guint
io_test_count (const ClvSource *source,
               const char      *kind)
{
  const ClvProblem *problem = clv_problem_list_find (clv_source_get_problems (source), kind);

  return problem != NULL ? problem->count : 0;
}

double
io_test_number (const ClvTable *table,
                guint32         row,
                guint           column)
{
  const ClvColumn *cells = clv_table_get_column (table, column);
  ClvCell cell;

  clv_column_get_cell (cells, clv_column_get_codes (cells)[row], &cell);
  g_assert_cmpint (cell.kind, ==, CLV_CELL_NUMBER);
  return cell.number;
}
