/* clv-cohort-groups.c - through what customers came: what a column said of their first order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cohort-private.h"

#include "clv-analysis-private.h"

#include <stdlib.h>
#include <string.h>

/* More rows than this nobody looks over; the rest is one group, so that all of them are still the whole. */
#define MAX_GROUPS 40u
/* More values than these of a single day are not compared. */
#define MAX_VALUES_A_DAY 64u

typedef struct
{
  guint32 code;
  guint32 n;
} Count;

typedef struct
{
  guint32 code;
  double  amount;
} Value;

/* The value with most money on the day of the first row; of equal ones the first in the alphabet, so that the order of rows
 * has no say. */
static guint32
first_value (const ClvFindings  *findings,
             const ClvAttribute *attribute,
             const double       *amount,
             const ClvDay       *day,
             guint32             customer)
{
  const guint32 *start = findings->customer_start, *order = findings->row_order;
  const ClvDay first_day = findings->customers.first_day[customer];
  Value values[MAX_VALUES_A_DAY];
  guint n = 0, best = 0;

  for (guint32 i = start[customer]; i < start[customer + 1] && day[order[i]] == first_day; i++)
    {
      const guint32 code = attribute->by_row[order[i]];
      guint v = 0;

      if (code == CLV_NOBODY)
        continue;
      while (v < n && values[v].code != code)
        v++;
      if (v == MAX_VALUES_A_DAY)
        continue;
      if (v == n)
        values[n++] = (Value) { code, 0 };
      values[v].amount += amount[order[i]];
    }
  for (guint v = 1; v < n; v++)
    if (clv_analysis_is_same_money (values[v].amount, values[best].amount)
          ? strcmp (attribute->values[values[v].code], attribute->values[values[best].code]) < 0
          : values[v].amount > values[best].amount)
      best = v;
  return n > 0 ? values[best].code : CLV_NOBODY;
}

static int
compare_counts (const void *a,
                const void *b,
                void       *data)
{
  const ClvAttribute *attribute = data;
  const Count *x = a, *y = b;

  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return strcmp (attribute->values[x->code], attribute->values[y->code]);
}

/* Numbers the values by how many customers came through them. (transfer full) (array length = n_values + 1) */
static guint8 *
number_values (const ClvAttribute *attribute,
               const guint32      *codes,
               guint32             n_customers,
               GPtrArray          *names)
{
  g_autofree Count *counts = g_new0 (Count, (gsize) attribute->n_values + 1);
  guint8 *group = g_new0 (guint8, (gsize) attribute->n_values + 1);
  guint32 n_without = 0, n_values = 0, n_named, n_rest = 0;

  for (guint32 v = 0; v < attribute->n_values; v++)
    counts[v].code = v;
  for (guint32 i = 0; i < n_customers; i++)
    if (codes[i] == CLV_NOBODY)
      n_without++;
    else
      counts[codes[i]].n++;
  g_qsort_with_data (counts, (gint) attribute->n_values, sizeof *counts, compare_counts, (gpointer) attribute);
  while (n_values < attribute->n_values && counts[n_values].n > 0)
    n_values++;
  n_named = MIN (n_values, MAX_GROUPS);
  for (guint32 v = 0; v < n_values; v++)
    {
      group[counts[v].code] = (guint8) MIN (v, n_named);
      n_rest += v >= n_named;
      if (v < n_named)
        g_ptr_array_add (names, g_strdup (attribute->values[counts[v].code]));
    }
  if (n_rest > 0)
    g_ptr_array_add (names, g_strdup_printf (ngettext ("%u other", "%u others", n_rest), n_rest));
  group[attribute->n_values] = (guint8) names->len;
  if (n_without > 0)
    g_ptr_array_add (names, g_strdup (_("(none)")));
  return group;
}

static void
add_grouping (ClvCohortSource    *self,
              const ClvAttribute *attribute,
              const guint32      *codes)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint8 *group = number_values (attribute, codes, self->n_customers, names);
  ClvCohortGrouping *grouping;

  if (names->len < 2)
    return;
  grouping = g_new0 (ClvCohortGrouping, 1);
  grouping->id = g_strdup (attribute->id);
  /* Translators: %s is a column, such as “Channel” */
  grouping->title = attribute->by_customer != NULL ? g_strdup (attribute->title)
                                                   : g_strdup_printf (_("%s of the first order"), attribute->title);
  grouping->n = names->len;
  grouping->of_customer = g_new (guint8, (gsize) self->n_customers + 1);
  for (guint32 i = 0; i < self->n_customers; i++)
    grouping->of_customer[i] = group[codes[i] != CLV_NOBODY ? codes[i] : attribute->n_values];
  g_ptr_array_add (names, NULL);
  grouping->names = (char **) g_ptr_array_steal (names, NULL);
  g_ptr_array_add (self->groupings, grouping);
}

/* clv_cohort_source_group:
 * @customers: (array length = n_customers): in the order of the source
 *
 * Makes a grouping of each column that has groups. A customer stands where the first order does. */
void
clv_cohort_source_group (ClvCohortSource   *self,
                         const ClvFindings *findings,
                         const guint32     *customers)
{
  const double *amount = clv_book_get_amounts (findings->book);
  const ClvDay *day = clv_ledger_get_rows (findings->ledger)->day;
  g_autofree guint32 *codes = g_new (guint32, (gsize) self->n_customers + 1);

  for (guint a = 0; a < clv_ledger_get_n_attributes (findings->ledger); a++)
    {
      const ClvAttribute *attribute = clv_ledger_get_attribute (findings->ledger, a);

      if (attribute->by_customer == NULL && attribute->by_row == NULL)
        continue;
      for (guint32 i = 0; i < self->n_customers; i++)
        codes[i] = attribute->by_customer != NULL ? attribute->by_customer[customers[i]]
                                                  : first_value (findings, attribute, amount, day, customers[i]);
      add_grouping (self, attribute, codes);
    }
}
