/* clv-report-json-income.c - what recurs, what came in for what, and what is left of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-json-parts.h"

#include <math.h>

#include "clv-income.h"
#include "clv-recurring.h"
#include "clv-relationship.h"

static void
write_day (ClvJson    *json,
           const char *key,
           ClvDay      day)
{
  char iso[16];

  clv_day_to_iso (day, iso);
  clv_json_text (json, key, iso);
}

static void
write_mrr_period (ClvJson            *json,
                  const ClvMrrPeriod *period)
{
  clv_json_begin_line (json, NULL);
  write_day (json, "start", period->start);
  write_day (json, "end", period->end);
  clv_json_boolean (json, "complete", period->complete);
  clv_json_integer (json, "customers", period->customers);
  clv_json_number (json, "mrr_start", period->mrr_start);
  for (guint move = 0; move < CLV_N_MRR_MOVES; move++)
    clv_json_number (json, clv_mrr_move_to_id (move), period->moves[move]);
  clv_json_number (json, "mrr", period->mrr);
  clv_json_number (json, "arr", 12 * period->mrr);
  clv_json_number (json, "nrr", period->nrr);
  clv_json_number (json, "grr", period->grr);
  clv_json_number (json, "recurring_revenue", period->recurring);
  clv_json_number (json, "recurring_share", period->revenue > 0 ? period->recurring / period->revenue : NAN);
  clv_json_end_object (json);
}

static void
write_recurring (ClvJson           *json,
                 const ClvFindings *findings)
{
  const ClvRecurring *recurring = clv_findings_get_recurring (findings);

  if (recurring == NULL)
    {
      clv_json_null (json, "recurring");
      return;
    }
  clv_json_begin_object (json, "recurring");
  clv_json_text (json, "column", recurring->column);
  clv_json_number (json, "months", recurring->months);
  clv_json_integer (json, "customers", recurring->customers);
  clv_json_number (json, "mrr", recurring->mrr);
  clv_json_number (json, "arr", 12 * recurring->mrr);
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    {
      clv_json_begin_array (json, clv_period_kind_to_id (kind));
      for (guint p = 0; p < recurring->n_periods[kind]; p++)
        write_mrr_period (json, &recurring->periods[kind][p]);
      clv_json_end_array (json);
    }
  clv_json_end_object (json);
}

static void
write_income (ClvJson           *json,
              const ClvFindings *findings)
{
  ClvIncome income;

  clv_findings_get_income (findings, &income);
  clv_json_begin_line (json, "income");
  clv_json_number (json, "total", income.total);
  clv_json_number (json, "of_customers", income.of_customers);
  clv_json_number (json, "other_operational", income.other_operational);
  clv_json_number (json, "non_operational", income.non_operational);
  clv_json_integer (json, "non_operational_rows", income.n_non_operational);
  clv_json_number (json, "service", income.service);
  clv_json_number (json, "cost_to_serve", income.cost_to_serve);
  clv_json_number (json, "cost_to_serve_share", income.cost_to_serve_share);
  clv_json_end_object (json);
}

static void
write_revenue_parts (ClvJson           *json,
                     const ClvFindings *findings)
{
  g_autoptr (ClvRevenueParts) parts = clv_revenue_parts_new (findings);

  clv_json_begin_array (json, "revenue_parts");
  for (guint part = 0; part < CLV_N_REVENUE_PARTS && parts != NULL; part++)
    {
      clv_json_begin_line (json, NULL);
      clv_json_text (json, "id", clv_revenue_part_to_id (part));
      clv_json_integer (json, "orders", parts->orders[part]);
      clv_json_number (json, "revenue", parts->total[part]);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

static void
write_relationship (ClvJson           *json,
                    const ClvFindings *findings)
{
  const gboolean has_profit = clv_findings_has_profit (findings);
  ClvWaterfall waterfall;
  ClvLifetimes lifetimes;

  clv_findings_get_waterfall (findings, &waterfall);
  clv_json_begin_line (json, "waterfall");
  clv_json_number (json, "revenue", waterfall.revenue);
  clv_json_number (json, "goods", has_profit ? waterfall.goods : NAN);
  clv_json_number (json, "service", has_profit ? waterfall.service : NAN);
  clv_json_number (json, "retention", has_profit ? waterfall.retention : NAN);
  clv_json_number (json, "acquisition", has_profit ? waterfall.acquisition : NAN);
  clv_json_number (json, "other", has_profit ? waterfall.other : NAN);
  clv_json_number (json, "net", waterfall.net);
  clv_json_number (json, "expected", waterfall.expected);
  clv_json_number (json, "total", waterfall.total);
  clv_json_end_object (json);

  clv_findings_get_lifetimes (findings, &lifetimes);
  clv_json_begin_line (json, "lifetime");
  clv_json_number (json, "observed_mean", lifetimes.observed_mean);
  clv_json_number (json, "observed_median", lifetimes.observed_median);
  clv_json_number (json, "implied", lifetimes.implied);
  clv_json_number (json, "entered", lifetimes.entered);
  clv_json_number (json, "retention", lifetimes.retention);
  clv_json_number (json, "retention_of_entered", lifetimes.retention_of_entered);
  clv_json_boolean (json, "disagrees", lifetimes.disagrees);
  clv_json_end_object (json);
}

/**
 * clv_report_json_write_income:
 *
 * Writes “recurring”, “income”, “revenue_parts”, “waterfall” and “lifetime”.
 */
void
clv_report_json_write_income (ClvJson           *json,
                              const ClvFindings *findings)
{
  write_recurring (json, findings);
  write_income (json, findings);
  write_revenue_parts (json, findings);
  write_relationship (json, findings);
}
