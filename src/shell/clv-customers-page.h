/* clv-customers-page.h - all customers: sort, search, filter, and one of them in detail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-page.h"

G_BEGIN_DECLS

#define CLV_TYPE_CUSTOMERS_PAGE (clv_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvCustomersPage, clv_customers_page, CLV, CUSTOMERS_PAGE, ClvPage)

void clv_customers_page_focus_search   (ClvCustomersPage *self);
/* Only the customers of one segment; NULL @scheme for all. */
void clv_customers_page_show_segment   (ClvCustomersPage *self,
                                        const char       *scheme,
                                        guint             segment);
void clv_customers_page_show_customer  (ClvCustomersPage *self,
                                        guint32           row);

G_END_DECLS
