/* clv-inflate.c - unpacks deflated bytes piece by piece
 *
 * Two libraries do the work: zlib, which is everywhere, and ISA-L, which takes
 * less than half of its time where the build finds it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-inflate-private.h"

#include <string.h>
#include <zlib.h>

#if CLV_HAVE_ISAL
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#endif

#include "clv-crc32-private.h"

/* What one call may take: both libraries count in 32 bits. */
#define MAX_CALL_BYTES (1u << 30)

struct _ClvInflate
{
  gboolean is_isal;
  z_stream stream;
#if CLV_HAVE_ISAL
  struct inflate_state state;
#endif
};

/**
 * clv_inflate_new:
 * @backend: which library is to do it
 *
 * Returns: (transfer full) (nullable): an unpacker at the start of a stream; NULL when @backend was not built
 */
ClvInflate *
clv_inflate_new (ClvInflateBackend backend)
{
  g_autoptr (ClvInflate) self = NULL;

  if (backend == CLV_INFLATE_ISAL && !CLV_HAVE_ISAL)
    return NULL;
  /* Not zeroed: ISA-L's state has a window of 64 KiB, and a workbook may have thousands of parts. */
  self = g_new (ClvInflate, 1);
  self->is_isal = backend != CLV_INFLATE_ZLIB && CLV_HAVE_ISAL;
#if CLV_HAVE_ISAL
  if (self->is_isal)
    {
      isal_inflate_init (&self->state);
      self->state.crc_flag = ISAL_DEFLATE;
      return g_steal_pointer (&self);
    }
#endif
  memset (&self->stream, 0, sizeof self->stream);
  /* Negative: no header of zlib's own. */
  if (inflateInit2 (&self->stream, -MAX_WBITS) != Z_OK)
    g_error ("zlib has no memory");
  return g_steal_pointer (&self);
}

/**
 * clv_inflate_free:
 * @self: (nullable): an unpacker
 */
void
clv_inflate_free (ClvInflate *self)
{
  if (self == NULL)
    return;
  if (!self->is_isal)
    inflateEnd (&self->stream);
  g_free (self);
}

static ClvInflateStatus
run_zlib (ClvInflate    *self,
          const guint8 **input,
          gsize         *n_input,
          guint8        *output,
          gsize          length,
          gsize         *n_written)
{
  z_stream *stream = &self->stream;
  int status;

  stream->next_in = (Bytef *) *input;
  stream->avail_in = (uInt) *n_input;
  stream->next_out = output;
  stream->avail_out = (uInt) length;
  status = inflate (stream, Z_NO_FLUSH);
  *input = stream->next_in;
  *n_input = stream->avail_in;
  *n_written = length - stream->avail_out;
  if (status == Z_STREAM_END)
    return CLV_INFLATE_END;
  /* Z_BUF_ERROR: there was nothing to do it with, which is the caller's matter. */
  return status == Z_OK || status == Z_BUF_ERROR ? CLV_INFLATE_OK : CLV_INFLATE_DAMAGED;
}

#if CLV_HAVE_ISAL
static ClvInflateStatus
run_isal (ClvInflate    *self,
          const guint8 **input,
          gsize         *n_input,
          guint8        *output,
          gsize          length,
          gsize         *n_written)
{
  struct inflate_state *state = &self->state;
  int status;

  state->next_in = (uint8_t *) *input;
  state->avail_in = (uint32_t) *n_input;
  state->next_out = output;
  state->avail_out = (uint32_t) length;
  status = isal_inflate (state);
  *input = state->next_in;
  *n_input = state->avail_in;
  *n_written = length - state->avail_out;
  if (status < 0)
    return CLV_INFLATE_DAMAGED;
  return state->block_state == ISAL_BLOCK_FINISH ? CLV_INFLATE_END : CLV_INFLATE_OK;
}
#endif

/**
 * clv_inflate_run:
 * @input: (inout): what is to be unpacked
 * @n_input: (inout): bytes of it
 * @output: (out caller-allocates) (array length=length): where it goes
 * @length: room there
 * @n_written: (out): bytes that were written
 *
 * Unpacks as much as input and room allow.
 *
 * Returns: whether that was all; a stream that stops early never ends
 */
ClvInflateStatus
clv_inflate_run (ClvInflate    *self,
                 const guint8 **input,
                 gsize         *n_input,
                 guint8        *output,
                 gsize          length,
                 gsize         *n_written)
{
  g_assert (*n_input <= MAX_CALL_BYTES && length <= MAX_CALL_BYTES);
#if CLV_HAVE_ISAL
  if (self->is_isal)
    return run_isal (self, input, n_input, output, length, n_written);
#endif
  return run_zlib (self, input, n_input, output, length, n_written);
}

/**
 * clv_inflate_sum:
 * @sum: 0, or what came out for the bytes before
 * @bytes: (array length=length): unpacked bytes
 *
 * Returns: the CRC-32 of all bytes up to here
 */
guint32
clv_inflate_sum (ClvInflate   *self,
                 guint32       sum,
                 const guint8 *bytes,
                 gsize         length)
{
#if CLV_HAVE_ISAL
  if (self->is_isal)
    return crc32_gzip_refl (sum, bytes, length);
#endif
  return clv_crc32 (sum, bytes, length);
}
