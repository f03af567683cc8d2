/* clv-data-page.c - where the figures come from: files, roles, problems, reconciliation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-data-page.h"

#include <glib/gi18n-lib.h>

#include "clv-format.h"
#include "clv-problems-view.h"
#include "clv-rates-dialog.h"
#include "clv-reconciliation-bar.h"

struct _ClvDataPage
{
  ClvPage               parent_instance;

  /* template */
  GtkLabel             *heading;
  ClvReconciliationBar *reconciliation;
  ClvProblemsView      *problems;
  GtkListBox           *files;
  GtkListBox           *metrics;
};

G_DEFINE_FINAL_TYPE (ClvDataPage, clv_data_page, CLV_TYPE_PAGE)

static void
empty (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
add_columns (AdwExpanderRow        *row,
             const ClvTableMapping *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      const ClvColumnMapping *column = &table->columns[i];
      const char *header = clv_column_get_header (clv_table_get_column (table->table, i));
      GtkWidget *child;
      g_autofree char *title = NULL;
      g_autofree char *title_escaped = NULL;
      g_autofree char *evidence = NULL;

      if (column->role == CLV_ROLE_NONE)
        continue;
      child = adw_action_row_new ();
      /* Translators: the header of a column, then its role */
      title = g_strdup_printf (_("“%s” is %s"), header, clv_role_get_title (column->role));
      title_escaped = g_markup_escape_text (title, -1);
      evidence = g_markup_escape_text (column->reading != NULL && column->reading->evidence != NULL
                                         ? column->reading->evidence : "", -1);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (child), title_escaped);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (child), evidence);
      adw_expander_row_add_row (row, child);
    }
}

static void
show_files (ClvDataPage *self)
{
  ClvProject *project = clv_page_get_project (CLV_PAGE (self));
  const ClvMapping *mapping = clv_project_get_mapping (project);
  g_autoptr (GPtrArray) inputs = clv_project_dup_inputs (project);

  empty (self->files);
  for (guint i = 0; inputs != NULL && i < inputs->len; i++)
    {
      const ClvProjectInput *input = inputs->pdata[i];
      GtkWidget *row = adw_expander_row_new ();
      g_autofree char *name = input->sheet != NULL && *input->sheet != '\0'
                                ? g_strdup_printf ("%s · %s", input->file, input->sheet) : g_strdup (input->file);
      g_autofree char *name_escaped = g_markup_escape_text (name, -1);
      g_autoptr (GString) details = g_string_new (NULL);
      g_autofree char *details_escaped = NULL;
      GtkWidget *hash = adw_action_row_new ();

      if (mapping != NULL && input->table < clv_mapping_get_n_tables (mapping))
        {
          const ClvTableMapping *table = clv_mapping_get_table (mapping, input->table);
          g_autofree char *rows = clv_format_count (clv_table_get_n_rows (table->table));

          /* Translators: what a sheet is, and its number of rows */
          g_string_append_printf (details, _("%s, %s rows"), clv_table_kind_get_title (table->kind), rows);
          add_columns (ADW_EXPANDER_ROW (row), table);
        }
      if (input->how != NULL && *input->how != '\0')
        g_string_append_printf (details, "%s%s", details->len > 0 ? " · " : "", input->how);
      details_escaped = g_markup_escape_text (details->str, -1);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name_escaped);
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), details_escaped);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (hash), _("Fingerprint of the file (SHA-256)"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (hash), input->sha256 != NULL ? input->sha256 : "");
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), hash);
      gtk_list_box_append (self->files, row);
    }
}

/* Every figure with its formula, or with the reason why there is none. */
static void
show_metrics (ClvDataPage *self,
              ClvFindings *findings)
{
  const char *currency = clv_findings_get_currency (findings);

  empty (self->metrics);
  for (int metric = 0; metric < CLV_N_METRICS; metric++)
    {
      ClvMetric value = clv_findings_get_metric (findings, metric);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *label;
      g_autofree char *title = g_markup_escape_text (clv_metric_get_title (metric), -1);
      g_autofree char *formula = NULL;
      g_autofree char *text = value.reason != NULL ? g_strdup ("–") : clv_format_metric (metric, value.value, currency);

      if (value.reason != NULL)
        {
          g_autofree char *both = g_strdup_printf ("%s · %s", clv_metric_get_formula (metric),
                                                   clv_reason_get_text (value.reason));

          formula = g_markup_escape_text (both, -1);
        }
      else
        formula = g_markup_escape_text (clv_metric_get_formula (metric), -1);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), formula);
      label = gtk_label_new (text);
      gtk_widget_add_css_class (label, "numeric");
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      gtk_list_box_append (self->metrics, row);
    }
}

static void
clv_data_page_show_findings (ClvPage     *page,
                             ClvFindings *findings)
{
  ClvDataPage *self = CLV_DATA_PAGE (page);
  const ClvReconciliation *reconciliation = clv_book_get_reconciliation (clv_findings_get_book (findings));
  g_autofree char *used = clv_format_count (reconciliation->rows_used);
  g_autofree char *read = clv_format_count (reconciliation->rows_read);
  g_autofree char *heading = NULL;

  if (reconciliation->rows_used == reconciliation->rows_read)
    /* Translators: %s is a number of rows */
    heading = g_strdup_printf (ngettext ("The %s row of the file is used", "All %s rows of the file are used",
                                         reconciliation->rows_read), read);
  else
    heading = g_strdup_printf (ngettext ("%s of %s row of the file is used", "%s of %s rows of the file are used",
                                         reconciliation->rows_read), used, read);
  gtk_label_set_text (self->heading, heading);
  clv_reconciliation_bar_set (self->reconciliation, reconciliation, clv_findings_get_currency (findings));
  clv_problems_view_set (self->problems, clv_findings_get_problems (findings), clv_findings_get_assumptions (findings));
  show_files (self);
  show_metrics (self, findings);
}

static void
treatment_chosen_cb (ClvDataPage *self,
                     const char  *key,
                     const char  *value)
{
  g_autoptr (GError) error = NULL;

  /* A currency comes from the file, and not every name of one can be chosen. */
  if (!clv_project_set_assumption (clv_page_get_project (CLV_PAGE (self)), key, value, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-error", "(ss)", _("That Did Not Work"), error->message);
}

static void
entry_wanted_cb (ClvDataPage *self,
                 const char  *key)
{
  clv_rates_dialog_ask (GTK_WIDGET (self), clv_page_get_project (CLV_PAGE (self)));
}

static void
clv_data_page_class_init (ClvDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CLV_PAGE_CLASS (klass)->show_findings = clv_data_page_show_findings;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvDataPage, heading);
  gtk_widget_class_bind_template_child (widget_class, ClvDataPage, reconciliation);
  gtk_widget_class_bind_template_child (widget_class, ClvDataPage, problems);
  gtk_widget_class_bind_template_child (widget_class, ClvDataPage, files);
  gtk_widget_class_bind_template_child (widget_class, ClvDataPage, metrics);
  gtk_widget_class_bind_template_callback (widget_class, entry_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, treatment_chosen_cb);
}

static void
clv_data_page_init (ClvDataPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
