/* clv-job.c - one piece of work in a thread: cancel, progress, and a result for the main thread
 *
 * The worker never wakes the main thread to tell its progress: it stores it, and
 * the owner looks ten times a second. Hence a reader that reports every row
 * costs the window nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-job.h"

/* The fraction is kept as an integer, because there is no atomic double. */
#define FRACTION_UNIT 1000000

struct _ClvJob
{
  /* fixed while the job runs */
  ClvJobFunc     func;
  gpointer       data;
  GDestroyNotify free_data;
  ClvWork        work;

  /* of the main thread */
  ClvJobDone done;
  gpointer   owner;

  /* of the worker */
  double slice_start, slice_end;

  /* shared, atomic */
  gint  handed_over; /* see hand_over() */
  gint  cancelled;
  gint  fraction;    /* in FRACTION_UNIT */
  guint step_hash;
  char *step;        /* owned by whoever exchanges it */
};

/* GTask orders what one thread wrote before what the other reads. ThreadSanitizer cannot see that, for GLib
 * is not built with it; these two make the order visible to it and cost a few nanoseconds a job. */
static void
hand_over (gint *flag)
{
  g_atomic_int_inc (flag);
}

static void
take_over (gint *flag)
{
  (void) g_atomic_int_get (flag);
}

static gboolean
is_cancelled_cb (gpointer user_data)
{
  return clv_job_is_cancelled (user_data);
}

/* May be called by several threads at once, when parts of the work run in parallel. */
static void
progress_cb (const char *step,
             double      fraction,
             gpointer    user_data)
{
  ClvJob *self = user_data;
  double share = self->slice_start + CLAMP (fraction, 0.0, 1.0) * (self->slice_end - self->slice_start);

  g_atomic_int_set (&self->fraction, (gint) (share * FRACTION_UNIT));
  if (step != NULL)
    {
      guint hash = g_str_hash (step);

      /* The text is copied when it changes, not at each of a million rows. */
      if ((guint) g_atomic_int_get (&self->step_hash) != hash)
        {
          g_atomic_int_set (&self->step_hash, hash);
          g_free (g_atomic_pointer_exchange (&self->step, g_strdup (step)));
        }
    }
}

typedef struct
{
  ClvWorkPart part;
  guint       n_parts;
  gpointer    data;
  gint        next;
  gint        handed_over; /* see hand_over() */
} Batch;

static gpointer
batch_worker (gpointer user_data)
{
  Batch *batch = user_data;
  guint part;

  take_over (&batch->handed_over);
  while ((part = (guint) g_atomic_int_add (&batch->next, 1)) < batch->n_parts)
    batch->part (part, batch->data);
  hand_over (&batch->handed_over);
  return NULL;
}

static void
run_cb (ClvWorkPart part,
        guint       n_parts,
        gpointer    data,
        gpointer    user_data)
{
  Batch batch = { part, n_parts, data, 0, 0 };
  guint n_threads = MIN (g_get_num_processors (), n_parts);
  GThread **threads = g_newa (GThread *, MAX (n_threads, 1));
  guint n_started = 0;

  hand_over (&batch.handed_over);
  /* This thread works too. A system that gives no more threads makes it slower, not wrong. */
  while (n_started + 1 < n_threads
         && (threads[n_started] = g_thread_try_new ("clv-part", batch_worker, &batch, NULL)) != NULL)
    n_started++;
  batch_worker (&batch);
  for (guint i = 0; i < n_started; i++)
    g_thread_join (threads[i]);
  take_over (&batch.handed_over);
}

static void
job_worker (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  ClvJob *self = task_data;

  take_over (&self->handed_over);
  self->func (self, self->data);
  hand_over (&self->handed_over);
  g_task_return_boolean (task, TRUE);
}

static void
job_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  ClvJob *self = user_data;

  take_over (&self->handed_over);
  if (self->done != NULL)
    self->done (self, self->data, self->owner);
  clv_job_release (self->data, self->free_data);
  g_free (self->step);
  g_free (self);
}

/**
 * clv_job_start:
 * @func: runs in a thread
 * @data: (transfer full): input and output of @func; nobody else touches it until @done
 * @free_data: frees @data, in a thread too
 * @done: called on the main thread when @func has returned
 * @owner: passed to @done; must call clv_job_abandon() before it dies
 *
 * Runs @func in a thread.
 *
 * Returns: (transfer none): the job, which lives until @done has returned
 */
ClvJob *
clv_job_start (ClvJobFunc     func,
               gpointer       data,
               GDestroyNotify free_data,
               ClvJobDone     done,
               gpointer       owner)
{
  ClvJob *self = g_new0 (ClvJob, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, job_done_cb, self);

  self->func = func;
  self->data = data;
  self->free_data = free_data;
  self->done = done;
  self->owner = owner;
  self->slice_end = 1.0;
  self->work = (ClvWork) { is_cancelled_cb, progress_cb, run_cb, self };
  g_task_set_source_tag (task, clv_job_start);
  g_task_set_task_data (task, self, NULL);
  hand_over (&self->handed_over);
  g_task_run_in_thread (task, job_worker);
  return self;
}

/**
 * clv_job_cancel:
 *
 * Asks the worker to stop soon. The owner's function is still called.
 */
void
clv_job_cancel (ClvJob *self)
{
  g_atomic_int_set (&self->cancelled, 1);
}

/**
 * clv_job_abandon:
 *
 * Cancels the job for good: the owner's function is not called, and the job is not to be used any more.
 */
void
clv_job_abandon (ClvJob *self)
{
  self->done = NULL;
  self->owner = NULL;
  clv_job_cancel (self);
}

/**
 * clv_job_get_fraction:
 *
 * Returns: how far the work is, 0 to 1
 */
double
clv_job_get_fraction (ClvJob *self)
{
  return (double) g_atomic_int_get (&self->fraction) / FRACTION_UNIT;
}

/**
 * clv_job_steal_step:
 *
 * Returns: (transfer full) (nullable): what is being done, if that has changed since the last call
 */
char *
clv_job_steal_step (ClvJob *self)
{
  return g_atomic_pointer_exchange (&self->step, NULL);
}

/**
 * clv_job_is_cancelled:
 *
 * Returns: whether the owner wants no result any more
 */
gboolean
clv_job_is_cancelled (ClvJob *self)
{
  return g_atomic_int_get (&self->cancelled) != 0;
}

/**
 * clv_job_get_work:
 *
 * Returns: (transfer none): the callbacks for the layers below, good while the worker runs
 */
const ClvWork *
clv_job_get_work (ClvJob *self)
{
  return &self->work;
}

/**
 * clv_job_set_slice:
 * @start: how far the whole is when the coming part begins, 0 to 1
 * @end: how far it is when that part ends
 *
 * What the layers below report as 0 to 1 becomes this part of the whole. Called by the worker between parts.
 */
void
clv_job_set_slice (ClvJob *self,
                   double  start,
                   double  end)
{
  self->slice_start = start;
  self->slice_end = end;
}

typedef struct
{
  gpointer       data;
  GDestroyNotify free_data;
  gint           handed_over;
} Leftover;

static void
release_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Leftover *leftover = task_data;

  take_over (&leftover->handed_over);
  leftover->free_data (leftover->data);
  g_free (leftover);
  g_task_return_boolean (task, TRUE);
}

/**
 * clv_job_release:
 * @data: (transfer full) (nullable): something that nobody needs any more
 * @free_data: frees it or drops a reference; called in a thread
 *
 * Frees @data without making the main thread wait: a million customers take longer than a frame.
 */
void
clv_job_release (gpointer       data,
                 GDestroyNotify free_data)
{
  g_autoptr (GTask) task = NULL;
  Leftover *leftover;

  if (data == NULL)
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  leftover = g_new0 (Leftover, 1);
  leftover->data = data;
  leftover->free_data = free_data;
  g_task_set_source_tag (task, clv_job_release);
  g_task_set_task_data (task, leftover, NULL);
  hand_over (&leftover->handed_over);
  g_task_run_in_thread (task, release_worker);
}
