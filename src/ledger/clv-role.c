/* clv-role.c - the parts a column can play, and the kinds of tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-role.h"

#include <glib/gi18n-lib.h>

/* Which kinds of tables a role belongs to, one bit a kind. */
#define IN_ORDERS   ((1 << CLV_KIND_ORDERS) | (1 << CLV_KIND_LINES))
#define IN_MASTER   (1 << CLV_KIND_CUSTOMERS)
#define IN_VALUES   (1 << CLV_KIND_CUSTOMER_VALUES)
#define IN_COSTS    (1 << CLV_KIND_COSTS)
#define IN_PRODUCTS (1 << CLV_KIND_PRODUCTS)
#define IN_RETURNS  (1 << CLV_KIND_RETURNS)
#define IN_CONTACTS (1 << CLV_KIND_CONTACTS)
#define IN_RATES    (1 << CLV_KIND_RATES)

static const struct
{
  const char *id;
  const char *title;
  guint       kinds;
  gboolean    may_repeat;
} roles[CLV_N_ROLES] = {
  [CLV_ROLE_NONE] = { "none", N_("Not used"), ~0u, TRUE },
  [CLV_ROLE_CUSTOMER] = { "customer", N_("Customer"), IN_ORDERS | IN_MASTER | IN_VALUES | IN_COSTS | IN_CONTACTS, FALSE },
  [CLV_ROLE_CUSTOMER_NAME] = { "customer-name", N_("Customer name"), IN_ORDERS | IN_MASTER | IN_VALUES | IN_CONTACTS, TRUE },
  [CLV_ROLE_ORDER] = { "order", N_("Order no."), IN_ORDERS | IN_RETURNS, FALSE },
  [CLV_ROLE_DATE] = { "date", N_("Date"), IN_ORDERS | IN_RETURNS | IN_COSTS | IN_CONTACTS | IN_RATES, FALSE },
  [CLV_ROLE_AMOUNT] = { "amount", N_("Amount"), IN_ORDERS | IN_RETURNS, FALSE },
  [CLV_ROLE_QUANTITY] = { "quantity", N_("Quantity"), IN_ORDERS, FALSE },
  [CLV_ROLE_UNIT_PRICE] = { "unit-price", N_("Unit price"), IN_ORDERS | IN_PRODUCTS, FALSE },
  [CLV_ROLE_COST] = { "cost", N_("Cost"), IN_ORDERS | IN_COSTS | IN_VALUES, TRUE },
  [CLV_ROLE_UNIT_COST] = { "unit-cost", N_("Unit cost"), IN_ORDERS | IN_PRODUCTS, FALSE },
  [CLV_ROLE_PROFIT] = { "profit", N_("Profit"), IN_ORDERS | IN_VALUES, FALSE },
  [CLV_ROLE_DISCOUNT] = { "discount", N_("Discount"), IN_ORDERS, FALSE },
  [CLV_ROLE_TAX] = { "tax", N_("Tax"), IN_ORDERS, FALSE },
  [CLV_ROLE_SHIPPING] = { "shipping", N_("Shipping"), IN_ORDERS, FALSE },
  [CLV_ROLE_REFUND] = { "refund", N_("Refund"), IN_ORDERS | IN_RETURNS, FALSE },
  [CLV_ROLE_STATUS] = { "status", N_("Status"), IN_ORDERS, FALSE },
  [CLV_ROLE_CURRENCY] = { "currency", N_("Currency"), IN_ORDERS | IN_RETURNS | IN_COSTS | IN_RATES, FALSE },
  [CLV_ROLE_PRODUCT] = { "product", N_("Product"), IN_ORDERS | IN_PRODUCTS, FALSE },
  [CLV_ROLE_CATEGORY] = { "category", N_("Category"), IN_ORDERS | IN_PRODUCTS, FALSE },
  [CLV_ROLE_CHANNEL] = { "channel", N_("Channel"), IN_ORDERS | IN_MASTER | IN_VALUES | IN_COSTS | IN_CONTACTS, FALSE },
  [CLV_ROLE_SEGMENT] = { "segment", N_("Segment"), IN_ORDERS | IN_MASTER | IN_VALUES, FALSE },
  [CLV_ROLE_COUNTRY] = { "country", N_("Country"), IN_ORDERS | IN_MASTER | IN_VALUES, FALSE },
  [CLV_ROLE_OWNER] = { "owner", N_("Owner"), IN_ORDERS | IN_MASTER | IN_VALUES, FALSE },
  [CLV_ROLE_REFERRED_BY] = { "referred-by", N_("Referred by"), IN_ORDERS | IN_MASTER | IN_VALUES, FALSE },
  [CLV_ROLE_EMAIL] = { "email", N_("E-mail"), IN_ORDERS | IN_MASTER | IN_VALUES | IN_COSTS | IN_CONTACTS, FALSE },
  [CLV_ROLE_COST_TYPE] = { "cost-type", N_("Cost type"), IN_COSTS, FALSE },
  [CLV_ROLE_ACCOUNT] = { "account", N_("Parent account"), IN_ORDERS | IN_MASTER | IN_VALUES, FALSE },
  [CLV_ROLE_RATE] = { "rate", N_("Exchange rate"), IN_RATES | IN_ORDERS, FALSE },
  [CLV_ROLE_REVENUE] = { "revenue", N_("Revenue of the customer"), IN_VALUES, TRUE },
  [CLV_ROLE_ORDERS] = { "orders", N_("Number of orders"), IN_VALUES, FALSE },
  [CLV_ROLE_ACQUISITION_COST] = { "acquisition-cost", N_("Acquisition cost"), IN_VALUES | IN_MASTER, FALSE },
  [CLV_ROLE_SERVICE_COST] = { "service-cost", N_("Service cost"), IN_VALUES | IN_MASTER, FALSE },
  [CLV_ROLE_AOV] = { "aov", N_("Average order value"), IN_VALUES, FALSE },
  [CLV_ROLE_FREQUENCY] = { "frequency", N_("Orders a year"), IN_VALUES, FALSE },
  [CLV_ROLE_RETENTION] = { "retention", N_("Retention a year"), IN_VALUES, FALSE },
  [CLV_ROLE_LIFETIME] = { "lifetime", N_("Lifetime in years"), IN_VALUES, FALSE },
  [CLV_ROLE_TENURE] = { "tenure", N_("Months as a customer"), IN_VALUES, FALSE },
  [CLV_ROLE_MONTHLY_FEE] = { "monthly-fee", N_("Monthly fee"), IN_VALUES, FALSE },
  [CLV_ROLE_CHURNED] = { "churned", N_("Has left"), IN_VALUES, FALSE },
  [CLV_ROLE_FIRST_DATE] = { "first-date", N_("First order"), IN_MASTER | IN_VALUES, FALSE },
  [CLV_ROLE_LAST_DATE] = { "last-date", N_("Last order"), IN_VALUES, FALSE },
};

static const struct
{
  const char *id;
  const char *title;
} kinds[CLV_N_KINDS] = {
  [CLV_KIND_IGNORED] = { "ignored", N_("Not used") },
  [CLV_KIND_ORDERS] = { "orders", N_("Orders") },
  [CLV_KIND_LINES] = { "lines", N_("Order lines") },
  [CLV_KIND_CUSTOMERS] = { "customers", N_("Customers") },
  [CLV_KIND_CUSTOMER_VALUES] = { "customer-values", N_("Customers with figures") },
  [CLV_KIND_COSTS] = { "costs", N_("Costs") },
  [CLV_KIND_PRODUCTS] = { "products", N_("Products") },
  [CLV_KIND_RETURNS] = { "returns", N_("Returned orders") },
  [CLV_KIND_CONTACTS] = { "contacts", N_("Contacts with customers") },
  [CLV_KIND_RATES] = { "rates", N_("Exchange rates") },
};

/**
 * clv_role_to_id:
 *
 * The id of the command line (`--column ROLE=HEADER`) and of the JSON.
 */
const char *
clv_role_to_id (ClvRole role)
{
  g_return_val_if_fail (role < CLV_N_ROLES, NULL);

  return roles[role].id;
}

/**
 * clv_role_from_id:
 * @id: as clv_role_to_id() gives it; '_' is taken as '-'
 * @role: (out): untouched when there is no such role
 *
 * Returns: whether @id names a role
 */
gboolean
clv_role_from_id (const char *id,
                  ClvRole    *role)
{
  g_autofree char *kebab = g_strdelimit (g_ascii_strdown (id, -1), "_", '-');

  for (guint i = 0; i < CLV_N_ROLES; i++)
    if (strcmp (kebab, roles[i].id) == 0)
      {
        *role = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * clv_role_get_title:
 *
 * The role in the user's language.
 */
const char *
clv_role_get_title (ClvRole role)
{
  g_return_val_if_fail (role < CLV_N_ROLES, NULL);

  return _(roles[role].title);
}

/**
 * clv_role_is_for_kind:
 *
 * Whether a table of this kind can have a column of this role.
 */
gboolean
clv_role_is_for_kind (ClvRole      role,
                      ClvTableKind kind)
{
  g_return_val_if_fail (role < CLV_N_ROLES, FALSE);

  return (roles[role].kinds & (1u << kind)) != 0;
}

/**
 * clv_role_is_money:
 *
 * Whether the numbers of the role are sums of money.
 */
gboolean
clv_role_is_money (ClvRole role)
{
  switch (role)
    {
    case CLV_ROLE_AMOUNT:
    case CLV_ROLE_UNIT_PRICE:
    case CLV_ROLE_COST:
    case CLV_ROLE_UNIT_COST:
    case CLV_ROLE_PROFIT:
    case CLV_ROLE_DISCOUNT:
    case CLV_ROLE_TAX:
    case CLV_ROLE_SHIPPING:
    case CLV_ROLE_REFUND:
    case CLV_ROLE_REVENUE:
    case CLV_ROLE_ACQUISITION_COST:
    case CLV_ROLE_SERVICE_COST:
    case CLV_ROLE_AOV:
    case CLV_ROLE_MONTHLY_FEE:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * clv_role_get_type:
 *
 * Ids, names and groups are texts whatever their cells look like; how their marks would be read does not matter.
 */
ClvColumnType
clv_role_get_type (ClvRole role)
{
  switch (role)
    {
    case CLV_ROLE_DATE:
    case CLV_ROLE_FIRST_DATE:
    case CLV_ROLE_LAST_DATE:
      return CLV_TYPE_DATE;
    case CLV_ROLE_QUANTITY:
    case CLV_ROLE_ORDERS:
    case CLV_ROLE_FREQUENCY:
    case CLV_ROLE_RETENTION:
    case CLV_ROLE_LIFETIME:
    case CLV_ROLE_TENURE:
    case CLV_ROLE_RATE:
      return CLV_TYPE_NUMBER;
    default:
      return clv_role_is_money (role) ? CLV_TYPE_NUMBER : CLV_TYPE_TEXT;
    }
}

/**
 * clv_role_may_repeat:
 *
 * Whether several columns of one table may have the role: names are joined, revenues and costs added.
 */
gboolean
clv_role_may_repeat (ClvRole role)
{
  g_return_val_if_fail (role < CLV_N_ROLES, FALSE);

  return roles[role].may_repeat;
}

/**
 * clv_table_kind_to_id:
 *
 * The id of the JSON.
 */
const char *
clv_table_kind_to_id (ClvTableKind kind)
{
  g_return_val_if_fail (kind < CLV_N_KINDS, NULL);

  return kinds[kind].id;
}

/**
 * clv_table_kind_from_id:
 * @kind: (out): untouched when there is no such kind
 *
 * Returns: whether @id names a kind
 */
gboolean
clv_table_kind_from_id (const char   *id,
                        ClvTableKind *kind)
{
  for (guint i = 0; i < CLV_N_KINDS; i++)
    if (strcmp (id, kinds[i].id) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * clv_table_kind_get_title:
 *
 * The kind in the user's language.
 */
const char *
clv_table_kind_get_title (ClvTableKind kind)
{
  g_return_val_if_fail (kind < CLV_N_KINDS, NULL);

  return _(kinds[kind].title);
}
