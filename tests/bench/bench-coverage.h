/* bench-coverage.h - how often intervals hold what they say, on simulated customers, and what no fit may end in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

/* Each gives what the program is to end with. */
int bench_coverage (int     n_sets,
                    guint64 seed);
int bench_robust   (gsize   most);
