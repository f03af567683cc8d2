/* clv-convert.h - files that only LibreOffice can open, converted by it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-source.h"

G_BEGIN_DECLS

/* LibreOffice is on this computer. Cheap enough to ask whenever a message is shown. */
gboolean clv_convert_is_available     (void);
/* @error is of a file that LibreOffice can open, and LibreOffice is there: an offer to convert makes sense. */
gboolean clv_convert_is_possible      (const GError  *error);
/* Makes an .xlsx of @path in a private folder, and gives its path. Seconds, minutes for large files: call it from a
 * thread. The result goes to clv_convert_discard() once it was read. (transfer full) (nullable) */
char    *clv_convert_with_libreoffice (const char    *path,
                                       const ClvWork *work,
                                       GError       **error);
/* Removes the converted file and its folder, and frees @converted (nullable). */
void     clv_convert_discard          (char          *converted);

G_END_DECLS
