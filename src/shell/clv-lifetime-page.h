/* clv-lifetime-page.h - what customers will bring: values, what they rest on, and their proof
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-page.h"

G_BEGIN_DECLS

#define CLV_TYPE_LIFETIME_PAGE (clv_lifetime_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvLifetimePage, clv_lifetime_page, CLV, LIFETIME_PAGE, ClvPage)

void clv_lifetime_page_show_proof (ClvLifetimePage *self);

G_END_DECLS
