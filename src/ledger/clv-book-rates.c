/* clv-book-rates.c - what currencies are worth in that of the rules, from rates that people enter, tables, and orders
 *
 * Whether a rate is to be multiplied with or divided by is taken from its header; else
 * from the rates themselves, where one of the two readings was never true (160 yen are
 * a euro, but no euro is a yen and 60 %); else people are asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-book-private.h"
#include "clv-currency-names.h"
#include "clv-ledger-private.h"

/* In no table: the unknown currency that a table counts in. */
#define ANONYMOUS 252

static double
find_constant (const ClvRules *rules,
               const char     *currency)
{
  for (guint i = 0; i < rules->n_rates; i++)
    if (g_ascii_strcasecmp (rules->rates[i].currency, currency) == 0)
      return rules->rates[i].rate;
  return NAN;
}

static gboolean
table_has (const ClvLedger *ledger,
           guint            table,
           guint8           currency)
{
  const ClvRateRow *rows = clv_ledger_get_rates (ledger);

  for (guint32 i = 0; i < clv_ledger_get_n_rates (ledger); i++)
    if (rows[i].table == table && rows[i].currency == currency)
      return TRUE;
  return FALSE;
}

/* The lowest and the highest rate of each currency against one base. */
typedef struct
{
  double min[256], max[256];
} Range;

static void
add_to_range (Range *range,
              guint8 currency,
              double rate)
{
  if (!(rate >= range->min[currency]))
    range->min[currency] = rate;
  if (!(rate <= range->max[currency]))
    range->max[currency] = rate;
}

static ClvRateDirection
judge_range (const ClvBookCurrencies *currencies,
             const Range             *range,
             guint8                   base)
{
  const char *base_name = clv_book_currencies_get_name (currencies, base);
  gboolean multiply = FALSE, divide = FALSE;

  for (guint i = 0; i < currencies->ledger->currencies->len; i++)
    {
      const char *name = currencies->ledger->currencies->pdata[i];
      gboolean may_multiply, may_divide;

      if (i == base || isnan (range->min[i]))
        continue;
      may_multiply = clv_currency_may_be_worth (name, base_name, range->min[i])
                     && clv_currency_may_be_worth (name, base_name, range->max[i]);
      may_divide = clv_currency_may_be_worth (name, base_name, 1 / range->min[i])
                   && clv_currency_may_be_worth (name, base_name, 1 / range->max[i]);
      multiply |= may_multiply && !may_divide;
      divide |= may_divide && !may_multiply;
    }
  if (multiply == divide)
    return CLV_RATE_UNKNOWN;
  return multiply ? CLV_RATE_BASE_PER_FOREIGN : CLV_RATE_FOREIGN_PER_BASE;
}

/* What a table counts in: as it says, else the currency of the rules, unless it has rates for that one as well. */
static guint8
base_of_table (const ClvBookRates *self,
               guint               table)
{
  const guint8 base = clv_ledger_get_rate_table (self->ledger, table)->base;

  if (base != CLV_NO_CURRENCY)
    return base;
  return table_has (self->ledger, table, self->currencies->target) ? ANONYMOUS : self->currencies->target;
}

static void
judge_table (ClvBookRates *self,
             guint         index)
{
  const ClvRateTable *table = clv_ledger_get_rate_table (self->ledger, index);
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const ClvRateRow *rates = clv_ledger_get_rates (self->ledger);
  ClvBookRateTable *judged = &self->tables[index];
  Range range;

  judged->base = base_of_table (self, index);
  judged->direction = table->direction;
  judged->how = CLV_RATE_BY_HEADER;
  if (table->has_sides)
    return;
  if (self->rules->rate_direction != CLV_RATE_UNKNOWN)
    {
      judged->direction = self->rules->rate_direction;
      judged->how = CLV_RATE_BY_USER;
      return;
    }
  if (judged->direction != CLV_RATE_UNKNOWN)
    return;
  judged->how = CLV_RATE_BY_WORTH;
  for (guint i = 0; i < 256; i++)
    range.min[i] = range.max[i] = NAN;
  if (table->is_of_orders)
    {
      for (guint32 i = 0; i < rows->n; i++)
        if (rows->part[i] == table->part && self->currencies->currency[i] != CLV_NO_CURRENCY && !isnan (rows->rate[i])
            && rows->rate[i] != 1)
          add_to_range (&range, self->currencies->currency[i], rows->rate[i]);
    }
  else
    for (guint32 i = 0; i < clv_ledger_get_n_rates (self->ledger); i++)
      if (rates[i].table == index)
        add_to_range (&range, rates[i].currency, rates[i].rate);
  if (judged->base == ANONYMOUS)
    {
      /* What the unknown currency is cancels out. */
      const double min = range.min[self->currencies->target], max = range.max[self->currencies->target];

      for (guint i = 0; i < 256; i++)
        {
          range.min[i] /= max;
          range.max[i] /= min;
        }
    }
  judged->direction = judge_range (self->currencies, &range, judged->base == ANONYMOUS ? self->currencies->target : judged->base);
}

/* A rate that was never near is not used, unless it may still go the other way. */
static gboolean
is_odd (const ClvBookRates *self,
        guint8              currency,
        guint8              base,
        double              worth,
        ClvRateDirection    direction)
{
  return direction != CLV_RATE_UNKNOWN && base != ANONYMOUS && currency != base
         && clv_currency_is_odd_worth (clv_book_currencies_get_name (self->currencies, currency),
                                       clv_book_currencies_get_name (self->currencies, base), worth);
}

/* (transfer full) (nullable): by day, what one unit of @currency is worth in @base */
static GArray *
make_series (const ClvBookRates *self,
             guint8              currency,
             guint8              base)
{
  const ClvRateRow *rows = clv_ledger_get_rates (self->ledger);
  GArray *series = NULL;

  for (guint32 i = 0; i < clv_ledger_get_n_rates (self->ledger); i++)
    {
      const ClvBookRateTable *table = &self->tables[rows[i].table];
      ClvBookRatePoint point = { rows[i].day, rows[i].rate, rows[i].table };

      if (rows[i].currency != currency || (rows[i].base != CLV_NO_CURRENCY ? rows[i].base : table->base) != base)
        continue;
      if (table->direction == CLV_RATE_FOREIGN_PER_BASE)
        point.worth = 1 / point.worth;
      if (is_odd (self, currency, base, point.worth, table->direction))
        continue;
      if (series == NULL)
        series = g_array_new (FALSE, FALSE, sizeof (ClvBookRatePoint));
      g_array_append_val (series, point);
    }
  return series;
}

/* As a table says it, the other way round, or over a third currency. */
static void
find_series (const ClvBookRates *self,
             guint8              currency,
             ClvBookRate        *rate)
{
  const guint8 target = self->currencies->target;

  if ((rate->up = make_series (self, currency, target)) != NULL)
    return;
  if ((rate->down = make_series (self, target, currency)) != NULL)
    return;
  for (guint base = 0; base < 256; base++)
    {
      g_autoptr (GArray) up = make_series (self, currency, base);
      g_autoptr (GArray) down = up != NULL ? make_series (self, target, base) : NULL;

      if (down == NULL)
        continue;
      rate->up = g_steal_pointer (&up);
      rate->down = g_steal_pointer (&down);
      return;
    }
}

/* The latest worth on or before @day. NaN when there is none. */
static double
find_latest (const GArray *series,
             ClvDay        day)
{
  guint from = 0, to;

  if (series == NULL)
    return 1;
  if (day == CLV_DAY_NONE)
    return g_array_index (series, ClvBookRatePoint, series->len - 1).worth;
  to = series->len;
  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (g_array_index (series, ClvBookRatePoint, middle).day <= day)
        from = middle + 1;
      else
        to = middle;
    }
  return from > 0 ? g_array_index (series, ClvBookRatePoint, from - 1).worth : NAN;
}

/**
 * clv_book_rates_on:
 *
 * Returns: what one unit of @currency is worth in the currency of the rules on @day; NaN when nobody says
 */
double
clv_book_rates_on (const ClvBookRates *self,
                   guint8              currency,
                   ClvDay              day)
{
  const ClvBookRate *rate = &self->rates[currency];

  if (!isnan (rate->constant))
    return rate->constant;
  if (rate->up == NULL && rate->down == NULL)
    return NAN;
  return find_latest (rate->up, day) / find_latest (rate->down, day);
}

static const ClvBookRateTable *
find_table_of_part (const ClvBookRates *self,
                    guint               part)
{
  for (guint i = 0; i < self->n_tables; i++)
    if (clv_ledger_get_rate_table (self->ledger, i)->is_of_orders && clv_ledger_get_rate_table (self->ledger, i)->part == part)
      return &self->tables[i];
  return NULL;
}

/* The rate that stands in an order row. That two currencies are worth the same is nothing but a cell that was not filled. */
static double
rate_in_row (const ClvBookRates *self,
             guint32             row)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const guint8 currency = self->currencies->currency[row];
  const ClvBookRateTable *table;
  double rate;

  if (rows->rate == NULL || isnan (rows->rate[row]) || rows->rate[row] == 1)
    return NAN;
  table = find_table_of_part (self, rows->part[row]);
  if (table == NULL || table->base != self->currencies->target)
    return NAN;
  rate = table->direction == CLV_RATE_FOREIGN_PER_BASE ? 1 / rows->rate[row] : rows->rate[row];
  return rate >= self->low[currency] && rate <= self->high[currency] ? rate : NAN;
}

/**
 * clv_book_rates_are_in_row:
 *
 * Whether rows such as @row are converted with rates of their own, where these are filled in.
 */
gboolean
clv_book_rates_are_in_row (const ClvBookRates *self,
                           guint32             row)
{
  const ClvBookRateTable *table = self->has_row_rates ? find_table_of_part (self, clv_ledger_get_rows (self->ledger)->part[row]) : NULL;

  return table != NULL && table->base == self->currencies->target;
}

/**
 * clv_book_rates_of_row:
 *
 * A rate that people enter goes before that of the row, which goes before that of a table.
 *
 * Returns: what the amounts of @row are multiplied with; NaN when nobody says
 */
double
clv_book_rates_of_row (const ClvBookRates *self,
                       guint32             row)
{
  const guint8 currency = self->currencies->currency[row];
  double rate;

  if (currency == CLV_NO_CURRENCY)
    return NAN;
  if (!isnan (self->rates[currency].constant))
    return self->rates[currency].constant;
  rate = rate_in_row (self, row);
  return isnan (rate) ? clv_book_rates_on (self, currency, clv_ledger_get_rows (self->ledger)->day[row]) : rate;
}

/* Whether amounts in @currency are converted. */
gboolean
clv_book_rates_has (const ClvBookRates *self,
                    guint8              currency)
{
  const ClvBookRate *rate = &self->rates[currency];

  return !isnan (rate->constant) || rate->up != NULL || rate->down != NULL;
}

static void
note_use (ClvBookRates *self,
          const GArray *series,
          guint8        currency)
{
  for (guint i = 0; series != NULL && i < series->len; i++)
    {
      ClvBookRateTable *table = &self->tables[g_array_index (series, ClvBookRatePoint, i).table];

      if (!table->is_used)
        table->example = currency;
      table->is_used = TRUE;
    }
}

/* Which tables some amount needs. */
static void
find_uses (ClvBookRates *self)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  gboolean is_needed[256] = { FALSE };

  for (guint i = 0; i < 256; i++)
    is_needed[i] = i != CLV_NO_CURRENCY && self->currencies->n_rows[i] > 0;
  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    is_needed[clv_ledger_get_costs (self->ledger)[i].currency] = TRUE;
  is_needed[CLV_NO_CURRENCY] = FALSE;
  for (guint i = 0; i < 256; i++)
    if (is_needed[i] && isnan (self->rates[i].constant))
      {
        note_use (self, self->rates[i].up, i);
        note_use (self, self->rates[i].down, i);
      }
  for (guint32 i = 0; rows->rate != NULL && i < rows->n; i++)
    {
      const guint8 currency = self->currencies->currency[i];
      ClvBookRateTable *table;

      if (currency == CLV_NO_CURRENCY || currency == self->currencies->target || !isnan (self->rates[currency].constant)
          || isnan (rate_in_row (self, i)))
        continue;
      self->has_row_rates = TRUE;
      table = (ClvBookRateTable *) find_table_of_part (self, rows->part[i]);
      if (!table->is_used)
        {
          table->example = currency;
          table->example_rate = rows->rate[i];
        }
      table->is_used = TRUE;
    }
}

/**
 * clv_book_rates_init:
 * @currencies: outlives @self
 *
 * Finds out what each currency is worth in that of the rules.
 */
void
clv_book_rates_init (ClvBookRates            *self,
                     const ClvBookCurrencies *currencies)
{
  memset (self, 0, sizeof *self);
  self->currencies = currencies;
  self->ledger = currencies->ledger;
  self->rules = currencies->rules;
  for (guint i = 0; i < G_N_ELEMENTS (self->rates); i++)
    self->rates[i].constant = NAN;
  if (currencies->target == CLV_NO_CURRENCY)
    return;
  self->n_tables = clv_ledger_get_n_rate_tables (self->ledger);
  self->tables = g_new0 (ClvBookRateTable, self->n_tables + 1);
  for (guint i = 0; i < self->n_tables; i++)
    judge_table (self, i);
  for (guint i = 0; i < CLV_NO_CURRENCY; i++)
    if (i == currencies->target)
      self->rates[i].constant = 1;
    else if (i < self->ledger->currencies->len || i == CLV_BOOK_BLANK)
      {
        self->rates[i].constant = find_constant (self->rules, clv_book_currencies_get_name (currencies, i));
        if (isnan (self->rates[i].constant) && clv_ledger_get_n_rates (self->ledger) > 0)
          find_series (self, i, &self->rates[i]);
      }
  for (guint i = 0; i < 256; i++)
    {
      const char *name = clv_book_currencies_get_name (currencies, i);

      self->low[i] = 0;
      self->high[i] = INFINITY;
      if (i < self->ledger->currencies->len)
        clv_currency_find_odd_limits (name, clv_book_currencies_get_name (currencies, currencies->target), &self->low[i], &self->high[i]);
    }
  find_uses (self);
}

void
clv_book_rates_clear (ClvBookRates *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->rates); i++)
    {
      g_clear_pointer (&self->rates[i].up, g_array_unref);
      g_clear_pointer (&self->rates[i].down, g_array_unref);
    }
  g_clear_pointer (&self->tables, g_free);
}

/* A rate of the table, and of what. */
static double
find_example (const ClvBookRates *self,
              guint               index,
              guint8             *currency,
              guint8             *base)
{
  const ClvRateRow *rows = clv_ledger_get_rates (self->ledger);
  const ClvBookRateTable *table = &self->tables[index];

  *currency = table->example;
  *base = table->base;
  if (clv_ledger_get_rate_table (self->ledger, index)->is_of_orders)
    return table->example_rate;
  for (guint pass = 0; pass < 2; pass++)
    for (guint32 i = 0; i < clv_ledger_get_n_rates (self->ledger); i++)
      if (rows[i].table == index && rows[i].rate != 1 && (pass == 1 || rows[i].currency == table->example))
        {
          *currency = rows[i].currency;
          if (rows[i].base != CLV_NO_CURRENCY)
            *base = rows[i].base;
          return rows[i].rate;
        }
  return 1;
}

/* “100 USD = 91.74 EUR”, (transfer full) */
static char *
dup_conversion (const ClvBookRates *self,
                guint8              currency,
                guint8              base,
                double              rate,
                ClvRateDirection    direction)
{
  const char *base_name = base == ANONYMOUS ? _("of the base") : clv_book_currencies_get_name (self->currencies, base);
  char money[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (money, sizeof money, "%.2f", direction == CLV_RATE_FOREIGN_PER_BASE ? 100 / rate : 100 * rate);
  return g_strdup_printf ("100 %s = %s %s", clv_book_currencies_get_name (self->currencies, currency), money, base_name);
}

/**
 * clv_book_rates_check:
 *
 * Returns: FALSE with CLV_LEDGER_ERROR_RATES when amounts need a table of which nothing says what its numbers are
 */
gboolean
clv_book_rates_check (const ClvBookRates *self,
                      GError            **error)
{
  for (guint i = 0; i < self->n_tables; i++)
    {
      const ClvRateTable *table = clv_ledger_get_rate_table (self->ledger, i);
      g_autofree char *multiplied = NULL;
      g_autofree char *divided = NULL;
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      guint8 currency, base;
      double rate;

      if (!self->tables[i].is_used || self->tables[i].direction != CLV_RATE_UNKNOWN)
        continue;
      rate = find_example (self, i, &currency, &base);
      multiplied = dup_conversion (self, currency, base, rate, CLV_RATE_BASE_PER_FOREIGN);
      divided = dup_conversion (self, currency, base, rate, CLV_RATE_FOREIGN_PER_BASE);
      g_ascii_formatd (number, sizeof number, "%.6g", rate);
      g_set_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_RATES,
                   /* Translators: file, “ · ” and sheet or nothing, header; a rate and its currency; two results such as
                    * “100 USD = 91.74 EUR” */
                   _("%s%s%s, column “%s”: nothing says which way these exchange rates go. With %s for %s, either %s (each rate is "
                     "what one unit is worth), or %s (each rate is how many units are paid for one)."),
                   table->file, *table->sheet != '\0' ? " · " : "", table->sheet, table->header, number,
                   clv_book_currencies_get_name (self->currencies, currency), multiplied, divided);
      return FALSE;
    }
  return TRUE;
}

/* Rates that are not used because they were never near. */
static void
tell_odd (const ClvBookRates *self,
          ClvProblemList     *problems)
{
  const ClvLedgerRows *ledger_rows = clv_ledger_get_rows (self->ledger);
  const ClvRateRow *rows = clv_ledger_get_rates (self->ledger);

  for (guint32 i = 0; self->n_tables > 0 && i < clv_ledger_get_n_rates (self->ledger); i++)
    {
      const ClvBookRateTable *judged = &self->tables[rows[i].table];
      const ClvRateTable *table = clv_ledger_get_rate_table (self->ledger, rows[i].table);
      const guint8 base = rows[i].base != CLV_NO_CURRENCY ? rows[i].base : judged->base;
      g_autofree char *example = NULL;

      if (!is_odd (self, rows[i].currency, base,
                   judged->direction == CLV_RATE_FOREIGN_PER_BASE ? 1 / rows[i].rate : rows[i].rate, judged->direction))
        continue;
      example = dup_conversion (self, rows[i].currency, base, rows[i].rate, judged->direction);
      clv_problem_list_add (problems, "odd-rate", "left-out", table->file, table->sheet, rows[i].source_row, example);
    }
  for (guint32 i = 0; self->has_row_rates && i < ledger_rows->n; i++)
    {
      const guint8 currency = self->currencies->currency[i];
      const ClvBookRateTable *judged = find_table_of_part (self, ledger_rows->part[i]);
      const ClvLedgerPart *part = clv_ledger_get_part (self->ledger, ledger_rows->part[i]);
      g_autofree char *example = NULL;

      if (judged == NULL || judged->base != self->currencies->target || currency == judged->base || currency == CLV_NO_CURRENCY
          || isnan (ledger_rows->rate[i]) || ledger_rows->rate[i] == 1 || !isnan (rate_in_row (self, i)))
        continue;
      example = dup_conversion (self, currency, judged->base, ledger_rows->rate[i], judged->direction);
      clv_problem_list_add (problems, "odd-rate", "left-out", part->file, part->sheet, ledger_rows->source_row[i], example);
    }
}

/**
 * clv_book_rates_tell:
 *
 * Tells which way the rates of each table that was used were taken, with an example, and rates that cannot be.
 */
void
clv_book_rates_tell (const ClvBookRates *self,
                     ClvProblemList     *problems)
{
  tell_odd (self, problems);
  for (guint i = 0; i < self->n_tables; i++)
    {
      const ClvRateTable *table = clv_ledger_get_rate_table (self->ledger, i);
      const ClvBookRateTable *judged = &self->tables[i];
      g_autofree char *example = NULL;
      g_autofree char *text = NULL;
      guint8 currency, base;
      double rate;

      if (!judged->is_used)
        continue;
      rate = find_example (self, i, &currency, &base);
      example = dup_conversion (self, currency, base, rate, judged->direction);
      /* Translators: header of a column of rates, an example such as “100 USD = 91.74 EUR”, how this is known */
      text = g_strdup_printf (_("%s: %s (%s)"), table->header, example,
                              judged->how == CLV_RATE_BY_USER     ? _("as you chose")
                              : judged->how == CLV_RATE_BY_HEADER ? _("as the file says")
                                                                  : _("the other way round, these currencies never stood"));
      clv_problem_list_add (problems, "rate-direction",
                            judged->direction == CLV_RATE_FOREIGN_PER_BASE ? "foreign-per-base" : "base-per-foreign", table->file,
                            table->sheet, table->source_row, text);
      clv_problem_list_set_choices (problems, "rate-direction",
                                    judged->direction == CLV_RATE_FOREIGN_PER_BASE ? "foreign-per-base base-per-foreign"
                                                                                   : "base-per-foreign foreign-per-base");
    }
}
