/* clv-xls-sheet.c - the cells of one sheet of an Excel workbook before 2007
 *
 * Rows come in order from all programs but a few. A sheet where they do not is begun
 * again, with a list of where its cells stand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-problem.h"
#include "clv-xls-private.h"

enum
{
  RECORD_INTEGER_2 = 0x0002,
  RECORD_NUMBER_2 = 0x0003,
  RECORD_LABEL_2 = 0x0004,
  RECORD_BOOLERR_2 = 0x0005,
  RECORD_STRING_2 = 0x0007,
  RECORD_MULRK = 0x00BD,
  RECORD_RSTRING = 0x00D6,
  RECORD_MERGECELLS = 0x00E5,
  RECORD_LABELSST = 0x00FD,
  RECORD_NUMBER = 0x0203,
  RECORD_LABEL = 0x0204,
  RECORD_BOOLERR = 0x0205,
  RECORD_STRING = 0x0207,
  RECORD_ARRAY = 0x0221,
  RECORD_TABLE = 0x0236,
  RECORD_RK = 0x027E,
  RECORD_SHRFMLA = 0x04BC,
};

/* Where the value of a cell begins: behind row, column and format, which was longer in Excel 2. */
#define CELL_HEAD 6
#define CELL_HEAD_2 7

#define MAX_COLUMNS 256

#define N_RECORDS_TO_REPORT 4096

/* A few long texts that all cells share are honest; so many are meant to fill the memory. */
#define N_FREE_SHARED_BYTES (G_GUINT64_CONSTANT (256) << 20)
#define MAX_SHARED_RATIO 200

typedef struct
{
  guint32 row;
  guint32 column;
} Place;

typedef struct
{
  guint32 row;
  guint32 order; /* in the file */
  guint64 offset;
} CellRecord;

typedef struct
{
  ClvXlsBook        *book;
  const ClvXlsSheet *sheet;
  ClvSource         *source;
  const ClvWork     *work;
  double             from, to; /* shares of the whole work */
  double             done;     /* of this sheet, as it was told */
  ClvTableBuilder   *builder;
  ClvXlsRecords      records;
  ClvCellRow         cells;
  GString           *text;

  guint              row;      /* of the cells, from 0 */
  guint              n_rows;
  guint              n_records;
  gboolean           awaits_text; /* a formula whose result comes in a record of its own */
  guint              text_column;

  /* Formulas without a result: some programs write none, and then not for a single one. */
  GArray            *unsolved; /* Place */
  gboolean           has_solved;

  guint64            n_shared_bytes; /* of all cells with shared texts */
  gboolean           is_unordered;
  gboolean           is_damaged;
  gboolean           is_too_large;
  gboolean           is_cancelled;
  gboolean           is_enough;
} SheetRun;

static void
end_row (SheetRun *run)
{
  if (clv_cell_row_is_empty (&run->cells))
    return;
  clv_cell_row_end (&run->cells, run->builder, run->row + 1);
  run->n_rows++;
}

static double
decode_rk (guint32 rk)
{
  double number;

  if ((rk & 2) != 0)
    number = (double) ((gint32) rk >> 2);
  else
    {
      guint64 bits = (guint64) (rk & 0xFFFFFFFCu) << 32;

      memcpy (&number, &bits, sizeof number);
    }
  return (rk & 1) != 0 ? number / 100.0 : number;
}

/* Of the 17 digits that a double has, Excel shows 15: 777.3200000000001 is 777.32 to people. */
static double
round_to_15_digits (double number)
{
  static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4 };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!(fabs (number) < 1e15))
    return number;
  for (guint i = 0; i < G_N_ELEMENTS (powers); i++)
    {
      double whole = rint (number * powers[i]);

      if (fabs (whole) < 1e15 && whole / powers[i] == number)
        return number;
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  return g_ascii_strtod (buffer, NULL);
}

static void
set_number (SheetRun     *run,
            guint         column,
            ClvCellFormat format,
            double        number)
{
  if (isfinite (number))
    clv_cell_row_set_value (&run->cells, column, round_to_15_digits (number), format, run->book->is_1904);
  else
    clv_cell_row_set_error (&run->cells, column, "#NUM!");
}

static const char *
name_error (guint code)
{
  switch (code)
    {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    case 0x2A:
    default:
      return "#N/A";
    }
}

static void
set_boolean_or_error (SheetRun *run,
                      guint     column,
                      guint     value,
                      gboolean  is_error)
{
  if (is_error)
    clv_cell_row_set_error (&run->cells, column, name_error (value));
  else
    clv_cell_row_set_boolean (&run->cells, column, value != 0);
}

/* Reads a text that begins at @at of the record at hand. */
static gboolean
read_text (SheetRun *run,
           gsize     at,
           gboolean  has_short_length)
{
  const ClvXlsRecords *records = &run->records;
  gsize n_head = has_short_length ? 1 : 2, length;

  g_string_truncate (run->text, 0);
  if (run->book->version == 8 && !has_short_length)
    {
      ClvXlsCursor cursor;

      clv_xls_cursor_init (&cursor, &run->records, at);
      return clv_xls_cursor_read_text (&cursor, FALSE, run->text);
    }
  if (records->length < at + n_head)
    return FALSE;
  length = has_short_length ? records->data[at] : clv_bytes_u16 (records->data + at);
  if (length > records->length - at - n_head)
    return FALSE;
  clv_xls_book_decode (run->book, records->data + at + n_head, length, run->text);
  return TRUE;
}

static gboolean
set_text (SheetRun *run,
          guint     column,
          gsize     at,
          gboolean  has_short_length)
{
  if (!read_text (run, at, has_short_length))
    return FALSE;
  if (run->text->len > 0)
    clv_cell_row_set_text (&run->cells, column, run->text->str, run->text->len);
  return TRUE;
}

static gboolean
set_shared_text (SheetRun *run,
                 guint     column,
                 guint32   index)
{
  gsize offset, length;

  if (!run->book->has_strings || !clv_xls_strings_get (&run->book->strings, index, &offset, &length))
    return FALSE;
  if (length > 0)
    clv_cell_row_lend_text (&run->cells, column, run->book->strings.text, offset, length);
  run->n_shared_bytes += length;
  return TRUE;
}

static void
set_result (SheetRun     *run,
            guint         column,
            ClvCellFormat format,
            const guchar *result)
{
  Place place = { run->row, column };

  if (clv_bytes_u16 (result + 6) != 0xFFFF)
    set_number (run, column, format, clv_xls_f64 (result));
  else if (result[0] == 0)
    {
      run->awaits_text = TRUE;
      run->text_column = column;
    }
  else if (result[0] == 1 || result[0] == 2)
    set_boolean_or_error (run, column, result[2], result[0] == 2);
  else
    {
      if (!run->has_solved)
        g_array_append_val (run->unsolved, place);
      return;
    }
  run->has_solved = TRUE;
}

static ClvCellFormat
get_format (SheetRun     *run,
            const guchar *bytes,
            gboolean      is_of_excel_2)
{
  guint index;

  if (is_of_excel_2)
    return clv_xls_book_get_format (run->book, bytes[1] & 0x3F);
  index = clv_bytes_u16 (bytes);
  /* Excel 3 and 4 have other things in the upper bits. */
  if (run->book->version < 5)
    index &= 0x0FFF;
  return index < run->book->cell_formats->len ? g_array_index (run->book->cell_formats, ClvCellFormat, index)
                                              : (ClvCellFormat) { .class = CLV_FORMAT_NUMBER };
}

/* The record at hand as several cells in a row. */
static void
read_numbers (SheetRun *run,
              guint     column)
{
  const guchar *data = run->records.data;

  for (gsize at = 4; at + 6 + 2 <= run->records.length && column < MAX_COLUMNS; at += 6, column++)
    set_number (run, column, get_format (run, data + at, FALSE), decode_rk (clv_bytes_u32 (data + at + 2)));
}

static gboolean
is_cell (const ClvXlsRecords *records)
{
  switch (records->id)
    {
    case RECORD_INTEGER_2:
    case RECORD_NUMBER_2:
    case RECORD_LABEL_2:
    case RECORD_BOOLERR_2:
    case RECORD_MULRK:
    case RECORD_RSTRING:
    case RECORD_LABELSST:
    case RECORD_NUMBER:
    case RECORD_LABEL:
    case RECORD_BOOLERR:
    case RECORD_RK:
    case CLV_XLS_FORMULA:
    case CLV_XLS_FORMULA_3:
    case CLV_XLS_FORMULA_4:
      return TRUE;
    default:
      return FALSE;
    }
}

/* FALSE if the record cannot be what it says. */
static gboolean
read_cell (SheetRun *run)
{
  const ClvXlsRecords *records = &run->records;
  const guchar *data = records->data;
  guint id = records->id;
  gboolean is_of_excel_2 = id <= RECORD_BOOLERR_2 || (run->book->version == 2 && id == CLV_XLS_FORMULA);
  gsize head = is_of_excel_2 ? CELL_HEAD_2 : CELL_HEAD, n_left;
  const guchar *value = data + head;
  guint column = clv_bytes_u16 (data + 2);
  ClvCellFormat format;

  if (records->length < head || column >= MAX_COLUMNS)
    return FALSE;
  n_left = records->length - head;
  format = get_format (run, data + 4, is_of_excel_2);
  run->awaits_text = FALSE;
  switch (id)
    {
    case RECORD_INTEGER_2:
      if (n_left >= 2)
        set_number (run, column, format, clv_bytes_u16 (value));
      return n_left >= 2;
    case RECORD_NUMBER_2:
    case RECORD_NUMBER:
      if (n_left >= 8)
        set_number (run, column, format, clv_xls_f64 (value));
      return n_left >= 8;
    case RECORD_LABEL_2:
      return set_text (run, column, head, TRUE);
    case RECORD_LABEL:
    case RECORD_RSTRING:
      return set_text (run, column, head, FALSE);
    case RECORD_BOOLERR_2:
    case RECORD_BOOLERR:
      if (n_left >= 2)
        set_boolean_or_error (run, column, value[0], value[1] != 0);
      return n_left >= 2;
    case RECORD_MULRK:
      read_numbers (run, column);
      return TRUE;
    case RECORD_RK:
      if (n_left >= 4)
        set_number (run, column, format, decode_rk (clv_bytes_u32 (value)));
      return n_left >= 4;
    case RECORD_LABELSST:
      return n_left >= 4 && set_shared_text (run, column, clv_bytes_u32 (value));
    default:
      if (n_left >= 8)
        set_result (run, column, format, value);
      return n_left >= 8;
    }
}

/* The text that the formula before it has for a result. */
static gboolean
read_result_text (SheetRun *run)
{
  gboolean was_awaited = run->awaits_text;

  run->awaits_text = FALSE;
  return !was_awaited || set_text (run, run->text_column, 0, run->records.id == RECORD_STRING_2);
}

static void
read_merges (SheetRun *run)
{
  const ClvXlsRecords *records = &run->records;
  guint n = records->length >= 2 ? MIN (clv_bytes_u16 (records->data), (records->length - 2u) / 8) : 0;

  for (guint i = 0; i < n; i++)
    {
      const guchar *range = records->data + 2 + (gsize) i * 8;

      clv_table_builder_add_merge (run->builder, clv_bytes_u16 (range) + 1, clv_bytes_u16 (range + 2) + 1,
                                   clv_bytes_u16 (range + 4), clv_bytes_u16 (range + 6));
    }
}

/* Whether shared texts make many times more than the file. */
static gboolean
is_bomb (const SheetRun *run)
{
  guint64 factor = run->source->options.is_trusted ? 2 : 1;

  return run->n_shared_bytes > factor * N_FREE_SHARED_BYTES &&
         run->n_shared_bytes / (factor * MAX_SHARED_RATIO) > clv_cfb_stream_get_size (run->book->stream);
}

static gboolean
go_on (SheetRun *run)
{
  g_autofree char *step = NULL;
  double size = (double) MAX (clv_cfb_stream_get_size (run->book->stream), 1);
  double begin = (double) run->sheet->offset;
  double done = ((double) run->records.offset - begin) / (size - MIN (begin, size - 1.0));

  if (is_bomb (run))
    {
      run->is_too_large = TRUE;
      return FALSE;
    }
  if (run->n_records++ % N_RECORDS_TO_REPORT != 0 || run->work == NULL)
    return TRUE;
  run->is_cancelled = clv_work_is_cancelled (run->work);
  /* Translators: %s is a file name */
  step = g_strdup_printf (_("Reading “%s”"), run->source->name);
  run->done = CLAMP (done, run->done, 1.0);
  clv_work_progress (run->work, step, run->from + run->done * (run->to - run->from));
  return !run->is_cancelled;
}

static gboolean
is_preview_full (SheetRun *run)
{
  guint32 max_rows = run->source->options.max_rows;

  run->is_enough = max_rows > 0 && run->n_rows >= max_rows;
  return run->is_enough;
}

/* The sheet from its begin to its end. */
static void
read_in_order (SheetRun *run)
{
  guint depth = 0;

  do
    {
      ClvXlsRecords *records = &run->records;

      if (!clv_xls_records_next (records))
        {
          run->is_damaged = TRUE;
          return;
        }
      switch (records->id)
        {
        case CLV_XLS_BOF:
        case CLV_XLS_BOF_2:
        case CLV_XLS_BOF_3:
        case CLV_XLS_BOF_4:
          depth++;
          continue;
        case CLV_XLS_EOF:
          depth -= MIN (depth, 1);
          continue;
        default:
          break;
        }
      /* No sheet begins here; or a chart stands in the sheet, with values of its own. */
      if (depth != 1)
        {
          run->is_damaged = depth == 0;
          continue;
        }
      if (is_cell (records) && records->length >= 4)
        {
          guint row = clv_bytes_u16 (records->data);

          if (row < run->row)
            {
              run->is_unordered = TRUE;
              return;
            }
          if (row > run->row)
            {
              end_row (run);
              if (is_preview_full (run))
                return;
              run->row = row;
            }
          run->is_damaged = !read_cell (run);
        }
      else if (records->id == RECORD_STRING || records->id == RECORD_STRING_2)
        run->is_damaged = !read_result_text (run);
      else if (records->id == RECORD_MERGECELLS)
        read_merges (run);
    }
  while (depth > 0 && !run->is_damaged && go_on (run));
  end_row (run);
}

static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const CellRecord *first = a, *second = b;

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  return first->order < second->order ? -1 : first->order > second->order;
}

static void
list_cells (SheetRun *run,
            GArray   *list)
{
  guint depth = 0;

  while (clv_xls_records_next (&run->records) && go_on (run))
    {
      guint id = run->records.id;

      if (id == CLV_XLS_BOF || id == CLV_XLS_BOF_2 || id == CLV_XLS_BOF_3 || id == CLV_XLS_BOF_4)
        depth++;
      else if (id == CLV_XLS_EOF && --depth == 0)
        return;
      else if (depth == 1 && is_cell (&run->records) && run->records.length >= 4)
        {
          CellRecord cell = { clv_bytes_u16 (run->records.data), list->len, run->records.offset };

          g_array_append_val (list, cell);
        }
      else if (depth == 1 && id == RECORD_MERGECELLS)
        read_merges (run);
    }
  run->is_damaged = !run->is_cancelled && !run->is_too_large;
}

/* A text belongs to the formula that stands before it, with perhaps the formula’s sharing between them. */
static void
read_text_behind_formula (SheetRun *run)
{
  while (run->awaits_text && !run->is_damaged && clv_xls_records_next (&run->records))
    {
      guint id = run->records.id;

      if (id == RECORD_STRING || id == RECORD_STRING_2)
        run->is_damaged = !read_result_text (run);
      else if (id != RECORD_SHRFMLA && id != RECORD_ARRAY && id != RECORD_TABLE)
        run->awaits_text = FALSE;
    }
}

static void
read_from_list (SheetRun *run)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (CellRecord));

  run->records.next = run->sheet->offset;
  list_cells (run, list);
  g_array_sort (list, compare_records);
  for (guint i = 0; i < list->len && !run->is_damaged && go_on (run); i++)
    {
      const CellRecord *cell = &g_array_index (list, CellRecord, i);

      if (cell->row != run->row)
        {
          end_row (run);
          if (is_preview_full (run))
            return;
          run->row = cell->row;
        }
      run->records.next = cell->offset;
      run->is_damaged = !clv_xls_records_next (&run->records) || !read_cell (run);
      read_text_behind_formula (run);
    }
  end_row (run);
}

static void
report_unsolved (SheetRun *run)
{
  for (guint i = 0; i < run->unsolved->len && !run->has_solved; i++)
    {
      const Place *place = &g_array_index (run->unsolved, Place, i);
      g_autofree char *name = clv_source_name_cell (place->row, place->column);

      clv_problem_list_add_marked (run->source->problems, "formula-without-value", "left-out", run->source->name,
                                   run->sheet->name, place->row + 1, name);
    }
}

gboolean
clv_xls_sheet_read (ClvXlsBook        *book,
                    const ClvXlsSheet *sheet,
                    ClvSource         *source,
                    const ClvWork     *work,
                    double             from,
                    double             to,
                    GError           **error)
{
  SheetRun run = { .book = book, .sheet = sheet, .source = source, .work = work, .from = from, .to = to };
  gboolean ok = FALSE;

  run.text = g_string_new (NULL);
  run.unsolved = g_array_new (FALSE, FALSE, sizeof (Place));
  run.builder = clv_source_begin_table (source, sheet->name, sheet->is_hidden);
  clv_cell_row_init (&run.cells, book->currencies);
  clv_xls_records_init (&run.records, book->stream, book->cipher, sheet->offset);

  read_in_order (&run);
  if (run.is_unordered)
    {
      clv_table_builder_free (run.builder);
      clv_cell_row_clear (&run.cells);
      g_array_set_size (run.unsolved, 0);
      run.builder = clv_source_begin_table (source, sheet->name, sheet->is_hidden);
      clv_cell_row_init (&run.cells, book->currencies);
      run.row = run.n_rows = 0;
      run.n_shared_bytes = 0;
      run.awaits_text = run.has_solved = FALSE;
      read_from_list (&run);
    }

  if (run.records.error != NULL)
    g_propagate_error (error, g_steal_pointer (&run.records.error));
  else if (run.is_cancelled)
    clv_source_set_cancelled (source, error);
  else if (run.is_too_large)
    clv_file_set_bomb (source->name, error);
  else if (run.is_damaged)
    clv_xls_set_damaged (source->name, sheet->name, error);
  else
    {
      report_unsolved (&run);
      source->is_provisional |= run.is_enough;
      clv_cell_row_tell (&run.cells, run.builder);
      clv_source_end_table (source, run.builder);
      ok = TRUE;
    }
  clv_table_builder_free (run.builder);
  clv_xls_records_clear (&run.records);
  clv_cell_row_clear (&run.cells);
  g_array_unref (run.unsolved);
  g_string_free (run.text, TRUE);
  return ok;
}
