/* clv-method-row.c - one formula of lifetime value in a list: what it gives, and why others give something else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-method-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

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

/**
 * clv_method_row_fill_list:
 *
 * Puts all formulas into @list, in place of what is there.
 */
void
clv_method_row_fill_list (GtkListBox        *list,
                          const ClvFindings *findings)
{
  const ClvMethods *methods = clv_findings_get_methods (findings);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
  for (guint i = 0; i < methods->n_methods; i++)
    gtk_list_box_append (list, clv_method_row_new (&methods->methods[i], clv_findings_get_currency (findings)));
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

  /* Translators: money, number, then percentages, numbers of years, and money */
  return g_strdup_printf (_("Average order %s × %s orders a year × margin %s · retention %s · discount %s · "
                            "lifetime %s years · horizon %s years · acquisition cost %s"),
                          aov, frequency, margin, retention, discount, lifetime, horizon, cac);
}
