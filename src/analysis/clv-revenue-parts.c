/* clv-revenue-parts.c - first purchase, repeat, upsell, cross-sell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-income.h"

#include <string.h>

#include "clv-analysis-private.h"

static const struct
{
  const char *id, *title;
} parts[CLV_N_REVENUE_PARTS] = {
  [CLV_REVENUE_FIRST] = { "first", N_("First purchase") },
  [CLV_REVENUE_REPEAT] = { "repeat", N_("Repeat purchases") },
  [CLV_REVENUE_UPSELL] = { "upsell", N_("Upsell: more of the same category") },
  [CLV_REVENUE_CROSS_SELL] = { "cross-sell", N_("Cross-sell: a new category") },
};

/**
 * clv_revenue_part_to_id:
 *
 * Returns: “first”, “repeat”, “upsell” or “cross-sell”
 */
const char *
clv_revenue_part_to_id (ClvRevenuePart part)
{
  return parts[part].id;
}

/**
 * clv_revenue_part_get_title:
 *
 * Returns: its name for people, translated
 */
const char *
clv_revenue_part_get_title (ClvRevenuePart part)
{
  return _(parts[part].title);
}

/* What a customer has bought of a category so far. */
typedef struct
{
  guint32        customer; /* the one this is about; another one: nothing yet */
  double         largest;  /* what it came to in one order */
  ClvRevenuePart last;     /* where its last purchase went */
} Category;

/* What one order holds of a category. */
typedef struct
{
  guint32     document, category;
  ClvDay      day;
  const char *id;     /* of the order; "" without: then a customer has one a day */
  double      amount;
} Item;

typedef struct
{
  const ClvFindings  *findings;
  const ClvAttribute *attribute;
  const double       *amount;
  const guint32      *row_document;
  const ClvDocument  *documents;
  Category           *categories;
  GArray             *items;
  ClvRevenueParts    *parts;
} Split;

static int
compare_items (const void *a,
               const void *b)
{
  const Item *x = a, *y = b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->document != y->document)
    {
      /* “9” before “10”; how the rows stand in the file has no say. */
      const gsize of_x = strlen (x->id), of_y = strlen (y->id);
      const int order = of_x != of_y ? (of_x < of_y ? -1 : 1) : strcmp (x->id, y->id);

      return order != 0 ? order : x->document < y->document ? -1 : 1;
    }
  return x->category < y->category ? -1 : x->category > y->category;
}

static const char *
id_of (const Split *split,
       guint32      row)
{
  const guint32 *order = clv_ledger_get_rows (split->findings->ledger)->order;

  return order != NULL && order[row] != CLV_NOBODY ? clv_ledger_get_order_id (split->findings->ledger, order[row]) : "";
}

/* What a customer has in each order of each category, orders in order of time. */
static void
collect_items (Split  *split,
               guint32 customer)
{
  const ClvFindings *findings = split->findings;
  Item *items;
  guint n = 0;

  g_array_set_size (split->items, 0);
  for (guint32 i = findings->customer_start[customer]; i < findings->customer_start[customer + 1]; i++)
    {
      const guint32 row = findings->row_order[i], code = split->attribute->by_row[row];
      const Item item = { split->row_document[row], code != CLV_NOBODY ? code : split->attribute->n_values,
                          split->documents[split->row_document[row]].day, id_of (split, row), split->amount[row] };

      g_array_append_val (split->items, item);
    }
  items = (Item *) (void *) split->items->data;
  g_array_sort (split->items, compare_items);
  for (guint first = 0, next; first < split->items->len; first = next)
    {
      ClvSum sum = { 0 };

      for (next = first; next < split->items->len && compare_items (&items[first], &items[next]) == 0; next++)
        clv_sum_add (&sum, items[next].amount);
      items[n] = items[first];
      items[n++].amount = clv_sum_get (&sum);
    }
  g_array_set_size (split->items, n);
}

static ClvRevenuePart
part_of (const Category *category,
         const Item     *item,
         guint32         customer,
         guint32         first_order,
         gboolean        has_category)
{
  if (item->document == first_order)
    return CLV_REVENUE_FIRST;
  /* A return goes back to what it is a return of; what is not known to be one counts as repeat. */
  if (!clv_analysis_is_above_zero (item->amount))
    return category->customer == customer ? category->last : CLV_REVENUE_REPEAT;
  if (!has_category)
    return CLV_REVENUE_REPEAT;
  if (category->customer != customer)
    return CLV_REVENUE_CROSS_SELL;
  return clv_analysis_is_above_zero (item->amount - category->largest) ? CLV_REVENUE_UPSELL : CLV_REVENUE_REPEAT;
}

static void
split_customer (Split  *split,
                guint32 customer)
{
  ClvSum sums[CLV_N_REVENUE_PARTS] = { { 0 } };
  guint32 first_order = CLV_NOBODY, last[CLV_N_REVENUE_PARTS] = { CLV_NOBODY, CLV_NOBODY, CLV_NOBODY, CLV_NOBODY };

  collect_items (split, customer);
  for (guint i = 0; i < split->items->len; i++)
    {
      const Item *item = &g_array_index (split->items, Item, i);
      const gboolean is_order = split->documents[item->document].kind == CLV_DOCUMENT_ORDER;
      Category *category = &split->categories[item->category];
      ClvRevenuePart part;

      if (first_order == CLV_NOBODY && is_order)
        first_order = item->document;
      part = part_of (category, item, customer, first_order, item->category < split->attribute->n_values);
      clv_sum_add (&sums[part], item->amount);
      if (is_order && last[part] != item->document)
        {
          last[part] = item->document;
          split->parts->orders[part]++;
        }
      if (!clv_analysis_is_above_zero (item->amount))
        continue;
      if (category->customer != customer)
        *category = (Category) { customer, 0, part };
      category->largest = MAX (category->largest, item->amount);
      category->last = part;
    }
  for (guint part = 0; part < CLV_N_REVENUE_PARTS; part++)
    split->parts->by_customer[part][customer] = clv_sum_get (&sums[part]);
}

static const ClvAttribute *
find_categories (const ClvLedger *ledger)
{
  static const char *const ids[] = { "category", "product" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const ClvAttribute *attribute = clv_ledger_find_attribute (ledger, ids[i]);

      if (attribute != NULL && attribute->by_row != NULL)
        return attribute;
    }
  return NULL;
}

/**
 * clv_revenue_parts_new:
 *
 * Splits the revenue of customers: their first order; later ones by category, into those that are new to them, those where they
 * pay more than in any order before, and the rest.
 *
 * Returns: (transfer full) (nullable): the parts, whose sum is the revenue of customers
 */
ClvRevenueParts *
clv_revenue_parts_new (const ClvFindings *findings)
{
  const guint32 n = findings->customers.n;
  const ClvAttribute *attribute = find_categories (findings->ledger);
  ClvRevenueParts *self;
  Split split;

  if (attribute == NULL || findings->allocation == NULL)
    return NULL;
  self = g_new0 (ClvRevenueParts, 1);
  self->column = g_strdup (attribute->title);
  for (guint part = 0; part < CLV_N_REVENUE_PARTS; part++)
    self->by_customer[part] = g_new0 (double, (gsize) n + 1);
  split = (Split) {
    .findings = findings,
    .attribute = attribute,
    .amount = clv_book_get_amounts (findings->book),
    .row_document = clv_book_get_row_documents (findings->book),
    .documents = clv_book_get_documents (findings->book),
    .categories = g_new (Category, (gsize) attribute->n_values + 1),
    .items = g_array_new (FALSE, FALSE, sizeof (Item)),
    .parts = self,
  };
  for (guint32 v = 0; v <= attribute->n_values; v++)
    split.categories[v].customer = CLV_NOBODY;
  for (guint32 c = 0; c < n; c++)
    split_customer (&split, c);
  for (guint part = 0; part < CLV_N_REVENUE_PARTS; part++)
    {
      ClvSum sum = { 0 };

      for (guint32 c = 0; c < n; c++)
        clv_sum_add (&sum, self->by_customer[part][c]);
      self->total[part] = clv_sum_get (&sum);
    }
  g_free (split.categories);
  g_array_unref (split.items);
  return self;
}

/**
 * clv_revenue_parts_free:
 *
 * Frees everything.
 */
void
clv_revenue_parts_free (ClvRevenueParts *self)
{
  g_free (self->column);
  for (guint part = 0; part < CLV_N_REVENUE_PARTS; part++)
    g_free (self->by_customer[part]);
  g_free (self);
}
