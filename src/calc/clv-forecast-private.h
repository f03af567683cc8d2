/* clv-forecast-private.h - what the parts of a forecast share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-forecast.h"
#include "clv-value.h"

/* Each direction is asked on both sides, so far out: there a parabola has the moments of the normal distribution. */
#define CLV_FORECAST_N_POINTS (2 * CLV_BTYD_N_PARAMETERS)
#define CLV_FORECAST_FAR 1.7320508075688772935

/* Parameters as they may be, each as likely, for customers who are drawn; and points of a lattice for all others. */
#define CLV_FORECAST_N_GUESSES 192
#define CLV_FORECAST_N_LATTICE 2039

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

/* And how that changes on the way. */
typedef float ClvForecastBend[CLV_BTYD_N_PARAMETERS];

struct _ClvForecast
{
  const ClvBtydCells *cells; /* borrowed */
  ClvBtyd             model;
  ClvBtyd             point[CLV_FORECAST_N_POINTS];
  double              root[CLV_BTYD_N_PARAMETERS][CLV_BTYD_N_PARAMETERS]; /* root · rootᵀ is the covariance of ln parameters;
                                      columns are directions */
  double              further[CLV_BTYD_N_PARAMETERS][2]; /* how much longer steps are where the likelihood falls slower, + and - */
  double              wider;       /* what is left to few customers */
  bool                is_straight; /* the parameters are so well known that one of each two points is enough */
  bool                has_spend;
  ClvSpendFit         spend;
  double              spend_root[3][3]; /* root · rootᵀ is the covariance */
  double              t, level;
  double              crowd_spend;
  ClvForecastCell    *cell;
  ClvForecastBend    *bend;        /* (nullable): of each cell; none when it is straight */
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

/* What is not known of buying and of spend; and the share that chance has in a sum. */
#define CLV_FORECAST_N_UNKNOWN (CLV_BTYD_N_PARAMETERS + 3)

void   clv_forecast_place_axes     (ClvForecast       *self,
                                    const ClvBtydFit  *fit);
/* The model that is @z standard deviations away in each direction. */
void   clv_forecast_move           (const ClvForecast *self,
                                    const double       z[CLV_BTYD_N_PARAMETERS],
                                    ClvBtyd           *model);
void   clv_forecast_move_spend     (const ClvForecast *self,
                                    const double       z[3],
                                    ClvSpendFit       *spend);

/* One of the things that the parameters may be. */
typedef struct
{
  double      z[CLV_FORECAST_N_UNKNOWN];
  ClvBtyd     model;
  ClvSpendFit spend;
} ClvForecastGuess;

/* @guess has room for @n, above CLV_FORECAST_N_UNKNOWN + 1, at most CLV_FORECAST_N_GUESSES. The same each time. */
void   clv_forecast_guess          (const ClvForecast *self,
                                    int                n,
                                    ClvForecastGuess  *guess);
/* CLV_FORECAST_N_LATTICE points of @n_columns normal numbers each, at most CLV_FORECAST_N_UNKNOWN + 1, one after the other:
 * they fill their space evenly. */
void   clv_forecast_lattice        (double            *z,
                                    int                n_columns);

/* Chances of at least m purchases with what is not known of the parameters; both have room for @max. */
size_t clv_forecast_tail           (const ClvForecast *self,
                                    uint32_t           cell,
                                    size_t             max,
                                    double            *tail,
                                    double            *scratch);
