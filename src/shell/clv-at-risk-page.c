/* clv-at-risk-page.c - who has probably left, most at stake first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-at-risk-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-chart-view.h"
#include "clv-format.h"
#include "clv-prediction-text.h"
#include "clv-report-outlook.h"
#include "clv-report.h"
#include "clv-text-table.h"

/* A list to work through; all of them are in the report. */
#define MAX_LISTED 500

struct _ClvAtRiskPage
{
  ClvPage       parent_instance;

  /* template */
  GtkStack     *stack;
  GtkLabel     *heading;
  GtkLabel     *subheading;
  GtkWidget    *notice_box;
  GtkLabel     *notice;
  ClvTextTable *table;
  GtkLabel     *note;
  ClvChartView *chart;
  AdwStatusPage *nobody;
  GtkWidget    *ways_on;

  /* owned */
  GArray       *rows;     /* guint32 customers, as listed */
};

G_DEFINE_FINAL_TYPE (ClvAtRiskPage, clv_at_risk_page, CLV_TYPE_PAGE)

static void
show_heading (ClvAtRiskPage *self,
              ClvFindings   *findings)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  g_autofree char *heading = clv_report_dup_at_risk (findings);
  g_auto (GStrv) doubts = clv_findings_dup_risk_doubts (findings);
  g_autofree char *notice = g_strjoinv (" ", doubts);
  g_autofree char *subheading = NULL, *span = NULL;

  gtk_label_set_text (self->heading, heading);
  span = clv_prediction_dup_span (valuation->horizon_days);
  /* Translators: “12 months” */
  subheading = g_strdup_printf (valuation->is_revenue
                                    ? _("Bought more than once, and less than an even chance of being still a customer · "
                                        "revenue of the next %s")
                                    : _("Bought more than once, and less than an even chance of being still a customer · "
                                        "profit of the next %s"),
                                span);
  gtk_label_set_text (self->subheading, subheading);
  gtk_label_set_text (self->notice, notice);
  gtk_widget_set_visible (self->notice_box, *notice != '\0');
}

/* An empty page, and why. @doubts: (nullable): what speaks against it; then it is no good news, and there are ways on */
static void
show_nobody (ClvAtRiskPage *self,
             const char    *title,
             const char    *why,
             const char    *doubts)
{
  g_autofree char *description = doubts != NULL ? g_strdup_printf ("%s\n\n%s", why, doubts) : g_strdup (why);

  clv_text_table_finish (self->table);
  adw_status_page_set_icon_name (self->nobody, doubts != NULL ? "dialog-question-symbolic" : "emblem-ok-symbolic");
  adw_status_page_set_title (self->nobody, title);
  adw_status_page_set_description (self->nobody, description);
  gtk_widget_set_visible (self->ways_on, doubts != NULL);
  gtk_stack_set_visible_child_name (self->stack, "nobody");
}

static void
show_empty_list (ClvAtRiskPage *self,
                 ClvFindings   *findings)
{
  g_auto (GStrv) doubts = clv_findings_dup_risk_doubts (findings);
  g_autofree char *text = g_strjoinv ("\n\n", doubts);

  show_nobody (self,
               isnan (clv_findings_get_test_error (findings)) ? _("Nobody Is at Risk") : _("The Model Finds Nobody at Risk"),
               _("Everybody who bought more than once is more likely still a customer than not."),
               *text != '\0' ? text : NULL);
}

/* “3 Jan 2026 – 21 Mar 2026”, on two lines as the reason beside it takes: the middle 80 % of when the next order would come; that
 * it hardly will where that is likelier by far; “–” when nobody can say. */
static char *
dup_next_order (ClvFindings     *findings,
                const ClvAtRisk *risk)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  ClvDay first, last;

  if (risk->p_alive < CLV_RISK_WORTH_WAITING)
    return g_strdup (_("hardly any"));
  if (!clv_findings_next_order_days (findings, risk->customer, &first, &last))
    return g_strdup ("–");
  from = clv_format_day (first);
  to = clv_format_day (last);
  return g_strdup_printf ("%s –\n%s", from, to);
}

static void
add_row (ClvAtRiskPage   *self,
         ClvFindings     *findings,
         const ClvAtRisk *risk)
{
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  const char *currency = clv_findings_get_currency (findings);
  const char *name = clv_ledger_get_customer_name (ledger, risk->customer);
  g_autofree char *stake = clv_format_money (risk->value_at_risk, currency, risk->value_at_risk < 1000 ? 2 : 0);
  g_autofree char *alive = clv_prediction_dup_chance (risk->p_alive);
  g_autofree char *overdue = clv_format_number (risk->overdue, 1);
  g_autofree char *why = clv_findings_dup_risk_sentence (findings, risk);
  g_autofree char *next = dup_next_order (findings, risk);
  const char *texts[] = {
    *name != '\0' ? name : clv_ledger_get_customer_id (ledger, risk->customer), why, overdue, next, alive, stake,
  };

  clv_text_table_append (self->table, texts, risk->value_at_risk);
  g_array_append_val (self->rows, risk->customer);
}

static void
clv_at_risk_page_show_findings (ClvPage     *page,
                                ClvFindings *findings)
{
  ClvAtRiskPage *self = CLV_AT_RISK_PAGE (page);
  const ClvTextColumn columns[] = {
    { _("Customer"), FALSE, FALSE, FALSE, FALSE },
    { _("Why"), FALSE, FALSE, TRUE, TRUE },
    { _("Times overdue"), TRUE, FALSE, FALSE },
    { _("Next order, if any"), TRUE, FALSE, FALSE },
    { _("Still active"), TRUE, FALSE, FALSE },
    { _("Value at risk"), TRUE, TRUE, FALSE },
  };
  const ClvModels *models = clv_findings_get_models (findings);
  guint32 n = 0;
  const ClvAtRisk *risks = clv_findings_get_at_risk (findings, &n);
  ClvChart *chart;

  g_array_set_size (self->rows, 0);
  clv_text_table_set_columns (self->table, columns, G_N_ELEMENTS (columns));
  clv_text_table_clear (self->table);
  if (clv_findings_get_valuation (findings) == NULL)
    {
      show_nobody (self, _("Nothing Is Predicted"),
                   models != NULL && models->reason != NULL ? clv_reason_get_text (models->reason)
                                                            : _("It takes dated orders of customers over more than one period."),
                   NULL);
      return;
    }
  if (clv_findings_get_contract_value (findings) != NULL)
    {
      show_nobody (self, _("Contracts End, They Do Not Fade"),
                   _("The table says who has left. What those who stay are expected to pay stands under “Lifetime Value”; "
                     "each customer’s chance of the next renewal stands in their pane."),
                   NULL);
      return;
    }
  if (n == 0)
    {
      show_empty_list (self, findings);
      return;
    }
  show_heading (self, findings);
  for (guint32 i = 0; i < MIN (n, MAX_LISTED); i++)
    add_row (self, findings, &risks[i]);
  clv_text_table_finish (self->table);
  gtk_widget_set_visible (GTK_WIDGET (self->note), n > MAX_LISTED);
  if (n > MAX_LISTED)
    {
      g_autofree char *text = g_strdup_printf (_("The first %u are listed; the exported list has all of them."), (guint) MAX_LISTED);

      gtk_label_set_text (self->note, text);
    }
  chart = clv_report_chart (findings, "alive-value", NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), chart != NULL);
  if (chart != NULL)
    clv_chart_view_take_chart (self->chart, chart);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
clv_at_risk_page_release (ClvPage *page)
{
  ClvAtRiskPage *self = CLV_AT_RISK_PAGE (page);

  g_array_set_size (self->rows, 0);
  clv_text_table_clear (self->table);
  clv_text_table_finish (self->table);
}

static void
row_activated_cb (ClvAtRiskPage *self,
                  guint          position)
{
  if (position < self->rows->len)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-customer", "u", g_array_index (self->rows, guint32, position));
}

static void
clv_at_risk_page_finalize (GObject *object)
{
  g_array_unref (CLV_AT_RISK_PAGE (object)->rows);
  G_OBJECT_CLASS (clv_at_risk_page_parent_class)->finalize (object);
}

static void
clv_at_risk_page_class_init (ClvAtRiskPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = clv_at_risk_page_finalize;
  CLV_PAGE_CLASS (klass)->release = clv_at_risk_page_release;
  CLV_PAGE_CLASS (klass)->show_findings = clv_at_risk_page_show_findings;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-at-risk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvAtRiskPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ClvAtRiskPage, heading);
  gtk_widget_class_bind_template_child (widget_class, ClvAtRiskPage, subheading);
  gtk_widget_class_bind_template_child (widget_class, ClvAtRiskPage, notice_box);
  gtk_widget_class_bind_template_child (widget_class, ClvAtRiskPage, notice);
  gtk_widget_class_bind_template_child (widget_class, ClvAtRiskPage, table);
  gtk_widget_class_bind_template_child (widget_class, ClvAtRiskPage, note);
  gtk_widget_class_bind_template_child (widget_class, ClvAtRiskPage, chart);
  gtk_widget_class_bind_template_child (widget_class, ClvAtRiskPage, nobody);
  gtk_widget_class_bind_template_child (widget_class, ClvAtRiskPage, ways_on);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
clv_at_risk_page_init (ClvAtRiskPage *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  gtk_widget_init_template (GTK_WIDGET (self));
}
