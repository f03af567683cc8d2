/* clv-recurring.c - what comes in every month by contract, and how it moves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-recurring-private.h"

#include <string.h>


/* Who pays so many days late has not left; of short terms a third of them. */
#define MAX_DAYS_LATE 31

/* So many rows back, a contract that goes on is looked for. */
#define MAX_LOOK_BACK 200u

static const struct
{
  const char *id, *title;
} moves[CLV_N_MRR_MOVES] = {
  [CLV_MRR_NEW] = { "new", N_("New") },
  [CLV_MRR_REACTIVATED] = { "reactivated", N_("Reactivated") },
  [CLV_MRR_EXPANSION] = { "expansion", N_("Expansion") },
  [CLV_MRR_CONTRACTION] = { "contraction", N_("Contraction") },
  [CLV_MRR_CHURNED] = { "churned", N_("Churned") },
};

/**
 * clv_mrr_move_to_id:
 *
 * Returns: “new”, “churned” …
 */
const char *
clv_mrr_move_to_id (ClvMrrMove move)
{
  return moves[move].id;
}

/**
 * clv_mrr_move_get_title:
 *
 * Returns: its name for people, translated
 */
const char *
clv_mrr_move_get_title (ClvMrrMove move)
{
  return _(moves[move].title);
}

/* One customer after the other: what they pay at the end of each month. */
typedef struct
{
  const ClvFindings *findings;
  ClvRecurring      *recurring;
  ClvDay             as_of;
  int                first_month; /* of all time */
  guint32            n_months;  /* up to the as-of date */
  ClvDay            *month_end; /* the last one is the as-of date */
  double            *fee;       /* of the present customer at these */
  guint32           *of_month[CLV_N_PERIOD_KINDS]; /* period of each month */
  ClvSum            *sums[CLV_N_PERIOD_KINDS];     /* by period: mrr_start, mrr, moves, recurring, revenue */
} Build;

enum
{
  SUM_START = CLV_N_MRR_MOVES,
  SUM_END,
  SUM_RECURRING,
  SUM_REVENUE,
  N_SUMS,
};

static int
number_month (ClvDay day)
{
  int year, month, day_of_month;

  clv_day_to_ymd (day, &year, &month, &day_of_month);
  return year * 12 + month;
}

/* @day is not after the as-of date. */
static guint32
month_of (const Build *build,
          ClvDay       day)
{
  return (guint32) MAX (0, number_month (day) - build->first_month);
}

static int
days_late (const ClvContract *contract)
{
  return MIN (MAX_DAYS_LATE, (contract->end - contract->start) / 3);
}

/* A row renews the contract that ends about now, the one of the same fee first; otherwise it is one more. */
static void
add_payment (GArray            *contracts,
             const ClvContract *payment)
{
  const guint stop = contracts->len > MAX_LOOK_BACK ? contracts->len - MAX_LOOK_BACK : 0;
  ClvContract *best = NULL;

  for (guint i = contracts->len; i-- > stop;)
    {
      ClvContract *contract = &g_array_index (contracts, ClvContract, i);

      if (contract->is_renewed || payment->start <= contract->start ||
          ABS (payment->start - contract->end) > days_late (contract))
        continue;
      if (best == NULL || (clv_analysis_is_same_money (contract->monthly, payment->monthly) &&
                           !clv_analysis_is_same_money (best->monthly, payment->monthly)))
        best = contract;
    }
  if (best != NULL)
    {
      best->end = payment->start;
      best->is_renewed = TRUE;
    }
  g_array_append_val (contracts, *payment);
}

/* What the last rows paid for goes on a little when the next payment may only be late. */
static void
close_contracts (const Build *build,
                 GArray      *contracts)
{
  for (guint i = 0; i < contracts->len; i++)
    {
      ClvContract *contract = &g_array_index (contracts, ClvContract, i);

      if (!contract->is_renewed && contract->end <= build->as_of && build->as_of - contract->end < days_late (contract))
        contract->end = build->as_of + 1;
    }
}

static void
add_fees (const Build       *build,
          const ClvContract *contract)
{
  if (contract->start > build->as_of)
    return;
  for (guint32 m = month_of (build, contract->start); m < build->n_months; m++)
    {
      /* Nothing of it is left at the end of a later month either. */
      if (contract->end <= build->month_end[m])
        return;
      if (contract->start <= build->month_end[m])
        build->fee[m] += contract->monthly;
    }
}

static void
count_move (ClvMrrPeriod *period,
            ClvSum       *sums,
            double        before,
            double        now,
            gboolean      ever)
{
  const gboolean paid = clv_analysis_is_above_zero (before), pays = clv_analysis_is_above_zero (now);
  ClvMrrMove move;

  if (paid)
    clv_sum_add (&sums[SUM_START], before);
  if (pays)
    {
      period->customers++;
      clv_sum_add (&sums[SUM_END], now);
    }
  if ((!paid && !pays) || (paid && pays && clv_analysis_is_same_money (before, now)))
    return;
  if (!paid)
    move = ever ? CLV_MRR_REACTIVATED : CLV_MRR_NEW;
  else if (!pays)
    move = CLV_MRR_CHURNED;
  else
    move = now > before ? CLV_MRR_EXPANSION : CLV_MRR_CONTRACTION;
  period->movers[move]++;
  clv_sum_add (&sums[move], (pays ? now : 0) - (paid ? before : 0));
}

/* The fees of one customer, as movements of each period; they are 0 again afterwards. */
static void
close_customer (Build *build)
{
  gboolean any = FALSE;

  for (guint32 m = 0; m < build->n_months && !any; m++)
    any = build->fee[m] != 0;
  if (!any)
    return;
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    {
      gboolean ever = FALSE, ever_before = FALSE;
      double before = 0;

      for (guint32 m = 0; m < build->n_months; m++)
        {
          const guint32 p = build->of_month[kind][m];

          ever = ever || clv_analysis_is_above_zero (build->fee[m]);
          if (m + 1 < build->n_months && build->of_month[kind][m + 1] == p)
            continue;
          count_move (&build->recurring->periods[kind][p], build->sums[kind] + (gsize) p * N_SUMS, before, build->fee[m],
                      ever_before);
          before = build->fee[m];
          ever_before = ever;
        }
    }
  if (clv_analysis_is_above_zero (build->fee[build->n_months - 1]))
    build->recurring->customers++;
  memset (build->fee, 0, build->n_months * sizeof *build->fee);
}

static void
add_revenue (const Build *build,
             ClvDay       day,
             double       amount,
             gboolean     is_recurring)
{
  const guint32 month = month_of (build, day);

  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    {
      ClvSum *sums = build->sums[kind] + (gsize) build->of_month[kind][month] * N_SUMS;

      clv_sum_add (&sums[SUM_REVENUE], amount);
      if (is_recurring)
        clv_sum_add (&sums[SUM_RECURRING], amount);
    }
}

/* Rows with a term are payments for what lasts. A row that gives back takes nothing off the contract. */
static void
read_payments (Build               *build,
               const ClvTermColumn *column)
{
  const ClvFindings *findings = build->findings;
  const ClvLedgerRows *rows = clv_ledger_get_rows (findings->ledger);
  const double *amount = clv_book_get_amounts (findings->book);
  g_autoptr (GArray) contracts = g_array_new (FALSE, FALSE, sizeof (ClvContract));

  for (guint32 c = 0; c < findings->customers.n; c++)
    {
      g_array_set_size (contracts, 0);
      for (guint32 i = findings->customer_start[c]; i < findings->customer_start[c + 1]; i++)
        {
          const guint32 row = findings->row_order[i], code = column->attribute->by_row[row];
          const ClvTerm *term = code != CLV_NOBODY ? &column->terms[code] : NULL;
          const gboolean recurs = term != NULL && term->months + term->days > 0;

          add_revenue (build, rows->day[row], amount[row], recurs);
          if (recurs && amount[row] >= 0)
            {
              const ClvContract payment = { rows->day[row], clv_term_end (term, rows->day[row]),
                                            clv_term_monthly (term, amount[row]), FALSE };

              add_payment (contracts, &payment);
            }
        }
      if (contracts->len == 0)
        continue;
      close_contracts (build, contracts);
      for (guint i = 0; i < contracts->len; i++)
        add_fees (build, &g_array_index (contracts, ClvContract, i));
      close_customer (build);
    }
}

/* Over before the as-of date; the first one also needs its beginning within the first tenth. */
static gboolean
is_complete (const ClvMrrPeriod *period,
             ClvDay              end,
             ClvDay              first_day,
             ClvDay              as_of)
{
  return end <= as_of && (first_day < period->start || (first_day - period->start) * 10 < end - period->start + 1);
}

static void
init_periods (Build         *build,
              ClvPeriodKind  kind,
              ClvDay         first_day,
              const ClvDay  *month_start)
{
  const int fiscal_year_start = build->findings->assumptions.fiscal_year_start;
  g_autoptr (GArray) periods = g_array_new (FALSE, TRUE, sizeof (ClvMrrPeriod));

  build->of_month[kind] = g_new (guint32, build->n_months);
  for (guint32 m = 0; m < build->n_months; m++)
    {
      ClvMrrPeriod period = { .start = clv_day_period_start (month_start[m], kind, fiscal_year_start) };

      if (m == 0 || period.start != g_array_index (periods, ClvMrrPeriod, periods->len - 1).start)
        {
          period.end = clv_day_period_next (period.start, kind) - 1;
          period.complete = is_complete (&period, period.end, first_day, build->as_of);
          period.end = MIN (period.end, build->as_of);
          g_array_append_val (periods, period);
        }
      build->of_month[kind][m] = periods->len - 1;
    }
  build->recurring->n_periods[kind] = periods->len;
  build->sums[kind] = g_new0 (ClvSum, ((gsize) periods->len + 1) * N_SUMS);
  build->recurring->periods[kind] = (ClvMrrPeriod *) (void *) g_array_free (g_steal_pointer (&periods), FALSE);
}

/* @first_day: not after @as_of. */
static void
init_build (Build             *build,
            const ClvFindings *findings,
            ClvRecurring      *recurring,
            ClvDay             first_day,
            ClvDay             as_of)
{
  g_autofree ClvDay *month_start = NULL;
  ClvDay start = clv_day_period_start (first_day, CLV_PERIOD_MONTH, 1);

  *build = (Build) { .findings = findings, .recurring = recurring, .as_of = as_of, .first_month = number_month (first_day) };
  build->n_months = month_of (build, as_of) + 1;
  build->month_end = g_new (ClvDay, build->n_months);
  build->fee = g_new0 (double, build->n_months);
  month_start = g_new (ClvDay, build->n_months);
  for (guint32 m = 0; m < build->n_months; m++)
    {
      month_start[m] = start;
      start = clv_day_period_next (start, CLV_PERIOD_MONTH);
      build->month_end[m] = MIN (start - 1, as_of);
    }
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    init_periods (build, kind, first_day, month_start);
}

static void
finish_build (Build *build)
{
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    {
      for (guint p = 0; p < build->recurring->n_periods[kind]; p++)
        {
          const ClvSum *sums = build->sums[kind] + (gsize) p * N_SUMS;
          ClvMrrPeriod *period = &build->recurring->periods[kind][p];
          double lost;

          for (guint move = 0; move < CLV_N_MRR_MOVES; move++)
            period->moves[move] = clv_sum_get (&sums[move]);
          period->mrr_start = clv_sum_get (&sums[SUM_START]);
          period->mrr = clv_sum_get (&sums[SUM_END]);
          period->recurring = clv_sum_get (&sums[SUM_RECURRING]);
          period->revenue = clv_sum_get (&sums[SUM_REVENUE]);
          lost = period->moves[CLV_MRR_CONTRACTION] + period->moves[CLV_MRR_CHURNED];
          period->nrr = period->grr = NAN;
          if (clv_analysis_is_above_zero (period->mrr_start))
            {
              period->nrr = (period->mrr_start + period->moves[CLV_MRR_EXPANSION] + lost) / period->mrr_start;
              period->grr = (period->mrr_start + lost) / period->mrr_start;
            }
        }
      g_free (build->of_month[kind]);
      g_free (build->sums[kind]);
    }
  if (build->recurring->n_periods[CLV_PERIOD_MONTH] > 0)
    build->recurring->mrr = build->recurring->periods[CLV_PERIOD_MONTH][build->recurring->n_periods[CLV_PERIOD_MONTH] - 1].mrr;
  g_free (build->month_end);
  g_free (build->fee);
}

/* When contracts began and ended, where a table of customers says so: their fees by month. */
static void
read_contracts (const ClvFindings       *findings,
                const ClvCustomerValues *values,
                const guint8            *has_left,
                gboolean                 ends,
                ClvRecurring            *recurring)
{
  ClvDay first = CLV_DAY_NONE, last = findings->assumptions.rules.as_of;
  Build build;

  for (guint32 c = 0; c < findings->customers.n; c++)
    {
      const ClvDay start = values->first_day[c], end = ends ? values->last_day[c] : CLV_DAY_NONE;

      if (start != CLV_DAY_NONE && (first == CLV_DAY_NONE || start < first))
        first = start;
      if (findings->assumptions.rules.as_of == CLV_DAY_NONE)
        last = MAX (last, MAX (start, end));
    }
  if (first == CLV_DAY_NONE || last < first)
    return;
  recurring->has_dates = TRUE;
  init_build (&build, findings, recurring, first, last);
  recurring->customers = 0;
  for (guint32 c = 0; c < findings->customers.n; c++)
    {
      const ClvDay end = ends && values->last_day[c] != CLV_DAY_NONE ? values->last_day[c] : G_MAXINT32;
      const ClvContract contract = { values->first_day[c], end, values->monthly_fee[c], FALSE };

      /* Of those who left, or pause, without a day nobody knows until when they paid. */
      if (isnan (contract.monthly) || contract.start == CLV_DAY_NONE || (has_left[c] && contract.end == G_MAXINT32))
        continue;
      add_fees (&build, &contract);
      close_customer (&build);
    }
  finish_build (&build);
}

/* Of a table of customers: the fees of those who have not left. */
static ClvRecurring *
new_of_fees (const ClvFindings *findings)
{
  const ClvCustomerValues *values = clv_ledger_get_values (findings->ledger);
  const guint32 n = findings->customers.n;
  g_autofree guint8 *running = NULL, *has_left = NULL;
  ClvRecurring *self;
  ClvSum mrr = { 0 };
  gboolean some_go_on = FALSE;

  if (values == NULL || values->monthly_fee == NULL)
    return NULL;
  self = g_new0 (ClvRecurring, 1);
  self->months = 1;
  running = values->churned == NULL ? clv_recurring_dup_running (findings) : NULL;
  has_left = g_new0 (guint8, (gsize) n + 1);
  /* A last date is an end only where those who stay have none. */
  for (guint32 c = 0; c < n && values->last_day != NULL; c++)
    some_go_on = some_go_on || values->last_day[c] == CLV_DAY_NONE;
  for (guint32 c = 0; c < n; c++)
    {
      const double fee = values->monthly_fee[c];

      has_left[c] = (values->churned != NULL && values->churned[c] > 0) || (running != NULL && !running[c]) ||
                    (some_go_on && values->churned == NULL && values->last_day[c] != CLV_DAY_NONE);
      if (isnan (fee) || has_left[c])
        continue;
      clv_sum_add (&mrr, fee);
      self->customers += fee > 0;
    }
  self->mrr = clv_sum_get (&mrr);
  if (values->first_day != NULL)
    read_contracts (findings, values, has_left, some_go_on, self);
  return self;
}

/**
 * clv_recurring_new:
 *
 * Returns: (transfer full) (nullable): what recurs; NULL where the data do not say that anything does
 */
ClvRecurring *
clv_recurring_new (const ClvFindings *findings)
{
  ClvTermColumn column;
  ClvRecurring *self;
  Build build;

  if (findings->allocation == NULL)
    return new_of_fees (findings);
  if (!clv_term_column_find (findings, &column))
    {
      clv_term_column_clear (&column);
      return NULL;
    }
  self = g_new0 (ClvRecurring, 1);
  self->column = g_strdup (column.attribute->title);
  self->months = column.months;
  self->has_dates = TRUE;
  init_build (&build, findings, self, clv_book_get_first_day (findings->book), clv_book_get_as_of (findings->book));
  read_payments (&build, &column);
  finish_build (&build);
  clv_term_column_clear (&column);
  return self;
}

void
clv_recurring_free (ClvRecurring *self)
{
  g_free (self->column);
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    g_free (self->periods[kind]);
  g_free (self);
}

/**
 * clv_findings_get_recurring:
 *
 * Returns: (transfer none) (nullable): what recurs; NULL where the data do not say that anything does
 */
const ClvRecurring *
clv_findings_get_recurring (const ClvFindings *self)
{
  return self->recurring;
}
