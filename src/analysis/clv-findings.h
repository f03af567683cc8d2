/* clv-findings.h - everything the analysis found out: immutable, reference-counted
 *
 * Arrays by customer are in ledger order (row id = customer); `by_rank` gives the
 * ranking. Numbers that are undefined are NaN and carry a reason.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-assumptions.h"
#include "clv-metric.h"

G_BEGIN_DECLS

typedef struct
{
  double      value;  /* NaN when undefined */
  const char *reason; /* interned id, NULL when defined */
} ClvMetric;

typedef struct
{
  ClvDay   start, end;         /* first and last day */
  gboolean complete;
  guint32  orders, credit_notes;
  guint32  customers;          /* active in it */
  guint32  new_customers;      /* acquired in it */
  double   revenue, revenue_gross, refunds;
  double   cost_goods, cost_by_type[CLV_N_COST_TYPES], cost; /* cost_by_type[CLV_COST_GOODS] equals cost_goods */
  double   profit;             /* NaN without costs */
  double   value_per_customer; /* profit (without costs: revenue of customers) / customers; NaN when nobody was active */
  double   aov, retention_rate, cac; /* retention: of those active in the period before; NaN when undefined */
} ClvPeriod;

typedef struct
{
  char    *name;
  guint32  customers, orders;
  double   revenue, cost, profit; /* cost and profit NaN without costs */
  double   value_per_customer, aov, repeat_rate; /* value: as of a period */
  double   share_of_customers, share_of_revenue, share_of_profit;
} ClvSegment;

typedef struct
{
  char          *id;          /* “tier”, “rfm”, “country”, “ship-mode” */
  char          *title;
  gboolean       overlapping; /* a customer may stand in several (row-level column) */
  guint          n_segments;
  ClvSegment    *segments;    /* best profit (or revenue) first; tier and rfm in their own order */
  const guint32 *by_customer; /* (nullable) segment index of each customer, CLV_NOBODY if none; for overlapping schemes the segment with most revenue */
} ClvSegmentScheme;

/* Columns by customer, (array length = n). */
typedef struct
{
  guint32        n;              /* all customers of the ledger */
  const guint8  *counted;        /* 1: named on a used order, credit note or cost row */
  const guint32 *orders, *credit_notes;
  const double  *revenue, *revenue_gross, *refunds;
  const double  *cost_by_type[CLV_N_COST_TYPES]; /* own and allocated */
  const double  *cost, *profit;  /* profit NaN without costs */
  const double  *value;          /* what is ranked: profit, else revenue */
  const ClvDay  *first_day, *last_day;      /* orders and credit rows; CLV_DAY_NONE without */
  const ClvDay  *first_order_day, *last_order_day;
  const guint32 *purchase_days;
  const guint32 *frequency, *recency, *age; /* repeat purchase days; days first to last; days first to as-of */
  const ClvDay  *last_positive_day; /* last purchase day with a total above 0: what R of RFM counts from */
  const guint32 *first_gap, *last_gap;      /* days between the first two and the last two purchase days; 0 without */
  const ClvDay  *acquired_day;   /* of the first order worth something after its refunds; CLV_DAY_NONE: not acquired, or unknown */
  const double  *monetary;       /* mean of the per-day totals without the first day; NaN without repeat */
  const guint32 *rank;           /* 1 is best, ties share; 0 when not counted */
  const double  *share, *cumulative_share; /* of the total value; NaN when total <= 0 */
  const guint8  *r, *f, *m;      /* 1 to 5; 0 without a net purchase */
  const guint8  *rfm_segment;    /* ClvRfmSegment; 255 none */
  const guint8  *tier;           /* 'A' 'B' 'C' 'D', 0 when not counted */
  const guint8  *decile;         /* 1 to 10; 0 when not counted */
} ClvCustomers;

typedef struct
{
  guint32 customers;
  double  revenue, profit;
} ClvDecile;

typedef struct
{
  ClvDecile deciles[10];
  gboolean  by_profit;         /* ranked by profit; else by revenue because there are no costs */
  double    peak_share;        /* of the total; NaN when total <= 0 */
  guint32   peak_customers;
  gboolean  has_negatives;
  guint     n_curve;           /* whale curve thinned to at most 501 points, with its peak among them */
  double   *curve_customers;   /* share of customers */
  double   *curve_value;       /* cumulative share of value; absolute money when total <= 0 */
  double   *lorenz_customers, *lorenz_revenue; /* n_curve points too */
} ClvConcentration;

typedef struct
{
  guint    n;                  /* month cohorts, n × n triangles by [cohort][months since] */
  ClvDay  *month;
  guint32 *size;
  guint32 *active;             /* n × n; beyond the data: G_MAXUINT32 */
  double  *revenue, *profit;   /* n × n; NaN beyond the data; profit NULL without costs */
} ClvCohorts;

/* One CLV method, METRICS.md section 3. */
typedef struct
{
  const char *id;       /* "A" … "K" */
  const char *title;    /* translated */
  ClvMetricId metric;   /* CLV_N_METRICS when it has none (G, H, I) */
  double      value;
  const char *reason;   /* why undefined */
  const char *why;      /* translated: why it differs from the others */
} ClvMethod;

typedef struct
{
  /* what the formulas were given: observed or entered */
  double   aov, frequency_per_year, margin, retention_per_year, discount_per_year, growth_per_year;
  double   lifetime_years, horizon_years, cac, service_cost;
  gboolean margin_entered, retention_entered, lifetime_entered, cac_entered;
  gboolean margin_is_revenue; /* neither costs nor margin: formulas would be revenue, hence undefined */
  guint    n_methods;
  ClvMethod *methods;
} ClvMethods;

/* A finding in words. */
typedef struct
{
  char       *text;      /* translated sentence, true for these data */
  const char *page;      /* interned: "overview" "customers" "profitability" "segments" "assumptions" */
  ClvSeverity severity;
} ClvSentence;

typedef struct _ClvFindings ClvFindings;

/* The one function: no clock, no locale of numbers, no files, no settings. */
ClvFindings             *clv_analyse                     (ClvLedger            *ledger,
                                                          const ClvAssumptions *assumptions,
                                                          const ClvWork        *work,
                                                          GError              **error);
/* As clv_analyse(); fits and the holdout are taken from @previous (nullable) where the used rows are the same. */
ClvFindings             *clv_analyse_again               (ClvLedger            *ledger,
                                                          const ClvAssumptions *assumptions,
                                                          ClvFindings          *previous,
                                                          const ClvWork        *work,
                                                          GError              **error);
/* As clv_analyse(), but nothing is predicted: quick, for looking at the data. */
ClvFindings             *clv_analyse_rows                (ClvLedger            *ledger,
                                                          const ClvAssumptions *assumptions,
                                                          const ClvWork        *work,
                                                          GError              **error);
ClvFindings             *clv_findings_ref                (ClvFindings *self);
void                     clv_findings_unref              (ClvFindings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvFindings, clv_findings_unref)

ClvLedger               *clv_findings_get_ledger         (const ClvFindings *self);
const ClvBook           *clv_findings_get_book           (const ClvFindings *self);
const ClvAssumptions    *clv_findings_get_assumptions    (const ClvFindings *self);
/* Kind of period that retention is about: given, or years, else quarters, else months. */
ClvPeriodKind            clv_findings_get_period_kind    (const ClvFindings *self);
gboolean                 clv_findings_are_of_rows_only   (const ClvFindings *self); /* of clv_analyse_rows() */
gboolean                 clv_findings_has_profit         (const ClvFindings *self); /* costs, a profit column or a margin */
gboolean                 clv_findings_is_goods_cost_estimated (const ClvFindings *self); /* from the entered margin: the data have none */
const char              *clv_findings_get_currency       (const ClvFindings *self); /* the sign before money, “€” or “CHF”; "" when unknown */
ClvMetric                clv_findings_get_metric         (const ClvFindings *self,
                                                          ClvMetricId        metric);
const ClvPeriod         *clv_findings_get_periods        (const ClvFindings *self,
                                                          ClvPeriodKind      kind,
                                                          guint             *n);
const ClvCustomers      *clv_findings_get_customers      (const ClvFindings *self);
/* Counted customers, best first. */
const guint32           *clv_findings_get_by_rank        (const ClvFindings *self,
                                                          guint32           *n);
const ClvConcentration  *clv_findings_get_concentration  (const ClvFindings *self);
const ClvCohorts        *clv_findings_get_cohorts        (const ClvFindings *self);
guint                    clv_findings_get_n_schemes      (const ClvFindings *self);
const ClvSegmentScheme  *clv_findings_get_scheme         (const ClvFindings *self,
                                                          guint              index);
const ClvSegmentScheme  *clv_findings_find_scheme        (const ClvFindings *self,
                                                          const char        *id);
const ClvMethods        *clv_findings_get_methods        (const ClvFindings *self);
guint                    clv_findings_get_n_sentences    (const ClvFindings *self);
const ClvSentence       *clv_findings_get_sentence       (const ClvFindings *self,
                                                          guint              index);
/* Import problems and those the rules brought (with their present treatment). */
ClvProblemList          *clv_findings_get_problems       (const ClvFindings *self);

/* The rows of one customer in date order, for the detail pane. (transfer full) (element-type guint32 ledger rows) */
GArray                  *clv_findings_dup_customer_rows  (const ClvFindings *self,
                                                          guint32            customer);

G_END_DECLS
