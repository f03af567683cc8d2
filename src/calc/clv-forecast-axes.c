/* clv-forecast-axes.c - which way, and how far, parameters may lie from what they are estimated to be
 *
 * The directions are the principal axes of what is not known of their logarithms: what
 * the data hardly know then lies along one of them. How far out a step goes is asked of
 * the likelihood: a point that is as far as z standard deviations is one by which the
 * logarithm of the likelihood has fallen by z² / 2 (the signed root of the likelihood
 * ratio), which does not depend on the scale that parameters are measured on. In few
 * data that is further on one side than on the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-forecast-private.h"

#include <math.h>
#include <string.h>

#include "clv-btyd-private.h"
#include "clv-newton.h"

#define N CLV_BTYD_N_PARAMETERS

/* Errors of the logarithms below this move what is expected in straight lines: half the points are enough, and both sides of
 * the likelihood are alike. */
#define STRAIGHT 0.12

/* What is not known of a few customers' parameters is more than the likelihood says of each direction by itself: so many over
 * the number of those who came back is added to their variance. By simulation (bench-models coverage); Pareto/NBD needs more,
 * as few customers hardly tell its s and beta apart. */
#define ALLOWANCE 20.0
#define PARETO_ALLOWANCE 80.0
#define SPEND_ALLOWANCE 12.0

/* Where the likelihood is asked, in standard deviations; and of how many histories at most, as it is asked eight times. */
#define ASKED_AT 1.5
#define MAX_CELLS 20000

/* Parameters stay where a fit may have them. */
#define BOUND 16.0

/* A logarithm that is not known at all moves no further than a factor of twenty. */
#define MAX_STEP 3.0

/* Jacobi's rotations: @a becomes diagonal, the columns of @axis its directions. */
static void
rotate (double a[N][N],
        double axis[N][N])
{
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++)
      axis[i][j] = i == j;
  for (int sweep = 0; sweep < 30; sweep++)
    for (int p = 0; p < N; p++)
      for (int q = p + 1; q < N; q++)
        {
          double angle, t, c, s;

          if (fabs (a[p][q]) <= 1e-18 * sqrt (fabs (a[p][p] * a[q][q])))
            continue;
          angle = (a[q][q] - a[p][p]) / (2 * a[p][q]);
          t = (angle >= 0 ? 1 : -1) / (fabs (angle) + sqrt (angle * angle + 1));
          c = 1 / sqrt (t * t + 1);
          s = t * c;
          for (int k = 0; k < N; k++)
            {
              double x = a[k][p], y = a[k][q];

              a[k][p] = c * x - s * y;
              a[k][q] = s * x + c * y;
            }
          for (int k = 0; k < N; k++)
            {
              double x = a[p][k], y = a[q][k];

              a[p][k] = c * x - s * y;
              a[q][k] = s * x + c * y;
            }
          for (int k = 0; k < N; k++)
            {
              double x = axis[k][p], y = axis[k][q];

              axis[k][p] = c * x - s * y;
              axis[k][q] = s * x + c * y;
            }
        }
}

/* A lower triangle whose product with its transpose is @a; 0 where nothing is left. */
static void
root_of (int           n,
         const double *a,
         double       *root)
{
  memset (root, 0, (size_t) (n * n) * sizeof *root);
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++)
      {
        double sum = a[i * n + j];

        for (int k = 0; k < j; k++)
          sum -= root[i * n + k] * root[j * n + k];
        if (i == j)
          root[i * n + i] = sum > 0 ? sqrt (sum) : 0;
        else
          root[i * n + j] = root[j * n + j] > 0 ? sum / root[j * n + j] : 0;
      }
}

/* Parameters @by away by their logarithms; a step that is too long is shortened as a whole, as what belongs together moves
 * together. */
static void
take_step (const ClvBtyd *model,
           double        *by,
           ClvBtyd       *moved)
{
  double longest = 0;

  for (int p = 0; p < N; p++)
    longest = fmax (longest, fabs (by[p]));
  *moved = *model;
  for (int p = 0; p < N; p++)
    {
      if (longest > MAX_STEP)
        by[p] *= MAX_STEP / longest;
      moved->parameter[p] = exp (fmax (-BOUND, fmin (BOUND, log (model->parameter[p]) + by[p])));
    }
}

/* What the prior of a fit adds to the slope and the curvature is what the likelihood lacks there of a maximum. */
static void
prior_of (const ClvBtydFit        *fit,
          const ClvBtydLikelihood *best,
          double                   slope[N],
          double                   curvature[N][N])
{
  double precision[N][N];
  bool is_known = fit->has_prior && clv_invert_positive (N, fit->covariance, precision);

  for (int i = 0; i < N; i++)
    {
      slope[i] = is_known ? -best->gradient[i] : 0;
      for (int j = 0; j < N; j++)
        curvature[i][j] = is_known ? -precision[i][j] - best->hessian[i][j] : 0;
    }
}

/* How much further than z a step goes, for each unit of z: 0 where the likelihood falls as the normal curve does. */
static void
ask_likelihood (ClvForecast      *self,
                const ClvBtydFit *fit)
{
  const ClvBtydCells *cells = self->cells;
  ClvBtydLikelihood best, likelihood;
  double slope[N], curvature[N][N];

  if (clv_btyd_likelihood (&self->model, cells->n_cells, cells->cells, &best) != CLV_OK)
    return;
  prior_of (fit, &best, slope, curvature);
  for (int k = 0; k < N; k++)
    for (int side = 0; side < 2; side++)
      {
        double by[N], fall, z;
        ClvBtyd moved;

        for (int p = 0; p < N; p++)
          by[p] = (side == 0 ? ASKED_AT : -ASKED_AT) * self->root[p][k];
        take_step (&self->model, by, &moved);
        if (clv_btyd_likelihood (&moved, cells->n_cells, cells->cells, &likelihood) != CLV_OK)
          continue;
        fall = best.value - likelihood.value;
        for (int i = 0; i < N; i++)
          {
            fall -= slope[i] * by[i];
            for (int j = 0; j < N; j++)
              fall -= by[i] * by[j] * curvature[i][j] / 2;
          }
        z = sqrt (2 * fmax (fall, 0.02));
        if (isfinite (z))
          self->further[k][side] = z < ASKED_AT ? (ASKED_AT / z - 1) / z : (1 - z / ASKED_AT) / z;
      }
}

/* Steps are longer on a side where the likelihood hardly falls, and shorter where it falls off: quadratic, or its inverse,
 * so that both go through what was asked, and a larger z is always further out. */
static double
step_of (const ClvForecast *self,
         int                k,
         double             z)
{
  double further = self->further[k][z < 0], far = fabs (z);

  return further >= 0 ? z * (1 + further * far) : z / (1 - further * far);
}

void
clv_forecast_move (const ClvForecast *self,
                   const double       z[CLV_BTYD_N_PARAMETERS],
                   ClvBtyd           *model)
{
  double by[N] = { 0 };

  for (int k = 0; k < N; k++)
    {
      double step = step_of (self, k, self->wider * z[k]);

      for (int p = 0; p < N; p++)
        by[p] += step * self->root[p][k];
    }
  take_step (&self->model, by, model);
}

/* A way of the spend model's parameters out of the best of them, bounded as those of buying are. */
static void
bound_spend (int     n,
             double *by)
{
  double longest = 0;

  for (int i = 0; i < n; i++)
    longest = fmax (longest, fabs (by[i]));
  for (int i = 0; longest > MAX_STEP && i < n; i++)
    by[i] *= MAX_STEP / longest;
}

void
clv_forecast_move_spend (const ClvForecast *self,
                         const double       z[3],
                         ClvSpendFit       *spend)
{
  double by[3];

  *spend = self->spend;
  for (int i = 0; i < 3; i++)
    {
      by[i] = 0;
      for (int k = 0; k < 3; k++)
        by[i] += self->spend_root[i][k] * z[k];
    }
  if (spend->kind == CLV_SPEND_GAMMA_GAMMA)
    {
      bound_spend (3, by);
      spend->gamma_gamma.p *= exp (by[0]);
      spend->gamma_gamma.q *= exp (by[1]);
      spend->gamma_gamma.gamma *= exp (by[2]);
    }
  else
    {
      /* The mean is in money, and no logarithm. */
      bound_spend (2, by + 1);
      spend->shrunken_mean.mean += by[0];
      spend->shrunken_mean.between *= exp (by[1]);
      spend->shrunken_mean.within *= exp (by[2]);
    }
  clv_spend_settle (spend);
}

static void
root_spend (ClvForecast *self)
{
  const double wider = sqrt (1 + SPEND_ALLOWANCE / fmax ((double) self->spend.n_used, SPEND_ALLOWANCE));

  root_of (3, &self->spend.covariance[0][0], &self->spend_root[0][0]);
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      self->spend_root[i][j] *= wider;
}

void
clv_forecast_place_axes (ClvForecast      *self,
                         const ClvBtydFit *fit)
{
  const double allowance = fit->model.kind == CLV_BTYD_PARETONBD ? PARETO_ALLOWANCE : ALLOWANCE;
  double a[N][N], axis[N][N];

  memcpy (a, fit->covariance, sizeof a);
  rotate (a, axis);
  self->is_straight = true;
  for (int k = 0; k < N; k++)
    {
      for (int p = 0; p < N; p++)
        self->root[p][k] = sqrt (fmax (a[k][k], 0)) * axis[p][k];
      if (!(fit->covariance[k][k] < STRAIGHT * STRAIGHT))
        self->is_straight = false;
    }
  self->wider = sqrt (1 + allowance / fmax (self->cells->n_repeat_buyers, allowance));
  if (!self->is_straight && self->cells->n_cells <= MAX_CELLS)
    ask_likelihood (self, fit);
  for (int k = 0; k < N; k++)
    for (int side = 0; side < 2; side++)
      {
        double z[N] = { 0 };

        z[k] = side == 0 ? CLV_FORECAST_FAR : -CLV_FORECAST_FAR;
        clv_forecast_move (self, z, &self->point[2 * k + side]);
      }
  if (self->has_spend)
    root_spend (self);
}
