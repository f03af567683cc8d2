/* clv-interval-cell.c - a number in a table with the interval in which it is sure to lie
 *
 * A soft line from low to high, a dot at the value, and a mark at zero. The part of the
 * line below zero has the colour of loss.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-interval-cell.h"

#include <math.h>

#include "clv-cell-colour.h"

#define SCALE_WIDTH 84
#define GAP 8
#define LINE_HEIGHT 5
#define DOT_SIZE 7
#define SOFT 0.4
#define SOFT_LOSS 0.6

struct _ClvIntervalCell
{
  ClvNumberCell parent_instance;

  char         *description;

  double        value, low, high, min, max;
  gboolean      compressed;
};

G_DEFINE_FINAL_TYPE (ClvIntervalCell, clv_interval_cell, CLV_TYPE_NUMBER_CELL)

/* From @from to @to on the scale, whichever side the text is read from. */
static void
append_part (ClvIntervalCell *self,
             GtkSnapshot     *snapshot,
             double           from,
             double           to,
             float            height,
             float            radius,
             const GdkRGBA   *colour)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float y = (float) floor ((gtk_widget_get_height (widget) - height) / 2);
  graphene_rect_t bounds;
  GskRoundedRect round;

  if (to <= from)
    return;
  graphene_rect_init (&bounds, (float) (mirrored ? gtk_widget_get_width (widget) - to : from), y, (float) (to - from), height);
  gsk_rounded_rect_init_from_rect (&round, &bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
clv_interval_cell_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  ClvIntervalCell *self = CLV_INTERVAL_CELL (widget);

  if (self->max > self->min)
    {
      GdkRGBA mark = clv_cell_colour (widget, NULL, 0.35);
      double zero = clv_interval_cell_get_x (self, 0, SCALE_WIDTH);

      append_part (self, snapshot, zero, zero + 1, (float) MAX (1, gtk_widget_get_height (widget) - 4), 0, &mark);
      if (isfinite (self->low) && isfinite (self->high))
        {
          GdkRGBA line = clv_cell_colour (widget, "clv_revenue", SOFT);
          GdkRGBA loss = clv_cell_colour (widget, "clv_loss", SOFT_LOSS);
          double low = clv_interval_cell_get_x (self, self->low, SCALE_WIDTH);
          double high = clv_interval_cell_get_x (self, self->high, SCALE_WIDTH);

          append_part (self, snapshot, low, MIN (high, zero), LINE_HEIGHT, 0, &loss);
          append_part (self, snapshot, MAX (low, zero), high, LINE_HEIGHT, 0, &line);
        }
      if (isfinite (self->value))
        {
          GdkRGBA dot = clv_cell_colour (widget, self->value < 0 ? "clv_loss" : "clv_revenue", 1);
          double x = clv_interval_cell_get_x (self, self->value, SCALE_WIDTH);

          x = CLAMP (x, DOT_SIZE / 2.0, SCALE_WIDTH - DOT_SIZE / 2.0);
          append_part (self, snapshot, x - DOT_SIZE / 2.0, x + DOT_SIZE / 2.0, DOT_SIZE, DOT_SIZE / 2.0f, &dot);
        }
    }
  gtk_widget_snapshot_child (widget, clv_number_cell_get_label (CLV_NUMBER_CELL (self)), snapshot);
}

/* Asked for when somebody points, so that no row pays for it while scrolling. */
static gboolean
clv_interval_cell_query_tooltip (GtkWidget  *widget,
                                 int         x,
                                 int         y,
                                 gboolean    keyboard,
                                 GtkTooltip *tooltip)
{
  ClvIntervalCell *self = CLV_INTERVAL_CELL (widget);

  if (self->description == NULL || *self->description == '\0')
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->description);
  return TRUE;
}

static void
clv_interval_cell_finalize (GObject *object)
{
  g_free (CLV_INTERVAL_CELL (object)->description);
  G_OBJECT_CLASS (clv_interval_cell_parent_class)->finalize (object);
}

static void
clv_interval_cell_class_init (ClvIntervalCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = clv_interval_cell_finalize;
  CLV_NUMBER_CELL_CLASS (klass)->room = SCALE_WIDTH + GAP;
  widget_class->snapshot = clv_interval_cell_snapshot;
  widget_class->query_tooltip = clv_interval_cell_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "intervalcell");
}

static void
clv_interval_cell_init (ClvIntervalCell *self)
{
  self->value = self->low = self->high = NAN;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
clv_interval_cell_new (void)
{
  return g_object_new (CLV_TYPE_INTERVAL_CELL, NULL);
}

/**
 * clv_interval_cell_set_text:
 * @text: the number as people read it
 * @description: its interval in words
 *
 * Sets what is read, and what is told.
 */
void
clv_interval_cell_set_text (ClvIntervalCell *self,
                            const char      *text,
                            const char      *description)
{
  g_return_if_fail (CLV_IS_INTERVAL_CELL (self));

  clv_number_cell_set_text (CLV_NUMBER_CELL (self), text);
  if (g_strcmp0 (description, self->description) == 0)
    return;
  g_free (self->description);
  self->description = g_strdup (description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (clv_number_cell_get_label (CLV_NUMBER_CELL (self))), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description != NULL ? description : "", -1);
}

/**
 * clv_interval_cell_set_interval:
 * @value: where the dot stands
 * @low: where the line begins
 * @high: where it ends
 *
 * Sets what is drawn.
 */
void
clv_interval_cell_set_interval (ClvIntervalCell *self,
                                double           value,
                                double           low,
                                double           high)
{
  g_return_if_fail (CLV_IS_INTERVAL_CELL (self));

  if (value == self->value && low == self->low && high == self->high)
    return;
  self->value = value;
  self->low = low;
  self->high = high;
  if (value < 0)
    gtk_widget_add_css_class (clv_number_cell_get_label (CLV_NUMBER_CELL (self)), "loss");
  else
    gtk_widget_remove_css_class (clv_number_cell_get_label (CLV_NUMBER_CELL (self)), "loss");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * clv_interval_cell_set_scale:
 * @min: left end of the column's scale; zero is always on it
 * @max: right end
 * @compressed: whether places go by the square root, for columns where few customers are far above all others
 *
 * Sets the scale.
 */
void
clv_interval_cell_set_scale (ClvIntervalCell *self,
                             double           min,
                             double           max,
                             gboolean         compressed)
{
  g_return_if_fail (CLV_IS_INTERVAL_CELL (self));

  min = isfinite (min) ? MIN (min, 0) : 0;
  max = isfinite (max) ? MAX (max, 0) : 0;
  if (min == self->min && max == self->max && compressed == self->compressed)
    return;
  self->min = min;
  self->max = max;
  self->compressed = compressed;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static double
place (ClvIntervalCell *self,
       double           value)
{
  return self->compressed ? copysign (sqrt (fabs (value)), value) : value;
}

/**
 * clv_interval_cell_get_x:
 * @value: what is to be placed
 * @width: length of the scale
 *
 * Returns: how far from its beginning @value stands; at an end when it lies beyond
 */
double
clv_interval_cell_get_x (ClvIntervalCell *self,
                         double           value,
                         double           width)
{
  g_return_val_if_fail (CLV_IS_INTERVAL_CELL (self), 0);

  if (!(self->max > self->min))
    return 0;
  return CLAMP ((place (self, value) - place (self, self->min)) / (place (self, self->max) - place (self, self->min)), 0, 1) * width;
}
