/* clv-overview-cards.h - which figures stand on the cards of the overview, and how they read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"
#include "clv-metric-card.h"

G_BEGIN_DECLS

#define CLV_N_OVERVIEW_CARDS 8

/* Fills card @index. @period: index into the periods of @kind, or -1 for all data. */
void clv_overview_cards_show (ClvMetricCard     *card,
                              guint              index,
                              const ClvFindings *findings,
                              ClvPeriodKind      kind,
                              int                period);
/* “Each active customer earned you €169 – 23 % more than in 2016”. (transfer full) */
char *clv_overview_cards_headline (const ClvFindings *findings);

G_END_DECLS
