/* clv-chart-scale-private.h - nice ticks, and numbers as people read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-chart.h"

G_BEGIN_DECLS

#define CLV_SCALE_MAX_TICKS 32

typedef enum
{
  CLV_SCALE_LINEAR,
  CLV_SCALE_LOGARITHMIC, /* ticks are 1, 10, 100 … or 1, 2, 5, 10 … */
  CLV_SCALE_DATES,       /* ticks are first days of months, quarters or years */
} ClvChartScaleKind;

typedef struct
{
  ClvChartScaleKind kind;
  double min, max; /* ends of the axis, min < max */
  double step;     /* between ticks: 1, 2, 2.5 or 5 times a power of ten */
  double first;    /* the lowest tick, in steps */
  guint  n_ticks;
  double tick[CLV_SCALE_MAX_TICKS]; /* not linear ones */
} ClvChartScale;

typedef enum
{
  CLV_SCALE_NICE_ENDS = 1 << 0, /* widen the axis to whole steps */
  CLV_SCALE_WHOLE     = 1 << 1, /* no fractions of one: counts */
} ClvChartScaleFlags;

void   clv_chart_scale_init     (ClvChartScale      *self,
                                 double              low,
                                 double              high,
                                 guint               max_intervals,
                                 ClvChartScaleFlags  flags);
/* 0 < @low <= @high */
void   clv_chart_scale_init_log   (ClvChartScale      *self,
                                   double              low,
                                   double              high,
                                   guint               max_intervals);
void   clv_chart_scale_init_dates (ClvChartScale      *self,
                                   double              low,
                                   double              high,
                                   guint               max_intervals);
/* Where @value stands between the ends, 0 … 1. */
double clv_chart_scale_share      (const ClvChartScale *self,
                                   double               value);
double clv_chart_scale_tick     (const ClvChartScale *self,
                                 guint                i);

/* All (transfer full); the currency is left out when NULL or "". */
char  *clv_chart_format_tick    (const ClvChartScale *scale,
                                 double               value,
                                 ClvUnit              unit,
                                 gboolean             with_unit,
                                 const char          *currency);
char  *clv_chart_format_value   (double               value,
                                 ClvUnit              unit,
                                 const char          *currency);
char  *clv_chart_format_compact (double               value,
                                 double               largest,
                                 ClvUnit              unit,
                                 const char          *currency);

G_END_DECLS
