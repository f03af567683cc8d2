/* clv-report-cohorts.h - cohorts as charts and in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-chart.h"
#include "clv-cohort-table.h"

G_BEGIN_DECLS

/* What is shown of a table. */
typedef struct
{
  const ClvFindings    *findings;
  const ClvCohortTable *table;
  const char           *by;     /* (nullable) title of the grouping; NULL by time */
  ClvCohortFigure       figure;
} ClvCohortView;

/* Rows are cohorts and a last one of all, columns are periods since the first order. */
ClvChart   *clv_report_cohort_map          (const ClvCohortView *view);
/* The mean and some cohorts over time: what they brought so far, and what winning them cost.
 * @cohort: the one that is meant; G_MAXUINT for none. */
ClvChart   *clv_report_cohort_curves       (const ClvCohortView *view,
                                            guint                cohort);
/* One sentence that is true for the table. (transfer full) */
char       *clv_report_dup_cohort_sentence (const ClvCohortView *view);
/* Row of the map for a cohort without anybody in it: none. Row r of the map is this cohort; n is all. */
guint       clv_report_cohort_of_row       (const ClvCohortTable *table,
                                            guint                 row);
/* Translated: “Months since the first order”. */
const char *clv_report_cohort_ages_title   (ClvPeriodKind unit);
/* “2 months” “not yet” “–”: when the cost of acquisition was earned back. (transfer full) */
char       *clv_report_dup_payback         (const ClvCohortTable *table,
                                            guint                 cohort);

G_END_DECLS
