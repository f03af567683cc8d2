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

void clv_rate_header_read  (ClvRateHeader   *self,
                            const char      *header,
                            const GPtrArray *currencies,
                            const char      *of_rows);
void clv_rate_header_clear (ClvRateHeader   *self);

G_END_DECLS
