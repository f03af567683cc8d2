/* clv-table-builder-private.h - a table while its cells come: what its two halves share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-column-private.h"
#include "clv-table-builder.h"
#include "clv-table-private.h"

G_BEGIN_DECLS

/* So many rows are held back until the header is found among them. */
#define CLV_N_HELD_ROWS 64

typedef struct
{
  guint32     row; /* of the held ones */
  guint32     column;
  ClvCellKind kind;
  guint32     length;
  double      number;
  gsize       offset; /* into held_text */
} ClvHeldCell;

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

  /* What the first rows tell about all. */
  char      **headers;
  guint       n_headers;
  guint8     *holds_values;
  guint       n_judged;
  guint       usual_width;
};

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
