/* clv-sbg.c - the shifted beta-geometric model: how long people under contract stay
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-sbg.h"

#include <math.h>
#include <string.h>

#include "clv-sum.h"

#define BOUND 14.0
#define MAX_TERMS 10000000

typedef struct
{
  size_t              n;
  const ClvSbgCohort *cohorts;
} Run;

/* ln P(leaves at renewal t) = ln alpha + Σ ln (beta + i), i < t - 1, - Σ ln (alpha + beta + i), i < t;
 * ln S(t) the same without alpha and with beta up to t - 1. So a cohort is a sum over renewals: at each, those who leave
 * take alpha / (alpha + beta + i) and those who stay (beta + i) / (alpha + beta + i). */
static bool
score (const double *theta,
       double       *value,
       double        gradient[CLV_NEWTON_MAX],
       double        hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX],
       void         *data)
{
  const Run *run = data;
  const double a = exp (theta[0]), b = exp (theta[1]);
  ClvSum v, ga, gb, haa, hab, hbb;

  clv_sum_init (&v);
  clv_sum_init (&ga);
  clv_sum_init (&gb);
  clv_sum_init (&haa);
  clv_sum_init (&hab);
  clv_sum_init (&hbb);
  for (size_t c = 0; c < run->n; c++)
    {
      const ClvSbgCohort *cohort = &run->cohorts[c];
      double there = cohort->n_start;

      for (size_t i = 0; i < cohort->n_periods; i++)
        {
          double left = cohort->n_left[i], stay = there - left, at = b + i, all = a + b + i;

          clv_sum_add (&v, left * theta[0] + stay * log (at) - there * log (all));
          clv_sum_add (&ga, left / a - there / all);
          clv_sum_add (&gb, stay / at - there / all);
          clv_sum_add (&haa, -left / (a * a) + there / (all * all));
          clv_sum_add (&hab, there / (all * all));
          clv_sum_add (&hbb, -stay / (at * at) + there / (all * all));
          there = stay;
        }
    }
  *value = clv_sum_get (&v);
  gradient[0] = a * clv_sum_get (&ga);
  gradient[1] = b * clv_sum_get (&gb);
  hessian[0][0] = a * a * clv_sum_get (&haa) + gradient[0];
  hessian[1][1] = b * b * clv_sum_get (&hbb) + gradient[1];
  hessian[0][1] = hessian[1][0] = a * b * clv_sum_get (&hab);
  return isfinite (*value);
}

/**
 * clv_sbg_fit:
 * @n: number of cohorts
 * @cohorts: (array length=n): who left when; cohorts may differ in age
 * @fit: (out): the model of highest likelihood, and how sure it is
 *
 * Returns: CLV_OK; CLV_DOMAIN when nobody left, all left at once, or counts are impossible; CLV_NO_CONVERGENCE
 */
ClvStatus
clv_sbg_fit (size_t              n,
             const ClvSbgCohort *cohorts,
             ClvSbgFit          *fit)
{
  static const double starts[][2] = { { 0, 1 }, { -1, 0 }, { 1, 3 }, { 3, 5 } };
  ClvNewtonResult best = { .value = -INFINITY }, result;
  Run run = { n, cohorts };
  double all_left = 0, all_stayed = 0;

  for (size_t c = 0; c < n; c++)
    {
      double there = cohorts[c].n_start;

      for (size_t i = 0; i < cohorts[c].n_periods; i++)
        {
          double left = cohorts[c].n_left[i];

          if (!(left >= 0) || !(left <= there))
            return CLV_DOMAIN;
          there -= left;
          all_left += left;
          all_stayed += there;
        }
    }
  if (!(all_left > 0) || !(all_stayed > 0))
    return CLV_DOMAIN;
  for (size_t i = 0; i < sizeof starts / sizeof starts[0] && !best.converged; i++)
    if (clv_newton_maximise (2, starts[i], BOUND, score, &run, &result) == CLV_OK &&
        (result.converged || result.value > best.value))
      best = result;
  if (!isfinite (best.value))
    return CLV_NO_CONVERGENCE;
  fit->model = (ClvSbg) { exp (best.theta[0]), exp (best.theta[1]) };
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
      fit->covariance[i][j] = best.covariance[i][j];
  fit->log_likelihood = best.value;
  fit->gradient = best.gradient;
  fit->condition = best.condition;
  return CLV_OK;
}

/**
 * clv_sbg_survival:
 * @t: renewals, >= 0
 *
 * Source: Fader & Hardie (2007), equation (6). Checked by /calc/renewal.
 */
double
clv_sbg_survival (const ClvSbg *self,
                  int           t)
{
  double log_share = 0;

  for (int i = 0; i < t; i++)
    log_share += log1p (-self->alpha / (self->alpha + self->beta + i));
  return exp (log_share);
}

/**
 * clv_sbg_retention:
 * @t: which renewal, >= 1
 *
 * Source: Fader & Hardie (2007), equation (8): (beta + t - 1) / (alpha + beta + t - 1).
 */
double
clv_sbg_retention (const ClvSbg *self,
                   int           t)
{
  return (self->beta + t - 1) / (self->alpha + self->beta + t - 1);
}

/**
 * clv_sbg_residual:
 * @age: the next renewal, >= 1
 * @rate: discount a period, > 0
 *
 * Source: Fader & Hardie (2010), Marketing Science 29(1), 85-93, equation (6), summed up instead of through 2F1.
 */
double
clv_sbg_residual (const ClvSbg *self,
                  int           age,
                  double        rate)
{
  double sum = 0, term = 1;

  for (int i = 0; i < MAX_TERMS; i++)
    {
      term *= clv_sbg_retention (self, age + i) / (i == 0 ? 1 : 1 + rate);
      sum += term;
      if (term < 1e-17 * sum * fmin (1, rate))
        break;
    }
  return sum;
}
