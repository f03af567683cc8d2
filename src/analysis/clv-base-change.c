/* clv-base-change.c - what became of the value of the customer base since a year ago
 *
 * Three valuations of the same terms: then with the model of then, now with the model of
 * then, now with the model of now. What lies between the first two is what customers did,
 * by customer; what lies between the last two is what the model has learned. Margin and
 * discount rate are today's in all of them; what customers pay and keep is what was known
 * on the day.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

/* A model of then needs something to learn from. */
#define MIN_DAYS_BEFORE 90
#define MIN_DAYS_IN_ALL 112

/* Share of the value then or now, of which the larger one, that the model may have learned in between. */
#define MAX_LEARNED 0.5

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

/* What customers will spend in each step of the horizon, in sums: any margin and discount rate follows from these. */
struct _ClvBaseFlows
{
  ClvDay   start;
  guint    model;
  double   horizon_days, interval;
  guint    n_before, n_after;
  double  *before_months, *after_months; /* ends of the steps, from 0 on */
  gboolean has_own_margins;              /* each flow is followed by itself times what one's own margin is above that of all */
  double  *before, *before_lost;         /* then, by the model of then: of all; of those who have been lost since */
  double  *fresh, *lost, *rest;          /* now, by the model of then */
  double   low_share, high_share;        /* ends of the interval of then, as shares of the revenue of then … */
  double   own_below, own_above;         /* … and with own margins: below and above the value, as shares of that revenue */
};

/**
 * clv_base_flows_free:
 *
 * Frees the flows; NULL is nothing.
 */
void
clv_base_flows_free (ClvBaseFlows *self)
{
  if (self == NULL)
    return;
  g_free (self->before_months);
  g_free (self->after_months);
  g_free (self->before);
  g_free (self->before_lost);
  g_free (self->fresh);
  g_free (self->lost);
  g_free (self->rest);
  g_free (self);
}

static ClvBaseFlows *
new_flows (const ClvOutlook *before,
           const ClvOutlook *after)
{
  ClvBaseFlows *self = g_new0 (ClvBaseFlows, 1);

  self->start = before->fits->history.cut;
  self->model = after->model;
  self->horizon_days = after->horizon_days;
  self->interval = after->interval;
  self->n_before = before->n_steps;
  self->n_after = after->n_steps;
  self->before_months = g_memdup2 (before->end_months, (before->n_steps + 1) * sizeof (double));
  self->after_months = g_memdup2 (after->end_months, (after->n_steps + 1) * sizeof (double));
  self->before = g_new0 (double, 2 * before->n_steps);
  self->before_lost = g_new0 (double, 2 * before->n_steps);
  self->fresh = g_new0 (double, 2 * after->n_steps);
  self->lost = g_new0 (double, 2 * after->n_steps);
  self->rest = g_new0 (double, 2 * after->n_steps);
  return self;
}

/* Spend of a purchase by cell, added up over its customers, and times what their margins are above that of all. */
typedef struct
{
  double *spend;
  double *above;
} Spend;

static void
spend_init (Spend *self,
            gsize  n_cells)
{
  self->spend = g_new0 (double, n_cells + 1);
  self->above = g_new0 (double, n_cells + 1);
}

static void
spend_clear (Spend *self)
{
  g_free (self->spend);
  g_free (self->above);
}

static void
spend_add (Spend   *self,
           uint32_t cell,
           double   spend,
           double   above)
{
  self->spend[cell] += spend;
  self->above[cell] += above * spend;
}

/* @flow: by group. FALSE: cancelled. */
static gboolean
add_flows (guint              n_groups,
           const Spend       *groups,
           double           **flow,
           const ClvCashflow *cashflow,
           gsize              n_cells,
           guint              n_steps,
           const double      *ends,
           const ClvWork     *work)
{
  g_autofree double *each = g_new (double, (gsize) n_steps + 1);

  for (gsize cell = 0; cell < n_cells; cell++)
    {
      const double alive = clv_cashflow_get_alive (cashflow, (uint32_t) cell);

      if (cell % 8192 == 0 && clv_work_is_cancelled (work))
        return FALSE;
      clv_cashflow_months (cashflow, (uint32_t) cell, n_steps, ends, each);
      for (guint group = 0; group < n_groups; group++)
        {
          const double spend = alive * groups[group].spend[cell], above = alive * groups[group].above[cell];

          if (spend == 0 && above == 0)
            continue;
          for (guint step = 0; step < n_steps; step++)
            {
              flow[group][step] += spend * each[step];
              flow[group][n_steps + step] += above * each[step];
            }
        }
    }
  return TRUE;
}

enum
{
  FRESH,
  LOST,
  REST,
  BEFORE,
  BEFORE_LOST,
  N_GROUPS,
};

static gboolean
group_customers (Spend              *group,
                 const ClvOutlook   *before,
                 const ClvModelFits *now,
                 const ClvCashflow  *by_then,
                 const ClvValuation *valuation,
                 const ClvWork      *work)
{
  const ClvModelFits *then = before->fits;
  const uint32_t *cell_of = clv_model_fits_get_cells (now, before->model)->cell_of;
  const uint32_t *cell_of_then = clv_model_fits_get_cells (then, before->model)->cell_of;
  const double *own_margin = valuation->own_margin;

  for (guint32 i = 0; i < now->history.n; i++)
    {
      const uint32_t cell = cell_of[i];
      const double above = own_margin != NULL ? own_margin[now->history.customer[i]] - valuation->margin : 0;
      const double spend = clv_spend_expected (&then->spend, now->history.x[i], now->history.spend[i]) *
                           clv_buying_history_get_left (&now->history, i);
      guint32 at;

      if (i % 65536 == 0 && clv_work_is_cancelled (work))
        return FALSE;
      if (!clv_buying_history_find (&then->history, now->history.customer[i], &at))
        {
          spend_add (&group[FRESH], cell, spend, above);
          continue;
        }
      const uint32_t cell_then = cell_of_then[at];
      const double spend_then = clv_spend_expected (&then->spend, then->history.x[at], then->history.spend[at]) *
                                clv_buying_history_get_left (&then->history, at);
      const gboolean is_lost = clv_cashflow_get_alive (before->flow->cashflow, cell_then) >= HALF &&
                               clv_cashflow_get_alive (by_then, cell) < HALF;

      spend_add (&group[is_lost ? LOST : REST], cell, spend, above);
      spend_add (&group[BEFORE], cell_then, spend_then, above);
      if (is_lost)
        spend_add (&group[BEFORE_LOST], cell_then, spend_then, above);
    }
  return TRUE;
}

/* @by_then: today's customers as the model of then sees them. FALSE: cancelled. */
static gboolean
fill_flows (ClvBaseFlows       *self,
            const ClvOutlook   *before,
            const ClvOutlook   *after,
            const ClvCashflow  *by_then,
            const ClvValuation *valuation,
            const ClvWork      *work)
{
  const gsize n_then = clv_model_fits_get_cells (before->fits, before->model)->n_cells;
  const gsize n_now = clv_model_fits_get_cells (after->fits, after->model)->n_cells;
  double *flow[N_GROUPS] = { self->fresh, self->lost, self->rest, self->before, self->before_lost };
  Spend group[N_GROUPS];
  gboolean done;

  for (guint i = 0; i < N_GROUPS; i++)
    spend_init (&group[i], i < BEFORE ? n_now : n_then);
  done = group_customers (group, before, after->fits, by_then, valuation, work) &&
         add_flows (BEFORE, group, flow, by_then, n_now, after->n_steps, after->end_days, work) &&
         add_flows (N_GROUPS - BEFORE, group + BEFORE, flow + BEFORE, before->flow->cashflow, n_then, before->n_steps,
                    before->end_days, work);
  for (guint i = 0; i < N_GROUPS; i++)
    spend_clear (&group[i]);
  return done;
}

/* (nullable): cancelled. */
static ClvBaseFlows *
work_out_flows (ClvAnalysis        *self,
                ClvDay              start,
                const ClvKnownFits *known)
{
  ClvModelSet *set = self->findings->model_set;
  const ClvValuation *valuation = self->findings->valuation;
  const guint model = (guint) set->models.chosen;
  const ClvValuationTerms terms = { 1, NULL, valuation->discount_per_year, valuation->horizon_days, valuation->interval };
  ClvValuationTerms own_terms = terms;
  g_autoptr (ClvModelFits) then = known != NULL ? clv_model_fits_new_known (self, known)
                                                : clv_model_fits_new (self, start, 1u << model, 0.92, 0.94);
  g_autoptr (ClvValuation) valued = NULL;
  g_autoptr (ClvValuation) own = NULL;
  g_autoptr (ClvOutlook) before = NULL;
  g_autoptr (ClvOutlook) after = NULL;
  g_autoptr (ClvFlow) by_then = NULL;
  ClvBaseFlows *flows = NULL;

  if (then == NULL || !then->is_fitted[model])
    return NULL;
  own_terms.margin = valuation->margin;
  own_terms.own_margin = valuation->own_margin;
  valued = clv_model_fits_value (then, model, &terms, self->n_customers, self->work);
  before = clv_outlook_new (then, model, terms.horizon_days, terms.interval, self->work);
  after = clv_outlook_new (set->fits, model, terms.horizon_days, terms.interval, self->work);
  if (valuation->own_margin != NULL)
    own = clv_model_fits_value (then, model, &own_terms, self->n_customers, self->work);
  if (valued == NULL || before == NULL || after == NULL || (own == NULL && valuation->own_margin != NULL))
    return NULL;
  by_then = clv_flow_new (clv_model_fits_get_cells (set->fits, model), &then->buying[model].model, model, terms.horizon_days, self->work);
  if (by_then != NULL)
    {
      flows = new_flows (before, after);
      if (!fill_flows (flows, before, after, by_then->cashflow, valuation, self->work))
        g_clear_pointer (&flows, clv_base_flows_free);
    }
  g_mutex_lock (&set->lock);
  clv_model_fits_get_known (then, &set->of_start);
  g_mutex_unlock (&set->lock);
  if (flows != NULL)
    {
      flows->has_own_margins = valuation->own_margin != NULL;
      flows->low_share = valued->total != 0 ? valued->total_low / valued->total : 1;
      flows->high_share = valued->total != 0 ? valued->total_high / valued->total : 1;
      flows->own_below = own != NULL && valued->total != 0 ? (own->total - own->total_low) / valued->total : 0;
      flows->own_above = own != NULL && valued->total != 0 ? (own->total_high - own->total) / valued->total : 0;
    }
  return flows;
}

/* Those that are kept with the models, else new ones; FALSE when cancelled. */
static gboolean
ensure_flows (ClvAnalysis *self,
              ClvDay       start)
{
  ClvModelSet *set = self->findings->model_set;
  const ClvValuation *valuation = self->findings->valuation;
  ClvBaseFlows *flows;
  ClvKnownFits known;
  gboolean is_there, is_known;

  g_mutex_lock (&set->lock);
  flows = set->base_flows;
  is_there = flows != NULL && flows->start == start && flows->model == (guint) set->models.chosen &&
             flows->horizon_days == valuation->horizon_days && flows->interval == valuation->interval &&
             (flows->has_own_margins || valuation->own_margin == NULL);
  known = set->of_start;
  g_mutex_unlock (&set->lock);
  if (is_there)
    return TRUE;
  is_known = known.cut == start && known.is_fitted[set->models.chosen];
  flows = work_out_flows (self, start, is_known ? &known : NULL);
  if (flows == NULL)
    return FALSE;
  g_mutex_lock (&set->lock);
  clv_base_flows_free (set->base_flows);
  set->base_flows = flows;
  g_mutex_unlock (&set->lock);
  return TRUE;
}

/* @revenue: (out) (optional): at a margin of 1 */
static double
worth (guint               n_steps,
       const double       *flow,
       const double       *weight,
       const ClvValuation *after,
       double             *revenue)
{
  ClvSum sum = { 0 }, above = { 0 };

  for (guint step = 0; step < n_steps; step++)
    {
      clv_sum_add (&sum, flow[step] * weight[step]);
      clv_sum_add (&above, flow[n_steps + step] * weight[step]);
    }
  if (revenue != NULL)
    *revenue = clv_sum_get (&sum);
  return after->margin * clv_sum_get (&sum) + (after->own_margin != NULL ? clv_sum_get (&above) : 0);
}

/* The lock is held. */
static void
split (const ClvBaseFlows *flows,
       const ClvValuation *after,
       ClvBaseChange      *change)
{
  g_autofree double *then = g_new (double, flows->n_before);
  g_autofree double *now = g_new (double, flows->n_after);
  double lost, rest, before_lost, revenue, low, high;

  clv_steps_discount (flows->n_before, flows->before_months, after->discount_per_year, then);
  clv_steps_discount (flows->n_after, flows->after_months, after->discount_per_year, now);
  change->before = worth (flows->n_before, flows->before, then, after, &revenue);
  /* Gains and losses cancel out in the sum, and what is uncertain of them does not. */
  low = after->own_margin != NULL ? change->before - flows->own_below * revenue : change->before * flows->low_share;
  high = after->own_margin != NULL ? change->before + flows->own_above * revenue : change->before * flows->high_share;
  change->before_low = MIN (low, high);
  change->before_high = MAX (low, high);
  before_lost = worth (flows->n_before, flows->before_lost, then, after, NULL);
  lost = worth (flows->n_after, flows->lost, now, after, NULL);
  rest = worth (flows->n_after, flows->rest, now, after, NULL);
  change->new_customers = worth (flows->n_after, flows->fresh, now, after, NULL);
  change->lost = lost - before_lost;
  change->behaviour = rest - (change->before - before_lost);
  change->model = change->after - (change->new_customers + lost + rest);
}

/* A model of the first months of a shop may expect next to nothing of customers who then bring millions: what changed is what
 * is known, not what the base is worth. */
static gboolean
is_comparable (const ClvBaseChange *change)
{
  return fabs (change->model) <= MAX_LEARNED * fmax (fabs (change->before), fabs (change->after));
}

/**
 * clv_analysis_compare_base:
 *
 * Wants the valuation. The parts add up to the change of the total. There is nothing to compare where the model has learned
 * more than half of it.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_compare_base (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;
  const ClvValuation *after = findings->valuation;
  ClvModelSet *set = findings->model_set;
  const ClvDay start = after != NULL ? find_start (&set->fits->history) : CLV_DAY_NONE;

  if (start == CLV_DAY_NONE)
    return TRUE;
  clv_work_progress (self->work, _("Comparing with a year ago"), 0.92);
  if (!ensure_flows (self, start))
    return !clv_work_is_cancelled (self->work);
  findings->base_change = g_new0 (ClvBaseChange, 1);
  *findings->base_change = (ClvBaseChange) {
    .from = start,
    .to = set->fits->history.cut,
    .after = after->total,
    .after_low = after->total_low,
    .after_high = after->total_high,
  };
  g_mutex_lock (&set->lock);
  split (set->base_flows, after, findings->base_change);
  g_mutex_unlock (&set->lock);
  if (!is_comparable (findings->base_change))
    g_clear_pointer (&findings->base_change, g_free);
  return TRUE;
}
