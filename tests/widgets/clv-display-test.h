/* clv-display-test.h - what tests with a display share: their own home, waiting, the toy data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-project.h"

G_BEGIN_DECLS

/* To be called first. Ends the program with a named skip when there is no display. */
void         clv_display_test_init      (int          *argc,
                                         char       ***argv);
typedef gboolean (*ClvDisplayTestDone)  (gpointer      data);
/* Runs the main loop until @done says so; fails after half a minute. */
void         clv_display_test_wait      (ClvDisplayTestDone done,
                                         gpointer      data);
/* The golden toy data of FEATURES.md, part C, as two files. (transfer full) (element-type GFile) */
GPtrArray   *clv_display_test_toy       (void);
/* A project with the results of the toy data. (transfer full) */
ClvProject  *clv_display_test_project   (void);

G_END_DECLS
