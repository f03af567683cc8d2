/* clv-cell-value.c - numbers and dates as workbooks store them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cell-value-private.h"

#include <math.h>
#include <string.h>

#include "clv-day.h"
#include "clv-reading.h"

/* 1970-01-01 as Excel counts it, from 1900 and from 1904. */
#define SERIAL_OF_1970 25569
#define SERIAL_OF_1970_FROM_1904 24107
#define SERIAL_OF_YEAR_10000 2958466

/* Exact as doubles, all of them. */
static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

#define MAX_POWER 22
#define MAX_DIGITS 19 /* in 64 bits */
#define N_SHOWN_DIGITS 15

/* Rounds to the digits that Excel shows. Numbers are written as the nearest double, which lies up to a ninth of the last
 * digit that is shown away from what was meant: near the half only the double itself can tell where to round to. */
static gboolean
round_digits (guint64 *mantissa,
              int      n_dropped)
{
  guint64 unit = 1, rest;

  for (int i = 0; i < n_dropped; i++)
    unit *= 10;
  rest = *mantissa % unit;
  *mantissa /= unit;
  if (rest * 20 > unit * 7 && rest * 20 < unit * 13)
    return FALSE;
  *mantissa += rest * 2 > unit ? 1 : 0;
  return TRUE;
}

const char *
clv_cell_value_scan_number (const char *text,
                            double     *number)
{
  const char *p = text;
  gboolean negative = *p == '-', has_point = FALSE;
  guint64 mantissa = 0;
  int n_read = 0, n_digits = 0, exponent = 0;

  if (negative)
    p++;
  for (;; p++)
    {
      guint digit = (guint) (guchar) *p - '0';

      if (digit <= 9)
        {
          mantissa = mantissa * 10 + digit;
          n_read++;
          n_digits += mantissa > 0 ? 1 : 0;
          exponent -= has_point ? 1 : 0;
          if (G_UNLIKELY (n_digits > MAX_DIGITS))
            return NULL;
        }
      else if (*p == '.' && !has_point)
        has_point = TRUE;
      else
        break;
    }
  if (n_read == 0)
    return NULL;
  if (*p == 'e' || *p == 'E')
    {
      gboolean is_small = p[1] == '-';
      int written = 0, n = 0;

      p += p[1] == '-' || p[1] == '+' ? 2 : 1;
      for (; g_ascii_isdigit (*p) && n < 4; p++, n++)
        written = written * 10 + (*p - '0');
      if (n == 0 || n == 4)
        return NULL;
      exponent += is_small ? -written : written;
    }
  /* Up to 15 digits, product and quotient of two exact numbers are the nearest double. */
  if (n_digits > N_SHOWN_DIGITS)
    {
      int n_dropped = n_digits - N_SHOWN_DIGITS;

      /* Whole numbers of more digits are shown cut, but are kept. */
      if (n_digits + exponent > N_SHOWN_DIGITS || !round_digits (&mantissa, n_dropped))
        return NULL;
      exponent += n_dropped;
    }
  if (exponent < -MAX_POWER || exponent > MAX_POWER)
    return NULL;
  *number = exponent < 0 ? (double) mantissa / powers[-exponent] : (double) mantissa * powers[exponent];
  if (negative)
    *number = -*number;
  return p;
}

gboolean
clv_cell_value_parse_number (const char *text,
                             double     *number)
{
  const char *scanned = clv_cell_value_scan_number (text, number);
  char *end;

  if (scanned != NULL && *scanned == '\0')
    return TRUE;

  *number = g_ascii_strtod (text, &end);
  while (g_ascii_isspace (*end))
    end++;
  if (end == text || *end != '\0' || !isfinite (*number))
    return FALSE;
  if (fabs (*number) < 1e15)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (buffer, sizeof buffer, "%.15g", *number);
      *number = g_ascii_strtod (buffer, NULL);
    }
  return TRUE;
}

gboolean
clv_cell_value_parse_iso (const char *text,
                          double     *days)
{
  char date[11];
  ClvDay day;
  guint64 hour = 0, minute = 0;
  double second = 0.0;
  char *end;

  if (strlen (text) < 10)
    return FALSE;
  memcpy (date, text, 10);
  date[10] = '\0';
  day = clv_day_from_iso (date);
  if (day == CLV_DAY_NONE)
    return FALSE;
  text += 10;
  if (*text == 'T' || *text == ' ')
    {
      hour = g_ascii_strtoull (text + 1, &end, 10);
      if (end == text + 1 || *end != ':' || hour > 24)
        return FALSE;
      text = end + 1;
      minute = g_ascii_strtoull (text, &end, 10);
      if (end == text || minute > 59)
        return FALSE;
      text = end;
      if (*text == ':')
        {
          second = g_ascii_strtod (text + 1, &end);
          /* “nan” and “inf” are numbers to strtod(). */
          if (!(second >= 0 && second < 61))
            return FALSE;
        }
      text = end;
    }
  if (*text != '\0' && *text != 'Z' && *text != '+' && *text != '-')
    return FALSE;
  *days = day + ((double) hour * 3600.0 + (double) minute * 60.0 + second) / 86400.0;
  return TRUE;
}

gboolean
clv_cell_value_parse_duration (const char *text,
                               double     *days)
{
  gboolean negative = *text == '-';
  double seconds = 0.0;

  text += negative ? 1 : 0;
  if (!g_str_has_prefix (text, "PT"))
    return FALSE;
  for (text += 2; *text != '\0';)
    {
      char *end;
      double value = g_ascii_strtod (text, &end);

      if (end == text || !(fabs (value) < 1e12))
        return FALSE;
      if (*end == 'H')
        seconds += value * 3600.0;
      else if (*end == 'M')
        seconds += value * 60.0;
      else if (*end == 'S')
        seconds += value;
      else
        return FALSE;
      text = end + 1;
    }
  *days = (negative ? -seconds : seconds) / 86400.0;
  return TRUE;
}

ClvSerialKind
clv_cell_value_from_serial (double   serial,
                            gboolean is_1904,
                            double  *days)
{
  if (!(serial >= 0.0 && serial < SERIAL_OF_YEAR_10000))
    return CLV_SERIAL_NUMBER;
  if (is_1904)
    {
      *days = serial - SERIAL_OF_1970_FROM_1904;
      return CLV_SERIAL_DATE;
    }
  if (serial < 1.0)
    return CLV_SERIAL_NUMBER;
  /* Lotus 1-2-3 took 1900 for a leap year, and Excel followed: serials before its 29 February,
   * which is 60, are one day behind. */
  if (serial >= 60.0 && serial < 61.0)
    return CLV_SERIAL_29_FEB_1900;
  *days = serial - SERIAL_OF_1970 + (serial < 60.0 ? 1.0 : 0.0);
  return CLV_SERIAL_DATE;
}

/* Looks for the letters of dates outside of quoted texts, brackets and escapes, in the format for
 * positive numbers. “m” is a month unless hours or seconds stand with it. */
ClvFormatClass
clv_cell_value_classify_format (const char *code)
{
  gboolean has_day = FALSE, has_month = FALSE, has_clock = FALSE, has_percent = FALSE;

  gsize n_zeros = strspn (code, "0");

  if (g_ascii_strcasecmp (code, "General") == 0)
    return CLV_FORMAT_NUMBER;
  if (n_zeros >= 2 && n_zeros <= CLV_MAX_PADDED_DIGITS && (code[n_zeros] == '\0' || code[n_zeros] == ';'))
    return CLV_FORMAT_PADDED + n_zeros;
  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    {
      switch (g_ascii_tolower (*p))
        {
        case '"':
          p = strchr (p + 1, '"');
          break;
        case '[':
          {
            char unit = (char) g_ascii_tolower (p[1]);

            has_clock |= unit == 'h' || unit == 's' || (unit == 'm' && (p[2] == ']' || p[2] == 'm'));
            p = strchr (p, ']');
            break;
          }
        case '\\':
        case '_':
        case '*':
          p = p[1] != '\0' ? p + 1 : NULL;
          break;
        case 'y':
        case 'd':
          has_day = TRUE;
          break;
        case 'm':
          has_month = TRUE;
          break;
        case 'h':
        case 's':
          has_clock = TRUE;
          break;
        case 'a':
          if (g_ascii_strncasecmp (p, "am/pm", 5) == 0)
            p += 4;
          break;
        case '%':
          has_percent = TRUE;
          break;
        default:
          break;
        }
      if (p == NULL)
        break;
    }
  if (has_day)
    return CLV_FORMAT_DATE;
  if (has_clock)
    return CLV_FORMAT_TIME;
  if (has_month)
    return CLV_FORMAT_DATE;
  return has_percent ? CLV_FORMAT_PERCENT : CLV_FORMAT_NUMBER;
}

void
clv_cell_value_write_plain (double number,
                            char   text[CLV_SHOWN_BYTES])
{
  const char *point;

  g_ascii_formatd (text, CLV_SHOWN_BYTES, "%.15g", number);
  if (strchr (text, 'e') != NULL && fabs (number) < 1e15)
    g_ascii_formatd (text, CLV_SHOWN_BYTES, "%.4f", number);
  point = strchr (text, '.');
  if (point != NULL && strlen (point) == 4)
    g_strlcat (text, "0", CLV_SHOWN_BYTES);
}

/* No share is higher: dates and other numbers were given the format by mistake. */
#define MAX_PERCENT 1e9

gsize
clv_cell_value_show (double number,
                     guint  format,
                     char   text[CLV_SHOWN_BYTES])
{
  if (format == CLV_FORMAT_PERCENT && fabs (number) < MAX_PERCENT && (number == 0 || fabs (number) > 1e-6))
    {
      clv_cell_value_write_plain (number * 100, text);
      return g_strlcat (text, "%", CLV_SHOWN_BYTES);
    }
  if (format <= CLV_FORMAT_PADDED || !(number >= 0) || number >= 1e15 || number != floor (number) ||
      number >= pow (10, format - CLV_FORMAT_PADDED - 1))
    return 0;
  return (gsize) g_snprintf (text, CLV_SHOWN_BYTES, "%0*" G_GINT64_FORMAT, (int) (format - CLV_FORMAT_PADDED),
                             (gint64) number);
}

/* Formats that files name by number only: ECMA-376 part 1, 18.8.30. */
ClvFormatClass
clv_cell_value_classify_builtin (guint id)
{
  if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
      id == 57 || id == 58)
    return CLV_FORMAT_DATE;
  /* 32 to 35, 55 and 56 are times in some of the East Asian lists and dates in others. */
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
    return CLV_FORMAT_TIME;
  return id == 9 || id == 10 ? CLV_FORMAT_PERCENT : CLV_FORMAT_NUMBER;
}

/* Appends @n bytes that a format shows as they are; FALSE when there are too many for a currency. */
static gboolean
append_shown (GString    *shown,
              const char *text,
              gsize       n)
{
  g_string_append_len (shown, text, (gssize) n);
  return shown->len <= 32;
}

/* A one in this format is written down, and read as somebody’s text: “€ 1”, “1 kr”. */
void
clv_cell_value_format_currency (const char *code,
                                char        currency[8])
{
  g_autoptr (GString) shown = g_string_new (NULL);
  gboolean has_number = FALSE, fits = TRUE;
  ClvCell cell = { .kind = CLV_CELL_TEXT };

  currency[0] = '\0';
  for (const char *p = code; *p != '\0' && *p != ';' && fits; p++)
    {
      const char *end;

      switch (*p)
        {
        case '"':
          end = strchr (p + 1, '"');
          fits = end != NULL && append_shown (shown, p + 1, (gsize) (end - p - 1));
          p = end != NULL ? end : p;
          break;
        case '[':
          end = strchr (p, ']');
          if (end != NULL && p[1] == '$')
            fits = append_shown (shown, p + 2, strcspn (p + 2, "-]"));
          fits = fits && end != NULL;
          p = end != NULL ? end : p;
          break;
        case '\\':
          fits = p[1] != '\0' && append_shown (shown, p + 1, 1);
          p += p[1] != '\0' ? 1 : 0;
          break;
        case '_':
        case '*':
          p += p[1] != '\0' ? 1 : 0;
          break;
        case '0':
        case '#':
        case '?':
        case ',':
        case '.':
          if (!has_number)
            g_string_append_c (shown, '1');
          has_number = TRUE;
          break;
        default:
          fits = append_shown (shown, p, 1);
          break;
        }
    }
  g_strstrip (shown->str);
  cell.text = shown->str;
  if (fits && has_number && g_utf8_validate (shown->str, -1, NULL))
    clv_reading_currency (&cell, currency);
}
