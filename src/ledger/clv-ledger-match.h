/* clv-ledger-match.h - one id in two spellings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-pool.h"

G_BEGIN_DECLS

/* Finds texts of a pool by what is left without case, blanks, leading zeros and “.0”. */
typedef struct _ClvIdIndex ClvIdIndex;

/* Of the first @n texts of @pool, which must outlive the index. */
ClvIdIndex *clv_id_index_new  (const ClvPool *pool,
                               guint32        n);
void        clv_id_index_free (ClvIdIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvIdIndex, clv_id_index_free)
/* G_MAXUINT32 when there is none, or when there are several. */
guint32     clv_id_index_find (ClvIdIndex *self,
                               const char *text);

/* What is left of @text then. (transfer full) */
char       *clv_id_fold       (const char *text);

/* An e-mail address as it is compared: lower case, no blanks; NULL when @text is none. (transfer full) */
char       *clv_email_normalise (const char *text);

G_END_DECLS
