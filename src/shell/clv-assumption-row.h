/* clv-assumption-row.h - one assumption: what it is, what it is now, what was wrong with what was typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-findings.h"

G_BEGIN_DECLS

#define CLV_TYPE_ASSUMPTION_ROW (clv_assumption_row_get_type ())
G_DECLARE_FINAL_TYPE (ClvAssumptionRow, clv_assumption_row, CLV, ASSUMPTION_ROW, AdwActionRow)

/* Signal “committed” (key, value): the user wants it so. */
GtkWidget *clv_assumption_row_new        (const char           *key);
/* The value that holds, and where it comes from. */
void       clv_assumption_row_show       (ClvAssumptionRow     *self,
                                          const ClvAssumptions *assumptions,
                                          ClvFindings          *findings);
void       clv_assumption_row_show_value (ClvAssumptionRow     *self,
                                          const ClvAssumptions *assumptions);
/* The value that holds in place of what was typed. */
void       clv_assumption_row_reset      (ClvAssumptionRow     *self);
/* What was wrong with the last value; NULL when nothing was. */
void       clv_assumption_row_set_error  (ClvAssumptionRow     *self,
                                          const char           *message);

G_END_DECLS
