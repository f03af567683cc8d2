/* clv-test-sums.h - what a ledger comes to under rules, in one currency
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "clv-book.h"

#include "clv-test-tables.h"
#include "clv-test.h"

#define ORDERS "Order;Customer;Date;Amount;Currency\n"

static inline ClvRules
rules_in (const char *currency)
{
  ClvRules rules = CLV_RULES_DEFAULT;

  g_strlcpy (rules.currency, currency, sizeof rules.currency);
  return rules;
}

/* Under every rule, in the sum and in each currency. */
static inline void
assert_adds_up (const ClvBook *book)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (book);
  double amount = account->amount_used;
  guint32 rows = account->rows_used, rows_of_accounts = 0;
  guint n;
  const ClvCurrencyAccount *accounts = clv_book_get_accounts (book, &n);

  for (guint i = 0; i < CLV_N_LEFT_OUT; i++)
    {
      amount += account->left_out[i].amount;
      rows += account->left_out[i].rows;
    }
  g_assert_cmpuint (rows, ==, account->rows_read);
  clv_assert_near (amount, account->amount_read, 1e-9);
  for (guint k = 0; k < n; k++)
    {
      amount = accounts[k].amount_used;
      rows = accounts[k].rows_used;
      for (guint i = 1; i < CLV_N_LEFT_OUT; i++)
        {
          amount += accounts[k].left_out[i].amount;
          rows += accounts[k].left_out[i].rows;
        }
      g_assert_cmpuint (rows, ==, accounts[k].rows_read);
      clv_assert_near (amount, accounts[k].amount_read, 1e-9);
      rows_of_accounts += accounts[k].rows_read;
    }
  g_assert_true (n == 0 || rows_of_accounts == account->rows_read);
}

static inline double
used_under (ClvLedger      *ledger,
            const ClvRules *rules)
{
  g_autoptr (ClvBook) book = clv_test_book (ledger, rules);

  assert_adds_up (book);
  return clv_book_get_reconciliation (book)->amount_used;
}

static inline void
assert_refused (ClvLedger      *ledger,
                const ClvRules *rules,
                ClvLedgerError  code,
                const char     *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvBook) book = clv_book_new (ledger, rules, NULL, &error);

  g_assert_null (book);
  g_assert_error (error, CLV_LEDGER_ERROR, (int) code);
  if (strstr (error->message, part) == NULL)
    g_test_message ("“%s” is not in “%s”", part, error->message);
  g_assert_nonnull (strstr (error->message, part));
}
