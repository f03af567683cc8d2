/* clv-contender-card.h - one way to predict, and how wrong it was on the months that were held out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-prediction.h"

G_BEGIN_DECLS

#define CLV_TYPE_CONTENDER_CARD (clv_contender_card_get_type ())
G_DECLARE_FINAL_TYPE (ClvContenderCard, clv_contender_card, CLV, CONTENDER_CARD, AdwBin)

GtkWidget *clv_contender_card_new (void);
/* @is_used: it values the customers; @is_winner: it came closest; @largest: error that fills a bar. */
void       clv_contender_card_show (ClvContenderCard   *self,
                                    const ClvHoldout   *holdout,
                                    const ClvContender *contender,
                                    gboolean            is_used,
                                    gboolean            is_winner,
                                    double              largest);

G_END_DECLS
