/* clv-sheet-block.h - cells of many rows, sorted by column, on their way into a table
 *
 * A reader that fills a block knows nothing of the table, so that one thread may
 * fill the next while another takes the last; and a column that gets its cells in
 * a run can look many of them up at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-table-builder.h"

G_BEGIN_DECLS

typedef struct
{
  union
  {
    const char *text; /* of texts and errors: without blanks at its ends, not empty; need not end in NUL */
    double      number;
  };
  guint32     length; /* of the text */
  guint32     row;    /* of the block */
  guint32     key;    /* of a text: one of the shared ones, from 1, which then is the text; 0: none of them */
  ClvCellKind kind;   /* never empty */
} ClvSheetCell;

/* Texts that cells refer to by their number: each begins where the one before it ends. */
typedef struct
{
  const char    *text;
  const guint32 *ends;
} ClvSharedTexts;

typedef struct
{
  ClvSheetCell *cells; /* rows ascend */
  guint         n_cells;
  guint         n_allocated;
} ClvSheetColumn;

typedef struct
{
  ClvSheetColumn *columns;
  guint           n_columns;     /* of this block; there is memory for more */
  guint           n_columns_allocated;
  guint32        *source_rows;   /* each has a cell */
  guint           n_rows;
  guint           n_rows_allocated;
  gboolean        has_cell;      /* in the row that is open */
  ClvSharedTexts  shared;        /* the same for all blocks of a table */
} ClvSheetBlock;

ClvSheetBlock *clv_sheet_block_new       (void);
void           clv_sheet_block_free      (ClvSheetBlock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvSheetBlock, clv_sheet_block_free)
/* Forgets the cells and keeps the memory. */
void           clv_sheet_block_clear     (ClvSheetBlock *self);
void           clv_sheet_block_grow      (ClvSheetBlock *self,
                                          guint          column);
/* Ends the row, which leaves no trace when it has no cell. Source rows ascend. */
void           clv_sheet_block_end_row   (ClvSheetBlock *self,
                                          guint32        source_row);
/* Forgets the cells of the row that is open. */
void           clv_sheet_block_drop_row  (ClvSheetBlock *self);

/* A cell of the open row, to be filled in at once. Columns ascend within a row. */
static inline ClvSheetCell *
clv_sheet_block_add (ClvSheetBlock *self,
                     guint          column)
{
  ClvSheetColumn *target;
  ClvSheetCell *cell;

  if (G_UNLIKELY (column >= self->n_columns || self->columns[column].n_cells == self->columns[column].n_allocated))
    clv_sheet_block_grow (self, column);
  target = &self->columns[column];
  cell = &target->cells[target->n_cells++];
  cell->row = self->n_rows;
  cell->key = 0;
  self->has_cell = TRUE;
  return cell;
}

/* The text of a cell. */
static inline const char *
clv_sheet_cell_get_text (const ClvSheetCell   *self,
                         const ClvSharedTexts *shared,
                         guint32              *length)
{
  guint32 start;

  if (self->key == 0)
    {
      *length = self->length;
      return self->text;
    }
  start = self->key > 1 ? shared->ends[self->key - 2] : 0;
  *length = shared->ends[self->key - 1] - start;
  return shared->text + start;
}

/* Adds the rows of the block to the table; their texts are copied. */
void           clv_table_builder_add_sheet_block (ClvTableBuilder     *self,
                                                  const ClvSheetBlock *block);

G_END_DECLS
