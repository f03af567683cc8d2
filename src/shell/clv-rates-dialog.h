/* clv-rates-dialog.h - what one unit of each currency is worth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-project.h"

G_BEGIN_DECLS

#define CLV_TYPE_RATES_DIALOG (clv_rates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ClvRatesDialog, clv_rates_dialog, CLV, RATES_DIALOG, AdwWindow)

/* Signal “rates-entered” (currency, rates): the currency to convert into, and “USD=0.92 GBP=1.17” for the others. */
/* @currencies: the ones of the data; @currency (nullable) and @rates (nullable): what was entered before. */
ClvRatesDialog *clv_rates_dialog_new (GtkWindow         *parent,
                                      const char *const *currencies,
                                      const char        *currency,
                                      const char        *rates);
/* Asks over the window of @widget for the currencies of @project, and gives it the answer. */
void            clv_rates_dialog_ask (GtkWidget  *widget,
                                      ClvProject *project);

G_END_DECLS
