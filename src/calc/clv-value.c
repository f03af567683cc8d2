/* clv-value.c - what a customer will spend: chances, intervals, and those of sums
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-value.h"

#include <math.h>
#include <stdlib.h>

#include "clv-normal.h"
#include "clv-special.h"

/* Chances below this change no digit that anybody sees. */
#define NEGLIGIBLE 1e-9

/* From this chance on that nothing comes, an interval begins with nothing, whatever its level: half of what 80 % leave. */
#define LIKELY 0.1
#define ROUNDING 1e-12

/* A shape this near to 3 has a third moment that nobody will ever see; of totals, the largest are left out then. */
#define MIN_SHAPE 3.3
#define LEFT_OUT 2e-5

/* A spread below this moves no quantile by anything that can be seen. */
#define WORTH_IT 0.01

/* From so many purchases on, neighbouring numbers are taken together, ever more of them. */
#define FINE_TERMS 24

/* Totals of the table, by the logit of total / (total + unit). */
#define GRID_FROM -14.0
#define GRID_STEP 0.2
#define N_GRID 141

/* What is known of a customer's spend: purchases and their sum; nothing where the mean is not above 0. */
static void
known_spend (const ClvGammaGamma *spend,
             int                  x,
             double               mean,
             double              *unit,
             double              *shape)
{
  int n = x > 0 && mean > 0 && isfinite (mean) ? x : 0;

  *unit = spend->gamma + (n > 0 ? n * mean : 0);
  *shape = spend->p * n + spend->q;
}

/**
 * clv_interval_shares:
 * @below: chance of less than 0
 * @up_to: chance of at most 0
 * @level: 0 to 1, such as 0.8
 * @out_below: (out): chance that the interval leaves out below
 * @out_above: (out): and above
 *
 * Half of what the level leaves goes to either side. Nothing at all can be likely, though: an end that falls on 0 leaves out
 * less than its half, and the other end takes the rest. Where nothing is likelier than LIKELY, or in the middle of all, the
 * interval holds 0 at every level; elsewhere the other end stays where it was until the level has come up to what is held. So
 * a higher level never has a nearer end. Checked by /calc/value/ends-never-move-inwards.
 */
void
clv_interval_shares (double  below,
                     double  up_to,
                     double  level,
                     double *out_below,
                     double *out_above)
{
  const double above = 1 - up_to, out = 1 - level, side = out / 2;

  *out_below = *out_above = side;
  if (up_to - below > LIKELY + ROUNDING || (below < 0.5 && up_to > 0.5))
    {
      *out_below = fmin (side, below);
      *out_above = fmin (out - *out_below, above);
      *out_below = fmin (out - *out_above, below);
    }
  else if (up_to <= 0.5 && side > below && side < up_to - ROUNDING)
    {
      *out_below = below;
      *out_above = fmin (out - below, up_to);
    }
  else if (below >= 0.5 && side > above && side < 1 - below - ROUNDING)
    {
      *out_above = above;
      *out_below = fmin (out - above, 1 - below);
    }
}

/**
 * clv_count_interval:
 * @n: length of @tail, at least 1
 * @tail: (array length=n): chance of at least m, m = 0 … n - 1
 * @level: 0 to 1, such as 0.8
 * @low: (out): at most (1 - level) / 2 lie below
 * @high: (out): at most (1 - level) / 2 lie above; 1 - level where @low is 0
 *
 * Counts are discrete: the interval holds @level at least, mostly more. Below 0 nothing can lie, so that an interval from
 * 0 on has all the rest above, see clv_interval_shares().
 */
void
clv_count_interval (size_t        n,
                    const double *tail,
                    double        level,
                    int          *low,
                    int          *high)
{
  double out_below, out_above;
  size_t m = 0;

  clv_interval_shares (0, n > 1 ? 1 - tail[1] : 1, level, &out_below, &out_above);
  /* Rounding shall not decide where the chances fit exactly. */
  while (out_below > 0 && m + 1 < n && 1 - tail[m + 1] <= out_below + ROUNDING)
    m++;
  *low = (int) m;
  while (m + 1 < n && tail[m + 1] > out_above + ROUNDING)
    m++;
  *high = (int) m;
}

/* As clv_beta_share(). With many purchases on both sides, the ratio of two gamma variables is nearly normal in its cubic
 * root: Paulson (1942), Annals of Mathematical Statistics 13; good to 1e-4 here. */
static double
quick_beta_share (double x,
                  double a,
                  double b)
{
  double root, above, below;

  if (a < 20 || b < 20 || x >= 1)
    return clv_beta_share (x, a, b);
  root = cbrt (b * x / (a * (1 - x)));
  below = root * root / (9 * b) + 1 / (9 * a);
  above = (1 - 1 / (9 * b)) * root - (1 - 1 / (9 * a));
  return clv_normal_share (above / sqrt (below));
}

/* At @ratio = total / (total + unit). Long tails are gone through in growing strides: 60 purchases cost hardly other than 61. */
static double
share_at (double        p,
          double        shape,
          size_t        n,
          const double *tail,
          double        ratio)
{
  double share = 1 - (n > 1 ? tail[1] : 0);
  size_t stride;

  for (size_t m = 1; m < n && tail[m] > NEGLIGIBLE; m += stride)
    {
      double chance;

      stride = 1 + m / FINE_TERMS;
      chance = tail[m] - (m + stride < n ? tail[m + stride] : 0);

      if (chance > NEGLIGIBLE)
        share += chance * quick_beta_share (ratio, p * ((double) m + (double) (stride - 1) / 2), shape);
    }
  return fmin (share, 1);
}

struct _ClvValueTable
{
  size_t n;      /* purchases 1 … n - 1 */
  double share[]; /* by grid point, then by purchases */
};

static double
table_share (const ClvValueTable *self,
             size_t               n,
             const double        *tail,
             int                  g)
{
  const double *of = self->share + (size_t) g * self->n;
  double share = 1 - tail[1];

  for (size_t m = 1; m < n && tail[m] > 1e-7; m++)
    share += (tail[m] - (m + 1 < n ? tail[m + 1] : 0)) * of[m];
  return share;
}

/**
 * clv_value_share:
 * @x: purchases so far
 * @mean: mean spend on them
 * @n: length of @tail, at least 1
 * @tail: (array length=n): chance of at least m purchases
 * @total: 0 or more
 *
 * Source: the sum of m gamma variables of one scale is gamma, and a gamma variable whose scale is gamma itself is
 * beta-prime. Checked by /calc/value.
 *
 * Returns: the chance that the total is at most @total
 */
double
clv_value_share (const ClvGammaGamma *spend,
                 int                  x,
                 double               mean,
                 size_t               n,
                 const double        *tail,
                 double               total)
{
  double unit, shape;

  known_spend (spend, x, mean, &unit, &shape);
  return share_at (spend->p, shape, n, tail, total / (total + unit));
}

/**
 * clv_value_quantile:
 * @x: purchases so far
 * @mean: mean spend on them
 * @n: length of @tail, at least 1
 * @tail: (array length=n): chance of at least m purchases
 * @share: between 0 and 1
 *
 * Returns: the total that is not exceeded with the chance @share; 0 when no purchase is at least as likely
 */
double
clv_value_quantile (const ClvGammaGamma *spend,
                    int                  x,
                    double               mean,
                    size_t               n,
                    const double        *tail,
                    double               share)
{
  double unit, shape, low = -60, high = 60;

  known_spend (spend, x, mean, &unit, &shape);
  if (n < 2 || 1 - tail[1] >= share)
    return 0;
  for (int i = 0; i < 60 && high - low > 1e-12; i++)
    {
      double middle = (low + high) / 2;

      if (share_at (spend->p, shape, n, tail, 1 / (1 + exp (-middle))) < share)
        low = middle;
      else
        high = middle;
    }
  return unit * exp ((low + high) / 2);
}

/**
 * clv_value_unit_moments:
 * @x: purchases so far that count
 * @table: (nullable): for this @x, and as long as @tail at least
 * @n: length of @tail, at least 1
 * @tail: (array length=n): chance of at least m purchases
 * @moments: (out): of the total, in units of gamma + x mean
 *
 * Given the number Y, the total is G (p Y) / G (shape), G gamma variables: its raw moments are products of those of both.
 * A shape near 3 or below has hardly a third one, and below 2 no second: what decides about sums of a finite number of
 * customers are then the moments of all but the very largest totals.
 */
void
clv_value_unit_moments (const ClvGammaGamma *spend,
                        int                  x,
                        const ClvValueTable *table,
                        size_t               n,
                        const double        *tail,
                        ClvMoments          *moments)
{
  double p = spend->p, shape = spend->p * x + spend->q, y1 = 0, y2 = 0, y3 = 0, first = 0, second = 0, third = 0;

  *moments = (ClvMoments) { 0, 0, 0 };
  if (n < 2 || !(tail[1] > 0))
    return;
  if (shape > MIN_SHAPE)
    {
      for (size_t m = 1; m < n; m++)
        {
          double k = (double) m;

          y1 += tail[m];
          y2 += (2 * k - 1) * tail[m];
          y3 += (3 * k * (k - 1) + 1) * tail[m];
        }
      first = p * y1 / (shape - 1);
      second = (p * p * y2 + p * y1) / ((shape - 1) * (shape - 2));
      third = (p * p * p * y3 + 3 * p * p * y2 + 2 * p * y1) / ((shape - 1) * (shape - 2) * (shape - 3));
    }
  else
    {
      double before = 1 - tail[1];

      for (int g = 0; g < N_GRID && before < 1 - LEFT_OUT; g++)
        {
          double at = GRID_FROM + GRID_STEP * g, middle = exp (at - GRID_STEP / 2);
          double share = fmin (table != NULL ? table_share (table, n, tail, g)
                                             : share_at (p, shape, n, tail, 1 / (1 + exp (-at))), 1 - LEFT_OUT);

          first += (share - before) * middle;
          second += (share - before) * middle * middle;
          third += (share - before) * middle * middle * middle;
          before = fmax (share, before);
        }
    }
  moments->mean = first;
  moments->variance = second - first * first;
  moments->third = third - 3 * first * second + 2 * first * first * first;
}

/* Shares with a mean spend that is uncertain: three points have the moments of the normal distribution up to the fifth. */
static double
spread_share (double        p,
              double        shape,
              size_t        n,
              const double *tail,
              double        spread,
              double        log_total)
{
  double share = share_at (p, shape, n, tail, 1 / (1 + exp (-log_total))), off = sqrt (3) * spread;

  if (spread < WORTH_IT)
    return share;
  return share * 2 / 3 + (share_at (p, shape, n, tail, 1 / (1 + exp (-log_total - off))) +
                          share_at (p, shape, n, tail, 1 / (1 + exp (-log_total + off)))) / 6;
}

/**
 * clv_value_unit_quantile:
 * @x: purchases so far that count
 * @n: length of @tail, at least 1
 * @tail: (array length=n): chance of at least m purchases
 * @spread: standard deviation of the logarithm of the mean spend, through what is not known of the parameters
 * @share: between 0 and 1
 *
 * By the rule of false position (Illinois) in normal scores, where the share is nearly a straight line of ln total.
 *
 * Returns: the quantile in units of gamma + x mean; 0 when no purchase is at least as likely
 */
double
clv_value_unit_quantile (const ClvGammaGamma *spend,
                         int                  x,
                         size_t               n,
                         const double        *tail,
                         double               spread,
                         double               share)
{
  const double p = spend->p, shape = p * x + spend->q, z = clv_normal_quantile (share);
  double low = -40, high = 40, at, f_low = -8 - z, f_high = 8 - z;
  int side = 0;

  if (n < 2 || 1 - tail[1] >= share)
    return 0;
  /* A first guess: a middling number of middling purchases. */
  {
    size_t m = 1;

    while (m + 1 < n && tail[m + 1] > 0.5)
      m++;
    at = log (p * (double) m / shape);
  }
  for (int i = 0; i < 60 && high - low > 1e-7; i++)
    {
      double score = spread_share (p, shape, n, tail, spread, at);
      double f = clv_normal_quantile (fmin (fmax (score, 1e-15), 1 - 1e-15)) - z;

      if (f < 0)
        {
          low = at;
          f_low = f;
          if (side < 0)
            f_high /= 2;
          side = -1;
        }
      else
        {
          high = at;
          f_high = f;
          if (side > 0)
            f_low /= 2;
          side = 1;
        }
      if (fabs (f) < 1e-6)
        break;
      at = i < 2 ? at - fmax (-2, fmin (2, f)) : (low * f_high - high * f_low) / (f_high - f_low);
      if (!(at > low && at < high))
        at = (low + high) / 2;
    }
  return exp (at);
}

/**
 * clv_moments_quantile:
 * @share: between 0 and 1
 *
 * Source: Wilson & Hilferty (1931) for the gamma distribution of that skewness; the normal one where the third moment is
 * 0 or infinite.
 */
double
clv_moments_quantile (const ClvMoments *self,
                      double            share)
{
  double z = clv_normal_quantile (share), deviation = sqrt (fmax (0, self->variance)), skew, cube;

  if (!(deviation > 0) || !isfinite (deviation))
    return self->mean;
  skew = self->third / (deviation * self->variance);
  if (!isfinite (skew) || fabs (skew) < 1e-6)
    return self->mean + z * deviation;
  skew = fmin (skew, 2);
  cube = 1 + skew * z / 6 - skew * skew / 36;
  return self->mean + deviation * 2 / skew * (cube * cube * cube - 1);
}

/* Nodes of Gauss and Legendre with three points, for a step of the grid. */
#define N_STEP_NODES 3

/**
 * clv_value_table_new:
 * @x: purchases so far that count
 * @n: one more than the largest number of purchases to come
 *
 * Shares are added up over the steps of the grid from the density, which takes an exponential a node where the incomplete
 * beta function takes a continued fraction.
 *
 * Returns: (nullable): the table, 1.1 kB a purchase; NULL without memory
 */
ClvValueTable *
clv_value_table_new (const ClvGammaGamma *spend,
                     int                  x,
                     size_t               n)
{
  static const double node[N_STEP_NODES] = { -0.77459666924148338, 0, 0.77459666924148338 };
  static const double weight[N_STEP_NODES] = { 5.0 / 18, 8.0 / 18, 5.0 / 18 };
  ClvValueTable *self = malloc (sizeof (ClvValueTable) + N_GRID * n * sizeof (double));
  const double shape = spend->p * x + spend->q, log_gamma_shape = clv_log_gamma (shape);
  double at[N_GRID * N_STEP_NODES], log_above[N_GRID * N_STEP_NODES];

  if (self == NULL)
    return NULL;
  self->n = n;
  /* Node i of the step that ends at grid point g: total / (total + unit) is exp (at) / (1 + exp (at)). */
  for (int g = 0; g < N_GRID; g++)
    for (int i = 0; i < N_STEP_NODES; i++)
      {
        double u = GRID_FROM + GRID_STEP * (g - 0.5 + node[i] / 2);

        at[g * N_STEP_NODES + i] = u;
        log_above[g * N_STEP_NODES + i] = fmax (u, 0) + log1p (exp (-fabs (u)));
      }
  for (int g = 0; g < N_GRID; g++)
    self->share[(size_t) g * n] = 1;
  for (size_t m = 1; m < n; m++)
    {
      double a = spend->p * (double) m, log_front = clv_log_gamma (a + shape) - clv_log_gamma (a) - log_gamma_shape;
      double share = clv_beta_share (1 / (1 + exp (-GRID_FROM)), a, shape);

      self->share[m] = share;
      for (int g = 1; g < N_GRID; g++)
        {
          for (int i = 0; i < N_STEP_NODES; i++)
            {
              int k = g * N_STEP_NODES + i;

              share += GRID_STEP * weight[i] * exp (log_front + a * at[k] - (a + shape) * log_above[k]);
            }
          self->share[(size_t) g * n + m] = fmin (share, 1);
        }
    }
  return self;
}

/**
 * clv_value_table_free:
 *
 * Frees the table; NULL is nothing.
 */
void
clv_value_table_free (ClvValueTable *self)
{
  free (self);
}

/* Between grid points, and beyond them. */
static double
table_share_between (const ClvValueTable *self,
                     size_t               n,
                     const double        *tail,
                     double               g)
{
  int low = (int) floor (fmin (fmax (g, 0), N_GRID - 2));
  double part = fmin (fmax (g - low, 0), 1);

  return (1 - part) * table_share (self, n, tail, low) + part * table_share (self, n, tail, low + 1);
}

static double
table_spread_share (const ClvValueTable *self,
                    size_t               n,
                    const double        *tail,
                    double               spread,
                    int                  g)
{
  double share = table_share (self, n, tail, g), off = sqrt (3) * spread / GRID_STEP;

  if (spread < WORTH_IT)
    return share;
  return share * 2 / 3 +
         (table_share_between (self, n, tail, g - off) + table_share_between (self, n, tail, g + off)) / 6;
}

/**
 * clv_value_table_quantile:
 * @n: length of @tail, at least 1, at most that of the table
 * @tail: (array length=n): chance of at least m purchases
 * @spread: as for clv_value_unit_quantile()
 * @share: between 0 and 1
 *
 * Looks the total up between grid points, with a parabola through three of them in normal scores.
 *
 * Returns: the quantile in units of gamma + x mean; 0 when no purchase is at least as likely
 */
double
clv_value_table_quantile (const ClvValueTable *self,
                          size_t               n,
                          const double        *tail,
                          double               spread,
                          double               share)
{
  int low = 0, high = N_GRID - 1;
  double y[3], z = clv_normal_quantile (share), at, slope, bend;

  if (n < 2 || 1 - tail[1] >= share)
    return 0;
  while (high - low > 1)
    {
      int middle = (low + high) / 2;

      if (table_spread_share (self, n, tail, spread, middle) < share)
        low = middle;
      else
        high = middle;
    }
  low = low < 1 ? 1 : low > N_GRID - 2 ? N_GRID - 2 : low;
  for (int i = 0; i < 3; i++)
    {
      double of = table_spread_share (self, n, tail, spread, low - 1 + i);

      y[i] = clv_normal_quantile (fmin (fmax (of, 1e-12), 1 - 1e-12)) - z;
    }
  /* y = y1 + slope t + bend t², t in steps from the middle point; from the straight line on by Newton's method. */
  slope = (y[2] - y[0]) / 2;
  bend = (y[2] + y[0]) / 2 - y[1];
  at = y[2] > y[1] ? -y[1] / (y[2] - y[1]) : 0;
  for (int i = 0; i < 3; i++)
    {
      double d = slope + 2 * bend * at;

      if (d > 0)
        at -= (y[1] + slope * at + bend * at * at) / d;
    }
  at = fmin (fmax (at, -1), 1);
  return exp (GRID_FROM + GRID_STEP * (low + at));
}
