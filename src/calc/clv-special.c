/* clv-special.c - functions of mathematics that the C library does not have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-special.h"

#include <math.h>

/* From here on the series below are good to the last digit. */
#define FAR 12.0

/**
 * clv_log_gamma:
 * @x: above 0
 *
 * ln Γ (x), by recurrence up to 12 and Stirling's series.
 *
 * Source: Abramowitz & Stegun 6.1.15, 6.1.41. Checked by /calc/special.
 */
double
clv_log_gamma (double x)
{
  double product = 1, y;

  for (; x < FAR; x++)
    product *= x;
  y = 1 / (x * x);
  return (x - 0.5) * log (x) - x + 0.91893853320467274178 - log (product) +
         (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188 - y * 691.0 / 360360))))) / x;
}

/**
 * clv_digamma:
 * @x: above 0
 *
 * ψ (x), by recurrence up to 12 and the asymptotic series with Bernoulli's numbers.
 *
 * Source: Abramowitz & Stegun 6.3.5, 6.3.18. Checked by /calc/special.
 */
double
clv_digamma (double x)
{
  double sum = 0, y;

  for (; x < FAR; x++)
    sum -= 1 / x;
  y = 1 / (x * x);
  return sum + log (x) - 0.5 / x -
         y * (1.0 / 12 - y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240 - y * (1.0 / 132 - y * (691.0 / 32760 - y / 12))))));
}

/**
 * clv_trigamma:
 * @x: above 0
 *
 * ψ′ (x), in the same way.
 *
 * Source: Abramowitz & Stegun 6.4.6, 6.4.12. Checked by /calc/special.
 */
double
clv_trigamma (double x)
{
  double sum = 0, y;

  for (; x < FAR; x++)
    sum += 1 / (x * x);
  y = 1 / (x * x);
  return sum + 1 / x + 0.5 * y +
         y / x * (1.0 / 6 - y * (1.0 / 30 - y * (1.0 / 42 - y * (1.0 / 30 - y * (5.0 / 66 - y * (691.0 / 2730 - y * 7.0 / 6))))));
}

/* Continued fraction of Abramowitz & Stegun 26.5.8, by Lentz's method; quick below the mean. */
static double
beta_fraction (double x,
               double a,
               double b)
{
  const double tiny = 1e-300;
  double c = 1, d = 1 - (a + b) * x / (a + 1), result;

  d = 1 / (fabs (d) < tiny ? tiny : d);
  result = d;
  for (int m = 1; m < 10000; m++)
    {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), step;

      d = 1 + even * d;
      d = 1 / (fabs (d) < tiny ? tiny : d);
      c = 1 + even / c;
      c = fabs (c) < tiny ? tiny : c;
      result *= d * c;
      d = 1 + odd * d;
      d = 1 / (fabs (d) < tiny ? tiny : d);
      c = 1 + odd / c;
      c = fabs (c) < tiny ? tiny : c;
      step = d * c;
      result *= step;
      if (fabs (step - 1) < 1e-15)
        break;
    }
  return result;
}

/**
 * clv_beta_share:
 * @x: 0 to 1
 * @a: above 0
 * @b: above 0
 *
 * The regularised incomplete beta function.
 *
 * Source: Abramowitz & Stegun 26.5.1, 26.5.8. Checked by /calc/special.
 */
double
clv_beta_share (double x,
                double a,
                double b)
{
  double front;

  if (!(x > 0))
    return 0;
  if (x >= 1)
    return 1;
  front = exp (clv_log_gamma (a + b) - clv_log_gamma (a) - clv_log_gamma (b) + a * log (x) + b * log1p (-x));
  if (x < (a + 1) / (a + b + 2))
    return front * beta_fraction (x, a, b) / a;
  return 1 - front * beta_fraction (1 - x, b, a) / b;
}
