/* clv-table-builder.c - makes a table from cells that come row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-builder.h"

#include <string.h>

#include "clv-column-private.h"
#include "clv-footer-private.h"
#include "clv-header-private.h"
#include "clv-table-private.h"

/* So many rows are held back until the header is found among them. */
#define N_HELD_ROWS 64

/* More rows than that are no footer, whatever they look like. */
#define MAX_FOOTER_ROWS 20

/* A note is told whole up to this length. */
#define MAX_NOTE_BYTES 500

typedef struct
{
  guint32     row; /* of the held ones */
  guint32     column;
  ClvCellKind kind;
  guint32     length;
  double      number;
  gsize       offset; /* into held_text */
} HeldCell;

struct _ClvTableBuilder
{
  ClvTable   *table;
  GPtrArray  *columns; /* ClvColumn; owned by table */

  guint32     n_rows;
  guint32     n_cells_in_row;

  /* Until the header is found. */
  gboolean    is_holding;
  GArray     *held_cells;
  GString    *held_text;
  guint32     held_source_rows[N_HELD_ROWS];
  guint32     n_held;

  /* What the first rows tell about all. */
  char      **headers;
  guint       n_headers;
  guint8     *holds_values;
  guint       n_judged;
  guint       usual_width;
};

/**
 * clv_table_builder_new:
 * @file: display name of the file
 * @sheet: (nullable): name of the sheet
 *
 * Returns: (transfer full): a builder without rows
 */
ClvTableBuilder *
clv_table_builder_new (const char *file,
                       const char *sheet)
{
  ClvTableBuilder *self = g_new0 (ClvTableBuilder, 1);

  self->table = clv_table_new (file, sheet);
  self->columns = self->table->columns;
  self->is_holding = TRUE;
  self->held_cells = g_array_new (FALSE, FALSE, sizeof (HeldCell));
  self->held_text = g_string_new (NULL);
  return self;
}

/**
 * clv_table_builder_free:
 * @self: (nullable): a builder, finished or not
 */
void
clv_table_builder_free (ClvTableBuilder *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->table, clv_table_unref);
  g_array_unref (self->held_cells);
  g_string_free (self->held_text, TRUE);
  for (guint i = 0; i < self->n_headers; i++)
    g_free (self->headers[i]);
  g_free (self->headers);
  g_free (self->holds_values);
  g_free (self);
}

/**
 * clv_table_builder_set_hidden:
 * @hidden: whether the sheet is hidden in its workbook
 */
void
clv_table_builder_set_hidden (ClvTableBuilder *self,
                              gboolean         hidden)
{
  self->table->hidden = hidden;
}

/* Length of the blank that starts at @p: white space, no-break and other Unicode blanks, and byte
 * order marks, which some programs leave at the start of a cell. */
static gsize
blank_at_start (const guchar *p,
                gsize         length)
{
  if (p[0] <= ' ')
    return 1;
  if (length >= 2 && p[0] == 0xC2 && p[1] == 0xA0)
    return 2;
  if (length >= 3 &&
      ((p[0] == 0xE2 && p[1] == 0x80 && ((p[2] >= 0x80 && p[2] <= 0x8B) || p[2] == 0xAF)) ||
       (p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80) || (p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF)))
    return 3;
  return 0;
}

static gsize
blank_at_end (const guchar *p,
              gsize         length)
{
  if (p[length - 1] <= ' ')
    return 1;
  if (p[length - 1] < 0x80)
    return 0;
  if (length >= 2 && p[length - 2] == 0xC2)
    return blank_at_start (p + length - 2, 2);
  return length >= 3 && p[length - 3] >= 0xE2 ? blank_at_start (p + length - 3, 3) : 0;
}

static inline void
trim (const char **text,
      gsize       *length)
{
  gsize n;

  /* Plain letters and digits at both ends are the rule. */
  if (*length > 0 && (guchar) (*text)[0] - 0x21u < 0x5Fu && (guchar) (*text)[*length - 1] - 0x21u < 0x5Fu)
    return;
  while (*length > 0 && (n = blank_at_start ((const guchar *) *text, *length)) > 0)
    {
      *text += n;
      *length -= n;
    }
  while (*length > 0 && (n = blank_at_end ((const guchar *) *text, *length)) > 0)
    *length -= n;
}

static void
hold (ClvTableBuilder *self,
      guint            column,
      ClvCellKind      kind,
      double           number,
      const char      *text,
      gsize            length)
{
  HeldCell cell = { self->n_held, column, kind, (guint32) length, number, self->held_text->len };

  if (text != NULL)
    {
      g_string_append_len (self->held_text, text, (gssize) length);
      g_string_append_c (self->held_text, '\0');
    }
  g_array_append_val (self->held_cells, cell);
  self->n_cells_in_row++;
}

static inline ClvColumn *
ensure_column (ClvTableBuilder *self,
               guint            column)
{
  while (G_UNLIKELY (column >= self->columns->len))
    g_ptr_array_add (self->columns, clv_column_new ());
  return self->columns->pdata[column];
}

static inline void
put (ClvTableBuilder *self,
     ClvColumn       *column,
     guint32          code)
{
  clv_column_put (column, self->n_rows, code);
  self->n_cells_in_row++;
}

static void
add_text (ClvTableBuilder *self,
          guint            column,
          ClvCellKind      kind,
          const char      *text,
          gsize            length)
{
  ClvColumn *target;

  trim (&text, &length);
  if (length == 0)
    return;
  if (G_UNLIKELY (self->is_holding))
    {
      hold (self, column, kind, 0.0, text, length);
      return;
    }
  target = ensure_column (self, column);
  put (self, target, clv_column_intern_text (target, kind, text, length));
}

static void
add_number (ClvTableBuilder *self,
            guint            column,
            ClvCellKind      kind,
            double           number)
{
  ClvColumn *target;

  if (G_UNLIKELY (self->is_holding))
    {
      hold (self, column, kind, number, NULL, 0);
      return;
    }
  target = ensure_column (self, column);
  put (self, target, clv_column_intern_number (target, kind, number));
}

/**
 * clv_table_builder_add_text:
 * @column: position in the sheet, from 0
 * @text: valid UTF-8 without NUL inside; need not end in NUL
 * @length: bytes of @text
 *
 * Adds a cell of text to the row. Blanks at its ends are dropped; a cell of nothing else is empty.
 */
void
clv_table_builder_add_text (ClvTableBuilder *self,
                            guint            column,
                            const char      *text,
                            gsize            length)
{
  add_text (self, column, CLV_CELL_TEXT, text, length);
}

/**
 * clv_table_builder_lend_text:
 * @column: position in the sheet, from 0
 * @text: as for clv_table_builder_add_text(), and valid until clv_table_builder_settle()
 * @length: bytes of @text
 *
 * Adds a cell of text to the row. Cells are looked up in batches, which is twice as fast as one by one.
 */
void
clv_table_builder_lend_text (ClvTableBuilder *self,
                             guint            column,
                             const char      *text,
                             gsize            length)
{
  trim (&text, &length);
  if (length == 0)
    return;
  if (G_UNLIKELY (self->is_holding))
    {
      hold (self, column, CLV_CELL_TEXT, 0.0, text, length);
      return;
    }
  clv_column_lend_text (ensure_column (self, column), self->n_rows, text, length);
  self->n_cells_in_row++;
}

/**
 * clv_table_builder_settle:
 *
 * Looks up all texts that were lent.
 */
void
clv_table_builder_settle (ClvTableBuilder *self)
{
  for (guint c = 0; c < self->columns->len; c++)
    clv_column_settle (self->columns->pdata[c]);
}

/**
 * clv_table_builder_add_number:
 * @column: position in the sheet, from 0
 * @number: its value
 */
void
clv_table_builder_add_number (ClvTableBuilder *self,
                              guint            column,
                              double           number)
{
  add_number (self, column, CLV_CELL_NUMBER, number);
}

/**
 * clv_table_builder_add_date:
 * @column: position in the sheet, from 0
 * @days: days since 1970-01-01, with the time of day as fraction
 */
void
clv_table_builder_add_date (ClvTableBuilder *self,
                            guint            column,
                            double           days)
{
  add_number (self, column, CLV_CELL_DATE, days);
}

/**
 * clv_table_builder_add_boolean:
 * @column: position in the sheet, from 0
 * @value: TRUE or FALSE
 */
void
clv_table_builder_add_boolean (ClvTableBuilder *self,
                               guint            column,
                               gboolean         value)
{
  add_number (self, column, CLV_CELL_BOOLEAN, value ? 1.0 : 0.0);
}

/**
 * clv_table_builder_add_error:
 * @column: position in the sheet, from 0
 * @text: the error as the spreadsheet program writes it, “#N/A”
 * @length: bytes of @text
 */
void
clv_table_builder_add_error (ClvTableBuilder *self,
                             guint            column,
                             const char      *text,
                             gsize            length)
{
  add_text (self, column, CLV_CELL_ERROR, text, length);
}

static void
finish_row (ClvTableBuilder *self,
            guint32          source_row)
{
  ClvTable *table = self->table;
  const ClvRowRun *last = table->runs->len > 0 ? &g_array_index (table->runs, ClvRowRun, table->runs->len - 1) : NULL;

  if (last == NULL || last->source_row + (self->n_rows - last->row) != source_row)
    {
      ClvRowRun run = { self->n_rows, source_row };

      g_array_append_val (table->runs, run);
    }
  self->n_rows++;
}

static void
get_held_cell (const ClvTableBuilder *self,
               const HeldCell        *held,
               ClvCell               *cell)
{
  gboolean has_text = held->kind == CLV_CELL_TEXT || held->kind == CLV_CELL_ERROR;

  cell->kind = held->kind;
  cell->number = held->number;
  cell->text = has_text ? self->held_text->str + held->offset : NULL;
}

/* Blanks of any kind inside a header become one: “Total\n(EUR)”, “Subscription  Length”. */
static char *
dup_header (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *result = g_string_new (NULL);

  for (const char *p = normal != NULL ? normal : text; *p != '\0';)
    {
      gsize n = blank_at_start ((const guchar *) p, strlen (p));

      if (n == 0)
        {
          const char *next = g_utf8_next_char (p);

          g_string_append_len (result, p, next - p);
          p = next;
          continue;
        }
      if (result->len > 0 && result->str[result->len - 1] != ' ')
        g_string_append_c (result, ' ');
      p += n;
    }
  return g_string_free (result, FALSE);
}

static char *
dup_cell_text (const ClvCell *cell)
{
  ClvColumn *column;
  char *text;

  if (cell->text != NULL)
    return g_strdup (cell->text);
  /* A column knows how to write a number or a date. */
  column = clv_column_new ();
  text = clv_column_dup_text (column, clv_column_intern_number (column, cell->kind, cell->number));
  clv_column_free (column);
  return text;
}

static void
append_to_note (GString    *note,
                const char *text)
{
  if (*text == '\0' || note->len > MAX_NOTE_BYTES)
    return;
  if (note->len > 0)
    g_string_append (note, " · ");
  g_string_append (note, text);
}

static void
set_header_from_cell (ClvTableBuilder *self,
                      guint            column,
                      const ClvCell   *cell)
{
  g_autofree char *text = dup_cell_text (cell);

  if (column >= self->n_headers)
    {
      self->headers = g_renew (char *, self->headers, column + 1);
      memset (self->headers + self->n_headers, 0, (column + 1 - self->n_headers) * sizeof (char *));
      self->n_headers = column + 1;
    }
  g_free (self->headers[column]);
  self->headers[column] = dup_header (text);
}

static void
add_held_cell (ClvTableBuilder *self,
               const HeldCell  *held)
{
  const char *text = self->held_text->str + held->offset;

  if (held->kind == CLV_CELL_TEXT || held->kind == CLV_CELL_ERROR)
    add_text (self, held->column, held->kind, text, held->length);
  else
    add_number (self, held->column, held->kind, held->number);
}

/* Decides on the header and hands the held rows on: notes above it, the header, data. */
static void
release_held_rows (ClvTableBuilder *self,
                   int              header)
{
  guint i = 0;

  self->is_holding = FALSE;
  for (guint32 row = 0; row < self->n_held; row++)
    {
      g_autoptr (GString) note = g_string_new (NULL);

      self->n_cells_in_row = 0;
      for (; i < self->held_cells->len && g_array_index (self->held_cells, HeldCell, i).row == row; i++)
        {
          const HeldCell *held = &g_array_index (self->held_cells, HeldCell, i);
          ClvCell cell;

          get_held_cell (self, held, &cell);
          if ((int) row == header)
            set_header_from_cell (self, held->column, &cell);
          else if ((int) row > header)
            add_held_cell (self, held);
          else
            {
              g_autofree char *text = dup_cell_text (&cell);

              append_to_note (note, text);
            }
        }
      if ((int) row < header)
        clv_table_take_note (self->table, self->held_source_rows[row], g_strdup (note->str));
      else if ((int) row == header)
        self->table->header_row = self->held_source_rows[row];
      else
        finish_row (self, self->held_source_rows[row]);
    }
  g_array_set_size (self->held_cells, 0);
  g_string_truncate (self->held_text, 0);
  self->n_cells_in_row = 0;
}

static void
decide_header (ClvTableBuilder *self)
{
  ClvHead head = { .n_rows = self->n_held };
  int header;

  for (guint i = 0; i < self->held_cells->len; i++)
    head.n_columns = MAX (head.n_columns, g_array_index (self->held_cells, HeldCell, i).column + 1);
  head.cells = g_new0 (ClvCell, (gsize) head.n_rows * head.n_columns + 1);
  head.looks = g_new0 (guint8, (gsize) head.n_rows * head.n_columns + 1);
  for (guint i = 0; i < self->held_cells->len; i++)
    {
      const HeldCell *held = &g_array_index (self->held_cells, HeldCell, i);
      gsize at = (gsize) held->row * head.n_columns + held->column;

      get_held_cell (self, held, &head.cells[at]);
      head.looks[at] = clv_look_of_cell (&head.cells[at]);
    }

  header = clv_head_find_header (&head);
  self->holds_values = g_new0 (guint8, head.n_columns + 1);
  self->n_judged = head.n_columns;
  self->usual_width = clv_head_judge_columns (&head, header, self->holds_values);
  g_free (head.cells);
  g_free (head.looks);
  release_held_rows (self, header);
}

/**
 * clv_table_builder_end_row:
 * @source_row: the number that a spreadsheet program shows beside the row; ascending
 *
 * Ends the row. A row without a cell leaves no trace but the gap in the source rows.
 */
void
clv_table_builder_end_row (ClvTableBuilder *self,
                           guint32          source_row)
{
  if (self->n_cells_in_row == 0)
    return;
  self->n_cells_in_row = 0;
  if (G_LIKELY (!self->is_holding))
    {
      finish_row (self, source_row);
      return;
    }
  self->held_source_rows[self->n_held++] = source_row;
  if (self->n_held == N_HELD_ROWS)
    decide_header (self);
}

static char *
dup_row_text (const ClvTableBuilder *self,
              guint32                row)
{
  GString *text = g_string_new (NULL);

  for (guint c = 0; c < self->columns->len; c++)
    {
      const ClvColumn *column = self->columns->pdata[c];
      g_autofree char *cell = clv_column_dup_text (column, clv_column_peek (column, row));

      append_to_note (text, cell);
    }
  return g_string_free (text, FALSE);
}

/* Sets notes and totals below the data aside. */
static void
cut_footer (ClvTableBuilder *self,
            ClvProblemList  *problems)
{
  ClvFooter footer = { .columns = self->columns,
                       .n_rows = self->n_rows,
                       .holds_values = self->holds_values,
                       .n_judged = self->n_judged,
                       .usual_width = self->usual_width };
  ClvFooterKind kinds[MAX_FOOTER_ROWS];
  guint n = 0;

  self->table->n_rows = self->n_rows;
  while (footer.n_rows > 1)
    {
      ClvFooterKind kind = clv_footer_judge_last_row (&footer);

      if (kind == CLV_FOOTER_DATA)
        break;
      if (n == MAX_FOOTER_ROWS)
        return;
      kinds[n++] = kind;
      footer.n_rows--;
    }
  for (guint i = 0; i < n; i++)
    {
      guint32 row = self->n_rows - 1 - i;
      guint32 source_row = clv_table_get_source_row (self->table, row);
      char *text = dup_row_text (self, row);

      if (kinds[i] == CLV_FOOTER_TOTALS)
        clv_problem_list_add (problems, "totals-row", "left-out", self->table->file, self->table->sheet, source_row,
                              text);
      clv_table_take_note (self->table, source_row, text);
    }
  self->n_rows = footer.n_rows;
  self->table->n_rows = footer.n_rows;
}

/* Columns with neither a header nor a cell are mere distance on the sheet. One after the other is finished or freed, for
 * there may be thousands of them. */
static void
finish_columns (ClvTableBuilder *self)
{
  guint n = 0;

  for (guint c = 0; c < self->columns->len; c++)
    {
      gboolean has_header = c < self->n_headers && self->headers[c] != NULL && *self->headers[c] != '\0';
      ClvColumn *column = self->columns->pdata[c];

      clv_column_finish (column, self->n_rows);
      if (has_header || clv_column_get_n_distinct (column) > 1)
        {
          /* What stood there before is freed already, or has moved down. */
          self->columns->pdata[c] = NULL;
          self->columns->pdata[n++] = column;
        }
      else
        g_clear_pointer (&self->columns->pdata[c], clv_column_free);
    }
  g_ptr_array_set_size (self->columns, (gint) n);
}

static void
report_errors (ClvTableBuilder *self,
               ClvProblemList  *problems)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      const ClvColumn *column = self->columns->pdata[c];
      const guint32 *codes = clv_column_get_codes (column);
      guint32 n_distinct = clv_column_get_n_distinct (column);
      gboolean has_error = FALSE;

      for (guint32 code = 1; code < n_distinct && !has_error; code++)
        has_error = clv_column_get_kind (column, code) == CLV_CELL_ERROR;
      for (guint32 row = 0; has_error && row < self->n_rows; row++)
        {
          ClvCell cell;
          g_autofree char *text = NULL;

          if (clv_column_get_kind (column, codes[row]) != CLV_CELL_ERROR)
            continue;
          clv_column_get_cell (column, codes[row], &cell);
          text = g_strdup_printf ("%s: %s", clv_column_get_header (column), cell.text);
          clv_problem_list_add (problems, "error-cell", "left-out", self->table->file, self->table->sheet,
                                clv_table_get_source_row (self->table, row), text);
        }
    }
}

/**
 * clv_table_builder_finish:
 * @problems: gets what was odd
 *
 * Makes the table. The builder is empty afterwards, and can only be freed.
 *
 * Returns: (transfer full) (nullable): the table; NULL when there was no cell at all
 */
ClvTable *
clv_table_builder_finish (ClvTableBuilder *self,
                          ClvProblemList  *problems)
{
  if (self->is_holding)
    {
      if (self->n_held == 0)
        return NULL;
      decide_header (self);
    }
  if (self->n_headers > 0)
    ensure_column (self, self->n_headers - 1);
  clv_table_builder_settle (self);
  cut_footer (self, problems);
  clv_head_name_columns (self->columns, self->headers, self->n_headers);
  finish_columns (self);
  report_errors (self, problems);
  return g_steal_pointer (&self->table);
}
