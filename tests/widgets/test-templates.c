/* test-templates.c - every widget of this layer can be made, with warnings fatal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-bar-cell.h"
#include "clv-chart-view.h"
#include "clv-customer-table.h"
#include "clv-display-test.h"
#include "clv-interval-cell.h"
#include "clv-level-cell.h"
#include "clv-mapping-chip.h"
#include "clv-metric-card.h"
#include "clv-preview-grid.h"
#include "clv-problems-view.h"
#include "clv-reconciliation-bar.h"
#include "clv-sparkline.h"
#include "clv-text-table.h"

/* Shown in a window, so that measuring and style run too; nothing may keep it alive afterwards. */
static void
test_made_shown_and_freed (gconstpointer data)
{
  GType type = *(const GType *) data;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = g_object_new (type, NULL);

  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (widget);
}

int
main (int    argc,
      char **argv)
{
  static GType types[12];
  guint n = 0;

  clv_display_test_init (&argc, &argv);
  types[n++] = CLV_TYPE_BAR_CELL;
  types[n++] = CLV_TYPE_CHART_VIEW;
  types[n++] = CLV_TYPE_CUSTOMER_TABLE;
  types[n++] = CLV_TYPE_INTERVAL_CELL;
  types[n++] = CLV_TYPE_LEVEL_CELL;
  types[n++] = CLV_TYPE_MAPPING_CHIP;
  types[n++] = CLV_TYPE_METRIC_CARD;
  types[n++] = CLV_TYPE_PREVIEW_GRID;
  types[n++] = CLV_TYPE_PROBLEMS_VIEW;
  types[n++] = CLV_TYPE_RECONCILIATION_BAR;
  types[n++] = CLV_TYPE_SPARKLINE;
  types[n++] = CLV_TYPE_TEXT_TABLE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/widgets/templates/%s-is-made-shown-and-freed", g_type_name (types[i]));

      g_test_add_data_func (path, &types[i], test_made_shown_and_freed);
    }
  return g_test_run ();
}
