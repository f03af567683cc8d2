/* clv-text-table.h - a small table of texts to read; a row may be activated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct
{
  const char *title;
  gboolean    number; /* right aligned, tabular digits */
  gboolean    bar;    /* a bar of the row's value behind the text */
  gboolean    expand;
  gboolean    wrap;   /* long texts take several lines */
} ClvTextColumn;

#define CLV_TYPE_TEXT_TABLE (clv_text_table_get_type ())
G_DECLARE_FINAL_TYPE (ClvTextTable, clv_text_table, CLV, TEXT_TABLE, AdwBin)

GtkWidget  *clv_text_table_new         (void);
/* Signal “row-activated” (guint row). Property “activatable” makes rows clickable. */
void        clv_text_table_set_columns (ClvTextTable        *self,
                                        const ClvTextColumn *columns,
                                        guint                n_columns);
void        clv_text_table_clear       (ClvTextTable        *self);
/* @texts: as many as there are columns, copied. @value: for the bar column, NaN for none. */
void        clv_text_table_append      (ClvTextTable        *self,
                                        const char *const   *texts,
                                        double               value);
/* Call after the last append: scales the bars and shows the rows. */
void        clv_text_table_finish      (ClvTextTable        *self);
guint       clv_text_table_get_n_rows  (ClvTextTable        *self);
/* Text of a cell, for copying. (transfer none) */
const char *clv_text_table_get_text    (ClvTextTable        *self,
                                        guint                row,
                                        guint                column);

G_END_DECLS
