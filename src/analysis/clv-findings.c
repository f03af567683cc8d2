/* clv-findings.c - handing out what the analysis found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-findings.h"

#include "clv-allocation-private.h"
#include "clv-prediction-private.h"
#include "clv-recurring-private.h"

#include <string.h>

/**
 * clv_findings_ref:
 *
 * Returns: (transfer full): the same findings
 */
ClvFindings *
clv_findings_ref (ClvFindings *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

static void
free_customers (ClvCustomerColumns *columns)
{
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    g_free (columns->cost_by_type[type]);
  g_free (columns->counted);
  g_free (columns->orders);
  g_free (columns->credit_notes);
  g_free (columns->revenue);
  g_free (columns->revenue_gross);
  g_free (columns->refunds);
  g_free (columns->cost);
  g_free (columns->profit);
  g_free (columns->value);
  g_free (columns->first_day);
  g_free (columns->last_day);
  g_free (columns->first_order_day);
  g_free (columns->last_order_day);
  g_free (columns->purchase_days);
  g_free (columns->frequency);
  g_free (columns->recency);
  g_free (columns->age);
  g_free (columns->first_gap);
  g_free (columns->last_positive_day);
  g_free (columns->last_gap);
  g_free (columns->acquired_day);
  g_free (columns->monetary);
  g_free (columns->rank);
  g_free (columns->share);
  g_free (columns->cumulative_share);
  g_free (columns->r);
  g_free (columns->f);
  g_free (columns->m);
  g_free (columns->rfm_segment);
  g_free (columns->tier);
  g_free (columns->decile);
}

/**
 * clv_findings_unref:
 *
 * Drops a reference; the last one frees the findings.
 */
void
clv_findings_unref (ClvFindings *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    g_free (self->periods[kind]);
  g_free (self->recent.active);
  g_free (self->recent.revenue_before);
  g_free (self->recent.revenue_last);
  free_customers (&self->columns);
  g_free (self->by_rank);
  g_free (self->concentration.curve_customers);
  g_free (self->concentration.curve_value);
  g_free (self->concentration.lorenz_customers);
  g_free (self->concentration.lorenz_revenue);
  g_free (self->cohorts.month);
  g_free (self->cohorts.size);
  g_free (self->cohorts.active);
  g_free (self->cohorts.revenue);
  g_free (self->cohorts.profit);
  g_free (self->methods.methods);
  g_free (self->row_order);
  g_free (self->customer_start);
  g_clear_pointer (&self->allocation, clv_allocation_free);
  g_clear_pointer (&self->recurring, clv_recurring_free);
  g_clear_pointer (&self->refunded_orders, g_array_unref);
  g_ptr_array_unref (self->schemes);
  g_array_unref (self->sentences);
  clv_problem_list_unref (self->problems);
  g_clear_pointer (&self->valuation, clv_valuation_free);
  g_free (self->own_margin);
  g_clear_pointer (&self->contract_value, clv_contract_value_free);
  g_free (self->at_risk);
  g_free (self->base_change);
  g_clear_pointer (&self->model_set, clv_model_set_unref);
  g_clear_pointer (&self->model_checks, clv_model_checks_release);
  g_clear_pointer (&self->book, clv_book_free);
  clv_ledger_unref (self->ledger);
  g_free (self);
}

/**
 * clv_findings_get_ledger:
 *
 * Returns: (transfer none): the ledger that was analysed
 */
ClvLedger *
clv_findings_get_ledger (const ClvFindings *self)
{
  return self->ledger;
}

/**
 * clv_findings_get_book:
 *
 * Returns: (transfer none): the ledger under the rules of the assumptions
 */
const ClvBook *
clv_findings_get_book (const ClvFindings *self)
{
  return self->book;
}

/**
 * clv_findings_get_assumptions:
 *
 * Returns: (transfer none): what was assumed
 */
const ClvAssumptions *
clv_findings_get_assumptions (const ClvFindings *self)
{
  return &self->assumptions;
}

/**
 * clv_findings_get_period_kind:
 *
 * Returns: the kind of period that the retention rate is about
 */
ClvPeriodKind
clv_findings_get_period_kind (const ClvFindings *self)
{
  return self->period_kind;
}

/**
 * clv_findings_are_of_rows_only:
 *
 * Returns: TRUE if clv_analyse_rows() made them, which predicts nothing
 */
gboolean
clv_findings_are_of_rows_only (const ClvFindings *self)
{
  return self->of_rows_only;
}

/**
 * clv_findings_has_profit:
 *
 * Returns: TRUE if there are costs, a profit column or a margin; else values are revenue
 */
gboolean
clv_findings_has_profit (const ClvFindings *self)
{
  return self->has_profit;
}

/**
 * clv_findings_is_goods_cost_estimated:
 *
 * Returns: TRUE if the cost of goods is revenue × (1 − the entered margin), because the data have none
 */
gboolean
clv_findings_is_goods_cost_estimated (const ClvFindings *self)
{
  return self->goods_from_margin;
}

/**
 * clv_findings_get_currency:
 *
 * Returns: the sign people write before an amount, “€” or “CHF”; "" when unknown
 */
const char *
clv_findings_get_currency (const ClvFindings *self)
{
  return self->currency;
}

/**
 * clv_findings_get_metric:
 *
 * Returns: the value, or NaN with the reason why there is none
 */
ClvMetric
clv_findings_get_metric (const ClvFindings *self,
                         ClvMetricId        metric)
{
  g_return_val_if_fail (metric < CLV_N_METRICS, ((ClvMetric) { NAN, NULL }));
  return self->metrics[metric];
}

/**
 * clv_findings_get_periods:
 * @n: (out): length of the result
 *
 * Returns: (transfer none) (array length=n): periods in order without gaps; none at customer level
 */
const ClvPeriod *
clv_findings_get_periods (const ClvFindings *self,
                          ClvPeriodKind      kind,
                          guint             *n)
{
  *n = self->n_periods[kind];
  return self->periods[kind];
}

/**
 * clv_findings_get_customers:
 *
 * Returns: (transfer none): one entry a customer of the ledger in each array
 */
const ClvCustomers *
clv_findings_get_customers (const ClvFindings *self)
{
  return &self->customers;
}

/**
 * clv_findings_get_by_rank:
 * @n: (out): length of the result
 *
 * Returns: (transfer none) (array length=n): counted customers, best first; those of whom no figure is known
 *   (rank 0) come last
 */
const guint32 *
clv_findings_get_by_rank (const ClvFindings *self,
                          guint32           *n)
{
  *n = self->n_by_rank;
  return self->by_rank;
}

/**
 * clv_findings_get_concentration:
 *
 * Returns: (transfer none): how unevenly value is spread; without customers n_curve is 0
 */
const ClvConcentration *
clv_findings_get_concentration (const ClvFindings *self)
{
  return &self->concentration;
}

/**
 * clv_findings_get_cohorts:
 *
 * Returns: (transfer none): customers by the month they came; n is 0 without dates
 */
const ClvCohorts *
clv_findings_get_cohorts (const ClvFindings *self)
{
  return &self->cohorts;
}

/**
 * clv_findings_get_n_schemes:
 *
 * Returns: how many ways there are to group customers
 */
guint
clv_findings_get_n_schemes (const ClvFindings *self)
{
  return self->schemes->len;
}

/**
 * clv_findings_get_scheme:
 * @index: 0 to clv_findings_get_n_schemes() - 1
 *
 * Returns: (transfer none): the scheme; value tiers come first, then RFM, then columns
 */
const ClvSegmentScheme *
clv_findings_get_scheme (const ClvFindings *self,
                         guint              index)
{
  g_return_val_if_fail (index < self->schemes->len, NULL);
  return self->schemes->pdata[index];
}

/**
 * clv_findings_find_scheme:
 * @id: “tier”, “rfm”, “country” …
 *
 * Returns: (transfer none) (nullable): the scheme
 */
const ClvSegmentScheme *
clv_findings_find_scheme (const ClvFindings *self,
                          const char        *id)
{
  for (guint i = 0; i < self->schemes->len; i++)
    {
      const ClvSegmentScheme *scheme = self->schemes->pdata[i];

      if (strcmp (scheme->id, id) == 0)
        return scheme;
    }
  return NULL;
}

/**
 * clv_findings_get_methods:
 *
 * Returns: (transfer none): lifetime value by formula, and what went in
 */
const ClvMethods *
clv_findings_get_methods (const ClvFindings *self)
{
  return &self->methods;
}

/**
 * clv_findings_get_n_sentences:
 *
 * Returns: number of findings in words
 */
guint
clv_findings_get_n_sentences (const ClvFindings *self)
{
  return self->sentences->len;
}

/**
 * clv_findings_get_sentence:
 * @index: 0 to clv_findings_get_n_sentences() - 1
 *
 * Returns: (transfer none): a finding in words, the most important first
 */
const ClvSentence *
clv_findings_get_sentence (const ClvFindings *self,
                           guint              index)
{
  g_return_val_if_fail (index < self->sentences->len, NULL);
  return &g_array_index (self->sentences, ClvSentence, index);
}

/**
 * clv_findings_get_problems:
 *
 * Returns: (transfer none): what was odd in the data, with its treatment under the present rules
 */
ClvProblemList *
clv_findings_get_problems (const ClvFindings *self)
{
  return self->problems;
}

/**
 * clv_findings_dup_customer_rows:
 * @customer: a customer of the ledger
 *
 * Returns: (transfer full) (element-type guint32): used ledger rows of the customer in date order; empty at customer level
 */
GArray *
clv_findings_dup_customer_rows (const ClvFindings *self,
                                guint32            customer)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (self->customer_start != NULL && customer < self->customers.n)
    g_array_append_vals (rows, self->row_order + self->customer_start[customer],
                         self->customer_start[customer + 1] - self->customer_start[customer]);
  return rows;
}
