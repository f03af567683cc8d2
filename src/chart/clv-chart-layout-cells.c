/* clv-chart-layout-cells.c - heat maps: a row a series, a column a category
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-layout-parts-private.h"

#include <math.h>
#include <string.h>

#define MAX_NAME_SHARE 0.24 /* of the width */
/* Wider or higher cells do not tell more. */
#define MAX_CELL_WIDTH 84.0
#define MAX_CELL_HEIGHT 34.0

static const ClvChartSeries *
row_of (const ClvChartLayout *self,
        guint                 s)
{
  return self->chart->series->pdata[s];
}

/* Shares stand without their sign, which the axis says. (transfer full) */
char *
clv_layout_cell_text (const ClvChartLayout *self,
                      double                value)
{
  const ClvChart *chart = self->chart;

  if (chart->y.unit == CLV_UNIT_PERCENT)
    return clv_chart_format_value (round (value * 100), CLV_UNIT_NUMBER, NULL);
  return clv_chart_format_compact (value, self->largest, chart->y.unit, NULL);
}

/* Numbers stand in all cells, or in none: the widest decides. */
static gboolean
numbers_fit (const ClvChartLayout *self,
             double                width,
             double                height)
{
  glong longest = 0;
  g_autofree char *widest = NULL;
  g_autoptr (PangoLayout) pango = NULL;

  for (guint s = 0; s < self->chart->series->len; s++)
    for (gsize i = 0; i < row_of (self, s)->n; i++)
      if (isfinite (row_of (self, s)->y[i]))
        {
          g_autofree char *text = clv_layout_cell_text (self, row_of (self, s)->y[i]);
          const glong length = g_utf8_strlen (text, -1);

          if (length > longest)
            {
              longest = length;
              g_free (widest);
              widest = g_steal_pointer (&text);
            }
        }
  if (widest == NULL)
    return FALSE;
  pango = clv_chart_layout_text (self, widest, CLV_LAYOUT_NOTE_SIZE, FALSE, -1, 1);
  return clv_layout_text_width (pango) + 4 <= width && clv_layout_text_height (pango) <= height;
}

static double
widest_name (const ClvChartLayout *self)
{
  double widest = 0;

  for (guint s = 0; s < self->chart->series->len; s++)
    {
      g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, row_of (self, s)->label, CLV_LAYOUT_TEXT_SIZE, FALSE,
                                                             floor (self->width * MAX_NAME_SHARE), 1);

      widest = MAX (widest, clv_layout_text_width (pango));
    }
  return widest;
}

static void
place_row_names (ClvChartLayout *self)
{
  const double row = self->plot.height / self->chart->series->len;
  double free_from = -INFINITY;

  for (guint s = 0; s < self->chart->series->len; s++)
    {
      g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, row_of (self, s)->label, CLV_LAYOUT_TEXT_SIZE, FALSE,
                                                             floor (self->width * MAX_NAME_SHARE), 1);
      const double height = clv_layout_text_height (pango);
      const double top = round (self->plot.y + (s + 0.5) * row - height / 2);

      if (top < free_from)
        continue;
      free_from = top + height;
      clv_layout_add_text (self, g_object_ref (pango), self->plot.x - 8 - clv_layout_text_width (pango), top,
                           CLV_INK_TEXT);
    }
}

/* Names of columns stand on top, as in a table; @axis before them, over the names of rows. */
static void
place_column_names (ClvChartLayout *self,
                    double          left,
                    double          top)
{
  const char *axis = self->chart->x.title;
  double free_from = -INFINITY;

  for (gsize i = 0; i < self->n_slots; i++)
    {
      g_autofree char *text = clv_layout_category_text (self, i);
      g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, CLV_LAYOUT_NOTE_SIZE, FALSE, -1, 1);
      const double width = clv_layout_text_width (pango);
      const double x = clv_chart_layout_x_at (self, (double) i) - width / 2;

      if (x < free_from || x + width > self->width)
        continue;
      free_from = x + width + CLV_LAYOUT_GAP;
      clv_layout_add_text (self, g_object_ref (pango), x, top, CLV_INK_DIM);
    }
  if (axis != NULL && *axis != '\0')
    clv_layout_add_text (self, clv_chart_layout_text (self, axis, CLV_LAYOUT_NOTE_SIZE, FALSE, self->width - left - 2, 1),
                         left, top - clv_layout_line_height (self, CLV_LAYOUT_NOTE_SIZE) - 1, CLV_INK_DIM);
}

static void
place_cells (ClvChartLayout *self)
{
  const double width = self->plot.width / self->n_slots, height = self->plot.height / self->chart->series->len;

  for (guint s = 0; s < self->chart->series->len; s++)
    {
      const ClvChartSeries *series = row_of (self, s);

      for (gsize i = 0; i < series->n; i++)
        {
          const double x = round (self->plot.x + i * width), right = round (self->plot.x + (i + 1) * width);
          const double y = round (self->plot.y + s * height), bottom = round (self->plot.y + (s + 1) * height);
          const double gap = width >= 8 && height >= 8 ? 1 : 0;
          const ClvChartBar cell = {
            .series = s,
            .point = i,
            .box = { x, y, MAX (right - x - gap, 1), MAX (bottom - y - gap, 1) },
            .colour = series->y[i] < 0 ? CLV_COLOUR_LOSS : series->colour,
            .hatched = clv_layout_is_flagged (series, i, CLV_POINT_INCOMPLETE),
          };

          if (!isfinite (series->y[i]))
            continue;
          self->points[s][i] = (ClvChartPoint){ (x + right) / 2, (y + bottom) / 2 };
          g_array_append_val (self->bars, cell);
        }
    }
}

/* How strong the colour of a value is, 0 … 1: of what the axis says, else of the largest one. */
double
clv_layout_cell_strength (const ClvChartLayout *self,
                          double                value)
{
  const ClvChartAxis *axis = &self->chart->y;
  const double end = isfinite (axis->max) && axis->max > 0 ? axis->max : self->largest;

  return end > 0 ? CLAMP (fabs (value) / end, 0, 1) : 0;
}

/* Lays out a heat map. The last rows and columns give way to nothing: cells become smaller, and lose their numbers. */
void
clv_layout_cells (ClvChartLayout    *self,
                  const ClvChartBox *room)
{
  const double line = clv_layout_line_height (self, CLV_LAYOUT_NOTE_SIZE);
  const double head = self->chart->x.title != NULL && *self->chart->x.title != '\0' ? 2 * line + 4 : line + 3;
  const double names = ceil (widest_name (self) + 8);
  const guint n_rows = self->chart->series->len;

  self->is_heat = TRUE;
  self->has_categories = TRUE;
  self->labels_on_marks = TRUE;
  for (guint s = 0; s < n_rows; s++)
    self->largest = MAX (self->largest, clv_layout_largest (row_of (self, s)));
  self->plot = (ClvChartBox){ ceil (room->x + names), ceil (room->y + head), floor (room->width - names),
                              floor (room->height - head) };
  self->plot.width = MAX (MIN (self->plot.width, floor (MAX_CELL_WIDTH * self->text_scale * self->n_slots)), 8);
  self->plot.height = MAX (MIN (self->plot.height, floor (MAX_CELL_HEIGHT * self->text_scale * n_rows)), 8);
  self->numbers_in_cells = numbers_fit (self, self->plot.width / self->n_slots - 1, self->plot.height / n_rows - 1);
  place_cells (self);
  place_row_names (self);
  place_column_names (self, self->plot.x, self->plot.y - line - 2);
}
