/* test-allocation.c - who bears a cost
 *
 * The rules are those of METRICS.md, “Allocation of cost without a customer”; numbers by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>

static double
cost_of (const ClvFindings *findings,
         const char        *customer,
         ClvCostType        type)
{
  return clv_findings_get_customers (findings)->cost_by_type[type][clv_test_customer (findings, customer)];
}

static const char orders[] =
  "Order;Customer;Date;Amount;Channel\n"
  "1;A;2024-01-02;100;web\n"
  "2;B;2024-01-15;200;Shop\n"
  "3;C;2024-03-20;300;web\n"
  "4;A;2024-03-25;60;web\n";

static void
one_row_a_year_covers_the_year (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders, "Date;Cost type;Cost\n2024-06-30;acquisition;90\n", "");

  clv_assert_near (cost_of (findings, "A", CLV_COST_ACQUISITION), 30, 1e-12);
  clv_assert_near (cost_of (findings, "B", CLV_COST_ACQUISITION), 30, 1e-12);
  clv_assert_near (cost_of (findings, "C", CLV_COST_ACQUISITION), 30, 1e-12);
  clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 0, 1e-12);
}

/* Two credit notes of one day, whichever stands first: 40 is the first order, 10 comes off the second. */
static void
the_order_of_rows_acquires_nobody (void)
{
  static const char *const credits[] = { "3;A;2024-02-02;-40\n4;A;2024-02-02;-10\n", "4;A;2024-02-02;-10\n3;A;2024-02-02;-40\n" };

  for (guint i = 0; i < G_N_ELEMENTS (credits); i++)
    {
      g_autofree char *rows = g_strconcat ("Order;Customer;Date;Amount\n1;A;2024-01-10;40\n2;A;2024-02-01;50\n", credits[i],
                                           "5;B;2024-02-03;70\n", NULL);
      g_autoptr (ClvFindings) findings = clv_test_analyse (rows, "Date;Cost type;Cost\n2024-01-31;acquisition;90\n", "");

      g_assert_cmpuint (clv_test_period (findings, CLV_PERIOD_MONTH, "2024-01-01")->new_customers, ==, 0);
      g_assert_cmpuint (clv_test_period (findings, CLV_PERIOD_MONTH, "2024-02-01")->new_customers, ==, 2);
    }
}

static void
of_one_day_the_first_order_names_the_channel (void)
{
  static const char *const books[] = {
    "Order;Customer;Date;Amount;Channel\n9;A;2024-01-02;100;web\n10;A;2024-01-02;10;shop\n",
    "Order;Customer;Date;Amount;Channel\n10;A;2024-01-02;10;shop\n9;A;2024-01-02;100;web\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (books); i++)
    {
      g_autoptr (ClvFindings) findings =
        clv_test_analyse (books[i], "Date;Cost type;Cost;Channel\n2024-01-31;acquisition;50;web\n2024-01-31;acquisition;12;shop\n", "");

      clv_assert_near (cost_of (findings, "A", CLV_COST_ACQUISITION), 50, 1e-12);
      clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 12, 1e-12);
    }
}

/* 82.76 + 58.66 - 141.42 is 2.8e-14 in binary fractions, or -1.4e-14, depending on the order. */
static void
an_order_refunded_in_full_acquires_nobody (void)
{
  static const char *const books[] = {
    "Order;Customer;Date;Amount\n1;A;2024-01-04;82.76\n1;A;2024-01-04;58.66\n1;A;2024-01-10;-141.42\n2;B;2024-01-06;100\n",
    "Order;Customer;Date;Amount\n1;A;2024-01-10;-141.42\n1;A;2024-01-04;58.66\n2;B;2024-01-06;100\n1;A;2024-01-04;82.76\n",
    "Order;Customer;Date;Amount\n1;A;2024-01-05;0.1\n1;A;2024-01-05;0.2\n1;A;2024-01-24;-0.3\n2;B;2024-01-06;100\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (books); i++)
    {
      g_autoptr (ClvFindings) findings = clv_test_analyse (books[i], "Date;Cost type;Cost\n2024-01-01;acquisition;100\n", "");

      clv_assert_near (clv_test_metric (findings, "cac"), 100, 1e-12);
      clv_assert_near (cost_of (findings, "A", CLV_COST_ACQUISITION), 0, 0);
      g_assert_cmpuint (clv_findings_get_customers (findings)->rfm_segment[clv_test_customer (findings, "A")], ==, 255);
    }
}

static void
one_row_a_quarter_covers_the_quarter (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse (orders, "Date;Cost type;Cost\n2024-01-31;acquisition;90\n2024-06-30;acquisition;11\n", "");

  clv_assert_near (cost_of (findings, "C", CLV_COST_ACQUISITION), 30, 1e-12);
  /* Nobody was acquired in the second quarter. */
  clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 11, 1e-12);
}

static void
more_rows_cover_their_months (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse (orders,
                      "Date;Cost type;Cost\n2024-01-05;acquisition;50\n2024-01-25;acquisition;10\n"
                      "2024-02-28;acquisition;7\n2024-03-31;acquisition;45\n",
                      "");

  clv_assert_near (cost_of (findings, "A", CLV_COST_ACQUISITION), 30, 1e-12);
  clv_assert_near (cost_of (findings, "B", CLV_COST_ACQUISITION), 30, 1e-12);
  clv_assert_near (cost_of (findings, "C", CLV_COST_ACQUISITION), 45, 1e-12);
  clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 7, 1e-12);
  /* All acquisition cost counts for what it costs to win one. */
  clv_assert_near (clv_test_metric (findings, "cac"), 112.0 / 3, 1e-12);
}

static void
a_channel_pays_for_its_own_customers (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse (orders,
                      "Date;Cost type;Cost;Channel\n2024-01-31;acquisition;50;web\n2024-01-31;acquisition;12;shop\n"
                      "2024-01-31;acquisition;5;radio\n2024-01-31;acquisition;9;\n",
                      "");

  clv_assert_near (cost_of (findings, "A", CLV_COST_ACQUISITION), 25 + 3, 1e-12);
  clv_assert_near (cost_of (findings, "B", CLV_COST_ACQUISITION), 12 + 3, 1e-12);
  clv_assert_near (cost_of (findings, "C", CLV_COST_ACQUISITION), 25 + 3, 1e-12);
  clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 5, 1e-12);
}

static void
service_goes_by_orders (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders, "Date;Cost type;Cost\n2024-06-30;service;80\n", "");

  clv_assert_near (cost_of (findings, "A", CLV_COST_SERVICE), 40, 1e-12);
  clv_assert_near (cost_of (findings, "B", CLV_COST_SERVICE), 20, 1e-12);
  clv_assert_near (cost_of (findings, "C", CLV_COST_SERVICE), 20, 1e-12);
}

static void
orders_of_nobody_leave_their_part (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-02;100\n2;;2024-01-03;100\n", "Date;Cost type;Cost\n2024-06-30;service;80\n", "");

  clv_assert_near (cost_of (findings, "A", CLV_COST_SERVICE), 40, 1e-12);
  clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 40, 1e-12);
}

static void
other_costs_are_nobodys (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders, "Date;Cost type;Cost\n2024-01-31;rent;80\n", "");

  clv_assert_near (clv_test_metric (findings, "cost_other"), 80, 1e-12);
  clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 80, 1e-12);
  clv_assert_near (clv_test_metric (findings, "profit_of_customers"), 660, 1e-12);
}

static void
nobody_acquired_is_told (void)
{
  clv_test_speak_plainly ();

  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-02;100\n2;A;2024-01-05;-100\n",
                      "Date;Cost type;Cost\n2024-01-31;acquisition;500\n", "");
  gboolean told = FALSE;

  g_assert_cmpstr (clv_test_reason (findings, "cac"), ==, "nobody-acquired");
  clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 500, 1e-12);
  for (guint i = 0; i < clv_findings_get_n_sentences (findings); i++)
    told = told || g_str_has_prefix (clv_findings_get_sentence (findings, i)->text, "Acquisition cost 500.00, but no customer");
  g_assert_true (told);
}

/* FEATURES.md, F-02: values of customers and what belongs to nobody make the whole. */
static void
nothing_is_lost (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse (orders,
                      "Date;Cost type;Cost;Customer;Channel\n2024-01-31;acquisition;50.01;;web\n2024-02-29;acquisition;7.77;;radio\n"
                      "2024-01-31;service;33.33;;\n2024-02-29;retention;4.44;B;\n2024-03-31;rent;9.99;;\n",
                      "margin=0.37");

  clv_assert_near (clv_test_metric (findings, "profit_of_customers") + clv_test_metric (findings, "revenue_without_customer") -
                     clv_test_metric (findings, "cost_unallocated"),
                   clv_test_metric (findings, "profit"), 1e-9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/allocation/one-row-a-year-covers-the-year", one_row_a_year_covers_the_year);
  g_test_add_func ("/analysis/allocation/the-order-of-rows-acquires-nobody", the_order_of_rows_acquires_nobody);
  g_test_add_func ("/analysis/allocation/of-one-day-the-first-order-names-the-channel", of_one_day_the_first_order_names_the_channel);
  g_test_add_func ("/analysis/allocation/an-order-refunded-in-full-acquires-nobody", an_order_refunded_in_full_acquires_nobody);
  g_test_add_func ("/analysis/allocation/one-row-a-quarter-covers-the-quarter", one_row_a_quarter_covers_the_quarter);
  g_test_add_func ("/analysis/allocation/more-rows-cover-their-months", more_rows_cover_their_months);
  g_test_add_func ("/analysis/allocation/a-channel-pays-for-its-own-customers", a_channel_pays_for_its_own_customers);
  g_test_add_func ("/analysis/allocation/service-goes-by-orders", service_goes_by_orders);
  g_test_add_func ("/analysis/allocation/orders-of-nobody-leave-their-part", orders_of_nobody_leave_their_part);
  g_test_add_func ("/analysis/allocation/other-costs-are-nobodys", other_costs_are_nobodys);
  g_test_add_func ("/analysis/allocation/nobody-acquired-is-told", nobody_acquired_is_told);
  g_test_add_func ("/analysis/allocation/nothing-is-lost", nothing_is_lost);
  return g_test_run ();
}
