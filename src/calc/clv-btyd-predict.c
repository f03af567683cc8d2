/* clv-btyd-predict.c - who is still there, and how much they will buy
 *
 * What follows T is seen as coin flips between events of a mixed Poisson process: the
 * (m + 1)th purchase comes when the customer has stayed after each of the m before it and
 * k (m + 1) - j events fall into the horizon. Both chances are sums of positive terms, so
 * that nothing cancels where 2F1 does: for a near 1, long horizons, many purchases.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-btyd-private.h"
#include "clv-gauss.h"

#include <math.h>
#include <stdlib.h>

/* Terms below this share of what is there already are not looked at. */
#define NEGLIGIBLE 1e-15
#define MAX_TERMS 4000000

/* The chances of the customers who are there at T (or who are new). */
typedef struct
{
  int    k;
  double rho;                    /* of the purchase rate, with 0 events since the last purchase */
  double rate;                   /* its other parameter: alpha + T */
  double a, b;                   /* leaving after the next purchases is beta (a, b) */
  double first_stay;             /* chance of not having left before the first of them */
  double phase[CLV_BTYD_MAX_K];  /* chance of 0 … k - 1 events since the last purchase */
} Future;

static double
log_add (double a,
         double b)
{
  double high = fmax (a, b), low = fmin (a, b);

  return low == -INFINITY ? high : high + log1p (exp (low - high));
}

/* Logarithms of the chances that the customer is there (by phase) and has left, up to one constant. */
static double
beta_log_alive (const ClvBtyd        *self,
                const ClvBtydHistory *history,
                double               *log_left,
                double               *log_phase)
{
  const double *p = self->parameter;
  const int n_stay = self->kind == CLV_BTYD_BGNBD ? history->x - 1 : history->x;
  const double rho = p[CLV_BTYD_R] + self->k * history->x, gap = history->T - history->t_x;
  const double log_age = log (p[CLV_BTYD_ALPHA] + history->T);
  double power = n_stay >= 0 ? log (p[CLV_BTYD_B] + n_stay) : 0, alive = -INFINITY;

  *log_left = n_stay >= 0 ? log (p[CLV_BTYD_A]) - rho * log (p[CLV_BTYD_ALPHA] + history->t_x) : -INFINITY;
  for (int j = 0; j < self->k; j++)
    {
      if (j > 0)
        power += log (gap / j) + log (rho + j - 1);
      log_phase[j] = power - (rho + j) * log_age;
      alive = log_add (alive, log_phase[j]);
    }
  return alive;
}

/**
 * clv_btyd_alive:
 * @history: a valid one
 *
 * Source: for MBG/CNBD-k Reutterer et al. (2021), with the chance of leaving after the last purchase; Pareto/NBD by the
 * integral over the moment of leaving. Always 1 for BG/NBD and x = 0, which is what is said against that model.
 *
 * Returns: the probability that the customer has not left at T, 0 … 1
 */
double
clv_btyd_alive (const ClvBtyd        *self,
                const ClvBtydHistory *history)
{
  double log_left, log_alive, log_phase[CLV_BTYD_MAX_K];

  if (self->kind == CLV_BTYD_BGBB)
    return clv_occasions_alive (self, history);
  if (self->kind == CLV_BTYD_PARETONBD)
    {
      const double *p = self->parameter;

      log_left = clv_btyd_pareto_log_left (self, history);
      log_alive = -(p[CLV_BTYD_R] + history->x) * log (p[CLV_BTYD_ALPHA] + history->T) -
                  p[CLV_BTYD_A] * log (p[CLV_BTYD_B] + history->T);
    }
  else
    log_alive = beta_log_alive (self, history, &log_left, log_phase);
  return 1 / (1 + exp (log_left - log_alive));
}

static void
future_of (const ClvBtyd        *self,
           const ClvBtydHistory *history,
           Future               *future)
{
  double log_left, log_phase[CLV_BTYD_MAX_K];
  double log_alive = beta_log_alive (self, history, &log_left, log_phase);
  int n_stay = self->kind == CLV_BTYD_BGNBD ? history->x - 1 : history->x;

  future->k = self->k;
  future->rho = self->parameter[CLV_BTYD_R] + self->k * history->x;
  future->rate = self->parameter[CLV_BTYD_ALPHA] + history->T;
  future->a = self->parameter[CLV_BTYD_A];
  future->b = self->parameter[CLV_BTYD_B] + n_stay + 1;
  future->first_stay = 1;
  for (int j = 0; j < self->k; j++)
    future->phase[j] = exp (log_phase[j] - log_alive);
}

/* Walks over m = 0, 1, …: the chances of at least m + 1 purchases, given that the customer is there, in one phase. */
typedef struct
{
  double log_pmf; /* while pmf is too small to be told from 0 */
  double pmf;     /* chance of exactly n events */
  double tail;    /* chance of more than n events */
  double rho, z;
  double factor;  /* from the chance of n events to that of n + 1 */
  int    n;
} Events;

static void
events_init (Events *self,
             double  rho,
             double  rate,
             double  t)
{
  self->rho = rho;
  self->z = t / (rate + t);
  self->n = 0;
  self->log_pmf = -rho * log1p (t / rate);
  self->pmf = exp (self->log_pmf);
  self->tail = -expm1 (self->log_pmf);
  self->factor = rho * self->z;
}

static inline void
events_step (Events *self)
{
  double tail;

  self->n++;
  if (self->log_pmf < -600)
    {
      self->log_pmf += log (self->factor);
      self->pmf = exp (self->log_pmf);
    }
  else
    self->pmf *= self->factor;
  self->factor = (self->rho + self->n) / (self->n + 1) * self->z;
  tail = self->tail - self->pmf;
  /* Past the middle, what rounding leaves of the difference is more than the rest can be: a geometric series. */
  if (tail < 0.01)
    {
      double most = self->rho < 1 ? self->z : self->factor;

      tail = tail > 0 ? tail : 0;
      if (most < 1 && tail * (1 - most) > self->pmf * most)
        tail = self->pmf * most / (1 - most);
    }
  self->tail = tail;
}

static double
expected_in_phase (const Future *future,
                   int           phase,
                   double        t)
{
  Events events;
  double stay = future->first_stay, sum = 0;

  if (!(t > 0))
    return 0;
  events_init (&events, future->rho + phase, future->rate, t);
  for (int m = 0; m < MAX_TERMS; m++)
    {
      double term;

      while (events.n < future->k * (m + 1) - phase - 1)
        events_step (&events);
      term = stay * events.tail;
      sum += term;
      /* Beyond the middle, terms fall at least as fast as z to the n. */
      if (term <= NEGLIGIBLE * sum * (1 - events.z) && (events.n > future->rho * t / future->rate || events.tail == 0))
        break;
      stay *= (future->b + m) / (future->a + future->b + m);
    }
  return sum;
}

/* In units of alpha + T, what follows depends on nothing else of the history. */
void
clv_btyd_expected_phases (const ClvBtyd *self,
                          int            x,
                          double         u,
                          double        *each)
{
  const int n_stay = self->kind == CLV_BTYD_BGNBD ? x - 1 : x;
  const Future future = {
    .k = self->k,
    .rho = self->parameter[CLV_BTYD_R] + self->k * x,
    .rate = 1,
    .a = self->parameter[CLV_BTYD_A],
    .b = self->parameter[CLV_BTYD_B] + n_stay + 1,
    .first_stay = 1,
  };

  for (int j = 0; j < self->k; j++)
    each[j] = expected_in_phase (&future, j, u);
}

/* Each phase is as likely as the one before times what the time without a purchase makes of it. */
void
clv_btyd_phases (const ClvBtyd        *self,
                 const ClvBtydHistory *history,
                 double               *phase)
{
  const double rho = self->parameter[CLV_BTYD_R] + self->k * history->x;
  const double share = (history->T - history->t_x) / (self->parameter[CLV_BTYD_ALPHA] + history->T);
  double sum = 1;

  phase[0] = 1;
  for (int j = 1; j < self->k; j++)
    {
      phase[j] = phase[j - 1] * share * (rho + j - 1) / j;
      sum += phase[j];
    }
  for (int j = 0; j < self->k; j++)
    phase[j] /= sum;
}

static double
expected_of (const Future *future,
             double        t)
{
  double sum = 0;

  for (int j = 0; j < future->k; j++)
    if (future->phase[j] > 0)
      sum += future->phase[j] * expected_in_phase (future, j, t);
  return sum;
}

double
clv_btyd_expected_stay (double s,
                        double life,
                        double t)
{
  double length = log1p (t / life), power = (s - 1) * length;

  if (fabs (power) < 1e-8)
    return life * length * (1 - power / 2);
  return life * -expm1 (-power) / (s - 1);
}

/**
 * clv_btyd_expected:
 * @history: a valid one
 * @t: length of the horizon, >= 0 and finite
 *
 * Expected purchases in (T, T + t], given the history.
 *
 * Source: for BG/NBD and MBG/NBD equal to the forms with 2F1 of Fader et al. (2005) and Batislam et al. (2007), for
 * Pareto/NBD the form of Schmittlein et al. (1987) with its limit at s = 1. Checked by /calc/btyd.
 */
double
clv_btyd_expected (const ClvBtyd        *self,
                   const ClvBtydHistory *history,
                   double                t)
{
  return clv_btyd_alive (self, history) * clv_btyd_expected_alive (self, history, t);
}

/**
 * clv_btyd_expected_alive:
 * @history: a valid one
 * @t: length of the horizon, >= 0 and finite
 *
 * As clv_btyd_expected(), of a customer of whom it is known that they are there at T. For one event a purchase (k = 1) and
 * chances of leaving with a purchase it depends on x and t / (alpha + T) alone.
 */
double
clv_btyd_expected_alive (const ClvBtyd        *self,
                         const ClvBtydHistory *history,
                         double                t)
{
  const double *p = self->parameter;
  Future future;

  if (self->kind == CLV_BTYD_BGBB)
    return clv_occasions_discounted_alive (self, history, t, 0);
  if (self->kind == CLV_BTYD_PARETONBD)
    return (p[CLV_BTYD_R] + history->x) / (p[CLV_BTYD_ALPHA] + history->T) *
           clv_btyd_expected_stay (p[CLV_BTYD_A], p[CLV_BTYD_B] + history->T, t);
  future_of (self, history, &future);
  return expected_of (&future, t);
}

/**
 * clv_btyd_expected_new:
 * @t: length of the horizon, >= 0 and finite
 *
 * Expected repeat purchases in (0, t] of a customer whose first purchase is at 0; the first one does not count.
 */
double
clv_btyd_expected_new (const ClvBtyd *self,
                       double         t)
{
  const double *p = self->parameter;
  Future future = { self->k, p[CLV_BTYD_R], p[CLV_BTYD_ALPHA], p[CLV_BTYD_A], p[CLV_BTYD_B], 1, { 1 } };

  if (self->kind == CLV_BTYD_BGBB)
    return clv_occasions_expected_new (self, t);
  if (self->kind == CLV_BTYD_PARETONBD)
    return p[CLV_BTYD_R] / p[CLV_BTYD_ALPHA] * clv_btyd_expected_stay (p[CLV_BTYD_A], p[CLV_BTYD_B], t);
  if (self->kind == CLV_BTYD_MBGNBD)
    {
      future.first_stay = future.b / (future.a + future.b);
      future.b += 1;
    }
  return expected_of (&future, t);
}

/* Chances of at least m purchases of those who are there, for BG and MBG, as far down as @least; returns how many. */
static size_t
tail_of (const Future *future,
         double        t,
         double        least,
         size_t        max,
         double       *tail)
{
  size_t n = 1;

  for (int j = 0; t > 0 && j < future->k; j++)
    {
      Events events;
      double stay = future->first_stay * future->phase[j];

      if (!(stay > 0))
        continue;
      events_init (&events, future->rho + j, future->rate, t);
      for (size_t m = 1; m < max; m++)
        {
          double chance;

          while (events.n < future->k * (int) m - j - 1)
            events_step (&events);
          chance = stay * events.tail;
          if (m < n)
            tail[m] += chance;
          else
            tail[n++] = chance;
          if (chance <= least)
            break;
          stay *= (future->b + (double) m - 1) / (future->a + future->b + (double) m - 1);
        }
    }
  return n;
}

/* As clv_btyd_tail(), as far down as @least or to @max chances; returns how many. */
size_t
clv_btyd_tail_until (const ClvBtyd        *self,
                     const ClvBtydHistory *history,
                     double                t,
                     double                least,
                     size_t                max,
                     double               *tail,
                     double               *alive)
{
  size_t n;

  tail[0] = 1;
  *alive = clv_btyd_alive (self, history);
  if (!(t > 0))
    return 1;
  if (self->kind == CLV_BTYD_BGBB)
    return clv_occasions_tail (self, history, t, least, max, tail);
  /* A share of everybody, not of those who are there. */
  least /= fmax (*alive, least);
  if (self->kind == CLV_BTYD_PARETONBD)
    n = clv_btyd_pareto_tail_until (self, history, t, least, max, tail);
  else
    {
      Future future;

      future_of (self, history, &future);
      n = tail_of (&future, t, least, max, tail);
    }
  for (size_t m = 1; m < n; m++)
    tail[m] = fmin (*alive * tail[m], tail[m - 1]);
  return n;
}

/**
 * clv_btyd_tail:
 * @history: a valid one
 * @t: length of the horizon, >= 0 and finite
 * @n: number of chances asked for, >= 1
 * @tail: (out) (array length=n): chance of at least m purchases in (T, T + t], for m = 0 … n - 1
 *
 * Not rising, from tail[0] = 1 on. The sum of all but the first is clv_btyd_expected() when @n is large enough.
 *
 * Returns: CLV_OK; CLV_DOMAIN
 */
ClvStatus
clv_btyd_tail (const ClvBtyd        *self,
               const ClvBtydHistory *history,
               double                t,
               size_t                n,
               double               *tail)
{
  double alive;

  if (n < 1 || !(t >= 0) || !isfinite (t) || !clv_btyd_history_is_valid (history) || !clv_btyd_is_valid (self))
    return CLV_DOMAIN;
  for (size_t m = clv_btyd_tail_until (self, history, t, 0, n, tail, &alive); m < n; m++)
    tail[m] = 0;
  return CLV_OK;
}

/* ∫ from 0 to t of exp (-discount u) (1 + u / life)^-s du, with v = ln (1 + u / life). */
static double
discounted_stay (double s,
                 double life,
                 double t,
                 double discount)
{
  /* Where the discount leaves less than can be seen. */
  double end = log1p (fmin (t, 45 / discount) / life), sum = 0;

  for (double from = 0; from < end;)
    {
      double to = fmin (end, from + 1.5), half;

      for (;;)
        {
          double change = (fabs (1 - s) + discount * life * exp (to)) * (to - from);

          if (change <= 11)
            break;
          to = from + (to - from) * fmax (0.3, 9 / change);
        }
      half = (to - from) / 2;
      for (int i = 0; i < CLV_GAUSS_20; i++)
        {
          double v = from + half * (1 + clv_gauss_20_node[i]);

          sum += half * clv_gauss_20_weight[i] * life * exp ((1 - s) * v - discount * life * expm1 (v));
        }
      from = to;
    }
  return sum;
}

/* Σ over m of stay_m D (k (m + 1) - j), where D (n) is the mean discount of the nth event without end. D is the small
 * solution of n D (n + 1) = (2 n + rho - 1 + z) D (n) - (rho + n - 1) D (n - 1), z = rate · discount (the recurrence of
 * Kummer's U, DLMF 13.3.7), so that it is run from far out inwards (Miller), and the sum along with it. */
static double
discounted_in_phase (const Future *future,
                     int           phase,
                     double        discount)
{
  const double rho = future->rho + phase, z = future->rate * discount;
  const int k = future->k;
  /* It falls like exp (-n z / rho) first, as if the rate were known, and like exp (-2 √(n z)) far out. */
  const int start = (int) fmin ((400 + 45 * rho) / z + 100, MAX_TERMS);
  double next = 0, here = 1e-280, sum = 0;

  for (int n = start; n >= 1; n--)
    {
      double before = ((2.0 * n + rho - 1 + z) * here - n * next) / (rho + n - 1);

      if ((n + phase) % k == 0)
        {
          int m = (n + phase) / k - 1;

          sum = here + sum * (future->b + m) / (future->a + future->b + m);
        }
      next = here;
      here = before;
      if (here > 1e250)
        {
          here *= 1e-250;
          next *= 1e-250;
          sum *= 1e-250;
        }
    }
  return future->first_stay * sum / here;
}

/**
 * clv_btyd_discounted:
 * @history: a valid one
 * @t: length of the horizon, >= 0; INFINITY when @discount is above 0
 * @discount: a unit of time, continuously: ln (1.15) / 52.1775 a week for 15 % a year
 *
 * Expected purchases after T, each at its value at T: without end the discounted expected residual transactions.
 *
 * Source: for Pareto/NBD Fader, Hardie & Lee (2005), J. of Marketing Research 42, 415-430, as an integral instead of
 * Kummer's U; the others follow from the chances of the mth purchase. Checked by /calc/btyd.
 *
 * Returns: the expectation; INFINITY without end and without discount
 */
double
clv_btyd_discounted (const ClvBtyd        *self,
                     const ClvBtydHistory *history,
                     double                t,
                     double                discount)
{
  const double *p = self->parameter;
  double alive = clv_btyd_alive (self, history), sum = 0;
  Future future;

  if (!(discount > 0))
    return isfinite (t) ? clv_btyd_expected (self, history, t) : INFINITY;
  if (self->kind == CLV_BTYD_BGBB)
    return alive * clv_occasions_discounted_alive (self, history, t, discount);
  if (self->kind == CLV_BTYD_PARETONBD)
    return alive * (p[CLV_BTYD_R] + history->x) / (p[CLV_BTYD_ALPHA] + history->T) *
           discounted_stay (p[CLV_BTYD_A], p[CLV_BTYD_B] + history->T, t, discount);
  future_of (self, history, &future);
  if (!isfinite (t))
    {
      for (int j = 0; j < future.k; j++)
        if (future.phase[j] > 0)
          sum += future.phase[j] * discounted_in_phase (&future, j, discount);
      return alive * sum;
    }
  /* In parts: the discounted total is what comes until t at the last price, and what earlier prices add. */
  for (double from = 0, end = log1p (t / future.rate); from < end;)
    {
      /* Regular buyers come in waves. */
      double to = fmin (end, from + (future.k > 1 ? 0.3 : 1.5)), half;

      while (discount * future.rate * exp (to) * (to - from) > 8)
        to = from + (to - from) * 0.7;
      half = (to - from) / 2;
      for (int i = 0; i < CLV_GAUSS_12; i++)
        {
          double v = from + half * (1 + clv_gauss_12_node[i]), u = future.rate * expm1 (v);

          sum += half * clv_gauss_12_weight[i] * future.rate * exp (v - discount * u) * discount *
                 expected_of (&future, u);
        }
      from = to;
      if (discount * future.rate * expm1 (from) > 60)
        break;
    }
  return alive * (sum + exp (-discount * t) * expected_of (&future, t));
}

/**
 * clv_btyd_next_purchase:
 * @history: a valid one
 * @share: between 0 and 1
 *
 * When the next purchase is due, for somebody who will buy again. Its median is the rhythm seen from today.
 * Checked by /calc/btyd/next-purchase.
 *
 * Returns: time after T
 */
double
clv_btyd_next_purchase (const ClvBtyd        *self,
                        const ClvBtydHistory *history,
                        double                share)
{
  const bool is_pareto = self->kind == CLV_BTYD_PARETONBD;
  const double rate = self->parameter[CLV_BTYD_ALPHA] + history->T;
  double low = -40, high = 60, tail[2] = { 1, 1 };
  Future future;

  if (self->kind == CLV_BTYD_BGBB)
    return clv_occasions_next (self, history, share);
  /* In BG and MBG, those who are there buy once more before they can leave. */
  if (is_pareto)
    clv_btyd_pareto_tail (self, history, rate * exp (high), 2, tail);
  else
    future_of (self, history, &future);
  share *= tail[1];
  for (int i = 0; i < 60; i++)
    {
      double middle = (low + high) / 2, t = rate * exp (middle);

      if (is_pareto)
        clv_btyd_pareto_tail (self, history, t, 2, tail);
      else
        tail_of (&future, t, 0, 2, tail);
      if (tail[1] < share)
        low = middle;
      else
        high = middle;
    }
  return rate * exp ((low + high) / 2);
}
