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

/* Korobov's lattice of this many points: of all generators, one with the least mean error in as many directions (the
 * criterion P2, each direction weighed at four fifths of the one before). */
#define LATTICE_GENERATOR 1997

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
      for (int k = 0; k < N_UNKNOWN; k++)
        guess[i].z[k] = z[i][k];
      clv_forecast_move (self, z[i], &guess[i].model);
      clv_forecast_move_spend (self, z[i] + CLV_BTYD_N_PARAMETERS, &guess[i].spend);
    }
}

void
clv_forecast_lattice (double *z,
                      int     n_columns)
{
  size_t step = 1;
  ClvRandom random;

  clv_random_init (&random, SEED);
  for (int k = 0; k < n_columns; k++)
    {
      /* Moved by chance, but each time alike: otherwise the first point has all directions at one end. */
      size_t at = (size_t) (clv_random_uniform (&random) * CLV_FORECAST_N_LATTICE);

      for (size_t i = 0; i < CLV_FORECAST_N_LATTICE; i++)
        {
          z[i * (size_t) n_columns + (size_t) k] = clv_normal_quantile ((at + 0.5) / CLV_FORECAST_N_LATTICE);
          at = (at + step) % CLV_FORECAST_N_LATTICE;
        }
      step = step * LATTICE_GENERATOR % CLV_FORECAST_N_LATTICE;
    }
}
