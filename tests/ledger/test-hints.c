/* test-hints.c - columns that hardly say what they are, and sheets that cannot be read: what people are told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-ledger.h"

#include "clv-test-tables.h"
#include "clv-test.h"

static ClvRole
get_role (const ClvMapping *mapping,
          guint             column)
{
  return clv_mapping_get_table (mapping, 0)->columns[column].role;
}

static void
currencies_alone_head_amounts (void)
{
  /* 10 + 20.5 + 60 dollars, 30 + 2 euros */
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Date;Customer;USD;EUR\n1;2024-01-02;A;10;\n2;2024-01-09;B;;30\n3;2024-02-02;A;20.5;\n"
                                                  "4;2024-02-09;B;;2\n5;2024-02-10;C;60;\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (ClvLedger) ledger = clv_ledger_build (mapping, NULL, NULL);
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
  double dollars = 0, euros = 0;

  g_assert_cmpint (get_role (mapping, 3), ==, CLV_ROLE_AMOUNT);
  g_assert_cmpint (get_role (mapping, 4), ==, CLV_ROLE_AMOUNT);
  for (guint32 i = 0; i < rows->n; i++)
    if (strcmp (clv_ledger_get_row_currency (ledger, rows->currency[i]), "USD") == 0)
      dollars += rows->amount[i];
    else
      euros += rows->amount[i];
  clv_assert_near (dollars, 90.5, 1e-9);
  clv_assert_near (euros, 32, 1e-9);
}

static void
a_sign_alone_heads_amounts (void)
{
  static const char *const headers[] = { "€", "EUR", "(EUR)", "in EUR", "[€]" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("Date;Customer;%s\n2024-01-02;A;10\n2024-01-09;B;120\n2024-02-02;A;11.5\n", headers[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      clv_assert_near (clv_test_add_amounts (ledger), 141.5, 1e-9);
      g_assert_cmpstr (clv_ledger_get_currency (ledger), ==, "EUR");
    }
}

/* What is near each other in every row may be an exchange rate: nothing is taken, but the column is named. */
static void
rates_are_no_amounts (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order;Date;Customer;USD\n1;2024-01-02;A;1.09\n2;2024-01-09;B;1.08\n3;2024-02-02;A;1.1\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autofree char *obstacle = clv_mapping_dup_obstacle (mapping);

  g_assert_cmpint (get_role (mapping, 3), ==, CLV_ROLE_NONE);
  g_assert_nonnull (obstacle);
  g_assert_nonnull (strstr (obstacle, "“USD”"));
}

static void
other_amounts_go_before_currencies (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order;Date;Customer;Amount;USD\n1;2024-01-02;A;10;11\n2;2024-01-09;B;50;54\n3;2024-02-02;A;7;7.7\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

  g_assert_cmpint (get_role (mapping, 3), ==, CLV_ROLE_AMOUNT);
  g_assert_cmpint (get_role (mapping, 4), ==, CLV_ROLE_NONE);
}

static void
a_number_is_that_of_the_order_where_it_looks_like_one (void)
{
  static const struct
  {
    const char *header, *first;
    ClvRole     role;
  } cases[] = {
    { "No.", "A100", CLV_ROLE_ORDER },
    { "Nr", "1001", CLV_ROLE_ORDER },
    { "รหัส", "SO-10", CLV_ROLE_ORDER },
    /* Rows that somebody counted. */
    { "No.", "1", CLV_ROLE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s;Date;Customer;Amount\n%s;2024-01-02;A;10\nX22;2024-01-09;B;120\nX23;2024-02-02;A;11.5\n",
                                               cases[i].header, cases[i].first);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

      g_assert_cmpint (get_role (mapping, 0), ==, cases[i].role);
      g_assert_cmpint (get_role (mapping, 3), ==, CLV_ROLE_AMOUNT);
    }
}

static void
columns_of_blanks_are_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order    Date        Customer     Amount\nA100     2024-01-02  Ann Lee       10.00\n"
                                                  "A101     2024-01-03  Bob May      111.50\nA102     2024-01-09  Cid van Roe    3.00\n");
  g_autoptr (GPtrArray) remarks = clv_test_tables ("Remarks\nCalled on Monday\nWants  a new offer\nNo answer\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (ClvMapping) other = clv_mapping_recognise (remarks);
  g_autofree char *obstacle = clv_mapping_dup_obstacle (mapping);
  g_autofree char *of_other = clv_mapping_dup_obstacle (other);

  g_assert_nonnull (strstr (obstacle, "lined up by blanks"));
  g_assert_nonnull (strstr (obstacle, "Fixed width"));
  g_assert_null (strstr (of_other, "blanks"));
}

static void
periods_across_the_top_are_told (void)
{
  static const struct
  {
    const char *headers, *first, *last;
  } cases[] = {
    { "Customer;2021;2022;2023", "“2021”", "“2023”" },
    { "Customer;Jan;Feb;Mar", "“Jan”", "“Mar”" },
    { "Customer;Jan 2023;Feb 2023;Mar 2023", "“Jan 2023”", "“Mar 2023”" },
    { "Customer;Q1 2023;Q2 2023;Q3 2023", "“Q1 2023”", "“Q3 2023”" },
    { "Customer;2021 / Umsatz;2022 / Umsatz;2023 / Umsatz", "“2021 / Umsatz”", "“2023 / Umsatz”" },
    { "Customer;Bought 2021;Bought 2022;Bought 2023", "“Bought 2021”", "“Bought 2023”" },
    { "Customer;Height;Weight;Shoes", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\nAnn;10;20.5;3\nBob;100;5;7.25\nCid;12;9;1\n", cases[i].headers);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
      g_autofree char *obstacle = clv_mapping_dup_obstacle (mapping);

      g_assert_nonnull (obstacle);
      g_test_message ("%s: %s", cases[i].headers, obstacle);
      g_assert_true ((strstr (obstacle, "a column for each period") != NULL) == (cases[i].first != NULL));
      if (cases[i].first == NULL)
        continue;
      g_assert_nonnull (strstr (obstacle, cases[i].first));
      g_assert_nonnull (strstr (obstacle, cases[i].last));
    }
}

/* Both are the amount, and one counts in each row: whoever reads the roles must not add the columns up. */
static void
columns_for_several_currencies_say_so (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order;Date;Customer;Total (USD);Total (EUR);Tax\n1;2024-01-02;A;10;;1\n2;2024-01-09;B;;30;2\n3;2024-02-02;A;20.5;;1\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  const ClvTableMapping *table = clv_mapping_get_table (mapping, 0);

  for (guint i = 0; i < table->n_columns; i++)
    g_assert_true ((table->columns[i].evidence != NULL && strstr (table->columns[i].evidence, "one counts in each row") != NULL) == (i == 3 || i == 4));
}

/* Each customer stands there once, so that they looked like lists of customers. */
static void
payments_and_quotations_are_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "orders.csv", "", "Order ID;Customer;Order date;Total\n1;K1;2023-01-05;10\n2;K2;2023-01-05;20\n3;K1;2023-03-05;15\n");
  clv_test_add_table (tables, "pay.csv", "", "Payment ID;Customer;Payment date;Amount paid\nP1;K1;2023-01-05;10\nP2;K2;2023-01-05;20\n");
  clv_test_add_table (tables, "quo.csv", "", "Quote ID;Customer;Quote date;Quote total;Status\nQ1;K1;2023-01-05;1000;open\nQ2;K2;2023-01-05;20;won\n");
  clv_test_add_table (tables, "people.csv", "", "Customer;Customer name;First payment;Points\nK1;Ann Lee;2023-01-05;10\nK2;Bob May;2023-01-05;20\n");
  ledger = clv_test_ledger (tables);
  clv_assert_near (clv_test_add_amounts (ledger), 45, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "ignored-table"), ==, 2);
  g_assert_nonnull (strstr (clv_test_get_example (ledger, "ignored-table", 0), "payments or quotations"));
  g_assert_nonnull (strstr (clv_test_get_example (ledger, "ignored-table", 1), "payments or quotations"));
}

/* Whether a row is a sale or not, and a mark at those that came back. */
static void
sale_or_return_is_no_mark (void)
{
  static const struct
  {
    const char *header, *sale, *given_back;
    ClvRole     role;
  } cases[] = {
    { "Sale/Return", "Sale", "Return", CLV_ROLE_STATUS },
    { "Credit/Return", "", "Credit", CLV_ROLE_STATUS },
    { "Type", "Invoice", "Credit", CLV_ROLE_STATUS },
    { "Doc. type", "Invoice", "Return", CLV_ROLE_STATUS },
    { "Returned", "No", "Yes", CLV_ROLE_REFUND },
    { "Type", "Web", "Phone", CLV_ROLE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order;Date;Customer;%s;Amount\n1001;2024-01-02;A;%s;100\n1002;2024-01-05;B;%s;80\n"
                                               "1003;2024-02-02;A;%s;30.5\n", cases[i].header, cases[i].sale, cases[i].sale, cases[i].given_back);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_assert_cmpint (get_role (mapping, 3), ==, cases[i].role);
      g_assert_cmpuint (clv_test_count_problems (ledger, "positive-refund"), ==, cases[i].role == CLV_ROLE_STATUS);
      g_assert_cmpuint (clv_test_count_problems (ledger, "unclear-refund"), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  clv_test_speak_plainly ();
  g_test_add_func ("/ledger/hints/currencies-alone-head-amounts", currencies_alone_head_amounts);
  g_test_add_func ("/ledger/hints/a-sign-alone-heads-amounts", a_sign_alone_heads_amounts);
  g_test_add_func ("/ledger/hints/rates-are-no-amounts", rates_are_no_amounts);
  g_test_add_func ("/ledger/hints/other-amounts-go-before-currencies", other_amounts_go_before_currencies);
  g_test_add_func ("/ledger/hints/a-number-is-that-of-the-order-where-it-looks-like-one", a_number_is_that_of_the_order_where_it_looks_like_one);
  g_test_add_func ("/ledger/hints/columns-of-blanks-are-told", columns_of_blanks_are_told);
  g_test_add_func ("/ledger/hints/periods-across-the-top-are-told", periods_across_the_top_are_told);
  g_test_add_func ("/ledger/hints/columns-for-several-currencies-say-so", columns_for_several_currencies_say_so);
  g_test_add_func ("/ledger/hints/payments-and-quotations-are-told", payments_and_quotations_are_told);
  g_test_add_func ("/ledger/hints/sale-or-return-is-no-mark", sale_or_return_is_no_mark);
  return g_test_run ();
}
