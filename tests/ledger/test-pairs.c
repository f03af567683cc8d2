/* test-pairs.c - money that stands in a column for each of several currencies
 *
 * Expected values by hand; the sums stand beside the cases.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-sums.h"

static ClvLedger *
ledger_in (GPtrArray  *tables,
           const char *currency)
{
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (GError) error = NULL;
  ClvImportRules rules = CLV_IMPORT_RULES_DEFAULT;
  ClvLedger *ledger;

  rules.currency = currency;
  clv_mapping_assume (mapping, &rules);
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

/* 100 dollars; 45 + 5 euros. */
static void
rows_that_fill_one_column_are_in_its_currency (void)
{
  static const char *const headers[] = {
    "Amount USD;Amount EUR", "USD Amount;EUR Amount", "Amount (USD);Amount (EUR)", "Total in USD;Total in EUR", "Amount ($);Amount (€)",
    "Umsatz $;Umsatz €",
  };

  clv_test_speak_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("Order;Customer;Date;%s\n1;A;2023-01-01;100.00;\n2;B;2023-01-02;;45\n3;B;2023-01-03;;5\n", headers[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = CLV_RULES_DEFAULT;

      g_test_message ("%s", headers[i]);
      assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "EUR (2), USD (1)");
      rules = rules_in ("EUR");
      clv_assert_near (used_under (ledger, &rules), 50, 1e-9);
      rules = rules_in ("USD");
      clv_assert_near (used_under (ledger, &rules), 100, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "missing-amount"), ==, 0);
      g_assert_cmpuint (clv_test_count_problems (ledger, "amounts-in-currencies"), ==, 0);
    }
}

static void
three_currencies_have_three_columns (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount USD;Amount EUR;Amount GBP\n1;A;2023-01-01;10;;\n"
                                                  "2;B;2023-01-02;;20;\n3;C;2023-01-03;;;30\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = rules_in ("GBP");

  clv_test_speak_plainly ();
  clv_assert_near (used_under (ledger, &rules), 30, 1e-9);
  rules = rules_in ("EUR");
  rules.n_rates = 2;
  rules.rates[0] = (ClvRate) { "USD", 0.5 };
  rules.rates[1] = (ClvRate) { "GBP", 2 };
  /* 10 · 0.5 + 20 + 30 · 2 */
  clv_assert_near (used_under (ledger, &rules), 85, 1e-9);
}

/* 100 + 50 dollars are 90 + 45 euros. */
static void
one_sale_in_two_currencies_counts_once_and_is_told (void)
{
  static const char text[] = "Order;Customer;Date;Total (USD);Total (EUR);Cost (USD);Cost (EUR)\n1;A;2023-01-01;100.00;90.00;60;54\n"
                             "2;B;2023-01-02;50.00;45;20;18\n";
  static const struct { const char *currency, *choices; double amount, cost; } cases[] = {
    { "", "USD EUR", 150, 80 }, { "USD", "USD EUR", 150, 80 }, { "EUR", "EUR USD", 135, 72 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = ledger_in (tables, cases[i].currency);
      const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "amounts-in-currencies");
      ClvRules rules = rules_in (cases[i].currency);
      const double *costs = clv_ledger_get_rows (ledger)->cost;

      clv_assert_near (used_under (ledger, &rules), cases[i].amount, 1e-9);
      clv_assert_near (costs[0] + costs[1], cases[i].cost, 1e-9);
      g_assert_nonnull (problem);
      g_assert_cmpuint (problem->count, ==, 2);
      g_assert_cmpstr (problem->choices, ==, cases[i].choices);
      g_assert_cmpstr (clv_test_get_example (ledger, "amounts-in-currencies", 0), ==, "Total (USD): 100.00 · Total (EUR): 90.00");
    }
}

/* Euros are there for all: 9 + 18 + 27. */
static void
the_currency_that_most_rows_have_counts (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Total USD;Total EUR\n1;A;2023-01-01;10;9\n2;B;2023-01-02;20;18\n"
                                                  "3;C;2023-01-03;;27\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (used_under (ledger, &rules), 54, 1e-9);
  g_assert_cmpstr (clv_ledger_get_currency (ledger), ==, "EUR");
}

/* The file converts itself: 100 + 45 + 25. Where euros differ in both columns, the second is something else. */
static void
a_column_in_one_currency_goes_before_rows_in_several (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount;Currency;Amount EUR\n1;A;2023-01-01;100;EUR;100\n"
                                                  "2;B;2023-01-02;50;USD;45\n3;A;2023-01-03;25;EUR;25\n");
  g_autoptr (GPtrArray) others = clv_test_tables ("Order;Customer;Date;Amount;Currency;Amount EUR\n1;A;2023-01-01;100;EUR;1\n"
                                                  "2;B;2023-01-02;50;USD;45\n3;A;2023-01-03;25;EUR;2\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvLedger) other = clv_test_ledger (others);
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_test_speak_plainly ();
  clv_assert_near (used_under (ledger, &rules), 170, 1e-9);
  assert_refused (other, &rules, CLV_LEDGER_ERROR_CURRENCIES, "EUR (2), USD (1)");
}

static void
two_names_of_one_currency_are_no_pair (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Total (USD);Total (US$)\n1;A;2023-01-01;10;10\n2;B;2023-01-02;20;20\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (used_under (ledger, &rules), 30, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "amounts-in-currencies"), ==, 0);
}

/* What people choose is the only amount: 90 + 45. */
static void
a_column_that_people_choose_stands_alone (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Total (USD);Total (EUR)\n1;A;2023-01-01;100;90\n2;B;2023-01-02;50;45\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (ClvLedger) ledger = NULL;

  g_assert_true (clv_mapping_has_pairs (mapping));
  g_assert_true (clv_mapping_set_by_header (mapping, CLV_ROLE_AMOUNT, "Total (EUR)", NULL));
  g_assert_false (clv_mapping_has_pairs (mapping));
  ledger = clv_ledger_build (mapping, NULL, NULL);
  clv_assert_near (clv_test_add_amounts (ledger), 135, 1e-9);
  g_assert_cmpstr (clv_ledger_get_currency (ledger), ==, "EUR");
}

/* Two figures of each customer, each in dollars and in euros. */
static void
figures_of_customers_are_taken_in_one_currency (void)
{
  static const struct { const char *currency; double revenue, profit; } cases[] = { { NULL, 10, 5 }, { "EUR", 9, 4 }, { "USD", 10, 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables ("Customer;Revenue USD;Profit USD;Revenue EUR;Profit EUR;Orders\nA;10;5;9;4;1\nB;20;10;18;8;2\n");
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
      g_autoptr (ClvLedger) ledger = NULL;
      g_autoptr (GError) error = NULL;
      ClvImportRules rules = CLV_IMPORT_RULES_DEFAULT;
      const ClvProblem *problem;

      rules.currency = cases[i].currency;
      clv_mapping_assume (mapping, &rules);
      g_assert_true (clv_mapping_has_pairs (mapping));
      ledger = clv_ledger_build (mapping, NULL, &error);
      g_assert_no_error (error);
      clv_assert_near (clv_ledger_get_values (ledger)->revenue[0], cases[i].revenue, 1e-9);
      clv_assert_near (clv_ledger_get_values (ledger)->profit[0], cases[i].profit, 1e-9);
      problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "amounts-in-currencies");
      g_assert_nonnull (problem);
      g_assert_cmpuint (problem->count, ==, 2);
      g_assert_cmpstr (problem->choices, ==, "USD EUR");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/pairs/rows-that-fill-one-column-are-in-its-currency", rows_that_fill_one_column_are_in_its_currency);
  g_test_add_func ("/ledger/pairs/three-currencies-have-three-columns", three_currencies_have_three_columns);
  g_test_add_func ("/ledger/pairs/one-sale-in-two-currencies-counts-once-and-is-told", one_sale_in_two_currencies_counts_once_and_is_told);
  g_test_add_func ("/ledger/pairs/the-currency-that-most-rows-have-counts", the_currency_that_most_rows_have_counts);
  g_test_add_func ("/ledger/pairs/a-column-in-one-currency-goes-before-rows-in-several", a_column_in_one_currency_goes_before_rows_in_several);
  g_test_add_func ("/ledger/pairs/two-names-of-one-currency-are-no-pair", two_names_of_one_currency_are_no_pair);
  g_test_add_func ("/ledger/pairs/a-column-that-people-choose-stands-alone", a_column_that_people_choose_stands_alone);
  g_test_add_func ("/ledger/pairs/figures-of-customers-are-taken-in-one-currency", figures_of_customers_are_taken_in_one_currency);
  return g_test_run ();
}
