/* clv-xlsx-at-risk.c - whom to call first: customers who have probably left, by what is at stake
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-prediction.h"
#include "clv-report-private.h"

#define FIRST_COLUMN 1
#define WARNING_ROW 3
#define HEADER_ROW 4
/* What is written where there is no table is as wide as a page is elsewhere, and so is printed as small. */
#define WORDS_COLUMNS 10
#define WORDS_WIDTH 22
/* A list to work through; the whole of it is in the sheet of customers. */
#define MAX_ROWS 5000

typedef struct
{
  guint rank, id, name, stake, alive, clv, last, silent, rhythm, overdue, next_from, next_to, why, action, done;
} Columns;

static void
describe (ClvXlsxReport *report,
          ClvXlsxTable  *table,
          Columns       *at)
{
  at->rank = clv_xlsx_table_add (table, _("No."), NULL, CLV_XLSX_COUNT);
  at->id = clv_xlsx_table_add (table, _("Customer"), NULL, CLV_XLSX_TEXT);
  at->name = clv_xlsx_table_add (table, _("Name"), NULL, CLV_XLSX_TEXT);
  at->stake = clv_xlsx_table_add (table, _("Value at risk"), report->currency, CLV_XLSX_MONEY);
  at->alive = clv_xlsx_table_add (table, _("Still a customer"), NULL, CLV_XLSX_PERCENT);
  at->clv = clv_xlsx_table_add (table, _("Expected value"), report->currency, CLV_XLSX_MONEY);
  at->last = clv_xlsx_table_add (table, _("Last order"), NULL, CLV_XLSX_DATE);
  at->silent = clv_xlsx_table_add (table, _("Days since"), NULL, CLV_XLSX_COUNT);
  at->rhythm = clv_xlsx_table_add (table, _("Usual gap in days"), NULL, CLV_XLSX_COUNT);
  at->overdue = clv_xlsx_table_add (table, _("Times overdue"), NULL, CLV_XLSX_NUMBER);
  at->next_from = clv_xlsx_table_add (table, _("Next order, if any, from"), NULL, CLV_XLSX_DATE);
  at->next_to = clv_xlsx_table_add (table, _("Next order to"), NULL, CLV_XLSX_DATE);
  at->why = clv_xlsx_table_add (table, _("Why"), NULL, CLV_XLSX_TEXT);
  at->action = clv_xlsx_table_add (table, _("Action"), NULL, CLV_XLSX_TEXT);
  at->done = clv_xlsx_table_add (table, _("Done"), NULL, CLV_XLSX_TEXT);
}

static void
write_row (ClvXlsxReport   *report,
           const Columns   *at,
           guint            row,
           guint            number,
           const ClvAtRisk *risk)
{
  const ClvCustomers *all = clv_findings_get_customers (report->findings);
  ClvLedger *ledger = clv_findings_get_ledger (report->findings);
  ClvXlsxSheet *sheet = report->at_risk;
  g_autofree char *why = clv_findings_dup_risk_sentence (report->findings, risk);
  const ClvXlsxStyle ruled = CLV_XLSX_RULED;
  const guint c = FIRST_COLUMN;
  ClvDay from = CLV_DAY_NONE, to = CLV_DAY_NONE;

  if (risk->p_alive >= CLV_RISK_WORTH_WAITING)
    clv_findings_next_order_days (report->findings, risk->customer, &from, &to);

  clv_xlsx_number (sheet, row, c + at->rank, number, CLV_XLSX_COUNT | ruled);
  clv_xlsx_text (sheet, row, c + at->id, clv_ledger_get_customer_id (ledger, risk->customer), CLV_XLSX_TEXT | ruled);
  clv_xlsx_text (sheet, row, c + at->name, clv_ledger_get_customer_name (ledger, risk->customer), CLV_XLSX_TEXT | ruled);
  clv_xlsx_number (sheet, row, c + at->stake, risk->value_at_risk, CLV_XLSX_MONEY | ruled | CLV_XLSX_BOLD);
  clv_xlsx_number (sheet, row, c + at->alive, risk->p_alive, CLV_XLSX_PERCENT | ruled);
  clv_xlsx_number (sheet, row, c + at->clv, risk->clv, CLV_XLSX_MONEY | ruled);
  clv_xlsx_day (sheet, row, c + at->last, all->last_order_day[risk->customer], CLV_XLSX_DATE | ruled);
  clv_xlsx_number (sheet, row, c + at->silent, risk->days_since_last, CLV_XLSX_COUNT | ruled);
  clv_xlsx_number (sheet, row, c + at->rhythm, risk->own_gap_days, CLV_XLSX_COUNT | ruled);
  clv_xlsx_number (sheet, row, c + at->overdue, risk->overdue, CLV_XLSX_NUMBER | ruled);
  clv_xlsx_day (sheet, row, c + at->next_from, from, CLV_XLSX_DATE | ruled);
  clv_xlsx_day (sheet, row, c + at->next_to, to, CLV_XLSX_DATE | ruled);
  clv_xlsx_text (sheet, row, c + at->why, why, CLV_XLSX_TEXT | ruled | CLV_XLSX_WRAP);
  clv_xlsx_blank (sheet, row, c + at->action, CLV_XLSX_TEXT | ruled);
  clv_xlsx_blank (sheet, row, c + at->done, CLV_XLSX_TEXT | ruled);
}

static char *
dup_subtitle (const ClvXlsxReport *report,
              guint32              n)
{
  g_autofree char *risk = clv_report_dup_at_risk (report->findings);

  if (n > MAX_ROWS)
    /* Translators: a sentence without its full stop, a number of customers */
    return g_strdup_printf (_("%s. The first %u are listed."), risk, (guint) MAX_ROWS);
  return g_strdup_printf ("%s.", risk);
}

/* A test that was missed, with the way to it, in the row before the list. */
static void
write_warning (ClvXlsxReport *report)
{
  g_autofree char *error = clv_findings_dup_test_error (report->findings);
  g_autofree char *text = NULL;

  if (error == NULL)
    return;
  /* Translators: “32 % too low in its test”; a link to the sheet “Proof” */
  text = g_strdup_printf (_("The model was %s: look at the proof before you rely on it"), error);
  clv_xlsx_link (report->at_risk, WARNING_ROW, FIRST_COLUMN, report->proof, text, CLV_XLSX_BOLD);
}

/* Where nobody is on the list, there is room for what speaks against that. */
static void
write_nobody (ClvXlsxReport *report)
{
  g_auto (GStrv) doubts = clv_findings_dup_risk_doubts (report->findings);
  guint row = HEADER_ROW;

  for (guint column = 0; column < WORDS_COLUMNS; column++)
    clv_xlsx_set_width (report->at_risk, FIRST_COLUMN + column, WORDS_WIDTH);
  for (guint i = 0; doubts[i] != NULL; i++)
    {
      clv_xlsx_set_height (report->at_risk, row, 15.0 * (1 + g_utf8_strlen (doubts[i], -1) / (WORDS_COLUMNS * WORDS_WIDTH)));
      clv_xlsx_merged (report->at_risk, row++, FIRST_COLUMN, FIRST_COLUMN + WORDS_COLUMNS - 1, doubts[i],
                       CLV_XLSX_WRAP | CLV_XLSX_TOP);
    }
}

/**
 * clv_xlsx_write_at_risk:
 *
 * The list to work through, most at stake first, with columns for what was done.
 */
void
clv_xlsx_write_at_risk (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->at_risk;
  const char *const actions[] = { _("Call"), _("Write"), _("Offer"), _("Visit"), _("Let go"), NULL };
  const char *const done[] = { _("yes"), _("no"), _("came back"), NULL };
  g_autofree char *subtitle = NULL;
  const ClvAtRisk *risks;
  guint32 n, n_all;
  ClvXlsxTable table;
  Columns at = { 0 };
  double stake = 0;

  if (sheet == NULL)
    return;
  risks = clv_findings_get_at_risk (report->findings, &n_all);
  n = MIN (n_all, MAX_ROWS);
  subtitle = dup_subtitle (report, n_all);
  clv_xlsx_write_head (report, sheet, _("At risk"), subtitle);
  write_warning (report);
  if (n == 0)
    {
      write_nobody (report);
      clv_xlsx_finish_sheet (sheet, _("At risk"), -1, FALSE);
      return;
    }
  clv_xlsx_table_init (&table, sheet, HEADER_ROW, FIRST_COLUMN, n);
  describe (report, &table, &at);
  for (guint32 i = 0; i < n; i++)
    stake += risks[i].value_at_risk;
  clv_xlsx_table_set_total_text (&table, at.id, _("Total of the rows shown"));
  clv_xlsx_table_set_sum (&table, at.stake, stake);
  clv_xlsx_set_height (sheet, HEADER_ROW, 34);
  clv_xlsx_set_width (sheet, FIRST_COLUMN + at.why, 76);
  clv_xlsx_set_width (sheet, FIRST_COLUMN + at.action, 14);
  clv_xlsx_set_width (sheet, FIRST_COLUMN + at.done, 12);
  clv_xlsx_table_begin (&table, "tbl_at_risk");
  for (guint32 i = 0; i < n; i++)
    write_row (report, &at, HEADER_ROW + 1 + i, i + 1, &risks[i]);
  clv_xlsx_table_end (&table, TRUE);
  clv_xlsx_data_bars (sheet, HEADER_ROW + 1, FIRST_COLUMN + at.stake, HEADER_ROW + n, 0xF3C4AE);
  clv_xlsx_validate_words (sheet, HEADER_ROW + 1, FIRST_COLUMN + at.action, HEADER_ROW + n, actions);
  clv_xlsx_validate_words (sheet, HEADER_ROW + 1, FIRST_COLUMN + at.done, HEADER_ROW + n, done);
  clv_xlsx_set_width (sheet, FIRST_COLUMN + at.stake, MAX (sheet->widths[FIRST_COLUMN + at.stake] + 4, 16));
  worksheet_freeze_panes (sheet->sheet, HEADER_ROW + 1, FIRST_COLUMN + at.id + 1);
  clv_xlsx_finish_sheet (sheet, _("At risk"), HEADER_ROW, FALSE);
}
