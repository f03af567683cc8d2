/* clv-accounts.h - what each customer brought and cost in each month, ready for many questions
 *
 * Made from findings once, in time O(rows); a question about periods then reads the months
 * that it is about, and nothing else. Money of customers and what belongs to nobody make the
 * whole in every month: costs stand in the month of their row, whoever bears them.
 * Costs without a day are in the whole, and in no month.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-allocation.h"

G_BEGIN_DECLS

/* Who counts when money is divided by customers (FEATURES, “Number of customers”). */
typedef enum
{
  CLV_DENOMINATOR_ACTIVE,      /* an order, a credit note or a cost row that names the customer */
  CLV_DENOMINATOR_TRANSACTION, /* an order or a credit note */
  CLV_DENOMINATOR_POSITIVE,    /* net revenue above 0 */
  CLV_N_DENOMINATORS,
} ClvDenominator;

/* Beside the ClvPeriod of the findings. NaN where undefined. */
typedef struct
{
  const ClvPeriod *period;
  guint32 customers[CLV_N_DENOMINATORS];
  double  value_per_customer[CLV_N_DENOMINATORS]; /* profit, without costs NaN */
  double  revenue_per_customer[CLV_N_DENOMINATORS];
  double  revenue_of_customers, revenue_without_customer;
  double  cost_of_customers;      /* their own and what they bear of others; NaN without costs, as below */
  double  unallocated[CLV_N_COST_TYPES], cost_unallocated;
  guint32 orders_of_customers;
  double  purchase_frequency;     /* orders of customers / customers with an order or credit note */
  double  purchase_frequency_per_year;
  /* Without the orders of which all was given back; the money stays as it is. */
  guint32 orders_kept, customers_with_kept_order;
  double  aov_of_kept, purchase_frequency_of_kept;
  double  churn_rate;
  double  revenue_of_new, revenue_of_existing; /* new: acquired in the period */
  /* What 1.00 of revenue costs: acquisition for those who are new, retention and service for the others. */
  double  acquisition_per_new_revenue, care_per_existing_revenue;
} ClvPeriodFigures;

enum
{
  CLV_ACTIVE_TRANSACTION = 1 << 0,
  CLV_ACTIVE_COST        = 1 << 1, /* a dated cost row names the customer */
};

/* A customer in a span of months. */
typedef struct
{
  double  revenue, cost;   /* cost 0 where none is known */
  guint32 orders;
  guint32 active;          /* CLV_ACTIVE_… */
} ClvCustomerSum;

typedef struct _ClvAccounts ClvAccounts;

/* (nullable) NULL at customer level, where there are no dates, and when cancelled. Keeps a reference on @findings. */
ClvAccounts *clv_accounts_new           (const ClvFindings *findings,
                                         const ClvWork     *work);
ClvAccounts *clv_accounts_ref           (ClvAccounts       *self);
void         clv_accounts_unref         (ClvAccounts       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvAccounts, clv_accounts_unref)

const ClvFindings      *clv_accounts_get_findings (const ClvAccounts *self);
const ClvPeriodFigures *clv_accounts_get_periods  (const ClvAccounts *self,
                                                   ClvPeriodKind      kind,
                                                   guint             *n);
/* (transfer full) (array length = customers of the ledger): what customers did from @start to @end, which are whole months. */
ClvCustomerSum         *clv_accounts_dup_sums     (const ClvAccounts *self,
                                                   ClvDay             start,
                                                   ClvDay             end);
/* Money of a span; costs NaN where none are known. */
typedef struct
{
  double revenue_of_customers, revenue_without_customer;
  double cost_of_customers[CLV_N_COST_TYPES]; /* their own, and what they bear of others */
  double cost_of_nobody[CLV_N_COST_TYPES];
} ClvSpanMoney;
void                    clv_accounts_get_money    (const ClvAccounts *self,
                                                   ClvDay             start,
                                                   ClvDay             end,
                                                   ClvSpanMoney      *money);

/* One customer in a period. */
typedef struct
{
  ClvDay  start;
  guint32 orders;
  double  revenue, cost_by_type[CLV_N_COST_TYPES];
} ClvCustomerPeriod;
ClvCustomerPeriod      *clv_findings_dup_customer_periods (const ClvFindings *self,
                                                           guint32            customer,
                                                           ClvPeriodKind      kind,
                                                           guint             *n);

G_END_DECLS
