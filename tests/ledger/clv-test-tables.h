/* clv-test-tables.h - small tables from text, and what became of them, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-book.h"

G_BEGIN_DECLS

/* Rows separated by newlines, cells by ';', the header first. Adds to @tables. */
void        clv_test_add_table      (GPtrArray       *tables,
                                     const char      *file,
                                     const char      *sheet,
                                     const char      *text);
/* No tables yet. */
GPtrArray  *clv_test_new_tables     (void);
GPtrArray  *clv_test_tables         (const char      *text);
ClvLedger  *clv_test_ledger         (GPtrArray       *tables);
ClvBook    *clv_test_book           (ClvLedger       *ledger,
                                     const ClvRules  *rules);
/* The sum over all rows. */
double      clv_test_add_amounts    (const ClvLedger *ledger);
/* How often a problem of this kind was met; 0 if it is not told. */
guint       clv_test_count_problems (const ClvLedger *ledger,
                                     const char      *kind);
/* Text @index of a problem that is told. */
const char *clv_test_get_example    (const ClvLedger *ledger,
                                     const char      *kind,
                                     guint            index);

G_END_DECLS
