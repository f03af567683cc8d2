/* clv-xlsx-table.c - tables with headers, filters and totals in a workbook
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-table.h"

#include <glib/gi18n-lib.h>

#define MAX_HEADER 200

static void
column_clear (gpointer data)
{
  ClvXlsxColumn *column = data;

  g_free (column->header);
  g_free (column->total_text);
}

static ClvXlsxColumn *
get_column (const ClvXlsxTable *self,
            guint               index)
{
  return &g_array_index (self->columns, ClvXlsxColumn, index);
}

/**
 * clv_xlsx_table_init:
 * @row: of the header, from 0
 * @column: the first one, from 0
 * @n_rows: of data
 *
 * Starts to describe a table; clv_xlsx_table_end() frees the description.
 */
void
clv_xlsx_table_init (ClvXlsxTable *self,
                     ClvXlsxSheet *sheet,
                     guint         row,
                     guint         column,
                     guint         n_rows)
{
  *self = (ClvXlsxTable) {
    .sheet = sheet,
    .columns = g_array_new (FALSE, TRUE, sizeof (ClvXlsxColumn)),
    .row = row,
    .column = column,
    .n_rows = n_rows,
  };
  g_array_set_clear_func (self->columns, column_clear);
}

/* Excel repairs a table that has the same header twice. */
static gboolean
has_header (const ClvXlsxTable *self,
            const char         *header)
{
  g_autofree char *folded = g_utf8_casefold (header, -1);

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (get_column (self, i)->header, -1);

      if (g_str_equal (folded, other))
        return TRUE;
    }
  return FALSE;
}

guint
clv_xlsx_table_add (ClvXlsxTable *self,
                    const char   *header,
                    const char   *unit,
                    ClvXlsxStyle  style)
{
  ClvXlsxColumn column = { .style = style };
  g_autofree char *text = unit != NULL && *unit != '\0' ? g_strdup_printf ("%s (%s)", header, unit)
                                                         : g_strdup (header);

  for (guint i = 2; has_header (self, text); i++)
    {
      g_free (text);
      text = g_strdup_printf ("%s (%u)", header, i);
    }
  /* Excel repairs a table with a line break or more than 255 characters in a header. */
  g_strdelimit (text, "\n\r\t", ' ');
  column.header = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_HEADER));
  g_array_append_val (self->columns, column);
  return self->columns->len - 1;
}

void
clv_xlsx_table_set_sum (ClvXlsxTable *self,
                        guint         index,
                        double        total)
{
  get_column (self, index)->sum = TRUE;
  get_column (self, index)->total = total;
}

void
clv_xlsx_table_set_total_text (ClvXlsxTable *self,
                               guint         index,
                               const char   *text)
{
  get_column (self, index)->total_text = g_strdup (text);
}

static ClvXlsxStyle
header_style (ClvXlsxStyle style)
{
  ClvXlsxStyle format = style & CLV_XLSX_FORMAT_MASK;
  gboolean is_text = format == CLV_XLSX_GENERAL || format == CLV_XLSX_TEXT;

  return CLV_XLSX_HEADER | (is_text ? 0 : CLV_XLSX_RIGHT);
}

/* A true table: it keeps its filters and grows with what is typed below it. */
static void
add_excel_table (ClvXlsxTable *self,
                 const char   *name)
{
  ClvXlsxSheet *sheet = self->sheet;
  guint n = self->columns->len;
  g_autofree lxw_table_column *columns = g_new0 (lxw_table_column, n);
  g_autofree lxw_table_column **pointers = g_new0 (lxw_table_column *, n + 1);
  lxw_table_options options = { 0 };

  for (guint i = 0; i < n; i++)
    {
      columns[i].header = get_column (self, i)->header;
      columns[i].header_format = clv_xlsx_format (sheet->book, header_style (get_column (self, i)->style));
      pointers[i] = &columns[i];
    }
  options.name = (char *) name;
  options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
  options.style_type_number = 0;
  options.columns = pointers;
  clv_xlsx_check (sheet->book,
                  worksheet_add_table (sheet->sheet, self->row, (lxw_col_t) self->column, self->row + self->n_rows,
                                       (lxw_col_t) (self->column + n - 1), &options),
                  name);
}

/**
 * clv_xlsx_table_begin:
 * @name: of the table for formulas, unique in the workbook
 *
 * Writes the header row. With constant memory there is a filter instead of a table.
 */
void
clv_xlsx_table_begin (ClvXlsxTable *self,
                      const char   *name)
{
  ClvXlsxSheet *sheet = self->sheet;
  guint n = self->columns->len;

  if (clv_xlsx_has_failed (sheet->book))
    return;
  if (self->n_rows > 0 && !clv_xlsx_is_constant_memory (sheet->book))
    add_excel_table (self, name);
  for (guint i = 0; i < n; i++)
    clv_xlsx_text (sheet, self->row, self->column + i, get_column (self, i)->header,
                   header_style (get_column (self, i)->style));
  if (self->n_rows > 0 && clv_xlsx_is_constant_memory (sheet->book))
    clv_xlsx_check (sheet->book,
                    worksheet_autofilter (sheet->sheet, self->row, (lxw_col_t) self->column, self->row + self->n_rows,
                                          (lxw_col_t) (self->column + n - 1)),
                    name);
}

/**
 * clv_xlsx_table_end:
 * @with_total: adds the row of totals; SUBTOTAL leaves out what a filter hides
 *
 * Frees the description.
 */
void
clv_xlsx_table_end (ClvXlsxTable *self,
                    gboolean      with_total)
{
  guint row = self->row + self->n_rows + 1;

  for (guint i = 0; with_total && i < self->columns->len; i++)
    {
      const ClvXlsxColumn *column = get_column (self, i);
      ClvXlsxStyle style = (column->style & CLV_XLSX_FORMAT_MASK) | CLV_XLSX_TOTAL;

      if (column->sum && self->n_rows > 0)
        {
          g_autofree char *first = clv_xlsx_dup_cell (self->row + 1, self->column + i);
          g_autofree char *last = clv_xlsx_dup_cell (row - 1, self->column + i);
          g_autofree char *formula = g_strdup_printf ("=SUBTOTAL(109,%s:%s)", first, last);

          clv_xlsx_formula (self->sheet, row, self->column + i, formula, column->total, style);
        }
      else
        clv_xlsx_text (self->sheet, row, self->column + i, column->total_text, style);
    }
  g_array_unref (self->columns);
  self->columns = NULL;
}

char *
clv_xlsx_table_dup_range (const ClvXlsxTable *self,
                          guint               index)
{
  return clv_xlsx_dup_range (self->sheet, self->row + 1, self->column + index, self->row + self->n_rows,
                             self->column + index);
}
