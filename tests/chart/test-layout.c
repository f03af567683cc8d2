/* test-layout.c - where the parts of a chart stand: laws that hold for every chart and size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-layout-private.h"

#include <math.h>

#include "clv-test.h"
#include "samples.h"

static const struct
{
  double width, height;
} sizes[] = { { 280, 160 }, { 340, 220 }, { 420, 300 }, { 820, 360 }, { 500, 900 }, { 1600, 900 } };

static const ClvChartText *
nth_text (const ClvChartLayout *layout,
          guint                 i)
{
  return &g_array_index (layout->texts, ClvChartText, i);
}

static void
check_laws (const ClvChart      *chart,
            double               width,
            double               height,
            const ClvChartTheme *theme)
{
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, width, height, theme);
  guint n_failed = 0;

  for (guint i = 0; i < layout->texts->len; i++)
    {
      const ClvChartBox *a = &nth_text (layout, i)->box;
      const char *text = pango_layout_get_text (nth_text (layout, i)->pango);

      if (a->x < 0 || a->y < 0 || a->x + a->width > width || a->y + a->height > height)
        {
          g_test_message ("%s %gx%g: “%s” leaves the picture: %g,%g %gx%g", chart->id, width, height, text, a->x, a->y,
                          a->width, a->height);
          n_failed++;
        }
      for (guint k = 0; k < i; k++)
        {
          const ClvChartBox *b = &nth_text (layout, k)->box;

          if (a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height)
            {
              g_test_message ("%s %gx%g: “%s” %g,%g %gx%g overlaps “%s” %g,%g %gx%g", chart->id, width, height, text,
                              a->x, a->y, a->width, a->height, pango_layout_get_text (nth_text (layout, k)->pango),
                              b->x, b->y, b->width, b->height);
              n_failed++;
            }
        }
    }
  for (guint i = 0; i < layout->bars->len; i++)
    {
      const ClvChartBox *box = &g_array_index (layout->bars, ClvChartBar, i).box;

      /* Crisp: on whole pixels, and inside. */
      if (box->x != round (box->x) || box->y != round (box->y) || box->width != round (box->width) ||
          box->height != round (box->height) || box->x < 0 || box->y < 0 || box->x + box->width > width ||
          box->y + box->height > height)
        {
          g_test_message ("%s %gx%g: bar %u at %g,%g %gx%g", chart->id, width, height, i, box->x, box->y, box->width,
                          box->height);
          n_failed++;
        }
    }
  for (guint s = 0; s < chart->series->len; s++)
    for (gsize i = 0; i < ((ClvChartSeries *) chart->series->pdata[s])->n; i++)
      {
        const ClvChartPoint *point = &layout->points[s][i];

        if (!isnan (point->y) && (point->x < 0 || point->x > width || point->y < 0 || point->y > height))
          {
            g_test_message ("%s %gx%g: point %zu of %u at %g,%g", chart->id, width, height, i, s, point->x, point->y);
            n_failed++;
          }
      }
  g_assert_cmpuint (n_failed, ==, 0);
}

static void
nothing_overlaps_and_nothing_is_cut (void)
{
  for (guint k = 0; sample_all[k] != NULL; k++)
    {
      g_autoptr (ClvChart) chart = sample_all[k]();

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        for (guint with_title = 0; with_title < 2; with_title++)
          {
            const ClvChartTheme theme = { .text_scale = 1, .with_title = with_title };

            check_laws (chart, sizes[i].width, sizes[i].height, &theme);
          }
    }
}

static void
large_text_has_room (void)
{
  for (guint k = 0; sample_all[k] != NULL; k++)
    {
      g_autoptr (ClvChart) chart = sample_all[k]();
      const ClvChartTheme theme = { .text_scale = 1.5, .with_title = TRUE };

      check_laws (chart, 420, 300, &theme);
      check_laws (chart, 820, 360, &theme);
    }
}

/* Charts that no one has thought of. */
static ClvChart *
random_chart (GRand *dice)
{
  static const char *const words[] = {
    "2024", "Q3 2019", "Großhandel und Gewerbe", "新客户", "A", "Donaudampfschifffahrtsgesellschaft",
    "Consumer", "new or rare", "2024-05", "",
  };
  static const char *const currencies[] = { "", "€", "CHF", "US$" };
  const guint n = g_rand_int_range (dice, 1, g_rand_boolean (dice) ? 8 : 60);
  const guint n_series = g_rand_int_range (dice, 1, 5);
  const gboolean bars = g_rand_int_range (dice, 0, 3) == 0;
  const gboolean categories = bars || g_rand_boolean (dice);
  ClvChart *chart = clv_chart_new ("random", "A finding that takes more than a few words to be told in full",
                                   "Unit, period, basis");
  const double scale = pow (10, g_rand_int_range (dice, -2, 10));
  const double lowest = g_rand_boolean (dice) ? 0 : -scale;

  g_free (chart->currency);
  chart->currency = g_strdup (currencies[g_rand_int_range (dice, 0, 4)]);
  chart->y.unit = g_rand_int_range (dice, 0, 3);
  chart->x.unit = g_rand_int_range (dice, 0, 3);
  if (g_rand_boolean (dice))
    {
      g_free (chart->note);
      chart->note = g_strdup ("a note that explains what has to be explained about this chart, and more");
    }
  if (g_rand_boolean (dice))
    {
      g_free (chart->x.title);
      chart->x.title = g_strdup ("what the axis shows");
    }
  if (categories)
    {
      g_autofree const char **names = g_new0 (const char *, n + 1);

      for (guint i = 0; i < n; i++)
        names[i] = words[g_rand_int_range (dice, 0, G_N_ELEMENTS (words))];
      clv_chart_set_x_categories (chart, names);
    }
  for (guint s = 0; s < n_series; s++)
    {
      g_autofree double *x = g_new (double, n);
      g_autofree double *y = g_new (double, n);
      g_autofree guint8 *flags = g_new (guint8, n);
      const ClvMark marks[] = { CLV_MARK_COLUMN, CLV_MARK_LINE, CLV_MARK_AREA };
      ClvMark mark = bars ? CLV_MARK_BAR : marks[g_rand_int_range (dice, 0, 3)];

      if (n_series == 1 && categories && !bars && g_rand_boolean (dice))
        mark = CLV_MARK_WATERFALL;
      for (guint i = 0; i < n; i++)
        {
          x[i] = i * scale;
          y[i] = g_rand_int_range (dice, 0, 9) == 0 ? NAN : g_rand_double_range (dice, lowest, scale);
          flags[i] = g_rand_int_range (dice, 0, 8);
        }
      clv_chart_add_series (chart, words[g_rand_int_range (dice, 0, G_N_ELEMENTS (words))], mark,
                            g_rand_int_range (dice, 0, 5), n, categories ? NULL : x, y, flags);
    }
  if (!categories && g_rand_boolean (dice))
    {
      chart->split_at_peak = g_rand_boolean (dice);
      chart->cut = g_rand_double_range (dice, 0, n * scale);
    }
  if (g_rand_boolean (dice))
    clv_chart_add_rule (chart, g_rand_boolean (dice), g_rand_double_range (dice, lowest, scale), "break-even");
  return chart;
}

static void
holds_for_charts_nobody_thought_of (void)
{
  /* Always the same ones: a test that fails once in a while helps nobody. */
  g_autoptr (GRand) dice = g_rand_new_with_seed (20140101);

  for (guint k = 0; k < 1500; k++)
    {
      g_autoptr (ClvChart) chart = random_chart (dice);
      const guint i = g_rand_int_range (dice, 0, G_N_ELEMENTS (sizes));
      const ClvChartTheme theme = { .text_scale = 1, .with_title = g_rand_boolean (dice) };

      check_laws (chart, sizes[i].width, sizes[i].height, &theme);
    }
}

/* A widget may be given any size while a window opens. */
static void
survives_any_size (void)
{
  static const double sides[] = { 0, 1, 7, 40, 90 };

  for (guint k = 0; sample_all[k] != NULL; k++)
    for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
      for (guint j = 0; j < G_N_ELEMENTS (sides); j++)
        {
          g_autoptr (ClvChart) chart = sample_all[k]();
          g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, sides[i], sides[j], &CLV_CHART_THEME_LIGHT);

          g_assert_nonnull (layout);
        }
}

static gboolean
has_text (const ClvChartLayout *layout,
          const char           *wanted)
{
  for (guint i = 0; i < layout->texts->len; i++)
    if (g_str_equal (pango_layout_get_text (nth_text (layout, i)->pango), wanted))
      return TRUE;
  return FALSE;
}

static void
top_tick_carries_the_unit (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, 820, 360, &CLV_CHART_THEME_LIGHT);

  g_assert_true (has_text (layout, "€800"));
  g_assert_true (has_text (layout, "600"));
  g_assert_true (has_text (layout, "0"));
  g_assert_false (has_text (layout, "€600"));
}

static void
lines_are_named_at_their_ends (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, 820, 360, &CLV_CHART_THEME_LIGHT);

  for (guint i = 0; i < layout->texts->len; i++)
    {
      const ClvChartText *text = nth_text (layout, i);

      if (!g_str_equal (pango_layout_get_text (text->pango), "Revenue"))
        continue;
      g_assert_cmpfloat (text->box.x, >=, layout->plot.x + layout->plot.width);
      g_assert_cmpfloat (fabs (text->box.y + text->box.height - layout->points[1][15].y), <, 16);
      g_assert_cmpuint (text->ink, ==, CLV_INK_COLOUR + CLV_COLOUR_REVENUE);
      return;
    }
  g_assert_not_reached ();
}

static void
numbers_stand_on_columns_that_have_room (void)
{
  clv_test_speak_plainly ();

  g_autoptr (ClvChart) chart = sample_deciles ();
  g_autoptr (ClvChartLayout) wide = clv_chart_layout_new (chart, 820, 360, &CLV_CHART_THEME_LIGHT);
  g_autoptr (ClvChartLayout) middle = clv_chart_layout_new (chart, 420, 300, &CLV_CHART_THEME_LIGHT);
  g_autoptr (ClvChartLayout) narrow = clv_chart_layout_new (chart, 220, 160, &CLV_CHART_THEME_LIGHT);

  g_assert_true (has_text (wide, "−59,000"));
  g_assert_true (has_text (middle, "−59k"));
  g_assert_false (narrow->labels_on_marks);
}

static void
waterfall_hangs_on_the_running_sum (void)
{
  g_autoptr (ClvChart) chart = sample_waterfall ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, 820, 360, &CLV_CHART_THEME_LIGHT);
  const ClvChartBar *bars = &g_array_index (layout->bars, ClvChartBar, 0);

  g_assert_cmpuint (layout->bars->len, ==, 6);
  for (guint i = 1; i < 5; i++)
    {
      /* Each step starts where the one before ended: at the top or bottom of its bar. */
      const double end = layout->points[0][i - 1].y;

      g_assert_true (fabs (bars[i].box.y - end) < 0.5 || fabs (bars[i].box.y + bars[i].box.height - end) < 0.5);
    }
  /* The last total starts from zero, and 126 + 76 + 44 - 290 + 15 is what it says. */
  clv_assert_near (bars[5].box.y, clv_chart_layout_value_at (layout, 0), 0.51);
  clv_assert_near (layout->points[0][5].y, layout->points[0][4].y, 0.51);
  g_assert_cmpint (bars[5].colour, ==, CLV_COLOUR_LOSS);
}

static void
first_bar_is_on_top (void)
{
  g_autoptr (ClvChart) chart = sample_bars ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, 820, 360, &CLV_CHART_THEME_LIGHT);
  const ClvChartBar *bars = &g_array_index (layout->bars, ClvChartBar, 0);

  g_assert_cmpfloat (bars[0].box.y, <, bars[1].box.y);
  g_assert_cmpfloat (bars[0].box.width, >, bars[1].box.width);
  g_assert_cmpint (bars[10].end, ==, CLV_END_LEFT);
  g_assert_cmpint (bars[10].colour, ==, CLV_COLOUR_LOSS);
}

static void
nothing_to_show_is_said (void)
{
  g_autoptr (ClvChart) chart = sample_empty ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, 420, 300, &CLV_CHART_THEME_LIGHT);

  g_assert_true (layout->is_empty);
  g_assert_true (has_text (layout, "Nothing to show"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/layout/nothing-overlaps-and-nothing-is-cut", nothing_overlaps_and_nothing_is_cut);
  g_test_add_func ("/chart/layout/large-text-has-room", large_text_has_room);
  g_test_add_func ("/chart/layout/holds-for-charts-nobody-thought-of", holds_for_charts_nobody_thought_of);
  g_test_add_func ("/chart/layout/survives-any-size", survives_any_size);
  g_test_add_func ("/chart/layout/top-tick-carries-the-unit", top_tick_carries_the_unit);
  g_test_add_func ("/chart/layout/lines-are-named-at-their-ends", lines_are_named_at_their_ends);
  g_test_add_func ("/chart/layout/numbers-stand-on-columns-that-have-room", numbers_stand_on_columns_that_have_room);
  g_test_add_func ("/chart/layout/waterfall-hangs-on-the-running-sum", waterfall_hangs_on_the_running_sum);
  g_test_add_func ("/chart/layout/first-bar-is-on-top", first_bar_is_on_top);
  g_test_add_func ("/chart/layout/nothing-to-show-is-said", nothing_to_show_is_said);
  return sample_run ();
}
