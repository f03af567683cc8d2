/* clv-lifetime-proof.c - whether predictions came true on the months that were held out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-lifetime-proof.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-chart-view.h"
#include "clv-coverage-bar.h"
#include "clv-format.h"
#include "clv-model-box.h"
#include "clv-prediction-text.h"
#include "clv-report-outlook.h"
#include "clv-report.h"
#include "clv-text-table.h"

/* So near to what was promised that nobody should worry. */
#define KEPT 0.03

struct _ClvLifetimeProof
{
  AdwBin          parent_instance;

  /* template */
  GtkStack       *stack;
  AdwStatusPage  *nothing;
  ClvChartView   *tracking;
  ClvChartView   *calibration;
  ClvChartView   *lift;
  GtkLabel       *coverage_title;
  ClvCoverageBar *coverage;
  GtkLabel       *coverage_text;
  GtkBox         *checks;
  GtkLabel       *race_note;
  ClvTextTable   *race;
  ClvTextTable   *race_value;
  GtkWidget      *change_box;
  ClvChartView   *change_chart;
  ClvTextTable   *change;
  GtkBox         *models;
  ClvChartView   *survival;
  GtkBox         *contract_models;
};

G_DEFINE_FINAL_TYPE (ClvLifetimeProof, clv_lifetime_proof, ADW_TYPE_BIN)

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
show_coverage (ClvLifetimeProof *self,
               const ClvHoldout *holdout)
{
  guint32 n = holdout->inside + holdout->above + holdout->below;
  double share = n > 0 ? (double) holdout->inside / n : NAN;
  g_autofree char *kept = clv_format_percent (share, 0);
  g_autofree char *promised = clv_format_percent (holdout->interval, 0);
  g_autofree char *inside = clv_format_count (holdout->inside);
  g_autofree char *all = clv_format_count (n);
  g_autofree char *above = clv_format_count (holdout->above);
  g_autofree char *below = clv_format_count (holdout->below);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (n == 0)
    {
      gtk_label_set_text (self->coverage_title, _("No bands to check"));
      gtk_label_set_text (self->coverage_text, "");
      clv_coverage_bar_set (self->coverage, 0, holdout->interval);
      return;
    }
  if (share < holdout->interval - KEPT)
    /* Translators: two percentages: of customers inside, and as promised */
    title = g_strdup_printf (_("The bands are too narrow: %s inside, %s said"), kept, promised);
  else if (share > holdout->interval + KEPT)
    /* Translators: two percentages: of customers inside, and as promised */
    title = g_strdup_printf (_("The bands keep more than their promise: %s inside, %s said"), kept, promised);
  else
    /* Translators: two percentages: of customers inside, and as promised */
    title = g_strdup_printf (_("The bands keep their promise: %s inside, %s said"), kept, promised);
  /* Translators: numbers of customers: inside, of how many; a percentage such as 80 %; above and below */
  text = g_strdup_printf (ngettext ("%s of %s customer was inside the %s band, %s above, %s below.",
                                    "%s of %s customers were inside their %s band, %s above, %s below.", n),
                          inside, all, promised, above, below);
  gtk_label_set_text (self->coverage_title, title);
  gtk_label_set_text (self->coverage_text, text);
  clv_coverage_bar_set (self->coverage, share, holdout->interval);
}

static void
add_check (ClvLifetimeProof *self,
           const char       *icon,
           const char       *css_class,
           const char       *sentence)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (sentence);

  gtk_widget_add_css_class (image, css_class);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->checks, box);
}

static void
show_checks (ClvLifetimeProof *self,
             ClvFindings      *findings)
{
  const ClvModelChecks *checks = clv_findings_get_model_checks (findings);
  const ClvModels *models = clv_findings_get_models (findings);
  const ClvModel *chosen = &models->models[models->chosen];
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->checks))) != NULL)
    gtk_box_remove (self->checks, child);
  add_check (self, chosen->status == CLV_MODEL_FINE ? "emblem-ok-symbolic" : "dialog-warning-symbolic",
             chosen->status == CLV_MODEL_FINE ? "good" : "attention", chosen->sentence);
  for (guint i = 0; checks != NULL && i < checks->n_sentences; i++)
    add_check (self, "dialog-warning-symbolic", "attention", checks->sentences[i]);
  if (checks == NULL || checks->n_sentences == 0)
    add_check (self, "emblem-ok-symbolic", "good",
               _("Spend, seasons and the begin of the data were looked at: nothing stands against the models."));
}

/* “8.3 % too low” */
static char *
error_text (double error)
{
  g_autofree char *percent = clv_format_percent (fabs (error), 1);

  if (isnan (error))
    return g_steal_pointer (&percent);
  /* Translators: %s is a percentage */
  return g_strdup_printf (error < 0 ? _("%s too low") : _("%s too high"), percent);
}

/* The name, and what there is to say about its place. */
static char *
dup_name (const ClvHoldout *holdout,
          const ClvModels  *models,
          guint             which)
{
  const ClvContender *contender = &holdout->contenders[which];
  gboolean is_used = models->chosen >= 0 && g_str_equal (contender->id, models->models[models->chosen].id);
  gboolean is_winner = (int) which == holdout->winner;

  if (is_used && is_winner)
    /* Translators: name of a way to predict */
    return g_strdup_printf (_("%s · used, recommended"), contender->title);
  if (is_used)
    /* Translators: name of a way to predict */
    return g_strdup_printf (_("%s · used here"), contender->title);
  if (is_winner)
    /* Translators: name of a way to predict */
    return g_strdup_printf (_("%s · recommended"), contender->title);
  return g_strdup (contender->title);
}

static void
fit_height (ClvTextTable *table)
{
  gtk_widget_set_size_request (GTK_WIDGET (table), -1, 36 + 25 * (int) clv_text_table_get_n_rows (table));
}

static void
show_race (ClvLifetimeProof *self,
           ClvFindings      *findings,
           const ClvHoldout *holdout)
{
  const ClvTextColumn columns[] = {
    { _("Way to predict"), FALSE, FALSE, TRUE }, { _("Expected"), TRUE, FALSE, FALSE },
    { _("In total"), TRUE, FALSE, FALSE },       { _("Off each"), TRUE, FALSE, FALSE },
    { _("Ranking"), TRUE, FALSE, FALSE },        { _("Best fifth"), TRUE, FALSE, FALSE },
    { _("In band"), TRUE, FALSE, FALSE },
  };
  const ClvModels *models = clv_findings_get_models (findings);
  const char *currency = clv_findings_get_currency (findings);
  g_autofree char *actual = clv_format_count ((guint64) holdout->actual);
  g_autofree char *actual_value = clv_format_money (holdout->actual_value, currency, 0);
  /* Translators: number of purchases, an amount of money */
  g_autofree char *note = g_strdup_printf (_("Really %s purchases for %s. Ranking: 1 is the right order, 0 is chance; "
                                             "off each: the mean error of a customer, without its sign; best fifth: how many of "
                                             "those who bought most were named. The error in total and that of each customer count "
                                             "alike; a rule of thumb must be clearly better than a model."),
                                           actual, actual_value);

  gtk_label_set_text (self->race_note, note);
  clv_text_table_set_columns (self->race, columns, G_N_ELEMENTS (columns));
  clv_text_table_set_columns (self->race_value, columns, G_N_ELEMENTS (columns));
  clv_text_table_clear (self->race);
  clv_text_table_clear (self->race_value);
  for (guint i = 0; i < holdout->n_contenders; i++)
    {
      const ClvContender *of = &holdout->contenders[i];
      g_autofree char *name = dup_name (holdout, models, i);
      g_autofree char *count = clv_format_number (of->predicted, of->predicted < 10 ? 1 : 0);
      g_autofree char *count_error = error_text (of->bias);
      g_autofree char *count_mae = clv_format_number (of->mae, 2);
      g_autofree char *count_rank = clv_format_number (of->rank_correlation, 2);
      g_autofree char *count_hits = clv_format_percent (of->top20_hits, 0);
      g_autofree char *count_band = clv_format_percent (of->coverage, 0);
      g_autofree char *value = clv_format_money (of->predicted_value, currency, 0);
      g_autofree char *value_error = error_text (of->value_bias);
      g_autofree char *value_mae = clv_format_money (of->value_mae, currency, 2);
      g_autofree char *value_rank = clv_format_number (of->value_rank_correlation, 2);
      g_autofree char *value_hits = clv_format_percent (of->value_top20_hits, 0);
      g_autofree char *value_band = clv_format_percent (of->value_coverage, 0);
      const char *texts[] = { name, count, count_error, count_mae, count_rank, count_hits, count_band };
      const char *value_texts[] = { name, value, value_error, value_mae, value_rank, value_hits, value_band };

      clv_text_table_append (self->race, texts, NAN);
      clv_text_table_append (self->race_value, value_texts, NAN);
    }
  clv_text_table_finish (self->race);
  clv_text_table_finish (self->race_value);
  fit_height (self->race);
  fit_height (self->race_value);
}

static void
show_change (ClvLifetimeProof *self,
             ClvFindings      *findings)
{
  const char *currency = clv_findings_get_currency (findings);
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  g_autofree char *level = clv_format_percent (valuation->interval, 0);
  g_autofree char *range_title = g_strdup_printf (_("%s sure"), level);
  const ClvTextColumn columns[] = {
    { _("From then to now"), FALSE, FALSE, TRUE }, { _("Value"), TRUE, FALSE, FALSE }, { range_title, TRUE, FALSE, FALSE },
  };
  ClvBaseStep steps[CLV_BASE_STEPS];
  gboolean has_change = clv_report_base_steps (findings, steps);

  gtk_widget_set_visible (self->change_box, has_change);
  if (!has_change)
    return;
  show_chart (self->change_chart, findings, "base-change");
  clv_text_table_set_columns (self->change, columns, G_N_ELEMENTS (columns));
  clv_text_table_clear (self->change);
  for (guint i = 0; i < CLV_BASE_STEPS; i++)
    {
      g_autofree char *money = clv_format_money (steps[i].value, currency, 0);
      g_autofree char *value = steps[i].is_step && steps[i].value > 0 ? g_strconcat ("+", money, NULL) : g_strdup (money);
      g_autofree char *range = steps[i].is_step ? g_strdup ("")
                                                : clv_prediction_dup_range (round (steps[i].low), round (steps[i].high), currency);
      const char *texts[] = { steps[i].what, value, range };

      clv_text_table_append (self->change, texts, NAN);
    }
  clv_text_table_finish (self->change);
  fit_height (self->change);
  clv_report_base_steps_clear (steps);
}

static void
clv_lifetime_proof_class_init (ClvLifetimeProofClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CLV_TYPE_COVERAGE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-lifetime-proof.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, stack);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, nothing);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, tracking);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, calibration);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, lift);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, coverage_title);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, coverage);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, coverage_text);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, checks);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, race_note);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, race);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, race_value);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, change_box);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, change_chart);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, change);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, models);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, survival);
  gtk_widget_class_bind_template_child (widget_class, ClvLifetimeProof, contract_models);
}

static void
clv_lifetime_proof_init (ClvLifetimeProof *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * clv_lifetime_proof_show:
 * @findings: with models
 *
 * Shows how the race on the last months went. Nothing of @findings is kept.
 */
void
clv_lifetime_proof_show (ClvLifetimeProof *self,
                         ClvFindings      *findings)
{
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);

  g_return_if_fail (CLV_IS_LIFETIME_PROOF (self));

  if (clv_findings_get_contract_value (findings) != NULL)
    {
      show_chart (self->survival, findings, "survival");
      clv_model_box_fill (self->contract_models, clv_findings_get_models (findings));
      gtk_stack_set_visible_child_name (self->stack, "contracts");
      return;
    }
  if (holdout == NULL || holdout->reason != NULL || holdout->n_contenders == 0)
    {
      adw_status_page_set_description (self->nothing,
                                       holdout != NULL && holdout->reason != NULL
                                           ? clv_reason_get_text (holdout->reason)
                                           : _("The history is too short to hold its last months back."));
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  show_chart (self->tracking, findings, "tracking");
  show_chart (self->calibration, findings, "calibration");
  show_chart (self->lift, findings, "lift");
  show_coverage (self, holdout);
  show_checks (self, findings);
  show_race (self, findings, holdout);
  show_change (self, findings);
  clv_model_box_fill (self->models, clv_findings_get_models (findings));
  gtk_stack_set_visible_child_name (self->stack, "proof");
}
