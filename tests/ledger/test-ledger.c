/* test-ledger.c - customers, costs, attributes and what is odd about rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger.h"

#include <math.h>

#include "clv-table-builder.h"
#include "clv-test-tables.h"
#include "clv-test.h"

static void
figures_of_customers_are_read_by_customer (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Customer;Average order value;Purchase frequency;Retention rate;Customer lifetime\nAda;100;3;70 %;5\nBen;50.5;2;40 %;1.5\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const ClvCustomerValues *values = clv_ledger_get_values (ledger);

  g_assert_true (clv_ledger_is_customer_level (ledger));
  clv_assert_near (values->aov[1], 50.5, 0);
  clv_assert_near (values->frequency[0], 3, 0);
  clv_assert_near (values->retention[0], 0.7, 1e-12);
  clv_assert_near (values->lifetime[1], 1.5, 0);
  g_assert_null (values->revenue);
}

static void
several_revenue_columns_are_added_up (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Fresh;Milk\n12669;9656\n7057;9810\n100;50\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (ClvLedger) ledger = NULL;

  clv_mapping_set_by_header (mapping, CLV_ROLE_REVENUE, "Fresh", NULL);
  clv_mapping_set_by_header (mapping, CLV_ROLE_REVENUE, "Milk", NULL);
  ledger = clv_ledger_build (mapping, NULL, NULL);

  /* No id column: the number of the row is the customer. */
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, 1), ==, "2");
  clv_assert_near (clv_ledger_get_values (ledger)->revenue[1], 16867, 0);
}

static void
costs_know_type_customer_and_channel (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer;date;amount\nA;2023-01-10;100\nF;2023-02-10;50\n");
  g_autoptr (ClvLedger) ledger = NULL;
  const ClvCostRow *costs;

  clv_test_add_table (tables, "costs.csv", "",
                      "Date;Type;Customer;Channel;Amount\n2023-06-30;Acquisition;;Google Ads;90\n2024-06-30;Service;F;google ads;25\n"
                      "2024-07-01;Kundenbindung;;;10\n2024-07-02;Miete;;;7\n2024-07-03;Service;;;n/a\n");
  ledger = clv_test_ledger (tables);
  costs = clv_ledger_get_costs (ledger);

  g_assert_cmpuint (clv_ledger_get_n_costs (ledger), ==, 4);
  g_assert_cmpint (costs[0].type, ==, CLV_COST_ACQUISITION);
  g_assert_cmpuint (costs[0].customer, ==, CLV_NOBODY);
  g_assert_cmpstr (clv_ledger_get_cost_channel (ledger, costs[0].channel), ==, "Google Ads");
  g_assert_cmpuint (costs[1].channel, ==, costs[0].channel);
  g_assert_cmpint (costs[1].type, ==, CLV_COST_SERVICE);
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, costs[1].customer), ==, "F");
  g_assert_cmpint (costs[2].type, ==, CLV_COST_RETENTION);
  g_assert_cmpint (costs[3].type, ==, CLV_COST_OTHER);
  /* The cost without an amount is told, not lost. */
  g_assert_nonnull (clv_problem_list_find (clv_ledger_get_problems (ledger), "unreadable-amount"));
}

static void
a_customer_table_gives_names_and_attributes (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer id;date;amount;country\n1;2023-01-10;100.5;France\n2;2023-02-10;50;Spain\n1;2023-03-10;5;France\n");
  g_autoptr (ClvLedger) ledger = NULL;
  const ClvAttribute *country, *segment;

  clv_test_add_table (tables, "customers.csv", "", "customer id;first name;last name;segment\n1;Ada;Byron;Gold\n2;Ben;Stone;Silver\n3;Cleo;Park;Gold\n");
  ledger = clv_test_ledger (tables);
  country = clv_ledger_find_attribute (ledger, "country");
  segment = clv_ledger_find_attribute (ledger, "segment");

  g_assert_cmpstr (clv_ledger_get_customer_name (ledger, 0), ==, "Ada Byron");
  g_assert_cmpstr (clv_ledger_get_customer_name (ledger, 2), ==, "Cleo Park");
  g_assert_nonnull (country->by_row);
  g_assert_cmpstr (country->values[country->by_row[1]], ==, "Spain");
  g_assert_nonnull (segment->by_customer);
  g_assert_cmpstr (segment->values[segment->by_customer[2]], ==, "Gold");
}

static void
a_profit_column_sets_the_goods_cost (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer;date;sales;profit\nA;2023-01-10;100.5;40.5\nB;2023-01-11;10;-5\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_true (clv_ledger_profit_given (ledger));
  clv_assert_near (clv_ledger_get_rows (ledger)->cost[0], 60, 1e-12);
  clv_assert_near (clv_ledger_get_rows (ledger)->cost[1], 15, 1e-12);
}

static void
a_status_says_cancelled_or_refunded (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;order status\n1;A;2023-01-10;10.5;Completed\n2;A;2023-01-11;5;Storniert\n"
                                                  "3;B;2023-01-12;-3;Refunded\n4;B;2023-01-12;8;已取消\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const guint16 *flags = clv_ledger_get_rows (ledger)->flags;

  g_assert_cmpuint (flags[0], ==, 0);
  g_assert_true (flags[1] & CLV_ROW_CANCELLED);
  g_assert_true (flags[2] & CLV_ROW_CREDIT);
  g_assert_true (flags[3] & CLV_ROW_CANCELLED);
}

/* EXPECTATIONS 2: a purchase that was refunded in full is 0, never below. */
static void
a_refund_flag_gives_the_purchase_back (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;refunded\n1;A;2023-01-10;10.5;no\n2;A;2023-01-11;5;yes\n3;B;2023-01-12;7.25;\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  clv_assert_near (clv_ledger_get_rows (ledger)->amount[0], 10.5, 0);
  clv_assert_near (clv_ledger_get_rows (ledger)->amount[1], 0, 0);
  clv_assert_near (clv_ledger_get_rows (ledger)->refund[1], 5, 0);
  clv_assert_near (clv_ledger_get_rows (ledger)->amount[2], 7.25, 0);
}

static void
a_refund_amount_is_taken_off_and_kept (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;refund amount\n1;A;2023-01-10;100;\n2;A;2023-01-11;50;20\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  clv_assert_near (clv_ledger_get_rows (ledger)->amount[1], 30, 0);
  clv_assert_near (clv_ledger_get_rows (ledger)->refund[0], 0, 0);
  clv_assert_near (clv_ledger_get_rows (ledger)->refund[1], 20, 0);
  g_assert_nonnull (clv_problem_list_find (clv_ledger_get_problems (ledger), "refund-subtracted"));
}

static void
refund_marks_say_yes_or_no (void)
{
  static const char *const no[] = { "0.00", "0,0", "Não", "아니요", "F", "-", "no", "否" };
  static const char *const yes[] = { "yes", "1", "Ja", "是", "TRUE", "x" };

  for (guint i = 0; i < G_N_ELEMENTS (no) + G_N_ELEMENTS (yes); i++)
    {
      gboolean is_yes = i >= G_N_ELEMENTS (no);
      const char *mark = is_yes ? yes[i - G_N_ELEMENTS (no)] : no[i];
      g_autofree char *text = g_strdup_printf ("order id;customer;date;amount;profit;refunded\n1;A;2023-01-10;100;20;%s\n2;A;2023-01-11;50;5;\n", mark);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("%s", mark);
      clv_assert_near (clv_ledger_get_rows (ledger)->amount[0], is_yes ? 0 : 100, 0);
      g_assert_cmpint ((clv_ledger_get_rows (ledger)->flags[0] & CLV_ROW_GIVEN_BACK) != 0, ==, is_yes);
      g_assert_null (clv_problem_list_find (clv_ledger_get_problems (ledger), "unclear-refund"));
    }
}

static void
words_are_words (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;status\n1;A;2023-01-10;10.5;Latest\n2;A;2023-01-11;5;Avoided\n"
                                                  "3;B;2023-01-12;3;Not cancelled\n4;B;2023-01-12;8;Test order\n5;B;2023-01-13;8;canceled\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const guint16 *flags = clv_ledger_get_rows (ledger)->flags;

  for (guint i = 0; i < 3; i++)
    g_assert_false (flags[i] & CLV_ROW_CANCELLED);
  g_assert_true (flags[3] & CLV_ROW_CANCELLED);
  g_assert_true (flags[4] & CLV_ROW_CANCELLED);
}

/* Arrays by customer must be long enough for the customers of every table, in whatever order these come. */
static void
later_customer_tables_may_know_more_customers (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer id;date;amount\n1;2023-01-10;100.5\n2;2023-01-11;5\n");
  g_autoptr (ClvLedger) ledger = NULL;
  const ClvAttribute *city;

  clv_test_add_table (tables, "k1.csv", "", "customer id;city\n1;Bonn\n2;Trier\n3;Bonn\n");
  clv_test_add_table (tables, "k2.csv", "", "customer id;level\n4;Gold\n5;Silver\n6;Gold\n");
  ledger = clv_test_ledger (tables);
  city = clv_ledger_find_attribute (ledger, "city");

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 6);
  for (guint32 i = 0; i < 6; i++)
    g_assert_true (city->by_customer[i] == CLV_NOBODY || city->by_customer[i] < city->n_values);
}

static void
two_tables_of_customer_figures_make_one (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Customer;Revenue;Orders\nAda;1000;5\nBen;200;1\n");
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "v2.csv", "", "Customer;Revenue;Orders\nBen;50;2\nCleo;640;4\n");
  ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 3);
  clv_assert_near (clv_ledger_get_values (ledger)->revenue[1], 250, 0);
  clv_assert_near (clv_ledger_get_values (ledger)->revenue[2], 640, 0);
}

static void
one_impossible_retention_does_not_change_the_others (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Customer;Average order value;Purchase frequency;Retention rate\nA;10;1;0.7\nB;10;1;1.01\nC;10;1;0.5\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  clv_assert_near (clv_ledger_get_values (ledger)->retention[0], 0.7, 0);
  g_assert_true (isnan (clv_ledger_get_values (ledger)->retention[1]));
}

static void
columns_that_share_a_name_stay_apart (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer;date;amount;RFM;Ship Mode;Ship-Mode\nA;2023-01-10;1.5;x;air;sea\nB;2023-01-11;2.5;y;sea;air\n"
                                                  "C;2023-01-12;2.5;y;sea;sea\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_null (clv_ledger_find_attribute (ledger, "rfm"));
  g_assert_nonnull (clv_ledger_find_attribute (ledger, "column-rfm"));
  g_assert_nonnull (clv_ledger_find_attribute (ledger, "ship-mode"));
  g_assert_nonnull (clv_ledger_find_attribute (ledger, "ship-mode-2"));
}

/* Numbers that stand for kinds are groups, as are whole sums; measures are none, nor what the amount is in another currency. */
static void
measures_are_no_groups (void)
{
  g_autoptr (GString) text = g_string_new ("order;customer;date;Amount USD;Amount EUR;Weight;Income;Batch\n");
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (ClvLedger) ledger = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "%u;K%u;2023-01-%02u;%u;%u;%u.5;$%u000;%u\n", i + 1, i % 9, i % 28 + 1, 20 + i % 4 * 10, 18 + i % 4 * 9,
                            i % 5, i % 3 + 1, i % 2 + 1);
  tables = clv_test_tables (text->str);
  ledger = clv_test_ledger (tables);
  g_assert_cmpuint (clv_test_count_problems (ledger, "amounts-in-currencies"), ==, 40);
  g_assert_null (clv_ledger_find_attribute (ledger, "amount-eur"));
  g_assert_null (clv_ledger_find_attribute (ledger, "amount-usd"));
  g_assert_null (clv_ledger_find_attribute (ledger, "weight"));
  g_assert_cmpuint (clv_ledger_find_attribute (ledger, "income")->n_values, ==, 3);
  g_assert_cmpuint (clv_ledger_find_attribute (ledger, "batch")->n_values, ==, 2);
}

static void
a_positive_refund_is_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount;status\n1;A;2023-01-10;100;completed\n2;A;2023-01-11;60;Credit note\n3;B;2023-01-12;40;Refunded\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const guint16 *flags = clv_ledger_get_rows (ledger)->flags;

  g_assert_true (flags[1] & CLV_ROW_CREDIT);
  g_assert_false (flags[2] & CLV_ROW_CREDIT);
  g_assert_cmpuint (clv_problem_list_find (clv_ledger_get_problems (ledger), "positive-refund")->count, ==, 2);
}

static void
ids_keep_their_zeros_and_their_digits (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer id;date;amount\n00420;2023-01-10;10.5\n12345678901234567890;2023-01-11;5\n420;2023-01-12;7.25\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 3);
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, 0), ==, "00420");
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, 1), ==, "12345678901234567890");
  /* Sorted as texts: 00420, 1234…, 420. */
  g_assert_cmpuint (clv_ledger_get_id_order (ledger)[2], ==, 2);
}

static void
returned_orders_are_flagged_and_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer id;order date;sales\nA-1;X;2023-01-10;10.5\nA-2;Y;2023-01-11;5.5\n");
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "orders.xlsx", "Returns", "order id;returned\nA-2;Yes\nA-9;Yes\n");
  ledger = clv_test_ledger (tables);

  g_assert_false (clv_ledger_get_rows (ledger)->flags[0] & CLV_ROW_RETURNED);
  g_assert_true (clv_ledger_get_rows (ledger)->flags[1] & CLV_ROW_RETURNED);
  g_assert_cmpuint (clv_problem_list_find (clv_ledger_get_problems (ledger), "returns-without-amount")->count, ==, 2);
}

/* 3/1, 4/2 and 13/3 of 2023, opened where the month comes first: two true dates, swapped, and a text. */
static void
swapped_dates_are_told (void)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("orders.xlsx", "May");
  g_autoptr (ClvProblemList) odd = clv_problem_list_new ();
  g_autoptr (ClvLedger) ledger = NULL;
  const ClvProblem *problem;

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
  ledger = clv_test_ledger (tables);
  problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "swapped-dates");

  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->count, ==, 1);
  g_assert_cmpstr (((ClvProblemExample *) problem->examples->pdata[0])->text, ==, "Date");
  g_assert_cmpstr (((ClvProblemExample *) problem->examples->pdata[0])->sheet, ==, "May");
}

static gboolean
always (gpointer user_data)
{
  return TRUE;
}

static void
cancelling_gives_no_ledger (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer;date;amount\nA;2023-01-10;100\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (GError) error = NULL;
  ClvWork work = { .is_cancelled = always };

  g_assert_null (clv_ledger_build (mapping, &work, &error));
  g_assert_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CANCELLED);
}

static gboolean
after_some_looks (gpointer user_data)
{
  guint *left = user_data;

  if (*left == 0)
    return TRUE;
  (*left)--;
  return FALSE;
}

/* Wherever it is, it gives up: each step of the import, and each of the account, looks whether anybody still wants it. */
static void
cancelling_is_heard_between_all_steps (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount\n1;A;2023-01-01;10\n2;B;2023-01-02;20\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (ClvLedger) whole = clv_ledger_build (mapping, NULL, NULL);
  guint n_of_ledger = 0, n_of_book = 0;

  for (gboolean is_done = FALSE; !is_done; n_of_ledger += !is_done)
    {
      guint left = n_of_ledger;
      ClvWork work = { .is_cancelled = after_some_looks, .user_data = &left };
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvLedger) ledger = clv_ledger_build (mapping, &work, &error);

      is_done = ledger != NULL;
      if (!is_done)
        g_assert_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CANCELLED);
    }
  for (gboolean is_done = FALSE; !is_done; n_of_book += !is_done)
    {
      guint left = n_of_book;
      ClvWork work = { .is_cancelled = after_some_looks, .user_data = &left };
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvBook) book = clv_book_new (whole, &CLV_RULES_DEFAULT, &work, &error);

      is_done = book != NULL;
      if (!is_done)
        g_assert_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CANCELLED);
    }
  /* Currencies, totals, customers, flags, duplicates, repeats, costs, contacts, rates … */
  g_assert_cmpuint (n_of_ledger, >=, 20);
  g_assert_cmpuint (n_of_book, >=, 5);
}

static gboolean
count_looks (gpointer user_data)
{
  (*(guint *) user_data)++;
  return FALSE;
}

/* How often somebody is asked while so many orders become a ledger and a book. */
static void
count_looks_over (guint  n_rows,
                  guint *of_ledger,
                  guint *of_book)
{
  g_autoptr (GString) text = g_string_new ("Order;Customer;Date;Status;Amount\n");
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvBook) book = NULL;
  ClvRules rules = CLV_RULES_DEFAULT;
  ClvWork of_one = { .is_cancelled = count_looks, .user_data = of_ledger }, of_other = { .is_cancelled = count_looks, .user_data = of_book };

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "%u;a%u@x.org;2023-01-0%u;%s;10\n", i / 2, i % 100, 1 + i / 2 % 9, i < 2 ? "refunded" : "paid");
  tables = clv_test_tables (text->str);
  mapping = clv_mapping_recognise (tables);
  *of_ledger = *of_book = 0;
  ledger = clv_ledger_build (mapping, &of_one, NULL);
  rules.refunded_orders = CLV_REFUNDED_SUBTRACT;
  book = clv_book_new (ledger, &rules, &of_other, NULL);
  g_assert_nonnull (book);
}

/* One more stretch of 65,536 rows: credit notes, lines, duplicates, customers …; amounts, judging, documents. */
static void
cancelling_is_heard_within_long_steps (void)
{
  guint few_of_ledger, few_of_book, many_of_ledger, many_of_book;

  count_looks_over (20, &few_of_ledger, &few_of_book);
  count_looks_over (65536 + 20, &many_of_ledger, &many_of_book);
  g_assert_cmpuint (many_of_ledger, >=, few_of_ledger + 6);
  g_assert_cmpuint (many_of_book, >=, few_of_book + 3);
}

/* They cannot be taken off, and must not pass in silence: two rows, and the revenue stays 25.50 + 30 = 55.50. */
static void
returns_of_nobody_are_told (void)
{
  static const struct
  {
    const char *sheet, *text;
    guint32     told;
  } cases[] = {
    { "Devoluções", "Data Devolução;ID Loja;SKU;Qtd Devolvida\n2023-01-05;4;HL1;1\n2023-01-06;4;HL2;2\n", 2 },
    { "Plan2", "Data Devolução;ID Loja;SKU;Qtd Devolvida\n2023-01-05;4;HL1;1\n2023-01-06;4;HL2;2\n", 2 },
    { "Retouren", "Datum;Artikelnummer;Menge\n2023-01-05;HL1;1\n2023-01-06;HL2;2\n", 2 },
    { "Stock", "Date;SKU;Count in shop\n2023-01-05;HL1;1\n2023-01-06;HL2;2\n", 0 },
    { "Returns policy", "Country;Days\nDE;14\nFR;30\n", 0 },
    { "Loyalty", "Month;New people;Returning people\n2023-01-01;10;4\n2023-02-01;12;5\n", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
      g_autoptr (ClvLedger) ledger = NULL;
      const ClvProblem *problem;

      g_test_message ("%s", cases[i].sheet);
      clv_test_add_table (tables, "shop.xlsx", "Orders", "Order ID;Customer ID;Order date;SKU;Total\n"
                                                         "A1;K1;2023-01-01;HL1;25.50\nA2;K2;2023-01-02;HL2;30.00\n");
      clv_test_add_table (tables, "shop.xlsx", cases[i].sheet, cases[i].text);
      ledger = clv_test_ledger (tables);
      problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "returns-without-order");
      g_assert_cmpuint (problem != NULL ? problem->count : 0, ==, cases[i].told);
      if (problem != NULL)
        g_assert_cmpint (clv_problem_get_severity (problem), ==, CLV_SEVERITY_WARNING);
      clv_assert_near (clv_test_add_amounts (ledger), 55.50, 1e-9);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/ledger/figures-of-customers-are-read-by-customer", figures_of_customers_are_read_by_customer);
  g_test_add_func ("/ledger/ledger/several-revenue-columns-are-added-up", several_revenue_columns_are_added_up);
  g_test_add_func ("/ledger/ledger/costs-know-type-customer-and-channel", costs_know_type_customer_and_channel);
  g_test_add_func ("/ledger/ledger/a-customer-table-gives-names-and-attributes", a_customer_table_gives_names_and_attributes);
  g_test_add_func ("/ledger/ledger/a-profit-column-sets-the-goods-cost", a_profit_column_sets_the_goods_cost);
  g_test_add_func ("/ledger/ledger/a-status-says-cancelled-or-refunded", a_status_says_cancelled_or_refunded);
  g_test_add_func ("/ledger/ledger/a-refund-flag-gives-the-purchase-back", a_refund_flag_gives_the_purchase_back);
  g_test_add_func ("/ledger/ledger/a-refund-amount-is-taken-off-and-kept", a_refund_amount_is_taken_off_and_kept);
  g_test_add_func ("/ledger/ledger/refund-marks-say-yes-or-no", refund_marks_say_yes_or_no);
  g_test_add_func ("/ledger/ledger/words-are-words", words_are_words);
  g_test_add_func ("/ledger/ledger/later-customer-tables-may-know-more-customers", later_customer_tables_may_know_more_customers);
  g_test_add_func ("/ledger/ledger/two-tables-of-customer-figures-make-one", two_tables_of_customer_figures_make_one);
  g_test_add_func ("/ledger/ledger/one-impossible-retention-does-not-change-the-others", one_impossible_retention_does_not_change_the_others);
  g_test_add_func ("/ledger/ledger/measures-are-no-groups", measures_are_no_groups);
  g_test_add_func ("/ledger/ledger/columns-that-share-a-name-stay-apart", columns_that_share_a_name_stay_apart);
  g_test_add_func ("/ledger/ledger/a-positive-refund-is-told", a_positive_refund_is_told);
  g_test_add_func ("/ledger/ledger/ids-keep-their-zeros-and-their-digits", ids_keep_their_zeros_and_their_digits);
  g_test_add_func ("/ledger/ledger/returned-orders-are-flagged-and-told", returned_orders_are_flagged_and_told);
  g_test_add_func ("/ledger/ledger/swapped-dates-are-told", swapped_dates_are_told);
  g_test_add_func ("/ledger/ledger/cancelling-gives-no-ledger", cancelling_gives_no_ledger);
  g_test_add_func ("/ledger/ledger/cancelling-is-heard-within-long-steps", cancelling_is_heard_within_long_steps);
  g_test_add_func ("/ledger/ledger/cancelling-is-heard-between-all-steps", cancelling_is_heard_between_all_steps);
  g_test_add_func ("/ledger/ledger/returns-of-nobody-are-told", returns_of_nobody_are_told);
  return g_test_run ();
}
