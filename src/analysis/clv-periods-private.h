/* clv-periods-private.h - in which months each customer was active
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-analysis-private.h"

G_BEGIN_DECLS

typedef struct
{
  const ClvAnalysis *analysis;
  guint32           *months;    /* of the customer read last, ascending, each once */
  guint32            n;
  guint32            next_cost; /* position in analysis->named_costs */
} ClvMonths;

void clv_months_init  (ClvMonths         *self,
                       const ClvAnalysis *analysis);
void clv_months_clear (ClvMonths         *self);
void clv_months_read  (ClvMonths         *self,
                       guint32            customer);

G_END_DECLS
