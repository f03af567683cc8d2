/* clv-number-cell.h - a number in a table, with room beside it for a picture of its size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CLV_TYPE_NUMBER_CELL (clv_number_cell_get_type ())
G_DECLARE_DERIVABLE_TYPE (ClvNumberCell, clv_number_cell, CLV, NUMBER_CELL, GtkWidget)

struct _ClvNumberCellClass
{
  GtkWidgetClass parent_class;

  int            room; /* pixels at the beginning of the cell that the number leaves free */
};

/* The number as people read it. */
void       clv_number_cell_set_text  (ClvNumberCell *self,
                                      const char    *text);
/* (transfer none) For classes of it: what draws or styles the number. */
GtkWidget *clv_number_cell_get_label (ClvNumberCell *self);

G_END_DECLS
