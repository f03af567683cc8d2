/* clv-spend.c - what a purchase of a customer is worth: the two models of it behind one face
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-spend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-sum.h"

#define BOUND 16.0
#define MAX_ERROR 2.0

/* A shape this near to 1 has a mean that a single customer in thousands decides: the median is said instead. */
#define MIN_SHAPE 1.1

/* A power of 2. */
#define CUSTOMERS_BETWEEN_QUESTIONS 16384

static bool
has_amount (int    x,
            double mean)
{
  return x > 0 && isfinite (mean);
}

/* Customers' means are centred and in units of their spread. */
typedef struct
{
  size_t         n;
  const int     *x;
  const double  *mean;
  double         centre, scale;
  bool           has_prior;
  ClvIsCancelled is_cancelled; /* (nullable) */
  void          *data;
  bool           was_cancelled;
} Run;

static bool
is_stopped (Run *self)
{
  self->was_cancelled = self->was_cancelled || (self->is_cancelled != NULL && self->is_cancelled (self->data));
  return self->was_cancelled;
}

/* mean_i ~ N (m, between + within / x_i); by m, ln between, ln within. */
static bool
score (const double *theta,
       double       *value,
       double        gradient[CLV_NEWTON_MAX],
       double        hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX],
       void         *data)
{
  Run *run = data;
  const double m = theta[0], b = exp (theta[1]), w = exp (theta[2]);
  ClvSum v, g[3], h[3][3];

  clv_sum_init (&v);
  for (int i = 0; i < 3; i++)
    {
      clv_sum_init (&g[i]);
      for (int j = 0; j < 3; j++)
        clv_sum_init (&h[i][j]);
    }
  for (size_t i = 0; i < run->n; i++)
    if (i % CUSTOMERS_BETWEEN_QUESTIONS == 0 && is_stopped (run))
      return false;
    else if (has_amount (run->x[i], run->mean[i]))
      {
        double part = w / run->x[i], s = b + part, off = (run->mean[i] - run->centre) / run->scale - m, e = off * off / s;
        double by_s = (e - 1) / (2 * s), by_ss = (1 - 2 * e) / (2 * s * s);

        clv_sum_add (&v, -(log (s) + e) / 2);
        clv_sum_add (&g[0], off / s);
        clv_sum_add (&g[1], by_s * b);
        clv_sum_add (&g[2], by_s * part);
        clv_sum_add (&h[0][0], -1 / s);
        clv_sum_add (&h[0][1], -off / (s * s) * b);
        clv_sum_add (&h[0][2], -off / (s * s) * part);
        clv_sum_add (&h[1][1], by_ss * b * b + by_s * b);
        clv_sum_add (&h[1][2], by_ss * b * part);
        clv_sum_add (&h[2][2], by_ss * part * part + by_s * part);
      }
  *value = clv_sum_get (&v);
  for (int i = 0; i < 3; i++)
    {
      gradient[i] = clv_sum_get (&g[i]);
      for (int j = i; j < 3; j++)
        hessian[i][j] = hessian[j][i] = clv_sum_get (&h[i][j]);
    }
  /* Means of customers and amounts of one customer usually differ alike; the mean is anywhere near the centre. */
  for (int i = 0; run->has_prior && i < 3; i++)
    {
      double usual = i == 0 ? 0 : -0.7, spread = i == 0 ? 3 : 1.5, off = (theta[i] - usual) / spread;

      *value -= off * off / 2;
      gradient[i] -= off / spread;
      hessian[i][i] -= 1 / (spread * spread);
    }
  return isfinite (*value);
}

static bool
is_sound (const ClvNewtonResult *result)
{
  double largest = 0;

  for (int i = 0; i < 3; i++)
    largest = fmax (largest, result->covariance[i][i]);
  return result->converged && !result->at_bound && largest < MAX_ERROR * MAX_ERROR;
}

static ClvStatus
fit_shrunken_mean (size_t         n,
                   const int     *x,
                   const double  *mean,
                   ClvIsCancelled is_cancelled,
                   void          *data,
                   ClvSpendFit   *fit)
{
  static const double start[3] = { 0, -0.7, -0.7 };
  Run run = { .n = n, .x = x, .mean = mean, .is_cancelled = is_cancelled, .data = data };
  ClvNewtonResult result = { .value = -INFINITY };
  ClvSum sum, squares;
  bool is_few = fit->n_used < CLV_FIT_MIN_REPEAT_BUYERS;
  double unit;

  if (fit->n_used == 0)
    return CLV_DOMAIN;
  clv_sum_init (&sum);
  clv_sum_init (&squares);
  for (size_t i = 0; i < n; i++)
    if (has_amount (x[i], mean[i]))
      clv_sum_add (&sum, mean[i]);
  run.centre = clv_sum_get (&sum) / (double) fit->n_used;
  for (size_t i = 0; i < n; i++)
    if (has_amount (x[i], mean[i]))
      clv_sum_add (&squares, (mean[i] - run.centre) * (mean[i] - run.centre));
  run.scale = sqrt (clv_sum_get (&squares) / (double) fit->n_used);
  /* One customer, or all alike: half of what they spend stands for what is not known. */
  if (!(run.scale > 1e-9 * fabs (run.centre)))
    run.scale = run.centre != 0 ? fabs (run.centre) / 2 : 1;

  if (!is_few && clv_newton_maximise (3, start, BOUND, score, &run, &result) != CLV_OK)
    result.converged = false;
  if (is_few || !is_sound (&result))
    {
      run.has_prior = true;
      if (clv_newton_maximise (3, start, BOUND, score, &run, &result) == CLV_DOMAIN)
        return run.was_cancelled ? CLV_CANCELLED : CLV_NO_CONVERGENCE;
    }
  if (run.was_cancelled)
    return CLV_CANCELLED;
  unit = run.scale * run.scale;
  fit->shrunken_mean = (ClvShrunkenMean) { run.centre + run.scale * result.theta[0], unit * exp (result.theta[1]),
                                           unit * exp (result.theta[2]) };
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      fit->covariance[i][j] = result.covariance[i][j] * (i == 0 ? run.scale : 1) * (j == 0 ? run.scale : 1);
  fit->log_likelihood = result.value - (double) fit->n_used * (log (run.scale) + 0.91893853320467274178);
  fit->gradient = result.gradient;
  fit->condition = result.condition;
  fit->has_prior = run.has_prior;
  fit->quality = is_few ? CLV_FIT_TOO_LITTLE_DATA : run.has_prior ? CLV_FIT_WEAK : CLV_FIT_FINE;
  return CLV_OK;
}

/**
 * clv_spend_fit:
 * @kind: gamma-gamma for amounts above 0, the shrunken mean for those of either sign
 * @n: number of customers
 * @x: (array length=n): purchases
 * @mean: (array length=n): mean amount of them
 * @is_cancelled: (nullable): asked every some thousand customers
 * @data: for @is_cancelled
 * @fit: (out): the model, how sure it is, and who was left out
 *
 * Source: for the shrunken mean Efron & Morris (1975), J. of the American Statistical Association 70, 311-319, with
 * variances by maximum likelihood. Checked by /calc/spend.
 *
 * Returns: CLV_OK; CLV_DOMAIN when no customer has an amount that counts; CLV_CANCELLED; CLV_NO_CONVERGENCE; CLV_NO_MEMORY
 */
ClvStatus
clv_spend_fit (ClvSpendKind   kind,
               size_t         n,
               const int     *x,
               const double  *mean,
               ClvIsCancelled is_cancelled,
               void          *data,
               ClvSpendFit   *fit)
{
  ClvSpendFit result = { .kind = kind };
  ClvGammaGammaFit gamma_gamma;
  ClvStatus status;

  for (size_t i = 0; i < n; i++)
    if (x[i] <= 0)
      result.n_without++;
    else if (!isfinite (mean[i]) || (kind == CLV_SPEND_GAMMA_GAMMA && !(mean[i] > 0)))
      result.n_not_positive++;
    else
      result.n_used++;
  if (kind == CLV_SPEND_SHRUNKEN_MEAN)
    status = fit_shrunken_mean (n, x, mean, is_cancelled, data, &result);
  else
    {
      status = clv_gamma_gamma_fit (n, x, mean, is_cancelled, data, &gamma_gamma);
      if (status == CLV_OK)
        {
          result.gamma_gamma = gamma_gamma.model;
          memcpy (result.covariance, gamma_gamma.covariance, sizeof result.covariance);
          result.log_likelihood = gamma_gamma.log_likelihood;
          result.gradient = gamma_gamma.gradient;
          result.condition = gamma_gamma.condition;
          result.has_prior = gamma_gamma.has_prior;
          result.is_one_price = gamma_gamma.is_one_price;
          result.quality = gamma_gamma.quality;
        }
    }
  if (status == CLV_OK)
    {
      clv_spend_settle (&result);
      *fit = result;
    }
  return status;
}

/**
 * clv_spend_settle:
 *
 * The median that stands in for an infinite mean costs a thousand times as much as a mean, and most customers of most shops
 * have no repeat purchase: they share one.
 */
void
clv_spend_settle (ClvSpendFit *self)
{
  self->of_crowd = 0;
  self->of_crowd = clv_spend_expected (self, 0, NAN);
}

/**
 * clv_spend_expected:
 * @x: purchases, >= 0
 * @mean: mean amount of them; does not matter for x = 0
 *
 * Returns: the expected amount of a purchase to come, or its median where the mean is infinite or nearly so
 */
double
clv_spend_expected (const ClvSpendFit *self,
                    int                x,
                    double             mean)
{
  double spend;

  if (self->kind == CLV_SPEND_SHRUNKEN_MEAN)
    {
      const ClvShrunkenMean *crowd = &self->shrunken_mean;
      double weight = has_amount (x, mean) ? crowd->between / (crowd->between + crowd->within / x) : 0;

      return weight > 0 ? crowd->mean + weight * (mean - crowd->mean) : crowd->mean;
    }
  if (self->of_crowd > 0 && !(x > 0 && mean > 0 && isfinite (mean)))
    return self->of_crowd;
  if (self->gamma_gamma.q + self->gamma_gamma.p * (x > 0 && mean > 0 ? x : 0) < MIN_SHAPE ||
      clv_gamma_gamma_expected (&self->gamma_gamma, x, mean, &spend) != CLV_OK)
    spend = clv_gamma_gamma_median (&self->gamma_gamma, x, mean);
  return spend;
}
