/* clv-segments.c - customers in groups: by value, by RFM, by every column that has groups
 *
 * A column of order rows groups rows: a customer may stand in several of its segments.
 * What a customer costs beyond goods is then spread over that customer's rows equally,
 * so that the segments of every scheme add up to the whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include "clv-rfm.h"
#include "clv-scheme.h"

#include <stdlib.h>
#include <string.h>

/* Codes are read in the order of documents, all over the column: asking ahead shortens the wait. */
#define PREFETCH_DISTANCE 16u

#define MIN_VALUES 2u
#define MAX_VALUES 1000u

static const char *const rfm_names[CLV_N_RFM_SEGMENTS] = {
  [CLV_RFM_CHAMPIONS] = N_("Champions"),
  [CLV_RFM_LOYAL] = N_("Loyal"),
  [CLV_RFM_POTENTIAL_LOYALIST] = N_("Potential loyalist"),
  [CLV_RFM_NEW_CUSTOMERS] = N_("New customers"),
  [CLV_RFM_PROMISING] = N_("Promising"),
  [CLV_RFM_NEED_ATTENTION] = N_("Need attention"),
  [CLV_RFM_ABOUT_TO_SLEEP] = N_("About to sleep"),
  [CLV_RFM_AT_RISK] = N_("At risk"),
  [CLV_RFM_CANNOT_LOSE_THEM] = N_("Cannot lose them"),
  [CLV_RFM_HIBERNATING] = N_("Hibernating"),
  [CLV_RFM_LOST] = N_("Lost"),
};

/**
 * clv_rfm_segment_get_title:
 *
 * Returns: the name of one of the eleven segments, translated; "" when there is none
 */
const char *
clv_rfm_segment_get_title (guint segment)
{
  return segment < CLV_N_RFM_SEGMENTS ? _(rfm_names[segment]) : "";
}

/* What is summed up for one segment. */
typedef struct
{
  ClvSum  revenue, cost, revenue_of_customers;
  guint32 customers, orders, orders_of_customers, buyers, repeat_buyers;
  /* of the customer whose rows are being read */
  guint32 last_document;
  guint32 customer_orders;
  ClvSum  customer_revenue, customer_cost;
  guint8  touched;
} Group;

/* A used row as all row-level schemes need it, customers and their documents together. */
typedef struct
{
  double  amount, cost;
  guint32 row, customer, document;
  guint8  is_order;
} GroupRow;

void
clv_segment_scheme_free (ClvSegmentScheme *self)
{
  for (guint i = 0; i < self->n_segments; i++)
    g_free (self->segments[i].name);
  g_free (self->segments);
  g_free ((gpointer) self->by_customer);
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

static void
fill_segment (const ClvAnalysis *self,
              ClvSegment        *segment,
              const Group       *group,
              const char        *name)
{
  const gboolean has_profit = self->findings->has_profit;
  double value;

  segment->name = g_strdup (name);
  segment->customers = group->customers;
  segment->orders = group->orders;
  segment->revenue = clv_sum_get (&group->revenue);
  segment->cost = has_profit ? clv_sum_get (&group->cost) : NAN;
  segment->profit = has_profit ? segment->revenue - segment->cost : NAN;
  value = has_profit ? segment->profit : clv_sum_get (&group->revenue_of_customers);
  segment->value_per_customer = group->customers > 0 ? value / group->customers : NAN;
  segment->aov = group->orders_of_customers > 0
                   ? clv_sum_get (&group->revenue_of_customers) / group->orders_of_customers
                   : NAN;
  segment->repeat_rate = group->buyers > 0 ? (double) group->repeat_buyers / group->buyers : NAN;
}

static double
share_of (double part,
          double total)
{
  return clv_analysis_is_above_zero (total) ? part / total : NAN;
}

static void
fill_shares (const ClvAnalysis *self,
             ClvSegmentScheme  *scheme)
{
  ClvSum revenue = { 0 }, profit = { 0 };

  for (guint i = 0; i < scheme->n_segments; i++)
    {
      clv_sum_add (&revenue, scheme->segments[i].revenue);
      if (self->findings->has_profit)
        clv_sum_add (&profit, scheme->segments[i].profit);
    }
  for (guint i = 0; i < scheme->n_segments; i++)
    {
      ClvSegment *segment = &scheme->segments[i];

      segment->share_of_customers = share_of (segment->customers, self->totals.customers);
      segment->share_of_revenue = share_of (segment->revenue, clv_sum_get (&revenue));
      segment->share_of_profit = self->findings->has_profit ? share_of (segment->profit, clv_sum_get (&profit)) : NAN;
    }
}

typedef struct
{
  guint32     code;
  gboolean    is_none;
  double      value;
  const char *name;
} Place;

static int
compare_places (const void *a,
                const void *b)
{
  const Place *x = a, *y = b;

  if (x->is_none != y->is_none)
    return x->is_none - y->is_none;
  if (x->value != y->value)
    return x->value > y->value ? -1 : 1;
  /* Codes are numbered as the rows come, names are not. */
  return strcmp (x->name, y->name);
}

static gboolean
is_empty (const Group *group)
{
  return group->customers == 0 && group->orders == 0 && clv_sum_get (&group->revenue) == 0 &&
         clv_sum_get (&group->cost) == 0;
}

/* Turns groups into a scheme. The last group is “(none)”. @sorted: best first, empty ones left out.
 * Takes @by_customer, whose codes are positions in @groups. */
static void
add_scheme (ClvAnalysis       *self,
            const char        *id,
            const char        *title,
            const Group       *groups,
            guint              n_groups,
            const char *const *names,
            gboolean           sorted,
            gboolean           overlapping,
            guint32           *by_customer)
{
  g_autofree Place *places = g_new (Place, n_groups);
  g_autofree guint32 *position = g_new (guint32, n_groups);
  ClvSegmentScheme *scheme = g_new0 (ClvSegmentScheme, 1);
  guint n = 0;

  scheme->segments = g_new0 (ClvSegment, n_groups);
  for (guint i = 0; i < n_groups; i++)
    {
      const gboolean is_none = i == n_groups - 1;

      position[i] = CLV_NOBODY;
      if (is_empty (&groups[i]) && (sorted || is_none))
        continue;
      places[n].code = i;
      places[n].is_none = is_none;
      places[n].value = clv_analysis_ranking_key (clv_sum_get (&groups[i].revenue) -
                                     (self->findings->has_profit ? clv_sum_get (&groups[i].cost) : 0));
      places[n].name = names[i];
      n++;
    }
  if (sorted)
    qsort (places, n, sizeof *places, compare_places);
  for (guint i = 0; i < n; i++)
    {
      position[places[i].code] = i;
      fill_segment (self, &scheme->segments[i], &groups[places[i].code], names[places[i].code]);
    }
  for (guint32 c = 0; c < self->n_customers; c++)
    if (by_customer[c] != CLV_NOBODY)
      by_customer[c] = position[by_customer[c]];

  scheme->id = g_strdup (id);
  scheme->title = g_strdup (title);
  scheme->overlapping = overlapping;
  scheme->n_segments = n;
  scheme->by_customer = by_customer;
  fill_shares (self, scheme);
  if (sorted && n - (n > 0 && places[n - 1].is_none) < MIN_VALUES)
    clv_segment_scheme_free (scheme);
  else
    g_ptr_array_add (self->findings->schemes, scheme);
}

/* Each counted customer as a whole belongs to the group @by_customer says. */
static void
sum_customers (const ClvAnalysis *self,
               const guint32     *by_customer,
               Group             *groups)
{
  const ClvCustomerColumns *columns = &self->findings->columns;

  for (guint32 c = 0; c < self->n_customers; c++)
    {
      Group *group;

      if (!columns->counted[c] || by_customer[c] == CLV_NOBODY)
        continue;
      group = &groups[by_customer[c]];
      group->customers++;
      group->orders += columns->orders[c];
      group->orders_of_customers += columns->orders[c];
      group->buyers += columns->orders[c] >= 1;
      group->repeat_buyers += columns->orders[c] >= 2;
      if (!isnan (columns->revenue[c]))
        {
          clv_sum_add (&group->revenue, columns->revenue[c]);
          clv_sum_add (&group->revenue_of_customers, columns->revenue[c]);
        }
      if (!isnan (columns->cost[c]))
        clv_sum_add (&group->cost, columns->cost[c]);
    }
}

static void
add_tiers (ClvAnalysis *self)
{
  const char *const names[] = { _("A"), _("B"), _("C"), _("D"), _("(none)") };
  const guint8 *tier = self->findings->columns.tier;
  guint32 *by_customer = g_new (guint32, (gsize) self->n_customers + 1);
  Group groups[5] = { 0 };

  for (guint32 c = 0; c < self->n_customers; c++)
    {
      by_customer[c] = tier[c] != 0 ? (guint32) (tier[c] - 'A') : 4;
      if (!self->findings->columns.counted[c])
        by_customer[c] = CLV_NOBODY;
    }
  sum_customers (self, by_customer, groups);
  add_scheme (self, "tier", _("Value tier"), groups, 5, names, FALSE, FALSE, by_customer);
}

static void
add_rfm (ClvAnalysis *self)
{
  const guint8 *segment = self->findings->columns.rfm_segment;
  guint32 *by_customer = g_new (guint32, (gsize) self->n_customers + 1);
  const char *names[CLV_N_RFM_SEGMENTS + 1];
  Group groups[CLV_N_RFM_SEGMENTS + 1] = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < CLV_N_RFM_SEGMENTS; i++)
    names[i] = _(rfm_names[i]);
  names[CLV_N_RFM_SEGMENTS] = _("No net purchase");
  for (guint32 c = 0; c < self->n_customers; c++)
    {
      by_customer[c] = segment[c] < CLV_N_RFM_SEGMENTS ? segment[c] : CLV_N_RFM_SEGMENTS;
      any = any || segment[c] < CLV_N_RFM_SEGMENTS;
      if (!self->findings->columns.counted[c])
        by_customer[c] = CLV_NOBODY;
    }
  if (!any)
    {
      g_free (by_customer);
      return;
    }
  sum_customers (self, by_customer, groups);
  add_scheme (self, "rfm", _("RFM segment"), groups, CLV_N_RFM_SEGMENTS + 1, names, FALSE, FALSE, by_customer);
}

static const char **
names_of (const ClvAttribute *attribute)
{
  const char **names = g_new (const char *, (gsize) attribute->n_values + 1);

  for (guint32 v = 0; v < attribute->n_values; v++)
    names[v] = attribute->values[v];
  names[attribute->n_values] = _("(none)");
  return names;
}

static void
add_customer_attribute (ClvAnalysis        *self,
                        const ClvAttribute *attribute)
{
  g_autofree Group *groups = g_new0 (Group, (gsize) attribute->n_values + 1);
  g_autofree const char **names = names_of (attribute);
  guint32 *by_customer = g_new (guint32, (gsize) self->n_customers + 1);

  for (guint32 c = 0; c < self->n_customers; c++)
    {
      by_customer[c] = attribute->by_customer[c] != CLV_NOBODY ? attribute->by_customer[c] : attribute->n_values;
      if (!self->findings->columns.counted[c])
        by_customer[c] = CLV_NOBODY;
    }
  sum_customers (self, by_customer, groups);
  add_scheme (self, attribute->id, attribute->title, groups, attribute->n_values + 1, names, TRUE, FALSE, by_customer);
}

/* Documents by customer (nobody last), rows by document. */
static GroupRow *
rows_by_document (const ClvAnalysis *self)
{
  const ClvDocument *documents = clv_book_get_documents (self->book);
  const guint32 *row_document = clv_book_get_row_documents (self->book);
  const guint8 *left_out = clv_book_get_left_out (self->book);
  const guint32 n_documents = clv_book_get_n_documents (self->book);
  const ClvCustomerColumns *columns = &self->findings->columns;
  const guint32 *start = self->findings->customer_start;
  g_autofree guint32 *place = g_new0 (guint32, (gsize) self->n_customers + 2);
  g_autofree guint32 *document_place = g_new (guint32, (gsize) n_documents + 1);
  g_autofree guint32 *position = g_new0 (guint32, (gsize) n_documents + 1);
  g_autofree double *other_cost = g_new0 (double, (gsize) self->n_customers + 1);
  GroupRow *rows = g_new (GroupRow, (gsize) self->n_used + 1);

  for (guint32 i = 0; i < n_documents; i++)
    place[(documents[i].customer == CLV_NOBODY ? self->n_customers : documents[i].customer) + 1]++;
  for (guint32 c = 0; c <= self->n_customers; c++)
    place[c + 1] += place[c];
  for (guint32 i = 0; i < n_documents; i++)
    document_place[i] = place[documents[i].customer == CLV_NOBODY ? self->n_customers : documents[i].customer]++;

  for (guint32 row = 0; row < self->rows->n; row++)
    if (left_out[row] == CLV_LEFT_OUT_NO)
      position[document_place[row_document[row]] + 1]++;
  for (guint32 i = 0; i < n_documents; i++)
    position[i + 1] += position[i];

  for (guint32 c = 0; c < self->n_customers && self->findings->has_profit; c++)
    if (start[c] < start[c + 1])
      {
        ClvSum other = { columns->cost[c], 0 };

        for (guint32 i = start[c]; i < start[c + 1] && self->has_goods; i++)
          clv_sum_add (&other, -self->sorted_goods[i]);
        other_cost[c] = clv_sum_get (&other) / (start[c + 1] - start[c]);
      }

  for (guint32 row = 0; row < self->rows->n; row++)
    if (left_out[row] == CLV_LEFT_OUT_NO)
      {
        const guint32 document = row_document[row];
        const guint32 customer = self->rows->customer[row];
        GroupRow *entry = &rows[position[document_place[document]]++];

        entry->amount = self->amount[row];
        entry->cost = (self->has_goods ? clv_analysis_goods_of_row (self, row) : 0) +
                      (customer != CLV_NOBODY ? other_cost[customer] : 0);
        entry->row = row;
        entry->customer = customer;
        entry->document = document;
        entry->is_order = documents[document].kind == CLV_DOCUMENT_ORDER;
      }
  return rows;
}

/* Whether @a, with this revenue, comes before @b: by revenue, then by name, “(none)” last. */
static gboolean
is_more_home (const char *const *names,
              guint32            none,
              guint32            a,
              double             a_revenue,
              guint32            b,
              double             b_revenue)
{
  const double x = clv_analysis_ranking_key (a_revenue), y = clv_analysis_ranking_key (b_revenue);

  if (x != y)
    return x > y;
  if (a == none || b == none)
    return b == none;
  return strcmp (names[a], names[b]) < 0;
}

/* Ends the rows of one customer, or of nobody; gives the group with most of that revenue. */
static guint32
close_customer (Group             *groups,
                const char *const *names,
                guint32            none,
                const guint32     *touched,
                guint              n_touched,
                gboolean           is_customer)
{
  guint32 best = CLV_NOBODY;

  for (guint i = 0; i < n_touched; i++)
    {
      if (best == CLV_NOBODY || is_more_home (names, none, touched[i], clv_sum_get (&groups[touched[i]].customer_revenue), best,
                                              clv_sum_get (&groups[best].customer_revenue)))
        best = touched[i];
    }
  for (guint i = 0; i < n_touched; i++)
    {
      Group *group = &groups[touched[i]];

      clv_sum_add (&group->revenue, clv_sum_get (&group->customer_revenue));
      clv_sum_add (&group->cost, clv_sum_get (&group->customer_cost));
      group->orders += group->customer_orders;
      if (is_customer)
        {
          clv_sum_add (&group->revenue_of_customers, clv_sum_get (&group->customer_revenue));
          group->orders_of_customers += group->customer_orders;
          group->customers++;
          group->buyers += group->customer_orders >= 1;
          group->repeat_buyers += group->customer_orders >= 2;
        }
      group->customer_orders = 0;
      clv_sum_init (&group->customer_revenue);
      clv_sum_init (&group->customer_cost);
      group->touched = FALSE;
    }
  return best;
}

static void
add_row_attribute (ClvAnalysis        *self,
                   const ClvAttribute *attribute,
                   const GroupRow     *rows)
{
  const ClvCustomerColumns *columns = &self->findings->columns;
  const guint32 none = attribute->n_values;
  g_autofree Group *groups = g_new0 (Group, (gsize) none + 1);
  g_autofree const char **names = names_of (attribute);
  g_autofree guint32 *touched = g_new (guint32, (gsize) none + 1);
  guint32 *by_customer = g_new (guint32, (gsize) self->n_customers + 1);
  gboolean overlapping = FALSE;
  guint n_touched = 0;

  for (guint32 c = 0; c < self->n_customers; c++)
    by_customer[c] = columns->counted[c] ? none : CLV_NOBODY;
  for (guint32 i = 0; i <= none; i++)
    groups[i].last_document = CLV_NOBODY;

  for (guint32 i = 0; i < self->n_used; i++)
    {
      const GroupRow *entry = &rows[i];
      const GroupRow *ahead = &rows[MIN (i + PREFETCH_DISTANCE, self->n_used - 1)];
      const guint32 code = attribute->by_row[entry->row] != CLV_NOBODY ? attribute->by_row[entry->row] : none;
      Group *group = &groups[code];

      __builtin_prefetch (&attribute->by_row[ahead->row]);
      if (!group->touched)
        {
          group->touched = TRUE;
          touched[n_touched++] = code;
        }
      clv_sum_add (&group->customer_revenue, entry->amount);
      clv_sum_add (&group->customer_cost, entry->cost);
      if (entry->is_order && group->last_document != entry->document)
        {
          group->last_document = entry->document;
          group->customer_orders++;
        }
      if (i + 1 == self->n_used || rows[i + 1].customer != entry->customer)
        {
          const gboolean is_customer = entry->customer != CLV_NOBODY;
          const guint32 best = close_customer (groups, names, none, touched, n_touched, is_customer);

          if (is_customer)
            {
              overlapping = overlapping || n_touched > 1;
              by_customer[entry->customer] = best;
            }
          n_touched = 0;
        }
    }

  /* Customers who have nothing but costs. */
  for (guint32 c = 0; c < self->n_customers; c++)
    if (columns->counted[c] && self->findings->customer_start[c] == self->findings->customer_start[c + 1])
      {
        groups[none].customers++;
        if (!isnan (columns->cost[c]))
          clv_sum_add (&groups[none].cost, columns->cost[c]);
      }
  add_scheme (self, attribute->id, attribute->title, groups, none + 1, names, TRUE, overlapping, by_customer);
}

/**
 * clv_analysis_fill_segments:
 *
 * Makes the schemes: value tiers, RFM, and each attribute with 2 to 1,000 values.
 *
 * Returns: FALSE when cancelled
 */
gboolean
clv_analysis_fill_segments (ClvAnalysis *self)
{
  g_autofree GroupRow *rows = NULL;

  if (self->totals.customers > 0)
    {
      add_tiers (self);
      add_rfm (self);
    }
  for (guint i = 0; i < clv_ledger_get_n_attributes (self->ledger); i++)
    {
      const ClvAttribute *attribute = clv_ledger_get_attribute (self->ledger, i);

      if (clv_work_is_cancelled (self->work))
        return FALSE;
      /* A column that somebody named a segment, country or channel is shown even if it has one value. */
      if (attribute->n_values < (attribute->role != CLV_ROLE_NONE ? 1 : MIN_VALUES) || attribute->n_values > MAX_VALUES)
        continue;
      if (attribute->by_customer != NULL)
        add_customer_attribute (self, attribute);
      else if (attribute->by_row != NULL && !self->customer_level)
        {
          if (rows == NULL)
            rows = rows_by_document (self);
          add_row_attribute (self, attribute, rows);
        }
    }
  return TRUE;
}
