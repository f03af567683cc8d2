/* segments.c - how long it takes to put customers into other segments
 *
 *   segments FILE   reads orders as the program does, and says what each step took
 *
 * Prints “name figure” lines: CPU seconds of reading the orders (text and ledger) and of the analysis; the longest and the
 * mean of what a switch of the scheme takes, with all figures of its segments; of a rule of three conditions, of one about a
 * column of rows, and of finding groups that are alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib.h>
#include <time.h>

#include "clv-segment-figures.h"
#include "clv-segment-rules.h"
#include "clv-source.h"

static double
now (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spec);
  return (double) spec.tv_sec + (double) spec.tv_nsec / 1e9;
}

/* Every customer must be in one segment. */
static void
check (const ClvFindings *findings,
       const ClvScheme   *scheme)
{
  g_autoptr (ClvSegmentFigures) figures = clv_segment_figures_new (findings, scheme);
  double customers = 0;
  guint32 n;

  clv_findings_get_by_rank (findings, &n);
  for (guint s = 0; s < scheme->n; s++)
    customers += clv_segment_figures_get (figures, s, CLV_SF_HOME_CUSTOMERS).value;
  if (customers != n)
    g_error ("the segments of %s have %.0f customers of %u", scheme->id, customers, n);
}

static double
switch_to (const ClvFindings *findings,
           const char        *id)
{
  const double start = now ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvScheme) scheme = clv_scheme_new (findings, id, NULL, &error);

  if (scheme == NULL)
    g_error ("%s", error->message);
  check (findings, scheme);
  return now () - start;
}

static double
follow_rule (const ClvFindings *findings,
             const char        *text)
{
  const double start = now ();
  g_autoptr (ClvSegmentRules) rules = clv_segment_rules_restore (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvScheme) scheme = clv_scheme_new_of_rules (findings, rules, NULL, &error);

  if (scheme == NULL || scheme->n != 2)
    g_error ("the rule “%s” cannot be followed", text);
  check (findings, scheme);
  return now () - start;
}

int
main (int   argc,
      char *argv[])
{
  static const char *const ids[] = { "tier", "rfm", "decile", "journey", "channel", "country", "country+channel" };
  ClvAssumptions assumptions;
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (ClvLedger) ledger = NULL;
  g_autoptr (ClvFindings) findings = NULL;
  double start = now (), longest = 0, all = 0;

  if (argc != 2)
    {
      g_printerr ("Usage: segments FILE\n");
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
  g_print ("analysis %.4f\ncustomers %u\n", now () - start, clv_findings_get_customers (findings)->n);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const double seconds = switch_to (findings, ids[i]);

      g_printerr ("%s %.4f\n", ids[i], seconds);
      longest = MAX (longest, seconds);
      all += seconds;
    }
  g_print ("switches %u\nlongest %.4f\nmean %.4f\n", (guint) G_N_ELEMENTS (ids), longest, all / G_N_ELEMENTS (ids));
  g_print ("best %.4f\n", switch_to (findings, "best"));
  g_print ("rule %.4f\n", follow_rule (findings, "Late: last-order > 90 days ago and revenue > 200 and (orders > 3 or tier = A)"));
  g_print ("row_rule %.4f\n", follow_rule (findings, "There: country = DE"));
  g_print ("clusters %.4f\n", switch_to (findings, "clusters"));
  return 0;
}
