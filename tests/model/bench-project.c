/* bench-project.c - a million orders through the project, and how long the window would wait
 *
 * Prints for each step how long it took, and how long the main thread was kept busy at the longest.
 *
 * Usage: bench-project [ORDERS | FILE]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "clv-block-watch.h"
#include "clv-prediction.h"
#include "clv-project.h"
#include "clv-test.h"

static void
write_orders (const char *path,
              guint32     n)
{
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  fputs ("Customer ID,Customer Name,Order ID,Order Date,Amount,Country\n", file);
  for (guint32 i = 0; i < n; i++)
    {
      /* A mixed order, always the same: Knuth's multiplier spreads consecutive numbers. */
      guint32 mixed = i * 2654435761u;
      guint32 customer = (mixed >> 7) % (n / 5 + 1);

      fprintf (file, "C%07u,Name of %u,O%08u,%u-%02u-%02u,%u.%02u,Country %u\n", customer, customer, i,
               2020 + (mixed >> 20) % 4, (mixed >> 12) % 12 + 1, (mixed >> 4) % 28 + 1, (mixed >> 10) % 500, mixed % 100,
               (mixed >> 25) % 20);
    }
  fclose (file);
}

static void
failed_cb (ClvProject *project,
           GError     *error)
{
  g_error ("%s", error->message);
}

/* Until the first rows are there, and what it costs to give up then. */
static void
look_and_cancel (ClvProject *project)
{
  while (!clv_project_is_provisional (project) && clv_project_is_busy (project))
    clv_block_watch_iterate ();
  g_print ("%-22s %8.0f ms, main thread busy for %6.2f ms at the longest\n",
           clv_project_is_provisional (project) ? "first rows" : "all rows at once", clv_block_watch_elapsed_ms (),
           clv_block_watch_longest_ms ());
  clv_block_watch_start ();
  clv_project_close (project);
  while (clv_project_is_busy (project))
    clv_block_watch_iterate ();
  g_print ("%-22s %8.2f ms\n", "cancel", clv_block_watch_elapsed_ms ());
}

static void
finish (ClvProject *project,
        const char *what)
{
  double call_ms = clv_block_watch_elapsed_ms ();

  while (clv_project_is_busy (project))
    clv_block_watch_iterate ();
  g_print ("%-22s %8.0f ms, main thread busy for %6.2f ms at the longest (call %.2f ms)\n", what,
           clv_block_watch_elapsed_ms (), clv_block_watch_longest_ms (), call_ms);
}

/* What a slider asks for. @interval: NaN while it moves. */
static void
value_again (ClvProject *project,
             const char *what,
             double      margin,
             double      discount,
             double      horizon_days,
             double      interval)
{
  struct timespec start, end;
  ClvFindings *findings = clv_project_get_findings (project);
  ClvValuation *valuation;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &start);
  valuation = isnan (interval) ? clv_findings_value_quickly (findings, margin, discount, horizon_days, NULL)
                               : clv_findings_value (findings, margin, discount, horizon_days, interval, NULL);
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &end);
  g_print ("%-22s %8.1f ms of one processor\n", what,
           (double) (end.tv_sec - start.tv_sec) * 1e3 + (double) (end.tv_nsec - start.tv_nsec) / 1e6);
  clv_valuation_free (valuation);
}

int
main (int   argc,
      char *argv[])
{
  gboolean is_file = argc > 1 && g_file_test (argv[1], G_FILE_TEST_EXISTS);
  guint32 n = argc > 1 && !is_file ? (guint32) strtoul (argv[1], NULL, 10) : 1000000;
  g_autofree char *dir = clv_test_dir ();
  g_autofree char *memory = g_build_filename (dir, "memory.db", NULL);
  g_autofree char *path = g_build_filename (dir, "orders.csv", NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ClvProject) project = g_object_new (CLV_TYPE_PROJECT, "memory-path", memory, NULL);

  if (!is_file)
    write_orders (path, n);
  g_ptr_array_add (files, g_file_new_for_path (is_file ? argv[1] : path));
  g_signal_connect (project, "failed", G_CALLBACK (failed_cb), NULL);

  clv_block_watch_start ();
  clv_project_open (project, files);
  look_and_cancel (project);
  clv_block_watch_start ();
  clv_project_open (project, files);
  finish (project, "open with preview");
  if (!is_file)
    {
      clv_block_watch_start ();
      clv_project_set_role (project, 0, 5, CLV_ROLE_SEGMENT);
      finish (project, "change a role");
      clv_block_watch_start ();
      clv_project_set_reading (project, 0, 4, CLV_TYPE_NUMBER, CLV_DECIMAL_POINT, CLV_DATE_ORDER_UNDECIDED);
      finish (project, "change a reading");
    }
  clv_block_watch_start ();
  clv_project_confirm (project);
  finish (project, "confirm");
  clv_block_watch_start ();
  clv_project_set_assumption (project, "margin", "0.3", NULL);
  finish (project, "change the margin");
  clv_block_watch_start ();
  clv_project_set_assumption (project, "discount-rate", "0.2", NULL);
  finish (project, "change the discount");
  clv_block_watch_start ();
  clv_project_set_assumption (project, "prediction-days", "183", NULL);
  finish (project, "change the horizon");
  clv_block_watch_start ();
  clv_project_set_assumption (project, "interval", "0.9", NULL);
  finish (project, "change the level");
  value_again (project, "slider: margin", 0.25, 0.2, 183, 0.9);
  value_again (project, "slider: discount", 0.25, 0.3, 183, 0.9);
  value_again (project, "slider: horizon", 0.25, 0.3, 730, NAN);
  value_again (project, "… when it rests", 0.25, 0.3, 730, 0.9);
  clv_block_watch_start ();
  clv_project_undo (project);
  finish (project, "undo");
  clv_block_watch_start ();
  clv_project_open (project, files);
  finish (project, "open, remembered");
  clv_block_watch_start ();
  clv_project_close (project);
  finish (project, "close");
  return EXIT_SUCCESS;
}
