/* clv-book-rates-judge.c - which way the rates of a table go, and what they are against
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "clv-book-private.h"
#include "clv-currency-names.h"
#include "clv-ledger-private.h"

/**
 * clv_book_rates_get_limits:
 *
 * Returns: what one unit of each currency was ever worth in @base
 */
const ClvBookRateLimits *
clv_book_rates_get_limits (const ClvBookRates *self,
                           guint8              base)
{
  const char *base_name = clv_book_currencies_get_name (self->currencies, base);
  ClvBookRateLimits *limits = self->limits[base];

  if (limits != NULL)
    return limits;
  self->limits[base] = limits = g_new (ClvBookRateLimits, 1);
  for (guint i = 0; i < 256; i++)
    {
      const char *name = clv_book_currencies_get_name (self->currencies, i);

      limits->least[i] = limits->odd_least[i] = 0;
      limits->most[i] = limits->odd_most[i] = INFINITY;
      clv_currency_find_limits (name, base_name, &limits->least[i], &limits->most[i]);
      clv_currency_find_odd_limits (name, base_name, &limits->odd_least[i], &limits->odd_most[i]);
    }
  return limits;
}

/* How many rates of each currency can be read in one way only. */
typedef struct
{
  guint32 multiply[256], divide[256];
} Votes;

static void
vote (const ClvBookRates *self,
      Votes              *votes,
      guint8              currency,
      guint8              base,
      double              rate)
{
  const ClvBookRateLimits *limits = clv_book_rates_get_limits (self, base);
  const gboolean may_multiply = rate >= limits->least[currency] && rate <= limits->most[currency];
  const gboolean may_divide = 1 / rate >= limits->least[currency] && 1 / rate <= limits->most[currency];

  if (currency == base)
    return;
  votes->multiply[currency] += may_multiply && !may_divide;
  votes->divide[currency] += may_divide && !may_multiply;
}

/* A currency has a say when nine of ten rates agree: one mistyped rate changes nothing. No two currencies may disagree. */
static ClvRateDirection
count_votes (const Votes *votes)
{
  gboolean multiply = FALSE, divide = FALSE;

  for (guint i = 0; i < 256; i++)
    {
      const guint64 for_one = votes->multiply[i], for_other = votes->divide[i];

      if (for_one == 0 && for_other == 0)
        continue;
      multiply |= for_one * 9 > for_other;
      divide |= for_other * 9 > for_one;
    }
  if (multiply == divide)
    return CLV_RATE_UNKNOWN;
  return multiply ? CLV_RATE_BASE_PER_FOREIGN : CLV_RATE_FOREIGN_PER_BASE;
}

static int
compare_numbers (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
find_median (GArray *numbers)
{
  if (numbers->len == 0)
    return NAN;
  qsort (numbers->data, numbers->len, sizeof (double), compare_numbers);
  return g_array_index (numbers, double, numbers->len / 2);
}

/* The rates of a table against the currency of the rules, when it has some for that one as well: what the table counts in
 * is not known, and cancels out. */
static ClvRateDirection
judge_rates (ClvBookRates *self,
             guint         index)
{
  const ClvRateRow *rates = clv_ledger_get_rates (self->ledger);
  const guint8 target = self->currencies->target;
  ClvBookRateTable *judged = &self->tables[index];
  g_autofree Votes *votes = g_new0 (Votes, 1);
  g_autoptr (GArray) of_target = g_array_new (FALSE, FALSE, sizeof (double));
  double median;

  for (guint32 k = self->first_of_table[index]; k < self->first_of_table[index + 1]; k++)
    if (rates[self->by_table[k]].currency == target)
      g_array_append_val (of_target, rates[self->by_table[k]].rate);
  median = find_median (of_target);
  judged->base = clv_ledger_get_rate_table (self->ledger, index)->base;
  if (judged->base == CLV_NO_CURRENCY)
    judged->base = isnan (median) ? target : CLV_BOOK_ANONYMOUS;
  for (guint32 k = self->first_of_table[index]; k < self->first_of_table[index + 1]; k++)
    {
      const ClvRateRow *row = &rates[self->by_table[k]];

      if (row->base != CLV_NO_CURRENCY)
        vote (self, votes, row->currency, row->base, row->rate);
      else if (judged->base == CLV_BOOK_ANONYMOUS)
        vote (self, votes, row->currency, target, row->rate / median);
      else
        vote (self, votes, row->currency, judged->base, row->rate);
    }
  return count_votes (votes);
}

static int
compare_points (const void *a,
                const void *b)
{
  const ClvBookRatePoint *x = a, *y = b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  return (x->source_row > y->source_row) - (x->source_row < y->source_row);
}

/* Rates beside orders. What they are against must be proved; else those of the currency of the rules are what others are
 * converted over, and without these the base is asked for. */
static ClvRateDirection
judge_rates_of_orders (ClvBookRates *self,
                       guint         index)
{
  const ClvRateTable *table = clv_ledger_get_rate_table (self->ledger, index);
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const guint8 target = self->currencies->target;
  ClvBookRateTable *judged = &self->tables[index];
  g_autofree Votes *votes = g_new0 (Votes, 1);
  g_autoptr (GArray) of_target = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ClvBookRatePoint));
  double median;

  judged->base = table->base;
  for (guint32 i = table->first_row; i < table->first_row + table->n_rows && table->base == CLV_NO_CURRENCY; i++)
    if (self->currencies->currency[i] == target && !isnan (rows->rate[i]) && rows->rate[i] != 1)
      {
        const ClvBookRatePoint point = { .day = rows->day[i], .worth = rows->rate[i], .source_row = rows->source_row[i] };

        g_array_append_val (of_target, rows->rate[i]);
        g_array_append_val (points, point);
      }
  median = find_median (of_target);
  if (points->len > 0)
    {
      qsort (points->data, points->len, sizeof (ClvBookRatePoint), compare_points);
      judged->pivot = g_steal_pointer (&points);
      judged->base = CLV_BOOK_ANONYMOUS;
    }
  else if (judged->base == CLV_NO_CURRENCY)
    {
      judged->base = target;
      judged->has_no_base = TRUE;
    }
  for (guint32 i = table->first_row; i < table->first_row + table->n_rows; i++)
    if (self->currencies->currency[i] != CLV_NO_CURRENCY && !isnan (rows->rate[i]) && rows->rate[i] != 1)
      vote (self, votes, self->currencies->currency[i], judged->base == CLV_BOOK_ANONYMOUS ? target : judged->base,
            judged->base == CLV_BOOK_ANONYMOUS ? rows->rate[i] / median : rows->rate[i]);
  return count_votes (votes);
}

/**
 * clv_book_rates_judge:
 * @index: of a table
 *
 * What the header says holds unless no rate could ever be so. People are asked only where neither tells.
 */
void
clv_book_rates_judge (ClvBookRates *self,
                      guint         index)
{
  const ClvRateTable *table = clv_ledger_get_rate_table (self->ledger, index);
  const ClvRateDirection proved = table->is_of_orders ? judge_rates_of_orders (self, index) : judge_rates (self, index);
  ClvBookRateTable *judged = &self->tables[index];

  judged->direction = table->direction != CLV_RATE_UNKNOWN ? table->direction : proved;
  judged->how = table->direction != CLV_RATE_UNKNOWN ? CLV_RATE_BY_HEADER : CLV_RATE_BY_WORTH;
  judged->is_contradicted = table->direction != CLV_RATE_UNKNOWN && proved != CLV_RATE_UNKNOWN && proved != table->direction;
  if (judged->is_contradicted || judged->has_no_base)
    judged->direction = CLV_RATE_UNKNOWN;
  if (judged->direction == CLV_RATE_UNKNOWN && self->rules->rate_direction != CLV_RATE_UNKNOWN)
    {
      judged->direction = self->rules->rate_direction;
      judged->how = CLV_RATE_BY_USER;
    }
}
