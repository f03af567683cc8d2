/* clv-chart-pen.c - colours and strokes that all drawing shares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-pen-private.h"

#include <math.h>

#define HATCH_STEP 6.0
#define HATCH_WIDTH 2.4

#define RGB(hex) { ((hex) >> 16 & 255) / 255.0, ((hex) >> 8 & 255) / 255.0, ((hex) & 255) / 255.0 }

/* Okabe and Ito's colours moved towards those of the desktop: colour-blind
 * people tell them apart, and sign, hatch or a word always says the same. */
static const ClvChartRgb fills[2][6] = {
  { RGB (0x3584e4), RGB (0x0f8a72), RGB (0xd1541c), RGB (0xbcb8b3), RGB (0xe5a50a), RGB (0x2e2e2e) },
  { RGB (0x62a0ea), RGB (0x3fc2a3), RGB (0xf58a4b), RGB (0x6b6a6e), RGB (0xf5c211), RGB (0xf0f0f0) },
};
static const ClvChartRgb inks[2][6] = {
  { RGB (0x1a5fb4), RGB (0x0b6e5b), RGB (0xb0420f), RGB (0x6f6b66), RGB (0x905400), RGB (0x2e2e2e) },
  { RGB (0x99c1f1), RGB (0x5fd6b9), RGB (0xffab78), RGB (0xb5b3b8), RGB (0xf8e45c), RGB (0xf0f0f0) },
};
const ClvChartRgb clv_chart_backgrounds[2] = { RGB (0xffffff), RGB (0x363636) };
const ClvChartRgb clv_chart_accent = RGB (0x3584e4);

void
clv_chart_pen_set_rgb (const ClvChartPen *pen,
                       const ClvChartRgb *colour,
                       double             alpha)
{
  cairo_set_source_rgba (pen->cr, colour->r, colour->g, colour->b, alpha);
}

void
clv_chart_pen_set_fill (const ClvChartPen *pen,
                        ClvColour          colour,
                        double             alpha)
{
  clv_chart_pen_set_rgb (pen, &fills[pen->dark][colour], alpha);
}

/* Black on light, white on dark. */
void
clv_chart_pen_set_grey (const ClvChartPen *pen,
                        double             alpha)
{
  const double level = pen->dark ? 1 : 0;

  cairo_set_source_rgba (pen->cr, level, level, level, alpha);
}

void
clv_chart_pen_set_ink (const ClvChartPen *pen,
                       guint              ink)
{
  if (ink == CLV_INK_TEXT)
    clv_chart_pen_set_grey (pen, pen->dark ? 1 : 0.8);
  else if (ink == CLV_INK_DIM)
    clv_chart_pen_set_grey (pen, pen->dark ? 0.66 : 0.57);
  else
    clv_chart_pen_set_rgb (pen, &inks[pen->dark][ink - CLV_INK_COLOUR], 1);
}

/* A line of one pixel in the middle of pixels. */
void
clv_chart_pen_hairline (const ClvChartPen *pen,
                        double             x1,
                        double             y1,
                        double             x2,
                        double             y2)
{
  const double shift_x = x1 == x2 ? 0.5 : 0, shift_y = y1 == y2 ? 0.5 : 0;

  cairo_set_line_width (pen->cr, 1);
  cairo_move_to (pen->cr, round (x1) + shift_x, round (y1) + shift_y);
  cairo_line_to (pen->cr, round (x2) + shift_x, round (y2) + shift_y);
  cairo_stroke (pen->cr);
}

void
clv_chart_pen_dashed_hairline (const ClvChartPen *pen,
                               double             x1,
                               double             y1,
                               double             x2,
                               double             y2,
                               double             dash)
{
  const double dashes[] = { dash, dash };

  cairo_set_dash (pen->cr, dashes, 2, 0);
  clv_chart_pen_hairline (pen, x1, y1, x2, y2);
  cairo_set_dash (pen->cr, NULL, 0, 0);
}

/* Strokes at 45° over @box, clipped to the current clip. */
void
clv_chart_pen_hatch (const ClvChartPen *pen,
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

void
clv_chart_pen_ring (const ClvChartPen *pen,
                    double             x,
                    double             y,
                    ClvColour          colour,
                    double             radius)
{
  cairo_new_path (pen->cr);
  cairo_arc (pen->cr, x, y, radius, 0, 2 * G_PI);
  clv_chart_pen_set_rgb (pen, &clv_chart_backgrounds[pen->dark], 1);
  cairo_fill_preserve (pen->cr);
  clv_chart_pen_set_fill (pen, colour, 1);
  cairo_set_line_width (pen->cr, CLV_PEN_LINE_WIDTH);
  cairo_stroke (pen->cr);
}
