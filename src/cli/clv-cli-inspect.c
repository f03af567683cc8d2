/* clv-cli-inspect.c - what was recognised, with its evidence, and every problem
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cli.h"

#include <glib/gi18n-lib.h>

#include "clv-assumptions.h"
#include "clv-format.h"
#include "clv-source.h"

static void
append_column (GString                *text,
               const ClvTableMapping  *table,
               guint                   index)
{
  const ClvColumnMapping *column = &table->columns[index];
  const char *reading = column->reading->evidence;
  const char *header = clv_column_get_header (clv_table_get_column (table->table, index));

  g_string_append_printf (text, "  %s → %s (%s)", header,
                          column->role != CLV_ROLE_NONE ? clv_role_to_id (column->role) : _("not used"),
                          clv_reading_to_id (column->reading));
  if (column->evidence != NULL && *column->evidence != '\0')
    g_string_append_printf (text, ": %s", column->evidence);
  if (reading != NULL && *reading != '\0')
    g_string_append_printf (text, "; %s", reading);
  if (column->reading->ambiguous)
    g_string_append_printf (text, " %s", _("[nothing proves this reading]"));
  g_string_append_c (text, '\n');
}

static void
append_tables (GString          *text,
               const ClvCliData *data)
{
  for (guint i = 0; i < data->inputs->len; i++)
    {
      const ClvReportInput *input = data->inputs->pdata[i];
      const ClvTableMapping *table = clv_mapping_get_table (data->mapping, input->table);
      g_autofree char *rows = clv_format_count (clv_table_get_n_rows (table->table));

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, input->file);
      if (*input->sheet != '\0')
        /* Translators: %s is the name of a sheet */
        g_string_append_printf (text, _(", sheet “%s”"), input->sheet);
      /* Translators: how the file was read, number of rows */
      g_string_append_printf (text, _(": %s; %s rows\n"), input->how, rows);
      /* Translators: a kind of table, such as “Orders” */
      g_string_append_printf (text, _("  taken for: %s"), clv_table_kind_get_title (table->kind));
      if (table->evidence != NULL && *table->evidence != '\0')
        g_string_append_printf (text, " (%s)", table->evidence);
      g_string_append_c (text, '\n');
      for (guint j = 0; j < table->n_columns; j++)
        append_column (text, table, j);
      for (guint j = 0; j < clv_table_get_n_notes (table->table); j++)
        {
          guint32 row;
          const char *note = clv_table_get_note (table->table, j, &row);

          /* Translators: number of a row, its text */
          g_string_append_printf (text, _("  row %u set aside: %s\n"), row, note);
        }
    }
}

static void
append_questions (GString          *text,
                  const ClvCliData *data)
{
  g_auto (GStrv) questions = clv_mapping_dup_questions (data->mapping);

  if (questions == NULL || questions[0] == NULL)
    return;
  g_string_append_printf (text, "\n%s\n", _("Please check"));
  for (guint i = 0; questions[i] != NULL; i++)
    g_string_append_printf (text, "  • %s\n", questions[i]);
}

/* What --set does what about it. */
static void
append_settings (GString          *text,
                 const ClvProblem *problem)
{
  g_auto (GStrv) choices = g_strsplit (problem->choices, " ", -1);
  g_autoptr (GString) settings = g_string_new (NULL);

  for (guint i = 0; choices[i] != NULL; i++)
    {
      g_autofree char *setting = clv_assumptions_dup_setting (problem->kind, choices[i]);

      if (setting != NULL)
        g_string_append_printf (settings, " --set %s", setting);
    }
  if (settings->len > 0)
    /* Translators: %s are options of the command line, each with a blank before it */
    g_string_append_printf (text, _("    one of:%s\n"), settings->str);
}

static void
append_problem (GString          *text,
                const ClvProblem *problem)
{
  g_autofree char *count = clv_format_count (problem->count);

  g_string_append_printf (text, "  %s: %s [%s, %s]\n", clv_problem_get_title (problem), count, problem->kind,
                          problem->treatment);
  g_string_append_printf (text, "    %s\n", clv_problem_get_advice (problem));
  append_settings (text, problem);
  for (guint i = 0; i < problem->examples->len; i++)
    {
      const ClvProblemExample *example = problem->examples->pdata[i];

      /* About the data as a whole. */
      if (example->file == NULL)
        continue;
      g_string_append_printf (text, "      %s", example->file);
      if (example->sheet != NULL && *example->sheet != '\0')
        g_string_append_printf (text, " · %s", example->sheet);
      if (example->row > 0)
        /* Translators: number of a row */
        g_string_append_printf (text, _(", row %u"), example->row);
      if (example->text != NULL && *example->text != '\0')
        g_string_append_printf (text, ": %s", example->text);
      g_string_append_c (text, '\n');
    }
  if (problem->examples->len > 0 && problem->count > problem->examples->len)
    {
      g_autofree char *more = clv_format_count (problem->count - problem->examples->len);

      /* Translators: so many other rows have the same problem */
      g_string_append_printf (text, _("      and %s more\n"), more);
    }
}

static void
append_problems (GString              *text,
                 const ClvProblemList *problems)
{
  guint n = clv_problem_list_get_n (problems);

  g_string_append_printf (text, "\n%s\n", n > 0 ? _("What was odd") : _("Nothing was odd."));
  for (guint i = 0; i < n; i++)
    append_problem (text, clv_problem_list_get (problems, i));
}

/* “  used: 12 rows, 345.00” */
static void
append_rows (GString    *text,
             const char *indent,
             const char *what,
             guint32     n,
             const char *amount)
{
  g_autofree char *count = clv_format_count (n);
  g_autofree char *rows = g_strdup_printf (ngettext ("%s row", "%s rows", n), count);

  g_string_append_printf (text, "%s%s: %s, %s\n", indent, what, rows, amount);
}

static void
append_left_out (GString    *text,
                 const char *indent,
                 ClvLeftOut  reason,
                 guint32     n,
                 const char *amount)
{
  /* Translators: why rows were left out */
  g_autofree char *what = g_strdup_printf (_("left out, %s"), clv_left_out_get_title (reason));

  append_rows (text, indent, what, n, amount);
}

/* “EUR 125.00”; amounts without a currency say so. */
static char *
dup_money (const char *currency,
           double      amount)
{
  g_autofree char *number = clv_format_number (amount, 2);

  return *currency != '\0' ? g_strdup_printf ("%s %s", currency, number)
                           /* Translators: an amount of which nobody says the currency */
                           : g_strdup_printf (_("%s without a currency"), number);
}

/* Each currency for itself: there is no sum over them. */
static void
append_account (GString                  *text,
                const ClvCurrencyAccount *account)
{
  g_autofree char *read = dup_money (account->currency, account->amount_read);
  g_autofree char *used = dup_money (account->currency, account->amount_used);

  append_rows (text, "  ", _("read"), account->rows_read, read);
  append_rows (text, "    ", _("used"), account->rows_used, used);
  for (guint i = 1; i < CLV_N_LEFT_OUT; i++)
    if (account->left_out[i].rows > 0 || account->left_out[i].amount != 0)
      {
        g_autofree char *amount = dup_money (account->currency, account->left_out[i].amount);

        append_left_out (text, "    ", i, account->left_out[i].rows, amount);
      }
}

static void
append_reconciliation (GString       *text,
                       const ClvBook *book)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (book);
  g_autofree char *read = clv_format_number (account->amount_read, 2);
  g_autofree char *used = clv_format_number (account->amount_used, 2);
  guint n_accounts;
  const ClvCurrencyAccount *accounts = clv_book_get_accounts (book, &n_accounts);

  g_string_append_printf (text, "\n%s\n", _("Nothing is lost"));
  if (n_accounts > 0)
    {
      for (guint i = 0; i < n_accounts; i++)
        append_account (text, &accounts[i]);
      if (clv_book_is_converted (book))
        {
          g_autofree char *converted = dup_money (clv_book_get_currency (book), account->amount_used);

          append_rows (text, "  ", _("used, converted"), account->rows_used, converted);
        }
      return;
    }
  append_rows (text, "  ", _("read"), account->rows_read, read);
  append_rows (text, "  ", _("used"), account->rows_used, used);
  for (guint i = 1; i < CLV_N_LEFT_OUT; i++)
    if (clv_reconciliation_has (account, i))
      {
        g_autofree char *amount = clv_format_number (account->left_out[i].amount, 2);

        append_left_out (text, "  ", i, account->left_out[i].rows, amount);
      }
}

/**
 * clv_cli_inspect:
 * @data: what the files gave
 * @options: rules of the book
 * @work: progress and cancelling
 *
 * Prints what was recognised. That something is missing for an analysis is part of the answer, not a failure.
 *
 * Returns: the exit status
 */
int
clv_cli_inspect (ClvCliData          *data,
                 const ClvCliOptions *options,
                 const ClvWork       *work)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvFindings) findings = NULL;
  g_autofree char *message = NULL;

  append_tables (text, data);
  append_questions (text, data);
  ledger = clv_cli_data_build (data, work, &error);
  if (ledger != NULL)
    findings = clv_analyse (ledger, &options->assumptions, work, &error);
  if (findings != NULL)
    {
      append_problems (text, clv_findings_get_problems (findings));
      append_reconciliation (text, clv_findings_get_book (findings));
    }
  else
    {
      g_autoptr (ClvProblemList) problems = clv_problem_list_new ();

      for (guint i = 0; ledger == NULL && i < data->sources->len; i++)
        clv_problem_list_merge (problems, clv_source_get_problems (data->sources->pdata[i]));
      append_problems (text, ledger != NULL ? clv_ledger_get_problems (ledger) : problems);
      message = clv_cli_dup_message (error, ledger, options);
      g_string_append_printf (text, "\n%s\n  %s\n", _("This cannot be analysed yet"), message);
    }
  clv_cli_work_end ();
  return clv_cli_print (text->str, text->len) ? CLV_CLI_DONE : CLV_CLI_FILES;
}
