/* test-accounts.c - customers by period, and every rule by which costs are given to them
 *
 * Numbers by hand; those of the toy data from FEATURES.md, part C.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-accounts.h"
#include "clv-random-ledger.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>

static const ClvPeriodFigures *
figures_of (const ClvAccounts *accounts,
            ClvPeriodKind      kind,
            const char        *start)
{
  const ClvDay day = clv_day_from_iso (start);
  guint n;
  const ClvPeriodFigures *figures = clv_accounts_get_periods (accounts, kind, &n);

  for (guint i = 0; i < n; i++)
    if (figures[i].period->start == day)
      return &figures[i];
  g_error ("there is no period from %s", start);
}

static void
who_counts_decides_the_value_per_customer (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  g_autoptr (ClvAccounts) accounts = clv_accounts_new (findings, NULL);
  const ClvPeriodFigures *first = figures_of (accounts, CLV_PERIOD_YEAR, "2023-01-01");
  const ClvPeriodFigures *second = figures_of (accounts, CLV_PERIOD_YEAR, "2024-01-01");

  for (guint i = 0; i < CLV_N_DENOMINATORS; i++)
    clv_assert_near (first->value_per_customer[i], 113.33, 0.005);
  g_assert_cmpuint (second->customers[CLV_DENOMINATOR_ACTIVE], ==, 5);
  g_assert_cmpuint (second->customers[CLV_DENOMINATOR_TRANSACTION], ==, 4);
  g_assert_cmpuint (second->customers[CLV_DENOMINATOR_POSITIVE], ==, 3);
  clv_assert_near (second->value_per_customer[CLV_DENOMINATOR_ACTIVE], 79, 1e-9);
  clv_assert_near (second->value_per_customer[CLV_DENOMINATOR_TRANSACTION], 98.75, 1e-9);
  clv_assert_near (second->value_per_customer[CLV_DENOMINATOR_POSITIVE], 131.67, 0.005);
  clv_assert_near (clv_test_metric (findings, "value_per_customer"), 122.5, 1e-9);
  clv_assert_near (second->purchase_frequency, 1.5, 1e-12);
  clv_assert_near (second->period->aov, 86.67, 0.005);
  clv_assert_near (second->churn_rate, 1.0 / 3, 1e-12);
  /* D gave all back. */
  clv_assert_near (second->aov_of_kept, 104, 1e-9);
  clv_assert_near (second->purchase_frequency_of_kept, 5.0 / 3, 1e-12);
  clv_assert_near (first->period->cac, 30, 1e-12);
  clv_assert_near (second->period->cac, 100, 1e-12);
}

/* FEATURES.md, F-35: in 2024 E is new and brings 180, for 100; A, C and D bring 340, for 25 of service. */
static void
new_revenue_costs_more_than_old (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  g_autoptr (ClvAccounts) accounts = clv_accounts_new (findings, NULL);
  const ClvPeriodFigures *figures = figures_of (accounts, CLV_PERIOD_YEAR, "2024-01-01");

  clv_assert_near (figures->revenue_of_new, 180, 1e-9);
  clv_assert_near (figures->revenue_of_existing, 340, 1e-9);
  clv_assert_near (figures->acquisition_per_new_revenue, 100.0 / 180, 1e-12);
  clv_assert_near (figures->care_per_existing_revenue, 25.0 / 340, 1e-12);
  g_assert_true (isnan (figures_of (accounts, CLV_PERIOD_YEAR, "2023-01-01")->care_per_existing_revenue));
}

/* FEATURES.md, F-03: spent in January, first order in February. */
static void
spending_may_come_before_the_first_order (void)
{
  static const char orders[] = "Order;Customer;Date;Amount\n1;A;2024-01-02;10\n2;B;2024-02-10;10\n3;C;2024-02-20;10\n4;A;2024-03-31;10\n";
  static const char costs[] = "Date;Cost type;Cost\n2024-01-10;acquisition;80\n2024-01-20;acquisition;20\n2024-02-10;acquisition;7\n";
  g_autoptr (ClvFindings) same = clv_test_analyse (orders, costs, "");
  g_autoptr (ClvFindings) later = clv_test_analyse (orders, costs, "cac-lag=1");
  const double *borne = clv_findings_get_customers (later)->cost_by_type[CLV_COST_ACQUISITION];

  clv_assert_near (clv_test_period (same, CLV_PERIOD_MONTH, "2024-02-01")->cac, 3.5, 1e-12);
  clv_assert_near (clv_test_period (later, CLV_PERIOD_MONTH, "2024-02-01")->cac, 50, 1e-12);
  clv_assert_near (borne[clv_test_customer (later, "A")], 0, 0);
  clv_assert_near (borne[clv_test_customer (later, "B")], 50, 1e-12);
  /* Nobody came in March. */
  clv_assert_near (clv_test_metric (later, "cost_unallocated"), 7, 1e-12);
}

static const char rule_orders[] =
  "Order;Customer;Date;Amount\n1;A;2024-01-02;100\n2;B;2024-01-15;200\n3;B;2024-02-20;300\n4;B;2024-03-20;-250\n5;;2024-02-20;150\n6;C;2024-12-01;50\n";
static const char rule_costs[] = "Date;Cost type;Cost\n2024-06-30;service;120\n";

/* Orders of the year: A 1, B 2, C 1, nobody 1. Revenue: A 100, B 250, C 50, nobody 150. */
static void
each_rule_shares_as_it_says (void)
{
  static const struct { const char *rule; double a, b, c, nobody; } cases[] = {
    { "allocate-service=orders", 24, 48, 24, 24 },
    { "allocate-service=revenue", 120 * 100 / 550.0, 120 * 250 / 550.0, 120 * 50 / 550.0, 120 * 150 / 550.0 },
    { "allocate-service=equal", 40, 40, 40, 0 },
    { "allocate-service=acquired", 40, 40, 40, 0 },
    { "allocate-service=none", 0, 0, 0, 120 },
    { "", 24, 48, 24, 24 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClvFindings) findings = clv_test_analyse (rule_orders, rule_costs, cases[i].rule);
      const double *cost = clv_findings_get_customers (findings)->cost_by_type[CLV_COST_SERVICE];

      clv_assert_near (cost[clv_test_customer (findings, "A")], cases[i].a, 1e-9);
      clv_assert_near (cost[clv_test_customer (findings, "B")], cases[i].b, 1e-9);
      clv_assert_near (cost[clv_test_customer (findings, "C")], cases[i].c, 1e-9);
      clv_assert_near (clv_test_metric (findings, "cost_unallocated"), cases[i].nobody, 1e-9);
    }
}

static void
other_costs_are_shared_on_demand (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse (rule_orders, "Date;Cost type;Cost\n2024-01-31;rent;90\n2024-02-29;goods;60\n", "allocate-other=equal allocate-goods=orders");
  guint n;
  const ClvCostPool *pools = clv_findings_get_cost_pools (findings, &n);

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (clv_cost_type_to_id (pools[0].type), ==, "goods");
  g_assert_cmpstr (clv_allocation_rule_to_id (pools[0].rule), ==, "orders");
  /* Of five orders in the year one is nobody's. */
  clv_assert_near (clv_cost_pool_get_unallocated (&pools[0]), 12, 1e-12);
  clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 12, 1e-12);
  clv_assert_near (clv_findings_get_customers (findings)->cost_by_type[CLV_COST_OTHER][clv_test_customer (findings, "C")], 30, 1e-12);
}

/* FEATURES.md, F-02: the reconciliation, to the cent, for every rule; in the whole and in each period. */
static void
assert_whole (const ClvFindings *findings,
              const ClvAccounts *accounts)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  g_autofree double *revenue = g_new0 (double, customers->n), *cost = g_new0 (double, customers->n);
  double value = 0;

  for (guint32 c = 0; c < customers->n; c++)
    value += customers->counted[c] ? customers->profit[c] : 0;
  clv_assert_near (value + clv_test_metric (findings, "revenue_without_customer") - clv_test_metric (findings, "cost_unallocated"),
                   clv_test_metric (findings, "revenue") - clv_test_metric (findings, "cost"), 0.005);

  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    {
      guint n;
      const ClvPeriodFigures *figures = clv_accounts_get_periods (accounts, kind, &n);

      for (guint i = 0; i < n; i++)
        {
          const ClvPeriodFigures *f = &figures[i];
          g_autofree ClvCustomerSum *sums = clv_accounts_dup_sums (accounts, f->period->start, f->period->end);
          double of_customers = 0, all_unallocated = 0, all_borne = 0;
          ClvSpanMoney money;
          guint32 active = 0, orders = 0;

          for (guint32 c = 0; c < customers->n; c++)
            {
              of_customers += sums[c].revenue - sums[c].cost;
              active += sums[c].active != 0;
              orders += sums[c].orders;
              if (kind == CLV_PERIOD_QUARTER)
                {
                  revenue[c] += sums[c].revenue;
                  cost[c] += sums[c].cost;
                }
            }
          clv_accounts_get_money (accounts, f->period->start, f->period->end, &money);
          for (guint type = 0; type < CLV_N_COST_TYPES; type++)
            {
              all_unallocated += money.cost_of_nobody[type];
              all_borne += money.cost_of_customers[type];
              clv_assert_near (money.cost_of_nobody[type] + money.cost_of_customers[type], f->period->cost_by_type[type], 0.005);
            }
          clv_assert_near (of_customers + money.revenue_without_customer - all_unallocated, f->period->profit, 0.005);
          clv_assert_near (all_borne, f->cost_of_customers, 1e-6);
          clv_assert_near (money.revenue_of_customers, f->revenue_of_customers, 1e-6);
          clv_assert_near (f->revenue_of_customers - f->cost_of_customers, of_customers, 1e-6);
          clv_assert_near (f->cost_unallocated, all_unallocated, 1e-6);
          g_assert_cmpuint (f->customers[CLV_DENOMINATOR_ACTIVE], ==, f->period->customers);
          g_assert_cmpuint (active, ==, f->period->customers);
          g_assert_cmpuint (orders, ==, f->orders_of_customers);
        }
    }
  for (guint32 c = 0; c < customers->n; c++)
    {
      clv_assert_near (revenue[c], customers->revenue[c], 1e-6);
      clv_assert_near (cost[c], customers->cost[c], 1e-6);
    }
}

static void
customers_and_nobody_are_the_whole_under_every_rule (void)
{
  static const char *const settings[] = {
    "", "allocate-acquisition=revenue allocate-retention=equal allocate-service=revenue allocate-goods=orders allocate-other=equal",
    "allocate-acquisition=equal allocate-retention=acquired allocate-service=none allocate-goods=revenue allocate-other=orders cac-lag=2",
    "allocate-acquisition=none allocate-retention=revenue allocate-service=acquired allocate-goods=equal allocate-other=acquired",
    "allocate-acquisition=orders fiscal-year-start=4 cac-lag=1",
  };

  for (guint32 seed = 1; seed <= 8; seed++)
    {
      ClvRandomLedger ledger;
      g_autofree char *orders = NULL, *costs = NULL;

      clv_random_ledger_init (&ledger, seed, 1);
      orders = clv_random_lines_dup_table (ledger.orders, clv_random_orders_header, 0, ledger.orders->len);
      costs = clv_random_lines_dup_table (ledger.costs, clv_random_costs_header, 0, ledger.costs->len);
      for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
        {
          g_autoptr (ClvFindings) findings = clv_test_analyse (orders, costs, settings[i]);
          g_autoptr (ClvAccounts) accounts = clv_accounts_new (findings, NULL);

          assert_whole (findings, accounts);
        }
      clv_random_ledger_clear (&ledger);
    }
}

static void
one_customer_by_quarter (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  guint n;
  g_autofree ClvCustomerPeriod *quarters =
    clv_findings_dup_customer_periods (findings, clv_test_customer (findings, "A"), CLV_PERIOD_QUARTER, &n);

  g_assert_cmpuint (n, ==, 5);
  clv_assert_near (quarters[0].revenue, 100, 1e-12);
  clv_assert_near (quarters[0].cost_by_type[CLV_COST_ACQUISITION], 30, 1e-12);
  clv_assert_near (quarters[1].revenue, 80, 1e-12);
  clv_assert_near (quarters[2].revenue, 0, 0);
  g_assert_cmpuint (quarters[4].orders, ==, 1);
  clv_assert_near (quarters[4].revenue, 120, 1e-12);
}

static void
customer_level_has_no_periods (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse ("Customer;Revenue;Orders\nA;100;2\nB;50;1\n", NULL, "");
  guint n;

  g_assert_null (clv_accounts_new (findings, NULL));
  g_assert_null (clv_findings_dup_customer_periods (findings, 0, CLV_PERIOD_YEAR, &n));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/accounts/who-counts-decides-the-value-per-customer", who_counts_decides_the_value_per_customer);
  g_test_add_func ("/analysis/accounts/new-revenue-costs-more-than-old", new_revenue_costs_more_than_old);
  g_test_add_func ("/analysis/accounts/spending-may-come-before-the-first-order", spending_may_come_before_the_first_order);
  g_test_add_func ("/analysis/accounts/each-rule-shares-as-it-says", each_rule_shares_as_it_says);
  g_test_add_func ("/analysis/accounts/other-costs-are-shared-on-demand", other_costs_are_shared_on_demand);
  g_test_add_func ("/analysis/accounts/customers-and-nobody-are-the-whole-under-every-rule",
                   customers_and_nobody_are_the_whole_under_every_rule);
  g_test_add_func ("/analysis/accounts/one-customer-by-quarter", one_customer_by_quarter);
  g_test_add_func ("/analysis/accounts/customer-level-has-no-periods", customer_level_has_no_periods);
  return g_test_run ();
}
