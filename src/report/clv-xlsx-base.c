/* clv-xlsx-base.c - what all customers will bring, how that spreads over them, and how it changed in a year
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-prediction-text.h"
#include "clv-report-private.h"

enum
{
  COLUMN_WHAT = 1,
  COLUMN_VALUE,
  COLUMN_LOW,
  COLUMN_HIGH,
  COLUMN_CHART = 6,    /* where charts begin */
  COLUMN_LAST = 15,    /* what is printed */
  COLUMN_POINTS = 17,  /* what the waterfall is drawn from */
};

#define CHART_WIDTH 640
#define CHART_HEIGHT 290
#define CHART_ROWS 16

/* A waterfall of stacked columns: the lowest part is not seen. */
enum
{
  PART_HIDDEN,
  PART_TOTAL,
  PART_MORE,
  PART_LESS,
  N_PARTS
};

static void
write_header (ClvXlsxReport *report,
              guint          row,
              const char    *what)
{
  const ClvValuation *valuation = clv_findings_get_valuation (report->findings);
  g_autofree char *level = clv_format_percent (valuation->interval, 0);
  /* Translators: a percentage: lower end of an interval */
  g_autofree char *low = g_strdup_printf (_("%s sure: from"), level);

  clv_xlsx_set_height (report->base, row, 20);
  clv_xlsx_text (report->base, row, COLUMN_WHAT, what, CLV_XLSX_HEADER);
  clv_xlsx_text (report->base, row, COLUMN_VALUE, _("Expected"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (report->base, row, COLUMN_LOW, low, CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  /* Translators: upper end of an interval */
  clv_xlsx_text (report->base, row, COLUMN_HIGH, _("to"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
}

static void
write_band (ClvXlsxReport *report,
            guint          row,
            const char    *what,
            double         mean,
            double         low,
            double         high,
            ClvXlsxStyle   style)
{
  clv_xlsx_text (report->base, row, COLUMN_WHAT, what, CLV_XLSX_TEXT | CLV_XLSX_RULED);
  clv_xlsx_number (report->base, row, COLUMN_VALUE, mean, style | CLV_XLSX_RULED | CLV_XLSX_BOLD);
  clv_xlsx_number (report->base, row, COLUMN_LOW, low, style | CLV_XLSX_RULED);
  clv_xlsx_number (report->base, row, COLUMN_HIGH, high, style | CLV_XLSX_RULED);
}

static guint
write_outlook (ClvXlsxReport *report,
               guint          row)
{
  const ClvValuation *valuation = clv_findings_get_valuation (report->findings);
  g_autofree char *ahead = clv_prediction_dup_ahead (valuation->horizon_days);
  ClvBand each = { NAN, NAN, NAN };
  guint32 n = 0;

  clv_report_value_each (report->findings, &each, &n);
  write_header (report, row++, ahead);
  write_band (report, row, valuation->is_revenue ? _("Revenue of all customers") : _("Value of all customers"), valuation->total,
              valuation->total_low, valuation->total_high, CLV_XLSX_CURRENCY);
  report->next_total = clv_xlsx_dup_range (report->base, row, COLUMN_VALUE, row, COLUMN_VALUE);
  row++;
  write_band (report, row, valuation->is_revenue ? _("Revenue per customer") : _("Value per customer"), each.mean, each.low,
              each.high, CLV_XLSX_CURRENCY);
  report->next_each = clv_xlsx_dup_range (report->base, row, COLUMN_VALUE, row, COLUMN_VALUE);
  row++;
  write_band (report, row++, valuation->is_contracts ? _("Payments") : _("Purchases"), valuation->orders_total,
              valuation->orders_total_low, valuation->orders_total_high, CLV_XLSX_COUNT);
  write_band (report, row++, _("Customers with a prediction"), n, NAN, NAN, CLV_XLSX_COUNT);
  {
    g_autofree char *margin = clv_format_percent (valuation->margin, 1);
    g_autofree char *discount = clv_format_percent (valuation->discount_per_year, 1);
    g_autofree char *text = valuation->is_revenue
                              /* Translators: a percentage */
                              ? g_strdup_printf (_("Revenue, because no margin is known; discounted at %s a year."), discount)
                            : valuation->own_margin != NULL
                              /* Translators: two percentages */
                              ? g_strdup_printf (_("Profit before acquisition cost, at each customer’s own margin (%s of all), "
                                                   "discounted at %s a year."), margin, discount)
                              /* Translators: two percentages */
                              : g_strdup_printf (_("Profit before acquisition cost, at a margin of %s, discounted at %s a year."),
                                                 margin, discount);

    clv_xlsx_text (report->base, row, COLUMN_WHAT, text, CLV_XLSX_DIM);
  }
  return row + 2;
}

/* Only above zero can the hidden part carry the others. */
static gboolean
can_be_drawn (const ClvBaseStep *steps)
{
  double level = steps[0].value;

  for (guint i = 1; i + 1 < CLV_BASE_STEPS; i++)
    {
      if (level < 0)
        return FALSE;
      level += steps[i].value;
    }
  return level >= 0;
}

static void
write_parts (ClvXlsxReport     *report,
             guint              row,
             const ClvBaseStep *step,
             double             level)
{
  const double low = step->is_step ? MIN (level, level + step->value) : 0;
  const double parts[N_PARTS] = {
    low,
    step->is_step ? 0 : step->value,
    step->is_step ? MAX (step->value, 0) : 0,
    step->is_step ? MAX (-step->value, 0) : 0,
  };

  clv_xlsx_text (report->base, row, COLUMN_POINTS, step->name, CLV_XLSX_DIM);
  for (guint part = 0; part < N_PARTS; part++)
    clv_xlsx_number (report->base, row, COLUMN_POINTS + 1 + part, parts[part], CLV_XLSX_COUNT | CLV_XLSX_DIM);
}

static void
place_waterfall (ClvXlsxReport *report,
                 guint          first,
                 guint          row)
{
  static const guint32 colours[N_PARTS] = { 0xFFFFFF, CLV_XLSX_BLUE, CLV_XLSX_TEAL, CLV_XLSX_ORANGE };
  const char *const names[N_PARTS] = { "", _("Value"), _("more"), _("less") };
  const guint last = first + CLV_BASE_STEPS - 1;
  g_autofree char *steps = clv_xlsx_dup_range (report->base, first, COLUMN_POINTS, last, COLUMN_POINTS);
  g_autofree char *description = clv_xlsx_dup_chart_description (report, "base-change", NULL);
  lxw_chart *chart;

  if (clv_xlsx_has_failed (report->book))
    return;
  chart = clv_xlsx_chart_new (report->book, LXW_CHART_COLUMN_STACKED);
  chart_axis_set_num_format (chart->y_axis, "#,##0");
  for (guint part = 0; part < N_PARTS; part++)
    {
      const guint column = COLUMN_POINTS + 1 + part;
      g_autofree char *values = clv_xlsx_dup_range (report->base, first, column, last, column);
      lxw_chart_series *series = clv_xlsx_chart_add (report->book, chart, LXW_CHART_COLUMN_STACKED, names[part], steps, values,
                                                     colours[part], CLV_BASE_STEPS, NULL);
      lxw_chart_fill none = { .none = LXW_TRUE };

      if (part == PART_HIDDEN)
        chart_series_set_fill (series, &none);
    }
  clv_xlsx_chart_place (report->base, chart, row, COLUMN_CHART, CHART_WIDTH, CHART_HEIGHT, description);
}

static guint
write_change (ClvXlsxReport *report,
              guint          row)
{
  g_autofree char *note = clv_report_dup_base_note (report->findings);
  const guint begin = row;
  ClvBaseStep steps[CLV_BASE_STEPS];
  double level = 0;
  gboolean drawn;
  guint first;

  if (!clv_report_base_steps (report->findings, steps))
    return row;
  drawn = can_be_drawn (steps);
  clv_xlsx_set_height (report->base, row, 22);
  clv_xlsx_write_chart_title (report, report->base, row++, COLUMN_WHAT, "base-change", NULL);
  clv_xlsx_write_chart_subtitle (report, report->base, row++, COLUMN_WHAT, "base-change", NULL);
  write_header (report, row, _("From then to now"));
  if (drawn)
    clv_xlsx_text (report->base, row, COLUMN_POINTS, _("Points of the chart"), CLV_XLSX_DIM);
  row++;
  first = row;
  for (guint i = 0; i < CLV_BASE_STEPS; i++, row++)
    {
      const ClvXlsxStyle money = CLV_XLSX_CURRENCY0 | CLV_XLSX_RULED | (steps[i].is_step ? 0 : CLV_XLSX_BOLD);

      clv_xlsx_text (report->base, row, COLUMN_WHAT, steps[i].what,
                     CLV_XLSX_TEXT | CLV_XLSX_RULED | (steps[i].is_step ? 0 : CLV_XLSX_BOLD));
      if (i + 1 == CLV_BASE_STEPS)
        {
          g_autofree char *from = clv_xlsx_dup_cell (first, COLUMN_VALUE);
          g_autofree char *to = clv_xlsx_dup_cell (row - 1, COLUMN_VALUE);
          g_autofree char *formula = g_strdup_printf ("=SUM(%s:%s)", from, to);

          clv_xlsx_formula (report->base, row, COLUMN_VALUE, formula, steps[i].value, money);
        }
      else
        clv_xlsx_number (report->base, row, COLUMN_VALUE, steps[i].value, money);
      clv_xlsx_number (report->base, row, COLUMN_LOW, steps[i].low, CLV_XLSX_CURRENCY0 | CLV_XLSX_RULED);
      clv_xlsx_number (report->base, row, COLUMN_HIGH, steps[i].high, CLV_XLSX_CURRENCY0 | CLV_XLSX_RULED);
      if (drawn)
        write_parts (report, row, &steps[i], level);
      level += steps[i].value;
    }
  if (drawn)
    place_waterfall (report, first, begin + 2);
  clv_report_base_steps_clear (steps);
  return MAX (row, drawn ? begin + 2 + CHART_ROWS : row) + 1;
}

static guint
write_histogram (ClvXlsxReport *report,
                 guint          row)
{
  g_autoptr (ClvChart) spec = clv_report_chart (report->findings, "clv-histogram", NULL, NULL);
  const ClvChartSeries *bins = spec != NULL && spec->series->len > 0 ? spec->series->pdata[0] : NULL;
  g_autofree char *names = NULL, *counts = NULL;
  g_autofree double *signs = NULL; /* below 0 for a bin of losses */
  const guint begin = row;
  lxw_chart_series *series;
  lxw_chart *chart;
  guint first;

  if (bins == NULL || bins->n == 0 || spec->x.categories == NULL)
    return row;
  clv_xlsx_set_height (report->base, row, 22);
  clv_xlsx_write_chart_title (report, report->base, row++, COLUMN_WHAT, "clv-histogram", NULL);
  clv_xlsx_write_chart_subtitle (report, report->base, row++, COLUMN_WHAT, "clv-histogram", NULL);
  clv_xlsx_set_height (report->base, row, 20);
  clv_xlsx_text (report->base, row, COLUMN_WHAT, _("Expected value of a customer"), CLV_XLSX_HEADER);
  clv_xlsx_text (report->base, row++, COLUMN_VALUE, _("Customers"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  first = row;
  signs = g_new0 (double, bins->n);
  for (gsize i = 0; bins->flags != NULL && i < bins->n; i++)
    signs[i] = bins->flags[i] & CLV_POINT_LOSS ? -1 : 0;
  for (gsize i = 0; i < bins->n && spec->x.categories[i] != NULL; i++, row++)
    {
      clv_xlsx_text (report->base, row, COLUMN_WHAT, spec->x.categories[i], CLV_XLSX_TEXT | CLV_XLSX_RULED);
      clv_xlsx_number (report->base, row, COLUMN_VALUE, bins->y[i], CLV_XLSX_COUNT | CLV_XLSX_RULED);
    }
  if (clv_xlsx_has_failed (report->book))
    return row;
  names = clv_xlsx_dup_range (report->base, first, COLUMN_WHAT, row - 1, COLUMN_WHAT);
  counts = clv_xlsx_dup_range (report->base, first, COLUMN_VALUE, row - 1, COLUMN_VALUE);
  chart = clv_xlsx_chart_new (report->book, LXW_CHART_COLUMN);
  chart_axis_set_num_format (chart->y_axis, "#,##0");
  series = clv_xlsx_chart_add (report->book, chart, LXW_CHART_COLUMN, _("Customers"), names, counts, CLV_XLSX_BLUE, row - first,
                               NULL);
  clv_xlsx_chart_mark_losses (report->book, series, signs, row - first);
  clv_xlsx_chart_place (report->base, chart, begin + 2, COLUMN_CHART, CHART_WIDTH, CHART_HEIGHT, spec->description);
  return MAX (row, begin + 2 + CHART_ROWS);
}

/**
 * clv_xlsx_write_base:
 *
 * The expected value of all customers with its interval, where it lies, and what changed it within a year.
 * Rows are written from top to bottom.
 */
void
clv_xlsx_write_base (ClvXlsxReport *report)
{
  g_autofree char *outlook = NULL;
  guint row = 4;

  if (report->base == NULL)
    return;
  outlook = clv_report_dup_outlook (report->findings);
  clv_xlsx_set_width (report->base, COLUMN_WHAT, 42);
  for (guint column = COLUMN_VALUE; column <= COLUMN_HIGH; column++)
    clv_xlsx_set_width (report->base, column, 17);
  clv_xlsx_write_head (report, report->base, _("Value of the base"), outlook);
  row = write_outlook (report, row);
  row = write_change (report, row);
  row = write_histogram (report, row);
  clv_xlsx_check (report->book, worksheet_print_area (report->base->sheet, 0, 0, row, COLUMN_LAST), report->base->name);
  worksheet_freeze_panes (report->base->sheet, 3, 0);
  clv_xlsx_finish_sheet (report->base, _("Value of the base"), -1, TRUE);
}
