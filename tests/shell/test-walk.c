/* test-walk.c - the main job through the real window: open, confirm, sort, search, segment, margin, export
 *
 * Every figure that is asserted stands on screen at that moment, in a label that is
 * mapped. Pictures of each step are left in the build directory (walk-*.png).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-application.h"
#include "clv-customer-table.h"
#include "clv-display-test.h"
#include "clv-format.h"
#include "clv-test.h"
#include "clv-text-table.h"
#include "clv-window.h"

typedef struct
{
  ClvApplication *application;
  GtkWidget      *window;
  ClvProject     *project;
} Walk;

typedef gboolean (*Match) (GtkWidget  *widget,
                           const char *text);

/* Depth first, only what is on screen. */
static GtkWidget *
find (GtkWidget  *root,
      Match       match,
      const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (match (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, match, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_label (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static gboolean
is_named (GtkWidget  *widget,
          const char *name)
{
  return g_str_equal (gtk_widget_get_name (widget), name);
}

static gboolean
is_of_type (GtkWidget  *widget,
            const char *type_name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name);
}

static gboolean
is_doing (GtkWidget  *widget,
          const char *action)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

static gboolean
is_settled (gpointer data)
{
  Walk *walk = data;
  GtkWidget *table = find (walk->window, is_of_type, "ClvCustomerTable");

  return !clv_project_is_busy (walk->project)
         && (table == NULL || !clv_customer_list_is_busy (clv_customer_table_get_list (CLV_CUSTOMER_TABLE (table))));
}

typedef struct
{
  Walk       *walk;
  Match       match;
  const char *text;
} Sight;

static gboolean
is_in_sight (gpointer data)
{
  Sight *sight = data;

  return is_settled (sight->walk) && find (sight->walk->window, sight->match, sight->text) != NULL;
}

/* Fails with the name of what never came. */
static GtkWidget *
wait_for (Walk       *walk,
          Match       match,
          const char *text)
{
  Sight sight = { walk, match, text };

  g_test_message ("looking for “%s”", text);
  clv_display_test_wait (is_in_sight, &sight);
  return find (walk->window, match, text);
}

/* Known from outside as a number; on screen as this locale writes it. */
static void
wait_for_money (Walk   *walk,
                double  amount)
{
  g_autofree char *text = clv_format_money (amount, "", 2);

  wait_for (walk, is_label, text);
}

static gboolean
is_drawn_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
picture_of (GtkWidget  *window,
            const char *name)
{
  g_autofree char *file = g_strdup_printf ("walk-%s.png", name);
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "shell", file, NULL);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  gboolean drawn = FALSE;

  /* Two frames and the crossfade between pages. */
  g_timeout_add (350, is_drawn_cb, &drawn);
  clv_display_test_wait (is_true, &drawn);
  paintable = gtk_widget_paintable_new (window);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  {
    g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)),
                                                                  node, NULL);

    g_assert_true (gdk_texture_save_to_png (texture, path));
  }
  g_test_message ("picture %s", path);
}

static void
picture (Walk       *walk,
         const char *name)
{
  picture_of (walk->window, name);
}

static void
press (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* Through the sidebar's own row, as a click would. */
static void
go_to (Walk       *walk,
       const char *title)
{
  GtkWidget *sidebar = find (walk->window, is_of_type, "ClvSidebar");
  GtkWidget *row;

  if (sidebar == NULL)
    {
      g_action_group_activate_action (G_ACTION_GROUP (walk->window), "toggle-sidebar", NULL);
      sidebar = wait_for (walk, is_of_type, "ClvSidebar");
    }
  row = gtk_widget_get_ancestor (find (sidebar, is_label, title), GTK_TYPE_LIST_BOX_ROW);
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate (row));
}

static void
set_assumption (Walk       *walk,
                const char *key,
                const char *value)
{
  GtkWidget *entry = wait_for (walk, is_named, key);

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

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (wait_for (walk, is_named, key))), ==, text);
}

static Walk
walk_begin (void)
{
  static ClvApplication *application;
  Walk walk = { 0 };
  g_autoptr (GPtrArray) files = clv_display_test_toy ();

  /* One a process: a second one could not export its actions on the bus. */
  if (application == NULL)
    {
      application = clv_application_new (G_APPLICATION_NON_UNIQUE);
      g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
      /* Stays when its window closes. */
      g_application_hold (G_APPLICATION (application));
    }
  walk.application = application;
  g_application_open (G_APPLICATION (walk.application), (GFile **) files->pdata, (int) files->len, "");
  walk.window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (walk.application)));
  g_assert_true (CLV_IS_WINDOW (walk.window));
  walk.project = clv_window_get_project (CLV_WINDOW (walk.window));
  return walk;
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
  wait_for (walk, has_text, "can be used");
  picture (walk, "0-no-date");
  g_assert_null (find (walk->window, is_label, "Adds up to the cent"));
  g_action_group_activate_action (G_ACTION_GROUP (walk->window), "undo", NULL);
  wait_for (walk, is_label, "Adds up to the cent");
  picture (walk, "1-recognise");
  g_assert_cmpint (gtk_widget_get_width (walk->window), ==, width);
}

/* Opened and confirmed: figures of FEATURES.md, part C. */
static void
walk_to_results (Walk *walk)
{
  wait_for (walk, is_label, "Adds up to the cent");
  /* File total = used: revenue of all rows, 430 + 520. */
  wait_for_money (walk, 950.00);
  walk_through_roles (walk);
  press (find (walk->window, is_doing, "win.confirm"));

  wait_for (walk, is_label, "Value per customer");
  wait_for_money (walk, 950.00);  /* revenue */
  wait_for_money (walk, 735.00);  /* profit: 950 − 215 */
  wait_for_money (walk, 122.50);  /* value per customer: 735 / 6 */
  picture (walk, "2-overview");
}

static void
walk_customers (Walk *walk)
{
  GtkWidget *table, *search;

  go_to (walk, "Customers");
  table = wait_for (walk, is_of_type, "ClvCustomerTable");
  wait_for (walk, is_label, "6 customers");

  /* Sort: by value, worst first; F has cost 25 and bought nothing. */
  clv_customer_table_sort (CLV_CUSTOMER_TABLE (table), CLV_CUSTOMER_COLUMN_PROFIT, FALSE);
  clv_display_test_wait (is_settled, walk);
  {
    ClvCustomerList *list = clv_customer_table_get_list (CLV_CUSTOMER_TABLE (table));
    g_autoptr (ClvCustomer) first = g_list_model_get_item (G_LIST_MODEL (list), 0);
    g_autofree char *value = clv_customer_dup_text (first, CLV_CUSTOMER_COLUMN_PROFIT);

    g_assert_true (g_str_has_prefix (value, "\u221225"));
  }
  picture (walk, "3-sorted");

  /* Search as you type. */
  search = wait_for (walk, is_of_type, "GtkSearchEntry");
  gtk_editable_set_text (GTK_EDITABLE (search), "c");
  wait_for (walk, is_label, "1 of 6 customers");

  /* The one that is left, in detail: value 390, its two orders 200 and 220. */
  clv_customer_table_select (CLV_CUSTOMER_TABLE (table),
                             clv_customer_list_get_row (clv_customer_table_get_list (CLV_CUSTOMER_TABLE (table)), 0));
  wait_for_money (walk, 390.00);
  wait_for (walk, is_label, "rank 1 of 6");
  picture (walk, "4-customer");
}

static void
walk_segments (Walk *walk)
{
  GtkWidget *table;

  go_to (walk, "Segments");
  table = wait_for (walk, is_of_type, "ClvTextTable");
  picture (walk, "5-segments");
  /* Tier A reaches 80 % of the positive value 760: C 390 and A 270, of six. */
  g_signal_emit_by_name (wait_for (walk, is_of_type, "GtkColumnView"), "activate", 0);
  g_assert_true (CLV_IS_TEXT_TABLE (table));
  wait_for (walk, is_label, "2 of 6 customers");
  picture (walk, "6-segment");
}

static void
walk_assumptions (Walk *walk)
{
  go_to (walk, "Assumptions");
  wait_for (walk, has_text, "Customer lifetime value");

  /* A. Simple = average order × orders a year × lifetime × margin. By hand: 950 / 10 orders = 95; from first order
   * to 12 December 2024 A, B, C, D, E are watched for 702 + 648 + 388 + 225 + 158 = 2,121 days, so that there are
   * 10 / 2,121 × 365.25 = 1.722065 orders a year; × 5 years × 50 % = 408.99, and half of it at 25 %. */
  set_assumption (walk, "lifetime-years", "5");
  set_assumption (walk, "margin", "50 %");
  wait_for_money (walk, 408.99);
  picture (walk, "7-margin-50");
  set_assumption (walk, "margin", "25 %");
  wait_for_money (walk, 204.50);

  /* What cannot be is told where it was typed, and changes nothing. */
  set_assumption (walk, "margin", "200 %");
  wait_for (walk, has_text, "200 %");
  g_assert_true (gtk_widget_has_css_class (find (walk->window, is_named, "margin"), "error"));
  wait_for_money (walk, 204.50);
  picture (walk, "8-invalid");

  g_action_group_activate_action (G_ACTION_GROUP (walk->window), "undo", NULL);
  wait_for_money (walk, 408.99);
  assert_typed (walk, "margin", clv_format_percent (0.5, 0));

  /* What is given up goes back where it was typed too. */
  set_assumption (walk, "margin", "12.5");
  clv_project_cancel (walk->project);
  assert_typed (walk, "margin", clv_format_percent (0.5, 0));
  wait_for_money (walk, 408.99);
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
  wait_for (walk, is_label, "Saved “report.xlsx”");
  picture (walk, "9-exported");
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 4000);
  g_assert_cmpmem (contents, 4, "PK\003\004", 4);
  /* The temporary file is gone. */
  listing = g_dir_open (dir, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (listing), ==, "report.xlsx");
  g_assert_null (g_dir_read_name (listing));
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
  walk_assumptions (&walk);
  walk_export (&walk);

  g_object_add_weak_pointer (G_OBJECT (walk.window), (gpointer *) &walk.window);
  gtk_window_close (GTK_WINDOW (walk.window));
  clv_display_test_wait (is_gone, &walk.window);
}

/* Opened again: straight to the results, for the mapping is remembered, and so is the margin. Then a report for a
 * folder that does not exist: the dialog says so, and the results stay. */
static void
test_opened_again (void)
{
  Walk walk = walk_begin ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *path = g_build_filename (dir, "no-such-folder", "report.xlsx", NULL);
  GListModel *toplevels;
  GtkWidget *dialog = NULL;

  wait_for (&walk, is_label, "Value per customer");
  go_to (&walk, "Assumptions");
  wait_for_money (&walk, 408.99);
  g_action_group_activate_action (G_ACTION_GROUP (walk.window), "export-to", g_variant_new_string (path));
  clv_display_test_wait (is_settled, &walk);

  toplevels = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (GTK_WINDOW (toplevel)) == GTK_WINDOW (walk.window)
          && gtk_widget_get_visible (toplevel))
        dialog = toplevel;
    }
  g_assert_nonnull (dialog);
  g_assert_nonnull (find (dialog, is_label, "The Report Was Not Saved"));
  g_assert_nonnull (find (dialog, has_text, "report.xlsx"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  wait_for_money (&walk, 408.99);

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

  wait_for (&walk, is_label, "Value per customer");
  go_to (&walk, "Customers");
  table = wait_for (&walk, is_of_type, "ClvCustomerTable");
  search = wait_for (&walk, is_of_type, "GtkSearchEntry");
  gtk_editable_set_text (GTK_EDITABLE (search), "c");
  wait_for (&walk, is_label, "1 of 6 customers");
  clv_customer_table_select (CLV_CUSTOMER_TABLE (table),
                             clv_customer_list_get_row (clv_customer_table_get_list (CLV_CUSTOMER_TABLE (table)), 0));
  wait_for (&walk, is_label, "rank 1 of 6");

  g_signal_connect (walk.project, "failed", G_CALLBACK (failed_cb), &error);
  g_ptr_array_add (files, missing_file);
  clv_window_open (CLV_WINDOW (walk.window), files);
  clv_display_test_wait (is_failed, &error);
  wait_for (&walk, is_label, "rank 1 of 6");
  g_assert_false (gtk_recent_manager_has_item (gtk_recent_manager_get_default (), missing_uri));

  g_assert_true (g_file_set_contents (path,
                                      "Client,Invoice,Invoice Date,Total\n"
                                      "K1,1001,2023-01-15,10.00\n"
                                      "K2,1002,2023-02-16,20.00\n", -1, NULL));
  files->pdata[0] = file;
  clv_window_open (CLV_WINDOW (walk.window), files);
  press (wait_for (&walk, is_doing, "win.confirm"));
  wait_for (&walk, is_label, "2 customers");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  g_assert_cmpuint (clv_customer_table_get_selected (CLV_CUSTOMER_TABLE (table)), ==, G_MAXUINT32);
  g_assert_true (gtk_recent_manager_has_item (gtk_recent_manager_get_default (), uri));
  g_assert_false (gtk_recent_manager_has_item (gtk_recent_manager_get_default (), missing_uri));

  gtk_window_destroy (GTK_WINDOW (walk.window));
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
has_tooltip (GtkWidget  *widget,
             const char *start)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return GTK_IS_BUTTON (widget) && tooltip != NULL && g_str_has_prefix (tooltip, start);
}

/* A file of one's own in the window of the walk; the first rows are enough for the caller when it wants to wait for no
 * more. */
static void
open_text (Walk       *walk,
           const char *dir,
           const char *name,
           const char *text)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (files, g_file_new_for_path (path));
  clv_window_open (CLV_WINDOW (walk->window), files);
}

/* A dialog over the window of the walk. */
static GtkWidget *
find_dialog (Walk *walk)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (GTK_WINDOW (toplevel)) == GTK_WINDOW (walk->window)
          && gtk_widget_get_mapped (toplevel))
        return toplevel;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

static Walk
walk_begin_results (void)
{
  Walk walk = walk_begin ();

  wait_for (&walk, is_label, "Value per customer");
  return walk;
}

/* 03/04 and 05/06 can be read both ways. Day first, 3 April is the last date of an order; the answer is a step. */
static void
test_question (void)
{
  Walk walk = walk_begin_results ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *day_first = clv_format_day (clv_day_from_ymd (2024, 4, 3));
  g_autofree char *month_first = clv_format_day (clv_day_from_ymd (2024, 3, 4));

  open_text (&walk, dir, "dates.csv",
             "Customer,Invoice,Invoice Date,Total\n"
             "K1,1001,03/04/2024,10.00\n"
             "K2,1002,05/06/2024,20.00\n");
  wait_for (&walk, has_text, "one thing to confirm");
  wait_for (&walk, has_text, "Which day is 03/04/2024?");
  wait_for (&walk, is_button, month_first);
  picture (&walk, "10-question");
  press (wait_for (&walk, is_button, day_first));
  wait_for (&walk, has_text, "nothing to ask");
  g_assert_null (find (walk.window, has_text, "Which day is 03/04/2024?"));
  g_action_group_activate_action (G_ACTION_GROUP (walk.window), "undo", NULL);
  wait_for (&walk, has_text, "Which day is 03/04/2024?");
  gtk_window_destroy (GTK_WINDOW (walk.window));
}

/* What stands above the header is shown, and can be the header. */
static void
test_header_row (void)
{
  Walk walk = walk_begin_results ();
  g_autofree char *dir = clv_test_dir ();

  open_text (&walk, dir, "titled.csv",
             "Sales of the shop in May,,,\n"
             "Customer,Order No,Order Date,Total\n"
             "K1,1001,2024-05-13,10.00\n"
             "K2,1002,2024-05-16,20.00\n");
  wait_for (&walk, is_label, "Adds up to the cent");
  wait_for (&walk, has_text, "Sales of the shop in May");
  wait_for_money (&walk, 30.00);
  picture (&walk, "11-titled");
  press (wait_for (&walk, has_tooltip, "Row 1 was set aside"));
  wait_for (&walk, has_text, "as you said");
  g_action_group_activate_action (G_ACTION_GROUP (walk.window), "undo", NULL);
  wait_for (&walk, has_text, "found by itself");
  wait_for_money (&walk, 30.00);
  gtk_window_destroy (GTK_WINDOW (walk.window));
}

/* 10 EUR and 20 USD of 0.5 EUR each. */
static void
test_currencies (void)
{
  Walk walk = walk_begin_results ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *twenty = clv_format_money (20, "EUR", 2);
  GtkWidget *dialog;

  open_text (&walk, dir, "currencies.csv",
             "Client,Order No,Order Date,Total,Currency\n"
             "K1,1001,2024-05-13,10.00,EUR\n"
             "K2,1002,2024-05-16,20.00,USD\n"
             "K3,1003,2024-05-17,1.00,EUR\n");
  wait_for (&walk, has_text, "several currencies to settle");
  picture (&walk, "12-currencies");
  press (wait_for (&walk, is_button, "Enter _Rates…"));
  clv_display_test_wait (has_dialog, &walk);
  dialog = find_dialog (&walk);
  g_assert_nonnull (find (dialog, is_label, "1 USD ="));
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, is_named, "USD")), "nothing");
  g_assert_nonnull (find (dialog, has_text, "A rate is a number above 0"));
  g_assert_false (gtk_widget_get_sensitive (find (dialog, is_button, "Con_vert")));
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, is_named, "USD")), "0,5");
  press (find (dialog, is_button, "Con_vert"));
  wait_for (&walk, is_label, "Adds up to the cent");
  g_assert_cmpfloat (clv_findings_get_metric (clv_project_get_preview (walk.project), CLV_M_REVENUE).value, ==, 21);
  picture (&walk, "13-converted");
  g_action_group_activate_action (G_ACTION_GROUP (walk.window), "undo", NULL);
  wait_for (&walk, has_text, "several currencies to settle");
  gtk_window_destroy (GTK_WINDOW (walk.window));
}

static gboolean
has_dialog_with (gpointer data)
{
  Sight *sight = data;
  GtkWidget *dialog = find_dialog (sight->walk);

  return !clv_project_is_busy (sight->walk->project) && dialog != NULL && find (dialog, sight->match, sight->text) != NULL;
}

static GtkWidget *
wait_for_dialog (Walk       *walk,
                 const char *text)
{
  Sight sight = { walk, has_text, text };

  g_test_message ("looking for a dialog with “%s”", text);
  clv_display_test_wait (has_dialog_with, &sight);
  return find_dialog (walk);
}

/* Types into the field that has the focus, and presses Enter. */
static void
enter_password (GtkWidget  *dialog,
                const char *password)
{
  GtkWidget *entry = find (dialog, is_named, "password");
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, entry));
  g_assert_false (gtk_widget_get_sensitive (find (dialog, is_button, "_Open")));
  gtk_editable_set_text (GTK_EDITABLE (entry), password);
  g_assert_true (gtk_widget_get_sensitive (find (dialog, is_button, "_Open")));
  g_signal_emit_by_name (focus, "activate");
}

/* The password is asked for until it is right; “Cancel” leaves what was there. */
static void
test_password (void)
{
  Walk walk = walk_begin_results ();
  g_autofree char *path = clv_test_file ("io/protected/libreoffice.xlsx");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *uri = NULL;
  GtkWidget *dialog;

  g_ptr_array_add (files, g_file_new_for_path (path));
  uri = g_file_get_uri (files->pdata[0]);
  clv_window_open (CLV_WINDOW (walk.window), files);
  dialog = wait_for_dialog (&walk, "“libreoffice.xlsx” is protected with a password");
  picture_of (dialog, "14-password");
  press (find (dialog, is_button, "_Cancel"));
  g_assert_cmpint (clv_project_get_state (walk.project), ==, CLV_PROJECT_RESULTS);

  clv_window_open (CLV_WINDOW (walk.window), files);
  enter_password (wait_for_dialog (&walk, "“libreoffice.xlsx” is protected with a password"), "grüße 42");
  enter_password (wait_for_dialog (&walk, "That is not the password of “libreoffice.xlsx”"), "Grüße 42");
  wait_for (&walk, is_label, "Adds up to the cent");
  g_assert_true (gtk_recent_manager_has_item (gtk_recent_manager_get_default (), uri));
  gtk_window_destroy (GTK_WINDOW (walk.window));
}

/* The first rows are on screen. All rows may be there before the window is looked at again, so that everything is done at
 * once. */
static gboolean
work_with_first_rows (gpointer data)
{
  Walk *walk = data;

  /* The bar slides in, which takes a frame. */
  if (!clv_project_is_provisional (walk->project) || find (walk->window, has_text, "still reading the rest") == NULL)
    return FALSE;
  g_assert_nonnull (find (walk->window, has_text, "so far"));
  g_assert_null (find (walk->window, is_label, "Adds up to the cent"));
  press (find (walk->window, is_doing, "win.confirm"));
  g_assert_nonnull (find (walk->window, has_text, "as soon as everything is read"));
  g_assert_cmpint (clv_project_get_state (walk->project), ==, CLV_PROJECT_CONFIRM);
  press (find (walk->window, is_doing, "win.cancel"));
  return TRUE;
}

/* The first rows of a big file, confirmed before the last one is there, and back to the results that were there. */
static void
test_first_rows (void)
{
  Walk walk = walk_begin_results ();
  g_autofree char *dir = clv_test_dir ();
  g_autoptr (GString) text = g_string_new ("Client,Order No,Invoice Date,Total\n");

  for (guint i = 0; i < 1200000; i++)
    g_string_append_printf (text, "K%u,%u,2024-%02u-%02u,1.00\n", i % 30000, i, i % 12 + 1, i % 28 + 1);
  open_text (&walk, dir, "big.csv", text->str);
  clv_display_test_wait (work_with_first_rows, &walk);
  g_assert_cmpint (clv_project_get_state (walk.project), ==, CLV_PROJECT_RESULTS);
  wait_for (&walk, is_label, "Value per customer");
  wait_for_money (&walk, 950.00);
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
  g_test_add_func ("/shell/walk/a-question-is-answered-and-taken-back", test_question);
  g_test_add_func ("/shell/walk/a-title-above-the-header-can-be-the-header", test_header_row);
  g_test_add_func ("/shell/walk/currencies-are-converted", test_currencies);
  g_test_add_func ("/shell/walk/a-password-is-asked-for-until-it-is-right", test_password);
  g_test_add_func ("/shell/walk/first-rows-can-be-confirmed-and-cancelled", test_first_rows);
  return g_test_run ();
}
