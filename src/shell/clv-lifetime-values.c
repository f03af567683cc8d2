/* clv-lifetime-values.c - what all customers will bring, which way of predicting came closest, and what formulas say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-lifetime-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-chart-view.h"
#include "clv-contender-card.h"
#include "clv-method-row.h"
#include "clv-report.h"

/* Bars of small errors stay small; those of absurd ones end at the edge. */
#define MIN_SCALE 0.25
#define MAX_SCALE 1.0

struct _ClvLifetimeValues
{
  AdwBin        parent_instance;

  /* template */
  GtkBox       *cards;
  GtkWidget    *notice_box;
  GtkLabel     *notice;
  ClvChartView *histogram;
  ClvChartView *scatter;
  ClvChartView *survival;
  GtkWidget    *told_box;
  GtkLabel     *told;
  GtkLabel     *inputs;
  GtkListBox   *methods;
};

G_DEFINE_FINAL_TYPE (ClvLifetimeValues, clv_lifetime_values, ADW_TYPE_BIN)

/* Which of the race values the customers; -1: none ran. */
static int
find_used (const ClvModels  *models,
           const ClvHoldout *holdout)
{
  for (guint i = 0; models->chosen >= 0 && i < holdout->n_contenders; i++)
    if (g_str_equal (holdout->contenders[i].id, models->models[models->chosen].id))
      return (int) i;
  return -1;
}

static double
largest_error (const ClvHoldout *holdout,
               int               used)
{
  double largest = MIN_SCALE;

  for (guint i = 0; i < holdout->n_contenders; i++)
    if ((int) i == used || !holdout->contenders[i].is_model)
      {
        if (isfinite (holdout->contenders[i].bias))
          largest = MAX (largest, fabs (holdout->contenders[i].bias));
        if (isfinite (holdout->contenders[i].value_bias))
          largest = MAX (largest, fabs (holdout->contenders[i].value_bias));
      }
  return MIN (largest, MAX_SCALE);
}

static void
clear_cards (ClvLifetimeValues *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
}

static void
add_card (ClvLifetimeValues *self,
          const ClvHoldout  *holdout,
          int                which,
          int                used,
          double             largest)
{
  GtkWidget *card = clv_contender_card_new ();

  clv_contender_card_show (CLV_CONTENDER_CARD (card), holdout, &holdout->contenders[which], which == used,
                           which == holdout->winner, largest);
  gtk_box_append (self->cards, card);
}

/* Why the values are to be taken with care, if they are: no test, a test that something simpler won, or one that was missed. */
static void
show_notice (ClvLifetimeValues *self,
             ClvFindings       *findings,
             const char        *reason)
{
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);
  const ClvContender *winner = holdout != NULL && reason == NULL && holdout->winner >= 0
                                 ? &holdout->contenders[holdout->winner] : NULL;
  g_autofree char *error = clv_findings_dup_test_error (findings);
  g_autofree char *text = NULL;

  if (clv_findings_get_contract_value (findings) != NULL)
    /* Translators: “32 % too low in its test” */
    text = error != NULL ? g_strdup_printf (_("How long customers stay the model does not foresee well: it was %s (see “Proof”). Allow "
                                              "for as much in the values below."), error) : NULL;
  else if (reason != NULL)
    /* Translators: %s is a sentence that says why */
    text = g_strdup_printf (_("These values are not proved on your own past: %s"), reason);
  else if (winner != NULL && !winner->is_model)
    /* Translators: %s is the name of a rule of thumb */
    text = g_strdup_printf (_("In the test the rule of thumb “%s” came closer than any model. The values below are the "
                              "model’s: take their order as a hint, and their size with care."), winner->title);
  else if (error != NULL)
    /* Translators: “32 % too low in its test” */
    text = g_strdup_printf (_("The model came closest, and still was %s, outside its own band: allow for as much in the values below."),
                            error);
  gtk_label_set_text (self->notice, text != NULL ? text : "");
  gtk_widget_set_visible (self->notice_box, text != NULL);
}

/* What the values rest on and how far they can be trusted, for these data. */
static void
show_told (ClvLifetimeValues *self,
           ClvFindings       *findings)
{
  const ClvModels *models = clv_findings_get_models (findings);
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  const char *of_model = valuation->is_contracts ? models->models[models->chosen].sentence : NULL;
  g_autofree char *of_values = valuation->n_sentences > 0 ? g_strjoinv ("\n", valuation->sentences) : g_strdup ("");
  g_autofree char *text = of_model != NULL ? g_strjoin (*of_values != '\0' ? "\n" : "", of_values, of_model, NULL)
                                           : g_strdup (of_values);

  gtk_label_set_text (self->told, text);
  gtk_widget_set_visible (self->told_box, *text != '\0');
}

static void
show_race (ClvLifetimeValues *self,
           ClvFindings       *findings)
{
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);
  gboolean has_race = holdout != NULL && holdout->reason == NULL && holdout->n_contenders > 0;
  int used;

  clear_cards (self);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), has_race);
  show_notice (self, findings, has_race ? NULL
                              : holdout != NULL && holdout->reason != NULL ? clv_reason_get_text (holdout->reason)
                                                                           : _("the history is too short for a test."));
  if (!has_race)
    return;
  used = find_used (clv_findings_get_models (findings), holdout);
  if (used >= 0)
    add_card (self, holdout, used, used, largest_error (holdout, used));
  for (guint i = 0; i < holdout->n_contenders; i++)
    if (!holdout->contenders[i].is_model)
      add_card (self, holdout, (int) i, used, largest_error (holdout, used));
}

static void
show_chart (ClvChartView *view,
            ClvFindings  *findings,
            const char   *name)
{
  ClvChart *chart = clv_report_chart (findings, name, NULL, NULL);

  gtk_widget_set_visible (GTK_WIDGET (view), chart != NULL);
  if (chart != NULL)
    clv_chart_view_take_chart (view, chart);
}

static void
clv_lifetime_values_class_init (ClvLifetimeValuesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-lifetime-values.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeValues, cards);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeValues, notice_box);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeValues, notice);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeValues, histogram);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeValues, scatter);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeValues, survival);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeValues, told_box);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeValues, told);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeValues, inputs);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeValues, methods);
}

static void
clv_lifetime_values_init (ClvLifetimeValues *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * clv_lifetime_values_show:
 * @findings: with a valuation
 *
 * Shows what is expected. Nothing of @findings is kept.
 */
void
clv_lifetime_values_show (ClvLifetimeValues *self,
                          ClvFindings       *findings)
{
  g_autofree char *inputs = NULL;

  g_return_if_fail (CLV_IS_LIFETIME_VALUES (self));

  show_race (self, findings);
  show_told (self, findings);
  show_chart (self->histogram, findings, "clv-histogram");
  show_chart (self->scatter, findings, "alive-value");
  show_chart (self->survival, findings, "survival");
  inputs = clv_method_row_dup_inputs (findings);
  gtk_label_set_text (self->inputs, inputs);
  clv_method_row_fill_all (self->methods, findings);
}
