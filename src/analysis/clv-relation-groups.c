/* clv-relation-groups.c - figures of groups of customers, rank correlation, and intervals by drawing again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-relation-private.h"

#include <stdlib.h>
#include <string.h>

#include "clv-rank.h"

#define MIN_DRAWS 100u
#define MAX_DRAWS 1000u
#define DRAWN_IN_ALL 50000000.0
#define SEED 20051u

void
clv_relation_fill_figures (const ClvFindings *findings,
                           const guint8      *groups,
                           guint8             group,
                           ClvGroupFigures   *figures)
{
  const ClvCustomers *customers = &findings->customers;
  const double *retention = customers->cost_by_type[CLV_COST_RETENTION];
  const ClvDay as_of = clv_book_get_as_of (findings->book);
  ClvSum revenue = { 0 }, value = { 0 }, cost = { 0 }, clv = { 0 };
  double exposure = 0;
  guint64 orders = 0;
  guint32 n = 0, buyers = 0, repeat = 0, n_valued = 0;

  for (guint32 c = 0; c < customers->n; c++)
    {
      if (!customers->counted[c] || groups[c] != group)
        continue;
      n++;
      orders += customers->orders[c];
      buyers += customers->orders[c] >= 1;
      repeat += customers->orders[c] >= 2;
      if (customers->first_order_day[c] != CLV_DAY_NONE)
        exposure += MAX (1, as_of - customers->first_order_day[c]);
      if (!isnan (customers->revenue[c]))
        clv_sum_add (&revenue, customers->revenue[c]);
      if (!isnan (customers->value[c]))
        clv_sum_add (&value, customers->value[c]);
      clv_sum_add (&cost, isnan (retention[c]) ? 0 : retention[c]);
      if (findings->valuation != NULL && !isnan (findings->valuation->clv[c]))
        {
          clv_sum_add (&clv, findings->valuation->clv[c]);
          n_valued++;
        }
    }
  *figures = (ClvGroupFigures) {
    .customers = n,
    .repeat_rate = buyers > 0 ? (double) repeat / buyers : NAN,
    .aov = orders > 0 ? clv_sum_get (&revenue) / orders : NAN,
    .frequency_per_year = exposure > 0 ? orders / exposure * CLV_DAYS_PER_YEAR : NAN,
    .value_per_customer = n > 0 ? clv_sum_get (&value) / n : NAN,
    .retention_cost_per_customer = n > 0 ? clv_sum_get (&cost) / n : NAN,
    .clv = n_valued > 0 ? clv_sum_get (&clv) / n_valued : NAN,
  };
}

guint
clv_relation_count_draws (guint64 n)
{
  return (guint) CLAMP (DRAWN_IN_ALL / MAX (n, 1), MIN_DRAWS, MAX_DRAWS);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
clv_relation_find_ends (double *draws,
                        guint   n,
                        double *low,
                        double *high)
{
  guint n_finite = 0;
  guint cut;

  for (guint i = 0; i < n; i++)
    if (isfinite (draws[i]))
      draws[n_finite++] = draws[i];
  *low = *high = NAN;
  if (n_finite < n / 2 || n_finite < 2)
    return;
  qsort (draws, n_finite, sizeof *draws, compare_doubles);
  cut = (guint) floor ((1 - CLV_RELATION_LEVEL) / 2 * n_finite);
  *low = draws[cut];
  *high = draws[n_finite - 1 - cut];
}

/* Of ranks that sum to the same: every tie has its mean. */
static double
correlate (gsize          n,
           const double  *x,
           const double  *y,
           const guint32 *times) /* (nullable) how often each counts */
{
  double weight = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;

  for (gsize i = 0; i < n; i++)
    {
      const double w = times != NULL ? times[i] : 1;

      weight += w;
      sx += w * x[i];
      sy += w * y[i];
    }
  sx /= weight;
  sy /= weight;
  for (gsize i = 0; i < n; i++)
    {
      const double w = times != NULL ? times[i] : 1, dx = x[i] - sx, dy = y[i] - sy;

      sxx += w * dx * dx;
      syy += w * dy * dy;
      sxy += w * dx * dy;
    }
  return sxx > 0 && syy > 0 ? sxy / sqrt (sxx * syy) : NAN;
}

double
clv_relation_rank (gsize         n,
                   const double *x,
                   const double *y)
{
  g_autofree double *p = g_new (double, n + 1);
  g_autofree double *q = g_new (double, n + 1);

  if (n < 2 || clv_midrank (n, x, p) != CLV_OK || clv_midrank (n, y, q) != CLV_OK)
    return NAN;
  return correlate (n, p, q, NULL);
}

/* Ranks of the customers drawn @times, without sorting again: @order is ascending. */
static void
rank_drawn (gsize          n,
            const double  *x,
            const guint32 *order,
            const guint32 *times,
            double        *rank)
{
  double before = 0;

  for (gsize first = 0, next; first < n; first = next)
    {
      double tied = 0;

      for (next = first; next < n && x[order[next]] == x[order[first]]; next++)
        tied += times[order[next]];
      for (gsize i = first; i < next; i++)
        rank[order[i]] = before + (tied + 1) / 2;
      before += tied;
    }
}

static guint32 *
order_ascending (gsize         n,
                 const double *x)
{
  guint32 *order = g_new (guint32, n + 1);

  clv_rank_descending (n, x, NULL, order, NULL);
  for (gsize i = 0; i < n / 2; i++)
    {
      const guint32 kept = order[i];

      order[i] = order[n - 1 - i];
      order[n - 1 - i] = kept;
    }
  return order;
}

double
clv_relation_rank_with_ends (gsize         n,
                             const double *x,
                             const double *y,
                             double       *low,
                             double       *high)
{
  const double rho = clv_relation_rank (n, x, y);
  const guint n_draws = clv_relation_count_draws (n);
  g_autofree guint32 *by_x = order_ascending (n, x);
  g_autofree guint32 *by_y = order_ascending (n, y);
  g_autofree guint32 *times = g_new (guint32, n + 1);
  g_autofree double *p = g_new (double, n + 1);
  g_autofree double *q = g_new (double, n + 1);
  g_autofree double *draws = g_new (double, n_draws);
  ClvRandom random;

  *low = *high = NAN;
  if (isnan (rho))
    return rho;
  clv_random_init (&random, SEED);
  for (guint draw = 0; draw < n_draws; draw++)
    {
      memset (times, 0, n * sizeof *times);
      for (gsize i = 0; i < n; i++)
        times[(gsize) (clv_random_uniform (&random) * n)]++;
      rank_drawn (n, x, by_x, times, p);
      rank_drawn (n, y, by_y, times, q);
      draws[draw] = correlate (n, p, q, times);
    }
  clv_relation_find_ends (draws, n_draws, low, high);
  return rho;
}
