/* clv-sheet-block.c - cells of many rows, sorted by column, on their way into a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-sheet-block.h"

#include <string.h>

#include "clv-table-builder-private.h"

#define N_AT_START 64u

/**
 * clv_sheet_block_new:
 *
 * Returns: (transfer full): a block without a row
 */
ClvSheetBlock *
clv_sheet_block_new (void)
{
  return g_new0 (ClvSheetBlock, 1);
}

/**
 * clv_sheet_block_free:
 * @self: (nullable): a block
 */
void
clv_sheet_block_free (ClvSheetBlock *self)
{
  if (self == NULL)
    return;
  for (guint c = 0; c < self->n_columns_allocated; c++)
    g_free (self->columns[c].cells);
  g_free (self->columns);
  g_free (self->source_rows);
  g_free (self);
}

/**
 * clv_sheet_block_clear:
 *
 * Forgets all cells, so that the block can be filled again.
 */
void
clv_sheet_block_clear (ClvSheetBlock *self)
{
  for (guint c = 0; c < self->n_columns; c++)
    self->columns[c].n_cells = 0;
  self->n_columns = 0;
  self->n_rows = 0;
  self->has_cell = FALSE;
}

/**
 * clv_sheet_block_grow:
 * @column: position in the sheet, from 0
 *
 * Makes room for one more cell of @column.
 */
void
clv_sheet_block_grow (ClvSheetBlock *self,
                      guint          column)
{
  ClvSheetColumn *target;

  if (column >= self->n_columns_allocated)
    {
      guint n = MAX (column + 1, self->n_columns_allocated * 2);

      self->columns = g_renew (ClvSheetColumn, self->columns, n);
      memset (self->columns + self->n_columns_allocated, 0,
              (n - self->n_columns_allocated) * sizeof *self->columns);
      self->n_columns_allocated = n;
    }
  self->n_columns = MAX (self->n_columns, column + 1);
  target = &self->columns[column];
  if (target->n_cells == target->n_allocated)
    {
      target->n_allocated = MAX (target->n_allocated * 2, N_AT_START);
      target->cells = g_renew (ClvSheetCell, target->cells, target->n_allocated);
    }
}

/**
 * clv_sheet_block_end_row:
 * @source_row: the number that a spreadsheet program shows beside the row; ascending
 *
 * Ends the row. A row without a cell leaves no trace.
 */
void
clv_sheet_block_end_row (ClvSheetBlock *self,
                         guint32        source_row)
{
  if (!self->has_cell)
    return;
  self->has_cell = FALSE;
  if (self->n_rows == self->n_rows_allocated)
    {
      self->n_rows_allocated = MAX (self->n_rows_allocated * 2, N_AT_START);
      self->source_rows = g_renew (guint32, self->source_rows, self->n_rows_allocated);
    }
  self->source_rows[self->n_rows++] = source_row;
}

/**
 * clv_sheet_block_drop_row:
 *
 * Forgets the cells of the row that is open.
 */
void
clv_sheet_block_drop_row (ClvSheetBlock *self)
{
  for (guint c = 0; self->has_cell && c < self->n_columns; c++)
    {
      ClvSheetColumn *column = &self->columns[c];

      while (column->n_cells > 0 && column->cells[column->n_cells - 1].row == self->n_rows)
        column->n_cells--;
    }
  self->has_cell = FALSE;
}

/* While the builder looks for its header it wants row after row. */
static guint
add_held_rows (ClvTableBuilder     *self,
               const ClvSheetBlock *block,
               guint               *n_taken)
{
  guint row;

  for (row = 0; row < block->n_rows && self->is_holding; row++)
    {
      for (guint c = 0; c < block->n_columns; c++)
        {
          const ClvSheetColumn *column = &block->columns[c];

          for (; n_taken[c] < column->n_cells && column->cells[n_taken[c]].row == row; n_taken[c]++)
            {
              const ClvSheetCell *cell = &column->cells[n_taken[c]];

              if (cell->kind == CLV_CELL_TEXT || cell->kind == CLV_CELL_ERROR)
                {
                  guint32 length;
                  const char *text = clv_sheet_cell_get_text (cell, &block->shared, &length);

                  clv_table_builder_add_cell (self, c, cell->kind, 0.0, text, length);
                }
              else
                clv_table_builder_add_cell (self, c, cell->kind, cell->number, NULL, 0);
            }
        }
      clv_table_builder_end_row (self, block->source_rows[row]);
    }
  return row;
}

/**
 * clv_table_builder_add_sheet_block:
 * @block: rows, the last of them ended
 *
 * Adds the rows of a block below those that are there. Texts are copied where the table has not got them yet.
 */
void
clv_table_builder_add_sheet_block (ClvTableBuilder     *self,
                                   const ClvSheetBlock *block)
{
  g_autofree guint *n_taken = g_new0 (guint, block->n_columns + 1);
  guint n_held = add_held_rows (self, block, n_taken);

  if (n_held == block->n_rows)
    return;
  for (guint c = 0; c < block->n_columns; c++)
    {
      const ClvSheetColumn *column = &block->columns[c];
      guint n = column->n_cells - n_taken[c];

      /* The rows that were held may have gone into the header, or above it. */
      if (n > 0)
        clv_column_put_cells (clv_table_builder_ensure_column (self, c), column->cells + n_taken[c], n,
                              &block->shared, self->n_rows - n_held);
    }
  for (guint row = n_held; row < block->n_rows; row++)
    clv_table_builder_finish_row (self, block->source_rows[row]);
}
