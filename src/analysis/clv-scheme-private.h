/* clv-scheme-private.h - how schemes are made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-analysis-private.h"
#include "clv-scheme.h"

G_BEGIN_DECLS

/* With @n names, and nobody in a segment yet. */
ClvScheme *clv_scheme_start         (const ClvFindings *findings,
                                     const char        *id,
                                     const char        *title,
                                     const char *const *names,
                                     guint              n,
                                     gboolean           has_order,
                                     guint              rest);
/* Segments by the value of their customers, best first, ties by name, the rest last; those with nobody go. */
void       clv_scheme_sort_by_value (ClvScheme         *self,
                                     const ClvFindings *findings);

G_END_DECLS
