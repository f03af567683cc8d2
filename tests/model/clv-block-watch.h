/* clv-block-watch.h - how long the main thread is kept busy between two looks at the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void   clv_block_watch_start       (void);
/* One iteration of the main context, which waits for events as usual. */
void   clv_block_watch_iterate     (void);
double clv_block_watch_longest_ms  (void); /* CPU time of this thread, without waiting */
double clv_block_watch_elapsed_ms  (void); /* since start, with waiting */

G_END_DECLS
