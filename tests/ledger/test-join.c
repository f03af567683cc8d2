/* test-join.c - tables beside each other: parts of one, completed by another, summed up by a third
 *
 * The figures are small enough to be added up by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger.h"

#include "clv-test-tables.h"
#include "clv-test.h"

/* January proves nothing about its dates and amounts; February does, with other columns in another order. */
static void
monthly_sheets_are_one_table (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  const ClvLedgerRows *rows;
  g_auto (GStrv) questions = NULL;

  clv_test_add_table (tables, "2024.xlsx", "Jan", "Order no;Date;Customer no;Amount\n1;03/01/2024;C1;1.000\n2;04/01/2024;C2;2.500\n");
  clv_test_add_table (tables, "2024.xlsx", "Feb",
                      "Customer no;Order no;Amount;Date;Note\nC1;3;1.250,50;13/02/2024;\nC1;3;99,50;13/02/2024;gift\nC3;4;10,00;05/02/2024;\n");
  mapping = clv_mapping_recognise (tables);
  questions = clv_mapping_dup_questions (mapping);
  g_assert_cmpuint (g_strv_length (questions), ==, 0);
  g_assert_cmpint (clv_mapping_get_table (mapping, 0)->kind, ==, CLV_KIND_LINES);
  g_assert_cmpint (clv_mapping_get_table (mapping, 1)->kind, ==, CLV_KIND_LINES);

  ledger = clv_ledger_build (mapping, NULL, NULL);
  rows = clv_ledger_get_rows (ledger);
  g_assert_cmpuint (rows->n, ==, 5);
  clv_assert_near (clv_test_add_amounts (ledger), 1000 + 2500 + 1250.5 + 99.5 + 10, 1e-9);
  g_assert_cmpint (rows->day[0], ==, clv_day_from_ymd (2024, 1, 3));
  g_assert_cmpuint (clv_test_count_problems (ledger, "tables-joined"), ==, 2);
  g_assert_cmpstr (clv_test_get_example (ledger, "tables-joined", 1), ==, "3 rows");
}

static const char orders[] =
  "Order no;Order date;Customer;Product;Amount\n1;2024-01-05;Ada;Tea;10.50\n2;2024-01-19;Ben;Cup;4.25\n3;2024-02-02;Ada;Tea;8.00\n";

static void
a_summary_is_not_counted_again (void)
{
  static const struct
  {
    const char *sheet, *rows;
  } summaries[] = {
    /* 10.50 + 4.25 = 14.75 */
    { "By month", "Month;Sales\n2024-01-01;14.75\n2024-02-01;8.00\n" },
    { "Sheet2", "Date;Amount\n2024-01-31;14.75\n2024-02-29;8.00\n" },
    { "Sheet3", "Customer;Month;Amount\nAda;2024-01-01;10.50\nBen;2024-01-01;4.25\n\n" },
    { "Pivot", "Row Labels;Sum of Amount\nAda;18.50\nBen;4.25\n" },
    { "Pivot Table", "Row Labels;Date;Sum of Amount\nAda;2024-01-05;18.50\nBen;2024-01-19;4.25\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (summaries); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_new_tables ();
      g_autoptr (ClvMapping) mapping = NULL;
      g_autoptr (ClvLedger) ledger = NULL;

      if (i == 2) /* the whole of it, in rows of its own */
        clv_test_add_table (tables, "shop.xlsx", "Orders",
                            "Order no;Order date;Customer;Product;Amount\n1;2024-01-05;Ada;Tea;6.25\n2;2024-01-06;Ada;Tea;4.25\n"
                            "3;2024-01-19;Ben;Cup;4.25\n");
      else
        clv_test_add_table (tables, "shop.xlsx", "Orders", orders);
      clv_test_add_table (tables, "shop.xlsx", summaries[i].sheet, summaries[i].rows);
      g_test_message ("%s", summaries[i].sheet);
      mapping = clv_mapping_recognise (tables);
      g_assert_cmpint (clv_mapping_get_table (mapping, 1)->kind, ==, CLV_KIND_IGNORED);
      ledger = clv_ledger_build (mapping, NULL, NULL);

      clv_assert_near (clv_test_add_amounts (ledger), i == 2 ? 14.75 : 22.75, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "ignored-table"), ==, 1);
    }
}

/* 14.75 and 8.00 are the 22.75 of the orders once more, whatever the two sheets are called. */
static void
no_part_of_a_summary_is_counted_again (void)
{
  static const char *const names[][2] = { { "Summary 2023", "Summary 2024" }, { "One", "Two" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_new_tables ();
      g_autoptr (ClvLedger) ledger = NULL;

      clv_test_add_table (tables, "shop.xlsx", "Orders", orders);
      clv_test_add_table (tables, "shop.xlsx", names[i][0], "Month;Revenue\n2024-01-01;14.75\n");
      clv_test_add_table (tables, "shop.xlsx", names[i][1], "Month;Revenue\n2024-02-01;8.00\n");
      ledger = clv_test_ledger (tables);

      clv_assert_near (clv_test_add_amounts (ledger), 22.75, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "ignored-table"), ==, 2);
    }
}

/* Another shop’s till does not add up to these orders: its sales are sales. */
static void
other_sales_are_no_summary (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "shop.xlsx", "Online", orders);
  clv_test_add_table (tables, "shop.xlsx", "Till", "Date;Amount\n2024-01-05;3.10\n2024-01-05;7.00\n");
  ledger = clv_test_ledger (tables);

  clv_assert_near (clv_test_add_amounts (ledger), 22.75 + 10.10, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-customer"), ==, 2);
}

static void
a_bank_account_is_no_till (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "2024.xlsx", "Orders", orders);
  clv_test_add_table (tables, "2024.xlsx", "Bank", "Date;Text;Amount\n2024-01-05;Rent;-900.50\n2024-01-06;Payment;12.25\n");
  clv_test_add_table (tables, "2024.xlsx", "Forecast", "Month;Revenue\n2024-03-01;900.50\n2024-04-01;1000.50\n");
  ledger = clv_test_ledger (tables);

  clv_assert_near (clv_test_add_amounts (ledger), 22.75, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "ignored-table"), ==, 2);
}

static void
spending_by_column_becomes_rows (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;
  const ClvCostRow *costs;

  clv_test_add_table (tables, "shop.xlsx", "Orders", orders);
  clv_test_add_table (tables, "shop.xlsx", "Marketing", "Month;Google Ads Spend (EUR);tv_S;facebook_I\n2024-01-01;100.50;20;9000\n2024-02-01;;30;8000\n");
  ledger = clv_test_ledger (tables);
  costs = clv_ledger_get_costs (ledger);

  g_assert_cmpuint (clv_ledger_get_n_costs (ledger), ==, 3);
  g_assert_cmpuint (clv_test_count_problems (ledger, "costs-by-column"), ==, 2);
  g_assert_cmpstr (clv_ledger_get_cost_channel (ledger, costs[0].channel), ==, "Google Ads");
  clv_assert_near (costs[0].amount, 100.5, 0);
  g_assert_cmpint (costs[0].type, ==, CLV_COST_ACQUISITION);
  g_assert_cmpint (costs[0].day, ==, clv_day_from_ymd (2024, 1, 1));
  g_assert_cmpstr (clv_ledger_get_cost_channel (ledger, costs[1].channel), ==, "tv");
  clv_assert_near (costs[1].amount + costs[2].amount, 50, 0);
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-amount"), ==, 0);
}

static void
fees_are_added_up_without_their_minus (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("date/time;settlement id;type;order id;sku;quantity;marketplace;product sales;product sales tax;selling fees;fba fees;"
                     "other transaction fees;total\n2024-01-05;1;Order;302-1;TEA;2;amazon.com;40.00;0.00;-6.00;-5.30;0;28.70\n"
                     "2024-01-06;1;Order;302-2;CUP;1;amazon.com;10.50;0.00;-1.50;-3.10;0;5.90\n"
                     "2024-01-19;1;Refund;302-2;CUP;1;amazon.com;-10.50;0.00;1.20;0.00;0;-9.30\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (ClvLedger) ledger = NULL;
  const ClvLedgerRows *rows;

  /* Amazon does not say who bought. */
  g_assert_true (clv_mapping_set_by_header (mapping, CLV_ROLE_CUSTOMER, "settlement id", NULL));
  ledger = clv_ledger_build (mapping, NULL, NULL);
  rows = clv_ledger_get_rows (ledger);

  clv_assert_near (clv_test_add_amounts (ledger), 40, 1e-9);
  clv_assert_near (rows->cost[0], 11.3, 1e-9);
  clv_assert_near (rows->cost[1], 4.6, 1e-9);
  clv_assert_near (rows->cost[2], -1.2, 1e-9);
}

/* Ada ordered and is on the list, Ben is not on the list, Cy did not order; Dee and Eve are in no other table. */
static void
what_does_not_match_is_counted_on_both_sides (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "shop.xlsx", "Orders", "Order no;Order date;Customer no\nO1;2024-01-05;A\nO2;2024-01-19;B\nO3;2024-02-19;A\n");
  clv_test_add_table (tables, "shop.xlsx", "Lines", "Order no;Product;Amount\nO1;Tea;10.50\nO1;Cup;4.25\nO2;Tea;8.00\nO9;Tea;1.00\n");
  clv_test_add_table (tables, "shop.xlsx", "Customers", "Customer no;Name;Country\nA;Ada;DE\nC;Cy;FR\n");
  clv_test_add_table (tables, "shop.xlsx", "Service costs", "Date;Customer no;Cost type;Amount\n2024-01-31;A;service;2\n2024-01-31;D;service;3\n");
  clv_test_add_table (tables, "shop.xlsx", "Mailings", "Customer no;Date;Campaign\nA;2024-01-02;Spring\nC;2024-01-02;Spring\nE;2024-01-02;Spring\nA;2024-02-02;Tea\n");
  clv_test_add_table (tables, "shop.xlsx", "Returns", "Order no\nO2\nO7\n");
  ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_test_count_problems (ledger, "order-without-lines"), ==, 1);
  g_assert_cmpuint (clv_test_count_problems (ledger, "line-of-unknown-order"), ==, 1);
  g_assert_cmpuint (clv_test_count_problems (ledger, "unknown-customer"), ==, 1);
  g_assert_cmpstr (clv_test_get_example (ledger, "unknown-customer", 0), ==, "B");
  g_assert_cmpuint (clv_test_count_problems (ledger, "customer-without-order"), ==, 1);
  g_assert_cmpstr (clv_test_get_example (ledger, "customer-without-order", 0), ==, "C");
  g_assert_cmpuint (clv_test_count_problems (ledger, "cost-of-unknown-customer"), ==, 1);
  g_assert_cmpstr (clv_test_get_example (ledger, "cost-of-unknown-customer", 0), ==, "D");
  g_assert_cmpuint (clv_test_count_problems (ledger, "contact-of-unknown-customer"), ==, 1);
  g_assert_cmpstr (clv_test_get_example (ledger, "contact-of-unknown-customer", 0), ==, "E");
  g_assert_cmpuint (clv_test_count_problems (ledger, "unknown-order"), ==, 1);
  g_assert_cmpuint (clv_ledger_get_n_contacts (ledger), ==, 4);
  g_assert_cmpuint (clv_ledger_get_n_contact_channels (ledger), ==, 2);
}

static void
contacts_and_costs_may_name_people_by_mail (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;
  const ClvContactRow *contacts;

  clv_test_add_table (tables, "orders.csv", "", "Order no;Order date;Customer no;E-mail;Amount\n1;2024-01-05;C1;ada@example.com;10.50\n2;2024-01-19;C2;ben@example.com;4.25\n");
  clv_test_add_table (tables, "mailings.csv", "", "Email;Date;Campaign\nADA@example.com ;2024-01-02;Spring\nben@example.com;2024-01-02;Spring\nADA@example.com;2024-02-02;Tea\n");
  ledger = clv_test_ledger (tables);
  contacts = clv_ledger_get_contacts (ledger);

  g_assert_cmpuint (clv_ledger_get_n_contacts (ledger), ==, 3);
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, contacts[0].customer), ==, "C1");
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, contacts[1].customer), ==, "C2");
  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 2);
}

/* A spreadsheet program ate the zeros of one file; in the other both 7 and 007 are customers. */
static void
ids_in_two_forms_are_one_when_nothing_else_fits (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "orders.csv", "", "Order no;Order date;Customer no;Amount\n1;2024-01-05;00420;10.50\n2;2024-01-19;C17;4.25\n3;2024-01-20;007;4\n4;2024-01-20;7;4\n");
  clv_test_add_table (tables, "list.csv", "", "Customer no;Name\n420;Ada\nc17;Ben\n07;Cy\n");
  ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_test_count_problems (ledger, "customer-id-merged"), ==, 2);
  g_assert_cmpstr (clv_test_get_example (ledger, "customer-id-merged", 0), ==, "“420” is “00420”");
  g_assert_cmpstr (clv_ledger_get_customer_name (ledger, 0), ==, "Ada");
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, 0), ==, "00420");
  g_assert_cmpstr (clv_ledger_get_customer_name (ledger, 1), ==, "Ben");
  /* “07” may be either. */
  g_assert_cmpuint (clv_test_count_problems (ledger, "customer-without-order"), ==, 1);
}

static void
orders_that_name_people_find_their_numbers (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "orders.csv", "", "Order no;Order date;Customer;Amount\n1;2024-01-05;Acme Inc;10.50\n2;2024-01-19;Bolt plc;4.25\n");
  clv_test_add_table (tables, "list.csv", "", "Customer ID;Customer name;Country\n1001;Acme Inc;US\n1002;Bolt plc;UK\n1003;Cog SA;FR\n");
  ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 3);
  g_assert_cmpuint (clv_test_count_problems (ledger, "unknown-customer"), ==, 0);
  g_assert_cmpstr (clv_ledger_find_attribute (ledger, "country")->values[0], ==, "US");
}

/* As Shopify writes it: 50.00 of goods and 4.90 of shipping in two lines, told in the first. */
static void
the_first_line_speaks_for_its_order (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Name;Email;Financial Status;Currency;Total;Created at;Lineitem quantity;Lineitem name;Lineitem price\n"
                     "#1001;ada@example.com;paid;EUR;54.90;2024-01-05 10:02:10 +0100;2;Tea;20.00\n#1001;;;;;;1;Cup;10.00\n"
                     "#1002;ben@example.com;voided;EUR;14.90;2024-01-09 11:59:00 +0100;1;Cup;10.00\n#1002;;;;;;0;Card;0.00\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);

  g_assert_cmpuint (clv_ledger_get_n_orders (ledger), ==, 2);
  g_assert_cmpuint (rows->customer[1], ==, rows->customer[0]);
  g_assert_cmpint (rows->day[1], ==, clv_day_from_ymd (2024, 1, 5));
  /* 40 of 50 and 10 of 50 */
  clv_assert_near (rows->amount[0], 43.92, 1e-9);
  clv_assert_near (rows->amount[1], 10.98, 1e-9);
  clv_assert_near (rows->amount[2], 14.90, 1e-9);
  clv_assert_near (rows->amount[3], 0, 0);
  g_assert_true (rows->flags[2] & CLV_ROW_CANCELLED);
  g_assert_true (rows->flags[3] & CLV_ROW_CANCELLED);
  g_assert_cmpuint (clv_test_count_problems (ledger, "continued-order"), ==, 2);
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-amount"), ==, 0);
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-customer"), ==, 0);
}

static void
a_total_on_every_line_is_counted_once (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order no;Order date;Customer;Qty;Unit price;Order total\n812;2024-01-05;Ada;2;10;36.00\n812;2024-01-05;Ada;1;10;36.00\n"
                     "813;2024-01-09;Ben;1;10.5;12.60\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  clv_assert_near (clv_test_add_amounts (ledger), 48.60, 1e-9);
  clv_assert_near (clv_ledger_get_rows (ledger)->amount[0], 24, 1e-9);
  g_assert_cmpuint (clv_test_count_problems (ledger, "order-total-repeated"), ==, 1);
}

/* Two equal lines of one order say the same amount, and it is theirs. */
static void
equal_lines_are_no_repeated_total (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order no;Order date;Customer;Qty;Unit price;Amount\n812;2024-01-05;Ada;1;10;12.00\n812;2024-01-05;Ada;1;10;12.00\n"
                     "813;2024-01-09;Ben;1;10.5;12.60\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  clv_assert_near (clv_test_add_amounts (ledger), 36.60, 1e-9);
}

/* Lines of the whole year, orders by month, one month as Germans write it; products in two sheets. */
static void
lines_find_their_orders_in_several_sheets (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;
  const ClvLedgerRows *rows;

  clv_test_add_table (tables, "lines.csv", "", "Order no;SKU;Quantity\n1;t1;2\n2;C1;1\n3;T1;3\n3;C1;1\n");
  clv_test_add_table (tables, "orders.xlsx", "Jan", "Order no;Order date;Customer no\n0001;2024-01-05;A\n0002;2024-01-19;B\n");
  clv_test_add_table (tables, "orders.xlsx", "Feb", "Order no;Customer no;Order date\n0003;A;13.02.2024\n0004;C;14.02.2024\n");
  clv_test_add_table (tables, "products.xlsx", "Tea", "SKU;Name;Unit price\nT1;Tea tin;10.50\nT2;Tea bag;1.00\n");
  clv_test_add_table (tables, "products.xlsx", "Cups", "SKU;Name;Unit price\nC1;Cup;4.25\nC2;Mug;5.25\n");
  ledger = clv_test_ledger (tables);
  rows = clv_ledger_get_rows (ledger);

  g_assert_cmpuint (rows->n, ==, 4);
  clv_assert_near (clv_test_add_amounts (ledger), 5 * 10.5 + 2 * 4.25, 1e-9);
  g_assert_cmpint (rows->day[3], ==, clv_day_from_ymd (2024, 2, 13));
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, rows->customer[3]), ==, "A");
  g_assert_cmpuint (clv_test_count_problems (ledger, "order-without-lines"), ==, 1);
  g_assert_cmpstr (clv_test_get_example (ledger, "order-without-lines", 0), ==, "0004");
  g_assert_cmpuint (clv_test_count_problems (ledger, "line-of-unknown-order"), ==, 0);
}

static void
ids_stay_text_from_end_to_end (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order no;Order date;Customer no;Amount\n00012;2024-01-05;00000000000000000420;10.50\n00013;2024-01-19;12345678901234567890;4.25\n"
                     "00014;2024-01-20;12345678901234567891;4\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 3);
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, 0), ==, "00000000000000000420");
  g_assert_cmpstr (clv_ledger_get_customer_id (ledger, 2), ==, "12345678901234567891");
  g_assert_cmpstr (clv_ledger_get_order_id (ledger, 0), ==, "00012");
}

/* Two days of lines are matched with the same orders; a spreadsheet program ate the zeros of one of them. */
static void
lines_of_two_days_find_orders_in_another_spelling (void)
{
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "orders.csv", "", "Order no;Order date;Customer no\n00420;2024-01-05;C1\n00421;2024-01-06;C2\n00422;2024-01-07;C1\n");
  clv_test_add_table (tables, "lines-1.csv", "", "Order no;Product;Quantity;Unit price\n420;Tea;2;1.50\n420;Cup;1;4\n");
  clv_test_add_table (tables, "lines-2.csv", "", "Order no;Product;Quantity;Unit price\n00421;Tea;1;1.50\n422;Cup;3;4\n");
  ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_test_count_problems (ledger, "id-merged"), ==, 2);
  g_assert_cmpstr (clv_test_get_example (ledger, "id-merged", 0), ==, "“420” is “00420”");
  g_assert_cmpstr (clv_test_get_example (ledger, "id-merged", 1), ==, "“422” is “00422”");
  g_assert_cmpuint (clv_test_count_problems (ledger, "customer-id-merged"), ==, 0);
  /* 2 × 1.50 + 4 + 1.50 + 3 × 4 */
  g_assert_cmpfloat_with_epsilon (clv_test_add_amounts (ledger), 20.5, 1e-9);
  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 2);
}

/* Sales of @n customers, two each, in one spelling or the other. (transfer full) */
static char *
write_shop (guint       n,
            const char *prefix,
            guint       year,
            gboolean    is_other_shape)
{
  g_autoptr (GString) text = g_string_new (is_other_shape ? "Sold on;Buyer;Receipt;Till;Total\n" : "Order no;Date;Customer;Amount\n");

  for (guint i = 0; i < 2 * n; i++)
    if (is_other_shape)
      g_string_append_printf (text, "%u-%02u-10;%s%u;R%u;%u;%u\n", year, 1 + i / n, prefix, i % n, i, i % 3, 10 + i);
    else
      g_string_append_printf (text, "%u;%u-%02u-10;%s%u;%u\n", i, year, 1 + i / n, prefix, i % n, 10 + i);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Two shops, and what is none: fewer than twenty customers, customers in common, months of one shape. */
static void
files_without_a_common_customer_are_told (void)
{
  static const struct
  {
    guint       n_customers;
    const char *prefix;
    gboolean    is_other_shape;
    guint       n_told;
  } cases[] = {
    { 25, "shop ", TRUE, 2 },
    { 25, "C", TRUE, 0 },
    { 12, "shop ", TRUE, 0 },
    { 25, "shop ", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_new_tables ();
      g_autofree char *one = write_shop (30, "C", 2020, FALSE);
      g_autofree char *other = write_shop (cases[i].n_customers, cases[i].prefix, 2022, cases[i].is_other_shape);
      g_autoptr (ClvLedger) ledger = NULL;

      clv_test_add_table (tables, "web.csv", "", one);
      clv_test_add_table (tables, "shop.csv", "", other);
      ledger = clv_test_ledger (tables);
      g_assert_cmpuint (clv_ledger_get_rows (ledger)->n, ==, 60 + 2 * cases[i].n_customers);
      g_assert_cmpuint (clv_test_count_problems (ledger, "unrelated-files"), ==, cases[i].n_told);
      if (cases[i].n_told == 0)
        continue;
      g_assert_cmpstr (clv_test_get_example (ledger, "unrelated-files", 0), ==, "30 customers, 2020-01-10 to 2020-02-10");
      g_assert_cmpstr (clv_test_get_example (ledger, "unrelated-files", 1), ==, "25 customers, 2022-01-10 to 2022-02-10");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/join/monthly-sheets-are-one-table", monthly_sheets_are_one_table);
  g_test_add_func ("/ledger/join/a-summary-is-not-counted-again", a_summary_is_not_counted_again);
  g_test_add_func ("/ledger/join/no-part-of-a-summary-is-counted-again", no_part_of_a_summary_is_counted_again);
  g_test_add_func ("/ledger/join/other-sales-are-no-summary", other_sales_are_no_summary);
  g_test_add_func ("/ledger/join/a-bank-account-is-no-till", a_bank_account_is_no_till);
  g_test_add_func ("/ledger/join/spending-by-column-becomes-rows", spending_by_column_becomes_rows);
  g_test_add_func ("/ledger/join/fees-are-added-up-without-their-minus", fees_are_added_up_without_their_minus);
  g_test_add_func ("/ledger/join/what-does-not-match-is-counted-on-both-sides", what_does_not_match_is_counted_on_both_sides);
  g_test_add_func ("/ledger/join/contacts-and-costs-may-name-people-by-mail", contacts_and_costs_may_name_people_by_mail);
  g_test_add_func ("/ledger/join/ids-in-two-forms-are-one-when-nothing-else-fits", ids_in_two_forms_are_one_when_nothing_else_fits);
  g_test_add_func ("/ledger/join/orders-that-name-people-find-their-numbers", orders_that_name_people_find_their_numbers);
  g_test_add_func ("/ledger/join/the-first-line-speaks-for-its-order", the_first_line_speaks_for_its_order);
  g_test_add_func ("/ledger/join/a-total-on-every-line-is-counted-once", a_total_on_every_line_is_counted_once);
  g_test_add_func ("/ledger/join/equal-lines-are-no-repeated-total", equal_lines_are_no_repeated_total);
  g_test_add_func ("/ledger/join/lines-find-their-orders-in-several-sheets", lines_find_their_orders_in_several_sheets);
  g_test_add_func ("/ledger/join/ids-stay-text-from-end-to-end", ids_stay_text_from_end_to_end);
  g_test_add_func ("/ledger/join/lines-of-two-days-find-orders-in-another-spelling", lines_of_two_days_find_orders_in_another_spelling);
  g_test_add_func ("/ledger/join/files-without-a-common-customer-are-told", files_without_a_common_customer_are_told);
  return g_test_run ();
}
