/* clv-table-head.c - the first rows of a table that is being built, until its header is known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-builder-private.h"

#include <string.h>

#include "clv-header-names-private.h"
#include "clv-header-private.h"
#include "clv-header-words-private.h"

/* A note is told whole up to this length. */
#define MAX_NOTE_BYTES 500

/* A longer text names no column; that much of it does. */
#define MAX_NAME_LETTERS 1000

/* So many rows above the one that names the columns may name groups of them. */
#define MAX_GROUP_ROWS 2

void
clv_table_head_row_free (gpointer data)
{
  ClvHeadRow *row = data;

  g_ptr_array_unref (row->texts);
  g_free (row);
}

static void
get_held_cell (const ClvTableBuilder *self,
               const ClvHeldCell     *held,
               ClvCell               *cell)
{
  gboolean has_text = held->kind == CLV_CELL_TEXT || held->kind == CLV_CELL_ERROR;

  cell->kind = held->kind;
  cell->number = held->number;
  cell->text = has_text ? self->held_text->str + held->offset : NULL;
}

/* Blanks of any kind inside a header become one: “Total\n(EUR)”, “Subscription  Length”. */
char *
clv_table_head_dup_name (const char *text)
{
  /* GLib composes letters in the square of their number. */
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_NAME_LETTERS));
  g_autofree char *normal = g_utf8_normalize (start, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *result = g_string_new (NULL);
  const char *p = normal != NULL ? normal : start;
  const char *end = p + strlen (p);

  while (p < end)
    {
      gsize n = clv_table_blank_at_start ((const guchar *) p, (gsize) (end - p));

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

void
clv_table_append_to_note (GString    *note,
                          const char *text)
{
  if (*text == '\0' || note->len > MAX_NOTE_BYTES)
    return;
  if (note->len > 0)
    g_string_append (note, " · ");
  g_string_append (note, text);
}

static void
add_to_head_row (ClvHeadRow    *row,
                 guint          column,
                 const ClvCell *cell)
{
  g_autofree char *text = dup_cell_text (cell);

  if (column >= row->texts->len)
    g_ptr_array_set_size (row->texts, (gint) column + 1);
  g_free (row->texts->pdata[column]);
  row->texts->pdata[column] = clv_table_head_dup_name (text);
}

static ClvHeadRow *
add_head_row (ClvTableBuilder *self,
              guint32          source_row)
{
  ClvHeadRow *row = g_new0 (ClvHeadRow, 1);

  row->source_row = source_row;
  row->texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->head_rows, row);
  return row;
}

static void
note_head_row (ClvTableBuilder  *self,
               const ClvHeadRow *row)
{
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint c = 0; c < row->texts->len; c++)
    if (row->texts->pdata[c] != NULL)
      clv_table_append_to_note (note, row->texts->pdata[c]);
  clv_table_take_note (self->table, row->source_row, g_strdup (note->str));
}

/* The first of the rows above @header that may name groups of columns. A single empty row may part them. */
static int
find_first_group_row (const ClvTableBuilder *self,
                      int                    header)
{
  int first = header;

  while (first > 0 && header - first < MAX_GROUP_ROWS &&
         self->held_source_rows[first - 1] + 2 >= self->held_source_rows[first])
    first--;
  return first;
}

/* Hands the held rows on: notes above the header, the rows of the header, data. */
static void
release_held_rows (ClvTableBuilder     *self,
                   const ClvHeadLayout *layout)
{
  /* Where people say what the header is, it is that row and no other. */
  int perhaps = self->header_wish > 0 || layout->header < 0 ? layout->first : find_first_group_row (self, layout->first);
  int last = MAX (MAX (layout->header, layout->units), layout->prose);
  guint i = 0;

  self->is_holding = FALSE;
  self->has_units = layout->units >= 0;
  self->n_perhaps = (guint) (layout->first - perhaps);
  for (guint32 row = 0; row < self->n_held; row++)
    {
      g_autoptr (GString) note = g_string_new (NULL);
      ClvHeadRow *head_row = NULL;

      if ((int) row >= perhaps && (int) row <= last && (int) row != layout->prose)
        head_row = add_head_row (self, self->held_source_rows[row]);
      self->n_cells_in_row = 0;
      for (; i < self->held_cells->len && g_array_index (self->held_cells, ClvHeldCell, i).row == row; i++)
        {
          const ClvHeldCell *held = &g_array_index (self->held_cells, ClvHeldCell, i);
          ClvCell cell;

          get_held_cell (self, held, &cell);
          if (head_row != NULL)
            add_to_head_row (head_row, held->column, &cell);
          else if ((int) row > last)
            clv_table_builder_add_cell (self, held->column, held->kind, held->number,
                                        self->held_text->str + held->offset, held->length);
          else
            {
              g_autofree char *text = dup_cell_text (&cell);

              clv_table_append_to_note (note, text);
            }
        }
      if ((int) row == layout->header)
        self->table->header_row = self->held_source_rows[row];
      if ((int) row > last)
        clv_table_builder_finish_row (self, self->held_source_rows[row]);
      else if (head_row == NULL)
        clv_table_take_note (self->table, self->held_source_rows[row], g_strdup (note->str));
    }
  g_array_set_size (self->held_cells, 0);
  g_string_truncate (self->held_text, 0);
  self->n_held = 0;
  self->n_cells_in_row = 0;
}

/* The row that people chose, or the first one after it that is filled; -1 if there is none. */
static int
find_chosen_row (const ClvTableBuilder *self)
{
  for (guint32 row = 0; row < self->n_held; row++)
    if (self->held_source_rows[row] >= self->header_wish)
      return (int) row;
  return -1;
}

void
clv_table_head_decide (ClvTableBuilder *self)
{
  ClvHead head = { .n_rows = self->n_held, .source_rows = self->held_source_rows };
  ClvHeadLayout layout;

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

  if (self->header_wish > 0)
    {
      layout.first = layout.header = find_chosen_row (self);
      layout.units = layout.prose = -1;
    }
  else
    clv_head_find_header (&head, &layout);
  self->holds_values = g_new0 (guint8, head.n_columns + 1);
  self->n_judged = head.n_columns;
  self->usual_width = clv_head_judge_columns (&head, MAX (MAX (layout.header, layout.units), layout.prose),
                                              self->holds_values);
  g_free (head.cells);
  g_free (head.looks);
  /* A header below all rows: what there is stands above it. */
  if (self->header_wish > 0 && layout.header < 0)
    clv_table_head_set_aside (self);
  self->is_holding = FALSE;
  if (self->n_held > 0)
    release_held_rows (self, &layout);
}

void
clv_table_head_set_aside (ClvTableBuilder *self)
{
  guint i = 0;

  for (guint32 row = 0; row < self->n_held; row++)
    {
      g_autoptr (GString) note = g_string_new (NULL);

      for (; i < self->held_cells->len && g_array_index (self->held_cells, ClvHeldCell, i).row == row; i++)
        {
          g_autofree char *text = NULL;
          ClvCell cell;

          get_held_cell (self, &g_array_index (self->held_cells, ClvHeldCell, i), &cell);
          text = dup_cell_text (&cell);
          clv_table_append_to_note (note, text);
        }
      clv_table_take_note (self->table, self->held_source_rows[row], g_strdup (note->str));
    }
  g_array_set_size (self->held_cells, 0);
  g_string_truncate (self->held_text, 0);
  self->n_held = 0;
  self->n_cells_in_row = 0;
}

/* What is not told by the names of the columns. */
static gboolean
tells_formats (const ClvHeadRow *row)
{
  for (guint c = 0; c < row->texts->len; c++)
    if (row->texts->pdata[c] != NULL && clv_header_is_format (row->texts->pdata[c]))
      return TRUE;
  return FALSE;
}

void
clv_table_head_name (ClvTableBuilder *self)
{
  guint first = self->n_perhaps;
  guint n_names = self->head_rows->len - (self->has_units ? 1 : 0);

  if (self->head_rows->len == 0)
    return;
  while (first > 0 && clv_header_row_names_groups (self->head_rows, first - 1, self->merges))
    first--;
  for (guint i = 0; i < self->head_rows->len; i++)
    {
      const ClvHeadRow *row = self->head_rows->pdata[i];

      if (i < first || (i >= n_names && tells_formats (row)))
        note_head_row (self, row);
      if (i >= first)
        self->n_headers = MAX (self->n_headers, row->texts->len);
    }
  self->headers = g_new0 (char *, self->n_headers + 1);
  clv_header_join_names (self->head_rows, first, n_names, self->merges, self->headers, self->n_headers);
}
