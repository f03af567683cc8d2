/* clv-table-test.h - tables written down in a test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "clv-table-builder.h"

/* Rows end in a newline, cells in “|”. A blank line is a row without cells. */
static inline void
table_test_add (ClvTableBuilder *builder,
                const char      *rows)
{
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);

  for (guint row = 0; lines[row] != NULL; row++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[row], "|", -1);

      for (guint c = 0; cells[c] != NULL; c++)
        clv_table_builder_add_text (builder, c, cells[c], strlen (cells[c]));
      clv_table_builder_end_row (builder, row + 1);
    }
}

static inline ClvTable *
table_test_make (const char     *rows,
                 ClvProblemList *problems)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("test.csv", "");
  g_autoptr (ClvProblemList) own = clv_problem_list_new ();

  table_test_add (builder, rows);
  return clv_table_builder_finish (builder, problems != NULL ? problems : own);
}

/* A table of one column, “x”, with these cells. */
static inline ClvTable *
table_test_make_column (const char *const *cells,
                        guint              n)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("test.csv", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();

  /* The second column keeps rows whose first cell is empty. */
  clv_table_builder_add_text (builder, 0, "x", 1);
  clv_table_builder_add_text (builder, 1, "number", 6);
  clv_table_builder_end_row (builder, 1);
  for (guint i = 0; i < n; i++)
    {
      clv_table_builder_add_text (builder, 0, cells[i], strlen (cells[i]));
      clv_table_builder_add_number (builder, 1, i);
      clv_table_builder_end_row (builder, i + 2);
    }
  return clv_table_builder_finish (builder, problems);
}

static inline char *
table_test_dup_text (const ClvTable *table,
                     guint32         row,
                     guint           column)
{
  const ClvColumn *cells = clv_table_get_column (table, column);

  return clv_column_dup_text (cells, clv_column_get_codes (cells)[row]);
}

#define assert_cell(table, row, column, expected)                       \
  G_STMT_START                                                          \
  {                                                                     \
    g_autofree char *cell_ = table_test_dup_text (table, row, column);  \
    g_assert_cmpstr (cell_, ==, expected);                              \
  }                                                                     \
  G_STMT_END
