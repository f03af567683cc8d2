/* test-value.c - what a customer will spend
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-value.h"

#include <math.h>

#include "clv-btyd.h"
#include "clv-random.h"
#include "clv-test.h"

static const ClvBtyd buyers = { CLV_BTYD_MBGNBD, 1, { 0.64, 7.3, 0.81, 1.23 } };
static const ClvGammaGamma spend = { 6.25, 3.74, 15.44 };

#define N_TAIL 400

/* By hand: P(Y = 0 … 4) = .1 .2 .4 .2 .1. */
static void
count_intervals (void)
{
  static const double tail[] = { 1, 0.9, 0.7, 0.3, 0.1, 0 };
  int low, high;

  clv_count_interval (6, tail, 0.8, &low, &high);
  g_assert_cmpint (low, ==, 1);
  g_assert_cmpint (high, ==, 3);
  clv_count_interval (6, tail, 0.5, &low, &high);
  g_assert_cmpint (low, ==, 1);
  g_assert_cmpint (high, ==, 3);
  /* 5 % below is less than any number has: then 10 % may lie above. */
  clv_count_interval (6, tail, 0.9, &low, &high);
  g_assert_cmpint (low, ==, 0);
  g_assert_cmpint (high, ==, 3);
  clv_count_interval (6, tail, 0.95, &low, &high);
  g_assert_cmpint (low, ==, 0);
  g_assert_cmpint (high, ==, 4);
}

/* By hand; and for all chances of nothing and all levels a higher level leaves out no more,
 * on either side, and all that the level wants is held. */
static void
ends_never_move_inwards (void)
{
  double below, above;

  /* Nothing can lie below: the other side takes all of it. */
  clv_interval_shares (0, 0.3, 0.8, &below, &above);
  clv_assert_near (below, 0, 0);
  clv_assert_near (above, 0.2, 1e-12);
  /* 4 % nothing: an end of its own, until 5 % are more than that. */
  clv_interval_shares (0, 0.04, 0.9, &below, &above);
  clv_assert_near (below, 0.05, 1e-12);
  clv_assert_near (above, 0.05, 1e-12);
  clv_interval_shares (0, 0.04, 0.94, &below, &above);
  clv_assert_near (below, 0, 0);
  clv_assert_near (above, 0.04, 1e-12);
  /* 3 % below 0, then 20 % nothing: 3 and 17 are left out for 80 %. */
  clv_interval_shares (0.03, 0.23, 0.8, &below, &above);
  clv_assert_near (below, 0.03, 1e-12);
  clv_assert_near (above, 0.17, 1e-12);
  for (double under = 0; under < 0.6; under += 0.03)
    for (double none = 0; under + none < 1; none += 0.03)
      {
        double last_below = 1, last_above = 1;

        for (double level = 0.02; level < 0.995; level += 0.005)
          {
            clv_interval_shares (under, under + none, level, &below, &above);
            g_assert_true (below <= last_below + 1e-9 && above <= last_above + 1e-9);
            g_assert_true (below >= 0 && above >= 0);
            g_assert_cmpfloat (below + above, <=, 1 - level + 1e-9);
            last_below = below;
            last_above = above;
          }
      }
}

/* One purchase, nobody known: total / (total + gamma) is beta (p, q). Its median from mpmath: betainc = 1/2. */
static void
value_of_one_purchase (void)
{
  static const double tail[] = { 1, 1, 0 };
  double median = clv_value_quantile (&spend, 0, 0, 3, tail, 0.5);

  clv_assert_near (median, 26.78209021583179, 1e-9 * median);
  clv_assert_near (clv_value_share (&spend, 0, 0, 3, tail, median), 0.5, 1e-12);
}

/* By the definition: a number of purchases, each gamma (p) at a scale that is known as well as the purchases so far tell. */
static double
draw_total (int        x,
            double     unit,
            double    *tail,
            ClvRandom *random)
{
  double u = clv_random_uniform (random), scale = unit / clv_random_gamma (random, spend.p * x + spend.q), total = 0;

  for (int m = 1; m < N_TAIL && tail[m] >= u; m++)
    total += scale * clv_random_gamma (random, spend.p);
  return total;
}

/* Chances, quantiles and moments against a hundred thousand draws. */
static void
shares_are_those_of_draws (void)
{
  static const ClvBtydHistory histories[] = { { 0, 0, 40 }, { 3, 30, 40 }, { 25, 39, 40 } };
  const int n = 100000;
  ClvRandom random;

  clv_random_init (&random, 2);
  for (guint h = 0; h < G_N_ELEMENTS (histories); h++)
    {
      double tail[N_TAIL], sum = 0, squares = 0, at, mean = 27.5;
      int x = histories[h].x, below = 0;
      double unit = spend.gamma + x * mean;
      ClvMoments moments;

      g_assert_cmpint (clv_btyd_tail (&buyers, &histories[h], 52, N_TAIL, tail), ==, CLV_OK);
      clv_value_unit_moments (&spend, x, NULL, N_TAIL, tail, &moments);
      moments.mean *= unit;
      moments.variance *= unit * unit;
      at = clv_value_quantile (&spend, x, mean, N_TAIL, tail, 0.9);
      for (int i = 0; i < n; i++)
        {
          double total = draw_total (x, unit, tail, &random);

          sum += total;
          squares += (total - moments.mean) * (total - moments.mean);
          below += total <= at;
        }
      clv_assert_near (sum / n, moments.mean, 5 * sqrt (moments.variance / n));
      /* Without a purchase the fourth moment is infinite, and the sample says little. */
      if (x > 0)
        clv_assert_near (squares / n, moments.variance, 0.05 * moments.variance);
      clv_assert_near (below / (double) n, 0.9, 5 * sqrt (0.09 / n));
      /* Expected purchases times expected spend (Fader & Hardie 2013). */
      {
        double each;

        clv_gamma_gamma_expected (&spend, x, mean, &each);
        clv_assert_near (moments.mean, each * clv_btyd_expected (&buyers, &histories[h], 52), 1e-9 * moments.mean);
      }
    }
}

static void
quicker_ways_give_the_same_quantiles (void)
{
  static const ClvBtydHistory histories[] = { { 0, 0, 40 }, { 1, 2, 40 }, { 3, 30, 40 }, { 25, 39, 40 }, { 80, 39, 40 } };
  static const double shares[] = { 0.1, 0.5, 0.9, 0.975 };

  for (guint h = 0; h < G_N_ELEMENTS (histories); h++)
    {
      int x = histories[h].x;
      ClvValueTable *table = clv_value_table_new (&spend, x, N_TAIL);
      double tail[N_TAIL], mean = 27.5, unit = spend.gamma + x * mean;

      clv_btyd_tail (&buyers, &histories[h], 52, N_TAIL, tail);
      for (guint s = 0; s < G_N_ELEMENTS (shares); s++)
        {
          double exact = clv_value_quantile (&spend, x, mean, N_TAIL, tail, shares[s]);
          double quick = clv_value_unit_quantile (&spend, x, N_TAIL, tail, 0, shares[s]);

          g_test_message ("history %u, share %g", h, shares[s]);
          clv_assert_near (unit * quick, exact, 1e-4 * exact);
          /* Beyond, shares rise too fast for the lines of a table, and it is not used. */
          if (x > 31)
            continue;
          clv_assert_near (unit * clv_value_table_quantile (table, N_TAIL, tail, 0, shares[s]), exact, 0.003 * exact);
          /* 20 % of uncertainty: the table goes in straight lines between its own. */
          quick = clv_value_unit_quantile (&spend, x, N_TAIL, tail, 0.2, shares[s]);
          clv_assert_near (clv_value_table_quantile (table, N_TAIL, tail, 0.2, shares[s]), quick, 0.01 * quick);
        }
      clv_value_table_free (table);
    }
}

/* Where no third moment exists, what is left out of a million draws is what the moments leave out. */
static void
heavy_tails_have_moments_to_work_with (void)
{
  static const ClvGammaGamma heavy = { 2, 1.5, 10 };
  static const double tail[] = { 1, 0.9, 0.4, 0.1, 0 };
  ClvMoments moments;

  clv_value_unit_moments (&heavy, 0, NULL, 5, tail, &moments);
  /* 2 · 1.4 purchases · 1 / 0.5 = 5.6 is the mean of all; the largest are some percent of it. */
  g_assert_cmpfloat (moments.mean, >, 5.0);
  g_assert_cmpfloat (moments.mean, <, 5.6);
  g_assert_true (isfinite (moments.variance) && isfinite (moments.third));
  g_assert_cmpfloat (moments.variance, >, 30);
  {
    ClvValueTable *table = clv_value_table_new (&heavy, 0, 5);
    ClvMoments by_table;

    clv_value_unit_moments (&heavy, 0, table, 5, tail, &by_table);
    clv_assert_near (by_table.variance, moments.variance, 1e-3 * moments.variance);
    clv_value_table_free (table);
  }
}

/* Gamma of shape 4 and scale 1: mean 4, variance 4, third moment 8; R 4.2: qgamma (c (.1, .9), 4) = 1.744770, 6.680783. */
static void
quantiles_of_sums (void)
{
  static const ClvMoments gamma4 = { 4, 4, 8 }, normal = { 10, 4, 0 };

  clv_assert_near (clv_moments_quantile (&gamma4, 0.1), 1.744770, 0.02);
  clv_assert_near (clv_moments_quantile (&gamma4, 0.9), 6.680783, 0.02);
  clv_assert_near (clv_moments_quantile (&normal, 0.975), 10 + 2 * 1.959963984540054, 1e-12);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/value/count-intervals", count_intervals);
  g_test_add_func ("/calc/value/ends-never-move-inwards", ends_never_move_inwards);
  g_test_add_func ("/calc/value/value-of-one-purchase", value_of_one_purchase);
  g_test_add_func ("/calc/value/shares-are-those-of-draws", shares_are_those_of_draws);
  g_test_add_func ("/calc/value/quicker-ways-give-the-same-quantiles", quicker_ways_give_the_same_quantiles);
  g_test_add_func ("/calc/value/heavy-tails-have-moments-to-work-with", heavy_tails_have_moments_to_work_with);
  g_test_add_func ("/calc/value/quantiles-of-sums", quantiles_of_sums);
  return g_test_run ();
}
