/* clv-recurring-private.h - contracts as spans of days with a fee a month
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-analysis-private.h"
#include "clv-recurring.h"

G_BEGIN_DECLS

/* How long what a row pays for lasts. */
typedef struct
{
  int months, days; /* both 0: once, for nothing that recurs */
} ClvTerm;

/* Paid from @start to the day before @end. */
typedef struct
{
  ClvDay   start, end;
  double   monthly;
  gboolean is_renewed;
} ClvContract;

/* The column of order rows that says what recurs. */
typedef struct
{
  const ClvAttribute *attribute;
  ClvTerm            *terms;     /* by code */
  double              months;    /* NaN where the values say for how long */
} ClvTermColumn;

gboolean     clv_term_parse          (const char        *text,
                                      ClvTerm           *term);
ClvDay       clv_term_end            (const ClvTerm     *term,
                                      ClvDay             start);
double       clv_term_monthly        (const ClvTerm     *term,
                                      double             amount);
gboolean     clv_term_column_find    (const ClvFindings *findings,
                                      ClvTermColumn     *column);
void         clv_term_column_clear   (ClvTermColumn     *column);
/* (nullable) By customer of a table of customers: 0 for those who pay nothing now. (transfer full) */
guint8      *clv_recurring_dup_running (const ClvFindings *findings);

ClvRecurring *clv_recurring_new      (const ClvFindings *findings);
void          clv_recurring_free     (ClvRecurring      *self);

G_END_DECLS
