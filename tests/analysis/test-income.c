/* test-income.c - kinds of income, and why customers paid
 *
 * Numbers by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-income.h"
#include "clv-random-ledger.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>

/* FEATURES.md, F-13: interest without a customer changes no value of customers, and stands in the account. */
static void
interest_is_nobodys_value (void)
{
  static const char *const books[] = {
    "Order;Customer;Date;Amount;Category\n1;A;2024-01-02;100;Books\n2;A;2024-02-02;50;Books\n3;B;2024-03-02;30;Toys\n4;;2024-03-05;20;Toys\n"
    "5;;2024-02-29;500;Interest\n",
    "Order;Customer;Date;Amount;Income type\n1;A;2024-01-02;100;Sales\n2;A;2024-02-02;50;Sales\n3;B;2024-03-02;30;Sales\n4;;2024-03-05;20;Sales\n"
    "5;Bank;2024-02-29;500;interest\n",
  };
  g_autoptr (ClvFindings) without =
    clv_test_analyse ("Order;Customer;Date;Amount;Category\n1;A;2024-01-02;100;Books\n2;A;2024-02-02;50;Books\n3;B;2024-03-02;30;Toys\n"
                      "4;;2024-03-05;20;Toys\n", NULL, "margin=0.4");
  static const char *const unchanged[] = { "revenue", "customers", "orders", "aov", "value_per_customer", "clv_simple", "profit" };

  for (guint i = 0; i < G_N_ELEMENTS (books); i++)
    {
      g_autoptr (ClvFindings) findings = clv_test_analyse (books[i], NULL, "margin=0.4");
      const ClvReconciliation *account = clv_book_get_reconciliation (clv_findings_get_book (findings));
      ClvIncome income;

      for (guint j = 0; j < G_N_ELEMENTS (unchanged); j++)
        {
          const double expected = clv_test_metric (without, unchanged[j]);

          if (!isnan (expected))
            clv_assert_near (clv_test_metric (findings, unchanged[j]), expected, 1e-9);
        }
      clv_findings_get_income (findings, &income);
      clv_assert_near (income.of_customers, 180, 1e-9);
      clv_assert_near (income.other_operational, 20, 1e-9);
      clv_assert_near (income.non_operational, 500, 1e-9);
      clv_assert_near (income.total, 700, 1e-9);
      g_assert_cmpuint (income.n_non_operational, ==, 1);
      clv_assert_near (account->left_out[CLV_LEFT_OUT_NON_OPERATIONAL].amount, 500, 1e-9);
      clv_assert_near (account->amount_used, 200, 1e-9);
      g_assert_nonnull (clv_problem_list_find (clv_findings_get_problems (findings), "non-operational-income"));
    }
}

static void
who_wants_it_counts_it (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Category\n1;A;2024-01-02;100;Books\n2;B;2024-03-02;30;Books\n3;;2024-02-29;500;Interest\n",
                      NULL, "non-operational=keep");
  const ClvProblem *problem = clv_problem_list_find (clv_findings_get_problems (findings), "non-operational-income");

  clv_assert_near (clv_test_metric (findings, "revenue"), 630, 1e-9);
  g_assert_cmpstr (problem->treatment, ==, "kept");
}

/* What a customer bought is a product, whatever it is called. */
static void
goods_of_that_name_are_goods (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Product\n1;A;2024-01-02;100;Interest\n2;B;2024-03-02;30;Hobby\n3;C;2024-03-02;30;Hobby\n", NULL, "");

  clv_assert_near (clv_test_metric (findings, "revenue"), 160, 1e-9);
}

/* FEATURES.md, F-14: 40 of service invoices among 200; 30 of service cost. */
static void
service_is_revenue_and_cost (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Category\n1;A;2024-01-02;100;Machines\n2;A;2024-02-02;40;Service\n3;B;2024-03-02;60;Machines\n",
                      "Date;Cost type;Cost;Customer\n2024-02-10;service;30;A\n", "");
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  ClvIncome income;

  clv_findings_get_income (findings, &income);
  clv_assert_near (income.service, 40, 1e-9);
  clv_assert_near (income.cost_to_serve, 30, 1e-9);
  clv_assert_near (income.cost_to_serve_share, 0.15, 1e-12);
  clv_assert_near (customers->cost_by_type[CLV_COST_SERVICE][clv_test_customer (findings, "A")], 30, 1e-12);
}

/* FEATURES.md, F-11. A: books 20 and toys 5 first; books 20 again; books 35, more than ever; games are new; a toy comes back;
 * books 35 are no more than before. */
static void
each_row_has_its_reason (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Category\n1;A;2024-01-02;20;Books\n1;A;2024-01-02;5;Toys\n2;A;2024-02-02;20;Books\n"
                      "3;A;2024-03-02;35;Books\n4;A;2024-04-02;50;Games\n5;A;2024-05-02;-5;Toys\n6;A;2024-06-02;35;Books\n"
                      "7;B;2024-03-02;11;Games\n8;;2024-03-02;7;Games\n", NULL, "");
  g_autoptr (ClvRevenueParts) parts = clv_revenue_parts_new (findings);
  const guint32 a = clv_test_customer (findings, "A");

  clv_assert_near (parts->by_customer[CLV_REVENUE_FIRST][a], 25 - 5, 1e-9);
  clv_assert_near (parts->by_customer[CLV_REVENUE_REPEAT][a], 20 + 35, 1e-9);
  clv_assert_near (parts->by_customer[CLV_REVENUE_UPSELL][a], 35, 1e-9);
  clv_assert_near (parts->by_customer[CLV_REVENUE_CROSS_SELL][a], 50, 1e-9);
  clv_assert_near (parts->total[CLV_REVENUE_FIRST], 20 + 11, 1e-9);
  g_assert_cmpuint (parts->orders[CLV_REVENUE_FIRST], ==, 2);
  g_assert_cmpuint (parts->orders[CLV_REVENUE_REPEAT], ==, 2);
}

static void
parts_add_up_in_any_order (void)
{
  for (guint32 seed = 1; seed <= 6; seed++)
    {
      ClvRandomLedger ledger;
      g_autofree char *plain = NULL, *shuffled = NULL;
      double sum = 0;

      clv_random_ledger_init (&ledger, seed, 1);
      plain = clv_random_lines_dup_table (ledger.orders, clv_random_orders_header, 0, ledger.orders->len);
      clv_random_lines_shuffle (ledger.orders, seed);
      shuffled = clv_random_lines_dup_table (ledger.orders, clv_random_orders_header, 0, ledger.orders->len);
      clv_random_ledger_clear (&ledger);

      {
        g_autoptr (ClvFindings) a = clv_test_analyse (plain, NULL, ""), b = clv_test_analyse (shuffled, NULL, "");
        g_autoptr (ClvRevenueParts) of_a = clv_revenue_parts_new (a), of_b = clv_revenue_parts_new (b);

        for (guint part = 0; part < CLV_N_REVENUE_PARTS; part++)
          {
            sum += of_a->total[part];
            clv_assert_near (of_b->total[part], of_a->total[part], 1e-6);
            g_assert_cmpuint (of_a->orders[part], ==, of_b->orders[part]);
          }
        clv_assert_near (sum, clv_test_metric (a, "revenue_of_customers"), 0.005);
      }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/income/interest-is-nobodys-value", interest_is_nobodys_value);
  g_test_add_func ("/analysis/income/who-wants-it-counts-it", who_wants_it_counts_it);
  g_test_add_func ("/analysis/income/goods-of-that-name-are-goods", goods_of_that_name_are_goods);
  g_test_add_func ("/analysis/income/service-is-revenue-and-cost", service_is_revenue_and_cost);
  g_test_add_func ("/analysis/revenue-parts/each-row-has-its-reason", each_row_has_its_reason);
  g_test_add_func ("/analysis/revenue-parts/they-add-up-in-any-order", parts_add_up_in_any_order);
  return g_test_run ();
}
