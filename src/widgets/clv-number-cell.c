/* clv-number-cell.c - a number in a table, with room beside it for a picture of its size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-number-cell.h"

typedef struct
{
  GtkWidget *label;
} ClvNumberCellPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ClvNumberCell, clv_number_cell, GTK_TYPE_WIDGET)

static GtkWidget *
get_label (gpointer self)
{
  return ((ClvNumberCellPrivate *) clv_number_cell_get_instance_private (self))->label;
}

static void
clv_number_cell_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  gtk_widget_measure (get_label (widget), orientation, -1, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum += CLV_NUMBER_CELL_GET_CLASS (widget)->room;
      *natural += CLV_NUMBER_CELL_GET_CLASS (widget)->room;
    }
}

static void
clv_number_cell_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GtkAllocation allocation = { 0, 0, MAX (0, width), height };

  gtk_widget_size_allocate (get_label (widget), &allocation, baseline);
}

static void
clv_number_cell_dispose (GObject *object)
{
  ClvNumberCellPrivate *private = clv_number_cell_get_instance_private (CLV_NUMBER_CELL (object));

  g_clear_pointer (&private->label, gtk_widget_unparent);
  G_OBJECT_CLASS (clv_number_cell_parent_class)->dispose (object);
}

static void
clv_number_cell_class_init (ClvNumberCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = clv_number_cell_dispose;
  widget_class->measure = clv_number_cell_measure;
  widget_class->size_allocate = clv_number_cell_size_allocate;
}

static void
clv_number_cell_init (ClvNumberCell *self)
{
  ClvNumberCellPrivate *private = clv_number_cell_get_instance_private (self);

  private->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (private->label), 1);
  gtk_widget_add_css_class (private->label, "numeric");
  gtk_widget_set_parent (private->label, GTK_WIDGET (self));
}

void
clv_number_cell_set_text (ClvNumberCell *self,
                          const char    *text)
{
  g_return_if_fail (CLV_IS_NUMBER_CELL (self));

  gtk_label_set_text (GTK_LABEL (get_label (self)), text);
}

GtkWidget *
clv_number_cell_get_label (ClvNumberCell *self)
{
  g_return_val_if_fail (CLV_IS_NUMBER_CELL (self), NULL);

  return get_label (self);
}
