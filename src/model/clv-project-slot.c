/* clv-project-slot.c - what runs next in the one slot for work, and what becomes of its result
 *
 * The order is: changes of the mapping, files that are read otherwise, all rows after
 * the first ones, other files, findings, remembering, exports. Findings that are not wanted any more are cancelled for newer ones; everything
 * else that has begun is finished, unless the user cancels it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

#include <glib/gi18n-lib.h>

/* People see a smooth bar; more would only cost frames. */
#define TICK_MS 100
/* Changes of the mapping come in bursts of clicks. */
#define PREVIEW_DELAY_MS 150
/* Of the bar, for the first rows of a file: all of its rows may follow. */
#define FIRST_ROWS_SHARE 0.2
/* Before this an estimate of the time left jumps about. */
#define ESTIMATE_AFTER_US (G_USEC_PER_SEC)

static void work_done_cb (ClvJob  *job,
                          gpointer data,
                          gpointer owner);

/* What is told by notify */

static void
update_label (ClvProject *self,
              char      **label,
              char       *now,
              guint       property,
              guint       can_property)
{
  gboolean had = *label != NULL;
  gboolean changed = g_strcmp0 (*label, now) != 0;

  g_free (*label);
  *label = now;
  if (changed)
    clv_project_notify (self, property);
  if (had != (now != NULL))
    clv_project_notify (self, can_property);
}

/* Works out what everything else follows from, and tells what has changed. */
static void
update (ClvProject *self)
{
  ClvProjectState state = clv_project_is_reading (self) ? CLV_PROJECT_READING : self->settled_state;
  gboolean busy = self->job != NULL || self->edits->len > 0 || self->read_paths != NULL || self->wants_findings
                  || self->wants_remember || self->tasks.length > 0 || self->wants_settle || clv_project_is_read_going (self);

  if (self->state != state)
    {
      self->state = state;
      clv_project_notify (self, CLV_PROJECT_PROP_STATE);
    }
  if (self->busy != busy)
    {
      self->busy = busy;
      clv_project_notify (self, CLV_PROJECT_PROP_BUSY);
    }
  if (self->told_confirming != self->confirming)
    {
      self->told_confirming = self->confirming;
      clv_project_notify (self, CLV_PROJECT_PROP_CONFIRMING);
    }
  update_label (self, &self->undo_label, clv_project_dup_undo_label (self),
                CLV_PROJECT_PROP_UNDO_LABEL, CLV_PROJECT_PROP_CAN_UNDO);
  update_label (self, &self->redo_label, clv_project_dup_redo_label (self),
                CLV_PROJECT_PROP_REDO_LABEL, CLV_PROJECT_PROP_CAN_REDO);
}

static void
set_progress (ClvProject *self,
              char       *step,
              double      fraction,
              double      seconds_left)
{
  if (g_strcmp0 (self->step, step) != 0)
    {
      g_free (self->step);
      self->step = step;
      clv_project_notify (self, CLV_PROJECT_PROP_STEP);
    }
  else
    g_free (step);
  if (self->fraction != fraction)
    {
      self->fraction = fraction;
      clv_project_notify (self, CLV_PROJECT_PROP_FRACTION);
    }
  if (self->seconds_left != seconds_left)
    {
      self->seconds_left = seconds_left;
      clv_project_notify (self, CLV_PROJECT_PROP_SECONDS_LEFT);
    }
}

/* Where the bar is when the present job is done: the first rows may be a small part only. */
static double
share_of (ClvProject *self)
{
  return self->reader == NULL && self->job_kind == CLV_WORK_READ ? FIRST_ROWS_SHARE : 1.0;
}

static gboolean
tick_cb (gpointer data)
{
  ClvProject *self = data;
  /* What is done in the slot beside the reader takes no time that anybody counts. */
  ClvJob *job = self->reader != NULL ? self->reader : self->job;
  char *step = clv_job_steal_step (job);
  double fraction = clv_job_get_fraction (job);
  double shown = self->fraction_base + (share_of (self) - self->fraction_base) * fraction;
  gint64 elapsed = g_get_monotonic_time () - (self->reader != NULL ? self->reader_started : self->started);
  double seconds_left = -1;

  if (elapsed >= ESTIMATE_AFTER_US && fraction >= 0.02)
    {
      seconds_left = (double) elapsed / G_USEC_PER_SEC * (1.0 - fraction) / fraction;
      /* A smooth figure is easier to believe than an exact one. */
      if (self->seconds_left >= 0)
        seconds_left = 0.8 * self->seconds_left + 0.2 * seconds_left;
    }
  set_progress (self, step != NULL ? step : g_strdup (self->step), MAX (shown, self->fraction), seconds_left);
  return G_SOURCE_CONTINUE;
}

/* Starting */

/* Something runs whose progress is to be told. */
void
clv_project_watch (ClvProject *self)
{
  if (self->tick != 0)
    return;
  self->tick = g_timeout_add (TICK_MS, tick_cb, self);
  set_progress (self, g_strdup (self->step), 0.0, -1);
}

static void
stop_watching (ClvProject *self)
{
  if (self->job != NULL || self->reader != NULL)
    return;
  g_clear_handle_id (&self->tick, g_source_remove);
  set_progress (self, NULL, 0.0, -1);
}

/* The bar of a read never goes back: its next job goes on where the one before it was. Everything else starts anew. */
static void
begin_share (ClvProject *self,
             ClvWorkKind kind)
{
  gboolean goes_on = kind == CLV_WORK_SETTLE
                     || (kind == CLV_WORK_FINDINGS && (self->job_kind == CLV_WORK_READ || self->job_kind == CLV_WORK_SETTLE));

  if (self->reader != NULL)
    return;
  if (!goes_on)
    self->fraction = 0;
  self->fraction_base = self->fraction;
}

/* Takes @work. */
void
clv_project_start (ClvProject     *self,
                   ClvProjectWork *work)
{
  work->memory_path = g_strdup (self->memory_path);
  begin_share (self, work->kind);
  self->job_kind = work->kind;
  self->superseded = FALSE;
  self->given_up = FALSE;
  self->started = g_get_monotonic_time ();
  self->job = clv_job_start (clv_project_work_run, work, (GDestroyNotify) clv_project_work_free, work_done_cb, self);
  clv_project_watch (self);
}

ClvProjectWork *
clv_project_work_new (ClvProject *self,
                      ClvWorkKind kind)
{
  ClvProjectWork *work = g_new0 (ClvProjectWork, 1);

  work->kind = kind;
  work->assumptions = self->assumptions;
  if (self->mapping != NULL)
    work->mapping = clv_mapping_copy (self->mapping);
  return work;
}

static void
start_edits (ClvProject *self)
{
  ClvProjectWork *work = clv_project_work_new (self, CLV_WORK_EDIT);

  work->edits = g_steal_pointer (&self->edits);
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_edit_free);
  clv_project_start (self, work);
}

void
clv_project_fail (ClvProject   *self,
                  const GError *error)
{
  g_clear_error (&self->failure);
  self->failure = g_error_copy (error);
  /* It is not about files, unless the caller says so. */
  g_clear_pointer (&self->failures, g_ptr_array_unref);
}

static void
start_findings (ClvProject *self)
{
  ClvProjectWork *work;
  g_autofree char *obstacle = clv_mapping_dup_obstacle (self->mapping);

  self->wants_findings = FALSE;
  /* All rows left open what the first ones seemed to settle: nobody has agreed to that guess. */
  if (self->confirming && clv_project_get_n_questions (self) > self->n_accepted)
    self->confirming = FALSE;
  if (obstacle != NULL)
    {
      g_autoptr (GError) error = g_error_new_literal (CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ORDERS, obstacle);

      if (self->confirming)
        clv_project_fail (self, error);
      self->confirming = FALSE;
      if (self->settled_state == CLV_PROJECT_CONFIRM)
        clv_project_set_preview_error (self, error);
      return;
    }
  work = clv_project_work_new (self, CLV_WORK_FINDINGS);
  work->sources = g_ptr_array_ref (self->sources);
  if (self->ledger != NULL)
    work->ledger = clv_ledger_ref (self->ledger);
  /* Models take a while, and nobody sees them while columns are being chosen. */
  work->of_rows_only = self->settled_state == CLV_PROJECT_CONFIRM && !self->confirming;
  if (!work->of_rows_only && self->findings != NULL)
    work->previous = clv_findings_ref (self->findings);
  clv_project_start (self, work);
}

static void
start_remember (ClvProject *self)
{
  self->wants_remember = FALSE;
  clv_project_start (self, clv_project_work_new (self, CLV_WORK_REMEMBER));
}

/* What clv_project_run_async() was given, kept by its GTask. */
typedef struct
{
  char          *step;
  ClvProjectTask func;
  gpointer       data;
  GDestroyNotify free_data;
  ClvFindings   *findings;   /* (nullable) those of the call */
  guint          n_mappings; /* … and of which mapping they are */
} TaskRequest;

static void
task_request_free (gpointer data)
{
  TaskRequest *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  clv_job_release (self->findings, (GDestroyNotify) clv_findings_unref);
  g_free (self->step);
  g_free (self);
}

static void
start_task (ClvProject *self)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->tasks);
  TaskRequest *request = g_task_get_task_data (task);
  /* A newer assumption is meant to be in; a file that was opened meanwhile is not. */
  gboolean is_of_other_data = request->findings != NULL && request->n_mappings != self->n_mappings;
  ClvFindings *findings = is_of_other_data ? request->findings : self->findings;
  ClvProjectWork *work;

  if (findings == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                               "%s", _("There are no results yet. Open a file of orders first."));
      return;
    }
  work = clv_project_work_new (self, CLV_WORK_TASK);
  work->findings = clv_findings_ref (findings);
  work->step = g_strdup (request->step);
  work->func = request->func;
  work->func_data = request->data;
  self->running_task = g_steal_pointer (&task);
  clv_project_start (self, work);
}

static gboolean
preview_delay_cb (gpointer data)
{
  ClvProject *self = data;

  self->preview_delay = 0;
  clv_project_schedule (self);
  return G_SOURCE_REMOVE;
}

/* Whether what runs is made in vain: for older findings anything that changes them, for a file another one. */
static gboolean
is_superseded (ClvProject *self)
{
  switch (self->job_kind)
    {
    case CLV_WORK_FINDINGS:
      return self->edits->len > 0 || self->read_paths != NULL || self->wants_findings || self->wants_again;
    case CLV_WORK_READ:
      return self->read_paths != NULL || self->wants_again;
    case CLV_WORK_SETTLE:
      return self->wants_again || self->full == NULL;
    case CLV_WORK_EDIT:
    case CLV_WORK_REMEMBER:
    case CLV_WORK_TASK:
    default:
      return FALSE;
    }
}

static void
start_next (ClvProject *self)
{
  if (self->edits->len > 0)
    start_edits (self);
  else if (self->wants_again)
    clv_project_start_again (self);
  else if (self->wants_settle)
    clv_project_start_settle (self);
  else if (self->read_paths != NULL && (!self->read_adds || !clv_project_is_read_going (self)))
    clv_project_start_read (self);
  else if (self->wants_findings && (self->preview_delay == 0 || self->confirming) && !clv_project_is_read_going (self))
    start_findings (self);
}

static void
serve_next (ClvProject *self)
{
  if (self->job == NULL)
    start_next (self);
  else if (!self->superseded && is_superseded (self))
    {
      self->superseded = TRUE;
      clv_job_cancel (self->job);
    }
  /* Not “else”: findings with an obstacle have started nothing. */
  if (self->job == NULL && !self->wants_findings)
    {
      if (self->wants_remember)
        start_remember (self);
      while (self->job == NULL && self->tasks.length > 0)
        start_task (self);
    }
  update (self);
}

/* Says what went wrong, once everything is as it was before and has been told. */
static void
tell_failure (ClvProject *self)
{
  g_autoptr (GError) failure = g_steal_pointer (&self->failure);

  if (failure != NULL)
    clv_project_emit_failed (self, failure);
}

/* Gives the slot to what comes next. Call it after each change of a wish. */
void
clv_project_schedule (ClvProject *self)
{
  serve_next (self);
  stop_watching (self);
  tell_failure (self);
}

/* The mapping or an assumption has changed. Follow it with clv_project_schedule(). */
void
clv_project_want_findings (ClvProject *self)
{
  self->wants_findings = TRUE;
  if (self->settled_state != CLV_PROJECT_RESULTS)
    {
      clv_project_set_preview (self, NULL);
      g_clear_handle_id (&self->preview_delay, g_source_remove);
      self->preview_delay = g_timeout_add (PREVIEW_DELAY_MS, preview_delay_cb, self);
    }
}

/* Results */

static void
adopt_edits (ClvProject     *self,
             ClvProjectWork *work)
{
  guint n_undos = self->n_waiting_undos;

  self->n_waiting_undos = 0;
  for (guint i = 0; i < work->edits->len; i++)
    clv_project_push_edit (self, work->edits->pdata[i]);
  clv_project_take_mapping (self, g_steal_pointer (&work->mapping));
  clv_project_want_findings (self);
  if (self->edits->len == 0)
    clv_project_apply_late_formats (self);
  for (guint i = 0; i < n_undos; i++)
    clv_project_undo (self);
}

static void
adopt_findings (ClvProject     *self,
                ClvProjectWork *work)
{
  gboolean are_results = self->settled_state == CLV_PROJECT_RESULTS || self->confirming;

  if (work->findings == NULL)
    {
      /* While columns are still being chosen, findings that cannot be made are no event: the confirm page
       * shows the reason where the preview would be. */
      if (self->settled_state == CLV_PROJECT_RESULTS)
        clv_project_roll_back (self);
      self->confirming = FALSE;
      if (are_results)
        clv_project_fail (self, work->error);
      else
        clv_project_set_preview_error (self, work->error);
      return;
    }
  if (self->ledger == NULL)
    self->ledger = clv_ledger_ref (work->ledger);
  /* It was confirmed while they were made: the rows are fine, and what is predicted of them comes next. */
  if (are_results && clv_findings_are_of_rows_only (work->findings))
    self->wants_findings = TRUE;
  else if (are_results)
    {
      self->settled_state = CLV_PROJECT_RESULTS;
      self->confirming = FALSE;
      self->wants_remember = TRUE;
      clv_project_settle (self);
      clv_project_set_findings (self, work->findings);
    }
  clv_project_set_preview (self, work->findings);
}

static void
adopt_remembered (ClvProject     *self,
                  ClvProjectWork *work)
{
  if (work->error == NULL || self->memory_failed)
    return;
  self->memory_failed = TRUE;
  clv_project_fail (self, work->error);
}

static void
return_task (GTask          *task,
             ClvProjectWork *work,
             gboolean        given_up)
{
  if (work->error == NULL)
    g_task_return_boolean (task, TRUE);
  else if (given_up)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Cancelled"));
  else
    g_task_return_error (task, g_steal_pointer (&work->error));
}

static void
work_done_cb (ClvJob  *job,
              gpointer data,
              gpointer owner)
{
  g_autoptr (ClvProject) self = g_object_ref (CLV_PROJECT (owner));
  g_autoptr (GTask) task = g_steal_pointer (&self->running_task);
  gboolean given_up = self->given_up;
  ClvProjectWork *work = data;

  /* One frame sees all that changes together. */
  g_object_freeze_notify (G_OBJECT (self));
  self->job = NULL;
  if (work->kind == CLV_WORK_REMEMBER)
    adopt_remembered (self, work);
  else if (work->kind == CLV_WORK_FINDINGS && self->superseded && !given_up)
    self->wants_findings = TRUE;
  else if (work->kind != CLV_WORK_TASK && !self->superseded && !given_up)
    {
      if (work->kind == CLV_WORK_EDIT)
        adopt_edits (self, work);
      else if (work->kind == CLV_WORK_READ)
        clv_project_adopt_read (self, work);
      else if (work->kind == CLV_WORK_SETTLE)
        clv_project_adopt_settled (self, work);
      else
        adopt_findings (self, work);
    }
  serve_next (self);
  stop_watching (self);
  g_object_thaw_notify (G_OBJECT (self));
  tell_failure (self);
  if (task != NULL)
    return_task (task, work, given_up);
}

/* Forgets every wish and cancels what runs; what was there before stays. */
void
clv_project_give_up (ClvProject *self)
{
  gboolean lost_findings = self->wants_findings
                           || (self->job != NULL && self->job_kind == CLV_WORK_FINDINGS && !self->given_up);
  GTask *task;

  clv_project_abandon_read (self);
  g_ptr_array_set_size (self->edits, 0);
  g_ptr_array_set_size (self->late_formats, 0);
  self->n_waiting_undos = 0;
  g_clear_pointer (&self->read_paths, g_ptr_array_unref);
  self->wants_findings = FALSE;
  self->confirming = FALSE;
  g_clear_handle_id (&self->preview_delay, g_source_remove);
  if (self->job != NULL && self->job_kind != CLV_WORK_REMEMBER)
    {
      self->given_up = TRUE;
      clv_job_cancel (self->job);
    }
  if (lost_findings && self->settled_state == CLV_PROJECT_RESULTS)
    clv_project_roll_back (self);
  /* A preview that nobody works out any more must not look as if somebody did. */
  if (self->settled_state == CLV_PROJECT_CONFIRM && self->preview == NULL && self->preview_error == NULL)
    {
      g_autoptr (GError) error =
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             _("The rows were not checked to the end, because that was cancelled. They are checked "
                               "again when a column changes, and before there are results."));

      clv_project_set_preview_error (self, error);
    }
  while ((task = g_queue_pop_head (&self->tasks)) != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Cancelled"));
      g_object_unref (task);
    }
}

/* For dispose: nothing calls back any more. */
void
clv_project_stop (ClvProject *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->preview_delay, g_source_remove);
  if (self->job != NULL)
    clv_job_abandon (self->job);
  self->job = NULL;
}

/**
 * clv_project_run_async:
 * @step: what is being done, for people: “Writing Report.xlsx”
 * @func: runs in the worker thread
 * @data: passed to @func, which has it to itself until @callback
 * @free_data: (nullable): frees @data, on the main thread
 * @callback: called on the main thread
 *
 * Runs @func on the findings as they are when everything asked for before is done, with progress and cancel. When
 * that was another file or mapping, @func gets the findings that were there at the call.
 */
void
clv_project_run_async (ClvProject         *self,
                       const char         *step,
                       ClvProjectTask      func,
                       gpointer            data,
                       GDestroyNotify      free_data,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask *task;
  TaskRequest *request;

  g_return_if_fail (CLV_IS_PROJECT (self));
  g_return_if_fail (func != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  request = g_new0 (TaskRequest, 1);
  request->step = g_strdup (step);
  request->func = func;
  request->data = data;
  request->free_data = free_data;
  request->findings = self->findings != NULL ? clv_findings_ref (self->findings) : NULL;
  request->n_mappings = self->n_mappings;
  g_task_set_source_tag (task, clv_project_run_async);
  g_task_set_task_data (task, request, task_request_free);
  g_queue_push_tail (&self->tasks, task);
  clv_project_schedule (self);
}

/**
 * clv_project_run_finish:
 *
 * Returns: TRUE when the function succeeded; FALSE with its error, or with G_IO_ERROR_CANCELLED
 */
gboolean
clv_project_run_finish (ClvProject   *self,
                        GAsyncResult *result,
                        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
