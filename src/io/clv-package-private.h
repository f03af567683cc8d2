/* clv-package-private.h - a ZIP archive that may be a workbook, and its parts as bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-file-private.h"

G_BEGIN_DECLS

typedef struct _ClvPackage ClvPackage;
typedef struct _ClvPart ClvPart;

/* @is_trusted doubles what a file may expand to. */
ClvPackage *clv_package_open        (ClvFile        *file,
                                     gboolean        is_trusted,
                                     GError        **error);
void        clv_package_free        (ClvPackage     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvPackage, clv_package_free)
gboolean    clv_package_has_part    (ClvPackage     *self,
                                     const char     *name);
/* The names of all parts, in the order of the archive. (transfer full) (element-type utf8) */
GPtrArray  *clv_package_dup_names   (ClvPackage     *self);
/* The start of a part as text, for a look at it; "" if there is none. (transfer full) */
char       *clv_package_peek_part   (ClvPackage     *self,
                                     const char     *name,
                                     gsize           max_length);
/* The display name of the file. */
const char *clv_package_get_name    (ClvPackage     *self);
gboolean    clv_package_is_trusted  (ClvPackage     *self);
/* Bytes read so far, unpacked, of all parts. */
guint64     clv_package_get_n_bytes (ClvPackage     *self);
/* An error that says the file is damaged, and where. */
void        clv_package_set_damaged (ClvPackage     *self,
                                     const char     *part,
                                     GError        **error);

ClvPart    *clv_part_open           (ClvPackage     *package,
                                     const char     *name,
                                     GError        **error);
void        clv_part_free           (ClvPart        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvPart, clv_part_free)
/* Reads @length bytes, fewer only at the end of the part; that its sum is right is known there. */
gboolean    clv_part_read           (ClvPart        *self,
                                     char           *buffer,
                                     gsize           length,
                                     gsize          *n_read,
                                     GError        **error);
/* How much of the part was read, 0 to 1, as far as the archive tells its size truly. */
double      clv_part_get_fraction   (const ClvPart  *self);
const char *clv_part_get_name       (const ClvPart  *self);

G_END_DECLS
