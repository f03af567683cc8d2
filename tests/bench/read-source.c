/* read-source.c - reads a spreadsheet, decides what its columns mean, and says what is in them
 *
 *   read-source [--threads N] [--rows N] [--cancel SECONDS] FILE
 *
 * Prints JSON: rows, and of each column its type, its distinct values, and the sum of its numbers or days.
 * With --rows, only a preview of so many rows; with --cancel, how long the reader went on after it was told to stop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <malloc.h>
#include <math.h>
#include <stdlib.h>

#include "clv-reading.h"
#include "clv-source.h"

typedef struct
{
  ClvWorkPart part;
  gpointer    data;
  guint       n_parts;
  guint       next;
} Crowd;

static guint n_threads = 1;
static gint64 cancel_at; /* monotonic time; 0: never */

static gpointer
crowd_worker (gpointer data)
{
  Crowd *crowd = data;
  guint part;

  while ((part = (guint) g_atomic_int_add (&crowd->next, 1)) < crowd->n_parts)
    crowd->part (part, crowd->data);
  return NULL;
}

static void
run (ClvWorkPart part,
     guint       n_parts,
     gpointer    data,
     gpointer    user_data)
{
  Crowd crowd = { part, data, n_parts, 0 };
  g_autofree GThread **threads = g_new0 (GThread *, n_threads);

  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("part", crowd_worker, &crowd);
  crowd_worker (&crowd);
  for (guint i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
}

static gboolean
is_cancelled (gpointer user_data)
{
  return cancel_at != 0 && g_get_monotonic_time () >= cancel_at;
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
print_column (const ClvColumn *column)
{
  static const char *const types[] = { "empty", "text", "number", "date" };
  g_autoptr (ClvReading) reading = clv_reading_decide (column);
  const guint32 *counts = clv_column_get_counts (column);
  guint32 n_distinct = clv_column_get_n_distinct (column);
  double sum = 0;

  if (reading->type == CLV_TYPE_NUMBER)
    {
      g_autofree double *numbers = clv_reading_numbers (reading, column);

      for (guint32 code = 0; code < n_distinct; code++)
        if (!isnan (numbers[code]))
          sum += numbers[code] * counts[code];
    }
  else if (reading->type == CLV_TYPE_DATE)
    {
      g_autofree ClvDay *days = clv_reading_days (reading, column);

      for (guint32 code = 0; code < n_distinct; code++)
        if (days[code] != CLV_DAY_NONE)
          sum += (double) days[code] * counts[code];
    }
  g_print ("{\"type\": \"%s\", \"distinct\": %u, \"sum\": %.2f}", types[reading->type], n_distinct - 1, sum);
}

int
main (int   argc,
      char *argv[])
{
  static int threads = 1, max_rows = 0;
  static double cancel_after = -1;
  static const GOptionEntry entries[] = {
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "How many threads share the work", "N" },
    { "rows", 0, 0, G_OPTION_ARG_INT, &max_rows, "Preview so many rows", "N" },
    { "cancel", 0, 0, G_OPTION_ARG_DOUBLE, &cancel_after, "Cancel after so long", "SECONDS" },
    { NULL },
  };
  ClvWork work = { .is_cancelled = is_cancelled };
  ClvReadOptions options = { 0 };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (ClvSource) source = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;
  const ClvTable *table;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || threads < 1 || max_rows < 0)
    {
      g_printerr ("Usage: read-source [--threads N] [--rows N] [--cancel SECONDS] FILE\n");
      return 2;
    }
  n_threads = (guint) threads;
  if (n_threads > 1)
    work.run = run;
  options.max_rows = (guint32) max_rows;
  start = g_get_monotonic_time ();
  if (cancel_after >= 0)
    cancel_at = start + (gint64) (cancel_after * G_USEC_PER_SEC);
  source = clv_source_read_with (argv[1], &options, &work, &error);
  if (cancel_after >= 0)
    {
      struct mallinfo2 memory = mallinfo2 ();

      if (!g_error_matches (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED))
        {
          g_printerr ("It was too late to cancel.\n");
          return 3;
        }
      g_print ("{\"latency\": %.4f, \"held\": %.1f}\n", seconds_since (cancel_at),
               (double) (memory.uordblks + memory.hblkhd) / 1e6);
      return 0;
    }
  if (source == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  table = clv_source_get_table (source, 0);
  g_print ("{\"rows\": %u, \"columns\": [", clv_table_get_n_rows (table));
  for (guint c = 0; c < clv_table_get_n_columns (table); c++)
    {
      g_print ("%s", c > 0 ? ", " : "");
      print_column (clv_table_get_column (table, c));
    }
  g_print ("], \"provisional\": %s, \"seconds\": %.4f}\n",
           clv_source_is_provisional (source) ? "true" : "false", seconds_since (start));
  return 0;
}
