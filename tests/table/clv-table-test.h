/* clv-table-test.h - tables written down in a test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "clv-table-builder.h"

G_BEGIN_DECLS

/* Rows end in a newline, cells in “|”. A blank line is a row without cells. */
void      table_test_add         (ClvTableBuilder *builder,
                                  const char      *rows);
ClvTable *table_test_make        (const char     *rows,
                                  ClvProblemList *problems);
/* A table of one column, “x”, with these cells. */
ClvTable *table_test_make_column (const char *const *cells,
                                  guint              n);
char     *table_test_dup_text    (const ClvTable *table,
                                  guint32         row,
                                  guint           column);
/* Cells up to the first NULL, @max at most. */
guint     table_test_count_cells (const char *const *cells,
                                  guint              max);

#define assert_cell(table, row, column, expected)                       \
  G_STMT_START                                                          \
  {                                                                     \
    g_autofree char *cell_ = table_test_dup_text (table, row, column);  \
    g_assert_cmpstr (cell_, ==, expected);                              \
  }                                                                     \
  G_STMT_END

G_END_DECLS
