/* test-quantile.c - medians and other quantiles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-quantile.h"

#include <math.h>
#include <stdlib.h>

#include "clv-test.h"

static void
quartiles_are_those_of_type_seven (void)
{
  /* R: quantile (c (6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49)) gives 6, 25.5, 40, 42.5, 49. */
  static const struct
  {
    double p, expected;
  } rows[] = { { 0, 6 }, { 0.25, 25.5 }, { 0.5, 40 }, { 0.75, 42.5 }, { 1, 49 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double x[] = { 41, 7, 49, 36, 39, 6, 15, 42, 47, 43, 40 };
      double actual;

      g_assert_cmpint (clv_quantile (G_N_ELEMENTS (x), x, rows[i].p, &actual), ==, CLV_OK);
      clv_assert_near (actual, rows[i].expected, 1e-12);
    }
}

static void
median_of_an_even_number_is_the_mean_of_two (void)
{
  double x[] = { 9, 1, 4, 3 };
  double one[] = { 5 };
  double actual;

  g_assert_cmpint (clv_median (4, x, &actual), ==, CLV_OK);
  g_assert_cmpfloat (actual, ==, 3.5);
  g_assert_cmpint (clv_median (1, one, &actual), ==, CLV_OK);
  g_assert_cmpfloat (actual, ==, 5);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
agrees_with_sorting (void)
{
  /* Sizes around the small cases; values with many ties, ascending and random. */
  for (guint n = 1; n < 200; n++)
    {
      g_autofree double *x = g_new (double, n);
      g_autofree double *sorted = g_new (double, n);
      const double p = g_test_rand_double ();
      const double at = p * (n - 1);
      const guint low = (guint) at;
      double actual;

      for (guint i = 0; i < n; i++)
        x[i] = sorted[i] = n % 3 == 0 ? (double) i : g_test_rand_int_range (0, n % 2 == 0 ? 5 : 1000);
      qsort (sorted, n, sizeof *sorted, compare_doubles);

      g_assert_cmpint (clv_quantile (n, x, p, &actual), ==, CLV_OK);
      clv_assert_near (actual, sorted[low] + (at - low) * (sorted[MIN (low + 1, n - 1)] - sorted[low]), 1e-9);
    }
}

static void
bad_input_is_refused (void)
{
  double x[] = { 1, NAN };
  double actual = 77;

  g_assert_cmpint (clv_median (0, x, &actual), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_median (2, x, &actual), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_quantile (1, x, -0.1, &actual), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_quantile (1, x, NAN, &actual), ==, CLV_DOMAIN);
  g_assert_cmpfloat (actual, ==, 77);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/quantile/quartiles-are-those-of-type-seven", quartiles_are_those_of_type_seven);
  g_test_add_func ("/calc/quantile/median-of-an-even-number-is-the-mean-of-two",
                   median_of_an_even_number_is_the_mean_of_two);
  g_test_add_func ("/calc/quantile/agrees-with-sorting", agrees_with_sorting);
  g_test_add_func ("/calc/quantile/bad-input-is-refused", bad_input_is_refused);
  return g_test_run ();
}
