/* cohorts.c - how long it takes to group customers anew
 *
 *   cohorts make ROWS   writes customer, day, amount, cost, channel, country: a tenth as many customers
 *   cohorts FILE        reads them as the program does, and says what each step took
 *
 * Prints “name figure” lines: CPU seconds of reading the orders (text and ledger), of the analysis, of making the source of
 * cohorts once, and the longest and the mean of what a switch takes: a table of another grouping, with a figure of each cell.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "clv-cohort-table.h"
#include "clv-source.h"

#define N_DAYS 1461 /* 2021 to 2024 */
#define ROWS_A_CUSTOMER 10

static double
now (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spec);
  return (double) spec.tv_sec + (double) spec.tv_nsec / 1e9;
}

/* Steele, Lea & Flood (2014): splitmix64. Our own, so that every machine measures the same file. */
static guint
next_below (guint64 *state,
            guint    bound)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return (guint) ((z >> 32) * bound >> 32);
}

static int
make (guint64 n_rows)
{
  static char dates[N_DAYS][11];
  g_autoptr (GDate) date = g_date_new_dmy (1, G_DATE_JANUARY, 2021);
  const guint n_customers = (guint) MAX (n_rows / ROWS_A_CUSTOMER, 1);
  guint64 state = 10;

  for (int day = 0; day < N_DAYS; day++)
    {
      g_snprintf (dates[day], sizeof dates[day], "%04u-%02u-%02u", (guint) g_date_get_year (date) % 10000u,
                  (guint) g_date_get_month (date) % 100u, (guint) g_date_get_day (date) % 100u);
      g_date_add_days (date, 1);
    }
  puts ("customer,date,amount,cost,channel,country");
  for (guint64 row = 0; row < n_rows; row++)
    {
      const guint customer = next_below (&state, n_customers);
      /* Customers come in the course of time. */
      const guint came = (guint) ((guint64) customer * 7919 % N_DAYS), day = came + next_below (&state, N_DAYS - came);
      const guint cents = 100 + next_below (&state, 20000);

      printf ("K%07u,%s,%u.%02u,%u.%02u,ch%u,land%u\n", customer, dates[day], cents / 100, cents % 100, cents / 150, cents % 100,
              next_below (&state, 7), customer % 40);
    }
  return fflush (stdout) != 0;
}

/* Everything that is shown when somebody chooses another grouping and measure. */
static double
read_cells (const ClvCohortTable *table)
{
  double sum = 0;

  for (guint m = 0; m < CLV_N_COHORT_MEASURES; m++)
    for (guint cohort = 0; cohort <= table->n; cohort++)
      for (guint age = 0; age < table->n_ages; age++)
        {
          const double value = clv_cohort_table_get (table, cohort, age, (ClvCohortFigure) { m, CLV_COHORT_TOTAL, FALSE }, NULL);

          sum += isnan (value) ? 0 : value;
        }
  return sum;
}

static int
measure (const char *path)
{
  ClvAssumptions assumptions;
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvFindings) findings = NULL;
  g_autoptr (ClvCohortSource) cohorts = NULL;
  double start = now (), longest = 0, all = 0;
  guint n = 0;

  source = clv_source_read (path, NULL, &error);
  if (source == NULL)
    g_error ("%s", error->message);
  g_ptr_array_add (tables, clv_source_get_table (source, 0));
  mapping = clv_mapping_recognise (tables);
  ledger = clv_ledger_build (mapping, NULL, &error);
  if (ledger == NULL)
    g_error ("%s", error->message);
  g_print ("reading %.4f\n", now () - start);
  clv_assumptions_init_default (&assumptions);
  start = now ();
  findings = clv_analyse_rows (ledger, &assumptions, NULL, &error);
  if (findings == NULL)
    g_error ("%s", error->message);
  g_print ("analysis %.4f\n", now () - start);
  start = now ();
  cohorts = clv_cohort_source_new (findings, NULL);
  if (cohorts == NULL)
    g_error ("no cohorts");
  g_print ("source %.4f\n", now () - start);
  for (guint unit = 0; unit < CLV_N_PERIOD_KINDS; unit++)
    for (guint i = 0; i <= clv_cohort_source_get_n_groupings (cohorts); i++)
      {
        double sum, seconds = now ();
        g_autoptr (ClvCohortTable) table = i == 0 ? clv_cohort_table_new_by_time (cohorts, unit)
                                                  : clv_cohort_table_new_by_group (cohorts, i - 1, unit);

        sum = read_cells (table);
        seconds = now () - seconds;
        g_assert_true (isfinite (sum));
        longest = MAX (longest, seconds);
        all += seconds;
        n++;
      }
  g_print ("switches %u\nlongest %.4f\nmean %.4f\ncustomers %u\n", n, longest, all / n, clv_findings_get_customers (findings)->n);
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  guint64 n_rows;

  if (argc == 3 && g_str_equal (argv[1], "make") && g_ascii_string_to_unsigned (argv[2], 10, 1, G_MAXUINT32, &n_rows, NULL))
    return make (n_rows);
  if (argc == 2)
    return measure (argv[1]);
  g_printerr ("Usage: cohorts make ROWS | cohorts FILE\n");
  return 2;
}
