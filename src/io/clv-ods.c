/* clv-ods.c - the sheets of an OpenDocument spreadsheet
 *
 * Rows and cells say how often they repeat. Empty ones are only counted, so that
 * a sheet that is styled to its last row costs nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ods-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-cell-currency-private.h"
#include "clv-cell-value-private.h"
#include "clv-table-builder.h"

/* Filled cells that exist only because a row or cell repeats. LibreOffice writes equal neighbours so, and a column of
 * zeros is honest: up to the first limit (a full sheet of 47 columns, 200 MB) nothing is asked, and up to the last (800 MB)
 * the file must be long enough for what it wants. */
#define N_FREE_REPEATED_CELLS 50000000
#define MAX_REPEATED_CELLS 200000000
#define MAX_REPEATED_CELLS_PER_BYTE 2000
/* After so many cells, whoever waits may have had enough. */
#define N_CELLS_TO_CANCEL 1000000
#define MAX_BLANKS 1000
/* Each takes its time and memory, were it empty. A message tells this number in words. */
#define MAX_SHEETS 10000
/* Of more sheets a preview shows the first. */
#define MAX_PREVIEW_SHEETS 50
#define MAX_PREVIEW_BYTES (3u << 20)
#define MAX_CURRENCIES 20

typedef enum
{
  CELL_TEXT,
  CELL_NUMBER,
  CELL_DATE,
  CELL_BOOLEAN,
  CELL_ERROR,
} OdsKind;

typedef struct
{
  OdsKind kind;
  guint   column;
  guint   n_columns;
  double  number;
  gsize   offset; /* into row_text */
  gsize   length;
  guint   currency; /* into currencies, from 1; 0: none */
  gboolean is_percent;
} OdsCell;

typedef struct
{
  ClvSource       *source;
  ClvPackage      *package;
  const ClvWork   *work;
  GHashTable      *hidden_styles;
  char            *style;        /* the style whose properties come next */

  char            *sheet;        /* NULL outside of a sheet */
  guint            n_nested;     /* sheets inside a cell, and what stands in them */
  ClvTableBuilder *builder;
  guint64          row;          /* of the next row, 1-based */
  guint64          n_row_repeats;
  GArray          *cells;        /* OdsCell of the open row */
  GString         *row_text;
  guint64          n_repeated_cells;
  guint            n_sheets;
  guint32          n_rows;       /* of the sheet, with a cell */
  GPtrArray       *currencies;   /* codes, in the order they were met */
  GArray          *money;        /* ClvCellCurrency, by column */
  gboolean         is_enough;    /* a preview wants no more */

  guint            column;
  gboolean         is_in_cell;
  OdsCell          cell;
  guint64          n_cell_repeats;
  gboolean         has_type;
  gboolean         has_formula;
  GString         *text;
  guint            n_paragraphs;
  guint            n_ignored;    /* depth inside of notes, drawings and readings */
  gboolean         is_in_paragraph;
  gboolean         is_too_large;
  gboolean         has_too_many_sheets;
  gboolean         is_cancelled;
} OdsRun;

static guint64
get_count (const char **attributes,
           const char  *name)
{
  const char *text = clv_xml_get (attributes, name);
  guint64 count = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 1;

  return CLAMP (count, 1, CLV_SHEET_MAX_ROWS);
}

static void
start_table (OdsRun      *run,
             const char **attributes)
{
  const char *name = clv_xml_get (attributes, "name");
  const char *style = clv_xml_get (attributes, "style-name");

  if (run->n_sheets++ >= MAX_SHEETS)
    {
      run->has_too_many_sheets = run->is_enough = TRUE;
      return;
    }
  if (run->source->options.max_rows > 0 && run->n_sheets > MAX_PREVIEW_SHEETS)
    {
      run->source->is_provisional = run->is_enough = TRUE;
      return;
    }
  run->sheet = g_strdup (name != NULL ? name : "");
  run->builder = clv_source_begin_table (run->source, run->sheet,
                                         style != NULL && g_hash_table_contains (run->hidden_styles, style));
  run->row = 1;
  run->n_rows = 0;
  g_array_set_size (run->money, 0);
}

/* The currency of a number, as its type tells. */
static guint
find_currency (OdsRun     *run,
               const char *code)
{
  for (guint i = 0; i < run->currencies->len; i++)
    if (strcmp (run->currencies->pdata[i], code) == 0)
      return i + 1;
  if (run->currencies->len == MAX_CURRENCIES || strlen (code) > 7)
    return 0;
  g_ptr_array_add (run->currencies, g_strdup (code));
  return run->currencies->len;
}

static void
end_table (OdsRun *run)
{
  clv_cell_currency_tell (run->money, run->currencies, run->builder);
  clv_source_end_table (run->source, run->builder);
  g_clear_pointer (&run->builder, clv_table_builder_free);
  g_clear_pointer (&run->sheet, g_free);
}

/* The type and the value; the text of the paragraphs comes later. */
static void
start_cell (OdsRun      *run,
            const char **attributes)
{
  const char *type = NULL, *value = NULL, *currency = NULL;

  memset (&run->cell, 0, sizeof run->cell);
  run->is_in_cell = TRUE;
  run->has_type = run->has_formula = FALSE;
  run->n_cell_repeats = 1;
  run->n_paragraphs = 0;
  g_string_truncate (run->text, 0);

  for (; attributes[0] != NULL; attributes += 2)
    {
      const char *name = strchr (attributes[0], ':');

      name = name != NULL ? name + 1 : attributes[0];
      /* calcext:value-type says “error” where office:value-type has to say “string”. */
      if (strcmp (name, "value-type") == 0)
        type = type == NULL || strcmp (attributes[1], "error") == 0 ? attributes[1] : type;
      else if (strcmp (name, "value") == 0 || strcmp (name, "date-value") == 0 ||
               strcmp (name, "time-value") == 0 || strcmp (name, "boolean-value") == 0)
        value = attributes[1];
      else if (strcmp (name, "string-value") == 0)
        {
          g_string_assign (run->text, attributes[1]);
          run->n_paragraphs = G_MAXUINT / 2; /* the value itself; paragraphs only show it */
        }
      else if (strcmp (name, "currency") == 0)
        currency = attributes[1];
      else if (strcmp (name, "formula") == 0)
        run->has_formula = TRUE;
      else if (strcmp (name, "number-columns-repeated") == 0)
        run->n_cell_repeats = CLAMP (g_ascii_strtoull (attributes[1], NULL, 10), 1, CLV_SHEET_MAX_ROWS);
    }

  run->has_type = type != NULL;
  if (type == NULL || strcmp (type, "string") == 0)
    return;
  if (strcmp (type, "error") == 0)
    {
      /* Its value is an empty text; the paragraph says which error it is. */
      run->cell.kind = CELL_ERROR;
      run->n_paragraphs = 0;
      g_string_truncate (run->text, 0);
    }
  else if (value == NULL)
    return;
  else if (strcmp (type, "date") == 0)
    run->cell.kind = clv_cell_value_parse_iso (value, &run->cell.number) ? CELL_DATE : CELL_TEXT;
  else if (strcmp (type, "time") == 0)
    run->cell.kind = clv_cell_value_parse_duration (value, &run->cell.number) ? CELL_NUMBER : CELL_TEXT;
  else if (strcmp (type, "boolean") == 0)
    {
      run->cell.kind = CELL_BOOLEAN;
      run->cell.number = strcmp (value, "true") == 0 ? 1.0 : 0.0;
    }
  else
    run->cell.kind = clv_cell_value_parse_number (value, &run->cell.number) ? CELL_NUMBER : CELL_TEXT;
  run->cell.is_percent = strcmp (type, "percentage") == 0;
  if (currency != NULL && strcmp (type, "currency") == 0)
    run->cell.currency = find_currency (run, currency);
}

static void
end_cell (OdsRun *run)
{
  gboolean is_text = run->cell.kind == CELL_TEXT || run->cell.kind == CELL_ERROR;

  run->is_in_cell = FALSE;
  /* Files older than the calcext namespace tell errors by their text alone. */
  if (run->cell.kind == CELL_TEXT && run->has_formula &&
      (run->text->str[0] == '#' || g_str_has_prefix (run->text->str, "Err:5")))
    run->cell.kind = CELL_ERROR;
  if (run->has_formula && !run->has_type && run->text->len == 0)
    clv_problem_list_add_marked (run->source->problems, "formula-without-value", "left-out", run->source->name, run->sheet,
                                 (guint32) run->row, NULL);
  if (run->column < CLV_SHEET_MAX_COLUMNS && (!is_text || run->text->len > 0))
    {
      run->cell.column = run->column;
      run->cell.n_columns = (guint) MIN (run->n_cell_repeats, CLV_SHEET_MAX_COLUMNS - run->column);
      run->cell.offset = run->row_text->len;
      run->cell.length = run->text->len;
      g_string_append_len (run->row_text, run->text->str, (gssize) run->text->len);
      g_array_append_val (run->cells, run->cell);
    }
  run->column = (guint) MIN (run->column + run->n_cell_repeats, CLV_SHEET_MAX_COLUMNS);
}

static void
add_cell (OdsRun        *run,
          const OdsCell *cell,
          guint          column)
{
  const char *text = run->row_text->str + cell->offset;
  char shown[CLV_SHOWN_BYTES];
  gsize n_shown;

  switch (cell->kind)
    {
    case CELL_NUMBER:
      n_shown = cell->is_percent ? clv_cell_value_show (cell->number, CLV_FORMAT_PERCENT, shown) : 0;
      if (n_shown > 0)
        clv_table_builder_add_text (run->builder, column, shown, n_shown);
      else if (run->currencies->len == 0 || clv_cell_currency_count (run->money, column, cell->currency))
        clv_table_builder_add_number (run->builder, column, cell->number);
      else
        {
          char amount[CLV_CURRENCY_TEXT_BYTES];
          gsize length = clv_cell_currency_write (cell->number, run->currencies->pdata[cell->currency - 1], amount);

          clv_table_builder_add_text (run->builder, column, amount, length);
        }
      break;
    case CELL_DATE:
      clv_table_builder_add_date (run->builder, column, cell->number);
      break;
    case CELL_BOOLEAN:
      clv_table_builder_add_boolean (run->builder, column, cell->number != 0.0);
      break;
    case CELL_ERROR:
      clv_table_builder_add_error (run->builder, column, text, cell->length);
      break;
    case CELL_TEXT:
    default:
      clv_table_builder_add_text (run->builder, column, text, cell->length);
      break;
    }
}

/* Whether the open row may be written @n times. */
static gboolean
may_repeat (OdsRun *run,
            guint64 n)
{
  guint64 n_written = run->cells->len, n_cells = 0;

  for (guint k = 0; k < run->cells->len; k++)
    n_cells += g_array_index (run->cells, OdsCell, k).n_columns;
  run->n_repeated_cells += n * n_cells - n_written;
  return run->n_repeated_cells <= N_FREE_REPEATED_CELLS ||
         (run->n_repeated_cells <= MAX_REPEATED_CELLS &&
          run->n_repeated_cells / MAX_REPEATED_CELLS_PER_BYTE <= clv_package_get_n_bytes (run->package));
}

/* How many of @n rows a preview wants. The sheets behind the open one come after all of its rows, which are passed over as
 * long as that takes no time. */
static guint64
limit_to_preview (OdsRun *run,
                  guint64 n)
{
  guint32 n_left = run->source->options.max_rows - run->n_rows;

  if (n > n_left)
    {
      n = n_left;
      run->source->is_provisional = TRUE;
      run->is_enough = clv_package_get_n_bytes (run->package) > MAX_PREVIEW_BYTES;
    }
  run->n_rows += (guint32) n;
  return n;
}

static void
end_row (OdsRun *run)
{
  guint64 n_left = run->row <= CLV_SHEET_MAX_ROWS ? CLV_SHEET_MAX_ROWS - run->row + 1 : 0;
  guint64 n = run->cells->len > 0 ? MIN (run->n_row_repeats, n_left) : 0;
  guint64 n_added = 0;

  if (run->source->options.max_rows > 0)
    n = limit_to_preview (run, n);
  if (n > 0 && !run->is_too_large)
    run->is_too_large = !may_repeat (run, n);
  for (guint64 i = 0; i < n && !run->is_too_large && !run->is_cancelled; i++)
    {
      for (guint k = 0; k < run->cells->len; k++)
        {
          const OdsCell *cell = &g_array_index (run->cells, OdsCell, k);

          for (guint c = 0; c < cell->n_columns; c++)
            add_cell (run, cell, cell->column + c);
          n_added += cell->n_columns;
        }
      clv_table_builder_end_row (run->builder, (guint32) (run->row + i));
      if (n_added >= N_CELLS_TO_CANCEL)
        {
          run->is_cancelled = clv_work_is_cancelled (run->work);
          n_added = 0;
        }
    }
  run->row = MIN (run->row + run->n_row_repeats, (guint64) G_MAXUINT32);
}

/* Notes, drawings and the reading of Asian names have text that is no content of the cell. */
static gboolean
is_ignored (const char *name)
{
  return strcmp (name, "annotation") == 0 || strcmp (name, "frame") == 0 || strcmp (name, "custom-shape") == 0 ||
         strcmp (name, "ruby-text") == 0 || strcmp (name, "shapes") == 0 || strcmp (name, "g") == 0;
}

static void
append_text (OdsRun     *run,
             const char *text,
             gsize       length)
{
  if (run->is_in_cell && run->n_ignored == 0 && run->n_paragraphs < G_MAXUINT / 2)
    g_string_append_len (run->text, text, (gssize) length);
}

static void
start_in_cell (OdsRun      *run,
               const char  *name,
               const char **attributes)
{
  if (strcmp (name, "p") == 0)
    {
      if (run->n_paragraphs > 0)
        append_text (run, "\n", 1);
      run->n_paragraphs++;
      run->is_in_paragraph = TRUE;
    }
  else if (strcmp (name, "s") == 0)
    {
      const char *count = clv_xml_get (attributes, "c");
      guint64 n = count != NULL ? g_ascii_strtoull (count, NULL, 10) : 1;

      for (guint64 i = 0; i < MIN (n, MAX_BLANKS); i++)
        append_text (run, " ", 1);
    }
  else if (strcmp (name, "tab") == 0)
    append_text (run, "\t", 1);
  else if (strcmp (name, "line-break") == 0)
    append_text (run, "\n", 1);
}

static void
start_style (OdsRun      *run,
             const char  *name,
             const char **attributes)
{
  if (strcmp (name, "style") == 0)
    {
      g_free (run->style);
      run->style = g_strdup (clv_xml_get (attributes, "name"));
    }
  else if (strcmp (name, "table-properties") == 0 && run->style != NULL &&
           g_strcmp0 (clv_xml_get (attributes, "display"), "false") == 0)
    g_hash_table_add (run->hidden_styles, g_strdup (run->style));
}

/* Drawings may hold tables and tables drawings, so that both are counted alike at their start and their end. */
static void
count_passed_over (OdsRun     *run,
                   const char *name,
                   gboolean    is_start)
{
  guint *n = is_ignored (name) ? &run->n_ignored : strcmp (name, "table") == 0 ? &run->n_nested : NULL;

  if (n == NULL)
    return;
  if (is_start)
    (*n)++;
  else if (*n > 0)
    (*n)--;
}

static void
ods_start_cb (const char  *name,
              const char **attributes,
              gpointer     user_data)
{
  OdsRun *run = user_data;

  if (run->is_enough)
    return;
  if (run->n_ignored > 0 || run->n_nested > 0)
    {
      count_passed_over (run, name, TRUE);
      return;
    }
  if (run->sheet == NULL)
    {
      if (strcmp (name, "table") == 0)
        start_table (run, attributes);
      else
        start_style (run, name, attributes);
      return;
    }
  if (is_ignored (name) || strcmp (name, "table") == 0)
    count_passed_over (run, name, TRUE);
  else if (strcmp (name, "table-row") == 0)
    {
      run->n_row_repeats = get_count (attributes, "number-rows-repeated");
      run->column = 0;
      g_array_set_size (run->cells, 0);
      g_string_truncate (run->row_text, 0);
    }
  else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
    start_cell (run, attributes);
  else if (run->is_in_cell)
    start_in_cell (run, name, attributes);
}

static void
ods_end_cb (const char *name,
            gpointer    user_data)
{
  OdsRun *run = user_data;

  if (run->is_enough)
    return;
  if (run->n_ignored > 0 || run->n_nested > 0)
    {
      count_passed_over (run, name, FALSE);
      return;
    }
  if (run->sheet == NULL)
    return;
  if (strcmp (name, "p") == 0)
    run->is_in_paragraph = FALSE;
  else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
    end_cell (run);
  else if (strcmp (name, "table-row") == 0)
    end_row (run);
  else if (strcmp (name, "table") == 0)
    end_table (run);
}

static void
ods_text_cb (const char *text,
             int         length,
             gpointer    user_data)
{
  OdsRun *run = user_data;

  if (run->is_in_paragraph)
    append_text (run, text, (gsize) length);
}

gboolean
clv_ods_is_spreadsheet (ClvPackage *package)
{
  g_autofree char *type = clv_package_peek_part (package, "mimetype", 100);

  if (!clv_package_has_part (package, "content.xml"))
    return FALSE;
  return *type == '\0' || strstr (type, "opendocument.spreadsheet") != NULL;
}

gboolean
clv_ods_read (ClvSource     *source,
              ClvPackage    *package,
              const ClvWork *work,
              GError       **error)
{
  static const ClvXmlHandlers handlers = { ods_start_cb, ods_end_cb, ods_text_cb };
  g_autofree char *manifest = clv_package_peek_part (package, "META-INF/manifest.xml", 1u << 20);
  ClvXmlProgress progress = { .work = work, .to = 1.0 };
  OdsRun run = { .source = source, .package = package, .work = work };
  gboolean ok;

  if (strstr (manifest, "encryption-data") != NULL)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                   /* Translators: %s is a file name */
                   _("“%s” is protected with a password. Open it in LibreOffice, "
                     "save it without the password, and open it here again."),
                   source->name);
      return FALSE;
    }
  run.hidden_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run.currencies = g_ptr_array_new_with_free_func (g_free);
  run.money = g_array_new (FALSE, TRUE, sizeof (ClvCellCurrency));
  if (source->options.max_rows > 0)
    progress.is_enough = &run.is_enough;
  run.cells = g_array_new (FALSE, FALSE, sizeof (OdsCell));
  run.row_text = g_string_new (NULL);
  run.text = g_string_new (NULL);
  ok = clv_xml_parse (package, "content.xml", &handlers, NULL, &progress, &run, error);
  /* A preview ends in the middle of its last sheet. */
  if (ok && run.builder != NULL && run.is_enough)
    end_table (&run);
  g_clear_pointer (&run.builder, clv_table_builder_free);
  g_ptr_array_unref (run.currencies);
  g_array_unref (run.money);
  g_hash_table_unref (run.hidden_styles);
  g_array_unref (run.cells);
  g_string_free (run.row_text, TRUE);
  g_string_free (run.text, TRUE);
  g_free (run.sheet);
  g_free (run.style);
  if (ok && run.is_cancelled)
    {
      clv_source_set_cancelled (source, error);
      return FALSE;
    }
  if (ok && run.has_too_many_sheets)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name; the number is fixed */
                   _("“%s” has more than 10,000 sheets, and was not opened. "
                     "Delete the sheets that you do not need, or save the one with the orders as .csv."),
                   source->name);
      return FALSE;
    }
  if (ok && run.is_too_large)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name */
                   _("“%s” repeats filled cells many millions of times, and was not opened. "
                     "Delete the repeated cells in LibreOffice, and save it again."),
                   source->name);
      return FALSE;
    }
  return ok;
}
