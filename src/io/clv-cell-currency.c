/* clv-cell-currency.c - in what currency the numbers of a column are shown
 *
 * A column has one currency, which is that of its first amount; an amount in
 * another one becomes a text that says so, as if somebody had typed it. So sums
 * over mixed currencies meet the same caution whatever file they come from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cell-currency-private.h"

#include "clv-cell-value-private.h"

gboolean
clv_cell_currency_count (GArray *columns,
                         guint   column,
                         guint   currency)
{
  ClvCellCurrency *self;

  if (columns->len <= column)
    g_array_set_size (columns, column + 1);
  self = &g_array_index (columns, ClvCellCurrency, column);
  if (currency != 0 && self->own != 0 && currency != self->own)
    {
      self->n_others++;
      return FALSE;
    }
  self->n_numbers++;
  if (currency != 0)
    {
      self->own = currency;
      self->n_own++;
    }
  return TRUE;
}

gsize
clv_cell_currency_write (double      number,
                         const char *currency,
                         char        text[CLV_CURRENCY_TEXT_BYTES])
{
  char digits[CLV_SHOWN_BYTES];

  clv_cell_value_write_plain (number, digits);
  return (gsize) g_snprintf (text, CLV_CURRENCY_TEXT_BYTES, "%s%s %s", digits[0] == '-' ? "-" : "", currency,
                             digits + (digits[0] == '-' ? 1 : 0));
}

void
clv_cell_currency_tell (GArray          *columns,
                        GPtrArray       *currencies,
                        ClvTableBuilder *builder)
{
  for (guint c = 0; c < columns->len; c++)
    {
      const ClvCellCurrency *column = &g_array_index (columns, ClvCellCurrency, c);

      /* A sum that somebody styled tells nothing of the others. */
      if (column->own != 0 && column->n_own >= column->n_numbers / 2)
        clv_table_builder_set_currency (builder, c, currencies->pdata[column->own - 1], column->n_others > 0);
    }
}
