/* clv-share.c - shares that differ by customer, such as that of purchases that are given back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-share.h"

#include <math.h>

#include "clv-sum.h"

/* So few customers do not show how customers differ. */
#define MIN_CUSTOMERS 10

/* Of the crowd, at least: nobody does the same for ever. */
#define MIN_WEIGHT 0.1

/**
 * clv_share_init:
 * @n: number of customers
 * @trials: (array length=n): of each, above 0
 * @share: (array length=n): of the trials, 0 to 1
 *
 * Source: Kleinman (1973), J. of the American Statistical Association 68, 46-54: the moments of the beta-binomial, customers
 * weighed by their trials. Checked by /calc/share.
 */
void
clv_share_init (ClvShare     *self,
                size_t        n,
                const double *trials,
                const double *share)
{
  ClvSum all, sum, squares, spread;
  double total, by_chance, repeated, correlation;

  clv_sum_init (&all);
  clv_sum_init (&sum);
  clv_sum_init (&squares);
  clv_sum_init (&spread);
  for (size_t i = 0; i < n; i++)
    {
      clv_sum_add (&all, trials[i]);
      clv_sum_add (&sum, trials[i] * share[i]);
      clv_sum_add (&squares, trials[i] * trials[i]);
    }
  total = clv_sum_get (&all);
  *self = (ClvShare) { total > 0 ? clv_sum_get (&sum) / total : 0, INFINITY };
  by_chance = self->mean * (1 - self->mean);
  if (n < MIN_CUSTOMERS || !(by_chance > 0))
    return;
  for (size_t i = 0; i < n; i++)
    clv_sum_add (&spread, trials[i] * (share[i] - self->mean) * (share[i] - self->mean));
  repeated = total - clv_sum_get (&squares) / total - (double) (n - 1);
  /* One trial each says nothing about customers. */
  if (!(repeated > 1e-9 * total))
    return;
  correlation = (clv_sum_get (&spread) / by_chance - (double) (n - 1)) / repeated;
  if (correlation > 0)
    self->weight = fmax (1 / correlation - 1, MIN_WEIGHT);
}

/**
 * clv_share_of:
 * @mean: of the crowd: self->mean, or what stands for it, such as a share of money
 * @trials: of the customer, >= 0
 * @share: of these trials; does not matter without any
 *
 * Returns: the share to be expected of the next trial
 */
double
clv_share_of (const ClvShare *self,
              double          mean,
              double          trials,
              double          share)
{
  if (!isfinite (self->weight) || !(trials > 0))
    return mean;
  return (self->weight * mean + trials * share) / (self->weight + trials);
}
