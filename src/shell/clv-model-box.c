/* clv-model-box.c - the fitted models with their parameters, for those who want to check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-model-box.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

/* As many decimals as leave four digits. */
static char *
parameter_text (double value)
{
  int decimals = value != 0 && isfinite (value) ? CLAMP (3 - (int) floor (log10 (fabs (value))), 0, 6) : 0;

  return clv_format_number (value, decimals);
}

static char *
dup_parameters (const ClvModel *model)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < model->n_parameters; i++)
    {
      g_autofree char *value = parameter_text (model->parameter[i]);

      if (i > 0)
        g_string_append (text, "  ·  ");
      g_string_append_printf (text, "%s = %s", model->name[i], value);
      if (!isnan (model->standard_error[i]))
        {
          g_autofree char *error = parameter_text (model->standard_error[i]);

          g_string_append_printf (text, " ± %s", error);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_fit (const ClvModel *model)
{
  g_autofree char *likelihood = clv_format_number (model->log_likelihood, 2);
  g_autofree char *used = clv_format_count (model->n_used);
  g_autofree char *left_out = clv_format_count (model->n_left_out);

  if (model->n_left_out == 0)
    /* Translators: a number, number of customers */
    return g_strdup_printf (ngettext ("log-likelihood %s · %s customer", "log-likelihood %s · %s customers", model->n_used),
                            likelihood, used);
  /* Translators: a number, number of customers, number of customers who could not be used */
  return g_strdup_printf (ngettext ("log-likelihood %s · %s customer · %s left out",
                                    "log-likelihood %s · %s customers · %s left out", model->n_used),
                          likelihood, used, left_out);
}

static void
add_line (GtkBox     *box,
          const char *text,
          const char *css_class,
          const char *second_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  if (second_class != NULL)
    gtk_widget_add_css_class (label, second_class);
  gtk_box_append (box, label);
}

/**
 * clv_model_box_fill:
 *
 * Shows each model: its name, what its state means, its parameters with their standard errors, and how it fits.
 */
void
clv_model_box_fill (GtkBox          *box,
                    const ClvModels *models)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < models->n_models; i++)
    {
      const ClvModel *model = &models->models[i];
      GtkWidget *of = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
      gboolean is_used = (int) i == models->chosen || (int) i == models->spend;
      g_autofree char *parameters = dup_parameters (model);
      g_autofree char *fit = dup_fit (model);
      /* Translators: name of a model, its short name in publications */
      g_autofree char *title = g_strdup_printf (is_used ? _("%s (%s) · used here") : _("%s (%s)"), model->title, model->id);

      add_line (GTK_BOX (of), title, "heading", NULL);
      add_line (GTK_BOX (of), model->sentence != NULL ? model->sentence : "", "caption", "dim-label");
      add_line (GTK_BOX (of), parameters, "numeric", NULL);
      add_line (GTK_BOX (of), fit, "caption", "dim-label");
      gtk_box_append (box, of);
    }
}
