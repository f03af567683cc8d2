/* clv-currency-list.h - the currencies of the world: codes, numbers and names of ISO 4217
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *clv_currency_list_find     (const char *upper);
gboolean    clv_currency_list_has_word (const char *word);

G_END_DECLS
