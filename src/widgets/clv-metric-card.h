/* clv-metric-card.h - one number with its unit, its change, and why it is what it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CLV_TYPE_METRIC_CARD (clv_metric_card_get_type ())
G_DECLARE_FINAL_TYPE (ClvMetricCard, clv_metric_card, CLV, METRIC_CARD, AdwBin)

GtkWidget  *clv_metric_card_new        (void);
/* @unit stands small beside the value: “per customer”. */
void        clv_metric_card_set_value  (ClvMetricCard *self,
                                        const char    *title,
                                        const char    *value,
                                        const char    *unit);
/* The line below: a change against a named period, or the basis. @direction: 1 better, -1 worse, 0 neither. */
void        clv_metric_card_set_note   (ClvMetricCard *self,
                                        const char    *note,
                                        int            direction);
void        clv_metric_card_set_series (ClvMetricCard *self,
                                        const double  *values,
                                        gsize          n,
                                        gboolean       profit);
/* “Why this number?”: @formula, and pairs of input name and value ended by NULL. */
void        clv_metric_card_set_why    (ClvMetricCard     *self,
                                        const char        *formula,
                                        const char *const *inputs);

G_END_DECLS
