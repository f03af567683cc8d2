/* clv-metric-card.c - one number with its unit, its change, and why it is what it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-metric-card.h"

#include <glib/gi18n-lib.h>

#include "clv-sparkline.h"

struct _ClvMetricCard
{
  AdwBin         parent_instance;

  /* template */
  GtkLabel      *title;
  GtkLabel      *value;
  GtkLabel      *unit;
  GtkLabel      *note;
  ClvSparkline  *sparkline;
  GtkMenuButton *why_button;
  GtkLabel      *formula;
  GtkGrid       *inputs;
};

G_DEFINE_FINAL_TYPE (ClvMetricCard, clv_metric_card, ADW_TYPE_BIN)

static void
clv_metric_card_class_init (ClvMetricCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-metric-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvMetricCard, title);
  gtk_widget_class_bind_template_child (widget_class, ClvMetricCard, value);
  gtk_widget_class_bind_template_child (widget_class, ClvMetricCard, unit);
  gtk_widget_class_bind_template_child (widget_class, ClvMetricCard, note);
  gtk_widget_class_bind_template_child (widget_class, ClvMetricCard, sparkline);
  gtk_widget_class_bind_template_child (widget_class, ClvMetricCard, why_button);
  gtk_widget_class_bind_template_child (widget_class, ClvMetricCard, formula);
  gtk_widget_class_bind_template_child (widget_class, ClvMetricCard, inputs);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
clv_metric_card_init (ClvMetricCard *self)
{
  g_type_ensure (CLV_TYPE_SPARKLINE);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
clv_metric_card_new (void)
{
  return g_object_new (CLV_TYPE_METRIC_CARD, NULL);
}

/**
 * clv_metric_card_set_value:
 * @title: what it is
 * @value: as people read it
 * @unit: (nullable): what it is counted in, or per what
 *
 * Shows another number.
 */
void
clv_metric_card_set_value (ClvMetricCard *self,
                           const char    *title,
                           const char    *value,
                           const char    *unit)
{
  g_autofree char *spoken = NULL;
  g_autofree char *why = NULL;

  g_return_if_fail (CLV_IS_METRIC_CARD (self));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->value, value);
  gtk_label_set_text (self->unit, unit != NULL ? unit : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value), value);

  spoken = g_strdup_printf ("%s: %s %s", title, value, unit != NULL ? unit : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  /* Translators: %s is the name of a figure, such as “Average order value” */
  why = g_strdup_printf (_("Why this number? %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->why_button), GTK_ACCESSIBLE_PROPERTY_LABEL, why, -1);
}

void
clv_metric_card_set_note (ClvMetricCard *self,
                          const char    *note,
                          int            direction)
{
  g_return_if_fail (CLV_IS_METRIC_CARD (self));

  gtk_label_set_markup (self->note, note);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note), gtk_label_get_text (self->note));
  gtk_widget_remove_css_class (GTK_WIDGET (self->note), "better");
  gtk_widget_remove_css_class (GTK_WIDGET (self->note), "worse");
  if (direction != 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), direction > 0 ? "better" : "worse");
}

/**
 * clv_metric_card_set_series:
 * @values: (array length=n) (nullable): the same figure over time
 * @profit: drawn in the colour of profit, else of revenue
 *
 * Shows the course of the figure; nothing when there are fewer than two values.
 */
void
clv_metric_card_set_series (ClvMetricCard *self,
                            const double  *values,
                            gsize          n,
                            gboolean       profit)
{
  g_return_if_fail (CLV_IS_METRIC_CARD (self));

  clv_sparkline_set_values (self->sparkline, values, n);
  gtk_widget_set_visible (GTK_WIDGET (self->sparkline), n >= 2);
  gtk_widget_remove_css_class (GTK_WIDGET (self->sparkline), profit ? "revenue" : "profit");
  gtk_widget_add_css_class (GTK_WIDGET (self->sparkline), profit ? "profit" : "revenue");
}

void
clv_metric_card_set_why (ClvMetricCard     *self,
                         const char        *formula,
                         const char *const *inputs)
{
  GtkWidget *child;

  g_return_if_fail (CLV_IS_METRIC_CARD (self));

  gtk_label_set_text (self->formula, formula);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->inputs))) != NULL)
    gtk_grid_remove (self->inputs, child);
  for (int i = 0; inputs[2 * i] != NULL; i++)
    {
      GtkWidget *name = gtk_label_new (inputs[2 * i]);
      GtkWidget *value = gtk_label_new (inputs[2 * i + 1]);

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_widget_add_css_class (name, "dim-label");
      gtk_widget_set_hexpand (name, TRUE);
      gtk_label_set_xalign (GTK_LABEL (value), 1);
      gtk_widget_add_css_class (value, "numeric");
      gtk_grid_attach (self->inputs, name, 0, i, 1, 1);
      gtk_grid_attach (self->inputs, value, 1, i, 1, 1);
    }
}
