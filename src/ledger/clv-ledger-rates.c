/* clv-ledger-rates.c - what currencies were worth: tables of exchange rates, and rates that stand beside orders
 *
 * 1.09 beside USD may be what a dollar is worth in euros, or how many dollars a euro
 * buys. Here it is read what the headers prove; the book (clv-book-rates.c) looks at the
 * rates themselves, and asks when neither tells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-currency-list.h"
#include "clv-currency-names.h"
#include "clv-ledger-field.h"
#include "clv-rate-headers.h"
#include "clv-synonyms.h"

/* No two currencies were ever further apart. */
#define LEAST 1e-9
#define MOST 1e9

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

/* What the header says. @of_rows: (nullable): the currency of all rows that are not the base, when there is one only. */
static void
judge_header (ClvLedger    *ledger,
              ClvRateTable *table,
              const char   *of_rows,
              double       *units)
{
  ClvRateHeader header;

  clv_rate_header_read (&header, table->header, ledger->currencies, of_rows);
  if (header.base != NULL)
    table->base = clv_currency_intern (ledger->currencies, NULL, header.base);
  table->direction = header.direction;
  *units = header.units;
  clv_rate_header_clear (&header);
}

/* A second column of currencies, such as “To” beside “From”. -1 without one. */
static int
find_other_side (const ClvTableMapping *mapping,
                 int                    currency)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    if ((int) i != currency && mapping->columns[i].role == CLV_ROLE_NONE && mapping->columns[i].reading->type == CLV_TYPE_TEXT
        && clv_rate_header_get_side (clv_column_get_header (clv_table_get_column (mapping->table, i))) != CLV_RATE_SIDE_NONE)
      return i;
  return -1;
}

/* A currency that has the rate 1 in all its rows is what the others are measured in, when it is the only one. */
static guint8
find_base (const ClvLedger *ledger,
           guint            first)
{
  gboolean is_one[256] = { FALSE }, is_other[256] = { FALSE };
  guint8 base = CLV_NO_CURRENCY;

  for (guint i = first; i < ledger->rates->len; i++)
    {
      const ClvRateRow *row = &g_array_index (ledger->rates, ClvRateRow, i);

      if (row->rate == 1)
        is_one[row->currency] = TRUE;
      else
        is_other[row->currency] = TRUE;
    }
  for (guint i = 0; i < ledger->currencies->len; i++)
    if (is_one[i] && !is_other[i])
      {
        if (base != CLV_NO_CURRENCY)
          return CLV_NO_CURRENCY;
        base = i;
      }
  return base;
}

/* The only currency of the rows, apart from the one with the rate 1. (nullable) */
static const char *
find_only (const ClvLedger *ledger,
           guint            first,
           guint8           base)
{
  guint8 only = CLV_NO_CURRENCY;

  for (guint i = first; i < ledger->rates->len; i++)
    {
      const ClvRateRow *row = &g_array_index (ledger->rates, ClvRateRow, i);

      if (row->currency == base || row->currency == only)
        continue;
      if (only != CLV_NO_CURRENCY)
        return NULL;
      only = row->currency;
    }
  return only != CLV_NO_CURRENCY ? ledger->currencies->pdata[only] : NULL;
}

/* @first: of its rates, which are the last ones so far. */
static void
settle_table (ClvLedger *ledger,
              guint      index,
              guint      first,
              gboolean   has_bases)
{
  ClvRateTable *table = &g_array_index (ledger->rate_tables, ClvRateTable, index);
  const guint8 base = find_base (ledger, first);
  double units = 1;

  if (!table->has_sides)
    judge_header (ledger, table, find_only (ledger, first, base), &units);
  if (table->base == CLV_NO_CURRENCY && !has_bases)
    table->base = base;
  for (guint i = first; i < ledger->rates->len; i++)
    {
      ClvRateRow *row = &g_array_index (ledger->rates, ClvRateRow, i);

      if (row->currency != table->base || row->rate != 1)
        row->rate /= units;
      if (!has_bases)
        row->base = table->base;
    }
}

/* A column that nobody uses says for how many units each rate is: 100 beside “JPY”. (transfer full) (nullable): by code */
static double *
read_units (const ClvTableMapping *mapping,
            const guint32        **codes)
{
  static const char words[] = "unit|units|nominal|einheit|einheiten|number of units|units of currency|currency units|foreign units|"
                              "mnozstvi|quantity|amount|qty|unites|unite|unidades|unidad|multiplier|scale|per|menge|anzahl|номинал|"
                              "единиц|ilosc|jednostka|mnozstvo|antal|antall|enhet|aantal|egyseg";

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const ClvColumn *column = clv_table_get_column (mapping->table, i);
      const ClvColumnMapping *own = &mapping->columns[i];
      g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (column));
      g_autofree double *numbers = NULL;
      gboolean are_powers = TRUE;

      if (own->role == CLV_ROLE_RATE || own->role == CLV_ROLE_CURRENCY || own->role == CLV_ROLE_DATE
          || own->reading->type != CLV_TYPE_NUMBER || !clv_synonyms_has_word (words, header))
        continue;
      *codes = clv_column_get_codes (column);
      numbers = clv_reading_numbers (own->reading, column);
      for (guint32 code = 1; code < clv_column_get_n_distinct (column) && are_powers; code++)
        are_powers = numbers[code] == 1 || numbers[code] == 10 || numbers[code] == 100 || numbers[code] == 1000
                     || numbers[code] == 10000;
      if (are_powers)
        return g_steal_pointer (&numbers);
    }
  return NULL;
}

/* “EUR/USD” is what one euro is worth in dollars where dealers write it so: TRUE when they do for all of them. */
static gboolean
read_pairs (ClvLedger       *ledger,
            const ClvColumn *column,
            guint8         **by_code,
            guint8         **other_by_code)
{
  const guint32 n = clv_column_get_n_distinct (column);
  gboolean are_quoted = TRUE;

  *by_code = g_malloc (n + 1);
  *other_by_code = g_malloc (n + 1);
  (*by_code)[CLV_CODE_EMPTY] = (*other_by_code)[CLV_CODE_EMPTY] = CLV_NO_CURRENCY;
  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);
      char first[4] = "", second[4] = "";

      clv_currency_split_pair (text, first, second);
      (*by_code)[code] = clv_currency_intern (ledger->currencies, NULL, first);
      (*other_by_code)[code] = clv_currency_intern (ledger->currencies, NULL, second);
      are_quoted &= clv_currency_is_quoted_first (first, second);
    }
  return are_quoted;
}

/* Days and a column for each currency, as central banks publish them. */
static void
read_wide_table (ClvLedgerBuilder      *self,
                 const ClvTableMapping *mapping)
{
  ClvLedger *ledger = self->ledger;
  const guint32 *date_codes;
  const ClvColumn *dates = open_column (mapping, CLV_ROLE_DATE, &date_codes);
  const guint index = ledger->rate_tables->len, first = ledger->rates->len;
  g_autofree ClvDay *days = NULL;
  ClvRateTable table = { .base = CLV_NO_CURRENCY };

  if (dates == NULL)
    return;
  days = clv_reading_days (mapping->columns[clv_table_mapping_find (mapping, CLV_ROLE_DATE)].reading, dates);
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const ClvColumn *column = clv_table_get_column (mapping->table, i);
      const guint32 *codes = clv_column_get_codes (column);
      g_autofree double *numbers = NULL;
      guint8 currency;

      if (column == dates || mapping->columns[i].reading->type != CLV_TYPE_NUMBER
          || !clv_currency_list_has_word (clv_column_get_header (column)))
        continue;
      if (table.header == NULL)
        table.header = g_strdup (clv_column_get_header (column));
      currency = clv_currency_intern (ledger->currencies, NULL, clv_column_get_header (column));
      numbers = clv_reading_numbers (mapping->columns[i].reading, column);
      for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
        {
          ClvRateRow rate = { days[date_codes[row]], currency, CLV_NO_CURRENCY, index,
                              clv_table_get_source_row (mapping->table, row), numbers[codes[row]] };

          if ((row & 0xffff) == 0 && clv_work_is_cancelled (self->work))
            break;
          /* “N/A” where a currency was not yet, or no more. */
          if (isfinite (rate.rate) && rate.rate >= LEAST && rate.rate <= MOST && rate.day != CLV_DAY_NONE
              && currency != CLV_NO_CURRENCY)
            g_array_append_val (ledger->rates, rate);
        }
    }
  if (table.header == NULL)
    return;
  table.file = g_strdup (clv_table_get_file (mapping->table));
  table.sheet = g_strdup (clv_table_get_sheet (mapping->table));
  table.source_row = clv_table_get_source_row (mapping->table, 0);
  g_array_append_val (ledger->rate_tables, table);
  table.base = find_base (ledger, first);
  g_array_index (ledger->rate_tables, ClvRateTable, index).base = table.base;
  for (guint i = first; i < ledger->rates->len; i++)
    g_array_index (ledger->rates, ClvRateRow, i).base = table.base;
}

static void
read_rate_table (ClvLedgerBuilder      *self,
                 const ClvTableMapping *mapping)
{
  ClvLedger *ledger = self->ledger;
  const guint32 *date_codes, *currency_codes, *rate_codes;
  const ClvColumn *dates = open_column (mapping, CLV_ROLE_DATE, &date_codes);
  const ClvColumn *currencies = open_column (mapping, CLV_ROLE_CURRENCY, &currency_codes);
  const ClvColumn *rates = open_column (mapping, CLV_ROLE_RATE, &rate_codes);
  const int currency = clv_table_mapping_find (mapping, CLV_ROLE_CURRENCY);
  int other;
  const guint32 *other_codes = NULL;
  const guint32 *unit_codes = NULL;
  const guint index = ledger->rate_tables->len, first = ledger->rates->len;
  g_autofree ClvDay *days = NULL;
  g_autofree guint8 *by_code = NULL;
  g_autofree guint8 *other_by_code = NULL;
  g_autofree double *numbers = NULL;
  g_autofree double *units = NULL;
  ClvRateTable table = { .base = CLV_NO_CURRENCY };
  ClvColumnMapping as_currency = { .role = CLV_ROLE_CURRENCY };
  gboolean is_turned = FALSE;

  if (currencies == NULL || rates == NULL)
    {
      read_wide_table (self, mapping);
      return;
    }
  other = find_other_side (mapping, currency);
  if (dates != NULL)
    days = clv_reading_days (mapping->columns[clv_table_mapping_find (mapping, CLV_ROLE_DATE)].reading, dates);
  table.file = g_strdup (clv_table_get_file (mapping->table));
  table.sheet = g_strdup (clv_table_get_sheet (mapping->table));
  table.header = g_strdup (clv_column_get_header (rates));
  table.source_row = clv_table_get_source_row (mapping->table, 0);
  if (clv_currency_is_column_of_pairs (currencies))
    {
      other = currency;
      other_codes = currency_codes;
      table.has_sides = read_pairs (ledger, currencies, &by_code, &other_by_code);
      table.direction = table.has_sides ? CLV_RATE_BASE_PER_FOREIGN : CLV_RATE_UNKNOWN;
    }
  else
    by_code = clv_ledger_dup_currencies (ledger->currencies, &mapping->columns[currency], currencies);
  if (other >= 0 && other != currency)
    {
      const ClvRateSide side = clv_rate_header_get_side (clv_column_get_header (clv_table_get_column (mapping->table, other)));
      const ClvRateSide own = clv_rate_header_get_side (clv_column_get_header (currencies));

      other_codes = clv_column_get_codes (clv_table_get_column (mapping->table, other));
      other_by_code = clv_ledger_dup_currencies (ledger->currencies, &as_currency, clv_table_get_column (mapping->table, other));
      /* “From USD to EUR 0.92”: a dollar is worth so many euros. “Base EUR, quote USD 1.09”: a euro buys so many dollars. */
      is_turned = side == CLV_RATE_SIDE_FROM;
      if (side == CLV_RATE_SIDE_TO || side == CLV_RATE_SIDE_FROM)
        table.direction = CLV_RATE_BASE_PER_FOREIGN;
      else if (side == CLV_RATE_SIDE_QUOTE || own == CLV_RATE_SIDE_QUOTE)
        {
          table.direction = CLV_RATE_FOREIGN_PER_BASE;
          is_turned = side == CLV_RATE_SIDE_QUOTE;
        }
    }
  if (table.direction != CLV_RATE_UNKNOWN)
    table.has_sides = TRUE;
  g_array_append_val (ledger->rate_tables, table);
  numbers = clv_reading_numbers (mapping->columns[clv_table_mapping_find (mapping, CLV_ROLE_RATE)].reading, rates);
  units = read_units (mapping, &unit_codes);
  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    {
      ClvRateRow rate = {
        .day = days != NULL ? days[date_codes[row]] : CLV_DAY_NONE,
        .currency = by_code[currency_codes[row]],
        .base = other >= 0 ? other_by_code[other_codes[row]] : CLV_NO_CURRENCY,
        .table = index,
        .source_row = clv_table_get_source_row (mapping->table, row),
        .rate = numbers[rate_codes[row]],
      };

      if ((row & 0xffff) == 0 && clv_work_is_cancelled (self->work))
        return;
      if (units != NULL && unit_codes[row] != CLV_CODE_EMPTY)
        rate.rate /= units[unit_codes[row]];
      if (is_turned)
        {
          guint8 swapped = rate.currency;

          rate.currency = rate.base;
          rate.base = swapped;
        }
      if (!isfinite (rate.rate) || rate.rate <= 0 || rate.currency == CLV_NO_CURRENCY)
        tell (self, mapping, row, rates, rate_codes[row] == CLV_CODE_EMPTY ? "missing-amount" : "unreadable-amount");
      else if (rate.rate < LEAST || rate.rate > MOST)
        tell (self, mapping, row, rates, "odd-rate");
      else if (days != NULL && rate.day == CLV_DAY_NONE)
        tell (self, mapping, row, dates, date_codes[row] == CLV_CODE_EMPTY ? "missing-date" : "unreadable-date");
      else
        g_array_append_val (ledger->rates, rate);
    }
  settle_table (ledger, index, first, other >= 0);
}

static int
compare_rates (const void *a,
               const void *b)
{
  const ClvRateRow *x = a, *y = b;

  if (x->currency != y->currency)
    return x->currency < y->currency ? -1 : 1;
  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->table != y->table)
    return x->table < y->table ? -1 : 1;
  return (x->source_row > y->source_row) - (x->source_row < y->source_row);
}

/**
 * clv_ledger_read_rates:
 *
 * Reads every table of exchange rates, in the order in which they are looked up: by currency, then by day; where
 * several stand for one day, as they stand in the data.
 */
void
clv_ledger_read_rates (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < clv_mapping_get_n_tables (self->mapping); i++)
    if (clv_mapping_get_table (self->mapping, i)->kind == CLV_KIND_RATES)
      read_rate_table (self, clv_mapping_get_table (self->mapping, i));
  if (self->ledger->rates->len > 1)
    qsort (self->ledger->rates->data, self->ledger->rates->len, sizeof (ClvRateRow), compare_rates);
}

/* The currency all of whose rows have the rate 1, or none while all others have one; when it is the only such one. */
static guint8
find_base_of_rows (const ClvLedger *ledger,
                   const ClvFact   *fact)
{
  gboolean is_one[256] = { FALSE }, is_blank[256] = { FALSE }, is_other[256] = { FALSE };
  guint8 base = CLV_NO_CURRENCY;
  guint n_ones = 0, n_blanks = 0;

  for (guint32 i = fact->first_row; i < fact->first_row + fact->n_rows; i++)
    {
      const guint8 currency = clv_ledger_get_told_currency (ledger, i);
      const double rate = ledger->rows.rate[i];

      is_one[currency] |= rate == 1;
      is_blank[currency] |= isnan (rate);
      is_other[currency] |= !isnan (rate) && rate != 1;
    }
  for (guint i = 0; i < ledger->currencies->len; i++)
    {
      n_ones += is_one[i] && !is_other[i];
      n_blanks += is_blank[i] && !is_one[i] && !is_other[i];
    }
  for (guint i = 0; i < ledger->currencies->len; i++)
    if ((n_ones == 1 && is_one[i] && !is_other[i])
        || (n_ones == 0 && n_blanks == 1 && is_blank[i] && !is_one[i] && !is_other[i]))
      base = i;
  return base;
}

/* A column that nobody uses may hold the amounts in the base: that it is amount × rate in every row proves the way, and its
 * header may name the base. */
static ClvRateDirection
judge_amounts (const ClvLedgerBuilder *self,
               const ClvFact          *fact,
               guint8                 *base)
{
  const ClvLedgerRows *rows = &self->ledger->rows;

  for (guint column = 0; column < fact->mapping->n_columns; column++)
    {
      ClvField field;
      g_autofree double *numbers = NULL;
      guint32 n = 0, n_multiplied = 0, n_divided = 0;

      if (fact->mapping->columns[column].role != CLV_ROLE_NONE || fact->mapping->columns[column].reading->type != CLV_TYPE_NUMBER)
        continue;
      clv_field_open_column (fact->mapping, column, &field);
      numbers = clv_field_numbers (&field);
      for (guint32 i = 0; i < fact->n_rows; i++)
        {
          const double rate = rows->rate[fact->first_row + i], amount = rows->amount[fact->first_row + i];
          const double number = numbers[field.codes[i]];

          /* Too near to one, both are the same in cents. */
          if (isnan (rate) || fabs (amount * rate - amount / rate) < 0.05)
            continue;
          n++;
          n_multiplied += fabs (number - amount * rate) < 0.011;
          n_divided += fabs (number - amount / rate) < 0.011;
        }
      if (n > 0 && (n_multiplied == n || n_divided == n))
        {
          g_autofree char *name = clv_currency_dup_of_header (clv_column_get_header (field.cells));

          if (*base == CLV_NO_CURRENCY && name != NULL)
            *base = clv_currency_intern (self->ledger->currencies, NULL, name);
          return n_multiplied == n ? CLV_RATE_BASE_PER_FOREIGN : CLV_RATE_FOREIGN_PER_BASE;
        }
    }
  return CLV_RATE_UNKNOWN;
}

static void
read_rates_of_fact (ClvLedgerBuilder *self,
                    ClvFact          *fact)
{
  ClvLedger *ledger = self->ledger;
  g_autofree double *numbers = NULL;
  ClvField field;
  ClvRateTable table = { .base = CLV_NO_CURRENCY, .is_of_orders = TRUE, .part = fact->part,
                         .first_row = fact->first_row, .n_rows = fact->n_rows };
  guint8 only = CLV_NO_CURRENCY, base;
  guint n_others = 0;
  double *rate, units = 1;

  if (fact->n_rows == 0 || !clv_field_open_anywhere (fact, CLV_ROLE_RATE, &field))
    return;
  if (ledger->rows.rate == NULL)
    {
      rate = g_new (double, (gsize) self->n_rows + 1);
      for (guint32 i = 0; i < self->n_rows; i++)
        rate[i] = NAN;
      ledger->rows.rate = rate;
    }
  rate = (double *) ledger->rows.rate;
  numbers = clv_field_numbers (&field);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const double number = numbers[clv_field_code (&field, i)];

      rate[fact->first_row + i] = number >= LEAST && number <= MOST ? number : NAN;
    }
  table.file = g_strdup (clv_table_get_file (fact->mapping->table));
  table.sheet = g_strdup (clv_table_get_sheet (fact->mapping->table));
  table.header = g_strdup (clv_column_get_header (field.cells));
  table.source_row = clv_table_get_source_row (fact->mapping->table, 0);
  base = find_base_of_rows (ledger, fact);
  for (guint32 i = fact->first_row; i < fact->first_row + fact->n_rows; i++)
    {
      const guint8 currency = clv_ledger_get_told_currency (ledger, i);

      if (currency == CLV_NO_CURRENCY || currency == base || currency == only || isnan (rate[i]))
        continue;
      only = currency;
      n_others++;
    }
  judge_header (ledger, &table, n_others == 1 ? ledger->currencies->pdata[only] : NULL, &units);
  if (table.base == CLV_NO_CURRENCY)
    table.base = base;
  for (guint32 i = fact->first_row; units != 1 && i < fact->first_row + fact->n_rows; i++)
    if (rate[i] != 1)
      rate[i] /= units;
  if (table.direction == CLV_RATE_UNKNOWN)
    table.direction = judge_amounts (self, fact, &table.base);
  g_array_append_val (ledger->rate_tables, table);
}

/**
 * clv_ledger_read_row_rates:
 *
 * Reads the exchange rates that stand beside orders. Where nobody says the currency, a rate says nothing.
 */
void
clv_ledger_read_row_rates (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < self->facts->len && self->ledger->rows.currency != NULL; i++)
    read_rates_of_fact (self, &g_array_index (self->facts, ClvFact, i));
}
