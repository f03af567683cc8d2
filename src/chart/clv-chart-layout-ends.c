/* clv-chart-layout-ends.c - names at the end of lines and over the plot
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-layout-parts-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
clear_end_label (gpointer data)
{
  ClvEndLabel *label = data;

  g_clear_object (&label->name);
  g_clear_object (&label->value);
}

static void
measure_end_label (ClvEndLabel *label)
{
  PangoLayout *parts[] = { label->name, label->value };

  label->width = label->height = 0;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      {
        label->width = MAX (label->width, clv_layout_text_width (parts[i]));
        label->height += clv_layout_text_height (parts[i]);
      }
}

/* The value a series ends with, or at its peak, when it is the whale. */
static char *
end_text (const ClvChartLayout *self,
          const ClvChartSeries *series,
          double                value,
          double                max_width)
{
  const ClvChart *chart = self->chart;
  g_autofree char *text = clv_chart_format_value (value, chart->y.unit, chart->currency);
  g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, FALSE, -1, 1);

  if (clv_layout_text_width (pango) <= max_width)
    return g_steal_pointer (&text);
  return clv_chart_format_compact (value, value, chart->y.unit, chart->currency);
}

/* Series and reference lines that are named at the right edge. */
GArray *
clv_layout_end_labels_new (const ClvChartLayout *self,
                           double                max_width)
{
  const ClvChart *chart = self->chart;
  GArray *labels = g_array_new (FALSE, TRUE, sizeof (ClvEndLabel));

  g_array_set_clear_func (labels, clear_end_label);
  for (guint s = 0; s < chart->series->len; s++)
    {
      const ClvChartSeries *series = chart->series->pdata[s];
      const gboolean alone = chart->series->len == 1;
      ClvEndLabel label = { 0 };
      gsize last = clv_layout_last_point (series);

      /* The title says what the only columns are; those of several series must be told apart. */
      if (last == 0 || (alone && clv_layout_is_bar (series->mark)) || series->mark == CLV_MARK_POINTS)
        continue;
      label.at = series->y[last - 1];
      label.ink = CLV_INK_COLOUR + series->colour;
      if (series->label[0] != '\0' && !(chart->split_at_peak && s == 0))
        label.name = clv_chart_layout_text (self, series->label, CLV_LAYOUT_TEXT_SIZE, TRUE, max_width, 2);
      if (!clv_layout_is_reference (series))
        {
          g_autofree char *text = end_text (self, series, label.at, max_width);

          label.value = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, FALSE, max_width, 1);
        }
      if (chart->split_at_peak && s == 0)
        label.ink = CLV_INK_TEXT;
      measure_end_label (&label);
      g_array_append_val (labels, label);
    }
  for (guint i = 0; i < chart->rules->len; i++)
    {
      const ClvChartRule *rule = chart->rules->pdata[i];
      ClvEndLabel label = { .at = rule->value, .ink = CLV_INK_DIM };

      if (rule->vertical || rule->label[0] == '\0')
        continue;
      label.name = clv_chart_layout_text (self, rule->label, CLV_LAYOUT_NOTE_SIZE, FALSE, max_width, 2);
      measure_end_label (&label);
      g_array_append_val (labels, label);
    }
  return labels;
}

static int
compare_wanted (gconstpointer a,
                gconstpointer b)
{
  const ClvEndLabel *one = a, *other = b;

  return (one->wanted > other->wanted) - (one->wanted < other->wanted);
}

static double
total_height (const GArray *labels)
{
  double height = 0;

  for (guint i = 0; i < labels->len; i++)
    height += g_array_index (labels, ClvEndLabel, i).height;
  return height;
}

/* Moves labels apart, each as near as can be to where its line ends. */
static void
spread_end_labels (ClvChartLayout *self,
                   GArray         *labels)
{
  const double top = self->plot.y - 4, bottom = self->plot.y + self->plot.height + 4;
  double edge = top;

  /* Too many for the height: first the values go, then the last of the names. */
  if (total_height (labels) > bottom - top)
    for (guint i = 0; i < labels->len; i++)
      {
        ClvEndLabel *label = &g_array_index (labels, ClvEndLabel, i);

        if (label->name != NULL)
          {
            g_clear_object (&label->value);
            measure_end_label (label);
          }
      }
  while (labels->len > 0 && total_height (labels) > bottom - top)
    g_array_set_size (labels, labels->len - 1);

  for (guint i = 0; i < labels->len; i++)
    {
      ClvEndLabel *label = &g_array_index (labels, ClvEndLabel, i);

      label->wanted = clv_chart_layout_value_at (self, label->at);
    }
  g_array_sort (labels, compare_wanted);
  for (guint i = 0; i < labels->len; i++)
    {
      ClvEndLabel *label = &g_array_index (labels, ClvEndLabel, i);

      label->top = MAX (round (label->wanted - label->height / 2), edge);
      edge = label->top + label->height;
    }
  edge = bottom;
  for (guint i = labels->len; i > 0; i--)
    {
      ClvEndLabel *label = &g_array_index (labels, ClvEndLabel, i - 1);

      label->top = MIN (label->top, floor (edge - label->height));
      edge = label->top;
    }
}

void
clv_layout_end_labels (ClvChartLayout *self,
                       GArray         *labels)
{
  const double x = self->plot.x + self->plot.width + CLV_LAYOUT_GAP + 2;

  spread_end_labels (self, labels);
  for (guint i = 0; i < labels->len; i++)
    {
      ClvEndLabel *label = &g_array_index (labels, ClvEndLabel, i);
      double y = label->top;

      if (label->name != NULL)
        {
          const double height = clv_layout_text_height (label->name);

          clv_layout_add_text (self, g_steal_pointer (&label->name), x, y, label->ink);
          y += height;
        }
      if (label->value != NULL)
        clv_layout_add_text (self, g_steal_pointer (&label->value), x, y, label->ink);
    }
}

/* A text above the plot near @x, where neither the cut line nor another text is; else it is left out. */
static void
place_above (ClvChartLayout    *self,
             PangoLayout       *pango,
             double             x,
             double             y,
             guint              ink,
             const ClvChartBox *room)
{
  const double width = clv_layout_text_width (pango), height = clv_layout_text_height (pango);
  const double cut = isnan (self->chart->cut) ? -INFINITY : clv_chart_layout_x_at (self, self->chart->cut);
  const double wishes[] = { x - width / 2, x - width + 12, x - 12, cut - 14 - width, cut + 14 };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      const double left = round (CLAMP (wishes[i], room->x, MAX (room->x + room->width - width, room->x)));
      const ClvChartBox box = { left, round (y), width, height };

      if (!isfinite (wishes[i]) || left + width > room->x + room->width ||
          (cut > left - 12 && cut < left + width + 12) || clv_layout_touches_text (self, &box))
        continue;
      clv_layout_add_text (self, g_object_ref (pango), left, y, ink);
      break;
    }
  g_object_unref (pango);
}

/* “Peak: €404,632 = 119%” */
static char *
peak_text (const ClvChartLayout *self)
{
  const ClvChart *chart = self->chart;
  const ClvChartSeries *series = chart->series->pdata[0];
  const gsize last = clv_layout_last_point (series);
  const double peak = series->y[self->peak], end = series->y[last - 1];
  g_autofree char *value = clv_chart_format_value (peak, chart->y.unit, chart->currency);

  if (chart->y.unit != CLV_UNIT_PERCENT && end > 0)
    {
      g_autofree char *share = clv_chart_format_compact (peak / end, 1, CLV_UNIT_PERCENT, NULL);

      /* Translators: the top of a curve: “Peak: €404,632 = 119%” */
      return g_strdup_printf (_("Peak: %s = %s"), value, share);
    }
  /* Translators: the top of a curve: “Peak: €404,632” */
  return g_strdup_printf (_("Peak: %s"), value);
}

/* What stands over the plot: grip of the cut line, labels of vertical rules, the peak. */
void
clv_layout_top_texts (ClvChartLayout    *self,
                      const ClvChartBox *room,
                      double             row)
{
  const ClvChart *chart = self->chart;
  const double y = self->plot.y - row - 1;

  for (guint i = 0; i < chart->rules->len; i++)
    {
      const ClvChartRule *rule = chart->rules->pdata[i];

      if (rule->vertical && rule->label[0] != '\0')
        place_above (self, clv_chart_layout_text (self, rule->label, CLV_LAYOUT_NOTE_SIZE, FALSE, room->width, 1),
                     clv_chart_layout_x_at (self, rule->value), y, CLV_INK_DIM, room);
    }
  if (chart->split_at_peak && clv_layout_last_point (chart->series->pdata[0]) > 0)
    {
      g_autofree char *text = peak_text (self);
      const ClvChartPoint *peak = &self->points[0][self->peak];
      PangoLayout *pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, TRUE, -1, 1);

      place_above (self, pango, peak->x, peak->y - clv_layout_text_height (pango) - 6,
                   CLV_INK_COLOUR + CLV_COLOUR_PROFIT, room);
    }
}
