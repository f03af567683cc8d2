/* clv-ledger-traits.h - what is known of customers and orders beside money: who referred whom, how engaged they are, discounts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-ledger.h"

G_BEGIN_DECLS

/* A column of a table of customers that says how much they have to do with the business. */
typedef struct
{
  char    *title;          /* the header as it stands in the file */
  gboolean lower_is_better; /* tickets, complaints */
  double  *by_customer;    /* NaN where nothing stands */
} ClvIndicator;

/* (nullable) By customer: who referred them, CLV_NOBODY for none. NULL when no column says it. */
const guint32      *clv_ledger_get_referrers    (const ClvLedger *self);
/* Customers whose referrer is none of the customers. */
guint32             clv_ledger_get_n_unknown_referrers (const ClvLedger *self);
guint               clv_ledger_get_n_indicators (const ClvLedger *self);
const ClvIndicator *clv_ledger_get_indicator    (const ClvLedger *self,
                                                 guint            index);
/* (nullable) By row: 1 where a discount stands. NULL when no column says it. */
const guint8       *clv_ledger_get_discounted   (const ClvLedger *self);

G_END_DECLS
