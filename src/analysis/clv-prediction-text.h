/* clv-prediction-text.h - spans of time and intervals of predictions in a few words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-prediction.h"

G_BEGIN_DECLS

/* (transfer full) “12 months”, “5 years”, “90 days”: what stands after “next”. */
char *clv_prediction_dup_span   (double      days);
/* (transfer full) “Next 12 months”. */
char *clv_prediction_dup_ahead  (double      days);
/* (transfer full) “66 %”; what is not quite nothing or all is said so: “< 1 %”. */
char *clv_prediction_dup_chance (double      chance);
/* (transfer full) “€110–143”, without cents from 1,000 on; “no band” when one end is not known. */
char *clv_prediction_dup_range  (double      low,
                                 double      high,
                                 const char *currency);

G_END_DECLS
