/* clv-bar-cell.h - a number in a table with a bar of its size behind it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-number-cell.h"

G_BEGIN_DECLS

#define CLV_TYPE_BAR_CELL (clv_bar_cell_get_type ())
G_DECLARE_FINAL_TYPE (ClvBarCell, clv_bar_cell, CLV, BAR_CELL, ClvNumberCell)

GtkWidget  *clv_bar_cell_new      (void);
/* All cells of a column share @min and @max, so that lengths compare; NaN draws no bar. */
void        clv_bar_cell_set_bar  (ClvBarCell *self,
                                   double      value,
                                   double      min,
                                   double      max);

G_END_DECLS
