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

typedef struct
{
  ClvForecast   *forecast;
  ClvCashflow   *cashflow;
  gsize          n_cells;
  const ClvWork *work;
  gint           has_failed;
} Run;

static bool
is_cancelled_cb (void *data)
{
  return clv_work_is_cancelled (data);
}

static void
fill_part (guint    part,
           gpointer data)
{
  Run *run = data;
  const gsize from = (gsize) part * CELLS_A_PART, to = MIN (from + CELLS_A_PART, run->n_cells);

  if (clv_work_is_cancelled (run->work))
    return;
  if ((run->forecast != NULL &&
       clv_forecast_fill (run->forecast, from, to, is_cancelled_cb, (void *) run->work) != CLV_OK) ||
      (run->cashflow != NULL &&
       clv_cashflow_fill (run->cashflow, from, to, is_cancelled_cb, (void *) run->work) != CLV_OK))
    g_atomic_int_set (&run->has_failed, TRUE);
}

static gboolean
fill_cells (ClvForecast   *forecast,
            ClvCashflow   *cashflow,
            gsize          n_cells,
            const ClvWork *work)
{
  Run run = { forecast, cashflow, n_cells, work, FALSE };

  clv_work_run (work, fill_part, (guint) ((n_cells + CELLS_A_PART - 1) / CELLS_A_PART), &run);
  return !g_atomic_int_get (&run.has_failed) && !clv_work_is_cancelled (work);
}

/**
 * clv_cashflow_run:
 *
 * Returns: FALSE when cancelled, or without memory
 */
gboolean
clv_cashflow_run (ClvCashflow   *cashflow,
                  gsize          n_cells,
                  const ClvWork *work)
{
  return fill_cells (NULL, cashflow, n_cells, work);
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

  if (self != NULL)
    return g_steal_pointer (&self);
  self = allocate (fits, model, horizon_days, interval);
  if (clv_forecast_new (&fits->cells, fit, &fits->spend, horizon_days, interval, &self->forecast) != CLV_OK ||
      clv_cashflow_new (&fits->cells, &fit->model, self->n_steps, self->end_days, &self->cashflow) != CLV_OK ||
      !fill_cells (self->forecast, self->cashflow, fits->cells.n_cells, work))
    return NULL;
  keep (fits, self, 1);
  return g_steal_pointer (&self);
}

/**
 * clv_outlook_new_of_means:
 *
 * As clv_outlook_new(), without chances (no forecast): in a tenth of the time.
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

  if (clv_cashflow_new (&fits->cells, &fits->buying[model].model, self->n_steps, self->end_days, &self->cashflow) != CLV_OK ||
      !fill_cells (NULL, self->cashflow, fits->cells.n_cells, work))
    return NULL;
  return g_steal_pointer (&self);
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
  g_clear_pointer (&self->cashflow, clv_cashflow_free);
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
