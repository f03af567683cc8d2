/* clv-chart-draw.c - draws a chart with cairo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-draw.h"

#include <math.h>

#include "clv-chart-layout-private.h"

#define LINE_WIDTH 2.4
#define CORNER 3.0
#define BAND_ALPHA 0.15
#define HATCH_STEP 6.0
#define HATCH_WIDTH 2.4

typedef struct
{
  double r, g, b;
} Rgb;

#define RGB(hex) { ((hex) >> 16 & 255) / 255.0, ((hex) >> 8 & 255) / 255.0, ((hex) & 255) / 255.0 }

/* Okabe and Ito's colours moved towards those of the desktop: colour-blind
 * people tell them apart, and sign, hatch or a word always says the same. */
static const Rgb fills[2][5] = {
  { RGB (0x3584e4), RGB (0x0f8a72), RGB (0xd1541c), RGB (0xbcb8b3), RGB (0xe5a50a) },
  { RGB (0x62a0ea), RGB (0x3fc2a3), RGB (0xf58a4b), RGB (0x6b6a6e), RGB (0xf5c211) },
};
static const Rgb inks[2][5] = {
  { RGB (0x1a5fb4), RGB (0x0b6e5b), RGB (0xb0420f), RGB (0x6f6b66), RGB (0x905400) },
  { RGB (0x99c1f1), RGB (0x5fd6b9), RGB (0xffab78), RGB (0xb5b3b8), RGB (0xf8e45c) },
};
static const Rgb backgrounds[2] = { RGB (0xffffff), RGB (0x363636) };
static const Rgb accent = RGB (0x3584e4);

typedef struct
{
  const ClvChart       *chart;
  const ClvChartLayout *layout;
  cairo_t              *cr;
  gboolean              dark;
} Pen;

static void
set_rgb (const Pen *pen,
         const Rgb *colour,
         double     alpha)
{
  cairo_set_source_rgba (pen->cr, colour->r, colour->g, colour->b, alpha);
}

static void
set_fill (const Pen *pen,
          ClvColour  colour,
          double     alpha)
{
  set_rgb (pen, &fills[pen->dark][colour], alpha);
}

/* Black on light, white on dark. */
static void
set_grey (const Pen *pen,
          double     alpha)
{
  const double level = pen->dark ? 1 : 0;

  cairo_set_source_rgba (pen->cr, level, level, level, alpha);
}

static void
set_ink (const Pen *pen,
         guint      ink)
{
  if (ink == CLV_INK_TEXT)
    set_grey (pen, pen->dark ? 1 : 0.8);
  else if (ink == CLV_INK_DIM)
    set_grey (pen, pen->dark ? 0.66 : 0.57);
  else
    set_rgb (pen, &inks[pen->dark][ink - CLV_INK_COLOUR], 1);
}

/* A line of one pixel in the middle of pixels. */
static void
hairline (const Pen *pen,
          double     x1,
          double     y1,
          double     x2,
          double     y2)
{
  const double shift_x = x1 == x2 ? 0.5 : 0, shift_y = y1 == y2 ? 0.5 : 0;

  cairo_set_line_width (pen->cr, 1);
  cairo_move_to (pen->cr, round (x1) + shift_x, round (y1) + shift_y);
  cairo_line_to (pen->cr, round (x2) + shift_x, round (y2) + shift_y);
  cairo_stroke (pen->cr);
}

static void
dashed_hairline (const Pen *pen,
                 double     x1,
                 double     y1,
                 double     x2,
                 double     y2,
                 double     dash)
{
  const double dashes[] = { dash, dash };

  cairo_set_dash (pen->cr, dashes, 2, 0);
  hairline (pen, x1, y1, x2, y2);
  cairo_set_dash (pen->cr, NULL, 0, 0);
}

/* Strokes at 45° over @box, clipped to the current clip. */
static void
hatch (const Pen         *pen,
       const ClvChartBox *box)
{
  const double step = HATCH_STEP * G_SQRT2;

  cairo_save (pen->cr);
  cairo_rectangle (pen->cr, box->x, box->y, box->width, box->height);
  cairo_clip (pen->cr);
  cairo_set_line_width (pen->cr, HATCH_WIDTH);
  /* From a fixed origin, so that neighbours continue each other. */
  for (double x = floor ((box->x - box->height) / step) * step; x < box->x + box->width + step; x += step)
    {
      cairo_move_to (pen->cr, x, box->y + box->height + 2);
      cairo_line_to (pen->cr, x + box->height + 4, box->y - 2);
    }
  cairo_stroke (pen->cr);
  cairo_restore (pen->cr);
}

static void
draw_texts (const Pen *pen)
{
  for (guint i = 0; i < pen->layout->texts->len; i++)
    {
      const ClvChartText *text = &g_array_index (pen->layout->texts, ClvChartText, i);

      if (text->covers)
        {
          set_rgb (pen, &backgrounds[pen->dark], 0.85);
          cairo_rectangle (pen->cr, text->box.x, text->box.y, text->box.width, text->box.height);
          cairo_fill (pen->cr);
        }
      set_ink (pen, text->ink);
      cairo_move_to (pen->cr, text->box.x - text->indent, text->box.y);
      pango_cairo_show_layout (pen->cr, text->pango);
    }
}

static void
draw_grid (const Pen *pen)
{
  const ClvChartLayout *layout = pen->layout;
  const ClvChartBox *plot = &layout->plot;

  if (!layout->is_horizontal && !layout->labels_on_marks)
    for (guint i = 0; i < layout->value_scale.n_ticks; i++)
      {
        const double y = clv_chart_layout_value_at (layout, clv_chart_scale_tick (&layout->value_scale, i));

        set_grey (pen, pen->dark ? 0.12 : 0.08);
        hairline (pen, plot->x, y, plot->x + plot->width, y);
      }
  for (guint i = 0; i < layout->bands->len; i++)
    {
      set_fill (pen, CLV_COLOUR_REVENUE, 0.14);
      hatch (pen, &g_array_index (layout->bands, ClvChartBox, i));
    }
  if (!layout->has_categories)
    for (guint i = 0; i < layout->x_scale.n_ticks; i++)
      {
        const double x = clv_chart_layout_x_at (layout, clv_chart_scale_tick (&layout->x_scale, i));

        set_grey (pen, 0.35);
        hairline (pen, MIN (x, plot->x + plot->width - 1), plot->y + plot->height, MIN (x, plot->x + plot->width - 1),
                  plot->y + plot->height + 4);
      }
}

/* Over the bars, so that they stand on it. */
static void
draw_zero_line (const Pen *pen)
{
  const ClvChartLayout *layout = pen->layout;
  const ClvChartBox *plot = &layout->plot;
  double zero;

  if (layout->value_scale.min > 0 || layout->value_scale.max < 0)
    return;
  zero = clv_chart_layout_value_at (layout, 0);
  set_grey (pen, 0.35);
  if (layout->is_horizontal)
    hairline (pen, zero, plot->y, zero, plot->y + plot->height);
  else
    hairline (pen, plot->x, zero, plot->x + plot->width, zero);
}

/* A rectangle whose end with the value is rounded. */
static void
bar_path (const Pen         *pen,
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

static void
draw_bars (const Pen *pen)
{
  for (guint i = 0; i < pen->layout->bars->len; i++)
    {
      const ClvChartBar *bar = &g_array_index (pen->layout->bars, ClvChartBar, i);

      if (bar->box.width <= 0 || bar->box.height <= 0)
        continue;
      bar_path (pen, bar);
      if (!bar->hatched)
        {
          set_fill (pen, bar->colour, 1);
          cairo_fill (pen->cr);
          continue;
        }
      set_fill (pen, bar->colour, BAND_ALPHA);
      cairo_fill_preserve (pen->cr);
      cairo_save (pen->cr);
      cairo_clip_preserve (pen->cr);
      set_fill (pen, bar->colour, 1);
      hatch (pen, &bar->box);
      cairo_new_path (pen->cr);
      bar_path (pen, bar);
      /* Clipped to the bar, twice the width gives one pixel inside. */
      cairo_set_line_width (pen->cr, 2);
      set_fill (pen, bar->colour, 1);
      cairo_stroke (pen->cr);
      cairo_restore (pen->cr);
    }
}

/* Dotted lines from the end of each step to the next bar. */
static void
draw_connectors (const Pen *pen)
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
      set_grey (pen, 0.45);
      dashed_hairline (pen, left->box.x + left->box.width, y, right->box.x, y, 2);
    }
}

/* The path of points @from … @to of series @s, broken where values are missing.
 * @to_zero closes each piece down to zero, for filling. */
static void
line_path (const Pen *pen,
           guint      s,
           gsize      from,
           gsize      to,
           gboolean   to_zero)
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
draw_piece (const Pen *pen,
            guint      s,
            gsize      from,
            gsize      to,
            ClvColour  colour,
            gboolean   filled)
{
  if (filled)
    {
      line_path (pen, s, from, to, TRUE);
      set_fill (pen, colour, BAND_ALPHA);
      cairo_fill (pen->cr);
    }
  line_path (pen, s, from, to, FALSE);
  set_fill (pen, colour, 1);
  cairo_set_line_width (pen->cr, LINE_WIDTH);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (pen->cr);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_BUTT);
}

static void
draw_ring (const Pen *pen,
           double     x,
           double     y,
           ClvColour  colour,
           double     radius)
{
  cairo_new_path (pen->cr);
  cairo_arc (pen->cr, x, y, radius, 0, 2 * G_PI);
  set_rgb (pen, &backgrounds[pen->dark], 1);
  cairo_fill_preserve (pen->cr);
  set_fill (pen, colour, 1);
  cairo_set_line_width (pen->cr, LINE_WIDTH);
  cairo_stroke (pen->cr);
}

static void
draw_dot (const Pen *pen,
          double     x,
          double     y,
          ClvColour  colour)
{
  cairo_new_path (pen->cr);
  cairo_arc (pen->cr, x, y, 3.5, 0, 2 * G_PI);
  set_fill (pen, colour, 1);
  cairo_fill (pen->cr);
}

static void
draw_line_series (const Pen *pen,
                  guint      s)
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
  if (last > 0)
    draw_dot (pen, points[last - 1].x, points[last - 1].y, series->colour);
  for (gsize i = 0; series->flags != NULL && i < series->n; i++)
    if (series->flags[i] & CLV_POINT_KEY && !isnan (points[i].y))
      draw_ring (pen, points[i].x, points[i].y, series->colour, 4.5);
}

static void
draw_peak (const Pen *pen)
{
  const ClvChartBox *plot = &pen->layout->plot;
  const ClvChartPoint *peak;

  if (!pen->chart->split_at_peak || pen->chart->series->len == 0)
    return;
  peak = &pen->layout->points[0][pen->layout->peak];
  if (isnan (peak->y))
    return;
  set_fill (pen, CLV_COLOUR_LOSS, 0.8);
  dashed_hairline (pen, peak->x, peak->y, peak->x, plot->y + plot->height, 3);
  draw_ring (pen, peak->x, peak->y, CLV_COLOUR_PROFIT, 5);
}

static void
draw_rules (const Pen *pen)
{
  const ClvChartLayout *layout = pen->layout;
  const ClvChartBox *plot = &layout->plot;

  for (guint i = 0; i < pen->chart->rules->len; i++)
    {
      const ClvChartRule *rule = pen->chart->rules->pdata[i];

      set_grey (pen, 0.45);
      if (!rule->vertical && !layout->is_horizontal)
        {
          const double y = clv_chart_layout_value_at (layout, rule->value);

          dashed_hairline (pen, plot->x, y, plot->x + plot->width, y, 3);
        }
      else if (!rule->vertical)
        {
          const double x = clv_chart_layout_value_at (layout, rule->value);

          dashed_hairline (pen, x, plot->y, x, plot->y + plot->height, 3);
        }
      else if (!layout->is_horizontal)
        {
          const double x = clv_chart_layout_x_at (layout, rule->value);

          if (x >= plot->x && x <= plot->x + plot->width)
            dashed_hairline (pen, x, plot->y, x, plot->y + plot->height, 3);
        }
    }
}

/* The height of the first series over a pixel column; NaN where it is not drawn. */
static double
line_y_at (const Pen *pen,
           double     x)
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
draw_cut (const Pen *pen)
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
          line_path (pen, 0, 0, series->n - 1, TRUE);
          set_fill (pen, CLV_COLOUR_PROFIT, BAND_ALPHA);
          cairo_fill (pen->cr);
          cairo_restore (pen->cr);
        }
    }

  set_rgb (pen, &accent, 1);
  cairo_set_line_width (pen->cr, 2);
  cairo_move_to (pen->cr, x, layout->grip_y);
  cairo_line_to (pen->cr, x, plot->y + plot->height);
  cairo_stroke (pen->cr);

  y = line_y_at (pen, x);
  if (!isnan (y))
    draw_ring (pen, x, y, CLV_COLOUR_REVENUE, 4.5);

  /* The grip, 18 × 20, with two strokes that say: drag me. */
  cairo_save (pen->cr);
  cairo_translate (pen->cr, x, layout->grip_y);
  cairo_scale (pen->cr, 9, 10);
  cairo_arc (pen->cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (pen->cr);
  set_rgb (pen, &accent, 1);
  cairo_fill (pen->cr);
  cairo_set_source_rgb (pen->cr, 1, 1, 1);
  cairo_rectangle (pen->cr, x - 3, layout->grip_y - 4, 2, 8);
  cairo_rectangle (pen->cr, x + 1, layout->grip_y - 4, 2, 8);
  cairo_fill (pen->cr);
}

static void
rounded_box (const Pen         *pen,
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
colour_at (const Pen *pen,
           guint      s,
           gsize      i)
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
tooltip_box (const Pen   *pen,
             PangoLayout *pango,
             double       x,
             double       y)
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
draw_hover (const Pen         *pen,
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

  draw_ring (pen, point->x, point->y, colour_at (pen, hover->series, hover->point), 5);
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
  set_grey (pen, 0.2);
  cairo_set_line_width (pen->cr, 1);
  cairo_stroke (pen->cr);
  set_ink (pen, CLV_INK_TEXT);
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
  const Pen pen = { chart, layout, cr, theme->dark ? 1 : 0 };

  cairo_save (cr);
  if (theme->opaque)
    {
      set_rgb (&pen, &backgrounds[pen.dark], 1);
      cairo_paint (cr);
    }
  if (!layout->is_empty)
    {
      draw_grid (&pen);
      draw_bars (&pen);
      draw_connectors (&pen);
      draw_zero_line (&pen);
      draw_rules (&pen);
      for (guint s = 0; s < chart->series->len; s++)
        {
          const ClvChartSeries *series = chart->series->pdata[s];

          if (series->mark == CLV_MARK_LINE || series->mark == CLV_MARK_AREA)
            draw_line_series (&pen, s);
        }
      draw_peak (&pen);
      draw_cut (&pen);
    }
  draw_texts (&pen);
  if (!layout->is_empty && hover != NULL)
    draw_hover (&pen, hover);
  cairo_restore (cr);
}
