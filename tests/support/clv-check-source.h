/* clv-check-source.h - whether what was read holds together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-source.h"

G_BEGIN_DECLS

/* Aborts unless every table is whole: columns of one length, codes inside of the dictionary, counts that add up,
 * all text valid UTF-8. Decides the readings of the columns on the way. */
void clv_check_source (const ClvSource *source);
/* Reads a file of any kind, and aborts unless it is either read and whole, or refused in words. */
void clv_check_path   (const char           *path,
                       const ClvReadOptions *options);
/* All that was read of a file, in 40 hexadecimal digits: equal when the tables are. (transfer full) */
char *clv_check_dup_digest (const ClvSource *source);

G_END_DECLS
