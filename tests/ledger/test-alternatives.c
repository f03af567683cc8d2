/* test-alternatives.c - what people may choose about a finding, both ways, and that the account closes under each
 *
 * Expected values by hand; each is worked out beside its table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-book.h"

#include <math.h>
#include <string.h>

#include "clv-table-builder.h"
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

/* 20 + 30 + 40 + 10 are quantity × price; 500 stands for 5 × 10. What was refunded stays what it is. */
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
  clv_assert_near (left_out_under (refunded, &rules, CLV_LEFT_OUT_REFUNDS), 510, 1e-9);
  clv_assert_near (revenue_under (discounted, &rules), 127.5, 1e-9);
  rules.contradicted_amounts = CLV_CONTRADICTED_DROP;
  clv_assert_near (revenue_under (ledger, &rules), 100, 1e-9);
  clv_assert_near (left_out_under (ledger, &rules, CLV_LEFT_OUT_CONTRADICTED_AMOUNT), 500, 1e-9);
}

/* What nothing proves to be wrong counts as it stands, whatever the rule. */
static void
a_price_counts_only_where_it_is_what_the_row_came_to (void)
{
  static const struct
  {
    const char *text;
    guint32     n_told;
    double      amount, price;
  } cases[] = {
    /* Dollars are no euros, by header, by a column of currencies, by sign: 90 + 72 + 108 + 63 + 450. */
    { "order id;customer;date;quantity;unit price (USD);amount (EUR)\n1;A;2024-01-03;2;50;90\n2;B;2024-01-10;1;80;72\n3;A;2024-02-03;4;30;108\n"
      "4;C;2024-03-01;1;70;63\n5;C;2024-04-01;1;50;450\n", 1, 783, 783 },
    { "order id;customer;date;quantity;unit price (USD);amount;currency\n1;A;2024-01-03;2;50;100;EUR\n2;B;2024-01-10;1;80;80;EUR\n"
      "3;A;2024-02-03;4;30;120;EUR\n4;C;2024-03-01;1;70;70;EUR\n5;C;2024-04-01;1;50;450;EUR\n", 1, 820, 820 },
    { "order id;customer;date;quantity;unit price;amount (EUR)\n1;A;2024-01-03;2;$50;100\n2;B;2024-01-10;1;$80;80\n3;A;2024-02-03;4;$30;120\n"
      "4;C;2024-03-01;1;$70;70\n5;C;2024-04-01;1;$50;450\n", 1, 820, 820 },
    /* A fifth of tax in all of them: 120 + 96 + 144 + 84 + 600. */
    { "order id;customer;date;quantity;unit price net;total gross\n1;A;2024-01-03;2;50;120\n2;B;2024-01-10;1;80;96\n3;A;2024-02-03;4;30;144\n"
      "4;C;2024-03-01;1;70;84\n5;C;2024-04-01;1;50;600\n", 1, 1044, 1044 },
    /* 60 are 2 × 50 less the refund of 40, and 0 are 90 less 90, in a column that is net: nothing is contradicted. 80 + 120 + 70 + 50. */
    { "order id;customer;date;quantity;unit price;total;refund\n1;A;2024-01-03;2;50;60;40\n2;B;2024-01-10;1;80;80;\n3;A;2024-02-03;4;30;120;\n"
      "4;C;2024-03-01;1;70;70;\n5;C;2024-04-01;1;50;50;\n6;D;2024-04-04;1;90;0;90\n", 0, 380, 380 },
    /* Of two that differ, 500 for 5 × 10 and 300 for 3 × 10 of which 7 came back, one may be mended: 20 + 40 + 10 + 60 + 50 + 293. */
    { "order id;customer;date;quantity;unit price;amount;refund\n1;A;2023-01-10;2;10;20;\n2;A;2023-01-11;3;10;300;7\n3;B;2023-01-12;5;10;500;\n"
      "4;B;2023-01-13;4;10;40;\n5;C;2023-01-14;1;10;10;\n6;C;2023-01-14;6;10;60;\n", 2, 923, 473 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClvLedger) ledger = ledger_of (cases[i].text, NULL);
      const ClvProblemList *problems = clv_ledger_get_problems (ledger);
      ClvRules rules = CLV_RULES_DEFAULT;
      guint32 n = 0;

      g_test_message ("case %u", i);
      for (guint k = 0; k < clv_problem_list_get_n (problems); k++)
        {
          const ClvProblem *problem = clv_problem_list_get (problems, k);

          if (strcmp (problem->kind, "amount-differs-from-price") != 0)
            continue;
          n += problem->count;
          /* The last table has one of each. */
          g_assert_cmpstr (problem->choices, ==, cases[i].amount != cases[i].price && strcmp (problem->treatment, "used") == 0 ? "used price left-out" : "");
        }
      g_assert_cmpuint (n, ==, cases[i].n_told);
      clv_assert_near (revenue_under (ledger, &rules), cases[i].amount, 1e-9);
      rules.contradicted_amounts = CLV_CONTRADICTED_PRICE;
      clv_assert_near (revenue_under (ledger, &rules), cases[i].price, 1e-9);
    }
}

/* 100 and 70 brought 40 and 20: 60 + 50 of goods. What has no amount counts as 0, and no profit comes of that. */
static void
what_counts_as_zero_has_no_cost_from_its_profit (void)
{
  g_autoptr (ClvLedger) ledger = ledger_of ("order id;customer;date;amount;profit\n1;A;2024-01-03;100;40\n2;B;2024-01-10;;30\n3;A;2024-02-03;abc;20\n"
                                            "4;C;2024-03-01;70;20\n", NULL);
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
  g_autoptr (ClvBook) book = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;
  double cost = 0;

  rules.count_as_zero = CLV_ROW_MARK_BIT (CLV_ROW_MARK_MISSING_AMOUNT) | CLV_ROW_MARK_BIT (CLV_ROW_MARK_UNREADABLE_AMOUNT);
  clv_assert_near (revenue_under (ledger, &rules), 170, 1e-9);
  book = clv_test_book (ledger, &rules);
  g_assert_cmpuint (clv_book_get_reconciliation (book)->rows_used, ==, 4);
  for (guint32 row = 0; row < rows->n; row++)
    if (!isnan (clv_book_get_goods_costs (book)[row]))
      cost += clv_book_get_goods_costs (book)[row];
  clv_assert_near (cost, 110, 1e-9);
}

static ClvLedger *
ledger_of_two (const char           *first,
               const char           *second,
               const ClvImportRules *wishes)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (first);
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (GError) error = NULL;
  ClvLedger *ledger;

  clv_test_add_table (tables, "second.csv", "", second);
  mapping = clv_mapping_recognise (tables);
  clv_mapping_assume (mapping, wishes);
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

/* “Discount %” over 2 and 3: 19.60 + 29.10, or 18 + 27 in money. A sign in the cells is not to be argued with. */
static void
discounts_in_percent_may_be_money_after_all (void)
{
  static const char percent[] = "order id;customer;date;product;quantity;unit price;discount %\n1;A;2023-01-10;P;2;10;2\n2;B;2023-01-11;P;3;10;3\n";
  static const char signs[] = "order id;customer;date;product;quantity;unit price;discount\n1;A;2023-01-10;P;2;10;2%\n2;B;2023-01-11;P;3;10;3%\n";
  ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
  ClvRules rules = CLV_RULES_DEFAULT;

  for (ClvDiscount wish = CLV_DISCOUNT_OPEN; wish <= CLV_DISCOUNT_MONEY; wish++)
    {
      g_autoptr (ClvLedger) of_header = NULL;
      g_autoptr (ClvLedger) of_cells = NULL;

      wishes.discount = wish;
      of_header = ledger_of (percent, &wishes);
      of_cells = ledger_of (signs, &wishes);
      clv_assert_near (revenue_under (of_header, &rules), wish == CLV_DISCOUNT_MONEY ? 45 : 48.7, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (of_header, "discount-in-percent"), ==, 1);
      clv_assert_near (revenue_under (of_cells, &rules), 48.7, 1e-9);
    }
}

/* 3/1, 4/2 and 13/3 of 2023, opened where the month comes first: two true dates, swapped, and a text. */
static void
swapped_dates_are_swapped_back (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("orders.xlsx", "May");
  g_autoptr (ClvProblemList) odd = clv_problem_list_new ();
  g_autoptr (ClvMapping) mapping = NULL;
  ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;

  for (guint row = 0; row < 4; row++)
    {
      clv_table_builder_add_text (builder, 0, row == 0 ? "Customer" : "Ada", row == 0 ? 8 : 3);
      if (row == 0)
        clv_table_builder_add_text (builder, 1, "Date", 4);
      else if (row < 3)
        clv_table_builder_add_date (builder, 1, clv_day_from_ymd (2023, 2 + (int) row, (int) row));
      else
        clv_table_builder_add_text (builder, 1, "13/03/2023", 10);
      if (row == 0)
        clv_table_builder_add_text (builder, 2, "Amount", 6);
      else
        clv_table_builder_add_number (builder, 2, row);
      clv_table_builder_end_row (builder, row + 1);
    }
  g_ptr_array_add (tables, clv_table_builder_finish (builder, odd));
  mapping = clv_mapping_recognise (tables);
  for (guint i = 0; i < 3; i++)
    {
      const gboolean is_swapped = i == 1;
      g_autoptr (ClvMapping) copy = NULL;
      g_autoptr (ClvLedger) ledger = NULL;
      const ClvDay *day;

      wishes.choices.swap_dates = is_swapped;
      clv_mapping_assume (mapping, &wishes);
      copy = clv_mapping_copy (mapping);
      ledger = clv_ledger_build (copy, NULL, NULL);
      day = clv_ledger_get_rows (ledger)->day;
      g_assert_cmpint (day[0], ==, is_swapped ? clv_day_from_ymd (2023, 1, 3) : clv_day_from_ymd (2023, 3, 1));
      g_assert_cmpint (day[1], ==, is_swapped ? clv_day_from_ymd (2023, 2, 4) : clv_day_from_ymd (2023, 4, 2));
      g_assert_cmpint (day[2], ==, clv_day_from_ymd (2023, 3, 13));
      g_assert_cmpuint (clv_test_count_problems (ledger, "swapped-dates"), ==, 1);
    }
}

/* “00420”, “420” and “C 17”, “c17” are four customers, or two; with an e-mail as the key as well. */
static void
similar_ids_are_merged_on_demand (void)
{
  static const char text[] = "order id;customer id;email;date;amount\n1;00420;a@x.org;2023-01-10;20\n2;420;;2023-01-11;30\n3;C 17;;2023-01-12;4\n4;c17;c@x.org;2023-01-13;5\n";

  for (guint i = 0; i < 4; i++)
    {
      ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
      ClvRules rules = CLV_RULES_DEFAULT;
      g_autoptr (ClvLedger) ledger = NULL;
      const guint32 *customer;

      wishes.choices.merge_similar_ids = i % 2 == 1;
      wishes.customer_key = i < 2 ? CLV_CUSTOMER_KEY_ID : CLV_CUSTOMER_KEY_EMAIL;
      ledger = ledger_of (text, &wishes);
      customer = clv_ledger_get_rows (ledger)->customer;
      g_assert_cmpint (customer[0] == customer[1], ==, i % 2 == 1);
      if (i < 2)
        g_assert_cmpint (customer[2] == customer[3], ==, i % 2 == 1);
      g_assert_cmpint (customer[0], !=, customer[2]);
      g_assert_cmpuint (clv_test_count_problems (ledger, "customer-id-similar"), ==, 2);
      clv_assert_near (revenue_under (ledger, &rules), 59, 1e-9);
    }
}

/* Ada is 420 in the list and 00420 in the orders; lines of a1 are those of order A1. */
static void
ids_that_were_merged_are_kept_apart_on_demand (void)
{
  for (guint apart = 0; apart < 2; apart++)
    {
      ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
      ClvRules rules = CLV_RULES_DEFAULT;
      g_autoptr (ClvLedger) list = NULL;
      g_autoptr (ClvLedger) lines = NULL;

      wishes.choices.keep_ids_apart = apart;
      list = ledger_of_two ("Order no;Order date;Customer no;Amount\n1;2024-01-05;00420;10.50\n2;2024-01-19;C17;4.25\n",
                            "Customer no;Name\n420;Ada\nC17;Ben\n", &wishes);
      g_assert_cmpstr (clv_ledger_get_customer_name (list, 0), ==, apart ? "" : "Ada");
      g_assert_cmpstr (clv_ledger_get_customer_name (list, 1), ==, "Ben");
      g_assert_cmpuint (clv_test_count_problems (list, "customer-id-merged"), ==, 1);
      lines = ledger_of_two ("order id;customer id;date\nA1;K1;2024-01-05\nA2;K2;2024-01-06\n",
                             "order id;product;quantity;unit price\na1;P;2;10\nA2;P;3;10\n", &wishes);
      clv_assert_near (revenue_under (lines, &rules), apart ? 30 : 50, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (lines, "id-merged"), ==, 1);
    }
}

/* Each of two lines says the 50 of order 1: once, 20 and 30; or twice. */
static void
totals_on_each_line_count_once_or_as_they_stand (void)
{
  static const char text[] = "order id;customer;date;product;quantity;unit price;order total\n1;A;2023-01-10;P;2;10;50\n1;A;2023-01-10;Q;1;30;50\n"
                             "2;B;2023-01-11;P;1;10;10\n";

  for (guint keep = 0; keep < 2; keep++)
    {
      ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
      ClvRules rules = CLV_RULES_DEFAULT;
      g_autoptr (ClvLedger) ledger = NULL;

      wishes.choices.keep_repeated_totals = keep;
      ledger = ledger_of (text, &wishes);
      clv_assert_near (revenue_under (ledger, &rules), keep ? 110 : 60, 1e-9);
      clv_assert_near (clv_ledger_get_rows (ledger)->amount[0], keep ? 50 : 20, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "order-total-repeated"), ==, 1);
    }
}

/* Order 1 says 55, and its lines 20 + 30; order 2 says the 10 of its line; the line of order 3 is free, and the order is not: 8.
 * 55 is shared out as 22 and 33. */
static void
totals_of_orders_count_in_place_of_their_lines_on_demand (void)
{
  const ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
  g_autoptr (ClvLedger) ledger = ledger_of_two ("order id;customer id;date;total\n1;A;2024-01-05;55\n2;B;2024-01-06;10\n3;C;2024-01-07;8\n",
                                                "order id;product;quantity;unit price\n1;P;2;10\n1;Q;1;30\n2;P;1;10\n3;R;1;0\n3;T;2;0\n", &wishes);
  g_autoptr (ClvBook) book = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;

  g_assert_cmpuint (clv_test_count_problems (ledger, "total-differs-from-lines"), ==, 2);
  clv_assert_near (revenue_under (ledger, &rules), 60, 1e-9);
  rules.order_totals = TRUE;
  clv_assert_near (revenue_under (ledger, &rules), 73, 1e-9);
  clv_assert_near (left_out_under (ledger, &rules, CLV_LEFT_OUT_ORDER_TOTALS), -13, 1e-9);
  book = clv_test_book (ledger, &rules);
  clv_assert_near (clv_book_get_amounts (book)[0], 22, 1e-9);
  clv_assert_near (clv_book_get_amounts (book)[1], 33, 1e-9);
  clv_assert_near (clv_book_get_amounts (book)[3] + clv_book_get_amounts (book)[4], 8, 1e-9);
}

/* 100 € and 100 $ at 0.95 or 0.90. A later day has one rate of its own: 100 × 0.8. */
static void
the_first_of_several_rates_counts_on_demand (void)
{
  const ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
  g_autoptr (ClvLedger) ledger = ledger_of_two ("order id;customer;date;amount;currency\n1;A;2024-01-03;100;EUR\n2;A;2024-02-20;100;USD\n3;A;2024-03-20;100;USD\n",
                                                "Date;Currency;Rate to EUR\n2024-01-01;USD;0.95\n2024-01-01;USD;0.90\n2024-03-01;USD;0.80\n", &wishes);
  ClvRules rules = CLV_RULES_DEFAULT;

  g_strlcpy (rules.currency, "EUR", sizeof rules.currency);
  for (guint first = 0; first < 2; first++)
    {
      g_autoptr (ClvBook) book = NULL;
      g_autoptr (ClvProblemList) problems = clv_problem_list_new ();

      rules.first_rates = first;
      clv_assert_near (revenue_under (ledger, &rules), first ? 275 : 270, 1e-9);
      book = clv_test_book (ledger, &rules);
      clv_book_tell_rates (book, problems);
      g_assert_cmpstr (clv_problem_list_find (problems, "several-rates")->treatment, ==, first ? "first" : "last");
    }
}

/* 10 on a channel that says nothing are what people say; 20 on a loyalty club keep customers. */
static void
costs_by_channel_are_what_people_say (void)
{
  static const ClvCostType types[] = { CLV_COST_ACQUISITION, CLV_COST_RETENTION, CLV_COST_SERVICE, CLV_COST_OTHER };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
      g_autoptr (ClvLedger) ledger = NULL;
      double sums[CLV_N_COST_TYPES] = { 0 };

      wishes.choices.channel_costs = i;
      ledger = ledger_of_two ("order id;customer;date;amount\n1;A;2023-01-10;20\n2;B;2023-01-11;30\n",
                              "Date;Channel;Spend\n2023-01-01;Google;10.00\n2023-02-01;Loyalty club;20.00\n", &wishes);
      for (guint32 row = 0; row < clv_ledger_get_n_costs (ledger); row++)
        sums[clv_ledger_get_costs (ledger)[row].type] += clv_ledger_get_costs (ledger)[row].amount;
      clv_assert_near (sums[types[i]], types[i] == CLV_COST_RETENTION ? 30 : 10, 1e-9);
      clv_assert_near (sums[CLV_COST_RETENTION], types[i] == CLV_COST_RETENTION ? 30 : 20, 1e-9);
    }
}

/* The first row of K1 counts, or the last: never both, and what is left out there is not taken from the other. */
static void
the_last_of_several_rows_of_a_customer_counts_on_demand (void)
{
  for (guint last = 0; last < 2; last++)
    {
      ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
      g_autoptr (ClvLedger) ledger = NULL;
      const ClvAttribute *segment;
      guint32 customer;
      double sum = 0;

      wishes.choices.last_customer_row = last;
      ledger = ledger_of_two ("order id;customer id;date;amount\n1;K1;2024-01-05;10\n2;K2;2024-01-06;20\n",
                              "Customer ID;Name;City;Segment;Acquisition cost\nK1;Ann;Rome;A;5\nK2;Bob;Oslo;B;7\nK1;Ann2;Rome;B;6\n", &wishes);
      customer = clv_ledger_get_rows (ledger)->customer[0];
      segment = clv_ledger_find_attribute (ledger, "segment");
      g_assert_cmpstr (clv_ledger_get_customer_name (ledger, customer), ==, last ? "Ann2" : "Ann");
      g_assert_cmpstr (segment->values[segment->by_customer[customer]], ==, last ? "B" : "A");
      for (guint32 i = 0; i < clv_ledger_get_n_costs (ledger); i++)
        sum += clv_ledger_get_costs (ledger)[i].amount;
      clv_assert_near (sum, last ? 13 : 12, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-customer"), ==, 1);
    }
}

#define SALES_OF_PRODUCTS "Order;Customer;Date;SKU;Quantity\n1;A;2024-01-05;P1;2\n2;B;2024-01-06;P2;1\n3;A;2024-01-07;P1;1\n"

/* 2 × 10 + 25 + 10 = 55; one P1 and two of P2 came back, 60 in all, which cost 4 and 2 × 11: nobody is charged. A product
 * that the list does not have is left out. Without prices there is nothing to choose. */
static void
returned_goods_are_taken_off_at_their_price_on_demand (void)
{
  static const char *const products[] = { "SKU;Unit price;Unit cost\nP1;10;4\nP2;25;11\n", "SKU;Unit cost\nP1;4\nP2;11\n" };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (i < 2 ? SALES_OF_PRODUCTS
                                                            : "Order;Customer;Date;SKU;Quantity;Unit price\n1;A;2024-01-05;P1;2;10\n2;B;2024-01-06;P2;1;25\n3;A;2024-01-07;P1;1;10\n");
      g_autoptr (ClvMapping) mapping = NULL;
      g_autoptr (ClvLedger) ledger = NULL;
      ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
      ClvRules rules = CLV_RULES_DEFAULT;
      const ClvLedgerRows *rows;
      const ClvProblem *problem;
      double cost = 0;

      clv_test_add_table (tables, "products.csv", "", products[i / 2]);
      clv_test_add_table (tables, "returns.csv", "", "Return date;SKU;Quantity returned;Reason\n2024-02-01;P1;1;broken\n2024-02-02;P2;2;late\n2024-02-02;P9;1;late\n");
      mapping = clv_mapping_recognise (tables);
      wishes.choices.subtract_returned_goods = i % 2 == 1;
      clv_mapping_assume (mapping, &wishes);
      ledger = clv_ledger_build (mapping, NULL, NULL);
      rows = clv_ledger_get_rows (ledger);
      clv_assert_near (revenue_under (ledger, &rules), i == 1 ? -5 : 55, 1e-9);
      problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "returns-without-order");
      g_assert_cmpuint (problem->count, ==, 3);
      g_assert_cmpstr (problem->choices, ==, i < 2 ? "ignored subtracted" : "");
      g_assert_cmpuint (rows->n, ==, i == 1 ? 6 : 3);
      g_assert_cmpuint (clv_test_count_problems (ledger, "missing-customer"), ==, 0);
      g_assert_cmpuint (clv_test_count_problems (ledger, "ignored-table"), ==, i == 1 ? 0 : 1);
      if (i != 1)
        continue;
      g_assert_cmpuint (clv_test_count_problems (ledger, "unknown-product"), ==, 1);
      for (guint32 row = 0; row < 5; row++)
        cost += rows->cost[row];
      /* 3 × 4 + 11 - 4 - 22 */
      clv_assert_near (cost, -3, 1e-9);
      g_assert_cmpuint (rows->customer[3], ==, CLV_NOBODY);
    }
}

/* 10 + 20 + 30 + 5; what adds up the first three may be a sale of 60 after all, and stands where it stands in the file. */
static void
rows_of_totals_count_on_demand (void)
{
  static const char orders[] = "order;customer;;date;amount\n1;A;;2024-01-01;10\n2;B;;2024-01-02;20\n3;C;;2024-01-03;30\n"
                               "Grand total;;;2024-01-03;60\norder;customer;;date;amount\n4;A;;2024-01-04;5\n";
  ClvRules rules = CLV_RULES_DEFAULT;

  for (guint keep = 0; keep < 2; keep++)
    {
      ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
      g_autoptr (ClvLedger) ledger = NULL;
      g_autoptr (ClvBook) book = NULL;
      const ClvReconciliation *account;
      const ClvLedgerRows *rows;

      wishes.choices.keep_totals = keep;
      ledger = ledger_of (orders, &wishes);
      rows = clv_ledger_get_rows (ledger);
      clv_assert_near (revenue_under (ledger, &rules), keep ? 125 : 65, 1e-9);
      book = clv_test_book (ledger, &rules);
      account = clv_book_get_reconciliation (book);
      g_assert_cmpuint (account->rows_read, ==, 6);
      g_assert_cmpuint (account->left_out[CLV_LEFT_OUT_TOTALS_ROW].rows, ==, keep ? 0 : 1);
      clv_assert_near (account->left_out[CLV_LEFT_OUT_TOTALS_ROW].amount, 0, 0);
      g_assert_cmpuint (account->left_out[CLV_LEFT_OUT_REPEATED_HEADER].rows, ==, 1);
      g_assert_cmpuint (rows->n, ==, keep ? 5 : 4);
      g_assert_cmpuint (rows->source_row[rows->n - 1], ==, 7);
      if (!keep)
        continue;
      g_assert_cmpuint (rows->source_row[3], ==, 5);
      clv_assert_near (rows->amount[3], 60, 0);
      g_assert_cmpuint (rows->customer[3], ==, CLV_NOBODY);
    }
}

/* A list of customers may have one who is called Total; without a day no sale has a place. */
static void
totals_of_customers_and_of_nothing_count_as_they_can (void)
{
  ClvImportRules wishes = CLV_IMPORT_RULES_DEFAULT;
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvLedger) customers = NULL;
  g_autoptr (ClvLedger) orders = NULL;

  wishes.choices.keep_totals = TRUE;
  customers = ledger_of ("customer;revenue;orders\nA;10;1\nB;20;2\nC;30;1\nTotal;60;4\n", &wishes);
  g_assert_true (clv_ledger_is_customer_level (customers));
  g_assert_cmpuint (clv_ledger_get_n_customers (customers), ==, 4);
  clv_assert_near (revenue_under (customers, &rules), 120, 1e-9);

  orders = ledger_of ("order;customer;date;amount\n1;A;2024-01-01;10\n2;B;2024-01-02;20\n3;C;2024-01-03;30\nTotal;;;60\n", &wishes);
  clv_assert_near (revenue_under (orders, &rules), 60, 1e-9);
  clv_assert_near (left_out_under (orders, &rules, CLV_LEFT_OUT_UNREADABLE_DATE), 60, 1e-9);
}

/* 100 + 50, and 30 that came back: 180 as they stand, 150 when the return is nothing, 120 when it is one. Its goods come back. */
static void
returns_without_a_minus_get_one_on_demand (void)
{
  static const struct
  {
    const char *text;
    const char *rates;
    ClvExtra    tax;
    double      kept, subtracted, negated, turned, cost;
  } cases[] = {
    { "order;customer;date;type;amount;tax;cost\n1;A;2024-01-01;Sale;100;19;40\n2;B;2024-01-02;Sale;50;9.5;20\n3;A;2024-02-03;Return;30;5.7;12\n",
      NULL, CLV_EXTRA_KEEP, 180, 150, 120, 60, 48 },
    /* 81 + 40.5, and 24.3 net. */
    { "order;customer;date;type;amount;tax;cost\n1;A;2024-01-01;Sale;100;19;40\n2;B;2024-01-02;Sale;50;9.5;20\n3;A;2024-02-03;Return;30;5.7;12\n",
      NULL, CLV_EXTRA_SUBTRACT, 145.8, 121.5, 97.2, 48.6, 48 },
    /* Numbers of credit notes; what has its minus keeps it. 10 + 20 + 5 - 4. */
    { "order;customer;date;amount;cost\n536365;A;2024-01-01;10;4\n536366;B;2024-01-02;20;8\nC536367;A;2024-02-03;5;2\nC536368;B;2024-02-03;-4;-1\n",
      NULL, CLV_EXTRA_KEEP, 31, 31, 21, 10, 9 },
    /* 30 dollars are 15 euros. */
    { "order;customer;date;type;amount;currency;cost\n1;A;2024-01-01;Sale;100;EUR;40\n2;B;2024-01-02;Sale;50;EUR;20\n3;A;2024-02-03;Return;30;USD;12\n",
      "USD", CLV_EXTRA_KEEP, 165, 150, 135, 60, 54 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClvLedger) ledger = ledger_of (cases[i].text, NULL);
      const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
      g_autoptr (ClvBook) book = NULL;
      ClvRules rules = CLV_RULES_DEFAULT;
      double cost = 0;

      g_test_message ("case %u", i);
      rules.tax = cases[i].tax;
      if (cases[i].rates != NULL)
        {
          g_strlcpy (rules.currency, "EUR", sizeof rules.currency);
          rules.n_rates = 1;
          g_strlcpy (rules.rates[0].currency, cases[i].rates, sizeof rules.rates[0].currency);
          rules.rates[0].rate = 0.5;
        }
      clv_assert_near (revenue_under (ledger, &rules), cases[i].kept, 1e-9);
      rules.refunded_orders = CLV_REFUNDED_SUBTRACT;
      clv_assert_near (revenue_under (ledger, &rules), cases[i].subtracted, 1e-9);
      rules.refunded_orders = CLV_REFUNDED_NEGATE;
      clv_assert_near (revenue_under (ledger, &rules), cases[i].negated, 1e-9);
      clv_assert_near (left_out_under (ledger, &rules, CLV_LEFT_OUT_TURNED), cases[i].turned, 1e-9);
      book = clv_test_book (ledger, &rules);
      g_assert_cmpuint (clv_book_get_reconciliation (book)->left_out[CLV_LEFT_OUT_TURNED].rows, ==, 0);
      for (guint32 row = 0; row < rows->n; row++)
        cost += clv_book_get_goods_costs (book)[row];
      clv_assert_near (cost, cases[i].cost, 1e-9);
      g_assert_cmpint (clv_book_get_documents (book)[2].kind, ==, CLV_DOCUMENT_CREDIT_NOTE);
    }
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
  g_test_add_func ("/ledger/alternatives/discounts-in-percent-may-be-money-after-all",
                   discounts_in_percent_may_be_money_after_all);
  g_test_add_func ("/ledger/alternatives/swapped-dates-are-swapped-back",
                   swapped_dates_are_swapped_back);
  g_test_add_func ("/ledger/alternatives/similar-ids-are-merged-on-demand",
                   similar_ids_are_merged_on_demand);
  g_test_add_func ("/ledger/alternatives/ids-that-were-merged-are-kept-apart-on-demand",
                   ids_that_were_merged_are_kept_apart_on_demand);
  g_test_add_func ("/ledger/alternatives/totals-on-each-line-count-once-or-as-they-stand",
                   totals_on_each_line_count_once_or_as_they_stand);
  g_test_add_func ("/ledger/alternatives/totals-of-orders-count-in-place-of-their-lines-on-demand",
                   totals_of_orders_count_in_place_of_their_lines_on_demand);
  g_test_add_func ("/ledger/alternatives/the-first-of-several-rates-counts-on-demand",
                   the_first_of_several_rates_counts_on_demand);
  g_test_add_func ("/ledger/alternatives/costs-by-channel-are-what-people-say",
                   costs_by_channel_are_what_people_say);
  g_test_add_func ("/ledger/alternatives/the-last-of-several-rows-of-a-customer-counts-on-demand",
                   the_last_of_several_rows_of_a_customer_counts_on_demand);
  g_test_add_func ("/ledger/alternatives/a-price-counts-only-where-it-is-what-the-row-came-to",
                   a_price_counts_only_where_it_is_what_the_row_came_to);
  g_test_add_func ("/ledger/alternatives/what-counts-as-zero-has-no-cost-from-its-profit", what_counts_as_zero_has_no_cost_from_its_profit);
  g_test_add_func ("/ledger/alternatives/returned-goods-are-taken-off-at-their-price-on-demand",
                   returned_goods_are_taken_off_at_their_price_on_demand);
  g_test_add_func ("/ledger/alternatives/rows-of-totals-count-on-demand", rows_of_totals_count_on_demand);
  g_test_add_func ("/ledger/alternatives/totals-of-customers-and-of-nothing-count-as-they-can",
                   totals_of_customers_and_of_nothing_count_as_they_can);
  g_test_add_func ("/ledger/alternatives/returns-without-a-minus-get-one-on-demand", returns_without_a_minus_get_one_on_demand);
  return g_test_run ();
}
