/* clv-customer-table.c - the customers as a table that sorts by any column
 *
 * The list sorts itself in a worker. The view only has to say which header was
 * clicked: GtkColumnViewSorter cannot be asked in 4.8, so each column has a sorter
 * that knows its column, and comparing two probe objects tells which one the view
 * asks first, and whether it turns the answer round (ARCHITECTURE.md).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-customer-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-bar-cell.h"
#include "clv-compat.h"
#include "clv-format.h"
#include "clv-interval-cell.h"
#include "clv-level-cell.h"
#include "clv-prediction-text.h"
#include "clv-row-selection.h"

struct _ClvCustomerTable
{
  AdwBin               parent_instance;

  /* template */
  GtkColumnView       *view;

  /* owned */
  ClvCustomerList     *list;
  ClvRowSelection     *selection;
  GtkColumnViewColumn *columns[CLV_N_CUSTOMER_COLUMNS];
  GObject             *probes[2];
  GHashTable          *drawn;  /* list items whose cell draws its number on the scale of its column, borrowed */

  /* state */
  int                  probed; /* the column whose sorter was asked first */
  gboolean             no_profit;
  gboolean             predicted;
  gboolean             usual;  /* the usual columns are shown */
  double               bar_min, bar_max;
  double               value_min, value_max;
  gboolean             is_compressed; /* the scale of intervals goes by the square root */
  double               interval; /* level of the intervals */
};

enum
{
  PROP_SELECTED_ROW = 1,
  N_PROPS
};

enum
{
  ROW_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvCustomerTable, clv_customer_table, ADW_TYPE_BIN)

/* Wide enough for most, few enough to be quick: all rows of the view times all columns are built. */
static const ClvCustomerColumn usual_columns[] = {
  CLV_CUSTOMER_COLUMN_RANK, CLV_CUSTOMER_COLUMN_NAME, CLV_CUSTOMER_COLUMN_RFM, CLV_CUSTOMER_COLUMN_ORDERS,
  CLV_CUSTOMER_COLUMN_LAST_DATE, CLV_CUSTOMER_COLUMN_REVENUE, CLV_CUSTOMER_COLUMN_PROFIT, CLV_CUSTOMER_COLUMN_MARGIN,
  CLV_CUSTOMER_COLUMN_TIER, CLV_CUSTOMER_COLUMN_P_ALIVE, CLV_CUSTOMER_COLUMN_CLV,
};

/* Customers who are looked at to find the scale of their intervals: enough to know where nearly all of them end. */
#define N_SAMPLED 4096u

/* Where a few customers are so far above nearly all others, they would press them against the zero: then places go by
 * the square root. */
#define NEARLY_ALL 0.97
#define FAR_ABOVE 3.0

static gboolean
is_usual (ClvCustomerTable  *self,
          ClvCustomerColumn  column)
{
  /* What is to come takes the room of what can be seen elsewhere. */
  if (column == CLV_CUSTOMER_COLUMN_P_ALIVE || column == CLV_CUSTOMER_COLUMN_CLV)
    return self->predicted;
  if (self->predicted && (column == CLV_CUSTOMER_COLUMN_MARGIN || column == CLV_CUSTOMER_COLUMN_TIER
                          || column == CLV_CUSTOMER_COLUMN_SHARE))
    return FALSE;
  if (column == CLV_CUSTOMER_COLUMN_PROFIT || column == CLV_CUSTOMER_COLUMN_MARGIN)
    return !self->no_profit;
  if (column == CLV_CUSTOMER_COLUMN_AOV || column == CLV_CUSTOMER_COLUMN_SHARE)
    return self->no_profit;
  for (guint i = 0; i < G_N_ELEMENTS (usual_columns); i++)
    if (usual_columns[i] == column)
      return TRUE;
  return FALSE;
}

static ClvCustomerColumn
column_of (gpointer object)
{
  return GPOINTER_TO_INT (g_object_get_data (object, "clv-column"));
}

/* Whether cells of the column draw their numbers on a scale. */
static gboolean
is_drawn (GtkWidget *child)
{
  return CLV_IS_BAR_CELL (child) || CLV_IS_INTERVAL_CELL (child);
}

static void
show_interval (ClvCustomerTable *self,
               ClvIntervalCell  *cell,
               ClvCustomer      *customer,
               const char       *text)
{
  double value = clv_customer_get_number (customer, CLV_CUSTOMER_COLUMN_CLV);
  double low = clv_customer_get_number (customer, CLV_CUSTOMER_COLUMN_CLV_LOW);
  double high = clv_customer_get_number (customer, CLV_CUSTOMER_COLUMN_CLV_HIGH);
  g_autofree char *description = NULL;

  if (!isnan (value))
    {
      g_autofree char *level = clv_format_percent (self->interval, 0);
      g_autofree char *range = clv_prediction_dup_range (low, high, "");

      /* Translators: a percentage such as 80 %, and an interval in which a value lies with that chance */
      description = g_strdup_printf (_("%s sure: %s"), level, range);
    }
  clv_interval_cell_set_text (cell, text, description);
  clv_interval_cell_set_scale (cell, self->value_min, self->value_max, self->is_compressed);
  clv_interval_cell_set_interval (cell, value, low, high);
}

static void
show_cell (ClvCustomerTable  *self,
           GtkWidget         *child,
           ClvCustomer       *customer,
           ClvCustomerColumn  column)
{
  g_autofree char *text = clv_customer_dup_text (customer, column);

  /* Where the file has no names, the number is what people know the customer by. */
  if (column == CLV_CUSTOMER_COLUMN_NAME && *text == '\0')
    {
      g_free (text);
      text = clv_customer_dup_text (customer, CLV_CUSTOMER_COLUMN_ID);
    }
  if (CLV_IS_BAR_CELL (child))
    {
      clv_number_cell_set_text (CLV_NUMBER_CELL (child), text);
      clv_bar_cell_set_bar (CLV_BAR_CELL (child), clv_customer_get_number (customer, column), self->bar_min, self->bar_max);
      return;
    }
  if (CLV_IS_LEVEL_CELL (child))
    {
      g_free (text);
      text = clv_prediction_dup_chance (clv_customer_get_number (customer, column));
      clv_number_cell_set_text (CLV_NUMBER_CELL (child), text);
      clv_level_cell_set_level (CLV_LEVEL_CELL (child), clv_customer_get_number (customer, column));
      return;
    }
  if (CLV_IS_INTERVAL_CELL (child))
    {
      show_interval (self, CLV_INTERVAL_CELL (child), customer, text);
      return;
    }
  gtk_label_set_text (GTK_LABEL (child), text);
  if (clv_customer_get_number (customer, column) < 0)
    gtk_widget_add_css_class (child, "loss");
  else
    gtk_widget_remove_css_class (child, "loss");
}

static void
rebound_cb (ClvCustomer *customer,
            GParamSpec  *pspec,
            GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  ClvCustomerTable *self = CLV_CUSTOMER_TABLE (gtk_widget_get_ancestor (child, CLV_TYPE_CUSTOMER_TABLE));

  if (self != NULL)
    show_cell (self, child, customer, column_of (child));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  ClvCustomerColumn column = column_of (factory);
  GtkWidget *child;

  if (column == CLV_CUSTOMER_COLUMN_PROFIT)
    child = clv_bar_cell_new ();
  else if (column == CLV_CUSTOMER_COLUMN_P_ALIVE)
    child = clv_level_cell_new ();
  else if (column == CLV_CUSTOMER_COLUMN_CLV)
    child = clv_interval_cell_new ();
  else
    {
      child = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (child), clv_customer_column_is_number (column) ? 1 : 0);
      gtk_label_set_single_line_mode (GTK_LABEL (child), TRUE);
      if (clv_customer_column_is_number (column))
        gtk_widget_add_css_class (child, "numeric");
      else
        gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
      if (column == CLV_CUSTOMER_COLUMN_NAME)
        gtk_label_set_width_chars (GTK_LABEL (child), 15);
      else if (column == CLV_CUSTOMER_COLUMN_RFM)
        gtk_label_set_width_chars (GTK_LABEL (child), 11);
      if (column == CLV_CUSTOMER_COLUMN_RANK || column == CLV_CUSTOMER_COLUMN_ID)
        gtk_widget_add_css_class (child, "dim-label");
    }
  g_object_set_data (G_OBJECT (child), "clv-column", GINT_TO_POINTER (column));
  gtk_list_item_set_child (item, child);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         ClvCustomerTable         *self)
{
  ClvCustomer *customer = gtk_list_item_get_item (item);

  g_signal_connect (customer, "notify::row", G_CALLBACK (rebound_cb), item);
  if (is_drawn (gtk_list_item_get_child (item)))
    g_hash_table_add (self->drawn, item);
  show_cell (self, gtk_list_item_get_child (item), customer, column_of (factory));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           ClvCustomerTable         *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), rebound_cb, item);
  if (self->drawn != NULL)
    g_hash_table_remove (self->drawn, item);
}

static int
probe_compare (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  GObject *sorter_owner = user_data;
  ClvCustomerTable *self = g_object_get_data (sorter_owner, "clv-table");

  if (self->probed < 0)
    self->probed = column_of (sorter_owner);
  return a == (gconstpointer) self->probes[0] ? -1 : 1;
}

static void
sorter_changed_cb (ClvCustomerTable *self,
                   GtkSorterChange   change,
                   GtkSorter        *sorter)
{
  GtkOrdering ordering;

  /* The view takes its columns apart when it is disposed, and tells each step. */
  if (self->probes[0] == NULL)
    return;
  self->probed = -1;
  ordering = gtk_sorter_compare (sorter, self->probes[0], self->probes[1]);
  if (self->probed >= 0)
    clv_customer_list_sort (self->list, self->probed, ordering == GTK_ORDERING_LARGER);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The value below which @share of the customers stay; NaN when none has one. */
static double
find_quantile (const double *column,
               guint32       n,
               double        share)
{
  g_autoptr (GArray) sample = g_array_new (FALSE, FALSE, sizeof (double));
  guint32 step = MAX (n / N_SAMPLED, 1);

  for (guint32 i = 0; i < n; i += step)
    if (isfinite (column[i]))
      g_array_append_val (sample, column[i]);
  if (sample->len == 0)
    return NAN;
  g_array_sort (sample, compare_doubles);
  return g_array_index (sample, double, (guint) (share * (sample->len - 1)));
}

static void
find_range (const ClvValuation *valuation,
            double             *min,
            double             *max)
{
  *min = *max = 0;
  for (guint32 i = 0; i < valuation->n; i++)
    {
      /* NaN compares false to everything and so changes nothing. */
      if (valuation->clv_low[i] < *min)
        *min = valuation->clv_low[i];
      if (valuation->clv_high[i] > *max)
        *max = valuation->clv_high[i];
    }
}

/* Cells that were bound before the range was known. */
static void
show_drawn (ClvCustomerTable *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->drawn);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *child = gtk_list_item_get_child (item);

      show_cell (self, child, gtk_list_item_get_item (item), column_of (child));
    }
}

static void
update_bar_range (ClvCustomerTable *self)
{
  double min, max;

  clv_customer_list_get_range (self->list, CLV_CUSTOMER_COLUMN_PROFIT, &min, &max);
  if (min == self->bar_min && max == self->bar_max)
    return;
  self->bar_min = min;
  self->bar_max = max;
  show_drawn (self);
}

static void
activate_cb (ClvCustomerTable *self,
             guint             position)
{
  g_signal_emit (self, signals[ROW_ACTIVATED], 0, clv_customer_list_get_row (self->list, position));
}

static void
selected_cb (ClvCustomerTable *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ROW]);
}

static void
add_column (ClvCustomerTable  *self,
            ClvCustomerColumn  column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *view_column;
  GtkSorter *sorter;

  g_object_set_data (G_OBJECT (factory), "clv-column", GINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);

  view_column = gtk_column_view_column_new (clv_customer_column_get_title (column), factory);
  g_object_set_data (G_OBJECT (view_column), "clv-column", GINT_TO_POINTER (column));
  g_object_set_data (G_OBJECT (view_column), "clv-table", self);
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe_compare, view_column, NULL));
  gtk_column_view_column_set_sorter (view_column, sorter);
  g_object_unref (sorter);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column == CLV_CUSTOMER_COLUMN_NAME);
  gtk_column_view_column_set_visible (view_column, is_usual (self, column));
  gtk_column_view_append_column (self->view, view_column);
  clv_compat_align_header (self->view, column, clv_customer_column_is_number (column));
  self->columns[column] = view_column;
}

static void
clv_customer_table_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTED_ROW:
      g_value_set_uint (value, clv_customer_table_get_selected (CLV_CUSTOMER_TABLE (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_customer_table_dispose (GObject *object)
{
  ClvCustomerTable *self = CLV_CUSTOMER_TABLE (object);

  for (int column = 0; column < CLV_N_CUSTOMER_COLUMNS; column++)
    g_clear_object (&self->columns[column]);
  g_clear_pointer (&self->drawn, g_hash_table_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->probes[0]);
  g_clear_object (&self->probes[1]);
  G_OBJECT_CLASS (clv_customer_table_parent_class)->dispose (object);
}

static void
clv_customer_table_class_init (ClvCustomerTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = clv_customer_table_get_property;
  object_class->dispose = clv_customer_table_dispose;

  properties[PROP_SELECTED_ROW] = g_param_spec_uint ("selected-row", NULL, NULL, 0, G_MAXUINT32, G_MAXUINT32,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * ClvCustomerTable::row-activated:
   * @row: row id of the customer that was double-clicked, or chosen with the Enter key
   */
  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", CLV_TYPE_CUSTOMER_TABLE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-customer-table.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvCustomerTable, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
clv_customer_table_init (ClvCustomerTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->probes[0] = g_object_new (G_TYPE_OBJECT, NULL);
  self->probes[1] = g_object_new (G_TYPE_OBJECT, NULL);
  self->drawn = g_hash_table_new (NULL, NULL);
  self->list = clv_customer_list_new ();
  /* New findings come with new items or rebound ones: the range has to be there before the cells ask. */
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (update_bar_range), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::busy", G_CALLBACK (update_bar_range), self, G_CONNECT_SWAPPED);
  self->selection = clv_row_selection_new (self->list);
  g_signal_connect_object (self->selection, "notify::row", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  for (int column = 0; column < CLV_N_CUSTOMER_COLUMNS; column++)
    add_column (self, column);
  /* The usual ones first, in their order; the others after them, as the list has them. */
  for (guint i = 0; i < G_N_ELEMENTS (usual_columns); i++)
    gtk_column_view_insert_column (self->view, i, self->columns[usual_columns[i]]);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_column_view_sort_by_column (self->view, self->columns[CLV_CUSTOMER_COLUMN_RANK], GTK_SORT_ASCENDING);
}

GtkWidget *
clv_customer_table_new (void)
{
  return g_object_new (CLV_TYPE_CUSTOMER_TABLE, NULL);
}

/**
 * clv_customer_table_get_list:
 *
 * Returns: (transfer none): the list behind the table, to search and to filter
 */
ClvCustomerList *
clv_customer_table_get_list (ClvCustomerTable *self)
{
  g_return_val_if_fail (CLV_IS_CUSTOMER_TABLE (self), NULL);

  return self->list;
}

guint32
clv_customer_table_get_selected (ClvCustomerTable *self)
{
  g_return_val_if_fail (CLV_IS_CUSTOMER_TABLE (self), G_MAXUINT32);

  return self->selection != NULL ? clv_row_selection_get_row (self->selection) : G_MAXUINT32;
}

void
clv_customer_table_select (ClvCustomerTable *self,
                           guint32           row)
{
  guint position;

  g_return_if_fail (CLV_IS_CUSTOMER_TABLE (self));

  clv_row_selection_set_row (self->selection, row);
  position = row == G_MAXUINT32 ? G_MAXUINT : clv_customer_list_find_row (self->list, row);
  if (position != G_MAXUINT)
    {
      /* The list view inside the column view has the action; the column view itself has none in 4.8. */
      GtkWidget *inner = gtk_widget_get_last_child (GTK_WIDGET (self->view));

      gtk_widget_activate_action (inner, "list.scroll-to-item", "u", position);
    }
}

void
clv_customer_table_sort (ClvCustomerTable  *self,
                         ClvCustomerColumn  column,
                         gboolean           descending)
{
  g_return_if_fail (CLV_IS_CUSTOMER_TABLE (self));

  gtk_column_view_sort_by_column (self->view, self->columns[column],
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

gboolean
clv_customer_table_is_shown (ClvCustomerTable  *self,
                             ClvCustomerColumn  column)
{
  g_return_val_if_fail (CLV_IS_CUSTOMER_TABLE (self), FALSE);

  return gtk_column_view_column_get_visible (self->columns[column]);
}

void
clv_customer_table_show_column (ClvCustomerTable  *self,
                                ClvCustomerColumn  column,
                                gboolean           shown)
{
  g_return_if_fail (CLV_IS_CUSTOMER_TABLE (self));

  gtk_column_view_column_set_visible (self->columns[column], shown);
}

void
clv_customer_table_set_profit (ClvCustomerTable *self,
                               gboolean          has_profit)
{
  g_return_if_fail (CLV_IS_CUSTOMER_TABLE (self));

  if (self->no_profit == !has_profit)
    return;
  self->no_profit = !has_profit;
  if (self->usual)
    clv_customer_table_set_columns (self, NULL);
}

/**
 * clv_customer_table_set_prediction:
 * @valuation: (nullable): what customers are expected to bring; NULL when nothing is predicted
 * @currency: the sign of their money; "" when unknown
 *
 * Names the column of expected values by its horizon and level, gives it a scale, and shows it among the usual ones.
 */
void
clv_customer_table_set_prediction (ClvCustomerTable   *self,
                                   const ClvValuation *valuation,
                                   const char         *currency)
{
  gboolean predicted = valuation != NULL;

  g_return_if_fail (CLV_IS_CUSTOMER_TABLE (self));

  if (predicted)
    {
      g_autofree char *ahead = clv_prediction_dup_ahead (valuation->horizon_days);
      g_autofree char *level = clv_format_percent (valuation->interval, 0);
      g_autofree char *title = *currency != '\0'
                                 /* Translators: “Next 12 months”, a currency sign, a percentage: the level of intervals */
                                 ? g_strdup_printf (_("%s, %s · %s"), ahead, currency, level)
                                 /* Translators: “Next 12 months”, a percentage: the level of intervals */
                                 : g_strdup_printf (_("%s · %s"), ahead, level);

      self->interval = valuation->interval;
      find_range (valuation, &self->value_min, &self->value_max);
      self->is_compressed = self->value_max > FAR_ABOVE * find_quantile (valuation->clv_high, valuation->n, NEARLY_ALL);
      gtk_column_view_column_set_title (self->columns[CLV_CUSTOMER_COLUMN_CLV], title);
      show_drawn (self);
    }
  if (self->predicted == predicted)
    return;
  self->predicted = predicted;
  if (self->usual)
    clv_customer_table_set_columns (self, NULL);
}

char **
clv_customer_table_dup_columns (ClvCustomerTable *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (CLV_IS_CUSTOMER_TABLE (self), NULL);

  for (int column = 0; column < CLV_N_CUSTOMER_COLUMNS; column++)
    if (clv_customer_table_is_shown (self, column))
      g_strv_builder_add (builder, clv_customer_column_to_id (column));
  return g_strv_builder_end (builder);
}

void
clv_customer_table_set_columns (ClvCustomerTable  *self,
                                const char *const *ids)
{
  g_return_if_fail (CLV_IS_CUSTOMER_TABLE (self));

  self->usual = ids == NULL || ids[0] == NULL;
  for (int column = 0; column < CLV_N_CUSTOMER_COLUMNS; column++)
    {
      gboolean shown = self->usual ? is_usual (self, column)
                                   : g_strv_contains (ids, clv_customer_column_to_id (column));

      clv_customer_table_show_column (self, column, shown);
    }
}
