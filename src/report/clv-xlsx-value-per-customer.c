/* clv-xlsx-value-per-customer.c - what a customer was worth in each year, quarter and month
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-report-private.h"

#define CHART_ROWS 17
#define FIRST_COLUMN 1

typedef struct
{
  guint name, start, complete, orders, customers, new_customers, revenue, cost, profit, value, revenue_each, cost_each,
    aov, retention_rate;
  guint types[CLV_N_COST_TYPES]; /* columns of the kinds of cost; 0 where the data have none */
  guint first_type, last_type;   /* 0: no kind is known, only the sum */
} Columns;

/* Kinds of cost that the data know nothing of would be columns of zeros. */
static gboolean
has_cost_type (const ClvXlsxReport *report,
               ClvCostType          type)
{
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (report->findings, CLV_PERIOD_YEAR, &n);

  for (guint i = 0; i < n; i++)
    if (!isnan (periods[i].cost_by_type[type]) && periods[i].cost_by_type[type] != 0)
      return TRUE;
  return FALSE;
}

static void
describe (ClvXlsxReport *report,
          ClvXlsxTable  *table,
          Columns       *at)
{
  const char *unit = report->currency;

  at->name = clv_xlsx_table_add (table, _("Period"), NULL, CLV_XLSX_GENERAL);
  at->start = clv_xlsx_table_add (table, _("Begins"), NULL, CLV_XLSX_DATE);
  at->complete = clv_xlsx_table_add (table, _("Complete"), NULL, CLV_XLSX_GENERAL);
  at->orders = clv_xlsx_table_add (table, _("Orders"), NULL, CLV_XLSX_COUNT);
  at->customers = clv_xlsx_table_add (table, _("Customers"), NULL, CLV_XLSX_COUNT);
  at->new_customers = clv_xlsx_table_add (table, _("New customers"), NULL, CLV_XLSX_COUNT);
  at->revenue = clv_xlsx_table_add (table, _("Revenue"), unit, CLV_XLSX_MONEY);
  if (report->has_profit)
    {
      for (guint type = 0; type < CLV_N_COST_TYPES; type++)
        if (has_cost_type (report, type))
          {
            at->types[type] = clv_xlsx_table_add (table, clv_report_cost_title (type), unit, CLV_XLSX_MONEY);
            at->last_type = at->types[type];
            at->first_type = at->first_type != 0 ? at->first_type : at->types[type];
          }
      at->cost = clv_xlsx_table_add (table, _("Cost"), unit, CLV_XLSX_MONEY);
      at->profit = clv_xlsx_table_add (table, _("Profit"), unit, CLV_XLSX_MONEY);
    }
  at->value = clv_xlsx_table_add (table, report->has_profit ? _("Profit per customer") : _("Revenue per customer"), unit,
                                  CLV_XLSX_MONEY);
  if (report->has_profit)
    {
      at->revenue_each = clv_xlsx_table_add (table, _("Revenue per customer"), unit, CLV_XLSX_MONEY);
      at->cost_each = clv_xlsx_table_add (table, _("Cost per customer"), unit, CLV_XLSX_MONEY);
    }
  at->aov = clv_xlsx_table_add (table, _("Average order"), unit, CLV_XLSX_MONEY);
  at->retention_rate = clv_xlsx_table_add (table, _("Retention rate"), NULL, CLV_XLSX_PERCENT);
}

static char *
ratio_formula (guint row,
               guint numerator,
               guint minus,
               guint denominator)
{
  g_autofree char *a = clv_xlsx_dup_cell (row, FIRST_COLUMN + numerator);
  g_autofree char *b = clv_xlsx_dup_cell (row, FIRST_COLUMN + denominator);
  g_autofree char *c = minus != 0 ? clv_xlsx_dup_cell (row, FIRST_COLUMN + minus) : NULL;

  if (c != NULL)
    return g_strdup_printf ("=IFERROR((%s-%s)/%s,\"\")", a, c, b);
  return g_strdup_printf ("=IFERROR(%s/%s,\"\")", a, b);
}

/* Cost and profit, the values per customer and their formulas; live, so that a corrected figure carries on. */
static void
write_costs (ClvXlsxReport   *report,
             const Columns   *at,
             guint            row,
             const ClvPeriod *period)
{
  ClvXlsxSheet *sheet = report->value;
  ClvXlsxStyle money = CLV_XLSX_MONEY | CLV_XLSX_RULED;
  g_autofree char *first = clv_xlsx_dup_cell (row, FIRST_COLUMN + at->first_type);
  g_autofree char *last = clv_xlsx_dup_cell (row, FIRST_COLUMN + at->last_type);
  g_autofree char *revenue = clv_xlsx_dup_cell (row, FIRST_COLUMN + at->revenue);
  g_autofree char *cost = clv_xlsx_dup_cell (row, FIRST_COLUMN + at->cost);
  g_autofree char *sum = g_strdup_printf ("=SUM(%s:%s)", first, last);
  g_autofree char *difference = g_strdup_printf ("=%s-%s", revenue, cost);
  double total = 0;

  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    {
      if (at->types[type] == 0)
        continue;
      clv_xlsx_number (sheet, row, FIRST_COLUMN + at->types[type], period->cost_by_type[type], money);
      total += isnan (period->cost_by_type[type]) ? 0 : period->cost_by_type[type];
    }
  if (at->first_type != 0)
    clv_xlsx_formula_if_true (sheet, row, FIRST_COLUMN + at->cost, sum, total, period->cost, money);
  else
    clv_xlsx_number (sheet, row, FIRST_COLUMN + at->cost, period->cost, money);
  clv_xlsx_formula_if_true (sheet, row, FIRST_COLUMN + at->profit, difference, period->revenue - period->cost,
                            period->profit, money);
}

static void
write_period (ClvXlsxReport   *report,
              const Columns   *at,
              guint            row,
              const ClvPeriod *period,
              ClvPeriodKind    kind)
{
  ClvXlsxSheet *sheet = report->value;
  ClvXlsxStyle text = CLV_XLSX_RULED, count = CLV_XLSX_COUNT | CLV_XLSX_RULED, money = CLV_XLSX_MONEY | CLV_XLSX_RULED;
  double customers = period->customers > 0 ? period->customers : NAN;
  g_autofree char *name = clv_format_period (period->start, kind);
  g_autofree char *value = ratio_formula (row, at->revenue, report->has_profit ? at->cost : 0, at->customers);
  g_autofree char *aov = ratio_formula (row, at->revenue, 0, at->orders);

  clv_xlsx_text (sheet, row, FIRST_COLUMN + at->name, name, text | CLV_XLSX_BOLD);
  clv_xlsx_day (sheet, row, FIRST_COLUMN + at->start, period->start, CLV_XLSX_DATE | text | CLV_XLSX_DIM);
  clv_xlsx_text (sheet, row, FIRST_COLUMN + at->complete, period->complete ? _("yes") : _("no"), text | CLV_XLSX_DIM);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + at->orders, period->orders, count);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + at->customers, period->customers, count);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + at->new_customers, period->new_customers, count);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + at->revenue, period->revenue, money);
  if (report->has_profit)
    write_costs (report, at, row, period);
  clv_xlsx_formula_if_true (sheet, row, FIRST_COLUMN + at->value, value,
                            (period->revenue - (report->has_profit ? period->cost : 0)) / customers,
                            period->value_per_customer, money | CLV_XLSX_BOLD);
  if (report->has_profit)
    {
      g_autofree char *revenue_each = ratio_formula (row, at->revenue, 0, at->customers);
      g_autofree char *cost_each = ratio_formula (row, at->cost, 0, at->customers);

      clv_xlsx_formula (sheet, row, FIRST_COLUMN + at->revenue_each, revenue_each, period->revenue / customers, money);
      clv_xlsx_formula (sheet, row, FIRST_COLUMN + at->cost_each, cost_each, period->cost / customers, money);
    }
  clv_xlsx_formula_if_true (sheet, row, FIRST_COLUMN + at->aov, aov,
                            period->orders > 0 ? period->revenue / period->orders : NAN, period->aov, money);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + at->retention_rate, period->retention_rate, CLV_XLSX_PERCENT | text);
}

/* Customers are not added up: whoever came in two periods would count twice. */
static void
set_totals (ClvXlsxReport   *report,
            ClvXlsxTable    *table,
            const Columns   *at,
            const ClvPeriod *periods,
            guint            n)
{
  double orders = 0, revenue = 0, costs[CLV_N_COST_TYPES] = { 0 }, cost = 0, profit = 0, new_customers = 0;

  for (guint i = 0; i < n; i++)
    {
      orders += periods[i].orders;
      new_customers += periods[i].new_customers;
      revenue += periods[i].revenue;
      for (guint type = 0; type < CLV_N_COST_TYPES; type++)
        costs[type] += isnan (periods[i].cost_by_type[type]) ? 0 : periods[i].cost_by_type[type];
      cost += isnan (periods[i].cost) ? 0 : periods[i].cost;
      profit += isnan (periods[i].profit) ? 0 : periods[i].profit;
    }
  clv_xlsx_table_set_total_text (table, at->name, _("Total"));
  clv_xlsx_table_set_sum (table, at->orders, orders);
  clv_xlsx_table_set_sum (table, at->new_customers, new_customers);
  clv_xlsx_table_set_sum (table, at->revenue, revenue);
  if (!report->has_profit)
    return;
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    if (at->types[type] != 0)
      clv_xlsx_table_set_sum (table, at->types[type], costs[type]);
  clv_xlsx_table_set_sum (table, at->cost, cost);
  clv_xlsx_table_set_sum (table, at->profit, profit);
}

/* The summary's cards point here, but only where the sum of the periods is the figure itself. */
static void
remember_totals (ClvXlsxReport   *report,
                 const Columns   *at,
                 const ClvPeriod *periods,
                 guint            n,
                 guint            total_row)
{
  double revenue = 0, profit = 0;
  double true_revenue = clv_findings_get_metric (report->findings, CLV_M_REVENUE).value;
  double true_profit = clv_findings_get_metric (report->findings, CLV_M_PROFIT).value;

  for (guint i = 0; i < n; i++)
    {
      revenue += periods[i].revenue;
      profit += periods[i].profit;
    }
  if (fabs (revenue - true_revenue) <= 1e-10 * fabs (true_revenue))
    report->revenue_total = clv_xlsx_dup_range (report->value, total_row, FIRST_COLUMN + at->revenue, total_row,
                                                FIRST_COLUMN + at->revenue);
  if (report->has_profit && fabs (profit - true_profit) <= 1e-10 * fabs (true_profit))
    report->profit_total = clv_xlsx_dup_range (report->value, total_row, FIRST_COLUMN + at->profit, total_row,
                                               FIRST_COLUMN + at->profit);
}

static guint
write_table (ClvXlsxReport *report,
             guint          row,
             ClvPeriodKind  kind,
             const char    *title,
             const char    *table_name)
{
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (report->findings, kind, &n);
  ClvXlsxTable table;
  Columns at = { 0 };

  if (n == 0)
    return row;
  clv_xlsx_set_height (report->value, row, 22);
  clv_xlsx_text (report->value, row++, FIRST_COLUMN, title, CLV_XLSX_HEADING);
  clv_xlsx_table_init (&table, report->value, row, FIRST_COLUMN, n);
  describe (report, &table, &at);
  set_totals (report, &table, &at, periods, n);
  clv_xlsx_set_height (report->value, row, 48);
  clv_xlsx_table_begin (&table, table_name);
  for (guint i = 0; i < n; i++)
    write_period (report, &at, row + 1 + i, &periods[i], kind);
  if (kind == clv_report_chart_period_kind (report->findings))
    {
      report->n_periods = n;
      report->period_names = clv_xlsx_table_dup_range (&table, at.name);
      report->period_revenue = clv_xlsx_table_dup_range (&table, at.revenue);
      report->period_cost = report->has_profit ? clv_xlsx_table_dup_range (&table, at.cost) : NULL;
      report->period_value = clv_xlsx_table_dup_range (&table, at.value);
      report->period_revenue_each = clv_xlsx_table_dup_range (&table, report->has_profit ? at.revenue_each : at.value);
      report->period_cost_each = report->has_profit ? clv_xlsx_table_dup_range (&table, at.cost_each) : NULL;
      remember_totals (report, &at, periods, n, row + n + 1);
    }
  clv_xlsx_table_end (&table, TRUE);
  clv_xlsx_mark_negatives (report->value, row + 1, FIRST_COLUMN + at.revenue, row + n + 1, FIRST_COLUMN + at.aov);
  return row + n + 3;
}

static void
place_charts (ClvXlsxReport *report,
              guint          row)
{
  ClvXlsxSheet *sheet = report->value;
  ClvPeriodKind kind = clv_report_chart_period_kind (report->findings);
  g_autofree double *values = NULL;
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (report->findings, kind, &n);
  lxw_chart *totals = clv_xlsx_chart_new (report->book, LXW_CHART_COLUMN);
  lxw_chart *value = clv_xlsx_chart_new (report->book, LXW_CHART_COLUMN);
  lxw_chart_series *series;

  if (clv_xlsx_has_failed (report->book) || n == 0)
    return;
  chart_axis_set_num_format (totals->y_axis, "#,##0");
  chart_axis_set_num_format (value->y_axis, "#,##0");
  clv_xlsx_chart_add (report->book, totals, LXW_CHART_COLUMN, _("Revenue"), report->period_names,
                      report->period_revenue, CLV_XLSX_BLUE, n, NULL);
  if (report->has_profit)
    clv_xlsx_chart_add (report->book, totals, LXW_CHART_COLUMN, _("Cost"), report->period_names, report->period_cost,
                        CLV_XLSX_GREY, n, NULL);
  values = g_new (double, n);
  for (guint i = 0; i < n; i++)
    values[i] = periods[i].value_per_customer;
  series = clv_xlsx_chart_add (report->book, value, LXW_CHART_COLUMN, clv_report_mean_title (report->findings), report->period_names,
                               report->period_value, report->has_profit ? CLV_XLSX_TEAL : CLV_XLSX_BLUE, n, NULL);
  clv_xlsx_chart_mark_losses (report->book, series, values, n);
  clv_xlsx_chart_place (sheet, totals, row, FIRST_COLUMN, 640, 300,
                        report->has_profit ? _("Columns: revenue and cost of each period") : _("Columns: revenue of each period"));
  clv_xlsx_chart_place (sheet, value, row, FIRST_COLUMN + 8, 640, 300, report->has_profit ? _("Columns: value per customer of each period") : _("Columns: revenue per customer of each period"));
}

/**
 * clv_xlsx_write_value_per_customer:
 *
 * Three tables, by year, quarter and month, with live formulas, and two charts of the kind that fits.
 */
void
clv_xlsx_write_value_per_customer (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->value;
  g_autofree char *basis = clv_report_dup_basis (report->findings);
  g_autofree char *span = clv_report_dup_span (report->findings);
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s", span, *span != '\0' ? " · " : "", basis);
  guint row = 4, n;

  clv_xlsx_write_head (report, sheet, clv_report_mean_title (report->findings), subtitle);
  clv_findings_get_periods (report->findings, CLV_PERIOD_YEAR, &n);
  if (n == 0)
    {
      clv_xlsx_text (sheet, row, FIRST_COLUMN, clv_reason_get_text ("no-dates"), CLV_XLSX_HEADING);
      clv_xlsx_finish_sheet (sheet, clv_report_mean_title (report->findings), -1, TRUE);
      return;
    }
  clv_xlsx_set_height (sheet, row, 20);
  clv_xlsx_text (sheet, row, FIRST_COLUMN, report->has_profit ? _("Revenue (left, blue) and cost (right, grey)") : _("Revenue"),
                 CLV_XLSX_HEADING);
  clv_xlsx_write_chart_title (report, sheet, row, FIRST_COLUMN + 8, "value-per-customer", NULL);
  clv_xlsx_write_chart_subtitle (report, sheet, row + 1, FIRST_COLUMN + 8, "value-per-customer", NULL);
  row += 2 + CHART_ROWS;
  row = write_table (report, row, CLV_PERIOD_YEAR, _("By year"), "tbl_years");
  row = write_table (report, row, CLV_PERIOD_QUARTER, _("By quarter"), "tbl_quarters");
  row = write_table (report, row, CLV_PERIOD_MONTH, _("By month"), "tbl_months");
  if (!report->has_profit)
    clv_xlsx_text (sheet, row, FIRST_COLUMN, clv_reason_get_text ("no-costs"), CLV_XLSX_DIM | CLV_XLSX_HEADING);
  place_charts (report, 6);
  worksheet_freeze_panes (sheet->sheet, 3, FIRST_COLUMN + 1);
  clv_xlsx_finish_sheet (sheet, clv_report_mean_title (report->findings), -1, FALSE);
}
