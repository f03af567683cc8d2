/* clv-welcome-page.c - before anything is open: open, drop, sample data, recent files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-welcome-page.h"

#include <glib/gi18n-lib.h>

struct _ClvWelcomePage
{
  AdwBin      parent_instance;

  /* template */
  GtkWidget  *drop_zone;
  GtkListBox *recent;
  GtkStack   *recent_stack;
};

G_DEFINE_FINAL_TYPE (ClvWelcomePage, clv_welcome_page, ADW_TYPE_BIN)

#define MAX_RECENT 5

static char *
when_text (GDateTime *then)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) local = g_date_time_to_local (then);
  int days = (int) (g_date_time_difference (now, local) / G_TIME_SPAN_DAY);

  if (g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (local) && days == 0)
    /* Translators: a time of today, as strftime takes it */
    return g_date_time_format (local, _("Today, %H:%M"));
  if (days < 2)
    return g_strdup (_("Yesterday"));
  return g_date_time_format (local, "%x");
}

static GtkWidget *
recent_row (GtkRecentInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GFile) file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *path = folder != NULL ? g_file_get_parse_name (folder) : NULL;
  g_autofree char *title = g_markup_escape_text (gtk_recent_info_get_display_name (info), -1);
  g_autofree char *subtitle = g_markup_escape_text (path != NULL ? path : "", -1);
  g_autofree char *when = when_text (gtk_recent_info_get_modified (info));
  GtkWidget *label = gtk_label_new (when);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("x-office-spreadsheet-symbolic"));
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-recent");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", gtk_recent_info_get_uri (info));
  return row;
}

static int
newest_first (gconstpointer a,
              gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
fill_recent (ClvWelcomePage *self)
{
  GList *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), newest_first);
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->recent))) != NULL)
    gtk_list_box_remove (self->recent, child);
  for (GList *item = items; item != NULL && n < MAX_RECENT; item = item->next)
    {
      GtkRecentInfo *info = item->data;

      if (!gtk_recent_info_has_group (info, CLV_RECENT_GROUP) || !gtk_recent_info_exists (info))
        continue;
      gtk_list_box_append (self->recent, recent_row (info));
      n++;
    }
  gtk_stack_set_visible_child_name (self->recent_stack, n > 0 ? "list" : "none");
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

static void
clv_welcome_page_map (GtkWidget *widget)
{
  fill_recent (CLV_WELCOME_PAGE (widget));
  GTK_WIDGET_CLASS (clv_welcome_page_parent_class)->map (widget);
}

static void
clv_welcome_page_class_init (ClvWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = clv_welcome_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvWelcomePage, drop_zone);
  gtk_widget_class_bind_template_child (widget_class, ClvWelcomePage, recent);
  gtk_widget_class_bind_template_child (widget_class, ClvWelcomePage, recent_stack);
}

static void
clv_welcome_page_init (ClvWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * clv_welcome_page_set_dropping:
 * @dropping: whether files are held over the window
 *
 * Shows that they can be dropped.
 */
void
clv_welcome_page_set_dropping (ClvWelcomePage *self,
                               gboolean        dropping)
{
  g_return_if_fail (CLV_IS_WELCOME_PAGE (self));

  if (dropping)
    gtk_widget_add_css_class (self->drop_zone, "dropping");
  else
    gtk_widget_remove_css_class (self->drop_zone, "dropping");
}
