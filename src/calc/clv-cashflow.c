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

struct _ClvCashflow
{
  const ClvBtydCells *cells; /* borrowed */
  ClvBtyd             model;
  size_t              n_months;
  double             *ends;      /* in days */
  float              *purchases; /* by cell, then by month */
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
  self->purchases = calloc ((cells->n_cells + 1) * n_months, sizeof (float));
  if (self->ends == NULL || self->purchases == NULL)
    {
      clv_cashflow_free (self);
      return CLV_NO_MEMORY;
    }
  memcpy (self->ends, ends, n_months * sizeof (double));
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
  free (self->purchases);
  free (self);
}

/**
 * clv_cashflow_fill:
 * @from: first cell
 * @to: one more than the last
 * @is_cancelled: (nullable): asked every thousand cells
 * @data: for @is_cancelled
 *
 * Returns: CLV_OK; CLV_CANCELLED
 */
ClvStatus
clv_cashflow_fill (ClvCashflow   *self,
                   size_t         from,
                   size_t         to,
                   ClvIsCancelled is_cancelled,
                   void          *data)
{
  for (size_t at = from; at < to; at++)
    {
      float *month = self->purchases + at * self->n_months;
      double before = 0;

      if (at % 1024 == 0 && is_cancelled != NULL && is_cancelled (data))
        return CLV_CANCELLED;
      for (size_t i = 0; i < self->n_months; i++)
        {
          double until = clv_btyd_expected (&self->model, &self->cells->cells[at].history, self->ends[i] / self->cells->days);

          month[i] = (float) (until - before);
          before = until;
        }
    }
  return CLV_OK;
}

/**
 * clv_cashflow_peek:
 * @cell: which histories
 *
 * Returns: (array length=n_months): expected purchases of one such customer in each month
 */
const float *
clv_cashflow_peek (const ClvCashflow *self,
                   uint32_t           cell)
{
  return self->purchases + (size_t) cell * self->n_months;
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
          purchases[at] += sum;
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
