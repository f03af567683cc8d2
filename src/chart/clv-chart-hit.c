/* clv-chart-hit.c - what lies under the pointer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-draw.h"

#include <math.h>
#include <string.h>

#include "clv-chart-layout-private.h"

static gboolean
is_inside (const ClvChartBox *box,
           double             x,
           double             y,
           double             slack)
{
  return x >= box->x - slack && x <= box->x + box->width + slack && y >= box->y - slack &&
         y <= box->y + box->height + slack;
}

/* The point of series @s whose place along the axis is nearest to the pointer; n when it has none. */
static gsize
nearest_point (const ClvChartLayout *layout,
               guint                 s,
               double                pointer_x,
               double                pointer_y)
{
  const ClvChartSeries *series = layout->chart->series->pdata[s];
  const ClvChartPoint *points = layout->points[s];
  gsize nearest = series->n;
  double shortest = INFINITY;

  for (gsize i = 0; i < series->n; i++)
    {
      const double across = points[i].x - pointer_x, along = points[i].y - pointer_y;
      const gboolean is_free = series->mark == CLV_MARK_POINTS || series->mark == CLV_MARK_HEAT;
      const double distance = is_free ? hypot (across, along)
                                      : fabs (layout->is_horizontal ? along : across);

      if (!isnan (points[i].y) && distance < shortest)
        {
          shortest = distance;
          nearest = i;
        }
    }
  return nearest;
}

/* From the pointer to a point; none when it is on the point's own bar. */
static double
distance_to (const ClvChartLayout *layout,
             guint                 s,
             gsize                 i,
             double                pointer_x,
             double                pointer_y)
{
  const ClvChartPoint *point = &layout->points[s][i];

  for (guint k = 0; k < layout->bars->len; k++)
    {
      const ClvChartBar *bar = &g_array_index (layout->bars, ClvChartBar, k);

      if (bar->series == s && bar->point == i && is_inside (&bar->box, pointer_x, pointer_y, 0))
        return 0;
    }
  return hypot (point->x - pointer_x, point->y - pointer_y);
}

static void
fill_text (ClvChartHit *hit,
           const char  *text)
{
  const char *end = text;

  /* Cut between characters, never inside one. */
  while (*end != '\0' && g_utf8_next_char (end) - text < (gssize) sizeof hit->text)
    end = g_utf8_next_char (end);
  memcpy (hit->text, text, end - text);
  hit->text[end - text] = '\0';
}

/**
 * clv_chart_hit:
 * @chart: a chart
 * @width: of the picture, as drawn
 * @height: of the picture, as drawn
 * @theme: as drawn
 * @pointer_x: where the pointer is
 * @pointer_y: where the pointer is
 * @hit: (out): the point found
 *
 * The point nearest to the pointer: of each series the one nearest along the
 * axis, and of those the nearest in the picture.
 *
 * Returns: FALSE outside the plot, with @hit untouched
 */
gboolean
clv_chart_hit (const ClvChart      *chart,
               double               width,
               double               height,
               const ClvChartTheme *theme,
               double               pointer_x,
               double               pointer_y,
               ClvChartHit         *hit)
{
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, width, height, theme);
  g_autofree char *text = NULL;
  double shortest = INFINITY;
  guint found_series = 0;
  gsize found_point = 0;
  const ClvChartSeries *series;

  if (layout->is_empty || !is_inside (&layout->plot, pointer_x, pointer_y, 4))
    return FALSE;
  for (guint s = 0; s < chart->series->len; s++)
    {
      const gsize i = nearest_point (layout, s, pointer_x, pointer_y);
      double distance;

      series = chart->series->pdata[s];
      if (i == series->n)
        continue;
      distance = distance_to (layout, s, i, pointer_x, pointer_y);
      if (distance < shortest)
        {
          shortest = distance;
          found_series = s;
          found_point = i;
        }
    }
  if (isinf (shortest))
    return FALSE;

  series = chart->series->pdata[found_series];
  text = clv_chart_layout_describe_point (layout, found_series, found_point);
  hit->series = found_series;
  hit->point = found_point;
  hit->x = series->x != NULL ? series->x[found_point] : (double) found_point;
  hit->y = series->y[found_point];
  hit->anchor_x = layout->points[found_series][found_point].x;
  hit->anchor_y = layout->points[found_series][found_point].y;
  fill_text (hit, text);
  return TRUE;
}

/**
 * clv_chart_x_at:
 * @chart: a chart
 * @width: of the picture, as drawn
 * @height: of the picture, as drawn
 * @theme: as drawn
 * @pointer_x: a pixel
 *
 * The value on the x axis under a pixel, for dragging the cut line. With
 * categories it is their position, from -0.5 to n - 0.5.
 *
 * Returns: the value; NaN outside the plot and for bars
 */
double
clv_chart_x_at (const ClvChart      *chart,
                double               width,
                double               height,
                const ClvChartTheme *theme,
                double               pointer_x)
{
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, width, height, theme);
  double share;

  if (layout->is_empty || layout->is_horizontal || layout->is_heat || pointer_x < layout->plot.x ||
      pointer_x > layout->plot.x + layout->plot.width)
    return NAN;
  share = (pointer_x - layout->plot.x) / layout->plot.width;
  if (layout->has_categories)
    return share * layout->n_slots - 0.5;
  return layout->x_scale.min + share * (layout->x_scale.max - layout->x_scale.min);
}
