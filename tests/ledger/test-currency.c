/* test-currency.c - in which currency amounts are, and what they are worth in another one
 *
 * Expected values by hand; the sums stand beside the cases.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-book.h"

#include "clv-test-tables.h"
#include "clv-test.h"

#define ORDERS "Order;Customer;Date;Amount;Currency\n"

static ClvRules
rules_in (const char *currency)
{
  ClvRules rules = CLV_RULES_DEFAULT;

  g_strlcpy (rules.currency, currency, sizeof rules.currency);
  return rules;
}

/* Under every rule, in the sum and in each currency. */
static void
assert_adds_up (const ClvBook *book)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (book);
  double amount = account->amount_used;
  guint32 rows = account->rows_used, rows_of_accounts = 0;
  guint n;
  const ClvCurrencyAccount *accounts = clv_book_get_accounts (book, &n);

  for (guint i = 0; i < CLV_N_LEFT_OUT; i++)
    {
      amount += account->left_out[i].amount;
      rows += account->left_out[i].rows;
    }
  g_assert_cmpuint (rows, ==, account->rows_read);
  clv_assert_near (amount, account->amount_read, 1e-9);
  for (guint k = 0; k < n; k++)
    {
      amount = accounts[k].amount_used;
      rows = accounts[k].rows_used;
      for (guint i = 1; i < CLV_N_LEFT_OUT; i++)
        {
          amount += accounts[k].left_out[i].amount;
          rows += accounts[k].left_out[i].rows;
        }
      g_assert_cmpuint (rows, ==, accounts[k].rows_read);
      clv_assert_near (amount, accounts[k].amount_read, 1e-9);
      rows_of_accounts += accounts[k].rows_read;
    }
  g_assert_true (n == 0 || rows_of_accounts == account->rows_read);
}

static double
used_under (ClvLedger      *ledger,
            const ClvRules *rules)
{
  g_autoptr (ClvBook) book = clv_test_book (ledger, rules);

  assert_adds_up (book);
  return clv_book_get_reconciliation (book)->amount_used;
}

static void
assert_refused (ClvLedger      *ledger,
                const ClvRules *rules,
                ClvLedgerError  code,
                const char     *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvBook) book = clv_book_new (ledger, rules, NULL, &error);

  g_assert_null (book);
  g_assert_error (error, CLV_LEDGER_ERROR, (int) code);
  if (strstr (error->message, part) == NULL)
    g_test_message ("“%s” is not in “%s”", part, error->message);
  g_assert_nonnull (strstr (error->message, part));
}

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

/* 100 € + 100 £ + 100 $. Of the euro: 100 + 100 / 0.86 + 100 / 1.09 = 308.0222; in euros: 100 + 117 + 92 = 309. */
static void
rates_go_the_way_that_is_proved (void)
{
  const double divided = 100 + 100 / 0.86 + 100 / 1.09, multiplied = 309;
  const struct { const char *rates; double sum; } cases[] = {
    { "Date;Currency;Rate\n2024-01-01;USD;1.09\n2024-01-01;GBP;0.86\n", divided },
    { "Date;Currency;Rate\n2024-01-01;EUR;1\n2024-01-01;USD;1.09\n2024-01-01;GBP;0.86\n", divided },
    { "Currency;Units per EUR\nUSD;1.09\nGBP;0.86\n", divided },
    { "Currency;Exchange rate per EUR\nUSD;1.09\nGBP;0.86\n", divided },
    { "Currency;Exchange rate 1 EUR =\nUSD;1.09\nGBP;0.86\n", divided },
    { "Base currency;Quote currency;Rate\nEUR;USD;1.09\nEUR;GBP;0.86\n", divided },
    { "Currency;Rate\nUSD;0.92\nGBP;1.17\n", multiplied },
    { "Currency;Exchange rate in EUR\nUSD;0.92\nGBP;1.17\n", multiplied },
    { "Currency;Rate to EUR\nUSD;0.92\nGBP;1.17\n", multiplied },
    { "Currency;EUR per unit exchange rate\nUSD;0.92\nGBP;1.17\n", multiplied },
    { "From currency;To currency;Rate\nUSD;EUR;0.92\nGBP;EUR;1.17\n", multiplied },
  };
  ClvRules rules = rules_in ("EUR");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables =
        clv_test_tables (ORDERS "1;A;2024-01-03;100;EUR\n2;B;2024-01-15;100;GBP\n3;A;2024-02-20;100;USD\n");
      g_autoptr (ClvLedger) ledger = NULL;

      clv_test_add_table (tables, "rates.csv", "", cases[i].rates);
      ledger = clv_test_ledger (tables);
      g_test_message ("case %u: %s", i, cases[i].rates);
      clv_assert_near (used_under (ledger, &rules), cases[i].sum, 1e-9);
    }
}

/* 100 € + 100 $: 1.09 may be either. */
static void
rates_that_may_go_both_ways_are_asked_about (void)
{
  static const char *const unclear[] = {
    "Date;Currency;Rate\n2024-01-01;USD;1.09\n", "Currency;Rate\nEUR;1\nUSD;1.09\n", "Currency;Rate USD/EUR\nUSD;1.09\n",
  };
  ClvRules rules = rules_in ("EUR");

  clv_test_speak_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (unclear); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2024-01-03;100;EUR\n3;A;2024-02-20;100;USD\n");
      g_autoptr (ClvLedger) ledger = NULL;

      clv_test_add_table (tables, "rates.csv", "", unclear[i]);
      ledger = clv_test_ledger (tables);
      g_test_message ("case %u", i);
      rules.rate_direction = CLV_RATE_UNKNOWN;
      assert_refused (ledger, &rules, CLV_LEDGER_ERROR_RATES, "rates.csv");
      assert_refused (ledger, &rules, CLV_LEDGER_ERROR_RATES, "either 100 USD = 109.00 EUR");
      assert_refused (ledger, &rules, CLV_LEDGER_ERROR_RATES, "or 100 USD = 91.74 EUR");
      rules.rate_direction = CLV_RATE_BASE_PER_FOREIGN;
      clv_assert_near (used_under (ledger, &rules), 209, 1e-9);
      rules.rate_direction = CLV_RATE_FOREIGN_PER_BASE;
      clv_assert_near (used_under (ledger, &rules), 100 + 100 / 1.09, 1e-9);
    }
}

static void
pairs_are_read_as_dealers_and_sentences_write_them (void)
{
  const struct { const char *header; double sum; } cases[] = {
    { "EUR/USD rate", 100 + 100 / 1.09 }, { "USD per EUR rate", 100 + 100 / 1.09 }, { "EUR per USD rate", 209 },
    { "Rate 1 EUR = USD", 100 + 100 / 1.09 }, { "Rate 1 USD = EUR", 209 },
  };
  ClvRules rules = rules_in ("EUR");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2024-01-03;100;EUR\n3;A;2024-02-20;100;USD\n");
      g_autofree char *rates = g_strdup_printf ("Date;Currency;%s\n2024-01-01;USD;1.09\n", cases[i].header);
      g_autoptr (ClvMapping) mapping = NULL;
      g_autoptr (ClvLedger) ledger = NULL;

      clv_test_add_table (tables, "rates.csv", "", rates);
      mapping = clv_mapping_recognise (tables);
      clv_mapping_set_kind (mapping, 1, CLV_KIND_RATES);
      clv_mapping_set_role (mapping, 1, 2, CLV_ROLE_RATE);
      ledger = clv_ledger_build (mapping, NULL, NULL);
      g_test_message ("%s", cases[i].header);
      clv_assert_near (used_under (ledger, &rules), cases[i].sum, 1e-9);
    }
}

/* 160 yen are a euro; 16,000 yen are 100 €. */
static void
what_a_currency_was_ever_worth_proves_the_way (void)
{
  static const char *const cases[] = { "Currency;Rate\nJPY;160\n", "Currency;Rate\nJPY;0.00625\n" };
  ClvRules rules = rules_in ("EUR");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2024-01-03;100;EUR\n3;A;2024-02-20;16000;JPY\n");
      g_autoptr (ClvLedger) ledger = NULL;

      clv_test_add_table (tables, "rates.csv", "", cases[i]);
      ledger = clv_test_ledger (tables);
      clv_assert_near (used_under (ledger, &rules), 200, 1e-9);
    }
}

#define WITH_RATE "Order;Customer;Date;Amount;Currency;Exchange rate\n"

/* 100 + 25 € and 50 $ at 0.9, 100 £ at 1.2. */
static void
rates_beside_orders_are_used (void)
{
  g_autoptr (GPtrArray) proved = clv_test_tables (
    WITH_RATE "1;A;2023-01-01;100.00;EUR;1\n2;B;2023-01-02;50.00;USD;0.9\n3;A;2023-02-03;25.00;EUR;1\n4;B;2023-02-03;100.00;GBP;1.2\n");
  g_autoptr (GPtrArray) open = clv_test_tables (WITH_RATE "1;A;2023-01-01;100.00;EUR;1\n2;B;2023-01-02;50.00;USD;0.9\n3;A;2023-02-03;25.00;EUR;1\n");
  g_autoptr (ClvLedger) first = clv_test_ledger (proved);
  g_autoptr (ClvLedger) second = clv_test_ledger (open);
  ClvRules rules = rules_in ("EUR");

  clv_test_speak_plainly ();
  clv_assert_near (used_under (first, &rules), 125 + 45 + 120, 1e-9);
  /* Rates into euros say nothing about dollars. */
  rules = rules_in ("USD");
  clv_assert_near (used_under (first, &rules), 50, 1e-9);
  rules = rules_in ("EUR");
  assert_refused (second, &rules, CLV_LEDGER_ERROR_RATES, "100 USD = 90.00 EUR");
  rules.rate_direction = CLV_RATE_BASE_PER_FOREIGN;
  clv_assert_near (used_under (second, &rules), 125 + 45, 1e-9);
  rules.rate_direction = CLV_RATE_FOREIGN_PER_BASE;
  clv_assert_near (used_under (second, &rules), 125 + 50 / 0.9, 1e-9);
  /* What people enter goes before what stands in the row. */
  rules.n_rates = 1;
  rules.rates[0] = (ClvRate) { "USD", 2 };
  clv_assert_near (used_under (second, &rules), 225, 1e-9);
}

/* A rate of 1 between two currencies was not filled in; neither were 0 and less. */
static void
a_rate_of_one_between_two_currencies_is_none (void)
{
  static const char *const rates[] = { "1", "0", "-0.9", "" };
  ClvRules rules = rules_in ("EUR");

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autofree char *text = g_strdup_printf (WITH_RATE "1;A;2023-01-01;100.00;EUR;1\n2;B;2023-01-02;50.00;GBP;%s\n3;B;2023-01-02;10.00;GBP;1.2\n", rates[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("rate “%s”", rates[i]);
      clv_assert_near (used_under (ledger, &rules), 112, 1e-9);
    }
}

/* 1 unit was worth 0.9 from 10 January on, 0.95 from March on. */
static void
a_day_before_the_first_rate_has_none (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables (ORDERS "1;A;2024-01-03;100;EUR\n2;B;2024-01-09;1000;USD\n3;A;2024-02-20;100;USD\n4;A;2024-03-01;100;USD\n");
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  ClvRules rules = rules_in ("EUR");

  clv_test_add_table (tables, "rates.csv", "", "Date;Currency;Rate to EUR\n2024-01-10;USD;0.9\n2024-03-01;USD;0.95\n2030-01-01;USD;5\n2024-03-02;USD;0\n2024-03-03;USD;-1\n");
  ledger = clv_test_ledger (tables);
  book = clv_test_book (ledger, &rules);
  assert_adds_up (book);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 100 + 90 + 95, 1e-9);
  g_assert_cmpuint (clv_book_get_reconciliation (book)->left_out[CLV_LEFT_OUT_NO_RATE].rows, ==, 1);
  g_assert_cmpuint (clv_test_count_problems (ledger, "unreadable-amount"), ==, 2);
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

/* 0.62 € for 100 yen is no rate for one: 1.09 dollars a euro stay. */
static void
a_rate_that_never_was_is_not_used (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables (ORDERS "1;A;2024-01-03;100;EUR\n2;A;2024-02-20;16000;JPY\n3;A;2024-02-20;100;USD\n");
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  ClvRules rules = rules_in ("EUR");

  clv_test_speak_plainly ();
  clv_test_add_table (tables, "rates.csv", "", "Currency;Rate\nJPY;0.62\nUSD;0.92\nGBP;1.17\n");
  ledger = clv_test_ledger (tables);
  book = clv_test_book (ledger, &rules);
  assert_adds_up (book);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 192, 1e-9);
  clv_book_tell_rates (book, problems);
  g_assert_cmpstr (((ClvProblemExample *) clv_problem_list_find (problems, "odd-rate")->examples->pdata[0])->text, ==,
                   "100 JPY = 62.00 EUR");
}

/* 50 $ are 45 € in the column beside them, which is 50 × 0.9; 55.56 would be 50 / 0.9. */
static void
amounts_in_the_base_prove_the_way (void)
{
  const struct { const char *base; double sum; } cases[] = { { "45.00", 145 }, { "55.56", 100 + 50 / 0.9 } };
  ClvRules rules = rules_in ("EUR");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order;Customer;Date;Amount;Currency;Exchange rate;Converted\n"
                                               "1;A;2023-01-01;100.00;EUR;1;100.00\n2;B;2023-01-02;50.00;USD;0.9;%s\n",
                                               cases[i].base);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      clv_assert_near (used_under (ledger, &rules), cases[i].sum, 1e-9);
    }
}

/* Yen and dollars against a currency that is not named: 160 / 1.09 yen are a dollar. 109 $ + 16,000 ¥ = 218 $. */
static void
rates_against_an_unknown_currency_are_compared (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2024-01-03;109;USD\n2;A;2024-02-20;16000;JPY\n");
  g_autoptr (ClvLedger) ledger = NULL;
  ClvRules rules = rules_in ("USD");

  clv_test_add_table (tables, "rates.csv", "", "Currency;Rate\nJPY;160\nUSD;1.09\n");
  ledger = clv_test_ledger (tables);
  clv_assert_near (used_under (ledger, &rules), 218, 1e-9);
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
  g_test_add_func ("/ledger/currency/rates-go-the-way-that-is-proved", rates_go_the_way_that_is_proved);
  g_test_add_func ("/ledger/currency/rates-that-may-go-both-ways-are-asked-about", rates_that_may_go_both_ways_are_asked_about);
  g_test_add_func ("/ledger/currency/pairs-are-read-as-dealers-and-sentences-write-them", pairs_are_read_as_dealers_and_sentences_write_them);
  g_test_add_func ("/ledger/currency/what-a-currency-was-ever-worth-proves-the-way", what_a_currency_was_ever_worth_proves_the_way);
  g_test_add_func ("/ledger/currency/rates-beside-orders-are-used", rates_beside_orders_are_used);
  g_test_add_func ("/ledger/currency/a-rate-of-one-between-two-currencies-is-none", a_rate_of_one_between_two_currencies_is_none);
  g_test_add_func ("/ledger/currency/a-day-before-the-first-rate-has-none", a_day_before_the_first_rate_has_none);
  g_test_add_func ("/ledger/currency/costs-are-never-taken-off-another-currency", costs_are_never_taken_off_another_currency);
  g_test_add_func ("/ledger/currency/names-and-signs-of-one-currency-are-one", names_and_signs_of_one_currency_are_one);
  g_test_add_func ("/ledger/currency/a-rate-that-never-was-is-not-used", a_rate_that_never_was_is_not_used);
  g_test_add_func ("/ledger/currency/amounts-in-the-base-prove-the-way", amounts_in_the_base_prove_the_way);
  g_test_add_func ("/ledger/currency/rates-against-an-unknown-currency-are-compared", rates_against_an_unknown_currency_are_compared);
  g_test_add_func ("/ledger/currency/costs-beside-amounts-in-another-currency-are-not-taken-off", costs_beside_amounts_in_another_currency_are_not_taken_off);
  g_test_add_func ("/ledger/currency/a-header-against-the-column-of-currencies-is-told", a_header_against_the_column_of_currencies_is_told);
  g_test_add_func ("/ledger/currency/dashes-and-the-like-say-no-currency", dashes_and_the_like_say_no_currency);
  return g_test_run ();
}
