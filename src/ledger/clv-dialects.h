/* clv-dialects.h - programs whose exports use words in a sense of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-role.h"

G_BEGIN_DECLS

typedef struct _ClvDialect ClvDialect;

/* The program that writes these headers, NULL when it is none of those known.
 * @normalised: of clv_synonyms_normalise(), one a column */
const ClvDialect *clv_dialect_find     (char *const *normalised,
                                        guint        n_columns);
/* What the program means by the header: CLV_ROLE_NONE where it looks like a role and is none, CLV_N_ROLES where the
 * general words say enough. */
ClvRole           clv_dialect_get_role (const ClvDialect *self,
                                        const char       *normalised);

G_END_DECLS
