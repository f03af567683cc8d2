/* clv-chart-view.h - one chart on screen: title, picture, menu, and its twin as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-chart.h"

G_BEGIN_DECLS

#define CLV_TYPE_CHART_VIEW (clv_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (ClvChartView, clv_chart_view, CLV, CHART_VIEW, AdwBin)

/* Properties: “chart-height” (int), “show-header” (boolean).
 * Signals: “cut-moved” (double), “point-activated” (guint series, guint point). */
GtkWidget      *clv_chart_view_new          (void);
void            clv_chart_view_take_chart   (ClvChartView *self,
                                             ClvChart     *chart);
const ClvChart *clv_chart_view_get_chart    (ClvChartView *self);
/* Instead of a chart: why there is none. */
void            clv_chart_view_set_message  (ClvChartView *self,
                                             const char   *message);
/* Arrow keys move the cut line by @step, Page keys by @page. */
void            clv_chart_view_set_cut_step (ClvChartView *self,
                                             double        step,
                                             double        page);
void            clv_chart_view_set_cut      (ClvChartView *self,
                                             double        value);
double          clv_chart_view_get_cut      (ClvChartView *self);
/* Pango markup beside the cut line. */
void            clv_chart_view_set_cut_text (ClvChartView *self,
                                             const char   *markup);

G_END_DECLS
