/* clv-period-text-private.h - the month, quarter or year that a text names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-day.h"

G_BEGIN_DECLS

typedef struct
{
  ClvDay        first; /* the first day of the period */
  ClvPeriodKind kind;
  int           month; /* 1 to 12: of the first day */
  gboolean      looks_like_number; /* 1.2024 */
  gboolean      has_two_digits;    /* 01.2024: numbers are hardly written so */
} ClvPeriodText;

/* FALSE when @text names anything but one period of the years 1900 to 2100. */
gboolean clv_period_text_parse     (const char    *text,
                                    ClvPeriodText *result);
/* The 1 January of a bare year, 1900 to 2100; else CLV_DAY_NONE. */
ClvDay   clv_period_text_from_year (double         number);

G_END_DECLS
