/* test-periods.c - months, quarters, years, cohorts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

/* FEATURES.md, F-01: three customers in January, one in February, two of the same three in March; costs 150 in January. */
static const char quarter_orders[] =
  "Order;Customer;Date;Amount\n"
  "1;A;2024-01-02;100\n2;B;2024-01-15;200\n3;C;2024-01-20;300\n"
  "4;A;2024-02-10;60\n"
  "5;B;2024-03-05;90\n6;C;2024-03-31;30\n";
static const char quarter_costs[] = "Date;Cost type;Cost\n2024-01-31;retention;150\n";

static void
january_is_worth_150_a_customer (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (quarter_orders, quarter_costs, "");
  const ClvPeriod *january = clv_test_period (findings, CLV_PERIOD_MONTH, "2024-01-01");

  clv_assert_near (january->revenue, 600, 1e-9);
  clv_assert_near (january->value_per_customer, 150, 1e-9);
}

static void
a_quarter_is_made_from_sums (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (quarter_orders, quarter_costs, "");
  const ClvPeriod *quarter = clv_test_period (findings, CLV_PERIOD_QUARTER, "2024-01-01");

  /* (600 + 60 + 120 - 150) / 3 different customers; the mean of the months would be 90. */
  g_assert_cmpuint (quarter->customers, ==, 3);
  clv_assert_near (quarter->value_per_customer, 210, 1e-9);
  g_assert_cmpuint (quarter->orders, ==, 6);
}

/* FEATURES.md, F-04: ten customers in 2023, seven of them in 2024; one who is new in 2024 changes nothing. */
static void
seven_of_ten_come_back (void)
{
  g_autoptr (GString) orders = g_string_new ("Order;Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;

  for (int i = 0; i < 10; i++)
    g_string_append_printf (orders, "%d;K%d;2023-01-%02d;10\n", i, i, i + 1);
  for (int i = 0; i < 7; i++)
    g_string_append_printf (orders, "%d;K%d;2024-06-%02d;10\n", 100 + i, i, i + 1);
  g_string_append (orders, "200;New;2024-12-31;10\n");
  findings = clv_test_analyse (orders->str, NULL, "");

  clv_assert_near (clv_test_metric (findings, "retention_rate"), 0.7, 1e-12);
  clv_assert_near (clv_test_metric (findings, "churn_rate"), 0.3, 1e-12);
  /* FEATURES.md, F-07: 70 % implies 3.33 years. */
  clv_assert_near (clv_test_metric (findings, "customer_lifetime_years_implied"), 3.33, 0.005);
}

static void
monthly_retention_becomes_a_yearly_one (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;1\n2;B;2024-01-02;1\n3;A;2024-02-29;1\n", NULL, "period=month");

  clv_assert_near (clv_test_metric (findings, "retention_rate"), 0.5, 1e-12);
  /* METRICS.md, conventions: r_m = r_y^(1/12), hence r_y = 0.5^12. */
  clv_assert_near (clv_findings_get_methods (findings)->retention_per_year, 0.000244140625, 1e-15);
}

static void
less_than_two_complete_periods_is_too_short (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;1\n2;B;2024-01-02;1\n3;A;2024-02-20;1\n", NULL, "");

  g_assert_cmpstr (clv_test_reason (findings, "retention_rate"), ==, "too-short");
  g_assert_cmpstr (clv_test_reason (findings, "churn_rate"), ==, "too-short");
  g_assert_cmpstr (clv_test_reason (findings, "customer_lifetime_years_implied"), ==, "no-retention");
}

static void
the_first_period_needs_its_first_tenth (void)
{
  /* Of 31 days the first tenth ends within the fourth. */
  g_autoptr (ClvFindings) early = clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-04;1\n2;A;2024-02-29;1\n", NULL, "");
  g_autoptr (ClvFindings) late = clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-05;1\n2;A;2024-02-29;1\n", NULL, "");

  g_assert_true (clv_test_period (early, CLV_PERIOD_MONTH, "2024-01-01")->complete);
  g_assert_false (clv_test_period (late, CLV_PERIOD_MONTH, "2024-01-01")->complete);
  g_assert_true (clv_test_period (late, CLV_PERIOD_MONTH, "2024-02-01")->complete);
}

static void
the_last_period_must_be_over (void)
{
  g_autoptr (ClvFindings) before = clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;1\n2;A;2024-02-28;1\n", NULL, "");
  g_autoptr (ClvFindings) after =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;1\n2;A;2024-02-28;1\n", NULL, "as-of-date=2024-02-29");

  g_assert_false (clv_test_period (before, CLV_PERIOD_MONTH, "2024-02-01")->complete);
  g_assert_true (clv_test_period (after, CLV_PERIOD_MONTH, "2024-02-01")->complete);
}

static void
months_without_orders_are_there (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;1\n2;A;2024-04-30;1\n", NULL, "");
  guint n;
  const ClvPeriod *months = clv_findings_get_periods (findings, CLV_PERIOD_MONTH, &n);

  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (months[1].customers, ==, 0);
  g_assert_true (isnan (months[1].value_per_customer));
  g_assert_true (isnan (months[1].aov));
  g_assert_true (months[1].complete);
  g_assert_true (isnan (months[2].retention_rate));
  g_assert_cmpstr (clv_test_reason (findings, "retention_rate"), ==, "nobody-active-before");
}

static void
business_years_start_when_told (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2023-04-01;1\n2;A;2024-03-31;2\n3;A;2024-04-01;4\n", NULL, "fiscal-year-start=4");

  clv_assert_near (clv_test_period (findings, CLV_PERIOD_YEAR, "2023-04-01")->revenue, 3, 1e-12);
  clv_assert_near (clv_test_period (findings, CLV_PERIOD_YEAR, "2024-04-01")->revenue, 4, 1e-12);
  g_assert_true (clv_test_period (findings, CLV_PERIOD_YEAR, "2023-04-01")->complete);
}

static void
money_of_periods_adds_up (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");

  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    {
      guint n;
      const ClvPeriod *periods = clv_findings_get_periods (findings, kind, &n);
      double revenue = 0, profit = 0;
      guint orders = 0;

      for (guint i = 0; i < n; i++)
        {
          revenue += periods[i].revenue;
          profit += periods[i].profit;
          orders += periods[i].orders;
        }
      clv_assert_near (revenue, clv_test_metric (findings, "revenue"), 1e-9);
      clv_assert_near (profit, clv_test_metric (findings, "profit"), 1e-9);
      clv_assert_near (orders, clv_test_metric (findings, "orders"), 0);
    }
}

/* A cost row that names a customer makes the customer active; one that is shared does not. */
static void
named_costs_make_active (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;10\n2;B;2024-01-02;10\n3;B;2024-02-02;10\n",
                      "Date;Cost type;Cost;Customer\n2024-02-01;service;3;A\n2024-02-01;retention;1;\n", "");
  const ClvPeriod *february = clv_test_period (findings, CLV_PERIOD_MONTH, "2024-02-01");

  g_assert_cmpuint (february->customers, ==, 2);
  clv_assert_near (february->retention_rate, 1, 1e-12);
}

static void
cohorts_are_triangles (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (quarter_orders, quarter_costs, "");
  const ClvCohorts *cohorts = clv_findings_get_cohorts (findings);

  g_assert_cmpuint (cohorts->n, ==, 3);
  g_assert_cmpuint (cohorts->size[0], ==, 3);
  g_assert_cmpuint (cohorts->size[1], ==, 0);
  g_assert_cmpuint (cohorts->active[0], ==, 3);
  g_assert_cmpuint (cohorts->active[1], ==, 1);
  g_assert_cmpuint (cohorts->active[2], ==, 2);
  clv_assert_near (cohorts->revenue[0], 600, 1e-9);
  clv_assert_near (cohorts->revenue[1], 60, 1e-9);
  clv_assert_near (cohorts->revenue[2], 120, 1e-9);
  g_assert_cmpuint (cohorts->active[3 + 2], ==, G_MAXUINT32);
  g_assert_true (isnan (cohorts->revenue[3 + 2]));
  /* Retention cost 150: only one cost row, hence it covers the year, and each of the six orders bears 25. */
  clv_assert_near (cohorts->profit[0], 600 - 75, 1e-9);
  clv_assert_near (cohorts->profit[1], 60 - 25, 1e-9);
  clv_assert_near (cohorts->profit[2], 120 - 50, 1e-9);
}

static void
cohort_profit_adds_up_to_that_of_customers_with_orders (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "as-of-date=2024-12-31");
  const ClvCohorts *cohorts = clv_findings_get_cohorts (findings);
  double profit = 0;

  for (guint cohort = 0; cohort < cohorts->n; cohort++)
    for (guint k = 0; k < cohorts->n - cohort; k++)
      profit += cohorts->profit[cohort * cohorts->n + k];
  /* 735, and F with -25 never came. */
  clv_assert_near (profit, 760, 1e-9);
  /* A bought for 100 in the month in which it was acquired for 30. */
  clv_assert_near (cohorts->profit[0], 70, 1e-9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/periods/january-is-worth-150-a-customer", january_is_worth_150_a_customer);
  g_test_add_func ("/analysis/periods/a-quarter-is-made-from-sums", a_quarter_is_made_from_sums);
  g_test_add_func ("/analysis/periods/seven-of-ten-come-back", seven_of_ten_come_back);
  g_test_add_func ("/analysis/periods/monthly-retention-becomes-a-yearly-one", monthly_retention_becomes_a_yearly_one);
  g_test_add_func ("/analysis/periods/less-than-two-complete-periods-is-too-short", less_than_two_complete_periods_is_too_short);
  g_test_add_func ("/analysis/periods/the-first-period-needs-its-first-tenth", the_first_period_needs_its_first_tenth);
  g_test_add_func ("/analysis/periods/the-last-period-must-be-over", the_last_period_must_be_over);
  g_test_add_func ("/analysis/periods/months-without-orders-are-there", months_without_orders_are_there);
  g_test_add_func ("/analysis/periods/business-years-start-when-told", business_years_start_when_told);
  g_test_add_func ("/analysis/periods/money-of-periods-adds-up", money_of_periods_adds_up);
  g_test_add_func ("/analysis/periods/named-costs-make-active", named_costs_make_active);
  g_test_add_func ("/analysis/cohorts/cohorts-are-triangles", cohorts_are_triangles);
  g_test_add_func ("/analysis/cohorts/profit-adds-up-to-that-of-customers-with-orders",
                   cohort_profit_adds_up_to_that_of_customers_with_orders);
  return g_test_run ();
}
