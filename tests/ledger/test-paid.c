/* test-paid.c - which of several columns of money was paid, and which rows are sales
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

static double
revenue_of (const char     *text,
            const ClvRules *rules)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (text);
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  g_autoptr (ClvBook) book = clv_test_book (ledger, rules);

  return clv_book_get_reconciliation (book)->amount_used;
}

static guint
count_of (const char *text,
          const char *kind)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (text);
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  return clv_test_count_problems (ledger, kind);
}

/* Orders of 10, 11 and 12 of which 5, 0 and 5 are not paid yet: 33. */
static void
what_is_open_is_not_the_amount (void)
{
  static const char *const headers[] = { "Total", "Order total", "Grand total", "Invoice total", "Amount" };
  ClvRules rules = CLV_RULES_DEFAULT;

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order ID;Customer;Date;Total due;%s\nA;K0;2023-01-01;5.00;10.00\nB;K1;2023-01-02;0.00;11.00\n"
                                               "C;K0;2023-01-03;5.00;12.00\n",
                                               headers[i]);

      g_test_message ("%s", headers[i]);
      clv_assert_near (revenue_of (text, &rules), 33, 1e-9);
    }
}

/* Nothing else is money: 10 + 11 + 12.50. */
static void
what_is_due_alone_is_the_amount (void)
{
  static const char *const headers[] = { "Total due", "Amount due", "Balance due" };
  ClvRules rules = CLV_RULES_DEFAULT;

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order ID;Customer;Date;%s\nA;K0;2023-01-01;10.00\nB;K1;2023-01-02;11.00\nC;K0;2023-01-03;12.50\n",
                                               headers[i]);

      g_test_message ("%s", headers[i]);
      clv_assert_near (revenue_of (text, &rules), 33.5, 1e-9);
    }
}

/* 2 · 10 + 1 · 11 + 3 · 99 (not reduced) = 328, not 6 · 99. */
static void
the_lower_of_two_prices_was_paid (void)
{
  static const char *const headers[][2] = {
    { "List price", "Sale price" },      { "Original price", "Discounted price" }, { "List price", "Net price" },
    { "Old price", "New price" },        { "Price", "Sale price" },                { "Catalogue price", "Effective price" },
    { "Regular price", "Sale price" },   { "Unit price", "Discounted price" },     { "RRP", "Unit price" },
    { "Listenpreis", "Verkaufspreis" },  { "Originalpreis", "Aktionspreis" },      { "Ancien prix", "Nouveau prix" },
    { "Precio original", "Precio rebajado" }, { "Preço original", "Preço promocional" }, { "原价", "折后价" }, { "정가", "할인가" },
    { "定価", "割引価格" },
  };
  ClvRules rules = CLV_RULES_DEFAULT;

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    for (guint order = 0; order < 2; order++)
      {
        g_autofree char *text =
          order == 0 ? g_strdup_printf ("Order ID;Customer;Date;%s;%s;Quantity\nA;K0;2023-01-01;99.00;10.00;2\nB;K1;2023-01-02;99.00;11.00;1\n"
                                        "C;K0;2023-01-03;99.00;99.00;3\n",
                                        headers[i][0], headers[i][1])
                     : g_strdup_printf ("Order ID;Customer;Date;%s;%s;Quantity\nA;K0;2023-01-01;10.00;99.00;2\nB;K1;2023-01-02;11.00;99.00;1\n"
                                        "C;K0;2023-01-03;99.00;99.00;3\n",
                                        headers[i][1], headers[i][0]);

        g_test_message ("%s, %s", headers[i][0], headers[i][1]);
        clv_assert_near (revenue_of (text, &rules), 328, 1e-9);
      }
}

/* 20 less 10 % is 18, 50 less 20 % is 40: 2 · 18 + 40 = 76; taken off twice it would be 64.40. */
static void
a_discount_between_two_prices_counts_once (void)
{
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (revenue_of ("Order ID;Customer;Date;List price;Discount %;Sale price;Quantity\nA;K0;2023-01-01;20.00;10;18.00;2\n"
                               "B;K1;2023-01-02;50.00;20;40.00;1\n",
                               &rules),
                   76, 1e-9);
}

/* As shops report it: gross 20, 21, 22, each less 5 of discounts and 5 of returns: 10 + 11 + 12 = 33. */
static void
net_sales_are_net_of_returns_and_discounts (void)
{
  static const char text[] = "Order ID;Customer;Date;Gross sales;Discounts;Returns;Net sales;Shipping;Taxes;Total sales\n"
                             "A;K0;2023-01-01;20.00;-5.00;-5.00;10.00;2.00;1.00;13.00\nB;K1;2023-01-02;21.00;-5.00;-5.00;11.00;2.00;1.00;14.00\n"
                             "C;K0;2023-01-03;22.00;-5.00;-5.00;12.00;2.00;1.00;15.00\n";
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (revenue_of (text, &rules), 33, 1e-9);
  g_assert_cmpuint (count_of (text, "refund-subtracted"), ==, 0);
  g_assert_cmpuint (count_of (text, "refund-already-net"), ==, 3);
}

/* 3 · 10 less one piece, 2 · 10, 5: 20 + 20 + 5. */
static void
pieces_that_came_back_are_no_marks (void)
{
  static const char *const headers[] = { "Quantity refunded", "Returned quantity", "Cancelled quantity", "Qty returned", "Retourmenge" };
  ClvRules rules = CLV_RULES_DEFAULT;

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order ID;Customer;Date;Product;Quantity;Unit price;%s\nA;K1;2023-01-01;P;3;10.00;1\n"
                                               "B;K2;2023-01-01;P;2;10.00;0\nB;K2;2023-01-01;Q;1;5.00;0\n",
                                               headers[i]);

      g_test_message ("%s", headers[i]);
      clv_assert_near (revenue_of (text, &rules), 45, 1e-9);
    }
}

/* 30 + (25 - 10): the refund is of the order, whichever of its lines says it. */
static void
an_order_refund_on_each_line_counts_once (void)
{
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (revenue_of ("Order ID;Customer;Date;Product;Quantity;Unit price;Order refund\nA;K1;2023-01-01;P;3;10.00;0\n"
                               "B;K2;2023-01-01;P;2;10.00;10.00\nB;K2;2023-01-01;Q;1;5.00;10.00\n",
                               &rules),
                   45, 1e-9);
}

/* Numbers of refunds and how many there were say nothing of how much: 10 + 11 + 12. */
static void
numbers_of_refunds_are_no_money (void)
{
  static const char *const headers[] = { "Refund ID", "Credit note no.", "Number of returns", "Refund count" };
  ClvRules rules = CLV_RULES_DEFAULT;

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order ID;Customer;Date;Amount;%s\nA;K0;2023-01-01;10;1\nB;K1;2023-01-02;11;\nC;K0;2023-01-03;12;1\n",
                                               headers[i]);

      g_test_message ("%s", headers[i]);
      clv_assert_near (revenue_of (text, &rules), 33, 1e-9);
    }
}

/* 10 + 11 for the orders; what these customers spent in all is no cost of them. */
static void
what_customers_spent_is_no_cost (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order ID;Customer;Date;Amount;Total amount spent\nA;K0;2023-01-01;10;500\nB;K1;2023-01-02;11;500\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  clv_assert_near (clv_test_add_amounts (ledger), 21, 1e-9);
  g_assert_null (clv_ledger_get_rows (ledger)->cost);
}

/* Won 1000 of 2200; all of it where people want the others too. */
static void
only_deals_that_were_won_are_sales (void)
{
  static const char *const texts[] = {
    "Deal ID;Account name;Close date;Amount;Stage\nD1;Acme;2023-01-01;1000;Closed Won\nD2;Bolt;2023-01-02;500;Closed Lost\n"
    "D3;Acme;2023-03-02;700;Negotiation\n",
    "Deal ID;Account name;Close date;Amount;Stage;Won\nD1;Acme;2023-01-01;1000;Closed;1\nD2;Bolt;2023-01-02;500;Closed;0\n"
    "D3;Acme;2023-03-02;700;Closed;0\n",
    "Deal ID;Account name;Close date;Amount;Status\nD1;Acme;2023-01-01;1000;Won\nD2;Bolt;2023-01-02;500;Lost\nD3;Acme;2023-03-02;700;Open\n",
    "Nr;Kunde;Datum;Betrag;Verkaufsphase\nD1;Acme;01.01.2023;1000;Gewonnen\nD2;Bolt;02.01.2023;500;Verloren\nD3;Acme;13.03.2023;700;Angebot\n",
    "Commande;Client;Date;Montant;Étape\nD1;Acme;01/01/2023;1000;Gagné\nD2;Bolt;02/01/2023;500;Perdu\nD3;Acme;13/03/2023;700;Devis\n",
    "Pedido;Cliente;Fecha;Importe;Etapa\nD1;Acme;01/01/2023;1000;Ganado\nD2;Bolt;02/01/2023;500;Perdido\nD3;Acme;13/03/2023;700;Propuesta\n",
    "订单编号;客户;日期;金额;销售阶段\nD1;甲;2023-01-01;1000;赢单\nD2;乙;2023-01-02;500;输单\nD3;甲;2023-03-13;700;谈判\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      ClvRules rules = CLV_RULES_DEFAULT;

      g_test_message ("%s", texts[i]);
      g_assert_cmpuint (count_of (texts[i], "deal-not-won"), ==, 2);
      clv_assert_near (revenue_of (texts[i], &rules), 1000, 1e-9);
      rules.keep_open_deals = TRUE;
      clv_assert_near (revenue_of (texts[i], &rules), 2200, 1e-9);
    }
}

/* States of orders are no stages of deals, even where a prize was won. */
static void
orders_are_no_deals (void)
{
  static const char *const texts[] = {
    "Order ID;Customer;Date;Amount;Status\nA;K0;2023-01-01;10;Shipped\nB;K1;2023-01-02;11;Processing\n",
    "Order ID;Customer;Date;Amount;Status\nA;K0;2023-01-01;10;Completed\nB;K1;2023-01-02;11;Lost in transit\n",
    "Order ID;Customer;Date;Amount;Stage\nA;K0;2023-01-01;10;Packed\nB;K1;2023-01-02;11;Sent\n",
    "Order ID;Customer;Date;Amount;Auction\nA;K0;2023-01-01;10;Won\nB;K1;2023-01-02;11;Lost\n",
  };
  ClvRules rules = CLV_RULES_DEFAULT;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_cmpuint (count_of (texts[i], "deal-not-won"), ==, 0);
      clv_assert_near (revenue_of (texts[i], &rules), 21, 1e-9);
    }
}

/* “Charge” on every payment says nothing; on one line of many it is a fee. */
static void
what_is_said_of_all_rows_marks_none (void)
{
  g_assert_cmpuint (count_of ("Order ID;Customer;Date;Amount;SKU;Description\nA;K0;2023-01-01;10;X1;Charge\nB;K1;2023-01-02;11;X2;Charge\n"
                              "C;K1;2023-01-02;12;X3;Charge\nD;K1;2023-01-02;12;X4;Charge\n",
                              "non-customer-line"),
                    ==, 0);
  g_assert_cmpuint (count_of ("Order ID;Customer;Date;Amount;SKU;Description\nA;K0;2023-01-01;10;X1;Lamp\nB;K1;2023-01-02;11;X2;Lamp\n"
                              "C;K1;2023-01-02;12;X3;Chair\nD;K1;2023-01-02;12;X4;Charge\n",
                              "non-customer-line"),
                    ==, 1);
}

/* 20 and 10 and 5, the first of two lines alike: 35. */
static void
a_grand_total_on_each_line_counts_once (void)
{
  static const char text[] = "Order ID;Customer;Date;Product;Grand total\nA;K1;2023-01-01;P;20.00\nA;K1;2023-01-01;Q;20.00\nB;K2;2023-01-02;P;10.00\n"
                             "C;K1;2023-01-03;P;5.00\n";
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (revenue_of (text, &rules), 35, 1e-9);
  g_assert_cmpuint (count_of (text, "order-total-repeated"), >, 0);
}

/* 30 once, shared out over both lines, and 10: 40; with quantity × price of the second line it would be 60. */
static void
orders_have_names_where_lines_have_items (void)
{
  static const char text[] = "Name;Email;Paid at;Total;Created at;Lineitem quantity;Lineitem name;Lineitem price\n"
                             "#1001;a@x.de;2024-01-01;30.00;2024-01-01;1;P;10.00\n#1001;a@x.de;;;2024-01-01;2;Q;10.00\n"
                             "#1002;b@x.de;2024-01-02;10.00;2024-01-02;1;P;10.00\n";
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (revenue_of (text, &rules), 40, 1e-9);
  g_assert_cmpuint (count_of (text, "continued-order"), ==, 1);
}

/* Half of the payments by card: two orders of 10 and 20, nothing given back; a credit note of 5 is one. */
static void
words_within_others_are_no_refunds (void)
{
  static const char *const types[] = { "Credit card", "Creditor", "Returning", "Return customer", "Refund requested" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order ID;Customer;Date;Amount;Type\nA;K0;2023-01-01;10;%s\nB;K1;2023-01-02;20;Cash\n"
                                               "C;K1;2023-01-03;-5;Credit note\n",
                                               types[i]);

      g_test_message ("%s", types[i]);
      g_assert_cmpuint (count_of (text, "credit-note"), ==, 1);
      g_assert_cmpuint (count_of (text, "positive-refund"), ==, 0);
    }
}

/* 100 + 40 + 5; without the marked one 105. */
static void
marked_rows_are_told (void)
{
  static const struct
  {
    const char *header, *yes, *no;
    gboolean    is_cancelled;
  } cases[] = {
    { "Cancelled", "true", "false", TRUE }, { "Voided", "yes", "no", TRUE }, { "Test order", "1", "0", TRUE }, { "Storno", "x", "", TRUE },
    { "Credit note", "yes", "", FALSE },    { "Is credit note", "1", "0", FALSE }, { "Chargeback", "Y", "N", FALSE },
    { "Avoir", "oui", "non", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order ID;Customer;Date;Amount;%s\nA1;K1;2023-01-01;100;%s\nA2;K1;2023-01-09;40;%s\nA3;K2;2023-01-10;5;%s\n",
                                               cases[i].header, cases[i].no, cases[i].yes, cases[i].no);
      ClvRules rules = CLV_RULES_DEFAULT;

      g_test_message ("%s", cases[i].header);
      g_assert_cmpuint (count_of (text, cases[i].is_cancelled ? "cancelled-or-test" : "positive-refund"), ==, 1);
      clv_assert_near (revenue_of (text, &rules), 145, 1e-9);
      rules.drop_cancelled = cases[i].is_cancelled;
      rules.refunded_orders = cases[i].is_cancelled ? CLV_REFUNDED_KEEP : CLV_REFUNDED_SUBTRACT;
      clv_assert_near (revenue_of (text, &rules), 105, 1e-9);
    }
  /* Numbers of credit notes mark nothing. */
  g_assert_cmpuint (count_of ("Order ID;Customer;Date;Amount;Credit note\nA1;K1;2023-01-01;100;CN-7\nA2;K1;2023-01-09;40;\n", "positive-refund"), ==, 0);
}

/* What could be taken off was not: 3 · 10 twice. */
static void
discounts_that_may_be_are_none (void)
{
  static const char *const headers[] = { "Eligible for discount", "Max discount", "Code remise" };
  ClvRules rules = CLV_RULES_DEFAULT;

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order ID;Customer;Date;Quantity;Unit price;%s\nA;K0;2023-01-01;3;10;1\nB;K1;2023-01-02;3;10;0\n",
                                               headers[i]);

      g_test_message ("%s", headers[i]);
      clv_assert_near (revenue_of (text, &rules), 60, 1e-9);
    }
}

/* 20 + 30 were paid; the 40 that went to the bank are told, and can be left out. */
static void
withdrawals_are_told (void)
{
  static const char text[] = "Transaction ID;Name;Date;Type;Amount\nT1;Ann;2024-01-01;Website Payment;20\nT2;Bob;2024-01-02;Website Payment;30\n"
                             "T3;My shop;2024-01-03;General Withdrawal;-40\n";
  ClvRules rules = CLV_RULES_DEFAULT;

  g_assert_cmpuint (count_of (text, "non-customer-line"), ==, 1);
  rules.drop_non_customer_lines = TRUE;
  clv_assert_near (revenue_of (text, &rules), 50, 1e-9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/ledger/paid/" path, function)
  ADD ("what-is-open-is-not-the-amount", what_is_open_is_not_the_amount);
  ADD ("what-is-due-alone-is-the-amount", what_is_due_alone_is_the_amount);
  ADD ("the-lower-of-two-prices-was-paid", the_lower_of_two_prices_was_paid);
  ADD ("a-discount-between-two-prices-counts-once", a_discount_between_two_prices_counts_once);
  ADD ("net-sales-are-net-of-returns-and-discounts", net_sales_are_net_of_returns_and_discounts);
  ADD ("pieces-that-came-back-are-no-marks", pieces_that_came_back_are_no_marks);
  ADD ("an-order-refund-on-each-line-counts-once", an_order_refund_on_each_line_counts_once);
  ADD ("numbers-of-refunds-are-no-money", numbers_of_refunds_are_no_money);
  ADD ("what-customers-spent-is-no-cost", what_customers_spent_is_no_cost);
  ADD ("only-deals-that-were-won-are-sales", only_deals_that_were_won_are_sales);
  ADD ("orders-are-no-deals", orders_are_no_deals);
  ADD ("what-is-said-of-all-rows-marks-none", what_is_said_of_all_rows_marks_none);
  ADD ("a-grand-total-on-each-line-counts-once", a_grand_total_on_each_line_counts_once);
  ADD ("orders-have-names-where-lines-have-items", orders_have_names_where_lines_have_items);
  ADD ("words-within-others-are-no-refunds", words_within_others_are_no_refunds);
  ADD ("marked-rows-are-told", marked_rows_are_told);
  ADD ("discounts-that-may-be-are-none", discounts_that_may_be_are_none);
  ADD ("withdrawals-are-told", withdrawals_are_told);
#undef ADD
  return g_test_run ();
}
