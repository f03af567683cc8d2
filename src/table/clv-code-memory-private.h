/* clv-code-memory-private.h - memory for the codes of a column, free where there are none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 *codes;       /* zero where nothing was written */
  guint32  n_allocated;
  gsize    n_mapped;    /* bytes from the system; 0 when codes is on the heap */
  gboolean is_huge;     /* they are in pages of 2 MB */
  gboolean is_sparse;   /* there are pages without a code */
} ClvCodeMemory;

/* Makes room for @n codes, and keeps the first @n_kept. */
void clv_code_memory_resize   (ClvCodeMemory *self,
                               guint32        n,
                               guint32        n_kept);
/* Tells that @n codes in a row are left zero. */
void clv_code_memory_note_gap (ClvCodeMemory *self,
                               guint32        n);
void clv_code_memory_clear    (ClvCodeMemory *self);

G_END_DECLS
