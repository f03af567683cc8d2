/* clv-contracts.c - how long people under contract stay
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include "clv-sbg.h"

/* Fewer say little about when people leave. */
#define MIN_LEAVERS 30

/* A logarithm known to ± this much says nothing; nor does one at the end of what is tried, which has no error at all. */
#define MAX_LOG_ERROR 2.0

/* Longer contracts are counted up to here, in months. */
#define MAX_MONTHS 1200

static void
add_parameters (ClvModel          *model,
                guint              n,
                const char *const *names,
                const double      *values,
                const double      *variances)
{
  model->n_parameters = n;
  for (guint i = 0; i < n; i++)
    {
      const double error = sqrt (variances[i]);
      const gboolean is_known = error > 0 && error < MAX_LOG_ERROR;

      model->name[i] = names[i];
      model->parameter[i] = values[i];
      model->standard_error[i] = is_known ? values[i] * error : NAN;
      if (!is_known && model->status == CLV_MODEL_FINE)
        model->status = CLV_MODEL_WEAK;
    }
}

/* What is known of each contract: it ended at its last renewal, or was renewed there. */
typedef struct
{
  double *left, *stayed; /* (array length = MAX_MONTHS + 1): contracts by their length in months */
  guint   longest;
  guint32 n, n_left, n_unknown;
} Contracts;

/* FALSE: cancelled. */
static gboolean
count_contracts (const ClvAnalysis       *analysis,
                 const ClvCustomerValues *values,
                 Contracts               *contracts)
{
  for (guint32 c = 0; c < analysis->n_customers; c++)
    {
      const double months = values->tenure[c], left = values->churned[c];
      guint at;

      if (c % 65536 == 0 && clv_work_is_cancelled (analysis->work))
        return FALSE;
      if (isnan (months) || isnan (left) || months < 0)
        {
          contracts->n_unknown++;
          continue;
        }
      at = (guint) MIN (floor (months), MAX_MONTHS);
      /* Nobody can leave before the first renewal; who has not come to it says nothing. */
      if (left > 0)
        contracts->left[MAX (at, 1)]++;
      else
        contracts->stayed[at]++;
      contracts->n++;
      contracts->n_left += left > 0;
      contracts->longest = MAX (contracts->longest, MAX (at, 1));
    }
  return TRUE;
}

static gboolean
fit_contracts (const Contracts *contracts,
               ClvSbgFit       *fit)
{
  const guint n = contracts->longest;
  g_autofree ClvSbgCohort *cohorts = g_new0 (ClvSbgCohort, n + 1);
  g_autofree double *nobody = g_new0 (double, n);
  guint n_cohorts = 0;

  if (contracts->n_left > 0)
    cohorts[n_cohorts++] = (ClvSbgCohort) { contracts->n_left, n, contracts->left + 1 };
  for (guint months = 1; months <= n; months++)
    if (contracts->stayed[months] > 0)
      cohorts[n_cohorts++] = (ClvSbgCohort) { contracts->stayed[months], months, nobody };
  return n_cohorts > 0 && clv_sbg_fit (n_cohorts, cohorts, fit) == CLV_OK;
}

/**
 * clv_model_of_contracts:
 * @model: (out): how long people stay, when the tables say for how long each has been a customer, and who has left
 * @fit: (out): the same to reckon with
 *
 * Source: Fader & Hardie (2007); a customer who is there after n months counts as one who has renewed n times, one who has
 * left as one who did not renew the nth time.
 *
 * Returns: FALSE when there are no contracts, or when cancelled
 */
gboolean
clv_model_of_contracts (const ClvAnalysis *analysis,
                        ClvModel          *model,
                        ClvSbgFit         *fit)
{
  static const char *const names[] = { "alpha", "beta" };
  const ClvCustomerValues *values = analysis->customer_level ? clv_ledger_get_values (analysis->ledger) : NULL;
  Contracts contracts = { 0 };
  g_autofree double *left = NULL;
  g_autofree double *stayed = NULL;

  if (values == NULL || values->tenure == NULL || values->churned == NULL)
    return FALSE;
  contracts.left = left = g_new0 (double, MAX_MONTHS + 2);
  contracts.stayed = stayed = g_new0 (double, MAX_MONTHS + 2);
  if (!count_contracts (analysis, values, &contracts))
    return FALSE;
  /* Where nobody has left, or nobody stays, there is nothing to tell apart. */
  if (contracts.n_left == 0 || contracts.n_left == contracts.n || !fit_contracts (&contracts, fit))
    return FALSE;

  *model = (ClvModel) {
    .id = "sbg",
    .title = _("Renews or leaves every month"),
    .log_likelihood = fit->log_likelihood,
    .gradient = fit->gradient,
    .condition = fit->condition,
    .n_used = contracts.n,
    .n_left_out = contracts.n_unknown,
    .status = contracts.n_left < MIN_LEAVERS ? CLV_MODEL_TOO_LITTLE_DATA : CLV_MODEL_FINE,
  };
  add_parameters (model, G_N_ELEMENTS (names), names, (const double[]) { fit->model.alpha, fit->model.beta },
                  (const double[]) { fit->covariance[0][0], fit->covariance[1][1] });
  model->sentence = model->status == CLV_MODEL_FINE
                      ? g_strdup_printf (ngettext ("Well founded: it rests on %u customer who left.",
                                                   "Well founded: it rests on %u customers who left.", contracts.n_left),
                                         contracts.n_left)
                    : model->status == CLV_MODEL_WEAK
                      ? g_strdup (_("How customers differ in loyalty cannot be told from these data; how many stay can."))
                      : g_strdup_printf (ngettext ("Only %u customer has left so far: take this as a rough picture.",
                                                   "Only %u customers have left so far: take this as a rough picture.",
                                                   contracts.n_left), contracts.n_left);
  return TRUE;
}
