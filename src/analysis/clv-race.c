/* clv-race.c - who was known by the day of the cut, and what they did after it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-holdout-private.h"

/* What the customer of @slot did after the cut. */
static void
look_ahead (ClvRace *self,
            guint32  slot)
{
  const ClvPurchases *purchases = self->purchases;
  const guint32 customer = self->customer[slot];
  ClvSum value = { 0 };
  guint32 n = 0;

  for (guint32 i = purchases->start[customer]; i < purchases->start[customer + 1] && purchases->day[i] <= self->end; i++)
    if (purchases->day[i] > self->cut)
      {
        n += clv_purchases_is_purchase (purchases, i);
        clv_sum_add (&value, purchases->net[i]);
      }
  self->actual[slot] = n;
  self->actual_value[slot] = clv_sum_get (&value);
}

/**
 * clv_race_init:
 * @fits: (transfer full): models fitted on what was known at the cut, of at least one customer
 * @first_day: first day of the history
 * @end: last day of the history, after the cut
 * @work: (nullable): asked whether to go on
 *
 * Sets what was known beside what came. Release with clv_race_clear(), also after a failure.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_race_init (ClvRace            *self,
               const ClvPurchases *purchases,
               ClvModelFits       *fits,
               ClvDay              first_day,
               ClvDay              end,
               const ClvWork      *work)
{
  const ClvBuyingHistory *history = &fits->history;

  *self = (ClvRace) {
    .purchases = purchases,
    .fits = fits,
    .first_day = first_day,
    .cut = history->cut,
    .end = end,
    .n = history->n,
    .customer = history->customer,
    .x = history->x,
    .t_x = history->t_x,
    .T = history->T,
    .actual = g_new (double, (gsize) history->n + 1),
    .actual_value = g_new (double, (gsize) history->n + 1),
    .n_steps = (guint) ((end - history->cut + CLV_STEP_DAYS - 1) / CLV_STEP_DAYS),
  };
  for (guint32 i = 0; i < self->n; i++)
    {
      if (i % 65536 == 0 && clv_work_is_cancelled (work))
        return FALSE;
      look_ahead (self, i);
    }
  return clv_truth_init (&self->truth, self->n, self->actual, CLV_TOP_SHARE) == CLV_OK &&
         clv_truth_init (&self->truth_value, self->n, self->actual_value, CLV_TOP_SHARE) == CLV_OK;
}

/**
 * clv_race_clear:
 *
 * Frees what clv_race_init() allocated.
 */
void
clv_race_clear (ClvRace *self)
{
  g_clear_pointer (&self->fits, clv_model_fits_unref);
  g_clear_pointer (&self->actual, g_free);
  g_clear_pointer (&self->actual_value, g_free);
  clv_truth_clear (&self->truth);
  clv_truth_clear (&self->truth_value);
}

/**
 * clv_run_clear:
 *
 * Frees all that clv_holdout_decide() has not taken: everything, when the race was cancelled.
 */
void
clv_run_clear (ClvRun *self)
{
  g_clear_pointer (&self->count, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->loss, g_free);
  g_clear_pointer (&self->contender.title, g_free);
  g_clear_pointer (&self->contender.cumulative, g_free);
  g_clear_pointer (&self->contender.cumulative_low, g_free);
  g_clear_pointer (&self->contender.cumulative_high, g_free);
}
