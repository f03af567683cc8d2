/* clv-compat.c - the calls that differ between versions of GTK and libadwaita
 *
 * Our floor is GTK 4.8 and libadwaita 1.2. What these offer and newer versions
 * replace (GtkFileDialog and gtk_widget_get_color in 4.10, AdwAlertDialog in 1.5)
 * is called here and nowhere else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-compat.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  ClvFilesChosen chosen;
  gpointer       user_data;
} FileQuestion;

static void
file_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  FileQuestion    *question)
{
  g_autoptr (GListModel) files = NULL;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  G_GNUC_END_IGNORE_DEPRECATIONS

  question->chosen (files, question->user_data);
  gtk_native_dialog_destroy (dialog);
  /* Nobody else keeps a native dialog alive while it is shown. */
  g_object_unref (dialog);
}

static void
file_question_free (gpointer  data,
                    GClosure *closure)
{
  g_free (data);
}

static void
choose_files (GtkWindow            *parent,
              const char           *title,
              GtkFileChooserAction  action,
              GtkFileFilter        *filter,
              const char           *name,
              const char           *folder_uri,
              ClvFilesChosen        chosen,
              gpointer              user_data)
{
  gboolean save = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  FileQuestion *question = g_new0 (FileQuestion, 1);
  GtkFileChooserNative *dialog;

  question->chosen = chosen;
  question->user_data = user_data;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  dialog = gtk_file_chooser_native_new (title, parent, action, save ? _("_Save") : _("_Open"), _("_Cancel"));
  if (filter != NULL)
    {
      GtkFileFilter *all = gtk_file_filter_new ();

      gtk_file_filter_set_name (all, _("All Files"));
      gtk_file_filter_add_pattern (all, "*");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
      g_object_unref (all);
    }
  if (!save)
    gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (folder_uri != NULL && *folder_uri != '\0')
    {
      g_autoptr (GFile) folder = g_file_new_for_uri (folder_uri);

      /* A folder that is gone by now is no reason to bother anybody. */
      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
    }
  G_GNUC_END_IGNORE_DEPRECATIONS

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (file_response_cb), question, file_question_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * clv_compat_open_files:
 * @filter: (nullable): what to offer; all files can be chosen beside it
 * @folder_uri: (nullable): where to start
 *
 * Asks for one or more files to open.
 */
void
clv_compat_open_files (GtkWindow      *parent,
                       const char     *title,
                       GtkFileFilter  *filter,
                       const char     *folder_uri,
                       ClvFilesChosen  chosen,
                       gpointer        user_data)
{
  choose_files (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, filter, NULL, folder_uri, chosen, user_data);
}

/**
 * clv_compat_save_file:
 * @name: the name to begin with
 * @folder_uri: (nullable): where to start
 *
 * Asks where to save; the dialog itself asks before it overwrites.
 */
void
clv_compat_save_file (GtkWindow      *parent,
                      const char     *title,
                      const char     *name,
                      const char     *folder_uri,
                      ClvFilesChosen  chosen,
                      gpointer        user_data)
{
  choose_files (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, name, folder_uri, chosen, user_data);
}

/**
 * clv_compat_get_color:
 *
 * The colour that the style gives to the text of @widget.
 */
void
clv_compat_get_color (GtkWidget *widget,
                      GdkRGBA   *color)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/**
 * clv_compat_show_uri:
 *
 * Opens a file or a folder with the program that the desktop has for it.
 */
void
clv_compat_show_uri (GtkWindow  *parent,
                     const char *uri)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/**
 * clv_compat_align_header:
 *
 * Puts the title of a column over the start or the end of its cells. The header is
 * the first child of a column view, and its children are the titles; where a version
 * builds them otherwise, nothing happens.
 */
void
clv_compat_align_header (GtkColumnView *view,
                         guint          column,
                         gboolean       at_end)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  GtkWidget *box;

  for (guint i = 0; title != NULL && i < column; i++)
    title = gtk_widget_get_next_sibling (title);
  box = title != NULL ? gtk_widget_get_first_child (title) : NULL;
  if (box != NULL)
    gtk_widget_set_halign (box, at_end ? GTK_ALIGN_END : GTK_ALIGN_START);
}

typedef struct
{
  ClvAnswered answered;
  gpointer    user_data;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  g_free (data);
}

static void
answered_cb (GtkWindow  *dialog,
             const char *response,
             Question   *question)
{
  if (question->answered != NULL)
    question->answered (response, question->user_data);
}

/**
 * clv_compat_ask:
 *
 * Shows a message with @responses over @parent. Closing it answers "close".
 */
void
clv_compat_ask (GtkWindow         *parent,
                const char        *heading,
                const char        *body,
                const char *const *responses,
                ClvAnswered        answered,
                gpointer           user_data)
{
  Question *question = g_new0 (Question, 1);
  const char *last = NULL;
  GtkWidget *dialog;

  question->answered = answered;
  question->user_data = user_data;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  dialog = adw_message_dialog_new (parent, heading, body);
  for (guint i = 0; responses[i] != NULL; i += 2)
    {
      const char *label = responses[i + 1];
      gboolean destructive = g_str_has_prefix (label, "destructive:");

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), responses[i],
                                       destructive ? label + strlen ("destructive:") : label);
      if (destructive)
        adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), responses[i],
                                                    ADW_RESPONSE_DESTRUCTIVE);
      last = responses[i];
    }
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), last);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  G_GNUC_END_IGNORE_DEPRECATIONS

  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
