/* clv-cell-currency-private.h - in what currency the numbers of a column are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-table-builder.h"

G_BEGIN_DECLS

/* Of one column; a currency is a position in a list, from 1, and 0 is none. */
typedef struct
{
  guint32 n_numbers;
  guint32 n_own;     /* of these, shown in the currency that came first */
  guint32 n_others;  /* cells in another one, which are no numbers here */
  guint32 own;
} ClvCellCurrency;

#define CLV_CURRENCY_TEXT_BYTES 64

/* Counts a number cell. FALSE when it is in another currency than those above it: then it is to become a text. */
gboolean clv_cell_currency_count (GArray          *columns,
                                  guint            column,
                                  guint            currency);
/* An amount with its currency, as people would write it: “$12.50”. */
gsize    clv_cell_currency_write (double           number,
                                  const char      *currency,
                                  char             text[CLV_CURRENCY_TEXT_BYTES]);
void     clv_cell_currency_tell  (GArray          *columns,
                                  GPtrArray       *currencies,
                                  ClvTableBuilder *builder);

G_END_DECLS
