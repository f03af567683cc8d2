/* clv-reading-row.h - how one column is read, why, and what else it could mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-mapping.h"

G_BEGIN_DECLS

#define CLV_TYPE_READING_ROW (clv_reading_row_get_type ())
G_DECLARE_FINAL_TYPE (ClvReadingRow, clv_reading_row, CLV, READING_ROW, AdwActionRow)

/* Signal “reading-chosen” (guint column, int type, int decimal, int order). */
GtkWidget *clv_reading_row_new (guint                   column,
                                const char             *header,
                                const ClvColumnMapping *mapping,
                                gboolean                provisional);

G_END_DECLS
