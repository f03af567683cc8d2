/* clv-cohort-table.c - cohorts in rows, periods since the first order in columns
 *
 * A group is the union of its customers of each first period, and all is the union of
 * everybody: the same sums serve rows, groups and the mean, which is so weighted by size
 * over cohorts old enough.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cohort-table.h"

#include "clv-cohort-private.h"

#include <math.h>
#include <string.h>

/* Sums of one cohort of time and one group, by age. */
typedef struct
{
  double   revenue, margin, acquisition;
  guint32  active, orders;
} Sum;

typedef struct
{
  ClvCohortTable          *table;
  const ClvCohortSource   *source;
  const ClvCohortGrouping *grouping;  /* (nullable) */
  guint                    n_groups;  /* 1 without a grouping */
  guint                    n_periods;
  guint32                 *of_month;  /* period of each month */
  guint32                 *first_month; /* (array length = n_periods + 1) */
  guint                    n_over;    /* periods that are over */
  double                  *acquisition_over; /* by row and age: what it cost to win those for whom it is over */
  gsize                    next_spent;
} Build;

static void
number_periods (Build *build)
{
  const ClvCohortSource *source = build->source;
  ClvDay last = CLV_DAY_NONE;

  build->of_month = g_new (guint32, source->n_months);
  build->first_month = g_new (guint32, (gsize) source->n_months + 1);
  for (guint32 m = 0; m < source->n_months; m++)
    {
      const ClvDay start = clv_day_period_start (source->month_start[m], build->table->unit, source->fiscal_year_start);

      if (start != last)
        {
          build->n_over += clv_day_period_next (start, build->table->unit) - 1 <= source->as_of;
          build->first_month[build->n_periods++] = m;
        }
      last = start;
      build->of_month[m] = build->n_periods - 1;
    }
  build->first_month[build->n_periods] = source->n_months;
}

static char *
dup_name (const Build *build,
          ClvDay       start)
{
  const int fiscal = build->source->fiscal_year_start;
  int year, month, day, in_year;

  clv_day_to_ymd (start, &year, &month, &day);
  if (build->table->unit == CLV_PERIOD_MONTH)
    return g_strdup_printf ("%04d-%02d", year, month);
  in_year = (month - fiscal + 12) % 12;
  /* A business year bears the year in which it begins, as its first day does. */
  if (month < fiscal)
    year--;
  return build->table->unit == CLV_PERIOD_YEAR ? g_strdup_printf ("%04d", year)
                                               : g_strdup_printf ("%04d-Q%d", year, in_year / 3 + 1);
}

static void
make_rows (Build *build)
{
  ClvCohortTable *table = build->table;
  const gsize n_rows = (gsize) table->n + 1, n_cells = n_rows * table->n_ages;

  table->size = g_new0 (guint32, n_rows);
  table->acquisition = g_new0 (double, n_rows);
  table->payback = g_new0 (guint32, n_rows);
  table->reached = g_new0 (guint32, n_cells);
  table->over = g_new0 (guint32, n_cells);
  build->acquisition_over = g_new0 (double, n_cells);
  for (guint m = 0; m < CLV_N_COHORT_MEASURES; m++)
    {
      table->seen[m] = g_new0 (double, n_cells);
      table->mature[m] = g_new0 (double, n_cells);
      table->up_to[m] = g_new0 (double, n_cells);
      table->first[m] = g_new0 (double, n_cells);
    }
  if (build->grouping != NULL)
    {
      table->names = g_strdupv (build->grouping->names);
      return;
    }
  table->names = g_new0 (char *, n_rows);
  table->start = g_new (ClvDay, n_rows);
  for (guint p = 0; p < build->n_periods; p++)
    {
      table->start[p] = clv_day_period_start (build->source->month_start[build->first_month[p]], table->unit,
                                              build->source->fiscal_year_start);
      table->names[p] = dup_name (build, table->start[p]);
    }
}

/* Adds up customers @from … @to - 1, who came in period @came. */
static void
sum_customers (Build   *build,
               guint32  came,
               guint32  from,
               guint32  to,
               Sum     *sums,
               guint32 *sizes)
{
  const ClvCohortSource *source = build->source;
  const guint n_ages = build->table->n_ages;

  for (guint32 c = from; c < to; c++)
    {
      const guint group = build->grouping != NULL ? build->grouping->of_customer[c] : 0;
      Sum *row = sums + (gsize) group * n_ages;
      guint32 active_before = G_MAXUINT32;

      sizes[group]++;
      for (guint32 i = source->cell[c]; i < source->cell[c + 1]; i++)
        {
          const guint32 age = build->of_month[source->month[i] & ~CLV_COHORT_IDLE] - came;
          Sum *sum = &row[age];

          sum->revenue += source->revenue[i];
          sum->orders += source->orders[i];
          if (source->margin != NULL)
            sum->margin += source->margin[i];
          if ((source->month[i] & CLV_COHORT_IDLE) == 0 && age != active_before)
            {
              sum->active++;
              active_before = age;
            }
        }
      for (; build->next_spent < source->spent->len; build->next_spent++)
        {
          const ClvCohortSpent *spent = &g_array_index (source->spent, ClvCohortSpent, build->next_spent);

          if (spent->customer != c)
            break;
          row[build->of_month[spent->month] - came].acquisition += spent->amount;
        }
    }
}

/* Adds the sums of those who came in period @came to @row. */
static void
fold (Build     *build,
      guint      row,
      guint32    came,
      const Sum *sums,
      guint32    size)
{
  ClvCohortTable *table = build->table;
  const double entered = build->source->entered_cac;
  double running[CLV_N_COHORT_MEASURES] = { 0 }, acquisition = 0;

  table->size[row] += size;
  for (guint age = 0; age < build->n_periods - came; age++)
    acquisition += sums[age].acquisition;
  if (!isnan (entered))
    acquisition = entered * size;
  table->acquisition[row] += acquisition;
  for (guint age = 0; age < build->n_periods - came; age++)
    {
      const gsize at = (gsize) row * table->n_ages + age;
      const Sum *sum = &sums[age];
      const double values[CLV_N_COHORT_MEASURES] = { sum->active, sum->orders, sum->revenue,
                                                     sum->margin - sum->acquisition, sum->margin };
      const double first[CLV_N_COHORT_MEASURES] = { sums->active, sums->orders, sums->revenue,
                                                    sums->margin - sums->acquisition, sums->margin };
      const gboolean is_over = came + age < build->n_over;

      table->reached[at] += size;
      table->over[at] += is_over ? size : 0;
      build->acquisition_over[at] += is_over ? acquisition : 0;
      for (guint m = 0; m < CLV_N_COHORT_MEASURES; m++)
        {
          running[m] += values[m];
          table->seen[m][at] += values[m];
          if (!is_over)
            continue;
          table->mature[m][at] += values[m];
          table->up_to[m][at] += running[m];
          table->first[m][at] += first[m];
        }
    }
}

static void
sum_up (Build *build)
{
  ClvCohortTable *table = build->table;
  const ClvCohortSource *source = build->source;
  g_autofree Sum *sums = g_new (Sum, (gsize) build->n_groups * table->n_ages + 1);
  g_autofree guint32 *sizes = g_new (guint32, build->n_groups);

  for (guint32 came = 0; came < build->n_periods; came++)
    {
      memset (sums, 0, sizeof *sums * build->n_groups * table->n_ages);
      memset (sizes, 0, sizeof *sizes * build->n_groups);
      sum_customers (build, came, source->first[build->first_month[came]], source->first[build->first_month[came + 1]],
                     sums, sizes);
      for (guint group = 0; group < build->n_groups; group++)
        {
          if (table->by_time || sizes[group] > 0)
            fold (build, table->by_time ? came : group, came, sums + (gsize) group * table->n_ages, sizes[group]);
          fold (build, table->n, came, sums + (gsize) group * table->n_ages, sizes[group]);
        }
    }
}

/* METRICS.md, section 4: the smallest age up to which the margin reaches what it cost to win them. */
static void
find_payback (Build *build)
{
  ClvCohortTable *table = build->table;
  const gboolean is_known = build->source->has_profit
                            && (build->source->spent->len > 0 || build->source->entered_cac > 0);

  for (guint row = 0; row <= table->n; row++)
    {
      if (!is_known)
        {
          table->acquisition[row] = NAN;
          continue;
        }
      for (guint age = 0; age < table->n_ages && table->payback[row] == 0; age++)
        {
          const gsize at = (gsize) row * table->n_ages + age;

          if (table->over[at] > 0 && table->acquisition[row] > 0
              && table->up_to[CLV_COHORT_MARGIN][at] >= build->acquisition_over[at] - 1e-9)
            table->payback[row] = age + 1;
        }
    }
}

static ClvCohortTable *
make_table (const ClvCohortSource   *source,
            const ClvCohortGrouping *grouping,
            ClvPeriodKind            unit)
{
  ClvCohortTable *table = g_new0 (ClvCohortTable, 1);
  Build build = { .table = table, .source = source, .grouping = grouping };

  table->unit = unit;
  table->by_time = grouping == NULL;
  table->has_profit = source->has_profit;
  table->acquisition_entered = !isnan (source->entered_cac);
  table->customers_without = source->customers_without;
  table->profit_without = source->profit_without;
  number_periods (&build);
  build.n_groups = grouping != NULL ? grouping->n : 1;
  table->n = grouping != NULL ? grouping->n : build.n_periods;
  table->n_ages = build.n_periods;
  make_rows (&build);
  sum_up (&build);
  find_payback (&build);
  g_free (build.of_month);
  g_free (build.first_month);
  g_free (build.acquisition_over);
  return table;
}

/**
 * clv_cohort_table_new_by_time:
 * @unit: months, quarters or years; also those of the columns
 *
 * Cohorts by the period of the first order. Business years and their quarters begin with the month that was chosen.
 * Time O(cells of the source).
 *
 * Returns: (transfer full): the table
 */
ClvCohortTable *
clv_cohort_table_new_by_time (const ClvCohortSource *source,
                              ClvPeriodKind          unit)
{
  return make_table (source, NULL, unit);
}

/**
 * clv_cohort_table_new_by_group:
 * @grouping: one of the source
 * @unit: of the columns
 *
 * Cohorts by what a column says of customers, or of their first order; most customers first.
 *
 * Returns: (transfer full): the table
 */
ClvCohortTable *
clv_cohort_table_new_by_group (const ClvCohortSource *source,
                               guint                  grouping,
                               ClvPeriodKind          unit)
{
  g_return_val_if_fail (grouping < source->groupings->len, NULL);
  return make_table (source, source->groupings->pdata[grouping], unit);
}

void
clv_cohort_table_free (ClvCohortTable *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->names);
  g_free (self->start);
  g_free (self->size);
  g_free (self->acquisition);
  g_free (self->payback);
  g_free (self->reached);
  g_free (self->over);
  for (guint m = 0; m < CLV_N_COHORT_MEASURES; m++)
    {
      g_free (self->seen[m]);
      g_free (self->mature[m]);
      g_free (self->up_to[m]);
      g_free (self->first[m]);
    }
  g_free (self);
}

/* All of those who came to @age, whether its period is over or not. */
static double
seen_up_to (const ClvCohortTable *self,
            guint                 cohort,
            guint                 age,
            ClvCohortFigure       figure)
{
  const double *row = self->seen[figure.measure] + (gsize) cohort * self->n_ages;
  double sum = 0;

  for (guint k = figure.cumulative ? 0 : age; k <= age; k++)
    sum += row[k];
  return sum;
}

/**
 * clv_cohort_table_get:
 * @cohort: 0 … n - 1, or n for all
 * @age: 0 … n_ages - 1
 * @is_incomplete: (out) (optional): its period is not over for everybody, so that the figure will grow
 *
 * Totals count everybody who came to that age. Means and shares of a cohort by time are of the whole cohort; those of a
 * group, and of all, are of the customers for whom the period is over: nobody young draws them down.
 *
 * Returns: the figure; NaN beyond the data, for profit without costs, and for a share of nothing
 */
double
clv_cohort_table_get (const ClvCohortTable *self,
                      guint                 cohort,
                      guint                 age,
                      ClvCohortFigure       figure,
                      gboolean             *is_incomplete)
{
  const gsize at = (gsize) cohort * self->n_ages + age;
  const gboolean is_row = self->by_time && cohort < self->n;
  double value, first, customers;

  if (is_incomplete != NULL)
    *is_incomplete = FALSE;
  if (figure.measure == CLV_COHORT_CUSTOMERS)
    figure.cumulative = FALSE;
  if (self->reached[at] == 0 || (figure.measure >= CLV_COHORT_PROFIT && !self->has_profit))
    return NAN;
  if (is_row || figure.scale == CLV_COHORT_TOTAL)
    {
      value = seen_up_to (self, cohort, age, figure);
      first = self->seen[figure.measure][(gsize) cohort * self->n_ages];
      customers = self->size[cohort];
      if (is_incomplete != NULL)
        *is_incomplete = self->over[at] < self->size[cohort];
    }
  else
    {
      value = figure.cumulative ? self->up_to[figure.measure][at] : self->mature[figure.measure][at];
      first = self->first[figure.measure][at];
      customers = self->over[at];
    }
  if (figure.scale == CLV_COHORT_TOTAL)
    return value;
  if (figure.scale == CLV_COHORT_PER_CUSTOMER || figure.measure == CLV_COHORT_CUSTOMERS)
    return customers > 0 ? value / customers : NAN;
  return first > 0 ? value / first : NAN;
}

/**
 * clv_cohort_table_get_cac:
 *
 * Returns: what it cost to win one of the cohort; NaN where nobody knows, or in an empty one
 */
double
clv_cohort_table_get_cac (const ClvCohortTable *self,
                          guint                 cohort)
{
  return self->size[cohort] > 0 ? self->acquisition[cohort] / self->size[cohort] : NAN;
}

/**
 * clv_cohort_table_count_ages:
 *
 * Returns: one more than the last column that somebody came to
 */
guint
clv_cohort_table_count_ages (const ClvCohortTable *self)
{
  guint n = self->n_ages;

  while (n > 0 && self->reached[(gsize) self->n * self->n_ages + n - 1] == 0)
    n--;
  return n;
}
