/* clv-chart-layout.c - where the parts of a chart stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Pixels at text scale 1; from the design notes. */
#define TITLE_SIZE 14.67
#define TEXT_SIZE 12.0
#define NOTE_SIZE 11.0
#define PICTURE_MARGIN 16
#define CARD_MARGIN 4
#define GAP 6
#define MAX_COLUMN 64
#define MAX_BAR 28
#define BAR_SHARE 0.62 /* of a slot */
#define GRIP_HEIGHT 20

/* ---- texts ---- */

PangoLayout *
clv_chart_layout_text (const ClvChartLayout *self,
                       const char           *text,
                       double                size,
                       gboolean              bold,
                       double                max_width,
                       int                   lines)
{
  PangoLayout *pango = pango_layout_new (self->context);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (self->font, size * self->text_scale * PANGO_SCALE);
  pango_font_description_set_weight (self->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (pango, self->font);
  /* Digits of one width, so that numbers stand below each other. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (pango, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (pango, text, -1);
  if (max_width >= 0)
    {
      pango_layout_set_width (pango, (int) (MAX (max_width, 1) * PANGO_SCALE));
      pango_layout_set_ellipsize (pango, PANGO_ELLIPSIZE_END);
      pango_layout_set_wrap (pango, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (pango, -lines);
    }
  return pango;
}

static void
measure (PangoLayout *pango,
         double      *width,
         double      *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (pango, NULL, &logical);
  if (width != NULL)
    *width = ceil ((double) logical.width / PANGO_SCALE);
  if (height != NULL)
    *height = ceil ((double) logical.height / PANGO_SCALE);
}

static double
text_width (PangoLayout *pango)
{
  double width;

  measure (pango, &width, NULL);
  return width;
}

static double
text_height (PangoLayout *pango)
{
  double height;

  measure (pango, NULL, &height);
  return height;
}

/* Height of a line of @size. */
static double
line_height (const ClvChartLayout *self,
             double                size)
{
  g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, "0", size, FALSE, -1, 1);

  return text_height (pango);
}

/* Takes @pango, and puts the top left of its text at @x, @y. */
static void
add_text (ClvChartLayout *self,
          PangoLayout    *pango,
          double          x,
          double          y,
          guint           ink)
{
  PangoRectangle logical;
  ClvChartText text = { .pango = pango, .ink = ink };

  pango_layout_get_extents (pango, NULL, &logical);
  text.indent = (double) logical.x / PANGO_SCALE;
  text.box = (ClvChartBox){ round (x), round (y), ceil ((double) logical.width / PANGO_SCALE),
                            ceil ((double) logical.height / PANGO_SCALE) };
  g_array_append_val (self->texts, text);
}

static gboolean
boxes_touch (const ClvChartBox *a,
             const ClvChartBox *b,
             double             gap)
{
  return a->x < b->x + b->width + gap && b->x < a->x + a->width + gap && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

static gboolean
touches_a_text (const ClvChartLayout *self,
                const ClvChartBox    *box)
{
  for (guint i = 0; i < self->texts->len; i++)
    if (boxes_touch (&g_array_index (self->texts, ClvChartText, i).box, box, GAP))
      return TRUE;
  return FALSE;
}

/* ---- values to pixels ---- */

double
clv_chart_layout_value_at (const ClvChartLayout *self,
                           double                value)
{
  const ClvChartScale *scale = &self->value_scale;
  const double share = (CLAMP (value, scale->min, scale->max) - scale->min) / (scale->max - scale->min);
  const ClvChartBox *plot = &self->plot;

  if (self->is_horizontal)
    return plot->x + self->pad_low + share * (plot->width - self->pad_low - self->pad_high);
  return plot->y + plot->height - self->pad_low - share * (plot->height - self->pad_low - self->pad_high);
}

double
clv_chart_layout_x_at (const ClvChartLayout *self,
                       double                x)
{
  if (self->has_categories)
    return self->plot.x + (x + 0.5) * self->plot.width / self->n_slots;
  return self->plot.x + (x - self->x_scale.min) / (self->x_scale.max - self->x_scale.min) * self->plot.width;
}

static double
series_x (const ClvChartSeries *series,
          gsize                 i)
{
  return series->x != NULL ? series->x[i] : (double) i;
}

static gboolean
is_flagged (const ClvChartSeries *series,
            gsize                 i,
            ClvPointFlags         flag)
{
  return series->flags != NULL && (series->flags[i] & flag) != 0;
}

static gboolean
stands_on_zero (ClvMark mark)
{
  return mark != CLV_MARK_LINE;
}

static gboolean
is_bar_mark (ClvMark mark)
{
  return mark == CLV_MARK_COLUMN || mark == CLV_MARK_BAR || mark == CLV_MARK_WATERFALL;
}

/* ---- what there is to show ---- */

typedef struct
{
  double   low, high;     /* values */
  double   x_low, x_high; /* numeric positions */
  guint    n_bar_series;
  guint    n_other_series;
  gboolean from_zero;
  gboolean is_whole;
  gsize    n_points;      /* of the longest series */
} Extent;

static void
stretch (double *low,
         double *high,
         double  value)
{
  if (!isfinite (value))
    return;
  *low = isnan (*low) ? value : MIN (*low, value);
  *high = isnan (*high) ? value : MAX (*high, value);
}

static void
find_extent (const ClvChart *chart,
             Extent         *extent)
{
  *extent = (Extent){ .low = NAN, .high = NAN, .x_low = NAN, .x_high = NAN, .is_whole = TRUE };
  extent->from_zero = chart->y.from_zero;
  for (guint s = 0; s < chart->series->len; s++)
    {
      const ClvChartSeries *series = chart->series->pdata[s];
      double running = 0;

      extent->n_points = MAX (extent->n_points, series->n);
      extent->from_zero |= stands_on_zero (series->mark);
      if (is_bar_mark (series->mark))
        extent->n_bar_series++;
      else
        extent->n_other_series++;
      for (gsize i = 0; i < series->n; i++)
        {
          const double y = series->y[i];

          stretch (&extent->x_low, &extent->x_high, series_x (series, i));
          if (!isfinite (y))
            continue;
          extent->is_whole &= y == floor (y);
          running = series->mark != CLV_MARK_WATERFALL || is_flagged (series, i, CLV_POINT_TOTAL) ? y : running + y;
          stretch (&extent->low, &extent->high, running);
        }
    }
  for (guint i = 0; i < chart->rules->len; i++)
    {
      const ClvChartRule *rule = chart->rules->pdata[i];

      if (!isnan (extent->low) && !rule->vertical)
        stretch (&extent->low, &extent->high, rule->value);
    }
  if (!isnan (extent->low) && extent->from_zero)
    stretch (&extent->low, &extent->high, 0);
}

static void
set_value_scale (ClvChartLayout *self,
                 const Extent   *extent,
                 double          length)
{
  const ClvChartAxis *axis = &self->chart->y;
  const double room = self->is_horizontal ? 90 : 42;
  const guint intervals = (guint) CLAMP (length / (room * self->text_scale), 1, 5);
  ClvChartScaleFlags flags = 0;

  if (!self->labels_on_marks)
    flags |= CLV_SCALE_NICE_ENDS;
  if (extent->is_whole && axis->unit == CLV_UNIT_NUMBER)
    flags |= CLV_SCALE_WHOLE;
  if (isfinite (axis->min) && isfinite (axis->max) && axis->max > axis->min)
    clv_chart_scale_init (&self->value_scale, axis->min, axis->max, intervals, flags & ~CLV_SCALE_NICE_ENDS);
  else
    clv_chart_scale_init (&self->value_scale, extent->low, extent->high, intervals, flags);
}

/* ---- heading, note ---- */

static void
place_heading (ClvChartLayout *self,
               ClvChartBox    *room)
{
  const struct
  {
    const char *text;
    double      size;
    gboolean    bold;
    int         lines;
    guint       ink;
  } parts[] = {
    { self->chart->title, TITLE_SIZE, TRUE, self->height < 260 ? 2 : 3, CLV_INK_TEXT },
    { self->chart->subtitle, TEXT_SIZE, FALSE, self->height < 200 ? 1 : 2, CLV_INK_DIM },
  };
  const double top = room->y;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      PangoLayout *pango;

      if (parts[i].text == NULL || *parts[i].text == '\0')
        continue;
      pango = clv_chart_layout_text (self, parts[i].text, parts[i].size, parts[i].bold, room->width, parts[i].lines);
      add_text (self, pango, room->x, room->y, parts[i].ink);
      room->y += text_height (pango) + 1;
    }
  if (room->y > top)
    room->y += GAP;
  room->height -= room->y - top;
}

static void
place_note (ClvChartLayout *self,
            ClvChartBox    *room)
{
  PangoLayout *pango;

  if (self->chart->note == NULL || *self->chart->note == '\0')
    return;
  pango = clv_chart_layout_text (self, self->chart->note, NOTE_SIZE, FALSE, room->width, 2);
  room->height -= text_height (pango);
  add_text (self, pango, room->x, room->y + room->height, CLV_INK_DIM);
  room->height -= 2;
}

static void
place_words_instead (ClvChartLayout    *self,
                     const ClvChartBox *room)
{
  PangoLayout *pango = clv_chart_layout_text (self, _("Nothing to show"), TEXT_SIZE, FALSE, room->width, 1);

  self->is_empty = TRUE;
  add_text (self, pango, room->x + (room->width - text_width (pango)) / 2,
            room->y + (room->height - text_height (pango)) / 2, CLV_INK_DIM);
}

/* ---- labels at the end of lines ---- */

typedef struct
{
  PangoLayout *name;  /* (nullable) */
  PangoLayout *value; /* (nullable) */
  double       wanted; /* middle, in pixels */
  double       top, height, width;
  guint        ink;
  double       at;    /* the value it stands for */
} EndLabel;

static void
clear_end_label (gpointer data)
{
  EndLabel *label = data;

  g_clear_object (&label->name);
  g_clear_object (&label->value);
}

static void
measure_end_label (EndLabel *label)
{
  double width, height;

  label->width = label->height = 0;
  if (label->name != NULL)
    {
      measure (label->name, &label->width, &label->height);
    }
  if (label->value != NULL)
    {
      measure (label->value, &width, &height);
      label->width = MAX (label->width, width);
      label->height += height;
    }
}

static gsize
last_point (const ClvChartSeries *series)
{
  gsize i = series->n;

  while (i > 0 && !isfinite (series->y[i - 1]))
    i--;
  return i; /* one behind it; 0: there is none */
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
  g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, TEXT_SIZE, FALSE, -1, 1);

  if (text_width (pango) <= max_width)
    return g_steal_pointer (&text);
  return clv_chart_format_compact (value, value, chart->y.unit, chart->currency);
}

/* Series and reference lines that are named at the right edge. */
static GArray *
make_end_labels (const ClvChartLayout *self,
                 double                max_width)
{
  const ClvChart *chart = self->chart;
  GArray *labels = g_array_new (FALSE, TRUE, sizeof (EndLabel));

  g_array_set_clear_func (labels, clear_end_label);
  for (guint s = 0; s < chart->series->len; s++)
    {
      const ClvChartSeries *series = chart->series->pdata[s];
      const gboolean alone = chart->series->len == 1;
      EndLabel label = { 0 };
      gsize last = last_point (series);

      /* The title says what the only columns are; those of several series must be told apart. */
      if (last == 0 || (alone && is_bar_mark (series->mark)))
        continue;
      label.at = series->y[last - 1];
      label.ink = CLV_INK_COLOUR + series->colour;
      if (series->label[0] != '\0' && !(chart->split_at_peak && s == 0))
        label.name = clv_chart_layout_text (self, series->label, TEXT_SIZE, TRUE, max_width, 1);
      {
        g_autofree char *text = end_text (self, series, label.at, max_width);

        label.value = clv_chart_layout_text (self, text, TEXT_SIZE, FALSE, max_width, 1);
      }
      if (chart->split_at_peak && s == 0)
        label.ink = CLV_INK_TEXT;
      measure_end_label (&label);
      g_array_append_val (labels, label);
    }
  for (guint i = 0; i < chart->rules->len; i++)
    {
      const ClvChartRule *rule = chart->rules->pdata[i];
      EndLabel label = { .at = rule->value, .ink = CLV_INK_DIM };

      if (rule->vertical || rule->label[0] == '\0')
        continue;
      label.name = clv_chart_layout_text (self, rule->label, NOTE_SIZE, FALSE, max_width, 2);
      measure_end_label (&label);
      g_array_append_val (labels, label);
    }
  return labels;
}

static int
compare_wanted (gconstpointer a,
                gconstpointer b)
{
  const EndLabel *one = a, *other = b;

  return (one->wanted > other->wanted) - (one->wanted < other->wanted);
}

static double
total_height (const GArray *labels)
{
  double height = 0;

  for (guint i = 0; i < labels->len; i++)
    height += g_array_index (labels, EndLabel, i).height;
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
        EndLabel *label = &g_array_index (labels, EndLabel, i);

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
      EndLabel *label = &g_array_index (labels, EndLabel, i);

      label->wanted = clv_chart_layout_value_at (self, label->at);
    }
  g_array_sort (labels, compare_wanted);
  for (guint i = 0; i < labels->len; i++)
    {
      EndLabel *label = &g_array_index (labels, EndLabel, i);

      label->top = MAX (round (label->wanted - label->height / 2), edge);
      edge = label->top + label->height;
    }
  edge = bottom;
  for (guint i = labels->len; i > 0; i--)
    {
      EndLabel *label = &g_array_index (labels, EndLabel, i - 1);

      label->top = MIN (label->top, floor (edge - label->height));
      edge = label->top;
    }
}

static void
place_end_labels (ClvChartLayout *self,
                  GArray         *labels)
{
  const double x = self->plot.x + self->plot.width + GAP + 2;

  spread_end_labels (self, labels);
  for (guint i = 0; i < labels->len; i++)
    {
      EndLabel *label = &g_array_index (labels, EndLabel, i);
      double y = label->top;

      if (label->name != NULL)
        {
          const double height = text_height (label->name);

          add_text (self, g_steal_pointer (&label->name), x, y, label->ink);
          y += height;
        }
      if (label->value != NULL)
        add_text (self, g_steal_pointer (&label->value), x, y, label->ink);
    }
}

/* ---- columns, lines, areas, waterfalls ---- */

static char *
mark_text (const ClvChartLayout *self,
           const ClvChartSeries *series,
           gsize                 i,
           double                largest,
           gboolean              with_unit)
{
  const ClvChart *chart = self->chart;

  return clv_chart_format_compact (series->y[i], largest, chart->y.unit, with_unit ? chart->currency : NULL);
}

/* Text under slot @i; points beyond the names have none. */
static char *
category_text (const ClvChartLayout *self,
               gsize                 i)
{
  char **categories = self->chart->x.categories;

  if (categories == NULL)
    return clv_chart_format_value ((double) i, CLV_UNIT_NUMBER, NULL);
  return g_strdup (i < g_strv_length (categories) ? categories[i] : "");
}

static double
largest_of (const ClvChartSeries *series)
{
  double largest = 0;

  for (gsize i = 0; i < series->n; i++)
    if (isfinite (series->y[i]))
      largest = MAX (largest, fabs (series->y[i]));
  return largest;
}

/* Numbers stand on the columns when there is one series of them and all fit. */
static gboolean
numbers_fit_on_columns (const ClvChartLayout *self,
                        const Extent         *extent,
                        double                plot_width)
{
  const ClvChartSeries *series;
  double largest;

  if (extent->n_bar_series != 1 || extent->n_other_series > 0 || self->chart->y.unit > CLV_UNIT_PERCENT)
    return FALSE;
  series = self->chart->series->pdata[0];
  largest = largest_of (series);
  for (gsize i = 0; i < series->n; i++)
    if (isfinite (series->y[i]))
      {
        g_autofree char *text = mark_text (self, series, i, largest, TRUE);
        g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, TEXT_SIZE, TRUE, -1, 1);

        if (text_width (pango) > plot_width / extent->n_points - 4)
          return FALSE;
      }
  return TRUE;
}

static double
place_value_ticks (ClvChartLayout *self,
                   double          left,
                   gboolean        dry) /* only the width */
{
  double widest = 0;

  if (self->labels_on_marks)
    return 0;
  for (guint i = 0; i < self->value_scale.n_ticks; i++)
    {
      const double value = clv_chart_scale_tick (&self->value_scale, i);
      const gboolean top = i + 1 == self->value_scale.n_ticks;
      g_autofree char *text = clv_chart_format_tick (&self->value_scale, value, self->chart->y.unit, top,
                                                     self->chart->currency);
      PangoLayout *pango = clv_chart_layout_text (self, text, TEXT_SIZE, FALSE, -1, 1);
      const double width = text_width (pango);

      widest = MAX (widest, width);
      if (dry)
        g_object_unref (pango);
      else
        add_text (self, pango, left - width, clv_chart_layout_value_at (self, value) - text_height (pango) / 2,
                  CLV_INK_DIM);
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
      g_autofree char *text = category_text (self, i);
      PangoLayout *pango = clv_chart_layout_text (self, text, TEXT_SIZE, FALSE, -1, 1);

      widest = MAX (widest, text_width (pango));
      g_ptr_array_add (labels, pango);
    }
  *every = 1;
  if (widest <= slot - GAP)
    return labels;
  if (slot >= 44 * self->text_scale && self->n_slots <= 16)
    {
      for (gsize i = 0; i < self->n_slots; i++)
        {
          PangoLayout *pango = labels->pdata[i];

          if (text_width (pango) <= slot - GAP)
            continue;
          pango_layout_set_width (pango, (int) ((slot - GAP) * PANGO_SCALE));
          pango_layout_set_wrap (pango, PANGO_WRAP_WORD);
          pango_layout_set_height (pango, -2);
          pango_layout_set_ellipsize (pango, PANGO_ELLIPSIZE_END);
          pango_layout_set_alignment (pango, PANGO_ALIGN_CENTER);
        }
      return labels;
    }
  /* A very long name must not push all others away. */
  widest = MIN (widest, 120 * self->text_scale);
  *every = (guint) MAX (ceil ((widest + 2 * GAP) / slot), 1);
  for (gsize i = 0; i < self->n_slots; i++)
    {
      PangoLayout *pango = labels->pdata[i];

      if (text_width (pango) > widest)
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
  const double y = self->plot.y + self->plot.height + 4;
  double free_from = -INFINITY;

  for (gsize i = 0; i < labels->len; i += every)
    {
      PangoLayout *pango = labels->pdata[i];
      const double width = text_width (pango);
      const double x = CLAMP (clv_chart_layout_x_at (self, i) - width / 2, room->x, room->x + room->width - width);

      if (round (x) < free_from || width > room->width)
        continue;
      free_from = round (x) + width + 2;
      add_text (self, g_object_ref (pango), x, y, CLV_INK_DIM);
    }
}

/* Ticks of a numeric x axis: as many as stand beside each other. */
static void
place_x_ticks (ClvChartLayout    *self,
               const ClvChartBox *room)
{
  const double y = self->plot.y + self->plot.height + 5;
  const ClvChartAxis *axis = &self->chart->x;
  const double low = self->x_scale.min, high = self->x_scale.max;

  for (guint intervals = (guint) CLAMP (self->plot.width / 60, 1, 8); intervals >= 1; intervals--)
    {
      g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (double));
      double free_from = -INFINITY;
      gboolean fits = TRUE;

      clv_chart_scale_init (&self->x_scale, low, high, intervals, 0);
      for (guint i = 0; i < self->x_scale.n_ticks; i++)
        {
          const double value = clv_chart_scale_tick (&self->x_scale, i);
          g_autofree char *text = clv_chart_format_tick (&self->x_scale, value, axis->unit, TRUE, self->chart->currency);
          PangoLayout *pango = clv_chart_layout_text (self, text, TEXT_SIZE, FALSE, -1, 1);
          const double width = text_width (pango);
          const double x = CLAMP (clv_chart_layout_x_at (self, value) - width / 2, room->x,
                                  room->x + room->width - width);

          fits &= x >= free_from;
          free_from = x + width + 2 * GAP;
          g_ptr_array_add (labels, pango);
          g_array_append_val (places, x);
        }
      if (!fits && intervals > 1)
        continue;
      if (fits)
        for (guint i = 0; i < labels->len; i++)
          add_text (self, g_object_ref (labels->pdata[i]), g_array_index (places, double, i), y, CLV_INK_DIM);
      return;
    }
}

static ClvColour
bar_colour (const ClvChartSeries *series,
            gsize                 i,
            gboolean              has_rises)
{
  const double y = series->y[i];

  if (series->mark != CLV_MARK_WATERFALL)
    return y < 0 && series->colour == CLV_COLOUR_PROFIT ? CLV_COLOUR_LOSS : series->colour;
  if (is_flagged (series, i, CLV_POINT_TOTAL))
    {
      /* What is left at the end is profit or loss; totals before are what they are. */
      if (i + 1 == series->n && i > 0)
        return y < 0 ? CLV_COLOUR_LOSS : CLV_COLOUR_PROFIT;
      return series->colour;
    }
  if (y >= 0)
    return CLV_COLOUR_PROFIT;
  /* From revenue to profit all steps are costs; a bridge of rises and falls has losses. */
  return has_rises || is_flagged (series, i, CLV_POINT_INCOMPLETE) ? CLV_COLOUR_LOSS : CLV_COLOUR_COST;
}

static gboolean
has_rises (const ClvChartSeries *series)
{
  for (gsize i = 0; i < series->n; i++)
    if (series->y[i] > 0 && !is_flagged (series, i, CLV_POINT_TOTAL))
      return TRUE;
  return FALSE;
}

/* Bars on whole pixels. @slot_index counts the bar series before this one. */
static void
place_bars (ClvChartLayout *self,
            guint           s,
            guint           group_index,
            guint           group_size)
{
  const ClvChartSeries *series = self->chart->series->pdata[s];
  const double length = self->is_horizontal ? self->plot.height : self->plot.width;
  const double start = self->is_horizontal ? self->plot.y : self->plot.x;
  const double slot = length / self->n_slots;
  const double group = MIN (MAX (slot * BAR_SHARE, group_size),
                            (self->is_horizontal ? MAX_BAR : MAX_COLUMN) * self->text_scale * (group_size > 1 ? 1.6 : 1));
  const double thick = group / group_size;
  const gboolean rises = has_rises (series);
  double running = 0;

  for (gsize i = 0; i < series->n; i++)
    {
      const double y = series->y[i];
      const gboolean hangs = series->mark == CLV_MARK_WATERFALL && !is_flagged (series, i, CLV_POINT_TOTAL);
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
      to = MAX (round (start + (i + 0.5) * slot - group / 2 + (group_index + 1) * thick) - (group_size > 1 && thick > 3),
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
      bar.hatched = is_flagged (series, i, CLV_POINT_INCOMPLETE);
      g_array_append_val (self->bars, bar);
    }
}

static void
place_line (ClvChartLayout *self,
            guint           s)
{
  const ClvChartSeries *series = self->chart->series->pdata[s];

  for (gsize i = 0; i < series->n; i++)
    if (isfinite (series->y[i]) && isfinite (series_x (series, i)))
      self->points[s][i] = (ClvChartPoint){ clv_chart_layout_x_at (self, series_x (series, i)),
                                            clv_chart_layout_value_at (self, series->y[i]) };
}

/* One hatched band behind all lines for each period that is not over. */
static void
place_bands (ClvChartLayout *self)
{
  const double slot = self->plot.width / self->n_slots;

  if (!self->has_categories)
    return;
  for (gsize i = 0; i < self->n_slots; i++)
    for (guint s = 0; s < self->chart->series->len; s++)
      {
        const ClvChartSeries *series = self->chart->series->pdata[s];

        if (!is_bar_mark (series->mark) && i < series->n && is_flagged (series, i, CLV_POINT_INCOMPLETE))
          {
            const double left = round (self->plot.x + i * slot), right = round (self->plot.x + (i + 1) * slot);
            const ClvChartBox band = { left, self->plot.y, right - left, self->plot.height };

            g_array_append_val (self->bands, band);
            break;
          }
      }
}

static void
place_column_numbers (ClvChartLayout *self)
{
  const ClvChartSeries *series = self->chart->series->pdata[0];
  const double largest = largest_of (series);
  gboolean first = TRUE;

  for (guint k = 0; k < self->bars->len; k++)
    {
      const ClvChartBar *bar = &g_array_index (self->bars, ClvChartBar, k);
      g_autofree char *text = mark_text (self, series, bar->point, largest, first);
      const gboolean stressed = series->mark == CLV_MARK_WATERFALL ? is_flagged (series, bar->point, CLV_POINT_TOTAL)
                                                                   : is_flagged (series, bar->point, CLV_POINT_KEY);
      PangoLayout *pango = clv_chart_layout_text (self, text, TEXT_SIZE, stressed, -1, 1);
      const gboolean below = bar->end == CLV_END_BOTTOM && series->mark != CLV_MARK_WATERFALL;
      const double height = text_height (pango);

      first = FALSE;
      add_text (self, pango, bar->box.x + (bar->box.width - text_width (pango)) / 2,
                below ? bar->box.y + bar->box.height + 1 : bar->box.y - height - 1, CLV_INK_COLOUR + bar->colour);
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
  const double width = text_width (pango), height = text_height (pango);
  const double cut = isnan (self->chart->cut) ? -INFINITY : clv_chart_layout_x_at (self, self->chart->cut);
  const double wishes[] = { x - width / 2, x - width + 12, x - 12, cut - 14 - width, cut + 14 };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      const double left = round (CLAMP (wishes[i], room->x, MAX (room->x + room->width - width, room->x)));
      const ClvChartBox box = { left, round (y), width, height };

      if (!isfinite (wishes[i]) || left + width > room->x + room->width ||
          (cut > left - 12 && cut < left + width + 12) || touches_a_text (self, &box))
        continue;
      add_text (self, g_object_ref (pango), left, y, ink);
      break;
    }
  g_object_unref (pango);
}

static void
find_peak (ClvChartLayout *self)
{
  const ClvChartSeries *series;

  if (!self->chart->split_at_peak || self->chart->series->len == 0)
    return;
  series = self->chart->series->pdata[0];
  for (gsize i = 0; i < series->n; i++)
    if (isfinite (series->y[i]) && !(series->y[i] <= series->y[self->peak]))
      self->peak = i;
}

/* “Peak: €404,632 = 119%” */
static char *
peak_text (const ClvChartLayout *self)
{
  const ClvChart *chart = self->chart;
  const ClvChartSeries *series = chart->series->pdata[0];
  const gsize last = last_point (series);
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
static void
place_top_texts (ClvChartLayout    *self,
                 const ClvChartBox *room,
                 double             row)
{
  const ClvChart *chart = self->chart;
  const double y = self->plot.y - row - 1;

  for (guint i = 0; i < chart->rules->len; i++)
    {
      const ClvChartRule *rule = chart->rules->pdata[i];

      if (rule->vertical && rule->label[0] != '\0')
        place_above (self, clv_chart_layout_text (self, rule->label, NOTE_SIZE, FALSE, room->width, 1),
                     clv_chart_layout_x_at (self, rule->value), y, CLV_INK_DIM, room);
    }
  if (chart->split_at_peak && last_point (chart->series->pdata[0]) > 0)
    {
      g_autofree char *text = peak_text (self);
      const ClvChartPoint *peak = &self->points[0][self->peak];
      PangoLayout *pango = clv_chart_layout_text (self, text, TEXT_SIZE, TRUE, -1, 1);

      place_above (self, pango, peak->x, peak->y - text_height (pango) - 6, CLV_INK_COLOUR + CLV_COLOUR_PROFIT, room);
    }
}

static gboolean
needs_top_row (const ClvChart *chart)
{
  if (chart->split_at_peak)
    return TRUE;
  for (guint i = 0; i < chart->rules->len; i++)
    {
      const ClvChartRule *rule = chart->rules->pdata[i];

      if (rule->vertical && rule->label[0] != '\0')
        return TRUE;
    }
  return FALSE;
}

static void
lay_out_columns (ClvChartLayout *self,
                 ClvChartBox    *room,
                 const Extent   *extent)
{
  const ClvChart *chart = self->chart;
  const double row = line_height (self, TEXT_SIZE);
  const double max_end = room->width * (room->width < 420 ? 0.30 : 0.24);
  g_autoptr (GArray) end_labels = NULL;
  g_autoptr (GPtrArray) categories = NULL;
  double left = 0, right = 0, top = 0, bottom, label_height = row;
  guint every = 1, group_index = 0;

  self->labels_on_marks = self->has_categories && numbers_fit_on_columns (self, extent, room->width);
  end_labels = make_end_labels (self, max_end);
  for (guint i = 0; i < end_labels->len; i++)
    right = MAX (right, g_array_index (end_labels, EndLabel, i).width + GAP + 4);

  if (needs_top_row (chart))
    top += row + 6;
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
  if (chart->x.title != NULL && chart->x.title[0] != '\0' && room->height >= 130)
    {
      PangoLayout *pango = clv_chart_layout_text (self, chart->x.title, NOTE_SIZE, FALSE, room->width, 1);

      room->height -= text_height (pango);
      add_text (self, pango, room->x + (room->width - text_width (pango)) / 2, room->y + room->height, CLV_INK_DIM);
    }

  set_value_scale (self, extent, room->height - top - row - 5);
  left = place_value_ticks (self, 0, TRUE);
  if (left > 0)
    left += 8;
  self->plot.x = ceil (room->x + left);
  self->plot.width = floor (room->width - left - right - (right == 0 ? 1 : 0));
  if (self->has_categories)
    {
      categories = make_category_labels (self, self->plot.width / self->n_slots, &every);
      for (guint i = 0; i < categories->len; i += every)
        label_height = MAX (label_height, text_height (categories->pdata[i]));
    }
  bottom = label_height + 5;
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

      if (is_bar_mark (series->mark))
        place_bars (self, s, group_index++, extent->n_bar_series);
      else
        place_line (self, s);
    }
  place_bands (self);
  place_value_ticks (self, self->plot.x - 8, FALSE);
  if (self->has_categories)
    place_category_labels (self, categories, every, room);
  else
    place_x_ticks (self, room);
  if (self->labels_on_marks)
    place_column_numbers (self);
  place_end_labels (self, end_labels);
  place_top_texts (self, room, row);
}

/* ---- bars ---- */

/* Where a number stands beside its bar; the first group also names the series. */
static char *
bar_text (const ClvChartLayout *self,
          guint                 s,
          gsize                 i,
          double                largest)
{
  const ClvChartSeries *series = self->chart->series->pdata[s];
  g_autofree char *value = mark_text (self, series, i, largest, i == 0);

  if (i > 0 || self->chart->series->len == 1 || series->label[0] == '\0')
    return g_steal_pointer (&value);
  return g_strdup_printf ("%s %s", series->label, value);
}

static void
lay_out_rows (ClvChartLayout *self,
              ClvChartBox    *room,
              const Extent   *extent)
{
  const ClvChart *chart = self->chart;
  const double row = line_height (self, TEXT_SIZE);
  const double max_name = floor (room->width * 0.38);
  const double slot = room->height / self->n_slots;
  const guint every = (guint) MAX (ceil (row / slot), 1);
  const guint n_series = extent->n_bar_series;
  /* Numbers of every bar need a line each. */
  const gboolean numbers = slot / n_series >= row;
  double widest = 0, largest = 0;
  guint group_index = 0;

  self->labels_on_marks = numbers;
  for (gsize i = 0; i < self->n_slots; i++)
    {
      g_autofree char *text = category_text (self, i);
      g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, TEXT_SIZE, FALSE, max_name, 1);

      widest = MAX (widest, text_width (pango));
    }
  for (guint s = 0; s < chart->series->len; s++)
    largest = MAX (largest, largest_of (chart->series->pdata[s]));
  for (guint s = 0; numbers && s < chart->series->len; s++)
    {
      const ClvChartSeries *series = chart->series->pdata[s];

      for (gsize i = 0; i < series->n; i++)
        if (isfinite (series->y[i]))
          {
            g_autofree char *text = bar_text (self, s, i, largest);
            g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, text, TEXT_SIZE, FALSE, -1, 1);
            const double needed = text_width (pango) + GAP;

            if (series->y[i] < 0)
              self->pad_low = MAX (self->pad_low, needed);
            else
              self->pad_high = MAX (self->pad_high, needed);
          }
    }

  self->plot.x = ceil (room->x + widest + 8);
  self->plot.width = floor (room->width - widest - 8);
  self->plot.y = ceil (room->y);
  self->plot.height = floor (room->height - (numbers ? 0 : row + 5));
  /* Too narrow for numbers beside bars: the bars win. */
  if (self->pad_low + self->pad_high > self->plot.width * 0.7)
    {
      self->pad_low = self->pad_high = 0;
      self->labels_on_marks = FALSE;
      self->plot.height = floor (room->height - row - 5);
    }
  set_value_scale (self, extent, self->plot.width);

  for (guint s = 0; s < chart->series->len; s++)
    place_bars (self, s, group_index++, n_series);
  for (gsize i = 0; i < self->n_slots; i += every)
    {
      g_autofree char *text = category_text (self, i);
      PangoLayout *pango = clv_chart_layout_text (self, text, TEXT_SIZE, FALSE, max_name, 1);
      const double middle = self->plot.y + (i + 0.5) * self->plot.height / self->n_slots;

      add_text (self, pango, self->plot.x - 8 - text_width (pango), middle - text_height (pango) / 2, CLV_INK_TEXT);
    }
  if (self->labels_on_marks)
    for (guint k = 0; k < self->bars->len; k++)
      {
        const ClvChartBar *bar = &g_array_index (self->bars, ClvChartBar, k);
        g_autofree char *text = bar_text (self, bar->series, bar->point, largest);
        PangoLayout *pango = clv_chart_layout_text (self, text, TEXT_SIZE, FALSE, -1, 1);
        const double y = bar->box.y + (bar->box.height - text_height (pango)) / 2;

        add_text (self, pango,
                  bar->end == CLV_END_LEFT ? bar->box.x - GAP + 1 - text_width (pango) : bar->box.x + bar->box.width + GAP - 1,
                  y, CLV_INK_COLOUR + bar->colour);
      }
  else
    {
      double free_from = -INFINITY;

      for (guint i = 0; i < self->value_scale.n_ticks; i++)
        {
          const double value = clv_chart_scale_tick (&self->value_scale, i);
          g_autofree char *text = clv_chart_format_tick (&self->value_scale, value, chart->y.unit, TRUE, chart->currency);
          PangoLayout *pango = clv_chart_layout_text (self, text, TEXT_SIZE, FALSE, -1, 1);
          const double width = text_width (pango);
          const double x = CLAMP (clv_chart_layout_value_at (self, value) - width / 2, room->x,
                                  room->x + room->width - width);

          if (x >= free_from)
            {
              free_from = x + width + GAP;
              add_text (self, pango, x, self->plot.y + self->plot.height + 4, CLV_INK_DIM);
            }
          else
            g_object_unref (pango);
        }
    }
}

/* ---- the whole ---- */

static void
clear_text (gpointer data)
{
  g_clear_object (&((ClvChartText *) data)->pango);
}

static void
make_context (ClvChartLayout      *self,
              const ClvChartTheme *theme)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  /* The same metrics on screen, in pictures and in vectors. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (self->context, options);
  pango_cairo_context_set_resolution (self->context, 96);
  cairo_font_options_destroy (options);

  self->font = pango_font_description_new ();
  pango_font_description_set_family (self->font, theme->font != NULL ? theme->font : "Cantarell, Noto Sans, DejaVu Sans");
}

ClvChartLayout *
clv_chart_layout_new (const ClvChart      *chart,
                      double               width,
                      double               height,
                      const ClvChartTheme *theme)
{
  ClvChartLayout *self = g_new0 (ClvChartLayout, 1);
  const double margin = theme->with_title ? PICTURE_MARGIN : CARD_MARGIN;
  ClvChartBox room = { margin, margin, MAX (width - 2 * margin, 1), MAX (height - 2 * margin, 1) };
  Extent extent;

  self->chart = chart;
  self->width = width;
  self->height = height;
  self->text_scale = theme->text_scale > 0 ? theme->text_scale : 1;
  self->texts = g_array_new (FALSE, FALSE, sizeof (ClvChartText));
  g_array_set_clear_func (self->texts, clear_text);
  self->bars = g_array_new (FALSE, FALSE, sizeof (ClvChartBar));
  self->bands = g_array_new (FALSE, FALSE, sizeof (ClvChartBox));
  self->points = g_new0 (ClvChartPoint *, chart->series->len + 1);
  make_context (self, theme);
  for (guint s = 0; s < chart->series->len; s++)
    {
      const ClvChartSeries *series = chart->series->pdata[s];

      self->points[s] = g_new (ClvChartPoint, series->n + 1);
      for (gsize i = 0; i <= series->n; i++)
        self->points[s][i] = (ClvChartPoint){ NAN, NAN };
      self->is_horizontal |= series->mark == CLV_MARK_BAR;
    }

  find_extent (chart, &extent);
  if (theme->with_title)
    place_heading (self, &room);
  if (isnan (extent.low))
    {
      place_words_instead (self, &room);
      return self;
    }
  place_note (self, &room);

  /* Bars and columns without names stand in numbered slots. */
  self->has_categories = chart->x.categories != NULL || extent.n_bar_series > 0;
  self->n_slots = MAX (extent.n_points, chart->x.categories != NULL ? g_strv_length (chart->x.categories) : 0);
  if (!self->has_categories)
    {
      const gboolean fixed = isfinite (chart->x.min) && isfinite (chart->x.max) && chart->x.max > chart->x.min;

      clv_chart_scale_init (&self->x_scale, fixed ? chart->x.min : extent.x_low, fixed ? chart->x.max : extent.x_high, 5, 0);
    }
  find_peak (self);
  if (self->is_horizontal)
    lay_out_rows (self, &room, &extent);
  else
    lay_out_columns (self, &room, &extent);
  return self;
}

void
clv_chart_layout_free (ClvChartLayout *self)
{
  if (self == NULL)
    return;
  for (guint s = 0; s < self->chart->series->len; s++)
    g_free (self->points[s]);
  g_free (self->points);
  g_array_unref (self->texts);
  g_array_unref (self->bars);
  g_array_unref (self->bands);
  pango_font_description_free (self->font);
  g_object_unref (self->context);
  g_free (self);
}

char *
clv_chart_layout_describe_point (const ClvChartLayout *self,
                                 guint                 s,
                                 gsize                 i)
{
  const ClvChart *chart = self->chart;
  const ClvChartSeries *series = chart->series->pdata[s];
  g_autofree char *value = clv_chart_format_value (series->y[i], chart->y.unit, chart->currency);
  g_autofree char *position = NULL;

  if (self->has_categories)
    position = category_text (self, i);
  else
    position = clv_chart_format_value (series_x (series, i), chart->x.unit, chart->currency);
  if (series->label[0] == '\0')
    return g_strdup_printf ("%s · %s", position, value);
  return g_strdup_printf ("%s · %s %s", position, series->label, value);
}
