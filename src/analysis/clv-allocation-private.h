/* clv-allocation-private.h - what the findings keep, so that each cost can be given to customer and period afterwards
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-allocation.h"
#include "clv-analysis-private.h"

G_BEGIN_DECLS

struct _ClvAllocation
{
  /* Days and months the data span. */
  ClvDay    min_day, max_day;
  guint32   n_months;
  guint32  *month_of_day;  /* (array length = max_day - min_day + 1) */
  ClvDay   *month_start;   /* (array length = n_months + 1) */
  /* Goods cost of a row: see clv_allocation_get_goods(). */
  double   *filled_goods;  /* (nullable) */
  gboolean  has_goods, fill_from_margin;

  guint32  *channel_of;    /* (nullable) by customer: the one they were acquired through, as a code of the cost rows */
  GArray   *named_costs;   /* guint32: used dated costs that name a customer, by customer and day */
  GArray   *pools;         /* ClvCostPool */
  /* Pools that cover month m: covering[covering_start[m]] … covering[covering_start[m + 1] - 1]. */
  guint32  *covering_start, *covering;
  gboolean  needs_months;  /* some pool is shared by what customers did in its months */
};

/* What a customer did in a month. */
typedef struct
{
  guint32 month;
  guint32 orders;
  ClvDay  first_day;
  double  revenue, goods;
} ClvCustomerMonth;

/* Reads customers once each, in any order; the number of customers stands for those without. */
typedef struct
{
  const ClvFindings   *findings;
  const ClvAllocation *allocation;
  const double        *amount, *goods;
  const ClvDay        *day;
  const guint32       *row_document;
  const ClvDocument   *documents;
  const double        *sorted_amount, *sorted_goods; /* (nullable) as in ClvAnalysis */
  guint8              *seen;   /* a bit a document */
  ClvCustomerMonth    *months; /* of the customer read last, ascending */
  guint32              n;
} ClvCustomerMonths;

void   clv_customer_months_init  (ClvCustomerMonths *self,
                                  const ClvFindings *findings);
void   clv_customer_months_read  (ClvCustomerMonths *self,
                                  guint32            customer);
void   clv_customer_months_clear (ClvCustomerMonths *self);
void   clv_analysis_read_months  (const ClvAnalysis *self,
                                  ClvCustomerMonths *months);

/* @month: when it is borne, not when it was paid. */
typedef void (*ClvBearFunc) (guint32  customer,
                             guint    pool,
                             guint32  month,
                             double   amount,
                             gpointer data);

/* Weights of one customer in the pools, while they are added up. */
typedef struct
{
  double  *weight;      /* by pool */
  guint32 *first_month; /* by pool */
  guint32 *touched;
  guint8  *is_touched;  /* by pool */
  guint    n_touched;
} ClvPoolWeights;

void   clv_pool_weights_init     (ClvPoolWeights      *self,
                                  const ClvAllocation *allocation);
void   clv_pool_weights_clear    (ClvPoolWeights      *self);
/* @months may be NULL where needs_months is FALSE. */
void   clv_allocation_bear       (const ClvAllocation     *self,
                                  const ClvFindings       *findings,
                                  ClvPoolWeights          *weights,
                                  guint32                  customer,
                                  const ClvCustomerMonths *months,
                                  ClvBearFunc              bear,
                                  gpointer                 data);
void   clv_allocation_count_units (ClvAllocation       *self,
                                   const ClvFindings   *findings,
                                   ClvCustomerMonths   *months);
void   clv_allocation_free       (ClvAllocation *self);

static inline guint32
clv_allocation_month_of (const ClvAllocation *self,
                         ClvDay               day)
{
  return self->month_of_day[day - self->min_day];
}

G_END_DECLS
