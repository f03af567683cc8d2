/* test-relationship.c - from revenue to what is left, and how long customers stay
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-random-ledger.h"
#include "clv-relationship.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>

/* FEATURES.md, part C: A 270 = 300 - 30; all 735 = 950 - 190 - 25. */
static void
each_component_adds_to_the_whole (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  ClvWaterfall all, one;

  clv_findings_get_waterfall (findings, &all);
  clv_findings_get_waterfall_of_customer (findings, clv_test_customer (findings, "A"), &one);
  clv_assert_near (all.revenue, 950, 1e-9);
  clv_assert_near (all.acquisition, 190, 1e-9);
  clv_assert_near (all.service, 25, 1e-9);
  clv_assert_near (all.net, 735, 1e-9);
  clv_assert_near (one.revenue, 300, 1e-9);
  clv_assert_near (one.acquisition, 30, 1e-9);
  clv_assert_near (one.net, 270, 1e-9);
  g_assert_true (isnan (all.expected) || fabs (all.total - all.net - all.expected) < 1e-9);
}

static void
customers_add_up_to_all (void)
{
  ClvRandomLedger ledger;
  g_autofree char *orders = NULL, *costs = NULL;

  clv_random_ledger_init (&ledger, 5, 1);
  orders = clv_random_lines_dup_table (ledger.orders, clv_random_orders_header, 0, ledger.orders->len);
  costs = clv_random_lines_dup_table (ledger.costs, clv_random_costs_header, 0, ledger.costs->len);
  clv_random_ledger_clear (&ledger);

  {
    g_autoptr (ClvFindings) findings = clv_test_analyse (orders, costs, "allocate-other=equal");
    const ClvCustomers *customers = clv_findings_get_customers (findings);
    ClvWaterfall all;
    double net = 0, expected = 0;

    clv_findings_get_waterfall (findings, &all);
    for (guint32 c = 0; c < customers->n; c++)
      if (customers->counted[c])
        {
          ClvWaterfall one;

          clv_findings_get_waterfall_of_customer (findings, c, &one);
          clv_assert_near (one.net, customers->profit[c], 1e-6);
          net += one.net;
          expected += isnan (one.expected) ? 0 : one.expected;
        }
    clv_assert_near (net, all.net, 0.005);
    clv_assert_near (net, clv_test_metric (findings, "profit_of_customers"), 0.005);
    clv_assert_near (expected, all.expected, 0.005);
  }
}

/* FEATURES.md, F-07: 70 % imply 3.33 years; five years imply 80 %. */
static void
seventy_percent_and_five_years_disagree (void)
{
  g_autoptr (ClvFindings) both = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "retention=70% lifetime-years=5");
  g_autoptr (ClvFindings) agreed = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "retention=80% lifetime-years=5");
  g_autoptr (ClvFindings) none = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  ClvLifetimes lifetimes;

  clv_findings_get_lifetimes (both, &lifetimes);
  clv_assert_near (lifetimes.implied, 3.33, 0.005);
  clv_assert_near (lifetimes.entered, 5, 0);
  clv_assert_near (lifetimes.retention_of_entered, 0.8, 1e-12);
  g_assert_true (lifetimes.disagrees);
  clv_findings_get_lifetimes (agreed, &lifetimes);
  g_assert_false (lifetimes.disagrees);
  clv_findings_get_lifetimes (none, &lifetimes);
  g_assert_true (isnan (lifetimes.entered));
  g_assert_false (lifetimes.disagrees);
  /* First to last order: A 396 days, B 0, C 366, D 0, E 158. */
  clv_assert_near (lifetimes.observed_median, 158 / 365.25, 1e-12);
  clv_assert_near (lifetimes.observed_mean, (396 + 366 + 158) / 5.0 / 365.25, 1e-12);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/relationship/each-component-adds-to-the-whole", each_component_adds_to_the_whole);
  g_test_add_func ("/analysis/relationship/customers-add-up-to-all", customers_add_up_to_all);
  g_test_add_func ("/analysis/relationship/seventy-percent-and-five-years-disagree", seventy_percent_and_five_years_disagree);
  return g_test_run ();
}
