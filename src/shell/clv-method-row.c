/* clv-method-row.c - one formula of lifetime value in a list: what it gives, and why others give something else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-method-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-prediction-text.h"
#include "clv-prediction.h"
#include "clv-report-outlook.h"

/**
 * clv_method_row_new:
 * @method: one of the formulas
 * @currency: a sign; "" when unknown
 *
 * Returns: (transfer floating): a row with its letter, its name, its value and why it differs from the others
 */
GtkWidget *
clv_method_row_new (const ClvMethod *method,
                    const char      *currency)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *badge = gtk_label_new (method->id);
  GtkWidget *value = gtk_label_new (NULL);
  g_autofree char *title = g_markup_escape_text (method->title, -1);
  g_autofree char *why = NULL;
  g_autofree char *text = NULL;

  if (isnan (method->value))
    {
      g_autofree char *both = g_strdup_printf ("%s %s", method->reason != NULL ? clv_reason_get_text (method->reason) : "",
                                               method->why != NULL ? method->why : "");

      why = g_markup_escape_text (g_strstrip (both), -1);
      text = g_strdup ("–");
    }
  else
    {
      why = g_markup_escape_text (method->why != NULL ? method->why : "", -1);
      text = method->metric < CLV_N_METRICS && clv_metric_get_unit (method->metric) == CLV_METRIC_INDEX
               ? clv_format_number (method->value, 2) : clv_format_money (method->value, currency, 2);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), why);
  gtk_widget_add_css_class (badge, "method-badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), badge);
  gtk_label_set_text (GTK_LABEL (value), text);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value, "heading");
  if (method->metric < CLV_N_METRICS && clv_metric_get_unit (method->metric) == CLV_METRIC_INDEX)
    {
      GtkWidget *index = gtk_label_new (_("index, not money"));

      gtk_widget_add_css_class (index, "caption");
      gtk_widget_add_css_class (index, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), index);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
add_formulas (GtkListBox        *list,
              const ClvFindings *findings)
{
  const ClvMethods *methods = clv_findings_get_methods (findings);

  for (guint i = 0; i < methods->n_methods; i++)
    gtk_list_box_append (list, clv_method_row_new (&methods->methods[i], clv_findings_get_currency (findings)));
}

/**
 * clv_method_row_fill_list:
 *
 * Puts all formulas into @list, in place of what is there.
 */
void
clv_method_row_fill_list (GtkListBox        *list,
                          const ClvFindings *findings)
{
  clear_list (list);
  add_formulas (list, findings);
}

/* @unit: what kind of figure @value is, in small before it */
static void
add_prediction (GtkListBox *list,
                const char *name,
                const char *why,
                const char *unit,
                const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *kind = gtk_label_new (unit);
  GtkWidget *label = gtk_label_new (value);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *subtitle = g_markup_escape_text (why, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (kind, "caption");
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "heading");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kind);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (list, row);
}

/* What makes each way of predicting say something else than the others. */
static const char *
why_of (const ClvContender *contender)
{
  if (g_str_equal (contender->id, "last-year"))
    return _("Everybody does again what they did just before: no chance of leaving, and nothing for those who paused.");
  if (g_str_equal (contender->id, "cohort-average"))
    return _("What earlier customers did at the same age: all of an age alike, good ones and bad ones.");
  if (g_str_equal (contender->id, "simple"))
    return _("One order value, one pace and one retention for all customers.");
  return _("A model that learned from each customer’s own rhythm and silence, with other assumptions on how customers leave.");
}

static void
add_used (GtkListBox        *list,
          const ClvFindings *findings)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  const char *currency = clv_findings_get_currency (findings);
  g_autofree char *value = NULL, *span = NULL, *unit = NULL;
  ClvBand each;
  guint32 n;

  if (valuation == NULL || !clv_report_value_each (findings, &each, &n))
    return;
  value = clv_format_money (each.mean, currency, 2);
  span = clv_prediction_dup_span (valuation->horizon_days);
  /* Translators: “12 months” */
  unit = g_strdup_printf (valuation->is_revenue ? _("revenue, next %s") : _("profit, next %s"), span);
  add_prediction (list, _("Prediction"),
                  _("Looks ahead only, customer by customer: what each is still expected to bring, with the chance of having left; "
                    "formulas take the average customer from the first order on."),
                  unit, value);
}

static void
add_contenders (GtkListBox        *list,
                const ClvFindings *findings)
{
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);
  const char *currency = clv_findings_get_currency (findings);
  g_autofree char *actual = NULL, *unit = NULL;

  if (holdout == NULL || holdout->reason != NULL || holdout->n_customers == 0)
    return;
  actual = clv_format_money (holdout->actual_value / holdout->n_customers, currency, 2);
  /* Translators: an amount of money */
  unit = g_strdup_printf (_("revenue in the test, %s came"), actual);
  for (guint i = 0; i < holdout->n_contenders; i++)
    {
      const ClvContender *contender = &holdout->contenders[i];
      g_autofree char *value = clv_format_money (contender->predicted_value / holdout->n_customers, currency, 2);

      add_prediction (list, contender->title, why_of (contender), unit, value);
    }
}

/**
 * clv_method_row_fill_all:
 *
 * Puts all there is to say what a customer is worth into @list, in place of what is there: the prediction, the ways to
 * predict as they did in the test, and the formulas, each with its value per customer and why it differs.
 */
void
clv_method_row_fill_all (GtkListBox        *list,
                         const ClvFindings *findings)
{
  clear_list (list);
  add_used (list, findings);
  add_contenders (list, findings);
  add_formulas (list, findings);
}

/**
 * clv_method_row_dup_inputs:
 *
 * Returns: (transfer full): the figures that go into all formulas, in one line
 */
char *
clv_method_row_dup_inputs (const ClvFindings *findings)
{
  const ClvMethods *in = clv_findings_get_methods (findings);
  const char *currency = clv_findings_get_currency (findings);
  g_autofree char *aov = clv_format_money (in->aov, currency, 2);
  g_autofree char *frequency = clv_format_number (in->frequency_per_year, 2);
  g_autofree char *margin = clv_format_percent (in->margin, 1);
  g_autofree char *retention = clv_format_percent (in->retention_per_year, 1);
  g_autofree char *discount = clv_format_percent (in->discount_per_year, 1);
  g_autofree char *lifetime = clv_format_number (in->lifetime_years, 2);
  g_autofree char *horizon = clv_format_number (in->horizon_years, 1);
  g_autofree char *cac = clv_format_money (in->cac, currency, 2);
  g_autofree char *line = NULL, *observed = NULL;
  const ClvPeriodKind kind = clv_findings_get_period_kind (findings);
  const ClvMetric rate = clv_findings_get_metric (findings, CLV_M_RETENTION_RATE);

  /* Translators: money, number, then percentages, numbers of years, and money */
  line = g_strdup_printf (_("Average order %s × %s orders a year × margin %s · retention %s · discount %s · "
                            "lifetime %s years · horizon %s years · acquisition cost %s"),
                          aov, frequency, margin, retention, discount, lifetime, horizon, cac);
  if (in->retention_entered || kind == CLV_PERIOD_YEAR || rate.reason != NULL || isnan (in->retention_per_year))
    return g_steal_pointer (&line);
  observed = clv_format_percent (rate.value, 1);
  /* Translators: %s is the line before, then a percentage */
  return g_strdup_printf (kind == CLV_PERIOD_QUARTER
                              ? _("%s\nRetention of a year is that of a quarter, %s, four times over: who skips a quarter counts as gone.")
                              : _("%s\nRetention of a year is that of a month, %s, twelve times over: who skips a month counts as gone."),
                          line, observed);
}
