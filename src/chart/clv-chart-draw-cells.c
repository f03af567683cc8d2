/* clv-chart-draw-cells.c - draws the cells of a heat map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-pen-private.h"

#include <math.h>

#include "clv-chart-layout-parts-private.h"

/* The text keeps a contrast of 4.5:1 on the strongest cell: black on light, white on dark. */
static const double strongest[2] = { 0.75, 0.5 };
#define FAINTEST 0.05

static void
draw_number (const ClvChartPen *pen,
             const ClvChartBar *cell,
             double             value)
{
  g_autofree char *text = clv_layout_cell_text (pen->layout, value);
  g_autoptr (PangoLayout) pango = clv_chart_layout_text (pen->layout, text, CLV_LAYOUT_NOTE_SIZE, FALSE, -1, 1);
  PangoRectangle logical;

  pango_layout_get_pixel_extents (pango, NULL, &logical);
  clv_chart_pen_set_ink (pen, CLV_INK_TEXT);
  cairo_move_to (pen->cr, round (cell->box.x + (cell->box.width - logical.width) / 2),
                 round (cell->box.y + (cell->box.height - logical.height) / 2));
  pango_cairo_show_layout (pen->cr, pango);
}

/* What is not over is hatched: pale, so that its number can still be read. */
static void
hatch (const ClvChartPen *pen,
       const ClvChartBar *cell)
{
  cairo_save (pen->cr);
  cairo_rectangle (pen->cr, cell->box.x, cell->box.y, cell->box.width, cell->box.height);
  cairo_clip (pen->cr);
  clv_chart_pen_set_fill (pen, cell->colour, pen->dark ? 0.25 : 0.28);
  clv_chart_pen_hatch (pen, &cell->box);
  cairo_restore (pen->cr);
}

void
clv_chart_draw_cells (const ClvChartPen *pen)
{
  const ClvChartLayout *layout = pen->layout;

  for (guint k = 0; k < layout->bars->len; k++)
    {
      const ClvChartBar *cell = &g_array_index (layout->bars, ClvChartBar, k);
      const ClvChartSeries *series = pen->chart->series->pdata[cell->series];
      const double value = series->y[cell->point];
      const double strength = clv_layout_cell_strength (layout, value);

      cairo_rectangle (pen->cr, cell->box.x, cell->box.y, cell->box.width, cell->box.height);
      clv_chart_pen_set_fill (pen, cell->colour,
                              (cell->hatched ? 0.5 : 1) * (FAINTEST + strength * (strongest[pen->dark] - FAINTEST)));
      cairo_fill (pen->cr);
      if (cell->hatched)
        hatch (pen, cell);
      if (layout->numbers_in_cells)
        draw_number (pen, cell, value);
    }
}
