/* test-renewal.c - contracts (sBG) and occasions (BG/BB)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-bgbb.h"
#include "clv-sbg.h"
#include "clv-test.h"

/* 11,104 donors of 1995 over six years: Fader, Hardie & Shang (2010), table 1. */
static const ClvBgbbCell donors[] = {
  { 0, 0, 6, 3464 }, { 1, 1, 6, 1091 }, { 1, 2, 6, 277 }, { 1, 3, 6, 129 }, { 1, 4, 6, 78 }, { 1, 5, 6, 119 },
  { 1, 6, 6, 129 }, { 2, 2, 6, 613 }, { 2, 3, 6, 255 }, { 2, 4, 6, 155 }, { 2, 5, 6, 173 }, { 2, 6, 6, 234 },
  { 3, 3, 6, 322 }, { 3, 4, 6, 181 }, { 3, 5, 6, 225 }, { 3, 6, 6, 357 }, { 4, 4, 6, 240 }, { 4, 5, 6, 284 },
  { 4, 6, 6, 512 }, { 5, 5, 6, 335 }, { 5, 6, 6, 728 }, { 6, 6, 6, 1203 },
};

/* Parameters and errors: an exact fit by another program (reference_mle.csv). Published: 1.204, 0.750, 0.657, 2.783. */
static void
donations_equal_the_reference (void)
{
  static const double value[] = { 1.2035223516, 0.749716358173, 0.656718208442, 2.78344223258 };
  static const double error[] = { 0.0693913623889, 0.0294477166604, 0.0510098589564, 0.320819003043 };
  ClvBgbbFit fit;
  const double *found = &fit.model.alpha;

  g_assert_cmpint (clv_bgbb_fit (G_N_ELEMENTS (donors), donors, &fit), ==, CLV_OK);
  clv_assert_near (fit.log_likelihood, -33225.5812743, 1e-6);
  for (int i = 0; i < 4; i++)
    {
      clv_assert_near (found[i], value[i], 1e-6 * value[i]);
      clv_assert_near (found[i] * sqrt (fit.covariance[i][i]), error[i], 1e-4 * error[i]);
    }
}

/* Fader, Hardie & Shang (2010), table 5: expected donations of 2002-2006, two digits. */
static void
donations_to_come_as_published (void)
{
  static const ClvBgbb published = { 1.204, 0.750, 0.657, 2.783 };
  static const struct { ClvBgbbCell cell; double expected; } known[] = {
    { { 0, 0, 6, 1 }, 0.07 }, { { 1, 1, 6, 1 }, 0.09 }, { { 1, 6, 6, 1 }, 1.15 }, { { 2, 6, 6, 1 }, 1.67 },
    { { 3, 6, 6, 1 }, 2.19 }, { { 4, 6, 6, 1 }, 2.71 }, { { 5, 6, 6, 1 }, 3.23 }, { { 6, 6, 6, 1 }, 3.75 },
    { { 4, 4, 6, 1 }, 0.58 }, { { 4, 5, 6, 1 }, 2.03 }, { { 5, 5, 6, 1 }, 1.81 }, { { 3, 5, 6, 1 }, 1.80 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    clv_assert_near (clv_bgbb_expected (&published, &known[i].cell, 5), known[i].expected, 0.0051);
}

/* By the formulas of the paper in another program, with beta functions and 2F1: equations (7), (12) and (14). */
static void
chances_and_residuals_equal_the_formulas (void)
{
  static const ClvBgbb published = { 1.204, 0.750, 0.657, 2.783 };
  static const struct
  {
    ClvBgbbCell cell;
    double      chance[6];
    double      residual;
  } known[] = {
    { { 0, 0, 6, 1 }, { 0.9522346083001955, 0.029828187024810084, 0.012318629046090653, 0.004309092253819137,
                        0.0011372612788287059, 0.00017222209625587472 }, 0.11464699618176434 },
    { { 3, 5, 6, 1 }, { 0.3095071233730502, 0.1575672275543289, 0.18180076247653176, 0.17396331162985107,
                        0.12444056243356974, 0.05272101253266888 }, 2.841536322237266 },
    { { 6, 6, 6, 1 }, { 0.07684114377401216, 0.06676168824122433, 0.0689849022095704, 0.09823820113272264,
                        0.19320081167107447, 0.49597325297139827 }, 5.908678319555397 },
  };
  static const ClvBgbbCell nothing = { 0, 0, 0, 1 };
  double chance[7];

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      double mean = 0;

      clv_bgbb_chances (&published, &known[i].cell, 5, chance);
      for (int k = 0; k <= 5; k++)
        {
          clv_assert_near (chance[k], known[i].chance[k], 1e-12);
          mean += k * chance[k];
        }
      clv_assert_near (mean, clv_bgbb_expected (&published, &known[i].cell, 5), 1e-12);
      clv_assert_near (clv_bgbb_residual (&published, &known[i].cell, 0.1), known[i].residual, 1e-11);
    }
  clv_bgbb_chances (&published, &nothing, 6, chance);
  clv_assert_near (chance[0], 0.3112177432638497, 1e-12);
  clv_assert_near (chance[1], 0.17010997840651482, 1e-12);
  clv_assert_near (chance[3], 0.10026311502480378, 1e-12);
  clv_assert_near (chance[6], 0.11278764820774691, 1e-12);
  clv_assert_near (clv_bgbb_expected_new (&published, 6), 2.2196313934873, 1e-12);
  clv_assert_near (clv_bgbb_expected_new (&published, 0), 0, 0);
}

static void
derivatives_are_those_of_the_value (void)
{
  double theta[4] = { 0.3, -0.2, -0.5, 0.9 };
  double value, gradient[CLV_NEWTON_MAX], hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX];
  ClvBgbb here = { exp (theta[0]), exp (theta[1]), exp (theta[2]), exp (theta[3]) };

  g_assert_cmpint (clv_bgbb_likelihood (&here, G_N_ELEMENTS (donors), donors, &value, gradient, hessian), ==, CLV_OK);
  for (int p = 0; p < 4; p++)
    {
      const double h = 1e-5;
      double at[4] = { theta[0], theta[1], theta[2], theta[3] }, up, down;
      double g_up[CLV_NEWTON_MAX], g_down[CLV_NEWTON_MAX], ignored[CLV_NEWTON_MAX][CLV_NEWTON_MAX];
      ClvBgbb model;

      at[p] += h;
      model = (ClvBgbb) { exp (at[0]), exp (at[1]), exp (at[2]), exp (at[3]) };
      clv_bgbb_likelihood (&model, G_N_ELEMENTS (donors), donors, &up, g_up, ignored);
      at[p] -= 2 * h;
      model = (ClvBgbb) { exp (at[0]), exp (at[1]), exp (at[2]), exp (at[3]) };
      clv_bgbb_likelihood (&model, G_N_ELEMENTS (donors), donors, &down, g_down, ignored);
      clv_assert_near ((up - down) / (2 * h), gradient[p], 1e-6 * fmax (1, fabs (gradient[p])));
      for (int q = 0; q < 4; q++)
        clv_assert_near ((g_up[q] - g_down[q]) / (2 * h), hessian[p][q], 1e-6 * fmax (1, fabs (hessian[p][q])));
    }
}

/* The histories that n occasions can end in have a likelihood of 1 together. */
static void
chances_of_all_histories_add_up (void)
{
  static const ClvBgbb model = { 1.2, 0.75, 0.66, 2.8 };
  const int n = 5;
  double total = 0;

  for (int bits = 0; bits < 1 << n; bits++)
    {
      ClvBgbbCell cell = { 0, 0, n, 1 };
      double value, gradient[CLV_NEWTON_MAX], hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX];

      for (int i = 0; i < n; i++)
        if (bits >> i & 1)
          {
            cell.x++;
            cell.t_x = i + 1;
          }
      g_assert_cmpint (clv_bgbb_likelihood (&model, 1, &cell, &value, gradient, hessian), ==, CLV_OK);
      total += exp (value);
    }
  clv_assert_near (total, 1, 1e-13);
}

/* Fader & Hardie (2007), figure 1: survivors of 1,000 in years 1 to 7; alpha and beta as published to three digits, the
 * others by an exact fit (sbg_reference.csv). */
static void
contracts_equal_the_reference (void)
{
  static const double high_end[] = { 131, 126, 90, 60, 42, 34, 26 };
  static const double regular[] = { 369, 163, 86, 56, 37, 27, 21 };
  static const ClvSbgCohort cohorts[] = { { 1000, 7, high_end }, { 1000, 7, regular } };
  static const double alpha[] = { 0.66808839, 0.70407732 }, beta[] = { 3.8060955, 1.18204307 };
  static const double value[] = { -1611.15814739, -1680.26518846 }, after_12[] = { 0.377999081, 0.170037450 };

  for (int i = 0; i < 2; i++)
    {
      ClvSbgFit fit;

      g_assert_cmpint (clv_sbg_fit (1, &cohorts[i], &fit), ==, CLV_OK);
      clv_assert_near (fit.log_likelihood, value[i], 1e-6);
      clv_assert_near (fit.model.alpha, alpha[i], 1e-6 * alpha[i]);
      clv_assert_near (fit.model.beta, beta[i], 1e-6 * beta[i]);
      clv_assert_near (clv_sbg_survival (&fit.model, 12), after_12[i], 1e-7);
    }
}

static void
cohorts_of_different_age_are_one_sample (void)
{
  static const double old[] = { 300, 150, 90 }, young[] = { 290 }, both[] = { 590, 150, 90 };
  static const ClvSbgCohort cohorts[] = { { 1000, 3, old }, { 1000, 1, young } };
  static const ClvSbgCohort wrong = { 100, 1, both };
  static const double nobody[] = { 0, 0 };
  static const ClvSbgCohort faithful = { 100, 2, nobody };
  ClvSbgFit fit;

  g_assert_cmpint (clv_sbg_fit (2, cohorts, &fit), ==, CLV_OK);
  /* After one renewal, 1,410 of 2,000 are there: the fit has the mean of both, near 0.705. */
  clv_assert_near (clv_sbg_survival (&fit.model, 1), 0.705, 0.01);
  g_assert_cmpint (clv_sbg_fit (1, &wrong, &fit), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_sbg_fit (1, &faithful, &fit), ==, CLV_DOMAIN);
}

/* With a retention that never changes (alpha and beta huge), the residual is r / (1 - r / (1 + d)). */
static void
residual_of_constant_retention (void)
{
  static const ClvSbg same = { 2e8, 8e8 };

  clv_assert_near (clv_sbg_residual (&same, 3, 0.1), 0.8 / (1 - 0.8 / 1.1), 1e-6);
  clv_assert_near (clv_sbg_retention (&same, 3), 0.8, 1e-8);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/renewal/chances-and-residuals-equal-the-formulas", chances_and_residuals_equal_the_formulas);
  g_test_add_func ("/calc/renewal/donations-equal-the-reference", donations_equal_the_reference);
  g_test_add_func ("/calc/renewal/donations-to-come-as-published", donations_to_come_as_published);
  g_test_add_func ("/calc/renewal/derivatives-are-those-of-the-value", derivatives_are_those_of_the_value);
  g_test_add_func ("/calc/renewal/chances-of-all-histories-add-up", chances_of_all_histories_add_up);
  g_test_add_func ("/calc/renewal/contracts-equal-the-reference", contracts_equal_the_reference);
  g_test_add_func ("/calc/renewal/cohorts-of-different-age-are-one-sample", cohorts_of_different_age_are_one_sample);
  g_test_add_func ("/calc/renewal/residual-of-constant-retention", residual_of_constant_retention);
  return g_test_run ();
}
