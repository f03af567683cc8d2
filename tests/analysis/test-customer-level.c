/* test-customer-level.c - tables with one row a customer
 *
 * Numbers by hand from the tables below.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

static const char with_revenue[] =
  "Customer ID;Revenue;Orders;Cost;Acquisition cost;Region\n"
  "A;1000;10;400;50;North\n"
  "B;300;2;350;50;South\n"
  "C;200;1;20;50;North\n";

static void
profit_is_revenue_less_costs (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (with_revenue, NULL, "");
  const ClvCustomers *customers = clv_findings_get_customers (findings);

  g_assert_true (clv_ledger_is_customer_level (clv_findings_get_ledger (findings)));
  clv_assert_near (clv_test_metric (findings, "revenue"), 1500, 1e-9);
  clv_assert_near (clv_test_metric (findings, "cost_goods"), 770, 1e-9);
  clv_assert_near (clv_test_metric (findings, "cost_acquisition"), 150, 1e-9);
  clv_assert_near (clv_test_metric (findings, "profit"), 580, 1e-9);
  clv_assert_near (clv_test_metric (findings, "cac"), 50, 1e-9);
  clv_assert_near (clv_test_metric (findings, "orders"), 13, 0);
  clv_assert_near (clv_test_metric (findings, "aov"), 1500.0 / 13, 1e-9);
  clv_assert_near (clv_test_metric (findings, "margin"), 730.0 / 1500, 1e-12);
  clv_assert_near (customers->profit[clv_test_customer (findings, "B")], -100, 1e-9);
  g_assert_cmpuint (customers->rank[clv_test_customer (findings, "B")], ==, 3);
  clv_assert_near (clv_test_metric (findings, "whale_peak_share"), 680.0 / 580, 1e-12);
  clv_assert_near (clv_test_segment (findings, "region", "North")->profit, 680, 1e-9);
  clv_assert_near (clv_test_metric (findings, "repeat_rate"), 2.0 / 3, 1e-12);
}

static void
there_are_no_dates (void)
{
  static const char *const of_dates[] = { "first_date", "last_date", "as_of_date", "inter_purchase_days_mean", "retention_rate" };
  g_autoptr (ClvFindings) findings = clv_test_analyse (with_revenue, NULL, "");
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (of_dates); i++)
    g_assert_cmpstr (clv_test_reason (findings, of_dates[i]), ==, "no-dates");
  clv_findings_get_periods (findings, CLV_PERIOD_YEAR, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (clv_findings_get_cohorts (findings)->n, ==, 0);
  g_assert_null (clv_findings_find_scheme (findings, "rfm"));
}

static void
revenue_follows_from_order_value_and_frequency (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Customer;Average order value;Orders per year;Lifetime years\nX;100;3;5\nY;50;1;2\n", NULL, "");
  gboolean told = FALSE;

  clv_assert_near (clv_findings_get_customers (findings)->revenue[clv_test_customer (findings, "X")], 1500, 1e-9);
  clv_assert_near (clv_test_metric (findings, "revenue"), 1600, 1e-9);
  /* Weighted by frequency: (100 · 3 + 50 · 1) / 4. */
  clv_assert_near (clv_test_metric (findings, "aov"), 87.5, 1e-9);
  clv_assert_near (clv_test_metric (findings, "purchase_frequency_per_year"), 2, 1e-9);
  for (guint i = 0; i < clv_findings_get_n_sentences (findings); i++)
    told = told || strstr (clv_findings_get_sentence (findings, i)->text, "estimated: order value") != NULL;
  g_assert_true (told);
}

static const char subscription[] =
  "customerID;tenure;MonthlyCharges;TotalCharges;Churn;Contract\n"
  "A;12;20;240;No;Month\n"
  "B;24;30;720;Yes;Month\n"
  "C;0;40; ;No;Year\n"
  "D;36;50;1800;No;Year\n";

static void
a_subscription_has_recurring_revenue (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (subscription, NULL, "");

  clv_assert_near (clv_test_metric (findings, "mrr"), 110, 1e-9);
  clv_assert_near (clv_test_metric (findings, "arr"), 1320, 1e-9);
  clv_assert_near (clv_test_metric (findings, "churn_rate"), 0.25, 1e-12);
  clv_assert_near (clv_test_metric (findings, "retention_rate"), 0.75, 1e-12);
  clv_assert_near (clv_test_metric (findings, "customer_lifetime_years_observed"), 1.5, 1e-12);
  clv_assert_near (clv_test_metric (findings, "revenue"), 2760, 1e-9);
  /* One of 72 customer-months ended. */
  clv_assert_near (clv_findings_get_methods (findings)->retention_per_year, pow (71.0 / 72, 12), 1e-12);
}

static void
an_unknown_figure_is_not_zero (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (subscription, NULL, "");
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  const guint32 c = clv_test_customer (findings, "C");
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);

  clv_assert_near (clv_test_metric (findings, "customers"), 4, 0);
  g_assert_true (isnan (customers->revenue[c]));
  g_assert_cmpuint (customers->rank[c], ==, 0);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (by_rank[3], ==, c);
  /* Over the three who are known: Σ (2j - n - 1) x / (n Σx) = (-2 · 240 + 2 · 1800) / (3 · 2760). */
  clv_assert_near (clv_test_metric (findings, "gini_revenue"), 3120.0 / 8280, 1e-12);
  clv_assert_near (clv_test_segment (findings, "contract", "Year")->customers, 2, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/customer-level/profit-is-revenue-less-costs", profit_is_revenue_less_costs);
  g_test_add_func ("/analysis/customer-level/there-are-no-dates", there_are_no_dates);
  g_test_add_func ("/analysis/customer-level/revenue-follows-from-order-value-and-frequency",
                   revenue_follows_from_order_value_and_frequency);
  g_test_add_func ("/analysis/customer-level/a-subscription-has-recurring-revenue", a_subscription_has_recurring_revenue);
  g_test_add_func ("/analysis/customer-level/an-unknown-figure-is-not-zero", an_unknown_figure_is_not_zero);
  return g_test_run ();
}
