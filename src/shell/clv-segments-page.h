/* clv-segments-page.h - the customers in groups: which group is worth what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-page.h"

G_BEGIN_DECLS

#define CLV_TYPE_SEGMENTS_PAGE (clv_segments_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvSegmentsPage, clv_segments_page, CLV, SEGMENTS_PAGE, ClvPage)

G_END_DECLS
