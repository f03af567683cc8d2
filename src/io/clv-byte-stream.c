/* clv-byte-stream.c - the bytes of a file, or of what is packed inside it, one piece after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-byte-stream-private.h"

typedef struct
{
  ClvByteStream stream;
  ClvFile      *file;
  ClvSha256    *sha256;
  guint64       offset;
} FileStream;

static gboolean
file_read (ClvByteStream *stream,
           char          *buffer,
           gsize          length,
           gsize         *n_read,
           GError       **error)
{
  FileStream *self = (FileStream *) stream;

  if (!clv_file_read (self->file, self->offset, buffer, length, n_read, error))
    return FALSE;
  self->offset += *n_read;
  if (self->sha256 != NULL)
    clv_sha256_update (self->sha256, buffer, *n_read);
  return TRUE;
}

static double
file_get_fraction (const ClvByteStream *stream)
{
  const FileStream *self = (const FileStream *) stream;

  return MIN (1.0, (double) self->offset / (double) MAX (self->file->size, 1));
}

static void
file_free (ClvByteStream *stream)
{
  g_free (stream);
}

ClvByteStream *
clv_byte_stream_new_for_file (ClvFile   *file,
                              ClvSha256 *sha256)
{
  FileStream *self = g_new0 (FileStream, 1);

  self->stream = (ClvByteStream) { file_read, file_get_fraction, file_free };
  self->file = file;
  self->sha256 = sha256;
  return &self->stream;
}

void
clv_byte_stream_free (ClvByteStream *self)
{
  self->free (self);
}
