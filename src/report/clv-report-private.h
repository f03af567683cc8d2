/* clv-report-private.h - what the writers of this layer share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-prediction.h"
#include "clv-report-outlook.h"
#include "clv-report.h"

G_BEGIN_DECLS

/* The finest kind of period that still fits into one chart; months when there are no periods. */
ClvPeriodKind clv_report_chart_period_kind (const ClvFindings *findings);
/* “profit as in the data” “revenue less costs” “revenue, no costs known” …: what values are based on. (transfer full) */
char         *clv_report_dup_basis         (const ClvFindings *findings);
/* “1 Jan 2014 – 31 Dec 2017 · as of …”; "" at customer level. (transfer full) */
char         *clv_report_dup_span          (const ClvFindings *findings);
/* “profit” or “revenue”, whatever customers are ranked by. Translated, static. */
const char   *clv_report_value_word        (const ClvFindings *findings);
/* The metric that says what a customer brings on average, and its name: revenue stands under its own without costs. */
ClvMetricId   clv_report_mean_metric       (const ClvFindings *findings);
const char   *clv_report_mean_title        (const ClvFindings *findings);
const char   *clv_report_cost_title        (ClvCostType        type);
/* The last two complete periods of the kind that retention is about; FALSE when there are not two. */
gboolean      clv_report_last_two_periods  (const ClvFindings  *findings,
                                            const ClvPeriod   **before,
                                            const ClvPeriod   **last);
/* “▲ 35 % vs 2016”, or “▲ 5 points vs 2016” for a share; "" when it cannot be said. (transfer full) */
char         *clv_report_dup_change        (const ClvFindings *findings,
                                            double             before,
                                            double             last,
                                            gboolean           is_share);
/* FALSE when customers came with their figures and nobody counted their orders: 0 would be a lie. */
gboolean      clv_report_knows_orders      (const ClvFindings *findings);
/* Σ value of the counted customers. */
double        clv_report_total_value       (const ClvFindings *findings);
/* Best k customers: the smallest whole number that is at least @share of all. Their share of the value, NaN if undefined. */
double        clv_report_share_of_best     (const ClvFindings *findings,
                                            double             share,
                                            guint32           *k);

/* How the model did that values customers; NULL when no model ran. */
const ClvContender *clv_report_chosen_contender (const ClvFindings *findings,
                                                 const ClvHoldout  *holdout);
/* The rule of thumb that came closest; NULL when none ran. */
const ClvContender *clv_report_best_rule   (const ClvHoldout *holdout);

/* “From the first 36 months alone the model foresaw 57 % still there after 72; 60 % were”. (transfer full) */
char *clv_report_dup_survival_title (const ClvSurvival *survival);

/* “File total 100.00 = used 80.00 + left out 15.00 + taken off 5.00.” (transfer full) */
char *clv_report_dup_account (const ClvFindings *findings);

G_END_DECLS
