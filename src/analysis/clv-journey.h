/* clv-journey.h - the stage each customer has reached, against the own rhythm: FEATURES.md, F-43
 *
 * The rhythm of the crowd is the median of all days between two purchases of a customer. The rhythm of a customer is the mean of their
 * own days between purchases and one of the crowd: who came back once after a year does not have the rhythm of a year yet. With s the
 * days since the last purchase:
 *   prospect        nothing bought yet
 *   first purchase  one purchase day, s up to `lapsed` times the rhythm of the crowd
 *   repeat          two purchase days or more, fewer than `regular-days`; s up to `slowing` times the rhythm
 *   regular         as many as `regular-days`
 *   reactivated     came back after a silence of more than `lapsed` times the rhythm that was theirs until then; s as above
 *   slowing         s above `slowing` times the rhythm
 *   lapsed          s above `lapsed` times the rhythm
 * The three thresholds are assumptions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-scheme.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_STAGE_PROSPECT,
  CLV_STAGE_FIRST_PURCHASE,
  CLV_STAGE_REPEAT,
  CLV_STAGE_REGULAR,
  CLV_STAGE_REACTIVATED,
  CLV_STAGE_SLOWING,
  CLV_STAGE_LAPSED,
  CLV_N_STAGES,
} ClvStage;

/* The step from the first purchase to the second. */
typedef struct
{
  guint32 buyers;            /* with a purchase day */
  guint32 repeaters;         /* with a second one */
  double  one_off_share;     /* of the buyers; NaN without buyers */
  double  second_rate;       /* 1 − one_off_share */
  double  second_days_median; /* days to the second purchase, of those who made it; NaN without */
} ClvSecondPurchase;

const char *clv_stage_to_id              (ClvStage stage); /* “first-purchase” */
const char *clv_stage_get_title          (ClvStage stage); /* translated */
/* Segment and stage have the same number. (transfer full) */
ClvScheme  *clv_scheme_new_of_journey    (const ClvFindings *findings);
void        clv_findings_second_purchase (const ClvFindings *findings,
                                          ClvSecondPurchase *second);

G_END_DECLS
