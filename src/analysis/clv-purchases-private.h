/* clv-purchases-private.h - the days on which each customer bought, and for how much
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-analysis-private.h"

G_BEGIN_DECLS

/* One entry a customer and day with a used row. Customer c has start[c] … start[c + 1] - 1, in the order of days. */
typedef struct
{
  guint32  n_customers;
  guint32 *start;
  ClvDay  *day;
  double  *amount; /* of the orders of that day; NaN when there was none, but something was given back */
  double  *net;    /* of all rows of that day */
} ClvPurchases;

gboolean clv_purchases_init  (ClvPurchases      *self,
                              const ClvAnalysis *analysis);
void     clv_purchases_clear (ClvPurchases      *self);

static inline gboolean
clv_purchases_is_purchase (const ClvPurchases *self,
                           guint32             entry)
{
  return !isnan (self->amount[entry]);
}

G_END_DECLS
