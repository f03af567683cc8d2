/* clv-xlsx-sheet.c - the cells of one sheet of an Office Open XML workbook
 *
 * Its rows are scanned (clv-xlsx-rows.c); what stands around them, and rows that
 * are spelled in an unusual way, come here from expat.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-xlsx-private.h"
#include "clv-xlsx-usual-private.h"

#define N_MERGES_ALLOWED 200000

typedef struct
{
  ClvXlsxCursor       cursor;
  const ClvXlsxSheet *sheet;
  ClvSource          *source;
  ClvTableBuilder    *builder;
  ClvXlsxRows         rows[2];  /* scanned, in turns */

  gboolean            is_behind_rows;
  guint               n_merges;
  guint               max_merges;
  guint               column;   /* of the next cell without a reference */

  /* The cell that is open. */
  guint               cell_column;
  ClvXlsxType         type;
  guint               style;
  gboolean            has_formula;
  gboolean            has_value;
  guint               phonetic_depth;
  gboolean            takes_text;
  GString            *text;
} SheetRun;

/* “BC12”: column 54; behind the letters. */
static const char *
parse_column (const char *reference,
              guint      *column)
{
  guint value = 0;
  const char *p = reference;

  for (; g_ascii_isalpha (*p) && value <= CLV_SHEET_MAX_COLUMNS; p++)
    value = value * 26 + (guint) (g_ascii_toupper (*p) - 'A') + 1;
  if (p == reference || value > CLV_SHEET_MAX_COLUMNS)
    return NULL;
  *column = value - 1;
  return p;
}

static const char *
parse_row (const char *text,
           guint32    *row)
{
  char *end;
  guint64 value = g_ascii_strtoull (text, &end, 10);

  if (end == text || value < 1 || value > CLV_SHEET_MAX_ROWS)
    return NULL;
  *row = (guint32) value;
  return end;
}

/* “A1:C1” */
static void
add_merge (SheetRun   *run,
           const char *reference)
{
  guint32 first_row, last_row;
  guint first_column, last_column;
  const char *p = reference;

  if (run->n_merges++ >= run->max_merges)
    return;
  p = parse_column (p, &first_column);
  p = p != NULL ? parse_row (p, &first_row) : NULL;
  p = p != NULL && *p == ':' ? parse_column (p + 1, &last_column) : NULL;
  p = p != NULL ? parse_row (p, &last_row) : NULL;
  if (p != NULL && first_row <= last_row && first_column <= last_column)
    clv_table_builder_add_merge (run->builder, first_row, first_column, last_row, last_column);
}

static void
start_row (SheetRun    *run,
           const char **attributes)
{
  const char *reference = clv_xml_get (attributes, "r");
  guint32 row;

  run->cursor.is_enough = run->cursor.max_rows > 0 && run->cursor.n_rows >= run->cursor.max_rows;
  run->cursor.row = reference != NULL && parse_row (reference, &row) != NULL ? row : run->cursor.row + 1;
  run->cursor.has_value = FALSE;
  run->column = 0;
}

static ClvXlsxType
parse_type (const char *type)
{
  if (type == NULL || strcmp (type, "n") == 0)
    return CLV_XLSX_NUMBER;
  if (strcmp (type, "s") == 0)
    return CLV_XLSX_SHARED;
  if (strcmp (type, "b") == 0)
    return CLV_XLSX_BOOLEAN;
  if (strcmp (type, "e") == 0)
    return CLV_XLSX_ERROR;
  if (strcmp (type, "d") == 0)
    return CLV_XLSX_ISO_DATE;
  return CLV_XLSX_STRING;
}

static void
start_cell (SheetRun    *run,
            const char **attributes)
{
  const char *reference = NULL, *style = NULL, *type = NULL;

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
    parse_column (reference, &run->cell_column);
  run->column = run->cell_column + 1;
  run->type = parse_type (type);
  run->style = style != NULL ? (guint) MIN (g_ascii_strtoull (style, NULL, 10), G_MAXUINT) : 0;
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

  if (run->is_behind_rows)
    {
      const char *reference = strcmp (name, "mergeCell") == 0 ? clv_xml_get (attributes, "ref") : NULL;

      if (reference != NULL)
        add_merge (run, reference);
    }
  else if (strcmp (name, "c") == 0)
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
report_formula (SheetRun *run,
                guint32   row,
                guint     column)
{
  g_autofree char *cell = clv_source_name_cell (row - 1, column);

  clv_problem_list_add_marked (run->source->problems, "formula-without-value", "left-out", run->source->name,
                               run->sheet->name, row, cell);
}

static void
end_cell (SheetRun *run)
{
  char space[CLV_CURRENCY_TEXT_BYTES];
  ClvSheetCell cell = { .key = 0 };

  /* A formula may well give an empty text; but a number is never empty. */
  if (run->has_formula && run->text->len == 0 && (!run->has_value || run->type != CLV_XLSX_STRING))
    {
      if (!run->cursor.is_enough)
        report_formula (run, run->cursor.row, run->cell_column);
      return;
    }
  if (run->cursor.is_enough || run->cell_column >= CLV_SHEET_MAX_COLUMNS ||
      !clv_xlsx_convert (&run->cursor, run->type, run->style, run->text->str, run->text->len, &cell))
    return;
  clv_xlsx_show (run->cursor.book, run->style, &cell, space);
  if (cell.kind == CLV_CELL_NUMBER && run->cursor.book->currencies->len > 0)
    clv_xlsx_note_currency (&run->cursor, run->cell_column, run->style, &cell, space);
  switch (cell.kind)
    {
    case CLV_CELL_NUMBER:
      clv_table_builder_add_number (run->builder, run->cell_column, cell.number);
      break;
    case CLV_CELL_DATE:
      clv_table_builder_add_date (run->builder, run->cell_column, cell.number);
      break;
    case CLV_CELL_BOOLEAN:
      clv_table_builder_add_boolean (run->builder, run->cell_column, cell.number != 0.0);
      break;
    case CLV_CELL_ERROR:
      clv_table_builder_add_error (run->builder, run->cell_column, cell.text, cell.length);
      break;
    case CLV_CELL_TEXT:
    case CLV_CELL_EMPTY:
    default:
      {
        guint32 length;
        const char *text = clv_sheet_cell_get_text (&cell, &run->rows[0].block->shared, &length);

        clv_table_builder_add_text (run->builder, run->cell_column, text, length);
        break;
      }
    }
}

static void
end_row (SheetRun *run)
{
  ClvXlsxCursor *cursor = &run->cursor;

  if (cursor->is_enough)
    return;
  clv_table_builder_end_row (run->builder, cursor->row);
  cursor->n_rows += cursor->has_value ? 1 : 0;
}

static void
sheet_end_cb (const char *name,
              gpointer    user_data)
{
  SheetRun *run = user_data;

  if (run->is_behind_rows)
    return;
  if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    run->takes_text = FALSE;
  else if (strcmp (name, "c") == 0)
    end_cell (run);
  else if (strcmp (name, "row") == 0)
    end_row (run);
  else if (strcmp (name, "rPh") == 0)
    run->phonetic_depth -= run->phonetic_depth > 0 ? 1 : 0;
  else if (strcmp (name, "sheetData") == 0)
    run->is_behind_rows = TRUE;
}

static ClvScanStatus
scan_cb (const char *bytes,
         gsize       length,
         gsize      *n_used,
         guint       slot,
         gpointer    user_data)
{
  SheetRun *run = user_data;

  return clv_xlsx_rows_scan (&run->rows[slot], &run->cursor, bytes, length, n_used);
}

static void
take_cb (guint    slot,
         gpointer user_data)
{
  SheetRun *run = user_data;
  ClvXlsxRows *rows = &run->rows[slot];

  clv_table_builder_add_sheet_block (run->builder, rows->block);
  for (guint i = 0; i < rows->formulas->len; i++)
    {
      const ClvXlsxFormula *formula = &g_array_index (rows->formulas, ClvXlsxFormula, i);

      report_formula (run, formula->row, formula->column);
    }
}

static gboolean
read_rows (SheetRun             *run,
           ClvPackage           *package,
           const ClvXmlProgress *progress,
           GError              **error)
{
  static const ClvXmlHandlers handlers = { sheet_start_cb, sheet_end_cb, sheet_text_cb };
  static const ClvXmlScanner scanner = { .parent = "sheetData", .depth = 2, .scan = scan_cb, .take = take_cb };
  ClvXmlProgress own = *progress;
  gboolean ok;

  own.is_enough = run->cursor.max_rows > 0 ? &run->cursor.is_enough : NULL;
  run->max_merges = clv_package_is_trusted (package) ? 2 * N_MERGES_ALLOWED : N_MERGES_ALLOWED;
  run->text = g_string_new (NULL);
  run->cursor.money = g_array_new (FALSE, TRUE, sizeof (ClvCellCurrency));
  for (guint i = 0; i < 2; i++)
    {
      run->rows[i].block = clv_sheet_block_new ();
      run->rows[i].block->shared = (ClvSharedTexts) { run->cursor.book->strings.text, run->cursor.book->strings.ends };
      run->rows[i].formulas = g_array_new (FALSE, FALSE, sizeof (ClvXlsxFormula));
      run->rows[i].money = g_array_new (FALSE, FALSE, sizeof (ClvXlsxMoney));
      run->rows[i].usual = g_new0 (ClvXlsxUsual, CLV_N_USUAL + CLV_USUAL_GAP);
    }
  ok = clv_xml_parse (package, run->sheet->part, &handlers, &scanner, &own, run, error);
  if (ok)
    clv_cell_currency_tell (run->cursor.money, run->cursor.book->currencies, run->builder);
  for (guint i = 0; i < 2; i++)
    {
      clv_sheet_block_free (run->rows[i].block);
      g_array_unref (run->rows[i].formulas);
      g_array_unref (run->rows[i].money);
      g_free (run->rows[i].usual);
      g_free (run->rows[i].space);
    }
  g_array_unref (run->cursor.money);
  g_string_free (run->text, TRUE);
  return ok;
}

gboolean
clv_xlsx_sheet_count_strings (ClvPackage         *package,
                              const ClvXlsxBook  *book,
                              const ClvXlsxSheet *sheet,
                              guint32             max_rows,
                              const ClvWork      *work,
                              guint32            *n_strings,
                              GError            **error)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  ClvSource source = { .name = (char *) "", .problems = problems };
  SheetRun run = { .cursor = { .book = book, .max_rows = max_rows, .is_counting = TRUE },
                   .sheet = sheet, .source = &source, .builder = builder };
  ClvXmlProgress progress = { .work = work };

  if (!read_rows (&run, package, &progress, error))
    return FALSE;
  *n_strings = run.cursor.n_strings;
  return TRUE;
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
  SheetRun run = { .cursor = { .book = book, .max_rows = source->options.max_rows },
                   .sheet = sheet, .source = source, .builder = builder };

  if (!read_rows (&run, package, progress, error))
    return FALSE;
  /* A cell names a shared text that is not there: leaving it empty would change a row without a word. */
  if (run.cursor.n_strings > 0)
    {
      clv_package_set_damaged (package, sheet->part, error);
      return FALSE;
    }
  if (run.cursor.is_enough)
    source->is_provisional = TRUE;
  return TRUE;
}
