/* clv-xlsx-rows.c - rows of a sheet, as spreadsheet programs spell them
 *
 * Rows and cells whose tags come in the usual order, with any attributes in any
 * order, are read here some five times as fast as by way of expat. A row is taken
 * whole or not at all: at the first that is spelled otherwise expat goes on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-private.h"
#include "clv-xlsx-scan-private.h"

#define MAX_COLUMNS 16384
#define MAX_ROWS 1048576
/* Longer ones may have to be cut. */
#define MAX_PLAIN_BYTES 32767

typedef struct
{
  ClvXlsxRows   *rows;
  ClvXlsxCursor *cursor;
  char          *space; /* where the next decoded text goes */

  /* The row that is open. */
  guint          column;   /* of the next cell without a reference */

  /* The cell that is open. */
  guint          cell_column;
  guint          style;
  ClvXlsxType    type;
  gboolean       has_formula;
  gboolean       has_value;
} RowScan;

/* “BC12"”: behind the quotation mark. */
static const char *
scan_reference (RowScan    *self,
                const char *p,
                char        quote)
{
  guint value = 0;
  guint32 row;
  const char *start = p;

  for (; g_ascii_isalpha (*p) && value <= MAX_COLUMNS; p++)
    value = value * 26 + (guint) (g_ascii_toupper (*p) - 'A') + 1;
  if (p == start || value > MAX_COLUMNS)
    return NULL;
  self->cell_column = value - 1;
  /* The row is known. */
  p += clv_scan_digits (p, &row);
  return *p == quote ? p + 1 : NULL;
}

static const char *
scan_type (RowScan    *self,
           const char *p,
           char        quote)
{
  static const struct
  {
    const char *name;
    ClvXlsxType type;
  } types[] = {
    { "str", CLV_XLSX_STRING },  { "b", CLV_XLSX_BOOLEAN }, { "e", CLV_XLSX_ERROR },
    { "d", CLV_XLSX_ISO_DATE }, { "n", CLV_XLSX_NUMBER },
  };

  if (G_LIKELY (p[0] == 's' && p[1] == quote))
    {
      self->type = CLV_XLSX_SHARED;
      return p + 2;
    }
  if (G_LIKELY (CLV_SCAN_IS (p, "inlineStr") && p[9] == quote))
    {
      self->type = CLV_XLSX_STRING;
      return p + 10;
    }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gsize length = strlen (types[i].name);

      if (strncmp (p, types[i].name, length) == 0 && p[length] == quote)
        {
          self->type = types[i].type;
          return p + length + 1;
        }
    }
  return NULL;
}

/* A whole number of up to eight digits, and behind @end that follows it. */
static inline const char *
scan_digits (const char *p,
             char        end,
             guint32    *value)
{
  guint n = clv_scan_digits (p, value);

  return n > 0 && p[n] == end ? p + n + 1 : NULL;
}

/* Behind an attribute of no interest. */
static const char *
skip_attribute (const char *p)
{
  char quote;

  if (!g_ascii_isalpha (*p))
    return NULL;
  while (g_ascii_isalnum (*p) || *p == ':' || *p == '_' || *p == '-' || *p == '.')
    p++;
  if (*p != '=' || (p[1] != '"' && p[1] != '\''))
    return NULL;
  quote = p[1];
  for (p += 2; *p != quote; p++)
    if (*p == '\0' || *p == '<' || *p == '&' || (guchar) *p >= 0x80)
      return NULL;
  return p + 1;
}

/* The attributes of a cell; at the “>” or “/>” behind them. */
static const char *
scan_cell_attributes (RowScan    *self,
                      const char *p)
{
  guint seen = 0;

  self->cell_column = self->column;
  self->style = 0;
  self->type = CLV_XLSX_NUMBER;
  self->has_formula = self->has_value = FALSE;
  while (clv_scan_is_blank (*p))
    {
      char name, quote;
      guint32 style;
      guint bit;

      p = clv_scan_skip_blanks (p);
      name = *p;
      if (name == '>' || name == '/')
        break;
      quote = p[1] == '=' ? p[2] : '\0';
      bit = name == 'r' ? 1 : name == 's' ? 2 : name == 't' ? 4 : 0;
      if (bit == 0 || (quote != '"' && quote != '\''))
        {
          p = skip_attribute (p);
          if (p == NULL)
            return NULL;
          continue;
        }
      if (seen & bit)
        return NULL;
      seen |= bit;
      if (name == 'r')
        p = scan_reference (self, p + 3, quote);
      else if (name == 't')
        p = scan_type (self, p + 3, quote);
      else
        {
          p = scan_digits (p + 3, quote, &style);
          self->style = style;
        }
      if (p == NULL)
        return NULL;
    }
  if (*p != '>' && (*p != '/' || p[1] != '>'))
    return NULL;
  /* What stands out of order may be there twice. */
  if (self->cell_column < self->column)
    return NULL;
  self->column = self->cell_column + 1;
  return p;
}

/* A cell whose number has been set. */
static void
note_currency (RowScan      *self,
               ClvSheetCell *cell)
{
  const GArray *money = self->cursor->money;
  ClvXlsxMoney before = { .column = self->cell_column };

  if (self->cell_column < money->len)
    before.was = g_array_index (money, ClvCellCurrency, self->cell_column);
  g_array_append_val (self->rows->money, before);
  clv_xlsx_note_currency (self->cursor, self->cell_column, self->style, cell, self->space);
  if (cell->kind == CLV_CELL_TEXT)
    self->space += cell->length;
}

static void
end_number (RowScan *self,
            double   number)
{
  const GArray *styles = self->cursor->book->styles;
  guint format = CLV_FORMAT_NUMBER;
  ClvSheetCell *cell = clv_sheet_block_add (self->rows->block, self->cell_column);

  if (G_LIKELY (self->style < styles->len))
    format = ((const ClvXlsxStyle *) styles->data)[self->style].format;
  self->cursor->has_value = TRUE;
  clv_xlsx_convert_number (self->cursor->book, format, number, cell);
  if (G_UNLIKELY (CLV_FORMAT_IS_SHOWN (format)) && clv_xlsx_show (self->cursor->book, self->style, cell, self->space))
    self->space += cell->length;
  if (cell->kind == CLV_CELL_NUMBER && self->cursor->book->currencies->len > 0)
    note_currency (self, cell);
}

static void
add_cell (RowScan            *self,
          const ClvSheetCell *cell)
{
  ClvSheetCell *added = clv_sheet_block_add (self->rows->block, self->cell_column);
  guint32 row = added->row;

  *added = *cell;
  added->row = row;
}

/* A text of any kind of cell that is not hot: it is copied, and ended with a NUL. */
static void
end_text (RowScan    *self,
          const char *text,
          gsize       length)
{
  ClvSheetCell cell;
  char *copy = self->space;

  if (text != copy)
    memcpy (copy, text, length);
  copy[length] = '\0';
  self->space += length + 1;
  self->has_value = length > 0;
  if (clv_xlsx_convert (self->cursor, self->type, self->style, copy, length, &cell))
    {
      if (clv_xlsx_show (self->cursor->book, self->style, &cell, self->space))
        self->space += cell.length;
      if (cell.kind == CLV_CELL_NUMBER && self->cursor->book->currencies->len > 0)
        note_currency (self, &cell);
      add_cell (self, &cell);
    }
}

/* A text that stands for itself needs no copy. */
static void
end_plain_string (RowScan    *self,
                  const char *text,
                  gsize       length)
{
  ClvSheetCell cell = { .text = text, .kind = CLV_CELL_TEXT };

  if (length > MAX_PLAIN_BYTES)
    {
      end_text (self, text, length);
      return;
    }
  self->has_value = length > 0;
  self->cursor->has_value |= self->has_value;
  clv_table_trim (&cell.text, &length);
  cell.length = (guint32) length;
  if (length > 0)
    add_cell (self, &cell);
}

/* Behind a number; most have no more than eight digits before their point and seven behind. */
static inline const char *
scan_decimal (const char *p,
              double     *number)
{
  static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7 };
  guint32 whole, fraction;
  guint n = clv_scan_digits (p, &whole), n_fraction;

  if (n > 0 && p[n] == '<')
    {
      *number = whole;
      return p + n;
    }
  if (n > 0 && p[n] == '.')
    {
      n_fraction = clv_scan_digits (p + n + 1, &fraction);
      if (n_fraction > 0 && n_fraction < G_N_ELEMENTS (powers) && p[n + 1 + n_fraction] == '<')
        {
          *number = ((double) whole * powers[n_fraction] + fraction) / powers[n_fraction];
          return p + n + 1 + n_fraction;
        }
    }
  return clv_cell_value_scan_number (p, number);
}

/* What stands between <v> and </v>; behind that. */
static const char *
scan_value (RowScan    *self,
            const char *p)
{
  ClvScanText text;
  double number;

  if (self->type == CLV_XLSX_SHARED)
    {
      guint32 index;
      const char *end = scan_digits (p, '<', &index);

      if (end != NULL && CLV_SCAN_IS (end, "/v>"))
        {
          const ClvXlsxStrings *strings = &self->cursor->book->strings;
          ClvSheetCell cell;

          self->has_value = TRUE;
          if (G_LIKELY (index < strings->n && !strings->has_empty))
            {
              ClvSheetCell *added = clv_sheet_block_add (self->rows->block, self->cell_column);

              self->cursor->has_value = TRUE;
              added->kind = CLV_CELL_TEXT;
              added->key = index + 1;
            }
          else if (clv_xlsx_convert_shared (self->cursor, index, &cell))
            add_cell (self, &cell);
          return end + 3;
        }
    }
  else if (self->type == CLV_XLSX_NUMBER)
    {
      const char *end = scan_decimal (p, &number);

      if (end != NULL && CLV_SCAN_IS (end, "</v>"))
        {
          self->has_value = TRUE;
          end_number (self, number);
          return end + 4;
        }
    }
  clv_scan_text (p, &text);
  p = text.end;
  if (!CLV_SCAN_IS (p, "</v>"))
    return NULL;
  if (text.is_plain && self->type == CLV_XLSX_STRING)
    {
      if (!text.is_ascii && !clv_scan_is_valid (&text))
        return NULL;
      end_plain_string (self, text.start, (gsize) (text.end - text.start));
    }
  else
    {
      char *end = clv_scan_decode (&text, self->space);

      if (end == NULL)
        return NULL;
      end_text (self, self->space, (gsize) (end - self->space));
    }
  return p + 4;
}

static const char *
scan_inline (RowScan    *self,
             const char *p)
{
  char *space = self->space;
  const char *text;
  gsize length;

  p = clv_scan_rich (p, "</is>", &space, &text, &length);
  if (p == NULL || self->type != CLV_XLSX_STRING)
    return NULL;
  /* Only what was decoded may hold a “_”, and then an escape. */
  if (space == self->space)
    end_plain_string (self, text, length);
  else
    end_text (self, text, length);
  return p;
}

static const char *
scan_formula (RowScan    *self,
              const char *p)
{
  gboolean is_empty;
  ClvScanText text;

  self->has_formula = TRUE;
  p = clv_scan_tag_end (p, &is_empty);
  if (p == NULL || is_empty)
    return p;
  clv_scan_text (p, &text);
  if (!CLV_SCAN_IS (text.end, "</f>") || (!text.is_ascii && !clv_scan_is_valid (&text)))
    return NULL;
  return text.end + 4;
}

/* A cell, from behind “<c”. */
static const char *
scan_cell (RowScan    *self,
           const char *p)
{
  gboolean has_content = FALSE, has_v = FALSE;

  p = scan_cell_attributes (self, p);
  if (p == NULL)
    return NULL;
  if (*p == '/')
    return p + 2;
  for (p++;;)
    {
      gboolean is_empty;

      p = clv_scan_skip_blanks (p);
      if (CLV_SCAN_IS (p, "<v>") && !has_content)
        {
          has_content = has_v = TRUE;
          p = scan_value (self, p + 3);
        }
      else if (CLV_SCAN_IS (p, "</c>"))
        break;
      else if (CLV_SCAN_IS (p, "<f") && (p[2] == '>' || p[2] == ' ' || p[2] == '/') && !has_content &&
               !self->has_formula)
        p = scan_formula (self, p + 2);
      else if (CLV_SCAN_IS (p, "<is>") && !has_content)
        {
          has_content = TRUE;
          p = scan_inline (self, p + 4);
        }
      else if ((CLV_SCAN_IS (p, "<v/") || CLV_SCAN_IS (p, "<v ")) && !has_content)
        {
          has_content = has_v = TRUE;
          p = clv_scan_tag_end (p + 2, &is_empty);
          if (p != NULL && !is_empty)
            p = scan_value (self, p);
        }
      else
        return NULL;
      if (p == NULL)
        return NULL;
    }
  /* A formula may well give an empty text; but a number is never empty. */
  if (G_UNLIKELY (self->has_formula && !self->has_value && (!has_v || self->type != CLV_XLSX_STRING)))
    {
      ClvXlsxFormula formula = { self->cursor->row, self->cell_column };

      g_array_append_val (self->rows->formulas, formula);
    }
  return p + 4;
}

/* The attributes of a row; behind its tag. */
static const char *
scan_row_tag (RowScan    *self,
              const char *p,
              gboolean   *is_empty)
{
  guint32 row = 0;
  gboolean has_number = FALSE;

  while (clv_scan_is_blank (*p))
    {
      p = clv_scan_skip_blanks (p);
      if (*p == '>' || *p == '/')
        break;
      if (p[0] == 'r' && p[1] == '=' && (p[2] == '"' || p[2] == '\'') && !has_number)
        {
          has_number = TRUE;
          p = scan_digits (p + 3, p[2], &row);
        }
      else
        p = skip_attribute (p);
      if (p == NULL)
        return NULL;
    }
  if (!has_number)
    row = self->cursor->row + 1;
  *is_empty = *p == '/';
  if ((*p != '>' && (*p != '/' || p[1] != '>')) || row <= self->cursor->row || row > MAX_ROWS)
    return NULL;
  self->cursor->row = row;
  self->column = 0;
  return p + (*is_empty ? 2 : 1);
}

/* A row, from behind “<row”. */
static const char *
scan_row (RowScan    *self,
          const char *p)
{
  gboolean is_empty;

  p = scan_row_tag (self, p, &is_empty);
  if (p == NULL || is_empty)
    return p;
  for (;;)
    {
      p = clv_scan_skip_blanks (p);
      if (G_LIKELY (CLV_SCAN_IS (p, "<c") && (p[2] == ' ' || p[2] == '>' || p[2] == '/')))
        p = scan_cell (self, p + 2);
      else if (CLV_SCAN_IS (p, "</row>"))
        return p + 6;
      else
        return NULL;
      if (p == NULL)
        return NULL;
    }
}

static void
prepare (ClvXlsxRows *self,
         gsize        length)
{
  clv_sheet_block_clear (self->block);
  g_array_set_size (self->formulas, 0);
  /* A decoded text is never longer than what it stood as, with its tag in place of the NUL; and an amount with its currency
   * not twice as long as its tags. */
  if (self->n_space >= 2 * length + CLV_CURRENCY_TEXT_BYTES + 1)
    return;
  g_free (self->space);
  self->n_space = 2 * length + CLV_CURRENCY_TEXT_BYTES + 1;
  self->space = g_malloc (self->n_space);
}

/* Takes the row that is open back. */
static void
drop_row (ClvXlsxRows   *self,
          ClvXlsxCursor *cursor,
          guint32        row,
          guint          n_formulas)
{
  clv_sheet_block_drop_row (self->block);
  g_array_set_size (self->formulas, n_formulas);
  cursor->row = row;
  for (guint i = 0; i < self->money->len; i++)
    {
      const ClvXlsxMoney *before = &g_array_index (self->money, ClvXlsxMoney, i);

      g_array_index (cursor->money, ClvCellCurrency, before->column) = before->was;
    }
}

/* Counts the row that has ended. */
static void
end_row (ClvXlsxRows   *self,
         ClvXlsxCursor *cursor)
{
  clv_sheet_block_end_row (self->block, cursor->row);
  cursor->n_rows += cursor->has_value ? 1 : 0;
}

ClvScanStatus
clv_xlsx_rows_scan (ClvXlsxRows   *self,
                    ClvXlsxCursor *cursor,
                    const char    *bytes,
                    gsize          length,
                    gsize         *n_used)
{
  RowScan scan = { .rows = self, .cursor = cursor };
  const char *p = bytes;

  prepare (self, length);
  scan.space = self->space;
  for (;;)
    {
      guint32 row = cursor->row;
      guint n_formulas = self->formulas->len;
      const char *next;

      p = clv_scan_skip_blanks (p);
      *n_used = (gsize) (p - bytes);
      if (!CLV_SCAN_IS (p, "<row") || (p[4] != ' ' && p[4] != '>' && p[4] != '/'))
        break;
      cursor->is_enough = cursor->max_rows > 0 && cursor->n_rows >= cursor->max_rows;
      if (cursor->is_enough)
        return CLV_SCAN_ENOUGH;
      cursor->has_value = FALSE;
      g_array_set_size (self->money, 0);
      next = scan_row (&scan, p + 4);
      if (next == NULL)
        {
          drop_row (self, cursor, row, n_formulas);
          break;
        }
      end_row (self, cursor);
      p = next;
    }
  if (CLV_SCAN_IS (p, "</sheetData") && (p[11] == '>' || p[11] == ' '))
    return CLV_SCAN_END;
  return strstr (p, "</row>") != NULL ? CLV_SCAN_STRANGE : CLV_SCAN_MORE;
}
