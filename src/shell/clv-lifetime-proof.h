/* clv-lifetime-proof.h - whether predictions came true on the months that were held out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-prediction.h"

G_BEGIN_DECLS

#define CLV_TYPE_LIFETIME_PROOF (clv_lifetime_proof_get_type ())
G_DECLARE_FINAL_TYPE (ClvLifetimeProof, clv_lifetime_proof, CLV, LIFETIME_PROOF, AdwBin)

/* @findings: with a valuation. */
void clv_lifetime_proof_show (ClvLifetimeProof *self,
                              ClvFindings      *findings);

G_END_DECLS
