/* clv-newton.h - the highest point of a smooth function of a few parameters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdbool.h>
#include "clv-status.h"

#define CLV_NEWTON_MAX 4

/* Value, gradient and Hessian at @theta; FALSE where the function is not finite, or when cancelled. */
typedef bool (*ClvNewtonFunc) (const double *theta,
                               double       *value,
                               double        gradient[CLV_NEWTON_MAX],
                               double        hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX],
                               void         *data);

typedef struct
{
  double theta[CLV_NEWTON_MAX];
  double value;
  double gradient;                                     /* its largest component, by size */
  double covariance[CLV_NEWTON_MAX][CLV_NEWTON_MAX];   /* of theta: the inverse of minus the Hessian */
  double condition;                                    /* of the scaled Hessian; INFINITY when it is no maximum */
  int    n_iterations;
  bool   converged;                                    /* the gradient is as near to 0 as rounding lets it come */
  bool   at_bound;                                     /* a component ran to ± bound: the data do not hold it */
} ClvNewtonResult;

/* Climbs from @start (array length = n, 1 … CLV_NEWTON_MAX), and stays within ± @bound. */
ClvStatus clv_newton_maximise (int              n,
                               const double    *start,
                               double           bound,
                               ClvNewtonFunc    func,
                               void            *data,
                               ClvNewtonResult *result);

/* Likewise, only until no step promises more than @enough. */
ClvStatus clv_newton_approach (int              n,
                               const double    *start,
                               double           bound,
                               double           enough,
                               ClvNewtonFunc    func,
                               void            *data,
                               ClvNewtonResult *result);

/* Inverse of the symmetric positive definite @a; FALSE when it is not. @a may be @inverse. */
bool      clv_invert_positive (int          n,
                               const double a[CLV_NEWTON_MAX][CLV_NEWTON_MAX],
                               double       inverse[CLV_NEWTON_MAX][CLV_NEWTON_MAX]);
