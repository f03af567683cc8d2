/* clv-random-ledger.h - random orders and costs of all types, with and without customers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *orders, *costs; /* lines without their headers */
} ClvRandomLedger;

extern const char *const clv_random_orders_header;
extern const char *const clv_random_costs_header;

/* Money is multiplied by @factor, which makes whole cents. */
void  clv_random_ledger_init     (ClvRandomLedger *self,
                                  guint32          seed,
                                  int              factor);
void  clv_random_ledger_clear    (ClvRandomLedger *self);
void  clv_random_lines_shuffle   (GPtrArray       *lines,
                                  guint32          seed);
/* (transfer full) Lines @from … @to - 1 under @header. */
char *clv_random_lines_dup_table (const GPtrArray *lines,
                                  const char      *header,
                                  guint            from,
                                  guint            to);

G_END_DECLS
