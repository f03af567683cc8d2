/* clv-table-builder.c - makes a table from cells that come row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-builder-private.h"

#include <string.h>

#include "clv-footer-private.h"
#include "clv-header-private.h"

/* More rows than that are no footer, whatever they look like. */
#define MAX_FOOTER_ROWS 20

/* A note is told whole up to this length. */
#define MAX_NOTE_BYTES 500

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
  self->held_cells = g_array_new (FALSE, FALSE, sizeof (ClvHeldCell));
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
               const ClvHeldCell        *held,
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
      gsize n = clv_table_blank_at_start ((const guchar *) p, strlen (p));

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
               const ClvHeldCell  *held)
{
  const char *text = self->held_text->str + held->offset;

  clv_table_builder_add_cell (self, held->column, held->kind, held->number, text, held->length);
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
      for (; i < self->held_cells->len && g_array_index (self->held_cells, ClvHeldCell, i).row == row; i++)
        {
          const ClvHeldCell *held = &g_array_index (self->held_cells, ClvHeldCell, i);
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
    head.n_columns = MAX (head.n_columns, g_array_index (self->held_cells, ClvHeldCell, i).column + 1);
  head.cells = g_new0 (ClvCell, (gsize) head.n_rows * head.n_columns + 1);
  head.looks = g_new0 (guint8, (gsize) head.n_rows * head.n_columns + 1);
  for (guint i = 0; i < self->held_cells->len; i++)
    {
      const ClvHeldCell *held = &g_array_index (self->held_cells, ClvHeldCell, i);
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
  if (self->n_held == CLV_N_HELD_ROWS)
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
    clv_table_builder_ensure_column (self, self->n_headers - 1);
  clv_table_builder_settle (self);
  cut_footer (self, problems);
  clv_head_name_columns (self->columns, self->headers, self->n_headers);
  finish_columns (self);
  report_errors (self, problems);
  return g_steal_pointer (&self->table);
}
