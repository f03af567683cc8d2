/* clv-display-test.c - what tests with a display share: their own home, waiting, the toy data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-display-test.h"

#include "clv-test.h"
#include "clv-widgets.h"

/* FEATURES.md, part C. F has no transaction. The notes mean nothing, and can be mistaken for something. */
static const char orders[] =
  "Customer,Date,Amount,Note\n"
  "A,2023-01-10,100,gift\n"
  "A,2023-06-10,80,\n"
  "A,2024-02-10,120,phone order\n"
  "B,2023-03-05,50,\n"
  "C,2023-11-20,200,\n"
  "C,2024-11-20,220,thanks\n"
  "D,2024-05-01,30,\n"
  "D,2024-05-20,-30,came back\n"
  "E,2024-07-07,60,\n"
  "E,2024-09-09,60,\n"
  "E,2024-12-12,60,\n";

static const char costs[] =
  "Date,Cost type,Cost,Customer\n"
  "2023-01-01,acquisition,90,\n"
  "2024-01-01,acquisition,100,\n"
  "2024-06-30,service,25,F\n";

void
clv_display_test_init (int    *argc,
                       char ***argv)
{
  static const char *const variables[] = { "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };
  g_autofree char *home = clv_test_dir ();

  /* Not G_TEST_OPTION_ISOLATE_DIRS: it hides the system's icons and file types too. */
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_setenv (variables[i], home, TRUE);
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display: run it under xvfb-run\n");
      exit (0);
    }
  g_set_application_name ("Clientele");
  adw_init ();
  clv_widgets_init ();
}

static gboolean
too_late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
clv_display_test_wait (ClvDisplayTestDone done,
                       gpointer           data)
{
  gboolean too_late = FALSE;
  guint timeout = g_timeout_add_seconds (30, too_late_cb, &too_late);

  while (!done (data) && !too_late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (too_late);
  g_source_remove (timeout);
  /* What is queued behind, such as a layout. */
  for (int i = 0; i < 20 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

GPtrArray *
clv_display_test_toy (void)
{
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *orders_path = g_build_filename (dir, "toy-orders.csv", NULL);
  g_autofree char *costs_path = g_build_filename (dir, "toy-costs.csv", NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_true (g_file_set_contents (orders_path, orders, -1, NULL));
  g_assert_true (g_file_set_contents (costs_path, costs, -1, NULL));
  g_ptr_array_add (files, g_file_new_for_path (orders_path));
  g_ptr_array_add (files, g_file_new_for_path (costs_path));
  return files;
}

static gboolean
is_read (gpointer project)
{
  return clv_project_get_state (project) >= CLV_PROJECT_CONFIRM && !clv_project_is_busy (project);
}

static gboolean
has_results (gpointer project)
{
  return clv_project_get_state (project) == CLV_PROJECT_RESULTS && !clv_project_is_busy (project);
}

ClvProject *
clv_display_test_project (void)
{
  ClvProject *project = clv_project_new ();
  g_autoptr (GPtrArray) files = clv_display_test_toy ();

  clv_project_open (project, files);
  clv_display_test_wait (is_read, project);
  /* The second time in a process the mapping is remembered. */
  if (clv_project_get_state (project) == CLV_PROJECT_CONFIRM)
    clv_project_confirm (project);
  clv_display_test_wait (has_results, project);
  return project;
}
