/* clv-yearly.c - histories of those who buy once a year at most: in which years they bought, and in which not
 *
 * Years end with the last day that is known, so that none is seen in part. The year of
 * the first purchase is where a history begins, and no occasion.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

/* Fewer of them who have come back say little about who does. */
#define MIN_REPEAT_BUYERS 30

/* Whole years after the first one. What happened until some day in the past is told by fewer. */
#define MIN_YEARS 4
#define MIN_YEARS_OF_PAST 2
#define MAX_YEARS 200

/* So few may buy on two days of a year. */
#define MAX_TWICE_SHARE 0.02

/* Of all customers, while they are read. */
typedef struct
{
  ClvDay  first_day;
  guint8 *years_ago;      /* by day from the first one on: years between it and the end, from 0 on */
  gint32 *x, *t_x, *T;    /* by position in the history; days of years of CLV_DAYS_PER_PERIOD */
  guint64 n_years, n_twice;
  guint32 n_repeat;
} Reading;

static void
number_years (Reading *self,
              ClvDay   cut)
{
  int last_year, last_month, last_day;

  self->years_ago = g_new (guint8, (gsize) (cut - self->first_day) + 1);
  clv_day_to_ymd (cut, &last_year, &last_month, &last_day);
  for (ClvDay day = self->first_day; day <= cut; day++)
    {
      int year, month, of_month;

      clv_day_to_ymd (day, &year, &month, &of_month);
      self->years_ago[day - self->first_day] =
        (guint8) (last_year - year - (month > last_month || (month == last_month && of_month > last_day)));
    }
}

static void
read_customer (Reading           *self,
               const ClvAnalysis *analysis,
               ClvDay             cut,
               guint32            position,
               guint32            customer)
{
  const ClvFindings *findings = analysis->findings;
  const ClvDocument *documents = clv_book_get_documents (analysis->book);
  const guint32 *row_document = clv_book_get_row_documents (analysis->book);
  ClvDay last_day = CLV_DAY_NONE;
  int first = -1, last = -1, n = 0;
  gboolean is_twice = FALSE;

  for (guint32 i = findings->customer_start[customer]; i < findings->customer_start[customer + 1]; i++)
    {
      const guint32 row = findings->row_order[i], document = row_document[row];
      const ClvDay day = analysis->rows->day[row];
      int ago;

      if (day > cut)
        break;
      if (document == CLV_NOBODY || documents[document].kind != CLV_DOCUMENT_ORDER || day == last_day)
        continue;
      last_day = day;
      ago = self->years_ago[day - self->first_day];
      if (n > 0 && ago == last)
        {
          self->n_twice += !is_twice;
          is_twice = TRUE;
          continue;
        }
      if (n++ == 0)
        first = ago;
      last = ago;
      is_twice = FALSE;
    }
  self->n_years += (guint64) n;
  self->n_repeat += n > 1;
  self->x[position] = n - 1;
  self->t_x[position] = (first - last) * CLV_DAYS_PER_PERIOD;
  self->T[position] = first * CLV_DAYS_PER_PERIOD;
}

/**
 * clv_yearly_init:
 * @cells: (out caller-allocates): histories in years, by position in @history; free with clv_btyd_cells_clear()
 * @analysis: after clv_analysis_sort_rows()
 * @history: of the same customers until the same day
 *
 * Source: Fader, Hardie & Shang (2010). Checked by /analysis/contracts.
 *
 * Returns: FALSE when the data look otherwise: fewer than four years, or more than two in a hundred who bought on two days of
 *   one; or when cancelled
 */
gboolean
clv_yearly_init (ClvBtydCells           *cells,
                 const ClvAnalysis      *analysis,
                 const ClvBuyingHistory *history)
{
  const guint min_years = history->cut < analysis->as_of ? MIN_YEARS_OF_PAST : MIN_YEARS;
  g_autofree guint8 *years_ago = NULL;
  g_autofree gint32 *x = g_new (gint32, (gsize) history->n + 1);
  g_autofree gint32 *t_x = g_new (gint32, (gsize) history->n + 1);
  g_autofree gint32 *T = g_new (gint32, (gsize) history->n + 1);
  Reading reading = { .first_day = history->first_day, .x = x, .t_x = t_x, .T = T };

  if (history->n == 0 || (history->cut - history->first_day) / CLV_DAYS_PER_YEAR > MAX_YEARS)
    return FALSE;
  number_years (&reading, history->cut);
  years_ago = reading.years_ago;
  if (years_ago[0] < min_years)
    return FALSE;
  for (guint32 i = 0; i < history->n; i++)
    {
      if (i % 65536 == 0 && clv_work_is_cancelled (analysis->work))
        return FALSE;
      read_customer (&reading, analysis, history->cut, i, history->customer[i]);
    }
  return reading.n_repeat >= MIN_REPEAT_BUYERS && (double) reading.n_twice <= MAX_TWICE_SHARE * (double) reading.n_years &&
         clv_btyd_cells_init (cells, history->n, x, t_x, T, CLV_DAYS_PER_PERIOD) == CLV_OK;
}
