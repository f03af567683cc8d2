/* clv-history.c - customers who look new only because the data start there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include <stdlib.h>

/* Of the days since the first order; a calendar month may begin in its middle. */
#define DAYS_A_MONTH 30
#define MIN_MONTHS 6
#define MAX_MONTHS 13
/* Fewer first orders prove nothing, and a good month is no break. */
#define MIN_CUSTOMERS 30
#define MIN_RATIO 2.0

static int
compare_counts (const void *a,
                const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

/* An order row of the first day, for the example. */
static guint32
find_row (const ClvAnalysis *self,
          ClvDay             day)
{
  const guint8 *left_out = clv_book_get_left_out (self->book);
  guint32 row = 0;

  while (row < self->rows->n && (left_out[row] != CLV_LEFT_OUT_NO || self->rows->day[row] != day))
    row++;
  return row;
}

/**
 * clv_analysis_starts_late:
 * @n_first: (out) (optional): first orders in the first 30 days
 * @n_typical: (out) (optional): and in 30 days later on
 *
 * Left truncation: the first month has far more first orders than the months after the second one, since whoever bought
 * before looks new. Groups of customers who were all acquired at the start have no later ones to compare.
 *
 * Returns: whether the data begin in the middle of the business
 */
gboolean
clv_analysis_starts_late (const ClvAnalysis *self,
                          guint32           *n_first,
                          guint32           *n_typical)
{
  const ClvDay *first_order = self->findings->columns.first_order_day, first_day = clv_book_get_first_day (self->book);
  const gint64 n_months = first_day != CLV_DAY_NONE ? ((gint64) self->as_of - first_day + 1) / DAYS_A_MONTH : 0;
  const guint n = CLAMP (n_months, 0, MAX_MONTHS);
  guint32 counts[MAX_MONTHS] = { 0 }, typical;

  if (n < MIN_MONTHS)
    return FALSE;
  for (guint32 c = 0; c < self->n_customers; c++)
    if (first_order[c] != CLV_DAY_NONE && (first_order[c] - first_day) / DAYS_A_MONTH < (gint32) n)
      counts[(first_order[c] - first_day) / DAYS_A_MONTH]++;
  /* The second month still has many who buy every few weeks. */
  qsort (counts + 2, n - 2, sizeof *counts, compare_counts);
  typical = counts[2 + (n - 2) / 2];
  if (counts[0] < MIN_CUSTOMERS || typical == 0 || counts[0] < MIN_RATIO * typical || counts[0] <= counts[n - 1])
    return FALSE;
  if (n_first != NULL)
    *n_first = counts[0];
  if (n_typical != NULL)
    *n_typical = typical;
  return TRUE;
}

/**
 * clv_analysis_tell_history:
 *
 * Tells when clv_analysis_starts_late().
 */
void
clv_analysis_tell_history (ClvAnalysis *self)
{
  const ClvDay first_day = clv_book_get_first_day (self->book);
  const ClvLedgerPart *part;
  g_autofree char *text = NULL;
  guint32 n_first, typical, row;
  char iso[16];

  if (!clv_analysis_starts_late (self, &n_first, &typical))
    return;
  row = find_row (self, first_day);
  g_return_if_fail (row < self->rows->n);
  part = clv_ledger_get_part (self->ledger, self->rows->part[row]);
  clv_day_to_iso (first_day, iso);
  /* Translators: a date, then numbers of customers */
  text = g_strdup_printf (_("%s: %u first orders in 30 days, later on %u"), iso, n_first, typical);
  clv_problem_list_add (self->findings->problems, "history-starts", "kept", part->file, part->sheet, self->rows->source_row[row], text);
}
