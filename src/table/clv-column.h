/* clv-column.h - one column of a table: codes into a dictionary of distinct cells
 *
 * Every cell of a spreadsheet is kept as the reader found it, but only once: a
 * column is an array of codes, and a dictionary of its distinct cells. What a
 * text means (a number with a decimal comma, a day-first date) is decided later
 * over the dictionary, hence over all rows, at the cost of the distinct ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLV_CELL_EMPTY,   /* nothing, or only blanks */
  CLV_CELL_TEXT,    /* text */
  CLV_CELL_NUMBER,  /* number */
  CLV_CELL_DATE,    /* number: days since 1970-01-01 with the time as fraction */
  CLV_CELL_BOOLEAN, /* number: 0 or 1 */
  CLV_CELL_ERROR,   /* text: #N/A, #DIV/0! … */
} ClvCellKind;

typedef struct
{
  ClvCellKind kind;
  double      number;
  const char *text; /* valid UTF-8, borrowed from the column; NULL for number, date, boolean */
} ClvCell;

typedef struct _ClvColumn ClvColumn;

/* Code 0 is the empty cell in every column. */
#define CLV_CODE_EMPTY 0u

const char    *clv_column_get_header     (const ClvColumn *self);
guint32        clv_column_get_n_rows     (const ClvColumn *self);
guint32        clv_column_get_n_distinct (const ClvColumn *self); /* codes are 0 … n - 1 */
/* The currency that the number formats of a workbook show with this column's numbers, a sign (“€”, “US$”) or a code (“EUR”);
 * "" when most of them show none. Its numbers themselves are CLV_CELL_NUMBER and say nothing of it; clv_reading_decide()
 * takes it over into its currency. @is_mixed, nullable: there are amounts in other currencies, too, and these are texts
 * (“$12.50”), so that nobody adds them up. */
const char    *clv_column_get_format_currency (const ClvColumn *self,
                                               gboolean        *is_mixed);
const guint32 *clv_column_get_codes      (const ClvColumn *self); /* one a row */
void           clv_column_get_cell       (const ClvColumn *self,
                                          guint32          code,
                                          ClvCell         *cell);
ClvCellKind    clv_column_get_kind       (const ClvColumn *self,
                                          guint32          code);
/* How many rows hold each code; (array length = n_distinct), computed once when the table is finished. */
const guint32 *clv_column_get_counts     (const ClvColumn *self);
/* The cell as a person would read it: shortest number, ISO date, text as is, "" if empty. */
char          *clv_column_dup_text       (const ClvColumn *self,
                                          guint32          code);

G_END_DECLS
