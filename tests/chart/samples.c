/* samples.c - one chart of every kind, for the tests of this layer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "samples.h"

#include <locale.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "clv-test.h"

static ClvChart *
money_chart (const char *id,
             const char *title,
             const char *subtitle,
             const char *currency)
{
  ClvChart *chart = clv_chart_new (id, title, subtitle);

  g_free (chart->currency);
  chart->currency = g_strdup (currency);
  chart->y.unit = CLV_UNIT_MONEY;
  return chart;
}

ClvChart *
sample_deciles (void)
{
  const double y[] = { 145000, 84000, 59000, 44000, 31000, 22000, 14000, 7000, -4000, -59000 };
  const guint8 flags[] = { CLV_POINT_KEY, 0, 0, 0, 0, 0, 0, 0, 0, CLV_POINT_KEY };
  const char *const names[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", NULL };
  ClvChart *chart = money_chart ("deciles", "The best tenth earns 42% of the profit",
                                 "Profit per tenth of customers, best first", "€");

  clv_chart_set_x_categories (chart, names);
  clv_chart_add_series (chart, "Profit", CLV_MARK_COLUMN, CLV_COLOUR_PROFIT, 10, NULL, y, flags);
  return chart;
}

ClvChart *
sample_trend (void)
{
  const double revenue[] = { 450, 590, 690, 700, 630, 670, 705, 620, 650, 755, 630, 675, 615, 755, 805, 755 };
  const double cost[] = { 410, 510, 580, 620, 550, 580, 605, 565, 560, 680, 565, 575, 535, 670, 705, 663 };
  double profit[16];
  guint8 flags[16] = { 0 };
  g_auto (GStrv) names = g_new0 (char *, 17);
  ClvChart *chart = money_chart ("trend", "Revenue per customer grows, and cost grows with it",
                                 "Per active customer and quarter", "€");

  for (guint i = 0; i < 16; i++)
    {
      profit[i] = revenue[i] - cost[i];
      names[i] = g_strdup_printf ("Q%u %u", i % 4 + 1, 2014 + i / 4);
    }
  flags[15] = CLV_POINT_INCOMPLETE;
  g_free (chart->note);
  chart->note = g_strdup ("hatched: Q4 2017 is not complete, returns arrive up to 30 days later");
  clv_chart_set_x_categories (chart, (const char *const *) names);
  clv_chart_add_series (chart, "Profit", CLV_MARK_COLUMN, CLV_COLOUR_PROFIT, 16, NULL, profit, flags);
  clv_chart_add_series (chart, "Revenue", CLV_MARK_LINE, CLV_COLOUR_REVENUE, 16, NULL, revenue, flags);
  clv_chart_add_series (chart, "Cost", CLV_MARK_LINE, CLV_COLOUR_COST, 16, NULL, cost, flags);
  return chart;
}

ClvChart *
sample_whale (void)
{
  double x[201], y[201];
  ClvChart *chart = money_chart ("whale", "657 customers built €404,632 – the last 137 took 16% of it away",
                                 "Cumulative profit, best customer first", "€");

  for (guint i = 0; i <= 200; i++)
    {
      x[i] = i / 200.0;
      y[i] = x[i] < 0.83 ? 404632 * (1 - pow (1 - x[i] / 0.83, 2.2)) : 404632 - 63420 * pow ((x[i] - 0.83) / 0.17, 2.5);
    }
  chart->x.unit = CLV_UNIT_PERCENT;
  g_free (chart->x.title);
  chart->x.title = g_strdup ("share of customers, most profitable first");
  chart->split_at_peak = TRUE;
  chart->cut = 0.2;
  clv_chart_add_series (chart, "Cumulative profit", CLV_MARK_AREA, CLV_COLOUR_PROFIT, 201, x, y, NULL);
  clv_chart_add_rule (chart, FALSE, 341212, "100% of profit");
  return chart;
}

ClvChart *
sample_bars (void)
{
  const double y[] = { 780112, 563298, 403994, 308251, 232200, 206468, 167678, 36381, 20144, 8012, -12788 };
  const char *const names[] = { "Champions", "Loyal", "At risk", "Asleep", "Slipping", "Need attention",
                                "Potential loyalist with a very long name that goes on and on", "About to sleep",
                                "新客户", "Lost", "New or rare", NULL };
  ClvChart *chart = money_chart ("segments", "“At risk” is third by revenue", "Revenue by segment", "€");

  clv_chart_set_x_categories (chart, names);
  clv_chart_add_series (chart, "Revenue", CLV_MARK_BAR, CLV_COLOUR_PROFIT, 11, NULL, y, NULL);
  return chart;
}

ClvChart *
sample_two_bars (void)
{
  const double revenue[] = { 780112, 563298, 403994 };
  const double profit[] = { 99612, 77237, -15409 };
  const char *const names[] = { "Consumer", "Corporate", "Home office", NULL };
  ClvChart *chart = money_chart ("two-bars", "Home office has revenue and a loss", "By segment", "CHF");

  clv_chart_set_x_categories (chart, names);
  clv_chart_add_series (chart, "Revenue", CLV_MARK_BAR, CLV_COLOUR_REVENUE, 3, NULL, revenue, NULL);
  clv_chart_add_series (chart, "Profit", CLV_MARK_BAR, CLV_COLOUR_PROFIT, 3, NULL, profit, NULL);
  return chart;
}

ClvChart *
sample_waterfall (void)
{
  const double y[] = { 126, 76, 44, -290, 15, -29 };
  const guint8 flags[] = { CLV_POINT_TOTAL, 0, 0, 0, 0, CLV_POINT_TOTAL };
  const char *const names[] = { "2016", "New customers", "Bought more often", "Customers who left", "Prices", "2017", NULL };
  ClvChart *chart = money_chart ("bridge", "Customers who left cost more than all others brought", "Profit", "€");

  clv_chart_set_x_categories (chart, names);
  clv_chart_add_series (chart, "", CLV_MARK_WATERFALL, CLV_COLOUR_REVENUE, 6, NULL, y, flags);
  return chart;
}

ClvChart *
sample_groups (void)
{
  const double revenue[] = { 477797, 515920, 710000, 959874, 320000 };
  const double cost[] = { 428000, 460000, 621000, 843000, 360000 };
  const double profit[] = { 49797, 55920, 89000, 116874, -40000 };
  const guint8 flags[] = { 0, 0, 0, 0, CLV_POINT_INCOMPLETE };
  const char *const names[] = { "2014", "2015", "2016", "2017", "2018", NULL };
  ClvChart *chart = money_chart ("periods", "Revenue rose each full year", "Per year", "€");

  clv_chart_set_x_categories (chart, names);
  clv_chart_add_series (chart, "Revenue", CLV_MARK_COLUMN, CLV_COLOUR_REVENUE, 5, NULL, revenue, flags);
  clv_chart_add_series (chart, "Cost", CLV_MARK_COLUMN, CLV_COLOUR_COST, 5, NULL, cost, flags);
  clv_chart_add_series (chart, "Profit", CLV_MARK_COLUMN, CLV_COLOUR_PROFIT, 5, NULL, profit, flags);
  return chart;
}

ClvChart *
sample_lines (void)
{
  double x[51], equal[51], revenue[51], profit[51];
  ClvChart *chart = clv_chart_new ("lorenz", "The worst half makes 9% of revenue", "Lorenz curve");

  for (guint i = 0; i <= 50; i++)
    {
      x[i] = equal[i] = i / 50.0;
      revenue[i] = pow (x[i], 3.5);
      profit[i] = i > 20 && i < 25 ? NAN : pow (x[i], 3.3) - 0.03;
    }
  chart->x.unit = chart->y.unit = CLV_UNIT_PERCENT;
  g_free (chart->x.title);
  chart->x.title = g_strdup ("share of customers");
  clv_chart_add_series (chart, "If all were the same", CLV_MARK_LINE, CLV_COLOUR_COST, 51, x, equal, NULL);
  clv_chart_add_series (chart, "Revenue", CLV_MARK_LINE, CLV_COLOUR_REVENUE, 51, x, revenue, NULL);
  clv_chart_add_series (chart, "Profit", CLV_MARK_LINE, CLV_COLOUR_PROFIT, 51, x, profit, NULL);
  clv_chart_add_rule (chart, TRUE, 0.5, "half of the customers");
  return chart;
}

/* 2017-01-01 is day 17167. */
#define FIRST_DAY 17167.0

ClvChart *
sample_tracking (void)
{
  double day[53], bought[53], model[53], low[53], high[53], rule[53];
  ClvChart *chart = clv_chart_new ("tracking", "The model followed the year and fell a little behind in autumn",
                                   "Repeat orders of the 789 customers in 2017, added up week by week");
  ClvChartSeries *series;

  for (guint i = 0; i < G_N_ELEMENTS (day); i++)
    {
      day[i] = FIRST_DAY + 7.0 * i;
      bought[i] = i * 28 + 3.0 * i * i / 53 + 12 * sin (i / 4.0);
      model[i] = i * 30.0;
      low[i] = model[i] * 0.92;
      high[i] = model[i] * 1.08;
      rule[i] = i * 23.5;
    }
  chart->x.unit = CLV_UNIT_DATE;
  series = clv_chart_add_series (chart, "Model", CLV_MARK_LINE, CLV_COLOUR_REVENUE, G_N_ELEMENTS (day), day, model, NULL);
  clv_chart_series_set_interval (series, low, high);
  series = clv_chart_add_series (chart, "Same as last year", CLV_MARK_LINE, CLV_COLOUR_LOSS, G_N_ELEMENTS (day), day, rule, NULL);
  series->dashed = TRUE;
  clv_chart_add_series (chart, "Really bought", CLV_MARK_LINE, CLV_COLOUR_INK, G_N_ELEMENTS (day), day, bought, NULL);
  return chart;
}

ClvChart *
sample_scatter (void)
{
  double alive[400], value[400];
  ClvChart *chart = clv_chart_new ("alive-value", "Half of the value is with 40 customers who are slipping away",
                                   "Each dot a customer");

  /* A spread without a generator of random numbers: multiples of two irrational numbers. */
  for (guint i = 0; i < G_N_ELEMENTS (alive); i++)
    {
      alive[i] = fmod (i * 0.6180339887498949, 1);
      value[i] = exp (1 + 7 * fmod (i * 0.41421356237309515, 1));
    }
  value[7] = 0;
  g_free (chart->currency);
  chart->currency = g_strdup ("€");
  chart->x.unit = CLV_UNIT_PERCENT;
  chart->x.min = 0;
  chart->x.max = 1;
  chart->y.unit = CLV_UNIT_MONEY;
  chart->y.logarithmic = TRUE;
  g_free (chart->x.title);
  chart->x.title = g_strdup ("Chance of being still a customer");
  g_free (chart->y.title);
  chart->y.title = g_strdup ("Value if still there");
  clv_chart_add_series (chart, "Customers", CLV_MARK_POINTS, CLV_COLOUR_REVENUE, G_N_ELEMENTS (alive), alive, value, NULL);
  clv_chart_add_rule (chart, TRUE, 0.5, "");
  clv_chart_add_rule (chart, FALSE, 100, "");
  clv_chart_set_corners (chart, "Win back", "Look after", "Let go", "Keep cheaply");
  return chart;
}

ClvChart *
sample_calibration (void)
{
  const double predicted[] = { 0.2, 0.4, 0.6, 0.9, 1.1, 1.4, 1.8, 2.2, 2.7, 3.5 };
  const double bought[] = { 0.3, 0.35, 0.7, 0.8, 1.3, 1.5, 1.6, 2.4, 2.6, 3.1 };
  const double low[] = { 0.2, 0.3, 0.5, 0.7, 1.0, 1.2, 1.5, 1.9, 2.3, 3.0 };
  const double high[] = { 0.4, 0.6, 0.8, 1.1, 1.4, 1.7, 2.1, 2.6, 3.1, 4.0 };
  const double ends[] = { 0, 4 };
  ClvChart *chart = clv_chart_new ("calibration", "Rare buyers came back more than predicted",
                                   "Orders per customer, ten groups");
  ClvChartSeries *series;

  g_free (chart->x.title);
  chart->x.title = g_strdup ("predicted");
  g_free (chart->y.title);
  chart->y.title = g_strdup ("bought");
  chart->y.from_zero = TRUE;
  chart->x.min = 0;
  chart->x.max = 4;
  series = clv_chart_add_series (chart, "on the line: right", CLV_MARK_LINE, CLV_COLOUR_COST, 2, ends, ends, NULL);
  series->dashed = TRUE;
  series = clv_chart_add_series (chart, "Customers", CLV_MARK_POINTS, CLV_COLOUR_REVENUE, G_N_ELEMENTS (predicted), predicted,
                                 bought, NULL);
  clv_chart_series_set_interval (series, low, high);
  return chart;
}

ClvChart *
sample_empty (void)
{
  const double y[] = { NAN, NAN };
  ClvChart *chart = clv_chart_new ("empty", "Profit by month", "No month has any");

  clv_chart_add_series (chart, "Profit", CLV_MARK_LINE, CLV_COLOUR_PROFIT, 2, NULL, y, NULL);
  return chart;
}

ClvChart *
sample_cohorts (void)
{
  static const char *const ages[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", NULL };
  ClvChart *chart = clv_chart_new ("cohorts", "After 3 months, 24 % of customers buy again", "Active customers in percent");

  clv_chart_set_x_categories (chart, ages);
  g_free (chart->x.title);
  chart->x.title = g_strdup ("Months since the first order");
  chart->y.unit = CLV_UNIT_PERCENT;
  chart->y.max = 0.4;
  for (guint s = 0; s < SAMPLE_COHORTS; s++)
    {
      g_autofree char *name = g_strdup_printf ("2023-%02u", s + 1);
      double y[SAMPLE_COHORTS];
      guint8 flags[SAMPLE_COHORTS] = { 0 };

      for (guint i = 0; i < SAMPLE_COHORTS; i++)
        y[i] = i == 0 ? 1 : i + s < SAMPLE_COHORTS ? 0.4 / i : NAN;
      y[2] = s == 5 ? -0.1 : y[2];
      flags[SAMPLE_COHORTS - 1 - s] = CLV_POINT_INCOMPLETE;
      clv_chart_add_series (chart, name, CLV_MARK_HEAT, CLV_COLOUR_REVENUE, SAMPLE_COHORTS, NULL, y, flags);
    }
  return chart;
}

const SampleFunc sample_all[] = {
  sample_deciles,  sample_trend,  sample_whale, sample_bars,  sample_two_bars,
  sample_waterfall, sample_groups, sample_lines, sample_tracking,
  sample_scatter,  sample_calibration, sample_cohorts, sample_empty, NULL,
};

gboolean
sample_use_comma_locale (void)
{
  g_autofree char *dir = NULL;
  g_autofree char *path = NULL;

  if (setlocale (LC_ALL, "de_DE.UTF-8") != NULL)
    return TRUE;

  /* A small system has the sources of locales only: make it for this test. */
  dir = clv_test_dir ();
  path = g_build_filename (dir, "de_DE.UTF-8", NULL);
  {
    const char *const command[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", path, NULL };

    g_spawn_sync (NULL, (char **) command, NULL,
                  G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                  NULL, NULL);
  }
  g_setenv ("LOCPATH", dir, TRUE);
  if (setlocale (LC_ALL, "de_DE.UTF-8") != NULL)
    return TRUE;
  g_unsetenv ("LOCPATH");
  g_test_skip ("locale de_DE.UTF-8 is not here and cannot be made");
  return FALSE;
}

/* Fontconfig keeps its configuration, and what pango's thread took from it,
 * until the process ends. Read by the leak checker, if there is one. */
const char *__lsan_default_suppressions (void) __attribute__ ((weak));

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig\n";
}

int
sample_run (void)
{
  const int result = g_test_run ();

  pango_cairo_font_map_set_default (NULL);
  cairo_debug_reset_static_data ();
  return result;
}
