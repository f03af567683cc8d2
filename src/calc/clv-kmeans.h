/* clv-kmeans.h - groups of points that are alike
 *
 * Points come as columns: x[j][i] is the measure j of the point i. All must be finite.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include "clv-status.h"

#define CLV_KMEANS_MAX_CLUSTERS 64u
#define CLV_KMEANS_MAX_MEASURES 16u

/* The best of @n_starts. @centre: k · d, centre by centre. @within (may be NULL): sum of squared distances to the centres.
 * The same input and seed give the same groups. CLV_DOMAIN when there are fewer than k different points. */
ClvStatus clv_kmeans            (size_t               n,
                                 size_t               d,
                                 const double *const *x,
                                 size_t               k,
                                 uint64_t             seed,
                                 unsigned             n_starts,
                                 double              *centre,
                                 uint32_t            *cluster,
                                 double              *within);
/* From given centres on, @max_rounds at most, or until fewer than @tolerance (a share) of the points change. */
ClvStatus clv_kmeans_settle     (size_t               n,
                                 size_t               d,
                                 const double *const *x,
                                 size_t               k,
                                 unsigned             max_rounds,
                                 double               tolerance,
                                 double              *centre,
                                 uint32_t            *cluster,
                                 double              *within);
/* Mean silhouette of all points, -1 … 1; time O(n² d). */
ClvStatus clv_kmeans_silhouette (size_t               n,
                                 size_t               d,
                                 const double *const *x,
                                 size_t               k,
                                 const uint32_t      *cluster,
                                 double              *silhouette);
