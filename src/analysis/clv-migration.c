/* clv-migration.c - who moved from which segment into which, between two dates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-migration.h"

#include "clv-analysis-private.h"

#include <string.h>

/**
 * clv_migration_new_from_codes:
 * @from, @to: (array length=n_customers): the segment of each customer on either date
 * @value_from, @value_to: (array length=n_customers): what they were worth
 *
 * Returns: (transfer full): the matrix
 */
ClvMigration *
clv_migration_new_from_codes (guint32            n_customers,
                              const guint32     *from,
                              const guint32     *to,
                              const double      *value_from,
                              const double      *value_to,
                              guint              n_names,
                              const char *const *names)
{
  ClvMigration *self = g_new0 (ClvMigration, 1);
  const guint n = n_names + 1;
  g_autofree ClvSum *sum_from = g_new0 (ClvSum, (gsize) n * n), *sum_to = g_new0 (ClvSum, (gsize) n * n);

  self->n = n;
  self->names = g_new0 (char *, (gsize) n + 1);
  for (guint i = 0; i < n_names; i++)
    self->names[i] = g_strdup (names[i]);
  self->names[n_names] = g_strdup (_("Not a customer"));
  self->customers = g_new0 (guint32, (gsize) n * n);
  self->value_from = g_new0 (double, (gsize) n * n);
  self->value_to = g_new0 (double, (gsize) n * n);
  self->n_customers = n_customers;
  self->from_of = g_new (guint32, (gsize) n_customers + 1);
  self->to_of = g_new (guint32, (gsize) n_customers + 1);
  for (guint32 c = 0; c < n_customers; c++)
    {
      const guint32 row = MIN (from[c], n_names), column = MIN (to[c], n_names);
      const gsize cell = (gsize) row * n + column;

      self->from_of[c] = row;
      self->to_of[c] = column;
      if (row == n_names && column == n_names)
        continue;
      self->customers[cell]++;
      clv_sum_add (&sum_from[cell], row == n_names || isnan (value_from[c]) ? 0 : value_from[c]);
      clv_sum_add (&sum_to[cell], column == n_names || isnan (value_to[c]) ? 0 : value_to[c]);
    }
  for (gsize cell = 0; cell < (gsize) n * n; cell++)
    {
      self->value_from[cell] = clv_sum_get (&sum_from[cell]);
      self->value_to[cell] = clv_sum_get (&sum_to[cell]);
    }
  return self;
}

/* Position of @name among @names, which it joins when it is new. */
static guint32
find_or_add (GPtrArray  *names,
             const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (names->pdata[i], name) == 0)
      return i;
  g_ptr_array_add (names, (gpointer) name);
  return names->len - 1;
}

/* Segments by name: their order differs from date to date. (transfer full) */
static guint32 *
codes_of (const ClvFindings      *findings,
          const ClvSegmentScheme *scheme,
          GPtrArray              *names)
{
  g_autofree guint32 *of_segment = g_new (guint32, (gsize) scheme->n_segments + 1);
  guint32 *codes = g_new (guint32, (gsize) findings->customers.n + 1);

  for (guint i = 0; i < scheme->n_segments; i++)
    of_segment[i] = find_or_add (names, scheme->segments[i].name);
  for (guint32 c = 0; c < findings->customers.n; c++)
    {
      const guint32 segment = scheme->by_customer != NULL ? scheme->by_customer[c] : CLV_NOBODY;

      codes[c] = segment < scheme->n_segments ? of_segment[segment] : CLV_NOBODY;
    }
  return codes;
}

/**
 * clv_migration_new:
 * @from: findings as of the earlier date
 * @to: findings of the same ledger as of the later date
 * @scheme: “tier”, “rfm” or any other that both have
 *
 * Customers are where they would have been found on each date: nothing later than it has an influence.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
ClvMigration *
clv_migration_new (const ClvFindings *from,
                   const ClvFindings *to,
                   const char        *scheme)
{
  const ClvSegmentScheme *of_from = clv_findings_find_scheme (from, scheme), *of_to = clv_findings_find_scheme (to, scheme);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree guint32 *codes_to = NULL;
  g_autofree guint32 *codes_from = NULL;

  if (of_from == NULL || of_to == NULL || from->customers.n != to->customers.n)
    return NULL;
  names = g_ptr_array_new ();
  codes_to = codes_of (to, of_to, names);
  codes_from = codes_of (from, of_from, names);
  return clv_migration_new_from_codes (to->customers.n, codes_from, codes_to, from->columns.value, to->columns.value, names->len,
                                       (const char *const *) names->pdata);
}

/**
 * clv_migration_free:
 *
 * Frees everything.
 */
void
clv_migration_free (ClvMigration *self)
{
  g_strfreev (self->names);
  g_free (self->customers);
  g_free (self->value_from);
  g_free (self->value_to);
  g_free (self->from_of);
  g_free (self->to_of);
  g_free (self);
}

/**
 * clv_migration_dup_customers:
 *
 * Returns: (transfer full) (element-type guint32): the customers of row @from and column @to
 */
GArray *
clv_migration_dup_customers (const ClvMigration *self,
                             guint               from,
                             guint               to)
{
  GArray *customers = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 c = 0; c < self->n_customers; c++)
    if (self->from_of[c] == from && self->to_of[c] == to && !(from == self->n - 1 && to == self->n - 1))
      g_array_append_val (customers, c);
  return customers;
}
