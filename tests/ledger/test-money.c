/* test-money.c - what rows of money mean, and what rules do about them
 *
 * Expected values by hand. Figures under every rule and their combinations are worked out
 * a second time by tests/cli/test_treatments.py.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-book.h"

#include "clv-test-tables.h"
#include "clv-test.h"

static void
assert_adds_up (const ClvBook *book)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (book);
  double amount = account->amount_used;
  guint32 rows = account->rows_used;

  for (guint i = 0; i < CLV_N_LEFT_OUT; i++)
    {
      amount += account->left_out[i].amount;
      rows += account->left_out[i].rows;
    }
  g_assert_cmpuint (rows, ==, account->rows_read);
  clv_assert_near (amount, account->amount_read, 1e-9);
}

static void
rules_that_change_nothing_copy_nothing (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;tax;refund amount\n1;A;2023-01-10;119.5;19;\n2;A;2023-01-11;50;8;20\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) plain = clv_test_book (ledger, &rules);
  g_autoptr (ClvBook) taxed = NULL;

  rules.tax = CLV_EXTRA_SUBTRACT;
  taxed = clv_test_book (ledger, &rules);

  g_assert_true (clv_book_get_amounts (plain) == rows->amount);
  g_assert_true (clv_book_get_refunds (plain) == rows->refund);
  g_assert_true (clv_book_get_costs (plain) == clv_ledger_get_costs (ledger));
  clv_assert_near (clv_book_get_amounts (taxed)[0], 100.5, 1e-12);
  /* 50 - 20, less three fifths of the tax. */
  clv_assert_near (clv_book_get_amounts (taxed)[1], 25.2, 1e-12);
  /* 20 with its 3.20 of tax. */
  clv_assert_near (clv_book_get_refunds (taxed)[1], 16.8, 1e-12);
  clv_assert_near (clv_book_get_reconciliation (taxed)->amount_read, 169.5, 1e-12);
  clv_assert_near (clv_book_get_reconciliation (taxed)->left_out[CLV_LEFT_OUT_TAX].amount, 23.8, 1e-12);
  clv_assert_near (clv_book_get_reconciliation (taxed)->left_out[CLV_LEFT_OUT_REFUNDS].amount, 20, 1e-12);
  assert_adds_up (plain);
  assert_adds_up (taxed);
}

/* A profit column stays what it is when tax is taken off the amount: 119 - 40 of profit are 79 of cost with 19 of tax. */
static void
a_given_profit_stays (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;tax;profit\n1;A;2023-01-10;119;19;40\n2;B;2023-01-11;238;38;80\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) book = NULL;

  rules.tax = CLV_EXTRA_SUBTRACT;
  book = clv_test_book (ledger, &rules);

  clv_assert_near (clv_book_get_amounts (book)[0] - clv_book_get_goods_costs (book)[0], 40, 1e-12);
  clv_assert_near (clv_book_get_goods_costs (book)[0], 60, 1e-12);
}

/* The goods of a purchase that was given back come back; they do not when the mark is ignored. */
static void
goods_come_back_with_the_money (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;cost;refunded\n1;A;2023-01-10;100;60;yes\n2;B;2023-01-11;50;30;no\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) book = clv_test_book (ledger, &rules);
  g_autoptr (ClvBook) ignoring = NULL;

  rules.refund_column = CLV_REFUND_IGNORE;
  ignoring = clv_test_book (ledger, &rules);

  clv_assert_near (clv_book_get_goods_costs (book)[0], 0, 0);
  clv_assert_near (clv_book_get_goods_costs (book)[1], 30, 0);
  clv_assert_near (clv_book_get_amounts (ignoring)[0], 100, 0);
  clv_assert_near (clv_book_get_goods_costs (ignoring)[0], 60, 0);
}

static void
lines_that_are_no_product_are_told_in_every_language (void)
{
  static const char *const no_products[] = {
    "POST", "Postage", "DOTCOM POSTAGE", "Bank Charges", "AMAZON FEE", "Adjust bad debt", "Next Day Carriage", "Manual", "Interest",
    "Versandkosten", "Porto und Verpackung", "Mahngebühr", "Zinsen", "Frais de port", "Intérêts", "Gastos de envío", "Comisión bancaria",
    "Taxa de entrega e frete", "Juros", "运费", "手续费", "배송비", "수수료", "送料", "代引手数料",
  };
  static const char *const products[] = {
    "Postage stamp album", "Interesting book", "Delivery van (toy)", "Manual coffee grinder", "Port wine", "Tipi", "Cards",
    "Feenstaub", "Donut", "Portemonnaie", "Service à thé", "运动鞋", "이어폰", "送風機",
  };

  for (guint i = 0; i < G_N_ELEMENTS (no_products) + G_N_ELEMENTS (products); i++)
    {
      gboolean expected = i < G_N_ELEMENTS (no_products);
      const char *text = expected ? no_products[i] : products[i - G_N_ELEMENTS (no_products)];
      g_autofree char *sheet = g_strdup_printf ("order id;customer;date;product;amount\n1;A;2023-01-10;%s;5\n2;A;2023-01-11;Mug;50\n", text);
      g_autoptr (GPtrArray) tables = clv_test_tables (sheet);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      if (((clv_ledger_get_rows (ledger)->flags[0] & CLV_ROW_NON_CUSTOMER) != 0) != expected)
        g_error ("“%s” is %s product", text, expected ? "no" : "a");
      g_assert_cmpuint (clv_ledger_get_rows (ledger)->flags[1], ==, 0);
    }
}

static void
gift_cards_are_told_in_every_language (void)
{
  static const char *const cards[] = {
    "Gift card 50", "e-Gift Card", "Dotcomgiftshop Gift Voucher £20.00", "Geschenkgutschein", "Carte cadeau 30 €", "Tarjeta regalo",
    "Vale-presente", "礼品卡100元", "상품권", "ギフトカード",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autofree char *sheet = g_strdup_printf ("order id;customer;date;product;amount;payment method\n1;A;2023-01-10;%s;50;card\n2;A;2023-02-11;Mug;50;%s\n"
                                                "3;B;2023-02-12;Gift wrap;2;card\n", cards[i], cards[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (sheet);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = CLV_RULES_DEFAULT;
      g_autoptr (ClvBook) book = NULL;

      rules.drop_gift_cards = TRUE;
      book = clv_test_book (ledger, &rules);

      g_test_message ("%s", cards[i]);
      g_assert_cmpuint (clv_test_count_problems (ledger, "gift-card"), ==, 1);
      g_assert_cmpuint (clv_test_count_problems (ledger, "gift-card-redeemed"), ==, 1);
      /* The money counts once, when the card is redeemed. */
      clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 52, 0);
      assert_adds_up (book);
    }
}

static void
an_order_that_stands_twice_can_count_once (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount\n1;A;2023-01-10;10.5\n2;B;2023-01-11;20\n3;C;2023-01-12;30\n2;B;2023-01-14;25\n"
                                                  "4;D;2023-01-15;40\n2;E;2023-01-15;7\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) first = NULL;
  g_autoptr (ClvBook) last = NULL;

  rules.repeated_orders = CLV_REPEATED_FIRST;
  first = clv_test_book (ledger, &rules);
  rules.repeated_orders = CLV_REPEATED_LAST;
  last = clv_test_book (ledger, &rules);

  /* The order 2 of another customer is another order. */
  g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order"), ==, 1);
  clv_assert_near (clv_book_get_reconciliation (first)->left_out[CLV_LEFT_OUT_REPEATED_ORDER].amount, 25, 0);
  clv_assert_near (clv_book_get_reconciliation (last)->left_out[CLV_LEFT_OUT_REPEATED_ORDER].amount, 20, 0);
  assert_adds_up (first);
  assert_adds_up (last);
}

/* Two exports that overlap, and differ in what became of the orders since. */
static void
orders_of_two_exports_are_told (void)
{
  static const char head[] = "order id;customer;date;amount;status\n";
  g_autofree char *january = g_strconcat (head, "1;A;2023-01-10;10.5;paid\n2;B;2023-01-11;20;paid\n3;C;2023-01-12;30;paid\n", NULL);
  g_autofree char *february = g_strconcat (head, "1;A;2023-01-10;10.5;shipped\n2;B;2023-01-11;20;shipped\n"
                                                 "3;C;2023-01-12;30;shipped\n4;A;2023-02-03;40;paid\n", NULL);
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) last = NULL;

  clv_test_add_table (tables, "january.csv", "", january);
  clv_test_add_table (tables, "february.csv", "", february);
  ledger = clv_test_ledger (tables);

  rules.repeated_orders = CLV_REPEATED_LAST;
  last = clv_test_book (ledger, &rules);
  g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order"), ==, 3);
  clv_assert_near (clv_book_get_reconciliation (last)->amount_used, 100.5, 1e-9);
  assert_adds_up (last);
}

static void
lines_of_an_order_are_no_repeats (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;product;amount\n1;A;2023-01-10;Mug;10.5\n1;A;2023-01-10;Lamp;20\n2;B;2023-01-12;Mug;30\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order"), ==, 0);
}

/* Thirty prices of 8 to 12, one row that is @odd; with a product or without. */
static ClvLedger *
ledger_with (const char *odd,
             gboolean    with_product)
{
  g_autoptr (GString) text = g_string_new (with_product ? "order id;customer;date;amount;product\n" : "order id;customer;date;amount\n");
  g_autoptr (GPtrArray) tables = NULL;

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, "%u;K%u;2023-01-%02u;%u.5%s\n", i + 1, i % 7, i % 28 + 1, 8 + i % 5, with_product ? ";Mug" : "");
  g_string_append_printf (text, "99;K1;2023-01-15;%s%s\n", odd, with_product ? ";Mug" : "");
  tables = clv_test_tables (text->str);
  return clv_test_ledger (tables);
}

static void
a_thousandfold_amount_is_told (void)
{
  static const struct
  {
    const char *amount;
    guint32     told;
  } cases[] = {
    { "10500.00", 1 }, { "1050.50", 1 }, { "90.50", 0 }, { "300.50", 0 }, { "5500.00", 0 }, { "10.50", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint with_product = 0; with_product < 2; with_product++)
      {
        g_autoptr (ClvLedger) ledger = ledger_with (cases[i].amount, with_product);

        g_test_message ("%s %u", cases[i].amount, with_product);
        g_assert_cmpuint (clv_test_count_problems (ledger, "outsized-amount"), ==, cases[i].told);
      }
}

/* 31 amounts of 8.5 to 12.5 but for one: more than half of the revenue, and more than 1,000 × 12.5, is told; 5,000 is a large
 * order. It counts unless it is left out; the others are 6 × (8.5 + 9.5 + 10.5 + 11.5 + 12.5) = 315. */
static void
an_overwhelming_amount_is_told (void)
{
  static const struct
  {
    const char *amount;
    double      value;
    guint32     told;
  } cases[] = {
    { "5000.00", 5000, 0 }, { "123456.00", 123456, 1 }, { "5000000.00", 5e6, 1 }, { "123456789.00", 123456789, 1 },
    { "100000000000.00", 1e11, 1 }, { "999999999999999.99", 999999999999999.99, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint with_product = 0; with_product < 2; with_product++)
      {
        g_autoptr (ClvLedger) ledger = ledger_with (cases[i].amount, with_product);
        const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "outsized-amount");
        ClvRules rules = CLV_RULES_DEFAULT;
        g_autoptr (ClvBook) kept = clv_test_book (ledger, &rules);
        g_autoptr (ClvBook) without = NULL;

        g_test_message ("%s %u", cases[i].amount, with_product);
        g_assert_cmpuint (clv_test_count_problems (ledger, "outsized-amount"), ==, cases[i].told);
        if (problem != NULL)
          g_assert_cmpint (clv_problem_get_severity (problem), ==, CLV_SEVERITY_WARNING);
        clv_assert_near (clv_book_get_reconciliation (kept)->amount_used, cases[i].value + 315, 1e-12);
        rules.drop_outsized_amounts = TRUE;
        without = clv_test_book (ledger, &rules);
        clv_assert_near (clv_book_get_reconciliation (without)->amount_used, 315 + (cases[i].told ? 0 : cases[i].value), 1e-12);
      }
}

/* Many large customers are no mistake: amounts rise without a gap. */
static void
a_long_tail_is_left_alone (void)
{
  g_autoptr (GString) text = g_string_new ("order id;customer;date;amount\n");
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  double amount = 10.5;

  for (guint i = 0; i < 60; i++, amount *= 1.15)
    g_string_append_printf (text, "%u;K%u;2023-01-%02u;%.2f\n", i + 1, i % 7, i % 28 + 1, amount);
  tables = clv_test_tables (text->str);
  ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_test_count_problems (ledger, "outsized-amount"), ==, 0);
}

static void
days_after_today_are_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount\n1;A;2023-01-10;10.5\n2;B;2023-01-11;20\n3;C;2023-01-12;30\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  ClvImportRules import = CLV_IMPORT_RULES_DEFAULT;
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;

  import.today = clv_day_from_ymd (2023, 1, 11);
  clv_mapping_assume (mapping, &import);
  ledger = clv_ledger_build (mapping, NULL, NULL);
  rules.drop_future_dates = TRUE;
  book = clv_test_book (ledger, &rules);

  g_assert_cmpuint (clv_test_count_problems (ledger, "future-date"), ==, 1);
  g_assert_cmpuint (clv_book_get_reconciliation (book)->left_out[CLV_LEFT_OUT_FUTURE_DATE].rows, ==, 1);
  g_assert_cmpint (clv_book_get_as_of (book), ==, clv_day_from_ymd (2023, 1, 11));
}

static void
a_refunded_status_can_be_taken_off (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;status\n1;A;2023-01-10;100.5;completed\n2;A;2023-01-11;60;Refunded\n"
                                                  "3;B;2023-01-12;40;Partially refunded\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) book = NULL;

  rules.refunded_orders = CLV_REFUNDED_SUBTRACT;
  book = clv_test_book (ledger, &rules);

  g_assert_cmpuint (clv_test_count_problems (ledger, "positive-refund"), ==, 1);
  g_assert_cmpuint (clv_test_count_problems (ledger, "partly-refunded"), ==, 1);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 140.5, 1e-12);
  /* The order stays an order. */
  g_assert_cmpint (clv_book_get_documents (book)[1].kind, ==, CLV_DOCUMENT_ORDER);
  assert_adds_up (book);
}

/* The total of the order stands on each of its lines, what was given back on the line that it is about: 10 + 20 - 20. */
static void
lines_below_the_first_speak_for_themselves (void)
{
  static const struct { const char *text; double sum, refunds; } cases[] = {
    { "order id;customer;date;product;quantity;unit price;order total;refund amount\n1;A;2024-01-03;Hat;1;10;30;0\n1;A;2024-01-03;Cap;1;20;30;20\n"
      "2;B;2024-01-15;Hat;2;10;20;0\n3;A;2024-02-20;Cap;1;25;25;0\n", 55, 20 },
    /* Said of the order, as its total is: once. */
    { "order id;customer;date;product;quantity;unit price;order total;refund amount\n1;A;2024-01-03;Hat;1;10;30;20\n1;A;2024-01-03;Cap;1;20;30;20\n"
      "2;B;2024-01-15;Hat;2;10;20;0\n3;A;2024-02-20;Cap;1;25;25;0\n", 55, 20 },
    /* The first line speaks for those that say nothing, and for no other. */
    { "order id;customer;date;product;quantity;unit price;total;refund amount\n1;A;2024-01-03;Hat;1;10;30;\n1;;;Cap;1;20;;20\n"
      "2;B;2024-01-15;Hat;1;10;20;6\n2;;;Cap;1;10;;\n", 24, 26 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (cases[i].text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
      double sum = 0, refunds = 0;

      for (guint32 row = 0; row < rows->n; row++)
        {
          sum += rows->amount[row];
          refunds += rows->refund[row];
        }
      g_test_message ("case %u", i);
      clv_assert_near (sum, cases[i].sum, 1e-9);
      clv_assert_near (refunds, cases[i].refunds, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "missing-customer"), ==, 0);
    }
}

static double
sum_of (ClvLedger *ledger)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
  double sum = 0;

  for (guint32 row = 0; row < rows->n; row++)
    sum += rows->amount[row];
  return sum;
}

/* Sold for 20, 5.50, 30 and 40 before discounts; the last lines give back two at 10. */
static void
discounts_are_taken_off_as_they_are_meant (void)
{
  static const struct { const char *header, *discounts[4]; double sum; guint32 n_told; } cases[] = {
    { "Discount %", { "10", "0", "10", "20" }, 82.5, 1 },
    { "Rabatt (%)", { "10", "0", "10", "20" }, 82.5, 1 },
    { "Discount %", { "0.1", "0", "0.1", "0.2" }, 82.5, 0 },
    { "Discount %", { "-10", "0", "-10", "-20" }, 82.5, 1 },
    { "Discount", { "10%", "0%", "10%", "20%" }, 82.5, 0 },
    { "Discount", { "10", "0", "10", "20" }, 55.5, 0 },
    { "Discount", { "0", "0", "-2.50", "-0.50" }, 92.5, 0 },
    { "Discount amount", { "1.00", "1.00", "1.00", "1.00" }, 91.5, 0 },
    { "Rabattbetrag", { "0.50", "0", "0.50", "0.50" }, 94, 0 },
    { "Discount", { "0.5", "0", "0", "0.25" }, 75.5, 0 },
    /* 0.20 + 0.30: one percent is no whole. */
    { "Discount %", { "1", "0", "1", "0" }, 95, 1 },
    /* 2 + 0.50 + 1.50 */
    { "Discount", { "10%", "0.50", "5%", "" }, 91.5, 0 },
    /* 2 × 1 + 3 × 0.50 */
    { "Unit discount", { "1", "0", "0.5", "0" }, 92, 0 },
    { "Unit discount", { "$1.00", "0", "$0.50", "0" }, 92, 0 },
    /* What is written with a currency is money, also below 1. */
    { "Discount", { "$1.00", "$0.50", "", "" }, 94, 0 },
    { "Discount (€)", { "1.00", "0.50", "", "" }, 94, 0 },
    { "Discount EUR", { "1.00", "0.50", "", "" }, 94, 0 },
    { "Discount total", { "1.00", "0.50", "", "" }, 94, 0 },
    { "Discount", { "$2.50", "$5.00", "", "" }, 88, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const *d = cases[i].discounts;
      g_autofree char *text = g_strdup_printf ("order id;customer;date;product;quantity;unit price;%s\n"
                                               "1;A;2024-01-01;P1;2;10.00;%s\n1;A;2024-01-01;P2;1;5.50;%s\n"
                                               "2;B;2024-01-02;P1;3;10.00;%s\n3;A;2024-01-05;P1;4;10.00;%s\n",
                                               cases[i].header, d[0], d[1], d[2], d[3]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("case %u", i);
      clv_assert_near (sum_of (ledger), cases[i].sum, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "discount-in-percent"), ==, cases[i].n_told);
    }
}

/* Bought for 20 - 2, given back for as much. */
static void
what_comes_back_is_below_zero (void)
{
  static const char *const rows[] = { "-2;10.00;2.00", "-2;-10.00;2.00" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("order id;customer;date;product;quantity;unit price;discount\n1;A;2024-01-01;P1;2;10.00;2.00\n"
                                               "2;A;2024-01-02;P1;%s\n3;B;2024-01-02;P1;5;10.00;0\n", rows[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      clv_assert_near (sum_of (ledger), 50, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "negative-amount-outside-credit-note"), ==, 1);
    }
}

/* By hand: 100 € + 100 £ × 1.32 / 1.10 + 100 $ / 1.10 = 310.9091 €, and then the pound falls to 1.21 dollars. */
static void
rates_in_a_third_currency_are_divided (void)
{
  static const struct { const char *rates; double sum; } cases[] = {
    { "Currency;Rate\nUSD;1\nEUR;1.10\nGBP;1.32\n", 100 + 120 + 100 / 1.1 },
    { "Date;Currency;Rate\n2024-01-01;USD;1\n2024-01-01;EUR;1.10\n2024-01-01;GBP;1.32\n2024-01-15;GBP;1.21\n", 100 + 110 + 100 / 1.1 },
    { "Currency;Rate\nUSD;0.9\nGBP;1.2\n", 100 + 120 + 90 },
  };
  ClvRules rules = CLV_RULES_DEFAULT;

  g_strlcpy (rules.currency, "EUR", sizeof rules.currency);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables =
        clv_test_tables ("order id;customer;date;amount;currency\n1;A;2024-01-03;100;EUR\n2;B;2024-01-15;100;GBP\n3;A;2024-02-20;100;USD\n");
      g_autoptr (ClvLedger) ledger = NULL;
      g_autoptr (ClvBook) book = NULL;

      clv_test_add_table (tables, "rates.csv", "", cases[i].rates);
      ledger = clv_test_ledger (tables);
      book = clv_test_book (ledger, &rules);
      g_test_message ("case %u", i);
      clv_assert_near (clv_book_get_reconciliation (book)->amount_used, cases[i].sum, 1e-9);
      assert_adds_up (book);
    }
}

/* Of 100, 50 and 25: what cost 60, 40 and 17.50, given in percent of the amount. */
static void
percents_are_of_the_amount (void)
{
  static const struct { const char *header, *cells[3]; gboolean is_refund; } cases[] = {
    { "Cost %", { "60", "80", "70" }, FALSE },
    { "Cost", { "60%", "80%", "70%" }, FALSE },
    { "Profit %", { "40", "20", "30" }, FALSE },
    { "Profit", { "40%", "20%", "30%" }, FALSE },
    { "Profit", { "40", "10", "7.5" }, FALSE },
    { "Refund", { "60%", "80%", "70%" }, TRUE },
  };
  static const double expected[] = { 60, 40, 17.5 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("order id;customer;date;amount;%s\n1;A;2024-01-01;100;%s\n2;B;2024-01-02;50;%s\n3;A;2024-01-03;25;%s\n",
                                               cases[i].header, cases[i].cells[0], cases[i].cells[1], cases[i].cells[2]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);

      g_test_message ("case %u", i);
      for (guint32 row = 0; row < 3; row++)
        clv_assert_near ((cases[i].is_refund ? rows->refund : rows->cost)[row], expected[row], 1e-9);
    }
}

/* 100 + 50 - 50 + 25, however often the 50 is said to have been given back. */
static void
a_refund_that_is_said_twice_is_one (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("order id;customer;date;amount;refund amount\n1;A;2024-01-01;100;0\n2;B;2024-01-02;50;50\n3;A;2024-01-03;25;0\n2;B;2024-01-09;-50;0\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) book = NULL;

  rules.refund_column = CLV_REFUND_SUBTRACT;
  book = clv_test_book (ledger, &rules);
  clv_assert_near (sum_of (ledger), 125, 1e-9);
  clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 125, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "refund-already-net"), ==, 1);
}

/* Whether the first row has an order number makes no difference to what the others say. */
static void
refunds_are_matched_row_by_row (void)
{
  static const char *const first[] = { "1", "" };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      g_autofree char *text = g_strdup_printf ("order id;customer;date;amount;refund\n%s;A;2024-01-01;10;\n2;B;2024-01-02;80;\n2;B;2024-01-09;0;30\n",
                                               first[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      clv_assert_near (sum_of (ledger), 60, 1e-9);
    }
}

static void
refunds_have_many_names (void)
{
  static const char *const headers[] = { "Refund value", "Amount returned", "refunded_total", "Rückerstattung", "order refund", "Return amount" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("order id;customer;date;amount;%s\n1;A;2024-01-01;100.00;0\n2;B;2024-01-02;50.00;20.00\n", headers[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("%s", headers[i]);
      clv_assert_near (sum_of (ledger), 130, 1e-9);
    }
}

static void
totals_on_each_line_are_found_order_by_order (void)
{
  static const struct { const char *text; double sum; } cases[] = {
    /* Ten orders of 10 + 20 that say 30 on both lines, and one whose lines of 15 come to 30. */
    { "order id;customer;date;product;quantity;unit price;total\n"
      "1;A;2024-01-01;P;1;10;30\n1;A;2024-01-01;Q;1;20;30\n2;A;2024-01-02;P;1;10;30\n2;A;2024-01-02;Q;1;20;30\n"
      "3;A;2024-01-03;P;1;10;30\n3;A;2024-01-03;Q;1;20;30\n4;A;2024-01-04;P;1;10;30\n4;A;2024-01-04;Q;1;20;30\n"
      "5;A;2024-01-05;P;1;10;30\n5;A;2024-01-05;Q;1;20;30\n6;A;2024-01-06;P;1;10;30\n6;A;2024-01-06;Q;1;20;30\n"
      "7;A;2024-01-07;P;1;10;30\n7;A;2024-01-07;Q;1;20;30\n8;A;2024-01-08;P;1;10;30\n8;A;2024-01-08;Q;1;20;30\n"
      "9;A;2024-01-09;P;1;10;30\n9;A;2024-01-09;Q;1;20;30\n10;A;2024-01-10;P;1;10;30\n10;A;2024-01-10;Q;1;20;30\n"
      "11;B;2024-01-11;P;1;15;15\n11;B;2024-01-11;Q;1;15;15\n", 330 },
    /* The same amount in two spellings. */
    { "order id;customer;date;product;quantity;unit price;total\n1;A;2024-01-01;P;1;10;30\n1;A;2024-01-01;Q;1;20;30.00\n2;B;2024-01-02;P;1;5;5\n", 35 },
    /* No prices, but the header says whose total it is. */
    { "order id;customer;date;product;order total\n1;A;2024-01-01;P;25.50\n1;A;2024-01-01;Q;25.50\n2;B;2024-01-02;P;10\n", 35.5 },
    { "order id;customer;date;product;amount\n1;A;2024-01-01;P;25.50\n1;A;2024-01-01;Q;25.50\n2;B;2024-01-02;P;10\n", 61 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (cases[i].text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("case %u", i);
      clv_assert_near (sum_of (ledger), cases[i].sum, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "zero-amount"), ==, 0);
    }
}

/* What “Type” says counts where it names refunds, and is a group of orders where it does not. */
static void
a_type_may_say_what_is_a_refund (void)
{
  static const struct { const char *header, *refund; guint32 n_told; } cases[] = {
    { "Type", "Refund", 1 }, { "Kind", "Return", 1 }, { "Order type", "Chargeback", 1 }, { "Art", "Gutschrift", 1 }, { "Event", "Refund", 1 },
    { "Type", "Wholesale", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("order id;customer;date;amount;%s\n1;A;2024-01-01;100.50;Sale\n2;B;2024-01-02;50;Sale\n"
                                               "3;A;2024-02-03;25.25;Sale\n4;B;2024-01-05;50;%s\n", cases[i].header, cases[i].refund);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("case %u", i);
      g_assert_cmpuint (clv_test_count_problems (ledger, "positive-refund"), ==, cases[i].n_told);
    }
}

/* 10 + 20 - 20, and the status says it once more; the 5 of B went back without a row of its own. */
static void
a_refunded_order_with_its_refund_is_taken_off_once (void)
{
  static const char *const refunds[] = { "2;K2;2023-01-05;-20.00;refunded", "9;K2;2023-01-05;-20.00;refund" };

  for (guint i = 0; i < G_N_ELEMENTS (refunds); i++)
    {
      g_autofree char *text = g_strdup_printf ("order id;customer;date;amount;status\n1;K1;2023-01-01;10.00;paid\n2;K2;2023-01-02;20.00;refunded\n"
                                               "3;B;2023-01-02;5.00;refunded\n%s\n", refunds[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = CLV_RULES_DEFAULT;
      g_autoptr (ClvBook) plain = clv_test_book (ledger, &rules);
      g_autoptr (ClvBook) book = NULL;

      rules.refunded_orders = CLV_REFUNDED_SUBTRACT;
      book = clv_test_book (ledger, &rules);
      clv_assert_near (clv_book_get_reconciliation (plain)->amount_used, 15, 1e-9);
      clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 10, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "positive-refund"), ==, 1);
    }
}

/* 119 with 19 of tax: a profit of 30 stays 30 without the tax, and a cost of 60 stays 60. */
static void
a_profit_in_one_of_two_tables_stays_there (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;tax;profit\n1;A;2024-01-10;119;19;30\n");
  g_autoptr (ClvLedger) ledger = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) book = NULL;

  clv_test_add_table (tables, "old.csv", "", "order id;customer;date;amount;tax;cost\n7;B;2023-01-10;119;19;60\n");
  ledger = clv_test_ledger (tables);
  rules.tax = CLV_EXTRA_SUBTRACT;
  book = clv_test_book (ledger, &rules);
  clv_assert_near (clv_book_get_amounts (book)[0] - clv_book_get_goods_costs (book)[0], 30, 1e-9);
  clv_assert_near (clv_book_get_amounts (book)[1], 100, 1e-9);
  clv_assert_near (clv_book_get_goods_costs (book)[1], 60, 1e-9);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/money/rules-that-change-nothing-copy-nothing", rules_that_change_nothing_copy_nothing);
  g_test_add_func ("/ledger/money/a-given-profit-stays", a_given_profit_stays);
  g_test_add_func ("/ledger/money/goods-come-back-with-the-money", goods_come_back_with_the_money);
  g_test_add_func ("/ledger/money/lines-that-are-no-product-are-told-in-every-language",
                   lines_that_are_no_product_are_told_in_every_language);
  g_test_add_func ("/ledger/money/gift-cards-are-told-in-every-language", gift_cards_are_told_in_every_language);
  g_test_add_func ("/ledger/money/an-order-that-stands-twice-can-count-once", an_order_that_stands_twice_can_count_once);
  g_test_add_func ("/ledger/money/orders-of-two-exports-are-told", orders_of_two_exports_are_told);
  g_test_add_func ("/ledger/money/lines-of-an-order-are-no-repeats", lines_of_an_order_are_no_repeats);
  g_test_add_func ("/ledger/money/a-thousandfold-amount-is-told", a_thousandfold_amount_is_told);
  g_test_add_func ("/ledger/money/an-overwhelming-amount-is-told", an_overwhelming_amount_is_told);
  g_test_add_func ("/ledger/money/a-long-tail-is-left-alone", a_long_tail_is_left_alone);
  g_test_add_func ("/ledger/money/days-after-today-are-told", days_after_today_are_told);
  g_test_add_func ("/ledger/money/discounts-are-taken-off-as-they-are-meant", discounts_are_taken_off_as_they_are_meant);
  g_test_add_func ("/ledger/money/what-comes-back-is-below-zero", what_comes_back_is_below_zero);
  g_test_add_func ("/ledger/money/rates-in-a-third-currency-are-divided", rates_in_a_third_currency_are_divided);
  g_test_add_func ("/ledger/money/percents-are-of-the-amount", percents_are_of_the_amount);
  g_test_add_func ("/ledger/money/a-refund-that-is-said-twice-is-one", a_refund_that_is_said_twice_is_one);
  g_test_add_func ("/ledger/money/refunds-are-matched-row-by-row", refunds_are_matched_row_by_row);
  g_test_add_func ("/ledger/money/refunds-have-many-names", refunds_have_many_names);
  g_test_add_func ("/ledger/money/totals-on-each-line-are-found-order-by-order", totals_on_each_line_are_found_order_by_order);
  g_test_add_func ("/ledger/money/a-type-may-say-what-is-a-refund", a_type_may_say_what_is_a_refund);
  g_test_add_func ("/ledger/money/a-refunded-order-with-its-refund-is-taken-off-once", a_refunded_order_with_its_refund_is_taken_off_once);
  g_test_add_func ("/ledger/money/a-profit-in-one-of-two-tables-stays-there", a_profit_in_one_of_two_tables_stays_there);
  g_test_add_func ("/ledger/money/lines-below-the-first-speak-for-themselves", lines_below_the_first_speak_for_themselves);
  g_test_add_func ("/ledger/money/a-refunded-status-can-be-taken-off", a_refunded_status_can_be_taken_off);
  return g_test_run ();
}
