/* clv-rfm.c - recency, frequency, monetary value: scores 1 to 5 and the eleven segments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rfm.h"

#include <math.h>
#include <stdlib.h>

#include "clv-rank.h"

/* 5 · 0.6 must not become 3.0000000000000004, which rounds up to 4. */
#define ROUNDING 1e-9

/* The segment of each of the 125 codes, one letter each. Written as a picture:
 * a line for each R, a word for each F from 1 to 5, a letter for each M from 1 to 5. */
static const char code_letters[5][5][6] = {
  { "OOXXX", "OHHRR", "OHRRR", "ORRXR", "ORRXX" },
  { "HHSXX", "SHHRR", "SHHRR", "SRRRR", "SRRRR" },
  { "NSMMM", "SHPAA", "SHPAL", "PPALL", "PPPLL" },
  { "NNMMM", "NNPMM", "PPPAL", "PPALC", "PPPCC" },
  { "NNMMM", "MMMMM", "PPPAA", "PPLCC", "PPPCC" },
};

static const struct
{
  char        letter;
  const char *id;
} segments[CLV_N_RFM_SEGMENTS] = {
  [CLV_RFM_CHAMPIONS] = { 'C', "champions" },
  [CLV_RFM_LOYAL] = { 'L', "loyal" },
  [CLV_RFM_POTENTIAL_LOYALIST] = { 'P', "potential-loyalist" },
  [CLV_RFM_NEW_CUSTOMERS] = { 'N', "new-customers" },
  [CLV_RFM_PROMISING] = { 'M', "promising" },
  [CLV_RFM_NEED_ATTENTION] = { 'A', "need-attention" },
  [CLV_RFM_ABOUT_TO_SLEEP] = { 'S', "about-to-sleep" },
  [CLV_RFM_AT_RISK] = { 'R', "at-risk" },
  [CLV_RFM_CANNOT_LOSE_THEM] = { 'X', "cannot-lose-them" },
  [CLV_RFM_HIBERNATING] = { 'H', "hibernating" },
  [CLV_RFM_LOST] = { 'O', "lost" },
};

/* ⌈n_scores · p⌉ within 1 … n_scores. */
static unsigned
score_of (double   p,
          unsigned n_scores)
{
  const double score = ceil (n_scores * p - ROUNDING);

  return (unsigned) fmin (fmax (score, 1), n_scores);
}

/**
 * clv_rfm_score_monetary:
 * @n: number of customers
 * @value: (array length=n): what each spent; may be negative
 * @score: (out caller-allocates) (array length=n): 1 … 5, 5 is most
 *
 * Quintiles of the mid-rank: ⌈5p⌉. Equal values get the same score, so that
 * heavy ties leave a score empty.
 *
 * Source: METRICS.md section 6. Checked by /calc/rfm/quintiles-by-hand.
 *
 * Returns: CLV_OK; CLV_DOMAIN for a NaN; CLV_NO_MEMORY
 */
ClvStatus
clv_rfm_score_monetary (size_t        n,
                        const double *value,
                        uint8_t      *score)
{
  double *p = malloc ((n + 1) * sizeof *p);
  ClvStatus status;

  if (p == NULL)
    return CLV_NO_MEMORY;
  status = clv_midrank (n, value, p);
  for (size_t i = 0; status == CLV_OK && i < n; i++)
    score[i] = (uint8_t) score_of (p[i], 5);
  free (p);
  return status;
}

/**
 * clv_rfm_score_recency:
 * @n: number of customers
 * @days_since: (array length=n): days from the last purchase to the as-of date
 * @score: (out caller-allocates) (array length=n): 1 … 5, 5 is most recent
 *
 * As clv_rfm_score_monetary(), fewer days being better.
 *
 * Source: METRICS.md section 6. Checked by /calc/rfm/fewer-days-are-better.
 *
 * Returns: as clv_rfm_score_monetary()
 */
ClvStatus
clv_rfm_score_recency (size_t        n,
                       const double *days_since,
                       uint8_t      *score)
{
  double *nearness = malloc ((n + 1) * sizeof *nearness);
  ClvStatus status;

  if (nearness == NULL)
    return CLV_NO_MEMORY;
  for (size_t i = 0; i < n; i++)
    nearness[i] = -days_since[i];
  status = clv_rfm_score_monetary (n, nearness, score);
  free (nearness);
  return status;
}

/**
 * clv_rfm_score_frequency:
 * @n: number of customers
 * @purchase_days: (array length=n): days with a purchase, >= 1
 * @score: (out caller-allocates) (array length=n): 1 … 5, 5 is most often
 *
 * One purchase day is score 1; the others are 1 + ⌈4p⌉ by their mid-rank among
 * themselves. Plain quintiles would put the many who bought once at 2 or 3.
 *
 * Source: METRICS.md section 6. Checked by /calc/rfm/one-purchase-day-is-score-one.
 *
 * Returns: CLV_OK; CLV_DOMAIN for less than one day; CLV_NO_MEMORY
 */
ClvStatus
clv_rfm_score_frequency (size_t        n,
                         const double *purchase_days,
                         uint8_t      *score)
{
  double *repeaters, *p;
  size_t n_repeaters = 0;
  ClvStatus status = CLV_OK;

  for (size_t i = 0; i < n; i++)
    if (!(purchase_days[i] >= 1))
      return CLV_DOMAIN;

  repeaters = calloc (n + 1, sizeof *repeaters);
  p = malloc ((n + 1) * sizeof *p);
  if (repeaters == NULL || p == NULL)
    status = CLV_NO_MEMORY;

  for (size_t i = 0; status == CLV_OK && i < n; i++)
    if (purchase_days[i] > 1)
      repeaters[n_repeaters++] = purchase_days[i];
  if (status == CLV_OK)
    status = clv_midrank (n_repeaters, repeaters, p);
  for (size_t i = 0, k = 0; status == CLV_OK && i < n; i++)
    score[i] = purchase_days[i] > 1 ? (uint8_t) (1 + score_of (p[k++], 4)) : 1;

  free (repeaters);
  free (p);
  return status;
}

/**
 * clv_rfm_score_cuts:
 * @n: number of customers
 * @value: (array length=n): any, more is better
 * @cuts: four ascending thresholds
 * @score: (out caller-allocates) (array length=n): 1 below the first, 5 from the last on
 *
 * Scores by fixed thresholds, which say the same next year.
 *
 * Source: METRICS.md section 6, “fixed cuts”. Checked by /calc/rfm/fixed-cuts-by-hand.
 *
 * Returns: CLV_OK; CLV_DOMAIN for a NaN, or cuts that do not ascend
 */
ClvStatus
clv_rfm_score_cuts (size_t        n,
                    const double *value,
                    const double  cuts[4],
                    uint8_t      *score)
{
  for (unsigned k = 0; k < 4; k++)
    if (isnan (cuts[k]) || (k > 0 && cuts[k] <= cuts[k - 1]))
      return CLV_DOMAIN;
  for (size_t i = 0; i < n; i++)
    if (isnan (value[i]))
      return CLV_DOMAIN;
  for (size_t i = 0; i < n; i++)
    score[i] = (uint8_t) (1 + (value[i] >= cuts[0]) + (value[i] >= cuts[1]) + (value[i] >= cuts[2]) + (value[i] >= cuts[3]));
  return CLV_OK;
}

/**
 * clv_rfm_score_even:
 * @n: number of customers
 * @value: (array length=n): any, more is better
 * @tie_order: (array length=n) (nullable): a permutation, smaller stands first
 * @score: (out caller-allocates) (array length=n): 5 for the first fifth … 1
 *
 * Fifths whose sizes differ by one at most, as NTILE makes them; equal values get different scores where a fifth ends.
 *
 * Source: METRICS.md section 6, “even groups”. Checked by /calc/rfm/even-fifths-split-equal-values.
 *
 * Returns: CLV_OK; CLV_DOMAIN for a NaN; CLV_NO_MEMORY
 */
ClvStatus
clv_rfm_score_even (size_t          n,
                    const double   *value,
                    const uint32_t *tie_order,
                    uint8_t        *score)
{
  uint32_t *order = malloc ((n + 1) * sizeof *order);
  ClvStatus status;

  if (order == NULL)
    return CLV_NO_MEMORY;
  status = clv_rank_descending (n, value, tie_order, order, NULL);
  for (size_t k = 0; status == CLV_OK && k < n; k++)
    score[order[k]] = (uint8_t) (5 - 5 * k / n);
  free (order);
  return status;
}

static unsigned
place_of (unsigned score)
{
  return score < 1 ? 0 : score > 5 ? 4 : score - 1;
}

/**
 * clv_rfm_segment:
 * @r: recency score, 1 … 5
 * @f: frequency score, 1 … 5
 * @m: monetary score, 1 … 5
 *
 * The segment of a code; each of the 125 codes is in exactly one.
 *
 * Source: the table of METRICS.md section 6. Checked by
 * /calc/rfm/every-code-is-in-its-published-segment.
 *
 * Returns: the segment; a score outside 1 … 5 counts as the nearest one inside
 */
ClvRfmSegment
clv_rfm_segment (unsigned r,
                 unsigned f,
                 unsigned m)
{
  const char letter = code_letters[place_of (r)][place_of (f)][place_of (m)];
  unsigned segment = 0;

  while (segments[segment].letter != letter)
    segment++;
  return (ClvRfmSegment) segment;
}

/**
 * clv_rfm_segment_id:
 * @segment: a segment
 *
 * The id that files and the command line use; never translated, never changed.
 *
 * Returns: (nullable): static text; NULL when there is no such segment
 */
const char *
clv_rfm_segment_id (ClvRfmSegment segment)
{
  return segment < CLV_N_RFM_SEGMENTS ? segments[segment].id : NULL;
}
