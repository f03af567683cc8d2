/* test-formula.c - customer lifetime value by formula
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-formula.h"

#include <math.h>

#include "clv-test.h"

/* The example of METRICS.md section 3: m = 300, r = .7, i = .1. Two decimals are published. */
#define M 300.0
#define R 0.7
#define I 0.1
#define CENT 0.005

static double
margin_multiple (double m,
                 double r,
                 double i)
{
  double value = NAN;

  g_assert_cmpint (clv_formula_margin_multiple (m, r, i, &value), ==, CLV_OK);
  return value;
}

static double
immediate (double m,
           double r,
           double i)
{
  double value = NAN;

  g_assert_cmpint (clv_formula_immediate (m, r, i, &value), ==, CLV_OK);
  return value;
}

static void
simple (void)
{
  double value;

  /* FEATURES.md F-09: 100 · 3 · 5 = 1,500, less 50 is 1,450. */
  g_assert_cmpint (clv_formula_simple (100, 3, 5, 1, &value), ==, CLV_OK);
  clv_assert_near (value, 1500, 1e-9);
  clv_assert_near (clv_formula_net_worth (value, 50, 0), 1450, 1e-9);
  /* Half of it at a margin of 50 %. */
  g_assert_cmpint (clv_formula_simple (100, 3, 5, 0.5, &value), ==, CLV_OK);
  clv_assert_near (value, 750, 1e-9);
  g_assert_cmpint (clv_formula_simple (100, -3, 5, 1, &value), ==, CLV_DOMAIN);
}

static void
margin_multiple_table (void)
{
  /* METRICS.md section 3, with the digits it gives. */
  static const double discount[] = { 0, 0.05, 0.08, 0.10, 0.12, 0.14, 0.16, 0.20 };
  static const struct
  {
    double retention, multiple[8], tolerance;
  } rows[] = {
    { 0.50, { 1.000, .909, .862, .833, .806, .781, .758, .714 }, 5e-4 },
    { 0.60, { 1.500, 1.333, 1.250, 1.200, 1.154, 1.111, 1.071, 1.000 }, 5e-4 },
    { 0.70, { 2.333, 2.000, 1.842, 1.750, 1.667, 1.591, 1.522, 1.400 }, 5e-4 },
    { 0.80, { 4.000, 3.200, 2.857, 2.667, 2.500, 2.353, 2.222, 2.000 }, 5e-4 },
    { 0.90, { 9.000, 6.000, 5.000, 4.500, 4.091, 3.750, 3.462, 3.000 }, 5e-4 },
    { 0.95, { 19.00, 9.500, 7.308, 6.333, 5.588, 5.000, 4.524, 3.800 }, 5e-4 },
    { 0.99, { 99.00, 16.50, 11.00, 9.000, 7.615, 6.600, 5.824, 4.714 }, 5e-4 },
    { 1.00, { NAN, 20.00, 12.50, 10.00, 8.333, 7.143, 6.250, 5.000 }, 5e-4 },
  };

  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    for (guint column = 0; column < G_N_ELEMENTS (discount); column++)
      {
        double value = 77;
        const ClvStatus status = clv_formula_margin_multiple (1, rows[row].retention, discount[column], &value);

        if (isnan (rows[row].multiple[column]))
          {
            g_assert_cmpint (status, ==, CLV_DIVERGES);
            g_assert_cmpfloat (value, ==, 77);
          }
        else
          {
            g_assert_cmpint (status, ==, CLV_OK);
            clv_assert_near (value, rows[row].multiple[column], rows[row].tolerance + 1e-12);
          }
      }
}

static void
variants_of_the_example (void)
{
  double value;

  clv_assert_near (margin_multiple (M, R, I), 525.00, CENT);
  clv_assert_near (immediate (M, R, I), 825.00, CENT);
  clv_assert_near (immediate (M, R, I), M + margin_multiple (M, R, I), 1e-9);
  g_assert_cmpint (clv_formula_end_of_period (M, R, I, &value), ==, CLV_OK);
  clv_assert_near (value, 750.00, CENT);
  g_assert_cmpint (clv_formula_growing (M, R, I, 0.02, &value), ==, CLV_OK);
  clv_assert_near (value, 544.04, CENT);
}

static void
methods_side_by_side (void)
{
  /* FEATURES.md F-09: AOV 100, 3 orders a year, CAC 50, retention 70 %, i = 10 %. */
  double churn_form, end_of_period, within;

  g_assert_cmpint (clv_formula_immediate (M, R, 0, &churn_form), ==, CLV_OK);
  g_assert_cmpint (clv_formula_end_of_period (M, R, I, &end_of_period), ==, CLV_OK);
  g_assert_cmpint (clv_formula_immediate_within (M, R, I, 5, &within), ==, CLV_OK);
  clv_assert_near (clv_formula_net_worth (churn_form, 50, 0), 950.00, CENT);
  clv_assert_near (clv_formula_net_worth (margin_multiple (M, R, I), 50, 0), 475.00, CENT);
  clv_assert_near (clv_formula_net_worth (immediate (M, R, I), 50, 0), 775.00, CENT);
  clv_assert_near (clv_formula_net_worth (end_of_period, 50, 0), 700.00, CENT);
  clv_assert_near (clv_formula_net_worth (within, 50, 0), 688.90, CENT);
  clv_assert_near (margin_multiple (150, R, I), 262.50, CENT);
  clv_assert_near (clv_formula_net_worth (margin_multiple (150, R, I), 50, 0), 212.50, CENT);
  clv_assert_near (margin_multiple (120, R, I), 210.00, CENT);
  clv_assert_near (clv_formula_net_worth (margin_multiple (120, R, I), 50, 0), 160.00, CENT);
}

static void
within_a_horizon (void)
{
  static const struct
  {
    double periods, margin_multiple, immediate;
  } rows[] = {
    { 1, 190.91, 300.00 }, { 3, 389.71, 612.40 }, { 5, 470.21, 738.90 }, { 10, 519.28, 816.02 }, { 20, 524.94, 824.90 },
  };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (clv_formula_margin_multiple_within (M, R, I, rows[i].periods, &value), ==, CLV_OK);
      clv_assert_near (value, rows[i].margin_multiple, CENT);
      g_assert_cmpint (clv_formula_immediate_within (M, R, I, rows[i].periods, &value), ==, CLV_OK);
      clv_assert_near (value, rows[i].immediate, CENT);
    }
  /* Long enough, it is the endless one. */
  g_assert_cmpint (clv_formula_margin_multiple_within (M, R, I, 1000, &value), ==, CLV_OK);
  clv_assert_near (value, 525, 1e-9);
  g_assert_cmpint (clv_formula_immediate_within (M, R, I, 0, &value), ==, CLV_OK);
  g_assert_cmpfloat (value, ==, 0);
  g_assert_cmpint (clv_formula_immediate_within (M, 0, I, 5, &value), ==, CLV_OK);
  g_assert_cmpfloat (value, ==, M);
  g_assert_cmpint (clv_formula_immediate_within (M, R, I, -1, &value), ==, CLV_DOMAIN);
}

static void
within_a_horizon_near_one (void)
{
  double value;

  /* q just below 1: C_T = m Σ q^t ≈ m (T - T (T - 1) / 2 · 1e-15); the plain form loses ten digits here. */
  g_assert_cmpint (clv_formula_immediate_within (1, 1, 1e-15, 100, &value), ==, CLV_OK);
  clv_assert_near (value, 100, 1e-9);
}

static void
retention_curve (void)
{
  const double margin[] = { 100, 100, 100 };
  const double falling[] = { 1, 0.5, 0.8 };
  double m[20], r[20], value, constant;

  /* By hand: 100 + 100 · .5 / 1.1 + 100 · .4 / 1.21 = 178.5124. */
  g_assert_cmpint (clv_formula_retention_curve (3, margin, falling, 0.1, 0, &value), ==, CLV_OK);
  clv_assert_near (value, 178.5124, 5e-5);

  /* With constant margin and retention it is variant E. */
  for (guint t = 0; t < 20; t++)
    {
      m[t] = M;
      r[t] = R;
    }
  g_assert_cmpint (clv_formula_retention_curve (20, m, r, I, 1, &value), ==, CLV_OK);
  g_assert_cmpint (clv_formula_margin_multiple_within (M, R, I, 20, &constant), ==, CLV_OK);
  clv_assert_near (value, constant, 1e-9);
  clv_assert_near (value, 524.94, CENT);
  r[0] = 1;
  g_assert_cmpint (clv_formula_retention_curve (20, m, r, I, 0, &value), ==, CLV_OK);
  clv_assert_near (value, 824.90, CENT);

  r[7] = 1.2;
  value = 77;
  g_assert_cmpint (clv_formula_retention_curve (20, m, r, I, 0, &value), ==, CLV_DOMAIN);
  g_assert_cmpfloat (value, ==, 77);
}

static void
markov (void)
{
  /* By hand: after one more period 10 + .5 · 10 + .25 · 4 = 16 and 4 + .2 · 10 + .5 · 4 = 8,
   * after two 10 + .5 · 16 + .25 · 8 = 20 and 4 + .2 · 16 + .5 · 8 = 11.2. */
  const double transition[] = { 0.5, 0.25, 0.25, 0.2, 0.5, 0.3, 0, 0, 1 };
  const double margin[] = { 10, 4, 0 };
  /* Two states, there and lost, are variant C: T + 1 margins. */
  const double stay_or_leave[] = { R, 1 - R, 0, 1 };
  const double margin_or_nothing[] = { M, 0 };
  const double leaking[] = { 0.5, 0.4, 0, 1 };
  double value[3];

  g_assert_cmpint (clv_formula_markov (3, transition, margin, 0, 1, value), ==, CLV_OK);
  clv_assert_near (value[0], 16, 1e-12);
  clv_assert_near (value[1], 8, 1e-12);
  g_assert_cmpint (clv_formula_markov (3, transition, margin, 0, 2, value), ==, CLV_OK);
  clv_assert_near (value[0], 20, 1e-12);
  clv_assert_near (value[1], 11.2, 1e-12);
  g_assert_cmpfloat (value[2], ==, 0);

  g_assert_cmpint (clv_formula_markov (2, stay_or_leave, margin_or_nothing, I, 4, value), ==, CLV_OK);
  clv_assert_near (value[0], 738.90, CENT);
  g_assert_cmpint (clv_formula_markov (2, stay_or_leave, margin_or_nothing, I, 500, value), ==, CLV_OK);
  clv_assert_near (value[0], 825, 1e-9);

  value[0] = 77;
  g_assert_cmpint (clv_formula_markov (2, leaking, margin_or_nothing, I, 4, value), ==, CLV_DOMAIN);
  g_assert_cmpfloat (value[0], ==, 77);
}

static void
edges_no_discount (void)
{
  clv_assert_near (margin_multiple (M, R, 0), 700, 1e-9);
  clv_assert_near (immediate (M, R, 0), 1000, 1e-9);
}

static void
edges_nobody_leaves (void)
{
  double value = 77;

  clv_assert_near (margin_multiple (M, 1, I), 3000, 1e-6);
  g_assert_cmpint (clv_formula_margin_multiple (M, 1, 0, &value), ==, CLV_DIVERGES);
  g_assert_cmpint (clv_formula_immediate (M, 1, 0, &value), ==, CLV_DIVERGES);
  g_assert_cmpint (clv_formula_end_of_period (M, 1, 0, &value), ==, CLV_DIVERGES);
  g_assert_cmpfloat (value, ==, 77);
  /* A horizon makes it m · T. */
  g_assert_cmpint (clv_formula_immediate_within (M, 1, 0, 5, &value), ==, CLV_OK);
  clv_assert_near (value, 1500, 1e-9);
  g_assert_cmpint (clv_formula_margin_multiple_within (M, 1, 0, 5, &value), ==, CLV_OK);
  clv_assert_near (value, 1500, 1e-9);
}

static void
edges_growth_outruns_discount (void)
{
  double value = 77;

  g_assert_cmpint (clv_formula_growing (M, 1, I, 0.1, &value), ==, CLV_DIVERGES);
  g_assert_cmpint (clv_formula_growing (M, 0.99, I, 0.2, &value), ==, CLV_DIVERGES);
  g_assert_cmpint (clv_formula_growing (M, R, I, -1.1, &value), ==, CLV_DOMAIN);
  g_assert_cmpfloat (value, ==, 77);
}

static void
edges_all_leave (void)
{
  g_assert_cmpfloat (margin_multiple (M, 0, I), ==, 0);
  clv_assert_near (immediate (M, 0, I), M, 1e-12);
}

static void
edges_impossible_inputs (void)
{
  static const struct
  {
    double m, r, i;
  } rows[] = {
    { M, 1.01, I }, { M, -0.01, I }, { M, NAN, I }, { M, R, -1 }, { M, R, NAN }, { NAN, R, I }, { INFINITY, R, I },
  };

  for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
    {
      double value = 77;

      g_assert_cmpint (clv_formula_margin_multiple (rows[k].m, rows[k].r, rows[k].i, &value), ==, CLV_DOMAIN);
      g_assert_cmpint (clv_formula_immediate (rows[k].m, rows[k].r, rows[k].i, &value), ==, CLV_DOMAIN);
      g_assert_cmpint (clv_formula_end_of_period (rows[k].m, rows[k].r, rows[k].i, &value), ==, CLV_DOMAIN);
      g_assert_cmpint (clv_formula_immediate_within (rows[k].m, rows[k].r, rows[k].i, 5, &value), ==, CLV_DOMAIN);
      g_assert_cmpfloat (value, ==, 77);
    }
}

static void
edges_loss_grows_with_retention (void)
{
  g_assert_cmpfloat (margin_multiple (-20, 0.7, I), <, 0);
  g_assert_cmpfloat (margin_multiple (-20, 0.8, I), <, margin_multiple (-20, 0.7, I));
}

static void
edges_too_large_for_a_double (void)
{
  double value = 77;

  g_assert_cmpint (clv_formula_simple (1e308, 1e308, 1, 1, &value), ==, CLV_PRECISION);
  g_assert_cmpfloat (value, ==, 77);
}

static void
elasticities (void)
{
  /* METRICS.md section 3, of B - AC at m = 300, r = .7, i = .1, AC = 50: each input up by 1 %. */
  const double base = clv_formula_net_worth (margin_multiple (M, R, I), 50, 0);
  const double up = 1.01, digits = 5e-5;

  clv_assert_near (clv_formula_net_worth (margin_multiple (M, R * up, I), 50, 0) / base - 1, 0.0309, digits);
  clv_assert_near (clv_formula_net_worth (margin_multiple (M * up, R, I), 50, 0) / base - 1, 0.0111, digits);
  clv_assert_near (clv_formula_net_worth (margin_multiple (M, R, I * up), 50, 0) / base - 1, -0.0028, digits);
  clv_assert_near (clv_formula_net_worth (margin_multiple (M, R, I), 50 * up, 0) / base - 1, -0.0011, digits);
}

static void
saving_churn (void)
{
  /* FEATURES.md F-15: 70 % to 75 % takes 525.00 to 642.86, which is 22.4 % more. */
  clv_assert_near (margin_multiple (M, 0.75, I), 642.86, CENT);
  clv_assert_near (margin_multiple (M, 0.75, I) / margin_multiple (M, 0.70, I) - 1, 0.224, 5e-4);
}

static void
crm_article (void)
{
  /* FEATURES.md F-09: what the article's numbers really give, for every reading of its garbled text. */
  static const struct
  {
    double frequency, lifetime, retention, expected, tolerance;
  } rows[] = {
    { 3, 5, 0.70, 29.821073558648, 1e-12 }, { 3, 3, 0.70, 17.893, 5e-4 }, { 2, 5, 0.70, 19.881, 5e-4 },
    { 5, 5, 0.70, 49.702, 5e-4 },           { 3, 5, 0.90, 29.940, 5e-4 }, { 3, 5, 0.60, 29.762, 5e-4 },
    { 5, 10, 0.60, 99.206, 5e-4 },          { 3, 10, 0.70, 59.642, 5e-4 }, { 3, 5, 0, 29.41, 5e-3 },
    { 3, 5, 1, 30.00, 5e-3 },
  };
  double index;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (clv_formula_crm_article (100, rows[i].frequency, 50, rows[i].retention, rows[i].lifetime, &index),
                       ==, CLV_OK);
      clv_assert_near (index, rows[i].expected, rows[i].tolerance);
    }
}

static void
crm_article_is_no_money (void)
{
  double index;

  /* The same customer in cents. */
  g_assert_cmpint (clv_formula_crm_article (10000, 3, 5000, 0.7, 5, &index), ==, CLV_OK);
  clv_assert_near (index, 29.998, 5e-4);
  /* Without acquisition cost lifetime counts twice. */
  g_assert_cmpint (clv_formula_crm_article (100, 3, 0, 0.7, 5, &index), ==, CLV_OK);
  clv_assert_near (index, 5000, 1e-9);
  index = 77;
  g_assert_cmpint (clv_formula_crm_article (100, 3, 0, 1, 5, &index), ==, CLV_DIVERGES);
  g_assert_cmpint (clv_formula_crm_article (100, 3, -2, 0.7, 5, &index), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_formula_crm_article (100, 3, 50, 70, 5, &index), ==, CLV_DOMAIN);
  g_assert_cmpfloat (index, ==, 77);
}

static void
net_worth (void)
{
  /* FEATURES.md F-10: 525 - 50 = 475; less 25 of service 450. */
  clv_assert_near (clv_formula_net_worth (525, 50, 0), 475, 1e-12);
  clv_assert_near (clv_formula_net_worth (525, 50, 25), 450, 1e-12);
}

static void
lifetime_and_retention (void)
{
  double value;

  /* FEATURES.md F-07: 70 % is 3.33 years, five years are 80 %. */
  g_assert_cmpint (clv_formula_lifetime (0.7, &value), ==, CLV_OK);
  clv_assert_near (value, 3.33, 5e-3);
  g_assert_cmpint (clv_formula_retention_for_lifetime (5, &value), ==, CLV_OK);
  clv_assert_near (value, 0.8, 1e-12);
  g_assert_cmpint (clv_formula_lifetime (1, &value), ==, CLV_DIVERGES);
  g_assert_cmpint (clv_formula_lifetime (-0.1, &value), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_formula_retention_for_lifetime (0.5, &value), ==, CLV_DOMAIN);
}

static void
rates_per_month (void)
{
  double value;

  /* METRICS.md, conventions: 0.70 a year is 0.97071 a month, 10 % a year 0.79741 % a month. */
  g_assert_cmpint (clv_formula_retention_per_period (0.70, 12, &value), ==, CLV_OK);
  clv_assert_near (value, 0.97071, 5e-6);
  clv_assert_near (pow (value, 12), 0.70, 1e-12);
  g_assert_cmpint (clv_formula_discount_per_period (0.10, 12, &value), ==, CLV_OK);
  clv_assert_near (value, 0.0079741, 5e-8);
  g_assert_cmpint (clv_formula_retention_per_period (0, 12, &value), ==, CLV_OK);
  g_assert_cmpfloat (value, ==, 0);
  g_assert_cmpint (clv_formula_retention_per_period (1.2, 12, &value), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_formula_discount_per_period (0.1, 0, &value), ==, CLV_DOMAIN);
}

static void
allowable_cac (void)
{
  double value;

  g_assert_cmpint (clv_formula_allowable_cac (525, 3, &value), ==, CLV_OK);
  clv_assert_near (value, 175, 1e-12);
  g_assert_cmpint (clv_formula_allowable_cac (-525, 3, &value), ==, CLV_OK);
  g_assert_cmpfloat (value, ==, 0);
  g_assert_cmpint (clv_formula_allowable_cac (525, 0, &value), ==, CLV_DOMAIN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/formula/simple", simple);
  g_test_add_func ("/calc/formula/margin-multiple/is-the-published-table", margin_multiple_table);
  g_test_add_func ("/calc/formula/variants-of-the-example", variants_of_the_example);
  g_test_add_func ("/calc/formula/methods-side-by-side", methods_side_by_side);
  g_test_add_func ("/calc/formula/within-a-horizon/is-the-published-table", within_a_horizon);
  g_test_add_func ("/calc/formula/within-a-horizon/keeps-its-digits-near-one", within_a_horizon_near_one);
  g_test_add_func ("/calc/formula/retention-curve", retention_curve);
  g_test_add_func ("/calc/formula/markov", markov);
  g_test_add_func ("/calc/formula/edges/no-discount", edges_no_discount);
  g_test_add_func ("/calc/formula/edges/nobody-leaves", edges_nobody_leaves);
  g_test_add_func ("/calc/formula/edges/growth-outruns-discount", edges_growth_outruns_discount);
  g_test_add_func ("/calc/formula/edges/all-leave", edges_all_leave);
  g_test_add_func ("/calc/formula/edges/impossible-inputs-are-refused", edges_impossible_inputs);
  g_test_add_func ("/calc/formula/edges/a-loss-grows-with-retention", edges_loss_grows_with_retention);
  g_test_add_func ("/calc/formula/edges/too-large-for-a-double", edges_too_large_for_a_double);
  g_test_add_func ("/calc/formula/elasticities-are-the-published-ones", elasticities);
  g_test_add_func ("/calc/formula/saving-churn", saving_churn);
  g_test_add_func ("/calc/formula/crm-article/gives-what-its-numbers-give", crm_article);
  g_test_add_func ("/calc/formula/crm-article/is-no-money", crm_article_is_no_money);
  g_test_add_func ("/calc/formula/net-worth", net_worth);
  g_test_add_func ("/calc/formula/lifetime-and-retention-imply-each-other", lifetime_and_retention);
  g_test_add_func ("/calc/formula/rates-per-month", rates_per_month);
  g_test_add_func ("/calc/formula/allowable-cac", allowable_cac);
  return g_test_run ();
}
