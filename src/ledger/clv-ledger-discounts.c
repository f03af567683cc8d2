/* clv-ledger-discounts.c - what a column of discounts takes off quantity × unit price
 *
 * Shares (0.05, 5 %) reduce the price, and so do 5 and 10 where the header or the values say that they are percent. Where
 * nothing says whether 10 is a tenth or money, people are asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-ledger-field.h"
#include "clv-words.h"

/* Rows that are looked at for a proof. */
#define MAX_PROOFS 100000

/* Words of headers that name a sum of money. */
#define MONEY_WORDS "amount|betrag|rabattbetrag|montant|importe|importo|valor|bedrag|kwota|belopp|tutar|сумма|金额|金額|금액"

/* Discounts in percent are seldom 3.47 or 0.5; thirds are. */
static gboolean
is_percent_like (double discount)
{
  const double halves = fabs (discount) * 2, thirds = fabs (discount) * 3;

  return discount == 0 || (discount >= 1 && (fabs (halves - round (halves)) < 1e-9 || fabs (thirds - round (thirds)) < 0.04));
}

static gboolean
are_percent_like (const ClvField *field,
                  const double   *numbers)
{
  for (guint32 code = 1; code < clv_column_get_n_distinct (field->cells); code++)
    if (isfinite (numbers[code]) && !is_percent_like (numbers[code]))
      return FALSE;
  return TRUE;
}

static gboolean
is_same (double a,
         double b)
{
  return fabs (a - b) < 0.011 + 1e-6 * fabs (b);
}

/* The number columns that have no role: one of them may be what was left. */
static GArray *
find_other_columns (const ClvTableMapping *mapping)
{
  GArray *others = g_array_new (FALSE, FALSE, sizeof (ClvField));

  for (guint c = 0; c < mapping->n_columns; c++)
    if (mapping->columns[c].role == CLV_ROLE_NONE && mapping->columns[c].reading->type == CLV_TYPE_NUMBER)
      {
        ClvField other;

        clv_field_open_column (mapping, c, &other);
        g_array_append_val (others, other);
      }
  return others;
}

/* What was left on the rows with a discount proves one of the two. */
static ClvDiscount
judge_by_column (const ClvField *other,
                 guint32         n_rows,
                 const ClvField *quantity,
                 const ClvField *price,
                 const ClvField *discount)
{
  g_autofree double *left = clv_field_numbers (other);
  g_autofree double *quantities = clv_field_numbers (quantity);
  g_autofree double *prices = clv_field_numbers (price);
  g_autofree double *numbers = clv_field_numbers (discount);
  guint32 n = 0, n_money = 0, n_percent = 0;

  for (guint32 i = 0; i < n_rows; i++)
    {
      const double full = quantities[quantity->codes[i]] * prices[price->codes[i]], number = fabs (numbers[discount->codes[i]]);

      if (!(number > 0) || !isfinite (full))
        continue;
      n++;
      n_money += is_same (left[other->codes[i]], full - number);
      n_percent += is_same (left[other->codes[i]], full * (1 - number / 100));
    }
  if (n > 0 && n_money >= 0.9 * n && n_percent < n_money)
    return CLV_DISCOUNT_MONEY;
  return n > 0 && n_percent >= 0.9 * n && n_money < n_percent ? CLV_DISCOUNT_PERCENT : CLV_DISCOUNT_OPEN;
}

/* More money than the goods came to cannot have been taken off. */
static gboolean
is_more_than_price (guint32         n_rows,
                    const ClvField *quantity,
                    const ClvField *price,
                    const ClvField *discount)
{
  g_autofree double *quantities = clv_field_numbers (quantity);
  g_autofree double *prices = clv_field_numbers (price);
  g_autofree double *numbers = clv_field_numbers (discount);

  for (guint32 i = 0; i < n_rows; i++)
    {
      const double full = fabs (quantities[quantity->codes[i]] * prices[price->codes[i]]);

      if (full > 0 && fabs (numbers[discount->codes[i]]) > full + 0.005)
        return TRUE;
    }
  return FALSE;
}

/**
 * clv_table_mapping_judge_discount:
 * @wish: what people said; CLV_DISCOUNT_OPEN when they did not
 *
 * Whether the discounts of the table are percent or money: by what is written, else by @wish, else by what proves it.
 *
 * Returns: CLV_DISCOUNT_NONE where no discount counts; CLV_DISCOUNT_OPEN where nothing proves what it is
 */
ClvDiscount
clv_table_mapping_judge_discount (const ClvTableMapping *mapping,
                                  ClvDiscount            wish)
{
  const guint32 n_rows = MIN (clv_table_get_n_rows (mapping->table), MAX_PROOFS);
  g_autofree double *numbers = NULL;
  g_autoptr (GArray) others = NULL;
  ClvField field, quantity, price;
  double share, most;

  if ((mapping->kind != CLV_KIND_ORDERS && mapping->kind != CLV_KIND_LINES) || !clv_field_open (mapping, NULL, CLV_ROLE_DISCOUNT, &field))
    return CLV_DISCOUNT_NONE;
  most = MAX (field.column->reading->max, -field.column->reading->min);
  share = clv_field_get_share (&field);
  if (share == 1)
    return CLV_DISCOUNT_SHARE;
  if (share > 0)
    return CLV_DISCOUNT_PERCENT;
  if (clv_words_has (clv_column_get_header (field.cells), MONEY_WORDS) || (field.column->reading->min < 0 && (field.column->reading->max > 0 || most > 1)))
    return CLV_DISCOUNT_MONEY;
  if (!(most > 1))
    return wish == CLV_DISCOUNT_MONEY ? CLV_DISCOUNT_MONEY : CLV_DISCOUNT_SHARE;
  if (wish != CLV_DISCOUNT_OPEN)
    return wish;
  if (most > 100 || clv_table_mapping_find (mapping, CLV_ROLE_AMOUNT) >= 0)
    return CLV_DISCOUNT_MONEY;
  numbers = clv_field_numbers (&field);
  if (!are_percent_like (&field, numbers))
    return CLV_DISCOUNT_MONEY;
  if (!clv_field_open (mapping, NULL, CLV_ROLE_QUANTITY, &quantity) || !clv_field_open (mapping, NULL, CLV_ROLE_UNIT_PRICE, &price))
    return CLV_DISCOUNT_OPEN;
  others = find_other_columns (mapping);
  for (guint i = 0; i < others->len; i++)
    {
      ClvDiscount proof = judge_by_column (&g_array_index (others, ClvField, i), n_rows, &quantity, &price, &field);

      if (proof != CLV_DISCOUNT_OPEN)
        return proof;
    }
  return is_more_than_price (n_rows, &quantity, &price, &field) ? CLV_DISCOUNT_PERCENT : CLV_DISCOUNT_OPEN;
}

/**
 * clv_mapping_is_discount_open:
 *
 * Returns: TRUE if nothing says whether the discounts of the table are percent or money, and figures depend on it
 */
gboolean
clv_mapping_is_discount_open (const ClvMapping *self,
                              guint             table)
{
  return clv_table_mapping_judge_discount (clv_mapping_get_table (self, table), self->discount) == CLV_DISCOUNT_OPEN;
}

/**
 * clv_fact_apply_discount:
 * @amount: by row of @fact: quantity × unit price; then what is left of it
 *
 * A minus before all discounts says once more that they are taken off.
 */
void
clv_fact_apply_discount (ClvLedgerBuilder *self,
                         const ClvFact    *fact,
                         double           *amount)
{
  const ClvDiscount meaning = clv_table_mapping_judge_discount (fact->mapping, self->mapping->discount);
  ClvField field;
  g_autofree double *numbers = NULL;
  double unit;
  gboolean is_signed;

  if (meaning == CLV_DISCOUNT_NONE || !clv_field_open (fact->mapping, NULL, CLV_ROLE_DISCOUNT, &field))
    return;
  numbers = clv_field_numbers (&field);
  is_signed = field.column->reading->min < 0 && field.column->reading->max > 0;
  unit = (meaning == CLV_DISCOUNT_PERCENT ? 0.01 : 1) * (field.column->reading->min < 0 && !is_signed ? -1 : 1);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const double discount = numbers[clv_field_code (&field, i)] * unit;

      if (isnan (discount))
        continue;
      if (meaning == CLV_DISCOUNT_SHARE || meaning == CLV_DISCOUNT_PERCENT)
        amount[i] *= 1 - discount;
      else if (amount[i] < 0 && !is_signed)
        /* So much less was paid, and is given back. */
        amount[i] += discount;
      else
        amount[i] -= discount;
    }
}

/**
 * clv_fact_tell_discount:
 *
 * Tells what the discounts of @fact were taken for, where that could be wrong.
 */
void
clv_fact_tell_discount (ClvLedgerBuilder *self,
                        const ClvFact    *fact)
{
  const ClvDiscount wish = self->mapping->discount;
  const ClvDiscount meaning = clv_table_mapping_judge_discount (fact->mapping, CLV_DISCOUNT_OPEN);
  ClvField field;

  if (meaning == CLV_DISCOUNT_NONE || !clv_field_open (fact->mapping, NULL, CLV_ROLE_DISCOUNT, &field))
    return;
  if (meaning == CLV_DISCOUNT_OPEN)
    clv_problem_list_add (self->ledger->problems, "ambiguous-discount", wish == CLV_DISCOUNT_PERCENT ? "percent" : "money",
                          clv_table_get_file (fact->mapping->table), clv_table_get_sheet (fact->mapping->table), 0,
                          clv_column_get_header (field.cells));
  else if (meaning == CLV_DISCOUNT_PERCENT)
    clv_problem_list_add (self->ledger->problems, "discount-in-percent", "used", clv_table_get_file (fact->mapping->table),
                          clv_table_get_sheet (fact->mapping->table), 0, clv_column_get_header (field.cells));
}
