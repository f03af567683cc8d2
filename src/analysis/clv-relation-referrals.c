/* clv-relation-referrals.c - who brings customers, and what that saves
 *
 * What those who were referred are worth stands beside their referrer, and is never added to
 * what the referrer is worth: the base would count it twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-relation-private.h"

#include <stdlib.h>

#include "clv-ledger-traits.h"

static int
compare_referrers (const void *a,
                   const void *b)
{
  const ClvReferrer *x = a, *y = b;

  if (x->referred_value != y->referred_value)
    return x->referred_value > y->referred_value ? -1 : 1;
  if (x->referred != y->referred)
    return x->referred > y->referred ? -1 : 1;
  return x->customer < y->customer ? -1 : x->customer > y->customer;
}

/* What it costs to win one: as entered, else by the cost rows and those who were acquired. */
static void
find_cac (const ClvFindings *findings,
          const guint8      *is_referred,
          ClvReferrals      *referrals)
{
  const ClvCustomers *customers = &findings->customers;
  const double entered = findings->assumptions.cac;
  const double cost = findings->metrics[CLV_M_COST_ACQUISITION].value;
  guint32 acquired = 0, paid = 0;

  for (guint32 c = 0; c < customers->n; c++)
    if (customers->acquired_day[c] != CLV_DAY_NONE)
      {
        acquired++;
        paid += !is_referred[c];
      }
  referrals->cac_all = referrals->cac_without_referred = entered;
  if (isnan (entered) && cost > 0)
    {
      referrals->cac_all = acquired > 0 ? cost / acquired : NAN;
      referrals->cac_without_referred = paid > 0 ? cost / paid : NAN;
    }
}

/**
 * clv_relation_measure_referrals:
 * @referrals: (out): clear it with clv_referrals_clear()
 *
 * Direct referrals alone. A customer who was brought saves what winning one costs who were not: the entered cost, else
 * acquisition cost / acquired customers without a referrer.
 *
 * Returns: FALSE where no column says who referred whom
 */
gboolean
clv_relation_measure_referrals (const ClvFindings *findings,
                                ClvReferrals      *referrals)
{
  const guint32 *referrer = clv_ledger_get_referrers (findings->ledger);
  const ClvCustomers *customers = &findings->customers;
  const double *clv = findings->valuation != NULL ? findings->valuation->clv : NULL;
  g_autofree guint8 *is_referred = NULL;
  g_autofree guint32 *place = NULL;
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (ClvReferrer));
  ClvReferrals result = { 0 };

  if (referrer == NULL)
    return FALSE;
  is_referred = g_malloc0 ((gsize) customers->n + 1);
  place = g_new0 (guint32, (gsize) customers->n + 1);
  for (guint32 c = 0; c < customers->n; c++)
    {
      ClvReferrer *one;

      if (!customers->counted[c] || referrer[c] == CLV_NOBODY)
        continue;
      is_referred[c] = 1;
      result.n_referred++;
      if (place[referrer[c]] == 0)
        {
          const ClvReferrer made = { .customer = referrer[c] };

          g_array_append_val (list, made);
          place[referrer[c]] = list->len;
        }
      one = &g_array_index (list, ClvReferrer, place[referrer[c]] - 1);
      one->referred++;
      one->referred_value += isnan (customers->value[c]) ? 0 : customers->value[c];
      one->referred_clv += clv != NULL && !isnan (clv[c]) ? clv[c] : 0;
    }
  find_cac (findings, is_referred, &result);
  clv_relation_fill_figures (findings, is_referred, 1, &result.referred);
  clv_relation_fill_figures (findings, is_referred, 0, &result.others);
  result.n_unknown = clv_ledger_get_n_unknown_referrers (findings->ledger);
  result.saved_cac = result.n_referred * result.cac_without_referred;
  result.n = list->len;
  for (guint i = 0; i < list->len; i++)
    {
      ClvReferrer *one = &g_array_index (list, ClvReferrer, i);

      one->saved_cac = one->referred * result.cac_without_referred;
      if (clv == NULL)
        one->referred_clv = NAN;
    }
  if (list->len > 1)
    qsort (list->data, list->len, sizeof (ClvReferrer), compare_referrers);
  result.referrers = (ClvReferrer *) (void *) g_array_free (g_steal_pointer (&list), FALSE);
  *referrals = result;
  return TRUE;
}

void
clv_referrals_clear (ClvReferrals *self)
{
  g_clear_pointer (&self->referrers, g_free);
}
