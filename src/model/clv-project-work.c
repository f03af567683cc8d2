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

#include "clv-memory.h"

void
clv_project_work_free (ClvProjectWork *self)
{
  g_free (self->memory_path);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->formats, g_hash_table_unref);
  g_clear_pointer (&self->carried, clv_mapping_free);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_clear_pointer (&self->shown, clv_mapping_free);
  g_free (self->step);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, clv_mapping_free);
  g_clear_pointer (&self->ledger, clv_ledger_unref);
  g_clear_pointer (&self->findings, clv_findings_unref);
  g_clear_pointer (&self->previous, clv_findings_unref);
  g_clear_pointer (&self->base, clv_mapping_free);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_free (self->news);
  g_clear_error (&self->error);
  g_free (self);
}

static void
run_edits (ClvProjectWork *self)
{
  /* A column may be gone, because its file was read again in another way meanwhile: then there is nothing to undo. */
  for (guint i = 0; i < self->edits->len;)
    if (clv_edit_make (self->edits->pdata[i], self->mapping))
      i++;
    else
      g_ptr_array_remove_index (self->edits, i);
}

static void
run_settle (ClvProjectWork *self)
{
  self->base = clv_mapping_copy (self->mapping);
  for (guint i = 0; i < self->edits->len; i++)
    clv_edit_make (self->edits->pdata[i], self->mapping);
  self->news = clv_project_dup_news (self->shown, self->mapping, self->edits);
}

/* What the assumptions ask for where columns do not say, and what day it is. (transfer full) */
static ClvMapping *
dup_with_wanted_marks (const ClvMapping     *mapping,
                       const ClvAssumptions *assumptions)
{
  ClvMapping *copy = clv_mapping_copy (mapping);

  clv_mapping_assume (copy, &(ClvImportRules) { assumptions->decimal, assumptions->date_order, assumptions->customer_key,
                                                clv_day_today (), assumptions->discount, assumptions->currency,
                                                assumptions->choices });
  return copy;
}

/* From sources and mapping to findings; the ledger is kept when there is one. */
gboolean
clv_project_work_make_findings (ClvProjectWork *self,
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
      self->ledger = clv_ledger_build (marked, work, error);
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
  self->findings = self->of_rows_only ? clv_analyse_rows (self->ledger, &self->assumptions, work, error)
                                      : clv_analyse_again (self->ledger, &self->assumptions, self->previous, work, error);
  return self->findings != NULL;
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
      clv_project_work_read (self, job);
      break;
    case CLV_WORK_SETTLE:
      run_settle (self);
      break;
    case CLV_WORK_FINDINGS:
      clv_project_work_make_findings (self, job, 0.0, &self->error);
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
