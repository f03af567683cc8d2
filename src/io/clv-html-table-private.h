/* clv-html-table-private.h - one table of a web page, while its tags come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-html-private.h"

G_BEGIN_DECLS

/* What all tables of a page share. */
typedef struct
{
  GHashTable *formats;    /* name of a class to ClvCellFormat */
  GPtrArray  *currencies; /* (element-type utf8) */
  GString    *scratch;
} ClvHtmlStyles;

typedef enum
{
  CLV_HTML_VALUE_TEXT,
  CLV_HTML_VALUE_TEXT_IS_NUMBER,
  CLV_HTML_VALUE_NUMBER,
  CLV_HTML_VALUE_OFFICE_NUMBER, /* of LibreOffice, which gives errors a 0 and counts days from 30 December 1899 */
  CLV_HTML_VALUE_BOOLEAN,
  CLV_HTML_VALUE_ERROR,
} ClvHtmlValue;

typedef struct
{
  ClvSource       *source;  /* borrowed */
  ClvHtmlStyles   *styles;  /* borrowed */
  ClvTableBuilder *builder;
  ClvProblemList  *problems;
  ClvCellRow       row;
  GArray          *covered; /* guint32 by column: the last row that is covered from above */
  guint            index;   /* among the finished ones */

  guint32          n_rows;
  guint            n_columns;
  guint64          n_cells;

  gboolean         is_full; /* a preview has rows enough */
  gboolean         is_in_row;
  gboolean         is_in_cell;
  guint            column;  /* of the open cell, or the next */
  guint            n_spanned;
  ClvHtmlValue     kind;
  ClvCellFormat    format;
  double           number;
  GString         *text;
  gboolean         needs_blank;
} ClvHtmlTable;

ClvHtmlTable *clv_html_table_new        (ClvSource     *source,
                                         ClvHtmlStyles *styles,
                                         const char    *name);
void          clv_html_table_free       (ClvHtmlTable  *self);
void          clv_html_table_begin_row  (ClvHtmlTable  *self);
void          clv_html_table_end_row    (ClvHtmlTable  *self);
void          clv_html_table_begin_cell (ClvHtmlTable  *self,
                                         ClvHtmlReader *reader);
void          clv_html_table_end_cell   (ClvHtmlTable  *self);
/* An attribute of the tag at hand, until the next is asked for; NULL if it is not there. */
const char   *clv_html_styles_get       (ClvHtmlStyles *self,
                                         ClvHtmlReader *reader,
                                         const char    *attribute);

G_END_DECLS
