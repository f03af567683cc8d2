/* clv-crc32.c - the check sum of ZIP archives
 *
 * Next to unpacking and reading a large sheet, zlib's sum of its 400 MB was a
 * tenth of all work. Processors that multiply without carries need a fifth of it.
 *
 * Source: Gopal, Ozturk, Guilford, Wolrich, Feghali & Dixon (2009), Fast CRC
 * Computation for Generic Polynomials Using PCLMULQDQ Instruction, Intel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-crc32-private.h"

#include <zlib.h>

#ifdef __x86_64__
#include <immintrin.h>

/* A sum is what remains when the bytes are divided by a polynomial. So their first 128 bits may be multiplied by what remains
 * of x^n, and added to those n bits later, until only 128 are left. */
#define HAS_FOLDING "pclmul,sse4.1"
#define LANE_BYTES 16u
#define N_LANES 4u
#define MIN_FOLDED_BYTES (N_LANES * LANE_BYTES)

/* Both halves of @lane go up by as many bits as @powers say, to @next. */
__attribute__ ((target (HAS_FOLDING)))
static inline __m128i
fold (__m128i lane,
      __m128i powers,
      __m128i next)
{
  __m128i low = _mm_clmulepi64_si128 (lane, powers, 0x00);
  __m128i high = _mm_clmulepi64_si128 (lane, powers, 0x11);

  return _mm_xor_si128 (_mm_xor_si128 (low, high), next);
}

__attribute__ ((target (HAS_FOLDING)))
static inline __m128i
load (const guint8 *bytes)
{
  return _mm_loadu_si128 ((const __m128i *) (gconstpointer) bytes);
}

/* Of @length bytes, a multiple of LANE_BYTES and no fewer than MIN_FOLDED_BYTES. */
__attribute__ ((target (HAS_FOLDING)))
static guint32
sum_folded (guint32       sum,
            const guint8 *bytes,
            gsize         length)
{
  /* x^(512+32) and x^(512-32), x^(128+32) and x^(128-32), each the remainder with its bits reversed. */
  const __m128i by_512 = _mm_set_epi64x (0x1c6e41596, 0x154442bd4);
  const __m128i by_128 = _mm_set_epi64x (0x0ccaa009e, 0x1751997d0);
  const guint8 *end = bytes + length;
  guint8 rest[LANE_BYTES];
  __m128i lanes[N_LANES], all;

  for (guint i = 0; i < N_LANES; i++)
    lanes[i] = load (bytes + i * LANE_BYTES);
  lanes[0] = _mm_xor_si128 (lanes[0], _mm_cvtsi32_si128 ((int) ~sum));
  /* Four lanes side by side: a multiplication takes four times as long as it is until the next may begin. */
  for (bytes += MIN_FOLDED_BYTES; (gsize) (end - bytes) >= MIN_FOLDED_BYTES; bytes += MIN_FOLDED_BYTES)
    for (guint i = 0; i < N_LANES; i++)
      lanes[i] = fold (lanes[i], by_512, load (bytes + i * LANE_BYTES));
  all = lanes[0];
  for (guint i = 1; i < N_LANES; i++)
    all = fold (all, by_128, lanes[i]);
  for (; bytes < end; bytes += LANE_BYTES)
    all = fold (all, by_128, load (bytes));
  _mm_storeu_si128 ((__m128i *) (gpointer) rest, all);
  /* zlib inverts sums at both ends; this one begins with nothing. */
  return (guint32) crc32_z (G_MAXUINT32, rest, sizeof rest);
}

static gboolean
can_fold (void)
{
  return __builtin_cpu_supports ("pclmul") && __builtin_cpu_supports ("sse4.1");
}
#endif

/**
 * clv_crc32:
 * @sum: 0, or what came out for the bytes before
 * @bytes: (array length=length): bytes
 *
 * Checked by /io/inflate/sums-of-any-length-are-those-of-zlib.
 *
 * Returns: the CRC-32 of all bytes up to here
 */
guint32
clv_crc32 (guint32       sum,
           const guint8 *bytes,
           gsize         length)
{
#ifdef __x86_64__
  if (length >= MIN_FOLDED_BYTES && can_fold ())
    {
      gsize n = length / LANE_BYTES * LANE_BYTES;

      sum = sum_folded (sum, bytes, n);
      bytes += n;
      length -= n;
    }
#endif
  return (guint32) crc32_z (sum, bytes, length);
}
