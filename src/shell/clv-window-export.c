/* clv-window-export.c - the report and the list of customers at risk, written in the project's worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-window-private.h"

#include <glib/gi18n-lib.h>

#include "clv-compat.h"
#include "clv-report.h"
#include "clv-settings.h"

static void
report_failed_answered_cb (const char *response,
                           gpointer    user_data)
{
  if (g_str_equal (response, "elsewhere"))
    clv_window_choose_export (user_data, CLV_EXPORT_REPORT);
}

static void
list_failed_answered_cb (const char *response,
                         gpointer    user_data)
{
  if (g_str_equal (response, "elsewhere"))
    clv_window_choose_export (user_data, CLV_EXPORT_AT_RISK);
}

/* What can be saved. */
typedef struct
{
  const char *suffix;
  const char *heading; /* of the dialog */
  const char *failed, *no_folder;
  void      (*answered_cb) (const char *response,
                            gpointer    window);
} Kind;

static const Kind kinds[] = {
  [CLV_EXPORT_REPORT] = {
    ".xlsx", N_("Export Report"),
    N_("The Report Was Not Saved"),
    N_("That place is not a folder of this computer. Choose one that is, and copy the report from there."),
    report_failed_answered_cb,
  },
  [CLV_EXPORT_AT_RISK] = {
    ".csv", N_("Export List"),
    N_("The List Was Not Saved"),
    N_("That place is not a folder of this computer. Choose one that is, and copy the list from there."),
    list_failed_answered_cb,
  },
};

/* All that the worker needs, owned by it: the project may change meanwhile. */
typedef struct
{
  ClvExportKind    kind;
  char            *path;
  ClvReportOrigin  origin;
  ClvMapping      *mapping;
  char            *title;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_free (self->path);
  g_free (self->title);
  g_clear_pointer (&self->origin.inputs, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, clv_mapping_free);
  g_free (self);
}

static Export *
export_new (ClvWindow    *window,
            ClvExportKind kind,
            const char   *path)
{
  Export *self = g_new0 (Export, 1);
  g_autoptr (GPtrArray) inputs = clv_project_dup_inputs (window->project);

  self->kind = kind;
  self->path = g_strdup (path);
  self->title = g_strdup (clv_project_get_title (window->project));
  self->mapping = clv_mapping_copy (clv_project_get_mapping (window->project));
  self->origin.title = self->title;
  self->origin.mapping = self->mapping;
  self->origin.inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_report_input_free);
  for (guint i = 0; i < inputs->len; i++)
    {
      const ClvProjectInput *input = inputs->pdata[i];

      g_ptr_array_add (self->origin.inputs,
                       clv_report_input_new (input->file, input->sha256, input->sheet, input->how, input->table));
    }
  return self;
}

static gboolean
export_worker (ClvFindings    *findings,
               const ClvWork  *work,
               gpointer        data,
               GError        **error)
{
  Export *export = data;

  if (export->kind == CLV_EXPORT_AT_RISK)
    return clv_report_write_at_risk_csv (findings, export->path, work, error);
  return clv_report_write_xlsx (findings, &export->origin, export->path, work, error);
}

static void
show_saved (ClvWindow  *self,
            const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  /* Translators: %s is a file name */
  g_autofree char *text = g_strdup_printf (_("Saved “%s”"), escaped);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, 10);
  adw_toast_set_button_label (toast, _("Open"));
  adw_toast_set_action_name (toast, "win.open-file");
  adw_toast_set_action_target (toast, "s", path);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

typedef struct
{
  ClvWindow    *window;
  ClvExportKind kind;
  char         *path;
} Finish;

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Finish *finish = user_data;
  g_autoptr (ClvWindow) self = finish->window;
  g_autofree char *path = finish->path;
  g_autoptr (GError) error = NULL;
  const char *responses[] = { "close", _("_Close"), "elsewhere", _("_Save Elsewhere…"), NULL };
  const ClvExportKind kind = finish->kind;

  g_free (finish);
  self->exporting = FALSE;
  if (clv_project_run_finish (CLV_PROJECT (object), result, &error))
    {
      if (kind == CLV_EXPORT_REPORT)
        {
          g_free (self->last_report);
          self->last_report = g_strdup (path);
        }
      show_saved (self, path);
    }
  else if (g_error_matches (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_CANCELLED)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    clv_window_toast (self, _("Export cancelled, nothing was written"));
  else
    clv_compat_ask (GTK_WINDOW (self), _(kinds[kind].failed), error->message, responses, kinds[kind].answered_cb, self);

  if (self->project != NULL)
    clv_window_update_actions (self);
  if (self->close_when_done)
    gtk_window_close (GTK_WINDOW (self));
}

/* Writes the report or the list to @path, which may exist: the user was asked before. Not over what was opened. */
void
clv_window_export_to (ClvWindow    *self,
                      ClvExportKind kind,
                      const char   *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* Translators: %s is a file name */
  g_autofree char *step = g_strdup_printf (_("Writing “%s”"), name);
  const char *responses[] = { "close", _("_Close"), "elsewhere", _("_Save Elsewhere…"), NULL };
  Finish *finish;

  if (clv_project_has_file (self->project, path))
    {
      /* Translators: %s is a file name */
      g_autofree char *message = g_strdup_printf (_("“%s” is the file these figures come from. Opened files are only read: choose "
                                                    "another name."), name);

      clv_compat_ask (GTK_WINDOW (self), _(kinds[kind].failed), message, responses, kinds[kind].answered_cb, self);
      return;
    }
  finish = g_new0 (Finish, 1);
  finish->window = g_object_ref (self);
  finish->kind = kind;
  finish->path = g_strdup (path);
  self->exporting = TRUE;
  clv_window_update_actions (self);
  clv_project_run_async (self->project, step, export_worker, export_new (self, kind, path), export_free, exported_cb, finish);
}

typedef struct
{
  ClvWindow    *window;
  ClvExportKind kind;
} Choice;

static void
chosen_cb (GListModel *files,
           gpointer    user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (ClvWindow) self = choice->window;
  const Kind *kind = &kinds[choice->kind];
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *with_suffix = NULL;

  if (file == NULL)
    return;
  if (path == NULL)
    {
      clv_window_show_error (self, _(kind->failed), _(kind->no_folder));
      return;
    }
  clv_window_remember_folder (file);
  if (!g_str_has_suffix (path, kind->suffix))
    with_suffix = g_strconcat (path, kind->suffix, NULL);
  clv_window_export_to (self, choice->kind, with_suffix != NULL ? with_suffix : path);
}

void
clv_window_choose_export (ClvWindow    *self,
                          ClvExportKind kind)
{
  g_autofree char *folder = clv_settings_dup_string ("last-folder");
  g_autofree char *base = g_strdup (clv_project_get_title (self->project));
  char *dot = strrchr (base, '.');
  Choice *choice = g_new0 (Choice, 1);
  g_autofree char *name = NULL;

  if (dot != NULL && dot != base)
    *dot = '\0';
  g_strdelimit (base, "/\\", '-');
  if (kind == CLV_EXPORT_AT_RISK)
    /* Translators: file name of a list; %s is the name of the spreadsheet it is about */
    name = g_strdup_printf (_("%s – customers at risk.csv"), base);
  else
    /* Translators: file name of a report; %s is the name of the spreadsheet it is about */
    name = g_strdup_printf (_("%s – customer value.xlsx"), base);
  choice->window = g_object_ref (self);
  choice->kind = kind;
  clv_compat_save_file (GTK_WINDOW (self), _(kinds[kind].heading), name, folder, chosen_cb, choice);
}
