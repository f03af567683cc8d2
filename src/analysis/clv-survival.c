/* clv-survival.c - how long people stayed under contract, beside what the model says of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include "clv-normal.h"
#include "clv-sbg.h"

/* Longer contracts are counted up to here, in months. */
#define MAX_MONTHS 1200

/* Of fewer the share that stays jumps with each who leaves. */
#define MIN_AT_RISK 10

/* The test learns from the first half, and takes so many months and people who left there to learn from. */
#define MIN_LEARNED_MONTHS 3
#define MIN_LEARNED_LEAVERS 30

/* Contracts by the months they have lasted: over, or not yet. */
typedef struct
{
  double *left, *stayed;
  guint   longest;
} Lengths;

static void
read_lengths (const ClvCustomerValues *values,
              guint32                  n_customers,
              Lengths                 *lengths)
{
  for (guint32 c = 0; c < n_customers; c++)
    {
      guint months;

      if (isnan (values->tenure[c]) || isnan (values->churned[c]) || values->tenure[c] < 0)
        continue;
      months = (guint) MIN (floor (values->tenure[c]), MAX_MONTHS);
      /* Nobody can leave before the first renewal. */
      if (values->churned[c] > 0)
        lengths->left[MAX (months, 1)]++;
      else
        lengths->stayed[months]++;
      lengths->longest = MAX (lengths->longest, MAX (months, 1));
    }
}

/* As if nobody had been looked at after @months. */
static gboolean
fit_until (const Lengths *lengths,
           guint          months,
           ClvSbg        *model)
{
  g_autofree ClvSbgCohort *cohorts = g_new0 (ClvSbgCohort, months + 1);
  g_autofree double *nobody = g_new0 (double, months);
  ClvSbgFit fit;
  double n_left = 0, n_later = 0;
  guint n = 0;

  for (guint month = 1; month <= lengths->longest; month++)
    if (month <= months)
      n_left += lengths->left[month];
    else
      n_later += lengths->left[month] + lengths->stayed[month];
  if (n_left < MIN_LEARNED_LEAVERS)
    return FALSE;
  cohorts[n++] = (ClvSbgCohort) { n_left, months, lengths->left + 1 };
  for (guint month = 1; month <= months; month++)
    {
      const double stayed = lengths->stayed[month] + (month == months ? n_later : 0);

      if (stayed > 0)
        cohorts[n++] = (ClvSbgCohort) { stayed, month, nobody };
    }
  if (clv_sbg_fit (n, cohorts, &fit) != CLV_OK)
    return FALSE;
  *model = fit.model;
  return TRUE;
}

/* Kaplan and Meier (1958), J. of the American Statistical Association 53, 457-481; the interval by Greenwood's variance of the
 * logarithm of minus the logarithm, which stays between 0 and 1. */
static void
observe (const Lengths *lengths,
         double         z,
         ClvSurvival   *self)
{
  double at_risk = 0, share = 1, variance = 0;
  guint month = 1;

  for (guint i = 1; i <= lengths->longest; i++)
    at_risk += lengths->left[i] + lengths->stayed[i];
  self->observed[0] = self->low[0] = self->high[0] = 1;
  for (; month <= lengths->longest && at_risk >= MIN_AT_RISK; month++)
    {
      const double left = lengths->left[month];

      share *= 1 - left / at_risk;
      variance += at_risk > left ? left / (at_risk * (at_risk - left)) : 0;
      self->observed[month] = self->low[month] = self->high[month] = share;
      if (share > 0 && share < 1)
        {
          const double reach = z * sqrt (variance) / fabs (log (share));

          self->low[month] = pow (share, exp (reach));
          self->high[month] = pow (share, exp (-reach));
        }
      at_risk -= left + lengths->stayed[month];
    }
  self->n_months = month - 1;
}

/**
 * clv_findings_dup_survival:
 *
 * Shares of customers who are still there after 0, 1, 2 … months, as they were seen and by the model that values contracts.
 * Time is linear in customers.
 *
 * Source: Fader & Hardie (2007), J. of Interactive Marketing 21(1), 76-90, who test the model in the same way: learned from the
 * first months, held against the later ones. Checked by /analysis/survival.
 *
 * Returns: (transfer full) (nullable): NULL where the data are no contracts
 */
ClvSurvival *
clv_findings_dup_survival (const ClvFindings *self)
{
  const ClvCustomerValues *values = clv_ledger_get_values (self->ledger);
  g_autofree double *left = NULL;
  g_autofree double *stayed = NULL;
  Lengths lengths = { 0 };
  ClvSurvival *survival;
  ClvSbg early;

  if (self->valuation == NULL || !self->valuation->is_contracts || values == NULL)
    return NULL;
  lengths.left = left = g_new0 (double, MAX_MONTHS + 2);
  lengths.stayed = stayed = g_new0 (double, MAX_MONTHS + 2);
  read_lengths (values, self->valuation->n, &lengths);
  survival = g_new0 (ClvSurvival, 1);
  survival->observed = g_new (double, lengths.longest + 1);
  survival->low = g_new (double, lengths.longest + 1);
  survival->high = g_new (double, lengths.longest + 1);
  survival->model = g_new (double, lengths.longest + 1);
  survival->interval = self->valuation->interval;
  observe (&lengths, clv_normal_quantile (0.5 + self->valuation->interval / 2), survival);
  for (guint month = 0; month <= survival->n_months; month++)
    survival->model[month] = clv_sbg_survival (&self->model_set->contracts.model, (int) month);
  survival->learned_months = survival->n_months / 2;
  if (survival->learned_months < MIN_LEARNED_MONTHS || !fit_until (&lengths, survival->learned_months, &early))
    {
      survival->learned_months = 0;
      return survival;
    }
  survival->test = g_new (double, survival->n_months + 1);
  for (guint month = 0; month <= survival->n_months; month++)
    survival->test[month] = clv_sbg_survival (&early, (int) month);
  return survival;
}

/**
 * clv_survival_free:
 *
 * Frees it; NULL is nothing.
 */
void
clv_survival_free (ClvSurvival *self)
{
  if (self == NULL)
    return;
  g_free (self->observed);
  g_free (self->low);
  g_free (self->high);
  g_free (self->model);
  g_free (self->test);
  g_free (self);
}
