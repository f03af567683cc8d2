/* clv-io-test.h - files written down in a test, and what was read of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "clv-source.h"
#include "clv-test.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *content;
} IoTestPart;

char        *io_test_write    (const char *name,
                               const char *bytes,
                               gssize      length);
/* Reads a file of these bytes; @length -1 for a text. */
ClvSource   *io_test_read     (const char *name,
                               const char *bytes,
                               gssize      length);
/* The error of reading a file of these bytes. */
GError      *io_test_fail     (const char *name,
                               const char *bytes,
                               gssize      length);
/* A ZIP archive of these parts. (transfer full) */
char        *io_test_zip      (const char       *name,
                               const IoTestPart *parts,
                               guint             n_parts);
char        *io_test_dup_text (const ClvTable *table,
                               guint32         row,
                               guint           column);
ClvCellKind  io_test_kind     (const ClvTable *table,
                               guint32         row,
                               guint           column);
guint        io_test_count    (const ClvSource *source,
                               const char      *kind);
/* The number of a cell that holds one. */
double       io_test_number   (const ClvTable *table,
                               guint32         row,
                               guint           column);

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

G_END_DECLS
