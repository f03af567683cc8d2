/* clv-inflate-private.h - unpacks deflated bytes piece by piece
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLV_INFLATE_BEST, /* the fastest that was built */
  CLV_INFLATE_ZLIB,
  CLV_INFLATE_ISAL,
} ClvInflateBackend;

typedef enum
{
  CLV_INFLATE_OK,      /* more input is wanted, or more room for output */
  CLV_INFLATE_END,     /* the last byte is out */
  CLV_INFLATE_DAMAGED, /* these bytes were never deflated */
} ClvInflateStatus;

typedef struct _ClvInflate ClvInflate;

/* NULL when this back end was not built. */
ClvInflate      *clv_inflate_new       (ClvInflateBackend backend);
void             clv_inflate_free      (ClvInflate       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvInflate, clv_inflate_free)

/* Takes from @input, which moves on by what was used, and writes up to @length bytes. */
ClvInflateStatus clv_inflate_run       (ClvInflate       *self,
                                        const guint8    **input,
                                        gsize            *n_input,
                                        guint8           *output,
                                        gsize             length,
                                        gsize            *n_written);
/* The CRC-32 of ZIP archives, begun with 0 and carried on. */
guint32          clv_inflate_sum       (ClvInflate       *self,
                                        guint32           sum,
                                        const guint8     *bytes,
                                        gsize             length);

G_END_DECLS
