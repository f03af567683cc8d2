/* clv-metric.h - the list of metrics: one line each, everything else follows from it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLV_METRIC_COUNT,
  CLV_METRIC_MONEY,
  CLV_METRIC_SHARE,  /* a fraction, shown in percent */
  CLV_METRIC_NUMBER,
  CLV_METRIC_DAYS,
  CLV_METRIC_YEARS,
  CLV_METRIC_MONTHS,
  CLV_METRIC_DATE,   /* a ClvDay as double; an ISO date in the JSON */
  CLV_METRIC_INDEX,  /* the CRM article's number: not money */
} ClvMetricUnit;

/* X (ENUM, "json_id", unit). The order is that of METRICS.md. */
#define CLV_METRICS(X)                                                \
  X (ROWS, "rows", COUNT)                                             \
  X (ORDERS, "orders", COUNT)                                         \
  X (CREDIT_NOTES, "credit_notes", COUNT)                             \
  X (CUSTOMERS, "customers", COUNT)                                   \
  X (CUSTOMERS_WITHOUT_PURCHASE, "customers_without_purchase", COUNT) \
  X (FIRST_DATE, "first_date", DATE)                                  \
  X (LAST_DATE, "last_date", DATE)                                    \
  X (AS_OF_DATE, "as_of_date", DATE)                                  \
  X (REVENUE, "revenue", MONEY)                                       \
  X (REVENUE_GROSS, "revenue_gross", MONEY)                           \
  X (REFUNDS, "refunds", MONEY)                                       \
  X (REVENUE_WITHOUT_CUSTOMER, "revenue_without_customer", MONEY)     \
  X (REVENUE_OF_CUSTOMERS, "revenue_of_customers", MONEY)             \
  X (COST_GOODS, "cost_goods", MONEY)                                 \
  X (COST_ACQUISITION, "cost_acquisition", MONEY)                     \
  X (COST_RETENTION, "cost_retention", MONEY)                         \
  X (COST_SERVICE, "cost_service", MONEY)                             \
  X (COST_OTHER, "cost_other", MONEY)                                 \
  X (COST, "cost", MONEY)                                             \
  X (COST_UNALLOCATED, "cost_unallocated", MONEY)                     \
  X (PROFIT, "profit", MONEY)                                         \
  X (PROFIT_OF_CUSTOMERS, "profit_of_customers", MONEY)               \
  X (MARGIN, "margin", SHARE)                                         \
  X (VALUE_PER_CUSTOMER, "value_per_customer", MONEY)                 \
  X (REVENUE_PER_CUSTOMER, "revenue_per_customer", MONEY)             \
  X (AOV, "aov", MONEY)                                               \
  X (PURCHASE_FREQUENCY, "purchase_frequency", NUMBER)                \
  X (PURCHASE_FREQUENCY_PER_YEAR, "purchase_frequency_per_year", NUMBER) \
  X (ORDERS_PER_CUSTOMER_MEDIAN, "orders_per_customer_median", NUMBER) \
  X (REPEAT_RATE, "repeat_rate", SHARE)                               \
  X (INTER_PURCHASE_DAYS_MEAN, "inter_purchase_days_mean", DAYS)      \
  X (INTER_PURCHASE_DAYS_MEDIAN, "inter_purchase_days_median", DAYS)  \
  X (RETENTION_RATE, "retention_rate", SHARE)                         \
  X (CHURN_RATE, "churn_rate", SHARE)                                 \
  X (CUSTOMER_LIFETIME_YEARS_OBSERVED, "customer_lifetime_years_observed", YEARS) \
  X (CUSTOMER_LIFETIME_YEARS_IMPLIED, "customer_lifetime_years_implied", YEARS) \
  X (CAC, "cac", MONEY)                                               \
  X (LTV_TO_CAC, "ltv_to_cac", NUMBER)                                \
  X (PAYBACK_MONTHS, "payback_months", MONTHS)                        \
  X (ALLOWABLE_CAC, "allowable_cac", MONEY)                           \
  X (GINI_REVENUE, "gini_revenue", NUMBER)                            \
  X (GINI_PROFIT, "gini_profit", NUMBER)                              \
  X (TOP_DECILE_REVENUE_SHARE, "top_decile_revenue_share", SHARE)     \
  X (TOP_DECILE_PROFIT_SHARE, "top_decile_profit_share", SHARE)       \
  X (PARETO80_CUSTOMERS_SHARE, "pareto80_customers_share", SHARE)     \
  X (WHALE_PEAK_SHARE, "whale_peak_share", SHARE)                     \
  X (UNPROFITABLE_CUSTOMERS, "unprofitable_customers", COUNT)         \
  X (CLV_SIMPLE, "clv_simple", MONEY)                                 \
  X (CLV_MARGIN_MULTIPLE, "clv_margin_multiple", MONEY)               \
  X (CLV_IMMEDIATE, "clv_immediate", MONEY)                           \
  X (CLV_END_OF_PERIOD, "clv_end_of_period", MONEY)                   \
  X (CLV_FINITE, "clv_finite", MONEY)                                 \
  X (CLV_GROWING, "clv_growing", MONEY)                               \
  X (CLV_CRM_ARTICLE, "clv_crm_article", INDEX)                       \
  X (CLV_REALISED, "clv_realised", MONEY)                             \
  X (CLV_PREDICTED_BEFORE_CAC, "clv_predicted_before_cac", MONEY)     \
  X (CLV_PREDICTED_AFTER_CAC, "clv_predicted_after_cac", MONEY)       \
  X (CLV_PREDICTED_LOW, "clv_predicted_low", MONEY)                   \
  X (CLV_PREDICTED_HIGH, "clv_predicted_high", MONEY)                 \
  X (CUSTOMER_NET_WORTH, "customer_net_worth", MONEY)                 \
  X (CUSTOMER_EQUITY, "customer_equity", MONEY)                       \
  X (EXPECTED_ORDERS, "expected_orders", NUMBER)                      \
  X (CUSTOMERS_AT_RISK, "customers_at_risk", COUNT)                   \
  X (VALUE_AT_RISK, "value_at_risk", MONEY)                           \
  X (ARR, "arr", MONEY)                                               \
  X (MRR, "mrr", MONEY)                                               \
  X (NRR, "nrr", SHARE)                                               \
  X (GRR, "grr", SHARE)

typedef enum
{
#define X(NAME, id, unit) CLV_M_##NAME,
  CLV_METRICS (X)
#undef X
  CLV_N_METRICS
} ClvMetricId;

const char   *clv_metric_to_id      (ClvMetricId metric);
gboolean      clv_metric_from_id    (const char  *id,
                                     ClvMetricId *metric);
ClvMetricUnit clv_metric_get_unit   (ClvMetricId metric);
const char   *clv_metric_get_title  (ClvMetricId metric); /* translated: “Average order value” */
const char   *clv_metric_get_formula (ClvMetricId metric); /* translated: “Revenue of customers ÷ their orders” */
/* Reasons why a metric is undefined: "no-costs", "no-customers", … */
const char   *clv_reason_get_text   (const char *reason); /* translated sentence with the remedy */

G_END_DECLS
