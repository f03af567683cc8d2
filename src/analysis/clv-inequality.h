/* clv-inequality.h - how unevenly revenue or profit is spread over customers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 n, n_negative;
  double  gini;           /* plain; can pass 1 when there are negative values */
  double  normalised;     /* gini · n / (n - 1) */
  double  raffinetti;     /* 0 … 1 also with negative values */
  guint32 pareto80;       /* the smallest number of best customers that makes 80 % */
  double  pareto80_share; /* of all customers */
} ClvInequality;

/* FALSE where there is no profit, nobody, or nothing above 0 in total. */
gboolean clv_inequality_measure  (const ClvFindings *findings,
                                  gboolean           of_profit,
                                  ClvInequality     *inequality);
/* The best ⌈n · share⌉ customers by value (profit, else revenue), and their share of it; NaN when the total is not above 0. */
guint32  clv_inequality_of_best  (const ClvFindings *findings,
                                  double             share,
                                  double            *value_share);

G_END_DECLS
