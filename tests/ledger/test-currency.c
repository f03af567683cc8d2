/* test-currency.c - in which currency amounts are
 *
 * Expected values by hand; the sums stand beside the cases.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-currency-names.h"

#include "clv-test-sums.h"

/* 100 + 50 + 25; without the row that says nothing 125. */
static void
blanks_are_taken_for_the_only_currency_and_told (void)
{
  static const char *const cases[] = {
    ORDERS "1;A;2023-01-01;100.00;EUR\n2;B;2023-01-02;50.00;\n3;A;2023-02-03;25.00;EUR\n",
    "Order;Customer;Date;Amount\n1;A;2023-01-01;€100.00\n2;B;2023-01-02;50.00\n3;A;2023-02-03;€25.00\n",
    "Order;Customer;Date;Amount\n1;A;2023-01-01;100.00 EUR\n2;B;2023-01-02;50.00\n3;A;2023-02-03;25.00 €\n",
  };

  clv_test_speak_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (cases[i]);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = CLV_RULES_DEFAULT;
      const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "missing-currency");

      g_test_message ("case %u", i);
      g_assert_nonnull (problem);
      g_assert_cmpuint (problem->count, ==, 1);
      g_assert_cmpstr (problem->treatment, ==, "used");
      g_assert_cmpstr (problem->choices, ==, "EUR left-out");
      clv_assert_near (used_under (ledger, &rules), 175, 1e-9);
      g_strlcpy (rules.blank_currency, "drop", sizeof rules.blank_currency);
      clv_assert_near (used_under (ledger, &rules), 125, 1e-9);
      /* In a currency that no file names, they cannot be added to the others. */
      g_strlcpy (rules.blank_currency, "USD", sizeof rules.blank_currency);
      assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "EUR (2), USD (1)");
      g_strlcpy (rules.currency, "EUR", sizeof rules.currency);
      clv_assert_near (used_under (ledger, &rules), 125, 1e-9);
      rules.n_rates = 1;
      rules.rates[0] = (ClvRate) { "USD", 0.5 };
      clv_assert_near (used_under (ledger, &rules), 150, 1e-9);
    }
}

static void
blanks_among_several_currencies_are_left_out (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables (ORDERS "1;A;2023-01-01;100;EUR\n2;B;2023-01-02;50;USD\n3;A;2023-02-03;25;\n4;A;2023-02-04;7;EUR\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = rules_in ("EUR");
  g_autoptr (ClvBook) book = clv_test_book (ledger, &rules);
  guint n;
  const ClvCurrencyAccount *accounts = clv_book_get_accounts (book, &n);

  g_assert_cmpstr (clv_problem_list_find (clv_ledger_get_problems (ledger), "missing-currency")->choices, ==, "left-out EUR USD");
  clv_assert_near (used_under (ledger, &rules), 107, 1e-9);
  g_assert_cmpuint (clv_book_get_reconciliation (book)->left_out[CLV_LEFT_OUT_NO_CURRENCY].rows, ==, 1);
  clv_assert_near (clv_book_get_reconciliation (book)->left_out[CLV_LEFT_OUT_NO_CURRENCY].amount, 25, 1e-9);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (accounts[0].currency, ==, "EUR");
  clv_assert_near (accounts[0].amount_used, 107, 1e-9);
  clv_assert_near (accounts[1].left_out[CLV_LEFT_OUT_OTHER_CURRENCY].amount, 50, 1e-9);
  g_strlcpy (rules.blank_currency, "USD", sizeof rules.blank_currency);
  rules.n_rates = 1;
  rules.rates[0] = (ClvRate) { "USD", 0.9 };
  clv_assert_near (used_under (ledger, &rules), 100 + 7 + 75 * 0.9, 1e-9);
}

static void
a_file_without_a_currency_beside_one_with_is_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2023-01-01;100;EUR\n2;B;2023-01-02;50;EUR\n");
  g_autoptr (ClvLedger) ledger = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_test_add_table (tables, "more.csv", "", "Order;Customer;Date;Amount\n8;A;2023-01-01;10\n9;B;2023-01-02;5\n");
  ledger = clv_test_ledger (tables);
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-currency"), ==, 2);
  clv_assert_near (used_under (ledger, &rules), 165, 1e-9);
  g_strlcpy (rules.blank_currency, "drop", sizeof rules.blank_currency);
  clv_assert_near (used_under (ledger, &rules), 150, 1e-9);
}

static void
amounts_of_which_nobody_says_the_currency_are_no_problem (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount\n1;A;2023-01-01;100\n2;B;2023-01-02;50\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_test_speak_plainly ();
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-currency"), ==, 0);
  clv_assert_near (used_under (ledger, &rules), 150, 1e-9);
  rules = rules_in ("EUR");
  clv_assert_near (used_under (ledger, &rules), 150, 1e-9);
  rules = rules_in ("zzzz");
  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "“zzzz” is no currency");
}

/* One sign differs from the others: it was written for its row. A sign that all have is how the column is shown. */
static void
a_sign_against_its_row_is_told_and_never_added_up (void)
{
  g_autoptr (GPtrArray) one = clv_test_tables (ORDERS "1;A;2023-01-01;€100.00;EUR\n2;B;2023-01-02;$50.00;EUR\n3;A;2023-02-03;€25.00;EUR\n");
  g_autoptr (GPtrArray) all = clv_test_tables (ORDERS "1;A;2023-01-01;$100.00;EUR\n2;B;2023-01-02;$50.00;EUR\n3;A;2023-02-03;$25.00;EUR\n");
  g_autoptr (GPtrArray) fit = clv_test_tables (ORDERS "1;A;2023-01-01;$100.00;CAD\n2;B;2023-01-02;$50.00;CAD\n3;A;2023-02-03;25.00;CAD\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (one);
  g_autoptr (ClvLedger) shown = clv_test_ledger (all);
  g_autoptr (ClvLedger) canadian = clv_test_ledger (fit);
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_test_speak_plainly ();
  g_assert_cmpuint (clv_test_count_problems (ledger, "currency-conflict"), ==, 1);
  g_assert_cmpstr (clv_test_get_example (ledger, "currency-conflict", 0), ==,
                   "Amount: $50.00 is in USD, the column of currencies says EUR");
  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "EUR (2), USD (1)");
  rules = rules_in ("EUR");
  clv_assert_near (used_under (ledger, &rules), 125, 1e-9);
  rules = CLV_RULES_DEFAULT;
  rules.currency_conflict = CLV_CONFLICT_COLUMN;
  clv_assert_near (used_under (ledger, &rules), 175, 1e-9);

  rules = CLV_RULES_DEFAULT;
  g_assert_cmpuint (clv_test_count_problems (shown, "currency-conflict"), ==, 3);
  clv_assert_near (used_under (shown, &rules), 175, 1e-9);
  rules = rules_in ("EUR");
  clv_assert_near (used_under (shown, &rules), 175, 1e-9);
  rules.currency_conflict = CLV_CONFLICT_SIGN;
  assert_refused (shown, &rules, CLV_LEDGER_ERROR_CURRENCIES, "USD (3)");

  g_assert_cmpuint (clv_test_count_problems (canadian, "currency-conflict"), ==, 0);
  g_assert_cmpuint (clv_test_count_problems (canadian, "missing-currency"), ==, 0);
  g_assert_cmpstr (clv_ledger_get_currency (canadian), ==, "CAD");
}

static void
a_cell_without_a_currency_has_that_of_its_sign_or_header (void)
{
  g_autoptr (GPtrArray) signs = clv_test_tables (ORDERS "1;A;2023-01-01;100.00;EUR\n2;B;2023-01-02;$50.00;\n3;A;2023-02-03;25.00;EUR\n");
  g_autoptr (GPtrArray) header =
    clv_test_tables ("Order;Customer;Date;Amount (EUR);Currency\n1;A;2023-01-01;100.00;EUR\n2;B;2023-01-02;50.00;\n3;A;2023-02-03;25.00;EUR\n");
  g_autoptr (ClvLedger) first = clv_test_ledger (signs);
  g_autoptr (ClvLedger) second = clv_test_ledger (header);
  ClvRules rules = CLV_RULES_DEFAULT;

  assert_refused (first, &rules, CLV_LEDGER_ERROR_CURRENCIES, "EUR (2), USD (1)");
  g_assert_cmpuint (clv_test_count_problems (second, "missing-currency"), ==, 0);
  clv_assert_near (used_under (second, &rules), 175, 1e-9);
}

static void
the_refusal_names_file_sheet_and_rows (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_test_speak_plainly ();
  clv_test_add_table (tables, "shop.xlsx", "2023", ORDERS "1;A;2023-01-01;100;EUR\n2;B;2023-01-02;50;USD\n3;A;2023-02-03;25;EUR\n");
  ledger = clv_test_ledger (tables);
  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "EUR (2), USD (1)");
  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "shop.xlsx · 2023, row 2 is in EUR");
  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "shop.xlsx · 2023, row 3 in USD");
  rules = rules_in ("CHF");
  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "No amount is in CHF");
}

static void
a_currency_that_no_amount_is_in_is_refused (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2023-01-01;100;EUR\n2;B;2023-01-02;50;EUR\n");
  g_autoptr (GPtrArray) dollars = clv_test_tables ("Order;Customer;Date;Amount\n1;A;2023-01-01;$100.00\n2;B;2023-01-02;$50.00\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvLedger) shared = clv_test_ledger (dollars);
  ClvRules rules = rules_in ("zzzz");

  clv_test_speak_plainly ();
  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "EUR (2)");
  rules = rules_in ("€");
  clv_assert_near (used_under (ledger, &rules), 150, 1e-9);
  /* Many dollars are written “$”; no euro is. */
  rules = rules_in ("CAD");
  clv_assert_near (used_under (shared, &rules), 150, 1e-9);
  rules = rules_in ("EUR");
  assert_refused (shared, &rules, CLV_LEDGER_ERROR_CURRENCIES, "USD (2)");
}

/* The costs: 10 € and 10 $. */
static void
costs_are_never_taken_off_another_currency (void)
{
  static const char costs[] = "Date;Cost type;Cost;Currency\n2023-01-01;Service;10;EUR\n2023-01-01;Service;10;USD\n2023-01-01;Service;4;\n";
  g_autoptr (GPtrArray) euros = clv_test_tables (ORDERS "1;A;2023-01-01;100;EUR\n");
  g_autoptr (GPtrArray) both = clv_test_tables (ORDERS "1;A;2023-01-01;100;EUR\n2;A;2023-01-01;100;USD\n");
  g_autoptr (GPtrArray) none = clv_test_tables ("Order;Customer;Date;Amount\n1;A;2023-01-01;100\n");
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_test_add_table (euros, "costs.csv", "", costs);
  ledger = clv_test_ledger (euros);
  book = clv_test_book (ledger, &rules);
  g_assert_true (clv_book_is_cost_used (book, 0));
  g_assert_false (clv_book_is_cost_used (book, 1));
  g_assert_true (clv_book_is_cost_used (book, 2));
  g_assert_cmpuint (clv_test_count_problems (ledger, "mixed-currencies"), ==, 1);
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-currency"), ==, 1);
  g_clear_pointer (&book, clv_book_free);
  rules.n_rates = 1;
  rules.rates[0] = (ClvRate) { "USD", 0.5 };
  book = clv_test_book (ledger, &rules);
  clv_assert_near (clv_book_get_costs (book)[1].amount, 5, 1e-9);
  g_clear_pointer (&book, clv_book_free);
  g_clear_pointer (&ledger, clv_ledger_unref);

  clv_test_add_table (both, "costs.csv", "", costs);
  ledger = clv_test_ledger (both);
  rules = rules_in ("USD");
  book = clv_test_book (ledger, &rules);
  g_assert_false (clv_book_is_cost_used (book, 0));
  g_assert_true (clv_book_is_cost_used (book, 1));
  g_assert_false (clv_book_is_cost_used (book, 2));
  g_clear_pointer (&book, clv_book_free);
  g_clear_pointer (&ledger, clv_ledger_unref);

  /* Which of the two the orders are in nobody says. */
  clv_test_add_table (none, "costs.csv", "", costs);
  ledger = clv_test_ledger (none);
  rules = CLV_RULES_DEFAULT;
  book = clv_test_book (ledger, &rules);
  g_assert_false (clv_book_is_cost_used (book, 0));
  g_assert_false (clv_book_is_cost_used (book, 1));
  g_assert_true (clv_book_is_cost_used (book, 2));
}

static void
names_and_signs_of_one_currency_are_one (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2023-01-01;100;EUR\n2;B;2023-01-02;50;eur\n3;A;2023-02-03;25;€\n4;A;2023-02-03;5;Euro\n5;A;2023-02-03;1; EUR \n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (used_under (ledger, &rules), 181, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "mixed-currencies"), ==, 0);
}

static void
costs_beside_amounts_in_another_currency_are_not_taken_off (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount (EUR);Cost (USD)\n1;A;2023-01-01;100.00;40.00\n2;B;2023-01-02;50.00;20.00\n");
  g_autoptr (GPtrArray) same = clv_test_tables ("Order;Customer;Date;Amount (EUR);Cost (EUR)\n1;A;2023-01-01;100.00;40.00\n2;B;2023-01-02;50.00;20.00\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvLedger) other = clv_test_ledger (same);

  g_assert_false (clv_ledger_has_goods_cost (ledger));
  g_assert_cmpuint (clv_test_count_problems (ledger, "mixed-currencies"), ==, 2);
  g_assert_true (clv_ledger_has_goods_cost (other));
  clv_assert_near (clv_ledger_get_rows (other)->cost[0], 40, 1e-9);
}

static void
a_header_against_the_column_of_currencies_is_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount (EUR);Currency\n1;A;2023-01-01;100.00;EUR\n2;B;2023-01-02;50.00;USD\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (used_under (ledger, &rules), 150, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "currency-conflict"), ==, 1);
  rules.currency_conflict = CLV_CONFLICT_COLUMN;
  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "EUR (1), USD (1)");
}

static void
dashes_and_the_like_say_no_currency (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2023-01-01;100;EUR\n2;B;2023-01-02;50;n/a\n3;A;2023-02-03;25;-\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (used_under (ledger, &rules), 175, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-currency"), ==, 2);
}

/* Names, numbers and signs of the standard, and those of others in headers. */
static void
a_header_names_its_own_currency (void)
{
  const struct { const char *header, *code; } cases[] = {
    { "Amount (CA$)", "CAD" },  { "Amount (AU$)", "AUD" },  { "Amount A$", "AUD" },     { "Amount (S$)", "SGD" },
    { "Amount (MX$)", "MXN" },  { "Amount HK$", "HKD" },    { "Amount (NZ$)", "NZD" },  { "Amount (NT$)", "TWD" },
    { "Amount (HKD)", "HKD" },  { "Amount SGD", "SGD" },    { "Amount in NZD", "NZD" }, { "Amount (ZAR)", "ZAR" },
    { "Amount (TRY)", "TRY" },  { "amount_thb", "THB" },    { "Amount (RUB)", "RUB" },  { "Amount RON", "RON" },
    { "Amount (AED)", "AED" },  { "Amount (USD $)", "USD" }, { "Amount ($ CAD)", "CAD" }, { "Amount (R$)", "BRL" },
    { "Amount (kes)", "KES" },  { "Amount €", "EUR" },
  };
  ClvRules rules = CLV_RULES_DEFAULT;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order;Customer;Date;%s\n1;A;2023-01-01;100\n2;B;2023-01-02;50\n", cases[i].header);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      g_autoptr (ClvLedger) both = NULL;

      g_test_message ("%s", cases[i].header);
      g_assert_cmpstr (clv_ledger_get_currency (ledger), ==, cases[i].code);
      /* Not added to Danish crowns. */
      clv_test_add_table (tables, "more.csv", "", "Order;Customer;Date;Amount (DKK)\n8;A;2023-01-01;10\n");
      both = clv_test_ledger (tables);
      assert_refused (both, &rules, CLV_LEDGER_ERROR_CURRENCIES, cases[i].code);
    }
}

static void
words_in_headers_are_no_currencies (void)
{
  static const char *const headers[] = { "Amount (all)", "AMOUNT ALL", "Amount top", "Amount", "Total std" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *currency = clv_currency_dup_of_header (headers[i]);

      g_test_message ("%s", headers[i]);
      g_assert_null (currency);
    }
}

/* ISO 4217: 484 is the Mexican peso, 208 the Danish krone, 978 the euro. */
static void
names_and_numbers_of_the_standard_are_known (void)
{
  const struct { const char *written, *code; } cases[] = {
    { "Mexican peso", "MXN" }, { "Danish krone", "DKK" }, { "484", "MXN" }, { "978", "EUR" }, { "Hong Kong dollars", "HKD" },
    { "36", "AUD" },           { "Baht", "THB" },         { "US Dollar", "USD" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (ORDERS "1;A;2023-01-01;100;%s\n2;B;2023-01-02;50;%s\n", cases[i].written, cases[i].code);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("%s", cases[i].written);
      g_assert_cmpstr (clv_ledger_get_currency (ledger), ==, cases[i].code);
    }
}

/* 100 + 50 in euros (978), and 50 dollars (840). */
static void
numbers_of_currencies_are_currencies (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order ID;Customer ID;Date;Amount;Currency\nA1;K1;2023-01-01;100.00;978\nA2;K2;2023-01-02;50.00;840\n"
                                                  "A3;K2;2023-01-03;50.00;978\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const ClvRules rules = rules_in ("EUR");
  g_autoptr (ClvBook) book = clv_book_new (ledger, &rules, NULL, NULL);

  g_assert_nonnull (book);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 150, 1e-9);
}

/* 978 is the euro, 840 the dollar, in a column of numbers only. */
static void
a_column_of_numbers_says_currencies (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2023-01-01;100;978\n2;B;2023-01-02;50;840\n3;B;2023-01-02;50;978\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;

  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_CURRENCIES, "EUR (2), USD (1)");
}

/* 100 - 10 €; the second 20 are dollars, and stay off. Under tax=add nothing in dollars comes to it either. */
static void
refunds_in_another_currency_are_not_taken_off (void)
{
  g_autoptr (GPtrArray) foreign = clv_test_tables ("Order;Customer;Date;Amount (EUR);Refunded (USD)\n1;A;2023-01-01;100.00;20.00\n2;B;2023-01-02;50.00;\n");
  g_autoptr (GPtrArray) own = clv_test_tables ("Order;Customer;Date;Amount (EUR);Refunded (EUR)\n1;A;2023-01-01;100.00;20.00\n2;B;2023-01-02;50.00;\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (foreign);
  g_autoptr (ClvLedger) other = clv_test_ledger (own);
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (used_under (ledger, &rules), 150, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "mixed-currencies"), ==, 1);
  clv_assert_near (used_under (other, &rules), 130, 1e-9);
}

/* 60 $ are no part of 100 €; 30 € are of 50 €. */
static void
a_column_of_currencies_for_costs_is_heard (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount;Currency;Cost;Cost currency\n"
                                                  "1;A;2023-01-01;100.00;EUR;60;USD\n2;B;2023-01-02;50.00;EUR;30;EUR\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_true (isnan (clv_ledger_get_rows (ledger)->cost[0]));
  clv_assert_near (clv_ledger_get_rows (ledger)->cost[1], 30, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "mixed-currencies"), ==, 1);
}

/* 100 € and 16,000 ¥ stand twice: 16,100 is no amount. */
static void
money_of_problems_is_of_one_currency (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (
    ORDERS "1;A;2023-01-01;100;EUR\n1;A;2023-01-01;100;EUR\n2;B;2023-01-02;16000;JPY\n2;B;2023-01-02;16000;JPY\n");
  g_autoptr (GPtrArray) one = clv_test_tables (ORDERS "1;A;2023-01-01;100;EUR\n1;A;2023-01-01;100;EUR\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvLedger) euros = clv_test_ledger (one);

  clv_assert_near (clv_problem_list_find (clv_ledger_get_problems (ledger), "exact-duplicate")->amount, 0, 0);
  clv_assert_near (clv_problem_list_find (clv_ledger_get_problems (euros), "exact-duplicate")->amount, 100, 1e-9);
}

/* A name that no rule takes is not offered as a choice. */
static void
only_what_can_be_chosen_is_offered (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2023-01-01;100;EUR\n2;B;2023-01-02;50;Monopoly money\n3;B;2023-01-02;50;Mexican peso\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_cmpstr (clv_problem_list_find (clv_ledger_get_problems (ledger), "mixed-currencies")->choices, ==, "EUR MXN converted");
  {
    g_auto (GStrv) currencies = clv_book_dup_currencies (ledger, &CLV_RULES_DEFAULT);

    g_assert_cmpuint (g_strv_length (currencies), ==, 2);
    g_assert_cmpstr (currencies[0], ==, "EUR");
    g_assert_cmpstr (currencies[1], ==, "MXN");
  }
}

/* 100 + 100 · 0.9, and 100 + 100 / 1.25. */
static void
rates_may_stand_between_from_and_to (void)
{
  static const struct { const char *rates; double sum; } cases[] = {
    { "From;To;Rate\nUSD;EUR;0.9\nGBP;EUR;1.15\n", 190 },
    { "From;To;Rate\nEUR;USD;1.25\nEUR;GBP;0.87\n", 180 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2023-01-05;100;EUR\n2;B;2023-01-15;100;USD\n");
      const ClvRules rules = rules_in ("EUR");
      g_autoptr (ClvLedger) ledger = NULL;
      g_autoptr (ClvBook) book = NULL;

      clv_test_add_table (tables, "rates.csv", "", cases[i].rates);
      ledger = clv_test_ledger (tables);
      book = clv_book_new (ledger, &rules, NULL, NULL);
      g_assert_nonnull (book);
      clv_assert_near (clv_book_get_reconciliation (book)->amount_used, cases[i].sum, 1e-9);
    }
}


int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/currency/blanks-are-taken-for-the-only-currency-and-told", blanks_are_taken_for_the_only_currency_and_told);
  g_test_add_func ("/ledger/currency/blanks-among-several-currencies-are-left-out", blanks_among_several_currencies_are_left_out);
  g_test_add_func ("/ledger/currency/a-file-without-a-currency-beside-one-with-is-told", a_file_without_a_currency_beside_one_with_is_told);
  g_test_add_func ("/ledger/currency/amounts-of-which-nobody-says-the-currency-are-no-problem", amounts_of_which_nobody_says_the_currency_are_no_problem);
  g_test_add_func ("/ledger/currency/a-sign-against-its-row-is-told-and-never-added-up", a_sign_against_its_row_is_told_and_never_added_up);
  g_test_add_func ("/ledger/currency/a-cell-without-a-currency-has-that-of-its-sign-or-header", a_cell_without_a_currency_has_that_of_its_sign_or_header);
  g_test_add_func ("/ledger/currency/the-refusal-names-file-sheet-and-rows", the_refusal_names_file_sheet_and_rows);
  g_test_add_func ("/ledger/currency/a-currency-that-no-amount-is-in-is-refused", a_currency_that_no_amount_is_in_is_refused);
  g_test_add_func ("/ledger/currency/costs-are-never-taken-off-another-currency", costs_are_never_taken_off_another_currency);
  g_test_add_func ("/ledger/currency/names-and-signs-of-one-currency-are-one", names_and_signs_of_one_currency_are_one);
  g_test_add_func ("/ledger/currency/costs-beside-amounts-in-another-currency-are-not-taken-off", costs_beside_amounts_in_another_currency_are_not_taken_off);
  g_test_add_func ("/ledger/currency/a-header-against-the-column-of-currencies-is-told", a_header_against_the_column_of_currencies_is_told);
  g_test_add_func ("/ledger/currency/dashes-and-the-like-say-no-currency", dashes_and_the_like_say_no_currency);
  g_test_add_func ("/ledger/currency/a-header-names-its-own-currency", a_header_names_its_own_currency);
  g_test_add_func ("/ledger/currency/words-in-headers-are-no-currencies", words_in_headers_are_no_currencies);
  g_test_add_func ("/ledger/currency/names-and-numbers-of-the-standard-are-known", names_and_numbers_of_the_standard_are_known);
  g_test_add_func ("/ledger/currency/numbers-of-currencies-are-currencies", numbers_of_currencies_are_currencies);
  g_test_add_func ("/ledger/currency/a-column-of-numbers-says-currencies", a_column_of_numbers_says_currencies);
  g_test_add_func ("/ledger/currency/refunds-in-another-currency-are-not-taken-off", refunds_in_another_currency_are_not_taken_off);
  g_test_add_func ("/ledger/currency/a-column-of-currencies-for-costs-is-heard", a_column_of_currencies_for_costs_is_heard);
  g_test_add_func ("/ledger/currency/money-of-problems-is-of-one-currency", money_of_problems_is_of_one_currency);
  g_test_add_func ("/ledger/currency/only-what-can-be-chosen-is-offered", only_what_can_be_chosen_is_offered);
  g_test_add_func ("/ledger/currency/rates-may-stand-between-from-and-to", rates_may_stand_between_from_and_to);
  return g_test_run ();
}
