/* clv-cashflow.h - expected purchases of any months: values that follow discount rate, margin and horizon at once
 *
 * Months are those of the calendar: their ends come from the caller, in days from the end
 * of the data. What depends on the model is worked out once; another discount rate, margin
 * or horizon is a look at curves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-btyd-fit.h"

typedef struct _ClvCashflow ClvCashflow;

/* @longest: days of the longest horizon that will be asked for. */
ClvStatus clv_cashflow_new       (const ClvBtydCells *cells,
                                  const ClvBtyd      *model,
                                  double              longest,
                                  ClvCashflow       **cashflow);
/* Works out one of @n_parts parts. Several threads may fill different ones. */
ClvStatus clv_cashflow_fill      (ClvCashflow        *self,
                                  size_t              part,
                                  size_t              n_parts,
                                  ClvIsCancelled      is_cancelled,
                                  void               *data);
void      clv_cashflow_free      (ClvCashflow        *self);
/* Expected purchases in each month of a customer of the cell who is still there. @ends: (array length = n_months): days from
 * the end of the data to the end of each, rising, above 0 … */
void      clv_cashflow_months    (const ClvCashflow  *self,
                                  uint32_t            cell,
                                  size_t              n_months,
                                  const double       *ends,
                                  double             *purchases);
/* … and the chance of being there. */
double    clv_cashflow_get_alive (const ClvCashflow  *self,
                                  uint32_t            cell);
/* Sums over the months, each with its @worth, and as they are: @discounted, @plain (array length = n_cells). */
ClvStatus clv_cashflow_sum       (const ClvCashflow  *self,
                                  size_t              n_months,
                                  const double       *ends,
                                  const double       *worth,
                                  ClvIsCancelled      is_cancelled,
                                  void               *data,
                                  double             *discounted,
                                  double             *plain);
