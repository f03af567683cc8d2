/* clv-assumptions-page.c - what people decide, and what every method makes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-assumptions-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-assumption-row.h"
#include "clv-format.h"

struct _ClvAssumptionsPage
{
  ClvPage     parent_instance;

  /* template */
  GtkListBox *value_list;
  GtkListBox *rule_list;
  GtkLabel   *inputs;
  GtkWidget  *contradiction_box;
  GtkLabel   *contradiction;
  GtkListBox *methods;

  /* borrowed */
  GPtrArray  *rows; /* ClvAssumptionRow */
};

G_DEFINE_FINAL_TYPE (ClvAssumptionsPage, clv_assumptions_page, CLV_TYPE_PAGE)

static const char *const value_keys[] = {
  "margin", "retention", "discount-rate", "horizon-years", "lifetime-years", "growth", "cac", "service-cost", "target-ratio",
};

static const char *const rule_keys[] = {
  "as-of-date", "period", "fiscal-year-start", "order-key", "returns", "duplicates", "cancelled", "non-customer-lines", "currency",
};

static void
committed_cb (ClvAssumptionRow   *row,
              const char         *key,
              const char         *value,
              ClvAssumptionsPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!clv_project_set_assumption (clv_page_get_project (CLV_PAGE (self)), key, value, &error))
    clv_assumption_row_set_error (row, error->message);
  else
    clv_assumption_row_reset (row);
}

static void
show_inputs (ClvAssumptionsPage *self,
             ClvFindings        *findings)
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
  g_autofree char *text = NULL;

  /* Translators: money, number, then percentages, numbers of years, and money */
  text = g_strdup_printf (_("Average order %s × %s orders a year × margin %s · retention %s · discount %s · "
                            "lifetime %s years · horizon %s years · acquisition cost %s"),
                          aov, frequency, margin, retention, discount, lifetime, horizon, cac);
  gtk_label_set_text (self->inputs, text);
}

static void
show_contradiction (ClvAssumptionsPage *self,
                    ClvFindings        *findings)
{
  const ClvMethods *in = clv_findings_get_methods (findings);
  double implied = 1 / (1 - in->retention_per_year);
  gboolean there = in->lifetime_entered && isfinite (implied) && in->lifetime_years > 0
                   && fabs (implied - in->lifetime_years) > 0.05 * in->lifetime_years;

  gtk_widget_set_visible (self->contradiction_box, there);
  if (there)
    {
      g_autofree char *lifetime = clv_format_number (in->lifetime_years, 2);
      g_autofree char *retention = clv_format_percent (in->retention_per_year, 0);
      g_autofree char *years = clv_format_number (implied, 2);
      g_autofree char *share = clv_format_percent (1 - 1 / in->lifetime_years, 0);
      /* Translators: years, percentage, percentage again, years, years, percentage */
      g_autofree char *text = g_strdup_printf (_("A lifetime of %s years and a retention of %s do not agree: "
                                                 "%s implies %s years, and %s years imply %s."),
                                               lifetime, retention, retention, years, lifetime, share);

      gtk_label_set_text (self->contradiction, text);
    }
}

static GtkWidget *
method_row (const ClvMethod *method,
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
show_methods (ClvAssumptionsPage *self,
              ClvFindings        *findings)
{
  const ClvMethods *methods = clv_findings_get_methods (findings);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->methods))) != NULL)
    gtk_list_box_remove (self->methods, child);
  for (guint i = 0; i < methods->n_methods; i++)
    gtk_list_box_append (self->methods, method_row (&methods->methods[i], clv_findings_get_currency (findings)));
}

static void
clv_assumptions_page_show_findings (ClvPage     *page,
                                    ClvFindings *findings)
{
  ClvAssumptionsPage *self = CLV_ASSUMPTIONS_PAGE (page);

  for (guint i = 0; i < self->rows->len; i++)
    clv_assumption_row_show (self->rows->pdata[i], clv_project_get_assumptions (clv_page_get_project (page)), findings);
  show_inputs (self, findings);
  show_contradiction (self, findings);
  show_methods (self, findings);
}

/* Also when a value goes back, because it led to no findings or the user gave it up. */
static void
assumptions_cb (ClvAssumptionsPage *self)
{
  const ClvAssumptions *assumptions = clv_project_get_assumptions (clv_page_get_project (CLV_PAGE (self)));

  for (guint i = 0; i < self->rows->len; i++)
    clv_assumption_row_show_value (self->rows->pdata[i], assumptions);
}

static void
clv_assumptions_page_project_set (ClvPage *page)
{
  g_signal_connect_object (clv_page_get_project (page), "notify::assumptions", G_CALLBACK (assumptions_cb), page,
                           G_CONNECT_SWAPPED);
}

static void
add_rows (ClvAssumptionsPage *self,
          GtkListBox         *list,
          const char *const  *keys,
          guint               n)
{
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = clv_assumption_row_new (keys[i]);

      g_signal_connect_object (row, "committed", G_CALLBACK (committed_cb), self, 0);
      gtk_list_box_append (list, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
clv_assumptions_page_finalize (GObject *object)
{
  g_ptr_array_unref (CLV_ASSUMPTIONS_PAGE (object)->rows);
  G_OBJECT_CLASS (clv_assumptions_page_parent_class)->finalize (object);
}

static void
clv_assumptions_page_class_init (ClvAssumptionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = clv_assumptions_page_finalize;
  CLV_PAGE_CLASS (klass)->project_set = clv_assumptions_page_project_set;
  CLV_PAGE_CLASS (klass)->show_findings = clv_assumptions_page_show_findings;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/clientele_app/Clientele/clv-assumptions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvAssumptionsPage, value_list);
  gtk_widget_class_bind_template_child (widget_class, ClvAssumptionsPage, rule_list);
  gtk_widget_class_bind_template_child (widget_class, ClvAssumptionsPage, inputs);
  gtk_widget_class_bind_template_child (widget_class, ClvAssumptionsPage, contradiction_box);
  gtk_widget_class_bind_template_child (widget_class, ClvAssumptionsPage, contradiction);
  gtk_widget_class_bind_template_child (widget_class, ClvAssumptionsPage, methods);
}

static void
clv_assumptions_page_init (ClvAssumptionsPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_rows (self, self->value_list, value_keys, G_N_ELEMENTS (value_keys));
  add_rows (self, self->rule_list, rule_keys, G_N_ELEMENTS (rule_keys));
}
