/* clv-ods-private.h - the sheets of an OpenDocument spreadsheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-source-private.h"
#include "clv-xml-private.h"

G_BEGIN_DECLS

gboolean clv_ods_is_spreadsheet (ClvPackage    *package);
gboolean clv_ods_read           (ClvSource     *source,
                                 ClvPackage    *package,
                                 const ClvWork *work,
                                 GError       **error);

G_END_DECLS
