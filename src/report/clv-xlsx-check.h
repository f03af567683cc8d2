/* clv-xlsx-check.h - is a workbook on disk whole?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean clv_xlsx_is_whole (const char *path);

G_END_DECLS
