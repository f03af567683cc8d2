/* test-alternatives.c - what people may choose about a finding, both ways, and that the account closes under each
 *
 * Expected values by hand; each is worked out beside its table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-book.h"

#include <string.h>

#include "clv-test-tables.h"
#include "clv-test.h"

/* What the rows come to, after the account was added up: rows and money. */
static double
revenue_under (ClvLedger      *ledger,
               const ClvRules *rules)
{
  g_autoptr (ClvBook) book = clv_test_book (ledger, rules);
  const ClvReconciliation *account = clv_book_get_reconciliation (book);
  double amount = account->amount_used;
  guint32 n = account->rows_used;

  for (guint i = 0; i < CLV_N_LEFT_OUT; i++)
    {
      amount += account->left_out[i].amount;
      n += account->left_out[i].rows;
    }
  clv_assert_near (amount, account->amount_read, 1e-9);
  g_assert_cmpuint (n, ==, account->rows_read);
  return account->amount_used;
}

static double
left_out_under (ClvLedger      *ledger,
                const ClvRules *rules,
                ClvLeftOut      reason)
{
  g_autoptr (ClvBook) book = clv_test_book (ledger, rules);

  return clv_book_get_reconciliation (book)->left_out[reason].amount;
}

static ClvLedger *
ledger_of (const char           *text,
           const ClvImportRules *wishes)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (text);
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (GError) error = NULL;
  ClvLedger *ledger;

  if (wishes != NULL)
    clv_mapping_assume (mapping, wishes);
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

static void
discounts_are_taken_off_amounts_before_them (void)
{
  static const struct
  {
    const char *text;
    ClvDiscount wish;
    double      kept, subtracted;
  } cases[] = {
    /* 20 + 30 + 10 are quantity × price; 10 % of 20 and 20 % of 30 come off. */
    { "order id;customer;date;product;quantity;unit price;discount %;line total\n1;A;2023-01-10;P;2;10;10;20\n2;B;2023-01-11;P;3;10;20;30\n3;B;2023-01-12;P;1;10;0;10\n",
      CLV_DISCOUNT_OPEN, 60, 52 },
    { "order id;customer;date;subtotal;discount %\n1;A;2023-01-10;20;10\n2;B;2023-01-11;30;20\n3;B;2023-01-12;10;0\n", CLV_DISCOUNT_OPEN, 60, 52 },
    { "order id;customer;date;subtotal;discount\n1;A;2023-01-10;20;10%\n2;B;2023-01-11;30;20%\n3;B;2023-01-12;10;0\n", CLV_DISCOUNT_OPEN, 60, 52 },
    /* A tenth, and a fifth. */
    { "order id;customer;date;subtotal;discount\n1;A;2023-01-10;20;0.1\n2;B;2023-01-11;30;0.2\n3;B;2023-01-12;10;0\n", CLV_DISCOUNT_OPEN, 60, 52 },
    /* Money: 2.35 and 1.17, with and without a minus. */
    { "order id;customer;date;gross amount;discount\n1;A;2023-01-10;20;2.35\n2;B;2023-01-11;30;1.17\n3;B;2023-01-12;10;0\n", CLV_DISCOUNT_OPEN, 60, 56.48 },
    { "order id;customer;date;gross amount;discount\n1;A;2023-01-10;20;-2.35\n2;B;2023-01-11;30;-1.17\n3;B;2023-01-12;10;0\n", CLV_DISCOUNT_OPEN, 60, 56.48 },
    /* 2 and 3 may be either, and people say which: 20 + 30 + 10 less 5, or less 0.40 and 0.90. */
    { "order id;customer;date;gross amount;discount\n1;A;2023-01-10;20;2\n2;B;2023-01-11;30;3\n3;B;2023-01-12;10;0\n", CLV_DISCOUNT_MONEY, 60, 55 },
    { "order id;customer;date;gross amount;discount\n1;A;2023-01-10;20;2\n2;B;2023-01-11;30;3\n3;B;2023-01-12;10;0\n", CLV_DISCOUNT_PERCENT, 60, 58.7 },
    /* One piece less on each of two, and on each of three. */
    { "order id;customer;date;product;quantity;unit price;discount per unit;line total\n1;A;2023-01-10;P;2;10;1;20\n2;B;2023-01-11;P;3;10;1;30\n", CLV_DISCOUNT_OPEN, 50, 45 },
    /* What came back cost a tenth less: 20 − 2, and −20 + 2. */
    { "order id;customer;date;subtotal;discount %\n1;A;2023-01-10;20;10\n1;A;2023-01-20;-20;10\n3;B;2023-01-12;10;0\n", CLV_DISCOUNT_OPEN, 10, 10 },
    /* No more comes off than there is: 0 and 30 − 1.50. */
    { "order id;customer;date;gross amount;discount\n1;A;2023-01-10;20;25.55\n2;B;2023-01-11;30;1.50\n3;B;2023-01-12;10;0\n", CLV_DISCOUNT_OPEN, 60, 38.5 },
    /* Rows without an amount have nothing to take it off. */
    { "order id;customer;date;gross amount;discount\n1;A;2023-01-10;20;2.35\n2;B;2023-01-11;;1.17\n3;B;2023-01-12;10;0\n", CLV_DISCOUNT_OPEN, 30, 27.65 },
    /* The order's 5.55 stand on both of its lines of 20 and 5, and once is what they are: 60 − 5.55 − 3.33. */
    { "order id;customer;date;product;quantity;unit price;discount amount;gross amount\n1;A;2023-01-10;P;2;10;5.55;20\n1;A;2023-01-10;Q;1;5;5.55;5\n"
      "2;B;2023-01-11;P;3;10;3.33;30\n2;B;2023-01-11;Q;1;5;3.33;5\n",
      CLV_DISCOUNT_OPEN, 60, 51.12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
      g_autoptr (ClvLedger) ledger = NULL;
      ClvRules rules = CLV_RULES_DEFAULT;

      wishes.discount = cases[i].wish;
      ledger = ledger_of (cases[i].text, &wishes);
      g_test_message ("case %u", i);
      clv_assert_near (revenue_under (ledger, &rules), cases[i].kept, 1e-9);
      rules.subtract_discounts = TRUE;
      clv_assert_near (revenue_under (ledger, &rules), cases[i].subtracted, 1e-9);
      clv_assert_near (left_out_under (ledger, &rules, CLV_LEFT_OUT_DISCOUNTS), cases[i].kept - cases[i].subtracted, 1e-9);
    }
}

/* Whether 2 is percent or money matters once it is taken off: both questions are told. A header that says it leaves one. */
static void
discounts_beside_amounts_before_them_may_be_open (void)
{
  g_autoptr (ClvLedger) open = ledger_of ("order id;customer;date;subtotal;discount\n1;A;2023-01-10;20;2\n2;B;2023-01-11;30;3\n", NULL);
  g_autoptr (ClvLedger) clear = ledger_of ("order id;customer;date;subtotal;discount amount\n1;A;2023-01-10;20;2\n2;B;2023-01-11;30;3\n", NULL);

  g_assert_cmpuint (clv_test_count_problems (open, "amount-before-discount"), ==, 2);
  g_assert_cmpuint (clv_test_count_problems (open, "ambiguous-discount"), ==, 1);
  g_assert_cmpuint (clv_test_count_problems (clear, "amount-before-discount"), ==, 2);
  g_assert_cmpuint (clv_test_count_problems (clear, "ambiguous-discount"), ==, 0);
}

/* Beside amounts that are after it, or of which nothing is known, a discount stays what it is: told nowhere, taken off nowhere. */
static void
discounts_that_are_in_the_amounts_stay_there (void)
{
  static const char *const texts[] = {
    "order id;customer;date;product;quantity;unit price;discount %;line total\n1;A;2023-01-10;P;2;10;10;18\n2;B;2023-01-11;P;3;10;20;24\n",
    "order id;customer;date;total;discount\n1;A;2023-01-10;20;2.50\n2;B;2023-01-11;22;1.50\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ClvLedger) ledger = ledger_of (texts[i], NULL);
      ClvRules rules = CLV_RULES_DEFAULT;

      rules.subtract_discounts = TRUE;
      clv_assert_near (revenue_under (ledger, &rules), 42, 1e-9);
      g_assert_null (clv_ledger_get_rows (ledger)->discount);
    }
}

/* Order 1 of 100 less 10 was paid with 90, which all came back; of order 2, 25 of 50 less 10 did: 0 and 15 are left. A tax of
 * 9 and of 4 goes back with them: 0, and 4 × 15/40 of tax in 15. */
static void
nothing_is_left_of_an_order_that_was_discounted_and_given_back (void)
{
  static const char *const refunds[] = { "90", "100", "yes" };

  for (guint i = 0; i < G_N_ELEMENTS (refunds); i++)
    {
      g_autofree char *text = g_strdup_printf ("order id;customer;date;subtotal;discount amount;tax;%s\n1;A;2023-01-10;100;10;9;%s\n2;B;2023-01-11;50;10;4;%s\n"
                                               "3;B;2023-01-12;10;0;1;%s\n",
                                               i == 2 ? "refunded" : "refund", refunds[i], i == 2 ? "no" : "25", i == 2 ? "no" : "");
      g_autoptr (ClvLedger) ledger = ledger_of (text, NULL);
      ClvRules rules = CLV_RULES_DEFAULT;

      g_test_message ("%s", text);
      rules.subtract_discounts = TRUE;
      clv_assert_near (revenue_under (ledger, &rules), i == 2 ? 50 : 25, 1e-9);
      rules.tax = CLV_EXTRA_SUBTRACT;
      clv_assert_near (revenue_under (ledger, &rules), i == 2 ? 50 - 4 - 1 : 25 - 4 * 15.0 / 40 - 1, 1e-9);
    }
}

/* 20 + 30 + 40 + 10 are quantity × price; 500 stands for 5 × 10. A refund of all of it is one of what it came to. */
static void
a_contradicted_amount_counts_or_its_price_or_neither (void)
{
  g_autoptr (ClvLedger) ledger = ledger_of ("order id;customer;date;product;quantity;unit price;amount\n1;A;2023-01-10;P;2;10;20\n2;A;2023-01-11;P;3;10;30\n"
                                            "3;B;2023-01-12;P;5;10;500\n4;B;2023-01-13;P;4;10;40\n5;C;2023-01-14;P;1;10;10\n",
                                            NULL);
  g_autoptr (ClvLedger) refunded = ledger_of ("order id;customer;date;product;quantity;unit price;amount;refund\n1;A;2023-01-10;P;2;10;20;\n"
                                              "2;A;2023-01-11;P;3;10;30;10\n3;B;2023-01-12;P;5;10;500;500\n4;B;2023-01-13;P;4;10;40;\n",
                                              NULL);
  /* The discount is in the price: 2 × 10 − 2, 3 × 10 − 3.50, 4 × 10 − 1.50, 5 × 10 − 5.50 beside 445. */
  g_autoptr (ClvLedger) discounted = ledger_of ("order id;customer;date;product;quantity;unit price;discount amount;amount\n1;A;2023-01-10;P;2;10;2;18\n"
                                                "2;A;2023-01-11;P;3;10;3.50;26.50\n3;B;2023-01-12;P;5;10;5.50;445\n4;B;2023-01-13;P;4;10;1.50;38.50\n",
                                                NULL);
  ClvRules rules = CLV_RULES_DEFAULT;

  g_assert_cmpuint (clv_test_count_problems (ledger, "amount-differs-from-price"), ==, 1);
  clv_assert_near (revenue_under (ledger, &rules), 600, 1e-9);
  clv_assert_near (revenue_under (refunded, &rules), 80, 1e-9);
  clv_assert_near (revenue_under (discounted, &rules), 528, 1e-9);
  rules.contradicted_amounts = CLV_CONTRADICTED_PRICE;
  clv_assert_near (revenue_under (ledger, &rules), 150, 1e-9);
  clv_assert_near (left_out_under (ledger, &rules, CLV_LEFT_OUT_PRICES), 450, 1e-9);
  clv_assert_near (revenue_under (refunded, &rules), 80, 1e-9);
  clv_assert_near (left_out_under (refunded, &rules, CLV_LEFT_OUT_REFUNDS), 60, 1e-9);
  clv_assert_near (revenue_under (discounted, &rules), 127.5, 1e-9);
  rules.contradicted_amounts = CLV_CONTRADICTED_DROP;
  clv_assert_near (revenue_under (ledger, &rules), 100, 1e-9);
  clv_assert_near (left_out_under (ledger, &rules, CLV_LEFT_OUT_CONTRADICTED_AMOUNT), 500, 1e-9);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/alternatives/discounts-are-taken-off-amounts-before-them", discounts_are_taken_off_amounts_before_them);
  g_test_add_func ("/ledger/alternatives/discounts-beside-amounts-before-them-may-be-open", discounts_beside_amounts_before_them_may_be_open);
  g_test_add_func ("/ledger/alternatives/discounts-that-are-in-the-amounts-stay-there", discounts_that_are_in_the_amounts_stay_there);
  g_test_add_func ("/ledger/alternatives/nothing-is-left-of-an-order-that-was-discounted-and-given-back",
                   nothing_is_left_of_an_order_that_was_discounted_and_given_back);
  g_test_add_func ("/ledger/alternatives/a-contradicted-amount-counts-or-its-price-or-neither", a_contradicted_amount_counts_or_its_price_or_neither);
  return g_test_run ();
}
