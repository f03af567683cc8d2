/* clv-cfb-private.h - compound files: the container of Excel, Word and others before 2007
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-file-private.h"

G_BEGIN_DECLS

typedef struct _ClvCfb ClvCfb;
typedef struct _ClvCfbStream ClvCfbStream;

/* The @file is borrowed, and must outlive the container and its streams. */
ClvCfb        *clv_cfb_open           (ClvFile       *file,
                                       GError       **error);
void           clv_cfb_free           (ClvCfb        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvCfb, clv_cfb_free)
/* Whether a stream or storage of that name stands at the top; upper and lower case are alike. */
gboolean       clv_cfb_has            (const ClvCfb  *self,
                                       const char    *name);
/* (transfer full) (nullable): NULL if there is no such stream. */
ClvCfbStream  *clv_cfb_open_stream    (const ClvCfb  *self,
                                       const char    *name);

/* The file itself as a stream. (transfer full) */
ClvCfbStream *clv_cfb_stream_new    (ClvFile       *file);
void           clv_cfb_stream_free   (ClvCfbStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvCfbStream, clv_cfb_stream_free)
/* Bytes that the container promises; a damaged file may hold fewer. */
guint64        clv_cfb_stream_get_size (const ClvCfbStream *self);
/* Reads @length bytes, fewer only at the end of the stream or of what is left of it. */
gboolean       clv_cfb_stream_read   (ClvCfbStream *self,
                                       guint64        offset,
                                       gpointer       buffer,
                                       gsize          length,
                                       gsize         *n_read,
                                       GError       **error);

G_END_DECLS
