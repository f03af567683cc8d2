/* clv-sbg.h - the shifted beta-geometric model: how long people under contract stay
 *
 * Each renews with a chance of their own; those with a small one leave first, so that
 * retention seems to rise with time though nobody changes.
 *
 * Source: Fader & Hardie (2007), Journal of Interactive Marketing 21(1), 76-90.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>
#include "clv-newton.h"

typedef struct
{
  double alpha, beta; /* the chance of leaving at a renewal is beta (alpha, beta) */
} ClvSbg;

/* One cohort: of @n_start people, @n_left[i] left at renewal i + 1, i = 0 … n_periods - 1. */
typedef struct
{
  double        n_start;
  size_t        n_periods;
  const double *n_left;
} ClvSbgCohort;

typedef struct
{
  ClvSbg model;
  double covariance[2][2]; /* of the logarithms */
  double log_likelihood;
  double gradient;
  double condition;
} ClvSbgFit;

ClvStatus clv_sbg_fit       (size_t              n,
                             const ClvSbgCohort *cohorts,
                             ClvSbgFit          *fit);
/* Share of a cohort that is there after @t renewals. */
double    clv_sbg_survival  (const ClvSbg *self,
                             int           t);
/* Share of those there after @t - 1 renewals that renew the @t th time, t >= 1. */
double    clv_sbg_retention (const ClvSbg *self,
                             int           t);
/* Discounted expected residual renewals of somebody who has renewed @age - 1 times and is about to decide again:
 * Σ over i >= 0 of S(age + i) / S(age - 1) / (1 + rate)^i. @rate > 0 a period. */
double    clv_sbg_residual  (const ClvSbg *self,
                             int           age,
                             double        rate);
