/* clv-report-json-periods.c - periods, who bears costs, two periods side by side, values as they were
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-json-parts.h"

#include <math.h>

#include "clv-comparison.h"
#include "clv-migration.h"
#include "clv-snapshots.h"

/* So many winners and losers. */
#define N_MOVERS 10

static const char *const cost_ids[CLV_N_COST_TYPES] = {
  [CLV_COST_GOODS] = "cost_goods",         [CLV_COST_ACQUISITION] = "cost_acquisition",
  [CLV_COST_RETENTION] = "cost_retention", [CLV_COST_SERVICE] = "cost_service",
  [CLV_COST_OTHER] = "cost_other",
};

static void
write_day (ClvJson    *json,
           const char *key,
           ClvDay      day)
{
  char iso[16];

  if (day == CLV_DAY_NONE)
    {
      clv_json_null (json, key);
      return;
    }
  clv_day_to_iso (day, iso);
  clv_json_text (json, key, iso);
}

/**
 * clv_report_json_write_period_choices:
 *
 * Writes what somebody decided about periods and costs, into the object of assumptions.
 */
void
clv_report_json_write_period_choices (ClvJson              *json,
                                      const ClvAssumptions *given)
{
  static const char *const keys[] = { "allocate-acquisition", "allocate-retention", "allocate-service", "allocate-goods",
                                      "allocate-other", "cac-lag", "compare", "snapshots", "non-operational" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = clv_assumptions_dup_value (given, keys[i]);

      clv_json_text (json, keys[i], value);
    }
}

static void
write_figures (ClvJson                *json,
               const ClvPeriodFigures *figures)
{
  clv_json_integer (json, "customers_with_transaction", figures->customers[CLV_DENOMINATOR_TRANSACTION]);
  clv_json_integer (json, "customers_with_positive_revenue", figures->customers[CLV_DENOMINATOR_POSITIVE]);
  clv_json_number (json, "value_per_customer_with_transaction", figures->value_per_customer[CLV_DENOMINATOR_TRANSACTION]);
  clv_json_number (json, "value_per_customer_with_positive_revenue", figures->value_per_customer[CLV_DENOMINATOR_POSITIVE]);
  clv_json_number (json, "revenue_per_customer", figures->revenue_per_customer[CLV_DENOMINATOR_ACTIVE]);
  clv_json_number (json, "revenue_of_customers", figures->revenue_of_customers);
  clv_json_number (json, "revenue_without_customer", figures->revenue_without_customer);
  clv_json_number (json, "cost_allocated", figures->cost_of_customers);
  clv_json_number (json, "cost_unallocated", figures->cost_unallocated);
  clv_json_integer (json, "orders_of_customers", figures->orders_of_customers);
  clv_json_number (json, "purchase_frequency", figures->purchase_frequency);
  clv_json_number (json, "purchase_frequency_per_year", figures->purchase_frequency_per_year);
  clv_json_integer (json, "orders_not_refunded", figures->orders_kept);
  clv_json_number (json, "aov_without_refunded", figures->aov_of_kept);
  clv_json_number (json, "purchase_frequency_without_refunded", figures->purchase_frequency_of_kept);
  clv_json_number (json, "churn_rate", figures->churn_rate);
  clv_json_number (json, "revenue_of_new_customers", figures->revenue_of_new);
  clv_json_number (json, "revenue_of_existing_customers", figures->revenue_of_existing);
  clv_json_number (json, "acquisition_cost_per_new_revenue", figures->acquisition_per_new_revenue);
  clv_json_number (json, "retention_and_service_cost_per_existing_revenue", figures->care_per_existing_revenue);
}

static void
write_period (ClvJson                *json,
              const ClvPeriod        *period,
              const ClvPeriodFigures *figures,
              gboolean                has_profit)
{
  clv_json_begin_line (json, NULL);
  write_day (json, "start", period->start);
  write_day (json, "end", period->end);
  clv_json_boolean (json, "complete", period->complete);
  clv_json_integer (json, "orders", period->orders);
  clv_json_integer (json, "credit_notes", period->credit_notes);
  clv_json_integer (json, "customers", period->customers);
  clv_json_integer (json, "new_customers", period->new_customers);
  clv_json_number (json, "revenue", period->revenue);
  clv_json_number (json, "revenue_gross", period->revenue_gross);
  clv_json_number (json, "refunds", period->refunds);
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    clv_json_number (json, cost_ids[type], period->cost_by_type[type]);
  clv_json_number (json, "cost", period->cost);
  clv_json_number (json, "profit", period->profit);
  clv_json_number (json, "value_per_customer", has_profit ? period->value_per_customer : NAN);
  clv_json_number (json, "aov", period->aov);
  clv_json_number (json, "retention_rate", period->retention_rate);
  clv_json_number (json, "cac", period->cac);
  write_figures (json, figures);
  clv_json_end_object (json);
}

static void
write_periods (ClvJson           *json,
               const ClvFindings *findings,
               const ClvAccounts *accounts)
{
  clv_json_begin_object (json, "periods");
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    {
      guint n = 0;
      const ClvPeriodFigures *figures = accounts != NULL ? clv_accounts_get_periods (accounts, kind, &n) : NULL;

      clv_json_begin_array (json, clv_period_kind_to_id (kind));
      for (guint i = 0; i < n; i++)
        write_period (json, figures[i].period, &figures[i], clv_findings_has_profit (findings));
      clv_json_end_array (json);
    }
  clv_json_end_object (json);
}

/* The costs that name no customer, by type and rule: what customers bear of them, and what nobody does. */
static void
write_allocation (ClvJson           *json,
                  const ClvFindings *findings)
{
  const ClvAssumptions *given = clv_findings_get_assumptions (findings);
  guint n;
  const ClvCostPool *pools = clv_findings_get_cost_pools (findings, &n);

  clv_json_begin_array (json, "allocation");
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    {
      double amount = 0, unallocated = 0;

      for (guint i = 0; i < n; i++)
        if (pools[i].type == type)
          {
            amount += pools[i].amount;
            unallocated += clv_cost_pool_get_unallocated (&pools[i]);
          }
      clv_json_begin_line (json, NULL);
      clv_json_text (json, "type", clv_cost_type_to_id (type));
      clv_json_text (json, "rule", clv_allocation_rule_to_id (given->allocate[type]));
      clv_json_number (json, "amount", amount);
      clv_json_number (json, "allocated", amount - unallocated);
      clv_json_number (json, "unallocated", unallocated);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

static void
write_side (ClvJson       *json,
            const char    *key,
            const ClvSide *side)
{
  clv_json_begin_line (json, key);
  write_day (json, "start", side->span.start);
  write_day (json, "end", side->span.end);
  clv_json_integer (json, "customers", side->customers);
  clv_json_integer (json, "customers_with_transaction", side->buyers);
  clv_json_integer (json, "orders_of_customers", side->orders);
  clv_json_number (json, "revenue", side->revenue);
  clv_json_number (json, "revenue_of_customers", side->money.revenue_of_customers);
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    clv_json_number (json, cost_ids[type], side->money.cost_of_customers[type] + side->money.cost_of_nobody[type]);
  clv_json_number (json, "cost", side->cost);
  clv_json_number (json, "profit", side->profit);
  clv_json_number (json, "value_per_customer", side->value_per_customer);
  clv_json_number (json, "purchase_frequency", side->purchase_frequency);
  clv_json_number (json, "aov", side->aov);
  clv_json_number (json, "margin_after_goods", side->margin);
  clv_json_end_object (json);
}

static void
write_causes (ClvJson      *json,
              const char   *key,
              const double *by_cause)
{
  clv_json_begin_array (json, key);
  for (guint cause = 0; cause < CLV_N_CAUSES; cause++)
    {
      clv_json_begin_line (json, NULL);
      clv_json_text (json, "id", clv_cause_to_id (cause));
      clv_json_number (json, "change", by_cause[cause]);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

static void
write_moves (ClvJson          *json,
             const char       *key,
             const ClvMoveSum *by_move)
{
  clv_json_begin_array (json, key);
  for (guint move = 0; move < CLV_N_MOVES; move++)
    {
      clv_json_begin_line (json, NULL);
      clv_json_text (json, "id", clv_move_to_id (move));
      clv_json_integer (json, "customers", by_move[move].customers);
      clv_json_number (json, "change", by_move[move].change);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

static void
write_movers (ClvJson        *json,
              const char     *key,
              ClvLedger      *ledger,
              const ClvMover *movers,
              guint           n)
{
  clv_json_begin_array (json, key);
  for (guint i = 0; i < n; i++)
    {
      clv_json_begin_line (json, NULL);
      clv_json_text (json, "id", clv_ledger_get_customer_id (ledger, movers[i].customer));
      clv_json_number (json, "before", movers[i].before);
      clv_json_number (json, "after", movers[i].after);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

static void
write_migration (ClvJson            *json,
                 const char         *key,
                 const ClvMigration *migration)
{
  if (migration == NULL)
    {
      clv_json_null (json, key);
      return;
    }
  clv_json_begin_object (json, key);
  clv_json_begin_row (json, "names");
  for (guint i = 0; i < migration->n; i++)
    clv_json_text (json, NULL, migration->names[i]);
  clv_json_end_array (json);
  clv_json_begin_array (json, "customers");
  for (guint i = 0; i < migration->n; i++)
    {
      clv_json_begin_row (json, NULL);
      for (guint j = 0; j < migration->n; j++)
        clv_json_integer (json, NULL, migration->customers[i * migration->n + j]);
      clv_json_end_array (json);
    }
  clv_json_end_array (json);
  clv_json_end_object (json);
}

/* Findings as of the end of a span; NULL when there was nothing yet. */
static ClvFindings *
as_of_end (const ClvFindings *findings,
           const ClvSpan     *span)
{
  return clv_findings_as_of (findings, MIN (span->end, clv_book_get_as_of (clv_findings_get_book (findings))), FALSE, NULL, NULL);
}

static void
write_comparison (ClvJson           *json,
                  const ClvFindings *findings,
                  const ClvAccounts *accounts)
{
  const gboolean is_chosen = *clv_findings_get_assumptions (findings)->compare != '\0';
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  g_autoptr (ClvFindings) before = NULL;
  g_autoptr (ClvFindings) after = NULL;
  g_autoptr (ClvComparison) comparison = NULL;
  ClvSpan spans[2];

  if (accounts != NULL && clv_findings_get_compared (findings, spans))
    {
      /* Two more analyses, which only those who asked for them shall wait for. */
      if (is_chosen)
        {
          before = as_of_end (findings, &spans[spans[1].end < spans[0].end]);
          after = as_of_end (findings, &spans[spans[1].end >= spans[0].end]);
        }
      if (spans[0].start != CLV_DAY_NONE)
        comparison = clv_comparison_new (accounts, &spans[0], &spans[1], N_MOVERS);
      else if (before != NULL && after != NULL)
        comparison = clv_comparison_new_of_dates (before, after, N_MOVERS);
    }
  if (comparison == NULL)
    {
      clv_json_null (json, "comparison");
      return;
    }
  clv_json_begin_object (json, "comparison");
  write_side (json, "before", &comparison->before);
  write_side (json, "after", &comparison->after);
  clv_json_begin_object (json, "causes");
  write_causes (json, "revenue", comparison->revenue_by_cause);
  write_causes (json, "profit", comparison->profit_by_cause);
  clv_json_end_object (json);
  clv_json_begin_object (json, "customers");
  write_moves (json, "revenue", comparison->revenue_by_move);
  write_moves (json, "profit", comparison->profit_by_move);
  clv_json_end_object (json);
  write_movers (json, "winners", ledger, comparison->winners, comparison->n_winners);
  write_movers (json, "losers", ledger, comparison->losers, comparison->n_losers);
  clv_json_begin_object (json, "migration");
  for (guint i = 0; i < clv_findings_get_n_schemes (findings) && before != NULL && after != NULL; i++)
    {
      const char *id = clv_findings_get_scheme (findings, i)->id;
      g_autoptr (ClvMigration) migration = g_str_equal (id, "tier") || g_str_equal (id, "rfm") ? clv_migration_new (before, after, id)
                                                                                              : NULL;

      if (migration != NULL)
        write_migration (json, id, migration);
    }
  clv_json_end_object (json);
  clv_json_end_object (json);
}

static void
write_snapshot (ClvJson           *json,
                const ClvSnapshot *snapshot)
{
  static const ClvMetricId ids[] = {
    CLV_M_CUSTOMERS, CLV_M_ORDERS, CLV_M_REVENUE, CLV_M_COST, CLV_M_COST_UNALLOCATED, CLV_M_PROFIT, CLV_M_VALUE_PER_CUSTOMER,
    CLV_M_AOV, CLV_M_PURCHASE_FREQUENCY, CLV_M_REPEAT_RATE, CLV_M_RETENTION_RATE, CLV_M_CAC, CLV_M_UNPROFITABLE_CUSTOMERS, CLV_M_GINI_REVENUE,
    CLV_M_CLV_REALISED, CLV_M_MRR,
  };

  clv_json_begin_line (json, NULL);
  write_day (json, "as_of_date", snapshot->as_of);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    clv_json_number (json, clv_metric_to_id (ids[i]), snapshot->metrics[ids[i]].value);
  clv_json_number (json, "value_median", snapshot->value_median);
  clv_json_number (json, "value_total", snapshot->value_total);
  clv_json_begin_object (json, "tier");
  for (guint i = 0; i < G_N_ELEMENTS (snapshot->tier_customers); i++)
    {
      const char name[] = { (char) ('A' + i), '\0' };

      clv_json_begin_object (json, name);
      clv_json_integer (json, "customers", snapshot->tier_customers[i]);
      clv_json_number (json, "value", snapshot->tier_value[i]);
      clv_json_end_object (json);
    }
  clv_json_end_object (json);
  clv_json_end_object (json);
}

static void
write_snapshots (ClvJson           *json,
                 const ClvFindings *findings)
{
  const int often = clv_findings_get_assumptions (findings)->snapshots;
  g_autoptr (ClvSnapshots) snapshots = NULL;

  if (often > 0)
    snapshots = clv_snapshots_new (findings, (ClvPeriodKind) (often - 1), FALSE, NULL, NULL);
  clv_json_begin_array (json, "snapshots");
  for (guint i = 0; snapshots != NULL && i < snapshots->n; i++)
    write_snapshot (json, &snapshots->snapshots[i]);
  clv_json_end_array (json);
}

/**
 * clv_report_json_write_costs_of_customer:
 *
 * Writes the costs of a customer by type, and what it takes to serve them as a share of their revenue.
 */
void
clv_report_json_write_costs_of_customer (ClvJson            *json,
                                         const ClvCustomers *all,
                                         guint32             customer)
{
  const gboolean has_costs = !isnan (all->cost[customer]);

  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    clv_json_number (json, cost_ids[type], has_costs ? all->cost_by_type[type][customer] : NAN);
  clv_json_number (json, "cost_to_serve_share",
                   has_costs && all->revenue[customer] > 0 ? all->cost_by_type[CLV_COST_SERVICE][customer] / all->revenue[customer]
                                                           : NAN);
}

/**
 * clv_report_json_write_periods:
 *
 * Writes “periods”, “allocation”, “comparison” and “snapshots”.
 */
void
clv_report_json_write_periods (ClvJson           *json,
                               const ClvFindings *findings)
{
  g_autoptr (ClvAccounts) accounts = clv_accounts_new (findings, NULL);

  write_periods (json, findings, accounts);
  write_allocation (json, findings);
  write_comparison (json, findings, accounts);
  write_snapshots (json, findings);
}
