/* clv-header-scale.h - “(k€)”, “TEUR”, “in cents”: headers that say how much one of their numbers is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-mapping.h"

G_BEGIN_DECLS

double  clv_header_find_scale     (const char *header);
/* Without the words that say it; the currency stays. (transfer full) */
char   *clv_header_without_scale  (const char *header);
/* What the numbers of the column are multiplied with: 1 unless its role is money and its header says more. */
double  clv_table_mapping_get_scale (const ClvTableMapping *mapping,
                                     guint                  column);
/* As clv_reading_numbers(), in whole units of the currency. (transfer full) */
double *clv_table_mapping_read_numbers (const ClvTableMapping *mapping,
                                        guint                  column);
/* Adds to the evidence of the column what its header says of its numbers. */
void    clv_table_mapping_tell_scale (ClvTableMapping *mapping,
                                      guint            column);

G_END_DECLS
