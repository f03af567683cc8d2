/* clv-widgets.c - makes the widgets of this layer known to templates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-widgets.h"

#include "clv-chart-view.h"
#include "clv-customer-table.h"
#include "clv-mapping-chip.h"
#include "clv-metric-card.h"
#include "clv-preview-grid.h"
#include "clv-problems-view.h"
#include "clv-reconciliation-bar.h"
#include "clv-sparkline.h"
#include "clv-text-table.h"
#include "clv-ui-resources.h"

/**
 * clv_widgets_init:
 *
 * Registers the templates, the style and the icons, and the types that templates
 * name. May be called again; needs no display.
 */
void
clv_widgets_init (void)
{
  /* The generated constructor is dropped by the linker when nothing refers to its object. */
  g_resources_register (clv_ui_get_resource ());

  g_type_ensure (CLV_TYPE_CHART_VIEW);
  g_type_ensure (CLV_TYPE_CUSTOMER_TABLE);
  g_type_ensure (CLV_TYPE_MAPPING_CHIP);
  g_type_ensure (CLV_TYPE_METRIC_CARD);
  g_type_ensure (CLV_TYPE_PREVIEW_GRID);
  g_type_ensure (CLV_TYPE_PROBLEMS_VIEW);
  g_type_ensure (CLV_TYPE_RECONCILIATION_BAR);
  g_type_ensure (CLV_TYPE_SPARKLINE);
  g_type_ensure (CLV_TYPE_TEXT_TABLE);
}
