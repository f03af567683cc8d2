/* clv-formula.c - customer lifetime value by formula
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-formula.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "clv-sum.h"

static bool
is_share (double x)
{
  return x >= 0 && x <= 1;
}

static bool
is_discount (double i)
{
  return isfinite (i) && i > -1;
}

static bool
is_input (double m,
          double r,
          double i)
{
  return isfinite (m) && is_share (r) && is_discount (i);
}

/* Leaves @value untouched when the result is too large for a double. */
static ClvStatus
give (double  result,
      double *value)
{
  if (!isfinite (result))
    return CLV_PRECISION;
  *value = result;
  return CLV_OK;
}

/**
 * clv_formula_simple:
 * @aov: average order value
 * @frequency: orders a period, >= 0
 * @lifetime: periods a customer stays, >= 0
 * @margin_share: margin as a share of revenue; 1 gives revenue
 * @value: (out): aov · frequency · lifetime · margin_share
 *
 * Variant A: the simple or historic value, nothing discounted.
 *
 * Source: METRICS.md section 3. Checked by /calc/formula/simple.
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_PRECISION when the result is too large
 */
ClvStatus
clv_formula_simple (double  aov,
                    double  frequency,
                    double  lifetime,
                    double  margin_share,
                    double *value)
{
  if (!isfinite (aov) || !isfinite (margin_share) || !(frequency >= 0) || !(lifetime >= 0))
    return CLV_DOMAIN;
  return give (aov * frequency * lifetime * margin_share, value);
}

/**
 * clv_formula_margin_multiple:
 * @m: margin a period; a negative one gives a negative value
 * @r: retention a period, 0 … 1
 * @i: discount a period, > -1
 * @value: (out): m r / (1 + i - r)
 *
 * Variant B: the first margin is not counted, for customers one has already.
 *
 * Source: Gupta & Lehmann (2003), Journal of Interactive Marketing 17(1); the
 * table of METRICS.md section 3. Checked by /calc/formula/margin-multiple.
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_DIVERGES when 1 + i <= r
 */
ClvStatus
clv_formula_margin_multiple (double  m,
                             double  r,
                             double  i,
                             double *value)
{
  return clv_formula_growing (m, r, i, 0, value);
}

/**
 * clv_formula_immediate:
 * @m: margin a period
 * @r: retention a period, 0 … 1
 * @i: discount a period, > -1
 * @value: (out): m (1 + i) / (1 + i - r), which is B + m
 *
 * Variant C: the first margin comes now.
 *
 * Source: METRICS.md section 3. Checked by /calc/formula/variants-of-the-example.
 *
 * Returns: as clv_formula_margin_multiple()
 */
ClvStatus
clv_formula_immediate (double  m,
                       double  r,
                       double  i,
                       double *value)
{
  if (!is_input (m, r, i))
    return CLV_DOMAIN;
  if (1 + i - r <= 0)
    return CLV_DIVERGES;
  return give (m * (1 + i) / (1 + i - r), value);
}

/**
 * clv_formula_end_of_period:
 * @m: margin a period
 * @r: retention a period, 0 … 1
 * @i: discount a period, > -1
 * @value: (out): m / (1 + i - r)
 *
 * Variant D: the first margin comes at the end of the first period, for sure.
 *
 * Source: METRICS.md section 3. Checked by /calc/formula/variants-of-the-example.
 *
 * Returns: as clv_formula_margin_multiple()
 */
ClvStatus
clv_formula_end_of_period (double  m,
                           double  r,
                           double  i,
                           double *value)
{
  if (!is_input (m, r, i))
    return CLV_DOMAIN;
  if (1 + i - r <= 0)
    return CLV_DIVERGES;
  return give (m / (1 + i - r), value);
}

/**
 * clv_formula_immediate_within:
 * @m: margin a period
 * @r: retention a period, 0 … 1
 * @i: discount a period, > -1
 * @periods: length of the horizon T, >= 0
 * @value: (out): m (1 - q^T) / (1 - q), q = r / (1 + i); m T when q is 1
 *
 * Variant E, C_T: T margins, the first one now.
 *
 * Source: METRICS.md section 3. Checked by /calc/formula/within-a-horizon.
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_PRECISION when the result is too large
 */
ClvStatus
clv_formula_immediate_within (double  m,
                              double  r,
                              double  i,
                              double  periods,
                              double *value)
{
  double short_of_one, annuity;

  if (!is_input (m, r, i) || !isfinite (periods) || periods < 0)
    return CLV_DOMAIN;

  /* 1 - q is formed before any rounding of q, so that nothing cancels when q is almost 1. */
  short_of_one = (1 + i - r) / (1 + i);
  if (periods == 0)
    annuity = 0;
  else if (short_of_one == 0)
    annuity = periods;
  else
    annuity = -expm1 (periods * log1p (-short_of_one)) / short_of_one;
  return give (m * annuity, value);
}

/**
 * clv_formula_margin_multiple_within:
 * @m: margin a period
 * @r: retention a period, 0 … 1
 * @i: discount a period, > -1
 * @periods: length of the horizon T, >= 0
 * @value: (out): m q (1 - q^T) / (1 - q), q = r / (1 + i)
 *
 * Variant E, B_T: T margins, the first one after a period.
 *
 * Source: as clv_formula_immediate_within().
 *
 * Returns: as clv_formula_immediate_within()
 */
ClvStatus
clv_formula_margin_multiple_within (double  m,
                                    double  r,
                                    double  i,
                                    double  periods,
                                    double *value)
{
  double immediate;
  const ClvStatus status = clv_formula_immediate_within (m, r, i, periods, &immediate);

  return status == CLV_OK ? give (immediate * (r / (1 + i)), value) : status;
}

/**
 * clv_formula_growing:
 * @m: margin a period, now
 * @r: retention a period, 0 … 1
 * @i: discount a period, > -1
 * @g: growth of the margin a period, >= -1
 * @value: (out): m r / (1 + i - r (1 + g))
 *
 * Variant F: as B, while the margin grows.
 *
 * Source: METRICS.md section 3. Checked by /calc/formula/variants-of-the-example.
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_DIVERGES when r (1 + g) >= 1 + i
 */
ClvStatus
clv_formula_growing (double  m,
                     double  r,
                     double  i,
                     double  g,
                     double *value)
{
  double denominator;

  if (!is_input (m, r, i) || !isfinite (g) || g < -1)
    return CLV_DOMAIN;
  denominator = 1 + i - r * (1 + g);
  if (denominator <= 0)
    return CLV_DIVERGES;
  return give (m * r / denominator, value);
}

/**
 * clv_formula_retention_curve:
 * @n: number of periods
 * @m: (array length=n): margin of a customer who is there, each period
 * @r: (array length=n): who was there the period before and still is, 0 … 1
 * @i: discount a period, > -1
 * @first_period: how many periods from now the first one is
 * @value: (out): Σ m[t] S[t] / (1 + i)^(first_period + t), S[t] = r[0] · … · r[t]
 *
 * Variant G: retention and margin that change over a customer's life.
 *
 * Source: METRICS.md section 3. Checked by /calc/formula/retention-curve.
 *
 * Returns: CLV_OK, 0 for no periods; CLV_DOMAIN; CLV_PRECISION when the result is too large
 */
ClvStatus
clv_formula_retention_curve (size_t        n,
                             const double *m,
                             const double *r,
                             double        i,
                             unsigned      first_period,
                             double       *value)
{
  ClvSum sum;
  double weight;

  if (!is_discount (i))
    return CLV_DOMAIN;

  clv_sum_init (&sum);
  weight = pow (1 + i, -(double) first_period);
  for (size_t t = 0; t < n; t++)
    {
      if (!isfinite (m[t]) || !is_share (r[t]))
        return CLV_DOMAIN;
      weight *= r[t];
      clv_sum_add (&sum, m[t] * weight);
      weight /= 1 + i;
    }
  return give (clv_sum_get (&sum), value);
}

/**
 * clv_formula_markov:
 * @n: number of states, such as segments and “lost”; meant for dozens
 * @transition: (array length=n*n): share that goes from state s (row) to state
 *   t (column) in a period; each row sums to 1
 * @margin: (array length=n): margin of a period spent in each state
 * @i: discount a period, > -1
 * @periods: T, periods to come after the present one
 * @value: (out caller-allocates) (array length=n): Σ (P / (1 + i))^t · margin, t = 0 … T
 *
 * Variant H: value of a customer by the state they are in now. Time O(n² T).
 *
 * Source: Pfeifer & Carraway (2000), Journal of Interactive Marketing 14(2).
 * Checked by /calc/formula/markov.
 *
 * Returns: CLV_OK; CLV_DOMAIN when a row is no distribution; CLV_NO_MEMORY;
 *   CLV_PRECISION when the result is too large
 */
ClvStatus
clv_formula_markov (size_t        n,
                    const double *transition,
                    const double *margin,
                    double        i,
                    unsigned      periods,
                    double       *value)
{
  ClvStatus status = CLV_OK;
  double *now, *before;

  if (n == 0 || !is_discount (i))
    return CLV_DOMAIN;
  for (size_t s = 0; s < n; s++)
    {
      if (!isfinite (margin[s]) || fabs (clv_sum_array (n, transition + s * n) - 1) > 1e-9)
        return CLV_DOMAIN;
      for (size_t t = 0; t < n; t++)
        if (!is_share (transition[s * n + t]))
          return CLV_DOMAIN;
    }

  now = malloc (n * sizeof *now);
  before = malloc (n * sizeof *before);
  if (now == NULL || before == NULL)
    status = CLV_NO_MEMORY;
  else
    memcpy (now, margin, n * sizeof *now);

  /* Horner's scheme: V ← margin + P V / (1 + i), from the last period backwards. */
  for (unsigned period = 0; status == CLV_OK && period < periods; period++)
    {
      memcpy (before, now, n * sizeof *before);
      for (size_t s = 0; s < n; s++)
        {
          ClvSum sum;

          clv_sum_init (&sum);
          for (size_t t = 0; t < n; t++)
            clv_sum_add (&sum, transition[s * n + t] * before[t]);
          now[s] = margin[s] + clv_sum_get (&sum) / (1 + i);
        }
    }

  for (size_t s = 0; status == CLV_OK && s < n; s++)
    if (!isfinite (now[s]))
      status = CLV_PRECISION;
  if (status == CLV_OK)
    memcpy (value, now, n * sizeof *value);
  free (now);
  free (before);
  return status;
}

/**
 * clv_formula_crm_article:
 * @aov: average order value
 * @frequency: orders a period, >= 0
 * @cac: acquisition cost, >= 0
 * @r: retention a period, 0 … 1
 * @lifetime: periods a customer stays, >= 0
 * @index: (out): aov · frequency / (cac + 1 - r) · lifetime
 *
 * Variant K: a formula found in an article on CRM systems, evaluated as it is
 * written there. It adds money to a pure number, so the result is an index and
 * not money: in cents it gives another answer than in euros.
 *
 * Source: FEATURES.md F-09. Checked by /calc/formula/crm-article.
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_DIVERGES when @cac is 0 and @r is 1
 */
ClvStatus
clv_formula_crm_article (double  aov,
                         double  frequency,
                         double  cac,
                         double  r,
                         double  lifetime,
                         double *index)
{
  double denominator;

  if (!isfinite (aov) || !isfinite (cac) || cac < 0 || !is_share (r) || !(frequency >= 0) || !(lifetime >= 0))
    return CLV_DOMAIN;
  denominator = cac + 1 - r;
  if (denominator <= 0)
    return CLV_DIVERGES;
  return give (aov * frequency / denominator * lifetime, index);
}

/**
 * clv_formula_net_worth:
 * @clv_before_cac: lifetime value before acquisition cost
 * @cac: acquisition cost
 * @service: service cost over the lifetime; 0 when the margin is net of it already
 *
 * Customer net worth.
 *
 * Source: FEATURES.md F-10. Checked by /calc/formula/net-worth.
 *
 * Returns: what is left of the value after both
 */
double
clv_formula_net_worth (double clv_before_cac,
                       double cac,
                       double service)
{
  return clv_before_cac - cac - service;
}

/**
 * clv_formula_lifetime:
 * @r: retention a period, 0 … 1
 * @periods: (out): 1 / (1 - r)
 *
 * How many periods a customer stays on average, counting the first.
 *
 * Source: METRICS.md section 2. Checked by /calc/formula/lifetime-and-retention-imply-each-other.
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_DIVERGES when nobody leaves
 */
ClvStatus
clv_formula_lifetime (double  r,
                      double *periods)
{
  if (!is_share (r))
    return CLV_DOMAIN;
  if (r == 1)
    return CLV_DIVERGES;
  return give (1 / (1 - r), periods);
}

/**
 * clv_formula_retention_for_lifetime:
 * @periods: lifetime, counting the first period, >= 1
 * @r: (out): 1 - 1 / periods
 *
 * The retention that clv_formula_lifetime() turns into @periods.
 *
 * Source: FEATURES.md F-07. Checked by /calc/formula/lifetime-and-retention-imply-each-other.
 *
 * Returns: CLV_OK; CLV_DOMAIN
 */
ClvStatus
clv_formula_retention_for_lifetime (double  periods,
                                    double *r)
{
  if (!isfinite (periods) || periods < 1)
    return CLV_DOMAIN;
  *r = 1 - 1 / periods;
  return CLV_OK;
}

/**
 * clv_formula_retention_per_period:
 * @r_yearly: retention a year, 0 … 1
 * @periods_per_year: 12 for months, > 0
 * @r: (out): r_yearly^(1 / periods_per_year)
 *
 * Retention of a shorter period. Never divide a rate by twelve.
 *
 * Source: METRICS.md, conventions. Checked by /calc/formula/rates-per-month.
 *
 * Returns: CLV_OK; CLV_DOMAIN
 */
ClvStatus
clv_formula_retention_per_period (double  r_yearly,
                                  double  periods_per_year,
                                  double *r)
{
  if (!is_share (r_yearly) || !isfinite (periods_per_year) || periods_per_year <= 0)
    return CLV_DOMAIN;
  *r = pow (r_yearly, 1 / periods_per_year);
  return CLV_OK;
}

/**
 * clv_formula_discount_per_period:
 * @i_yearly: discount a year, > -1
 * @periods_per_year: 12 for months, > 0
 * @i: (out): (1 + i_yearly)^(1 / periods_per_year) - 1
 *
 * Discount rate of a shorter period.
 *
 * Source: METRICS.md, conventions. Checked by /calc/formula/rates-per-month.
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_PRECISION when the result is too large
 */
ClvStatus
clv_formula_discount_per_period (double  i_yearly,
                                 double  periods_per_year,
                                 double *i)
{
  if (!is_discount (i_yearly) || !isfinite (periods_per_year) || periods_per_year <= 0)
    return CLV_DOMAIN;
  return give (expm1 (log1p (i_yearly) / periods_per_year), i);
}

/**
 * clv_formula_allowable_cac:
 * @clv_before_cac: lifetime value before acquisition cost
 * @target_ratio: wanted value : cost, > 0; 3 is a common rule of thumb
 * @cac: (out): clv_before_cac / target_ratio, 0 when the value is negative
 *
 * What may be spent to win a customer by the ratio alone. A payback target
 * sets a limit of its own (clv_payback_margin_within()): show the lower.
 *
 * Source: METRICS.md section 4. Checked by /calc/formula/allowable-cac.
 *
 * Returns: CLV_OK; CLV_DOMAIN
 */
ClvStatus
clv_formula_allowable_cac (double  clv_before_cac,
                           double  target_ratio,
                           double *cac)
{
  if (!isfinite (clv_before_cac) || !isfinite (target_ratio) || target_ratio <= 0)
    return CLV_DOMAIN;
  return give (fmax (clv_before_cac / target_ratio, 0), cac);
}
