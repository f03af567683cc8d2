/* clv-chart-layout-private.h - where the parts of a chart stand
 *
 * Drawing, hit testing and tests all read the same layout, so that what the
 * pointer finds is what the eye sees.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <pango/pangocairo.h>
#include "clv-chart-draw.h"
#include "clv-chart-scale-private.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height;
} ClvChartBox;

typedef enum
{
  CLV_INK_TEXT,
  CLV_INK_DIM,
  CLV_INK_COLOUR, /* CLV_INK_COLOUR + a ClvColour */
} ClvChartInk;

typedef struct
{
  PangoLayout *pango;
  ClvChartBox  box;
  double       indent; /* from the left of the pango layout to the left of the text */
  guint        ink;    /* ClvChartInk, or CLV_INK_COLOUR + ClvColour */
  gboolean     covers; /* hides the line it may stand on */
} ClvChartText;

typedef struct
{
  guint       series;
  gsize       point;
  ClvChartBox box;
  ClvColour   colour;
  gboolean    hatched;
  guint       end; /* ClvChartEnd: the side that shows the value */
} ClvChartBar;

typedef enum
{
  CLV_END_TOP,
  CLV_END_BOTTOM,
  CLV_END_LEFT,
  CLV_END_RIGHT,
} ClvChartEnd;

typedef struct
{
  double x, y; /* NaN when the point is missing */
} ClvChartPoint;

/* Pixels of the ends of an interval; NaN when there is none. */
typedef struct
{
  double low, high;
} ClvChartSpan;

typedef struct
{
  const ClvChart *chart; /* borrowed */
  double          width, height;
  double          text_scale;
  PangoContext   *context;
  PangoFontDescription *font;

  gboolean        is_empty;      /* nothing to show but words */
  gboolean        is_horizontal; /* bars: values go to the right */
  gboolean        is_heat;       /* rows of cells; `bars` are the cells */
  gboolean        numbers_in_cells;
  double          largest;       /* of the values of cells, without sign */
  gboolean        has_categories;
  gboolean        labels_on_marks; /* then there are no value ticks */
  gboolean        numbers_in_full; /* “€145,000” on the marks; else “€145k” */
  gsize           n_slots;
  ClvChartBox     plot;
  ClvChartScale   x_scale;       /* numeric x only */
  ClvChartScale   value_scale;
  double          pad_low, pad_high; /* room inside the plot for numbers beyond the bars */

  GArray         *texts;         /* ClvChartText */
  GArray         *bars;          /* ClvChartBar */
  GArray         *bands;         /* ClvChartBox: periods that are not over, behind lines */
  ClvChartPoint **points;        /* anchors, one array a series */
  ClvChartSpan  **spans;         /* intervals, one array a series; NULL without */
  gsize           peak;          /* point of the first series, with split_at_peak */
  double          grip_y;        /* middle of the grip of the cut line */
} ClvChartLayout;

ClvChartLayout *clv_chart_layout_new      (const ClvChart       *chart,
                                           double                width,
                                           double                height,
                                           const ClvChartTheme  *theme);
void            clv_chart_layout_free     (ClvChartLayout       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvChartLayout, clv_chart_layout_free)

double          clv_chart_layout_value_at (const ClvChartLayout *self,
                                           double                value);
double          clv_chart_layout_x_at     (const ClvChartLayout *self,
                                           double                x);
/* A text of the chart's own font, @lines at most and @max_width wide (< 0: as it comes). (transfer full) */
PangoLayout    *clv_chart_layout_text     (const ClvChartLayout *self,
                                           const char           *text,
                                           double                size,
                                           gboolean              bold,
                                           double                max_width,
                                           int                   lines);
/* A dashed grey line that only guides the eye. */
gboolean        clv_layout_is_reference   (const ClvChartSeries *series);
/* “2024-05 · Revenue €1,234” (transfer full) */
char           *clv_chart_layout_describe_point (const ClvChartLayout *self,
                                                 guint                 series,
                                                 gsize                 point);

G_END_DECLS
