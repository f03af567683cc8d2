/* clv-cohort-table.h - customers by when, or through what, they came, and what became of them
 *
 * A source is made once for findings (time O(rows)); a table of any grouping is then
 * made out of it in a fraction of a second. Both are immutable and know no findings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_COHORT_CUSTOMERS, /* who were active */
  CLV_COHORT_ORDERS,
  CLV_COHORT_REVENUE,
  CLV_COHORT_PROFIT,
  CLV_COHORT_MARGIN,    /* profit before the cost of acquisition */
  CLV_N_COHORT_MEASURES,
} ClvCohortMeasure;

typedef enum
{
  CLV_COHORT_TOTAL,
  CLV_COHORT_PER_CUSTOMER, /* of all who came, whoever is left: the denominator is fixed */
  CLV_COHORT_SHARE,        /* of customers: of all who came; of other measures: of the first period */
} ClvCohortScale;

/* Which figure of a cell. */
typedef struct
{
  ClvCohortMeasure measure;
  ClvCohortScale   scale;
  gboolean         cumulative; /* from the first period on; no sense for customers */
} ClvCohortFigure;

typedef struct _ClvCohortSource ClvCohortSource;

/* Rows are cohorts, and a last one of all of them; columns are periods since the first order, from 0. */
typedef struct
{
  ClvPeriodKind unit;     /* of the columns */
  gboolean      by_time;  /* cohorts are periods; else groups of customers of any age */
  guint         n, n_ages;
  char        **names;    /* (array length = n), NULL-terminated: “2011-01” “2011-Q1” “2011”, or the group */
  ClvDay       *start;    /* (nullable) first days, when by time */
  guint32      *size;     /* (array length = n + 1) */
  double       *acquisition; /* (array length = n + 1) what it cost to win them; NaN where nobody knows */
  guint32      *payback;  /* (array length = n + 1) the period, counted from 1, by the end of which they earned it back; 0: not yet */
  gboolean      acquisition_entered; /* it is the entered cost of one, and no part of profit */
  gboolean      has_profit;
  /* Cells, (n + 1) × n_ages: customers who came to this age, and those for whom its period is over. */
  guint32      *reached, *over;
  /* Sums over those who came to it; then over those for whom it is over: the period alone, all up to it, and their first. */
  double       *seen[CLV_N_COHORT_MEASURES], *mature[CLV_N_COHORT_MEASURES];
  double       *up_to[CLV_N_COHORT_MEASURES], *first[CLV_N_COHORT_MEASURES];
  /* Who are in no cohort: they cost, and never ordered. */
  guint32       customers_without;
  double        profit_without;
} ClvCohortTable;

/* NULL when there are no orders, or when cancelled. */
ClvCohortSource *clv_cohort_source_new             (const ClvFindings *findings,
                                                    const ClvWork     *work);
void             clv_cohort_source_free            (ClvCohortSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvCohortSource, clv_cohort_source_free)

/* Columns that customers can be grouped by, beside the time of their first order. */
guint            clv_cohort_source_get_n_groupings (const ClvCohortSource *self);
const char      *clv_cohort_source_get_id          (const ClvCohortSource *self,
                                                    guint                  grouping);
/* Translated: “Channel of the first order”. */
const char      *clv_cohort_source_get_title       (const ClvCohortSource *self,
                                                    guint                  grouping);
/* The finest unit whose columns people can still look over. */
ClvPeriodKind    clv_cohort_source_get_unit        (const ClvCohortSource *self);

/* By the first order's period. */
ClvCohortTable  *clv_cohort_table_new_by_time      (const ClvCohortSource *source,
                                                    ClvPeriodKind          unit);
ClvCohortTable  *clv_cohort_table_new_by_group     (const ClvCohortSource *source,
                                                    guint                  grouping,
                                                    ClvPeriodKind          unit);
void             clv_cohort_table_free             (ClvCohortTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvCohortTable, clv_cohort_table_free)

/* @cohort: n is the mean over all, weighted by size, of those old enough. NaN where there is nothing. */
double           clv_cohort_table_get              (const ClvCohortTable *self,
                                                    guint                 cohort,
                                                    guint                 age,
                                                    ClvCohortFigure       figure,
                                                    gboolean             *is_incomplete);
/* What it cost to win one of them; NaN where nobody knows. */
double           clv_cohort_table_get_cac          (const ClvCohortTable *self,
                                                    guint                 cohort);
/* Columns in which some cohort has a figure. */
guint            clv_cohort_table_count_ages       (const ClvCohortTable *self);

G_END_DECLS
