/* clv-prediction.c - handing out what the models say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction.h"

#include "clv-prediction-private.h"

/**
 * clv_findings_get_models:
 *
 * Returns: (transfer none): the fitted models; none of them, with the reason, where nothing can be predicted
 */
const ClvModels *
clv_findings_get_models (const ClvFindings *self)
{
  return &self->model_set->models;
}

/**
 * clv_findings_get_holdout:
 *
 * Returns: (transfer none) (nullable): the race on the last part of the history; NULL when there is no model
 */
const ClvHoldout *
clv_findings_get_holdout (const ClvFindings *self)
{
  return self->model_set->holdout;
}

/**
 * clv_findings_get_model_checks:
 *
 * Returns: (transfer none) (nullable): whether what models take for granted holds here; NULL when there is no model
 */
const ClvModelChecks *
clv_findings_get_model_checks (const ClvFindings *self)
{
  return self->model_checks;
}

/**
 * clv_findings_get_valuation:
 *
 * Returns: (transfer none) (nullable): customers valued with the assumptions of the findings; NULL when there is no model
 */
const ClvValuation *
clv_findings_get_valuation (const ClvFindings *self)
{
  return self->valuation;
}

/**
 * clv_findings_get_contract_value:
 *
 * Returns: (transfer none) (nullable): what people under contract will still pay; NULL where the data are no contracts
 */
const ClvContractValue *
clv_findings_get_contract_value (const ClvFindings *self)
{
  return self->contract_value;
}

/**
 * clv_findings_get_at_risk:
 * @n: (out): length of the result
 *
 * Returns: (transfer none) (array length=n): who has bought more than once and has more likely left than not, by what
 *   would be lost, most first
 */
const ClvAtRisk *
clv_findings_get_at_risk (const ClvFindings *self,
                          guint32           *n)
{
  *n = self->n_at_risk;
  return self->at_risk;
}

/**
 * clv_findings_get_base_change:
 *
 * Returns: (transfer none) (nullable): what became of the value of all customers since a year ago; NULL when there is no
 *   model, or no history from before
 */
const ClvBaseChange *
clv_findings_get_base_change (const ClvFindings *self)
{
  return self->base_change;
}
