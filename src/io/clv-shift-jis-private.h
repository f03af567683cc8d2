/* clv-shift-jis-private.h - Japanese text as Windows stores it, told from western text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether all of @data is valid Shift JIS (CP932), and hardly anything else. */
gboolean clv_shift_jis_is_likely (const char *data,
                                  gsize       length);

G_END_DECLS
