/* test-money.c - which money counts, and what is left of sums that should be 0
 *
 * Expected values by hand from the definitions of METRICS.md.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

static void
an_entered_margin_leaves_known_costs_alone (void)
{
  const char *const costs = "Date;Cost type;Cost\n2024-01-31;goods;50\n";
  g_autoptr (ClvFindings) known = clv_test_analyse (clv_test_toy_orders, costs, "margin=40");
  g_autoptr (ClvFindings) estimated = clv_test_analyse (clv_test_toy_orders, NULL, "margin=40");

  g_assert_false (clv_findings_is_goods_cost_estimated (known));
  clv_assert_near (clv_test_metric (known, "profit"), 900, 1e-9);
  g_assert_nonnull (strstr (clv_findings_get_sentence (known, 0)->text, "in the formulas only"));
  g_assert_true (clv_findings_is_goods_cost_estimated (estimated));
  g_assert_null (strstr (clv_findings_get_sentence (estimated, 0)->text, "in the formulas only"));
}

/* The amounts of the file are 100, 50 and 30; 20 and 30 were given back, and -5. */
static void
a_refund_column_is_part_of_refunds (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Refund\n1;A;2024-01-05;100;0\n2;B;2024-01-06;50;20\n"
                      "3;B;2024-01-07;-5;0\n4;C;2024-02-01;30;30\n",
                      NULL, "");
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  const guint32 b = clv_test_customer (findings, "B");
  const ClvPeriod *february = clv_test_period (findings, CLV_PERIOD_MONTH, "2024-02-01");

  clv_assert_near (clv_test_metric (findings, "revenue"), 125, 1e-9);
  clv_assert_near (clv_test_metric (findings, "revenue_gross"), 180, 1e-9);
  clv_assert_near (clv_test_metric (findings, "refunds"), 55, 1e-9);
  clv_assert_near (customers->revenue[b], 25, 1e-9);
  clv_assert_near (customers->revenue_gross[b], 50, 1e-9);
  clv_assert_near (customers->refunds[b], 25, 1e-9);
  clv_assert_near (february->revenue, 0, 1e-9);
  clv_assert_near (february->revenue_gross, 30, 1e-9);
  clv_assert_near (february->refunds, 30, 1e-9);
}

static void
costs_after_the_as_of_date_are_counted (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse (clv_test_toy_orders, "Date;Cost type;Cost\n2023-01-31;service;10\n2025-01-01;service;99\n",
                      "as-of-date=2024-10-31");
  const ClvProblem *problem = clv_problem_list_find (clv_findings_get_problems (findings), "after-as-of");

  g_assert_nonnull (problem);
  g_assert_cmpstr (problem->treatment, ==, "left-out");
  /* Two orders of the toy data and one cost. */
  g_assert_cmpuint (problem->count, ==, 3);
}

/* The only cost is in dollars: that is why it is left out, and not its day. */
static void
a_cost_in_another_currency_is_not_late (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Currency\n1;A;2024-01-05;100;EUR\n2;B;2024-02-06;50;EUR\n",
                      "Date;Cost type;Cost;Currency\n2024-01-01;marketing;30;USD\n", "");
  const ClvProblemList *problems = clv_findings_get_problems (findings);

  g_assert_null (clv_problem_list_find (problems, "after-as-of"));
  g_assert_nonnull (clv_problem_list_find (problems, "mixed-currencies"));
}

/* Shares as fractions of the exact total, 0.0211114321; one customer's figure is below a millionth. */
static void
shares_are_of_the_exact_total (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-05;0.0123456\n2;B;2024-01-06;0.0000004321\n3;C;2024-01-07;0.0087654\n",
                      NULL, "");
  const double *share = clv_findings_get_customers (findings)->share;

  clv_assert_near (share[clv_test_customer (findings, "A")], 0.0123456 / 0.0211114321, 1e-14);
  clv_assert_near (share[clv_test_customer (findings, "B")], 0.0000004321 / 0.0211114321, 1e-14);
  clv_assert_near (share[clv_test_customer (findings, "C")], 0.0087654 / 0.0211114321, 1e-14);
}

static void
what_sums_leave_over_is_no_total (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-05;0.1\n2;B;2024-01-06;0.2\n3;C;2024-01-07;-0.3\n", NULL, "margin=50");
  static const char *const of_total[] = { "gini_revenue", "gini_profit", "top_decile_revenue_share", "top_decile_profit_share",
                                          "pareto80_customers_share", "whale_peak_share", "margin" };

  for (guint i = 0; i < G_N_ELEMENTS (of_total); i++)
    g_assert_cmpstr (clv_test_reason (findings, of_total[i]), ==, "total-not-positive");
  g_assert_true (isnan (clv_findings_get_customers (findings)->share[0]));
  g_assert_true (isnan (clv_test_segment (findings, "tier", "A")->share_of_revenue));
}

/* What is known keeps 75 of 125, six tenths: 50 without a cost cost 20. */
static void
a_missing_cost_is_assumed_from_the_margin (void)
{
  static const struct
  {
    const char *settings, *treatment;
    double      profit;
  } cases[] = { { "", "assumed", 105 }, { "missing-costs=zero", "zero", 125 }, { "margin=50", "assumed", 100 },
                { "margin=50 missing-costs=zero", "zero", 125 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClvFindings) findings =
        clv_test_analyse ("Order;Customer;Date;Amount;Cost\n1;A;2024-01-05;100;40\n2;B;2024-01-06;50;\n3;A;2024-01-07;25;10\n",
                          NULL, cases[i].settings);
      const ClvProblem *problem = clv_problem_list_find (clv_findings_get_problems (findings), "missing-cost");

      clv_assert_near (clv_test_metric (findings, "profit"), cases[i].profit, 1e-9);
      g_assert_nonnull (problem);
      g_assert_cmpuint (problem->count, ==, 1);
      g_assert_cmpstr (problem->treatment, ==, cases[i].treatment);
      g_assert_cmpstr (((const ClvProblemExample *) problem->examples->pdata[0])->text, ==, "50.00");
    }
}

/* Tea keeps 60 %, so that 50 of it cost 20. Nobody knows what mugs cost: 10 of them cost six tenths, as all does. */
static void
a_missing_cost_is_assumed_by_category (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Category;Amount;Cost\n1;A;2024-01-05;Tea;100;40\n2;B;2024-01-06;Tea;50;\n"
                      "3;A;2024-01-07;Lamps;100;80\n4;A;2024-01-08;Mugs;10;\n5;A;2024-01-09;Tea;-5;\n",
                      NULL, "");

  clv_assert_near (clv_test_metric (findings, "cost_goods"), 40 + 20 + 80 + 6, 1e-9);
  g_assert_cmpuint (clv_problem_list_find (clv_findings_get_problems (findings), "missing-cost")->count, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/money/an-entered-margin-leaves-known-costs-alone", an_entered_margin_leaves_known_costs_alone);
  g_test_add_func ("/analysis/money/a-refund-column-is-part-of-refunds", a_refund_column_is_part_of_refunds);
  g_test_add_func ("/analysis/money/a-cost-in-another-currency-is-not-late", a_cost_in_another_currency_is_not_late);
  g_test_add_func ("/analysis/money/a-missing-cost-is-assumed-from-the-margin", a_missing_cost_is_assumed_from_the_margin);
  g_test_add_func ("/analysis/money/a-missing-cost-is-assumed-by-category", a_missing_cost_is_assumed_by_category);
  g_test_add_func ("/analysis/money/costs-after-the-as-of-date-are-counted", costs_after_the_as_of_date_are_counted);
  g_test_add_func ("/analysis/money/shares-are-of-the-exact-total", shares_are_of_the_exact_total);
  g_test_add_func ("/analysis/money/what-sums-leave-over-is-no-total", what_sums_leave_over_is_no_total);
  return g_test_run ();
}
