/* clv-reading-choice.c - the reading that the evidence leaves, and the sentence that says why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-reading-choice-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-date-text-private.h"
#include "clv-number-text-private.h"

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

/* “1.000” may be 1 or 1000. */
static char *
describe_two_numbers (const char *example)
{
  ClvNumberText number;
  char point[G_ASCII_DTOSTR_BUF_SIZE], comma[G_ASCII_DTOSTR_BUF_SIZE];

  if (!clv_number_text_parse (example, &number))
    return g_strdup_printf (_("No cell proves whether the mark in “%s” separates decimals or thousands"), example);
  g_ascii_formatd (point, sizeof point, "%.15g", number.with_point);
  g_ascii_formatd (comma, sizeof comma, "%.15g", number.with_comma);
  /* Translators: an example such as “1.000”, then the numbers that it may mean with a decimal point and with a comma */
  return g_strdup_printf (_("“%s” may be %s or %s: no cell proves whether the mark separates decimals or thousands"), example,
                          point, comma);
}

char *
clv_reading_choose_mark (ClvReading        *self,
                         const ClvColumn   *column,
                         const ClvEvidence *evidence)
{
  ClvProof point = evidence->point_only, comma = evidence->comma_only;

  if (point.n_rows > 0 && comma.n_rows > 0)
    {
      g_autofree char *a = dup_example (column, point.code);
      g_autofree char *b = dup_example (column, comma.code);

      /* Most likely two exports pasted together, so that “1.000” in other cells is anybody's guess. */
      self->ambiguous = TRUE;
      self->decimal = point.n_rows >= comma.n_rows ? CLV_DECIMAL_POINT : CLV_DECIMAL_COMMA;
      /* Translators: twice a count of cells and an example; the examples contradict each other */
      return g_strdup_printf (_("Cells that can only be read with a decimal point: %u (“%s”), only with a decimal comma: %u (“%s”)"),
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
      return describe_two_numbers (example);
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
dup_day (ClvDay day)
{
  g_autoptr (GDateTime) time = NULL;
  int year, month, day_of_month;

  clv_day_to_ymd (day, &year, &month, &day_of_month);
  time = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  /* Translators: a day in full, as for g_date_time_format(), “3 April 2024” */
  return time != NULL ? g_date_time_format (time, _("%-d %B %Y")) : g_strdup ("");
}

/* “03/04/2024” may be 3 April or 4 March, “03/04/05” 5 April 2003 as well. */
static char *
describe_possible_days (const char *example)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  ClvDateText date;

  if (clv_date_text_parse (example, &date))
    {
      const ClvDay days[] = { date.year_first, date.day_first, date.month_first };

      for (guint i = 0; i < G_N_ELEMENTS (days); i++)
        {
          gboolean is_known = days[i] == CLV_DAY_NONE;

          for (guint j = 0; j < i; j++)
            is_known = is_known || days[i] == days[j];
          if (!is_known)
            g_ptr_array_add (texts, dup_day (days[i]));
        }
    }
  if (texts->len == 3)
    /* Translators: an example such as “03/04/05”, then the three days that it may be */
    return g_strdup_printf (_("“%s” may be %s, %s or %s: no cell proves the order of day, month and year"), example,
                            (char *) texts->pdata[0], (char *) texts->pdata[1], (char *) texts->pdata[2]);
  if (texts->len == 2)
    /* Translators: an example such as “03/04/2024”, then the two days that it may be */
    return g_strdup_printf (_("“%s” may be %s or %s: no cell proves the order of day, month and year"), example,
                            (char *) texts->pdata[0], (char *) texts->pdata[1]);
  return g_strdup_printf (_("No cell proves whether day or month comes first in “%s”"), example);
}

/* Every date has a short year that may come first. */
static gboolean
may_have_year_first (const ClvEvidence *evidence)
{
  return evidence->short_years.n_rows > 0 && evidence->short_years_last.n_rows == 0 &&
         evidence->short_years.n_rows + evidence->fixed.n_rows + evidence->year_only.n_rows == evidence->date.n_rows;
}

/* The first number hardly changes while the last one runs through a month. */
static gboolean
has_year_first_shape (const ClvEvidence *evidence)
{
  return evidence->short_years.n_rows >= 10 && evidence->max_first - evidence->min_first <= 4 &&
         evidence->max_last - evidence->min_last > 12;
}

static guint
count_bits (guint32 bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

/* The first number runs through a month while the last one takes a few values in a row. Those of the first or the last
 * days of months could be days as well. */
static gboolean
has_year_last_shape (const ClvEvidence *evidence)
{
  guint n_firsts = count_bits (evidence->firsts), n_lasts = count_bits (evidence->lasts);

  return n_firsts > 12 && n_lasts * 2 <= n_firsts && n_lasts == evidence->max_last - evidence->min_last + 1u &&
         evidence->max_last > 1 && evidence->min_last < 28;
}

/* Dates whose short year may stand at either end. */
static char *
describe_open_years (ClvReading        *self,
                     const ClvColumn   *column,
                     const ClvEvidence *evidence)
{
  ClvProof proof = evidence->either_order.n_rows > 0 ? evidence->either_order : evidence->short_either;
  g_autofree char *example = NULL;

  if (has_year_last_shape (evidence))
    {
      self->date_order = CLV_DATE_ORDER_DMY;
      /* Translators: the numbers at both ends of dates such as “21/11/10” */
      return g_strdup_printf (_("The first numbers run from %u to %u, the last ones from %u to %u only, hence day first and year last"),
                              evidence->min_first, evidence->max_first, evidence->min_last, evidence->max_last);
    }
  self->ambiguous = self->may_be_ymd = TRUE;
  if (has_year_first_shape (evidence) || evidence->in_order[CLV_DATE_ORDER_DMY].n_rows < evidence->in_order[CLV_DATE_ORDER_YMD].n_rows)
    self->date_order = CLV_DATE_ORDER_YMD;
  else
    self->date_order = evidence->either_order.n_rows > 0 && evidence->day_only.n_rows == 0 &&
                           rate_order (column, CLV_DATE_ORDER_MDY) > rate_order (column, CLV_DATE_ORDER_DMY)
                         ? CLV_DATE_ORDER_MDY
                         : CLV_DATE_ORDER_DMY;
  example = dup_example (column, proof.code);
  return describe_possible_days (example);
}

static char *
describe_short_years (ClvReading        *self,
                      const ClvColumn   *column,
                      const ClvEvidence *evidence)
{
  g_autofree char *example = NULL;
  g_autofree char *other = NULL;

  if (evidence->year_only.n_rows == 0)
    {
      if (!may_have_year_first (evidence))
        return NULL;
      if (evidence->short_either.n_rows > 0)
        return describe_open_years (self, column, evidence);
      if (evidence->in_order[CLV_DATE_ORDER_DMY].n_rows == evidence->in_order[CLV_DATE_ORDER_YMD].n_rows)
        return NULL;
      self->date_order = CLV_DATE_ORDER_YMD;
      /* Translators: a count of cells, an example such as “30-02-28” */
      SENTENCE (column, evidence->short_years, "%u cell can only be read with the year first: “%s”",
                "%u cells can only be read with the year first, such as “%s”");
    }
  self->date_order = CLV_DATE_ORDER_YMD;
  if (evidence->short_years_last.n_rows == 0 &&
      evidence->short_years.n_rows + evidence->fixed.n_rows + evidence->year_only.n_rows == evidence->date.n_rows)
    /* Translators: a count of cells, an example such as “99-12-31” */
    SENTENCE (column, evidence->year_only, "%u cell can only be read with the year first: “%s”",
              "%u cells can only be read with the year first, such as “%s”");
  self->ambiguous = self->may_be_ymd = TRUE;
  example = dup_example (column, evidence->year_only.code);
  other = dup_example (column, evidence->short_years_last.n_rows > 0 ? evidence->short_years_last.code
                               : evidence->day_only.n_rows > 0       ? evidence->day_only.code
                                                                     : evidence->date.code);
  /* Translators: two examples that contradict each other */
  return g_strdup_printf (_("The year can only come first in “%s”, but not in “%s”"), example, other);
}

static char *
describe_numbers_as_days (ClvReading        *self,
                          const ClvColumn   *column,
                          const ClvEvidence *evidence)
{
  if (evidence->compact.n_rows > 0)
    {
      self->date_order = CLV_DATE_ORDER_YMD;
      /* Translators: a count of cells, an example such as “20240503” */
      SENTENCE (column, evidence->compact, "%u cell is a date of eight digits: “%s”",
                "%u cells are dates of eight digits, such as “%s”");
    }
  if (evidence->unix_time.n_rows > 0)
    /* Translators: a count of cells, an example such as “1709596800” */
    SENTENCE (column, evidence->unix_time, "%u cell counts seconds since 1970: “%s”; its day is that in UTC",
              "%u cells count seconds since 1970, such as “%s”; their days are those in UTC");
  if (evidence->serial.n_rows > 0)
    /* Translators: a count of cells, an example such as “45356” */
    SENTENCE (column, evidence->serial, "%u cell counts days as Excel does: “%s”",
              "%u cells count days as Excel does, such as “%s”");
  return NULL;
}

static char *
describe_days (ClvReading        *self,
               const ClvColumn   *column,
               const ClvEvidence *evidence)
{
  ClvProof day = evidence->day_only, month = evidence->month_only;
  char *sentence = describe_short_years (self, column, evidence);

  if (sentence != NULL)
    return sentence;
  if (day.n_rows > 0 && month.n_rows > 0)
    {
      g_autofree char *a = dup_example (column, day.code);
      g_autofree char *b = dup_example (column, month.code);

      /* Most likely two exports pasted together, so that the order of the other cells is anybody's guess. */
      self->ambiguous = TRUE;
      self->date_order = day.n_rows >= month.n_rows ? CLV_DATE_ORDER_DMY : CLV_DATE_ORDER_MDY;
      /* Translators: twice a count of cells and an example; the examples contradict each other */
      return g_strdup_printf (_("Both orders are proved: cells that can only be day first: %u (“%s”), "
                                "only month first: %u (“%s”)"),
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
      return describe_possible_days (example);
    }
  if (evidence->fixed.n_rows > 0)
    {
      self->date_order = CLV_DATE_ORDER_YMD;
      /* Translators: a count of cells, an example */
      SENTENCE (column, evidence->fixed, "%u cell has the year first or the month as a word: “%s”",
                "%u cells have the year first or the month as a word, such as “%s”");
    }
  sentence = describe_numbers_as_days (self, column, evidence);
  if (sentence != NULL)
    return sentence;
  if (evidence->true_date.n_rows > 0 && evidence->date.n_rows == 0)
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

char *
clv_reading_choose_order (ClvReading        *self,
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
  if (evidence->short_years.n_rows + evidence->year_only.n_rows > 0)
    {
      char *longer = g_strconcat (days, "; ", _("short years 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068"), NULL);

      g_free (days);
      days = longer;
    }
  return periods != NULL ? g_strconcat (days, "; ", periods, NULL) : g_steal_pointer (&days);
}

/* The years of other calendars are told, and left as they are: nobody can be sure of them. */
void
clv_reading_doubt_calendar (ClvReading *self)
{
  int first, last, month, day;
  const char *doubt = NULL;
  char *longer;

  if (self->type != CLV_TYPE_DATE || self->n_readable == 0)
    return;
  clv_day_to_ymd ((ClvDay) self->min, &first, &month, &day);
  clv_day_to_ymd ((ClvDay) self->max, &last, &month, &day);
  if (first >= 2443 && last <= 2700)
    doubt = _("the years look Buddhist, 543 above the usual ones, and are not converted");
  else if (first >= 1280 && last <= 1500)
    doubt = _("the years look Persian or Islamic, and are not converted");
  if (doubt == NULL)
    return;
  longer = g_strconcat (self->evidence, "; ", doubt, NULL);
  g_free (self->evidence);
  self->evidence = longer;
}

char *
clv_reading_describe_text (const ClvColumn   *column,
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

