/* clv-relation-engagement.c - how engaged customers are, and whether that goes with value
 *
 * Association, not cause.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-relation-private.h"

#include "clv-ledger-traits.h"
#include "clv-quantile.h"
#include "clv-rank.h"

/* Beyond these there are too few to rank. */
#define MIN_CUSTOMERS 3u

/* How often each customer was in touch: a column of its own. (transfer full) (nullable) */
static double *
count_contacts (const ClvFindings *findings)
{
  ClvLedger *ledger = findings->ledger;
  const ClvContactRow *contacts = clv_ledger_get_contacts (ledger);
  const guint32 n = clv_ledger_get_n_contacts (ledger);
  const ClvDay as_of = clv_book_get_as_of (findings->book);
  double *counts;

  if (n == 0)
    return NULL;
  counts = g_new0 (double, (gsize) findings->customers.n + 1);
  for (guint32 i = 0; i < n; i++)
    if (contacts[i].day == CLV_DAY_NONE || contacts[i].day <= as_of)
      counts[contacts[i].customer]++;
  return counts;
}

/* Adds the percentile of each customer who has a value, 0 … 1; 1 is most engaged. */
static void
add_part (const ClvFindings *findings,
          ClvEngagement     *engagement,
          const char        *title,
          const double      *by_customer,
          gboolean           lower_is_better,
          double            *weights)
{
  const ClvCustomers *customers = &findings->customers;
  g_autofree double *x = g_new (double, (gsize) customers->n + 1);
  g_autofree double *value = g_new (double, (gsize) customers->n + 1);
  g_autofree double *p = g_new (double, (gsize) customers->n + 1);
  g_autofree guint32 *who = g_new (guint32, (gsize) customers->n + 1);
  ClvEngagementPart *part;
  guint32 n = 0;

  for (guint32 c = 0; c < customers->n; c++)
    if (customers->counted[c] && !isnan (by_customer[c]) && !isnan (customers->value[c]))
      {
        x[n] = lower_is_better ? -by_customer[c] : by_customer[c];
        value[n] = customers->value[c];
        who[n++] = c;
      }
  if (n < MIN_CUSTOMERS || clv_midrank (n, x, p) != CLV_OK)
    return;
  engagement->parts = g_renew (ClvEngagementPart, engagement->parts, engagement->n_parts + 1);
  part = &engagement->parts[engagement->n_parts++];
  *part = (ClvEngagementPart) { g_strdup (title), 1, clv_relation_rank (n, x, value), n };
  for (guint32 i = 0; i < n; i++)
    {
      engagement->score[who[i]] += part->weight * p[i];
      weights[who[i]] += part->weight;
    }
}

static void
split (const ClvFindings *findings,
       ClvEngagement     *engagement,
       double            *scores,
       double            *values,
       guint32            n)
{
  const ClvCustomers *customers = &findings->customers;

  engagement->rho = clv_relation_rank_with_ends (n, scores, values, &engagement->low, &engagement->high);
  clv_median (n, scores, &engagement->median_score);
  clv_median (n, values, &engagement->median_value);
  for (guint32 c = 0; c < customers->n; c++)
    if (!isnan (engagement->score[c]))
      {
        const guint engaged = engagement->score[c] > engagement->median_score;
        const guint valuable = customers->value[c] > engagement->median_value;

        engagement->customers[engaged][valuable]++;
        engagement->value[engaged][valuable] += customers->value[c];
      }
}

/**
 * clv_relation_measure_engagement:
 * @engagement: (out): clear it with clv_engagement_clear()
 *
 * The score is the mean of the percentiles of what is known of a customer, 0 to 100, all columns with the same weight;
 * METRICS.md, section 7.
 *
 * Returns: FALSE where nothing says how engaged customers are
 */
gboolean
clv_relation_measure_engagement (const ClvFindings *findings,
                                 ClvEngagement     *engagement)
{
  const ClvCustomers *customers = &findings->customers;
  g_autofree double *contacts = count_contacts (findings);
  g_autofree double *weights = g_new0 (double, (gsize) customers->n + 1);
  g_autofree double *scores = NULL;
  g_autofree double *values = NULL;
  ClvEngagement result = { 0 };

  result.score = g_new0 (double, (gsize) customers->n + 1);
  for (guint i = 0; i < clv_ledger_get_n_indicators (findings->ledger); i++)
    {
      const ClvIndicator *indicator = clv_ledger_get_indicator (findings->ledger, i);

      add_part (findings, &result, indicator->title, indicator->by_customer, indicator->lower_is_better, weights);
    }
  if (contacts != NULL)
    add_part (findings, &result, _("Contacts"), contacts, FALSE, weights);
  if (result.n_parts == 0)
    {
      clv_engagement_clear (&result);
      return FALSE;
    }
  scores = g_new (double, (gsize) customers->n + 1);
  values = g_new (double, (gsize) customers->n + 1);
  for (guint32 c = 0; c < customers->n; c++)
    {
      if (weights[c] == 0)
        {
          result.score[c] = NAN;
          continue;
        }
      result.score[c] *= 100 / weights[c];
      scores[result.n] = result.score[c];
      values[result.n++] = customers->value[c];
    }
  split (findings, &result, scores, values, result.n);
  *engagement = result;
  return TRUE;
}

void
clv_engagement_clear (ClvEngagement *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    g_free (self->parts[i].title);
  g_clear_pointer (&self->parts, g_free);
  g_clear_pointer (&self->score, g_free);
  self->n_parts = 0;
}
