/* clv-compressed-stream.c - the bytes of what is packed, as they are unpacked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#include "clv-compressed-private.h"

#define PACKED_BYTES (64u << 10)
#define MAX_BYTES (G_GUINT64_CONSTANT (4) << 30)
/* Honest texts of orders reach 20 : 1; only what is large can do harm. */
#define MAX_RATIO 200
#define MIN_BOMB_BYTES (G_GUINT64_CONSTANT (256) << 20)

typedef struct
{
  ClvByteStream stream;
  ClvFile      *file;
  ClvSha256    *sha256;
  gboolean      is_trusted;
  z_stream      zlib;
  guint64       offset; /* into the file: packed bytes read */
  guint64       n_unpacked;
  gboolean      is_at_end;
  guchar        packed[PACKED_BYTES];
} GzipStream;

static void
set_damaged (const GzipStream *self,
             GError          **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
               /* Translators: %s is a file name */
               _("“%s” is damaged: it could not be unpacked to its end. Copy or download it again."), self->file->name);
}

static gboolean
fill_packed (GzipStream *self,
             GError    **error)
{
  gsize n;

  if (!clv_file_read (self->file, self->offset, (char *) self->packed, PACKED_BYTES, &n, error))
    return FALSE;
  if (self->sha256 != NULL)
    clv_sha256_update (self->sha256, (const char *) self->packed, n);
  self->offset += n;
  self->zlib.next_in = self->packed;
  self->zlib.avail_in = (uInt) n;
  return TRUE;
}

/* Behind the last part there may be zeros that a tape or a program added. All of it is a part of the fingerprint. */
static gboolean
read_to_end (GzipStream *self,
             GError    **error)
{
  do
    if (!fill_packed (self, error))
      return FALSE;
  while (self->zlib.avail_in > 0);
  self->is_at_end = TRUE;
  return TRUE;
}

/* A file may hold several parts, one behind the other. */
static gboolean
begin_next_part (GzipStream *self,
                 GError    **error)
{
  if (self->zlib.avail_in == 0 && !fill_packed (self, error))
    return FALSE;
  if (self->zlib.avail_in == 0)
    self->is_at_end = TRUE;
  else if (self->zlib.next_in[0] != 0x1F)
    return read_to_end (self, error);
  else
    inflateReset (&self->zlib);
  return TRUE;
}

static gboolean
is_too_large (const GzipStream *self)
{
  guint64 factor = self->is_trusted ? 2 : 1;
  guint64 n_packed = MAX (self->offset - self->zlib.avail_in, 1);

  return self->n_unpacked > MAX_BYTES * factor ||
         (self->n_unpacked > MIN_BOMB_BYTES * factor && self->n_unpacked / n_packed > MAX_RATIO * factor);
}

static gboolean
gzip_read (ClvByteStream *stream,
           char          *buffer,
           gsize          length,
           gsize         *n_read,
           GError       **error)
{
  GzipStream *self = (GzipStream *) stream;

  *n_read = 0;
  while (*n_read < length && !self->is_at_end)
    {
      uInt n_wanted = (uInt) MIN (length - *n_read, G_MAXINT);
      int status;

      if (self->zlib.avail_in == 0 && !fill_packed (self, error))
        return FALSE;
      self->zlib.next_out = (Bytef *) buffer + *n_read;
      self->zlib.avail_out = n_wanted;
      status = inflate (&self->zlib, Z_NO_FLUSH);
      *n_read += n_wanted - self->zlib.avail_out;
      self->n_unpacked += n_wanted - self->zlib.avail_out;
      if (is_too_large (self))
        {
          g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                       /* Translators: %s is a file name */
                       _("“%s” would expand to many times its size, as a file made to do harm does. It was not opened. "
                         "If you trust it, unpack it, and open the file inside."),
                       self->file->name);
          return FALSE;
        }
      if (status == Z_STREAM_END)
        {
          if (!begin_next_part (self, error))
            return FALSE;
        }
      else if (status != Z_OK)
        {
          set_damaged (self, error);
          return FALSE;
        }
    }
  return TRUE;
}

static double
gzip_get_fraction (const ClvByteStream *stream)
{
  const GzipStream *self = (const GzipStream *) stream;

  return MIN (1.0, (double) self->offset / (double) MAX (self->file->size, 1));
}

static void
gzip_free (ClvByteStream *stream)
{
  GzipStream *self = (GzipStream *) stream;

  inflateEnd (&self->zlib);
  g_free (self);
}

ClvByteStream *
clv_byte_stream_new_for_gzip (ClvFile   *file,
                              gboolean   is_trusted,
                              ClvSha256 *sha256)
{
  GzipStream *self = g_new0 (GzipStream, 1);

  self->stream = (ClvByteStream) { gzip_read, gzip_get_fraction, gzip_free };
  self->file = file;
  self->sha256 = sha256;
  self->is_trusted = is_trusted;
  /* 16 more bits ask for the header and the sum of gzip. */
  if (inflateInit2 (&self->zlib, 15 + 16) != Z_OK)
    g_error ("no memory to unpack");
  return &self->stream;
}

typedef struct
{
  ClvByteStream stream;
  ClvPart      *part;
} PartStream;

static gboolean
part_read (ClvByteStream *stream,
           char          *buffer,
           gsize          length,
           gsize         *n_read,
           GError       **error)
{
  return clv_part_read (((PartStream *) stream)->part, buffer, length, n_read, error);
}

static double
part_get_fraction (const ClvByteStream *stream)
{
  return clv_part_get_fraction (((const PartStream *) stream)->part);
}

static void
part_free (ClvByteStream *stream)
{
  clv_part_free (((PartStream *) stream)->part);
  g_free (stream);
}

ClvByteStream *
clv_byte_stream_new_for_part (ClvPackage *package,
                              const char *name,
                              GError    **error)
{
  ClvPart *part = clv_part_open (package, name, error);
  PartStream *self;

  if (part == NULL)
    return NULL;
  self = g_new0 (PartStream, 1);
  self->stream = (ClvByteStream) { part_read, part_get_fraction, part_free };
  self->part = part;
  return &self->stream;
}
