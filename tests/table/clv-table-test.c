/* clv-table-test.c - tables written down in a test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-test.h"

void
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

ClvTable *
table_test_make (const char     *rows,
                 ClvProblemList *problems)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("test.csv", "");
  g_autoptr (ClvProblemList) own = clv_problem_list_new ();

  table_test_add (builder, rows);
  return clv_table_builder_finish (builder, problems != NULL ? problems : own);
}

ClvTable *
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

char *
table_test_dup_text (const ClvTable *table,
                     guint32         row,
                     guint           column)
{
  const ClvColumn *cells = clv_table_get_column (table, column);

  return clv_column_dup_text (cells, clv_column_get_codes (cells)[row]);
}

guint
table_test_count_cells (const char *const *cells,
                        guint              max)
{
  guint n = 0;

  while (n < max && cells[n] != NULL)
    n++;
  return n;
}
