/* clv-level-cell.c - a share of one in a table: a short bar, and the per cent beside it
 *
 * Drawn by itself instead of with a GtkLevelBar: a table has dozens of these, and each
 * of them is set anew while people scroll. The colour repeats what length and text say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-level-cell.h"

#include <math.h>

#include "clv-cell-colour.h"

#define TROUGH_WIDTH 28
#define TROUGH_HEIGHT 5
#define GAP 6

/* From here on somebody counts as a customer, and from here on with a doubt. */
#define GOOD 0.75
#define DOUBTFUL 0.5

struct _ClvLevelCell
{
  ClvNumberCell parent_instance;

  double        level;
};

G_DEFINE_FINAL_TYPE (ClvLevelCell, clv_level_cell, CLV_TYPE_NUMBER_CELL)

static void
append_bar (GtkSnapshot   *snapshot,
            float          x,
            float          y,
            float          width,
            const GdkRGBA *colour)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, width, TROUGH_HEIGHT);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &bounds, TROUGH_HEIGHT / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
clv_level_cell_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  ClvLevelCell *self = CLV_LEVEL_CELL (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float y = (float) ((gtk_widget_get_height (widget) - TROUGH_HEIGHT) / 2);
  float left = mirrored ? (float) (gtk_widget_get_width (widget) - TROUGH_WIDTH) : 0;
  int fill = clv_level_cell_get_fill (self, TROUGH_WIDTH);

  if (!isnan (self->level))
    {
      GdkRGBA trough = clv_cell_colour (widget, NULL, 0.12);
      GdkRGBA colour = clv_cell_colour (widget, self->level >= GOOD       ? "clv_profit"
                                                : self->level >= DOUBTFUL ? "clv_doubt"
                                                                          : "clv_loss", 1);

      append_bar (snapshot, left, y, TROUGH_WIDTH, &trough);
      if (fill > 0)
        append_bar (snapshot, mirrored ? left + (float) (TROUGH_WIDTH - fill) : left, y, (float) fill, &colour);
    }
  gtk_widget_snapshot_child (widget, clv_number_cell_get_label (CLV_NUMBER_CELL (self)), snapshot);
}

static void
clv_level_cell_class_init (ClvLevelCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CLV_NUMBER_CELL_CLASS (klass)->room = TROUGH_WIDTH + GAP;
  widget_class->snapshot = clv_level_cell_snapshot;
  gtk_widget_class_set_css_name (widget_class, "levelcell");
}

static void
clv_level_cell_init (ClvLevelCell *self)
{
  self->level = NAN;
}

GtkWidget *
clv_level_cell_new (void)
{
  return g_object_new (CLV_TYPE_LEVEL_CELL, NULL);
}

/**
 * clv_level_cell_set_level:
 * @level: from 0 to 1; NaN for none
 *
 * Sets the length and the colour of the bar.
 */
void
clv_level_cell_set_level (ClvLevelCell *self,
                          double        level)
{
  g_return_if_fail (CLV_IS_LEVEL_CELL (self));

  if (level == self->level)
    return;
  self->level = level;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * clv_level_cell_get_fill:
 * @trough: length of a full bar
 *
 * Returns: the length of this one; what is not quite nothing is seen, and what is not quite all is not full
 */
int
clv_level_cell_get_fill (ClvLevelCell *self,
                         int           trough)
{
  int fill;

  g_return_val_if_fail (CLV_IS_LEVEL_CELL (self), 0);

  if (isnan (self->level))
    return 0;
  fill = (int) lround (CLAMP (self->level, 0, 1) * trough);
  if (self->level > 0)
    fill = MAX (fill, 1);
  if (self->level < 1)
    fill = MIN (fill, trough - 1);
  return fill;
}
