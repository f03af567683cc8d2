/* clv-relations.h - what goes with value: a loyalty programme, referrals, engagement, discounts, account owners, the mix of goods
 *
 * Pure functions of findings, made when somebody asks. Each gives FALSE, and leaves its result untouched, where the data do not
 * have what it needs. Money is profit, without costs revenue.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

/* Intervals of this header are bootstrapped, seeded, at this level. */
#define CLV_RELATION_LEVEL 0.95
/* A smaller group would be a person. */
#define CLV_MIN_OWNER_CUSTOMERS 5u

/* NaN where undefined. */
typedef struct
{
  guint32 customers;
  double  repeat_rate, aov, frequency_per_year; /* as the metrics of these names */
  double  value_per_customer, retention_cost_per_customer;
  double  clv;                                  /* expected, a customer; NaN where nothing is predicted */
} ClvGroupFigures;

typedef struct
{
  double  difference, low, high;
  guint32 members, others; /* who are compared */
} ClvUplift;

/* FEATURES F-16, METRICS section 7: value in the first twelve calendar months. */
typedef struct
{
  char           *column;
  ClvGroupFigures members, others;
  ClvUplift       naive;
  ClvUplift       matched;  /* same month of the first order, tenth of its amount, and channel */
  guint32         n_strata;
  gboolean        has_matched;
} ClvLoyalty;

typedef struct
{
  guint32 customer;
  guint32 referred;
  double  referred_value, referred_clv; /* of those they brought: never part of their own */
  double  saved_cac;
} ClvReferrer;

/* FEATURES F-17. */
typedef struct
{
  guint32         n_referred, n_unknown; /* unknown: the referrer is no customer */
  ClvGroupFigures referred, others;
  double          cac_all, cac_without_referred; /* acquisition cost / acquired customers; NaN where unknown */
  double          saved_cac;
  guint           n;
  ClvReferrer    *referrers;             /* most value brought first */
} ClvReferrals;

typedef struct
{
  char   *title;
  double  weight;
  double  rho;       /* of this one alone with value */
  guint32 customers; /* who have a value */
} ClvEngagementPart;

/* FEATURES F-18. Quadrants: [high engagement][high value], split at the medians. */
typedef struct
{
  guint              n_parts;
  ClvEngagementPart *parts;
  double            *score; /* by customer, 0 … 100; NaN where nothing is known */
  guint32            n;     /* who have a score */
  double             rho, low, high;
  double             median_score, median_value;
  guint32            customers[2][2];
  double             value[2][2];
} ClvEngagement;

typedef struct
{
  char   *name;         /* (nullable) those who are too few to be shown alone */
  guint   n_owners;     /* 1, or how many are in the rest */
  guint32 customers_before, customers_last;
  double  before, last; /* value of their customers in the two periods */
  /* before + gained + lost + changed + transferred = last. A customer who moves is no gain: over all owners transfers are 0. */
  double  gained, lost, changed, transferred;
  double  retention;    /* of their customers of before; NaN without */
} ClvOwner;

/* FEATURES F-26. */
typedef struct
{
  const ClvPeriod *before, *last; /* of the findings */
  guint            n;
  ClvOwner        *owners;        /* most value first, the rest last */
} ClvOwners;

/* FEATURES F-39: what each group of customers brings with each category; rows and columns sum to the whole. */
typedef struct
{
  guint    n_categories, n_segments;
  char   **categories, **segments; /* NULL-terminated; perhaps “(none)” at the end */
  double  *value, *revenue;        /* n_categories × n_segments */
} ClvMix;

/* FEATURES F-33. */
typedef struct
{
  guint32         orders, discounted_orders;
  double          revenue, discounted_revenue; /* of those orders */
  double          value, discounted_value;
  ClvGroupFigures discount_acquired, full_price; /* by their first order */
} ClvDiscounts;

/* FALSE also when cancelled. */
gboolean clv_relation_measure_loyalty    (const ClvFindings     *findings,
                                          const ClvWork         *work,
                                          ClvLoyalty            *loyalty);
void     clv_loyalty_clear               (ClvLoyalty            *self);
gboolean clv_relation_measure_referrals  (const ClvFindings     *findings,
                                          ClvReferrals          *referrals);
void     clv_referrals_clear             (ClvReferrals          *self);
gboolean clv_relation_measure_engagement (const ClvFindings     *findings,
                                          ClvEngagement         *engagement);
void     clv_engagement_clear            (ClvEngagement         *self);
/* Between the last two periods that are complete. FALSE also when cancelled. */
gboolean clv_relation_measure_owners     (const ClvFindings     *findings,
                                          const ClvWork         *work,
                                          ClvOwners             *owners);
void     clv_owners_clear                (ClvOwners             *self);
/* @scheme: customers in groups that do not overlap, such as “tier” */
gboolean clv_relation_measure_mix        (const ClvFindings     *findings,
                                          const char            *scheme,
                                          ClvMix                *mix);
void     clv_mix_clear                   (ClvMix                *self);
gboolean clv_relation_measure_discounts  (const ClvFindings     *findings,
                                          ClvDiscounts          *discounts);

G_END_DECLS
