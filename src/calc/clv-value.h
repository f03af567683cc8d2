/* clv-value.h - what a customer will spend: chances, intervals, and those of sums
 *
 * The number of purchases in the horizon has the chances of clv_btyd_tail(); what each
 * costs follows the gamma-gamma model with what the customer has spent so far. The
 * total of n purchases, in units of what is known of the customer (gamma + x mean), is
 * beta-prime (p n, p x + q): no draws are needed for one customer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-gamma-gamma.h"

/* What an interval leaves out below and above, of a total that is less than 0 with the chance @below, and at most 0 with
 * @up_to. Where @out_below comes to @below, the interval begins at 0; where @out_above comes to 1 - @up_to, it ends there. */
void      clv_interval_shares   (double        below,
                                 double        up_to,
                                 double        level,
                                 double       *out_below,
                                 double       *out_above);
/* Interval of a number of purchases that holds at least @level: at most (1 - level) / 2 is left on either side, or
 * 1 - level above where nothing can lie below. @tail: (array length=n) chances of at least m, falling to about 0. */
void      clv_count_interval    (size_t        n,
                                 const double *tail,
                                 double        level,
                                 int          *low,
                                 int          *high);

/* Chance that the total spend is at most @total (>= 0). */
double    clv_value_share       (const ClvGammaGamma *spend,
                                 int                  x,
                                 double               mean,
                                 size_t               n,
                                 const double        *tail,
                                 double               total);
/* The smallest total whose share reaches @share, 0 < @share < 1. */
double    clv_value_quantile    (const ClvGammaGamma *spend,
                                 int                  x,
                                 double               mean,
                                 size_t               n,
                                 const double        *tail,
                                 double               share);
/* Mean, variance and third central moment of a total; INFINITY where there is none. Those of independent totals add up. */
typedef struct
{
  double mean, variance, third;
} ClvMoments;

typedef struct _ClvValueTable ClvValueTable;

/* In units of gamma + x mean. Where the third moment does not exist, or hardly, those of all but the largest 1 in 50,000;
 * @table (or NULL) makes that quick. */
void      clv_value_unit_moments  (const ClvGammaGamma *spend,
                                   int                  x,
                                   const ClvValueTable *table,
                                   size_t               n,
                                   const double        *tail,
                                   ClvMoments          *moments);
/* As clv_value_quantile(), in units of gamma + x mean, and with a mean spend whose logarithm is uncertain by @spread. */
double    clv_value_unit_quantile (const ClvGammaGamma *spend,
                                   int                  x,
                                   size_t               n,
                                   const double        *tail,
                                   double               spread,
                                   double               share);
/* Quantile of a distribution with these moments (Pearson's type III): for sums over many customers. */
double    clv_moments_quantile  (const ClvMoments *self,
                                 double            share);

/* The shares of all totals at once for customers of one @x: quantiles of a million customers in a second. */
ClvValueTable *clv_value_table_new      (const ClvGammaGamma *spend,
                                         int                  x,
                                         size_t               n);
void           clv_value_table_free     (ClvValueTable *self);
/* As clv_value_unit_quantile(), good to some 1e-3 for x up to 31; @n at most that of the table. */
double         clv_value_table_quantile (const ClvValueTable *self,
                                         size_t               n,
                                         const double        *tail,
                                         double               spread,
                                         double               share);
