/* clv-cashflow.h - expected purchases month by month: values that follow discount rate, margin and horizon at once
 *
 * Months are those of the calendar: their ends come from the caller, in days from the end
 * of the data. What depends on the model is worked out once; another discount rate, margin
 * or number of months is a sum over the months.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-btyd-fit.h"

typedef struct _ClvCashflow ClvCashflow;

/* @ends (array length = n_months): days from the end of the data to the end of each month, rising, above 0. */
ClvStatus    clv_cashflow_new       (const ClvBtydCells *cells,
                                     const ClvBtyd      *model,
                                     size_t              n_months,
                                     const double       *ends,
                                     ClvCashflow       **cashflow);
/* Works out the cells @from … @to - 1. Several threads may fill ranges that do not overlap. */
ClvStatus    clv_cashflow_fill      (ClvCashflow        *self,
                                     size_t              from,
                                     size_t              to,
                                     ClvIsCancelled      is_cancelled,
                                     void               *data);
void         clv_cashflow_free      (ClvCashflow        *self);
/* Expected purchases in each month of a customer of the cell who is still there (array length = n_months) … */
const float *clv_cashflow_peek      (const ClvCashflow  *self,
                                     uint32_t            cell);
/* … and the chance of being there. */
double       clv_cashflow_get_alive (const ClvCashflow  *self,
                                     uint32_t            cell);
/* Purchases of each cell in the first @n_months, each discounted to today at @rate a year from the end of its month.
 * @purchases: (out) (array length = n_cells). */
void         clv_cashflow_discount  (const ClvCashflow  *self,
                                     size_t              n_months,
                                     double              rate,
                                     double             *purchases);
/* Values of all customers: @margin · @spend · discounted purchases. @spend, @value: (array length = n_customers). */
ClvStatus    clv_cashflow_value     (const ClvCashflow  *self,
                                     size_t              n_months,
                                     double              rate,
                                     double              margin,
                                     const double       *spend,
                                     double             *value);
