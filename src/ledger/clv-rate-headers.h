/* clv-rate-headers.h - which way exchange rates go, as far as their header says so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-ledger.h"

G_BEGIN_DECLS

typedef struct
{
  char            *base;      /* (nullable) what the rates are against */
  ClvRateDirection direction;
  double           units;     /* the rates are for so many */
} ClvRateHeader;

/* Which of two columns of currencies a rate goes from, and to. */
typedef enum
{
  CLV_RATE_SIDE_NONE,
  CLV_RATE_SIDE_FROM,
  CLV_RATE_SIDE_TO,
  CLV_RATE_SIDE_BASE,
  CLV_RATE_SIDE_QUOTE,
} ClvRateSide;

ClvRateSide clv_rate_header_get_side (const char *header);
void clv_rate_header_read  (ClvRateHeader   *self,
                            const char      *header,
                            const GPtrArray *currencies,
                            const char      *of_rows);
void clv_rate_header_clear (ClvRateHeader   *self);

G_END_DECLS
