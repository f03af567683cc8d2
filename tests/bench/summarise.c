/* summarise.c - how long it takes to make a line of each customer out of their orders
 *
 *   summarise make ROWS   writes customer, day, amount: a tenth as many customers, days in no order
 *   summarise FILE        reads them as the program does, and says what each step took
 *
 * Prints “name figure” lines: CPU seconds of reading, of the ledger, and of the summary (which rows count, sorted by
 * customer and day, purchases counted); customers, and sums that another program can check.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib.h>
#include <stdio.h>
#include <time.h>

#include "clv-findings.h"
#include "clv-source.h"

#define N_DAYS 1461 /* 2021 to 2024 */
#define ROWS_A_CUSTOMER 10

/* How far clv_analyse_rows() is when it has counted orders, and when it has summed up customers. */
#define SORTS_FROM 0.25
#define ALLOCATES_FROM 0.45

typedef struct
{
  double start, sorting, summed; /* CPU seconds; 0: not yet */
} Marks;

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
  puts ("customer,date,amount");
  for (guint64 row = 0; row < n_rows; row++)
    {
      const guint customer = next_below (&state, n_customers), day = next_below (&state, N_DAYS);
      const guint cents = 100 + next_below (&state, 20000);

      printf ("K%07u,%s,%u.%02u\n", customer, dates[day], cents / 100, cents % 100);
    }
  return fflush (stdout) != 0;
}

static void
mark (const char *step,
      double      fraction,
      gpointer    user_data)
{
  Marks *marks = user_data;

  if (fraction >= SORTS_FROM && marks->sorting == 0)
    marks->sorting = now ();
  if (fraction >= ALLOCATES_FROM && marks->summed == 0)
    marks->summed = now ();
}

static int
summarise (const char *path)
{
  Marks marks = { 0 };
  ClvWork work = { .progress = mark, .user_data = &marks };
  ClvAssumptions assumptions;
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvFindings) findings = NULL;
  const ClvCustomers *customers;
  guint64 frequency = 0, recency = 0, age = 0;
  double monetary = 0, start = now ();

  source = clv_source_read (path, NULL, &error);
  if (source == NULL)
    g_error ("%s", error->message);
  g_print ("reading %.4f\n", now () - start);
  start = now ();
  g_ptr_array_add (tables, clv_source_get_table (source, 0));
  mapping = clv_mapping_recognise (tables);
  ledger = clv_ledger_build (mapping, NULL, &error);
  if (ledger == NULL)
    g_error ("%s", error->message);
  g_print ("ledger %.4f\n", now () - start);
  clv_assumptions_init_default (&assumptions);
  marks.start = now ();
  findings = clv_analyse_rows (ledger, &assumptions, &work, &error);
  if (findings == NULL)
    g_error ("%s", error->message);
  g_print ("summary %.4f\ncounting %.4f\n", marks.summed - marks.start, marks.sorting - marks.start);
  customers = clv_findings_get_customers (findings);
  for (guint32 c = 0; c < customers->n; c++)
    if (customers->purchase_days[c] > 0)
      {
        frequency += customers->frequency[c];
        recency += customers->recency[c];
        age += customers->age[c];
        if (customers->frequency[c] > 0)
          monetary += customers->monetary[c];
      }
  g_print ("rows %u\ncustomers %u\nfrequency %" G_GUINT64_FORMAT "\nrecency %" G_GUINT64_FORMAT "\nage %" G_GUINT64_FORMAT
           "\nmonetary %.2f\n", clv_ledger_get_rows (ledger)->n, customers->n, frequency, recency, age, monetary);
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
    return summarise (argv[1]);
  g_printerr ("Usage: summarise make ROWS | summarise FILE\n");
  return 2;
}
