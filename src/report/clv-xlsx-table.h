/* clv-xlsx-table.h - tables and native charts in a workbook
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-xlsx-writer.h"

G_BEGIN_DECLS

typedef struct
{
  char        *header;     /* unique in the table */
  ClvXlsxStyle style;      /* of the cells */
  gboolean     sum;        /* the total row adds the visible cells */
  double       total;      /* their sum */
  char        *total_text; /* (nullable) instead of a sum */
} ClvXlsxColumn;

typedef struct
{
  ClvXlsxSheet *sheet;
  GArray       *columns; /* ClvXlsxColumn */
  guint         row;     /* of the header */
  guint         column;
  guint         n_rows;
} ClvXlsxTable;

void  clv_xlsx_table_init     (ClvXlsxTable *self,
                               ClvXlsxSheet *sheet,
                               guint         row,
                               guint         column,
                               guint         n_rows);
/* @unit: currency or NULL. Returns the index of the column. */
guint clv_xlsx_table_add      (ClvXlsxTable *self,
                               const char   *header,
                               const char   *unit,
                               ClvXlsxStyle  style);
void  clv_xlsx_table_set_sum  (ClvXlsxTable *self,
                               guint         index,
                               double        total);
void  clv_xlsx_table_set_total_text (ClvXlsxTable *self,
                                     guint         index,
                                     const char   *text);
/* The header row; rows of data are written between the two calls. */
void  clv_xlsx_table_begin    (ClvXlsxTable *self,
                               const char   *name);
void  clv_xlsx_table_end      (ClvXlsxTable *self,
                               gboolean      with_total);
/* The cells of a column without header and total. (transfer full) */
char *clv_xlsx_table_dup_range (const ClvXlsxTable *self,
                                guint               index);

/* Charts look alike: no frame, no legend, light horizontal lines; the words stand in cells above. */
lxw_chart *clv_xlsx_chart_new (ClvXlsx *book,
                               guint8   type);
/* @label: (nullable) written at the last point, in the colour of the series. */
lxw_chart_series *clv_xlsx_chart_add (ClvXlsx     *book,
                                      lxw_chart   *chart,
                                      guint8       type,
                                      const char  *name,
                                      const char  *categories,
                                      const char  *values,
                                      guint32      colour,
                                      guint        n_points,
                                      const char  *label);
/* Columns below zero in the colour of loss. */
void  clv_xlsx_chart_mark_losses (ClvXlsx          *book,
                                  lxw_chart_series *series,
                                  const double     *values,
                                  guint             n);
void  clv_xlsx_chart_place    (ClvXlsxSheet *sheet,
                               lxw_chart    *chart,
                               guint         row,
                               guint         column,
                               guint         width,
                               guint         height,
                               const char   *description);

G_END_DECLS
