/* clv-sum.c - sums that keep the digits a plain loop loses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-sum.h"

/**
 * clv_sum_array:
 * @n: number of terms
 * @x: (array length=n): terms
 *
 * Compensated sum; 0 for no terms. Its error does not grow with @n.
 *
 * Source: Neumaier (1974), ZAMM 54, 39-51, algorithm IV. Checked by /calc/sum.
 */
double
clv_sum_array (size_t        n,
               const double *x)
{
  ClvSum sum;

  clv_sum_init (&sum);
  for (size_t i = 0; i < n; i++)
    clv_sum_add (&sum, x[i]);
  return clv_sum_get (&sum);
}
