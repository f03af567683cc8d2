/* test-newton.c - the highest point of a smooth function of a few parameters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-newton.h"

#include <math.h>

#include "clv-test.h"

/* -(1 - x)² - 100 (y - x²)²: Rosenbrock (1960), Computer Journal 3, with the top at 1, 1 behind a bent ridge. */
static bool
rosenbrock (const double *theta,
            double       *value,
            double        gradient[CLV_NEWTON_MAX],
            double        hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX],
            void         *data)
{
  double x = theta[0], y = theta[1], off = y - x * x;
  int *n_calls = data;

  (*n_calls)++;
  *value = -(1 - x) * (1 - x) - 100 * off * off;
  gradient[0] = 2 * (1 - x) + 400 * off * x;
  gradient[1] = -200 * off;
  hessian[0][0] = -2 + 400 * off - 800 * x * x;
  hessian[0][1] = hessian[1][0] = 400 * x;
  hessian[1][1] = -200;
  return true;
}

static void
climbs_a_bent_ridge (void)
{
  static const double start[] = { -1.2, 1 };
  ClvNewtonResult result;
  int n_calls = 0;

  g_assert_cmpint (clv_newton_maximise (2, start, 16, rosenbrock, &n_calls, &result), ==, CLV_OK);
  g_assert_true (result.converged);
  g_assert_false (result.at_bound);
  clv_assert_near (result.theta[0], 1, 1e-12);
  clv_assert_near (result.theta[1], 1, 1e-12);
  g_assert_cmpint (n_calls, <, 60);
  /* The Hessian at the top is -802, 400, 400, -200; its determinant 400. */
  clv_assert_near (result.covariance[0][0], 200 / 400.0, 1e-9);
  clv_assert_near (result.covariance[0][1], 400 / 400.0, 1e-9);
  clv_assert_near (result.covariance[1][1], 802 / 400.0, 1e-9);
  /* Scaled to a diagonal of 1 the other element is ρ = 400 / √(802 · 200): eigenvalues 1 ± ρ. */
  clv_assert_near (result.condition, (1 + 400 / sqrt (160400)) / (1 - 400 / sqrt (160400)), 1e-3);
}

/* Rises for ever in the first direction: held at the bound, and said. */
static bool
runs_away (const double *theta,
           double       *value,
           double        gradient[CLV_NEWTON_MAX],
           double        hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX],
           void         *data)
{
  double e = exp (-theta[0]);

  *value = -log1p (e) - theta[1] * theta[1];
  gradient[0] = e / (1 + e);
  gradient[1] = -2 * theta[1];
  hessian[0][0] = -e / ((1 + e) * (1 + e));
  hessian[0][1] = hessian[1][0] = 0;
  hessian[1][1] = -2;
  return data == NULL;
}

static void
stays_within_its_bound (void)
{
  static const double beyond[] = { 12, 3 };
  static const double start[] = { 0, 3 };
  ClvNewtonResult result;

  g_assert_cmpint (clv_newton_maximise (2, start, 12, runs_away, NULL, &result), ==, CLV_OK);
  g_assert_cmpfloat (result.theta[0], <=, 12);
  clv_assert_near (result.theta[1], 0, 1e-6);
  g_assert_true (result.at_bound || result.condition > 1e3 || result.covariance[0][0] > 100);
  /* What is held at the bound does not vary; the other has -1 / H = 1 / 2. */
  g_assert_cmpint (clv_newton_maximise (2, beyond, 12, runs_away, NULL, &result), ==, CLV_OK);
  g_assert_true (result.at_bound);
  g_assert_cmpfloat (result.covariance[0][0], ==, 0);
  clv_assert_near (result.covariance[1][1], 0.5, 1e-12);
}

static void
refuses_where_there_is_no_value (void)
{
  static const double start[] = { 0, 3 };
  ClvNewtonResult result;

  g_assert_cmpint (clv_newton_maximise (2, start, 12, runs_away, &result, &result), ==, CLV_DOMAIN);
}

/* By hand: the inverse of 4 2 / 2 3 is 3 -2 / -2 4 over 8. */
static void
inverts_what_is_positive (void)
{
  double a[CLV_NEWTON_MAX][CLV_NEWTON_MAX] = { { 4, 2 }, { 2, 3 } };
  const double indefinite[CLV_NEWTON_MAX][CLV_NEWTON_MAX] = { { 1, 2 }, { 2, 1 } };
  double unchanged[CLV_NEWTON_MAX][CLV_NEWTON_MAX] = { { 7 } };

  g_assert_true (clv_invert_positive (2, (const double (*)[CLV_NEWTON_MAX]) a, a));
  clv_assert_near (a[0][0], 3 / 8.0, 1e-15);
  clv_assert_near (a[0][1], -2 / 8.0, 1e-15);
  clv_assert_near (a[1][0], -2 / 8.0, 1e-15);
  clv_assert_near (a[1][1], 4 / 8.0, 1e-15);
  g_assert_false (clv_invert_positive (2, indefinite, unchanged));
  g_assert_cmpfloat (unchanged[0][0], ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/newton/climbs-a-bent-ridge", climbs_a_bent_ridge);
  g_test_add_func ("/calc/newton/stays-within-its-bound", stays_within_its_bound);
  g_test_add_func ("/calc/newton/refuses-where-there-is-no-value", refuses_where_there_is_no_value);
  g_test_add_func ("/calc/newton/inverts-what-is-positive", inverts_what_is_positive);
  return g_test_run ();
}
