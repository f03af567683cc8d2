/* clv-chart-layout-marks.c - where bars, lines and bands stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-layout-parts-private.h"

#include <math.h>

#define MAX_COLUMN 64
#define MAX_BAR 28
#define BAR_SHARE 0.62   /* of a slot */
#define GROUP_SHARE 0.78 /* the same for several bars beside each other */

static ClvColour
bar_colour (const ClvChartSeries *series,
            gsize                 i,
            gboolean              has_rises)
{
  const double y = series->y[i];

  if (clv_layout_is_flagged (series, i, CLV_POINT_LOSS))
    return CLV_COLOUR_LOSS;
  if (series->mark != CLV_MARK_WATERFALL)
    return y < 0 && series->colour == CLV_COLOUR_PROFIT ? CLV_COLOUR_LOSS : series->colour;
  if (clv_layout_is_flagged (series, i, CLV_POINT_TOTAL))
    {
      /* What is left at the end is profit or loss; totals before are what they are. */
      if (i + 1 == series->n && i > 0)
        return y < 0 ? CLV_COLOUR_LOSS : CLV_COLOUR_PROFIT;
      return y < 0 && series->colour == CLV_COLOUR_PROFIT ? CLV_COLOUR_LOSS : series->colour;
    }
  if (y >= 0)
    return CLV_COLOUR_PROFIT;
  /* From revenue to profit all steps are costs; a bridge of rises and falls has losses. */
  return has_rises || clv_layout_is_flagged (series, i, CLV_POINT_INCOMPLETE) ? CLV_COLOUR_LOSS : CLV_COLOUR_COST;
}

static gboolean
has_rises (const ClvChartSeries *series)
{
  for (gsize i = 0; i < series->n; i++)
    if (series->y[i] > 0 && !clv_layout_is_flagged (series, i, CLV_POINT_TOTAL))
      return TRUE;
  return FALSE;
}

/* How thick each of @group_size bars in a slot is; at least a pixel. */
double
clv_layout_bar_thickness (const ClvChartLayout *self,
                          guint                 group_size)
{
  const double slot = (self->is_horizontal ? self->plot.height : self->plot.width) / self->n_slots;
  const double thickest = (self->is_horizontal ? MAX_BAR : MAX_COLUMN) * self->text_scale;

  if (group_size == 1)
    return CLAMP (slot * BAR_SHARE, 1, thickest);
  return CLAMP (slot * GROUP_SHARE / group_size, 1, thickest * 0.75);
}

/* Bars on whole pixels. @slot_index counts the bar series before this one. */
void
clv_layout_bars (ClvChartLayout *self,
                 guint           s,
                 guint           group_index,
                 guint           group_size)
{
  const ClvChartSeries *series = self->chart->series->pdata[s];
  const double length = self->is_horizontal ? self->plot.height : self->plot.width;
  const double start = self->is_horizontal ? self->plot.y : self->plot.x;
  const double slot = length / self->n_slots;
  const double thick = clv_layout_bar_thickness (self, group_size);
  const double group = thick * group_size;
  const gboolean rises = has_rises (series);
  double running = 0;

  for (gsize i = 0; i < series->n; i++)
    {
      const double y = series->y[i];
      const gboolean hangs = series->mark == CLV_MARK_WATERFALL && !clv_layout_is_flagged (series, i, CLV_POINT_TOTAL);
      const double base = hangs ? running : 0;
      ClvChartBar bar = { .series = s, .point = i };
      double from, to, a, b, end;

      if (!isfinite (y))
        continue;
      end = hangs ? running + y : y;
      running = end;
      a = round (clv_chart_layout_value_at (self, base));
      b = round (clv_chart_layout_value_at (self, end));
      /* Something is not nothing: a value too small for a pixel still shows one. */
      if (a == b && y != 0)
        b += (y > 0) == self->is_horizontal ? 1 : -1;
      from = round (start + (i + 0.5) * slot - group / 2 + group_index * thick);
      to = MAX (round (start + (i + 0.5) * slot - group / 2 + (group_index + 1) * thick) -
                    (group_size > 1 && thick > 3),
                from + 1);
      if (self->is_horizontal)
        {
          bar.box = (ClvChartBox){ MIN (a, b), from, fabs (b - a), to - from };
          bar.end = y < 0 ? CLV_END_LEFT : CLV_END_RIGHT;
          self->points[s][i] = (ClvChartPoint){ b, (from + to) / 2 };
        }
      else
        {
          bar.box = (ClvChartBox){ from, MIN (a, b), to - from, fabs (b - a) };
          bar.end = y < 0 ? CLV_END_BOTTOM : CLV_END_TOP;
          self->points[s][i] = (ClvChartPoint){ (from + to) / 2, b };
        }
      bar.colour = bar_colour (series, i, rises);
      bar.hatched = clv_layout_is_flagged (series, i, CLV_POINT_INCOMPLETE);
      g_array_append_val (self->bars, bar);
    }
}

void
clv_layout_line (ClvChartLayout *self,
                 guint           s)
{
  const ClvChartSeries *series = self->chart->series->pdata[s];
  /* Beside columns without names a line counts as they do. */
  const gboolean by_index = series->x == NULL || (self->has_categories && self->chart->x.categories == NULL);
  const double left = self->plot.x - 0.5, right = self->plot.x + self->plot.width + 0.5;

  for (gsize i = 0; i < series->n; i++)
    {
      const double x = clv_chart_layout_x_at (self, by_index ? (double) i : series->x[i]);

      /* What a fixed axis leaves out is a gap. */
      if (!isfinite (series->y[i]) || x < left || x > right || (self->chart->y.logarithmic && series->y[i] <= 0))
        continue;
      self->points[s][i] = (ClvChartPoint){ x, clv_chart_layout_value_at (self, series->y[i]) };
      if (series->low != NULL && isfinite (series->low[i]) && isfinite (series->high[i]))
        self->spans[s][i] = (ClvChartSpan){ clv_chart_layout_value_at (self, series->low[i]),
                                            clv_chart_layout_value_at (self, series->high[i]) };
    }
}

/* One hatched band behind all lines for each period that is not over. */
void
clv_layout_bands (ClvChartLayout *self)
{
  const double slot = self->plot.width / self->n_slots;

  if (!self->has_categories)
    return;
  for (gsize i = 0; i < self->n_slots; i++)
    for (guint s = 0; s < self->chart->series->len; s++)
      {
        const ClvChartSeries *series = self->chart->series->pdata[s];

        if (!clv_layout_is_bar (series->mark) && i < series->n &&
            clv_layout_is_flagged (series, i, CLV_POINT_INCOMPLETE))
          {
            const double left = round (self->plot.x + i * slot), right = round (self->plot.x + (i + 1) * slot);
            const ClvChartBox band = { left, self->plot.y, right - left, self->plot.height };

            g_array_append_val (self->bands, band);
            break;
          }
      }
}
