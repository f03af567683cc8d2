/* clv-coverage-bar.c - which share kept a promise, beside the share that was promised
 *
 * The sentence above it says the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-coverage-bar.h"

#include <math.h>

#include "clv-cell-colour.h"

#define HEIGHT 16
#define BAR_HEIGHT 10

struct _ClvCoverageBar
{
  GtkWidget parent_instance;

  double    kept, promised;
};

G_DEFINE_FINAL_TYPE (ClvCoverageBar, clv_coverage_bar, GTK_TYPE_WIDGET)

static void
clv_coverage_bar_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : HEIGHT;
}

static void
clv_coverage_bar_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  ClvCoverageBar *self = CLV_COVERAGE_BAR (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = (float) gtk_widget_get_width (widget);
  float y = floorf ((gtk_widget_get_height (widget) - BAR_HEIGHT) / 2.0f);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, y, width, BAR_HEIGHT);
  GdkRGBA trough = clv_cell_colour (widget, NULL, 0.12);
  GdkRGBA fill = clv_cell_colour (widget, "clv_profit", 1);
  GdkRGBA mark = clv_cell_colour (widget, NULL, 1);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &bounds, BAR_HEIGHT / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &trough, &bounds);
  if (self->kept > 0)
    {
      float length = (float) MIN (self->kept, 1) * width;

      gtk_snapshot_append_color (snapshot, &fill, &GRAPHENE_RECT_INIT (mirrored ? width - length : 0, y, length, BAR_HEIGHT));
    }
  gtk_snapshot_pop (snapshot);
  if (self->promised > 0 && self->promised <= 1)
    {
      float x = floorf ((float) (mirrored ? 1 - self->promised : self->promised) * width);

      gtk_snapshot_append_color (snapshot, &mark, &GRAPHENE_RECT_INIT (x - 1, y - 3, 2, BAR_HEIGHT + 6));
    }
}

static void
clv_coverage_bar_class_init (ClvCoverageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = clv_coverage_bar_measure;
  widget_class->snapshot = clv_coverage_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "coveragebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
clv_coverage_bar_init (ClvCoverageBar *self)
{
}

GtkWidget *
clv_coverage_bar_new (void)
{
  return g_object_new (CLV_TYPE_COVERAGE_BAR, NULL);
}

/**
 * clv_coverage_bar_set:
 * @kept: share that lay inside, from 0 to 1
 * @promised: share that should have
 *
 * Sets what is drawn.
 */
void
clv_coverage_bar_set (ClvCoverageBar *self,
                      double          kept,
                      double          promised)
{
  g_return_if_fail (CLV_IS_COVERAGE_BAR (self));

  self->kept = kept;
  self->promised = promised;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
