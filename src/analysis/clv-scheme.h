/* clv-scheme.h - customers in segments: each counted customer in exactly one
 *
 * A scheme is made from findings when somebody asks for it, and belongs to whoever asked. What its segments
 * amount to is told by clv-segment-figures.h; rules that people write themselves make schemes by clv-segment-rules.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

typedef struct
{
  char    *id;          /* “tier” “rfm” “decile” “best” “journey” “priority” “clusters” “own”, of a column or of two: “country+channel” */
  char    *title;       /* translated, or the header of the column */
  gboolean has_order;   /* the segments have an order of their own, such as A to D; else best first */
  gboolean by_behaviour; /* made of what customers did: that the best of them stay says nothing of why */
  guint    n;           /* segments; some may have nobody */
  char   **names;       /* (array length=n zero-terminated=1) */
  char   **details;     /* (nullable) (array length=n) what each is, in words */
  guint    rest;        /* the segment of those who belong to no other, such as “(none)”; G_MAXUINT without one */
  char    *sentence;    /* (nullable) translated: what is to be known of the scheme as a whole */
  guint32  n_customers; /* of the ledger */
  guint32 *by_customer; /* (array length=n_customers) segment; CLV_NOBODY of those who do not count */
  const ClvSegmentScheme *by_rows; /* (nullable) of a column of rows, borrowed from the findings: the same segments, money by row */
} ClvScheme;

/* What can be asked for. */
typedef struct
{
  char    *id;
  char    *title;
  gboolean is_column;   /* two of them make a pair */
} ClvSchemeOffer;

/* (transfer full) (element-type ClvSchemeOffer) What these data have, in the order people see it; pairs are not listed. */
GPtrArray *clv_scheme_list        (const ClvFindings *findings);
/* By its id. Errors: CLV_ANALYSIS_ERROR_KEY, the message lists what there is; CLV_ANALYSIS_ERROR_CANCELLED. (transfer full) */
ClvScheme *clv_scheme_new         (const ClvFindings *findings,
                                   const char        *id,
                                   const ClvWork     *work,
                                   GError           **error);
/* One that the findings hold; of a column of rows, each customer stands where most of the revenue is. (transfer full) */
ClvScheme *clv_scheme_new_of_known (const ClvFindings     *findings,
                                    const ClvSegmentScheme *known);
void       clv_scheme_free        (ClvScheme *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvScheme, clv_scheme_free)

/* Of a ClvRfmSegment: “Champions”, translated. */
const char *clv_rfm_segment_get_title (guint segment);
/* The segment of this name; G_MAXUINT when there is none. */
guint      clv_scheme_find        (const ClvScheme *self,
                                   const char      *name);
/* (transfer full) (array length=n) Rows of its customers, ascending. */
guint32   *clv_scheme_dup_members (const ClvScheme *self,
                                   guint            segment,
                                   guint32         *n);

G_END_DECLS
