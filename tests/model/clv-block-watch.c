/* clv-block-watch.c - how long the main thread is kept busy between two looks at the window
 *
 * CPU time of the thread, and not the clock on the wall: other programs on a
 * shared machine would be blamed on us, while waiting for events costs nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-block-watch.h"

#include <time.h>

static gint64 started_us;
static double longest_ms;

static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

void
clv_block_watch_start (void)
{
  started_us = g_get_monotonic_time ();
  longest_ms = 0;
}

void
clv_block_watch_iterate (void)
{
  double before = thread_ms ();

  g_main_context_iteration (NULL, TRUE);
  longest_ms = MAX (longest_ms, thread_ms () - before);
}

double
clv_block_watch_longest_ms (void)
{
  return longest_ms;
}

double
clv_block_watch_elapsed_ms (void)
{
  return (g_get_monotonic_time () - started_us) / 1e3;
}
