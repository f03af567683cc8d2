/* clv-xlsx-customers.c - every customer, best first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-prediction.h"
#include "clv-report-private.h"

/* A sheet holds 1,048,576 rows; the head, the headers and the total need some. */
#define MAX_ROWS 1048000
#define FIRST_COLUMN 1
#define HEADER_ROW 4
#define MAX_ATTRIBUTES 4
/* Nobody reads more on paper. */
#define MAX_PRINTED 250

typedef struct
{
  guint rank, id, name, tier, rfm, r, f, m, orders, first, last, revenue, refunds, cost, profit, margin, share,
    cumulative, decile, days, alive, expected, clv_low, clv, clv_high, attributes[MAX_ATTRIBUTES], n_attributes;
  const ClvSegmentScheme *schemes[MAX_ATTRIBUTES];
  const ClvSegmentScheme *tiers, *rfm_segments;
  const ClvValuation *valuation; /* NULL when nothing is predicted */
  gboolean has_names, knows_orders;
} Columns;

static gboolean
has_names (const ClvXlsxReport *report,
           const guint32       *by_rank,
           guint32              n)
{
  ClvLedger *ledger = clv_findings_get_ledger (report->findings);

  for (guint32 i = 0; i < n; i++)
    if (*clv_ledger_get_customer_name (ledger, by_rank[i]) != '\0')
      return TRUE;
  return FALSE;
}

static void
describe (ClvXlsxReport *report,
          ClvXlsxTable  *table,
          Columns       *at)
{
  const char *unit = report->currency;

  at->rank = clv_xlsx_table_add (table, _("Rank"), NULL, CLV_XLSX_COUNT);
  at->id = clv_xlsx_table_add (table, _("Customer"), NULL, CLV_XLSX_TEXT);
  if (at->has_names)
    at->name = clv_xlsx_table_add (table, _("Name"), NULL, CLV_XLSX_TEXT);
  at->tier = clv_xlsx_table_add (table, _("Tier"), NULL, CLV_XLSX_TEXT);
  at->rfm = clv_xlsx_table_add (table, _("RFM segment"), NULL, CLV_XLSX_TEXT);
  at->r = clv_xlsx_table_add (table, _("R"), NULL, CLV_XLSX_COUNT);
  at->f = clv_xlsx_table_add (table, _("F"), NULL, CLV_XLSX_COUNT);
  at->m = clv_xlsx_table_add (table, _("M"), NULL, CLV_XLSX_COUNT);
  at->orders = clv_xlsx_table_add (table, _("Orders"), NULL, CLV_XLSX_COUNT);
  at->days = clv_xlsx_table_add (table, _("Purchase days"), NULL, CLV_XLSX_COUNT);
  at->first = clv_xlsx_table_add (table, _("First date"), NULL, CLV_XLSX_DATE);
  at->last = clv_xlsx_table_add (table, _("Last date"), NULL, CLV_XLSX_DATE);
  at->revenue = clv_xlsx_table_add (table, _("Revenue"), unit, CLV_XLSX_MONEY);
  at->refunds = clv_xlsx_table_add (table, _("Refunds in it"), unit, CLV_XLSX_MONEY);
  if (report->has_profit)
    {
      at->cost = clv_xlsx_table_add (table, _("Cost"), unit, CLV_XLSX_MONEY);
      at->profit = clv_xlsx_table_add (table, _("Profit"), unit, CLV_XLSX_MONEY);
      at->margin = clv_xlsx_table_add (table, _("Margin"), NULL, CLV_XLSX_PERCENT);
    }
  at->share = clv_xlsx_table_add (table, report->has_profit ? _("Share of profit") : _("Share of revenue"), NULL,
                                  CLV_XLSX_PERCENT);
  at->cumulative = clv_xlsx_table_add (table, _("Share so far"), NULL, CLV_XLSX_PERCENT);
  at->decile = clv_xlsx_table_add (table, _("Tenth"), NULL, CLV_XLSX_COUNT);
  if (at->valuation != NULL)
    {
      const char *what = at->valuation->is_revenue ? _("Expected revenue") : _("Expected value");
      g_autofree char *low = g_strdup_printf (_("%s, low"), what);
      g_autofree char *high = g_strdup_printf (_("%s, high"), what);

      at->alive = clv_xlsx_table_add (table, _("Still a customer"), NULL, CLV_XLSX_PERCENT);
      at->expected = clv_xlsx_table_add (table, at->valuation->is_contracts ? _("Expected payments") : _("Expected purchases"), NULL, CLV_XLSX_NUMBER);
      at->clv_low = clv_xlsx_table_add (table, low, unit, CLV_XLSX_MONEY);
      at->clv = clv_xlsx_table_add (table, what, unit, CLV_XLSX_MONEY);
      at->clv_high = clv_xlsx_table_add (table, high, unit, CLV_XLSX_MONEY);
    }
  for (guint i = 0; i < at->n_attributes; i++)
    at->attributes[i] = clv_xlsx_table_add (table, at->schemes[i]->title, NULL, CLV_XLSX_TEXT);
}

/* Columns of the data that give each customer one value, such as the country. */
static void
find_attributes (const ClvXlsxReport *report,
                 Columns             *at)
{
  at->tiers = clv_findings_find_scheme (report->findings, "tier");
  at->rfm_segments = clv_findings_find_scheme (report->findings, "rfm");
  for (guint i = 0; i < clv_findings_get_n_schemes (report->findings) && at->n_attributes < MAX_ATTRIBUTES; i++)
    {
      const ClvSegmentScheme *scheme = clv_findings_get_scheme (report->findings, i);

      if (scheme != at->tiers && scheme != at->rfm_segments && !scheme->overlapping && scheme->by_customer != NULL)
        at->schemes[at->n_attributes++] = scheme;
    }
}

static const char *
segment_of (const ClvSegmentScheme *scheme,
            guint32                 customer)
{
  guint32 segment;

  if (scheme == NULL || scheme->by_customer == NULL)
    return "";
  segment = scheme->by_customer[customer];
  return segment < scheme->n_segments ? scheme->segments[segment].name : "";
}

static double
score (guint8 value)
{
  return value > 0 ? value : NAN;
}

static void
write_customer (ClvXlsxReport *report,
                ClvXlsxSheet  *sheet,
                const Columns *at,
                guint          row,
                guint32        customer)
{
  const ClvCustomers *all = clv_findings_get_customers (report->findings);
  ClvLedger *ledger = clv_findings_get_ledger (report->findings);
  ClvXlsxStyle text = CLV_XLSX_TEXT | CLV_XLSX_RULED, count = CLV_XLSX_COUNT | CLV_XLSX_RULED;
  ClvXlsxStyle money = CLV_XLSX_MONEY | CLV_XLSX_RULED, percent = CLV_XLSX_PERCENT | CLV_XLSX_RULED;
  ClvXlsxStyle date = CLV_XLSX_DATE | CLV_XLSX_RULED;
  const guint c = FIRST_COLUMN;

  clv_xlsx_number (sheet, row, c + at->rank, all->rank[customer] != 0 ? all->rank[customer] : NAN, count);
  clv_xlsx_text (sheet, row, c + at->id, clv_ledger_get_customer_id (ledger, customer), text);
  if (at->has_names)
    clv_xlsx_text (sheet, row, c + at->name, clv_ledger_get_customer_name (ledger, customer), text);
  clv_xlsx_text (sheet, row, c + at->tier, segment_of (at->tiers, customer), text);
  clv_xlsx_text (sheet, row, c + at->rfm, segment_of (at->rfm_segments, customer), text);
  clv_xlsx_number (sheet, row, c + at->r, score (all->r[customer]), count);
  clv_xlsx_number (sheet, row, c + at->f, score (all->f[customer]), count);
  clv_xlsx_number (sheet, row, c + at->m, score (all->m[customer]), count);
  clv_xlsx_number (sheet, row, c + at->orders, at->knows_orders ? all->orders[customer] : NAN, count);
  clv_xlsx_number (sheet, row, c + at->days, at->knows_orders ? all->purchase_days[customer] : NAN, count);
  clv_xlsx_day (sheet, row, c + at->first, all->first_day[customer], date);
  clv_xlsx_day (sheet, row, c + at->last, all->last_day[customer], date);
  clv_xlsx_number (sheet, row, c + at->revenue, all->revenue[customer], money);
  clv_xlsx_number (sheet, row, c + at->refunds, all->refunds[customer], money);
  if (report->has_profit)
    {
      clv_xlsx_number (sheet, row, c + at->cost, all->cost[customer], money);
      clv_xlsx_number (sheet, row, c + at->profit, all->profit[customer], money);
      clv_xlsx_number (sheet, row, c + at->margin,
                       all->revenue[customer] > 0 ? all->profit[customer] / all->revenue[customer] : NAN, percent);
    }
  clv_xlsx_number (sheet, row, c + at->share, all->share[customer], percent);
  clv_xlsx_number (sheet, row, c + at->cumulative, all->cumulative_share[customer], percent);
  clv_xlsx_number (sheet, row, c + at->decile, score (all->decile[customer]), count);
  if (at->valuation != NULL)
    {
      clv_xlsx_number (sheet, row, c + at->alive, at->valuation->p_alive[customer], percent);
      clv_xlsx_number (sheet, row, c + at->expected, at->valuation->expected_orders[customer],
                       CLV_XLSX_NUMBER | CLV_XLSX_RULED);
      clv_xlsx_number (sheet, row, c + at->clv_low, at->valuation->clv_low[customer], money);
      clv_xlsx_number (sheet, row, c + at->clv, at->valuation->clv[customer], money);
      clv_xlsx_number (sheet, row, c + at->clv_high, at->valuation->clv_high[customer], money);
    }
  for (guint i = 0; i < at->n_attributes; i++)
    clv_xlsx_text (sheet, row, c + at->attributes[i], segment_of (at->schemes[i], customer), text);
}

/* Unknown figures are empty cells, which a sum passes over. */
static double
or_nothing (double value)
{
  return isnan (value) ? 0 : value;
}

static void
set_totals (ClvXlsxReport *report,
            ClvXlsxTable  *table,
            const Columns *at,
            const guint32 *customers,
            guint32        n)
{
  const ClvCustomers *all = clv_findings_get_customers (report->findings);
  double orders = 0, revenue = 0, refunds = 0, cost = 0, profit = 0, expected = 0, clv = 0;

  for (guint32 i = 0; i < n; i++)
    {
      orders += all->orders[customers[i]];
      revenue += or_nothing (all->revenue[customers[i]]);
      refunds += or_nothing (all->refunds[customers[i]]);
      cost += or_nothing (all->cost[customers[i]]);
      profit += or_nothing (all->profit[customers[i]]);
      if (at->valuation != NULL)
        {
          expected += or_nothing (at->valuation->expected_orders[customers[i]]);
          clv += or_nothing (at->valuation->clv[customers[i]]);
        }
    }
  clv_xlsx_table_set_total_text (table, at->id, _("Total of the rows shown"));
  if (at->knows_orders)
    clv_xlsx_table_set_sum (table, at->orders, orders);
  clv_xlsx_table_set_sum (table, at->revenue, revenue);
  clv_xlsx_table_set_sum (table, at->refunds, refunds);
  if (report->has_profit)
    {
      clv_xlsx_table_set_sum (table, at->cost, cost);
      clv_xlsx_table_set_sum (table, at->profit, profit);
    }
  /* The ends of intervals do not add up: the sheet of the proof has the interval of the sum. */
  if (at->valuation != NULL)
    {
      clv_xlsx_table_set_sum (table, at->expected, expected);
      clv_xlsx_table_set_sum (table, at->clv, clv);
    }
}

/* @customers: those of this sheet. Ranges are remembered when it is the only one. */
static void
write_sheet (ClvXlsxReport *report,
             ClvXlsxSheet  *sheet,
             Columns       *at,
             const guint32 *customers,
             guint32        n,
             gboolean       is_only,
             const char    *table_name)
{
  ClvXlsxTable table;
  guint value;

  clv_xlsx_table_init (&table, sheet, HEADER_ROW, FIRST_COLUMN, n);
  describe (report, &table, at);
  set_totals (report, &table, at, customers, n);
  clv_xlsx_set_height (sheet, HEADER_ROW, 48);
  clv_xlsx_table_begin (&table, table_name);
  for (guint32 i = 0; i < n; i++)
    {
      if (i % 1024 == 0)
        {
          clv_work_progress (report->work, _("Writing the customers"), 0.8 * i / n);
          if (clv_work_is_cancelled (report->work))
            break;
        }
      write_customer (report, sheet, at, HEADER_ROW + 1 + i, customers[i]);
    }
  if (is_only && n > 0)
    {
      report->customer_tier = clv_xlsx_table_dup_range (&table, at->tier);
      report->customer_rfm = clv_xlsx_table_dup_range (&table, at->rfm);
      report->customer_orders = clv_xlsx_table_dup_range (&table, at->orders);
      report->customer_revenue = clv_xlsx_table_dup_range (&table, at->revenue);
      report->customer_cost = report->has_profit ? clv_xlsx_table_dup_range (&table, at->cost) : NULL;
      report->customer_profit = report->has_profit ? clv_xlsx_table_dup_range (&table, at->profit) : NULL;
    }
  clv_xlsx_table_end (&table, n > 0);
  value = FIRST_COLUMN + (report->has_profit ? at->profit : at->revenue);
  if (n > 0)
    {
      clv_xlsx_mark_negatives (sheet, HEADER_ROW + 1, FIRST_COLUMN + at->revenue, HEADER_ROW + n + 1,
                               FIRST_COLUMN + at->share);
      clv_xlsx_data_bars (sheet, HEADER_ROW + 1, value, HEADER_ROW + n, report->has_profit ? 0xA7DCCF : 0xB4D3F6);
    }
  clv_xlsx_set_width (sheet, value, MAX (sheet->widths[value] + 6, 16));
  worksheet_freeze_panes (sheet->sheet, HEADER_ROW + 1, FIRST_COLUMN + at->id + 1);
  clv_xlsx_finish_sheet (sheet, _("Customers"), HEADER_ROW, FALSE);
  clv_xlsx_print_side_by_side (sheet, FIRST_COLUMN + (at->has_names ? at->name : at->id) + 1,
                               HEADER_ROW + (n > MAX_PRINTED ? MAX_PRINTED : n + 1));
}

/**
 * clv_xlsx_write_customers:
 *
 * All customers in the order of their rank, on as many sheets as it takes.
 */
void
clv_xlsx_write_customers (ClvXlsxReport *report)
{
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (report->findings, &n);
  g_autofree char *basis = clv_report_dup_basis (report->findings);
  Columns at = { 0 };

  at.has_names = has_names (report, by_rank, n);
  at.knows_orders = clv_report_knows_orders (report->findings);
  at.valuation = clv_findings_get_valuation (report->findings);
  find_attributes (report, &at);
  for (guint32 begin = 0, part = 1; begin < n || part == 1; begin += MAX_ROWS, part++)
    {
      ClvXlsxSheet *sheet = report->customers;
      g_autofree char *subtitle = NULL;
      g_autofree char *table = part == 1 ? g_strdup ("tbl_customers") : g_strdup_printf ("tbl_customers_%u", part);
      guint32 count = MIN (n - begin, MAX_ROWS);

      if (part > 1)
        {
          g_autofree char *name = g_strdup_printf ("%s %u", _("Customers"), part);

          sheet = clv_xlsx_add_sheet (report->book, name, CLV_XLSX_TAB_VALUE);
        }
      if (n > MAX_ROWS)
        /* Translators: %s is what values are based on */
        subtitle = g_strdup_printf (_("Best first, by %s. There are more customers than a sheet can hold: "
                                      "they go on, on the next sheet."),
                                    basis);
      else
        /* Translators: %s is what values are based on */
        subtitle = n > MAX_PRINTED
                     ? g_strdup_printf (_("Best first, by %s. R, F, M: recency, frequency, money, 5 is best. On paper: the first %u."),
                                        basis, (guint) MAX_PRINTED)
                     : g_strdup_printf (_("Best first, by %s. R, F, M: recency, frequency, money, 5 is best."), basis);
      clv_xlsx_write_head (report, sheet, _("Customers"), subtitle);
      write_sheet (report, sheet, &at, by_rank + begin, count, n <= MAX_ROWS, table);
    }
}
