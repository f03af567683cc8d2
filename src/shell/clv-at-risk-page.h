/* clv-at-risk-page.h - who has probably left, most at stake first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-page.h"

G_BEGIN_DECLS

#define CLV_TYPE_AT_RISK_PAGE (clv_at_risk_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvAtRiskPage, clv_at_risk_page, CLV, AT_RISK_PAGE, ClvPage)

G_END_DECLS
