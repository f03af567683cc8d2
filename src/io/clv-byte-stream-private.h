/* clv-byte-stream-private.h - the bytes of a file, or of what is packed inside it, one piece after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-file-private.h"
#include "clv-sha256-private.h"

G_BEGIN_DECLS

typedef struct _ClvByteStream ClvByteStream;

struct _ClvByteStream
{
  /* Reads @length bytes, fewer only at the end. */
  gboolean (*read)         (ClvByteStream *self,
                            char          *buffer,
                            gsize          length,
                            gsize         *n_read,
                            GError       **error);
  /* How much was read, 0 to 1. */
  double   (*get_fraction) (const ClvByteStream *self);
  void     (*free)         (ClvByteStream *self);
};

/* The file as it stands. @sha256 (nullable) gets all bytes that are read; both must outlive the stream. */
ClvByteStream *clv_byte_stream_new_for_file (ClvFile       *file,
                                             ClvSha256     *sha256);
void           clv_byte_stream_free         (ClvByteStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvByteStream, clv_byte_stream_free)

G_END_DECLS
