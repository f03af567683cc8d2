/* clv-newton.c - the highest point of a smooth function of a few parameters
 *
 * Newton's method with Levenberg's damping. The Hessian is scaled by its diagonal,
 * so that damping means the same for each parameter; a step is at most 2 in each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-newton.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define MAX_ITERATIONS 200
#define MAX_STEP 2.0

/* A step shorter than this needs no damping. What is left after one is about its square, or the share that damping took:
 * below this, nothing. */
#define SHORT_STEP 0.1
#define NOTHING 1e-13

/* Where rounding ends a climb and a step still promises more, there is no maximum to be seen. */
#define MAX_PROMISE 1e-8

typedef double Matrix[CLV_NEWTON_MAX][CLV_NEWTON_MAX];

/* Lower triangle L with a = L Lᵀ. */
static bool
factorise (int          n,
           const Matrix a,
           Matrix       l)
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++)
      {
        double sum = a[i][j];

        for (int k = 0; k < j; k++)
          sum -= l[i][k] * l[j][k];
        if (i != j)
          l[i][j] = sum / l[j][j];
        else if (sum > a[i][i] * 16 * DBL_EPSILON && isfinite (sum))
          l[i][i] = sqrt (sum);
        else
          return false;
      }
  return true;
}

static void
solve (int           n,
       const Matrix  l,
       const double *right,
       double       *x)
{
  for (int i = 0; i < n; i++)
    {
      x[i] = right[i];
      for (int k = 0; k < i; k++)
        x[i] -= l[i][k] * x[k];
      x[i] /= l[i][i];
    }
  for (int i = n - 1; i >= 0; i--)
    {
      for (int k = i + 1; k < n; k++)
        x[i] -= l[k][i] * x[k];
      x[i] /= l[i][i];
    }
}

/**
 * clv_invert_positive:
 * @n: rows and columns, 1 to CLV_NEWTON_MAX
 * @a: symmetric
 * @inverse: (out): its inverse; may be @a
 *
 * By Cholesky's factors of the matrix scaled to a diagonal of 1.
 *
 * Returns: whether @a is positive definite; otherwise @inverse is left alone
 */
bool
clv_invert_positive (int          n,
                     const double a[CLV_NEWTON_MAX][CLV_NEWTON_MAX],
                     double       inverse[CLV_NEWTON_MAX][CLV_NEWTON_MAX])
{
  Matrix scaled, l;
  double scale[CLV_NEWTON_MAX];

  for (int i = 0; i < n; i++)
    {
      if (!(a[i][i] > 0) || !isfinite (a[i][i]))
        return false;
      scale[i] = 1 / sqrt (a[i][i]);
    }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      scaled[i][j] = a[i][j] * scale[i] * scale[j];
  if (!factorise (n, scaled, l))
    return false;
  for (int j = 0; j < n; j++)
    {
      double unit[CLV_NEWTON_MAX] = { 0 }, column[CLV_NEWTON_MAX];

      unit[j] = 1;
      solve (n, l, unit, column);
      for (int i = 0; i < n; i++)
        inverse[i][j] = column[i] * scale[i] * scale[j];
    }
  return true;
}

/* The step of (-H + λ D) step = g, D the diagonal of -H (by size); FALSE when λ is too small for a maximum. */
static bool
damped_step (int          n,
             const Matrix hessian,
             const double *gradient,
             double        lambda,
             double       *step)
{
  Matrix a, l;
  double scale[CLV_NEWTON_MAX], right[CLV_NEWTON_MAX] = { 0 }, largest = 0;

  for (int i = 0; i < n; i++)
    {
      double size = fabs (hessian[i][i]);

      scale[i] = 1 / sqrt (size > 1e-12 ? size : 1e-12);
      right[i] = gradient[i] * scale[i];
    }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      a[i][j] = -hessian[i][j] * scale[i] * scale[j] + (i == j ? lambda : 0);
  if (!factorise (n, a, l))
    return false;
  solve (n, l, right, step);
  for (int i = 0; i < n; i++)
    {
      step[i] *= scale[i];
      if (!isfinite (step[i]))
        return false;
      largest = fmax (largest, fabs (step[i]));
    }
  for (int i = 0; largest > MAX_STEP && i < n; i++)
    step[i] *= MAX_STEP / largest;
  return true;
}

/* Largest over smallest eigenvalue of a symmetric matrix, by Jacobi's rotations. */
static double
condition_of (int          n,
              const Matrix hessian)
{
  Matrix a;
  double low = INFINITY, high = 0;

  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      {
        if (!(hessian[i][i] < 0) || !(hessian[j][j] < 0))
          return INFINITY;
        a[i][j] = -hessian[i][j] / sqrt (hessian[i][i] * hessian[j][j]);
      }
  for (int sweep = 0; sweep < 30; sweep++)
    for (int p = 0; p < n; p++)
      for (int q = p + 1; q < n; q++)
        {
          double theta, t, c, s;

          if (fabs (a[p][q]) < 1e-300)
            continue;
          theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
          t = (theta >= 0 ? 1 : -1) / (fabs (theta) + sqrt (theta * theta + 1));
          c = 1 / sqrt (t * t + 1);
          s = t * c;
          for (int k = 0; k < n; k++)
            {
              double x = a[k][p], y = a[k][q];

              a[k][p] = c * x - s * y;
              a[k][q] = s * x + c * y;
            }
          for (int k = 0; k < n; k++)
            {
              double x = a[p][k], y = a[q][k];

              a[p][k] = c * x - s * y;
              a[q][k] = s * x + c * y;
            }
        }
  for (int i = 0; i < n; i++)
    {
      low = fmin (low, a[i][i]);
      high = fmax (high, a[i][i]);
    }
  return low > 0 ? high / low : INFINITY;
}

typedef struct
{
  double theta[CLV_NEWTON_MAX];
  double value;
  double gradient[CLV_NEWTON_MAX];
  Matrix hessian;
  bool   is_held[CLV_NEWTON_MAX];
} Point;

/* A component at the bound that would go further is held there. */
static void
hold_at_bound (int    n,
               double bound,
               Point *at)
{
  for (int i = 0; i < n; i++)
    {
      at->is_held[i] = fabs (at->theta[i]) >= bound && at->theta[i] * at->gradient[i] >= 0;
      if (at->is_held[i])
        {
          at->gradient[i] = 0;
          for (int j = 0; j < n; j++)
            at->hessian[i][j] = at->hessian[j][i] = 0;
          at->hessian[i][i] = -1;
        }
    }
}

/* What one more step of Newton's method would gain, twice. */
static double
promise_of (int           n,
            const Matrix  covariance,
            const double *gradient)
{
  double promise = 0;

  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      promise += gradient[i] * covariance[i][j] * gradient[j];
  return promise;
}

static double
largest_of (int           n,
            const double *x)
{
  double largest = 0;

  for (int i = 0; i < n; i++)
    largest = fmax (largest, fabs (x[i]));
  return largest;
}

/**
 * clv_newton_approach:
 * @n: number of parameters, 1 to CLV_NEWTON_MAX
 * @start: (array length=n): where to begin
 * @bound: no component leaves ± @bound; one that would is held there
 * @enough: ends where no step promises more than this; 0: as far as rounding lets it come
 * @func: gives value, gradient and Hessian
 * @data: for @func
 * @result: (out): the maximum, its covariance and how sure it is
 *
 * Climbs until what Newton's method still wants changes nothing. From a start nearby that is some four evaluations.
 *
 * Returns: CLV_OK, also when the maximum lies at a bound or is flat (result->condition tells);
 *   CLV_DOMAIN when the function is not finite at @start; CLV_NO_CONVERGENCE after 200 steps
 */
ClvStatus
clv_newton_approach (int              n,
                     const double    *start,
                     double           bound,
                     double           enough,
                     ClvNewtonFunc    func,
                     void            *data,
                     ClvNewtonResult *result)
{
  Point at, next;
  double lambda = 1e-3;
  bool is_still = false;
  int i;

  memset (result, 0, sizeof *result);
  memset (&at, 0, sizeof at);
  for (int k = 0; k < n; k++)
    at.theta[k] = fmax (-bound, fmin (bound, start[k]));
  if (!func (at.theta, &at.value, at.gradient, at.hessian, data) || !isfinite (at.value))
    return CLV_DOMAIN;
  hold_at_bound (n, bound, &at);

  for (i = 0; i < MAX_ITERATIONS && !is_still; i++)
    {
      double step[CLV_NEWTON_MAX], decrement = 0;
      bool moved = false;

      if (damped_step (n, at.hessian, at.gradient, 0, step) && largest_of (n, step) < SHORT_STEP)
        lambda = 0;
      for (int tries = 0; tries < 60 && !moved && !is_still; tries++)
        {
          if (!damped_step (n, at.hessian, at.gradient, lambda, step))
            {
              lambda = fmax (lambda * 10, 1e-6);
              continue;
            }
          decrement = 0;
          for (int k = 0; k < n; k++)
            {
              decrement += step[k] * at.gradient[k];
              next.theta[k] = fmax (-bound, fmin (bound, at.theta[k] + step[k]));
            }
          if (decrement < enough)
            {
              is_still = true;
              break;
            }
          memset (next.gradient, 0, sizeof next.gradient);
          memset (next.hessian, 0, sizeof next.hessian);
          if (!func (next.theta, &next.value, next.gradient, next.hessian, data) || !isfinite (next.value))
            lambda = fmax (lambda * 10, 1e-6);
          else
            {
              hold_at_bound (n, bound, &next);
              /* At the top, rounding decides which value is higher: the smaller gradient is. */
              if (next.value > at.value ||
                  (next.value >= at.value - 1e-13 * fabs (at.value) &&
                   largest_of (n, next.gradient) < largest_of (n, at.gradient)))
                moved = true;
              else if (largest_of (n, step) < 1e-9 || decrement < 1e-13 * fabs (at.value))
                is_still = true;
              else
                lambda = fmax (lambda * 10, 1e-6);
            }
        }
      if (!moved)
        break;
      at = next;
      if (largest_of (n, step) * fmax (largest_of (n, step), lambda) < NOTHING)
        is_still = true;
      lambda = lambda > 1e-12 ? lambda / 10 : 0;
    }

  memcpy (result->theta, at.theta, sizeof at.theta);
  result->value = at.value;
  result->gradient = largest_of (n, at.gradient);
  result->n_iterations = i;
  result->condition = condition_of (n, at.hessian);
  {
    Matrix minus;

    for (int k = 0; k < n; k++)
      for (int j = 0; j < n; j++)
        minus[k][j] = -at.hessian[k][j];
    if (!clv_invert_positive (n, minus, result->covariance))
      result->condition = INFINITY;
    /* What is held does not vary; the curvature that stands for it says nothing. */
    for (int k = 0; k < n; k++)
      if (at.is_held[k])
        {
          result->at_bound = true;
          result->covariance[k][k] = 0;
        }
  }
  result->converged = result->gradient <= 1e-6 * fmax (1, fabs (at.value)) && isfinite (result->condition) &&
                      promise_of (n, result->covariance, at.gradient) <= MAX_PROMISE;
  return i < MAX_ITERATIONS ? CLV_OK : CLV_NO_CONVERGENCE;
}

/**
 * clv_newton_maximise:
 *
 * As clv_newton_approach(), as far as rounding lets it come.
 */
ClvStatus
clv_newton_maximise (int              n,
                     const double    *start,
                     double           bound,
                     ClvNewtonFunc    func,
                     void            *data,
                     ClvNewtonResult *result)
{
  return clv_newton_approach (n, start, bound, 0, func, data, result);
}
