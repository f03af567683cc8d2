/* clv-contract-value.h - what people under contract will still pay
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-prediction-private.h"

G_BEGIN_DECLS

/* Renewals of contracts, by the fit of clv_model_of_contracts(). Immutable. */
typedef struct _ClvContracts ClvContracts;

ClvContracts *clv_contracts_new             (const ClvCustomerValues *values,
                                             const ClvSbgFit         *fit,
                                             const ClvValuationTerms *terms,
                                             guint32                  n_customers);
void          clv_contracts_free            (ClvContracts            *self);
guint32       clv_contracts_get_n_staying   (const ClvContracts      *self,
                                             guint32                 *n_unknown);
gboolean      clv_contracts_get_next        (const ClvContracts      *self,
                                             guint32                  customer,
                                             guint32                 *renewals,
                                             double                  *chance,
                                             double                  *fee);
double        clv_contracts_get_chance      (const ClvContracts      *self,
                                             guint32                  renewals);
void          clv_contracts_get_customer    (const ClvContracts      *self,
                                             guint32                  customer,
                                             ClvBand                 *payments,
                                             ClvBand                 *value);
void          clv_contracts_sum             (const ClvContracts      *self,
                                             guint32                  n,
                                             const guint32           *customers,
                                             ClvBand                 *payments,
                                             ClvBand                 *value);

/* (nullable) Those of a valuation of contracts. */
const ClvContracts *clv_valuation_get_contracts (const ClvValuation *valuation);

G_END_DECLS
