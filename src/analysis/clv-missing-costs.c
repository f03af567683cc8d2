/* clv-missing-costs.c - goods costs of rows that leave them out, from the margin of those that do not
 *
 * METRICS.md, section 1: cost missing → default margin by category, told as assumed. The default is what the other rows
 * of the category kept, else what all rows with a cost kept; a margin that somebody entered goes before both.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

typedef struct
{
  ClvSum amount, cost;
} Known;

static gboolean
is_used (const ClvAnalysis *self,
         guint32            row)
{
  return clv_book_get_left_out (self->book)[row] == CLV_LEFT_OUT_NO;
}

/* What gives money back, or costs nothing, needs no cost of goods. */
static gboolean
is_missing (const ClvAnalysis *self,
            const double      *goods,
            guint32            row)
{
  return isnan (goods[row]) && self->amount[row] > 0 && is_used (self, row);
}

/* The share of the amount that was cost; NaN when nothing was sold. */
static double
cost_share (const Known *known)
{
  const double amount = clv_sum_get (&known->amount);

  return clv_analysis_is_above_zero (amount) ? clv_sum_get (&known->cost) / amount : NAN;
}

static guint32
category_of (const ClvAttribute *category,
             guint32             row)
{
  return category != NULL && category->by_row != NULL && category->by_row[row] != CLV_NOBODY ? category->by_row[row]
                                                                                             : category != NULL ? category->n_values : 0;
}

/* The cost shares of each category, the last one of rows without; those of all rows where a category has no cost. NULL when no
 * cost is known at all. (transfer full) */
static double *
find_shares (ClvAnalysis        *self,
             const double       *goods,
             const ClvAttribute *category)
{
  const guint32 n = category != NULL ? category->n_values : 0;
  g_autofree Known *known = g_new0 (Known, (gsize) n + 1);
  g_autofree double *shares = g_new (double, (gsize) n + 1);
  Known all = { 0 };
  double of_all;

  for (guint32 row = 0; row < self->rows->n; row++)
    if (!isnan (goods[row]) && is_used (self, row))
      {
        Known *of_category = &known[category_of (category, row)];

        clv_sum_add (&of_category->amount, self->amount[row]);
        clv_sum_add (&of_category->cost, goods[row]);
        clv_sum_add (&all.amount, self->amount[row]);
        clv_sum_add (&all.cost, goods[row]);
      }
  of_all = cost_share (&all);
  if (isnan (of_all))
    return NULL;
  for (guint32 i = 0; i <= n; i++)
    {
      shares[i] = cost_share (&known[i]);
      if (isnan (shares[i]))
        shares[i] = of_all;
    }
  self->assumed_margin = 1 - of_all;
  return g_steal_pointer (&shares);
}

/**
 * clv_analysis_fill_goods:
 *
 * Counts the rows that leave their cost out, and estimates it unless a margin was entered or they shall count as 0. Needs
 * the amounts of the book.
 */
void
clv_analysis_fill_goods (ClvAnalysis *self)
{
  const double *goods = clv_book_get_goods_costs (self->book);
  const ClvAttribute *category = clv_ledger_find_attribute (self->ledger, "category");
  g_autofree double *shares = NULL;
  guint32 n_missing = 0;

  self->goods = goods;
  self->assumed_margin = NAN;
  if (goods == NULL || self->customer_level)
    return;
  for (guint32 row = 0; row < self->rows->n; row++)
    n_missing += is_missing (self, goods, row);
  if (n_missing == 0 || self->assumptions->missing_costs == CLV_MISSING_COSTS_ZERO || !isnan (self->assumptions->margin))
    return;
  shares = find_shares (self, goods, category);
  if (shares == NULL)
    return;
  self->filled_goods = g_memdup2 (goods, ((gsize) self->rows->n + 1) * sizeof *goods);
  for (guint32 row = 0; row < self->rows->n; row++)
    if (is_missing (self, goods, row))
      self->filled_goods[row] = self->amount[row] * shares[category_of (category, row)];
  self->goods = self->filled_goods;
  self->totals.assumed_cost_rows = n_missing;
}

/**
 * clv_analysis_tell_missing_costs:
 *
 * Tells the rows that leave their cost out, with their amounts.
 */
void
clv_analysis_tell_missing_costs (ClvAnalysis *self)
{
  const double *goods = clv_book_get_goods_costs (self->book);
  const char *treatment = self->filled_goods != NULL || self->fill_from_margin ? "assumed" : "zero";

  for (guint32 row = 0; goods != NULL && row < self->rows->n; row++)
    if (is_missing (self, goods, row))
      {
        const ClvLedgerPart *part = clv_ledger_get_part (self->ledger, self->rows->part[row]);
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        if (clv_problem_list_is_full (self->findings->problems, "missing-cost", treatment))
          {
            clv_problem_list_count (self->findings->problems, "missing-cost", treatment, 1);
            continue;
          }
        g_ascii_formatd (text, sizeof text, "%.2f", self->amount[row]);
        clv_problem_list_add (self->findings->problems, "missing-cost", treatment, part->file, part->sheet,
                              self->rows->source_row[row], text);
      }
}
