/* clv-customer-list.h - customers in the order and under the filters the user asked for
 *
 * A GListModel of ClvCustomer over an index array of row ids. Sorting and filtering
 * run in a worker and are swapped in: live items are rebound in place, then
 * items-changed tells the difference in length (ARCHITECTURE.md, “Why it is so”).
 * A row id (customer) is stable while the findings live; a position is not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "clv-findings.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_CUSTOMER_COLUMN_ID,
  CLV_CUSTOMER_COLUMN_NAME,
  CLV_CUSTOMER_COLUMN_RANK,
  CLV_CUSTOMER_COLUMN_TIER,
  CLV_CUSTOMER_COLUMN_RFM,
  CLV_CUSTOMER_COLUMN_ORDERS,
  CLV_CUSTOMER_COLUMN_REVENUE,
  CLV_CUSTOMER_COLUMN_COST,
  CLV_CUSTOMER_COLUMN_PROFIT,
  CLV_CUSTOMER_COLUMN_MARGIN,
  CLV_CUSTOMER_COLUMN_AOV,
  CLV_CUSTOMER_COLUMN_FIRST_DATE,
  CLV_CUSTOMER_COLUMN_LAST_DATE,
  CLV_CUSTOMER_COLUMN_SHARE,
  CLV_CUSTOMER_COLUMN_CUMULATIVE_SHARE,
  CLV_CUSTOMER_COLUMN_DECILE,
  CLV_CUSTOMER_COLUMN_REFUNDS,
  /* Undefined where nothing is predicted. */
  CLV_CUSTOMER_COLUMN_P_ALIVE,
  CLV_CUSTOMER_COLUMN_EXPECTED_ORDERS,
  CLV_CUSTOMER_COLUMN_CLV_LOW,
  CLV_CUSTOMER_COLUMN_CLV,
  CLV_CUSTOMER_COLUMN_CLV_HIGH,
  CLV_CUSTOMER_COLUMN_VALUE_AT_RISK,
  CLV_N_CUSTOMER_COLUMNS,
} ClvCustomerColumn;

const char *clv_customer_column_to_id     (ClvCustomerColumn column);
const char *clv_customer_column_get_title (ClvCustomerColumn column); /* translated */
gboolean    clv_customer_column_is_number (ClvCustomerColumn column); /* right aligned */

/* One row on screen: findings and a row id; “row” notifies when it is rebound to another customer. */
#define CLV_TYPE_CUSTOMER (clv_customer_get_type ())
G_DECLARE_FINAL_TYPE (ClvCustomer, clv_customer, CLV, CUSTOMER, GObject)
guint32      clv_customer_get_row   (ClvCustomer *self);
ClvFindings *clv_customer_get_findings (ClvCustomer *self);
/* As shown in the cell. (transfer full) */
char        *clv_customer_dup_text  (ClvCustomer      *self,
                                     ClvCustomerColumn column);
/* The number behind it for data bars; NaN for text. */
double       clv_customer_get_number (ClvCustomer      *self,
                                      ClvCustomerColumn column);

#define CLV_TYPE_CUSTOMER_LIST (clv_customer_list_get_type ())
G_DECLARE_FINAL_TYPE (ClvCustomerList, clv_customer_list, CLV, CUSTOMER_LIST, GObject)

ClvCustomerList *clv_customer_list_new          (void);
/* Swaps the findings in; the sort, the search and the filter stay. */
void             clv_customer_list_set_findings (ClvCustomerList *self,
                                                 ClvFindings     *findings);
void             clv_customer_list_sort         (ClvCustomerList  *self,
                                                 ClvCustomerColumn column,
                                                 gboolean          descending);
/* Case-insensitive part of id or name; "" for all. */
void             clv_customer_list_search       (ClvCustomerList *self,
                                                 const char      *text);
/* Customers by rank: as @scheme of clv_customer_list_filter() the best @segment of them … */
#define CLV_CUSTOMERS_BEST "~best"
/* … or those of tenth @segment, from 0. */
#define CLV_CUSTOMERS_TENTH "~tenth"

/* Only customers of one segment; NULL @scheme for all. */
void             clv_customer_list_filter       (ClvCustomerList *self,
                                                 const char      *scheme,
                                                 guint            segment);
guint32          clv_customer_list_get_row      (ClvCustomerList *self,
                                                 guint            position);
/* Position of a row id, GTK_INVALID_LIST_POSITION (G_MAXUINT) when filtered out. */
guint            clv_customer_list_find_row     (ClvCustomerList *self,
                                                 guint32          row);
/* Of the customers that are shown. */
void             clv_customer_list_get_sums     (ClvCustomerList *self,
                                                 double          *revenue,
                                                 double          *profit);
double           clv_customer_list_get_expected (ClvCustomerList *self);
/* TRUE until the last sort, search or filter has been swapped in; property “busy”. */
gboolean         clv_customer_list_is_busy      (ClvCustomerList *self);
/* Smallest and largest number of a column among all customers, for data bars. */
void             clv_customer_list_get_range    (ClvCustomerList  *self,
                                                 ClvCustomerColumn column,
                                                 double           *min,
                                                 double           *max);

G_END_DECLS
