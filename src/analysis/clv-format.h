/* clv-format.h - numbers, money and dates for people, in their locale
 *
 * All results are (transfer full). Minus is U+2212 and stands before the currency;
 * NaN is “–”. Files for machines (JSON, CSV) never use these.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-metric.h"
#include "clv-day.h"

G_BEGIN_DECLS

/* “€1,234”; @decimals 0 or 2. @currency is a symbol, an ISO code (then a blank follows) or "". */
char *clv_format_money   (double      value,
                          const char *currency,
                          int         decimals);
char *clv_format_number  (double value,
                          int    decimals);
/* What people write before an amount: “€” for “EUR”; the code itself where its sign is shared by many. Static or @currency. */
const char *clv_format_currency_sign (const char *currency);
/* 0.267 → “26.7 %” in the locale's way. */
char *clv_format_percent (double share,
                          int    decimals);
char *clv_format_count   (guint64 count);
char *clv_format_day     (ClvDay day);      /* “3 Apr 2024” in the locale's short form */
char *clv_format_period  (ClvDay        start,
                          ClvPeriodKind kind); /* “2024”, “Q2 2024”, “May 2024” */
/* By the metric's unit, as on a card: money without cents from 1,000 on, else two decimals. */
char *clv_format_metric  (ClvMetricId metric,
                          double      value,
                          const char *currency);

G_END_DECLS
