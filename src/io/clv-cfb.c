/* clv-cfb.c - compound files: the container of Excel, Word and others before 2007
 *
 * A file system inside a file: sectors, a table that chains them (FAT), small streams
 * in a stream of their own, and a directory. Nothing is sized by what the file says
 * about itself, only by its length; every chain ends after as many steps as there
 * are sectors. Source: [MS-CFB].
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cfb-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-bytes-private.h"
#include "clv-source.h"

#define MAX_BYTES (G_GUINT64_CONSTANT (2) << 30)
#define HEADER_BYTES 512
#define N_HEADER_DIFAT 109
#define ENTRY_BYTES 128
#define MAX_ENTRIES 10000
#define MINI_SHIFT 6
#define MINI_CUTOFF 4096

#define SECTOR_MAX 0xFFFFFFFAu /* what is above is no sector but a mark */
#define NO_ENTRY 0xFFFFFFFFu

typedef enum
{
  ENTRY_STORAGE = 1,
  ENTRY_STREAM = 2,
  ENTRY_ROOT = 5,
} EntryType;

typedef struct
{
  char    name[33]; /* other letters than ASCII as “?” */
  guint8  type;
  guint32 left;
  guint32 right;
  guint32 child;
  guint32 start;
  guint64 size;
} Entry;

/* A stretch of a stream that stands together in the file. */
typedef struct
{
  guint64 at; /* in the stream */
  guint64 offset; /* in the file */
  guint64 length;
} Run;

struct _ClvCfbStream
{
  ClvFile *file;
  GArray  *runs;
  guint64  size;
  guint    last; /* the run that was read last */
};

struct _ClvCfb
{
  ClvFile       *file;
  guint          sector_shift;
  guint32        n_sectors;
  guint32       *fat;
  guint32        n_fat;
  guint32       *mini_fat;
  guint32        n_mini_fat;
  ClvCfbStream *mini;    /* the stream that holds the small ones */
  GArray        *entries; /* Entry, those at the top */
};

static ClvCfbStream *
stream_new (ClvFile *file)
{
  ClvCfbStream *self = g_new0 (ClvCfbStream, 1);

  self->file = file;
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  return self;
}

/* Adds bytes at the end of the stream. */
static void
stream_append (ClvCfbStream *self,
               guint64        offset,
               guint64        length)
{
  Run run = { self->size, offset, length };

  if (self->runs->len > 0)
    {
      Run *last = &g_array_index (self->runs, Run, self->runs->len - 1);

      if (last->offset + last->length == offset)
        {
          last->length += length;
          self->size += length;
          return;
        }
    }
  g_array_append_val (self->runs, run);
  self->size += length;
}

ClvCfbStream *
clv_cfb_stream_new (ClvFile *file)
{
  ClvCfbStream *self = stream_new (file);

  stream_append (self, 0, file->size);
  return self;
}

void
clv_cfb_stream_free (ClvCfbStream *self)
{
  g_array_unref (self->runs);
  g_free (self);
}

guint64
clv_cfb_stream_get_size (const ClvCfbStream *self)
{
  return self->size;
}

/* The run that holds the byte @at; NULL behind the end. */
static const Run *
find_run (ClvCfbStream *self,
          guint64        at)
{
  const Run *runs = (const Run *) (gpointer) self->runs->data;
  guint low = 0, high = self->runs->len;

  if (self->last < high && at >= runs[self->last].at && at - runs[self->last].at < runs[self->last].length)
    return &runs[self->last];
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (runs[middle].at + runs[middle].length <= at)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->runs->len)
    return NULL;
  self->last = low;
  return &runs[low];
}

gboolean
clv_cfb_stream_read (ClvCfbStream *self,
                      guint64        offset,
                      gpointer       buffer,
                      gsize          length,
                      gsize         *n_read,
                      GError       **error)
{
  *n_read = 0;
  while (*n_read < length)
    {
      guint64 at = offset + *n_read;
      const Run *run = at < self->size ? find_run (self, at) : NULL;
      gsize wanted, n;

      if (run == NULL)
        break;
      wanted = (gsize) MIN (length - *n_read, MIN (run->at + run->length, self->size) - at);
      if (!clv_file_read (self->file, run->offset + (at - run->at), (char *) buffer + *n_read, wanted, &n, error))
        return FALSE;
      *n_read += n;
      if (n < wanted)
        break;
    }
  return TRUE;
}

static guint64
sector_offset (const ClvCfb *self,
               guint32       sector)
{
  return ((guint64) sector + 1) << self->sector_shift;
}

/* The stream that begins with @start; it ends where its chain does or stops making sense. */
static ClvCfbStream *
follow_chain (const ClvCfb *self,
              guint32       start,
              guint64       max_size)
{
  ClvCfbStream *stream = stream_new (self->file);
  guint64 sector_bytes = G_GUINT64_CONSTANT (1) << self->sector_shift;
  guint32 sector = start;

  for (guint32 n = 0; n < self->n_sectors && sector < self->n_sectors && stream->size < max_size; n++)
    {
      stream_append (stream, sector_offset (self, sector), sector_bytes);
      sector = sector < self->n_fat ? self->fat[sector] : NO_ENTRY;
    }
  stream->size = MIN (stream->size, max_size);
  return stream;
}

static ClvCfbStream *
follow_mini_chain (const ClvCfb *self,
                   guint32       start,
                   guint64       max_size)
{
  ClvCfbStream *stream = stream_new (self->file);
  guint64 mini_bytes = 1u << MINI_SHIFT;
  guint32 n_mini = self->mini != NULL ? (guint32) (self->mini->size >> MINI_SHIFT) : 0;
  guint32 sector = start;

  for (guint32 n = 0; n < n_mini && sector < n_mini && stream->size < max_size; n++)
    {
      guint64 at = (guint64) sector << MINI_SHIFT;
      const Run *run = find_run (self->mini, at);

      if (run == NULL)
        break;
      stream_append (stream, run->offset + (at - run->at), mini_bytes);
      sector = sector < self->n_mini_fat ? self->mini_fat[sector] : NO_ENTRY;
    }
  stream->size = MIN (stream->size, max_size);
  return stream;
}

static gboolean
read_fat_sector (ClvCfb  *self,
                 guint32  sector,
                 GError **error)
{
  guint n = 1u << (self->sector_shift - 2);
  guchar bytes[4096];
  gsize n_read = 0;

  if (sector < self->n_sectors &&
      !clv_file_read (self->file, sector_offset (self, sector), (char *) bytes, (gsize) n * 4, &n_read, error))
    return FALSE;
  /* What is missing chains nothing. */
  memset (bytes + n_read, 0xFF, (gsize) n * 4 - n_read);
  for (guint i = 0; i < n; i++)
    self->fat[self->n_fat++] = clv_bytes_u32 (bytes + 4 * i);
  return TRUE;
}

/* The header names the first sectors of the table; a chain of further ones names the rest. */
static gboolean
read_fat (ClvCfb       *self,
          const guchar *header,
          GError      **error)
{
  guint32 per_sector = 1u << (self->sector_shift - 2);
  guint32 n_needed = (self->n_sectors + per_sector - 1) / per_sector;
  guint32 n_found = 0, difat = clv_bytes_u32 (header + 0x44);

  self->fat = g_new (guint32, (gsize) n_needed * per_sector);
  for (guint i = 0; i < N_HEADER_DIFAT && n_found < n_needed; i++)
    {
      guint32 sector = clv_bytes_u32 (header + 0x4C + 4 * i);

      if (sector > SECTOR_MAX)
        continue;
      if (!read_fat_sector (self, sector, error))
        return FALSE;
      n_found++;
    }
  for (guint32 steps = 0; n_found < n_needed && difat < self->n_sectors && steps < self->n_sectors; steps++)
    {
      guchar bytes[4096];
      gsize n_read;

      if (!clv_file_read (self->file, sector_offset (self, difat), (char *) bytes, (gsize) per_sector * 4, &n_read, error))
        return FALSE;
      memset (bytes + n_read, 0xFF, (gsize) per_sector * 4 - n_read);
      for (guint i = 0; i + 1 < per_sector && n_found < n_needed; i++)
        {
          guint32 sector = clv_bytes_u32 (bytes + 4 * i);

          if (sector > SECTOR_MAX)
            continue;
          if (!read_fat_sector (self, sector, error))
            return FALSE;
          n_found++;
        }
      difat = clv_bytes_u32 (bytes + 4 * (per_sector - 1));
    }
  return TRUE;
}

static void
parse_entry (const ClvCfb *self,
             const guchar *bytes,
             Entry        *entry)
{
  guint n_letters = MIN (clv_bytes_u16 (bytes + 64) / 2, 32);

  memset (entry, 0, sizeof *entry);
  for (guint i = 0; i < n_letters; i++)
    {
      guint letter = clv_bytes_u16 (bytes + 2 * i);

      entry->name[i] = letter < 0x80 ? (char) letter : '?';
    }
  entry->type = bytes[66];
  entry->left = clv_bytes_u32 (bytes + 68);
  entry->right = clv_bytes_u32 (bytes + 72);
  entry->child = clv_bytes_u32 (bytes + 76);
  entry->start = clv_bytes_u32 (bytes + 116);
  entry->size = clv_bytes_u32 (bytes + 120);
  /* Version 3 leaves anything in the upper half. */
  if (self->sector_shift > 9)
    entry->size |= (guint64) clv_bytes_u32 (bytes + 124) << 32;
}

static gboolean
read_entry (ClvCfb        *self,
            ClvCfbStream *directory,
            guint32        index,
            Entry         *entry,
            gboolean      *is_there,
            GError       **error)
{
  guchar bytes[ENTRY_BYTES];
  gsize n_read;

  if (!clv_cfb_stream_read (directory, (guint64) index * ENTRY_BYTES, bytes, sizeof bytes, &n_read, error))
    return FALSE;
  *is_there = n_read == sizeof bytes;
  if (*is_there)
    parse_entry (self, bytes, entry);
  return TRUE;
}

/* The entries at the top are a tree of brothers below the root. */
static gboolean
read_brothers (ClvCfb        *self,
               ClvCfbStream *directory,
               guint32        first,
               GError       **error)
{
  guint32 n_entries = (guint32) (directory->size / ENTRY_BYTES);
  g_autofree guchar *is_seen = g_malloc0 ((gsize) n_entries / 8 + 1);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (waiting, first);
  while (waiting->len > 0 && self->entries->len < MAX_ENTRIES)
    {
      guint32 index = g_array_index (waiting, guint32, waiting->len - 1);
      gboolean is_there;
      Entry entry;

      g_array_set_size (waiting, waiting->len - 1);
      if (index >= n_entries || (is_seen[index / 8] & 1u << index % 8) != 0)
        continue;
      is_seen[index / 8] |= (guchar) (1u << index % 8);
      if (!read_entry (self, directory, index, &entry, &is_there, error))
        return FALSE;
      if (!is_there || (entry.type != ENTRY_STREAM && entry.type != ENTRY_STORAGE))
        continue;
      g_array_append_val (self->entries, entry);
      g_array_append_val (waiting, entry.left);
      g_array_append_val (waiting, entry.right);
    }
  return TRUE;
}

static void
read_mini_fat (ClvCfb       *self,
               const guchar *header)
{
  g_autoptr (ClvCfbStream) table = follow_chain (self, clv_bytes_u32 (header + 0x3C), G_MAXUINT64);
  /* One entry for each small sector that the file can hold. */
  gsize n_bytes = (gsize) MIN (table->size, (self->mini->size >> MINI_SHIFT) * 4);
  g_autofree guchar *bytes = g_malloc (n_bytes + 1);
  gsize n_read;

  if (!clv_cfb_stream_read (table, 0, bytes, n_bytes, &n_read, NULL))
    return;
  self->n_mini_fat = (guint32) (n_read / 4);
  self->mini_fat = g_new (guint32, self->n_mini_fat + 1);
  for (guint32 i = 0; i < self->n_mini_fat; i++)
    self->mini_fat[i] = clv_bytes_u32 (bytes + 4 * (gsize) i);
}

static gboolean
read_directory (ClvCfb       *self,
                const guchar *header,
                gboolean     *is_sound,
                GError      **error)
{
  g_autoptr (ClvCfbStream) directory = follow_chain (self, clv_bytes_u32 (header + 0x30), G_MAXUINT64);
  Entry root;

  if (!read_entry (self, directory, 0, &root, is_sound, error))
    return FALSE;
  *is_sound = *is_sound && root.type == ENTRY_ROOT;
  if (!*is_sound)
    return TRUE;
  self->mini = follow_chain (self, root.start, root.size);
  read_mini_fat (self, header);
  return read_brothers (self, directory, root.child, error);
}

static gboolean
read_container (ClvCfb  *self,
                GError **error)
{
  guchar header[HEADER_BYTES];
  gboolean is_sound = FALSE;
  gsize n_read;

  if (!clv_file_read (self->file, 0, (char *) header, sizeof header, &n_read, error))
    return FALSE;
  if (n_read == sizeof header)
    {
      self->sector_shift = clv_bytes_u16 (header + 0x1E);
      is_sound = clv_bytes_u16 (header + 0x1C) == 0xFFFE && (self->sector_shift == 9 || self->sector_shift == 12) &&
                 self->file->size > G_GUINT64_CONSTANT (1) << self->sector_shift;
    }
  if (is_sound)
    {
      guint64 sector_bytes = G_GUINT64_CONSTANT (1) << self->sector_shift;

      self->n_sectors = (guint32) ((self->file->size - 1) / sector_bytes);
      if (!read_fat (self, header, error) || !read_directory (self, header, &is_sound, error))
        return FALSE;
    }
  if (!is_sound)
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
                 /* Translators: %s is a file name */
                 _("“%s” is damaged: its table of contents cannot be read. Copy or download it again, "
                   "or save it again in the program it comes from."),
                 self->file->name);
  return is_sound;
}

ClvCfb *
clv_cfb_open (ClvFile *file,
              GError **error)
{
  g_autoptr (ClvCfb) self = g_new0 (ClvCfb, 1);

  self->file = file;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  if (file->size > MAX_BYTES)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name */
                   _("“%s” is larger than any file of its kind should be, and was not opened. "
                     "Save it as .xlsx or .csv in the program it comes from, and open that."),
                   file->name);
      return NULL;
    }
  return read_container (self, error) ? g_steal_pointer (&self) : NULL;
}

void
clv_cfb_free (ClvCfb *self)
{
  g_clear_pointer (&self->mini, clv_cfb_stream_free);
  g_array_unref (self->entries);
  g_free (self->mini_fat);
  g_free (self->fat);
  g_free (self);
}

static const Entry *
find_entry (const ClvCfb *self,
            const char   *name)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (g_ascii_strcasecmp (entry->name, name) == 0)
        return entry;
    }
  return NULL;
}

gboolean
clv_cfb_has (const ClvCfb *self,
             const char   *name)
{
  return find_entry (self, name) != NULL;
}

ClvCfbStream *
clv_cfb_open_stream (const ClvCfb *self,
                     const char   *name)
{
  const Entry *entry = find_entry (self, name);

  if (entry == NULL || entry->type != ENTRY_STREAM)
    return NULL;
  return entry->size < MINI_CUTOFF ? follow_mini_chain (self, entry->start, entry->size)
                                   : follow_chain (self, entry->start, entry->size);
}
