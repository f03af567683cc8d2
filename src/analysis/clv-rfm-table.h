/* clv-rfm-table.h - the scores of recency, frequency and money: thresholds, counts, and the grid of R and F
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

enum
{
  CLV_RFM_R, /* days since the last purchase day worth something */
  CLV_RFM_F, /* purchase days, or orders */
  CLV_RFM_M, /* money of all orders, or of one on average */
};

typedef struct
{
  guint32 customers;
  double  least, most; /* what those with this score have; NaN when nobody has it, as where many are equal */
} ClvRfmScore;

typedef struct
{
  ClvRfmScore score[3][5];     /* by letter and score − 1 */
  guint32     customers[5][5]; /* by R − 1 and F − 1 */
  double      value[5][5];     /* profit of those, else revenue */
} ClvRfmTable;

void clv_findings_rfm_table (const ClvFindings *findings,
                             ClvRfmTable       *table);

G_END_DECLS
