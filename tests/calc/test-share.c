/* test-share.c - shares that differ by customer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-share.h"
#include "clv-test.h"

/* By Kleinman's (1973) moments in exact fractions: correlation 0.6603287129746918. */
static void
moments_equal_exact_fractions (void)
{
  static const double trials[] = { 2, 4, 5, 3, 6, 10, 1, 8, 4, 7, 2, 12 };
  static const double yes[] = { 0, 4, 1, 0, 6, 2, 1, 8, 0, 1, 0, 3 };
  double share[G_N_ELEMENTS (trials)];
  ClvShare crowd;

  for (guint i = 0; i < G_N_ELEMENTS (trials); i++)
    share[i] = yes[i] / trials[i];
  clv_share_init (&crowd, G_N_ELEMENTS (trials), trials, share);
  clv_assert_near (crowd.mean, 0.40625, 1e-14);
  clv_assert_near (crowd.weight, 0.514397269649437, 1e-12);
  clv_assert_near (clv_share_of (&crowd, crowd.mean, 12, 0.25), 0.2564225684746043, 1e-12);
  clv_assert_near (clv_share_of (&crowd, crowd.mean, 8, 1), 0.9641285966367731, 1e-12);
  clv_assert_near (clv_share_of (&crowd, crowd.mean, 5, 0), 0.03789605292771529, 1e-12);
  clv_assert_near (clv_share_of (&crowd, crowd.mean, 0, NAN), 0.40625, 0);
}

static void
those_who_do_not_differ_are_all_as_the_crowd (void)
{
  double trials[40], share[40];
  ClvShare crowd;

  for (guint i = 0; i < 40; i++)
    {
      trials[i] = 5;
      share[i] = 0.2;
    }
  clv_share_init (&crowd, 40, trials, share);
  g_assert_true (isinf (crowd.weight));
  clv_assert_near (clv_share_of (&crowd, crowd.mean, 5, 1), 0.2, 1e-15);
  /* Nobody does it at all, or nobody is there. */
  for (guint i = 0; i < 40; i++)
    share[i] = 0;
  clv_share_init (&crowd, 40, trials, share);
  clv_assert_near (clv_share_of (&crowd, crowd.mean, 5, 0), 0, 0);
  clv_share_init (&crowd, 0, trials, share);
  clv_assert_near (clv_share_of (&crowd, crowd.mean, 5, 0), 0, 0);
  /* One trial each: customers cannot be told from chance. */
  for (guint i = 0; i < 40; i++)
    {
      trials[i] = 1;
      share[i] = i % 2;
    }
  clv_share_init (&crowd, 40, trials, share);
  clv_assert_near (clv_share_of (&crowd, crowd.mean, 1, 1), 0.5, 1e-15);
}

static void
those_who_always_or_never_do_stay_so (void)
{
  double trials[40], share[40];
  ClvShare crowd;

  for (guint i = 0; i < 40; i++)
    {
      trials[i] = 6;
      share[i] = i % 2;
    }
  clv_share_init (&crowd, 40, trials, share);
  g_assert_cmpfloat (clv_share_of (&crowd, crowd.mean, 6, 1), >, 0.99);
  g_assert_cmpfloat (clv_share_of (&crowd, crowd.mean, 6, 1), <, 1);
  g_assert_cmpfloat (clv_share_of (&crowd, crowd.mean, 6, 0), <, 0.01);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/share/moments-equal-exact-fractions", moments_equal_exact_fractions);
  g_test_add_func ("/calc/share/those-who-do-not-differ-are-all-as-the-crowd", those_who_do_not_differ_are_all_as_the_crowd);
  g_test_add_func ("/calc/share/those-who-always-or-never-do-stay-so", those_who_always_or_never_do_stay_so);
  return g_test_run ();
}
