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
  return g_test_run ();
}
