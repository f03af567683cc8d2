/* clv-table-block.c - many rows of a text file at once, on their way into a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-block.h"

#include "clv-table-builder-private.h"

/**
 * clv_table_builder_take_head:
 * @block: rows of the table
 *
 * Takes the first rows of the block one by one, until the header is found.
 *
 * Returns: how many rows were taken; 0 once the header is known
 */
guint32
clv_table_builder_take_head (ClvTableBuilder     *self,
                             const ClvTableBlock *block)
{
  guint32 row = 0;
  guint extra = 0;

  for (; row < block->n_rows && self->is_holding; row++)
    {
      const ClvBlockCell *cells = block->cells + (gsize) row * block->n_columns;

      for (guint column = 0; column < block->n_columns; column++)
        clv_table_builder_add_text (self, column, block->text + cells[column].offset, cells[column].length);
      for (; extra < block->n_extras && block->extras[extra].row == row; extra++)
        clv_table_builder_add_text (self, block->extras[extra].column, block->text + block->extras[extra].cell.offset,
                                    block->extras[extra].cell.length);
      clv_table_builder_end_row (self, block->source_rows[row]);
    }
  return row;
}

/**
 * clv_table_builder_begin_block:
 * @block: rows of the table
 * @from: the first of them that is to be taken; the header was found before
 *
 * Adds the rows of the block, still without cells.
 *
 * Returns: the row of the table that @from has become
 */
guint32
clv_table_builder_begin_block (ClvTableBuilder     *self,
                               const ClvTableBlock *block,
                               guint32              from)
{
  guint32 first_row = self->n_rows;
  guint n_columns = block->n_columns;

  for (guint i = 0; i < block->n_extras; i++)
    n_columns = MAX (n_columns, block->extras[i].column + 1);
  clv_table_builder_ensure_column (self, n_columns - 1);
  for (guint32 row = from; row < block->n_rows; row++)
    clv_table_builder_finish_row (self, block->source_rows[row]);
  return first_row;
}

/**
 * clv_table_builder_take_block_column:
 * @block: the block that was begun
 * @from: as it was begun
 * @first_row: what clv_table_builder_begin_block() gave
 * @column: below its n_columns
 *
 * Puts the cells of one column into the table. Different columns may be taken by different threads at the same time.
 */
void
clv_table_builder_take_block_column (ClvTableBuilder     *self,
                                     const ClvTableBlock *block,
                                     guint32              from,
                                     guint32              first_row,
                                     guint                column)
{
  clv_column_take_texts (self->columns->pdata[column], first_row, block->text,
                         block->cells + (gsize) from * block->n_columns + column, block->n_columns,
                         block->n_rows - from);
}

/**
 * clv_table_builder_take_block_extras:
 * @block: the block that was begun
 * @from: as it was begun
 * @first_row: what clv_table_builder_begin_block() gave
 *
 * Puts the cells in columns beyond those of the block into the table; it counts as one column more.
 */
void
clv_table_builder_take_block_extras (ClvTableBuilder     *self,
                                     const ClvTableBlock *block,
                                     guint32              from,
                                     guint32              first_row)
{
  for (guint i = 0; i < block->n_extras; i++)
    {
      const ClvBlockExtra *extra = &block->extras[i];

      if (extra->row >= from)
        clv_column_take_texts (self->columns->pdata[extra->column], first_row + extra->row - from, block->text,
                               &extra->cell, 1, 1);
    }
}
