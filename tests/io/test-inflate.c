/* test-inflate.c - both libraries that unpack
 *
 * What is unpacked here was packed by zlib.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>
#include <zlib.h>

#include "clv-inflate-private.h"
#include "clv-test.h"

#define N_BYTES 300000u

static const ClvInflateBackend backends[] = { CLV_INFLATE_ZLIB, CLV_INFLATE_ISAL };

static guint8 *
make_bytes (gboolean is_noise)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240503);
  guint8 *bytes = g_malloc (N_BYTES);

  for (guint i = 0; i < N_BYTES; i++)
    bytes[i] = is_noise ? (guint8) g_rand_int (random) : (guint8) ("<c r=\"A1\"><v>"[i % 13] + (i / 997) % 3);
  return bytes;
}

static guint8 *
pack (const guint8 *bytes,
      gsize         length,
      int           level,
      gsize        *n_packed)
{
  z_stream stream = { 0 };
  gsize n = compressBound (length) + 64;
  guint8 *packed = g_malloc (n);

  g_assert_cmpint (deflateInit2 (&stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  stream.next_in = (Bytef *) bytes;
  stream.avail_in = (uInt) length;
  stream.next_out = packed;
  stream.avail_out = (uInt) n;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  *n_packed = n - stream.avail_out;
  deflateEnd (&stream);
  return packed;
}

/* Hands over @n_step bytes at a time, and has room for no more. */
static ClvInflateStatus
unpack (ClvInflateBackend backend,
        const guint8     *packed,
        gsize             n_packed,
        gsize             n_step,
        guint8           *output,
        gsize            *n_output,
        guint32          *sum)
{
  g_autoptr (ClvInflate) inflate = clv_inflate_new (backend);
  ClvInflateStatus status = CLV_INFLATE_OK;
  gsize n_given = 0;
  const guint8 *input = packed;
  gsize n_input = 0;

  *n_output = 0;
  *sum = 0;
  /* One byte more than there should be is enough to see that it is wrong. */
  while (status == CLV_INFLATE_OK && *n_output <= N_BYTES)
    {
      gsize n, room = MIN (n_step, N_BYTES + 1 - *n_output);

      if (n_input == 0)
        {
          input = packed + n_given;
          n_input = MIN (n_step, n_packed - n_given);
          n_given += n_input;
        }
      status = clv_inflate_run (inflate, &input, &n_input, output + *n_output, room, &n);
      *sum = clv_inflate_sum (inflate, *sum, output + *n_output, n);
      *n_output += n;
      if (status == CLV_INFLATE_OK && n == 0 && n_input == 0 && n_given == n_packed)
        break;
    }
  return status;
}

static void
test_pieces_of_any_size_give_the_same (void)
{
  static const gsize steps[] = { 1, 7, 1000, 65536, 1u << 20 };
  g_autofree guint8 *output = g_malloc (N_BYTES + 1);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree guint8 *bytes = make_bytes (i % 2 == 0);
      gsize n_packed;
      g_autofree guint8 *packed = pack (bytes, N_BYTES, i < 2 ? 0 : 9, &n_packed);
      guint32 expected = (guint32) crc32 (0, bytes, N_BYTES);

      for (guint b = 0; b < G_N_ELEMENTS (backends); b++)
        for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
          {
            g_autoptr (ClvInflate) built = clv_inflate_new (backends[b]);
            gsize n;
            guint32 sum;

            if (built == NULL)
              continue;
            g_assert_cmpint (unpack (backends[b], packed, n_packed, steps[s], output, &n, &sum), ==, CLV_INFLATE_END);
            g_assert_cmpmem (output, n, bytes, N_BYTES);
            g_assert_cmpuint (sum, ==, expected);
          }
    }
}

static void
test_sums_are_those_of_zip (void)
{
  /* The check value of CRC-32/ISO-HDLC in every catalogue of CRCs. */
  for (guint b = 0; b < G_N_ELEMENTS (backends); b++)
    {
      g_autoptr (ClvInflate) inflate = clv_inflate_new (backends[b]);

      if (inflate != NULL)
        g_assert_cmpuint (clv_inflate_sum (inflate, 0, (const guint8 *) "123456789", 9), ==, 0xCBF43926);
    }
}

static void
test_sums_of_any_length_are_those_of_zlib (void)
{
  g_autofree guint8 *bytes = make_bytes (TRUE);
  g_autoptr (ClvInflate) inflate = clv_inflate_new (CLV_INFLATE_ZLIB);

  for (guint start = 0; start < 20; start++)
    for (gsize length = 0; length < 300; length++)
      {
        guint32 before = (guint32) length * 0x9E3779B9u * (start % 2);

        g_assert_cmpuint (clv_inflate_sum (inflate, before, bytes + start, length), ==,
                          (guint32) crc32 (before, bytes + start, (uInt) length));
      }
}

static void
test_cut_and_changed_bytes_are_noticed (void)
{
  g_autofree guint8 *bytes = make_bytes (FALSE);
  g_autofree guint8 *output = g_malloc (N_BYTES + 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (20240503);
  gsize n_packed;
  g_autofree guint8 *packed = pack (bytes, N_BYTES, 6, &n_packed);
  guint32 expected = (guint32) crc32 (0, bytes, N_BYTES);

  for (guint b = 0; b < G_N_ELEMENTS (backends); b++)
    {
      g_autoptr (ClvInflate) built = clv_inflate_new (backends[b]);
      gsize n;
      guint32 sum;

      if (built == NULL)
        continue;
      for (guint i = 0; i < 50; i++)
        g_assert_cmpint (unpack (backends[b], packed, n_packed * i / 50, 1000, output, &n, &sum), !=, CLV_INFLATE_END);
      for (guint i = 0; i < 300; i++)
        {
          gsize at = (gsize) g_rand_int_range (random, 0, (gint32) n_packed);
          guint8 was = packed[at];

          packed[at] ^= (guint8) g_rand_int_range (random, 1, 256);
          /* The bits that fill the last byte up mean nothing. */
          if (unpack (backends[b], packed, n_packed, 4096, output, &n, &sum) == CLV_INFLATE_END && n == N_BYTES)
            g_assert_true ((sum == expected) == (memcmp (output, bytes, N_BYTES) == 0));
          packed[at] = was;
        }
    }
}

static void
test_zlib_is_always_there (void)
{
  g_autoptr (ClvInflate) zlib = clv_inflate_new (CLV_INFLATE_ZLIB);
  g_autoptr (ClvInflate) isal = clv_inflate_new (CLV_INFLATE_ISAL);
  g_autoptr (ClvInflate) best = clv_inflate_new (CLV_INFLATE_BEST);

  g_assert_nonnull (zlib);
  g_assert_nonnull (best);
  g_assert_true ((isal != NULL) == (CLV_HAVE_ISAL == 1));
  if (isal == NULL)
    g_test_message ("ISA-L was not built");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/inflate/" path, function)
  ADD ("pieces-of-any-size-give-the-same", test_pieces_of_any_size_give_the_same);
  ADD ("sums-are-those-of-zip", test_sums_are_those_of_zip);
  ADD ("sums-of-any-length-are-those-of-zlib", test_sums_of_any_length_are_those_of_zlib);
  ADD ("cut-and-changed-bytes-are-noticed", test_cut_and_changed_bytes_are_noticed);
  ADD ("zlib-is-always-there", test_zlib_is_always_there);
#undef ADD
  return g_test_run ();
}
