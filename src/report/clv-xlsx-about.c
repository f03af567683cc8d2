/* clv-xlsx-about.c - which files, how they were read, which column meant what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>

#define FIRST_COLUMN 1

static guint
write_files (ClvXlsxReport *report,
             guint          row)
{
  static const char *const headers[] = { N_("File"), N_("Sheet"), N_("Recognised as"), N_("Rows"), N_("How it was read"),
                                         N_("SHA-256") };
  ClvXlsxSheet *sheet = report->about;

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, FIRST_COLUMN, _("Files"), CLV_XLSX_HEADING);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    clv_xlsx_text (sheet, row, FIRST_COLUMN + i, _(headers[i]), CLV_XLSX_HEADER | (i == 3 ? CLV_XLSX_RIGHT : 0));
  row++;
  for (guint i = 0; i < report->origin->inputs->len; i++)
    {
      const ClvReportInput *input = report->origin->inputs->pdata[i];
      const ClvTableMapping *table = clv_mapping_get_table (report->origin->mapping, input->table);

      clv_xlsx_text (sheet, row, FIRST_COLUMN, input->file, CLV_XLSX_RULED | CLV_XLSX_WRAP);
      clv_xlsx_text (sheet, row, FIRST_COLUMN + 1, input->sheet, CLV_XLSX_RULED | CLV_XLSX_WRAP);
      clv_xlsx_text (sheet, row, FIRST_COLUMN + 2, clv_table_kind_get_title (table->kind),
                     CLV_XLSX_RULED | CLV_XLSX_WRAP);
      clv_xlsx_number (sheet, row, FIRST_COLUMN + 3, clv_table_get_n_rows (table->table),
                       CLV_XLSX_COUNT | CLV_XLSX_RULED);
      clv_xlsx_text (sheet, row, FIRST_COLUMN + 4, input->how, CLV_XLSX_RULED | CLV_XLSX_WRAP);
      clv_xlsx_text (sheet, row++, FIRST_COLUMN + 5, input->sha256, CLV_XLSX_RULED | CLV_XLSX_DIM | CLV_XLSX_WRAP);
    }
  return row + 1;
}

static guint
write_columns (ClvXlsxReport *report,
               guint          row)
{
  static const char *const headers[] = { N_("File"), N_("Sheet"), N_("Column"), NULL, N_("Role"), N_("Evidence") };
  ClvXlsxSheet *sheet = report->about;

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, FIRST_COLUMN, _("What each column was taken for"), CLV_XLSX_HEADING);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    clv_xlsx_text (sheet, row, FIRST_COLUMN + i, headers[i] != NULL ? _(headers[i]) : "", CLV_XLSX_HEADER);
  row++;
  for (guint i = 0; i < report->origin->inputs->len; i++)
    {
      const ClvReportInput *input = report->origin->inputs->pdata[i];
      const ClvTableMapping *table = clv_mapping_get_table (report->origin->mapping, input->table);

      for (guint j = 0; j < table->n_columns; j++)
        {
          const ClvColumnMapping *column = &table->columns[j];
          g_autofree char *evidence =
            g_strdup_printf ("%s%s%s", column->evidence != NULL ? column->evidence : "",
                             column->evidence != NULL && column->reading->evidence != NULL ? " · " : "",
                             column->reading->evidence != NULL ? column->reading->evidence : "");

          clv_xlsx_text (sheet, row, FIRST_COLUMN, input->file, CLV_XLSX_RULED | CLV_XLSX_DIM | CLV_XLSX_WRAP);
          clv_xlsx_text (sheet, row, FIRST_COLUMN + 1, input->sheet, CLV_XLSX_RULED | CLV_XLSX_DIM | CLV_XLSX_WRAP);
          clv_xlsx_text (sheet, row, FIRST_COLUMN + 2, clv_column_get_header (clv_table_get_column (table->table, j)),
                         CLV_XLSX_RULED | CLV_XLSX_WRAP);
          clv_xlsx_blank (sheet, row, FIRST_COLUMN + 3, CLV_XLSX_RULED);
          clv_xlsx_text (sheet, row, FIRST_COLUMN + 4,
                         column->role != CLV_ROLE_NONE ? clv_role_get_title (column->role) : _("not used"),
                         CLV_XLSX_RULED | (column->role != CLV_ROLE_NONE ? CLV_XLSX_BOLD : CLV_XLSX_DIM));
          clv_xlsx_text (sheet, row++, FIRST_COLUMN + 5, evidence, CLV_XLSX_RULED | CLV_XLSX_WRAP);
        }
    }
  return row + 1;
}

static void
write_words (ClvXlsxReport *report,
             guint          row)
{
  const char *const lines[] = {
    _("Money is in the currency of the data; rates are a year unless the sheet says otherwise."),
    _("An empty cell is a figure that is not known; the reason stands beside it. It never means 0."),
    _("An order is an order number together with its customer; without numbers, a customer and a day."),
    _("Refunds lower the revenue on the day they were given; credit notes do not count as orders."),
    _("Figures come from the files named above and from the assumptions, and from nothing else. Nothing left this "
      "computer."),
  };
  ClvXlsxSheet *sheet = report->about;

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, FIRST_COLUMN, _("How to read this report"), CLV_XLSX_HEADING);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    clv_xlsx_merged (sheet, row++, FIRST_COLUMN, FIRST_COLUMN + 5, lines[i], CLV_XLSX_GENERAL);
}

/**
 * clv_xlsx_write_about:
 *
 * All that is needed to make the same report again.
 */
void
clv_xlsx_write_about (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->about;
  static const guint widths[] = { 34, 22, 28, 10, 28, 72 };
  g_autofree char *made = NULL;
  guint row = 4;

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    clv_xlsx_set_width (sheet, FIRST_COLUMN + i, widths[i]);
  /* Translators: %s is a version number */
  made = g_strdup_printf (_("Made with Clientele %s"), CLV_VERSION);
  clv_xlsx_write_head (report, sheet, _("About this report"), made);
  row = write_files (report, row);
  row = write_columns (report, row);
  write_words (report, row);
  worksheet_freeze_panes (sheet->sheet, 3, 0);
  clv_xlsx_finish_sheet (sheet, _("About this report"), -1, FALSE);
}
