/* clv-table.h - a sheet in memory: named columns of equal length
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-column.h"
#include "clv-work.h"

G_BEGIN_DECLS

typedef struct _ClvTable ClvTable;

ClvTable        *clv_table_ref            (ClvTable *self);
void             clv_table_unref          (ClvTable *self);
/* Names, headers and the number of rows, without any cell. (transfer full) */
ClvTable        *clv_table_dup_outline    (const ClvTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvTable, clv_table_unref)

const char      *clv_table_get_file       (const ClvTable *self); /* display name, “orders.csv” */
const char      *clv_table_get_sheet      (const ClvTable *self); /* "" where the format has none */
gboolean         clv_table_is_hidden      (const ClvTable *self);
/* What stands between the cells of a text; 0 in workbooks. Texts with another one come from another program. */
gunichar         clv_table_get_separator  (const ClvTable *self);
void             clv_table_set_separator  (ClvTable       *self,
                                           gunichar        separator);
guint32          clv_table_get_n_rows     (const ClvTable *self); /* data rows, header not counted */
guint            clv_table_get_n_columns  (const ClvTable *self);
const ClvColumn *clv_table_get_column     (const ClvTable *self,
                                           guint           index);
int              clv_table_find_column    (const ClvTable *self,   /* by header, without case; -1 if none */
                                           const char     *header);
/* Row number as a spreadsheet program shows it, 1-based. */
guint32          clv_table_get_source_row (const ClvTable *self,
                                           guint32         row);
guint32          clv_table_get_header_row (const ClvTable *self); /* source row; 0 when there is no header */
/* Rows that were read and left out, because they sum up others or repeat the header. They are among the notes. */
guint32          clv_table_get_n_totals   (const ClvTable *self);
guint32          clv_table_get_n_repeated_headers (const ClvTable *self);
/* The same with the rows that sum up others, as if they were data; NULL when there are none. (transfer full) */
ClvTable        *clv_table_dup_with_totals (const ClvTable *self,
                                            const ClvWork  *work);
/* Rows above the header and below the table that were set aside (titles, notes, totals). */
guint            clv_table_get_n_notes    (const ClvTable *self);
const char      *clv_table_get_note       (const ClvTable *self,
                                           guint           index,
                                           guint32        *source_row);
/* The rows that the reader found odd, kind by kind of problem (clv-problem.h): source rows, ascending and each once. */
guint            clv_table_get_n_marks    (const ClvTable *self);
const GArray    *clv_table_get_marks      (const ClvTable *self,
                                           guint           index,
                                           const char    **kind);

G_END_DECLS
