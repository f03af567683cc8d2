/* clv-test-tables.c - small tables from text, and what became of them, for tests
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
clv_test_new_tables (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
}

GPtrArray *
clv_test_tables (const char *text)
{
  GPtrArray *tables = clv_test_new_tables ();

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

ClvBook *
clv_test_book (ClvLedger      *ledger,
               const ClvRules *rules)
{
  g_autoptr (GError) error = NULL;
  ClvBook *book = clv_book_new (ledger, rules, NULL, &error);

  g_assert_no_error (error);
  return book;
}

double
clv_test_add_amounts (const ClvLedger *ledger)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
  double sum = 0;

  for (guint32 i = 0; i < rows->n; i++)
    sum += rows->amount[i];
  return sum;
}

static const ClvProblem *
find_problem (const ClvLedger *ledger,
              const char      *kind)
{
  return clv_problem_list_find (clv_ledger_get_problems ((ClvLedger *) ledger), kind);
}

guint
clv_test_count_problems (const ClvLedger *ledger,
                         const char      *kind)
{
  const ClvProblem *problem = find_problem (ledger, kind);

  return problem != NULL ? problem->count : 0;
}

const char *
clv_test_get_example (const ClvLedger *ledger,
                      const char      *kind,
                      guint            index)
{
  const ClvProblem *problem = find_problem (ledger, kind);

  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->examples->len, >, index);
  return ((const ClvProblemExample *) problem->examples->pdata[index])->text;
}
