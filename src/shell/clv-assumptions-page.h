/* clv-assumptions-page.h - what people decide, and what every method makes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-page.h"

G_BEGIN_DECLS

#define CLV_TYPE_ASSUMPTIONS_PAGE (clv_assumptions_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvAssumptionsPage, clv_assumptions_page, CLV, ASSUMPTIONS_PAGE, ClvPage)

G_END_DECLS
