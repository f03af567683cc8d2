/* clv-report-json-parts.h - the parts of the JSON that stand in files of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-json-writer.h"
#include "clv-report.h"
#include "clv-segment-rules.h"

G_BEGIN_DECLS

void clv_report_json_write_cohorts (ClvJson           *json,
                                    const ClvFindings *findings);
void clv_report_json_write_period_choices (ClvJson              *json,
                                           const ClvAssumptions *given);
void clv_report_json_write_periods (ClvJson           *json,
                                    const ClvFindings *findings);
void clv_report_json_write_income  (ClvJson           *json,
                                    const ClvFindings *findings);
void clv_report_json_write_relations (ClvJson           *json,
                                      const ClvFindings *findings,
                                      guint32            n_customers);
void clv_report_json_write_costs_of_customer (ClvJson            *json,
                                              const ClvCustomers *all,
                                              guint32             customer);
void clv_report_json_write_models  (ClvJson           *json,
                                    const ClvFindings *findings);
void clv_report_json_write_holdout (ClvJson           *json,
                                    const ClvFindings *findings);
void clv_report_json_write_contract_value (ClvJson           *json,
                                           const ClvFindings *findings);
void clv_report_json_write_segments (ClvJson               *json,
                                     const ClvFindings     *findings,
                                     const ClvSegmentRules *rules);
void clv_report_json_write_segment_terms (ClvJson              *json,
                                          const ClvAssumptions *given);
void clv_report_json_write_valuation (ClvJson           *json,
                                      const ClvFindings *findings);
void clv_report_json_write_checks  (ClvJson           *json,
                                    const ClvFindings *findings);
void clv_report_json_write_at_risk (ClvJson           *json,
                                    const ClvFindings *findings,
                                    guint32            n_customers);

G_END_DECLS
