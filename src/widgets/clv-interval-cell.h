/* clv-interval-cell.h - a number in a table with the interval in which it is sure to lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-number-cell.h"

G_BEGIN_DECLS

#define CLV_TYPE_INTERVAL_CELL (clv_interval_cell_get_type ())
G_DECLARE_FINAL_TYPE (ClvIntervalCell, clv_interval_cell, CLV, INTERVAL_CELL, ClvNumberCell)

GtkWidget  *clv_interval_cell_new          (void);
/* The number as people read it, and its interval for those who hear or point at it. */
void        clv_interval_cell_set_text     (ClvIntervalCell *self,
                                            const char      *text,
                                            const char      *description);
/* NaN draws nothing. */
void        clv_interval_cell_set_interval (ClvIntervalCell *self,
                                            double           value,
                                            double           low,
                                            double           high);
/* All cells of a column share one scale, so that they compare. @compressed: places go by the square root. */
void        clv_interval_cell_set_scale    (ClvIntervalCell *self,
                                            double           min,
                                            double           max,
                                            gboolean         compressed);
/* Where @value stands on a scale of @width pixels; within 0 and @width. */
double      clv_interval_cell_get_x        (ClvIntervalCell *self,
                                            double           value,
                                            double           width);

G_END_DECLS
