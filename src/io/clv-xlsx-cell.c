/* clv-xlsx-cell.c - what a cell of an Office Open XML sheet holds, from its text, type and style
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-xlsx-private.h"

/* Serials that no time of day has: a date in a format that shows only the clock. */
#define MIN_DATE_SERIAL 10000.0
#define MAX_TEXT_BYTES (1u << 20)

static gboolean
set_text (ClvSheetCell *cell,
          ClvCellKind   kind,
          const char   *text,
          gsize         length)
{
  clv_table_trim (&text, &length);
  if (length > MAX_TEXT_BYTES)
    for (length = MAX_TEXT_BYTES; length > 0 && ((guchar) text[length] & 0xC0) == 0x80;)
      length--;
  cell->kind = kind;
  cell->text = text;
  cell->length = (guint32) length;
  cell->key = 0;
  return length > 0;
}

static gboolean
set_number (ClvSheetCell *cell,
            ClvCellKind   kind,
            double        number)
{
  cell->kind = kind;
  cell->number = number;
  return TRUE;
}

void
clv_xlsx_convert_number (const ClvXlsxBook *book,
                         guint              format,
                         double             number,
                         ClvSheetCell      *cell)
{
  double days;

  if (format == CLV_FORMAT_DATE || (format == CLV_FORMAT_TIME && number >= MIN_DATE_SERIAL))
    switch (clv_cell_value_from_serial (number, book->is_1904, &days))
      {
      case CLV_SERIAL_DATE:
        set_number (cell, CLV_CELL_DATE, days);
        return;
      case CLV_SERIAL_29_FEB_1900:
        set_text (cell, CLV_CELL_TEXT, "1900-02-29", 10);
        return;
      case CLV_SERIAL_NUMBER:
      default:
        break;
      }
  set_number (cell, CLV_CELL_NUMBER, number);
}

gboolean
clv_xlsx_convert_shared (ClvXlsxCursor *cursor,
                         guint64        index,
                         ClvSheetCell  *cell)
{
  const ClvXlsxStrings *strings = &cursor->book->strings;

  cursor->has_value = TRUE;
  if (G_UNLIKELY (index >= strings->n))
    {
      cursor->n_strings = (guint32) MAX (cursor->n_strings, MIN (index, G_MAXUINT32 - 1) + 1);
      return cursor->is_counting && set_text (cell, CLV_CELL_TEXT, "?", 1);
    }
  cell->kind = CLV_CELL_TEXT;
  cell->key = (guint32) index + 1;
  return !strings->has_empty || strings->ends[index] > (index > 0 ? strings->ends[index - 1] : 0);
}

gboolean
clv_xlsx_convert (ClvXlsxCursor *cursor,
                  ClvXlsxType    type,
                  guint          style,
                  char          *text,
                  gsize          length,
                  ClvSheetCell  *cell)
{
  const ClvXlsxBook *book = cursor->book;
  double number;

  if (length == 0)
    return FALSE;
  cursor->has_value = TRUE;
  switch (type)
    {
    case CLV_XLSX_SHARED:
      return clv_xlsx_convert_shared (cursor, g_ascii_strtoull (text, NULL, 10), cell);
    case CLV_XLSX_STRING:
      return set_text (cell, CLV_CELL_TEXT, text, clv_xlsx_unescape (text, length));
    case CLV_XLSX_BOOLEAN:
      return set_number (cell, CLV_CELL_BOOLEAN, strcmp (text, "1") == 0 || strcmp (text, "true") == 0 ? 1.0 : 0.0);
    case CLV_XLSX_ERROR:
      return set_text (cell, CLV_CELL_ERROR, text, length);
    case CLV_XLSX_ISO_DATE:
      if (clv_cell_value_parse_iso (text, &number))
        return set_number (cell, CLV_CELL_DATE, number);
      return set_text (cell, CLV_CELL_TEXT, text, length);
    case CLV_XLSX_NUMBER:
    default:
      {
        const ClvXlsxStyle *styles = (const ClvXlsxStyle *) book->styles->data;

        if (!clv_cell_value_parse_number (text, &number))
          return set_text (cell, CLV_CELL_TEXT, text, length);
        clv_xlsx_convert_number (book, style < book->styles->len ? styles[style].format : CLV_FORMAT_NUMBER, number,
                                 cell);
        return TRUE;
      }
    }
}

gboolean
clv_xlsx_show (const ClvXlsxBook *book,
               guint              style,
               ClvSheetCell      *cell,
               char               space[CLV_CURRENCY_TEXT_BYTES])
{
  guint format = style < book->styles->len ? g_array_index (book->styles, ClvXlsxStyle, style).format : 0;
  gsize length = cell->kind == CLV_CELL_NUMBER ? clv_cell_value_show (cell->number, format, space) : 0;

  return length > 0 && set_text (cell, CLV_CELL_TEXT, space, length);
}

void
clv_xlsx_note_currency (ClvXlsxCursor *cursor,
                        guint          column,
                        guint          style,
                        ClvSheetCell  *cell,
                        char           space[CLV_CURRENCY_TEXT_BYTES])
{
  const ClvXlsxBook *book = cursor->book;
  guint currency = style < book->styles->len ? g_array_index (book->styles, ClvXlsxStyle, style).currency : 0;

  if (clv_cell_currency_count (cursor->money, column, currency))
    return;
  set_text (cell, CLV_CELL_TEXT, space,
            clv_cell_currency_write (cell->number, book->currencies->pdata[currency - 1], space));
}
