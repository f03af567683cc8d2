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

/* Whether quantity and unit price say another amount. */
static inline gboolean
clv_ledger_rows_is_contradicted (const ClvLedgerRows *rows,
                                 guint32              row)
{
  return rows->by_price != NULL && !isnan (rows->by_price[row]);
}

/* Codes of currencies that no file names: what blanks are said to be, and what is converted into. */
#define CLV_BOOK_ANONYMOUS 252 /* the unknown currency that a table counts in */
#define CLV_BOOK_TARGET 253
#define CLV_BOOK_BLANK 254

/* The currency of every row under the rules. */
typedef struct
{
  const ClvLedger *ledger;
  const ClvRules  *rules;
  const guint8    *currency;     /* (nullable) by row; CLV_NO_CURRENCY where nobody says, NULL when nothing is said at all */
  guint8          *owned;
  guint32          n_rows[256];  /* by code */
  guint            n_currencies; /* that rows are in */
  guint            n_said;       /* that the data name, before blanks are settled; of the costs where the orders say none */
  guint8           blank;        /* what rows that say nothing are taken for, CLV_NO_CURRENCY when they are left out */
  guint8           target;       /* of the results; CLV_NO_CURRENCY when nobody says */
} ClvBookCurrencies;

typedef enum
{
  CLV_RATE_BY_HEADER,
  CLV_RATE_BY_WORTH,
  CLV_RATE_BY_USER,
} ClvRateHow;

/* What a table of rates is taken for. */
typedef struct
{
  guint8           base;
  ClvRateDirection direction;
  ClvRateHow       how;
  gboolean         is_contradicted; /* what the header says was never so */
  gboolean         has_no_base;     /* nothing proves what its rates are against */
  GArray          *pivot;   /* (nullable) ClvBookRatePoint by day: its rates for the currency of the rules, against an unknown one */
  gboolean         is_used;
  guint8           example; /* a currency that is converted with it */
  guint8           example_currency, example_base; /* of a rate to show */
  double           example_rate;
} ClvBookRateTable;

/* What one unit of each currency was ever worth in one, and what no reading explains. */
typedef struct
{
  double least[256], most[256];
  double odd_least[256], odd_most[256];
} ClvBookRateLimits;

typedef struct
{
  ClvDay  day;
  double  worth;
  guint16 table;
  guint32 source_row;
} ClvBookRatePoint;

/* From one currency into that of the rules. */
typedef struct
{
  double  constant;  /* NaN when days matter, or nothing is known */
  GArray *up, *down; /* (nullable) ClvBookRatePoint by day: what one unit is worth, over what one of the target is worth */
} ClvBookRate;

typedef struct
{
  const ClvBookCurrencies *currencies;
  const ClvLedger         *ledger;
  const ClvRules          *rules;
  ClvBookRate              rates[256];    /* by code of the currency */
  ClvBookRateTable        *tables;
  guint                    n_tables;
  gboolean                 has_row_rates; /* some row is converted with the rate that stands in it */
  ClvBookRateLimits      **limits;        /* by base; NULL until asked for */
  guint32                  first_of_currency[257]; /* of the rates of the ledger */
  guint32                 *first_of_table, *by_table; /* rates in the order of tables */
  guint16                 *table_of_part; /* of the ledger: index of its table + 1, or 0 */
} ClvBookRates;

typedef struct
{
  const ClvLedger  *ledger;
  const ClvRules   *rules;
  ClvBookCurrencies currencies;
  ClvBookRates      rates;
  gboolean          is_filtering;  /* rows in other currencies are left out or converted */
  gboolean          is_converting;
  const double     *amount;        /* owned unless they are the ledger's */
  const double     *refund;
  const double     *goods_cost;
  const ClvCostRow *costs;
} ClvBookAmounts;

/* clv-book.c: with CLV_LEDGER_ERROR_CANCELLED */
gboolean    clv_book_is_cancelled        (const ClvWork *work,
                                          GError       **error);
/* clv-book-currencies.c */
void        clv_book_currencies_init     (ClvBookCurrencies *self,
                                          const ClvLedger   *ledger,
                                          const ClvRules    *rules);
void        clv_book_currencies_clear    (ClvBookCurrencies *self);
gboolean    clv_book_currencies_check    (const ClvBookCurrencies *self,
                                          gboolean                 is_convertible,
                                          GError                 **error);
const char *clv_book_currencies_get_name (const ClvBookCurrencies *self,
                                          guint8                   code);
char       *clv_book_currencies_dup_list (const ClvBookCurrencies *self);
/* clv-book-rates-judge.c */
const ClvBookRateLimits *clv_book_rates_get_limits (const ClvBookRates *self,
                                                    guint8              base);
void        clv_book_rates_judge         (ClvBookRates *self,
                                          guint         index);
/* clv-book-rates.c */
void        clv_book_rates_init          (ClvBookRates            *self,
                                          const ClvBookCurrencies *currencies);
void        clv_book_rates_clear         (ClvBookRates *self);
gboolean    clv_book_rates_has           (const ClvBookRates *self,
                                          guint8              currency);
double      clv_book_rates_on            (const ClvBookRates *self,
                                          guint8              currency,
                                          ClvDay              day);
double      clv_book_rates_of_row        (const ClvBookRates *self,
                                          guint32             row);
gboolean    clv_book_rates_are_in_row    (const ClvBookRates *self,
                                          guint32             row);
gboolean    clv_book_rates_check         (const ClvBookRates *self,
                                          GError            **error);
void        clv_book_rates_tell          (const ClvBookRates *self,
                                          ClvProblemList     *problems);
/* clv-book-sums.c */
GArray     *clv_book_sums_make           (const ClvBookAmounts *self,
                                          const guint8         *left_out);

/* clv-book-amounts.c */
/* FALSE with CLV_LEDGER_ERROR when amounts cannot be added up under @rules; @self is to be cleared all the same. */
gboolean   clv_book_amounts_init         (ClvBookAmounts  *self,
                                          const ClvLedger *ledger,
                                          const ClvRules  *rules,
                                          const ClvWork   *work,
                                          GError         **error);
void       clv_book_amounts_clear        (ClvBookAmounts *self);
/* OTHER_CURRENCY or NO_RATE when the amount of the row cannot be added to the others. */
ClvLeftOut clv_book_amounts_judge        (const ClvBookAmounts *self,
                                          guint32               row);
/* Adds what the rules took off the amount of a used row to its lines of the account. */
void       clv_book_amounts_explain      (const ClvBookAmounts *self,
                                          guint32               row,
                                          ClvBookSum            left_out[CLV_N_LEFT_OUT]);
/* Whether the row counts with a part of its order's total. */
gboolean   clv_book_amounts_is_by_total (const ClvBookAmounts *self,
                                         guint32               row);
gboolean   clv_book_amounts_knows_cost   (const ClvBookAmounts *self,
                                          guint32               cost);

G_END_DECLS
