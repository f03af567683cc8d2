/* clv-ledger-prices.c - amounts beside quantity and unit price: filled in where they are missing, told where they contradict
 *
 * A mapped amount beats quantity × unit price (METRICS.md, “Rows”). It may hold tax or a discount that no column tells, so
 * that only amounts far from what is usual in the table are told, or those that differ where nearly all agree. Where the
 * other rows prove that an amount is quantity × unit price, people may let the price count instead.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-currency-names.h"
#include "clv-ledger-field.h"

#define N_SAMPLE 10001

/* Prices are rounded, and more so the more pieces there are. */
static gboolean
is_same (double amount,
         double expected,
         double quantity)
{
  return fabs (fabs (amount) - fabs (expected)) < 0.011 + 0.0051 * fabs (quantity) + 1e-6 * fabs (expected);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

typedef struct
{
  ClvField quantity, price;
  double  *quantities, *prices; /* by code */
  double  *full, *left;         /* by row: quantity × unit price, and after the discount */
} Prices;

static void
prices_clear (Prices *prices)
{
  g_free (prices->quantities);
  g_free (prices->prices);
  g_free (prices->full);
  g_free (prices->left);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Prices, prices_clear)

static gboolean
prices_init (Prices           *prices,
             ClvLedgerBuilder *self,
             const ClvFact    *fact)
{
  if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_QUANTITY, &prices->quantity)
      || !clv_field_open (fact->mapping, NULL, CLV_ROLE_UNIT_PRICE, &prices->price))
    return FALSE;
  prices->quantities = clv_field_numbers (&prices->quantity);
  prices->prices = clv_field_numbers (&prices->price);
  prices->full = g_new (double, (gsize) fact->n_rows + 1);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const double quantity = prices->quantities[prices->quantity.codes[i]], price = prices->prices[prices->price.codes[i]];

      prices->full[i] = quantity < 0 && price < 0 ? -(quantity * price) : quantity * price;
    }
  prices->left = g_memdup2 (prices->full, ((gsize) fact->n_rows + 1) * sizeof *prices->full);
  clv_fact_apply_discount (self, fact, prices->left);
  return TRUE;
}

static gboolean
agrees (const Prices *prices,
        guint32       row,
        double        amount)
{
  const double quantity = prices->quantities[prices->quantity.codes[row]];

  return is_same (amount, prices->full[row], quantity) || is_same (amount, prices->left[row], quantity);
}

/* What the amount usually is of quantity × unit price; 1 when nobody knows. */
static double
usual_ratio (const Prices  *prices,
             const ClvFact *fact,
             const double  *amount)
{
  g_autofree double *sample = g_new (double, N_SAMPLE);
  const guint32 step = fact->n_rows / N_SAMPLE + 1;
  guint n = 0;

  for (guint32 i = 0; i < fact->n_rows && n < N_SAMPLE; i += step)
    if (isfinite (amount[i]) && amount[i] != 0 && isfinite (prices->left[i]) && prices->left[i] != 0)
      sample[n++] = fabs (amount[i] / prices->left[i]);
  if (n < 3)
    return 1;
  qsort (sample, n, sizeof *sample, compare_doubles);
  return sample[n / 2];
}

/* What quantity × unit price comes to, until clv_ledger_settle_prices(). */
static void
keep_price (ClvLedgerBuilder *self,
            guint32           row,
            double            price)
{
  if (self->ledger->rows.by_price == NULL)
    {
      double *by_price = g_new (double, (gsize) self->n_rows + 1);

      for (guint32 i = 0; i < self->n_rows; i++)
        by_price[i] = NAN;
      self->ledger->rows.by_price = by_price;
    }
  ((double *) self->ledger->rows.by_price)[row] = price;
}

/* (transfer full) (nullable) */
static char *
dup_currency (const ClvField *field)
{
  char *of_header = clv_currency_dup_of_header (clv_column_get_header (field->cells));

  if (of_header != NULL || field->column->reading->currency[0] == '\0')
    return of_header;
  return g_strdup (field->column->reading->currency);
}

/* FALSE for “Amount (EUR)” beside “Unit price (USD)”, or “$” beside the prices. */
static gboolean
is_one_currency (const Prices   *prices,
                 const ClvField *told)
{
  g_autofree char *of_amount = dup_currency (told);
  g_autofree char *of_price = dup_currency (&prices->price);

  return of_amount == NULL || of_price == NULL || strcmp (of_amount, of_price) == 0 || clv_currency_fits (of_amount, of_price)
         || clv_currency_fits (of_price, of_amount);
}

/* By row: the first line of its order where that has said an amount that may be of the whole order. NULL when each line says
 * its own. (transfer full) (nullable) */
static guint32 *
find_totals (const Prices   *prices,
             const ClvFact  *fact,
             const ClvField *told,
             const double   *amount)
{
  g_autofree guint32 *first = NULL;
  g_autofree guint32 *row_of = NULL;
  guint32 n_blank = 0, n_told = 0;
  gsize n_orders;
  ClvField order;

  if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_ORDER, &order))
    return NULL;
  n_orders = clv_column_get_n_distinct (order.cells);
  row_of = g_new (guint32, n_orders + 1);
  memset (row_of, 0xff, sizeof *row_of * (n_orders + 1));
  first = g_new (guint32, (gsize) fact->n_rows + 1);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint32 code = order.codes[i];

      first[i] = code != CLV_CODE_EMPTY ? row_of[code] : CLV_NOBODY;
      if (first[i] == CLV_NOBODY && code != CLV_CODE_EMPTY)
        row_of[code] = i;
      n_blank += first[i] != CLV_NOBODY && told->codes[i] == CLV_CODE_EMPTY;
      n_told += first[i] != CLV_NOBODY && told->codes[i] != CLV_CODE_EMPTY;
    }
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (first[i] != CLV_NOBODY
        && (told->codes[first[i]] == CLV_CODE_EMPTY || (n_told > n_blank && agrees (prices, first[i], amount[first[i]]))))
      first[i] = CLV_NOBODY;
  return g_steal_pointer (&first);
}

/* Where nearly all rows say quantity × unit price, it is what a row leaves out. */
static void
fill_in (ClvLedgerBuilder *self,
         const ClvFact    *fact,
         const Prices     *prices,
         const ClvField   *told,
         double           *amount)
{
  g_autofree guint32 *total_of = find_totals (prices, fact, told, amount);

  for (guint32 i = 0; i < fact->n_rows; i++)
    if (told->codes[i] == CLV_CODE_EMPTY && isfinite (prices->left[i]) && (total_of == NULL || total_of[i] == CLV_NOBODY))
      {
        amount[i] = prices->left[i];
        clv_fact_tell (self, fact, i, &prices->price, "amount-from-price", "used");
      }
}

/* What came back of a row leaves its price less that. */
static gboolean
agrees_before_refund (const Prices *prices,
                      guint32       row,
                      double        amount,
                      double        given_back)
{
  return isfinite (given_back) && given_back != 0 && amount >= 0 && agrees (prices, row, amount + fabs (given_back));
}

/**
 * clv_fact_compare_prices:
 * @fact: gets to know whether its prices prove its amounts
 * @told: the column of amounts, each of its row
 * @amount: by row; those that are missing are filled in where nearly all others agree with their prices
 *
 * Finds amounts that contradict quantity × unit price. They count as they stand, unless the rules say otherwise.
 */
void
clv_fact_compare_prices (ClvLedgerBuilder *self,
                         ClvFact          *fact,
                         const ClvField   *told,
                         double           *amount)
{
  g_auto (Prices) prices = { 0 };
  g_autofree double *given_back = NULL;
  guint32 n = 0, n_same = 0, n_told = 0;
  ClvField refund;
  double usual;

  if (!prices_init (&prices, self, fact))
    return;
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (isfinite (amount[i]) && amount[i] != 0 && isfinite (prices.full[i]) && prices.full[i] != 0)
      {
        n++;
        n_same += agrees (&prices, i, amount[i]);
      }
  usual = usual_ratio (&prices, fact, amount);
  if (n >= 3 && n_same >= 0.9 * n && is_one_currency (&prices, told))
    fill_in (self, fact, &prices, told, amount);
  given_back = clv_fact_read_given_back (fact, &refund);
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const double expected = prices.left[i];

      if (!isfinite (expected) || told->codes[i] == CLV_CODE_EMPTY)
        continue;
      if (!isfinite (amount[i]) || amount[i] == 0 || prices.full[i] == 0 || agrees (&prices, i, amount[i]))
        continue;
      if (given_back != NULL && agrees_before_refund (&prices, i, amount[i], given_back[refund.codes[i]]))
        continue;
      if (n_same >= 0.9 * n || fabs (amount[i]) > 2 * usual * fabs (expected) || fabs (amount[i]) < usual * fabs (expected) / 2)
        {
          n_told++;
          /* What was given back has a price above 0, too. */
          keep_price (self, fact->first_row + i, copysign (expected, amount[i]));
        }
    }
  /* Prices before tax prove nothing beside amounts that hold it. */
  fact->is_proved_by_prices = n_same > n_told && n_same >= 0.9 * (n - n_told) && is_one_currency (&prices, told);
}

static void
tell_difference (ClvLedgerBuilder *self,
                 const ClvFact    *fact,
                 const char       *treatment,
                 guint32           row)
{
  g_autofree char *amount = NULL, *quantity = NULL, *price = NULL, *text = NULL;
  ClvField of_amount, of_quantity, of_price;

  if (clv_problem_list_is_full (self->ledger->problems, "amount-differs-from-price", treatment))
    {
      clv_problem_list_count (self->ledger->problems, "amount-differs-from-price", treatment, 1);
      return;
    }
  if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_AMOUNT, &of_amount) || !clv_field_open (fact->mapping, NULL, CLV_ROLE_QUANTITY, &of_quantity)
      || !clv_field_open (fact->mapping, NULL, CLV_ROLE_UNIT_PRICE, &of_price))
    return;
  amount = clv_column_dup_text (of_amount.cells, of_amount.codes[row]);
  quantity = clv_column_dup_text (of_quantity.cells, of_quantity.codes[row]);
  price = clv_column_dup_text (of_price.cells, of_price.codes[row]);
  text = g_strdup_printf ("%s ≠ %s × %s", amount, quantity, price);
  clv_problem_list_add (self->ledger->problems, "amount-differs-from-price", treatment, clv_table_get_file (fact->mapping->table),
                        clv_table_get_sheet (fact->mapping->table), clv_table_get_source_row (fact->mapping->table, row), text);
}

/* The rows of @fact whose price may count: in the currency of the row, and nothing of it was given back. (transfer full) */
static guint8 *
find_sound (const ClvLedgerBuilder *self,
            const ClvFact          *fact)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint8 *is_sound = g_new0 (guint8, (gsize) fact->n_rows + 1);
  g_autofree gboolean *is_foreign =
    clv_fact_find_foreign (self, fact, clv_table_mapping_find (fact->mapping, CLV_ROLE_UNIT_PRICE));

  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const guint32 row = fact->first_row + i;

      is_sound[i] = fact->is_proved_by_prices && (is_foreign == NULL || !is_foreign[i])
                    && (rows->told_refund == NULL || rows->told_refund[row] == 0);
    }
  return is_sound;
}

static gboolean
has_contradiction (const ClvLedgerBuilder *self,
                   const ClvFact          *fact)
{
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (!isnan (self->ledger->rows.by_price[fact->first_row + i]))
      return TRUE;
  return FALSE;
}

/**
 * clv_ledger_settle_prices:
 *
 * Tells amounts that contradict quantity × unit price, once currencies and refunds are known. Where nothing proves that the
 * price is what the row came to, there is nothing to choose.
 */
void
clv_ledger_settle_prices (ClvLedgerBuilder *self)
{
  double *by_price = (double *) self->ledger->rows.by_price;
  g_autoptr (GArray) unsound = g_array_new (FALSE, FALSE, sizeof (guint32)); /* a fact and its row, in turn */
  gboolean any = FALSE;

  for (guint f = 0; by_price != NULL && f < self->facts->len; f++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, f);
      g_autofree guint8 *is_sound = NULL;

      if (!has_contradiction (self, fact))
        continue;
      is_sound = find_sound (self, fact);
      for (guint32 i = 0; i < fact->n_rows; i++)
        {
          if (isnan (by_price[fact->first_row + i]))
            continue;
          if (is_sound[i])
            {
              any = TRUE;
              tell_difference (self, fact, "used", i);
              continue;
            }
          by_price[fact->first_row + i] = NAN;
          g_array_append_val (unsound, f);
          g_array_append_val (unsound, i);
        }
    }
  for (guint k = 0; k < unsound->len; k += 2)
    tell_difference (self, &g_array_index (self->facts, ClvFact, g_array_index (unsound, guint32, k)), any ? "kept" : "used",
                     g_array_index (unsound, guint32, k + 1));
  if (unsound->len > 0)
    clv_problem_list_set_choices_of (self->ledger->problems, "amount-differs-from-price", any ? "kept" : "used", "");
  if (!any)
    g_clear_pointer ((double **) &self->ledger->rows.by_price, g_free);
}
