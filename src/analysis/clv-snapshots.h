/* clv-snapshots.h - value as it was: the analysis once more, with the rows up to a date alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

/* What is kept of the findings as of a date. */
typedef struct
{
  ClvDay       as_of;
  gboolean     is_predicted;
  ClvMetric    metrics[CLV_N_METRICS];
  double       value_median, value_total; /* of customers: profit, else revenue; NaN without customers */
  double       clv_mean, clv_median, clv_total; /* NaN where nothing is predicted */
  guint32      tier_customers[4];         /* A B C D */
  double       tier_value[4];
  guint32      n_customers;
  guint8      *tier;         /* by customer: 'A' to 'D', 0 when not a customer yet */
  guint8      *rfm_segment;  /* by customer: ClvRfmSegment, 255 none */
  double      *value;        /* by customer: NaN when not a customer yet */
  double      *clv;          /* (nullable) by customer */
} ClvSnapshot;

typedef struct
{
  guint        n;
  ClvSnapshot *snapshots; /* in order of time; the last one is as of the as-of date of the findings */
} ClvSnapshots;

/* The findings that clientele-report --set as-of-date=@as_of gives; @predict FALSE is much quicker. */
ClvFindings  *clv_findings_as_of      (const ClvFindings *self,
                                       ClvDay             as_of,
                                       gboolean           predict,
                                       const ClvWork     *work,
                                       GError           **error);
/* As of the end of each period, and of the as-of date. */
ClvSnapshots *clv_snapshots_new       (const ClvFindings *self,
                                       ClvPeriodKind      kind,
                                       gboolean           predict,
                                       const ClvWork     *work,
                                       GError           **error);
/* As of any dates, ascending. Those before the first row are left out. */
ClvSnapshots *clv_snapshots_new_of_days (const ClvFindings *self,
                                         guint              n,
                                         const ClvDay      *days,
                                         gboolean           predict,
                                         const ClvWork     *work,
                                         GError           **error);
void          clv_snapshots_free      (ClvSnapshots *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvSnapshots, clv_snapshots_free)

G_END_DECLS
