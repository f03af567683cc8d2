/* clv-xlsx-data-quality.c - the proof that nothing is lost, and what was odd
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FIRST_COLUMN 1
#define EXAMPLES_A_KIND 5

/* One line of the account of a currency: what, rows, currency, amount. */
static void
write_line (ClvXlsxReport *report,
            guint          row,
            const char    *what,
            guint32        rows,
            const char    *currency,
            double         amount,
            ClvXlsxStyle   style)
{
  ClvXlsxSheet *sheet = report->quality;

  clv_xlsx_text (sheet, row, FIRST_COLUMN, what, style);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + 1, rows, CLV_XLSX_COUNT | style);
  clv_xlsx_text (sheet, row, FIRST_COLUMN + 2, *currency != '\0' ? currency : _("without a currency"), style);
  clv_xlsx_number (sheet, row, FIRST_COLUMN + 3, amount, CLV_XLSX_MONEY | style);
}

/* The account of one currency, with its sum as a formula. Returns the row below. */
static guint
write_account (ClvXlsxReport            *report,
               const ClvCurrencyAccount *account,
               guint                     row)
{
  ClvXlsxSheet *sheet = report->quality;
  const guint first = row;
  double amount = account->amount_used, rows = account->rows_used;

  write_line (report, row++, _("Used"), account->rows_used, account->currency, account->amount_used, CLV_XLSX_RULED);
  for (guint reason = 1; reason < CLV_N_LEFT_OUT; reason++)
    {
      g_autofree char *title = NULL;

      if (account->left_out[reason].rows == 0 && account->left_out[reason].amount == 0)
        continue;
      title = account->left_out[reason].rows > 0
                /* Translators: %s is why rows were left out */
                ? g_strdup_printf (_("Left out: %s"), clv_left_out_get_title (reason))
                : g_strdup (clv_left_out_get_title (reason));
      write_line (report, row++, title, account->left_out[reason].rows, account->currency, account->left_out[reason].amount,
                  CLV_XLSX_RULED);
      rows += account->left_out[reason].rows;
      amount += account->left_out[reason].amount;
    }
  write_line (report, row, _("Sum"), 0, account->currency, 0, CLV_XLSX_TOTAL);
  for (guint i = 1; i <= 3; i += 2)
    {
      g_autofree char *top = clv_xlsx_dup_cell (first, FIRST_COLUMN + i);
      g_autofree char *bottom = clv_xlsx_dup_cell (row - 1, FIRST_COLUMN + i);
      g_autofree char *sum = g_strdup_printf ("=SUM(%s:%s)", top, bottom);

      clv_xlsx_formula (sheet, row, FIRST_COLUMN + i, sum, i == 1 ? rows : amount,
                        (i == 1 ? CLV_XLSX_COUNT : CLV_XLSX_MONEY) | CLV_XLSX_TOTAL);
    }
  row++;
  write_line (report, row++, _("Read from the file"), account->rows_read, account->currency, account->amount_read, CLV_XLSX_RULED);
  return row;
}

/* Amounts in several currencies have no sum: each has its own account. */
static guint
write_accounts (ClvXlsxReport            *report,
                const ClvCurrencyAccount *accounts,
                guint                     n,
                guint                     row)
{
  ClvXlsxSheet *sheet = report->quality;
  const ClvBook *book = clv_findings_get_book (report->findings);

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, FIRST_COLUMN, _("Nothing is lost: in each currency, file total = used + left out"), CLV_XLSX_HEADING);
  clv_xlsx_text (sheet, row, FIRST_COLUMN, _("Rows of the order tables"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, FIRST_COLUMN + 1, _("Rows"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row, FIRST_COLUMN + 2, _("Currency"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row++, FIRST_COLUMN + 3, _("Amount"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  for (guint i = 0; i < n; i++)
    row = write_account (report, &accounts[i], row);
  if (clv_book_is_converted (book))
    write_line (report, row++, _("Used, converted"), clv_book_get_reconciliation (book)->rows_used, clv_book_get_currency (book),
                clv_book_get_reconciliation (book)->amount_used, CLV_XLSX_TOTAL);
  return row + 1;
}

static guint
write_reconciliation (ClvXlsxReport *report,
                      guint          row)
{
  ClvXlsxSheet *sheet = report->quality;
  const ClvReconciliation *account = clv_book_get_reconciliation (clv_findings_get_book (report->findings));
  ClvXlsxStyle count = CLV_XLSX_COUNT | CLV_XLSX_RULED, money = CLV_XLSX_MONEY | CLV_XLSX_RULED;
  guint first = row + 2, column = FIRST_COLUMN;
  double amount = account->amount_used, rows = account->rows_used;
  guint n_accounts;
  const ClvCurrencyAccount *accounts = clv_book_get_accounts (clv_findings_get_book (report->findings), &n_accounts);

  if (n_accounts > 0)
    return write_accounts (report, accounts, n_accounts, row);
  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, column, _("Nothing is lost: file total = used + left out"), CLV_XLSX_HEADING);
  clv_xlsx_text (sheet, row, column, _("Rows of the order tables"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, column + 1, _("Rows"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row++, column + 2, _("Amount"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row, column, _("Used"), CLV_XLSX_RULED);
  clv_xlsx_number (sheet, row, column + 1, account->rows_used, count);
  clv_xlsx_number (sheet, row++, column + 2, account->amount_used, money);
  for (guint reason = 1; reason < CLV_N_LEFT_OUT; reason++)
    {
      if (!clv_reconciliation_has (account, reason))
        continue;
      g_autofree char *title =
        account->left_out[reason].rows > 0
          /* Translators: %s is why rows were left out */
          ? g_strdup_printf (_("Left out: %s"), clv_left_out_get_title (reason))
          : g_strdup (clv_left_out_get_title (reason));

      clv_xlsx_text (sheet, row, column, title, CLV_XLSX_RULED);
      clv_xlsx_number (sheet, row, column + 1, account->left_out[reason].rows, count);
      clv_xlsx_number (sheet, row++, column + 2, account->left_out[reason].amount, money);
      rows += account->left_out[reason].rows;
      amount += account->left_out[reason].amount;
    }
  clv_xlsx_text (sheet, row, column, _("Sum"), CLV_XLSX_TOTAL);
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *top = clv_xlsx_dup_cell (first, column + i);
      g_autofree char *bottom = clv_xlsx_dup_cell (row - 1, column + i);
      g_autofree char *sum = g_strdup_printf ("=SUM(%s:%s)", top, bottom);

      clv_xlsx_formula (sheet, row, column + i, sum, i == 1 ? rows : amount,
                        (i == 1 ? CLV_XLSX_COUNT : CLV_XLSX_MONEY) | CLV_XLSX_TOTAL);
    }
  row++;
  clv_xlsx_text (sheet, row, column, _("Read from the file"), CLV_XLSX_RULED);
  clv_xlsx_number (sheet, row, column + 1, account->rows_read, count);
  clv_xlsx_number (sheet, row++, column + 2, account->amount_read, money);
  return row + 1;
}

static ClvXlsxStyle
severity_style (const ClvProblem *problem)
{
  return clv_problem_get_severity (problem) == CLV_SEVERITY_INFO ? CLV_XLSX_DIM : CLV_XLSX_BAD | CLV_XLSX_BOLD;
}

static const char *
severity_word (const ClvProblem *problem)
{
  switch (clv_problem_get_severity (problem))
    {
    case CLV_SEVERITY_ERROR:
      return _("left out");
    case CLV_SEVERITY_WARNING:
      return _("look at it");
    case CLV_SEVERITY_INFO:
    default:
      return _("for your information");
    }
}

static guint
write_problems (ClvXlsxReport *report,
                guint          row)
{
  ClvXlsxSheet *sheet = report->quality;
  const ClvProblemList *problems = clv_findings_get_problems (report->findings);
  guint n = clv_problem_list_get_n (problems), column = FIRST_COLUMN;

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, column, _("What was odd"), CLV_XLSX_HEADING);
  if (n == 0)
    {
      clv_xlsx_text (sheet, row++, column, _("Nothing."), CLV_XLSX_GENERAL);
      return row + 1;
    }
  clv_xlsx_text (sheet, row, column, _("Kind"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, column + 1, _("How many"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row, column + 2, _("What it calls for"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, column + 3, _("What was done"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row++, column + 4, _("What it means, and what to do"), CLV_XLSX_HEADER);
  for (guint i = 0; i < n; i++)
    {
      const ClvProblem *problem = clv_problem_list_get (problems, i);

      clv_xlsx_text (sheet, row, column, clv_problem_get_title (problem), CLV_XLSX_RULED | CLV_XLSX_WRAP);
      clv_xlsx_number (sheet, row, column + 1, problem->count, CLV_XLSX_COUNT | CLV_XLSX_RULED);
      clv_xlsx_text (sheet, row, column + 2, severity_word (problem), CLV_XLSX_RULED | severity_style (problem));
      clv_xlsx_text (sheet, row, column + 3, clv_problem_get_treatment_text (problem), CLV_XLSX_RULED);
      clv_xlsx_text (sheet, row++, column + 4, clv_problem_get_advice (problem), CLV_XLSX_RULED | CLV_XLSX_WRAP);
    }
  return row + 1;
}

static void
write_examples (ClvXlsxReport *report,
                guint          row)
{
  ClvXlsxSheet *sheet = report->quality;
  const ClvProblemList *problems = clv_findings_get_problems (report->findings);
  guint column = FIRST_COLUMN;

  if (clv_problem_list_get_n (problems) == 0)
    return;
  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, column, _("Where it stands: the first of each kind"), CLV_XLSX_HEADING);
  clv_xlsx_text (sheet, row, column, _("Kind"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, column + 1, _("Row"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row, column + 2, _("File"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, column + 3, _("Sheet"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row++, column + 4, _("What stands there"), CLV_XLSX_HEADER);
  for (guint i = 0; i < clv_problem_list_get_n (problems); i++)
    {
      const ClvProblem *problem = clv_problem_list_get (problems, i);

      for (guint j = 0; j < MIN (problem->examples->len, EXAMPLES_A_KIND); j++)
        {
          const ClvProblemExample *example = problem->examples->pdata[j];

          /* About the data as a whole. */
          if (example->file == NULL)
            continue;
          clv_xlsx_text (sheet, row, column, j == 0 ? clv_problem_get_title (problem) : "",
                         CLV_XLSX_RULED | CLV_XLSX_WRAP);
          clv_xlsx_number (sheet, row, column + 1, example->row > 0 ? example->row : NAN,
                           CLV_XLSX_COUNT | CLV_XLSX_RULED);
          clv_xlsx_text (sheet, row, column + 2, example->file, CLV_XLSX_RULED | CLV_XLSX_WRAP);
          clv_xlsx_text (sheet, row, column + 3, example->sheet, CLV_XLSX_RULED | CLV_XLSX_WRAP);
          clv_xlsx_text (sheet, row++, column + 4, example->text, CLV_XLSX_RULED | CLV_XLSX_WRAP);
        }
    }
}

/**
 * clv_xlsx_write_data_quality:
 *
 * The reconciliation with the file, every kind of problem with its treatment, and where the first ones stand.
 */
void
clv_xlsx_write_data_quality (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->quality;
  guint row = 4;

  clv_xlsx_set_width (sheet, FIRST_COLUMN, 44);
  clv_xlsx_set_width (sheet, FIRST_COLUMN + 1, 14);
  clv_xlsx_set_width (sheet, FIRST_COLUMN + 2, 34);
  clv_xlsx_set_width (sheet, FIRST_COLUMN + 3, 20);
  clv_xlsx_set_width (sheet, FIRST_COLUMN + 4, 80);
  clv_xlsx_write_head (report, sheet, _("Data quality"), _("What was read, what was used, and what to look at."));
  row = write_reconciliation (report, row);
  row = write_problems (report, row);
  write_examples (report, row);
  worksheet_freeze_panes (sheet->sheet, 3, 0);
  clv_xlsx_finish_sheet (sheet, _("Data quality"), -1, FALSE);
}
