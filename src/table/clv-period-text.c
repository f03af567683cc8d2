/* clv-period-text.c - the month, quarter or year that a text names
 *
 * Costs are often told by the month. The forms are those that leave no choice: the year has four
 * digits, except after the name of a month and the marks that Excel puts there (Jan-24, jan/24).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-period-text-private.h"

#include <math.h>
#include <string.h>

#include "clv-date-text-private.h"
#include "clv-digits-private.h"

#define MIN_YEAR 1900
#define MAX_YEAR 2100

static guint
count_digits (const char *p)
{
  guint n = 0;

  while (n < 5 && g_ascii_isdigit (p[n]))
    n++;
  return n;
}

static gboolean
skip_text (const char **p,
           const char  *text)
{
  gsize n = strlen (text);

  if (g_ascii_strncasecmp (*p, text, n) != 0)
    return FALSE;
  *p += n;
  return TRUE;
}

/* The whole number at @p, which must have @n_digits digits. */
static gboolean
scan_digits (const char **p,
             guint        n_digits,
             int         *value)
{
  if (count_digits (*p) != n_digits)
    return FALSE;
  *value = 0;
  for (guint i = 0; i < n_digits; i++)
    *value = *value * 10 + (*(*p)++ - '0');
  return TRUE;
}

static gboolean
scan_year (const char **p,
           int         *year)
{
  return scan_digits (p, 4, year) && *year >= MIN_YEAR && *year <= MAX_YEAR;
}

static gboolean
scan_quarter_word (const char **p)
{
  /* French, Spanish and Portuguese count trimestres. Longer words first where one begins with another. */
  static const char *const words[] = { "quartal", "quarter", "q", "trimestre", "t" };

  if (**p != 'q' && **p != 'Q' && **p != 't' && **p != 'T')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (skip_text (p, words[i]))
      return TRUE;
  return FALSE;
}

/* One of the marks or a blank, or “ de ”; FALSE when nothing stands between. */
static gboolean
skip_joint (const char **p)
{
  const char *start = *p;

  *p = clv_date_text_skip_blanks (*p);
  if (**p == '-' || **p == '/' || **p == ',')
    (*p)++;
  else if (*p > start && !skip_text (p, "de ") && !skip_text (p, "del "))
    skip_text (p, "of ");
  *p = clv_date_text_skip_blanks (*p);
  return *p > start;
}

static gboolean
finish (const char    *rest,
        ClvPeriodKind  kind,
        int            year,
        int            month,
        ClvPeriodText *result)
{
  if (*clv_date_text_skip_blanks (rest) != '\0' || month < 1 || month > 12)
    return FALSE;
  result->first = clv_day_from_ymd (year, month, 1);
  result->kind = kind;
  result->month = month;
  return TRUE;
}

static gboolean
finish_quarter (const char    *rest,
                int            year,
                int            quarter,
                ClvPeriodText *result)
{
  return quarter <= 4 && finish (rest, CLV_PERIOD_QUARTER, year, quarter * 3 - 2, result);
}

/* “2024年1月”, “2024년 1월”, “2024年第1季度”, “2024年”: @p stands after the word for the year. */
static gboolean
parse_east_asian (const char    *p,
                  int            year,
                  ClvPeriodText *result)
{
  int value;

  p = clv_date_text_skip_blanks (p);
  if (*p == '\0')
    return finish (p, CLV_PERIOD_YEAR, year, 1, result);
  skip_text (&p, "第");
  if (!scan_digits (&p, 1, &value) && !scan_digits (&p, 2, &value))
    return FALSE;
  if (skip_text (&p, "月") || skip_text (&p, "월"))
    return finish (p, CLV_PERIOD_MONTH, year, value, result);
  p = clv_date_text_skip_blanks (p);
  if (skip_text (&p, "季度") || skip_text (&p, "四半期") || skip_text (&p, "분기"))
    return finish_quarter (p, year, value, result);
  return FALSE;
}

/* “2024-01”, “2024/1”, “2024 Jan”, “2024-Q1”, “2024Q1”: @p stands after the year. One digit after a
 * hyphen counts orders rather than months. */
static gboolean
parse_year_first (const char    *p,
                  int            year,
                  ClvPeriodText *result)
{
  char mark = *p;
  int value;

  if (skip_text (&p, "年") || skip_text (&p, "년"))
    return parse_east_asian (p, year, result);
  if (mark == '-' || mark == '/')
    {
      const char *q = p + 1;

      if (scan_digits (&q, 2, &value) || (mark == '/' && scan_digits (&q, 1, &value)))
        return finish (q, CLV_PERIOD_MONTH, year, value, result);
    }
  if (skip_joint (&p) && (value = clv_date_text_scan_month (&p)) > 0)
    return finish (p, CLV_PERIOD_MONTH, year, value, result);
  if (!scan_quarter_word (&p))
    return FALSE;
  p = clv_date_text_skip_blanks (p);
  return scan_digits (&p, 1, &value) && finish_quarter (p, year, value, result);
}

/* “01/2024”, “1.2024”, “01-2024”, “1Q 2024”, “1er trimestre 2024”: @p stands after the first number. */
static gboolean
parse_number_first (const char    *p,
                    int            value,
                    guint          n_digits,
                    ClvPeriodText *result)
{
  int year;

  if (*p == '/' || *p == '.' || (*p == '-' && n_digits == 2))
    {
      const char *q = p + 1;

      result->looks_like_number = *p == '.';
      result->has_two_digits = n_digits == 2;
      if (scan_year (&q, &year))
        return finish (q, CLV_PERIOD_MONTH, year, value, result);
    }
  result->looks_like_number = FALSE;
  if (n_digits != 1)
    return FALSE;
  if (!skip_text (&p, ".") && !skip_text (&p, "er") && !skip_text (&p, "º") && !skip_text (&p, "st") &&
      !skip_text (&p, "nd") && !skip_text (&p, "rd") && !skip_text (&p, "th"))
    skip_text (&p, "e");
  p = clv_date_text_skip_blanks (p);
  return scan_quarter_word (&p) && skip_joint (&p) && scan_year (&p, &year) &&
         finish_quarter (p, year, value, result);
}

/* “Jan 2024”, “janv. 2024”, “enero de 2024”, “Jan-24”, “Q1 2024”, “T1/2024”. */
static gboolean
parse_word_first (const char    *p,
                  ClvPeriodText *result)
{
  int month = clv_date_text_scan_month (&p), quarter, year;
  gboolean may_be_short;

  if (month == 0)
    {
      if (!scan_quarter_word (&p))
        return FALSE;
      p = clv_date_text_skip_blanks (p);
      return scan_digits (&p, 1, &quarter) && skip_joint (&p) && scan_year (&p, &year) &&
             finish_quarter (p, year, quarter, result);
    }
  may_be_short = *p == '-' || *p == '/';
  if (!skip_joint (&p))
    return FALSE;
  if (*p == '\'')
    {
      may_be_short = TRUE;
      p++;
    }
  if (may_be_short && scan_digits (&p, 2, &year))
    return finish (p, CLV_PERIOD_MONTH, clv_date_text_whole_year (year), month, result);
  return scan_year (&p, &year) && finish (p, CLV_PERIOD_MONTH, year, month, result);
}

gboolean
clv_period_text_parse (const char    *text,
                       ClvPeriodText *result)
{
  char buffer[CLV_MAX_DIGITS_TEXT];
  const char *p = clv_date_text_skip_blanks (clv_digits_to_ascii (text, buffer));
  guint n_digits = count_digits (p);
  int value;

  memset (result, 0, sizeof *result);
  if (n_digits == 0)
    return (g_ascii_isalpha (*p) || (guchar) *p >= 0xC3) && parse_word_first (p, result);
  if (n_digits == 4)
    return scan_year (&p, &value) && parse_year_first (p, value, result);
  return n_digits <= 2 && scan_digits (&p, n_digits, &value) && parse_number_first (p, value, n_digits, result);
}

ClvDay
clv_period_text_from_year (double number)
{
  if (!(number >= MIN_YEAR && number <= MAX_YEAR) || number != floor (number))
    return CLV_DAY_NONE;
  return clv_day_from_ymd ((int) number, 1, 1);
}
