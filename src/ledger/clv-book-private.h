/* clv-book-private.h - what rows count with, under the rules about tax, shipping, refunds and currencies
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>

#include "clv-book.h"

G_BEGIN_DECLS

/* Neumaier's compensated sum: cents stay cents over millions of rows. */
typedef struct
{
  double sum, carry;
} ClvBookSum;

static inline void
clv_book_sum_add (ClvBookSum *self,
                  double      x)
{
  double t = self->sum + x;

  self->carry += fabs (self->sum) >= fabs (x) ? (self->sum - t) + x : (x - t) + self->sum;
  self->sum = t;
}

static inline double
clv_book_sum_get (const ClvBookSum *self)
{
  return self->sum + self->carry;
}

/* The amount as the file has it: before a refund column was taken off. */
static inline double
clv_ledger_rows_read_amount (const ClvLedgerRows *rows,
                             guint32              row)
{
  return rows->refund != NULL ? rows->amount[row] + rows->refund[row] : rows->amount[row];
}

/* Rates of one currency into that of the rules. */
typedef struct
{
  gboolean          is_target;
  double            constant;     /* NaN when days matter, or nothing is known */
  const ClvRateRow *rows;         /* (nullable) by day */
  guint32           n_rows;
  const ClvRateRow *target_rows;  /* (nullable) what a table says of the currency of the rules itself */
  guint32           n_target_rows;
} ClvBookRate;

typedef struct
{
  const ClvLedger  *ledger;
  const ClvRules   *rules;
  gboolean          is_filtering;  /* rows in other currencies are left out or converted */
  gboolean          is_converting;
  ClvBookRate       rates[256];    /* by code of the currency */
  const double     *amount;        /* owned unless they are the ledger's */
  const double     *refund;
  const double     *goods_cost;
  const ClvCostRow *costs;
} ClvBookAmounts;

/* Whether amounts can be added up in the currency of @rules. */
gboolean   clv_book_currency_is_possible (const ClvLedger *ledger,
                                          const ClvRules  *rules);
void       clv_book_amounts_init         (ClvBookAmounts  *self,
                                          const ClvLedger *ledger,
                                          const ClvRules  *rules);
void       clv_book_amounts_clear        (ClvBookAmounts *self);
/* OTHER_CURRENCY or NO_RATE when the amount of the row cannot be added to the others. */
ClvLeftOut clv_book_amounts_judge        (const ClvBookAmounts *self,
                                          guint32               row);
/* Adds what the rules took off the amount of a used row to its lines of the account. */
void       clv_book_amounts_explain      (const ClvBookAmounts *self,
                                          guint32               row,
                                          ClvBookSum            left_out[CLV_N_LEFT_OUT]);
gboolean   clv_book_amounts_knows_cost   (const ClvBookAmounts *self,
                                          guint32               cost);

G_END_DECLS
