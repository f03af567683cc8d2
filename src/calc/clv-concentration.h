/* clv-concentration.h - how unevenly value is spread over customers
 *
 * @sorted is always best first (clv_rank_gather); anything else is CLV_DOMAIN.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "clv-status.h"

typedef struct
{
  double plain;      /* 0 … (n - 1) / n; can pass 1 when there are negative values */
  double normalised; /* plain · n / (n - 1) */
  double raffinetti; /* 0 … 1 also with negative values */
  size_t n_negative;
} ClvGini;

typedef struct
{
  double total;            /* of all customers */
  size_t peak_customers;   /* with a value above 0 */
  double peak_value;       /* what those make together */
  bool   has_share;        /* FALSE when total <= 0: draw amounts, not percents */
  double peak_share;       /* peak_value / total; 1.034 is 103.4 % */
  size_t loss_customers;   /* with a value below 0 */
  double loss_value;       /* what those lose together, <= 0 */
} ClvWhale;

typedef enum
{
  CLV_ABC_A,
  CLV_ABC_B,
  CLV_ABC_C,
  CLV_ABC_D, /* zero or negative */
} ClvAbc;

/* CLV_DOMAIN when n = 0 or the total is not above 0. */
ClvStatus clv_gini          (size_t        n,
                             const double *sorted,
                             ClvGini      *gini);
/* @n_points >= 2 points from (0, 0) to (1, 1), worst customer first; n + 1 gives every customer. */
ClvStatus clv_lorenz        (size_t        n,
                             const double *sorted,
                             size_t        n_points,
                             double       *customers_share,
                             double       *value_share);
ClvStatus clv_whale         (size_t        n,
                             const double *sorted,
                             ClvWhale     *whale);
/* @n_points >= 3 points from 0 to n customers, best first, the peak always among them;
 * cumulative value in the unit of @sorted. n + 1 gives every customer. */
ClvStatus clv_whale_points  (size_t        n,
                             const double *sorted,
                             size_t        n_points,
                             double       *customers,
                             double       *cumulative);
/* Share of the total that the best ⌈n · customers_share⌉ make. */
ClvStatus clv_top_share     (size_t        n,
                             const double *sorted,
                             double        customers_share,
                             double       *value_share);
/* The smallest number of best customers that makes at least @value_share (0.8) of the total. */
ClvStatus clv_pareto        (size_t        n,
                             const double *sorted,
                             double        value_share,
                             size_t       *customers,
                             double       *customers_share);
/* Decile 0 (best) … 9 of the customer at @position (0 is best) of @n. */
unsigned  clv_decile        (size_t        position,
                             size_t        n);
/* The same for everybody; @keep_ties gives equal values the decile of the first of them. */
ClvStatus clv_deciles       (size_t        n,
                             const double *sorted,
                             bool          keep_ties,
                             uint8_t      *decile);
/* One ClvAbc a position. A ends at the share @a (0.8) of all positive value, B at @b (0.95). */
ClvStatus clv_abc           (size_t        n,
                             const double *sorted,
                             double        a,
                             double        b,
                             uint8_t      *abc);
/* Σ share², any order; CLV_DOMAIN for a negative value or a total of 0. */
ClvStatus clv_hhi           (size_t        n,
                             const double *value,
                             double       *hhi);
