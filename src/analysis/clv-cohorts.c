/* clv-cohorts.c - customers by the month they came, and what became of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-allocation-private.h"
#include "clv-periods-private.h"

/* The triangles have a cell for each pair of months. A wrong date in the year 9999 must not fill the memory. */
#define MAX_COHORTS 1600u

typedef struct
{
  const ClvAnalysis *analysis;
  ClvCohorts        *cohorts;
  guint32            first_month; /* of the analysis' months */
} Build;

/* Cohort of a customer, CLV_NOBODY for those without a row. */
static inline guint32
cohort_of (const Build *build,
           guint32      customer)
{
  const guint32 *start = build->analysis->findings->customer_start;

  return start[customer] < start[customer + 1] ? build->analysis->sorted_month[start[customer]] - build->first_month
                                               : CLV_NOBODY;
}

static inline gsize
cell (const Build *build,
      guint32      cohort,
      guint32      month)
{
  return (gsize) cohort * build->cohorts->n + (month - cohort);
}

/* Not before the customer came, not after the data end. */
static guint32
clamp_month (const Build *build,
             guint32      cohort,
             guint32      month)
{
  month = month > build->first_month ? month - build->first_month : 0;
  return CLAMP (month, cohort, build->cohorts->n - 1);
}

static void
bear_in_cohort (guint32  customer,
                guint    pool,
                guint32  month,
                double   amount,
                gpointer data)
{
  const Build *build = data;
  const guint32 cohort = cohort_of (build, customer);

  if (cohort != CLV_NOBODY)
    build->cohorts->profit[cell (build, cohort, clamp_month (build, cohort, month))] -= amount;
}

/* Costs that name nobody, where they are borne. */
static void
subtract_shared_costs (const Build *build)
{
  const ClvAnalysis *self = build->analysis;
  const ClvAllocation *allocation = self->findings->allocation;
  ClvCustomerMonths months = { NULL };
  ClvPoolWeights weights;

  if (allocation->pools->len == 0)
    return;
  if (allocation->needs_months)
    clv_analysis_read_months (self, &months);
  clv_pool_weights_init (&weights, allocation);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      if (allocation->needs_months)
        clv_customer_months_read (&months, c);
      clv_allocation_bear (allocation, self->findings, &weights, c, &months, bear_in_cohort, (gpointer) build);
    }
  clv_pool_weights_clear (&weights);
  clv_customer_months_clear (&months);
}

static void
subtract_costs (const Build *build)
{
  const ClvAnalysis *self = build->analysis;
  const ClvCostRow *costs = clv_book_get_costs (self->book);
  double *profit = build->cohorts->profit;

  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    if (costs[i].customer != CLV_NOBODY && clv_book_is_cost_used (self->book, i))
      {
        const guint32 cohort = cohort_of (build, costs[i].customer);
        const guint32 month = costs[i].day != CLV_DAY_NONE ? self->month_of_day[costs[i].day - self->min_day] : 0;

        if (cohort != CLV_NOBODY)
          profit[cell (build, cohort, clamp_month (build, cohort, month))] -= costs[i].amount;
      }
  subtract_shared_costs (build);
}

/**
 * clv_analysis_fill_cohorts:
 *
 * Cohorts go by the first used order or credit row. Costs stand in the month of the cost row, allocated
 * acquisition cost in the month the customer was acquired, what was shared by orders in the orders' months.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_fill_cohorts (ClvAnalysis *self)
{
  ClvCohorts *cohorts = &self->findings->cohorts;
  const guint32 first_month = self->month_of_day[clv_book_get_first_day (self->book) - self->min_day];
  const guint32 n = self->month_of_day[self->as_of - self->min_day] - first_month + 1;
  const gboolean has_profit = self->findings->has_profit;
  const Build build = { self, cohorts, first_month };
  ClvMonths months;

  if (n > MAX_COHORTS)
    return TRUE;

  cohorts->n = n;
  cohorts->month = g_memdup2 (self->month_start + first_month, n * sizeof (ClvDay));
  cohorts->size = g_new0 (guint32, n);
  cohorts->active = g_new0 (guint32, (gsize) n * n);
  cohorts->revenue = g_new0 (double, (gsize) n * n);
  cohorts->profit = has_profit ? g_new0 (double, (gsize) n * n) : NULL;

  clv_months_init (&months, self);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      const guint32 cohort = cohort_of (&build, c);

      clv_months_read (&months, c);
      if (cohort == CLV_NOBODY)
        continue;
      cohorts->size[cohort]++;
      for (guint32 i = 0; i < months.n; i++)
        {
          const guint32 month = months.months[i] - first_month;

          if (months.months[i] >= first_month + cohort && month < n)
            cohorts->active[cell (&build, cohort, month)]++;
        }
      for (guint32 i = self->findings->customer_start[c]; i < self->findings->customer_start[c + 1]; i++)
        {
          const gsize at = cell (&build, cohort, self->sorted_month[i] - first_month);

          cohorts->revenue[at] += self->sorted_amount[i];
          if (has_profit)
            cohorts->profit[at] += self->sorted_amount[i] - (self->has_goods ? self->sorted_goods[i] : 0);
        }
    }
  clv_months_clear (&months);
  if (has_profit)
    subtract_costs (&build);

  for (guint32 cohort = 0; cohort < n; cohort++)
    for (guint32 k = n - cohort; k < n; k++)
      {
        cohorts->active[(gsize) cohort * n + k] = G_MAXUINT32;
        cohorts->revenue[(gsize) cohort * n + k] = NAN;
        if (has_profit)
          cohorts->profit[(gsize) cohort * n + k] = NAN;
      }
  return !clv_work_is_cancelled (self->work);
}
