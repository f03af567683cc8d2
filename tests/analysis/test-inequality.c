/* test-inequality.c - how unevenly revenue and profit are spread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-inequality.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

/* FEATURES.md, part C: revenue 300, 50, 420, 0, 180, 0; value 270, 20, 390, 0, 80, -25. */
static void
toy_data_have_their_published_gini (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  ClvInequality revenue, profit;

  g_assert_true (clv_inequality_measure (findings, FALSE, &revenue));
  clv_assert_near (revenue.gini, 0.5491, 5e-5);
  g_assert_cmpuint (revenue.n, ==, 6);
  g_assert_cmpuint (revenue.n_negative, ==, 0);
  /* 420 + 300 of 950 are 75.8 %: it takes the third. */
  g_assert_cmpuint (revenue.pareto80, ==, 3);
  g_assert_true (clv_inequality_measure (findings, TRUE, &profit));
  clv_assert_near (profit.gini, 0.6678, 5e-5);
  clv_assert_near (profit.raffinetti, 0.7503, 5e-5);
  g_assert_cmpuint (profit.n_negative, ==, 1);
  /* 390 + 270 of 735 are 89.8 %. */
  g_assert_cmpuint (profit.pareto80, ==, 2);
  clv_assert_near (profit.pareto80_share, 2.0 / 6, 1e-12);
}

static void
the_best_make_their_share (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  double share;

  g_assert_cmpuint (clv_inequality_of_best (findings, 0.5, &share), ==, 3);
  clv_assert_near (share, 740.0 / 735, 1e-12);
  g_assert_cmpuint (clv_inequality_of_best (findings, 0.01, &share), ==, 1);
  clv_assert_near (share, 390.0 / 735, 1e-12);
}

static void
without_costs_there_is_none_of_profit (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;10\n2;B;2024-01-02;-10\n", NULL, "");
  ClvInequality inequality;

  g_assert_false (clv_inequality_measure (findings, TRUE, &inequality));
  /* Nothing in total: nobody has a share of it. */
  g_assert_false (clv_inequality_measure (findings, FALSE, &inequality));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/inequality/toy-data-have-their-published-gini", toy_data_have_their_published_gini);
  g_test_add_func ("/analysis/inequality/the-best-make-their-share", the_best_make_their_share);
  g_test_add_func ("/analysis/inequality/without-costs-there-is-none-of-profit", without_costs_there_is_none_of_profit);
  return g_test_run ();
}
