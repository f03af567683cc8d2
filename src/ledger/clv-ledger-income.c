/* clv-ledger-income.c - rows of money that no business with customers brought: interest, dividends
 *
 * They are income, and nobody's value. A row is one of them when a column that tells kinds
 * of income says so; elsewhere only when it names no customer. Somebody who is called so may
 * be a customer: the rows count, and people are told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-ledger-field.h"
#include "clv-ledger-private.h"

/* Blanks around a word may be more, but not that many. */
#define MAX_WORD_BYTES 64u

static const char *const words[] = {
  "interest", "interest income", "bank interest", "interest received", "interest earned", "dividend", "dividends", "dividend income",
  "capital gain", "capital gains", "investment income", "exchange gain", "exchange gains", "non-operational", "non operational",
  "non-operational income", "non-operating", "non operating", "non-operating income", "non-operational revenue",
  "zinsen", "zinsertrag", "zinserträge", "habenzinsen", "dividende", "dividenden", "kursgewinn", "kursgewinne", "betriebsfremd",
  "intérêts", "intérêts bancaires", "dividendes", "plus-values", "hors exploitation", "intereses", "intereses bancarios", "dividendos",
  "no operacional", "no operativo", "利息", "利息收入", "股息", "股利", "投资收益", "非营业收入", "营业外收入", NULL,
};

/* Headers of columns that tell kinds of income. */
static const char *const headers[] = {
  "income type", "income kind", "kind of income", "type of income", "income category", "income", "revenue type", "type of revenue",
  "revenue category", "revenue kind", "kind of revenue", "einkommensart", "ertragsart", "erlösart", "umsatzart", "type de revenu",
  "type de produit", "tipo de ingreso", "收入类型", "收入类别", NULL,
};

static gboolean
is_one_of (const char        *text,
           const char *const *list)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_strv_contains (list, g_strstrip (folded));
}

/* Whether @text cannot be one of the words: they have no digit, and are short. Most customers have a number, and there may
 * be a million of them. */
static gboolean
is_no_word (const char *text)
{
  gsize i;

  for (i = 0; text[i] != '\0'; i++)
    if (g_ascii_isdigit (text[i]) || i == MAX_WORD_BYTES)
      return TRUE;
  return i == 0;
}

/* Whether @text is the name of an income that is not operational. */
static gboolean
is_income (const char *text)
{
  return !is_no_word (text) && is_one_of (text, words);
}

static gboolean
tells_kinds (const ClvAttribute *attribute)
{
  g_autofree char *title = g_strdelimit (g_strdup (attribute->title), "_-.", ' ');

  return is_one_of (title, headers);
}

static void
mark (ClvLedgerBuilder *self,
      guint32           row,
      const char       *text)
{
  ClvLedger *ledger = self->ledger;
  const ClvLedgerPart *part = &g_array_index (ledger->parts, ClvLedgerPart, ledger->rows.part[row]);

  if (ledger->non_operational == NULL)
    ledger->non_operational = g_malloc0 ((gsize) ledger->rows.n + 1);
  if (ledger->non_operational[row])
    return;
  ledger->non_operational[row] = TRUE;
  clv_problem_list_add (ledger->problems, "non-operational-income", "kept", part->file, part->sheet, ledger->rows.source_row[row],
                        text);
}

static void
look_at_attribute (ClvLedgerBuilder   *self,
                   const ClvAttribute *attribute)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const gboolean tells = tells_kinds (attribute);
  g_autofree guint8 *is_meant = g_new0 (guint8, (gsize) attribute->n_values + 1);
  gboolean any = FALSE;

  for (guint32 v = 0; v < attribute->n_values; v++)
    {
      is_meant[v] = is_income (attribute->values[v]);
      any = any || is_meant[v];
    }
  for (guint32 row = 0; any && row < rows->n; row++)
    if (attribute->by_row[row] != CLV_NOBODY && is_meant[attribute->by_row[row]] && (tells || rows->customer[row] == CLV_NOBODY))
      mark (self, row, attribute->values[attribute->by_row[row]]);
}

/* Customers who are called so. */
static void
look_at_customers (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const guint32 n = clv_pool_get_n (self->ledger->customers);
  g_autofree guint8 *is_meant = g_new0 (guint8, (gsize) n + 1);
  gboolean any = FALSE;

  for (guint32 c = 0; c < n; c++)
    {
      is_meant[c] = is_income (clv_pool_get (self->ledger->customers, c));
      any = any || is_meant[c];
    }
  for (guint32 row = 0; any && row < rows->n; row++)
    if (rows->customer[row] != CLV_NOBODY && is_meant[rows->customer[row]]
        && (self->ledger->non_operational == NULL || !self->ledger->non_operational[row]))
      clv_ledger_tell (self, row, "customer-named-income", "kept", clv_pool_get (self->ledger->customers, rows->customer[row]));
}

/**
 * clv_ledger_find_income:
 *
 * Tells rows of income that is not operational. Needs attributes and customers of the rows.
 */
void
clv_ledger_find_income (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < self->ledger->attributes->len; i++)
    {
      const ClvAttribute *attribute = self->ledger->attributes->pdata[i];

      if (attribute->by_row != NULL)
        look_at_attribute (self, attribute);
    }
  look_at_customers (self);
}
