/* clv-text-table.c - a small table of texts to read; a row may be activated
 *
 * For tables that were worked out elsewhere: segments, methods, the twin of a chart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-text-table.h"

#include <math.h>

#include "clv-bar-cell.h"
#include "clv-compat.h"

#define CLV_TYPE_TEXT_ROW (clv_text_row_get_type ())
G_DECLARE_FINAL_TYPE (ClvTextRow, clv_text_row, CLV, TEXT_ROW, GObject)

struct _ClvTextRow
{
  GObject parent_instance;

  GStrv   texts;
  double  value;
};

G_DEFINE_FINAL_TYPE (ClvTextRow, clv_text_row, G_TYPE_OBJECT)

static void
clv_text_row_finalize (GObject *object)
{
  g_strfreev (CLV_TEXT_ROW (object)->texts);
  G_OBJECT_CLASS (clv_text_row_parent_class)->finalize (object);
}

static void
clv_text_row_class_init (ClvTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = clv_text_row_finalize;
}

static void
clv_text_row_init (ClvTextRow *self)
{
}

struct _ClvTextTable
{
  AdwBin         parent_instance;

  /* owned */
  GListStore    *rows;
  GPtrArray     *pending;

  /* borrowed from the widget tree */
  GtkColumnView *view;

  /* state */
  guint          n_columns;
  double         min, max;
};

enum
{
  PROP_ACTIVATABLE = 1,
  N_PROPS
};

enum
{
  ROW_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvTextTable, clv_text_table, ADW_TYPE_BIN)

static void
setup_text_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  number)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_INT (number) ? 1 : 0);
  if (GPOINTER_TO_INT (number))
    {
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      gtk_widget_add_css_class (label, "numeric");
    }
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

/* Enough for three words; more where there is room. */
#define WRAP_CHARS 19

static void
setup_wrapped_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item,
                  gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), WRAP_CHARS);
  gtk_list_item_set_child (item, label);
}

static void
setup_bar_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  user_data)
{
  GtkWidget *cell = clv_bar_cell_new ();

  /* Bars stay as thin in tall rows. */
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         ClvTextTable             *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "clv-column"));
  ClvTextRow *row = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  const char *text = row->texts[column];

  if (CLV_IS_BAR_CELL (child))
    {
      clv_number_cell_set_text (CLV_NUMBER_CELL (child), text);
      clv_bar_cell_set_bar (CLV_BAR_CELL (child), row->value, self->min, self->max);
      return;
    }
  gtk_label_set_text (GTK_LABEL (child), text);
  /* Ellipsized text can still be read. Each time a tooltip is set, GTK asks the display where the pointer is, which
   * takes longer than all the rest of a cell: not for those that have none. */
  if (!gtk_label_get_wrap (GTK_LABEL (child)) && (strlen (text) > 40 || gtk_widget_get_has_tooltip (child)))
    gtk_widget_set_tooltip_text (child, strlen (text) > 40 ? text : NULL);
  if (g_str_has_prefix (text, "\u2212"))
    gtk_widget_add_css_class (child, "loss");
  else
    gtk_widget_remove_css_class (child, "loss");
}

static void
activate_cb (ClvTextTable *self,
             guint         position)
{
  g_signal_emit (self, signals[ROW_ACTIVATED], 0, position);
}

static void
clv_text_table_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTIVATABLE:
      g_value_set_boolean (value, gtk_column_view_get_single_click_activate (CLV_TEXT_TABLE (object)->view));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_text_table_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTIVATABLE:
      gtk_column_view_set_single_click_activate (CLV_TEXT_TABLE (object)->view, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clv_text_table_dispose (GObject *object)
{
  ClvTextTable *self = CLV_TEXT_TABLE (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  G_OBJECT_CLASS (clv_text_table_parent_class)->dispose (object);
}

static void
clv_text_table_class_init (ClvTextTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = clv_text_table_get_property;
  object_class->set_property = clv_text_table_set_property;
  object_class->dispose = clv_text_table_dispose;

  properties[PROP_ACTIVATABLE] = g_param_spec_boolean ("activatable", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * ClvTextTable::row-activated:
   * @row: counted from the first appended row
   */
  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", CLV_TYPE_TEXT_TABLE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
clv_text_table_init (ClvTextTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkNoSelection *selection;

  self->rows = g_list_store_new (CLV_TYPE_TEXT_ROW);
  self->pending = g_ptr_array_new_with_free_func (g_object_unref);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "text-table");
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
clv_text_table_new (void)
{
  return g_object_new (CLV_TYPE_TEXT_TABLE, NULL);
}

/**
 * clv_text_table_set_columns:
 * @columns: (array length=n_columns): copied; titles are translated by the caller
 *
 * Begins anew with other columns and no rows.
 */
void
clv_text_table_set_columns (ClvTextTable        *self,
                            const ClvTextColumn *columns,
                            guint                n_columns)
{
  GListModel *old;

  g_return_if_fail (CLV_IS_TEXT_TABLE (self));

  clv_text_table_clear (self);
  clv_text_table_finish (self);
  old = gtk_column_view_get_columns (self->view);
  while (g_list_model_get_n_items (old) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (old, 0);

      gtk_column_view_remove_column (self->view, column);
    }

  self->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_object_set_data (G_OBJECT (factory), "clv-column", GUINT_TO_POINTER (i));
      if (columns[i].bar)
        g_signal_connect (factory, "setup", G_CALLBACK (setup_bar_cb), NULL);
      else if (columns[i].wrap)
        g_signal_connect (factory, "setup", G_CALLBACK (setup_wrapped_cb), NULL);
      else
        g_signal_connect (factory, "setup", G_CALLBACK (setup_text_cb), GINT_TO_POINTER (columns[i].number));
      g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
      column = gtk_column_view_column_new (columns[i].title, factory);
      gtk_column_view_column_set_expand (column, columns[i].expand);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (self->view, column);
      clv_compat_align_header (self->view, i, columns[i].number || columns[i].bar);
    }
}

/**
 * clv_text_table_clear:
 *
 * Begins to fill the table anew; what is shown stays until clv_text_table_finish().
 */
void
clv_text_table_clear (ClvTextTable *self)
{
  g_return_if_fail (CLV_IS_TEXT_TABLE (self));

  g_ptr_array_set_size (self->pending, 0);
}

void
clv_text_table_append (ClvTextTable      *self,
                       const char *const *texts,
                       double             value)
{
  ClvTextRow *row;

  g_return_if_fail (CLV_IS_TEXT_TABLE (self));

  row = g_object_new (CLV_TYPE_TEXT_ROW, NULL);
  row->texts = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    row->texts[i] = g_strdup (texts[i] != NULL ? texts[i] : "");
  row->value = value;
  g_ptr_array_add (self->pending, row);
}

void
clv_text_table_finish (ClvTextTable *self)
{
  g_return_if_fail (CLV_IS_TEXT_TABLE (self));

  self->min = self->max = 0;
  for (guint i = 0; i < self->pending->len; i++)
    {
      double value = CLV_TEXT_ROW (self->pending->pdata[i])->value;

      if (!isfinite (value))
        continue;
      self->min = MIN (self->min, value);
      self->max = MAX (self->max, value);
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       self->pending->pdata, self->pending->len);
  g_ptr_array_set_size (self->pending, 0);
}

guint
clv_text_table_get_n_rows (ClvTextTable *self)
{
  g_return_val_if_fail (CLV_IS_TEXT_TABLE (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

const char *
clv_text_table_get_text (ClvTextTable *self,
                         guint         row,
                         guint         column)
{
  g_autoptr (ClvTextRow) item = NULL;

  g_return_val_if_fail (CLV_IS_TEXT_TABLE (self), NULL);
  g_return_val_if_fail (column < self->n_columns, NULL);

  item = g_list_model_get_item (G_LIST_MODEL (self->rows), row);
  return item != NULL ? item->texts[column] : NULL;
}
