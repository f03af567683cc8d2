/* test-job.c - work in a thread: progress, parts, cancel, and nobody called back who went away
 *
 * For data races, in a build directory of its own (GLib itself is not instrumented, so that its own locks
 * are unknown to the sanitizer; the option ignores what it does by itself):
 *
 *   meson setup build-tsan -Db_sanitize=thread -Db_lundef=false
 *   TSAN_OPTIONS=ignore_noninstrumented_modules=1:halt_on_error=1 meson test -C build-tsan --suite model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-job.h"
#include "clv-test.h"

#define N_PARTS 1000

typedef struct
{
  guint8   visits[N_PARTS];
  gboolean ran;
  gboolean was_cancelled;
} Data;

typedef struct
{
  gboolean done;
  gboolean ran;
  guint    n_visited_once;
  GThread *thread;
} Owner;

static gint n_freed;

static void
data_free (gpointer data)
{
  g_free (data);
  g_atomic_int_inc (&n_freed);
}

static void
done_cb (ClvJob  *job,
         gpointer data,
         gpointer owner)
{
  Owner *self = owner;
  Data *result = data;

  self->done = TRUE;
  self->ran = result->ran;
  self->thread = g_thread_self ();
  for (guint i = 0; i < N_PARTS; i++)
    self->n_visited_once += result->visits[i] == 1;
}

static void
wait_for (const gboolean *flag)
{
  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_freed (gint n)
{
  for (guint i = 0; i < 5000 && g_atomic_int_get (&n_freed) < n; i++)
    g_usleep (1000);
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, n);
}

static void
part_cb (guint    part,
         gpointer user_data)
{
  Data *data = user_data;

  data->visits[part]++;
}

static void
parts_worker (ClvJob  *job,
              gpointer user_data)
{
  Data *data = user_data;

  clv_work_run (clv_job_get_work (job), part_cb, N_PARTS, data);
  data->ran = TRUE;
}

static void
test_parts (void)
{
  Owner owner = { 0 };

  g_atomic_int_set (&n_freed, 0);
  clv_job_start (parts_worker, g_new0 (Data, 1), data_free, done_cb, &owner);
  wait_for (&owner.done);
  g_assert_true (owner.ran);
  g_assert_cmpuint (owner.n_visited_once, ==, N_PARTS);
  g_assert_true (owner.thread == g_thread_self ());
  wait_for_freed (1);
}

static void
patient_worker (ClvJob  *job,
                gpointer user_data)
{
  Data *data = user_data;

  while (!clv_work_is_cancelled (clv_job_get_work (job)))
    g_usleep (100);
  data->was_cancelled = TRUE;
  data->ran = TRUE;
}

static void
test_cancel (void)
{
  Owner owner = { 0 };
  ClvJob *job;

  g_atomic_int_set (&n_freed, 0);
  job = clv_job_start (patient_worker, g_new0 (Data, 1), data_free, done_cb, &owner);
  clv_job_cancel (job);
  wait_for (&owner.done);
  g_assert_true (owner.ran);
  wait_for_freed (1);
}

static void
test_abandon (void)
{
  Owner owner = { 0 };
  ClvJob *job;

  g_atomic_int_set (&n_freed, 0);
  job = clv_job_start (patient_worker, g_new0 (Data, 1), data_free, done_cb, &owner);
  clv_job_abandon (job);
  for (guint i = 0; i < 5000 && g_atomic_int_get (&n_freed) == 0; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 1);
  g_assert_false (owner.done);
}

typedef struct
{
  Owner owner;
  gint  reached;
  gint  go_on;
} Steps;

static void
steps_worker (ClvJob  *job,
              gpointer user_data)
{
  Steps *steps = user_data;
  const ClvWork *work = clv_job_get_work (job);

  clv_job_set_slice (job, 0.5, 0.9);
  clv_work_progress (work, "first", 0.0);
  clv_work_progress (work, "second", 0.25);
  g_atomic_int_set (&steps->reached, 1);
  while (!g_atomic_int_get (&steps->go_on))
    g_usleep (100);
  clv_work_progress (work, "second", 7.0);
}

static void
steps_done_cb (ClvJob  *job,
               gpointer data,
               gpointer owner)
{
  Steps *steps = data;

  /* More than all is all of the slice; a step that stays is not told again. */
  clv_assert_near (clv_job_get_fraction (job), 0.9, 1e-6);
  g_assert_null (clv_job_steal_step (job));
  steps->owner.done = TRUE;
}

static void
keep (gpointer data)
{
  /* It stands on the stack of the test. */
  g_atomic_int_inc (&n_freed);
}

static void
test_progress (void)
{
  Steps steps = { 0 };
  ClvJob *job;
  g_autofree char *step = NULL;

  g_atomic_int_set (&n_freed, 0);
  job = clv_job_start (steps_worker, &steps, keep, steps_done_cb, NULL);
  while (!g_atomic_int_get (&steps.reached))
    g_usleep (100);
  step = clv_job_steal_step (job);
  g_assert_cmpstr (step, ==, "second");
  /* 0.5 + 0.25 × (0.9 − 0.5) */
  clv_assert_near (clv_job_get_fraction (job), 0.6, 1e-6);
  g_atomic_int_set (&steps.go_on, 1);
  wait_for (&steps.owner.done);
  wait_for_freed (1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/job/each-part-runs-once-and-the-owner-is-called-on-its-own-thread", test_parts);
  g_test_add_func ("/model/job/cancel-reaches-the-worker", test_cancel);
  g_test_add_func ("/model/job/an-abandoned-job-calls-nobody-and-frees-its-data", test_abandon);
  g_test_add_func ("/model/job/progress-fills-its-slice-of-the-whole", test_progress);

  return g_test_run ();
}
