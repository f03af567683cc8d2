/* clv-book-amounts.c - what rows count with, under the rules about discounts, tax, shipping, refunds and currencies
 *
 * counted = (amount - discount - refund ± tax ± shipping) × rate, or with quantity ×
 * unit price where the amount contradicts it, or a part of the order's total where its
 * lines add up to something else, if people say so. What is given back
 * takes its share of tax and shipping along, and is no more than was paid after the
 * discount, so that an order that was refunded in full is 0 under every rule. Refunds
 * that are written without a minus get one, if people say so. Nothing is rounded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-book-private.h"
#include "clv-ledger-private.h"

/* The parts of one row's amount, before it is converted. */
typedef struct
{
  double read, refund, tax, shipping; /* price - refund + tax + shipping is left, times sign; tax is below 0 when it is taken off */
  double change, discount, price;     /* read + change - discount = price */
  gboolean is_of_total;               /* the change is one to the total of its order */
  double full_tax, full_shipping;     /* had nothing been given back */
  double rate;
  double sign;                        /* -1: money that was given back, written like money that was taken */
} RowParts;

/* Whether rows are left out for their currency, and whether some are converted. */
static void
settle_rates (ClvBookAmounts *self)
{
  const ClvBookCurrencies *currencies = &self->currencies;
  gboolean any = self->rates.has_row_rates;

  if (currencies->currency == NULL)
    return;
  for (guint code = 0; code < CLV_NO_CURRENCY; code++)
    if (currencies->n_rows[code] > 0 && code != currencies->target)
      any |= clv_book_rates_has (&self->rates, code);
  self->is_converting = any;
  self->is_filtering = any || currencies->n_currencies > 1 || currencies->n_rows[CLV_NO_CURRENCY] > 0;
}

ClvLeftOut
clv_book_amounts_judge (const ClvBookAmounts *self,
                        guint32               row)
{
  guint8 currency;

  if (!self->is_filtering)
    return CLV_LEFT_OUT_NO;
  currency = self->currencies.currency[row];
  if (currency == self->currencies.target)
    return CLV_LEFT_OUT_NO;
  if (currency == CLV_NO_CURRENCY)
    return CLV_LEFT_OUT_NO_CURRENCY;
  if (!isnan (clv_book_rates_of_row (&self->rates, row)))
    return CLV_LEFT_OUT_NO;
  return clv_book_rates_has (&self->rates, currency) || clv_book_rates_are_in_row (&self->rates, row) ? CLV_LEFT_OUT_NO_RATE : CLV_LEFT_OUT_OTHER_CURRENCY;
}

/* The total of an order holds its tax and shipping: nothing is added to it, and of a rate of tax its own part is taken off. */
static double
extra_of_total (const ClvBookAmounts *self,
                const RowParts       *parts,
                guint32               row,
                const double         *extra)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const gboolean is_tax = extra == rows->tax;

  if ((is_tax ? self->rules->tax : self->rules->shipping) == CLV_EXTRA_ADD)
    return 0;
  if (is_tax && rows->tax_beside != NULL && rows->tax_beside[row] != rows->tax[row] && parts->read != 0)
    return extra[row] * (parts->price / parts->read);
  return extra[row];
}

/* Tax of a row that gives money back lowers what is given back, whatever its sign in the file. */
static double
signed_extra (ClvExtra rule,
              double   extra,
              double   amount)
{
  if (rule == CLV_EXTRA_KEEP || extra == 0)
    return 0;
  if (amount < 0)
    extra = -fabs (extra);
  return rule == CLV_EXTRA_ADD ? extra : -extra;
}

static gboolean
is_turned (const ClvBookAmounts *self,
           const ClvLedgerRows  *rows,
           guint32               row)
{
  return self->rules->refunded_orders == CLV_REFUNDED_NEGATE && (rows->flags[row] & (CLV_ROW_CREDIT | CLV_ROW_REFUNDED))
         && rows->amount[row] > 0;
}

static double
refund_of (const ClvBookAmounts *self,
           const ClvLedgerRows  *rows,
           guint32               row,
           double                read)
{
  /* It is one, and there is nothing to take off it. */
  if (is_turned (self, rows, row))
    return 0;
  if (self->rules->refunded_orders == CLV_REFUNDED_SUBTRACT && (rows->flags[row] & CLV_ROW_REFUNDED) && read > 0)
    return read;
  switch (self->rules->refund_column)
    {
    case CLV_REFUND_SUBTRACT:
      return rows->told_refund != NULL ? rows->told_refund[row] : 0;
    case CLV_REFUND_IGNORE:
      return 0;
    case CLV_REFUND_BY_EVIDENCE:
    default:
      return rows->refund != NULL ? rows->refund[row] : 0;
    }
}

gboolean
clv_book_amounts_is_by_total (const ClvBookAmounts *self,
                              guint32               row)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);

  return self->rules->order_totals && rows->by_total != NULL && !isnan (rows->by_total[row]);
}

static RowParts
parts_of_row (const ClvBookAmounts *self,
              guint32               row)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const double *tax = self->rules->tax == CLV_EXTRA_ADD && rows->tax_beside != NULL ? rows->tax_beside : rows->tax;
  const double *shipping = rows->shipping;
  RowParts parts = { .read = clv_ledger_rows_read_amount (rows, row), .rate = 1, .sign = is_turned (self, rows, row) ? -1 : 1 };
  double share = 1;

  parts.price = parts.read;
  if (clv_book_amounts_is_by_total (self, row))
    {
      parts.price = rows->by_total[row];
      parts.is_of_total = TRUE;
    }
  else if (self->rules->contradicted_amounts == CLV_CONTRADICTED_PRICE && clv_ledger_rows_is_contradicted (rows, row))
    parts.price = rows->by_price[row];
  else if (self->rules->subtract_discounts && rows->discount != NULL)
    {
      parts.discount = rows->discount[row];
      parts.price -= parts.discount;
    }
  parts.change = parts.discount == 0 ? parts.price - parts.read : 0;
  parts.refund = refund_of (self, rows, row, parts.read);
  /* What came back in full does so at the price that was paid. */
  if (parts.price != parts.read && parts.refund > 0)
    parts.refund = parts.refund == parts.read ? MAX (parts.price, 0) : MIN (parts.refund, MAX (parts.price, 0));
  if (parts.refund > 0 && parts.price > 0)
    share = MAX (0, 1 - parts.refund / parts.price);
  /* What has no amount counts as 0, where it counts at all. */
  if (rows->flags[row] & CLV_ROW_NO_AMOUNT)
    tax = shipping = NULL;
  if (tax != NULL)
    parts.full_tax = signed_extra (self->rules->tax, parts.is_of_total ? extra_of_total (self, &parts, row, rows->tax) : tax[row], parts.read);
  if (shipping != NULL)
    parts.full_shipping = signed_extra (self->rules->shipping, parts.is_of_total ? extra_of_total (self, &parts, row, shipping) : shipping[row], parts.read);
  parts.tax = parts.full_tax * share;
  parts.shipping = parts.full_shipping * share;
  if (self->is_converting)
    {
      double rate = clv_book_rates_of_row (&self->rates, row);

      /* Rows without a rate are left out; their amounts stand as they are in the account. */
      if (!isnan (rate))
        parts.rate = rate;
    }
  return parts;
}

static inline double
left_of (const RowParts *parts)
{
  return parts->sign * (parts->price - parts->refund + parts->tax + parts->shipping);
}

void
clv_book_amounts_explain (const ClvBookAmounts *self,
                          guint32               row,
                          ClvBookSum            left_out[CLV_N_LEFT_OUT])
{
  const RowParts parts = parts_of_row (self, row);

  clv_book_sum_add (&left_out[CLV_LEFT_OUT_REFUNDS], parts.refund);
  if (parts.sign < 0)
    clv_book_sum_add (&left_out[CLV_LEFT_OUT_TURNED], -2 * left_of (&parts));
  clv_book_sum_add (&left_out[parts.is_of_total ? CLV_LEFT_OUT_ORDER_TOTALS : CLV_LEFT_OUT_PRICES], -parts.change);
  clv_book_sum_add (&left_out[CLV_LEFT_OUT_DISCOUNTS], parts.discount);
  clv_book_sum_add (&left_out[CLV_LEFT_OUT_TAX], -parts.tax);
  clv_book_sum_add (&left_out[CLV_LEFT_OUT_SHIPPING], -parts.shipping);
  if (self->is_converting)
    clv_book_sum_add (&left_out[CLV_LEFT_OUT_RATES], left_of (&parts) - self->amount[row]);
}

/* Whether the rules change what some row counts with, in another way than the ledger did. */
static gboolean
is_changing (const ClvBookAmounts *self)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  const ClvRules *rules = self->rules;

  return self->is_converting || rules->refunded_orders != CLV_REFUNDED_KEEP
         || (rules->order_totals && rows->by_total != NULL)
         || (rules->contradicted_amounts == CLV_CONTRADICTED_PRICE && rows->by_price != NULL)
         || (rules->subtract_discounts && rows->discount != NULL)
         || (rules->tax != CLV_EXTRA_KEEP && rows->tax != NULL)
         || (rules->shipping != CLV_EXTRA_KEEP && rows->shipping != NULL)
         || (rules->refund_column != CLV_REFUND_BY_EVIDENCE && rows->told_refund != NULL);
}

static gboolean
has_goods_given_back (const ClvBookAmounts *self)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);

  if (rows->cost == NULL || rows->told_refund == NULL)
    return FALSE;
  for (guint32 i = 0; i < rows->n; i++)
    if (rows->flags[i] & CLV_ROW_GIVEN_BACK)
      return TRUE;
  return FALSE;
}

/* The goods of a purchase that was given back come back, and so do those of a return. A given profit stays what it is: discounts, tax and shipping that
 * are taken off the amount are taken off the cost that was worked out from it. */
static double
goods_cost_of (const ClvBookAmounts *self,
               guint32               row,
               const RowParts       *parts)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  double cost = rows->cost[row];

  if ((rows->flags[row] & (CLV_ROW_GIVEN_BACK | CLV_ROW_REFUNDED)) && parts->refund > 0 && parts->refund == parts->price)
    return 0;
  if (clv_ledger_get_part (self->ledger, rows->part[row])->profit_given)
    cost += parts->change + parts->tax + parts->shipping - parts->discount;
  return parts->sign * cost * parts->rate;
}

static void
fill (ClvBookAmounts *self,
      const ClvWork  *work)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  double *amount = g_new (double, (gsize) rows->n + 1);
  double *refund = g_new (double, (gsize) rows->n + 1);
  double *goods = rows->cost != NULL ? g_new (double, (gsize) rows->n + 1) : NULL;
  gboolean any_refund = FALSE;

  for (guint32 i = 0; i < rows->n && !((i & 0xffff) == 0 && clv_work_is_cancelled (work)); i++)
    {
      const RowParts parts = parts_of_row (self, i);

      amount[i] = left_of (&parts) * parts.rate;
      /* What is given back, with its share of what is not part of the amount. */
      refund[i] = parts.refund == 0 ? 0
                                    : (parts.price + parts.full_tax + parts.full_shipping - left_of (&parts)) * parts.rate;
      any_refund |= refund[i] != 0;
      if (goods != NULL)
        goods[i] = goods_cost_of (self, i, &parts);
    }
  self->amount = amount;
  self->goods_cost = goods;
  if (any_refund)
    self->refund = refund;
  else
    {
      g_free (refund);
      self->refund = NULL;
    }
}

/* Only the goods of purchases that were given back. */
static void
fill_goods (ClvBookAmounts *self)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (self->ledger);
  double *goods = g_memdup2 (rows->cost, ((gsize) rows->n + 1) * sizeof *goods);

  for (guint32 i = 0; i < rows->n; i++)
    if (rows->flags[i] & CLV_ROW_GIVEN_BACK)
      goods[i] = 0;
  self->goods_cost = goods;
}

/* NaN when the cost cannot be taken off the amounts. A cost that says no currency is in that of the orders, when these have
 * one. */
static double
rate_of_cost (const ClvBookAmounts *self,
              const ClvCostRow     *cost)
{
  const ClvBookCurrencies *currencies = &self->currencies;
  const guint8 currency = cost->currency != CLV_NO_CURRENCY ? cost->currency : currencies->blank;

  if (currencies->n_said == 0)
    return 1;
  if (currency == CLV_NO_CURRENCY)
    /* Where the orders say none either, both are the same. */
    return currencies->n_currencies == 0 && *currencies->rules->blank_currency == '\0' ? 1 : NAN;
  return currencies->target != CLV_NO_CURRENCY ? clv_book_rates_on (&self->rates, currency, cost->day) : NAN;
}

static void
fill_costs (ClvBookAmounts *self)
{
  const guint32 n = clv_ledger_get_n_costs (self->ledger);
  const ClvCostRow *read = clv_ledger_get_costs (self->ledger);
  ClvCostRow *costs = NULL;

  for (guint32 i = 0; i < n; i++)
    {
      const double rate = rate_of_cost (self, &read[i]);

      if (isnan (rate) || rate == 1)
        continue;
      if (costs == NULL)
        costs = g_memdup2 (read, n * sizeof *costs);
      costs[i].amount *= rate;
    }
  self->costs = costs != NULL ? costs : read;
}

gboolean
clv_book_amounts_knows_cost (const ClvBookAmounts *self,
                             guint32               cost)
{
  return !isnan (rate_of_cost (self, &clv_ledger_get_costs (self->ledger)[cost]));
}

/**
 * clv_book_amounts_init:
 * @ledger: outlives @self
 * @rules: outlives @self
 *
 * Works out what each row counts with. Where the rules change nothing, the arrays are those of the ledger.
 *
 * Returns: FALSE with CLV_LEDGER_ERROR_CURRENCIES or _RATES when amounts cannot be added up, or _CANCELLED; then @self is to be
 *   cleared
 */
gboolean
clv_book_amounts_init (ClvBookAmounts  *self,
                       const ClvLedger *ledger,
                       const ClvRules  *rules,
                       const ClvWork   *work,
                       GError         **error)
{
  const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);

  memset (self, 0, sizeof *self);
  self->ledger = ledger;
  self->rules = rules;
  self->amount = rows->amount;
  self->refund = rows->refund;
  self->goods_cost = rows->cost;
  self->costs = clv_ledger_get_costs (ledger);
  clv_book_currencies_init (&self->currencies, ledger, rules);
  if (clv_book_is_cancelled (work, error))
    return FALSE;
  clv_book_rates_init (&self->rates, &self->currencies);
  if (clv_book_is_cancelled (work, error))
    return FALSE;
  settle_rates (self);
  if (!clv_book_currencies_check (&self->currencies, self->is_converting, error) || !clv_book_rates_check (&self->rates, error))
    return FALSE;
  fill_costs (self);
  if (is_changing (self))
    fill (self, work);
  else if (has_goods_given_back (self))
    fill_goods (self);
  return !clv_book_is_cancelled (work, error);
}

void
clv_book_amounts_clear (ClvBookAmounts *self)
{
  const ClvLedgerRows *rows;

  if (self->ledger == NULL)
    return;
  rows = clv_ledger_get_rows (self->ledger);
  if (self->amount != rows->amount)
    g_free ((void *) self->amount);
  if (self->refund != rows->refund)
    g_free ((void *) self->refund);
  if (self->goods_cost != rows->cost)
    g_free ((void *) self->goods_cost);
  if (self->costs != clv_ledger_get_costs (self->ledger))
    g_free ((void *) self->costs);
  clv_book_rates_clear (&self->rates);
  clv_book_currencies_clear (&self->currencies);
}
