/* clv-segment-health-private.h - the figures of segments from inside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-analysis-private.h"
#include "clv-segment-figures.h"

G_BEGIN_DECLS

struct _ClvSegmentFigures
{
  guint      n, rest;
  ClvMetric *values; /* (array length = n × CLV_N_SEGMENT_FIGURES) by segment */
  double    *parts;  /* (array length = n × CLV_N_HEALTH_PARTS) by segment */
};

static inline ClvMetric *
clv_segment_figures_row (const ClvSegmentFigures *self,
                         guint                    segment)
{
  return &self->values[(gsize) segment * CLV_N_SEGMENT_FIGURES];
}

/* Fills the parts of the health, and the ranks by revenue and profit. */
void clv_segment_figures_compare (ClvSegmentFigures *self);

G_END_DECLS
