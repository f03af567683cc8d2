/* clv-holdout.c - the last part of the history is held back, and everybody has to predict it
 *
 * Length: whole months, a third of the history, at most twelve; people can choose days.
 *
 * Who wins: the lowest score (clv-race-measure.c says what it is made of). A model that
 * is hardly worse than a rule of thumb is preferred, because it says how sure it is, who
 * is still there and who comes next, and no rule does: a rule wins only when its score is
 * lower by more than NEARLY, and by more than one standard error of the difference, which
 * is taken over customers. Then it is recommended. Of models within NEARLY of the best one
 * those whose intervals keep their promise go first, then the likelier one; BG/NBD only
 * when it is better than that: it takes for granted that whoever bought once is a customer
 * for ever.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-holdout-private.h"

#include <string.h>

#define NEARLY 0.02

#define DAYS_A_MONTH (CLV_DAYS_PER_YEAR / 12)
#define MAX_MONTHS 12
/* The first orders and the last ones seldom fall on the ends of their months. */
#define END_OF_MONTH_DAYS 3
#define MONTHS_TOLERANCE 0.05
/* In less time nobody is seen to come back, whoever does. */
#define MIN_DAYS_TO_LEARN 28

typedef struct
{
  const ClvRace *race;
  const ClvWork *work;
  double         interval;
  ClvRun        *runs;
} RunAll;

/**
 * clv_holdout_find_cut:
 * @first_day: first day of the history
 * @end: last day of the history
 * @holdout_days: so many days at the end; NaN or 0: whole months
 *
 * A third of the history in whole months, at most twelve. They end with @end; when that is one of the last days of its
 * month, they are those of the calendar.
 *
 * Returns: the last day to learn from; CLV_DAY_NONE when fewer than four weeks would be left to learn from, or less than a
 *   month to be held back
 */
ClvDay
clv_holdout_find_cut (ClvDay first_day,
                      ClvDay end,
                      double holdout_days)
{
  const double months = ((double) end - first_day + 1) / DAYS_A_MONTH;
  const ClvDay month_end = clv_day_period_next (clv_day_period_start (end, CLV_PERIOD_MONTH, 1), CLV_PERIOD_MONTH) - 1;
  const int n = (int) MIN (floor (months / 3 + MONTHS_TOLERANCE), MAX_MONTHS);
  int year, month, day;

  if (holdout_days > 0)
    {
      const double days = MAX (1, round (holdout_days));

      return days <= (double) end - first_day - MIN_DAYS_TO_LEARN ? end - (ClvDay) days : CLV_DAY_NONE;
    }
  if (n < 1)
    return CLV_DAY_NONE;
  /* Not after the 28th, so that each month has that day. */
  clv_day_to_ymd (month_end - end <= END_OF_MONTH_DAYS ? month_end + 1 : end + 1, &year, &month, &day);
  month -= n;
  return clv_day_from_ymd (month < 1 ? year - 1 : year, month < 1 ? month + 12 : month, day) - 1;
}

/* Without a rhythm (k = 1) MBG/CNBD-k is MBG/NBD itself. */
static gboolean
is_without_rhythm (const ClvRace *race)
{
  const ClvModelFits *fits = race->fits;

  return fits->is_fitted[CLV_BUYING_MBGCNBD] && fits->is_fitted[CLV_BUYING_MBGNBD] &&
         fits->buying[CLV_BUYING_MBGCNBD].model.k == 1;
}

static void
copy_run (const ClvRace *race,
          const ClvRun  *from,
          ClvRun        *to)
{
  const gsize n_steps = (gsize) race->n_steps + 1;
  const char *id = to->contender.id;
  char *title = to->contender.title;

  if (!from->ran)
    return;
  *to = *from;
  to->contender.id = id;
  to->contender.title = title;
  to->contender.cumulative = g_memdup2 (from->contender.cumulative, n_steps * sizeof (double));
  to->contender.cumulative_low = g_memdup2 (from->contender.cumulative_low, n_steps * sizeof (double));
  to->contender.cumulative_high = g_memdup2 (from->contender.cumulative_high, n_steps * sizeof (double));
  to->loss = g_memdup2 (from->loss, (gsize) race->n * sizeof (float));
}

static void
run_part (guint    part,
          gpointer data)
{
  RunAll *all = data;

  /* Pareto/NBD takes longest: it goes first. */
  const guint which = part < CLV_N_BUYING ? CLV_N_BUYING - 1 - part : part;

  if (clv_work_is_cancelled (all->work) || (which < CLV_N_BUYING && all->runs[which].contender.id == NULL) || (which == CLV_BUYING_MBGCNBD && is_without_rhythm (all->race)))
    return;
  if (which < CLV_N_BUYING)
    clv_race_run_model (all->race, which, all->interval, all->work, &all->runs[which]);
  else
    clv_race_run_rule (all->race, which, all->work, &all->runs[which]);
}

static int
find_lowest (const ClvHoldout *holdout,
             gboolean          models)
{
  int best = -1;

  for (guint i = 0; i < holdout->n_contenders; i++)
    {
      const ClvContender *contender = &holdout->contenders[i];

      if (contender->is_model == models && !isnan (contender->score) &&
          (best < 0 || contender->score < holdout->contenders[best].score))
        best = (int) i;
    }
  return best;
}

static gboolean
is_nearly_best (const ClvHoldout *holdout,
                guint             model,
                int               lowest)
{
  return lowest >= 0 && holdout->contenders[model].score <= holdout->contenders[lowest].score * (1 + NEARLY);
}

/* Intervals of counts hold more than they promise; less is a fault. */
static double
missing_coverage (const ClvHoldout *holdout,
                  guint             model)
{
  return MAX (holdout->interval - holdout->contenders[model].coverage, 0);
}

/* They stand first. */
static gboolean
is_a_model (const ClvHoldout *holdout,
            guint             i)
{
  return i < CLV_N_BUYING && i < holdout->n_contenders && holdout->contenders[i].is_model;
}

/* Of years and of days, likelihoods do not compare: there the score alone decides. */
static gboolean
is_likelier (const ClvHoldout   *holdout,
             const ClvModelFits *fits,
             guint               model,
             guint               other)
{
  if (model == CLV_BUYING_BGBB || other == CLV_BUYING_BGBB)
    return holdout->contenders[model].score < holdout->contenders[other].score;
  return fits->buying[model].log_likelihood > fits->buying[other].log_likelihood;
}

/* See the head of this file. */
static int
find_best_model (const ClvHoldout *holdout,
                 const ClvRace    *race)
{
  const int lowest = find_lowest (holdout, TRUE);
  double least_missing = 1;
  int best = -1;

  for (guint i = 0; is_a_model (holdout, i); i++)
    if (is_nearly_best (holdout, i, lowest))
      least_missing = MIN (least_missing, missing_coverage (holdout, i));
  for (guint i = 0; is_a_model (holdout, i); i++)
    if (is_nearly_best (holdout, i, lowest) && missing_coverage (holdout, i) <= least_missing + NEARLY &&
        (best < 0 || best == CLV_BUYING_BGNBD || is_likelier (holdout, race->fits, i, (guint) best)))
      best = (int) i;
  return best;
}

/* Whether @rule is better than @model by more than chance. */
static gboolean
is_clearly_better (const ClvRace *race,
                   const ClvRun  *rule,
                   const ClvRun  *model)
{
  const double n = race->n, gain = (double) model->contender.score - rule->contender.score;
  ClvSum squares = { 0 };

  if (!(rule->contender.score < model->contender.score * (1 - NEARLY)))
    return FALSE;
  for (guint32 i = 0; i < race->n; i++)
    {
      const double difference = (double) model->loss[i] - rule->loss[i] - gain / n;

      clv_sum_add (&squares, difference * difference);
    }
  return n > 1 && gain > sqrt (clv_sum_get (&squares) * n / (n - 1));
}

/**
 * clv_holdout_decide:
 * @runs: (array length=CLV_N_CONTENDERS): what is handed on is taken from them
 * @wanted: the model people chose, or -1
 *
 * Puts the contenders into @holdout, finds the winner, and shows the model that values customers in detail.
 */
void
clv_holdout_decide (ClvHoldout    *holdout,
                    const ClvRace *race,
                    ClvRun        *runs,
                    int            wanted)
{
  int rule, shown;

  holdout->contenders = g_new0 (ClvContender, CLV_N_CONTENDERS);
  for (guint i = 0; i < CLV_N_CONTENDERS; i++)
    if (runs[i].ran || runs[i].contender.is_model)
      {
        if (!runs[i].ran)
          runs[i].contender.score = NAN;
        holdout->contenders[holdout->n_contenders++] = runs[i].contender;
        runs[i].contender.title = NULL;
        runs[i].contender.cumulative = runs[i].contender.cumulative_low = runs[i].contender.cumulative_high = NULL;
      }
  holdout->best_model = find_best_model (holdout, race);
  holdout->winner = holdout->best_model;
  rule = find_lowest (holdout, FALSE);
  if (rule >= 0)
    for (guint i = CLV_N_BUYING; i < CLV_N_CONTENDERS; i++)
      if (runs[i].contender.id == holdout->contenders[rule].id &&
          (holdout->best_model < 0 || is_clearly_better (race, &runs[i], &runs[holdout->best_model])))
        holdout->winner = rule;

  shown = wanted >= 0 && runs[wanted].ran ? wanted : holdout->best_model;
  if (shown < 0)
    return;
  memcpy (holdout->calibration, runs[shown].calibration, sizeof holdout->calibration);
  memcpy (holdout->lift, runs[shown].lift, sizeof holdout->lift);
  memcpy (holdout->lift_value, runs[shown].lift_value, sizeof holdout->lift_value);
  holdout->inside = runs[shown].inside;
  holdout->above = runs[shown].above;
  holdout->below = runs[shown].below;
}

static void
fill_actual (ClvHoldout    *holdout,
             const ClvRace *race)
{
  const ClvPurchases *purchases = race->purchases;

  holdout->n_steps = race->n_steps;
  holdout->step_end = g_new (ClvDay, race->n_steps + 1);
  holdout->actual_cumulative = g_new0 (double, race->n_steps + 1);
  for (guint step = 0; step <= race->n_steps; step++)
    holdout->step_end[step] = race->cut + clv_race_step_days (race, step);
  for (guint32 slot = 0; slot < race->n; slot++)
    {
      const guint32 customer = race->customer[slot];

      for (guint32 i = purchases->start[customer]; i < purchases->start[customer + 1] && purchases->day[i] <= race->end; i++)
        if (purchases->day[i] > race->cut && clv_purchases_is_purchase (purchases, i))
          holdout->actual_cumulative[(purchases->day[i] - race->cut + CLV_STEP_DAYS - 1) / CLV_STEP_DAYS]++;
    }
  for (guint step = 1; step <= race->n_steps; step++)
    holdout->actual_cumulative[step] += holdout->actual_cumulative[step - 1];
}

/* Models are named as everywhere. */
static void
name_models (const ClvModelSet *set,
             ClvRun            *runs)
{
  const ClvModels *models = &set->models;

  for (guint i = 0; i < CLV_N_BUYING; i++)
    {
      if (i == CLV_BUYING_BGBB && !set->fits->is_yearly)
        continue;
      runs[i].contender.id = models->models[i].id;
      runs[i].contender.title = g_strdup (models->models[i].title);
      runs[i].contender.is_model = TRUE;
    }
}

/* A model that does not apply to these data is not the one that is taken. */
static gboolean
is_model_asked_for (const ClvAnalysis *self)
{
  const ClvModelChoice choice = self->assumptions->model;

  return !clv_model_choice_is_open (choice) &&
         (choice != CLV_MODEL_CHOICE_BGBB || self->findings->model_set->fits->is_yearly);
}

static gboolean
run_all (ClvAnalysis   *self,
         const ClvRace *race,
         ClvHoldout    *holdout)
{
  ClvRun runs[CLV_N_CONTENDERS] = { { 0 } };
  RunAll all = { race, self->work, self->assumptions->interval, runs };
  gboolean cancelled;

  name_models (self->findings->model_set, runs);
  clv_work_run (self->work, run_part, CLV_N_CONTENDERS, &all);
  if (is_without_rhythm (race))
    copy_run (race, &runs[CLV_BUYING_MBGNBD], &runs[CLV_BUYING_MBGCNBD]);
  cancelled = clv_work_is_cancelled (self->work);
  if (!cancelled)
    {
      holdout->n_customers = race->n;
      for (guint32 i = 0; i < race->n; i++)
        holdout->n_bought += race->actual[i] > 0;
      holdout->actual = race->truth.total;
      holdout->actual_value = race->truth_value.total;
      fill_actual (holdout, race);
      clv_holdout_decide (holdout, race, runs, is_model_asked_for (self) ? self->findings->model_set->models.chosen : -1);
    }
  for (guint i = 0; i < CLV_N_CONTENDERS; i++)
    clv_run_clear (&runs[i]);
  return !cancelled;
}

static gboolean
race_on (ClvAnalysis        *self,
         const ClvPurchases *purchases,
         ClvHoldout         *holdout)
{
  const ClvDay *first_order = self->findings->columns.first_order_day;
  const ClvDay end = self->as_of;
  ClvModelSet *set = self->findings->model_set;
  ClvDay first_day = CLV_DAY_NONE, cut;
  ClvModelFits *fits;
  ClvRace race;
  gboolean done;

  for (guint32 c = 0; c < self->n_customers; c++)
    if (first_order[c] != CLV_DAY_NONE && (first_day == CLV_DAY_NONE || first_order[c] < first_day))
      first_day = first_order[c];
  cut = first_day != CLV_DAY_NONE ? clv_holdout_find_cut (first_day, end, self->assumptions->holdout_days) : CLV_DAY_NONE;
  if (cut == CLV_DAY_NONE || cut < first_day)
    {
      holdout->reason = g_intern_static_string (CLV_REASON_NO_HOLDOUT);
      return TRUE;
    }
  holdout->first_day = first_day;
  holdout->start = cut + 1;
  holdout->end = end;
  fits = set->of_race.cut == cut ? clv_model_fits_new_known (self, &set->of_race)
                                 : clv_model_fits_new (self, cut, (1u << CLV_N_BUYING) - 1, 0.6, 0.64);
  if (fits == NULL)
    return FALSE;
  clv_model_fits_get_known (fits, &set->of_race);
  clv_work_progress (self->work, _("Testing predictions on the past"), 0.64);
  done = clv_race_init (&race, purchases, fits, first_day, end, self->work) && run_all (self, &race, holdout);
  clv_race_clear (&race);
  return done;
}

/**
 * clv_analysis_run_race:
 *
 * Lets all models and rules of thumb predict the last part of the history, which none of them has seen, and checks what
 * the models take for granted. Wants the models; the best one is chosen unless people chose another.
 *
 * Checked by /analysis/holdout.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_run_race (ClvAnalysis *self)
{
  ClvModelSet *set = self->findings->model_set;
  ClvModelChecks *checks = self->findings->model_checks = g_atomic_rc_box_new0 (ClvModelChecks);
  ClvPurchases purchases;
  gboolean done;

  set->holdout = g_new0 (ClvHoldout, 1);
  set->holdout->winner = set->holdout->best_model = -1;
  set->holdout->interval = self->assumptions->interval;
  set->holdout->start = set->holdout->end = set->holdout->first_day = CLV_DAY_NONE;
  done = clv_purchases_init (&purchases, self) && race_on (self, &purchases, set->holdout) &&
         clv_model_checks_fill (checks, self, &purchases, set->holdout);
  clv_purchases_clear (&purchases);
  if (!done)
    return FALSE;
  if (!is_model_asked_for (self) && set->holdout->best_model >= 0)
    set->models.chosen = set->holdout->best_model;
  set->holdout->verdict = clv_holdout_dup_verdict (set->holdout, set->models.chosen);
  return TRUE;
}

/**
 * clv_analysis_check_models:
 *
 * Checks anew what the models take for granted, after a race that is taken over.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_check_models (ClvAnalysis *self)
{
  ClvModelChecks *checks = self->findings->model_checks = g_atomic_rc_box_new0 (ClvModelChecks);
  ClvPurchases purchases;
  gboolean done;

  done = clv_purchases_init (&purchases, self)
         && clv_model_checks_fill (checks, self, &purchases, self->findings->model_set->holdout);
  clv_purchases_clear (&purchases);
  return done;
}

/**
 * clv_holdout_free:
 *
 * Frees a holdout; NULL is nothing.
 */
void
clv_holdout_free (ClvHoldout *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_contenders; i++)
    {
      g_free (self->contenders[i].title);
      g_free (self->contenders[i].cumulative);
      g_free (self->contenders[i].cumulative_low);
      g_free (self->contenders[i].cumulative_high);
    }
  g_free (self->contenders);
  g_free (self->step_end);
  g_free (self->actual_cumulative);
  g_free (self->verdict);
  g_free (self);
}
