/* clv-chart.c - what a chart says: series, axes, marks and words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-chart-scale-private.h"

/* A screen reader reads every word: beyond this many points, tell the course only. */
#define MAX_TOLD_POINTS 40
#define N_COURSE_POINTS 11

static void
free_series (gpointer data)
{
  ClvChartSeries *series = data;

  g_free (series->label);
  g_free (series->x);
  g_free (series->y);
  g_free (series->flags);
  g_free (series->low);
  g_free (series->high);
  g_free (series);
}

static void
free_rule (gpointer data)
{
  ClvChartRule *rule = data;

  g_free (rule->label);
  g_free (rule);
}

/**
 * clv_chart_new:
 * @id: stable id, such as “whale”
 * @title: the finding in one true sentence
 * @subtitle: unit, period, basis
 *
 * An empty chart. Its axes are numbers and go by the data; it has no cut line.
 *
 * Returns: (transfer full): the chart
 */
ClvChart *
clv_chart_new (const char *id,
               const char *title,
               const char *subtitle)
{
  ClvChart *self = g_new0 (ClvChart, 1);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->note = g_strdup ("");
  self->currency = g_strdup ("");
  self->x.title = g_strdup ("");
  self->y.title = g_strdup ("");
  self->x.min = self->x.max = self->y.min = self->y.max = NAN;
  self->series = g_ptr_array_new_with_free_func (free_series);
  self->rules = g_ptr_array_new_with_free_func (free_rule);
  self->cut = NAN;
  return self;
}

static void
copy_axis (ClvChartAxis       *to,
           const ClvChartAxis *from)
{
  g_free (to->title);
  *to = *from;
  to->title = g_strdup (from->title);
  to->categories = g_strdupv (from->categories);
}

/**
 * clv_chart_copy:
 * @self: a chart
 *
 * Returns: (transfer full): a chart that shares nothing with @self
 */
ClvChart *
clv_chart_copy (const ClvChart *self)
{
  ClvChart *copy = clv_chart_new (self->id, self->title, self->subtitle);

  g_free (copy->note);
  g_free (copy->currency);
  copy->note = g_strdup (self->note);
  copy->currency = g_strdup (self->currency);
  copy->description = g_strdup (self->description);
  copy_axis (&copy->x, &self->x);
  copy_axis (&copy->y, &self->y);
  copy->cut = self->cut;
  copy->split_at_peak = self->split_at_peak;
  clv_chart_set_corners (copy, self->corners[0], self->corners[1], self->corners[2], self->corners[3]);
  for (guint i = 0; i < self->series->len; i++)
    {
      const ClvChartSeries *series = self->series->pdata[i];

      ClvChartSeries *made = clv_chart_add_series (copy, series->label, series->mark, series->colour, series->n,
                                                   series->x, series->y, series->flags);

      made->dashed = series->dashed;
      if (series->low != NULL)
        clv_chart_series_set_interval (made, series->low, series->high);
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      const ClvChartRule *rule = self->rules->pdata[i];

      clv_chart_add_rule (copy, rule->vertical, rule->value, rule->label);
    }
  return copy;
}

/**
 * clv_chart_free:
 * @self: (transfer full) (nullable): a chart
 */
void
clv_chart_free (ClvChart *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->note);
  g_free (self->description);
  g_free (self->currency);
  g_free (self->x.title);
  g_free (self->y.title);
  g_strfreev (self->x.categories);
  g_strfreev (self->y.categories);
  for (guint i = 0; i < G_N_ELEMENTS (self->corners); i++)
    g_free (self->corners[i]);
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->rules);
  g_free (self);
}

/**
 * clv_chart_add_series:
 * @self: a chart
 * @label: (nullable): what the series is; written where it ends
 * @mark: how it is drawn
 * @colour: what it means
 * @n: number of points
 * @x: (array length=n) (nullable): positions; NULL: 0 … n - 1, or the categories
 * @y: (array length=n): values; NaN leaves a gap
 * @flags: (array length=n) (nullable): ClvPointFlags
 *
 * Adds a series; the arrays are copied.
 *
 * Returns: (transfer none): the series, which lives as long as the chart
 */
ClvChartSeries *
clv_chart_add_series (ClvChart     *self,
                      const char   *label,
                      ClvMark       mark,
                      ClvColour     colour,
                      gsize         n,
                      const double *x,
                      const double *y,
                      const guint8 *flags)
{
  ClvChartSeries *series = g_new0 (ClvChartSeries, 1);

  series->label = g_strdup (label != NULL ? label : "");
  series->mark = mark;
  series->colour = colour;
  series->n = n;
  series->x = x != NULL ? g_memdup2 (x, n * sizeof *x) : NULL;
  series->y = g_memdup2 (y, n * sizeof *y);
  series->flags = flags != NULL ? g_memdup2 (flags, n * sizeof *flags) : NULL;
  g_ptr_array_add (self->series, series);
  return series;
}

/**
 * clv_chart_series_set_interval:
 * @series: lines or dots
 * @low: (array length=n): lower ends; NaN where there is none
 * @high: (array length=n): upper ends
 *
 * Gives each point the interval in which it is expected: a band behind a line, a bar behind a dot. The arrays are copied.
 */
void
clv_chart_series_set_interval (ClvChartSeries *series,
                               const double   *low,
                               const double   *high)
{
  g_free (series->low);
  g_free (series->high);
  series->low = g_memdup2 (low, series->n * sizeof *low);
  series->high = g_memdup2 (high, series->n * sizeof *high);
}

/**
 * clv_chart_set_x_categories:
 * @self: a chart
 * @categories: (nullable) (array zero-terminated=1): names along the axis
 *
 * Copies the names of what the points stand for. Bars have them on the left.
 */
void
clv_chart_set_x_categories (ClvChart          *self,
                            const char *const *categories)
{
  char **copy = g_strdupv ((char **) categories);

  g_strfreev (self->x.categories);
  self->x.categories = copy;
}

/**
 * clv_chart_set_corners:
 * @self: a chart of dots
 * @top_left: (nullable): what dots there mean
 * @top_right: (nullable): likewise
 * @bottom_left: (nullable): likewise
 * @bottom_right: (nullable): likewise
 *
 * Writes a few words into the corners of the plot.
 */
void
clv_chart_set_corners (ClvChart   *self,
                       const char *top_left,
                       const char *top_right,
                       const char *bottom_left,
                       const char *bottom_right)
{
  const char *words[] = { top_left, top_right, bottom_left, bottom_right };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      char *copy = g_strdup (words[i]);

      g_free (self->corners[i]);
      self->corners[i] = copy;
    }
}

/**
 * clv_chart_add_rule:
 * @self: a chart
 * @vertical: whether @value is on the x axis
 * @value: where it stands
 * @label: (nullable): what it is
 *
 * Adds a dashed line of reference.
 */
void
clv_chart_add_rule (ClvChart   *self,
                    gboolean    vertical,
                    double      value,
                    const char *label)
{
  ClvChartRule *rule = g_new0 (ClvChartRule, 1);

  rule->vertical = vertical;
  rule->value = value;
  rule->label = g_strdup (label != NULL ? label : "");
  g_ptr_array_add (self->rules, rule);
}

static char *
position_text (const ClvChart       *self,
               const ClvChartSeries *series,
               gsize                 i)
{
  if (self->x.categories != NULL)
    return g_strdup (i < g_strv_length (self->x.categories) ? self->x.categories[i] : "");
  return clv_chart_format_value (series->x != NULL ? series->x[i] : (double) i, self->x.unit, self->currency);
}

static void
append_sentence (GString    *text,
                 const char *sentence)
{
  if (sentence == NULL || *sentence == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  if (strchr (".?!", sentence[strlen (sentence) - 1]) == NULL)
    g_string_append_c (text, '.');
}

/* “Revenue: 2014 €477,797; 2015 €…” */
static void
describe_series (const ClvChart       *self,
                 const ClvChartSeries *series,
                 GString              *text)
{
  const gboolean whole = series->n <= MAX_TOLD_POINTS;
  const gsize n_told = whole ? series->n : N_COURSE_POINTS;
  gboolean first = TRUE;

  if (series->label[0] != '\0')
    g_string_append_printf (text, "%s: ", series->label);
  for (gsize k = 0; k < n_told; k++)
    {
      const gsize i = whole ? k : k * (series->n - 1) / (N_COURSE_POINTS - 1);
      g_autofree char *position = position_text (self, series, i);
      g_autofree char *value = NULL;

      if (isnan (series->y[i]))
        continue;
      value = clv_chart_format_value (series->y[i], self->y.unit, self->currency);
      g_string_append_printf (text, "%s%s %s", first ? "" : "; ", position, value);
      if (series->low != NULL && isfinite (series->low[i]) && isfinite (series->high[i]))
        {
          g_autofree char *low = clv_chart_format_value (series->low[i], self->y.unit, self->currency);
          g_autofree char *high = clv_chart_format_value (series->high[i], self->y.unit, self->currency);

          /* Translators: stands behind a value: the two ends of its interval */
          g_string_append_printf (text, _(" (%s to %s)"), low, high);
        }
      if (series->flags != NULL && series->flags[i] & CLV_POINT_INCOMPLETE)
        /* Translators: stands behind the value of a period that is not over */
        g_string_append_printf (text, " %s", _("(not complete)"));
      first = FALSE;
    }
  g_string_append (text, ".");
}

/**
 * clv_chart_describe:
 * @self: a chart
 *
 * The chart in words, for those who cannot see it: its description when it has
 * one, else its title and data. Of a long series the course is told, not every point.
 *
 * Returns: (transfer full): the text
 */
char *
clv_chart_describe (const ClvChart *self)
{
  g_autoptr (GString) text = NULL;

  if (self->description != NULL)
    return g_strdup (self->description);

  text = g_string_new (NULL);
  append_sentence (text, self->title);
  append_sentence (text, self->subtitle);
  for (guint i = 0; i < self->series->len; i++)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      describe_series (self, self->series->pdata[i], text);
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      const ClvChartRule *rule = self->rules->pdata[i];

      if (rule->label[0] != '\0')
        {
          g_autofree char *value = clv_chart_format_value (rule->value, rule->vertical ? self->x.unit : self->y.unit,
                                                           self->currency);

          g_string_append_printf (text, "\n%s: %s.", rule->label, value);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
