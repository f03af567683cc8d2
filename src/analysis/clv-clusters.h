/* clv-clusters.h - customers who are alike, by k-means on figures that people choose
 *
 * Each figure x is put on a scale: asinh (x / median of |x|), which is like a logarithm for large values and holds losses
 * too, then brought to mean 0 and deviation 1. So a group does not depend on the unit of money, and one huge order does not make a group.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-customer-figure.h"
#include "clv-scheme.h"

G_BEGIN_DECLS

#define CLV_CLUSTERS_MAX_FIGURES 6
#define CLV_CLUSTERS_MAX_TRIED 8

typedef struct
{
  guint             n_figures;
  ClvCustomerFigure figures[CLV_CLUSTERS_MAX_FIGURES]; /* no words */
  guint             k;            /* 0: as many as are told apart best, 2 to CLV_CLUSTERS_MAX_TRIED */
} ClvClusterTerms;

typedef struct
{
  guint    k;
  gboolean is_chosen;             /* by the silhouette; else somebody said how many */
  double   silhouette[CLV_CLUSTERS_MAX_TRIED + 1]; /* by the number of groups; NaN where not tried */
  guint32  n_sample;              /* customers the silhouette was measured on */
} ClvClusterProof;

/* Days since the last order, purchase days and revenue; as many groups as the assumptions say. */
void       clv_cluster_terms_init     (ClvClusterTerms   *self,
                                       const ClvFindings *findings);
/* @terms: (nullable): those of clv_cluster_terms_init(). @proof: (out) (optional). (transfer full) NULL with an error. */
ClvScheme *clv_scheme_new_of_clusters (const ClvFindings     *findings,
                                       const ClvClusterTerms *terms,
                                       const ClvWork         *work,
                                       ClvClusterProof       *proof,
                                       GError               **error);

G_END_DECLS
