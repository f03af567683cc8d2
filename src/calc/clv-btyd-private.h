/* clv-btyd-private.h - what the parts of the buy-till-you-leave models share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-btyd.h"
#include "clv-btyd-fit.h"
#include <math.h>
#include <string.h>
#include "clv-fit.h"
#include "clv-sum.h"

/* Upper triangle of a symmetric 4 × 4 matrix: rr rα ra rb αα αa αb aa ab bb. */
enum
{
  CLV_RR, CLV_RAL, CLV_RA, CLV_RB, CLV_ALAL, CLV_ALA, CLV_ALB, CLV_AA, CLV_AB, CLV_BB,
  CLV_N_SECOND,
};

/* ln Γ(start + n) - ln Γ(start) with its derivatives by start, for n = 0 … max. */
typedef struct
{
  double *value;
  double *first;
  double *second;
  int     max;
} ClvRising;

bool   clv_rising_init  (ClvRising *self,
                         double     start,
                         int        max);
void   clv_rising_clear (ClvRising *self);

/* One cell's log-likelihood and its derivatives by the parameters themselves. */
typedef struct
{
  double value;
  double first[CLV_BTYD_N_PARAMETERS];
  double second[CLV_N_SECOND];
} ClvCellScore;

typedef struct
{
  const ClvBtyd *model;
  ClvRising      rate;   /* from r */
  ClvRising      stay;   /* from b */
  ClvRising      both;   /* from a + b */
  double         log_alpha;
  double         log_beta;
  double         log_a;
} ClvBtydScorer;

/* ln (Σ exp term), while it is put together with the derivatives of the terms. */
typedef struct
{
  double largest;
  double sum;
  double first[CLV_BTYD_N_PARAMETERS];
  double second[CLV_N_SECOND];
} ClvLogSum;

static inline void
clv_log_sum_init (ClvLogSum *self)
{
  memset (self, 0, sizeof *self);
  self->largest = -INFINITY;
}

/* The weight of a term beside the largest so far; what is there is scaled down when this one is larger. */
static inline double
clv_log_sum_weigh (ClvLogSum *self,
                   double     term)
{
  double scale;

  if (term <= self->largest)
    return exp (term - self->largest);
  scale = exp (self->largest - term);
  self->largest = term;
  self->sum *= scale;
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    self->first[i] *= scale;
  for (int i = 0; i < CLV_N_SECOND; i++)
    self->second[i] *= scale;
  return 1;
}

/* @g: derivatives of the term; @h: its second ones. */
static inline void
clv_log_sum_add (ClvLogSum    *self,
                 double        term,
                 const double *g,
                 const double *h)
{
  double w = clv_log_sum_weigh (self, term);
  int at = 0;

  self->sum += w;
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    {
      double wg = w * g[i];

      self->first[i] += wg;
      for (int j = i; j < CLV_BTYD_N_PARAMETERS; j++, at++)
        self->second[at] += wg * g[j] + w * h[at];
    }
}

static inline void
clv_log_sum_finish (const ClvLogSum *self,
                    ClvCellScore    *score)
{
  double g[CLV_BTYD_N_PARAMETERS];
  int at = 0;

  score->value += self->largest + log (self->sum);
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    {
      g[i] = self->first[i] / self->sum;
      score->first[i] += g[i];
    }
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    for (int j = i; j < CLV_BTYD_N_PARAMETERS; j++, at++)
      score->second[at] += self->second[at] / self->sum - g[i] * g[j];
}

void clv_btyd_score_beta   (const ClvBtydScorer  *self,
                            const ClvBtydHistory *history,
                            ClvCellScore         *score);
void clv_btyd_score_pareto (const ClvBtydScorer  *self,
                            const ClvBtydHistory *history,
                            ClvCellScore         *score);

/* As clv_btyd_likelihood(), asking every some thousand cells whether to go on. Also CLV_CANCELLED. */
ClvStatus clv_btyd_likelihood_until (const ClvBtyd     *self,
                                     size_t             n,
                                     const ClvBtydCell *cells,
                                     ClvIsCancelled     is_cancelled,
                                     void              *data,
                                     ClvBtydLikelihood *likelihood);

/* Chances of at least 0, 1, 2, … purchases down to @least, at most @max of them; returns how many. Also P(alive). */
size_t clv_btyd_tail_until (const ClvBtyd        *self,
                            const ClvBtydHistory *history,
                            double                t,
                            double                least,
                            size_t                max,
                            double               *tail,
                            double               *alive);

/* For Pareto/NBD: the logarithm of the chance of having left, up to the constant of the likelihood; of those who are there: chances of at least 0 … n - 1 purchases, but the first, which is left alone; and as
 * clv_btyd_tail_until(). */
double clv_btyd_pareto_log_left   (const ClvBtyd        *self,
                                   const ClvBtydHistory *history);
void   clv_btyd_pareto_tail       (const ClvBtyd        *self,
                                   const ClvBtydHistory *history,
                                   double                t,
                                   size_t                n,
                                   double               *tail);
size_t clv_btyd_pareto_tail_until (const ClvBtyd        *self,
                                   const ClvBtydHistory *history,
                                   double                t,
                                   double                least,
                                   size_t                max,
                                   double               *tail);

/* For BG/BB, what the functions of clv-btyd.h and clv-btyd-fit.h do for it. */
double    clv_occasions_alive            (const ClvBtyd        *self,
                                          const ClvBtydHistory *history);
/* @discount: >= 0, then without it; of those who are there. */
double    clv_occasions_discounted_alive (const ClvBtyd        *self,
                                          const ClvBtydHistory *history,
                                          double                t,
                                          double                discount);
double    clv_occasions_expected_new     (const ClvBtyd        *self,
                                          double                t);
size_t    clv_occasions_tail             (const ClvBtyd        *self,
                                          const ClvBtydHistory *history,
                                          double                t,
                                          double                least,
                                          size_t                max,
                                          double               *tail);
double    clv_occasions_next             (const ClvBtyd        *self,
                                          const ClvBtydHistory *history,
                                          double                share);
ClvStatus clv_occasions_likelihood       (const ClvBtyd        *self,
                                          size_t                n,
                                          const ClvBtydCell    *cells,
                                          ClvBtydLikelihood    *likelihood);
ClvStatus clv_occasions_fit              (const ClvBtydCells   *cells,
                                          ClvBtydFit           *fit);

/* For BG, MBG: expected purchases within u = t / (alpha + T) of customers who are there and have bought @x times, by the phase
 * that they are in (array length = k); and how likely each phase is for one of them. */
void   clv_btyd_expected_phases (const ClvBtyd        *self,
                                 int                   x,
                                 double                u,
                                 double               *each);
void   clv_btyd_phases          (const ClvBtyd        *self,
                                 const ClvBtydHistory *history,
                                 double               *phase);
/* For Pareto/NBD: ∫ from 0 to t of (1 + u / life)^-s du, for any s > 0. */
double clv_btyd_expected_stay   (double                s,
                                 double                life,
                                 double                t);

/* Nodes of ∫ from t_x to T of (alpha + y)^-(r + x) (beta + y)^-(s + 1) dy: the logarithms of weighted integrands. */
typedef struct
{
  int    n;
  double largest; /* of log_term */
  double log_term[20];
  double log_alpha_y[20], log_beta_y[20];
  double per_alpha_y[20], per_beta_y[20];
} ClvParetoPanel;

typedef void (*ClvParetoEach) (const ClvParetoPanel *panel,
                               void                 *data);

/* Gives the panels one after the other; none when T = t_x. */
void clv_btyd_pareto_panels (const ClvBtyd        *model,
                             const ClvBtydHistory *history,
                             ClvParetoEach         each,
                             void                 *data);
