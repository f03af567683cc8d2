/* clv-window.h - the window: which page is on screen, and what the user can do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-project.h"

G_BEGIN_DECLS

#define CLV_TYPE_WINDOW (clv_window_get_type ())
G_DECLARE_FINAL_TYPE (ClvWindow, clv_window, CLV, WINDOW, AdwApplicationWindow)

ClvWindow  *clv_window_new         (GtkApplication *application);
ClvProject *clv_window_get_project (ClvWindow      *self);
/* @files: (element-type GFile) */
void        clv_window_open        (ClvWindow      *self,
                                    GPtrArray      *files);

G_END_DECLS
