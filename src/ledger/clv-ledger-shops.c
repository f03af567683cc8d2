/* clv-ledger-shops.c - files opened together that have nobody in common
 *
 * Two shops, or one shop that calls its customers by other names in each of its systems: every figure about
 * customers is about neither of them, and nothing else would say so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "clv-ledger-private.h"

/* Among fewer it is chance that nobody stands in both. */
#define MIN_CUSTOMERS 20u
/* Of the customers of the smaller one. */
#define MAX_SHARED 0.01
/* Where nobody comes back, nobody need stand in two files either. */
#define MIN_REPEATERS 0.1
#define MAX_GROUPS 64u

/* Sales in tables of one shape: the months of one shop, say. */
typedef struct
{
  guint   table;       /* its first one */
  guint32 n_customers;
  ClvDay  first, last;
} Group;

typedef struct
{
  GArray  *groups;     /* Group */
  guint   *group_of_part;
  guint64 *where;      /* by customer: a bit for each group */
  guint32  n_customers;
} Shops;

static guint
find_group (Shops *shops,
            guint  table)
{
  for (guint i = 0; i < shops->groups->len; i++)
    if (g_array_index (shops->groups, Group, i).table == table)
      return i;
  if (shops->groups->len < MAX_GROUPS)
    g_array_append_val (shops->groups, ((Group) { .table = table, .first = CLV_DAY_NONE, .last = CLV_DAY_NONE }));
  return shops->groups->len - 1;
}

static void
find_groups (ClvLedgerBuilder *self,
             Shops            *shops)
{
  g_autofree guint *shapes = clv_mapping_dup_groups (self->mapping);

  for (guint i = 0; i < self->facts->len; i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      if (fact->n_rows > 0)
        shops->group_of_part[fact->part] = find_group (shops, shapes[fact->table]);
    }
}

/* FALSE when too few customers ever come back. */
static gboolean
find_customers (ClvLedgerBuilder *self,
                Shops            *shops)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  g_autofree ClvDay *first_day = g_new (ClvDay, shops->n_customers + 1);
  g_autofree guint8 *is_back = g_new0 (guint8, shops->n_customers + 1);
  guint32 n_buyers = 0, n_back = 0;

  for (guint32 row = 0; row < rows->n; row++)
    {
      const guint32 customer = rows->customer[row];
      const guint i = shops->group_of_part[rows->part[row]];
      Group *group = &g_array_index (shops->groups, Group, i);

      if (customer == CLV_NOBODY)
        continue;
      if (shops->where[customer] == 0)
        {
          n_buyers++;
          first_day[customer] = rows->day[row];
        }
      else if (!is_back[customer] && rows->day[row] != first_day[customer])
        {
          is_back[customer] = TRUE;
          n_back++;
        }
      group->n_customers += !(shops->where[customer] >> i & 1);
      shops->where[customer] |= (guint64) 1 << i;
      if (rows->day[row] == CLV_DAY_NONE)
        continue;
      if (group->first == CLV_DAY_NONE || rows->day[row] < group->first)
        group->first = rows->day[row];
      if (group->last == CLV_DAY_NONE || rows->day[row] > group->last)
        group->last = rows->day[row];
    }
  return n_back >= MIN_REPEATERS * n_buyers;
}

static gboolean
share_customers (const Shops *shops,
                 guint        a,
                 guint        b)
{
  const guint64 both = (guint64) 1 << a | (guint64) 1 << b;
  const Group *x = &g_array_index (shops->groups, Group, a), *y = &g_array_index (shops->groups, Group, b);
  guint32 n_shared = 0;

  for (guint32 i = 0; i < shops->n_customers; i++)
    n_shared += (shops->where[i] & both) == both;
  return n_shared > MAX_SHARED * MIN (x->n_customers, y->n_customers);
}

static void
tell (ClvLedgerBuilder *self,
      const Group      *group)
{
  const ClvTable *table = clv_mapping_get_table (self->mapping, group->table)->table;
  char first[16] = "", last[16] = "";
  g_autofree char *text = NULL;

  if (group->first != CLV_DAY_NONE)
    {
      clv_day_to_iso (group->first, first);
      clv_day_to_iso (group->last, last);
    }
  /* Translators: number of customers, first and last day */
  text = g_strdup_printf (ngettext ("%u customer, %s to %s", "%u customers, %s to %s", group->n_customers), group->n_customers, first, last);
  clv_problem_list_add (self->ledger->problems, "unrelated-files", "kept", clv_table_get_file (table), clv_table_get_sheet (table), 0, text);
}

/**
 * clv_ledger_tell_shops:
 *
 * Tells tables of sales in different shapes that have next to no customer in common, once each shop.
 */
void
clv_ledger_tell_shops (ClvLedgerBuilder *self)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, TRUE, sizeof (Group));
  const guint32 n_customers = clv_pool_get_n (self->ledger->customers);
  g_autofree guint *group_of_part = g_new0 (guint, self->ledger->parts->len + 1);
  g_autofree guint64 *where = NULL;
  g_autofree guint *shop_of_group = NULL;
  Shops shops = { .groups = groups, .group_of_part = group_of_part, .n_customers = n_customers };
  guint n_shops = 0;

  find_groups (self, &shops);
  if (groups->len < 2)
    return;
  shops.where = where = g_new0 (guint64, n_customers + 1);
  if (!find_customers (self, &shops))
    return;
  /* Small ones belong to nobody in particular. */
  for (guint i = groups->len; i-- > 0;)
    if (g_array_index (groups, Group, i).n_customers < MIN_CUSTOMERS)
      g_array_index (groups, Group, i).n_customers = 0;
  shop_of_group = g_new (guint, groups->len);
  for (guint i = 0; i < groups->len; i++)
    {
      shop_of_group[i] = i;
      if (g_array_index (groups, Group, i).n_customers == 0)
        continue;
      for (guint j = 0; j < i; j++)
        if (g_array_index (groups, Group, j).n_customers > 0 && shop_of_group[j] != shop_of_group[i] && share_customers (&shops, i, j))
          {
            const guint from = MAX (shop_of_group[i], shop_of_group[j]), to = MIN (shop_of_group[i], shop_of_group[j]);

            for (guint k = 0; k <= i; k++)
              if (shop_of_group[k] == from)
                shop_of_group[k] = to;
          }
    }
  for (guint i = 0; i < groups->len; i++)
    n_shops += shop_of_group[i] == i && g_array_index (groups, Group, i).n_customers > 0;
  for (guint i = 0; n_shops > 1 && i < groups->len; i++)
    if (shop_of_group[i] == i && g_array_index (groups, Group, i).n_customers > 0)
      tell (self, &g_array_index (groups, Group, i));
}
