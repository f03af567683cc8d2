/* clv-window-open.c - how files come into the window: dialog, drop, sample, command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-compat.h"
#include "clv-settings.h"

#define SAMPLE_NAME "sample-orders.xlsx"
/* Nobody means to open a folder of more. */
#define MAX_FILES 500u

static void
remember_recent (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *content_type = g_content_type_guess (name, NULL, 0, NULL);
  g_autofree char *mime_type = g_content_type_get_mime_type (content_type);
  /* Dialogs add what they save to the recent files as well; a report is nothing to open here. */
  const char *const groups[] = { CLV_RECENT_GROUP, NULL };
  GtkRecentData data = { 0 };
  g_autofree char *exec = g_strdup ("clientele %F");
  g_autofree char *app_name = g_strdup (g_get_application_name ());

  data.mime_type = mime_type != NULL ? mime_type : (char *) "application/octet-stream";
  data.app_name = app_name;
  data.app_exec = exec;
  data.groups = (char **) groups;
  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

void
clv_window_remember_folder (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    clv_settings_set_string ("last-folder", uri);
}

/**
 * clv_window_open:
 * @files: (element-type GFile): read together
 *
 * Opens files instead of what is open now.
 */
void
clv_window_open (ClvWindow *self,
                 GPtrArray *files)
{
  g_return_if_fail (CLV_IS_WINDOW (self));

  if (files->len == 0)
    return;
  g_clear_pointer (&self->opening, g_ptr_array_unref);
  self->opening = g_ptr_array_ref (files);
  clv_project_open (self->project, files);
}

/* They could be read: from now on they are recent files. */
void
clv_window_remember_opened (ClvWindow *self)
{
  for (guint i = 0; self->opening != NULL && i < self->opening->len; i++)
    if (!clv_project_has_failed_file (self->project, self->opening->pdata[i]))
      remember_recent (self->opening->pdata[i]);
  g_clear_pointer (&self->opening, g_ptr_array_unref);
}

/* They were not read. */
void
clv_window_forget_opening (ClvWindow *self)
{
  g_clear_pointer (&self->opening, g_ptr_array_unref);
}

static GPtrArray *
files_of_model (GListModel *model)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (files, g_list_model_get_item (model, i));
  return files;
}

static void
open_chosen_cb (GListModel *model,
                gpointer    user_data)
{
  g_autoptr (ClvWindow) self = user_data;
  g_autoptr (GPtrArray) files = files_of_model (model);

  if (files->len == 0)
    return;
  clv_window_remember_folder (files->pdata[0]);
  clv_window_open (self, files);
}

static void
add_chosen_cb (GListModel *model,
               gpointer    user_data)
{
  g_autoptr (ClvWindow) self = user_data;
  g_autoptr (GPtrArray) files = files_of_model (model);

  if (files->len == 0)
    return;
  clv_window_remember_folder (files->pdata[0]);
  clv_window_forget_opening (self);
  clv_project_add (self->project, files);
}

/* What we read, by the ends of names; what a file really is follows from its content. */
static const char *const suffixes[] = { "xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt", "html", "htm", "gz", "zip" };

static gboolean
is_spreadsheet_name (const char *name)
{
  const char *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (suffixes); i++)
    if (g_ascii_strcasecmp (dot + 1, suffixes[i]) == 0)
      return TRUE;
  return FALSE;
}

void
clv_window_choose_files (ClvWindow *self,
                         gboolean   add)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *folder = clv_settings_dup_string ("last-folder");

  gtk_file_filter_set_name (filter, _("Spreadsheets"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  clv_compat_open_files (GTK_WINDOW (self), add ? _("Add Files") : _("Open Spreadsheets"), filter, folder,
                         add ? add_chosen_cb : open_chosen_cb, g_object_ref (self));
}

void
clv_window_open_sample (ClvWindow *self)
{
  const char *folder = g_getenv ("CLIENTELE_DATADIR");
  g_autofree char *path = g_build_filename (folder != NULL && *folder != '\0' ? folder : CLV_DATADIR, SAMPLE_NAME, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      /* Translators: %s is a path */
      g_autofree char *body = g_strdup_printf (_("“%s” is missing. Install Clientele anew, or open a spreadsheet of your own."),
                                               path);

      clv_window_show_error (self, _("The Sample Is Not Installed"), body);
      return;
    }
  g_ptr_array_add (files, g_file_new_for_path (path));
  clv_window_forget_opening (self);
  clv_project_open (self->project, files);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  g_autofree char *name_a = g_file_get_basename (*(GFile **) a);
  g_autofree char *name_b = g_file_get_basename (*(GFile **) b);

  return g_strcmp0 (name_a, name_b);
}

/* The spreadsheets in a folder, by name; hidden files and the locks of office programs are none. */
static void
add_files_of_folder (GPtrArray *files,
                     GFile     *folder)
{
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE ","
                               G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  while (children != NULL)
    {
      GFileInfo *info;
      GFile *child;

      if (!g_file_enumerator_iterate (children, &info, &child, NULL, NULL) || info == NULL)
        break;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && !g_file_info_get_is_hidden (info)
          && !g_str_has_prefix (g_file_info_get_name (info), "~$") && is_spreadsheet_name (g_file_info_get_name (info)))
        g_ptr_array_add (found, g_object_ref (child));
    }
  g_ptr_array_sort (found, compare_names);
  g_ptr_array_extend (files, found, (GCopyFunc) g_object_ref, NULL);
}

/* (transfer full): files as they are, folders as the spreadsheets in them */
static GPtrArray *
files_of_list (GSList *list)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (; list != NULL; list = list->next)
    if (g_file_query_file_type (list->data, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
      add_files_of_folder (files, list->data);
    else
      g_ptr_array_add (files, g_object_ref (list->data));
  return files;
}

/* Drops the last ones when there are too many. */
static void
limit_files (ClvWindow *self,
             GPtrArray *files)
{
  g_autofree char *text = NULL;

  if (files->len <= MAX_FILES)
    return;
  /* Translators: numbers of files */
  text = g_strdup_printf (_("Only the first %u of %u files are read, by name"), MAX_FILES, files->len);
  clv_window_toast (self, text);
  g_ptr_array_set_size (files, MAX_FILES);
}

typedef struct
{
  ClvWindow *window;
  GPtrArray *files;
} Dropped;

static void
drop_answered_cb (const char *response,
                  gpointer    user_data)
{
  Dropped *dropped = user_data;

  if (g_str_equal (response, "open"))
    clv_window_open (dropped->window, dropped->files);
  else if (g_str_equal (response, "add"))
    {
      clv_window_forget_opening (dropped->window);
      clv_project_add (dropped->window->project, dropped->files);
    }
  g_object_unref (dropped->window);
  g_ptr_array_unref (dropped->files);
  g_free (dropped);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  ClvWindow *self = user_data;
  const char *responses[] = { "close", _("_Cancel"), "add", _("_Add to These"), "open", _("_Open Instead"), NULL };
  g_autoptr (GPtrArray) files = files_of_list (g_value_get_boxed (value));

  if (files->len == 0)
    {
      clv_window_show_error (self, _("No Spreadsheet Was Found"),
                             _("The folder holds no file that could be opened. Drop spreadsheets such as .xlsx, .ods or .csv."));
      return FALSE;
    }
  limit_files (self, files);
  if (clv_project_get_state (self->project) == CLV_PROJECT_EMPTY)
    clv_window_open (self, files);
  else
    {
      Dropped *dropped = g_new0 (Dropped, 1);

      dropped->window = g_object_ref (self);
      dropped->files = g_ptr_array_ref (files);
      clv_compat_ask (GTK_WINDOW (self), _("Open Instead, or Add?"),
                      _("The files can take the place of what is open, or be read beside it, such as costs beside orders."),
                      responses, drop_answered_cb, dropped);
    }
  return TRUE;
}

static GdkDragAction
enter_cb (GtkDropTarget *target,
          double         x,
          double         y,
          gpointer       user_data)
{
  clv_welcome_page_set_dropping (CLV_WINDOW (user_data)->welcome, TRUE);
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target,
          gpointer       user_data)
{
  clv_welcome_page_set_dropping (CLV_WINDOW (user_data)->welcome, FALSE);
}

/* Files may be dropped anywhere in the window. */
void
clv_window_install_drop (ClvWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect (target, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
