/* clv-xlsx-chart.c - native charts in a workbook, all with one look
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-table.h"

#include "clv-xlsx-text.h"

#define TEXT_COLOUR 0x5E5C64
#define GRID_COLOUR 0xE6E6E6
/* The library's own size of a chart, in pixels. */
#define DEFAULT_WIDTH 480.0
#define DEFAULT_HEIGHT 288.0

/**
 * clv_xlsx_chart_new:
 * @type: LXW_CHART_COLUMN, LXW_CHART_LINE …
 *
 * Returns: (transfer none): a chart without frame, title and legend
 */
lxw_chart *
clv_xlsx_chart_new (ClvXlsx *book,
                    guint8   type)
{
  lxw_chart *chart = workbook_add_chart (clv_xlsx_get_workbook (book), type);
  lxw_chart_line none = { .none = LXW_TRUE };
  lxw_chart_line grid = { .color = GRID_COLOUR, .width = 0.75 };
  lxw_chart_line axis = { .color = 0x9A9996, .width = 0.75 };
  lxw_chart_font font = { .size = 9, .color = TEXT_COLOUR };
  lxw_chart_axis *categories = type == LXW_CHART_BAR ? chart->y_axis : chart->x_axis;
  lxw_chart_axis *values = type == LXW_CHART_BAR ? chart->x_axis : chart->y_axis;

  chart_title_off (chart);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  chart_chartarea_set_line (chart, &none);
  chart_plotarea_set_line (chart, &none);
  chart_axis_set_num_font (chart->x_axis, &font);
  chart_axis_set_num_font (chart->y_axis, &font);
  /* The library calls the vertical axis of a bar chart y, although the categories stand on it. */
  chart_axis_major_gridlines_set_visible (categories, LXW_FALSE);
  chart_axis_major_gridlines_set_visible (values, LXW_TRUE);
  chart_axis_major_gridlines_set_line (values, &grid);
  chart_axis_set_line (values, &none);
  chart_axis_set_line (categories, &axis);
  /* Negative columns would run over labels beside the zero line. */
  chart_axis_set_label_position (categories, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  /* The first category on top. The values would go with it to the upper edge: they must cross at the far end. */
  if (type == LXW_CHART_BAR)
    {
      chart_axis_set_reverse (categories);
      chart_axis_set_label_position (values, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    }
  return chart;
}

/* Only the last point speaks: it replaces the legend. */
static void
label_last_point (ClvXlsx          *book,
                  lxw_chart_series *series,
                  guint             n_points,
                  const char       *label,
                  guint32           colour)
{
  lxw_chart_font font = { .size = 9, .bold = LXW_TRUE, .color = colour };
  g_autofree lxw_chart_data_label *labels = g_new0 (lxw_chart_data_label, n_points);
  g_autofree lxw_chart_data_label **pointers = g_new0 (lxw_chart_data_label *, n_points + 1);
  g_autofree char *clean = clv_xlsx_dup_text (label);

  for (guint i = 0; i < n_points; i++)
    {
      labels[i].hide = i + 1 < n_points ? LXW_TRUE : LXW_FALSE;
      pointers[i] = &labels[i];
    }
  labels[n_points - 1].value = clean;
  labels[n_points - 1].font = &font;
  chart_series_set_labels (series);
  chart_series_set_labels_position (series, LXW_CHART_LABEL_POSITION_ABOVE);
  clv_xlsx_check (book, chart_series_set_labels_custom (series, pointers), "chart");
}

lxw_chart_series *
clv_xlsx_chart_add (ClvXlsx    *book,
                    lxw_chart  *chart,
                    guint8      type,
                    const char *name,
                    const char *categories,
                    const char *values,
                    guint32     colour,
                    guint       n_points,
                    const char *label)
{
  gboolean is_line = type == LXW_CHART_LINE || type == LXW_CHART_SCATTER_STRAIGHT;
  g_autofree char *x = g_strconcat ("=", categories, NULL);
  g_autofree char *y = g_strconcat ("=", values, NULL);
  g_autofree char *clean = clv_xlsx_dup_text (name);
  lxw_chart_series *series = chart_add_series (chart, x, y);

  chart_series_set_name (series, clean);
  if (is_line)
    {
      lxw_chart_line line = { .color = colour, .width = 2.25 };

      chart_series_set_line (series, &line);
      chart_series_set_marker_type (series, LXW_CHART_MARKER_NONE);
    }
  else
    {
      lxw_chart_fill fill = { .color = colour };

      chart_series_set_fill (series, &fill);
      chart_set_series_gap (chart, 45);
    }
  if (label != NULL && n_points > 0)
    label_last_point (book, series, n_points, label, colour);
  return series;
}

void
clv_xlsx_chart_mark_losses (ClvXlsx          *book,
                            lxw_chart_series *series,
                            const double     *values,
                            guint             n)
{
  lxw_chart_fill loss = { .color = CLV_XLSX_ORANGE };
  g_autofree lxw_chart_point *points = g_new0 (lxw_chart_point, n);
  g_autofree lxw_chart_point **pointers = g_new0 (lxw_chart_point *, n + 1);
  static lxw_chart_point plain;
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      gboolean is_loss = values[i] < 0;

      points[i].fill = &loss;
      pointers[i] = is_loss ? &points[i] : &plain;
      any = any || is_loss;
    }
  if (any)
    clv_xlsx_check (book, chart_series_set_points (series, pointers), "chart");
}

/**
 * clv_xlsx_chart_place:
 * @row: of its upper left corner
 * @column: of its upper left corner
 * @width: pixels
 * @height: pixels
 * @description: the finding in words, for screen readers
 *
 * Puts the chart onto the sheet.
 */
void
clv_xlsx_chart_place (ClvXlsxSheet *sheet,
                      lxw_chart    *chart,
                      guint         row,
                      guint         column,
                      guint         width,
                      guint         height,
                      const char   *description)
{
  g_autofree char *clean = clv_xlsx_dup_text (description);
  lxw_chart_options options = { 0 };

  if (clv_xlsx_has_failed (sheet->book))
    return;
  options.x_scale = width / DEFAULT_WIDTH;
  options.y_scale = height / DEFAULT_HEIGHT;
  options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
  options.description = clean;
  clv_xlsx_check (sheet->book, worksheet_insert_chart_opt (sheet->sheet, row, (lxw_col_t) column, chart, &options),
                  "chart");
}
