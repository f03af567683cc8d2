/* clv-error-bar.c - how much too low or too high something was, as a bar from the middle
 *
 * To the left of the mark is too low, to the right too high. The figure stands beside it
 * in words, so that the bar is no news to a screen reader.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-error-bar.h"

#include <math.h>

#include "clv-cell-colour.h"

#define NATURAL_WIDTH 72
#define HEIGHT 12
#define BAR_HEIGHT 8

/* Up to here a forecast is a good one. */
#define SMALL 0.1

struct _ClvErrorBar
{
  GtkWidget parent_instance;

  double    error, scale;
};

G_DEFINE_FINAL_TYPE (ClvErrorBar, clv_error_bar, GTK_TYPE_WIDGET)

static void
clv_error_bar_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH / 3 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : HEIGHT;
}

static void
clv_error_bar_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  ClvErrorBar *self = CLV_ERROR_BAR (widget);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  float middle = floorf (width / 2);
  GdkRGBA mark = clv_cell_colour (widget, NULL, 0.45);
  GdkRGBA trough = clv_cell_colour (widget, NULL, 0.08);
  GdkRGBA fill = clv_cell_colour (widget, clv_error_bar_is_small (self->error) ? "clv_profit" : "clv_loss", 1);
  float y = floorf ((height - BAR_HEIGHT) / 2);

  gtk_snapshot_append_color (snapshot, &trough, &GRAPHENE_RECT_INIT (0, y + BAR_HEIGHT / 2.0f - 1, width, 2));
  if (!isnan (self->error) && self->scale > 0)
    {
      float length = (float) MAX (CLAMP (fabs (self->error) / self->scale, 0, 1) * (middle - 1), 1);

      gtk_snapshot_append_color (snapshot, &fill,
                                 &GRAPHENE_RECT_INIT (self->error < 0 ? middle - length : middle + 1, y, length, BAR_HEIGHT));
    }
  gtk_snapshot_append_color (snapshot, &mark, &GRAPHENE_RECT_INIT (middle, floorf ((height - HEIGHT) / 2), 1, HEIGHT));
}

static void
clv_error_bar_class_init (ClvErrorBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = clv_error_bar_measure;
  widget_class->snapshot = clv_error_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "errorbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
clv_error_bar_init (ClvErrorBar *self)
{
  self->error = NAN;
  self->scale = 1;
}

GtkWidget *
clv_error_bar_new (void)
{
  return g_object_new (CLV_TYPE_ERROR_BAR, NULL);
}

/**
 * clv_error_bar_set_error:
 * @error: forecast ÷ what came − 1; NaN for none
 *
 * Sets what is drawn.
 */
void
clv_error_bar_set_error (ClvErrorBar *self,
                         double       error)
{
  g_return_if_fail (CLV_IS_ERROR_BAR (self));

  self->error = error;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * clv_error_bar_set_scale:
 * @largest: the error that fills one half, above 0; larger ones end there
 *
 * Sets the scale.
 */
void
clv_error_bar_set_scale (ClvErrorBar *self,
                         double       largest)
{
  g_return_if_fail (CLV_IS_ERROR_BAR (self));

  self->scale = largest;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * clv_error_bar_is_small:
 * @error: a share
 *
 * Returns: whether it is at most a tenth
 */
gboolean
clv_error_bar_is_small (double error)
{
  return fabs (error) <= SMALL;
}
