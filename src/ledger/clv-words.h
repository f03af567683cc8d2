/* clv-words.h - yes, no, cancelled, refunded: what short texts in cells mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* “yes”, “1”, “true”, “x” in the languages we know. */
gboolean clv_words_is_yes (const char *text);
/* “no”, “0.00”, “-”, “n/a”. A text may be neither. */
gboolean clv_words_is_no  (const char *text);
/* Whether some word of @text begins with one of @stems (“cancel|storn”); “=test” must be the whole word. Chinese,
 * Japanese and Korean stems may stand anywhere. A word after “not” does not count. */
gboolean clv_words_has    (const char *text,
                           const char *stems);
/* “Refund”, “returned”, “credit note”. */
gboolean clv_words_is_credit (const char *text);

G_END_DECLS
