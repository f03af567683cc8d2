/* clv-btyd-likelihood.c - how likely a purchase history is, with first and second derivatives
 *
 * The likelihood of a history is a sum of positive terms: the customer left after the
 * last purchase, or is still there (for Pareto/NBD the first of them is an integral over
 * the moment of leaving). Each term is a product of powers, so that its logarithm has
 * simple derivatives; the terms are added in logarithms, and nothing cancels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-btyd-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-special.h"

/* Some milliseconds, also of the slowest model. */
#define CELLS_BETWEEN_QUESTIONS 8192

bool
clv_rising_init (ClvRising *self,
                 double     start,
                 int        max)
{
  ClvSum value, first, second;

  self->max = max;
  self->value = malloc (3 * ((size_t) max + 1) * sizeof (double));
  if (self->value == NULL)
    return false;
  self->first = self->value + max + 1;
  self->second = self->first + max + 1;
  clv_sum_init (&value);
  clv_sum_init (&first);
  clv_sum_init (&second);
  for (int n = 0; n <= max; n++)
    {
      double at = start + n;

      self->value[n] = clv_sum_get (&value);
      self->first[n] = clv_sum_get (&first);
      self->second[n] = -clv_sum_get (&second);
      clv_sum_add (&value, log (at));
      clv_sum_add (&first, 1 / at);
      clv_sum_add (&second, 1 / (at * at));
    }
  return true;
}

void
clv_rising_clear (ClvRising *self)
{
  free (self->value);
  self->value = NULL;
}

/* With k = 1 there are two terms, has left and is there, and most derivatives of each are 0. @n_stay: see below. */
static void
add_two_terms (const ClvBtydScorer *self,
               double               rho,
               double               last,
               double               age,
               int                  n_stay,
               ClvCellScore        *score)
{
  const double a = self->model->parameter[CLV_BTYD_A], stay = self->model->parameter[CLV_BTYD_B] + n_stay;
  const double log_last = log (last), log_age = log (age);
  const double left = self->log_a - rho * log_last;
  const double there = self->stay.value[n_stay + 1] - self->stay.value[n_stay] - rho * log_age;
  const double smaller = exp (-fabs (left - there)), larger = 1 / (1 + smaller);
  const double w = left > there ? larger : smaller * larger, v = left > there ? smaller * larger : larger;
  const double per_last = rho / last, per_age = rho / age, per_a = 1 / a, per_stay = 1 / stay, wv = w * v;
  /* Gradient of the one term less that of the other. */
  const double dr = log_age - log_last, dal = per_age - per_last, da = per_a, db = -per_stay;

  score->value += fmax (left, there) + log1p (smaller);
  score->first[CLV_BTYD_R] -= w * log_last + v * log_age;
  score->first[CLV_BTYD_ALPHA] -= w * per_last + v * per_age;
  score->first[CLV_BTYD_A] += w * per_a;
  score->first[CLV_BTYD_B] += v * per_stay;
  score->second[CLV_RR] += wv * dr * dr;
  score->second[CLV_RAL] += wv * dr * dal - w / last - v / age;
  score->second[CLV_RA] += wv * dr * da;
  score->second[CLV_RB] += wv * dr * db;
  score->second[CLV_ALAL] += wv * dal * dal + w * per_last / last + v * per_age / age;
  score->second[CLV_ALA] += wv * dal * da;
  score->second[CLV_ALB] += wv * dal * db;
  score->second[CLV_AA] += wv * da * da - w * per_a * per_a;
  score->second[CLV_AB] += wv * da * db;
  score->second[CLV_BB] += wv * db * db - v * per_stay * per_stay;
}

/* BG and MBG: Reutterer et al. (2021), for k = 1 Batislam et al. (2007) and Fader et al. (2005). */
void
clv_btyd_score_beta (const ClvBtydScorer  *self,
                     const ClvBtydHistory *history,
                     ClvCellScore         *score)
{
  const ClvBtyd *model = self->model;
  const double r = model->parameter[CLV_BTYD_R], alpha = model->parameter[CLV_BTYD_ALPHA];
  const double a = model->parameter[CLV_BTYD_A], b = model->parameter[CLV_BTYD_B];
  const int k = model->k, n_rate = k * history->x;
  /* How often the customer had the chance to leave and is known not to have: BG gives none at the first purchase. */
  const int n_stay = model->kind == CLV_BTYD_BGNBD ? history->x - 1 : history->x;
  const double rho = r + n_rate, gap = history->T - history->t_x;
  const double age = alpha + history->T;
  double log_age, term, gap_power = 0;
  ClvLogSum sum;

  memset (score, 0, sizeof *score);
  score->value = self->rate.value[n_rate] + r * self->log_alpha;
  score->first[CLV_BTYD_R] = self->rate.first[n_rate] + self->log_alpha;
  score->second[CLV_RR] = self->rate.second[n_rate];
  score->first[CLV_BTYD_ALPHA] = r / alpha;
  score->second[CLV_RAL] = 1 / alpha;
  score->second[CLV_ALAL] = -r / (alpha * alpha);

  if (n_stay >= 0)
    {
      score->value += self->stay.value[n_stay] - self->both.value[n_stay + 1];
      score->first[CLV_BTYD_A] -= self->both.first[n_stay + 1];
      score->first[CLV_BTYD_B] += self->stay.first[n_stay] - self->both.first[n_stay + 1];
      score->second[CLV_AA] -= self->both.second[n_stay + 1];
      score->second[CLV_AB] -= self->both.second[n_stay + 1];
      score->second[CLV_BB] += self->stay.second[n_stay] - self->both.second[n_stay + 1];
      if (k == 1)
        {
          add_two_terms (self, rho, alpha + history->t_x, age, n_stay, score);
          return;
        }
    }

  log_age = log (age);
  clv_log_sum_init (&sum);
  if (n_stay >= 0)
    {
      double last = alpha + history->t_x, log_last = log (last);
      double g[4] = { -log_last, -rho / last, 1 / a, 0 };
      double h[CLV_N_SECOND] = { [CLV_RAL] = -1 / last, [CLV_ALAL] = rho / (last * last), [CLV_AA] = -1 / (a * a) };

      clv_log_sum_add (&sum, self->log_a - rho * log_last, g, h);
    }
  for (int j = 0; j < k && (j == 0 || gap > 0); j++)
    {
      double stay = b + n_stay;
      double g[4] = { -log_age, -(rho + j) / age, 0, n_stay >= 0 ? 1 / stay : 0 };
      double h[CLV_N_SECOND] = { [CLV_RAL] = -1 / age, [CLV_ALAL] = (rho + j) / (age * age),
                                 [CLV_BB] = n_stay >= 0 ? -1 / (stay * stay) : 0 };

      if (j > 0)
        gap_power += log (gap / j);
      term = gap_power - (rho + j) * log_age + (n_stay >= 0 ? log (stay) : 0);
      if (j > 0)
        {
          term += self->rate.value[n_rate + j] - self->rate.value[n_rate];
          g[CLV_BTYD_R] += self->rate.first[n_rate + j] - self->rate.first[n_rate];
          h[CLV_RR] += self->rate.second[n_rate + j] - self->rate.second[n_rate];
        }
      clv_log_sum_add (&sum, term, g, h);
    }
  clv_log_sum_finish (&sum, score);
}

/**
 * clv_btyd_is_valid:
 *
 * Returns: whether all parameters are finite and above 0, and k is one that the kind can have
 */
bool
clv_btyd_is_valid (const ClvBtyd *self)
{
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    if (!(self->parameter[i] > 0) || !isfinite (self->parameter[i]))
      return false;
  return self->k >= 1 && self->k <= (self->kind == CLV_BTYD_MBGNBD ? CLV_BTYD_MAX_K : 1);
}

/**
 * clv_btyd_history_is_valid:
 *
 * Returns: whether 0 <= t_x <= T, and t_x = 0 exactly where x = 0
 */
bool
clv_btyd_history_is_valid (const ClvBtydHistory *history)
{
  return history->x >= 0 && history->t_x >= 0 && history->T >= history->t_x && isfinite (history->T) &&
         (history->x == 0) == (history->t_x == 0);
}

/* See clv_btyd_likelihood(). */
ClvStatus
clv_btyd_likelihood_until (const ClvBtyd     *self,
                           size_t             n,
                           const ClvBtydCell *cells,
                           ClvIsCancelled     is_cancelled,
                           void              *data,
                           ClvBtydLikelihood *likelihood)
{
  ClvBtydScorer scorer = { .model = self };
  ClvSum value, first[CLV_BTYD_N_PARAMETERS], second[CLV_N_SECOND];
  const double *p = self->parameter;
  bool is_pareto = self->kind == CLV_BTYD_PARETONBD, ok, is_stopped = false;
  int max = 0, at = 0;

  if (!clv_btyd_is_valid (self))
    return CLV_DOMAIN;
  for (size_t i = 0; i < n; i++)
    {
      if (!clv_btyd_history_is_valid (&cells[i].history))
        return CLV_DOMAIN;
      max = cells[i].history.x > max ? cells[i].history.x : max;
    }
  if (self->kind == CLV_BTYD_BGBB)
    return clv_occasions_likelihood (self, n, cells, likelihood);
  ok = clv_rising_init (&scorer.rate, p[CLV_BTYD_R], self->k * (max + 1));
  ok = clv_rising_init (&scorer.stay, p[CLV_BTYD_B], max + 1) && ok;
  ok = clv_rising_init (&scorer.both, p[CLV_BTYD_A] + p[CLV_BTYD_B], max + 2) && ok;
  scorer.log_alpha = log (p[CLV_BTYD_ALPHA]);
  scorer.log_beta = log (p[CLV_BTYD_B]);
  scorer.log_a = log (p[CLV_BTYD_A]);

  clv_sum_init (&value);
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    clv_sum_init (&first[i]);
  for (int i = 0; i < CLV_N_SECOND; i++)
    clv_sum_init (&second[i]);
  for (size_t c = 0; ok && c < n && !is_stopped; c++)
    {
      ClvCellScore score;
      double w = cells[c].weight;

      is_stopped = c % CELLS_BETWEEN_QUESTIONS == 0 && is_cancelled != NULL && is_cancelled (data);
      if (is_pareto)
        clv_btyd_score_pareto (&scorer, &cells[c].history, &score);
      else
        clv_btyd_score_beta (&scorer, &cells[c].history, &score);
      clv_sum_add (&value, w * score.value);
      for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
        clv_sum_add (&first[i], w * score.first[i]);
      for (int i = 0; i < CLV_N_SECOND; i++)
        clv_sum_add (&second[i], w * score.second[i]);
    }
  clv_rising_clear (&scorer.rate);
  clv_rising_clear (&scorer.stay);
  clv_rising_clear (&scorer.both);
  if (!ok)
    return CLV_NO_MEMORY;
  if (is_stopped)
    return CLV_CANCELLED;
  if (!isfinite (clv_sum_get (&value)))
    return CLV_PRECISION;

  likelihood->value = clv_sum_get (&value);
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    likelihood->gradient[i] = p[i] * clv_sum_get (&first[i]);
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    for (int j = i; j < CLV_BTYD_N_PARAMETERS; j++, at++)
      {
        likelihood->hessian[i][j] = p[i] * p[j] * clv_sum_get (&second[at]) + (i == j ? likelihood->gradient[i] : 0);
        likelihood->hessian[j][i] = likelihood->hessian[i][j];
      }
  return CLV_OK;
}

/**
 * clv_btyd_likelihood:
 * @n: number of cells
 * @cells: (array length=n): histories with their weights
 * @likelihood: (out): the sum, its gradient and Hessian by the logarithms of the parameters
 *
 * Sums are compensated: at a million customers the value is good to 1e-9.
 *
 * Returns: CLV_OK; CLV_DOMAIN for parameters or histories out of range; CLV_PRECISION when the sum is not finite;
 *   CLV_NO_MEMORY
 */
ClvStatus
clv_btyd_likelihood (const ClvBtyd     *self,
                     size_t             n,
                     const ClvBtydCell *cells,
                     ClvBtydLikelihood *likelihood)
{
  return clv_btyd_likelihood_until (self, n, cells, NULL, NULL, likelihood);
}

/**
 * clv_btyd_regularity_constant:
 * @k: 1 to CLV_BTYD_MAX_K
 * @sum_of_log_gaps: Σ ln of all times between two purchases, in the unit of the histories
 * @n_repeats: Σ x, the number of these gaps
 *
 * Returns: what to add to the log-likelihood of MBG/CNBD-k; 0 for k = 1
 */
double
clv_btyd_regularity_constant (int    k,
                              double sum_of_log_gaps,
                              double n_repeats)
{
  return (k - 1) * sum_of_log_gaps - n_repeats * clv_log_gamma (k);
}
