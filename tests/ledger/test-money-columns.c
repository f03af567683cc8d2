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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  clv_test_speak_plainly ();
  g_test_add_func ("/ledger/money-columns/a-rate-of-tax-is-no-money", a_rate_of_tax_is_no_money);
  g_test_add_func ("/ledger/money-columns/few-values-of-tax-beside-many-amounts-are-rates", few_values_of_tax_beside_many_amounts_are_rates);
  return g_test_run ();
}
