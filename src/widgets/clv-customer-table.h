/* clv-customer-table.h - the customers as a table that sorts by any column
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-customer-list.h"
#include "clv-prediction.h"

G_BEGIN_DECLS

#define CLV_TYPE_CUSTOMER_TABLE (clv_customer_table_get_type ())
G_DECLARE_FINAL_TYPE (ClvCustomerTable, clv_customer_table, CLV, CUSTOMER_TABLE, AdwBin)

/* Property “selected-row” (uint, G_MAXUINT32 for none). Signal “row-activated” (guint row). */
GtkWidget          *clv_customer_table_new          (void);
ClvCustomerList    *clv_customer_table_get_list     (ClvCustomerTable   *self);
guint32             clv_customer_table_get_selected (ClvCustomerTable   *self);
/* Selects the customer and scrolls to it when it is in the list. */
void                clv_customer_table_select       (ClvCustomerTable   *self,
                                                     guint32             row);
/* As if the header had been clicked. */
void                clv_customer_table_sort         (ClvCustomerTable   *self,
                                                     ClvCustomerColumn   column,
                                                     gboolean            descending);
gboolean            clv_customer_table_is_shown     (ClvCustomerTable   *self,
                                                     ClvCustomerColumn   column);
void                clv_customer_table_show_column  (ClvCustomerTable   *self,
                                                     ClvCustomerColumn   column,
                                                     gboolean            shown);
/* Ids of the shown columns; an empty or NULL list gives the usual ones. (transfer full) */
char              **clv_customer_table_dup_columns  (ClvCustomerTable   *self);
void                clv_customer_table_set_columns  (ClvCustomerTable   *self,
                                                     const char *const  *ids);
/* Which columns are the usual ones: without costs there is nothing to see in profit and margin. */
void                clv_customer_table_set_profit   (ClvCustomerTable   *self,
                                                     gboolean            has_profit);
/* What is to come is among the usual columns when it is known. @valuation: (nullable), not kept. */
void                clv_customer_table_set_prediction (ClvCustomerTable   *self,
                                                       const ClvValuation *valuation,
                                                       const char         *currency);

G_END_DECLS
