/* clv-chart-layout.c - where the parts of a chart stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-chart-layout-parts-private.h"

#define PICTURE_MARGIN 16
#define CARD_MARGIN 4

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

static PangoRectangle
extents (PangoLayout *pango)
{
  PangoRectangle logical;

  pango_layout_get_extents (pango, NULL, &logical);
  return logical;
}

double
clv_layout_text_width (PangoLayout *pango)
{
  return ceil ((double) extents (pango).width / PANGO_SCALE);
}

double
clv_layout_text_height (PangoLayout *pango)
{
  return ceil ((double) extents (pango).height / PANGO_SCALE);
}

/* Height of a line of @size. */
double
clv_layout_line_height (const ClvChartLayout *self,
                        double                size)
{
  g_autoptr (PangoLayout) pango = clv_chart_layout_text (self, "0", size, FALSE, -1, 1);

  return clv_layout_text_height (pango);
}

/* Takes @pango, and puts the top left of its text at @x, @y. */
void
clv_layout_add_text (ClvChartLayout *self,
                     PangoLayout    *pango,
                     double          x,
                     double          y,
                     guint           ink)
{
  if (*pango_layout_get_text (pango) == '\0')
    {
      g_object_unref (pango);
      return;
    }
  {
    const ClvChartText text = {
      .pango = pango,
      .ink = ink,
      .indent = (double) extents (pango).x / PANGO_SCALE,
      .box = { round (x), round (y), clv_layout_text_width (pango), clv_layout_text_height (pango) },
    };

    g_array_append_val (self->texts, text);
  }
}

static gboolean
boxes_touch (const ClvChartBox *a,
             const ClvChartBox *b,
             double             gap)
{
  return a->x < b->x + b->width + gap && b->x < a->x + a->width + gap && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

gboolean
clv_layout_touches_text (const ClvChartLayout *self,
                         const ClvChartBox    *box)
{
  for (guint i = 0; i < self->texts->len; i++)
    if (boxes_touch (&g_array_index (self->texts, ClvChartText, i).box, box, CLV_LAYOUT_GAP))
      return TRUE;
  return FALSE;
}

/* ---- values to pixels ---- */

double
clv_chart_layout_value_at (const ClvChartLayout *self,
                           double                value)
{
  const ClvChartScale *scale = &self->value_scale;
  const double share = clv_chart_scale_share (scale, CLAMP (value, scale->min, scale->max));
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

double
clv_layout_series_x (const ClvChartSeries *series,
                     gsize                 i)
{
  return series->x != NULL ? series->x[i] : (double) i;
}

gboolean
clv_layout_is_flagged (const ClvChartSeries *series,
                       gsize                 i,
                       ClvPointFlags         flag)
{
  return series->flags != NULL && (series->flags[i] & flag) != 0;
}

static gboolean
stands_on_zero (ClvMark mark)
{
  return mark != CLV_MARK_LINE && mark != CLV_MARK_POINTS;
}

gboolean
clv_layout_is_reference (const ClvChartSeries *series)
{
  return series->mark == CLV_MARK_LINE && series->dashed && series->colour == CLV_COLOUR_COST;
}

gboolean
clv_layout_is_bar (ClvMark mark)
{
  return mark == CLV_MARK_COLUMN || mark == CLV_MARK_BAR || mark == CLV_MARK_WATERFALL;
}

/* ---- what there is to show ---- */

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
             ClvChartExtent *extent)
{
  *extent = (ClvChartExtent){ .low = NAN, .high = NAN, .x_low = NAN, .x_high = NAN, .is_whole = TRUE };
  extent->from_zero = chart->y.from_zero;
  for (guint s = 0; s < chart->series->len; s++)
    {
      const ClvChartSeries *series = chart->series->pdata[s];
      double running = 0;

      extent->n_points = MAX (extent->n_points, series->n);
      extent->from_zero |= stands_on_zero (series->mark);
      if (clv_layout_is_bar (series->mark))
        extent->n_bar_series++;
      else
        extent->n_other_series++;
      for (gsize i = 0; i < series->n; i++)
        {
          const double y = series->y[i];

          stretch (&extent->x_low, &extent->x_high, clv_layout_series_x (series, i));
          if (!isfinite (y) || (chart->y.logarithmic && y <= 0))
            continue;
          if (series->low != NULL && isfinite (series->low[i]) && isfinite (series->high[i]) &&
              !(chart->y.logarithmic && series->low[i] <= 0))
            {
              stretch (&extent->low, &extent->high, series->low[i]);
              stretch (&extent->low, &extent->high, series->high[i]);
            }
          extent->is_whole &= y == floor (y);
          running = series->mark != CLV_MARK_WATERFALL || clv_layout_is_flagged (series, i, CLV_POINT_TOTAL)
                        ? y
                        : running + y;
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

void
clv_layout_set_value_scale (ClvChartLayout       *self,
                            const ClvChartExtent *extent,
                            double                length)
{
  const ClvChartAxis *axis = &self->chart->y;
  const double room = self->is_horizontal ? 80 : 32;
  const guint intervals = (guint) CLAMP (length / (room * self->text_scale), 1, 5);
  ClvChartScaleFlags flags = 0;

  if (!self->labels_on_marks)
    flags |= CLV_SCALE_NICE_ENDS;
  if (extent->is_whole && axis->unit == CLV_UNIT_NUMBER)
    flags |= CLV_SCALE_WHOLE;
  if (axis->logarithmic && extent->low > 0)
    clv_chart_scale_init_log (&self->value_scale, extent->low, extent->high, MAX (intervals, 2));
  else if (isfinite (axis->min) && isfinite (axis->max) && axis->max > axis->min)
    clv_chart_scale_init (&self->value_scale, axis->min, axis->max, intervals, flags & ~CLV_SCALE_NICE_ENDS);
  else
    clv_chart_scale_init (&self->value_scale, extent->low, extent->high, intervals, flags);
}

/* ---- heading, note ---- */

/* The plot must keep this much height; what is said around it gives way first. */
#define LOWEST_ROOM 96

static void
place_heading (ClvChartLayout *self,
               ClvChartBox    *room)
{
  const ClvChart *chart = self->chart;
  const double top = room->y;

  if (chart->title != NULL && *chart->title != '\0')
    {
      PangoLayout *title = clv_chart_layout_text (self, chart->title, CLV_LAYOUT_TITLE_SIZE, TRUE, room->width,
                                                  self->height < 300 ? 2 : 3);

      clv_layout_add_text (self, title, room->x, room->y, CLV_INK_TEXT);
      room->y += clv_layout_text_height (title) + 1;
    }
  if (chart->subtitle != NULL && *chart->subtitle != '\0')
    {
      g_autoptr (PangoLayout) subtitle = clv_chart_layout_text (self, chart->subtitle, CLV_LAYOUT_TEXT_SIZE, FALSE,
                                                                room->width, self->height < 260 ? 1 : 2);
      const double height = clv_layout_text_height (subtitle);

      if (room->height - (room->y - top) - height >= LOWEST_ROOM * self->text_scale)
        {
          clv_layout_add_text (self, g_steal_pointer (&subtitle), room->x, room->y, CLV_INK_DIM);
          room->y += height;
        }
    }
  if (room->y > top)
    room->y += CLV_LAYOUT_GAP;
  room->height -= room->y - top;
}

static void
place_note (ClvChartLayout *self,
            ClvChartBox    *room)
{
  g_autoptr (PangoLayout) note = NULL;
  double height;

  if (self->chart->note == NULL || *self->chart->note == '\0')
    return;
  note = clv_chart_layout_text (self, self->chart->note, CLV_LAYOUT_NOTE_SIZE, FALSE, room->width, 2);
  height = clv_layout_text_height (note);
  if (room->height - height < LOWEST_ROOM * self->text_scale)
    return;
  room->height -= height;
  clv_layout_add_text (self, g_steal_pointer (&note), room->x, room->y + room->height, CLV_INK_DIM);
  room->height -= 3;
}

static void
place_words_instead (ClvChartLayout    *self,
                     const ClvChartBox *room)
{
  PangoLayout *pango = clv_chart_layout_text (self, _("Nothing to show"), CLV_LAYOUT_TEXT_SIZE, FALSE, room->width, 1);

  self->is_empty = TRUE;
  clv_layout_add_text (self, pango, room->x + (room->width - clv_layout_text_width (pango)) / 2,
                       room->y + (room->height - clv_layout_text_height (pango)) / 2, CLV_INK_DIM);
}

/* ---- parts of series ---- */

gsize
clv_layout_last_point (const ClvChartSeries *series)
{
  gsize i = series->n;

  while (i > 0 && !isfinite (series->y[i - 1]))
    i--;
  return i; /* one behind it; 0: there is none */
}

double
clv_layout_largest (const ClvChartSeries *series)
{
  double largest = 0;

  for (gsize i = 0; i < series->n; i++)
    if (isfinite (series->y[i]))
      largest = MAX (largest, fabs (series->y[i]));
  return largest;
}

/* Text under slot @i; points beyond the names have none. */
char *
clv_layout_category_text (const ClvChartLayout *self,
                          gsize                 i)
{
  char **categories = self->chart->x.categories;

  if (categories == NULL)
    return clv_chart_format_value ((double) i, CLV_UNIT_NUMBER, NULL);
  return g_strdup (i < g_strv_length (categories) ? categories[i] : "");
}

char *
clv_layout_number (const ClvChartLayout *self,
                   const ClvChartSeries *series,
                   gsize                 i,
                   double                largest,
                   gboolean              with_unit)
{
  const ClvChart *chart = self->chart;
  const char *currency = with_unit ? chart->currency : NULL;

  /* Shares have no decimals in a chart. */
  if (self->numbers_in_full && chart->y.unit != CLV_UNIT_PERCENT)
    return clv_chart_format_value (series->y[i], chart->y.unit, currency);
  return clv_chart_format_compact (series->y[i], largest, chart->y.unit, currency);
}

/* ---- the whole ---- */

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
  pango_font_description_set_family (self->font,
                                     theme->font != NULL ? theme->font : "Cantarell, Noto Sans, DejaVu Sans");
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
  ClvChartExtent extent;

  self->chart = chart;
  self->width = width;
  self->height = height;
  self->text_scale = theme->text_scale > 0 ? theme->text_scale : 1;
  self->texts = g_array_new (FALSE, FALSE, sizeof (ClvChartText));
  g_array_set_clear_func (self->texts, clear_text);
  self->bars = g_array_new (FALSE, FALSE, sizeof (ClvChartBar));
  self->bands = g_array_new (FALSE, FALSE, sizeof (ClvChartBox));
  self->points = g_new0 (ClvChartPoint *, chart->series->len + 1);
  self->spans = g_new0 (ClvChartSpan *, chart->series->len + 1);
  make_context (self, theme);
  for (guint s = 0; s < chart->series->len; s++)
    {
      const ClvChartSeries *series = chart->series->pdata[s];

      self->points[s] = g_new (ClvChartPoint, series->n + 1);
      for (gsize i = 0; i <= series->n; i++)
        self->points[s][i] = (ClvChartPoint){ NAN, NAN };
      if (series->low != NULL)
        {
          self->spans[s] = g_new (ClvChartSpan, series->n + 1);
          for (gsize i = 0; i <= series->n; i++)
            self->spans[s][i] = (ClvChartSpan){ NAN, NAN };
        }
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

      clv_chart_scale_init (&self->x_scale, fixed ? chart->x.min : extent.x_low, fixed ? chart->x.max : extent.x_high,
                            5, 0);
    }
  find_peak (self);
  if (((const ClvChartSeries *) chart->series->pdata[0])->mark == CLV_MARK_HEAT)
    clv_layout_cells (self, &room);
  else if (self->is_horizontal)
    clv_layout_rows (self, &room, &extent);
  else
    clv_layout_columns (self, &room, &extent);
  return self;
}

void
clv_chart_layout_free (ClvChartLayout *self)
{
  if (self == NULL)
    return;
  for (guint s = 0; s < self->chart->series->len; s++)
    {
      g_free (self->points[s]);
      g_free (self->spans[s]);
    }
  g_free (self->points);
  g_free (self->spans);
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

  if (self->is_heat)
    {
      g_autofree char *column = clv_layout_category_text (self, i);
      const gboolean incomplete = clv_layout_is_flagged (series, i, CLV_POINT_INCOMPLETE);

      return g_strdup_printf ("%s · %s: %s · %s%s%s", series->label, chart->x.title != NULL ? chart->x.title : "", column, value,
                              incomplete ? " " : "", incomplete ? _("(not complete)") : "");
    }
  if (self->has_categories)
    position = clv_layout_category_text (self, i);
  else
    position = clv_chart_format_value (clv_layout_series_x (series, i), chart->x.unit, chart->currency);
  if (series->low != NULL && isfinite (series->low[i]) && isfinite (series->high[i]))
    {
      g_autofree char *low = clv_chart_format_value (series->low[i], chart->y.unit, chart->currency);
      g_autofree char *high = clv_chart_format_value (series->high[i], chart->y.unit, chart->currency);

      return g_strdup_printf ("%s · %s%s%s (%s–%s)", position, series->label, series->label[0] != '\0' ? " " : "",
                              value, low, high);
    }
  if (series->label[0] == '\0')
    return g_strdup_printf ("%s · %s", position, value);
  return g_strdup_printf ("%s · %s %s", position, series->label, value);
}
