/* clv-date-text-private.h - the days that a text may mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "clv-day.h"

G_BEGIN_DECLS

typedef struct
{
  ClvDay   fixed;      /* the day, if the form leaves no choice (year first, month by name); else CLV_DAY_NONE */
  ClvDay   day_first;  /* otherwise both, CLV_DAY_NONE where that is no date */
  ClvDay   month_first;
  ClvDay   year_first; /* if all parts have two digits, and the year may come first: 24-05-03 */
  gboolean has_dots;   /* 3.5.2024: day first by convention everywhere */
  gboolean is_compact; /* 20240503, which may as well be a plain number */
  gboolean has_time;   /* a time of day other than midnight */
  gboolean is_short;   /* the year has two digits */
  guint8   first_part; /* the numbers at the ends of a short date */
  guint8   last_part;
} ClvDateText;

/* What stands between the parts of a date, the blanks that do not break lines among it. */
static inline const char *
clv_date_text_skip_blanks (const char *p)
{
  for (;;)
    {
      if (*p == ' ' || *p == '\t')
        p++;
      else if ((guchar) *p < 0x80)
        return p;
      else if (strncmp (p, "\302\240", 2) == 0)
        p += 2;
      else if (strncmp (p, "\342\200\257", 3) == 0)
        p += 3;
      else
        return p;
    }
}

/* A year of two digits: POSIX strptime takes 69 to 99 as 1969 to 1999. */
static inline int
clv_date_text_whole_year (int year)
{
  return year + (year < 69 ? 2000 : 1900);
}

/* FALSE when @text is no date in any way. */
gboolean clv_date_text_parse        (const char  *text,
                                     ClvDateText *result);
/* yyyymmdd of the years 1900 to 2100, else CLV_DAY_NONE. */
ClvDay   clv_date_text_from_compact (double number);
/* The month named at *@p, of any language we know, and *@p after it; 0 when there is none. */
int      clv_date_text_scan_month   (const char **p);

G_END_DECLS
