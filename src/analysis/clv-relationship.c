/* clv-relationship.c - what a relationship brought, what is expected of it, and how long it lasts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-relationship.h"

#include "clv-prediction-private.h"
#include "clv-quantile.h"

/* Lifetimes that lie further apart, as a share, do not agree. */
#define TOLERANCE 0.05

/* @net is known before; @expected may be NaN. */
static void
finish (const ClvFindings *self,
        ClvWaterfall      *waterfall,
        double             expected)
{
  const ClvValuation *valuation = self->valuation;

  waterfall->net = self->has_profit ? waterfall->revenue - waterfall->goods - waterfall->service - waterfall->retention -
                                        waterfall->acquisition - waterfall->other
                                    : NAN;
  waterfall->expected = valuation != NULL && !valuation->is_revenue ? expected : NAN;
  waterfall->total = waterfall->net + waterfall->expected;
}

/**
 * clv_findings_get_waterfall_of_customer:
 * @waterfall: (out): its parts; costs with what the customer bears of those that name nobody
 */
void
clv_findings_get_waterfall_of_customer (const ClvFindings *self,
                                        guint32            customer,
                                        ClvWaterfall      *waterfall)
{
  const ClvCustomerColumns *columns = &self->columns;

  *waterfall = (ClvWaterfall) {
    .revenue = columns->revenue[customer],
    .goods = columns->cost_by_type[CLV_COST_GOODS][customer],
    .service = columns->cost_by_type[CLV_COST_SERVICE][customer],
    .retention = columns->cost_by_type[CLV_COST_RETENTION][customer],
    .acquisition = columns->cost_by_type[CLV_COST_ACQUISITION][customer],
    .other = columns->cost_by_type[CLV_COST_OTHER][customer],
  };
  finish (self, waterfall, self->valuation != NULL ? self->valuation->clv[customer] : NAN);
}

/**
 * clv_findings_get_waterfall:
 * @waterfall: (out): the sum over all customers; without what nobody brought and bears
 */
void
clv_findings_get_waterfall (const ClvFindings *self,
                            ClvWaterfall      *waterfall)
{
  const ClvCustomerColumns *columns = &self->columns;
  ClvSum revenue = { 0 }, costs[CLV_N_COST_TYPES] = { { 0 } };

  for (guint32 c = 0; c < self->customers.n; c++)
    {
      if (!columns->counted[c])
        continue;
      if (!isnan (columns->revenue[c]))
        clv_sum_add (&revenue, columns->revenue[c]);
      for (guint type = 0; type < CLV_N_COST_TYPES; type++)
        clv_sum_add (&costs[type], columns->cost_by_type[type][c]);
    }
  *waterfall = (ClvWaterfall) {
    .revenue = clv_sum_get (&revenue),
    .goods = clv_sum_get (&costs[CLV_COST_GOODS]),
    .service = clv_sum_get (&costs[CLV_COST_SERVICE]),
    .retention = clv_sum_get (&costs[CLV_COST_RETENTION]),
    .acquisition = clv_sum_get (&costs[CLV_COST_ACQUISITION]),
    .other = clv_sum_get (&costs[CLV_COST_OTHER]),
  };
  finish (self, waterfall, self->valuation != NULL ? self->valuation->total : NAN);
}

static double
median_tenure (const ClvFindings *self)
{
  const ClvCustomerColumns *columns = &self->columns;
  g_autofree double *years = g_new (double, (gsize) self->customers.n + 1);
  double median = NAN;
  guint32 n = 0;

  for (guint32 c = 0; c < self->customers.n; c++)
    if (columns->counted[c] && columns->first_order_day[c] != CLV_DAY_NONE && columns->last_order_day[c] != CLV_DAY_NONE)
      years[n++] = (columns->last_order_day[c] - columns->first_order_day[c]) / CLV_DAYS_PER_YEAR;
  if (n > 0)
    clv_median (n, years, &median);
  return median;
}

/**
 * clv_findings_get_lifetimes:
 * @lifetimes: (out): how long customers stay, by each way to know
 */
void
clv_findings_get_lifetimes (const ClvFindings *self,
                            ClvLifetimes      *lifetimes)
{
  const double entered = self->assumptions.lifetime_years;

  *lifetimes = (ClvLifetimes) {
    .observed_mean = self->metrics[CLV_M_CUSTOMER_LIFETIME_YEARS_OBSERVED].value,
    .observed_median = median_tenure (self),
    .implied = self->metrics[CLV_M_CUSTOMER_LIFETIME_YEARS_IMPLIED].value,
    .entered = entered,
    .retention = self->methods.retention_per_year,
    .retention_of_entered = entered >= 1 ? 1 - 1 / entered : NAN,
  };
  lifetimes->disagrees = entered >= 1 && fabs (entered - lifetimes->implied) > TOLERANCE * lifetimes->implied;
}
