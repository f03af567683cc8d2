/* clv-chart-draw.h - draws a chart with cairo, and tells what lies under the pointer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include "clv-chart.h"

G_BEGIN_DECLS

#define CLV_CHART_ERROR (clv_chart_error_quark ())
GQuark clv_chart_error_quark (void);

typedef enum
{
  CLV_CHART_ERROR_FORMAT, /* the name does not end in .png, .svg or .pdf */
  CLV_CHART_ERROR_WRITE,
} ClvChartError;

typedef struct
{
  gboolean    dark;
  const char *font;          /* family; NULL for the default */
  double      text_scale;    /* 1 normally */
  gboolean    with_title;    /* files and pictures carry the title, a card in the window has its own */
  gboolean    opaque;        /* paint the background */
} ClvChartTheme;

typedef struct
{
  guint  series;
  gsize  point;
  double x, y;               /* values */
  double anchor_x, anchor_y; /* where it stands in the picture, in pixels */
  char   text[160];          /* “2024-05 · Revenue €1,234” */
} ClvChartHit;

#define CLV_CHART_THEME_LIGHT ((ClvChartTheme) { .text_scale = 1 })

/* Draws into 0,0 … width,height. @hover (nullable) is marked with a ring and its text. */
void     clv_chart_draw       (const ClvChart      *chart,
                               cairo_t             *cr,
                               double               width,
                               double               height,
                               const ClvChartTheme *theme,
                               const ClvChartHit   *hover);
/* The point nearest to the pointer; FALSE outside the plot. */
gboolean clv_chart_hit        (const ClvChart      *chart,
                               double               width,
                               double               height,
                               const ClvChartTheme *theme,
                               double               pointer_x,
                               double               pointer_y,
                               ClvChartHit         *hit);
/* The value on the x axis under a pixel, for dragging the cut line; NaN outside. */
double   clv_chart_x_at       (const ClvChart      *chart,
                               double               width,
                               double               height,
                               const ClvChartTheme *theme,
                               double               pointer_x);
/* Written to a temporary file and renamed. Format by the ending: .png (2× pixels), .svg, .pdf. */
gboolean clv_chart_save       (const ClvChart      *chart,
                               const char          *path,
                               double               width,
                               double               height,
                               const ClvChartTheme *theme,
                               GError             **error);
/* An ARGB32 surface at @scale pixels a unit, for the clipboard. (transfer full) */
cairo_surface_t *clv_chart_to_surface (const ClvChart      *chart,
                                       double               width,
                                       double               height,
                                       double               scale,
                                       const ClvChartTheme *theme);

G_END_DECLS
