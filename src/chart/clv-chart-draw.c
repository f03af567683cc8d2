/* clv-chart-draw.c - draws a chart with cairo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-draw.h"

#include <math.h>

#include "clv-chart-pen-private.h"

static void
draw_texts (const ClvChartPen *pen)
{
  for (guint i = 0; i < pen->layout->texts->len; i++)
    {
      const ClvChartText *text = &g_array_index (pen->layout->texts, ClvChartText, i);

      if (text->covers)
        {
          clv_chart_pen_set_rgb (pen, &clv_chart_backgrounds[pen->dark], 0.85);
          cairo_rectangle (pen->cr, text->box.x, text->box.y, text->box.width, text->box.height);
          cairo_fill (pen->cr);
        }
      clv_chart_pen_set_ink (pen, text->ink);
      cairo_move_to (pen->cr, text->box.x - text->indent, text->box.y);
      pango_cairo_show_layout (pen->cr, text->pango);
    }
}

static void
draw_grid (const ClvChartPen *pen)
{
  const ClvChartLayout *layout = pen->layout;
  const ClvChartBox *plot = &layout->plot;

  if (!layout->is_horizontal && !layout->labels_on_marks)
    for (guint i = 0; i < layout->value_scale.n_ticks; i++)
      {
        const double y = clv_chart_layout_value_at (layout, clv_chart_scale_tick (&layout->value_scale, i));

        clv_chart_pen_set_grey (pen, pen->dark ? 0.12 : 0.08);
        clv_chart_pen_hairline (pen, plot->x, y, plot->x + plot->width, y);
      }
  for (guint i = 0; i < layout->bands->len; i++)
    {
      clv_chart_pen_set_fill (pen, CLV_COLOUR_REVENUE, 0.14);
      clv_chart_pen_hatch (pen, &g_array_index (layout->bands, ClvChartBox, i));
    }
  if (!layout->has_categories)
    for (guint i = 0; i < layout->x_scale.n_ticks; i++)
      {
        const double x = clv_chart_layout_x_at (layout, clv_chart_scale_tick (&layout->x_scale, i));

        clv_chart_pen_set_grey (pen, 0.35);
        clv_chart_pen_hairline (pen, MIN (x, plot->x + plot->width - 1), plot->y + plot->height,
                                MIN (x, plot->x + plot->width - 1), plot->y + plot->height + 4);
      }
}

/* Over the bars, so that they stand on it. */
static void
draw_zero_line (const ClvChartPen *pen)
{
  const ClvChartLayout *layout = pen->layout;
  const ClvChartBox *plot = &layout->plot;
  double zero;

  /* Factors have no zero: the dots stand on the lower end. */
  if (layout->value_scale.kind != CLV_SCALE_LOGARITHMIC && (layout->value_scale.min > 0 || layout->value_scale.max < 0))
    return;
  zero = clv_chart_layout_value_at (layout, 0);
  clv_chart_pen_set_grey (pen, 0.35);
  if (layout->is_horizontal)
    clv_chart_pen_hairline (pen, zero, plot->y, zero, plot->y + plot->height);
  else
    clv_chart_pen_hairline (pen, plot->x, zero, plot->x + plot->width, zero);
}

static void
draw_peak (const ClvChartPen *pen)
{
  const ClvChartBox *plot = &pen->layout->plot;
  const ClvChartPoint *peak;

  if (!pen->chart->split_at_peak || pen->chart->series->len == 0)
    return;
  peak = &pen->layout->points[0][pen->layout->peak];
  if (isnan (peak->y))
    return;
  clv_chart_pen_set_fill (pen, CLV_COLOUR_LOSS, 0.8);
  clv_chart_pen_dashed_hairline (pen, peak->x, peak->y, peak->x, plot->y + plot->height, 3);
  clv_chart_pen_ring (pen, peak->x, peak->y, CLV_COLOUR_PROFIT, 5);
}

static void
draw_rules (const ClvChartPen *pen)
{
  const ClvChartLayout *layout = pen->layout;
  const ClvChartBox *plot = &layout->plot;

  for (guint i = 0; i < pen->chart->rules->len; i++)
    {
      const ClvChartRule *rule = pen->chart->rules->pdata[i];

      clv_chart_pen_set_grey (pen, 0.45);
      if (!rule->vertical && !layout->is_horizontal)
        {
          const double y = clv_chart_layout_value_at (layout, rule->value);

          clv_chart_pen_dashed_hairline (pen, plot->x, y, plot->x + plot->width, y, 3);
        }
      else if (!rule->vertical)
        {
          const double x = clv_chart_layout_value_at (layout, rule->value);

          clv_chart_pen_dashed_hairline (pen, x, plot->y, x, plot->y + plot->height, 3);
        }
      else if (!layout->is_horizontal)
        {
          const double x = clv_chart_layout_x_at (layout, rule->value);

          if (x >= plot->x && x <= plot->x + plot->width)
            clv_chart_pen_dashed_hairline (pen, x, plot->y, x, plot->y + plot->height, 3);
        }
    }
}

/* The height of the first series over a pixel column; NaN where it is not drawn. */
static double
line_y_at (const ClvChartPen *pen,
           double             x)
{
  const ClvChartSeries *series = pen->chart->series->pdata[0];
  const ClvChartPoint *points = pen->layout->points[0];

  for (gsize i = 1; i < series->n; i++)
    if (points[i - 1].x <= x && x <= points[i].x)
      {
        const double width = points[i].x - points[i - 1].x;

        return width > 0 ? points[i - 1].y + (x - points[i - 1].x) / width * (points[i].y - points[i - 1].y)
                         : points[i].y;
      }
  return NAN;
}

static void
draw_cut (const ClvChartPen *pen)
{
  const ClvChartLayout *layout = pen->layout;
  const ClvChartBox *plot = &layout->plot;
  const double x = isnan (pen->chart->cut) ? NAN : round (clv_chart_layout_x_at (layout, pen->chart->cut));
  double y;

  if (!(x >= plot->x && x <= plot->x + plot->width) || layout->is_horizontal)
    return;

  /* What lies left of the cut is shaded once more. */
  if (pen->chart->series->len > 0)
    {
      const ClvChartSeries *series = pen->chart->series->pdata[0];

      if ((series->mark == CLV_MARK_LINE || series->mark == CLV_MARK_AREA) && series->n > 0)
        {
          cairo_save (pen->cr);
          cairo_rectangle (pen->cr, plot->x, plot->y, x - plot->x, plot->height);
          cairo_clip (pen->cr);
          clv_chart_pen_line_path (pen, 0, 0, series->n - 1, TRUE);
          clv_chart_pen_set_fill (pen, CLV_COLOUR_PROFIT, CLV_PEN_BAND_ALPHA);
          cairo_fill (pen->cr);
          cairo_restore (pen->cr);
        }
    }

  clv_chart_pen_set_rgb (pen, &clv_chart_accent, 1);
  cairo_set_line_width (pen->cr, 2);
  cairo_move_to (pen->cr, x, layout->grip_y);
  cairo_line_to (pen->cr, x, plot->y + plot->height);
  cairo_stroke (pen->cr);

  y = line_y_at (pen, x);
  if (!isnan (y))
    clv_chart_pen_ring (pen, x, y, CLV_COLOUR_REVENUE, 4.5);

  /* The grip, 18 × 20, with two strokes that say: drag me. */
  cairo_save (pen->cr);
  cairo_translate (pen->cr, x, layout->grip_y);
  cairo_scale (pen->cr, 9, 10);
  cairo_arc (pen->cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (pen->cr);
  clv_chart_pen_set_rgb (pen, &clv_chart_accent, 1);
  cairo_fill (pen->cr);
  cairo_set_source_rgb (pen->cr, 1, 1, 1);
  cairo_rectangle (pen->cr, x - 3, layout->grip_y - 4, 2, 8);
  cairo_rectangle (pen->cr, x + 1, layout->grip_y - 4, 2, 8);
  cairo_fill (pen->cr);
}

static void
rounded_box (const ClvChartPen *pen,
             const ClvChartBox *box,
             double             radius)
{
  const double x = box->x, y = box->y, right = x + box->width, bottom = y + box->height;

  cairo_new_path (pen->cr);
  cairo_arc (pen->cr, right - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (pen->cr, right - radius, bottom - radius, radius, 0, G_PI / 2);
  cairo_arc (pen->cr, x + radius, bottom - radius, radius, G_PI / 2, G_PI);
  cairo_arc (pen->cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (pen->cr);
}

/* A bar may have another colour than its series. */
static ClvColour
colour_at (const ClvChartPen *pen,
           guint              s,
           gsize              i)
{
  for (guint k = 0; k < pen->layout->bars->len; k++)
    {
      const ClvChartBar *bar = &g_array_index (pen->layout->bars, ClvChartBar, k);

      if (bar->series == s && bar->point == i)
        return bar->colour;
    }
  if (pen->chart->split_at_peak && s == 0)
    return i > pen->layout->peak ? CLV_COLOUR_LOSS : CLV_COLOUR_PROFIT;
  return ((const ClvChartSeries *) pen->chart->series->pdata[s])->colour;
}

/* The place of the tooltip: beside the point, always inside the picture. */
static ClvChartBox
tooltip_box (const ClvChartPen *pen,
             PangoLayout       *pango,
             double             x,
             double             y)
{
  PangoRectangle logical;
  ClvChartBox box;

  pango_layout_get_pixel_extents (pango, NULL, &logical);
  box.width = logical.width + 18;
  box.height = logical.height + 10;
  box.x = x + 12;
  box.y = y - box.height - 10;
  if (box.x + box.width > pen->layout->width - 2)
    box.x = x - 12 - box.width;
  if (box.y < 2)
    box.y = y + 12;
  box.x = round (CLAMP (box.x, 2, MAX (pen->layout->width - box.width - 2, 2)));
  box.y = round (CLAMP (box.y, 2, MAX (pen->layout->height - box.height - 2, 2)));
  return box;
}

static void
draw_hover (const ClvChartPen *pen,
            const ClvChartHit *hover)
{
  const ClvChartSeries *series;
  const ClvChartPoint *point;
  g_autoptr (PangoLayout) pango = NULL;
  g_autofree char *text = NULL;
  ClvChartBox box;

  /* The chart may have changed since the pointer was there. */
  if (hover->series >= pen->chart->series->len)
    return;
  series = pen->chart->series->pdata[hover->series];
  if (hover->point >= series->n)
    return;
  point = &pen->layout->points[hover->series][hover->point];
  if (isnan (point->y))
    return;

  clv_chart_pen_ring (pen, point->x, point->y, colour_at (pen, hover->series, hover->point), 5);
  text = clv_chart_layout_describe_point (pen->layout, hover->series, hover->point);
  pango = clv_chart_layout_text (pen->layout, text, 12, FALSE, pen->layout->width - 26, 3);
  box = tooltip_box (pen, pango, point->x, point->y);
  /* A soft shadow of two steps; a blur is not worth its time on each motion of the pointer. */
  for (int spread = 2; spread >= 1; spread--)
    {
      const ClvChartBox shadow = { box.x - spread + 1, box.y, box.width + 2 * spread - 2, box.height + spread };

      rounded_box (pen, &shadow, 7);
      cairo_set_source_rgba (pen->cr, 0, 0, 0, 0.10);
      cairo_fill (pen->cr);
    }
  rounded_box (pen, &box, 6);
  if (pen->dark)
    cairo_set_source_rgb (pen->cr, 0.30, 0.30, 0.30);
  else
    cairo_set_source_rgb (pen->cr, 1, 1, 1);
  cairo_fill_preserve (pen->cr);
  clv_chart_pen_set_grey (pen, 0.2);
  cairo_set_line_width (pen->cr, 1);
  cairo_stroke (pen->cr);
  clv_chart_pen_set_ink (pen, CLV_INK_TEXT);
  cairo_move_to (pen->cr, box.x + 9, box.y + 5);
  pango_cairo_show_layout (pen->cr, pango);
}

/**
 * clv_chart_draw:
 * @chart: a chart
 * @cr: where to draw; 0,0 is the top left
 * @width: of the picture, in units of @cr
 * @height: of the picture
 * @theme: how it looks
 * @hover: (nullable): the point to mark, from clv_chart_hit()
 *
 * Draws the chart. Lines of one unit stand on whole units, so that they are
 * crisp at any whole scale.
 */
void
clv_chart_draw (const ClvChart      *chart,
                cairo_t             *cr,
                double               width,
                double               height,
                const ClvChartTheme *theme,
                const ClvChartHit   *hover)
{
  g_autoptr (ClvChartLayout) layout = clv_chart_layout_new (chart, width, height, theme);
  const ClvChartPen pen = { chart, layout, cr, theme->dark ? 1 : 0 };

  cairo_save (cr);
  if (theme->opaque)
    {
      clv_chart_pen_set_rgb (&pen, &clv_chart_backgrounds[pen.dark], 1);
      cairo_paint (cr);
    }
  if (layout->is_heat)
    clv_chart_draw_cells (&pen);
  else if (!layout->is_empty)
    {
      draw_grid (&pen);
      clv_chart_draw_bars (&pen);
      clv_chart_draw_connectors (&pen);
      draw_zero_line (&pen);
      draw_rules (&pen);
      /* Bands first: no band may hide a line. */
      for (guint s = 0; s < chart->series->len; s++)
        clv_chart_draw_intervals (&pen, s);
      for (guint s = 0; s < chart->series->len; s++)
        {
          const ClvChartSeries *series = chart->series->pdata[s];

          if (series->mark == CLV_MARK_LINE || series->mark == CLV_MARK_AREA)
            clv_chart_draw_line_series (&pen, s);
          else if (series->mark == CLV_MARK_POINTS)
            clv_chart_draw_points (&pen, s);
        }
      draw_peak (&pen);
      draw_cut (&pen);
    }
  draw_texts (&pen);
  if (!layout->is_empty && hover != NULL)
    draw_hover (&pen, hover);
  cairo_restore (cr);
}
