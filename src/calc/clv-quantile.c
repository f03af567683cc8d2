/* clv-quantile.c - medians and other quantiles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-quantile.h"

#include <math.h>

static void
swap (double *a,
      double *b)
{
  const double kept = *a;

  *a = *b;
  *b = kept;
}

/* Hoare's selection: afterwards x[k] is the k-th smallest, what stands before
 * is not larger and what stands behind is not smaller. */
static void
select_kth (size_t  n,
            double *x,
            size_t  k)
{
  size_t low = 0, high = n - 1;

  while (low < high)
    {
      const size_t middle = low + (high - low) / 2;
      size_t i = low, j = high;
      double pivot;

      /* Median of three, so that sorted input stays linear. */
      if (x[middle] < x[low])
        swap (&x[middle], &x[low]);
      if (x[high] < x[low])
        swap (&x[high], &x[low]);
      if (x[high] < x[middle])
        swap (&x[high], &x[middle]);
      pivot = x[middle];

      for (;;)
        {
          while (x[i] < pivot)
            i++;
          while (pivot < x[j])
            j--;
          if (i >= j)
            break;
          swap (&x[i++], &x[j--]);
        }
      if (k <= j)
        high = j;
      else
        low = j + 1;
    }
}

/**
 * clv_quantile:
 * @n: number of values
 * @x: (array length=n): values, finite; their order changes
 * @p: 0 (smallest) … 1 (largest)
 * @quantile: (out): the quantile
 *
 * Quantile with linear interpolation between the two nearest values. Time O(n) as a rule.
 *
 * Source: Hyndman & Fan (1996), American Statistician 50(4), type 7: the
 * default of R and NumPy. Checked by /calc/quantile.
 *
 * Returns: CLV_OK; CLV_DOMAIN for n = 0, a NaN, or @p outside 0 … 1
 */
ClvStatus
clv_quantile (size_t  n,
              double *x,
              double  p,
              double *quantile)
{
  double position, lower, upper;
  size_t k;

  if (n == 0 || !(p >= 0 && p <= 1))
    return CLV_DOMAIN;
  for (size_t i = 0; i < n; i++)
    if (isnan (x[i]))
      return CLV_DOMAIN;

  position = p * (double) (n - 1);
  k = (size_t) position;
  select_kth (n, x, k);
  lower = x[k];
  upper = lower;
  if (k + 1 < n)
    {
      upper = x[k + 1];
      for (size_t i = k + 2; i < n; i++)
        if (x[i] < upper)
          upper = x[i];
    }
  *quantile = position > (double) k ? lower + (position - (double) k) * (upper - lower) : lower;
  return CLV_OK;
}

/**
 * clv_median:
 * @n: number of values
 * @x: (array length=n): values, finite; their order changes
 * @median: (out): the middle one, or the mean of the middle two
 *
 * Returns: as clv_quantile()
 */
ClvStatus
clv_median (size_t  n,
            double *x,
            double *median)
{
  return clv_quantile (n, x, 0.5, median);
}
