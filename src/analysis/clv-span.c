/* clv-span.c - spans of time as people write them: 2024, 2024-Q1, 2024-01, or everything up to 2024-12-31
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-span.h"

#include <string.h>

#define MAX_PAIR_BYTES 47u

/* Exactly @n digits. */
static gboolean
read_digits (const char **text,
             guint        n,
             int         *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      *number = *number * 10 + g_ascii_digit_value ((*text)[i]);
    }
  *text += n;
  return TRUE;
}

static void
set_months (ClvSpan *span,
            ClvDay   start,
            guint    first,
            guint    n)
{
  for (guint i = 0; i < first; i++)
    start = clv_day_period_next (start, CLV_PERIOD_MONTH);
  span->start = start;
  for (guint i = 0; i < n; i++)
    start = clv_day_period_next (start, CLV_PERIOD_MONTH);
  span->end = start - 1;
}

/**
 * clv_span_parse:
 * @text: “2024”, “2024-Q1”, “2024-01” or “2024-12-31”
 * @fiscal_year_start: month 1 to 12
 * @span: (out): its first and last day; a date is everything up to it
 *
 * Returns: FALSE for anything else
 */
gboolean
clv_span_parse (const char *text,
                int         fiscal_year_start,
                ClvSpan    *span)
{
  const char *rest = text;
  int year, part;

  if (strlen (text) == strlen ("2024-12-31"))
    {
      span->start = CLV_DAY_NONE;
      span->end = clv_day_from_iso (text);
      return span->end != CLV_DAY_NONE;
    }
  if (!read_digits (&rest, 4, &year) || year == 0)
    return FALSE;
  if (*rest == '\0')
    {
      set_months (span, clv_day_from_ymd (year, fiscal_year_start, 1), 0, 12);
      return TRUE;
    }
  if (*rest++ != '-')
    return FALSE;
  if (*rest == 'Q' || *rest == 'q')
    {
      rest++;
      if (!read_digits (&rest, 1, &part) || part < 1 || part > 4 || *rest != '\0')
        return FALSE;
      set_months (span, clv_day_from_ymd (year, fiscal_year_start, 1), 3 * (guint) (part - 1), 3);
      return TRUE;
    }
  if (!read_digits (&rest, 2, &part) || part < 1 || part > 12 || *rest != '\0')
    return FALSE;
  set_months (span, clv_day_from_ymd (year, part, 1), 0, 1);
  return TRUE;
}

/**
 * clv_span_pair_parse:
 * @text: two spans of clv_span_parse(), “2023..2024”; both are dates or none is
 *
 * Returns: FALSE for anything else
 */
gboolean
clv_span_pair_parse (const char *text,
                     int         fiscal_year_start,
                     ClvSpan     spans[2])
{
  g_auto (GStrv) parts = g_strsplit (text, "..", 2);

  return strlen (text) <= MAX_PAIR_BYTES && g_strv_length (parts) == 2 &&
         clv_span_parse (g_strstrip (parts[0]), fiscal_year_start, &spans[0]) &&
         clv_span_parse (g_strstrip (parts[1]), fiscal_year_start, &spans[1]) &&
         (spans[0].start == CLV_DAY_NONE) == (spans[1].start == CLV_DAY_NONE);
}

/**
 * clv_span_pair_is_valid:
 *
 * Returns: TRUE if clv_span_pair_parse() takes it
 */
gboolean
clv_span_pair_is_valid (const char *text)
{
  ClvSpan spans[2];

  return clv_span_pair_parse (text, 1, spans);
}
