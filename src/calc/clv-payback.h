/* clv-payback.h - when a customer has earned back what it cost to win them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdbool.h>
#include "clv-status.h"

typedef struct
{
  bool   recovered;       /* FALSE: never, max_recoverable stays below the cost */
  double months;          /* whole months; 0 when not recovered, or when there is nothing to recover */
  double max_recoverable; /* expected margin over all time; INFINITY when nobody ever leaves */
} ClvPayback;

/* The smallest number of months whose expected margin reaches @cac (>= 0): the first month
 * brings @margin_per_month, each later one @survival (0 … 1, per month) times the one before. */
ClvStatus clv_payback               (double      cac,
                                     double      margin_per_month,
                                     double      survival,
                                     ClvPayback *payback);
/* cac / margin, nobody leaving. CLV_DIVERGES when the margin is not above 0. */
ClvStatus clv_payback_simple        (double      cac,
                                     double      margin_per_month,
                                     double     *months);
/* Expected margin of the first @months (>= 0): what a payback target allows to spend. */
ClvStatus clv_payback_margin_within (double      margin_per_month,
                                     double      survival,
                                     double      months,
                                     double     *margin);
