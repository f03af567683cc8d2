/* clv-text-decoder.c - makes UTF-8 of the bytes of a text file, one piece after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-text-decoder-private.h"

#include <errno.h>
#include <string.h>

#include "clv-text-encoding-private.h"

#define RAW_BYTES (64u << 10)
/* No letter of any encoding takes more, nor does the sign that stands for broken ones. */
#define MAX_LETTER_BYTES 8

static const char replacement[] = "\xEF\xBF\xBD";
#define REPLACEMENT_BYTES (sizeof replacement - 1)

struct _ClvTextDecoder
{
  ClvByteStream *stream;
  gboolean       is_strict;
  gboolean       has_failed;
  gboolean       is_at_end;
  ClvTextScan    scan;      /* of a strict one */
  GIConv         converter; /* (GIConv) -1: the bytes are UTF-8 as far as they are any good */
  gsize          unit;      /* bytes that stand or fall together */
  gsize          n_skip;
  guint64        n_made;
  GArray        *marks;

  char          *raw;
  gsize          raw_at;
  gsize          raw_end;
  gboolean       raw_is_last;
};

ClvTextDecoder *
clv_text_decoder_new (ClvByteStream *stream,
                      const char    *encoding,
                      gboolean       is_strict,
                      gsize          n_skip)
{
  ClvTextDecoder *self = g_new0 (ClvTextDecoder, 1);

  self->stream = stream;
  self->is_strict = is_strict;
  self->n_skip = n_skip;
  self->marks = g_array_new (FALSE, FALSE, sizeof (ClvTextMark));
  self->converter = (GIConv) -1;
  if (strcmp (encoding, "UTF-8") != 0)
    {
      self->converter = g_iconv_open ("UTF-8", encoding);
      g_assert (self->converter != (GIConv) -1);
    }
  self->unit = g_str_has_prefix (encoding, "UTF-16") ? 2 : g_str_has_prefix (encoding, "UTF-32") ? 4 : 1;
  clv_text_scan_init (&self->scan);
  return self;
}

void
clv_text_decoder_free (ClvTextDecoder *self)
{
  if (self->converter != (GIConv) -1)
    g_iconv_close (self->converter);
  g_array_unref (self->marks);
  g_free (self->raw);
  g_free (self);
}

gboolean
clv_text_decoder_has_failed (const ClvTextDecoder *self)
{
  return self->has_failed;
}

gboolean
clv_text_decoder_is_at_end (const ClvTextDecoder *self)
{
  return self->is_at_end;
}

GArray *
clv_text_decoder_get_marks (ClvTextDecoder *self)
{
  return self->marks;
}

static gboolean
skip_start (ClvTextDecoder *self,
            GError        **error)
{
  char mark[64];

  while (self->n_skip > 0)
    {
      gsize n;

      if (!self->stream->read (self->stream, mark, MIN (self->n_skip, sizeof mark), &n, error))
        return FALSE;
      self->n_skip = n > 0 ? self->n_skip - n : 0;
    }
  return TRUE;
}

static gboolean
read_strictly (ClvTextDecoder *self,
               char           *buffer,
               gsize           length,
               gsize          *n_read,
               GError        **error)
{
  if (!self->stream->read (self->stream, buffer, length, n_read, error))
    return FALSE;
  self->is_at_end = *n_read < length;
  clv_text_scan_update (&self->scan, buffer, *n_read);
  if (self->is_at_end)
    clv_text_scan_finish (&self->scan);
  self->has_failed = self->scan.n_broken + self->scan.n_nul_even + self->scan.n_nul_odd > 0;
  return TRUE;
}

static gboolean
fill_raw (ClvTextDecoder *self,
          GError        **error)
{
  gsize n;

  if (self->raw == NULL)
    self->raw = g_malloc (RAW_BYTES);
  memmove (self->raw, self->raw + self->raw_at, self->raw_end - self->raw_at);
  self->raw_end -= self->raw_at;
  self->raw_at = 0;
  if (!self->stream->read (self->stream, self->raw + self->raw_end, RAW_BYTES - self->raw_end, &n, error))
    return FALSE;
  self->raw_is_last = n < RAW_BYTES - self->raw_end;
  self->raw_end += n;
  return TRUE;
}

static void
add_mark (ClvTextDecoder *self,
          gsize           n_written,
          ClvTextMarkKind kind)
{
  ClvTextMark mark = { self->n_made + n_written, kind };

  /* A file may end in megabytes of nothing. */
  if (self->marks->len > 0)
    {
      const ClvTextMark *last = &g_array_index (self->marks, ClvTextMark, self->marks->len - 1);

      if (last->offset == mark.offset && last->kind == kind)
        return;
    }
  g_array_append_val (self->marks, mark);
}

/* Drops NUL bytes, which no text needs, from what was just written. */
static gsize
drop_nul (ClvTextDecoder *self,
          char           *buffer,
          gsize           from,
          gsize           to)
{
  gsize n = from;

  if (memchr (buffer + from, '\0', to - from) == NULL)
    return to;
  for (gsize i = from; i < to; i++)
    if (buffer[i] != '\0')
      buffer[n++] = buffer[i];
    else
      add_mark (self, n, CLV_TEXT_MARK_NUL);
  return n;
}

typedef enum
{
  STOP_FULL,   /* no room for another letter */
  STOP_BROKEN, /* here is none */
  STOP_CUT,    /* here is the start of one */
  STOP_EMPTY,  /* no bytes are left */
} Stop;

static Stop
copy_letters (ClvTextDecoder *self,
              char           *buffer,
              gsize           length,
              gsize          *n_written)
{
  const char *end;
  gunichar letter;

  while (self->raw_at < self->raw_end && *n_written < length)
    {
      const char *start = self->raw + self->raw_at;

      g_utf8_validate_len (start, MIN (self->raw_end - self->raw_at, length - *n_written), &end);
      memcpy (buffer + *n_written, start, (gsize) (end - start));
      *n_written += (gsize) (end - start);
      self->raw_at += (gsize) (end - start);
      if (self->raw_at == self->raw_end || *end != '\0')
        break;
      add_mark (self, *n_written, CLV_TEXT_MARK_NUL);
      self->raw_at++;
    }
  if (self->raw_at == self->raw_end)
    return STOP_EMPTY;
  /* A letter that was cut by the end of the buffer is not broken. */
  if (length - *n_written < MAX_LETTER_BYTES)
    return STOP_FULL;
  letter = g_utf8_get_char_validated (self->raw + self->raw_at, (gssize) (self->raw_end - self->raw_at));
  return letter == (gunichar) -2 ? STOP_CUT : STOP_BROKEN;
}

static Stop
convert_letters (ClvTextDecoder *self,
                 char           *buffer,
                 gsize           length,
                 gsize          *n_written)
{
  gsize n_in = self->raw_end - self->raw_at, n_out = length - *n_written;
  char *in, *out = buffer + *n_written;
  gsize result;

  /* Before the first bytes are there, so is no buffer for them. */
  if (n_in == 0)
    return STOP_EMPTY;
  in = self->raw + self->raw_at;
  errno = 0;
  result = g_iconv (self->converter, &in, &n_in, &out, &n_out);
  self->raw_at = self->raw_end - n_in;
  *n_written = drop_nul (self, buffer, *n_written, length - n_out);
  if (result != (gsize) -1)
    return STOP_EMPTY;
  return errno == E2BIG ? STOP_FULL : errno == EINVAL ? STOP_CUT : STOP_BROKEN;
}

gboolean
clv_text_decoder_read (ClvTextDecoder *self,
                       char           *buffer,
                       gsize           length,
                       gsize          *n_read,
                       GError        **error)
{
  *n_read = 0;
  if (!skip_start (self, error))
    return FALSE;
  if (self->is_strict)
    return read_strictly (self, buffer, length, n_read, error);

  while (!self->is_at_end)
    {
      Stop stop = self->converter == (GIConv) -1 ? copy_letters (self, buffer, length, n_read)
                                                 : convert_letters (self, buffer, length, n_read);

      if (stop == STOP_FULL || length - *n_read < MAX_LETTER_BYTES)
        break;
      if (stop == STOP_BROKEN || (stop == STOP_CUT && self->raw_is_last))
        {
          add_mark (self, *n_read, CLV_TEXT_MARK_BROKEN);
          memcpy (buffer + *n_read, replacement, REPLACEMENT_BYTES);
          *n_read += REPLACEMENT_BYTES;
          self->raw_at = MIN (self->raw_at + self->unit, self->raw_end);
        }
      else if (self->raw_is_last)
        self->is_at_end = TRUE;
      else if (!fill_raw (self, error))
        return FALSE;
    }
  self->n_made += *n_read;
  return TRUE;
}

typedef struct
{
  ClvByteStream stream;
  const char   *bytes;
  gsize         length;
} SampleStream;

static gboolean
sample_read (ClvByteStream *stream,
             char          *buffer,
             gsize          length,
             gsize         *n_read,
             GError       **error)
{
  SampleStream *self = (SampleStream *) stream;

  *n_read = MIN (length, self->length);
  memcpy (buffer, self->bytes, *n_read);
  self->bytes += *n_read;
  self->length -= *n_read;
  return TRUE;
}

char *
clv_text_decode_sample (const char *bytes,
                        gsize       length,
                        const char *encoding,
                        gsize      *n_decoded,
                        guint      *n_broken)
{
  SampleStream stream = { { sample_read, NULL, NULL }, bytes, length };
  g_autoptr (ClvTextDecoder) decoder = clv_text_decoder_new (&stream.stream, encoding, FALSE, 0);
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gsize n = 0;

  *n_broken = 0;
  while (!clv_text_decoder_is_at_end (decoder) && clv_text_decoder_read (decoder, buffer, sizeof buffer, &n, NULL))
    g_string_append_len (text, buffer, (gssize) n);
  for (guint i = 0; i < decoder->marks->len; i++)
    {
      const ClvTextMark *mark = &g_array_index (decoder->marks, ClvTextMark, i);

      /* At the ends, letters were cut. */
      *n_broken += mark->kind == CLV_TEXT_MARK_BROKEN && mark->offset > 0 && mark->offset + REPLACEMENT_BYTES < text->len;
    }
  *n_decoded = text->len;
  return g_string_free (text, FALSE);
}
