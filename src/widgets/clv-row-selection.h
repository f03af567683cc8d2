/* clv-row-selection.h - the one selected customer, kept by row id and not by position
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "clv-customer-list.h"

G_BEGIN_DECLS

#define CLV_TYPE_ROW_SELECTION (clv_row_selection_get_type ())
G_DECLARE_FINAL_TYPE (ClvRowSelection, clv_row_selection, CLV, ROW_SELECTION, GObject)

/* Property “row” (uint, G_MAXUINT32 for none) notifies when another customer is selected. */
ClvRowSelection *clv_row_selection_new     (ClvCustomerList *list);
guint32          clv_row_selection_get_row (ClvRowSelection *self);
void             clv_row_selection_set_row (ClvRowSelection *self,
                                            guint32          row);

G_END_DECLS
