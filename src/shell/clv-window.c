/* clv-window.c - the window: which page is on screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-window-private.h"

#include <glib/gi18n-lib.h>

#include "clv-assumptions-page.h"
#include "clv-at-risk-page.h"
#include "clv-cohorts-page.h"
#include "clv-compat.h"
#include "clv-data-page.h"
#include "clv-lifetime-page.h"
#include "clv-overview-page.h"
#include "clv-password-dialog.h"
#include "clv-profitability-page.h"
#include "clv-progress-box.h"
#include "clv-recognise-page.h"
#include "clv-relations-page.h"
#include "clv-segments-page.h"
#include "clv-settings.h"

/* Work that ends sooner shows no bar: it would only flicker. */
#define PROGRESS_DELAY_MS 400

/* Long enough to read a line and to look at the figures. */
#define NEWS_SECONDS 15

/* Below this width the table of customers needs the room of the sidebar. */
#define WIDE 1500

enum
{
  PROP_PROJECT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ClvWindow, clv_window, ADW_TYPE_APPLICATION_WINDOW)

static const char *
interned_page (const char *page)
{
  const ClvPageInfo *info = clv_sidebar_find_page (page);

  return info != NULL ? info->id : NULL;
}

static void
show_sidebar_for_page (ClvWindow *self)
{
  gboolean crowded = g_strcmp0 (self->page, "customers") == 0
                     && gtk_widget_get_width (GTK_WIDGET (self)) < WIDE;

  if (adw_flap_get_folded (self->flap) || crowded)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  else
    adw_flap_set_reveal_flap (self->flap, self->sidebar_wanted);
}

static void
put_page (ClvWindow  *self,
          const char *page)
{
  const ClvPageInfo *info = clv_sidebar_find_page (page);

  g_free (self->page);
  self->page = g_strdup (page);
  gtk_stack_set_visible_child_name (self->pages, page);
  g_object_set (self->sidebar, "page", page, NULL);
  adw_window_title_set_title (self->title, _(info->title));
  show_sidebar_for_page (self);
  clv_window_update_actions (self);
}

/* The page on screen is where “back” will lead to; another way forward is forgotten. */
void
clv_window_set_page (ClvWindow  *self,
                     const char *page)
{
  const char *id = interned_page (page);

  if (id == NULL || g_strcmp0 (self->page, id) == 0)
    {
      show_sidebar_for_page (self);
      return;
    }
  if (self->page != NULL)
    g_queue_push_tail (&self->back, (gpointer) interned_page (self->page));
  g_queue_clear (&self->forward);
  put_page (self, id);
}

void
clv_window_go_back (ClvWindow *self)
{
  const char *page = g_queue_pop_tail (&self->back);

  if (page == NULL)
    return;
  g_queue_push_tail (&self->forward, (gpointer) interned_page (self->page));
  put_page (self, page);
}

void
clv_window_go_forward (ClvWindow *self)
{
  const char *page = g_queue_pop_tail (&self->forward);

  if (page == NULL)
    return;
  g_queue_push_tail (&self->back, (gpointer) interned_page (self->page));
  put_page (self, page);
}

void
clv_window_toggle_sidebar (ClvWindow *self)
{
  gboolean shown = !adw_flap_get_reveal_flap (self->flap);

  adw_flap_set_reveal_flap (self->flap, shown);
  /* On the customers it is out of the way for room, which says nothing about the other pages. */
  if (g_strcmp0 (self->page, "customers") != 0 && !adw_flap_get_folded (self->flap))
    {
      self->sidebar_wanted = shown;
      clv_settings_set_boolean ("sidebar-visible", shown);
    }
}

void
clv_window_toast (ClvWindow  *self,
                  const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
error_answered_cb (const char *response,
                   gpointer    user_data)
{
  ClvWindow *self = user_data;

  if (g_str_equal (response, "open"))
    clv_window_choose_files (self, FALSE);
  else if (g_str_equal (response, "retry"))
    clv_project_retry (self->project);
}

void
clv_window_show_error (ClvWindow  *self,
                       const char *heading,
                       const char *body)
{
  const char *responses[] = { "close", _("_Close"), NULL };

  clv_compat_ask (GTK_WINDOW (self), heading, body, responses, NULL, NULL);
}

static void
failed_cb (ClvWindow  *self,
           GError     *error)
{
  ClvProjectRemedy remedy;
  const char *responses[7] = { "close", _("_Close"), NULL };
  g_autofree char *heading = NULL;
  guint n = 2, n_failures;

  /* What could not be read is no recent file; a failure of something else while files are read says nothing. */
  remedy = clv_project_get_remedy (self->project);
  if (remedy != CLV_REMEDY_PASSWORD && (clv_project_get_state (self->project) == CLV_PROJECT_EMPTY
                                        || clv_project_get_state (self->project) == CLV_PROJECT_RESULTS))
    clv_window_forget_opening (self);
  /* The user's own wish is no failure. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (remedy == CLV_REMEDY_PASSWORD)
    {
      clv_password_dialog_ask (GTK_WINDOW (self), self->project, error->message);
      return;
    }
  if (clv_project_get_state (self->project) == CLV_PROJECT_EMPTY)
    {
      responses[n++] = "open";
      responses[n++] = _("_Open Another File…");
    }
  if (remedy != CLV_REMEDY_NONE)
    {
      responses[n++] = "retry";
      responses[n++] = remedy == CLV_REMEDY_CONVERT ? _("Con_vert with LibreOffice") : _("Open _Anyway");
    }
  n_failures = clv_project_get_n_failures (self->project);
  heading = n_failures > 0 ? g_strdup_printf (ngettext ("The File Could Not Be Used", "%u Files Could Not Be Used", n_failures),
                                              n_failures)
                           : g_strdup (_("That Did Not Work"));
  clv_compat_ask (GTK_WINDOW (self), heading, error->message, responses, error_answered_cb, self);
}

static gboolean
show_progress_cb (gpointer user_data)
{
  ClvWindow *self = user_data;

  self->progress_timeout = 0;
  gtk_revealer_set_reveal_child (self->progress, TRUE);
  return G_SOURCE_REMOVE;
}

static void
busy_cb (ClvWindow *self)
{
  gboolean busy = clv_project_is_busy (self->project) && clv_project_get_state (self->project) != CLV_PROJECT_READING;

  g_clear_handle_id (&self->progress_timeout, g_source_remove);
  if (clv_project_is_provisional (self->project))
    gtk_revealer_set_reveal_child (self->progress, TRUE);
  else if (busy)
    self->progress_timeout = g_timeout_add (PROGRESS_DELAY_MS, show_progress_cb, self);
  else
    gtk_revealer_set_reveal_child (self->progress, FALSE);
  clv_window_update_actions (self);
}

static void
title_cb (ClvWindow *self)
{
  const char *title = clv_project_get_title (self->project);
  g_autofree char *window_title = NULL;

  adw_window_title_set_subtitle (self->title, title != NULL ? title : "");
  if (title != NULL && *title != '\0')
    window_title = g_strdup_printf ("%s – Clientele", title);
  gtk_window_set_title (GTK_WINDOW (self), window_title != NULL ? window_title : "Clientele");
}

/* Another mapping, and nothing is being read: the files that were to be opened are there. */
static void
mapping_cb (ClvWindow *self)
{
  ClvProjectState state = clv_project_get_state (self->project);

  if (state == CLV_PROJECT_CONFIRM || state == CLV_PROJECT_RESULTS)
    clv_window_remember_opened (self);
  clv_window_update_actions (self);
}

/* What went without asking is told where it led to, with the way back. */
static void
tell_news (ClvWindow *self)
{
  const char *news = clv_project_get_news (self->project);
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (news == NULL || clv_project_get_state (self->project) != CLV_PROJECT_RESULTS)
    return;
  escaped = g_markup_escape_text (news, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, _("Check"));
  adw_toast_set_action_name (toast, "win.revise");
  adw_toast_set_timeout (toast, NEWS_SECONDS);
  adw_toast_overlay_add_toast (self->toasts, toast);
  clv_project_dismiss_news (self->project);
}

static void
state_cb (ClvWindow *self)
{
  static const char *const children[] = { "welcome", "reading", "recognise", "results" };
  ClvProjectState state = clv_project_get_state (self->project);

  if (state == CLV_PROJECT_EMPTY)
    {
      g_queue_clear (&self->back);
      g_queue_clear (&self->forward);
      g_clear_pointer (&self->page, g_free);
    }
  if (state == CLV_PROJECT_RESULTS && self->page == NULL)
    clv_window_set_page (self, "overview");
  gtk_stack_set_visible_child_name (self->stack, children[state]);
  title_cb (self);
  busy_cb (self);
  tell_news (self);
}

static void
save_size (ClvWindow *self)
{
  int width, height;

  clv_settings_set_boolean ("window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (gtk_window_is_maximized (GTK_WINDOW (self)) || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0)
    {
      clv_settings_set_int ("window-width", width);
      clv_settings_set_int ("window-height", height);
    }
}

static void
close_answered_cb (const char *response,
                   gpointer    user_data)
{
  ClvWindow *self = user_data;

  if (!g_str_equal (response, "stop"))
    return;
  self->close_when_done = TRUE;
  if (self->exporting)
    clv_project_cancel (self->project);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
clv_window_close_request (GtkWindow *window)
{
  ClvWindow *self = CLV_WINDOW (window);
  const char *responses[] = { "stop", NULL, "close", _("_Keep Exporting"), NULL };
  g_autofree char *stop = g_strconcat ("destructive:", _("_Stop and Close"), NULL);

  if (self->exporting)
    {
      responses[1] = stop;
      clv_compat_ask (window, _("A Report Is Being Exported"),
                      _("If you close the window now, the report will not be written. Files that exist stay as they are."),
                      responses, close_answered_cb, self);
      return GDK_EVENT_STOP;
    }
  save_size (self);
  return GTK_WINDOW_CLASS (clv_window_parent_class)->close_request (window);
}

static void
clv_window_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, CLV_WINDOW (object)->project);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_window_dispose (GObject *object)
{
  ClvWindow *self = CLV_WINDOW (object);

  g_clear_handle_id (&self->progress_timeout, g_source_remove);
  if (self->project != NULL)
    {
      clv_project_cancel (self->project);
      g_signal_handlers_disconnect_by_data (self->project, self);
    }
  g_clear_object (&self->project);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->last_report, g_free);
  g_clear_pointer (&self->opening, g_ptr_array_unref);
  g_queue_clear (&self->back);
  g_queue_clear (&self->forward);
  G_OBJECT_CLASS (clv_window_parent_class)->dispose (object);
}

static void
clv_window_class_init (ClvWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = clv_window_get_property;
  object_class->dispose = clv_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = clv_window_close_request;

  properties[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, CLV_TYPE_PROJECT,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CLV_TYPE_ASSUMPTIONS_PAGE);
  g_type_ensure (CLV_TYPE_AT_RISK_PAGE);
  g_type_ensure (CLV_TYPE_COHORTS_PAGE);
  g_type_ensure (CLV_TYPE_CUSTOMERS_PAGE);
  g_type_ensure (CLV_TYPE_DATA_PAGE);
  g_type_ensure (CLV_TYPE_LIFETIME_PAGE);
  g_type_ensure (CLV_TYPE_OVERVIEW_PAGE);
  g_type_ensure (CLV_TYPE_PROFITABILITY_PAGE);
  g_type_ensure (CLV_TYPE_PROGRESS_BOX);
  g_type_ensure (CLV_TYPE_RECOGNISE_PAGE);
  g_type_ensure (CLV_TYPE_RELATIONS_PAGE);
  g_type_ensure (CLV_TYPE_SEGMENTS_PAGE);
  g_type_ensure (CLV_TYPE_SIDEBAR);
  g_type_ensure (CLV_TYPE_WELCOME_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ClvWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ClvWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, ClvWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, ClvWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ClvWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ClvWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ClvWindow, customers);
  gtk_widget_class_bind_template_child (widget_class, ClvWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, ClvWindow, undo_section);
  gtk_widget_class_bind_template_callback (widget_class, show_sidebar_for_page);
}

static void
clv_window_init (ClvWindow *self)
{
  self->project = clv_project_new ();
  self->sidebar_wanted = clv_settings_get_boolean ("sidebar-visible", TRUE);
  g_queue_init (&self->back);
  g_queue_init (&self->forward);
  gtk_widget_init_template (GTK_WIDGET (self));

  clv_window_install_actions (self);
  clv_window_install_drop (self);
  g_signal_connect_object (self->project, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::provisional", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::confirming", G_CALLBACK (clv_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::preview", G_CALLBACK (clv_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::news", G_CALLBACK (tell_news), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::title", G_CALLBACK (title_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::findings", G_CALLBACK (clv_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::mapping", G_CALLBACK (mapping_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::can-undo", G_CALLBACK (clv_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::can-redo", G_CALLBACK (clv_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::undo-label", G_CALLBACK (clv_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "notify::redo-label", G_CALLBACK (clv_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);

  gtk_window_set_default_size (GTK_WINDOW (self), clv_settings_get_int ("window-width", 1280),
                               clv_settings_get_int ("window-height", 800));
  if (clv_settings_get_boolean ("window-maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  state_cb (self);
}

ClvWindow *
clv_window_new (GtkApplication *application)
{
  return g_object_new (CLV_TYPE_WINDOW, "application", application, NULL);
}

/**
 * clv_window_get_project:
 *
 * Returns: (transfer none): what the window is about
 */
ClvProject *
clv_window_get_project (ClvWindow *self)
{
  g_return_val_if_fail (CLV_IS_WINDOW (self), NULL);

  return self->project;
}
