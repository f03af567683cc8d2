/* clv-report-charts.c - a chart for each finding, titled with what the data say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-charts-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-format.h"

#define MAX_SEGMENTS 15

typedef ClvChart *(*MakeChart) (const ClvFindings *findings,
                                const char        *scheme);

/* Categories and flags of the periods; TRUE when some are not complete. */
static gboolean
set_periods (ClvChart        *chart,
             const ClvPeriod *periods,
             guint            n,
             ClvPeriodKind    kind,
             guint8          *flags)
{
  g_auto (GStrv) names = g_new0 (char *, n + 1);
  gboolean incomplete = FALSE;

  for (guint i = 0; i < n; i++)
    {
      names[i] = clv_format_period (periods[i].start, kind);
      flags[i] = periods[i].complete ? 0 : CLV_POINT_INCOMPLETE;
      incomplete = incomplete || !periods[i].complete;
    }
  clv_chart_set_x_categories (chart, (const char *const *) names);
  return incomplete;
}

static const char *
per_customer_subtitle (ClvPeriodKind kind)
{
  switch (kind)
    {
    case CLV_PERIOD_MONTH:
      return _("Per active customer and month");
    case CLV_PERIOD_QUARTER:
      return _("Per active customer and quarter");
    case CLV_PERIOD_YEAR:
    default:
      return _("Per active customer and year");
    }
}

/* “Each active customer earned you €169 in 2017, after €137 in 2016”. */
static char *
overview_title (const ClvFindings *findings)
{
  const ClvPeriod *before, *last;
  ClvPeriodKind kind = clv_findings_get_period_kind (findings);
  gboolean profit = clv_findings_has_profit (findings);
  g_autofree char *now = NULL, *then = NULL, *now_period = NULL, *then_period = NULL;

  if (!clv_report_last_two_periods (findings, &before, &last) || isnan (before->value_per_customer)
      || isnan (last->value_per_customer))
    return g_strdup (profit ? _("Revenue, cost and profit per customer") : _("Revenue per customer"));
  now = clv_report_chart_money (findings, last->value_per_customer);
  then = clv_report_chart_money (findings, before->value_per_customer);
  now_period = clv_format_period (last->start, kind);
  then_period = clv_format_period (before->start, kind);
  if (!profit)
    /* Translators: money, period, money, period */
    return g_strdup_printf (_("Each active customer bought for %s in %s, after %s in %s"), now, now_period, then,
                            then_period);
  if (last->value_per_customer < 0)
    /* Translators: money, period, money, period */
    return g_strdup_printf (_("Each active customer brought %s in %s, after %s in %s"), now, now_period, then,
                            then_period);
  /* Translators: money, period, money, period */
  return g_strdup_printf (_("Each active customer earned you %s in %s, after %s in %s"), now, now_period, then,
                          then_period);
}

static ClvChart *
make_overview (const ClvFindings *findings,
               const char        *scheme)
{
  ClvPeriodKind kind = clv_report_chart_period_kind (findings);
  gboolean profit = clv_findings_has_profit (findings);
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (findings, kind, &n);
  g_autofree char *title = overview_title (findings);
  g_autofree char *subtitle = clv_report_dup_chart_subtitle (findings, per_customer_subtitle (kind));
  g_autofree double *revenue = g_new (double, n);
  g_autofree double *cost = g_new (double, n);
  g_autofree double *value = g_new (double, n);
  g_autofree guint8 *flags = g_new0 (guint8, n);
  ClvChart *chart;

  if (n == 0)
    return NULL;
  chart = clv_chart_new ("overview", title, subtitle);
  if (set_periods (chart, periods, n, kind, flags))
    clv_report_chart_set_note (chart, _("hatched: the period is not complete"));
  for (guint i = 0; i < n; i++)
    {
      double customers = periods[i].customers > 0 ? periods[i].customers : NAN;

      revenue[i] = profit ? periods[i].revenue / customers : periods[i].value_per_customer;
      cost[i] = periods[i].cost / customers;
      value[i] = periods[i].value_per_customer;
    }
  if (profit)
    {
      clv_chart_add_series (chart, _("Profit"), CLV_MARK_COLUMN, CLV_COLOUR_PROFIT, n, NULL, value, flags);
      clv_chart_add_series (chart, _("Cost"), CLV_MARK_LINE, CLV_COLOUR_COST, n, NULL, cost, NULL);
      clv_chart_add_series (chart, _("Revenue"), CLV_MARK_LINE, CLV_COLOUR_REVENUE, n, NULL, revenue, NULL);
    }
  else
    clv_chart_add_series (chart, _("Revenue"), CLV_MARK_COLUMN, CLV_COLOUR_REVENUE, n, NULL, revenue, flags);
  clv_report_chart_name_axis (&chart->y, "", CLV_UNIT_MONEY);
  chart->y.from_zero = TRUE;
  clv_report_chart_finish (chart, findings,
                           profit ? _("Lines: revenue and cost, columns: profit") : _("Columns: revenue"));
  return chart;
}

static ClvChart *
make_value_per_customer (const ClvFindings *findings,
                         const char        *scheme)
{
  ClvPeriodKind kind = clv_report_chart_period_kind (findings);
  gboolean profit = clv_findings_has_profit (findings);
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (findings, kind, &n);
  g_autofree double *value = g_new (double, n);
  g_autofree guint8 *flags = g_new0 (guint8, n);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = clv_report_dup_chart_subtitle (findings, per_customer_subtitle (kind));
  int best = -1;
  guint n_complete = 0;
  ClvChart *chart;

  if (n == 0)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      value[i] = periods[i].value_per_customer;
      if (!periods[i].complete || isnan (value[i]))
        continue;
      n_complete++;
      if (best < 0 || value[i] > value[best])
        best = (int) i;
    }
  if (n_complete >= 2)
    {
      g_autofree char *when = clv_format_period (periods[best].start, kind);
      g_autofree char *amount = clv_report_chart_money (findings, value[best]);

      /* Translators: period, money */
      title = g_strdup_printf (_("A customer was worth most in %s: %s"), when, amount);
    }
  else
    title = g_strdup (profit ? _("Profit per customer") : _("Revenue per customer"));
  chart = clv_chart_new ("value-per-customer", title, subtitle);
  if (set_periods (chart, periods, n, kind, flags))
    clv_report_chart_set_note (chart, _("hatched: the period is not complete"));
  clv_chart_add_series (chart, profit ? _("Profit per customer") : _("Revenue per customer"), CLV_MARK_COLUMN,
                        profit ? CLV_COLOUR_PROFIT : CLV_COLOUR_REVENUE, n, NULL, value, flags);
  clv_report_chart_name_axis (&chart->y, "", CLV_UNIT_MONEY);
  chart->y.from_zero = TRUE;
  clv_report_chart_finish (chart, findings,
                           profit ? _("Columns: value per customer") : _("Columns: revenue per customer"));
  return chart;
}

static char *
whale_title (const ClvFindings *findings)
{
  const ClvConcentration *concentration = clv_findings_get_concentration (findings);
  double total = clv_report_total_value (findings);
  ClvMetric losing = clv_findings_get_metric (findings, CLV_M_UNPROFITABLE_CUSTOMERS);
  double share;
  guint32 n, k;
  g_autofree char *best = NULL, *part = NULL;

  if (concentration->by_profit && total > 0 && concentration->peak_share > 1 && losing.value >= 1)
    {
      g_autofree char *earning = clv_format_count (concentration->peak_customers);
      g_autofree char *peak = clv_format_money (concentration->peak_share * total,
                                                clv_findings_get_currency (findings), 0);
      g_autofree char *losers = clv_format_count ((guint64) losing.value);
      double lost_share = 1 - 1 / concentration->peak_share;
      g_autofree char *lost = clv_format_percent (lost_share, lost_share < 0.01 ? 1 : 0);

      /* Translators: number of customers, money, number of customers, percentage */
      return g_strdup_printf (ngettext ("%s customers built %s; the last %s took %s of it away",
                                        "%s customers built %s; the last %s took %s of it away",
                                        (gulong) losing.value),
                              earning, peak, losers, lost);
    }
  clv_findings_get_by_rank (findings, &n);
  share = clv_report_share_of_best (findings, 0.2, &k);
  if (!isfinite (share) || n < 5)
    return g_strdup (concentration->by_profit ? _("Cumulative profit, best customer first")
                                              : _("Cumulative revenue, best customer first"));
  best = clv_format_percent ((double) k / n, 0);
  part = clv_format_percent (share, 0);
  /* Translators: percentage of customers, percentage of the value, “profit” or “revenue” */
  return g_strdup_printf (_("The best %s of customers make %s of the %s"), best, part,
                          clv_report_value_word (findings));
}

static ClvChart *
make_whale (const ClvFindings *findings,
            const char        *scheme)
{
  const ClvConcentration *concentration = clv_findings_get_concentration (findings);
  gboolean in_shares = clv_report_total_value (findings) > 0;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  ClvChart *chart;

  if (concentration->n_curve < 2)
    return NULL;
  title = whale_title (findings);
  subtitle = clv_report_dup_chart_subtitle (findings,
                                            concentration->by_profit ? _("Cumulative profit, best customer first")
                                                                     : _("Cumulative revenue, best customer first"));
  chart = clv_chart_new ("whale", title, subtitle);
  clv_chart_add_series (chart, concentration->by_profit ? _("Profit") : _("Revenue"), CLV_MARK_AREA,
                        concentration->by_profit ? CLV_COLOUR_PROFIT : CLV_COLOUR_REVENUE, concentration->n_curve,
                        concentration->curve_customers, concentration->curve_value, NULL);
  clv_report_chart_name_axis (&chart->x, _("share of customers, best first"), CLV_UNIT_PERCENT);
  chart->x.min = 0;
  chart->x.max = 1;
  clv_report_chart_name_axis (&chart->y, "", in_shares ? CLV_UNIT_PERCENT : CLV_UNIT_MONEY);
  chart->y.from_zero = TRUE;
  if (in_shares)
    /* Translators: label of the line at 100 % of all profit or revenue */
    clv_chart_add_rule (chart, FALSE, 1, _("total"));
  chart->split_at_peak = concentration->by_profit;
  clv_report_chart_finish (chart, findings, _("A curve over the customers from the best to the worst"));
  return chart;
}

static ClvChart *
make_lorenz (const ClvFindings *findings,
             const char        *scheme)
{
  static const double diagonal[] = { 0, 1 };
  const ClvConcentration *concentration = clv_findings_get_concentration (findings);
  ClvMetric gini = clv_findings_get_metric (findings, CLV_M_GINI_REVENUE);
  g_autofree char *title = NULL, *subtitle = NULL, *number = NULL, *unit = NULL;
  g_autofree char *lower = NULL, *part = NULL;
  guint half = 0;
  ClvChart *chart;

  if (concentration->n_curve < 2 || isnan (gini.value))
    return NULL;
  for (guint i = 1; i < concentration->n_curve; i++)
    if (fabs (concentration->lorenz_customers[i] - 0.5) < fabs (concentration->lorenz_customers[half] - 0.5))
      half = i;
  lower = clv_format_percent (concentration->lorenz_customers[half], 0);
  part = clv_format_percent (concentration->lorenz_revenue[half], 1);
  /* Translators: percentage of customers, percentage of revenue */
  title = g_strdup_printf (_("The lower %s of customers bring %s of the revenue"), lower, part);
  number = clv_format_number (gini.value, 3);
  /* Translators: %s is a number from 0 to 1 */
  unit = g_strdup_printf (_("Cumulative revenue, smallest customer first · Gini %s"), number);
  subtitle = clv_report_dup_chart_subtitle (findings, unit);
  chart = clv_chart_new ("lorenz", title, subtitle);
  clv_chart_add_series (chart, _("equal"), CLV_MARK_LINE, CLV_COLOUR_COST, 2, diagonal, diagonal, NULL);
  clv_chart_add_series (chart, _("Revenue"), CLV_MARK_LINE, CLV_COLOUR_REVENUE, concentration->n_curve,
                        concentration->lorenz_customers, concentration->lorenz_revenue, NULL);
  clv_report_chart_name_axis (&chart->x, _("share of customers, smallest first"), CLV_UNIT_PERCENT);
  chart->x.min = 0;
  chart->x.max = 1;
  clv_report_chart_name_axis (&chart->y, "", CLV_UNIT_PERCENT);
  clv_report_chart_finish (chart, findings,
                           _("The further the curve hangs below the straight line, the fewer customers bring it all"));
  return chart;
}

static ClvChart *
make_deciles (const ClvFindings *findings,
              const char        *scheme)
{
  const ClvConcentration *concentration = clv_findings_get_concentration (findings);
  ClvMetric top = clv_findings_get_metric (findings, concentration->by_profit ? CLV_M_TOP_DECILE_PROFIT_SHARE
                                                                               : CLV_M_TOP_DECILE_REVENUE_SHARE);
  g_auto (GStrv) names = g_new0 (char *, G_N_ELEMENTS (concentration->deciles) + 1);
  double value[G_N_ELEMENTS (concentration->deciles)];
  g_autofree char *title = NULL, *subtitle = NULL;
  guint32 n;
  ClvChart *chart;

  clv_findings_get_by_rank (findings, &n);
  if (n < G_N_ELEMENTS (concentration->deciles))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (value); i++)
    {
      names[i] = clv_format_count (i + 1);
      value[i] = concentration->by_profit ? concentration->deciles[i].profit : concentration->deciles[i].revenue;
    }
  if (isfinite (top.value))
    {
      g_autofree char *part = clv_format_percent (top.value, 0);

      /* Translators: percentage, “profit” or “revenue” */
      title = g_strdup_printf (_("The best tenth of the customers makes %s of the %s"), part,
                               clv_report_value_word (findings));
    }
  else
    title = g_strdup (concentration->by_profit ? _("Profit by tenths of the customers")
                                               : _("Revenue by tenths of the customers"));
  subtitle = clv_report_dup_chart_subtitle (findings,
                                            concentration->by_profit ? _("Profit of each tenth, best first")
                                                                     : _("Revenue of each tenth, best first"));
  chart = clv_chart_new ("deciles", title, subtitle);
  clv_chart_set_x_categories (chart, (const char *const *) names);
  clv_chart_add_series (chart, concentration->by_profit ? _("Profit") : _("Revenue"), CLV_MARK_COLUMN,
                        concentration->by_profit ? CLV_COLOUR_PROFIT : CLV_COLOUR_REVENUE, G_N_ELEMENTS (value),
                        NULL, value, NULL);
  clv_report_chart_name_axis (&chart->x, _("tenth of the customers, best first"), CLV_UNIT_NUMBER);
  clv_report_chart_name_axis (&chart->y, "", CLV_UNIT_MONEY);
  chart->y.from_zero = TRUE;
  clv_report_chart_finish (chart, findings, _("Ten columns, one for each tenth of the customers"));
  return chart;
}

/* “Country “France” makes 29 % of the profit with 21 % of the customers”. */
static char *
segments_title (const ClvFindings      *findings,
                const ClvSegmentScheme *scheme,
                guint                   best)
{
  const ClvSegment *segment = &scheme->segments[best];
  gboolean profit = clv_findings_has_profit (findings);
  double share = profit ? segment->share_of_profit : segment->share_of_revenue;
  g_autofree char *part = NULL, *customers = NULL;

  if (!isfinite (share) || !isfinite (segment->share_of_customers) || share <= 0)
    /* Translators: %s is a column such as “Country” */
    return g_strdup_printf (profit ? _("Profit by “%s”") : _("Revenue by “%s”"), scheme->title);
  part = clv_format_percent (share, 0);
  customers = clv_format_percent (segment->share_of_customers, 0);
  /* Translators: a column such as “Country”, name of a group, percentage, “profit” or “revenue”, percentage */
  return g_strdup_printf (_("%s “%s” makes %s of the %s with %s of the customers"), scheme->title, segment->name, part,
                          clv_report_value_word (findings), customers);
}

static ClvChart *
make_segments (const ClvFindings *findings,
               const char        *scheme_id)
{
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (findings, scheme_id != NULL ? scheme_id : "tier");
  gboolean profit = clv_findings_has_profit (findings);
  g_auto (GStrv) names = NULL;
  g_autofree double *value = NULL;
  g_autofree char *title = NULL, *subtitle = NULL, *unit = NULL;
  guint n, best = 0;
  ClvChart *chart;

  if (scheme == NULL || scheme->n_segments == 0)
    return NULL;
  n = MIN (scheme->n_segments, MAX_SEGMENTS);
  names = g_new0 (char *, n + 1);
  value = g_new (double, n);
  for (guint i = 0; i < n; i++)
    {
      names[i] = g_strdup (scheme->segments[i].name);
      value[i] = profit ? scheme->segments[i].profit : scheme->segments[i].revenue;
      if (value[i] > value[best])
        best = i;
    }
  title = segments_title (findings, scheme, best);
  /* Translators: %s is a column such as “Country” */
  unit = g_strdup_printf (profit ? _("Profit by “%s”") : _("Revenue by “%s”"), scheme->title);
  subtitle = clv_report_dup_chart_subtitle (findings, unit);
  chart = clv_chart_new ("segments", title, subtitle);
  /* A bar chart's categories stand on its vertical axis. */
  clv_chart_set_x_categories (chart, (const char *const *) names);
  clv_chart_add_series (chart, profit ? _("Profit") : _("Revenue"), CLV_MARK_BAR,
                        profit ? CLV_COLOUR_PROFIT : CLV_COLOUR_REVENUE, n, NULL, value, NULL);
  clv_report_chart_name_axis (&chart->y, "", CLV_UNIT_MONEY);
  chart->y.from_zero = TRUE;
  if (scheme->n_segments > n)
    {
      g_autofree char *note = g_strdup_printf (ngettext ("%u more group is not shown", "%u more groups are not shown",
                                                         scheme->n_segments - n),
                                               scheme->n_segments - n);

      clv_report_chart_set_note (chart, note);
    }
  else if (scheme->overlapping)
    clv_report_chart_set_note (chart, _("a customer may belong to several groups"));
  clv_report_chart_finish (chart, findings, _("One bar for each group"));
  return chart;
}

static const char *const chart_names[] = {
  "overview", "value-per-customer", "whale", "lorenz", "deciles", "segments",
  "clv-histogram", "alive-value", "base-change", "tracking", "calibration", "lift", "survival", NULL,
};

static const MakeChart makers[] = {
  make_overview, make_value_per_customer, make_whale, make_lorenz, make_deciles, make_segments,
  clv_report_make_clv_histogram, clv_report_make_alive_value, clv_report_make_base_change, clv_report_make_tracking,
  clv_report_make_calibration, clv_report_make_lift, clv_report_make_survival,
};

static void
set_no_scheme (const ClvFindings *findings,
               const char        *scheme,
               GError           **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < clv_findings_get_n_schemes (findings); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", clv_findings_get_scheme (findings, i)->id);
  /* Translators: what was asked for, what there is */
  g_set_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_NO_CHART,
               _("These data cannot be grouped by “%s”. There are: %s."), scheme, list->str);
}

/* What the data lack for this chart, in words that need no name of it. */
static const char *
why_empty (const ClvFindings *findings,
           const char        *name)
{
  guint32 n_ranked;

  clv_findings_get_by_rank (findings, &n_ranked);
  if (strcmp (name, "overview") == 0 || strcmp (name, "value-per-customer") == 0)
    return _("Nothing can be drawn over time, because the orders have no dates. Add a file of dated orders.");
  if (strcmp (name, "tracking") == 0 || strcmp (name, "calibration") == 0 || strcmp (name, "lift") == 0)
    return _("Predictions cannot be checked on these data: the history is too short to hold a part of it out.");
  if (strcmp (name, "clv-histogram") == 0 || strcmp (name, "alive-value") == 0)
    return _("Nothing is predicted for these data: that takes dated orders of customers over more than one period.");
  if (strcmp (name, "survival") == 0)
    return _("How long customers stay under contract is drawn where a table says for how long each has been there, and who has left.");
  if (strcmp (name, "base-change") == 0)
    return _("The value of the base cannot be compared with a year ago: the history is too short, or nothing is predicted.");
  if (n_ranked == 0)
    return _("Nothing can be drawn, because no customer has a value. Check what the columns mean.");
  if (strcmp (name, "lorenz") == 0)
    return _("Shares of revenue cannot be drawn, because the customers together have none.");
  return _("There are too few customers with a value to draw this.");
}

/**
 * clv_report_chart_names:
 *
 * Returns: NULL-terminated names that clv_report_chart() takes
 */
const char *const *
clv_report_chart_names (void)
{
  return chart_names;
}

/**
 * clv_report_chart:
 * @findings: what the analysis found
 * @name: one of clv_report_chart_names()
 * @scheme: (nullable): for “segments”, what to group by; value tiers when NULL
 *
 * Returns: (transfer full): the chart; NULL with CLV_REPORT_ERROR_NO_CHART when there is none of that name,
 *   or nothing to draw
 */
ClvChart *
clv_report_chart (const ClvFindings *findings,
                  const char        *name,
                  const char        *scheme,
                  GError           **error)
{
  for (guint i = 0; chart_names[i] != NULL; i++)
    {
      ClvChart *chart;

      if (strcmp (chart_names[i], name) != 0)
        continue;
      if (scheme != NULL && makers[i] == make_segments && clv_findings_find_scheme (findings, scheme) == NULL)
        {
          set_no_scheme (findings, scheme, error);
          return NULL;
        }
      chart = makers[i](findings, scheme);
      if (chart == NULL)
        g_set_error_literal (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_NO_CHART, why_empty (findings, name));
      return chart;
    }
  {
    g_autofree char *names = g_strjoinv (", ", (char **) chart_names);

    /* Translators: name of a chart, list of names */
    g_set_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_NO_CHART, _("There is no chart “%s”. The charts are: %s."),
                 name, names);
  }
  return NULL;
}
