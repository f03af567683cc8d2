/* clv-chart-layout-parts-private.h - what the files of the layout share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-chart-layout-private.h"

G_BEGIN_DECLS

/* Pixels at text scale 1; from the design notes. */
#define CLV_LAYOUT_TITLE_SIZE 14.67
#define CLV_LAYOUT_TEXT_SIZE 12.0
#define CLV_LAYOUT_NOTE_SIZE 11.0
#define CLV_LAYOUT_GAP 6

/* What there is to show; NaN where there is nothing. */
typedef struct
{
  double   low, high;     /* values */
  double   x_low, x_high; /* numeric positions */
  guint    n_bar_series;
  guint    n_other_series;
  gboolean from_zero;
  gboolean is_whole;
  gsize    n_points;      /* of the longest series */
} ClvChartExtent;

/* A name, or a name and a value, that stands where a line ends. */
typedef struct
{
  PangoLayout *name;   /* (nullable) */
  PangoLayout *value;  /* (nullable) */
  double       at;     /* the value it stands for */
  double       wanted; /* where its middle should be, in pixels */
  double       top, width, height;
  guint        ink;
} ClvEndLabel;

/* Texts. add_text() takes @pango and puts the top left of its text at @x, @y. */
double    clv_layout_text_width      (PangoLayout          *pango);
double    clv_layout_text_height     (PangoLayout          *pango);
double    clv_layout_line_height     (const ClvChartLayout *self,
                                      double                size);
void      clv_layout_add_text        (ClvChartLayout       *self,
                                      PangoLayout          *pango,
                                      double                x,
                                      double                y,
                                      guint                 ink);
gboolean  clv_layout_touches_text    (const ClvChartLayout *self,
                                      const ClvChartBox    *box);

/* Series. last_point() is one behind the last value; 0 when there is none. */
gboolean  clv_layout_is_bar          (ClvMark               mark);
gboolean  clv_layout_is_flagged      (const ClvChartSeries *series,
                                      gsize                 i,
                                      ClvPointFlags         flag);
double    clv_layout_series_x        (const ClvChartSeries *series,
                                      gsize                 i);
gsize     clv_layout_last_point      (const ClvChartSeries *series);
double    clv_layout_largest         (const ClvChartSeries *series);
char     *clv_layout_category_text   (const ClvChartLayout *self,
                                      gsize                 i);
char     *clv_layout_number          (const ClvChartLayout *self,
                                      const ClvChartSeries *series,
                                      gsize                 i,
                                      double                largest,
                                      gboolean              with_unit);

/* Steps, in the order in which they are taken. */
void      clv_layout_set_value_scale (ClvChartLayout       *self,
                                      const ClvChartExtent *extent,
                                      double                length);
void      clv_layout_columns         (ClvChartLayout       *self,
                                      ClvChartBox          *room,
                                      const ClvChartExtent *extent);
void      clv_layout_rows            (ClvChartLayout       *self,
                                      ClvChartBox          *room,
                                      const ClvChartExtent *extent);
void      clv_layout_cells           (ClvChartLayout       *self,
                                      const ClvChartBox    *room);
char     *clv_layout_cell_text       (const ClvChartLayout *self,
                                      double                value);
double    clv_layout_cell_strength   (const ClvChartLayout *self,
                                      double                value);
double    clv_layout_bar_thickness   (const ClvChartLayout *self,
                                      guint                 group_size);
void      clv_layout_bars            (ClvChartLayout       *self,
                                      guint                 s,
                                      guint                 group_index,
                                      guint                 group_size);
void      clv_layout_line            (ClvChartLayout       *self,
                                      guint                 s);
void      clv_layout_bands           (ClvChartLayout       *self);
GArray   *clv_layout_end_labels_new  (const ClvChartLayout *self,
                                      double                max_width);
void      clv_layout_end_labels      (ClvChartLayout       *self,
                                      GArray               *labels);
void      clv_layout_top_texts       (ClvChartLayout       *self,
                                      const ClvChartBox    *room,
                                      double                row);

G_END_DECLS
