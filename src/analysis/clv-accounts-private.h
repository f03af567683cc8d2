/* clv-accounts-private.h - a customer's money in each month, from rows, own costs and shares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-accounts.h"
#include "clv-allocation-private.h"

G_BEGIN_DECLS

typedef struct
{
  double  revenue, cost_by_type[CLV_N_COST_TYPES];
  guint32 orders;
  guint32 refunded; /* of these orders, those of which all was given back */
  guint32 active;
} ClvAccountMonth;

/* Fills the months of one customer after the other. */
typedef struct
{
  const ClvFindings *findings;
  ClvCustomerMonths  months;
  ClvPoolWeights     weights;
  guint32           *pool_month;  /* by pool: the month its rows are of; CLV_NOBODY of undated rows */
  guint32            next_cost;   /* position among the named costs … */
  guint32            next_refunded; /* … and among the refunded orders */
  ClvAccountMonth   *month;       /* (array length = n_months): all 0 but those of the customer read last */
  guint32           *touched;     /* which are not; @n_touched of them, ascending */
  guint8            *is_touched;
  guint32            n_touched;
} ClvAccountReader;

void clv_account_reader_init  (ClvAccountReader  *self,
                               const ClvFindings *findings);
/* Ascending from call to call, or one alone. */
void clv_account_reader_read  (ClvAccountReader  *self,
                               guint32            customer);
void clv_account_reader_clear (ClvAccountReader  *self);

G_END_DECLS
