/* clv-day.c - civil days: counted, written, and grouped into periods
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-day.h"

#include <math.h>

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month (int year,
               int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap_year (year) ? 29 : days[month - 1];
}

/* Years begin in March, so that the leap day is the last one of a year; an era has 400 years. */
static ClvDay
count_days (int year,
            int month,
            int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

/**
 * clv_day_from_ymd:
 * @year: 1 to 9999
 * @month: 1 to 12
 * @day: 1 to the last day of that month
 *
 * The day count of a date of the proleptic Gregorian calendar.
 *
 * Source: H. Hinnant, “chrono-Compatible Low-Level Date Algorithms”, days_from_civil.
 * Checked by /table/day/known-dates.
 *
 * Returns: the day, or CLV_DAY_NONE when there is no such date
 */
ClvDay
clv_day_from_ymd (int year,
                  int month,
                  int day)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
    return CLV_DAY_NONE;
  if (day > 28 && day > days_in_month (year, month))
    return CLV_DAY_NONE;
  return count_days (year, month, day);
}

/**
 * clv_day_to_ymd:
 * @day: a day, not CLV_DAY_NONE
 * @year: (out) (optional): its year
 * @month: (out) (optional): 1 to 12
 * @day_of_month: (out) (optional): 1 to 31
 *
 * The date of a day count; the inverse of clv_day_from_ymd().
 */
void
clv_day_to_ymd (ClvDay day,
                int   *year,
                int   *month,
                int   *day_of_month)
{
  gint64 z = (gint64) day + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  int day_of_era = (int) (z - era * 146097);
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted_month = (5 * day_of_year + 2) / 153;
  int civil_month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;

  if (year != NULL)
    *year = (int) (year_of_era + era * 400) + (civil_month <= 2 ? 1 : 0);
  if (month != NULL)
    *month = civil_month;
  if (day_of_month != NULL)
    *day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
}

/**
 * clv_day_to_iso:
 * @day: a day of the years 1 to 9999, or CLV_DAY_NONE
 * @buffer: (out caller-allocates): gets “2024-05-03”; "" for CLV_DAY_NONE
 *
 * Writes a day the way every program understands it.
 */
void
clv_day_to_iso (ClvDay day,
                char   buffer[16])
{
  int year, month, day_of_month;

  buffer[0] = '\0';
  if (day == CLV_DAY_NONE)
    return;
  clv_day_to_ymd (day, &year, &month, &day_of_month);
  if (year < 1 || year > 9999)
    return;
  g_snprintf (buffer, 16, "%04d-%02d-%02d", year, month, day_of_month);
}

/**
 * clv_day_from_iso:
 * @text: (nullable): exactly “yyyy-mm-dd”
 *
 * Reads what clv_day_to_iso() writes.
 *
 * Returns: the day, or CLV_DAY_NONE when @text is anything else
 */
ClvDay
clv_day_from_iso (const char *text)
{
  if (text == NULL)
    return CLV_DAY_NONE;
  for (int i = 0; i < 10; i++)
    {
      gboolean is_mark = i == 4 || i == 7;

      if (is_mark ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return CLV_DAY_NONE;
    }
  if (text[10] != '\0')
    return CLV_DAY_NONE;

#define DIGIT(i) (text[i] - '0')
  return clv_day_from_ymd (DIGIT (0) * 1000 + DIGIT (1) * 100 + DIGIT (2) * 10 + DIGIT (3),
                           DIGIT (5) * 10 + DIGIT (6), DIGIT (8) * 10 + DIGIT (9));
#undef DIGIT
}

/* Months between the start of the fiscal year and @month, 0 to 11. */
static int
fiscal_month (int month,
              int fiscal_year_start)
{
  return (month - fiscal_year_start + 12) % 12;
}

static ClvDay
first_of_month (int months_since_year_0)
{
  return count_days (months_since_year_0 / 12, months_since_year_0 % 12 + 1, 1);
}

/**
 * clv_day_today:
 *
 * Returns: the day by the clock of the computer, where it stands
 */
ClvDay
clv_day_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return clv_day_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}

/**
 * clv_day_from_moment:
 * @days: days since 1970-01-01 with the time of day as fraction, below 4 million
 *
 * The civil day of a moment. Spreadsheets keep 15 digits of such numbers, so that midnight may come a few
 * 1e-10 days early: what is less than 1e-9 days (0.09 ms) before midnight is midnight.
 * Checked by /table/reading/the-last-second-belongs-to-its-day.
 *
 * Returns: the day
 */
ClvDay
clv_day_from_moment (double days)
{
  return (ClvDay) floor (days + 1e-9);
}

/**
 * clv_day_period_start:
 * @day: a day
 * @kind: length of the period
 * @fiscal_year_start: month in which years and quarters begin, 1 to 12; anything else is 1
 *
 * The first day of the period that holds @day.
 *
 * Returns: a day; CLV_DAY_NONE for CLV_DAY_NONE
 */
ClvDay
clv_day_period_start (ClvDay        day,
                      ClvPeriodKind kind,
                      int           fiscal_year_start)
{
  int year, month, back = 0;
  int start = fiscal_year_start >= 1 && fiscal_year_start <= 12 ? fiscal_year_start : 1;

  if (day == CLV_DAY_NONE)
    return CLV_DAY_NONE;
  clv_day_to_ymd (day, &year, &month, NULL);
  if (kind == CLV_PERIOD_QUARTER)
    back = fiscal_month (month, start) % 3;
  else if (kind == CLV_PERIOD_YEAR)
    back = fiscal_month (month, start);
  return first_of_month (year * 12 + month - 1 - back);
}

/**
 * clv_day_period_next:
 * @start: first day of a period
 * @kind: length of the period
 *
 * The first day of the period after.
 *
 * Returns: a day; CLV_DAY_NONE for CLV_DAY_NONE
 */
ClvDay
clv_day_period_next (ClvDay        start,
                     ClvPeriodKind kind)
{
  static const int months[CLV_N_PERIOD_KINDS] = { 1, 3, 12 };
  int year, month;

  if (start == CLV_DAY_NONE)
    return CLV_DAY_NONE;
  clv_day_to_ymd (start, &year, &month, NULL);
  return first_of_month (year * 12 + month - 1 + months[kind]);
}

/**
 * clv_period_kind_to_id:
 * @kind: length of a period
 *
 * Returns: “month”, “quarter” or “year”
 */
const char *
clv_period_kind_to_id (ClvPeriodKind kind)
{
  static const char *ids[CLV_N_PERIOD_KINDS] = { "month", "quarter", "year" };

  return ids[kind];
}
