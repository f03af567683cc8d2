/* clv-cashflow.c - expected purchases month by month: values that follow discount rate, margin and horizon at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cashflow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAYS_OF_A_YEAR 365.25

/* Curves of expected purchases: for so many different x, with so many points each; where the last coefficients are not
 * below this share of the first, a curve is none. */
#define N_CURVES 64
#define N_POINTS 40
#define NEGLIGIBLE 1e-11
/* Sums hold more digits than the single precision of a month. */
#define LEAST 1e-11

struct _ClvCashflow
{
  const ClvBtydCells *cells; /* borrowed */
  ClvBtyd             model;
  size_t              n_months;
  double             *ends;      /* in days */
  double              span;      /* ln (1 + longest horizon / alpha) */
  double             *alive;     /* by cell: its chance of being there may be far below what single precision holds */
  float              *purchases; /* of one who is there: by cell, then by month */
};

/**
 * clv_cashflow_new:
 * @cells: customers; borrowed, must live as long
 * @model: how they buy
 * @n_months: number of months, at least 1
 * @ends: (array length=n_months): days from the end of the data to the end of each month, rising, above 0
 * @cashflow: (out): yet to be filled; free with clv_cashflow_free()
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_NO_MEMORY
 */
ClvStatus
clv_cashflow_new (const ClvBtydCells *cells,
                  const ClvBtyd      *model,
                  size_t              n_months,
                  const double       *ends,
                  ClvCashflow       **cashflow)
{
  ClvCashflow *self;

  if (!clv_btyd_is_valid (model) || n_months < 1)
    return CLV_DOMAIN;
  for (size_t i = 0; i < n_months; i++)
    if (!(ends[i] > (i > 0 ? ends[i - 1] : 0)) || !isfinite (ends[i]))
      return CLV_DOMAIN;
  self = calloc (1, sizeof (ClvCashflow));
  if (self == NULL)
    return CLV_NO_MEMORY;
  self->cells = cells;
  self->model = *model;
  self->n_months = n_months;
  self->ends = malloc (n_months * sizeof (double));
  self->alive = calloc (cells->n_cells + 1, sizeof (double));
  self->purchases = calloc ((cells->n_cells + 1) * n_months, sizeof (float));
  if (self->ends == NULL || self->alive == NULL || self->purchases == NULL)
    {
      clv_cashflow_free (self);
      return CLV_NO_MEMORY;
    }
  memcpy (self->ends, ends, n_months * sizeof (double));
  self->span = log1p (ends[n_months - 1] / cells->days / model->parameter[CLV_BTYD_ALPHA]);
  *cashflow = self;
  return CLV_OK;
}

/**
 * clv_cashflow_free:
 *
 * Frees the table; NULL is nothing.
 */
void
clv_cashflow_free (ClvCashflow *self)
{
  if (self == NULL)
    return;
  free (self->ends);
  free (self->alive);
  free (self->purchases);
  free (self);
}

/* Expected purchases of those who are there, over u = t / (alpha + T), by ln (1 + u): a Chebyshev series from 0 to the
 * span. All customers of one x share it, whatever their T. */
typedef struct
{
  enum { CURVE_UNKNOWN, CURVE_GOOD, CURVE_NONE } state;
  int    n;                     /* coefficients that can be seen */
  double coefficient[N_POINTS];
} Curve;

static void
curve_init (Curve             *self,
            const ClvCashflow *cashflow,
            int                x)
{
  const double pi = 3.14159265358979323846, alpha = cashflow->model.parameter[CLV_BTYD_ALPHA];
  const ClvBtydHistory history = { x, x > 0 ? 1 : 0, 1 };
  double value[N_POINTS];

  for (int i = 0; i < N_POINTS; i++)
    {
      double u = expm1 (cashflow->span * (1 + cos (pi * (i + 0.5) / N_POINTS)) / 2);

      value[i] = clv_btyd_expected_alive (&cashflow->model, &history, u * (alpha + 1)) / u;
    }
  for (int j = 0; j < N_POINTS; j++)
    {
      double sum = 0;

      for (int i = 0; i < N_POINTS; i++)
        sum += value[i] * cos (pi * j * (i + 0.5) / N_POINTS);
      self->coefficient[j] = sum * 2 / N_POINTS;
    }
  self->coefficient[0] /= 2;
  self->state = CURVE_GOOD;
  for (int j = N_POINTS - 4; j < N_POINTS; j++)
    if (!(fabs (self->coefficient[j]) <= NEGLIGIBLE * fabs (self->coefficient[0])))
      self->state = CURVE_NONE;
  self->n = N_POINTS;
  while (self->n > 1 && fabs (self->coefficient[self->n - 1]) < LEAST * fabs (self->coefficient[0]))
    self->n--;
}

static double
curve_at (const Curve *self,
          double       span,
          double       u)
{
  double at = 2 * log1p (u) / span - 1, next = 0, after = 0;

  for (int j = self->n - 1; j > 0; j--)
    {
      double here = 2 * at * next - after + self->coefficient[j];

      after = next;
      next = here;
    }
  return u * (at * next - after + self->coefficient[0]);
}

static const Curve *
find_curve (const ClvCashflow *self,
            Curve             *curves,
            int                x)
{
  if (self->model.kind == CLV_BTYD_PARETONBD || self->model.k > 1 || x >= N_CURVES)
    return NULL;
  if (curves[x].state == CURVE_UNKNOWN)
    curve_init (&curves[x], self, x);
  return curves[x].state == CURVE_GOOD ? &curves[x] : NULL;
}

/**
 * clv_cashflow_fill:
 * @from: first cell
 * @to: one more than the last
 * @is_cancelled: (nullable): asked every thousand cells
 * @data: for @is_cancelled
 *
 * The numbers do not depend on how the cells are divided into ranges.
 *
 * Returns: CLV_OK; CLV_CANCELLED; CLV_NO_MEMORY
 */
ClvStatus
clv_cashflow_fill (ClvCashflow   *self,
                   size_t         from,
                   size_t         to,
                   ClvIsCancelled is_cancelled,
                   void          *data)
{
  Curve *curves = calloc (N_CURVES, sizeof (Curve));
  ClvStatus status = curves != NULL ? CLV_OK : CLV_NO_MEMORY;

  for (size_t at = from; at < to && status == CLV_OK; at++)
    {
      float *month = self->purchases + at * self->n_months;
      const ClvBtydHistory *history = &self->cells->cells[at].history;
      const Curve *curve = find_curve (self, curves, history->x);
      const double age = self->model.parameter[CLV_BTYD_ALPHA] + history->T;
      double before = 0;

      if (at % 1024 == 0 && is_cancelled != NULL && is_cancelled (data))
        status = CLV_CANCELLED;
      self->alive[at] = clv_btyd_alive (&self->model, history);
      for (size_t i = 0; i < self->n_months; i++)
        {
          double t = self->ends[i] / self->cells->days;
          double until = curve != NULL ? curve_at (curve, self->span, t / age)
                                       : clv_btyd_expected_alive (&self->model, history, t);

          month[i] = (float) (until - before);
          before = until;
        }
    }
  free (curves);
  return status;
}

/**
 * clv_cashflow_peek:
 * @cell: which histories
 *
 * Returns: (array length=n_months): expected purchases in each month of one such customer who is still there: times
 *   clv_cashflow_get_alive() of any such customer
 */
const float *
clv_cashflow_peek (const ClvCashflow *self,
                   uint32_t           cell)
{
  return self->purchases + (size_t) cell * self->n_months;
}

/**
 * clv_cashflow_get_alive:
 * @cell: which histories
 *
 * Returns: the chance that one such customer is still there
 */
double
clv_cashflow_get_alive (const ClvCashflow *self,
                        uint32_t           cell)
{
  return self->alive[cell];
}

/**
 * clv_cashflow_discount:
 * @n_months: how many of the months count, from the first one on
 * @rate: a year, above -1: 0.1 is ten per cent
 * @purchases: (out) (array length=n_cells): expected purchases, each worth (1 + rate)^-(years to the end of its month)
 */
void
clv_cashflow_discount (const ClvCashflow *self,
                       size_t             n_months,
                       double             rate,
                       double            *purchases)
{
  double worth[64];

  memset (purchases, 0, self->cells->n_cells * sizeof (double));
  if (n_months > self->n_months)
    n_months = self->n_months;
  for (size_t from = 0; from < n_months; from += 64)
    {
      size_t n = n_months - from < 64 ? n_months - from : 64;

      for (size_t i = 0; i < n; i++)
        worth[i] = exp (-log1p (rate) * self->ends[from + i] / DAYS_OF_A_YEAR);
      for (size_t at = 0; at < self->cells->n_cells; at++)
        {
          const float *month = self->purchases + at * self->n_months + from;
          double sum = 0;

          for (size_t i = 0; i < n; i++)
            sum += worth[i] * month[i];
          purchases[at] += self->alive[at] * sum;
        }
    }
}

/**
 * clv_cashflow_value:
 * @n_months: how many of the months count, from the first one on
 * @rate: a year, above -1
 * @margin: share of the spend that is kept
 * @spend: (array length=n_customers): expected amount of a purchase
 * @value: (out) (array length=n_customers): what each customer is worth today
 *
 * Returns: CLV_OK; CLV_NO_MEMORY
 */
ClvStatus
clv_cashflow_value (const ClvCashflow *self,
                    size_t             n_months,
                    double             rate,
                    double             margin,
                    const double      *spend,
                    double            *value)
{
  double *purchases = malloc ((self->cells->n_cells + 1) * sizeof (double));

  if (purchases == NULL)
    return CLV_NO_MEMORY;
  clv_cashflow_discount (self, n_months, rate, purchases);
  for (size_t i = 0; i < self->cells->n_customers; i++)
    value[i] = margin * spend[i] * purchases[self->cells->cell_of[i]];
  free (purchases);
  return CLV_OK;
}
