/* clv-memory.h - remembers mapping and assumptions by the signature of the headers
 *
 * A small SQLite file in the user's data directory. Nothing of the data itself is kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CLV_STORE_ERROR (clv_store_error_quark ())
GQuark clv_store_error_quark (void);

typedef enum
{
  CLV_STORE_ERROR_OPEN,
  CLV_STORE_ERROR_WRITE,
  CLV_STORE_ERROR_NEWER, /* written by a newer version */
} ClvStoreError;

typedef struct _ClvMemory ClvMemory;

/* @path: file; NULL for the default (g_get_user_data_dir ()/clientele/memory.db). A damaged file is set aside and begun anew. */
ClvMemory *clv_memory_open     (const char *path,
                                GError    **error);
void       clv_memory_free     (ClvMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvMemory, clv_memory_free)
/* One transaction. @mapping and @assumptions as serialised by their owners. */
gboolean   clv_memory_save     (ClvMemory  *self,
                                const char *signature,
                                const char *mapping,
                                const char *assumptions,
                                GError    **error);
/* FALSE when nothing is remembered. (out) (transfer full) */
gboolean   clv_memory_load     (ClvMemory  *self,
                                const char *signature,
                                char      **mapping,
                                char      **assumptions);
gboolean   clv_memory_forget   (ClvMemory  *self,
                                const char *signature,
                                GError    **error);

G_END_DECLS
