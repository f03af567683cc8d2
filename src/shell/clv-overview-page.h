/* clv-overview-page.h - the figures that matter, the findings in words, one chart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-page.h"

G_BEGIN_DECLS

#define CLV_TYPE_OVERVIEW_PAGE (clv_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvOverviewPage, clv_overview_page, CLV, OVERVIEW_PAGE, ClvPage)

G_END_DECLS
