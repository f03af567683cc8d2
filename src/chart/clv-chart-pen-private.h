/* clv-chart-pen-private.h - colours and strokes that all drawing shares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-chart-layout-private.h"

G_BEGIN_DECLS

#define CLV_PEN_LINE_WIDTH 2.4
#define CLV_PEN_BAND_ALPHA 0.15

typedef struct
{
  double r, g, b;
} ClvChartRgb;

/* What is drawn, and onto what. */
typedef struct
{
  const ClvChart       *chart;
  const ClvChartLayout *layout;
  cairo_t              *cr;
  gboolean              dark;
} ClvChartPen;

extern const ClvChartRgb clv_chart_backgrounds[2]; /* light, dark */
extern const ClvChartRgb clv_chart_accent;

void clv_chart_pen_set_rgb         (const ClvChartPen *pen,
                                    const ClvChartRgb *colour,
                                    double             alpha);
void clv_chart_pen_set_fill        (const ClvChartPen *pen,
                                    ClvColour          colour,
                                    double             alpha);
/* Black on light, white on dark. */
void clv_chart_pen_set_grey        (const ClvChartPen *pen,
                                    double             alpha);
void clv_chart_pen_set_ink         (const ClvChartPen *pen,
                                    guint              ink);
/* A line of one pixel in the middle of pixels. */
void clv_chart_pen_hairline        (const ClvChartPen *pen,
                                    double             x1,
                                    double             y1,
                                    double             x2,
                                    double             y2);
void clv_chart_pen_dashed_hairline (const ClvChartPen *pen,
                                    double             x1,
                                    double             y1,
                                    double             x2,
                                    double             y2,
                                    double             dash);
/* Strokes at 45° over @box, clipped to the current clip. */
void clv_chart_pen_hatch           (const ClvChartPen *pen,
                                    const ClvChartBox *box);
void clv_chart_pen_ring            (const ClvChartPen *pen,
                                    double             x,
                                    double             y,
                                    ClvColour          colour,
                                    double             radius);
/* The path of points @from … @to of series @s, broken where values are missing.
 * @to_zero closes each piece down to zero, for filling. */
void clv_chart_pen_line_path       (const ClvChartPen *pen,
                                    guint              s,
                                    gsize              from,
                                    gsize              to,
                                    gboolean           to_zero);

void clv_chart_draw_bars           (const ClvChartPen *pen);
/* Dotted lines from the end of each step of a waterfall to the next bar. */
void clv_chart_draw_connectors     (const ClvChartPen *pen);
/* Of a heat map. */
void clv_chart_draw_cells          (const ClvChartPen *pen);
void clv_chart_draw_line_series    (const ClvChartPen *pen,
                                    guint              s);
void clv_chart_draw_points         (const ClvChartPen *pen,
                                    guint              s);
/* The band behind a line, the bars behind dots; nothing without intervals. */
void clv_chart_draw_intervals      (const ClvChartPen *pen,
                                    guint              s);

G_END_DECLS
