/* clv-number-list-private.h - several numbers in one assumption: cuts and weights
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CLV_MAX_LIST 8

/* “30 90 180 365”: @n ascending numbers from @min on; shares also in percent. @cuts is unchanged on failure. */
gboolean clv_cuts_parse       (const char        *text,
                               guint              n,
                               double             min,
                               gboolean           is_share,
                               double            *cuts);
/* “retention=2 growth=0”: those not named weigh 1. @names is blank-separated. */
gboolean clv_weights_parse    (const char        *text,
                               const char        *names,
                               double            *weights);
char    *clv_cuts_dup_text    (const double      *cuts,
                               guint              n);
char    *clv_weights_dup_text (const double      *weights,
                               const char        *names);

G_END_DECLS
