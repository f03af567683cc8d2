/* clv-sha256-private.h - the fingerprint of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ClvSha256 ClvSha256;

ClvSha256 *clv_sha256_new    (void);
void       clv_sha256_free   (ClvSha256  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvSha256, clv_sha256_free)
void       clv_sha256_update (ClvSha256  *self,
                              const char *data,
                              gsize       length);
/* The digest in 64 hexadecimal digits. (transfer full) */
char      *clv_sha256_finish (ClvSha256  *self);

G_END_DECLS
