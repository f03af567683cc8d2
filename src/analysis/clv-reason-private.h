/* clv-reason-private.h - why a number is undefined: the ids
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* String literals used as reasons are interned by the analysis; compare texts, not pointers. */
#define CLV_REASON_CAC_NOT_POSITIVE "cac-not-positive"
#define CLV_REASON_CAC_AND_CHURN_ZERO "cac-and-churn-zero"
#define CLV_REASON_DIVERGES "diverges"
#define CLV_REASON_NOBODY_ACQUIRED "nobody-acquired"
#define CLV_REASON_NOBODY_ACTIVE_BEFORE "nobody-active-before"
#define CLV_REASON_NOT_RECOVERED "not-recovered"
#define CLV_REASON_NO_ACQUISITION_COST "no-acquisition-cost"
#define CLV_REASON_NO_COMPARISON "no-comparison"
#define CLV_REASON_NO_COSTS "no-costs"
#define CLV_REASON_NO_CUSTOMERS "no-customers"
#define CLV_REASON_NO_DATES "no-dates"
#define CLV_REASON_NO_FEES "no-fees"
#define CLV_REASON_NO_HOLDOUT "no-holdout"
#define CLV_REASON_NO_MARGIN "no-margin"
#define CLV_REASON_NO_MODEL "no-model"
#define CLV_REASON_NO_ORDERS "no-orders"
#define CLV_REASON_ONE_PERIOD "one-period"
#define CLV_REASON_SINGLE_PURCHASE_DAY "single-purchase-day"
#define CLV_REASON_NO_RETENTION "no-retention"
#define CLV_REASON_NO_REVENUE "no-revenue"
#define CLV_REASON_NO_REVENUE_BEFORE "no-revenue-before"
#define CLV_REASON_NO_SUBSCRIPTION "no-subscription"
#define CLV_REASON_OUT_OF_RANGE "out-of-range"
#define CLV_REASON_TOO_FEW "too-few-customers"
#define CLV_REASON_TOO_SHORT "too-short"
#define CLV_REASON_TOTAL_NOT_POSITIVE "total-not-positive"
#define CLV_REASON_UNBOUNDED_LIFETIME "unbounded-lifetime"

G_END_DECLS
