/* clv-profitability-page.h - who makes the profit: whale curve, tenths, who loses money
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-page.h"

G_BEGIN_DECLS

#define CLV_TYPE_PROFITABILITY_PAGE (clv_profitability_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvProfitabilityPage, clv_profitability_page, CLV, PROFITABILITY_PAGE, ClvPage)

G_END_DECLS
