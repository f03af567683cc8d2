/* clv-gamma-gamma.h - how much a customer spends on a purchase
 *
 * What a purchase costs varies around the customer's own mean, and these means vary
 * between customers. The few purchases of one customer are weighed against what all
 * the others spend. Independent of how often they buy: that is to be checked.
 *
 * Source: Fader & Hardie (2013), “The Gamma-Gamma Model of Monetary Value”; Colombo & Jiang (1999).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>
#include "clv-fit.h"
#include "clv-newton.h"

typedef struct
{
  double p, q, gamma; /* all > 0; gamma in the unit of the money */
} ClvGammaGamma;

typedef struct
{
  ClvGammaGamma model;
  double        covariance[3][3]; /* of the logarithms */
  double        log_likelihood;
  double        gradient;
  double        condition;
  size_t        n_used;           /* customers with x > 0 and a mean above 0 */
  bool          has_prior;
  bool          is_one_price;     /* all customers have the same mean: what a purchase costs is known */
  ClvFitQuality quality;
} ClvGammaGammaFit;

/* @x purchases with @mean spend each (arrays of n). Customers without a purchase or with a mean that is not above 0 are
 * left out of the fit. CLV_DOMAIN when none counts. */
ClvStatus clv_gamma_gamma_fit           (size_t            n,
                                         const int        *x,
                                         const double     *mean,
                                         ClvIsCancelled    is_cancelled,
                                         void             *data,
                                         ClvGammaGammaFit *fit);
ClvStatus clv_gamma_gamma_likelihood    (const ClvGammaGamma *self,
                                         size_t               n,
                                         const int           *x,
                                         const double        *mean,
                                         double              *value,
                                         double               gradient[CLV_NEWTON_MAX],
                                         double               hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX]);
/* Expected spend on a purchase of a customer with @x purchases of @mean each; of the crowd for x = 0 or a mean that is not
 * above 0. CLV_DIVERGES when q + p x <= 1: the mean of the crowd is infinite there; the median is not. */
ClvStatus clv_gamma_gamma_expected      (const ClvGammaGamma *self,
                                         int                  x,
                                         double               mean,
                                         double              *spend);
/* The amount that every second such purchase exceeds; there always is one. */
double    clv_gamma_gamma_median        (const ClvGammaGamma *self,
                                         int                  x,
                                         double               mean);
