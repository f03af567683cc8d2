/* clv-role.h - the parts a column can play, and the kinds of tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-reading.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_ROLE_NONE,          /* told, not used, but offered as a segment column if it is one */
  /* rows of orders, lines, costs */
  CLV_ROLE_CUSTOMER,
  CLV_ROLE_CUSTOMER_NAME,
  CLV_ROLE_ORDER,
  CLV_ROLE_DATE,
  CLV_ROLE_AMOUNT,
  CLV_ROLE_QUANTITY,
  CLV_ROLE_UNIT_PRICE,
  CLV_ROLE_COST,          /* goods cost of the row; the amount of a cost table, where several columns are several channels */
  CLV_ROLE_UNIT_COST,     /* times quantity */
  CLV_ROLE_PROFIT,
  CLV_ROLE_DISCOUNT,      /* a share of the price (0.05, 5 %) applied to quantity × unit price */
  CLV_ROLE_TAX,
  CLV_ROLE_SHIPPING,
  CLV_ROLE_REFUND,        /* yes/no, or a refunded amount of the row */
  CLV_ROLE_STATUS,
  CLV_ROLE_CURRENCY,
  CLV_ROLE_PRODUCT,
  CLV_ROLE_CATEGORY,
  CLV_ROLE_CHANNEL,
  CLV_ROLE_SEGMENT,
  CLV_ROLE_COUNTRY,
  CLV_ROLE_OWNER,
  CLV_ROLE_REFERRED_BY,
  CLV_ROLE_EMAIL,
  CLV_ROLE_COST_TYPE,
  CLV_ROLE_ACCOUNT,       /* the parent account of a customer */
  CLV_ROLE_RATE,          /* what one unit of the row's currency is worth in the project's */
  /* one row a customer; several columns may be REVENUE, they are added up */
  CLV_ROLE_REVENUE,
  CLV_ROLE_ORDERS,
  CLV_ROLE_ACQUISITION_COST,
  CLV_ROLE_SERVICE_COST,
  CLV_ROLE_AOV,
  CLV_ROLE_FREQUENCY,     /* orders a year */
  CLV_ROLE_RETENTION,     /* share a year */
  CLV_ROLE_LIFETIME,      /* years */
  CLV_ROLE_TENURE,        /* months */
  CLV_ROLE_MONTHLY_FEE,
  CLV_ROLE_CHURNED,       /* yes/no */
  CLV_ROLE_FIRST_DATE,
  CLV_ROLE_LAST_DATE,
  CLV_N_ROLES,
} ClvRole;

typedef enum
{
  CLV_KIND_IGNORED,
  CLV_KIND_ORDERS,          /* a row is an order: customer, date, amount */
  CLV_KIND_LINES,           /* rows share order ids; customer and date may stand in an orders table */
  CLV_KIND_CUSTOMERS,       /* customer master: id, name, attributes */
  CLV_KIND_CUSTOMER_VALUES, /* one row a customer with figures */
  CLV_KIND_COSTS,           /* date, type, amount, perhaps customer or channel */
  CLV_KIND_PRODUCTS,        /* product, unit price, unit cost */
  CLV_KIND_RETURNS,         /* order numbers that came back, without amounts */
  CLV_KIND_CONTACTS,        /* who was written to or called, when, how */
  CLV_KIND_RATES,           /* date, currency, rate */
  CLV_N_KINDS,
} ClvTableKind;

const char *clv_role_to_id          (ClvRole role);       /* “unit-price” */
gboolean    clv_role_from_id        (const char *id,      /* '_' is taken as '-' */
                                     ClvRole    *role);
const char *clv_role_get_title      (ClvRole role);       /* translated: “Unit price” */
gboolean    clv_role_is_for_kind    (ClvRole      role,
                                     ClvTableKind kind);
gboolean    clv_role_is_money       (ClvRole role);       /* its numbers are sums of money */
/* What the cells of the role are read as: text for ids and names. */
ClvColumnType clv_role_get_type     (ClvRole role);
gboolean    clv_role_may_repeat     (ClvRole role);       /* several columns of one table may have it */
const char *clv_table_kind_to_id    (ClvTableKind kind);  /* “customer-values” */
gboolean    clv_table_kind_from_id  (const char   *id,
                                     ClvTableKind *kind);
const char *clv_table_kind_get_title (ClvTableKind kind);

G_END_DECLS
