/* clv-project-work-read.c - reading in the worker: files, recognition, and what was decided before
 *
 * Everything here gets its own copies or shares what never changes (sources, tables,
 * formats); nothing here knows the ClvProject.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "clv-convert.h"
#include "clv-memory.h"

/* Shares of the whole, as measured on a CSV file of a million orders: reading takes most of the time. */
#define READ_UNTIL 0.70
#define RECOGNISED_AT 0.75

static goffset
get_size (const char *path)
{
  GStatBuf info;

  /* An unreadable file fails when it is read, and says why. */
  return g_stat (path, &info) == 0 ? info.st_size + 1 : 1;
}

/* Where the cells of @path are: in another file when LibreOffice converted it. */
static const char *
real_path (ClvProjectWork *self,
           const char     *path)
{
  const ClvFileFormat *format = g_hash_table_lookup (self->formats, path);

  return format != NULL && format->converted != NULL ? format->converted : path;
}

static gboolean
is_path_open (ClvProjectWork *self,
              const char     *path,
              guint          *index)
{
  const char *real = real_path (self, path);

  for (guint i = 0; i < self->sources->len; i++)
    if (g_str_equal (clv_source_get_path (self->sources->pdata[i]), path)
        || g_str_equal (clv_source_get_path (self->sources->pdata[i]), real))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static ClvSource *
read_one (ClvProjectWork *self,
          ClvJob         *job,
          const char     *path,
          GError        **error)
{
  const ClvWork *work = clv_job_get_work (job);
  ClvFileFormat *format = g_hash_table_lookup (self->formats, path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *step = NULL;
  ClvReadOptions options = { .max_rows = self->max_rows };

  if (format != NULL)
    {
      options.encoding = format->encoding;
      options.delimiter = format->delimiter;
      options.header_rows = format->header_rows;
      options.is_trusted = format->is_trusted;
      options.password = format->password;
      if (format->is_converted && format->converted == NULL)
        {
          /* Translators: %s is a file name */
          g_autofree char *converting = g_strdup_printf (_("Converting %s with LibreOffice"), name);

          clv_work_progress (work, converting, 0.0);
          /* This thread is the only one that reads the file now. */
          format->converted = clv_convert_with_libreoffice (path, work, error);
          if (format->converted == NULL)
            return NULL;
        }
    }
  /* Translators: %s is a file name */
  step = g_strdup_printf (_("Reading %s"), name);
  clv_work_progress (work, step, 0.0);
  return clv_source_read_with (real_path (self, path), &options, work, error);
}

/* Takes @error. */
static void
add_failure (ClvProjectWork *self,
             const char     *path,
             GError         *error)
{
  ClvFileFormat *format = g_hash_table_lookup (self->formats, path);
  ClvProjectFailure *failure = g_new0 (ClvProjectFailure, 1);

  failure->path = g_strdup (path);
  failure->name = g_filename_display_basename (path);
  failure->error = error;
  failure->format = format != NULL ? clv_file_format_ref (format) : NULL;
  if (self->failures == NULL)
    self->failures = g_ptr_array_new_with_free_func (clv_project_failure_free);
  g_ptr_array_add (self->failures, failure);
}

/* Adds the files to the sources. A file that is open already is read again and takes its old place: it must
 * not be counted twice. One that cannot be read is left out and kept with its error. */
static void
read_files (ClvProjectWork *self,
            ClvJob         *job)
{
  goffset total = 0, done = 0;

  for (guint i = 0; i < self->paths->len; i++)
    total += get_size (self->paths->pdata[i]);
  for (guint i = 0; i < self->paths->len; i++)
    {
      const char *path = self->paths->pdata[i];
      goffset size = get_size (path);
      GError *error = NULL;
      ClvSource *source;
      guint index;

      clv_job_set_slice (job, READ_UNTIL * done / total, READ_UNTIL * MIN (done + size, total) / total);
      source = read_one (self, job, path, &error);
      if (clv_job_is_cancelled (job))
        {
          g_clear_pointer (&source, clv_source_unref);
          g_clear_error (&error);
          return;
        }
      if (source == NULL)
        add_failure (self, path, error);
      else if (is_path_open (self, path, &index))
        {
          clv_source_unref (self->sources->pdata[index]);
          self->sources->pdata[index] = source;
        }
      else
        g_ptr_array_add (self->sources, source);
      done += size;
    }
}

/* The rows of @path are missing, because it broke off behind the first ones: they would be taken for all. */
static void
drop_provisional (ClvProjectWork *self)
{
  for (guint i = self->sources->len; i > 0; i--)
    if (clv_source_is_provisional (self->sources->pdata[i - 1]))
      g_ptr_array_remove_index (self->sources, i - 1);
}

static gboolean
was_read_now (ClvProjectWork *self,
              const ClvTable *table)
{
  for (guint i = 0; i < self->paths->len; i++)
    {
      guint index;

      if (!is_path_open (self, self->paths->pdata[i], &index))
        continue;
      for (guint j = 0; j < clv_source_get_n_tables (self->sources->pdata[index]); j++)
        if (clv_source_get_table (self->sources->pdata[index], j) == table)
          return TRUE;
    }
  return FALSE;
}

static int
find_table (const ClvMapping *mapping,
            ClvTable         *table)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (mapping); i++)
    if (clv_mapping_get_table (mapping, i)->table == table)
      return (int) i;
  return clv_project_find_table (mapping, clv_table_get_file (table), clv_table_get_sheet (table));
}

static gboolean
was_changed (const ClvTableMapping *mapping)
{
  gboolean changed = mapping->kind_by_user;

  for (guint i = 0; i < mapping->n_columns; i++)
    changed = changed || mapping->columns[i].by_user;
  return changed;
}

static int
find_column (const ClvMapping      *mapping,
             guint                  table,
             const ClvTableMapping *old,
             guint                  column)
{
  return clv_table_find_column (clv_mapping_get_table (mapping, table)->table,
                                clv_column_get_header (clv_table_get_column (old->table, column)));
}

/* A column that lost its role to another one must lose it that way again: said of the column itself, it would be said
 * of other sheets too, where nothing takes its place. Hence those with a role come first. */
static void
carry_roles (ClvMapping            *mapping,
             guint                  table,
             const ClvTableMapping *old,
             gboolean               is_remembered,
             gboolean               with_role)
{
  for (guint j = 0; j < old->n_columns; j++)
    {
      const ClvColumnMapping *wanted = &old->columns[j];
      int column = find_column (mapping, table, old, j);
      gboolean is_same;

      if (column < 0 || (wanted->role != CLV_ROLE_NONE) != with_role)
        continue;
      is_same = clv_mapping_get_table (mapping, table)->columns[column].role == wanted->role;
      if ((wanted->by_user && (with_role || !is_same)) || (is_remembered && was_changed (old) && !is_same))
        clv_mapping_set_role (mapping, table, (guint) column, wanted->role);
    }
}

static void
carry_readings (ClvMapping            *mapping,
                guint                  table,
                const ClvTableMapping *old)
{
  for (guint j = 0; j < old->n_columns; j++)
    {
      const ClvReading *wanted = old->columns[j].reading;
      int column = find_column (mapping, table, old, j);
      const ClvReading *reading;

      if (column < 0)
        continue;
      reading = clv_mapping_get_table (mapping, table)->columns[column].reading;
      if (reading->type != wanted->type || reading->decimal != wanted->decimal || reading->date_order != wanted->date_order)
        clv_mapping_set_reading (mapping, table, (guint) column, wanted->type, wanted->decimal, wanted->date_order);
    }
}

/* What the user decided about the tables that were open before. Roles that are remembered make way for all of a
 * table that the user has changed: an amount that was recognised is part of what stands on screen. A file that is read
 * in another way has other cells, so that its readings are decided anew. */
static void
carry_over (ClvProjectWork *self,
            gboolean        is_remembered)
{
  ClvMapping *mapping = self->mapping;

  for (guint i = 0; i < clv_mapping_get_n_tables (self->carried); i++)
    {
      const ClvTableMapping *old = clv_mapping_get_table (self->carried, i);
      int table = find_table (mapping, old->table);
      gboolean is_other;

      if (table < 0)
        continue;
      is_other = self->how == CLV_READ_AGAIN && was_read_now (self, clv_mapping_get_table (mapping, table)->table);
      if (old->kind_by_user && clv_mapping_get_table (mapping, table)->kind != old->kind)
        clv_mapping_set_kind (mapping, table, old->kind);
      carry_roles (mapping, (guint) table, old, is_remembered, TRUE);
      carry_roles (mapping, (guint) table, old, is_remembered, FALSE);
      if (!is_other)
        carry_readings (mapping, (guint) table, old);
    }
}

/* A memory that cannot be opened remembers nothing; saving will say so. What the user has chosen at present
 * (when files are added to open ones, or read again) is newer than what is remembered, and stays. */
static gboolean
restore_remembered (ClvProjectWork *self)
{
  g_autoptr (ClvMemory) memory = clv_memory_open (self->memory_path, NULL);
  g_autofree char *signature = clv_mapping_dup_signature (self->mapping);
  g_autofree char *mapping = NULL;
  g_autofree char *assumptions = NULL;
  ClvAssumptions defaults;

  if (memory == NULL || !clv_memory_load (memory, signature, &mapping, &assumptions)
      || !clv_mapping_restore (self->mapping, mapping))
    return FALSE;
  clv_assumptions_init_default (&defaults);
  if (self->how == CLV_READ_OPEN
      || (self->how == CLV_READ_ADD && clv_assumptions_equal (&self->assumptions, &defaults)))
    clv_assumptions_restore (&self->assumptions, assumptions);
  return TRUE;
}

static void
recognise (ClvProjectWork *self,
           ClvJob         *job)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();

  clv_job_set_slice (job, READ_UNTIL, RECOGNISED_AT);
  clv_work_progress (clv_job_get_work (job), _("Recognising the columns"), 0.0);
  for (guint i = 0; i < self->sources->len; i++)
    {
      if (clv_source_is_provisional (self->sources->pdata[i]))
        self->is_provisional = TRUE;
      for (guint j = 0; j < clv_source_get_n_tables (self->sources->pdata[i]); j++)
        g_ptr_array_add (tables, clv_source_get_table (self->sources->pdata[i], j));
    }
  self->mapping = clv_mapping_recognise (tables);
  if (clv_job_is_cancelled (job))
    return;
  self->is_remembered = restore_remembered (self);
  if (self->carried != NULL)
    carry_over (self, self->is_remembered);
}

/* Whether nothing new can come of it. One file that fails among several does not keep the others away. */
static gboolean
is_in_vain (ClvProjectWork *self)
{
  if (self->failures == NULL || self->how == CLV_READ_OPEN)
    return FALSE;
  return self->how == CLV_READ_AGAIN || self->failures->len == self->paths->len;
}

/* Reads the files and says what they are. Without any that can be read there is no mapping, but at least one failure. */
void
clv_project_work_read (ClvProjectWork *self,
                       ClvJob         *job)
{
  g_autofree char *obstacle = NULL;

  read_files (self, job);
  if (clv_job_is_cancelled (job))
    return;
  if (self->max_rows == 0)
    drop_provisional (self);
  if (self->sources->len == 0 || is_in_vain (self))
    return;
  recognise (self, job);
  if (clv_job_is_cancelled (job))
    return;
  self->base = clv_mapping_copy (self->mapping);
  for (guint i = 0; self->edits != NULL && i < self->edits->len; i++)
    clv_edit_make (self->edits->pdata[i], self->mapping);
  if (self->is_provisional || !self->is_remembered || self->how == CLV_READ_AGAIN)
    return;
  obstacle = clv_mapping_dup_obstacle (self->mapping);
  /* When these data do not work under what is remembered, or can be read in two ways, the confirm page shows why. */
  if (obstacle != NULL || clv_project_count_questions (self->mapping, &self->assumptions) > 0)
    return;
  if (clv_project_work_make_findings (self, job, RECOGNISED_AT, NULL))
    self->news = g_strdup (_("Read as you confirmed for these columns before"));
}
