/* test-rates.c - what amounts are worth in another currency
 *
 * Expected values by hand; the sums stand beside the cases.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-currency-list.h"

#include "clv-test-sums.h"

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

/* (transfer full): of a table of orders and one of rates */
static ClvLedger *
ledger_with_rates (const char *orders,
                   const char *rates)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (orders);
  g_autoptr (ClvMapping) mapping = NULL;

  clv_test_add_table (tables, "rates.csv", "", rates);
  mapping = clv_mapping_recognise (tables);
  clv_mapping_set_kind (mapping, 1, CLV_KIND_RATES);
  return clv_ledger_build (mapping, NULL, NULL);
}

#define IN_DOLLARS ORDERS "1;A;2024-01-03;100;EUR\n3;A;2024-02-20;100;USD\n"

/* 0.92 € for a dollar and 1 / 0.92 are both possible, and none of these headers says which. */
static void
words_beside_a_currency_prove_nothing (void)
{
  static const char *const headers[] = { "Taux de change EUR", "Tasa de cambio EUR", "Taxa de câmbio EUR", "Exchange rate for EUR",
                                         "EUR rate per month", "USD/EUR rate", "Exchange rate EUR-USD", "Rate vs EUR" };
  ClvRules rules = rules_in ("EUR");

  clv_test_speak_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *rates = g_strdup_printf ("Currency;%s\nUSD;0.92\n", headers[i]);
      g_autoptr (ClvLedger) ledger = NULL;
      g_autoptr (GPtrArray) tables = clv_test_tables (IN_DOLLARS);
      g_autoptr (ClvMapping) mapping = NULL;

      g_test_message ("%s", headers[i]);
      clv_test_add_table (tables, "rates.csv", "", rates);
      mapping = clv_mapping_recognise (tables);
      clv_mapping_set_kind (mapping, 1, CLV_KIND_RATES);
      clv_mapping_set_role (mapping, 1, 1, CLV_ROLE_RATE);
      ledger = clv_ledger_build (mapping, NULL, NULL);
      assert_refused (ledger, &rules, CLV_LEDGER_ERROR_RATES, "nothing says which way");
    }
}

/* Each sentence has one meaning; 100 $ at 0.92 are 92 € or 100 / 0.92 €, and at 92 for a hundred 92 €. */
static void
sentences_about_two_currencies_are_read_by_their_grammar (void)
{
  const struct { const char *header, *rate; double euros; } cases[] = {
    { "Rate to EUR from USD", "0.92", 92 },        { "Value in EUR of 1 USD", "0.92", 92 },
    { "Rate USD to EUR", "0.92", 92 },             { "Rate from USD to EUR", "0.92", 92 },
    { "Rate EUR to USD", "0.92", 100 / 0.92 },     { "Rate 1 EUR in USD", "0.92", 100 / 0.92 },
    { "Rate USD = 1 EUR", "0.92", 100 / 0.92 },    { "Rate EUR per 100 USD", "92", 92 },
    { "Rate USD per 100 EUR", "92", 100 / 0.92 },  { "Rate 100 USD = EUR", "92", 92 },
    { "Rate EURUSD", "0.92", 100 / 0.92 },         { "Rate per EUR in USD", "0.92", 100 / 0.92 },
    { "Rate from USD", "0.92", 92 },               { "Rate EUR per 1", "0.92", 92 },
    { "Rate per 100", "92", 92 },
  };
  ClvRules rules = rules_in ("EUR");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rates = g_strdup_printf ("Currency;%s\nUSD;%s\n", cases[i].header, cases[i].rate);
      g_autoptr (GPtrArray) tables = clv_test_tables (IN_DOLLARS);
      g_autoptr (ClvMapping) mapping = NULL;
      g_autoptr (ClvLedger) ledger = NULL;

      g_test_message ("%s", cases[i].header);
      clv_test_add_table (tables, "rates.csv", "", rates);
      mapping = clv_mapping_recognise (tables);
      clv_mapping_set_kind (mapping, 1, CLV_KIND_RATES);
      clv_mapping_set_role (mapping, 1, 1, CLV_ROLE_RATE);
      ledger = clv_ledger_build (mapping, NULL, NULL);
      clv_assert_near (used_under (ledger, &rules), 100 + cases[i].euros, 1e-9);
    }
}

/* A pound was never 1 / 1.17 €, nor a dollar 1 / 0.79 £, nor a yen 160 €. */
static void
a_header_against_all_that_was_ever_so_is_asked_about (void)
{
  const struct { const char *target, *foreign, *rates; double right; } cases[] = {
    { "EUR", "GBP", "Currency;Rate EUR/GBP\nGBP;1.17\n", 117 },
    { "GBP", "USD", "Currency;Rate GBP/USD\nUSD;0.79\n", 79 },
    { "EUR", "JPY", "Currency;EUR per JPY rate\nJPY;160\n", 0.625 },
    { "EUR", "JPY", "From currency;To currency;Rate\nJPY;EUR;160\n", 0.625 },
  };

  clv_test_speak_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClvRules rules = rules_in (cases[i].target);
      g_autofree char *orders = g_strdup_printf (ORDERS "1;A;2024-01-03;100;%s\n3;A;2024-02-20;100;%s\n", cases[i].target, cases[i].foreign);
      g_autoptr (ClvLedger) ledger = ledger_with_rates (orders, cases[i].rates);

      g_test_message ("case %u", i);
      assert_refused (ledger, &rules, CLV_LEDGER_ERROR_RATES, "the header says one thing");
      rules.rate_direction = cases[i].right < 1 ? CLV_RATE_FOREIGN_PER_BASE : CLV_RATE_BASE_PER_FOREIGN;
      clv_assert_near (used_under (ledger, &rules), 100 + cases[i].right, 1e-9);
    }
}

/* Dollars at 0.92 and pounds at 1.17 of something that is not the dollar: 100 £ = 117 / 0.92 $. On 3 January there is no dollar. */
static void
rates_beside_orders_are_against_what_is_proved_only (void)
{
  static const char open[] = WITH_RATE "1;A;2023-01-02;100.00;USD;0.92\n2;B;2023-01-03;100.00;GBP;1.17\n3;B;2023-01-01;10.00;GBP;1.17\n";
  g_autoptr (GPtrArray) tables = clv_test_tables (open);
  g_autoptr (GPtrArray) blank = clv_test_tables (
    WITH_RATE "1;A;2023-01-02;100.00;USD;0.92\n2;B;2023-01-03;100.00;GBP;1.17\n3;B;2023-01-01;10.00;EUR;\n");
  g_autoptr (GPtrArray) beside = clv_test_tables ("Order;Customer;Date;Amount;Currency;Exchange rate;Converted EUR\n"
                                                  "1;A;2023-01-01;100.00;USD;0.9;90.00\n2;B;2023-01-02;50.00;GBP;1.2;60.00\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvLedger) euros = clv_test_ledger (blank);
  g_autoptr (ClvLedger) converted = clv_test_ledger (beside);
  g_autoptr (ClvBook) book = NULL;
  ClvRules rules = rules_in ("USD");

  clv_test_speak_plainly ();
  book = clv_test_book (ledger, &rules);
  assert_adds_up (book);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 100 + 117 / 0.92, 1e-9);
  g_assert_cmpuint (clv_book_get_reconciliation (book)->left_out[CLV_LEFT_OUT_NO_RATE].rows, ==, 1);
  rules = rules_in ("EUR");
  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_RATES, "against which currency");
  rules.rate_direction = CLV_RATE_BASE_PER_FOREIGN;
  clv_assert_near (used_under (ledger, &rules), 92 + 117 + 11.7, 1e-9);
  /* Euros alone have no rate: the others are against them. A pound was never less than a euro. */
  rules = rules_in ("EUR");
  clv_assert_near (used_under (euros, &rules), 92 + 117 + 10, 1e-9);
  rules = rules_in ("USD");
  clv_assert_near (used_under (euros, &rules), 100, 1e-9);
  /* Amount × rate stands beside, and its header says in what. */
  rules = rules_in ("EUR");
  clv_assert_near (used_under (converted, &rules), 90 + 60, 1e-9);
}

/* 160 and 161 yen a euro; 1.6 is a slip. 16,000 / 160 + 16,100 / 161 = 200; the third row has no rate. */
static void
one_mistyped_rate_is_left_out_alone (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (
    WITH_RATE "1;A;2023-01-01;100;EUR;1\n2;A;2023-01-02;16000;JPY;160\n3;A;2023-01-03;16100;JPY;161\n4;A;2023-01-04;16000;JPY;1.6\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvBook) book = NULL;
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  ClvRules rules = rules_in ("EUR");

  book = clv_test_book (ledger, &rules);
  assert_adds_up (book);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 300, 1e-9);
  clv_book_tell_rates (book, problems);
  g_assert_cmpuint (clv_problem_list_find (problems, "odd-rate")->count, ==, 1);
}

/* The question is about the Canadian dollar: 100 × 0.70. “USD per EUR” is clear, 100 / 1.09. */
static void
an_answer_turns_no_table_that_is_clear (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (ORDERS "1;A;2024-01-03;100;EUR\n2;A;2024-02-20;100;USD\n3;A;2024-02-20;100;CAD\n");
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  ClvRules rules = rules_in ("EUR");

  clv_test_speak_plainly ();
  clv_test_add_table (tables, "one.csv", "", "Currency;Rate\nCAD;0.70\n");
  clv_test_add_table (tables, "two.csv", "", "Currency;USD per EUR\nUSD;1.09\n");
  ledger = clv_test_ledger (tables);
  assert_refused (ledger, &rules, CLV_LEDGER_ERROR_RATES, "one.csv");
  rules.rate_direction = CLV_RATE_BASE_PER_FOREIGN;
  book = clv_test_book (ledger, &rules);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 100 + 70 + 100 / 1.09, 1e-9);
  clv_book_tell_rates (book, problems);
  for (guint i = 0; i < clv_problem_list_get_n (problems); i++)
    {
      const ClvProblem *problem = clv_problem_list_get (problems, i);
      const ClvProblemExample *example = problem->examples->pdata[0];

      if (strcmp (problem->kind, "rate-direction") == 0 && strcmp (problem->treatment, "foreign-per-base") == 0)
        g_assert_cmpstr (example->text, ==, "USD per EUR: 100 USD = 91.74 EUR (as the file says)");
      else if (strcmp (problem->kind, "rate-direction") == 0)
        g_assert_cmpstr (example->text, ==, "Rate: 100 CAD = 70.00 EUR (as you chose)");
    }
}

/* Average and closing rate: the last one, and it is told. */
static void
several_rates_for_one_day_are_told (void)
{
  g_autoptr (ClvLedger) ledger = ledger_with_rates (IN_DOLLARS, "Date;Currency;Rate to EUR\n2024-01-01;USD;0.95\n2024-01-01;USD;0.90\n");
  g_autoptr (ClvLedger) same = ledger_with_rates (IN_DOLLARS, "Date;Currency;Rate to EUR\n2024-01-01;USD;0.90\n2024-01-01;USD;0.9\n");
  g_autoptr (ClvBook) book = NULL;
  g_autoptr (ClvBook) other = NULL;
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvProblemList) none = clv_problem_list_new ();
  ClvRules rules = rules_in ("EUR");

  clv_test_speak_plainly ();
  book = clv_test_book (ledger, &rules);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 190, 1e-9);
  clv_book_tell_rates (book, problems);
  g_assert_cmpstr (((ClvProblemExample *) clv_problem_list_find (problems, "several-rates")->examples->pdata[0])->text, ==,
                   "USD: not 0.95, but 0.9");
  other = clv_test_book (same, &rules);
  clv_book_tell_rates (other, none);
  g_assert_null (clv_problem_list_find (none, "several-rates"));
}

/* As central banks publish them: 6.5 CZK for 100 forints, 25 for a euro. 1,000 forints = 65 crowns. */
static void
rates_for_a_hundred_units_are_divided (void)
{
  static const char *const headers[] = { "Amount", "Units", "množství", "Nominal" };
  ClvRules rules = rules_in ("CZK");

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *rates = g_strdup_printf ("Currency;%s;Rate\nHUF;100;6.5\nEUR;1;25\n", headers[i]);
      g_autoptr (ClvLedger) ledger = ledger_with_rates (ORDERS "1;A;2024-01-03;10;CZK\n2;A;2024-02-20;1000;HUF\n3;A;2024-02-20;2;EUR\n", rates);

      g_test_message ("%s", headers[i]);
      clv_assert_near (used_under (ledger, &rules), 10 + 65 + 50, 1e-9);
    }
}

/* All currencies of the world, each with rates for 600 days: one pass, not one for each pair of them. */
static void
many_rates_are_indexed_once (void)
{
  g_autoptr (GString) orders = g_string_new (ORDERS);
  g_autoptr (GString) rates = g_string_new ("Date;Currency;Rate to EUR\n2000-01-01;GBP;1.2\n");
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  const ClvReconciliation *account;
  ClvRules rules = rules_in ("GBP");
  gint64 start;

  for (guint i = 1; i < 1000; i++)
    {
      g_autofree char *number = g_strdup_printf ("%03u", i);
      const char *code = clv_currency_list_find (number);

      if (code == NULL || strcmp (code, "GBP") == 0 || strcmp (code, "EUR") == 0)
        continue;
      g_string_append_printf (orders, "%u;A;2024-06-01;100;%s\n", i, code);
      for (guint day = 0; day < 600; day++)
        g_string_append_printf (rates, "%u-%02u-%02u;%s;1.5\n", 2000 + day / 336, 1 + day / 28 % 12, 1 + day % 28, code);
    }
  tables = clv_test_tables (orders->str);
  clv_test_add_table (tables, "rates.csv", "", rates->str);
  ledger = clv_test_ledger (tables);
  start = g_get_monotonic_time ();
  book = clv_test_book (ledger, &rules);
  account = clv_book_get_reconciliation (book);
  g_assert_cmpuint (account->rows_used, >, 100);
  clv_assert_near (account->amount_used, account->rows_used * 100 * 1.5 / 1.2, 1e-6);
  /* 0.05 s at most; with a pass for each pair, ten and more. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_USEC_PER_SEC);
}

/* As banks publish them. 100 € + 100 $ of 15 January + 100 £: with 1.1 and 0.8, 100 + 100 / 1.1 + 100 / 0.8. */
static void
tables_of_rates_are_read_in_all_their_shapes (void)
{
  const double divided = 100 + 100 / 1.1 + 100 / 0.8, multiplied = 100 + 90 + 120;
  const struct { const char *rates; double sum; } cases[] = {
    { "Date,USD,GBP,\n2024-01-01,1.1,0.8,\n2024-02-01,1.25,0.75,\n", divided },
    { "Date,USD,GBP\n2024-01-01,0.9,1.2\n2024-02-01,0.8,N/A\n", multiplied },
    { "From,To,Rate\nUSD,EUR,0.9\nGBP,EUR,1.2\n", multiplied },
    { "From,To,Rate\nEUR,USD,1.1\nEUR,GBP,0.8\n", divided },
    { "Currency pair,Rate\nEUR/USD,1.1\nEUR/GBP,0.8\n", divided },
    { "Pair,Rate\nEURUSD,1.1\nEURGBP,0.8\n", divided },
  };
  ClvRules rules = rules_in ("EUR");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables =
        clv_test_tables (ORDERS "1;A;2024-01-03;100;EUR\n2;B;2024-01-15;100;GBP\n3;A;2024-01-20;100;USD\n");
      g_autoptr (ClvLedger) ledger = NULL;
      g_autofree char *rates = g_strdelimit (g_strdup (cases[i].rates), ",", ';');

      clv_test_add_table (tables, "rates.csv", "", rates);
      ledger = clv_test_ledger (tables);
      g_test_message ("%s", cases[i].rates);
      clv_assert_near (used_under (ledger, &rules), cases[i].sum, 1e-9);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/rates/rates-go-the-way-that-is-proved", rates_go_the_way_that_is_proved);
  g_test_add_func ("/ledger/rates/rates-that-may-go-both-ways-are-asked-about", rates_that_may_go_both_ways_are_asked_about);
  g_test_add_func ("/ledger/rates/pairs-are-read-as-dealers-and-sentences-write-them", pairs_are_read_as_dealers_and_sentences_write_them);
  g_test_add_func ("/ledger/rates/what-a-currency-was-ever-worth-proves-the-way", what_a_currency_was_ever_worth_proves_the_way);
  g_test_add_func ("/ledger/rates/rates-beside-orders-are-used", rates_beside_orders_are_used);
  g_test_add_func ("/ledger/rates/a-rate-of-one-between-two-currencies-is-none", a_rate_of_one_between_two_currencies_is_none);
  g_test_add_func ("/ledger/rates/a-day-before-the-first-rate-has-none", a_day_before_the_first_rate_has_none);
  g_test_add_func ("/ledger/rates/a-rate-that-never-was-is-not-used", a_rate_that_never_was_is_not_used);
  g_test_add_func ("/ledger/rates/amounts-in-the-base-prove-the-way", amounts_in_the_base_prove_the_way);
  g_test_add_func ("/ledger/rates/rates-against-an-unknown-currency-are-compared", rates_against_an_unknown_currency_are_compared);
  g_test_add_func ("/ledger/rates/words-beside-a-currency-prove-nothing", words_beside_a_currency_prove_nothing);
  g_test_add_func ("/ledger/rates/sentences-about-two-currencies-are-read-by-their-grammar", sentences_about_two_currencies_are_read_by_their_grammar);
  g_test_add_func ("/ledger/rates/a-header-against-all-that-was-ever-so-is-asked-about", a_header_against_all_that_was_ever_so_is_asked_about);
  g_test_add_func ("/ledger/rates/rates-beside-orders-are-against-what-is-proved-only", rates_beside_orders_are_against_what_is_proved_only);
  g_test_add_func ("/ledger/rates/one-mistyped-rate-is-left-out-alone", one_mistyped_rate_is_left_out_alone);
  g_test_add_func ("/ledger/rates/an-answer-turns-no-table-that-is-clear", an_answer_turns_no_table_that_is_clear);
  g_test_add_func ("/ledger/rates/several-rates-for-one-day-are-told", several_rates_for_one_day_are_told);
  g_test_add_func ("/ledger/rates/rates-for-a-hundred-units-are-divided", rates_for_a_hundred_units_are_divided);
  g_test_add_func ("/ledger/rates/many-rates-are-indexed-once", many_rates_are_indexed_once);
  g_test_add_func ("/ledger/rates/tables-of-rates-are-read-in-all-their-shapes", tables_of_rates_are_read_in_all_their_shapes);
  return g_test_run ();
}
