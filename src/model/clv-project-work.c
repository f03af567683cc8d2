/* clv-project-work.c - what the project does in the worker thread
 *
 * Everything here gets its own copies or shares what never changes (tables,
 * ledgers, findings); nothing here knows the ClvProject.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "clv-memory.h"

/* Shares of the whole, as measured on a CSV file of a million orders: reading takes most of the time. */
#define READ_UNTIL 0.70
#define RECOGNISED_AT 0.75

void
clv_edit_free (ClvEdit *self)
{
  g_free (self->what);
  clv_mapping_free (self->before);
  clv_mapping_free (self->after);
  g_free (self);
}

void
clv_project_work_free (ClvProjectWork *self)
{
  g_free (self->memory_path);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_free (self->step);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, clv_mapping_free);
  g_clear_pointer (&self->ledger, clv_ledger_unref);
  g_clear_pointer (&self->findings, clv_findings_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
apply_edit (ClvMapping    *mapping,
            const ClvEdit *edit)
{
  switch (edit->kind)
    {
    case CLV_EDIT_ROLE:
      clv_mapping_set_role (mapping, edit->table, edit->column, edit->role);
      break;
    case CLV_EDIT_KIND:
      clv_mapping_set_kind (mapping, edit->table, edit->table_kind);
      break;
    case CLV_EDIT_READING:
      clv_mapping_set_reading (mapping, edit->table, edit->column, edit->type, edit->decimal, edit->date_order);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
run_edits (ClvProjectWork *self)
{
  for (guint i = 0; i < self->edits->len; i++)
    {
      ClvEdit *edit = self->edits->pdata[i];

      edit->before = clv_mapping_copy (self->mapping);
      apply_edit (self->mapping, edit);
      edit->after = clv_mapping_copy (self->mapping);
    }
}

/* The marks that the assumptions ask for, in every column where there is something to choose. Returns
 * (transfer full) (nullable): a mapping of its own, or NULL when @mapping is as wanted. */
static ClvMapping *
dup_with_wanted_marks (const ClvMapping     *mapping,
                       const ClvAssumptions *assumptions)
{
  ClvMapping *copy;

  if (assumptions->decimal == CLV_DECIMAL_UNDECIDED && assumptions->date_order == CLV_DATE_ORDER_UNDECIDED)
    return NULL;
  copy = clv_mapping_copy (mapping);
  clv_mapping_assume (copy, &(ClvImportRules) { assumptions->decimal, assumptions->date_order, CLV_CUSTOMER_KEY_ID });
  return copy;
}

/* From sources and mapping to findings; the ledger is kept when there is one. */
static gboolean
make_findings (ClvProjectWork *self,
               ClvJob         *job,
               double          start,
               GError        **error)
{
  const ClvWork *work = clv_job_get_work (job);
  double built_at = self->ledger != NULL ? start : start + (1.0 - start) * 0.5;

  if (self->ledger == NULL)
    {
      g_autoptr (ClvMapping) marked = dup_with_wanted_marks (self->mapping, &self->assumptions);

      clv_job_set_slice (job, start, built_at);
      clv_work_progress (work, _("Collecting orders and customers"), 0.0);
      self->ledger = clv_ledger_build (marked != NULL ? marked : self->mapping, work, error);
      if (self->ledger == NULL)
        return FALSE;
      /* What was odd while reading belongs to the same list as what was odd in the cells. Nobody else has
       * seen this ledger yet. */
      for (guint i = 0; i < self->sources->len; i++)
        clv_problem_list_merge (clv_ledger_get_problems (self->ledger),
                                clv_source_get_problems (self->sources->pdata[i]));
    }
  clv_job_set_slice (job, built_at, 1.0);
  clv_work_progress (work, _("Calculating"), 0.0);
  self->findings = clv_analyse (self->ledger, &self->assumptions, work, error);
  return self->findings != NULL;
}

static goffset
get_size (const char *path)
{
  GStatBuf info;

  /* An unreadable file fails when it is read, and says why. */
  return g_stat (path, &info) == 0 ? info.st_size + 1 : 1;
}

static gboolean
is_path_open (GPtrArray  *sources,
              const char *path,
              guint      *index)
{
  for (guint i = 0; i < sources->len; i++)
    if (g_str_equal (clv_source_get_path (sources->pdata[i]), path))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/* Adds the files to the sources. A file that is open already is read again and takes its old place: it must
 * not be counted twice. */
static gboolean
read_files (ClvProjectWork *self,
            ClvJob         *job,
            GError        **error)
{
  goffset total = 0, done = 0;

  for (guint i = 0; i < self->paths->len; i++)
    total += get_size (self->paths->pdata[i]);
  for (guint i = 0; i < self->paths->len; i++)
    {
      const char *path = self->paths->pdata[i];
      goffset size = get_size (path);
      g_autofree char *name = g_filename_display_basename (path);
      /* Translators: %s is a file name */
      g_autofree char *step = g_strdup_printf (_("Reading %s"), name);
      ClvSource *source;
      guint index;

      clv_job_set_slice (job, READ_UNTIL * done / total, READ_UNTIL * MIN (done + size, total) / total);
      clv_work_progress (clv_job_get_work (job), step, 0.0);
      source = clv_source_read (path, clv_job_get_work (job), error);
      if (source == NULL)
        return FALSE;
      if (is_path_open (self->sources, path, &index))
        {
          clv_source_unref (self->sources->pdata[index]);
          self->sources->pdata[index] = source;
        }
      else
        g_ptr_array_add (self->sources, source);
      done += size;
      if (clv_job_is_cancelled (job))
        return FALSE;
    }
  return TRUE;
}

static int
find_table (const ClvMapping *mapping,
            ClvTable         *table)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (mapping); i++)
    {
      ClvTable *candidate = clv_mapping_get_table (mapping, i)->table;

      if (candidate == table
          || (g_str_equal (clv_table_get_file (candidate), clv_table_get_file (table))
              && g_str_equal (clv_table_get_sheet (candidate), clv_table_get_sheet (table))))
        return i;
    }
  return -1;
}

static gboolean
was_changed (const ClvTableMapping *mapping)
{
  gboolean changed = mapping->kind_by_user;

  for (guint i = 0; i < mapping->n_columns; i++)
    changed = changed || mapping->columns[i].by_user;
  return changed;
}

/* What the user decided about the tables that were open before. Roles that are remembered make way for all of a
 * table that the user has changed: an amount that was recognised is part of what stands on screen. */
static void
carry_over (ClvMapping       *mapping,
            const ClvMapping *before,
            gboolean          is_remembered)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (before); i++)
    {
      const ClvTableMapping *old = clv_mapping_get_table (before, i);
      int table = find_table (mapping, old->table);

      if (table < 0)
        continue;
      if (old->kind_by_user && clv_mapping_get_table (mapping, table)->kind != old->kind)
        clv_mapping_set_kind (mapping, table, old->kind);
      for (guint j = 0; j < old->n_columns; j++)
        {
          const ClvColumnMapping *wanted = &old->columns[j];
          int column = clv_table_find_column (clv_mapping_get_table (mapping, table)->table,
                                              clv_column_get_header (clv_table_get_column (old->table, j)));
          const ClvReading *reading;

          if (column < 0)
            continue;
          if (wanted->by_user
              || (is_remembered && was_changed (old)
                  && clv_mapping_get_table (mapping, table)->columns[column].role != wanted->role))
            clv_mapping_set_role (mapping, table, column, wanted->role);
          reading = clv_mapping_get_table (mapping, table)->columns[column].reading;
          if (reading->type != wanted->reading->type || reading->decimal != wanted->reading->decimal
              || reading->date_order != wanted->reading->date_order)
            clv_mapping_set_reading (mapping, table, column, wanted->reading->type, wanted->reading->decimal,
                                     wanted->reading->date_order);
        }
    }
}

/* A memory that cannot be opened remembers nothing; saving will say so. What the user has chosen at present
 * (@before, when files are added to open ones) is newer than what is remembered, and stays. */
static gboolean
restore_remembered (ClvProjectWork   *self,
                    const ClvMapping *before)
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
  if (before == NULL || clv_assumptions_equal (&self->assumptions, &defaults))
    clv_assumptions_restore (&self->assumptions, assumptions);
  return TRUE;
}

static void
run_read (ClvProjectWork *self,
          ClvJob         *job)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (ClvMapping) before = g_steal_pointer (&self->mapping);
  gboolean is_remembered;

  if (!read_files (self, job, &self->error))
    return;
  clv_job_set_slice (job, READ_UNTIL, RECOGNISED_AT);
  clv_work_progress (clv_job_get_work (job), _("Recognising the columns"), 0.0);
  for (guint i = 0; i < self->sources->len; i++)
    for (guint j = 0; j < clv_source_get_n_tables (self->sources->pdata[i]); j++)
      g_ptr_array_add (tables, clv_source_get_table (self->sources->pdata[i], j));
  self->mapping = clv_mapping_recognise (tables);
  if (clv_job_is_cancelled (job))
    return;
  is_remembered = restore_remembered (self, before);
  if (before != NULL)
    carry_over (self->mapping, before, is_remembered);
  if (is_remembered)
    {
      g_autofree char *obstacle = clv_mapping_dup_obstacle (self->mapping);

      /* When these data do not work under what is remembered, the confirm page shows why. */
      if (obstacle == NULL)
        make_findings (self, job, RECOGNISED_AT, NULL);
    }
}

static void
run_remember (ClvProjectWork *self)
{
  g_autoptr (ClvMemory) memory = clv_memory_open (self->memory_path, &self->error);
  g_autofree char *signature = clv_mapping_dup_signature (self->mapping);
  g_autofree char *mapping = clv_mapping_serialise (self->mapping);
  g_autofree char *assumptions = NULL;
  ClvAssumptions lasting = self->assumptions;

  /* Next month's file has later orders: an as-of date belongs to these data, not to their headers. */
  lasting.rules.as_of = CLV_DAY_NONE;
  assumptions = clv_assumptions_serialise (&lasting);
  if (memory != NULL)
    clv_memory_save (memory, signature, mapping, assumptions, &self->error);
}

static void
run_task (ClvProjectWork *self,
          ClvJob         *job)
{
  clv_work_progress (clv_job_get_work (job), self->step, 0.0);
  if (!self->func (self->findings, clv_job_get_work (job), self->func_data, &self->error) && self->error == NULL)
    g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_FAILED, _("This could not be finished."));
}

/* A ClvJobFunc. */
void
clv_project_work_run (ClvJob  *job,
                      gpointer data)
{
  ClvProjectWork *self = data;

  switch (self->kind)
    {
    case CLV_WORK_EDIT:
      run_edits (self);
      break;
    case CLV_WORK_READ:
      run_read (self, job);
      break;
    case CLV_WORK_FINDINGS:
      make_findings (self, job, 0.0, &self->error);
      break;
    case CLV_WORK_REMEMBER:
      run_remember (self);
      break;
    case CLV_WORK_TASK:
      run_task (self, job);
      break;
    default:
      g_assert_not_reached ();
    }
}
