/* clv-simulate.h - customers of a model, simulated: their history until today, and what they do afterwards
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include "clv-btyd.h"
#include "clv-gamma-gamma.h"
#include "clv-random.h"

typedef struct
{
  gsize   n;
  gint32 *x, *t_x, *T; /* days */
  double *mean;        /* amount of the repeat purchases; 0 without one */
  gint32 *x_star;      /* purchases in the horizon after T */
  double *value_star;  /* and what they came to */
  double  log_gaps;    /* Σ ln of gaps in weeks */
} ClvSimulation;

/* Ages from @T_min to @T_max days. Purchases count on the day in which they fall, and two of a day are one. */
void clv_simulation_init  (ClvSimulation       *self,
                           ClvRandom           *random,
                           const ClvBtyd       *model,
                           const ClvGammaGamma *amounts,
                           gsize                n,
                           int                  T_min,
                           int                  T_max,
                           int                  horizon);
void clv_simulation_clear (ClvSimulation       *self);
