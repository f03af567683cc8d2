/* clv-ledger-discounts.c - what a column of discounts takes off quantity × unit price
 *
 * Shares (0.05, 5 %) reduce the price, and so do 5 and 10 where the header or the values say that they are percent. Where
 * nothing says whether 10 is a tenth or money, people are asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-currency-names.h"
#include "clv-ledger-field.h"
#include "clv-synonyms.h"
#include "clv-words.h"

/* Rows that are looked at for a proof. */
#define MAX_PROOFS 100000

/* Words of headers that name a sum of money. */
#define MONEY_WORDS "amount|betrag|rabattbetrag|montant|importe|importo|valor|bedrag|kwota|belopp|tutar|total|сумма|金额|金額|금액"
/* Words of headers of what is taken off each piece. */
#define UNIT_WORDS "=unit|=piece|=each|stuckrabatt|=stuck|=unitario|=unitaire|=unidad|=unidade"

/* Discounts in percent are seldom 3.47 or 0.5; thirds are. */
static gboolean
is_percent_like (double discount)
{
  const double halves = fabs (discount) * 2, thirds = fabs (discount) * 3;

  return discount == 0 || (discount >= 1 && (fabs (halves - round (halves)) < 1e-9 || fabs (thirds - round (thirds)) < 0.04));
}

/* Many discounts that are no round percents are money; a single one may be an odd percent. */
static gboolean
are_odd (const ClvField *field,
         const double   *numbers)
{
  const guint32 *counts = clv_column_get_counts (field->cells);
  gsize n = 0, n_odd = 0;

  for (guint32 code = 1; code < clv_column_get_n_distinct (field->cells); code++)
    if (isfinite (numbers[code]) && numbers[code] != 0)
      {
        n += counts[code];
        n_odd += is_percent_like (numbers[code]) ? 0 : counts[code];
      }
  return n_odd > 0 && n_odd * 4 >= n;
}

/* Shares are 0.05, 0.1, 0.25 for the most part; cents are anything. */
static gboolean
are_round_shares (const ClvField *field,
                  const double   *numbers)
{
  guint n = 0, n_round = 0;

  for (guint32 code = 1; code < clv_column_get_n_distinct (field->cells); code++)
    {
      const double steps = fabs (numbers[code]) * 20;

      if (!isfinite (steps) || steps == 0)
        continue;
      n++;
      n_round += fabs (steps - round (steps)) < 1e-6;
    }
  return 2 * n_round >= n;
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
                 double          unit,
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
      n_percent += is_same (left[other->codes[i]], full * (1 - number * unit));
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

/* A sign or the name of a currency stands in the cells, their format or the header, or the header says so otherwise. */
static gboolean
says_money (const ClvField *field)
{
  const char *header = clv_column_get_header (field->cells);
  g_autofree char *currency = clv_currency_dup_of_header (header);

  return field->column->reading->currency[0] != '\0' || currency != NULL || clv_words_has (header, MONEY_WORDS "|" UNIT_WORDS);
}

/* What stands beside the discounts proves; @unit is what one percent is. */
static ClvDiscount
judge_by_rows (const ClvTableMapping *mapping,
               const ClvField        *field,
               double                 unit)
{
  const guint32 n_rows = MIN (clv_table_get_n_rows (mapping->table), MAX_PROOFS);
  g_autoptr (GArray) others = NULL;
  ClvField quantity, price;

  if (!clv_field_open (mapping, NULL, CLV_ROLE_QUANTITY, &quantity) || !clv_field_open (mapping, NULL, CLV_ROLE_UNIT_PRICE, &price))
    return CLV_DISCOUNT_OPEN;
  others = find_other_columns (mapping);
  for (guint i = 0; i < others->len; i++)
    {
      ClvDiscount proof = judge_by_column (&g_array_index (others, ClvField, i), unit, n_rows, &quantity, &price, field);

      if (proof != CLV_DISCOUNT_OPEN)
        return proof;
    }
  return is_more_than_price (n_rows, &quantity, &price, field) ? CLV_DISCOUNT_PERCENT : CLV_DISCOUNT_OPEN;
}

static gboolean
says_percent (const ClvCell *cell)
{
  return cell->text != NULL && strchr (cell->text, '%') != NULL;
}

static gboolean
has_percent_sign (const ClvField *field)
{
  for (guint32 code = 1; code < clv_column_get_n_distinct (field->cells); code++)
    {
      ClvCell cell;

      clv_column_get_cell (field->cells, code, &cell);
      if (says_percent (&cell))
        return TRUE;
    }
  return FALSE;
}

/* @has_amount: an amount that counts stands there, so that little depends on it */
static ClvDiscount
judge (const ClvTableMapping *mapping,
       ClvDiscount            wish,
       gboolean               has_amount)
{
  g_autofree double *numbers = NULL;
  g_autofree guint8 *is_share = NULL;
  gboolean has_share = FALSE, has_whole = FALSE, has_sign = FALSE;
  double most = 0;
  ClvDiscount proof;
  ClvField field;

  if ((mapping->kind != CLV_KIND_ORDERS && mapping->kind != CLV_KIND_LINES) || !clv_field_open (mapping, NULL, CLV_ROLE_DISCOUNT, &field))
    return CLV_DISCOUNT_NONE;
  numbers = clv_field_numbers (&field);
  is_share = clv_field_read_shares (&field, numbers);
  for (guint32 code = 1; code < clv_column_get_n_distinct (field.cells); code++)
    if (!isfinite (numbers[code]) || numbers[code] == 0)
      continue;
    else if (is_share != NULL && is_share[code])
      {
        ClvCell cell;

        clv_column_get_cell (field.cells, code, &cell);
        has_share = TRUE;
        has_sign |= says_percent (&cell);
        has_whole |= !says_percent (&cell);
      }
    else
      most = MAX (most, fabs (numbers[code]));
  /* What the header says is an error, sometimes. */
  if (has_share && most == 0 && !has_sign && wish == CLV_DISCOUNT_MONEY)
    return wish;
  if (has_share && most == 0)
    return has_whole && MAX (field.column->reading->max, -field.column->reading->min) >= 1 ? CLV_DISCOUNT_PERCENT : CLV_DISCOUNT_SHARE;
  /* Where others say “%”, these do not mean it. */
  if (has_share && wish == CLV_DISCOUNT_PERCENT)
    return CLV_DISCOUNT_PERCENT;
  if (has_share || says_money (&field) || (field.column->reading->min < 0 && (field.column->reading->max > 0 || most > 1)))
    return CLV_DISCOUNT_MONEY;
  if (wish == CLV_DISCOUNT_MONEY || (wish != CLV_DISCOUNT_OPEN && most > 1))
    return wish;
  if (most > 100)
    return CLV_DISCOUNT_MONEY;
  if (!(most > 1))
    {
      proof = judge_by_rows (mapping, &field, 1);
      if (proof == CLV_DISCOUNT_MONEY)
        return proof;
      /* Goods for nothing, or for less than half, are rare, and so are discounts of a few cents. */
      return (most > 0.5 || !are_round_shares (&field, numbers)) && proof == CLV_DISCOUNT_OPEN && wish == CLV_DISCOUNT_OPEN && !has_amount
               ? CLV_DISCOUNT_OPEN
               : CLV_DISCOUNT_SHARE;
    }
  if (has_amount)
    return CLV_DISCOUNT_MONEY;
  proof = judge_by_rows (mapping, &field, 0.01);
  if (proof != CLV_DISCOUNT_OPEN)
    return proof;
  return are_odd (&field, numbers) ? CLV_DISCOUNT_MONEY : CLV_DISCOUNT_OPEN;
}

/**
 * clv_table_mapping_judge_discount:
 * @wish: what people said; CLV_DISCOUNT_OPEN when they did not
 *
 * Whether the discounts of the table are percent or money: by what is written, else by @wish, else by what proves it. Cells
 * that say “10%” are percent in any case.
 *
 * Returns: CLV_DISCOUNT_NONE where no discount counts; CLV_DISCOUNT_OPEN where nothing proves what it is
 */
ClvDiscount
clv_table_mapping_judge_discount (const ClvTableMapping *mapping,
                                  ClvDiscount            wish)
{
  return judge (mapping, wish, clv_table_mapping_find (mapping, CLV_ROLE_AMOUNT) >= 0);
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

/* A minus before all discounts says once more that they are taken off. */
static void
take_off (const ClvFact *fact,
          ClvDiscount    meaning,
          double        *amount)
{
  ClvField field, quantity;
  g_autofree double *numbers = NULL;
  g_autofree double *pieces = NULL;
  g_autofree guint8 *is_share = NULL;
  double unit;
  gboolean is_signed, is_rate;

  if (meaning == CLV_DISCOUNT_NONE || !clv_field_open (fact->mapping, NULL, CLV_ROLE_DISCOUNT, &field))
    return;
  numbers = clv_field_numbers (&field);
  /* Whoever says that they are money knows better than the header. */
  if (meaning != CLV_DISCOUNT_MONEY || has_percent_sign (&field))
    is_share = clv_field_read_shares (&field, numbers);
  is_signed = field.column->reading->min < 0 && field.column->reading->max > 0;
  is_rate = meaning == CLV_DISCOUNT_SHARE || meaning == CLV_DISCOUNT_PERCENT;
  unit = field.column->reading->min < 0 && !is_signed ? -1 : 1;
  if (!is_rate && clv_words_has (clv_column_get_header (field.cells), UNIT_WORDS)
      && clv_field_open (fact->mapping, NULL, CLV_ROLE_QUANTITY, &quantity))
    pieces = clv_field_numbers (&quantity);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint32 code = clv_field_code (&field, i);
      double discount = numbers[code] * unit;

      if (isnan (discount))
        continue;
      if (is_share != NULL && is_share[code])
        amount[i] *= 1 - discount;
      else if (is_rate)
        amount[i] *= 1 - discount * (meaning == CLV_DISCOUNT_PERCENT ? 0.01 : 1);
      else
        {
          if (pieces != NULL && isfinite (pieces[quantity.codes[i]]))
            discount *= fabs (pieces[quantity.codes[i]]);
          /* So much less was paid, and is given back. */
          amount[i] += amount[i] < 0 && !is_signed ? discount : -discount;
        }
    }
}

/**
 * clv_fact_apply_discount:
 * @amount: by row of @fact: quantity × unit price; then what is left of it
 */
void
clv_fact_apply_discount (ClvLedgerBuilder *self,
                         const ClvFact    *fact,
                         double           *amount)
{
  take_off (fact, clv_table_mapping_judge_discount (fact->mapping, self->mapping->discount), amount);
}

/* Normalised words of headers of amounts before discounts. “Gross” beside a column of taxes is with these. */
#define BEFORE_WORDS "subtotal|=zwischensumme|=undiscounted|=unrabattiert"

static gboolean
header_says_before (const ClvFact  *fact,
                    const ClvField *amount)
{
  const char *header = clv_column_get_header (amount->cells);
  g_autofree char *normalised = clv_synonyms_normalise (header);

  return clv_words_has (header, BEFORE_WORDS) || strstr (normalised, "before discount") != NULL || strstr (normalised, "vor rabatt") != NULL
         || strstr (normalised, "avant remise") != NULL || strstr (normalised, "antes de descuento") != NULL
         || (clv_words_has (header, "=gross") && clv_table_mapping_find (fact->mapping, CLV_ROLE_TAX) < 0);
}

/* Whether the amounts of rows with a discount are quantity × unit price without it. */
static gboolean
are_full (const ClvFact  *fact,
          const ClvField *amount,
          const ClvField *discount,
          const double   *discounts)
{
  g_autofree double *amounts = clv_field_numbers (amount);
  g_autofree double *quantities = NULL;
  g_autofree double *prices = NULL;
  ClvField quantity, price;
  guint32 n = 0, n_full = 0;

  if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_QUANTITY, &quantity) || !clv_field_open (fact->mapping, NULL, CLV_ROLE_UNIT_PRICE, &price))
    return FALSE;
  quantities = clv_field_numbers (&quantity);
  prices = clv_field_numbers (&price);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const double number = discounts[discount->codes[i]], told = amounts[amount->codes[i]];

      if (!isfinite (number) || number == 0 || !isfinite (told) || told == 0)
        continue;
      n++;
      n_full += is_same (told, quantities[quantity.codes[i]] * prices[price.codes[i]]);
    }
  return n > 1 && n_full >= 0.95 * n;
}

static void
tell_open (ClvLedgerBuilder *self,
           const ClvFact    *fact,
           const ClvField   *discount)
{
  clv_problem_list_add (self->ledger->problems, "ambiguous-discount", self->mapping->discount == CLV_DISCOUNT_PERCENT ? "percent" : "money",
                        clv_table_get_file (fact->mapping->table), clv_table_get_sheet (fact->mapping->table), 0,
                        clv_column_get_header (discount->cells));
}

static double
read_amount (const ClvLedgerRows *rows,
             guint32              row)
{
  return rows->amount[row] + (rows->refund != NULL ? rows->refund[row] : 0);
}

/* Each line of an order says its discount once more: it is taken off all of them together, by what they cost before anything
 * came back. Lines that cannot be read have no part in it, nor has what stands once more, so that it is the same with and
 * without that. */
static void
share_discounts (const ClvLedgerBuilder *self,
                 const ClvFact          *fact,
                 double                 *discount)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const guint32 *order = rows->order + fact->first_row;
  const guint16 *flags = rows->flags + fact->first_row;
  const guint32 n_orders = clv_pool_get_n (self->ledger->orders);
  g_autofree double *sums = g_new0 (double, (gsize) n_orders + 1);
  g_autofree guint32 *first = g_new (guint32, (gsize) n_orders + 1);
  g_autofree guint8 *has_single = g_malloc0 ((gsize) n_orders + 1); /* lines that stand for the first time */

  for (guint32 i = 0; i < n_orders; i++)
    first[i] = CLV_NOBODY;
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (order[i] != CLV_NOBODY && !(flags[i] & (CLV_ROW_UNREADABLE | CLV_ROW_DUPLICATE)))
      has_single[order[i]] = TRUE;
  for (guint pass = 0; pass < 2; pass++)
    for (guint32 i = 0; i < fact->n_rows; i++)
      {
        const guint32 at = order[i];
        const double amount = MAX (read_amount (rows, fact->first_row + i), 0);

        if (at == CLV_NOBODY)
          continue;
        if ((flags[i] & CLV_ROW_UNREADABLE) || ((flags[i] & CLV_ROW_DUPLICATE) && has_single[at]))
          discount[i] = 0;
        else if (pass == 0)
          {
            sums[at] += amount;
            if (first[at] == CLV_NOBODY)
              first[at] = i;
          }
        else if (sums[at] > 0)
          discount[i] *= amount / sums[at];
        else if (first[at] != i)
          discount[i] = 0;
      }
}

/* What is taken off each amount when the rules say so: never more than there is. Of a whole order, it is shared out. */
static void
keep_discounts (ClvLedgerBuilder *self,
                const ClvFact    *fact,
                ClvDiscount       meaning)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  g_autofree double *left = g_new (double, (gsize) fact->n_rows + 1);
  double *discount;

  if (rows->discount == NULL)
    self->ledger->rows.discount = g_new0 (double, (gsize) self->n_rows + 1);
  discount = (double *) rows->discount + fact->first_row;
  for (guint32 i = 0; i < fact->n_rows; i++)
    left[i] = read_amount (rows, fact->first_row + i);
  take_off (fact, meaning, left);
  for (guint32 i = 0; i < fact->n_rows; i++)
    discount[i] = read_amount (rows, fact->first_row + i) - left[i];
  /* Lines without an amount say it as well. */
  if (clv_fact_is_of_order (self, fact, discount, 1))
    share_discounts (self, fact, discount);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const double read = fabs (read_amount (rows, fact->first_row + i));

      discount[i] = rows->flags[fact->first_row + i] & CLV_ROW_NO_AMOUNT ? 0 : CLAMP (discount[i], -read, read);
    }
}

/**
 * clv_ledger_keep_discounts:
 *
 * Keeps for the rules what the discounts beside amounts before them would take off. It must be known which rows stand more
 * than once.
 */
void
clv_ledger_keep_discounts (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      if (fact->has_discounts)
        keep_discounts (self, fact, judge (fact->mapping, self->mapping->discount, FALSE));
    }
}

/**
 * clv_ledger_read_discounts:
 *
 * An amount that stands in a row of @fact counts. Where it is before the discount beside it, that is told, and what the discount
 * would take off it is to be kept for the rules.
 */
void
clv_ledger_read_discounts (ClvLedgerBuilder *self,
                           ClvFact          *fact)
{
  g_autofree double *numbers = NULL;
  ClvField amount, discount;

  if (fact->header == fact->mapping || !clv_field_open (fact->mapping, NULL, CLV_ROLE_AMOUNT, &amount)
      || !clv_field_open (fact->mapping, NULL, CLV_ROLE_DISCOUNT, &discount)
      || clv_table_mapping_judge_discount (fact->mapping, CLV_DISCOUNT_OPEN) == CLV_DISCOUNT_NONE)
    return;
  numbers = clv_field_numbers (&discount);
  if (!header_says_before (fact, &amount) && !are_full (fact, &amount, &discount, numbers))
    return;
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (isfinite (numbers[discount.codes[i]]) && numbers[discount.codes[i]] != 0)
      clv_fact_tell (self, fact, i, &discount, "amount-before-discount", "kept");
  if (judge (fact->mapping, CLV_DISCOUNT_OPEN, FALSE) == CLV_DISCOUNT_OPEN)
    tell_open (self, fact, &discount);
  fact->has_discounts = TRUE;
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
  ClvDiscount meaning = clv_table_mapping_judge_discount (fact->mapping, CLV_DISCOUNT_OPEN);
  g_autofree double *numbers = NULL;
  g_autofree guint8 *is_share = NULL;
  ClvField field;

  if (meaning == CLV_DISCOUNT_NONE || !clv_field_open (fact->mapping, NULL, CLV_ROLE_DISCOUNT, &field))
    return;
  numbers = clv_field_numbers (&field);
  is_share = clv_field_read_shares (&field, numbers);
  /* Some cells say “%”, and some do not. */
  if (meaning == CLV_DISCOUNT_MONEY && is_share != NULL)
    meaning = CLV_DISCOUNT_OPEN;
  if (meaning == CLV_DISCOUNT_OPEN)
    tell_open (self, fact, &field);
  else if (meaning == CLV_DISCOUNT_PERCENT)
    clv_problem_list_add (self->ledger->problems, "discount-in-percent", "used", clv_table_get_file (fact->mapping->table),
                          clv_table_get_sheet (fact->mapping->table), 0, clv_column_get_header (field.cells));
}
