/* clv-huge-memory-private.h - memory for what is looked at here and there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CLV_HUGE_PAGE_BYTES ((gsize) 2 << 20)

/* ThreadSanitizer does not see memory move, and takes what once stood at the new place for a race. */
#ifdef __SANITIZE_THREAD__
#define CLV_MEMORY_CAN_MOVE 0
#else
#define CLV_MEMORY_CAN_MOVE 1
#endif

gpointer clv_huge_memory_map   (gsize    n_bytes);
gpointer clv_huge_memory_remap (gpointer memory,
                                gsize    n_old,
                                gsize    n_bytes);
/* @n_bytes of zero, never NULL. */
gpointer clv_huge_memory_new0  (gsize    n_bytes);
gpointer clv_huge_memory_grow0 (gpointer memory,
                                gsize    n_old,
                                gsize    n_bytes);
void     clv_huge_memory_free  (gpointer memory,
                                gsize    n_bytes);

G_END_DECLS
