/* clv-project-read.c - from a file over its first rows to all of its rows, and back when that is cancelled
 *
 * The slot reads the first rows, which is quick whatever the size of the file. When
 * that is all, it is the end. Otherwise a reader beside the slot reads everything, and
 * the first rows go on screen, where they can be worked with: the slot serves the
 * changes. When every row is there, the changes are made on them once more.
 *
 * What is remembered goes straight to results, so that its first rows are not shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-private.h"

#include <glib/gi18n-lib.h>

/* Enough for the grid and for a good guess. */
#define FIRST_ROWS 1000

/* Whether the page of progress is to be shown: there is nothing else of the file yet. */
gboolean
clv_project_is_reading (ClvProject *self)
{
  if (self->is_provisional)
    return FALSE;
  if (self->read_paths != NULL)
    return TRUE;
  if (self->how == CLV_READ_AGAIN)
    return FALSE;
  return (self->job != NULL && self->job_kind == CLV_WORK_READ && !self->given_up)
         || self->reader != NULL || self->full != NULL || self->held != NULL;
}

/* Whether what is there is about to be replaced, so that working on it further is in vain. */
gboolean
clv_project_is_read_going (ClvProject *self)
{
  return self->is_provisional || self->wants_again || self->reader != NULL || self->full != NULL || self->held != NULL;
}

/* Moves everything into another one, for a job frees its own. */
static ClvProjectWork *
steal_work (ClvProjectWork *work)
{
  ClvProjectWork *stolen = g_memdup2 (work, sizeof *work);

  *work = (ClvProjectWork) { .kind = stolen->kind, .how = stolen->how };
  return stolen;
}

/* Stops what goes on beside the slot. */
void
clv_project_stop_reader (ClvProject *self)
{
  g_clear_handle_id (&self->hold, g_source_remove);
  if (self->reader != NULL)
    clv_job_abandon (self->reader);
  self->reader = NULL;
  clv_job_release (g_steal_pointer (&self->held), (GDestroyNotify) clv_project_work_free);
  clv_job_release (g_steal_pointer (&self->full), (GDestroyNotify) clv_project_work_free);
  self->wants_settle = FALSE;
}

/* A read that goes on is given up, and what was there before comes back. Follow it with clv_project_schedule(). */
void
clv_project_abandon_read (ClvProject *self)
{
  self->wants_again = FALSE;
  clv_project_restore (self);
}

/* Failures */

static char *
join_messages (GPtrArray *failures,
               gboolean   are_others)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < failures->len; i++)
    {
      const ClvProjectFailure *failure = failures->pdata[i];

      if (i > 0)
        g_string_append (text, "\n\n");
      g_string_append (text, failure->error->message);
    }
  if (are_others)
    {
      g_string_append (text, "\n\n");
      g_string_append (text, _("The other files were read."));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
tell_failures (ClvProject     *self,
               ClvProjectWork *work)
{
  const ClvProjectFailure *first;
  gboolean are_others = work->mapping != NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  if (work->failures == NULL)
    return;
  first = work->failures->pdata[0];
  message = join_messages (work->failures, are_others);
  error = g_error_new_literal (first->error->domain, first->error->code, message);
  clv_project_fail (self, error);
  if (work->how == CLV_READ_AGAIN)
    return;
  self->failures = g_steal_pointer (&work->failures);
  self->failed_how = are_others ? CLV_READ_ADD : work->how;
}

/* The step that cannot be made is taken out of the history, and what it followed is read. */
static void
take_back_format (ClvProject *self)
{
  const ClvCommand *last = self->undo->len > 0 ? self->undo->pdata[self->undo->len - 1] : NULL;

  if (last == NULL || last->path == NULL)
    {
      clv_project_abandon_read (self);
      return;
    }
  clv_formats_set (self->wanted_formats, last->path, last->format_before);
  g_ptr_array_set_size (self->undo, self->undo->len - 1);
  self->n_log++;
  self->wants_again = TRUE;
}

static void
fail_read (ClvProject     *self,
           ClvProjectWork *work)
{
  tell_failures (self, work);
  if (work->how == CLV_READ_AGAIN && self->before != NULL && self->before->how != CLV_READ_AGAIN)
    take_back_format (self);
  else
    clv_project_abandon_read (self);
}

/* All rows */

static void
reader_done_cb (ClvJob  *job,
                gpointer data,
                gpointer owner)
{
  g_autoptr (ClvProject) self = g_object_ref (CLV_PROJECT (owner));
  ClvProjectWork *work = data;

  g_object_freeze_notify (G_OBJECT (self));
  self->reader = NULL;
  if (work->mapping == NULL)
    fail_read (self, work);
  else
    {
      tell_failures (self, work);
      if (!self->is_provisional && work->n_log == self->n_log)
        {
          clv_project_stop_reader (self);
          clv_project_take_contents (self, work);
        }
      else
        {
          self->full = steal_work (work);
          self->wants_settle = TRUE;
        }
    }
  g_object_thaw_notify (G_OBJECT (self));
  clv_project_schedule (self);
}

/* @work read the first rows; what it left unread is read whole. */
static void
start_reader (ClvProject     *self,
              ClvProjectWork *work)
{
  ClvProjectWork *all = clv_project_work_new (self, CLV_WORK_READ);

  all->memory_path = g_strdup (self->memory_path);
  all->how = work->how;
  all->assumptions = work->assumptions;
  all->formats = clv_formats_copy (work->formats);
  g_clear_pointer (&all->mapping, clv_mapping_free);
  all->carried = self->carried != NULL ? clv_mapping_copy (self->carried) : NULL;
  if (work->how == CLV_READ_AGAIN)
    all->edits = clv_project_dup_log (self);
  all->n_log = self->n_log;
  all->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_source_unref);
  all->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < work->sources->len; i++)
    {
      ClvSource *source = work->sources->pdata[i];

      g_ptr_array_add (all->sources, clv_source_ref (source));
      if (clv_source_is_provisional (source))
        g_ptr_array_add (all->paths, g_strdup (clv_formats_find_path (work->formats, source)));
    }
  self->reader_started = g_get_monotonic_time ();
  self->fraction_base = self->fraction;
  self->reader = clv_job_start (clv_project_work_run, all, (GDestroyNotify) clv_project_work_free, reader_done_cb, self);
  clv_project_watch (self);
}

/* First rows */

static void
show_held (ClvProject *self)
{
  ClvProjectWork *work = g_steal_pointer (&self->held);

  g_object_freeze_notify (G_OBJECT (self));
  /* What was undone at the last moment is in no mapping of these: they are not worth showing for so short a time. */
  if (work->how != CLV_READ_AGAIN || work->n_log == self->n_log)
    clv_project_show_first_rows (self, work);
  clv_job_release (work, (GDestroyNotify) clv_project_work_free);
  clv_project_schedule (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
hold_cb (gpointer data)
{
  ClvProject *self = data;

  self->hold = 0;
  show_held (self);
  return G_SOURCE_REMOVE;
}

/* All rows may be there in a moment: first rows that go at once would only flicker. */
static void
hold (ClvProject     *self,
      ClvProjectWork *work)
{
  gint64 elapsed_ms = (g_get_monotonic_time () - self->started) / 1000;

  self->held = steal_work (work);
  if (elapsed_ms >= self->preview_hold_ms)
    show_held (self);
  else
    self->hold = g_timeout_add (self->preview_hold_ms - (guint) elapsed_ms, hold_cb, self);
}

/* The slot has read the first rows, and perhaps that was all. */
void
clv_project_adopt_read (ClvProject     *self,
                        ClvProjectWork *work)
{
  if (work->mapping == NULL)
    {
      fail_read (self, work);
      return;
    }
  tell_failures (self, work);
  if (work->how == CLV_READ_AGAIN && work->n_log != self->n_log)
    self->wants_again = TRUE;
  else if (!work->is_provisional)
    clv_project_take_contents (self, work);
  else
    {
      start_reader (self, work);
      if (!work->is_remembered || work->how == CLV_READ_AGAIN)
        hold (self, work);
    }
}

/* Starting */

static GPtrArray *
ref_sources (ClvProject *self)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_source_unref);

  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    g_ptr_array_add (sources, clv_source_ref (self->sources->pdata[i]));
  return sources;
}

static void
add_formats (GHashTable *formats,
             GHashTable *others)
{
  GHashTableIter iter;
  gpointer path, format;

  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &path, &format))
    clv_formats_set (formats, path, format);
}

/* Files that were asked for. */
void
clv_project_start_read (ClvProject *self)
{
  ClvProjectWork *work = clv_project_work_new (self, CLV_WORK_READ);

  self->how = self->read_adds && self->sources != NULL ? CLV_READ_ADD : CLV_READ_OPEN;
  work->how = self->how;
  work->paths = g_steal_pointer (&self->read_paths);
  work->max_rows = FIRST_ROWS;
  work->n_log = self->n_log;
  clv_job_release (g_steal_pointer (&self->carried), (GDestroyNotify) clv_mapping_free);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  if (self->how == CLV_READ_ADD)
    {
      work->sources = ref_sources (self);
      work->formats = clv_formats_copy (self->formats);
      work->carried = g_steal_pointer (&work->mapping);
      self->carried = work->carried != NULL ? clv_mapping_copy (work->carried) : NULL;
    }
  else
    {
      work->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_source_unref);
      work->formats = clv_formats_new ();
      g_clear_pointer (&work->mapping, clv_mapping_free);
      clv_assumptions_init_default (&work->assumptions);
    }
  if (self->read_formats != NULL)
    add_formats (work->formats, self->read_formats);
  g_clear_pointer (&self->read_formats, g_hash_table_unref);
  clv_project_start (self, work);
}

/* The history says how files are to be read; follow it with clv_project_schedule(). */
void
clv_project_want_again (ClvProject *self)
{
  self->wants_again = TRUE;
}

/* Files that were read otherwise than is wanted now. */
void
clv_project_start_again (ClvProject *self)
{
  g_autoptr (GPtrArray) paths = clv_project_dup_other_paths (self);
  ClvProjectWork *work;

  self->wants_again = FALSE;
  if (clv_project_is_as_before (self))
    {
      GPtrArray *redo = clv_project_history_copy (self->redo);

      clv_project_restore (self);
      clv_project_replace_history (&self->redo, redo);
      return;
    }
  clv_project_stop_reader (self);
  self->how = CLV_READ_AGAIN;
  work = clv_project_work_new (self, CLV_WORK_READ);
  work->how = CLV_READ_AGAIN;
  work->max_rows = FIRST_ROWS;
  work->paths = g_steal_pointer (&paths);
  work->sources = ref_sources (self);
  work->formats = clv_formats_copy (self->wanted_formats);
  g_clear_pointer (&work->mapping, clv_mapping_free);
  work->carried = self->carried != NULL ? clv_mapping_copy (self->carried) : NULL;
  work->edits = clv_project_dup_log (self);
  work->n_log = self->n_log;
  clv_project_start (self, work);
}

/* Every row is there: what was chosen over the first ones is chosen over all of them. */
void
clv_project_start_settle (ClvProject *self)
{
  ClvProjectWork *work = clv_project_work_new (self, CLV_WORK_SETTLE);

  self->wants_settle = FALSE;
  work->shown = g_steal_pointer (&work->mapping);
  work->mapping = clv_mapping_copy (self->full->base);
  work->edits = clv_project_dup_log (self);
  work->n_log = self->n_log;
  clv_project_start (self, work);
}

void
clv_project_adopt_settled (ClvProject     *self,
                           ClvProjectWork *work)
{
  ClvProjectWork *full = self->full;

  if (full == NULL)
    return;
  if (work->n_log != self->n_log)
    {
      self->wants_settle = TRUE;
      return;
    }
  self->full = NULL;
  clv_mapping_free (full->mapping);
  clv_mapping_free (full->base);
  full->mapping = g_steal_pointer (&work->mapping);
  full->base = g_steal_pointer (&work->base);
  g_clear_pointer (&full->edits, g_ptr_array_unref);
  full->edits = g_steal_pointer (&work->edits);
  full->news = g_steal_pointer (&work->news);
  clv_project_take_contents (self, full);
  clv_job_release (full, (GDestroyNotify) clv_project_work_free);
}
