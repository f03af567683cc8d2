/* clv-best-customers.c - who stands out by value, by orders, by loyalty
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-best-customers.h"

#include "clv-rank.h"
#include "clv-scheme-private.h"

#include <string.h>

#define MAX_COUNTED 100000

/* The combinations in the order people see them. */
static const guint8 flags_of_segment[1 << CLV_N_BEST] = { 7, 3, 5, 6, 1, 2, 4, 0 };

/**
 * clv_best_get_title:
 *
 * Returns: what stands out, translated
 */
const char *
clv_best_get_title (ClvBest best)
{
  static const char *const titles[CLV_N_BEST] = { N_("High value"), N_("High volume"), N_("High loyalty") };

  return best < CLV_N_BEST ? _(titles[best]) : "";
}

guint
clv_best_flags (guint segment)
{
  return segment < G_N_ELEMENTS (flags_of_segment) ? flags_of_segment[segment] : 0;
}

static double
figure_of (const ClvCustomers *customers,
           ClvBest             best,
           guint32             c)
{
  switch (best)
    {
    case CLV_BEST_VALUE:
      return isnan (customers->value[c]) ? 0 : clv_analysis_ranking_key (customers->value[c]);
    case CLV_BEST_VOLUME:
      return customers->orders[c];
    case CLV_BEST_LOYALTY:
      return customers->recency[c];
    case CLV_N_BEST:
    default:
      return 0;
    }
}

/* Where each figure stands among all, as clv_midrank() has it. Counts are counted rather than sorted. */
static ClvStatus
find_midranks (guint32       n,
               const double *figure,
               double       *p)
{
  g_autofree guint32 *count = NULL;
  double largest = 0;
  guint64 below = 0;

  for (guint32 i = 0; i < n; i++)
    {
      if (figure[i] < 0 || figure[i] != rint (figure[i]) || figure[i] > MAX_COUNTED)
        return clv_midrank (n, figure, p);
      largest = MAX (largest, figure[i]);
    }
  count = g_new0 (guint32, (gsize) largest + 1);
  for (guint32 i = 0; i < n; i++)
    count[(gsize) figure[i]]++;
  {
    g_autofree double *of_figure = g_new (double, (gsize) largest + 1);

    for (gsize k = 0; k <= (gsize) largest; k++)
      {
        of_figure[k] = ((double) below + count[k] / 2.0) / n;
        below += count[k];
      }
    for (guint32 i = 0; i < n; i++)
      p[i] = of_figure[(gsize) figure[i]];
  }
  return CLV_OK;
}

/* Who stands above all but @share of the customers. Equal customers are never parted: where many have one order each, none
 * of them is high. Nothing is never high. */
static void
mark (const ClvFindings *findings,
      ClvBest            best,
      double             share,
      const guint32     *who,
      guint32            n,
      guint8            *flags,
      ClvBestCounts     *counts)
{
  g_autofree double *figure = g_new (double, (gsize) n + 1);
  g_autofree double *p = g_new (double, (gsize) n + 1);

  for (guint32 i = 0; i < n; i++)
    figure[i] = figure_of (&findings->customers, best, who[i]);
  counts->high[best] = 0;
  counts->least[best] = NAN;
  if (find_midranks (n, figure, p) != CLV_OK)
    return;
  for (guint32 i = 0; i < n; i++)
    if (figure[i] > 0 && p[i] > 1 - share)
      {
        flags[who[i]] |= (guint8) (1 << best);
        counts->high[best]++;
        if (!(figure[i] >= counts->least[best]))
          counts->least[best] = figure[i];
      }
}

/**
 * clv_scheme_new_of_best:
 * @counts: (out) (optional): how many have each flag, and each combination of them
 *
 * Flags those who stand in the best share (an assumption, one in five) by value, by number of orders, and by the days
 * from their first to their last purchase. Time O(n log n).
 *
 * Returns: (transfer full): one segment for each combination
 */
ClvScheme *
clv_scheme_new_of_best (const ClvFindings *findings,
                        ClvBestCounts     *counts)
{
  const char *const names[] = { _("High value, volume and loyalty"), _("High value and volume"), _("High value and loyalty"),
                                _("High volume and loyalty"),        _("High value only"),       _("High volume only"),
                                _("High loyalty only"),              _("None of them") };
  ClvScheme *self = clv_scheme_start (findings, "best", _("High value, volume, loyalty"), names, G_N_ELEMENTS (names), TRUE,
                                      G_MAXUINT);
  g_autofree guint32 *who = g_new (guint32, (gsize) self->n_customers + 1);
  g_autofree guint8 *flags = g_new0 (guint8, (gsize) self->n_customers + 1);
  ClvBestCounts found = { 0 };
  guint segment_of_flags[1 << CLV_N_BEST];
  guint32 n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (flags_of_segment); i++)
    segment_of_flags[flags_of_segment[i]] = i;
  for (guint32 c = 0; c < self->n_customers; c++)
    if (findings->customers.counted[c])
      who[n++] = c;
  for (guint best = 0; best < CLV_N_BEST; best++)
    mark (findings, best, findings->assumptions.segments.high_share, who, n, flags, &found);
  for (guint32 i = 0; i < n; i++)
    {
      found.exactly[flags[who[i]]]++;
      self->by_customer[who[i]] = segment_of_flags[flags[who[i]]];
    }
  if (counts != NULL)
    *counts = found;
  return self;
}
