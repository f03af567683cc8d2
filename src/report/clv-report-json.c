/* clv-report-json.c - findings as the JSON of clientele-report
 *
 * The keys and ids are a contract (clientele-report.schema.json): new ones may be
 * added, none changes its meaning.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report.h"

#include <math.h>
#include <string.h>

#include "clv-inequality.h"
#include "clv-json-writer.h"
#include "clv-report-json-parts.h"
#include "clv-report-private.h"
#include "clv-rfm.h"

#define SCHEMA_VERSION 1

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

static void
write_count (ClvJson    *json,
             const char *key,
             guint32     count,
             gboolean    is_known)
{
  if (is_known)
    clv_json_integer (json, key, count);
  else
    clv_json_null (json, key);
}

static const char *
type_to_id (ClvColumnType type)
{
  switch (type)
    {
    case CLV_TYPE_TEXT:
      return "text";
    case CLV_TYPE_NUMBER:
      return "number";
    case CLV_TYPE_DATE:
      return "date";
    case CLV_TYPE_EMPTY:
    default:
      return "empty";
    }
}

static void
write_columns (ClvJson               *json,
               const ClvTableMapping *table)
{
  clv_json_begin_array (json, "columns");
  for (guint i = 0; i < table->n_columns; i++)
    {
      const ClvColumnMapping *column = &table->columns[i];

      clv_json_begin_line (json, NULL);
      clv_json_text (json, "header", clv_column_get_header (clv_table_get_column (table->table, i)));
      clv_json_text (json, "role", clv_role_to_id (column->role));
      clv_json_text (json, "type", type_to_id (column->reading->type));
      clv_json_text (json, "reading", clv_reading_to_id (column->reading));
      clv_json_text (json, "evidence", column->evidence != NULL ? column->evidence : "");
      clv_json_text (json, "reading_evidence",
                     column->reading->evidence != NULL ? column->reading->evidence : "");
      clv_json_number (json, "confidence", column->confidence);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

/* What the table is used as: goods that came back count where people want it, though the table is none of orders. */
static ClvTableKind
kind_of (const ClvLedger       *ledger,
         const ClvTableMapping *table)
{
  for (guint i = 0; table->kind == CLV_KIND_IGNORED && i < clv_ledger_get_n_parts (ledger); i++)
    {
      const ClvLedgerPart *part = clv_ledger_get_part (ledger, i);

      if (part->are_returned_goods && strcmp (part->file, clv_table_get_file (table->table)) == 0
          && strcmp (part->sheet, clv_table_get_sheet (table->table)) == 0)
        return part->kind;
    }
  return table->kind;
}

static void
write_inputs (ClvJson               *json,
              const ClvReportOrigin *origin,
              const ClvLedger       *ledger)
{
  clv_json_begin_array (json, "inputs");
  for (guint i = 0; i < origin->inputs->len; i++)
    {
      const ClvReportInput *input = origin->inputs->pdata[i];
      const ClvTableMapping *table = clv_mapping_get_table (origin->mapping, input->table);

      clv_json_begin_object (json, NULL);
      clv_json_text (json, "file", input->file);
      clv_json_text (json, "sha256", input->sha256);
      clv_json_text (json, "sheet", input->sheet);
      clv_json_text (json, "how", input->how);
      clv_json_text (json, "kind", clv_table_kind_to_id (kind_of (ledger, table)));
      clv_json_text (json, "evidence", table->evidence != NULL ? table->evidence : "");
      clv_json_integer (json, "rows_read", clv_table_get_n_rows (table->table));
      write_columns (json, table);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

/* Each currency for itself, where there are several; what is used is before it is converted. */
static void
write_accounts (ClvJson       *json,
                const ClvBook *book)
{
  guint n;
  const ClvCurrencyAccount *accounts = clv_book_get_accounts (book, &n);

  clv_json_begin_array (json, "currencies");
  for (guint i = 0; i < n; i++)
    {
      clv_json_begin_object (json, NULL);
      clv_json_text (json, "currency", *accounts[i].currency != '\0' ? accounts[i].currency : NULL);
      clv_json_integer (json, "rows_read", accounts[i].rows_read);
      clv_json_integer (json, "rows_used", accounts[i].rows_used);
      clv_json_number (json, "amount_read", accounts[i].amount_read);
      clv_json_number (json, "amount_used", accounts[i].amount_used);
      clv_json_begin_array (json, "left_out");
      for (guint reason = 1; reason < CLV_N_LEFT_OUT; reason++)
        if (accounts[i].left_out[reason].rows > 0 || accounts[i].left_out[reason].amount != 0)
          {
            clv_json_begin_line (json, NULL);
            clv_json_text (json, "reason", clv_left_out_to_id (reason));
            clv_json_integer (json, "rows", accounts[i].left_out[reason].rows);
            clv_json_number (json, "amount", accounts[i].left_out[reason].amount);
            clv_json_end_object (json);
          }
      clv_json_end_array (json);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

static void
write_reconciliation (ClvJson           *json,
                      const ClvFindings *findings)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (clv_findings_get_book (findings));

  clv_json_begin_object (json, "reconciliation");
  clv_json_integer (json, "rows_read", account->rows_read);
  clv_json_integer (json, "rows_used", account->rows_used);
  clv_json_number (json, "amount_read", account->amount_read);
  clv_json_number (json, "amount_used", account->amount_used);
  clv_json_begin_array (json, "left_out");
  for (guint reason = 1; reason < CLV_N_LEFT_OUT; reason++)
    {
      if (!clv_reconciliation_has (account, reason))
        continue;
      clv_json_begin_line (json, NULL);
      clv_json_text (json, "reason", clv_left_out_to_id (reason));
      clv_json_integer (json, "rows", account->left_out[reason].rows);
      clv_json_number (json, "amount", account->left_out[reason].amount);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
  write_accounts (json, clv_findings_get_book (findings));
  clv_json_end_object (json);
}

/* What is set for each of the choices; null where nothing is. */
static void
write_settings (ClvJson          *json,
                const ClvProblem *problem,
                char *const      *choices)
{
  clv_json_begin_row (json, "settings");
  for (guint i = 0; choices[i] != NULL; i++)
    if (choices[i][0] != '\0')
      {
        g_autofree char *setting = clv_assumptions_dup_setting (problem->kind, choices[i]);

        clv_json_text (json, NULL, setting);
      }
  clv_json_end_array (json);
}

static void
write_problem (ClvJson          *json,
               const ClvProblem *problem)
{
  g_auto (GStrv) choices = g_strsplit (problem->choices, " ", -1);

  clv_json_begin_object (json, NULL);
  clv_json_text (json, "kind", problem->kind);
  clv_json_integer (json, "count", problem->count);
  if (problem->amount != 0)
    clv_json_number (json, "amount", problem->amount);
  clv_json_text (json, "treatment", problem->treatment);
  clv_json_begin_row (json, "choices");
  for (guint i = 0; choices[i] != NULL; i++)
    if (choices[i][0] != '\0')
      clv_json_text (json, NULL, choices[i]);
  clv_json_end_array (json);
  write_settings (json, problem, choices);
  clv_json_begin_array (json, "examples");
  for (guint i = 0; i < problem->examples->len; i++)
    {
      const ClvProblemExample *example = problem->examples->pdata[i];

      /* About the data as a whole. */
      if (example->file == NULL)
        continue;
      clv_json_begin_line (json, NULL);
      clv_json_text (json, "file", example->file);
      clv_json_text (json, "sheet", example->sheet);
      clv_json_integer (json, "row", example->row);
      clv_json_text (json, "text", example->text);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
  clv_json_end_object (json);
}

static void
write_problems (ClvJson           *json,
                const ClvFindings *findings)
{
  const ClvProblemList *problems = clv_findings_get_problems (findings);

  clv_json_begin_array (json, "problems");
  for (guint i = 0; i < clv_problem_list_get_n (problems); i++)
    write_problem (json, clv_problem_list_get (problems, i));
  clv_json_end_array (json);
}

/* A choice as `--set` takes it; null when it is left to the data. */
static void
write_choice (ClvJson              *json,
              const ClvAssumptions *given,
              const char           *key)
{
  g_autofree char *value = clv_assumptions_dup_value (given, key);

  clv_json_text (json, key, value);
}

/* The kinds of problems that a rule is about. */
static void
write_kinds (ClvJson              *json,
             const ClvAssumptions *given,
             const char           *key)
{
  g_autofree char *value = clv_assumptions_dup_value (given, key);
  g_auto (GStrv) kinds = g_strsplit (value, ",", -1);

  clv_json_begin_row (json, key);
  for (guint i = 0; kinds[i] != NULL; i++)
    clv_json_text (json, NULL, kinds[i]);
  clv_json_end_array (json);
}

/* What was decided; null is “from the data”. As-of date, period and currency are those that were used. */
static void
write_assumptions (ClvJson           *json,
                   const ClvFindings *findings)
{
  static const char *const choices[] = {
    "order-key", "returns", "returned-goods", "refund-column", "contradicted-amounts", "amounts-before-discount", "refunded-orders", "tax", "shipping", "order-totals", "repeated-totals", "totals", "duplicates", "repeated-orders", "cancelled", "deals",
    "non-customer-lines", "gift-cards", "zero-amounts", "missing-customers", "future-dates", "outsized-amounts", "channel-costs", "missing-costs", "discount", "rates",
    "rate-direction", "several-rates", "blank-currency", "currency-conflict", "similar-ids", "merged-ids", "repeated-customers", "customer-key", "decimal", "date-order",
    "swapped-dates",
  };
  const ClvAssumptions *given = clv_findings_get_assumptions (findings);
  const char *currency = clv_book_get_currency (clv_findings_get_book (findings));

  clv_json_begin_object (json, "assumptions");
  write_day (json, "as-of-date", clv_book_get_as_of (clv_findings_get_book (findings)));
  clv_json_text (json, "period", clv_period_kind_to_id (clv_findings_get_period_kind (findings)));
  clv_json_integer (json, "fiscal-year-start", given->fiscal_year_start);
  clv_report_json_write_period_choices (json, given);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    write_choice (json, given, choices[i]);
  write_kinds (json, given, "leave-out");
  write_kinds (json, given, "count-as-zero");
  clv_json_text (json, "currency", *currency != '\0' ? currency : NULL);
  clv_json_number (json, "margin", given->margin);
  clv_json_number (json, "retention", given->retention_per_year);
  clv_json_number (json, "discount-rate", given->discount_per_year);
  clv_json_number (json, "growth", given->growth_per_year);
  clv_json_number (json, "lifetime-years", given->lifetime_years);
  clv_json_number (json, "horizon-years", given->horizon_years);
  clv_json_number (json, "prediction-days", given->prediction_days);
  clv_json_number (json, "interval", given->interval);
  clv_json_number (json, "cac", given->cac);
  clv_json_number (json, "service-cost", given->service_cost);
  clv_json_number (json, "target-ratio", given->target_ratio);
  clv_json_number (json, "inactive-days", given->inactive_days);
  clv_report_json_write_segment_terms (json, given);
  clv_json_end_object (json);
}

static void
write_metrics (ClvJson           *json,
               const ClvFindings *findings)
{
  clv_json_begin_object (json, "metrics");
  for (guint id = 0; id < CLV_N_METRICS; id++)
    {
      ClvMetric metric = clv_findings_get_metric (findings, id);

      if (!isnan (metric.value) && clv_metric_get_unit (id) == CLV_METRIC_DATE)
        write_day (json, clv_metric_to_id (id), (ClvDay) metric.value);
      else
        clv_json_number (json, clv_metric_to_id (id), metric.value);
    }
  clv_json_end_object (json);

  clv_json_begin_object (json, "undefined");
  for (guint id = 0; id < CLV_N_METRICS; id++)
    {
      ClvMetric metric = clv_findings_get_metric (findings, id);

      if (!isfinite (metric.value))
        clv_json_text (json, clv_metric_to_id (id), metric.reason);
    }
  clv_json_end_object (json);
}

static void
write_inequality (ClvJson           *json,
                  const ClvFindings *findings)
{
  static const double shares[] = { 0.01, 0.05, 0.1, 0.2, 0.5 };

  clv_json_begin_object (json, "inequality");
  for (guint of_profit = 0; of_profit < 2; of_profit++)
    {
      const char *key = of_profit ? "profit" : "revenue";
      ClvInequality inequality;

      if (!clv_inequality_measure (findings, of_profit, &inequality))
        {
          clv_json_null (json, key);
          continue;
        }
      clv_json_begin_line (json, key);
      clv_json_integer (json, "customers", inequality.n);
      clv_json_integer (json, "negative", inequality.n_negative);
      clv_json_number (json, "gini", inequality.gini);
      clv_json_number (json, "gini_normalised", inequality.normalised);
      clv_json_number (json, "gini_raffinetti", inequality.raffinetti);
      clv_json_integer (json, "pareto80_customers", inequality.pareto80);
      clv_json_number (json, "pareto80_customers_share", inequality.pareto80_share);
      clv_json_end_object (json);
    }
  clv_json_end_object (json);
  clv_json_begin_array (json, "best");
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      double value_share;
      const guint32 n = clv_inequality_of_best (findings, shares[i], &value_share);

      clv_json_begin_line (json, NULL);
      clv_json_number (json, "customers_share", shares[i]);
      clv_json_integer (json, "customers", n);
      clv_json_number (json, "value_share", value_share);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

static void
write_concentration (ClvJson           *json,
                     const ClvFindings *findings)
{
  const ClvConcentration *concentration = clv_findings_get_concentration (findings);

  clv_json_begin_object (json, "concentration");
  clv_json_text (json, "by", concentration->by_profit ? "profit" : "revenue");
  clv_json_boolean (json, "has_negatives", concentration->has_negatives);
  clv_json_begin_array (json, "deciles");
  for (guint i = 0; i < G_N_ELEMENTS (concentration->deciles); i++)
    {
      clv_json_begin_line (json, NULL);
      clv_json_integer (json, "customers", concentration->deciles[i].customers);
      clv_json_number (json, "revenue", concentration->deciles[i].revenue);
      clv_json_number (json, "profit", concentration->deciles[i].profit);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
  clv_json_begin_line (json, "whale");
  clv_json_number (json, "peak_share", concentration->peak_share);
  clv_json_integer (json, "peak_customers", concentration->peak_customers);
  clv_json_end_object (json);
  write_inequality (json, findings);
  clv_json_end_object (json);
}

static void
write_score (ClvJson    *json,
             const char *key,
             guint8      score)
{
  if (score == 0)
    clv_json_null (json, key);
  else
    clv_json_integer (json, key, score);
}

static void
write_customer (ClvJson            *json,
                ClvLedger          *ledger,
                const ClvCustomers *all,
                const ClvValuation *valuation,
                guint32             customer,
                gboolean            knows_orders)
{
  const char *name = clv_ledger_get_customer_name (ledger, customer);
  char tier[2] = { (char) all->tier[customer], '\0' };
  guint8 rfm = all->rfm_segment[customer];
  gboolean bought = all->purchase_days[customer] > 0;

  clv_json_begin_line (json, NULL);
  clv_json_text (json, "id", clv_ledger_get_customer_id (ledger, customer));
  if (*name != '\0')
    clv_json_text (json, "name", name);
  write_count (json, "orders", all->orders[customer], knows_orders);
  write_count (json, "credit_notes", all->credit_notes[customer], knows_orders);
  clv_json_number (json, "revenue", all->revenue[customer]);
  clv_json_number (json, "cost", all->cost[customer]);
  clv_report_json_write_costs_of_customer (json, all, customer);
  clv_json_number (json, "profit", all->profit[customer]);
  write_count (json, "rank", all->rank[customer], all->rank[customer] != 0);
  clv_json_number (json, "share", all->share[customer]);
  clv_json_number (json, "cumulative_share", all->cumulative_share[customer]);
  write_day (json, "first_date", all->first_day[customer]);
  write_day (json, "last_date", all->last_day[customer]);
  if (bought)
    {
      clv_json_integer (json, "frequency", all->frequency[customer]);
      clv_json_integer (json, "recency", all->recency[customer]);
      clv_json_integer (json, "age", all->age[customer]);
    }
  else
    {
      clv_json_null (json, "frequency");
      clv_json_null (json, "recency");
      clv_json_null (json, "age");
    }
  clv_json_number (json, "monetary", all->monetary[customer]);
  write_score (json, "r", all->r[customer]);
  write_score (json, "f", all->f[customer]);
  write_score (json, "m", all->m[customer]);
  clv_json_text (json, "rfm_segment", rfm < CLV_N_RFM_SEGMENTS ? clv_rfm_segment_id (rfm) : NULL);
  clv_json_text (json, "tier", tier[0] != '\0' ? tier : NULL);
  clv_json_number (json, "p_alive", valuation != NULL ? valuation->p_alive[customer] : NAN);
  clv_json_number (json, "expected_orders", valuation != NULL ? valuation->expected_orders[customer] : NAN);
  clv_json_number (json, "clv", valuation != NULL ? valuation->clv[customer] : NAN);
  clv_json_number (json, "clv_low", valuation != NULL ? valuation->clv_low[customer] : NAN);
  clv_json_number (json, "clv_high", valuation != NULL ? valuation->clv_high[customer] : NAN);
  clv_json_end_object (json);
}

static void
write_customers (ClvJson           *json,
                 const ClvFindings *findings,
                 guint32            n_customers)
{
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  gboolean knows_orders = clv_report_knows_orders (findings);

  clv_json_begin_array (json, "customers");
  for (guint32 i = 0; i < MIN (n, n_customers); i++)
    write_customer (json, ledger, customers, clv_findings_get_valuation (findings), by_rank[i], knows_orders);
  clv_json_end_array (json);
}

/**
 * clv_report_to_json:
 * @findings: what the analysis found
 * @origin: where the data came from
 * @n_customers: 0 none, G_MAXUINT32 all, else the best n
 *
 * Everything the analysis found, in full precision and independent of the locale.
 *
 * Returns: (transfer full): UTF-8 that ends in a newline
 */
GString *
clv_report_to_json (const ClvFindings     *findings,
                    const ClvReportOrigin *origin,
                    guint32                n_customers)
{
  GString *text = g_string_sized_new (65536);
  ClvJson json;

  clv_json_init (&json, text);
  clv_json_begin_object (&json, NULL);
  clv_json_begin_line (&json, "clientele");
  clv_json_text (&json, "version", CLV_VERSION);
  clv_json_integer (&json, "schema", SCHEMA_VERSION);
  clv_json_end_object (&json);
  write_inputs (&json, origin, clv_findings_get_ledger (findings));
  write_reconciliation (&json, findings);
  write_problems (&json, findings);
  write_assumptions (&json, findings);
  write_metrics (&json, findings);
  clv_report_json_write_periods (&json, findings);
  clv_report_json_write_income (&json, findings);
  clv_report_json_write_segments (&json, findings, origin->rules);
  clv_report_json_write_cohorts (&json, findings);
  write_concentration (&json, findings);
  clv_report_json_write_relations (&json, findings, n_customers);
  clv_report_json_write_models (&json, findings);
  clv_report_json_write_holdout (&json, findings);
  clv_report_json_write_valuation (&json, findings);
  clv_report_json_write_contract_value (&json, findings);
  clv_report_json_write_checks (&json, findings);
  if (n_customers > 0)
    {
      write_customers (&json, findings, n_customers);
      clv_report_json_write_at_risk (&json, findings, n_customers);
    }
  clv_json_end_object (&json);
  g_string_append_c (text, '\n');
  return text;
}
