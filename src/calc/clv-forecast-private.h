/* clv-forecast-private.h - what the parts of a forecast share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-forecast.h"
#include "clv-value.h"

/* Two for each parameter, so far out that they have its variance together. */
#define CLV_FORECAST_N_POINTS (2 * CLV_BTYD_N_PARAMETERS)

/* Parameters as they may be, each as likely: for sums of few customers, and of many. */
#define CLV_FORECAST_N_GUESSES 48
#define CLV_FORECAST_N_GUESSES_FOR_MANY 24

/* Chances below this change no interval. */
#define CLV_FORECAST_LEAST 1e-9
#define CLV_FORECAST_MAX_TAIL 65536

typedef struct
{
  double  purchases, alive;
  float   variance, third;             /* central moments of the number of purchases, parameters given */
  float   value_variance, value_third; /* likewise of the value, in units of gamma + x mean */
  float   value_low, value_high;       /* in the same unit */
  int32_t low, high;
  float   response[CLV_BTYD_N_PARAMETERS]; /* change of ln purchases for a standard deviation of what is not known */
} ClvForecastCell;

struct _ClvForecast
{
  const ClvBtydCells *cells; /* borrowed */
  ClvBtyd             model;
  ClvBtyd             point[CLV_FORECAST_N_POINTS];
  double              root[CLV_BTYD_N_PARAMETERS][CLV_BTYD_N_PARAMETERS]; /* root · rootᵀ is the covariance of ln parameters */
  bool                is_straight; /* the parameters are so well known that one of each two points is enough */
  bool                has_spend;
  ClvSpendFit         spend;
  double              spend_root[3][3]; /* root · rootᵀ is the covariance */
  double              t, level;
  double              crowd_spend;
  ClvForecastCell    *cell;
};

/* A customer's spend as a distribution: gamma-gamma in @unit, or normal. */
typedef struct
{
  bool   is_known;         /* has purchases that count */
  double expected;
  double unit, shape;      /* gamma-gamma: gamma + x mean, p x + q */
  double uncertain;        /* shrunken mean: variance of the customer's own mean */
} ClvForecastSpend;

void   clv_forecast_spend          (const ClvSpendFit *spend,
                                    int                x,
                                    double             mean,
                                    ClvForecastSpend  *known);
/* Change of the expected amount for a standard deviation of each thing that is not known of the spend model. */
void   clv_forecast_spend_response (const ClvForecast *self,
                                    int                x,
                                    double             mean,
                                    double             response[3]);
/* One of the things that the parameters may be. */
typedef struct
{
  ClvBtyd     model;
  ClvSpendFit spend;
} ClvForecastGuess;

/* @guess has room for @n, above CLV_FORECAST_N_UNKNOWN + 1. The same each time. */
#define CLV_FORECAST_N_UNKNOWN (CLV_BTYD_N_PARAMETERS + 3)
void   clv_forecast_guess          (const ClvForecast *self,
                                    int                n,
                                    ClvForecastGuess  *guess);

/* Chances of at least m purchases with what is not known of the parameters; both have room for @max. */
size_t clv_forecast_tail           (const ClvForecast *self,
                                    uint32_t           cell,
                                    size_t             max,
                                    double            *tail,
                                    double            *scratch);
