/* test-book.c - joins, documents, rules and the reconciliation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-book.h"

#include "clv-test-tables.h"
#include "clv-test.h"

static guint
count_documents (const ClvBook  *book,
                 ClvDocumentKind kind)
{
  guint n = 0;

  for (guint32 i = 0; i < clv_book_get_n_documents (book); i++)
    n += clv_book_get_documents (book)[i].kind == kind;
  return n;
}

/* FEATURES part C, the transactions of the golden toy data. */
static const char toy[] =
  "customer;date;amount\nA;2023-01-10;100\nA;2023-06-10;80\nA;2024-02-10;120\nB;2023-03-05;50\nC;2023-11-20;200\n"
  "C;2024-11-20;220\nD;2024-05-01;30\nD;2024-05-20;-30\nE;2024-07-07;60\nE;2024-09-09;60\nE;2024-12-12;60\n";

static void
a_refund_alone_is_a_credit_note (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (toy);
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvBook) book = clv_test_book (ledger, &CLV_RULES_DEFAULT);

  g_assert_cmpuint (count_documents (book, CLV_DOCUMENT_ORDER), ==, 10);
  g_assert_cmpuint (count_documents (book, CLV_DOCUMENT_CREDIT_NOTE), ==, 1);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 950, 0);
  g_assert_cmpint (clv_book_get_as_of (book), ==, clv_day_from_ymd (2024, 12, 12));
}

static void
one_id_of_two_customers_is_two_orders (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer id;date;amount\n7;A;2024-01-01;10.5\n7;B;2024-01-01;5.5\n7;A;2024-01-02;1\n8;A;2024-01-01;2\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvBook) book = clv_test_book (ledger, &CLV_RULES_DEFAULT);
  ClvRules by_day = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) daily = NULL;

  by_day.order_key = CLV_ORDER_KEY_CUSTOMER_DAY;
  daily = clv_test_book (ledger, &by_day);

  g_assert_cmpuint (count_documents (book, CLV_DOCUMENT_ORDER), ==, 3);
  /* A on 1 January (ids 7 and 8), B on 1 January, A on 2 January. */
  g_assert_cmpuint (count_documents (daily, CLV_DOCUMENT_ORDER), ==, 3);
  g_assert_cmpuint (clv_book_get_row_documents (daily)[0], ==, clv_book_get_row_documents (daily)[3]);
  g_assert_cmpuint (clv_ledger_get_n_orders (ledger), ==, 2);
}

/* METRICS, “Order”: without an order id, customer and day; the row without a customer is no exception. */
static void
rows_of_nobody_are_one_order_a_day (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer;date;amount\nA;2024-01-01;10.5\n;2024-01-01;5\n;2024-01-01;7\n;2024-01-02;3\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvBook) book = clv_test_book (ledger, &CLV_RULES_DEFAULT);

  g_assert_cmpuint (clv_book_get_n_documents (book), ==, 3);
}

static void
c_numbers_are_credit_notes_among_digits (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("InvoiceNo;CustomerID;InvoiceDate;Quantity;UnitPrice\n536365;17850.0;2010-12-01 08:26:00;6;2.55\n"
                                                  "C536379;17850.0;2010-12-01 09:41:00;-1;27.5\n536370;;2010-12-02 08:45:00;24;3.75\n536371;12583;2010-12-02 09:00:00;1;0\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvBook) book = clv_test_book (ledger, &CLV_RULES_DEFAULT);

  g_assert_cmpuint (count_documents (book, CLV_DOCUMENT_ORDER), ==, 3);
  g_assert_cmpuint (count_documents (book, CLV_DOCUMENT_CREDIT_NOTE), ==, 1);
  /* 6 × 2.55 - 27.50 + 24 × 3.75, by hand. */
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 77.8, 1e-9);
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, 0), ==, "17850");
  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 2);
  g_assert_cmpuint (clv_problem_list_find (clv_ledger_get_problems (ledger), "missing-customer")->count, ==, 1);
  g_assert_cmpuint (clv_problem_list_find (clv_ledger_get_problems (ledger), "zero-amount")->count, ==, 1);
}

static void
lines_find_their_order_and_their_product (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("orderID;customerID;orderDate\n1;ANN;2024-05-01\n2;BOB;2024-06-01\n");
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  const ClvLedgerRows *rows;

  clv_test_add_table (tables, "details.csv", "", "orderID;productID;quantity;discount\n1;11;2;0.5\n1;12;1;0\n2;11;3;0\n9;11;1;0\n");
  clv_test_add_table (tables, "products.csv", "", "productID;unitPrice;unitCost;category\n11;10.5;4;Tea\n12;20.25;21;Cups\n");
  ledger = clv_test_ledger (tables);
  book = clv_test_book (ledger, &CLV_RULES_DEFAULT);
  rows = clv_ledger_get_rows (ledger);

  g_assert_cmpuint (rows->n, ==, 4);
  clv_assert_near (rows->amount[0], 10.5, 1e-12);  /* 2 × 10.50 less 50 % */
  clv_assert_near (rows->cost[0], 8, 0);           /* 2 × 4 */
  clv_assert_near (rows->cost[1], 21, 0);
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, rows->customer[2]), ==, "BOB");
  g_assert_cmpint (rows->day[2], ==, clv_day_from_ymd (2024, 6, 1));
  /* Order 9 is not in the orders table: no date, told, and left out with its amount. */
  g_assert_cmpuint (clv_problem_list_find (clv_ledger_get_problems (ledger), "line-of-unknown-order")->count, ==, 1);
  g_assert_cmpuint (clv_book_get_reconciliation (book)->left_out[CLV_LEFT_OUT_UNREADABLE_DATE].rows, ==, 1);
  clv_assert_near (clv_book_get_reconciliation (book)->left_out[CLV_LEFT_OUT_UNREADABLE_DATE].amount, 10.5, 1e-12);
  g_assert_nonnull (clv_ledger_find_attribute (ledger, "category"));
}

static void
the_reconciliation_adds_up_under_every_rule (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;status;sku\n1;A;2024-01-01;10.10;paid;T1\n1;A;2024-01-01;10.10;paid;T1\n"
                                                  "2;B;2024-01-02;20.20;cancelled;T1\n3;C;n/a;30.30;paid;T1\n4;D;2024-02-01;x;paid;T1\n5;E;2024-03-01;5.05;paid;POST\n6;F;2024-04-01;7.07;paid;T2\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) book = NULL;
  const ClvReconciliation *all;
  double sum;
  guint32 n;

  rules.drop_duplicates = rules.drop_cancelled = rules.drop_non_customer_lines = TRUE;
  rules.as_of = clv_day_from_ymd (2024, 3, 31);
  book = clv_test_book (ledger, &rules);
  all = clv_book_get_reconciliation (book);

  /* By hand: 10.10 + 5.05 would stay, and 5.05 is postage. */
  g_assert_cmpuint (all->rows_used, ==, 1);
  clv_assert_near (all->amount_used, 10.10, 1e-12);
  clv_assert_near (all->left_out[CLV_LEFT_OUT_DUPLICATE].amount, 10.10, 1e-12);
  clv_assert_near (all->left_out[CLV_LEFT_OUT_CANCELLED].amount, 20.20, 1e-12);
  clv_assert_near (all->left_out[CLV_LEFT_OUT_UNREADABLE_DATE].amount, 30.30, 1e-12);
  g_assert_cmpuint (all->left_out[CLV_LEFT_OUT_UNREADABLE_AMOUNT].rows, ==, 1);
  clv_assert_near (all->left_out[CLV_LEFT_OUT_NON_CUSTOMER_LINE].amount, 5.05, 1e-12);
  clv_assert_near (all->left_out[CLV_LEFT_OUT_AFTER_AS_OF].amount, 7.07, 1e-12);
  sum = all->amount_used;
  n = all->rows_used;
  for (guint i = 0; i < CLV_N_LEFT_OUT; i++)
    {
      sum += all->left_out[i].amount;
      n += all->left_out[i].rows;
    }
  clv_assert_near (sum, all->amount_read, 1e-9);
  g_assert_cmpuint (n, ==, all->rows_read);
}

static void
mixed_currencies_are_refused_until_one_is_chosen (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer;date;amount;currency\nA;2024-01-01;10.5;EUR\nB;2024-01-02;20.5;USD\nC;2024-01-02;1.5;EUR\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (GError) error = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) book = clv_book_new (ledger, &rules, NULL, &error);

  g_assert_null (book);
  g_assert_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES);
  g_assert_nonnull (strstr (error->message, "EUR (2), USD (1)"));
  g_strlcpy (rules.currency, "EUR", sizeof rules.currency);
  book = clv_test_book (ledger, &rules);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 12, 1e-12);
  clv_assert_near (clv_book_get_reconciliation (book)->left_out[CLV_LEFT_OUT_OTHER_CURRENCY].amount, 20.5, 1e-12);
}

/* Signs in the cells, and a header that names the currency, are as good as a column of currencies. */
static void
lines_of_a_few_orders_do_not_replace_the_orders (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount\n1;A;2024-01-01;100.5\n2;B;2024-01-02;200\n3;C;2024-01-03;300\n");
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;

  clv_test_add_table (tables, "lines.csv", "", "order id;product;amount\n1;tea;60\n1;cup;40.5\n");
  ledger = clv_test_ledger (tables);
  book = clv_test_book (ledger, &CLV_RULES_DEFAULT);

  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 600.5, 1e-12);
  g_assert_nonnull (clv_problem_list_find (clv_ledger_get_problems (ledger), "ignored-table"));
}

static void
lines_that_fit_no_order_are_left_out_with_a_reason (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date\n1;A;2024-01-01\n2;B;2024-01-02\n");
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  g_autoptr (GError) error = NULL;

  clv_test_add_table (tables, "lines.csv", "", "order id;product;amount\nX1;tea;60\nX2;cup;40.5\n");
  ledger = clv_test_ledger (tables);
  book = clv_book_new (ledger, &CLV_RULES_DEFAULT, NULL, &error);

  g_assert_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ROWS);
  g_assert_nonnull (strstr (error->message, "lines.csv"));
  g_assert_nonnull (strstr (error->message, "2 rows"));
  g_assert_cmpuint (clv_problem_list_find (clv_ledger_get_problems (ledger), "line-of-unknown-order")->count, ==, 2);
}

static void
costs_follow_the_currency_that_is_chosen (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer;date;amount;currency\nA;2024-01-01;10.5;EUR\nB;2024-01-02;20.5;USD\n");
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_test_add_table (tables, "costs.csv", "", "Date;Cost type;Cost;Currency\n2024-01-01;Service;5;EUR\n2024-01-01;Service;7;USD\n");
  ledger = clv_test_ledger (tables);
  g_strlcpy (rules.currency, "USD", sizeof rules.currency);
  book = clv_test_book (ledger, &rules);

  g_assert_false (clv_book_is_cost_used (book, 0));
  g_assert_true (clv_book_is_cost_used (book, 1));
}

static void
signs_and_headers_name_the_currency (void)
{
  g_autoptr (GPtrArray) signs = clv_test_tables ("customer;date;amount\nA;2024-01-01;€10.50\nB;2024-01-02;$20.50\nC;2024-01-02;1.50 EUR\n");
  g_autoptr (GPtrArray) files = clv_test_tables ("customer;date;Amount (EUR)\nA;2024-01-01;10.50\nB;2024-01-02;20.50\n");
  g_autoptr (ClvLedger) first = clv_test_ledger (signs);
  g_autoptr (ClvLedger) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvBook) book = clv_book_new (first, &CLV_RULES_DEFAULT, NULL, &error);

  g_assert_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CURRENCIES);
  g_assert_nonnull (strstr (error->message, "EUR (2), USD (1)"));

  /* The costs are in dollars: they are told, and not taken off euros. */
  clv_test_add_table (files, "costs.csv", "", "Date;Cost type;Cost\n2024-01-01;Service;$5.00\n2024-01-01;Service;2.00 €\n");
  second = clv_test_ledger (files);
  g_assert_cmpstr (clv_ledger_get_currency (second), ==, "EUR");
  g_assert_cmpuint (clv_problem_list_find (clv_ledger_get_problems (second), "mixed-currencies")->count, ==, 1);
  book = clv_test_book (second, &CLV_RULES_DEFAULT);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 31, 1e-12);
  g_assert_false (clv_book_is_cost_used (book, 0));
  g_assert_true (clv_book_is_cost_used (book, 1));
}

static void
no_usable_row_is_an_error_that_names_the_reason (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount\n1;A;2024-01-01;x\n2;B;2024-01-02;y\n3;C;2024-01-03;z\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;

  clv_mapping_set_role (mapping, 0, 3, CLV_ROLE_AMOUNT);
  clv_mapping_set_kind (mapping, 0, CLV_KIND_ORDERS);
  clv_mapping_set_reading (mapping, 0, 3, CLV_TYPE_NUMBER, CLV_DECIMAL_POINT, CLV_DATE_ORDER_UNDECIDED);
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  book = clv_book_new (ledger, &CLV_RULES_DEFAULT, NULL, &error);

  g_assert_null (book);
  g_assert_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ROWS);
  g_assert_nonnull (strstr (error->message, "orders.csv"));
  g_assert_nonnull (strstr (error->message, "3 rows"));
}

static void
duplicates_across_sheets_are_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount\n1;A;2024-01-01;10.5\n2;B;2024-01-02;2.5\n");
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "more.csv", "", "order id;customer;date;amount\n2;B;2024-01-02;2.5\n3;B;2024-01-03;9.5\n");
  ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_problem_list_find (clv_ledger_get_problems (ledger), "overlapping-sheets")->count, ==, 1);
  g_assert_true (clv_ledger_get_rows (ledger)->flags[2] & CLV_ROW_DUPLICATE);
  g_assert_false (clv_ledger_get_rows (ledger)->flags[1] & CLV_ROW_DUPLICATE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/book/a-refund-alone-is-a-credit-note", a_refund_alone_is_a_credit_note);
  g_test_add_func ("/ledger/book/one-id-of-two-customers-is-two-orders", one_id_of_two_customers_is_two_orders);
  g_test_add_func ("/ledger/book/rows-of-nobody-are-one-order-a-day", rows_of_nobody_are_one_order_a_day);
  g_test_add_func ("/ledger/book/c-numbers-are-credit-notes-among-digits", c_numbers_are_credit_notes_among_digits);
  g_test_add_func ("/ledger/book/lines-find-their-order-and-their-product", lines_find_their_order_and_their_product);
  g_test_add_func ("/ledger/book/the-reconciliation-adds-up-under-every-rule", the_reconciliation_adds_up_under_every_rule);
  g_test_add_func ("/ledger/book/mixed-currencies-are-refused-until-one-is-chosen", mixed_currencies_are_refused_until_one_is_chosen);
  g_test_add_func ("/ledger/book/lines-of-a-few-orders-do-not-replace-the-orders", lines_of_a_few_orders_do_not_replace_the_orders);
  g_test_add_func ("/ledger/book/lines-that-fit-no-order-are-left-out-with-a-reason", lines_that_fit_no_order_are_left_out_with_a_reason);
  g_test_add_func ("/ledger/book/costs-follow-the-currency-that-is-chosen", costs_follow_the_currency_that_is_chosen);
  g_test_add_func ("/ledger/book/signs-and-headers-name-the-currency", signs_and_headers_name_the_currency);
  g_test_add_func ("/ledger/book/no-usable-row-is-an-error-that-names-the-reason", no_usable_row_is_an_error_that_names_the_reason);
  g_test_add_func ("/ledger/book/duplicates-across-sheets-are-told", duplicates_across_sheets_are_told);
  return g_test_run ();
}
