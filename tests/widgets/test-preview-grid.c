/* test-preview-grid.c - the first rows of a sheet with very many columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-display-test.h"
#include "clv-preview-grid.h"
#include "clv-table-builder.h"

#define N_COLUMNS 200
/* Where the columns that mean something stand. */
#define CUSTOMER 150
#define DATE 170
#define AMOUNT 199

static ClvMapping *
wide_mapping (void)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("wide.csv", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (ClvTable) table = NULL;
  ClvMapping *mapping;

  for (guint row = 0; row < 3; row++)
    {
      for (guint column = 0; column < N_COLUMNS; column++)
        {
          g_autofree char *text = g_strdup_printf ("%s%u", row == 0 ? "C" : "x", column);

          clv_table_builder_add_text (builder, column, text, strlen (text));
        }
      clv_table_builder_end_row (builder, row + 1);
    }
  table = clv_table_builder_finish (builder, problems);
  g_ptr_array_add (tables, table);
  mapping = clv_mapping_recognise (tables);
  clv_mapping_set_kind (mapping, 0, CLV_KIND_ORDERS);
  for (guint column = 0; column < N_COLUMNS; column++)
    clv_mapping_set_role (mapping, 0, column,
                          column == CUSTOMER ? CLV_ROLE_CUSTOMER
                          : column == DATE   ? CLV_ROLE_DATE
                          : column == AMOUNT ? CLV_ROLE_AMOUNT
                                             : CLV_ROLE_NONE);
  return mapping;
}

static GtkWidget *
find_named (GtkWidget  *root,
            const char *type_name)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (root), type_name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, type_name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static char *
dup_titles (GtkWidget *grid)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (find_named (grid, "GtkColumnView")));
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_string_append_printf (titles, "%s ", gtk_column_view_column_get_title (column));
    }
  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
wanted_cb (ClvPreviewGrid *grid,
           ClvMapping     *mapping)
{
  clv_preview_grid_set (grid, clv_mapping_get_table (mapping, 0));
}

static void
press (GtkWidget  *grid,
       const char *tooltip)
{
  GtkWidget *pager = gtk_widget_get_last_child (gtk_widget_get_first_child (grid));

  for (GtkWidget *child = gtk_widget_get_first_child (pager); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (gtk_widget_get_tooltip_text (child), tooltip) == 0)
      {
        g_assert_true (gtk_widget_get_sensitive (child));
        g_signal_emit_by_name (child, "clicked");
        return;
      }
  g_assert_not_reached ();
}

/* 60 columns a page: the three with a role and 57 others, then 60, 60, and the 20 that are left. */
static void
test_pages (void)
{
  g_autoptr (ClvMapping) mapping = wide_mapping ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *grid = g_object_new (CLV_TYPE_PREVIEW_GRID, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  g_signal_connect (grid, "columns-wanted", G_CALLBACK (wanted_cb), mapping);
  gtk_window_set_child (GTK_WINDOW (window), grid);
  gtk_window_present (GTK_WINDOW (window));
  clv_preview_grid_set (CLV_PREVIEW_GRID (grid), clv_mapping_get_table (mapping, 0));
  first = dup_titles (grid);
  g_assert_true (g_str_has_prefix (first, "C0 C1 C2 "));
  g_assert_true (g_str_has_suffix (first, " C56 C150 C170 C199 "));

  for (guint page = 0; page < 4; page++)
    {
      g_autofree char *titles = dup_titles (grid);
      g_auto (GStrv) words = g_strsplit (g_strchomp (titles), " ", -1);

      g_assert_cmpuint (g_strv_length (words), ==, page < 3 ? 60 : 20);
      for (guint i = 0; words[i] != NULL; i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (words[i])));
      /* The same mapping once more, as after another reading: the page stays. */
      clv_preview_grid_set (CLV_PREVIEW_GRID (grid), clv_mapping_get_table (mapping, 0));
      if (page < 3)
        press (grid, "More Columns");
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, N_COLUMNS);

  for (guint page = 3; page > 0; page--)
    press (grid, "Previous Columns");
  again = dup_titles (grid);
  g_assert_cmpstr (again, ==, first);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  clv_display_test_init (&argc, &argv);
  g_test_add_func ("/widgets/preview-grid/very-many-columns-come-in-pages", test_pages);
  return g_test_run ();
}
