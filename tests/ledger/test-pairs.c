/* test-pairs.c - money that stands in a column for each of several currencies
 *
 * Expected values by hand; the sums stand beside the cases.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

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

#define PAIR "Order;Date;Customer;Total USD;Total EUR\n"

/* Exports fill in 0 or a dash where the amount stands in the other column: 100 + 80 + 120 dollars, 50 + 70 euros. */
static void
zeros_and_dashes_say_nothing_beside_an_amount (void)
{
  static const char *const nothings[] = { "0.00", "0", "-", "n/a", "#N/A", "" };

  for (guint i = 0; i < G_N_ELEMENTS (nothings); i++)
    {
      const char *no = nothings[i];
      g_autofree char *text = g_strdup_printf (PAIR "1;2024-01-03;A;100.00;%s\n2;2024-01-09;B;%s;50.00\n3;2024-02-11;A;80.00;%s\n"
                                               "4;2024-03-05;C;120.00;%s\n5;2024-03-22;D;%s;70.00\n", no, no, no, no, no);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = rules_in ("EUR");

      g_test_message ("“%s”", no);
      g_assert_cmpuint (clv_test_count_problems (ledger, "amounts-in-currencies"), ==, 0);
      g_assert_cmpuint (clv_test_count_problems (ledger, "unreadable-amount"), ==, 0);
      clv_assert_near (used_under (ledger, &rules), 120, 1e-9);
      rules.n_rates = 1;
      rules.rates[0] = (ClvRate) { "USD", 0.5 };
      clv_assert_near (used_under (ledger, &rules), 270, 1e-9);
    }
}

/* What is nothing in both columns is an order of 0. */
static void
zeros_in_all_columns_are_an_order (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (PAIR "1;2024-01-03;A;100;90\n2;2024-01-09;B;0;0\n3;2024-01-10;B;50;45\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;

  g_assert_cmpuint (clv_ledger_get_rows (ledger)->n, ==, 3);
  clv_assert_near (used_under (ledger, &rules), 150, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "amounts-in-currencies"), ==, 2);
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-amount"), ==, 0);
}

/* Money of their own, money given back, a rate that never was, a part of the sum: the first column counts and the second is told. */
static void
columns_that_are_not_in_proportion_are_no_pair (void)
{
  static const struct { const char *header, *rows; double sum; const char *unused; } cases[] = {
    { PAIR, "1;2024-01-03;A;100;3\n2;2024-01-09;B;20;500\n3;2024-02-11;A;80;7\n4;2024-03-05;C;120;900\n5;2024-03-22;D;15;70\n", 335, "Total EUR" },
    { PAIR, "1;2024-01-03;A;100;-90\n2;2024-01-09;B;50;45\n", 150, "Total EUR" },
    { PAIR, "1;2024-01-03;A;100;20\n2;2024-01-09;B;50;10\n3;2024-01-10;B;60;12\n", 210, "Total EUR" },
    { "Order;Date;Customer;Total;Total USD;Currency\n", "1;2024-01-03;A;100;20;EUR\n2;2024-01-09;B;60;5;EUR\n3;2024-02-11;A;80;7;EUR\n", 240, "Total USD" },
    /* Of currencies that nobody knows, two rows prove nothing. */
    { "Order;Date;Customer;Total USD;Total XOF\n", "1;2024-01-03;A;100;61000\n2;2024-01-09;B;50;30500\n", 150, "Total XOF" },
  };

  clv_test_speak_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (cases[i].header, cases[i].rows, NULL);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = CLV_RULES_DEFAULT;
      const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "amounts-in-currencies");

      g_test_message ("case %u", i);
      clv_assert_near (used_under (ledger, &rules), cases[i].sum, 1e-9);
      g_assert_nonnull (problem);
      g_assert_cmpstr (problem->treatment, ==, "ignored");
      g_assert_cmpstr (clv_test_get_example (ledger, "amounts-in-currencies", 0), ==, cases[i].unused);
    }
}

/* The lira lost four fifths in five years, a little each month: 10, 10.3, … for a dollar. */
static void
a_rate_that_drifts_is_one_all_the_same (void)
{
  g_autoptr (GString) text = g_string_new ("Order;Date;Customer;Total USD;Total TRY\n");
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;
  double rate = 6, sum = 0;

  for (guint i = 0; i < 60; i++, rate *= 1.03)
    {
      g_string_append_printf (text, "%u;%u-%02u-15;A;%u;%u\n", i + 1, 2019 + i / 12, i % 12 + 1, 100 + i, (guint) ((100 + i) * rate));
      sum += 100 + i;
    }
  tables = clv_test_tables (text->str);
  ledger = clv_test_ledger (tables);
  clv_assert_near (used_under (ledger, &rules), sum, 1e-9);
  g_assert_cmpstr (clv_ledger_get_currency (ledger), ==, "USD");
  g_assert_cmpuint (clv_test_count_problems (ledger, "amounts-in-currencies"), ==, 60);
}

/* 100 + 60 + 80 euros, which are 110 + 66 + 88 dollars. */
static void
the_first_column_goes_before_one_that_has_as_many_rows (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Date;Customer;Total;Total USD;Currency\n1;2024-01-03;A;100;110;EUR\n"
                                                  "2;2024-01-09;B;60;66;EUR\n3;2024-02-11;A;80;88;EUR\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (used_under (ledger, &rules), 240, 1e-9);
  g_assert_cmpstr (clv_ledger_get_currency (ledger), ==, "EUR");
}

/* Nothing in pounds: no cost and no profit is known, as with one column of them. */
static void
costs_in_two_other_currencies_are_unknown (void)
{
  static const char *const headers[] = { "Cost (USD);Cost (EUR)", "Profit (USD);Profit (EUR)" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("Order;Date;Customer;Total (GBP);%s\n1;2024-01-03;A;100.00;30;28\n2;2024-01-09;B;20.00;5;4.5\n3;2024-02-11;A;80;17;16\n", headers[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "mixed-currencies");

      g_test_message ("%s", headers[i]);
      g_assert_null (clv_ledger_get_rows (ledger)->cost);
      g_assert_nonnull (problem);
      g_assert_cmpuint (problem->count, ==, 3);
      g_assert_cmpstr (problem->treatment, ==, "left-out");
    }
}

/* Row 1 was given back in euros, and paid for in dollars. */
static void
what_stands_in_the_other_currency_alone_is_told (void)
{
  static const struct { const char *header, *first; double sum; } cases[] = {
    { "Refund (USD);Refund (EUR)", ";90", 220 }, { "Refund (USD);Refund (EUR)", "0;90", 220 }, { "Discount (USD);Discount (EUR)", ";9", 220 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order;Date;Customer;Total (USD);%s\n1;2024-01-03;A;100.00;%s\n2;2024-01-09;B;50.00;10;\n3;2024-02-11;A;80;;\n",
                                               cases[i].header, cases[i].first);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = CLV_RULES_DEFAULT;

      g_test_message ("case %u", i);
      if (g_str_has_prefix (cases[i].header, "Refund"))
        clv_assert_near (used_under (ledger, &rules), cases[i].sum, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "mixed-currencies"), ==, 1);
    }
}

/* 20 + 30 dollars; 60 and 40 stand in euros and are told, not guessed to be dollars. */
static void
costs_in_the_other_currency_are_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Date;Customer;Total (USD);Cost (USD);Cost (EUR)\n1;2024-01-03;A;100.00;;60\n"
                                                  "2;2024-01-09;B;50.00;20;\n3;2024-02-11;A;80;;40\n4;2024-02-12;A;80;30;\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const double *costs = clv_ledger_get_rows (ledger)->cost;

  g_assert_nonnull (costs);
  clv_assert_near (costs[1] + costs[3], 50, 1e-9);
  g_assert_true (isnan (costs[0]) && isnan (costs[2]));
  g_assert_cmpuint (clv_test_count_problems (ledger, "mixed-currencies"), ==, 2);
}

/* What would be a total of the rows above in a table of its own is a sale here: 10 + 20 + 30 + 60 = 120 dollars. */
static void
rows_are_not_judged_a_second_time (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Date;Customer;Amount USD;Amount EUR\n1;2024-01-03;A;10;9\n2;2024-01-04;B;20;18\n3;2024-01-05;A;30;27\n"
                                                  "4;2024-01-06;;60;54\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_ledger_get_rows (ledger)->n, ==, clv_table_get_n_rows (tables->pdata[0]));
  g_assert_cmpuint (clv_ledger_get_rows (ledger)->n, ==, 4);
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
  g_test_add_func ("/ledger/pairs/zeros-and-dashes-say-nothing-beside-an-amount", zeros_and_dashes_say_nothing_beside_an_amount);
  g_test_add_func ("/ledger/pairs/zeros-in-all-columns-are-an-order", zeros_in_all_columns_are_an_order);
  g_test_add_func ("/ledger/pairs/columns-that-are-not-in-proportion-are-no-pair", columns_that_are_not_in_proportion_are_no_pair);
  g_test_add_func ("/ledger/pairs/a-rate-that-drifts-is-one-all-the-same", a_rate_that_drifts_is_one_all_the_same);
  g_test_add_func ("/ledger/pairs/the-first-column-goes-before-one-that-has-as-many-rows", the_first_column_goes_before_one_that_has_as_many_rows);
  g_test_add_func ("/ledger/pairs/costs-in-two-other-currencies-are-unknown", costs_in_two_other_currencies_are_unknown);
  g_test_add_func ("/ledger/pairs/what-stands-in-the-other-currency-alone-is-told", what_stands_in_the_other_currency_alone_is_told);
  g_test_add_func ("/ledger/pairs/costs-in-the-other-currency-are-told", costs_in_the_other_currency_are_told);
  g_test_add_func ("/ledger/pairs/rows-are-not-judged-a-second-time", rows_are_not_judged_a_second_time);
  return g_test_run ();
}
