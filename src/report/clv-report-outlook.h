/* clv-report-outlook.h - what the customers will bring, and how that changed in a year, in the figures that people are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-prediction.h"

G_BEGIN_DECLS

/* The value of the base then, four steps, the value now. */
#define CLV_BASE_STEPS 6

typedef struct
{
  char    *what;      /* translated: a date, or what a step is made of */
  char    *name;      /* the same in a word, below a column */
  double   value;     /* whole units of money: steps add up from the first to the last as they are shown */
  double   low, high; /* NaN for steps */
  gboolean is_step;
} ClvBaseStep;

/* The mean over the customers with a prediction, with the interval of the sum. FALSE when nothing is predicted. */
gboolean clv_report_value_each    (const ClvFindings *findings,
                                   ClvBand           *each,
                                   guint32           *n_customers);
/* “80 % sure: €110–143”, or “80 % band: €110–143, but 32 % too low in its test”. @range: an interval in words. (transfer full) */
char    *clv_report_dup_band      (const ClvFindings *findings,
                                   const char        *range);
/* What all customers together will bring, with the interval of the sum; "" when nothing is predicted. (transfer full) */
char    *clv_report_dup_outlook   (const ClvFindings *findings);
/* “54 customers have probably left – €3,400 less than if all had stayed and bought as before”, or that nobody has; no full stop. NULL
 * when nothing is predicted, and of contracts, where the table says who has left. (transfer full) (nullable) */
char    *clv_report_dup_at_risk   (const ClvFindings *findings);
/* What the customers of each of the first @n segments will bring together, with the interval of that sum; NaN where none of
 * them has a prediction. NULL when nothing is predicted, the groups overlap, or @work was cancelled. One pass over the
 * customers, then milliseconds a group: too long for the main thread. (transfer full) (nullable) (array length=n) */
ClvBand *clv_report_scheme_values (const ClvFindings      *findings,
                                   const ClvSegmentScheme *scheme,
                                   guint                   n,
                                   const ClvWork          *work);

/* How the value of the base came from what it was a year ago. FALSE when there is nothing to compare with. */
gboolean clv_report_base_steps       (const ClvFindings *findings,
                                      ClvBaseStep        steps[CLV_BASE_STEPS]);
void     clv_report_base_steps_clear (ClvBaseStep        steps[CLV_BASE_STEPS]);
/* “The customer base has become worth more: €21,687, after €9,514”; NULL without a change. (transfer full) (nullable) */
char    *clv_report_dup_base_title   (const ClvFindings *findings);
/* Which days are compared, and what both are worked out with. NULL without a change. (transfer full) (nullable) */
char    *clv_report_dup_base_note    (const ClvFindings *findings);

G_END_DECLS
