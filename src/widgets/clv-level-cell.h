/* clv-level-cell.h - a share of one in a table: a short bar, and the per cent beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-number-cell.h"

G_BEGIN_DECLS

#define CLV_TYPE_LEVEL_CELL (clv_level_cell_get_type ())
G_DECLARE_FINAL_TYPE (ClvLevelCell, clv_level_cell, CLV, LEVEL_CELL, ClvNumberCell)

GtkWidget  *clv_level_cell_new       (void);
/* From 0 to 1; NaN draws no bar. */
void        clv_level_cell_set_level (ClvLevelCell *self,
                                      double        level);
/* How full the bar is, in pixels of its trough. */
int         clv_level_cell_get_fill  (ClvLevelCell *self,
                                      int           trough);

G_END_DECLS
