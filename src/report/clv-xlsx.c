/* clv-xlsx.c - the report as a workbook: which sheets, in which order, into which file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "clv-prediction.h"
#include "clv-report-file.h"
#include "clv-report-private.h"
#include "clv-xlsx-sheets.h"

/* Beyond this, the cells of the customers would take hundreds of megabytes (measured: 175 MB for 1.5 million). */
#define MAX_CELLS_IN_MEMORY 300000
/* Columns of the sheet of customers, more or less. */
#define CUSTOMER_COLUMNS 25

/* Such words run over the cells to their right: they must not widen the column. */
static void
write_over (ClvXlsxSheet *sheet,
            guint         row,
            guint         column,
            const char   *text,
            ClvXlsxStyle  style)
{
  guint16 width = sheet->widths[column];

  clv_xlsx_text (sheet, row, column, text, style);
  sheet->widths[column] = width;
}

/**
 * clv_xlsx_write_head:
 * @title: of the sheet
 * @subtitle: what it shows, for which data
 *
 * Writes rows 0 and 1.
 */
void
clv_xlsx_write_head (ClvXlsxReport *report,
                     ClvXlsxSheet  *sheet,
                     const char    *title,
                     const char    *subtitle)
{
  clv_xlsx_set_width (sheet, 0, 2);
  clv_xlsx_set_height (sheet, 0, 30);
  clv_xlsx_text (sheet, 0, 1, title, CLV_XLSX_TITLE);
  write_over (sheet, 1, 1, subtitle, CLV_XLSX_DIM);
  clv_xlsx_link (sheet, 2, 1, report->summary, _("Back to the summary"), CLV_XLSX_GENERAL);
}

/**
 * clv_xlsx_write_chart_title:
 * @chart: one of clv_report_chart_names()
 * @scheme: (nullable): for “segments”
 *
 * Writes what the chart says. The chart itself is native, so that Excel draws it from the cells.
 */
void
clv_xlsx_write_chart_title (ClvXlsxReport *report,
                            ClvXlsxSheet  *sheet,
                            guint          row,
                            guint          column,
                            const char    *chart,
                            const char    *scheme)
{
  g_autoptr (ClvChart) spec = clv_report_chart (report->findings, chart, scheme, NULL);

  if (spec != NULL)
    write_over (sheet, row, column, spec->title, CLV_XLSX_HEADING);
}

/**
 * clv_xlsx_write_chart_subtitle:
 * @chart: one of clv_report_chart_names()
 * @scheme: (nullable): for “segments”
 *
 * Writes unit, period and basis of the chart.
 */
void
clv_xlsx_write_chart_subtitle (ClvXlsxReport *report,
                               ClvXlsxSheet  *sheet,
                               guint          row,
                               guint          column,
                               const char    *chart,
                               const char    *scheme)
{
  g_autoptr (ClvChart) spec = clv_report_chart (report->findings, chart, scheme, NULL);

  if (spec != NULL)
    write_over (sheet, row, column, spec->subtitle, CLV_XLSX_DIM);
}

char *
clv_xlsx_dup_chart_description (ClvXlsxReport *report,
                                const char    *chart,
                                const char    *scheme)
{
  g_autoptr (ClvChart) spec = clv_report_chart (report->findings, chart, scheme, NULL);

  return g_strdup (spec != NULL ? spec->description : "");
}

static void
add_sheets (ClvXlsxReport *report)
{
  ClvXlsx *book = report->book;

  report->summary = clv_xlsx_add_sheet (book, _("Summary"), CLV_XLSX_TAB_OVERVIEW);
  report->assumptions = clv_xlsx_add_sheet (book, _("Assumptions"), CLV_XLSX_TAB_OVERVIEW);
  report->methods = clv_xlsx_add_sheet (book, _("Methods"), CLV_XLSX_TAB_OVERVIEW);
  report->value = clv_xlsx_add_sheet (book, clv_report_mean_title (report->findings), CLV_XLSX_TAB_VALUE);
  report->segments = clv_xlsx_add_sheet (book, _("Segments"), CLV_XLSX_TAB_VALUE);
  report->customers = clv_xlsx_add_sheet (book, _("Customers"), CLV_XLSX_TAB_VALUE);
  report->whale = clv_xlsx_add_sheet (book, _("Whale & concentration"), CLV_XLSX_TAB_VALUE);
  if (clv_findings_get_cohorts (report->findings)->n > 0)
    report->cohorts = clv_xlsx_add_sheet (book, _("Cohorts"), CLV_XLSX_TAB_VALUE);
  report->relations = clv_xlsx_add_sheet (book, _("Relations"), CLV_XLSX_TAB_VALUE);
  if (clv_findings_get_valuation (report->findings) != NULL)
    {
      report->base = clv_xlsx_add_sheet (book, _("Value of the base"), CLV_XLSX_TAB_VALUE);
      /* A table of contracts says who has left. */
      if (clv_findings_get_contract_value (report->findings) == NULL)
        /* A table of contracts says who has left. */
      if (clv_findings_get_contract_value (report->findings) == NULL)
        report->at_risk = clv_xlsx_add_sheet (book, _("At risk"), CLV_XLSX_TAB_VALUE);
      report->proof = clv_xlsx_add_sheet (book, _("Proof"), CLV_XLSX_TAB_CHECK);
    }
  report->quality = clv_xlsx_add_sheet (book, _("Data quality"), CLV_XLSX_TAB_CHECK);
  report->about = clv_xlsx_add_sheet (book, _("About"), CLV_XLSX_TAB_CHECK);
}

static void
write_sheets (ClvXlsxReport *report)
{
  /* In an order such that a sheet is written after those it points to. */
  static void (*const writers[]) (ClvXlsxReport *) = {
    clv_xlsx_write_customers,  clv_xlsx_write_assumptions, clv_xlsx_write_methods,
    clv_xlsx_write_value_per_customer, clv_xlsx_write_segments, clv_xlsx_write_whale,
    clv_xlsx_write_cohorts,    clv_xlsx_write_relations,
    clv_xlsx_write_base,       clv_xlsx_write_at_risk,     clv_xlsx_write_proof,
    clv_xlsx_write_data_quality, clv_xlsx_write_about,     clv_xlsx_write_summary,
  };

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      if (clv_work_is_cancelled (report->work))
        clv_xlsx_fail (report->book,
                       g_error_new_literal (CLV_REPORT_ERROR, CLV_REPORT_ERROR_CANCELLED, _("Cancelled")));
      if (clv_xlsx_has_failed (report->book))
        return;
      writers[i](report);
    }
}

static void
clear_report (ClvXlsxReport *report)
{
  char **texts[] = {
    &report->period_names,    &report->period_revenue,     &report->period_cost,
    &report->period_value,    &report->period_revenue_each, &report->period_cost_each,
    &report->revenue_total,   &report->profit_total,       &report->curve_customers,
    &report->curve_value,     &report->curve_customers_after, &report->curve_value_after,
    &report->customer_tier,   &report->customer_rfm,       &report->customer_orders,
    &report->customer_revenue, &report->customer_cost,     &report->customer_profit,
    &report->clv_margin_multiple, &report->next_total,     &report->next_each,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

/* More names than these are not read where they stand. */
#define MAX_NAMES_BYTES 600

/* The files that hold something of the report, each once. (transfer full) */
static char *
dup_files (const ClvReportOrigin *origin)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < origin->inputs->len; i++)
    {
      const ClvReportInput *input = origin->inputs->pdata[i];

      if (clv_mapping_get_table (origin->mapping, input->table)->kind == CLV_KIND_IGNORED || !g_hash_table_add (seen, input->file))
        continue;
      if (names->len + strlen (input->file) > MAX_NAMES_BYTES)
        {
          g_string_append (names, ", …");
          break;
        }
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", input->file);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static gboolean
write_workbook (const ClvFindings     *findings,
                const ClvReportOrigin *origin,
                const char            *path,
                const ClvWork         *work,
                GError               **error)
{
  guint32 n;
  g_autofree char *span = clv_report_dup_span (findings);
  g_autofree char *files = dup_files (origin);
  /* Translators: %s is the name of a file */
  g_autofree char *title = g_strdup_printf (_("What the customers of %s are worth"), origin->title);
  ClvXlsxReport report = {
    .findings = findings,
    .origin = origin,
    .work = work,
    .currency = clv_findings_get_currency (findings),
    .has_profit = clv_findings_has_profit (findings),
  };

  clv_findings_get_by_rank (findings, &n);
  report.book = clv_xlsx_new (path, report.currency, (guint64) n * CUSTOMER_COLUMNS > MAX_CELLS_IN_MEMORY, error);
  if (report.book == NULL)
    return FALSE;
  clv_work_progress (work, _("Writing the report"), 0);
  add_sheets (&report);
  clv_xlsx_set_properties (report.book, title, span, files);
  write_sheets (&report);
  worksheet_activate (report.summary->sheet);
  clear_report (&report);
  clv_work_progress (work, _("Writing the report"), 0.9);
  return clv_xlsx_close (report.book, error);
}

/**
 * clv_report_write_xlsx:
 * @findings: what the analysis found
 * @origin: where the data came from
 * @path: where the workbook shall appear
 * @work: (nullable): progress and cancelling
 *
 * Writes the whole report. It is made beside @path, read back, and renamed only when it is whole.
 *
 * Returns: FALSE with a CLV_REPORT_ERROR; nothing is left behind then, and an older file is untouched
 */
gboolean
clv_report_write_xlsx (const ClvFindings     *findings,
                       const ClvReportOrigin *origin,
                       const char            *path,
                       const ClvWork         *work,
                       GError               **error)
{
  ClvReportFile file;
  g_autoptr (GError) local_error = NULL;

  if (!clv_report_file_begin (&file, path, error))
    return FALSE;
  if (file.part == NULL)
    {
      g_set_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_WRITE,
                   _("A workbook cannot be written to “%s”, which is no file. Give the name of a file."), path);
      clv_report_file_abandon (&file);
      return FALSE;
    }
  if (!write_workbook (findings, origin, file.part, work, &local_error))
    {
      /* The message should name the file that the user asked for, not the one beside it. */
      if (g_error_matches (local_error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_WRITE))
        {
          g_autofree char *shown = g_filename_display_name (path);
          g_auto (GStrv) parts = g_strsplit (local_error->message, file.part, -1);

          g_free (local_error->message);
          local_error->message = g_strjoinv (shown, parts);
        }
      g_propagate_error (error, g_steal_pointer (&local_error));
      clv_report_file_abandon (&file);
      return FALSE;
    }
  /* The library opened the path anew, but it is the same file: the descriptor still serves to synchronise it. */
  return clv_report_file_commit (&file, error);
}
