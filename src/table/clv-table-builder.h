/* clv-table-builder.h - makes a table from cells that come row by row
 *
 * The first rows are held back until the header is found among them: titles and
 * notes above it are set aside, and so are notes and a totals row below the data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-problem.h"
#include "clv-table.h"

G_BEGIN_DECLS

typedef struct _ClvTableBuilder ClvTableBuilder;

ClvTableBuilder *clv_table_builder_new         (const char *file,
                                                const char *sheet);
void             clv_table_builder_free        (ClvTableBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvTableBuilder, clv_table_builder_free)

void             clv_table_builder_set_hidden  (ClvTableBuilder *self,
                                                gboolean         hidden);
/* A name that is known after the table has begun. */
void             clv_table_builder_set_sheet   (ClvTableBuilder *self,
                                                const char      *sheet);
/* The source row that holds the header, when people say so; rows above it are notes. 0: it is looked for. */
void             clv_table_builder_set_header_row (ClvTableBuilder *self,
                                                   guint32          source_row);
/* A merged range, in source rows and columns from 0, at any time before the end: merged names of groups stand over
 * all of their columns. */
void             clv_table_builder_add_merge   (ClvTableBuilder *self,
                                                guint32          first_row,
                                                guint            first_column,
                                                guint32          last_row,
                                                guint            last_column);
/* The rows are those of a finished table: none of them is taken out as a total, a note or a header once more. */
void             clv_table_builder_keep_rows   (ClvTableBuilder *self);

/* @text need not end in NUL; it must be valid UTF-8 (the readers see to that). */
void             clv_table_builder_add_text    (ClvTableBuilder *self,
                                                guint            column,
                                                const char      *text,
                                                gsize            length);
void             clv_table_builder_add_number  (ClvTableBuilder *self,
                                                guint            column,
                                                double           number);
void             clv_table_builder_add_date    (ClvTableBuilder *self,
                                                guint            column,
                                                double           days);
void             clv_table_builder_add_boolean (ClvTableBuilder *self,
                                                guint            column,
                                                gboolean         value);
void             clv_table_builder_add_error   (ClvTableBuilder *self,
                                                guint            column,
                                                const char      *text,
                                                gsize            length);
/* What the number formats of a column show as its currency, before the end; see clv_column_get_format_currency(). */
void             clv_table_builder_set_currency (ClvTableBuilder *self,
                                                 guint            column,
                                                 const char      *currency,
                                                 gboolean         is_mixed);
/* Ends the row, which a spreadsheet program shows as @source_row. Rows without any cell are dropped. */
void             clv_table_builder_end_row     (ClvTableBuilder *self,
                                                guint32          source_row);
/* (nullable): NULL when there was no cell at all. Problems found on the way are added to @problems. */
ClvTable        *clv_table_builder_finish      (ClvTableBuilder *self,
                                                ClvProblemList  *problems);

G_END_DECLS
