/* clv-window-actions.c - what the user can do in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-window-private.h"

#include <glib/gi18n-lib.h>

#include "clv-compat.h"
#include "clv-lifetime-page.h"
#include "clv-prediction.h"
#include "clv-questions-dialog.h"

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       window)
{
  clv_window_choose_files (window, FALSE);
}

static void
add_files_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       window)
{
  clv_window_choose_files (window, TRUE);
}

static void
open_sample_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       window)
{
  clv_window_open_sample (window);
}

static void
open_recent_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       window)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, g_file_new_for_uri (g_variant_get_string (parameter, NULL)));
  clv_window_open (window, files);
}

static void
close_project_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       window)
{
  clv_window_forget_opening (window);
  clv_project_close (CLV_WINDOW (window)->project);
}

static void
cancel_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  clv_window_forget_opening (window);
  clv_project_cancel (CLV_WINDOW (window)->project);
}

static void
confirm_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  if (clv_project_get_n_questions (CLV_WINDOW (window)->project) > 0)
    clv_questions_dialog_ask (window, CLV_WINDOW (window)->project);
  else
    clv_project_confirm (CLV_WINDOW (window)->project);
}

static void
revise_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  clv_project_revise (CLV_WINDOW (window)->project);
}

static void
undo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       window)
{
  clv_project_undo (CLV_WINDOW (window)->project);
}

static void
redo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       window)
{
  clv_project_redo (CLV_WINDOW (window)->project);
}

static void
recalculate_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       window)
{
  clv_project_recalculate (CLV_WINDOW (window)->project);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  clv_window_choose_export (window, CLV_EXPORT_REPORT);
}

static void
export_to_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       window)
{
  clv_window_export_to (window, CLV_EXPORT_REPORT, g_variant_get_string (parameter, NULL));
}

static void
export_at_risk_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       window)
{
  clv_window_choose_export (window, CLV_EXPORT_AT_RISK);
}

static void
export_at_risk_to_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       window)
{
  clv_window_export_to (window, CLV_EXPORT_AT_RISK, g_variant_get_string (parameter, NULL));
}

static void
page_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       window)
{
  clv_window_set_page (window, g_variant_get_string (parameter, NULL));
}

static void
back_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       window)
{
  clv_window_go_back (window);
}

static void
forward_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  clv_window_go_forward (window);
}

static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       window)
{
  clv_window_set_page (window, "customers");
  clv_customers_page_focus_search (CLV_WINDOW (window)->customers);
}

static void
show_proof_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  clv_window_set_page (window, "lifetime");
  clv_lifetime_page_show_proof (CLV_LIFETIME_PAGE (gtk_stack_get_child_by_name (CLV_WINDOW (window)->pages, "lifetime")));
}

static void
show_segment_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       window)
{
  const char *scheme;
  guint32 segment;

  g_variant_get (parameter, "(&su)", &scheme, &segment);
  clv_window_set_page (window, "customers");
  clv_customers_page_show_segment (CLV_WINDOW (window)->customers, scheme, segment);
}

static void
show_customer_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       window)
{
  clv_window_set_page (window, "customers");
  clv_customers_page_show_customer (CLV_WINDOW (window)->customers, g_variant_get_uint32 (parameter));
}

static void
toggle_sidebar_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       window)
{
  clv_window_toggle_sidebar (window);
}

static void
fullscreen_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
toast_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       window)
{
  clv_window_toast (window, g_variant_get_string (parameter, NULL));
}

static void
show_error_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  const char *heading, *body;

  g_variant_get (parameter, "(&s&s)", &heading, &body);
  clv_window_show_error (window, heading, body);
}

static void
file_saved_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       window)
{
  const char *path = g_variant_get_string (parameter, NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  /* Translators: %s is a file name */
  g_autofree char *text = g_strdup_printf (_("Saved “%s”"), escaped);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _("Show in Folder"));
  adw_toast_set_action_name (toast, "win.show-folder");
  adw_toast_set_action_target (toast, "s", path);
  adw_toast_overlay_add_toast (CLV_WINDOW (window)->toasts, toast);
}

static void
show_folder_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       window)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    clv_compat_show_uri (window, uri);
}

static void
open_file_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       window)
{
  g_autofree char *uri = g_filename_to_uri (g_variant_get_string (parameter, NULL), NULL, NULL);

  if (uri != NULL)
    clv_compat_show_uri (window, uri);
}

static void
show_report_folder_action (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       window)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), "show-folder",
                                  g_variant_new_string (CLV_WINDOW (window)->last_report));
}

static const GActionEntry actions[] = {
  { "open", open_action, NULL, NULL, NULL, { 0 } },
  { "add-files", add_files_action, NULL, NULL, NULL, { 0 } },
  { "open-sample", open_sample_action, NULL, NULL, NULL, { 0 } },
  { "open-recent", open_recent_action, "s", NULL, NULL, { 0 } },
  { "close-project", close_project_action, NULL, NULL, NULL, { 0 } },
  { "cancel", cancel_action, NULL, NULL, NULL, { 0 } },
  { "confirm", confirm_action, NULL, NULL, NULL, { 0 } },
  { "revise", revise_action, NULL, NULL, NULL, { 0 } },
  { "undo", undo_action, NULL, NULL, NULL, { 0 } },
  { "redo", redo_action, NULL, NULL, NULL, { 0 } },
  { "recalculate", recalculate_action, NULL, NULL, NULL, { 0 } },
  { "export", export_action, NULL, NULL, NULL, { 0 } },
  { "export-to", export_to_action, "s", NULL, NULL, { 0 } },
  { "export-at-risk", export_at_risk_action, NULL, NULL, NULL, { 0 } },
  { "export-at-risk-to", export_at_risk_to_action, "s", NULL, NULL, { 0 } },
  { "page", page_action, "s", NULL, NULL, { 0 } },
  { "back", back_action, NULL, NULL, NULL, { 0 } },
  { "forward", forward_action, NULL, NULL, NULL, { 0 } },
  { "search", search_action, NULL, NULL, NULL, { 0 } },
  { "show-proof", show_proof_action, NULL, NULL, NULL, { 0 } },
  { "show-segment", show_segment_action, "(su)", NULL, NULL, { 0 } },
  { "show-customer", show_customer_action, "u", NULL, NULL, { 0 } },
  { "toggle-sidebar", toggle_sidebar_action, NULL, NULL, NULL, { 0 } },
  { "fullscreen", fullscreen_action, NULL, NULL, NULL, { 0 } },
  { "toast", toast_action, "s", NULL, NULL, { 0 } },
  { "show-error", show_error_action, "(ss)", NULL, NULL, { 0 } },
  { "file-saved", file_saved_action, "s", NULL, NULL, { 0 } },
  { "show-folder", show_folder_action, "s", NULL, NULL, { 0 } },
  { "open-file", open_file_action, "s", NULL, NULL, { 0 } },
  { "show-report-folder", show_report_folder_action, NULL, NULL, NULL, { 0 } },
};

void
clv_window_install_actions (ClvWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

static void
set_enabled (ClvWindow  *self,
             const char *name,
             gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Headers are full of underscores, which a menu takes for the mark of its shortcut. */
static char *
escape_mnemonic (const char *text)
{
  g_autoptr (GString) escaped = g_string_new (text);

  g_string_replace (escaped, "_", "__", 0);
  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

static void
show_undo_labels (ClvWindow  *self,
                  const char *undo,
                  const char *redo)
{
  g_autofree char *undo_text = undo != NULL ? escape_mnemonic (undo) : g_strdup (_("_Undo"));
  g_autofree char *redo_text = redo != NULL ? escape_mnemonic (redo) : g_strdup (_("_Redo"));

  g_menu_remove_all (self->undo_section);
  g_menu_append (self->undo_section, undo_text, "win.undo");
  g_menu_append (self->undo_section, redo_text, "win.redo");
}

/* What can be done now, from what there is now. */
void
clv_window_update_actions (ClvWindow *self)
{
  ClvProjectState state = clv_project_get_state (self->project);
  gboolean results = state == CLV_PROJECT_RESULTS && clv_project_get_findings (self->project) != NULL;
  gboolean busy = clv_project_is_busy (self->project);
  gboolean can_undo, can_redo;
  guint32 n_at_risk = 0;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;
  g_autofree char *obstacle = NULL;
  /* The buttons beside the problem settle it; the confirm page says so where its button is. */
  const GError *error = clv_project_get_preview_error (self->project);
  gboolean is_blocked = g_error_matches (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES)
                        || g_error_matches (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_RATES);

  if (state == CLV_PROJECT_CONFIRM && clv_project_get_mapping (self->project) != NULL)
    obstacle = clv_mapping_dup_obstacle (clv_project_get_mapping (self->project));
  g_object_get (self->project, "can-undo", &can_undo, "can-redo", &can_redo, "undo-label", &undo, "redo-label", &redo, NULL);

  set_enabled (self, "close-project", state != CLV_PROJECT_EMPTY);
  set_enabled (self, "add-files", results || state == CLV_PROJECT_CONFIRM);
  set_enabled (self, "cancel", busy || state == CLV_PROJECT_READING);
  set_enabled (self, "confirm", state == CLV_PROJECT_CONFIRM && obstacle == NULL && !is_blocked
                                && !clv_project_is_confirming (self->project));
  set_enabled (self, "revise", results && !self->exporting);
  set_enabled (self, "undo", can_undo);
  set_enabled (self, "redo", can_redo);
  set_enabled (self, "recalculate", results);
  set_enabled (self, "export", results && !self->exporting);
  set_enabled (self, "export-to", results && !self->exporting);
  if (results)
    clv_findings_get_at_risk (clv_project_get_findings (self->project), &n_at_risk);
  set_enabled (self, "export-at-risk", n_at_risk > 0 && !self->exporting);
  set_enabled (self, "export-at-risk-to", n_at_risk > 0 && !self->exporting);
  set_enabled (self, "page", results);
  set_enabled (self, "search", results);
  set_enabled (self, "show-proof", results);
  set_enabled (self, "show-segment", results);
  set_enabled (self, "show-customer", results);
  set_enabled (self, "toggle-sidebar", results);
  set_enabled (self, "back", results && !g_queue_is_empty (&self->back));
  set_enabled (self, "forward", results && !g_queue_is_empty (&self->forward));
  set_enabled (self, "show-report-folder", self->last_report != NULL);
  show_undo_labels (self, undo, redo);
}
