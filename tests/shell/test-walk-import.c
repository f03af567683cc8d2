/* test-walk-import.c - what is asked and shown before the results: readings, header rows, currencies, passwords
 *
 * Through the real window, as in test-walk.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-display-test.h"
#include "clv-format.h"
#include "clv-test.h"
#include "clv-walk.h"

static gboolean
has_tooltip (GtkWidget  *widget,
             const char *start)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return GTK_IS_BUTTON (widget) && tooltip != NULL && g_str_has_prefix (tooltip, start);
}

/* 03/04 and 05/06 can be read both ways. Day first, 3 April is the last date of an order; the answer is a step. */
static void
test_question (void)
{
  Walk walk = walk_begin_results ();
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *day_first = clv_format_day (clv_day_from_ymd (2024, 4, 3));
  g_autofree char *month_first = clv_format_day (clv_day_from_ymd (2024, 3, 4));

  walk_open_text (&walk, dir, "dates.csv",
                  "Customer,Invoice,Invoice Date,Total\n"
                  "K1,1001,03/04/2024,10.00\n"
                  "K2,1002,05/06/2024,20.00\n");
  walk_wait_for (&walk, walk_has_text, "one thing to confirm");
  walk_wait_for (&walk, walk_has_text, "Which day is 03/04/2024?");
  walk_wait_for (&walk, walk_is_button, month_first);
  walk_picture (&walk, "10-question");
  walk_press (walk_wait_for (&walk, walk_is_button, day_first));
  walk_wait_for (&walk, walk_has_text, "nothing to ask");
  g_assert_null (walk_find (walk.window, walk_has_text, "Which day is 03/04/2024?"));
  g_action_group_activate_action (G_ACTION_GROUP (walk.window), "undo", NULL);
  walk_wait_for (&walk, walk_has_text, "Which day is 03/04/2024?");
  gtk_window_destroy (GTK_WINDOW (walk.window));
}

/* What stands above the header is shown, and can be the header. */
static void
test_header_row (void)
{
  Walk walk = walk_begin_results ();
  g_autofree char *dir = clv_test_dir ();

  walk_open_text (&walk, dir, "titled.csv",
                  "Sales of the shop in May,,,\n"
                  "Customer,Order No,Order Date,Total\n"
                  "K1,1001,2024-05-13,10.00\n"
                  "K2,1002,2024-05-16,20.00\n");
  walk_wait_for (&walk, walk_is_label, "Adds up to the cent");
  walk_wait_for (&walk, walk_has_text, "Sales of the shop in May");
  walk_wait_for_money (&walk, 30.00);
  walk_picture (&walk, "11-titled");
  walk_press (walk_wait_for (&walk, has_tooltip, "Row 1 was set aside"));
  walk_wait_for (&walk, walk_has_text, "as you said");
  g_action_group_activate_action (G_ACTION_GROUP (walk.window), "undo", NULL);
  walk_wait_for (&walk, walk_has_text, "found by itself");
  walk_wait_for_money (&walk, 30.00);
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

  walk_open_text (&walk, dir, "currencies.csv",
                  "Client,Order No,Order Date,Total,Currency\n"
                  "K1,1001,2024-05-13,10.00,EUR\n"
                  "K2,1002,2024-05-16,20.00,USD\n"
                  "K3,1003,2024-05-17,1.00,EUR\n");
  walk_wait_for (&walk, walk_has_text, "several currencies to settle");
  walk_picture (&walk, "12-currencies");
  walk_press (walk_wait_for (&walk, walk_is_button, "Enter _Rates…"));
  dialog = walk_wait_for_dialog (&walk, "1 USD =");
  gtk_editable_set_text (GTK_EDITABLE (walk_find (dialog, walk_is_named, "USD")), "nothing");
  g_assert_nonnull (walk_find (dialog, walk_has_text, "A rate is a number above 0"));
  g_assert_false (gtk_widget_get_sensitive (walk_find (dialog, walk_is_button, "Con_vert")));
  gtk_editable_set_text (GTK_EDITABLE (walk_find (dialog, walk_is_named, "USD")), "0,5");
  walk_press (walk_find (dialog, walk_is_button, "Con_vert"));
  walk_wait_for (&walk, walk_is_label, "Adds up to the cent");
  g_assert_cmpfloat (clv_findings_get_metric (clv_project_get_preview (walk.project), CLV_M_REVENUE).value, ==, 21);
  walk_picture (&walk, "13-converted");
  g_action_group_activate_action (G_ACTION_GROUP (walk.window), "undo", NULL);
  walk_wait_for (&walk, walk_has_text, "several currencies to settle");
  gtk_window_destroy (GTK_WINDOW (walk.window));
}

/* Types into the field that has the focus, and presses Enter. */
static void
enter_password (GtkWidget  *dialog,
                const char *password)
{
  GtkWidget *entry = walk_find (dialog, walk_is_named, "password");
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, entry));
  g_assert_false (gtk_widget_get_sensitive (walk_find (dialog, walk_is_button, "_Open")));
  gtk_editable_set_text (GTK_EDITABLE (entry), password);
  g_assert_true (gtk_widget_get_sensitive (walk_find (dialog, walk_is_button, "_Open")));
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
  dialog = walk_wait_for_dialog (&walk, "“libreoffice.xlsx” is protected with a password");
  walk_picture_of (dialog, "14-password");
  walk_press (walk_find (dialog, walk_is_button, "_Cancel"));
  g_assert_cmpint (clv_project_get_state (walk.project), ==, CLV_PROJECT_RESULTS);

  clv_window_open (CLV_WINDOW (walk.window), files);
  enter_password (walk_wait_for_dialog (&walk, "“libreoffice.xlsx” is protected with a password"), "grüße 42");
  enter_password (walk_wait_for_dialog (&walk, "That is not the password of “libreoffice.xlsx”"), "Grüße 42");
  walk_wait_for (&walk, walk_is_label, "Adds up to the cent");
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
  if (!clv_project_is_provisional (walk->project) || walk_find (walk->window, walk_has_text, "still reading the rest") == NULL)
    return FALSE;
  g_assert_nonnull (walk_find (walk->window, walk_has_text, "so far"));
  g_assert_null (walk_find (walk->window, walk_is_label, "Adds up to the cent"));
  walk_press (walk_find (walk->window, walk_is_doing, "win.confirm"));
  g_assert_nonnull (walk_find (walk->window, walk_has_text, "as soon as everything is read"));
  g_assert_cmpint (clv_project_get_state (walk->project), ==, CLV_PROJECT_CONFIRM);
  walk_press (walk_find (walk->window, walk_is_doing, "win.cancel"));
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
  walk_open_text (&walk, dir, "big.csv", text->str);
  clv_display_test_wait (work_with_first_rows, &walk);
  g_assert_cmpint (clv_project_get_state (walk.project), ==, CLV_PROJECT_RESULTS);
  walk_wait_for (&walk, walk_is_label, "Value per customer");
  walk_wait_for_money (&walk, 950.00);
  gtk_window_destroy (GTK_WINDOW (walk.window));
}

int
main (int    argc,
      char **argv)
{
  clv_display_test_init (&argc, &argv);
  g_test_add_func ("/shell/walk/a-question-is-answered-and-taken-back", test_question);
  g_test_add_func ("/shell/walk/a-title-above-the-header-can-be-the-header", test_header_row);
  g_test_add_func ("/shell/walk/currencies-are-converted", test_currencies);
  g_test_add_func ("/shell/walk/a-password-is-asked-for-until-it-is-right", test_password);
  g_test_add_func ("/shell/walk/first-rows-can-be-confirmed-and-cancelled", test_first_rows);
  return g_test_run ();
}
