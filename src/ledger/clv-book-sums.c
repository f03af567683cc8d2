/* clv-book-sums.c - what rows amount to, each currency for itself
 *
 * In every currency: read = used + left out + taken off. What is used stands here as
 * the file has it, before it is converted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-book-private.h"

typedef struct
{
  guint32    rows;
  ClvBookSum amounts[CLV_N_LEFT_OUT];
  guint32    n[CLV_N_LEFT_OUT];
  ClvBookSum read;
} Sums;

static ClvCurrencyAccount
make_account (const Sums *sums,
              const char *currency)
{
  ClvCurrencyAccount account = { .currency = currency, .rows_read = sums->rows, .amount_read = clv_book_sum_get (&sums->read) };
  ClvBookSum used = sums->amounts[CLV_LEFT_OUT_NO];

  for (guint reason = 1; reason < CLV_N_LEFT_OUT; reason++)
    {
      if (reason == CLV_LEFT_OUT_RATES)
        continue;
      account.left_out[reason].rows = sums->n[reason];
      account.left_out[reason].amount = clv_book_sum_get (&sums->amounts[reason]);
      if (reason >= CLV_LEFT_OUT_REFUNDS)
        clv_book_sum_add (&used, -account.left_out[reason].amount);
    }
  account.rows_used = sums->n[CLV_LEFT_OUT_NO];
  account.amount_used = clv_book_sum_get (&used);
  return account;
}

/**
 * clv_book_sums_make:
 * @left_out: why each row is not used
 *
 * Returns: (transfer full) (nullable): a ClvCurrencyAccount each, most rows first; NULL when all amounts are in one currency
 *   and none is converted
 */
GArray *
clv_book_sums_make (const ClvBookAmounts *self,
                    const guint8         *left_out)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const guint8 *currency = self->currencies.currency;
  const gboolean has_blanks = currency != NULL && self->currencies.n_rows[CLV_NO_CURRENCY] > 0;
  g_autofree Sums *sums = NULL;
  GArray *accounts;

  if (currency == NULL || (self->currencies.n_currencies + has_blanks < 2 && !self->is_converting))
    return NULL;
  sums = g_new0 (Sums, 256);
  for (guint32 i = 0; i < rows->n; i++)
    {
      Sums *sum = &sums[currency[i]];
      const double amount = clv_ledger_rows_read_amount (rows, i);

      sum->rows++;
      sum->n[left_out[i]]++;
      clv_book_sum_add (&sum->read, amount);
      clv_book_sum_add (&sum->amounts[left_out[i]], amount);
      if (left_out[i] == CLV_LEFT_OUT_NO)
        clv_book_amounts_explain (self, i, sum->amounts);
    }
  accounts = g_array_new (FALSE, FALSE, sizeof (ClvCurrencyAccount));
  for (;;)
    {
      guint best = 256;
      ClvCurrencyAccount account;

      for (guint i = 0; i < 256; i++)
        if (sums[i].rows > 0 && (best == 256 || sums[i].rows > sums[best].rows))
          best = i;
      if (best == 256)
        break;
      account = make_account (&sums[best], clv_book_currencies_get_name (&self->currencies, best));
      g_array_append_val (accounts, account);
      sums[best].rows = 0;
    }
  return accounts;
}
