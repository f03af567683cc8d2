/* clv-span.h - spans of time as people write them: 2024, 2024-Q1, 2024-01, or everything up to 2024-12-31
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-day.h"

G_BEGIN_DECLS

typedef struct
{
  ClvDay start; /* CLV_DAY_NONE: everything up to @end */
  ClvDay end;   /* the last day */
} ClvSpan;

/* A year is the business year that begins in it, and quarters are its quarters. */
gboolean clv_span_parse         (const char *text,
                                 int         fiscal_year_start,
                                 ClvSpan    *span);
/* “2023..2024” */
gboolean clv_span_pair_parse    (const char *text,
                                 int         fiscal_year_start,
                                 ClvSpan     spans[2]);
gboolean clv_span_pair_is_valid (const char *text);

G_END_DECLS
