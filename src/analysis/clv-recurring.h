/* clv-recurring.h - what comes in every month by contract, and how it moves
 *
 * Only where the data say so: a column of orders that names billing cycles or terms, one
 * that calls revenue recurring, or monthly fees of customers. Orders of a shop are no
 * subscriptions, however regular.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_MRR_NEW,         /* never paid before */
  CLV_MRR_REACTIVATED, /* paid before, not at the start */
  CLV_MRR_EXPANSION,
  CLV_MRR_CONTRACTION, /* below 0, as the next */
  CLV_MRR_CHURNED,
  CLV_N_MRR_MOVES,
} ClvMrrMove;

/* Monthly recurring revenue at the end of a period, and what became of it within. */
typedef struct
{
  ClvDay   start, end;       /* @end: the as-of date in a period that is not over */
  gboolean complete;
  guint32  customers;        /* who pay at the end */
  double   mrr_start, mrr;   /* ARR is 12 × MRR */
  double   moves[CLV_N_MRR_MOVES]; /* mrr_start + Σ = mrr */
  guint32  movers[CLV_N_MRR_MOVES]; /* customers */
  double   nrr, grr;         /* NaN when nothing came in at the start */
  double   recurring, revenue; /* by date of the rows: what is recurring, and all of customers */
} ClvMrrPeriod;

typedef struct _ClvRecurring
{
  char         *column;      /* title of the column that says so; NULL where customers have fees */
  double        months;      /* of rows whose column does not say for how long; NaN where it does */
  gboolean      has_dates;   /* FALSE: fees as they are today, no periods */
  guint32       customers;   /* at the as-of date */
  double        mrr;         /* likewise */
  ClvMrrPeriod *periods[CLV_N_PERIOD_KINDS];
  guint         n_periods[CLV_N_PERIOD_KINDS];
} ClvRecurring;

/* (nullable) NULL where revenue is not recurring. */
const ClvRecurring *clv_findings_get_recurring (const ClvFindings *self);
const char         *clv_mrr_move_to_id         (ClvMrrMove move);
const char         *clv_mrr_move_get_title     (ClvMrrMove move); /* translated */

G_END_DECLS
