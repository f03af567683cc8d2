/* clv-questions-dialog.c - asks what no cell proves, before there are results
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-questions-dialog.h"

#include <glib/gi18n-lib.h>

#include "clv-questions-box.h"

static void
chosen_cb (ClvQuestionsBox *box,
           guint            table,
           guint            column,
           int              type,
           int              decimal,
           int              order,
           ClvProject      *project)
{
  clv_project_set_reading (project, table, column, type, decimal, order);
}

static void
answered_cb (GtkWindow  *dialog,
             const char *response,
             ClvProject *project)
{
  if (g_str_equal (response, "go-on"))
    clv_project_confirm (project);
}

/* The last answer is the “go on” of whoever pressed Show Results. */
static void
changed_cb (GtkWindow *dialog)
{
  ClvQuestionsBox *box = g_object_get_data (G_OBJECT (dialog), "clv-questions");
  ClvProject *project = g_object_get_data (G_OBJECT (dialog), "clv-project");

  if (clv_project_get_state (project) != CLV_PROJECT_CONFIRM)
    gtk_window_close (dialog);
  else if (clv_project_get_n_questions (project) > 0)
    clv_questions_box_set (box, clv_project_get_mapping (project), clv_project_is_provisional (project));
  else
    {
      clv_project_confirm (project);
      gtk_window_close (dialog);
    }
}

/**
 * clv_questions_dialog_ask:
 * @parent: the window over which it asks
 * @project: has open questions: clv_project_get_n_questions()
 *
 * Asks them, and leads to results when all are answered, or when the user goes on with the likeliest.
 */
void
clv_questions_dialog_ask (GtkWindow  *parent,
                          ClvProject *project)
{
  GtkWidget *box = g_object_new (CLV_TYPE_QUESTIONS_BOX, NULL);
  GtkWidget *dialog;

  clv_questions_box_set (CLV_QUESTIONS_BOX (box), clv_project_get_mapping (project), clv_project_is_provisional (project));
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  dialog = adw_message_dialog_new (parent, _("Answer This First"),
                                   _("Nothing in the file tells, and the figures depend on it. Without an answer the likeliest is used; "
                                     "that is told among the problems and in the report, and asked again next time."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _("_Cancel"), "go-on", _("_Go On with the Likeliest"),
                                    NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  G_GNUC_END_IGNORE_DEPRECATIONS

  g_object_set_data (G_OBJECT (dialog), "clv-questions", box);
  g_object_set_data_full (G_OBJECT (dialog), "clv-project", g_object_ref (project), g_object_unref);
  g_signal_connect_object (box, "reading-chosen", G_CALLBACK (chosen_cb), project, 0);
  g_signal_connect_object (project, "notify::mapping", G_CALLBACK (changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::state", G_CALLBACK (changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), project, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
