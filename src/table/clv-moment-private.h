/* clv-moment-private.h - numbers that tell a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-day.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_MOMENT_COMPACT, /* 20240305 */
  CLV_MOMENT_SERIAL,  /* 45356: days as Excel counts them, with the time as fraction */
  CLV_MOMENT_UNIX,    /* 1709596800 or 1709596800000: seconds or milliseconds since 1970, in UTC */
} ClvMomentKind;

/* The day of @number in a column of dates; CLV_DAY_NONE when it tells none. */
ClvDay clv_moment_to_day (double         number,
                          ClvMomentKind *kind);

G_END_DECLS
