/* clv-segment-health.c - segments beside each other: ranks, and how healthy each is
 *
 * The healthiest segment need not be the one with most revenue (FEATURES.md, F-20). Health is the mean of where a segment stands
 * among the others by retention, growth, margin, lifetime value to acquisition cost and share at risk (METRICS.md section 7).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-segment-health-private.h"

#include "clv-format.h"
#include "clv-rank.h"

static const struct
{
  ClvSegmentFigure figure;
  gboolean         fewer_are_better;
  const char      *title;
} parts[CLV_N_HEALTH_PARTS] = {
  [CLV_HEALTH_RETENTION] = { CLV_SF_RETENTION_RATE, FALSE, N_("Retention") },
  [CLV_HEALTH_GROWTH] = { CLV_SF_CUSTOMER_GROWTH, FALSE, N_("Growth of active customers") },
  [CLV_HEALTH_MARGIN] = { CLV_SF_MARGIN, FALSE, N_("Margin") },
  [CLV_HEALTH_LTV_TO_CAC] = { CLV_SF_LTV_TO_CAC, FALSE, N_("Lifetime value to acquisition cost") },
  [CLV_HEALTH_AT_RISK] = { CLV_SF_SHARE_AT_RISK, TRUE, N_("Few at risk") },
};

const char *
clv_health_part_get_title (ClvHealthPart part)
{
  return part < CLV_N_HEALTH_PARTS ? _(parts[part].title) : "";
}

static double
value_of (const ClvSegmentFigures *self,
          guint                    segment,
          ClvSegmentFigure         figure)
{
  return clv_segment_figures_row (self, segment)[figure].value;
}

static gboolean
is_large (const ClvSegmentFigures *self,
          guint                    segment)
{
  return segment != self->rest && value_of (self, segment, CLV_SF_HOME_CUSTOMERS) >= CLV_HEALTH_MIN_CUSTOMERS;
}

/* Where each segment that is large enough stands among those of which the figure is known; one alone stands nowhere. */
static void
fill_part (ClvSegmentFigures *self,
           ClvHealthPart      part)
{
  g_autofree double *value = g_new (double, (gsize) self->n + 1);
  g_autofree double *p = g_new (double, (gsize) self->n + 1);
  g_autofree guint *who = g_new (guint, (gsize) self->n + 1);
  guint n = 0;

  for (guint s = 0; s < self->n; s++)
    {
      const double known = value_of (self, s, parts[part].figure);

      self->parts[(gsize) s * CLV_N_HEALTH_PARTS + part] = NAN;
      if (isnan (known) || !is_large (self, s))
        continue;
      who[n] = s;
      value[n++] = clv_analysis_ranking_key (parts[part].fewer_are_better ? -known : known);
    }
  if (n < 2 || clv_midrank (n, value, p) != CLV_OK)
    return;
  for (guint i = 0; i < n; i++)
    self->parts[(gsize) who[i] * CLV_N_HEALTH_PARTS + part] = 100 * p[i];
}

/* 1 is best, ties share; segments without customers, and the rest, have none. */
static void
fill_rank (ClvSegmentFigures *self,
           ClvSegmentFigure   by,
           ClvSegmentFigure   rank)
{
  for (guint s = 0; s < self->n; s++)
    {
      ClvMetric *row = clv_segment_figures_row (self, s);
      guint better = 0;

      row[rank] = (ClvMetric) { NAN, row[by].reason != NULL ? row[by].reason : g_intern_static_string (CLV_REASON_NO_CUSTOMERS) };
      if (row[by].reason != NULL || s == self->rest || row[CLV_SF_CUSTOMERS].value == 0)
        continue;
      for (guint other = 0; other < self->n; other++)
        better += other != self->rest && value_of (self, other, CLV_SF_CUSTOMERS) > 0 &&
                  clv_analysis_ranking_key (value_of (self, other, by)) > clv_analysis_ranking_key (row[by].value);
      row[rank] = (ClvMetric) { better + 1, NULL };
    }
}

void
clv_segment_figures_compare (ClvSegmentFigures *self)
{
  for (guint part = 0; part < CLV_N_HEALTH_PARTS; part++)
    fill_part (self, part);
  fill_rank (self, CLV_SF_REVENUE, CLV_SF_RANK_BY_REVENUE);
  fill_rank (self, CLV_SF_PROFIT, CLV_SF_RANK_BY_PROFIT);
}

/**
 * clv_segment_figures_weigh:
 * @weights: (array length=CLV_N_HEALTH_PARTS): 0 or more
 *
 * Works out health and the rank by it. Only like is compared with like: a part that is known of no two segments counts for none,
 * and a segment of which a part is unknown that others have is left out. Those who are gone for long would else be the healthiest,
 * because nothing can be said against them.
 */
void
clv_segment_figures_weigh (ClvSegmentFigures *self,
                           const double      *weights)
{
  gboolean is_known[CLV_N_HEALTH_PARTS] = { FALSE };

  for (guint s = 0; s < self->n; s++)
    for (guint part = 0; part < CLV_N_HEALTH_PARTS; part++)
      is_known[part] = is_known[part] || !isnan (self->parts[(gsize) s * CLV_N_HEALTH_PARTS + part]);
  for (guint s = 0; s < self->n; s++)
    {
      ClvMetric *row = clv_segment_figures_row (self, s), *health = &row[CLV_SF_HEALTH];
      const char *missing = NULL;
      double sum = 0, weight = 0;

      for (guint part = 0; part < CLV_N_HEALTH_PARTS; part++)
        {
          const double stands = self->parts[(gsize) s * CLV_N_HEALTH_PARTS + part];

          if (isnan (stands) && weights[part] > 0 && is_known[part] && missing == NULL)
            missing = row[parts[part].figure].reason;
          if (isnan (stands))
            continue;
          sum += weights[part] * stands;
          weight += weights[part];
        }
      if (s == self->rest)
        missing = CLV_REASON_NO_COMPARISON;
      else if (!is_large (self, s))
        missing = CLV_REASON_TOO_FEW;
      else if (missing == NULL && !(weight > 0))
        missing = CLV_REASON_NO_COMPARISON;
      *health = missing != NULL ? (ClvMetric) { NAN, g_intern_string (missing) } : (ClvMetric) { sum / weight, NULL };
    }
  fill_rank (self, CLV_SF_HEALTH, CLV_SF_RANK_BY_HEALTH);
}

guint
clv_segment_figures_get_first (const ClvSegmentFigures *self,
                               ClvSegmentFigure         rank)
{
  for (guint s = 0; s < self->n; s++)
    if (value_of (self, s, rank) == 1)
      return s;
  return G_MAXUINT;
}

static void
append_sentence (GString *text,
                 char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

/**
 * clv_segment_figures_dup_sentence:
 *
 * Returns: (transfer full): which segment is first by revenue, by profit and by health, each with its figure, translated; ""
 *   where there is nothing to compare
 */
char *
clv_segment_figures_dup_sentence (const ClvSegmentFigures *self,
                                  const ClvFindings       *findings,
                                  const ClvScheme         *scheme)
{
  const guint largest = clv_segment_figures_get_first (self, CLV_SF_RANK_BY_REVENUE);
  const guint best = clv_segment_figures_get_first (self, CLV_SF_RANK_BY_PROFIT);
  const guint healthiest = clv_segment_figures_get_first (self, CLV_SF_RANK_BY_HEALTH);
  g_autoptr (GString) text = g_string_new (NULL);

  if (largest != G_MAXUINT)
    {
      g_autofree char *money = clv_format_money (value_of (self, largest, CLV_SF_REVENUE), findings->currency, 0);

      /* Translators: the name of a segment, money */
      append_sentence (text, g_strdup_printf (_("Largest by revenue: %s (%s)."), scheme->names[largest], money));
    }
  if (best != G_MAXUINT)
    {
      g_autofree char *money = clv_format_money (value_of (self, best, CLV_SF_PROFIT), findings->currency, 0);

      /* Translators: the name of a segment, money */
      append_sentence (text, g_strdup_printf (_("Most profitable: %s (%s)."), scheme->names[best], money));
    }
  if (healthiest != G_MAXUINT)
    {
      g_autofree char *health = clv_format_number (value_of (self, healthiest, CLV_SF_HEALTH), 0);

      /* Translators: the name of a segment, a number up to 100 */
      append_sentence (text, g_strdup_printf (_("Healthiest: %s (%s of 100)."), scheme->names[healthiest], health));
      if (scheme->by_behaviour)
        append_sentence (text, g_strdup (_("Health is about what customers did, and so are these segments: one follows from the other.")));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
