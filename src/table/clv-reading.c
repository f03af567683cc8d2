/* clv-reading.c - what the cells of a column mean, decided over all of its rows
 *
 * The dictionary is gone through once to collect for and against each possible
 * meaning, and again only where a column mixes numbers, dates and periods.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-reading.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-date-text-private.h"
#include "clv-evidence-private.h"
#include "clv-moment-private.h"
#include "clv-number-text-private.h"
#include "clv-period-text-private.h"
#include "clv-reading-choice-private.h"

static void
take_reach (ClvReading     *self,
            const ClvReach *reach)
{
  self->n_readable = reach->n_rows;
  if (reach->n_rows > 0)
    {
      self->min = reach->min;
      self->max = reach->max;
    }
}

/* What can be read in a column of dates that holds other things as well. */
static void
measure_days (ClvReading      *self,
              const ClvColumn *column)
{
  const guint32 *counts = clv_column_get_counts (column);
  guint32 n = clv_column_get_n_distinct (column);

  for (guint32 code = 1; code < n; code++)
    {
      ClvCell cell;
      ClvDay day;

      if (counts[code] == 0)
        continue;
      clv_column_get_cell (column, code, &cell);
      if (!clv_reading_day (self, &cell, &day))
        continue;
      self->n_readable += counts[code];
      if (!(self->min <= day))
        self->min = day;
      if (!(self->max >= day))
        self->max = day;
    }
}

/* Sees what can be read now, and how far it reaches. */
static void
measure (ClvReading        *self,
         const ClvColumn   *column,
         const ClvEvidence *evidence)
{
  self->min = self->max = NAN;
  switch (self->type)
    {
    case CLV_TYPE_NUMBER:
      take_reach (self, &evidence->with_mark[self->decimal]);
      break;
    case CLV_TYPE_DATE:
      self->has_time = evidence->has_time;
      if (clv_evidence_is_all_dates (evidence))
        take_reach (self, &evidence->in_order[self->date_order]);
      else
        measure_days (self, column);
      break;
    case CLV_TYPE_TEXT:
    case CLV_TYPE_EMPTY:
    default:
      self->n_readable = self->n_filled;
      break;
    }
}

/* What the cells do not prove is no reason any more. */
static void
say_chosen (ClvReading *self)
{
  g_free (self->evidence);
  self->evidence = g_strdup (_("As it was chosen; the cells do not prove it"));
}

/* Percents of a workbook are written with a point, however those are who chose a comma. */
static gboolean
are_percents_with_point (const ClvEvidence *evidence)
{
  return evidence->point_only.n_rows > 0 && evidence->percents_with_point == evidence->point_only.n_rows
         && evidence->comma_only.n_rows == 0 && evidence->either_mark.n_rows == 0;
}

static ClvReading *
read_as (const ClvColumn   *column,
         const ClvEvidence *evidence,
         ClvColumnType      type,
         ClvDecimalMark     decimal,
         ClvDateOrder       date_order)
{
  ClvReading *self = g_new0 (ClvReading, 1);

  self->type = type;
  self->n_filled = evidence->n_filled;
  switch (type)
    {
    case CLV_TYPE_NUMBER:
      self->evidence = clv_reading_choose_mark (self, column, evidence);
      memcpy (self->currency, evidence->currency, sizeof self->currency);
      /* Numbers of a workbook carry it in their format. */
      if (*clv_column_get_format_currency (column, NULL) != '\0')
        g_strlcpy (self->currency, clv_column_get_format_currency (column, NULL), sizeof self->currency);
      if (decimal != CLV_DECIMAL_UNDECIDED && evidence->number.n_rows > evidence->plain_digits.n_rows
          && !(decimal == CLV_DECIMAL_COMMA && are_percents_with_point (evidence)))
        {
          if (self->ambiguous || self->decimal != decimal)
            say_chosen (self);
          self->decimal = decimal;
          self->ambiguous = FALSE;
        }
      break;
    case CLV_TYPE_DATE:
      self->evidence = clv_reading_choose_order (self, column, evidence);
      self->may_be_swapped = clv_evidence_is_swapped (evidence);
      if (date_order != CLV_DATE_ORDER_UNDECIDED && evidence->date.n_rows > evidence->fixed.n_rows + evidence->year_only.n_rows)
        {
          if (self->ambiguous || self->date_order != date_order)
            say_chosen (self);
          self->date_order = date_order;
          self->ambiguous = FALSE;
        }
      break;
    case CLV_TYPE_TEXT:
      self->evidence = clv_reading_describe_text (column, evidence);
      self->identifier = clv_evidence_is_identifier (evidence);
      break;
    case CLV_TYPE_EMPTY:
    default:
      self->evidence = g_strdup (_("No cell is filled"));
      break;
    }
  measure (self, column, evidence);
  clv_reading_doubt_calendar (self);
  return self;
}

/**
 * clv_reading_decide:
 * @column: a column of a finished table
 *
 * Decides what the cells of @column mean, from all of its rows. Time O(distinct cells).
 *
 * Returns: (transfer full): the reading
 */
ClvReading *
clv_reading_decide (const ClvColumn *column)
{
  ClvEvidence evidence;

  clv_evidence_collect (&evidence, column);
  return read_as (column, &evidence, clv_evidence_choose_type (&evidence), CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_UNDECIDED);
}

/**
 * clv_reading_force:
 * @column: a column of a finished table
 * @type: what it holds; CLV_TYPE_EMPTY leaves it to the evidence
 * @decimal: the decimal mark, or CLV_DECIMAL_UNDECIDED to leave it to the evidence
 * @date_order: the order of dates, or CLV_DATE_ORDER_UNDECIDED to leave it to the evidence
 *
 * Reads @column as somebody says. The choices have no effect on cells that leave none.
 *
 * Returns: (transfer full): the reading
 */
ClvReading *
clv_reading_force (const ClvColumn *column,
                   ClvColumnType    type,
                   ClvDecimalMark   decimal,
                   ClvDateOrder     date_order)
{
  ClvEvidence evidence;

  clv_evidence_collect (&evidence, column);
  if (type == CLV_TYPE_EMPTY || evidence.n_filled == 0)
    type = clv_evidence_choose_type (&evidence);
  return read_as (column, &evidence, type, decimal, date_order);
}

/**
 * clv_reading_copy:
 *
 * Returns: (transfer full): an equal reading
 */
ClvReading *
clv_reading_copy (const ClvReading *self)
{
  ClvReading *copy = g_new (ClvReading, 1);

  *copy = *self;
  copy->evidence = g_strdup (self->evidence);
  return copy;
}

/**
 * clv_reading_free:
 * @self: (nullable): a reading
 */
void
clv_reading_free (ClvReading *self)
{
  if (self == NULL)
    return;
  g_free (self->evidence);
  g_free (self);
}

/**
 * clv_reading_to_id:
 *
 * Returns: the id of this reading in the JSON: “decimal-comma”, “day-first”, “true-dates”, “text” …
 */
const char *
clv_reading_to_id (const ClvReading *self)
{
  static const char *const numbers[] = { "plain-numbers", "decimal-point", "decimal-comma" };
  static const char *const dates[] = { "true-dates", "year-first", "day-first", "month-first" };

  switch (self->type)
    {
    case CLV_TYPE_NUMBER:
      return numbers[self->decimal];
    case CLV_TYPE_DATE:
      return dates[self->date_order];
    case CLV_TYPE_TEXT:
      return self->identifier ? "identifier" : "text";
    case CLV_TYPE_EMPTY:
    default:
      return "empty";
    }
}

/**
 * clv_reading_may_count_days:
 *
 * Prices may lie in the same range: only where a header says “date” does this mean anything.
 *
 * Returns: whether all numbers of the column lie where serials of Excel do, or all where seconds or milliseconds
 *   since 1970 do
 */
gboolean
clv_reading_may_count_days (const ClvReading *self)
{
  ClvMomentKind first, last;

  return self->type == CLV_TYPE_NUMBER && self->n_readable > 0 && clv_moment_to_day (self->min, &first) != CLV_DAY_NONE &&
         clv_moment_to_day (self->max, &last) != CLV_DAY_NONE && first == last;
}

/**
 * clv_reading_number:
 * @cell: a cell of the column
 * @number: (out): its value; percent as a share, so that “45 %” is 0.45
 *
 * Returns: whether the cell is a number under this reading; always FALSE if it does not read numbers
 */
gboolean
clv_reading_number (const ClvReading *self,
                    const ClvCell    *cell,
                    double           *number)
{
  ClvNumberText parsed;
  double value;

  if (self->type != CLV_TYPE_NUMBER)
    return FALSE;
  if (cell->kind == CLV_CELL_NUMBER || cell->kind == CLV_CELL_BOOLEAN)
    {
      *number = cell->number;
      return isfinite (cell->number);
    }
  if (cell->kind != CLV_CELL_TEXT || !clv_number_text_parse (cell->text, &parsed))
    return FALSE;
  value = self->decimal == CLV_DECIMAL_COMMA ? parsed.with_comma : parsed.with_point;
  if (!isfinite (value))
    return FALSE;
  *number = value;
  return TRUE;
}

/**
 * clv_reading_currency:
 * @cell: a cell of any column
 * @currency: (out caller-allocates): the sign as it stands (“€”, “US$”) or the code (“EUR”); "" when there is none
 *
 * The currency written with the amount of one cell: “€100”, “100 EUR”, “US$ 5”. The text must be an
 * amount as a whole, whichever decimal mark it has. Numbers of the file itself carry no currency.
 *
 * Returns: whether the cell is a text with an amount and its currency
 */
gboolean
clv_reading_currency (const ClvCell *cell,
                      char           currency[8])
{
  ClvNumberText number;

  currency[0] = '\0';
  if (cell->kind != CLV_CELL_TEXT || !clv_number_text_parse (cell->text, &number))
    return FALSE;
  memcpy (currency, number.currency, sizeof number.currency);
  return currency[0] != '\0';
}

static ClvDay
day_of_number (const ClvReading *self,
               double            number)
{
  ClvMomentKind kind;

  return self->whole_years ? clv_period_text_from_year (number) : clv_moment_to_day (number, &kind);
}

static ClvDay
day_of_date (const ClvReading  *self,
             const ClvDateText *date)
{
  if (date->fixed != CLV_DAY_NONE)
    return date->fixed;
  if (self->date_order == CLV_DATE_ORDER_YMD)
    return date->year_first;
  return self->date_order == CLV_DATE_ORDER_MDY ? date->month_first : date->day_first;
}

/* A serial with a time of day, or plain digits. Other numbers are amounts that went astray. */
static ClvDay
day_of_number_text (const ClvReading    *self,
                    const ClvNumberText *number)
{
  double value = isnan (number->with_point) ? number->with_comma : number->with_point;
  ClvMomentKind kind;
  ClvDay day;

  if (number->is_plain_digits)
    return day_of_number (self, value);
  if (number->currency[0] != '\0' || (!isnan (number->with_point) && !isnan (number->with_comma)))
    return CLV_DAY_NONE;
  day = clv_moment_to_day (value, &kind);
  return kind == CLV_MOMENT_COMPACT ? CLV_DAY_NONE : day;
}

/* A day after the 12th can be no month: it was not swapped. */
static ClvDay
swap_day_and_month (ClvDay value)
{
  int year, month, day;

  clv_day_to_ymd (value, &year, &month, &day);
  return day <= 12 ? clv_day_from_ymd (year, day, month) : value;
}

/**
 * clv_reading_day:
 * @cell: a cell of the column
 * @day: (out): its day; the time of day is dropped
 *
 * A cell that names a month, a quarter or a year only, such as “2024-01”, is its first day.
 *
 * Returns: whether the cell is a date under this reading; always FALSE if it does not read dates
 */
gboolean
clv_reading_day (const ClvReading *self,
                 const ClvCell    *cell,
                 ClvDay           *day)
{
  ClvDateText date;
  ClvNumberText number;
  ClvPeriodText period;
  ClvDay value = CLV_DAY_NONE;

  if (self->type != CLV_TYPE_DATE)
    return FALSE;
  if (cell->kind == CLV_CELL_DATE)
    {
      if (fabs (cell->number) < 4e6)
        value = clv_day_from_moment (cell->number);
      if (self->is_swapped && value != CLV_DAY_NONE)
        value = swap_day_and_month (value);
    }
  else if (cell->kind == CLV_CELL_NUMBER)
    value = day_of_number (self, cell->number);
  else if (cell->kind == CLV_CELL_TEXT)
    {
      if (clv_date_text_parse (cell->text, &date))
        value = day_of_date (self, &date);
      else if (clv_period_text_parse (cell->text, &period))
        value = period.first;
      else if (clv_number_text_parse (cell->text, &number))
        value = day_of_number_text (self, &number);
    }
  if (value == CLV_DAY_NONE)
    return FALSE;
  *day = value;
  return TRUE;
}

/**
 * clv_reading_numbers:
 * @column: the column that was read
 *
 * The values of the distinct cells.
 *
 * Returns: (transfer full) (array): by code; NaN where empty or unreadable
 */
double *
clv_reading_numbers (const ClvReading *self,
                     const ClvColumn  *column)
{
  guint32 n = clv_column_get_n_distinct (column);
  double *numbers = g_new (double, n);

  for (guint32 code = 0; code < n; code++)
    {
      ClvCell cell;

      clv_column_get_cell (column, code, &cell);
      if (!clv_reading_number (self, &cell, &numbers[code]))
        numbers[code] = NAN;
    }
  return numbers;
}

/**
 * clv_reading_days:
 * @column: the column that was read
 *
 * The days of the distinct cells.
 *
 * Returns: (transfer full) (array): by code; CLV_DAY_NONE where empty or unreadable
 */
ClvDay *
clv_reading_days (const ClvReading *self,
                  const ClvColumn  *column)
{
  guint32 n = clv_column_get_n_distinct (column);
  ClvDay *days = g_new (ClvDay, n);

  for (guint32 code = 0; code < n; code++)
    {
      ClvCell cell;

      clv_column_get_cell (column, code, &cell);
      if (!clv_reading_day (self, &cell, &days[code]))
        days[code] = CLV_DAY_NONE;
    }
  return days;
}
