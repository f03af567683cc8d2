/* clv-row-selection.c - the one selected customer, kept by row id and not by position
 *
 * GtkSingleSelection keeps the position of its item. Our list rebinds the items
 * that are on screen when the order changes, so that the same position is another
 * customer after a sort: hence a model that asks for the row id each time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-row-selection.h"

#define NO_ROW G_MAXUINT32

struct _ClvRowSelection
{
  GObject          parent_instance;

  ClvCustomerList *list;
  guint32          row;
};

enum
{
  PROP_ROW = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return CLV_TYPE_CUSTOMER;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CLV_ROW_SELECTION (model)->list));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (CLV_ROW_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  ClvRowSelection *self = CLV_ROW_SELECTION (model);

  return self->row != NO_ROW && position < get_n_items (G_LIST_MODEL (self))
         && clv_customer_list_get_row (self->list, position) == self->row;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  ClvRowSelection *self = CLV_ROW_SELECTION (model);
  GtkBitset *result = gtk_bitset_new_empty ();
  guint selected = self->row == NO_ROW ? GTK_INVALID_LIST_POSITION : clv_customer_list_find_row (self->list, self->row);

  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (result, selected);
  return result;
}

static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  ClvRowSelection *self = CLV_ROW_SELECTION (model);

  if (position >= get_n_items (G_LIST_MODEL (self)))
    return FALSE;
  clv_row_selection_set_row (self, clv_customer_list_get_row (self->list, position));
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint              position)
{
  if (!is_selected (model, position))
    return FALSE;
  clv_row_selection_set_row (CLV_ROW_SELECTION (model), NO_ROW);
  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  clv_row_selection_set_row (CLV_ROW_SELECTION (model), NO_ROW);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->unselect_all = unselect_all;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ClvRowSelection, clv_row_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
everything_may_have_moved (ClvRowSelection *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n > 0 && self->row != NO_ROW)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
items_changed_cb (ClvRowSelection *self,
                  guint            position,
                  guint            removed,
                  guint            added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
busy_cb (ClvRowSelection *self)
{
  if (!clv_customer_list_is_busy (self->list))
    everything_may_have_moved (self);
}

static void
clv_row_selection_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ROW:
      g_value_set_uint (value, CLV_ROW_SELECTION (object)->row);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_row_selection_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ROW:
      clv_row_selection_set_row (CLV_ROW_SELECTION (object), g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_row_selection_dispose (GObject *object)
{
  ClvRowSelection *self = CLV_ROW_SELECTION (object);

  g_clear_object (&self->list);
  G_OBJECT_CLASS (clv_row_selection_parent_class)->dispose (object);
}

static void
clv_row_selection_class_init (ClvRowSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = clv_row_selection_get_property;
  object_class->set_property = clv_row_selection_set_property;
  object_class->dispose = clv_row_selection_dispose;

  properties[PROP_ROW] = g_param_spec_uint ("row", NULL, NULL, 0, NO_ROW, NO_ROW,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
clv_row_selection_init (ClvRowSelection *self)
{
  self->row = NO_ROW;
}

/**
 * clv_row_selection_new:
 * @list: the customers to select from
 *
 * Returns: (transfer full): a selection without a selected customer
 */
ClvRowSelection *
clv_row_selection_new (ClvCustomerList *list)
{
  ClvRowSelection *self = g_object_new (CLV_TYPE_ROW_SELECTION, NULL);

  g_return_val_if_fail (CLV_IS_CUSTOMER_LIST (list), self);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  /* A new order of the same length comes without items-changed: the end of the work is what tells it. */
  g_signal_connect_object (list, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  return self;
}

guint32
clv_row_selection_get_row (ClvRowSelection *self)
{
  g_return_val_if_fail (CLV_IS_ROW_SELECTION (self), NO_ROW);

  return self->row;
}

/**
 * clv_row_selection_set_row:
 * @row: row id of a customer, G_MAXUINT32 for none; it may be filtered out at present
 *
 * Selects a customer wherever it stands.
 */
void
clv_row_selection_set_row (ClvRowSelection *self,
                           guint32          row)
{
  guint before, after;

  g_return_if_fail (CLV_IS_ROW_SELECTION (self));

  if (row == self->row)
    return;

  before = self->row == NO_ROW ? GTK_INVALID_LIST_POSITION : clv_customer_list_find_row (self->list, self->row);
  after = row == NO_ROW ? GTK_INVALID_LIST_POSITION : clv_customer_list_find_row (self->list, row);
  self->row = row;
  if (before != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), before, 1);
  if (after != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), after, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
}
