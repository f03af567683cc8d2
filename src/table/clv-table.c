/* clv-table.c - a sheet in memory: named columns of equal length
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-private.h"

#include <string.h>

#include "clv-column-private.h"

static void
clear_note (gpointer data)
{
  ClvTableNote *note = data;

  g_free (note->text);
}

ClvTable *
clv_table_new (const char *file,
               const char *sheet)
{
  ClvTable *self = g_new0 (ClvTable, 1);

  self->ref_count = 1;
  self->file = g_strdup (file != NULL ? file : "");
  self->sheet = g_strdup (sheet != NULL ? sheet : "");
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_column_free);
  self->runs = g_array_new (FALSE, FALSE, sizeof (ClvRowRun));
  self->notes = g_array_new (FALSE, FALSE, sizeof (ClvTableNote));
  g_array_set_clear_func (self->notes, clear_note);
  return self;
}

/* Keeps the notes in the order of the sheet, in whatever order they come. */
void
clv_table_take_note (ClvTable *self,
                     guint32   source_row,
                     char     *text)
{
  ClvTableNote note = { text, source_row };
  guint at = self->notes->len;

  while (at > 0 && g_array_index (self->notes, ClvTableNote, at - 1).source_row > source_row)
    at--;
  g_array_insert_val (self->notes, at, note);
}

/**
 * clv_table_ref:
 *
 * Returns: (transfer full): the same table, which is immutable and may be shared between threads
 */
ClvTable *
clv_table_ref (ClvTable *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

/**
 * clv_table_unref:
 *
 * Drops a reference; the last one frees the columns.
 */
void
clv_table_unref (ClvTable *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->columns);
  g_array_unref (self->runs);
  g_array_unref (self->notes);
  g_clear_pointer (&self->marks, g_array_unref);
  clv_table_totals_free (self->totals);
  g_free (self->file);
  g_free (self->sheet);
  g_free (self);
}

/**
 * clv_table_dup_outline:
 *
 * What a report says of a table once its rows have been used: names, headers, number of rows. The cells, which
 * are most of the memory, can go.
 *
 * Returns: (transfer full)
 */
ClvTable *
clv_table_dup_outline (const ClvTable *self)
{
  ClvTable *outline = clv_table_new (self->file, self->sheet);

  outline->hidden = self->hidden;
  outline->separator = self->separator;
  outline->n_rows = self->n_rows;
  outline->header_row = self->header_row;
  outline->n_totals = self->n_totals;
  outline->n_repeated_headers = self->n_repeated_headers;
  for (guint i = 0; i < self->columns->len; i++)
    {
      ClvColumn *column = clv_column_new ();

      clv_column_take_header (column, g_strdup (clv_column_get_header (self->columns->pdata[i])));
      clv_column_finish (column, 0);
      g_ptr_array_add (outline->columns, column);
    }
  for (guint i = 0; i < self->notes->len; i++)
    {
      const ClvTableNote *note = &g_array_index (self->notes, ClvTableNote, i);

      clv_table_take_note (outline, note->source_row, g_strdup (note->text));
    }
  return outline;
}

/**
 * clv_table_get_file:
 *
 * Returns: display name of the file, “orders.csv”
 */
const char *
clv_table_get_file (const ClvTable *self)
{
  return self->file;
}

/**
 * clv_table_get_sheet:
 *
 * Returns: name of the sheet; "" where the format has none
 */
const char *
clv_table_get_sheet (const ClvTable *self)
{
  return self->sheet;
}

/**
 * clv_table_is_hidden:
 *
 * Returns: whether the sheet is hidden in its workbook
 */
gboolean
clv_table_is_hidden (const ClvTable *self)
{
  return self->hidden;
}

/**
 * clv_table_get_separator:
 *
 * Returns: what stands between the cells of a text, 0 in workbooks
 */
gunichar
clv_table_get_separator (const ClvTable *self)
{
  return self->separator;
}

/**
 * clv_table_set_separator:
 *
 * For readers of texts, before anybody else sees the table.
 */
void
clv_table_set_separator (ClvTable *self,
                         gunichar  separator)
{
  self->separator = separator;
}

/**
 * clv_table_get_n_rows:
 *
 * Returns: number of data rows: without the header and what was set aside
 */
guint32
clv_table_get_n_rows (const ClvTable *self)
{
  return self->n_rows;
}

/**
 * clv_table_get_n_columns:
 *
 * Returns: number of columns that have a header or a cell
 */
guint
clv_table_get_n_columns (const ClvTable *self)
{
  return self->columns->len;
}

/**
 * clv_table_get_column:
 * @index: 0 to clv_table_get_n_columns() - 1
 *
 * Returns: (transfer none): the column
 */
const ClvColumn *
clv_table_get_column (const ClvTable *self,
                      guint           index)
{
  g_assert (index < self->columns->len);
  return self->columns->pdata[index];
}

/**
 * clv_table_find_column:
 * @header: name of a column, upper or lower case alike
 *
 * Returns: its index; -1 if there is none of that name
 */
int
clv_table_find_column (const ClvTable *self,
                       const char     *header)
{
  g_autofree char *folded = g_utf8_casefold (header, -1);

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *candidate = g_utf8_casefold (clv_column_get_header (self->columns->pdata[i]), -1);

      if (strcmp (candidate, folded) == 0)
        return (int) i;
    }
  return -1;
}

/**
 * clv_table_get_source_row:
 * @row: 0 to clv_table_get_n_rows() - 1
 *
 * Where a row stands in the file. Time O(log of the number of gaps).
 *
 * Returns: the row number as a spreadsheet program shows it
 */
guint32
clv_table_get_source_row (const ClvTable *self,
                          guint32         row)
{
  guint low = 0, high = self->runs->len;
  const ClvRowRun *run;

  g_assert (row < self->n_rows);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->runs, ClvRowRun, middle).row <= row)
        low = middle;
      else
        high = middle;
    }
  run = &g_array_index (self->runs, ClvRowRun, low);
  return run->source_row + (row - run->row);
}

/**
 * clv_table_get_header_row:
 *
 * Returns: the row number of the header as a spreadsheet program shows it; 0 when there is no header
 */
guint32
clv_table_get_header_row (const ClvTable *self)
{
  return self->header_row;
}

/**
 * clv_table_get_n_totals:
 *
 * Returns: number of rows that sum up others, and are left out for that
 */
guint32
clv_table_get_n_totals (const ClvTable *self)
{
  return self->n_totals;
}

/**
 * clv_table_get_n_repeated_headers:
 *
 * Returns: number of rows among the data that repeat the header, and are left out for that
 */
guint32
clv_table_get_n_repeated_headers (const ClvTable *self)
{
  return self->n_repeated_headers;
}

/**
 * clv_table_get_n_notes:
 *
 * Returns: number of rows above the header and below the data that were set aside
 */
guint
clv_table_get_n_notes (const ClvTable *self)
{
  return self->notes->len;
}

/**
 * clv_table_get_note:
 * @index: 0 to clv_table_get_n_notes() - 1
 * @source_row: (out) (optional): where it stands
 *
 * Returns: the cells of the row that was set aside, in one text
 */
const char *
clv_table_get_note (const ClvTable *self,
                    guint           index,
                    guint32        *source_row)
{
  const ClvTableNote *note;

  g_assert (index < self->notes->len);
  note = &g_array_index (self->notes, ClvTableNote, index);
  if (source_row != NULL)
    *source_row = note->source_row;
  return note->text;
}
