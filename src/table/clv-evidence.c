/* clv-evidence.c - what speaks for each possible meaning of a column
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-evidence-private.h"

#include <math.h>
#include <string.h>

#include "clv-date-text-private.h"
#include "clv-moment-private.h"
#include "clv-number-text-private.h"
#include "clv-period-text-private.h"

/* This share of the filled cells makes a column one of numbers or of dates. */
#define MAJORITY 0.6

/* This share of months, quarters and years does: order numbers look like 2024-11 too, until 2024-13. */
#define NEARLY_ALL 0.95

/* A double holds whole numbers of up to 15 digits; longer ones are ids and must not be rounded. */
#define MAX_NUMBER_DIGITS 15

static void
count (ClvProof *proof,
       guint32   code,
       guint32   n_rows)
{
  if (proof->n_rows == 0)
    proof->code = code;
  proof->n_rows += n_rows;
}

static void
reach (ClvReach *sum,
       double    value,
       guint32   n_rows)
{
  if (sum->n_rows == 0 || value < sum->min)
    sum->min = value;
  if (sum->n_rows == 0 || value > sum->max)
    sum->max = value;
  sum->n_rows += n_rows;
}

static void
reach_number (ClvReach *sum,
              double    number,
              guint32   n_rows)
{
  if (isfinite (number))
    reach (sum, number, n_rows);
}

static void
reach_day (ClvReach *sum,
           ClvDay    day,
           guint32   n_rows)
{
  if (day != CLV_DAY_NONE)
    reach (sum, day, n_rows);
}

/* Numbers that could tell a time. */
static void
weigh_moment (ClvEvidence *evidence,
              double       number,
              guint32      code,
              guint32      n_rows)
{
  ClvMomentKind kind;

  if (clv_moment_to_day (number, &kind) == CLV_DAY_NONE)
    return;
  if (kind == CLV_MOMENT_SERIAL)
    count (&evidence->serial, code, n_rows);
  else if (kind == CLV_MOMENT_UNIX)
    count (&evidence->unix_time, code, n_rows);
}

static void
weigh_period (ClvEvidence         *evidence,
              const ClvPeriodText *period,
              guint32              code,
              guint32              n_rows)
{
  if (!period->looks_like_number)
    {
      count (&evidence->periods[period->kind], code, n_rows);
      return;
    }
  if (evidence->dotted_month.n_rows == 0)
    evidence->first_dotted_month = period->month;
  evidence->dotted_month_proved |= period->has_two_digits || period->month != evidence->first_dotted_month;
  count (&evidence->dotted_month, code, n_rows);
}

static void
weigh_number (ClvEvidence         *evidence,
              const ClvNumberText *number,
              guint32              code,
              guint32              n_rows)
{
  count (&evidence->number, code, n_rows);
  /* Undecided columns have no mark, and may as well be read with a point. */
  reach_number (&evidence->with_mark[CLV_DECIMAL_UNDECIDED], number->with_point, n_rows);
  reach_number (&evidence->with_mark[CLV_DECIMAL_POINT], number->with_point, n_rows);
  reach_number (&evidence->with_mark[CLV_DECIMAL_COMMA], number->with_comma, n_rows);
  if (number->is_plain_digits)
    {
      weigh_moment (evidence, number->with_point, code, n_rows);
      count (&evidence->plain_digits, code, n_rows);
      if (number->n_digits > MAX_NUMBER_DIGITS)
        count (&evidence->long_digits, code, n_rows);
      if (number->has_leading_zero)
        count (&evidence->leading_zero, code, n_rows);
      if (number->n_digits == 4 && clv_period_text_from_year (number->with_point) != CLV_DAY_NONE)
        count (&evidence->year, code, n_rows);
      if (number->n_digits == 8 && clv_date_text_from_compact (number->with_point) != CLV_DAY_NONE)
        count (&evidence->compact, code, n_rows);
    }
  else if (isnan (number->with_comma))
    {
      count (&evidence->point_only, code, n_rows);
      evidence->percents_with_point += number->is_percent ? n_rows : 0;
    }
  else if (isnan (number->with_point))
    count (&evidence->comma_only, code, n_rows);
  else if (number->with_point != number->with_comma)
    count (&evidence->either_mark, code, n_rows);

  if (number->currency[0] != '\0' && (evidence->currency_rows < n_rows || evidence->currency[0] == '\0'))
    {
      memcpy (evidence->currency, number->currency, sizeof evidence->currency);
      evidence->currency_rows = n_rows;
    }
}

/* The parts at the ends of a date with a short year: where the year may stand. */
static void
weigh_short_year (ClvEvidence       *evidence,
                  const ClvDateText *date,
                  guint32            code,
                  guint32            n_rows)
{
  if (date->fixed != CLV_DAY_NONE)
    {
      count (&evidence->year_only, code, n_rows);
      return;
    }
  if (evidence->short_years.n_rows == 0)
    {
      evidence->min_first = evidence->max_first = date->first_part;
      evidence->min_last = evidence->max_last = date->last_part;
    }
  count (&evidence->short_years, code, n_rows);
  evidence->min_first = MIN (evidence->min_first, date->first_part);
  evidence->max_first = MAX (evidence->max_first, date->first_part);
  evidence->min_last = MIN (evidence->min_last, date->last_part);
  evidence->max_last = MAX (evidence->max_last, date->last_part);
  if (date->year_first == CLV_DAY_NONE)
    {
      count (&evidence->short_years_last, code, n_rows);
      return;
    }
  /* Both are 31 at most, or the year could not come first. */
  evidence->firsts |= 1u << date->first_part;
  evidence->lasts |= 1u << date->last_part;
  if ((date->day_first != CLV_DAY_NONE && date->day_first != date->year_first) ||
      (date->month_first != CLV_DAY_NONE && date->month_first != date->year_first))
    count (&evidence->short_either, code, n_rows);
}

static void
weigh_date (ClvEvidence       *evidence,
            const ClvDateText *date,
            guint32            code,
            guint32            n_rows)
{
  count (&evidence->date, code, n_rows);
  evidence->has_time |= date->has_time;
  if (date->is_short)
    weigh_short_year (evidence, date, code, n_rows);
  if (date->fixed != CLV_DAY_NONE)
    {
      if (!date->is_short)
        count (&evidence->fixed, code, n_rows);
      for (guint i = 0; i < G_N_ELEMENTS (evidence->in_order); i++)
        reach (&evidence->in_order[i], date->fixed, n_rows);
      return;
    }
  reach_day (&evidence->in_order[CLV_DATE_ORDER_YMD], date->year_first, n_rows);
  reach_day (&evidence->in_order[CLV_DATE_ORDER_DMY], date->day_first, n_rows);
  reach_day (&evidence->in_order[CLV_DATE_ORDER_MDY], date->month_first, n_rows);
  if (date->day_first == CLV_DAY_NONE && date->month_first == CLV_DAY_NONE)
    return;
  if (date->month_first == CLV_DAY_NONE)
    count (&evidence->day_only, code, n_rows);
  else if (date->day_first == CLV_DAY_NONE)
    count (&evidence->month_only, code, n_rows);
  else if (date->has_dots)
    count (&evidence->dots, code, n_rows);
  else if (date->day_first != date->month_first)
    count (&evidence->either_order, code, n_rows);
}

/* “2024-05-03”, “3/5/24”, “3 May 2024”, “3.5.2024 10:30”: most dates are so, and need not be tried as numbers first. */
static gboolean
looks_like_date (const char *text)
{
  const char *p = text;

  while (p - text < 5 && g_ascii_isdigit (*p))
    p++;
  if (p - text != 4 && p - text != 1 && p - text != 2)
    return FALSE;
  if (*p == '/' || (*p == '-' && g_ascii_isdigit (p[1])))
    return TRUE;
  for (; *p != '\0'; p++)
    if (*p == ':' || (g_ascii_isalpha (*p) && g_ascii_isalpha (p[1]) && strpbrk (p, "0123456789") != NULL))
      return TRUE;
  return FALSE;
}

static void
weigh_text (ClvEvidence *evidence,
            const char *text,
            guint32     code,
            guint32     n_rows)
{
  ClvNumberText number;
  ClvPeriodText period;
  ClvDateText date;

  if (clv_number_text_is_missing (text))
    {
      evidence->n_filled -= n_rows;
      return;
    }
  if (looks_like_date (text) && clv_date_text_parse (text, &date))
    weigh_date (evidence, &date, code, n_rows);
  else if (clv_number_text_parse (text, &number))
    {
      weigh_number (evidence, &number, code, n_rows);
      if ((number.n_digits == 5 || number.n_digits == 6) && !number.is_plain_digits &&
          clv_period_text_parse (text, &period))
        weigh_period (evidence, &period, code, n_rows);
    }
  else if (clv_date_text_parse (text, &date))
    weigh_date (evidence, &date, code, n_rows);
  else if (clv_period_text_parse (text, &period))
    weigh_period (evidence, &period, code, n_rows);
  else
    count (&evidence->text, code, n_rows);
}

static void
weigh_true_number (ClvEvidence *evidence,
                   double       number,
                   guint32      code,
                   guint32      n_rows)
{
  count (&evidence->true_number, code, n_rows);
  for (guint i = 0; i < G_N_ELEMENTS (evidence->with_mark); i++)
    reach_number (&evidence->with_mark[i], number, n_rows);
  if (clv_date_text_from_compact (number) != CLV_DAY_NONE)
    count (&evidence->compact, code, n_rows);
  else if (clv_period_text_from_year (number) != CLV_DAY_NONE)
    count (&evidence->year, code, n_rows);
  else
    weigh_moment (evidence, number, code, n_rows);
  if (fabs (number) >= 1e15 && number == floor (number))
    count (&evidence->long_digits, code, n_rows);
}

static void
weigh_true_date (ClvEvidence *evidence,
                 double       days,
                 guint32      code,
                 guint32      n_rows)
{
  int year, month, day;

  count (&evidence->true_date, code, n_rows);
  if (!(fabs (days) < 4e6))
    return;
  clv_day_to_ymd (clv_day_from_moment (days), &year, &month, &day);
  evidence->has_late_day |= day > 12;
  evidence->has_time |= days != floor (days);
  for (guint i = 0; i < G_N_ELEMENTS (evidence->in_order); i++)
    reach (&evidence->in_order[i], clv_day_from_moment (days), n_rows);
}

void
clv_evidence_collect (ClvEvidence     *evidence,
                      const ClvColumn *column)
{
  const guint32 *counts = clv_column_get_counts (column);
  guint32 n = clv_column_get_n_distinct (column);

  memset (evidence, 0, sizeof *evidence);
  for (guint32 code = 1; code < n; code++)
    {
      ClvCell cell;

      if (counts[code] == 0)
        continue;
      clv_column_get_cell (column, code, &cell);
      evidence->n_filled += counts[code];
      switch (cell.kind)
        {
        case CLV_CELL_TEXT:
          weigh_text (evidence, cell.text, code, counts[code]);
          break;
        case CLV_CELL_NUMBER:
          weigh_true_number (evidence, cell.number, code, counts[code]);
          break;
        case CLV_CELL_DATE:
          weigh_true_date (evidence, cell.number, code, counts[code]);
          break;
        case CLV_CELL_BOOLEAN:
          count (&evidence->text, code, counts[code]);
          for (guint i = 0; i < G_N_ELEMENTS (evidence->with_mark); i++)
            reach (&evidence->with_mark[i], cell.number, counts[code]);
          break;
        case CLV_CELL_ERROR:
        case CLV_CELL_EMPTY:
        default:
          break;
        }
    }
}

gboolean
clv_evidence_is_identifier (const ClvEvidence *evidence)
{
  return evidence->leading_zero.n_rows + evidence->long_digits.n_rows > 0 &&
         evidence->plain_digits.n_rows == evidence->number.n_rows;
}

gboolean
clv_evidence_is_swapped (const ClvEvidence *evidence)
{
  return evidence->true_date.n_rows >= 2 && !evidence->has_late_day && evidence->date.n_rows > 0 &&
         evidence->day_only.n_rows + evidence->month_only.n_rows == evidence->date.n_rows;
}

gboolean
clv_evidence_is_years (const ClvEvidence *evidence)
{
  return evidence->year.n_rows > 0 &&
         evidence->year.n_rows + evidence->periods[CLV_PERIOD_YEAR].n_rows == evidence->n_filled;
}

gboolean
clv_evidence_is_all_dates (const ClvEvidence *evidence)
{
  guint32 n_others = evidence->number.n_rows + evidence->true_number.n_rows;

  for (guint i = 0; i < CLV_N_PERIOD_KINDS; i++)
    n_others += evidence->periods[i].n_rows;
  return n_others == 0;
}

ClvColumnType
clv_evidence_choose_type (const ClvEvidence *evidence)
{
  guint32 n_dates = evidence->date.n_rows + evidence->true_date.n_rows;
  guint32 n_numbers = evidence->number.n_rows + evidence->true_number.n_rows;
  guint32 n_periods = 0;
  double majority = MAJORITY * evidence->n_filled;

  if (evidence->n_filled == 0)
    return CLV_TYPE_EMPTY;
  if (clv_evidence_is_identifier (evidence))
    return CLV_TYPE_TEXT;
  if (evidence->compact.n_rows == evidence->n_filled)
    return CLV_TYPE_DATE;
  if (n_dates >= majority)
    return CLV_TYPE_DATE;
  for (guint i = 0; i < CLV_N_PERIOD_KINDS; i++)
    n_periods += evidence->periods[i].n_rows;
  /* One number that is no month makes numbers of all that look like both. */
  if (evidence->dotted_month_proved && evidence->dotted_month.n_rows == n_numbers)
    n_periods += evidence->dotted_month.n_rows;
  if (n_periods > 0 && n_dates + n_periods >= NEARLY_ALL * evidence->n_filled)
    return CLV_TYPE_DATE;
  return n_numbers >= majority ? CLV_TYPE_NUMBER : CLV_TYPE_TEXT;
}
