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
#include "clv-method-row.h"

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
  "as-of-date", "period", "fiscal-year-start", "order-key", "returns", "duplicates", "cancelled", "non-customer-lines", "leave-out",
  "count-as-zero", "currency",
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

static void
clv_assumptions_page_show_findings (ClvPage     *page,
                                    ClvFindings *findings)
{
  ClvAssumptionsPage *self = CLV_ASSUMPTIONS_PAGE (page);
  g_autofree char *inputs = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    clv_assumption_row_show (self->rows->pdata[i], clv_project_get_assumptions (clv_page_get_project (page)), findings);
  inputs = clv_method_row_dup_inputs (findings);
  gtk_label_set_text (self->inputs, inputs);
  show_contradiction (self, findings);
  clv_method_row_fill_list (self->methods, findings);
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
