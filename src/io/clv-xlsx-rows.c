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
#include "clv-xlsx-usual-private.h"

/* Longer ones may have to be cut. */
#define MAX_PLAIN_BYTES 32767

typedef struct
{
  ClvXlsxRows   *rows;
  ClvXlsxCursor *cursor;
  char          *space; /* where the next decoded text goes */

  /* The row that is open. */
  guint          column;   /* of the next cell without a reference */
  ClvUsualRow    digits;

  /* The cell that is open. */
  guint          cell_column;
  guint          style;
  ClvXlsxType    type;
  gboolean       has_reference;
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

  for (; g_ascii_isalpha (*p) && value <= CLV_SHEET_MAX_COLUMNS; p++)
    value = value * 26 + (guint) (g_ascii_toupper (*p) - 'A') + 1;
  if (p == start || value > CLV_SHEET_MAX_COLUMNS)
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
          p = clv_scan_whole (p + 3, quote, &style);
          self->style = style;
        }
      if (p == NULL)
        return NULL;
    }
  if (*p != '>' && (*p != '/' || p[1] != '>'))
    return NULL;
  self->has_reference = (seen & 1) != 0;
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

static inline void
add_number (RowScan *self,
            double   number)
{
  ClvSheetCell *cell = clv_sheet_block_add (self->rows->block, self->cell_column);

  cell->kind = CLV_CELL_NUMBER;
  cell->number = number;
  self->cursor->has_value = TRUE;
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
  /* Plain letters and digits at both ends are the rule. */
  if (length > 0 && ((guchar) text[0] - 0x21u >= 0x5Fu || (guchar) text[length - 1] - 0x21u >= 0x5Fu))
    clv_table_trim (&cell.text, &length);
  cell.length = (guint32) length;
  if (length > 0)
    add_cell (self, &cell);
}

/* FALSE when the text has to be looked at. */
static inline gboolean
add_shared (RowScan *self,
            guint    column,
            guint32  index)
{
  const ClvXlsxStrings *strings = &self->cursor->book->strings;
  ClvSheetCell *cell;

  if (G_UNLIKELY (index >= strings->n || strings->has_empty))
    return FALSE;
  cell = clv_sheet_block_add (self->rows->block, column);
  cell->kind = CLV_CELL_TEXT;
  cell->key = index + 1;
  self->cursor->has_value = TRUE;
  return TRUE;
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
      const char *end = clv_scan_whole (p, '<', &index);

      if (end != NULL && CLV_SCAN_IS (end, "/v>"))
        {
          ClvSheetCell cell;

          self->has_value = TRUE;
          if (!add_shared (self, self->cell_column, index) && clv_xlsx_convert_shared (self->cursor, index, &cell))
            add_cell (self, &cell);
          return end + 3;
        }
    }
  else if (self->type == CLV_XLSX_NUMBER)
    {
      const char *end = clv_scan_decimal (p, &number);

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

/* The text of a cell like the one above it, and behind the cell. */
static const char *
scan_usual_text (RowScan    *self,
                 const char *p,
                 gboolean    is_inline)
{
  ClvScanText text;

  clv_scan_text (p, &text);
  p = text.end;
  if (G_UNLIKELY (!text.is_plain || (is_inline ? !CLV_SCAN_IS (p, "</t></is></c>") : !CLV_SCAN_IS (p, "</v></c>")) ||
                  text.end - text.start > MAX_PLAIN_BYTES || (!text.is_ascii && !clv_scan_is_valid (&text))))
    return NULL;
  end_plain_string (self, text.start, (gsize) (text.end - text.start));
  return p + (is_inline ? 13 : 8);
}

/* A cell like the one above it, from “<c” on. NULL when it is not, or not all there: then nothing has changed. */
static inline const char *
scan_usual_cell (RowScan    *self,
                 const char *p)
{
  const ClvXlsxUsual *usual;
  guint column;
  guint32 index;
  double number;

  p = clv_usual_find (self->rows->usual, self->column, &self->digits, p, &column);
  if (p == NULL)
    return NULL;
  usual = &self->rows->usual[column];
  switch (usual->kind)
    {
    case CLV_USUAL_SHARED:
      p = clv_scan_whole (p, '<', &index);
      if (G_UNLIKELY (p == NULL || !CLV_SCAN_IS (p, "/v></c>") || !add_shared (self, column, index)))
        return NULL;
      p += 7;
      break;
    case CLV_USUAL_NUMBER:
      p = clv_scan_decimal (p, &number);
      if (G_UNLIKELY (p == NULL || !CLV_SCAN_IS (p, "</v></c>")))
        return NULL;
      p += 8;
      self->cell_column = column;
      self->style = usual->style;
      if (usual->is_plain)
        add_number (self, number);
      else
        end_number (self, number);
      break;
    case CLV_USUAL_STRING:
    case CLV_USUAL_INLINE:
      self->cell_column = column;
      p = scan_usual_text (self, p, usual->kind == CLV_USUAL_INLINE);
      if (G_UNLIKELY (p == NULL))
        return NULL;
      break;
    case CLV_USUAL_EMPTY:
    case CLV_USUAL_NOTHING:
    default:
      break;
    }
  self->column = column + 1;
  return p;
}

/* Takes down what the cell whose tag has just been read is like, for those below it. */
static void
learn_cell (RowScan    *self,
            const char *tag,
            const char *tag_end)
{
  const GArray *styles = self->cursor->book->styles;
  const char *value = tag_end + (*tag_end == '/' ? 2 : 1);
  ClvUsualKind kind = CLV_USUAL_NOTHING;
  ClvXlsxUsual *usual;

  if (self->cell_column >= CLV_N_USUAL)
    return;
  if (*tag_end == '/')
    kind = CLV_USUAL_EMPTY;
  else if (CLV_SCAN_IS (value, "<v>"))
    {
      value += 3;
      if (self->type == CLV_XLSX_SHARED)
        kind = CLV_USUAL_SHARED;
      else if (self->type == CLV_XLSX_NUMBER)
        kind = CLV_USUAL_NUMBER;
      else if (self->type == CLV_XLSX_STRING)
        kind = CLV_USUAL_STRING;
    }
  else if (self->type == CLV_XLSX_STRING && CLV_SCAN_IS (value, "<is><t>"))
    {
      value += 7;
      kind = CLV_USUAL_INLINE;
    }
  usual = &self->rows->usual[self->cell_column];
  usual->style = self->style;
  usual->is_plain = self->cursor->book->currencies->len == 0 &&
                    (self->style >= styles->len ||
                     ((const ClvXlsxStyle *) styles->data)[self->style].format == CLV_FORMAT_NUMBER);
  clv_usual_learn (usual, &self->digits, tag, value, kind, self->has_reference);
}

/* A cell, from behind “<c”. */
static const char *
scan_cell (RowScan    *self,
           const char *p)
{
  gboolean has_content = FALSE, has_v = FALSE;
  const char *tag = p - 2;

  p = scan_cell_attributes (self, p);
  if (p == NULL)
    return NULL;
  learn_cell (self, tag, p);
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

  self->digits.n = 0;
  while (clv_scan_is_blank (*p))
    {
      p = clv_scan_skip_blanks (p);
      if (*p == '>' || *p == '/')
        break;
      if (p[0] == 'r' && p[1] == '=' && (p[2] == '"' || p[2] == '\'') && !has_number)
        {
          const char *digits = p + 3;

          has_number = TRUE;
          p = clv_scan_whole (digits, p[2], &row);
          if (p != NULL)
            clv_usual_set_row (&self->digits, digits, (guint) (p - 1 - digits));
        }
      else
        p = skip_attribute (p);
      if (p == NULL)
        return NULL;
    }
  if (!has_number)
    row = self->cursor->row + 1;
  *is_empty = *p == '/';
  if ((*p != '>' && (*p != '/' || p[1] != '>')) || row <= self->cursor->row || row > CLV_SHEET_MAX_ROWS)
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
      const char *next = scan_usual_cell (self, p);

      if (G_LIKELY (next != NULL))
        {
          p = next;
          continue;
        }
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
