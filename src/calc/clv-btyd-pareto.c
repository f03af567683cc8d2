/* clv-btyd-pareto.c - how likely a history is under Pareto/NBD: an integral over the moment of leaving
 *
 * Nearly all of a fit is spent here, in exponentials and logarithms at the nodes of the
 * quadrature. They are written so that the compiler can take several nodes at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-btyd-private.h"

#include <stdint.h>

#include "clv-gauss.h"

/* Several nodes at a time, as many as the machine has room for. The choice is made while the program is loaded, before the
 * thread sanitizer is there. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_THREAD__)
#define CLV_WIDE __attribute__ ((optimize ("O3"), target_clones ("default", "avx2")))
#else
#define CLV_WIDE
#endif

/* Adding it leaves a number rounded to the nearest whole one, in the low bits. */
#define ROUNDER 0x1.8p52

static inline uint64_t
bits_of (double x)
{
  uint64_t bits;

  memcpy (&bits, &x, sizeof bits);
  return bits;
}

static inline double
from_bits (uint64_t bits)
{
  double x;

  memcpy (&x, &bits, sizeof x);
  return x;
}

/* e^x for |x| < 700, to 1e-15: e^x = 2^n e^r with |r| <= ln 2 / 2, by Taylor's series. */
static inline double
plain_exp (double x)
{
  double shifted = x * 1.4426950408889634 + ROUNDER, n = shifted - ROUNDER;
  double r = (x - n * 0x1.62e42fefa0000p-1) - n * 0x1.cf79abc9e3b3ap-40;
  double p = 1.0 / 479001600;

  p = p * r + 1.0 / 39916800;
  p = p * r + 1.0 / 3628800;
  p = p * r + 1.0 / 362880;
  p = p * r + 1.0 / 40320;
  p = p * r + 1.0 / 5040;
  p = p * r + 1.0 / 720;
  p = p * r + 1.0 / 120;
  p = p * r + 1.0 / 24;
  p = p * r + 1.0 / 6;
  p = p * r + 0.5;
  p = p * r * r + r + 1;
  return p * from_bits ((bits_of (shifted) + 1023) << 52);
}

/* e^x - 1 for |x| < 700, to 1e-15 of itself: the part of e^r that is not 1 is never added to it. */
static inline double
plain_expm1 (double x)
{
  double shifted = x * 1.4426950408889634 + ROUNDER, n = shifted - ROUNDER;
  double r = (x - n * 0x1.62e42fefa0000p-1) - n * 0x1.cf79abc9e3b3ap-40;
  double p = 1.0 / 479001600, power = from_bits ((bits_of (shifted) + 1023) << 52);

  p = p * r + 1.0 / 39916800;
  p = p * r + 1.0 / 3628800;
  p = p * r + 1.0 / 362880;
  p = p * r + 1.0 / 40320;
  p = p * r + 1.0 / 5040;
  p = p * r + 1.0 / 720;
  p = p * r + 1.0 / 120;
  p = p * r + 1.0 / 24;
  p = p * r + 1.0 / 6;
  p = p * r + 0.5;
  return power * (p * r * r + r) + (power - 1);
}

/* ln x for normal x > 0, to 1e-15: ln x = n ln 2 + 2 artanh ((m - 1) / (m + 1)) with m near 1. */
static inline double
plain_log (double x)
{
  /* A number from √½ on counts as one power higher, so that m goes from there to √2. */
  uint64_t power = (bits_of (x) + 0x00095f6200000000) >> 52;
  double n = from_bits (power + 0x4330000000000000) - (0x1p52 + 1023);
  double m = from_bits (bits_of (x) - ((power - 1023) << 52));
  double s, z, p;

  s = (m - 1) / (m + 1);
  z = s * s;
  p = 2.0 / 19;
  p = p * z + 2.0 / 17;
  p = p * z + 2.0 / 15;
  p = p * z + 2.0 / 13;
  p = p * z + 2.0 / 11;
  p = p * z + 2.0 / 9;
  p = p * z + 2.0 / 7;
  p = p * z + 2.0 / 5;
  p = p * z + 2.0 / 3;
  return n * 0x1.62e42fefa39efp-1 + (s * 2 + s * z * p);
}

/* The nodes of one panel: m + y, the other factor's base, their logarithms and inverses, and the terms. */
CLV_WIDE static void
fill_panel (const double *restrict node,
            const double *restrict log_weight,
            int                    n,
            double                 middle,
            double                 half,
            double                 base,
            double                 log_base,
            double                 d,
            double                 power,
            double                 other,
            double                 log_half,
            double *restrict       log_less,
            double *restrict       log_more,
            double *restrict       per_less,
            double *restrict       per_more,
            double *restrict       log_term)
{
  for (int i = 0; i < n; i++)
    {
      double v = middle + half * node[i], less = base * plain_exp (v), more = less + d;
      double l_less = log_base + v, l_more = plain_log (more);

      log_less[i] = l_less;
      log_more[i] = l_more;
      per_less[i] = 1 / less;
      per_more[i] = 1 / more;
      log_term[i] = log_weight[i] + log_half + v - power * l_less - other * l_more;
    }
}

/* Terms relative to the largest of them: a panel is so short that they differ by less than e^20. */
CLV_WIDE static void
weigh (int                    n,
       const double *restrict log_term,
       double                 largest,
       double *restrict       weight)
{
  for (int i = 0; i < n; i++)
    weight[i] = plain_exp (log_term[i] - largest);
}

/* With m = min (alpha, beta) and v = ln ((m + y) / (m + t_x)), both factors are analytic in a strip of half-width π
 * around the way of integration, whatever the parameters. Panels are short enough for the strip and for the decay. */
void
clv_btyd_pareto_panels (const ClvBtyd        *model,
                        const ClvBtydHistory *history,
                        ClvParetoEach         each,
                        void                 *data)
{
  const double alpha = model->parameter[CLV_BTYD_ALPHA], beta = model->parameter[CLV_BTYD_B];
  const double rho = model->parameter[CLV_BTYD_R] + history->x, s1 = model->parameter[CLV_BTYD_A] + 1;
  const bool alpha_is_less = alpha < beta;
  const double m = alpha_is_less ? alpha : beta, d = fabs (alpha - beta), base = m + history->t_x;
  const double power = alpha_is_less ? rho : s1, other = alpha_is_less ? s1 : rho;
  const double log_base = log (base), c = d / base;
  const double end = log1p ((history->T - history->t_x) / base);
  double largest = -INFINITY;

  for (double from = 0; from < end;)
    {
      double to = fmin (end, from + 3), half, middle, log_half;
      ClvParetoPanel panel;
      bool is_short;

      /* How fast the logarithm of the integrand changes at most, at the far end. */
      for (;;)
        {
          double e = exp (to), change = (fabs (power - 1) + other * e / (e + c)) * (to - from);

          is_short = change <= 3 && to - from <= 1.6;
          if (change <= 11)
            break;
          to = from + (to - from) * fmax (0.3, 9 / change);
        }
      panel.n = is_short ? CLV_GAUSS_12 : CLV_GAUSS_20;
      half = (to - from) / 2;
      middle = (to + from) / 2;
      log_half = log (half) + log_base;
      fill_panel (is_short ? clv_gauss_12_node : clv_gauss_20_node,
                  is_short ? clv_gauss_12_log_weight : clv_gauss_20_log_weight,
                  panel.n, middle, half, base, log_base, d, power, other, log_half,
                  alpha_is_less ? panel.log_alpha_y : panel.log_beta_y,
                  alpha_is_less ? panel.log_beta_y : panel.log_alpha_y,
                  alpha_is_less ? panel.per_alpha_y : panel.per_beta_y,
                  alpha_is_less ? panel.per_beta_y : panel.per_alpha_y,
                  panel.log_term);
      panel.largest = panel.log_term[0];
      for (int i = 1; i < panel.n; i++)
        panel.largest = panel.log_term[i] > panel.largest ? panel.log_term[i] : panel.largest;
      each (&panel, data);
      largest = fmax (largest, panel.largest);
      from = to;
      /* What follows only falls once the smaller power has won. */
      if (panel.largest < largest - 45 && power + other * exp (from) / (exp (from) + c) > 1)
        break;
    }
}

typedef struct
{
  ClvLogSum sum;
  double    rho, s, log_s;
} ParetoRun;

/* The derivatives of a term are made of four numbers; of these, mean products over the panel are enough. */
static void
add_panel (const ClvParetoPanel *panel,
           void                 *data)
{
  ParetoRun *run = data;
  double w0 = 0, la = 0, lb = 0, ia = 0, ib = 0;
  double lala = 0, lalb = 0, lblb = 0, laia = 0, laib = 0, lbia = 0, lbib = 0, iaia = 0, iaib = 0, ibib = 0;
  double rho = run->rho, s = run->s, s1 = s + 1, weight[CLV_GAUSS_20];

  weigh (panel->n, panel->log_term, panel->largest, weight);
  for (int i = 0; i < panel->n; i++)
    {
      double w = weight[i];
      double a = panel->log_alpha_y[i], b = panel->log_beta_y[i], p = panel->per_alpha_y[i], q = panel->per_beta_y[i];
      double wa = w * a, wb = w * b, wp = w * p, wq = w * q;

      w0 += w;
      la += wa;
      lb += wb;
      ia += wp;
      ib += wq;
      lala += wa * a;
      lalb += wa * b;
      lblb += wb * b;
      laia += wa * p;
      laib += wa * q;
      lbia += wb * p;
      lbib += wb * q;
      iaia += wp * p;
      iaib += wp * q;
      ibib += wq * q;
    }
  {
    double scale = clv_log_sum_weigh (&run->sum, panel->largest + run->log_s), e = 1 / s;
    double first[4] = { -la, -rho * ia, w0 * e - lb, -s1 * ib };
    double second[CLV_N_SECOND] = {
      lala, rho * laia - ia, lalb - e * la, s1 * laib,
      rho * (rho + 1) * iaia, rho * (lbia - e * ia), rho * s1 * iaib,
      lblb - 2 * e * lb, s1 * (lbib - e * ib) - ib,
      s1 * (s1 + 1) * ibib,
    };

    run->sum.sum += scale * w0;
    for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
      run->sum.first[i] += scale * first[i];
    for (int i = 0; i < CLV_N_SECOND; i++)
      run->sum.second[i] += scale * second[i];
  }
}

/* Schmittlein et al. (1987), as an integral over the moment of leaving. */
void
clv_btyd_score_pareto (const ClvBtydScorer  *self,
                       const ClvBtydHistory *history,
                       ClvCellScore         *score)
{
  const double *parameter = self->model->parameter;
  const double r = parameter[CLV_BTYD_R], alpha = parameter[CLV_BTYD_ALPHA];
  const double s = parameter[CLV_BTYD_A], beta = parameter[CLV_BTYD_B];
  const double rho = r + history->x, age = alpha + history->T, life = beta + history->T;
  double g[4] = { -log (age), -rho / age, -log (life), -s / life };
  double h[CLV_N_SECOND] = { [CLV_RAL] = -1 / age, [CLV_ALAL] = rho / (age * age), [CLV_AB] = -1 / life,
                             [CLV_BB] = s / (life * life) };
  ParetoRun run = { .rho = rho, .s = s, .log_s = log (s) };

  memset (score, 0, sizeof *score);
  score->value = self->rate.value[history->x] + r * self->log_alpha + s * self->log_beta;
  score->first[CLV_BTYD_R] = self->rate.first[history->x] + self->log_alpha;
  score->second[CLV_RR] = self->rate.second[history->x];
  score->first[CLV_BTYD_ALPHA] = r / alpha;
  score->second[CLV_RAL] = 1 / alpha;
  score->second[CLV_ALAL] = -r / (alpha * alpha);
  score->first[CLV_BTYD_A] = self->log_beta;
  score->first[CLV_BTYD_B] = s / beta;
  score->second[CLV_AB] = 1 / beta;
  score->second[CLV_BB] = -s / (beta * beta);

  clv_log_sum_init (&run.sum);
  clv_log_sum_add (&run.sum, rho * g[CLV_BTYD_R] + s * g[CLV_BTYD_A], g, h);
  clv_btyd_pareto_panels (self->model, history, add_panel, &run);
  clv_log_sum_finish (&run.sum, score);
}

static void
add_left (const ClvParetoPanel *panel,
          void                 *data)
{
  double *log_left = data, weight[CLV_GAUSS_20], sum = 0, high;

  weigh (panel->n, panel->log_term, panel->largest, weight);
  for (int i = 0; i < panel->n; i++)
    sum += weight[i];
  sum = panel->largest + log (sum);
  high = fmax (*log_left, sum);
  *log_left = high + log1p (exp (fmin (*log_left, sum) - high));
}

double
clv_btyd_pareto_log_left (const ClvBtyd        *self,
                          const ClvBtydHistory *history)
{
  double log_left = -INFINITY;

  clv_btyd_pareto_panels (self, history, add_left, &log_left);
  return log_left + log (self->parameter[CLV_BTYD_A]);
}

/* Panels are even below so many purchases, and as long as those who stay fall by no more than this power of e in one. */
#define MANY 300
#define STEEP 20.0
/* By this power nobody is left. */
#define GONE 80.0

/* Beyond it plain_exp() knows nothing. */
#define LARGEST_POWER 690.0

/* The mth purchase comes at u, at a density of the mixed Poisson process, when the customer has not left until then.
 * With v = ln (1 + u / rate), panels as short as the density is narrow. A node holds the chance of exactly m - 1 events
 * until u, times what leaving and the quadrature make of it. */
CLV_WIDE static void
fill_tail_panel (double           rho,
                 double           s,
                 double           rate_of_life,
                 double           middle,
                 double           half,
                 double *restrict z,
                 double *restrict term)
{
  for (int i = 0; i < CLV_GAUSS_20; i++)
    {
      double v = middle + half * clv_gauss_20_node[i];

      z[i] = -plain_expm1 (-v);
      term[i] = half * clv_gauss_20_weight[i] *
                plain_exp (-s * plain_log (1 + rate_of_life * plain_expm1 (v)) - rho * (v - middle));
    }
}

/* The same where powers are too large for it: hundreds of thousands of purchases, or nobody who stays. */
static void
fill_large_tail_panel (double  rho,
                       double  s,
                       double  rate_of_life,
                       double  middle,
                       double  half,
                       double *z,
                       double *term)
{
  for (int i = 0; i < CLV_GAUSS_20; i++)
    {
      const double v = middle + half * clv_gauss_20_node[i];

      z[i] = -expm1 (-v);
      term[i] = half * clv_gauss_20_weight[i] * exp (-s * log1p (rate_of_life * expm1 (v)) - rho * (v - middle));
    }
}

/* Adds a panel: from each number of purchases to the next, all nodes at a time. */
CLV_WIDE static void
add_tail_panel (double                 rho,
                double                 log_scale,
                size_t                 n,
                const double *restrict z,
                double *restrict       term,
                double *restrict       tail)
{
  double scale = exp (log_scale);

  for (size_t m = 1; m < n; m++)
    {
      double step = rho + (double) m - 1, factor = step / (double) m, sum[4] = { 0, 0, 0, 0 }, total;

      for (int i = 0; i < CLV_GAUSS_20; i += 4)
        for (int k = 0; k < 4; k++)
          {
            sum[k] += term[i + k];
            term[i + k] *= factor * z[i + k];
          }
      total = (sum[0] + sum[1]) + (sum[2] + sum[3]);
      tail[m] += step * total * scale;
      /* For large rho the terms grow far before they fall. */
      if (total > 1e200)
        {
          for (int i = 0; i < CLV_GAUSS_20; i++)
            term[i] *= 1e-200;
          log_scale += 460.51701859880913680;
          scale = exp (log_scale);
        }
    }
}

static void
pareto_tail_panel (const ClvBtyd        *self,
                   const ClvBtydHistory *history,
                   double                middle,
                   double                half,
                   size_t                n,
                   double               *tail)
{
  const double *p = self->parameter;
  const double rho = p[CLV_BTYD_R] + history->x, rate = p[CLV_BTYD_ALPHA] + history->T;
  const double rate_of_life = rate / (p[CLV_BTYD_B] + history->T), farthest = log1p (rate_of_life * expm1 (middle + half));
  double term[CLV_GAUSS_20], z[CLV_GAUSS_20];

  if (p[CLV_BTYD_A] * farthest + rho * half < LARGEST_POWER && farthest < LARGEST_POWER)
    fill_tail_panel (rho, p[CLV_BTYD_A], rate_of_life, middle, half, z, term);
  else
    fill_large_tail_panel (rho, p[CLV_BTYD_A], rate_of_life, middle, half, z, term);
  add_tail_panel (rho, -rho * middle, n, z, term, tail);
}

void
clv_btyd_pareto_tail (const ClvBtyd        *self,
                      const ClvBtydHistory *history,
                      double                t,
                      size_t                n,
                      double               *tail)
{
  const double *p = self->parameter;
  const double rho = p[CLV_BTYD_R] + history->x, rate = p[CLV_BTYD_ALPHA] + history->T;
  const double s = p[CLV_BTYD_A], rate_of_life = rate / (p[CLV_BTYD_B] + history->T);
  /* The density of v falls like e^(-rho v), and comes up like exp (-m e^-v), which is as wide for all large m. */
  const double end = log1p (t / rate), width = fmin (1.5, 6 / sqrt (rho + fmin ((double) n, 16 + 4 * rho)));
  const int n_panels = (int) ceil (end / width);
  const bool is_even = rho < MANY && s * fmax (rate_of_life, 1) * width < STEEP;

  for (size_t m = 1; m < n; m++)
    tail[m] = 0;
  for (int panel = 0; panel < n_panels && is_even; panel++)
    pareto_tail_panel (self, history, end / n_panels * (panel + 0.5), end / n_panels / 2, n, tail);
  /* Of very many the next ones come so soon that densities are narrower near 0: the one that has its peak at v is as wide as
   * √((1 - e^-v) / rho). Where hardly anybody stays, all of them fall off with those who do. */
  for (double from = 0, to; from < end && !is_even; from = to)
    {
      const double life = 1 + rate_of_life * expm1 (from), slope = s * rate_of_life * exp (from) / life;

      if (s * log (life) > GONE)
        break;
      to = fmin (end, from + fmin (fmin (width, STEEP / slope), fmax (8 / rho, 2.7 * sqrt (-expm1 (-from) / rho))));
      pareto_tail_panel (self, history, (from + to) / 2, (to - from) / 2, n, tail);
    }
}

/* As many as fall down to @least, found by trying: the number of purchases of those who never leave is negative binomial. */
size_t
clv_btyd_pareto_tail_until (const ClvBtyd        *self,
                            const ClvBtydHistory *history,
                            double                t,
                            double                least,
                            size_t                max,
                            double               *tail)
{
  const double rho = self->parameter[CLV_BTYD_R] + history->x;
  const double scale = t / (self->parameter[CLV_BTYD_ALPHA] + history->T), mean = rho * scale;
  double guess = fmax (8, mean + 3 * sqrt (mean * (1 + scale)) + 8 * scale);

  for (;;)
    {
      size_t n = guess < (double) max ? (size_t) guess : max;

      clv_btyd_pareto_tail (self, history, t, n, tail);
      if (n == max || tail[n - 1] <= least)
        {
          while (n > 2 && tail[n - 2] <= least)
            n--;
          return n;
        }
      guess *= 1.6;
    }
}
