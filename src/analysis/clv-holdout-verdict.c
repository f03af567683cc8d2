/* clv-holdout-verdict.c - how good the predictions were, in a few sentences that are true for these data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-holdout-private.h"

#include "clv-format.h"
#include "clv-metric.h"

/* A smaller error is none that anybody should worry about. */
#define NO_ERROR 0.005

#define NOTABLE_ERROR 0.05
/* Of the error in money from that in purchases. */
#define NOTABLE_DIFFERENCE 0.1

#define FEW_CUSTOMERS 30u
#define NO_BETTER_THAN_CHANCE 0.05

#define DAYS_A_MONTH (CLV_DAYS_PER_YEAR / 12)
#define MONTH_TOLERANCE_DAYS 3.5

/* “On your last 12 months”, or days where it is no whole number of months. */
static char *
dup_when (const ClvHoldout *holdout)
{
  const guint days = (guint) (holdout->end - holdout->start) + 1, months = (guint) round (days / DAYS_A_MONTH);

  if (months > 0 && fabs (days - months * DAYS_A_MONTH) <= MONTH_TOLERANCE_DAYS)
    /* Translators: begins a sentence: “On your last 12 months the model was 4 % too low in total” */
    return g_strdup_printf (ngettext ("On your last month", "On your last %u months", months), months);
  /* Translators: begins a sentence, as “On your last 12 months” does */
  return g_strdup_printf (ngettext ("On your last day", "On your last %u days", days), days);
}

static char *
dup_percent (double share)
{
  return clv_format_percent (share, 0);
}

/* “4 % too low” */
static char *
dup_error (double bias)
{
  g_autofree char *share = dup_percent (fabs (bias));

  if (fabs (bias) < NO_ERROR)
    return g_strdup (_("right"));
  /* Translators: %s is a percentage */
  return g_strdup_printf (bias < 0 ? _("%s too low") : _("%s too high"), share);
}

/* With the ending that tells it from an error for single customers. */
static char *
dup_total_error (double bias)
{
  g_autofree char *share = dup_percent (fabs (bias));

  if (fabs (bias) < NO_ERROR)
    return g_strdup (_("right in total"));
  /* Translators: %s is a percentage */
  return g_strdup_printf (bias < 0 ? _("%s too low in total") : _("%s too high in total"), share);
}

static const ClvContender *
find_best_rule (const ClvHoldout *holdout)
{
  const ClvContender *best = NULL;

  for (guint i = 0; i < holdout->n_contenders; i++)
    if (!holdout->contenders[i].is_model && (best == NULL || holdout->contenders[i].score < best->score))
      best = &holdout->contenders[i];
  return best;
}

static double
get_total_error (const ClvContender *contender)
{
  return fabs (contender->bias);
}

static double
get_mean_error (const ClvContender *contender)
{
  return contender->mae;
}

/* Whether no other contender has a smaller error. */
static gboolean
is_closest (const ClvHoldout   *holdout,
            const ClvContender *contender,
            double            (*get_error) (const ClvContender *contender))
{
  for (guint i = 0; i < holdout->n_contenders; i++)
    if (!isnan (holdout->contenders[i].score) && get_error (&holdout->contenders[i]) < get_error (contender))
      return FALSE;
  return TRUE;
}

static char *
say_nobody_bought (const ClvHoldout   *holdout,
                   const ClvContender *model)
{
  g_autofree char *when = dup_when (holdout);
  g_autofree char *count = clv_format_count (holdout->n_customers);
  g_autofree char *expected = NULL;

  if (model == NULL)
    /* Translators: “On your last 12 months”, number of customers */
    return g_strdup_printf (ngettext ("%s %s customer known before did not buy again.",
                                      "%s none of the %s customers known before bought again.", holdout->n_customers),
                            when, count);
  expected = clv_format_number (model->predicted, model->predicted < 10 ? 1 : 0);
  /* Translators: “On your last 12 months”, number of customers, number of purchases */
  return g_strdup_printf (ngettext ("%s the %s customer known before did not buy again; the model had expected %s purchases.",
                                    "%s none of the %s customers known before bought again; the model had expected %s purchases.",
                                    holdout->n_customers),
                          when, count, expected);
}

/* The total of a model and of the best rule. Claims no more than the figures do: the better score may come from single
 * customers or from revenue. */
static char *
say_totals (const ClvHoldout   *holdout,
            const ClvContender *model,
            const ClvContender *rule,
            gboolean            rule_wins)
{
  g_autofree char *when = dup_when (holdout);
  g_autofree char *of_model = dup_total_error (model->bias);
  g_autofree char *of_rule = NULL;
  g_autofree char *of_rule_total = NULL;

  if (rule == NULL)
    /* Translators: “On your last 12 months”, “4 % too low in total” */
    return g_strdup_printf (_("%s the model was %s."), when, of_model);
  of_rule = dup_error (rule->bias);
  of_rule_total = dup_total_error (rule->bias);
  if (rule_wins && is_closest (holdout, rule, get_total_error) && rule->mae <= model->mae)
    {
      g_autofree char *short_of_model = dup_error (model->bias);

      /* Translators: “On your last 12 months”, name of a rule of thumb, “3 % too low in total”, “32 % too low” */
      return g_strdup_printf (_("%s “%s” came closest: it was %s, the model %s. Here the simple rule is the better guide."),
                              when, rule->title, of_rule_total, short_of_model);
    }
  if (!rule_wins && fabs (rule->bias) < NO_ERROR && fabs (model->bias) < NO_ERROR)
    /* Translators: “On your last 12 months”, name of a rule of thumb */
    return g_strdup_printf (_("%s both the model and “%s” were right in total."), when, rule->title);
  if (rule_wins && is_closest (holdout, rule, get_mean_error))
    /* Translators: “On your last 12 months”, name of a rule of thumb, “3 % too low in total”, “32 % too low in total” */
    return g_strdup_printf (_("%s “%s” came closest for single customers, and was %s; the model was %s. "
                              "Here the simple rule is the better guide."),
                            when, rule->title, of_rule_total, of_model);
  if (rule_wins)
    /* Translators: “On your last 12 months”, name of a rule of thumb, “3 % too low in total”, “32 % too low in total” */
    return g_strdup_printf (_("%s “%s” was %s; the model was %s. All in all, in total and customer by customer, the simple rule "
                              "is the better guide here."),
                            when, rule->title, of_rule_total, of_model);
  if (fabs (rule->bias) < fabs (model->bias) && rule->mae > model->mae)
    /* Translators: “On your last 12 months”, “4 % too low in total”, name of a rule of thumb, “1 % too low” */
    return g_strdup_printf (_("%s the model was %s; “%s” was %s, but further off for single customers."),
                            when, of_model, rule->title, of_rule);
  /* Translators: “On your last 12 months”, “4 % too low in total”, name of a rule of thumb, “25 % too low” */
  return g_strdup_printf (_("%s the model was %s; “%s” was %s."), when, of_model, rule->title, of_rule);
}

static void
add_sentence (GString *text,
              char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

/* Purchases and money may go different ways: what a purchase brings is predicted too. */
static void
say_money (GString            *text,
           const ClvContender *model)
{
  g_autofree char *error = NULL;

  if (isnan (model->value_bias) || fabs (model->value_bias - model->bias) < NOTABLE_DIFFERENCE)
    return;
  error = dup_error (model->value_bias);
  /* Translators: “27 % too low” */
  add_sentence (text, g_strdup_printf (_("In money it was %s."), error));
}

static void
say_bands (GString            *text,
           const ClvHoldout   *holdout,
           const ClvContender *model)
{
  g_autofree char *share = dup_percent (model->coverage);
  g_autofree char *level = dup_percent (holdout->interval);
  g_autofree char *actual = clv_format_count ((guint64) holdout->actual);
  g_autofree char *low = clv_format_number (floor (model->total_low), 0);
  g_autofree char *high = clv_format_number (ceil (model->total_high), 0);

  if (holdout->n_customers < FEW_CUSTOMERS)
    {
      const guint n = (guint) round (model->coverage * holdout->n_customers);

      /* Translators: a number of customers, all of them, and the percentage that was promised */
      add_sentence (text, g_strdup_printf (ngettext ("%u of %u customer was inside their %s band.",
                                                     "%u of %u customers were inside their %s band.", holdout->n_customers),
                                           n, holdout->n_customers, level));
    }
  else
    /* Translators: the percentage of customers, and the percentage that was promised */
    add_sentence (text, g_strdup_printf (_("%s of customers were inside their %s band."), share, level));
  /* The band of very many customers is so narrow that being outside says little. */
  if (!model->total_inside && !isnan (model->total_low) && fabs (model->bias) >= NOTABLE_ERROR)
    /* Translators: number of purchases, lower and upper end of a band */
    add_sentence (text, g_strdup_printf (_("The real total of %s purchases lay outside the model’s band of %s to %s: "
                                           "that band was too narrow, and may be again. Allow for errors of this size."),
                                         actual, low, high));
}

static void
say_ranking (GString            *text,
             const ClvHoldout   *holdout,
             const ClvContender *model)
{
  g_autofree char *share = NULL;

  /* The best fifth of a handful is one customer. */
  if (isnan (model->top20_hits) || holdout->n_customers < FEW_CUSTOMERS)
    return;
  share = dup_percent (model->top20_hits);
  if (holdout->n_bought < CLV_TOP_SHARE * holdout->n_customers)
    {
      g_autofree char *bought = clv_format_count (holdout->n_bought);

      /* Translators: number of customers, then a percentage */
      add_sentence (text, g_strdup_printf (ngettext ("Of the %s customer who bought at all, %s stood in the model’s first places, "
                                                     "as many as bought.",
                                                     "Of the %s customers who bought at all, %s stood in the model’s first places, "
                                                     "as many as bought.", holdout->n_bought), bought, share));
      return;
    }
  if (model->top20_hits > CLV_TOP_SHARE + NO_BETTER_THAN_CHANCE)
    /* Translators: %s is a percentage */
    add_sentence (text, g_strdup_printf (_("Of the fifth who bought most, the model had named %s."), share));
  else
    {
      g_autofree char *chance = dup_percent (CLV_TOP_SHARE);

      /* Translators: two percentages */
      add_sentence (text, g_strdup_printf (_("Who would buy most, the model could not tell: of the fifth who did, it had "
                                             "named %s; chance names %s."), share, chance));
    }
}

/**
 * clv_holdout_dup_verdict:
 * @chosen: index of the model that values customers; -1: the best one
 *
 * Returns: (transfer full): what came out, for a marketer; why there is no holdout when there is none
 */
char *
clv_holdout_dup_verdict (const ClvHoldout *holdout,
                         int               chosen)
{
  const int shown = chosen >= 0 && chosen < (int) holdout->n_contenders ? chosen : holdout->best_model;
  const ClvContender *model = shown >= 0 && !isnan (holdout->contenders[shown].score) ? &holdout->contenders[shown] : NULL;
  const ClvContender *rule = find_best_rule (holdout);
  GString *text;

  if (holdout->reason != NULL)
    return g_strdup (clv_reason_get_text (holdout->reason));
  if (!(holdout->actual > 0))
    return say_nobody_bought (holdout, model);
  text = g_string_new (NULL);
  if (model != NULL)
    {
      const gboolean rule_wins = holdout->winner >= 0 && !holdout->contenders[holdout->winner].is_model;

      add_sentence (text, say_totals (holdout, model, rule, rule_wins));
      if (!rule_wins)
        say_money (text, model);
      if (shown != holdout->best_model && holdout->best_model >= 0)
        /* Translators: name of a model */
        add_sentence (text, g_strdup_printf (_("“%s” did better than the model you chose."),
                                             holdout->contenders[holdout->best_model].title));
      say_bands (text, holdout, model);
      say_ranking (text, holdout, model);
    }
  else if (rule != NULL)
    {
      g_autofree char *when = dup_when (holdout);
      g_autofree char *error = dup_total_error (rule->bias);

      /* Translators: “On your last 12 months”, name of a rule of thumb, “4 % too low in total” */
      add_sentence (text, g_strdup_printf (_("%s “%s” was %s."), when, rule->title, error));
    }
  if (holdout->n_customers < FEW_CUSTOMERS)
    add_sentence (text, g_strdup_printf (ngettext ("Only %u customer was known before: this is a hint, no proof.",
                                                   "Only %u customers were known before: this is a hint, no proof.",
                                                   holdout->n_customers), holdout->n_customers));
  return g_string_free (text, FALSE);
}
