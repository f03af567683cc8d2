/* clv-report-json-cohorts.c - cohorts as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-json-parts.h"

#include <math.h>

#include "clv-cohort-table.h"

static void
write_cohort_money (ClvJson          *json,
                    const char       *key,
                    const ClvCohorts *cohorts,
                    const double     *money)
{
  if (money == NULL)
    {
      clv_json_null (json, key);
      return;
    }
  clv_json_begin_array (json, key);
  for (guint i = 0; i < cohorts->n; i++)
    {
      clv_json_begin_row (json, NULL);
      for (guint j = 0; i + j < cohorts->n; j++)
        clv_json_number (json, NULL, money[i * cohorts->n + j]);
      clv_json_end_array (json);
    }
  clv_json_end_array (json);
}

/* What has stood here from the first version on. */
static void
write_triangles (ClvJson          *json,
                 const ClvCohorts *cohorts)
{
  clv_json_begin_row (json, "cohort");
  for (guint i = 0; i < cohorts->n; i++)
    {
      char iso[16];

      clv_day_to_iso (cohorts->month[i], iso);
      iso[7] = '\0';
      clv_json_text (json, NULL, iso);
    }
  clv_json_end_array (json);
  clv_json_begin_row (json, "size");
  for (guint i = 0; i < cohorts->n; i++)
    clv_json_integer (json, NULL, cohorts->size[i]);
  clv_json_end_array (json);
  clv_json_begin_array (json, "active");
  for (guint i = 0; i < cohorts->n; i++)
    {
      clv_json_begin_row (json, NULL);
      for (guint j = 0; i + j < cohorts->n; j++)
        {
          guint32 active = cohorts->active[i * cohorts->n + j];

          if (active == G_MAXUINT32)
            clv_json_null (json, NULL);
          else
            clv_json_integer (json, NULL, active);
        }
      clv_json_end_array (json);
    }
  clv_json_end_array (json);
  write_cohort_money (json, "revenue", cohorts, cohorts->revenue);
  write_cohort_money (json, "profit", cohorts, cohorts->profit);
}

/* Cells of row @cohort that the data reach. */
static guint
row_length (const ClvCohortTable *table,
            guint                 cohort)
{
  return table->by_time && cohort < table->n ? table->n_ages - cohort : table->n_ages;
}

static void
write_sums (ClvJson              *json,
            const char           *key,
            const ClvCohortTable *table,
            ClvCohortMeasure      measure)
{
  if (measure >= CLV_COHORT_PROFIT && !table->has_profit)
    {
      clv_json_null (json, key);
      return;
    }
  clv_json_begin_array (json, key);
  for (guint i = 0; i < table->n; i++)
    {
      const double *row = table->seen[measure] + (gsize) i * table->n_ages;

      clv_json_begin_row (json, NULL);
      for (guint age = 0; age < row_length (table, i); age++)
        if (measure <= CLV_COHORT_ORDERS)
          clv_json_integer (json, NULL, (gint64) row[age]);
        else
          clv_json_number (json, NULL, row[age]);
      clv_json_end_array (json);
    }
  clv_json_end_array (json);
}

/* Customers whose period is over: with their size it says which cells are complete. */
static void
write_over (ClvJson              *json,
            const ClvCohortTable *table)
{
  clv_json_begin_array (json, "over");
  for (guint i = 0; i < table->n; i++)
    {
      clv_json_begin_row (json, NULL);
      for (guint age = 0; age < row_length (table, i); age++)
        clv_json_integer (json, NULL, table->over[(gsize) i * table->n_ages + age]);
      clv_json_end_array (json);
    }
  clv_json_end_array (json);
}

static void
write_payback (ClvJson              *json,
               const char           *key,
               const ClvCohortTable *table,
               guint                 cohort)
{
  if (table->payback[cohort] > 0)
    clv_json_integer (json, key, table->payback[cohort]);
  else
    clv_json_null (json, key);
}

static void
write_figures (ClvJson              *json,
               const char           *key,
               const ClvCohortTable *table,
               ClvCohortFigure       figure)
{
  clv_json_begin_row (json, key);
  for (guint age = 0; age < clv_cohort_table_count_ages (table); age++)
    clv_json_number (json, NULL, clv_cohort_table_get (table, table->n, age, figure, NULL));
  clv_json_end_array (json);
}

/* What every kind of cohorts has beside its sums: what winning them cost, when that was earned back, and the mean row. */
static void
write_means (ClvJson              *json,
             const ClvCohortTable *table)
{
  clv_json_begin_row (json, "cac");
  for (guint i = 0; i < table->n; i++)
    clv_json_number (json, NULL, clv_cohort_table_get_cac (table, i));
  clv_json_end_array (json);
  clv_json_begin_row (json, "payback");
  for (guint i = 0; i < table->n; i++)
    write_payback (json, NULL, table, i);
  clv_json_end_array (json);
  clv_json_begin_object (json, "mean");
  clv_json_integer (json, "size", table->size[table->n]);
  clv_json_number (json, "cac", clv_cohort_table_get_cac (table, table->n));
  write_payback (json, "payback", table, table->n);
  write_figures (json, "retention", table, (ClvCohortFigure) { CLV_COHORT_CUSTOMERS, CLV_COHORT_SHARE, FALSE });
  write_figures (json, "orders", table, (ClvCohortFigure) { CLV_COHORT_ORDERS, CLV_COHORT_PER_CUSTOMER, FALSE });
  write_figures (json, "cumulative_revenue", table, (ClvCohortFigure) { CLV_COHORT_REVENUE, CLV_COHORT_PER_CUSTOMER, TRUE });
  write_figures (json, "cumulative_profit", table, (ClvCohortFigure) { CLV_COHORT_PROFIT, CLV_COHORT_PER_CUSTOMER, TRUE });
  clv_json_end_object (json);
}

static void
write_table (ClvJson              *json,
             const char           *key,
             const char           *title, /* (nullable) */
             const ClvCohortTable *table)
{
  clv_json_begin_object (json, key);
  if (title != NULL)
    {
      clv_json_text (json, "title", title);
      clv_json_text (json, "unit", clv_period_kind_to_id (table->unit));
    }
  clv_json_begin_row (json, "cohort");
  for (guint i = 0; i < table->n; i++)
    clv_json_text (json, NULL, table->names[i]);
  clv_json_end_array (json);
  clv_json_begin_row (json, "size");
  for (guint i = 0; i < table->n; i++)
    clv_json_integer (json, NULL, table->size[i]);
  clv_json_end_array (json);
  write_sums (json, "active", table, CLV_COHORT_CUSTOMERS);
  write_sums (json, "orders", table, CLV_COHORT_ORDERS);
  write_sums (json, "revenue", table, CLV_COHORT_REVENUE);
  write_sums (json, "profit", table, CLV_COHORT_PROFIT);
  write_over (json, table);
  write_means (json, table);
  clv_json_end_object (json);
}

/**
 * clv_report_json_write_cohorts:
 *
 * Writes “cohorts”: by month, quarter and year of the first order, and by each column that customers can be grouped by.
 */
void
clv_report_json_write_cohorts (ClvJson           *json,
                               const ClvFindings *findings)
{
  g_autoptr (ClvCohortSource) source = clv_cohort_source_new (findings, NULL);
  const guint n_groupings = source != NULL ? clv_cohort_source_get_n_groupings (source) : 0;

  clv_json_begin_object (json, "cohorts");
  clv_json_begin_object (json, "month");
  write_triangles (json, clv_findings_get_cohorts (findings));
  if (source != NULL)
    {
      g_autoptr (ClvCohortTable) months = clv_cohort_table_new_by_time (source, CLV_PERIOD_MONTH);

      write_sums (json, "orders", months, CLV_COHORT_ORDERS);
      write_over (json, months);
      write_means (json, months);
      clv_json_end_object (json);
      for (guint unit = CLV_PERIOD_QUARTER; unit < CLV_N_PERIOD_KINDS; unit++)
        {
          g_autoptr (ClvCohortTable) table = clv_cohort_table_new_by_time (source, unit);

          write_table (json, clv_period_kind_to_id (unit), NULL, table);
        }
    }
  else
    clv_json_end_object (json);
  clv_json_begin_object (json, "by");
  for (guint i = 0; i < n_groupings; i++)
    {
      g_autoptr (ClvCohortTable) table = clv_cohort_table_new_by_group (source, i, clv_cohort_source_get_unit (source));

      write_table (json, clv_cohort_source_get_id (source, i), clv_cohort_source_get_title (source, i), table);
    }
  clv_json_end_object (json);
  clv_json_end_object (json);
}
