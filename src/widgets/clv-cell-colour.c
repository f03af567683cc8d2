/* clv-cell-colour.c - colours of the style sheet, for cells that draw themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cell-colour.h"

/**
 * clv_cell_colour:
 * @name: (nullable): a colour that style.css defines, “clv_profit”; NULL for that of the text
 * @alpha: from 0 to 1, on top of the colour's own
 *
 * Returns: the colour in the present style, light or dark
 */
GdkRGBA
clv_cell_colour (GtkWidget  *widget,
                 const char *name,
                 double      alpha)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (name == NULL || !gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  colour.alpha *= (float) alpha;
  return colour;
}
