/* clv-table-block.h - many rows of a text file at once, on their way into a table
 *
 * Cells that come one by one, row by row, visit the dictionaries of all columns in turn. Those of a block are put into
 * one column after the other, so that its dictionary stays near; and different columns by different threads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-table-builder.h"

G_BEGIN_DECLS

/* Bytes that must be readable after the text of a block. */
#define CLV_BLOCK_PADDING 64

typedef struct
{
  guint32 offset; /* into the text of the block */
  guint32 length; /* 0: an empty cell */
} ClvBlockCell;

/* A cell of a row that has more of them than the others. */
typedef struct
{
  guint32      row; /* of the block */
  guint32      column;
  ClvBlockCell cell;
} ClvBlockExtra;

typedef struct
{
  const char          *text;        /* valid UTF-8 without NUL */
  guint                n_columns;
  guint32              n_rows;      /* none of them empty */
  const ClvBlockCell  *cells;       /* (array length = n_rows * n_columns): row by row, and trimmed */
  const guint32       *source_rows; /* (array length = n_rows) */
  const ClvBlockExtra *extras;      /* row by row; their columns are n_columns and above */
  guint                n_extras;
} ClvTableBlock;

/* Drops blanks at both ends, as the table does with each text it is given. */
void    clv_table_trim                       (const char         **text,
                                              gsize               *length);

/* Takes rows of the block one by one while the header is looked for, and gives how many. */
guint32 clv_table_builder_take_head          (ClvTableBuilder     *self,
                                              const ClvTableBlock *block);
/* The rest of the block, from its row @from on, in three steps: its rows; then each column, in any order and in several
 * threads at once; and what is in columns beyond, as one more of them. */
guint32 clv_table_builder_begin_block        (ClvTableBuilder     *self,
                                              const ClvTableBlock *block,
                                              guint32              from);
void    clv_table_builder_take_block_column  (ClvTableBuilder     *self,
                                              const ClvTableBlock *block,
                                              guint32              from,
                                              guint32              first_row,
                                              guint                column);
void    clv_table_builder_take_block_extras  (ClvTableBuilder     *self,
                                              const ClvTableBlock *block,
                                              guint32              from,
                                              guint32              first_row);

G_END_DECLS
