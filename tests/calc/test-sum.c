/* test-sum.c - sums that keep their digits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-sum.h"

#include "clv-test.h"

static void
small_terms_survive_large_ones (void)
{
  /* The example by which Neumaier's sum differs from Kahan's: exact 2, Kahan and a plain loop 0. */
  const double x[] = { 1, 1e100, 1, -1e100 };

  g_assert_cmpfloat (clv_sum_array (G_N_ELEMENTS (x), x), ==, 2);
}

static void
tenths_add_up (void)
{
  double x[1000];

  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    x[i] = 0.1;
  /* A plain loop gives 99.9999999999986. */
  g_assert_cmpfloat (clv_sum_array (G_N_ELEMENTS (x), x), ==, 100);
}

static void
nothing_is_zero (void)
{
  g_assert_cmpfloat (clv_sum_array (0, NULL), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/sum/small-terms-survive-large-ones", small_terms_survive_large_ones);
  g_test_add_func ("/calc/sum/tenths-add-up", tenths_add_up);
  g_test_add_func ("/calc/sum/nothing-is-zero", nothing_is_zero);
  return g_test_run ();
}
