/* test-hit.c - what lies under the pointer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-draw.h"

#include <math.h>
#include <string.h>

#include "clv-chart-layout-private.h"
#include "clv-test.h"
#include "samples.h"

#define WIDTH 820
#define HEIGHT 360

static gboolean
hit_at (const ClvChart *chart,
        double          x,
        double          y,
        ClvChartHit    *hit)
{
  return clv_chart_hit (chart, WIDTH, HEIGHT, &CLV_CHART_THEME_LIGHT, x, y, hit);
}

static void
finds_the_nearest_point (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  guint n_found = 0;

  for (double y = 0; y < HEIGHT; y += 17)
    for (double x = 0; x < WIDTH; x += 11)
      {
        ClvChartHit hit, again;

        if (!hit_at (chart, x, y, &hit))
          continue;
        n_found++;
        /* Nobody else in the same quarter is nearer, columns counting as their end. */
        if (hit.series != 0)
          {
            g_assert_true (hit_at (chart, hit.anchor_x, hit.anchor_y, &again));
            g_assert_cmpuint (again.series, ==, hit.series);
            g_assert_cmpuint (again.point, ==, hit.point);
          }
        /* 16 quarters of some 40 pixels. */
        g_assert_cmpfloat (fabs (hit.anchor_x - x), <, 30);
      }
  g_assert_cmpuint (n_found, >, 1000);
}

/* A dot is found in both directions: those of one column of pixels are told apart. */
static void
finds_the_nearest_dot (void)
{
  g_autoptr (ClvChart) chart = sample_scatter ();
  const ClvChartSeries *series = chart->series->pdata[0];
  guint n_found = 0;

  for (double y = 60; y < HEIGHT - 60; y += 7)
    for (double x = 80; x < WIDTH - 20; x += 13)
      {
        ClvChartHit hit, again;

        if (!hit_at (chart, x, y, &hit))
          continue;
        g_assert_cmpfloat (series->y[hit.point], >, 0);
        g_assert_true (hit_at (chart, hit.anchor_x, hit.anchor_y, &again));
        g_assert_cmpuint (again.point, ==, hit.point);
        /* 400 dots on some 700 × 280 pixels: none is far. */
        g_assert_cmpfloat (hypot (hit.anchor_x - x, hit.anchor_y - y), <, 60);
        n_found++;
      }
  g_assert_cmpuint (n_found, >, 1000);
}

static void
tells_the_interval_in_words (void)
{
  g_autoptr (ClvChart) chart = sample_calibration ();
  g_autofree char *expected = NULL;
  ClvChartHit hit = { 0 };
  gboolean found = FALSE;

  for (double y = 0; y < HEIGHT && !found; y += 3)
    for (double x = 0; x < WIDTH && !found; x += 3)
      found = hit_at (chart, x, y, &hit) && hit.series == 1 && hit.point == 9;
  g_assert_true (found);
  /* With the decimal mark of the locale. */
  expected = g_strdup_printf ("%.1f · Customers %.1f (3–4)", 3.5, 3.1);
  g_assert_cmpstr (hit.text, ==, expected);
}

static void
tells_the_point_in_words (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  ClvChartHit hit = { 0 };

  /* Walk down the middle of the third quarter: first its revenue, at the bottom its profit. */
  for (double x = 0; x < WIDTH && (!hit_at (chart, x, 12, &hit) || hit.point < 2); x++)
    ;
  g_assert_cmpuint (hit.point, ==, 2);
  g_assert_cmpstr (hit.text, ==, "Q3 2014 · Revenue €690");
  g_assert_cmpfloat (hit.y, ==, 690);
  g_assert_true (hit_at (chart, hit.anchor_x, HEIGHT - 60, &hit));
  g_assert_cmpstr (hit.text, ==, "Q3 2014 · Profit €110");
}

static void
bars_are_found_by_their_row (void)
{
  clv_test_speak_plainly ();

  g_autoptr (ClvChart) chart = sample_bars ();
  gsize last = 0;
  ClvChartHit hit;

  for (double y = 5; y < HEIGHT - 5; y++)
    {
      g_assert_true (hit_at (chart, WIDTH - 20, y, &hit));
      /* From top to bottom, one after the other. */
      g_assert_cmpuint (hit.point, >=, last);
      g_assert_cmpuint (hit.point, <=, last + 1);
      last = hit.point;
    }
  g_assert_cmpuint (last, ==, 10);
  g_assert_cmpstr (hit.text, ==, "New or rare · Revenue −€12,788");
}

static void
missing_points_are_never_found (void)
{
  g_autoptr (ClvChart) chart = sample_lines ();

  for (double y = 0; y < HEIGHT; y += 23)
    for (double x = 0; x < WIDTH; x += 5)
      {
        ClvChartHit hit;

        if (hit_at (chart, x, y, &hit))
          g_assert_false (isnan (hit.y));
      }
}

static void
outside_nothing_is_found (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  g_autoptr (ClvChart) empty = sample_empty ();
  ClvChartHit hit = { .point = 77 };

  g_assert_false (hit_at (chart, -1, -1, &hit));
  g_assert_false (hit_at (chart, 2, HEIGHT / 2, &hit));
  g_assert_false (hit_at (chart, WIDTH + 5, HEIGHT / 2, &hit));
  g_assert_false (hit_at (empty, WIDTH / 2, HEIGHT / 2, &hit));
  g_assert_cmpuint (hit.point, ==, 77);
}

static void
long_names_are_cut_between_characters (void)
{
  const double y[] = { 1, 2 };
  g_autofree char *name = g_strnfill (500, 'x');
  g_autoptr (GString) umlauts = g_string_new (NULL);
  const char *names[] = { name, NULL, NULL };
  g_autoptr (ClvChart) chart = clv_chart_new ("id", "title", "subtitle");
  ClvChartHit hit;

  for (guint i = 0; i < 200; i++)
    g_string_append (umlauts, "ü");
  names[1] = umlauts->str;
  clv_chart_set_x_categories (chart, names);
  clv_chart_add_series (chart, "", CLV_MARK_COLUMN, CLV_COLOUR_REVENUE, 2, NULL, y, NULL);

  g_assert_true (hit_at (chart, WIDTH / 4, HEIGHT / 2, &hit));
  g_assert_cmpuint (strlen (hit.text), ==, sizeof hit.text - 1);
  g_assert_true (hit_at (chart, WIDTH * 3 / 4, HEIGHT / 2, &hit));
  g_assert_true (g_utf8_validate (hit.text, -1, NULL));
  g_assert_cmpuint (strlen (hit.text), >=, sizeof hit.text - 2);
}

static void
x_under_a_pixel_is_where_points_stand (void)
{
  g_autoptr (ClvChart) chart = sample_whale ();
  guint n_inside = 0;

  for (double x = 0; x < WIDTH; x++)
    {
      const double value = clv_chart_x_at (chart, WIDTH, HEIGHT, &CLV_CHART_THEME_LIGHT, x);
      ClvChartHit hit;

      if (isnan (value))
        continue;
      n_inside++;
      g_assert_cmpfloat (value, >=, 0);
      g_assert_cmpfloat (value, <=, 1);
      /* 201 points: the nearest one is at most half a two-hundredth away. */
      g_assert_true (hit_at (chart, x, HEIGHT / 2, &hit));
      g_assert_cmpfloat (fabs (hit.x - value), <=, 0.5 / 200 + 1e-9);
    }
  g_assert_cmpuint (n_inside, >, 500);
}

static void
x_among_categories_is_their_position (void)
{
  g_autoptr (ClvChart) chart = sample_deciles ();
  g_autoptr (ClvChart) bars = sample_bars ();
  ClvChartHit hit;

  for (double x = 0; x < WIDTH; x += 11)
    if (hit_at (chart, x, HEIGHT / 2, &hit))
      {
        const double value = clv_chart_x_at (chart, WIDTH, HEIGHT, &CLV_CHART_THEME_LIGHT, x);

        if (!isnan (value))
          g_assert_cmpfloat (fabs (value - hit.point), <=, 0.52);
      }
  g_assert_true (isnan (clv_chart_x_at (bars, WIDTH, HEIGHT, &CLV_CHART_THEME_LIGHT, WIDTH / 2)));
}

/* A chart of cells has something in all four directions, and nothing where no cell is. */
static void
cells_are_found_by_row_and_column (void)
{
  g_autoptr (ClvChart) chart = sample_cohorts ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, WIDTH, HEIGHT, &CLV_CHART_THEME_LIGHT);
  ClvChartHit hit;

  g_assert_cmpuint (layout->bars->len, ==, SAMPLE_COHORTS * (SAMPLE_COHORTS + 1) / 2);
  g_assert_true (layout->numbers_in_cells);
  for (guint k = 0; k < layout->bars->len; k++)
    {
      const ClvChartBar *cell = &g_array_index (layout->bars, ClvChartBar, k);

      g_assert_true (hit_at (chart, cell->box.x + 2, cell->box.y + cell->box.height - 2, &hit));
      g_assert_cmpuint (hit.series, ==, cell->series);
      g_assert_cmpuint (hit.point, ==, cell->point);
    }
  g_assert_true (hit_at (chart, layout->points[2][1].x, layout->points[2][1].y, &hit));
  g_assert_cmpstr (hit.text, ==, "2023-03 · Months since the first order: 1 · 40%");
  g_assert_true (hit_at (chart, layout->points[11][0].x, layout->points[11][0].y, &hit));
  g_assert_nonnull (strstr (hit.text, "not complete"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/hit/finds-the-nearest-dot", finds_the_nearest_dot);
  g_test_add_func ("/chart/hit/tells-the-interval-in-words", tells_the_interval_in_words);
  g_test_add_func ("/chart/hit/finds-the-nearest-point", finds_the_nearest_point);
  g_test_add_func ("/chart/hit/tells-the-point-in-words", tells_the_point_in_words);
  g_test_add_func ("/chart/hit/bars-are-found-by-their-row", bars_are_found_by_their_row);
  g_test_add_func ("/chart/hit/missing-points-are-never-found", missing_points_are_never_found);
  g_test_add_func ("/chart/hit/outside-nothing-is-found", outside_nothing_is_found);
  g_test_add_func ("/chart/hit/long-names-are-cut-between-characters", long_names_are_cut_between_characters);
  g_test_add_func ("/chart/hit/x-under-a-pixel-is-where-points-stand", x_under_a_pixel_is_where_points_stand);
  g_test_add_func ("/chart/hit/x-among-categories-is-their-position", x_among_categories_is_their_position);
  g_test_add_func ("/chart/hit/cells-are-found-by-row-and-column", cells_are_found_by_row_and_column);
  return sample_run ();
}
