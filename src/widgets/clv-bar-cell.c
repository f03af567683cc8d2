/* clv-bar-cell.c - a number in a table with a bar of its size behind it
 *
 * The bar starts at a common zero: to the right for what is above it, to the left
 * and in the colour of loss for what is below.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-bar-cell.h"

#include <math.h>

struct _ClvBarCell
{
  ClvNumberCell parent_instance;

  GtkWidget    *bar;
  GtkWidget    *zero;

  double        value, min, max;
};

G_DEFINE_FINAL_TYPE (ClvBarCell, clv_bar_cell, CLV_TYPE_NUMBER_CELL)

#define BAR_WIDTH 40
#define GAP 6
#define MARGIN 4

static void
clv_bar_cell_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  ClvBarCell *self = CLV_BAR_CELL (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double span = MAX (self->max, 0) - MIN (self->min, 0);
  int zero = span > 0 ? (int) lround (BAR_WIDTH * -MIN (self->min, 0) / span) : 0;
  int end = span > 0 && isfinite (self->value) ? (int) lround (BAR_WIDTH * (self->value - MIN (self->min, 0)) / span) : zero;
  int left = CLAMP (MIN (zero, end), 0, BAR_WIDTH), right = CLAMP (MAX (zero, end), 0, BAR_WIDTH);
  int bar_height = MAX (1, height - 2 * MARGIN);
  GtkAllocation allocation;

  GTK_WIDGET_CLASS (clv_bar_cell_parent_class)->size_allocate (widget, width, height, baseline);

  gtk_widget_set_child_visible (self->bar, right > left);
  if (right > left)
    {
      allocation = (GtkAllocation) { mirrored ? width - right : left, MARGIN, right - left, bar_height };
      gtk_widget_size_allocate (self->bar, &allocation, -1);
    }
  gtk_widget_set_child_visible (self->zero, span > 0);
  if (span > 0)
    {
      allocation = (GtkAllocation) { mirrored ? width - zero - 1 : zero, 1, 1, MAX (1, height - 2) };
      gtk_widget_size_allocate (self->zero, &allocation, -1);
    }
}

static void
clv_bar_cell_dispose (GObject *object)
{
  ClvBarCell *self = CLV_BAR_CELL (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->zero, gtk_widget_unparent);
  G_OBJECT_CLASS (clv_bar_cell_parent_class)->dispose (object);
}

static void
clv_bar_cell_class_init (ClvBarCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = clv_bar_cell_dispose;
  CLV_NUMBER_CELL_CLASS (klass)->room = BAR_WIDTH + GAP;
  widget_class->size_allocate = clv_bar_cell_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "barcell");
}

static void
clv_bar_cell_init (ClvBarCell *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *label = clv_number_cell_get_label (CLV_NUMBER_CELL (self));

  /* Behind the number. */
  self->value = NAN;
  self->bar = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->bar, "bar");
  gtk_widget_insert_before (self->bar, widget, label);
  self->zero = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->zero, "zero");
  gtk_widget_insert_before (self->zero, widget, label);
}

GtkWidget *
clv_bar_cell_new (void)
{
  return g_object_new (CLV_TYPE_BAR_CELL, NULL);
}

/**
 * clv_bar_cell_set_bar:
 * @value: what the bar shows
 * @min: smallest of the column
 * @max: largest of the column
 *
 * Sets the length of the bar.
 */
void
clv_bar_cell_set_bar (ClvBarCell *self,
                      double      value,
                      double      min,
                      double      max)
{
  g_return_if_fail (CLV_IS_BAR_CELL (self));

  if (value == self->value && min == self->min && max == self->max)
    return;
  self->value = value;
  self->min = isfinite (min) ? min : 0;
  self->max = isfinite (max) ? max : 0;
  if (value < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "negative");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "negative");
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
