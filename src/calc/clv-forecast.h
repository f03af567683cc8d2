/* clv-forecast.h - purchases and their value in a horizon, with intervals for customers and for sums over any of them
 *
 * An interval holds three kinds of chance: what the customer does, what a purchase costs,
 * and that the parameters are only estimated. All of it is worked out once for each cell
 * (equal histories): customers of a cell differ by what they spend alone. Only sums are
 * drawn, with a seed of their own: the same input gives the same bits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-btyd-fit.h"
#include "clv-spend.h"

typedef struct _ClvForecast ClvForecast;

/* Allocates; the cells are yet to be filled. @horizon in days; @level of the intervals, such as 0.8. @spend may be NULL:
 * then there are purchases, but no values. The cells are borrowed; the fits are copied. */
ClvStatus clv_forecast_new      (const ClvBtydCells *cells,
                                 const ClvBtydFit   *fit,
                                 const ClvSpendFit  *spend,
                                 double              horizon,
                                 double              level,
                                 ClvForecast       **forecast);
/* Works out the cells @from … @to - 1. Several threads may fill ranges that do not overlap. */
ClvStatus clv_forecast_fill     (ClvForecast        *self,
                                 size_t              from,
                                 size_t              to,
                                 ClvIsCancelled      is_cancelled,
                                 void               *data);
void      clv_forecast_free     (ClvForecast        *self);

typedef struct
{
  double alive;                       /* chance of still being there */
  double purchases;                   /* expected in the horizon */
  int    purchases_low, purchases_high;
  double spend;                       /* expected amount of one of them */
  double value;                       /* expected total, neither discounted nor times a margin */
  double value_low, value_high;
} ClvForecastCustomer;

/* @mean: of the customer's amounts so far, whatever for x = 0. */
void      clv_forecast_customer (const ClvForecast   *self,
                                 uint32_t             cell,
                                 double               mean,
                                 ClvForecastCustomer *customer);
/* Where an observed number stands: chances of fewer (@below) and of at most as many (@up_to). With a random number between
 * the two, the places of all customers are uniform when the model holds. */
void      clv_forecast_place    (const ClvForecast   *self,
                                 uint32_t             cell,
                                 int                  n_purchases,
                                 double              *below,
                                 double              *up_to);

typedef struct
{
  double expected, low, high;
} ClvForecastSum;

/* Of the customers @which (array length = n), or of all for NULL (then n = n_customers). @mean (by customer): amounts so
 * far; may be NULL when @value is. @factor (by customer, or NULL for 1): what a unit of each one's value counts, such as
 * margin times the share that discounting leaves. @purchases, @value: may be NULL. */
ClvStatus clv_forecast_sum      (const ClvForecast   *self,
                                 size_t               n,
                                 const uint32_t      *which,
                                 const double        *mean,
                                 const double        *factor,
                                 double               level,
                                 ClvForecastSum      *purchases,
                                 ClvForecastSum      *value);
