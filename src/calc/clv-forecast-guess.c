/* clv-forecast-guess.c - what the parameters may be besides what they are estimated to be
 *
 * A handful of points with the right mean and covariance would have the wrong quantiles:
 * the ends of an interval would be one of the points. These are draws: each direction is
 * divided into strata of the normal distribution, one draw each, with next to no
 * correlation between directions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-forecast-private.h"

#include <math.h>

#include "clv-normal.h"
#include "clv-random.h"

#define N_UNKNOWN CLV_FORECAST_N_UNKNOWN

#define SEED UINT64_C (19360713)

/* As in fits. */
#define BOUND 16.0

/* A logarithm that is not known at all moves no further than a factor of seven: beyond it, curvature at the best of the
 * parameters says nothing about how good others are. */
#define MAX_STEP 2.0

static void
draw_column (ClvRandom *random,
             int        n,
             double     z[][N_UNKNOWN],
             int        column)
{
  for (int i = 0; i < n; i++)
    {
      int other = (int) (clv_random_uniform (random) * (i + 1));

      other = other > i ? i : other;
      z[i][column] = z[other][column];
      z[other][column] = clv_normal_quantile ((i + 0.5) / n);
    }
}

/* What is left of a column beside a constant and the columns before it (Gram and Schmidt), put back into the strata by rank
 * (Iman & Conover 1982, Communications in Statistics B 11, 311-334). */
static void
straighten_column (int    n,
                   double z[][N_UNKNOWN],
                   int    column)
{
  double mean = 0, strata[CLV_FORECAST_N_GUESSES];

  for (int i = 0; i < n; i++)
    mean += z[i][column] / n;
  for (int i = 0; i < n; i++)
    z[i][column] -= mean;
  for (int before = 0; before < column; before++)
    {
      double product = 0;

      for (int i = 0; i < n; i++)
        product += z[i][column] * z[i][before] / n;
      for (int i = 0; i < n; i++)
        z[i][column] -= product * z[i][before];
    }
  for (int i = 0; i < n; i++)
    {
      int rank = 0;

      for (int k = 0; k < n; k++)
        rank += z[k][column] < z[i][column];
      strata[i] = clv_normal_quantile ((rank + 0.5) / n);
    }
  for (int i = 0; i < n; i++)
    z[i][column] = strata[i];
}

/* One direction out of the best of the parameters; shortened as a whole, as what belongs together moves together. */
static void
take_step (int           n,
           const double *root,
           const double *z,
           double       *by)
{
  double longest = 0;

  for (int i = 0; i < n; i++)
    {
      by[i] = 0;
      for (int k = 0; k < n; k++)
        by[i] += root[i * n + k] * z[k];
      longest = fmax (longest, fabs (by[i]));
    }
  for (int i = 0; longest > MAX_STEP && i < n; i++)
    by[i] *= MAX_STEP / longest;
}

static void
move_spend (const ClvForecast *self,
            const double      *z,
            ClvSpendFit       *spend)
{
  double by[3];

  *spend = self->spend;
  if (spend->kind == CLV_SPEND_GAMMA_GAMMA)
    {
      take_step (3, &self->spend_root[0][0], z, by);
      spend->gamma_gamma.p *= exp (by[0]);
      spend->gamma_gamma.q *= exp (by[1]);
      spend->gamma_gamma.gamma *= exp (by[2]);
    }
  else
    {
      double mean[3];

      /* The mean is in money, and no logarithm. */
      for (int i = 0; i < 3; i++)
        mean[i] = self->spend_root[0][i] * z[i];
      take_step (2, (const double[]) { self->spend_root[1][1], self->spend_root[1][2], self->spend_root[2][1],
                                       self->spend_root[2][2] }, z + 1, by + 1);
      spend->shrunken_mean.mean += mean[0] + mean[1] + mean[2];
      spend->shrunken_mean.between *= exp (fmax (-MAX_STEP, fmin (MAX_STEP, by[1] + self->spend_root[1][0] * z[0])));
      spend->shrunken_mean.within *= exp (fmax (-MAX_STEP, fmin (MAX_STEP, by[2] + self->spend_root[2][0] * z[0])));
    }
}

void
clv_forecast_guess (const ClvForecast *self,
                    int                n,
                    ClvForecastGuess  *guess)
{
  double z[CLV_FORECAST_N_GUESSES][N_UNKNOWN];
  ClvRandom random;

  clv_random_init (&random, SEED);
  for (int column = 0; column < N_UNKNOWN; column++)
    {
      draw_column (&random, n, z, column);
      straighten_column (n, z, column);
    }
  for (int i = 0; i < n; i++)
    {
      double by[CLV_BTYD_N_PARAMETERS];

      take_step (CLV_BTYD_N_PARAMETERS, &self->root[0][0], z[i], by);
      guess[i].model = self->model;
      for (int p = 0; p < CLV_BTYD_N_PARAMETERS; p++)
        guess[i].model.parameter[p] = exp (fmax (-BOUND, fmin (BOUND, log (self->model.parameter[p]) + by[p])));
      move_spend (self, z[i] + CLV_BTYD_N_PARAMETERS, &guess[i].spend);
    }
}
