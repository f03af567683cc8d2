/* clv-doubts.c - what stands against a prediction: a test it missed, and segments that say otherwise
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include "clv-format.h"
#include "clv-rfm.h"

/* A miss that people should know of. */
#define NOTABLE_ERROR 0.05

/* More likely gone than not. */
#define HALF 0.5

/* The segments whose names say that somebody is leaving or has left. */
static const ClvRfmSegment leaving[] = { CLV_RFM_AT_RISK, CLV_RFM_CANNOT_LOSE_THEM, CLV_RFM_HIBERNATING, CLV_RFM_LOST };

/* Of those who were foreseen to be there at the end, against those who were. */
static double
get_contract_error (const ClvFindings *self)
{
  g_autoptr (ClvSurvival) survival = clv_findings_dup_survival (self);
  const guint last = survival->n_months;
  double error;

  if (survival->test == NULL || !(survival->observed[last] > 0) ||
      (survival->test[last] >= survival->low[last] && survival->test[last] <= survival->high[last]))
    return NAN;
  error = survival->test[last] / survival->observed[last] - 1;
  return fabs (error) >= NOTABLE_ERROR ? error : NAN;
}

/**
 * clv_findings_get_test_error:
 *
 * Returns: how far the model that values customers was off in total in the test on the last months, as a share of what
 *   really came and below 0 when it was too low; of contracts, in how many are still there at the end. NaN where there was no
 *   test, or the model stood it: what came lay inside its band, or next to its expectation
 */
double
clv_findings_get_test_error (const ClvFindings *self)
{
  const ClvModels *models = clv_findings_get_models (self);
  const ClvHoldout *holdout = clv_findings_get_holdout (self);
  const ClvContender *model;

  if (self->valuation != NULL && self->valuation->is_contracts)
    return get_contract_error (self);
  if (models == NULL || models->chosen < 0 || holdout == NULL || holdout->reason != NULL ||
      models->chosen >= (int) holdout->n_contenders)
    return NAN;
  model = &holdout->contenders[models->chosen];
  if (isnan (model->score) || model->total_inside || !(fabs (model->bias) >= NOTABLE_ERROR))
    return NAN;
  return model->bias;
}

/**
 * clv_findings_dup_test_error:
 *
 * Returns: (transfer full) (nullable): how far the model was off in its test, in a few words without a full stop; NULL where
 *   it stood the test or there was none
 */
char *
clv_findings_dup_test_error (const ClvFindings *self)
{
  const double error = clv_findings_get_test_error (self);
  g_autofree char *share = NULL;

  if (isnan (error))
    return NULL;
  share = clv_format_percent (fabs (error), 0);
  /* Translators: %s is a percentage; of a prediction that was tested on the last months */
  return g_strdup_printf (error < 0 ? _("%s too low in its test") : _("%s too high in its test"), share);
}

static char *
tell_miss (const ClvFindings *self)
{
  const double error = clv_findings_get_test_error (self);
  g_autofree char *share = NULL;

  if (isnan (error))
    return NULL;
  share = clv_format_percent (fabs (error), 0);
  /* Translators: %s is a percentage */
  return g_strdup_printf (error < 0
    ? _("The model missed its test on your last months: it expected %s fewer purchases than came. Do not take its word alone for who is "
        "still a customer.")
    : _("The model missed its test on your last months: it expected %s more purchases than came. Do not take its word alone for who is "
        "still a customer."), share);
}

/* Of the segments that speak of leaving: who bought more than once, and of them who are customers still by the model. */
static char *
tell_segments (const ClvFindings *self)
{
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (self, "rfm");
  const ClvCustomers *all = clv_findings_get_customers (self);
  guint32 count[CLV_N_RFM_SEGMENTS] = { 0 }, n_stay = 0;
  const char *name[CLV_N_RFM_SEGMENTS] = { NULL };
  g_autoptr (GString) groups = g_string_new (NULL);
  g_autofree char *stay = NULL;

  if (scheme == NULL || scheme->by_customer == NULL || all->rfm_segment == NULL)
    return NULL;
  for (guint32 c = 0; c < self->valuation->n; c++)
    for (guint i = 0; i < G_N_ELEMENTS (leaving); i++)
      if (all->rfm_segment[c] == leaving[i] && all->frequency[c] > 0 && scheme->by_customer[c] < scheme->n_segments)
        {
          count[leaving[i]]++;
          name[leaving[i]] = scheme->segments[scheme->by_customer[c]].name;
          n_stay += self->valuation->p_alive[c] >= HALF;
        }
  /* Where most of them are on the list too, there is nothing to be wondered at. */
  if (n_stay <= self->n_at_risk)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (leaving); i++)
    if (count[leaving[i]] > 0)
      {
        g_autofree char *number = clv_format_count (count[leaving[i]]);

        /* Translators: number of customers, name of a segment; several of these are joined by commas */
        g_string_append_printf (groups, _("%s%s “%s”"), groups->len > 0 ? ", " : "", number, name[leaving[i]]);
      }
  stay = clv_format_count (n_stay);
  /* Translators: “137 “At risk”, 16 “Cannot lose them””, a number of customers */
  return g_strdup_printf (
    ngettext ("Of those who bought more than once, the RFM segments call %s. Segments rank customers against each other; the model minds "
              "each one’s own rhythm, and takes %s of them for a customer still.",
              "Of those who bought more than once, the RFM segments call %s. Segments rank customers against each other; the model minds "
              "each one’s own rhythm, and takes %s of them for customers still.", n_stay), groups->str, stay);
}

/**
 * clv_findings_dup_champions_sentence:
 *
 * Returns: (transfer full) (nullable): how many of the best segments have probably left, and how that can be
 */
char *
clv_findings_dup_champions_sentence (const ClvFindings *self)
{
  guint n = 0;
  g_autofree char *count = NULL;

  for (guint32 c = 0; c < self->valuation->n; c++)
    n += self->valuation->p_alive[c] < HALF &&
         (self->columns.rfm_segment[c] == CLV_RFM_CHAMPIONS || self->columns.rfm_segment[c] == CLV_RFM_LOYAL);
  if (n == 0)
    return NULL;
  count = clv_format_count (n);
  /* Translators: a number of customers */
  return g_strdup_printf (
    ngettext ("%s customer of the segments “Champions” and “Loyal” is more likely gone than not: a segment ranks what was bought, "
              "the model minds how long each one has been silent against their own rhythm.",
              "%s customers of the segments “Champions” and “Loyal” are more likely gone than not: a segment ranks what was bought, "
              "the model minds how long each one has been silent against their own rhythm.", n), count);
}

/* Takes @sentence. */
static void
add (GStrvBuilder *sentences,
     char         *sentence)
{
  if (sentence != NULL)
    g_strv_builder_add (sentences, sentence);
  g_free (sentence);
}

/**
 * clv_findings_dup_risk_doubts:
 *
 * Returns: (transfer full) (array zero-terminated=1): what to know before one takes the list of those at risk, or that
 *   there is nobody on it, for true; none where nothing speaks against it
 */
char **
clv_findings_dup_risk_doubts (const ClvFindings *self)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  if (self->valuation != NULL && !self->valuation->is_contracts)
    {
      add (sentences, tell_miss (self));
      add (sentences, tell_segments (self));
      add (sentences, clv_findings_dup_champions_sentence (self));
    }
  return g_strv_builder_end (sentences);
}
