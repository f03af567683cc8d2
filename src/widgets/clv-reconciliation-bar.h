/* clv-reconciliation-bar.h - the proof that nothing is lost: file total = used + left out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-book.h"

G_BEGIN_DECLS

#define CLV_TYPE_RECONCILIATION_BAR (clv_reconciliation_bar_get_type ())
G_DECLARE_FINAL_TYPE (ClvReconciliationBar, clv_reconciliation_bar, CLV, RECONCILIATION_BAR, AdwBin)

/* NULL @reconciliation: still being worked out. @currency: for the amounts, "" when unknown. */
void clv_reconciliation_bar_set (ClvReconciliationBar    *self,
                                 const ClvReconciliation *reconciliation,
                                 const char              *currency);

G_END_DECLS
