/* clv-report-csv.c - the customers as CSV, best first, and those at risk, most at stake first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-prediction.h"
#include "clv-report-file.h"
#include "clv-report-private.h"
#include "clv-rfm.h"

/* Text that a spreadsheet program would take for a formula gets an apostrophe (OWASP, CSV injection). */
static void
append_text (GString    *row,
             const char *text)
{
  gboolean quote;

  if (row->len > 0)
    g_string_append_c (row, ',');
  if (strchr ("=+-@\t\r", text[0]) != NULL && text[0] != '\0')
    {
      g_string_append (row, "\"'");
      quote = TRUE;
    }
  else
    {
      quote = strpbrk (text, ",\"\r\n;") != NULL;
      if (quote)
        g_string_append_c (row, '"');
    }
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (row, '"');
      g_string_append_c (row, *p);
    }
  if (quote)
    g_string_append_c (row, '"');
}

static void
append_number (GString *row,
               double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (row, ',');
  if (!isfinite (value))
    return;
  /* 15 digits are what a spreadsheet keeps; more would show the noise of binary fractions. */
  g_string_append (row, g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

static void
append_score (GString *row,
              guint8   value)
{
  g_string_append_c (row, ',');
  if (value != 0)
    g_string_append_printf (row, "%u", value);
}

static void
append_day (GString *row,
            ClvDay   day)
{
  char iso[16];

  g_string_append_c (row, ',');
  if (day == CLV_DAY_NONE)
    return;
  clv_day_to_iso (day, iso);
  g_string_append (row, iso);
}

static void
append_customer (GString            *row,
                 ClvLedger          *ledger,
                 const ClvCustomers *all,
                 guint32             customer,
                 gboolean            knows_orders,
                 const ClvValuation *valuation)
{
  char tier[2] = { (char) all->tier[customer], '\0' };
  guint8 rfm = all->rfm_segment[customer];

  append_text (row, clv_ledger_get_customer_id (ledger, customer));
  append_text (row, clv_ledger_get_customer_name (ledger, customer));
  append_number (row, all->rank[customer] != 0 ? all->rank[customer] : NAN);
  append_text (row, tier);
  append_number (row, knows_orders ? all->orders[customer] : NAN);
  append_number (row, knows_orders ? all->credit_notes[customer] : NAN);
  append_number (row, all->revenue[customer]);
  append_number (row, all->refunds[customer]);
  append_number (row, all->cost[customer]);
  append_number (row, all->profit[customer]);
  append_number (row, all->share[customer]);
  append_number (row, all->cumulative_share[customer]);
  append_day (row, all->first_day[customer]);
  append_day (row, all->last_day[customer]);
  append_number (row, knows_orders ? all->purchase_days[customer] : NAN);
  append_score (row, all->r[customer]);
  append_score (row, all->f[customer]);
  append_score (row, all->m[customer]);
  append_text (row, rfm < CLV_N_RFM_SEGMENTS ? clv_rfm_segment_id (rfm) : "");
  append_number (row, valuation != NULL ? valuation->p_alive[customer] : NAN);
  append_number (row, valuation != NULL ? valuation->expected_orders[customer] : NAN);
  append_number (row, valuation != NULL ? valuation->clv_low[customer] : NAN);
  append_number (row, valuation != NULL ? valuation->clv[customer] : NAN);
  append_number (row, valuation != NULL ? valuation->clv_high[customer] : NAN);
  g_string_append (row, "\r\n");
}

/* A row of @index to @row, which is empty. */
typedef void (*AppendRow) (GString           *row,
                           const ClvFindings *findings,
                           guint32            index);

/* @header is followed by @n rows; nothing is left behind on failure. */
static gboolean
write_rows (const ClvFindings *findings,
            const char        *path,
            const char        *header,
            guint32            n,
            AppendRow          append,
            const ClvWork     *work,
            GError           **error)
{
  g_autoptr (GString) rows = g_string_new (header);
  g_autoptr (GString) row = g_string_new (NULL);
  ClvReportFile file;
  gboolean is_fine = TRUE;

  if (!clv_report_file_begin (&file, path, error))
    return FALSE;
  for (guint32 i = 0; is_fine && i < n; i++)
    {
      if (i % 4096 == 0)
        {
          clv_work_progress (work, _("Writing the customers"), (double) i / n);
          if (clv_work_is_cancelled (work))
            {
              g_set_error_literal (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_CANCELLED, _("Cancelled"));
              is_fine = FALSE;
              break;
            }
        }
      g_string_truncate (row, 0);
      append (row, findings, i);
      g_string_append_len (rows, row->str, row->len);
      if (rows->len > 1 << 16)
        {
          is_fine = clv_report_file_write (&file, rows->str, rows->len, error);
          g_string_truncate (rows, 0);
        }
    }
  is_fine = is_fine && clv_report_file_write (&file, rows->str, rows->len, error);
  if (!is_fine)
    {
      clv_report_file_abandon (&file);
      return FALSE;
    }
  return clv_report_file_commit (&file, error);
}

static void
append_ranked (GString           *row,
               const ClvFindings *findings,
               guint32            index)
{
  guint32 n;

  append_customer (row, clv_findings_get_ledger (findings), clv_findings_get_customers (findings),
                   clv_findings_get_by_rank (findings, &n)[index], clv_report_knows_orders (findings),
                   clv_findings_get_valuation (findings));
}

/**
 * clv_report_write_csv:
 * @findings: what the analysis found
 * @path: where the file shall appear
 * @work: (nullable): progress and cancelling
 *
 * Writes one row a customer, best first: UTF-8 with a byte order mark, so that Excel shows accents
 * after a double click; numbers with a point; ISO dates; the headers are the ids of the JSON.
 *
 * Returns: FALSE with CLV_REPORT_ERROR_WRITE or CANCELLED; nothing is left behind then
 */
gboolean
clv_report_write_csv (const ClvFindings *findings,
                      const char        *path,
                      const ClvWork     *work,
                      GError           **error)
{
  static const char header[] = "\xef\xbb\xbf"
                               "id,name,rank,tier,orders,credit_notes,revenue,refunds,cost,profit,share,"
                               "cumulative_share,first_date,last_date,purchase_days,r,f,m,rfm_segment,"
                               "p_alive,expected_orders,clv_low,clv,clv_high\r\n";
  guint32 n;

  clv_findings_get_by_rank (findings, &n);
  return write_rows (findings, path, header, n, append_ranked, work, error);
}

static void
append_at_risk (GString           *row,
                const ClvFindings *findings,
                guint32            index)
{
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  guint32 n;
  const ClvAtRisk *risk = &clv_findings_get_at_risk (findings, &n)[index];
  g_autofree char *why = clv_findings_dup_risk_sentence (findings, risk);
  ClvDay from = CLV_DAY_NONE, to = CLV_DAY_NONE;

  clv_findings_next_order_days (findings, risk->customer, &from, &to);
  append_text (row, clv_ledger_get_customer_id (ledger, risk->customer));
  append_text (row, clv_ledger_get_customer_name (ledger, risk->customer));
  append_number (row, risk->value_at_risk);
  append_number (row, risk->p_alive);
  append_number (row, risk->clv);
  append_day (row, clv_findings_get_customers (findings)->last_order_day[risk->customer]);
  append_number (row, risk->days_since_last);
  append_number (row, risk->own_gap_days);
  append_number (row, risk->overdue);
  append_day (row, from);
  append_day (row, to);
  append_text (row, why);
  g_string_append (row, "\r\n");
}

/**
 * clv_report_write_at_risk_csv:
 * @findings: what the analysis found
 * @path: where the file shall appear
 * @work: (nullable): progress and cancelling
 *
 * Writes all customers who have probably left, most at stake first, as clv_report_write_csv() writes; a header alone when
 * nobody has. The window of the next order is empty where nobody can say; reasons are a translated sentence.
 *
 * Returns: FALSE with CLV_REPORT_ERROR_WRITE or CANCELLED; nothing is left behind then
 */
gboolean
clv_report_write_at_risk_csv (const ClvFindings *findings,
                              const char        *path,
                              const ClvWork     *work,
                              GError           **error)
{
  static const char header[] = "\xef\xbb\xbf"
                               "id,name,value_at_risk,p_alive,clv,last_order_date,days_since_last,usual_gap_days,overdue,"
                               "next_order_from,next_order_to,reasons\r\n";
  guint32 n;

  clv_findings_get_at_risk (findings, &n);
  return write_rows (findings, path, header, n, append_at_risk, work, error);
}
