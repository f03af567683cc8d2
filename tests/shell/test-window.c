/* test-window.c - the window can be made, with warnings fatal, and without an installed schema
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-application.h"
#include "clv-display-test.h"
#include "clv-settings.h"
#include "clv-window.h"

#include <glib/gstdio.h>

/* One a process: a second one could not export its actions on the bus. */
static ClvApplication *
get_application (void)
{
  static ClvApplication *application;

  if (application == NULL)
    {
      application = clv_application_new (G_APPLICATION_NON_UNIQUE);
      g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
    }
  return application;
}

static void
test_all_templates (void)
{
  ClvApplication *application = get_application ();
  GtkWidget *window;

  /* The window has every page of the shell in its template, and with them every widget. */
  window = GTK_WIDGET (clv_window_new (GTK_APPLICATION (application)));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window)));
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (window);
}

static void
test_every_shortcut_has_an_action (void)
{
  ClvApplication *application = get_application ();
  g_auto (GStrv) described = NULL;
  GtkWidget *window;

  window = GTK_WIDGET (clv_window_new (GTK_APPLICATION (application)));
  described = gtk_application_list_action_descriptions (GTK_APPLICATION (application));
  g_assert_cmpuint (g_strv_length (described), >=, 20);
  for (guint i = 0; described[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      g_assert_true (g_action_parse_detailed_name (described[i], &name, &target, NULL));
      if (g_str_has_prefix (name, "win."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window), name + strlen ("win.")));
      else if (g_str_has_prefix (name, "app."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (application), name + strlen ("app.")));
      else
        g_assert_cmpstr (name, ==, "window.close");
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_actions_wait_for_results (void)
{
  ClvApplication *application = get_application ();
  GtkWidget *window;

  window = GTK_WIDGET (clv_window_new (GTK_APPLICATION (application)));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "open"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "export"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "page"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkDropTarget *
find_drop_target (GtkWidget *window)
{
  GListModel *controllers = gtk_widget_observe_controllers (window);
  GtkDropTarget *target = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && target == NULL; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        target = GTK_DROP_TARGET (controller);
    }
  g_object_unref (controllers);
  return target;
}

static gboolean
is_to_confirm (gpointer data)
{
  return clv_project_get_state (data) == CLV_PROJECT_CONFIRM;
}

/* Both files of the toy data are dropped at once, somewhere on the welcome page. */
static void
test_dropped_files_are_opened (void)
{
  ClvWindow *window = clv_window_new (GTK_APPLICATION (get_application ()));
  ClvProject *project = clv_window_get_project (window);
  g_autoptr (GPtrArray) files = clv_display_test_toy ();
  g_auto (GValue) value = G_VALUE_INIT;
  GSList *list = NULL;
  gboolean taken = FALSE;

  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < files->len; i++)
    list = g_slist_append (list, files->pdata[i]);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (list));
  g_slist_free (list);
  g_signal_emit_by_name (find_drop_target (GTK_WIDGET (window)), "drop", &value, 40.0, 40.0, &taken);
  clv_display_test_wait (is_to_confirm, project);

  g_assert_true (taken);
  g_assert_cmpuint (clv_mapping_get_n_tables (clv_project_get_mapping (project)), ==, files->len);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_settings_do_without_a_schema (void)
{
  g_auto (GStrv) columns = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  if (clv_settings_get () != NULL)
    {
      g_test_skip ("Clientele is installed on this system, with its schema");
      return;
    }
  g_assert_cmpint (clv_settings_get_int ("window-width", 1280), ==, 1280);
  clv_settings_set_int ("window-width", 1);
  columns = clv_settings_dup_strv ("customer-columns");
  g_assert_cmpuint (g_strv_length (columns), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *nowhere = g_dir_make_tmp ("clientele-no-schema-XXXXXX", NULL);
  int status;

  /* The default source is read once: the test without a schema is a process of its own. */
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--GTestSubprocess"))
      g_setenv ("GSETTINGS_SCHEMA_DIR", nowhere, TRUE);
  clv_display_test_init (&argc, &argv);
  g_test_add_func ("/shell/window/all-templates-are-made", test_all_templates);
  g_test_add_func ("/shell/window/every-shortcut-has-an-action", test_every_shortcut_has_an_action);
  g_test_add_func ("/shell/window/actions-wait-for-results", test_actions_wait_for_results);
  g_test_add_func ("/shell/window/dropped-files-are-opened", test_dropped_files_are_opened);
  g_test_add_func ("/shell/settings/do-without-a-schema", test_settings_do_without_a_schema);
  status = g_test_run ();
  g_rmdir (nowhere);
  return status;
}
