/* clv-zip-directory.c - whether the directory of a ZIP archive can be believed
 *
 * The archive itself is read by libzip. Here its directory is gone through once
 * for what libzip lets pass: parts that lie over each other, so that few bytes
 * become many; two directories, so that two programs see two workbooks; names
 * that lead out of the archive; and ways of packing that no spreadsheet uses.
 *
 * Source: APPNOTE.TXT 6.3.10, sections 4.3 and 4.4.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-zip-directory-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-source.h"

#define N_ENTRIES_ALLOWED 10000
#define MAX_ENTRIES 65535
/* The name, the comment and the extra field of an entry have 16 bits each for their length. */
#define MAX_DIRECTORY_BYTES (G_GUINT64_CONSTANT (256) << 20)

#define END_BYTES 22
#define END64_BYTES 56
#define LOCATOR64_BYTES 20
#define ENTRY_BYTES 46
#define LOCAL_BYTES 30
#define NAME_BYTES 256 /* of a name are compared */

#define FLAG_ENCRYPTED 0x0001
#define METHOD_STORED 0
#define METHOD_DEFLATED 8

typedef struct
{
  guint64 n_entries;
  guint64 size;
  guint64 offset; /* as written; all offsets of the archive begin at base */
  guint64 base;
} Directory;

typedef struct
{
  guint64     start;
  guint64     length; /* of the packed bytes */
  const char *name;   /* as the directory has it, without a NUL */
  guint       n_name;
} Extent;

static guint16
get16 (const char *p)
{
  return (guint16) ((guchar) p[0] | (guchar) p[1] << 8);
}

static guint32
get32 (const char *p)
{
  return get16 (p) | (guint32) get16 (p + 2) << 16;
}

static guint64
get64 (const char *p)
{
  return get32 (p) | (guint64) get32 (p + 4) << 32;
}

void
clv_zip_directory_set_damaged (ClvFile *file,
                               GError **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
               /* Translators: %s is a file name */
               _("“%s” is damaged: it is no complete workbook. Copy or download it again, "
                 "or save it again in the program it comes from."),
               file->name);
}

static gboolean
set_damaged (ClvFile *file,
             GError **error)
{
  clv_zip_directory_set_damaged (file, error);
  return FALSE;
}

/* @what is translated. */
static gboolean
set_refused (ClvFile    *file,
             const char *what,
             GError    **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
               /* Translators: a file name, and a clause such as “two of its parts lie over each other” */
               _("“%s” is put together as no spreadsheet program does it (%s), and was not opened. "
                 "Save it again in Excel or LibreOffice."),
               file->name, what);
  return FALSE;
}

/* The larger numbers of ZIP64, where the record says that it has them. */
static gboolean
read_end64 (ClvFile   *file,
            guint64    end_offset,
            Directory *directory,
            GError   **error)
{
  char locator[LOCATOR64_BYTES], end[END64_BYTES];
  gsize n;

  if (end_offset < LOCATOR64_BYTES)
    return TRUE;
  if (!clv_file_read (file, end_offset - LOCATOR64_BYTES, locator, sizeof locator, &n, error))
    return FALSE;
  if (n < sizeof locator || memcmp (locator, "PK\6\7", 4) != 0)
    return TRUE;
  if (!clv_file_read (file, get64 (locator + 8), end, sizeof end, &n, error))
    return FALSE;
  if (n < sizeof end || memcmp (end, "PK\6\6", 4) != 0)
    return set_damaged (file, error);
  directory->n_entries = get64 (end + 32);
  directory->size = get64 (end + 40);
  directory->offset = get64 (end + 48);
  directory->base = 0;
  return TRUE;
}

/* Whether a record at @p of the tail could pass for the end of the directory. */
static gboolean
is_end (ClvFile    *file,
        guint64     end_offset,
        const char *p,
        gsize       n_left,
        Directory  *directory)
{
  if (n_left < END_BYTES || memcmp (p, "PK\5\6", 4) != 0 || (gsize) END_BYTES + get16 (p + 20) > n_left)
    return FALSE;
  directory->n_entries = get16 (p + 10);
  directory->size = get32 (p + 12);
  directory->offset = get32 (p + 16);
  directory->base = 0;
  return directory->offset == G_MAXUINT32 || directory->size == G_MAXUINT32 ||
         directory->offset + directory->size <= end_offset;
}

/* Bytes of a picture or a text may look like a record; only one that leads to a directory counts. Something may stand before
 * the archive, which then counts from its own start. */
static gboolean
leads_to_directory (ClvFile   *file,
                    guint64    end_offset,
                    Directory *directory,
                    gboolean  *leads,
                    GError   **error)
{
  guint64 bases[] = { 0, end_offset - directory->size - directory->offset };

  *leads = directory->offset == G_MAXUINT32 || directory->size == G_MAXUINT32 || directory->n_entries == 0;
  for (guint i = 0; i < G_N_ELEMENTS (bases) && !*leads; i++)
    {
      char first[4];
      gsize n;

      if (!clv_file_read (file, bases[i] + directory->offset, first, sizeof first, &n, error))
        return FALSE;
      *leads = n == sizeof first && memcmp (first, "PK\1\2", 4) == 0;
      directory->base = bases[i];
    }
  return TRUE;
}

static gboolean
find_directory (ClvFile   *file,
                Directory *directory,
                GError   **error)
{
  gsize length = (gsize) MIN (file->size, END_BYTES + G_MAXUINT16), n, n_ends = 0;
  g_autofree char *tail = g_malloc (length);
  guint64 start = file->size - length, end_offset = 0;

  if (!clv_file_read (file, start, tail, length, &n, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      Directory other;
      gboolean leads;

      if (tail[i] != 'P' || !is_end (file, start + i, tail + i, n - i, &other))
        continue;
      if (!leads_to_directory (file, start + i, &other, &leads, error))
        return FALSE;
      if (!leads)
        continue;
      if (n_ends > 0 && (other.n_entries != directory->n_entries || other.size != directory->size ||
                         other.base + other.offset != directory->base + directory->offset))
        return set_refused (file, _("it has two directories that differ"), error);
      *directory = other;
      end_offset = start + i;
      n_ends++;
    }
  if (n_ends == 0)
    return set_damaged (file, error);
  if (directory->n_entries == G_MAXUINT16 || directory->size == G_MAXUINT32 || directory->offset == G_MAXUINT32)
    return read_end64 (file, end_offset, directory, error);
  return TRUE;
}

static gboolean
leads_out (const char *name,
           gsize       length)
{
  for (gsize i = 0; i + 1 < length; i++)
    {
      gboolean begins = i == 0 || name[i - 1] == '/' || name[i - 1] == '\\';
      gboolean ends = i + 2 == length || name[i + 2] == '/' || name[i + 2] == '\\';

      if (name[i] == '.' && name[i + 1] == '.' && begins && ends)
        return TRUE;
    }
  return FALSE;
}

/* Where the numbers of 32 bits are full, the true ones stand in the extra field, in this order. */
static void
read_extra64 (const char *extra,
              gsize       length,
              gboolean    has_size,
              guint64    *packed,
              guint64    *start)
{
  while (length >= 4)
    {
      gsize n = get16 (extra + 2);
      const char *p = extra + 4;

      if (n > length - 4)
        return;
      if (get16 (extra) == 1)
        {
          gsize left = n;

          if (has_size && left >= 8)
            {
              p += 8;
              left -= 8;
            }
          if (*packed == G_MAXUINT32 && left >= 8)
            {
              *packed = get64 (p);
              p += 8;
              left -= 8;
            }
          if (*start == G_MAXUINT32 && left >= 8)
            *start = get64 (p);
          return;
        }
      extra += 4 + n;
      length -= 4 + n;
    }
}

static gboolean
read_entry (ClvFile    *file,
            const char *entry,
            gsize       n_left,
            gsize      *n_used,
            Extent     *extent,
            GError    **error)
{
  guint flags, method;
  gsize n_name, n_extra;

  if (n_left < ENTRY_BYTES || memcmp (entry, "PK\1\2", 4) != 0)
    return set_damaged (file, error);
  flags = get16 (entry + 8);
  method = get16 (entry + 10);
  n_name = get16 (entry + 28);
  n_extra = get16 (entry + 30);
  *n_used = ENTRY_BYTES + n_name + n_extra + get16 (entry + 32);
  if (*n_used > n_left)
    return set_damaged (file, error);
  if (flags & FLAG_ENCRYPTED)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                   /* Translators: %s is a file name */
                   _("“%s” is protected with a password. Remove the password and open it again."), file->name);
      return FALSE;
    }
  if (method != METHOD_STORED && method != METHOD_DEFLATED)
    return set_refused (file, _("its parts are packed in an unusual way"), error);
  if (leads_out (entry + ENTRY_BYTES, n_name))
    return set_refused (file, _("the name of a part leads out of it"), error);
  extent->length = get32 (entry + 20);
  extent->start = get32 (entry + 42);
  extent->name = entry + ENTRY_BYTES;
  extent->n_name = (guint) n_name;
  read_extra64 (entry + ENTRY_BYTES + n_name, n_extra, get32 (entry + 24) == G_MAXUINT32, &extent->length,
                &extent->start);
  return TRUE;
}

static int
compare_extents (gconstpointer a,
                 gconstpointer b)
{
  const Extent *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* The extra field in front of the packed bytes may be longer than that in the directory. The name is the same: it has
 * no checksum, and where one of the two was damaged, a part would be missing without a word. */
static gboolean
check_extents (ClvFile         *file,
               const Directory *directory,
               GArray          *extents,
               GError         **error)
{
  guint64 end = 0;

  g_array_sort (extents, compare_extents);
  for (guint i = 0; i < extents->len; i++)
    {
      const Extent *extent = &g_array_index (extents, Extent, i);
      char local[LOCAL_BYTES + NAME_BYTES];
      gsize n, n_name = MIN (extent->n_name, NAME_BYTES);

      if (extent->start >= directory->offset)
        return set_damaged (file, error);
      if (i > 0 && extent->start < end)
        return set_refused (file, _("two of its parts lie over each other"), error);
      if (!clv_file_read (file, directory->base + extent->start, local, LOCAL_BYTES + n_name, &n, error))
        return FALSE;
      if (n < LOCAL_BYTES + n_name || memcmp (local, "PK\3\4", 4) != 0 || get16 (local + 26) != extent->n_name ||
          memcmp (local + LOCAL_BYTES, extent->name, n_name) != 0)
        return set_damaged (file, error);
      end = extent->start + LOCAL_BYTES + get16 (local + 26) + get16 (local + 28) + extent->length;
      if (end < extent->start || end > directory->offset)
        return i + 1 < extents->len ? set_refused (file, _("two of its parts lie over each other"), error)
                                    : set_damaged (file, error);
    }
  return TRUE;
}

gboolean
clv_zip_directory_check (ClvFile *file,
                         gboolean is_trusted,
                         GError **error)
{
  g_autoptr (GArray) extents = g_array_new (FALSE, FALSE, sizeof (Extent));
  g_autofree char *bytes = NULL;
  guint64 n_allowed = is_trusted ? 2 * N_ENTRIES_ALLOWED : N_ENTRIES_ALLOWED;
  Directory directory = { 0 };
  gsize n, offset = 0;

  if (!find_directory (file, &directory, error))
    return FALSE;
  if (directory.n_entries > MIN (n_allowed, MAX_ENTRIES) || directory.size > MAX_DIRECTORY_BYTES)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name */
                   _("“%s” has too many parts for a workbook, and was not opened."), file->name);
      return FALSE;
    }
  if (directory.base + directory.offset > file->size || directory.size > file->size)
    return set_damaged (file, error);
  bytes = g_malloc ((gsize) directory.size + 1);
  if (!clv_file_read (file, directory.base + directory.offset, bytes, (gsize) directory.size, &n, error))
    return FALSE;
  for (guint64 i = 0; i < directory.n_entries; i++)
    {
      Extent extent;
      gsize n_used;

      if (!read_entry (file, bytes + offset, n - offset, &n_used, &extent, error))
        return FALSE;
      g_array_append_val (extents, extent);
      offset += n_used;
    }
  return check_extents (file, &directory, extents, error);
}
