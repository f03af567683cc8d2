/* clv-ledger-rows.c - rows of a sheet become rows of the ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-ledger-private.h"
#include "clv-words.h"

/* A column of a fact, or of the orders or products table that completes it. */
typedef struct
{
  const ClvTableMapping  *mapping;
  const ClvColumnMapping *column;
  const ClvColumn        *cells;
  const guint32          *codes;
  const guint32          *rows; /* (nullable) row of the other table by row of the fact */
} Field;

static gboolean
open_field (const ClvTableMapping *mapping,
            const guint32         *rows,
            ClvRole                role,
            Field                 *field)
{
  int column = mapping != NULL ? clv_table_mapping_find (mapping, role) : -1;

  if (column < 0)
    return FALSE;
  field->mapping = mapping;
  field->column = &mapping->columns[column];
  field->cells = clv_table_get_column (mapping->table, column);
  field->codes = clv_column_get_codes (field->cells);
  field->rows = rows;
  return TRUE;
}

static inline guint32
code_at (const Field *field,
         guint32      row)
{
  if (field->rows == NULL)
    return field->codes[row];
  return field->rows[row] == CLV_NOBODY ? CLV_CODE_EMPTY : field->codes[field->rows[row]];
}

static gboolean
open_anywhere (const ClvFact *fact,
               ClvRole        role,
               Field         *field)
{
  return open_field (fact->mapping, NULL, role, field) || open_field (fact->header, fact->header_row, role, field);
}

static double *
numbers_of (const Field *field)
{
  return clv_reading_numbers (field->column->reading, field->cells);
}

static void
reserve_rows (ClvLedgerBuilder *self)
{
  ClvLedgerRows *rows = &self->ledger->rows;

  if (rows->customer != NULL)
    return;
  rows->n = self->n_rows;
  rows->customer = g_new (guint32, self->n_rows + 1);
  rows->order = g_new (guint32, self->n_rows + 1);
  rows->day = g_new (ClvDay, self->n_rows + 1);
  rows->amount = g_new (double, self->n_rows + 1);
  rows->flags = g_new0 (guint16, self->n_rows + 1);
  rows->source_row = g_new (guint32, self->n_rows + 1);
  rows->part = g_new (guint16, self->n_rows + 1);
}

static void
tell (ClvLedgerBuilder *self,
      const ClvFact    *fact,
      guint32           row,
      const Field      *field,
      const char       *kind,
      const char       *treatment)
{
  g_autofree char *text = field != NULL ? clv_column_dup_text (field->cells, code_at (field, row)) : NULL;

  clv_problem_list_add (self->ledger->problems, kind, treatment, clv_table_get_file (fact->mapping->table),
                        clv_table_get_sheet (fact->mapping->table), clv_table_get_source_row (fact->mapping->table, row),
                        text);
}

static void
fill_ids (ClvLedgerBuilder *self,
          ClvFact          *fact)
{
  guint32 *customer = (guint32 *) CLV_ROWS (self, customer) + fact->first_row;
  guint32 *order = (guint32 *) CLV_ROWS (self, order) + fact->first_row;
  guint32 *source_row = (guint32 *) CLV_ROWS (self, source_row) + fact->first_row;
  guint16 *part = (guint16 *) CLV_ROWS (self, part) + fact->first_row;
  Field field;

  if (open_anywhere (fact, CLV_ROLE_CUSTOMER, &field))
    {
      g_autofree guint32 *map = clv_pool_intern_column (self->ledger->customers, field.cells);

      for (guint32 i = 0; i < fact->n_rows; i++)
        {
          customer[i] = map[code_at (&field, i)];
          if (customer[i] == CLV_NOBODY)
            tell (self, fact, i, NULL, "missing-customer", "kept");
        }
    }
  else
    memset (customer, 0xff, sizeof *customer * fact->n_rows);
  if (open_anywhere (fact, CLV_ROLE_ORDER, &field))
    {
      g_autofree guint32 *map = clv_pool_intern_column (self->ledger->orders, field.cells);

      for (guint32 i = 0; i < fact->n_rows; i++)
        order[i] = map[code_at (&field, i)];
    }
  else
    memset (order, 0xff, sizeof *order * fact->n_rows);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      source_row[i] = clv_table_get_source_row (fact->mapping->table, i);
      part[i] = fact->part;
    }
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (fact->is_orphan || (fact->header_row != NULL && fact->header_row[i] == CLV_NOBODY))
      tell (self, fact, i, NULL, "unknown-order", "left-out");
}

static void
fill_days (ClvLedgerBuilder *self,
           ClvFact          *fact)
{
  ClvDay *day = (ClvDay *) CLV_ROWS (self, day) + fact->first_row;
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;
  g_autofree ClvDay *days = NULL;
  Field field;

  if (!open_anywhere (fact, CLV_ROLE_DATE, &field))
    {
      for (guint32 i = 0; i < fact->n_rows; i++)
        {
          day[i] = CLV_DAY_NONE;
          flags[i] |= CLV_ROW_UNREADABLE | CLV_ROW_NO_DATE;
        }
      return;
    }
  days = clv_reading_days (field.column->reading, field.cells);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      guint32 code = code_at (&field, i);

      day[i] = days[code];
      if (G_UNLIKELY (day[i] == CLV_DAY_NONE))
        {
          flags[i] |= CLV_ROW_UNREADABLE | CLV_ROW_NO_DATE;
          tell (self, fact, i, &field, code == CLV_CODE_EMPTY ? "missing-date" : "unreadable-date", "left-out");
        }
    }
}

/* Shares (0.05, 5 %) reduce quantity × unit price; larger numbers are money. */
static void
apply_discount (const ClvFact *fact,
                double        *amount)
{
  Field field;
  g_autofree double *numbers = NULL;
  gboolean is_share;

  if (!open_field (fact->mapping, NULL, CLV_ROLE_DISCOUNT, &field))
    return;
  numbers = numbers_of (&field);
  is_share = !(field.column->reading->max > 1) && !(field.column->reading->min < 0);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      double discount = numbers[code_at (&field, i)];

      if (isnan (discount))
        continue;
      if (is_share)
        amount[i] *= 1 - discount;
      else
        amount[i] -= discount;
    }
}

static void
fill_amounts (ClvLedgerBuilder *self,
              ClvFact          *fact)
{
  double *amount = (double *) CLV_ROWS (self, amount) + fact->first_row;
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;
  Field told, price;

  if (open_field (fact->mapping, NULL, CLV_ROLE_AMOUNT, &told))
    {
      g_autofree double *numbers = numbers_of (&told);

      for (guint32 i = 0; i < fact->n_rows; i++)
        amount[i] = numbers[told.codes[i]];
    }
  else
    {
      g_autofree double *quantities = NULL;
      g_autofree double *prices = NULL;

      if (!open_field (fact->mapping, NULL, CLV_ROLE_QUANTITY, &told)
          || !(open_field (fact->mapping, NULL, CLV_ROLE_UNIT_PRICE, &price)
               || open_field (fact->product, fact->product_row, CLV_ROLE_UNIT_PRICE, &price)))
        return;
      quantities = numbers_of (&told);
      prices = numbers_of (&price);
      for (guint32 i = 0; i < fact->n_rows; i++)
        amount[i] = quantities[told.codes[i]] * prices[code_at (&price, i)];
      if (price.rows != NULL)
        for (guint32 i = 0; i < fact->n_rows; i++)
          if (price.rows[i] == CLV_NOBODY)
            tell (self, fact, i, NULL, "unknown-product", "left-out");
      apply_discount (fact, amount);
      told = price;
    }
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (G_UNLIKELY (!isfinite (amount[i])))
      {
        amount[i] = 0;
        flags[i] |= CLV_ROW_UNREADABLE | CLV_ROW_NO_AMOUNT;
        tell (self, fact, i, &told, code_at (&told, i) == CLV_CODE_EMPTY ? "missing-amount" : "unreadable-amount", "left-out");
      }
}

static double *
ensure_costs (ClvLedgerBuilder *self)
{
  if (self->ledger->rows.cost == NULL)
    {
      double *cost = g_new (double, self->n_rows + 1);

      for (guint32 i = 0; i < self->n_rows; i++)
        cost[i] = NAN;
      self->ledger->rows.cost = cost;
    }
  return (double *) self->ledger->rows.cost;
}

/* A profit column beats a cost column, which beats quantity × unit cost. */
static void
fill_costs (ClvLedgerBuilder *self,
            ClvFact          *fact)
{
  const double *amount = self->ledger->rows.amount + fact->first_row;
  Field field, quantity;
  double *cost;

  if (open_field (fact->mapping, NULL, CLV_ROLE_PROFIT, &field))
    {
      g_autofree double *numbers = numbers_of (&field);

      cost = ensure_costs (self) + fact->first_row;
      for (guint32 i = 0; i < fact->n_rows; i++)
        cost[i] = amount[i] - numbers[field.codes[i]];
      self->ledger->profit_given = TRUE;
    }
  else if (open_field (fact->mapping, NULL, CLV_ROLE_COST, &field))
    {
      g_autofree double *numbers = numbers_of (&field);

      cost = ensure_costs (self) + fact->first_row;
      for (guint32 i = 0; i < fact->n_rows; i++)
        cost[i] = numbers[field.codes[i]];
    }
  else if (open_field (fact->mapping, NULL, CLV_ROLE_QUANTITY, &quantity)
           && (open_field (fact->mapping, NULL, CLV_ROLE_UNIT_COST, &field)
               || open_field (fact->product, fact->product_row, CLV_ROLE_UNIT_COST, &field)))
    {
      g_autofree double *numbers = numbers_of (&field);
      g_autofree double *quantities = numbers_of (&quantity);

      cost = ensure_costs (self) + fact->first_row;
      for (guint32 i = 0; i < fact->n_rows; i++)
        cost[i] = quantities[quantity.codes[i]] * numbers[code_at (&field, i)];
    }
  else
    return;
  self->ledger->has_goods_cost = TRUE;
}

/* A column of nothing but 0 and 1 says yes and no; other numbers are money. */
static gboolean
is_flag (const Field *field)
{
  for (guint32 code = 1; code < clv_column_get_n_distinct (field->cells); code++)
    {
      ClvCell cell;
      double number;

      clv_column_get_cell (field->cells, code, &cell);
      if (clv_reading_number (field->column->reading, &cell, &number) && number != 0 && number != 1)
        return FALSE;
    }
  return TRUE;
}

/* Which texts of a refund column say yes; one that is neither yes nor no is told and changes nothing. */
static gboolean *
refunded_codes (ClvLedgerBuilder *self,
                const ClvFact    *fact,
                const Field      *field)
{
  guint32 n = clv_column_get_n_distinct (field->cells);
  gboolean *refunded = g_new0 (gboolean, n + 1);

  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (field->cells, code);

      refunded[code] = clv_words_is_yes (text);
      if (!refunded[code] && !clv_words_is_no (text))
        clv_problem_list_add (self->ledger->problems, "unclear-refund", "ignored", clv_table_get_file (fact->mapping->table),
                              clv_table_get_sheet (fact->mapping->table), 0, text);
    }
  return refunded;
}

/* A refund column says yes or no, or how much. */
static void
apply_refunds (ClvLedgerBuilder *self,
               ClvFact          *fact)
{
  double *amount = (double *) CLV_ROWS (self, amount) + fact->first_row;
  double *cost = self->ledger->rows.cost != NULL ? (double *) CLV_ROWS (self, cost) + fact->first_row : NULL;
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;
  g_autofree gboolean *refunded = NULL;
  Field field;

  if (!open_field (fact->mapping, NULL, CLV_ROLE_REFUND, &field))
    return;
  if (field.column->reading->type == CLV_TYPE_NUMBER && !is_flag (&field))
    {
      g_autofree double *numbers = numbers_of (&field);
      double *refund;

      if (self->ledger->rows.refund == NULL)
        self->ledger->rows.refund = g_new0 (double, self->n_rows + 1);
      refund = (double *) self->ledger->rows.refund + fact->first_row;
      for (guint32 i = 0; i < fact->n_rows; i++)
        if (isfinite (numbers[field.codes[i]]) && numbers[field.codes[i]] != 0)
          {
            refund[i] = fabs (numbers[field.codes[i]]);
            amount[i] -= refund[i];
            tell (self, fact, i, &field, "refund-subtracted", "used");
          }
      return;
    }
  refunded = refunded_codes (self, fact, &field);
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (refunded[field.codes[i]] && amount[i] > 0)
      {
        /* The row gives back what it says, and its goods come back. */
        amount[i] = -amount[i];
        if (cost != NULL)
          cost[i] = -cost[i];
        flags[i] |= CLV_ROW_CREDIT;
      }
    else if (refunded[field.codes[i]])
      flags[i] |= CLV_ROW_CREDIT;
}

/* The currency of every row of @fact: of its currency column, of the signs beside its amounts, or of their header. */
static void
fill_currencies (ClvLedgerBuilder *self,
                 ClvFact          *fact)
{
  ClvLedger *ledger = self->ledger;
  g_autofree guint8 *by_code = NULL;
  guint8 *currency;
  Field field;
  gboolean has_column = open_anywhere (fact, CLV_ROLE_CURRENCY, &field);

  if (!has_column && !open_field (fact->mapping, NULL, CLV_ROLE_AMOUNT, &field)
      && !open_field (fact->mapping, NULL, CLV_ROLE_UNIT_PRICE, &field)
      && !open_field (fact->product, fact->product_row, CLV_ROLE_UNIT_PRICE, &field))
    return;
  by_code = clv_ledger_dup_currencies (ledger->currencies, field.column, field.cells);
  if (by_code == NULL)
    return;
  if (ledger->rows.currency == NULL)
    {
      ledger->rows.currency = g_malloc (self->n_rows + 1);
      memset ((void *) ledger->rows.currency, CLV_NO_CURRENCY, self->n_rows + 1);
    }
  currency = (guint8 *) ledger->rows.currency + fact->first_row;
  for (guint32 i = 0; i < fact->n_rows; i++)
    currency[i] = by_code[code_at (&field, i)];
  if (ledger->currencies->len > 0)
    {
      g_free (ledger->currency);
      ledger->currency = g_strdup (ledger->currencies->len == 1 ? ledger->currencies->pdata[0] : "");
    }
}

/**
 * clv_ledger_fill_rows:
 *
 * Who, when, how much, at what cost, of one table. Cells that cannot be read flag their row; nothing is dropped.
 */
void
clv_ledger_fill_rows (ClvLedgerBuilder *self,
                      ClvFact          *fact)
{
  reserve_rows (self);
  fill_ids (self, fact);
  fill_days (self, fact);
  fill_amounts (self, fact);
  fill_costs (self, fact);
  apply_refunds (self, fact);
  fill_currencies (self, fact);
}
