/* test-spend.c - what a purchase of a customer is worth: the two models of it behind one face
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-spend.h"

#include <math.h>

#include "clv-random.h"
#include "clv-test.h"

#define N 4000

static int x[N];
static double mean[N];

/* Means of customers are N (40, 20²), amounts around them N (·, 30²). */
static void
simulate_margins (void)
{
  ClvRandom random;

  clv_random_init (&random, 11);
  for (int i = 0; i < N; i++)
    {
      double own = 40 + 20 * clv_random_normal (&random);

      x[i] = i % 4 == 0 ? 0 : 1 + i % 7;
      mean[i] = own + 30 * clv_random_normal (&random) / sqrt (x[i]);
    }
}

static void
margins_give_their_spread_back (void)
{
  ClvSpendFit fit;

  simulate_margins ();
  g_assert_cmpint (clv_spend_fit (CLV_SPEND_SHRUNKEN_MEAN, N, x, mean, NULL, NULL, &fit), ==, CLV_OK);
  g_assert_cmpint (fit.quality, ==, CLV_FIT_FINE);
  g_assert_false (fit.has_prior);
  g_assert_cmpuint (fit.n_used, ==, N / 4 * 3);
  g_assert_cmpuint (fit.n_without, ==, N / 4);
  clv_assert_near (fit.shrunken_mean.mean, 40, 3 * sqrt (fit.covariance[0][0]));
  clv_assert_near (log (fit.shrunken_mean.between / 400), 0, 3 * sqrt (fit.covariance[1][1]));
  clv_assert_near (log (fit.shrunken_mean.within / 900), 0, 3 * sqrt (fit.covariance[2][2]));
  g_assert_cmpfloat (sqrt (fit.covariance[2][2]), <, 0.1);
  g_assert_cmpfloat (fit.gradient, <, 1e-6);
}

/* By hand: between 100, within 300: three purchases weigh 100 / (100 + 300 / 3) = 1/2. */
static void
margins_are_drawn_to_the_mean (void)
{
  static const ClvSpendFit fit = { .kind = CLV_SPEND_SHRUNKEN_MEAN, .shrunken_mean = { 20, 100, 300 } };

  clv_assert_near (clv_spend_expected (&fit, 3, -40), -10, 1e-12);
  clv_assert_near (clv_spend_expected (&fit, 0, NAN), 20, 0);
  clv_assert_near (clv_spend_expected (&fit, 3000000, -40), -40, 0.01);
}

static void
amounts_that_do_not_count_are_counted (void)
{
  static const int times[] = { 0, 1, 2, 3, 1, 2 };
  static const double amount[] = { NAN, 0, -5, 30, 20, 25 };
  ClvSpendFit fit;

  g_assert_cmpint (clv_spend_fit (CLV_SPEND_GAMMA_GAMMA, 6, times, amount, NULL, NULL, &fit), ==, CLV_OK);
  g_assert_cmpuint (fit.n_used, ==, 3);
  g_assert_cmpuint (fit.n_without, ==, 1);
  g_assert_cmpuint (fit.n_not_positive, ==, 2);
  g_assert_cmpint (fit.quality, ==, CLV_FIT_TOO_LITTLE_DATA);
  g_assert_true (fit.has_prior);
  /* Nobody's spend is drawn to what was given back. */
  clv_assert_near (clv_spend_expected (&fit, 2, -5), clv_spend_expected (&fit, 0, 0), 0);
  g_assert_cmpint (clv_spend_fit (CLV_SPEND_SHRUNKEN_MEAN, 6, times, amount, NULL, NULL, &fit), ==, CLV_OK);
  g_assert_cmpuint (fit.n_used, ==, 5);
  g_assert_cmpuint (fit.n_not_positive, ==, 0);
}

static void
few_margins_are_enough (void)
{
  static const int times[] = { 1, 2, 1 };
  static const double equal[] = { 7, 7, 7 }, nothing[] = { 0, 0, 0 }, differing[] = { -20, 5, 90 };
  const double *cases[] = { equal, nothing, differing };
  ClvSpendFit fit;

  for (int i = 0; i < 3; i++)
    for (int n = 1; n <= 3; n++)
      {
        g_assert_cmpint (clv_spend_fit (CLV_SPEND_SHRUNKEN_MEAN, n, times, cases[i], NULL, NULL, &fit), ==, CLV_OK);
        g_assert_cmpint (fit.quality, ==, CLV_FIT_TOO_LITTLE_DATA);
        g_assert_true (fit.has_prior);
        g_assert_true (isfinite (clv_spend_expected (&fit, 2, 12)));
        g_assert_cmpfloat (fit.shrunken_mean.between, >, 0);
        g_assert_true (isfinite (fit.covariance[2][2]));
      }
  g_assert_cmpint (clv_spend_fit (CLV_SPEND_SHRUNKEN_MEAN, 0, times, equal, NULL, NULL, &fit), ==, CLV_DOMAIN);
}

static bool
stop_at_third (void *data)
{
  return ++*(int *) data >= 3;
}

static void
a_fit_stops_when_told_to (void)
{
  int times[64], asked;
  double amount[64];
  ClvSpendFit fit;

  for (int i = 0; i < 64; i++)
    {
      times[i] = 1 + i % 3;
      amount[i] = 10 + i * 7 % 40;
    }
  for (int kind = CLV_SPEND_GAMMA_GAMMA; kind <= CLV_SPEND_SHRUNKEN_MEAN; kind++)
    {
      asked = 0;
      g_assert_cmpint (clv_spend_fit ((ClvSpendKind) kind, 64, times, amount, stop_at_third, &asked, &fit), ==, CLV_CANCELLED);
      g_assert_cmpint (asked, ==, 3);
    }
}

/* lifetimes gives -900 for a newcomer where q is 0.9. */
static void
expected_spend_is_always_finite (void)
{
  ClvSpendFit fit = { .kind = CLV_SPEND_GAMMA_GAMMA, .gamma_gamma = { 2, 0.9, 10 } };

  g_assert_cmpfloat (clv_spend_expected (&fit, 0, 0), >, 0);
  g_assert_cmpfloat (clv_spend_expected (&fit, 0, 0), <, 200);
  clv_assert_near (clv_spend_expected (&fit, 1, 10), 20 * 2 / 1.9, 1e-12);
  /* What is shared stands for those without amounts alone, and follows the parameters. */
  clv_spend_settle (&fit);
  clv_assert_near (clv_spend_expected (&fit, 0, 0), 28.01827938325309, 1e-10);
  clv_assert_near (clv_spend_expected (&fit, 3, NAN), 28.01827938325309, 1e-10);
  clv_assert_near (clv_spend_expected (&fit, 1, 10), 20 * 2 / 1.9, 1e-12);
  fit.gamma_gamma.gamma = 20;
  clv_spend_settle (&fit);
  clv_assert_near (clv_spend_expected (&fit, 0, 0), 2 * 28.01827938325309, 1e-10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/spend/margins-give-their-spread-back", margins_give_their_spread_back);
  g_test_add_func ("/calc/spend/margins-are-drawn-to-the-mean", margins_are_drawn_to_the_mean);
  g_test_add_func ("/calc/spend/amounts-that-do-not-count-are-counted", amounts_that_do_not_count_are_counted);
  g_test_add_func ("/calc/spend/a-fit-stops-when-told-to", a_fit_stops_when_told_to);
  g_test_add_func ("/calc/spend/few-margins-are-enough", few_margins_are_enough);
  g_test_add_func ("/calc/spend/expected-spend-is-always-finite", expected_spend_is_always_finite);
  return g_test_run ();
}
