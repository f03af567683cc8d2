/* clv-ranking.c - who is worth most, and how unevenly value is spread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include "clv-concentration.h"
#include "clv-rank.h"

#include <stdlib.h>

#define MAX_CURVE_POINTS 501u

/* Customers with a known figure: ids, their order by id text, and the figure. */
typedef struct
{
  guint32  n;
  guint32 *customer;
  guint32 *tie_order;
} Ranked;

static void
ranked_init (Ranked            *ranked,
             const ClvAnalysis *self)
{
  const ClvCustomerColumns *columns = &self->findings->columns;
  const guint32 *id_order = clv_ledger_get_id_order (self->ledger);
  g_autofree guint32 *by_id = g_new (guint32, (gsize) self->n_customers + 1);
  g_autofree guint32 *slot = g_new (guint32, (gsize) self->n_customers + 1);
  guint32 next = 0;

  ranked->n = 0;
  ranked->customer = g_new (guint32, (gsize) self->n_customers + 1);
  ranked->tie_order = g_new (guint32, (gsize) self->n_customers + 1);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      by_id[id_order[c]] = c;
      slot[c] = CLV_NOBODY;
      if (columns->counted[c] && !isnan (columns->value[c]))
        {
          slot[c] = ranked->n;
          ranked->customer[ranked->n++] = c;
        }
    }
  /* The positions by id, with the customers who are not ranked taken out. */
  for (guint32 position = 0; position < self->n_customers; position++)
    if (slot[by_id[position]] != CLV_NOBODY)
      ranked->tie_order[slot[by_id[position]]] = next++;
}

static void
ranked_clear (Ranked *ranked)
{
  g_free (ranked->customer);
  g_free (ranked->tie_order);
}

static int
compare_descending (const void *a,
                    const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x > y ? -1 : x < y;
}

/* Best first: positions in @ranked, and their figures in full precision, those of a tie in descending order too; what
 * sums left over is 0. Where profit is known but not revenue, that counts as 0. */
static gboolean
sort_by (const Ranked *ranked,
         const double *column,
         guint32      *order,
         guint32      *rank,
         double       *sorted)
{
  g_autofree double *key = g_new (double, (gsize) ranked->n + 1);

  for (guint32 i = 0; i < ranked->n; i++)
    {
      const double value = column[ranked->customer[i]];

      key[i] = isnan (value) ? 0 : clv_analysis_ranking_key (value);
    }
  if (clv_rank_descending (ranked->n, key, ranked->tie_order, order, rank) != CLV_OK)
    return FALSE;
  for (guint32 first = 0, next; first < ranked->n; first = next)
    {
      const double tie = key[order[first]];

      for (next = first; next < ranked->n && key[order[next]] == tie; next++)
        {
          const double value = column[ranked->customer[order[next]]];

          sorted[next] = tie == 0 ? 0 : value;
        }
      if (tie != 0 && next - first > 1)
        qsort (sorted + first, next - first, sizeof *sorted, compare_descending);
    }
  return TRUE;
}

static void
set_or_undefined (ClvAnalysis *self,
                  ClvMetricId  metric,
                  ClvStatus    status,
                  double       value)
{
  if (status == CLV_OK)
    clv_analysis_set_metric (self, metric, value);
  else
    clv_analysis_set_undefined (self, metric, CLV_REASON_TOTAL_NOT_POSITIVE);
}

/* Whether shares of the total have a meaning. */
static gboolean
has_total (guint32       n,
           const double *sorted)
{
  return clv_analysis_is_above_zero (clv_sum_array (n, sorted));
}

/* Gini and best tenth of one sorted column. */
static void
measure (ClvAnalysis  *self,
         guint32       n,
         const double *sorted,
         ClvMetricId   gini_metric,
         ClvMetricId   top_metric)
{
  ClvGini gini = { 0 };
  double share = NAN;
  const gboolean is_fine = has_total (n, sorted);
  ClvStatus status = is_fine ? clv_gini (n, sorted, &gini) : CLV_DOMAIN;

  set_or_undefined (self, gini_metric, status, gini.plain);
  status = is_fine ? clv_top_share (n, sorted, 0.1, &share) : CLV_DOMAIN;
  set_or_undefined (self, top_metric, status, share);
}

static void
fill_ranks (ClvAnalysis   *self,
            const Ranked  *ranked,
            const guint32 *order,
            const guint32 *rank,
            const double  *sorted)
{
  static const guint8 tier_of_abc[] = { 'A', 'B', 'C', 'D' };
  ClvCustomerColumns *columns = &self->findings->columns;
  ClvConcentration *concentration = &self->findings->concentration;
  g_autofree guint8 *abc = g_new (guint8, (gsize) ranked->n + 1);
  ClvSum total = { 0 }, cumulative = { 0 };
  ClvSum decile_revenue[10] = { 0 }, decile_profit[10] = { 0 };
  gboolean has_shares;
  double sum;

  /* Not of @sorted: a share of the total must be just that. */
  for (guint32 k = 0; k < ranked->n; k++)
    clv_sum_add (&total, columns->value[ranked->customer[k]]);
  sum = clv_sum_get (&total);
  has_shares = clv_analysis_is_above_zero (sum);
  clv_abc (ranked->n, sorted, self->assumptions->segments.tier_cuts[0], self->assumptions->segments.tier_cuts[1], abc);

  for (guint32 k = 0; k < ranked->n; k++)
    {
      const guint32 customer = ranked->customer[order[k]];
      const guint decile = clv_decile (k, ranked->n);

      clv_sum_add (&cumulative, columns->value[customer]);
      columns->rank[customer] = rank[order[k]];
      columns->share[customer] = has_shares ? columns->value[customer] / sum : NAN;
      columns->cumulative_share[customer] = has_shares ? clv_sum_get (&cumulative) / sum : NAN;
      columns->tier[customer] = tier_of_abc[abc[k]];
      columns->decile[customer] = (guint8) (decile + 1);
      self->findings->by_rank[k] = customer;
      concentration->deciles[decile].customers++;
      if (!isnan (columns->revenue[customer]))
        clv_sum_add (&decile_revenue[decile], columns->revenue[customer]);
      if (self->findings->has_profit)
        clv_sum_add (&decile_profit[decile], columns->profit[customer]);
    }
  for (guint decile = 0; decile < 10; decile++)
    {
      concentration->deciles[decile].revenue = clv_sum_get (&decile_revenue[decile]);
      concentration->deciles[decile].profit =
        self->findings->has_profit ? clv_sum_get (&decile_profit[decile]) : NAN;
    }
}

static void
fill_curves (ClvAnalysis  *self,
             guint32       n,
             const double *sorted_value,
             const double *sorted_revenue)
{
  ClvConcentration *concentration = &self->findings->concentration;
  const guint n_curve = CLAMP (n + 1, 3, MAX_CURVE_POINTS);
  ClvWhale whale;

  concentration->peak_share = NAN;
  if (n == 0 || clv_whale (n, sorted_value, &whale) != CLV_OK)
    return;
  concentration->peak_customers = (guint32) whale.peak_customers;
  concentration->has_negatives = whale.loss_customers > 0;
  whale.has_share = whale.has_share && clv_analysis_is_above_zero (whale.total);
  if (whale.has_share)
    concentration->peak_share = whale.peak_share;

  concentration->n_curve = n_curve;
  concentration->curve_customers = g_new0 (double, n_curve);
  concentration->curve_value = g_new0 (double, n_curve);
  clv_whale_points (n, sorted_value, n_curve, concentration->curve_customers, concentration->curve_value);
  for (guint i = 0; i < n_curve; i++)
    {
      concentration->curve_customers[i] /= n;
      if (whale.has_share)
        concentration->curve_value[i] /= whale.total;
    }

  concentration->lorenz_customers = g_new (double, n_curve);
  concentration->lorenz_revenue = g_new (double, n_curve);
  if (!has_total (n, sorted_revenue) ||
      clv_lorenz (n, sorted_revenue, n_curve, concentration->lorenz_customers, concentration->lorenz_revenue) != CLV_OK)
    for (guint i = 0; i < n_curve; i++)
      {
        concentration->lorenz_customers[i] = (double) i / (n_curve - 1);
        concentration->lorenz_revenue[i] = NAN;
      }
}

static void
set_profit_measures (ClvAnalysis  *self,
                     guint32       n,
                     const double *sorted_profit)
{
  static const ClvMetricId of_profit[] = { CLV_M_GINI_PROFIT, CLV_M_TOP_DECILE_PROFIT_SHARE, CLV_M_WHALE_PEAK_SHARE };
  const ClvConcentration *concentration = &self->findings->concentration;
  guint32 losses = 0;

  if (!self->findings->has_profit)
    {
      for (guint i = 0; i < G_N_ELEMENTS (of_profit); i++)
        clv_analysis_set_undefined (self, of_profit[i], CLV_REASON_NO_COSTS);
      clv_analysis_set_undefined (self, CLV_M_UNPROFITABLE_CUSTOMERS, CLV_REASON_NO_COSTS);
      return;
    }
  measure (self, n, sorted_profit, CLV_M_GINI_PROFIT, CLV_M_TOP_DECILE_PROFIT_SHARE);
  set_or_undefined (self, CLV_M_WHALE_PEAK_SHARE, isnan (concentration->peak_share) ? CLV_DOMAIN : CLV_OK,
                    concentration->peak_share);
  for (guint32 k = n; k > 0 && sorted_profit[k - 1] < 0; k--)
    losses++;
  clv_analysis_set_metric (self, CLV_M_UNPROFITABLE_CUSTOMERS, losses);
}

static void
set_no_customers (ClvAnalysis *self)
{
  static const ClvMetricId measures[] = {
    CLV_M_GINI_REVENUE, CLV_M_GINI_PROFIT, CLV_M_TOP_DECILE_REVENUE_SHARE, CLV_M_TOP_DECILE_PROFIT_SHARE,
    CLV_M_PARETO80_CUSTOMERS_SHARE, CLV_M_WHALE_PEAK_SHARE, CLV_M_UNPROFITABLE_CUSTOMERS,
  };

  self->findings->concentration.peak_share = NAN;
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    clv_analysis_set_undefined (self, measures[i],
                                self->totals.customers > 0 ? CLV_REASON_NO_REVENUE : CLV_REASON_NO_CUSTOMERS);
}

/**
 * clv_analysis_rank:
 *
 * Ranks by profit, or by revenue without costs: rank, shares, tiers, deciles, and the measures of concentration.
 * Customers of whom no figure is known are counted but not ranked; they come last in `by_rank`.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_rank (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;
  Ranked ranked;
  g_autofree guint32 *order = NULL;
  g_autofree guint32 *rank = NULL;
  g_autofree double *sorted_value = NULL;
  g_autofree double *sorted_revenue = NULL;
  size_t pareto_customers = 0;
  double pareto_share = NAN;
  ClvStatus status;

  ranked_init (&ranked, self);
  order = g_new (guint32, (gsize) ranked.n + 1);
  rank = g_new (guint32, (gsize) ranked.n + 1);
  sorted_value = g_new (double, (gsize) ranked.n + 1);
  sorted_revenue = g_new (double, (gsize) ranked.n + 1);
  findings->by_rank = g_new (guint32, (gsize) self->totals.customers + 1);
  findings->n_by_rank = self->totals.customers;
  findings->concentration.by_profit = findings->has_profit;

  if (ranked.n > 0 && sort_by (&ranked, findings->columns.revenue, order, NULL, sorted_revenue) &&
      sort_by (&ranked, findings->columns.value, order, rank, sorted_value))
    {
      fill_ranks (self, &ranked, order, rank, sorted_value);
      fill_curves (self, ranked.n, sorted_value, sorted_revenue);
      measure (self, ranked.n, sorted_revenue, CLV_M_GINI_REVENUE, CLV_M_TOP_DECILE_REVENUE_SHARE);
      status = has_total (ranked.n, sorted_revenue)
                 ? clv_pareto (ranked.n, sorted_revenue, 0.8, &pareto_customers, &pareto_share)
                 : CLV_DOMAIN;
      set_or_undefined (self, CLV_M_PARETO80_CUSTOMERS_SHARE, status, pareto_share);
      set_profit_measures (self, ranked.n, sorted_value);
    }
  else
    {
      ranked.n = 0;
      set_no_customers (self);
    }

  for (guint32 c = 0, position = ranked.n; c < self->n_customers; c++)
    if (findings->columns.counted[c] && isnan (findings->columns.value[c]))
      findings->by_rank[position++] = c;

  ranked_clear (&ranked);
  return !clv_work_is_cancelled (self->work);
}
