/* clv-btyd-occasions.c - customers who buy once a period at most, seen as all others
 *
 * The beta-geometric/beta-binomial model (clv-bgbb.h) with its four parameters in the
 * places of the buy-till-you-leave models, and a period as the unit of time: a history has
 * whole numbers, T is the number of occasions. Within a period the purchase is as likely
 * early as late, so that a part of the last one counts for its share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-btyd-private.h"

#include <math.h>
#include <stdlib.h>

#include "clv-bgbb.h"

/* A logarithm that may be off by more says nothing. */
#define MAX_ERROR 2.0

/* Occasions to come of which each number of yeses is asked for. */
#define MAX_OCCASIONS 4096

/* Until a first yes, and of what is left to expect. */
#define MAX_TERMS 1000000
#define NEGLIGIBLE 1e-15

static ClvBgbb
model_of (const ClvBtyd *self)
{
  const double *p = self->parameter;

  return (ClvBgbb) { p[CLV_BTYD_R], p[CLV_BTYD_ALPHA], p[CLV_BTYD_A], p[CLV_BTYD_B] };
}

static ClvBgbbCell
cell_of (const ClvBtydHistory *history)
{
  return (ClvBgbbCell) { history->x, (int) lround (history->t_x), (int) lround (history->T), 1 };
}

/* From occasion to occasion: of those who are there at the next one. */
typedef struct
{
  double gamma, delta;
  double yes;   /* chance of one at each of them */
  double there; /* chance of being there still */
} Walk;

static void
walk_init (Walk              *self,
           const ClvBgbb     *model,
           const ClvBgbbCell *cell)
{
  self->gamma = model->gamma;
  self->delta = model->delta + cell->n + 1;
  self->yes = (model->alpha + cell->x) / (model->alpha + model->beta + cell->n);
  self->there = 1;
}

static void
walk_on (Walk *self)
{
  self->there *= self->delta / (self->gamma + self->delta);
  self->delta++;
}

double
clv_occasions_alive (const ClvBtyd        *self,
                     const ClvBtydHistory *history)
{
  const ClvBgbb model = model_of (self);
  const ClvBgbbCell cell = cell_of (history);

  return clv_bgbb_alive (&model, &cell);
}

/* ∫ of the purchases to come, each at its worth: exp (-discount · time). */
double
clv_occasions_discounted_alive (const ClvBtyd        *self,
                                const ClvBtydHistory *history,
                                double                t,
                                double                discount)
{
  const ClvBgbb model = model_of (self);
  const ClvBgbbCell cell = cell_of (history);
  double sum = 0;
  Walk walk;

  walk_init (&walk, &model, &cell);
  for (int i = 0; i < t && i < MAX_TERMS; i++)
    {
      const double length = fmin (1, t - i), from = exp (-discount * i);
      const double term = walk.there * from * (discount > 0 ? -expm1 (-discount * length) / discount : length);

      sum += term;
      /* What is left falls faster than the discount. */
      if (discount > 0 && term <= NEGLIGIBLE * sum * -expm1 (-discount))
        break;
      walk_on (&walk);
    }
  return walk.yes * sum;
}

double
clv_occasions_expected_new (const ClvBtyd *self,
                            double         t)
{
  const ClvBtydHistory nothing = { 0, 0, 0 };

  return clv_occasions_alive (self, &nothing) * clv_occasions_discounted_alive (self, &nothing, t, 0);
}

/* Chances of at least each number of yeses at @n occasions, weighed; gives how many can be. */
static void
add_tail (const ClvBgbb     *model,
          const ClvBgbbCell *cell,
          int                n,
          double             weight,
          size_t             max,
          double            *tail)
{
  double chance[MAX_OCCASIONS + 1], sum = 0;

  clv_bgbb_chances (model, cell, n, chance);
  for (int k = n; k > 0; k--)
    {
      sum += chance[k];
      if ((size_t) k < max)
        tail[k] += weight * sum;
    }
}

/* See clv_btyd_tail_until(). A part of an occasion is one that comes with that chance. */
size_t
clv_occasions_tail (const ClvBtyd        *self,
                    const ClvBtydHistory *history,
                    double                t,
                    double                least,
                    size_t                max,
                    double               *tail)
{
  const ClvBgbb model = model_of (self);
  const ClvBgbbCell cell = cell_of (history);
  const int whole = (int) fmin (floor (t), MAX_OCCASIONS - 1);
  const double part = fmin (t - whole, 1);
  size_t n = fmin (whole + 2, (double) max);

  for (size_t m = 1; m < n; m++)
    tail[m] = 0;
  if (whole > 0)
    add_tail (&model, &cell, whole, 1 - part, n, tail);
  if (part > 0)
    add_tail (&model, &cell, whole + 1, part, n, tail);
  for (size_t m = 1; m < n; m++)
    tail[m] = fmin (tail[m], tail[m - 1]);
  while (n > 1 && tail[n - 1] <= least)
    n--;
  return n;
}

/* Chances of the first yes at each occasion, of those who are there at the next one: a beta distribution of no success. */
static double
first_yes (Walk              *walk,
           const ClvBgbb     *model,
           const ClvBgbbCell *cell,
           double             until,
           int               *at)
{
  const double a = model->alpha + cell->x, both = model->alpha + model->beta + cell->n;
  double none = 1, sum = 0;

  walk_init (walk, model, cell);
  for (*at = 0; *at < MAX_TERMS; ++*at)
    {
      const double term = walk->there * none * a / (both + *at);

      if (sum + term >= until)
        return *at + (term > 0 ? (until - sum) / term : 0);
      sum += term;
      if (term <= NEGLIGIBLE * sum)
        break;
      none *= (both - a + *at) / (both + *at);
      walk_on (walk);
    }
  return sum;
}

/* See clv_btyd_next_purchase(). */
double
clv_occasions_next (const ClvBtyd        *self,
                    const ClvBtydHistory *history,
                    double                share)
{
  const ClvBgbb model = model_of (self);
  const ClvBgbbCell cell = cell_of (history);
  Walk walk;
  int at;
  const double ever = first_yes (&walk, &model, &cell, INFINITY, &at);

  return first_yes (&walk, &model, &cell, share * ever, &at);
}

/* Cells with an occasion, as the model has them; NULL without memory. */
static ClvBgbbCell *
convert (size_t             n,
         const ClvBtydCell *cells,
         size_t            *n_used)
{
  ClvBgbbCell *result = malloc ((n + 1) * sizeof (ClvBgbbCell));

  *n_used = 0;
  for (size_t i = 0; result != NULL && i < n; i++)
    if (cells[i].history.T >= 1)
      {
        result[*n_used] = cell_of (&cells[i].history);
        result[(*n_used)++].weight = cells[i].weight;
      }
  return result;
}

ClvStatus
clv_occasions_likelihood (const ClvBtyd     *self,
                          size_t             n,
                          const ClvBtydCell *cells,
                          ClvBtydLikelihood *likelihood)
{
  const ClvBgbb model = model_of (self);
  double gradient[CLV_NEWTON_MAX], hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX];
  size_t n_used;
  ClvBgbbCell *used = convert (n, cells, &n_used);
  ClvStatus status = used != NULL ? clv_bgbb_likelihood (&model, n_used, used, &likelihood->value, gradient, hessian)
                                  : CLV_NO_MEMORY;

  for (int i = 0; status == CLV_OK && i < CLV_BTYD_N_PARAMETERS; i++)
    {
      likelihood->gradient[i] = gradient[i];
      for (int j = 0; j < CLV_BTYD_N_PARAMETERS; j++)
        likelihood->hessian[i][j] = hessian[i][j];
    }
  free (used);
  return status;
}

/* See clv_btyd_fit(). There are few different histories: it takes milliseconds. */
ClvStatus
clv_occasions_fit (const ClvBtydCells *cells,
                   ClvBtydFit         *fit)
{
  size_t n_used;
  ClvBgbbCell *used = convert (cells->n_cells, cells->cells, &n_used);
  ClvBgbbFit found;
  ClvStatus status = used != NULL ? clv_bgbb_fit (n_used, used, &found) : CLV_NO_MEMORY;
  double largest = 0;

  free (used);
  if (status != CLV_OK)
    return status;
  *fit = (ClvBtydFit) {
    .model = { CLV_BTYD_BGBB, 1, { found.model.alpha, found.model.beta, found.model.gamma, found.model.delta } },
    .log_likelihood = found.log_likelihood,
    .gradient = found.gradient,
    .condition = found.condition,
  };
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    {
      for (int j = 0; j < CLV_BTYD_N_PARAMETERS; j++)
        fit->covariance[i][j] = found.covariance[i][j];
      /* At the end of what is tried there is no error at all. */
      largest = found.covariance[i][i] > 0 ? fmax (largest, sqrt (found.covariance[i][i])) : INFINITY;
    }
  fit->quality = cells->n_repeat_buyers < CLV_FIT_MIN_REPEAT_BUYERS ? CLV_FIT_TOO_LITTLE_DATA
                 : largest > MAX_ERROR ? CLV_FIT_WEAK : CLV_FIT_FINE;
  return CLV_OK;
}
