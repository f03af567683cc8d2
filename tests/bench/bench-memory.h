/* bench-memory.h - what the models hold in memory, and how much of it at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

/* @n customers of up to @oldest days, 189 and above: the older, the fewer have the same history. Gives what the program is to
 * end with. */
int bench_memory (gsize n,
                  gsize oldest);
