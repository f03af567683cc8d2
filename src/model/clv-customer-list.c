/* clv-customer-list.c - customers in the order and under the filters the user asked for
 *
 * One query runs at a time. A newer wish cancels it and runs when it has
 * stopped, so that the texts prepared for searching are never shared by two.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-customer-list.h"

#include <math.h>

#include "clv-customer-private.h"
#include "clv-customer-query.h"
#include "clv-job.h"

/* An item that somebody holds, and where it stands. */
typedef struct
{
  ClvCustomerList *list;
  ClvCustomer     *item; /* borrowed: known until it dies */
  guint            position;
} Slot;

struct _ClvCustomerList
{
  GObject parent_instance;

  /* shown */
  ClvFindings      *findings;  /* (nullable) owned */
  ClvCustomerScale *scale;     /* (nullable) owned */
  guint32          *rows;      /* by position */
  guint             n_rows;
  guint32          *positions; /* by row */
  double            revenue;   /* of all that are shown */
  double            profit;
  double            expected;
  GHashTable       *slots;     /* position → owned Slot */

  /* wanted */
  ClvFindings      *wanted_findings; /* (nullable) owned */
  ClvCustomerColumn column;
  gboolean          descending;
  char             *search;
  char             *scheme;       /* (nullable) */
  char             *segment_name; /* (nullable) */
  guint             segment_index;

  /* work */
  ClvJob           *job;   /* (nullable) lives until it is done */
  gboolean          stale; /* the running job answers an older wish */
  ClvCustomerIndex *index; /* (nullable) lent to the job while it runs */
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void clv_customer_list_model_init (GListModelInterface *iface);
static void start_query (ClvCustomerList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClvCustomerList, clv_customer_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, clv_customer_list_model_init))

/* Slots */

static void
item_died_cb (gpointer data,
              GObject *where_it_was)
{
  Slot *slot = data;

  slot->item = NULL;
  g_hash_table_remove (slot->list->slots, GUINT_TO_POINTER (slot->position));
}

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  if (slot->item != NULL)
    g_object_weak_unref (G_OBJECT (slot->item), item_died_cb, slot);
  g_free (slot);
}

static GType
clv_customer_list_get_item_type (GListModel *model)
{
  return CLV_TYPE_CUSTOMER;
}

static guint
clv_customer_list_get_n_items (GListModel *model)
{
  return CLV_CUSTOMER_LIST (model)->n_rows;
}

static gpointer
clv_customer_list_get_item (GListModel *model,
                            guint       position)
{
  ClvCustomerList *self = CLV_CUSTOMER_LIST (model);
  Slot *slot;

  if (position >= self->n_rows)
    return NULL;
  slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (position));
  if (slot != NULL)
    return g_object_ref (slot->item);

  slot = g_new (Slot, 1);
  slot->list = self;
  slot->position = position;
  slot->item = clv_customer_new (self->findings, self->scale, self->rows[position]);
  g_object_weak_ref (G_OBJECT (slot->item), item_died_cb, slot);
  g_hash_table_insert (self->slots, GUINT_TO_POINTER (position), slot);
  return slot->item;
}

static void
clv_customer_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = clv_customer_list_get_item_type;
  iface->get_n_items = clv_customer_list_get_n_items;
  iface->get_item = clv_customer_list_get_item;
}

/* Gives each live item the customer that now stands at its position. Returns (element-type ClvCustomer) those
 * that changed, each with a reference: telling them may make their holders drop them. */
static GPtrArray *
rebind_slots (ClvCustomerList *self)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Slot *slot = value;

      if (slot->position >= self->n_rows)
        {
          /* Its position is gone: the item keeps what it shows until its holder lets it go. */
          g_hash_table_iter_remove (&iter);
          continue;
        }
      if (clv_customer_get_row (slot->item) == self->rows[slot->position]
          && clv_customer_get_findings (slot->item) == self->findings)
        continue;
      clv_customer_rebind (slot->item, self->findings, self->scale, self->rows[slot->position]);
      g_ptr_array_add (changed, g_object_ref (slot->item));
    }
  return changed;
}

/* Everything is in place before anybody is told, so that a handler never sees one half of the change. */
static void
tell_swapped (ClvCustomerList *self,
              guint            n_before)
{
  g_autoptr (GPtrArray) changed = rebind_slots (self);
  guint n = self->n_rows;

  if (n < n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n, n_before - n, 0);
  else if (n > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n - n_before);
  for (guint i = 0; i < changed->len; i++)
    clv_customer_notify_row (changed->pdata[i]);
}

/* Queries */

static void
query_done_cb (ClvJob  *job,
               gpointer data,
               gpointer owner)
{
  g_autoptr (ClvCustomerList) self = g_object_ref (CLV_CUSTOMER_LIST (owner));
  ClvCustomerQuery *query = data;
  guint n_before = self->n_rows;

  self->job = NULL;
  self->index = g_steal_pointer (&query->index);
  if (self->stale)
    {
      start_query (self);
      return;
    }

  /* What was shown leaves with the query, which is freed in a thread. */
#define SWAP(a, b)               \
  G_STMT_START                   \
  {                              \
    gpointer swapped_ = (a);     \
    (a) = (b);                   \
    (b) = swapped_;              \
  }                              \
  G_STMT_END
  SWAP (self->findings, query->findings);
  SWAP (self->scale, query->scale);
  SWAP (self->rows, query->rows);
  SWAP (self->positions, query->positions);
#undef SWAP
  self->n_rows = query->n_rows;
  self->revenue = query->revenue;
  self->profit = query->profit;
  self->expected = query->expected;
  tell_swapped (self, n_before);
  if (self->job == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
start_query (ClvCustomerList *self)
{
  ClvCustomerQuery *query = g_new0 (ClvCustomerQuery, 1);

  query->findings = clv_findings_ref (self->wanted_findings);
  query->column = self->column;
  query->descending = self->descending;
  query->search = g_strdup (self->search);
  query->scheme = g_strdup (self->scheme);
  query->segment_name = g_strdup (self->segment_name);
  query->segment_index = self->segment_index;
  query->index = g_steal_pointer (&self->index);
  if (self->scale != NULL && self->wanted_findings == self->findings)
    query->scale = clv_customer_scale_ref (self->scale);
  self->stale = FALSE;
  self->job = clv_job_start (clv_customer_query_run, query, (GDestroyNotify) clv_customer_query_free,
                             query_done_cb, self);
}

/* The wish has changed. */
static void
refresh (ClvCustomerList *self)
{
  if (self->wanted_findings == NULL)
    return;
  if (self->job != NULL)
    {
      self->stale = TRUE;
      clv_job_cancel (self->job);
      return;
    }
  start_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
abandon (ClvCustomerList *self)
{
  if (self->job != NULL)
    clv_job_abandon (self->job);
  self->job = NULL;
  self->stale = FALSE;
}

static void
release_shown (ClvCustomerList *self)
{
  clv_job_release (g_steal_pointer (&self->findings), (GDestroyNotify) clv_findings_unref);
  clv_job_release (g_steal_pointer (&self->index), (GDestroyNotify) clv_customer_index_free);
  g_clear_pointer (&self->scale, clv_customer_scale_unref);
  g_clear_pointer (&self->rows, g_free);
  g_clear_pointer (&self->positions, g_free);
  self->n_rows = 0;
  self->revenue = self->profit = self->expected = 0;
}

/* Class */

static void
clv_customer_list_dispose (GObject *object)
{
  ClvCustomerList *self = CLV_CUSTOMER_LIST (object);

  abandon (self);
  g_hash_table_remove_all (self->slots);
  release_shown (self);
  clv_job_release (g_steal_pointer (&self->wanted_findings), (GDestroyNotify) clv_findings_unref);
  G_OBJECT_CLASS (clv_customer_list_parent_class)->dispose (object);
}

static void
clv_customer_list_finalize (GObject *object)
{
  ClvCustomerList *self = CLV_CUSTOMER_LIST (object);

  g_hash_table_unref (self->slots);
  g_free (self->search);
  g_free (self->scheme);
  g_free (self->segment_name);
  G_OBJECT_CLASS (clv_customer_list_parent_class)->finalize (object);
}

static void
clv_customer_list_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, clv_customer_list_is_busy (CLV_CUSTOMER_LIST (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
clv_customer_list_class_init (ClvCustomerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = clv_customer_list_dispose;
  object_class->finalize = clv_customer_list_finalize;
  object_class->get_property = clv_customer_list_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
clv_customer_list_init (ClvCustomerList *self)
{
  self->slots = g_hash_table_new_full (NULL, NULL, NULL, slot_free);
  self->search = g_strdup ("");
  self->column = CLV_CUSTOMER_COLUMN_RANK;
}

/**
 * clv_customer_list_new:
 *
 * Returns: (transfer full): a list without customers, sorted by rank
 */
ClvCustomerList *
clv_customer_list_new (void)
{
  return g_object_new (CLV_TYPE_CUSTOMER_LIST, NULL);
}

/**
 * clv_customer_list_set_findings:
 * @findings: (nullable): whose counted customers are shown; NULL for none
 *
 * Shows other findings under the same sort, search and filter. The filter follows its segment by name,
 * because the order of the segments may change. Until the worker is done the old ones stay.
 */
void
clv_customer_list_set_findings (ClvCustomerList *self,
                                ClvFindings     *findings)
{
  g_return_if_fail (CLV_IS_CUSTOMER_LIST (self));

  if (self->wanted_findings == findings)
    return;
  if (findings != NULL)
    clv_findings_ref (findings);
  clv_job_release (self->wanted_findings, (GDestroyNotify) clv_findings_unref);
  self->wanted_findings = findings;

  if (findings == NULL)
    {
      guint n_before = self->n_rows;
      gboolean was_busy = clv_customer_list_is_busy (self);

      abandon (self);
      release_shown (self);
      tell_swapped (self, n_before);
      if (was_busy)
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
      return;
    }
  refresh (self);
}

/**
 * clv_customer_list_sort:
 *
 * Sorts by @column. Equal customers stand in the order of their ids, and those for whom the column is
 * undefined stand last, in both directions.
 */
void
clv_customer_list_sort (ClvCustomerList  *self,
                        ClvCustomerColumn column,
                        gboolean          descending)
{
  g_return_if_fail (CLV_IS_CUSTOMER_LIST (self));
  g_return_if_fail (column < CLV_N_CUSTOMER_COLUMNS);

  descending = !!descending;
  if (self->column == column && self->descending == descending)
    return;
  self->column = column;
  self->descending = descending;
  refresh (self);
}

/**
 * clv_customer_list_search:
 * @text: (nullable): part of an id or a name in upper or lower case; "" for all
 *
 * Shows only customers that @text is found in. Blanks around it do not count.
 */
void
clv_customer_list_search (ClvCustomerList *self,
                          const char      *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  g_return_if_fail (CLV_IS_CUSTOMER_LIST (self));

  if (g_str_equal (self->search, stripped))
    return;
  g_free (self->search);
  self->search = g_steal_pointer (&stripped);
  refresh (self);
}

/**
 * clv_customer_list_filter:
 * @scheme: (nullable): id of a segment scheme; NULL for all customers
 * @segment: index of the segment in the scheme of the present findings
 *
 * Shows only the customers of one segment.
 */
void
clv_customer_list_filter (ClvCustomerList *self,
                          const char      *scheme,
                          guint            segment)
{
  const ClvSegmentScheme *found = NULL;

  g_return_if_fail (CLV_IS_CUSTOMER_LIST (self));

  if (scheme == NULL && self->scheme == NULL)
    return;
  g_free (self->scheme);
  g_clear_pointer (&self->segment_name, g_free);
  self->scheme = g_strdup (scheme);
  self->segment_index = segment;
  if (scheme != NULL && self->wanted_findings != NULL)
    found = clv_findings_find_scheme (self->wanted_findings, scheme);
  if (found != NULL && segment < found->n_segments)
    self->segment_name = g_strdup (found->segments[segment].name);
  refresh (self);
}

/**
 * clv_customer_list_get_row:
 * @position: less than the number of items
 *
 * Returns: the row id of the customer who stands there
 */
guint32
clv_customer_list_get_row (ClvCustomerList *self,
                           guint            position)
{
  g_return_val_if_fail (CLV_IS_CUSTOMER_LIST (self), CLV_NOBODY);
  g_return_val_if_fail (position < self->n_rows, CLV_NOBODY);

  return self->rows[position];
}

/**
 * clv_customer_list_find_row:
 * @row: a row id
 *
 * Returns: the position of that customer; G_MAXUINT when not shown. Time O(1).
 */
guint
clv_customer_list_find_row (ClvCustomerList *self,
                            guint32          row)
{
  g_return_val_if_fail (CLV_IS_CUSTOMER_LIST (self), G_MAXUINT);

  if (self->findings == NULL || row >= clv_findings_get_customers (self->findings)->n)
    return G_MAXUINT;
  return self->positions[row];
}

/**
 * clv_customer_list_get_sums:
 * @revenue: (out) (optional): of the customers that are shown
 * @profit: (out) (optional): 0 without costs
 *
 * Added up by the worker: a million customers take longer than a frame. Unknown figures add nothing.
 */
void
clv_customer_list_get_sums (ClvCustomerList *self,
                            double          *revenue,
                            double          *profit)
{
  g_return_if_fail (CLV_IS_CUSTOMER_LIST (self));

  if (revenue != NULL)
    *revenue = self->revenue;
  if (profit != NULL)
    *profit = self->profit;
}

/**
 * clv_customer_list_get_expected:
 *
 * Returns: the value expected of the customers that are shown, until the horizon of the findings; 0 when nothing is
 *   predicted
 */
double
clv_customer_list_get_expected (ClvCustomerList *self)
{
  g_return_val_if_fail (CLV_IS_CUSTOMER_LIST (self), 0);

  return self->expected;
}

/**
 * clv_customer_list_is_busy:
 *
 * Returns: whether a sort, search or filter is still to be swapped in
 */
gboolean
clv_customer_list_is_busy (ClvCustomerList *self)
{
  g_return_val_if_fail (CLV_IS_CUSTOMER_LIST (self), FALSE);

  return self->job != NULL;
}

/**
 * clv_customer_list_get_range:
 * @min: (out) (optional): smallest number of the column among all counted customers, shown or not
 * @max: (out) (optional): largest one
 *
 * The scale of the data bars. Both are NaN for text columns, and where no customer has a number.
 */
void
clv_customer_list_get_range (ClvCustomerList  *self,
                             ClvCustomerColumn column,
                             double           *min,
                             double           *max)
{
  gboolean known;

  g_return_if_fail (CLV_IS_CUSTOMER_LIST (self));
  g_return_if_fail (column < CLV_N_CUSTOMER_COLUMNS);

  known = self->scale != NULL && clv_customer_column_is_number (column);
  if (min != NULL)
    *min = known ? self->scale->min[column] : NAN;
  if (max != NULL)
    *max = known ? self->scale->max[column] : NAN;
}
