/* clv-sparkline.h - a line without axes, for a card
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CLV_TYPE_SPARKLINE (clv_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (ClvSparkline, clv_sparkline, CLV, SPARKLINE, GtkWidget)

/* Copies @values; NaN leaves a gap. Fewer than two values show nothing. */
void clv_sparkline_set_values (ClvSparkline *self,
                               const double *values,
                               gsize         n);

G_END_DECLS
