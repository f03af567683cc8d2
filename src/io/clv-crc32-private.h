/* clv-crc32-private.h - the check sum of ZIP archives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Begun with 0 and carried on. */
guint32 clv_crc32 (guint32       sum,
                   const guint8 *bytes,
                   gsize         length);

G_END_DECLS
