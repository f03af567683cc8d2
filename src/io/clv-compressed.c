/* clv-compressed.c - spreadsheets that are packed in a .gz file or a ZIP archive
 *
 * Texts are read while they are unpacked. A workbook is read here and there, and is unpacked into memory first: into a
 * file that exists nowhere else, so that its reader sees no difference and nothing is written to disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-compressed-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-csv-private.h"

#define PIECE_BYTES (1u << 20)
/* So much of what is packed tells what it is. */
#define HEAD_BYTES (64u << 10)
#define MAX_WORKBOOK_BYTES (G_GUINT64_CONSTANT (512) << 20)

/* Unpacks up to @max_length bytes into memory; @is_whole tells whether that is all. */
static ClvFile *
unpack (ClvSource     *source,
        ClvByteStream *stream,
        guint64        max_length,
        gboolean      *is_whole,
        const ClvWork *work,
        GError       **error)
{
  g_autofree char *piece = g_malloc (PIECE_BYTES);
  g_autoptr (ClvFile) file = clv_file_new_in_memory (source->name);
  gsize n, n_wanted;

  do
    {
      n_wanted = (gsize) MIN (PIECE_BYTES, max_length - file->size);
      if (!clv_csv_go_on (source, work, 0.0, error) || !stream->read (stream, piece, n_wanted, &n, error) ||
          !clv_file_append (file, piece, n, error))
        return NULL;
    }
  while (n == n_wanted && file->size < max_length);
  *is_whole = n < n_wanted;
  return g_steal_pointer (&file);
}

static void
set_nested (const ClvSource *source,
            GError         **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
               /* Translators: %s is a file name */
               _("“%s” is an archive inside another. Unpack it, and open the spreadsheet inside."), source->name);
}

/* A workbook, or whatever else is not read from its start to its end. */
static gboolean
read_in_memory (ClvSource     *source,
                ClvByteStream *stream,
                ClvFileKind    kind,
                const ClvWork *work,
                GError       **error)
{
  g_autoptr (ClvFile) file = NULL;
  g_autofree char *sha256 = g_steal_pointer (&source->sha256);
  gboolean is_whole, ok;

  if (kind == CLV_FILE_GZIP || source->is_packed)
    {
      set_nested (source, error);
      return FALSE;
    }
  file = unpack (source, stream, MAX_WORKBOOK_BYTES * (source->options.is_trusted ? 2 : 1), &is_whole, work, error);
  if (file == NULL)
    return FALSE;
  if (!is_whole)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name */
                   _("The workbook in “%s” is too large to be read while it is packed. Unpack it, and open the file inside."),
                   source->name);
      return FALSE;
    }
  source->is_packed = TRUE;
  ok = clv_source_read_kind (source, file, kind, work, error);
  source->is_packed = FALSE;
  /* The fingerprint is that of the file which people have. */
  g_free (source->sha256);
  source->sha256 = g_steal_pointer (&sha256);
  return ok;
}

/* What is packed there. @file gets its first bytes. */
static gboolean
identify (ClvSource     *source,
          ClvByteStream *stream,
          ClvFileKind   *kind,
          GError       **error)
{
  gboolean is_whole;
  g_autoptr (ClvFile) head = unpack (source, stream, HEAD_BYTES, &is_whole, NULL, error);

  return head != NULL && clv_file_identify (head, kind, error);
}

/* --- .gz --- */

static ClvByteStream *
open_gzip (ClvTextInput *input,
           ClvSha256    *sha256,
           GError      **error)
{
  return clv_byte_stream_new_for_gzip (input->data, input->is_trusted, sha256);
}

gboolean
clv_gzip_read (ClvSource     *source,
               ClvFile       *file,
               const ClvWork *work,
               GError       **error)
{
  g_autoptr (ClvByteStream) stream = clv_byte_stream_new_for_gzip (file, source->options.is_trusted, NULL);
  ClvTextInput input = { .open = open_gzip, .data = file, .is_trusted = source->options.is_trusted, .hashes = TRUE,
                         .name = source->name, .sheet = "", .to = 1.0 };
  ClvFileKind kind;

  if (!identify (source, stream, &kind, error))
    return FALSE;
  if (kind != CLV_FILE_TEXT)
    {
      g_autoptr (ClvByteStream) again = clv_byte_stream_new_for_gzip (file, source->options.is_trusted, NULL);

      return clv_source_take_sha256 (source, file, work, error) && read_in_memory (source, again, kind, work, error);
    }
  if (!clv_csv_read_input (source, &input, work, error))
    return FALSE;
  if (source->tables->len > 0)
    return TRUE;
  clv_source_set_no_cells (source, error);
  return FALSE;
}

/* --- ZIP --- */

typedef struct
{
  ClvPackage *package;
  const char *part;
} PartOpener;

static ClvByteStream *
open_part (ClvTextInput *input,
           ClvSha256    *sha256,
           GError      **error)
{
  const PartOpener *opener = input->data;

  return clv_byte_stream_new_for_part (opener->package, opener->part, error);
}

/* Folders, and what the Mac puts beside each file. */
static gboolean
is_clutter (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);

  return g_str_has_suffix (name, "/") || g_str_has_prefix (name, "__MACOSX/") || base[0] == '.' ||
         g_ascii_strcasecmp (base, "thumbs.db") == 0 || g_ascii_strcasecmp (base, "desktop.ini") == 0;
}

typedef struct
{
  GPtrArray *texts;     /* names of parts */
  GPtrArray *workbooks;
  ClvFileKind kind;     /* of the last workbook */
} Content;

static gboolean
look_inside (ClvSource  *source,
             ClvPackage *package,
             Content    *content,
             GError    **error)
{
  g_autoptr (GPtrArray) names = clv_package_dup_names (package);
  g_autoptr (GError) useless = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autoptr (ClvByteStream) stream = NULL;
      g_autoptr (GError) local_error = NULL;
      ClvFileKind kind;

      if (is_clutter (name))
        continue;
      stream = clv_byte_stream_new_for_part (package, name, error);
      if (stream == NULL)
        return FALSE;
      if (identify (source, stream, &kind, &local_error))
        {
          if (kind != CLV_FILE_TEXT)
            content->kind = kind;
          g_ptr_array_add (kind == CLV_FILE_TEXT ? content->texts : content->workbooks, g_strdup (name));
        }
      else if (!g_error_matches (local_error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND) &&
               !g_error_matches (local_error, CLV_IO_ERROR, CLV_IO_ERROR_EMPTY))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      else
        {
          /* A manual beside the orders does not matter, but who misses a file shall know; alone, it is told what it is. */
          clv_problem_list_add (source->problems, "skipped-file", "ignored", source->name, "", 0, name);
          if (useless == NULL)
            useless = g_steal_pointer (&local_error);
        }
    }
  if (content->texts->len + content->workbooks->len > 0)
    return TRUE;
  if (useless != NULL)
    g_propagate_error (error, g_steal_pointer (&useless));
  else
    clv_file_set_useless (source->name, CLV_USELESS_ARCHIVE, error);
  return FALSE;
}

static gboolean
read_texts (ClvSource     *source,
            ClvPackage    *package,
            GPtrArray     *texts,
            const ClvWork *work,
            GError       **error)
{
  for (guint i = 0; i < texts->len; i++)
    {
      PartOpener opener = { package, texts->pdata[i] };
      g_autofree char *base = g_path_get_basename (opener.part);
      ClvTextInput input = { .open = open_part, .data = &opener, .name = base, .sheet = texts->len > 1 ? base : "",
                             .from = (double) i / texts->len, .to = (i + 1.0) / texts->len };

      if (!clv_csv_read_input (source, &input, work, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
clv_archive_read (ClvSource     *source,
                  ClvPackage    *package,
                  const ClvWork *work,
                  GError       **error)
{
  Content content = { g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free), CLV_FILE_TEXT };
  gboolean ok = FALSE;

  if (source->is_packed)
    set_nested (source, error);
  else if (!look_inside (source, package, &content, error))
    ok = FALSE;
  else if (content.workbooks->len == 0)
    ok = read_texts (source, package, content.texts, work, error);
  else if (content.workbooks->len == 1 && content.texts->len == 0)
    {
      g_autoptr (ClvByteStream) stream = clv_byte_stream_new_for_part (package, content.workbooks->pdata[0], error);

      ok = stream != NULL && read_in_memory (source, stream, content.kind, work, error);
    }
  else
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                 /* Translators: %s is a file name */
                 _("“%s” holds several files, and workbooks among them. Unpack it, and open those that you need."),
                 source->name);
  g_ptr_array_unref (content.texts);
  g_ptr_array_unref (content.workbooks);
  return ok;
}
