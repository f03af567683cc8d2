/* clv-number-text-private.h - the numbers that a text may mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double   with_point;      /* value if “.” is the decimal mark; NaN if the text is no number then */
  double   with_comma;      /* the same for “,” */
  gboolean is_plain_digits; /* nothing but digits */
  gboolean has_leading_zero;
  gboolean is_percent;
  guint    n_digits;
  char     currency[8];     /* symbol or code as it stands; "" when none */
} ClvNumberText;

/* FALSE when @text is a number under neither decimal mark. */
gboolean clv_number_text_parse      (const char    *text,
                                     ClvNumberText *result);
/* Three capital letters that begin @text are the code of a currency. */
gboolean clv_number_text_is_currency (const char   *text);
/* NULL, N/A, NaN, a lone dash: somebody’s way to say that there is nothing. */
gboolean clv_number_text_is_missing (const char    *text);

G_END_DECLS
