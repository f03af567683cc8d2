/* clv-accuracy.h - how good a prediction for each of many was, once the truth is known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>
#include "clv-status.h"

/* What really happened, made ready for any number of predictions. */
typedef struct
{
  size_t        n;
  const double *value;    /* borrowed */
  double        total;
  double       *midrank;  /* from the best, less their mean */
  double        spread;   /* Σ midrank² */
  size_t        n_top;    /* the best, so many as stand in a fifth (or another share): none of them without anything */
  double        top_from; /* value of the last one of them … */
  double        top_part; /* … and for how much those with just this value count: they may be more than there is room for */
} ClvTruth;

ClvStatus clv_truth_init  (ClvTruth     *self,
                           size_t        n,
                           const double *value,
                           double        top_share);
void      clv_truth_clear (ClvTruth     *self);

/* NaN where nothing can be said. */
typedef struct
{
  double predicted;        /* total */
  double bias;             /* predicted / total - 1 */
  double mae, rmse;        /* mean absolute error, root of the mean square error: of one */
  double rank_correlation; /* Spearman's */
  double top_hits;         /* share of the really best that are among the predicted best */
} ClvAccuracy;

ClvStatus clv_accuracy_measure (const ClvTruth *truth,
                                const double   *predicted,
                                double          top_share,
                                ClvAccuracy    *accuracy);
