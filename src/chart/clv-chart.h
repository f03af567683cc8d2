/* clv-chart.h - what a chart says: series, axes, marks and words
 *
 * A chart is data. The same spec is drawn to the screen, to PNG, SVG and PDF
 * (clv-chart-draw.h), is told to Excel as a native chart (report), and speaks
 * through its description. It knows no findings and no widgets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLV_MARK_COLUMN,  /* vertical bars, one a category */
  CLV_MARK_BAR,     /* horizontal bars, one a category; the first category on top */
  CLV_MARK_LINE,    /* points joined; x from `x`, or the category's index when `x` is NULL */
  CLV_MARK_AREA,    /* as line, filled to zero */
  CLV_MARK_POINTS,  /* dots over numbers; never joined */
  CLV_MARK_WATERFALL, /* columns that hang on the running sum; CLV_POINT_TOTAL starts from zero */
  CLV_MARK_HEAT,    /* a row of cells, one a category; the first series on top; y.max: of the strongest colour */
} ClvMark;

typedef enum
{
  CLV_COLOUR_REVENUE, /* blue */
  CLV_COLOUR_PROFIT,  /* teal; negative values are drawn in the colour of loss */
  CLV_COLOUR_LOSS,    /* vermilion */
  CLV_COLOUR_COST,    /* grey */
  CLV_COLOUR_ATTENTION, /* amber */
  CLV_COLOUR_INK,     /* as text: what really happened */
} ClvColour;

typedef enum
{
  CLV_POINT_INCOMPLETE = 1 << 0, /* hatched: the period is not over */
  CLV_POINT_TOTAL      = 1 << 1, /* waterfall: from zero */
  CLV_POINT_KEY        = 1 << 2, /* ringed dot */
  CLV_POINT_LOSS       = 1 << 3, /* in the colour of losses, whatever its height */
} ClvPointFlags;

typedef enum
{
  CLV_UNIT_NUMBER,
  CLV_UNIT_MONEY,   /* values in the data's currency */
  CLV_UNIT_PERCENT, /* values are fractions: 0.7 is drawn as 70 % */
  CLV_UNIT_DATE,    /* days since 1970-01-01; x axes only */
} ClvUnit;

typedef struct
{
  char      *label;   /* “Revenue”; written at the end of a line, never in a legend box */
  ClvMark    mark;
  ClvColour  colour;
  gsize      n;
  double    *x;       /* (nullable) */
  double    *y;       /* NaN leaves a gap */
  guint8    *flags;   /* (nullable) ClvPointFlags, one a point */
  double    *low, *high; /* (nullable) intervals of lines (a band) and dots (bars); NaN: none */
  gboolean   dashed;  /* lines: a reference beside what matters; a grey one has no value at its end */
} ClvChartSeries;

typedef struct
{
  char    *title;      /* “Share of customers” */
  ClvUnit  unit;
  char   **categories; /* (nullable) NULL-terminated; then positions are 0 … n - 1 */
  gboolean from_zero;  /* bars and areas always are */
  double   min, max;   /* both NaN: from the data, with nice ends */
  gboolean logarithmic; /* y of lines and dots: each step is a factor; values that are not above 0 are left out */
} ClvChartAxis;

typedef struct
{
  double  value;       /* on the x axis when vertical, else on the y axis */
  gboolean vertical;
  char   *label;
} ClvChartRule;

typedef struct
{
  char         *id;          /* “whale” */
  char         *title;       /* the finding in one true sentence */
  char         *subtitle;    /* unit, period, basis */
  char         *note;        /* under the axis: “hatched: not complete”; may be "" */
  char         *description; /* the same in words, for a screen reader */
  char         *currency;    /* symbol or code put before money; "" when unknown */
  ClvChartAxis  x, y;
  GPtrArray    *series;      /* ClvChartSeries */
  GPtrArray    *rules;       /* ClvChartRule: reference lines such as break-even */
  double        cut;         /* draggable cut line on x; NaN when there is none */
  char         *corners[4];  /* (nullable) what the quarters of the plot mean: top left, top right, bottom left, bottom right */
  gboolean      split_at_peak; /* whale: the first series is teal up to its highest point, vermilion after */
} ClvChart;

ClvChart       *clv_chart_new        (const char *id,
                                      const char *title,
                                      const char *subtitle);
ClvChart       *clv_chart_copy       (const ClvChart *self);
void            clv_chart_free       (ClvChart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvChart, clv_chart_free)

/* Copies @x (nullable), @y and @flags (nullable). The series is borrowed from the chart. */
ClvChartSeries *clv_chart_add_series (ClvChart     *self,
                                      const char   *label,
                                      ClvMark       mark,
                                      ClvColour     colour,
                                      gsize         n,
                                      const double *x,
                                      const double *y,
                                      const guint8 *flags);
/* Copies @low and @high (array length = n). */
void            clv_chart_series_set_interval (ClvChartSeries *series,
                                               const double   *low,
                                               const double   *high);
void            clv_chart_set_x_categories (ClvChart          *self,
                                            const char *const *categories);
void            clv_chart_set_corners (ClvChart   *self,
                                       const char *top_left,
                                       const char *top_right,
                                       const char *bottom_left,
                                       const char *bottom_right);
void            clv_chart_add_rule   (ClvChart   *self,
                                      gboolean    vertical,
                                      double      value,
                                      const char *label);
/* What the chart shows, in words: `description` when there is one, else the data. (transfer full) */
char           *clv_chart_describe   (const ClvChart *self);

G_END_DECLS
