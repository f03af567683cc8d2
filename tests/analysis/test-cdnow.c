/* test-cdnow.c - the CDNOW order book against figures worked out by another program
 *
 * Expected values: block “same_day_merged” of the oracle beside the data (cdnow_master.json), made with pandas and
 * math.fsum; six decimals.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-builder.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <string.h>

/* Columns separated by blanks: customer, yyyymmdd, number of CDs, dollars. */
static ClvFindings *
analyse_cdnow (const char *path)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("cdnow.txt", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  g_autoptr (ClvMapping) mapping = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  static const char *const headers[] = { "Customer ID", "Date", "Quantity", "Amount" };
  ClvLedger *ledger;
  guint32 row = 1;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (guint column = 0; column < G_N_ELEMENTS (headers); column++)
    clv_table_builder_add_text (builder, column, headers[column], strlen (headers[column]));
  clv_table_builder_end_row (builder, row++);
  for (char *line = strtok (text, "\r\n"); line != NULL; line = strtok (NULL, "\r\n"))
    {
      const char *at = line;

      for (guint column = 0; column < G_N_ELEMENTS (headers); column++)
        {
          gsize length;

          at += strspn (at, " ");
          length = strcspn (at, " ");
          clv_table_builder_add_text (builder, column, at, length);
          at += length;
        }
      clv_table_builder_end_row (builder, row++);
    }
  g_ptr_array_add (tables, clv_table_builder_finish (builder, problems));
  mapping = clv_mapping_recognise (tables);
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  return clv_test_analyse_ledger (ledger, "");
}

static void
figures_equal_those_of_another_program (void)
{
  static const struct
  {
    const char *metric;
    double      value, tolerance;
  } expected[] = {
    { "rows", 69659, 0 },
    { "customers", 23570, 0 },
    { "orders", 67591, 0 },
    { "revenue", 2500315.63, 0.01 },
    { "aov", 36.991843, 5e-7 },
    { "purchase_frequency", 2.867671, 5e-7 },
    { "repeat_rate", 0.488587, 5e-7 },
    { "top_decile_revenue_share", 0.509427, 5e-7 },
    { "gini_revenue", 0.634571, 5e-7 },
  };
  g_autofree char *path = clv_test_data ("cdnow/CDNOW_master.txt");
  g_autoptr (ClvFindings) findings = NULL;

  if (path == NULL)
    return;
  findings = analyse_cdnow (path);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    clv_assert_near (clv_test_metric (findings, expected[i].metric), expected[i].value, expected[i].tolerance);
  clv_assert_near (clv_test_period (findings, CLV_PERIOD_YEAR, "1997-01-01")->revenue, 2024161.26, 0.01);
  clv_assert_near (clv_test_period (findings, CLV_PERIOD_QUARTER, "1998-04-01")->revenue, 213330.48, 0.01);
  clv_assert_near (clv_test_period (findings, CLV_PERIOD_MONTH, "1997-03-01")->revenue, 393155.27, 0.01);
}

static void
ranking_equals_that_of_another_program (void)
{
  static const struct
  {
    const char *customer;
    double      revenue;
  } best[] = { { "07592", 13990.93 }, { "14048", 8976.33 }, { "07983", 6973.07 }, { "19339", 6552.70 }, { "07931", 6497.18 } };
  g_autofree char *path = clv_test_data ("cdnow/CDNOW_master.txt");
  g_autoptr (ClvFindings) findings = NULL;
  const guint32 *by_rank;
  guint32 n;

  if (path == NULL)
    return;
  findings = analyse_cdnow (path);
  by_rank = clv_findings_get_by_rank (findings, &n);
  g_assert_cmpuint (n, ==, 23570);
  for (guint i = 0; i < G_N_ELEMENTS (best); i++)
    {
      g_assert_cmpstr (clv_ledger_get_customer_id (clv_findings_get_ledger (findings), by_rank[i]), ==, best[i].customer);
      clv_assert_near (clv_findings_get_customers (findings)->revenue[by_rank[i]], best[i].revenue, 0.005);
    }
}

static void
purchase_days_equal_those_of_another_program (void)
{
  g_autofree char *path = clv_test_data ("cdnow/CDNOW_master.txt");
  g_autoptr (ClvFindings) findings = NULL;
  const ClvCustomers *customers;
  double frequency = 0, recency = 0, age = 0, monetary = 0;

  if (path == NULL)
    return;
  findings = analyse_cdnow (path);
  customers = clv_findings_get_customers (findings);
  for (guint32 c = 0; c < customers->n; c++)
    {
      frequency += customers->frequency[c];
      recency += customers->recency[c];
      age += customers->age[c];
      monetary += customers->frequency[c] > 0 ? customers->monetary[c] : 0;
    }
  /* Means over all customers, four decimals. */
  clv_assert_near (frequency / customers->n, 1.8677, 0.00005);
  clv_assert_near (recency / customers->n, 134.8720, 0.00005);
  clv_assert_near (age / customers->n, 502.0936, 0.00005);
  clv_assert_near (monetary / customers->n, 17.5767, 0.00005);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/cdnow/figures-equal-those-of-another-program", figures_equal_those_of_another_program);
  g_test_add_func ("/analysis/cdnow/ranking-equals-that-of-another-program", ranking_equals_that_of_another_program);
  g_test_add_func ("/analysis/cdnow/purchase-days-equal-those-of-another-program", purchase_days_equal_those_of_another_program);
  return g_test_run ();
}
