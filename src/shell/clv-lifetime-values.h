/* clv-lifetime-values.h - what all customers will bring, which way of predicting came closest, and what formulas say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-prediction.h"

G_BEGIN_DECLS

#define CLV_TYPE_LIFETIME_VALUES (clv_lifetime_values_get_type ())
G_DECLARE_FINAL_TYPE (ClvLifetimeValues, clv_lifetime_values, CLV, LIFETIME_VALUES, AdwBin)

/* @findings: with a valuation. */
void clv_lifetime_values_show (ClvLifetimeValues *self,
                               ClvFindings       *findings);

G_END_DECLS
