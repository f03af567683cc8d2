/* clv-relation-mix.c - which customers bring what with which goods, and how much hangs on discounts
 *
 * Goods cost stands with its row; whatever else a customer costs is spread over that
 * customer's rows equally, as it is for segments, so that cells sum to the whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-relation-private.h"

#include "clv-ledger-traits.h"

/* What a row of each customer costs beside its goods. (transfer full) */
static double *
find_other_cost (const ClvFindings *findings)
{
  const guint32 n = findings->customers.n, *start = findings->customer_start, *order = findings->row_order;
  const double *amount = clv_book_get_amounts (findings->book), *goods = clv_relation_get_goods (findings);
  double *other = g_new0 (double, (gsize) n + 1);

  for (guint32 c = 0; c < n && findings->has_profit; c++)
    {
      ClvSum sum = { findings->customers.cost[c], 0 };

      if (start[c] == start[c + 1])
        continue;
      for (guint32 i = start[c]; i < start[c + 1]; i++)
        clv_sum_add (&sum, -clv_relation_goods_of_row (findings, goods, amount, order[i]));
      other[c] = clv_sum_get (&sum) / (start[c + 1] - start[c]);
    }
  return other;
}

static double
value_of_row (const ClvFindings *findings,
              const double      *amount,
              const double      *goods,
              const double      *other,
              guint32            row,
              guint32            customer)
{
  if (!findings->has_profit)
    return amount[row];
  return amount[row] - clv_relation_goods_of_row (findings, goods, amount, row) - (customer != CLV_NOBODY ? other[customer] : 0);
}

static char **
dup_names (char *const *names,
           guint        n,
           gboolean     with_none)
{
  char **copy = g_new0 (char *, (gsize) n + 2);

  for (guint i = 0; i < n; i++)
    copy[i] = g_strdup (names[i]);
  if (with_none)
    copy[n] = g_strdup (_("(none)"));
  return copy;
}

/**
 * clv_relation_measure_mix:
 * @scheme: the id of a scheme whose segments do not overlap
 * @mix: (out): clear it with clv_mix_clear()
 *
 * Cells sum to the profit of customers and of the rows without (without costs: to revenue). Customers with costs alone stand
 * under “(none)”.
 *
 * Returns: FALSE where no column says what was bought, or no such scheme puts each customer in one segment
 */
gboolean
clv_relation_measure_mix (const ClvFindings *findings,
                          const char        *scheme,
                          ClvMix            *mix)
{
  const ClvSegmentScheme *by = clv_findings_find_scheme (findings, scheme);
  const ClvAttribute *goods_of = clv_ledger_find_attribute (findings->ledger, "category");
  const ClvLedgerRows *rows = clv_ledger_get_rows (findings->ledger);
  const guint8 *left_out = clv_book_get_left_out (findings->book);
  const double *amount = clv_book_get_amounts (findings->book), *goods;
  g_autofree double *other = NULL;
  g_autofree ClvSum *value = NULL, *revenue = NULL;
  g_autofree char **segments = NULL;
  guint n_categories, n_segments;

  if (goods_of == NULL)
    goods_of = clv_ledger_find_attribute (findings->ledger, "product");
  if (by == NULL || by->by_customer == NULL || goods_of == NULL || goods_of->by_row == NULL || findings->row_order == NULL)
    return FALSE;
  goods = clv_relation_get_goods (findings);
  other = find_other_cost (findings);
  n_categories = goods_of->n_values + 1;
  n_segments = by->n_segments + 1;
  value = g_new0 (ClvSum, (gsize) n_categories * n_segments);
  revenue = g_new0 (ClvSum, (gsize) n_categories * n_segments);
  for (guint32 row = 0; row < rows->n; row++)
    if (left_out[row] == CLV_LEFT_OUT_NO)
      {
        const guint32 customer = rows->customer[row];
        const guint32 category = goods_of->by_row[row] != CLV_NOBODY ? goods_of->by_row[row] : goods_of->n_values;
        const guint32 segment = customer != CLV_NOBODY && by->by_customer[customer] != CLV_NOBODY ? by->by_customer[customer]
                                                                                                : by->n_segments;
        const gsize at = (gsize) category * n_segments + segment;

        clv_sum_add (&revenue[at], amount[row]);
        clv_sum_add (&value[at], value_of_row (findings, amount, goods, other, row, customer));
      }
  for (guint32 c = 0; c < findings->customers.n && findings->has_profit; c++)
    if (findings->customers.counted[c] && findings->customer_start[c] == findings->customer_start[c + 1]
        && !isnan (findings->customers.cost[c]))
      clv_sum_add (&value[(gsize) goods_of->n_values * n_segments
                          + (by->by_customer[c] != CLV_NOBODY ? by->by_customer[c] : by->n_segments)],
                   -findings->customers.cost[c]);

  segments = g_new0 (char *, n_segments);
  for (guint s = 0; s < by->n_segments; s++)
    segments[s] = by->segments[s].name;
  mix->n_categories = n_categories;
  mix->n_segments = n_segments;
  mix->categories = dup_names (goods_of->values, goods_of->n_values, TRUE);
  mix->segments = dup_names (segments, by->n_segments, TRUE);
  mix->value = g_new (double, (gsize) n_categories * n_segments);
  mix->revenue = g_new (double, (gsize) n_categories * n_segments);
  for (gsize i = 0; i < (gsize) n_categories * n_segments; i++)
    {
      mix->value[i] = clv_sum_get (&value[i]);
      mix->revenue[i] = clv_sum_get (&revenue[i]);
    }
  return TRUE;
}

void
clv_mix_clear (ClvMix *self)
{
  g_clear_pointer (&self->categories, g_strfreev);
  g_clear_pointer (&self->segments, g_strfreev);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->revenue, g_free);
}

/* By document: 1 when one of its rows was discounted. (transfer full) */
static guint8 *
find_discounted_orders (const ClvFindings *findings,
                        const guint8      *discounted)
{
  const guint32 *document = clv_book_get_row_documents (findings->book);
  const guint32 n_rows = clv_ledger_get_rows (findings->ledger)->n;
  guint8 *orders = g_malloc0 ((gsize) clv_book_get_n_documents (findings->book) + 1);

  for (guint32 row = 0; row < n_rows; row++)
    if (document[row] != CLV_NOBODY && discounted[row])
      orders[document[row]] = 1;
  return orders;
}

/* 1: came by a discounted order; 0: at full price; 2: neither. (transfer full) */
static guint8 *
group_by_first_order (const ClvFindings *findings,
                      const guint8      *is_discounted)
{
  const ClvDocument *documents = clv_book_get_documents (findings->book);
  const ClvCustomers *customers = &findings->customers;
  guint8 *groups = g_malloc ((gsize) customers->n + 1);

  for (guint32 c = 0; c < customers->n; c++)
    groups[c] = customers->orders[c] > 0 ? 0 : 2;
  for (guint32 i = 0; i < clv_book_get_n_documents (findings->book); i++)
    if (documents[i].kind == CLV_DOCUMENT_ORDER && documents[i].customer != CLV_NOBODY && is_discounted[i]
        && documents[i].day == customers->first_order_day[documents[i].customer])
      groups[documents[i].customer] = 1;
  return groups;
}

/**
 * clv_relation_measure_discounts:
 * @discounts: (out): what orders with a discount bring, and the customers who came by one
 *
 * Of customers whose first day has several orders, one discounted is enough.
 *
 * Returns: FALSE where no column says what was discounted
 */
gboolean
clv_relation_measure_discounts (const ClvFindings *findings,
                                ClvDiscounts      *discounts)
{
  const guint8 *discounted = clv_ledger_get_discounted (findings->ledger);
  const ClvLedgerRows *rows = clv_ledger_get_rows (findings->ledger);
  const guint32 *document = clv_book_get_row_documents (findings->book);
  const ClvDocument *documents = clv_book_get_documents (findings->book);
  const double *amount = clv_book_get_amounts (findings->book), *goods;
  g_autofree double *other = NULL;
  g_autofree guint8 *orders = NULL, *groups = NULL;
  ClvSum revenue[2] = { 0 }, value[2] = { 0 };
  ClvDiscounts result = { 0 };

  if (discounted == NULL || findings->row_order == NULL)
    return FALSE;
  goods = clv_relation_get_goods (findings);
  other = find_other_cost (findings);
  orders = find_discounted_orders (findings, discounted);
  for (guint32 i = 0; i < clv_book_get_n_documents (findings->book); i++)
    if (documents[i].kind == CLV_DOCUMENT_ORDER)
      {
        result.orders++;
        result.discounted_orders += orders[i];
      }
  for (guint32 row = 0; row < rows->n; row++)
    if (document[row] != CLV_NOBODY)
      {
        const double of_row = value_of_row (findings, amount, goods, other, row, rows->customer[row]);

        clv_sum_add (&revenue[orders[document[row]]], amount[row]);
        clv_sum_add (&value[orders[document[row]]], of_row);
      }
  result.discounted_revenue = clv_sum_get (&revenue[1]);
  result.revenue = clv_sum_get (&revenue[0]) + result.discounted_revenue;
  result.discounted_value = clv_sum_get (&value[1]);
  result.value = clv_sum_get (&value[0]) + result.discounted_value;
  groups = group_by_first_order (findings, orders);
  clv_relation_fill_figures (findings, groups, 1, &result.discount_acquired);
  clv_relation_fill_figures (findings, groups, 0, &result.full_price);
  *discounts = result;
  return TRUE;
}
