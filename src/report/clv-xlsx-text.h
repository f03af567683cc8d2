/* clv-xlsx-text.h - text that Excel takes as it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Valid UTF-8 without characters that XML forbids, “_x0041_” escaped, 32,767 characters at most. (transfer full) */
char *clv_xlsx_dup_text        (const char *text);
/* 31 characters, none of []:*?/\, no quote at the ends, never empty. (transfer full) */
char *clv_xlsx_dup_sheet_name  (const char *name);
/* “&” doubled, cut to 80 characters, for page headers. (transfer full) */
char *clv_xlsx_dup_header_text (const char *text);
/* Width in characters, East Asian ones counted twice. */
guint clv_xlsx_text_width      (const char *text);
guint clv_xlsx_longest_word    (const char *text);

G_END_DECLS
