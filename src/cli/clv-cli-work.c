/* clv-cli-work.c - threads, progress on a terminal, and giving up when asked to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cli.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define REDRAW_MICROSECONDS 100000

static volatile sig_atomic_t interrupted;

static struct
{
  ClvWork  work;
  FILE    *terminal; /* (nullable) standard error, also while clv_cli_work_hush() keeps it from others */
  int      standard_error;
  gboolean is_drawn;
  gint64   last_drawn;
} state;

static void
interrupt_cb (int number)
{
  interrupted = 1;
}

static gboolean
is_cancelled (gpointer user_data)
{
  return interrupted != 0;
}

static void
show_progress (const char *step,
               double      fraction,
               gpointer    user_data)
{
  gint64 now = g_get_monotonic_time ();

  if (now - state.last_drawn < REDRAW_MICROSECONDS)
    return;
  state.last_drawn = now;
  state.is_drawn = TRUE;
  fprintf (state.terminal, "\r%s %3.0f %%\033[K", step, 100 * CLAMP (fraction, 0, 1));
  fflush (state.terminal);
}

typedef struct
{
  ClvWorkPart part;
  gpointer    data;
} Run;

static void
part_worker (gpointer data,
             gpointer user_data)
{
  Run *run = user_data;

  /* A pool takes no NULL: parts are counted from 1 on the way. */
  run->part (GPOINTER_TO_UINT (data) - 1, run->data);
}

static void
run_parts (ClvWorkPart part,
           guint       n_parts,
           gpointer    data,
           gpointer    user_data)
{
  Run run = { part, data };
  guint n_threads = MIN (n_parts, g_get_num_processors ());
  GThreadPool *pool = n_threads > 1 ? g_thread_pool_new (part_worker, &run, (int) n_threads, TRUE, NULL) : NULL;

  if (pool == NULL)
    {
      for (guint i = 0; i < n_parts; i++)
        part (i, data);
      return;
    }
  for (guint i = 0; i < n_parts; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

/**
 * clv_cli_work_begin:
 *
 * From now on an interrupt cancels the work, so that nothing half written is left behind.
 *
 * Returns: callbacks for all long work
 */
const ClvWork *
clv_cli_work_begin (void)
{
  struct sigaction action = { .sa_handler = interrupt_cb };

  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  /* A limit on the size of files is then an error of write(), like a full disk. */
  signal (SIGXFSZ, SIG_IGN);
  if (isatty (STDERR_FILENO) != 0)
    state.terminal = fdopen (dup (STDERR_FILENO), "w");
  state.work = (ClvWork) {
    .is_cancelled = is_cancelled,
    .progress = state.terminal != NULL ? show_progress : NULL,
    .run = run_parts,
  };
  return &state.work;
}

/**
 * clv_cli_work_hush:
 *
 * A library may print errors of its own to standard error, beside the one that it returns: not from now on, until
 * clv_cli_work_unhush().
 */
void
clv_cli_work_hush (void)
{
  int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  fflush (stderr);
  state.standard_error = nowhere >= 0 ? fcntl (STDERR_FILENO, F_DUPFD_CLOEXEC, 3) : -1;
  if (state.standard_error >= 0)
    dup2 (nowhere, STDERR_FILENO);
  if (nowhere >= 0)
    close (nowhere);
}

/**
 * clv_cli_work_unhush:
 *
 * Undoes clv_cli_work_hush().
 */
void
clv_cli_work_unhush (void)
{
  if (state.standard_error < 0)
    return;
  fflush (stderr);
  dup2 (state.standard_error, STDERR_FILENO);
  close (state.standard_error);
  state.standard_error = -1;
}

/**
 * clv_cli_work_end:
 *
 * Wipes the progress off the terminal, before anything else is printed.
 */
void
clv_cli_work_end (void)
{
  if (state.is_drawn)
    {
      fputs ("\r\033[K", state.terminal);
      fflush (state.terminal);
      state.is_drawn = FALSE;
    }
}
