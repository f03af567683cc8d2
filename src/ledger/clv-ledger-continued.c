/* clv-ledger-continued.c - lines of an order that leave out, or say again, what is said of the whole order
 *
 * Shops write customer, date and total into the first line of an order only; others
 * write the total of the order into every line. Either way it is counted once, and
 * shared out over the lines by their price.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-ledger-field.h"
#include "clv-synonyms.h"

/* First row with the same order number, by row; a row without a number is its own. (transfer full) */
static guint32 *
find_first_rows (const ClvTableMapping *mapping,
                 int                    order)
{
  const ClvColumn *column = clv_table_get_column (mapping->table, order);
  const guint32 *codes = clv_column_get_codes (column);
  guint32 n = clv_table_get_n_rows (mapping->table);
  guint32 *first = g_new (guint32, n + 1);
  g_autofree guint32 *row_of = g_new (guint32, clv_column_get_n_distinct (column) + 1);

  memset (row_of, 0xff, sizeof *row_of * (clv_column_get_n_distinct (column) + 1));
  for (guint32 i = 0; i < n; i++)
    {
      if (codes[i] != CLV_CODE_EMPTY && row_of[codes[i]] == CLV_NOBODY)
        row_of[codes[i]] = i;
      first[i] = codes[i] != CLV_CODE_EMPTY ? row_of[codes[i]] : i;
    }
  return first;
}

/* Every line but the first leaves the amount out, and names no other customer. */
static gboolean
is_continued (const ClvTableMapping *mapping,
              const guint32         *first,
              const guint32         *amounts)
{
  int customer = clv_table_mapping_find (mapping, CLV_ROLE_CUSTOMER);
  const guint32 *customers = customer >= 0 ? clv_column_get_codes (clv_table_get_column (mapping->table, customer)) : NULL;
  guint32 n_continued = 0;

  for (guint32 i = 0; i < clv_table_get_n_rows (mapping->table); i++)
    {
      if (first[i] == i)
        continue;
      if (amounts[i] != CLV_CODE_EMPTY || amounts[first[i]] == CLV_CODE_EMPTY)
        return FALSE;
      if (customers != NULL && customers[i] != CLV_CODE_EMPTY && customers[i] != customers[first[i]])
        return FALSE;
      n_continued++;
    }
  return n_continued > 0;
}

/* What quantity × unit price says of each line; NULL when it is not told. (transfer full) */
static double *
weigh_lines (const ClvFact *fact)
{
  ClvField quantity, price;
  g_autofree double *quantities = NULL;
  g_autofree double *prices = NULL;
  double *weights;

  if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_QUANTITY, &quantity) || !clv_field_open (fact->mapping, NULL, CLV_ROLE_UNIT_PRICE, &price))
    return NULL;
  quantities = clv_field_numbers (&quantity);
  prices = clv_field_numbers (&price);
  weights = g_new (double, fact->n_rows + 1);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      double weight = quantities[quantity.codes[i]] * prices[price.codes[i]];

      weights[i] = isfinite (weight) && weight > 0 ? weight : 0;
    }
  return weights;
}

/* Normalised headers that say it is the whole order. */
static const char total_words[] =
  "order total|grand total|order grand total|base grand total|orders total|total order|order value|invoice total|total invoice|bestellsumme|bestellwert|auftragssumme|auftragswert|"
  "rechnungssumme|total commande|total de la commande|total pedido|total del pedido|total do pedido|valor do pedido|totale ordine|"
  "ordertotaal|订单总额|订单总金额|注文合計|주문총액";

static gboolean
is_same_number (double a,
                double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* Every line says the same amount, and the lines together come nearer to it than to its multiple. Orders of which the
 * lines add up nevertheless are left alone: their rows become their own in @first. Without prices, the header alone says
 * whose amount it is. */
static gboolean
is_repeated (const ClvFact  *fact,
             guint32        *first,
             const ClvField *amount,
             const double   *numbers)
{
  g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (amount->cells));
  g_autofree double *weights = weigh_lines (fact);
  g_autofree double *sums = g_new0 (double, (gsize) fact->n_rows + 1);
  g_autofree guint32 *counts = g_new0 (guint32, (gsize) fact->n_rows + 1);
  g_autofree guint8 *adds_up = g_malloc0 ((gsize) fact->n_rows + 1);
  guint32 n_orders = 0, n_once = 0;

  if (weights == NULL && !clv_synonyms_has_word (total_words, header))
    return FALSE;
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      if (!is_same_number (numbers[amount->codes[i]], numbers[amount->codes[first[i]]]))
        return FALSE;
      sums[first[i]] += weights != NULL ? weights[i] : 0;
      counts[first[i]]++;
    }
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const double number = numbers[amount->codes[i]];

      if (counts[i] < 2 || !(number > 0) || (weights != NULL && !(sums[i] > 0)))
        continue;
      n_orders++;
      adds_up[i] = weights != NULL && !(fabs (number - sums[i]) < fabs (number * counts[i] - sums[i]));
      n_once += !adds_up[i];
    }
  if (n_orders == 0 || n_once < 0.9 * n_orders)
    return FALSE;
  for (guint32 i = fact->n_rows; i-- > 0;)
    if (adds_up[first[i]])
      first[i] = i;
  return TRUE;
}

/**
 * clv_fact_find_first_rows:
 *
 * Joins a table of lines with itself where the first line of an order speaks for the others: then its header is the
 * table itself, and the amounts are shared out by clv_fact_share_amounts().
 *
 * Returns: the problem to tell of each line below the first, NULL when every line speaks for itself
 */
const char *
clv_fact_find_first_rows (ClvFact *fact)
{
  const ClvTableMapping *mapping = fact->mapping;
  int order = clv_table_mapping_find (mapping, CLV_ROLE_ORDER);
  g_autofree guint32 *first = NULL;
  g_autofree double *numbers = NULL;
  const char *kind = NULL;
  ClvField amount;

  if (mapping->kind != CLV_KIND_LINES || order < 0 || !clv_field_open (mapping, NULL, CLV_ROLE_AMOUNT, &amount))
    return NULL;
  first = find_first_rows (mapping, order);
  numbers = clv_field_numbers (&amount);
  if (is_continued (mapping, first, amount.codes))
    kind = "continued-order";
  else if (is_repeated (fact, first, &amount, numbers))
    kind = "order-total-repeated";
  if (kind != NULL)
    {
      fact->header = mapping;
      fact->header_row = g_steal_pointer (&first);
      fact->filled_rows = g_ptr_array_new_with_free_func (g_free);
      fact->is_repeated = strcmp (kind, "order-total-repeated") == 0;
    }
  return kind;
}

/**
 * clv_fact_share_amounts:
 * @told: the column of amounts of whole orders
 * @amount: (out): by row
 */
void
clv_fact_share_amounts (const ClvFact  *fact,
                        const ClvField *told,
                        double         *amount)
{
  g_autofree double *numbers = clv_field_numbers (told);
  g_autofree double *weights = weigh_lines (fact);
  g_autofree double *sums = g_new0 (double, fact->n_rows + 1);

  /* Nobody knows the price of each line: then they share alike. */
  if (weights == NULL && fact->is_repeated)
    {
      weights = g_new (double, (gsize) fact->n_rows + 1);
      for (guint32 i = 0; i < fact->n_rows; i++)
        weights[i] = 1;
    }
  for (guint32 i = 0; i < fact->n_rows && weights != NULL; i++)
    sums[fact->header_row[i]] += weights[i];
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      guint32 first = fact->header_row[i];
      double total = numbers[told->codes[first]];

      if (sums[first] > 0 && isfinite (total))
        amount[i] = total * (weights[i] / sums[first]);
      else
        amount[i] = first == i ? total : 0;
    }
}
