/* clv-sparkline.c - a line without axes, for a card
 *
 * Decoration: the number beside it says the same, so it is hidden from screen readers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-sparkline.h"

#include <math.h>

#include "clv-compat.h"

struct _ClvSparkline
{
  GtkWidget parent_instance;

  double *values;
  gsize   n;
};

G_DEFINE_FINAL_TYPE (ClvSparkline, clv_sparkline, GTK_TYPE_WIDGET)

#define DOT_RADIUS 2.5

static void
clv_sparkline_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  ClvSparkline *self = CLV_SPARKLINE (widget);
  double width = gtk_widget_get_width (widget) - 2 * DOT_RADIUS;
  double height = gtk_widget_get_height (widget) - 2 * DOT_RADIUS;
  double low = INFINITY, high = -INFINITY;
  double last_x = NAN, last_y = NAN;
  gboolean drawing = FALSE;
  GdkRGBA color;
  cairo_t *cr;

  for (gsize i = 0; i < self->n; i++)
    if (isfinite (self->values[i]))
      {
        low = MIN (low, self->values[i]);
        high = MAX (high, self->values[i]);
      }
  if (self->n < 2 || !isfinite (low) || width <= 0 || height <= 0)
    return;

  clv_compat_get_color (widget, &color);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                                 gtk_widget_get_height (widget)));
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (gsize i = 0; i < self->n; i++)
    {
      double share = high > low ? (self->values[i] - low) / (high - low) : 0.5;

      if (!isfinite (self->values[i]))
        {
          drawing = FALSE;
          continue;
        }
      last_x = DOT_RADIUS + width * i / (self->n - 1);
      last_y = DOT_RADIUS + height * (1 - share);
      if (drawing)
        cairo_line_to (cr, last_x, last_y);
      else
        cairo_move_to (cr, last_x, last_y);
      drawing = TRUE;
    }
  cairo_stroke (cr);
  cairo_arc (cr, last_x, last_y, DOT_RADIUS, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
clv_sparkline_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 30 : 24;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : 24;
}

static void
clv_sparkline_finalize (GObject *object)
{
  ClvSparkline *self = CLV_SPARKLINE (object);

  g_free (self->values);
  G_OBJECT_CLASS (clv_sparkline_parent_class)->finalize (object);
}

static void
clv_sparkline_class_init (ClvSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = clv_sparkline_finalize;
  widget_class->snapshot = clv_sparkline_snapshot;
  widget_class->measure = clv_sparkline_measure;
  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
clv_sparkline_init (ClvSparkline *self)
{
}

/**
 * clv_sparkline_set_values:
 * @values: (array length=n): in the order of time
 *
 * Shows @values, scaled to the height there is.
 */
void
clv_sparkline_set_values (ClvSparkline *self,
                          const double *values,
                          gsize         n)
{
  g_return_if_fail (CLV_IS_SPARKLINE (self));

  g_free (self->values);
  self->values = g_memdup2 (values, n * sizeof (double));
  self->n = n;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
