/* clv-chart-copy.c - a chart as a table of texts, on screen and on the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-copy.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

typedef struct
{
  const ClvChartAxis *position; /* where the points stand */
  const ClvChartAxis *value;    /* how big they are */
  gsize               n;
  const double       *x;
} Shape;

/* A line that only guides the eye has points of its own and says nothing in a table. */
static gboolean
is_told (const ClvChartSeries *series)
{
  return !(series->dashed && series->colour == CLV_COLOUR_COST);
}


static Shape
shape_of (const ClvChart *chart)
{
  Shape shape = { &chart->x, &chart->y, 0, NULL };

  for (guint i = 0; i < chart->series->len; i++)
    {
      const ClvChartSeries *series = chart->series->pdata[i];

      if (series->mark == CLV_MARK_BAR)
        {
          shape.position = &chart->y;
          shape.value = &chart->x;
          /* Bars may carry their categories on either axis, depending on who made them. */
          if (chart->y.categories == NULL && chart->x.categories != NULL)
            {
              shape.position = &chart->x;
              shape.value = &chart->y;
            }
        }
      if (is_told (series) && series->n > shape.n)
        {
          shape.n = series->n;
          shape.x = series->x;
        }
    }
  return shape;
}

static char *
format_value (double      value,
              ClvUnit     unit,
              const char *currency)
{
  if (isnan (value))
    return g_strdup ("–");
  switch (unit)
    {
    case CLV_UNIT_MONEY:
      return clv_format_money (value, currency, fabs (value) >= 1000 ? 0 : 2);

    case CLV_UNIT_PERCENT:
      return clv_format_percent (value, 1);

    case CLV_UNIT_DATE:
      return clv_format_day ((ClvDay) value);

    case CLV_UNIT_NUMBER:
    default:
      return value == floor (value) ? clv_format_number (value, 0) : clv_format_number (value, 2);
    }
}

static char *
position_text (const Shape *shape,
               gsize        point,
               const char  *currency)
{
  if (shape->position->categories != NULL)
    return g_strdup (point < g_strv_length (shape->position->categories) ? shape->position->categories[point] : "");
  return format_value (shape->x != NULL ? shape->x[point] : (double) point, shape->position->unit, currency);
}

/* A column of figures; its texts and values are the chart's, but for the title. */
typedef struct
{
  char         *title;
  const double *values;
  gsize         n;
} Column;

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->title);
}

static void
add_column (GArray       *columns,
            const char   *title,
            const double *values,
            gsize         n)
{
  const Column column = { g_strdup (title != NULL ? title : ""), values, n };

  g_array_append_val (columns, column);
}

/* One a series; two more for the ends of its intervals. */
static GArray *
columns_of (const ClvChart *chart,
            const Shape    *shape)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));

  g_array_set_clear_func (columns, clear_column);
  for (guint i = 0; i < chart->series->len; i++)
    {
      const ClvChartSeries *series = chart->series->pdata[i];
      const char *title = series->label != NULL && *series->label != '\0' ? series->label : shape->value->title;

      if (!is_told (series))
        continue;
      add_column (columns, title, series->y, series->n);
      if (series->low != NULL)
        {
          /* Translators: %s is what a column of a table tells: the lower end of its intervals */
          g_autofree char *low = g_strdup_printf (_("%s, from"), title);
          /* Translators: %s is what a column of a table tells: the upper end of its intervals */
          g_autofree char *high = g_strdup_printf (_("%s, to"), title);

          add_column (columns, low, series->low, series->n);
          add_column (columns, high, series->high, series->n);
        }
    }
  return columns;
}

/**
 * clv_chart_copy_to_table:
 *
 * Fills @table with the figures of @chart: one row a point, one column a series.
 */
void
clv_chart_copy_to_table (const ClvChart *chart,
                         ClvTextTable   *table)
{
  Shape shape = shape_of (chart);
  g_autoptr (GArray) figures = columns_of (chart, &shape);
  guint n_columns = 1 + figures->len;
  g_autofree ClvTextColumn *columns = g_new0 (ClvTextColumn, n_columns);
  const char *currency = chart->currency != NULL ? chart->currency : "";

  columns[0].title = shape.position->title != NULL ? shape.position->title : "";
  columns[0].expand = TRUE;
  columns[0].number = shape.position->categories == NULL;
  for (guint i = 0; i < figures->len; i++)
    {
      columns[i + 1].title = g_array_index (figures, Column, i).title;
      columns[i + 1].number = TRUE;
    }
  clv_text_table_set_columns (table, columns, n_columns);

  for (gsize point = 0; point < shape.n; point++)
    {
      g_auto (GStrv) texts = g_new0 (char *, n_columns + 1);

      texts[0] = position_text (&shape, point, currency);
      for (guint i = 0; i < figures->len; i++)
        {
          const Column *column = &g_array_index (figures, Column, i);

          texts[i + 1] = point < column->n ? format_value (column->values[point], shape.value->unit, currency) : g_strdup ("");
        }
      clv_text_table_append (table, (const char *const *) texts, NAN);
    }
  clv_text_table_finish (table);
}

/* As a spreadsheet takes it: a name, a date of the ISO form or a number in full. */
static void
append_position (GString     *text,
                 const Shape *shape,
                 gsize        point)
{
  const double x = shape->x != NULL ? shape->x[point] : (double) point;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (shape->position->categories != NULL)
    {
      g_autofree char *category = position_text (shape, point, "");

      g_string_append (text, category);
    }
  else if (shape->position->unit == CLV_UNIT_DATE)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) x * 86400);
      g_autofree char *iso = g_date_time_format (date, "%F");

      g_string_append (text, iso);
    }
  else
    g_string_append (text, g_ascii_dtostr (number, sizeof number, x));
}

/**
 * clv_chart_copy_to_text:
 *
 * Returns: (transfer full): the figures, ready to be pasted into a spreadsheet
 */
char *
clv_chart_copy_to_text (const ClvChart *chart)
{
  Shape shape = shape_of (chart);
  g_autoptr (GArray) columns = columns_of (chart, &shape);
  GString *text = g_string_new (shape.position->title != NULL ? shape.position->title : "");

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (text, "\t%s", g_array_index (columns, Column, i).title);
  g_string_append_c (text, '\n');
  for (gsize point = 0; point < shape.n; point++)
    {
      append_position (text, &shape, point);
      for (guint i = 0; i < columns->len; i++)
        {
          const Column *column = &g_array_index (columns, Column, i);
          char number[G_ASCII_DTOSTR_BUF_SIZE];

          g_string_append_c (text, '\t');
          if (point < column->n && isfinite (column->values[point]))
            g_string_append (text, g_ascii_dtostr (number, sizeof number, column->values[point]));
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/**
 * clv_chart_copy_to_clipboard:
 * @surface: ARGB32 picture of the chart
 *
 * Puts picture and figures on the clipboard; the program that pastes takes what it can.
 */
void
clv_chart_copy_to_clipboard (const ClvChart  *chart,
                             cairo_surface_t *surface,
                             GdkClipboard    *clipboard)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *text = clv_chart_copy_to_text (chart);
  GdkContentProvider *providers[2];
  g_autoptr (GdkContentProvider) both = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * height);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  providers[0] = gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  both = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (clipboard, both);
}
