/* test-money-columns.c - what columns of tax, discount, amount and returns mean beside each other
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

static guint32
count_of (ClvLedger  *ledger,
          const char *kind)
{
  const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems (ledger), kind);

  return problem != NULL ? problem->count : 0;
}

static const char *
treatment_of (ClvLedger  *ledger,
              const char *kind)
{
  const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems (ledger), kind);

  return problem != NULL ? problem->treatment : NULL;
}

static double
revenue_under (ClvLedger      *ledger,
               const ClvRules *rules)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvBook) book = clv_book_new (ledger, rules, NULL, &error);
  const ClvReconciliation *account;
  double amount;

  g_assert_no_error (error);
  account = clv_book_get_reconciliation (book);
  amount = account->amount_used;
  for (guint i = 0; i < CLV_N_LEFT_OUT; i++)
    amount += account->left_out[i].amount;
  clv_assert_near (amount, account->amount_read, 1e-9);
  return account->amount_used;
}

/* 120 that include 20 % are 100; 55 with 10 % are 50; 30 with none stay. Without tax they are 144, 60.50 and 30 with it. */
static void
a_rate_of_tax_is_no_money (void)
{
  static const char *const headers[] = { "VAT", "VAT %", "Tax rate", "MwSt-Satz", "Taux TVA" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf (i == 0 ? "order id;customer;date;amount;%s\n1;A;2023-01-10;120;20%%\n2;A;2023-01-11;55;10%%\n3;B;2023-01-12;30;0%%\n"
                                                      : "order id;customer;date;amount;%s\n1;A;2023-01-10;120;20\n2;A;2023-01-11;55;10\n3;B;2023-01-12;30;0\n",
                                               headers[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = CLV_RULES_DEFAULT;

      g_test_message ("%s", headers[i]);
      clv_assert_near (revenue_under (ledger, &rules), 205, 1e-9);
      rules.tax = CLV_EXTRA_SUBTRACT;
      clv_assert_near (revenue_under (ledger, &rules), 180, 1e-9);
      rules.tax = CLV_EXTRA_ADD;
      clv_assert_near (revenue_under (ledger, &rules), 234.5, 1e-9);
      g_assert_cmpuint (count_of (ledger, "tax-column"), ==, 2);
    }
}

/* Eight amounts with two values of tax, 20 and 10, under a header that says nothing: 20 on 24 would be most of it. The
 * sum is 24 + 60 + 36 + 12 + 48 of 20 % (150 without) and 11 + 22 + 33 of 10 % (60 without). */
static void
few_values_of_tax_beside_many_amounts_are_rates (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;VAT\n1;A;2023-01-10;24;20\n2;A;2023-01-11;60;20\n3;B;2023-01-12;36;20\n"
                                                  "4;B;2023-01-13;12;20\n5;B;2023-01-14;48;20\n6;B;2023-01-15;11;10\n7;C;2023-01-16;22;10\n8;C;2023-01-17;33;10\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  ClvRules rules = CLV_RULES_DEFAULT;

  rules.tax = CLV_EXTRA_SUBTRACT;
  clv_assert_near (revenue_under (ledger, &rules), 210, 1e-9);
}

static ClvLedger *
ledger_with_discount (const char  *text,
                      ClvDiscount  wish,
                      gboolean    *is_open)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (text);
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (GError) error = NULL;
  ClvImportRules rules = CLV_IMPORT_RULES_DEFAULT;
  ClvLedger *ledger;

  rules.discount = wish;
  clv_mapping_assume (mapping, &rules);
  *is_open = clv_mapping_is_discount_open (mapping, 0);
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

/* 20 and 30 before discounts of 10 and 20: 18 + 24 in percent, 10 + 10 in money. */
static void
discounts_that_may_be_percent_or_money_are_asked_for (void)
{
  static const char text[] = "order id;customer;date;product;quantity;unit price;discount\n1;A;2023-01-10;P;2;10;10\n2;B;2023-01-11;P;3;10;20\n";
  static const struct
  {
    ClvDiscount wish;
    double      revenue;
    const char *treatment;
  } cases[] = { { CLV_DISCOUNT_OPEN, 20, "money" }, { CLV_DISCOUNT_MONEY, 20, "money" }, { CLV_DISCOUNT_PERCENT, 42, "percent" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_open;
      g_autoptr (ClvLedger) ledger = ledger_with_discount (text, cases[i].wish, &is_open);
      ClvRules rules = CLV_RULES_DEFAULT;

      g_assert_cmpint (is_open, ==, cases[i].wish == CLV_DISCOUNT_OPEN);
      clv_assert_near (revenue_under (ledger, &rules), cases[i].revenue, 1e-9);
      g_assert_cmpstr (treatment_of (ledger, "ambiguous-discount"), ==, cases[i].treatment);
    }
}

static void
discounts_are_proved_by_what_stands_beside_them (void)
{
  static const struct
  {
    const char *text;
    double      revenue;
  } cases[] = {
    /* What was left says 18 and 24 … */
    { "order id;customer;date;product;quantity;unit price;discount;line sum\n1;A;2023-01-10;P;2;10;10;18\n2;B;2023-01-11;P;3;10;20;24\n", 42 },
    /* … or 10 and 10. */
    { "order id;customer;date;product;quantity;unit price;discount;line sum\n1;A;2023-01-10;P;2;10;10;10\n2;B;2023-01-11;P;3;10;20;10\n", 20 },
    /* No 25 can be taken off 20: 15 and 27. */
    { "order id;customer;date;product;quantity;unit price;discount\n1;A;2023-01-10;P;2;10;25\n2;B;2023-01-11;P;3;10;10\n", 42 },
    /* Nobody gives 3.47 percent: 16.53 and 20. */
    { "order id;customer;date;product;quantity;unit price;discount\n1;A;2023-01-10;P;2;10;3.47\n2;B;2023-01-11;P;3;10;10\n", 36.53 },
    /* A minus is money: 17.50 and 20. */
    { "order id;customer;date;product;quantity;unit price;discount\n1;A;2023-01-10;P;2;10;-2.5\n2;B;2023-01-11;P;3;10;-10\n", 37.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_open;
      g_autoptr (ClvLedger) ledger = ledger_with_discount (cases[i].text, CLV_DISCOUNT_OPEN, &is_open);
      ClvRules rules = CLV_RULES_DEFAULT;

      g_test_message ("%s", cases[i].text);
      g_assert_false (is_open);
      clv_assert_near (revenue_under (ledger, &rules), cases[i].revenue, 1e-9);
      g_assert_cmpuint (count_of (ledger, "ambiguous-discount"), ==, 0);
    }
}

/* The amounts count; those of two rows with a discount are before it, as quantity × unit price or the header say. */
static void
amounts_before_discounts_are_told (void)
{
  static const struct
  {
    const char *text;
    guint32     n;
  } cases[] = {
    { "order id;customer;date;product;quantity;unit price;discount %;line total\n1;A;2023-01-10;P;2;10;10;20\n2;B;2023-01-11;P;3;10;20;30\n3;B;2023-01-12;P;1;10;0;10\n", 2 },
    { "order id;customer;date;product;quantity;unit price;discount %;line total\n1;A;2023-01-10;P;2;10;10;18\n2;B;2023-01-11;P;3;10;20;24\n3;B;2023-01-12;P;1;10;0;10\n", 0 },
    { "order id;customer;date;subtotal;discount %\n1;A;2023-01-10;20;10\n2;B;2023-01-11;30;20\n3;B;2023-01-12;10;0\n", 2 },
    { "order id;customer;date;gross amount;discount\n1;A;2023-01-10;20;2.00\n2;B;2023-01-11;30;1.00\n3;B;2023-01-12;10;0\n", 2 },
    { "order id;customer;date;total;discount\n1;A;2023-01-10;20;2.00\n2;B;2023-01-11;30;1.00\n3;B;2023-01-12;10;0\n", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (cases[i].text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("case %u", i);
      g_assert_cmpuint (count_of (ledger, "amount-before-discount"), ==, cases[i].n);
    }
}

/* 20 + 15 + 2000 stand there. 15 may be after a discount. */
static void
amounts_beside_prices_are_compared (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;product;quantity;unit price;amount\n1;A;2023-01-10;P;2;10;20\n2;A;2023-01-11;P;2;10;15\n"
                                                  "3;A;2023-01-12;P;2;10;2000\n5;A;2023-01-13;P;1;10;oops\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const ClvProblem *problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "amount-differs-from-price");
  ClvRules rules = CLV_RULES_DEFAULT;

  clv_assert_near (revenue_under (ledger, &rules), 2035, 1e-9);
  g_assert_cmpuint (count_of (ledger, "unreadable-amount"), ==, 1);
  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->count, ==, 1);
  g_assert_cmpstr (((const ClvProblemExample *) problem->examples->pdata[0])->text, ==, "2000 ≠ 2 × 10");
}

/* What is left out is quantity × unit price only where the others prove it. */
static void
amounts_that_are_left_out_are_filled_in_where_the_others_agree (void)
{
  static const struct
  {
    const char *text;
    guint       n_filled, n_missing;
    double      revenue;
  } cases[] = {
    /* 20 + 30 + 40, and 2 × 5. */
    { "order id;customer;date;product;quantity;unit price;amount\n1;A;2023-01-10;P;2;10;20\n2;A;2023-01-11;P;3;10;30\n3;A;2023-01-12;P;4;10;40\n"
      "4;A;2023-01-13;P;2;5;\n",
      1, 0, 100 },
    /* One line of order 1 leaves it out: 20 + 5 + 30 + 7 + 10. */
    { "order id;customer;date;product;quantity;unit price;amount\n1;A;2023-01-10;P;2;10;20\n1;A;2023-01-10;Q;1;5;5\n1;A;2023-01-10;R;1;10;\n"
      "2;A;2023-01-11;P;3;10;30\n2;A;2023-01-11;Q;1;7;7\n",
      1, 0, 72 },
    /* Totals of 50 and, below, orders of one line; the second line of order 1 is in its 50. Order 2 says no total. */
    { "order id;customer;date;product;quantity;unit price;amount\n1;A;2023-01-10;P;1;30;50\n1;A;2023-01-10;Q;1;20;\n2;B;2023-01-11;P;1;10;\n"
      "2;B;2023-01-11;Q;1;5;\n3;C;2023-01-12;P;2;10;20\n4;C;2023-01-13;P;3;10;30\n5;C;2023-01-14;P;4;10;40\n",
      0, 3, 140 },
    /* Eleven totals of which ten are of one line: the second line of order 1 is in its 50. 50 + 10 × 10, and 3 + 4 + 5. */
    { "order id;customer;date;product;quantity;unit price;amount\n1;A;2023-01-10;P;1;30;50\n1;A;2023-01-10;Q;1;20;\n2;B;2023-01-11;P;1;10;10\n"
      "3;B;2023-01-11;P;1;10;10\n4;B;2023-01-12;P;1;10;10\n5;B;2023-01-13;P;1;10;10\n6;B;2023-01-14;P;1;10;10\n7;B;2023-01-15;P;1;10;10\n"
      "8;B;2023-01-16;P;1;10;10\n9;B;2023-01-17;P;1;10;10\n10;B;2023-01-18;P;1;10;10\n11;B;2023-01-19;P;1;10;10\n12;B;2023-01-20;P;1;3;\n13;B;2023-01-20;P;1;4;\n"
      "13;B;2023-01-20;Q;1;5;\n",
      3, 1, 162 },
    /* With 20 % of tax, and without. */
    { "order id;customer;date;product;quantity;unit price;amount\n1;A;2023-01-10;P;2;10;24\n2;A;2023-01-11;P;1;10;12\n3;A;2023-01-12;P;3;10;36\n"
      "4;A;2023-01-13;P;2;10;\n",
      0, 1, 72 },
    { "order id;customer;date;product;quantity;unit price (USD);amount (EUR)\n1;A;2023-01-10;P;2;10;20\n2;A;2023-01-11;P;1;10;10\n3;A;2023-01-12;P;3;10;30\n"
      "4;A;2023-01-13;P;2;10;\n",
      0, 1, 60 },
    /* Two rows prove nothing. */
    { "order id;customer;date;product;quantity;unit price;amount\n1;A;2023-01-10;P;2;10;20\n2;A;2023-01-11;P;1;10;10\n3;A;2023-01-13;P;2;10;\n", 0, 1, 30 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (cases[i].text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = CLV_RULES_DEFAULT;

      g_test_message ("case %u", i);
      g_assert_cmpuint (count_of (ledger, "amount-from-price"), ==, cases[i].n_filled);
      g_assert_cmpuint (count_of (ledger, "missing-amount"), ==, cases[i].n_missing);
      clv_assert_near (revenue_under (ledger, &rules), cases[i].revenue, 1e-9);
    }
}

/* Amounts with 20 % of tax throughout contradict nothing. */
static void
amounts_that_are_all_higher_than_prices_are_not_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;product;quantity;unit price;amount\n1;A;2023-01-10;P;2;10;24\n2;A;2023-01-11;P;1;10;12\n"
                                                  "3;A;2023-01-12;P;3;10;36\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_cmpuint (count_of (ledger, "amount-differs-from-price"), ==, 0);
}

/* One of three at 10 came back, and two of four that cost 30 together: 20 + 15 are left of 60. */
static void
returned_pieces_are_taken_off (void)
{
  static const char *const texts[] = {
    "order id;customer;date;product;quantity;unit price;returned quantity\n1;A;2023-01-10;P;3;10;1\n2;B;2023-01-11;P;4;7.5;2\n",
    "order id;customer;date;product;quantity;amount;returned qty\n1;A;2023-01-10;P;3;30;1\n2;B;2023-01-11;P;4;30;2\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (texts[i]);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = CLV_RULES_DEFAULT;

      clv_assert_near (revenue_under (ledger, &rules), 35, 1e-9);
      g_assert_cmpuint (count_of (ledger, "refund-subtracted"), ==, 2);
      rules.refund_column = CLV_REFUND_IGNORE;
      clv_assert_near (revenue_under (ledger, &rules), 60, 1e-9);
    }
}

/* Columns of which a part cannot be read are not used; that is told. Texts that never were numbers are not. */
static void
columns_that_are_read_in_part_are_told (void)
{
  static const struct
  {
    const char *text, *example; /* NULL: nothing is told */
  } cases[] = {
    { "order id;customer;date;product;quantity;unit price;Discount\n1;A;2023-01-10;P;2;10;twenty\n2;A;2023-01-11;P;1;10;2.00\n", "Discount: “twenty”" },
    { "order id;customer;date;product;quantity;unit price;Discount\n1;A;2023-01-10;P;2;10;5% off\n2;A;2023-01-11;P;1;10;0\n", "Discount: “5% off”" },
    { "order id;customer;date;amount;Cost\n1;A;2023-01-10;100;60\n2;B;2023-01-11;50;n/a\n3;B;2023-01-11;50;unknown\n", "Cost: “n/a”" },
    { "order id;customer;date;amount;Discount\n1;A;2023-01-10;100;SUMMER\n2;B;2023-01-11;50;none\n", NULL },
    { "order id;customer;date;amount;Cost\n1;A;2023-01-10;100;60\n2;B;2023-01-11;50;\n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (cases[i].text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("case %u", i);
      g_assert_cmpuint (count_of (ledger, "unread-column"), ==, cases[i].example != NULL ? 1 : 0);
      if (cases[i].example != NULL)
        g_assert_cmpstr (clv_test_get_example (ledger, "unread-column", 0), ==, cases[i].example);
    }
}

/* 75 % off, or 75 cents; 37 %, or 37 cents: nothing says it. A tenth and a quarter are discounts as they are. */
static void
more_than_half_off_is_asked_about (void)
{
  static const struct { const char *cells[2]; gboolean is_open; } cases[] = {
    { { "0.50", "0.75" }, TRUE }, { { "0.1", "0.25" }, FALSE }, { { "0.12", "0.37" }, TRUE }, { { "0.12", "0.25" }, FALSE },
    { { "$0.50", "$0.75" }, FALSE }, { { "50%", "75%" }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("Order;Customer;Date;Product;Quantity;Unit price;Discount\n1;A;2023-01-01;P;2;10.00;%s\n"
                                               "2;A;2023-01-02;P;1;10.00;%s\n", cases[i].cells[0], cases[i].cells[1]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

      g_test_message ("case %u", i);
      g_assert_cmpint (clv_mapping_is_discount_open (mapping, 0), ==, cases[i].is_open);
    }
}

/* Of 20 rows, so many have no amount; 10 % may be slips. The other column says something in them, in others or when told to be
 * of no use. */
static void
numbers_that_stand_in_for_amounts_are_told (void)
{
  static const struct { guint n_without, n_there, n_elsewhere; gboolean is_unused; guint told; } cases[] = {
    { 10, 10, 0, FALSE, 10 }, { 3, 3, 0, FALSE, 3 }, { 2, 2, 0, FALSE, 0 }, { 10, 9, 1, FALSE, 9 }, { 10, 8, 0, FALSE, 0 },
    { 10, 10, 2, FALSE, 0 }, { 10, 10, 0, TRUE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new ("Order;Customer;Date;Amount;Web shop\n");
      g_autoptr (GPtrArray) tables = NULL;
      g_autoptr (ClvMapping) mapping = NULL;
      g_autoptr (ClvLedger) ledger = NULL;

      g_test_message ("case %u", i);
      for (guint row = 0; row < 20; row++)
        {
          const gboolean is_without = row < cases[i].n_without;
          const gboolean is_filled = is_without ? row < cases[i].n_there : row < cases[i].n_without + cases[i].n_elsewhere;

          g_string_append_printf (text, "%u;K%u;2023-01-%02u;%s;%s\n", row + 1, row % 7, row + 1, is_without ? "" : "12.50", is_filled ? "7.25" : "");
        }
      tables = clv_test_tables (text->str);
      mapping = clv_mapping_recognise (tables);
      g_assert_cmpint (clv_mapping_get_table (mapping, 0)->columns[4].role, ==, CLV_ROLE_NONE);
      if (cases[i].is_unused)
        clv_mapping_set_role (mapping, 0, 4, CLV_ROLE_NONE);
      ledger = clv_ledger_build (mapping, NULL, NULL);
      g_assert_cmpuint (clv_test_count_problems (ledger, "missing-amount"), ==, cases[i].n_without);
      g_assert_cmpuint (clv_test_count_problems (ledger, "amount-in-other-column"), ==, cases[i].told);
      if (cases[i].told > 0)
        g_assert_cmpstr (clv_test_get_example (ledger, "amount-in-other-column", 0), ==, "Web shop: 7.25");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  clv_test_speak_plainly ();
  g_test_add_func ("/ledger/money-columns/a-rate-of-tax-is-no-money", a_rate_of_tax_is_no_money);
  g_test_add_func ("/ledger/money-columns/few-values-of-tax-beside-many-amounts-are-rates", few_values_of_tax_beside_many_amounts_are_rates);
  g_test_add_func ("/ledger/money-columns/amounts-before-discounts-are-told", amounts_before_discounts_are_told);
  g_test_add_func ("/ledger/money-columns/discounts-that-may-be-percent-or-money-are-asked-for", discounts_that_may_be_percent_or_money_are_asked_for);
  g_test_add_func ("/ledger/money-columns/discounts-are-proved-by-what-stands-beside-them", discounts_are_proved_by_what_stands_beside_them);
  g_test_add_func ("/ledger/money-columns/amounts-beside-prices-are-compared", amounts_beside_prices_are_compared);
  g_test_add_func ("/ledger/money-columns/amounts-that-are-left-out-are-filled-in-where-the-others-agree", amounts_that_are_left_out_are_filled_in_where_the_others_agree);
  g_test_add_func ("/ledger/money-columns/amounts-that-are-all-higher-than-prices-are-not-told", amounts_that_are_all_higher_than_prices_are_not_told);
  g_test_add_func ("/ledger/money-columns/returned-pieces-are-taken-off", returned_pieces_are_taken_off);
  g_test_add_func ("/ledger/money-columns/columns-that-are-read-in-part-are-told", columns_that_are_read_in_part_are_told);
  g_test_add_func ("/ledger/money-columns/numbers-that-stand-in-for-amounts-are-told", numbers_that_stand_in_for_amounts_are_told);
  g_test_add_func ("/ledger/money-columns/more-than-half-off-is-asked-about", more_than_half_off_is_asked_about);
  return g_test_run ();
}
