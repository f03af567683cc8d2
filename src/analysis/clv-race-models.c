/* clv-race-models.c - a model of buying runs in the race: it knows the time before the cut, and is asked about that after it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-holdout-private.h"

#include "clv-forecast.h"
#include "clv-normal.h"
#include "clv-rank.h"

/* The curve of a very large shop is drawn from a sample of it: so many customers times weeks. */
#define MAX_CURVE_EVALUATIONS 1000000u

/* Purchases of all until the end of each step. FALSE: cancelled, or without memory. */
static gboolean
add_purchases (const ClvBtydCells *cells,
               const ClvBtyd      *model,
               guint               n_steps,
               const double       *days,
               const ClvWork      *work,
               double             *until)
{
  const gsize stride = 1 + cells->n_cells * n_steps / MAX_CURVE_EVALUATIONS;
  g_autofree double *each = g_new (double, n_steps);
  ClvCashflow *flow = NULL;
  gboolean done = clv_cashflow_new (cells, model, days[n_steps - 1], &flow) == CLV_OK &&
                  clv_cashflow_fill (flow, 0, 1, clv_work_is_cancelled_cb, (void *) work) == CLV_OK;

  for (gsize c = 0; c < cells->n_cells && done; c += stride)
    {
      const double weight = cells->cells[c].weight * clv_cashflow_get_alive (flow, (uint32_t) c);

      if (c / stride % 4096 == 0 && clv_work_is_cancelled (work))
        done = FALSE;
      clv_cashflow_months (flow, (uint32_t) c, n_steps, days, each);
      for (guint step = 0; step < n_steps; step++)
        until[step] += weight * each[step];
    }
  for (guint step = 1; step < n_steps; step++)
    until[step] += until[step - 1];
  clv_cashflow_free (flow);
  return done;
}

/* Expected purchases until the end of each step. The band has two parts: what customers do by themselves grows like the
 * purchases, what the model has wrong about all of them like their square. */
static gboolean
fill_curve (const ClvRace *race,
            guint          which,
            double         interval_z,
            const ClvWork *work,
            ClvContender  *contender)
{
  const ClvBtydCells *cells = clv_model_fits_get_cells (race->fits, which);
  const ClvBtyd *model = &race->fits->buying[which].model;
  const guint n_steps = race->n_steps;
  const double total = contender->predicted, own = interval_z * interval_z * total;
  g_autofree double *days = g_new (double, n_steps);
  double shared[2] = { contender->total_low - total, contender->total_high - total };

  for (guint step = 1; step <= n_steps; step++)
    days[step - 1] = clv_race_step_days (race, step);
  contender->cumulative = g_new0 (double, n_steps + 1);
  contender->cumulative_low = g_new0 (double, n_steps + 1);
  contender->cumulative_high = g_new0 (double, n_steps + 1);
  for (guint side = 0; side < 2; side++)
    shared[side] = MAX (shared[side] * shared[side] - own, 0);
  if (!add_purchases (cells, model, n_steps, days, work, contender->cumulative + 1))
    return FALSE;
  for (guint step = 1; step <= n_steps; step++)
    {
      const double all = contender->cumulative[n_steps];
      const double share = step == n_steps || !(all > 0) ? 1 : contender->cumulative[step] / all;

      if (step < n_steps)
        contender->cumulative[step] = total * share;
      contender->cumulative_low[step] = MAX (total * share - sqrt (own * share + shared[0] * share * share), 0);
      contender->cumulative_high[step] = total * share + sqrt (own * share + shared[1] * share * share);
    }
  contender->cumulative[n_steps] = total;
  contender->cumulative_low[n_steps] = contender->total_low;
  contender->cumulative_high[n_steps] = contender->total_high;
  return TRUE;
}

/* What is expected of each, and how many stayed inside their band. FALSE: cancelled. */
static gboolean
ask_about_customers (const ClvRace     *race,
                     guint              which,
                     const ClvForecast *forecast,
                     const ClvWork     *work,
                     ClvRun            *run)
{
  const ClvBtydCells *cells = clv_model_fits_get_cells (race->fits, which);
  guint32 n_value_inside = 0;

  for (guint32 i = 0; i < race->n; i++)
    {
      const double left = clv_buying_history_get_left (&race->fits->history, i);
      ClvForecastCustomer customer;

      if (i % 8192 == 0 && clv_work_is_cancelled (work))
        return FALSE;
      clv_forecast_customer (forecast, cells->cell_of[i], race->fits->history.spend[i], &customer);
      run->count[i] = customer.purchases;
      run->value[i] = customer.value * left;
      run->below += race->actual[i] < customer.purchases_low;
      run->above += race->actual[i] > customer.purchases_high;
      n_value_inside += race->actual_value[i] > customer.value_low * left - CLV_HALF_CENT &&
                        race->actual_value[i] < customer.value_high * left + CLV_HALF_CENT;
    }
  run->inside = race->n - run->below - run->above;
  run->contender.coverage = (double) run->inside / race->n;
  run->contender.value_coverage = (double) n_value_inside / race->n;
  return TRUE;
}

/* Customers by predicted count, fewest first, in ten groups; each with what really came and where the model would have
 * expected it. */
static void
calibrate (const ClvRace     *race,
           const ClvForecast *forecast,
           double             interval,
           const ClvWork     *work,
           ClvRun            *run)
{
  g_autofree guint32 *order = g_new (guint32, (gsize) race->n + 1);

  if (clv_rank_descending (race->n, run->count, NULL, order, NULL) != CLV_OK)
    return;
  for (guint32 i = 0; i < race->n / 2; i++)
    {
      const guint32 other = order[i];

      order[i] = order[race->n - 1 - i];
      order[race->n - 1 - i] = other;
    }
  for (guint group = 0; group < 10 && !clv_work_is_cancelled (work); group++)
    {
      /* Customer k, from 0, is in group ⌊10k / n⌋. */
      const guint32 from = (guint32) (((guint64) group * race->n + 9) / 10);
      const guint32 to = (guint32) (((guint64) (group + 1) * race->n + 9) / 10);
      ClvCalibration *calibration = &run->calibration[group];
      ClvSum predicted = { 0 }, actual = { 0 };
      ClvForecastSum sum;

      *calibration = (ClvCalibration) { to - from, NAN, NAN, NAN, NAN };
      if (from == to)
        continue;
      for (guint32 k = from; k < to; k++)
        {
          clv_sum_add (&predicted, run->count[order[k]]);
          clv_sum_add (&actual, race->actual[order[k]]);
        }
      calibration->predicted = clv_sum_get (&predicted) / (to - from);
      calibration->actual = clv_sum_get (&actual) / (to - from);
      if (clv_forecast_sum (forecast, to - from, order + from, race->fits->history.spend, NULL, interval, &sum, NULL) == CLV_OK)
        {
          calibration->actual_low = sum.low / (to - from);
          calibration->actual_high = sum.high / (to - from);
        }
    }
}

static ClvStatus
forecast_all (const ClvRace *race,
              guint          which,
              double         interval,
              const ClvWork *work,
              ClvRun        *run)
{
  const ClvBtydCells *cells = clv_model_fits_get_cells (race->fits, which);
  ClvContender *contender = &run->contender;
  ClvForecast *forecast = NULL;
  ClvForecastSum total;
  ClvStatus status = clv_forecast_new (cells, &race->fits->buying[which], &race->fits->spend, race->end - race->cut, interval,
                                       &forecast);

  if (status == CLV_OK)
    status = clv_forecast_fill (forecast, 0, cells->n_cells, clv_work_is_cancelled_cb, (void *) work);
  if (status == CLV_OK)
    status = clv_forecast_sum (forecast, race->n, NULL, NULL, NULL, interval, &total, NULL);
  if (status == CLV_OK && !ask_about_customers (race, which, forecast, work, run))
    status = CLV_CANCELLED;
  if (status == CLV_OK)
    {
      calibrate (race, forecast, interval, work, run);
      contender->total_low = total.low;
      contender->total_high = total.high;
      contender->total_inside = total.low <= race->truth.total && race->truth.total <= total.high;
    }
  clv_forecast_free (forecast);
  return status;
}

/**
 * clv_race_run_model:
 * @which: CLV_BUYING_…
 * @interval: level of the intervals
 * @work: (nullable): asked whether to go on
 * @run: (out): zeroed before
 *
 * Lets one fitted model predict, and measures it. It does not run when it could not be fitted, or when cancelled.
 */
void
clv_race_run_model (const ClvRace *race,
                    guint          which,
                    double         interval,
                    const ClvWork *work,
                    ClvRun        *run)
{
  if (!race->fits->is_fitted[which])
    return;
  run->contender.is_model = TRUE;
  run->count = g_new (double, (gsize) race->n + 1);
  run->value = g_new (double, (gsize) race->n + 1);
  run->ran = forecast_all (race, which, interval, work, run) == CLV_OK && clv_race_measure (race, work, run) &&
             fill_curve (race, which, clv_normal_quantile ((1 + interval) / 2), work, &run->contender);
}
