/* clv-value-sentences.c - how far what is predicted can be trusted, and how it goes with what else is said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include "clv-format.h"
#include "clv-prediction-text.h"

/* Below, sums are of few people. */
#define FEW_REPEAT_BUYERS 30u

static void
tell_few (const ClvFindings *self,
          GPtrArray         *sentences)
{
  const ClvModelFits *fits = self->model_set->fits;
  const guint n = (guint) fits->cells.n_repeat_buyers;

  if (n >= FEW_REPEAT_BUYERS)
    return;
  /* Translators: a number of customers */
  g_ptr_array_add (sentences, g_strdup_printf (
    ngettext ("Only %u customer has come back so far: this leans on what shops usually see. Read the band, not the number inside it.",
              "Only %u customers have come back so far: this leans on what shops usually see. Read the band, not the number inside it.",
              n), n));
}

/* The band speaks of chance and of parameters; the test shows what else can go wrong. */
static void
tell_miss (const ClvFindings *self,
           GPtrArray         *sentences)
{
  const double error = clv_findings_get_test_error (self);
  g_autofree char *level = NULL;
  g_autofree char *share = NULL;

  if (isnan (error))
    return;
  level = clv_format_percent (self->valuation->interval, 0);
  share = clv_format_percent (fabs (error), 0);
  /* Translators: a percentage such as 80 %, then one such as 32 % */
  g_ptr_array_add (sentences, g_strdup_printf (
    error < 0
      ? _("The %s band knows chance and the model’s own doubts, nothing else: in the test on your last months the model was %s too "
          "low, and what really came lay outside its band. Allow for as much.")
      : _("The %s band knows chance and the model’s own doubts, nothing else: in the test on your last months the model was %s too "
          "high, and what really came lay outside its band. Allow for as much."), level, share));
}

static void
tell_horizon (const ClvFindings *self,
              GPtrArray         *sentences)
{
  const ClvBuyingHistory *history = &self->model_set->fits->history;
  const double known = (double) history->cut - history->first_day + 1;
  g_autofree char *ahead = NULL;
  g_autofree char *behind = NULL;

  if (self->valuation->horizon_days <= known)
    return;
  ahead = clv_prediction_dup_span (self->valuation->horizon_days);
  behind = clv_prediction_dup_span (known);
  /* Translators: spans of time such as “10 years”, “18 months” */
  g_ptr_array_add (sentences, g_strdup_printf (
    _("This looks %s ahead, and the data show %s: beyond that nothing tested the model, and its band is too narrow."), ahead, behind));
}

static void
tell_margins (const ClvFindings *self,
              GPtrArray         *sentences)
{
  if (self->valuation->own_margin != NULL)
    g_ptr_array_add (sentences, g_strdup (_("Each customer has the margin of their own orders so far, drawn towards that of all the "
                                            "more the fewer they are.")));
}

static void
tell_champions (const ClvFindings *self,
                GPtrArray         *sentences)
{
  char *sentence = clv_findings_dup_champions_sentence (self);

  if (sentence != NULL)
    g_ptr_array_add (sentences, sentence);
}

/**
 * clv_findings_dup_value_sentences:
 * @n: (out): how many
 *
 * Wants the valuation, the proof and the segments.
 *
 * Returns: (transfer full) (array zero-terminated=1): what to know of the values
 */
char **
clv_findings_dup_value_sentences (const ClvFindings *self,
                                  guint             *n)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new ();

  tell_few (self, sentences);
  tell_miss (self, sentences);
  tell_horizon (self, sentences);
  tell_margins (self, sentences);
  tell_champions (self, sentences);
  *n = sentences->len;
  g_ptr_array_add (sentences, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&sentences), FALSE);
}
