/* clv-header-names-private.h - one name a column from a header of several rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-table-builder-private.h"

G_BEGIN_DECLS

/* Whether @row names groups of the columns that the next row names; a title does not. */
gboolean clv_header_row_names_groups (const GPtrArray *head_rows,
                                      guint            row,
                                      const GArray    *merges);
/* “2024 / Revenue”, “Amount (EUR)”: from the rows @first to @n_names - 1, and the units in those after them. */
void     clv_header_join_names       (const GPtrArray *head_rows,
                                      guint            first,
                                      guint            n_names,
                                      const GArray    *merges,
                                      char           **headers,
                                      guint            n_headers);

G_END_DECLS
