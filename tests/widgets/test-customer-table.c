/* test-customer-table.c - a click on a header reaches the list, with its column and direction
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-customer-table.h"
#include "clv-display-test.h"

static gboolean
is_idle (gpointer list)
{
  return !clv_customer_list_is_busy (list);
}

static const char *
id_at (ClvCustomerTable *table,
       ClvFindings      *findings,
       guint             position)
{
  guint32 row = clv_customer_list_get_row (clv_customer_table_get_list (table), position);

  return clv_ledger_get_customer_id (clv_findings_get_ledger (findings), row);
}

/* Values of the toy data, FEATURES.md part C: C 390, A 270, E 80, B 20, D 0, F −25. */
static void
test_header_sorts_both_ways (void)
{
  g_autoptr (ClvProject) project = clv_display_test_project ();
  ClvFindings *findings = clv_project_get_findings (project);
  ClvCustomerTable *table = CLV_CUSTOMER_TABLE (g_object_ref_sink (clv_customer_table_new ()));
  ClvCustomerList *list = clv_customer_table_get_list (table);
  static const struct
  {
    ClvCustomerColumn column;
    gboolean          descending;
    const char       *order;
  } cases[] = {
    { CLV_CUSTOMER_COLUMN_PROFIT, TRUE, "CAEBDF" },
    { CLV_CUSTOMER_COLUMN_PROFIT, FALSE, "FDBEAC" },
    { CLV_CUSTOMER_COLUMN_ID, TRUE, "FEDCBA" },
    { CLV_CUSTOMER_COLUMN_ID, FALSE, "ABCDEF" },
    { CLV_CUSTOMER_COLUMN_RANK, FALSE, "CAEBDF" },
  };

  clv_customer_list_set_findings (list, findings);
  clv_display_test_wait (is_idle, list);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      clv_customer_table_sort (table, cases[i].column, cases[i].descending);
      clv_display_test_wait (is_idle, list);
      for (guint position = 0; position < 6; position++)
        g_assert_cmpint (id_at (table, findings, position)[0], ==, cases[i].order[position]);
    }
  g_object_unref (table);
}

static void
test_columns_are_remembered_by_id (void)
{
  ClvCustomerTable *table = CLV_CUSTOMER_TABLE (g_object_ref_sink (clv_customer_table_new ()));
  const char *const ids[] = { clv_customer_column_to_id (CLV_CUSTOMER_COLUMN_NAME),
                              clv_customer_column_to_id (CLV_CUSTOMER_COLUMN_AOV), NULL };
  g_auto (GStrv) shown = NULL;

  clv_customer_table_set_columns (table, ids);
  g_assert_true (clv_customer_table_is_shown (table, CLV_CUSTOMER_COLUMN_AOV));
  g_assert_false (clv_customer_table_is_shown (table, CLV_CUSTOMER_COLUMN_PROFIT));
  shown = clv_customer_table_dup_columns (table);
  g_assert_cmpuint (g_strv_length (shown), ==, 2);
  clv_customer_table_set_columns (table, NULL);
  g_assert_true (clv_customer_table_is_shown (table, CLV_CUSTOMER_COLUMN_PROFIT));
  g_object_unref (table);
}

int
main (int    argc,
      char **argv)
{
  clv_display_test_init (&argc, &argv);
  g_test_add_func ("/widgets/customer-table/header-sorts-both-ways", test_header_sorts_both_ways);
  g_test_add_func ("/widgets/customer-table/columns-are-remembered-by-id", test_columns_are_remembered_by_id);
  return g_test_run ();
}
