/* clv-zip-directory-private.h - whether the directory of a ZIP archive can be believed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-file-private.h"

G_BEGIN_DECLS

/* Refuses, in words, what honest programs do not write. */
gboolean clv_zip_directory_check       (ClvFile  *file,
                                        gboolean  is_trusted,
                                        GError  **error);
/* The error of an archive that is not whole. */
void     clv_zip_directory_set_damaged (ClvFile  *file,
                                        GError  **error);

G_END_DECLS
