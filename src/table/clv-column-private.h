/* clv-column-private.h - how the table builder fills a column
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-column.h"

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
/* As interning and putting a text, but later and faster: @text must last until clv_column_settle(). */
void       clv_column_lend_text      (ClvColumn  *self,
                                      guint32     row,
                                      const char *text,
                                      gsize       length);
void       clv_column_settle         (ClvColumn  *self);
guint32    clv_column_peek           (const ClvColumn *self,
                                      guint32          row);
/* Cuts or fills to @n_rows, forgets cells that no row holds, counts the others. */
void       clv_column_finish         (ClvColumn  *self,
                                      guint32     n_rows);

G_END_DECLS
