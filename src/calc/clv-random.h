/* clv-random.h - random numbers that come out the same each time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdint.h>

typedef struct
{
  uint64_t state[4];
} ClvRandom;

void     clv_random_init    (ClvRandom *self,
                             uint64_t   seed);
uint64_t clv_random_bits    (ClvRandom *self);
/* Above 0 and below 1. */
double   clv_random_uniform (ClvRandom *self);
double   clv_random_normal  (ClvRandom *self);
/* Of the gamma distribution with this shape, > 0, and scale 1. */
double   clv_random_gamma   (ClvRandom *self,
                             double     shape);
