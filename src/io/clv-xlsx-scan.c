/* clv-xlsx-scan.c - XML as spreadsheet programs write it, byte by byte
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-scan-private.h"

const char *
clv_scan_tag_end (const char *p,
                  gboolean   *is_empty)
{
  for (;;)
    {
      const char *start = p;
      char quote;

      p = clv_scan_skip_blanks (p);
      if (*p == '>' || (*p == '/' && p[1] == '>'))
        {
          *is_empty = *p == '/';
          return p + (*is_empty ? 2 : 1);
        }
      if (p == start)
        return NULL;
      while (g_ascii_isalnum (*p) || *p == ':' || *p == '_' || *p == '-' || *p == '.')
        p++;
      if (*p != '=' || (p[1] != '"' && p[1] != '\''))
        return NULL;
      quote = p[1];
      for (p += 2; *p != quote; p++)
        if (*p == '\0' || *p == '<' || *p == '&' || (guchar) *p >= 0x80)
          return NULL;
      p++;
    }
}

/* U+FFFE and U+FFFF are letters in UTF-8, but not in XML. */
gboolean
clv_scan_is_valid (const ClvScanText *text)
{
  gsize length = (gsize) (text->end - text->start);

  if (!g_utf8_validate_len (text->start, length, NULL))
    return FALSE;
  for (const char *p = text->start; (p = memchr (p, 0xEF, (gsize) (text->end - p))) != NULL; p++)
    if ((guchar) p[1] == 0xBF && (guchar) p[2] >= 0xBE)
      return FALSE;
  return TRUE;
}

/* “&lt;”, “&#8364;”, “&#x20AC;”. */
static const char *
decode_entity (const char *p,
               const char *end,
               char      **output)
{
  static const struct
  {
    const char *name;
    char        letter;
  } named[] = { { "amp;", '&' }, { "lt;", '<' }, { "gt;", '>' }, { "quot;", '"' }, { "apos;", '\'' } };
  guint32 letter = 0;
  guint base = 10, n = 0;

  p++;
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      gsize length = strlen (named[i].name);

      if ((gsize) (end - p) >= length && memcmp (p, named[i].name, length) == 0)
        {
          *(*output)++ = named[i].letter;
          return p + length;
        }
    }
  if (*p++ != '#')
    return NULL;
  if (*p == 'x')
    {
      base = 16;
      p++;
    }
  for (; *p != ';'; p++, n++)
    {
      int digit = base == 16 ? g_ascii_xdigit_value (*p) : g_ascii_digit_value (*p);

      if (digit < 0 || n == 8)
        return NULL;
      letter = letter * base + (guint32) digit;
    }
  if (n == 0 || !g_unichar_validate (letter) || letter == 0xFFFE || letter == 0xFFFF ||
      (letter < ' ' && letter != '\t' && letter != '\n' && letter != '\r'))
    return NULL;
  *output += g_unichar_to_utf8 (letter, *output);
  return p + 1;
}

char *
clv_scan_decode (const ClvScanText *text,
                 char              *output)
{
  if (!text->is_ascii && !clv_scan_is_valid (text))
    return NULL;
  for (const char *p = text->start; p < text->end;)
    {
      if (*p == '&')
        {
          p = decode_entity (p, text->end, &output);
          if (p == NULL)
            return NULL;
        }
      else if (*p == '\r')
        {
          *output++ = '\n';
          p += p[1] == '\n' ? 2 : 1;
        }
      else if ((guchar) *p >= ' ' || *p == '\n' || *p == '\t')
        *output++ = *p++;
      else
        return NULL;
    }
  return output;
}

/* Behind an element that is passed over; its tag’s name has just been read. */
static const char *
skip_element (const char *p,
              const char *end_tag)
{
  gboolean is_empty;

  p = clv_scan_tag_end (p, &is_empty);
  if (p == NULL || is_empty)
    return p;
  p = strstr (p, end_tag);
  return p != NULL ? p + strlen (end_tag) : NULL;
}

/* “</si>” and “</is>” */
#define N_END_TAG 5

const char *
clv_scan_rich (const char  *p,
               const char  *end_tag,
               char       **space,
               const char **text,
               gsize       *length)
{
  char *output = *space;
  gboolean is_written = FALSE;

  *text = p;
  *length = 0;
  for (;;)
    {
      gboolean is_empty = FALSE;
      ClvScanText piece;

      p = clv_scan_skip_blanks (p);
      if (CLV_SCAN_IS (p, "<t") && (p[2] == '>' || p[2] == ' ' || p[2] == '/'))
        {
          p = p[2] == '>' ? p + 3 : clv_scan_tag_end (p + 2, &is_empty);
          if (p == NULL)
            return NULL;
          if (is_empty)
            continue;
          clv_scan_text (p, &piece);
          p = piece.end;
          if (!CLV_SCAN_IS (p, "</t>") || (piece.is_plain && !piece.is_ascii && !clv_scan_is_valid (&piece)))
            return NULL;
          p += 4;
          if (piece.is_plain && !is_written && *length == 0)
            {
              *text = piece.start;
              *length = (gsize) (piece.end - piece.start);
              continue;
            }
          if (!is_written)
            {
              memmove (output, *text, *length);
              output += *length;
              is_written = TRUE;
            }
          output = clv_scan_decode (&piece, output);
          if (output == NULL)
            return NULL;
        }
      else if (memcmp (p, end_tag, N_END_TAG) == 0)
        break;
      else if (CLV_SCAN_IS (p, "<r>"))
        p += 3;
      else if (CLV_SCAN_IS (p, "</r>"))
        p += 4;
      else if (CLV_SCAN_IS (p, "<rPr>") || CLV_SCAN_IS (p, "<rPr "))
        p = skip_element (p + 4, "</rPr>");
      else if (CLV_SCAN_IS (p, "<rPh>") || CLV_SCAN_IS (p, "<rPh "))
        p = skip_element (p + 4, "</rPh>");
      else if (CLV_SCAN_IS (p, "<phoneticPr ") || CLV_SCAN_IS (p, "<phoneticPr/"))
        p = skip_element (p + 11, "</phoneticPr>");
      else
        return NULL;
      if (p == NULL)
        return NULL;
    }
  if (is_written)
    {
      *text = *space;
      *length = (gsize) (output - *space);
      *space = output;
    }
  return p + N_END_TAG;
}
