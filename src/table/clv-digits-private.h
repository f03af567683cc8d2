/* clv-digits-private.h - digits and marks of other scripts, written in ASCII
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No number and no date is longer. */
#define CLV_MAX_DIGITS_TEXT 96

/* Stand for the Arabic marks U+066B and U+066C, which leave no doubt what they separate. */
#define CLV_MARK_DECIMAL '\001'
#define CLV_MARK_GROUP '\002'

/* @text itself when there is nothing to change, else @buffer. */
const char *clv_digits_to_ascii (const char *text,
                                 char        buffer[CLV_MAX_DIGITS_TEXT]);

G_END_DECLS
