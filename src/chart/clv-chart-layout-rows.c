/* clv-chart-layout-rows.c - charts whose values go to the right: bars
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-layout-parts-private.h"

#include <math.h>

#define MAX_NAME_SHARE 0.38 /* of the width */

/* Several series are told apart by their names in their colours, in one line on top. */
static void
place_series_names (ClvChartLayout *self,
                    ClvChartBox    *room)
{
  const ClvChart *chart = self->chart;
  double x = room->x, height = 0;

  if (chart->series->len < 2 || room->height < 60 * self->text_scale)
    return;
  for (guint s = 0; s < chart->series->len; s++)
    {
      const ClvChartSeries *series = chart->series->pdata[s];
      PangoLayout *pango = clv_chart_layout_text (self, series->label, CLV_LAYOUT_TEXT_SIZE, TRUE,
                                                  room->x + room->width - x, 1);

      const double width = clv_layout_text_width (pango);

      height = MAX (height, clv_layout_text_height (pango));
      clv_layout_add_text (self, pango, x, room->y, CLV_INK_COLOUR + series->colour);
      x += width + 2 * CLV_LAYOUT_GAP;
      if (x > room->x + room->width - 20)
        break;
    }
  room->y += height + 2;
  room->height -= height + 2;
}

/* Room that numbers need beside the bars, left of negative and right of positive ones. */
static void
reserve_numbers (ClvChartLayout *self,
                 double          largest)
{
  const ClvChart *chart = self->chart;

  self->pad_low = self->pad_high = 0;
  for (guint s = 0; s < chart->series->len; s++)
    {
      const ClvChartSeries *series = chart->series->pdata[s];

      for (gsize i = 0; i < series->n; i++)
        if (isfinite (series->y[i]))
          {
            g_autofree char *text = clv_layout_number (self, series, i, largest, i == 0);
            g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, FALSE, -1, 1);
            const double needed = clv_layout_text_width (pango) + CLV_LAYOUT_GAP;

            if (series->y[i] < 0)
              self->pad_low = MAX (self->pad_low, needed);
            else
              self->pad_high = MAX (self->pad_high, needed);
          }
    }
}

/* @row: height of the tallest name */
static void
place_names (ClvChartLayout *self,
             double          row)
{
  /* Names of other scripts are taller. One more, for places are rounded to pixels. */
  const guint every = (guint) MAX (ceil ((row + 1) * self->n_slots / self->plot.height - 0.1), 1);
  double free_from = -INFINITY;

  for (gsize i = 0; i < self->n_slots; i += every)
    {
      g_autofree char *text = clv_layout_category_text (self, i);
      g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, FALSE,
                                                             floor (self->width * MAX_NAME_SHARE), 1);
      const double height = clv_layout_text_height (pango);
      const double y = self->plot.y + (i + 0.5) * self->plot.height / self->n_slots - height / 2;
      const double lowest = self->plot.y + self->plot.height - height;

      /* In very thin rows the first and last name would stand outside. */
      const double top = round (CLAMP (y, self->plot.y, MAX (lowest, self->plot.y)));

      if (top < free_from)
        continue;
      free_from = top + height;
      clv_layout_add_text (self, g_object_ref (pango), self->plot.x - 8 - clv_layout_text_width (pango), top,
                           CLV_INK_TEXT);
    }
}

static void
place_numbers (ClvChartLayout *self,
               double          largest)
{
  for (guint k = 0; k < self->bars->len; k++)
    {
      const ClvChartBar *bar = &g_array_index (self->bars, ClvChartBar, k);
      g_autofree char *text = clv_layout_number (self, self->chart->series->pdata[bar->series], bar->point, largest,
                                                 bar->point == 0);
      PangoLayout *pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, FALSE, -1, 1);
      const double gap = CLV_LAYOUT_GAP - 1;
      const double x = bar->end == CLV_END_LEFT ? bar->box.x - gap - clv_layout_text_width (pango)
                                                : bar->box.x + bar->box.width + gap;

      clv_layout_add_text (self, pango, x, bar->box.y + (bar->box.height - clv_layout_text_height (pango)) / 2,
                           CLV_INK_COLOUR + bar->colour);
    }
}

static void
place_ticks (ClvChartLayout    *self,
             const ClvChartBox *room)
{
  const ClvChart *chart = self->chart;
  double free_from = -INFINITY;

  for (guint i = 0; i < self->value_scale.n_ticks; i++)
    {
      const double value = clv_chart_scale_tick (&self->value_scale, i);
      g_autofree char *text = clv_chart_format_tick (&self->value_scale, value, chart->y.unit, TRUE, chart->currency);
      g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, FALSE, -1, 1);
      const double width = clv_layout_text_width (pango);
      const double x = CLAMP (clv_chart_layout_value_at (self, value) - width / 2, room->x,
                              room->x + room->width - width);

      if (x < free_from)
        continue;
      free_from = x + width + CLV_LAYOUT_GAP;
      clv_layout_add_text (self, g_steal_pointer (&pango), x, self->plot.y + self->plot.height + 4, CLV_INK_DIM);
    }
}

/* Lays out a chart of bars: names on the left, numbers at the ends; an axis
 * below only where the numbers have no room. */
void
clv_layout_rows (ClvChartLayout       *self,
                 ClvChartBox          *room,
                 const ClvChartExtent *extent)
{
  const ClvChart *chart = self->chart;
  const double row = clv_layout_line_height (self, CLV_LAYOUT_TEXT_SIZE);
  double widest = 0, largest = 0, tallest = row;
  guint group_index = 0;

  place_series_names (self, room);
  for (gsize i = 0; i < self->n_slots; i++)
    {
      g_autofree char *text = clv_layout_category_text (self, i);
      g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, FALSE,
                                                             floor (self->width * MAX_NAME_SHARE), 1);

      widest = MAX (widest, clv_layout_text_width (pango));
      tallest = MAX (tallest, clv_layout_text_height (pango));
    }
  for (guint s = 0; s < chart->series->len; s++)
    largest = MAX (largest, clv_layout_largest (chart->series->pdata[s]));

  self->plot = (ClvChartBox){ ceil (room->x + widest + 8), ceil (room->y), floor (room->width - widest - 8),
                              floor (room->height) };
  self->plot.width = MAX (self->plot.width, 8);
  /* The number of every bar needs a line of its own. */
  self->labels_on_marks = extent->n_bar_series == 1 ? self->plot.height / self->n_slots >= row + 1
                                                    : clv_layout_bar_thickness (self, extent->n_bar_series) >= row + 1;
  if (self->labels_on_marks)
    {
      self->numbers_in_full = TRUE;
      reserve_numbers (self, largest);
      if (self->pad_low + self->pad_high > self->plot.width * 0.25)
        {
          self->numbers_in_full = FALSE;
          reserve_numbers (self, largest);
        }
      self->labels_on_marks = self->pad_low + self->pad_high <= self->plot.width * 0.6;
    }
  if (!self->labels_on_marks)
    {
      self->pad_low = self->pad_high = 0;
      self->plot.height = MAX (self->plot.height - row - 5, 8);
    }

  clv_layout_set_value_scale (self, extent, self->plot.width);
  for (guint s = 0; s < chart->series->len; s++)
    if (clv_layout_is_bar (((const ClvChartSeries *) chart->series->pdata[s])->mark))
      clv_layout_bars (self, s, group_index++, extent->n_bar_series);
  place_names (self, tallest);
  if (self->labels_on_marks)
    place_numbers (self, largest);
  else
    place_ticks (self, room);
}
