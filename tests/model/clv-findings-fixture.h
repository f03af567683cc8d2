/* clv-findings-fixture.h - findings from a few lines of text, for the tests of the model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"
#include "clv-table-builder.h"

G_BEGIN_DECLS

/* A table from lines of cells separated by '|', the first one the headers. Cells in columns whose header ends
 * in '#' are numbers (the '#' is no part of the header). */
ClvTable    *clv_fixture_table    (const char *file,
                                   const char *text);
/* “Customer” “Order” “Date” “Amount” “Country” of orders, and “Customer” “Name” of an optional master. */
ClvFindings *clv_fixture_findings (const char           *orders,
                                   const char           *master,
                                   const ClvAssumptions *assumptions);
/* The same ledger under other assumptions. */
ClvFindings *clv_fixture_again    (ClvFindings          *findings,
                                   const ClvAssumptions *assumptions);
/* @n customers c0 … with one order each and many equal amounts. */
ClvFindings *clv_fixture_many     (guint32 n);

G_END_DECLS
