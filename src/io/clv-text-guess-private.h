/* clv-text-guess-private.h - how likely bytes are text in some encoding
 *
 * Costs are like logarithms: the sum over all letters is low where each is a usual one. ASCII costs nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Different fields of a table that are not ASCII. */
typedef struct
{
  const guchar *bytes;
  gsize         length;
} ClvTextField;

/* Of encodings in which each letter is a byte. @encoding is one of the list. */
guint       clv_text_n_single_byte    (void);
const char *clv_text_cost_single_byte (guint               index,
                                       const ClvTextField *fields,
                                       guint               n_fields,
                                       double             *cost);
/* Of those of East Asia, in which most letters are two bytes. */
guint       clv_text_n_double_byte    (void);
const char *clv_text_cost_double_byte (guint               index,
                                       const ClvTextField *fields,
                                       guint               n_fields,
                                       double             *cost);

G_END_DECLS
