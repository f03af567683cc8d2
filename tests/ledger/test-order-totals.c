/* test-order-totals.c - totals and discounts of whole orders, alone and with another rule: the account closes under all
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

#define ORDERS "Order ID;Customer;Date;Total"
#define LINES "Order ID;Product;Quantity;Line total\n"

static ClvLedger *
ledger_of (const char *first,
           const char *second)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (first);
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (GError) error = NULL;
  ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
  ClvLedger *ledger;

  if (second != NULL)
    clv_test_add_table (tables, "second.csv", "", second);
  mapping = clv_mapping_recognise (tables);
  wishes.discount = CLV_DISCOUNT_MONEY;
  clv_mapping_assume (mapping, &wishes);
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

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

static guint
count_told (ClvLedger  *ledger,
            const char *treatment)
{
  const ClvProblemList *problems = clv_ledger_get_problems (ledger);

  for (guint i = 0; i < clv_problem_list_get_n (problems); i++)
    {
      const ClvProblem *problem = clv_problem_list_get (problems, i);

      if (strcmp (problem->kind, "total-differs-from-lines") != 0 || strcmp (problem->treatment, treatment) != 0)
        continue;
      g_assert_cmpstr (problem->choices, ==, strcmp (treatment, "used") == 0 ? "used total" : "");
      return problem->count;
    }
  return 0;
}

/* A second rule, beside that of the totals. */
static void
leave_out_duplicates (ClvRules *rules)
{
  rules->drop_duplicates = TRUE;
}

static void
leave_out_contradicted (ClvRules *rules)
{
  rules->contradicted_amounts = CLV_CONTRADICTED_DROP;
}

static void
leave_out_postage (ClvRules *rules)
{
  rules->drop_non_customer_lines = TRUE;
}

static void
leave_out_zeros (ClvRules *rules)
{
  rules->drop_zero_amounts = TRUE;
}

static void
add_shipping (ClvRules *rules)
{
  rules->shipping = CLV_EXTRA_ADD;
}

static void
subtract_shipping (ClvRules *rules)
{
  rules->shipping = CLV_EXTRA_SUBTRACT;
}

static void
add_tax (ClvRules *rules)
{
  rules->tax = CLV_EXTRA_ADD;
}

static void
subtract_tax (ClvRules *rules)
{
  rules->tax = CLV_EXTRA_SUBTRACT;
}

static void
subtract_discounts (ClvRules *rules)
{
  rules->subtract_discounts = TRUE;
}

static void
count_dollars_half (ClvRules *rules)
{
  g_strlcpy (rules->currency, "EUR", sizeof rules->currency);
  rules->n_rates = 1;
  g_strlcpy (rules->rates[0].currency, "USD", sizeof rules->rates[0].currency);
  rules->rates[0].rate = 0.5;
}

static void
leave_out_from_prices (ClvRules *rules)
{
  rules->leave_out = CLV_ROW_MARK_BIT (CLV_ROW_MARK_AMOUNT_FROM_PRICE);
}

/* @lines, @totals: what the lines come to, and the totals where they are offered. Under @rule both once more. */
typedef struct
{
  const char *orders, *lines;
  guint       n_offered, n_kept;
  double      by_lines, by_totals;
  void      (*rule) (ClvRules *rules);
  double      by_lines_too, by_totals_too;
} Case;

static void
check (const Case *self)
{
  g_autoptr (ClvLedger) ledger = ledger_of (self->orders, self->lines);
  ClvRules rules = CLV_RULES_DEFAULT;

  g_test_message ("%s%s", self->orders, self->lines);
  g_assert_cmpuint (count_told (ledger, "used"), ==, self->n_offered);
  g_assert_cmpuint (count_told (ledger, "kept"), ==, self->n_kept);
  clv_assert_near (revenue_under (ledger, &rules), self->by_lines, 1e-9);
  rules.order_totals = TRUE;
  clv_assert_near (revenue_under (ledger, &rules), self->by_totals, 1e-9);
  if (self->rule == NULL)
    return;
  self->rule (&rules);
  clv_assert_near (revenue_under (ledger, &rules), self->by_totals_too, 1e-9);
  rules.order_totals = FALSE;
  clv_assert_near (revenue_under (ledger, &rules), self->by_lines_too, 1e-9);
}

#define FIVE ORDERS "\n1001;Miller;2024-01-03;100\n1002;Schulz;2024-01-10;80\n1003;Miller;2024-02-03;120\n1004;Weber;2024-03-01;70\n1005;Weber;2024-04-01;50\n"
#define FOUR_LINES "1002;Pear;1;80\n1003;Fig;1;120\n1004;Fig;1;70\n1005;Pear;1;50\n"

/* Right rules stay right together: 100 + 80 + 120 + 70 + 50 = 420, with the line that stands twice and without it. */
static void
no_part_of_a_total_is_lost (void)
{
  static const Case cases[] = {
    { FIVE, LINES "1001;Apple;1;100\n1001;Apple;1;100\n" FOUR_LINES, 1, 0, 520, 420, leave_out_duplicates, 420, 420 },
    /* 60 stand twice, and 45 once: the total of 100 stays whole. */
    { FIVE, LINES "1001;Apple;1;60\n1001;Apple;1;60\n1001;Fig;1;45\n" FOUR_LINES, 1, 0, 485, 420, leave_out_duplicates, 425, 420 },
    /* 100 for 1 × 10 is wrong, and 100 is what the order came to. */
    { FIVE, "Order ID;Product;Quantity;Unit price;Line total\n1001;Apple;1;90;90\n1001;Zip;1;10;100\n1002;Pear;1;80;80\n1003;Fig;1;120;120\n1004;Fig;1;70;70\n"
            "1005;Pear;1;50;50\n",
      1, 0, 510, 420, leave_out_contradicted, 410, 420 },
    /* Who leaves postage out wants the goods: of 90 + 5, 90 are left, whatever the total is. */
    { FIVE, LINES "1001;Apple;1;90\n1001;Postage;1;5\n" FOUR_LINES, 0, 1, 415, 415, leave_out_postage, 410, 410 },
    /* What the order came to is not 0. */
    { FIVE, LINES "1001;Apple;1;0\n1001;Fig;1;0\n" FOUR_LINES, 1, 0, 320, 420, leave_out_zeros, 320, 420 },
    /* Gifts take no share, and may go. */
    { FIVE, LINES "1001;Apple;1;90\n1001;Fig;1;0\n" FOUR_LINES, 1, 0, 410, 420, leave_out_zeros, 410, 420 },
    /* What has its amount from its price may go alone. */
    { FIVE, "Order ID;Product;Quantity;Unit price;Line total\n1001;Apple;1;60;60\n1001;Pear;1;30;\n1002;Pear;1;40;40\n1002;Cup;1;40;40\n1003;Fig;1;50;50\n1003;Cup;1;70;70\n1004;Fig;1;70;70\n"
            "1005;Pear;1;50;50\n",
      0, 1, 410, 410, leave_out_from_prices, 380, 380 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&cases[i]);
}

/* Nobody knows in which currency a total of 80 USD is beside “Line total (EUR)”: 100 + 72 + 120 + 75. Where both are in dollars,
 * they are converted: 50 and 20 × 0.5, or 55 and 22 × 0.5. */
static void
totals_in_another_currency_do_not_count (void)
{
  g_autoptr (ClvLedger) foreign = ledger_of ("Order ID;Customer;Date;Total;Currency\n1001;Miller;2024-01-03;100;EUR\n1002;Schulz;2024-01-10;80;USD\n"
                                             "1003;Miller;2024-02-03;120;EUR\n1004;Weber;2024-03-01;75;EUR\n",
                                             "Order ID;Product;Quantity;Line total (EUR)\n1001;Apple;1;90\n1002;Pear;1;72\n1003;Fig;1;120\n1004;Fig;1;75\n");
  g_autoptr (ClvLedger) same = ledger_of ("Order ID;Customer;Date;Total;Currency\n1;A;2024-01-03;55;EUR\n2;B;2024-01-10;22;USD\n",
                                          LINES "1;P;1;50\n2;Q;1;20\n");
  ClvRules rules = CLV_RULES_DEFAULT;

  g_assert_cmpuint (count_told (foreign, "used"), ==, 1);
  g_assert_cmpuint (count_told (foreign, "kept"), ==, 1);
  g_assert_cmpuint (count_told (same, "used"), ==, 2);
  count_dollars_half (&rules);
  clv_assert_near (revenue_under (same, &rules), 60, 1e-9);
  rules.order_totals = TRUE;
  clv_assert_near (revenue_under (same, &rules), 66, 1e-9);
  rules.n_rates = 0;
  clv_assert_near (revenue_under (foreign, &rules), 367, 1e-9);
}

/* A total of 60 beside 40 given back may be what is left of 100: by the lines, 100 - 40 + 80 + 120 + 75 + 50 - 50. Nor is it
 * known what the total of a refunded order is; that of another counts, 80 instead of 70. */
static void
totals_with_refunds_do_not_count (void)
{
  static const Case cases[] = {
    { ORDERS ";Refunded amount\n1001;Miller;2024-01-03;60;40\n1002;Schulz;2024-01-10;80;\n1003;Miller;2024-02-03;120;\n1004;Weber;2024-03-01;75;\n1005;Kurz;2024-03-01;0;50\n",
      LINES "1001;Apple;1;100\n1002;Pear;1;80\n1003;Fig;1;120\n1004;Fig;1;75\n1005;Fig;1;50\n", 0, 2, 335, 335, leave_out_duplicates, 335, 335 },
    { ORDERS ";Status\n1;A;2024-01-03;60;refunded\n2;B;2024-01-10;80;paid\n3;C;2024-02-03;120;paid\n", LINES "1;P;1;50\n2;Q;1;70\n3;Q;1;120\n", 1, 1, 240, 250, NULL, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&cases[i]);
}

/* 125 with 20 of shipping beside a line of 100; 90, 130 and 80 are lines of 80, 120 and 75 with theirs. Added, all are what was
 * paid: 125 + 90 + 130 + 80 = 425, or 420 by the lines. */
static void
what_totals_hold_is_not_added_once_more (void)
{
  static const Case cases[] = {
    { ORDERS ";Shipping\n1001;Miller;2024-01-03;125;20\n1002;Schulz;2024-01-10;90;10\n1003;Miller;2024-02-03;130;10\n1004;Weber;2024-03-01;80;5\n",
      LINES "1001;Apple;1;100\n1002;Pear;1;80\n1003;Fig;1;120\n1004;Fig;1;75\n", 1, 0, 375, 400, add_shipping, 420, 425 },
    /* 125 - 20, and by the lines 100 - 20. */
    { ORDERS ";Shipping\n1001;Miller;2024-01-03;125;20\n1002;Schulz;2024-01-10;80;0\n", LINES "1001;Apple;1;75\n1001;Fig;1;25\n1002;Pear;1;80\n", 1, 0, 180, 205, subtract_shipping, 160, 185 },
    { ORDERS ";Tax\n1001;Miller;2024-01-03;125;20\n1002;Schulz;2024-01-10;90;10\n", LINES "1001;Apple;1;100\n1002;Pear;1;80\n", 1, 0, 180, 205, add_tax, 210, 215 },
    /* Lines of 100 and 60 at 25 %; of 125 and 60, 25 and 12 are tax. */
    { ORDERS "\n1001;Miller;2024-01-03;125\n1002;Schulz;2024-01-10;60\n", "Order ID;Product;Quantity;Line total;VAT rate\n1001;Apple;1;100;25%\n1002;Pear;1;60;25%\n",
      1, 0, 160, 185, subtract_tax, 128, 148 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&cases[i]);
}

/* No share of a total is larger than it, and no sale becomes a return. */
static void
totals_of_orders_with_returns_do_not_count (void)
{
  static const Case cases[] = {
    { FIVE, LINES "1001;Apple;1;0.1\n1001;Pear;1;0.2\n1001;Fig;1;-0.3\n" FOUR_LINES, 0, 1, 320, 320, NULL, 0, 0 },
    { FIVE, LINES "1001;Apple;1;100\n1001;Pear;-1;-40\n" FOUR_LINES, 0, 1, 380, 380, leave_out_zeros, 380, 380 },
    { FIVE, LINES "1001;Apple;1;30\n1001;Pear;-1;-50\n" FOUR_LINES, 0, 1, 300, 300, NULL, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&cases[i]);
}

/* 70 and 90 that nobody can read: the totals of 100 and 80 are told, and in no figure. */
static void
totals_of_lines_that_cannot_be_read_do_not_count (void)
{
  static const Case cases[] = {
    { FIVE, LINES "1001;Apple;1;abc\n" FOUR_LINES, 0, 1, 320, 320, NULL, 0, 0 },
    { FIVE, LINES "1001;Apple;1;abc\n1001;Fig;1;60\n" FOUR_LINES, 0, 1, 380, 380, leave_out_duplicates, 380, 380 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&cases[i]);
}

#define DISCOUNTED "Order ID;Customer;Date;Product;Subtotal;Discount"

/* Discounts of orders, 8 + 12 + 7 of 330, stand on each line, and come off once. */
static void
discounts_of_orders_come_off_once (void)
{
  static const struct
  {
    const char *text;
    double      kept, subtracted, without_duplicates;
  } cases[] = {
    { DISCOUNTED "\n2;S;2024-01-10;Apple;80;8\n2;S;2024-01-10;Pear;20;8\n3;M;2024-02-03;Apple;60;12\n3;M;2024-02-03;Pear;40;12\n5;W;2024-04-01;Apple;70;7\n"
                 "5;W;2024-04-01;Fig;60;7\n",
      330, 303, 303 },
    /* With one that cannot be read. */
    { DISCOUNTED "\n2;S;2024-01-10;Apple;80;8\n2;S;2024-01-10;Pear;20;8\n3;M;2024-02-03;Apple;60;12\n3;M;2024-02-03;Pear;40;12\n5;W;2024-04-01;Apple;70;7\n"
                 "5;W;2024-04-01;Fig;60;7\n2;S;2024-01-10;Fig;abc;8\n",
      330, 303, 303 },
    /* The pears came back: 60 − 7.20 were paid for the apples. 92 + 52.80 + 123 */
    { DISCOUNTED ";Refund\n2;S;2024-01-10;Apple;80;8;\n2;S;2024-01-10;Pear;20;8;\n3;M;2024-02-03;Apple;60;12;\n3;M;2024-02-03;Pear;40;12;40\n5;W;2024-04-01;Apple;70;7;\n"
                 "5;W;2024-04-01;Fig;60;7;\n",
      290, 267.8, 267.8 },
    /* 60 stand twice, and 10 + 8 + 12 come off with them and without: 350 − 30, 290 − 30. */
    { "Order ID;Customer;Date;Product;Subtotal;Order discount\n1;M;2024-01-03;A;60;10\n1;M;2024-01-03;Pear;40;10\n2;S;2024-01-10;Pear;80;8\n2;S;2024-01-10;Fig;20;8\n"
      "3;M;2024-02-03;A;60;12\n3;M;2024-02-03;A;60;12\n3;M;2024-02-03;Fig;30;12\n",
      350, 320, 260 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClvLedger) ledger = ledger_of (cases[i].text, NULL);
      ClvRules rules = CLV_RULES_DEFAULT;

      g_test_message ("%s", cases[i].text);
      clv_assert_near (revenue_under (ledger, &rules), cases[i].kept, 1e-9);
      subtract_discounts (&rules);
      clv_assert_near (revenue_under (ledger, &rules), cases[i].subtracted, 1e-9);
      leave_out_duplicates (&rules);
      clv_assert_near (revenue_under (ledger, &rules), cases[i].without_duplicates, 1e-9);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/order-totals/no-part-of-a-total-is-lost", no_part_of_a_total_is_lost);
  g_test_add_func ("/ledger/order-totals/totals-in-another-currency-do-not-count", totals_in_another_currency_do_not_count);
  g_test_add_func ("/ledger/order-totals/totals-with-refunds-do-not-count", totals_with_refunds_do_not_count);
  g_test_add_func ("/ledger/order-totals/what-totals-hold-is-not-added-once-more", what_totals_hold_is_not_added_once_more);
  g_test_add_func ("/ledger/order-totals/totals-of-orders-with-returns-do-not-count", totals_of_orders_with_returns_do_not_count);
  g_test_add_func ("/ledger/order-totals/totals-of-lines-that-cannot-be-read-do-not-count",
                   totals_of_lines_that_cannot_be_read_do_not_count);
  g_test_add_func ("/ledger/order-totals/discounts-of-orders-come-off-once", discounts_of_orders_come_off_once);
  return g_test_run ();
}
