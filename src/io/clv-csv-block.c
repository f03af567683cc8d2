/* clv-csv-block.c - a piece of a text file and the cells in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-csv-private.h"

ClvCsvBlock *
clv_csv_block_new (void)
{
  ClvCsvBlock *self = g_new0 (ClvCsvBlock, 1);

  self->extras = g_array_new (FALSE, FALSE, sizeof (ClvBlockExtra));
  return self;
}

void
clv_csv_block_free (ClvCsvBlock *self)
{
  g_free (self->text);
  g_free (self->specials);
  g_free (self->cells);
  g_free (self->source_rows);
  g_array_unref (self->extras);
  g_free (self);
}

void
clv_csv_block_reserve (ClvCsvBlock *self,
                       gsize        n)
{
  if (n <= self->n_allocated)
    return;
  self->n_allocated = n;
  self->text = g_realloc (self->text, n + CLV_BLOCK_PADDING);
}
