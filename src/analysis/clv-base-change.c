/* clv-base-change.c - what became of the value of the customer base since a year ago
 *
 * Three valuations of the same terms: then with the model of then, now with the model of
 * then, now with the model of now. What lies between the first two is what customers did,
 * by customer; what lies between the last two is what the model has learned.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

/* A model of then needs something to learn from. */
#define MIN_DAYS_BEFORE 90
#define MIN_DAYS_IN_ALL 112

/* More likely gone than not. */
#define HALF 0.5

/* A year ago; half of a history that is too short for that; CLV_DAY_NONE when even this says nothing. */
static ClvDay
find_start (const ClvBuyingHistory *history)
{
  int year, month, day;
  ClvDay start;

  clv_day_to_ymd (history->cut, &year, &month, &day);
  start = clv_day_from_ymd (year - 1, month, day);
  if (start == CLV_DAY_NONE)
    start = history->cut - 365;
  if (start - history->first_day >= MIN_DAYS_BEFORE)
    return start;
  return history->cut - history->first_day >= MIN_DAYS_IN_ALL ? history->first_day + (history->cut - history->first_day) / 2
                                                              : CLV_DAY_NONE;
}

/* (transfer full) (nullable) The fits of then, with the model that is chosen now; kept with the models. */
static ClvModelFits *
fits_of_then (ClvAnalysis *self,
              ClvDay       start)
{
  ClvModelSet *set = self->findings->model_set;
  const guint model = (guint) set->models.chosen;
  ClvModelFits *fits = NULL;

  g_mutex_lock (&set->lock);
  if (set->before != NULL && set->before->is_fitted[model])
    fits = clv_model_fits_ref (set->before);
  g_mutex_unlock (&set->lock);
  if (fits != NULL)
    return fits;
  fits = clv_model_fits_new (self, start, 1u << model, 0.92, 0.94);
  if (fits == NULL)
    return NULL;
  g_mutex_lock (&set->lock);
  g_clear_pointer (&set->before, clv_model_fits_unref);
  set->before = clv_model_fits_ref (fits);
  g_mutex_unlock (&set->lock);
  return fits;
}

/* Discounted purchases of today's customers as the model of then sees them, by cell. NULL when cancelled. */
static double *
discounted_by_then (ClvAnalysis        *self,
                    const ClvModelFits *then,
                    const ClvOutlook   *outlook)
{
  const ClvModelFits *fits = outlook->fits;
  const gsize n_cells = fits->cells.n_cells;
  double *discounted = NULL;
  g_autofree double *weight = g_new (double, outlook->n_steps + 1);
  ClvCashflow *cashflow = NULL;

  if (clv_cashflow_new (&fits->cells, &then->buying[outlook->model].model, outlook->n_steps, outlook->end_days, &cashflow) != CLV_OK)
    return NULL;
  if (clv_cashflow_run (cashflow, n_cells, self->work))
    {
      clv_outlook_discount (outlook, self->assumptions->discount_per_year, weight);
      discounted = g_new0 (double, n_cells + 1);
      for (gsize cell = 0; cell < n_cells; cell++)
        {
          const float *each = clv_cashflow_peek (cashflow, (uint32_t) cell);

          for (guint step = 0; step < outlook->n_steps; step++)
            discounted[cell] += weight[step] * (double) each[step];
        }
    }
  clv_cashflow_free (cashflow);
  return discounted;
}

static void
split (const ClvModelFits *then,
       const ClvValuation *before,
       const ClvOutlook   *outlook,
       const double       *discounted,
       ClvBaseChange      *change)
{
  const ClvModelFits *now = outlook->fits;
  const ClvBtyd *model = &then->buying[outlook->model].model;
  ClvSum fresh = { 0 }, lost = { 0 }, behaviour = { 0 }, by_then = { 0 };

  for (guint32 i = 0; i < now->history.n; i++)
    {
      const guint32 customer = now->history.customer[i], cell = now->cells.cell_of[i];
      const double value = before->margin * discounted[cell] *
                           clv_spend_expected (&then->spend, now->history.x[i], now->history.spend[i]);

      clv_sum_add (&by_then, value);
      if (isnan (before->clv[customer]))
        clv_sum_add (&fresh, value);
      else if (before->p_alive[customer] >= HALF && clv_btyd_alive (model, &now->cells.cells[cell].history) < HALF)
        clv_sum_add (&lost, value - before->clv[customer]);
      else
        clv_sum_add (&behaviour, value - before->clv[customer]);
    }
  change->new_customers = clv_sum_get (&fresh);
  change->lost = clv_sum_get (&lost);
  change->behaviour = clv_sum_get (&behaviour);
  change->model = change->after - clv_sum_get (&by_then);
}

/**
 * clv_analysis_compare_base:
 *
 * Wants the valuation. The parts add up to the change of the total.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_compare_base (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;
  const ClvValuation *after = findings->valuation;
  const ClvModelSet *set = findings->model_set;
  const ClvDay start = after != NULL ? find_start (&set->fits->history) : CLV_DAY_NONE;
  g_autoptr (ClvValuation) before = NULL;
  g_autoptr (ClvOutlook) outlook = NULL;
  g_autofree double *discounted = NULL;
  g_autoptr (ClvModelFits) then = NULL;
  ClvValuationTerms terms;

  if (start == CLV_DAY_NONE)
    return TRUE;
  clv_work_progress (self->work, _("Comparing with a year ago"), 0.92);
  then = fits_of_then (self, start);
  if (then == NULL)
    return FALSE;
  terms = (ClvValuationTerms) { after->margin, after->discount_per_year, after->horizon_days, after->interval };
  before = clv_model_fits_value (then, (guint) set->models.chosen, &terms, self->n_customers, self->work);
  outlook = clv_outlook_new (set->fits, (guint) set->models.chosen, after->horizon_days, after->interval, self->work);
  if (before == NULL || outlook == NULL)
    return FALSE;
  discounted = discounted_by_then (self, then, outlook);
  if (discounted == NULL)
    return FALSE;

  findings->base_change = g_new0 (ClvBaseChange, 1);
  *findings->base_change = (ClvBaseChange) {
    .from = start,
    .to = set->fits->history.cut,
    .before = before->total,
    .before_low = before->total_low,
    .before_high = before->total_high,
    .after = after->total,
    .after_low = after->total_low,
    .after_high = after->total_high,
  };
  split (then, before, outlook, discounted, findings->base_change);
  return TRUE;
}
