/* test-special.c - functions of mathematics that the C library does not have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-special.h"

#include <math.h>

#include "clv-gauss.h"
#include "clv-test.h"

/* mpmath 1.3.0, 30 digits: psi (0, x) and psi (1, x). */
static void
derivatives_of_log_gamma (void)
{
  static const struct { double x, first, second; } known[] = {
    { 0.001, -1000.57557193181028, 1000001.64253319583 },
    { 0.1, -10.4237549404110762, 101.433299150792748 },
    { 0.5, -1.96351002602142348, 4.93480220054467931 },
    { 1, -0.577215664901532861, 1.64493406684822644 },
    { 1.5, 0.0364899739785765206, 0.934802200544679309 },
    { 3.7, 1.16715353936151144, 0.310037857670038302 },
    { 11.99, 2.44179228366833489, 0.0869774104869875697 },
    { 12, 2.44266167997581202, 0.0869018728717683908 },
    { 50, 3.9019896734278922, 0.0202013332266971258 },
    { 10000.0, 9.2102903711428494, 0.000100005000166666666 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      clv_assert_near (clv_digamma (known[i].x), known[i].first, 1e-14 * fmax (1, fabs (known[i].first)));
      clv_assert_near (clv_trigamma (known[i].x), known[i].second, 1e-14 * fabs (known[i].second));
    }
}

/* mpmath 1.3.0, 30 digits: loggamma (x). By hand: Γ (1) = Γ (2) = 1, Γ (5) = 24, Γ (1/2) = √π. */
static void
log_gamma (void)
{
  static const struct { double x, value; } known[] = {
    { 1, 0 }, { 2, 0 }, { 5, 3.1780538303479456 }, { 0.5, 0.57236494292470009 },
    { 1e-08, 18.4206807381802089 },
    { 0.1, 2.2527126517342059 },
    { 3.74, 1.47500548714757585 },
    { 11.999, 17.4998652276461057 },
    { 12.0, 17.5023078458738858 },
    { 100.5, 361.435540467777622 },
    { 1000000.0, 12815504.5691476117 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_test_message ("%u", i);
      clv_assert_near (clv_log_gamma (known[i].x), known[i].value, 2e-14 * fmax (1, fabs (known[i].value)));
    }
}

/* mpmath 1.3.0: betainc (a, b, 0, x, regularized). */
static void
share_of_beta (void)
{
  static const struct { double x, a, b, share; } known[] = {
    { 0.5, 0.5, 0.5, 0.5 },
    { 0.01, 6.25, 3.74, 2.1695657713514142e-11 },
    { 0.3, 6.25, 3.74, 0.0167906209390147341 },
    { 0.9, 6.25, 3.74, 0.986069287853275619 },
    { 0.999, 62.5, 3.74, 0.999998018119065214 },
    { 0.5, 625.0, 40.0, 2.53881940394029463e-137 },
    { 0.94, 625.0, 40.0, 0.487414598724673654 },
    { 0.97, 625.0, 40.0, 0.999964235991449279 },
    { 1e-06, 0.2, 5.0, 0.0932806716208467652 },
    { 0.7, 5.0, 5000.0, 1.0 },
    { 0.001, 5.0, 5000.0, 0.560296365972645606 },
    { 0.2, 1.0, 1.0, 0.200000000000000011 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_test_message ("%u", i);
      clv_assert_near (clv_beta_share (known[i].x, known[i].a, known[i].b), known[i].share,
                       fmax (1e-12 * known[i].share, 1e-15));
    }
  g_assert_cmpfloat (clv_beta_share (0, 2, 3), ==, 0);
  g_assert_cmpfloat (clv_beta_share (1, 2, 3), ==, 1);
}

/* A rule of n nodes is exact up to degree 2 n - 1: ∫ x^k = 2 / (k + 1) for even k, 0 for odd. */
static void
gauss_integrates_polynomials (void)
{
  for (int k = 0; k < 40; k++)
    {
      double sum12 = 0, sum20 = 0, exact = k % 2 == 0 ? 2.0 / (k + 1) : 0;

      for (int i = 0; i < CLV_GAUSS_12; i++)
        sum12 += clv_gauss_12_weight[i] * pow (clv_gauss_12_node[i], k);
      for (int i = 0; i < CLV_GAUSS_20; i++)
        {
          sum20 += clv_gauss_20_weight[i] * pow (clv_gauss_20_node[i], k);
          clv_assert_near (exp (clv_gauss_20_log_weight[i]), clv_gauss_20_weight[i], 1e-16);
        }
      if (k < 24)
        clv_assert_near (sum12, exact, 1e-15);
      clv_assert_near (sum20, exact, 1e-15);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/special/derivatives-of-log-gamma", derivatives_of_log_gamma);
  g_test_add_func ("/calc/special/log-gamma", log_gamma);
  g_test_add_func ("/calc/special/share-of-beta", share_of_beta);
  g_test_add_func ("/calc/special/gauss-integrates-polynomials", gauss_integrates_polynomials);
  return g_test_run ();
}
