/* clv-concentration.c - how unevenly value is spread over customers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-concentration.h"

#include <math.h>

#include "clv-sum.h"

/* A threshold such as 80 % counts as reached when only rounding is missing:
 * 0.8 · 0.3 is less than 0.1 + 0.14 by the last bit. */
#define ROUNDING 1e-12

static bool
is_sorted (size_t        n,
           const double *sorted)
{
  for (size_t k = 0; k < n; k++)
    if (!isfinite (sorted[k]) || (k > 0 && sorted[k] > sorted[k - 1]))
      return false;
  return true;
}

/* The total of @sorted when shares of it have a meaning. */
static ClvStatus
positive_total (size_t        n,
                const double *sorted,
                double       *total)
{
  if (n == 0 || !is_sorted (n, sorted))
    return CLV_DOMAIN;
  *total = clv_sum_array (n, sorted);
  return *total > 0 ? CLV_OK : CLV_DOMAIN;
}

/* The position among 0 … n of point @j of @n_points evenly spread ones. */
static size_t
spread (size_t j,
        size_t n_points,
        size_t n)
{
  return (size_t) floor ((double) j * (double) n / (double) (n_points - 1) + 0.5);
}

/**
 * clv_gini:
 * @n: number of customers, > 0
 * @sorted: (array length=n): value of each, best first
 * @gini: (out): the coefficient in three forms and the number of negative values
 *
 * Gini coefficient: 0 when all have the same. With negative values the plain
 * form may pass 1, and only the form of Raffinetti et al. stays within 0 … 1.
 * One customer alone gives 0. With x(j) ascending:
 *
 *   plain = Σ (2j - n - 1) x(j) / (n Σx), normalised = plain · n / (n - 1),
 *   raffinetti = Σ (2j - n - 1) x(j) / ((n - 1) Σ|x|)
 *
 * Source: METRICS.md section 5; Raffinetti, Siletti & Vernizzi (2015),
 * Statistical Methods & Applications 24, 507-521. Checked by /calc/concentration/gini.
 *
 * Returns: CLV_OK; CLV_DOMAIN when @n is 0, the total is not above 0, or @sorted is not sorted
 */
ClvStatus
clv_gini (size_t        n,
          const double *sorted,
          ClvGini      *gini)
{
  ClvSum weighted, absolute;
  size_t n_negative = 0;
  double total, others;
  const ClvStatus status = positive_total (n, sorted, &total);

  if (status != CLV_OK)
    return status;

  clv_sum_init (&weighted);
  clv_sum_init (&absolute);
  for (size_t k = 0; k < n; k++)
    {
      /* Position k from the top is position n - k, counted from 1, from below. */
      clv_sum_add (&weighted, ((double) n - 1 - 2 * (double) k) * sorted[k]);
      clv_sum_add (&absolute, fabs (sorted[k]));
      n_negative += sorted[k] < 0;
    }
  others = n > 1 ? (double) n - 1 : 1;
  gini->plain = clv_sum_get (&weighted) / ((double) n * total);
  gini->normalised = clv_sum_get (&weighted) / (others * total);
  gini->raffinetti = clv_sum_get (&weighted) / (others * clv_sum_get (&absolute));
  gini->n_negative = n_negative;
  return CLV_OK;
}

/**
 * clv_lorenz:
 * @n: number of customers, > 0
 * @sorted: (array length=n): value of each, best first
 * @n_points: length of the results, >= 2; n + 1 gives a point for each customer
 * @customers_share: (out caller-allocates) (array length=n_points): 0 … 1
 * @value_share: (out caller-allocates) (array length=n_points): 0 … 1; dips
 *   below 0 where there are negative values
 *
 * Lorenz curve: what share of the value the worst share of customers has.
 *
 * Source: METRICS.md section 5. Checked by /calc/concentration/lorenz.
 *
 * Returns: CLV_OK; CLV_DOMAIN as clv_gini(), or for fewer than two points
 */
ClvStatus
clv_lorenz (size_t        n,
            const double *sorted,
            size_t        n_points,
            double       *customers_share,
            double       *value_share)
{
  ClvSum sum;
  double total;
  size_t k = 0;
  ClvStatus status;

  if (n_points < 2)
    return CLV_DOMAIN;
  status = positive_total (n, sorted, &total);
  if (status != CLV_OK)
    return status;

  clv_sum_init (&sum);
  for (size_t j = 0; j < n_points; j++)
    {
      const size_t end = spread (j, n_points, n);

      for (; k < end; k++)
        clv_sum_add (&sum, sorted[n - 1 - k]);
      customers_share[j] = (double) end / (double) n;
      value_share[j] = clv_sum_get (&sum) / total;
    }
  return CLV_OK;
}

/**
 * clv_whale:
 * @n: number of customers, > 0
 * @sorted: (array length=n): value of each, best first
 * @whale: (out): peak, end and losses of the curve
 *
 * Key figures of the whale curve. The peak stands after the last customer with
 * a value above 0, so that customers at zero belong to the flat top behind it.
 *
 * Source: Kaplan & Narayanan (2001); METRICS.md section 5. Checked by
 * /calc/concentration/whale on the toy data of FEATURES.md part C.
 *
 * Returns: CLV_OK, also for a total <= 0 (then there is no share); CLV_DOMAIN
 *   when @n is 0 or @sorted is not sorted
 */
ClvStatus
clv_whale (size_t        n,
           const double *sorted,
           ClvWhale     *whale)
{
  ClvWhale result = { 0 };
  size_t first_loss;

  if (n == 0 || !is_sorted (n, sorted))
    return CLV_DOMAIN;

  while (result.peak_customers < n && sorted[result.peak_customers] > 0)
    result.peak_customers++;
  first_loss = result.peak_customers;
  while (first_loss < n && sorted[first_loss] == 0)
    first_loss++;

  result.total = clv_sum_array (n, sorted);
  result.peak_value = clv_sum_array (result.peak_customers, sorted);
  result.loss_customers = n - first_loss;
  result.loss_value = clv_sum_array (result.loss_customers, sorted + first_loss);
  result.has_share = result.total > 0;
  if (result.has_share)
    result.peak_share = result.peak_value / result.total;
  *whale = result;
  return CLV_OK;
}

/**
 * clv_whale_points:
 * @n: number of customers, > 0
 * @sorted: (array length=n): value of each, best first
 * @n_points: length of the results, >= 3; n + 1 gives a point for each customer
 * @customers: (out caller-allocates) (array length=n_points): 0 … n, ascending
 * @cumulative: (out caller-allocates) (array length=n_points): value of that many best customers
 *
 * The whale curve itself. Points are spread evenly; the one nearest to the
 * peak is moved onto it, so that a thinned curve keeps its true height.
 *
 * Source: as clv_whale().
 *
 * Returns: CLV_OK; CLV_DOMAIN when @n is 0, for fewer than three points, or
 *   when @sorted is not sorted
 */
ClvStatus
clv_whale_points (size_t        n,
                  const double *sorted,
                  size_t        n_points,
                  double       *customers,
                  double       *cumulative)
{
  ClvWhale whale;
  ClvSum sum;
  size_t k = 0, at_peak;
  ClvStatus status;

  if (n_points < 3)
    return CLV_DOMAIN;
  status = clv_whale (n, sorted, &whale);
  if (status != CLV_OK)
    return status;

  /* The ends stay where they are. */
  at_peak = (size_t) floor ((double) whale.peak_customers * (double) (n_points - 1) / (double) n + 0.5);
  if (at_peak == 0 && whale.peak_customers > 0)
    at_peak = 1;
  if (at_peak == n_points - 1 && whale.peak_customers < n)
    at_peak = n_points - 2;

  clv_sum_init (&sum);
  for (size_t j = 0; j < n_points; j++)
    {
      const size_t end = j == at_peak ? whale.peak_customers : spread (j, n_points, n);

      for (; k < end; k++)
        clv_sum_add (&sum, sorted[k]);
      customers[j] = (double) k;
      cumulative[j] = clv_sum_get (&sum);
    }
  return CLV_OK;
}

/**
 * clv_top_share:
 * @n: number of customers, > 0
 * @sorted: (array length=n): value of each, best first
 * @customers_share: which share of customers, 0 … 1; rounded up to whole customers
 * @value_share: (out): their share of the total; above 1 when others lose
 *
 * What the best ⌈n · share⌉ customers make of the total.
 *
 * Source: METRICS.md, “Concentration”. Checked by /calc/concentration/top-share.
 *
 * Returns: CLV_OK; CLV_DOMAIN as clv_gini(), or for a share outside 0 … 1
 */
ClvStatus
clv_top_share (size_t        n,
               const double *sorted,
               double        customers_share,
               double       *value_share)
{
  double total, wanted;
  ClvStatus status;

  if (!(customers_share >= 0 && customers_share <= 1))
    return CLV_DOMAIN;
  status = positive_total (n, sorted, &total);
  if (status != CLV_OK)
    return status;

  /* 0.07 · 100 is 7.000000000000001, and that is not the eighth customer. */
  wanted = ceil ((double) n * customers_share * (1 - ROUNDING));
  *value_share = clv_sum_array ((size_t) fmin (wanted, (double) n), sorted) / total;
  return CLV_OK;
}

/**
 * clv_pareto:
 * @n: number of customers, > 0
 * @sorted: (array length=n): value of each, best first
 * @value_share: the share of the total to reach, 0 … 1
 * @customers: (out): how many of the best it takes
 * @customers_share: (out): the same as a share of all customers
 *
 * The smallest number of customers that makes a given share of the value.
 *
 * Source: METRICS.md section 5. Checked by /calc/concentration/pareto.
 *
 * Returns: CLV_OK; CLV_DOMAIN as clv_gini(), or for a share outside 0 … 1
 */
ClvStatus
clv_pareto (size_t        n,
            const double *sorted,
            double        value_share,
            size_t       *customers,
            double       *customers_share)
{
  ClvSum sum;
  double total;
  size_t k = 0;
  ClvStatus status;

  if (!(value_share >= 0 && value_share <= 1))
    return CLV_DOMAIN;
  status = positive_total (n, sorted, &total);
  if (status != CLV_OK)
    return status;

  clv_sum_init (&sum);
  while (k < n && clv_sum_get (&sum) < value_share * total * (1 - ROUNDING))
    clv_sum_add (&sum, sorted[k++]);
  *customers = k;
  *customers_share = (double) k / (double) n;
  return CLV_OK;
}

/**
 * clv_decile:
 * @position: place of the customer, 0 is best, < @n
 * @n: number of customers
 *
 * Decile of a place: ⌊10 · position / n⌋, so that sizes differ by one at most.
 *
 * Returns: 0 (best) … 9
 */
unsigned
clv_decile (size_t position,
            size_t n)
{
  return (unsigned) ((uint64_t) position * 10 / n);
}

/**
 * clv_deciles:
 * @n: number of customers
 * @sorted: (array length=n): value of each, best first
 * @keep_ties: give equal values the decile of the first of them
 * @decile: (out caller-allocates) (array length=n): 0 (best) … 9, one a position
 *
 * Decile of every place.
 *
 * Source: METRICS.md section 5. Checked by /calc/concentration/deciles.
 *
 * Returns: CLV_OK; CLV_DOMAIN when @sorted is not sorted
 */
ClvStatus
clv_deciles (size_t        n,
             const double *sorted,
             bool          keep_ties,
             uint8_t      *decile)
{
  if (!is_sorted (n, sorted))
    return CLV_DOMAIN;

  for (size_t k = 0; k < n; k++)
    decile[k] = keep_ties && k > 0 && sorted[k] == sorted[k - 1] ? decile[k - 1] : (uint8_t) clv_decile (k, n);
  return CLV_OK;
}

/**
 * clv_abc:
 * @n: number of customers
 * @sorted: (array length=n): value of each, best first
 * @a: share of all positive value that A makes, 0 … 1; usually 0.8
 * @b: share that A and B make together, @a … 1; usually 0.95
 * @abc: (out caller-allocates) (array length=n): a ClvAbc for each position
 *
 * Value classes: A makes the first 80 % of all positive value, B the next
 * 15 %, C the rest, D nothing or a loss. Whoever crosses a threshold belongs
 * to the higher class.
 *
 * Source: METRICS.md section 5. Checked by /calc/concentration/abc.
 *
 * Returns: CLV_OK; CLV_DOMAIN when @sorted is not sorted, or the shares are no shares
 */
ClvStatus
clv_abc (size_t        n,
         const double *sorted,
         double        a,
         double        b,
         uint8_t      *abc)
{
  ClvSum positive, before;
  double total;

  if (!is_sorted (n, sorted) || !(a >= 0 && a <= b && b <= 1))
    return CLV_DOMAIN;

  clv_sum_init (&positive);
  for (size_t k = 0; k < n && sorted[k] > 0; k++)
    clv_sum_add (&positive, sorted[k]);
  total = clv_sum_get (&positive);

  clv_sum_init (&before);
  for (size_t k = 0; k < n; k++)
    {
      const double reached = clv_sum_get (&before);

      if (sorted[k] <= 0)
        abc[k] = CLV_ABC_D;
      else if (reached < a * total * (1 - ROUNDING))
        abc[k] = CLV_ABC_A;
      else if (reached < b * total * (1 - ROUNDING))
        abc[k] = CLV_ABC_B;
      else
        abc[k] = CLV_ABC_C;
      clv_sum_add (&before, sorted[k]);
    }
  return CLV_OK;
}

/**
 * clv_hhi:
 * @n: number of channels, segments, …
 * @value: (array length=n): value of each, >= 0, in any order
 * @hhi: (out): Σ share², 1/n (even) … 1 (all in one)
 *
 * Herfindahl-Hirschman index.
 *
 * Source: METRICS.md section 5. Checked by /calc/concentration/hhi.
 *
 * Returns: CLV_OK; CLV_DOMAIN for a negative value or a total of 0
 */
ClvStatus
clv_hhi (size_t        n,
         const double *value,
         double       *hhi)
{
  const double total = clv_sum_array (n, value);
  ClvSum squares;

  if (!(total > 0) || !isfinite (total))
    return CLV_DOMAIN;

  clv_sum_init (&squares);
  for (size_t i = 0; i < n; i++)
    {
      if (value[i] < 0)
        return CLV_DOMAIN;
      clv_sum_add (&squares, value[i] / total * (value[i] / total));
    }
  *hhi = clv_sum_get (&squares);
  return CLV_OK;
}
