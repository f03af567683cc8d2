/* clv-report-proof-charts.c - whether predictions came true on the months that were held out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-charts-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-format.h"
#include "clv-prediction.h"

/* Less than half a percent is no error worth a word. */
#define NO_ERROR 0.005

static const ClvHoldout *
get_proof (const ClvFindings *findings)
{
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);

  return holdout != NULL && holdout->reason == NULL && holdout->n_contenders > 0 && holdout->n_steps > 0 ? holdout : NULL;
}

/* The model that values customers; NULL when no model ran. */
const ClvContender *
clv_report_chosen_contender (const ClvFindings *findings,
                             const ClvHoldout  *holdout)
{
  const ClvModels *models = clv_findings_get_models (findings);

  for (guint i = 0; models != NULL && models->chosen >= 0 && i < holdout->n_contenders; i++)
    if (strcmp (holdout->contenders[i].id, models->models[models->chosen].id) == 0)
      return &holdout->contenders[i];
  return holdout->best_model >= 0 ? &holdout->contenders[holdout->best_model] : NULL;
}

const ClvContender *
clv_report_best_rule (const ClvHoldout *holdout)
{
  const ClvContender *best = NULL;

  for (guint i = 0; i < holdout->n_contenders; i++)
    if (!holdout->contenders[i].is_model && (best == NULL || holdout->contenders[i].score < best->score))
      best = &holdout->contenders[i];
  return best;
}

/* “4 % too low”, “right in total” (transfer full) */
static char *
dup_error (double bias)
{
  g_autofree char *share = clv_format_percent (fabs (bias), fabs (bias) < 0.1 && fabs (bias) >= NO_ERROR ? 1 : 0);

  if (isnan (bias))
    return g_strdup (_("not comparable"));
  if (fabs (bias) < NO_ERROR)
    return g_strdup (_("right in total"));
  /* Translators: %s is a percentage */
  return g_strdup_printf (bias < 0 ? _("%s too low") : _("%s too high"), share);
}

/* “Repeat purchases of 789 customers, 1 Jan 2017 – 31 Dec 2017” (transfer full) */
static char *
dup_span (const ClvHoldout *holdout,
          const char       *what)
{
  g_autofree char *start = clv_format_day (holdout->start);
  g_autofree char *end = clv_format_day (holdout->end);
  g_autofree char *count = clv_format_count (holdout->n_customers);

  /* Translators: what is drawn, number of customers, two dates */
  return g_strdup_printf (ngettext ("%s · %s customer known before · %s – %s", "%s · %s customers known before · %s – %s",
                                    holdout->n_customers),
                          what, count, start, end);
}

static void
add_course (ClvChart           *chart,
            const ClvHoldout   *holdout,
            const ClvContender *contender,
            ClvColour           colour,
            const double       *day)
{
  /* Which model it is says the card; here it stands against a rule of thumb. */
  ClvChartSeries *series = clv_chart_add_series (chart, contender->is_model ? _("Model") : contender->title, CLV_MARK_LINE,
                                                 colour, holdout->n_steps + 1, day, contender->cumulative, NULL);

  series->dashed = !contender->is_model;
  if (contender->cumulative_low != NULL && contender->cumulative_high != NULL)
    clv_chart_series_set_interval (series, contender->cumulative_low, contender->cumulative_high);
}

ClvChart *
clv_report_make_tracking (const ClvFindings *findings,
                          const char        *scheme)
{
  const ClvHoldout *holdout = get_proof (findings);
  const ClvContender *model, *rule;
  g_autofree char *title = NULL, *subtitle = NULL, *error = NULL, *rule_error = NULL;
  g_autofree double *day = NULL;
  ClvChart *chart;

  if (holdout == NULL || (model = clv_report_chosen_contender (findings, holdout)) == NULL || model->cumulative == NULL)
    return NULL;
  rule = clv_report_best_rule (holdout);
  error = dup_error (model->bias);
  rule_error = rule != NULL ? dup_error (rule->bias) : NULL;
  if (isnan (model->bias))
    title = g_strdup (_("Nobody came back in the months that were held out"));
  else if (rule == NULL)
    /* Translators: “4 % too low” */
    title = g_strdup_printf (_("The model was %s"), error);
  else
    /* Translators: “4 % too low”, name of a rule of thumb, “25 % too low” */
    title = g_strdup_printf (_("The model was %s; “%s” was %s"), error, rule->title, rule_error);
  subtitle = dup_span (holdout, _("Purchases, added up week by week"));
  chart = clv_chart_new ("tracking", title, subtitle);
  day = g_new (double, holdout->n_steps + 1);
  for (guint i = 0; i <= holdout->n_steps; i++)
    day[i] = holdout->step_end[i];
  add_course (chart, holdout, model, CLV_COLOUR_REVENUE, day);
  if (rule != NULL && rule->cumulative != NULL)
    add_course (chart, holdout, rule, CLV_COLOUR_LOSS, day);
  clv_chart_add_series (chart, _("Really bought"), CLV_MARK_LINE, CLV_COLOUR_INK, holdout->n_steps + 1, day,
                        holdout->actual_cumulative, NULL);
  clv_report_chart_name_axis (&chart->x, "", CLV_UNIT_DATE);
  chart->y.from_zero = TRUE;
  if (model->cumulative_low != NULL)
    {
      g_autofree char *level = clv_format_percent (holdout->interval, 0);
      /* Translators: %s is a percentage such as 80 % */
      g_autofree char *note = g_strdup_printf (_("shaded: the model’s %s band"), level);

      clv_report_chart_set_note (chart, note);
    }
  clv_report_chart_finish (chart, findings,
                           _("Lines: what was bought, what the model expected, what the best rule of thumb said"));
  return chart;
}

/* What the ten groups say about rare and frequent buyers. */
static const char *
calibration_title (const ClvHoldout *holdout)
{
  double rare_predicted = 0, rare_actual = 0, frequent_predicted = 0, frequent_actual = 0;
  guint n_inside = 0, n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (holdout->calibration); i++)
    {
      const ClvCalibration *group = &holdout->calibration[i];
      const double customers = group->customers;

      if (group->customers == 0)
        continue;
      n++;
      n_inside += group->predicted >= group->actual_low && group->predicted <= group->actual_high;
      *(i < 5 ? &rare_predicted : &frequent_predicted) += group->predicted * customers;
      *(i < 5 ? &rare_actual : &frequent_actual) += group->actual * customers;
    }
  if (n == 0)
    return _("Predicted and real purchases");
  if (fabs (rare_actual - rare_predicted) <= 0.1 * rare_predicted
      && fabs (frequent_actual - frequent_predicted) <= 0.1 * frequent_predicted)
    return _("Rare and frequent buyers came back as predicted");
  if (rare_actual > 1.1 * rare_predicted && frequent_actual < 0.9 * frequent_predicted)
    return _("Rare buyers came back more than predicted, frequent buyers less");
  if (rare_actual < 0.9 * rare_predicted && frequent_actual > 1.1 * frequent_predicted)
    return _("Rare buyers came back less than predicted, frequent buyers more");
  if (rare_actual > 1.1 * rare_predicted && frequent_actual > 1.1 * frequent_predicted)
    return _("Rare and frequent buyers came back more than predicted");
  if (rare_actual < 0.9 * rare_predicted && frequent_actual < 0.9 * frequent_predicted)
    return _("Rare and frequent buyers came back less than predicted");
  if (rare_actual > 1.1 * rare_predicted)
    return _("Rare buyers came back more than predicted");
  if (rare_actual < 0.9 * rare_predicted)
    return _("Rare buyers came back less than predicted");
  if (frequent_actual > 1.1 * frequent_predicted)
    return _("Frequent buyers came back more than predicted");
  return _("Frequent buyers came back less than predicted");
}

ClvChart *
clv_report_make_calibration (const ClvFindings *findings,
                             const char        *scheme)
{
  const ClvHoldout *holdout = get_proof (findings);
  double predicted[G_N_ELEMENTS (holdout->calibration)], actual[G_N_ELEMENTS (predicted)];
  double low[G_N_ELEMENTS (predicted)], high[G_N_ELEMENTS (predicted)], largest = 0;
  g_autofree char *subtitle = NULL, *level = NULL, *note = NULL;
  ClvChartSeries *series;
  ClvChart *chart;
  guint n = 0;

  if (holdout == NULL || clv_report_chosen_contender (findings, holdout) == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (predicted); i++)
    {
      const ClvCalibration *group = &holdout->calibration[i];

      if (group->customers == 0)
        continue;
      predicted[n] = group->predicted;
      actual[n] = group->actual;
      low[n] = group->actual_low;
      high[n] = group->actual_high;
      largest = MAX (largest, MAX (predicted[n], actual[n]));
      if (isfinite (high[n]))
        largest = MAX (largest, high[n]);
      n++;
    }
  if (n < 2 || !(largest > 0))
    return NULL;
  subtitle = dup_span (holdout, _("Purchases of a customer, in groups from the rarest to the most frequent buyers"));
  chart = clv_chart_new ("calibration", calibration_title (holdout), subtitle);
  {
    const double ends[] = { 0, largest };

    /* Translators: name of the diagonal: dots on it are predicted right */
    series = clv_chart_add_series (chart, _("on the line: right"), CLV_MARK_LINE, CLV_COLOUR_COST, 2, ends, ends, NULL);
    series->dashed = TRUE;
  }
  series = clv_chart_add_series (chart, _("Bought"), CLV_MARK_POINTS, CLV_COLOUR_REVENUE, n, predicted, actual, NULL);
  clv_chart_series_set_interval (series, low, high);
  clv_report_chart_name_axis (&chart->x, _("predicted"), CLV_UNIT_NUMBER);
  chart->x.min = 0;
  chart->x.max = largest;
  clv_report_chart_name_axis (&chart->y, _("bought"), CLV_UNIT_NUMBER);
  chart->y.from_zero = TRUE;
  level = clv_format_percent (holdout->interval, 0);
  /* Translators: %s is a percentage such as 80 % */
  note = g_strdup_printf (_("bars: where %s of such groups would lie by chance"), level);
  clv_report_chart_set_note (chart, note);
  clv_report_chart_finish (chart, findings, _("Dots on the diagonal were predicted right; above it customers bought more"));
  return chart;
}

ClvChart *
clv_report_make_lift (const ClvFindings *findings,
                      const char        *scheme)
{
  static const char *const names[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", NULL };
  const ClvHoldout *holdout = get_proof (findings);
  g_autofree char *title = NULL, *subtitle = NULL, *share = NULL;
  ClvChart *chart;

  if (holdout == NULL || clv_report_chosen_contender (findings, holdout) == NULL || !(holdout->actual > 0)
      || holdout->n_customers < G_N_ELEMENTS (holdout->lift))
    return NULL;
  share = clv_format_percent (holdout->lift[0], 0);
  /* Translators: %s is a percentage */
  title = g_strdup_printf (_("The tenth with the highest predictions made %s of all purchases"), share);
  subtitle = dup_span (holdout, _("Share of the real purchases by tenths of the predicted ones"));
  chart = clv_chart_new ("lift", title, subtitle);
  clv_chart_set_x_categories (chart, names);
  clv_chart_add_series (chart, _("Purchases"), CLV_MARK_COLUMN, CLV_COLOUR_REVENUE, G_N_ELEMENTS (holdout->lift), NULL,
                        holdout->lift, NULL);
  clv_report_chart_name_axis (&chart->x, _("tenths of customers, highest prediction first"), CLV_UNIT_NUMBER);
  clv_report_chart_name_axis (&chart->y, "", CLV_UNIT_PERCENT);
  chart->y.from_zero = TRUE;
  /* Translators: label of a line: what each tenth would have if the prediction were a guess */
  clv_chart_add_rule (chart, FALSE, 0.1, _("by chance"));
  clv_report_chart_finish (chart, findings, _("Columns: share of each tenth; a guess would give each the same"));
  return chart;
}
