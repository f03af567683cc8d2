/* clv-analyse.c - ledger and assumptions in, findings out: the order of the steps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include <string.h>

#include "clv-allocation-private.h"
#include "clv-format.h"
#include "clv-prediction-private.h"

static void
free_sentence (gpointer data)
{
  g_free (((ClvSentence *) data)->text);
}

/* A currency column may hold anything, such as a long word in Chinese: cut between characters. */
static void
copy_whole_characters (char       *target,
                       gsize       size,
                       const char *text)
{
  gsize length = 0;

  for (const char *p = text; *p != '\0' && (gsize) (g_utf8_next_char (p) - text) < size; p = g_utf8_next_char (p))
    length = g_utf8_next_char (p) - text;
  memcpy (target, text, length);
  target[length] = '\0';
}

static ClvFindings *
new_findings (ClvLedger            *ledger,
              const ClvAssumptions *assumptions,
              gboolean              of_rows_only)
{
  ClvFindings *findings = g_new0 (ClvFindings, 1);

  findings->ref_count = 1;
  findings->of_rows_only = of_rows_only;
  findings->ledger = clv_ledger_ref (ledger);
  findings->assumptions = *assumptions;
  findings->period_kind = assumptions->period_given ? assumptions->period : CLV_PERIOD_YEAR;
  findings->schemes = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_segment_scheme_free);
  findings->sentences = g_array_new (FALSE, FALSE, sizeof (ClvSentence));
  g_array_set_clear_func (findings->sentences, free_sentence);
  findings->problems = clv_problem_list_new ();
  findings->concentration.peak_share = NAN;
  for (guint metric = 0; metric < CLV_N_METRICS; metric++)
    findings->metrics[metric] = (ClvMetric) { NAN, g_intern_static_string (CLV_REASON_NO_MODEL) };
  return findings;
}

static double *
new_undefined (gsize n)
{
  double *column = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    column[i] = NAN;
  return column;
}

static ClvDay *
new_days (gsize n)
{
  ClvDay *column = g_new (ClvDay, n);

  for (gsize i = 0; i < n; i++)
    column[i] = CLV_DAY_NONE;
  return column;
}

static void
allocate_columns (ClvCustomerColumns *columns,
                  guint32             n_customers)
{
  /* One more, so that none is NULL when nobody is named. */
  const gsize n = (gsize) n_customers + 1;

  columns->counted = g_new0 (guint8, n);
  columns->orders = g_new0 (guint32, n);
  columns->credit_notes = g_new0 (guint32, n);
  columns->revenue = g_new0 (double, n);
  columns->revenue_gross = g_new0 (double, n);
  columns->refunds = g_new0 (double, n);
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    columns->cost_by_type[type] = g_new0 (double, n);
  columns->cost = new_undefined (n);
  columns->profit = new_undefined (n);
  columns->value = new_undefined (n);
  columns->first_day = new_days (n);
  columns->last_day = new_days (n);
  columns->first_order_day = new_days (n);
  columns->last_order_day = new_days (n);
  columns->purchase_days = g_new0 (guint32, n);
  columns->frequency = g_new0 (guint32, n);
  columns->recency = g_new0 (guint32, n);
  columns->age = g_new0 (guint32, n);
  columns->first_gap = g_new0 (guint32, n);
  columns->last_positive_day = new_days (n);
  columns->last_gap = g_new0 (guint32, n);
  columns->acquired_day = new_days (n);
  columns->monetary = new_undefined (n);
  columns->rank = g_new0 (guint32, n);
  columns->share = new_undefined (n);
  columns->cumulative_share = new_undefined (n);
  columns->r = g_new0 (guint8, n);
  columns->f = g_new0 (guint8, n);
  columns->m = g_new0 (guint8, n);
  columns->rfm_segment = g_new (guint8, n);
  memset (columns->rfm_segment, 255, n);
  columns->tier = g_new0 (guint8, n);
  columns->decile = g_new0 (guint8, n);
}

static void
publish_columns (ClvFindings *findings,
                 guint32      n_customers)
{
  const ClvCustomerColumns *from = &findings->columns;

  findings->customers = (ClvCustomers) {
    .n = n_customers,
    .counted = from->counted,
    .orders = from->orders,
    .credit_notes = from->credit_notes,
    .revenue = from->revenue,
    .revenue_gross = from->revenue_gross,
    .refunds = from->refunds,
    .cost = from->cost,
    .profit = from->profit,
    .value = from->value,
    .first_day = from->first_day,
    .last_day = from->last_day,
    .first_order_day = from->first_order_day,
    .last_order_day = from->last_order_day,
    .purchase_days = from->purchase_days,
    .frequency = from->frequency,
    .recency = from->recency,
    .age = from->age,
    .first_gap = from->first_gap,
    .last_positive_day = from->last_positive_day,
    .last_gap = from->last_gap,
    .acquired_day = from->acquired_day,
    .monetary = from->monetary,
    .rank = from->rank,
    .share = from->share,
    .cumulative_share = from->cumulative_share,
    .r = from->r,
    .f = from->f,
    .m = from->m,
    .rfm_segment = from->rfm_segment,
    .tier = from->tier,
    .decile = from->decile,
  };
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    findings->customers.cost_by_type[type] = from->cost_by_type[type];
}

/* Which costs there are decides whether values are profit, and what an entered margin is for. */
static void
look_for_costs (ClvAnalysis *self)
{
  const ClvCostRow *costs = clv_book_get_costs (self->book);
  const ClvCustomerValues *values = self->customer_level ? clv_ledger_get_values (self->ledger) : NULL;
  const gboolean has_margin = !isnan (self->assumptions->margin);
  gboolean any = FALSE, goods_rows = FALSE, goods_column;

  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    if (clv_book_is_cost_used (self->book, i))
      {
        any = TRUE;
        goods_rows = goods_rows || costs[i].type == CLV_COST_GOODS;
      }
  if (values != NULL)
    {
      goods_column = values->cost != NULL || values->profit != NULL;
      any = any || goods_column || values->acquisition_cost != NULL || values->service_cost != NULL;
    }
  else
    {
      goods_column = self->rows->cost != NULL;
      any = any || goods_column;
    }

  self->goods_from_margin = has_margin && !goods_column && !goods_rows;
  self->fill_from_margin = has_margin && (goods_column || !goods_rows)
                           && (!goods_column || self->assumptions->missing_costs == CLV_MISSING_COSTS_ASSUME);
  self->has_goods = goods_column || self->goods_from_margin;
  self->findings->has_profit = any || has_margin;
  self->findings->goods_from_margin = self->goods_from_margin;
}

static gboolean
analyse_customers (ClvAnalysis *self)
{
  if (self->customer_level)
    {
      clv_analysis_fill_level (self);
      clv_analysis_finish_customers (self);
      return !clv_work_is_cancelled (self->work);
    }

  clv_work_progress (self->work, _("Sorting orders"), 0.25);
  if (!clv_analysis_sort_rows (self) || !clv_analysis_fill_customers (self))
    return FALSE;
  clv_work_progress (self->work, _("Allocating costs"), 0.45);
  if (!clv_analysis_fill_acquired (self) || !clv_analysis_allocate_costs (self))
    return FALSE;
  clv_analysis_finish_customers (self);
  clv_work_progress (self->work, _("Working out periods"), 0.55);
  return clv_analysis_fill_periods (self) && clv_analysis_fill_recent (self) && clv_analysis_fill_cohorts (self);
}

static gboolean
run (ClvAnalysis *self)
{
  if (!analyse_customers (self) || !clv_analysis_fit_models (self))
    return FALSE;
  clv_work_progress (self->work, _("Ranking customers"), 0.7);
  if (!clv_analysis_rank (self) || !clv_analysis_score_rfm (self))
    return FALSE;
  clv_work_progress (self->work, _("Grouping customers"), 0.8);
  if (!clv_analysis_fill_segments (self))
    return FALSE;
  clv_analysis_fill_metrics (self);
  if (!clv_analysis_value_customers (self) || !clv_analysis_find_at_risk (self))
    return FALSE;
  /* Contracts are known as they are today, not as they were. */
  if (self->findings->model_set->fits != NULL && !clv_analysis_compare_base (self))
    return FALSE;
  clv_work_progress (self->work, _("Working out lifetime values"), 0.98);
  clv_analysis_fill_methods (self);
  clv_analysis_fill_formula_metrics (self);
  clv_analysis_fill_problems (self);
  clv_analysis_fill_sentences (self);
  clv_work_progress (self->work, _("Working out lifetime values"), 1);
  return !clv_work_is_cancelled (self->work);
}

static void
clear_analysis (ClvAnalysis *self)
{
  g_free (self->sorted_amount);
  g_free (self->sorted_goods);
  if (self->findings->allocation != NULL)
    self->findings->allocation->filled_goods = g_steal_pointer (&self->filled_goods);
  g_free (self->filled_goods);
  g_free (self->sorted_month);
  g_free (self->month_of_day);
  g_free (self->month_start);
  g_free (self->acquired_document);
  g_free (self->is_unmatched);
  g_clear_pointer (&self->named_costs, g_array_unref);
  g_clear_pointer (&self->left_refunds, g_array_unref);
}

static void
set_cancelled (GError **error)
{
  g_set_error_literal (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_CANCELLED, _("The calculation was cancelled."));
}

/* Makes the book, and what everything else stands on. */
static gboolean
start (ClvAnalysis *self,
       GError     **error)
{
  ClvFindings *findings = self->findings;
  ClvRules rules = self->assumptions->rules;
  g_autoptr (GArray) without = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_strlcpy (rules.currency, self->assumptions->currency, sizeof rules.currency);
  for (guint i = 0; self->left_refunds != NULL && i < self->left_refunds->len; i++)
    g_array_append_val (without, g_array_index (self->left_refunds, ClvLeftRefund, i).row);
  findings->book = clv_book_new_without (self->ledger, &rules, (const guint32 *) (const void *) without->data, without->len,
                                         self->work, error);
  if (findings->book == NULL)
    return FALSE;
  self->book = findings->book;
  self->amount = clv_book_get_amounts (self->book);
  self->refund = clv_book_get_refunds (self->book);
  clv_analysis_fill_goods (self);
  self->as_of = clv_book_get_as_of (self->book);
  if (self->as_of == CLV_DAY_NONE)
    self->as_of = self->assumptions->rules.as_of;
  allocate_columns (&findings->columns, self->n_customers);
  publish_columns (findings, self->n_customers);
  look_for_costs (self);
  return TRUE;
}

/* Which refunds have no purchase shows when all other rules hold and credit notes are matched: so much is done twice. */
static gboolean
find_left_refunds (ClvAnalysis *self,
                   GError     **error)
{
  g_autoptr (ClvFindings) findings = new_findings (self->ledger, self->assumptions, TRUE);
  ClvAnalysis first = *self;
  gboolean done;

  if (self->customer_level || !(self->assumptions->rules.leave_out & CLV_ROW_MARK_BIT (CLV_ROW_MARK_REFUND_UNMATCHED)))
    return TRUE;
  first.findings = findings;
  first.assumptions = &findings->assumptions;
  done = start (&first, error) && clv_analysis_sort_rows (&first) && clv_analysis_fill_customers (&first)
         && clv_analysis_fill_acquired (&first);
  if (done)
    self->left_refunds = clv_analysis_find_unmatched (&first);
  clear_analysis (&first);
  return done;
}

static ClvFindings *
analyse (ClvLedger            *ledger,
         const ClvAssumptions *assumptions,
         ClvFindings          *previous,
         gboolean              of_rows_only,
         const ClvWork        *work,
         GError              **error)
{
  g_autoptr (ClvFindings) findings = new_findings (ledger, assumptions, of_rows_only);
  g_autoptr (GError) local_error = NULL;
  ClvAnalysis self = {
    .findings = findings,
    .ledger = ledger,
    .assumptions = &findings->assumptions,
    .previous = previous,
    .work = work,
    .rows = clv_ledger_get_rows (ledger),
    .customer_level = clv_ledger_is_customer_level (ledger),
    .n_customers = clv_ledger_get_n_customers (ledger),
    .min_day = CLV_DAY_NONE,
    .max_day = CLV_DAY_NONE,
  };
  gboolean done;

  clv_work_progress (work, _("Counting orders"), 0);
  done = find_left_refunds (&self, &local_error) && start (&self, &local_error);
  if (local_error != NULL)
    {
      clear_analysis (&self);
      if (g_error_matches (local_error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_CANCELLED))
        set_cancelled (error);
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (done)
    copy_whole_characters (findings->currency, sizeof findings->currency,
                           clv_format_currency_sign (clv_book_get_currency (findings->book)));
  done = done && run (&self);
  clear_analysis (&self);
  if (!done && clv_work_is_cancelled (work))
    set_cancelled (error);
  else if (!done)
    g_set_error_literal (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_NO_MEMORY,
                         _("There is not enough memory to work this out. Close other programs and try again."));
  return done ? g_steal_pointer (&findings) : NULL;
}

/**
 * clv_analyse_again:
 * @ledger: what the business recorded
 * @assumptions: what people decided
 * @previous: (nullable): findings of before
 * @work: (nullable): how to report progress, and whether to go on
 *
 * Finds out everything. Nothing else has an influence on the numbers; sentences are in the user's language. Models
 * that would come out the same are taken from @previous, which changes the time alone.
 * Time O(rows + customers) apart from small sorts.
 *
 * Errors: those of clv_book_new(); CLV_ANALYSIS_ERROR_CANCELLED, CLV_ANALYSIS_ERROR_NO_MEMORY.
 *
 * Returns: (transfer full): the findings, or NULL with @error
 */
ClvFindings *
clv_analyse_again (ClvLedger            *ledger,
                   const ClvAssumptions *assumptions,
                   ClvFindings          *previous,
                   const ClvWork        *work,
                   GError              **error)
{
  return analyse (ledger, assumptions, previous, FALSE, work, error);
}

/**
 * clv_analyse_rows:
 *
 * As clv_analyse(), without anything about the future: problems, reconciliation and what was, while columns are still
 * being chosen. No model is fitted; clv_findings_are_of_rows_only() tells such findings.
 *
 * Returns: (transfer full): the findings, or NULL with @error
 */
ClvFindings *
clv_analyse_rows (ClvLedger            *ledger,
                  const ClvAssumptions *assumptions,
                  const ClvWork        *work,
                  GError              **error)
{
  return analyse (ledger, assumptions, NULL, TRUE, work, error);
}

/**
 * clv_analyse:
 *
 * As clv_analyse_again(), from nothing.
 *
 * Returns: (transfer full): the findings, or NULL with @error
 */
ClvFindings *
clv_analyse (ClvLedger            *ledger,
             const ClvAssumptions *assumptions,
             const ClvWork        *work,
             GError              **error)
{
  return clv_analyse_again (ledger, assumptions, NULL, work, error);
}
