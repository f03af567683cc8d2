/* clv-table-private.h - what a table is made of, for its builder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-problem.h"
#include "clv-table.h"

G_BEGIN_DECLS

/* From @row on, source rows are counted up from @source_row: one run where no row is left out. */
typedef struct
{
  guint32 row;
  guint32 source_row;
} ClvRowRun;

typedef struct
{
  char   *text;
  guint32 source_row;
} ClvTableNote;

/* Rows that are odd in a way that a rule may leave them out for. */
typedef struct
{
  const char *kind; /* interned */
  GArray     *rows; /* guint32: source rows, ascending */
} ClvTableMarks;

typedef struct _ClvTableTotals ClvTableTotals;

struct _ClvTable
{
  gint       ref_count;
  char      *file;
  char      *sheet;
  gboolean   hidden;
  gunichar   separator;
  guint32    n_rows;
  guint32    header_row;
  guint32    n_totals;
  guint32    n_repeated_headers;
  GPtrArray *columns; /* ClvColumn */
  GArray    *runs;    /* ClvRowRun, ascending */
  GArray    *notes;   /* ClvTableNote, ascending */
  GArray    *marks;   /* (nullable) ClvTableMarks */
  ClvTableTotals *totals; /* (nullable) rows that were taken out */
};

ClvTable *clv_table_new           (const char *file,
                                   const char *sheet);
void      clv_table_take_note     (ClvTable   *self,
                                   guint32     source_row,
                                   char       *text);
/* clv-table-marks.c */
void      clv_table_take_marks    (ClvTable       *self,
                                   ClvProblemList *problems);
/* clv-table-kept-totals.c */
void      clv_table_totals_free   (ClvTableTotals *self);
void      clv_table_keep_total    (ClvTable        *self,
                                   const GPtrArray *columns,
                                   guint32          row,
                                   guint32          source_row);
void      clv_table_move_totals   (ClvTable *self,
                                   guint     from,
                                   guint     to);

G_END_DECLS
