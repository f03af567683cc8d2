/* clv-customer-private.h - how the customer list makes and rebinds its items
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-customer-list.h"

G_BEGIN_DECLS

/* Smallest and largest number of each column among the counted customers; NaN where there is none. */
typedef struct
{
  gint   ref_count;
  double min[CLV_N_CUSTOMER_COLUMNS];
  double max[CLV_N_CUSTOMER_COLUMNS];
} ClvCustomerScale;

ClvCustomerScale *clv_customer_scale_new   (ClvFindings *findings);
ClvCustomerScale *clv_customer_scale_ref   (ClvCustomerScale *self);
void              clv_customer_scale_unref (ClvCustomerScale *self);

/* The number a column is sorted by; NaN for texts and for what is undefined. */
double            clv_customer_column_value (ClvFindings       *findings,
                                             ClvCustomerColumn  column,
                                             guint32            row);

ClvCustomer      *clv_customer_new         (ClvFindings      *findings,
                                            ClvCustomerScale *scale,
                                            guint32           row);
/* Without notify: the list tells when all of its slots agree again. */
void              clv_customer_rebind      (ClvCustomer      *self,
                                            ClvFindings      *findings,
                                            ClvCustomerScale *scale,
                                            guint32           row);
void              clv_customer_notify_row  (ClvCustomer *self);

G_END_DECLS
