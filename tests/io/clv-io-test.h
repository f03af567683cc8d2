/* clv-io-test.h - files written down in a test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>
#include <zip.h>

#include "clv-source.h"
#include "clv-test.h"

static inline char *
io_test_write (const char *name,
               const char *bytes,
               gssize      length)
{
  g_autofree char *folder = clv_test_dir ();
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return path;
}

/* Reads a file of these bytes; @length -1 for a text. */
static inline ClvSource *
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

/* The error of reading a file of these bytes. */
static inline GError *
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

typedef struct
{
  const char *name;
  const char *content;
} IoTestPart;

/* A ZIP archive of these parts. (transfer full) */
static inline char *
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

static inline char *
io_test_dup_text (const ClvTable *table,
                  guint32         row,
                  guint           column)
{
  const ClvColumn *cells = clv_table_get_column (table, column);

  g_assert_cmpuint (row, <, clv_table_get_n_rows (table));
  return clv_column_dup_text (cells, clv_column_get_codes (cells)[row]);
}

static inline ClvCellKind
io_test_kind (const ClvTable *table,
              guint32         row,
              guint           column)
{
  const ClvColumn *cells = clv_table_get_column (table, column);

  return clv_column_get_kind (cells, clv_column_get_codes (cells)[row]);
}

static inline guint
io_test_count (const ClvSource *source,
               const char      *kind)
{
  const ClvProblem *problem = clv_problem_list_find (clv_source_get_problems (source), kind);

  return problem != NULL ? problem->count : 0;
}

#define assert_cell(table, row, column, expected)                      \
  G_STMT_START                                                         \
  {                                                                    \
    g_autofree char *cell_ = io_test_dup_text (table, row, column);    \
    g_assert_cmpstr (cell_, ==, expected);                             \
  }                                                                    \
  G_STMT_END

#define assert_header(table, column, expected) \
  g_assert_cmpstr (clv_column_get_header (clv_table_get_column (table, column)), ==, expected)

#define assert_size(table, n_rows, n_columns)                    \
  G_STMT_START                                                   \
  {                                                              \
    g_assert_cmpuint (clv_table_get_n_rows (table), ==, n_rows); \
    g_assert_cmpuint (clv_table_get_n_columns (table), ==, n_columns); \
  }                                                              \
  G_STMT_END
