/* clv-xml2003-private.h - workbooks as Excel 2003 writes them in XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-source-private.h"

G_BEGIN_DECLS

gboolean clv_xml2003_read (ClvSource     *source,
                           ClvFile       *file,
                           const ClvWork *work,
                           GError       **error);

G_END_DECLS
