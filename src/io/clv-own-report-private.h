/* clv-own-report-private.h - a report that was saved by Clientele is no data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-package-private.h"

G_BEGIN_DECLS

/* TRUE with @error set when the workbook is a report of this program. */
gboolean clv_own_report_refuse (ClvPackage *package,
                                const char *name,
                                GError    **error);

G_END_DECLS
