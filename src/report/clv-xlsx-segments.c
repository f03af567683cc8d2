/* clv-xlsx-segments.c - groups of customers and what they bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-report-private.h"

#define FIRST_COLUMN 1
#define MAX_SEGMENTS 40
#define MAX_CHART_SEGMENTS 12
/* Of a usual row; and by how much those of a table's head and of a title are taller. */
#define ROW_POINTS 15.0
#define TALL_POINTS 40.0
/* Beyond this, SUMIFS over all customers would make the workbook slow to open. */
#define MAX_CUSTOMERS_FOR_FORMULAS 20000

typedef struct
{
  guint name, customers, orders, revenue, cost, profit, value, aov, repeat, share_customers, share_revenue,
    share_profit, clv_low, clv, clv_high;
  gboolean has_clv;
} Columns;

static void
describe (ClvXlsxReport *report,
          ClvXlsxTable  *table,
          Columns       *at,
          const char    *title)
{
  const char *unit = report->currency;

  at->name = clv_xlsx_table_add (table, title, NULL, CLV_XLSX_TEXT);
  at->customers = clv_xlsx_table_add (table, _("Customers"), NULL, CLV_XLSX_COUNT);
  at->orders = clv_xlsx_table_add (table, _("Orders"), NULL, CLV_XLSX_COUNT);
  at->revenue = clv_xlsx_table_add (table, _("Revenue"), unit, CLV_XLSX_MONEY);
  if (report->has_profit)
    {
      at->cost = clv_xlsx_table_add (table, _("Cost"), unit, CLV_XLSX_MONEY);
      at->profit = clv_xlsx_table_add (table, _("Profit"), unit, CLV_XLSX_MONEY);
    }
  at->value = clv_xlsx_table_add (table, clv_report_mean_title (report->findings), unit, CLV_XLSX_MONEY);
  at->aov = clv_xlsx_table_add (table, _("Average order"), unit, CLV_XLSX_MONEY);
  at->repeat = clv_xlsx_table_add (table, _("Repeat rate"), NULL, CLV_XLSX_PERCENT);
  at->share_customers = clv_xlsx_table_add (table, _("Share of customers"), NULL, CLV_XLSX_PERCENT);
  at->share_revenue = clv_xlsx_table_add (table, _("Share of revenue"), NULL, CLV_XLSX_PERCENT);
  if (report->has_profit)
    at->share_profit = clv_xlsx_table_add (table, _("Share of profit"), NULL, CLV_XLSX_PERCENT);
  if (at->has_clv)
    {
      at->clv_low = clv_xlsx_table_add (table, _("Expected value, low"), unit, CLV_XLSX_MONEY);
      at->clv = clv_xlsx_table_add (table, _("Expected value"), unit, CLV_XLSX_MONEY);
      at->clv_high = clv_xlsx_table_add (table, _("Expected value, high"), unit, CLV_XLSX_MONEY);
    }
}

/* The column of the sheet of customers that holds the groups of this scheme; NULL when there is none. */
static const char *
key_range (const ClvXlsxReport    *report,
           const ClvSegmentScheme *scheme)
{
  if (report->customer_revenue == NULL || scheme->overlapping)
    return NULL;
  if (strcmp (scheme->id, "tier") == 0)
    return report->customer_tier;
  return strcmp (scheme->id, "rfm") == 0 ? report->customer_rfm : NULL;
}

/* Sums over the customers as the formula would make them, to see that it says the same as the segment. */
static double
sum_over (const ClvXlsxReport    *report,
          const ClvSegmentScheme *scheme,
          guint                   segment,
          const double           *column)
{
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (report->findings, &n);
  double sum = 0;

  for (guint32 i = 0; i < n; i++)
    if (scheme->by_customer[by_rank[i]] == segment)
      sum += column == NULL ? 1 : isnan (column[by_rank[i]]) ? 0 : column[by_rank[i]];
  return sum;
}

static void
write_sum (ClvXlsxReport          *report,
           guint                   row,
           guint                   column,
           const ClvSegmentScheme *scheme,
           guint                   segment,
           const char             *sum_range,
           const double           *values,
           double                  truth,
           ClvXlsxStyle            style)
{
  const char *key = key_range (report, scheme);
  guint32 n;
  g_autofree char *cell = NULL;
  g_autofree char *formula = NULL;

  clv_findings_get_by_rank (report->findings, &n);
  if (key == NULL || scheme->by_customer == NULL || n > MAX_CUSTOMERS_FOR_FORMULAS)
    {
      clv_xlsx_number (report->segments, row, column, truth, style);
      return;
    }
  cell = clv_xlsx_dup_cell (row, FIRST_COLUMN);
  formula = sum_range == NULL ? g_strdup_printf ("=COUNTIF(%s,%s)", key, cell)
                              : g_strdup_printf ("=SUMIFS(%s,%s,%s)", sum_range, key, cell);
  clv_xlsx_formula_if_true (report->segments, row, column, formula, sum_over (report, scheme, segment, values), truth,
                            style);
}

/* @clv: (nullable): what the segment will bring */
static void
write_segment (ClvXlsxReport          *report,
               const Columns          *at,
               guint                   row,
               const ClvSegmentScheme *scheme,
               guint                   index,
               const ClvBand          *clv)
{
  ClvXlsxSheet *sheet = report->segments;
  const ClvCustomers *all = clv_findings_get_customers (report->findings);
  const ClvSegment *segment = &scheme->segments[index];
  ClvXlsxStyle count = CLV_XLSX_COUNT | CLV_XLSX_RULED, money = CLV_XLSX_MONEY | CLV_XLSX_RULED;
  ClvXlsxStyle percent = CLV_XLSX_PERCENT | CLV_XLSX_RULED;
  g_autofree char *total = clv_xlsx_dup_cell (row, FIRST_COLUMN + (report->has_profit ? at->profit : at->revenue));
  g_autofree char *customers = clv_xlsx_dup_cell (row, FIRST_COLUMN + at->customers);
  g_autofree char *each = g_strdup_printf ("=IFERROR(%s/%s,\"\")", total, customers);
  double value = report->has_profit ? segment->profit : segment->revenue;

  clv_xlsx_text (sheet, row, FIRST_COLUMN, segment->name, CLV_XLSX_TEXT | CLV_XLSX_RULED | CLV_XLSX_BOLD);
  write_sum (report, row, FIRST_COLUMN + at->customers, scheme, index, NULL, NULL, segment->customers, count);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + at->orders, clv_report_knows_orders (report->findings) ? segment->orders : NAN, count);
  write_sum (report, row, FIRST_COLUMN + at->revenue, scheme, index, report->customer_revenue, all->revenue,
             segment->revenue, money);
  if (report->has_profit)
    {
      write_sum (report, row, FIRST_COLUMN + at->cost, scheme, index, report->customer_cost, all->cost, segment->cost,
                 money);
      write_sum (report, row, FIRST_COLUMN + at->profit, scheme, index, report->customer_profit, all->profit,
                 segment->profit, money);
    }
  clv_xlsx_formula_if_true (sheet, row, FIRST_COLUMN + at->value, each,
                            segment->customers > 0 ? value / segment->customers : NAN, segment->value_per_customer,
                            money | CLV_XLSX_BOLD);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + at->aov, segment->aov, money);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + at->repeat, segment->repeat_rate, percent);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + at->share_customers, segment->share_of_customers, percent);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + at->share_revenue, segment->share_of_revenue, percent);
  if (report->has_profit)
    clv_xlsx_number (sheet, row, FIRST_COLUMN + at->share_profit, segment->share_of_profit, percent);
  if (clv != NULL)
    {
      /* The interval of the sum; those of the customers do not add up. */
      clv_xlsx_number (sheet, row, FIRST_COLUMN + at->clv_low, clv->low, money);
      clv_xlsx_number (sheet, row, FIRST_COLUMN + at->clv, clv->mean, money | CLV_XLSX_BOLD);
      clv_xlsx_number (sheet, row, FIRST_COLUMN + at->clv_high, clv->high, money);
    }
}

static void
place_chart (ClvXlsxReport          *report,
             const ClvXlsxTable     *table,
             const Columns          *at,
             const ClvSegmentScheme *scheme,
             guint                   row,
             guint                   column)
{
  guint n = MIN (MIN (scheme->n_segments, MAX_SEGMENTS), MAX_CHART_SEGMENTS);
  guint drawn = report->has_profit ? at->profit : at->revenue;
  g_autofree char *names = NULL, *values = NULL;
  g_autofree char *description = clv_xlsx_dup_chart_description (report, "segments", scheme->id);
  g_autofree double *numbers = g_new (double, n);
  lxw_chart *chart;
  lxw_chart_series *series;

  clv_xlsx_write_chart_title (report, report->segments, row, column, "segments", scheme->id);
  clv_xlsx_write_chart_subtitle (report, report->segments, row + 1, column, "segments", scheme->id);
  if (clv_xlsx_has_failed (report->book) || n == 0)
    return;
  chart = clv_xlsx_chart_new (report->book, LXW_CHART_BAR);
  names = clv_xlsx_dup_range (report->segments, table->row + 1, table->column, table->row + n, table->column);
  values = clv_xlsx_dup_range (report->segments, table->row + 1, table->column + drawn, table->row + n,
                               table->column + drawn);
  for (guint i = 0; i < n; i++)
    numbers[i] = report->has_profit ? scheme->segments[i].profit : scheme->segments[i].revenue;
  chart_axis_set_num_format (chart->x_axis, "#,##0");
  series = clv_xlsx_chart_add (report->book, chart, LXW_CHART_BAR, scheme->title, names, values,
                               report->has_profit ? CLV_XLSX_TEAL : CLV_XLSX_BLUE, n, NULL);
  clv_xlsx_chart_mark_losses (report->book, series, numbers, n);
  clv_xlsx_chart_place (report->segments, chart, row + 2, column, 560, 60 + 22 * MAX (n, 5), description);
}

static guint
write_scheme (ClvXlsxReport          *report,
              guint                   row,
              guint                   index)
{
  ClvXlsxSheet *sheet = report->segments;
  const ClvSegmentScheme *scheme = clv_findings_get_scheme (report->findings, index);
  guint n = MIN (scheme->n_segments, MAX_SEGMENTS);
  g_autofree char *name = g_strdup_printf ("tbl_segments_%u", index + 1);
  ClvXlsxTable table;
  g_autofree ClvBand *values = clv_report_scheme_values (report->findings, scheme, n, NULL);
  Columns at = { .has_clv = values != NULL };
  guint chart_row, chart_rows;

  if (n == 0)
    return row;
  /* Rows must be written in order, so the chart's words come first and its cells follow below it. */
  clv_xlsx_set_height (sheet, row, 20);
  chart_row = row;
  chart_rows = 3 + (60 + 22 * MAX (MIN (n, MAX_CHART_SEGMENTS), 5)) / 20 + 1;
  row += chart_rows;
  clv_xlsx_table_init (&table, sheet, row, FIRST_COLUMN, n);
  describe (report, &table, &at, scheme->title);
  place_chart (report, &table, &at, scheme, chart_row, FIRST_COLUMN);
  clv_xlsx_set_height (sheet, row, 48);
  clv_xlsx_table_begin (&table, name);
  for (guint i = 0; i < n; i++)
    write_segment (report, &at, row + 1 + i, scheme, i, values != NULL ? &values[i] : NULL);
  clv_xlsx_table_end (&table, FALSE);
  clv_xlsx_mark_negatives (sheet, row + 1, FIRST_COLUMN + at.revenue, row + n,
                           FIRST_COLUMN + (report->has_profit ? at.share_profit : at.share_revenue));
  clv_xlsx_data_bars (sheet, row + 1, FIRST_COLUMN + (report->has_profit ? at.share_profit : at.share_revenue),
                      row + n, report->has_profit ? 0xA7DCCF : 0xB4D3F6);
  row += n + 1;
  if (scheme->n_segments > n)
    {
      g_autofree char *note = g_strdup_printf (ngettext ("%u smaller group is not listed.",
                                                         "%u smaller groups are not listed.", scheme->n_segments - n),
                                               scheme->n_segments - n);

      clv_xlsx_text (sheet, row++, FIRST_COLUMN, note, CLV_XLSX_DIM);
    }
  if (scheme->overlapping)
    clv_xlsx_text (sheet, row++, FIRST_COLUMN,
                   _("A customer may stand in several of these groups, so that customers do not add up."),
                   CLV_XLSX_DIM);
  return row + 2;
}

/**
 * clv_xlsx_write_segments:
 *
 * One table and chart for each way to group the customers.
 */
void
clv_xlsx_write_segments (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->segments;
  g_autofree char *basis = clv_report_dup_basis (report->findings);
  g_autofree char *subtitle = NULL;
  guint row = 4;
  guint32 n;

  clv_findings_get_by_rank (report->findings, &n);
  if (n > MAX_CUSTOMERS_FOR_FORMULAS)
    /* Translators: %s is what values are based on */
    subtitle = g_strdup_printf (_("%s · plain numbers, because formulas over so many customers would be slow"), basis);
  clv_xlsx_set_width (sheet, FIRST_COLUMN, 26);
  clv_xlsx_write_head (report, sheet, _("Segments"), subtitle != NULL ? subtitle : basis);
  for (guint i = 0; i < clv_findings_get_n_schemes (report->findings); i++)
    {
      const guint first = i > 0 ? row : 0;

      row = write_scheme (report, row, i);
      if (row > first)
        clv_xlsx_keep_together (sheet, first, ROW_POINTS * (row - first) + TALL_POINTS);
    }
  worksheet_freeze_panes (sheet->sheet, 3, FIRST_COLUMN + 1);
  clv_xlsx_finish_sheet (sheet, _("Segments"), -1, FALSE);
}
