/* clv-totals-private.h - words that rows of totals begin with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLV_TOTALS_NO,
  CLV_TOTALS_PHRASE, /* “Total”, “Grand total:”, “Total 2024 (EUR)”: hardly anybody’s name */
  CLV_TOTALS_OF,     /* “North total”, “Total North”, “Total Wine”: a name, perhaps */
} ClvTotalsWord;

/* @rest (out) (optional): for CLV_TOTALS_OF, what is left of @text without the words, in lower case. (transfer full) */
ClvTotalsWord clv_totals_judge (const char  *text,
                                char       **rest);

G_END_DECLS
