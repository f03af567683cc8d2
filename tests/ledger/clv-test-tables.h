/* clv-test-tables.h - small tables from text, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-ledger.h"

G_BEGIN_DECLS

/* Rows separated by newlines, cells by ';', the header first. Adds to @tables. */
void       clv_test_add_table (GPtrArray  *tables,
                               const char *file,
                               const char *sheet,
                               const char *text);
GPtrArray *clv_test_tables    (const char *text);
ClvLedger *clv_test_ledger    (GPtrArray *tables);

G_END_DECLS
