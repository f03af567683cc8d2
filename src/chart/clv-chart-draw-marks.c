/* clv-chart-draw-marks.c - draws what carries the values: bars and lines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-pen-private.h"

#include <math.h>

#define CORNER 3.0

/* A rectangle whose end with the value is rounded. */
static void
bar_path (const ClvChartPen *pen,
          const ClvChartBar *bar)
{
  static const double turns[] = { 0, G_PI, -G_PI / 2, G_PI / 2 }; /* by ClvChartEnd */
  const gboolean upright = bar->end == CLV_END_TOP || bar->end == CLV_END_BOTTOM;
  const double across = upright ? bar->box.width : bar->box.height;
  const double along = upright ? bar->box.height : bar->box.width;
  const double radius = MIN (CORNER, MIN (across / 4, along));

  cairo_save (pen->cr);
  cairo_translate (pen->cr, bar->box.x + bar->box.width / 2, bar->box.y + bar->box.height / 2);
  cairo_rotate (pen->cr, turns[bar->end]);
  cairo_new_path (pen->cr);
  cairo_move_to (pen->cr, -across / 2, along / 2);
  cairo_arc (pen->cr, -across / 2 + radius, -along / 2 + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_arc (pen->cr, across / 2 - radius, -along / 2 + radius, radius, 3 * G_PI / 2, 2 * G_PI);
  cairo_line_to (pen->cr, across / 2, along / 2);
  cairo_close_path (pen->cr);
  cairo_restore (pen->cr);
}

void
clv_chart_draw_bars (const ClvChartPen *pen)
{
  for (guint i = 0; i < pen->layout->bars->len; i++)
    {
      const ClvChartBar *bar = &g_array_index (pen->layout->bars, ClvChartBar, i);

      if (bar->box.width <= 0 || bar->box.height <= 0)
        continue;
      bar_path (pen, bar);
      if (!bar->hatched)
        {
          clv_chart_pen_set_fill (pen, bar->colour, 1);
          cairo_fill (pen->cr);
          continue;
        }
      clv_chart_pen_set_fill (pen, bar->colour, CLV_PEN_BAND_ALPHA);
      cairo_fill_preserve (pen->cr);
      cairo_save (pen->cr);
      cairo_clip_preserve (pen->cr);
      clv_chart_pen_set_fill (pen, bar->colour, 1);
      clv_chart_pen_hatch (pen, &bar->box);
      cairo_new_path (pen->cr);
      bar_path (pen, bar);
      /* Clipped to the bar, twice the width gives one pixel inside. */
      cairo_set_line_width (pen->cr, 2);
      clv_chart_pen_set_fill (pen, bar->colour, 1);
      cairo_stroke (pen->cr);
      cairo_restore (pen->cr);
    }
}

/* Dotted lines from the end of each step to the next bar. */
void
clv_chart_draw_connectors (const ClvChartPen *pen)
{
  const GArray *bars = pen->layout->bars;

  for (guint i = 1; i < bars->len; i++)
    {
      const ClvChartBar *left = &g_array_index (bars, ClvChartBar, i - 1);
      const ClvChartBar *right = &g_array_index (bars, ClvChartBar, i);
      const ClvChartSeries *series = pen->chart->series->pdata[left->series];
      double y;

      if (series->mark != CLV_MARK_WATERFALL || left->series != right->series)
        continue;
      y = pen->layout->points[left->series][left->point].y;
      clv_chart_pen_set_grey (pen, 0.45);
      clv_chart_pen_dashed_hairline (pen, left->box.x + left->box.width, y, right->box.x, y, 2);
    }
}

/* The path of points @from … @to of series @s, broken where values are missing.
 * @to_zero closes each piece down to zero, for filling. */
void
clv_chart_pen_line_path (const ClvChartPen *pen,
                         guint              s,
                         gsize              from,
                         gsize              to,
                         gboolean           to_zero)
{
  const ClvChartPoint *points = pen->layout->points[s];
  const double zero = clv_chart_layout_value_at (pen->layout, 0);
  gboolean down = FALSE;
  double last_x = 0;

  cairo_new_path (pen->cr);
  for (gsize i = from; i <= to; i++)
    {
      const gboolean missing = isnan (points[i].y);

      if (down && missing && to_zero)
        {
          cairo_line_to (pen->cr, last_x, zero);
          cairo_close_path (pen->cr);
        }
      if (!missing && !down)
        {
          if (to_zero)
            {
              cairo_move_to (pen->cr, points[i].x, zero);
              cairo_line_to (pen->cr, points[i].x, points[i].y);
            }
          else
            cairo_move_to (pen->cr, points[i].x, points[i].y);
        }
      else if (!missing)
        cairo_line_to (pen->cr, points[i].x, points[i].y);
      down = !missing;
      if (down)
        last_x = points[i].x;
    }
  if (down && to_zero)
    {
      cairo_line_to (pen->cr, last_x, zero);
      cairo_close_path (pen->cr);
    }
}

static void
draw_piece (const ClvChartPen *pen,
            guint              s,
            gsize              from,
            gsize              to,
            ClvColour          colour,
            gboolean           filled)
{
  const ClvChartSeries *series = pen->chart->series->pdata[s];
  static const double dots[] = { 0.1, 5 };

  if (filled)
    {
      clv_chart_pen_line_path (pen, s, from, to, TRUE);
      clv_chart_pen_set_fill (pen, colour, CLV_PEN_BAND_ALPHA);
      cairo_fill (pen->cr);
    }
  clv_chart_pen_line_path (pen, s, from, to, FALSE);
  clv_chart_pen_set_fill (pen, colour, 1);
  cairo_set_line_width (pen->cr, CLV_PEN_LINE_WIDTH);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_ROUND);
  if (series->dashed)
    cairo_set_dash (pen->cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_BUTT);
}

static void
draw_dot (const ClvChartPen *pen,
          double             x,
          double             y,
          ClvColour          colour)
{
  cairo_new_path (pen->cr);
  cairo_arc (pen->cr, x, y, 3.5, 0, 2 * G_PI);
  clv_chart_pen_set_fill (pen, colour, 1);
  cairo_fill (pen->cr);
}

void
clv_chart_draw_line_series (const ClvChartPen *pen,
                            guint              s)
{
  const ClvChartSeries *series = pen->chart->series->pdata[s];
  const ClvChartPoint *points = pen->layout->points[s];
  const gboolean split = pen->chart->split_at_peak && s == 0;
  const gboolean filled = series->mark == CLV_MARK_AREA || split;
  gsize last = series->n;

  if (series->n == 0)
    return;
  if (split)
    {
      const gsize peak = pen->layout->peak;

      draw_piece (pen, s, peak, series->n - 1, CLV_COLOUR_LOSS, filled);
      draw_piece (pen, s, 0, peak, CLV_COLOUR_PROFIT, filled);
      return;
    }
  draw_piece (pen, s, 0, series->n - 1, series->colour, filled);

  while (last > 0 && isnan (points[last - 1].y))
    last--;
  if (last > 0 && !clv_layout_is_reference (series))
    draw_dot (pen, points[last - 1].x, points[last - 1].y, series->colour);
  for (gsize i = 0; series->flags != NULL && i < series->n; i++)
    if (series->flags[i] & CLV_POINT_KEY && !isnan (points[i].y))
      clv_chart_pen_ring (pen, points[i].x, points[i].y, series->colour, 4.5);
}

/* Many dots lie on each other: where they do, they show darker. */
static double
dot_alpha (gsize n)
{
  return n <= 60 ? 1 : n <= 600 ? 0.5 : 0.25;
}

void
clv_chart_draw_points (const ClvChartPen *pen,
                       guint              s)
{
  const ClvChartSeries *series = pen->chart->series->pdata[s];
  const ClvChartPoint *points = pen->layout->points[s];
  const double radius = series->n <= 60 ? 4.5 : series->n <= 600 ? 3 : 2.4;

  for (gsize i = 0; i < series->n; i++)
    {
      if (isnan (points[i].y))
        continue;
      cairo_new_path (pen->cr);
      cairo_arc (pen->cr, points[i].x, points[i].y, radius, 0, 2 * G_PI);
      clv_chart_pen_set_fill (pen, series->colour, dot_alpha (series->n));
      cairo_fill (pen->cr);
      if (series->flags != NULL && series->flags[i] & CLV_POINT_KEY)
        clv_chart_pen_ring (pen, points[i].x, points[i].y, series->colour, 4.5);
    }
}

static void
draw_band (const ClvChartPen *pen,
           guint              s)
{
  const ClvChartSeries *series = pen->chart->series->pdata[s];
  const ClvChartPoint *points = pen->layout->points[s];
  const ClvChartSpan *spans = pen->layout->spans[s];

  clv_chart_pen_set_fill (pen, series->colour, CLV_PEN_BAND_ALPHA);
  for (gsize from = 0, to; from < series->n; from = to + 1)
    {
      /* One piece up to the next gap: along the upper ends and back along the lower ones. */
      for (to = from; to < series->n && !isnan (spans[to].low); to++)
        ;
      if (to - from < 2)
        continue;
      cairo_new_path (pen->cr);
      for (gsize i = from; i < to; i++)
        cairo_line_to (pen->cr, points[i].x, spans[i].high);
      for (gsize i = to; i-- > from;)
        cairo_line_to (pen->cr, points[i].x, spans[i].low);
      cairo_close_path (pen->cr);
      cairo_fill (pen->cr);
    }
}

static void
draw_interval_bars (const ClvChartPen *pen,
                    guint              s)
{
  const ClvChartSeries *series = pen->chart->series->pdata[s];
  const ClvChartPoint *points = pen->layout->points[s];
  const ClvChartSpan *spans = pen->layout->spans[s];

  clv_chart_pen_set_fill (pen, series->colour, 0.4);
  cairo_set_line_width (pen->cr, 5);
  for (gsize i = 0; i < series->n; i++)
    if (!isnan (points[i].y) && !isnan (spans[i].low))
      {
        cairo_move_to (pen->cr, points[i].x, spans[i].low);
        cairo_line_to (pen->cr, points[i].x, spans[i].high);
      }
  cairo_stroke (pen->cr);
}

void
clv_chart_draw_intervals (const ClvChartPen *pen,
                          guint              s)
{
  const ClvChartSeries *series = pen->chart->series->pdata[s];

  if (pen->layout->spans[s] == NULL)
    return;
  if (series->mark == CLV_MARK_POINTS)
    draw_interval_bars (pen, s);
  else if (series->mark == CLV_MARK_LINE || series->mark == CLV_MARK_AREA)
    draw_band (pen, s);
}
