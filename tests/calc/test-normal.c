/* test-normal.c - the normal distribution
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-normal.h"

#include <math.h>

#include "clv-test.h"

/* Wichura (1988), table; and R 4.2: qnorm (0.975). */
static void
normal_quantiles (void)
{
  clv_assert_near (clv_normal_quantile (0.25), -0.6744897501960817, 1e-15);
  clv_assert_near (clv_normal_quantile (0.001), -3.090232306167814, 1e-14);
  clv_assert_near (clv_normal_quantile (1e-20), -9.262340089798408, 1e-14);
  clv_assert_near (clv_normal_quantile (0.975), 1.959963984540054, 1e-15);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/normal/normal-quantiles", normal_quantiles);
  return g_test_run ();
}
