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

static double
find_constant (const ClvRules *rules,
               const char     *currency)
{
  for (guint i = 0; i < rules->n_rates; i++)
    if (g_ascii_strcasecmp (rules->rates[i].currency, currency) == 0)
      return rules->rates[i].rate;
  return NAN;
}

/* Where the rates of each currency and of each table are. Time O(rates). */
static void
make_index (ClvBookRates *self)
{
  const ClvRateRow *rows = clv_ledger_get_rates (self->ledger);
  const guint32 n = clv_ledger_get_n_rates (self->ledger);
  g_autofree guint32 *at = NULL;
  guint n_parts = clv_ledger_get_n_parts (self->ledger);

  self->first_of_table = g_new0 (guint32, self->n_tables + 2);
  self->by_table = g_new (guint32, (gsize) n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      self->first_of_table[rows[i].table + 1]++;
      self->first_of_currency[rows[i].currency + 1]++;
    }
  for (guint i = 0; i < 256; i++)
    self->first_of_currency[i + 1] += self->first_of_currency[i];
  for (guint i = 0; i < self->n_tables; i++)
    self->first_of_table[i + 1] += self->first_of_table[i];
  at = g_memdup2 (self->first_of_table, (self->n_tables + 1) * sizeof *at);
  for (guint32 i = 0; i < n; i++)
    self->by_table[at[rows[i].table]++] = i;
  self->table_of_part = g_new0 (guint16, n_parts + 1);
  for (guint i = self->n_tables; i-- > 0;)
    {
      const ClvRateTable *table = clv_ledger_get_rate_table (self->ledger, i);

      if (table->is_of_orders && table->part < n_parts)
        self->table_of_part[table->part] = i + 1;
    }
}

/* A rate that was never near is not used, unless it may still go the other way. */
static gboolean
is_odd (const ClvBookRates *self,
        guint8              currency,
        guint8              base,
        double              worth,
        ClvRateDirection    direction)
{
  const ClvBookRateLimits *limits;

  if (direction == CLV_RATE_UNKNOWN || base == CLV_BOOK_ANONYMOUS || currency == base)
    return FALSE;
  limits = clv_book_rates_get_limits (self, base);
  return worth < limits->odd_least[currency] || worth > limits->odd_most[currency];
}

/* Of several rates for one day the last one counts: now the first one does. */
static void
turn_days (GArray *series)
{
  ClvBookRatePoint *points = (ClvBookRatePoint *) series->data;

  for (guint from = 0, to; from < series->len; from = to)
    {
      for (to = from + 1; to < series->len && points[to].day == points[from].day; to++)
        ;
      for (guint i = from, j = to - 1; i < j; i++, j--)
        {
          const ClvBookRatePoint point = points[i];

          points[i] = points[j];
          points[j] = point;
        }
    }
}

/* By base and day, what one unit of @currency is worth. */
static void
make_series (const ClvBookRates *self,
             guint8              currency,
             GArray             *series[256])
{
  const ClvRateRow *rows = clv_ledger_get_rates (self->ledger);

  for (guint32 i = self->first_of_currency[currency]; i < self->first_of_currency[currency + 1]; i++)
    {
      const ClvBookRateTable *table = &self->tables[rows[i].table];
      const guint8 base = rows[i].base != CLV_NO_CURRENCY ? rows[i].base : table->base;
      ClvBookRatePoint point = { rows[i].day, rows[i].rate, rows[i].table, rows[i].source_row };

      if (table->direction == CLV_RATE_FOREIGN_PER_BASE)
        point.worth = 1 / point.worth;
      if (is_odd (self, currency, base, point.worth, table->direction))
        continue;
      if (series[base] == NULL)
        series[base] = g_array_new (FALSE, FALSE, sizeof (ClvBookRatePoint));
      g_array_append_val (series[base], point);
    }
  if (self->rules->first_rates)
    for (guint i = 0; i < 256; i++)
      if (series[i] != NULL)
        turn_days (series[i]);
}

static void
clear_series (GArray *series[256])
{
  for (guint i = 0; i < 256; i++)
    g_clear_pointer (&series[i], g_array_unref);
}

/* As a table says it, the other way round, or over a third currency. */
static void
find_series (const ClvBookRates *self,
             guint8              currency,
             GArray             *of_target[256],
             ClvBookRate        *rate)
{
  const guint8 target = self->currencies->target;
  GArray *series[256] = { NULL };

  make_series (self, currency, series);
  if (series[target] != NULL)
    rate->up = g_array_ref (series[target]);
  else if (of_target[currency] != NULL)
    rate->down = g_array_ref (of_target[currency]);
  else
    for (guint base = 0; base < 256 && rate->up == NULL; base++)
      if (series[base] != NULL && of_target[base] != NULL)
        {
          rate->up = g_array_ref (series[base]);
          rate->down = g_array_ref (of_target[base]);
        }
  clear_series (series);
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

static ClvBookRateTable *
find_table_of_part (const ClvBookRates *self,
                    guint               part)
{
  const guint16 table = self->table_of_part != NULL ? self->table_of_part[part] : 0;

  return table > 0 ? &self->tables[table - 1] : NULL;
}

static gboolean
is_convertible (const ClvBookRates     *self,
                const ClvBookRateTable *table)
{
  return table != NULL && (table->base == self->currencies->target || table->pivot != NULL);
}

/* The rate that stands in an order row. That two currencies are worth the same is nothing but a cell that was not filled.
 * While nobody knows which way it goes, it counts when it was ever near in one of the two. */
static double
rate_in_row (const ClvBookRates *self,
             guint32             row)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const guint8 currency = self->currencies->currency[row];
  const ClvBookRateLimits *limits = self->limits[self->currencies->target];
  const ClvBookRateTable *table;
  double rate, least, most;

  if (rows->rate == NULL || isnan (rows->rate[row]) || rows->rate[row] == 1)
    return NAN;
  table = find_table_of_part (self, rows->part[row]);
  if (!is_convertible (self, table))
    return NAN;
  rate = rows->rate[row];
  if (table->pivot != NULL)
    rate /= find_latest (table->pivot, rows->day[row]);
  if (table->direction == CLV_RATE_FOREIGN_PER_BASE)
    rate = 1 / rate;
  least = limits->odd_least[currency];
  most = limits->odd_most[currency];
  if ((rate >= least && rate <= most)
      || (table->direction == CLV_RATE_UNKNOWN && 1 / rate >= least && 1 / rate <= most))
    return rate;
  return NAN;
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

  return is_convertible (self, table);
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

/* Which currencies some amount is in. */
static void
find_needs (const ClvBookRates *self,
            gboolean            is_needed[256])
{
  for (guint i = 0; i < 256; i++)
    is_needed[i] = self->currencies->n_rows[i] > 0;
  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    is_needed[clv_ledger_get_costs (self->ledger)[i].currency] = TRUE;
  /* Costs that say no currency are in that of the orders. */
  is_needed[self->currencies->blank] = TRUE;
  is_needed[CLV_NO_CURRENCY] = FALSE;
}

/* A rate for people to recognise each table by: of a currency that is converted, and none that is left out. */
static void
find_examples (ClvBookRates *self)
{
  const ClvRateRow *rows = clv_ledger_get_rates (self->ledger);

  for (guint32 i = 0; i < clv_ledger_get_n_rates (self->ledger); i++)
    {
      ClvBookRateTable *table = &self->tables[rows[i].table];
      const guint8 base = rows[i].base != CLV_NO_CURRENCY ? rows[i].base : table->base;
      const double worth = table->direction == CLV_RATE_FOREIGN_PER_BASE ? 1 / rows[i].rate : rows[i].rate;

      if (!table->is_used || rows[i].rate == 1 || is_odd (self, rows[i].currency, base, worth, table->direction)
          || (table->example_rate > 0 && (rows[i].currency != table->example || table->example_currency == table->example)))
        continue;
      table->example_rate = rows[i].rate;
      table->example_currency = rows[i].currency;
      table->example_base = base;
    }
}

/* Which tables some amount needs. */
static void
find_uses (ClvBookRates   *self,
           const gboolean *is_needed)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);

  for (guint i = 0; i < 256; i++)
    if (is_needed[i] && isnan (self->rates[i].constant))
      {
        note_use (self, self->rates[i].up, i);
        note_use (self, self->rates[i].down, i);
      }
  find_examples (self);
  for (guint32 i = 0; rows->rate != NULL && i < rows->n; i++)
    {
      const guint8 currency = self->currencies->currency[i];
      ClvBookRateTable *table;

      if (currency == CLV_NO_CURRENCY || currency == self->currencies->target || !isnan (self->rates[currency].constant)
          || isnan (rate_in_row (self, i)))
        continue;
      self->has_row_rates = TRUE;
      table = find_table_of_part (self, rows->part[i]);
      if (!table->is_used)
        {
          table->example_currency = currency;
          table->example_base = table->base;
          table->example_rate = rows->rate[i];
        }
      table->is_used = TRUE;
    }
}

/**
 * clv_book_rates_init:
 * @currencies: outlives @self
 *
 * Finds out what each currency is worth in that of the rules. Time O(rates + rows).
 */
void
clv_book_rates_init (ClvBookRates            *self,
                     const ClvBookCurrencies *currencies)
{
  GArray *of_target[256] = { NULL };
  gboolean is_needed[256];

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
  self->limits = g_new0 (ClvBookRateLimits *, 256);
  clv_book_rates_get_limits (self, currencies->target);
  make_index (self);
  for (guint i = 0; i < self->n_tables; i++)
    clv_book_rates_judge (self, i);
  find_needs (self, is_needed);
  if (clv_ledger_get_n_rates (self->ledger) > 0)
    make_series (self, currencies->target, of_target);
  for (guint i = 0; i < CLV_NO_CURRENCY; i++)
    if (i == currencies->target)
      self->rates[i].constant = 1;
    else if (i < self->ledger->currencies->len || i == CLV_BOOK_BLANK)
      {
        self->rates[i].constant = find_constant (self->rules, clv_book_currencies_get_name (currencies, i));
        if (isnan (self->rates[i].constant) && is_needed[i])
          find_series (self, i, of_target, &self->rates[i]);
      }
  clear_series (of_target);
  find_uses (self, is_needed);
}

void
clv_book_rates_clear (ClvBookRates *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->rates); i++)
    {
      g_clear_pointer (&self->rates[i].up, g_array_unref);
      g_clear_pointer (&self->rates[i].down, g_array_unref);
      if (self->limits != NULL)
        g_free (self->limits[i]);
    }
  g_clear_pointer (&self->limits, g_free);
  for (guint i = 0; i < self->n_tables; i++)
    g_clear_pointer (&self->tables[i].pivot, g_array_unref);
  g_clear_pointer (&self->tables, g_free);
  g_clear_pointer (&self->table_of_part, g_free);
  g_clear_pointer (&self->first_of_table, g_free);
  g_clear_pointer (&self->by_table, g_free);
}

/* “100 USD = 91.74 EUR”, (transfer full) */
static char *
dup_conversion (const ClvBookRates *self,
                guint8              currency,
                guint8              base,
                double              rate,
                ClvRateDirection    direction)
{
  const char *base_name = base == CLV_BOOK_ANONYMOUS ? _("of the base") : clv_book_currencies_get_name (self->currencies, base);
  const double worth = direction == CLV_RATE_FOREIGN_PER_BASE ? 1 / rate : rate;
  char money[G_ASCII_DTOSTR_BUF_SIZE];
  guint units = 100;

  /* Of so many that something is left to see: 100 dong are no cent. */
  while (units * worth < 0.1 && units < 100000000)
    units *= 10;
  g_ascii_formatd (money, sizeof money, "%.2f", units * worth);
  return g_strdup_printf ("%u %s = %s %s", units, clv_book_currencies_get_name (self->currencies, currency), money, base_name);
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
      const ClvBookRateTable *judged = &self->tables[i];
      const char *why;

      if (!judged->is_used || judged->direction != CLV_RATE_UNKNOWN)
        continue;
      multiplied = dup_conversion (self, judged->example_currency, judged->example_base, judged->example_rate, CLV_RATE_BASE_PER_FOREIGN);
      divided = dup_conversion (self, judged->example_currency, judged->example_base, judged->example_rate, CLV_RATE_FOREIGN_PER_BASE);
      g_ascii_formatd (number, sizeof number, "%.6g", judged->example_rate);
      why = judged->is_contradicted ? _("the header says one thing, and what these currencies were ever worth another")
            : judged->has_no_base   ? _("nothing says against which currency these exchange rates are, and which way they go")
                                    : _("nothing says which way these exchange rates go");
      g_set_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_RATES,
                   /* Translators: file, “ · ” and sheet or nothing, header; what is not known; a rate and its currency; two
                    * results such as “100 USD = 91.74 EUR” */
                   _("%s%s%s, column “%s”: %s. With %s for %s, either %s (each rate is what one unit is worth), or %s (each rate is "
                     "how many units are paid for one)."),
                   table->file, *table->sheet != '\0' ? " · " : "", table->sheet, table->header, why, number,
                   clv_book_currencies_get_name (self->currencies, judged->example_currency), multiplied, divided);
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

      if (!is_convertible (self, judged) || currency == self->currencies->target || currency == CLV_NO_CURRENCY
          || isnan (ledger_rows->rate[i]) || ledger_rows->rate[i] == 1 || !isnan (rate_in_row (self, i))
          || (judged->pivot != NULL && isnan (find_latest (judged->pivot, ledger_rows->day[i]))))
        continue;
      example = dup_conversion (self, currency, judged->base, ledger_rows->rate[i], judged->direction);
      clv_problem_list_add (problems, "odd-rate", "left-out", part->file, part->sheet, ledger_rows->source_row[i], example);
    }
}

/* Several rates of one currency for one day, of which the last one of the series is taken. @told: series that were looked at */
static void
tell_several (const ClvBookRates *self,
              const GArray       *series,
              guint8              currency,
              GHashTable         *told,
              ClvProblemList     *problems)
{
  if (series == NULL || !g_hash_table_add (told, (gpointer) series))
    return;
  for (guint i = 1; i < series->len; i++)
    {
      const ClvBookRatePoint *one = &g_array_index (series, ClvBookRatePoint, i - 1), *other = one + 1;
      const ClvRateTable *table = clv_ledger_get_rate_table (self->ledger, one->table);
      char first[G_ASCII_DTOSTR_BUF_SIZE], second[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *text = NULL;

      if (one->day != other->day || fabs (one->worth / other->worth - 1) <= 0.001)
        continue;
      g_ascii_formatd (first, sizeof first, "%.6g", one->worth);
      g_ascii_formatd (second, sizeof second, "%.6g", other->worth);
      /* Translators: a currency; the rate that is not taken, and the one that is */
      text = g_strdup_printf (_("%s: not %s, but %s"), clv_book_currencies_get_name (self->currencies, currency), first, second);
      clv_problem_list_add (problems, "several-rates", self->rules->first_rates ? "first" : "last", table->file, table->sheet, one->source_row, text);
    }
}

/* Which way each table was read that was used. Only what nothing else settles can be chosen. */
static void
tell_directions (const ClvBookRates *self,
                 ClvProblemList     *problems)
{
  gboolean is_chosen = FALSE;

  for (guint i = 0; i < self->n_tables; i++)
    {
      const ClvRateTable *table = clv_ledger_get_rate_table (self->ledger, i);
      const ClvBookRateTable *judged = &self->tables[i];
      g_autofree char *example = NULL;
      g_autofree char *text = NULL;

      if (!judged->is_used)
        continue;
      example = dup_conversion (self, judged->example_currency, judged->example_base, judged->example_rate, judged->direction);
      /* Translators: header of a column of rates, an example such as “100 USD = 91.74 EUR”, how this is known */
      text = g_strdup_printf (_("%s: %s (%s)"), table->header, example,
                              judged->how == CLV_RATE_BY_USER     ? _("as you chose")
                              : judged->how == CLV_RATE_BY_HEADER ? _("as the file says")
                                                                  : _("the other way round, these currencies never stood"));
      clv_problem_list_add (problems, "rate-direction",
                            judged->direction == CLV_RATE_FOREIGN_PER_BASE ? "foreign-per-base" : "base-per-foreign", table->file,
                            table->sheet, table->source_row, text);
      is_chosen |= judged->how == CLV_RATE_BY_USER;
    }
  clv_problem_list_set_choices (problems, "rate-direction",
                                !is_chosen                                                  ? ""
                                : self->rules->rate_direction == CLV_RATE_FOREIGN_PER_BASE  ? "foreign-per-base base-per-foreign"
                                                                                            : "base-per-foreign foreign-per-base");
}

/**
 * clv_book_rates_tell:
 *
 * Tells which way the rates of each table that was used were taken, with an example, and rates that cannot be or that
 * contradict each other.
 */
void
clv_book_rates_tell (const ClvBookRates *self,
                     ClvProblemList     *problems)
{
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  tell_odd (self, problems);
  for (guint i = 0; i < CLV_NO_CURRENCY; i++)
    {
      tell_several (self, self->rates[i].up, i, told, problems);
      tell_several (self, self->rates[i].down, self->currencies->target, told, problems);
    }
  tell_directions (self, problems);
}
