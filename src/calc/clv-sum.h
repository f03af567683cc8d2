/* clv-sum.h - sums that keep the digits a plain loop loses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>
#include <stddef.h>

typedef struct
{
  double sum;
  double carry; /* what rounding took away from sum so far */
} ClvSum;

static inline void
clv_sum_init (ClvSum *self)
{
  self->sum = 0;
  self->carry = 0;
}

/* Neumaier (1974): as Kahan's, and right also when the next term is the larger one. */
static inline void
clv_sum_add (ClvSum *self,
             double  term)
{
  const double sum = self->sum + term;

  if (fabs (self->sum) >= fabs (term))
    self->carry += (self->sum - sum) + term;
  else
    self->carry += (term - sum) + self->sum;
  self->sum = sum;
}

static inline double
clv_sum_get (const ClvSum *self)
{
  return self->sum + self->carry;
}

double clv_sum_array (size_t        n,
                      const double *x);
