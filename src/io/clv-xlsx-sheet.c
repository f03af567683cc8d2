/* clv-xlsx-sheet.c - the cells of one sheet of an Office Open XML workbook
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "clv-xlsx-private.h"

#define MAX_COLUMNS 16384
#define MAX_ROWS 1048576

/* Serials that no time of day has: a date in a format that shows only the clock. */
#define MIN_DATE_SERIAL 10000.0

typedef enum
{
  TYPE_NUMBER,
  TYPE_SHARED,
  TYPE_STRING, /* of a formula, or inline */
  TYPE_BOOLEAN,
  TYPE_ERROR,
  TYPE_ISO_DATE,
} CellType;

typedef struct
{
  const ClvXlsxBook  *book;
  const ClvXlsxSheet *sheet;
  ClvSource          *source;
  ClvTableBuilder    *builder;

  guint32             row;    /* 1-based; 0 before the first */
  guint               column; /* of the next cell without a reference */

  /* The cell that is open. */
  guint               cell_column;
  CellType            type;
  ClvFormatClass      format;
  gboolean            has_formula;
  gboolean            has_value;
  guint               phonetic_depth;
  gboolean            takes_text;
  GString            *text;
} SheetRun;

/* “BC12”: column 54. */
static gboolean
parse_reference (const char *reference,
                 guint      *column)
{
  guint value = 0;
  const char *p = reference;

  for (; g_ascii_isalpha (*p) && value < MAX_COLUMNS; p++)
    value = value * 26 + (guint) (g_ascii_toupper (*p) - 'A') + 1;
  if (p == reference || value > MAX_COLUMNS)
    return FALSE;
  *column = value - 1;
  return TRUE;
}

static void
start_row (SheetRun    *run,
           const char **attributes)
{
  const char *reference = clv_xml_get (attributes, "r");
  guint64 row = reference != NULL ? g_ascii_strtoull (reference, NULL, 10) : 0;

  run->row = row >= 1 && row <= MAX_ROWS ? (guint32) row : run->row + 1;
  run->column = 0;
}

static CellType
parse_type (const char *type)
{
  if (type == NULL || strcmp (type, "n") == 0)
    return TYPE_NUMBER;
  if (strcmp (type, "s") == 0)
    return TYPE_SHARED;
  if (strcmp (type, "b") == 0)
    return TYPE_BOOLEAN;
  if (strcmp (type, "e") == 0)
    return TYPE_ERROR;
  if (strcmp (type, "d") == 0)
    return TYPE_ISO_DATE;
  return TYPE_STRING;
}

static void
start_cell (SheetRun    *run,
            const char **attributes)
{
  const char *reference = NULL, *style = NULL, *type = NULL;
  guint format;

  /* Every cell comes by here: its attributes have no prefix and are one or two letters long. */
  for (; attributes[0] != NULL; attributes += 2)
    {
      const char *name = attributes[0];

      if (name[0] == '\0' || name[1] != '\0')
        continue;
      if (name[0] == 'r')
        reference = attributes[1];
      else if (name[0] == 's')
        style = attributes[1];
      else if (name[0] == 't')
        type = attributes[1];
    }
  run->cell_column = run->column;
  if (reference != NULL)
    parse_reference (reference, &run->cell_column);
  run->column = run->cell_column + 1;
  run->type = parse_type (type);
  format = style != NULL ? (guint) g_ascii_strtoull (style, NULL, 10) : 0;
  run->format = format < run->book->format_classes->len ? run->book->format_classes->data[format] : CLV_FORMAT_NUMBER;
  run->has_formula = FALSE;
  run->has_value = FALSE;
  g_string_truncate (run->text, 0);
}

static void
sheet_start_cb (const char  *name,
                const char **attributes,
                gpointer     user_data)
{
  SheetRun *run = user_data;

  if (strcmp (name, "c") == 0)
    start_cell (run, attributes);
  else if (strcmp (name, "v") == 0)
    run->has_value = run->takes_text = TRUE;
  else if (strcmp (name, "row") == 0)
    start_row (run, attributes);
  else if (strcmp (name, "f") == 0)
    run->has_formula = TRUE;
  else if (strcmp (name, "rPh") == 0)
    run->phonetic_depth++;
  else if (strcmp (name, "t") == 0)
    run->takes_text = run->phonetic_depth == 0;
}

static void
sheet_text_cb (const char *text,
               int         length,
               gpointer    user_data)
{
  SheetRun *run = user_data;

  if (run->takes_text)
    g_string_append_len (run->text, text, length);
}

static void
add_number (SheetRun *run)
{
  double number, days;

  if (!clv_cell_value_parse_number (run->text->str, &number))
    {
      clv_table_builder_add_text (run->builder, run->cell_column, run->text->str, run->text->len);
      return;
    }
  if (run->format == CLV_FORMAT_DATE || (run->format == CLV_FORMAT_TIME && number >= MIN_DATE_SERIAL))
    switch (clv_cell_value_from_serial (number, run->book->is_1904, &days))
      {
      case CLV_SERIAL_DATE:
        clv_table_builder_add_date (run->builder, run->cell_column, days);
        return;
      case CLV_SERIAL_29_FEB_1900:
        clv_table_builder_add_text (run->builder, run->cell_column, "1900-02-29", 10);
        return;
      case CLV_SERIAL_NUMBER:
      default:
        break;
      }
  clv_table_builder_add_number (run->builder, run->cell_column, number);
}

static void
add_shared (SheetRun *run)
{
  guint64 index = g_ascii_strtoull (run->text->str, NULL, 10);
  const GArray *ends = run->book->text_ends;
  gsize start, end;

  if (run->text->len == 0 || index >= ends->len)
    return;
  start = index > 0 ? g_array_index (ends, gsize, index - 1) : 0;
  end = g_array_index (ends, gsize, index);
  clv_table_builder_add_text (run->builder, run->cell_column, run->book->text->str + start, end - start);
}

static void
report_formula (SheetRun *run)
{
  char letters[8];
  guint n = sizeof letters - 1, column = run->cell_column + 1;
  g_autofree char *cell = NULL;

  letters[n] = '\0';
  for (; column > 0; column = (column - 1) / 26)
    letters[--n] = (char) ('A' + (column - 1) % 26);
  cell = g_strdup_printf ("%s%u", letters + n, run->row);
  clv_problem_list_add (run->source->problems, "formula-without-value", "left-out", run->source->name,
                        run->sheet->name, run->row, cell);
}

static void
end_cell (SheetRun *run)
{
  double days;

  /* A formula may well give an empty text; but a number is never empty. */
  if (run->has_formula && run->text->len == 0 && (!run->has_value || run->type != TYPE_STRING))
    {
      report_formula (run);
      return;
    }
  if (run->text->len == 0)
    return;
  switch (run->type)
    {
    case TYPE_SHARED:
      add_shared (run);
      break;
    case TYPE_STRING:
      g_string_truncate (run->text, clv_xlsx_unescape (run->text->str, run->text->len));
      clv_table_builder_add_text (run->builder, run->cell_column, run->text->str, run->text->len);
      break;
    case TYPE_BOOLEAN:
      clv_table_builder_add_boolean (run->builder, run->cell_column,
                                     strcmp (run->text->str, "1") == 0 || strcmp (run->text->str, "true") == 0);
      break;
    case TYPE_ERROR:
      clv_table_builder_add_error (run->builder, run->cell_column, run->text->str, run->text->len);
      break;
    case TYPE_ISO_DATE:
      if (clv_cell_value_parse_iso (run->text->str, &days))
        clv_table_builder_add_date (run->builder, run->cell_column, days);
      else
        clv_table_builder_add_text (run->builder, run->cell_column, run->text->str, run->text->len);
      break;
    case TYPE_NUMBER:
    default:
      add_number (run);
      break;
    }
}

static void
sheet_end_cb (const char *name,
              gpointer    user_data)
{
  SheetRun *run = user_data;

  if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    run->takes_text = FALSE;
  else if (strcmp (name, "c") == 0)
    end_cell (run);
  else if (strcmp (name, "row") == 0)
    clv_table_builder_end_row (run->builder, run->row);
  else if (strcmp (name, "rPh") == 0)
    run->phonetic_depth -= run->phonetic_depth > 0 ? 1 : 0;
}

gboolean
clv_xlsx_sheet_read (ClvPackage           *package,
                     const ClvXlsxBook    *book,
                     const ClvXlsxSheet   *sheet,
                     ClvSource            *source,
                     ClvTableBuilder      *builder,
                     const ClvXmlProgress *progress,
                     GError              **error)
{
  static const ClvXmlHandlers handlers = { sheet_start_cb, sheet_end_cb, sheet_text_cb };
  SheetRun run = { .book = book, .sheet = sheet, .source = source, .builder = builder };
  gboolean ok;

  run.text = g_string_new (NULL);
  ok = clv_package_parse (package, sheet->part, &handlers, progress, &run, error);
  g_string_free (run.text, TRUE);
  return ok;
}
