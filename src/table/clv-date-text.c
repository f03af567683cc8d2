/* clv-date-text.c - the days that a text may mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-date-text-private.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *name;
  int         month;
} MonthName;

/* English, German, French, Spanish, Portuguese; in lower case, short forms without their dot. */
static const MonthName month_names[] = {
  { "jan", 1 }, { "january", 1 }, { "januar", 1 }, { "jänner", 1 }, { "jän", 1 }, { "janv", 1 }, { "janvier", 1 },
  { "ene", 1 }, { "enero", 1 }, { "janeiro", 1 },
  { "feb", 2 }, { "february", 2 }, { "februar", 2 }, { "févr", 2 }, { "fevr", 2 }, { "fév", 2 }, { "février", 2 },
  { "fevrier", 2 }, { "febrero", 2 }, { "fev", 2 }, { "fevereiro", 2 },
  { "mar", 3 }, { "march", 3 }, { "märz", 3 }, { "mär", 3 }, { "mrz", 3 }, { "maerz", 3 }, { "mars", 3 },
  { "marzo", 3 }, { "março", 3 }, { "marco", 3 },
  { "apr", 4 }, { "april", 4 }, { "avr", 4 }, { "avril", 4 }, { "abr", 4 }, { "abril", 4 },
  { "may", 5 }, { "mai", 5 }, { "mayo", 5 }, { "maio", 5 },
  { "jun", 6 }, { "june", 6 }, { "juni", 6 }, { "juin", 6 }, { "junio", 6 }, { "junho", 6 },
  { "jul", 7 }, { "july", 7 }, { "juli", 7 }, { "juil", 7 }, { "juillet", 7 }, { "julio", 7 }, { "julho", 7 },
  { "aug", 8 }, { "august", 8 }, { "août", 8 }, { "aout", 8 }, { "ago", 8 }, { "agosto", 8 },
  { "sep", 9 }, { "sept", 9 }, { "september", 9 }, { "septembre", 9 }, { "septiembre", 9 }, { "setiembre", 9 },
  { "set", 9 }, { "setembro", 9 },
  { "oct", 10 }, { "october", 10 }, { "okt", 10 }, { "oktober", 10 }, { "octobre", 10 }, { "octubre", 10 },
  { "out", 10 }, { "outubro", 10 },
  { "nov", 11 }, { "november", 11 }, { "novembre", 11 }, { "noviembre", 11 }, { "novembro", 11 },
  { "dec", 12 }, { "december", 12 }, { "dez", 12 }, { "dezember", 12 }, { "déc", 12 }, { "décembre", 12 },
  { "decembre", 12 }, { "dic", 12 }, { "diciembre", 12 }, { "dezembro", 12 },
};

/* Two-digit years: POSIX strptime takes 69 to 99 as 1969 to 1999. */
#define PIVOT_YEAR 69

static const char *
skip_blanks (const char *p)
{
  for (;;)
    {
      if (*p == ' ' || *p == '\t')
        p++;
      else if (strncmp (p, "\302\240", 2) == 0)
        p += 2;
      else if (strncmp (p, "\342\200\257", 3) == 0)
        p += 3;
      else
        return p;
    }
}

/* Reads at most @max_digits digits; 0 digits is no number. */
static guint
scan_number (const char **p,
             guint        max_digits,
             int         *value)
{
  guint n = 0;

  *value = 0;
  while (n < max_digits && g_ascii_isdigit (**p))
    {
      *value = *value * 10 + (**p - '0');
      (*p)++;
      n++;
    }
  return n;
}

static gboolean
skip_text (const char **p,
           const char  *text)
{
  gsize n = strlen (text);

  if (strncmp (*p, text, n) != 0)
    return FALSE;
  *p += n;
  return TRUE;
}

/* One word in lower case; letters of Latin-1 only, for no month name needs more. */
static gsize
scan_word (const char *p,
           char        word[24])
{
  gsize n = 0;

  while (n < 20)
    {
      if (g_ascii_isalpha (p[n]))
        {
          word[n] = g_ascii_tolower (p[n]);
          n++;
        }
      else if ((guchar) p[n] == 0xC3 && (guchar) p[n + 1] >= 0x80)
        {
          guchar second = (guchar) p[n + 1];

          word[n] = p[n];
          word[n + 1] = (char) (second <= 0x9E ? second + 0x20 : second);
          n += 2;
        }
      else
        break;
    }
  word[n] = '\0';
  return n;
}

int
clv_date_text_scan_month (const char **p)
{
  char word[24];
  gsize n = scan_word (*p, word);

  if (n < 3)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (month_names); i++)
    if (month_names[i].name[0] == word[0] && strcmp (month_names[i].name, word) == 0)
      {
        *p += n;
        if (**p == '.')
          (*p)++;
        return month_names[i].month;
      }
  return 0;
}

static gboolean
scan_year (const char **p,
           int         *year)
{
  guint n = scan_number (p, 4, year);

  if (g_ascii_isdigit (**p))
    return FALSE;
  if (n == 2)
    *year += *year < PIVOT_YEAR ? 2000 : 1900;
  return n == 2 || (n == 4 && *year >= 1000);
}

/* What stands between the parts of a written date: “ ”, “-”, “/”, “.”, “,”, “ de ”, “ of ”. */
static void
skip_joint (const char **p)
{
  for (;;)
    {
      const char *q = skip_blanks (*p);

      if (*q == '-' || *q == '/' || *q == '.' || *q == ',' || *q == '\'')
        q++;
      else if (g_ascii_strncasecmp (q, "de ", 3) == 0 || g_ascii_strncasecmp (q, "of ", 3) == 0)
        q += 3;
      else if (g_ascii_strncasecmp (q, "del ", 4) == 0)
        q += 4;
      if (q == *p)
        return;
      *p = q;
    }
}

/* Noon, morning and afternoon; TRUE when there is one. */
static gboolean
scan_half_day (const char **p,
               gboolean    *is_afternoon)
{
  static const struct
  {
    const char *word;
    gboolean    afternoon;
  } words[] = {
    { "am", FALSE }, { "pm", TRUE }, { "a.m.", FALSE }, { "p.m.", TRUE }, { "上午", FALSE }, { "下午", TRUE },
    { "午前", FALSE }, { "午後", TRUE }, { "오전", FALSE }, { "오후", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i].word);

      if (g_ascii_strncasecmp (*p, words[i].word, n) == 0)
        {
          *p += n;
          *is_afternoon = words[i].afternoon;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
scan_zone (const char **p)
{
  const char *q = skip_blanks (*p);
  int part;

  if (*q == 'Z')
    q++;
  else if (g_str_has_prefix (q, "UTC") || g_str_has_prefix (q, "GMT"))
    q += 3;
  if (*q == '+' || *q == '-')
    {
      q++;
      if (scan_number (&q, 2, &part) != 2)
        return FALSE;
      skip_text (&q, ":");
      if (g_ascii_isdigit (*q) && scan_number (&q, 2, &part) != 2)
        return FALSE;
    }
  *p = q;
  return TRUE;
}

/* The rest after the day: nothing, or a time. FALSE when it is anything else. */
static gboolean
scan_time (const char *p,
           gboolean   *has_time)
{
  int hour, minute = 0, second = 0;
  gboolean is_afternoon = FALSE, has_half_day;

  p = skip_blanks (p);
  if (*p == '\0')
    return TRUE;
  if (*p == 'T' || *p == 't' || *p == ',')
    p = skip_blanks (p + 1);
  has_half_day = scan_half_day (&p, &is_afternoon);
  p = skip_blanks (p);
  if (scan_number (&p, 2, &hour) == 0 || hour > 24)
    return FALSE;
  if (*p == ':' || *p == 'h')
    {
      p++;
      if (scan_number (&p, 2, &minute) == 0 || minute > 59)
        return FALSE;
      if (*p == ':')
        {
          p++;
          if (scan_number (&p, 2, &second) == 0 || second > 60)
            return FALSE;
          if (*p == '.' || *p == ',')
            for (p++; g_ascii_isdigit (*p);)
              p++;
        }
    }
  else
    {
      /* A lone number is an hour only when it says so: “8 PM”. */
      const char *q = skip_blanks (p);

      if (!has_half_day && !scan_half_day (&q, &is_afternoon))
        return FALSE;
      p = q;
      has_half_day = TRUE;
    }
  p = skip_blanks (p);
  if (!has_half_day)
    scan_half_day (&p, &is_afternoon);
  if (!scan_zone (&p) || *skip_blanks (p) != '\0')
    return FALSE;
  *has_time = hour % 24 != 0 || minute != 0 || second != 0;
  return TRUE;
}

/* yyyymmdd, perhaps followed by hhmmss. */
static gboolean
parse_compact (const char  *text,
               guint        n_digits,
               ClvDateText *result)
{
  int year, month, day;
  const char *p = text;

  scan_number (&p, 4, &year);
  scan_number (&p, 2, &month);
  scan_number (&p, 2, &day);
  if (year < 1900 || year > 2100)
    return FALSE;
  result->fixed = clv_day_from_ymd (year, month, day);
  result->is_compact = TRUE;
  if (n_digits == 14)
    {
      int hour, minute, second;

      scan_number (&p, 2, &hour);
      scan_number (&p, 2, &minute);
      scan_number (&p, 2, &second);
      if (hour > 23 || minute > 59 || second > 59)
        return FALSE;
      result->has_time = hour + minute + second > 0;
    }
  return result->fixed != CLV_DAY_NONE && scan_time (p, &result->has_time);
}

/* After a year of four digits, or of two digits above 31. */
static gboolean
parse_year_first (const char  *p,
                  int          year,
                  ClvDateText *result)
{
  int month, day;
  char mark = *p;

  if (skip_text (&p, "年") || skip_text (&p, "년"))
    {
      p = skip_blanks (p);
      if (scan_number (&p, 2, &month) == 0 || !(skip_text (&p, "月") || skip_text (&p, "월")))
        return FALSE;
      p = skip_blanks (p);
      if (scan_number (&p, 2, &day) == 0 || !(skip_text (&p, "日") || skip_text (&p, "일")))
        return FALSE;
    }
  else
    {
      if (mark != '-' && mark != '/' && mark != '.')
        return FALSE;
      p = skip_blanks (p + 1);
      month = clv_date_text_scan_month (&p);
      if (month == 0 && scan_number (&p, 2, &month) == 0)
        return FALSE;
      if (*p != mark)
        return FALSE;
      p = skip_blanks (p + 1);
      if (scan_number (&p, 2, &day) == 0)
        return FALSE;
      /* Korea: 2024. 5. 3. */
      if (mark == '.' && *p == '.')
        p++;
    }
  result->fixed = clv_day_from_ymd (year, month, day);
  return result->fixed != CLV_DAY_NONE && !g_ascii_isdigit (*p) && scan_time (p, &result->has_time);
}

/* After the first number, when a mark and a second number follow. */
static gboolean
parse_year_last (const char  *p,
                 int          first,
                 ClvDateText *result)
{
  char mark = *p;
  int second, year;

  p = skip_blanks (p + 1);
  if (scan_number (&p, 2, &second) == 0 || *p != mark)
    return FALSE;
  p = skip_blanks (p + 1);
  if (!scan_year (&p, &year))
    return FALSE;
  result->day_first = clv_day_from_ymd (year, second, first);
  result->month_first = clv_day_from_ymd (year, first, second);
  result->has_dots = mark == '.';
  if (result->day_first == CLV_DAY_NONE && result->month_first == CLV_DAY_NONE)
    return FALSE;
  return scan_time (p, &result->has_time);
}

/* “3 May 2024”, “3. Mai 2024”, “3 de mayo de 2024”, “03-May-24”: @p stands after the day. */
static gboolean
parse_named_month (const char  *p,
                   int          day,
                   ClvDateText *result)
{
  int month, year;

  if (!skip_text (&p, "st") && !skip_text (&p, "nd") && !skip_text (&p, "rd") && !skip_text (&p, "th"))
    skip_text (&p, "er");
  skip_joint (&p);
  month = clv_date_text_scan_month (&p);
  if (month == 0)
    return FALSE;
  skip_joint (&p);
  if (!scan_year (&p, &year))
    return FALSE;
  result->fixed = clv_day_from_ymd (year, month, day);
  return result->fixed != CLV_DAY_NONE && scan_time (p, &result->has_time);
}

/* “May 3, 2024”, “May 3rd 2024”. */
static gboolean
parse_month_first (const char  *p,
                   ClvDateText *result)
{
  int month = clv_date_text_scan_month (&p), day, year;

  if (month == 0)
    return FALSE;
  skip_joint (&p);
  if (scan_number (&p, 2, &day) == 0)
    return FALSE;
  if (!skip_text (&p, "st") && !skip_text (&p, "nd") && !skip_text (&p, "rd"))
    skip_text (&p, "th");
  if (*p != ',' && *p != ' ' && *p != '-' && *p != '.' && *p != '/')
    return FALSE;
  skip_joint (&p);
  if (!scan_year (&p, &year))
    return FALSE;
  result->fixed = clv_day_from_ymd (year, month, day);
  return result->fixed != CLV_DAY_NONE && scan_time (p, &result->has_time);
}

/* “Mon, 3 May 2024”: a weekday is skipped, unless the word is a month. */
static const char *
skip_weekday (const char *p)
{
  char word[24];
  const char *q = p;
  gsize n = scan_word (p, word);

  if (n < 2 || clv_date_text_scan_month (&q) != 0)
    return p;
  q = p + n;
  if (*q == '.')
    q++;
  if (*q == ',')
    q++;
  return skip_blanks (q);
}

gboolean
clv_date_text_parse (const char  *text,
                     ClvDateText *result)
{
  const char *p = skip_blanks (text);
  const char *start;
  guint n_digits = 0;
  int first;

  result->fixed = result->day_first = result->month_first = CLV_DAY_NONE;
  result->has_dots = result->is_compact = result->has_time = FALSE;

  if (!g_ascii_isdigit (*p))
    {
      if (!g_ascii_isalpha (*p) && (guchar) *p != 0xC3)
        return FALSE;
      p = skip_weekday (p);
      if (!g_ascii_isdigit (*p))
        return parse_month_first (p, result);
    }
  start = p;
  while (n_digits < 15 && g_ascii_isdigit (p[n_digits]))
    n_digits++;
  if (n_digits == 8 || n_digits == 14)
    return parse_compact (p, n_digits, result);
  if (n_digits == 4)
    {
      scan_number (&p, 4, &first);
      return first >= 1000 && parse_year_first (p, first, result);
    }
  if (n_digits != 1 && n_digits != 2)
    return FALSE;

  scan_number (&p, 2, &first);
  if (n_digits == 2 && first > 31)
    {
      const char *q = start;

      scan_year (&q, &first);
      return parse_year_first (p, first, result);
    }
  if ((*p == '/' || *p == '-' || *p == '.') && g_ascii_isdigit (*skip_blanks (p + 1)))
    return parse_year_last (p, first, result);
  return parse_named_month (p, first, result);
}

ClvDay
clv_date_text_from_compact (double number)
{
  int whole;

  if (!(number >= 19000101.0 && number <= 21001231.0) || number != floor (number))
    return CLV_DAY_NONE;
  whole = (int) number;
  return clv_day_from_ymd (whole / 10000, whole / 100 % 100, whole % 100);
}
