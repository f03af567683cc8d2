/* clv-header-private.h - which of the first rows names the columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-column.h"

G_BEGIN_DECLS

/* How a cell looks, before anything is known about its column. */
typedef enum
{
  CLV_LOOK_EMPTY,
  CLV_LOOK_TEXT,
  CLV_LOOK_VALUE, /* a number, a date, TRUE or FALSE */
} ClvLook;

/* The first rows of a sheet, n_columns cells each. */
typedef struct
{
  guint    n_rows;
  guint    n_columns;
  const guint32 *source_rows;
  ClvCell *cells;
  guint8  *looks; /* ClvLook */
} ClvHead;

/* Rows of a ClvHead. */
typedef struct
{
  int first;  /* the first one that names columns; 0 when there is none */
  int header; /* the one next to the data; -1 when no row names the columns */
  int units;  /* the one below with the units; -1 when there is none */
  int prose;  /* the one below that describes the columns, and is no data; -1 when there is none */
} ClvHeadLayout;

ClvLook clv_look_of_cell (const ClvCell *cell);

void    clv_head_find_header (const ClvHead *head,
                              ClvHeadLayout *layout);
/* Fills in which columns hold values (gboolean each), judging by the rows after @header; gives how
 * many cells such a row usually has. */
guint   clv_head_judge_columns (const ClvHead *head,
                                int            header,
                                guint8        *holds_values);
/* Gives each column a name that no other has, in upper or lower case: its header if there is one. */
void clv_head_name_columns (GPtrArray    *columns,
                            char *const  *headers,
                            guint         n_headers);

G_END_DECLS
