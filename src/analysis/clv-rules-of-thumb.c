/* clv-rules-of-thumb.c - what people would say without a model, so that a model has to be better
 *
 * For a holdout of h days:
 *
 * last-year        what each customer did in the last w days repeats, times h / w. w is h, but at most 365 days
 *                  and the length of the history.
 * cohort-average   what earlier customers did next at the same age. Looked up s days before the cut, where s is h, but at
 *                  most half of the history: customers of that day by age and by whether they had come back; the mean of
 *                  what they did in the s days that followed, times h / s. Groups of fewer than MIN_GROUP are widened by
 *                  the ages beside them.
 * simple           mean a month × months × retention: the own purchases (and revenue) since the first one, by the days
 *                  since then but at least h, times h, times the share of those active in the s days before the last s
 *                  days who were active in the last s days again. Source: the baseline of the lifetime value prediction
 *                  of Dynamics 365 Customer Insights, with the own time as a customer in place of one window for all.
 *
 * Checked by /analysis/holdout.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-holdout-private.h"

#define DAYS_A_YEAR 365
#define MIN_GROUP 20

/* Upper ends of the ages, in days; the last group has none. */
static const gint32 age_ends[] = { 30, 91, 182, 365, 730, 1461 };
#define N_AGES (G_N_ELEMENTS (age_ends) + 1)

typedef struct
{
  double n, count, value;
} Group;

static gint32
holdout_days (const ClvRace *race)
{
  return race->end - race->cut;
}

static gint32
history_days (const ClvRace *race)
{
  return race->cut - race->first_day + 1;
}

/* Purchases and net revenue in (@from, @to]. */
static void
add_between (const ClvRace *race,
             guint32        slot,
             ClvDay         from,
             ClvDay         to,
             double        *count,
             double        *value)
{
  const ClvPurchases *purchases = race->purchases;
  const guint32 customer = race->customer[slot];
  ClvSum sum = { 0 };

  *count = 0;
  for (guint32 i = purchases->start[customer]; i < purchases->start[customer + 1] && purchases->day[i] <= to; i++)
    if (purchases->day[i] > from)
      {
        *count += clv_purchases_is_purchase (purchases, i);
        clv_sum_add (&sum, purchases->net[i]);
      }
  *value = clv_sum_get (&sum);
}

/* As if all came evenly. */
static void
fill_line (const ClvRace *race,
           ClvRun        *run)
{
  ClvSum total = { 0 };

  for (guint32 i = 0; i < race->n; i++)
    clv_sum_add (&total, run->count[i]);
  for (guint step = 0; step <= race->n_steps; step++)
    run->contender.cumulative[step] = clv_sum_get (&total) * clv_race_step_days (race, step) / holdout_days (race);
}

/* In the weeks in which it came last time. */
static void
fill_repeated_line (const ClvRace *race,
                    ClvRun        *run)
{
  const ClvPurchases *purchases = race->purchases;
  const gint32 days = holdout_days (race);
  double *line = run->contender.cumulative;

  for (guint32 slot = 0; slot < race->n; slot++)
    {
      const guint32 customer = race->customer[slot];

      for (guint32 i = purchases->start[customer]; i < purchases->start[customer + 1] && purchases->day[i] <= race->cut; i++)
        if (purchases->day[i] > race->cut - days && clv_purchases_is_purchase (purchases, i))
          line[(purchases->day[i] - (race->cut - days) + CLV_STEP_DAYS - 1) / CLV_STEP_DAYS]++;
    }
  for (guint step = 1; step <= race->n_steps; step++)
    line[step] += line[step - 1];
}

static void
repeat_last_year (const ClvRace *race,
                  ClvRun        *run)
{
  const gint32 window = MIN (MIN (holdout_days (race), DAYS_A_YEAR), history_days (race));
  const double scale = (double) holdout_days (race) / window;

  for (guint32 i = 0; i < race->n; i++)
    {
      add_between (race, i, race->cut - window, race->cut, &run->count[i], &run->value[i]);
      run->count[i] *= scale;
      run->value[i] *= scale;
    }
  if (window == holdout_days (race))
    fill_repeated_line (race, run);
  else
    fill_line (race, run);
  run->ran = TRUE;
}

/* 0: nothing can be compared. */
static gint32
stretch_days (const ClvRace *race)
{
  return MIN (holdout_days (race), history_days (race) / 2);
}

static guint
group_of_age (gint32 days)
{
  guint age = 0;

  while (age < G_N_ELEMENTS (age_ends) && days > age_ends[age])
    age++;
  return age;
}

/* First purchase and number of purchases by the evening of @day; FALSE when there was none yet. */
static gboolean
look_back (const ClvRace *race,
           guint32        slot,
           ClvDay         day,
           gint32        *age,
           guint         *came_back)
{
  const ClvPurchases *purchases = race->purchases;
  const guint32 customer = race->customer[slot];
  const ClvDay first = race->cut - race->T[slot];
  guint n = 0;

  if (first > day)
    return FALSE;
  for (guint32 i = purchases->start[customer]; i < purchases->start[customer + 1] && purchases->day[i] <= day && n < 2; i++)
    n += clv_purchases_is_purchase (purchases, i);
  *age = day - first;
  *came_back = n > 1;
  return TRUE;
}

static void
widen (const Group  groups[2][N_AGES],
       guint        came_back,
       gboolean     both,
       guint        age,
       Group       *result)
{
  for (guint width = 0; width < N_AGES; width++)
    {
      *result = (Group) { 0, 0, 0 };
      for (guint c = 0; c < 2; c++)
        for (guint a = 0; a < N_AGES; a++)
          if ((both || c == came_back) && MAX (a, age) - MIN (a, age) <= width)
            {
              result->n += groups[c][a].n;
              result->count += groups[c][a].count;
              result->value += groups[c][a].value;
            }
      if (result->n >= MIN_GROUP)
        return;
    }
}

static void
average_cohorts (const ClvRace *race,
                 ClvRun        *run)
{
  const gint32 stretch = stretch_days (race);
  const ClvDay before = race->cut - stretch;
  Group groups[2][N_AGES] = { { { 0 } } }, means[2][N_AGES];
  gboolean any = FALSE;
  gint32 age;
  guint came_back;

  if (stretch < 1)
    return;
  for (guint32 i = 0; i < race->n; i++)
    {
      double count, value;
      Group *group;

      if (!look_back (race, i, before, &age, &came_back))
        continue;
      add_between (race, i, before, race->cut, &count, &value);
      group = &groups[came_back][group_of_age (age)];
      group->n++;
      group->count += count;
      group->value += value;
      any = TRUE;
    }
  if (!any)
    return;
  for (guint c = 0; c < 2; c++)
    for (guint a = 0; a < N_AGES; a++)
      {
        widen (groups, c, FALSE, a, &means[c][a]);
        if (means[c][a].n == 0)
          widen (groups, c, TRUE, a, &means[c][a]);
      }
  for (guint32 i = 0; i < race->n; i++)
    {
      const Group *mean = &means[race->x[i] > 0][group_of_age (race->T[i])];
      const double scale = (double) holdout_days (race) / stretch / mean->n;

      run->count[i] = mean->count * scale;
      run->value[i] = mean->value * scale;
    }
  fill_line (race, run);
  run->ran = TRUE;
}

/* Share of those active in one stretch who were active in the next; 1 when nobody was. */
static double
find_retention (const ClvRace *race)
{
  const gint32 stretch = stretch_days (race);
  guint32 n_before = 0, n_again = 0;

  if (stretch < 1)
    return 1;
  for (guint32 i = 0; i < race->n; i++)
    {
      double before, again, value;

      add_between (race, i, race->cut - 2 * stretch, race->cut - stretch, &before, &value);
      if (before == 0)
        continue;
      add_between (race, i, race->cut - stretch, race->cut, &again, &value);
      n_before++;
      n_again += again > 0;
    }
  return n_before > 0 ? (double) n_again / n_before : 1;
}

static void
multiply_out (const ClvRace *race,
              ClvRun        *run)
{
  const double retention = find_retention (race);

  for (guint32 i = 0; i < race->n; i++)
    {
      const double days = MAX (race->T[i] + 1, holdout_days (race));
      const double scale = holdout_days (race) / days * retention;

      add_between (race, i, race->first_day - 1, race->cut, &run->count[i], &run->value[i]);
      run->count[i] *= scale;
      run->value[i] *= scale;
    }
  fill_line (race, run);
  run->ran = TRUE;
}

/* Names what is repeated: a year, months when they are whole, days otherwise. */
static char *
dup_last_title (const ClvRace *race)
{
  const gint32 window = MIN (MIN (holdout_days (race), DAYS_A_YEAR), history_days (race));
  const guint months = (guint) round (window / (CLV_DAYS_PER_YEAR / 12));

  if (window >= DAYS_A_YEAR - 3)
    return g_strdup (_("Last year repeats"));
  if (months > 0 && fabs (window - months * CLV_DAYS_PER_YEAR / 12) <= 3)
    /* Translators: a rule of thumb */
    return g_strdup_printf (ngettext ("The last month repeats", "The last %u months repeat", months), months);
  return g_strdup_printf (ngettext ("The last day repeats", "The last %u days repeat", window), (guint) window);
}

/**
 * clv_race_run_rule:
 * @which: CLV_CONTENDER_LAST_YEAR, _COHORT_AVERAGE or _SIMPLE
 * @work: (nullable): asked whether to go on
 * @run: (out): zeroed before
 *
 * Time O(n + purchases). A rule that the history is too short for does not run.
 */
void
clv_race_run_rule (const ClvRace *race,
                   guint          which,
                   const ClvWork *work,
                   ClvRun        *run)
{
  ClvContender *contender = &run->contender;

  run->count = g_new0 (double, (gsize) race->n + 1);
  run->value = g_new0 (double, (gsize) race->n + 1);
  contender->cumulative = g_new0 (double, race->n_steps + 1);
  contender->total_low = contender->total_high = NAN;
  contender->coverage = contender->value_coverage = NAN;
  switch (which)
    {
    case CLV_CONTENDER_LAST_YEAR:
      contender->id = g_intern_static_string ("last-year");
      contender->title = dup_last_title (race);
      repeat_last_year (race, run);
      break;
    case CLV_CONTENDER_COHORT_AVERAGE:
      contender->id = g_intern_static_string ("cohort-average");
      contender->title = g_strdup (_("Cohort average"));
      average_cohorts (race, run);
      break;
    case CLV_CONTENDER_SIMPLE:
      contender->id = g_intern_static_string ("simple");
      contender->title = g_strdup (_("Simple formula"));
      multiply_out (race, run);
      break;
    default:
      g_assert_not_reached ();
    }
  if (run->ran)
    run->ran = clv_race_measure (race, work, run);
}
