/* clv-report-json-segments.c - the segments as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-json-parts.h"

#include <math.h>

#include "clv-best-customers.h"
#include "clv-clusters.h"
#include "clv-journey.h"
#include "clv-report-outlook.h"
#include "clv-report-private.h"
#include "clv-rfm-table.h"
#include "clv-segment-figures.h"

/* Intervals of sums over hundreds of groups take their time, and nobody reads so many. */
#define MAX_SEGMENTS_VALUED 40

/* Those that the findings do not hold, in the order of people. */
static const char *const more_schemes[] = { "decile", "best", "journey", "priority", "clusters" };

static gboolean
is_integer (ClvSegmentFigure figure)
{
  return clv_segment_figure_get_unit (figure) == CLV_METRIC_COUNT;
}

/* The figures @from … @to - 1. */
static void
write_figures (ClvJson                 *json,
               const ClvSegmentFigures *figures,
               guint                    segment,
               guint                    from,
               guint                    to)
{
  for (guint f = from; f < to; f++)
    {
      const ClvMetric metric = clv_segment_figures_get (figures, segment, f);

      if (metric.reason == NULL && is_integer (f))
        clv_json_integer (json, clv_segment_figure_to_id (f), (gint64) metric.value);
      else
        clv_json_number (json, clv_segment_figure_to_id (f), metric.value);
    }
}

static void
write_reasons (ClvJson                 *json,
               const ClvSegmentFigures *figures,
               guint                    segment)
{
  clv_json_begin_object (json, "undefined");
  for (guint f = 0; f < CLV_N_SEGMENT_FIGURES; f++)
    {
      const ClvMetric metric = clv_segment_figures_get (figures, segment, f);

      if (metric.reason != NULL)
        clv_json_text (json, clv_segment_figure_to_id (f), metric.reason);
    }
  clv_json_end_object (json);
}

/* A column of rows goes by rows in what stands first: its customers may overlap. What follows counts each customer once, at home. */
static void
write_known_scheme (ClvJson                 *json,
                    const ClvFindings       *findings,
                    const ClvSegmentScheme  *scheme,
                    const ClvSegmentFigures *figures)
{
  g_autofree ClvBand *values = scheme->n_segments <= MAX_SEGMENTS_VALUED
                                 ? clv_report_scheme_values (findings, scheme, scheme->n_segments, NULL) : NULL;
  const gboolean has_profit = clv_findings_has_profit (findings);

  clv_json_begin_array (json, scheme->id);
  for (guint j = 0; j < scheme->n_segments; j++)
    {
      const ClvSegment *segment = &scheme->segments[j];
      const ClvBand clv = values != NULL ? values[j] : (ClvBand) { NAN, NAN, NAN };

      clv_json_begin_line (json, NULL);
      clv_json_text (json, "name", segment->name);
      clv_json_integer (json, "customers", segment->customers);
      if (clv_report_knows_orders (findings))
        clv_json_integer (json, "orders", segment->orders);
      else
        clv_json_null (json, "orders");
      clv_json_number (json, "revenue", segment->revenue);
      clv_json_number (json, "cost", segment->cost);
      clv_json_number (json, "profit", segment->profit);
      clv_json_number (json, "value_per_customer", has_profit ? segment->value_per_customer : NAN);
      clv_json_number (json, "aov", segment->aov);
      clv_json_number (json, "repeat_rate", segment->repeat_rate);
      clv_json_number (json, "share_of_customers", segment->share_of_customers);
      clv_json_number (json, "share_of_revenue", segment->share_of_revenue);
      clv_json_number (json, "share_of_profit", segment->share_of_profit);
      clv_json_number (json, "clv", clv.mean);
      clv_json_number (json, "clv_low", clv.low);
      clv_json_number (json, "clv_high", clv.high);
      clv_json_integer (json, "home_customers", (gint64) clv_segment_figures_get (figures, j, CLV_SF_HOME_CUSTOMERS).value);
      clv_json_number (json, "margin", clv_segment_figures_get (figures, j, CLV_SF_MARGIN).value);
      write_figures (json, figures, j, CLV_SF_CLV_PER_CUSTOMER, CLV_N_SEGMENT_FIGURES);
      write_reasons (json, figures, j);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

static void
write_scheme (ClvJson                 *json,
              const ClvScheme         *scheme,
              const ClvSegmentFigures *figures)
{
  clv_json_begin_array (json, scheme->id);
  for (guint s = 0; s < scheme->n; s++)
    {
      clv_json_begin_line (json, NULL);
      clv_json_text (json, "name", scheme->names[s]);
      if (scheme->details != NULL)
        clv_json_text (json, "detail", scheme->details[s]);
      write_figures (json, figures, s, 0, CLV_N_SEGMENT_FIGURES);
      write_reasons (json, figures, s);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
}

static void
write_first (ClvJson                 *json,
             const char              *key,
             const ClvScheme         *scheme,
             const ClvSegmentFigures *figures,
             ClvSegmentFigure         rank)
{
  const guint first = clv_segment_figures_get_first (figures, rank);

  clv_json_text (json, key, first != G_MAXUINT ? scheme->names[first] : NULL);
}

/* What is said of a scheme as a whole, kept until the segments are written. */
static void
tell_scheme (ClvJson                 *told,
             const ClvFindings       *findings,
             const ClvScheme         *scheme,
             const ClvSegmentFigures *figures)
{
  g_autofree char *comparison = clv_segment_figures_dup_sentence (figures, findings, scheme);

  clv_json_begin_object (told, NULL);
  clv_json_text (told, "id", scheme->id);
  clv_json_text (told, "title", scheme->title);
  clv_json_text (told, "sentence", scheme->sentence);
  clv_json_text (told, "comparison", *comparison != '\0' ? comparison : NULL);
  write_first (told, "largest_by_revenue", scheme, figures, CLV_SF_RANK_BY_REVENUE);
  write_first (told, "most_profitable", scheme, figures, CLV_SF_RANK_BY_PROFIT);
  write_first (told, "healthiest", scheme, figures, CLV_SF_RANK_BY_HEALTH);
  clv_json_end_object (told);
}

static void
write_one (ClvJson                *json,
           GPtrArray              *schemes,
           GPtrArray              *all_figures,
           const ClvFindings      *findings,
           ClvScheme              *scheme,
           const ClvSegmentScheme *known) /* (nullable) where the findings hold it */
{
  ClvSegmentFigures *figures = clv_segment_figures_new (findings, scheme);

  g_ptr_array_add (schemes, scheme);
  g_ptr_array_add (all_figures, figures);
  if (known != NULL)
    {
      write_known_scheme (json, findings, known, figures);
      return;
    }
  if (scheme->n <= MAX_SEGMENTS_VALUED)
    clv_segment_figures_add_bands (figures, findings, scheme, NULL);
  write_scheme (json, scheme, figures);
}

static void
write_second_purchase (ClvJson           *json,
                       const ClvFindings *findings)
{
  ClvSecondPurchase second;

  clv_findings_second_purchase (findings, &second);
  clv_json_begin_line (json, "second_purchase");
  clv_json_integer (json, "buyers", second.buyers);
  clv_json_integer (json, "repeaters", second.repeaters);
  clv_json_number (json, "one_off_share", second.one_off_share);
  clv_json_number (json, "rate", second.second_rate);
  clv_json_number (json, "days_median", second.second_days_median);
  clv_json_end_object (json);
}

static void
write_best (ClvJson           *json,
            const ClvFindings *findings)
{
  static const char *const ids[CLV_N_BEST] = { "value", "volume", "loyalty" };
  ClvBestCounts counts;
  g_autoptr (ClvScheme) scheme = clv_scheme_new_of_best (findings, &counts);

  clv_json_begin_object (json, "best");
  for (guint best = 0; best < CLV_N_BEST; best++)
    {
      clv_json_begin_line (json, ids[best]);
      clv_json_integer (json, "customers", counts.high[best]);
      clv_json_number (json, "least", counts.least[best]);
      clv_json_end_object (json);
    }
  clv_json_begin_array (json, "exactly");
  for (guint s = 0; s < scheme->n; s++)
    {
      const guint flags = clv_best_flags (s);

      clv_json_begin_line (json, NULL);
      for (guint best = 0; best < CLV_N_BEST; best++)
        clv_json_boolean (json, ids[best], flags >> best & 1);
      clv_json_integer (json, "customers", counts.exactly[flags]);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
  clv_json_end_object (json);
}

static void
write_rfm (ClvJson           *json,
           const ClvFindings *findings)
{
  static const char *const letters[] = { "r", "f", "m" };
  ClvRfmTable table;

  clv_findings_rfm_table (findings, &table);
  clv_json_begin_object (json, "rfm");
  for (guint letter = 0; letter < G_N_ELEMENTS (letters); letter++)
    {
      clv_json_begin_array (json, letters[letter]);
      for (guint i = 0; i < 5; i++)
        {
          const ClvRfmScore *score = &table.score[letter][i];

          clv_json_begin_line (json, NULL);
          clv_json_integer (json, "score", i + 1);
          clv_json_integer (json, "customers", score->customers);
          clv_json_number (json, "least", score->least);
          clv_json_number (json, "most", score->most);
          clv_json_end_object (json);
        }
      clv_json_end_array (json);
    }
  clv_json_begin_array (json, "customers");
  for (guint r = 0; r < 5; r++)
    {
      clv_json_begin_row (json, NULL);
      for (guint f = 0; f < 5; f++)
        clv_json_integer (json, NULL, table.customers[r][f]);
      clv_json_end_array (json);
    }
  clv_json_end_array (json);
  clv_json_end_object (json);
}

static void
write_rules (ClvJson               *json,
             const ClvFindings     *findings,
             const ClvSegmentRules *rules)
{
  g_autoptr (ClvSegmentRuleCounts) counts = clv_segment_rules_count (rules, findings, NULL);

  if (counts == NULL)
    return;
  clv_json_begin_object (json, "own");
  clv_json_begin_array (json, "rules");
  for (guint i = 0; i < counts->n; i++)
    {
      g_autofree char *text = clv_rule_to_text (clv_segment_rules_get_rule (rules, i));
      g_autofree char *sentence = clv_rule_to_sentence (clv_segment_rules_get_rule (rules, i), findings);

      clv_json_begin_object (json, NULL);
      clv_json_text (json, "name", clv_segment_rules_get_name (rules, i));
      clv_json_text (json, "rule", text);
      clv_json_text (json, "sentence", sentence);
      clv_json_integer (json, "meets", counts->meets[i]);
      clv_json_integer (json, "gets", counts->gets[i]);
      clv_json_begin_row (json, "both");
      for (guint j = 0; j < counts->n; j++)
        clv_json_integer (json, NULL, counts->both[i * counts->n + j]);
      clv_json_end_array (json);
      clv_json_end_object (json);
    }
  clv_json_end_array (json);
  clv_json_integer (json, "rest", counts->rest);
  clv_json_end_object (json);
}

static void
write_clusters (ClvJson               *json,
                const ClvClusterProof *proof)
{
  clv_json_begin_object (json, "clusters");
  clv_json_integer (json, "k", proof->k);
  clv_json_boolean (json, "is_chosen", proof->is_chosen);
  clv_json_integer (json, "sample", proof->n_sample);
  clv_json_begin_row (json, "silhouette");
  for (guint k = 2; k <= CLV_CLUSTERS_MAX_TRIED; k++)
    clv_json_number (json, NULL, proof->silhouette[k]);
  clv_json_end_array (json);
  clv_json_end_object (json);
}

/**
 * clv_report_json_write_segments:
 * @rules: (nullable): segments of people's own
 *
 * Every scheme of the findings, those that are made when asked for, and what is said of them.
 */
void
clv_report_json_write_segments (ClvJson               *json,
                                const ClvFindings     *findings,
                                const ClvSegmentRules *rules)
{
  g_autoptr (GPtrArray) schemes = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_scheme_free);
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_segment_figures_free);
  const gboolean has_rows = !clv_ledger_is_customer_level (clv_findings_get_ledger (findings));
  ClvClusterProof proof = { 0 };
  gboolean has_clusters = FALSE;

  clv_json_begin_object (json, "segments");
  for (guint i = 0; i < clv_findings_get_n_schemes (findings); i++)
    {
      const ClvSegmentScheme *known = clv_findings_get_scheme (findings, i);

      write_one (json, schemes, figures, findings, clv_scheme_new_of_known (findings, known), known);
    }
  for (guint i = 0; i < G_N_ELEMENTS (more_schemes); i++)
    {
      const gboolean is_clusters = g_str_equal (more_schemes[i], "clusters");
      ClvScheme *scheme = NULL;

      /* A column of that name has it. */
      if (clv_findings_find_scheme (findings, more_schemes[i]) != NULL)
        continue;
      if (!is_clusters)
        scheme = clv_scheme_new (findings, more_schemes[i], NULL, NULL);
      else if (has_rows)
        scheme = clv_scheme_new_of_clusters (findings, NULL, NULL, &proof, NULL);
      has_clusters = has_clusters || (is_clusters && scheme != NULL);
      if (scheme != NULL)
        write_one (json, schemes, figures, findings, scheme, NULL);
    }
  if (rules != NULL && clv_segment_rules_get_n (rules) > 0 && clv_findings_find_scheme (findings, "own") == NULL)
    {
      ClvScheme *scheme = clv_scheme_new_of_rules (findings, rules, NULL, NULL);

      if (scheme != NULL)
        write_one (json, schemes, figures, findings, scheme, NULL);
    }
  clv_json_end_object (json);

  clv_json_begin_object (json, "segmentation");
  clv_json_begin_array (json, "schemes");
  for (guint i = 0; i < schemes->len; i++)
    tell_scheme (json, findings, schemes->pdata[i], figures->pdata[i]);
  clv_json_end_array (json);
  if (has_rows)
    {
      write_rfm (json, findings);
      write_second_purchase (json, findings);
      write_best (json, findings);
    }
  if (has_clusters)
    write_clusters (json, &proof);
  if (rules != NULL && clv_segment_rules_get_n (rules) > 0)
    write_rules (json, findings, rules);
  clv_json_end_object (json);
}

/**
 * clv_report_json_write_segment_terms:
 *
 * How customers are put into segments, as `--set` takes it; null where it is left to the data.
 */
void
clv_report_json_write_segment_terms (ClvJson              *json,
                                     const ClvAssumptions *given)
{
  static const char *const texts[] = { "rfm-scores", "rfm-f", "rfm-m", "rfm-r-cuts", "rfm-f-cuts", "rfm-m-cuts", "tier-cuts", "health-weights" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *value = clv_assumptions_dup_value (given, texts[i]);

      clv_json_text (json, texts[i], value);
    }
  clv_json_number (json, "high-share", given->segments.high_share);
  clv_json_number (json, "regular-days", given->segments.regular_days);
  clv_json_number (json, "slowing", given->segments.slowing);
  clv_json_number (json, "lapsed", given->segments.lapsed);
  clv_json_number (json, "clusters", given->segments.clusters);
}
