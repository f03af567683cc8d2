/* clv-sha256.c - the fingerprint of a file
 *
 * GChecksum needs half a second for 100 MB, as long as reading the whole table.
 * Processors with the SHA extension of x86 take a tenth of that; others fall
 * back to GChecksum.
 *
 * Source: FIPS 180-4, section 6.2. Checked by /io/sha256.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-sha256-private.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_SHA_EXTENSION 1
#include <cpuid.h>
#include <immintrin.h>
#else
#define HAVE_SHA_EXTENSION 0
#endif

#define BLOCK 64

struct _ClvSha256
{
  GChecksum *checksum; /* where the processor has no extension */
  guint32    state[8];
  guint64    n_bytes;
  guchar     rest[BLOCK];
  gsize      n_rest;
};

#if HAVE_SHA_EXTENSION

static const guint32 constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static gboolean
has_extension (void)
{
  unsigned int a, b, c, d;

  if (!__get_cpuid_count (7, 0, &a, &b, &c, &d) || (b & (1u << 29)) == 0)
    return FALSE;
  return __get_cpuid (1, &a, &b, &c, &d) && (c & bit_SSE4_1) != 0 && (c & bit_SSSE3) != 0;
}

/* The processor keeps the state as (a b e f) and (c d g h), and does two rounds at a time. */
__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
hash_blocks (guint32       state[8],
             const guchar *data,
             gsize         n_blocks)
{
  const __m128i swap = _mm_set_epi64x (0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i low = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) &state[0]), 0xB1);
  __m128i high = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) &state[4]), 0x1B);
  __m128i abef = _mm_alignr_epi8 (low, high, 8);
  __m128i cdgh = _mm_blend_epi16 (high, low, 0xF0);

  for (; n_blocks > 0; n_blocks--, data += BLOCK)
    {
      const __m128i abef_before = abef, cdgh_before = cdgh;
      __m128i w[4];

      for (int i = 0; i < 4; i++)
        w[i] = _mm_shuffle_epi8 (_mm_loadu_si128 ((const __m128i *) (data + 16 * i)), swap);
#pragma GCC unroll 16
      for (int i = 0; i < 16; i++)
        {
          __m128i k = _mm_add_epi32 (w[i & 3], _mm_loadu_si128 ((const __m128i *) &constants[4 * i]));

          cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, k);
          abef = _mm_sha256rnds2_epu32 (abef, cdgh, _mm_shuffle_epi32 (k, 0x0E));
          if (i < 12)
            {
              /* The words of the round after the next three, from the last sixteen. */
              __m128i next = _mm_sha256msg1_epu32 (w[i & 3], w[(i + 1) & 3]);

              next = _mm_add_epi32 (next, _mm_alignr_epi8 (w[(i + 3) & 3], w[(i + 2) & 3], 4));
              w[i & 3] = _mm_sha256msg2_epu32 (next, w[(i + 3) & 3]);
            }
        }
      abef = _mm_add_epi32 (abef, abef_before);
      cdgh = _mm_add_epi32 (cdgh, cdgh_before);
    }

  low = _mm_shuffle_epi32 (abef, 0x1B);
  high = _mm_shuffle_epi32 (cdgh, 0xB1);
  _mm_storeu_si128 ((__m128i *) &state[0], _mm_blend_epi16 (low, high, 0xF0));
  _mm_storeu_si128 ((__m128i *) &state[4], _mm_alignr_epi8 (high, low, 8));
}

#else

static gboolean
has_extension (void)
{
  return FALSE;
}

static void
hash_blocks (guint32       state[8],
             const guchar *data,
             gsize         n_blocks)
{
  g_assert_not_reached ();
}

#endif

ClvSha256 *
clv_sha256_new (void)
{
  static const guint32 start[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
  ClvSha256 *self = g_new0 (ClvSha256, 1);

  memcpy (self->state, start, sizeof start);
  if (!has_extension ())
    self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return self;
}

void
clv_sha256_free (ClvSha256 *self)
{
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_free (self);
}

void
clv_sha256_update (ClvSha256  *self,
                   const char *data,
                   gsize       length)
{
  if (self->checksum != NULL)
    {
      g_checksum_update (self->checksum, (const guchar *) data, (gssize) length);
      return;
    }
  self->n_bytes += length;
  if (self->n_rest > 0)
    {
      gsize n = MIN (length, BLOCK - self->n_rest);

      memcpy (self->rest + self->n_rest, data, n);
      self->n_rest += n;
      data += n;
      length -= n;
      if (self->n_rest < BLOCK)
        return;
      hash_blocks (self->state, self->rest, 1);
      self->n_rest = 0;
    }
  hash_blocks (self->state, (const guchar *) data, length / BLOCK);
  self->n_rest = length % BLOCK;
  memcpy (self->rest, data + (length - self->n_rest), self->n_rest);
}

char *
clv_sha256_finish (ClvSha256 *self)
{
  guchar padding[2 * BLOCK] = { 0x80 };
  guint64 n_bits = GUINT64_TO_BE (self->n_bytes * 8);
  gsize n_padding;
  char *hex;

  if (self->checksum != NULL)
    return g_strdup (g_checksum_get_string (self->checksum));

  n_padding = (self->n_rest < BLOCK - 8 ? BLOCK : 2 * BLOCK) - self->n_rest;
  memcpy (padding + n_padding - 8, &n_bits, 8);
  clv_sha256_update (self, (const char *) padding, n_padding);
  hex = g_malloc (65);
  for (int i = 0; i < 8; i++)
    g_snprintf (hex + 8 * i, 9, "%08x", self->state[i]);
  return hex;
}
