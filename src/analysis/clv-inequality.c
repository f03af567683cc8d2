/* clv-inequality.c - how unevenly revenue or profit is spread over customers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-inequality.h"

#include <math.h>

#include "clv-concentration.h"
#include "clv-rank.h"

#define PARETO 0.8

/* Values of the counted customers, best first; those without a figure are left out. (transfer full) */
static double *
sort_values (const ClvFindings *findings,
             gboolean           of_profit,
             guint32           *n)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  const double *column = of_profit ? customers->profit : customers->revenue;
  g_autofree double *values = g_new (double, (gsize) customers->n + 1);
  g_autofree guint32 *order = g_new (guint32, (gsize) customers->n + 1);
  double *sorted = g_new (double, (gsize) customers->n + 1);

  *n = 0;
  for (guint32 c = 0; c < customers->n; c++)
    if (customers->counted[c] && !isnan (column[c]))
      values[(*n)++] = column[c];
  clv_rank_descending (*n, values, NULL, order, NULL);
  clv_rank_gather (*n, values, order, sorted);
  return sorted;
}

/**
 * clv_inequality_measure:
 * @of_profit: profit, else revenue
 * @inequality: (out): untouched when FALSE
 *
 * Gini in its plain form, normalised by n - 1, and as Raffinetti, Siletti & Vernizzi (2015) normalise it where values are
 * negative; the customers who make 80 %. METRICS.md, section 5. Time O(n log n).
 *
 * Returns: FALSE where it is not defined
 */
gboolean
clv_inequality_measure (const ClvFindings *findings,
                        gboolean           of_profit,
                        ClvInequality     *inequality)
{
  g_autofree double *sorted = NULL;
  guint32 n;
  ClvGini gini;
  size_t pareto;
  double share;

  if (of_profit && !clv_findings_has_profit (findings))
    return FALSE;
  sorted = sort_values (findings, of_profit, &n);
  if (clv_gini (n, sorted, &gini) != CLV_OK || clv_pareto (n, sorted, PARETO, &pareto, &share) != CLV_OK)
    return FALSE;
  *inequality = (ClvInequality) { n, (guint32) gini.n_negative, gini.plain, gini.normalised, gini.raffinetti,
                                  (guint32) pareto, share };
  return TRUE;
}

/**
 * clv_inequality_of_best:
 * @share: of the customers, 0 … 1
 * @value_share: (out): of what all of them make
 *
 * Returns: how many customers that is
 */
guint32
clv_inequality_of_best (const ClvFindings *findings,
                        double             share,
                        double            *value_share)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  guint32 n, k;
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);

  while (n > 0 && customers->rank[by_rank[n - 1]] == 0)
    n--;
  /* 0.07 × 100 is a little more than 7 in binary fractions. */
  k = (guint32) MIN (ceil (n * share - 1e-9), n);
  *value_share = k > 0 ? customers->cumulative_share[by_rank[k - 1]] : NAN;
  return k;
}
