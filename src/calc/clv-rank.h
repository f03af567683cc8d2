/* clv-rank.h - who is best, second best, …
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include "clv-status.h"

/* @order: row ids, best first; @rank (may be NULL): 1 2 2 4, one a row.
 * @tie_order (may be NULL: by row id): a permutation of 0 … n - 1, smaller stands first. */
ClvStatus clv_rank_descending (size_t          n,
                               const double   *value,
                               const uint32_t *tie_order,
                               uint32_t       *order,
                               uint32_t       *rank);
/* sorted[k] = value[order[k]]: what the functions of clv-concentration.h want. */
void      clv_rank_gather     (size_t          n,
                               const double   *value,
                               const uint32_t *order,
                               double         *sorted);
/* p = (average 1-based ascending rank - 0.5) / n; equal values get equal p. */
ClvStatus clv_midrank         (size_t          n,
                               const double   *value,
                               double         *p);
