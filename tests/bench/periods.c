/* periods.c - how long it takes to look at another period, or to compare two
 *
 *   periods FILE   reads orders as the program does, and says what each step took
 *
 * Prints “name figure” lines: CPU seconds of reading the orders (text and ledger), of the analysis, of making the accounts
 * once, and the longest and the mean of what a switch takes: two other periods compared, with both bridges, winners and losers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib.h>
#include <math.h>
#include <time.h>

#include "clv-comparison.h"
#include "clv-migration.h"
#include "clv-source.h"

#define N_MOVERS 20

static double
now (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spec);
  return (double) spec.tv_sec + (double) spec.tv_nsec / 1e9;
}

static double
compare (const ClvAccounts *accounts,
         const char        *pair)
{
  const double start = now ();
  g_autoptr (ClvComparison) comparison = NULL;
  ClvSpan spans[2];
  double by_cause = 0, by_move = 0;

  if (!clv_span_pair_parse (pair, 1, spans))
    g_error ("%s is no pair", pair);
  comparison = clv_comparison_new (accounts, &spans[0], &spans[1], N_MOVERS);
  for (guint cause = 0; cause < CLV_N_CAUSES; cause++)
    by_cause += comparison->profit_by_cause[cause];
  for (guint move = 0; move < CLV_N_MOVES; move++)
    by_move += comparison->profit_by_move[move].change;
  if (fabs (by_cause - by_move) > 0.01 || fabs (by_cause - (comparison->after.profit - comparison->before.profit)) > 0.01)
    g_error ("the bridges of %s do not add up", pair);
  return now () - start;
}

int
main (int   argc,
      char *argv[])
{
  static const char *const pairs[] = {
    "2021..2022", "2022..2023", "2023..2024", "2021..2024", "2023-Q3..2023-Q4", "2022-Q4..2023-Q4", "2024-01..2024-02", "2023-12..2024-12",
  };
  ClvAssumptions assumptions;
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvFindings) findings = NULL;
  g_autoptr (ClvAccounts) accounts = NULL;
  g_autoptr (ClvMigration) migration = NULL;
  double start = now (), longest = 0, all = 0;

  if (argc != 2)
    {
      g_printerr ("Usage: periods FILE\n");
      return 2;
    }
  source = clv_source_read (argv[1], NULL, &error);
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
  accounts = clv_accounts_new (findings, NULL);
  g_print ("accounts %.4f\n", now () - start);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const double seconds = compare (accounts, pairs[i]);

      longest = MAX (longest, seconds);
      all += seconds;
    }
  g_print ("switches %u\nlongest %.4f\nmean %.4f\ncustomers %u\n", (guint) G_N_ELEMENTS (pairs), longest, all / G_N_ELEMENTS (pairs),
           clv_findings_get_customers (findings)->n);
  start = now ();
  migration = clv_migration_new (findings, findings, "tier");
  g_print ("migration %.4f\n", now () - start);
  return 0;
}
