/* clv-relations-page.h - what goes with value: loyalty, referrals, engagement, owners, goods, discounts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-page.h"

G_BEGIN_DECLS

#define CLV_TYPE_RELATIONS_PAGE (clv_relations_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvRelationsPage, clv_relations_page, CLV, RELATIONS_PAGE, ClvPage)

G_END_DECLS
