/* clv-application.c - the program: windows, shortcuts, files from the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-application.h"

#include <glib/gi18n-lib.h>

#include "clv-sidebar.h"
#include "clv-widgets.h"
#include "clv-window.h"

struct _ClvApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (ClvApplication, clv_application, ADW_TYPE_APPLICATION)

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Each window may object, because it is exporting. */
  for (GList *window = windows; window != NULL; window = window->next)
    gtk_window_close (window->data);
  g_list_free (windows);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (parent,
                         "application-name", "Clientele",
                         "application-icon", CLV_APP_ID,
                         "version", CLV_VERSION,
                         "developer-name", _("The Clientele developers"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("See what each customer is worth, from a spreadsheet of orders. "
                                       "Nothing leaves this computer."),
                         /* Translators: your name and address, one translator a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (clv_window_new (user_data)));
}

static const GActionEntry actions[] = {
  { "quit", quit_action, NULL, NULL, NULL, { 0 } },
  { "about", about_action, NULL, NULL, NULL, { 0 } },
  { "new-window", new_window_action, NULL, NULL, NULL, { 0 } },
};

static const struct
{
  const char *action;
  const char *accels[3];
} shortcuts[] = {
  { "win.open", { "<Control>o" } },
  { "win.add-files", { "<Control><Shift>o" } },
  { "win.export", { "<Control>e" } },
  { "win.export-at-risk", { "<Control><Shift>e" } },
  { "win.search", { "<Control>f" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.recalculate", { "F5" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.fullscreen", { "F11" } },
  { "win.back", { "<Alt>Left" } },
  { "win.forward", { "<Alt>Right" } },
  { "win.close-project", { "<Control><Shift>w" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "window.close", { "<Control>w" } },
  { "app.new-window", { "<Control>n" } },
  { "app.quit", { "<Control>q" } },
};

static void
set_accels (GtkApplication *application)
{
  const ClvPageInfo *pages;
  guint n_pages;

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].accels);
  pages = clv_sidebar_get_pages (&n_pages);
  for (guint i = 0; i < n_pages && i < 9; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.page::%s", pages[i].id);
      g_autofree char *accel = g_strdup_printf ("<Control>%u", i + 1);
      const char *accels[] = { accel, NULL };

      gtk_application_set_accels_for_action (application, action, accels);
    }
}

static void
clv_application_startup (GApplication *application)
{
  /* Style and icons are looked up in the resource when the parent class starts. */
  clv_widgets_init ();
  G_APPLICATION_CLASS (clv_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (CLV_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  set_accels (GTK_APPLICATION (application));
}

static void
clv_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (clv_window_new (GTK_APPLICATION (application)));
  gtk_window_present (window);
}

static void
clv_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  /* A window that is at work on other files is left alone. */
  if (!CLV_IS_WINDOW (window) || clv_project_get_state (clv_window_get_project (CLV_WINDOW (window))) != CLV_PROJECT_EMPTY)
    window = GTK_WINDOW (clv_window_new (GTK_APPLICATION (application)));
  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (list, g_object_ref (files[i]));
  clv_window_open (CLV_WINDOW (window), list);
  gtk_window_present (window);
}

static void
clv_application_class_init (ClvApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = clv_application_startup;
  application_class->activate = clv_application_activate;
  application_class->open = clv_application_open;
}

static void
clv_application_init (ClvApplication *self)
{
}

/**
 * clv_application_new:
 * @flags: beside G_APPLICATION_HANDLES_OPEN; a test wants G_APPLICATION_NON_UNIQUE
 */
ClvApplication *
clv_application_new (GApplicationFlags flags)
{
  return g_object_new (CLV_TYPE_APPLICATION,
                       "application-id", CLV_APP_ID,
                       "flags", flags | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/clientele_app/Clientele",
                       NULL);
}
