/* clv-moment.c - numbers that tell a day
 *
 * The ranges do not overlap, so that each number has one meaning at most.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-moment-private.h"

#include <math.h>

#include "clv-date-text-private.h"

/* Serials of Excel for 1954 to 2119. */
#define MIN_SERIAL 20000.0
#define MAX_SERIAL 80000.0
#define SERIAL_OF_1970 25569

/* 1990-01-01 to 2100-01-01. */
#define MIN_UNIX 631152000.0
#define MAX_UNIX 4102444800.0

ClvDay
clv_moment_to_day (double         number,
                   ClvMomentKind *kind)
{
  ClvDay day;

  if (number >= MIN_SERIAL && number < MAX_SERIAL)
    {
      *kind = CLV_MOMENT_SERIAL;
      return clv_day_from_moment (number) - SERIAL_OF_1970;
    }
  if (number >= MIN_UNIX * 1000.0 && number < MAX_UNIX * 1000.0)
    number = number / 1000.0;
  if (number >= MIN_UNIX && number < MAX_UNIX)
    {
      *kind = CLV_MOMENT_UNIX;
      return (ClvDay) floor (number / 86400.0);
    }
  day = clv_date_text_from_compact (number);
  *kind = CLV_MOMENT_COMPACT;
  return day;
}
