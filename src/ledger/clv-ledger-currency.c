/* clv-ledger-currency.c - in which currency amounts are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "clv-ledger-private.h"
#include "clv-synonyms.h"

/* One name for “€”, “EUR” and “euro”. */
static const struct
{
  const char *written, *code;
} names[] = {
  { "€", "EUR" }, { "EURO", "EUR" }, { "EUROS", "EUR" }, { "$", "USD" }, { "US$", "USD" }, { "US", "USD" },
  { "DOLLAR", "USD" }, { "DOLLARS", "USD" }, { "£", "GBP" }, { "POUND", "GBP" }, { "POUNDS", "GBP" }, { "¥", "JPY" },
  { "￥", "JPY" }, { "円", "JPY" }, { "YEN", "JPY" }, { "元", "CNY" }, { "RMB", "CNY" }, { "CN¥", "CNY" }, { "₩", "KRW" },
  { "원", "KRW" }, { "₹", "INR" }, { "R$", "BRL" }, { "R", "BRL" },
};

static guint8
intern_currency (GPtrArray  *currencies,
                 const char *written)
{
  g_autofree char *upper = g_utf8_strup (written, -1);
  const char *code = upper;
  guint at;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (upper, names[i].written) == 0)
      code = names[i].code;
  for (at = 0; at < currencies->len && strcmp (currencies->pdata[at], code) != 0; at++)
    ;
  if (at == currencies->len && at < CLV_NO_CURRENCY)
    g_ptr_array_add (currencies, g_strdup (code));
  return MIN (at, CLV_NO_CURRENCY);
}

/* The currency in a header such as “Amount (EUR)” or “Umsatz in €”. */
static guint8
currency_of_header (GPtrArray  *currencies,
                    const char *header)
{
  static const char *const signs[] = { "US$", "R$", "€", "£", "¥", "￥", "₩", "₹", "$" };
  g_autofree char *normalised = clv_synonyms_normalise (header);
  g_autofree char *word = NULL;
  g_autofree char *rest = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (header, signs[i]) != NULL)
      return intern_currency (currencies, signs[i]);
  rest = clv_synonyms_without_currency (normalised, &word);
  return word != NULL ? intern_currency (currencies, word) : CLV_NO_CURRENCY;
}

/**
 * clv_ledger_dup_currencies:
 * @currencies: (element-type utf8): those known so far; new ones are added
 * @mapping: a column of currencies, or one of amounts
 *
 * What each cell of the column says of its currency; for amounts without a sign, what the header says.
 *
 * Returns: (transfer full) (nullable): index into @currencies by code of the column, CLV_NO_CURRENCY
 *   where nothing is said; NULL when nothing is said at all
 */
guint8 *
clv_ledger_dup_currencies (GPtrArray              *currencies,
                           const ClvColumnMapping *mapping,
                           const ClvColumn        *column)
{
  guint32 n = clv_column_get_n_distinct (column);
  guint8 of_header = CLV_NO_CURRENCY;
  guint8 *by_code;

  if (mapping->role != CLV_ROLE_CURRENCY)
    {
      of_header = currency_of_header (currencies, clv_column_get_header (column));
      if (of_header == CLV_NO_CURRENCY && mapping->reading->currency[0] == '\0')
        return NULL;
    }
  by_code = g_malloc (n + 1);
  by_code[CLV_CODE_EMPTY] = of_header;
  for (guint32 code = 1; code < n; code++)
    {
      by_code[code] = of_header;
      if (mapping->role == CLV_ROLE_CURRENCY)
        {
          g_autofree char *text = clv_column_dup_text (column, code);

          by_code[code] = intern_currency (currencies, text);
        }
      else if (mapping->reading->currency[0] != '\0')
        {
          ClvCell cell;
          char written[8];

          clv_column_get_cell (column, code, &cell);
          if (clv_reading_currency (&cell, written))
            by_code[code] = intern_currency (currencies, written);
          else if (cell.kind == CLV_CELL_NUMBER)
            by_code[code] = intern_currency (currencies, mapping->reading->currency);
        }
    }
  return by_code;
}

typedef struct
{
  char   *name;
  guint32 n_rows;
} CurrencyCount;

static int
compare_counts (const void *a,
                const void *b)
{
  const CurrencyCount *x = a, *y = b;

  return x->n_rows != y->n_rows ? (x->n_rows < y->n_rows ? 1 : -1) : strcmp (x->name, y->name);
}

/**
 * clv_mapping_dup_currencies:
 *
 * What there is to choose from when amounts cannot be added up.
 *
 * Returns: (transfer full): NULL-terminated, most rows first; empty with one currency or none
 */
char **
clv_mapping_dup_currencies (const ClvMapping *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint32 n_rows[256] = { 0 };
  CurrencyCount counts[256];
  char **result;

  for (guint i = 0; i < clv_mapping_get_n_tables (self); i++)
    {
      static const ClvRole sources[] = { CLV_ROLE_CURRENCY, CLV_ROLE_AMOUNT, CLV_ROLE_UNIT_PRICE };
      const ClvTableMapping *mapping = clv_mapping_get_table (self, i);
      int index = -1;
      const ClvColumn *column;
      g_autofree guint8 *by_code = NULL;

      if (mapping->kind != CLV_KIND_ORDERS && mapping->kind != CLV_KIND_LINES)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (sources) && index < 0; k++)
        index = clv_table_mapping_find (mapping, sources[k]);
      if (index < 0)
        continue;
      column = clv_table_get_column (mapping->table, index);
      by_code = clv_ledger_dup_currencies (names, &mapping->columns[index], column);
      for (guint32 code = 0; by_code != NULL && code < clv_column_get_n_distinct (column); code++)
        n_rows[by_code[code]] += clv_column_get_counts (column)[code];
    }
  for (guint i = 0; i < names->len; i++)
    counts[i] = (CurrencyCount) { names->pdata[i], n_rows[i] };
  qsort (counts, names->len, sizeof *counts, compare_counts);
  result = g_new0 (char *, names->len + 1);
  for (guint i = 0; i < names->len && names->len > 1; i++)
    result[i] = g_strdup (counts[i].name);
  return result;
}
