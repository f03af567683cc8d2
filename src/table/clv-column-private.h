/* clv-column-private.h - how the table builder fills a column
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-column.h"
#include "clv-sheet-block.h"
#include "clv-table-block.h"

G_BEGIN_DECLS

ClvColumn *clv_column_new            (void);
void       clv_column_free           (ClvColumn  *self);
void       clv_column_take_header    (ClvColumn  *self,
                                      char       *header);
/* The code of a cell; the same cell always gets the same one. @text need not end in NUL. */
guint32    clv_column_intern_text    (ClvColumn  *self,
                                      ClvCellKind kind,
                                      const char *text,
                                      gsize       length);
guint32    clv_column_intern_number  (ClvColumn  *self,
                                      ClvCellKind kind,
                                      double      number);
/* Rows come in ascending order; those left out are empty. A row put again is replaced. */
void       clv_column_put            (ClvColumn  *self,
                                      guint32     row,
                                      guint32     code);
/* As interning and putting @n texts, which are not trimmed, in rows from @first_row on; those of no length are left out.
 * CLV_BLOCK_PADDING bytes must be readable after the last of them. */
void       clv_column_take_texts     (ClvColumn          *self,
                                      guint32             first_row,
                                      const char         *text,
                                      const ClvBlockCell *cells,
                                      guint               stride,
                                      guint32             n);
/* As interning and putting @n cells, whose rows count from @first_row and ascend. @first_row may be
 * that of a row above the table, less than 0 then, as long as it has no cell here. */
void       clv_column_put_cells      (ClvColumn            *self,
                                      const ClvSheetCell   *cells,
                                      guint                 n,
                                      const ClvSharedTexts *shared,
                                      guint32               first_row);
/* @currency: a sign or a code, as for clv_column_get_format_currency(). */
void       clv_column_set_format_currency (ClvColumn  *self,
                                           const char *currency,
                                           gboolean    is_mixed);
guint32    clv_column_peek           (const ClvColumn *self,
                                      guint32          row);
/* Takes out rows, which ascend; those below move up. */
void       clv_column_remove_rows    (ClvColumn     *self,
                                      const guint32 *rows,
                                      guint          n);
/* Cuts or fills to @n_rows, forgets cells that no row holds, counts the others. */
void       clv_column_finish         (ClvColumn  *self,
                                      guint32     n_rows);

G_END_DECLS
