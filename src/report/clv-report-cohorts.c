/* clv-report-cohorts.c - cohorts as charts and in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-cohorts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-report-charts-private.h"

/* More lines than these cannot be told apart. */
#define MAX_LINES 4
/* A cohort must have come this far to be shown as a line. */
#define MIN_AGES 3

static const ClvCohortFigure retention = { CLV_COHORT_CUSTOMERS, CLV_COHORT_SHARE, FALSE };

const char *
clv_report_cohort_ages_title (ClvPeriodKind unit)
{
  switch (unit)
    {
    case CLV_PERIOD_MONTH:
      return _("Months since the first order");
    case CLV_PERIOD_QUARTER:
      return _("Quarters since the first order");
    case CLV_PERIOD_YEAR:
    default:
      return _("Years since the first order");
    }
}

static char *
dup_periods (ClvPeriodKind unit,
             guint         n)
{
  switch (unit)
    {
    case CLV_PERIOD_MONTH:
      return g_strdup_printf (ngettext ("%u month", "%u months", n), n);
    case CLV_PERIOD_QUARTER:
      return g_strdup_printf (ngettext ("%u quarter", "%u quarters", n), n);
    case CLV_PERIOD_YEAR:
    default:
      return g_strdup_printf (ngettext ("%u year", "%u years", n), n);
    }
}

char *
clv_report_dup_payback (const ClvCohortTable *table,
                        guint                 cohort)
{
  if (table->payback[cohort] > 0)
    return dup_periods (table->unit, table->payback[cohort]);
  return g_strdup (table->acquisition[cohort] > 0 ? _("not yet") : "–");
}

guint
clv_report_cohort_of_row (const ClvCohortTable *table,
                          guint                 row)
{
  guint cohort = 0;

  for (; cohort < table->n; cohort++)
    if (table->size[cohort] > 0 && row-- == 0)
      break;
  return cohort;
}

static const char *
measure_title (ClvCohortMeasure measure)
{
  switch (measure)
    {
    case CLV_COHORT_CUSTOMERS:
      return _("Active customers");
    case CLV_COHORT_ORDERS:
      return _("Orders");
    case CLV_COHORT_REVENUE:
      return _("Revenue");
    case CLV_COHORT_PROFIT:
      return _("Profit");
    case CLV_COHORT_MARGIN:
    default:
      return _("Profit before acquisition");
    }
}

static char *
figure_text (ClvCohortFigure figure)
{
  const char *title = measure_title (figure.measure);

  if (figure.scale == CLV_COHORT_SHARE)
    {
      if (figure.measure == CLV_COHORT_CUSTOMERS)
        return g_strdup (_("Active customers in percent of all who came"));
      /* Translators: %s is “Revenue”, “Orders” … */
      return g_strdup_printf (figure.cumulative ? _("%s so far, in percent of the first period") : _("%s in percent of the first period"),
                              title);
    }
  if (figure.scale == CLV_COHORT_PER_CUSTOMER)
    return g_strdup_printf (figure.cumulative ? _("%s so far, for each of all who came") : _("%s for each of all who came"), title);
  return figure.cumulative ? g_strdup_printf (_("%s so far"), title) : g_strdup (title);
}

static ClvUnit
unit_of (ClvCohortFigure figure)
{
  if (figure.scale == CLV_COHORT_SHARE || (figure.scale == CLV_COHORT_PER_CUSTOMER && figure.measure == CLV_COHORT_CUSTOMERS))
    return CLV_UNIT_PERCENT;
  return figure.measure >= CLV_COHORT_REVENUE ? CLV_UNIT_MONEY : CLV_UNIT_NUMBER;
}

static ClvColour
colour_of (ClvCohortMeasure measure)
{
  return measure >= CLV_COHORT_PROFIT ? CLV_COLOUR_PROFIT : CLV_COLOUR_REVENUE;
}

static const char *
all_title (ClvCohortScale scale)
{
  return scale == CLV_COHORT_TOTAL ? _("All together") : _("Mean of all");
}

/* The age that sentences are about: a year, or two of quarters, unless less than a tenth of the customers came so far. */
static guint
last_settled_age (const ClvCohortTable *table)
{
  static const guint wanted[CLV_N_PERIOD_KINDS] = { 12, 8, 5 };
  const guint32 *over = table->over + (gsize) table->n * table->n_ages;
  guint age = 0;

  while (age < wanted[table->unit] && age + 1 < table->n_ages && over[age + 1] * 10.0 >= table->size[table->n])
    age++;
  return age;
}

static char *
retention_sentence (const ClvCohortView *view)
{
  const ClvCohortTable *table = view->table;
  const double again = table->n_ages > 1 ? clv_cohort_table_get (table, table->n, 1, retention, NULL) : NAN;
  const guint last = last_settled_age (table);
  const double later = clv_cohort_table_get (table, table->n, last, retention, NULL);
  g_autofree char *now = NULL, *then = NULL, *when = NULL;

  if (isnan (again))
    return g_strdup (_("How many customers come back"));
  now = clv_format_percent (again, 0);
  if (last < 2 || isnan (later))
    switch (table->unit)
      {
      case CLV_PERIOD_MONTH:
        return g_strdup_printf (_("%s of new customers are active in the month after their first order"), now);
      case CLV_PERIOD_QUARTER:
        return g_strdup_printf (_("%s of new customers are active in the quarter after their first order"), now);
      case CLV_PERIOD_YEAR:
      default:
        return g_strdup_printf (_("%s of new customers are active in the year after their first order"), now);
      }
  then = clv_format_percent (later, 0);
  when = dup_periods (table->unit, last);
  switch (table->unit)
    {
    case CLV_PERIOD_MONTH:
      /* Translators: percentage, percentage, “12 months” */
      return g_strdup_printf (_("%s of new customers are active in the month after their first order, %s after %s"), now, then, when);
    case CLV_PERIOD_QUARTER:
      return g_strdup_printf (_("%s of new customers are active in the quarter after their first order, %s after %s"), now, then, when);
    case CLV_PERIOD_YEAR:
    default:
      return g_strdup_printf (_("%s of new customers are active in the year after their first order, %s after %s"), now, then, when);
    }
}

static char *
value_sentence (const ClvCohortView *view,
                ClvCohortMeasure     measure)
{
  const ClvCohortTable *table = view->table;
  /* The first twelve months are those of age 0 to 11. */
  const guint last = MAX (last_settled_age (table), 1) - 1;
  const ClvCohortFigure so_far = { measure, CLV_COHORT_PER_CUSTOMER, TRUE };
  const double value = clv_cohort_table_get (table, table->n, last, so_far, NULL);
  g_autofree char *money = NULL, *when = NULL, *cac = NULL, *payback = NULL;

  if (isnan (value))
    return g_strdup (_("What customers bring in the course of time"));
  money = clv_report_chart_money (view->findings, value);
  when = dup_periods (table->unit, last + 1);
  if (measure >= CLV_COHORT_PROFIT && table->acquisition[table->n] > 0)
    {
      cac = clv_report_chart_money (view->findings, clv_cohort_table_get_cac (table, table->n));
      payback = dup_periods (table->unit, table->payback[table->n]);
      if (table->payback[table->n] > 0)
        /* Translators: money, “3 months” */
        return g_strdup_printf (_("A customer costs %s to win, and has brought that after %s"), cac, payback);
      /* Translators: money, “12 months” */
      return g_strdup_printf (_("A customer costs %s to win, and has not brought that after %s"), cac, when);
    }
  if (measure == CLV_COHORT_ORDERS)
    {
      g_autofree char *number = clv_format_number (value, 1);

      return g_strdup_printf (_("A customer orders %s times in the first %s"), number, when);
    }
  /* Translators: money, “12 months” */
  return g_strdup_printf (measure == CLV_COHORT_REVENUE ? _("A customer buys for %s in the first %s") : _("A customer brings %s of profit in the first %s"), money,
                          when);
}

/**
 * clv_report_dup_cohort_sentence:
 *
 * What the mean row says, in words.
 *
 * Returns: (transfer full): the sentence
 */
char *
clv_report_dup_cohort_sentence (const ClvCohortView *view)
{
  if (view->figure.measure == CLV_COHORT_CUSTOMERS)
    return retention_sentence (view);
  return value_sentence (view, view->figure.measure);
}

static char *
dup_map_subtitle (const ClvCohortView *view)
{
  switch (view->table->unit)
    {
    case CLV_PERIOD_MONTH:
      return clv_report_dup_chart_subtitle (view->findings, _("By months since the first order"));
    case CLV_PERIOD_QUARTER:
      return clv_report_dup_chart_subtitle (view->findings, _("By quarters since the first order"));
    case CLV_PERIOD_YEAR:
    default:
      return clv_report_dup_chart_subtitle (view->findings, _("By years since the first order"));
    }
}

/* The first period is more than all others: its colour would leave none for them. */
static double
strongest (const ClvCohortView *view,
           guint                n_ages)
{
  const ClvCohortTable *table = view->table;
  const guint n_rows = view->figure.scale == CLV_COHORT_TOTAL ? table->n : table->n + 1;
  double largest = 0;

  for (guint cohort = 0; cohort < n_rows; cohort++)
    for (guint age = view->figure.cumulative ? 0 : 1; age < n_ages; age++)
      {
        const double value = clv_cohort_table_get (table, cohort, age, view->figure, NULL);

        if (!isnan (value))
          largest = MAX (largest, fabs (value));
      }
  return largest > 0 ? largest : NAN;
}

static char **
dup_ages (guint n)
{
  char **ages = g_new0 (char *, (gsize) n + 1);

  for (guint age = 0; age < n; age++)
    ages[age] = clv_format_count (age);
  return ages;
}

static void
add_row (ClvChart            *chart,
         const ClvCohortView *view,
         guint                cohort,
         guint                n_ages,
         gboolean            *any_incomplete)
{
  const ClvCohortTable *table = view->table;
  g_autofree double *values = g_new (double, n_ages);
  g_autofree guint8 *flags = g_new0 (guint8, n_ages);
  g_autofree char *size = clv_format_count (table->size[cohort]);
  /* Translators: a cohort such as “2024-05”, and how many customers came in it */
  g_autofree char *label = g_strdup_printf (_("%s (%s)"), cohort < table->n ? table->names[cohort] : all_title (view->figure.scale), size);

  for (guint age = 0; age < n_ages; age++)
    {
      gboolean incomplete;

      values[age] = clv_cohort_table_get (table, cohort, age, view->figure, &incomplete);
      if (incomplete && !isnan (values[age]))
        {
          flags[age] = CLV_POINT_INCOMPLETE;
          *any_incomplete = TRUE;
        }
    }
  clv_chart_add_series (chart, label, CLV_MARK_HEAT, colour_of (view->figure.measure), n_ages, NULL, values, flags);
}

/**
 * clv_report_cohort_map:
 *
 * Cohorts that nobody came in have no row.
 *
 * Returns: (transfer full): a heat map
 */
ClvChart *
clv_report_cohort_map (const ClvCohortView *view)
{
  const ClvCohortTable *table = view->table;
  const guint n_ages = clv_cohort_table_count_ages (table);
  g_autofree char *title = figure_text (view->figure);
  g_autofree char *subtitle = dup_map_subtitle (view);
  g_auto (GStrv) ages = dup_ages (n_ages);
  ClvChart *chart = clv_chart_new ("cohorts", title, subtitle);
  gboolean any_incomplete = FALSE;

  clv_chart_set_x_categories (chart, (const char *const *) ages);
  clv_report_chart_name_axis (&chart->x, clv_report_cohort_ages_title (table->unit), CLV_UNIT_NUMBER);
  clv_report_chart_name_axis (&chart->y, "", unit_of (view->figure));
  chart->y.max = strongest (view, n_ages);
  for (guint cohort = 0; cohort <= table->n; cohort++)
    if (table->size[cohort] > 0)
      add_row (chart, view, cohort, n_ages, &any_incomplete);
  if (any_incomplete)
    clv_report_chart_set_note (chart, _("hatched: the period is not over for all of them, and in no mean"));
  clv_report_chart_finish (chart, view->findings, _("A row is a cohort, a column a period since the first order; stronger is more"));
  return chart;
}

/* Periods alone, or with what came before; incomplete ones are left out. */
static gboolean
add_line (ClvChart            *chart,
          const ClvCohortView *view,
          guint                cohort,
          ClvCohortFigure      figure,
          ClvColour            colour,
          gboolean             with_payback,
          guint                n_ages)
{
  const ClvCohortTable *table = view->table;
  g_autofree double *x = g_new (double, n_ages);
  g_autofree double *y = g_new (double, n_ages);
  g_autofree guint8 *flags = g_new0 (guint8, n_ages);
  guint n = 0;

  for (guint age = 0; age < n_ages; age++)
    {
      gboolean incomplete;
      const double value = clv_cohort_table_get (table, cohort, age, figure, &incomplete);

      if (isnan (value) || incomplete)
        break;
      /* What was brought in a period is there at its end. */
      x[n] = figure.cumulative ? age + 1 : age;
      y[n] = value;
      flags[n] = with_payback && table->payback[cohort] == age + 1 ? CLV_POINT_KEY : 0;
      n++;
    }
  if (n < 2)
    return FALSE;
  clv_chart_add_series (chart, cohort < table->n ? table->names[cohort] : _("Mean of all"), CLV_MARK_LINE, colour, n, x, y, flags);
  return TRUE;
}

/* Ages of a cohort whose period is over. */
static guint
count_over (const ClvCohortTable *table,
            guint                 cohort)
{
  const guint32 *over = table->over + (gsize) cohort * table->n_ages;
  guint n = 0;

  while (n < table->n_ages && over[n] > 0)
    n++;
  return n;
}

/* Of groups the largest; of periods the first, the last that has come far enough, and one between. */
static guint
choose_lines (const ClvCohortTable *table,
              guint                 wanted,
              guint                 chosen[MAX_LINES])
{
  g_autofree guint *able = g_new (guint, (gsize) table->n + 1);
  guint n_able = 0, n = 0;

  for (guint cohort = 0; cohort < table->n; cohort++)
    if (table->size[cohort] > 0 && cohort != wanted && count_over (table, cohort) >= MIN_AGES)
      able[n_able++] = cohort;
  if (wanted < table->n)
    chosen[n++] = wanted;
  if (!table->by_time)
    for (guint i = 0; i < n_able && n < MAX_LINES - 1; i++)
      chosen[n++] = able[i];
  else if (n_able > 0)
    {
      chosen[n++] = able[0];
      if (n_able > 1)
        chosen[n++] = able[n_able - 1];
    }
  return n;
}

/**
 * clv_report_cohort_curves:
 * @cohort: one that shall be among them; G_MAXUINT for none
 *
 * What one customer has brought so far: of the figure's measure; for customers profit, else revenue. Where it is known what
 * winning one costs, profit is before that, and a line says when it is earned back.
 *
 * Returns: (transfer full) (nullable): lines; NULL where not even the mean has two periods
 */
ClvChart *
clv_report_cohort_curves (const ClvCohortView *view,
                          guint                cohort)
{
  static const ClvColour colours[MAX_LINES] = { CLV_COLOUR_ATTENTION, CLV_COLOUR_LOSS, CLV_COLOUR_COST, CLV_COLOUR_INK };
  const ClvCohortTable *table = view->table;
  const guint n_ages = clv_cohort_table_count_ages (table);
  const gboolean of_customers = view->figure.measure == CLV_COHORT_CUSTOMERS;
  const gboolean is_profit = view->figure.measure >= CLV_COHORT_PROFIT || (of_customers && table->has_profit);
  const gboolean has_cac = is_profit && table->acquisition[table->n] > 0;
  const ClvCohortFigure figure = {
    has_cac ? CLV_COHORT_MARGIN : is_profit ? CLV_COHORT_PROFIT : of_customers ? CLV_COHORT_REVENUE : view->figure.measure,
    CLV_COHORT_PER_CUSTOMER,
    TRUE,
  };
  /* The sentence of anything else stands over the page. */
  g_autofree char *title = of_customers ? value_sentence (view, figure.measure) : figure_text (figure);
  g_autofree char *text = figure_text (figure);
  g_autofree char *subtitle = clv_report_dup_chart_subtitle (view->findings, text);
  guint lines[MAX_LINES], n_lines = choose_lines (table, cohort, lines);
  ClvChart *chart = clv_chart_new ("cohort-curves", title, subtitle);

  clv_report_chart_name_axis (&chart->x, clv_report_cohort_ages_title (table->unit), CLV_UNIT_NUMBER);
  clv_report_chart_name_axis (&chart->y, "", unit_of (figure));
  chart->y.from_zero = TRUE;
  for (guint i = 0; i < n_lines; i++)
    add_line (chart, view, lines[i], figure, colours[i], has_cac, n_ages);
  if (!add_line (chart, view, table->n, figure, colour_of (figure.measure), has_cac, n_ages))
    {
      clv_chart_free (chart);
      return NULL;
    }
  if (has_cac)
    {
      g_autofree char *cac = clv_report_chart_money (view->findings, clv_cohort_table_get_cac (table, table->n));
      g_autofree char *label = g_strdup_printf (_("cost to win one: %s"), cac);

      clv_chart_add_rule (chart, FALSE, clv_cohort_table_get_cac (table, table->n), label);
    }
  clv_report_chart_set_note (chart, has_cac ? _("ringed: when what it cost to win them is earned back")
                                            : _("of all who came, whether they are still there or not"));
  clv_report_chart_finish (chart, view->findings, _("A line is a cohort; the mean is weighted by size"));
  return chart;
}
