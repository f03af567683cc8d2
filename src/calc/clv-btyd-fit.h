/* clv-btyd-fit.h - the buy-till-you-leave model that makes the recorded histories most likely
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdint.h>
#include "clv-btyd.h"
#include "clv-fit.h"

/* Customers in days, and the cells they fall into: what is equal is counted once. */
typedef struct
{
  size_t       n_customers;
  size_t       n_cells;
  ClvBtydCell *cells;           /* times in the unit */
  uint32_t    *cell_of;         /* by customer */
  double       n_repeat_buyers; /* x > 0 */
  double       n_repeats;       /* Σ x */
  double       days;            /* of a unit */
} ClvBtydCells;

/* @t_x and @T in days, 0 <= t_x <= T; @days: of a unit, 7 for weeks. */
ClvStatus clv_btyd_cells_init  (ClvBtydCells  *self,
                                size_t         n,
                                const int32_t *x,
                                const int32_t *t_x,
                                const int32_t *T,
                                double         days);
void      clv_btyd_cells_clear (ClvBtydCells *self);
/* Some @n_wanted customers who stand for all of @cells, by their weights; without cell_of. */
ClvStatus clv_btyd_cells_thin  (ClvBtydCells       *self,
                                const ClvBtydCells *cells,
                                double              n_wanted);

typedef struct
{
  ClvBtyd       model;
  double        covariance[CLV_BTYD_N_PARAMETERS][CLV_BTYD_N_PARAMETERS]; /* of the logarithms */
  double        log_likelihood;  /* without the prior, with the part of k */
  double        gradient;        /* largest component at the end */
  double        condition;
  int           n_iterations;
  bool          has_prior;
  ClvFitQuality quality;
} ClvBtydFit;

/* @sum_of_log_gaps is needed for k > 1 alone. */
ClvStatus clv_btyd_fit   (ClvBtydKind         kind,
                          int                 k,
                          const ClvBtydCells *cells,
                          double              sum_of_log_gaps,
                          ClvIsCancelled      is_cancelled,
                          void               *data,
                          ClvBtydFit         *fit);
/* MBG/CNBD-k with the k of highest likelihood, from 1 on while it rises. */
ClvStatus clv_btyd_fit_k (const ClvBtydCells *cells,
                          double              sum_of_log_gaps,
                          ClvIsCancelled      is_cancelled,
                          void               *data,
                          ClvBtydFit         *fit);
