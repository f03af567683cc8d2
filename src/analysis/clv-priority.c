/* clv-priority.c - whom to look after first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-priority.h"

#include "clv-concentration.h"
#include "clv-rank.h"
#include "clv-scheme-private.h"

enum
{
  A_AT_RISK,
  A_SAFE,
  B_AT_RISK,
  B_SAFE,
  C_AT_RISK,
  C_SAFE,
  WORTH_NOTHING,
  UNKNOWN,
  N_PRIORITIES,
};

static guint
priority_of (guint8   abc,
             gboolean is_at_risk)
{
  switch (abc)
    {
    case CLV_ABC_A:
      return is_at_risk ? A_AT_RISK : A_SAFE;
    case CLV_ABC_B:
      return is_at_risk ? B_AT_RISK : B_SAFE;
    case CLV_ABC_C:
      return is_at_risk ? C_AT_RISK : C_SAFE;
    default:
      return WORTH_NOTHING;
    }
}

/**
 * clv_scheme_new_of_priority:
 *
 * Time O(n log n).
 *
 * Returns: (transfer full) (nullable): the scheme “priority”
 */
ClvScheme *
clv_scheme_new_of_priority (const ClvFindings *findings)
{
  const char *const names[N_PRIORITIES] = { _("A, at risk"), _("A, safe"), _("B, at risk"), _("B, safe"), _("C, at risk"),
                                            _("C, safe"),    _("D, worth nothing"), _("(none)") };
  const ClvValuation *valuation = findings->valuation;
  const double *cuts = findings->assumptions.segments.tier_cuts;
  const guint32 n_customers = findings->customers.n;
  g_autofree guint32 *who = g_new (guint32, (gsize) n_customers + 1);
  g_autofree guint32 *order = g_new (guint32, (gsize) n_customers + 1);
  g_autofree double *worth = g_new (double, (gsize) n_customers + 1);
  g_autofree double *sorted = g_new (double, (gsize) n_customers + 1);
  g_autofree guint8 *abc = g_new (guint8, (gsize) n_customers + 1);
  ClvScheme *self;
  guint32 n = 0;

  if (valuation == NULL || valuation->is_contracts || valuation->value_at_risk == NULL)
    return NULL;
  self = clv_scheme_start (findings, "priority", _("Whom to look after first"), names, N_PRIORITIES, TRUE, UNKNOWN);
  for (guint32 c = 0; c < n_customers; c++)
    if (findings->customers.counted[c])
      {
        self->by_customer[c] = UNKNOWN;
        if (!isfinite (valuation->clv[c]) || !isfinite (valuation->value_at_risk[c]))
          continue;
        worth[n] = clv_analysis_ranking_key (valuation->clv[c] + valuation->value_at_risk[c]);
        who[n++] = c;
      }
  if (n == 0 || clv_rank_descending (n, worth, NULL, order, NULL) != CLV_OK)
    return self;
  clv_rank_gather (n, worth, order, sorted);
  if (clv_abc (n, sorted, cuts[0], cuts[1], abc) != CLV_OK)
    return self;
  /* Equal customers are not parted: the first of them decides. */
  for (guint32 k = 1; k < n; k++)
    if (sorted[k] == sorted[k - 1])
      abc[k] = abc[k - 1];
  for (guint32 k = 0; k < n; k++)
    {
      const guint32 c = who[order[k]];

      self->by_customer[c] = priority_of (abc[k], valuation->p_alive[c] < 0.5 && findings->customers.purchase_days[c] >= 2);
    }
  return self;
}
