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

#include "clv-currency-names.h"
#include "clv-ledger-field.h"
#include "clv-synonyms.h"
#include "clv-words.h"

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

/* The words of a header that say something about a rate, in the order in which they stand. */
typedef struct
{
  char    *codes[2];  /* the currencies it names */
  guint    n_codes;
  gboolean has_per, has_slash, has_one, has_equals, has_to, has_from, has_units, has_base;
  gboolean per_is_first;      /* “per EUR”: before the only code */
  gboolean per_base;          /* “foreign per base”, without a code */
  gboolean base_per;          /* “base per foreign” */
} HeaderWords;

static gboolean
is_one_of (const char        *word,
           const char *const *words)
{
  return g_strv_contains (words, word);
}

/* The header in words of letters and digits, “/” and “=” as words of their own. */
static char **
dup_words (const char *header)
{
  g_autofree char *folded = g_utf8_strdown (header, -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '/' || c == '=')
        g_string_append_printf (text, " %c ", (char) c);
      else if (g_unichar_isalnum (c) || g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL)
        g_string_append_unichar (text, c);
      else
        g_string_append_c (text, ' ');
    }
  return g_strsplit (text->str, " ", -1);
}

/* A code that is known to the data, or one of the large ones. */
static char *
dup_code_of_word (const ClvLedger *ledger,
                  const char      *word)
{
  static const char *const large[] = { "EUR", "USD", "GBP", "JPY", "CHF", "CNY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "INR",
                                       "BRL", "MXN", "CZK", "HUF", "KRW", "NZD", "ZAR", "TRY", "HKD", "SGD", NULL };
  g_autofree char *code = clv_currency_dup_code (word);

  if (g_strv_contains (large, code))
    return g_steal_pointer (&code);
  for (guint i = 0; i < ledger->currencies->len; i++)
    if (strcmp (ledger->currencies->pdata[i], code) == 0)
      return g_steal_pointer (&code);
  return NULL;
}

static void
read_header (const ClvLedger *ledger,
             const char      *header,
             HeaderWords     *words)
{
  static const char *const per[] = { "per", "pro", "je", "par", "por", "for", "za", "при", "за", NULL };
  static const char *const to[] = { "to", "in", "into", "nach", "en", "vers", "a", "worth", "value", "wert", NULL };
  static const char *const from[] = { "from", "von", "de", "desde", "da", NULL };
  static const char *const foreign[] = { "foreign", "fremdwährung", "fremdwaehrung", "unit", "units", "einheit", "einheiten",
                                         "currency", "währung", "devise", "quote", NULL };
  static const char *const base[] = { "base", "home", "local", "basis", "hauswährung", "basiswährung", "reporting", "company", NULL };
  g_auto (GStrv) all = dup_words (header);
  int last_per = -1, first_base = -1, first_foreign = -1;

  memset (words, 0, sizeof *words);
  for (int i = 0; all[i] != NULL; i++)
    {
      g_autofree char *code = *all[i] != '\0' ? dup_code_of_word (ledger, all[i]) : NULL;

      if (*all[i] == '\0')
        continue;
      if (code != NULL)
        {
          if (words->n_codes < 2)
            {
              words->per_is_first |= words->n_codes == 0 && words->has_per;
              words->codes[words->n_codes++] = g_steal_pointer (&code);
            }
          continue;
        }
      if (is_one_of (all[i], per))
        {
          words->has_per = TRUE;
          last_per = i;
        }
      words->has_slash |= strcmp (all[i], "/") == 0;
      words->has_equals |= strcmp (all[i], "=") == 0;
      words->has_one |= strcmp (all[i], "1") == 0 && words->n_codes == 0;
      words->has_to |= is_one_of (all[i], to) && words->n_codes == 0;
      words->has_from |= is_one_of (all[i], from) && words->n_codes == 0;
      if (is_one_of (all[i], base) && first_base < 0)
        first_base = i;
      if (is_one_of (all[i], foreign) && first_foreign < 0)
        first_foreign = i;
    }
  words->has_units = first_foreign >= 0;
  words->has_base = first_base >= 0;
  if (last_per >= 0 && first_base >= 0)
    {
      words->base_per = first_base < last_per;
      words->per_base = !words->base_per;
    }
}

static void
set_base (ClvLedger    *ledger,
          ClvRateTable *table,
          const char   *code)
{
  table->base = clv_currency_intern (ledger->currencies, NULL, code);
}

/* One @second buys, or is worth, so much of @first: “USD per EUR”. */
static void
settle_pair (ClvLedger    *ledger,
             ClvRateTable *table,
             const char   *first,
             const char   *second,
             const char   *of_rows)
{
  if (of_rows != NULL && strcmp (of_rows, second) == 0)
    {
      set_base (ledger, table, first);
      table->direction = CLV_RATE_BASE_PER_FOREIGN;
    }
  else
    {
      set_base (ledger, table, second);
      table->direction = CLV_RATE_FOREIGN_PER_BASE;
    }
}

/* @of_rows: (nullable): the currency of all rows that are not the base, when there is one only. */
static void
judge_header (ClvLedger    *ledger,
              ClvRateTable *table,
              const char   *of_rows)
{
  HeaderWords words;

  read_header (ledger, table->header, &words);
  if (words.n_codes == 2 && strcmp (words.codes[0], words.codes[1]) != 0)
    {
      if (words.has_per)
        settle_pair (ledger, table, words.codes[0], words.codes[1], of_rows);
      else if (words.has_equals || words.has_one || words.has_to)
        /* “1 EUR = USD”, “EUR to USD” */
        settle_pair (ledger, table, words.codes[1], words.codes[0], of_rows);
      else if (words.has_slash && clv_currency_is_quoted_first (words.codes[0], words.codes[1]))
        settle_pair (ledger, table, words.codes[1], words.codes[0], of_rows);
    }
  else if (words.n_codes >= 1)
    {
      if (words.has_per)
        {
          set_base (ledger, table, words.codes[0]);
          table->direction = words.per_is_first ? CLV_RATE_FOREIGN_PER_BASE : CLV_RATE_BASE_PER_FOREIGN;
        }
      else if (words.has_one || words.has_from)
        {
          set_base (ledger, table, words.codes[0]);
          table->direction = CLV_RATE_FOREIGN_PER_BASE;
        }
      else if (words.has_to)
        {
          set_base (ledger, table, words.codes[0]);
          table->direction = CLV_RATE_BASE_PER_FOREIGN;
        }
    }
  else if (words.per_base || words.base_per)
    table->direction = words.per_base ? CLV_RATE_FOREIGN_PER_BASE : CLV_RATE_BASE_PER_FOREIGN;
  g_free (words.codes[0]);
  g_free (words.codes[1]);
}

/* Which of two columns of currencies a rate goes from, and to. */
typedef enum
{
  SIDE_NONE,
  SIDE_FROM,
  SIDE_TO,
  SIDE_BASE,
  SIDE_QUOTE,
} Side;

static Side
side_of (const char *header)
{
  static const struct { Side side; const char *words; } sides[] = {
    { SIDE_FROM, "from|from currency|source|source currency|currency from|von|von wahrung|quellwahrung|de|desde|foreign currency" },
    { SIDE_TO, "to|to currency|target|target currency|currency to|nach|nach wahrung|zielwahrung|a|hacia|vers" },
    { SIDE_QUOTE, "quote|quote currency|quoted currency|counter currency|term currency" },
    { SIDE_BASE, "base|base currency|home currency|reporting currency|company currency|basiswahrung|hauswahrung|leitwahrung|"
                 "devise de base|moneda base|against" },
  };
  g_autofree char *normalised = clv_synonyms_normalise (header);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    for (const char *p = sides[i].words; p != NULL; p = strchr (p, '|') != NULL ? strchr (p, '|') + 1 : NULL)
      {
        gsize length = strcspn (p, "|");

        if (strlen (normalised) == length && strncmp (normalised, p, length) == 0)
          return sides[i].side;
      }
  return SIDE_NONE;
}

/* A second column of currencies, such as “To” beside “From”. -1 without one. */
static int
find_other_side (const ClvTableMapping *mapping,
                 int                    currency)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    if ((int) i != currency && mapping->columns[i].role == CLV_ROLE_NONE && mapping->columns[i].reading->type == CLV_TYPE_TEXT
        && side_of (clv_column_get_header (clv_table_get_column (mapping->table, i))) != SIDE_NONE)
      return i;
  return -1;
}

/* A currency that has the rate 1 in all its rows is what the others are measured in, when it is the only one. */
static guint8
find_base (const ClvLedger *ledger,
           guint            table)
{
  gboolean is_one[256] = { FALSE }, is_other[256] = { FALSE };
  guint8 base = CLV_NO_CURRENCY;

  for (guint i = 0; i < ledger->rates->len; i++)
    {
      const ClvRateRow *row = &g_array_index (ledger->rates, ClvRateRow, i);

      if (row->table != table)
        continue;
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
           guint            table,
           guint8           base)
{
  guint8 only = CLV_NO_CURRENCY;

  for (guint i = 0; i < ledger->rates->len; i++)
    {
      const ClvRateRow *row = &g_array_index (ledger->rates, ClvRateRow, i);

      if (row->table != table || row->currency == base || row->currency == only)
        continue;
      if (only != CLV_NO_CURRENCY)
        return NULL;
      only = row->currency;
    }
  return only != CLV_NO_CURRENCY ? ledger->currencies->pdata[only] : NULL;
}

static void
settle_table (ClvLedger *ledger,
              guint      index,
              gboolean   has_bases)
{
  ClvRateTable *table = &g_array_index (ledger->rate_tables, ClvRateTable, index);
  const guint8 base = find_base (ledger, index);

  if (!table->has_sides)
    judge_header (ledger, table, find_only (ledger, index, base));
  if (has_bases)
    return;
  if (table->base == CLV_NO_CURRENCY)
    table->base = base;
  for (guint i = 0; i < ledger->rates->len; i++)
    {
      ClvRateRow *row = &g_array_index (ledger->rates, ClvRateRow, i);

      if (row->table == index)
        row->base = table->base;
    }
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
  const int currency = clv_table_mapping_find (mapping, CLV_ROLE_CURRENCY), other = find_other_side (mapping, currency);
  const guint32 *other_codes = NULL;
  const guint index = ledger->rate_tables->len;
  g_autofree ClvDay *days = NULL;
  g_autofree guint8 *by_code = NULL;
  g_autofree guint8 *other_by_code = NULL;
  g_autofree double *numbers = NULL;
  ClvRateTable table = { .base = CLV_NO_CURRENCY };
  ClvColumnMapping as_currency = { .role = CLV_ROLE_CURRENCY };
  gboolean is_turned = FALSE;

  if (currencies == NULL || rates == NULL)
    return;
  if (dates != NULL)
    days = clv_reading_days (mapping->columns[clv_table_mapping_find (mapping, CLV_ROLE_DATE)].reading, dates);
  table.file = g_strdup (clv_table_get_file (mapping->table));
  table.sheet = g_strdup (clv_table_get_sheet (mapping->table));
  table.header = g_strdup (clv_column_get_header (rates));
  table.source_row = clv_table_get_source_row (mapping->table, 0);
  by_code = clv_ledger_dup_currencies (ledger->currencies, &mapping->columns[currency], currencies);
  if (other >= 0)
    {
      const Side side = side_of (clv_column_get_header (clv_table_get_column (mapping->table, other)));
      const Side own = side_of (clv_column_get_header (currencies));

      other_codes = clv_column_get_codes (clv_table_get_column (mapping->table, other));
      other_by_code = clv_ledger_dup_currencies (ledger->currencies, &as_currency, clv_table_get_column (mapping->table, other));
      /* “From USD to EUR 0.92”: a dollar is worth so many euros. “Base EUR, quote USD 1.09”: a euro buys so many dollars. */
      is_turned = side == SIDE_FROM;
      if (side == SIDE_TO || side == SIDE_FROM)
        table.direction = CLV_RATE_BASE_PER_FOREIGN;
      else if (side == SIDE_QUOTE || own == SIDE_QUOTE)
        {
          table.direction = CLV_RATE_FOREIGN_PER_BASE;
          is_turned = side == SIDE_QUOTE;
        }
    }
  table.has_sides = other >= 0 && table.direction != CLV_RATE_UNKNOWN;
  g_array_append_val (ledger->rate_tables, table);
  numbers = clv_reading_numbers (mapping->columns[clv_table_mapping_find (mapping, CLV_ROLE_RATE)].reading, rates);
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

      if (is_turned)
        {
          guint8 swapped = rate.currency;

          rate.currency = rate.base;
          rate.base = swapped;
        }
      if (!isfinite (rate.rate) || rate.rate <= 0 || rate.currency == CLV_NO_CURRENCY)
        tell (self, mapping, row, rates, rate_codes[row] == CLV_CODE_EMPTY ? "missing-amount" : "unreadable-amount");
      else if (days != NULL && rate.day == CLV_DAY_NONE)
        tell (self, mapping, row, dates, date_codes[row] == CLV_CODE_EMPTY ? "missing-date" : "unreadable-date");
      else
        g_array_append_val (ledger->rates, rate);
    }
  settle_table (ledger, index, other >= 0);
}

static int
compare_rates (const void *a,
               const void *b)
{
  const ClvRateRow *x = a, *y = b;

  if (x->currency != y->currency)
    return x->currency < y->currency ? -1 : 1;
  return (x->day > y->day) - (x->day < y->day);
}

/**
 * clv_ledger_read_rates:
 *
 * Reads every table of exchange rates, in the order in which they are looked up: by currency, then by day.
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

/* The currency all of whose rows have the rate 1, when it is the only one. */
static guint8
find_base_of_rows (const ClvLedger *ledger,
                   const ClvFact   *fact)
{
  gboolean is_one[256] = { FALSE }, is_other[256] = { FALSE };
  guint8 base = CLV_NO_CURRENCY;

  for (guint32 i = fact->first_row; i < fact->first_row + fact->n_rows; i++)
    if (ledger->rows.rate[i] == 1)
      is_one[clv_ledger_get_told_currency (ledger, i)] = TRUE;
    else if (!isnan (ledger->rows.rate[i]))
      is_other[clv_ledger_get_told_currency (ledger, i)] = TRUE;
  for (guint i = 0; i < ledger->currencies->len; i++)
    if (is_one[i] && !is_other[i])
      {
        if (base != CLV_NO_CURRENCY)
          return CLV_NO_CURRENCY;
        base = i;
      }
  return base;
}

/* A column that nobody uses may hold the amounts in the base: that it is amount × rate in every row proves the way. */
static ClvRateDirection
judge_amounts (const ClvLedgerBuilder *self,
               const ClvFact          *fact)
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
      if (n > 0 && n_multiplied == n)
        return CLV_RATE_BASE_PER_FOREIGN;
      if (n > 0 && n_divided == n)
        return CLV_RATE_FOREIGN_PER_BASE;
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
  ClvRateTable table = { .base = CLV_NO_CURRENCY, .is_of_orders = TRUE, .part = fact->part };
  guint8 only = CLV_NO_CURRENCY;
  guint n_others = 0;
  double *rate;

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

      rate[fact->first_row + i] = number > 0 && isfinite (number) ? number : NAN;
    }
  table.file = g_strdup (clv_table_get_file (fact->mapping->table));
  table.sheet = g_strdup (clv_table_get_sheet (fact->mapping->table));
  table.header = g_strdup (clv_column_get_header (field.cells));
  table.source_row = clv_table_get_source_row (fact->mapping->table, 0);
  table.base = find_base_of_rows (ledger, fact);
  for (guint32 i = fact->first_row; i < fact->first_row + fact->n_rows; i++)
    {
      const guint8 currency = clv_ledger_get_told_currency (ledger, i);

      if (currency == CLV_NO_CURRENCY || currency == table.base || currency == only || isnan (rate[i]))
        continue;
      only = currency;
      n_others++;
    }
  {
    const guint8 base = table.base;

    judge_header (ledger, &table, n_others == 1 ? ledger->currencies->pdata[only] : NULL);
    if (table.base == CLV_NO_CURRENCY)
      table.base = base;
    if (table.direction == CLV_RATE_UNKNOWN)
      table.direction = judge_amounts (self, fact);
  }
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
