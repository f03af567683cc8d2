/* test-row-marks.c - rows that a problem is about, kept and treated the other way, and that the account closes both ways
 *
 * Expected values by hand; each is worked out beside its table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-book.h"
#include "clv-test-sums.h"

typedef struct
{
  guint32 n;
  double  amount;
} Part;

typedef struct
{
  const char *kind;
  Part        used, without; /* as it is, and treated the other way */
  const char *orders;        /* with more tables, each after its name */
  const char *more[4];
} Case;

static const Case cases[] = {
  /* 4 × 2.50 is 10. */
  { "amount-from-price", { 6, 61 }, { 5, 51 },
    "order;customer;date;quantity;unit price;amount\n1;A;2024-01-01;2;5.00;10.00\n2;B;2024-01-02;3;4.00;12.00\n3;C;2024-01-03;1;7.00;7.00\n"
    "4;D;2024-01-04;2;6.00;12.00\n5;E;2024-01-05;4;2.50;\n6;A;2024-01-06;5;2.00;10.00\n", { NULL } },
  { "continued-order", { 4, 66 }, { 2, 40 },
    "order;customer;date;item;amount\n1;A;2024-01-01;Tea;10\n1;;;Cup;20\n2;B;2024-01-02;Tea;30\n2;;;Pot;6\n", { NULL } },
  { "credit-note", { 4, 115 }, { 3, 160 },
    "InvoiceNo;CustomerID;InvoiceDate;Amount\n536365;17850;2010-12-01;100\nC536379;17850;2010-12-03;-45\n536370;12583;2010-12-02;50\n536371;12583;2010-12-05;10\n",
    { NULL } },
  /* Somebody called Interest bought figs for 70, and a bank paid 5. */
  { "customer-named-income", { 4, 205 }, { 2, 130 },
    "order;customer;date;product;amount\n1;A;2024-01-01;Apple;100\n2;Interest;2024-01-02;Fig;70\n3;B;2024-01-03;Fig;30\n4;dividends;2024-01-04;;5\n",
    { NULL } },
  { "gift-card-redeemed", { 3, 60 }, { 2, 40 },
    "order;customer;date;amount;payment method\n1;A;2024-01-01;10;Visa\n2;B;2024-01-02;20;Gift card\n3;C;2024-01-03;30;Visa\n", { NULL } },
  { "negative-amount-outside-credit-note", { 3, 120 }, { 2, 150 },
    "order;customer;date;amount\n1;A;2024-01-01;100\n2;A;2024-01-05;-30\n3;B;2024-01-03;50\n", { NULL } },
  { "odd-date", { 4, 67 }, { 2, 30 },
    "order;customer;date;amount\n1;A;2024-01-01;10\n2;B;1924-01-02;30\n3;C;2024-01-03;20\n4;D;1902-05-06;7\n", { NULL } },
  /* Both customers of order 1, with its three rows. */
  { "order-of-several-customers", { 4, 100 }, { 1, 40 },
    "order;customer;date;amount\n1;A;2024-01-01;10\n1;A;2024-01-01;20\n1;B;2024-01-02;30\n2;C;2024-01-03;40\n", { NULL } },
  /* Order 3 says 25 itself, and has no line. */
  { "order-without-lines", { 4, 75 }, { 3, 50 },
    "order id;customer;date;total\n1;A;2024-01-01;30\n2;B;2024-01-02;20\n3;C;2024-01-03;25\n",
    { "lines.csv", "order id;product;quantity;unit price\n1;Tea;2;10\n1;Cup;1;10\n2;Tea;2;10\n" } },
  { "partly-refunded", { 3, 60 }, { 2, 40 },
    "order;customer;date;amount;status\n1;A;2024-01-01;10;paid\n2;B;2024-01-02;20;partially refunded\n3;C;2024-01-03;30;paid\n", { NULL } },
  /* 12 of the 40 of order 1 came back. */
  { "refund-list", { 3, 48 }, { 2, 60 },
    "order id;customer;date;amount\n1;A;2024-01-01;40\n2;B;2024-01-02;20\n",
    { "refunds.csv", "order id;refund date;refund amount\n1;2024-01-09;12\n" } },
  { "unclear-refund", { 4, 80 }, { 2, 30 },
    "order;customer;date;amount;refunded\n1;A;2024-01-01;10;no\n2;B;2024-01-02;20;perhaps\n3;C;2024-01-03;20;no\n4;D;2024-01-04;30;perhaps\n", { NULL } },
  /* Both rows of C, though it is told once. */
  { "unknown-customer", { 4, 100 }, { 2, 30 },
    "order;customer;date;amount\n1;A;2024-01-01;10\n2;B;2024-01-02;20\n3;C;2024-01-03;30\n4;C;2024-01-04;40\n",
    { "customers.csv", "customer;name;email\nA;Ann;a@b.de\nB;Bob;b@b.de\n" } },
  /* Ids of sixteen digits and more end with zeros. */
  { "rounded-id", { 5, 150 }, { 1, 50 },
    "order;customer;date;amount\n1;1234567890123450;2024-01-01;10\n2;1234567890123460;2024-01-02;20\n3;1234567890123450;2024-01-03;30\n"
    "4;1234567890123470;2024-01-04;40\n5;77;2024-01-05;50\n", { NULL } },
  /* 1000.25, 1100.25 … 2900.25 come to 20 × 1000.25 + 190 × 100 = 39005, and 2.243 may be 2,243. */
  { "undersized-amount", { 21, 39007.243 }, { 20, 39005 },
    "order;customer;date;amount\n"
    "1;C0;2024-01-01;1000.25\n2;C1;2024-01-02;1100.25\n3;C2;2024-01-03;1200.25\n4;C3;2024-01-04;1300.25\n"
    "5;C4;2024-01-05;1400.25\n6;C5;2024-01-06;1500.25\n7;C6;2024-01-07;1600.25\n8;C7;2024-01-08;1700.25\n"
    "9;C8;2024-01-09;1800.25\n10;C9;2024-01-10;1900.25\n11;C10;2024-01-11;2000.25\n12;C11;2024-01-12;2100.25\n"
    "13;C12;2024-01-13;2200.25\n14;C13;2024-01-14;2300.25\n15;C14;2024-01-15;2400.25\n16;C15;2024-01-16;2500.25\n"
    "17;C16;2024-01-17;2600.25\n18;C17;2024-01-18;2700.25\n19;C18;2024-01-19;2800.25\n20;C19;2024-01-20;2900.25\n"
    "21;C21;2024-01-21;2.243\n", { NULL } },
  /* An amount of nothing that anybody could read adds an order and no money. */
  { "missing-amount", { 2, 40 }, { 3, 40 },
    "order;customer;date;amount\n1;A;2024-01-01;10\n2;B;2024-01-02;\n3;C;2024-01-03;30\n", { NULL } },
  { "unreadable-amount", { 3, 60 }, { 4, 60 },
    "order;customer;date;amount\n1;A;2024-01-01;10\n2;B;2024-01-02;about ten\n3;C;2024-01-03;30\n4;D;2024-01-04;20\n", { NULL } },
  /* Product 13 has no price. */
  { "unknown-product", { 2, 41 }, { 3, 41 },
    "order;customer;date;product id;quantity\n1;A;2024-01-01;11;2\n2;B;2024-01-02;12;1\n3;C;2024-01-03;13;3\n",
    { "products.csv", "product id;unit price;category\n11;10.5;Tea\n12;20;Cups\n" } },
};

static ClvLedger *
ledger_of (const Case *test)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (test->orders);

  for (guint i = 0; i < G_N_ELEMENTS (test->more) && test->more[i] != NULL; i += 2)
    clv_test_add_table (tables, test->more[i], "", test->more[i + 1]);
  return clv_test_ledger (tables);
}

static ClvRules
rules_against (const char *kind)
{
  ClvRules rules = CLV_RULES_DEFAULT;
  const int mark = clv_row_mark_find (kind);

  g_assert_cmpint (mark, >=, 0);
  if (clv_row_mark_lacks_amount (mark))
    rules.count_as_zero = CLV_ROW_MARK_BIT (mark);
  else
    rules.leave_out = CLV_ROW_MARK_BIT (mark);
  return rules;
}

static void
test_rows_of_a_kind_are_treated_both_ways (gconstpointer data)
{
  const Case *test = data;
  const ClvRules rules = rules_against (test->kind);
  g_autoptr (ClvLedger) ledger = ledger_of (test);
  g_autoptr (ClvBook) as_it_is = clv_test_book (ledger, &CLV_RULES_DEFAULT);
  g_autoptr (ClvBook) other_way = clv_test_book (ledger, &rules);
  const ClvReconciliation *before = clv_book_get_reconciliation (as_it_is), *after = clv_book_get_reconciliation (other_way);
  const int mark = clv_row_mark_find (test->kind);

  g_assert_cmpuint (clv_test_count_problems (ledger, test->kind), >, 0);
  assert_adds_up (as_it_is);
  assert_adds_up (other_way);
  g_assert_cmpuint (before->rows_used, ==, test->used.n);
  clv_assert_near (before->amount_used, test->used.amount, 1e-9);
  g_assert_cmpuint (after->rows_used, ==, test->without.n);
  clv_assert_near (after->amount_used, test->without.amount, 1e-9);
  g_assert_cmpuint (after->rows_read, ==, before->rows_read);
  clv_assert_near (after->amount_read, before->amount_read, 1e-9);
  if (clv_row_mark_lacks_amount (mark))
    {
      g_assert_cmpuint (after->left_out[CLV_LEFT_OUT_UNREADABLE_AMOUNT].rows, ==, 0);
      return;
    }
  g_assert_cmpstr (clv_left_out_to_id (CLV_LEFT_OUT_MARKED + mark), ==, test->kind);
  g_assert_cmpstr (clv_left_out_get_title (CLV_LEFT_OUT_MARKED + mark), ==, clv_problem_kind_get_title (test->kind));
  g_assert_cmpuint (after->left_out[CLV_LEFT_OUT_MARKED + mark].rows, ==, test->used.n - test->without.n);
  clv_assert_near (after->left_out[CLV_LEFT_OUT_MARKED + mark].amount, test->used.amount - test->without.amount, 1e-9);
}

/* 50 of customer Z, whom nobody knows. */
static void
test_costs_of_unknown_customers_can_be_left_out (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order;customer;date;amount\n1;A;2024-01-01;10\n2;B;2024-01-02;20\n");
  const ClvRules rules = rules_against ("cost-of-unknown-customer");
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) as_it_is = NULL;
  g_autoptr (ClvBook) other_way = NULL;
  double sum[2] = { 0, 0 };

  clv_test_add_table (tables, "costs.csv", "", "customer;date;cost;type\nA;2024-01-01;5;service\nZ;2024-01-02;50;service\nB;2024-01-03;7;service\n");
  ledger = clv_test_ledger (tables);
  as_it_is = clv_test_book (ledger, &CLV_RULES_DEFAULT);
  other_way = clv_test_book (ledger, &rules);
  g_assert_cmpuint (clv_test_count_problems (ledger, "cost-of-unknown-customer"), ==, 1);
  for (guint32 i = 0; i < clv_ledger_get_n_costs (ledger); i++)
    {
      sum[0] += clv_book_is_cost_used (as_it_is, i) ? clv_ledger_get_costs (ledger)[i].amount : 0;
      sum[1] += clv_book_is_cost_used (other_way, i) ? clv_ledger_get_costs (ledger)[i].amount : 0;
    }
  clv_assert_near (sum[0], 62, 1e-9);
  clv_assert_near (sum[1], 12, 1e-9);
  assert_adds_up (other_way);
}

/* Order 2 is both far away in time and money given back: it is left out once. */
static void
test_a_row_of_two_kinds_is_left_out_once (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order;customer;date;amount\n1;A;2024-01-01;100\n2;A;1924-01-05;-30\n3;B;2024-01-03;50\n4;B;2024-01-03;-5\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) book = NULL;
  const ClvReconciliation *account;

  rules.leave_out = CLV_ROW_MARK_BIT (CLV_ROW_MARK_ODD_DATE) | CLV_ROW_MARK_BIT (CLV_ROW_MARK_NEGATIVE_AMOUNT_OUTSIDE_CREDIT_NOTE);
  book = clv_test_book (ledger, &rules);
  account = clv_book_get_reconciliation (book);
  assert_adds_up (book);
  g_assert_cmpuint (account->rows_used, ==, 2);
  clv_assert_near (account->amount_used, 150, 1e-9);
  g_assert_cmpuint (account->left_out[CLV_LEFT_OUT_MARKED + CLV_ROW_MARK_NEGATIVE_AMOUNT_OUTSIDE_CREDIT_NOTE].rows, ==, 2);
  g_assert_cmpuint (account->left_out[CLV_LEFT_OUT_MARKED + CLV_ROW_MARK_ODD_DATE].rows, ==, 0);
}

/* What is not there can have tax and shipping beside it: the row counts as 0 all the same. */
static void
test_what_counts_as_0_has_no_tax (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order;customer;date;amount;tax;shipping\n1;A;2024-01-01;119;19;5\n2;B;2024-01-02;;38;5\n3;C;2024-01-03;238;38;5\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = rules_against ("missing-amount");
  g_autoptr (ClvBook) book = NULL;

  rules.tax = CLV_EXTRA_SUBTRACT;
  book = clv_test_book (ledger, &rules);
  assert_adds_up (book);
  g_assert_cmpuint (clv_book_get_reconciliation (book)->rows_used, ==, 3);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 300, 1e-9);
}

/* Nothing odd: no memory for it. */
static void
test_clean_rows_are_not_marked (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order;customer;date;amount\n1;A;2024-01-01;10\n2;B;2024-01-02;20\n3;C;2024-01-03;30\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  for (int mark = 0; mark < CLV_N_ROW_MARKS; mark++)
    {
      guint32 n;

      g_assert_null (clv_ledger_get_marked (ledger, mark, &n));
      g_assert_cmpuint (n, ==, 0);
      g_assert_cmpint (clv_row_mark_find (clv_row_mark_get_kind (mark)), ==, mark);
    }
}

/* 1.001 to 1.040 beside 100.50 to 139.50: three decimals are usual there. 7.25 has two of them. */
static void
test_small_amounts_are_no_mistakes (void)
{
  g_autoptr (GString) text = g_string_new ("order;customer;date;amount\n90;Z;2024-01-01;7.25\n");
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (ClvLedger) ledger = NULL;

  for (guint i = 1; i <= 40; i++)
    g_string_append_printf (text, "%u;C%u;2024-01-02;1.%03u\n%u;D%u;2024-01-03;%u.50\n", i, i, i, 100 + i, i, 99 + i);
  tables = clv_test_tables (text->str);
  ledger = clv_test_ledger (tables);
  g_assert_cmpuint (clv_test_count_problems (ledger, "undersized-amount"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ledger/row-marks/rows-are-treated-both-ways/%s", cases[i].kind);

      g_test_add_data_func (path, &cases[i], test_rows_of_a_kind_are_treated_both_ways);
    }
  g_test_add_func ("/ledger/row-marks/costs-of-unknown-customers-can-be-left-out", test_costs_of_unknown_customers_can_be_left_out);
  g_test_add_func ("/ledger/row-marks/a-row-of-two-kinds-is-left-out-once", test_a_row_of_two_kinds_is_left_out_once);
  g_test_add_func ("/ledger/row-marks/what-counts-as-0-has-no-tax", test_what_counts_as_0_has_no_tax);
  g_test_add_func ("/ledger/row-marks/small-amounts-are-no-mistakes", test_small_amounts_are_no_mistakes);
  g_test_add_func ("/ledger/row-marks/clean-rows-are-not-marked", test_clean_rows_are_not_marked);
  return g_test_run ();
}
