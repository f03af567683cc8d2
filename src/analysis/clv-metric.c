/* clv-metric.c - what each metric is called and how it is made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-metric.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const ids[CLV_N_METRICS] = {
#define X(NAME, id, unit) id,
  CLV_METRICS (X)
#undef X
};

static const ClvMetricUnit units[CLV_N_METRICS] = {
#define X(NAME, id, unit) CLV_METRIC_##unit,
  CLV_METRICS (X)
#undef X
};

typedef struct
{
  const char *title;
  const char *formula;
} MetricText;

/* The definitions of METRICS.md in one line each. */
static const MetricText texts[CLV_N_METRICS] = {
  [CLV_M_ROWS] = { N_("Rows used"), N_("Rows of the order tables that count") },
  [CLV_M_ORDERS] = { N_("Orders"), N_("Different order numbers of a customer, or days with a purchase where there are none; without credit notes") },
  [CLV_M_CREDIT_NOTES] = { N_("Credit notes"), N_("Documents that only give money back") },
  [CLV_M_CUSTOMERS] = { N_("Customers"), N_("Customers named on at least one order, credit note or cost") },
  [CLV_M_CUSTOMERS_WITHOUT_PURCHASE] = { N_("Customers without a purchase"), N_("Customers who have no order") },
  [CLV_M_FIRST_DATE] = { N_("First date"), N_("Earliest date of a row that counts") },
  [CLV_M_LAST_DATE] = { N_("Last date"), N_("Latest date of a row that counts") },
  [CLV_M_AS_OF_DATE] = { N_("As-of date"), N_("The day the figures look back from: the last order, unless you choose another") },
  [CLV_M_REVENUE] = { N_("Revenue"), N_("All amounts, refunds taken off") },
  [CLV_M_REVENUE_GROSS] = { N_("Revenue before refunds"), N_("Sum of the amounts above zero, refunds not yet taken off") },
  [CLV_M_REFUNDS] = { N_("Refunds"), N_("Sum of the amounts below zero, without their sign, and of the column of refunds") },
  [CLV_M_REVENUE_WITHOUT_CUSTOMER] = { N_("Revenue without a customer"), N_("Revenue of rows that name no customer") },
  [CLV_M_REVENUE_OF_CUSTOMERS] = { N_("Revenue of customers"), N_("Revenue of rows that name a customer") },
  [CLV_M_COST_GOODS] = { N_("Cost of goods"), N_("Goods cost of the rows, or revenue × (1 − margin) when only a margin is known") },
  [CLV_M_COST_ACQUISITION] = { N_("Acquisition cost"), N_("Sum of the costs of winning customers") },
  [CLV_M_COST_RETENTION] = { N_("Retention cost"), N_("Sum of the costs of keeping customers") },
  [CLV_M_COST_SERVICE] = { N_("Service cost"), N_("Sum of the costs of serving customers") },
  [CLV_M_COST_OTHER] = { N_("Other costs"), N_("Sum of all other costs") },
  [CLV_M_COST] = { N_("Costs"), N_("Goods, acquisition, retention, service and other costs") },
  [CLV_M_COST_UNALLOCATED] = { N_("Costs of no customer"), N_("Costs − costs given to customers") },
  [CLV_M_PROFIT] = { N_("Profit"), N_("Revenue − costs") },
  [CLV_M_PROFIT_OF_CUSTOMERS] = { N_("Profit of customers"), N_("Sum of the profit of each customer") },
  [CLV_M_MARGIN] = { N_("Margin"), N_("Profit before acquisition cost ÷ revenue") },
  [CLV_M_VALUE_PER_CUSTOMER] = { N_("Value per customer"), N_("(Revenue − costs) ÷ customers") },
  [CLV_M_REVENUE_PER_CUSTOMER] = { N_("Revenue per customer"), N_("Revenue of customers ÷ customers") },
  [CLV_M_AOV] = { N_("Average order value"), N_("Revenue of customers ÷ their orders") },
  [CLV_M_PURCHASE_FREQUENCY] = { N_("Orders per customer"), N_("Orders of customers ÷ customers with an order") },
  [CLV_M_PURCHASE_FREQUENCY_PER_YEAR] = { N_("Orders per customer and year"), N_("Orders of customers ÷ years since their first orders") },
  [CLV_M_ORDERS_PER_CUSTOMER_MEDIAN] = { N_("Median orders per customer"), N_("Half of the customers with an order have at most this many") },
  [CLV_M_REPEAT_RATE] = { N_("Repeat rate"), N_("Customers with two or more orders ÷ customers with an order") },
  [CLV_M_INTER_PURCHASE_DAYS_MEAN] = { N_("Mean days between purchases"), N_("Mean of all gaps between purchase days of a customer") },
  [CLV_M_INTER_PURCHASE_DAYS_MEDIAN] = { N_("Median days between purchases"), N_("Median of all gaps between purchase days of a customer") },
  [CLV_M_RETENTION_RATE] = { N_("Retention rate"), N_("Customers active in a period and the one before ÷ customers active in the one before") },
  [CLV_M_CHURN_RATE] = { N_("Churn rate"), N_("1 − retention rate") },
  [CLV_M_CUSTOMER_LIFETIME_YEARS_OBSERVED] = { N_("Customer lifetime so far"), N_("Mean time from first to last order; customers still buying are cut off") },
  [CLV_M_CUSTOMER_LIFETIME_YEARS_IMPLIED] = { N_("Customer lifetime implied by retention"), N_("1 ÷ (1 − retention a year)") },
  [CLV_M_CAC] = { N_("Customer acquisition cost"), N_("Acquisition cost ÷ customers acquired") },
  [CLV_M_LTV_TO_CAC] = { N_("Lifetime value to acquisition cost"), N_("Lifetime value before acquisition cost ÷ acquisition cost of a customer") },
  [CLV_M_PAYBACK_MONTHS] = { N_("Payback of acquisition cost"), N_("Months until the expected margin reaches the acquisition cost") },
  [CLV_M_ALLOWABLE_CAC] = { N_("Allowable acquisition cost"), N_("The lower of lifetime value ÷ target ratio and the expected margin of 12 months") },
  [CLV_M_GINI_REVENUE] = { N_("Gini of revenue"), N_("0: all customers bring the same; close to 1: one brings everything") },
  [CLV_M_GINI_PROFIT] = { N_("Gini of profit"), N_("As for revenue; above 1 is possible when customers lose money") },
  [CLV_M_TOP_DECILE_REVENUE_SHARE] = { N_("Revenue share of the best tenth"), N_("Revenue of the best tenth of customers ÷ revenue of customers") },
  [CLV_M_TOP_DECILE_PROFIT_SHARE] = { N_("Profit share of the best tenth"), N_("Profit of the best tenth of customers ÷ profit of customers") },
  [CLV_M_PARETO80_CUSTOMERS_SHARE] = { N_("Customers who bring 80 % of revenue"), N_("Smallest share of customers that brings 80 % of revenue") },
  [CLV_M_WHALE_PEAK_SHARE] = { N_("Peak of the whale curve"), N_("Profit of all profitable customers ÷ profit of customers") },
  [CLV_M_UNPROFITABLE_CUSTOMERS] = { N_("Unprofitable customers"), N_("Customers with a profit below zero") },
  [CLV_M_CLV_SIMPLE] = { N_("Lifetime value, simple (A)"), N_("Order value × orders a year × lifetime × margin") },
  [CLV_M_CLV_MARGIN_MULTIPLE] = { N_("Lifetime value, margin multiple (B)"), N_("m·r ÷ (1 + i − r), the first margin not counted") },
  [CLV_M_CLV_IMMEDIATE] = { N_("Lifetime value, first margin now (C)"), N_("m·(1 + i) ÷ (1 + i − r)") },
  [CLV_M_CLV_END_OF_PERIOD] = { N_("Lifetime value, first margin after a year (D)"), N_("m ÷ (1 + i − r)") },
  [CLV_M_CLV_FINITE] = { N_("Lifetime value within the horizon (E)"), N_("m·(1 − qᵀ) ÷ (1 − q) with q = r ÷ (1 + i)") },
  [CLV_M_CLV_GROWING] = { N_("Lifetime value, growing margin (F)"), N_("m·r ÷ (1 + i − r·(1 + g))") },
  [CLV_M_CLV_CRM_ARTICLE] = { N_("Formula of the CRM article (K)"), N_("Order value × orders a year ÷ (acquisition cost + 1 − r) × lifetime: an index, not money") },
  [CLV_M_CLV_REALISED] = { N_("Realised value (J)"), N_("Mean profit of a customer so far, after acquisition cost") },
  [CLV_M_CLV_PREDICTED_BEFORE_CAC] = { N_("Predicted value before acquisition cost"), N_("Mean expected profit of a customer over the prediction window") },
  [CLV_M_CLV_PREDICTED_AFTER_CAC] = { N_("Predicted value after acquisition cost"), N_("Predicted value − acquisition cost of a customer") },
  [CLV_M_CLV_PREDICTED_LOW] = { N_("Predicted value, low end"), N_("Lower end of the interval") },
  [CLV_M_CLV_PREDICTED_HIGH] = { N_("Predicted value, high end"), N_("Upper end of the interval") },
  [CLV_M_CUSTOMER_NET_WORTH] = { N_("Customer net worth"), N_("Lifetime value − acquisition cost − service cost") },
  [CLV_M_CUSTOMER_EQUITY] = { N_("Customer equity"), N_("Sum of the expected value of all customers") },
  [CLV_M_EXPECTED_ORDERS] = { N_("Expected orders"), N_("Orders expected within the prediction window") },
  [CLV_M_CUSTOMERS_AT_RISK] = { N_("Customers at risk"), N_("Repeat buyers who have more likely left than not") },
  [CLV_M_VALUE_AT_RISK] = { N_("Value at risk"), N_("Expected value that the customers at risk may take away") },
  [CLV_M_ARR] = { N_("Annual recurring revenue"), N_("12 × monthly recurring revenue") },
  [CLV_M_MRR] = { N_("Monthly recurring revenue"), N_("Monthly fees of customers who have not left") },
  [CLV_M_NRR] = { N_("Net revenue retention"), N_("(Recurring revenue at start + expansion − contraction − churn) ÷ at start") },
  [CLV_M_GRR] = { N_("Gross revenue retention"), N_("(Recurring revenue at start − contraction − churn) ÷ at start") },
};

/**
 * clv_metric_to_id:
 *
 * Returns: the id of the JSON, “value_per_customer”
 */
const char *
clv_metric_to_id (ClvMetricId metric)
{
  g_return_val_if_fail (metric < CLV_N_METRICS, "");
  return ids[metric];
}

/**
 * clv_metric_from_id:
 * @id: an id of the JSON; dashes are taken as underscores
 * @metric: (out): the metric
 *
 * Returns: FALSE when there is no such metric
 */
gboolean
clv_metric_from_id (const char  *id,
                    ClvMetricId *metric)
{
  g_autofree char *wanted = g_strdelimit (g_strdup (id), "-", '_');

  for (guint i = 0; i < CLV_N_METRICS; i++)
    if (strcmp (ids[i], wanted) == 0)
      {
        *metric = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * clv_metric_get_unit:
 *
 * Returns: what the number counts
 */
ClvMetricUnit
clv_metric_get_unit (ClvMetricId metric)
{
  g_return_val_if_fail (metric < CLV_N_METRICS, CLV_METRIC_NUMBER);
  return units[metric];
}

/**
 * clv_metric_get_title:
 *
 * Returns: the name people see, translated
 */
const char *
clv_metric_get_title (ClvMetricId metric)
{
  g_return_val_if_fail (metric < CLV_N_METRICS, "");
  return _(texts[metric].title);
}

/**
 * clv_metric_get_formula:
 *
 * Returns: how it is worked out, in a line, translated
 */
const char *
clv_metric_get_formula (ClvMetricId metric)
{
  g_return_val_if_fail (metric < CLV_N_METRICS, "");
  return _(texts[metric].formula);
}
