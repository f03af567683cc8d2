/* clv-special.h - functions of mathematics that the C library does not have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* ln Γ at @x > 0, to 1e-14 of the larger of 1 and the result. Other than lgamma() it may be asked by several threads. */
double clv_log_gamma  (double x);
/* Its first and second derivative; relative error below 1e-14. */
double clv_digamma    (double x);
double clv_trigamma   (double x);
/* Share of the beta distribution (a, b), both > 0, below @x, 0 … 1. */
double clv_beta_share (double x,
                       double a,
                       double b);
