/* clv-xls-records.c - a stream of records: number, length, content
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-xls-private.h"

#define HEAD_BYTES 4
/* A record with its head fits twice. */
#define BUFFER_BYTES (160u << 10)

double
clv_xls_f64 (const guchar *p)
{
  guint64 bits;
  double value;

  memcpy (&bits, p, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

void
clv_xls_records_init (ClvXlsRecords *self,
                      ClvCfbStream *stream,
                      ClvXlsCipher  *cipher,
                      guint64        offset)
{
  memset (self, 0, sizeof *self);
  self->stream = stream;
  self->cipher = cipher;
  self->next = offset;
  self->buffer = g_malloc (BUFFER_BYTES);
}

void
clv_xls_records_clear (ClvXlsRecords *self)
{
  g_clear_error (&self->error);
  g_free (self->buffer);
  g_free (self->plain);
}

/* Makes @length bytes from @at on available; NULL if there are fewer. */
static const guchar *
get_bytes (ClvXlsRecords *self,
           guint64        at,
           gsize          length)
{
  if (at < self->buffer_at || at + length > self->buffer_at + self->n_buffered)
    {
      self->buffer_at = at;
      if (self->error != NULL ||
          !clv_cfb_stream_read (self->stream, at, self->buffer, BUFFER_BYTES, &self->n_buffered, &self->error))
        self->n_buffered = 0;
      if (length > self->n_buffered)
        return NULL;
    }
  return self->buffer + (at - self->buffer_at);
}

gboolean
clv_xls_records_next (ClvXlsRecords *self)
{
  const guchar *head = get_bytes (self, self->next, HEAD_BYTES);
  const guchar *content;

  if (head == NULL)
    return FALSE;
  self->id = (guint16) clv_bytes_u16 (head);
  self->length = (guint16) clv_bytes_u16 (head + 2);
  content = get_bytes (self, self->next + HEAD_BYTES, self->length);
  if (content == NULL)
    return FALSE;
  self->offset = self->next;
  self->next += HEAD_BYTES + (guint64) self->length;
  self->data = content;
  if (self->cipher != NULL)
    {
      if (self->plain == NULL)
        self->plain = g_malloc (G_MAXUINT16);
      memcpy (self->plain, content, self->length);
      clv_xls_cipher_decrypt (self->cipher, self->id, self->offset + HEAD_BYTES, self->plain, self->length);
      self->data = self->plain;
    }
  return TRUE;
}

int
clv_xls_records_peek (ClvXlsRecords *self)
{
  const guchar *head = get_bytes (self, self->next, HEAD_BYTES);

  return head != NULL ? (int) clv_bytes_u16 (head) : -1;
}
