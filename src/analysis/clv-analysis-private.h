/* clv-analysis-private.h - the findings from inside, and what the steps of the analysis hand on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-prediction.h"
#include "clv-reason-private.h"
#include "clv-sum.h"

#include <glib/gi18n-lib.h>
#include <math.h>

G_BEGIN_DECLS

#define CLV_DAYS_PER_YEAR 365.25

/* Half of the smallest unit of money. */
#define CLV_HALF_CENT 0.005

/* ClvCustomers while it is being filled; (array length = n), owned by the findings. */
typedef struct
{
  guint8  *counted;
  guint32 *orders, *credit_notes;
  double  *revenue, *revenue_gross, *refunds;
  double  *cost_by_type[CLV_N_COST_TYPES];
  double  *cost, *profit, *value;
  ClvDay  *first_day, *last_day, *first_order_day, *last_order_day;
  guint32 *purchase_days, *frequency, *recency, *age;
  guint32 *first_gap, *last_gap;
  ClvDay  *last_positive_day;
  ClvDay  *acquired_day;
  double  *monetary;
  guint32 *rank;
  double  *share, *cumulative_share;
  guint8  *r, *f, *m, *rfm_segment, *tier, *decile;
} ClvCustomerColumns;

typedef struct _ClvModelSet ClvModelSet;
typedef struct _ClvAllocation ClvAllocation;

enum
{
  CLV_RECENT_BEFORE = 1 << 0,
  CLV_RECENT_LAST   = 1 << 1,
};

/* The last two complete periods that follow each other, of the kind of the retention rate. All NULL without them. */
typedef struct
{
  ClvPeriod before, last;
  guint8   *active;                        /* by customer: in which of the two */
  double   *revenue_before, *revenue_last; /* by customer */
} ClvRecent;

/* An order of which all was given back. */
typedef struct
{
  guint32 customer;
  ClvDay  day;
} ClvRefundedOrder;

struct _ClvFindings
{
  gint               ref_count;
  ClvLedger         *ledger;
  ClvBook           *book;
  ClvAssumptions     assumptions;
  ClvPeriodKind      period_kind;
  gboolean           of_rows_only;
  gboolean           has_profit;
  gboolean           goods_from_margin;
  char               currency[8];
  ClvMetric          metrics[CLV_N_METRICS];
  ClvPeriod         *periods[CLV_N_PERIOD_KINDS];
  guint              n_periods[CLV_N_PERIOD_KINDS];
  ClvRecent          recent;
  ClvCustomerColumns columns;
  ClvCustomers       customers;   /* the same arrays, read-only */
  guint32           *by_rank;
  guint32            n_by_rank;
  ClvConcentration   concentration;
  ClvCohorts         cohorts;
  GPtrArray         *schemes;     /* ClvSegmentScheme */
  ClvMethods         methods;
  GArray            *sentences;   /* ClvSentence */
  ClvProblemList    *problems;
  /* Used rows by customer and day; customer c has customer_start[c] … customer_start[c + 1] - 1,
   * those without a customer come last. NULL at customer level. */
  guint32           *row_order;
  guint32           *customer_start;
  ClvAllocation     *allocation;  /* NULL at customer level */
  GArray            *refunded_orders; /* (nullable) ClvRefundedOrder, by customer */
  struct _ClvRecurring *recurring; /* (nullable) */
  ClvModelSet       *model_set;   /* also where nothing is predicted: it says why */
  ClvModelChecks    *model_checks; /* (nullable) a g_atomic_rc_box; they look at the horizon, the models do not */
  /* NULL where nothing is predicted. */
  ClvContractValue     *contract_value;
  double               *own_margin;  /* by customer; NULL where all have the same */
  ClvValuation         *valuation;
  ClvAtRisk            *at_risk;
  guint32               n_at_risk;
  ClvBaseChange        *base_change;
};

/* What the figures of a whole are made of. */
typedef struct
{
  ClvSum   revenue_gross, refunds, revenue_of_customers, revenue_without_customer;
  ClvSum   cost_by_type[CLV_N_COST_TYPES];
  ClvSum   unallocated;
  guint32  orders, credit_notes, orders_of_customers;
  guint32  customers, buyers, repeat_buyers;
  guint32  acquired;
  guint32  unknown_cost_rows;  /* order rows whose goods cost nobody knows … */
  guint32  estimated_cost_rows; /* … and those where the entered margin stands in for it */
  guint32  assumed_cost_rows;  /* … or that of the rows with a cost */
  gboolean has_acquisition_cost;
  guint64  gaps;               /* between purchase days */
  double   gap_mean, gap_median;
  double   exposure_days;      /* Σ max (1, as-of - first order) */
  double   lifetime_days;      /* Σ last - first order */
  double   orders_median;
} ClvTotals;

/* What customer-level tables say on average; NaN where they do not. */
typedef struct
{
  gboolean has_orders, has_revenue;
  gboolean revenue_estimated;  /* from order value, frequency and lifetime */
  gboolean retention_from_churn_share, retention_from_hazard;
  guint32  n_unknown_value;    /* customers without a figure */
  double   aov, frequency_per_year, retention_per_year, lifetime_years, tenure_years;
  double   churn_rate;
  const char *aov_basis;       /* translated: how the mean was taken */
} ClvCustomerLevel;

/* The state of one run; lives on the stack of clv_analyse(). */
/* A row of a refund without a purchase, which the rules leave out. */
typedef struct
{
  guint32  row;
  gboolean is_first;  /* of its credit note … */
  double   amount;    /* … which gave back so much */
} ClvLeftRefund;

typedef struct
{
  ClvFindings          *findings;
  ClvLedger            *ledger;
  const ClvBook        *book;
  const ClvAssumptions *assumptions;
  const ClvFindings    *previous;          /* (nullable) */
  const ClvWork        *work;
  const ClvLedgerRows  *rows;
  const double         *amount, *refund, *goods; /* of the book, by row; the last two may be NULL */
  double               *filled_goods;     /* (nullable) goods with what was assumed; goods points to it then */
  double                assumed_margin;   /* of the rows with a cost; NaN when nothing was assumed */
  gboolean              customer_level;
  guint32               n_customers;
  ClvDay                as_of;

  gboolean              goods_from_margin; /* no goods cost in the data: revenue × (1 - margin) */
  gboolean              fill_from_margin;  /* so too for rows whose goods cost nobody knows */
  gboolean              has_goods;         /* any goods cost, also from the margin */
  ClvTotals             totals;
  ClvCustomerLevel      level;

  /* Used rows in the order of findings->row_order. */
  guint32               n_used;
  double               *sorted_amount, *sorted_goods;
  guint32              *sorted_month;

  /* Days and months the data span; empty at customer level. */
  ClvDay                min_day, max_day;
  guint32               n_months;
  guint32              *month_of_day;      /* (array length = max_day - min_day + 1) */
  ClvDay               *month_start;       /* (array length = n_months + 1) */

  ClvDay               *acquired_day;      /* by customer; CLV_DAY_NONE when not acquired. Owned by the findings */
  guint32              *acquired_document;
  GArray               *left_refunds;      /* (nullable) ClvLeftRefund: rows that the rules leave out for having no purchase */
  guint8               *is_unmatched;      /* by document: a credit note of which no order can be found */

  /* Used cost rows that name a customer and have a date, by customer and day. */
  GArray               *named_costs;       /* guint32 cost index */
} ClvAnalysis;

/* Whether anything is left of @money after what was taken off it: 0.1 + 0.2 - 0.3 is not 0 in binary fractions, and
 * what remains depends on the order of the rows. */
static inline gboolean
clv_analysis_is_above_zero (double money)
{
  return money >= CLV_HALF_CENT;
}

/* Sums of the same cents by different ways differ in the last bits; they are a tie all the same. */
static inline double
clv_analysis_ranking_key (double value)
{
  return fabs (value) < 1e9 ? rint (value * 1e6) / 1e6 : value;
}

static inline gboolean
clv_analysis_is_same_money (double a,
                            double b)
{
  return fabs (a - b) < CLV_HALF_CENT;
}

/* Splits the net amount of order row @row, so that gross - refunds is the amount: a refund column took off what it
 * says, and an amount below 0 gives back all of itself. */
static inline void
clv_analysis_add_amount (const ClvAnalysis *self,
                         guint32            row,
                         double             amount,
                         ClvSum            *gross,
                         ClvSum            *refunds)
{
  const double refund = self->refund != NULL ? self->refund[row] : 0;

  if (amount + refund >= 0)
    {
      clv_sum_add (gross, amount + refund);
      clv_sum_add (refunds, refund);
    }
  else
    clv_sum_add (refunds, -amount);
}

/* Goods cost of order row @row. */
static inline double
clv_analysis_goods_of_row (const ClvAnalysis *self,
                           guint32            row)
{
  const double cost = self->goods != NULL ? self->goods[row] : NAN;

  if (!isnan (cost))
    return cost;
  if (self->fill_from_margin)
    return self->amount[row] * (1 - self->assumptions->margin);
  return 0;
}

/* The steps, in the order they run. FALSE: cancelled. */
gboolean clv_analysis_sort_rows         (ClvAnalysis *self);
gboolean clv_analysis_fill_customers    (ClvAnalysis *self);
gboolean clv_analysis_fill_acquired     (ClvAnalysis *self);
gboolean clv_analysis_is_unmatched      (const ClvAnalysis *self,
                                         guint32            row);
GArray  *clv_analysis_find_unmatched    (const ClvAnalysis *self);
gboolean clv_analysis_allocate_costs    (ClvAnalysis *self);
void     clv_analysis_finish_customers  (ClvAnalysis *self);
void     clv_analysis_fill_level        (ClvAnalysis *self);
gboolean clv_analysis_fill_periods      (ClvAnalysis *self);
gboolean clv_analysis_fill_recent       (ClvAnalysis *self);
gboolean clv_analysis_fill_cohorts      (ClvAnalysis *self);
gboolean clv_analysis_rank              (ClvAnalysis *self);
gboolean clv_analysis_score_rfm         (ClvAnalysis *self);
gboolean clv_analysis_fill_segments     (ClvAnalysis *self);
void     clv_analysis_fill_methods      (ClvAnalysis *self);
void     clv_analysis_fill_metrics      (ClvAnalysis *self);
void     clv_analysis_fill_formula_metrics (ClvAnalysis *self);
void     clv_analysis_fill_sentences    (ClvAnalysis *self);
void     clv_analysis_fill_problems     (ClvAnalysis *self);
void     clv_analysis_tell_history      (ClvAnalysis *self);
gboolean clv_analysis_starts_late       (const ClvAnalysis *self,
                                         guint32           *n_first,
                                         guint32           *n_typical);
void     clv_analysis_fill_goods        (ClvAnalysis *self);
void     clv_analysis_tell_missing_costs (ClvAnalysis *self);

void     clv_segment_scheme_free        (ClvSegmentScheme *self);

static inline void
clv_analysis_set_metric (ClvAnalysis *self,
                         ClvMetricId  metric,
                         double       value)
{
  self->findings->metrics[metric] = (ClvMetric) { value, NULL };
}

static inline void
clv_analysis_set_undefined (ClvAnalysis *self,
                            ClvMetricId  metric,
                            const char  *reason)
{
  self->findings->metrics[metric] = (ClvMetric) { NAN, g_intern_string (reason) };
}

G_END_DECLS
