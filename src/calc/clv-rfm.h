/* clv-rfm.h - recency, frequency, monetary value: scores 1 to 5 and the eleven segments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include "clv-status.h"

typedef enum
{
  CLV_RFM_CHAMPIONS,
  CLV_RFM_LOYAL,
  CLV_RFM_POTENTIAL_LOYALIST,
  CLV_RFM_NEW_CUSTOMERS,
  CLV_RFM_PROMISING,
  CLV_RFM_NEED_ATTENTION,
  CLV_RFM_ABOUT_TO_SLEEP,
  CLV_RFM_AT_RISK,
  CLV_RFM_CANNOT_LOSE_THEM,
  CLV_RFM_HIBERNATING,
  CLV_RFM_LOST,
  CLV_N_RFM_SEGMENTS
} ClvRfmSegment;

/* Scores are 1 … 5, 5 is best; equal inputs get equal scores. NaN is CLV_DOMAIN.
 * Recency: days since the last purchase, fewer are better. Quintiles. */
ClvStatus     clv_rfm_score_recency   (size_t        n,
                                       const double *days_since,
                                       uint8_t      *score);
/* Purchase days, >= 1: one day is 1, the others are split into 2 … 5. */
ClvStatus     clv_rfm_score_frequency (size_t        n,
                                       const double *purchase_days,
                                       uint8_t      *score);
/* Quintiles, more is better. */
ClvStatus     clv_rfm_score_monetary  (size_t        n,
                                       const double *value,
                                       uint8_t      *score);
/* 1 and one more for each of four ascending @cuts that the value reaches. */
ClvStatus     clv_rfm_score_cuts      (size_t        n,
                                       const double *value,
                                       const double  cuts[4],
                                       uint8_t      *score);
/* Fifths of one size, more is better: equal values are split by @tie_order, as in clv_rank_descending(). */
ClvStatus     clv_rfm_score_even      (size_t          n,
                                       const double   *value,
                                       const uint32_t *tie_order,
                                       uint8_t        *score);
/* A score outside 1 … 5 counts as the nearest one inside. */
ClvRfmSegment clv_rfm_segment         (unsigned      r,
                                       unsigned      f,
                                       unsigned      m);
/* Stable id: “champions” … “lost”. Static text; NULL when there is no such segment. */
const char   *clv_rfm_segment_id      (ClvRfmSegment segment);
