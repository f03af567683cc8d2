/* clv-share.h - shares that differ by customer, such as that of purchases that are given back
 *
 * Each customer has a chance of their own, beta distributed over the crowd. What few
 * trials show is drawn towards the crowd's mean; the less customers differ, the more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>

typedef struct
{
  double mean;   /* of the crowd, over trials */
  double weight; /* of that mean, in trials; INFINITY when customers differ no more than chance does */
} ClvShare;

/* @trials (> 0) and the @share of them (0 … 1) by customer. */
void   clv_share_init (ClvShare     *self,
                       size_t        n,
                       const double *trials,
                       const double *share);
/* Expected share of a customer; @mean stands for that of the crowd. */
double clv_share_of   (const ClvShare *self,
                       double          mean,
                       double          trials,
                       double          share);
