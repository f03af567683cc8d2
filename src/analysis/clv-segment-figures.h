/* clv-segment-figures.h - what the segments of a scheme amount to
 *
 * Made from findings and a scheme in one pass over the customers. Customers and their money as a whole belong to the segment
 * that the scheme gives them, so that segments are disjoint and add up to all customers; what nobody bears is in none.
 * Of a column of order rows, orders, money and CLV_SF_CUSTOMERS go by row, and customers may stand in several segments;
 * CLV_SF_HOME_CUSTOMERS and all that needs one segment of each customer go by where most of the revenue is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-prediction.h"
#include "clv-scheme.h"

G_BEGIN_DECLS

/* X (ENUM, "json_id", unit, title). `*_before` and `*_last` are of the last two complete periods that follow each other. */
#define CLV_SEGMENT_FIGURES(X)                                                                \
  X (CUSTOMERS, "customers", COUNT, N_("Customers"))                                          \
  X (HOME_CUSTOMERS, "home_customers", COUNT, N_("Customers at home"))                        \
  X (SHARE_OF_CUSTOMERS, "share_of_customers", SHARE, N_("Share of customers"))               \
  X (ORDERS, "orders", COUNT, N_("Orders"))                                                   \
  X (REVENUE, "revenue", MONEY, N_("Revenue"))                                                \
  X (SHARE_OF_REVENUE, "share_of_revenue", SHARE, N_("Share of revenue"))                     \
  X (COST, "cost", MONEY, N_("Cost"))                                                         \
  X (PROFIT, "profit", MONEY, N_("Profit"))                                                   \
  X (SHARE_OF_PROFIT, "share_of_profit", SHARE, N_("Share of profit"))                        \
  X (VALUE_PER_CUSTOMER, "value_per_customer", MONEY, N_("Profit a customer"))                \
  X (MARGIN, "margin", SHARE, N_("Margin"))                                                   \
  X (AOV, "aov", MONEY, N_("Average order value"))                                            \
  X (REPEAT_RATE, "repeat_rate", SHARE, N_("Repeat rate"))                                    \
  X (CLV, "clv", MONEY, N_("Expected value"))                                                 \
  X (CLV_LOW, "clv_low", MONEY, N_("Expected value, low"))                                    \
  X (CLV_HIGH, "clv_high", MONEY, N_("Expected value, high"))                                 \
  X (CLV_PER_CUSTOMER, "clv_per_customer", MONEY, N_("Expected value a customer"))            \
  X (CUSTOMERS_BEFORE, "customers_before", COUNT, N_("Active in the period before"))          \
  X (CUSTOMERS_LAST, "customers_last", COUNT, N_("Active in the last period"))                \
  X (CUSTOMER_GROWTH, "customer_growth", SHARE, N_("Growth of active customers"))             \
  X (RETENTION_RATE, "retention_rate", SHARE, N_("Retention"))                                \
  X (REVENUE_BEFORE, "revenue_before", MONEY, N_("Revenue of the period before"))             \
  X (REVENUE_LAST, "revenue_last", MONEY, N_("Revenue of the last period"))                   \
  X (REVENUE_GROWTH, "revenue_growth", SHARE, N_("Growth of revenue"))                        \
  X (CUSTOMERS_AT_RISK, "customers_at_risk", COUNT, N_("Customers at risk"))                  \
  X (SHARE_AT_RISK, "share_at_risk", SHARE, N_("Share at risk"))                              \
  X (ACQUIRED, "customers_acquired", COUNT, N_("Customers acquired"))                         \
  X (CAC, "cac", MONEY, N_("Acquisition cost of a customer"))                                 \
  X (LTV_TO_CAC, "ltv_to_cac", NUMBER, N_("Lifetime value to acquisition cost"))              \
  X (PAYBACK_MONTHS, "payback_months", MONTHS, N_("Months until acquisition cost is earned")) \
  X (HEALTH, "health", NUMBER, N_("Health, 0 to 100"))                                        \
  X (RANK_BY_REVENUE, "rank_by_revenue", COUNT, N_("Rank by revenue"))                        \
  X (RANK_BY_PROFIT, "rank_by_profit", COUNT, N_("Rank by profit"))                           \
  X (RANK_BY_HEALTH, "rank_by_health", COUNT, N_("Rank by health"))

typedef enum
{
#define X(NAME, id, unit, title) CLV_SF_##NAME,
  CLV_SEGMENT_FIGURES (X)
#undef X
  CLV_N_SEGMENT_FIGURES
} ClvSegmentFigure;

/* Fewer customers in a segment have no health: it would be luck. Nor has one of which something is unknown that is known of others.
 * The share at risk is of those who bought on two days or more: the others show no rhythm to fall out of. */
#define CLV_HEALTH_MIN_CUSTOMERS 20

typedef struct _ClvSegmentFigures ClvSegmentFigures;

const char        *clv_segment_figure_to_id      (ClvSegmentFigure figure);
const char        *clv_segment_figure_get_title  (ClvSegmentFigure figure); /* translated */
ClvMetricUnit      clv_segment_figure_get_unit   (ClvSegmentFigure figure);
const char        *clv_health_part_get_title     (ClvHealthPart part);      /* translated */

/* All figures but the ends of intervals. @scheme is read only now. (transfer full) */
ClvSegmentFigures *clv_segment_figures_new       (const ClvFindings *findings,
                                                  const ClvScheme   *scheme);
/* The same under other weights, of CLV_N_HEALTH_PARTS: for sliders. Time O(segments). */
void               clv_segment_figures_weigh     (ClvSegmentFigures *self,
                                                  const double      *weights);
/* CLV_SF_CLV_LOW and CLV_SF_CLV_HIGH: the interval of each sum, which takes its time. FALSE when cancelled. */
gboolean           clv_segment_figures_add_bands (ClvSegmentFigures *self,
                                                  const ClvFindings *findings,
                                                  const ClvScheme   *scheme,
                                                  const ClvWork     *work);
void               clv_segment_figures_free      (ClvSegmentFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvSegmentFigures, clv_segment_figures_free)

guint              clv_segment_figures_get_n     (const ClvSegmentFigures *self);
/* NaN with a reason where undefined. */
ClvMetric          clv_segment_figures_get       (const ClvSegmentFigures *self,
                                                  guint                    segment,
                                                  ClvSegmentFigure         figure);
/* What the health is the mean of: where the segment stands among the others, 0 to 100; NaN where that is unknown. */
double             clv_segment_figures_get_part  (const ClvSegmentFigures *self,
                                                  guint                    segment,
                                                  ClvHealthPart            part);
/* First by revenue, by profit, by health; G_MAXUINT when nobody is. The rest is never the first. */
guint              clv_segment_figures_get_first (const ClvSegmentFigures *self,
                                                  ClvSegmentFigure         rank);
/* “Largest by revenue: X. Most profitable: Y. Healthiest: Z.” with the figures; translated. (transfer full) "" where nobody is first. */
char              *clv_segment_figures_dup_sentence (const ClvSegmentFigures *self,
                                                     const ClvFindings       *findings,
                                                     const ClvScheme         *scheme);

G_END_DECLS
