/* clv-compressed-private.h - spreadsheets that are packed in a .gz file or a ZIP archive
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-byte-stream-private.h"
#include "clv-package-private.h"
#include "clv-source-private.h"

G_BEGIN_DECLS

/* @sha256 (nullable) gets the bytes of the file as they are packed. @is_trusted doubles what it may expand to. */
ClvByteStream *clv_byte_stream_new_for_gzip (ClvFile       *file,
                                             gboolean       is_trusted,
                                             ClvSha256     *sha256);
/* NULL with an error when the part cannot be unpacked. The package must outlive it. */
ClvByteStream *clv_byte_stream_new_for_part (ClvPackage    *package,
                                             const char    *name,
                                             GError       **error);

/* Reads the spreadsheet in a .gz file. */
gboolean       clv_gzip_read                (ClvSource     *source,
                                             ClvFile       *file,
                                             const ClvWork *work,
                                             GError       **error);
/* Reads what an archive holds that is no workbook itself: one spreadsheet, or several texts. */
gboolean       clv_archive_read             (ClvSource     *source,
                                             ClvPackage    *package,
                                             const ClvWork *work,
                                             GError       **error);

G_END_DECLS
