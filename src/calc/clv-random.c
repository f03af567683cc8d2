/* clv-random.c - random numbers that come out the same each time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-random.h"

#include <math.h>

/**
 * clv_random_init:
 * @seed: any number; the same one gives the same numbers for ever
 *
 * Source: splitmix64 of Steele, Lea & Flood (2014), as xoshiro's authors advise.
 */
void
clv_random_init (ClvRandom *self,
                 uint64_t   seed)
{
  for (int i = 0; i < 4; i++)
    {
      uint64_t z = seed += UINT64_C (0x9e3779b97f4a7c15);

      z = (z ^ z >> 30) * UINT64_C (0xbf58476d1ce4e5b9);
      z = (z ^ z >> 27) * UINT64_C (0x94d049bb133111eb);
      self->state[i] = z ^ z >> 31;
    }
}

static inline uint64_t
rotate (uint64_t x,
        int      n)
{
  return x << n | x >> (64 - n);
}

/**
 * clv_random_bits:
 *
 * Returns: 64 random bits
 *
 * Source: xoshiro256++ of Blackman & Vigna (2021), ACM Trans. Math. Softw. 47(4).
 */
uint64_t
clv_random_bits (ClvRandom *self)
{
  uint64_t *s = self->state, result = rotate (s[0] + s[3], 23) + s[0], t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate (s[3], 45);
  return result;
}

/**
 * clv_random_uniform:
 *
 * Returns: a number between 0 and 1, neither of which it is
 */
double
clv_random_uniform (ClvRandom *self)
{
  return ((double) (clv_random_bits (self) >> 11) + 0.5) * 0x1p-53;
}

/**
 * clv_random_normal:
 *
 * Source: the polar method of Marsaglia & Bray (1964).
 *
 * Returns: a number of mean 0 and variance 1
 */
double
clv_random_normal (ClvRandom *self)
{
  double u, v, r;

  do
    {
      u = 2 * clv_random_uniform (self) - 1;
      v = 2 * clv_random_uniform (self) - 1;
      r = u * u + v * v;
    }
  while (r >= 1 || r == 0);
  return u * sqrt (-2 * log (r) / r);
}

/**
 * clv_random_gamma:
 * @shape: above 0
 *
 * Source: Marsaglia & Tsang (2000), ACM Trans. Math. Softw. 26(3).
 */
double
clv_random_gamma (ClvRandom *self,
                  double     shape)
{
  double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3, c = 1 / sqrt (9 * d);

  for (;;)
    {
      double z = clv_random_normal (self), v = 1 + c * z, u;

      if (v <= 0)
        continue;
      v = v * v * v;
      u = clv_random_uniform (self);
      if (log (u) < 0.5 * z * z + d - d * v + d * log (v))
        return shape < 1 ? d * v * pow (clv_random_uniform (self), 1 / shape) : d * v;
    }
}
