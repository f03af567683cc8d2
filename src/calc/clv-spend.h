/* clv-spend.h - what a purchase of a customer is worth: the two models of it behind one face
 *
 * Gamma-gamma where amounts are above 0, which is what revenue is. Margins and net
 * amounts can be negative: there each customer's mean is drawn towards the mean of all,
 * the more the fewer purchases it stands on (normal within and between customers).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-fit.h"
#include "clv-gamma-gamma.h"

typedef enum
{
  CLV_SPEND_GAMMA_GAMMA,
  CLV_SPEND_SHRUNKEN_MEAN,
} ClvSpendKind;

/* Means of customers are normal (mean, between), amounts around them normal (within); variances, >= 0. */
typedef struct
{
  double mean, between, within;
} ClvShrunkenMean;

typedef struct
{
  ClvSpendKind    kind;
  ClvGammaGamma   gamma_gamma;      /* of the kind of that name */
  ClvShrunkenMean shrunken_mean;    /* likewise */
  double          covariance[3][3]; /* of ln p, ln q, ln gamma; of mean, ln between, ln within */
  double          log_likelihood;
  double          gradient, condition;
  size_t          n_used;           /* customers whose amounts were fitted */
  size_t          n_without;        /* and not, as they have no repeat purchase */
  size_t          n_not_positive;   /* and not, as their mean is not above 0 (gamma-gamma alone) */
  bool            has_prior;
  bool            is_one_price;     /* all of them spend the same on a purchase (gamma-gamma alone) */
  ClvFitQuality   quality;
  double          of_crowd;         /* clv_spend_expected() of a customer without amounts; 0 until clv_spend_settle() */
} ClvSpendFit;

/* @x purchases with @mean amount each (arrays of n). Works from one customer with an amount on; CLV_DOMAIN without any. */
ClvStatus clv_spend_fit      (ClvSpendKind   kind,
                              size_t         n,
                              const int     *x,
                              const double  *mean,
                              ClvIsCancelled is_cancelled,
                              void          *data,
                              ClvSpendFit   *fit);
/* Works out what many customers share; to be called where parameters were changed. clv_spend_fit() has done it. */
void      clv_spend_settle   (ClvSpendFit *self);
/* Expected amount of a purchase of a customer with @x purchases of @mean each; always finite: the median stands in where
 * the mean of the gamma-gamma model is infinite. */
double    clv_spend_expected (const ClvSpendFit *self,
                              int                x,
                              double             mean);
