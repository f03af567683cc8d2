/* clv-date-text.c - the days that a text may mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-date-text-private.h"

#include <math.h>
#include <string.h>

#include "clv-date-words-private.h"
#include "clv-digits-private.h"

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
  gsize n = 0;

  while (text[n] != '\0' && (*p)[n] == text[n])
    n++;
  if (text[n] != '\0')
    return FALSE;
  *p += n;
  return TRUE;
}

int
clv_date_text_scan_month (const char **p)
{
  const char *q = *p;
  int month = clv_date_words_scan (&q);

  if (month < 1 || month > 12)
    return 0;
  *p = q;
  return month;
}

static gboolean
scan_year (const char **p,
           int         *year)
{
  guint n = scan_number (p, 4, year);

  if (g_ascii_isdigit (**p))
    return FALSE;
  if (n == 2)
    *year = clv_date_text_whole_year (*year);
  return n == 2 || (n == 4 && *year >= 1000);
}

/* What stands between the parts of a written date: “ ”, “-”, “/”, “.”, “,”, “ de ”, “ of ”. */
static void
skip_joint (const char **p)
{
  for (;;)
    {
      const char *q = clv_date_text_skip_blanks (*p);

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

  if (g_ascii_isdigit (**p))
    return FALSE;
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

/* “Z”, “UTC”, “CET”, “+01:00”, “GMT+0100 (Central European Standard Time)”: told, and not applied. */
static gboolean
scan_zone (const char **p)
{
  static const char *const names[] = {
    "UTC", "GMT", "CEST", "CET", "MESZ", "MEZ", "WEST", "WET", "EEST", "EET", "BST", "IST", "MSK", "JST", "KST", "EST", "EDT",
    "CST", "CDT", "MST", "MDT", "PST", "PDT", "AEST", "AEDT", "BRT", "Z",
  };
  const char *q = clv_date_text_skip_blanks (*p);
  int part;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (skip_text (&q, names[i]))
      break;
  if (*q == '+' || *q == '-' || strncmp (q, "\342\210\222", 3) == 0)
    {
      q += *q == '+' || *q == '-' ? 1 : 3;
      if (scan_number (&q, 2, &part) == 0)
        return FALSE;
      skip_text (&q, ":");
      if (g_ascii_isdigit (*q) && scan_number (&q, 2, &part) != 2)
        return FALSE;
    }
  *p = clv_date_text_skip_blanks (q);
  if (**p == '(' && (*p)[strlen (*p) - 1] == ')')
    *p += strlen (*p);
  return TRUE;
}

/* The weekday behind a day: “(火)”, “星期二”, “화요일”, “(Tue)”, “, Tuesday”. */
static void
skip_weekday_after (const char **p)
{
  static const char *const days[] = { "月", "火", "水", "木", "金", "土", "日", "월", "화", "수", "목", "금", "토", "일",
                                      "一", "二", "三", "四", "五", "六", "天" };
  const char *q = clv_date_text_skip_blanks (*p);
  gboolean in_brackets = FALSE, has_prefix;

  if (g_ascii_isdigit (*q) || *q == 'T')
    return;
  if (*q == ',' || *q == '(')
    {
      in_brackets = *q == '(';
      q = clv_date_text_skip_blanks (q + 1);
    }
  has_prefix = skip_text (&q, "星期") || skip_text (&q, "周") || skip_text (&q, "週");
  if (clv_date_words_scan (&q) != CLV_WEEKDAY)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (days) && !skip_text (&q, days[i]))
        i++;
      if (i == G_N_ELEMENTS (days))
        return;
      if (!skip_text (&q, "曜日") && !skip_text (&q, "요일") && !in_brackets && !has_prefix)
        return;
    }
  if (!in_brackets || skip_text (&q, ")"))
    *p = q;
}

/* Seconds and their fractions, after minutes. */
static gboolean
scan_seconds (const char **p,
              int         *second)
{
  if (!skip_text (p, ":") && !(**p == '.' && g_ascii_isdigit ((*p)[1])))
    {
      if (!g_ascii_isdigit (**p))
        return TRUE;
    }
  else if (**p == '.')
    (*p)++;
  if (scan_number (p, 2, second) == 0 || *second > 60)
    return FALSE;
  if (**p == '.' || **p == ',')
    for ((*p)++; g_ascii_isdigit (**p);)
      (*p)++;
  return TRUE;
}

/* “:15:30”, “h15”, “.15”, “時15分30秒”, “1530”: what follows the hour; FALSE when that is no time. */
static gboolean
scan_minutes (const char **p,
              gboolean    *has_minutes,
              int         *minute,
              int         *second)
{
  const char *q = *p;

  *has_minutes = TRUE;
  if (skip_text (&q, "時") || skip_text (&q, "时") || skip_text (&q, "點") || skip_text (&q, "点") || skip_text (&q, "시"))
    {
      q = clv_date_text_skip_blanks (q);
      if (scan_number (&q, 2, minute) > 0 && !skip_text (&q, "分") && !skip_text (&q, "분"))
        return FALSE;
      q = clv_date_text_skip_blanks (q);
      if (scan_number (&q, 2, second) > 0 && !skip_text (&q, "秒") && !skip_text (&q, "초"))
        return FALSE;
      *p = q;
      return *minute <= 59 && *second <= 60;
    }
  *has_minutes = *q == ':' || *q == 'h' || (*q == '.' && g_ascii_isdigit (q[1])) || g_ascii_isdigit (*q);
  if (!*has_minutes)
    return TRUE;
  if (!g_ascii_isdigit (*q))
    q++;
  if (scan_number (&q, 2, minute) != 2 || *minute > 59)
    return FALSE;
  if (!scan_seconds (&q, second))
    return FALSE;
  *p = q;
  return TRUE;
}

/* The rest after the day: nothing, or a time. FALSE when it is anything else. */
static gboolean
scan_time (const char *p,
           gboolean   *has_time)
{
  int hour, minute = 0, second = 0;
  gboolean is_afternoon = FALSE, has_half_day, has_minutes;

  if (*p == '\0')
    return TRUE;
  skip_weekday_after (&p);
  p = clv_date_text_skip_blanks (p);
  if (*p == '\0')
    return TRUE;
  if (*p == 'T' || *p == 't' || *p == ',')
    p = clv_date_text_skip_blanks (p + 1);
  has_half_day = scan_half_day (&p, &is_afternoon);
  p = clv_date_text_skip_blanks (p);
  if (scan_number (&p, 2, &hour) == 0 || hour > 24)
    return FALSE;
  if (!scan_minutes (&p, &has_minutes, &minute, &second))
    return FALSE;
  if (!has_minutes && !has_half_day)
    {
      /* A lone number is an hour only when it says so: “8 PM”. */
      const char *q = clv_date_text_skip_blanks (p);

      if (!scan_half_day (&q, &is_afternoon))
        return FALSE;
      p = q;
      has_half_day = TRUE;
    }
  if (*p == '\0')
    {
      *has_time = hour % 24 != 0 || minute != 0 || second != 0;
      return TRUE;
    }
  p = clv_date_text_skip_blanks (p);
  if (!has_half_day)
    scan_half_day (&p, &is_afternoon);
  p = clv_date_text_skip_blanks (p);
  skip_text (&p, "Uhr");
  if (!scan_zone (&p) || *clv_date_text_skip_blanks (p) != '\0')
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

/* “2024-W10”, “2024-W10-2”: the Monday of the week, or its day. @p stands after the W. */
static gboolean
parse_iso_week (const char  *p,
                int          year,
                ClvDateText *result)
{
  int week, day = 1;
  ClvDay january_4 = clv_day_from_ymd (year, 1, 4);
  /* 1970-01-01 was a Thursday. */
  int weekday = ((january_4 + 3) % 7 + 7) % 7;

  if (scan_number (&p, 2, &week) != 2 || week < 1 || week > 53)
    return FALSE;
  if (skip_text (&p, "-") && (scan_number (&p, 1, &day) != 1 || day < 1 || day > 7))
    return FALSE;
  result->fixed = january_4 - weekday + (week - 1) * 7 + day - 1;
  return *p == '\0';
}

/* “年3月5日”, “년 3월 5일”: @p stands after the number of the year. */
static gboolean
parse_east_asian (const char  *p,
                  int          year,
                  ClvDateText *result)
{
  int month, day;

  p = clv_date_text_skip_blanks (p);
  if (scan_number (&p, 2, &month) == 0 || !(skip_text (&p, "月") || skip_text (&p, "월")))
    return FALSE;
  p = clv_date_text_skip_blanks (p);
  if (scan_number (&p, 2, &day) == 0 || !(skip_text (&p, "日") || skip_text (&p, "일") || skip_text (&p, "号")))
    return FALSE;
  result->fixed = clv_day_from_ymd (year, month, day);
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
    return parse_east_asian (p, year, result);
  if (*p == 'W' || (mark == '-' && p[1] == 'W'))
    return parse_iso_week (p + (mark == '-' ? 2 : 1), year, result);
  /* Blanks part the digits of other things as well. */
  if (mark != '-' && mark != '/' && mark != '.' && (mark != ' ' || year < 1900 || year > 2100))
    return FALSE;
  p = clv_date_text_skip_blanks (p + 1);
  if (g_ascii_isdigit (*p))
    scan_number (&p, 2, &month);
  else if ((month = clv_date_text_scan_month (&p)) == 0)
    return FALSE;
  if (*p != mark)
    return FALSE;
  p = clv_date_text_skip_blanks (p + 1);
  if (scan_number (&p, 2, &day) == 0)
    return FALSE;
  /* Korea: 2024. 5. 3. */
  if (mark == '.' && *p == '.')
    p++;
  result->fixed = clv_day_from_ymd (year, month, day);
  return result->fixed != CLV_DAY_NONE && !g_ascii_isdigit (*p) && scan_time (p, &result->has_time);
}

/* “令和6年3月5日”: the era counts its years from 1, which may be written 元. */
static gboolean
parse_japanese_era (const char  *p,
                    ClvDateText *result)
{
  static const struct
  {
    const char *name;
    int         year_before;
  } eras[] = { { "令和", 2018 }, { "平成", 1988 }, { "昭和", 1925 } };
  int year;

  for (guint i = 0; i < G_N_ELEMENTS (eras); i++)
    {
      if (!skip_text (&p, eras[i].name))
        continue;
      if (skip_text (&p, "元"))
        year = 1;
      else if (scan_number (&p, 2, &year) == 0)
        return FALSE;
      return skip_text (&p, "年") && parse_east_asian (p, eras[i].year_before + year, result);
    }
  return FALSE;
}

/* A year of two digits may come first as well, if the rest allows it. */
static void
note_short_year (ClvDateText *result,
                 int          first,
                 int          second,
                 int          last)
{
  result->is_short = TRUE;
  result->first_part = (guint8) first;
  result->last_part = (guint8) last;
  result->year_first = clv_day_from_ymd (clv_date_text_whole_year (first), second, last);
}

/* After the first number, when a mark and a second number follow. */
static gboolean
parse_year_last (const char  *p,
                 int          first,
                 guint        n_first_digits,
                 ClvDateText *result)
{
  char mark = *p;
  int second, year, last;
  guint n_digits;
  const char *start;

  p = clv_date_text_skip_blanks (p + 1);
  n_digits = scan_number (&p, 2, &second);
  if (n_digits == 0 || *p != mark)
    return FALSE;
  start = p = clv_date_text_skip_blanks (p + 1);
  if (!scan_year (&p, &year))
    return FALSE;
  if (p - start == 2 && mark != ' ')
    {
      scan_number (&start, 2, &last);
      note_short_year (result, first, second, last);
      /* No year has one digit; and “13.4.24” is no way to begin with it. */
      if (n_first_digits < 2 || (mark == '.' && n_digits < 2))
        result->year_first = CLV_DAY_NONE;
    }
  else if (p - start == 2)
    return FALSE;
  result->day_first = clv_day_from_ymd (year, second, first);
  result->month_first = clv_day_from_ymd (year, first, second);
  result->has_dots = mark == '.';
  if (result->day_first == CLV_DAY_NONE && result->month_first == CLV_DAY_NONE && result->year_first == CLV_DAY_NONE)
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
  /* Russia and Poland put the word for the year behind it. */
  p = clv_date_text_skip_blanks (p);
  if (!skip_text (&p, "г.") && !skip_text (&p, "г"))
    skip_text (&p, "r.");
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

/* From the first digit on. */
static gboolean
parse_digits (const char  *p,
              ClvDateText *result)
{
  const char *start = p;
  guint n_digits = 0;
  int first;

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
      result->is_short = TRUE;
      scan_year (&start, &first);
      if (!parse_year_first (p, first, result))
        return FALSE;
      result->year_first = result->fixed;
      return TRUE;
    }
  if ((*p == '/' || *p == '-' || *p == '.' || *p == ' ') && g_ascii_isdigit (*clv_date_text_skip_blanks (p + 1)))
    return parse_year_last (p, first, n_digits, result);
  return parse_named_month (p, first, result);
}

/* What follows a weekday: “, ”, “-feira, ”. */
static const char *
skip_after_weekday (const char *p)
{
  skip_text (&p, "-feira");
  p = clv_date_text_skip_blanks (p);
  if (*p == ',')
    p++;
  return clv_date_text_skip_blanks (p);
}

/* “Mon, 3 May 2024”, “May 3, 2024”, “星期一 2024-05-03”, “令和6年3月5日”. */
static gboolean
parse_words (const char  *p,
             ClvDateText *result)
{
  const char *rest = p;
  int word;

  if ((guchar) *p >= 0x80)
    {
      skip_weekday_after (&rest);
      if (rest > p)
        return parse_digits (skip_after_weekday (rest), result);
      if (parse_japanese_era (p, result))
        return TRUE;
    }
  word = clv_date_words_scan (&rest);
  if (word == 0)
    return FALSE;
  rest = skip_after_weekday (rest);
  /* In Spanish and Italian, “mar” is Tuesday as well. */
  if (word != CLV_WEEKDAY)
    return parse_month_first (p, result) || parse_digits (rest, result);
  return parse_digits (rest, result) || parse_month_first (rest, result);
}

gboolean
clv_date_text_parse (const char  *text,
                     ClvDateText *result)
{
  char buffer[CLV_MAX_DIGITS_TEXT];
  const char *p = clv_date_text_skip_blanks (clv_digits_to_ascii (text, buffer));

  memset (result, 0, sizeof *result);
  result->fixed = result->day_first = result->month_first = result->year_first = CLV_DAY_NONE;
  return g_ascii_isdigit (*p) ? parse_digits (p, result) : parse_words (p, result);
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
