/* clv-walk.c - a walk through the real window: what is on screen is looked for, waited for, and pressed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-walk.h"

#include <string.h>

#include "clv-customer-table.h"
#include "clv-display-test.h"
#include "clv-format.h"
#include "clv-test.h"

GtkWidget *
walk_find (GtkWidget  *root,
           WalkMatch   match,
           const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (match (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = walk_find (child, match, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
walk_is_label (GtkWidget  *widget,
               const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

gboolean
walk_has_text (GtkWidget  *widget,
               const char *text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

gboolean
walk_is_named (GtkWidget  *widget,
               const char *name)
{
  return g_str_equal (gtk_widget_get_name (widget), name);
}

gboolean
walk_is_of_type (GtkWidget  *widget,
                 const char *type_name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name);
}

gboolean
walk_is_doing (GtkWidget  *widget,
               const char *action)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

gboolean
walk_is_button (GtkWidget  *widget,
                const char *label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

gboolean
walk_is_settled (gpointer data)
{
  Walk *walk = data;
  GtkWidget *table = walk_find (walk->window, walk_is_of_type, "ClvCustomerTable");

  return !clv_project_is_busy (walk->project)
         && (table == NULL || !clv_customer_list_is_busy (clv_customer_table_get_list (CLV_CUSTOMER_TABLE (table))));
}

typedef struct
{
  Walk       *walk;
  WalkMatch   match;
  const char *text;
} Sight;

static gboolean
is_in_sight (gpointer data)
{
  Sight *sight = data;

  return walk_is_settled (sight->walk) && walk_find (sight->walk->window, sight->match, sight->text) != NULL;
}

GtkWidget *
walk_wait_for (Walk       *walk,
               WalkMatch   match,
               const char *text)
{
  Sight sight = { walk, match, text };

  g_test_message ("looking for “%s”", text);
  clv_display_test_wait (is_in_sight, &sight);
  return walk_find (walk->window, match, text);
}

void
walk_wait_for_money (Walk   *walk,
                     double  amount)
{
  g_autofree char *text = clv_format_money (amount, "", 2);

  walk_wait_for (walk, walk_is_label, text);
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
has_dialog_with (gpointer data)
{
  Sight *sight = data;
  GtkWidget *dialog = find_dialog (sight->walk);

  return !clv_project_is_busy (sight->walk->project) && dialog != NULL && walk_find (dialog, sight->match, sight->text) != NULL;
}

GtkWidget *
walk_wait_for_dialog (Walk       *walk,
                      const char *text)
{
  Sight sight = { walk, walk_has_text, text };

  g_test_message ("looking for a dialog with “%s”", text);
  clv_display_test_wait (has_dialog_with, &sight);
  return find_dialog (walk);
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

void
walk_picture_of (GtkWidget  *window,
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

void
walk_picture (Walk       *walk,
              const char *name)
{
  walk_picture_of (walk->window, name);
}

void
walk_press (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
walk_go_to (Walk       *walk,
            const char *title)
{
  GtkWidget *sidebar = walk_find (walk->window, walk_is_of_type, "ClvSidebar");
  GtkWidget *row;

  if (sidebar == NULL)
    {
      g_action_group_activate_action (G_ACTION_GROUP (walk->window), "toggle-sidebar", NULL);
      sidebar = walk_wait_for (walk, walk_is_of_type, "ClvSidebar");
    }
  row = gtk_widget_get_ancestor (walk_find (sidebar, walk_is_label, title), GTK_TYPE_LIST_BOX_ROW);
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate (row));
}

Walk
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
  walk.orders = g_intern_string (g_file_peek_path (files->pdata[0]));
  g_application_open (G_APPLICATION (walk.application), (GFile **) files->pdata, (int) files->len, "");
  walk.window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (walk.application)));
  g_assert_true (CLV_IS_WINDOW (walk.window));
  walk.project = clv_window_get_project (CLV_WINDOW (walk.window));
  return walk;
}

static gboolean
is_read (gpointer project)
{
  return clv_project_get_state (project) >= CLV_PROJECT_CONFIRM && !clv_project_is_busy (project);
}

Walk
walk_begin_results (void)
{
  Walk walk = walk_begin ();

  clv_display_test_wait (is_read, walk.project);
  /* The second time in a process the mapping is remembered. */
  if (clv_project_get_state (walk.project) == CLV_PROJECT_CONFIRM)
    walk_press (walk_wait_for (&walk, walk_is_doing, "win.confirm"));
  walk_wait_for (&walk, walk_is_label, "Value per customer");
  return walk;
}

void
walk_open_text (Walk       *walk,
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
