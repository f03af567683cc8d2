/* clv-bgbb.h - the beta-geometric/beta-binomial model: yes or no at each of n occasions, until the customer leaves
 *
 * For what can happen once a period at most: a yearly donation, a seat at each fair.
 *
 * Source: Fader, Hardie & Shang (2010), Marketing Science 29(6), 1086-1108.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>
#include "clv-newton.h"

typedef struct
{
  double alpha, beta;  /* the chance of a yes is beta (alpha, beta) */
  double gamma, delta; /* the chance of leaving before an occasion is beta (gamma, delta) */
} ClvBgbb;

/* 0 <= x <= t_x <= n; x = 0 and t_x = 0 go together. */
typedef struct
{
  int    x;      /* yeses */
  int    t_x;    /* occasion of the last one */
  int    n;      /* occasions */
  double weight; /* so many people */
} ClvBgbbCell;

typedef struct
{
  ClvBgbb model;
  double  covariance[4][4]; /* of the logarithms */
  double  log_likelihood;
  double  gradient;
  double  condition;
} ClvBgbbFit;

ClvStatus clv_bgbb_likelihood (const ClvBgbb     *self,
                               size_t             n,
                               const ClvBgbbCell *cells,
                               double            *value,
                               double             gradient[CLV_NEWTON_MAX],
                               double             hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX]);
ClvStatus clv_bgbb_fit        (size_t             n,
                               const ClvBgbbCell *cells,
                               ClvBgbbFit        *fit);
/* Probability of being there at occasion n + 1. */
double    clv_bgbb_alive      (const ClvBgbb     *self,
                               const ClvBgbbCell *cell);
/* Expected yeses at the next @n_future occasions. */
double    clv_bgbb_expected   (const ClvBgbb     *self,
                               const ClvBgbbCell *cell,
                               int                n_future);
/* Likewise of somebody new. */
double    clv_bgbb_expected_new (const ClvBgbb   *self,
                                 int              n);
/* Chances of 0 … @n_future yeses there (array length = n_future + 1). */
void      clv_bgbb_chances    (const ClvBgbb     *self,
                               const ClvBgbbCell *cell,
                               int                n_future,
                               double            *chance);
/* Discounted expected yeses from the next occasion on for ever; @rate > 0 an occasion. */
double    clv_bgbb_residual   (const ClvBgbb     *self,
                               const ClvBgbbCell *cell,
                               double             rate);
