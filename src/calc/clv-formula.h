/* clv-formula.h - customer lifetime value by formula
 *
 * m margin a period (may be negative), r retention a period 0 … 1, i discount
 * a period > -1, all of the same period. All values are before acquisition
 * cost: subtract it with clv_formula_net_worth().
 * CLV_DOMAIN: an input outside its range. CLV_DIVERGES: without end, ask for a horizon.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stddef.h>
#include "clv-status.h"

/* A: order value · orders a period · periods · margin share */
ClvStatus clv_formula_simple          (double  aov,
                                       double  frequency,
                                       double  lifetime,
                                       double  margin_share,
                                       double *value);
/* B: first margin not counted (an existing customer) */
ClvStatus clv_formula_margin_multiple (double  m,
                                       double  r,
                                       double  i,
                                       double *value);
/* C: first margin now */
ClvStatus clv_formula_immediate       (double  m,
                                       double  r,
                                       double  i,
                                       double *value);
/* D: first margin at the end of period 1, for sure */
ClvStatus clv_formula_end_of_period   (double  m,
                                       double  r,
                                       double  i,
                                       double *value);
/* E: as B and as C, over @periods (>= 0) only; never diverge */
ClvStatus clv_formula_margin_multiple_within (double  m,
                                              double  r,
                                              double  i,
                                              double  periods,
                                              double *value);
ClvStatus clv_formula_immediate_within       (double  m,
                                              double  r,
                                              double  i,
                                              double  periods,
                                              double *value);
/* F: as B, the margin growing by share g a period */
ClvStatus clv_formula_growing         (double  m,
                                       double  r,
                                       double  i,
                                       double  g,
                                       double *value);
/* G: Σ m[t] · S[t] / (1 + i)^(first_period + t), S[t] = r[0] · … · r[t].
 * first_period 1 with constant r is B within n, 0 with r[0] = 1 is C within n. */
ClvStatus clv_formula_retention_curve (size_t        n,
                                       const double *m,
                                       const double *r,
                                       double        i,
                                       unsigned      first_period,
                                       double       *value);
/* H: value[s] of a customer who is in state s now, over now and @periods to come.
 * @transition: n × n, row by row, from-to; each row sums to 1. @margin: of a period in each state. */
ClvStatus clv_formula_markov          (size_t        n,
                                       const double *transition,
                                       const double *margin,
                                       double        i,
                                       unsigned      periods,
                                       double       *value);
/* K: aov · frequency / (cac + 1 - r) · lifetime. An index, not money. CLV_DIVERGES when cac + 1 - r is 0. */
ClvStatus clv_formula_crm_article     (double  aov,
                                       double  frequency,
                                       double  cac,
                                       double  r,
                                       double  lifetime,
                                       double *index);
/* F-10: CLV before acquisition cost - acquisition cost - service */
double    clv_formula_net_worth       (double  clv_before_cac,
                                       double  cac,
                                       double  service);
/* Periods a customer stays, counting the first: 1 / (1 - r). CLV_DIVERGES for r = 1. */
ClvStatus clv_formula_lifetime        (double  r,
                                       double *periods);
/* The retention that implies a lifetime of @periods (>= 1): 1 - 1 / periods */
ClvStatus clv_formula_retention_for_lifetime (double  periods,
                                              double *r);
/* Yearly rates to those of a period of 1 / @periods_per_year (12: months). */
ClvStatus clv_formula_retention_per_period   (double  r_yearly,
                                              double  periods_per_year,
                                              double *r);
ClvStatus clv_formula_discount_per_period    (double  i_yearly,
                                              double  periods_per_year,
                                              double *i);
/* What may be spent to win a customer: clv_before_cac / target_ratio (> 0), not below 0.
 * Show the lower of this and clv_payback_margin_within(). */
ClvStatus clv_formula_allowable_cac   (double  clv_before_cac,
                                       double  target_ratio,
                                       double *cac);
