/* test-row-selection.c - the selected customer stays selected, wherever it stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-display-test.h"
#include "clv-row-selection.h"

static gboolean
is_idle (gpointer list)
{
  return !clv_customer_list_is_busy (list);
}

static guint32
row_of (ClvFindings *findings,
        const char  *id)
{
  ClvLedger *ledger = clv_findings_get_ledger (findings);

  for (guint32 row = 0; row < clv_ledger_get_n_customers (ledger); row++)
    if (g_str_equal (clv_ledger_get_customer_id (ledger, row), id))
      return row;
  g_assert_not_reached ();
}

/* The one selected position, and whose it is. */
static void
assert_selected (ClvRowSelection *selection,
                 ClvCustomerList *list,
                 guint32          row)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection)), n_selected = 0;
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (selection));

  for (guint i = 0; i < n; i++)
    if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), i))
      {
        n_selected++;
        g_assert_cmpuint (clv_customer_list_get_row (list, i), ==, row);
        g_assert_true (gtk_bitset_contains (set, i));
      }
  g_assert_cmpuint (n_selected, ==, 1);
  g_assert_cmpuint (gtk_bitset_get_size (set), ==, 1);
}

static void
test_same_customer_after_sort (void)
{
  g_autoptr (ClvProject) project = clv_display_test_project ();
  ClvFindings *findings = clv_project_get_findings (project);
  g_autoptr (ClvCustomerList) list = clv_customer_list_new ();
  g_autoptr (ClvRowSelection) selection = clv_row_selection_new (list);
  guint32 row = row_of (findings, "C");
  guint before;

  clv_customer_list_set_findings (list, findings);
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_ID, FALSE);
  clv_display_test_wait (is_idle, list);
  before = clv_customer_list_find_row (list, row);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), before, TRUE);
  g_assert_cmpuint (clv_row_selection_get_row (selection), ==, row);
  assert_selected (selection, list, row);

  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_ID, TRUE);
  clv_display_test_wait (is_idle, list);
  g_assert_cmpuint (clv_customer_list_find_row (list, row), !=, before);
  assert_selected (selection, list, row);
}

static void
test_filtered_out_comes_back_selected (void)
{
  g_autoptr (ClvProject) project = clv_display_test_project ();
  ClvFindings *findings = clv_project_get_findings (project);
  g_autoptr (ClvCustomerList) list = clv_customer_list_new ();
  g_autoptr (ClvRowSelection) selection = clv_row_selection_new (list);
  guint32 row = row_of (findings, "C");

  clv_customer_list_set_findings (list, findings);
  clv_display_test_wait (is_idle, list);
  clv_row_selection_set_row (selection, row);

  clv_customer_list_search (list, "A");
  clv_display_test_wait (is_idle, list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 0));

  clv_customer_list_search (list, "");
  clv_display_test_wait (is_idle, list);
  assert_selected (selection, list, row);
}

static void
selection_changed_cb (GtkSelectionModel *model,
                      guint              position,
                      guint              n_items,
                      gpointer           user_data)
{
  *(guint *) user_data += n_items;
}

/* A view that is not told repaints the old position as selected. */
static void
test_sort_tells_the_view (void)
{
  g_autoptr (ClvProject) project = clv_display_test_project ();
  g_autoptr (ClvCustomerList) list = clv_customer_list_new ();
  g_autoptr (ClvRowSelection) selection = clv_row_selection_new (list);
  guint told = 0;

  clv_customer_list_set_findings (list, clv_project_get_findings (project));
  clv_display_test_wait (is_idle, list);
  clv_row_selection_set_row (selection, 0);
  g_signal_connect (selection, "selection-changed", G_CALLBACK (selection_changed_cb), &told);
  clv_customer_list_sort (list, CLV_CUSTOMER_COLUMN_REVENUE, TRUE);
  clv_display_test_wait (is_idle, list);
  g_assert_cmpuint (told, >=, 6);
}

int
main (int    argc,
      char **argv)
{
  clv_display_test_init (&argc, &argv);
  g_test_add_func ("/widgets/row-selection/same-customer-after-sort", test_same_customer_after_sort);
  g_test_add_func ("/widgets/row-selection/filtered-out-comes-back-selected", test_filtered_out_comes_back_selected);
  g_test_add_func ("/widgets/row-selection/sort-tells-the-view", test_sort_tells_the_view);
  return g_test_run ();
}
