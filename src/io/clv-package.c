/* clv-package.c - a ZIP archive that may be a workbook, and its parts as bytes
 *
 * libzip knows where the parts are and hands over their packed bytes; they are
 * unpacked and summed up here. Nothing is sized by what the archive says about
 * itself: parts are streamed, and counted while they come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-package-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#include "clv-inflate-private.h"
#include "clv-source.h"
#include "clv-zip-directory-private.h"

#define PACKED_BYTES (64u << 10)
#define PART_BYTES_ALLOWED (G_GUINT64_CONSTANT (4) << 30)
#define PACKAGE_BYTES_ALLOWED (G_GUINT64_CONSTANT (8) << 30)
#define MAX_PART_BYTES (G_GUINT64_CONSTANT (64) << 30)
/* Honest sheets reach 100 : 1; only a large part can be a bomb. */
#define RATIO_ALLOWED 200
#define BOMB_BYTES_ALLOWED (G_GUINT64_CONSTANT (256) << 20)
/* What deflate can do at most is 1,032 : 1. */
#define MAX_RATIO 1100
#define MAX_BOMB_BYTES (G_GUINT64_CONSTANT (1) << 30)

struct _ClvPackage
{
  char       *name;
  zip_t      *zip;
  gboolean    is_trusted;
  guint64     n_bytes; /* read so far, all parts */
  GHashTable *indexes; /* part names as find_part() compares them, to their index */
};

struct _ClvPart
{
  ClvPackage   *package;
  char         *name;
  zip_file_t   *file;
  ClvInflate   *inflate; /* sums up, too */
  gboolean      is_stored;
  guint8       *packed;
  const guint8 *next;    /* of the packed bytes */
  gsize         n_next;
  gboolean      is_at_end;
  guint32       sum;
  guint32       expected_sum;
  guint64       n_packed;
  guint64       n_bytes;
  guint64       expected_size;
};

void
clv_package_set_damaged (ClvPackage *self,
                         const char *part,
                         GError    **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
               /* Translators: a file name, and the name of a part inside it */
               _("“%s” is damaged in its part “%s”. Open it in Excel or LibreOffice, "
                 "let it be repaired, save it and open it here again."),
               self->name, part);
}

static void
set_too_large (ClvPackage *self,
               GError    **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
               /* Translators: %s is a file name */
               _("“%s” would expand to many times its size, as a file made to do harm does. It was not opened. "
                 "If you trust it, save it again in Excel or LibreOffice, or export it as .csv."),
               self->name);
}

/* Some programs write part names with backslashes, in other case or with a slash in front. */
static char *
dup_plain_name (const char *name)
{
  g_autofree char *plain = g_strdelimit (g_ascii_strdown (name, -1), "\\", '/');
  const char *start = plain;

  while (*start == '/')
    start++;
  return g_strdup (start);
}

static void
index_parts (ClvPackage *self)
{
  gint64 n = zip_get_num_entries (self->zip, 0);

  self->indexes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gint64 i = 0; i < n; i++)
    {
      const char *name = zip_get_name (self->zip, (zip_uint64_t) i, 0);
      g_autofree char *plain = dup_plain_name (name != NULL ? name : "");

      if (!g_hash_table_contains (self->indexes, plain))
        g_hash_table_insert (self->indexes, g_steal_pointer (&plain), GUINT_TO_POINTER ((guint) i));
    }
}

ClvPackage *
clv_package_open (ClvFile *file,
                  gboolean is_trusted,
                  GError **error)
{
  g_autoptr (ClvPackage) self = NULL;
  int code = 0;

  if (!clv_zip_directory_check (file, is_trusted, error))
    return NULL;
  self = g_new0 (ClvPackage, 1);
  self->name = g_strdup (file->name);
  self->is_trusted = is_trusted;
  self->zip = zip_open (file->path, ZIP_RDONLY, &code);
  if (self->zip == NULL)
    {
      clv_zip_directory_set_damaged (file, error);
      return NULL;
    }
  index_parts (self);
  return g_steal_pointer (&self);
}

void
clv_package_free (ClvPackage *self)
{
  if (self->zip != NULL)
    zip_discard (self->zip);
  g_clear_pointer (&self->indexes, g_hash_table_unref);
  g_free (self->name);
  g_free (self);
}

GPtrArray *
clv_package_dup_names (ClvPackage *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (gint64 i = 0, n = zip_get_num_entries (self->zip, 0); i < n; i++)
    {
      const char *name = zip_get_name (self->zip, (zip_uint64_t) i, 0);

      if (name != NULL)
        g_ptr_array_add (names, g_strdup (name));
    }
  return names;
}

static gint64
find_part (ClvPackage *self,
           const char *name)
{
  gint64 index = zip_name_locate (self->zip, name, 0);
  g_autofree char *plain = NULL;
  gpointer found;

  if (index >= 0)
    return index;
  plain = dup_plain_name (name);
  return g_hash_table_lookup_extended (self->indexes, plain, NULL, &found) ? (gint64) GPOINTER_TO_UINT (found) : -1;
}

gboolean
clv_package_has_part (ClvPackage *self,
                      const char *name)
{
  return find_part (self, name) >= 0;
}

const char *
clv_package_get_name (ClvPackage *self)
{
  return self->name;
}

gboolean
clv_package_is_trusted (ClvPackage *self)
{
  return self->is_trusted;
}

guint64
clv_package_get_n_bytes (ClvPackage *self)
{
  return self->n_bytes;
}

char *
clv_package_peek_part (ClvPackage *self,
                       const char *name,
                       gsize       max_length)
{
  g_autoptr (ClvPart) part = clv_package_has_part (self, name) ? clv_part_open (self, name, NULL) : NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (part == NULL)
    return g_strdup ("");
  text = g_malloc0 (max_length + 1);
  if (!clv_part_read (part, text, max_length, &length, NULL))
    return g_strdup ("");
  return g_strndup (text, length);
}

ClvPart *
clv_part_open (ClvPackage *package,
               const char *name,
               GError    **error)
{
  gint64 index = find_part (package, name);
  g_autoptr (ClvPart) self = NULL;
  zip_stat_t info;

  zip_stat_init (&info);
  if (index < 0 || zip_stat_index (package->zip, (zip_uint64_t) index, 0, &info) != 0)
    {
      clv_package_set_damaged (package, name, error);
      return NULL;
    }
  self = g_new0 (ClvPart, 1);
  self->package = package;
  self->name = g_strdup (name);
  self->is_stored = info.comp_method == ZIP_CM_STORE;
  self->expected_sum = info.crc;
  self->expected_size = info.size;
  self->inflate = clv_inflate_new (CLV_INFLATE_BEST);
  self->packed = g_malloc (PACKED_BYTES);
  self->file = zip_fopen_index (package->zip, (zip_uint64_t) index, ZIP_FL_COMPRESSED);
  if (self->file == NULL)
    {
      clv_package_set_damaged (package, name, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
clv_part_free (ClvPart *self)
{
  if (self->file != NULL)
    zip_fclose (self->file);
  clv_inflate_free (self->inflate);
  g_free (self->packed);
  g_free (self->name);
  g_free (self);
}

const char *
clv_part_get_name (const ClvPart *self)
{
  return self->name;
}

double
clv_part_get_fraction (const ClvPart *self)
{
  return (double) self->n_bytes / (double) MAX (MAX (self->expected_size, self->n_bytes), 1);
}

/* More packed bytes; there may be none left. */
static gboolean
refill (ClvPart *self)
{
  zip_int64_t n = zip_fread (self->file, self->packed, PACKED_BYTES);

  if (n < 0)
    return FALSE;
  self->next = self->packed;
  self->n_next = (gsize) n;
  self->n_packed += (guint64) n;
  return TRUE;
}

/* Takes up to @length bytes; none at the end. FALSE when the part is damaged. */
static gboolean
take_bytes (ClvPart *self,
            guint8  *buffer,
            gsize    length,
            gsize   *n_taken)
{
  *n_taken = 0;
  while (*n_taken == 0 && !self->is_at_end)
    {
      if (self->n_next == 0 && !refill (self))
        return FALSE;
      if (self->is_stored)
        {
          *n_taken = MIN (self->n_next, length);
          memcpy (buffer, self->next, *n_taken);
          self->next += *n_taken;
          self->n_next -= *n_taken;
          self->is_at_end = *n_taken == 0;
        }
      else
        {
          gboolean has_input = self->n_next > 0;

          switch (clv_inflate_run (self->inflate, &self->next, &self->n_next, buffer, length, n_taken))
            {
            case CLV_INFLATE_END:
              self->is_at_end = TRUE;
              break;
            case CLV_INFLATE_OK:
              if (!has_input && *n_taken == 0)
                return FALSE;
              break;
            case CLV_INFLATE_DAMAGED:
            default:
              return FALSE;
            }
        }
    }
  return TRUE;
}

static gboolean
is_too_large (const ClvPart *self)
{
  const ClvPackage *package = self->package;
  guint64 factor = package->is_trusted ? 2 : 1;
  guint64 ratio = self->n_bytes / MAX (self->n_packed, 1);

  return self->n_bytes > MIN (PART_BYTES_ALLOWED * factor, MAX_PART_BYTES) ||
         package->n_bytes > PACKAGE_BYTES_ALLOWED * factor ||
         (self->n_bytes > BOMB_BYTES_ALLOWED * factor && ratio > RATIO_ALLOWED * factor) ||
         (self->n_bytes > MAX_BOMB_BYTES && ratio > MAX_RATIO);
}

gboolean
clv_part_read (ClvPart *self,
               char    *buffer,
               gsize    length,
               gsize   *n_read,
               GError **error)
{
  *n_read = 0;
  while (*n_read < length && !self->is_at_end)
    {
      guint8 *bytes = (guint8 *) buffer + *n_read;
      gsize n;

      if (!take_bytes (self, bytes, length - *n_read, &n))
        {
          clv_package_set_damaged (self->package, self->name, error);
          return FALSE;
        }
      self->sum = clv_inflate_sum (self->inflate, self->sum, bytes, n);
      *n_read += n;
      self->n_bytes += n;
      self->package->n_bytes += n;
      if (is_too_large (self))
        {
          set_too_large (self->package, error);
          return FALSE;
        }
    }
  if (self->is_at_end && (self->sum != self->expected_sum || self->n_bytes != self->expected_size))
    {
      clv_package_set_damaged (self->package, self->name, error);
      return FALSE;
    }
  return TRUE;
}
