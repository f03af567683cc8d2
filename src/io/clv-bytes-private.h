/* clv-bytes-private.h - numbers as files hold them, the lowest byte first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline guint
clv_bytes_u16 (const guint8 *p)
{
  return (guint) p[0] | (guint) p[1] << 8;
}

static inline guint32
clv_bytes_u32 (const guint8 *p)
{
  return (guint32) p[0] | (guint32) p[1] << 8 | (guint32) p[2] << 16 | (guint32) p[3] << 24;
}

G_END_DECLS
