/* clv-rfm-scores.c - how recently, how often and how much each customer bought, as scores from 1 to 5
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rfm-table.h"

#include "clv-analysis-private.h"
#include "clv-rfm.h"

#include <string.h>

/* Customers with a net purchase, and what their scores are made of. */
typedef struct
{
  guint32  n;
  guint32 *customer;
  guint32 *tie_order;  /* by id */
  double  *days_since, *frequency, *money;
  guint8  *r, *f, *m;
} Scored;

static void
scored_clear (Scored *scored)
{
  g_free (scored->customer);
  g_free (scored->tie_order);
  g_free (scored->days_since);
  g_free (scored->frequency);
  g_free (scored->money);
  g_free (scored->r);
  g_free (scored->f);
  g_free (scored->m);
}

static void
scored_init (Scored            *scored,
             const ClvAnalysis *self)
{
  const ClvSegmentTerms *terms = &self->assumptions->segments;
  const ClvCustomerColumns *columns = &self->findings->columns;
  const guint32 *id_order = clv_ledger_get_id_order (self->ledger);
  const gsize room = (gsize) self->n_customers + 1;
  g_autofree guint32 *slot = g_new (guint32, room);
  guint32 next = 0;

  scored->n = 0;
  scored->customer = g_new (guint32, room);
  scored->tie_order = g_new (guint32, room);
  scored->days_since = g_new (double, room);
  scored->frequency = g_new (double, room);
  scored->money = g_new (double, room);
  scored->r = g_new (guint8, room);
  scored->f = g_new (guint8, room);
  scored->m = g_new (guint8, room);
  memset (slot, 0xff, room * sizeof *slot);
  for (guint32 c = 0; c < self->n_customers; c++)
    if (columns->last_positive_day[c] != CLV_DAY_NONE && clv_analysis_is_above_zero (columns->revenue[c]))
      {
        const guint32 i = scored->n++;
        /* Nobody has a purchase day without an order. */
        const double orders = MAX (columns->orders[c], 1);

        scored->customer[i] = c;
        scored->days_since[i] = self->as_of - columns->last_positive_day[c];
        scored->frequency[i] = terms->rfm_f_orders ? orders : columns->purchase_days[c];
        scored->money[i] = clv_analysis_ranking_key (terms->rfm_m_mean ? columns->revenue[c] / orders : columns->revenue[c]);
        slot[id_order[c]] = i;
      }
  for (guint32 position = 0; position < self->n_customers; position++)
    if (slot[position] != CLV_NOBODY)
      scored->tie_order[slot[position]] = next++;
}

/* Fifths of @value among those who have the same @group. */
static ClvStatus
score_within (const Scored *scored,
              const double *value,
              const guint8 *group,
              guint         n_groups,
              guint8       *score)
{
  g_autofree double *part = g_new (double, (gsize) scored->n + 1);
  g_autofree guint32 *who = g_new (guint32, (gsize) scored->n + 1);
  g_autofree guint8 *of_part = g_new (guint8, (gsize) scored->n + 1);

  for (guint g = 0; g < n_groups; g++)
    {
      guint32 n = 0;
      ClvStatus status;

      for (guint32 i = 0; i < scored->n; i++)
        if (group[i] == g)
          {
            who[n] = i;
            part[n++] = value[i];
          }
      status = clv_rfm_score_monetary (n, part, of_part);
      if (status != CLV_OK)
        return status;
      for (guint32 k = 0; k < n; k++)
        score[who[k]] = of_part[k];
    }
  return CLV_OK;
}

/* F among those with the same R, M among those with the same R and F (Hughes). */
static ClvStatus
score_nested (Scored *scored)
{
  g_autofree guint8 *group = g_new (guint8, (gsize) scored->n + 1);
  ClvStatus status = clv_rfm_score_recency (scored->n, scored->days_since, scored->r);

  if (status == CLV_OK)
    status = score_within (scored, scored->frequency, scored->r, 6, scored->f);
  for (guint32 i = 0; status == CLV_OK && i < scored->n; i++)
    group[i] = (guint8) (scored->r[i] * 6 + scored->f[i]);
  return status == CLV_OK ? score_within (scored, scored->money, group, 36, scored->m) : status;
}

static ClvStatus
score_even (Scored *scored)
{
  g_autofree double *nearness = g_new (double, (gsize) scored->n + 1);
  ClvStatus status;

  for (guint32 i = 0; i < scored->n; i++)
    nearness[i] = -scored->days_since[i];
  status = clv_rfm_score_even (scored->n, nearness, scored->tie_order, scored->r);
  if (status == CLV_OK)
    status = clv_rfm_score_even (scored->n, scored->frequency, scored->tie_order, scored->f);
  return status == CLV_OK ? clv_rfm_score_even (scored->n, scored->money, scored->tie_order, scored->m) : status;
}

static ClvStatus
score_fifths (Scored *scored)
{
  ClvStatus status = clv_rfm_score_recency (scored->n, scored->days_since, scored->r);

  if (status == CLV_OK)
    status = clv_rfm_score_frequency (scored->n, scored->frequency, scored->f);
  return status == CLV_OK ? clv_rfm_score_monetary (scored->n, scored->money, scored->m) : status;
}

/* Cuts that somebody gave go before everything else. */
static ClvStatus
score_by_cuts (Scored                *scored,
               const ClvSegmentTerms *terms)
{
  const double *r = terms->rfm_r_cuts;
  ClvStatus status = CLV_OK;

  if (!isnan (r[0]))
    {
      /* Up to the cut: fewer days are better. */
      const double nearness_cuts[4] = { -r[3], -r[2], -r[1], -r[0] };
      g_autofree double *nearness = g_new (double, (gsize) scored->n + 1);

      for (guint32 i = 0; i < scored->n; i++)
        nearness[i] = -scored->days_since[i];
      status = clv_rfm_score_cuts (scored->n, nearness, nearness_cuts, scored->r);
    }
  if (status == CLV_OK && !isnan (terms->rfm_f_cuts[0]))
    status = clv_rfm_score_cuts (scored->n, scored->frequency, terms->rfm_f_cuts, scored->f);
  if (status == CLV_OK && !isnan (terms->rfm_m_cuts[0]))
    status = clv_rfm_score_cuts (scored->n, scored->money, terms->rfm_m_cuts, scored->m);
  return status;
}

/* Who bought once is no champion and not loyal, however they were scored. */
static ClvRfmSegment
segment_of (const Scored *scored,
            guint32       i)
{
  const ClvRfmSegment segment = clv_rfm_segment (scored->r[i], scored->f[i], scored->m[i]);

  if (scored->frequency[i] <= 1 && (segment == CLV_RFM_CHAMPIONS || segment == CLV_RFM_LOYAL))
    return clv_rfm_segment (scored->r[i], 1, scored->m[i]);
  return segment;
}

/**
 * clv_analysis_score_rfm:
 *
 * Scores customers with a purchase and a net revenue above 0. R counts from the last purchase day with a
 * total above 0, F are purchase days, M is net revenue (METRICS.md, sections 6 and “RFM”), unless the assumptions
 * say otherwise.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_score_rfm (ClvAnalysis *self)
{
  const ClvSegmentTerms *terms = &self->assumptions->segments;
  ClvCustomerColumns *columns = &self->findings->columns;
  Scored scored;
  ClvStatus status = CLV_OK;

  scored_init (&scored, self);
  if (terms->rfm_scores == CLV_RFM_NESTED)
    status = score_nested (&scored);
  else if (terms->rfm_scores == CLV_RFM_EVEN)
    status = score_even (&scored);
  else
    status = score_fifths (&scored);
  if (status == CLV_OK)
    status = score_by_cuts (&scored, terms);

  for (guint32 i = 0; status == CLV_OK && i < scored.n; i++)
    {
      columns->r[scored.customer[i]] = scored.r[i];
      columns->f[scored.customer[i]] = scored.f[i];
      columns->m[scored.customer[i]] = scored.m[i];
      columns->rfm_segment[scored.customer[i]] = (guint8) segment_of (&scored, i);
    }
  scored_clear (&scored);
  return !clv_work_is_cancelled (self->work);
}

static void
take_value (ClvRfmScore *score,
            double       value)
{
  score->least = score->customers == 0 ? value : MIN (score->least, value);
  score->most = score->customers == 0 ? value : MAX (score->most, value);
  score->customers++;
}

/**
 * clv_findings_rfm_table:
 * @table: (out): how many customers have which score, and what it takes
 *
 * Time O(customers).
 */
void
clv_findings_rfm_table (const ClvFindings *findings,
                        ClvRfmTable       *table)
{
  const ClvSegmentTerms *terms = &findings->assumptions.segments;
  const ClvCustomers *all = &findings->customers;
  const ClvDay as_of = clv_book_get_as_of (findings->book);
  g_autofree ClvSum *values = g_new0 (ClvSum, 25);

  memset (table, 0, sizeof *table);
  for (guint i = 0; i < 5; i++)
    for (guint j = 0; j < 3; j++)
      table->score[j][i].least = table->score[j][i].most = NAN;
  for (guint32 c = 0; c < all->n; c++)
    {
      const double orders = MAX (all->orders[c], 1);

      if (all->r[c] == 0)
        continue;
      take_value (&table->score[CLV_RFM_R][all->r[c] - 1], as_of - all->last_positive_day[c]);
      take_value (&table->score[CLV_RFM_F][all->f[c] - 1], terms->rfm_f_orders ? orders : all->purchase_days[c]);
      take_value (&table->score[CLV_RFM_M][all->m[c] - 1], terms->rfm_m_mean ? all->revenue[c] / orders : all->revenue[c]);
      table->customers[all->r[c] - 1][all->f[c] - 1]++;
      if (!isnan (all->value[c]))
        clv_sum_add (&values[(all->r[c] - 1) * 5 + all->f[c] - 1], all->value[c]);
    }
  for (guint r = 0; r < 5; r++)
    for (guint f = 0; f < 5; f++)
      table->value[r][f] = clv_sum_get (&values[r * 5 + f]);
}
