/* clv-table-builder-private.h - a table while its cells come: what its two halves share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-column-private.h"
#include "clv-table-builder.h"
#include "clv-table-private.h"

G_BEGIN_DECLS

/* So many rows are held back until the header is found among them: it may be the fiftieth, and some data must show. */
#define CLV_N_HELD_ROWS 128

typedef struct
{
  guint32     row; /* of the held ones */
  guint32     column;
  ClvCellKind kind;
  guint32     length;
  double      number;
  gsize       offset; /* into held_text */
} ClvHeldCell;

/* A merged range of the sheet: source rows, and columns from 0. */
typedef struct
{
  guint32 first_row, last_row;
  guint   first_column, last_column;
} ClvMerge;

/* A row that names the columns, or might: its texts by column, NULL where there is none. */
typedef struct
{
  guint32    source_row;
  GPtrArray *texts;
} ClvHeadRow;

struct _ClvTableBuilder
{
  ClvTable   *table;
  GPtrArray  *columns; /* ClvColumn; owned by table */

  guint32     n_rows;
  guint32     n_cells_in_row;

  /* Until the header is found. */
  gboolean    is_holding;
  GArray     *held_cells;
  GString    *held_text;
  guint32     held_source_rows[CLV_N_HELD_ROWS];
  guint32     n_held;

  /* What people, or the workbook, say about the first rows. */
  guint32     header_wish; /* source row; 0: nothing */
  gboolean    keeps_rows;
  GArray     *merges;      /* ClvMerge */

  /* What the first rows tell about all. */
  GPtrArray  *head_rows;   /* ClvHeadRow, from the top: perhaps titles, then those of the header */
  guint       n_perhaps;   /* of the head rows: titles, or names of groups of columns */
  gboolean    has_units;   /* the last head row tells units */
  char      **headers;
  guint       n_headers;
  guint8     *holds_values;
  guint       n_judged;
  guint       usual_width;
};

/* Ends the holding of rows: finds the header among them, and hands them on. */
void       clv_table_head_decide            (ClvTableBuilder *self);
/* The held rows all stand above the header that people chose. */
void       clv_table_head_set_aside         (ClvTableBuilder *self);
/* Puts the names of the columns together from the rows of the header. */
void       clv_table_head_name              (ClvTableBuilder *self);
void       clv_table_head_row_free          (gpointer         head_row);
/* A header as it is shown: NFC, with single blanks. (transfer full) */
char      *clv_table_head_dup_name          (const char      *text);
/* Takes out repeated headers, totals and notes that are no data, and tells of them. */
void       clv_table_take_out_rows          (ClvTableBuilder *self,
                                             ClvProblemList  *problems);
/* Adds the cells of a row to a text that people read, up to a length. */
void       clv_table_append_to_note         (GString         *note,
                                             const char      *text);
/* Counts a row that is complete. */
void       clv_table_builder_finish_row     (ClvTableBuilder *self,
                                             guint32          source_row);
/* Length of the blank that starts at @p, 0 if there is none; @length is at least 1. */
gsize      clv_table_blank_at_start         (const guchar    *p,
                                             gsize            length);
ClvColumn *clv_table_builder_ensure_column  (ClvTableBuilder *self,
                                             guint            column);
/* Adds a cell of any kind; @text for texts and errors, @number for the others. */
void       clv_table_builder_add_cell       (ClvTableBuilder *self,
                                             guint            column,
                                             ClvCellKind      kind,
                                             double           number,
                                             const char      *text,
                                             gsize            length);

G_END_DECLS
