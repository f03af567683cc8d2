/* clv-cell-row-private.h - the cells of one row, in whatever order a file tells them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-table-builder.h"

G_BEGIN_DECLS

#define CLV_CELL_ROW_MAX_COLUMNS 16384

typedef struct
{
  GArray  *cells; /* by column; those of the row at hand carry its mark */
  GString *text;
  guint32  mark;
  guint    n_columns; /* one more than the last column that was set */
} ClvCellRow;

void     clv_cell_row_init        (ClvCellRow      *self);
void     clv_cell_row_clear       (ClvCellRow      *self);
/* A cell that is set twice has the later value. Columns beyond CLV_CELL_ROW_MAX_COLUMNS are passed over. */
void     clv_cell_row_set_text    (ClvCellRow      *self,
                                   guint            column,
                                   const char      *text,
                                   gsize            length);
void     clv_cell_row_set_error   (ClvCellRow      *self,
                                   guint            column,
                                   const char      *text);
void     clv_cell_row_set_number  (ClvCellRow      *self,
                                   guint            column,
                                   double           number);
void     clv_cell_row_set_date    (ClvCellRow      *self,
                                   guint            column,
                                   double           days);
void     clv_cell_row_set_boolean (ClvCellRow      *self,
                                   guint            column,
                                   gboolean         value);
gboolean clv_cell_row_is_empty    (const ClvCellRow *self);
/* Gives the cells to @builder as row @source_row, and begins the next row. */
void     clv_cell_row_end         (ClvCellRow      *self,
                                   ClvTableBuilder *builder,
                                   guint32          source_row);

G_END_DECLS
