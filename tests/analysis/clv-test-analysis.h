/* clv-test-analysis.h - findings from small tables written in the test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

/* FEATURES.md, part C: the golden toy data. Costs without a day there are dated within their year. */
extern const char *const clv_test_toy_orders;
extern const char *const clv_test_toy_costs;

/* Tables as text, cells separated by “;”, rows by line ends; @costs, of costs or of customers, may be NULL. @settings: “key=value key=value”. */
ClvLedger   *clv_test_read     (const char *orders,
                                const char *costs);
ClvFindings *clv_test_analyse  (const char *orders,
                                const char *costs,
                                const char *settings);
/* Takes the ledger. */
ClvFindings *clv_test_analyse_ledger (ClvLedger  *ledger,
                                      const char *settings);
double       clv_test_metric   (const ClvFindings *findings,
                                const char        *id);
const char  *clv_test_reason   (const ClvFindings *findings,
                                const char        *id);
guint32      clv_test_customer (const ClvFindings *findings,
                                const char        *id);
/* The period that starts on the ISO date @start. */
const ClvPeriod *clv_test_period (const ClvFindings *findings,
                                  ClvPeriodKind      kind,
                                  const char        *start);
const ClvSegment *clv_test_segment (const ClvFindings *findings,
                                    const char        *scheme,
                                    const char        *name);
gboolean     clv_test_has_sentence (char *const *sentences,
                                    const char  *words);

G_END_DECLS
