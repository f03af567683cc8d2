/* test-scale.c - nice ticks, and numbers as people read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-scale-private.h"

#include <locale.h>
#include <math.h>

#include "clv-test.h"
#include "samples.h"

static void
steps_are_nice_and_reach_the_data (void)
{
  for (guint k = 0; k < 20000; k++)
    {
      const double size = pow (10, g_test_rand_double_range (-6, 12));
      const double low = g_test_rand_bit () ? 0 : g_test_rand_double_range (-size, size);
      const double high = low + size * g_test_rand_double_range (0.001, 1);
      const guint intervals = g_test_rand_int_range (1, 9);
      ClvChartScale scale;
      double factor;

      clv_chart_scale_init (&scale, low, high, intervals, CLV_SCALE_NICE_ENDS);

      factor = scale.step / pow (10, floor (log10 (scale.step) + 1e-9));
      g_assert_true (fabs (factor - 1) < 1e-6 || fabs (factor - 2) < 1e-6 || fabs (factor - 2.5) < 1e-6 ||
                     fabs (factor - 5) < 1e-6);
      g_assert_cmpfloat (scale.min, <=, low + 1e-9 * scale.step);
      g_assert_cmpfloat (scale.max, >=, high - 1e-9 * scale.step);
      /* Never more than half a step and a little air is empty. */
      g_assert_cmpfloat (low - scale.min, <=, scale.step * 0.5 + (high - low) * 0.041);
      g_assert_cmpfloat (scale.max - high, <=, scale.step * 0.5 + (high - low) * 0.041);
      g_assert_cmpuint (scale.n_ticks, <=, intervals + 1);
      for (guint i = 0; i < scale.n_ticks; i++)
        {
          const double tick = clv_chart_scale_tick (&scale, i);

          g_assert_cmpfloat (tick, >=, scale.min - 1e-6 * scale.step);
          g_assert_cmpfloat (tick, <=, scale.max + 1e-6 * scale.step);
        }
    }
}

static void
ticks_by_hand (void)
{
  ClvChartScale scale;

  clv_chart_scale_init (&scale, 0, 805, 5, CLV_SCALE_NICE_ENDS);
  g_assert_cmpfloat (scale.step, ==, 200);
  g_assert_cmpuint (scale.n_ticks, ==, 5);
  g_assert_cmpfloat (clv_chart_scale_tick (&scale, 4), ==, 800);

  clv_chart_scale_init (&scale, 0, 950, 5, CLV_SCALE_NICE_ENDS);
  g_assert_cmpfloat (scale.max, ==, 1000);

  /* Three tenths are 0.3, not 0.30000000000000004. */
  clv_chart_scale_init (&scale, 0, 0.5, 5, CLV_SCALE_NICE_ENDS);
  g_assert_cmpfloat (clv_chart_scale_tick (&scale, 3), ==, 3 * 0.1);
  g_assert_cmpuint (scale.n_ticks, ==, 6);
}

/* Room for six steps: three a decade for 2 to 80, decades for 0.3 to 40,000. */
static void
factors_by_hand (void)
{
  static const double short_ticks[] = { 2, 5, 10, 20, 50, 100 };
  ClvChartScale scale;

  clv_chart_scale_init_log (&scale, 2.5, 80, 6);
  g_assert_cmpfloat (scale.min, ==, 2);
  g_assert_cmpfloat (scale.max, ==, 100);
  g_assert_cmpuint (scale.n_ticks, ==, G_N_ELEMENTS (short_ticks));
  for (guint i = 0; i < scale.n_ticks; i++)
    g_assert_cmpfloat_with_epsilon (clv_chart_scale_tick (&scale, i), short_ticks[i], 1e-9);
  /* Halfway between 2 and 100 is the root of 200. */
  g_assert_cmpfloat_with_epsilon (clv_chart_scale_share (&scale, sqrt (200)), 0.5, 1e-12);

  clv_chart_scale_init_log (&scale, 0.3, 40000, 6);
  g_assert_cmpfloat_with_epsilon (scale.min, 0.2, 1e-12);
  g_assert_cmpfloat (scale.max, ==, 50000);
  g_assert_cmpuint (scale.n_ticks, ==, 5); /* 1, 10, 100, 1,000, 10,000 */
  g_assert_cmpfloat (clv_chart_scale_tick (&scale, 0), ==, 1);
  g_assert_cmpfloat (clv_chart_scale_tick (&scale, 4), ==, 10000);

  clv_chart_scale_init_log (&scale, 7, 7, 5);
  g_assert_cmpfloat (scale.min, <, scale.max);
}

static void
assert_date_tick (const ClvChartScale *scale,
                  guint                i,
                  double               day,
                  const char          *text)
{
  g_autofree char *shown = clv_chart_format_tick (scale, clv_chart_scale_tick (scale, i), CLV_UNIT_DATE, FALSE, NULL);

  g_assert_cmpfloat (clv_chart_scale_tick (scale, i), ==, day);
  g_assert_cmpstr (shown, ==, text);
}

/* Days since 1970 by `date -u -d … +%s` / 86400. */
static void
dates_by_hand (void)
{
  g_autofree char *text = NULL;
  ClvChartScale scale;

  /* 2017: months, when there is room for twelve; quarters for four. */
  clv_chart_scale_init_dates (&scale, 17167, 17531, 12);
  g_assert_cmpuint (scale.n_ticks, ==, 12);
  assert_date_tick (&scale, 0, 17167, "Jan 2017");
  assert_date_tick (&scale, 3, 17257, "Apr");
  clv_chart_scale_init_dates (&scale, 17167, 17531, 4);
  g_assert_cmpuint (scale.n_ticks, ==, 4);
  assert_date_tick (&scale, 1, 17257, "Apr");
  /* From the middle of a month on, the first tick still says its year. */
  clv_chart_scale_init_dates (&scale, 17180, 17560, 5);
  assert_date_tick (&scale, 0, 17257, "Apr 2017");
  assert_date_tick (&scale, 3, 17532, "Jan 2018");
  /* Twenty years: every fifth. */
  clv_chart_scale_init_dates (&scale, 10957, 18262, 5);
  assert_date_tick (&scale, 0, 10957, "2000");
  assert_date_tick (&scale, 1, 12784, "2005");
  /* Three weeks: days. */
  clv_chart_scale_init_dates (&scale, 17167, 17188, 3);
  assert_date_tick (&scale, 0, 17167, "1 Jan");
  assert_date_tick (&scale, 1, 17174, "8 Jan");
  text = clv_chart_format_value (17180.4, CLV_UNIT_DATE, "€");
  g_assert_cmpstr (text, ==, "14 Jan 2017");
}

static void
days_out_of_the_calendar_have_no_ticks (void)
{
  static const double ends[][2] = { { -1e9, 1e9 }, { 17167, INFINITY }, { NAN, NAN }, { 1e300, 2e300 } };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      ClvChartScale scale;

      clv_chart_scale_init_dates (&scale, ends[i][0], ends[i][1], 5);
      g_assert_cmpuint (scale.n_ticks, <=, CLV_SCALE_MAX_TICKS);
    }
}

static void
counts_have_whole_ticks (void)
{
  for (guint n = 1; n < 300; n++)
    for (guint intervals = 1; intervals < 8; intervals++)
      {
        ClvChartScale scale;

        clv_chart_scale_init (&scale, 0, n, intervals, CLV_SCALE_NICE_ENDS | CLV_SCALE_WHOLE);
        g_assert_cmpfloat (scale.step, ==, floor (scale.step));
        g_assert_cmpfloat (scale.step, >=, 1);
      }
}

static void
odd_ranges_still_make_an_axis (void)
{
  static const double ranges[][2] = { { 0, 0 },        { 5, 5 }, { -5, -5 },        { NAN, NAN },
                                      { 1, INFINITY }, { 3, 1 }, { 1e-300, 2e-300 } };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      ClvChartScale scale;

      clv_chart_scale_init (&scale, ranges[i][0], ranges[i][1], 4, CLV_SCALE_NICE_ENDS);
      g_assert_cmpfloat (scale.max, >, scale.min);
      g_assert_true (isfinite (scale.min) && isfinite (scale.max));
      g_assert_cmpuint (scale.n_ticks, >=, 2);
      g_assert_cmpuint (scale.n_ticks, <=, 6);
    }
}

static void
assert_text (char       *actual,
             const char *expected)
{
  g_assert_cmpstr (actual, ==, expected);
  g_free (actual);
}

static void
values_read_as_written (void)
{
  clv_test_speak_plainly ();

  /* NOTES of the design: minus is U+2212 and stands before the currency; thousands are marked. */
  assert_text (clv_chart_format_value (-1234, CLV_UNIT_MONEY, "€"), "−€1,234");
  assert_text (clv_chart_format_value (341211.8, CLV_UNIT_MONEY, "€"), "€341,212");
  assert_text (clv_chart_format_value (86.666, CLV_UNIT_MONEY, "€"), "€86.67");
  assert_text (clv_chart_format_value (50, CLV_UNIT_MONEY, "CHF"), "CHF\u00a050");
  assert_text (clv_chart_format_value (50, CLV_UNIT_MONEY, ""), "50");
  assert_text (clv_chart_format_value (-0.001, CLV_UNIT_MONEY, "€"), "€0.00");
  assert_text (clv_chart_format_value (1.034, CLV_UNIT_PERCENT, NULL), "103.4%");
  assert_text (clv_chart_format_value (0.7, CLV_UNIT_PERCENT, NULL), "70%");
  assert_text (clv_chart_format_value (-0.2, CLV_UNIT_PERCENT, NULL), "−20%");
  assert_text (clv_chart_format_value (2.41, CLV_UNIT_NUMBER, NULL), "2.41");
  assert_text (clv_chart_format_value (1234567, CLV_UNIT_NUMBER, NULL), "1,234,567");
  assert_text (clv_chart_format_value (1e18, CLV_UNIT_NUMBER, NULL), "1e+18");
}

static void
compact_values_are_short (void)
{
  clv_test_speak_plainly ();

  assert_text (clv_chart_format_compact (145000, 145000, CLV_UNIT_MONEY, "€"), "€145k");
  assert_text (clv_chart_format_compact (-4000, 145000, CLV_UNIT_MONEY, NULL), "−4k");
  assert_text (clv_chart_format_compact (412, 145000, CLV_UNIT_MONEY, NULL), "412");
  assert_text (clv_chart_format_compact (9069, 9069, CLV_UNIT_MONEY, NULL), "9,069");
  assert_text (clv_chart_format_compact (1234567, 1234567, CLV_UNIT_MONEY, "€"), "€1.2M");
  assert_text (clv_chart_format_compact (999900, 999900, CLV_UNIT_MONEY, "€"), "€1.0M");
  assert_text (clv_chart_format_compact (0.424, 0.424, CLV_UNIT_PERCENT, NULL), "42%");
}

static void
check_ticks (double      low,
             double      high,
             guint       intervals,
             ClvUnit     unit,
             const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);
  ClvChartScale scale;

  clv_chart_scale_init (&scale, low, high, intervals, CLV_SCALE_NICE_ENDS);
  for (guint i = 0; i < scale.n_ticks; i++)
    {
      const double value = clv_chart_scale_tick (&scale, i);
      g_autofree char *text = clv_chart_format_tick (&scale, value, unit, i + 1 == scale.n_ticks, "€");

      g_string_append_printf (all, "%s%s", i > 0 ? " " : "", text);
    }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
tick_texts_are_short_and_exact (void)
{
  clv_test_speak_plainly ();

  check_ticks (0, 404632, 4, CLV_UNIT_MONEY, "0 100k 200k 300k €400k");
  check_ticks (0, 805, 4, CLV_UNIT_MONEY, "0 200 400 600 €800");
  check_ticks (0, 1, 4, CLV_UNIT_PERCENT, "0 25 50 75 100%");
  check_ticks (-0.02, 0.04, 4, CLV_UNIT_PERCENT, "−2 0 2 4%");
  check_ticks (0, 1.9e6, 4, CLV_UNIT_MONEY, "0 0.5M 1.0M 1.5M €2.0M");
  check_ticks (0, 6e9, 3, CLV_UNIT_NUMBER, "0 2bn 4bn 6bn");
  check_ticks (0, 0.1, 4, CLV_UNIT_NUMBER, "0 0.025 0.050 0.075 0.100");
}

static void
tick_texts_differ (void)
{
  for (guint k = 0; k < 3000; k++)
    {
      const double size = pow (10, g_test_rand_double_range (-1, 11));
      const ClvUnit unit = g_test_rand_int_range (0, 2);
      const double low = g_test_rand_bit () ? 0 : g_test_rand_double_range (-size, size);
      g_autofree char *before = NULL;
      ClvChartScale scale;

      clv_chart_scale_init (&scale, low, low + size, 5, CLV_SCALE_NICE_ENDS);
      for (guint i = 0; i < scale.n_ticks; i++)
        {
          char *text = clv_chart_format_tick (&scale, clv_chart_scale_tick (&scale, i), unit, FALSE, "€");

          g_assert_cmpstr (text, !=, before);
          g_free (before);
          before = text;
        }
    }
}

static void
separators_follow_the_locale (void)
{
  clv_test_speak_plainly ();

  if (!sample_use_comma_locale ())
    return;
  assert_text (clv_chart_format_value (-1234, CLV_UNIT_MONEY, "€"), "−€1.234");
  assert_text (clv_chart_format_value (2.41, CLV_UNIT_NUMBER, NULL), "2,41");
  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/scale/factors-by-hand", factors_by_hand);
  g_test_add_func ("/chart/scale/dates-by-hand", dates_by_hand);
  g_test_add_func ("/chart/scale/days-out-of-the-calendar-have-no-ticks", days_out_of_the_calendar_have_no_ticks);
  g_test_add_func ("/chart/scale/steps-are-nice-and-reach-the-data", steps_are_nice_and_reach_the_data);
  g_test_add_func ("/chart/scale/ticks-by-hand", ticks_by_hand);
  g_test_add_func ("/chart/scale/counts-have-whole-ticks", counts_have_whole_ticks);
  g_test_add_func ("/chart/scale/odd-ranges-still-make-an-axis", odd_ranges_still_make_an_axis);
  g_test_add_func ("/chart/scale/values-read-as-written", values_read_as_written);
  g_test_add_func ("/chart/scale/compact-values-are-short", compact_values_are_short);
  g_test_add_func ("/chart/scale/tick-texts-are-short-and-exact", tick_texts_are_short_and_exact);
  g_test_add_func ("/chart/scale/tick-texts-differ", tick_texts_differ);
  g_test_add_func ("/chart/scale/separators-follow-the-locale", separators_follow_the_locale);
  return sample_run ();
}
