/* clv-btyd.h - models of customers who buy until they leave, unseen
 *
 * A customer buys at a rate of their own and leaves at some moment that nobody
 * tells the shop. From the number of repeat purchases x, the time t_x of the last
 * one and the age T (both since the first purchase) follow how likely the customer
 * is still there, and how much is to come.
 *
 * All times are in one unit (weeks in this program). Sources:
 *   BG/NBD      Fader, Hardie & Lee (2005), Marketing Science 24(2), 275-284
 *   MBG/NBD     Batislam, Denizel & Filiztekin (2007), Int. J. of Research in Marketing 24, 201-209
 *   MBG/CNBD-k  Reutterer, Platzer & Schröder (2021), Int. J. of Research in Marketing 38, 194-215
 *   Pareto/NBD  Schmittlein, Morrison & Colombo (1987), Management Science 33(1), 1-24
 *   BG/BB       Fader, Hardie & Shang (2010), Marketing Science 29(6), 1086-1108; a period is the unit of time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include "clv-status.h"

typedef enum
{
  CLV_BTYD_BGNBD,     /* leaves after a repeat purchase with probability p ~ beta (a, b) */
  CLV_BTYD_MBGNBD,    /* … or after the first purchase already; k > 1: MBG/CNBD-k */
  CLV_BTYD_PARETONBD, /* leaves at any time, at a rate ~ gamma (s, beta) */
  CLV_BTYD_BGBB,      /* buys once a period or not, chance ~ beta (alpha, beta); leaves before one with p ~ beta (gamma, delta) */
} ClvBtydKind;

enum
{
  CLV_BTYD_R,     /* purchase rates are gamma (r, alpha); alpha of BG/BB */
  CLV_BTYD_ALPHA, /* beta of BG/BB */
  CLV_BTYD_A,     /* a of BG and MBG, s of Pareto/NBD, gamma of BG/BB */
  CLV_BTYD_B,     /* b of BG and MBG, beta of Pareto/NBD, delta of BG/BB */
  CLV_BTYD_N_PARAMETERS,
};

#define CLV_BTYD_MAX_K 12

typedef struct
{
  ClvBtydKind kind;
  int         k;                                  /* regularity: gaps are Erlang-k; 1 but for CLV_BTYD_MBGNBD */
  double      parameter[CLV_BTYD_N_PARAMETERS];   /* all > 0 */
} ClvBtyd;

/* What is known of a customer. 0 <= t_x <= T; x = 0 and t_x = 0 go together. Whole numbers of periods for BG/BB, and x <= t_x. */
typedef struct
{
  int    x;
  double t_x;
  double T;
} ClvBtydHistory;

/* So many customers (>= 0, need not be whole) have this history. */
typedef struct
{
  ClvBtydHistory history;
  double         weight;
} ClvBtydCell;

/* Sum over cells of weight · log-likelihood, with derivatives by the logarithms of the parameters.
 * The part of MBG/CNBD-k that no parameter changes is left out: clv_btyd_regularity_constant(). */
typedef struct
{
  double value;
  double gradient[CLV_BTYD_N_PARAMETERS];
  double hessian[CLV_BTYD_N_PARAMETERS][CLV_BTYD_N_PARAMETERS];
} ClvBtydLikelihood;

bool      clv_btyd_is_valid            (const ClvBtyd *self);
bool      clv_btyd_history_is_valid    (const ClvBtydHistory *history);
ClvStatus clv_btyd_likelihood          (const ClvBtyd       *self,
                                        size_t               n,
                                        const ClvBtydCell   *cells,
                                        ClvBtydLikelihood   *likelihood);
/* (k - 1) Σ ln gap - Σx ln Γ(k): what makes likelihoods of different k comparable. */
double    clv_btyd_regularity_constant (int    k,
                                        double sum_of_log_gaps,
                                        double n_repeats);

/* Probability that the customer is still there at T. */
double    clv_btyd_alive               (const ClvBtyd        *self,
                                        const ClvBtydHistory *history);
/* Expected purchases in (T, T + t], t >= 0. */
double    clv_btyd_expected            (const ClvBtyd        *self,
                                        const ClvBtydHistory *history,
                                        double                t);
/* Likewise, given that the customer is still there at T. */
double    clv_btyd_expected_alive      (const ClvBtyd        *self,
                                        const ClvBtydHistory *history,
                                        double                t);
/* Expected repeat purchases of a new customer in (0, t]. */
double    clv_btyd_expected_new        (const ClvBtyd *self,
                                        double         t);
/* P(at least m purchases in (T, T + t]) for m = 0 … n - 1; tail[0] is 1. */
ClvStatus clv_btyd_tail                (const ClvBtyd        *self,
                                        const ClvBtydHistory *history,
                                        double                t,
                                        size_t                n,
                                        double               *tail);
/* Expected purchases in (T, T + t], each worth exp (-discount · time since T); t may be INFINITY when discount > 0:
 * that is DERT. */
double    clv_btyd_discounted          (const ClvBtyd        *self,
                                        const ClvBtydHistory *history,
                                        double                t,
                                        double                discount);
/* Time after T by which the next purchase has come with the chance @share (0 < share < 1), given that it comes at all. */
double    clv_btyd_next_purchase       (const ClvBtyd        *self,
                                        const ClvBtydHistory *history,
                                        double                share);
