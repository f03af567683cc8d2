/* clv-source.c - a spreadsheet file, read: its tables, and how they were read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-source.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "clv-compressed-private.h"
#include "clv-html-private.h"
#include "clv-sha256-private.h"
#include "clv-source-private.h"
#include "clv-xls-private.h"
#include "clv-xml2003-private.h"

#define PIECE_BYTES (1u << 20)

G_DEFINE_QUARK (clv-io-error-quark, clv_io_error)

void
clv_source_set_cancelled (const ClvSource *self,
                          GError         **error)
{
  /* Translators: %s is a file name */
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED, _("Reading “%s” was cancelled."), self->name);
}

void
clv_source_set_no_cells (const ClvSource *self,
                         GError         **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_EMPTY,
               /* Translators: %s is a file name */
               _("“%s” has no filled cell. Export it again from the program it comes from."), self->name);
}

ClvTableBuilder *
clv_source_begin_table (const ClvSource *self,
                        const char      *sheet,
                        gboolean         is_hidden)
{
  ClvTableBuilder *builder = clv_table_builder_new (self->name, sheet);
  GHashTable *rows = self->options.header_rows;

  clv_table_builder_set_hidden (builder, is_hidden);
  if (rows != NULL)
    clv_table_builder_set_header_row (builder, GPOINTER_TO_UINT (g_hash_table_lookup (rows, sheet)));
  return builder;
}

void
clv_source_end_table (ClvSource       *self,
                      ClvTableBuilder *builder)
{
  ClvTable *table = clv_table_builder_finish (builder, self->problems);

  if (table != NULL)
    g_ptr_array_add (self->tables, table);
}

gboolean
clv_source_take_sha256 (ClvSource     *self,
                        ClvFile       *file,
                        const ClvWork *work,
                        GError       **error)
{
  g_autoptr (ClvSha256) sha256 = NULL;
  g_autofree char *piece = NULL;
  gsize n;

  if (self->options.max_rows > 0)
    return TRUE;
  sha256 = clv_sha256_new ();
  piece = g_malloc (PIECE_BYTES);
  for (guint64 offset = 0;; offset += n)
    {
      if (clv_work_is_cancelled (work))
        {
          clv_source_set_cancelled (self, error);
          return FALSE;
        }
      if (!clv_file_read (file, offset, piece, PIECE_BYTES, &n, error))
        return FALSE;
      if (n == 0)
        break;
      clv_sha256_update (sha256, piece, n);
    }
  self->sha256 = clv_sha256_finish (sha256);
  return TRUE;
}

char *
clv_source_name_cell (guint32 row,
                      guint   column)
{
  char letters[8];
  guint n = sizeof letters - 1;

  letters[n] = '\0';
  for (column++; column > 0 && n > 0; column = (column - 1) / 26)
    letters[--n] = (char) ('A' + (column - 1) % 26);
  return g_strdup_printf ("%s%u", letters + n, row + 1);
}

gboolean
clv_source_read_kind (ClvSource     *self,
                      ClvFile       *file,
                      ClvFileKind    kind,
                      const ClvWork *work,
                      GError       **error)
{
  switch (kind)
    {
    case CLV_FILE_ZIP:
      return clv_workbook_read (self, file, work, error);
    case CLV_FILE_GZIP:
      return clv_gzip_read (self, file, work, error);
    case CLV_FILE_COMPOUND:
    case CLV_FILE_RECORDS:
      return clv_xls_read (self, file, kind, work, error);
    case CLV_FILE_HTML:
    case CLV_FILE_MHTML:
      return clv_html_read (self, file, kind, work, error);
    case CLV_FILE_XML_2003:
      return clv_xml2003_read (self, file, work, error);
    case CLV_FILE_TEXT:
    default:
      return clv_csv_read (self, file, work, error);
    }
}

/**
 * clv_source_read:
 * @path: the file, in the encoding of file names
 * @work: (nullable): whom to tell, and who may cancel
 * @error: of the domain CLV_IO_ERROR; the message names the file, what was found and what to do
 *
 * Reads a spreadsheet whole. What it is follows from its content, never from its name.
 *
 * Returns: (transfer full) (nullable): the source; NULL on error
 */
ClvSource *
clv_source_read (const char    *path,
                 const ClvWork *work,
                 GError       **error)
{
  return clv_source_read_with (path, NULL, work, error);
}

/**
 * clv_source_read_with:
 * @path: the file, in the encoding of file names
 * @options: (nullable): what people say about it; needed only during the call
 * @work: (nullable): whom to tell, and who may cancel
 * @error: as for clv_source_read()
 *
 * Reads a spreadsheet as people say, or only its first rows.
 *
 * Returns: (transfer full) (nullable): the source; NULL on error
 */
ClvSource *
clv_source_read_with (const char           *path,
                      const ClvReadOptions *options,
                      const ClvWork        *work,
                      GError              **error)
{
  g_autoptr (ClvFile) file = clv_file_open (path, error);
  g_autoptr (ClvSource) self = NULL;
  ClvFileKind kind;
  gboolean ok;

  if (file == NULL || !clv_file_identify (file, &kind, error))
    return NULL;

  self = g_new0 (ClvSource, 1);
  self->ref_count = 1;
  self->path = g_strdup (path);
  self->name = g_strdup (file->name);
  self->format = "";
  if (options != NULL)
    self->options = *options;
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  self->problems = clv_problem_list_new ();

  ok = clv_source_read_kind (self, file, kind, work, error);
  self->options = (ClvReadOptions) { 0 };
  /* Where the first rows are all there are, nobody reads the file again. */
  if (ok && !self->is_provisional && self->sha256 == NULL)
    ok = clv_source_take_sha256 (self, file, work, error);
  return ok ? g_steal_pointer (&self) : NULL;
}

/**
 * clv_source_ref:
 *
 * Returns: (transfer full): the same source, which is immutable and may be shared between threads
 */
ClvSource *
clv_source_ref (ClvSource *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

/**
 * clv_source_unref:
 *
 * Drops a reference; the last one drops the tables.
 */
void
clv_source_unref (ClvSource *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_free (self->path);
  g_free (self->name);
  g_free (self->sha256);
  g_free (self->evidence);
  g_free (self->encoding);
  g_ptr_array_unref (self->tables);
  clv_problem_list_unref (self->problems);
  g_free (self);
}

/**
 * clv_source_get_path:
 *
 * Returns: the path as it was given
 */
const char *
clv_source_get_path (const ClvSource *self)
{
  return self->path;
}

/**
 * clv_source_paths_are_one:
 *
 * Returns: FALSE too where one of them leads to nothing
 */
gboolean
clv_source_paths_are_one (const char *path,
                          const char *other)
{
  GStatBuf at, there;

  return g_stat (path, &at) == 0 && g_stat (other, &there) == 0 && at.st_dev == there.st_dev && at.st_ino == there.st_ino;
}

/**
 * clv_source_get_name:
 *
 * Returns: the name of the file for people, in UTF-8
 */
const char *
clv_source_get_name (const ClvSource *self)
{
  return self->name;
}

/**
 * clv_source_is_provisional:
 *
 * Returns: whether rows are missing because only so many were asked for
 */
gboolean
clv_source_is_provisional (const ClvSource *self)
{
  return self->is_provisional;
}

/**
 * clv_source_get_sha256:
 *
 * Returns: SHA-256 of the file's bytes in 64 hexadecimal digits; "" while the source is provisional
 */
const char *
clv_source_get_sha256 (const ClvSource *self)
{
  return self->sha256 != NULL ? self->sha256 : "";
}

/**
 * clv_source_get_encoding:
 *
 * Returns: the name of a text file's encoding, as people know it; "" for workbooks
 */
const char *
clv_source_get_encoding (const ClvSource *self)
{
  return self->encoding != NULL ? self->encoding : "";
}

/**
 * clv_source_get_delimiter:
 *
 * Returns: what separates the columns of a text file, ' ' for runs of blanks; 0 for workbooks and files of one column
 */
char
clv_source_get_delimiter (const ClvSource *self)
{
  return self->delimiter;
}

/**
 * clv_source_get_format:
 *
 * Returns: “csv”, “tsv”, “xlsx”, “ods”, “xls” or “html”
 */
const char *
clv_source_get_format (const ClvSource *self)
{
  return self->format;
}

/**
 * clv_source_get_evidence:
 *
 * Returns: how a text file was read, in a translated sentence; "" for workbooks
 */
const char *
clv_source_get_evidence (const ClvSource *self)
{
  return self->evidence != NULL ? self->evidence : "";
}

/**
 * clv_source_get_n_tables:
 *
 * Returns: number of sheets that hold a cell, hidden ones too; at least 1
 */
guint
clv_source_get_n_tables (const ClvSource *self)
{
  return self->tables->len;
}

/**
 * clv_source_get_table:
 * @index: 0 to clv_source_get_n_tables() - 1, in the order of the workbook
 *
 * Returns: (transfer none): the table
 */
ClvTable *
clv_source_get_table (const ClvSource *self,
                      guint            index)
{
  g_assert (index < self->tables->len);
  return self->tables->pdata[index];
}

/**
 * clv_source_get_problems:
 *
 * Returns: (transfer none): what was odd in the file
 */
ClvProblemList *
clv_source_get_problems (const ClvSource *self)
{
  return self->problems;
}
