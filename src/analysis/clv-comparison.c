/* clv-comparison.c - two periods, or two dates, side by side: what made the difference, and who
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-comparison.h"

#include "clv-analysis-private.h"

#include <stdlib.h>
#include <string.h>

#define N_FACTORS 4u

static const struct
{
  const char *id, *title;
} causes[CLV_N_CAUSES] = {
  [CLV_CAUSE_CUSTOMERS] = { "customers", N_("Number of customers") },
  [CLV_CAUSE_FREQUENCY] = { "frequency", N_("Orders of each customer") },
  [CLV_CAUSE_ORDER_VALUE] = { "order-value", N_("Average order value") },
  [CLV_CAUSE_MARGIN] = { "margin", N_("Margin after goods") },
  [CLV_CAUSE_WITHOUT_CUSTOMER] = { "without-customer", N_("Rows without a customer") },
  [CLV_CAUSE_ACQUISITION] = { "acquisition", N_("Acquisition cost") },
  [CLV_CAUSE_RETENTION] = { "retention", N_("Retention cost") },
  [CLV_CAUSE_SERVICE] = { "service", N_("Service cost") },
  [CLV_CAUSE_OTHER] = { "other", N_("Other cost") },
};

static const struct
{
  const char *id, *title;
} moves[CLV_N_MOVES] = {
  [CLV_MOVE_NEW] = { "new", N_("New") },
  [CLV_MOVE_REACTIVATED] = { "reactivated", N_("Reactivated") },
  [CLV_MOVE_EXPANSION] = { "expansion", N_("Brought more") },
  [CLV_MOVE_CONTRACTION] = { "contraction", N_("Brought less") },
  [CLV_MOVE_SAME] = { "same", N_("Unchanged") },
  [CLV_MOVE_LOST] = { "lost", N_("Lost") },
  [CLV_MOVE_OTHER] = { "other", N_("Not of active customers") },
};

/**
 * clv_cause_to_id:
 *
 * Returns: “customers”, “order-value” …
 */
const char *
clv_cause_to_id (ClvCause cause)
{
  return causes[cause].id;
}

/**
 * clv_cause_get_title:
 *
 * Returns: its name for people, translated
 */
const char *
clv_cause_get_title (ClvCause cause)
{
  return _(causes[cause].title);
}

/**
 * clv_move_to_id:
 *
 * Returns: “new”, “lost” …
 */
const char *
clv_move_to_id (ClvMove move)
{
  return moves[move].id;
}

/**
 * clv_move_get_title:
 *
 * Returns: its name for people, translated
 */
const char *
clv_move_get_title (ClvMove move)
{
  return _(moves[move].title);
}

/* The part that the change of each factor has in the change of their product, over all subsets of the others. */
static void
share_product (guint         n,
               const double *before,
               const double *after,
               double       *parts)
{
  /* |S|! (n - |S| - 1)! / n! by n and |S| */
  static const double weights[N_FACTORS + 1][N_FACTORS] = {
    [3] = { 1.0 / 3, 1.0 / 6, 1.0 / 3 },
    [4] = { 1.0 / 4, 1.0 / 12, 1.0 / 12, 1.0 / 4 },
  };

  for (guint i = 0; i < n; i++)
    {
      parts[i] = 0;
      for (guint set = 0; set < 1u << n; set++)
        {
          double product = after[i] - before[i];
          guint size = 0;

          if ((set & 1u << i) != 0)
            continue;
          for (guint j = 0; j < n; j++)
            if (j != i)
              {
                product *= (set & 1u << j) != 0 ? after[j] : before[j];
                size += (set & 1u << j) != 0;
              }
          parts[i] += weights[n][size] * product;
        }
    }
}

static double
ratio (double part,
       double whole)
{
  return whole != 0 ? part / whole : NAN;
}

/* Completes what follows from sums. */
static void
finish_side (ClvSide  *side,
             gboolean  has_profit)
{
  ClvSum cost = { 0 };

  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    {
      clv_sum_add (&cost, side->money.cost_of_customers[type]);
      clv_sum_add (&cost, side->money.cost_of_nobody[type]);
    }
  side->revenue = side->money.revenue_of_customers + side->money.revenue_without_customer;
  side->cost = has_profit ? clv_sum_get (&cost) : NAN;
  side->profit = has_profit ? side->revenue - side->cost : NAN;
  side->value_per_customer = ratio (side->profit, side->customers);
  side->purchase_frequency = ratio (side->orders, side->buyers);
  side->aov = ratio (side->money.revenue_of_customers, side->orders);
  side->margin = ratio (side->money.revenue_of_customers - side->money.cost_of_customers[CLV_COST_GOODS],
                        side->money.revenue_of_customers);
}

/* The factors of money of customers. Where one has no meaning for want of customers, orders or money, it is taken as on the
 * other side, so that the change is put down to what was wanting. */
static void
get_factors (const ClvSide *side,
             const ClvSide *other,
             double         factors[N_FACTORS])
{
  const double values[2][N_FACTORS] = {
    { side->buyers, side->purchase_frequency, side->aov, side->margin },
    { other->buyers, other->purchase_frequency, other->aov, other->margin },
  };

  for (guint i = 0; i < N_FACTORS; i++)
    factors[i] = !isnan (values[0][i]) ? values[0][i] : !isnan (values[1][i]) ? values[1][i] : 0;
}

static double
cost_of_type (const ClvSide *side,
              ClvCostType    type)
{
  return side->money.cost_of_customers[type] + side->money.cost_of_nobody[type];
}

/* What is not of the product: rows without a customer, and money of customers without an order. */
static double
rest_of (const ClvSide *side,
         double         money,
         const double   factors[N_FACTORS],
         guint          n)
{
  double product = 1;

  for (guint i = 0; i < n; i++)
    product *= factors[i];
  return money - product;
}

static void
fill_causes (ClvComparison *self)
{
  static const ClvCostType of_cause[CLV_N_CAUSES] = {
    [CLV_CAUSE_ACQUISITION] = CLV_COST_ACQUISITION,
    [CLV_CAUSE_RETENTION] = CLV_COST_RETENTION,
    [CLV_CAUSE_SERVICE] = CLV_COST_SERVICE,
    [CLV_CAUSE_OTHER] = CLV_COST_OTHER,
  };
  double before[N_FACTORS], after[N_FACTORS];

  get_factors (&self->before, &self->after, before);
  get_factors (&self->after, &self->before, after);
  share_product (3, before, after, self->revenue_by_cause);
  self->revenue_by_cause[CLV_CAUSE_WITHOUT_CUSTOMER] =
    rest_of (&self->after, self->after.revenue, after, 3) - rest_of (&self->before, self->before.revenue, before, 3);

  share_product (4, before, after, self->profit_by_cause);
  self->profit_by_cause[CLV_CAUSE_WITHOUT_CUSTOMER] =
    rest_of (&self->after, self->after.revenue - cost_of_type (&self->after, CLV_COST_GOODS), after, 4) -
    rest_of (&self->before, self->before.revenue - cost_of_type (&self->before, CLV_COST_GOODS), before, 4);
  for (guint cause = CLV_CAUSE_ACQUISITION; cause < CLV_N_CAUSES; cause++)
    self->profit_by_cause[cause] = cost_of_type (&self->before, of_cause[cause]) - cost_of_type (&self->after, of_cause[cause]);
  for (guint cause = 0; cause < CLV_N_CAUSES && !self->has_profit; cause++)
    self->profit_by_cause[cause] = NAN;
}

static ClvMove
move_of (guint    active_before,
         guint    active_after,
         gboolean was_there,
         double   before,
         double   after)
{
  if (active_before == 0 && active_after == 0)
    return CLV_MOVE_OTHER;
  if (active_after == 0)
    return CLV_MOVE_LOST;
  if (active_before == 0)
    return was_there ? CLV_MOVE_REACTIVATED : CLV_MOVE_NEW;
  if (clv_analysis_is_same_money (before, after))
    return CLV_MOVE_SAME;
  return after > before ? CLV_MOVE_EXPANSION : CLV_MOVE_CONTRACTION;
}

static double
value_of (const ClvComparison  *self,
          const ClvCustomerSum *sum)
{
  return self->has_profit ? sum->revenue - sum->cost : sum->revenue;
}

static void
fill_moves (ClvComparison *self,
            const ClvDay  *first_day)
{
  ClvSum revenue[CLV_N_MOVES] = { { 0 } }, profit[CLV_N_MOVES] = { { 0 } };

  self->move_by_revenue = g_new (guint8, (gsize) self->n_customers + 1);
  self->move_by_profit = self->has_profit ? g_new (guint8, (gsize) self->n_customers + 1) : NULL;
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      const ClvCustomerSum *before = &self->sums_before[c], *after = &self->sums_after[c];
      const gboolean was_there = first_day[c] != CLV_DAY_NONE && first_day[c] <= self->before.span.end;
      ClvMove move = move_of (before->active, after->active, was_there, before->revenue, after->revenue);

      self->move_by_revenue[c] = (guint8) move;
      self->revenue_by_move[move].customers += move != CLV_MOVE_OTHER;
      clv_sum_add (&revenue[move], after->revenue - before->revenue);
      if (!self->has_profit)
        continue;
      move = move_of (before->active, after->active, was_there, before->revenue - before->cost, after->revenue - after->cost);
      self->move_by_profit[c] = (guint8) move;
      self->profit_by_move[move].customers += move != CLV_MOVE_OTHER;
      clv_sum_add (&profit[move], (after->revenue - after->cost) - (before->revenue - before->cost));
    }
  clv_sum_add (&revenue[CLV_MOVE_OTHER], self->after.money.revenue_without_customer - self->before.money.revenue_without_customer);
  clv_sum_add (&profit[CLV_MOVE_OTHER], self->after.money.revenue_without_customer - self->before.money.revenue_without_customer);
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    clv_sum_add (&profit[CLV_MOVE_OTHER], self->before.money.cost_of_nobody[type] - self->after.money.cost_of_nobody[type]);
  for (guint move = 0; move < CLV_N_MOVES; move++)
    {
      self->revenue_by_move[move].change = clv_sum_get (&revenue[move]);
      self->profit_by_move[move].change = self->has_profit ? clv_sum_get (&profit[move]) : NAN;
    }
}

/* A change, and whose. Ties go by id, so that the order of rows has no say. */
typedef struct
{
  double  change;
  guint32 place; /* by id */
  guint32 customer;
} Ranked;

static int
compare_ranked (const void *a,
                const void *b)
{
  const Ranked *x = a, *y = b;

  if (x->change != y->change)
    return x->change > y->change ? -1 : 1;
  return x->place < y->place ? -1 : x->place > y->place;
}

/* The last of a heap of the best stands on top. */
static void
sift_down (Ranked *heap,
           guint   n)
{
  guint at = 0;

  while (TRUE)
    {
      guint worst = at;

      for (guint child = 2 * at + 1; child <= 2 * at + 2 && child < n; child++)
        if (compare_ranked (&heap[child], &heap[worst]) > 0)
          worst = child;
      if (worst == at)
        return;

      {
        const Ranked kept = heap[at];

        heap[at] = heap[worst];
        heap[worst] = kept;
      }
      at = worst;
    }
}

static void
offer (Ranked       *heap,
       guint        *n,
       guint         max,
       const Ranked *candidate)
{
  if (*n < max)
    {
      heap[(*n)++] = *candidate;
      /* Sorted from the last to the first, an array is such a heap. */
      if (*n == max)
        {
          qsort (heap, max, sizeof *heap, compare_ranked);
          for (guint i = 0; i < max / 2; i++)
            {
              const Ranked kept = heap[i];

              heap[i] = heap[max - 1 - i];
              heap[max - 1 - i] = kept;
            }
        }
    }
  else if (compare_ranked (candidate, &heap[0]) < 0)
    {
      heap[0] = *candidate;
      sift_down (heap, max);
    }
}

static ClvMover *
to_movers (const ClvComparison *self,
           Ranked              *ranked,
           guint                n)
{
  ClvMover *movers = g_new0 (ClvMover, (gsize) n + 1);

  if (n > 1)
    qsort (ranked, n, sizeof *ranked, compare_ranked);
  for (guint i = 0; i < n; i++)
    movers[i] = (ClvMover) { ranked[i].customer, value_of (self, &self->sums_before[ranked[i].customer]),
                             value_of (self, &self->sums_after[ranked[i].customer]) };
  return movers;
}

static void
fill_movers (ClvComparison *self,
             const guint32 *id_order,
             guint          n_movers)
{
  g_autofree Ranked *best = g_new (Ranked, (gsize) n_movers + 1), *worst = g_new (Ranked, (gsize) n_movers + 1);

  for (guint32 c = 0; c < self->n_customers && n_movers > 0; c++)
    {
      const double change = value_of (self, &self->sums_after[c]) - value_of (self, &self->sums_before[c]);
      const Ranked up = { rint (change * 1e6) / 1e6, id_order[c], c }, down = { -up.change, id_order[c], c };

      if (clv_analysis_is_above_zero (change))
        offer (best, &self->n_winners, n_movers, &up);
      else if (clv_analysis_is_above_zero (-change))
        offer (worst, &self->n_losers, n_movers, &down);
    }
  self->winners = to_movers (self, best, self->n_winners);
  self->losers = to_movers (self, worst, self->n_losers);
}

static void
count_customers (ClvSide              *side,
                 guint32               n,
                 const ClvCustomerSum *sums)
{
  for (guint32 c = 0; c < n; c++)
    {
      side->customers += sums[c].active != 0;
      side->buyers += (sums[c].active & CLV_ACTIVE_TRANSACTION) != 0;
      side->orders += sums[c].orders;
    }
}

static ClvComparison *
finish (ClvComparison     *self,
        const ClvFindings *findings,
        guint              n_movers)
{
  count_customers (&self->before, self->n_customers, self->sums_before);
  count_customers (&self->after, self->n_customers, self->sums_after);
  finish_side (&self->before, self->has_profit);
  finish_side (&self->after, self->has_profit);
  fill_causes (self);
  fill_moves (self, findings->columns.first_day);
  fill_movers (self, clv_ledger_get_id_order (findings->ledger), n_movers);
  return self;
}

/**
 * clv_comparison_new:
 * @a: whole months; both may share days
 * @n_movers: at most so many winners, and as many losers
 *
 * Time O(customers + their months in the two spans).
 *
 * Returns: (transfer full): the comparison
 */
ClvComparison *
clv_comparison_new (const ClvAccounts *accounts,
                    const ClvSpan     *a,
                    const ClvSpan     *b,
                    guint              n_movers)
{
  const ClvFindings *findings = clv_accounts_get_findings (accounts);
  const gboolean is_turned = b->start < a->start || (b->start == a->start && b->end < a->end);
  ClvComparison *self = g_new0 (ClvComparison, 1);

  self->has_profit = findings->has_profit;
  self->n_customers = findings->customers.n;
  self->before.span = is_turned ? *b : *a;
  self->after.span = is_turned ? *a : *b;
  self->sums_before = clv_accounts_dup_sums (accounts, self->before.span.start, self->before.span.end);
  self->sums_after = clv_accounts_dup_sums (accounts, self->after.span.start, self->after.span.end);
  clv_accounts_get_money (accounts, self->before.span.start, self->before.span.end, &self->before.money);
  clv_accounts_get_money (accounts, self->after.span.start, self->after.span.end, &self->after.money);
  return finish (self, findings, n_movers);
}

/* Everything that findings know. */
static ClvCustomerSum *
fill_side_until (ClvSide           *side,
                 const ClvFindings *findings)
{
  static const ClvMetricId metrics[CLV_N_COST_TYPES] = {
    [CLV_COST_GOODS] = CLV_M_COST_GOODS,         [CLV_COST_ACQUISITION] = CLV_M_COST_ACQUISITION,
    [CLV_COST_RETENTION] = CLV_M_COST_RETENTION, [CLV_COST_SERVICE] = CLV_M_COST_SERVICE,
    [CLV_COST_OTHER] = CLV_M_COST_OTHER,
  };
  const ClvCustomerColumns *columns = &findings->columns;
  const guint32 n = findings->customers.n;
  ClvCustomerSum *sums = g_new0 (ClvCustomerSum, (gsize) n + 1);
  ClvSum costs[CLV_N_COST_TYPES] = { { 0 } };

  side->span = (ClvSpan) { CLV_DAY_NONE, clv_book_get_as_of (findings->book) };
  for (guint32 c = 0; c < n; c++)
    {
      if (!columns->counted[c])
        continue;
      sums[c].revenue = columns->revenue[c];
      sums[c].cost = findings->has_profit ? columns->cost[c] : 0;
      sums[c].orders = columns->orders[c];
      sums[c].active = columns->first_day[c] != CLV_DAY_NONE ? CLV_ACTIVE_TRANSACTION : CLV_ACTIVE_COST;
      for (guint type = 0; type < CLV_N_COST_TYPES; type++)
        clv_sum_add (&costs[type], columns->cost_by_type[type][c]);
    }
  side->money.revenue_of_customers = findings->metrics[CLV_M_REVENUE_OF_CUSTOMERS].value;
  side->money.revenue_without_customer = findings->metrics[CLV_M_REVENUE_WITHOUT_CUSTOMER].value;
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    {
      side->money.cost_of_customers[type] = findings->has_profit ? clv_sum_get (&costs[type]) : NAN;
      side->money.cost_of_nobody[type] = findings->metrics[metrics[type]].value - side->money.cost_of_customers[type];
    }
  return sums;
}

/**
 * clv_comparison_new_of_dates:
 * @before: findings as of the earlier date
 * @after: findings of the same ledger as of the later one
 *
 * Returns: (transfer full): the comparison of everything up to each date
 */
ClvComparison *
clv_comparison_new_of_dates (const ClvFindings *before,
                             const ClvFindings *after,
                             guint              n_movers)
{
  ClvComparison *self = g_new0 (ClvComparison, 1);

  self->has_profit = before->has_profit && after->has_profit;
  self->is_of_dates = TRUE;
  self->n_customers = after->customers.n;
  self->sums_before = fill_side_until (&self->before, before);
  self->sums_after = fill_side_until (&self->after, after);
  return finish (self, after, n_movers);
}

/**
 * clv_comparison_free:
 *
 * Frees everything.
 */
void
clv_comparison_free (ClvComparison *self)
{
  g_free (self->winners);
  g_free (self->losers);
  g_free (self->sums_before);
  g_free (self->sums_after);
  g_free (self->move_by_revenue);
  g_free (self->move_by_profit);
  g_free (self);
}

static int
compare_changes (const void *a,
                 const void *b,
                 void       *data)
{
  const ClvComparison *self = data;
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;
  const double of_x = fabs (value_of (self, &self->sums_after[x]) - value_of (self, &self->sums_before[x]));
  const double of_y = fabs (value_of (self, &self->sums_after[y]) - value_of (self, &self->sums_before[y]));

  if (of_x != of_y)
    return of_x > of_y ? -1 : 1;
  return x < y ? -1 : x > y;
}

/**
 * clv_comparison_dup_customers:
 * @by_profit: as the bridge of profit has it, else that of revenue
 *
 * Returns: (transfer full) (element-type guint32): the customers behind a step, largest change first
 */
GArray *
clv_comparison_dup_customers (const ClvComparison *self,
                              ClvMove              move,
                              gboolean             by_profit)
{
  const guint8 *moved = by_profit && self->move_by_profit != NULL ? self->move_by_profit : self->move_by_revenue;
  GArray *customers = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 c = 0; c < self->n_customers; c++)
    if (moved[c] == move && (move != CLV_MOVE_OTHER || self->sums_before[c].cost != 0 || self->sums_after[c].cost != 0))
      g_array_append_val (customers, c);
  g_array_sort_with_data (customers, (GCompareDataFunc) compare_changes, (gpointer) self);
  return customers;
}

/**
 * clv_findings_get_compared:
 * @spans: (out): the two periods, or dates
 *
 * Returns: FALSE when nobody chose any, and less than two periods are complete
 */
gboolean
clv_findings_get_compared (const ClvFindings *self,
                           ClvSpan            spans[2])
{
  const ClvPeriod *periods = self->periods[self->period_kind];

  if (*self->assumptions.compare != '\0')
    return clv_span_pair_parse (self->assumptions.compare, self->assumptions.fiscal_year_start, spans);
  for (guint p = self->n_periods[self->period_kind]; p-- > 1;)
    if (periods[p].complete && periods[p - 1].complete)
      {
        spans[0] = (ClvSpan) { periods[p - 1].start, periods[p - 1].end };
        spans[1] = (ClvSpan) { periods[p].start, periods[p].end };
        return TRUE;
      }
  return FALSE;
}
