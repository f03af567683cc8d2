/* clv-preview-grid.c - the first rows of a sheet, a role chip over each column
 *
 * The header of a GtkColumnView takes no widgets. The chips therefore stand in a box
 * of their own above it, with the widths of the columns, and both scroll sideways
 * together because the scroller around them does it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-preview-grid.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-compat.h"
#include "clv-format.h"
#include "clv-mapping-chip.h"

/* A computer’s 1/3 has no end. */
#define MAX_DECIMALS 6
#define N_ROWS 200
/* Of the rows above the header; more of them would push the table out of sight. */
#define MAX_NOTES 4
/* Each has some 200 cells: with 200 columns the window stood still for seconds, with 1,500 for a minute. */
#define MAX_COLUMNS 60
#define MIN_WIDTH 84
#define MAX_WIDTH 240

struct _ClvPreviewGrid
{
  AdwBin         parent_instance;

  /* template */
  GtkScrolledWindow *scroller;
  GtkBox        *notes;
  GtkBox        *chips;
  GtkColumnView *view;
  GtkWidget     *pager;
  GtkLabel      *page_label;
  GtkWidget     *previous_button;
  GtkWidget     *next_button;
  GtkPopoverMenu *menu;

  /* owned */
  ClvTable      *table;
  GArray        *order;   /* guint: the columns of the table, page after page */
  GArray        *shown;   /* guint: the columns on screen */
  GPtrArray     *texts;   /* by column on screen, GPtrArray of the first rows */
  GListStore    *rows;    /* one object a row; its place is the row */

  /* state */
  GArray        *numbers; /* gboolean a column on screen: right aligned */
  guint          page;
};

enum
{
  COLUMNS_WANTED,
  HEADER_CHOSEN,
  ROLE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClvPreviewGrid, clv_preview_grid, ADW_TYPE_BIN)

static void
role_chosen_cb (ClvMappingChip *chip,
                int             role,
                ClvPreviewGrid *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "clv-column"));

  g_signal_emit (self, signals[ROLE_CHOSEN], 0, column, role);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, label);
  g_object_set_data (G_OBJECT (label), "clv-item", item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         ClvPreviewGrid           *self)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "clv-place"));
  GtkWidget *label = gtk_list_item_get_child (item);
  GPtrArray *texts = self->texts->pdata[place];
  guint row = gtk_list_item_get_position (item);
  gboolean number = g_array_index (self->numbers, gboolean, place);

  gtk_label_set_text (GTK_LABEL (label), row < texts->len ? texts->pdata[row] : "");
  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  else
    gtk_widget_remove_css_class (label, "numeric");
}

/* None for whole numbers, else two as money has, and as many more as it takes to show what is there: a rate of 1.0834. */
static int
decimals_of (double number)
{
  int decimals = 2;

  if (number == floor (number))
    return 0;
  while (decimals < MAX_DECIMALS
         && fabs (number * pow (10, decimals) - round (number * pow (10, decimals))) > 1e-6)
    decimals++;
  return decimals;
}

/* Cells as the reading understands them: what is shown is what will be used. */
static char *
cell_text (const ClvColumn        *column,
           const ClvColumnMapping *mapping,
           guint32                 code)
{
  ClvCell cell;
  double number;
  ClvDay day;

  clv_column_get_cell (column, code, &cell);
  if (cell.kind == CLV_CELL_EMPTY)
    return g_strdup ("");
  if (mapping->reading != NULL && mapping->reading->type == CLV_TYPE_DATE
      && clv_reading_day (mapping->reading, &cell, &day))
    return clv_format_day (day);
  if (mapping->reading != NULL && mapping->reading->type == CLV_TYPE_NUMBER && clv_role_get_type (mapping->role) == CLV_TYPE_NUMBER
      && clv_reading_number (mapping->reading, &cell, &number))
    return clv_format_number (number, decimals_of (number));
  return clv_column_dup_text (column, code);
}

static gboolean
is_number (const ClvColumnMapping *mapping)
{
  return mapping->reading != NULL
         && (mapping->reading->type == CLV_TYPE_DATE
             || (mapping->reading->type == CLV_TYPE_NUMBER
                 && (mapping->role == CLV_ROLE_NONE || clv_role_get_type (mapping->role) == CLV_TYPE_NUMBER)));
}

static int
width_of (ClvPreviewGrid *self,
          const char     *header,
          GPtrArray      *texts,
          GtkWidget      *chip)
{
  glong longest = g_utf8_strlen (header, -1);
  int minimum, natural;

  for (guint i = 0; i < texts->len; i++)
    longest = MAX (longest, g_utf8_strlen (texts->pdata[i], -1));
  gtk_widget_measure (chip, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  /* Some eight pixels a letter at 13 px, and the padding of a cell. */
  return MAX (CLAMP ((int) longest * 8 + 26, MIN_WIDTH, MAX_WIDTH), natural + 12);
}

/* The header row */

static void
choose_header (ClvPreviewGrid *self,
               guint           source_row)
{
  g_signal_emit (self, signals[HEADER_CHOSEN], 0, source_row);
}

static void
use_as_header_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  choose_header (CLV_PREVIEW_GRID (widget), g_variant_get_uint32 (parameter));
}

/* Opens the menu of a row at a place of the view. */
static void
show_menu (ClvPreviewGrid *self,
           guint           position,
           int             x,
           int             y)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) item = NULL;
  g_autofree char *label = NULL;
  GdkRectangle place = { x, y, 1, 1 };
  guint32 source_row;

  if (self->table == NULL || position >= clv_table_get_n_rows (self->table))
    return;
  source_row = clv_table_get_source_row (self->table, position);
  /* Translators: %u is the number of a row */
  label = g_strdup_printf (_("Use Row %u as _Header Row"), source_row);
  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target (item, "grid.use-as-header", "u", source_row);
  g_menu_append_item (menu, item);
  gtk_popover_menu_set_menu_model (self->menu, G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The label of a cell knows its row; what is picked is the label or something around it. */
static gboolean
find_position (GtkWidget *widget,
               guint     *position)
{
  for (guint depth = 0; widget != NULL && depth < 3; depth++, widget = gtk_widget_get_first_child (widget))
    {
      GtkListItem *item = g_object_get_data (G_OBJECT (widget), "clv-item");

      if (item == NULL)
        continue;
      *position = gtk_list_item_get_position (item);
      return *position != GTK_INVALID_LIST_POSITION;
    }
  return FALSE;
}

static void
pressed_cb (ClvPreviewGrid  *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  guint position;

  if (picked == NULL || !find_position (picked, &position))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, position, (int) x, (int) y);
}

/* Of the row that the arrow keys have come to. */
static void
menu_key_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  ClvPreviewGrid *self = CLV_PREVIEW_GRID (widget);
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_column_view_get_model (self->view));
  guint position = gtk_single_selection_get_selected (selection);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  double x = 0, y = 0;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    gtk_widget_translate_coordinates (focus, GTK_WIDGET (self->view), 24, gtk_widget_get_height (focus) / 2.0, &x, &y);
  show_menu (self, position, (int) x, (int) y);
}

static void
note_cb (GtkButton      *button,
         ClvPreviewGrid *self)
{
  choose_header (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "clv-row")));
}

static void
add_note (ClvPreviewGrid *self,
          guint           row,
          const char     *text)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *number = g_strdup_printf ("%u", row);
  /* Translators: %u is the number of a row, %s what stands in it */
  g_autofree char *tooltip = g_strdup_printf (_("Row %u was set aside: %s\nPress it when it is the header row"), row, text);
  GtkWidget *number_label = gtk_label_new (number);
  GtkWidget *text_label = gtk_label_new (text);

  gtk_widget_add_css_class (number_label, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (number_label), 3);
  gtk_label_set_xalign (GTK_LABEL (number_label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (text_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (text_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text_label), 0);
  gtk_box_append (GTK_BOX (box), number_label);
  gtk_box_append (GTK_BOX (box), text_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "note-row");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_object_set_data (G_OBJECT (button), "clv-row", GUINT_TO_POINTER (row));
  g_signal_connect_object (button, "clicked", G_CALLBACK (note_cb), self, 0);
  gtk_box_append (self->notes, button);
}

/* Titles and remarks that stand above the header: the last ones, for those are nearest to it. */
static void
show_notes (ClvPreviewGrid *self)
{
  guint32 header_row = self->table != NULL ? clv_table_get_header_row (self->table) : 0;
  GtkWidget *child;
  guint n = 0, first;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->notes))) != NULL)
    gtk_box_remove (self->notes, child);
  for (guint i = 0; self->table != NULL && i < clv_table_get_n_notes (self->table); i++)
    {
      guint32 row;

      clv_table_get_note (self->table, i, &row);
      n += row < header_row;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->notes), n > 0);
  if (n == 0)
    return;
  first = n > MAX_NOTES ? n - MAX_NOTES : 0;
  if (first > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u more row above", "%u more rows above", first), first);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "note-row");
      gtk_widget_add_css_class (label, "more-notes");
      gtk_box_append (self->notes, label);
    }
  for (guint i = 0, place = 0; i < clv_table_get_n_notes (self->table); i++)
    {
      guint32 row;
      const char *text = clv_table_get_note (self->table, i, &row);

      if (row < header_row && place++ >= first)
        add_note (self, row, text);
    }
}

static void
clear (ClvPreviewGrid *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkWidget *child;

  g_list_store_remove_all (self->rows);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  g_ptr_array_set_size (self->texts, 0);
  g_array_set_size (self->numbers, 0);
  g_array_set_size (self->shown, 0);
}

static void
turn_to (ClvPreviewGrid *self,
         guint           page)
{
  self->page = page;
  g_array_set_size (self->shown, 0);
  g_signal_emit (self, signals[COLUMNS_WANTED], 0);
}

static void
previous_cb (ClvPreviewGrid *self)
{
  turn_to (self, self->page - 1);
}

static void
next_cb (ClvPreviewGrid *self)
{
  turn_to (self, self->page + 1);
}

static void
clv_preview_grid_dispose (GObject *object)
{
  ClvPreviewGrid *self = CLV_PREVIEW_GRID (object);

  g_clear_pointer (&self->table, clv_table_unref);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_object (&self->rows);
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  G_OBJECT_CLASS (clv_preview_grid_parent_class)->dispose (object);
}

static void
clv_preview_grid_class_init (ClvPreviewGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = clv_preview_grid_dispose;

  /**
   * ClvPreviewGrid::columns-wanted:
   *
   * Other columns of the sheet are to be shown: call clv_preview_grid_set() with what is shown now.
   */
  signals[COLUMNS_WANTED] = g_signal_new ("columns-wanted", CLV_TYPE_PREVIEW_GRID, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ClvPreviewGrid::header-chosen:
   * @row: source row that the user says holds the headers
   */
  signals[HEADER_CHOSEN] = g_signal_new ("header-chosen", CLV_TYPE_PREVIEW_GRID, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * ClvPreviewGrid::role-chosen:
   * @column: of the table
   * @role: the #ClvRole the user chose for it
   */
  signals[ROLE_CHOSEN] = g_signal_new ("role-chosen", CLV_TYPE_PREVIEW_GRID, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/clientele_app/Clientele/clv-preview-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, ClvPreviewGrid, scroller);
  gtk_widget_class_bind_template_child (widget_class, ClvPreviewGrid, notes);
  gtk_widget_class_bind_template_child (widget_class, ClvPreviewGrid, chips);
  gtk_widget_class_bind_template_child (widget_class, ClvPreviewGrid, view);
  gtk_widget_class_bind_template_child (widget_class, ClvPreviewGrid, pager);
  gtk_widget_class_bind_template_child (widget_class, ClvPreviewGrid, page_label);
  gtk_widget_class_bind_template_child (widget_class, ClvPreviewGrid, previous_button);
  gtk_widget_class_bind_template_child (widget_class, ClvPreviewGrid, next_button);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_install_action (widget_class, "grid.use-as-header", "u", use_as_header_action);
  gtk_widget_class_install_action (widget_class, "grid.menu", NULL, menu_key_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "grid.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "grid.menu", NULL);
}

static void
clv_preview_grid_init (ClvPreviewGrid *self)
{
  GtkSingleSelection *selection;
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->rows = g_list_store_new (G_TYPE_OBJECT);
  /* A row is selected for its menu only, which keys reach that way. */
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  self->menu = GTK_POPOVER_MENU (gtk_popover_menu_new_from_model (NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self->view));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (gesture));
}

/* Rows are as wide as the sheet, so that the viewport cannot follow the focus by itself: a click on a row would scroll
 * to its last column. Only the chips say where the focus is sideways. */
static void
chip_entered_cb (GtkEventController *controller,
                 ClvPreviewGrid     *self)
{
  GtkWidget *chip = gtk_event_controller_get_widget (controller);
  double x, y;

  if (gtk_widget_translate_coordinates (chip, GTK_WIDGET (self->chips), 0, 0, &x, &y))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (self->scroller), x, x + gtk_widget_get_width (chip));
}

static void
add_column (ClvPreviewGrid        *self,
            const ClvTableMapping *mapping,
            guint                  index,
            guint                  n_rows)
{
  const ClvColumn *column = clv_table_get_column (mapping->table, index);
  const ClvColumnMapping *role = &mapping->columns[index];
  const guint32 *codes = clv_column_get_codes (column);
  const char *header = clv_column_get_header (column);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  gboolean number = is_number (role);
  GtkWidget *chip = clv_mapping_chip_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;
  guint place = self->shown->len;
  int width;

  for (guint row = 0; row < n_rows; row++)
    g_ptr_array_add (texts, cell_text (column, role, codes[row]));
  g_ptr_array_add (self->texts, texts);
  g_array_append_val (self->numbers, number);
  g_array_append_val (self->shown, index);

  clv_mapping_chip_set_role (CLV_MAPPING_CHIP (chip), header, mapping->kind, role->role, role->confidence, role->evidence);
  g_object_set_data (G_OBJECT (chip), "clv-column", GUINT_TO_POINTER (index));
  g_signal_connect_object (chip, "role-chosen", G_CALLBACK (role_chosen_cb), self, 0);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  g_signal_connect_object (focus, "enter", G_CALLBACK (chip_entered_cb), self, 0);
  gtk_widget_add_controller (chip, focus);

  g_object_set_data (G_OBJECT (factory), "clv-place", GUINT_TO_POINTER (place));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  view_column = gtk_column_view_column_new (header, factory);
  width = width_of (self, header, texts, chip);
  gtk_column_view_column_set_fixed_width (view_column, width);
  gtk_column_view_append_column (self->view, view_column);
  clv_compat_align_header (self->view, place, number);

  {
    /* The wrapper has exactly the width of the column; the chip has the one it wants. */
    GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

    gtk_widget_set_size_request (cell, width, -1);
    gtk_box_append (GTK_BOX (cell), chip);
    gtk_box_append (self->chips, cell);
  }
}

/* Another role or reading for the same sheet: what is scrolled to stays where it is. */
static void
refresh (ClvPreviewGrid        *self,
         const ClvTableMapping *mapping)
{
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (self->chips));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < self->shown->len; i++, cell = gtk_widget_get_next_sibling (cell))
    {
      guint index = g_array_index (self->shown, guint, i);
      const ClvColumn *column = clv_table_get_column (self->table, index);
      const ClvColumnMapping *role = &mapping->columns[index];
      const guint32 *codes = clv_column_get_codes (column);
      GPtrArray *texts = self->texts->pdata[i];

      clv_mapping_chip_set_role (CLV_MAPPING_CHIP (gtk_widget_get_first_child (cell)), clv_column_get_header (column),
                                 mapping->kind, role->role, role->confidence, role->evidence);
      g_array_index (self->numbers, gboolean, i) = is_number (role);
      g_ptr_array_set_size (texts, 0);
      for (guint row = 0; row < n_rows; row++)
        g_ptr_array_add (texts, cell_text (column, role, codes[row]));
      clv_compat_align_header (self->view, i, is_number (role));
    }
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (rows, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (self->rows, 0, n_rows, rows->pdata, rows->len);
}

/* Columns that have a role come first, so that all of them are on the first page unless they are very many. */
static void
put_in_order (ClvPreviewGrid        *self,
              const ClvTableMapping *mapping)
{
  g_array_set_size (self->order, 0);
  for (int with_role = 1; with_role >= 0; with_role--)
    for (guint i = 0; i < mapping->n_columns; i++)
      if ((mapping->columns[i].role != CLV_ROLE_NONE) == with_role)
        g_array_append_val (self->order, i);
}

static int
compare_columns (gconstpointer a,
                 gconstpointer b)
{
  guint column_a = *(const guint *) a, column_b = *(const guint *) b;

  return (column_a > column_b) - (column_a < column_b);
}

static void
show_pager (ClvPreviewGrid *self,
            guint           first,
            guint           n)
{
  guint n_all = self->order->len;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->pager, n_all > MAX_COLUMNS);
  gtk_widget_set_sensitive (self->previous_button, self->page > 0);
  gtk_widget_set_sensitive (self->next_button, first + n < n_all);
  /* Translators: the first and the last of the columns on screen, and how many there are */
  text = g_strdup_printf (_("Columns %u to %u of %u, those with a role first"), first + 1, first + n, n_all);
  gtk_label_set_text (self->page_label, text);
}

/**
 * clv_preview_grid_set:
 * @mapping: (nullable): table and roles to show
 *
 * Shows the first 200 rows of the table under the roles and readings it has now, some 60 columns at a time.
 */
void
clv_preview_grid_set (ClvPreviewGrid        *self,
                      const ClvTableMapping *mapping)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean is_same;
  guint n_rows, first, n;

  g_return_if_fail (CLV_IS_PREVIEW_GRID (self));

  is_same = mapping != NULL && mapping->table == self->table && mapping->n_columns == self->order->len;
  if (is_same && self->shown->len > 0)
    {
      refresh (self, mapping);
      return;
    }

  clear (self);
  if (!is_same)
    {
      g_clear_pointer (&self->table, clv_table_unref);
      self->page = 0;
    }
  if (mapping == NULL)
    {
      gtk_widget_set_visible (self->pager, FALSE);
      show_notes (self);
      return;
    }
  if (!is_same)
    {
      self->table = clv_table_ref (mapping->table);
      show_notes (self);
    }
  /* Pages stay as they are while the user goes on, so that no column is passed over. */
  if (self->page == 0)
    put_in_order (self, mapping);

  first = MIN (self->page * MAX_COLUMNS, self->order->len);
  n = MIN (MAX_COLUMNS, self->order->len - first);
  g_array_append_vals (columns, &g_array_index (self->order, guint, first), n);
  g_array_sort (columns, compare_columns);
  n_rows = MIN (N_ROWS, clv_table_get_n_rows (self->table));
  for (guint i = 0; i < n; i++)
    add_column (self, mapping, g_array_index (columns, guint, i), n_rows);
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (rows, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (self->rows, 0, 0, rows->pdata, rows->len);
  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (self->scroller), 0);
  show_pager (self, first, n);
}

/**
 * clv_preview_grid_set_provisional:
 * @provisional: whether only the first rows of the sheet are there
 *
 * Roles that were recognised from the first rows have a quiet mark.
 */
void
clv_preview_grid_set_provisional (ClvPreviewGrid *self,
                                  gboolean        provisional)
{
  g_return_if_fail (CLV_IS_PREVIEW_GRID (self));

  if (provisional)
    gtk_widget_add_css_class (GTK_WIDGET (self), "provisional");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "provisional");
}
