/* clv-models.c - the models of the findings: taken over or fitted, named, and judged in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include "clv-format.h"

/* Histories of fewer days show nobody coming back, whoever does. */
#define MIN_DAYS 28

/* The buying models, spend, contracts. */
#define MAX_MODELS (CLV_N_BUYING + 2)

/* A logarithm known to ± this much says nothing: a factor of seven. */
#define MAX_LOG_ERROR 2.0

/* Shapes from which on amounts differ by less than 10 %. */
#define ALIKE 100.0

static const struct
{
  const char *id;
  const char *title;
  const char *letters[4];
} buying_infos[CLV_N_BUYING] = {
  [CLV_BUYING_BGNBD] = { "bgnbd", N_("Leaves only after coming back"), { "r", "alpha", "a", "b" } },
  [CLV_BUYING_MBGNBD] = { "mbgnbd", N_("May leave after any purchase"), { "r", "alpha", "a", "b" } },
  [CLV_BUYING_MBGCNBD] = { "mbgcnbd", N_("Buys in a rhythm, may leave after any purchase"), { "r", "alpha", "a", "b" } },
  [CLV_BUYING_PARETONBD] = { "paretonbd", N_("May leave at any moment"), { "r", "alpha", "s", "beta" } },
  [CLV_BUYING_BGBB] = { "bgbb", N_("Comes back once a year, or not"), { "alpha", "beta", "gamma", "delta" } },
};

/**
 * clv_model_set_ref:
 *
 * Returns: (transfer full): the same set
 */
ClvModelSet *
clv_model_set_ref (ClvModelSet *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

/**
 * clv_model_set_unref:
 *
 * Drops a reference; the last one frees the models with their proof.
 */
void
clv_model_set_unref (ClvModelSet *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < self->models.n_models; i++)
    g_free (self->models.models[i].sentence);
  g_free (self->models.models);
  g_clear_pointer (&self->holdout, clv_holdout_free);
  g_clear_pointer (&self->fits, clv_model_fits_unref);
  g_clear_pointer (&self->base_flows, clv_base_flows_free);
  g_mutex_clear (&self->lock);
  clv_ledger_unref (self->ledger);
  g_free (self);
}

/* Whether the same rows count with the same amounts: nothing else goes into a fit. */
static gboolean
is_same_rows (const ClvModelSet *set,
              const ClvAnalysis *analysis)
{
  ClvAssumptions of_set, now;

  clv_assumptions_init_default (&of_set);
  clv_assumptions_init_default (&now);
  of_set.rules = set->assumptions.rules;
  now.rules = analysis->assumptions->rules;
  g_strlcpy (of_set.currency, set->assumptions.currency, sizeof of_set.currency);
  g_strlcpy (now.currency, analysis->assumptions->currency, sizeof now.currency);
  return set->ledger == analysis->ledger && clv_assumptions_equal (&of_set, &now);
}

/* Whether the proof is the same, too. */
static gboolean
is_same_race (const ClvModelSet    *set,
              const ClvAssumptions *now)
{
  const double before_days = set->assumptions.holdout_days > 0 ? set->assumptions.holdout_days : 0;
  const double now_days = now->holdout_days > 0 ? now->holdout_days : 0;

  return before_days == now_days && set->assumptions.model == now->model && set->assumptions.interval == now->interval;
}

static ClvModelStatus
status_of (ClvFitQuality quality)
{
  switch (quality)
    {
    case CLV_FIT_FINE:
      return CLV_MODEL_FINE;
    case CLV_FIT_WEAK:
      return CLV_MODEL_WEAK;
    case CLV_FIT_TOO_LITTLE_DATA:
      return CLV_MODEL_TOO_LITTLE_DATA;
    default:
      g_assert_not_reached ();
    }
}

static char *
buying_sentence (const ClvModelFits *fits,
                 const ClvBtydFit   *fit)
{
  const guint n_repeat = (guint) fits->cells.n_repeat_buyers;
  g_autofree char *count = clv_format_count (n_repeat);

  switch (fit->quality)
    {
    case CLV_FIT_FINE:
      return g_strdup_printf (ngettext ("Well founded: it rests on %s customer who came back.",
                                        "Well founded: it rests on %s customers who came back.", n_repeat), count);
    case CLV_FIT_WEAK:
      if (fit->has_prior)
        return g_strdup (_("These data alone do not settle the model; what shops usually see was asked as well. "
                           "Take the prediction as a rough one."));
      return g_strdup (_("The predictions hold, but single parameters of the model could be quite different: "
                         "these data cannot tell them apart."));
    case CLV_FIT_TOO_LITTLE_DATA:
      if (n_repeat == 0)
        return g_strdup (_("Nobody has come back so far: the prediction leans on what shops usually see, "
                           "and its intervals are wide."));
      return g_strdup_printf (ngettext ("Only %u customer has come back so far: the prediction leans on what shops "
                                        "usually see, and its intervals are wide.",
                                        "Only %u customers have come back so far: the prediction leans on what shops "
                                        "usually see, and its intervals are wide.", n_repeat), n_repeat);
    default:
      g_assert_not_reached ();
    }
}

static char *
yearly_sentence (const ClvBtydFit *fit)
{
  return fit->quality == CLV_FIT_FINE
           ? g_strdup (_("These customers buy once a year at most: this model looks at years, not at days."))
           : g_strdup (_("These customers buy once a year at most. How they differ cannot be told well from so few years."));
}

/* Whose history has no occasion yet says nothing. */
static guint32
count_without_history (const ClvModelFits *fits,
                       guint               which)
{
  const ClvBtydCells *cells = clv_model_fits_get_cells (fits, which);
  double n = 0;

  for (gsize i = 0; i < cells->n_cells; i++)
    if (cells->cells[i].history.T == 0)
      n += cells->cells[i].weight;
  return (guint32) n;
}

/* Amounts of one customer, or means of customers, differ by some 1 / √shape. */
static gboolean
spends_alike (const ClvSpendFit *fit)
{
  return fit->kind == CLV_SPEND_GAMMA_GAMMA && fit->gamma_gamma.p >= ALIKE && fit->gamma_gamma.q >= ALIKE;
}

static char *
spend_sentence (const ClvModelFits *fits)
{
  const ClvSpendFit *fit = &fits->spend;
  const guint n_used = (guint) fit->n_used, n_not_positive = (guint) fit->n_not_positive;
  g_autofree char *used = clv_format_count (n_used);
  g_autofree char *not_positive = clv_format_count (n_not_positive);
  g_autofree char *left_out = NULL;
  const char *judgement;

  switch (fit->quality)
    {
    case CLV_FIT_FINE:
      judgement = fit->is_one_price ? _("All of them spend the same on a purchase.") : _("Well founded.");
      break;
    case CLV_FIT_WEAK:
      judgement = spends_alike (fit)
                    ? _("What they spend on a purchase hardly differs: the expected amount holds.")
                    : _("What customers spend differs so much that the expected amount is a rough one.");
      break;
    case CLV_FIT_TOO_LITTLE_DATA:
      judgement = _("So few repeat purchases say little about what customers spend: everybody is expected to spend "
                    "nearly the same, and intervals are wide.");
      break;
    default:
      g_assert_not_reached ();
    }
  if (n_not_positive == 0)
    return g_strdup_printf (ngettext ("It rests on %s customer with repeat purchases. %s",
                                      "It rests on %s customers with repeat purchases. %s", n_used), used, judgement);
  left_out = fits->history.pays == NULL
               ? g_strdup_printf (ngettext ("%s customer spent nothing on repeat purchases and is expected to spend as all do.",
                                            "%s customers spent nothing on repeat purchases and are expected to spend as all do.",
                                            n_not_positive), not_positive)
               : g_strdup_printf (ngettext ("%s customer spent nothing on repeat purchases and is expected to pay for few of the "
                                            "next ones.",
                                            "%s customers spent nothing on repeat purchases and are expected to pay for few of the "
                                            "next ones.", n_not_positive), not_positive);
  return g_strdup_printf (ngettext ("It rests on %s customer with repeat purchases. %s %s",
                                    "It rests on %s customers with repeat purchases. %s %s", n_used), used, left_out,
                          judgement);
}

static void
add_parameter (ClvModel   *model,
               const char *name,
               double      value,
               double      log_variance)
{
  const double log_error = sqrt (log_variance);
  const guint i = model->n_parameters++;

  g_assert (i < CLV_MODEL_MAX_PARAMETERS);
  model->name[i] = name;
  model->parameter[i] = value;
  model->standard_error[i] = log_error < MAX_LOG_ERROR ? value * log_error : NAN;
}

static void
describe_buying (const ClvModelFits *fits,
                 guint               which,
                 ClvModel           *model)
{
  const ClvBtydFit *fit = &fits->buying[which];
  const guint32 n_new = count_without_history (fits, which);

  *model = (ClvModel) {
    .id = buying_infos[which].id,
    .title = _(buying_infos[which].title),
    .log_likelihood = fit->log_likelihood,
    .gradient = fit->gradient,
    .condition = fit->condition,
    .n_used = fits->history.n - n_new,
    .n_left_out = n_new,
    .has_prior = fit->has_prior,
    .status = status_of (fit->quality),
  };
  /* Calculations that end nowhere are no model; it takes data that no shop has. */
  if (!fits->is_fitted[which])
    {
      model->log_likelihood = NAN;
      model->status = CLV_MODEL_TOO_LITTLE_DATA;
      model->sentence = g_strdup (_("These data lead this model nowhere: it is not used."));
      return;
    }
  model->sentence = which == CLV_BUYING_BGBB ? yearly_sentence (fit) : buying_sentence (fits, fit);
  for (guint i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    add_parameter (model, buying_infos[which].letters[i], fit->model.parameter[i], fit->covariance[i][i]);
  if (which == CLV_BUYING_MBGCNBD)
    add_parameter (model, "k", fit->model.k, NAN);
}

static void
describe_spend (const ClvModelFits *fits,
                ClvModel           *model)
{
  const ClvSpendFit *fit = &fits->spend;
  static const char *const letters[] = { "p", "q", "gamma" };
  const double values[] = { fit->gamma_gamma.p, fit->gamma_gamma.q, fit->gamma_gamma.gamma };

  *model = (ClvModel) {
    .id = "gammagamma",
    .title = _("Spends around a mean of their own"),
    .log_likelihood = fit->log_likelihood,
    .gradient = fit->gradient,
    .condition = fit->condition,
    .n_used = (guint32) fit->n_used,
    .n_left_out = (guint32) fit->n_not_positive,
    .has_prior = fit->has_prior,
    .status = status_of (fit->quality),
    .sentence = spend_sentence (fits),
  };
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    add_parameter (model, letters[i], values[i], fit->covariance[i][i]);
}

/* Without a proof: by likelihood, among those that let one-time buyers leave. The regular one has to be regular. */
static int
most_likely (const ClvModelFits *fits)
{
  static const guint candidates[] = { CLV_BUYING_MBGNBD, CLV_BUYING_MBGCNBD, CLV_BUYING_PARETONBD };
  int best = -1;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (fits->is_fitted[candidates[i]] &&
        (best < 0 || fits->buying[candidates[i]].log_likelihood > fits->buying[best].log_likelihood))
      best = (int) candidates[i];
  /* What usual shops say is no likelihood. */
  if (best >= 0 && fits->buying[best].has_prior && fits->is_fitted[CLV_BUYING_MBGNBD])
    best = CLV_BUYING_MBGNBD;
  return best >= 0 ? best : fits->is_fitted[CLV_BUYING_BGNBD] ? CLV_BUYING_BGNBD : -1;
}

static int
chosen_by_people (ClvModelChoice choice)
{
  switch (choice)
    {
    case CLV_MODEL_CHOICE_AUTO:
    case CLV_MODEL_CHOICE_SBG:
      return -1;
    case CLV_MODEL_CHOICE_BGNBD:
      return CLV_BUYING_BGNBD;
    case CLV_MODEL_CHOICE_MBGNBD:
      return CLV_BUYING_MBGNBD;
    case CLV_MODEL_CHOICE_MBGCNBD:
      return CLV_BUYING_MBGCNBD;
    case CLV_MODEL_CHOICE_PARETONBD:
      return CLV_BUYING_PARETONBD;
    case CLV_MODEL_CHOICE_BGBB:
      return CLV_BUYING_BGBB;
    default:
      g_assert_not_reached ();
    }
}

/* All buying models stand at their place (CLV_BUYING_…), the last of them where it applies: a fit of given data does not
 * fail. */
static void
describe (ClvModelSet    *set,
          ClvModelChoice  choice)
{
  ClvModels *models = &set->models;
  const ClvModelFits *fits = set->fits;
  const int wanted = chosen_by_people (choice);

  for (guint which = 0; which < CLV_N_BUYING; which++)
    if (which != CLV_BUYING_BGBB || fits->is_yearly)
      describe_buying (fits, which, &models->models[models->n_models++]);
  if (fits->has_spend && fits->spend.kind == CLV_SPEND_GAMMA_GAMMA)
    {
      models->spend = (int) models->n_models;
      describe_spend (fits, &models->models[models->n_models++]);
    }
  models->chosen = wanted >= 0 && fits->is_fitted[wanted] ? wanted : most_likely (fits);
}

/* Where orders are counted there is no contract, unless people say so: shops too have tables of who has gone quiet. */
static gboolean
may_have_contracts (const ClvAnalysis *analysis)
{
  const ClvCustomerValues *values = analysis->customer_level ? clv_ledger_get_values (analysis->ledger) : NULL;

  return values != NULL && (values->orders == NULL || analysis->assumptions->model == CLV_MODEL_CHOICE_SBG);
}

static void
add_contracts (ClvModelSet       *set,
               const ClvAnalysis *analysis)
{
  ClvModels *models = &set->models;

  if (!may_have_contracts (analysis))
    return;
  set->has_contracts = clv_model_of_contracts (analysis, &models->models[models->n_models], &set->contracts);
  models->n_models += set->has_contracts;
}

static gboolean
pays_a_fee (const ClvCustomerValues *values,
            guint32                  customer)
{
  return values->churned[customer] <= 0 && values->tenure[customer] >= 0 && !isnan (values->monthly_fee[customer]);
}

/* A column of monthly fees is what gives a contract a value: what somebody has spent goes on for nobody. */
static void
choose_contracts (ClvModelSet       *set,
                  const ClvAnalysis *analysis)
{
  const ClvCustomerValues *values = clv_ledger_get_values (analysis->ledger);
  const ClvModelChoice choice = analysis->assumptions->model;
  ClvModels *models = &set->models;
  guint32 c = 0;

  if (!set->has_contracts || !clv_model_choice_is_open (choice) || values->monthly_fee == NULL)
    return;
  while (c < analysis->n_customers && !pays_a_fee (values, c))
    c++;
  if (c == analysis->n_customers)
    {
      models->reason = g_intern_static_string (CLV_REASON_NO_FEES);
      return;
    }
  for (guint i = 0; i < models->n_models; i++)
    if (g_str_equal (models->models[i].id, "sbg"))
      models->chosen = (int) i;
  models->reason = NULL;
}

/* Why there is nothing to fit; NULL when there is. */
static const char *
why_none (const ClvAnalysis *analysis)
{
  const ClvCustomerColumns *columns = &analysis->findings->columns;
  guint32 n = 0, longest = 0;

  if (analysis->findings->of_rows_only)
    return CLV_REASON_NO_MODEL;
  if (analysis->customer_level)
    return CLV_REASON_NO_DATES;
  for (guint32 c = 0; c < analysis->n_customers; c++)
    if (columns->purchase_days[c] > 0)
      {
        n++;
        longest = MAX (longest, columns->age[c]);
      }
  if (n == 0)
    return analysis->totals.customers > 0 ? CLV_REASON_NO_ORDERS : CLV_REASON_NO_CUSTOMERS;
  return longest < MIN_DAYS ? CLV_REASON_ONE_PERIOD : NULL;
}

static ClvModelSet *
new_set (const ClvAnalysis *analysis)
{
  ClvModelSet *set = g_new0 (ClvModelSet, 1);

  set->ref_count = 1;
  g_mutex_init (&set->lock);
  set->ledger = clv_ledger_ref (analysis->ledger);
  set->assumptions = *analysis->assumptions;
  set->of_race.cut = set->of_start.cut = CLV_DAY_NONE;
  set->models = (ClvModels) { .chosen = -1, .spend = -1, .models = g_new0 (ClvModel, MAX_MODELS) };
  return set;
}

/**
 * clv_analysis_fit_models:
 *
 * Takes the models over from the findings of before when the same rows count, or fits them. Wants the customers.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_fit_models (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;
  const ClvModelSet *before = self->previous != NULL ? self->previous->model_set : NULL;
  const char *reason = why_none (self);

  if (before != NULL && is_same_rows (before, self) && is_same_race (before, self->assumptions))
    {
      findings->model_set = clv_model_set_ref (self->previous->model_set);
      if (self->previous->model_checks == NULL)
        return TRUE;
      /* The season of the horizon is all that the horizon changes. */
      if (self->previous->assumptions.prediction_days != self->assumptions->prediction_days)
        return clv_analysis_check_models (self);
      findings->model_checks = g_atomic_rc_box_acquire (self->previous->model_checks);
      return TRUE;
    }
  findings->model_set = new_set (self);
  if (reason != NULL)
    {
      findings->model_set->models.reason = g_intern_string (reason);
      if (!findings->of_rows_only)
        {
          add_contracts (findings->model_set, self);
          choose_contracts (findings->model_set, self);
        }
      return TRUE;
    }
  if (before != NULL && before->fits != NULL && is_same_rows (before, self))
    {
      findings->model_set->fits = clv_model_fits_ref (before->fits);
      findings->model_set->of_race = before->of_race;
      g_mutex_lock (&self->previous->model_set->lock);
      findings->model_set->of_start = before->of_start;
      g_mutex_unlock (&self->previous->model_set->lock);
    }
  else
    findings->model_set->fits = clv_model_fits_new (self, self->as_of, (1u << CLV_N_BUYING) - 1, 0.56, 0.6);
  if (findings->model_set->fits == NULL)
    {
      findings->model_set->models.reason = g_intern_static_string (CLV_REASON_NO_MODEL);
      return !clv_work_is_cancelled (self->work);
    }
  describe (findings->model_set, self->assumptions->model);
  return clv_analysis_run_race (self);
}
