/* clv-password-dialog.c - asks for the password of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-password-dialog.h"

#include <glib/gi18n-lib.h>

static void
changed_cb (GtkEditable      *entry,
            AdwMessageDialog *dialog)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  adw_message_dialog_set_response_enabled (dialog, "open", *gtk_editable_get_text (entry) != '\0');
  G_GNUC_END_IGNORE_DEPRECATIONS
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
}

static void
answered_cb (GtkWindow  *dialog,
             const char *response,
             ClvProject *project)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "clv-entry");
  const char *message = g_object_get_data (G_OBJECT (dialog), "clv-message");
  GtkWindow *parent = gtk_window_get_transient_for (dialog);

  if (g_str_equal (response, "open"))
    clv_project_unlock (project, gtk_editable_get_text (entry));
  /* The other files that failed have not been told yet. */
  else if (message != NULL && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-error", "(ss)", _("Some Files Could Not Be Used"), message);
}

/* GTK 4.8 tells the entry that it lost the focus after it was freed, unless that comes before. */
static void
unmap_cb (GtkWindow *dialog)
{
  gtk_window_set_focus (dialog, NULL);
}

static GtkWidget *
make_entry (const char *name,
            gboolean    was_wrong)
{
  GtkWidget *entry = gtk_password_entry_new ();
  /* Translators: %s is a file name */
  g_autofree char *spoken = g_strdup_printf (_("Password of “%s”"), name);

  g_object_set (entry, "show-peek-icon", TRUE, "activates-default", TRUE, "placeholder-text", _("Password"), NULL);
  gtk_widget_set_name (entry, "password");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (was_wrong)
    gtk_widget_add_css_class (entry, "error");
  return entry;
}

/**
 * clv_password_dialog_ask:
 * @parent: the window over which it asks
 * @project: has a file that needs a password: clv_project_get_locked_file()
 * @message: what “failed” said of all files, for the case that nobody knows the password
 *
 * Asks for the password of the first file that needs one, and opens it. When the password is wrong, the project
 * fails again, and so it is asked again.
 */
void
clv_password_dialog_ask (GtkWindow  *parent,
                         ClvProject *project,
                         const char *message)
{
  gboolean was_wrong = FALSE;
  const char *name = clv_project_get_locked_file (project, &was_wrong);
  g_autofree char *body = NULL;
  GtkWidget *dialog, *entry;

  if (name == NULL)
    return;
  body = was_wrong
         /* Translators: %s is a file name */
         ? g_strdup_printf (_("That is not the password of “%s”. Mind capital and small letters, and type it again."), name)
         /* Translators: %s is a file name */
         : g_strdup_printf (_("“%s” is protected with a password. The password is used to open it, and is not stored."), name);
  entry = make_entry (name, was_wrong);

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  dialog = adw_message_dialog_new (parent, was_wrong ? _("Wrong Password") : _("Password Needed"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _("_Cancel"), "open", _("_Open"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "open", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "open", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "open");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  G_GNUC_END_IGNORE_DEPRECATIONS

  g_object_set_data (G_OBJECT (dialog), "clv-entry", entry);
  if (clv_project_get_n_failures (project) > 1)
    g_object_set_data_full (G_OBJECT (dialog), "clv-message", g_strdup (message), g_free);
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), dialog);
  g_signal_connect (dialog, "unmap", G_CALLBACK (unmap_cb), NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), project, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
