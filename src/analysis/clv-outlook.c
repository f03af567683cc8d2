/* clv-outlook.c - what customers will do until a horizon, worked out once for every margin and discount
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#define MONTHS_PER_YEAR 12
#define DAYS_PER_MONTH (CLV_DAYS_PER_YEAR / MONTHS_PER_YEAR)

/* Beyond ten years a year at a time will do. */
#define MAX_SINGLE_MONTHS 120

/* What is worked out once is so for the longest horizon that sliders have. */
#define USUAL_REACH_DAYS (5 * 366.0)

/* Cells a part: a forecast has tables that pay for many. Cancelling is asked for inside. */
#define CELLS_A_PART 8192

/* The same day of the month, @n_months later; the last one of a month that is too short. */
static double
days_until (ClvDay from,
            guint  n_months)
{
  int year, month, day;
  ClvDay end = CLV_DAY_NONE;

  clv_day_to_ymd (from, &year, &month, &day);
  month += (int) n_months - 1;
  year += month / MONTHS_PER_YEAR;
  month = month % MONTHS_PER_YEAR + 1;
  for (; day >= 28 && end == CLV_DAY_NONE; day--)
    end = clv_day_from_ymd (year, month, day);
  if (end == CLV_DAY_NONE)
    end = clv_day_from_ymd (year, month, day);
  return end != CLV_DAY_NONE ? end - from : n_months * DAYS_PER_MONTH;
}

static void
fill_steps (ClvOutlook *self)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) months = g_array_new (FALSE, FALSE, sizeof (double));
  double before_days = 0, before_months = 0;

  g_array_append_val (months, before_months);
  while (before_days < self->horizon_days)
    {
      const guint n = (guint) before_months + (before_months < MAX_SINGLE_MONTHS ? 1 : MONTHS_PER_YEAR);
      double end_days = days_until (self->fits->history.cut, n), end_months = n;

      if (end_days > self->horizon_days)
        {
          end_months = before_months +
                       (n - before_months) * (self->horizon_days - before_days) / (end_days - before_days);
          end_days = self->horizon_days;
        }
      g_array_append_val (days, end_days);
      g_array_append_val (months, end_months);
      before_days = end_days;
      before_months = end_months;
    }
  self->n_steps = days->len;
  self->end_days = (double *) g_array_free (g_steal_pointer (&days), FALSE);
  self->end_months = (double *) g_array_free (g_steal_pointer (&months), FALSE);
}

bool
clv_work_is_cancelled_cb (void *data)
{
  return clv_work_is_cancelled (data);
}

typedef struct
{
  ClvForecast   *forecast;
  ClvCashflow   *cashflow;
  gsize          n_cells;
  guint          n_parts;
  const ClvWork *work;
  gint           has_failed;
} Run;

static void
forecast_part (guint    part,
               gpointer data)
{
  Run *run = data;
  const gsize from = (gsize) part * CELLS_A_PART, to = MIN (from + CELLS_A_PART, run->n_cells);

  if (clv_work_is_cancelled (run->work))
    return;
  if (clv_forecast_fill (run->forecast, from, to, clv_work_is_cancelled_cb, (void *) run->work) != CLV_OK)
    g_atomic_int_set (&run->has_failed, TRUE);
}

static void
flow_part (guint    part,
           gpointer data)
{
  Run *run = data;

  if (clv_work_is_cancelled (run->work))
    return;
  if (clv_cashflow_fill (run->cashflow, part, run->n_parts, clv_work_is_cancelled_cb, (void *) run->work) != CLV_OK)
    g_atomic_int_set (&run->has_failed, TRUE);
}

static gboolean
run_parts (Run        *run,
           ClvWorkPart part)
{
  run->n_parts = (guint) ((run->n_cells + CELLS_A_PART - 1) / CELLS_A_PART);
  clv_work_run (run->work, part, run->n_parts, run);
  return !g_atomic_int_get (&run->has_failed) && !clv_work_is_cancelled (run->work);
}

/* The same for many horizons, so that another one finds it, and the same whichever was asked for first. */
static double
reach_of (double horizon_days)
{
  double reach = USUAL_REACH_DAYS;

  while (reach < horizon_days)
    reach *= 4;
  return reach;
}

/**
 * clv_flow_new:
 * @cells: customers; borrowed, must live as long
 * @buying: the model
 * @model: CLV_BUYING_…, what it is
 * @horizon_days: above 0
 *
 * Returns: (transfer full) (nullable): good for that horizon and, as a rule, others; NULL when cancelled, or without memory
 */
ClvFlow *
clv_flow_new (const ClvBtydCells *cells,
              const ClvBtyd      *buying,
              guint               model,
              double              horizon_days,
              const ClvWork      *work)
{
  g_autoptr (ClvFlow) self = g_new0 (ClvFlow, 1);
  Run run = { .n_cells = cells->n_cells, .work = work };

  self->ref_count = 1;
  self->model = model;
  self->reach = reach_of (horizon_days);
  if (clv_cashflow_new (cells, buying, self->reach, &self->cashflow) != CLV_OK)
    return NULL;
  run.cashflow = self->cashflow;
  return run_parts (&run, flow_part) ? g_steal_pointer (&self) : NULL;
}

static ClvFlow *
flow_ref (ClvFlow *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
clv_flow_unref (ClvFlow *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_clear_pointer (&self->cashflow, clv_cashflow_free);
  g_free (self);
}

/* (nullable): that of last time, or a new one. */
static ClvFlow *
get_flow (ClvModelFits  *fits,
          guint          model,
          double         horizon_days,
          const ClvWork *work)
{
  g_autoptr (ClvFlow) last = NULL;
  ClvFlow *flow = NULL;

  g_mutex_lock (&fits->lock);
  if (fits->flow != NULL && fits->flow->model == model && fits->flow->reach == reach_of (horizon_days))
    flow = flow_ref (fits->flow);
  g_mutex_unlock (&fits->lock);
  if (flow == NULL)
    flow = clv_flow_new (clv_model_fits_get_cells (fits, model), &fits->buying[model].model, model, horizon_days, work);
  if (flow == NULL)
    return NULL;
  g_mutex_lock (&fits->lock);
  last = fits->flow;
  fits->flow = flow_ref (flow);
  g_mutex_unlock (&fits->lock);
  return flow;
}

static ClvOutlook *
take_kept (ClvModelFits *fits,
           guint         model,
           double        horizon_days,
           double        interval)
{
  ClvOutlook *kept = NULL;

  g_mutex_lock (&fits->lock);
  for (guint i = 0; i < G_N_ELEMENTS (fits->outlook) && kept == NULL; i++)
    {
      ClvOutlook *outlook = fits->outlook[i];

      if (outlook != NULL && outlook->model == model && outlook->horizon_days == horizon_days &&
          outlook->interval == interval)
        kept = clv_outlook_ref (outlook);
    }
  g_mutex_unlock (&fits->lock);
  return kept;
}

static void
keep (ClvModelFits *fits,
      ClvOutlook   *outlook,
      guint         at)
{
  ClvOutlook *last;

  g_mutex_lock (&fits->lock);
  last = fits->outlook[at];
  fits->outlook[at] = clv_outlook_ref (outlook);
  g_mutex_unlock (&fits->lock);
  if (last != NULL)
    clv_outlook_unref (last);
}

/**
 * clv_outlook_keep:
 * @fits: those of the outlook
 *
 * Keeps the outlook of the analysis, whatever horizon somebody asks for in between.
 */
void
clv_outlook_keep (ClvModelFits *fits,
                  ClvOutlook   *self)
{
  keep (fits, self, 0);
}

static ClvOutlook *
allocate (const ClvModelFits *fits,
          guint               model,
          double              horizon_days,
          double              interval)
{
  ClvOutlook *self = g_new0 (ClvOutlook, 1);

  self->ref_count = 1;
  self->fits = fits;
  self->model = model;
  self->horizon_days = horizon_days;
  self->interval = interval;
  fill_steps (self);
  return self;
}

/**
 * clv_outlook_new:
 * @model: CLV_BUYING_…, one that is fitted
 * @horizon_days: above 0
 * @interval: level of the intervals, between 0 and 1
 *
 * Steps are months of the calendar, counted from the day of the cut: from 31 January to 28 February to 31 March.
 *
 * Returns: (transfer full) (nullable): borrows @fits, which must live as long; NULL when cancelled, or without
 *   memory
 */
ClvOutlook *
clv_outlook_new (ClvModelFits  *fits,
                 guint          model,
                 double         horizon_days,
                 double         interval,
                 const ClvWork *work)
{
  g_autoptr (ClvOutlook) self = take_kept (fits, model, horizon_days, interval);
  const ClvBtydFit *fit = &fits->buying[model];
  const ClvBtydCells *cells = clv_model_fits_get_cells (fits, model);
  Run run = { .n_cells = cells->n_cells, .work = work };

  if (self != NULL)
    return g_steal_pointer (&self);
  self = allocate (fits, model, horizon_days, interval);
  self->flow = get_flow (fits, model, horizon_days, work);
  if (self->flow == NULL ||
      clv_forecast_new (cells, fit, &fits->spend, horizon_days, interval, &self->forecast) != CLV_OK)
    return NULL;
  run.forecast = self->forecast;
  if (!run_parts (&run, forecast_part))
    return NULL;
  keep (fits, self, 1);
  return g_steal_pointer (&self);
}

/**
 * clv_outlook_new_of_means:
 *
 * As clv_outlook_new(), without chances (no forecast): in no time, but for the first one of a model.
 *
 * Returns: (transfer full) (nullable): NULL when cancelled, or without memory
 */
ClvOutlook *
clv_outlook_new_of_means (ClvModelFits  *fits,
                          guint          model,
                          double         horizon_days,
                          const ClvWork *work)
{
  g_autoptr (ClvOutlook) self = allocate (fits, model, horizon_days, NAN);

  self->flow = get_flow (fits, model, horizon_days, work);
  return self->flow != NULL ? g_steal_pointer (&self) : NULL;
}

ClvOutlook *
clv_outlook_ref (ClvOutlook *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
clv_outlook_unref (ClvOutlook *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_clear_pointer (&self->forecast, clv_forecast_free);
  g_clear_pointer (&self->flow, clv_flow_unref);
  g_free (self->end_days);
  g_free (self->end_months);
  g_free (self);
}

/**
 * clv_steps_discount:
 * @n_steps: number of steps
 * @end_months: (array length=n_steps + 1): end of each in months from today, from 0 on
 * @rate_per_year: 0.10 for 10 %
 * @weight: (out) (array length=n_steps): what one unit of money of each step is worth today
 *
 * Money comes at the end of its month: that of month t counts (1 + rate)^(-t / 12). A step of a year is the mean of its
 * months.
 *
 * Source: METRICS.md section 3, variant I, with the monthly rate of its conventions.
 */
void
clv_steps_discount (guint         n_steps,
                    const double *end_months,
                    double        rate_per_year,
                    double       *weight)
{
  for (guint step = 0; step < n_steps; step++)
    {
      const double end = end_months[step + 1];
      double sum = 0;
      guint n = 0;

      for (double month = end_months[step] + 1; month < end; month++, n++)
        sum += pow (1 + rate_per_year, -month / MONTHS_PER_YEAR);
      weight[step] = (sum + pow (1 + rate_per_year, -end / MONTHS_PER_YEAR)) / (n + 1);
    }
}
