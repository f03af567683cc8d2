/* clv-report-csv.c - the customers as CSV, best first
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
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  g_autoptr (GString) rows = g_string_new (header);
  g_autoptr (GString) row = g_string_new (NULL);
  ClvReportFile file;
  gboolean knows_orders = clv_report_knows_orders (findings);
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
      append_customer (row, ledger, customers, by_rank[i], knows_orders, clv_findings_get_valuation (findings));
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
