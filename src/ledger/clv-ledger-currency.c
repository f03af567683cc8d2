/* clv-ledger-currency.c - in which currency amounts are
 *
 * A column of currencies speaks for its rows; a sign beside an amount, or a currency in
 * the header of the amounts, does where that column is empty. Where the two disagree,
 * both are kept: which one holds is a rule of the book. A row of which nobody says the
 * currency keeps none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-currency-names.h"
#include "clv-ledger-field.h"
#include "clv-synonyms.h"

/* What stands beside the amounts of a column. */
typedef struct
{
  GPtrArray *texts;     /* “€”, “US$” as they stand; that of the header first where it names one */
  guint8    *by_code;   /* index into @texts by code of the column, CLV_NO_CURRENCY where nothing stands */
  gboolean   has_header;
} Written;

static guint8
add_text (GPtrArray  *texts,
          const char *text)
{
  guint at;

  for (at = 0; at < texts->len && strcmp (texts->pdata[at], text) != 0; at++)
    ;
  if (at == texts->len && at < CLV_MAX_CURRENCIES)
    g_ptr_array_add (texts, g_strdup (text));
  return at < CLV_MAX_CURRENCIES ? at : CLV_NO_CURRENCY;
}

/* FALSE when nothing is said at all. */
static gboolean
read_written (const ClvColumnMapping *mapping,
              const ClvColumn        *column,
              Written                *written)
{
  const guint32 n = clv_column_get_n_distinct (column);
  const char *format = clv_column_get_format_currency (column, NULL);
  g_autofree char *header = clv_currency_dup_of_header (clv_column_get_header (column));
  guint8 of_header = CLV_NO_CURRENCY, of_format = CLV_NO_CURRENCY;

  if (header == NULL && mapping->reading->currency[0] == '\0' && *format == '\0')
    return FALSE;
  *written = (Written) { .texts = g_ptr_array_new_with_free_func (g_free), .has_header = header != NULL };
  written->by_code = g_malloc (n + 1);
  if (header != NULL)
    of_header = add_text (written->texts, header);
  if (*format != '\0')
    of_format = add_text (written->texts, format);
  memset (written->by_code, of_header, n + 1);
  for (guint32 code = 1; code < n && (mapping->reading->currency[0] != '\0' || *format != '\0'); code++)
    {
      ClvCell cell;
      char text[8];

      clv_column_get_cell (column, code, &cell);
      if (clv_reading_currency (&cell, text))
        written->by_code[code] = add_text (written->texts, text);
      else if (cell.kind == CLV_CELL_NUMBER && *format != '\0')
        written->by_code[code] = of_format;
    }
  return TRUE;
}

static void
clear_written (Written *written)
{
  g_clear_pointer (&written->texts, g_ptr_array_unref);
  g_clear_pointer (&written->by_code, g_free);
}

static guint8 *
intern_cells (GPtrArray       *currencies,
              guint8          *said,
              const ClvColumn *column)
{
  const guint32 n = clv_column_get_n_distinct (column);
  guint8 *by_code = g_malloc (n + 1);

  by_code[CLV_CODE_EMPTY] = CLV_NO_CURRENCY;
  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);

      by_code[code] = clv_currency_intern (currencies, said, text);
    }
  return by_code;
}

/* (transfer full): by index into the texts */
static guint8 *
intern_texts (GPtrArray     *currencies,
              guint8        *said,
              const Written *written)
{
  guint8 *codes = g_malloc (256);

  memset (codes, CLV_NO_CURRENCY, 256);
  for (guint i = 0; i < written->texts->len; i++)
    codes[i] = clv_currency_intern (currencies, said, written->texts->pdata[i]);
  return codes;
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
  const guint32 n = clv_column_get_n_distinct (column);
  g_autofree guint8 *codes = NULL;
  Written written;

  if (mapping->role == CLV_ROLE_CURRENCY)
    return intern_cells (currencies, NULL, column);
  if (!read_written (mapping, column, &written))
    return NULL;
  codes = intern_texts (currencies, NULL, &written);
  for (guint32 code = 0; code < n; code++)
    written.by_code[code] = codes[written.by_code[code]];
  g_ptr_array_unref (written.texts);
  return written.by_code;
}

static guint8 *
ensure (ClvLedgerBuilder *self,
        const guint8    **column)
{
  if (*column == NULL)
    {
      guint8 *fresh = g_malloc ((gsize) self->n_rows + 1);

      memset (fresh, CLV_NO_CURRENCY, (gsize) self->n_rows + 1);
      *column = fresh;
    }
  return (guint8 *) *column;
}

static gboolean
open_money (const ClvFact *fact,
            ClvField      *field)
{
  return clv_field_open (fact->mapping, NULL, CLV_ROLE_AMOUNT, field)
         || (fact->is_refund && clv_field_open (fact->mapping, NULL, CLV_ROLE_REFUND, field))
         || clv_field_open (fact->mapping, NULL, CLV_ROLE_UNIT_PRICE, field)
         || clv_field_open (fact->product, fact->product_row, CLV_ROLE_UNIT_PRICE, field);
}

/* Signs that differ from row to row were written for their rows, and a header for all of them. The same sign on all amounts
 * is how the column is shown, whatever is in it. */
static gboolean
do_signs_win (const ClvFact  *fact,
              const ClvField *money,
              const Written  *written)
{
  gboolean seen[256] = { FALSE };
  guint n = 0;

  for (guint32 i = 0; i < fact->n_rows; i++)
    seen[written->by_code[clv_field_code (money, i)]] = TRUE;
  for (guint i = 0; i < written->texts->len; i++)
    n += seen[i];
  return n > 1 || (n == 1 && written->has_header && seen[0]);
}

static void
compare_signs (ClvLedgerBuilder *self,
               const ClvFact    *fact,
               const ClvField   *money,
               const Written    *written,
               const guint8     *of_texts)
{
  GPtrArray *currencies = self->ledger->currencies;
  guint8 *currency = (guint8 *) self->ledger->rows.currency + fact->first_row;
  g_autofree guint8 *fits = g_malloc0 (256 * 256); /* 1 no, 2 yes */

  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint8 text = written->by_code[clv_field_code (money, i)];
      guint8 *fit;

      if (text == CLV_NO_CURRENCY || of_texts[text] == CLV_NO_CURRENCY)
        continue;
      if (currency[i] == CLV_NO_CURRENCY)
        {
          currency[i] = of_texts[text];
          continue;
        }
      fit = &fits[256 * text + currency[i]];
      if (*fit == 0)
        *fit = clv_currency_fits (written->texts->pdata[text], currencies->pdata[currency[i]]) ? 2 : 1;
      if (*fit == 1)
        ensure (self, &self->ledger->rows.sign_currency)[fact->first_row + i] = of_texts[text];
    }
}

static gboolean
has_conflict (const ClvLedgerBuilder *self,
              const ClvFact          *fact)
{
  const guint8 *signs = self->ledger->rows.sign_currency;

  for (guint32 i = 0; signs != NULL && i < fact->n_rows; i++)
    if (signs[fact->first_row + i] != CLV_NO_CURRENCY)
      return TRUE;
  return FALSE;
}

static void
tell_conflicts (ClvLedgerBuilder *self,
                const ClvFact    *fact,
                const ClvField   *money,
                gboolean          signs_win)
{
  const char *treatment = signs_win ? "sign" : "column";
  const ClvLedgerRows *rows = &self->ledger->rows;

  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint32 row = fact->first_row + i;
      g_autofree char *cell = NULL;
      g_autofree char *text = NULL;

      if (rows->sign_currency[row] == CLV_NO_CURRENCY)
        continue;
      if (clv_problem_list_is_full (self->ledger->problems, "currency-conflict", treatment))
        {
          clv_problem_list_count (self->ledger->problems, "currency-conflict", treatment, 1);
          continue;
        }
      cell = clv_column_dup_text (money->cells, clv_field_code (money, i));
      /* Translators: header and cell of an amount, a currency, and another one that a column says */
      text = g_strdup_printf (_("%s: %s is in %s, the column of currencies says %s"), clv_column_get_header (money->cells), cell,
                              (const char *) self->ledger->currencies->pdata[rows->sign_currency[row]],
                              (const char *) self->ledger->currencies->pdata[rows->currency[row]]);
      clv_ledger_tell (self, row, "currency-conflict", treatment, text);
    }
  /* What is done stands first. */
  clv_problem_list_set_choices (self->ledger->problems, "currency-conflict", signs_win ? "sign column" : "column sign");
}

/**
 * clv_ledger_fill_currencies:
 *
 * The currency of every row of @fact: of its currency column, of the signs beside its amounts, or of their header.
 */
void
clv_ledger_fill_currencies (ClvLedgerBuilder *self,
                            ClvFact          *fact)
{
  ClvLedger *ledger = self->ledger;
  g_autofree guint8 *by_code = NULL;
  g_autofree guint8 *of_texts = NULL;
  Written written = { 0 };
  guint8 *currency;
  ClvField field, money;
  const gboolean has_column = clv_field_open_anywhere (fact, CLV_ROLE_CURRENCY, &field);
  const gboolean has_signs = open_money (fact, &money) && read_written (money.column, money.cells, &written);

  if (!has_column && !has_signs)
    return;
  currency = ensure (self, &ledger->rows.currency) + fact->first_row;
  if (has_column)
    {
      by_code = intern_cells (ledger->currencies, ledger->said, field.cells);
      for (guint32 i = 0; i < fact->n_rows; i++)
        currency[i] = by_code[clv_field_code (&field, i)];
    }
  if (has_signs)
    {
      of_texts = intern_texts (ledger->currencies, ledger->said, &written);
      compare_signs (self, fact, &money, &written, of_texts);
      if (has_conflict (self, fact))
        {
          ClvLedgerPart *part = &g_array_index (ledger->parts, ClvLedgerPart, fact->part);

          part->signs_win = do_signs_win (fact, &money, &written);
          tell_conflicts (self, fact, &money, part->signs_win);
        }
      clear_written (&written);
    }
}

/* A column of currencies for costs alone, as beside “Cost”. -1 without one. */
static int
find_cost_currency (const ClvTableMapping *mapping)
{
  static const char words[] = "cost currency|costs currency|currency of cost|currency of costs|cost ccy|cost price currency|"
                              "purchase currency|purchase price currency|supplier currency|kosten wahrung|kostenwahrung|"
                              "wahrung kosten|einkaufswahrung|ek wahrung|devise cout|devise du cout|moneda coste|moneda costo|"
                              "moneda del coste|moneda del costo|moeda custo|moeda do custo";

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (mapping->table, i)));

      if (clv_synonyms_has_word (words, header))
        return i;
    }
  return -1;
}

/* The rows of which a column says, by a column of currencies or by header and sign, that it is in another currency than the
 * amount: it is no part of that, and is not taken off. (transfer full) (nullable): by row of @fact; NULL without any */
static gboolean *
find_foreign (const ClvLedgerBuilder *self,
              const ClvFact          *fact,
              guint                   column,
              int                     currencies)
{
  const ClvLedger *ledger = self->ledger;
  g_autofree guint8 *codes = NULL;
  g_autofree guint8 *of_cells = NULL;
  g_autofree gboolean *is_foreign = g_new0 (gboolean, (gsize) fact->n_rows + 1);
  ClvField field, said;
  Written written = { 0 };
  gboolean any = FALSE;

  clv_field_open_column (fact->mapping, column, &field);
  if (currencies >= 0)
    {
      clv_field_open_column (fact->mapping, currencies, &said);
      of_cells = intern_cells (ledger->currencies, NULL, said.cells);
    }
  if (read_written (field.column, field.cells, &written))
    codes = intern_texts (ledger->currencies, NULL, &written);
  else if (of_cells == NULL)
    return NULL;
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint8 row = clv_ledger_get_told_currency (ledger, fact->first_row + i);
      const guint8 cell = of_cells != NULL ? of_cells[said.codes[i]] : CLV_NO_CURRENCY;
      const guint8 text = codes != NULL ? written.by_code[field.codes[i]] : CLV_NO_CURRENCY;

      if (field.codes[i] == CLV_CODE_EMPTY || row == CLV_NO_CURRENCY)
        continue;
      if (cell != CLV_NO_CURRENCY)
        is_foreign[i] = cell != row;
      else if (text != CLV_NO_CURRENCY)
        is_foreign[i] = codes[text] != row && !clv_currency_fits (written.texts->pdata[text], ledger->currencies->pdata[row]);
      any |= is_foreign[i];
    }
  clear_written (&written);
  return any ? g_steal_pointer (&is_foreign) : NULL;
}

/**
 * clv_fact_find_foreign:
 * @column: of the table of @fact
 *
 * Needs the currencies of all rows.
 *
 * Returns: (transfer full) (nullable): by row of @fact, whether what stands in @column is in another currency than the row; NULL
 *   where nothing is
 */
gboolean *
clv_fact_find_foreign (const ClvLedgerBuilder *self,
                       const ClvFact          *fact,
                       guint                   column)
{
  return self->ledger->rows.currency != NULL ? find_foreign (self, fact, column, -1) : NULL;
}

static void
tell_foreign (ClvLedgerBuilder *self,
              const ClvFact    *fact,
              guint             column,
              const gboolean   *is_foreign)
{
  ClvField field;

  clv_field_open_column (fact->mapping, column, &field);
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (is_foreign[i])
      clv_fact_tell (self, fact, i, &field, "mixed-currencies", "left-out");
}

static void
drop_foreign (const ClvFact  *fact,
              const gboolean *is_foreign,
              const double   *values,
              double          nothing)
{
  for (guint32 i = 0; values != NULL && i < fact->n_rows; i++)
    if (is_foreign[i])
      ((double *) values)[fact->first_row + i] = nothing;
}

/* What was taken off the amounts comes back to them. */
static void
drop_foreign_refunds (const ClvLedgerRows *rows,
                      const ClvFact       *fact,
                      const gboolean      *is_foreign)
{
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint32 row = fact->first_row + i;

      if (!is_foreign[i])
        continue;
      if (rows->refund != NULL)
        ((double *) rows->amount)[row] += rows->refund[row];
      ((guint16 *) rows->flags)[row] &= ~CLV_ROW_GIVEN_BACK;
    }
  drop_foreign (fact, is_foreign, rows->refund, 0);
  drop_foreign (fact, is_foreign, rows->told_refund, 0);
}

/* Without any cost that counts, the data say none. */
static void
settle_costs (ClvLedger *ledger)
{
  for (guint32 i = 0; i < ledger->rows.n && ledger->rows.cost != NULL; i++)
    if (isfinite (ledger->rows.cost[i]))
      return;
  g_free ((void *) ledger->rows.cost);
  ledger->rows.cost = NULL;
  ledger->has_goods_cost = FALSE;
}

/**
 * clv_ledger_drop_foreign_extras:
 *
 * Leaves out what stands beside amounts in another currency, once all currencies are known.
 */
void
clv_ledger_drop_foreign_extras (ClvLedgerBuilder *self)
{
  ClvLedgerRows *rows = &self->ledger->rows;
  gboolean any = FALSE;

  for (guint i = 0; i < self->facts->len && rows->currency != NULL; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      const int cost_currency = find_cost_currency (fact->mapping);

      for (guint k = 0; k < fact->mapping->n_columns; k++)
        {
          const ClvRole role = fact->mapping->columns[k].role;
          const gboolean is_cost = role == CLV_ROLE_COST || role == CLV_ROLE_UNIT_COST || role == CLV_ROLE_PROFIT;
          g_autofree gboolean *is_foreign = NULL;

          if (!is_cost && role != CLV_ROLE_TAX && role != CLV_ROLE_SHIPPING && (role != CLV_ROLE_DISCOUNT || rows->discount == NULL)
              && (role != CLV_ROLE_REFUND || fact->is_refund))
            continue;
          is_foreign = find_foreign (self, fact, k, is_cost && role != CLV_ROLE_PROFIT ? cost_currency : -1);
          if (is_foreign == NULL)
            continue;
          tell_foreign (self, fact, k, is_foreign);
          any |= is_cost;
          if (is_cost)
            drop_foreign (fact, is_foreign, rows->cost, NAN);
          else if (role == CLV_ROLE_TAX)
            {
              drop_foreign (fact, is_foreign, rows->tax, 0);
              drop_foreign (fact, is_foreign, rows->tax_beside, 0);
            }
          else if (role == CLV_ROLE_SHIPPING)
            drop_foreign (fact, is_foreign, rows->shipping, 0);
          else if (role == CLV_ROLE_DISCOUNT)
            drop_foreign (fact, is_foreign, rows->discount, 0);
          else
            drop_foreign_refunds (rows, fact, is_foreign);
        }
    }
  if (any)
    settle_costs (self->ledger);
}

/**
 * clv_ledger_get_told_currency:
 *
 * Returns: the currency of an order row by what is more likely where column and sign disagree
 */
guint8
clv_ledger_get_told_currency (const ClvLedger *self,
                              guint32          row)
{
  const ClvLedgerRows *rows = &self->rows;

  if (rows->currency == NULL)
    return CLV_NO_CURRENCY;
  if (rows->sign_currency != NULL && rows->sign_currency[row] != CLV_NO_CURRENCY
      && g_array_index (self->parts, ClvLedgerPart, rows->part[row]).signs_win)
    return rows->sign_currency[row];
  return rows->currency[row];
}

/**
 * clv_ledger_add_money:
 * @kind: of a problem that is “kept”
 *
 * Adds the amount of @row to the money that is at stake; nothing where rows are in several currencies, which have no sum.
 */
void
clv_ledger_add_money (ClvLedgerBuilder *self,
                      guint32           row,
                      const char       *kind)
{
  const ClvLedger *ledger = self->ledger;

  if (ledger->rows.currency == NULL || ledger->n_row_currencies == 0 || *ledger->currency != '\0')
    clv_problem_list_add_money (ledger->problems, kind, "kept", ledger->rows.amount[row]);
}

/**
 * clv_ledger_settle_currency:
 *
 * Finds the one currency of all order rows, when there is one.
 */
void
clv_ledger_settle_currency (ClvLedgerBuilder *self)
{
  ClvLedger *ledger = self->ledger;
  guint8 one = CLV_NO_CURRENCY;

  ledger->n_row_currencies = ledger->currencies->len;
  for (guint32 i = 0; i < ledger->rows.n && ledger->rows.currency != NULL; i++)
    {
      const guint8 currency = clv_ledger_get_told_currency (ledger, i);

      if (currency == CLV_NO_CURRENCY || currency == one)
        continue;
      if (one != CLV_NO_CURRENCY)
        return;
      one = currency;
    }
  if (one == CLV_NO_CURRENCY)
    return;
  g_free (ledger->currency);
  ledger->currency = g_strdup (ledger->currencies->pdata[one]);
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

/* A sign that fits a currency which is there already (“$” beside a column that says CAD) names no other one. */
static void
add_names (GPtrArray              *names,
           const ClvColumnMapping *mapping,
           const ClvColumn        *column,
           guint32                 n_rows[256])
{
  const guint n_known = names->len;
  g_autofree guint8 *by_code = NULL;
  Written written;

  if (mapping->role == CLV_ROLE_CURRENCY)
    {
      by_code = intern_cells (names, NULL, column);
      for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
        n_rows[by_code[code]] += clv_column_get_counts (column)[code];
      return;
    }
  if (!read_written (mapping, column, &written))
    return;
  for (guint i = 0; i < written.texts->len; i++)
    {
      gboolean fits = FALSE;
      guint8 at;

      for (guint k = 0; k < n_known && !fits; k++)
        fits = clv_currency_fits (written.texts->pdata[i], names->pdata[k]);
      if (fits)
        continue;
      at = clv_currency_intern (names, NULL, written.texts->pdata[i]);
      for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
        if (written.by_code[code] == i)
          n_rows[at] += clv_column_get_counts (column)[code];
    }
  clear_written (&written);
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

      if (mapping->kind != CLV_KIND_ORDERS && mapping->kind != CLV_KIND_LINES)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (sources); k++)
        {
          gboolean any = FALSE;

          for (guint column = 0; column < mapping->n_columns; column++)
            if (mapping->columns[column].role == sources[k])
              {
                any = TRUE;
                add_names (names, &mapping->columns[column], clv_table_get_column (mapping->table, column), n_rows);
              }
          if (any && sources[k] == CLV_ROLE_AMOUNT)
            break;
        }
    }
  for (guint i = 0; i < names->len; i++)
    counts[i] = (CurrencyCount) { names->pdata[i], n_rows[i] };
  qsort (counts, names->len, sizeof *counts, compare_counts);
  result = g_new0 (char *, names->len + 1);
  for (guint i = 0; i < names->len && names->len > 1; i++)
    result[i] = g_strdup (counts[i].name);
  return result;
}
