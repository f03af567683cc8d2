/* clv-day.h - civil days and the periods they fall into
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days since 1970-01-01 in the proleptic Gregorian calendar. No time zones. */
typedef gint32 ClvDay;

#define CLV_DAY_NONE G_MININT32

typedef enum
{
  CLV_PERIOD_MONTH,
  CLV_PERIOD_QUARTER,
  CLV_PERIOD_YEAR,
} ClvPeriodKind;

#define CLV_N_PERIOD_KINDS 3

ClvDay       clv_day_from_ymd       (int year,
                                     int month,
                                     int day);
void         clv_day_to_ymd         (ClvDay day,
                                     int *year,
                                     int *month,
                                     int *day_of_month);
void         clv_day_to_iso         (ClvDay day,
                                     char buffer[16]);
ClvDay       clv_day_from_iso       (const char *text);
/* By the clock of the computer. */
ClvDay       clv_day_today          (void);
/* The day of a day count with the time as fraction. */
ClvDay       clv_day_from_moment    (double days);
ClvDay       clv_day_period_start   (ClvDay        day,
                                     ClvPeriodKind kind,
                                     int           fiscal_year_start);
ClvDay       clv_day_period_next    (ClvDay        start,
                                     ClvPeriodKind kind);
const char  *clv_period_kind_to_id  (ClvPeriodKind kind);

G_END_DECLS
