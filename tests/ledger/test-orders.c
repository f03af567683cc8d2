/* test-orders.c - orders beside their lines, their payments and their refunds: each sale counts once
 *
 * The figures are small enough to be added up by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-ledger.h"

#include "clv-test-tables.h"
#include "clv-test.h"

static ClvLedger *
read_two (const char *first,
          const char *second)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();

  clv_test_add_table (tables, "first.csv", "", first);
  clv_test_add_table (tables, "second.csv", "", second);
  return clv_test_ledger (tables);
}

static void
assert_problem (const ClvLedger *ledger,
                const char      *kind,
                const char      *treatment,
                const char      *text)
{
  const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems ((ClvLedger *) ledger), kind);

  g_assert_nonnull (problem);
  g_assert_cmpstr (problem->treatment, ==, treatment);
  g_assert_cmpuint (problem->count, ==, 1);
  g_assert_cmpstr (((const ClvProblemExample *) problem->examples->pdata[0])->text, ==, text);
}

static const char whole_orders[] =
  "order_id;customer_id;order_date;total\n1;A;2024-01-03;30\n2;B;2024-01-15;20\n3;A;2024-02-20;50\n4;C;2024-03-01;10\n";
static const char whole_lines[] =
  "order_id;customer_id;order_date;product;quantity;amount\n1;A;2024-01-03;Hat;1;10\n1;A;2024-01-03;Cap;1;20\n"
  "2;B;2024-01-15;Hat;2;20\n3;A;2024-02-20;Cap;1;25\n3;A;2024-02-20;Hat;1;25\n4;C;2024-03-01;Cap;1;10\n";

/* 30 + 20 + 50 + 10 = 110, whichever file comes first. */
static void
orders_and_lines_that_both_name_customers_count_once (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ClvLedger) ledger = read_two (i == 0 ? whole_orders : whole_lines, i == 0 ? whole_lines : whole_orders);

      g_assert_cmpuint (clv_ledger_get_rows (ledger)->n, ==, 6);
      g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 3);
      clv_assert_near (clv_test_add_amounts (ledger), 110, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "order-without-lines"), ==, 0);
      g_assert_cmpuint (clv_test_count_problems (ledger, "total-differs-from-lines"), ==, 0);
    }
}

/* One line an order: nothing but the columns tells lines from orders. 30 + 20 + 50 + 10 and a fifth order of 7. */
static void
lines_that_stand_once_count_once (void)
{
  g_autoptr (ClvLedger) ledger =
    read_two ("order_id;customer_id;order_date;total\n1;A;2024-01-03;30\n2;B;2024-01-15;20\n3;A;2024-02-20;50\n4;C;2024-03-01;10\n5;C;2024-03-02;7\n",
              "order_id;customer_id;order_date;product;amount\n1;A;2024-01-03;Hat;30\n2;B;2024-01-15;Hat;20\n3;A;2024-02-20;Cap;50\n4;C;2024-03-01;Cap;10\n");

  clv_assert_near (clv_test_add_amounts (ledger), 117, 1e-9);
  assert_problem (ledger, "order-without-lines", "used", "5");
}

/* Two shops number their orders alike: 110 + 3 × 5. */
static void
same_numbers_of_other_customers_are_other_orders (void)
{
  g_autoptr (ClvLedger) ledger =
    read_two (whole_orders, "order_id;customer_id;order_date;product;quantity;amount\n1;X;2024-01-03;Hat;1;5\n1;X;2024-01-03;Cap;1;5\n2;Y;2024-01-15;Hat;2;5\n");

  g_assert_cmpuint (clv_ledger_get_rows (ledger)->n, ==, 7);
  clv_assert_near (clv_test_add_amounts (ledger), 125, 1e-9);
}

/* Nor is money given back a second telling of what was paid: 110 - 20. */
static void
refunds_of_the_same_orders_are_no_lines (void)
{
  g_autoptr (ClvLedger) ledger = read_two (whole_orders, "order_id;customer_id;order_date;reason;amount\n2;B;2024-01-16;broken;-20\n");

  clv_assert_near (clv_test_add_amounts (ledger), 90, 1e-9);
}

static const char headless_lines[] =
  "Order ID;Product ID;Quantity;Unit price\nA1;P1;2;10.00\nA1;P2;1;5.50\nA2;P1;3;10.00\nA3;P1;4;10.00\n";

/* Lines: 20 + 5.50 + 30 + 40 = 95.50; A4 says itself that it came to 77, A5 says nothing. */
static void
an_order_without_lines_counts_as_it_says (void)
{
  g_autoptr (ClvLedger) ledger = read_two ("Order ID;Customer ID;Order date;Total\nA1;K1;2023-01-01;25.50\nA2;K2;2023-01-02;30.00\n"
                                           "A3;K1;2023-02-03;40.00\nA4;K2;2023-02-04;77.00\nA5;K2;2023-02-05;\n",
                                           headless_lines);
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);

  g_assert_cmpuint (rows->n, ==, 5);
  clv_assert_near (clv_test_add_amounts (ledger), 172.50, 1e-9);
  g_assert_cmpuint (rows->source_row[4], ==, 5);
  g_assert_cmpint (rows->day[4], ==, clv_day_from_ymd (2023, 2, 4));
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, rows->customer[4]), ==, "K2");
  assert_problem (ledger, "order-without-lines", "used", "A4");
  g_assert_cmpuint (clv_test_count_problems (ledger, "total-differs-from-lines"), ==, 0);
}

/* Each file of lines has none of the orders of the other one. 25.50 + 30 + 40 = 95.50 */
static void
lines_in_two_files_share_their_orders (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "orders.csv", "",
                      "Order ID;Customer ID;Order date;Total\nA1;K1;2023-01-01;25.50\nA2;K2;2023-01-02;30.00\nA3;K1;2023-02-03;40.00\n");
  clv_test_add_table (tables, "january.csv", "", "Order ID;Product ID;Quantity;Unit price\nA1;P1;2;10.00\nA1;P2;1;5.50\n");
  clv_test_add_table (tables, "february.csv", "", "Order ID;Product ID;Quantity;Unit price\nA2;P1;3;10.00\nA3;P1;4;10.00\n");
  ledger = clv_test_ledger (tables);

  clv_assert_near (clv_test_add_amounts (ledger), 95.50, 1e-9);
  g_assert_cmpuint (clv_ledger_get_rows (ledger)->n, ==, 4);
  g_assert_cmpuint (clv_test_count_problems (ledger, "order-without-lines"), ==, 0);
}

/* Orders and lines of two months each: 10 + 20 + 30 = 60, and order 4, of 5, has no line. */
static void
months_of_orders_and_of_lines_are_joined (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "orders-1.csv", "", "Order ID;Customer ID;Order date;Total\n1;K1;2023-01-01;10.00\n2;K2;2023-01-02;20.00\n");
  clv_test_add_table (tables, "lines-1.csv", "", "Order ID;Product ID;Quantity;Unit price\n1;P1;1;10.00\n2;P1;2;10.00\n");
  clv_test_add_table (tables, "orders-2.csv", "", "Order ID;Customer ID;Order date;Total\n3;K1;2023-02-01;30.00\n4;K3;2023-02-02;5.00\n");
  clv_test_add_table (tables, "lines-2.csv", "", "Order ID;Product ID;Quantity;Unit price\n3;P1;3;10.00\n");
  ledger = clv_test_ledger (tables);

  clv_assert_near (clv_test_add_amounts (ledger), 65, 1e-9);
  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 3);
  assert_problem (ledger, "order-without-lines", "used", "4");
  g_assert_cmpuint (clv_test_count_problems (ledger, "line-of-unknown-order"), ==, 0);
}

/* A1 says 30, its lines 20 + 5.50; A2 says 34.90 with 4.90 of shipping, which no line has. */
static void
totals_that_the_lines_do_not_add_up_to_are_told (void)
{
  g_autoptr (ClvLedger) ledger = read_two ("Order ID;Customer ID;Order date;Total;Shipping\nA1;K1;2023-01-01;30.00;0\nA2;K2;2023-01-02;34.90;4.90\n"
                                           "A3;K1;2023-02-03;40.00;0\n",
                                           headless_lines);

  clv_assert_near (clv_test_add_amounts (ledger), 95.50, 1e-9);
  assert_problem (ledger, "total-differs-from-lines", "used", "A1: 30.00, lines 25.50");
}

static const char orders[] =
  "Order ID;Customer ID;Order date;Total\nA1;K1;2023-01-01;25.50\nA2;K2;2023-01-02;30.00\nA3;K1;2023-02-03;40.00\n";

/* 25.50 + 30 + 40 = 95.50, of which 55.50 has been paid. */
static void
payments_are_not_sales_once_more (void)
{
  g_autoptr (ClvLedger) ledger =
    read_two (orders, "Payment ID;Order ID;Paid on;Amount\nP1;A1;2023-01-05;25.50\nP2;A2;2023-01-05;30.00\n");

  clv_assert_near (clv_test_add_amounts (ledger), 95.50, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "ignored-table"), ==, 1);
}

/* Where the orders say nothing, the payments have the money: 25.50 + 30. */
static void
payments_count_where_orders_have_no_amounts (void)
{
  g_autoptr (ClvLedger) ledger = read_two ("Order ID;Customer ID;Order date\nA1;K1;2023-01-01\nA2;K2;2023-01-02\n",
                                           "Payment ID;Order ID;Amount\nP1;A1;25.50\nP2;A2;30.00\n");

  clv_assert_near (clv_test_add_amounts (ledger), 55.50, 1e-9);
}

/* 95.50 - 30 = 65.50, given back on 5 January to the customer of A2, with or without a sign. */
static void
a_list_of_refunds_gives_money_back (void)
{
  static const char *const lists[] = {
    "Refund ID;Order ID;Refund date;Refund amount\nR1;A2;2023-01-05;30.00\n",
    "Refund ID;Order ID;Refund date;Refund amount\nR1;A2;2023-01-05;-30.00\n",
    "Refund ID;Order ID;Date;Amount\nR1;A2;2023-01-05;30.00\n",
    "Order ID;Customer ID;Refund date;Refund amount\nA2;K2;2023-01-05;30.00\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (ClvLedger) ledger = read_two (orders, lists[i]);
      const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);

      g_test_message ("%s", lists[i]);
      g_assert_cmpuint (rows->n, ==, 4);
      clv_assert_near (clv_test_add_amounts (ledger), 65.50, 1e-9);
      clv_assert_near (rows->amount[3], -30, 1e-9);
      g_assert_cmpint (rows->day[3], ==, clv_day_from_ymd (2023, 1, 5));
      g_assert_cmpstr (clv_ledger_get_customer_id (ledger, rows->customer[3]), ==, "K2");
      assert_problem (ledger, "refund-list", "used", i == 1 ? "-30.00" : "30.00");
      g_assert_cmpuint (clv_test_count_problems (ledger, "returns-without-amount"), ==, 0);
      g_assert_cmpuint (clv_test_count_problems (ledger, "negative-amount-outside-credit-note"), ==, 0);
    }
}

/* Money went out all the same: 95.50 - 12. */
static void
a_refund_of_an_unknown_order_is_told (void)
{
  g_autoptr (ClvLedger) ledger = read_two (orders, "Refund ID;Order ID;Refund date;Refund amount\nR1;A9;2023-01-05;12.00\n");

  clv_assert_near (clv_test_add_amounts (ledger), 83.50, 1e-9);
  assert_problem (ledger, "unknown-order", "used", "A9");
}

/* The first row of K1 counts, and K3 is a customer without an order. */
static void
a_customer_may_stand_in_a_list_twice (void)
{
  g_autoptr (ClvLedger) ledger =
    read_two (orders, "Customer ID;Name;City;Segment;Acquisition cost\nK1;Ann;Rome;A;5\nK2;Bob;Oslo;B;7\n"
                      "K3;Cid;Bonn;A;\nK1;Ann2;Rome;B;5\n");
  const ClvAttribute *segment = clv_ledger_find_attribute (ledger, "segment");
  guint32 customer = clv_ledger_get_rows (ledger)->customer[0];

  g_assert_cmpstr (clv_ledger_get_customer_name (ledger, customer), ==, "Ann");
  g_assert_nonnull (segment);
  g_assert_cmpstr (segment->values[segment->by_customer[customer]], ==, "A");
  /* 5 + 7 */
  g_assert_cmpuint (clv_ledger_get_n_costs (ledger), ==, 2);
  clv_assert_near (clv_ledger_get_costs (ledger)[0].amount + clv_ledger_get_costs (ledger)[1].amount, 12, 1e-9);
  assert_problem (ledger, "repeated-customer", "ignored", "K1");
  assert_problem (ledger, "customer-without-order", "kept", "K3");
}

static ClvLedger *
read_one (const char *text)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (text);

  return clv_test_ledger (tables);
}

/* 25.50 + 10 = 35.50; the second line of A1 is no sale of its own. */
static void
a_total_of_the_order_on_every_line_counts_once (void)
{
  g_autoptr (ClvLedger) ledger = read_one ("Order ID;Customer;Date;Product;Order total\nA1;K1;2023-01-01;P1;25.50\n"
                                           "A1;K1;2023-01-01;P2;25.50\nA2;K2;2023-01-02;P1;10.00\n");

  g_assert_cmpuint (clv_ledger_get_rows (ledger)->n, ==, 3);
  clv_assert_near (clv_test_add_amounts (ledger), 35.50, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "order-total-repeated"), ==, 1);
}

/* “Amount” is of the line: 25.50 + 25.50 + 10. */
static void
equal_amounts_of_lines_all_count (void)
{
  g_autoptr (ClvLedger) ledger = read_one ("Order ID;Customer;Date;Product;Amount\nA1;K1;2023-01-01;P1;25.50\n"
                                           "A1;K1;2023-01-01;P2;25.50\nA2;K2;2023-01-02;P1;10.00\n");

  clv_assert_near (clv_test_add_amounts (ledger), 61, 1e-9);
}

/* Ten orders say 30 on both of their lines (10 + 20), once written “30.00”; the eleventh says 15 and 15 of its lines of
 * 15: 10 × 30 + 30 = 330. */
static void
only_totals_that_repeat_are_cut (void)
{
  g_autoptr (GString) text = g_string_new ("Order ID;Customer;Date;Product;Quantity;Unit price;Total\n");
  g_autoptr (ClvLedger) ledger = NULL;

  for (guint i = 1; i <= 10; i++)
    g_string_append_printf (text, "A%u;K%u;2023-01-01;P1;1;10;30\nA%u;K%u;2023-01-01;P2;1;20;%s\n", i, i, i, i, i == 3 ? "30.00" : "30");
  g_string_append (text, "A11;K1;2023-01-02;P3;1;15;15\nA11;K1;2023-01-02;P4;1;15;15\n");
  ledger = read_one (text->str);

  clv_assert_near (clv_test_add_amounts (ledger), 330, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "order-total-repeated"), ==, 10);
}

/* 100 + 50 + 25 = 175, of which 20 were given back. */
static void
money_given_back_stands_under_many_names (void)
{
  static const char *const headers[] = {
    "Refunds", "Returns", "Return amount", "Refund value", "Amount returned", "refunded_total", "order_refund", "Total refunded",
    "Rückerstattung", "Remboursements", "Importe devuelto", "Valor do reembolso", "Importo reso", "退款金额", "환불금액", "返金額",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order ID;Customer;Date;Total;%s\nA1;K1;2023-01-01;100.00;20.00\nA2;K2;2023-01-02;50.00;\n"
                                               "A3;K1;2023-02-03;25.00;\n", headers[i]);
      g_autoptr (ClvLedger) ledger = read_one (text);

      g_test_message ("%s", headers[i]);
      clv_assert_near (clv_test_add_amounts (ledger), 155, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "refund-subtracted"), ==, 1);
    }
}

/* Under other headers, and in one file A3 with another day: all rows stand in the account. */
static void
orders_under_other_headers_are_all_read (void)
{
  static const struct { const char *other; double sum; guint n_repeated; } cases[] = {
    { "Order no;Client;Order date;Total\nA3;K1;2023-01-03;30.00\nA4;K2;2023-02-14;40.00\n", 130, 1 },
    { "Invoice;Client;Invoice date;Sum\nA3;K1;2023-01-09;30\nA2;K2;2023-01-09;20\nA7;K2;2023-01-09;70\n", 180, 2 },
    { "Order no;Client;Order date;Quantity;Unit price;Total\nA3;K1;2023-01-03;3;10;30\n", 90, 1 },
    { "Order no;Client;Order date;Total\nA1;K1;2023-01-01;100\nA2;K2;2023-01-02;200\nA3;K1;2023-01-03;300\n", 660, 3 },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_new_tables ();
      g_autoptr (ClvLedger) ledger = NULL;
      g_autoptr (ClvBook) book = NULL;
      ClvRules rules = CLV_RULES_DEFAULT;
      const ClvReconciliation *account;
      const guint k = i / 2;

      if (i % 2 == 1)
        clv_test_add_table (tables, "b.csv", "", cases[k].other);
      clv_test_add_table (tables, "a.csv", "", "Order ID;Customer;Date;Amount\nA1;K1;2023-01-01;10\nA2;K2;2023-01-02;20\nA3;K1;2023-01-03;30\n");
      if (i % 2 == 0)
        clv_test_add_table (tables, "b.csv", "", cases[k].other);
      g_test_message ("case %u", i);
      ledger = clv_test_ledger (tables);
      clv_assert_near (clv_test_add_amounts (ledger), cases[k].sum, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order"), ==, cases[k].n_repeated);
      g_assert_cmpuint (clv_test_count_problems (ledger, "order-without-lines"), ==, 0);
      rules.repeated_orders = CLV_REPEATED_FIRST;
      book = clv_test_book (ledger, &rules);
      account = clv_book_get_reconciliation (book);
      g_assert_cmpuint (account->left_out[CLV_LEFT_OUT_REPEATED_ORDER].rows, ==, cases[k].n_repeated);
      g_assert_cmpuint (account->rows_used + cases[k].n_repeated, ==, account->rows_read);
      g_assert_cmpuint (account->rows_read, ==, clv_table_get_n_rows (tables->pdata[0]) + clv_table_get_n_rows (tables->pdata[1]));
    }
}

/* Lines that say no product: 4 + 6 = 10 and 20 prove that they are those of the orders. */
static void
plain_lines_that_add_up_to_their_orders_are_joined (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order no;Client;Order date;Total\n1;A;2023-01-01;4\n1;A;2023-01-01;6\n2;B;2023-01-02;20\n");
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "b.csv", "", "Order ID;Customer;Date;Amount\n1;A;2023-01-01;10\n2;B;2023-01-02;20\n");
  ledger = clv_test_ledger (tables);
  clv_assert_near (clv_test_add_amounts (ledger), 30, 1e-9);
}

/* What the second table says of the orders holds for them. */
static void
orders_without_money_complete_those_that_have_some (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount\n1;A;2024-01-01;10\n2;B;2024-01-02;20\n3;C;2024-01-03;30\n");
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_test_add_table (tables, "b.csv", "", "Order no;Client;Order date;Status\n1;A;2024-01-01;shipped\n2;B;2024-01-02;cancelled\n"
                                           "9;C;2024-01-03;shipped\n");
  ledger = clv_test_ledger (tables);
  clv_assert_near (clv_test_add_amounts (ledger), 60, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "cancelled-or-test"), ==, 1);
  g_assert_cmpuint (clv_test_count_problems (ledger, "order-without-lines"), ==, 1);
  rules.drop_cancelled = TRUE;
  book = clv_test_book (ledger, &rules);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 40, 1e-9);
}

/* Of other customers: they are told, and nothing else. */
static void
orders_without_money_of_others_are_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount\n1;A;2024-01-01;10\n2;B;2024-01-02;20\n");
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "b.csv", "", "Order no;Client;Order date;Status\n1;X;2024-01-01;shipped\n2;Y;2024-01-02;cancelled\n");
  ledger = clv_test_ledger (tables);
  clv_assert_near (clv_test_add_amounts (ledger), 30, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "cancelled-or-test"), ==, 0);
  g_assert_cmpuint (clv_test_count_problems (ledger, "ignored-table"), ==, 1);
}

/* A2 stands twice, and its line once: 10 + 20 + 20 = 50, and 7 of an order that nobody knows. */
static void
an_order_that_stands_twice_has_its_lines_once (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order ID;Customer;Date;Total\nA1;K1;2023-01-01;30\nA2;K2;2023-01-02;20\nA2;K2;2023-01-02;20\n");
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "lines.csv", "", "Order ID;Product;Quantity;Unit price\nA1;P;1;10\nA1;Q;2;10\nA2;P;2;10\nA9;P;1;7\n");
  ledger = clv_test_ledger (tables);
  clv_assert_near (clv_test_add_amounts (ledger), 57, 1e-9);
  /* Told by one name, and not once more for the date that it cannot have. */
  g_assert_cmpuint (clv_test_count_problems (ledger, "line-of-unknown-order"), ==, 1);
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-date"), ==, 0);
  g_assert_cmpuint (clv_test_count_problems (ledger, "order-without-lines"), ==, 0);
  assert_problem (ledger, "repeated-order-row", "ignored", "A2");
  g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order"), ==, 0);
}

/* One number of two people, two days or two sums are two orders, of which the lines say one: 30 + 20 + what the other says. */
static void
a_number_that_stands_twice_may_be_two_orders (void)
{
  static const struct { const char *row; double sum; } cases[] = {
    { "A2;K9;2023-01-02;20", 70 }, { "A2;K2;2023-02-02;20", 70 }, { "A2;K2;2023-01-02;60", 110 },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      /* The one with the lines stands first, or second. */
      g_autofree char *text = g_strdup_printf ("Order ID;Customer;Date;Total\nA1;K1;2023-01-01;30\nA2;K2;2023-01-02;20\n%s\nA3;K3;2023-01-04;40\n", cases[i / 2].row);
      static const char lines[] = "Order ID;Product;Quantity;Unit price\nA1;P;1;10\nA1;Q;2;10\nA2;P;2;10\nA3;P;4;10\n";
      g_autoptr (ClvLedger) ledger = i % 2 == 0 ? read_two (text, lines) : read_two (lines, text);

      g_test_message ("case %u", i);
      clv_assert_near (clv_test_add_amounts (ledger), cases[i / 2].sum + 40, 1e-9);
      assert_problem (ledger, "order-without-lines", "used", "A2");
      g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order-row"), ==, 0);
    }
}

/* Orders, how they stand, and their lines: 100 + 20 + 80 + 120 = 320 in each order of the files; order 2, of 20, was cancelled, and
 * so was order 5, of 7, which has no line. */
static void
the_order_of_files_does_not_matter (void)
{
  static const char *const whole[] = {
    "Order ID;Date;Customer;Total\n1;2024-01-03;Miller;100.00\n2;2024-01-09;Schulz;20.00\n3;2024-02-11;Miller;80.00\n4;2024-03-05;Jones;120.00\n"
    "5;2024-03-06;Jones;7\n",
    "Order ID;Date;Customer;Status;Channel\n1;2024-01-03;Miller;paid;Shop\n2;2024-01-09;Schulz;cancelled;Shop\n3;2024-02-11;Miller;paid;Phone\n"
    "4;2024-03-05;Jones;paid;Phone\n5;2024-03-06;Jones;cancelled;Phone\n9;2024-03-07;Jones;paid;Shop\n",
    "Order no;Client;Order date;Product;Quantity;Unit price\n1;Miller;2024-01-03;a;2;25\n1;Miller;2024-01-03;b;1;50\n2;Schulz;2024-01-09;b;1;20\n"
    "3;Miller;2024-02-11;a;1;30\n3;Miller;2024-02-11;b;1;50\n4;Jones;2024-03-05;c;4;30\n",
  };
  /* Lines that name nobody. */
  static const char headless[] = "Order ID;Product;Quantity;Unit Price\n1;a;2;50\n2;b;1;20\n3;a;1;30\n3;b;1;50\n4;c;4;30\n";
  static const guint orders_of_files[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (orders_of_files); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_new_tables ();
      g_autoptr (ClvLedger) ledger = NULL;
      g_autoptr (ClvBook) book = NULL;
      ClvRules rules = CLV_RULES_DEFAULT;
      ClvProblemList *problems;
      guint n_without = 0;

      for (guint k = 0; k < 3; k++)
        {
          const guint file = orders_of_files[i / 2][k];
          const char name[] = { 'a' + file, '.', 'c', 's', 'v', '\0' };

          clv_test_add_table (tables, name, "", file == 2 && i % 2 == 1 ? headless : whole[file]);
        }
      g_test_message ("case %u", i);
      ledger = clv_test_ledger (tables);
      problems = clv_ledger_get_problems (ledger);
      clv_assert_near (clv_test_add_amounts (ledger), 327, 1e-9);
      g_assert_cmpuint (clv_ledger_get_n_orders (ledger), ==, 5);
      g_assert_cmpuint (clv_test_count_problems (ledger, "cancelled-or-test"), ==, 2);
      g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order"), ==, 0);
      g_assert_cmpuint (clv_test_count_problems (ledger, "ignored-table"), ==, 0);
      /* 5 of the orders, and 9 of the list. */
      for (guint k = 0; k < clv_problem_list_get_n (problems); k++)
        if (strcmp (clv_problem_list_get (problems, k)->kind, "order-without-lines") == 0)
          n_without += clv_problem_list_get (problems, k)->count;
      g_assert_cmpuint (n_without, ==, 2);
      g_assert_nonnull (clv_ledger_find_attribute (ledger, "channel"));
      rules.drop_cancelled = TRUE;
      book = clv_test_book (ledger, &rules);
      clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 300, 1e-9);
    }
}

/* Two exports of the same orders, or one of orders and one of lines of one each: all rows are read, and told with their money. */
static void
a_list_that_stands_in_two_files_is_counted_once_when_people_say_so (void)
{
  static const char *const others[] = {
    "Auftragsnummer;Auftragsdatum;Kunde;Betrag\n1;2024-01-03;Miller;100,00\n2;2024-01-09;Schulz;20,00\n3;2024-02-11;Miller;80,00\n",
    "Order ID;Date;Customer;Line;Line total;Quantity\n1;2024-01-03;Miller;1;100.00;1\n2;2024-01-09;Schulz;1;20.00;2\n3;2024-02-11;Miller;1;80.00;1\n",
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (others); i++)
    {
      static const char list[] = "Order ID;Date;Customer;Total\n1;2024-01-03;Miller;100.00\n2;2024-01-09;Schulz;20.00\n3;2024-02-11;Miller;80.00\n";
      g_autoptr (ClvLedger) ledger = i % 2 == 0 ? read_two (list, others[i / 2]) : read_two (others[i / 2], list);
      const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "repeated-order");

      g_test_message ("case %u", i);
      g_assert_nonnull (problem);
      g_assert_cmpuint (problem->count, ==, 3);
      g_assert_false (problem->is_mild);
      clv_assert_near (problem->amount, 200, 1e-9);
      for (ClvRepeated rule = CLV_REPEATED_KEEP; rule <= CLV_REPEATED_LAST; rule++)
        {
          g_autoptr (ClvBook) book = NULL;
          ClvRules rules = CLV_RULES_DEFAULT;

          rules.repeated_orders = rule;
          book = clv_test_book (ledger, &rules);
          clv_assert_near (clv_book_get_reconciliation (book)->amount_used, rule == CLV_REPEATED_KEEP ? 400 : 200, 1e-9);
          g_assert_cmpuint (clv_book_get_reconciliation (book)->rows_read, ==, 6);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ledger/orders/orders-and-lines-that-both-name-customers-count-once", orders_and_lines_that_both_name_customers_count_once);
  g_test_add_func ("/ledger/orders/lines-that-stand-once-count-once", lines_that_stand_once_count_once);
  g_test_add_func ("/ledger/orders/same-numbers-of-other-customers-are-other-orders", same_numbers_of_other_customers_are_other_orders);
  g_test_add_func ("/ledger/orders/refunds-of-the-same-orders-are-no-lines", refunds_of_the_same_orders_are_no_lines);
  g_test_add_func ("/ledger/orders/an-order-without-lines-counts-as-it-says", an_order_without_lines_counts_as_it_says);
  g_test_add_func ("/ledger/orders/lines-in-two-files-share-their-orders", lines_in_two_files_share_their_orders);
  g_test_add_func ("/ledger/orders/totals-that-the-lines-do-not-add-up-to-are-told", totals_that_the_lines_do_not_add_up_to_are_told);
  g_test_add_func ("/ledger/orders/payments-are-not-sales-once-more", payments_are_not_sales_once_more);
  g_test_add_func ("/ledger/orders/payments-count-where-orders-have-no-amounts", payments_count_where_orders_have_no_amounts);
  g_test_add_func ("/ledger/orders/a-list-of-refunds-gives-money-back", a_list_of_refunds_gives_money_back);
  g_test_add_func ("/ledger/orders/a-refund-of-an-unknown-order-is-told", a_refund_of_an_unknown_order_is_told);
  g_test_add_func ("/ledger/orders/a-total-of-the-order-on-every-line-counts-once", a_total_of_the_order_on_every_line_counts_once);
  g_test_add_func ("/ledger/orders/equal-amounts-of-lines-all-count", equal_amounts_of_lines_all_count);
  g_test_add_func ("/ledger/orders/only-totals-that-repeat-are-cut", only_totals_that_repeat_are_cut);
  g_test_add_func ("/ledger/orders/a-customer-may-stand-in-a-list-twice", a_customer_may_stand_in_a_list_twice);
  g_test_add_func ("/ledger/orders/money-given-back-stands-under-many-names", money_given_back_stands_under_many_names);
  g_test_add_func ("/ledger/orders/months-of-orders-and-of-lines-are-joined", months_of_orders_and_of_lines_are_joined);
  g_test_add_func ("/ledger/orders/orders-under-other-headers-are-all-read", orders_under_other_headers_are_all_read);
  g_test_add_func ("/ledger/orders/plain-lines-that-add-up-to-their-orders-are-joined", plain_lines_that_add_up_to_their_orders_are_joined);
  g_test_add_func ("/ledger/orders/orders-without-money-complete-those-that-have-some", orders_without_money_complete_those_that_have_some);
  g_test_add_func ("/ledger/orders/orders-without-money-of-others-are-told", orders_without_money_of_others_are_told);
  g_test_add_func ("/ledger/orders/an-order-that-stands-twice-has-its-lines-once", an_order_that_stands_twice_has_its_lines_once);
  g_test_add_func ("/ledger/orders/a-number-that-stands-twice-may-be-two-orders", a_number_that_stands_twice_may_be_two_orders);
  g_test_add_func ("/ledger/orders/the-order-of-files-does-not-matter", the_order_of_files_does_not_matter);
  g_test_add_func ("/ledger/orders/a-list-that-stands-in-two-files-is-counted-once-when-people-say-so",
                   a_list_that_stands_in_two_files_is_counted_once_when_people_say_so);

  return g_test_run ();
}
