/* clv-report-survival-chart.c - how long people stay under contract, and whether the model foresaw it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-charts-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-prediction.h"

char *
clv_report_dup_survival_title (const ClvSurvival *survival)
{
  const guint last = survival->n_months;
  g_autofree char *seen = clv_format_percent (survival->observed[last], 0);
  g_autofree char *said = clv_format_percent (survival->test != NULL ? survival->test[last] : survival->model[last], 0);

  if (survival->test != NULL)
    /* Translators: number of months, percentage, number of months, percentage */
    return g_strdup_printf (ngettext ("From the first %u month alone the model foresaw %s still there after %u; %s were",
                                      "From the first %u months alone the model foresaw %s still there after %u; %s were",
                                      survival->learned_months),
                            survival->learned_months, said, last, seen);
  /* Translators: number of months, two percentages */
  return g_strdup_printf (ngettext ("After %u month %s are still there; the model says %s",
                                    "After %u months %s are still there; the model says %s", last), last, seen, said);
}

ClvChart *
clv_report_make_survival (const ClvFindings *findings,
                          const char        *scheme)
{
  g_autoptr (ClvSurvival) survival = clv_findings_dup_survival (findings);
  g_autofree double *month = NULL;
  g_autofree char *title = NULL, *level = NULL, *note = NULL;
  ClvChartSeries *series;
  ClvChart *chart;
  guint n;

  if (survival == NULL || survival->n_months < 1)
    return NULL;
  n = survival->n_months + 1;
  month = g_new (double, n);
  for (guint i = 0; i < n; i++)
    month[i] = i;
  title = clv_report_dup_survival_title (survival);
  chart = clv_chart_new ("survival", title, _("Share of customers who are still there, by months under contract"));
  clv_chart_add_series (chart, _("Model"), CLV_MARK_LINE, CLV_COLOUR_REVENUE, n, month, survival->model, NULL);
  if (survival->test != NULL)
    {
      series = clv_chart_add_series (chart, _("Foreseen"), CLV_MARK_LINE, CLV_COLOUR_LOSS, n, month, survival->test, NULL);
      series->dashed = TRUE;
      clv_chart_add_rule (chart, TRUE, survival->learned_months, _("learned until here"));
    }
  series = clv_chart_add_series (chart, _("Really stayed"), CLV_MARK_LINE, CLV_COLOUR_INK, n, month, survival->observed, NULL);
  clv_chart_series_set_interval (series, survival->low, survival->high);
  clv_report_chart_name_axis (&chart->x, _("months under contract"), CLV_UNIT_NUMBER);
  chart->x.min = 0;
  chart->x.max = survival->n_months;
  clv_report_chart_name_axis (&chart->y, "", CLV_UNIT_PERCENT);
  chart->y.from_zero = TRUE;
  level = clv_format_percent (survival->interval, 0);
  /* Translators: %s is a percentage such as 80 % */
  note = g_strdup_printf (_("shaded: what chance leaves open, %s"), level);
  clv_report_chart_set_note (chart, note);
  clv_report_chart_finish (chart, findings,
                           survival->test != NULL
                             ? _("Lines: who really stayed, what the model says, and what it foresaw when it had learned from the first "
                                 "months alone")
                             : _("Lines: who really stayed, and what the model says"));
  return chart;
}
