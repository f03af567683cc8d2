/* test-walk.c - the main job through the real window: open, confirm, sort, search, segment, margin, export
 *
 * Every figure that is asserted stands on screen at that moment, in a label that is
 * mapped. Pictures of each step are left in the build directory (walk-*.png).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "clv-customer-table.h"
#include "clv-display-test.h"
#include "clv-format.h"
#include "clv-prediction.h"
#include "clv-report-outlook.h"
#include "clv-test.h"
#include "clv-text-table.h"
#include "clv-walk.h"

static void
set_assumption (Walk       *walk,
                const char *key,
                const char *value)
{
  GtkWidget *entry = walk_wait_for (walk, walk_is_named, key);

  gtk_editable_set_text (GTK_EDITABLE (entry), value);
  g_signal_emit_by_name (entry, "activate");
}

/* Takes @expected. */
static void
assert_typed (Walk       *walk,
              const char *key,
              char       *expected)
{
  g_autofree char *text = expected;

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (walk_wait_for (walk, walk_is_named, key))), ==, text);
}

/* Another role and back. The dates are looked for where none stand, so that no row can be used: the page says so, and
 * the window keeps its size. That long sentence, hidden again, once made the window wider than the screen. */
static void
walk_through_roles (Walk *walk)
{
  const ClvMapping *mapping = clv_project_get_mapping (walk->project);
  int width = gtk_widget_get_width (walk->window);
  int note = clv_table_find_column (clv_mapping_get_table (mapping, 0)->table, "Note");

  g_assert_cmpint (note, >=, 0);
  clv_project_set_role (walk->project, 0, (guint) note, CLV_ROLE_DATE);
  walk_wait_for (walk, walk_has_text, "can be used");
  walk_picture (walk, "0-no-date");
  g_assert_null (walk_find (walk->window, walk_is_label, "Adds up to the cent"));
  g_action_group_activate_action (G_ACTION_GROUP (walk->window), "undo", NULL);
  walk_wait_for (walk, walk_is_label, "Adds up to the cent");
  walk_picture (walk, "1-recognise");
  g_assert_cmpint (gtk_widget_get_width (walk->window), ==, width);
}

/* Opened and confirmed: figures of FEATURES.md, part C. */
static void
walk_to_results (Walk *walk)
{
  walk_wait_for (walk, walk_is_label, "Adds up to the cent");
  /* File total = used: revenue of all rows, 430 + 520. */
  walk_wait_for_money (walk, 950.00);
  walk_through_roles (walk);
  walk_press (walk_find (walk->window, walk_is_doing, "win.confirm"));

  walk_wait_for (walk, walk_is_label, "Value per customer");
  walk_wait_for_money (walk, 950.00);  /* revenue */
  walk_wait_for_money (walk, 735.00);  /* profit: 950 − 215 */
  walk_wait_for_money (walk, 122.50);  /* value per customer: 735 / 6 */
  walk_picture (walk, "2-overview");
}

static void
walk_customers (Walk *walk)
{
  GtkWidget *table, *search;

  walk_go_to (walk, "Customers");
  table = walk_wait_for (walk, walk_is_of_type, "ClvCustomerTable");
  walk_wait_for (walk, walk_is_label, "6 customers");

  /* Sort: by value, worst first; F has cost 25 and bought nothing. */
  clv_customer_table_sort (CLV_CUSTOMER_TABLE (table), CLV_CUSTOMER_COLUMN_PROFIT, FALSE);
  clv_display_test_wait (walk_is_settled, walk);
  {
    ClvCustomerList *list = clv_customer_table_get_list (CLV_CUSTOMER_TABLE (table));
    g_autoptr (ClvCustomer) first = g_list_model_get_item (G_LIST_MODEL (list), 0);
    g_autofree char *value = clv_customer_dup_text (first, CLV_CUSTOMER_COLUMN_PROFIT);

    g_assert_true (g_str_has_prefix (value, "\u221225"));
  }
  walk_picture (walk, "3-sorted");

  /* Search as you type. */
  search = walk_wait_for (walk, walk_is_of_type, "GtkSearchEntry");
  gtk_editable_set_text (GTK_EDITABLE (search), "c");
  walk_wait_for (walk, walk_is_label, "1 of 6 customers");

  /* The one that is left, in detail: value 390, its two orders 200 and 220. */
  clv_customer_table_select (CLV_CUSTOMER_TABLE (table),
                             clv_customer_list_get_row (clv_customer_table_get_list (CLV_CUSTOMER_TABLE (table)), 0));
  walk_wait_for_money (walk, 390.00);
  walk_wait_for (walk, walk_is_label, "rank 1 of 6");
  walk_picture (walk, "4-customer");
}

/* No “…” is left in the columns of what comes next. */
static gboolean
is_valued (gpointer table)
{
  for (guint column = 0; column < 9; column++)
    if (g_str_equal (clv_text_table_get_text (table, 0, column), "…"))
      return FALSE;
  return TRUE;
}

static void
walk_segments (Walk *walk)
{
  GtkWidget *table;

  walk_go_to (walk, "Segments");
  table = walk_wait_for (walk, walk_is_of_type, "ClvTextTable");
  /* What comes next is worked out in a thread; the rows are there before. */
  clv_display_test_wait (is_valued, table);
  walk_picture (walk, "5-segments");
  /* Tier A reaches 80 % of the positive value 760: C 390 and A 270, of six. */
  g_signal_emit_by_name (walk_wait_for (walk, walk_is_of_type, "GtkColumnView"), "activate", 0);
  g_assert_true (CLV_IS_TEXT_TABLE (table));
  walk_wait_for (walk, walk_is_label, "2 of 6 customers");
  walk_picture (walk, "6-segment");
}

static gboolean
is_of_years (gpointer table)
{
  return clv_text_table_get_n_rows (table) == 3 && g_str_equal (clv_text_table_get_text (table, 0, 0), "2023");
}

/* Of five with an order, three came in 2023; winning them cost 90, which their orders of that year brought back. */
static void
walk_cohorts (Walk *walk)
{
  GtkWidget *table;

  walk_go_to (walk, "Cohorts");
  walk_wait_for (walk, walk_is_label, "5 customers, by their first order · 1 without an order is in no cohort");
  walk_picture (walk, "6-cohorts");
  table = walk_wait_for (walk, walk_is_of_type, "ClvTextTable");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (walk_wait_for (walk, walk_is_of_type, "GtkDropDown")), 2);
  clv_display_test_wait (is_of_years, table);
  g_assert_cmpstr (clv_text_table_get_text (CLV_TEXT_TABLE (table), 0, 1), ==, "3");
  g_assert_cmpstr (clv_text_table_get_text (CLV_TEXT_TABLE (table), 0, 5), ==, "1 year");
  g_assert_cmpstr (clv_text_table_get_text (CLV_TEXT_TABLE (table), 1, 5), ==, "not yet");
  walk_picture (walk, "6-cohorts-years");
}

/* The toy data have none of the columns: each question says which. */
static void
walk_relations (Walk *walk)
{
  walk_go_to (walk, "Relations");
  walk_wait_for (walk, walk_is_label, "0 of 6 questions have an answer in these data");
  walk_wait_for (walk, walk_has_text, "Referred by");
  walk_picture (walk, "6-relations");
}

static void
walk_assumptions (Walk *walk)
{
  walk_go_to (walk, "Assumptions");
  walk_wait_for (walk, walk_has_text, "Customer lifetime value");

  /* A. Simple = average order × orders a year × lifetime × margin. By hand: 950 / 10 orders = 95; from first order
   * to 12 December 2024 A, B, C, D, E are watched for 702 + 648 + 388 + 225 + 158 = 2,121 days, so that there are
   * 10 / 2,121 × 365.25 = 1.722065 orders a year; × 5 years × 50 % = 408.99, and half of it at 25 %. */
  set_assumption (walk, "lifetime-years", "5");
  set_assumption (walk, "margin", "50 %");
  walk_wait_for_money (walk, 408.99);
  walk_picture (walk, "7-margin-50");
  set_assumption (walk, "margin", "25 %");
  walk_wait_for_money (walk, 204.50);

  /* What cannot be is told where it was typed, and changes nothing. */
  set_assumption (walk, "margin", "200 %");
  walk_wait_for (walk, walk_has_text, "200 %");
  g_assert_true (gtk_widget_has_css_class (walk_find (walk->window, walk_is_named, "margin"), "error"));
  walk_wait_for_money (walk, 204.50);
  walk_picture (walk, "8-invalid");

  g_action_group_activate_action (G_ACTION_GROUP (walk->window), "undo", NULL);
  walk_wait_for_money (walk, 408.99);
  assert_typed (walk, "margin", clv_format_percent (0.5, 0));

  /* What is given up goes back where it was typed too. */
  set_assumption (walk, "margin", "12.5");
  clv_project_cancel (walk->project);
  assert_typed (walk, "margin", clv_format_percent (0.5, 0));
  walk_wait_for_money (walk, 408.99);
}

static gboolean
is_discounted (gpointer data)
{
  Walk *walk = data;

  return walk_is_settled (walk) && clv_project_get_assumptions (walk->project)->discount_per_year == 0.25;
}

static double
expected_total (Walk *walk)
{
  const ClvValuation *valuation = clv_findings_get_valuation (clv_project_get_findings (walk->project));

  g_assert_nonnull (valuation);
  return valuation->total;
}

static void
press_view (Walk       *walk,
            const char *label)
{
  GtkWidget *toggle = walk_wait_for (walk, walk_is_button, label);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
}

/* What is to come: all views, a slider that becomes an assumption when it is let go of, and its undoing. */
static void
walk_lifetime (Walk *walk)
{
  GtkWidget *scale;
  double before;
  g_autofree char *money = NULL;

  ClvBand each;
  guint32 n;

  walk_go_to (walk, "Overview");
  walk_wait_for (walk, walk_has_text, "next 12 months");
  g_assert_true (clv_report_value_each (clv_project_get_findings (walk->project), &each, &n));
  walk_wait_for_money (walk, each.mean);
  walk_go_to (walk, "Segments");
  walk_wait_for (walk, walk_is_label, "Next 12 months");
  walk_go_to (walk, "Lifetime Value");
  walk_wait_for (walk, walk_has_text, "in the next 12 months");
  walk_picture (walk, "9-lifetime-values");
  before = expected_total (walk);
  g_assert_cmpfloat (before, >, 0);

  press_view (walk, "Settings");
  scale = walk_wait_for (walk, walk_is_named, "discount-rate");
  money = clv_format_money (before, "", before < 1000 ? 2 : 0);
  walk_wait_for (walk, walk_is_label, money);
  gtk_range_set_value (GTK_RANGE (scale), 0.25);
  clv_display_test_wait (is_discounted, walk);
  /* Money of later is worth less, and of the first month alone nearly as much: (1.25 / 1.1) to the power of one year at
   * most. */
  g_assert_cmpfloat (expected_total (walk), <, before);
  g_assert_cmpfloat (expected_total (walk), >, before * 1.1 / 1.25);
  walk_picture (walk, "9-lifetime-settings");
  g_action_group_activate_action (G_ACTION_GROUP (walk->window), "undo", NULL);
  walk_wait_for (walk, walk_is_label, money);
  g_assert_cmpfloat (expected_total (walk), ==, before);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 0.1);

  press_view (walk, "Proof");
  /* Six customers prove little, and are told so. */
  walk_wait_for (walk, walk_is_of_type, "ClvLifetimeProof");
  walk_picture (walk, "9-lifetime-proof");
  walk_go_to (walk, "At Risk");
  walk_wait_for (walk, walk_is_of_type, "ClvAtRiskPage");
  walk_picture (walk, "9-at-risk");
}

static void
walk_export (Walk *walk)
{
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "report.xlsx", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GDir) listing = NULL;
  gsize length;

  g_action_group_activate_action (G_ACTION_GROUP (walk->window), "export-to", g_variant_new_string (path));
  walk_wait_for (walk, walk_is_label, "Saved “report.xlsx”");
  walk_picture (walk, "9-exported");
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 4000);
  g_assert_cmpmem (contents, 4, "PK\003\004", 4);
  /* The temporary file is gone. */
  listing = g_dir_open (dir, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (listing), ==, "report.xlsx");
  g_assert_null (g_dir_read_name (listing));
}

/* The list can be saved where there is one. */
static gboolean
has_list (Walk *walk)
{
  guint32 n;

  clv_findings_get_at_risk (clv_project_get_findings (walk->project), &n);
  g_assert_cmpint (g_action_group_get_action_enabled (G_ACTION_GROUP (walk->window), "export-at-risk"), ==, n > 0);
  return n > 0;
}

static void
walk_export_list (Walk *walk)
{
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "list.csv", NULL);
  g_autofree char *contents = NULL;

  if (!has_list (walk))
    return;
  g_action_group_activate_action (G_ACTION_GROUP (walk->window), "export-at-risk-to", g_variant_new_string (path));
  walk_wait_for (walk, walk_is_label, "Saved “list.csv”");
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "\xef\xbb\xbfid,name,value_at_risk"));
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

static void
test_main_job (void)
{
  Walk walk = walk_begin ();

  walk_to_results (&walk);
  walk_customers (&walk);
  walk_segments (&walk);
  walk_cohorts (&walk);
  walk_relations (&walk);
  walk_assumptions (&walk);
  walk_lifetime (&walk);
  walk_export_list (&walk);
  walk_export (&walk);

  g_object_add_weak_pointer (G_OBJECT (walk.window), (gpointer *) &walk.window);
  gtk_window_close (GTK_WINDOW (walk.window));
  clv_display_test_wait (is_gone, &walk.window);
}

/* By a link with the name of a report: the dialog says whose figures these are, and the link is what it was. */
static void
nothing_is_written_over_the_orders (Walk *walk)
{
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "report.xlsx", NULL);
  GtkWidget *dialog;

  g_assert_cmpint (symlink (walk->orders, path), ==, 0);
  g_action_group_activate_action (G_ACTION_GROUP (walk->window), "export-to", g_variant_new_string (path));
  dialog = walk_wait_for_dialog (walk, "The Report Was Not Saved");
  g_assert_nonnull (walk_find (dialog, walk_has_text, "is the file these figures come from"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* Opened again: straight to the results, for the mapping is remembered, and so is the margin. Then a report for a
 * folder that does not exist: the dialog says so, and the results stay. */
static void
test_opened_again (void)
{
  Walk walk = walk_begin ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "no-such-folder", "report.xlsx", NULL);
  GtkWidget *dialog;

  walk_wait_for (&walk, walk_is_label, "Value per customer");
  walk_go_to (&walk, "Assumptions");
  walk_wait_for_money (&walk, 408.99);
  g_action_group_activate_action (G_ACTION_GROUP (walk.window), "export-to", g_variant_new_string (path));
  dialog = walk_wait_for_dialog (&walk, "The Report Was Not Saved");
  g_assert_nonnull (walk_find (dialog, walk_has_text, "report.xlsx"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  walk_wait_for_money (&walk, 408.99);
  nothing_is_written_over_the_orders (&walk);

  gtk_window_destroy (GTK_WINDOW (walk.window));
}

static gboolean
is_failed (gpointer error)
{
  return *(GError **) error != NULL;
}

static void
failed_cb (ClvProject   *project,
           const GError *error,
           GError      **kept)
{
  *kept = g_error_copy (error);
}

/* What was selected, sought and chosen was somebody in the first file. A file that cannot be read leaves everything,
 * and is no recent one. */
static void
test_another_file (void)
{
  Walk walk = walk_begin ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "other-orders.csv", NULL);
  g_autofree char *missing = g_build_filename (dir, "missing.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) missing_file = g_file_new_for_path (missing);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *missing_uri = g_file_get_uri (missing_file);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GtkWidget *table, *search;

  walk_wait_for (&walk, walk_is_label, "Value per customer");
  walk_go_to (&walk, "Customers");
  table = walk_wait_for (&walk, walk_is_of_type, "ClvCustomerTable");
  search = walk_wait_for (&walk, walk_is_of_type, "GtkSearchEntry");
  gtk_editable_set_text (GTK_EDITABLE (search), "c");
  walk_wait_for (&walk, walk_is_label, "1 of 6 customers");
  clv_customer_table_select (CLV_CUSTOMER_TABLE (table),
                             clv_customer_list_get_row (clv_customer_table_get_list (CLV_CUSTOMER_TABLE (table)), 0));
  walk_wait_for (&walk, walk_is_label, "rank 1 of 6");

  g_signal_connect (walk.project, "failed", G_CALLBACK (failed_cb), &error);
  g_ptr_array_add (files, missing_file);
  clv_window_open (CLV_WINDOW (walk.window), files);
  clv_display_test_wait (is_failed, &error);
  walk_wait_for (&walk, walk_is_label, "rank 1 of 6");
  g_assert_false (gtk_recent_manager_has_item (gtk_recent_manager_get_default (), missing_uri));

  g_assert_true (g_file_set_contents (path,
                                      "Client,Invoice,Invoice Date,Total\n"
                                      "K1,1001,2023-01-15,10.00\n"
                                      "K2,1002,2023-02-16,20.00\n", -1, NULL));
  files->pdata[0] = file;
  clv_window_open (CLV_WINDOW (walk.window), files);
  walk_press (walk_wait_for (&walk, walk_is_doing, "win.confirm"));
  walk_wait_for (&walk, walk_is_label, "2 customers");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  g_assert_cmpuint (clv_customer_table_get_selected (CLV_CUSTOMER_TABLE (table)), ==, G_MAXUINT32);
  g_assert_true (gtk_recent_manager_has_item (gtk_recent_manager_get_default (), uri));
  g_assert_false (gtk_recent_manager_has_item (gtk_recent_manager_get_default (), missing_uri));

  gtk_window_destroy (GTK_WINDOW (walk.window));
}

/* A week shows nobody's rhythm: the pages of what is to come say so instead of standing empty, and what goes on without
 * them goes on. */
static void
test_nothing_predicted (void)
{
  Walk walk = walk_begin_results ();
  g_autofree char *dir = clv_test_dir ();
  GtkWidget *table;

  walk_go_to (&walk, "Lifetime Value");
  walk_wait_for (&walk, walk_has_text, "in the next 12 months");
  walk_open_text (&walk, dir, "week.csv",
                  "Buyer,Receipt,Sold On,Total\n"
                  "K1,1001,2023-01-15,10.00\n"
                  "K2,1002,2023-01-16,20.00\n"
                  "K1,1003,2023-01-18,30.00\n");
  walk_press (walk_wait_for (&walk, walk_is_doing, "win.confirm"));
  walk_wait_for (&walk, walk_has_text, "2 customers");
  walk_go_to (&walk, "Lifetime Value");
  walk_wait_for (&walk, walk_is_label, "Nothing Is Predicted");
  walk_picture (&walk, "nothing-predicted");
  walk_go_to (&walk, "Customers");
  table = walk_wait_for (&walk, walk_is_of_type, "ClvCustomerTable");
  g_assert_false (clv_customer_table_is_shown (CLV_CUSTOMER_TABLE (table), CLV_CUSTOMER_COLUMN_P_ALIVE));
  g_assert_false (clv_customer_table_is_shown (CLV_CUSTOMER_TABLE (table), CLV_CUSTOMER_COLUMN_CLV));
  gtk_window_destroy (GTK_WINDOW (walk.window));
}

int
main (int    argc,
      char **argv)
{
  clv_display_test_init (&argc, &argv);
  g_test_add_func ("/shell/walk/main-job", test_main_job);
  g_test_add_func ("/shell/walk/opened-again-and-failed-export-is-told", test_opened_again);
  g_test_add_func ("/shell/walk/another-file-begins-anew", test_another_file);
  g_test_add_func ("/shell/walk/a-week-predicts-nothing-and-says-so", test_nothing_predicted);
  return g_test_run ();
}
