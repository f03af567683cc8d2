/* clv-customer-pane.h - one customer: how the value came about, and what was ordered when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-findings.h"

G_BEGIN_DECLS

#define CLV_TYPE_CUSTOMER_PANE (clv_customer_pane_get_type ())
G_DECLARE_FINAL_TYPE (ClvCustomerPane, clv_customer_pane, CLV, CUSTOMER_PANE, AdwBin)

/* Signal “close”: the user has seen enough. */
void clv_customer_pane_show (ClvCustomerPane *self,
                             ClvFindings     *findings,
                             guint32          customer);

G_END_DECLS
