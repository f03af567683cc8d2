/* clv-relation-owners.c - how the value of the customers of each account owner changed
 *
 * A customer who goes from one owner to another takes along what it was worth before: that is
 * a transfer, and nobody's gain. Owners with few customers stand together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-relation-private.h"

#include "clv-accounts.h"

#include <stdlib.h>
#include <string.h>

/* Owner of each customer from @start to @end: of the latest row; of several on its day the one with most money, then the first
 * in the alphabet, so that the order of the rows has no say. (transfer full) (array length = customers) */
static guint32 *
find_owners (const ClvFindings  *findings,
             const ClvAttribute *attribute,
             ClvDay              start,
             ClvDay              end)
{
  const guint32 n = findings->customers.n, *begin = findings->customer_start, *order = findings->row_order;
  const ClvDay *day = clv_ledger_get_rows (findings->ledger)->day;
  const double *amount = clv_book_get_amounts (findings->book);
  g_autofree double *money = g_new0 (double, (gsize) attribute->n_values + 1);
  guint32 *owner = g_new (guint32, (gsize) n + 1);

  for (guint32 c = 0; c < n; c++)
    {
      ClvDay latest = CLV_DAY_NONE;
      guint32 best = CLV_NOBODY;

      owner[c] = attribute->by_customer != NULL ? attribute->by_customer[c] : CLV_NOBODY;
      if (attribute->by_customer != NULL)
        continue;
      for (guint32 i = begin[c + 1]; i-- > begin[c] && (latest == CLV_DAY_NONE || day[order[i]] == latest);)
        {
          const guint32 code = attribute->by_row[order[i]];

          if (day[order[i]] < start || day[order[i]] > end || code == CLV_NOBODY)
            continue;
          latest = day[order[i]];
          money[code] += amount[order[i]];
          if (best == CLV_NOBODY || money[code] > money[best]
              || (money[code] == money[best] && strcmp (attribute->values[code], attribute->values[best]) < 0))
            best = code;
        }
      for (guint32 i = begin[c]; best != CLV_NOBODY && i < begin[c + 1]; i++)
        if (day[order[i]] == latest && attribute->by_row[order[i]] != CLV_NOBODY)
          money[attribute->by_row[order[i]]] = 0;
      owner[c] = best;
    }
  return owner;
}

/* The last two periods that are over, of the kind that retention is about. */
static gboolean
find_periods (const ClvFindings *findings,
              const ClvPeriod  **before,
              const ClvPeriod  **last)
{
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (findings, findings->period_kind, &n);

  while (n > 0 && !periods[n - 1].complete)
    n--;
  if (n < 2 || !periods[n - 2].complete)
    return FALSE;
  *before = &periods[n - 2];
  *last = &periods[n - 1];
  return TRUE;
}

static int
compare_owners (const void *a,
                const void *b)
{
  const ClvOwner *x = a, *y = b;

  if ((x->name == NULL) != (y->name == NULL))
    return x->name == NULL ? 1 : -1;
  if (x->last != y->last)
    return x->last > y->last ? -1 : 1;
  return x->name == NULL ? 0 : strcmp (x->name, y->name);
}

static void
merge (ClvOwner       *into,
       const ClvOwner *from,
       guint32        *stayed,
       guint32         from_stayed)
{
  into->n_owners++;
  into->customers_before += from->customers_before;
  into->customers_last += from->customers_last;
  into->before += from->before;
  into->last += from->last;
  into->gained += from->gained;
  into->lost += from->lost;
  into->changed += from->changed;
  into->transferred += from->transferred;
  *stayed += from_stayed;
}

static void
sum_customers (const ClvFindings    *findings,
               const guint32        *owner_before,
               const guint32        *owner_last,
               const ClvCustomerSum *sum_before,
               const ClvCustomerSum *sum_last,
               guint32               none,
               ClvOwner             *owners,
               guint32              *stayed)
{
  const gboolean has_profit = findings->has_profit;

  for (guint32 c = 0; c < findings->customers.n; c++)
    {
      const gboolean was = sum_before[c].active != 0, is = sum_last[c].active != 0;
      const double before = sum_before[c].revenue - (has_profit ? sum_before[c].cost : 0);
      const double last = sum_last[c].revenue - (has_profit ? sum_last[c].cost : 0);
      guint32 from = owner_before[c] != CLV_NOBODY ? owner_before[c] : none;
      guint32 to = owner_last[c] != CLV_NOBODY ? owner_last[c] : none;

      /* Who was served without an order still has the owner of the other period. */
      if (was && is && (owner_before[c] == CLV_NOBODY || owner_last[c] == CLV_NOBODY))
        from = to = owner_before[c] != CLV_NOBODY ? from : to;
      if (was)
        {
          owners[from].customers_before++;
          owners[from].before += before;
          stayed[from] += is;
        }
      if (is)
        {
          owners[to].customers_last++;
          owners[to].last += last;
        }
      if (was && is)
        {
          owners[to].changed += last - before;
          if (from != to)
            {
              owners[from].transferred -= before;
              owners[to].transferred += before;
            }
        }
      else if (was)
        owners[from].lost -= before;
      else if (is)
        owners[to].gained += last;
    }
}

/**
 * clv_relation_measure_owners:
 * @work: (nullable): whether to go on
 * @owners: (out): clear it with clv_owners_clear()
 *
 * Between the last two complete periods. Owners with fewer than five customers in both are one group.
 *
 * Returns: FALSE where no column says who looks after whom, or where there are no two complete periods
 */
gboolean
clv_relation_measure_owners (const ClvFindings *findings,
                             const ClvWork     *work,
                             ClvOwners         *owners)
{
  g_autoptr (ClvAccounts) accounts = NULL;
  const ClvAttribute *attribute = clv_ledger_find_attribute (findings->ledger, "owner");
  const ClvPeriod *before, *last;
  g_autofree guint32 *owner_before = NULL, *owner_last = NULL, *stayed = NULL;
  g_autofree ClvCustomerSum *sum_before = NULL, *sum_last = NULL;
  g_autofree ClvOwner *all = NULL;
  ClvOwner rest = { .retention = NAN };
  guint32 rest_stayed = 0, none;
  ClvOwners result = { 0 };

  /* Beside a column of the orders, that of a customer table has a longer id. */
  if (attribute == NULL)
    attribute = clv_ledger_find_attribute (findings->ledger, "customer-owner");
  if (attribute == NULL || findings->row_order == NULL || !find_periods (findings, &before, &last))
    return FALSE;
  accounts = clv_accounts_new (findings, work);
  if (accounts == NULL)
    return FALSE;
  none = attribute->n_values;
  owner_before = find_owners (findings, attribute, before->start, before->end);
  owner_last = find_owners (findings, attribute, last->start, last->end);
  sum_before = clv_accounts_dup_sums (accounts, before->start, before->end);
  sum_last = clv_accounts_dup_sums (accounts, last->start, last->end);
  all = g_new0 (ClvOwner, (gsize) none + 1);
  stayed = g_new0 (guint32, (gsize) none + 1);
  sum_customers (findings, owner_before, owner_last, sum_before, sum_last, none, all, stayed);
  result.before = before;
  result.last = last;
  result.owners = g_new0 (ClvOwner, (gsize) none + 2);
  for (guint32 v = 0; v <= none; v++)
    {
      ClvOwner *owner = &all[v];

      if (owner->customers_before == 0 && owner->customers_last == 0)
        continue;
      if (MAX (owner->customers_before, owner->customers_last) < CLV_MIN_OWNER_CUSTOMERS && v < none)
        {
          merge (&rest, owner, &rest_stayed, stayed[v]);
          continue;
        }
      owner->n_owners = 1;
      owner->retention = owner->customers_before > 0 ? (double) stayed[v] / owner->customers_before : NAN;
      owner->name = g_strdup (v < none ? attribute->values[v] : _("(none)"));
      result.owners[result.n++] = *owner;
    }
  if (rest.n_owners > 0)
    {
      rest.retention = rest.customers_before > 0 ? (double) rest_stayed / rest.customers_before : NAN;
      result.owners[result.n++] = rest;
    }
  qsort (result.owners, result.n, sizeof *result.owners, compare_owners);
  *owners = result;
  return TRUE;
}

void
clv_owners_clear (ClvOwners *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free (self->owners[i].name);
  g_clear_pointer (&self->owners, g_free);
  self->n = 0;
}
