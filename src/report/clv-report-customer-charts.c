/* clv-report-customer-charts.c - how one customer's value came about, and when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

#define MAX_COLUMNS 36

static char *
money (const ClvFindings *findings,
       double             value)
{
  return clv_format_money (value, clv_findings_get_currency (findings), 2);
}

/**
 * clv_report_customer_chart:
 * @findings: what the analysis found
 * @customer: row id
 *
 * Returns: (transfer full): a waterfall from revenue over costs to the customer's value
 */
ClvChart *
clv_report_customer_chart (const ClvFindings *findings,
                           guint32            customer)
{
  const ClvCustomers *all = clv_findings_get_customers (findings);
  gboolean has_profit = clv_findings_has_profit (findings);
  const char *names[CLV_N_COST_TYPES + 4] = { NULL };
  double values[CLV_N_COST_TYPES + 3];
  guint8 flags[CLV_N_COST_TYPES + 3] = { 0 };
  gsize n = 0;
  double told = 0;
  g_autofree char *title = NULL, *basis = clv_report_dup_basis (findings);
  g_autofree char *revenue = money (findings, all->revenue[customer]);
  ClvChart *chart;

  names[n] = _("Revenue");
  flags[n] = CLV_POINT_TOTAL;
  values[n++] = all->revenue[customer];
  for (guint type = 0; has_profit && type < CLV_N_COST_TYPES; type++)
    {
      double cost = all->cost_by_type[type] != NULL ? all->cost_by_type[type][customer] : 0;

      if (isnan (cost) || cost == 0)
        continue;
      names[n] = clv_report_cost_title (type);
      values[n++] = -cost;
      told += cost;
    }
  if (has_profit)
    {
      double rest = all->cost[customer] - told;

      /* Costs that come from an entered margin have no type. */
      if (fabs (rest) > 0.005)
        {
          names[n] = _("Cost");
          values[n++] = -rest;
        }
      names[n] = _("Value");
      flags[n] = CLV_POINT_TOTAL;
      values[n++] = all->profit[customer];
    }
  if (has_profit)
    {
      g_autofree char *cost = money (findings, all->cost[customer]);
      g_autofree char *value = money (findings, all->profit[customer]);

      /* Translators: three amounts of money */
      title = g_strdup_printf (_("Bought for %s, cost %s, worth %s"), revenue, cost, value);
    }
  else
    /* Translators: %s is money */
    title = g_strdup_printf (_("Bought for %s; costs are not known"), revenue);
  chart = clv_chart_new ("customer", title, basis);
  clv_chart_set_x_categories (chart, names);
  clv_chart_add_series (chart, _("Value"), CLV_MARK_WATERFALL, CLV_COLOUR_PROFIT, n, NULL, values, flags);
  chart->y.unit = CLV_UNIT_MONEY;
  chart->y.from_zero = TRUE;
  chart->currency = (g_free (chart->currency), g_strdup (clv_findings_get_currency (findings)));
  g_free (chart->description);
  chart->description = g_strdup_printf ("%s. %s.", title, basis);
  return chart;
}

static guint
count_periods (ClvDay        from,
               ClvDay        to,
               ClvPeriodKind kind)
{
  guint n = 1;

  while ((from = clv_day_period_next (from, kind)) <= to)
    n++;
  return n;
}

/**
 * clv_report_customer_timeline:
 * @findings: what the analysis found
 * @customer: row id
 *
 * Returns: (transfer full): what the customer bought by month, quarter or year, from the first to the last day
 */
ClvChart *
clv_report_customer_timeline (const ClvFindings *findings,
                              guint32            customer)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (clv_findings_get_ledger (findings));
  const double *counted = clv_book_get_amounts (clv_findings_get_book (findings));
  int fiscal = clv_findings_get_assumptions (findings)->fiscal_year_start;
  ClvDay as_of = clv_book_get_as_of (clv_findings_get_book (findings));
  g_autoptr (GArray) mine = clv_findings_dup_customer_rows (findings, customer);
  g_autofree double *amounts = NULL;
  g_auto (GStrv) names = NULL;
  g_autofree char *title = NULL;
  ClvPeriodKind kind = CLV_PERIOD_MONTH;
  ClvDay start, last;
  guint n, row_index = 0;
  ClvChart *chart;

  if (mine->len == 0)
    {
      chart = clv_chart_new ("timeline", _("No orders"), "");
      return chart;
    }
  start = rows->day[g_array_index (mine, guint32, 0)];
  last = MAX (rows->day[g_array_index (mine, guint32, mine->len - 1)], as_of);
  while (kind < CLV_PERIOD_YEAR
         && count_periods (clv_day_period_start (start, kind, fiscal), last, kind) > MAX_COLUMNS)
    kind++;
  start = clv_day_period_start (start, kind, fiscal);
  n = count_periods (start, last, kind);
  amounts = g_new0 (double, n);
  names = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      ClvDay next = clv_day_period_next (start, kind);

      names[i] = clv_format_period (start, kind);
      while (row_index < mine->len && rows->day[g_array_index (mine, guint32, row_index)] < next)
        amounts[i] += counted[g_array_index (mine, guint32, row_index++)];
      start = next;
    }
  {
    ClvDay first_day = rows->day[g_array_index (mine, guint32, 0)];
    ClvDay last_day = rows->day[g_array_index (mine, guint32, mine->len - 1)];
    g_autofree char *first_text = clv_format_day (first_day);
    g_autofree char *last_text = clv_format_day (last_day);

    if (first_day == last_day)
      /* Translators: %s is a date */
      title = g_strdup_printf (_("One purchase day: %s"), first_text);
    else
      /* Translators: two dates */
      title = g_strdup_printf (_("First bought on %s, last on %s"), first_text, last_text);
  }
  chart = clv_chart_new ("timeline", title,
                         kind == CLV_PERIOD_MONTH     ? _("Revenue by month")
                         : kind == CLV_PERIOD_QUARTER ? _("Revenue by quarter")
                                                      : _("Revenue by year"));
  clv_chart_set_x_categories (chart, (const char *const *) names);
  clv_chart_add_series (chart, _("Revenue"), CLV_MARK_COLUMN, CLV_COLOUR_REVENUE, n, NULL, amounts, NULL);
  chart->y.unit = CLV_UNIT_MONEY;
  chart->y.from_zero = TRUE;
  chart->currency = (g_free (chart->currency), g_strdup (clv_findings_get_currency (findings)));
  g_free (chart->description);
  chart->description = g_strdup_printf ("%s. %s.", title, chart->subtitle);
  return chart;
}
