/* clv-migration.h - who moved from which segment into which, between two dates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

/* From row i to column j. The last name stands for those who are not customers then. */
typedef struct
{
  guint    n;          /* segments, and one more for nobody's */
  char   **names;      /* of both sides */
  guint32 *customers;  /* n × n */
  double  *value_from, *value_to; /* n × n: what these customers were worth on each date */
  guint32  n_customers;
  guint32 *from_of, *to_of; /* by customer: index of the name */
} ClvMigration;

/* (nullable) Between findings as of two dates, of one ledger; NULL when a side has no such scheme. */
ClvMigration *clv_migration_new            (const ClvFindings *from,
                                            const ClvFindings *to,
                                            const char        *scheme);
/* By codes of any origin, as far as they are below @n_names; the others are not customers then. */
ClvMigration *clv_migration_new_from_codes (guint32            n_customers,
                                            const guint32     *from,
                                            const guint32     *to,
                                            const double      *value_from, /* NaN counts as 0 */
                                            const double      *value_to,
                                            guint              n_names,
                                            const char *const *names);
void          clv_migration_free           (ClvMigration      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvMigration, clv_migration_free)
/* (transfer full) (element-type guint32) the customers behind a cell */
GArray       *clv_migration_dup_customers  (const ClvMigration *self,
                                            guint              from,
                                            guint              to);

G_END_DECLS
