/* clv-ledger-contacts.c - whom the business wrote to or called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger-private.h"

static const ClvColumn *
open_column (const ClvTableMapping *mapping,
             ClvRole                role,
             const guint32        **codes)
{
  int index = clv_table_mapping_find (mapping, role);
  const ClvColumn *column = index >= 0 ? clv_table_get_column (mapping->table, index) : NULL;

  *codes = column != NULL ? clv_column_get_codes (column) : NULL;
  return column;
}

static ClvDay *
read_days (const ClvTableMapping *mapping,
           const ClvColumn       *column)
{
  if (column == NULL)
    return NULL;
  return clv_reading_days (mapping->columns[clv_table_mapping_find (mapping, CLV_ROLE_DATE)].reading, column);
}

static void
tell (ClvLedgerBuilder      *self,
      const ClvTableMapping *mapping,
      guint32                row,
      const ClvColumn       *column,
      const char            *kind)
{
  g_autofree char *text = column != NULL ? clv_column_dup_text (column, clv_column_get_codes (column)[row]) : NULL;

  clv_problem_list_add (self->ledger->problems, kind, "left-out", clv_table_get_file (mapping->table),
                        clv_table_get_sheet (mapping->table), clv_table_get_source_row (mapping->table, row), text);
}

static void
read_contact_table (ClvLedgerBuilder      *self,
                    const ClvTableMapping *mapping,
                    const guint32         *customers)
{
  const guint32 *date_codes, *channel_codes;
  const ClvColumn *dates = open_column (mapping, CLV_ROLE_DATE, &date_codes);
  const ClvColumn *channels = open_column (mapping, CLV_ROLE_CHANNEL, &channel_codes);
  g_autofree ClvDay *days = read_days (mapping, dates);
  g_autofree guint32 *channel_map = NULL;

  if (channels != NULL)
    channel_map = clv_pool_intern_column (self->ledger->contact_channels, channels);
  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    {
      ClvContactRow contact = {
        days != NULL ? days[date_codes[row]] : CLV_DAY_NONE,
        customers[row],
        channel_map != NULL ? channel_map[channel_codes[row]] : CLV_NOBODY,
      };

      if (contact.customer == CLV_NOBODY)
        tell (self, mapping, row, NULL, "missing-customer");
      else if (days != NULL && contact.day == CLV_DAY_NONE)
        tell (self, mapping, row, dates, date_codes[row] == CLV_CODE_EMPTY ? "missing-date" : "unreadable-date");
      else
        g_array_append_val (self->ledger->contacts, contact);
    }
}

/**
 * clv_ledger_read_contacts:
 *
 * Reads every table of contacts. A contact without a customer, or with a date that cannot be read, is told and left out.
 */
void
clv_ledger_read_contacts (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    if (clv_mapping_get_table (self->mapping, i)->kind == CLV_KIND_CONTACTS)
      read_contact_table (self, clv_mapping_get_table (self->mapping, i), self->customers_of_rows->pdata[i]);
}
