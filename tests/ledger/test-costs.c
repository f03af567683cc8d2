/* test-costs.c - what costs are for, when nobody says so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-ledger.h"

#include "clv-test-tables.h"
#include "clv-test.h"

static const char orders[] =
  "Order ID;Customer ID;Order date;Total\nA1;K1;2023-01-01;25.50\nA2;K2;2023-01-02;30.00\nA3;K1;2023-02-03;40.00\n";

static ClvLedger *
read_costs (const char *costs)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);

  clv_test_add_table (tables, "o.csv", "", orders);
  clv_test_add_table (tables, "k.csv", "", costs);
  return clv_test_ledger (tables);
}

static double
add_costs (const ClvLedger *ledger,
           ClvCostType      type)
{
  double sum = 0;

  for (guint32 i = 0; i < clv_ledger_get_n_costs (ledger); i++)
    if (clv_ledger_get_costs (ledger)[i].type == type)
      sum += clv_ledger_get_costs (ledger)[i].amount;
  return sum;
}

/* As in a table with a column a channel: 10 + 20 + 5 = 35. */
static void
spending_by_channel_wins_customers (void)
{
  g_autoptr (ClvLedger) ledger =
    read_costs ("Date;Channel;Spend\n2023-01-01;Ads;10.00\n2023-02-01;Ads;20.00\n2023-01-01;E-Mail;5.00\n");
  const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "cost-type-assumed");

  clv_assert_near (add_costs (ledger, CLV_COST_ACQUISITION), 35, 1e-9);
  clv_assert_near (add_costs (ledger, CLV_COST_OTHER), 0, 1e-9);
  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->count, ==, 1);
}

/* Unless the name says what else it is for. */
static void
a_loyalty_club_keeps_customers (void)
{
  g_autoptr (ClvLedger) ledger = read_costs ("Date;Channel;Spend\n2023-01-01;Google;10.00\n2023-02-01;Loyalty club;20.00\n");

  clv_assert_near (add_costs (ledger, CLV_COST_ACQUISITION), 10, 1e-9);
  clv_assert_near (add_costs (ledger, CLV_COST_RETENTION), 20, 1e-9);
}

/* 10 + 20 = 30 */
static void
budgets_are_spending (void)
{
  static const char *const headers[] = { "Date;Marketing", "Month;Ads", "Date;Ad budget", "Monat;Werbebudget", "月份;广告预算" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\n2023-01-01;10.00\n2023-02-01;20.00\n", headers[i]);
      g_autoptr (ClvLedger) ledger = read_costs (text);

      g_test_message ("%s", headers[i]);
      clv_assert_near (add_costs (ledger, CLV_COST_ACQUISITION), 30, 1e-9);
    }
}

/* A type in the file beats every guess. */
static void
a_type_says_what_a_cost_is_for (void)
{
  g_autoptr (ClvLedger) ledger =
    read_costs ("Date;Channel;Type;Spend\n2023-01-01;Google;Service;10.00\n2023-02-01;Google;Acquisition;20.00\n");

  clv_assert_near (add_costs (ledger, CLV_COST_SERVICE), 10, 1e-9);
  clv_assert_near (add_costs (ledger, CLV_COST_ACQUISITION), 20, 1e-9);
  g_assert_null (clv_problem_list_find (clv_ledger_get_problems (ledger), "cost-type-assumed"));
}

/* The total stands in the first line. A cost that stands there alone is of the whole order; where lines have costs of their
 * own, nobody knows that of a line that leaves it out. */
static void
blank_costs_of_lines_are_nothing_only_below_that_of_the_order (void)
{
  static const struct
  {
    const char *text;
    double      costs[3];
  } cases[] = {
    { "order id;customer;date;product;quantity;unit price;cost;amount\n1;A;2023-01-10;P;1;30;10;60\n1;;;Q;1;20;;\n1;;;R;1;10;5;\n", { 10, NAN, 5 } },
    { "order id;customer;date;product;quantity;unit price;cost;amount\n1;A;2023-01-10;P;1;30;25;60\n1;;;Q;1;20;;\n1;;;R;1;10;;\n", { 25, 0, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (cases[i].text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);

      g_assert_cmpuint (clv_test_count_problems (ledger, "continued-order"), ==, 2);
      for (guint row = 0; row < 3; row++)
        if (isnan (cases[i].costs[row]))
          g_assert_true (isnan (rows->cost[row]));
        else
          clv_assert_near (rows->cost[row], cases[i].costs[row], 1e-9);
    }
}

/* “Custo” is a cost in Portuguese and no part of “customer”; and revenue is no cost in any sheet. */
static void
revenue_is_no_cost (void)
{
  static const struct
  {
    const char *sheet, *text;
    guint       n_costs;
  } cases[] = {
    { "Revenue per customer", "Date;Revenue (€)\n2023-01-01;300.50\n2023-02-01;450.25\n", 0 },
    { "Customers by day", "Date;Amount\n2023-01-01;300.50\n2023-02-01;450.25\n", 0 },
    { "Revenue and costs", "Date;Revenue (€)\n2023-01-01;300.50\n2023-02-01;450.25\n", 0 },
    { "Umsatz und Kosten", "Datum;Umsatz (EUR)\n2023-01-01;300.50\n2023-02-01;450.25\n", 0 },
    { "Custos", "Date;Amount\n2023-01-01;300.50\n2023-02-01;450.25\n", 2 },
    { "Costs of customers", "Date;Amount\n2023-01-01;300.50\n2023-02-01;450.25\n", 2 },
    { "Costs", "Date;Total\n2023-01-01;300.50\n2023-02-01;450.25\n", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
      g_autoptr (ClvLedger) ledger = NULL;

      g_test_message ("%s", cases[i].sheet);
      clv_test_add_table (tables, "o.xlsx", "Orders", orders);
      clv_test_add_table (tables, "o.xlsx", cases[i].sheet, cases[i].text);
      ledger = clv_test_ledger (tables);
      g_assert_cmpuint (clv_ledger_get_n_costs (ledger), ==, cases[i].n_costs);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ledger/costs/spending-by-channel-wins-customers", spending_by_channel_wins_customers);
  g_test_add_func ("/ledger/costs/a-loyalty-club-keeps-customers", a_loyalty_club_keeps_customers);
  g_test_add_func ("/ledger/costs/budgets-are-spending", budgets_are_spending);
  g_test_add_func ("/ledger/costs/blank-costs-of-lines-are-nothing-only-below-that-of-the-order",
                   blank_costs_of_lines_are_nothing_only_below_that_of_the_order);
  g_test_add_func ("/ledger/costs/a-type-says-what-a-cost-is-for", a_type_says_what_a_cost_is_for);

  g_test_add_func ("/ledger/costs/revenue-is-no-cost", revenue_is_no_cost);
  return g_test_run ();
}
