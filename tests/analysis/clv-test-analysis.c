/* clv-test-analysis.c - findings from small tables written in the test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-analysis.h"

#include "clv-test-tables.h"

#include <math.h>
#include <string.h>

const char *const clv_test_toy_orders =
  "Customer;Date;Amount\n"
  "A;2023-01-10;100\n"
  "A;2023-06-10;80\n"
  "A;2024-02-10;120\n"
  "B;2023-03-05;50\n"
  "C;2023-11-20;200\n"
  "C;2024-11-20;220\n"
  "D;2024-05-01;30\n"
  "D;2024-05-20;-30\n"
  "E;2024-07-07;60\n"
  "E;2024-09-09;60\n"
  "E;2024-12-12;60\n";

const char *const clv_test_toy_costs =
  "Date;Cost type;Cost;Customer\n"
  "2023-01-31;acquisition;90;\n"
  "2024-01-31;acquisition;100;\n"
  "2024-06-30;service;25;F\n";

ClvLedger *
clv_test_read (const char *orders,
                 const char *costs)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (GError) error = NULL;
  ClvLedger *ledger;

  clv_test_add_table (tables, "orders.csv", "", orders);
  if (costs != NULL)
    clv_test_add_table (tables, "spending.csv", "", costs);
  mapping = clv_mapping_recognise (tables);
  if (costs != NULL)
    g_assert_true (clv_mapping_get_table (mapping, 1)->kind == CLV_KIND_COSTS ||
                   clv_mapping_get_table (mapping, 1)->kind == CLV_KIND_CUSTOMERS);
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

ClvFindings *
clv_test_analyse_ledger (ClvLedger  *ledger,
                         const char *settings)
{
  g_auto (GStrv) pairs = g_strsplit (settings, " ", -1);
  g_autoptr (GError) error = NULL;
  ClvAssumptions assumptions;
  ClvFindings *findings;

  clv_assumptions_init_default (&assumptions);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      clv_assumptions_set (&assumptions, pairs[i], equals + 1, &error);
      g_assert_no_error (error);
    }
  findings = clv_analyse (ledger, &assumptions, NULL, &error);
  g_assert_no_error (error);
  clv_ledger_unref (ledger);
  return findings;
}

ClvFindings *
clv_test_analyse (const char *orders,
                  const char *costs,
                  const char *settings)
{
  return clv_test_analyse_ledger (clv_test_read (orders, costs), settings);
}

double
clv_test_metric (const ClvFindings *findings,
                 const char        *id)
{
  ClvMetricId metric;

  g_assert_true (clv_metric_from_id (id, &metric));
  return clv_findings_get_metric (findings, metric).value;
}

const char *
clv_test_reason (const ClvFindings *findings,
                 const char        *id)
{
  ClvMetricId metric;

  g_assert_true (clv_metric_from_id (id, &metric));
  return clv_findings_get_metric (findings, metric).reason;
}

guint32
clv_test_customer (const ClvFindings *findings,
                   const char        *id)
{
  const ClvLedger *ledger = clv_findings_get_ledger (findings);

  for (guint32 c = 0; c < clv_ledger_get_n_customers (ledger); c++)
    if (strcmp (clv_ledger_get_customer_id (ledger, c), id) == 0)
      return c;
  g_error ("there is no customer %s", id);
}

const ClvPeriod *
clv_test_period (const ClvFindings *findings,
                 ClvPeriodKind      kind,
                 const char        *start)
{
  const ClvDay day = clv_day_from_iso (start);
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (findings, kind, &n);

  for (guint i = 0; i < n; i++)
    if (periods[i].start == day)
      return &periods[i];
  g_error ("there is no period from %s", start);
}

const ClvSegment *
clv_test_segment (const ClvFindings *findings,
                  const char        *scheme_id,
                  const char        *name)
{
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (findings, scheme_id);

  g_assert_nonnull (scheme);
  for (guint i = 0; i < scheme->n_segments; i++)
    if (strcmp (scheme->segments[i].name, name) == 0)
      return &scheme->segments[i];
  g_error ("there is no segment %s in %s", name, scheme_id);
}

gboolean
clv_test_has_sentence (char *const *sentences,
                       const char  *words)
{
  for (guint i = 0; sentences[i] != NULL; i++)
    if (strstr (sentences[i], words) != NULL)
      return TRUE;
  return FALSE;
}
