/* clv-xlsx-cell.c - cells: text, numbers, dates, formulas, links, and the rules over them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-writer.h"

#include <math.h>
#include <string.h>

#include "clv-xlsx-text.h"
#include "clv-xlsx-writer-private.h"

/* The library counts days from here, as Excel on Windows does. */
#define EXCEL_EPOCH_DAYS 25569
#define LINE_HEIGHT 15.0
/* Excel allows 409 points. */
#define MAX_LINES 25

static void
check_cell (ClvXlsxSheet *self,
            lxw_error     code,
            guint         row,
            guint         column)
{
  if (code != LXW_NO_ERROR)
    {
      g_autofree char *cell = clv_xlsx_dup_range (self, row, column, row, column);

      clv_xlsx_check (self->book, code, cell);
    }
}

static void
note_width (ClvXlsxSheet *self,
            guint         column,
            guint         characters)
{
  if (column >= CLV_XLSX_MAX_COLUMNS)
    return;
  self->n_columns = MAX (self->n_columns, column + 1);
  if (!self->fixed[column] && characters > self->widths[column])
    self->widths[column] = (guint16) MIN (characters, G_MAXUINT16);
}

/**
 * clv_xlsx_set_width:
 * @column: from 0
 * @characters: instead of the width of its content
 */
void
clv_xlsx_set_width (ClvXlsxSheet *self,
                    guint         column,
                    guint         characters)
{
  g_assert (column < CLV_XLSX_MAX_COLUMNS);
  self->n_columns = MAX (self->n_columns, column + 1);
  self->widths[column] = (guint16) characters;
  self->fixed[column] = TRUE;
}

/**
 * clv_xlsx_set_height:
 * @row: from 0; not yet written when memory is constant
 * @points: its height
 */
void
clv_xlsx_set_height (ClvXlsxSheet *self,
                     guint         row,
                     double        points)
{
  if (clv_xlsx_has_failed (self->book))
    return;
  self->tall_row = row;
  self->height = points;
  check_cell (self, worksheet_set_row (self->sheet, row, points, NULL), row, 0);
}

/* Text that wraps needs a taller row: neither the library nor every viewer sees to that. */
static void
fit_height (ClvXlsxSheet *self,
            guint         row,
            guint         column,
            const char   *text)
{
  /* Letters are a little narrower than digits, and a word that does not fit leaves a gap. */
  guint width = column < CLV_XLSX_MAX_COLUMNS && self->fixed[column] ? self->widths[column] : 0;
  guint lines;
  double height;

  if (width < 4)
    return;
  lines = MIN ((clv_xlsx_text_width (text) - 1) / (width - 1) + 1, MAX_LINES);
  height = lines * LINE_HEIGHT;
  if (lines > 1 && (self->tall_row != row || self->height < height))
    clv_xlsx_set_height (self, row, height);
}

char *
clv_xlsx_dup_cell (guint row,
                   guint column)
{
  char cell[LXW_MAX_CELL_NAME_LENGTH];

  lxw_rowcol_to_cell (cell, row, (lxw_col_t) column);
  return g_strdup (cell);
}

char *
clv_xlsx_dup_range (const ClvXlsxSheet *self,
                    guint               first_row,
                    guint               first_column,
                    guint               last_row,
                    guint               last_column)
{
  char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
  g_auto (GStrv) parts = g_strsplit (self->name, "'", -1);
  g_autofree char *name = g_strjoinv ("''", parts);

  lxw_rowcol_to_cell_abs (first, first_row, (lxw_col_t) first_column, LXW_TRUE, LXW_TRUE);
  if (first_row == last_row && first_column == last_column)
    return g_strdup_printf ("'%s'!%s", name, first);
  lxw_rowcol_to_cell_abs (last, last_row, (lxw_col_t) last_column, LXW_TRUE, LXW_TRUE);
  return g_strdup_printf ("'%s'!%s:%s", name, first, last);
}

/**
 * clv_xlsx_text:
 * @text: (nullable): any bytes; cut at the 32,767 characters that a cell can hold
 * @style: how it looks
 *
 * Writes a text that is never taken for a number or formula.
 */
void
clv_xlsx_text (ClvXlsxSheet *self,
               guint         row,
               guint         column,
               const char   *text,
               ClvXlsxStyle  style)
{
  g_autofree char *clean = NULL;

  if (clv_xlsx_has_failed (self->book))
    return;
  if (text == NULL || *text == '\0')
    {
      clv_xlsx_blank (self, row, column, style);
      return;
    }
  clean = clv_xlsx_dup_text (text);
  if (!(style & (CLV_XLSX_WRAP | CLV_XLSX_HEADER | CLV_XLSX_TITLE | CLV_XLSX_HEADING)))
    note_width (self, column, clv_xlsx_text_width (clean));
  else if (style & CLV_XLSX_HEADER)
    note_width (self, column, clv_xlsx_longest_word (clean) + 2);
  if (style & (CLV_XLSX_WRAP | CLV_XLSX_HEADER))
    fit_height (self, row, column, clean);
  check_cell (self, worksheet_write_string (self->sheet, row, (lxw_col_t) column, clean,
                                            clv_xlsx_format (self->book, style)),
              row, column);
}

/* 15 digits are what spreadsheet programs keep: without this, the library's 16 show the noise of sums. */
static double
tidy (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value), NULL);
}

static guint
number_width (double       value,
              ClvXlsxStyle style)
{
  guint digits = fabs (value) >= 1 ? (guint) log10 (fabs (value)) + 1 : 1;
  guint width = digits + (digits - 1) / 3 + (value < 0);

  switch (style & CLV_XLSX_FORMAT_MASK)
    {
    case CLV_XLSX_MONEY:
    case CLV_XLSX_NUMBER:
      return width + 3;
    case CLV_XLSX_CURRENCY:
      return width + 6;
    case CLV_XLSX_PERCENT:
    case CLV_XLSX_NUMBER4:
      return width + 4;
    case CLV_XLSX_DATE:
      return 10;
    default:
      return width;
    }
}

void
clv_xlsx_number (ClvXlsxSheet *self,
                 guint         row,
                 guint         column,
                 double        value,
                 ClvXlsxStyle  style)
{
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  if (!isfinite (value))
    {
      clv_xlsx_blank (self, row, column, style);
      return;
    }
  note_width (self, column, number_width (value, style));
  IN_C_LOCALE (self->book, code = worksheet_write_number (self->sheet, row, (lxw_col_t) column, tidy (value),
                                                          clv_xlsx_format (self->book, style)));
  check_cell (self, code, row, column);
}

/**
 * clv_xlsx_day:
 * @day: a day; CLV_DAY_NONE gives a blank cell
 *
 * Writes a true date. Excel knows none before March 1900: those become text.
 */
void
clv_xlsx_day (ClvXlsxSheet *self,
              guint         row,
              guint         column,
              ClvDay        day,
              ClvXlsxStyle  style)
{
  if (day == CLV_DAY_NONE)
    {
      clv_xlsx_blank (self, row, column, style);
      return;
    }
  if ((gint64) day + EXCEL_EPOCH_DAYS < 61)
    {
      char iso[16];

      clv_day_to_iso (day, iso);
      clv_xlsx_text (self, row, column, iso, style);
      return;
    }
  clv_xlsx_number (self, row, column, (double) day + EXCEL_EPOCH_DAYS, style);
}

void
clv_xlsx_blank (ClvXlsxSheet *self,
                guint         row,
                guint         column,
                ClvXlsxStyle  style)
{
  if (clv_xlsx_has_failed (self->book))
    return;
  check_cell (self, worksheet_write_blank (self->sheet, row, (lxw_col_t) column, clv_xlsx_format (self->book, style)),
              row, column);
}

void
clv_xlsx_formula (ClvXlsxSheet *self,
                  guint         row,
                  guint         column,
                  const char   *formula,
                  double        value,
                  ClvXlsxStyle  style)
{
  lxw_format *format;
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  format = clv_xlsx_format (self->book, style);
  if (isfinite (value))
    {
      note_width (self, column, number_width (value, style));
      IN_C_LOCALE (self->book, code = worksheet_write_formula_num (self->sheet, row, (lxw_col_t) column, formula,
                                                                   format, tidy (value)));
    }
  else
    code = worksheet_write_formula_str (self->sheet, row, (lxw_col_t) column, formula, format, "");
  check_cell (self, code, row, column);
}

void
clv_xlsx_formula_if_true (ClvXlsxSheet *self,
                          guint         row,
                          guint         column,
                          const char   *formula,
                          double        computed,
                          double        truth,
                          ClvXlsxStyle  style)
{
  gboolean agree = isfinite (computed) ? fabs (computed - truth) <= 1e-10 * MAX (fabs (truth), 1e-6)
                                       : !isfinite (truth);

  if (agree)
    clv_xlsx_formula (self, row, column, formula, truth, style);
  else
    clv_xlsx_number (self, row, column, truth, style);
}

void
clv_xlsx_merged (ClvXlsxSheet *self,
                 guint         row,
                 guint         first_column,
                 guint         last_column,
                 const char   *text,
                 ClvXlsxStyle  style)
{
  g_autofree char *clean = NULL;
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  clean = clv_xlsx_dup_text (text);
  code = worksheet_merge_range (self->sheet, row, (lxw_col_t) first_column, row, (lxw_col_t) last_column, clean,
                                clv_xlsx_format (self->book, style));
  check_cell (self, code, row, first_column);
}

void
clv_xlsx_link (ClvXlsxSheet       *self,
               guint               row,
               guint               column,
               const ClvXlsxSheet *target,
               const char         *text,
               ClvXlsxStyle        style)
{
  g_autofree char *cell = NULL;
  g_autofree char *url = NULL;
  g_autofree char *clean = NULL;

  if (clv_xlsx_has_failed (self->book))
    return;
  cell = clv_xlsx_dup_range (target, 0, 0, 0, 0);
  url = g_strconcat ("internal:", cell, NULL);
  clean = clv_xlsx_dup_text (text);
  check_cell (self, worksheet_write_url_opt (self->sheet, row, (lxw_col_t) column, url,
                                             clv_xlsx_format (self->book, style | CLV_XLSX_LINK), clean, NULL),
              row, column);
}

void
clv_xlsx_mark_negatives (ClvXlsxSheet *self,
                         guint         first_row,
                         guint         first_column,
                         guint         last_row,
                         guint         last_column)
{
  lxw_conditional_format rule = { 0 };
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  rule.type = LXW_CONDITIONAL_TYPE_CELL;
  rule.criteria = LXW_CONDITIONAL_CRITERIA_LESS_THAN;
  rule.value = 0;
  rule.format = clv_xlsx_format (self->book, CLV_XLSX_BAD);
  IN_C_LOCALE (self->book,
               code = worksheet_conditional_format_range (self->sheet, first_row, (lxw_col_t) first_column, last_row,
                                                          (lxw_col_t) last_column, &rule));
  check_cell (self, code, first_row, first_column);
}

void
clv_xlsx_data_bars (ClvXlsxSheet *self,
                    guint         first_row,
                    guint         column,
                    guint         last_row,
                    guint32       colour)
{
  lxw_conditional_format rule = { 0 };
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  rule.type = LXW_CONDITIONAL_DATA_BAR;
  rule.data_bar_2010 = LXW_TRUE;
  rule.bar_solid = LXW_TRUE;
  rule.bar_color = colour;
  rule.bar_negative_color = 0xF0B59C;
  rule.bar_no_border = LXW_TRUE;
  rule.bar_axis_color = 0x77767B;
  IN_C_LOCALE (self->book,
               code = worksheet_conditional_format_range (self->sheet, first_row, (lxw_col_t) column, last_row,
                                                          (lxw_col_t) column, &rule));
  check_cell (self, code, first_row, column);
}

void
clv_xlsx_validate (ClvXlsxSheet *self,
                   guint         row,
                   guint         column,
                   double        minimum,
                   double        maximum,
                   const char   *title,
                   const char   *message)
{
  lxw_data_validation rule = { 0 };
  /* Excel takes 32 characters in the title, 255 in the message. */
  g_autofree char *short_title = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), 32));
  g_autofree char *short_message = g_utf8_substring (message, 0, MIN (g_utf8_strlen (message, -1), 255));
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  rule.validate = LXW_VALIDATION_TYPE_DECIMAL;
  rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  rule.minimum_number = minimum;
  rule.maximum_number = maximum;
  rule.ignore_blank = LXW_VALIDATION_ON;
  rule.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
  rule.input_title = short_title;
  rule.input_message = short_message;
  rule.error_title = short_title;
  rule.error_message = short_message;
  IN_C_LOCALE (self->book, code = worksheet_data_validation_cell (self->sheet, row, (lxw_col_t) column, &rule));
  check_cell (self, code, row, column);
}

void
clv_xlsx_validate_words (ClvXlsxSheet      *self,
                         guint              first_row,
                         guint              column,
                         guint              last_row,
                         const char *const *words)
{
  lxw_data_validation rule = { 0 };
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  rule.validate = LXW_VALIDATION_TYPE_LIST;
  rule.value_list = (char **) words;
  rule.ignore_blank = LXW_VALIDATION_ON;
  /* Another word may be typed: it is a note, not a figure. */
  rule.error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION;
  code = worksheet_data_validation_range (self->sheet, first_row, (lxw_col_t) column, last_row, (lxw_col_t) column, &rule);
  check_cell (self, code, first_row, column);
}
