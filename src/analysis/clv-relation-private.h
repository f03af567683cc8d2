/* clv-relation-private.h - what the relations share: figures of groups, ranks, intervals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-relations.h"

#include "clv-allocation-private.h"
#include "clv-random.h"

G_BEGIN_DECLS

/* Customers of @group that @groups says. */
void   clv_relation_fill_figures (const ClvFindings *findings,
                                  const guint8      *groups,
                                  guint8             group,
                                  ClvGroupFigures   *figures);
/* Draws so that a million customers still answer in a few seconds. */
guint  clv_relation_count_draws  (guint64            n);
/* The ends of the interval of the @n draws, which are sorted. */
void   clv_relation_find_ends    (double            *draws,
                                  guint              n,
                                  double            *low,
                                  double            *high);
/* Spearman's rank correlation; ties get their mean rank. NaN when one side has a single value. */
double clv_relation_rank         (gsize              n,
                                  const double      *x,
                                  const double      *y);
/* The same with its bootstrapped interval. */
double clv_relation_rank_with_ends (gsize          n,
                                    const double  *x,
                                    const double  *y,
                                    double        *low,
                                    double        *high);

/* Goods cost of an order row. */
static inline double
clv_relation_goods_of_row (const ClvFindings *findings,
                           const double      *goods, /* (nullable) */
                           const double      *amount,
                           guint32            row)
{
  const double cost = goods != NULL ? goods[row] : NAN;

  if (!findings->allocation->has_goods)
    return 0;
  if (!isnan (cost))
    return cost;
  return findings->allocation->fill_from_margin ? amount[row] * (1 - findings->assumptions.margin) : 0;
}

static inline const double *
clv_relation_get_goods (const ClvFindings *findings)
{
  return findings->allocation->filled_goods != NULL ? findings->allocation->filled_goods
                                                    : clv_book_get_goods_costs (findings->book);
}

G_END_DECLS
