/* clv-chart-copy.h - a chart as a table of texts, on screen and on the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-chart.h"
#include "clv-text-table.h"

G_BEGIN_DECLS

void  clv_chart_copy_to_table     (const ClvChart  *chart,
                                   ClvTextTable    *table);
/* The picture, and the figures as tab-separated text. */
void  clv_chart_copy_to_clipboard (const ClvChart  *chart,
                                   cairo_surface_t *surface,
                                   GdkClipboard    *clipboard);
/* The figures with a header, full precision, tab-separated. (transfer full) */
char *clv_chart_copy_to_text      (const ClvChart  *chart);

G_END_DECLS
