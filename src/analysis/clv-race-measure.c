/* clv-race-measure.c - what a contender had right and wrong
 *
 * The score, lower is better: the mean of
 *   how far the total was off, as a share of what really came, and
 *   how far a customer was off on average, as a share of the mean customer,
 * and that for purchases and for revenue. The first is what a budget needs, the second
 * what deciding about single customers needs; neither can be had by giving up the other
 * (predicting nothing for all errs by 1 in both). Revenue is left out when there was none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-holdout-private.h"

#include "clv-rank.h"

/* Each customer's part of the score; they sum to it. */
static void
add_loss (const ClvTruth    *truth,
          const double      *predicted,
          const ClvAccuracy *accuracy,
          double             weight,
          float             *loss)
{
  const double scale = weight / 2 / MAX (truth->total, 1), side = accuracy->predicted < truth->total ? -1 : 1;

  for (gsize i = 0; i < truth->n; i++)
    {
      const double error = predicted[i] - truth->value[i];

      loss[i] += (float) (scale * (side * error + fabs (error)));
    }
}

/* Share of what really came by tenths of @predicted, most first. Equal predictions share what they have. */
static void
fill_lift (const ClvTruth *truth,
           const double   *predicted,
           double          lift[10])
{
  const guint32 n = (guint32) truth->n;
  g_autofree guint32 *order = g_new (guint32, (gsize) n + 1);

  for (guint tenth = 0; tenth < 10; tenth++)
    lift[tenth] = truth->total > 0 ? 0 : NAN;
  if (!(truth->total > 0) || clv_rank_descending (n, predicted, NULL, order, NULL) != CLV_OK)
    return;
  for (guint32 first = 0, next; first < n; first = next)
    {
      ClvSum sum = { 0 };

      for (next = first; next < n && predicted[order[next]] == predicted[order[first]]; next++)
        clv_sum_add (&sum, truth->value[order[next]]);
      for (guint32 k = first; k < next; k++)
        lift[(guint64) k * 10 / n] += clv_sum_get (&sum) / (next - first) / truth->total;
    }
}

/**
 * clv_race_measure:
 * @work: (nullable): asked whether to go on
 * @run: with the count and value predicted for each; both are freed
 *
 * Checked by /analysis/holdout.
 *
 * Returns: FALSE when something predicted is no number, or when cancelled
 */
gboolean
clv_race_measure (const ClvRace *race,
                  const ClvWork *work,
                  ClvRun        *run)
{
  ClvContender *contender = &run->contender;
  const gboolean has_value = race->truth_value.total > 0;
  ClvAccuracy count, value;
  ClvSum score = { 0 };

  /* Each of these sorts all customers. */
  if (clv_work_is_cancelled (work) ||
      clv_accuracy_measure (&race->truth, run->count, CLV_TOP_SHARE, &count) != CLV_OK || clv_work_is_cancelled (work) ||
      clv_accuracy_measure (&race->truth_value, run->value, CLV_TOP_SHARE, &value) != CLV_OK || clv_work_is_cancelled (work))
    return FALSE;
  contender->predicted = count.predicted;
  contender->bias = count.bias;
  contender->mae = count.mae;
  contender->rmse = count.rmse;
  contender->rank_correlation = count.rank_correlation;
  contender->top20_hits = count.top_hits;
  contender->predicted_value = value.predicted;
  contender->value_bias = value.bias;
  contender->value_mae = value.mae;
  contender->value_rank_correlation = value.rank_correlation;
  contender->value_top20_hits = value.top_hits;

  run->loss = g_new0 (float, (gsize) race->n + 1);
  add_loss (&race->truth, run->count, &count, has_value ? 0.5 : 1, run->loss);
  if (has_value)
    add_loss (&race->truth_value, run->value, &value, 0.5, run->loss);
  for (guint32 i = 0; i < race->n; i++)
    clv_sum_add (&score, run->loss[i]);
  contender->score = clv_sum_get (&score);
  fill_lift (&race->truth, run->count, run->lift);
  if (clv_work_is_cancelled (work))
    return FALSE;
  fill_lift (&race->truth_value, run->value, run->lift_value);
  g_clear_pointer (&run->count, g_free);
  g_clear_pointer (&run->value, g_free);
  return TRUE;
}
