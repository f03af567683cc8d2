/* test-chart.c - the spec of a chart, and what it says in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart.h"

#include <math.h>
#include <string.h>

#include "clv-test.h"
#include "samples.h"

static void
arrays_are_copied (void)
{
  double y[] = { 1, 2 };
  guint8 flags[] = { 0, CLV_POINT_KEY };
  g_autoptr (ClvChart) chart = clv_chart_new ("id", "title", "subtitle");
  ClvChartSeries *series = clv_chart_add_series (chart, "A", CLV_MARK_LINE, CLV_COLOUR_COST, 2, NULL, y, flags);

  y[0] = 77;
  flags[1] = 0;

  g_assert_cmpfloat (series->y[0], ==, 1);
  g_assert_cmpuint (series->flags[1], ==, CLV_POINT_KEY);
  g_assert_null (series->x);
  g_assert_true (isnan (chart->cut));
  g_assert_true (isnan (chart->x.min));
}

static void
copy_says_the_same_and_shares_nothing (void)
{
  for (guint k = 0; sample_all[k] != NULL; k++)
    {
      g_autoptr (ClvChart) chart = sample_all[k]();
      g_autoptr (ClvChart) copy = clv_chart_copy (chart);
      g_autofree char *expected = clv_chart_describe (chart);
      g_autofree char *actual = NULL;

      g_assert_true (copy->note != chart->note);
      g_assert_true (copy->x.categories == NULL || copy->x.categories != chart->x.categories);
      g_clear_pointer (&chart, clv_chart_free);
      actual = clv_chart_describe (copy);
      g_assert_cmpstr (actual, ==, expected);
    }
}

static void
data_is_told_in_words (void)
{
  clv_test_speak_plainly ();

  g_autoptr (ClvChart) chart = sample_groups ();
  g_autofree char *text = clv_chart_describe (chart);

  g_assert_cmpstr (text, ==,
                   "Revenue rose each full year. Per year.\n"
                   "Revenue: 2014 €477,797; 2015 €515,920; 2016 €710,000; 2017 €959,874; 2018 €320,000 (not complete).\n"
                   "Cost: 2014 €428,000; 2015 €460,000; 2016 €621,000; 2017 €843,000; 2018 €360,000 (not complete).\n"
                   "Profit: 2014 €49,797; 2015 €55,920; 2016 €89,000; 2017 €116,874; 2018 −€40,000 (not complete).");
}

static void
long_series_are_told_by_their_course (void)
{
  clv_test_speak_plainly ();

  g_autoptr (ClvChart) chart = sample_whale ();
  g_autofree char *text = clv_chart_describe (chart);

  g_assert_nonnull (strstr (text, "; 100% €341,212."));
  g_assert_nonnull (strstr (text, "100% of profit: €341,212."));
  g_assert_cmpuint (g_utf8_strlen (text, -1), <, 500);
}

static void
given_description_wins (void)
{
  g_autoptr (ClvChart) chart = sample_groups ();
  g_autofree char *text = NULL;

  chart->description = g_strdup ("In short: more.");
  text = clv_chart_describe (chart);
  g_assert_cmpstr (text, ==, "In short: more.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/chart/arrays-are-copied", arrays_are_copied);
  g_test_add_func ("/chart/chart/copy-says-the-same-and-shares-nothing", copy_says_the_same_and_shares_nothing);
  g_test_add_func ("/chart/chart/data-is-told-in-words", data_is_told_in_words);
  g_test_add_func ("/chart/chart/long-series-are-told-by-their-course", long_series_are_told_by_their_course);
  g_test_add_func ("/chart/chart/given-description-wins", given_description_wins);
  return sample_run ();
}
