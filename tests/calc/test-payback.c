/* test-payback.c - when a customer has earned back what it cost to win them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-payback.h"

#include <math.h>

#include "clv-test.h"

static void
months_as_published (void)
{
  /* METRICS.md section 4. */
  ClvPayback payback;

  g_assert_cmpint (clv_payback (50, 10, 1, &payback), ==, CLV_OK);
  g_assert_true (payback.recovered);
  g_assert_cmpfloat (payback.months, ==, 5);
  g_assert_true (isinf (payback.max_recoverable));

  g_assert_cmpint (clv_payback (50, 10, 0.97, &payback), ==, CLV_OK);
  g_assert_true (payback.recovered);
  g_assert_cmpfloat (payback.months, ==, 6);

  g_assert_cmpint (clv_payback (50, 4, 0.9, &payback), ==, CLV_OK);
  g_assert_false (payback.recovered);
  clv_assert_near (payback.max_recoverable, 40.00, 1e-9);
}

static void
months_agree_with_adding_up (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      const double cac = g_test_rand_int_range (1, 100000) / 100.0;
      const double margin = g_test_rand_int_range (1, 5000) / 100.0;
      const double survival = i % 5 == 0 ? 1 : g_test_rand_int_range (500, 1000) / 1000.0;
      double earned = 0, here = 1;
      guint months = 0;
      ClvPayback payback;

      while (months < 200000 && here > 1e-14 && earned < cac * (1 - 1e-12))
        {
          earned += margin * here;
          here *= survival;
          months++;
        }
      g_assert_cmpint (clv_payback (cac, margin, survival, &payback), ==, CLV_OK);
      if (earned >= cac * (1 - 1e-12))
        {
          g_assert_true (payback.recovered);
          g_assert_cmpfloat (payback.months, ==, months);
        }
      else
        g_assert_false (payback.recovered);
    }
}

static void
edges (void)
{
  ClvPayback payback;

  /* Nothing to recover. */
  g_assert_cmpint (clv_payback (0, 10, 0.9, &payback), ==, CLV_OK);
  g_assert_true (payback.recovered);
  g_assert_cmpfloat (payback.months, ==, 0);
  /* All leave after the first month. */
  g_assert_cmpint (clv_payback (10, 10, 0, &payback), ==, CLV_OK);
  g_assert_true (payback.recovered);
  g_assert_cmpfloat (payback.months, ==, 1);
  g_assert_cmpint (clv_payback (10.01, 10, 0, &payback), ==, CLV_OK);
  g_assert_false (payback.recovered);
  /* The limit itself is never reached: 4 / (1 - .9) = 40. */
  g_assert_cmpint (clv_payback (40, 4, 0.9, &payback), ==, CLV_OK);
  g_assert_false (payback.recovered);
  /* A loss every month. */
  g_assert_cmpint (clv_payback (10, -1, 1, &payback), ==, CLV_OK);
  g_assert_false (payback.recovered);
  g_assert_cmpfloat (payback.max_recoverable, ==, 0);
  /* Three months of 0.1 pay 0.3 although the doubles do not add up. */
  g_assert_cmpint (clv_payback (0.3, 0.1, 1, &payback), ==, CLV_OK);
  g_assert_cmpfloat (payback.months, ==, 3);

  payback.months = 77;
  g_assert_cmpint (clv_payback (-1, 10, 1, &payback), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_payback (50, 10, 1.1, &payback), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_payback (NAN, 10, 1, &payback), ==, CLV_DOMAIN);
  g_assert_cmpfloat (payback.months, ==, 77);
}

static void
simple_divides (void)
{
  double months;

  g_assert_cmpint (clv_payback_simple (50, 10, &months), ==, CLV_OK);
  g_assert_cmpfloat (months, ==, 5);
  g_assert_cmpint (clv_payback_simple (50, 0, &months), ==, CLV_DIVERGES);
  g_assert_cmpint (clv_payback_simple (-50, 1, &months), ==, CLV_DOMAIN);
}

static void
margin_within_a_target (void)
{
  double margin;

  /* By hand: 10 + 9 + 8.1. */
  g_assert_cmpint (clv_payback_margin_within (10, 0.9, 3, &margin), ==, CLV_OK);
  clv_assert_near (margin, 27.1, 1e-12);
  g_assert_cmpint (clv_payback_margin_within (10, 1, 12, &margin), ==, CLV_OK);
  clv_assert_near (margin, 120, 1e-12);
  g_assert_cmpint (clv_payback_margin_within (10, 0, 12, &margin), ==, CLV_OK);
  clv_assert_near (margin, 10, 1e-12);
  g_assert_cmpint (clv_payback_margin_within (10, 0, 0, &margin), ==, CLV_OK);
  g_assert_cmpfloat (margin, ==, 0);
  g_assert_cmpint (clv_payback_margin_within (10, 0.9, -1, &margin), ==, CLV_DOMAIN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/payback/months-as-published", months_as_published);
  g_test_add_func ("/calc/payback/months-agree-with-adding-up", months_agree_with_adding_up);
  g_test_add_func ("/calc/payback/edges", edges);
  g_test_add_func ("/calc/payback/simple-divides", simple_divides);
  g_test_add_func ("/calc/payback/margin-within-a-target", margin_within_a_target);
  return g_test_run ();
}
