/* test-money-rows.c - rows that say again what another row said, or are no longer what they were
 *
 * Expected values by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-book.h"

#include "clv-test-tables.h"
#include "clv-test.h"

static double
revenue_with (ClvLedger   *ledger,
              ClvRepeated  repeated)
{
  ClvRules rules = CLV_RULES_DEFAULT;
  g_autoptr (ClvBook) book = NULL;

  rules.repeated_orders = repeated;
  book = clv_test_book (ledger, &rules);
  return clv_book_get_reconciliation (book)->amount_used;
}

/* Three of four orders are corrected below: 10 + 20 + 30 + 40, then 11 + 21 + 31. */
static void
many_corrected_orders_are_told (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order id;customer;date;amount\n1;A;2023-01-10;10\n2;B;2023-01-11;20\n3;C;2023-01-12;30\n4;D;2023-01-13;40\n"
                                                  "1;A;2023-01-10;11\n2;B;2023-01-11;21\n3;C;2023-01-12;31\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order"), ==, 3);
  g_assert_cmpstr (clv_test_get_example (ledger, "repeated-order", 0), ==, "1 · 11.00");
  clv_assert_near (clv_problem_list_find (clv_ledger_get_problems (ledger), "repeated-order")->amount, 63, 1e-9);
  clv_assert_near (revenue_with (ledger, CLV_REPEATED_KEEP), 163, 1e-9);
  clv_assert_near (revenue_with (ledger, CLV_REPEATED_FIRST), 100, 1e-9);
  clv_assert_near (revenue_with (ledger, CLV_REPEATED_LAST), 103, 1e-9);
}

static const char lines_head[] = "order id;customer;date;product;amount;status\n";

/* 10 + 5 + 30 in January; order 1 stands in February again, with another status, and one line is 6 now. */
static void
lines_that_stand_in_two_exports_are_told (void)
{
  g_autofree char *january = g_strconcat (lines_head, "1;A;2023-01-10;Mug;10;paid\n1;A;2023-01-10;Lamp;5;paid\n2;B;2023-01-12;Mug;30;paid\n", NULL);
  g_autofree char *february = g_strconcat (lines_head, "1;A;2023-01-10;Mug;10;shipped\n1;A;2023-01-10;Lamp;6;shipped\n3;A;2023-02-03;Mug;40;paid\n", NULL);
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "january.csv", "", january);
  clv_test_add_table (tables, "february.csv", "", february);
  ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order"), ==, 2);
  clv_assert_near (revenue_with (ledger, CLV_REPEATED_KEEP), 101, 1e-9);
  clv_assert_near (revenue_with (ledger, CLV_REPEATED_FIRST), 85, 1e-9);
  clv_assert_near (revenue_with (ledger, CLV_REPEATED_LAST), 86, 1e-9);
}

/* A file that was cut in two has other lines of the same order in each part. */
static void
an_order_between_two_files_is_no_repeat (void)
{
  g_autofree char *one = g_strconcat (lines_head, "1;A;2023-01-10;Mug;10;paid\n2;B;2023-01-12;Mug;30;paid\n", NULL);
  g_autofree char *two = g_strconcat (lines_head, "2;B;2023-01-12;Lamp;5;paid\n3;A;2023-02-03;Mug;30;paid\n", NULL);
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "one.csv", "", one);
  clv_test_add_table (tables, "two.csv", "", two);
  ledger = clv_test_ledger (tables);

  g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order"), ==, 0);
  clv_assert_near (revenue_with (ledger, CLV_REPEATED_LAST), 75, 1e-9);
}

/* One order with 40,000 lines in each of two files, all of less than 1; the last of the second stands in the first as well. */
static void
lines_of_cents_are_compared_at_once (void)
{
  enum { N = 40000 };
  g_autoptr (GString) one = g_string_new (lines_head);
  g_autoptr (GString) two = g_string_new (lines_head);
  g_autoptr (GPtrArray) tables = clv_test_new_tables ();
  g_autoptr (ClvLedger) ledger = NULL;

  for (guint i = 1; i <= N; i++)
    {
      g_string_append_printf (one, "1;A;2023-01-10;Mug;0.%06u;paid\n", i);
      g_string_append_printf (two, "1;A;2023-01-10;Mug;0.%06u;sent\n", i < N ? N + i : N);
    }
  clv_test_add_table (tables, "one.csv", "", one->str);
  clv_test_add_table (tables, "two.csv", "", two->str);
  g_test_timer_start ();
  ledger = clv_test_ledger (tables);

  g_assert_cmpfloat (g_test_timer_elapsed (), <, 5);
  g_assert_cmpuint (clv_test_count_problems (ledger, "repeated-order"), ==, N);
}

static void
rounded_ids_are_told (void)
{
  static const struct
  {
    const char *ids[3];
    guint       told;
  } cases[] = {
    { { "1.23456789012346E+15", "1,24E+15", "K3" }, 2 },
    { { "1234567890123450", "1234567890123460", "1234567890123470" }, 3 },
    /* Ids that end as they may, that are short, or that are written with a power that says all. */
    { { "1234567890123450", "1234567890123461", "1234567890123470" }, 0 },
    { { "123456789012340", "123456789012350", "123456789012360" }, 0 },
    { { "1.5E+01", "E+15", "1.E+15" }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("order id;customer;date;amount\nA1;%s;2023-01-10;10.5\nA2;%s;2023-01-11;20\nA3;%s;2023-01-12;30\nA4;%s;2023-01-12;7\n",
                                               cases[i].ids[0], cases[i].ids[1], cases[i].ids[2], cases[i].ids[0]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("%s", cases[i].ids[0]);
      g_assert_cmpuint (clv_test_count_problems (ledger, "rounded-id"), ==, cases[i].told);
    }
}

static ClvRowFlags
flags_of_status (const char *status)
{
  g_autofree char *text = g_strdup_printf ("order id;customer;date;amount;status\n1;A;2023-01-10;10.5;%s\n2;B;2023-01-11;20;paid\n", status);
  g_autoptr (GPtrArray) tables = clv_test_tables (text);
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  return clv_ledger_get_rows (ledger)->flags[0];
}

static void
statuses_are_understood_in_more_languages (void)
{
  static const char *const cancelled[] = {
    "annullato", "geannuleerd", "Anulowane", "Avbruten", "отменён", "Annulleret", "Peruutettu", "zrušeno", "İptal edildi", "скасовано", "Cancelled",
    "Storniert – Ware zurückgenommen", "Storniert, Ware zurückgenommen", "Cancelled – withdrawn by customer", "Cancelled (authorisation revoked)",
    "Cancelled, stock restored", "cancelled, cancellation confirmed", "Cancelled and refunded", "Refunded, cancelled",
  };
  static const char *const refunded[] = {
    "rimborsato", "terugbetaald", "Zwrócone", "Återbetald", "возвращён", "Refunderet", "Palautettu", "vráceno", "iade", "повернено", "Refunded",
  };
  static const char *const neither[] = { "cancelled - reinstated", "Storno zurückgenommen", "not cancelled", "paid", "reactivated after cancellation", "Cancellation withdrawn",
                                         "Storno aufgehoben", "Cancellation was revoked", "Stornierung wurde rückgängig gemacht", "Cancelled – cancellation withdrawn",
                                         "Refund rejected", "Refund was declined", "Return request cancelled", "Erstattung abgelehnt", "Chargeback rejected" };

  for (guint i = 0; i < G_N_ELEMENTS (cancelled); i++)
    if (flags_of_status (cancelled[i]) != CLV_ROW_CANCELLED)
      g_error ("“%s” is cancelled", cancelled[i]);
  for (guint i = 0; i < G_N_ELEMENTS (refunded); i++)
    if (flags_of_status (refunded[i]) != CLV_ROW_REFUNDED)
      g_error ("“%s” is refunded", refunded[i]);
  for (guint i = 0; i < G_N_ELEMENTS (neither); i++)
    if (flags_of_status (neither[i]) != 0)
      g_error ("“%s” is neither cancelled nor refunded", neither[i]);
}

/* 100 went out and 40 came back: the row is told, and 60 are left once it is taken off. Never a row of sales. */
static void
debits_and_credits_are_told (void)
{
  static const struct
  {
    const char *header, *sale, *back;
  } cases[] = {
    { "D/C", "D", "C" }, { "D/C", "c", "d" }, { "S/H", "S", "H" }, { "Soll/Haben", "Soll", "Haben" }, { "Dr/Cr", "Dr", "Cr" },
    { "Debit/Credit", "Debit", "Credit" }, { "Sign", "+", "-" }, { "+/-", "+", "-" }, { "Vorzeichen", "plus", "minus" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("invoice;customer;date;amount;%s\nA1;K1;2023-01-01;70;%s\nA2;K2;2023-01-02;30;%s\nA3;K1;2023-01-09;40;%s\n",
                                               cases[i].header, cases[i].sale, cases[i].sale, cases[i].back);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      ClvRules rules = CLV_RULES_DEFAULT;
      g_autoptr (ClvBook) book = clv_test_book (ledger, &rules);

      g_test_message ("%s %s", cases[i].header, cases[i].back);
      g_assert_cmpuint (clv_test_count_problems (ledger, "positive-refund"), ==, 1);
      g_assert_cmpstr (clv_test_get_example (ledger, "positive-refund", 0), ==, "A3");
      clv_assert_near (clv_book_get_reconciliation (book)->amount_used, 140, 1e-9);
    }
}

/* A column of one letter says nothing of the way of money; nor do other letters. */
static void
other_letters_are_no_credits (void)
{
  static const char *const texts[] = {
    "invoice;customer;date;amount;D/C\nA1;K1;2023-01-01;70;C\nA2;K2;2023-01-02;30;C\n",
    "invoice;customer;date;amount;Size\nA1;K1;2023-01-01;70;S\nA2;K2;2023-01-02;30;H\n",
    "invoice;customer;date;amount;Sign\nA1;K1;2023-01-01;70;Lion\nA2;K2;2023-01-02;30;-\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (texts[i]);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_assert_cmpuint (clv_test_count_problems (ledger, "positive-refund"), ==, 0);
    }
}

/* 50 + 30 + 20 - 40. In the last one, as much comes back as went: invoices and their payments. */
static void
debit_beside_credit_are_two_sides (void)
{
  static const struct { const char *text; double sum; guint n_credits, n_missing; } cases[] = {
    { "Order;Customer;Date;Debit;Credit\n1;A;2024-01-01;50;\n2;B;2024-01-02;30;\n3;A;2024-01-13;20;\n4;A;2024-01-14;;40\n", 60, 1, 0 },
    { "Order;Customer;Date;Debit;Credit\n1;A;2024-01-01;50;0\n2;B;2024-01-02;30;0\n3;A;2024-01-13;20;0\n4;A;2024-01-14;0;40\n", 60, 1, 0 },
    { "Order;Customer;Date;Soll;Haben\n1;A;2024-01-01;;50\n2;B;2024-01-02;;30\n3;A;2024-01-13;;20\n4;A;2024-01-14;40;\n", 60, 1, 0 },
    { "Order;Customer;Date;Amount;Refund\n1;A;2024-01-01;50;\n2;B;2024-01-02;30;5\n3;A;2024-01-13;20;\n4;A;2024-01-14;;40\n", 55, 1, 0 },
    { "Order;Customer;Date;Debit;Credit\n1;A;2024-01-01;50;\n2;B;2024-01-02;30;\n3;A;2024-01-13;;50\n4;B;2024-01-14;;30\n", 80, 0, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (cases[i].text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

      g_test_message ("case %u", i);
      clv_assert_near (clv_test_add_amounts (ledger), cases[i].sum, 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "credit-note"), ==, cases[i].n_credits);
      g_assert_cmpuint (clv_test_count_problems (ledger, "missing-amount"), ==, cases[i].n_missing);
      g_assert_cmpuint (clv_test_count_problems (ledger, "refund-already-net"), ==, 0);
    }
}

/* The shop's own transfer stays in the sum and is nobody's refund; a customer who paid by transfer is one. */
static void
withdrawals_are_nobodys_refunds (void)
{
  static const struct { const char *type; const char *amount; gboolean is_moved; } cases[] = {
    { "General Withdrawal", "-500", TRUE }, { "Bank Transfer", "-500", TRUE }, { "Payout", "-500", TRUE }, { "Transfer", "-500", TRUE },
    { "Auszahlung", "-500", TRUE }, { "Überweisung", "-500", TRUE }, { "Virement", "-500", TRUE }, { "Transfer", "500", FALSE },
    { "Payment Refund", "-21", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("Transaction ID;Email;Date;Type;Amount\n1;a@x.org;2024-01-01;Payment;700\n2;b@x.org;2024-01-02;Payment;30\n"
                                               "3;b@x.org;2024-01-13;%s;%s\n", cases[i].type, cases[i].amount);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);

      g_test_message ("%s %s", cases[i].type, cases[i].amount);
      clv_assert_near (clv_test_add_amounts (ledger), 730 + g_ascii_strtod (cases[i].amount, NULL), 1e-9);
      g_assert_cmpuint (clv_test_count_problems (ledger, "non-customer-line"), ==, cases[i].is_moved);
      g_assert_true ((rows->customer[2] == CLV_NOBODY) == cases[i].is_moved);
      g_assert_cmpuint (clv_test_count_problems (ledger, "negative-amount-outside-credit-note") > 0, ==, !cases[i].is_moved && rows->amount[2] < 0 && !(rows->flags[2] & CLV_ROW_CREDIT));
    }
}

/* The second line has what the first says; the third row says a day, and the fourth has no number: nobody knows whose they are. */
static void
lines_without_customer_and_day_are_of_their_order (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order ID;Customer;Date;Product;Amount\nA1;K1;2023-01-01;P;10\nA1;;;Q;5\nA1;;2023-01-02;R;3\n;;;S;2\nA2;K2;2023-01-13;P;7\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);

  g_assert_cmpuint (rows->customer[1], ==, rows->customer[0]);
  g_assert_cmpint (rows->day[1], ==, rows->day[0]);
  g_assert_cmpuint (rows->customer[2], ==, CLV_NOBODY);
  g_assert_cmpuint (clv_test_count_problems (ledger, "continued-order"), ==, 1);
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-date"), ==, 1);
  g_assert_true (rows->flags[3] & CLV_ROW_NO_DATE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/money-rows/many-corrected-orders-are-told", many_corrected_orders_are_told);
  g_test_add_func ("/ledger/money-rows/lines-that-stand-in-two-exports-are-told", lines_that_stand_in_two_exports_are_told);
  g_test_add_func ("/ledger/money-rows/an-order-between-two-files-is-no-repeat", an_order_between_two_files_is_no_repeat);
  g_test_add_func ("/ledger/money-rows/lines-of-cents-are-compared-at-once", lines_of_cents_are_compared_at_once);
  g_test_add_func ("/ledger/money-rows/rounded-ids-are-told", rounded_ids_are_told);
  g_test_add_func ("/ledger/money-rows/statuses-are-understood-in-more-languages", statuses_are_understood_in_more_languages);
  g_test_add_func ("/ledger/money-rows/debits-and-credits-are-told", debits_and_credits_are_told);
  g_test_add_func ("/ledger/money-rows/other-letters-are-no-credits", other_letters_are_no_credits);
  g_test_add_func ("/ledger/money-rows/debit-beside-credit-are-two-sides", debit_beside_credit_are_two_sides);
  g_test_add_func ("/ledger/money-rows/withdrawals-are-nobodys-refunds", withdrawals_are_nobodys_refunds);
  g_test_add_func ("/ledger/money-rows/lines-without-customer-and-day-are-of-their-order", lines_without_customer_and_day_are_of_their_order);
  return g_test_run ();
}
