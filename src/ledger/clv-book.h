/* clv-book.h - the ledger under rules: which rows count, which documents they make, and the proof that nothing is lost
 *
 * Source of every rule: the exact definitions of METRICS.md (“Rows”, “Order”, “As-of date”).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-ledger.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_ORDER_KEY_ID,           /* order id together with its customer; without an id, customer and day */
  CLV_ORDER_KEY_CUSTOMER_DAY,
} ClvOrderKey;

/* What is done about a column of tax or of shipping. */
typedef enum
{
  CLV_EXTRA_KEEP,
  CLV_EXTRA_SUBTRACT, /* the amounts hold it */
  CLV_EXTRA_ADD,      /* they do not */
} ClvExtra;

typedef enum
{
  CLV_REFUND_BY_EVIDENCE, /* taken off, unless the amounts are net already */
  CLV_REFUND_SUBTRACT,
  CLV_REFUND_IGNORE,
} ClvRefundColumn;

/* Rows of which the status says refunded or credit note, though their amount is above 0. */
typedef enum
{
  CLV_REFUNDED_KEEP,
  CLV_REFUNDED_SUBTRACT, /* an order that was given back counts as 0 */
  CLV_REFUNDED_NEGATE,   /* the row is the return: what it comes to is given back */
} ClvRefundedOrders;

/* Which rows of an order that stands more than once count. */
typedef enum
{
  CLV_REPEATED_KEEP,
  CLV_REPEATED_FIRST,
  CLV_REPEATED_LAST,
} ClvRepeated;

/* What counts where an amount is not what quantity × unit price comes to. */
typedef enum
{
  CLV_CONTRADICTED_AMOUNT,
  CLV_CONTRADICTED_PRICE,
  CLV_CONTRADICTED_DROP, /* neither */
} ClvContradicted;

/* Which of them says the currency, where a sign beside an amount and the column of currencies disagree. */
typedef enum
{
  CLV_CONFLICT_BY_EVIDENCE,
  CLV_CONFLICT_SIGN,
  CLV_CONFLICT_COLUMN,
} ClvCurrencyConflict;

#define CLV_MAX_RATES 32

typedef struct
{
  char   currency[8];
  double rate;        /* one unit is worth so much of the currency of the rules; above 0 */
} ClvRate;

typedef struct
{
  ClvDay          as_of;                   /* CLV_DAY_NONE: the last date of a used order row */
  ClvOrderKey     order_key;
  gboolean        remove_returns;
  gboolean        drop_duplicates;
  gboolean        drop_cancelled;
  gboolean        keep_open_deals;         /* those of a list of deals that were not won count as well */
  gboolean        drop_non_customer_lines;
  char            currency[8];             /* rows in other ones are left out or converted; "" refuses mixed currencies */
  ClvExtra        tax, shipping;
  ClvRefundColumn refund_column;
  ClvContradicted contradicted_amounts;
  gboolean        subtract_discounts;      /* of amounts that seem to be before them */
  ClvRefundedOrders refunded_orders;
  ClvRepeated     repeated_orders;
  gboolean        drop_zero_amounts;
  gboolean        drop_missing_customers;
  gboolean        drop_future_dates;
  gboolean        keep_non_operational;    /* interest, dividends and the like count as revenue */
  gboolean        drop_gift_cards;         /* their sales: they count when they are redeemed */
  gboolean        drop_outsized_amounts;
  ClvRowMarkSet      leave_out;               /* rows that problems of these kinds are about */
  ClvRowMarkSet      count_as_zero;           /* rows without an amount that problems of these kinds are about count, with 0 */
  char            blank_currency[8];       /* of rows that say none; "" as all others when those have one, “drop” leaves them out */
  ClvCurrencyConflict currency_conflict;
  ClvRateDirection rate_direction;         /* of tables of rates; unknown: as they prove it */
  gboolean        first_rates;             /* of several for one day the first one counts, not the last */
  gboolean        order_totals;            /* what orders say they came to counts where their lines add up to something else */
  guint           n_rates;
  ClvRate         rates[CLV_MAX_RATES];    /* they go before those of a table of rates */
} ClvRules;

#define CLV_RULES_DEFAULT ((ClvRules) { .as_of = CLV_DAY_NONE })

typedef enum
{
  CLV_LEFT_OUT_NO,
  CLV_LEFT_OUT_UNREADABLE_DATE,
  CLV_LEFT_OUT_UNREADABLE_AMOUNT,
  CLV_LEFT_OUT_AFTER_AS_OF,
  CLV_LEFT_OUT_DUPLICATE,
  CLV_LEFT_OUT_CANCELLED,
  CLV_LEFT_OUT_NON_CUSTOMER_LINE,
  CLV_LEFT_OUT_RETURNED,
  CLV_LEFT_OUT_OTHER_CURRENCY,
  CLV_LEFT_OUT_NO_RATE,
  CLV_LEFT_OUT_NO_CURRENCY,
  CLV_LEFT_OUT_REPEATED_ORDER,
  CLV_LEFT_OUT_GIFT_CARD,
  CLV_LEFT_OUT_FUTURE_DATE,
  CLV_LEFT_OUT_OUTSIZED_AMOUNT,
  CLV_LEFT_OUT_CONTRADICTED_AMOUNT,
  CLV_LEFT_OUT_NON_OPERATIONAL,
  CLV_LEFT_OUT_ZERO_AMOUNT,
  CLV_LEFT_OUT_MISSING_CUSTOMER,
  CLV_LEFT_OUT_DEAL_NOT_WON,
  CLV_LEFT_OUT_MARKED, /* and the CLV_N_ORDER_MARKS from there on: the kind of problem that the row was left out for */
  /* No data: their amounts are told by other rows, and count as 0. */
  CLV_LEFT_OUT_TOTALS_ROW = CLV_LEFT_OUT_MARKED + CLV_N_ORDER_MARKS,
  CLV_LEFT_OUT_REPEATED_HEADER,
  /* What was taken off the amounts of rows that are used (below 0: added). They hold no rows. */
  CLV_LEFT_OUT_REFUNDS,
  CLV_LEFT_OUT_TURNED,
  CLV_LEFT_OUT_PRICES,
  CLV_LEFT_OUT_ORDER_TOTALS,
  CLV_LEFT_OUT_DISCOUNTS,
  CLV_LEFT_OUT_TAX,
  CLV_LEFT_OUT_SHIPPING,
  CLV_LEFT_OUT_RATES,
  CLV_N_LEFT_OUT,
} ClvLeftOut;

/* Amounts as the file has them: rows_read = rows_used + Σ rows left out, amount_read = amount_used + Σ amounts left out. */
typedef struct
{
  guint32 rows_read, rows_used;
  double  amount_read, amount_used;
  struct { guint32 rows; double amount; } left_out[CLV_N_LEFT_OUT];
} ClvReconciliation;

/* The account of one of several currencies: read = used (before it is converted) + Σ left out. */
typedef struct
{
  const char *currency; /* "" of rows that say none */
  guint32     rows_read, rows_used;
  double      amount_read, amount_used;
  struct { guint32 rows; double amount; } left_out[CLV_N_LEFT_OUT];
} ClvCurrencyAccount;

typedef enum
{
  CLV_DOCUMENT_ORDER,
  CLV_DOCUMENT_CREDIT_NOTE,
} ClvDocumentKind;

/* An order or a credit note: rows with the same key. */
typedef struct
{
  guint32         customer;  /* CLV_NOBODY without one */
  ClvDay          day;       /* of its earliest row */
  ClvDocumentKind kind;
  guint32         n_rows;
  double          amount;    /* net */
} ClvDocument;

typedef struct _ClvBook ClvBook;

/* @self keeps a reference on @ledger. NULL with CLV_LEDGER_ERROR_NO_ROWS when no row is left, or when cancelled;
 * CLV_LEDGER_ERROR_CURRENCIES when amounts are in several currencies and the rules name none, or one that no amount is in;
 * CLV_LEDGER_ERROR_RATES when nothing says which way exchange rates go. */
ClvBook                 *clv_book_new                (ClvLedger      *ledger,
                                                      const ClvRules *rules,
                                                      const ClvWork  *work,
                                                      GError        **error);
/* The same; where the rules leave out what CLV_ROW_MARK_REFUND_UNMATCHED says, without these rows. */
ClvBook                 *clv_book_new_without        (ClvLedger      *ledger,
                                                      const ClvRules *rules,
                                                      const guint32  *unmatched,
                                                      guint32         n_unmatched,
                                                      const ClvWork  *work,
                                                      GError        **error);
void                     clv_book_free               (ClvBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvBook, clv_book_free)

ClvDay                   clv_book_get_as_of          (const ClvBook *self);
ClvDay                   clv_book_get_first_day      (const ClvBook *self); /* of used rows; CLV_DAY_NONE at customer level */
ClvDay                   clv_book_get_last_day       (const ClvBook *self);
/* What each row counts with, (array length = n_rows): the amount of the ledger under the rules about tax, shipping,
 * discounts, refunds and currencies. The ledger's own array when these change nothing. */
const double            *clv_book_get_amounts        (const ClvBook *self);
/* (nullable) What was taken off it because it was given back, >= 0 for sales. */
const double            *clv_book_get_refunds        (const ClvBook *self);
/* (nullable) Goods cost of each row; NaN where unknown. */
const double            *clv_book_get_goods_costs    (const ClvBook *self);
/* The costs of the ledger, in the currency of the rules. */
const ClvCostRow        *clv_book_get_costs          (const ClvBook *self);
/* TRUE when some row was converted. */
gboolean                 clv_book_is_converted       (const ClvBook *self);
/* A ClvLeftOut a row, (array length = n_rows). */
const guint8            *clv_book_get_left_out       (const ClvBook *self);
guint32                  clv_book_get_n_documents    (const ClvBook *self);
const ClvDocument       *clv_book_get_documents      (const ClvBook *self);
/* Document of each row, CLV_NOBODY for rows left out. */
const guint32           *clv_book_get_row_documents  (const ClvBook *self);
/* TRUE for cost rows that count (an explicit as-of date leaves later ones out, and so may the customer). */
gboolean                 clv_book_is_cost_used       (const ClvBook *self,
                                                      guint32        cost);
const ClvReconciliation *clv_book_get_reconciliation (const ClvBook *self);
/* (nullable) Most rows first; NULL when all amounts are in one currency, so that the reconciliation says it all. Otherwise
 * its sums are over different currencies, and no money. */
const ClvCurrencyAccount *clv_book_get_accounts      (const ClvBook *self,
                                                      guint         *n);
/* The code of what the results are in; "" when nobody says. */
const char              *clv_book_get_currency       (const ClvBook *self);
/* Tells rows and costs in another currency than the results, converted or left out. */
void                     clv_book_tell_mixed         (const ClvBook  *self,
                                                      ClvProblemList *problems);
/* Whether rows that say no currency count. */
gboolean                 clv_book_takes_blanks       (const ClvBook *self);
/* Tells which way tables of rates were taken. */
void                     clv_book_tell_rates         (const ClvBook  *self,
                                                      ClvProblemList *problems);
/* Which currencies amounts are in under @rules, most rows first. (transfer full) strv */
char                   **clv_book_dup_currencies     (const ClvLedger *ledger,
                                                      const ClvRules  *rules);
/* Whether @reason has its line in the account. */
gboolean                 clv_reconciliation_has      (const ClvReconciliation *self,
                                                      ClvLeftOut               reason);
const char              *clv_left_out_to_id          (ClvLeftOut reason); /* “unreadable-amount” … */
const char              *clv_left_out_get_title      (ClvLeftOut reason);

G_END_DECLS
