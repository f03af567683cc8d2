/* clv-table-builder.c - makes a table from cells that come row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-builder-private.h"

#include <string.h>

#include "clv-header-private.h"

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
  self->merges = g_array_new (FALSE, FALSE, sizeof (ClvMerge));
  self->head_rows = g_ptr_array_new_with_free_func (clv_table_head_row_free);
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
  g_array_unref (self->merges);
  g_ptr_array_unref (self->head_rows);
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

/**
 * clv_table_builder_set_sheet:
 * @sheet: its name, where that is known after the table has begun
 */
void
clv_table_builder_set_sheet (ClvTableBuilder *self,
                             const char      *sheet)
{
  g_free (self->table->sheet);
  self->table->sheet = g_strdup (sheet);
}

void
clv_table_builder_finish_row (ClvTableBuilder *self,
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

/**
 * clv_table_builder_set_header_row:
 * @source_row: the row that names the columns, as a spreadsheet program counts; 0 leaves it to the evidence
 *
 * Says where the header is, before the first row comes. If that row is empty, it is the next one.
 */
void
clv_table_builder_set_header_row (ClvTableBuilder *self,
                                  guint32          source_row)
{
  self->header_wish = source_row;
}

void
clv_table_builder_keep_rows (ClvTableBuilder *self)
{
  self->keeps_rows = TRUE;
}

/**
 * clv_table_builder_add_merge:
 * @first_row: source row, from 1
 * @first_column: from 0
 * @last_row: @first_row or below
 * @last_column: @first_column or to the right
 *
 * Tells of merged cells. Only those in the rows of the header matter; they may be told before or after the rows.
 */
void
clv_table_builder_add_merge (ClvTableBuilder *self,
                             guint32          first_row,
                             guint            first_column,
                             guint32          last_row,
                             guint            last_column)
{
  ClvMerge merge = { first_row, last_row, first_column, last_column };

  if (self->is_holding || first_row <= self->table->header_row)
    g_array_append_val (self->merges, merge);
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
      clv_table_builder_finish_row (self, source_row);
      return;
    }
  self->held_source_rows[self->n_held++] = source_row;
  if (self->n_held < CLV_N_HELD_ROWS)
    return;
  if (source_row < self->header_wish)
    clv_table_head_set_aside (self);
  else
    clv_table_head_decide (self);
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
          clv_table_move_totals (self->table, c, n);
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
          clv_problem_list_add_marked (problems, "error-cell", "left-out", self->table->file, self->table->sheet,
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
      if (self->n_held == 0 && self->table->notes->len == 0)
        return NULL;
      clv_table_head_decide (self);
    }
  clv_table_head_name (self);
  if (self->n_headers > 0)
    clv_table_builder_ensure_column (self, self->n_headers - 1);
  clv_table_take_out_rows (self, problems);
  clv_head_name_columns (self->columns, self->headers, self->n_headers);
  finish_columns (self);
  report_errors (self, problems);
  clv_table_take_marks (self->table, problems);
  return g_steal_pointer (&self->table);
}
