/* clv-coverage-bar.h - which share kept a promise, beside the share that was promised
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CLV_TYPE_COVERAGE_BAR (clv_coverage_bar_get_type ())
G_DECLARE_FINAL_TYPE (ClvCoverageBar, clv_coverage_bar, CLV, COVERAGE_BAR, GtkWidget)

GtkWidget *clv_coverage_bar_new (void);
/* Both from 0 to 1; @kept fills the bar, @promised is marked on it. */
void       clv_coverage_bar_set (ClvCoverageBar *self,
                                 double          kept,
                                 double          promised);

G_END_DECLS
