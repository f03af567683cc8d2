/* clv-relationship.h - what a relationship brought, what is expected of it, and how long it lasts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

/* From revenue to what is left: net = revenue - all costs (NaN without costs). Costs are above 0. */
typedef struct
{
  double revenue, goods, service, retention, acquisition, other;
  double net;       /* realised until the as-of date */
  double expected;  /* predicted over the horizon, before acquisition cost; NaN where nothing is predicted */
  double total;     /* net + expected */
} ClvWaterfall;

/* In years, NaN where unknown. None is “the” lifetime: who is still a customer has not ended it, so that what was observed is
 * too short. */
typedef struct
{
  double   observed_mean, observed_median; /* first to last order, of customers with an order */
  double   implied;              /* 1 / (1 - retention a year) */
  double   entered;
  double   retention;            /* a year */
  double   retention_of_entered; /* that the entered lifetime implies: 1 - 1 / L */
  gboolean disagrees;            /* the entered one, or a lifetime and a retention that were both entered, with the implied one */
} ClvLifetimes;

/* Of all customers together. */
void clv_findings_get_waterfall             (const ClvFindings *self,
                                             ClvWaterfall      *waterfall);
void clv_findings_get_waterfall_of_customer (const ClvFindings *self,
                                             guint32            customer,
                                             ClvWaterfall      *waterfall);
void clv_findings_get_lifetimes             (const ClvFindings *self,
                                             ClvLifetimes      *lifetimes);

G_END_DECLS
