/* test-occasions.c - once a period or not (BG/BB), seen as all other models of buying
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-bgbb.h"
#include "clv-cashflow.h"
#include "clv-forecast.h"
#include "clv-random.h"
#include "clv-test.h"

#define YEAR 365

static const ClvBtyd published = { CLV_BTYD_BGBB, 1, { 1.204, 0.750, 0.657, 2.783 } };
static const ClvBgbb plain = { 1.204, 0.750, 0.657, 2.783 };

/* Some of the 11,104 donors of Fader, Hardie & Shang (2010), table 1. */
static const ClvBtydHistory known[] = { { 0, 0, 6 }, { 3, 5, 6 }, { 6, 6, 6 }, { 1, 4, 6 }, { 0, 0, 0 } };

static ClvBgbbCell
cell_of (const ClvBtydHistory *history)
{
  return (ClvBgbbCell) { history->x, (int) history->t_x, (int) history->T, 1 };
}

/* clv_bgbb_…() is checked against the formulas of the paper by /calc/renewal. */
static void
whole_periods_are_those_of_the_model (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const ClvBgbbCell cell = cell_of (&known[i]);
      double chance[6], tail[9], sum = 0, log_rate = log (1.1);

      clv_assert_near (clv_btyd_alive (&published, &known[i]), clv_bgbb_alive (&plain, &cell), 1e-15);
      clv_assert_near (clv_btyd_expected (&published, &known[i], 5), clv_bgbb_expected (&plain, &cell, 5), 1e-14);
      clv_bgbb_chances (&plain, &cell, 5, chance);
      g_assert_cmpint (clv_btyd_tail (&published, &known[i], 5, G_N_ELEMENTS (tail), tail), ==, CLV_OK);
      clv_assert_near (tail[0], 1, 0);
      for (int k = 5; k > 0; k--)
        {
          sum += chance[k];
          clv_assert_near (tail[k], sum, 1e-14);
        }
      clv_assert_near (tail[6] + tail[7] + tail[8], 0, 0);
      /* Within a year money comes evenly: ∫ 1.1^-u du over the year before each occasion is 1.1^-i (1.1 - 1) / ln 1.1. */
      clv_assert_near (clv_btyd_discounted (&published, &known[i], INFINITY, log_rate),
                       clv_bgbb_residual (&plain, &cell, 0.1) * 0.1 / log_rate, 1e-10);
    }
  clv_assert_near (clv_btyd_expected_new (&published, 6), clv_bgbb_expected_new (&plain, 6), 1e-14);
}

static void
parts_of_a_period_are_shares (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const ClvBgbbCell cell = cell_of (&known[i]);
      const double two = clv_bgbb_expected (&plain, &cell, 2), three = clv_bgbb_expected (&plain, &cell, 3);
      double tail[6], both[2][6], sum = 0;

      clv_assert_near (clv_btyd_expected (&published, &known[i], 2.25), 0.75 * two + 0.25 * three, 1e-14);
      clv_assert_near (clv_btyd_expected (&published, &known[i], 0.5), clv_bgbb_expected (&plain, &cell, 1) / 2, 1e-15);
      for (int n = 0; n < 2; n++)
        clv_btyd_tail (&published, &known[i], 2 + n, 6, both[n]);
      clv_btyd_tail (&published, &known[i], 2.25, 6, tail);
      for (int m = 1; m < 6; m++)
        {
          clv_assert_near (tail[m], 0.75 * both[0][m] + 0.25 * both[1][m], 1e-15);
          sum += tail[m];
        }
      clv_assert_near (sum, clv_btyd_expected (&published, &known[i], 2.25), 1e-14);
      clv_assert_near (clv_btyd_discounted (&published, &known[i], 2.25, 1e-9), clv_btyd_expected (&published, &known[i], 2.25), 1e-7);
    }
}

/* The chance of at least one until then is the share of the chance of one ever. */
static void
the_next_purchase_has_its_share (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    for (double share = 0.1; share < 1; share += 0.2)
      {
        const double t = clv_btyd_next_purchase (&published, &known[i], share);
        double tail[2], ever[2];

        clv_btyd_tail (&published, &known[i], t, 2, tail);
        /* After two thousand years hardly anybody comes back. */
        clv_btyd_tail (&published, &known[i], 2000, 2, ever);
        clv_assert_near (tail[1] / ever[1], share, 1e-4);
      }
}

/* Donors of 1995: the fit of another program (reference_mle.csv). */
static void
the_fit_equals_the_reference (void)
{
  static const struct { int x, t_x, weight; } donors[] = {
    { 0, 0, 3464 }, { 1, 1, 1091 }, { 1, 2, 277 }, { 1, 3, 129 }, { 1, 4, 78 }, { 1, 5, 119 }, { 1, 6, 129 }, { 2, 2, 613 },
    { 2, 3, 255 }, { 2, 4, 155 }, { 2, 5, 173 }, { 2, 6, 234 }, { 3, 3, 322 }, { 3, 4, 181 }, { 3, 5, 225 }, { 3, 6, 357 },
    { 4, 4, 240 }, { 4, 5, 284 }, { 4, 6, 512 }, { 5, 5, 335 }, { 5, 6, 728 }, { 6, 6, 1203 },
  };
  static const double value[] = { 1.2035223516, 0.749716358173, 0.656718208442, 2.78344223258 };
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) t_x = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) T = g_array_new (FALSE, FALSE, sizeof (gint32));
  ClvBtydLikelihood likelihood;
  ClvBtydCells cells;
  ClvBtydFit fit;

  for (guint i = 0; i < G_N_ELEMENTS (donors); i++)
    for (int n = 0; n < donors[i].weight; n++)
      {
        const gint32 last = donors[i].t_x * YEAR, age = 6 * YEAR;

        g_array_append_val (x, donors[i].x);
        g_array_append_val (t_x, last);
        g_array_append_val (T, age);
      }
  g_assert_cmpint (clv_btyd_cells_init (&cells, x->len, (gint32 *) x->data, (gint32 *) t_x->data, (gint32 *) T->data, YEAR), ==,
                   CLV_OK);
  g_assert_cmpuint (cells.n_cells, ==, G_N_ELEMENTS (donors));
  g_assert_cmpint (clv_btyd_fit (CLV_BTYD_BGBB, 1, &cells, 0, NULL, NULL, &fit), ==, CLV_OK);
  clv_assert_near (fit.log_likelihood, -33225.5812743, 1e-6);
  for (int i = 0; i < 4; i++)
    clv_assert_near (fit.model.parameter[i], value[i], 1e-6 * value[i]);
  g_assert_cmpint (fit.quality, ==, CLV_FIT_FINE);
  g_assert_cmpint (clv_btyd_likelihood (&fit.model, cells.n_cells, cells.cells, &likelihood), ==, CLV_OK);
  clv_assert_near (likelihood.value, fit.log_likelihood, 1e-9);
  for (int i = 0; i < 4; i++)
    clv_assert_near (likelihood.gradient[i], 0, 1e-3);
  clv_btyd_cells_clear (&cells);
}

/* Of one donor: in which of @n years after the first, and how many of the next @n_future. */
static void
simulate (ClvRandom *random,
          int        n,
          int        n_future,
          gint32    *x,
          gint32    *last,
          int       *next)
{
  const double a = clv_random_gamma (random, plain.alpha), b = clv_random_gamma (random, plain.beta);
  const double g = clv_random_gamma (random, plain.gamma), d = clv_random_gamma (random, plain.delta);
  gboolean is_there = TRUE;

  *x = *last = 0;
  *next = 0;
  for (int year = 1; year <= n + n_future; year++)
    {
      is_there = is_there && clv_random_uniform (random) >= g / (g + d);
      if (!is_there || clv_random_uniform (random) >= a / (a + b))
        continue;
      if (year > n)
        ++*next;
      else
        {
          ++*x;
          *last = year * YEAR;
        }
    }
}

/* 600 sets of 400 donors, fitted anew: of 600 the standard error at 80 % is 1.6 per cent. Numbers are whole, so that a
 * closed interval holds somewhat more. */
static void
intervals_hold_what_they_say (void)
{
  enum { N_SETS = 600, N = 400 };
  gint32 x[N], t_x[N], T[N];
  int next[N], n_inside = 0, n_one = 0, n_all = 0;
  ClvRandom random;

  clv_random_init (&random, 5);
  for (int set = 0; set < N_SETS; set++)
    {
      ClvForecast *forecast;
      ClvForecastSum sum;
      ClvBtydCells cells;
      ClvBtydFit fit;
      double expected = 0;
      int total = 0;

      for (int i = 0; i < N; i++)
        {
          const int n = 3 + i % 5;

          T[i] = n * YEAR;
          simulate (&random, n, 3, &x[i], &t_x[i], &next[i]);
          total += next[i];
        }
      g_assert_cmpint (clv_btyd_cells_init (&cells, N, x, t_x, T, YEAR), ==, CLV_OK);
      g_assert_cmpint (clv_btyd_fit (CLV_BTYD_BGBB, 1, &cells, 0, NULL, NULL, &fit), ==, CLV_OK);
      g_assert_cmpint (clv_forecast_new (&cells, &fit, NULL, 3 * YEAR, 0.8, &forecast), ==, CLV_OK);
      g_assert_cmpint (clv_forecast_fill (forecast, 0, cells.n_cells, NULL, NULL), ==, CLV_OK);
      g_assert_cmpint (clv_forecast_sum (forecast, N, NULL, NULL, NULL, 0.8, &sum, NULL), ==, CLV_OK);
      n_inside += total >= sum.low && total <= sum.high;
      for (int i = 0; i < N; i++)
        {
          ClvForecastCustomer customer;

          clv_forecast_customer (forecast, cells.cell_of[i], 0, &customer);
          expected += customer.purchases;
          n_one += next[i] >= customer.purchases_low && next[i] <= customer.purchases_high;
          n_all++;
        }
      clv_assert_near (expected, sum.expected, 1e-9 * expected);
      clv_forecast_free (forecast);
      clv_btyd_cells_clear (&cells);
    }
  g_test_message ("sums %.4f, of one %.4f", (double) n_inside / N_SETS, (double) n_one / n_all);
  g_assert_cmpfloat ((double) n_inside / N_SETS, >, 0.76);
  g_assert_cmpfloat ((double) n_inside / N_SETS, <, 0.86);
  g_assert_cmpfloat ((double) n_one / n_all, >, 0.79);
}

/* Month by month the same as at once. */
static void
months_add_up_to_the_horizon (void)
{
  static const gint32 x[] = { 0, 3, 6 }, t_x[] = { 0, 5 * YEAR, 6 * YEAR }, T[] = { 6 * YEAR, 6 * YEAR, 6 * YEAR };
  double ends[24], worth[24], discounted[3], all[3];
  ClvCashflow *flow;
  ClvBtydCells cells;

  for (int i = 0; i < 24; i++)
    {
      ends[i] = (i + 1) * 2 * YEAR / 24.0;
      worth[i] = pow (1.1, -ends[i] / YEAR);
    }
  g_assert_cmpint (clv_btyd_cells_init (&cells, 3, x, t_x, T, YEAR), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_new (&cells, &published, 5 * YEAR, &flow), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_fill (flow, 0, 1, NULL, NULL), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_sum (flow, 24, ends, worth, NULL, NULL, discounted, all), ==, CLV_OK);
  for (uint32_t i = 0; i < 3; i++)
    {
      const double alive = clv_cashflow_get_alive (flow, i);

      clv_assert_near (alive * all[i], clv_btyd_expected (&published, &known[2 - 2 * (i == 0) - (i == 1)], 2), 1e-12);
      g_assert_cmpfloat (discounted[i], <, all[i]);
      g_assert_cmpfloat (discounted[i], >, all[i] / 1.21);
    }
  clv_cashflow_free (flow);
  clv_btyd_cells_clear (&cells);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/occasions/whole-periods-are-those-of-the-model", whole_periods_are_those_of_the_model);
  g_test_add_func ("/calc/occasions/parts-of-a-period-are-shares", parts_of_a_period_are_shares);
  g_test_add_func ("/calc/occasions/the-next-purchase-has-its-share", the_next_purchase_has_its_share);
  g_test_add_func ("/calc/occasions/the-fit-equals-the-reference", the_fit_equals_the_reference);
  g_test_add_func ("/calc/occasions/intervals-hold-what-they-say", intervals_hold_what_they_say);
  g_test_add_func ("/calc/occasions/months-add-up-to-the-horizon", months_add_up_to_the_horizon);
  return g_test_run ();
}
