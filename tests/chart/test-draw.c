/* test-draw.c - what stands in the pixels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-chart-layout-private.h"
#include "clv-test.h"
#include "samples.h"

/* The fills of the design notes. */
#define PROFIT_LIGHT 0x0f8a72
#define PROFIT_DARK 0x3fc2a3
#define LOSS_LIGHT 0xd1541c
#define ACCENT 0x3584e4
#define WIDTH 820
#define HEIGHT 360

static const ClvChartTheme light = { .text_scale = 1, .opaque = TRUE };
static const ClvChartTheme dark = { .text_scale = 1, .opaque = TRUE, .dark = TRUE };

static cairo_surface_t *
draw (const ClvChart      *chart,
      const ClvChartTheme *theme,
      const ClvChartHit   *hover)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  clv_chart_draw (chart, cr, WIDTH, HEIGHT, theme, hover);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
pixel (cairo_surface_t *surface,
       double           x,
       double           y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[(int) x] & 0xffffff;
}

static const ClvChartBar *
nth_bar (const ClvChartLayout *layout,
         guint                 i)
{
  return &g_array_index (layout->bars, ClvChartBar, i);
}

static guint
middle_of_bar (cairo_surface_t      *surface,
               const ClvChartLayout *layout,
               guint                 i)
{
  const ClvChartBox *box = &nth_bar (layout, i)->box;

  return pixel (surface, box->x + box->width / 2, box->y + box->height / 2);
}

static void
loss_is_drawn_below_zero_in_its_colour (void)
{
  g_autoptr (ClvChart) chart = sample_deciles ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, WIDTH, HEIGHT, &light);
  cairo_surface_t *surface = draw (chart, &light, NULL);
  const ClvChartBox *loss = &nth_bar (layout, 9)->box, *profit = &nth_bar (layout, 0)->box;
  const double zero = clv_chart_layout_value_at (layout, 0);

  g_assert_cmphex (middle_of_bar (surface, layout, 0), ==, PROFIT_LIGHT);
  g_assert_cmphex (middle_of_bar (surface, layout, 9), ==, LOSS_LIGHT);
  g_assert_cmpfloat (loss->y, >=, zero - 0.5);
  g_assert_cmpfloat (profit->y + profit->height, <=, zero + 0.5);
  /* 59 of loss against 145 of profit, to the pixel. */
  clv_assert_near (loss->height / profit->height, 59.0 / 145, 1.5 / profit->height);
  cairo_surface_destroy (surface);
}

static void
edges_are_crisp (void)
{
  g_autoptr (ClvChart) chart = sample_deciles ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, WIDTH, HEIGHT, &light);
  cairo_surface_t *surface = draw (chart, &light, NULL);
  const ClvChartBox *box = &nth_bar (layout, 1)->box;
  const double y = box->y + box->height / 2;

  /* Full colour on the first pixel, none of it one pixel before. */
  g_assert_cmphex (pixel (surface, box->x, y), ==, PROFIT_LIGHT);
  g_assert_cmphex (pixel (surface, box->x - 1, y), ==, 0xffffff);
  g_assert_cmphex (pixel (surface, box->x + box->width - 1, y), ==, PROFIT_LIGHT);
  g_assert_cmphex (pixel (surface, box->x + box->width, y), ==, 0xffffff);
  cairo_surface_destroy (surface);
}

static void
dark_has_its_own_colours (void)
{
  g_autoptr (ClvChart) chart = sample_deciles ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, WIDTH, HEIGHT, &dark);
  cairo_surface_t *surface = draw (chart, &dark, NULL);

  g_assert_cmphex (middle_of_bar (surface, layout, 0), ==, PROFIT_DARK);
  g_assert_cmphex (pixel (surface, 1, 1), ==, 0x363636);
  cairo_surface_destroy (surface);
}

static void
background_is_left_alone_unless_opaque (void)
{
  g_autoptr (ClvChart) chart = sample_deciles ();
  cairo_surface_t *surface = draw (chart, &CLV_CHART_THEME_LIGHT, NULL);
  const guint32 *first = (const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface);

  g_assert_cmphex (*first, ==, 0);
  cairo_surface_destroy (surface);
}

static void
incomplete_columns_are_hatched (void)
{
  g_autoptr (ClvChart) chart = sample_groups ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, WIDTH, HEIGHT, &light);
  cairo_surface_t *surface = draw (chart, &light, NULL);
  const ClvChartBar *bar = nth_bar (layout, 4);
  guint n_full = 0, n_pale = 0;

  g_assert_true (bar->hatched);
  for (double y = bar->box.y + 4; y < bar->box.y + bar->box.height - 4; y++)
    {
      const guint colour = pixel (surface, bar->box.x + bar->box.width / 2, y);

      n_full += colour == ACCENT;
      n_pale += (colour >> 16) > 0xc0;
    }
  /* Strokes of 2.4 of 6 across, so that both are there and pale has more. */
  g_assert_cmpuint (n_full, >, 10);
  g_assert_cmpuint (n_pale, >, n_full);
  cairo_surface_destroy (surface);
}

/* How many pixels of a column have exactly a colour. */
static guint
count_in_column (cairo_surface_t *surface,
                 double           x,
                 guint            colour)
{
  guint n = 0;

  for (guint y = 0; y < HEIGHT; y++)
    n += pixel (surface, x, y) == colour;
  return n;
}

static void
whale_turns_vermilion_after_its_peak (void)
{
  g_autoptr (ClvChart) chart = sample_whale ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, WIDTH, HEIGHT, &light);
  cairo_surface_t *surface = draw (chart, &light, NULL);
  const double before = clv_chart_layout_x_at (layout, 0.5), after = clv_chart_layout_x_at (layout, 0.97);

  /* 0.83 of 201 points. */
  g_assert_cmpuint (layout->peak, ==, 166);
  g_assert_cmpuint (count_in_column (surface, before, PROFIT_LIGHT), >, 0);
  g_assert_cmpuint (count_in_column (surface, before, LOSS_LIGHT), ==, 0);
  g_assert_cmpuint (count_in_column (surface, after, LOSS_LIGHT), >, 0);
  g_assert_cmpuint (count_in_column (surface, after, PROFIT_LIGHT), ==, 0);
  cairo_surface_destroy (surface);
}

static void
cut_line_stands_where_it_is_cut (void)
{
  g_autoptr (ClvChart) chart = sample_whale ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, WIDTH, HEIGHT, &light);
  cairo_surface_t *surface = draw (chart, &light, NULL);
  const double x = round (clv_chart_layout_x_at (layout, 0.2));
  const double y = layout->plot.y + layout->plot.height - 6;

  /* Two pixels of accent colour. */
  g_assert_cmphex (pixel (surface, x - 1, y), ==, ACCENT);
  g_assert_cmphex (pixel (surface, x, y), ==, ACCENT);
  g_assert_cmphex (pixel (surface, x + 1, y), !=, ACCENT);
  g_assert_cmphex (pixel (surface, x - 2, y), !=, ACCENT);
  cairo_surface_destroy (surface);
}

static guint
count_differences (cairo_surface_t *one,
                   cairo_surface_t *other,
                   double           x,
                   double           y,
                   double           radius)
{
  guint n = 0;

  for (double dy = -radius; dy <= radius; dy++)
    for (double dx = -radius; dx <= radius; dx++)
      if (x + dx >= 0 && x + dx < WIDTH && y + dy >= 0 && y + dy < HEIGHT)
        n += pixel (one, x + dx, y + dy) != pixel (other, x + dx, y + dy);
  return n;
}

static void
hover_marks_its_point_and_stays_inside (void)
{
  for (guint k = 0; sample_all[k] != NULL; k++)
    {
      g_autoptr (ClvChart) chart = sample_all[k]();
      g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, WIDTH, HEIGHT, &light);
      cairo_surface_t *plain = draw (chart, &light, NULL);

      for (gsize i = 0; !layout->is_empty && i < ((ClvChartSeries *) chart->series->pdata[0])->n; i += 5)
        {
          const ClvChartHit hover = { .series = 0, .point = i };
          const ClvChartPoint *point = &layout->points[0][i];
          cairo_surface_t *marked = draw (chart, &light, &hover);

          g_assert_cmpuint (count_differences (plain, marked, point->x, point->y, 7), >, 20);
          /* The tooltip never reaches the edge of the picture. */
          for (guint x = 0; x < WIDTH; x++)
            {
              g_assert_cmphex (pixel (plain, x, 0), ==, pixel (marked, x, 0));
              g_assert_cmphex (pixel (plain, x, HEIGHT - 1), ==, pixel (marked, x, HEIGHT - 1));
            }
          for (guint y = 0; y < HEIGHT; y++)
            {
              g_assert_cmphex (pixel (plain, 0, y), ==, pixel (marked, 0, y));
              g_assert_cmphex (pixel (plain, WIDTH - 1, y), ==, pixel (marked, WIDTH - 1, y));
            }
          cairo_surface_destroy (marked);
        }
      cairo_surface_destroy (plain);
    }
}

static void
stale_hover_is_ignored (void)
{
  g_autoptr (ClvChart) chart = sample_deciles ();
  const ClvChartHit no_series = { .series = 7 }, no_point = { .point = 99 };
  cairo_surface_t *plain = draw (chart, &light, NULL);
  cairo_surface_t *one = draw (chart, &light, &no_series);
  cairo_surface_t *other = draw (chart, &light, &no_point);

  g_assert_cmpuint (count_differences (plain, one, WIDTH / 2, HEIGHT / 2, WIDTH / 2), ==, 0);
  g_assert_cmpuint (count_differences (plain, other, WIDTH / 2, HEIGHT / 2, WIDTH / 2), ==, 0);
  cairo_surface_destroy (plain);
  cairo_surface_destroy (one);
  cairo_surface_destroy (other);
}

static void
gaps_stay_empty (void)
{
  g_autoptr (ClvChart) chart = sample_lines ();
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, WIDTH, HEIGHT, &light);
  cairo_surface_t *surface = draw (chart, &light, NULL);

  /* Points 21 to 24 of the third line are missing: 0.42 to 0.48. */
  g_assert_cmpuint (count_in_column (surface, clv_chart_layout_x_at (layout, 0.45), PROFIT_LIGHT), ==, 0);
  g_assert_cmpuint (count_in_column (surface, clv_chart_layout_x_at (layout, 0.2), PROFIT_LIGHT), >, 0);
  cairo_surface_destroy (surface);
}

static void
surface_for_the_clipboard_has_its_scale (void)
{
  g_autoptr (ClvChart) chart = sample_trend ();
  cairo_surface_t *surface = clv_chart_to_surface (chart, 420, 300, 2, &light);

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 840);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 600);
  cairo_surface_destroy (surface);
}

/* WCAG 2.1: relative luminance of an sRGB colour. */
static double
luminance (guint colour)
{
  static const double weights[] = { 0.0722, 0.7152, 0.2126 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    {
      const double c = ((colour >> (8 * i)) & 0xff) / 255.0;

      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
    }
  return sum;
}

/* Numbers can be read on the strongest cell, in every colour and in both themes; stronger values have stronger cells. */
static void
numbers_in_cells_can_be_read (void)
{
  static const ClvColour colours[] = { CLV_COLOUR_REVENUE, CLV_COLOUR_PROFIT, CLV_COLOUR_LOSS };

  for (guint t = 0; t < 2; t++)
    for (guint c = 0; c < G_N_ELEMENTS (colours); c++)
      {
        const ClvChartTheme *theme = t == 0 ? &light : &dark;
        g_autoptr (ClvChart) chart = sample_cohorts ();
        g_autoptr (ClvChartLayout) layout = NULL;
        cairo_surface_t *surface;
        guint strong, weak;
        double text, cell;

        for (guint s = 0; s < chart->series->len; s++)
          ((ClvChartSeries *) chart->series->pdata[s])->colour = colours[c];
        layout = clv_chart_layout_new (chart, WIDTH, HEIGHT, theme);
        surface = draw (chart, theme, NULL);
        strong = pixel (surface, nth_bar (layout, 0)->box.x + 1, nth_bar (layout, 0)->box.y + 1);
        weak = pixel (surface, nth_bar (layout, 4)->box.x + 1, nth_bar (layout, 4)->box.y + 1);
        cell = luminance (strong);
        /* The ink of text is white on dark; on light it lets a fifth of the cell through. */
        text = t == 0 ? luminance ((strong >> 16 & 255) / 5 << 16 | (strong >> 8 & 255) / 5 << 8 | (strong & 255) / 5) : 1;
        g_assert_cmpfloat ((MAX (text, cell) + 0.05) / (MIN (text, cell) + 0.05), >=, 4.5);
        g_assert_cmpfloat (t == 0 ? luminance (weak) : cell, >, t == 0 ? cell : luminance (weak));
        cairo_surface_destroy (surface);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/draw/loss-is-drawn-below-zero-in-its-colour", loss_is_drawn_below_zero_in_its_colour);
  g_test_add_func ("/chart/draw/edges-are-crisp", edges_are_crisp);
  g_test_add_func ("/chart/draw/dark-has-its-own-colours", dark_has_its_own_colours);
  g_test_add_func ("/chart/draw/background-is-left-alone-unless-opaque", background_is_left_alone_unless_opaque);
  g_test_add_func ("/chart/draw/incomplete-columns-are-hatched", incomplete_columns_are_hatched);
  g_test_add_func ("/chart/draw/whale-turns-vermilion-after-its-peak", whale_turns_vermilion_after_its_peak);
  g_test_add_func ("/chart/draw/cut-line-stands-where-it-is-cut", cut_line_stands_where_it_is_cut);
  g_test_add_func ("/chart/draw/hover-marks-its-point-and-stays-inside", hover_marks_its_point_and_stays_inside);
  g_test_add_func ("/chart/draw/stale-hover-is-ignored", stale_hover_is_ignored);
  g_test_add_func ("/chart/draw/gaps-stay-empty", gaps_stay_empty);
  g_test_add_func ("/chart/draw/surface-for-the-clipboard-has-its-scale", surface_for_the_clipboard_has_its_scale);
  g_test_add_func ("/chart/draw/numbers-in-cells-can-be-read", numbers_in_cells_can_be_read);
  return sample_run ();
}
