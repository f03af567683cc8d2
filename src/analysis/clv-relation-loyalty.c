/* clv-relation-loyalty.c - whether members of a loyalty programme bring more, and more than their like
 *
 * Heavy buyers join: members bring more even where the programme does nothing. Members are
 * therefore compared with customers who came in the same month, with a first order of the
 * same tenth, through the same channel (METRICS.md, section 7).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-relation-private.h"

#include <stdlib.h>
#include <string.h>

#include "clv-cohort-private.h"
#include "clv-rank.h"
#include "clv-synonyms.h"

#define MONTHS 12u
#define SEED 16u

static const char *const loyalty_words[] = {
  "loyal", "member", "club", "bonus card", "bonuscard", "treue", "mitglied", "kundenkarte", "stammkunde", "fidelite", "fidélité",
  "adherent", "adhérent", "socio", "fidelidad", "fidelidade", "会员", "忠诚",
};
static const char *const no_words[] = {
  "", "0", "no", "n", "false", "none", "nein", "non", "nao", "não", "guest", "-", "–", "否", "不是", "not a member", "non member", "kein mitglied",
};

/* A customer who can be compared. */
typedef struct
{
  guint64  stratum;
  gboolean is_member;
  double   value;
} Case;

static const ClvAttribute *
find_column (const ClvLedger *ledger)
{
  ClvLedger *self = (ClvLedger *) ledger;

  for (guint a = 0; a < clv_ledger_get_n_attributes (self); a++)
    {
      const ClvAttribute *attribute = clv_ledger_get_attribute (self, a);
      g_autofree char *header = clv_synonyms_normalise (attribute->title);

      for (guint i = 0; i < G_N_ELEMENTS (loyalty_words); i++)
        if (strstr (header, loyalty_words[i]) != NULL && attribute->role != CLV_ROLE_PRODUCT && attribute->role != CLV_ROLE_CATEGORY)
          return attribute;
    }
  return NULL;
}

static gboolean
means_no (const char *value)
{
  g_autofree char *normal = clv_synonyms_normalise (value);

  for (guint i = 0; i < G_N_ELEMENTS (no_words); i++)
    if (g_str_equal (normal, no_words[i]))
      return TRUE;
  return FALSE;
}

/* 1: a member; whoever was one on any order is. (transfer full) (array length = customers) */
static guint8 *
find_members (const ClvFindings  *findings,
              const ClvAttribute *attribute)
{
  const ClvCustomers *customers = &findings->customers;
  const ClvLedgerRows *rows = clv_ledger_get_rows (findings->ledger);
  const guint8 *left_out = clv_book_get_left_out (findings->book);
  g_autofree guint8 *is_no = g_malloc0 ((gsize) attribute->n_values + 1);
  guint8 *members = g_malloc0 ((gsize) customers->n + 1);

  for (guint32 v = 0; v < attribute->n_values; v++)
    is_no[v] = means_no (attribute->values[v]);
  for (guint32 c = 0; c < customers->n && attribute->by_customer != NULL; c++)
    members[c] = attribute->by_customer[c] != CLV_NOBODY && !is_no[attribute->by_customer[c]];
  for (guint32 row = 0; attribute->by_customer == NULL && attribute->by_row != NULL && row < rows->n; row++)
    if (left_out[row] == CLV_LEFT_OUT_NO && rows->customer[row] != CLV_NOBODY && attribute->by_row[row] != CLV_NOBODY
        && !is_no[attribute->by_row[row]])
      members[rows->customer[row]] = 1;
  return members;
}

/* What the customer at @position of the source brought in the first twelve months. */
static double
value_of (const ClvCohortSource *source,
          guint32                position,
          guint32                came,
          gsize                 *next_spent)
{
  double value = 0;

  for (guint32 i = source->cell[position]; i < source->cell[position + 1]; i++)
    if ((guint32) (source->month[i] & ~CLV_COHORT_IDLE) < came + MONTHS)
      value += source->margin != NULL ? source->margin[i] : source->revenue[i];
  for (; *next_spent < source->spent->len; (*next_spent)++)
    {
      const ClvCohortSpent *spent = &g_array_index (source->spent, ClvCohortSpent, *next_spent);

      if (spent->customer > position)
        break;
      if (spent->customer == position && spent->month < came + MONTHS)
        value -= spent->amount;
    }
  return value;
}

static double
first_amount (const ClvFindings *findings,
              const double      *amount,
              const ClvDay      *day,
              guint32            customer)
{
  const guint32 *start = findings->customer_start, *order = findings->row_order;
  double sum = 0;

  for (guint32 i = start[customer]; i < start[customer + 1] && day[order[i]] == findings->customers.first_day[customer]; i++)
    sum += amount[order[i]];
  return sum;
}

static const ClvCohortGrouping *
find_channel (const ClvCohortSource *source)
{
  for (guint i = 0; i < source->groupings->len; i++)
    if (g_str_equal (((const ClvCohortGrouping *) source->groupings->pdata[i])->id, "channel"))
      return source->groupings->pdata[i];
  return NULL;
}

/* Customers whose twelve months are over. */
static GArray *
collect_cases (const ClvFindings     *findings,
               const ClvCohortSource *source,
               const guint8          *members)
{
  const double *amount = clv_book_get_amounts (findings->book);
  const ClvDay *day = clv_ledger_get_rows (findings->ledger)->day;
  const ClvCohortGrouping *channel = find_channel (source);
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (Case));
  g_autofree double *first = g_new (double, (gsize) source->n_customers + 1);
  g_autofree double *p = g_new (double, (gsize) source->n_customers + 1);
  gsize next_spent = 0;
  guint32 n = 0;

  for (guint32 came = 0; came + MONTHS <= source->n_months; came++)
    {
      if (source->month_start[came + MONTHS] - 1 > source->as_of)
        break;
      for (guint32 i = source->first[came]; i < source->first[came + 1]; i++)
        {
          const guint32 customer = source->customer[i];
          const Case one = { ((guint64) came << 16) | (channel != NULL ? channel->of_customer[i] : 0u), members[customer],
                             value_of (source, i, came, &next_spent) };

          first[n++] = first_amount (findings, amount, day, customer);
          g_array_append_val (cases, one);
        }
    }
  if (n > 0 && clv_midrank (n, first, p) == CLV_OK)
    for (guint32 i = 0; i < n; i++)
      g_array_index (cases, Case, i).stratum |= (guint64) MIN ((guint) (p[i] * 10), 9u) << 8;
  return cases;
}

static int
compare_cases (const void *a,
               const void *b)
{
  const Case *x = a, *y = b;

  if (x->stratum != y->stratum)
    return x->stratum < y->stratum ? -1 : 1;
  if (x->is_member != y->is_member)
    return x->is_member - y->is_member;
  return (x->value > y->value) - (x->value < y->value);
}

/* Others first, then members, of one stratum. */
typedef struct
{
  const Case *cases;
  guint32     n_others, n_members;
} Stratum;

static double
mean_of (const Case *cases,
         guint32     n,
         ClvRandom  *random) /* (nullable) draw again */
{
  double sum = 0;

  for (guint32 i = 0; i < n; i++)
    sum += cases[random != NULL ? (guint32) (clv_random_uniform (random) * n) : i].value;
  return sum / n;
}

/* Mean difference, weighted by members: what the programme did for those who are in it. */
static double
compare_strata (const Stratum *strata,
                guint          n,
                ClvRandom     *random)
{
  double sum = 0, members = 0;

  for (guint s = 0; s < n; s++)
    {
      sum += strata[s].n_members * (mean_of (strata[s].cases + strata[s].n_others, strata[s].n_members, random)
                                    - mean_of (strata[s].cases, strata[s].n_others, random));
      members += strata[s].n_members;
    }
  return members > 0 ? sum / members : NAN;
}

static void
measure (const Stratum *strata,
         guint          n,
         ClvUplift     *uplift)
{
  guint64 n_cases = 0;
  guint n_draws;
  g_autofree double *draws = NULL;
  ClvRandom random;

  *uplift = (ClvUplift) { NAN, NAN, NAN, 0, 0 };
  for (guint s = 0; s < n; s++)
    {
      uplift->members += strata[s].n_members;
      uplift->others += strata[s].n_others;
    }
  n_cases = (guint64) uplift->members + uplift->others;
  if (uplift->members == 0 || uplift->others == 0)
    return;
  uplift->difference = compare_strata (strata, n, NULL);
  n_draws = clv_relation_count_draws (n_cases);
  draws = g_new (double, n_draws);
  clv_random_init (&random, SEED);
  for (guint draw = 0; draw < n_draws; draw++)
    draws[draw] = compare_strata (strata, n, &random);
  clv_relation_find_ends (draws, n_draws, &uplift->low, &uplift->high);
}

static Stratum
make_stratum (const Case *cases,
              guint32     n)
{
  Stratum stratum = { cases, 0, 0 };

  while (stratum.n_others < n && !cases[stratum.n_others].is_member)
    stratum.n_others++;
  stratum.n_members = n - stratum.n_others;
  return stratum;
}

/**
 * clv_relation_measure_loyalty:
 * @work: (nullable): whether to go on
 * @loyalty: (out): clear it with clv_loyalty_clear()
 *
 * Compares members with others, as they are and matched.
 *
 * Returns: FALSE where no column says who is a member, or all or nobody is
 */
gboolean
clv_relation_measure_loyalty (const ClvFindings     *findings,
                              const ClvWork         *work,
                              ClvLoyalty            *loyalty)
{
  const ClvAttribute *attribute = find_column (findings->ledger);
  g_autoptr (ClvCohortSource) source = NULL;
  g_autofree guint8 *members = NULL;
  g_autoptr (GArray) cases = NULL;
  g_autoptr (GArray) strata = g_array_new (FALSE, FALSE, sizeof (Stratum));
  ClvLoyalty result = { NULL };
  Case *sorted;
  Stratum whole;

  if (attribute == NULL)
    return FALSE;
  members = find_members (findings, attribute);
  clv_relation_fill_figures (findings, members, 1, &result.members);
  clv_relation_fill_figures (findings, members, 0, &result.others);
  if (result.members.customers == 0 || result.others.customers == 0)
    return FALSE;
  source = clv_cohort_source_new (findings, work);
  if (source == NULL)
    return FALSE;
  cases = collect_cases (findings, source, members);
  sorted = (Case *) (void *) cases->data;
  if (cases->len > 1)
    qsort (sorted, cases->len, sizeof *sorted, compare_cases);
  for (guint first = 0, next; first < cases->len; first = next)
    {
      Stratum stratum;

      for (next = first + 1; next < cases->len && sorted[next].stratum == sorted[first].stratum; next++)
        ;
      stratum = make_stratum (sorted + first, next - first);
      if (stratum.n_members > 0 && stratum.n_others > 0)
        g_array_append_val (strata, stratum);
    }
  measure ((const Stratum *) (const void *) strata->data, strata->len, &result.matched);
  result.has_matched = !isnan (result.matched.difference);
  result.n_strata = strata->len;
  /* All as one stratum is the naive comparison. The matched one has been worked out: the order may go. */
  for (guint i = 0; i < cases->len; i++)
    sorted[i].stratum = 0;
  if (cases->len > 1)
    qsort (sorted, cases->len, sizeof *sorted, compare_cases);
  whole = make_stratum (sorted, cases->len);
  measure (&whole, 1, &result.naive);
  result.column = g_strdup (attribute->title);
  *loyalty = result;
  return TRUE;
}

void
clv_loyalty_clear (ClvLoyalty *self)
{
  g_clear_pointer (&self->column, g_free);
}
