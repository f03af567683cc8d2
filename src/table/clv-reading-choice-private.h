/* clv-reading-choice-private.h - the reading that the evidence leaves, and the sentence that says why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-evidence-private.h"

G_BEGIN_DECLS

/* Each fills in its part of @self, and gives the sentence. (transfer full) */
char *clv_reading_choose_mark    (ClvReading        *self,
                                  const ClvColumn   *column,
                                  const ClvEvidence *evidence);
char *clv_reading_choose_order   (ClvReading        *self,
                                  const ClvColumn   *column,
                                  const ClvEvidence *evidence);
char *clv_reading_describe_text  (const ClvColumn   *column,
                                  const ClvEvidence *evidence);
/* Adds to the sentence when the years are those of another calendar. */
void  clv_reading_doubt_calendar (ClvReading        *self);

G_END_DECLS
