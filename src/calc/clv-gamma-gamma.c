/* clv-gamma-gamma.c - how much a customer spends on a purchase
 *
 * Whatever depends on x alone is summed once for each x; a customer costs one
 * logarithm an evaluation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-gamma-gamma.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-quantile.h"
#include "clv-special.h"
#include "clv-sum.h"

/* Parameters leave e^±12 only when the data do not hold them. */
#define BOUND 12.0
#define MAX_ERROR 2.0
#define MAX_CONDITION 1e7

/* Means that differ by less are the same: sums of amounts are rounded. */
#define SAME 1e-9

/* A power of 2. */
#define CUSTOMERS_BETWEEN_QUESTIONS 16384

/* What shops usually see, by ln p, ln q and ln (gamma / median): amounts of one customer differ by some 50 %, means of
 * customers by as much. Wide enough to be forgotten after some dozens of repeat buyers; around the published fits. */
static const double usual_mean[] = { 1.2, 1.2, -0.2 };
static const double usual_spread[] = { 1.0, 0.6, 1.0 };

static bool
counts (int    x,
        double mean)
{
  return x > 0 && mean > 0 && isfinite (mean);
}

/* The customers that count, and how many of them have each x. */
typedef struct
{
  size_t         n;
  int           *x;
  double        *total;        /* x · mean, in units of the scale */
  double        *n_of;         /* by x */
  int            max_x;
  double         constant;     /* Σ -ln mean + what the scale adds: depends on no parameter */
  double         sum_px;       /* Σ x (ln mean + ln x): times p */
  bool           has_prior;
  ClvIsCancelled is_cancelled; /* (nullable) */
  void          *data;         /* for it */
  bool           was_cancelled;
} Buyers;

static void
buyers_clear (Buyers *self)
{
  free (self->x);
  free (self->total);
  free (self->n_of);
}

static bool
buyers_init (Buyers       *self,
             size_t        n,
             const int    *x,
             const double *mean,
             double        scale)
{
  ClvSum constant, sum_px;

  memset (self, 0, sizeof *self);
  for (size_t i = 0; i < n; i++)
    if (counts (x[i], mean[i]))
      {
        self->n++;
        self->max_x = x[i] > self->max_x ? x[i] : self->max_x;
      }
  self->x = malloc ((self->n + 1) * sizeof (int));
  self->total = malloc ((self->n + 1) * sizeof (double));
  self->n_of = calloc ((size_t) self->max_x + 1, sizeof (double));
  if (self->x == NULL || self->total == NULL || self->n_of == NULL)
    {
      buyers_clear (self);
      return false;
    }
  clv_sum_init (&constant);
  clv_sum_init (&sum_px);
  self->n = 0;
  for (size_t i = 0; i < n; i++)
    if (counts (x[i], mean[i]))
      {
        self->x[self->n] = x[i];
        self->total[self->n++] = x[i] * (mean[i] / scale);
        self->n_of[x[i]]++;
        clv_sum_add (&constant, -log (mean[i]));
        clv_sum_add (&sum_px, x[i] * log (x[i] * (mean[i] / scale)));
      }
  self->constant = clv_sum_get (&constant);
  self->sum_px = clv_sum_get (&sum_px);
  return true;
}

static bool
is_stopped (Buyers *self)
{
  self->was_cancelled = self->was_cancelled || (self->is_cancelled != NULL && self->is_cancelled (self->data));
  return self->was_cancelled;
}

/* By the logarithms of p, q and gamma (in units of the scale). */
static bool
score (const double *theta,
       double       *value,
       double        gradient[CLV_NEWTON_MAX],
       double        hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX],
       void         *data)
{
  Buyers *buyers = data;
  const double p = exp (theta[0]), q = exp (theta[1]), gamma = exp (theta[2]), par[3] = { p, q, gamma };
  ClvSum v, log_x, log_1, in_x, in_1, in2_x, in2_1;
  double n = (double) buyers->n, g[3], h[3][3], psi_q = clv_digamma (q), psi1_q = clv_trigamma (q);
  ClvSum pp, pq, qq, gp, gq;

  clv_sum_init (&v);
  clv_sum_init (&log_x);
  clv_sum_init (&log_1);
  clv_sum_init (&in_x);
  clv_sum_init (&in_1);
  clv_sum_init (&in2_x);
  clv_sum_init (&in2_1);
  for (size_t i = 0; i < buyers->n; i++)
    {
      const double x = buyers->x[i], at = gamma + buyers->total[i], l = log (at), inverse = 1 / at;

      if (i % CUSTOMERS_BETWEEN_QUESTIONS == 0 && is_stopped (buyers))
        return false;
      clv_sum_add (&log_x, x * l);
      clv_sum_add (&log_1, l);
      clv_sum_add (&in_x, x * inverse);
      clv_sum_add (&in_1, inverse);
      clv_sum_add (&in2_x, x * inverse * inverse);
      clv_sum_add (&in2_1, inverse * inverse);
    }
  clv_sum_init (&pp);
  clv_sum_init (&pq);
  clv_sum_init (&qq);
  clv_sum_init (&gp);
  clv_sum_init (&gq);
  for (int x = 1; x <= buyers->max_x; x++)
    if (buyers->n_of[x] > 0)
      {
        double w = buyers->n_of[x], both = p * x + q;
        double psi_both = clv_digamma (both), psi1_both = clv_trigamma (both);

        clv_sum_add (&v, w * (clv_log_gamma (both) - clv_log_gamma (p * x) - clv_log_gamma (q)));
        clv_sum_add (&gp, w * x * (psi_both - clv_digamma (p * x)));
        clv_sum_add (&gq, w * (psi_both - psi_q));
        clv_sum_add (&pp, w * x * x * (psi1_both - clv_trigamma (p * x)));
        clv_sum_add (&pq, w * x * psi1_both);
        clv_sum_add (&qq, w * (psi1_both - psi1_q));
      }
  clv_sum_add (&v, n * q * theta[2]);
  clv_sum_add (&v, p * buyers->sum_px);
  clv_sum_add (&v, -p * clv_sum_get (&log_x));
  clv_sum_add (&v, -q * clv_sum_get (&log_1));
  clv_sum_add (&v, buyers->constant);
  *value = clv_sum_get (&v);

  g[0] = clv_sum_get (&gp) + (buyers->sum_px - clv_sum_get (&log_x));
  g[1] = clv_sum_get (&gq) + (n * theta[2] - clv_sum_get (&log_1));
  g[2] = n * q / gamma - p * clv_sum_get (&in_x) - q * clv_sum_get (&in_1);
  h[0][0] = clv_sum_get (&pp);
  h[0][1] = h[1][0] = clv_sum_get (&pq);
  h[1][1] = clv_sum_get (&qq);
  h[0][2] = h[2][0] = -clv_sum_get (&in_x);
  h[1][2] = h[2][1] = n / gamma - clv_sum_get (&in_1);
  h[2][2] = -n * q / (gamma * gamma) + p * clv_sum_get (&in2_x) + q * clv_sum_get (&in2_1);
  for (int i = 0; i < 3; i++)
    {
      gradient[i] = par[i] * g[i];
      for (int j = 0; j < 3; j++)
        hessian[i][j] = par[i] * par[j] * h[i][j] + (i == j ? gradient[i] : 0);
    }
  for (int i = 0; buyers->has_prior && i < 3; i++)
    {
      double off = (theta[i] - usual_mean[i]) / usual_spread[i];

      *value -= off * off / 2;
      gradient[i] -= off / usual_spread[i];
      hessian[i][i] -= 1 / (usual_spread[i] * usual_spread[i]);
    }
  return isfinite (*value);
}

/**
 * clv_gamma_gamma_likelihood:
 * @n: number of customers
 * @x: (array length=n): purchases
 * @mean: (array length=n): mean spend on them
 * @value: (out): log-likelihood of the means of those that count
 * @gradient: (out): by the logarithms of p, q, gamma
 * @hessian: (out): likewise
 *
 * Source: Fader & Hardie (2013), equation (1a). Checked by /calc/gamma-gamma.
 *
 * Returns: CLV_OK; CLV_DOMAIN for parameters not above 0; CLV_PRECISION; CLV_NO_MEMORY
 */
ClvStatus
clv_gamma_gamma_likelihood (const ClvGammaGamma *self,
                            size_t               n,
                            const int           *x,
                            const double        *mean,
                            double              *value,
                            double               gradient[CLV_NEWTON_MAX],
                            double               hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX])
{
  double theta[3] = { log (self->p), log (self->q), log (self->gamma) };
  Buyers buyers;
  bool ok;

  if (!(self->p > 0) || !(self->q > 0) || !(self->gamma > 0))
    return CLV_DOMAIN;
  if (!buyers_init (&buyers, n, x, mean, 1))
    return CLV_NO_MEMORY;
  ok = score (theta, value, gradient, hessian, &buyers);
  buyers_clear (&buyers);
  return ok ? CLV_OK : CLV_PRECISION;
}

/* The money is measured in its median, so that a start fits any currency. */
static ClvStatus
median_of (size_t        n,
           const int    *x,
           const double *mean,
           double       *median)
{
  double *used = malloc ((n + 1) * sizeof (double));
  size_t m = 0;
  ClvStatus status;

  if (used == NULL)
    return CLV_NO_MEMORY;
  for (size_t i = 0; i < n; i++)
    if (counts (x[i], mean[i]))
      used[m++] = mean[i];
  status = clv_median (m, used, median);
  free (used);
  return status;
}

static bool
is_sound (const ClvNewtonResult *result)
{
  return result->converged && !result->at_bound && result->condition < MAX_CONDITION;
}

static void
climb (Buyers          *buyers,
       ClvNewtonResult *best)
{
  static const double starts[][3] = { { 0.7, 1.0, 0.5 }, { 1.8, 1.3, 0.3 }, { 0, 0.5, 0 }, { -1, 2, 1.5 } };
  ClvNewtonResult result;

  memset (best, 0, sizeof *best);
  best->value = -INFINITY;
  for (size_t i = 0; i < sizeof starts / sizeof starts[0] && !is_sound (best) && !buyers->was_cancelled; i++)
    if (clv_newton_maximise (3, starts[i], BOUND, score, buyers, &result) != CLV_DOMAIN &&
        (is_sound (&result) || result.value > best->value))
      *best = result;
}

/* Whether all means are @scale, their median. */
static bool
is_one_price (size_t        n,
              const int    *x,
              const double *mean,
              double        scale)
{
  for (size_t i = 0; i < n; i++)
    if (counts (x[i], mean[i]) && fabs (mean[i] - scale) > SAME * scale)
      return false;
  return true;
}

/* (gamma + x mean) p / (p x + q - 1) is the price whatever x is. */
static void
take_price (Buyers           *buyers,
            double            price,
            ClvGammaGammaFit *fit)
{
  const double shape = exp (BOUND), theta[3] = { BOUND, BOUND, log ((shape - 1) / shape) };
  double gradient[CLV_NEWTON_MAX], hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX];

  *fit = (ClvGammaGammaFit) {
    .model = { shape, shape, price * (shape - 1) / shape },
    .condition = 1,
    .n_used = buyers->n,
    .is_one_price = true,
    .quality = CLV_FIT_FINE,
  };
  if (!score (theta, &fit->log_likelihood, gradient, hessian, buyers))
    fit->log_likelihood = NAN;
}

/**
 * clv_gamma_gamma_fit:
 * @n: number of customers
 * @x: (array length=n): purchases
 * @mean: (array length=n): mean spend on them
 * @is_cancelled: (nullable): asked every some thousand customers
 * @data: for @is_cancelled
 * @fit: (out): the model of highest likelihood, and how sure it is
 *
 * A weak prior of what shops usually see is added when there are few customers, when a parameter runs away, and when the
 * mean of the crowd would be infinite; the fit says so. Where many customers have one mean, there is nothing to estimate:
 * shapes are as large as they may be, and every customer is expected to spend that.
 *
 * Returns: CLV_OK; CLV_DOMAIN when no customer counts; CLV_CANCELLED; CLV_NO_CONVERGENCE; CLV_NO_MEMORY
 */
ClvStatus
clv_gamma_gamma_fit (size_t            n,
                     const int        *x,
                     const double     *mean,
                     ClvIsCancelled    is_cancelled,
                     void             *data,
                     ClvGammaGammaFit *fit)
{
  double scale, largest = 0;
  ClvStatus status = median_of (n, x, mean, &scale);
  ClvNewtonResult best;
  Buyers buyers;
  bool is_few;

  if (status != CLV_OK)
    return status;
  if (!buyers_init (&buyers, n, x, mean, scale))
    return CLV_NO_MEMORY;
  buyers.is_cancelled = is_cancelled;
  buyers.data = data;
  is_few = buyers.n < CLV_FIT_MIN_REPEAT_BUYERS;
  if (!is_few && is_one_price (n, x, mean, scale))
    {
      take_price (&buyers, scale, fit);
      buyers_clear (&buyers);
      return buyers.was_cancelled ? CLV_CANCELLED : CLV_OK;
    }
  if (!is_few)
    climb (&buyers, &best);
  if (is_few || !is_sound (&best) || best.theta[1] <= 0)
    {
      buyers.has_prior = true;
      climb (&buyers, &best);
    }
  if (buyers.was_cancelled)
    status = CLV_CANCELLED;
  else if (isfinite (best.value))
    {
      fit->model = (ClvGammaGamma) { exp (best.theta[0]), exp (best.theta[1]), scale * exp (best.theta[2]) };
      for (int i = 0; i < 3; i++)
        {
          largest = fmax (largest, sqrt (fmax (0, best.covariance[i][i])));
          for (int j = 0; j < 3; j++)
            fit->covariance[i][j] = best.covariance[i][j];
        }
      fit->log_likelihood = best.value;
      for (int i = 0; buyers.has_prior && i < 3; i++)
        fit->log_likelihood += pow ((best.theta[i] - usual_mean[i]) / usual_spread[i], 2) / 2;
      fit->gradient = best.gradient;
      fit->condition = best.condition;
      fit->n_used = buyers.n;
      fit->has_prior = buyers.has_prior;
      fit->is_one_price = false;
      fit->quality = is_few ? CLV_FIT_TOO_LITTLE_DATA
                     : buyers.has_prior || largest > MAX_ERROR ? CLV_FIT_WEAK : CLV_FIT_FINE;
    }
  else
    status = CLV_NO_CONVERGENCE;
  buyers_clear (&buyers);
  return status;
}

/**
 * clv_gamma_gamma_expected:
 * @x: purchases, >= 0
 * @mean: mean spend on them
 * @spend: (out): (gamma + x mean) p / (p x + q - 1)
 *
 * Returns: CLV_OK; CLV_DIVERGES when p x + q <= 1
 */
ClvStatus
clv_gamma_gamma_expected (const ClvGammaGamma *self,
                          int                  x,
                          double               mean,
                          double              *spend)
{
  double total = counts (x, mean) ? x * mean : 0, n = counts (x, mean) ? x : 0;
  double below = self->p * n + self->q - 1;

  if (!(below > 0))
    return CLV_DIVERGES;
  *spend = (self->gamma + total) * self->p / below;
  return CLV_OK;
}

/**
 * clv_gamma_gamma_median:
 * @x: purchases, >= 0
 * @mean: mean spend on them
 *
 * The amount of the next purchase, in units of gamma + x mean, is beta-prime (p, p x + q): Newton on the logarithm of it,
 * which bisection keeps on its way.
 */
double
clv_gamma_gamma_median (const ClvGammaGamma *self,
                        int                  x,
                        double               mean)
{
  const double total = counts (x, mean) ? x * mean : 0, n = counts (x, mean) ? x : 0;
  const double a = self->p, b = self->p * n + self->q;
  const double log_beta = clv_log_gamma (a) + clv_log_gamma (b) - clv_log_gamma (a + b);
  double low = -60, high = 60, z = fmax (low / 2, fmin (high / 2, log (a / b)));

  for (int i = 0; i < 100; i++)
    {
      const double share = 1 / (1 + exp (-z)), off = clv_beta_share (share, a, b) - 0.5;
      const double slope = exp (a * log (share) - b * log1p (exp (z)) - log_beta);
      double next;

      if (off < 0)
        low = z;
      else
        high = z;
      next = z - off / slope;
      if (!(next > low && next < high))
        next = (low + high) / 2;
      if (fabs (next - z) < 1e-14 * fmax (1, fabs (z)))
        break;
      z = next;
    }
  return (self->gamma + total) * exp (z);
}
