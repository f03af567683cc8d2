/* clv-btyd-fit.c - the buy-till-you-leave model that makes the recorded histories most likely
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-btyd-fit.h"

#include <math.h>
#include <string.h>

#include "clv-btyd-private.h"
#include "clv-newton.h"

/* Beyond e^±16 a parameter stands for “none at all”: nobody leaves, all buy at one rate. */
#define BOUND 16.0

/* A parameter that may be eight times as large is not known. */
#define MAX_ERROR 2.0
#define MAX_LOST 10.0
#define MAX_CONDITION 1e7

/* The maximum of a large crowd is looked for in so many of its customers first. */
#define N_THINNED 4096
#define MIN_CELLS_TO_THIN (4 * N_THINNED)
/* Of log-likelihood. */
#define ENOUGH_OF_RUNAWAY 1e-3

/* What shops usually see, in weeks: means of the logarithms, and how far they spread. Wide enough to be forgotten after
 * some dozens of repeat buyers; taken from the published fits of the CDNOW, grocery, apparel and donation data. */
static const struct
{
  double mean[CLV_BTYD_N_PARAMETERS];
  double spread[CLV_BTYD_N_PARAMETERS];
} usual[] = {
  [CLV_BTYD_BGNBD] = { { -0.7, 2.2, -0.2, 0.9 }, { 0.8, 1.2, 0.8, 1.0 } },
  [CLV_BTYD_MBGNBD] = { { -0.5, 2.3, -0.2, 0.6 }, { 0.8, 1.2, 0.8, 1.0 } },
  [CLV_BTYD_PARETONBD] = { { -0.5, 2.5, -0.5, 2.4 }, { 0.8, 1.2, 0.8, 1.4 } },
};

typedef struct
{
  ClvBtydKind         kind;
  int                 k;
  const ClvBtydCells *all;
  const ClvBtydCells *cells;     /* all, or the thinned ones */
  const ClvBtydCells *thinned;   /* (nullable) */
  bool                has_prior;
  double              prior_mean[CLV_BTYD_N_PARAMETERS];
  const ClvBtydCells *asked;     /* (nullable) the last question, and its answer */
  double              asked_at[CLV_BTYD_N_PARAMETERS];
  ClvBtydLikelihood   answer;
  ClvIsCancelled      is_cancelled;
  void               *data;
  bool                was_cancelled;
} Run;

static void
model_at (const Run    *run,
          const double *theta,
          ClvBtyd      *model)
{
  model->kind = run->kind;
  model->k = run->k;
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    model->parameter[i] = exp (theta[i]);
}

/* What the parameters lose by lying away from what is usual. */
static double
penalty_of (const Run    *run,
            const double *theta)
{
  double penalty = 0;

  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    {
      double off = (theta[i] - run->prior_mean[i]) / usual[run->kind].spread[i];

      penalty += off * off / 2;
    }
  return penalty;
}

/* A climb may begin where the last one ended. */
static bool
ask (Run          *run,
     const double *theta)
{
  ClvBtyd model;
  ClvStatus status;

  if (run->asked == run->cells && memcmp (run->asked_at, theta, sizeof run->asked_at) == 0)
    return true;
  if (run->was_cancelled)
    return false;
  model_at (run, theta, &model);
  run->asked = NULL;
  status = clv_btyd_likelihood_until (&model, run->cells->n_cells, run->cells->cells, run->is_cancelled, run->data,
                                      &run->answer);
  run->was_cancelled = status == CLV_CANCELLED;
  if (status != CLV_OK)
    return false;
  run->asked = run->cells;
  memcpy (run->asked_at, theta, sizeof run->asked_at);
  return true;
}

static bool
score (const double *theta,
       double       *value,
       double        gradient[CLV_NEWTON_MAX],
       double        hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX],
       void         *data)
{
  Run *run = data;

  if (!ask (run, theta))
    return false;
  *value = run->answer.value;
  memcpy (gradient, run->answer.gradient, sizeof run->answer.gradient);
  memcpy (hessian, run->answer.hessian, sizeof run->answer.hessian);
  if (run->has_prior)
    {
      *value -= penalty_of (run, theta);
      for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
        {
          double spread = usual[run->kind].spread[i];

          gradient[i] -= (theta[i] - run->prior_mean[i]) / (spread * spread);
          hessian[i][i] -= 1 / (spread * spread);
        }
    }
  return true;
}

/* The rate of the data, times what leaving hides, and usual shapes. */
static void
start_from (const Run *run,
            int        which,
            double    *theta)
{
  static const double shapes[][2] = { { 0, 0 }, { -1.2, 0.7 }, { 1.2, -0.7 }, { 0.3, -1.5 }, { -0.5, 2 } };
  double exposure = 0, rate;

  for (size_t i = 0; i < run->all->n_cells; i++)
    exposure += run->all->cells[i].weight * run->all->cells[i].history.T;
  rate = run->k * fmax (run->all->n_repeats, 0.5) / fmax (exposure, 1e-9) * 2;
  memcpy (theta, usual[run->kind].mean, sizeof usual[run->kind].mean);
  theta[CLV_BTYD_R] += shapes[which][0];
  theta[CLV_BTYD_ALPHA] = theta[CLV_BTYD_R] - log (rate);
  theta[CLV_BTYD_A] += shapes[which][1];
  theta[CLV_BTYD_B] += run->kind == CLV_BTYD_PARETONBD ? theta[CLV_BTYD_ALPHA] - usual[run->kind].mean[CLV_BTYD_ALPHA] : 0;
}

/* Time runs as the rate of these customers has it: the prior of alpha and beta moves along. */
static void
place_prior (Run *run)
{
  double theta[CLV_BTYD_N_PARAMETERS], shift;

  start_from (run, 0, theta);
  shift = theta[CLV_BTYD_ALPHA] - usual[run->kind].mean[CLV_BTYD_ALPHA];
  memcpy (run->prior_mean, usual[run->kind].mean, sizeof run->prior_mean);
  run->prior_mean[CLV_BTYD_ALPHA] += shift;
  if (run->kind == CLV_BTYD_PARETONBD)
    run->prior_mean[CLV_BTYD_B] += shift;
}

static double
largest_error (const ClvNewtonResult *result)
{
  double largest = 0;

  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    largest = fmax (largest, sqrt (fmax (0, result->covariance[i][i])));
  return largest;
}

/* Where a parameter may be e^MAX_LOST times as large, it is lost on a plain, wherever rounding ended the climb. */
static bool
is_sound (const ClvNewtonResult *result)
{
  return result->converged && !result->at_bound && result->condition < MAX_CONDITION && largest_error (result) < MAX_LOST;
}

/* From several starts until one ends in a sound maximum. Small data are cheap, and are asked from two starts at least; in
 * large ones a maximum that runs away does so from everywhere. */
static bool
climb_from_afar (Run             *run,
                 ClvNewtonResult *best)
{
  const bool is_large = run->cells->n_cells >= 5000 || run->cells == run->thinned;
  const int at_least = is_large ? 1 : 2, at_most = is_large ? 2 : 5;
  ClvNewtonResult result = { 0 };

  best->value = -INFINITY;
  for (int which = 0; which < at_most && !run->was_cancelled && (which < at_least || !is_sound (best)) &&
                      !(is_large && result.at_bound);
       which++)
    {
      double theta[CLV_BTYD_N_PARAMETERS];
      ClvStatus status;

      start_from (run, which, theta);
      status = clv_newton_maximise (CLV_BTYD_N_PARAMETERS, theta, BOUND, score, run, &result);
      if ((status == CLV_OK || status == CLV_NO_CONVERGENCE) && isfinite (result.value) &&
          (result.value > best->value + 1e-7 || (is_sound (&result) && !is_sound (best) &&
                                                 result.value > best->value - 1e-7)))
        *best = result;
    }
  return isfinite (best->value);
}

static bool
climb_thinned (Run             *run,
               bool             has_prior,
               ClvNewtonResult *near)
{
  const bool had_prior = run->has_prior;
  bool ok;

  if (has_prior && !had_prior)
    place_prior (run);
  run->has_prior = has_prior;
  run->cells = run->thinned;
  ok = climb_from_afar (run, near);
  run->cells = run->all;
  run->has_prior = had_prior;
  return ok;
}

static bool
climb_from (Run                   *run,
            const ClvNewtonResult *near,
            ClvNewtonResult       *best)
{
  return !run->was_cancelled &&
         clv_newton_maximise (CLV_BTYD_N_PARAMETERS, near->theta, BOUND, score, run, best) == CLV_OK;
}

/* Whether all customers, too, push the parameters against the bounds that some of them have pushed them to. How high that
 * leads is enough to know. */
static bool
runs_away (Run                   *run,
           const ClvNewtonResult *near,
           ClvNewtonResult       *best)
{
  double value, gradient[CLV_NEWTON_MAX], hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX];

  if (!score (near->theta, &value, gradient, hessian, run))
    return false;
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    if (fabs (near->theta[i]) >= BOUND && near->theta[i] * gradient[i] < 0)
      return false;
  return clv_newton_approach (CLV_BTYD_N_PARAMETERS, near->theta, BOUND, ENOUGH_OF_RUNAWAY, score, run, best) == CLV_OK &&
         !is_sound (best);
}

/* Where a few thousand of a crowd have their maximum, all of it has one nearby; where all of it is pushed the way on which
 * those run away, there is no need to follow. */
static bool
climb (Run             *run,
       ClvNewtonResult *best)
{
  ClvNewtonResult near;

  if (run->thinned == NULL)
    return climb_from_afar (run, best);
  if (climb_thinned (run, run->has_prior, &near) &&
      (is_sound (&near) ? climb_from (run, &near, best) && is_sound (best) : runs_away (run, &near, best)))
    return true;
  /* The few were led astray: but with the prior they were not. */
  if (!run->has_prior && climb_thinned (run, true, &near) && climb_from (run, &near, best) && is_sound (best))
    return true;
  return climb_from_afar (run, best);
}

/* With the prior only where the data alone have no sound maximum. */
static bool
climb_as_needed (Run             *run,
                 ClvNewtonResult *best)
{
  const bool is_few = run->all->n_repeat_buyers < CLV_FIT_MIN_REPEAT_BUYERS;
  ClvNewtonResult alone = { .value = -INFINITY };

  if (!is_few && climb (run, &alone) && is_sound (&alone))
    {
      *best = alone;
      return true;
    }
  if (run->was_cancelled)
    return false;
  place_prior (run);
  run->has_prior = true;
  if (!climb (run, best))
    return false;
  /* A maximum that runs away is believed when none is higher. */
  if (run->thinned == NULL || is_few || best->value + penalty_of (run, best->theta) <= alone.value)
    return true;
  run->has_prior = false;
  if ((climb_from (run, best, &alone) && is_sound (&alone)) || (climb_from_afar (run, &alone) && is_sound (&alone)))
    *best = alone;
  else
    run->has_prior = true;
  return true;
}

/**
 * clv_btyd_fit:
 * @kind: which model
 * @k: regularity; 1 unless @kind is CLV_BTYD_MBGNBD
 * @cells: the customers
 * @sum_of_log_gaps: Σ ln of all times between two purchases, in the unit of the cells; for k > 1
 * @is_cancelled: (nullable): asked every some thousand customers
 * @data: for @is_cancelled
 * @fit: (out): the model, how sure it is, and whether it can be trusted
 *
 * Maximum likelihood where the data hold the parameters. Where they do not (few who came back, or a maximum that runs
 * away), a weak prior of what shops usually see is added, and the fit says so. A start is found in a few thousand
 * customers, whatever their number: all of them are asked some five times.
 *
 * Returns: CLV_OK, for any histories that can be; CLV_DOMAIN without customers; CLV_CANCELLED; CLV_NO_CONVERGENCE;
 *   CLV_NO_MEMORY
 */
ClvStatus
clv_btyd_fit (ClvBtydKind         kind,
              int                 k,
              const ClvBtydCells *cells,
              double              sum_of_log_gaps,
              ClvIsCancelled      is_cancelled,
              void               *data,
              ClvBtydFit         *fit)
{
  Run run = { .kind = kind, .k = k, .all = cells, .cells = cells, .is_cancelled = is_cancelled, .data = data };
  ClvBtydCells thinned = { 0 };
  ClvNewtonResult best;
  bool ok;

  if (cells->n_cells == 0 || k < 1 || k > (kind == CLV_BTYD_MBGNBD ? CLV_BTYD_MAX_K : 1))
    return CLV_DOMAIN;
  if (kind == CLV_BTYD_BGBB)
    return clv_occasions_fit (cells, fit);
  if (cells->n_cells >= MIN_CELLS_TO_THIN)
    {
      if (clv_btyd_cells_thin (&thinned, cells, N_THINNED) != CLV_OK)
        return CLV_NO_MEMORY;
      run.thinned = &thinned;
    }
  ok = climb_as_needed (&run, &best);
  clv_btyd_cells_clear (&thinned);
  if (run.was_cancelled)
    return CLV_CANCELLED;
  if (!ok)
    return CLV_NO_CONVERGENCE;

  model_at (&run, best.theta, &fit->model);
  memcpy (fit->covariance, best.covariance, sizeof fit->covariance);
  fit->log_likelihood = best.value + (run.has_prior ? penalty_of (&run, best.theta) : 0);
  if (k > 1)
    fit->log_likelihood += clv_btyd_regularity_constant (k, sum_of_log_gaps, cells->n_repeats);
  fit->gradient = best.gradient;
  fit->condition = best.condition;
  fit->n_iterations = best.n_iterations;
  fit->has_prior = run.has_prior;
  fit->quality = cells->n_repeat_buyers < CLV_FIT_MIN_REPEAT_BUYERS ? CLV_FIT_TOO_LITTLE_DATA
                 : run.has_prior || largest_error (&best) > MAX_ERROR ? CLV_FIT_WEAK : CLV_FIT_FINE;
  return CLV_OK;
}

/**
 * clv_btyd_fit_k:
 * @cells: the customers
 * @sum_of_log_gaps: Σ ln of all times between two purchases, in the unit of the cells
 * @is_cancelled: (nullable): asked every some thousand customers
 * @data: for @is_cancelled
 * @fit: (out): the best of them
 *
 * Purchases can be more regular than chance; k says how much. The likelihood has one peak in k in practice, so that
 * the first k that is worse ends the search.
 *
 * Returns: as clv_btyd_fit()
 */
ClvStatus
clv_btyd_fit_k (const ClvBtydCells *cells,
                double              sum_of_log_gaps,
                ClvIsCancelled      is_cancelled,
                void               *data,
                ClvBtydFit         *fit)
{
  ClvStatus status = clv_btyd_fit (CLV_BTYD_MBGNBD, 1, cells, sum_of_log_gaps, is_cancelled, data, fit);

  for (int k = 2; status == CLV_OK && k <= CLV_BTYD_MAX_K; k++)
    {
      ClvBtydFit next;

      status = clv_btyd_fit (CLV_BTYD_MBGNBD, k, cells, sum_of_log_gaps, is_cancelled, data, &next);
      if (status != CLV_OK || next.log_likelihood <= fit->log_likelihood)
        break;
      *fit = next;
    }
  return status == CLV_CANCELLED ? status : CLV_OK;
}
