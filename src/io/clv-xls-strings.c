/* clv-xls-strings.c - texts in Excel workbooks since 97, over as many records as they take
 *
 * A text that does not fit into its record goes on in the next one, and there it may
 * change from one byte a letter to two, or back. Source: [MS-XLS] 2.5.293, 2.4.58.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-xls-private.h"

#define HAS_WIDE_LETTERS 0x01
#define HAS_READINGS 0x04 /* how Asian names are pronounced */
#define HAS_RUNS 0x08     /* fonts within the text */

#define REPLACEMENT 0xFFFD

void
clv_xls_cursor_init (ClvXlsCursor  *self,
                     ClvXlsRecords *records,
                     gsize          skip)
{
  self->records = records;
  self->p = records->data + MIN (skip, records->length);
  self->end = records->data + records->length;
}

/* Goes on in the record that continues this one. */
static gboolean
go_on (ClvXlsCursor *self)
{
  while (self->p == self->end)
    {
      if (clv_xls_records_peek (self->records) != CLV_XLS_CONTINUE || !clv_xls_records_next (self->records))
        {
          /* Looking ahead may have moved what the cursor stood in. */
          self->p = self->end = NULL;
          return FALSE;
        }
      self->p = self->records->data;
      self->end = self->p + self->records->length;
    }
  return TRUE;
}

static gboolean
read_number (ClvXlsCursor *self,
             guint         n_bytes,
             guint32      *number)
{
  *number = 0;
  for (guint i = 0; i < n_bytes; i++)
    {
      if (!go_on (self))
        return FALSE;
      *number |= (guint32) *self->p++ << 8 * i;
    }
  return TRUE;
}

static gboolean
skip (ClvXlsCursor *self,
      guint64       n_bytes)
{
  while (n_bytes > 0)
    {
      gsize n;

      if (!go_on (self))
        return FALSE;
      n = (gsize) MIN (n_bytes, (guint64) (self->end - self->p));
      self->p += n;
      n_bytes -= n;
    }
  return TRUE;
}

/* A pair of UTF-16 units may come one by one: @high is the first of them, or 0. */
static void
append_unit (GString *text,
             guint    unit,
             guint   *high)
{
  if (*high != 0)
    {
      if (unit >= 0xDC00 && unit < 0xE000)
        {
          g_string_append_unichar (text, 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00));
          *high = 0;
          return;
        }
      g_string_append_unichar (text, REPLACEMENT);
      *high = 0;
    }
  if (unit >= 0xD800 && unit < 0xDC00)
    *high = unit;
  else if (unit >= 0xDC00 && unit < 0xE000)
    g_string_append_unichar (text, REPLACEMENT);
  else if (unit >= 0x80)
    g_string_append_unichar (text, unit);
  else if (unit != 0)
    g_string_append_c (text, (char) unit);
}

static gboolean
read_letters (ClvXlsCursor *self,
              guint32       n_letters,
              gboolean      is_wide,
              GString      *text)
{
  guint high = 0;

  for (;;)
    {
      guint width = is_wide ? 2 : 1;

      for (; n_letters > 0 && self->end - self->p >= (gssize) width; n_letters--)
        {
          append_unit (text, is_wide ? clv_bytes_u16 (self->p) : *self->p, &high);
          self->p += width;
        }
      if (n_letters == 0)
        break;
      /* What follows begins with a mark of its own. */
      self->p = self->end;
      if (!go_on (self))
        return FALSE;
      is_wide = (*self->p++ & HAS_WIDE_LETTERS) != 0;
    }
  if (high != 0)
    g_string_append_unichar (text, REPLACEMENT);
  return TRUE;
}

gboolean
clv_xls_cursor_read_text (ClvXlsCursor *self,
                          gboolean      has_short_length,
                          GString      *text)
{
  guint32 n_letters, marks, n_runs = 0, n_reading_bytes = 0;

  return read_number (self, has_short_length ? 1 : 2, &n_letters) && read_number (self, 1, &marks) &&
         ((marks & HAS_RUNS) == 0 || read_number (self, 2, &n_runs)) &&
         ((marks & HAS_READINGS) == 0 || read_number (self, 4, &n_reading_bytes)) &&
         read_letters (self, n_letters, (marks & HAS_WIDE_LETTERS) != 0, text) &&
         skip (self, (guint64) n_runs * 4 + n_reading_bytes);
}

void
clv_xls_strings_init (ClvXlsStrings *self,
                      ClvCfbStream *stream,
                      ClvXlsCipher  *cipher,
                      guint64        offset)
{
  memset (self, 0, sizeof *self);
  clv_xls_records_init (&self->records, stream, cipher, offset);
  self->text = g_string_new (NULL);
  self->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
}

void
clv_xls_strings_clear (ClvXlsStrings *self)
{
  clv_xls_records_clear (&self->records);
  g_string_free (self->text, TRUE);
  g_array_unref (self->ends);
}

static void
read_next (ClvXlsStrings *self)
{
  if (!self->has_begun)
    {
      self->has_begun = TRUE;
      if (!clv_xls_records_next (&self->records))
        {
          self->has_ended = TRUE;
          return;
        }
      /* Two counts come first, which tell nothing new. */
      clv_xls_cursor_init (&self->cursor, &self->records, 8);
    }
  if (clv_xls_cursor_read_text (&self->cursor, FALSE, self->text))
    g_array_append_val (self->ends, self->text->len);
  else
    self->has_ended = TRUE;
}

gboolean
clv_xls_strings_get (ClvXlsStrings *self,
                     guint32        index,
                     gsize         *offset,
                     gsize         *length)
{
  while (index >= self->ends->len && !self->has_ended)
    read_next (self);
  if (index >= self->ends->len)
    return FALSE;
  *offset = index > 0 ? g_array_index (self->ends, gsize, index - 1) : 0;
  *length = g_array_index (self->ends, gsize, index) - *offset;
  return TRUE;
}
