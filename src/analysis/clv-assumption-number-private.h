/* clv-assumption-number-private.h - numbers as people type them into assumptions, and as they are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean clv_assumption_parse_number  (const char *text,
                                       double     *number,
                                       gboolean   *is_percent);
char    *clv_assumption_format_number (double      number);

G_END_DECLS
