/* clv-method-row.h - one formula of lifetime value in a list: what it gives, and why others give something else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-findings.h"

G_BEGIN_DECLS

/* @currency: a sign; "" when unknown. */
GtkWidget *clv_method_row_new        (const ClvMethod  *method,
                                      const char       *currency);
/* Fills a list with all of them. */
void       clv_method_row_fill_list  (GtkListBox        *list,
                                      const ClvFindings *findings);
/* The same after the prediction and the ways to predict. */
void       clv_method_row_fill_all   (GtkListBox        *list,
                                      const ClvFindings *findings);
/* (transfer full) What the formulas were given. */
char      *clv_method_row_dup_inputs (const ClvFindings *findings);

G_END_DECLS
