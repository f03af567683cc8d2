/* test-chart-view.c - a chart on screen speaks, moves its cut line, and has a twin as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-chart-copy.h"
#include "clv-chart-draw.h"
#include "clv-chart-view.h"
#include "clv-display-test.h"
#include "clv-format.h"

static ClvChart *
sample_chart (void)
{
  ClvChart *chart = clv_chart_new ("sample", "Revenue grows", "Money by quarter");
  const char *const categories[] = { "Q1", "Q2", "Q3", NULL };
  const double y[] = { 100, 150.5, NAN };

  clv_chart_set_x_categories (chart, categories);
  clv_chart_add_series (chart, "Revenue", CLV_MARK_COLUMN, CLV_COLOUR_REVENUE, 3, NULL, y, NULL);
  chart->description = g_strdup ("Three quarters: 100, 150.50, none.");
  return chart;
}

static GtkWidget *
find_area (GtkWidget *widget)
{
  if (GTK_IS_DRAWING_AREA (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_area (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_words_reach_the_screen_reader (void)
{
  ClvChartView *view = CLV_CHART_VIEW (g_object_ref_sink (clv_chart_view_new ()));
  GtkWidget *area = find_area (GTK_WIDGET (view));

  clv_chart_view_take_chart (view, sample_chart ());
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, "Revenue grows");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Three quarters: 100, 150.50, none.");
  g_object_unref (view);
}

static void
moved_cb (ClvChartView *view,
          double        value,
          double       *moved)
{
  *moved = value;
}

static void
test_cut_is_where_it_was_put (void)
{
  ClvChartView *view = CLV_CHART_VIEW (g_object_ref_sink (clv_chart_view_new ()));
  double moved = NAN;

  g_signal_connect (view, "cut-moved", G_CALLBACK (moved_cb), &moved);
  g_assert_true (isnan (clv_chart_view_get_cut (view)));
  clv_chart_view_take_chart (view, sample_chart ());
  clv_chart_view_set_cut (view, 0.25);
  g_assert_cmpfloat (clv_chart_view_get_cut (view), ==, 0.25);
  /* Told only when the user moves it, else page and view would answer each other for ever. */
  g_assert_true (isnan (moved));
  g_object_unref (view);
}

static void
test_table_has_the_same_figures (void)
{
  g_autoptr (ClvChart) chart = sample_chart ();
  ClvTextTable *table = CLV_TEXT_TABLE (g_object_ref_sink (clv_text_table_new ()));
  g_autofree char *second = clv_format_number (150.5, 2);

  clv_chart_copy_to_table (chart, table);
  g_assert_cmpuint (clv_text_table_get_n_rows (table), ==, 3);
  g_assert_cmpstr (clv_text_table_get_text (table, 0, 0), ==, "Q1");
  g_assert_cmpstr (clv_text_table_get_text (table, 0, 1), ==, "100");
  g_assert_cmpstr (clv_text_table_get_text (table, 1, 1), ==, second);
  g_assert_cmpstr (clv_text_table_get_text (table, 2, 1), ==, "–");
  g_object_unref (table);
}

static void
test_pasted_text_is_exact (void)
{
  g_autoptr (ClvChart) chart = sample_chart ();
  g_autofree char *text = clv_chart_copy_to_text (chart);

  g_assert_cmpstr (strchr (text, '\n') + 1, ==, "Q1\t100\nQ2\t150.5\nQ3\t\n");
}

typedef struct
{
  char       *text;
  GdkTexture *texture;
  gboolean    done;
} Pasted;

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Pasted *pasted = data;

  pasted->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  pasted->done = TRUE;
}

static void
texture_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Pasted *pasted = data;

  pasted->texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);
  pasted->done = TRUE;
}

static gboolean
is_pasted (gpointer data)
{
  return ((Pasted *) data)->done;
}

static void
test_clipboard_has_picture_and_figures (void)
{
  g_autoptr (ClvChart) chart = sample_chart ();
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  cairo_surface_t *surface = clv_chart_to_surface (chart, 400, 300, 2, &CLV_CHART_THEME_LIGHT);
  Pasted text = { 0 }, picture = { 0 };

  clv_chart_copy_to_clipboard (chart, surface, clipboard);
  cairo_surface_destroy (surface);
  gdk_clipboard_read_text_async (clipboard, NULL, text_cb, &text);
  clv_display_test_wait (is_pasted, &text);
  gdk_clipboard_read_texture_async (clipboard, NULL, texture_cb, &picture);
  clv_display_test_wait (is_pasted, &picture);

  g_assert_nonnull (strstr (text.text, "Q2\t150.5"));
  g_assert_cmpint (gdk_texture_get_width (picture.texture), ==, 800);
  g_assert_cmpint (gdk_texture_get_height (picture.texture), ==, 600);
  g_free (text.text);
  g_object_unref (picture.texture);
}

int
main (int    argc,
      char **argv)
{
  /* Keeps what would be spoken, for the test to read. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  clv_display_test_init (&argc, &argv);
  g_test_add_func ("/widgets/chart-view/words-reach-the-screen-reader", test_words_reach_the_screen_reader);
  g_test_add_func ("/widgets/chart-view/cut-is-where-it-was-put", test_cut_is_where_it_was_put);
  g_test_add_func ("/widgets/chart-view/table-has-the-same-figures", test_table_has_the_same_figures);
  g_test_add_func ("/widgets/chart-view/pasted-text-is-exact", test_pasted_text_is_exact);
  g_test_add_func ("/widgets/chart-view/clipboard-has-picture-and-figures", test_clipboard_has_picture_and_figures);
  return g_test_run ();
}
