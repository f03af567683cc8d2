/* clv-test-tables.c - small tables from text, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-tables.h"

#include <string.h>

#include "clv-table-builder.h"

void
clv_test_add_table (GPtrArray  *tables,
                    const char *file,
                    const char *sheet,
                    const char *text)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new (file, sheet);
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  ClvTable *table;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ";", -1);

      if (*lines[i] == '\0')
        continue;
      for (guint j = 0; cells[j] != NULL; j++)
        clv_table_builder_add_text (builder, j, cells[j], strlen (cells[j]));
      clv_table_builder_end_row (builder, i + 1);
    }
  table = clv_table_builder_finish (builder, problems);
  g_assert_nonnull (table);
  g_ptr_array_add (tables, table);
}

GPtrArray *
clv_test_tables (const char *text)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);

  clv_test_add_table (tables, "orders.csv", "", text);
  return tables;
}

ClvLedger *
clv_test_ledger (GPtrArray *tables)
{
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (GError) error = NULL;
  ClvLedger *ledger = clv_ledger_build (mapping, NULL, &error);

  g_assert_no_error (error);
  return ledger;
}
