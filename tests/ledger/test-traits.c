/* test-traits.c - who referred whom, how engaged customers are, which rows are discounted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger-traits.h"

#include <math.h>

#include "clv-test.h"
#include "clv-test-tables.h"

static guint32
customer (ClvLedger  *ledger,
          const char *id)
{
  for (guint32 c = 0; c < clv_ledger_get_n_customers (ledger); c++)
    if (g_str_equal (clv_ledger_get_customer_id (ledger, c), id))
      return c;
  g_error ("no customer %s", id);
}

static const char orders[] =
  "Order;Customer;Date;Amount;Discount\n1;A;2024-01-01;100;0.1\n2;B;2024-01-02;50;0\n3;C;2024-01-03;20;\n4;D;2024-01-04;30;0.2\n";

/* B and C come through A; Z is nobody, and D did not refer himself. */
static void
a_customer_table_says_who_referred (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (orders);
  g_autoptr (ClvLedger) ledger = NULL;
  const guint32 *referrer;

  clv_test_add_table (tables, "customers.csv", "", "Customer;Country;Referred by\nA;DE;Z\nB;DE;A\nC;FR;A\nD;FR;D\n");
  ledger = clv_test_ledger (tables);
  referrer = clv_ledger_get_referrers (ledger);
  g_assert_nonnull (referrer);
  g_assert_cmpuint (referrer[customer (ledger, "B")], ==, customer (ledger, "A"));
  g_assert_cmpuint (referrer[customer (ledger, "C")], ==, customer (ledger, "A"));
  g_assert_cmpuint (referrer[customer (ledger, "A")], ==, CLV_NOBODY);
  g_assert_cmpuint (referrer[customer (ledger, "D")], ==, CLV_NOBODY);
  g_assert_cmpuint (clv_ledger_get_n_unknown_referrers (ledger), ==, 1);
}

/* The earliest order says it, wherever it stands in the file. */
static void
the_first_order_says_who_referred (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount;Referred by\n1;A;2024-01-01;100;\n2;B;2024-01-01;50;\n"
                                                  "3;C;2024-03-03;20;B\n4;C;2024-02-04;30;A\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_nonnull (clv_ledger_get_referrers (ledger));
  g_assert_cmpuint (clv_ledger_get_referrers (ledger)[customer (ledger, "C")], ==, customer (ledger, "A"));
}

static void
columns_of_engagement_are_kept (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (orders);
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "customers.csv", "",
                      "Customer;Country;Site visits;NPS;Support tickets\nA;DE;12;9;0\nB;DE;3;;2\nC;FR;7;4;1\nD;FR;25;10;0\n");
  ledger = clv_test_ledger (tables);
  g_assert_cmpuint (clv_ledger_get_n_indicators (ledger), ==, 3);
  g_assert_cmpstr (clv_ledger_get_indicator (ledger, 0)->title, ==, "Site visits");
  clv_assert_near (clv_ledger_get_indicator (ledger, 0)->by_customer[customer (ledger, "C")], 7, 0);
  g_assert_true (isnan (clv_ledger_get_indicator (ledger, 1)->by_customer[customer (ledger, "B")]));
  g_assert_false (clv_ledger_get_indicator (ledger, 1)->lower_is_better);
  g_assert_true (clv_ledger_get_indicator (ledger, 2)->lower_is_better);
}

static void
discounted_rows_are_known (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (orders);
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const guint8 *discounted = clv_ledger_get_discounted (ledger);

  g_assert_nonnull (discounted);
  g_assert_cmpuint (discounted[0], ==, 1);
  g_assert_cmpuint (discounted[1], ==, 0);
  g_assert_cmpuint (discounted[2], ==, 0);
  g_assert_cmpuint (discounted[3], ==, 1);
  g_assert_null (clv_ledger_get_referrers (ledger));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ledger/traits/a-customer-table-says-who-referred", a_customer_table_says_who_referred);
  g_test_add_func ("/ledger/traits/the-first-order-says-who-referred", the_first_order_says_who_referred);
  g_test_add_func ("/ledger/traits/columns-of-engagement-are-kept", columns_of_engagement_are_kept);
  g_test_add_func ("/ledger/traits/discounted-rows-are-known", discounted_rows_are_known);
  return g_test_run ();
}
