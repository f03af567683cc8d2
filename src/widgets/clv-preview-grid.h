/* clv-preview-grid.h - the first rows of a sheet, a role chip over each column
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-mapping.h"

G_BEGIN_DECLS

#define CLV_TYPE_PREVIEW_GRID (clv_preview_grid_get_type ())
G_DECLARE_FINAL_TYPE (ClvPreviewGrid, clv_preview_grid, CLV, PREVIEW_GRID, AdwBin)

/* Signals “role-chosen” (guint column, int role), “header-chosen” (guint source row), and “columns-wanted”: the same once more, for another page. */
/* Shows the table of @mapping, or nothing when it is NULL. Keeps a reference on the table alone. */
void clv_preview_grid_set (ClvPreviewGrid        *self,
                           const ClvTableMapping *mapping);
void clv_preview_grid_set_provisional (ClvPreviewGrid *self,
                                       gboolean        provisional);

G_END_DECLS
