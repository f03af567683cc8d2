/* clv-periods.c - months, quarters and years, from one pass over months
 *
 * Business years begin with a month, so that money of quarters and years is the sum of
 * their months. Customers are not: they are counted once in each period they are active in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-periods-private.h"

/**
 * clv_months_init:
 * @self: (out): a reader of months
 *
 * Gets ready to go through all customers in ascending order with clv_months_read().
 */
void
clv_months_init (ClvMonths         *self,
                 const ClvAnalysis *analysis)
{
  self->analysis = analysis;
  self->months = g_new (guint32, (gsize) analysis->n_months + 1);
  self->n = 0;
  self->next_cost = 0;
}

void
clv_months_clear (ClvMonths *self)
{
  g_free (self->months);
}

static void
add_month (ClvMonths *self,
           guint32    month)
{
  if (self->n == 0 || self->months[self->n - 1] != month)
    self->months[self->n++] = month;
}

/**
 * clv_months_read:
 * @customer: ascending from call to call
 *
 * Finds the months in which the customer was active, ascending and each once, in self->months: those
 * with a used row, or with a cost row that names the customer (METRICS.md, “Period”).
 */
void
clv_months_read (ClvMonths *self,
                 guint32    customer)
{
  const ClvAnalysis *analysis = self->analysis;
  const ClvCostRow *costs = clv_book_get_costs (analysis->book);
  const guint32 *named = (const guint32 *) (const void *) analysis->named_costs->data;
  const guint32 to = analysis->findings->customer_start[customer + 1];
  guint32 i = analysis->findings->customer_start[customer];
  guint32 j = self->next_cost;

  self->n = 0;
  while (j < analysis->named_costs->len && costs[named[j]].customer < customer)
    j++;
  while (j < analysis->named_costs->len && costs[named[j]].customer == customer)
    {
      const guint32 month = analysis->month_of_day[costs[named[j]].day - analysis->min_day];

      for (; i < to && analysis->sorted_month[i] <= month; i++)
        add_month (self, analysis->sorted_month[i]);
      add_month (self, month);
      j++;
    }
  for (; i < to; i++)
    add_month (self, analysis->sorted_month[i]);
  self->next_cost = j;
}

typedef struct
{
  ClvSum  gross, refunds, of_customers;
  ClvSum  cost[CLV_N_COST_TYPES];
  guint32 orders, orders_of_customers, credit_notes, acquired;
} Month;

static Month *
sum_months (const ClvAnalysis *self)
{
  const guint32 end_of_customers = self->findings->customer_start[self->n_customers];
  const ClvDocument *documents = clv_book_get_documents (self->book);
  const ClvCostRow *costs = clv_book_get_costs (self->book);
  Month *months = g_new0 (Month, self->n_months);

  for (guint32 i = 0; i < self->n_used; i++)
    {
      Month *month = &months[self->sorted_month[i]];
      const double amount = self->sorted_amount[i];

      clv_analysis_add_amount (self, self->findings->row_order[i], amount, &month->gross, &month->refunds);
      if (i < end_of_customers)
        clv_sum_add (&month->of_customers, amount);
      if (self->has_goods)
        clv_sum_add (&month->cost[CLV_COST_GOODS], self->sorted_goods[i]);
    }
  for (guint32 i = 0; i < clv_book_get_n_documents (self->book); i++)
    {
      Month *month = &months[self->month_of_day[documents[i].day - self->min_day]];

      if (documents[i].kind == CLV_DOCUMENT_CREDIT_NOTE)
        month->credit_notes++;
      else
        {
          month->orders++;
          month->orders_of_customers += documents[i].customer != CLV_NOBODY;
        }
    }
  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    if (costs[i].day != CLV_DAY_NONE && clv_book_is_cost_used (self->book, i))
      clv_sum_add (&months[self->month_of_day[costs[i].day - self->min_day]].cost[costs[i].type], costs[i].amount);
  for (guint32 c = 0; c < self->n_customers; c++)
    if (self->acquired_day[c] != CLV_DAY_NONE)
      months[self->month_of_day[self->acquired_day[c] - self->min_day]].acquired++;
  return months;
}

static void
add_sum (ClvSum       *sum,
         const ClvSum *part)
{
  clv_sum_add (sum, part->sum);
  clv_sum_add (sum, part->carry);
}

/* What was spent on those who were acquired in the months @from … @to - 1: some months before, where somebody says so. */
static double
acquisition_cost (const ClvAnalysis *self,
                  const Month       *months,
                  guint32            from,
                  guint32            to)
{
  const guint32 lag = (guint32) self->assumptions->cac_lag;
  ClvSum cost = { 0 };

  for (guint32 m = MAX (from, lag); m < to; m++)
    add_sum (&cost, &months[m - lag].cost[CLV_COST_ACQUISITION]);
  return clv_sum_get (&cost);
}

/* Money and counts of the months @from … @to - 1. */
static void
fill_period (const ClvAnalysis *self,
             ClvPeriod         *period,
             const Month       *months,
             guint32            from,
             guint32            to,
             guint32            active,
             guint32            active_before,
             guint32            stayed)
{
  const gboolean has_profit = self->findings->has_profit;
  Month sum = { 0 };
  ClvSum cost = { 0 };
  double value;

  for (guint32 m = from; m < to; m++)
    {
      add_sum (&sum.gross, &months[m].gross);
      add_sum (&sum.refunds, &months[m].refunds);
      add_sum (&sum.of_customers, &months[m].of_customers);
      for (guint type = 0; type < CLV_N_COST_TYPES; type++)
        {
          add_sum (&sum.cost[type], &months[m].cost[type]);
          add_sum (&cost, &months[m].cost[type]);
        }
      sum.orders += months[m].orders;
      sum.orders_of_customers += months[m].orders_of_customers;
      sum.credit_notes += months[m].credit_notes;
      sum.acquired += months[m].acquired;
    }

  period->orders = sum.orders;
  period->credit_notes = sum.credit_notes;
  period->customers = active;
  period->new_customers = sum.acquired;
  period->revenue_gross = clv_sum_get (&sum.gross);
  period->refunds = clv_sum_get (&sum.refunds);
  period->revenue = period->revenue_gross - period->refunds;
  for (guint type = 0; type < CLV_N_COST_TYPES; type++)
    period->cost_by_type[type] = has_profit ? clv_sum_get (&sum.cost[type]) : NAN;
  period->cost_goods = period->cost_by_type[CLV_COST_GOODS];
  period->cost = has_profit ? clv_sum_get (&cost) : NAN;
  period->profit = has_profit ? period->revenue - period->cost : NAN;
  value = has_profit ? period->profit : clv_sum_get (&sum.of_customers);
  period->value_per_customer = active > 0 ? value / active : NAN;
  period->aov = sum.orders_of_customers > 0 ? clv_sum_get (&sum.of_customers) / sum.orders_of_customers : NAN;
  period->retention_rate = active_before > 0 ? (double) stayed / active_before : NAN;
  period->cac = self->totals.has_acquisition_cost && sum.acquired > 0
                  ? acquisition_cost (self, months, from, to) / sum.acquired
                  : NAN;
}

static ClvDay
first_order_day (const ClvAnalysis *self)
{
  const ClvDocument *documents = clv_book_get_documents (self->book);
  ClvDay first = CLV_DAY_NONE;

  for (guint32 i = 0; i < clv_book_get_n_documents (self->book); i++)
    if (documents[i].kind == CLV_DOCUMENT_ORDER && (first == CLV_DAY_NONE || documents[i].day < first))
      first = documents[i].day;
  return first != CLV_DAY_NONE ? first : clv_book_get_first_day (self->book);
}

/* Over before the as-of date; the period of the first order also needs it within its first tenth,
 * and before that nothing was recorded. */
static gboolean
is_complete (const ClvAnalysis *self,
             const ClvPeriod   *period,
             ClvDay             first_order)
{
  const ClvDay length = period->end - period->start + 1;

  if (period->end > self->as_of || period->end < first_order)
    return FALSE;
  return first_order < period->start || (first_order - period->start) * 10 < length;
}

static void
choose_period_kind (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;

  if (self->assumptions->period_given)
    {
      findings->period_kind = self->assumptions->period;
      return;
    }
  findings->period_kind = CLV_PERIOD_MONTH;
  for (int kind = CLV_PERIOD_YEAR; kind >= CLV_PERIOD_MONTH; kind--)
    {
      guint n_complete = 0;

      for (guint p = 0; p < findings->n_periods[kind]; p++)
        n_complete += findings->periods[kind][p].complete;
      if (n_complete >= 2)
        {
          findings->period_kind = (ClvPeriodKind) kind;
          return;
        }
    }
}

typedef struct
{
  guint32 *of_month;    /* period of each month */
  guint32 *first_month; /* (array length = n + 1) */
  guint32 *active, *stayed;
  guint32  n;
} Kind;

static void
number_periods (const ClvAnalysis *self,
                ClvPeriodKind      kind,
                Kind              *periods)
{
  ClvDay last_start = CLV_DAY_NONE;

  periods->of_month = g_new (guint32, self->n_months);
  periods->first_month = g_new (guint32, (gsize) self->n_months + 1);
  periods->n = 0;
  for (guint32 m = 0; m < self->n_months; m++)
    {
      const ClvDay start = clv_day_period_start (self->month_start[m], kind, self->assumptions->fiscal_year_start);

      if (m == 0 || start != last_start)
        periods->first_month[periods->n++] = m;
      last_start = start;
      periods->of_month[m] = periods->n - 1;
    }
  periods->first_month[periods->n] = self->n_months;
  periods->active = g_new0 (guint32, periods->n);
  periods->stayed = g_new0 (guint32, periods->n);
}

static gboolean
count_active (const ClvAnalysis *self,
              Kind               kinds[CLV_N_PERIOD_KINDS])
{
  ClvMonths months;

  clv_months_init (&months, self);
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      clv_months_read (&months, c);
      for (guint k = 0; k < CLV_N_PERIOD_KINDS; k++)
        {
          guint32 before = CLV_NOBODY;

          for (guint32 i = 0; i < months.n; i++)
            {
              const guint32 period = kinds[k].of_month[months.months[i]];

              if (period == before)
                continue;
              kinds[k].active[period]++;
              kinds[k].stayed[period] += before != CLV_NOBODY && period == before + 1;
              before = period;
            }
        }
      if (c % 65536 == 0 && clv_work_is_cancelled (self->work))
        break;
    }
  clv_months_clear (&months);
  return !clv_work_is_cancelled (self->work);
}

gboolean
clv_analysis_fill_periods (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;
  g_autofree Month *months = sum_months (self);
  const ClvDay first_order = first_order_day (self);
  Kind kinds[CLV_N_PERIOD_KINDS];
  gboolean done;

  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    number_periods (self, kind, &kinds[kind]);
  done = count_active (self, kinds);

  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    {
      const Kind *numbered = &kinds[kind];

      findings->n_periods[kind] = numbered->n;
      findings->periods[kind] = g_new0 (ClvPeriod, numbered->n);
      for (guint32 p = 0; p < numbered->n; p++)
        {
          ClvPeriod *period = &findings->periods[kind][p];

          period->start = clv_day_period_start (self->month_start[numbered->first_month[p]], kind,
                                                self->assumptions->fiscal_year_start);
          period->end = clv_day_period_next (period->start, kind) - 1;
          period->complete = is_complete (self, period, first_order);
          fill_period (self, period, months, numbered->first_month[p], numbered->first_month[p + 1],
                       numbered->active[p], p > 0 ? numbered->active[p - 1] : 0, numbered->stayed[p]);
        }
      g_free (numbered->of_month);
      g_free (numbered->first_month);
      g_free (numbered->active);
      g_free (numbered->stayed);
    }
  choose_period_kind (self);
  return done;
}
