/* clv-table-trim-private.h - rows that are no data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-table-builder-private.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_TRIM_TOTALS,
  CLV_TRIM_HEADER,
} ClvTrimKind;

typedef struct
{
  guint32     row;
  guint       column; /* of the label of totals */
  ClvTrimKind kind;
} ClvTrimmedRow;

/* By row, then by column. */
int  clv_trimmed_row_compare (gconstpointer          a,
                              gconstpointer          b);
/* Adds the rows of totals to @trimmed, which holds the repeated headers in ascending order; and to @doubtful (guint32)
 * those that may be one, and stay. */
void clv_table_find_totals   (const ClvTableBuilder *self,
                              GArray                *trimmed,
                              GArray                *doubtful);

G_END_DECLS
