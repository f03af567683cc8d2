/* clv-reading.c - what the cells of a column mean, decided over all of its rows
 *
 * The dictionary is gone through twice: once to collect for and against each
 * possible meaning, and once to see what can be read under the chosen one.
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
#include "clv-number-text-private.h"
#include "clv-period-text-private.h"

/* Serials of Excel for 1954 to 2119: numbers in a column of dates that lost their format. */
#define MIN_SERIAL 20000.0
#define MAX_SERIAL 80000.0
#define SERIAL_OF_1970 25569

static void
add_proof (ClvProof *sum,
           ClvProof  proof)
{
  if (proof.n_rows > 0 && (sum->n_rows == 0 || proof.code < sum->code))
    sum->code = proof.code;
  sum->n_rows += proof.n_rows;
}

/* Texts go into a sentence whole when they are short, and cut when somebody wrote a novel. */
static char *
dup_example (const ClvColumn *column,
             guint32          code)
{
  g_autofree char *text = clv_column_dup_text (column, code);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= 40)
    return g_steal_pointer (&text);
  start = g_utf8_substring (text, 0, 40);
  return g_strconcat (start, "…", NULL);
}

/* @format is translated already, with the count and the example; written so that it can be checked. */
#define SENTENCE(column, proof, one, many)                                                     \
  G_STMT_START                                                                                 \
  {                                                                                            \
    g_autofree char *example_ = dup_example ((column), (proof).code);                          \
    return g_strdup_printf (ngettext (one, many, (proof).n_rows), (proof).n_rows, example_);   \
  }                                                                                            \
  G_STMT_END

static char *
decide_decimal (ClvReading        *self,
                const ClvColumn   *column,
                const ClvEvidence *evidence)
{
  ClvProof point = evidence->point_only, comma = evidence->comma_only;

  if (point.n_rows > 0 && comma.n_rows > 0)
    {
      g_autofree char *a = dup_example (column, point.code);
      g_autofree char *b = dup_example (column, comma.code);

      self->decimal = point.n_rows >= comma.n_rows ? CLV_DECIMAL_POINT : CLV_DECIMAL_COMMA;
      /* Translators: two counts, two examples; the examples contradict each other */
      return g_strdup_printf (_("%u cells need a decimal point (“%s”) and %u a decimal comma (“%s”): "
                                "the more frequent one is used"),
                              point.n_rows, a, comma.n_rows, b);
    }
  if (point.n_rows > 0)
    {
      self->decimal = CLV_DECIMAL_POINT;
      /* Translators: a count of cells, an example */
      SENTENCE (column, point, "%u cell can only be read with a decimal point: “%s”",
                "%u cells can only be read with a decimal point, first “%s”");
    }
  if (comma.n_rows > 0)
    {
      self->decimal = CLV_DECIMAL_COMMA;
      /* Translators: a count of cells, an example */
      SENTENCE (column, comma, "%u cell can only be read with a decimal comma: “%s”",
                "%u cells can only be read with a decimal comma, first “%s”");
    }
  if (evidence->either_mark.n_rows > 0)
    {
      g_autofree char *example = dup_example (column, evidence->either_mark.code);

      /* Three digits after each mark: the mark separates thousands, more likely than not. */
      self->ambiguous = TRUE;
      self->decimal = strchr (example, '.') != NULL ? CLV_DECIMAL_COMMA : CLV_DECIMAL_POINT;
      /* Translators: an example such as “1.000” */
      return g_strdup_printf (_("No cell proves whether the mark in “%s” separates decimals or thousands"), example);
    }
  if (evidence->true_number.n_rows > 0)
    {
      guint32 n = evidence->true_number.n_rows;

      return g_strdup_printf (ngettext ("%u cell is a number in the file itself",
                                        "%u cells are numbers in the file itself", n),
                              n);
    }
  return g_strdup (_("Whole numbers without any mark"));
}

/* How well the dates of an order fit together, as a hint where nothing proves it:
 * sheets are often sorted by date, and span few months. */
static double
rate_order (const ClvColumn *column,
            ClvDateOrder     order)
{
  const guint32 *codes = clv_column_get_codes (column);
  guint32 n_rows = clv_column_get_n_rows (column);
  ClvReading reading = { .type = CLV_TYPE_DATE, .date_order = order };
  g_autofree ClvDay *days = clv_reading_days (&reading, column);
  guint32 n_up = 0, n_down = 0;
  ClvDay last = CLV_DAY_NONE, min = G_MAXINT32, max = G_MININT32 + 1;

  for (guint32 row = 0; row < n_rows; row++)
    {
      ClvDay day = days[codes[row]];

      if (day == CLV_DAY_NONE)
        continue;
      if (last != CLV_DAY_NONE)
        {
          n_up += day > last ? 1 : 0;
          n_down += day < last ? 1 : 0;
        }
      last = day;
      min = MIN (min, day);
      max = MAX (max, day);
    }
  if (n_up + n_down == 0)
    return 0.0;
  return (double) MAX (n_up, n_down) / (n_up + n_down) + 0.5 / (1.0 + ((double) max - min) / 30.0);
}

static char *
describe_days (ClvReading        *self,
              const ClvColumn   *column,
              const ClvEvidence *evidence)
{
  ClvProof day = evidence->day_only, month = evidence->month_only;

  if (day.n_rows > 0 && month.n_rows > 0)
    {
      g_autofree char *a = dup_example (column, day.code);
      g_autofree char *b = dup_example (column, month.code);

      /* Most likely two exports pasted together, so that the order of the other cells is anybody's guess. */
      self->ambiguous = TRUE;
      self->date_order = day.n_rows >= month.n_rows ? CLV_DATE_ORDER_DMY : CLV_DATE_ORDER_MDY;
      /* Translators: twice a count of cells and an example; the examples contradict each other */
      return g_strdup_printf (_("Both orders are proved: cells that can only be day first: %u (“%s”), "
                                "only month first: %u (“%s”); all are read in the more frequent order"),
                              day.n_rows, a, month.n_rows, b);
    }
  if (day.n_rows > 0)
    {
      self->date_order = CLV_DATE_ORDER_DMY;
      /* Translators: a count of cells, an example */
      SENTENCE (column, day, "%u cell can only be read with the day first: “%s”",
                "%u cells can only be read with the day first, such as “%s”");
    }
  if (month.n_rows > 0)
    {
      self->date_order = CLV_DATE_ORDER_MDY;
      /* Translators: a count of cells, an example */
      SENTENCE (column, month, "%u cell can only be read with the month first: “%s”",
                "%u cells can only be read with the month first, such as “%s”");
    }
  if (evidence->dots.n_rows > 0)
    {
      self->date_order = CLV_DATE_ORDER_DMY;
      /* Translators: a count of cells, an example */
      SENTENCE (column, evidence->dots, "%u cell is written with dots, hence day first: “%s”",
                "%u cells are written with dots, hence day first, such as “%s”");
    }
  if (evidence->either_order.n_rows > 0)
    {
      g_autofree char *example = dup_example (column, evidence->either_order.code);

      self->ambiguous = TRUE;
      self->date_order = rate_order (column, CLV_DATE_ORDER_MDY) > rate_order (column, CLV_DATE_ORDER_DMY)
                           ? CLV_DATE_ORDER_MDY
                           : CLV_DATE_ORDER_DMY;
      /* Translators: an example such as “03/04/2024” */
      return g_strdup_printf (_("No cell proves whether day or month comes first in “%s”"), example);
    }
  if (evidence->fixed.n_rows > 0)
    {
      self->date_order = CLV_DATE_ORDER_YMD;
      /* Translators: a count of cells, an example */
      SENTENCE (column, evidence->fixed, "%u cell has the year first or the month as a word: “%s”",
                "%u cells have the year first or the month as a word, such as “%s”");
    }
  if (evidence->compact.n_rows > 0)
    {
      self->date_order = CLV_DATE_ORDER_YMD;
      /* Translators: a count of cells, an example such as “20240503” */
      SENTENCE (column, evidence->compact, "%u cell is a date of eight digits: “%s”",
                "%u cells are dates of eight digits, such as “%s”");
    }
  if (evidence->true_date.n_rows > 0)
    {
      guint32 n = evidence->true_date.n_rows;

      return g_strdup_printf (ngettext ("%u cell is a date in the file itself",
                                        "%u cells are dates in the file itself", n),
                              n);
    }
  /* Only such as 5/5/2024, which mean the same either way. */
  self->date_order = CLV_DATE_ORDER_DMY;
  return g_strdup (_("Each date means the same with the day or the month first"));
}

/* The cells that name a month, a quarter or a year; NULL when there are none. */
static char *
describe_periods (const ClvColumn   *column,
                  const ClvEvidence *evidence)
{
  ClvProof months = evidence->periods[CLV_PERIOD_MONTH];
  ClvProof quarters = evidence->periods[CLV_PERIOD_QUARTER];
  ClvProof years = evidence->periods[CLV_PERIOD_YEAR];
  ClvProof all;

  add_proof (&months, evidence->dotted_month);
  if (clv_evidence_is_years (evidence))
    add_proof (&years, evidence->year);
  all = months;
  add_proof (&all, quarters);
  add_proof (&all, years);
  if (all.n_rows == 0)
    return NULL;
  if (months.n_rows == all.n_rows)
    /* Translators: a count of cells, an example such as “2024-01” */
    SENTENCE (column, all, "%u cell names a month: “%s”", "%u cells name a month, such as “%s”");
  if (quarters.n_rows == all.n_rows)
    /* Translators: a count of cells, an example such as “Q1 2024” */
    SENTENCE (column, all, "%u cell names a quarter: “%s”", "%u cells name a quarter, such as “%s”");
  if (years.n_rows == all.n_rows)
    /* Translators: a count of cells, an example such as “2024” */
    SENTENCE (column, all, "%u cell names a year: “%s”", "%u cells name a year, such as “%s”");
  /* Translators: a count of cells, of which there are several, and an example such as “2024-01” */
  SENTENCE (column, all, "%u cell names a month, a quarter or a year: “%s”",
            "%u cells name a month, a quarter or a year, such as “%s”");
}

static char *
decide_order (ClvReading        *self,
              const ClvColumn   *column,
              const ClvEvidence *evidence)
{
  g_autofree char *days = NULL;
  g_autofree char *periods = describe_periods (column, evidence);

  if (periods != NULL && evidence->date.n_rows + evidence->compact.n_rows + evidence->true_date.n_rows == 0)
    {
      self->date_order = CLV_DATE_ORDER_YMD;
      self->whole_years = clv_evidence_is_years (evidence);
      return g_steal_pointer (&periods);
    }
  days = describe_days (self, column, evidence);
  return periods != NULL ? g_strconcat (days, "; ", periods, NULL) : g_steal_pointer (&days);
}

static char *
describe_text (const ClvColumn   *column,
               const ClvEvidence *evidence)
{
  if (clv_evidence_is_identifier (evidence))
    {
      if (evidence->leading_zero.n_rows > 0)
        /* Translators: a count of cells, an example such as “00420” */
        SENTENCE (column, evidence->leading_zero, "%u cell has leading zeros, so that all stay text: “%s”",
                  "%u cells have leading zeros, so that all stay text, such as “%s”");
      /* Translators: a count of cells, an example of a very long number */
      SENTENCE (column, evidence->long_digits, "%u cell has more than 15 digits, so that all stay text: “%s”",
                "%u cells have more than 15 digits, so that all stay text, such as “%s”");
    }
  if (evidence->text.n_rows > 0)
    /* Translators: a count of cells, an example */
    SENTENCE (column, evidence->text, "%u cell is neither a number nor a date: “%s”",
              "%u cells are neither numbers nor dates, such as “%s”");
  return g_strdup (_("Kept as text"));
}

/* Sees what can be read now, and how far it reaches. */
static void
measure (ClvReading      *self,
         const ClvColumn *column)
{
  const guint32 *counts = clv_column_get_counts (column);
  guint32 n = clv_column_get_n_distinct (column);

  self->min = self->max = NAN;
  if (self->type == CLV_TYPE_TEXT || self->type == CLV_TYPE_EMPTY)
    {
      self->n_readable = self->n_filled;
      return;
    }
  for (guint32 code = 1; code < n; code++)
    {
      ClvCell cell;
      ClvDay day;
      double number;

      if (counts[code] == 0)
        continue;
      clv_column_get_cell (column, code, &cell);
      if (self->type == CLV_TYPE_NUMBER)
        {
          if (!clv_reading_number (self, &cell, &number))
            continue;
        }
      else
        {
          if (!clv_reading_day (self, &cell, &day))
            continue;
          number = day;
          if (!self->has_time)
            {
              ClvDateText date;

              self->has_time = cell.kind == CLV_CELL_TEXT
                                 ? clv_date_text_parse (cell.text, &date) && date.has_time
                                 : cell.kind == CLV_CELL_DATE && cell.number != floor (cell.number);
            }
        }
      self->n_readable += counts[code];
      if (!(self->min <= number))
        self->min = number;
      if (!(self->max >= number))
        self->max = number;
    }
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
      self->evidence = decide_decimal (self, column, evidence);
      memcpy (self->currency, evidence->currency, sizeof self->currency);
      if (decimal != CLV_DECIMAL_UNDECIDED && evidence->number.n_rows > evidence->plain_digits.n_rows)
        {
          self->decimal = decimal;
          self->ambiguous = FALSE;
        }
      break;
    case CLV_TYPE_DATE:
      self->evidence = decide_order (self, column, evidence);
      if (date_order != CLV_DATE_ORDER_UNDECIDED && evidence->date.n_rows > evidence->fixed.n_rows)
        {
          self->date_order = date_order;
          self->ambiguous = FALSE;
        }
      break;
    case CLV_TYPE_TEXT:
      self->evidence = describe_text (column, evidence);
      self->identifier = clv_evidence_is_identifier (evidence);
      break;
    case CLV_TYPE_EMPTY:
    default:
      self->evidence = g_strdup (_("No cell is filled"));
      break;
    }
  measure (self, column);
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
day_of_number (double number)
{
  ClvDay day = clv_date_text_from_compact (number);

  if (day == CLV_DAY_NONE && number >= MIN_SERIAL && number < MAX_SERIAL)
    day = clv_day_from_moment (number) - SERIAL_OF_1970;
  return day;
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
    }
  else if (cell->kind == CLV_CELL_NUMBER)
    value = self->whole_years ? clv_period_text_from_year (cell->number) : day_of_number (cell->number);
  else if (cell->kind == CLV_CELL_TEXT)
    {
      if (clv_date_text_parse (cell->text, &date))
        {
          value = date.fixed;
          if (value == CLV_DAY_NONE)
            value = self->date_order == CLV_DATE_ORDER_MDY ? date.month_first : date.day_first;
        }
      else if (clv_period_text_parse (cell->text, &period))
        value = period.first;
      else if (clv_number_text_parse (cell->text, &number) && number.is_plain_digits)
        value = self->whole_years ? clv_period_text_from_year (number.with_point) : day_of_number (number.with_point);
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
