/* clv-fuzz.c - what the fuzz targets share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "clv-check-source.h"

static int fd = -1;

void
clv_fuzz_read (const void *data,
               gsize       size)
{
  ClvReadOptions options = { 0 };
  g_autofree char *path = NULL;

  /* A file without a name: nothing is left behind by an input that crashes. */
  if (fd < 0)
    fd = memfd_create ("clv-fuzz", MFD_CLOEXEC);
  g_assert (fd >= 0 && ftruncate (fd, 0) == 0 && pwrite (fd, data, size, 0) == (gssize) size);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  /* The size chooses the options, so that an input can be kept as it is. */
  if (size % 4 == 3)
    options.max_rows = 1 + (guint32) (size / 4 % 8);
  if (size % 8 == 5)
    options.is_trusted = TRUE;
  if (size % 16 == 9)
    options.delimiter = ";,\t|"[size / 16 % 4];
  clv_check_path (path, &options);
}

struct _ClvFuzzZip
{
  GByteArray *bytes;
  GByteArray *directory;
  guint       n_parts;
};

static void
put (GByteArray *to,
     guint64     value,
     guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (value >> (8 * i));

      g_byte_array_append (to, &byte, 1);
    }
}

ClvFuzzZip *
clv_fuzz_zip_new (void)
{
  ClvFuzzZip *self = g_new0 (ClvFuzzZip, 1);

  self->bytes = g_byte_array_new ();
  self->directory = g_byte_array_new ();
  return self;
}

static void
put_header (GByteArray *to,
            const char *name,
            guint32     crc,
            gsize       size)
{
  put (to, 20, 2); /* version */
  put (to, 0, 2);  /* flags */
  put (to, 0, 2);  /* stored */
  put (to, 0x00210000, 4);
  put (to, crc, 4);
  put (to, size, 4);
  put (to, size, 4);
  put (to, strlen (name), 2);
  put (to, 0, 2);
}

void
clv_fuzz_zip_add (ClvFuzzZip *self,
                  const char *name,
                  const void *data,
                  gsize       size)
{
  guint32 crc = (guint32) crc32 (0, data, (uInt) size);

  put (self->directory, 0x02014b50, 4);
  put (self->directory, 20, 2);
  put_header (self->directory, name, crc, size);
  put (self->directory, 0, 8);
  put (self->directory, 0, 2);
  put (self->directory, self->bytes->len, 4);
  g_byte_array_append (self->directory, (const guint8 *) name, (guint) strlen (name));
  put (self->bytes, 0x04034b50, 4);
  put_header (self->bytes, name, crc, size);
  g_byte_array_append (self->bytes, (const guint8 *) name, (guint) strlen (name));
  if (size > 0)
    g_byte_array_append (self->bytes, data, (guint) size);
  self->n_parts++;
}

void
clv_fuzz_zip_read (ClvFuzzZip *self)
{
  gsize at = self->bytes->len;

  g_byte_array_append (self->bytes, self->directory->data, self->directory->len);
  put (self->bytes, 0x06054b50, 4);
  put (self->bytes, 0, 4);
  put (self->bytes, self->n_parts, 2);
  put (self->bytes, self->n_parts, 2);
  put (self->bytes, self->directory->len, 4);
  put (self->bytes, at, 4);
  put (self->bytes, 0, 2);
  clv_fuzz_read (self->bytes->data, self->bytes->len);
  g_byte_array_unref (self->bytes);
  g_byte_array_unref (self->directory);
  g_free (self);
}

const char *
clv_fuzz_take_part (const char **data,
                    gsize       *size,
                    gsize       *part_size)
{
  const char *part = *data;
  const char *end = *size > 0 ? memchr (part, 0x1e, *size) : NULL;

  *part_size = end != NULL ? (gsize) (end - part) : *size;
  *data += *part_size + (end != NULL ? 1 : 0);
  *size -= *part_size + (end != NULL ? 1 : 0);
  return part;
}
