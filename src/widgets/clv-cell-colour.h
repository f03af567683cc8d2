/* clv-cell-colour.h - colours of the style sheet, for cells that draw themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @name: (nullable) defined in style.css; NULL for that of the text. */
GdkRGBA clv_cell_colour (GtkWidget  *widget,
                         const char *name,
                         double      alpha);

G_END_DECLS
