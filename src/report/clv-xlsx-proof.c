/* clv-xlsx-proof.c - did predictions come true: the race on the months held out, and what the models are made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-prediction.h"
#include "clv-report-private.h"

#define FIRST_COLUMN 1
#define N_COLUMNS 13
#define CHART_ROWS 18
#define RIGHT_COLUMN 7
/* What a spreadsheet's day is ahead of days since 1970. */
#define DAYS_FROM_1900 25569.0
#define MAX_COURSES 2
/* Share of the height that a line of text takes, and a little air. */
#define NEAR 0.07

/* Rows of the points that the charts draw; they stand below what is printed. */
typedef struct
{
  guint course_row, calibration_row, lift_row;
  guint n_courses;
  guint n_groups;
  const ClvContender *courses[MAX_COURSES];
} Points;

static void
write_words (ClvXlsxReport *report,
             guint         *row,
             const char    *text,
             ClvXlsxStyle   style)
{
  const guint width = 170;

  if (text == NULL || *text == '\0')
    return;
  clv_xlsx_set_height (report->proof, *row, 15.0 * (1 + g_utf8_strlen (text, -1) / width));
  clv_xlsx_merged (report->proof, (*row)++, FIRST_COLUMN, FIRST_COLUMN + N_COLUMNS - 1, text,
                   style | CLV_XLSX_WRAP | CLV_XLSX_TOP);
}

static guint
write_race (ClvXlsxReport    *report,
            const ClvHoldout *holdout,
            guint             row)
{
  ClvXlsxSheet *sheet = report->proof;
  const ClvXlsxStyle ruled = CLV_XLSX_RULED;
  ClvXlsxTable table;

  clv_xlsx_table_init (&table, sheet, row, FIRST_COLUMN, holdout->n_contenders + 1);
  clv_xlsx_table_add (&table, _("Method"), NULL, CLV_XLSX_TEXT);
  clv_xlsx_table_add (&table, _("Purchases"), NULL, CLV_XLSX_COUNT);
  clv_xlsx_table_add (&table, _("Error in total"), NULL, CLV_XLSX_PERCENT);
  clv_xlsx_table_add (&table, _("Error a customer"), NULL, CLV_XLSX_NUMBER);
  clv_xlsx_table_add (&table, _("Rank correlation"), NULL, CLV_XLSX_NUMBER);
  clv_xlsx_table_add (&table, _("Best fifth found"), NULL, CLV_XLSX_PERCENT);
  clv_xlsx_table_add (&table, _("Inside their band"), NULL, CLV_XLSX_PERCENT);
  clv_xlsx_table_add (&table, _("Revenue"), report->currency, CLV_XLSX_MONEY);
  clv_xlsx_table_add (&table, _("Revenue error"), NULL, CLV_XLSX_PERCENT);
  clv_xlsx_table_add (&table, _("Revenue error a customer"), report->currency, CLV_XLSX_MONEY);
  clv_xlsx_table_add (&table, _("Revenue inside the band"), NULL, CLV_XLSX_PERCENT);
  clv_xlsx_table_add (&table, _("Verdict"), NULL, CLV_XLSX_TEXT);
  clv_xlsx_set_height (sheet, row, 34);
  clv_xlsx_table_begin (&table, "tbl_proof");
  row++;
  clv_xlsx_text (sheet, row, FIRST_COLUMN, _("Really bought"), CLV_XLSX_TEXT | ruled | CLV_XLSX_BOLD);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + 1, holdout->actual, CLV_XLSX_COUNT | ruled | CLV_XLSX_BOLD);
  for (guint i = 2; i < 12; i++)
    clv_xlsx_blank (sheet, row, FIRST_COLUMN + i, ruled);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + 7, holdout->actual_value, CLV_XLSX_MONEY | ruled | CLV_XLSX_BOLD);
  row++;
  for (guint i = 0; i < holdout->n_contenders; i++, row++)
    {
      const ClvContender *contender = &holdout->contenders[i];
      const ClvXlsxStyle bold = (int) i == holdout->winner ? CLV_XLSX_BOLD : 0;
      const ClvXlsxStyle look = ruled | bold;
      guint column = FIRST_COLUMN;

      clv_xlsx_text (sheet, row, column++, contender->title, CLV_XLSX_TEXT | look);
      clv_xlsx_number (sheet, row, column++, contender->predicted, CLV_XLSX_COUNT | look);
      clv_xlsx_number (sheet, row, column++, contender->bias, CLV_XLSX_PERCENT | look);
      clv_xlsx_number (sheet, row, column++, contender->mae, CLV_XLSX_NUMBER | look);
      clv_xlsx_number (sheet, row, column++, contender->rank_correlation, CLV_XLSX_NUMBER | look);
      clv_xlsx_number (sheet, row, column++, contender->top20_hits, CLV_XLSX_PERCENT | look);
      clv_xlsx_number (sheet, row, column++, contender->coverage, CLV_XLSX_PERCENT | look);
      clv_xlsx_number (sheet, row, column++, contender->predicted_value, CLV_XLSX_MONEY | look);
      clv_xlsx_number (sheet, row, column++, contender->value_bias, CLV_XLSX_PERCENT | look);
      clv_xlsx_number (sheet, row, column++, contender->value_mae, CLV_XLSX_MONEY | look);
      clv_xlsx_number (sheet, row, column++, contender->value_coverage, CLV_XLSX_PERCENT | look);
      clv_xlsx_text (sheet, row, column,
                     (int) i == holdout->winner ? _("recommended")
                     : (int) i == holdout->best_model ? _("best model") : "",
                     CLV_XLSX_TEXT | look);
    }
  clv_xlsx_table_end (&table, FALSE);
  return row + 1;
}

/* “alpha 12.1408 ± 1.2859” (transfer full) */
static char *
dup_parameter (const ClvModel *model,
               guint           which)
{
  g_autofree char *value = clv_format_number (model->parameter[which], 4);
  g_autofree char *error = NULL;

  if (!isfinite (model->standard_error[which]))
    return g_strdup_printf ("%s %s", model->name[which], value);
  error = clv_format_number (model->standard_error[which], 4);
  return g_strdup_printf ("%s %s ± %s", model->name[which], value, error);
}

static guint
write_models (ClvXlsxReport *report,
              guint          row)
{
  const ClvModels *models = clv_findings_get_models (report->findings);
  ClvXlsxSheet *sheet = report->proof;
  const ClvXlsxStyle ruled = CLV_XLSX_RULED;
  const guint first_parameter = FIRST_COLUMN + 1, last = FIRST_COLUMN + 2 * CLV_MODEL_MAX_PARAMETERS + 1;
  guint n_alike = 0;

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, FIRST_COLUMN, _("What the models are made of"), CLV_XLSX_HEADING);
  clv_xlsx_text (sheet, row, FIRST_COLUMN, _("Model"), CLV_XLSX_HEADER);
  clv_xlsx_merged (sheet, row, first_parameter, last - 1,
                   _("Parameters, each ± its standard error; fitted on all data up to the as-of date, time in weeks"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row++, last, _("Log-likelihood"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  for (guint i = 0; i < models->n_models; i++)
    {
      const ClvModel *model = &models->models[i];
      const char *next = i + 1 < models->n_models ? models->models[i + 1].sentence : NULL;
      const ClvXlsxStyle bold = (int) i == models->chosen ? CLV_XLSX_BOLD : 0;

      clv_xlsx_text (sheet, row, FIRST_COLUMN, model->title, CLV_XLSX_TEXT | ruled | bold);
      for (guint p = 0; p < CLV_MODEL_MAX_PARAMETERS; p++)
        {
          g_autofree char *text = p < model->n_parameters ? dup_parameter (model, p) : g_strdup ("");
          const guint column = first_parameter + 2 * p;

          clv_xlsx_merged (sheet, row, column, column + 1, text, ruled);
        }
      clv_xlsx_number (sheet, row++, last, model->log_likelihood, CLV_XLSX_MONEY | ruled);
      n_alike++;
      /* What is true of several in a row is said once, below them. */
      if (model->sentence == NULL || g_strcmp0 (model->sentence, next) == 0)
        continue;
      if (n_alike > 1)
        {
          /* Translators: number of models, a sentence about each */
          g_autofree char *text = g_strdup_printf (_("Each of these %u: %s"), n_alike, model->sentence);

          write_words (report, &row, text, CLV_XLSX_DIM);
        }
      else
        write_words (report, &row, model->sentence, CLV_XLSX_DIM);
      n_alike = 0;
    }
  return row + 1;
}

static guint
write_checks (ClvXlsxReport *report,
              guint          row)
{
  const ClvModelChecks *checks = clv_findings_get_model_checks (report->findings);

  if (checks == NULL || checks->n_sentences == 0)
    return row;
  clv_xlsx_set_height (report->proof, row, 22);
  clv_xlsx_text (report->proof, row++, FIRST_COLUMN, _("What to know before you trust it"), CLV_XLSX_HEADING);
  for (guint i = 0; i < checks->n_sentences; i++)
    write_words (report, &row, checks->sentences[i], CLV_XLSX_GENERAL);
  return row + 1;
}

static void
find_points (const ClvFindings *findings,
             const ClvHoldout  *holdout,
             guint              row,
             Points            *points)
{
  const ClvContender *rule = clv_report_best_rule (holdout), *model = clv_report_chosen_contender (findings, holdout);

  *points = (Points) { .course_row = row };
  /* The others stand in the table; their names would lie on each other at the end of the lines. */
  if (model != NULL && model->cumulative != NULL)
    points->courses[points->n_courses++] = model;
  if (rule != NULL && rule->cumulative != NULL)
    points->courses[points->n_courses++] = rule;
  for (guint i = 0; i < G_N_ELEMENTS (holdout->calibration); i++)
    points->n_groups += holdout->calibration[i].customers > 0;
  points->calibration_row = points->course_row + holdout->n_steps + 3;
  points->lift_row = points->calibration_row + points->n_groups + 2;
}

/* Whether names at the ends of the lines would lie on each other: less than a line of text apart. */
static gboolean
are_ends_near (const ClvHoldout *holdout,
               const Points     *points)
{
  double ends[MAX_COURSES + 1] = { holdout->actual_cumulative[holdout->n_steps] }, largest;

  largest = ends[0];
  for (guint i = 0; i < points->n_courses; i++)
    {
      ends[i + 1] = points->courses[i]->cumulative[holdout->n_steps];
      largest = MAX (largest, ends[i + 1]);
    }
  for (guint i = 0; i <= points->n_courses; i++)
    for (guint other = 0; other < i; other++)
      if (fabs (ends[i] - ends[other]) < NEAR * largest)
        return TRUE;
  return FALSE;
}

static void
place_charts (ClvXlsxReport    *report,
              const ClvHoldout *holdout,
              const Points     *points,
              guint             row)
{
  ClvXlsxSheet *sheet = report->proof;
  const guint first = points->course_row + 1, last = first + holdout->n_steps;
  g_autofree char *days = clv_xlsx_dup_range (sheet, first, FIRST_COLUMN, last, FIRST_COLUMN);
  g_autofree char *actual = clv_xlsx_dup_range (sheet, first, FIRST_COLUMN + 1, last, FIRST_COLUMN + 1);
  g_autofree char *tracking_words = clv_xlsx_dup_chart_description (report, "tracking", NULL);
  g_autofree char *calibration_words = clv_xlsx_dup_chart_description (report, "calibration", NULL);
  const gboolean has_legend = are_ends_near (holdout, points);
  lxw_chart *chart;

  if (clv_xlsx_has_failed (report->book))
    return;
  chart = clv_xlsx_chart_new (report->book, LXW_CHART_SCATTER_STRAIGHT);
  if (has_legend)
    chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  clv_xlsx_chart_add (report->book, chart, LXW_CHART_SCATTER_STRAIGHT, _("Really bought"), days, actual, 0x2E2E2E,
                      holdout->n_steps + 1, has_legend ? NULL : _("Really bought"));
  for (guint i = 0; i < points->n_courses; i++)
    {
      g_autofree char *values = clv_xlsx_dup_range (sheet, first, FIRST_COLUMN + 2 + i, last, FIRST_COLUMN + 2 + i);
      const gboolean is_model = points->courses[i]->is_model;

      const char *name = is_model ? _("Model") : points->courses[i]->title;

      clv_xlsx_chart_add (report->book, chart, LXW_CHART_SCATTER_STRAIGHT, name, days, values,
                          is_model ? CLV_XLSX_BLUE : CLV_XLSX_ORANGE, holdout->n_steps + 1, has_legend ? NULL : name);
    }
  chart_axis_set_num_format (chart->x_axis, "mmm yy");
  chart_axis_set_min (chart->x_axis, holdout->step_end[0] + DAYS_FROM_1900);
  /* Room for the names at the end of the lines. */
  chart_axis_set_max (chart->x_axis, holdout->step_end[holdout->n_steps] + DAYS_FROM_1900
                                         + (holdout->step_end[holdout->n_steps] - holdout->step_end[0]) * (has_legend ? 0 : 0.12));
  chart_axis_set_num_format (chart->y_axis, "#,##0");
  clv_xlsx_chart_place (sheet, chart, row, FIRST_COLUMN, 700, 340, tracking_words);

  if (points->n_groups < 2)
    return;
  {
    const guint top = points->calibration_row + 1, bottom = points->calibration_row + points->n_groups;
    g_autofree char *predicted = clv_xlsx_dup_range (sheet, top, FIRST_COLUMN + 1, bottom, FIRST_COLUMN + 1);
    g_autofree char *bought = clv_xlsx_dup_range (sheet, top, FIRST_COLUMN + 2, bottom, FIRST_COLUMN + 2);
    lxw_chart_line none = { .none = LXW_TRUE };
    lxw_chart_fill fill = { .color = CLV_XLSX_BLUE };
    lxw_chart_series *series;

    chart = clv_xlsx_chart_new (report->book, LXW_CHART_SCATTER_STRAIGHT);
    clv_xlsx_chart_add (report->book, chart, LXW_CHART_SCATTER_STRAIGHT, _("on the line: right"), predicted, predicted,
                        CLV_XLSX_GREY, 0, NULL);
    series = clv_xlsx_chart_add (report->book, chart, LXW_CHART_SCATTER_STRAIGHT, _("Bought"), predicted, bought,
                                 CLV_XLSX_BLUE, 0, NULL);
    chart_series_set_line (series, &none);
    chart_series_set_marker_type (series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size (series, 8);
    chart_series_set_marker_fill (series, &fill);
    chart_axis_set_name (chart->x_axis, _("predicted"));
    chart_axis_set_name (chart->y_axis, _("bought"));
    chart_axis_set_min (chart->x_axis, 0);
    chart_axis_set_min (chart->y_axis, 0);
    clv_xlsx_chart_place (sheet, chart, row, RIGHT_COLUMN, 520, 340, calibration_words);
  }
}

static void
write_points (ClvXlsxReport    *report,
              const ClvHoldout *holdout,
              const Points     *points)
{
  ClvXlsxSheet *sheet = report->proof;
  guint row = points->course_row;

  clv_xlsx_text (sheet, row, FIRST_COLUMN, _("Day"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, FIRST_COLUMN + 1, _("Really bought"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  for (guint i = 0; i < points->n_courses; i++)
    clv_xlsx_text (sheet, row, FIRST_COLUMN + 2 + i, points->courses[i]->title, CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  for (guint step = 0; step <= holdout->n_steps; step++)
    {
      row++;
      clv_xlsx_day (sheet, row, FIRST_COLUMN, holdout->step_end[step], CLV_XLSX_DATE);
      clv_xlsx_number (sheet, row, FIRST_COLUMN + 1, holdout->actual_cumulative[step], CLV_XLSX_COUNT);
      for (guint i = 0; i < points->n_courses; i++)
        clv_xlsx_number (sheet, row, FIRST_COLUMN + 2 + i, points->courses[i]->cumulative[step], CLV_XLSX_NUMBER);
    }
  row = points->calibration_row;
  clv_xlsx_text (sheet, row, FIRST_COLUMN, _("Customers"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row, FIRST_COLUMN + 1, _("predicted"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row, FIRST_COLUMN + 2, _("bought"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (holdout->calibration); i++)
    {
      const ClvCalibration *group = &holdout->calibration[i];

      if (group->customers == 0)
        continue;
      row++;
      clv_xlsx_number (sheet, row, FIRST_COLUMN, group->customers, CLV_XLSX_COUNT);
      clv_xlsx_number (sheet, row, FIRST_COLUMN + 1, group->predicted, CLV_XLSX_NUMBER4);
      clv_xlsx_number (sheet, row, FIRST_COLUMN + 2, group->actual, CLV_XLSX_NUMBER4);
    }
  row = points->lift_row;
  clv_xlsx_text (sheet, row, FIRST_COLUMN, _("Tenth"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row, FIRST_COLUMN + 1, _("Share of purchases"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (holdout->lift); i++)
    {
      row++;
      clv_xlsx_number (sheet, row, FIRST_COLUMN, i + 1, CLV_XLSX_COUNT);
      clv_xlsx_number (sheet, row, FIRST_COLUMN + 1, holdout->lift[i], CLV_XLSX_PERCENT);
    }
}

/* Of contracts: the shares that stayed, the lines of the model, and the chart over them. Returns the row after it. */
static guint
write_survival (ClvXlsxReport     *report,
                const ClvSurvival *survival,
                guint              row)
{
  static const guint32 colours[] = { 0x2E2E2E, CLV_XLSX_BLUE, CLV_XLSX_ORANGE };
  ClvXlsxSheet *sheet = report->proof;
  const char *const names[] = { _("Really stayed"), _("Model"), _("Foreseen") };
  const double *const lines[] = { survival->observed, survival->model, survival->test };
  const guint n_lines = survival->test != NULL ? 3 : 2, chart_row = row + 2, head = chart_row + CHART_ROWS;
  const guint first = head + 1, last = first + survival->n_months;
  g_autofree char *months = clv_xlsx_dup_range (sheet, first, FIRST_COLUMN, last, FIRST_COLUMN);
  g_autofree char *words = clv_xlsx_dup_chart_description (report, "survival", NULL);
  lxw_chart *chart;

  clv_xlsx_write_chart_title (report, sheet, row, FIRST_COLUMN, "survival", NULL);
  clv_xlsx_write_chart_subtitle (report, sheet, row + 1, FIRST_COLUMN, "survival", NULL);
  clv_xlsx_text (sheet, head, FIRST_COLUMN, _("Months under contract"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  for (guint i = 0; i < n_lines; i++)
    clv_xlsx_text (sheet, head, FIRST_COLUMN + 1 + i, names[i], CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  for (guint month = 0; month <= survival->n_months; month++)
    {
      clv_xlsx_number (sheet, first + month, FIRST_COLUMN, month, CLV_XLSX_COUNT);
      for (guint i = 0; i < n_lines; i++)
        clv_xlsx_number (sheet, first + month, FIRST_COLUMN + 1 + i, lines[i][month], CLV_XLSX_PERCENT);
    }
  if (clv_xlsx_has_failed (report->book))
    return last + 2;
  chart = clv_xlsx_chart_new (report->book, LXW_CHART_SCATTER_STRAIGHT);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *values = clv_xlsx_dup_range (sheet, first, FIRST_COLUMN + 1 + i, last, FIRST_COLUMN + 1 + i);

      clv_xlsx_chart_add (report->book, chart, LXW_CHART_SCATTER_STRAIGHT, names[i], months, values, colours[i],
                          survival->n_months + 1, NULL);
    }
  chart_axis_set_num_format (chart->x_axis, "0");
  chart_axis_set_min (chart->x_axis, 0);
  chart_axis_set_max (chart->x_axis, survival->n_months);
  chart_axis_set_num_format (chart->y_axis, "0%");
  chart_axis_set_min (chart->y_axis, 0);
  clv_xlsx_chart_place (sheet, chart, chart_row, FIRST_COLUMN, 700, 340, words);
  return last + 2;
}

/**
 * clv_xlsx_write_proof:
 *
 * The race of all methods on the months that were held out, its charts, the parameters, and the points of the charts.
 * Rows are written from top to bottom.
 */
void
clv_xlsx_write_proof (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->proof;
  const ClvHoldout *holdout;
  g_autofree char *total = NULL, *span = NULL;
  g_autoptr (ClvSurvival) survival = clv_findings_dup_survival (report->findings);
  gboolean has_race;
  Points points = { 0 };
  guint row = 4, chart_row = 0, last;

  if (sheet == NULL)
    return;
  holdout = clv_findings_get_holdout (report->findings);
  has_race = holdout != NULL && holdout->reason == NULL && holdout->n_contenders > 0;
  total = clv_report_dup_outlook (report->findings);
  if (has_race)
    {
      g_autofree char *start = clv_format_day (holdout->start);
      g_autofree char *end = clv_format_day (holdout->end);
      g_autofree char *count = clv_format_count (holdout->n_customers);

      /* Translators: two dates, number of customers */
      span = g_strdup_printf (ngettext ("Held out: %s – %s. Learned from what %s customer did before.",
                                        "Held out: %s – %s. Learned from what %s customers did before.",
                                        holdout->n_customers),
                              start, end, count);
    }
  else if (survival != NULL)
    span = g_strdup (_("A table of contracts shows customers as they are today: the model is tested on how long they stayed."));
  else
    span = g_strdup (_("The history is too short to hold a part of it out: nothing here is proved yet."));
  clv_xlsx_set_width (sheet, FIRST_COLUMN, 44);
  for (guint i = 1; i < N_COLUMNS; i++)
    clv_xlsx_set_width (sheet, FIRST_COLUMN + i, 15);
  clv_xlsx_write_head (report, sheet, _("Proof"), span);
  if (has_race)
    write_words (report, &row, holdout->verdict, CLV_XLSX_BOLD);
  write_words (report, &row, total, CLV_XLSX_GENERAL);
  row++;
  if (has_race)
    {
      row = write_race (report, holdout, row);
      clv_xlsx_write_chart_title (report, sheet, row, FIRST_COLUMN, "tracking", NULL);
      clv_xlsx_write_chart_title (report, sheet, row, RIGHT_COLUMN, "calibration", NULL);
      clv_xlsx_write_chart_subtitle (report, sheet, row + 1, FIRST_COLUMN, "tracking", NULL);
      chart_row = row + 2;
      row = chart_row + CHART_ROWS;
    }
  row = write_checks (report, row);
  row = write_models (report, row);
  last = row - 1;
  if (survival != NULL)
    row = write_survival (report, survival, row);
  if (has_race)
    {
      clv_xlsx_text (sheet, row++, FIRST_COLUMN, _("Points of the charts"), CLV_XLSX_HEADING);
      find_points (report->findings, holdout, row, &points);
      write_points (report, holdout, &points);
      place_charts (report, holdout, &points, chart_row);
      clv_xlsx_check (report->book, worksheet_print_area (sheet->sheet, 0, 0, last, FIRST_COLUMN + N_COLUMNS), sheet->name);
    }
  worksheet_freeze_panes (sheet->sheet, 3, 0);
  clv_xlsx_finish_sheet (sheet, _("Proof"), -1, TRUE);
}
