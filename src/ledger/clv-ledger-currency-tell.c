/* clv-ledger-currency-tell.c - what there is to say about the currencies of orders and costs, and to choose
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-currency-names.h"
#include "clv-ledger-field.h"

/* What is done about it stands first. */
static void
set_choices (ClvLedgerBuilder *self,
             const char       *kind,
             const gboolean   *is_said,
             const char       *other,
             gboolean          is_first)
{
  g_autoptr (GString) choices = g_string_new (is_first ? other : NULL);

  for (guint i = 0; i < self->ledger->currencies->len; i++)
    if (is_said[i] && clv_currency_can_be_chosen (self->ledger->currencies->pdata[i]))
      g_string_append_printf (choices, "%s%s", choices->len > 0 ? " " : "", (const char *) self->ledger->currencies->pdata[i]);
  if (!is_first)
    g_string_append_printf (choices, " %s", other);
  clv_problem_list_set_choices (self->ledger->problems, kind, choices->str);
}

/* Rows without a currency, while others have one. */
static void
tell_missing (ClvLedgerBuilder *self,
              guint             n_said,
              const gboolean   *is_said)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const char *treatment = n_said == 1 ? "used" : "left-out";
  gboolean any = FALSE;

  for (guint32 i = 0; i < rows->n; i++)
    if ((rows->currency == NULL || rows->currency[i] == CLV_NO_CURRENCY) && !(rows->flags[i] & CLV_ROW_UNREADABLE))
      {
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        any = TRUE;
        g_ascii_formatd (text, sizeof text, "%.2f", rows->amount[i]);
        clv_ledger_tell (self, i, "missing-currency", treatment, text);
      }
  for (guint32 i = 0; i < self->ledger->costs->len; i++)
    if (g_array_index (self->ledger->costs, ClvCostRow, i).currency == CLV_NO_CURRENCY)
      {
        any = TRUE;
        clv_problem_list_add (self->ledger->problems, "missing-currency", treatment, NULL, NULL, 0, NULL);
      }
  if (any)
    set_choices (self, "missing-currency", is_said, "left-out", n_said > 1);
}

static guint
find_most (const ClvLedgerBuilder *self,
           const guint32          *n_rows)
{
  guint most = 0;

  for (guint i = 1; i < self->ledger->n_row_currencies; i++)
    if (n_rows[i] > n_rows[most])
      most = i;
  return most;
}

static void
tell_mixed (ClvLedgerBuilder *self,
            const guint32    *n_rows)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const guint most = find_most (self, n_rows);

  for (guint32 i = 0; i < rows->n; i++)
    {
      const guint8 currency = clv_ledger_get_told_currency (self->ledger, i);

      if (currency != most && currency != CLV_NO_CURRENCY)
        clv_ledger_tell (self, i, "mixed-currencies", "kept", self->ledger->currencies->pdata[currency]);
    }
}

/* Costs in another currency than @usual, which cannot be taken off amounts as they stand. Under which rules is the book's to say. */
static void
tell_mixed_costs (ClvLedgerBuilder *self,
                  const char       *usual)
{
  const ClvLedger *ledger = self->ledger;

  for (guint32 i = 0; i < ledger->costs->len; i++)
    {
      const ClvCostRow *cost = &g_array_index (ledger->costs, ClvCostRow, i);
      const ClvLedgerPart *table = cost->source_row > 0 ? clv_ledger_get_cost_table (ledger, cost->table) : NULL;
      const char *name = cost->currency != CLV_NO_CURRENCY ? ledger->currencies->pdata[cost->currency] : usual;

      if (strcmp (name, usual) != 0)
        clv_problem_list_add (ledger->problems, "mixed-currencies", "kept", table != NULL ? table->file : NULL, table != NULL ? table->sheet : NULL,
                              cost->source_row, name);
    }
}

/**
 * clv_ledger_tell_currencies:
 *
 * Tells rows in other currencies than most are, and rows without one, once orders and costs are read.
 */
void
clv_ledger_tell_currencies (ClvLedgerBuilder *self)
{
  const ClvLedger *ledger = self->ledger;
  guint32 n_rows[256] = { 0 };
  gboolean is_said[256] = { FALSE };
  guint n_of_orders = 0, n_said = 0;

  for (guint32 i = 0; i < ledger->rows.n; i++)
    n_rows[clv_ledger_get_told_currency (ledger, i)]++;
  for (guint i = 0; i < ledger->currencies->len; i++)
    n_of_orders += (is_said[i] = n_rows[i] > 0);
  n_said = n_of_orders;
  for (guint32 i = 0; i < ledger->costs->len && n_of_orders == 0; i++)
    {
      const guint8 currency = g_array_index (ledger->costs, ClvCostRow, i).currency;

      if (currency != CLV_NO_CURRENCY && !is_said[currency])
        {
          is_said[currency] = TRUE;
          n_said++;
        }
    }
  if (n_of_orders > 1)
    tell_mixed (self, n_rows);
  /* Beside orders that say none, costs in several currencies cannot be taken off at all. */
  if (n_of_orders > 1 || *ledger->currency != '\0' || n_said > 1)
    tell_mixed_costs (self, n_of_orders > 1 ? ledger->currencies->pdata[find_most (self, n_rows)] : ledger->currency);
  if (clv_problem_list_find (ledger->problems, "mixed-currencies") != NULL)
    set_choices (self, "mixed-currencies", is_said, "converted", FALSE);
  if (n_of_orders > 0 || n_said == 1)
    tell_missing (self, n_said, is_said);
}
