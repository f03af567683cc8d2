/* clv-cohort-private.h - what every customer did in every month, in the order in which they came
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-cohort-table.h"

G_BEGIN_DECLS

/* Set in a cell's month: money alone, nothing that the customer did. */
#define CLV_COHORT_IDLE 0x8000u

/* A column with its values: groups beyond the largest are one, and those without a value another. */
typedef struct
{
  char   *id, *title;
  guint   n;
  char  **names;       /* NULL-terminated */
  guint8 *of_customer; /* in the order of the source */
} ClvCohortGrouping;

typedef struct
{
  guint32 customer;    /* in the order of the source */
  guint16 month;
  double  amount;
} ClvCohortSpent;

/* Customers with a row, by the month of their first one. */
struct _ClvCohortSource
{
  guint32    n_customers, n_months;
  ClvDay    *month_start;  /* (array length = n_months + 1) */
  ClvDay     as_of;
  int        fiscal_year_start;
  gboolean   has_profit;
  double     entered_cac;  /* NaN, unless it alone says what customers cost */
  guint32   *customer;     /* of the ledger, in the order of the source */
  guint32   *first;        /* customers of month m: first[m] … first[m + 1] - 1 */
  guint32   *cell;         /* cells of customer c: cell[c] … cell[c + 1] - 1, months ascending */
  guint16   *month;        /* of the cells, perhaps with CLV_COHORT_IDLE */
  guint32   *orders;
  double    *revenue, *margin; /* margin before acquisition; NULL without costs */
  GArray    *spent;        /* ClvCohortSpent: cost of acquisition, by customer */
  GPtrArray *groupings;    /* ClvCohortGrouping */
  guint32    customers_without;
  double     profit_without;
};

void clv_cohort_source_group (ClvCohortSource   *self,
                              const ClvFindings *findings,
                              const guint32     *customers);

G_END_DECLS
