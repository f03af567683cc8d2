/* clv-ledger-rows.c - rows of a sheet become rows of the ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-ledger-field.h"
#include "clv-words.h"

/* A share of rows that is no slip. */
#define MANY 0.1

/* Of the rows that another column would have to speak for. */
#define MOST 0.9

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

/* A line without its order: that says why it has no date, either. */
static gboolean
is_of_unknown_order (const ClvFact *fact,
                     guint32        row)
{
  return fact->is_orphan || (!fact->is_whole && !fact->is_refund && fact->header_row != NULL && fact->header_row[row] == CLV_NOBODY);
}

static void
fill_ids (ClvLedgerBuilder *self,
          ClvFact          *fact)
{
  guint32 *customer = (guint32 *) CLV_ROWS (self, customer) + fact->first_row;
  guint32 *order = (guint32 *) CLV_ROWS (self, order) + fact->first_row;
  guint32 *source_row = (guint32 *) CLV_ROWS (self, source_row) + fact->first_row;
  guint16 *part = (guint16 *) CLV_ROWS (self, part) + fact->first_row;
  ClvField field;

  if (clv_field_open_anywhere (fact, CLV_ROLE_CUSTOMER, &field))
    {
      g_autofree guint32 *map = clv_pool_intern_column (self->ledger->customers, field.cells);

      for (guint32 i = 0; i < fact->n_rows; i++)
        customer[i] = map[clv_field_code (&field, i)];
    }
  else
    memset (customer, 0xff, sizeof *customer * fact->n_rows);
  if (clv_field_open_anywhere (fact, CLV_ROLE_ORDER, &field))
    {
      g_autofree guint32 *map = clv_pool_intern_column (self->ledger->orders, field.cells);

      for (guint32 i = 0; i < fact->n_rows; i++)
        order[i] = map[clv_field_code (&field, i)];
    }
  else
    memset (order, 0xff, sizeof *order * fact->n_rows);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      source_row[i] = clv_table_get_source_row (fact->mapping->table, i);
      part[i] = fact->part;
    }
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (is_of_unknown_order (fact, i))
      clv_fact_tell (self, fact, i, NULL, "line-of-unknown-order", "left-out");
}

/* A line that leaves out customer and day alike has those of the row with its order number that says both. */
static void
continue_orders (ClvLedgerBuilder *self,
                 ClvFact          *fact,
                 const ClvField   *dates,
                 ClvDay           *day)
{
  guint32 *customer = (guint32 *) CLV_ROWS (self, customer) + fact->first_row;
  const guint32 *order = self->ledger->rows.order + fact->first_row;
  g_autofree guint32 *speaker = NULL;
  const gsize size = ((gsize) clv_pool_get_n (self->ledger->orders) + 1) * sizeof *speaker;

  if (fact->header != NULL)
    return;
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      if (day[i] != CLV_DAY_NONE || clv_field_code (dates, i) != CLV_CODE_EMPTY || customer[i] != CLV_NOBODY || order[i] == CLV_NOBODY)
        continue;
      if (speaker == NULL)
        {
          speaker = g_malloc (size);
          memset (speaker, 0xff, size);
          for (guint32 k = fact->n_rows; k-- > 0;)
            if (order[k] != CLV_NOBODY && customer[k] != CLV_NOBODY && day[k] != CLV_DAY_NONE)
              speaker[order[k]] = k;
        }
      if (speaker[order[i]] == CLV_NOBODY)
        continue;
      customer[i] = customer[speaker[order[i]]];
      day[i] = day[speaker[order[i]]];
      clv_fact_tell (self, fact, i, NULL, "continued-order", "repaired");
    }
}

static void
fill_days (ClvLedgerBuilder *self,
           ClvFact          *fact)
{
  ClvDay *day = (ClvDay *) CLV_ROWS (self, day) + fact->first_row;
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;
  g_autofree ClvDay *days = NULL;
  ClvField field;

  if (!clv_field_open_anywhere (fact, CLV_ROLE_DATE, &field))
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
    day[i] = days[clv_field_code (&field, i)];
  continue_orders (self, fact, &field, day);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint32 code = clv_field_code (&field, i);

      if (G_UNLIKELY (day[i] == CLV_DAY_NONE))
        {
          flags[i] |= CLV_ROW_UNREADABLE | CLV_ROW_NO_DATE;
          if (code != CLV_CODE_EMPTY || !is_of_unknown_order (fact, i))
            clv_fact_tell (self, fact, i, &field, code == CLV_CODE_EMPTY ? "missing-date" : "unreadable-date", "left-out");
        }
    }
}

/* Rows that say what was given back and nothing else, “Debit” or “Credit”, are credit notes: below 0. */
static void
fill_from_given_back (ClvFact *fact,
                      double  *amount,
                      guint16 *flags)
{
  g_autofree double *numbers = NULL;
  ClvField told, field;
  gboolean are_sides;

  if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_AMOUNT, &told) || (numbers = clv_fact_read_given_back (fact, &field)) == NULL)
    return;
  /* One of two sides is often filled with 0. */
  are_sides = clv_words_has (clv_column_get_header (field.cells), CLV_SIDE_WORDS);
  for (guint32 i = 0; i < fact->n_rows; i++)
    if ((told.codes[i] == CLV_CODE_EMPTY || (are_sides && amount[i] == 0))
        && isfinite (numbers[field.codes[i]]) && numbers[field.codes[i]] != 0)
      {
        amount[i] = -fabs (numbers[field.codes[i]]);
        flags[i] |= CLV_ROW_CREDIT;
      }
}

/* Whether the column holds numbers in the rows without an amount, and in no others but for a few. */
static gboolean
stands_in_for_amount (const ClvFact *fact,
                      const guint16 *flags,
                      guint32        n_missing,
                      guint          column)
{
  g_autofree double *numbers = NULL;
  guint32 n_there = 0, n_elsewhere = 0;
  ClvField field;

  clv_field_open_column (fact->mapping, column, &field);
  if (field.column->role != CLV_ROLE_NONE || field.column->by_user || field.column->reading->type != CLV_TYPE_NUMBER)
    return FALSE;
  numbers = clv_field_numbers (&field);
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (isfinite (numbers[field.codes[i]]) && numbers[field.codes[i]] != 0)
      {
        n_there += flags[i] & CLV_ROW_NO_AMOUNT ? 1 : 0;
        n_elsewhere += flags[i] & CLV_ROW_NO_AMOUNT ? 0 : 1;
      }
  return n_there >= MOST * n_missing && n_elsewhere <= MANY * (fact->n_rows - n_missing);
}

/* Many rows without an amount, and a column that is filled in just those: the revenue of a part of the orders, perhaps. */
static void
tell_other_amounts (ClvLedgerBuilder *self,
                    const ClvFact    *fact,
                    const guint16    *flags)
{
  guint32 n_missing = 0;

  for (guint32 i = 0; i < fact->n_rows; i++)
    n_missing += flags[i] & CLV_ROW_NO_AMOUNT ? 1 : 0;
  if (n_missing <= MANY * fact->n_rows)
    return;
  for (guint column = 0; column < fact->mapping->n_columns; column++)
    {
      const ClvTable *table = fact->mapping->table;
      const ClvColumn *cells = clv_table_get_column (table, column);
      const guint32 *codes = clv_column_get_codes (cells);

      if (!stands_in_for_amount (fact, flags, n_missing, column))
        continue;
      for (guint32 i = 0; i < fact->n_rows; i++)
        {
          g_autofree char *cell = NULL;
          g_autofree char *text = NULL;

          if (!(flags[i] & CLV_ROW_NO_AMOUNT) || codes[i] == CLV_CODE_EMPTY)
            continue;
          if (clv_problem_list_is_full (self->ledger->problems, "amount-in-other-column", "left-out"))
            {
              clv_problem_list_count (self->ledger->problems, "amount-in-other-column", "left-out", 1);
              continue;
            }
          cell = clv_column_dup_text (cells, codes[i]);
          text = g_strdup_printf ("%s: %s", clv_column_get_header (cells), cell);
          clv_problem_list_add (self->ledger->problems, "amount-in-other-column", "left-out", clv_table_get_file (table),
                                clv_table_get_sheet (table), clv_table_get_source_row (table, i), text);
        }
    }
}

static void
fill_amounts (ClvLedgerBuilder *self,
              ClvFact          *fact)
{
  double *amount = (double *) CLV_ROWS (self, amount) + fact->first_row;
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;
  ClvField told, price;

  if (fact->header == fact->mapping && clv_field_open (fact->mapping, fact->header_row, CLV_ROLE_AMOUNT, &told))
    clv_fact_share_amounts (fact, &told, amount);
  else if (clv_field_open (fact->mapping, NULL, CLV_ROLE_AMOUNT, &told))
    {
      g_autofree double *numbers = clv_field_numbers (&told);

      for (guint32 i = 0; i < fact->n_rows; i++)
        amount[i] = numbers[told.codes[i]];
      fill_from_given_back (fact, amount, flags);
      clv_fact_compare_prices (self, fact, &told, amount);
    }
  else
    {
      g_autofree double *quantities = NULL;
      g_autofree double *prices = NULL;

      if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_QUANTITY, &told)
          || !(clv_field_open (fact->mapping, NULL, CLV_ROLE_UNIT_PRICE, &price)
               || clv_field_open (fact->product, fact->product_row, CLV_ROLE_UNIT_PRICE, &price)))
        return;
      quantities = clv_field_numbers (&told);
      prices = clv_field_numbers (&price);
      for (guint32 i = 0; i < fact->n_rows; i++)
        {
          const double quantity = quantities[told.codes[i]], unit_price = prices[clv_field_code (&price, i)];

          /* A minus before both says it twice: what came back was not sold. */
          amount[i] = quantity < 0 && unit_price < 0 ? -(quantity * unit_price) : quantity * unit_price;
        }
      if (price.rows != NULL)
        for (guint32 i = 0; i < fact->n_rows; i++)
          if (price.rows[i] == CLV_NOBODY)
            clv_fact_tell (self, fact, i, NULL, "unknown-product", "left-out");
      clv_fact_apply_discount (self, fact, amount);
      clv_fact_tell_discount (self, fact);
      told = price;
    }
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (G_UNLIKELY (!isfinite (amount[i])))
      {
        amount[i] = 0;
        flags[i] |= CLV_ROW_UNREADABLE | CLV_ROW_NO_AMOUNT;
        clv_fact_tell (self, fact, i, &told, clv_field_code (&told, i) == CLV_CODE_EMPTY ? "missing-amount" : "unreadable-amount", "left-out");
      }
  tell_other_amounts (self, fact, flags);
}

/* What was given back, with or without a sign, each row told. */
static void
fill_given_back (ClvLedgerBuilder *self,
                 ClvFact          *fact)
{
  double *amount = (double *) CLV_ROWS (self, amount) + fact->first_row;
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;
  g_autofree double *numbers = NULL;
  ClvField field, order;
  gboolean has_order = clv_field_open (fact->mapping, NULL, CLV_ROLE_ORDER, &order);

  clv_field_open_column (fact->mapping, clv_table_mapping_find_given_back (fact->mapping), &field);
  numbers = clv_field_numbers (&field);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      amount[i] = -fabs (numbers[field.codes[i]]);
      if (fact->header_row == NULL || fact->header_row[i] == CLV_NOBODY)
        clv_fact_tell (self, fact, i, has_order ? &order : NULL, "unknown-order", flags[i] & CLV_ROW_NO_DATE ? "left-out" : "used");
      if (isfinite (amount[i]))
        {
          clv_fact_tell (self, fact, i, &field, "refund-list", "used");
          continue;
        }
      amount[i] = 0;
      flags[i] |= CLV_ROW_UNREADABLE | CLV_ROW_NO_AMOUNT;
      clv_fact_tell (self, fact, i, &field, field.codes[i] == CLV_CODE_EMPTY ? "missing-amount" : "unreadable-amount", "left-out");
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

/* Several columns of costs are added up. Payment services write what they keep with a minus; percents are of the amount. */
static void
add_costs (const ClvFact *fact,
           guint          column,
           const double  *amount,
           double        *cost)
{
  g_autofree double *numbers = NULL;
  ClvField field;
  g_autofree guint8 *is_share = NULL;
  double sum = 0, sign;

  clv_field_open_column (fact->mapping, column, &field);
  numbers = clv_field_numbers (&field);
  is_share = clv_field_read_shares (&field, numbers);
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (isfinite (numbers[field.codes[i]]))
      sum += numbers[field.codes[i]];
  sign = sum < 0 ? -1 : 1;
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      double number = numbers[field.codes[i]];

      if (isfinite (number))
        cost[i] = (isfinite (cost[i]) ? cost[i] : 0) + sign * number * (is_share != NULL && is_share[field.codes[i]] ? amount[i] : 1);
    }
}

/* Where only the first lines of orders have costs, these are said of the whole order; elsewhere, a blank is a cost nobody knows. */
static void
share_costs (const ClvFact *fact,
             double        *cost)
{
  if (fact->header != fact->mapping)
    return;
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (fact->header_row[i] != i && !isnan (cost[i]))
      return;
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (fact->header_row[i] != i && !isnan (cost[fact->header_row[i]]))
      cost[i] = 0;
}

/* A profit column beats columns of costs, which beat quantity × unit cost. */
static void
fill_costs (ClvLedgerBuilder *self,
            ClvFact          *fact)
{
  const double *amount = self->ledger->rows.amount + fact->first_row;
  const guint16 *flags = self->ledger->rows.flags + fact->first_row;
  ClvField field, quantity;
  double *cost;

  if (clv_field_open (fact->mapping, NULL, CLV_ROLE_PROFIT, &field))
    {
      g_autofree double *numbers = clv_field_numbers (&field);
      g_autofree guint8 *is_share = clv_field_read_shares (&field, numbers);

      cost = ensure_costs (self) + fact->first_row;
      for (guint32 i = 0; i < fact->n_rows; i++)
        /* What nobody knows the amount of has no cost either, also where it counts as 0. */
        cost[i] = flags[i] & CLV_ROW_NO_AMOUNT
                    ? NAN
                    : amount[i] - numbers[field.codes[i]] * (is_share != NULL && is_share[field.codes[i]] ? amount[i] : 1);
      self->ledger->profit_given = TRUE;
      g_array_index (self->ledger->parts, ClvLedgerPart, fact->part).profit_given = TRUE;
    }
  else if (clv_field_open (fact->mapping, NULL, CLV_ROLE_COST, &field))
    {
      cost = ensure_costs (self) + fact->first_row;
      for (guint i = 0; i < fact->mapping->n_columns; i++)
        if (fact->mapping->columns[i].role == CLV_ROLE_COST)
          add_costs (fact, i, amount, cost);
      share_costs (fact, cost);
    }
  else if (clv_field_open (fact->mapping, NULL, CLV_ROLE_QUANTITY, &quantity)
           && (clv_field_open (fact->mapping, NULL, CLV_ROLE_UNIT_COST, &field)
               || clv_field_open (fact->product, fact->product_row, CLV_ROLE_UNIT_COST, &field)))
    {
      g_autofree double *numbers = clv_field_numbers (&field);
      g_autofree double *quantities = clv_field_numbers (&quantity);

      cost = ensure_costs (self) + fact->first_row;
      for (guint32 i = 0; i < fact->n_rows; i++)
        cost[i] = quantities[quantity.codes[i]] * numbers[clv_field_code (&field, i)];
    }
  else
    return;
  self->ledger->has_goods_cost = TRUE;
}

/* Goods come back at their price, and cost no more. */
static void
give_back_goods (ClvLedgerBuilder *self,
                 const ClvFact    *fact)
{
  double *amount = (double *) CLV_ROWS (self, amount) + fact->first_row;
  double *cost = self->ledger->rows.cost != NULL ? (double *) CLV_ROWS (self, cost) + fact->first_row : NULL;
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;

  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      amount[i] = -fabs (amount[i]);
      if (cost != NULL)
        cost[i] = -fabs (cost[i]);
      flags[i] |= CLV_ROW_CREDIT;
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
  if (fact->is_refund)
    fill_given_back (self, fact);
  else
    {
      fill_amounts (self, fact);
      fill_costs (self, fact);
      if (fact->are_goods)
        give_back_goods (self, fact);
      clv_ledger_apply_refunds (self, fact);
      clv_ledger_read_discounts (self, fact);
      clv_ledger_read_extras (self, fact);
    }
  clv_ledger_fill_currencies (self, fact);
}
