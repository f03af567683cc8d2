/* clv-comparison.h - two periods, or two dates, side by side: what made the difference, and who
 *
 * Both bridges add up exactly. By causes: money is customers × orders each × money an order ×
 * what is left of it after goods; the share of each factor is its Shapley value, the mean of
 * its effect over all orders in which the factors could have changed (Shapley 1953; Albrecht,
 * François & Schoors 2002), which works with losses too and prefers no factor. By customers:
 * the money of each one before and after.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-accounts.h"
#include "clv-span.h"

G_BEGIN_DECLS

/* Money NaN where undefined; costs and profit without costs. */
typedef struct
{
  ClvSpan      span;
  ClvSpanMoney money;
  guint32      customers;   /* active: a transaction, or a cost row of their own; at a date: all until then */
  guint32      buyers;      /* with an order or a credit note */
  guint32      orders;      /* of customers */
  double       revenue, cost, profit;
  double       value_per_customer, purchase_frequency, aov;
  double       margin;      /* of customers after goods, as a share of their revenue */
} ClvSide;

typedef enum
{
  CLV_CAUSE_CUSTOMERS,
  CLV_CAUSE_FREQUENCY,
  CLV_CAUSE_ORDER_VALUE,
  CLV_CAUSE_MARGIN,           /* goods; of profit alone, as all that follow but the next */
  CLV_CAUSE_WITHOUT_CUSTOMER, /* rows that name nobody */
  CLV_CAUSE_ACQUISITION,
  CLV_CAUSE_RETENTION,
  CLV_CAUSE_SERVICE,
  CLV_CAUSE_OTHER,
  CLV_N_CAUSES,
} ClvCause;

typedef enum
{
  CLV_MOVE_NEW,         /* nothing of them until the end of the first period */
  CLV_MOVE_REACTIVATED, /* not active in the first period, but before */
  CLV_MOVE_EXPANSION,
  CLV_MOVE_CONTRACTION,
  CLV_MOVE_SAME,
  CLV_MOVE_LOST,        /* active in the first period, not in the second */
  CLV_MOVE_OTHER,       /* what nobody brought and bears, and costs of customers active in neither */
  CLV_N_MOVES,
} ClvMove;

typedef struct
{
  guint32 customers;
  double  change;
} ClvMoveSum;

typedef struct
{
  guint32 customer;
  double  before, after;
} ClvMover;

typedef struct
{
  ClvSide    before, after;
  gboolean   has_profit;
  gboolean   is_of_dates;       /* everything up to each date */
  double     revenue_by_cause[CLV_N_CAUSES];
  double     profit_by_cause[CLV_N_CAUSES]; /* NaN without costs */
  ClvMoveSum revenue_by_move[CLV_N_MOVES];
  ClvMoveSum profit_by_move[CLV_N_MOVES];
  /* Largest change of profit (without costs: of revenue) first; @n_winners and @n_losers of them, 0 changes left out. */
  ClvMover  *winners, *losers;
  guint      n_winners, n_losers;
  guint32    n_customers;
  ClvCustomerSum *sums_before, *sums_after; /* by customer */
  guint8    *move_by_revenue, *move_by_profit; /* (array length = n_customers) ClvMove; the second NULL without costs */
} ClvComparison;

/* The earlier one of them is taken as the first. @n_movers: at most so many winners and losers. */
ClvComparison *clv_comparison_new          (const ClvAccounts *accounts,
                                            const ClvSpan     *a,
                                            const ClvSpan     *b,
                                            guint              n_movers);
/* Of two dates: @before and @after are findings as of them, of one ledger (clv_findings_as_of()). */
ClvComparison *clv_comparison_new_of_dates (const ClvFindings *before,
                                            const ClvFindings *after,
                                            guint              n_movers);
void           clv_comparison_free         (ClvComparison     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvComparison, clv_comparison_free)
/* (transfer full) (element-type guint32) customers of a move, largest change first */
GArray        *clv_comparison_dup_customers (const ClvComparison *self,
                                             ClvMove              move,
                                             gboolean             by_profit);
/* What “compare” says; without, the last two complete periods of the kind of the retention rate. FALSE when there are none. */
gboolean       clv_findings_get_compared    (const ClvFindings *self,
                                             ClvSpan            spans[2]);
const char    *clv_cause_to_id              (ClvCause cause);
const char    *clv_cause_get_title          (ClvCause cause); /* translated */
const char    *clv_move_to_id               (ClvMove  move);
const char    *clv_move_get_title           (ClvMove  move);  /* translated */

G_END_DECLS
