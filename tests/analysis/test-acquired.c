/* test-acquired.c - which order a credit note takes back, and which one wins a customer
 *
 * Expected values by hand from the definitions of METRICS.md (“Acquired”).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <string.h>

/* -30 is of the 100 before it; nobody's -100 names order 1. B bought nothing, A has 70 left for 80, and nobody's -5
 * names no order that sold something. */
static void
refunds_find_their_orders (void)
{
  static const struct { guint32 row; const char *text; } expected[] = { { 4, "-30.00" }, { 6, "-80.00" }, { 7, "-5.00" } };
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-02;100\n2;A;2024-01-09;-30\n3;B;2024-01-09;-30\n"
                      "1;;2024-01-12;-100\n4;A;2024-02-01;-80\n5;;2024-02-02;-5\n6;B;2024-02-03;30\n",
                      NULL, "");
  const ClvProblem *problem = clv_problem_list_find (clv_findings_get_problems (findings), "refund-unmatched");

  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->count, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const ClvProblemExample *example = problem->examples->pdata[i];

      g_assert_cmpuint (example->row, ==, expected[i].row);
      g_assert_cmpstr (example->text, ==, expected[i].text);
    }
}

/* One credit note of two lines, 90 in all, for the order of 90; by lines neither 60 nor 30 is the amount of an order. */
static void
a_credit_note_of_several_lines_is_one (void)
{
  const char *const orders = "Order;Customer;Date;Amount\n1;A;2024-01-02;90\nC2;A;2024-01-09;-60\nC2;A;2024-01-09;-30\n"
                             "3;A;2024-01-10;5\nC4;A;2024-01-11;-60\nC4;A;2024-01-11;-30\n";
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders, NULL, "");
  const ClvProblem *problem = clv_problem_list_find (clv_findings_get_problems (findings), "refund-unmatched");

  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->count, ==, 1);
  g_assert_cmpuint (((const ClvProblemExample *) problem->examples->pdata[0])->row, ==, 6);
}

/* Rows that the rules leave out give nothing back. */
static void
what_is_left_out_needs_no_order (void)
{
  const char *const orders = "Order;Customer;Date;Amount;Status\n1;A;2024-01-02;90;paid\n2;B;2024-01-09;-60;cancelled\n";
  g_autoptr (ClvFindings) kept = clv_test_analyse (orders, NULL, "");
  g_autoptr (ClvFindings) dropped = clv_test_analyse (orders, NULL, "cancelled=drop");

  g_assert_nonnull (clv_problem_list_find (clv_findings_get_problems (kept), "refund-unmatched"));
  g_assert_null (clv_problem_list_find (clv_findings_get_problems (dropped), "refund-unmatched"));
}

/* Each day an order: what names order 1 takes back the 100 of January, and not the 100 of February. */
static void
a_refund_that_names_its_order_takes_back_that_one (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-02;100\n2;A;2024-02-02;100\n1;A;2024-03-02;-100\n", NULL,
                      "order-key=customer-day");

  g_assert_cmpuint (clv_test_period (findings, CLV_PERIOD_MONTH, "2024-01-01")->new_customers, ==, 0);
  g_assert_cmpuint (clv_test_period (findings, CLV_PERIOD_MONTH, "2024-02-01")->new_customers, ==, 1);
  g_assert_null (clv_problem_list_find (clv_findings_get_problems (findings), "refund-unmatched"));
}

/* @n_first customers who order first on the first of January, @n_later in the middle of each of the months after it. */
static char *
write_orders (guint n_first,
              guint n_later,
              guint n_months)
{
  GString *text = g_string_new ("Order;Customer;Date;Amount\n");
  guint n = 0;

  for (guint i = 0; i < n_first; i++, n++)
    g_string_append_printf (text, "%u;C%u;2023-01-01;10\n", n, n);
  for (guint month = 2; month <= n_months; month++)
    for (guint i = 0; i < n_later; i++, n++)
      g_string_append_printf (text, "%u;C%u;2023-%02u-15;10\n", n, n, month);
  g_string_append_printf (text, "%u;C0;2023-%02u-28;10\n", n, n_months);
  return g_string_free (text, FALSE);
}

static void
a_history_that_begins_in_the_middle_is_told (void)
{
  static const struct { guint n_first, n_later, n_months; gboolean is_told; } cases[] = {
    { 100, 20, 10, TRUE },
    { 100, 60, 10, FALSE },  /* a good start */
    { 100, 0, 10, FALSE },   /* a group that was won at once */
    { 100, 20, 4, FALSE },   /* too short to say */
    { 20, 2, 10, FALSE },    /* too few */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *orders = write_orders (cases[i].n_first, cases[i].n_later, cases[i].n_months);
      g_autoptr (ClvFindings) findings = clv_test_analyse (orders, NULL, "");
      const ClvProblem *problem = clv_problem_list_find (clv_findings_get_problems (findings), "history-starts");

      g_test_message ("case %u", i);
      g_assert_cmpint (problem != NULL, ==, cases[i].is_told);
      if (problem != NULL)
        g_assert_cmpstr (((const ClvProblemExample *) problem->examples->pdata[0])->text, ==,
                         "2023-01-01: 100 first orders in 30 days, later on 20");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/acquired/refunds-find-their-orders", refunds_find_their_orders);
  g_test_add_func ("/analysis/acquired/a-credit-note-of-several-lines-is-one", a_credit_note_of_several_lines_is_one);
  g_test_add_func ("/analysis/acquired/what-is-left-out-needs-no-order", what_is_left_out_needs_no_order);
  g_test_add_func ("/analysis/acquired/a-refund-that-names-its-order-takes-back-that-one",
                   a_refund_that_names_its_order_takes_back_that_one);
  g_test_add_func ("/analysis/acquired/a-history-that-begins-in-the-middle-is-told", a_history_that_begins_in_the_middle_is_told);
  return g_test_run ();
}
