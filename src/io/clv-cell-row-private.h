/* clv-cell-row-private.h - the cells of one row, in whatever order a file tells them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-cell-value-private.h"
#include "clv-source-private.h"
#include "clv-table-builder.h"

G_BEGIN_DECLS

/* What the format of a cell says about its number. */
typedef struct
{
  ClvFormatClass class;
  guint          currency; /* into a list of currencies, from 1; 0: none */
} ClvCellFormat;

/* Adds the currency that @code shows to the list, unless it is there. */
ClvCellFormat clv_cell_format_new (const char *code,
                                   GPtrArray  *currencies);

typedef struct
{
  GPtrArray *currencies; /* borrowed */
  GArray    *money;      /* ClvCellCurrency by column */
  GArray    *cells;      /* by column; those of the row at hand carry its mark */
  GString   *text;
  guint32    mark;
  guint      n_columns;  /* one more than the last column that was set */
} ClvCellRow;

/* @currencies (element-type utf8) are those that formats name; it may grow. */
void     clv_cell_row_init        (ClvCellRow      *self,
                                   GPtrArray       *currencies);
void     clv_cell_row_clear       (ClvCellRow      *self);
/* A cell that is set twice has the later value. Columns beyond CLV_SHEET_MAX_COLUMNS are passed over. */
void     clv_cell_row_set_text    (ClvCellRow      *self,
                                   guint            column,
                                   const char      *text,
                                   gsize            length);
/* A stretch of @base, which must be there until the end of the row; it may grow. */
void     clv_cell_row_lend_text   (ClvCellRow      *self,
                                   guint            column,
                                   const GString   *base,
                                   gsize            offset,
                                   gsize            length);
void     clv_cell_row_set_error   (ClvCellRow      *self,
                                   guint            column,
                                   const char      *text);
void     clv_cell_row_set_number  (ClvCellRow      *self,
                                   guint            column,
                                   double           number);
/* A number as its format means it: a day, an amount in a currency, or just a number. */
void     clv_cell_row_set_value   (ClvCellRow      *self,
                                   guint            column,
                                   double           number,
                                   ClvCellFormat    format,
                                   gboolean         is_1904);
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
/* Tells the currencies of the columns, once all rows have come. */
void     clv_cell_row_tell        (ClvCellRow      *self,
                                   ClvTableBuilder *builder);

G_END_DECLS
