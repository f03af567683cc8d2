/* clv-xlsx-whale.c - who makes the profit and who eats it: whale curve, Lorenz curve, tenths
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-inequality.h"
#include "clv-report-private.h"

#define FIRST_COLUMN 1
#define RIGHT_COLUMN 7
/* The points of the curves stand to the right of the printed part. */
#define CURVE_COLUMN 17
#define CHART_ROW 4
#define DECILE_ROW 41

static void
remember_curve (ClvXlsxReport *report)
{
  const ClvConcentration *concentration = clv_findings_get_concentration (report->findings);
  guint n = concentration->n_curve, peak = 0, first = CHART_ROW + 1;

  for (guint i = 0; i < n; i++)
    if (concentration->curve_value[i] > concentration->curve_value[peak])
      peak = i;
  report->n_curve = n;
  report->peak = peak;
  report->curve_customers = clv_xlsx_dup_range (report->whale, first, CURVE_COLUMN, first + peak, CURVE_COLUMN);
  report->curve_value = clv_xlsx_dup_range (report->whale, first, CURVE_COLUMN + 1, first + peak, CURVE_COLUMN + 1);
  report->curve_customers_after = clv_xlsx_dup_range (report->whale, first + peak, CURVE_COLUMN, first + n - 1,
                                                      CURVE_COLUMN);
  report->curve_value_after = clv_xlsx_dup_range (report->whale, first + peak, CURVE_COLUMN + 1, first + n - 1,
                                                  CURVE_COLUMN + 1);
}

static void
write_curve_header (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->whale;
  const ClvConcentration *concentration = clv_findings_get_concentration (report->findings);

  clv_xlsx_text (sheet, CHART_ROW, CURVE_COLUMN, _("Customers, best first"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, CHART_ROW, CURVE_COLUMN + 1,
                 concentration->by_profit ? _("Cumulative profit") : _("Cumulative revenue"),
                 CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, CHART_ROW, CURVE_COLUMN + 2, _("Customers, smallest first"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, CHART_ROW, CURVE_COLUMN + 3, _("Cumulative revenue of these"),
                 CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
}

static void
write_curve_point (ClvXlsxReport *report,
                   guint          index)
{
  const ClvConcentration *concentration = clv_findings_get_concentration (report->findings);
  gboolean in_shares = clv_report_total_value (report->findings) > 0;
  guint row = CHART_ROW + 1 + index;

  if (index >= concentration->n_curve)
    return;
  clv_xlsx_number (report->whale, row, CURVE_COLUMN, concentration->curve_customers[index], CLV_XLSX_PERCENT);
  clv_xlsx_number (report->whale, row, CURVE_COLUMN + 1, concentration->curve_value[index],
                   in_shares ? CLV_XLSX_PERCENT : CLV_XLSX_MONEY);
  clv_xlsx_number (report->whale, row, CURVE_COLUMN + 2, concentration->lorenz_customers[index], CLV_XLSX_PERCENT);
  clv_xlsx_number (report->whale, row, CURVE_COLUMN + 3, concentration->lorenz_revenue[index], CLV_XLSX_PERCENT);
}

static void
place_curves (ClvXlsxReport *report,
              const char    *whale_words,
              const char    *lorenz_words)
{
  ClvXlsxSheet *sheet = report->whale;
  guint first = CHART_ROW + 1, last = CHART_ROW + report->n_curve;
  g_autofree char *x = clv_xlsx_dup_range (sheet, first, CURVE_COLUMN + 2, last, CURVE_COLUMN + 2);
  g_autofree char *y = clv_xlsx_dup_range (sheet, first, CURVE_COLUMN + 3, last, CURVE_COLUMN + 3);
  lxw_chart *whale, *lorenz;
  gboolean in_shares = clv_report_total_value (report->findings) > 0;

  if (report->n_curve < 2 || clv_xlsx_has_failed (report->book))
    return;
  whale = clv_xlsx_chart_new (report->book, LXW_CHART_SCATTER_STRAIGHT);
  clv_xlsx_chart_add (report->book, whale, LXW_CHART_SCATTER_STRAIGHT, _("up to the peak"), report->curve_customers,
                      report->curve_value, report->has_profit ? CLV_XLSX_TEAL : CLV_XLSX_BLUE, 0, NULL);
  if (report->peak + 1 < report->n_curve)
    clv_xlsx_chart_add (report->book, whale, LXW_CHART_SCATTER_STRAIGHT, _("after the peak"),
                        report->curve_customers_after, report->curve_value_after, CLV_XLSX_ORANGE, 0, NULL);
  chart_axis_set_num_format (whale->x_axis, "0%");
  chart_axis_set_num_format (whale->y_axis, in_shares ? "0%" : "#,##0");
  chart_axis_set_min (whale->x_axis, 0);
  chart_axis_set_max (whale->x_axis, 1);
  clv_xlsx_chart_place (sheet, whale, CHART_ROW + 2, FIRST_COLUMN, 600, 320, whale_words);

  lorenz = clv_xlsx_chart_new (report->book, LXW_CHART_SCATTER_STRAIGHT);
  clv_xlsx_chart_add (report->book, lorenz, LXW_CHART_SCATTER_STRAIGHT, _("Revenue"), x, y, CLV_XLSX_BLUE, 0, NULL);
  chart_axis_set_num_format (lorenz->x_axis, "0%");
  chart_axis_set_num_format (lorenz->y_axis, "0%");
  chart_axis_set_min (lorenz->x_axis, 0);
  chart_axis_set_max (lorenz->x_axis, 1);
  chart_axis_set_max (lorenz->y_axis, 1);
  clv_xlsx_chart_place (sheet, lorenz, CHART_ROW + 2, RIGHT_COLUMN, 600, 320, lorenz_words);
}

static void
place_deciles (ClvXlsxReport *report,
               guint          row,
               const char    *words)
{
  const ClvConcentration *concentration = clv_findings_get_concentration (report->findings);
  guint column = FIRST_COLUMN + (report->has_profit ? 3 : 2);
  g_autofree char *names = clv_xlsx_dup_range (report->whale, DECILE_ROW + 1, FIRST_COLUMN, DECILE_ROW + 10,
                                               FIRST_COLUMN);
  g_autofree char *values = clv_xlsx_dup_range (report->whale, DECILE_ROW + 1, column, DECILE_ROW + 10, column);
  double numbers[G_N_ELEMENTS (concentration->deciles)];
  lxw_chart *chart;
  lxw_chart_series *series;

  if (clv_xlsx_has_failed (report->book))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    numbers[i] = report->has_profit ? concentration->deciles[i].profit : concentration->deciles[i].revenue;
  chart = clv_xlsx_chart_new (report->book, LXW_CHART_COLUMN);
  chart_axis_set_num_format (chart->y_axis, "#,##0");
  series = clv_xlsx_chart_add (report->book, chart, LXW_CHART_COLUMN, report->has_profit ? _("Profit") : _("Revenue"),
                               names, values, report->has_profit ? CLV_XLSX_TEAL : CLV_XLSX_BLUE, 10, NULL);
  clv_xlsx_chart_mark_losses (report->book, series, numbers, G_N_ELEMENTS (numbers));
  clv_xlsx_chart_place (report->whale, chart, row, FIRST_COLUMN, 600, 280, words);
}

/* Figures that say how much hangs on few customers, with the reason where one cannot be had. */
static const ClvMetricId measures[] = {
  CLV_M_TOP_DECILE_REVENUE_SHARE, CLV_M_TOP_DECILE_PROFIT_SHARE, CLV_M_PARETO80_CUSTOMERS_SHARE,
  CLV_M_WHALE_PEAK_SHARE,         CLV_M_UNPROFITABLE_CUSTOMERS,  CLV_M_GINI_REVENUE,
  CLV_M_GINI_PROFIT,
};

static void
write_measure (ClvXlsxReport *report,
               guint          row,
               ClvMetricId    id)
{
  ClvMetric metric = clv_findings_get_metric (report->findings, id);
  ClvXlsxStyle style = clv_metric_get_unit (id) == CLV_METRIC_SHARE   ? CLV_XLSX_PERCENT
                       : clv_metric_get_unit (id) == CLV_METRIC_COUNT ? CLV_XLSX_COUNT
                                                                      : CLV_XLSX_NUMBER4;
  const char *note = isfinite (metric.value) ? clv_metric_get_formula (id) : clv_reason_get_text (metric.reason);

  clv_xlsx_merged (report->whale, row, RIGHT_COLUMN, RIGHT_COLUMN + 2, clv_metric_get_title (id), CLV_XLSX_RULED);
  clv_xlsx_number (report->whale, row, RIGHT_COLUMN + 3, metric.value, style | CLV_XLSX_RULED | CLV_XLSX_BOLD);
  clv_xlsx_merged (report->whale, row, RIGHT_COLUMN + 4, RIGHT_COLUMN + 8, note, CLV_XLSX_RULED | CLV_XLSX_DIM);
}

/* The plain form can pass 1 where customers lose money. */
static void
write_normalised_gini (ClvXlsxReport *report,
                       guint          row)
{
  ClvInequality inequality;

  if (!clv_inequality_measure (report->findings, report->has_profit, &inequality))
    return;
  clv_xlsx_merged (report->whale, row, RIGHT_COLUMN, RIGHT_COLUMN + 2,
                   report->has_profit ? _("Gini of profit, normalised") : _("Gini of revenue, normalised"), CLV_XLSX_RULED);
  clv_xlsx_number (report->whale, row, RIGHT_COLUMN + 3, inequality.raffinetti, CLV_XLSX_NUMBER4 | CLV_XLSX_RULED | CLV_XLSX_BOLD);
  clv_xlsx_merged (report->whale, row, RIGHT_COLUMN + 4, RIGHT_COLUMN + 8,
                   _("Raffinetti, Siletti & Vernizzi: 0 to 1, also with customers who lose money"), CLV_XLSX_RULED | CLV_XLSX_DIM);
}

static void
write_decile (ClvXlsxReport *report,
              guint          row,
              guint          index)
{
  ClvXlsxSheet *sheet = report->whale;
  const ClvDecile *decile = &clv_findings_get_concentration (report->findings)->deciles[index];
  double total = clv_report_total_value (report->findings);
  double value = report->has_profit ? decile->profit : decile->revenue;
  guint column = FIRST_COLUMN;

  clv_xlsx_number (sheet, row, column++, index + 1, CLV_XLSX_COUNT | CLV_XLSX_RULED | CLV_XLSX_BOLD);
  clv_xlsx_number (sheet, row, column++, decile->customers, CLV_XLSX_COUNT | CLV_XLSX_RULED);
  clv_xlsx_number (sheet, row, column++, decile->revenue, CLV_XLSX_MONEY | CLV_XLSX_RULED);
  if (report->has_profit)
    clv_xlsx_number (sheet, row, column++, decile->profit, CLV_XLSX_MONEY | CLV_XLSX_RULED);
  clv_xlsx_number (sheet, row, column, total > 0 ? value / total : NAN, CLV_XLSX_PERCENT | CLV_XLSX_RULED);
}

static void
write_decile_header (ClvXlsxReport *report)
{
  const char *unit = report->currency;
  ClvXlsxSheet *sheet = report->whale;
  ClvXlsxTable table;

  clv_xlsx_table_init (&table, sheet, DECILE_ROW, FIRST_COLUMN, 10);
  clv_xlsx_table_add (&table, _("Tenth"), NULL, CLV_XLSX_COUNT);
  clv_xlsx_table_add (&table, _("Customers"), NULL, CLV_XLSX_COUNT);
  clv_xlsx_table_add (&table, _("Revenue"), unit, CLV_XLSX_MONEY);
  if (report->has_profit)
    clv_xlsx_table_add (&table, _("Profit"), unit, CLV_XLSX_MONEY);
  clv_xlsx_table_add (&table, report->has_profit ? _("Share of profit") : _("Share of revenue"), NULL,
                      CLV_XLSX_PERCENT);
  clv_xlsx_table_begin (&table, "tbl_tenths");
  clv_xlsx_table_end (&table, FALSE);
  clv_xlsx_merged (sheet, DECILE_ROW, RIGHT_COLUMN, RIGHT_COLUMN + 2, _("Concentration"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, DECILE_ROW, RIGHT_COLUMN + 3, _("Figure"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_merged (sheet, DECILE_ROW, RIGHT_COLUMN + 4, RIGHT_COLUMN + 8, _("What it is"), CLV_XLSX_HEADER);
}

/**
 * clv_xlsx_write_whale:
 *
 * Whale and Lorenz curve, the tenths of the customers, and the figures of concentration. Rows are written
 * from top to bottom, because a workbook with constant memory takes them in no other order.
 */
void
clv_xlsx_write_whale (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->whale;
  const ClvConcentration *concentration = clv_findings_get_concentration (report->findings);
  g_autofree char *basis = clv_report_dup_basis (report->findings);
  g_autofree char *whale = clv_xlsx_dup_chart_description (report, "whale", NULL);
  g_autofree char *lorenz = clv_xlsx_dup_chart_description (report, "lorenz", NULL);
  g_autofree char *deciles = clv_xlsx_dup_chart_description (report, "deciles", NULL);
  guint last = MAX (CHART_ROW + 1 + concentration->n_curve, DECILE_ROW + 12);
  guint decile_chart_row = CHART_ROW + 20;

  for (guint column = FIRST_COLUMN; column < CURVE_COLUMN - 1; column++)
    clv_xlsx_set_width (sheet, column, 13);
  clv_xlsx_set_width (sheet, CURVE_COLUMN - 1, 3);
  clv_xlsx_write_head (report, sheet, _("Whale & concentration"), basis);
  if (concentration->n_curve > 0)
    remember_curve (report);
  for (guint row = CHART_ROW; row < last; row++)
    {
      if (row == CHART_ROW)
        {
          clv_xlsx_set_height (sheet, row, 34);
          clv_xlsx_write_chart_title (report, sheet, row, FIRST_COLUMN, "whale", NULL);
          clv_xlsx_write_chart_title (report, sheet, row, RIGHT_COLUMN, "lorenz", NULL);
          write_curve_header (report);
          continue;
        }
      if (row == CHART_ROW + 1)
        {
          clv_xlsx_write_chart_subtitle (report, sheet, row, FIRST_COLUMN, "whale", NULL);
          clv_xlsx_write_chart_subtitle (report, sheet, row, RIGHT_COLUMN, "lorenz", NULL);
        }
      if (row == decile_chart_row)
        clv_xlsx_write_chart_title (report, sheet, row, FIRST_COLUMN, "deciles", NULL);
      if (row == decile_chart_row + 1)
        clv_xlsx_write_chart_subtitle (report, sheet, row, FIRST_COLUMN, "deciles", NULL);
      if (row == DECILE_ROW)
        {
          clv_xlsx_set_height (sheet, row, 34);
          write_decile_header (report);
        }
      if (row > DECILE_ROW && row <= DECILE_ROW + 10)
        write_decile (report, row, row - DECILE_ROW - 1);
      if (row > DECILE_ROW && row <= DECILE_ROW + G_N_ELEMENTS (measures))
        write_measure (report, row, measures[row - DECILE_ROW - 1]);
      if (row == DECILE_ROW + G_N_ELEMENTS (measures) + 1)
        write_normalised_gini (report, row);
      write_curve_point (report, row - CHART_ROW - 1);
    }
  if (concentration->has_negatives)
    clv_xlsx_mark_negatives (sheet, DECILE_ROW + 1, FIRST_COLUMN, DECILE_ROW + 10, FIRST_COLUMN + 4);
  place_curves (report, whale, lorenz);
  place_deciles (report, decile_chart_row + 2, deciles);
  clv_xlsx_check (report->book,
                  worksheet_print_area (sheet->sheet, 0, 0, DECILE_ROW + 11, (lxw_col_t) (CURVE_COLUMN - 1)),
                  sheet->name);
  worksheet_freeze_panes (sheet->sheet, 3, 0);
  clv_xlsx_finish_sheet (sheet, _("Whale & concentration"), -1, TRUE);
}
