/* clv-chart-layout-columns.c - charts whose values go up: columns, lines, areas, waterfalls
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-layout-parts-private.h"

#include <math.h>

#define GRIP_HEIGHT 20
/* Half a line, so that the first name stays clear of the lowest tick. */
#define X_LABEL_GAP 8

/* Numbers stand on the columns when there is one series of them and all fit. */
static gboolean
numbers_fit_on_columns (const ClvChartLayout *self,
                        const ClvChartExtent *extent,
                        double                plot_width)
{
  const ClvChartSeries *series;
  double largest;

  if (extent->n_bar_series != 1 || extent->n_other_series > 0)
    return FALSE;
  series = self->chart->series->pdata[0];
  largest = clv_layout_largest (series);
  for (gsize i = 0; i < series->n; i++)
    if (isfinite (series->y[i]))
      {
        g_autofree char *text = clv_layout_number (self, series, i, largest, TRUE);
        g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, TRUE, -1, 1);

        if (clv_layout_text_width (pango) > plot_width / self->n_slots - 4)
          return FALSE;
      }
  return TRUE;
}

/* Texts of the value axis, ending at @left; their width only, when @dry. */
static double
place_value_ticks (ClvChartLayout *self,
                   double          left,
                   gboolean        dry)
{
  double widest = 0, free_above = -INFINITY;

  if (self->labels_on_marks)
    return 0;
  /* From the top down, for the top tick carries the unit. */
  for (guint i = self->value_scale.n_ticks; i-- > 0;)
    {
      const double value = clv_chart_scale_tick (&self->value_scale, i);
      const gboolean top = i + 1 == self->value_scale.n_ticks;
      g_autofree char *text = clv_chart_format_tick (&self->value_scale, value, self->chart->y.unit, top,
                                                     self->chart->currency);
      g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, FALSE, -1, 1);
      const double width = clv_layout_text_width (pango), height = clv_layout_text_height (pango);
      double y;

      widest = MAX (widest, width);
      if (dry)
        continue;
      y = round (clv_chart_layout_value_at (self, value) - height / 2);
      if (y < free_above)
        continue;
      free_above = y + height;
      clv_layout_add_text (self, g_steal_pointer (&pango), left - width, y, CLV_INK_DIM);
    }
  return widest;
}

/* Names under the slots: in two lines where there is room for that, else only every k-th. */
static GPtrArray *
make_category_labels (const ClvChartLayout *self,
                      double                slot,
                      guint                *every)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_object_unref);
  double widest = 0;

  for (gsize i = 0; i < self->n_slots; i++)
    {
      g_autofree char *text = clv_layout_category_text (self, i);
      PangoLayout *pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, FALSE, -1, 1);

      widest = MAX (widest, clv_layout_text_width (pango));
      g_ptr_array_add (labels, pango);
    }
  *every = 1;
  if (widest <= slot - 4)
    return labels;
  if (slot >= 44 * self->text_scale && self->n_slots <= 16)
    {
      for (gsize i = 0; i < self->n_slots; i++)
        {
          PangoLayout *pango = labels->pdata[i];

          if (clv_layout_text_width (pango) <= slot - CLV_LAYOUT_GAP)
            continue;
          pango_layout_set_alignment (pango, PANGO_ALIGN_CENTER);
          pango_layout_set_wrap (pango, PANGO_WRAP_WORD);
          pango_layout_set_width (pango, (int) ((slot - 3) * PANGO_SCALE));
          pango_layout_set_height (pango, -2);
          pango_layout_set_ellipsize (pango, PANGO_ELLIPSIZE_END);
          /* A first word that is wider than the slot cannot be wrapped. */
          if (clv_layout_text_width (pango) > slot)
            pango_layout_set_height (pango, -1);
        }
      return labels;
    }
  /* A very long name must not push all others away. */
  widest = MIN (widest, 120 * self->text_scale);
  *every = (guint) MAX (ceil ((widest + 2 * CLV_LAYOUT_GAP) / slot), 1);
  for (gsize i = 0; i < self->n_slots; i++)
    {
      PangoLayout *pango = labels->pdata[i];

      if (clv_layout_text_width (pango) > widest)
        {
          pango_layout_set_width (pango, (int) (widest * PANGO_SCALE));
          pango_layout_set_ellipsize (pango, PANGO_ELLIPSIZE_END);
        }
    }
  return labels;
}

static void
place_category_labels (ClvChartLayout    *self,
                       GPtrArray         *labels,
                       guint              every,
                       const ClvChartBox *room)
{
  const double y = self->plot.y + self->plot.height + X_LABEL_GAP * self->text_scale;
  double free_from = -INFINITY;

  for (gsize i = 0; i < labels->len; i += every)
    {
      PangoLayout *pango = labels->pdata[i];
      const double width = clv_layout_text_width (pango);
      const double x = CLAMP (clv_chart_layout_x_at (self, i) - width / 2, room->x, room->x + room->width - width);

      if (round (x) < free_from || width > room->width)
        continue;
      free_from = round (x) + width + 2;
      clv_layout_add_text (self, g_object_ref (pango), x, y, CLV_INK_DIM);
    }
}

/* Ticks of a numeric x axis: as many as stand beside each other. */
static void
place_x_ticks (ClvChartLayout    *self,
               const ClvChartBox *room)
{
  const double y = self->plot.y + self->plot.height + X_LABEL_GAP * self->text_scale;
  const ClvChartAxis *axis = &self->chart->x;
  const double low = self->x_scale.min, high = self->x_scale.max;

  for (guint intervals = (guint) CLAMP (self->plot.width / 60, 1, 8); intervals >= 1; intervals--)
    {
      g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (double));
      double free_from = -INFINITY;
      gboolean fits = TRUE;

      if (axis->unit == CLV_UNIT_DATE)
        clv_chart_scale_init_dates (&self->x_scale, low, high, intervals);
      else
        clv_chart_scale_init (&self->x_scale, low, high, intervals, 0);
      for (guint i = 0; i < self->x_scale.n_ticks; i++)
        {
          const double value = clv_chart_scale_tick (&self->x_scale, i);
          g_autofree char *text = clv_chart_format_tick (&self->x_scale, value, axis->unit, TRUE,
                                                         self->chart->currency);
          PangoLayout *pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, FALSE, -1, 1);
          const double width = clv_layout_text_width (pango);
          const double x = CLAMP (clv_chart_layout_x_at (self, value) - width / 2, room->x,
                                  room->x + room->width - width);

          fits &= x >= free_from;
          free_from = x + width + 2 * CLV_LAYOUT_GAP;
          g_ptr_array_add (labels, pango);
          g_array_append_val (places, x);
        }
      if (!fits && intervals > 1)
        continue;
      if (fits)
        for (guint i = 0; i < labels->len; i++)
          clv_layout_add_text (self, g_object_ref (labels->pdata[i]), g_array_index (places, double, i), y,
                               CLV_INK_DIM);
      return;
    }
}

static void
place_column_numbers (ClvChartLayout *self)
{
  const ClvChartSeries *series = self->chart->series->pdata[0];
  const double largest = clv_layout_largest (series);
  gboolean first = TRUE;

  for (guint k = 0; k < self->bars->len; k++)
    {
      const ClvChartBar *bar = &g_array_index (self->bars, ClvChartBar, k);
      g_autofree char *text = clv_layout_number (self, series, bar->point, largest, first);
      const gboolean stressed = series->mark == CLV_MARK_WATERFALL
                                    ? clv_layout_is_flagged (series, bar->point, CLV_POINT_TOTAL)
                                    : clv_layout_is_flagged (series, bar->point, CLV_POINT_KEY);
      PangoLayout *pango = clv_chart_layout_text (self, text, CLV_LAYOUT_TEXT_SIZE, stressed, -1, 1);
      const gboolean below = bar->end == CLV_END_BOTTOM && series->mark != CLV_MARK_WATERFALL;
      const double height = clv_layout_text_height (pango);

      first = FALSE;
      clv_layout_add_text (self, pango, bar->box.x + (bar->box.width - clv_layout_text_width (pango)) / 2,
                           below ? bar->box.y + bar->box.height + 1 : bar->box.y - height - 1,
                           CLV_INK_COLOUR + bar->colour);
      g_array_index (self->texts, ClvChartText, self->texts->len - 1).covers = TRUE;
    }
}

/* Words in the corners of the plot, wherever nothing else stands. */
static void
place_corners (ClvChartLayout *self)
{
  const double inset = 6;

  for (guint i = 0; i < G_N_ELEMENTS (self->chart->corners); i++)
    {
      const gboolean right = i % 2 == 1, bottom = i >= 2;
      g_autoptr (PangoLayout) pango = NULL;
      ClvChartBox box;

      if (self->chart->corners[i] == NULL || *self->chart->corners[i] == '\0')
        continue;
      pango = clv_chart_layout_text (self, self->chart->corners[i], CLV_LAYOUT_NOTE_SIZE, TRUE,
                                     self->plot.width / 2 - 2 * inset, 2);
      if (right)
        pango_layout_set_alignment (pango, PANGO_ALIGN_RIGHT);
      box.width = clv_layout_text_width (pango);
      box.height = clv_layout_text_height (pango);
      box.x = right ? self->plot.x + self->plot.width - box.width - inset : self->plot.x + inset;
      box.y = bottom ? self->plot.y + self->plot.height - box.height - inset : self->plot.y + inset;
      if (clv_layout_touches_text (self, &box))
        continue;
      clv_layout_add_text (self, g_steal_pointer (&pango), box.x, box.y, CLV_INK_DIM);
      g_array_index (self->texts, ClvChartText, self->texts->len - 1).covers = TRUE;
    }
}

/* What goes up is not said by a line's name where there are dots alone. */
static gboolean
has_y_title (const ClvChart *chart)
{
  for (guint s = 0; s < chart->series->len; s++)
    if (((const ClvChartSeries *) chart->series->pdata[s])->mark == CLV_MARK_POINTS)
      return chart->y.title != NULL && chart->y.title[0] != '\0';
  return FALSE;
}

static gboolean
needs_top_row (const ClvChart *chart)
{
  if (chart->split_at_peak || has_y_title (chart))
    return TRUE;
  for (guint i = 0; i < chart->rules->len; i++)
    {
      const ClvChartRule *rule = chart->rules->pdata[i];

      if (rule->vertical && rule->label[0] != '\0')
        return TRUE;
    }
  return FALSE;
}

void
clv_layout_columns (ClvChartLayout       *self,
                    ClvChartBox          *room,
                    const ClvChartExtent *extent)
{
  const ClvChart *chart = self->chart;
  const double row = clv_layout_line_height (self, CLV_LAYOUT_TEXT_SIZE);
  const double max_end = room->width * (room->width < 420 ? 0.30 : 0.24);
  g_autoptr (GArray) end_labels = NULL;
  g_autoptr (GPtrArray) categories = NULL;
  g_autoptr (PangoLayout) x_title = NULL;
  double left = 0, right = 0, top = 0, bottom, label_height = row;
  guint every = 1, group_index = 0;

  end_labels = clv_layout_end_labels_new (self, max_end);
  for (guint i = 0; i < end_labels->len; i++)
    right = MAX (right, g_array_index (end_labels, ClvEndLabel, i).width + CLV_LAYOUT_GAP + 4);
  self->numbers_in_full = TRUE;
  self->labels_on_marks = numbers_fit_on_columns (self, extent, room->width - right);
  if (!self->labels_on_marks)
    {
      self->numbers_in_full = FALSE;
      self->labels_on_marks = numbers_fit_on_columns (self, extent, room->width - right);
    }

  if (needs_top_row (chart))
    top += row + 6;
  /* The highest tick reaches half a line over the plot. */
  if (has_y_title (chart))
    top += ceil (row / 2);
  if (!isnan (chart->cut))
    {
      /* In a low chart the grip shares the row with the labels, which then keep clear of it. */
      if (top == 0 || room->height >= 200)
        top += GRIP_HEIGHT + 2;
      self->grip_y = room->y + GRIP_HEIGHT / 2 + 1;
    }
  if (top == 0 && !self->labels_on_marks)
    top = ceil (row / 2);

  /* The axis title only where it does not squeeze the plot. */
  if (chart->x.title != NULL && chart->x.title[0] != '\0' && room->height >= 130 * self->text_scale)
    {
      x_title = clv_chart_layout_text (self, chart->x.title, CLV_LAYOUT_NOTE_SIZE, FALSE, room->width, 1);
      room->height -= clv_layout_text_height (x_title);
    }

  clv_layout_set_value_scale (self, extent, room->height - top - row - 5);
  left = place_value_ticks (self, 0, TRUE);
  if (left > 0)
    left += 8;
  self->plot.x = ceil (room->x + left);
  self->plot.width = floor (room->width - left - right - (right == 0 ? 1 : 0));
  if (self->has_categories)
    {
      categories = make_category_labels (self, self->plot.width / self->n_slots, &every);
      for (guint i = 0; i < categories->len; i += every)
        label_height = MAX (label_height, clv_layout_text_height (categories->pdata[i]));
    }
  bottom = label_height + ceil (X_LABEL_GAP * self->text_scale);
  self->plot.y = ceil (room->y + top);
  self->plot.height = floor (MAX (room->height - top - bottom, 8));
  if (self->labels_on_marks)
    {
      self->pad_high = row + 2;
      self->pad_low = extent->low < 0 ? row + 2 : 0;
      if (((const ClvChartSeries *) chart->series->pdata[0])->mark == CLV_MARK_WATERFALL)
        self->pad_low = 0;
    }

  for (guint s = 0; s < chart->series->len; s++)
    {
      const ClvChartSeries *series = chart->series->pdata[s];

      if (clv_layout_is_bar (series->mark))
        clv_layout_bars (self, s, group_index++, extent->n_bar_series);
      else
        clv_layout_line (self, s);
    }
  clv_layout_bands (self);
  place_value_ticks (self, self->plot.x - 8, FALSE);
  if (self->has_categories)
    place_category_labels (self, categories, every, room);
  else
    place_x_ticks (self, room);
  if (x_title != NULL)
    {
      const double width = clv_layout_text_width (x_title);
      const double middle = self->plot.x + self->plot.width / 2;

      clv_layout_add_text (self, g_steal_pointer (&x_title),
                           CLAMP (middle - width / 2, room->x, MAX (room->x + room->width - width, room->x)),
                           room->y + room->height, CLV_INK_DIM);
    }
  if (has_y_title (chart))
    clv_layout_add_text (self,
                         clv_chart_layout_text (self, chart->y.title, CLV_LAYOUT_NOTE_SIZE, FALSE, room->width / 2, 1),
                         room->x, self->plot.y - ceil (row / 2) - row - 5, CLV_INK_DIM);
  if (self->labels_on_marks)
    place_column_numbers (self);
  place_corners (self);
  clv_layout_end_labels (self, end_labels);
  clv_layout_top_texts (self, room, row);
}
