/* test-concentration.c - how unevenly value is spread over customers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-concentration.h"

#include <math.h>

#include "clv-test.h"

/* FEATURES.md part C, best first. */
static const double toy_value[] = { 390, 270, 80, 20, 0, -25 };  /* C A E B D F */
static const double toy_revenue[] = { 420, 300, 180, 50, 0, 0 }; /* C A E B D F */

static void
gini_of_the_toy_data (void)
{
  ClvGini gini;

  /* Published in FEATURES.md part C with four digits. */
  g_assert_cmpint (clv_gini (6, toy_revenue, &gini), ==, CLV_OK);
  clv_assert_near (gini.plain, 0.5491, 5e-5);
  clv_assert_near (gini.normalised, 0.5491 * 6 / 5, 1e-4);
  clv_assert_near (gini.raffinetti, gini.normalised, 1e-12);
  g_assert_cmpuint (gini.n_negative, ==, 0);

  g_assert_cmpint (clv_gini (6, toy_value, &gini), ==, CLV_OK);
  clv_assert_near (gini.plain, 0.6678, 5e-5);
  clv_assert_near (gini.raffinetti, 0.7503, 5e-5);
  g_assert_cmpuint (gini.n_negative, ==, 1);
}

static void
gini_has_its_ends (void)
{
  const double even[] = { 7, 7, 7, 7 };
  const double one_has_all[] = { 8, 0, 0, 0 };
  ClvGini gini;

  g_assert_cmpint (clv_gini (4, even, &gini), ==, CLV_OK);
  g_assert_cmpfloat (gini.plain, ==, 0);
  /* (n - 1) / n, METRICS.md section 5. */
  g_assert_cmpint (clv_gini (4, one_has_all, &gini), ==, CLV_OK);
  clv_assert_near (gini.plain, 0.75, 1e-15);
  clv_assert_near (gini.normalised, 1, 1e-15);
  g_assert_cmpint (clv_gini (1, one_has_all, &gini), ==, CLV_OK);
  g_assert_cmpfloat (gini.plain, ==, 0);
  g_assert_cmpfloat (gini.normalised, ==, 0);
}

static void
gini_without_a_total_is_undefined (void)
{
  const double zero[] = { 5, -5 };
  const double ascending[] = { 1, 2 };
  ClvGini gini = { .plain = 77 };

  g_assert_cmpint (clv_gini (2, zero, &gini), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_gini (0, NULL, &gini), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_gini (2, ascending, &gini), ==, CLV_DOMAIN);
  g_assert_cmpfloat (gini.plain, ==, 77);
}

static void
lorenz_of_the_toy_data (void)
{
  double x[7], y[7];
  /* By hand, worst first: F -25, D -25, B -5, E 75, A 345, C 735 of 735. */
  const double cumulative[] = { 0, -25, -25, -5, 75, 345, 735 };

  g_assert_cmpint (clv_lorenz (6, toy_value, 7, x, y), ==, CLV_OK);
  for (guint k = 0; k < 7; k++)
    {
      clv_assert_near (x[k], k / 6.0, 1e-15);
      clv_assert_near (y[k], cumulative[k] / 735, 1e-15);
    }
}

static void
lorenz_encloses_the_gini (void)
{
  double sorted[500], x[501], y[501], area = 0;
  ClvGini gini;

  for (guint k = 0; k < 500; k++)
    sorted[k] = (k == 0 ? 1e5 : sorted[k - 1]) - g_test_rand_int_range (0, 200);
  g_assert_cmpint (clv_lorenz (500, sorted, 501, x, y), ==, CLV_OK);
  g_assert_cmpint (clv_gini (500, sorted, &gini), ==, CLV_OK);
  for (guint k = 1; k <= 500; k++)
    area += (y[k] + y[k - 1]) / 2 * (x[k] - x[k - 1]);

  /* Gini is one minus twice the area below the curve. */
  clv_assert_near (gini.plain, 1 - 2 * area, 1e-12);
}

static void
whale_of_the_toy_data (void)
{
  ClvWhale whale;
  double x[7], y[7];
  /* FEATURES.md part C: C 390, A 660, E 740, B 760 (peak), D 760, F 735; 103.40 %. */
  const double cumulative[] = { 0, 390, 660, 740, 760, 760, 735 };

  g_assert_cmpint (clv_whale (6, toy_value, &whale), ==, CLV_OK);
  g_assert_cmpfloat (whale.total, ==, 735);
  g_assert_cmpfloat (whale.peak_value, ==, 760);
  g_assert_cmpuint (whale.peak_customers, ==, 4);
  g_assert_true (whale.has_share);
  clv_assert_near (whale.peak_share, 1.0340, 5e-5);
  g_assert_cmpuint (whale.loss_customers, ==, 1);
  g_assert_cmpfloat (whale.loss_value, ==, -25);

  g_assert_cmpint (clv_whale_points (6, toy_value, 7, x, y), ==, CLV_OK);
  for (guint k = 0; k < 7; k++)
    {
      g_assert_cmpfloat (x[k], ==, k);
      g_assert_cmpfloat (y[k], ==, cumulative[k]);
    }
  /* 53.06 %, 89.80 %, 100.68 % of the same table. */
  clv_assert_near (y[1] / whale.total, 0.5306, 5e-5);
  clv_assert_near (y[2] / whale.total, 0.8980, 5e-5);
  clv_assert_near (y[3] / whale.total, 1.0068, 5e-5);
}

static void
whale_without_a_profit_has_no_share (void)
{
  const double losing[] = { 10, -5, -20 };
  const double nobody_earns[] = { 0, -5 };
  ClvWhale whale;

  g_assert_cmpint (clv_whale (3, losing, &whale), ==, CLV_OK);
  g_assert_false (whale.has_share);
  g_assert_cmpfloat (whale.total, ==, -15);
  g_assert_cmpfloat (whale.peak_value, ==, 10);
  g_assert_cmpint (clv_whale (2, nobody_earns, &whale), ==, CLV_OK);
  g_assert_cmpuint (whale.peak_customers, ==, 0);
  g_assert_cmpfloat (whale.peak_value, ==, 0);
}

static void
thinned_whale_keeps_peak_and_ends (void)
{
  enum { N = 10007 };
  g_autofree double *sorted = g_new (double, N);

  for (guint earning = 0; earning <= N; earning = earning == 0 ? 1 : earning * 3)
    for (gsize n_points = 3; n_points < 700; n_points = n_points * 3 + 1)
      {
        g_autofree double *x = g_new (double, n_points);
        g_autofree double *y = g_new (double, n_points);
        double highest = 0, peak = 0, total = 0;

        for (guint k = 0; k < N; k++)
          {
            sorted[k] = ((double) earning - 0.5 - k) / 100;
            total += sorted[k];
            peak += MAX (sorted[k], 0);
          }
        g_assert_cmpint (clv_whale_points (N, sorted, n_points, x, y), ==, CLV_OK);
        for (gsize j = 0; j < n_points; j++)
          {
            highest = MAX (highest, y[j]);
            if (j > 0)
              g_assert_cmpfloat (x[j], >=, x[j - 1]);
          }
        clv_assert_near (highest, peak, 1e-6);
        g_assert_cmpfloat (x[0], ==, 0);
        g_assert_cmpfloat (y[0], ==, 0);
        g_assert_cmpfloat (x[n_points - 1], ==, N);
        clv_assert_near (y[n_points - 1], total, 1e-5);
      }
}

static void
top_share_rounds_customers_up (void)
{
  const double sorted[] = { 50, 20, 10, 5, 5, 4, 3, 1, 1, 1, 0 }; /* 11 customers, 100 */
  double share;

  /* ⌈11/10⌉ = 2 customers. */
  g_assert_cmpint (clv_top_share (11, sorted, 0.1, &share), ==, CLV_OK);
  clv_assert_near (share, 0.70, 1e-15);
  g_assert_cmpint (clv_top_share (11, sorted, 0, &share), ==, CLV_OK);
  g_assert_cmpfloat (share, ==, 0);
  g_assert_cmpint (clv_top_share (11, sorted, 1, &share), ==, CLV_OK);
  clv_assert_near (share, 1, 1e-15);
  g_assert_cmpint (clv_top_share (11, sorted, 1.1, &share), ==, CLV_DOMAIN);
}

static void
top_share_is_not_deceived_by_rounding (void)
{
  double sorted[100], share;

  for (guint k = 0; k < 100; k++)
    sorted[k] = 1;
  /* 0.07 · 100 is 7.000000000000001 in doubles. */
  g_assert_cmpint (clv_top_share (100, sorted, 0.07, &share), ==, CLV_OK);
  clv_assert_near (share, 0.07, 1e-15);
}

static void
pareto_takes_the_fewest_customers (void)
{
  const double sorted[] = { 50, 30, 10, 10 };
  const double tenths[] = { 0.5, 0.3, 0.1, 0.1 };
  gsize customers;
  double share;

  /* 50 + 30 is exactly 80 %: two customers, half of them. */
  g_assert_cmpint (clv_pareto (4, sorted, 0.8, &customers, &share), ==, CLV_OK);
  g_assert_cmpuint (customers, ==, 2);
  g_assert_cmpfloat (share, ==, 0.5);
  g_assert_cmpint (clv_pareto (4, tenths, 0.8, &customers, &share), ==, CLV_OK);
  g_assert_cmpuint (customers, ==, 2);
  g_assert_cmpint (clv_pareto (4, sorted, 0.81, &customers, &share), ==, CLV_OK);
  g_assert_cmpuint (customers, ==, 3);
  /* With a loss maker the best may pass 100 %: 390 + 270 of 735 is 89.8 %. */
  g_assert_cmpint (clv_pareto (6, toy_value, 0.8, &customers, &share), ==, CLV_OK);
  g_assert_cmpuint (customers, ==, 2);
}

static void
deciles_differ_by_one_at_most (void)
{
  for (gsize n = 1; n < 300; n++)
    {
      guint size[10] = { 0 };
      guint smallest = G_MAXUINT, largest = 0;

      for (gsize k = 0; k < n; k++)
        {
          g_assert_cmpuint (clv_decile (k, n), <, 10);
          size[clv_decile (k, n)]++;
        }
      for (guint d = 0; d < 10; d++)
        {
          smallest = MIN (smallest, size[d]);
          largest = MAX (largest, size[d]);
        }
      g_assert_cmpuint (largest - smallest, <=, 1);
      /* The top decile has ⌈n/10⌉. */
      g_assert_cmpuint (size[0], ==, (n + 9) / 10);
    }
}

static void
deciles_keep_ties_when_asked (void)
{
  double sorted[20];
  guint8 decile[20];

  for (guint k = 0; k < 20; k++)
    sorted[k] = k < 3 ? 9 : 20 - (double) k - 12;
  g_assert_cmpint (clv_deciles (20, sorted, FALSE, decile), ==, CLV_OK);
  g_assert_cmpuint (decile[1], ==, 0);
  g_assert_cmpuint (decile[2], ==, 1);
  g_assert_cmpint (clv_deciles (20, sorted, TRUE, decile), ==, CLV_OK);
  g_assert_cmpuint (decile[2], ==, 0);
  g_assert_cmpuint (decile[3], ==, 1);
  g_assert_cmpuint (decile[19], ==, 9);
}

static void
abc_gives_the_crossing_customer_the_higher_class (void)
{
  /* Of 100 positive: 50 | 85 crosses 80 | 93 | 98 crosses 95 | 100; then nothing and a loss. */
  const double sorted[] = { 50, 35, 8, 5, 2, 0, -40 };
  const guint8 expected[] = { CLV_ABC_A, CLV_ABC_A, CLV_ABC_B, CLV_ABC_B, CLV_ABC_C, CLV_ABC_D, CLV_ABC_D };
  guint8 abc[7];

  g_assert_cmpint (clv_abc (7, sorted, 0.8, 0.95, abc), ==, CLV_OK);
  g_assert_cmpmem (abc, sizeof abc, expected, sizeof expected);
}

static void
abc_threshold_met_exactly_ends_the_class (void)
{
  const double sorted[] = { 0.5, 0.3, 0.1, 0.05, 0.05 };
  const guint8 expected[] = { CLV_ABC_A, CLV_ABC_A, CLV_ABC_B, CLV_ABC_B, CLV_ABC_C };
  const guint8 of_half[] = { CLV_ABC_A, CLV_ABC_B, CLV_ABC_C, CLV_ABC_C, CLV_ABC_C };
  const double alone[] = { 3 };
  guint8 abc[5];

  g_assert_cmpint (clv_abc (5, sorted, 0.8, 0.95, abc), ==, CLV_OK);
  g_assert_cmpmem (abc, sizeof abc, expected, sizeof expected);
  /* Half of it is in A, four fifths in A and B. */
  g_assert_cmpint (clv_abc (5, sorted, 0.5, 0.8, abc), ==, CLV_OK);
  g_assert_cmpmem (abc, sizeof abc, of_half, sizeof of_half);
  g_assert_cmpint (clv_abc (5, sorted, 0.9, 0.8, abc), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_abc (1, alone, 0.8, 0.95, abc), ==, CLV_OK);
  g_assert_cmpuint (abc[0], ==, CLV_ABC_A);
}

static void
hhi_by_hand (void)
{
  const double even[] = { 3, 3, 3, 3 };
  const double uneven[] = { 20, 50, 30 };
  const double with_loss[] = { 5, -1 };
  double hhi = 77;

  g_assert_cmpint (clv_hhi (4, even, &hhi), ==, CLV_OK);
  clv_assert_near (hhi, 0.25, 1e-15);
  g_assert_cmpint (clv_hhi (3, uneven, &hhi), ==, CLV_OK);
  clv_assert_near (hhi, 0.38, 1e-15); /* .04 + .25 + .09 */
  g_assert_cmpint (clv_hhi (2, with_loss, &hhi), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_hhi (0, NULL, &hhi), ==, CLV_DOMAIN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/concentration/gini/of-the-toy-data", gini_of_the_toy_data);
  g_test_add_func ("/calc/concentration/gini/has-its-ends", gini_has_its_ends);
  g_test_add_func ("/calc/concentration/gini/without-a-total-is-undefined", gini_without_a_total_is_undefined);
  g_test_add_func ("/calc/concentration/lorenz/of-the-toy-data", lorenz_of_the_toy_data);
  g_test_add_func ("/calc/concentration/lorenz/encloses-the-gini", lorenz_encloses_the_gini);
  g_test_add_func ("/calc/concentration/whale/of-the-toy-data", whale_of_the_toy_data);
  g_test_add_func ("/calc/concentration/whale/without-a-profit-has-no-share", whale_without_a_profit_has_no_share);
  g_test_add_func ("/calc/concentration/whale/thinned-keeps-peak-and-ends", thinned_whale_keeps_peak_and_ends);
  g_test_add_func ("/calc/concentration/top-share/rounds-customers-up", top_share_rounds_customers_up);
  g_test_add_func ("/calc/concentration/top-share/is-not-deceived-by-rounding", top_share_is_not_deceived_by_rounding);
  g_test_add_func ("/calc/concentration/pareto/takes-the-fewest-customers", pareto_takes_the_fewest_customers);
  g_test_add_func ("/calc/concentration/deciles/differ-by-one-at-most", deciles_differ_by_one_at_most);
  g_test_add_func ("/calc/concentration/deciles/keep-ties-when-asked", deciles_keep_ties_when_asked);
  g_test_add_func ("/calc/concentration/abc/gives-the-crossing-customer-the-higher-class",
                   abc_gives_the_crossing_customer_the_higher_class);
  g_test_add_func ("/calc/concentration/abc/threshold-met-exactly-ends-the-class",
                   abc_threshold_met_exactly_ends_the_class);
  g_test_add_func ("/calc/concentration/hhi/by-hand", hhi_by_hand);
  return g_test_run ();
}
