/* clv-report-charts-private.h - what the makers of charts share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-report-private.h"

G_BEGIN_DECLS

/* Cents below 1,000 alone. (transfer full) */
char     *clv_report_chart_money        (const ClvFindings *findings,
                                         double             value);
/* Currency, and the chart in words: title, subtitle and @what is drawn. */
void      clv_report_chart_finish       (ClvChart          *chart,
                                         const ClvFindings *findings,
                                         const char        *what);
void      clv_report_chart_set_note     (ClvChart          *chart,
                                         const char        *note);
void      clv_report_chart_name_axis    (ClvChartAxis      *axis,
                                         const char        *title,
                                         ClvUnit            unit);
/* “@unit · span · basis” (transfer full) */
char     *clv_report_dup_chart_subtitle (const ClvFindings *findings,
                                         const char        *unit);

/* What comes next; NULL when nothing is predicted. */
ClvChart *clv_report_make_clv_histogram (const ClvFindings *findings,
                                         const char        *scheme);
ClvChart *clv_report_make_alive_value   (const ClvFindings *findings,
                                         const char        *scheme);
/* Whether that comes true; NULL without a proof. */
ClvChart *clv_report_make_tracking      (const ClvFindings *findings,
                                         const char        *scheme);
ClvChart *clv_report_make_calibration   (const ClvFindings *findings,
                                         const char        *scheme);
ClvChart *clv_report_make_lift          (const ClvFindings *findings,
                                         const char        *scheme);
/* How long people stay under contract; NULL without contracts. */
ClvChart *clv_report_make_survival      (const ClvFindings *findings,
                                         const char        *scheme);
/* How the value of the base changed in a year; NULL without a year to compare with. */
ClvChart *clv_report_make_base_change   (const ClvFindings *findings,
                                         const char        *scheme);

G_END_DECLS
