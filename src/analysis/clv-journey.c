/* clv-journey.c - the stage each customer has reached
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-journey.h"

#include "clv-format.h"
#include "clv-quantile.h"
#include "clv-scheme-private.h"

static const struct
{
  const char *id, *title;
} stages[CLV_N_STAGES] = {
  [CLV_STAGE_PROSPECT] = { "prospect", N_("Prospect") },
  [CLV_STAGE_FIRST_PURCHASE] = { "first-purchase", N_("First purchase") },
  [CLV_STAGE_REPEAT] = { "repeat", N_("Repeat") },
  [CLV_STAGE_REGULAR] = { "regular", N_("Regular") },
  [CLV_STAGE_REACTIVATED] = { "reactivated", N_("Reactivated") },
  [CLV_STAGE_SLOWING] = { "slowing", N_("Slowing") },
  [CLV_STAGE_LAPSED] = { "lapsed", N_("Lapsed") },
};

/**
 * clv_stage_to_id:
 *
 * Returns: the id of a stage, never translated
 */
const char *
clv_stage_to_id (ClvStage stage)
{
  return stage < CLV_N_STAGES ? stages[stage].id : "";
}

/**
 * clv_stage_get_title:
 *
 * Returns: the stage for people, translated
 */
const char *
clv_stage_get_title (ClvStage stage)
{
  return stage < CLV_N_STAGES ? _(stages[stage].title) : "";
}

/* Days a customer of no rhythm yet may be expected to wait: those of the crowd, else what counts as inactive; NaN unknown. */
static double
rhythm_of_crowd (const ClvFindings *findings)
{
  const ClvMetric gap = findings->metrics[CLV_M_INTER_PURCHASE_DAYS_MEDIAN];

  return gap.reason == NULL && gap.value > 0 ? gap.value : findings->assumptions.inactive_days;
}

static ClvStage
stage_of (const ClvCustomers    *customers,
          guint32                c,
          ClvDay                 as_of,
          double                 crowd,
          const ClvSegmentTerms *terms)
{
  const guint32 days = customers->purchase_days[c];
  const double since = days > 0 ? MAX (0, as_of - customers->last_order_day[c]) : 0;
  double rhythm, before;

  if (days == 0)
    return CLV_STAGE_PROSPECT;
  if (days == 1)
    return since > terms->lapsed * crowd ? CLV_STAGE_LAPSED : CLV_STAGE_FIRST_PURCHASE;

  rhythm = (crowd + customers->recency[c]) / days;
  before = (crowd + (customers->recency[c] - customers->last_gap[c])) / (days - 1);
  if (since > terms->lapsed * rhythm)
    return CLV_STAGE_LAPSED;
  if (since > terms->slowing * rhythm)
    return CLV_STAGE_SLOWING;
  if (customers->last_gap[c] > terms->lapsed * before)
    return CLV_STAGE_REACTIVATED;
  return days >= terms->regular_days ? CLV_STAGE_REGULAR : CLV_STAGE_REPEAT;
}

static char *
dup_sentence (const ClvFindings *findings)
{
  ClvSecondPurchase second;
  g_autofree char *share = NULL, *days = NULL;

  clv_findings_second_purchase (findings, &second);
  if (second.buyers == 0)
    return NULL;
  share = clv_format_percent (second.second_rate, 0);
  if (isnan (second.second_days_median))
    return g_strdup (_("Nobody has bought a second time."));
  days = clv_format_number (second.second_days_median, 0);
  /* Translators: a percentage, a number of days */
  return g_strdup_printf (_("%s of the buyers came back for a second purchase, half of them within %s days."), share, days);
}

/**
 * clv_scheme_new_of_journey:
 *
 * Puts customers into the stages of clv-journey.h. Time O(n).
 *
 * Returns: (transfer full): the scheme, with the second purchase as its sentence
 */
ClvScheme *
clv_scheme_new_of_journey (const ClvFindings *findings)
{
  const double crowd = rhythm_of_crowd (findings);
  const ClvDay as_of = clv_book_get_as_of (findings->book);
  const char *names[CLV_N_STAGES];
  ClvScheme *self;

  for (guint i = 0; i < CLV_N_STAGES; i++)
    names[i] = clv_stage_get_title (i);
  self = clv_scheme_start (findings, "journey", _("Stage of the customer"), names, CLV_N_STAGES, TRUE, G_MAXUINT);
  for (guint32 c = 0; c < self->n_customers; c++)
    if (findings->customers.counted[c])
      self->by_customer[c] = stage_of (&findings->customers, c, as_of, crowd, &findings->assumptions.segments);
  self->sentence = dup_sentence (findings);
  return self;
}

/**
 * clv_findings_second_purchase:
 * @second: (out): how many came a second time, and after how long
 *
 * Counts purchase days. Who bought for the first time shortly before the as-of date had no time yet to come back: the rate is
 * that of today.
 */
void
clv_findings_second_purchase (const ClvFindings *findings,
                              ClvSecondPurchase *second)
{
  const ClvCustomers *customers = &findings->customers;
  g_autofree double *gaps = g_new (double, (gsize) customers->n + 1);

  *second = (ClvSecondPurchase) { 0, 0, NAN, NAN, NAN };
  for (guint32 c = 0; c < customers->n; c++)
    if (customers->counted[c] && customers->purchase_days[c] > 0)
      {
        second->buyers++;
        if (customers->purchase_days[c] > 1)
          gaps[second->repeaters++] = customers->first_gap[c];
      }
  if (second->buyers == 0)
    return;
  second->second_rate = (double) second->repeaters / second->buyers;
  second->one_off_share = 1 - second->second_rate;
  if (second->repeaters > 0)
    clv_median (second->repeaters, gaps, &second->second_days_median);
}
