/* clv-rates-private.h - exchange rates as text: “USD=0.92 GBP=1.17”
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-book.h"

G_BEGIN_DECLS

gboolean clv_rates_parse    (const char *text,
                             ClvRules   *rules);
char    *clv_rates_dup_text (const ClvRules *rules);

G_END_DECLS
