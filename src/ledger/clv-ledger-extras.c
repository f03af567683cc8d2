/* clv-ledger-extras.c - columns of tax and of shipping beside the amounts
 *
 * They change nothing until a rule says so (clv-book.h); here it is read what they
 * say, and whether the amounts seem to hold it. A column of tax rates says 20 % of the
 * price without tax: an amount a that holds it holds a · 0.2 / 1.2 of tax, and one that
 * does not is without a · 0.2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-ledger-field.h"
#include "clv-words.h"

/* Amounts are rounded to cents, and quantity × price is not. */
static gboolean
is_same (double a,
         double b)
{
  return fabs (a - b) < 0.011 + 1e-6 * fabs (b);
}

/**
 * clv_fact_is_of_order:
 * @extra: by row of @fact
 * @least: how many orders must prove it
 *
 * Whether a column of money is said of the order, on each of its rows. Proof are orders with rows of different amounts that
 * all say the same. Where hardly any order has several rows, a row is an order, and these are repeats.
 */
gboolean
clv_fact_is_of_order (const ClvLedgerBuilder *self,
                      const ClvFact          *fact,
                      const double           *extra,
                      guint32                 least)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  gsize n = clv_pool_get_n (self->ledger->orders);
  g_autofree guint32 *first = NULL;
  g_autofree guint8 *differs = NULL; /* 1: the amounts, 2: the column */
  guint32 n_all = 0, n_orders = 0, n_same = 0;

  if (fact->mapping->kind != CLV_KIND_LINES)
    return FALSE;
  first = g_new0 (guint32, n + 1); /* row + 1 */
  differs = g_malloc0 (n + 1);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint32 order = rows->order[fact->first_row + i];

      if (order == CLV_NOBODY)
        continue;
      if (first[order] == 0)
        first[order] = i + 1;
      else
        {
          if (!is_same (rows->amount[fact->first_row + i], rows->amount[fact->first_row + first[order] - 1]))
            differs[order] |= 1;
          if (!is_same (extra[i], extra[first[order] - 1]))
            differs[order] |= 2;
        }
    }
  for (gsize order = 0; order < n; order++)
    if (first[order] != 0 && extra[first[order] - 1] != 0)
      {
        n_all++;
        n_orders += (differs[order] & 1) != 0;
        n_same += differs[order] == 1;
      }
  return n_orders >= MAX (least, 1) && n_orders * 5 >= n_all && n_same >= 0.9 * n_orders;
}

/**
 * clv_fact_share_out:
 * @group: by row of @fact: number of its order, CLV_NOBODY for none
 * @extra: by row; every row of an order says what is meant of all of it
 *
 * Shares out over the rows of an order what is said of it, by their amounts.
 */
void
clv_fact_share_out (const ClvLedgerBuilder *self,
                    const ClvFact          *fact,
                    const guint32          *group,
                    gsize                   n_groups,
                    double                 *extra)
{
  const double *amount = self->ledger->rows.amount + fact->first_row;
  const guint16 *flags = self->ledger->rows.flags + fact->first_row;
  g_autofree double *sums = g_new0 (double, n_groups + 1);
  g_autofree guint32 *first = g_new (guint32, n_groups + 1);

  memset (first, 0xff, sizeof *first * (n_groups + 1));
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (group[i] != CLV_NOBODY && !(flags[i] & CLV_ROW_UNREADABLE))
      {
        if (first[group[i]] == CLV_NOBODY)
          first[group[i]] = i;
        sums[group[i]] += MAX (amount[i], 0);
      }
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (group[i] == CLV_NOBODY)
      continue;
    else if (flags[i] & CLV_ROW_UNREADABLE)
      extra[i] = 0;
    else if (sums[group[i]] > 0)
      extra[i] *= MAX (amount[i], 0) / sums[group[i]];
    else if (first[group[i]] != i)
      extra[i] = 0;
}

/* What proves that the amount holds the column, or that it does not. */
typedef struct
{
  guint32 n, with, without;
} Fit;

static void
add_fit (Fit   *fit,
         double amount,
         double price,
         double extra)
{
  fit->n++;
  fit->with += is_same (amount, price + extra);
  fit->without += is_same (amount, price);
}

static gboolean
is_nearly_all (guint32 part,
               guint32 n)
{
  return n > 0 && part >= 0.95 * n;
}

/* @extra: what the column is in amounts that hold it, by row; @beside: what it is beside amounts that do not.
 * (transfer full) NULL when nothing proves it. */
static char *
dup_evidence (const ClvLedgerBuilder *self,
              const ClvFact          *fact,
              const ClvField         *field,
              const double           *extra,
              const double           *beside)
{
  const double *amount = self->ledger->rows.amount + fact->first_row;
  ClvField told, quantity, price;
  Fit fit = { 0 };

  if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_AMOUNT, &told))
    return NULL;
  if (clv_field_open (fact->mapping, NULL, CLV_ROLE_QUANTITY, &quantity)
      && clv_field_open (fact->mapping, NULL, CLV_ROLE_UNIT_PRICE, &price))
    {
      g_autofree double *quantities = clv_field_numbers (&quantity);
      g_autofree double *prices = clv_field_numbers (&price);

      for (guint32 i = 0; i < fact->n_rows; i++)
        if (extra[i] != 0)
          add_fit (&fit, amount[i], quantities[quantity.codes[i]] * prices[price.codes[i]], extra[i]);
      if (is_nearly_all (fit.with, fit.n))
        return g_strdup (_("amounts are quantity × price and this: they include it"));
      if (is_nearly_all (fit.without, fit.n))
        return g_strdup (_("amounts are quantity × price: they do not include it"));
    }
  for (guint c = 0; c < fact->mapping->n_columns; c++)
    {
      ClvField other;
      g_autofree double *numbers = NULL;
      Fit sums = { 0 };

      clv_field_open_column (fact->mapping, c, &other);
      if (other.cells == told.cells || other.cells == field->cells || other.column->reading->type != CLV_TYPE_NUMBER
          || other.column->role == CLV_ROLE_CUSTOMER || other.column->role == CLV_ROLE_ORDER)
        continue;
      numbers = clv_field_numbers (&other);
      for (guint32 i = 0; i < fact->n_rows; i++)
        if (extra[i] != 0)
          {
            double number = numbers[other.codes[i]];

            sums.n++;
            sums.with += is_same (number, amount[i] - extra[i]);
            sums.without += is_same (number, amount[i] + beside[i]);
          }
      if (is_nearly_all (sums.with, sums.n))
        /* Translators: header of a column of amounts */
        return g_strdup_printf (_("amounts are “%s” and this: they include it"), clv_column_get_header (other.cells));
      if (is_nearly_all (sums.without, sums.n))
        return g_strdup_printf (_("“%s” is the amount and this: amounts do not include it"), clv_column_get_header (other.cells));
    }
  return NULL;
}

/* Some write what is to be paid on with a minus: then every purchase has one. */
static void
turn_signs (const ClvFact *fact,
            const double  *amount,
            double        *extra)
{
  gboolean any = FALSE;

  for (guint32 i = 0; i < fact->n_rows; i++)
    if (extra[i] > 0 && amount[i] > 0)
      return;
    else if (extra[i] < 0 && amount[i] > 0)
      any = TRUE;
  for (guint32 i = 0; any && i < fact->n_rows; i++)
    extra[i] = -extra[i];
}

/* Header words of rates of tax. */
#define RATE_WORDS \
  "rate|taxrate|vatrate|satz|mwstsatz|ustsatz|steuersatz|mehrwertsteuersatz|umsatzsteuersatz|taux|=tipo|=tasa|aliquot|=tarief|" \
  "btwtarief|btwpercentage|stawka|momssats|税率|세율"

/* Few values from 5 to 30 beside many amounts: taxes in money differ as the amounts do. */
static gboolean
are_rates (const ClvFact  *fact,
           const ClvField *field,
           const double   *numbers,
           const double   *amount)
{
  g_autoptr (GHashTable) rates = g_hash_table_new_full (g_double_hash, g_double_equal, g_free, NULL);
  g_autoptr (GHashTable) amounts = g_hash_table_new_full (g_double_hash, g_double_equal, g_free, NULL);

  if (!(field->column->reading->max >= 5) || field->column->reading->max > 30 || field->column->reading->min < 0)
    return FALSE;
  for (guint32 i = 0; i < fact->n_rows && g_hash_table_size (amounts) < 1000; i++)
    {
      const double number = numbers[clv_field_code (field, i)];

      if (!(number > 0) || amount[i] == 0)
        continue;
      g_hash_table_add (rates, g_memdup2 (&number, sizeof number));
      g_hash_table_add (amounts, g_memdup2 (&amount[i], sizeof *amount));
      if (g_hash_table_size (rates) > 5)
        return FALSE;
    }
  return g_hash_table_size (amounts) >= 8 && g_hash_table_size (amounts) >= 4 * g_hash_table_size (rates);
}

/* 0.2 beside 120 and 60: no tax in money is that low. */
static gboolean
are_small_rates (const ClvFact  *fact,
                 const ClvField *field,
                 const double   *numbers,
                 const double   *amount)
{
  guint32 n = 0;

  if (!(field->column->reading->max <= 0.3) || field->column->reading->min < 0)
    return FALSE;
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const double number = numbers[clv_field_code (field, i)];

      if (!(number > 0) || amount[i] == 0)
        continue;
      if (number < 0.02 || number > 0.01 * fabs (amount[i]))
        return FALSE;
      n++;
    }
  return n > 1;
}

/* Makes the rates among the numbers shares of the price without tax. (transfer full) (nullable): by code, which are rates;
 * NULL when all are money. */
static guint8 *
read_rates (const ClvFact  *fact,
            const ClvField *field,
            double         *numbers,
            const double   *amount)
{
  const guint32 n = clv_column_get_n_distinct (field->cells);
  const double max = field->column->reading->max;
  guint8 *is_rate = clv_field_read_shares (field, numbers);
  double unit = 0;

  if (is_rate != NULL)
    return is_rate;
  if (clv_words_has (clv_column_get_header (field->cells), RATE_WORDS) && max <= 100 && field->column->reading->min >= 0)
    unit = max > 1 ? 0.01 : 1;
  else if (are_rates (fact, field, numbers, amount))
    unit = 0.01;
  else if (are_small_rates (fact, field, numbers, amount))
    unit = 1;
  if (unit == 0)
    return NULL;
  is_rate = g_malloc ((gsize) n + 1);
  memset (is_rate, TRUE, (gsize) n + 1);
  for (guint32 code = 0; code < n; code++)
    numbers[code] *= unit;
  return is_rate;
}

/* Rates in @beside become money: what is in an amount that holds it to @extra, what comes to one that does not to @beside. */
static void
apply_rates (const ClvFact  *fact,
             const ClvField *field,
             const guint8   *is_rate,
             const double   *amount,
             const double   *refund,
             double         *extra,
             double         *beside)
{
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const double rate = beside[i], read = amount[i] + (refund != NULL ? refund[i] : 0);

      if (!is_rate[clv_field_code (field, i)])
        continue;
      beside[i] = read * rate;
      extra[i] = rate > -1 ? read * rate / (1 + rate) : 0;
    }
}

static void
read_extra (ClvLedgerBuilder *self,
            ClvFact          *fact,
            ClvRole           role,
            const double    **column,
            const double    **column_beside,
            const char       *kind)
{
  const double *amount = self->ledger->rows.amount + fact->first_row;
  g_autofree double *numbers = NULL;
  g_autofree char *evidence = NULL;
  ClvField field;
  g_autofree guint8 *is_rate = NULL;
  double *extra, *beside;
  guint32 n = 0;

  if (!clv_field_open_anywhere (fact, role, &field))
    return;
  if (*column == NULL)
    *column = g_new0 (double, self->n_rows + 1);
  extra = (double *) *column + fact->first_row;
  numbers = clv_field_numbers (&field);
  if (column_beside != NULL)
    is_rate = read_rates (fact, &field, numbers, amount);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      double number = numbers[clv_field_code (&field, i)];

      extra[i] = isfinite (number) ? number : 0;
    }
  turn_signs (fact, amount, extra);
  if (is_rate != NULL && *column_beside == NULL)
    *column_beside = g_memdup2 (*column, sizeof **column * ((gsize) self->n_rows + 1));
  beside = column_beside != NULL && *column_beside != NULL ? (double *) *column_beside + fact->first_row : NULL;
  if (is_rate != NULL)
    {
      memcpy (beside, extra, sizeof *beside * fact->n_rows);
      apply_rates (fact, &field, is_rate, amount, self->ledger->rows.refund != NULL ? self->ledger->rows.refund + fact->first_row : NULL, extra, beside);
      evidence = dup_evidence (self, fact, &field, extra, beside);
      if (evidence == NULL)
        evidence = g_strdup (_("a rate of tax: taken off amounts that include it, or added to those that do not"));
    }
  else if (field.rows != NULL)
    clv_fact_share_out (self, fact, field.rows, clv_table_get_n_rows (field.mapping->table), extra);
  else if (clv_fact_is_of_order (self, fact, extra, 1))
    clv_fact_share_out (self, fact, self->ledger->rows.order + fact->first_row, clv_pool_get_n (self->ledger->orders), extra);
  else
    evidence = dup_evidence (self, fact, &field, extra, extra);
  if (is_rate == NULL && beside != NULL)
    memcpy (beside, extra, sizeof *beside * fact->n_rows);

  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      if (extra[i] == 0)
        continue;
      n++;
      if (n == 1 && evidence != NULL)
        {
          g_autofree char *cell = clv_column_dup_text (field.cells, clv_field_code (&field, i));
          /* Translators: a cell, what the amounts hold */
          g_autofree char *text = g_strdup_printf (_("%s (%s)"), cell, evidence);

          clv_ledger_tell (self, fact->first_row + i, kind, "kept", text);
        }
      else if (n <= CLV_MAX_EXAMPLES)
        clv_fact_tell (self, fact, i, &field, kind, "kept");
    }
  if (n > CLV_MAX_EXAMPLES)
    clv_problem_list_count (self->ledger->problems, kind, "kept", n - CLV_MAX_EXAMPLES);
}

/**
 * clv_ledger_read_extras:
 *
 * Reads the tax and the shipping of the rows of @fact, and tells them.
 */
void
clv_ledger_read_extras (ClvLedgerBuilder *self,
                        ClvFact          *fact)
{
  read_extra (self, fact, CLV_ROLE_TAX, &self->ledger->rows.tax, &self->ledger->rows.tax_beside, "tax-column");
  read_extra (self, fact, CLV_ROLE_SHIPPING, &self->ledger->rows.shipping, NULL, "shipping-column");
}
