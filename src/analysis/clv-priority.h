/* clv-priority.h - whom to look after first: FEATURES.md, F-30
 *
 * Customers by what they would be worth if they are kept (expected value and value at risk), A, B and C as the tiers are cut; in
 * each those at risk (more likely gone than not, and with a rhythm to fall out of) first. Who is worth nothing is D.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-prediction.h"
#include "clv-scheme.h"

G_BEGIN_DECLS

/* NULL when nothing is predicted, or not who is at risk. (transfer full) */
ClvScheme *clv_scheme_new_of_priority (const ClvFindings *findings);

G_END_DECLS
