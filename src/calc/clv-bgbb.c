/* clv-bgbb.c - the beta-geometric/beta-binomial model: yes or no at each of n occasions, until the customer leaves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-bgbb.h"

#include <stdlib.h>

#include "clv-btyd-private.h"

#define BOUND 12.0

/* Of a discounted sum; a rate of 1 in 100,000 comes to its end. */
#define MAX_TERMS 10000000

typedef struct
{
  size_t             n;
  const ClvBgbbCell *cells;
  int                max_n;
} Run;

/* ln Γ (start + i) - ln Γ (start) of all that is needed. */
typedef struct
{
  ClvRising alpha, beta, both, delta, leave;
} Tables;

static bool
tables_init (Tables        *self,
             const ClvBgbb *model,
             int            max)
{
  bool ok = clv_rising_init (&self->alpha, model->alpha, max + 1);

  ok = clv_rising_init (&self->beta, model->beta, max + 1) && ok;
  ok = clv_rising_init (&self->both, model->alpha + model->beta, max + 1) && ok;
  ok = clv_rising_init (&self->delta, model->delta, max + 2) && ok;
  return clv_rising_init (&self->leave, model->gamma + model->delta, max + 2) && ok;
}

static void
tables_clear (Tables *self)
{
  clv_rising_clear (&self->alpha);
  clv_rising_clear (&self->beta);
  clv_rising_clear (&self->both);
  clv_rising_clear (&self->delta);
  clv_rising_clear (&self->leave);
}

/* @yes of the occasions up to the last at which the customer was there, @no not; left before the next one, or not. */
static void
add_term (const Tables  *tables,
          const ClvBgbb *model,
          int            yes,
          int            no,
          bool           has_left,
          ClvLogSum     *sum)
{
  const int there = yes + no, last = has_left ? there + 1 : there;
  double term = tables->alpha.value[yes] + tables->beta.value[no] - tables->both.value[there] +
                tables->delta.value[there] - tables->leave.value[last] + (has_left ? log (model->gamma) : 0);
  double g[4] = { tables->alpha.first[yes] - tables->both.first[there],
                  tables->beta.first[no] - tables->both.first[there],
                  (has_left ? 1 / model->gamma : 0) - tables->leave.first[last],
                  tables->delta.first[there] - tables->leave.first[last] };
  double h[CLV_N_SECOND] = { [CLV_RR] = tables->alpha.second[yes] - tables->both.second[there],
                             [CLV_RAL] = -tables->both.second[there],
                             [CLV_ALAL] = tables->beta.second[no] - tables->both.second[there],
                             [CLV_AA] = (has_left ? -1 / (model->gamma * model->gamma) : 0) - tables->leave.second[last],
                             [CLV_AB] = -tables->leave.second[last],
                             [CLV_BB] = tables->delta.second[there] - tables->leave.second[last] };

  clv_log_sum_add (sum, term, g, h);
}

/**
 * clv_bgbb_likelihood:
 * @n: number of cells
 * @cells: (array length=n): histories with their weights
 * @value: (out): Σ weight · log-likelihood
 * @gradient: (out): by the logarithms of alpha, beta, gamma, delta
 * @hessian: (out): likewise
 *
 * Source: Fader et al. (2010), equation (8). Checked by /calc/renewal.
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_PRECISION; CLV_NO_MEMORY
 */
ClvStatus
clv_bgbb_likelihood (const ClvBgbb     *self,
                     size_t             n,
                     const ClvBgbbCell *cells,
                     double            *value,
                     double             gradient[CLV_NEWTON_MAX],
                     double             hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX])
{
  const double p[4] = { self->alpha, self->beta, self->gamma, self->delta };
  ClvSum total, first[4], second[CLV_N_SECOND];
  Tables tables;
  int max = 0, at = 0;
  bool ok;

  for (int i = 0; i < 4; i++)
    if (!(p[i] > 0) || !isfinite (p[i]))
      return CLV_DOMAIN;
  for (size_t i = 0; i < n; i++)
    {
      const ClvBgbbCell *cell = &cells[i];

      if (cell->x < 0 || cell->t_x < cell->x || cell->n < cell->t_x || (cell->x == 0) != (cell->t_x == 0))
        return CLV_DOMAIN;
      max = cell->n > max ? cell->n : max;
    }
  ok = tables_init (&tables, self, max);
  clv_sum_init (&total);
  for (int i = 0; i < 4; i++)
    clv_sum_init (&first[i]);
  for (int i = 0; i < CLV_N_SECOND; i++)
    clv_sum_init (&second[i]);
  for (size_t c = 0; ok && c < n; c++)
    {
      const ClvBgbbCell *cell = &cells[c];
      ClvCellScore score = { 0 };
      ClvLogSum sum;

      clv_log_sum_init (&sum);
      add_term (&tables, self, cell->x, cell->n - cell->x, false, &sum);
      for (int there = cell->t_x; there < cell->n; there++)
        add_term (&tables, self, cell->x, there - cell->x, true, &sum);
      clv_log_sum_finish (&sum, &score);
      clv_sum_add (&total, cell->weight * score.value);
      for (int i = 0; i < 4; i++)
        clv_sum_add (&first[i], cell->weight * score.first[i]);
      for (int i = 0; i < CLV_N_SECOND; i++)
        clv_sum_add (&second[i], cell->weight * score.second[i]);
    }
  tables_clear (&tables);
  if (!ok)
    return CLV_NO_MEMORY;
  *value = clv_sum_get (&total);
  for (int i = 0; i < 4; i++)
    gradient[i] = p[i] * clv_sum_get (&first[i]);
  for (int i = 0; i < 4; i++)
    for (int j = i; j < 4; j++, at++)
      hessian[i][j] = hessian[j][i] = p[i] * p[j] * clv_sum_get (&second[at]) + (i == j ? gradient[i] : 0);
  return isfinite (*value) ? CLV_OK : CLV_PRECISION;
}

static bool
score_cb (const double *theta,
          double       *value,
          double        gradient[CLV_NEWTON_MAX],
          double        hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX],
          void         *data)
{
  const Run *run = data;
  ClvBgbb model = { exp (theta[0]), exp (theta[1]), exp (theta[2]), exp (theta[3]) };

  return clv_bgbb_likelihood (&model, run->n, run->cells, value, gradient, hessian) == CLV_OK;
}

/**
 * clv_bgbb_fit:
 * @n: number of cells
 * @cells: (array length=n): histories with their weights
 * @fit: (out): the model of highest likelihood, and how sure it is
 *
 * Returns: CLV_OK; CLV_DOMAIN without cells or with impossible ones; CLV_NO_CONVERGENCE
 */
ClvStatus
clv_bgbb_fit (size_t             n,
              const ClvBgbbCell *cells,
              ClvBgbbFit        *fit)
{
  static const double starts[][4] = { { 0, 0, 0, 0.7 }, { 1, 0, -1, 1 }, { -1, 1, 0, 0 }, { 1, 2, -1, 2 } };
  ClvNewtonResult best = { .value = -INFINITY }, result;
  Run run = { n, cells, 0 };

  if (n == 0)
    return CLV_DOMAIN;
  for (size_t i = 0; i < sizeof starts / sizeof starts[0] && !best.converged; i++)
    {
      ClvStatus status = clv_newton_maximise (4, starts[i], BOUND, score_cb, &run, &result);

      if (status == CLV_DOMAIN)
        return status;
      if (status == CLV_OK && (result.converged || result.value > best.value))
        best = result;
    }
  if (!isfinite (best.value))
    return CLV_NO_CONVERGENCE;
  fit->model = (ClvBgbb) { exp (best.theta[0]), exp (best.theta[1]), exp (best.theta[2]), exp (best.theta[3]) };
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 4; j++)
      fit->covariance[i][j] = best.covariance[i][j];
  fit->log_likelihood = best.value;
  fit->gradient = best.gradient;
  fit->condition = best.condition;
  return CLV_OK;
}

/**
 * clv_bgbb_alive:
 * @cell: a possible history; its weight does not matter
 *
 * Source: Fader et al. (2010), equation (11). Checked by /calc/renewal.
 *
 * Returns: the probability of being there at occasion n + 1
 */
double
clv_bgbb_alive (const ClvBgbb     *self,
                const ClvBgbbCell *cell)
{
  /* Each way of having left, against being there after n: ratios of neighbouring terms, from the last one back. */
  const double d = self->delta, g = self->gamma, n = cell->n;
  double ratio = 1, left = 0;

  /* left before occasion there + 1, divided by there at n (not yet by the chance of n + 1) */
  for (int there = cell->n - 1; there >= cell->t_x; there--)
    {
      ratio *= (self->alpha + self->beta + there) / (self->beta + there - cell->x) * (g + d + there) / (d + there);
      left += ratio * g / (g + d + there);
    }
  return (d + n) / (g + d + n) / (1 + left);
}

/**
 * clv_bgbb_expected:
 * @cell: a possible history; its weight does not matter
 * @n_future: occasions to come, >= 0
 *
 * Source: Fader et al. (2010), equation (13), as a sum of the chances of still being there. Checked by /calc/renewal.
 *
 * Returns: expected yeses at the occasions n + 1 … n + n_future
 */
double
clv_bgbb_expected (const ClvBgbb     *self,
                   const ClvBgbbCell *cell,
                   int                n_future)
{
  double there = clv_bgbb_alive (self, cell), sum = 0;

  for (int i = 1; i <= n_future; i++)
    {
      sum += there;
      there *= (self->delta + cell->n + i) / (self->gamma + self->delta + cell->n + i);
    }
  return sum * (self->alpha + cell->x) / (self->alpha + self->beta + cell->n);
}

/**
 * clv_bgbb_expected_new:
 * @n: occasions after the first yes, >= 0
 *
 * Source: Fader et al. (2010), equation (9), as a sum of the chances of still being there. Checked by /calc/renewal.
 *
 * Returns: expected yeses of somebody new
 */
double
clv_bgbb_expected_new (const ClvBgbb *self,
                       int            n)
{
  const ClvBgbbCell nothing = { 0, 0, 0, 1 };

  return clv_bgbb_expected (self, &nothing, n);
}

/**
 * clv_bgbb_chances:
 * @cell: a possible history; its weight does not matter; all 0 for somebody new
 * @n_future: occasions to come, >= 0
 * @chance: (out) (array length=n_future + 1): of 0, 1, … yeses at the occasions n + 1 … n + n_future
 *
 * Whoever was there at occasion n is as somebody new with alpha + x, beta + n - x, gamma and delta + n (conjugate); the
 * number of yeses follows occasion by occasion: there until i, then gone. Source: Fader et al. (2010), equations (7), (12).
 * Checked by /calc/renewal.
 */
void
clv_bgbb_chances (const ClvBgbb     *self,
                  const ClvBgbbCell *cell,
                  int                n_future,
                  double            *chance)
{
  const double a = self->alpha + cell->x, b = self->beta + cell->n - cell->x;
  const double g = self->gamma, d = self->delta + cell->n;
  const double was_there = clv_bgbb_alive (self, cell) * (g + d) / d;
  double stays = 1;

  for (int k = 0; k <= n_future; k++)
    chance[k] = k == 0 ? 1 - was_there : 0;
  for (int there = 0; there <= n_future; there++)
    {
      /* there at just so many of them, and each number of yeses by the beta-binomial, from 0 yeses on */
      const double share = there < n_future ? stays * g / (g + d + there) : stays;
      double log_none = 0, term;

      for (int i = 0; i < there; i++)
        log_none += log ((b + i) / (a + b + i));
      term = exp (log_none);
      for (int k = 0; k <= there; k++)
        {
          chance[k] += was_there * share * term;
          term *= (there - k) / (k + 1.0) * (a + k) / (b + there - k - 1);
        }
      stays *= (d + there) / (g + d + there);
    }
}

/**
 * clv_bgbb_residual:
 * @cell: a possible history; its weight does not matter
 * @rate: discount an occasion, > 0
 *
 * Discounted expected residual yeses, the next occasion being one period away. Source: Fader et al. (2010), equation (14),
 * summed up instead of through 2F1; what is left is bounded by a geometric series. Checked by /calc/renewal.
 */
double
clv_bgbb_residual (const ClvBgbb     *self,
                   const ClvBgbbCell *cell,
                   double             rate)
{
  double there = clv_bgbb_alive (self, cell) / (1 + rate), sum = 0;

  for (int i = 1; i < MAX_TERMS && there > 1e-17 * sum * fmin (1, rate); i++)
    {
      sum += there;
      there *= (self->delta + cell->n + i) / (self->gamma + self->delta + cell->n + i) / (1 + rate);
    }
  return sum * (self->alpha + cell->x) / (self->alpha + self->beta + cell->n);
}
