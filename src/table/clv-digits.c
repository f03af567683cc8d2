/* clv-digits.c - digits and marks of other scripts, written in ASCII
 *
 * Full-width letters, digits and marks of East Asia; Arabic, Persian, Devanagari, Bengali and Thai digits. The
 * marks that steer the direction of writing are dropped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-digits-private.h"

#include <string.h>

static const gunichar zeros[] = { 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50 };

/* The ASCII character for @c: 0 for none, -1 for one that is dropped. */
static int
ascii_for (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    return (int) (c - 0xFEE0);
  if (c == 0x3000)
    return ' ';
  if (c == 0x066B)
    return CLV_MARK_DECIMAL;
  if (c == 0x066C)
    return CLV_MARK_GROUP;
  if (c == 0x066A)
    return '%';
  if (c == 0x060C)
    return ',';
  if (c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (zeros); i++)
    if (c >= zeros[i] && c <= zeros[i] + 9)
      return (int) (c - zeros[i]) + '0';
  return 0;
}

/* Most texts that are not ASCII hold no more than “€” or “ä”. */
static gboolean
may_need_change (const guchar *p)
{
  gsize n = strlen ((const char *) p);

  /* Nearly all are ASCII. */
  for (; n >= sizeof (guint64); n -= sizeof (guint64), p += sizeof (guint64))
    {
      guint64 bytes;

      memcpy (&bytes, p, sizeof bytes);
      if ((bytes & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
        break;
    }
  for (; *p != '\0'; p++)
    {
      if (*p < 0xD8)
        continue;
      if (*p == 0xD8 || *p == 0xD9 || *p == 0xDB || *p == 0xE0 || *p == 0xE3 || *p == 0xEF)
        return TRUE;
      if (*p == 0xE2 && ((p[1] == 0x80 && (p[2] == 0x8E || p[2] == 0x8F || (p[2] >= 0xAA && p[2] <= 0xAE))) || p[1] == 0x81))
        return TRUE;
    }
  return FALSE;
}

const char *
clv_digits_to_ascii (const char *text,
                     char        buffer[CLV_MAX_DIGITS_TEXT])
{
  gsize n = 0;

  if (!may_need_change ((const guchar *) text))
    return text;
  for (const char *p = text; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p);
      gsize length = (gsize) (next - p);
      int ascii = (guchar) *p < 0x80 ? 0 : ascii_for (g_utf8_get_char (p));

      if (n + length >= CLV_MAX_DIGITS_TEXT)
        return text;
      if (ascii == 0)
        for (gsize i = 0; i < length; i++)
          buffer[n++] = p[i];
      else if (ascii > 0)
        buffer[n++] = (char) ascii;
      p = next;
    }
  buffer[n] = '\0';
  return buffer;
}
