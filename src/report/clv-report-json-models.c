/* clv-report-json-models.c - the JSON of what is predicted: models, their proof, customers at risk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-json-parts.h"

#include <string.h>

#include "clv-prediction.h"

static const char *
status_id (ClvModelStatus status)
{
  switch (status)
    {
    case CLV_MODEL_FINE:
      return "fine";
    case CLV_MODEL_WEAK:
      return "weak";
    case CLV_MODEL_TOO_LITTLE_DATA:
    default:
      return "too-little-data";
    }
}

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
write_contender (ClvJson            *json,
                 const char         *key,
                 const ClvContender *contender)
{
  clv_json_begin_line (json, key);
  clv_json_text (json, "title", contender->title);
  clv_json_boolean (json, "is_model", contender->is_model);
  clv_json_number (json, "predicted", contender->predicted);
  clv_json_number (json, "bias", contender->bias);
  clv_json_number (json, "mae", contender->mae);
  clv_json_number (json, "rmse", contender->rmse);
  clv_json_number (json, "rank_correlation", contender->rank_correlation);
  clv_json_number (json, "top20_hits", contender->top20_hits);
  clv_json_number (json, "coverage", contender->coverage);
  clv_json_number (json, "total_low", contender->total_low);
  clv_json_number (json, "total_high", contender->total_high);
  clv_json_number (json, "value_predicted", contender->predicted_value);
  clv_json_number (json, "value_bias", contender->value_bias);
  clv_json_number (json, "value_mae", contender->value_mae);
  clv_json_number (json, "value_rank_correlation", contender->value_rank_correlation);
  clv_json_number (json, "value_top20_hits", contender->value_top20_hits);
  clv_json_number (json, "value_coverage", contender->value_coverage);
  clv_json_number (json, "score", contender->score);
  clv_json_end_object (json);
}

/* (nullable) How the model of that id did on what was held out. */
static const ClvContender *
find_contender (const ClvHoldout *holdout,
                const char       *id)
{
  for (guint i = 0; holdout != NULL && i < holdout->n_contenders; i++)
    if (strcmp (holdout->contenders[i].id, id) == 0)
      return &holdout->contenders[i];
  return NULL;
}

static void
write_model (ClvJson          *json,
             const ClvModel   *model,
             const ClvHoldout *holdout)
{
  const ClvContender *contender = find_contender (holdout, model->id);

  clv_json_begin_object (json, model->id);
  clv_json_text (json, "title", model->title);
  clv_json_begin_line (json, "parameters");
  for (guint i = 0; i < model->n_parameters; i++)
    clv_json_number (json, model->name[i], model->parameter[i]);
  clv_json_end_object (json);
  clv_json_begin_line (json, "standard_errors");
  for (guint i = 0; i < model->n_parameters; i++)
    clv_json_number (json, model->name[i], model->standard_error[i]);
  clv_json_end_object (json);
  clv_json_number (json, "log_likelihood", model->log_likelihood);
  clv_json_text (json, "status", status_id (model->status));
  clv_json_text (json, "sentence", model->sentence);
  clv_json_number (json, "gradient", model->gradient);
  clv_json_number (json, "condition", model->condition);
  clv_json_integer (json, "customers_used", model->n_used);
  clv_json_integer (json, "customers_left_out", model->n_left_out);
  clv_json_boolean (json, "has_prior", model->has_prior);
  if (contender != NULL)
    write_contender (json, "holdout", contender);
  else
    clv_json_null (json, "holdout");
  clv_json_end_object (json);
}

/**
 * clv_report_json_write_models:
 *
 * Writes “models”: each fitted one under its id, and which of them values the customers.
 */
void
clv_report_json_write_models (ClvJson           *json,
                              const ClvFindings *findings)
{
  const ClvModels *models = clv_findings_get_models (findings);
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);

  clv_json_begin_object (json, "models");
  for (guint i = 0; models != NULL && i < models->n_models; i++)
    write_model (json, &models->models[i], holdout);
  clv_json_text (json, "chosen", models != NULL && models->chosen >= 0 ? models->models[models->chosen].id : NULL);
  clv_json_text (json, "recommended", holdout != NULL && holdout->reason == NULL && holdout->winner >= 0
                                          ? holdout->contenders[holdout->winner].id : NULL);
  clv_json_text (json, "reason", models != NULL ? models->reason : "no-model");
  clv_json_end_object (json);
}

/**
 * clv_report_json_write_holdout:
 *
 * Writes “holdout”: what was held out, and how every method did on it; null when nothing could be.
 */
void
clv_report_json_write_holdout (ClvJson           *json,
                               const ClvFindings *findings)
{
  const ClvHoldout *holdout = clv_findings_get_holdout (findings);

  if (holdout == NULL)
    {
      clv_json_null (json, "holdout");
      return;
    }
  clv_json_begin_object (json, "holdout");
  clv_json_text (json, "reason", holdout->reason);
  if (holdout->reason == NULL)
    {
      write_day (json, "first_date", holdout->first_day);
      write_day (json, "start", holdout->start);
      write_day (json, "end", holdout->end);
      clv_json_integer (json, "customers", holdout->n_customers);
      clv_json_integer (json, "customers_who_bought", holdout->n_bought);
      clv_json_number (json, "actual", holdout->actual);
      clv_json_number (json, "value_actual", holdout->actual_value);
      clv_json_number (json, "interval", holdout->interval);
      clv_json_text (json, "verdict", holdout->verdict);
      clv_json_integer (json, "inside", holdout->inside);
      clv_json_integer (json, "above", holdout->above);
      clv_json_integer (json, "below", holdout->below);
      clv_json_begin_object (json, "methods");
      for (guint i = 0; i < holdout->n_contenders; i++)
        write_contender (json, holdout->contenders[i].id, &holdout->contenders[i]);
      clv_json_end_object (json);
      clv_json_begin_array (json, "calibration");
      for (guint i = 0; i < G_N_ELEMENTS (holdout->calibration); i++)
        {
          const ClvCalibration *group = &holdout->calibration[i];

          if (group->customers == 0)
            continue;
          clv_json_begin_line (json, NULL);
          clv_json_integer (json, "customers", group->customers);
          clv_json_number (json, "predicted", group->predicted);
          clv_json_number (json, "actual", group->actual);
          clv_json_number (json, "low", group->actual_low);
          clv_json_number (json, "high", group->actual_high);
          clv_json_end_object (json);
        }
      clv_json_end_array (json);
      clv_json_begin_row (json, "lift");
      for (guint i = 0; i < G_N_ELEMENTS (holdout->lift); i++)
        clv_json_number (json, NULL, holdout->lift[i]);
      clv_json_end_array (json);
    }
  clv_json_end_object (json);
}

/**
 * clv_report_json_write_valuation:
 *
 * Writes “valuation”: what customers were valued with, and all of them together; null when nothing is predicted.
 */
void
clv_report_json_write_valuation (ClvJson           *json,
                                 const ClvFindings *findings)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);

  if (valuation == NULL)
    {
      clv_json_null (json, "valuation");
      return;
    }
  clv_json_begin_object (json, "valuation");
  clv_json_text (json, "basis", valuation->is_revenue ? "revenue" : "contribution");
  clv_json_number (json, "margin", valuation->margin);
  clv_json_number (json, "kept", valuation->kept);
  clv_json_number (json, "discount_rate", valuation->discount_per_year);
  clv_json_number (json, "horizon_days", valuation->horizon_days);
  clv_json_number (json, "interval", valuation->interval);
  clv_json_boolean (json, "after_cac", FALSE);
  clv_json_integer (json, "customers", valuation->n_valued);
  clv_json_number (json, "total", valuation->total);
  clv_json_number (json, "total_low", valuation->total_low);
  clv_json_number (json, "total_high", valuation->total_high);
  clv_json_number (json, "orders", valuation->orders_total);
  clv_json_number (json, "orders_low", valuation->orders_total_low);
  clv_json_number (json, "orders_high", valuation->orders_total_high);
  clv_json_boolean (json, "own_margins", valuation->own_margin != NULL);
  clv_json_begin_array (json, "sentences");
  for (guint i = 0; i < valuation->n_sentences; i++)
    clv_json_text (json, NULL, valuation->sentences[i]);
  clv_json_end_array (json);
  clv_json_end_object (json);
}

/**
 * clv_report_json_write_contract_value:
 *
 * Writes “contract_value”: what people under contract will still pay; null when there are no contracts.
 */
void
clv_report_json_write_contract_value (ClvJson           *json,
                                      const ClvFindings *findings)
{
  const ClvContractValue *value = clv_findings_get_contract_value (findings);
  const ClvValuation *valuation = clv_findings_get_valuation (findings);

  if (value == NULL || valuation == NULL)
    {
      clv_json_null (json, "contract_value");
      return;
    }
  clv_json_begin_object (json, "contract_value");
  clv_json_text (json, "model", "sbg");
  clv_json_text (json, "basis", valuation->is_revenue ? "revenue" : "contribution");
  clv_json_number (json, "margin", valuation->margin);
  clv_json_integer (json, "customers", value->n_customers);
  clv_json_integer (json, "customers_unknown", value->n_unknown);
  clv_json_number (json, "payments", valuation->orders_total);
  clv_json_number (json, "total", valuation->total);
  clv_json_number (json, "total_low", valuation->total_low);
  clv_json_number (json, "total_high", valuation->total_high);
  clv_json_text (json, "sentence", value->sentence);
  clv_json_end_object (json);
}

/**
 * clv_report_json_write_checks:
 *
 * Writes “model_checks”, what the models take for granted, and “base_change”, from one as-of date to the last.
 */
void
clv_report_json_write_checks (ClvJson           *json,
                              const ClvFindings *findings)
{
  const ClvModelChecks *checks = clv_findings_get_model_checks (findings);
  const ClvBaseChange *change = clv_findings_get_base_change (findings);

  if (checks == NULL)
    clv_json_null (json, "model_checks");
  else
    {
      clv_json_begin_object (json, "model_checks");
      clv_json_number (json, "spend_frequency_correlation", checks->spend_frequency_correlation);
      clv_json_number (json, "spend_trend_per_year", checks->spend_trend_per_year);
      clv_json_number (json, "spend_trend_t", checks->spend_trend_t);
      clv_json_number (json, "pace_change", checks->pace_change);
      clv_json_number (json, "pace_change_z", checks->pace_change_z);
      clv_json_number (json, "holdout_season", checks->holdout_season);
      clv_json_number (json, "horizon_season", checks->horizon_season);
      clv_json_boolean (json, "is_left_truncated", checks->is_left_truncated);
      clv_json_integer (json, "acquired_before", checks->n_acquired_before);
      clv_json_begin_array (json, "sentences");
      for (guint i = 0; i < checks->n_sentences; i++)
        clv_json_text (json, NULL, checks->sentences[i]);
      clv_json_end_array (json);
      clv_json_end_object (json);
    }
  if (change == NULL)
    {
      clv_json_null (json, "base_change");
      return;
    }
  clv_json_begin_object (json, "base_change");
  write_day (json, "from", change->from);
  write_day (json, "to", change->to);
  clv_json_number (json, "before", change->before);
  clv_json_number (json, "before_low", change->before_low);
  clv_json_number (json, "before_high", change->before_high);
  clv_json_number (json, "new_customers", change->new_customers);
  clv_json_number (json, "lost", change->lost);
  clv_json_number (json, "behaviour", change->behaviour);
  clv_json_number (json, "model", change->model);
  clv_json_number (json, "after", change->after);
  clv_json_number (json, "after_low", change->after_low);
  clv_json_number (json, "after_high", change->after_high);
  clv_json_end_object (json);
}

/* When the next order is to be expected, if the customer is still there. */
static void
write_next_order (ClvJson           *json,
                  const ClvFindings *findings,
                  guint32            customer)
{
  ClvDay from, to;

  if (!clv_findings_next_order_days (findings, customer, &from, &to))
    {
      clv_json_null (json, "next_order_from");
      clv_json_null (json, "next_order_to");
      return;
    }
  write_day (json, "next_order_from", from);
  write_day (json, "next_order_to", to);
}

/**
 * clv_report_json_write_at_risk:
 * @n_customers: at most so many, most at stake first
 *
 * Writes “at_risk”.
 */
void
clv_report_json_write_at_risk (ClvJson           *json,
                               const ClvFindings *findings,
                               guint32            n_customers)
{
  static const struct
  {
    ClvRiskReason reason;
    const char   *id;
  } reasons[] = {
    { CLV_RISK_OVERDUE, "overdue" },
    { CLV_RISK_FALLING_SIZE, "falling-size" },
    { CLV_RISK_FALLING_FREQUENCY, "falling-frequency" },
    { CLV_RISK_REFUNDED, "refunded" },
    { CLV_RISK_SINGLE_PRODUCT, "single-product" },
  };
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  guint32 n = 0;
  const ClvAtRisk *risks = clv_findings_get_at_risk (findings, &n);

  clv_json_begin_array (json, "at_risk");
  for (guint32 i = 0; i < MIN (n, n_customers); i++)
    {
      g_autofree char *sentence = clv_findings_dup_risk_sentence (findings, &risks[i]);

      clv_json_begin_line (json, NULL);
      clv_json_text (json, "id", clv_ledger_get_customer_id (ledger, risks[i].customer));
      clv_json_number (json, "value_at_risk", risks[i].value_at_risk);
      clv_json_number (json, "p_alive", risks[i].p_alive);
      clv_json_number (json, "days_since_last", risks[i].days_since_last);
      clv_json_number (json, "own_gap_days", risks[i].own_gap_days);
      clv_json_number (json, "usual_gap_days", risks[i].usual_gap_days);
      clv_json_number (json, "overdue", risks[i].overdue);
      write_next_order (json, findings, risks[i].customer);
      clv_json_begin_row (json, "reasons");
      for (guint k = 0; k < G_N_ELEMENTS (reasons); k++)
        if (risks[i].reasons & reasons[k].reason)
          clv_json_text (json, NULL, reasons[k].id);
      clv_json_end_array (json);
      clv_json_text (json, "sentence", sentence);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}
