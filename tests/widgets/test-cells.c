/* test-cells.c - bars, levels and intervals stand where their numbers say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-display-test.h"
#include "clv-interval-cell.h"
#include "clv-level-cell.h"
#include "clv-prediction-text.h"
#include "clv-test.h"

static void
test_level_is_seen (void)
{
  ClvLevelCell *cell = CLV_LEVEL_CELL (g_object_ref_sink (clv_level_cell_new ()));
  static const struct
  {
    double level;
    int    fill; /* of 40 */
  } cases[] = {
    { NAN, 0 }, { 0, 0 }, { 0.001, 1 }, { 0.5, 20 }, { 0.76, 30 }, { 0.999, 39 }, { 1, 40 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      clv_level_cell_set_level (cell, cases[i].level);
      g_assert_cmpint (clv_level_cell_get_fill (cell, 40), ==, cases[i].fill);
    }
  g_object_unref (cell);
}

static void
test_interval_shares_a_scale (void)
{
  ClvIntervalCell *cell = CLV_INTERVAL_CELL (g_object_ref_sink (clv_interval_cell_new ()));

  /* Without a scale there is no place. */
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, 5, 100), ==, 0);
  clv_interval_cell_set_scale (cell, NAN, NAN, FALSE);
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, 5, 100), ==, 0);

  clv_interval_cell_set_scale (cell, -25, 75, FALSE);
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, 0, 100), ==, 25);
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, 50, 100), ==, 75);
  /* What lies beyond ends at the edge. */
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, 1000, 100), ==, 100);
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, -1000, 100), ==, 0);

  /* Zero is always on the scale. */
  clv_interval_cell_set_scale (cell, 50, 100, FALSE);
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, 0, 100), ==, 0);
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, 50, 100), ==, 50);

  /* By the square root: 3 below zero and 9 above it, and 36 is two thirds of the way up. */
  clv_interval_cell_set_scale (cell, -9, 81, TRUE);
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, 0, 120), ==, 30);
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, 36, 120), ==, 90);
  g_assert_cmpfloat (clv_interval_cell_get_x (cell, -9, 120), ==, 0);
  g_object_unref (cell);
}

static void
test_spans_are_said_as_people_do (void)
{
  static const struct
  {
    double      days;
    const char *span, *ahead;
  } cases[] = {
    { 365, "12 months", "Next 12 months" }, { 366, "12 months", "Next 12 months" }, { 30, "1 month", "Next month" },
    { 91, "3 months", "Next 3 months" },    { 45, "45 days", "Next 45 days" },      { 1, "1 day", "Next day" },
    { 730, "24 months", "Next 24 months" }, { 1826, "5 years", "Next 5 years" },    { 1825, "5 years", "Next 5 years" },
    { 36500, "100 years", "Next 100 years" }, { 20000, "55 years", "Next 55 years" },
    { 2000, "66 months", "Next 66 months" }, { 1278, "42 months", "Next 42 months" },
  };

  clv_test_speak_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *span = clv_prediction_dup_span (cases[i].days);
      g_autofree char *ahead = clv_prediction_dup_ahead (cases[i].days);

      g_assert_cmpstr (span, ==, cases[i].span);
      g_assert_cmpstr (ahead, ==, cases[i].ahead);
    }
}

static void
test_ranges_say_the_currency_once (void)
{
  g_autofree char *range = NULL;
  g_autofree char *below_zero = NULL;
  g_autofree char *large = NULL;
  g_autofree char *unknown = NULL;

  clv_test_speak_plainly ();
  range = clv_prediction_dup_range (110, 143.5, "€");
  below_zero = clv_prediction_dup_range (-5, 12, "€");
  large = clv_prediction_dup_range (900, 1234, "€");
  unknown = clv_prediction_dup_range (NAN, 3, "€");
  g_assert_cmpstr (range, ==, "€110.00 – 143.50");
  g_assert_cmpstr (below_zero, ==, "−€5.00 – €12.00");
  g_assert_cmpstr (large, ==, "€900 – 1,234");
  g_assert_cmpstr (unknown, ==, "no band");
}

/* Nobody is sure to be gone, or to be there, as long as they might not. */
static void
test_chances_are_never_certain_by_rounding (void)
{
  static const struct
  {
    double      chance;
    const char *text;
  } cases[] = {
    { 0, "0 %" }, { 0.002, "< 1 %" }, { 0.006, "1 %" }, { 0.664, "66 %" }, { 0.999, "> 99 %" }, { 1, "100 %" }, { NAN, "–" },
  };

  clv_test_speak_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = clv_prediction_dup_chance (cases[i].chance);
      g_auto (GStrv) parts = g_strsplit (text, "\u202f", -1);
      g_autofree char *plain = g_strjoinv (" ", parts);
      g_auto (GStrv) more = g_strsplit (plain, "\u00a0", -1);
      g_autofree char *spaced = g_strjoinv (" ", more);

      g_assert_cmpstr (spaced, ==, cases[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  clv_display_test_init (&argc, &argv);
  g_test_add_func ("/widgets/cells/a-level-that-is-not-nothing-is-seen", test_level_is_seen);
  g_test_add_func ("/widgets/cells/intervals-share-a-scale-with-its-zero", test_interval_shares_a_scale);
  g_test_add_func ("/widgets/cells/spans-are-said-as-people-do", test_spans_are_said_as_people_do);
  g_test_add_func ("/widgets/cells/ranges-say-the-currency-once", test_ranges_say_the_currency_once);
  g_test_add_func ("/widgets/cells/chances-are-never-certain-by-rounding", test_chances_are_never_certain_by_rounding);
  return g_test_run ();
}
