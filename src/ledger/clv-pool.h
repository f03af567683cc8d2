/* clv-pool.h - distinct texts and their codes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-column.h"

G_BEGIN_DECLS

typedef struct _ClvPool ClvPool;

ClvPool    *clv_pool_new           (void);
void        clv_pool_free          (ClvPool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvPool, clv_pool_free)
/* Code of @text, made when it is new: 0, 1, 2 … */
guint32     clv_pool_intern        (ClvPool    *self,
                                    const char *text,
                                    gsize       length);
/* G_MAXUINT32 when it is not there. */
guint32     clv_pool_find          (ClvPool    *self,
                                    const char *text);
guint32     clv_pool_get_n         (const ClvPool *self);
const char *clv_pool_get           (const ClvPool *self,
                                    guint32        code);
/* Pool code of each column code, G_MAXUINT32 for the empty cell and for “NULL”, “N/A”. Ids that a program
 * saved as numbers (“17850.0”) lose the “.0”. (transfer full) */
guint32    *clv_pool_intern_column (ClvPool         *self,
                                    const ClvColumn *column);

G_END_DECLS
