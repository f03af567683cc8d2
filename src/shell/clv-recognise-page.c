/* clv-recognise-page.c - what was recognised, how it is read, what is odd: to look at and to confirm
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-recognise-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-format-panel.h"
#include "clv-format.h"
#include "clv-preview-grid.h"
#include "clv-problems-view.h"
#include "clv-questions-box.h"
#include "clv-rates-dialog.h"
#include "clv-reading-row.h"
#include "clv-reconciliation-bar.h"

struct _ClvRecognisePage
{
  ClvPage               parent_instance;

  /* template */
  AdwWindowTitle       *window_title;
  GtkLabel             *heading;
  GtkLabel             *subheading;
  GtkDropDown          *tables;
  GtkDropDown          *kinds;
  GtkWidget            *confirm_button;
  GtkWidget            *obstacle_box;
  GtkLabel             *obstacle;
  ClvQuestionsBox      *questions;
  GtkWidget            *news_box;
  GtkLabel             *news;
  ClvPreviewGrid       *grid;
  GtkLabel             *readings_note;
  ClvFormatPanel       *format;
  GtkListBox           *readings;
  ClvProblemsView      *problems;
  ClvReconciliationBar *reconciliation;

  /* state */
  guint                 table;
  gboolean              updating; /* the dropdowns are being set by us */
};

G_DEFINE_FINAL_TYPE (ClvRecognisePage, clv_recognise_page, CLV_TYPE_PAGE)

static const ClvMapping *
get_mapping (ClvRecognisePage *self)
{
  ClvProject *project = clv_page_get_project (CLV_PAGE (self));

  return project != NULL ? clv_project_get_mapping (project) : NULL;
}

static gboolean
is_provisional (ClvRecognisePage *self)
{
  return clv_project_is_provisional (clv_page_get_project (CLV_PAGE (self)));
}

/* Two workbooks may both have a “Sheet1”: then the file goes before it. */
static char *
table_name (const ClvMapping *mapping,
            const ClvTable   *table)
{
  const char *sheet = clv_table_get_sheet (table);
  const char *file = clv_table_get_file (table);
  gboolean are_several = FALSE;

  for (guint i = 0; i < clv_mapping_get_n_tables (mapping); i++)
    are_several = are_several || strcmp (clv_table_get_file (clv_mapping_get_table (mapping, i)->table), file) != 0;
  if (*sheet == '\0')
    return g_strdup (file);
  return are_several ? g_strdup_printf ("%s · %s", file, sheet) : g_strdup (sheet);
}

static void
show_table_names (ClvRecognisePage *self,
                  const ClvMapping *mapping)
{
  guint n = clv_mapping_get_n_tables (mapping);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const ClvTableMapping *table = clv_mapping_get_table (mapping, i);
      g_autofree char *name = table_name (mapping, table->table);
      g_autofree char *rows = clv_format_count (clv_table_get_n_rows (table->table));
      g_autofree char *text = NULL;

      if (is_provisional (self))
        /* Translators: a sheet, how many of its rows are there so far, and what it is */
        text = g_strdup_printf (_("%s · first %s · %s"), name, rows, clv_table_kind_get_title (table->kind));
      else
        /* Translators: a sheet, how many rows it has, and what it is */
        text = g_strdup_printf (_("%s · %s · %s"), name, rows, clv_table_kind_get_title (table->kind));
      gtk_string_list_append (names, text);
    }
  gtk_drop_down_set_model (self->tables, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->tables, self->table);
  gtk_widget_set_visible (GTK_WIDGET (self->tables), n > 1);
}

static void
show_headings (ClvRecognisePage *self,
               const ClvMapping *mapping)
{
  const ClvTableMapping *table = clv_mapping_get_table (mapping, self->table);
  g_autofree char *obstacle = clv_mapping_dup_obstacle (mapping);
  guint n_questions = clv_questions_box_set (self->questions, mapping, is_provisional (self));
  g_autofree char *rows = clv_format_count (clv_table_get_n_rows (table->table));
  g_autofree char *heading = NULL;
  g_autofree char *subheading = NULL;
  const GError *error = clv_project_get_preview_error (clv_page_get_project (CLV_PAGE (self)));
  const ClvFindings *preview = clv_project_get_preview (clv_page_get_project (CLV_PAGE (self)));
  guint n_used = 0, n_warnings = 0;

  for (guint i = 0; preview != NULL && i < clv_problem_list_get_n (clv_findings_get_problems (preview)); i++)
    n_warnings += clv_problem_get_severity (clv_problem_list_get (clv_findings_get_problems (preview), i)) != CLV_SEVERITY_INFO;
  for (guint i = 0; i < table->n_columns; i++)
    n_used += table->columns[i].role != CLV_ROLE_NONE;

  if (obstacle != NULL)
    heading = g_strdup (_("Something is missing before there can be results"));
  else if (is_provisional (self) && n_questions == 0)
    heading = g_strdup (_("Columns recognised so far"));
  else if (n_questions > 0)
    heading = g_strdup_printf (ngettext ("Columns recognised – one thing to confirm",
                                         "Columns recognised – %u things to confirm", n_questions), n_questions);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    heading = g_strdup (_("Columns recognised, but the rows were not checked"));
  else if (g_error_matches (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES))
    heading = g_strdup (_("Columns recognised – several currencies to settle"));
  else if (g_error_matches (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_RATES))
    heading = g_strdup (_("Columns recognised – exchange rates to settle"));
  else if (error != NULL)
    heading = g_strdup (_("Columns recognised, but the rows cannot be used yet"));
  else if (preview == NULL)
    heading = g_strdup (_("Columns recognised – checking the rows…"));
  else if (n_warnings > 0)
    heading = g_strdup_printf (ngettext ("Columns recognised – look at one problem below",
                                         "Columns recognised – look at %u problems below", n_warnings), n_warnings);
  else
    heading = g_strdup (_("Columns recognised – nothing to ask"));
  gtk_label_set_text (self->heading, heading);

  if (is_provisional (self))
    /* Translators: numbers of rows, of columns, and of columns that have a role */
    subheading = g_strdup_printf (_("The first %s rows, %u columns, %u of them used. What you change stays when all rows are there."),
                                  rows, table->n_columns, n_used);
  else
    /* Translators: numbers of rows, of columns, and of columns that have a role */
    subheading = g_strdup_printf (_("%s rows, %u columns, %u of them used. Change a role with the chip above its column."),
                                  rows, table->n_columns, n_used);
  gtk_label_set_text (self->subheading, subheading);

  gtk_widget_set_tooltip_text (self->confirm_button, obstacle != NULL ? obstacle
                               : g_error_matches (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES)
                                 ? _("First choose what happens to amounts in several currencies, below")
                               : g_error_matches (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_RATES)
                                 ? _("First choose which way exchange rates go, below") : NULL);
  gtk_label_set_text (self->obstacle, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (self->obstacle_box, obstacle != NULL);
}

static void
show_news (ClvRecognisePage *self)
{
  const char *news = clv_project_get_news (clv_page_get_project (CLV_PAGE (self)));

  gtk_label_set_text (self->news, news != NULL ? news : "");
  gtk_widget_set_visible (self->news_box, news != NULL);
}

static void
dismiss_news_cb (ClvRecognisePage *self)
{
  clv_project_dismiss_news (clv_page_get_project (CLV_PAGE (self)));
}

static void
question_answered_cb (ClvRecognisePage *self,
                      guint             table,
                      guint             column,
                      int               type,
                      int               decimal,
                      int               order)
{
  clv_project_set_reading (clv_page_get_project (CLV_PAGE (self)), table, column, type, decimal, order);
}

static void
reading_chosen_cb (ClvReadingRow    *row,
                   guint             column,
                   int               type,
                   int               decimal,
                   int               order,
                   ClvRecognisePage *self)
{
  clv_project_set_reading (clv_page_get_project (CLV_PAGE (self)), self->table, column, type, decimal, order);
}

static int
interest_of (const ClvReading *reading)
{
  if (reading->ambiguous)
    return 2;
  return reading->type == CLV_TYPE_DATE || reading->type == CLV_TYPE_NUMBER;
}

static void
show_readings (ClvRecognisePage *self,
               const ClvMapping *mapping)
{
  const ClvTableMapping *table = clv_mapping_get_table (mapping, self->table);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->readings))) != NULL)
    gtk_list_box_remove (self->readings, child);
  /* What has to be looked at stands first, then what was decided, then what had no choice. */
  for (int interest = 2; interest >= 0; interest--)
    for (guint i = 0; i < table->n_columns; i++)
      {
        const ClvColumnMapping *column = &table->columns[i];
        GtkWidget *row;

        if (column->role == CLV_ROLE_NONE || column->reading == NULL || interest_of (column->reading) != interest)
          continue;
        row = clv_reading_row_new (i, clv_column_get_header (clv_table_get_column (table->table, i)), column,
                                   is_provisional (self));
        g_signal_connect_object (row, "reading-chosen", G_CALLBACK (reading_chosen_cb), self, 0);
        gtk_list_box_append (self->readings, row);
      }
}

static void
show_columns (ClvRecognisePage *self)
{
  const ClvMapping *mapping = get_mapping (self);

  if (mapping != NULL && self->table < clv_mapping_get_n_tables (mapping))
    clv_preview_grid_set (self->grid, clv_mapping_get_table (mapping, self->table));
}

static void
show_mapping (ClvRecognisePage *self)
{
  ClvProject *project = clv_page_get_project (CLV_PAGE (self));
  const ClvMapping *mapping = get_mapping (self);

  if (mapping == NULL || clv_mapping_get_n_tables (mapping) == 0)
    {
      clv_preview_grid_set (self->grid, NULL);
      clv_format_panel_set (self->format, NULL, 0);
      return;
    }
  if (self->table >= clv_mapping_get_n_tables (mapping))
    self->table = 0;

  self->updating = TRUE;
  adw_window_title_set_subtitle (self->window_title, clv_project_get_title (project));
  show_table_names (self, mapping);
  gtk_drop_down_set_selected (self->kinds, clv_mapping_get_table (mapping, self->table)->kind);
  self->updating = FALSE;
  show_headings (self, mapping);
  clv_preview_grid_set_provisional (self->grid, is_provisional (self));
  show_columns (self);
  clv_format_panel_set (self->format, project, self->table);
  gtk_label_set_text (self->readings_note, is_provisional (self) ? _("from the first rows so far")
                                                                 : _("decided per column, from all rows"));
  show_readings (self, mapping);
}

static void
show_preview (ClvRecognisePage *self)
{
  const ClvFindings *preview = clv_project_get_preview (clv_page_get_project (CLV_PAGE (self)));

  if (get_mapping (self) != NULL && clv_mapping_get_n_tables (get_mapping (self)) > 0)
    show_headings (self, get_mapping (self));
  if (preview == NULL)
    {
      const GError *error = clv_project_get_preview_error (clv_page_get_project (CLV_PAGE (self)));

      clv_problems_view_set (self->problems, NULL, NULL);
      if (is_provisional (self))
        clv_problems_view_set_waiting (self->problems, _("The rows are checked as soon as all of them are read."));
      else if (error != NULL)
        {
          g_auto (GStrv) currencies = g_error_matches (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES)
                                        ? clv_mapping_dup_currencies (get_mapping (self))
                                        : NULL;
          g_autofree char *obstacle = clv_mapping_dup_obstacle (get_mapping (self));

          /* What is missing stands at the top of the page already. */
          clv_problems_view_set_obstacle (self->problems,
                                          obstacle != NULL ? _("The rows are checked as soon as nothing is missing.")
                                                           : error->message,
                                          (const char *const *) currencies);
          if (obstacle == NULL && g_error_matches (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_RATES))
            clv_problems_view_add_choices (self->problems, "rate-direction", "base-per-foreign foreign-per-base");
        }
      clv_reconciliation_bar_set (self->reconciliation, NULL, "");
      /* An empty bar says nothing; while the account is worked out, its place is kept. */
      gtk_widget_set_visible (GTK_WIDGET (self->reconciliation), error == NULL && !is_provisional (self));
      return;
    }
  clv_problems_view_set (self->problems, clv_findings_get_problems (preview), clv_findings_get_assumptions (preview));
  gtk_widget_set_visible (GTK_WIDGET (self->reconciliation), TRUE);
  clv_reconciliation_bar_set (self->reconciliation, clv_book_get_reconciliation (clv_findings_get_book (preview)),
                              clv_findings_get_currency (preview));
}

/* The sheet with most rows of orders is the one to look at first. */
static guint
main_table (const ClvMapping *mapping)
{
  guint best = 0;
  guint32 most = 0;

  for (guint i = 0; i < clv_mapping_get_n_tables (mapping); i++)
    {
      const ClvTableMapping *table = clv_mapping_get_table (mapping, i);
      guint32 n = clv_table_get_n_rows (table->table);

      if ((table->kind == CLV_KIND_ORDERS || table->kind == CLV_KIND_LINES || table->kind == CLV_KIND_CUSTOMER_VALUES)
          && n > most)
        {
          best = i;
          most = n;
        }
    }
  return best;
}

/* The bar of the window tells how far reading is, where the account will stand. */
static void
provisional_cb (ClvRecognisePage *self)
{
  if (clv_project_get_state (clv_page_get_project (CLV_PAGE (self))) != CLV_PROJECT_CONFIRM)
    return;
  show_mapping (self);
  show_preview (self);
}

static void
state_cb (ClvRecognisePage *self)
{
  ClvProject *project = clv_page_get_project (CLV_PAGE (self));

  if (clv_project_get_state (project) != CLV_PROJECT_CONFIRM || get_mapping (self) == NULL)
    return;
  self->table = main_table (get_mapping (self));
  show_mapping (self);
  show_preview (self);
}

static void
mapping_cb (ClvRecognisePage *self)
{
  if (clv_project_get_state (clv_page_get_project (CLV_PAGE (self))) == CLV_PROJECT_CONFIRM)
    show_mapping (self);
}

static void
preview_cb (ClvRecognisePage *self)
{
  if (clv_project_get_state (clv_page_get_project (CLV_PAGE (self))) == CLV_PROJECT_CONFIRM)
    show_preview (self);
}

static void
table_selected_cb (ClvRecognisePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->tables);

  if (self->updating || selected == GTK_INVALID_LIST_POSITION || selected == self->table)
    return;
  self->table = selected;
  show_mapping (self);
}

static void
kind_selected_cb (ClvRecognisePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->kinds);

  if (self->updating || selected >= CLV_N_KINDS)
    return;
  clv_project_set_kind (clv_page_get_project (CLV_PAGE (self)), self->table, selected);
}

static void
role_chosen_cb (ClvRecognisePage *self,
                guint             column,
                int               role)
{
  clv_project_set_role (clv_page_get_project (CLV_PAGE (self)), self->table, column, role);
}

static void
treatment_chosen_cb (ClvRecognisePage *self,
                     const char       *key,
                     const char       *value)
{
  g_autoptr (GError) error = NULL;

  /* A currency comes from the file, and not every name of one can be chosen. */
  if (!clv_project_set_assumption (clv_page_get_project (CLV_PAGE (self)), key, value, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-error", "(ss)", _("That Did Not Work"), error->message);
}

static void
header_chosen_cb (ClvRecognisePage *self,
                  guint             row)
{
  clv_project_set_header_row (clv_page_get_project (CLV_PAGE (self)), self->table, row);
}

static void
entry_wanted_cb (ClvRecognisePage *self,
                 const char       *key)
{
  clv_rates_dialog_ask (GTK_WIDGET (self), clv_page_get_project (CLV_PAGE (self)));
}

static void
clv_recognise_page_project_set (ClvPage *page)
{
  ClvRecognisePage *self = CLV_RECOGNISE_PAGE (page);
  ClvProject *project = clv_page_get_project (page);

  g_signal_connect_object (project, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::mapping", G_CALLBACK (mapping_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::news", G_CALLBACK (show_news), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::preview", G_CALLBACK (preview_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::provisional", G_CALLBACK (provisional_cb), self, G_CONNECT_SWAPPED);
  state_cb (self);
}

static void
clv_recognise_page_class_init (ClvRecognisePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CLV_PAGE_CLASS (klass)->project_set = clv_recognise_page_project_set;

  g_type_ensure (CLV_TYPE_FORMAT_PANEL);
  g_type_ensure (CLV_TYPE_QUESTIONS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-recognise-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, heading);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, subheading);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, tables);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, kinds);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, obstacle_box);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, obstacle);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, questions);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, news_box);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, news);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, grid);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, readings_note);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, format);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, readings);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, problems);
  gtk_widget_class_bind_template_child (widget_class, ClvRecognisePage, reconciliation);
  gtk_widget_class_bind_template_callback (widget_class, table_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_columns);
  gtk_widget_class_bind_template_callback (widget_class, header_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_news_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, treatment_chosen_cb);
}

static void
clv_recognise_page_init (ClvRecognisePage *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int kind = 0; kind < CLV_N_KINDS; kind++)
    gtk_string_list_append (kinds, clv_table_kind_get_title (kind));
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (kinds));
  self->updating = FALSE;
}
