/* clv-cli-left-out.c - what a result does not hold, for those who only see that a file was written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cli.h"

#include <glib/gi18n-lib.h>

#include "clv-format.h"

/* More are counted, not named. */
#define MAX_NAMED 3

/* Rows that repeat what others say are no loss. */
static gboolean
holds_data (ClvLeftOut reason)
{
  return reason != CLV_LEFT_OUT_NO && reason != CLV_LEFT_OUT_TOTALS_ROW && reason != CLV_LEFT_OUT_REPEATED_HEADER
         && reason < CLV_LEFT_OUT_REFUNDS;
}

static void
append_amount (GString    *amounts,
               const char *currency,
               double      amount)
{
  g_autofree char *number = clv_format_number (amount, 2);

  if (amount == 0)
    return;
  if (amounts->len > 0)
    g_string_append (amounts, " + ");
  if (*currency != '\0')
    g_string_append_printf (amounts, "%s ", currency);
  g_string_append (amounts, number);
}

/* The money of the rows left out, each currency for itself. (transfer full) */
static char *
dup_amounts (const ClvBook *book)
{
  const ClvReconciliation *all = clv_book_get_reconciliation (book);
  g_autoptr (GString) amounts = g_string_new (NULL);
  guint n_accounts;
  const ClvCurrencyAccount *accounts = clv_book_get_accounts (book, &n_accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      double amount = 0;

      for (guint reason = 0; reason < CLV_N_LEFT_OUT; reason++)
        if (holds_data (reason))
          amount += accounts[i].left_out[reason].amount;
      append_amount (amounts, accounts[i].currency, amount);
    }
  if (n_accounts == 0)
    {
      double amount = 0;

      for (guint reason = 0; reason < CLV_N_LEFT_OUT; reason++)
        if (holds_data (reason))
          amount += all->left_out[reason].amount;
      append_amount (amounts, clv_book_get_currency (book), amount);
    }
  return g_string_free (g_steal_pointer (&amounts), FALSE);
}

static void
tell_rows (const ClvBook *book)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (book);
  g_autofree char *amounts = NULL, *left_out = NULL, *read = NULL;
  guint32 n_rows = 0;

  for (guint i = 0; i < CLV_N_LEFT_OUT; i++)
    if (holds_data (i))
      n_rows += account->left_out[i].rows;
  if (n_rows == 0)
    return;
  amounts = dup_amounts (book);
  left_out = clv_format_count (n_rows);
  read = clv_format_count (account->rows_read);
  if (*amounts != '\0')
    /* Translators: numbers of rows, amount of money */
    clv_cli_complain (ngettext ("%s of %s row was left out, with %s.", "%s of %s rows were left out, with %s.", account->rows_read),
                      left_out, read, amounts);
  else
    /* Translators: numbers of rows */
    clv_cli_complain (ngettext ("%s of %s row was left out.", "%s of %s rows were left out.", account->rows_read), left_out, read);
}

static void
tell_kinds (const ClvProblemList *problems)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_kinds = 0;

  for (guint i = 0; i < clv_problem_list_get_n (problems); i++)
    {
      const ClvProblem *problem = clv_problem_list_get (problems, i);
      g_autofree char *count = clv_format_count (problem->count);

      if (clv_problem_get_severity (problem) == CLV_SEVERITY_INFO || n_kinds++ >= MAX_NAMED)
        continue;
      /* Translators: what was odd, how often */
      g_string_append_printf (names, _("%s“%s” (%s)"), names->len > 0 ? ", " : "", clv_problem_get_title (problem), count);
    }
  if (n_kinds == 0)
    return;
  if (n_kinds > MAX_NAMED)
    /* Translators: how many kinds of oddities are not named here */
    g_string_append_printf (names, ngettext (" and %u more kind", " and %u more kinds", n_kinds - MAX_NAMED), n_kinds - MAX_NAMED);
  /* Translators: names of oddities */
  clv_cli_complain (_("Have a look at: %s. “clientele-report --inspect” with the same files lists the rows."), names->str);
}

/**
 * clv_cli_tell_left_out:
 * @findings: what was written to a file
 *
 * Says on standard error which rows are in no result, and what needs a look. Says nothing when there is nothing.
 */
void
clv_cli_tell_left_out (const ClvFindings *findings)
{
  tell_rows (clv_findings_get_book (findings));
  tell_kinds (clv_findings_get_problems (findings));
}
