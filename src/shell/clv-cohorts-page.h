/* clv-cohorts-page.h - customers by when or through what they came, and what became of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-page.h"

G_BEGIN_DECLS

#define CLV_TYPE_COHORTS_PAGE (clv_cohorts_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvCohortsPage, clv_cohorts_page, CLV, COHORTS_PAGE, ClvPage)

G_END_DECLS
