/* clv-recent.c - what each customer did in the last two complete periods
 *
 * Retention and growth of any group of customers follow from it without a look at the rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

/* The last period that is complete together with the one before; 0 when there is none. */
static guint
find_last (const ClvPeriod *periods,
           guint            n)
{
  for (guint p = n; p-- > 1;)
    if (periods[p].complete && periods[p - 1].complete)
      return p;
  return 0;
}

/* Which of the two each month belongs to; 0 for the others. */
static guint8 *
mark_months (const ClvAnalysis *self,
             const ClvPeriod   *before,
             const ClvPeriod   *last)
{
  guint8 *mark = g_new0 (guint8, (gsize) self->n_months + 1);

  for (guint32 m = 0; m < self->n_months; m++)
    {
      const ClvDay start = MAX (self->month_start[m], self->min_day);

      if (start >= before->start && start <= before->end)
        mark[m] = CLV_RECENT_BEFORE;
      else if (start >= last->start && start <= last->end)
        mark[m] = CLV_RECENT_LAST;
    }
  return mark;
}

static void
add_named_costs (const ClvAnalysis *self,
                 const guint8      *mark,
                 guint8            *active)
{
  const ClvCostRow *costs = clv_book_get_costs (self->book);

  for (guint i = 0; i < self->named_costs->len; i++)
    {
      const ClvCostRow *cost = &costs[g_array_index (self->named_costs, guint32, i)];

      active[cost->customer] |= mark[self->month_of_day[cost->day - self->min_day]];
    }
}

/**
 * clv_analysis_fill_recent:
 *
 * Keeps of each customer in which of the last two complete periods they were active (METRICS.md, “Period”), and with what
 * revenue. The kind of period is that of the retention rate. Time O(rows).
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_fill_recent (ClvAnalysis *self)
{
  const ClvPeriod *periods = self->findings->periods[self->findings->period_kind];
  const guint p = find_last (periods, self->findings->n_periods[self->findings->period_kind]);
  const guint32 *start = self->findings->customer_start;
  ClvRecent *recent = &self->findings->recent;
  g_autofree guint8 *mark = NULL;

  if (p == 0)
    return TRUE;
  recent->before = periods[p - 1];
  recent->last = periods[p];
  recent->active = g_new0 (guint8, (gsize) self->n_customers + 1);
  recent->revenue_before = g_new0 (double, (gsize) self->n_customers + 1);
  recent->revenue_last = g_new0 (double, (gsize) self->n_customers + 1);
  mark = mark_months (self, &recent->before, &recent->last);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      ClvSum before = { 0 }, last = { 0 };

      if (c % 65536 == 0 && clv_work_is_cancelled (self->work))
        return FALSE;
      for (guint32 i = start[c]; i < start[c + 1]; i++)
        {
          const guint8 of_month = mark[self->sorted_month[i]];

          if (of_month == CLV_RECENT_BEFORE)
            clv_sum_add (&before, self->sorted_amount[i]);
          else if (of_month == CLV_RECENT_LAST)
            clv_sum_add (&last, self->sorted_amount[i]);
          recent->active[c] |= of_month;
        }
      recent->revenue_before[c] = clv_sum_get (&before);
      recent->revenue_last[c] = clv_sum_get (&last);
    }
  add_named_costs (self, mark, recent->active);
  return TRUE;
}
