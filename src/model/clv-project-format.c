/* clv-project-format.c - how files are to be read: encoding, separator, header row, trust, conversion, password
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-convert.h"

/* One file */

/* Leaves nothing of it in memory. */
static void
clear_password (ClvFileFormat *self)
{
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_clear_pointer (&self->password, g_free);
}

ClvFileFormat *
clv_file_format_ref (ClvFileFormat *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
clv_file_format_unref (ClvFileFormat *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  if (self->converted != NULL)
    clv_convert_discard (self->converted);
  g_clear_pointer (&self->header_rows, g_hash_table_unref);
  clear_password (self);
  g_free (self->encoding);
  g_free (self);
}

/* (transfer full): the same, to be changed before anybody else sees it. What was converted is converted anew. */
static ClvFileFormat *
file_format_copy (const ClvFileFormat *format)
{
  ClvFileFormat *self = g_new0 (ClvFileFormat, 1);
  GHashTableIter iter;
  gpointer sheet, row;

  self->ref_count = 1;
  if (format == NULL)
    return self;
  self->encoding = g_strdup (format->encoding);
  self->delimiter = format->delimiter;
  self->is_trusted = format->is_trusted;
  self->is_converted = format->is_converted;
  self->password = g_strdup (format->password);
  if (format->header_rows == NULL)
    return self;
  self->header_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, format->header_rows);
  while (g_hash_table_iter_next (&iter, &sheet, &row))
    g_hash_table_insert (self->header_rows, g_strdup (sheet), row);
  return self;
}

static gboolean
file_format_equal (const ClvFileFormat *a,
                   const ClvFileFormat *b)
{
  GHashTableIter iter;
  gpointer sheet, row;

  if (g_strcmp0 (a->encoding, b->encoding) != 0 || a->delimiter != b->delimiter || a->is_trusted != b->is_trusted
      || a->is_converted != b->is_converted || g_strcmp0 (a->password, b->password) != 0)
    return FALSE;
  if (a->header_rows == NULL || b->header_rows == NULL)
    return a->header_rows == b->header_rows;
  if (g_hash_table_size (a->header_rows) != g_hash_table_size (b->header_rows))
    return FALSE;
  g_hash_table_iter_init (&iter, a->header_rows);
  while (g_hash_table_iter_next (&iter, &sheet, &row))
    if (g_hash_table_lookup (b->header_rows, sheet) != row)
      return FALSE;
  return TRUE;
}

/* All files */

GHashTable *
clv_formats_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) clv_file_format_unref);
}

GHashTable *
clv_formats_copy (GHashTable *formats)
{
  GHashTable *copy = clv_formats_new ();
  GHashTableIter iter;
  gpointer path, format;

  g_hash_table_iter_init (&iter, formats);
  while (g_hash_table_iter_next (&iter, &path, &format))
    g_hash_table_insert (copy, g_strdup (path), clv_file_format_ref (format));
  return copy;
}

/* Whether nothing has to be read again to come from one to the other. */
gboolean
clv_formats_equal (GHashTable *a,
                   GHashTable *b)
{
  GHashTableIter iter;
  gpointer path, format;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &path, &format))
    {
      const ClvFileFormat *other = g_hash_table_lookup (b, path);

      if (other == NULL || !file_format_equal (format, other))
        return FALSE;
    }
  return TRUE;
}

/* @format: (transfer none) (nullable). One that says nothing is as good as none. */
void
clv_formats_set (GHashTable    *formats,
                 const char    *path,
                 ClvFileFormat *format)
{
  const ClvFileFormat nothing = { 0 };

  if (format == NULL || file_format_equal (format, &nothing))
    g_hash_table_remove (formats, path);
  else
    g_hash_table_insert (formats, g_strdup (path), clv_file_format_ref (format));
}

/* Asking */

/* (nullable): the file that @table of the mapping comes from */
static const ClvSource *
find_source (ClvProject *self,
             guint       table)
{
  const ClvTable *wanted;

  if (self->mapping == NULL || self->sources == NULL || table >= clv_mapping_get_n_tables (self->mapping))
    return NULL;
  wanted = clv_mapping_get_table (self->mapping, table)->table;
  for (guint i = 0; i < self->sources->len; i++)
    for (guint j = 0; j < clv_source_get_n_tables (self->sources->pdata[i]); j++)
      if (clv_source_get_table (self->sources->pdata[i], j) == wanted)
        return self->sources->pdata[i];
  return NULL;
}

/* The path as it was opened; another one than that of the source when the file was converted. */
const char *
clv_formats_find_path (GHashTable      *formats,
                       const ClvSource *source)
{
  GHashTableIter iter;
  gpointer path, format;

  g_hash_table_iter_init (&iter, formats);
  while (g_hash_table_iter_next (&iter, &path, &format))
    if (g_strcmp0 (((ClvFileFormat *) format)->converted, clv_source_get_path (source)) == 0)
      return path;
  return clv_source_get_path (source);
}

/**
 * clv_project_has_file:
 *
 * Returns: whether @path leads to a file that was read
 */
gboolean
clv_project_has_file (ClvProject *self,
                      const char *path)
{
  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    if (clv_source_paths_are_one (path, clv_formats_find_path (self->formats, self->sources->pdata[i])))
      return TRUE;
  return FALSE;
}

/* (transfer full) (element-type filename): open files that are to be read otherwise than they were */
GPtrArray *
clv_project_dup_other_paths (ClvProject *self)
{
  const ClvFileFormat nothing = { 0 };
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    {
      const char *path = clv_formats_find_path (self->formats, self->sources->pdata[i]);
      const ClvFileFormat *is = g_hash_table_lookup (self->formats, path);
      const ClvFileFormat *wanted = g_hash_table_lookup (self->wanted_formats, path);

      if (!file_format_equal (is != NULL ? is : &nothing, wanted != NULL ? wanted : &nothing))
        g_ptr_array_add (paths, g_strdup (path));
    }
  return paths;
}

/**
 * clv_project_get_format:
 * @table: of the mapping
 * @format: (out caller-allocates): its strings are good until “mapping” notifies
 *
 * How the file of a table was read, and which of that people have said.
 *
 * Returns: FALSE when there is no such table
 */
gboolean
clv_project_get_format (ClvProject       *self,
                        guint             table,
                        ClvProjectFormat *format)
{
  const ClvSource *source;
  const ClvFileFormat *wanted;
  const char *sheet;

  g_return_val_if_fail (CLV_IS_PROJECT (self), FALSE);

  source = find_source (self, table);
  if (source == NULL)
    return FALSE;
  sheet = clv_table_get_sheet (clv_mapping_get_table (self->mapping, table)->table);
  wanted = g_hash_table_lookup (self->wanted_formats, clv_formats_find_path (self->formats, source));
  *format = (ClvProjectFormat) {
    .name = clv_source_get_name (source),
    .evidence = clv_source_get_evidence (source),
    .encoding = clv_source_get_encoding (source),
    .delimiter = clv_source_get_delimiter (source),
    .is_text = g_str_equal (clv_source_get_format (source), "csv") || g_str_equal (clv_source_get_format (source), "tsv"),
    .header_row = clv_table_get_header_row (clv_mapping_get_table (self->mapping, table)->table),
  };
  if (wanted != NULL)
    {
      format->wanted_encoding = wanted->encoding;
      format->wanted_delimiter = wanted->delimiter;
      if (wanted->header_rows != NULL)
        format->wanted_header_row = GPOINTER_TO_UINT (g_hash_table_lookup (wanted->header_rows, sheet));
    }
  return TRUE;
}

/* Changing */

/* Takes @format. */
static void
take_format (ClvProject    *self,
             const char    *path,
             const char    *name,
             ClvFileFormat *format,
             const char    *undo_label,
             const char    *redo_label)
{
  ClvFileFormat *before = g_hash_table_lookup (self->wanted_formats, path);
  ClvCommand *command;
  const ClvFileFormat nothing = { 0 };

  if (file_format_equal (before != NULL ? before : &nothing, format))
    {
      clv_file_format_unref (format);
      return;
    }
  command = clv_command_new (name);
  command->path = g_strdup (path);
  command->format_before = before != NULL ? clv_file_format_ref (before) : NULL;
  command->format_after = format;
  command->undo_label = undo_label;
  command->redo_label = redo_label;
  clv_project_revise (self);
  /* Changes that are being made come before it, in the history too. */
  g_ptr_array_add (self->late_formats, command);
  if (clv_project_has_no_edits (self))
    clv_project_apply_late_formats (self);
  clv_project_schedule (self);
}

/* Follow it with clv_project_schedule(). */
void
clv_project_apply_late_formats (ClvProject *self)
{
  while (self->late_formats->len > 0)
    {
      ClvCommand *command = g_ptr_array_steal_index (self->late_formats, 0);

      /* Cancelled, this step has not been made at all. */
      clv_project_begin_read (self, CLV_READ_AGAIN);
      clv_formats_set (self->wanted_formats, command->path, command->format_after);
      clv_project_push (self, command);
      clv_project_want_again (self);
    }
}

/* (transfer full) (nullable): what is wanted of the file of @table now, to be changed */
static ClvFileFormat *
copy_wanted (ClvProject       *self,
             guint             table,
             const ClvSource **source)
{
  if (self->state == CLV_PROJECT_READING)
    return NULL;
  *source = find_source (self, table);
  if (*source == NULL)
    return NULL;
  return file_format_copy (g_hash_table_lookup (self->wanted_formats, clv_formats_find_path (self->formats, *source)));
}

/**
 * clv_project_set_encoding:
 * @table: of the mapping; its whole file is read again
 * @encoding: (nullable): a name that iconv knows; NULL for what the file looks like
 *
 * Says how the letters of a text file are stored. Undoable; when the file cannot be read that way, “failed” says why
 * and everything is as before.
 */
void
clv_project_set_encoding (ClvProject *self,
                          guint       table,
                          const char *encoding)
{
  const ClvSource *source;
  ClvFileFormat *format;

  g_return_if_fail (CLV_IS_PROJECT (self));

  format = copy_wanted (self, table, &source);
  if (format == NULL)
    return;
  g_free (format->encoding);
  format->encoding = g_strdup (encoding);
  /* Translators: %s is a file name */
  take_format (self, clv_formats_find_path (self->formats, source), clv_source_get_name (source), format,
               _("Undo new encoding of “%s”"), _("Redo new encoding of “%s”"));
}

/**
 * clv_project_set_delimiter:
 * @delimiter: what separates the columns of a text file; 0 for what the file looks like
 *
 * As clv_project_set_encoding().
 */
void
clv_project_set_delimiter (ClvProject *self,
                           guint       table,
                           char        delimiter)
{
  const ClvSource *source;
  ClvFileFormat *format;

  g_return_if_fail (CLV_IS_PROJECT (self));

  format = copy_wanted (self, table, &source);
  if (format == NULL)
    return;
  format->delimiter = delimiter;
  /* Translators: %s is a file name */
  take_format (self, clv_formats_find_path (self->formats, source), clv_source_get_name (source), format,
               _("Undo new separator of “%s”"), _("Redo new separator of “%s”"));
}

/**
 * clv_project_set_header_row:
 * @row: as a spreadsheet program shows it; 0 to look for it
 *
 * Says in which row of its sheet the headers stand; rows above are set aside. As clv_project_set_encoding().
 */
void
clv_project_set_header_row (ClvProject *self,
                            guint       table,
                            guint       row)
{
  const ClvSource *source;
  ClvFileFormat *format;
  const char *sheet;

  g_return_if_fail (CLV_IS_PROJECT (self));

  format = copy_wanted (self, table, &source);
  if (format == NULL)
    return;
  sheet = clv_table_get_sheet (clv_mapping_get_table (self->mapping, table)->table);
  if (format->header_rows == NULL)
    format->header_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (row > 0)
    g_hash_table_insert (format->header_rows, g_strdup (sheet), GUINT_TO_POINTER (row));
  else
    g_hash_table_remove (format->header_rows, sheet);
  if (g_hash_table_size (format->header_rows) == 0)
    g_clear_pointer (&format->header_rows, g_hash_table_unref);
  /* Translators: %s is the name of a sheet or a file */
  take_format (self, clv_formats_find_path (self->formats, source), *sheet != '\0' ? sheet : clv_source_get_name (source), format,
               _("Undo new header row of “%s”"), _("Redo new header row of “%s”"));
}

/* Files that could not be read */

void
clv_project_failure_free (gpointer failure)
{
  ClvProjectFailure *self = failure;

  g_free (self->path);
  g_free (self->name);
  g_clear_error (&self->error);
  g_clear_pointer (&self->format, clv_file_format_unref);
  g_free (self);
}

/**
 * clv_project_has_failed_file:
 *
 * Returns: whether @file is one of those that could not be read the last time
 */
gboolean
clv_project_has_failed_file (ClvProject *self,
                             GFile      *file)
{
  g_autofree char *path = g_file_get_path (file);

  g_return_val_if_fail (CLV_IS_PROJECT (self), FALSE);

  for (guint i = 0; self->failures != NULL && i < self->failures->len; i++)
    if (g_strcmp0 (((ClvProjectFailure *) self->failures->pdata[i])->path, path) == 0)
      return TRUE;
  return FALSE;
}

/* Too large was said before; when it is said again, the limit is a hard one. */
static gboolean
can_trust (const ClvProjectFailure *failure)
{
  return g_error_matches (failure->error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE)
         && (failure->format == NULL || !failure->format->is_trusted);
}

/* (nullable): the first file that needs a password */
static const ClvProjectFailure *
find_locked (ClvProject *self)
{
  for (guint i = 0; self->failures != NULL && i < self->failures->len; i++)
    {
      const ClvProjectFailure *failure = self->failures->pdata[i];

      if (g_error_matches (failure->error, CLV_IO_ERROR, CLV_IO_ERROR_PASSWORD))
        return failure;
    }
  return NULL;
}

/**
 * clv_project_get_n_failures:
 *
 * Returns: how many files the last “failed” was about; 0 when it was about something else
 */
guint
clv_project_get_n_failures (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), 0);

  return self->failures != NULL ? self->failures->len : 0;
}

/**
 * clv_project_get_remedy:
 *
 * Returns: what clv_project_retry() or clv_project_unlock() can do about the files that the last “failed” was about
 */
ClvProjectRemedy
clv_project_get_remedy (ClvProject *self)
{
  g_return_val_if_fail (CLV_IS_PROJECT (self), CLV_REMEDY_NONE);

  if (find_locked (self) != NULL)
    return CLV_REMEDY_PASSWORD;
  for (guint i = 0; self->failures != NULL && i < self->failures->len; i++)
    {
      const ClvProjectFailure *failure = self->failures->pdata[i];

      if (clv_convert_is_possible (failure->error))
        return CLV_REMEDY_CONVERT;
      if (can_trust (failure))
        return CLV_REMEDY_OPEN_ANYWAY;
    }
  return CLV_REMEDY_NONE;
}

/* Reads files once more that failed; the others that were read with them stay. */
static void
read_again (ClvProject *self,
            GPtrArray  *paths,
            GHashTable *formats)
{
  if (self->failed_how != CLV_READ_ADD)
    clv_project_abandon_read (self);
  g_clear_pointer (&self->read_paths, g_ptr_array_unref);
  g_clear_pointer (&self->read_formats, g_hash_table_unref);
  self->read_paths = g_ptr_array_ref (paths);
  self->read_formats = g_hash_table_ref (formats);
  self->read_adds = self->failed_how == CLV_READ_ADD;
  clv_project_schedule (self);
}

/**
 * clv_project_retry:
 *
 * Reads the files once more that failed, those that LibreOffice knows converted by it, those that were too large for
 * the careful limits under wider ones. They stand beside the ones that could be read together with them.
 */
void
clv_project_retry (ClvProject *self)
{
  g_autoptr (GPtrArray) failures = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) formats = clv_formats_new ();

  g_return_if_fail (CLV_IS_PROJECT (self));

  failures = g_steal_pointer (&self->failures);
  for (guint i = 0; failures != NULL && i < failures->len; i++)
    {
      const ClvProjectFailure *failure = failures->pdata[i];
      gboolean convert = clv_convert_is_possible (failure->error);
      g_autoptr (ClvFileFormat) format = NULL;

      if (!convert && !can_trust (failure))
        continue;
      format = file_format_copy (failure->format);
      format->is_converted = convert;
      format->is_trusted = !convert;
      clv_formats_set (formats, failure->path, format);
      g_ptr_array_add (paths, g_strdup (failure->path));
    }
  if (paths->len > 0)
    read_again (self, paths, formats);
}

/**
 * clv_project_get_locked_file:
 * @was_wrong: (out) (optional): whether a password was given already, and is not that of the file
 *
 * Returns: (transfer none) (nullable): the name of the file that clv_project_unlock() opens
 */
const char *
clv_project_get_locked_file (ClvProject *self,
                             gboolean   *was_wrong)
{
  const ClvProjectFailure *failure;

  g_return_val_if_fail (CLV_IS_PROJECT (self), NULL);

  failure = find_locked (self);
  if (failure == NULL)
    return NULL;
  if (was_wrong != NULL)
    *was_wrong = failure->format != NULL && failure->format->password != NULL;
  return failure->name;
}

/**
 * clv_project_unlock:
 * @password: of the file that clv_project_get_locked_file() names
 *
 * Reads the files once more that failed, the first one that needs a password with this one. The password is kept in
 * memory as long as the file is open, and never stored. Files that still fail are told by “failed”.
 */
void
clv_project_unlock (ClvProject *self,
                    const char *password)
{
  const ClvProjectFailure *locked;
  g_autoptr (GPtrArray) failures = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) formats = clv_formats_new ();

  g_return_if_fail (CLV_IS_PROJECT (self));
  g_return_if_fail (password != NULL);

  locked = find_locked (self);
  if (locked == NULL)
    return;
  failures = g_steal_pointer (&self->failures);
  for (guint i = 0; i < failures->len; i++)
    {
      const ClvProjectFailure *failure = failures->pdata[i];
      g_autoptr (ClvFileFormat) format = file_format_copy (failure->format);

      if (failure == locked)
        {
          clear_password (format);
          format->password = g_strdup (password);
        }
      clv_formats_set (formats, failure->path, format);
      g_ptr_array_add (paths, g_strdup (failure->path));
    }
  read_again (self, paths, formats);
}
