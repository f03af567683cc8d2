/* clv-ledger-totals.c - rows of totals, where people say that they are none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-mapping-private.h"

/**
 * clv_mapping_take_totals:
 *
 * Returns: (transfer full) (nullable): the same over tables that hold their rows of totals, too, with the roles and readings
 *   that were decided without them; NULL when nobody wants that, or there are none
 */
ClvMapping *
clv_mapping_take_totals (const ClvMapping *self,
                         const ClvWork    *work)
{
  ClvMapping *whole = NULL;

  for (guint i = 0; self->choices.keep_totals && i < self->tables->len; i++)
    {
      ClvTable *table = clv_table_dup_with_totals (clv_mapping_get_table (self, i)->table, work);
      ClvTableMapping *mapping;

      if (table == NULL)
        continue;
      if (whole == NULL)
        whole = clv_mapping_copy (self);
      mapping = whole->tables->pdata[i];
      clv_table_unref (mapping->table);
      mapping->table = table;
    }
  return whole;
}
